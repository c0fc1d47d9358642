//! Where devices sit: an address is told as a whole.

use crate::domain::Domain;
use crate::domain::address::{DeviceAddress, DeviceInfo};
use crate::fill::addresses::kind_name;
use crate::fill::walk::{self, Place};
use crate::fill::{FillError, error};

/// Holds the addresses of all devices to each other; the lists are of the same lengths.
pub(super) fn check(source: &Domain, target: &Domain) -> Result<(), FillError> {
    walk::places(source).into_iter().filter(|place| sits(*place)).try_for_each(|place| {
        let (Some(left), Some(right)) = (walk::info(source, place), walk::info(target, place))
        else {
            return Ok(());
        };
        compare(left, right)
    })
}

/// Whether the address of such a device matters: a console may be a serial port once more, and what
/// sits nowhere is not looked at.
fn sits(place: Place) -> bool {
    !matches!(place, Place::Console(_) | Place::Crypto(_) | Place::Pstore)
}

fn compare(source: &DeviceInfo, target: &DeviceInfo) -> Result<(), FillError> {
    let (left, right) = (kind(source), kind(target));
    if left != right {
        let text = format!("Target device address type {right} does not match source {left}");
        return Err(error::unsupported(text));
    }
    let (Some(left), Some(right)) = (&source.address, &target.address) else { return Ok(()) };
    let (what, left, right) = (name(left), told(left), told(right));
    if left != right {
        let text = format!("Target device {what} {right} does not match source {left}");
        return Err(error::unsupported(text));
    }
    Ok(())
}

fn kind(info: &DeviceInfo) -> &'static str {
    info.address.as_ref().map_or("none", kind_name)
}

fn name(address: &DeviceAddress) -> &'static str {
    match address {
        DeviceAddress::Pci(_) => "PCI address",
        DeviceAddress::Drive(_) => "drive address",
        DeviceAddress::VirtioSerial(_) => "virtio serial address",
        DeviceAddress::Ccid(_) => "ccid address",
        DeviceAddress::Isa(_) => "isa address",
        DeviceAddress::Dimm(_) => "dimm slot",
        DeviceAddress::Usb(_)
        | DeviceAddress::SpaprVio(_)
        | DeviceAddress::VirtioS390
        | DeviceAddress::Ccw(_)
        | DeviceAddress::VirtioMmio
        | DeviceAddress::Unassigned => "address",
    }
}

/// The part of an address that the guest notices; USB devices may sit at any port.
fn told(address: &DeviceAddress) -> String {
    match address {
        DeviceAddress::Pci(a) => {
            format!("{:04x}:{:02x}:{:02x}.{:x}", a.domain, a.bus, a.slot, a.function)
        }
        DeviceAddress::Drive(a) => format!("{}:{}:{}", a.controller, a.bus, a.unit),
        DeviceAddress::VirtioSerial(a) => format!("{}:{}:{}", a.controller, a.bus, a.port),
        DeviceAddress::Ccid(a) => format!("{}:{}", a.controller, a.slot),
        DeviceAddress::Isa(a) => {
            format!("{}:{}", a.iobase.unwrap_or_default(), a.irq.unwrap_or_default())
        }
        DeviceAddress::Dimm(a) => a.slot.to_string(),
        DeviceAddress::Usb(_)
        | DeviceAddress::SpaprVio(_)
        | DeviceAddress::VirtioS390
        | DeviceAddress::Ccw(_)
        | DeviceAddress::VirtioMmio
        | DeviceAddress::Unassigned => String::new(),
    }
}
