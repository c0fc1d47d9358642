//! Network cards.

use std::net::IpAddr;
use vireo_xml::{
    Bad, CODE_CONFIG_UNSUPPORTED, CODE_INVALID_ARG, CODE_XML_ERROR, ErrorKind, FROM_DOMAIN, Node,
    Parser, Result,
};

use super::{At, when};
use crate::domain::address::DeviceAddress;
use crate::domain::devices::interface::{
    Interface, InterfaceDriverName, InterfaceIp, InterfaceType, Mac, MacvtapMode, PortForward,
    PortForwardRange,
};
use crate::fill::defaults::interface::is_virtio;
use crate::link::{VirtualPort, VirtualPortParameters, VirtualPortType};

/// `<interface>`.
pub fn interface(interface: &mut Interface, parser: &mut Parser<'_>, node: Node<'_>) -> Result<()> {
    let at = At::new(parser, node);
    let kind = interface.kind;
    let needs = match kind {
        InterfaceType::Network
        | InterfaceType::Bridge
        | InterfaceType::Direct
        | InterfaceType::Hostdev
        | InterfaceType::Vdpa
        | InterfaceType::Internal
        | InterfaceType::Server
        | InterfaceType::Client
        | InterfaceType::Mcast
        | InterfaceType::Udp
        | InterfaceType::Vds => true,
        InterfaceType::Ethernet
        | InterfaceType::User
        | InterfaceType::VhostUser
        | InterfaceType::Null => false,
    };
    if kind == InterfaceType::Hostdev {
        let source = node.children().find(|child| child.has_tag_name("source"));
        let address = source.and_then(|s| s.children().find(|c| c.has_tag_name("address")));
        let typed = address.is_some_and(|address| address.has_attribute("type"));
        when(!typed, || at.unsupported("unknown host device source address type '(null)'"))?;
    }
    when(needs && interface.source.is_none(), || {
        at.xml(format!("interface type='{kind}' requires a 'source' element"))
    })?;
    let dev = interface.source.as_ref().is_some_and(|s| s.dev.is_some());
    when(matches!(kind, InterfaceType::Direct | InterfaceType::Vdpa) && !dev, || {
        let (attribute, element) = ("dev".to_owned(), "source".to_owned());
        at.parser.error(node, ErrorKind::MissingAttribute { attribute, element })
    })?;
    if let Some(source) = interface.source.as_mut().filter(|_| kind == InterfaceType::Direct) {
        let _ = source.mode.get_or_insert(MacvtapMode::Vepa);
    }
    let switch = interface.source.as_ref().is_some_and(|s| s.switchid.is_some());
    when(kind == InterfaceType::Vds && !switch, || {
        let (attribute, element) = ("switchid".to_owned(), "source".to_owned());
        at.parser.error(node, ErrorKind::MissingAttribute { attribute, element })
    })?;
    let address = interface.source.as_ref().is_some_and(|s| s.address.is_some());
    when(kind == InterfaceType::Udp && !address, || {
        let (attribute, element) = ("address".to_owned(), "source".to_owned());
        at.parser.error(at.child("source"), ErrorKind::MissingAttribute { attribute, element })
    })?;
    let local = interface.source.as_ref().is_some_and(|s| s.local.is_some());
    when(kind == InterfaceType::Udp && !local, || {
        at.xml("'<local>' element missing for 'udp' socket interface")
    })?;
    let rates = interface.bandwidth.iter().flat_map(|b| b.inbound.iter().chain(&b.outbound));
    let floor = rates.filter(|rate| rate.floor.is_some()).count() > 0;
    when(floor && kind != InterfaceType::Network, || {
        let text = "floor attribute is not supported for this config";
        at.refuse(CODE_CONFIG_UNSUPPORTED, 0, text)
    })?;
    if let Some(port) = &interface.virtualport {
        when(!has_port_of_switch(kind), || {
            at.unsupported(format!(
                "<virtualport> element unsupported for <interface type='{kind}'>"
            ))
        })?;
        virtual_port(port, kind == InterfaceType::Network, &at)?;
    }
    if let Some(DeviceAddress::Pci(host)) =
        interface.source.as_mut().and_then(|source| source.hostdev_address.as_mut())
    {
        host.zpci = None;
    }
    super::teaming(&mut interface.teaming, &at)?;
    packet_mover(interface, &at)?;
    driver(interface, &at)?;
    model(interface, &at)
}

