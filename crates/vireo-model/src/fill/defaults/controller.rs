//! Controllers: indexes, the ones that are implied, models.

use crate::domain::Domain;
use crate::domain::address::{CcidAddress, DeviceAddress};
use crate::domain::devices::chardev::{ChannelTargetType, ConsoleTargetType};
use crate::domain::devices::controller::{
    Controller, ControllerModel as Model, ControllerType as Type,
};
use crate::domain::devices::disk::DiskBus;
use crate::domain::devices::hostdev::{HostdevMode, HostdevType};
use crate::fill::error::{qemu, qemu_internal, qemu_xml, refuse, xml};
use crate::fill::walk::numa_cells;
use crate::fill::{Cap, Context, Family, Result};

/// Most ports of an xHCI controller.
const XHCI_MAX_PORTS: u32 = 15;
/// Most controllers of a kind that are added for the addresses of devices.
const MAX_IMPLIED: u32 = 4096;

/// Position of a controller in the list.
pub(crate) fn find(dom: &Domain, kind: Type, index: u32) -> Option<usize> {
    dom.devices.controllers.iter().position(|c| c.kind == kind && c.index == Some(index))
}

/// Insert a controller so that those of a kind stand in order, masters before
/// companions.
pub(crate) fn insert(dom: &mut Domain, new: Controller) {
    let list = &mut dom.devices.controllers;
    let mut at = None;
    for (n, current) in list.iter().enumerate().rev() {
        if current.kind != new.kind {
            continue;
        }
        if new.index.is_none() {
            at = Some(n + 1);
            break;
        }
        let master = new.info.master_startport.is_none();
        let companion = current.info.master_startport.is_some();
        if current.index > new.index || current.index == new.index && master && companion {
            at = Some(n);
        } else if at.is_none() {
            at = Some(n + 1);
        }
    }
    let at = at.unwrap_or(list.len());
    list.insert(at, new);
}

/// Add a controller where there is none of that index.
pub(crate) fn ensure(dom: &mut Domain, kind: Type, index: u32, model: Option<Model>) {
    if find(dom, kind, index).is_none() {
        insert(dom, Controller { kind, index: Some(index), model, ..Controller::default() });
    }
}

/// Whether it is one of the four that make a USB 2 controller.
pub(crate) fn is_usb2(c: &Controller) -> bool {
    c.kind == Type::Usb
        && matches!(
            c.model,
            Some(Model::Ich9Ehci1 | Model::Ich9Uhci1 | Model::Ich9Uhci2 | Model::Ich9Uhci3)
        )
}

/// Lowest index that no controller of the kind has.
pub(crate) fn unused_index(dom: &Domain, kind: Type) -> u32 {
    let mut used: Vec<u32> =
        dom.devices.controllers.iter().filter(|c| c.kind == kind).filter_map(|c| c.index).collect();
    used.sort_unstable();
    used.dedup();
    (0..).zip(&used).find(|(n, index)| n != *index).map_or(used.len() as u32, |(n, _)| n)
}

/// First ports of the companions of a USB 2 controller.
pub(crate) fn master_port(c: &Controller) -> Option<u32> {
    match c.model {
        Some(Model::Ich9Uhci1) => Some(0),
        Some(Model::Ich9Uhci2) => Some(2),
        Some(Model::Ich9Uhci3) => Some(4),
        _ => None,
    }
}

/// Put the list in order, then give an index to those without; these keep their
/// position.
pub(crate) fn indexes(dom: &mut Domain, _: &mut Context<'_>) -> Result {
    for c in dom.devices.controllers.iter_mut().filter(|c| c.kind == Type::Usb) {
        c.info.master_startport = c.info.master_startport.or(master_port(c));
    }
    for c in std::mem::take(&mut dom.devices.controllers) {
        insert(dom, c);
    }
    for n in 0..dom.devices.controllers.len() {
        let list = &dom.devices.controllers;
        if list[n].index.is_some() {
            continue;
        }
        let index = companion_index(list, n);
        let kind = list[n].kind;
        let index = index.unwrap_or_else(|| unused_index(dom, kind));
        dom.devices.controllers[n].index = Some(index);
    }
    Ok(())
}

/// A USB 2 controller belongs to the one before it, unless that has the model.
fn companion_index(list: &[Controller], n: usize) -> Option<u32> {
    let this = &list[n];
    let before = n.checked_sub(1).map(|n| &list[n]).filter(|c| is_usb2(c) && is_usb2(this))?;
    let index = before.index?;
    let taken =
        list.iter().any(|c| c.kind == Type::Usb && c.index == Some(index) && c.model == this.model);
    (!taken).then_some(index)
}

