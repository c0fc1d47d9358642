//! `<features>`: unknown ones are refused, not passed over.

use vireo_xml::{Descriptor, ErrorKind, Node, Parser, Result};

use super::{At, when};
use crate::domain::features::{
    ContainerCapabilities, DirtyRing, Features, Hyperv, HypervMode, HypervSpinlocks, HypervStimer,
    HypervTlbflush, HypervVendorId, Kvm, XenFeatures,
};

/// Whether a declaration has a child of that name.
fn is_known(descriptor: &Descriptor, name: &str) -> bool {
    descriptor.fields.iter().any(|f| f.path.first().unwrap_or(&f.name) == &name)
}

fn unknown<'n>(at: &At<'_, '_, 'n>, descriptor: &Descriptor) -> Option<&'n str> {
    at.children().find(|name| !is_known(descriptor, name))
}

/// Every child must say its state.
fn states(at: &At<'_, '_, '_>) -> Result<()> {
    let Some(child) = at.node.children().find(|c| c.is_element() && !c.has_attribute("state"))
    else {
        return Ok(());
    };
    let kind = ErrorKind::MissingAttribute {
        attribute: "state".to_owned(),
        element: child.tag_name().name().to_owned(),
    };
    Err(at.parser.error(child, kind))
}

/// `<features>`.
pub fn features(_: &mut Features, parser: &mut Parser<'_>, node: Node<'_>) -> Result<()> {
    let at = At::new(parser, node);
    if let Some(name) = unknown(&at, Features::xml_descriptor()) {
        return Err(at.unsupported(format!("unexpected feature '{name}'")));
    }
    for name in ["htm", "nested-hv", "ccf-assist", "ras", "ps2"] {
        required(&at, name, "state")?;
    }
    for (name, attribute) in [
        ("msrs", "unknown"),
        ("cfpc", "value"),
        ("sbbc", "value"),
        ("ibs", "value"),
        ("aia", "value"),
    ] {
        required(&at, name, attribute)?;
    }
    Ok(())
}

fn required(at: &At<'_, '_, '_>, child: &str, attribute: &str) -> Result<()> {
    let named = |c: &Node<'_>| c.is_element() && c.tag_name().name() == child;
    match at.node.children().find(named) {
        Some(found) if !found.has_attribute(attribute) => {
            let kind = ErrorKind::MissingAttribute {
                attribute: attribute.to_owned(),
                element: child.to_owned(),
            };
            Err(at.parser.error(found, kind))
        }
        _ => Ok(()),
    }
}

/// `<hyperv>`.
pub fn hyperv(hyperv: &mut Hyperv, parser: &mut Parser<'_>, node: Node<'_>) -> Result<()> {
    let at = At::new(parser, node);
    if hyperv.mode == HypervMode::Passthrough {
        // The host decides on each of them.
        *hyperv = Hyperv { mode: hyperv.mode, ..Hyperv::default() };
        return Ok(());
    }
    match unknown(&at, Hyperv::xml_descriptor()) {
        Some(name) => {
            Err(at.unsupported(format!("unsupported HyperV Enlightenment feature: {name}")))
        }
        None => states(&at),
    }
}

/// `<spinlocks>`.
pub fn spinlocks(
    spinlocks: &mut HypervSpinlocks,
    parser: &mut Parser<'_>,
    node: Node<'_>,
) -> Result<()> {
    let at = At::new(parser, node);
    if !spinlocks.state {
        spinlocks.retries = None;
        return Ok(());
    }
    let Some(retries) = spinlocks.retries else {
        let kind = ErrorKind::MissingAttribute {
            attribute: "retries".to_owned(),
            element: "spinlocks".to_owned(),
        };
        return Err(at.parser.error(node, kind));
    };
    when(retries < 0xfff, || at.xml("HyperV spinlock retry count must be at least 4095"))
}

/// Longest vendor id of Hyper-V.
const VENDOR_ID: usize = 12;

/// `<vendor_id>`.
pub fn vendor_id(
    vendor: &mut HypervVendorId,
    parser: &mut Parser<'_>,
    node: Node<'_>,
) -> Result<()> {
    let at = At::new(parser, node);
    if !vendor.state {
        vendor.value = None;
        return Ok(());
    }
    let Some(value) = &vendor.value else {
        return Err(at.xml("missing 'value' attribute for HyperV feature 'vendor_id'"));
    };
    when(value.len() > VENDOR_ID, || {
        at.xml(format!("HyperV vendor_id value must not be more than {VENDOR_ID} characters."))
    })?;
    when(value.contains(','), || at.xml("HyperV vendor_id value is invalid"))
}

/// `<stimer>`.
pub fn stimer(stimer: &mut HypervStimer, parser: &mut Parser<'_>, node: Node<'_>) -> Result<()> {
    let on = stimer.state;
    stimer.direct = stimer.direct.take().filter(|direct| on && direct.state);
    let at = At::new(parser, node);
    match unknown(&at, HypervStimer::xml_descriptor()) {
        Some(name) => Err(at.unsupported(format!("unsupported Hyper-V stimer feature: {name}"))),
        None => states(&at),
    }
}

/// `<tlbflush>`.
pub fn tlbflush(_: &mut HypervTlbflush, parser: &mut Parser<'_>, node: Node<'_>) -> Result<()> {
    let at = At::new(parser, node);
    match unknown(&at, HypervTlbflush::xml_descriptor()) {
        Some(name) => Err(at.unsupported(format!("unsupported Hyper-V tlbflush feature: {name}"))),
        None => states(&at),
    }
}

/// `<kvm>`.
pub fn kvm(_: &mut Kvm, parser: &mut Parser<'_>, node: Node<'_>) -> Result<()> {
    let at = At::new(parser, node);
    match unknown(&at, Kvm::xml_descriptor()) {
        Some(name) => Err(at.unsupported(format!("unsupported KVM feature: {name}"))),
        None => states(&at),
    }
}

/// `<dirty-ring>`.
pub fn dirty_ring(ring: &mut DirtyRing, parser: &mut Parser<'_>, node: Node<'_>) -> Result<()> {
    let at = At::new(parser, node);
    if !ring.state {
        ring.size = None;
        return Ok(());
    }
    let Some(size) = ring.size else {
        let kind = ErrorKind::MissingAttribute {
            attribute: "size".to_owned(),
            element: "dirty-ring".to_owned(),
        };
        return Err(at.parser.error(node, kind));
    };
    when(!size.is_power_of_two() || !(1024..=65536).contains(&size), || {
        at.xml("dirty ring must be power of 2 and ranges [1024, 65536]")
    })
}

/// `<xen>`.
pub fn xen(_: &mut XenFeatures, parser: &mut Parser<'_>, node: Node<'_>) -> Result<()> {
    let at = At::new(parser, node);
    match unknown(&at, XenFeatures::xml_descriptor()) {
        Some(name) => Err(at.unsupported(format!("unsupported Xen feature: {name}"))),
        None => states(&at),
    }
}

/// `<capabilities>`.
pub fn capabilities(
    _: &mut ContainerCapabilities,
    parser: &mut Parser<'_>,
    node: Node<'_>,
) -> Result<()> {
    let at = At::new(parser, node);
    match unknown(&at, ContainerCapabilities::xml_descriptor()) {
        Some(name) => Err(at.unsupported(format!("unexpected capability feature '{name}'"))),
        None => Ok(()),
    }
}