/// Whether interfaces of the kind are plugged into something that knows ports.
fn has_port_of_switch(kind: InterfaceType) -> bool {
    use InterfaceType as T;
    match kind {
        T::Network | T::Bridge | T::Direct | T::Hostdev => true,
        T::Ethernet
        | T::User
        | T::VhostUser
        | T::Null
        | T::Vdpa
        | T::Internal
        | T::Server
        | T::Client
        | T::Mcast
        | T::Udp
        | T::Vds => false,
    }
}

/// Devices of the host have other drivers than those of the guest.
fn packet_mover(interface: &Interface, at: &At<'_, '_, '_>) -> Result<()> {
    let Some(name) = interface.driver.as_ref().and_then(|d| d.name) else { return Ok(()) };
    let of_guest = match name {
        InterfaceDriverName::Qemu | InterfaceDriverName::Vhost => true,
        InterfaceDriverName::Kvm | InterfaceDriverName::Vfio | InterfaceDriverName::Xen => false,
    };
    let of_host = interface.kind == InterfaceType::Hostdev;
    // Of other models than virtio the name is not looked at.
    let odd = if of_host { of_guest } else { !of_guest && is_virtio(interface) };
    when(odd, || at.bad_word("driver", "name", name.as_str()))
}

/// Of virtio devices alone the driver is looked at.
fn driver_words(interface: &Interface, at: &At<'_, '_, '_>) -> Result<()> {
    let Some(driver) = &interface.driver else { return Ok(()) };
    if interface.kind == InterfaceType::Hostdev || !is_virtio(interface) {
        return Ok(());
    }
    let node = at.child("driver");
    for (name, taken, wanted) in [
        ("name", driver.name.is_some(), Bad::Value),
        ("queues", driver.queues.is_some(), Bad::Unsigned),
        ("rx_queue_size", driver.rx_queue_size.is_some(), Bad::Unsigned),
        ("tx_queue_size", driver.tx_queue_size.is_some(), Bad::Unsigned),
    ] {
        match node.attribute(name) {
            Some(text) if !taken && text != "0" => {
                return Err(at.parser.invalid_attribute(node, name, text, wanted));
            }
            Some(_) | None => {}
        }
    }
    Ok(())
}

/// What only virtio devices have.
fn driver(interface: &Interface, at: &At<'_, '_, '_>) -> Result<()> {
    driver_words(interface, at)?;
    let exempt = interface.kind == InterfaceType::Hostdev || is_virtio(interface);
    let Some(driver) = interface.driver.as_ref().filter(|_| !exempt) else {
        return Ok(());
    };
    let virtio = &driver.virtio;
    for (words, given) in [
        ("iommu driver option", virtio.iommu),
        ("ats driver option", virtio.ats),
        ("packed driver option", virtio.packed),
        ("page_per_vq option", virtio.page_per_vq),
    ] {
        when(given.is_some(), || {
            at.unsupported(format!("{words} is only supported for virtio devices"))
        })?;
    }
    Ok(())
}

fn model(interface: &Interface, at: &At<'_, '_, '_>) -> Result<()> {
    let Some(model) = &interface.model else { return Ok(()) };
    let known = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    when(!model.chars().all(known), || {
        at.refuse(CODE_INVALID_ARG, FROM_DOMAIN, "Model name contains invalid characters")
    })
}

/// `<mac>`.
pub fn mac(mac: &mut Mac, parser: &mut Parser<'_>, node: Node<'_>) -> Result<()> {
    let at = At::new(parser, node);
    when(mac.address.is_multicast(), || {
        let given = node.attribute("address").unwrap_or_default();
        at.xml(format!("expected unicast mac address, found multicast '{given}'"))
    })
}