/// No two of a kind with one index; those of USB meet at their ports.
pub(crate) fn no_duplicates(dom: &mut Domain, _: &mut Context<'_>) -> Result {
    let mut seen = std::collections::HashSet::new();
    for c in &dom.devices.controllers {
        if c.kind == Type::Usb {
            continue;
        }
        let index = c.index.unwrap_or(0);
        refuse!(
            !seen.insert((c.kind, index)),
            xml,
            "Multiple '{}' controllers with index '{index}'",
            c.kind
        );
    }
    Ok(())
}

/// The controllers that the addresses of disks and other devices need.
pub(crate) fn implied(dom: &mut Domain, ctx: &mut Context<'_>) -> Result {
    for (kind, bus) in [
        (Type::Scsi, DiskBus::Scsi),
        (Type::Fdc, DiskBus::Fdc),
        (Type::Ide, DiskBus::Ide),
        (Type::Sata, DiskBus::Sata),
    ] {
        let highest = dom
            .devices
            .disks
            .iter()
            .filter(|d| d.target.bus == Some(bus))
            .filter_map(|d| match &d.info.address {
                Some(DeviceAddress::Drive(drive)) => Some(drive.controller),
                _ => None,
            })
            .max();
        up_to(dom, kind, highest);
    }
    virtio_serial(dom);
    ccid(dom);
    for_host_disks(dom);
    for n in 0..dom.devices.controllers.len() {
        if dom.devices.controllers[n].kind == Type::Scsi {
            model(dom, n, ctx)?;
        }
    }
    Ok(())
}

/// SCSI controllers for host devices; new ones are like the last.
pub(crate) fn for_host_disks(dom: &mut Domain) {
    let highest = dom
        .devices
        .hostdevs
        .iter()
        .filter(|h| h.mode == HostdevMode::Subsystem && h.kind == HostdevType::Scsi)
        .map(|h| match &h.info.address {
            Some(DeviceAddress::Drive(drive)) => drive.controller,
            _ => 0,
        })
        .max();
    let Some(highest) = highest else { return };
    let last = dom.devices.controllers.iter().rev().find(|c| c.kind == Type::Scsi);
    let like = last.and_then(|c| c.model);
    for index in 0..=highest.min(MAX_IMPLIED) {
        ensure(dom, Type::Scsi, index, like);
    }
}

fn up_to(dom: &mut Domain, kind: Type, highest: Option<u32>) {
    let Some(highest) = highest else { return };
    for index in 0..=highest.min(MAX_IMPLIED) {
        ensure(dom, kind, index, None);
    }
}

fn virtio_serial(dom: &mut Domain) {
    let channels = dom
        .devices
        .channels
        .iter()
        .filter(|c| c.target.as_ref().is_some_and(|t| t.kind == ChannelTargetType::Virtio))
        .map(|c| &c.info);
    let consoles = dom
        .devices
        .consoles
        .iter()
        .filter(|c| c.target_kind == Some(ConsoleTargetType::Virtio))
        .map(|c| &c.info);
    let wanted: Vec<u32> = channels
        .chain(consoles)
        .map(|info| match &info.address {
            Some(DeviceAddress::VirtioSerial(address)) => address.controller,
            _ => 0,
        })
        .collect();
    for index in wanted {
        ensure(dom, Type::VirtioSerial, index, None);
    }
}

fn ccid(dom: &mut Domain) {
    for n in 0..dom.devices.smartcards.len() {
        let next = dom
            .devices
            .smartcards
            .iter()
            .filter_map(|s| match &s.info.address {
                Some(DeviceAddress::Ccid(a)) if a.controller == 0 => Some(a.slot + 1),
                _ => None,
            })
            .max()
            .unwrap_or(0);
        let info = &mut dom.devices.smartcards[n].info;
        let address = info
            .address
            .get_or_insert(DeviceAddress::Ccid(CcidAddress { controller: 0, slot: next }));
        let DeviceAddress::Ccid(address) = address else { continue };
        let index = address.controller;
        ensure(dom, Type::Ccid, index, None);
    }
}

