//! Where devices are plugged: each bus has its room, all keep bitmaps of what is
//! taken.

pub mod ccw;
pub mod dimm;
pub mod pci;
pub mod pci_class;
pub mod pci_set;
pub mod spapr;
pub mod usb;
pub mod usb_set;
pub mod virtio;
pub mod virtio_serial;
pub mod zpci;

use crate::domain::address::{DeviceAddress, PciAddress};
use crate::fill::{Context, Result};
use pci_set::Slot;

/// The word of an address kind in XML.
pub fn kind_name(address: &DeviceAddress) -> &'static str {
    match address {
        DeviceAddress::Pci(_) => "pci",
        DeviceAddress::Drive(_) => "drive",
        DeviceAddress::VirtioSerial(_) => "virtio-serial",
        DeviceAddress::Ccid(_) => "ccid",
        DeviceAddress::Usb(_) => "usb",
        DeviceAddress::SpaprVio(_) => "spapr-vio",
        DeviceAddress::VirtioS390 => "virtio-s390",
        DeviceAddress::Ccw(_) => "ccw",
        DeviceAddress::VirtioMmio => "virtio-mmio",
        DeviceAddress::Isa(_) => "isa",
        DeviceAddress::Dimm(_) => "dimm",
        DeviceAddress::Unassigned => "unassigned",
    }
}

/// Whether the address says no place: the reference does not look at the function.
pub fn is_nowhere(pci: &PciAddress) -> bool {
    pci.domain == 0 && pci.bus == 0 && pci.slot == 0
}

/// The PCI address, if there is one that says a place.
pub fn pci_slot(address: Option<&DeviceAddress>) -> Option<Slot> {
    match address {
        Some(DeviceAddress::Pci(pci)) if !is_nowhere(pci) => Some(Slot {
            domain: pci.domain,
            bus: u32::from(pci.bus),
            slot: u32::from(pci.slot),
            function: u32::from(pci.function),
        }),
        _ => None,
    }
}

/// Write a place down, keeping what else the address says.
pub(crate) fn set_pci(address: &mut Option<DeviceAddress>, slot: Slot) {
    if !matches!(address, Some(DeviceAddress::Pci(_))) {
        *address = Some(DeviceAddress::Pci(PciAddress::default()));
    }
    if let Some(DeviceAddress::Pci(pci)) = address {
        pci.domain = slot.domain;
        // The set has no larger numbers.
        pci.bus = slot.bus as u8;
        pci.slot = slot.slot as u8;
        pci.function = slot.function as u8;
    }
}

/// Assign all addresses.
pub(crate) fn assign(dom: &mut crate::domain::Domain, ctx: &mut Context<'_>) -> Result {
    if ctx.emulator.is_none() {
        return Ok(());
    }
    virtio_serial::assign(dom)?;
    spapr::assign(dom, ctx)?;
    ccw::assign(dom, ctx)?;
    virtio::assign_registers(dom, ctx);
    pci::assign(dom, ctx)?;
    zpci::assign(dom, ctx)?;
    usb::assign(dom, ctx)?;
    dimm::assign(dom)
}
