//! Where a device sits, in QEMU's words.

use vireo_api::Result;
use vireo_model::domain::Domain;
use vireo_model::domain::address::{DeviceAddress, DeviceInfo, PciAddress};
use vireo_model::domain::devices::controller::{ControllerModel, ControllerType, PciModelName};
use vireo_model::fill::walk;

use crate::build::Build;
use crate::error::internal;
use crate::process::argv::Props;

/// A device's name; a start gives each device one.
pub(crate) fn alias(info: &DeviceInfo) -> &str {
    info.alias.as_deref().unwrap_or_default()
}

/// The name of the controller of that kind and number.
pub(crate) fn controller_alias(domain: &Domain, kind: ControllerType, index: u32) -> Option<&str> {
    let all = domain.devices.controllers.iter();
    let mut own = all.filter(|c| c.kind == kind && c.index.unwrap_or(0) == index);
    // Companions of a USB controller share its number and have no bus of their own.
    let first = own.clone().find(|c| c.info.master_startport.is_none()).or_else(|| own.next())?;
    first.info.alias.as_deref()
}

fn missing(what: &str, index: u32) -> vireo_api::Error {
    internal(format!("Could not find {what} controller with index {index} required for device"))
}

/// The properties of an address and of what goes with it.
///
/// # Errors
/// The controller is not there.
pub(crate) fn props(b: &Build<'_>, info: &DeviceInfo) -> Result<Props> {
    let mut props = match &info.address {
        Some(address) => place(b, address)?,
        None => Props::new(),
    };
    props = props.maybe_int("acpi-index", info.acpi_index);
    Ok(props)
}

/// Properties of a PCI device's option ROM.
pub(crate) fn rom(info: &DeviceInfo) -> Props {
    let Some(rom) = &info.rom else { return Props::new() };
    if rom.enabled == Some(false) {
        // An empty file name switches the ROM off.
        return Props::new().str("romfile", "");
    }
    let bar = rom.bar.map(u8::from);
    Props::new().maybe_int("rombar", bar).maybe_str("romfile", rom.file.as_deref())
}

/// The boot order of a device.
pub(crate) fn boot_index(info: &DeviceInfo) -> Option<u32> {
    info.boot.as_ref().map(|boot| boot.order)
}

/// What the boot loader of IBM Z is told when it starts from a device.
pub(crate) fn loadparm(info: &DeviceInfo) -> Option<&str> {
    let is_channel = matches!(info.address, Some(DeviceAddress::Ccw(_)));
    info.boot.as_ref().filter(|_| is_channel)?.loadparm.as_deref()
}

fn place(b: &Build<'_>, address: &DeviceAddress) -> Result<Props> {
    Ok(match address {
        DeviceAddress::Pci(pci) => self::pci(b, pci)?,
        DeviceAddress::Usb(usb) => {
            let bus = controller_alias(b.domain, ControllerType::Usb, usb.bus)
                .ok_or_else(|| missing("USB", usb.bus))?;
            let props = Props::new().str("bus", format!("{bus}.0"));
            props.maybe_str("port", usb.port.as_deref())
        }
        DeviceAddress::VirtioSerial(port) => {
            let bus = controller_alias(b.domain, ControllerType::VirtioSerial, port.controller)
                .ok_or_else(|| missing("virtio-serial", port.controller))?;
            Props::new().str("bus", format!("{bus}.{}", port.bus)).int("nr", port.port)
        }
        DeviceAddress::Ccid(slot) => {
            let bus = controller_alias(b.domain, ControllerType::Ccid, slot.controller)
                .ok_or_else(|| missing("ccid", slot.controller))?;
            Props::new().str("bus", format!("{bus}.{}", slot.slot))
        }
        DeviceAddress::SpaprVio(vio) => Props::new().maybe_int("reg", vio.reg),
        DeviceAddress::Ccw(ccw) => Props::new().str(
            "devno",
            format!(
                "{:x}.{:x}.{:04x}",
                ccw.cssid.unwrap_or(0xfe),
                ccw.ssid.unwrap_or(0),
                ccw.devno.unwrap_or(0)
            ),
        ),
        DeviceAddress::Isa(isa) => {
            Props::new().maybe_int("iobase", isa.iobase).maybe_int("irq", isa.irq)
        }
        DeviceAddress::Dimm(dimm) => {
            Props::new().int("slot", dimm.slot).maybe_int("addr", dimm.base)
        }
        // Told by the disk's own room.
        DeviceAddress::Drive(_)
        | DeviceAddress::VirtioS390
        | DeviceAddress::VirtioMmio
        | DeviceAddress::Unassigned => Props::new(),
    })
}

fn pci(b: &Build<'_>, pci: &PciAddress) -> Result<Props> {
    let index = u32::from(pci.bus);
    let bus = controller_alias(b.domain, ControllerType::Pci, index).ok_or_else(|| {
        let text = format!(
            "Could not find PCI controller with index {index} required for device at address"
        );
        internal(format!(
            "{text} {:04x}:{:02x}:{:02x}.{:x}",
            pci.domain, pci.bus, pci.slot, pci.function
        ))
    })?;
    let addr = match pci.function {
        0 => format!("0x{:x}", pci.slot),
        function => format!("0x{:x}.0x{function:x}", pci.slot),
    };
    let bus = match is_host_bridge(b.domain, index) {
        // Beside the first, the bus is called after its bridge.
        true => format!("{bus}.0"),
        false => bus.to_owned(),
    };
    let props = Props::new().str("bus", bus).maybe_bool("multifunction", pci.multifunction);
    Ok(props.str("addr", addr))
}

/// Whether a PCI bus is that of a host bridge of pSeries other than the first.
fn is_host_bridge(domain: &Domain, index: u32) -> bool {
    let mut all = domain.devices.controllers.iter().filter(|c| c.kind == ControllerType::Pci);
    all.any(|c| {
        c.index == Some(index)
            && c.model_name == Some(PciModelName::SpaprPciHostBridge)
            && c.target.as_ref().and_then(|target| target.index) > Some(0)
    })
}

/// The device beside a PCI function of IBM Z, which holds its numbers there.
pub(crate) fn zpci(b: &Build<'_>, alias: &str) -> Option<Props> {
    if !b.arch().starts_with("s390") {
        return None;
    }
    let infos = walk::places(b.domain).into_iter().filter_map(|at| walk::info(b.domain, at));
    let info = infos.into_iter().find(|info| info.alias.as_deref() == Some(alias))?;
    let Some(DeviceAddress::Pci(PciAddress { zpci: Some(numbers), .. })) = &info.address else {
        return None;
    };
    let uid = numbers.uid?;
    let props = Props::new().str("driver", "zpci").int("uid", uid).maybe_int("fid", numbers.fid);
    Some(props.str("target", alias).str("id", format!("zpci{uid}")))
}

/// The model of the SCSI controller that a drive sits on.
pub(crate) fn scsi_model(domain: &Domain, controller: u32) -> Option<ControllerModel> {
    let all = domain.devices.controllers.iter();
    let mut own = all.filter(|c| c.kind == ControllerType::Scsi);
    own.find(|c| c.index.unwrap_or(0) == controller)?.model
}