/// Model and limits of one controller.
pub(crate) fn model(dom: &mut Domain, n: usize, ctx: &mut Context<'_>) -> Result {
    let cells = numa_cells(dom).len() as u32;
    let c = &mut dom.devices.controllers[n];
    match c.kind {
        Type::Scsi if matches!(c.model, None | Some(Model::Auto)) => {
            c.model = scsi_model(ctx);
            if c.model.is_none() && ctx.emulator.is_some() {
                let index = c.index.unwrap_or(0);
                let text = format!("Unable to determine model for SCSI controller idx={index}");
                return Err(qemu_internal(text));
            }
        }
        Type::Usb => usb(c, ctx)?,
        Type::Pci => pci(c, cells, ctx)?,
        _ => {}
    }
    let iothread = c.driver.as_ref().is_some_and(|d| d.iothread.is_some());
    refuse!(
        iothread && !is_virtio_scsi(c),
        xml,
        "'iothread' attribute only supported for virtio scsi controllers"
    );
    Ok(())
}

/// Whether it is a SCSI controller of the virtio kind.
pub(crate) fn is_virtio_scsi(c: &Controller) -> bool {
    c.kind == Type::Scsi
        && matches!(
            c.model,
            Some(Model::VirtioScsi | Model::VirtioTransitional | Model::VirtioNonTransitional)
        )
}

fn scsi_model(ctx: &Context<'_>) -> Option<Model> {
    match ctx.family {
        Family::Pseries => return Some(Model::Ibmvscsi),
        Family::S390Ccw | Family::LoongarchVirt => return Some(Model::VirtioScsi),
        _ => {}
    }
    if ctx.has(Cap::Lsi) {
        Some(Model::Lsilogic)
    } else if ctx.has(Cap::VirtioScsiPci) {
        Some(Model::VirtioScsi)
    } else {
        None
    }
}

fn usb(c: &mut Controller, ctx: &Context<'_>) -> Result {
    if c.model.is_none() {
        c.model = usb_model(c, ctx);
    }
    refuse!(
        matches!(c.model, Some(Model::Qusb1 | Model::Qusb2)),
        qemu,
        "USB controller model type 'qusb1' or 'qusb2' is not supported in {}",
        "qemu"
    );
    if let Some(model @ (Model::NecXhci | Model::QemuXhci)) = c.model {
        refuse!(
            c.ports.is_some_and(|p| p > XHCI_MAX_PORTS),
            qemu,
            "'{model}' controller only supports up to '{XHCI_MAX_PORTS}' ports"
        );
    }
    Ok(())
}

fn usb_model(c: &Controller, ctx: &Context<'_>) -> Option<Model> {
    let first = |choices: &[(Cap, Model)]| {
        choices.iter().find(|(cap, _)| ctx.has(*cap)).map(|(_, model)| *model)
    };
    if ctx.is_x86() {
        return first(&[(Cap::Piix3UsbUhci, Model::Piix3Uhci)]);
    }
    match ctx.arch.as_str() {
        "aarch64" | "loongarch64" => {
            first(&[(Cap::QemuXhci, Model::QemuXhci), (Cap::NecUsbXhci, Model::NecXhci)])
        }
        _ if ctx.is_ppc64() && ctx.flags.new_definition => first(&[
            (Cap::QemuXhci, Model::QemuXhci),
            (Cap::NecUsbXhci, Model::NecXhci),
            (Cap::PciOhci, Model::PciOhci),
        ]),
        // With a place of its own it is some other controller, of a model that nobody knows.
        _ if ctx.is_s390() => c.info.address.is_none().then_some(Model::None),
        _ => first(&[(Cap::Piix3UsbUhci, Model::Piix3Uhci), (Cap::PciOhci, Model::PciOhci)]),
    }
}

fn pci(c: &mut Controller, cells: u32, ctx: &Context<'_>) -> Result {
    let index = c.index.unwrap_or(0);
    let root = matches!(c.model, Some(Model::PciRoot | Model::PcieRoot));
    refuse!(
        ctx.family != Family::Pseries && root && c.index != Some(0),
        qemu_xml,
        "pci-root and pcie-root controllers should have index 0"
    );
    refuse!(
        c.model == Some(Model::PciExpanderBus) && ctx.family != Family::I440fx,
        qemu,
        "pci-expander-bus controllers are only supported on 440fx-based machinetypes"
    );
    refuse!(
        c.model == Some(Model::PcieExpanderBus)
            && !matches!(ctx.family, Family::Q35 | Family::ArmVirt),
        qemu,
        "pcie-expander-bus controllers are not supported with this machine type"
    );
    let node = c.target.as_ref().and_then(|t| t.node);
    if let Some(node) = node.filter(|node| *node >= cells) {
        return Err(qemu_xml(format!(
            "{} with index {index} is configured for a NUMA node ({node}) not present in the domain's <cpu><numa> array ({cells})",
            c.model.map_or("default", Model::as_str)
        )));
    }
    Ok(())
}