/// `<ip>`.
pub fn ip(ip: &mut InterfaceIp, parser: &mut Parser<'_>, node: Node<'_>) -> Result<()> {
    let at = At::new(parser, node);
    let family = ip.family.clone();
    let fits = |address: &IpAddr| match family.as_deref() {
        Some("ipv4") => address.is_ipv4(),
        Some("ipv6") => address.is_ipv6(),
        _ => true,
    };
    let given = ip.address.clone();
    let Some(address) = crate::ip::spell(&mut ip.address).filter(fits) else {
        return Err(at.xml(format!("Invalid address '{given}' in <ip>")));
    };
    let (family, bits) = if address.is_ipv4() { ("ipv4", 32) } else { ("ipv6", 128) };
    when(ip.prefix.is_some_and(|p| p > bits), || {
        at.xml(format!("Invalid prefix value '{}' in <ip>", ip.prefix.unwrap_or_default()))
    })?;
    if let Some(peer) = &mut ip.peer {
        let given = peer.clone();
        when(crate::ip::spell(peer).is_none(), || {
            let text = format!("Invalid peer '{given}' in <ip>");
            at.refuse(CODE_INVALID_ARG, FROM_DOMAIN, text)
        })?;
    }
    ip.family = Some(family.to_owned());
    Ok(())
}

/// `<portForward>`.
pub fn port_forward(
    forward: &mut PortForward,
    parser: &mut Parser<'_>,
    node: Node<'_>,
) -> Result<()> {
    let at = At::new(parser, node);
    forward.ranges.retain(|range| range.start.is_some());
    let Some(address) = &mut forward.address else { return Ok(()) };
    let given = address.clone();
    when(crate::ip::spell(address).is_none(), || {
        at.xml(format!("Invalid address '{given}' in <portForward>"))
    })
}

/// `<range>` of ports: what is said of them begins with the first.
pub fn ports(range: &mut PortForwardRange, parser: &mut Parser<'_>, node: Node<'_>) -> Result<()> {
    let more = range.end.is_some() || range.to.is_some() || range.exclude.is_some();
    when(range.start.is_none() && more, || {
        At::new(parser, node).unsupported(
            "The 'range' of a 'portForward' requires 'start' attribute if 'end', 'to', or \
             'exclude' is specified",
        )
    })
}

/// `<virtualport>`: what each protocol needs, and what it cannot use. Ports of a network may leave
/// things to it.
fn virtual_port(port: &VirtualPort, partial: bool, at: &At<'_, '_, '_>) -> Result<()> {
    let Some(kind) = port.kind else {
        return when(!partial, || {
            at.refuse(CODE_XML_ERROR, 0, "missing required virtualport type")
        });
    };
    let none = VirtualPortParameters::default();
    let given = port.parameters.as_ref().unwrap_or(&none);
    let named = given.profileid.as_deref().is_some_and(|name| !name.is_empty());
    use VirtualPortType::{Midonet, Openvswitch, Qbg, Qbh};
    let known: [(&str, bool, &[VirtualPortType], &[VirtualPortType]); 6] = [
        ("managerid", given.managerid.is_some(), &[Qbg], &[Qbg]),
        ("typeid", given.typeid.is_some(), &[Qbg], &[Qbg]),
        ("typeidversion", given.typeidversion.is_some(), &[Qbg], &[Qbg]),
        ("instanceid", given.instanceid.is_some(), &[Qbg], &[]),
        ("profileid", named, &[Qbh, Openvswitch], &[Qbh]),
        ("interfaceid", given.interfaceid.is_some(), &[Openvswitch, Midonet], &[Midonet]),
    ];
    let told = |how: &str| {
        let text = format!("{how} in <virtualport type='{kind}'>");
        at.refuse(CODE_XML_ERROR, FROM_NET, text)
    };
    for (name, is_given, users, needers) in known {
        when(!partial && needers.contains(&kind) && !is_given, || {
            told(&format!("missing {name}"))
        })?;
        when(is_given && !users.contains(&kind), || told(&format!("extra {name} unsupported")))?;
    }
    Ok(())
}

/// Of the reference's code about network configuration.
const FROM_NET: u32 = 11;
