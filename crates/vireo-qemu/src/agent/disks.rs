//! Which disk of the definition the guest means by an address.

use vireo_model::domain::Domain;
use vireo_model::domain::address::{DeviceAddress, DriveAddress, PciAddress};
use vireo_model::domain::devices::Disk;
use vireo_model::domain::devices::controller::ControllerType;
use vireo_model::domain::devices::disk::DiskBus;

use super::answers::{self, DiskAddress};

/// The target (`vda`) of the disk at that address in the guest.
#[must_use]
pub fn target<'a>(config: &'a Domain, address: &DiskAddress) -> Option<&'a str> {
    let disk = config.devices.disks.iter().find(|disk| is_at(config, disk, address))?;
    Some(&disk.target.dev)
}

fn is_at(config: &Domain, disk: &Disk, address: &DiskAddress) -> bool {
    match &disk.info.address {
        Some(DeviceAddress::Pci(pci)) => same_function(pci, &address.pci_controller),
        Some(DeviceAddress::Drive(drive)) => {
            is_drive(drive, address) && controller_is_at(config, disk, drive, address)
        }
        Some(_) | None => false,
    }
}

fn is_drive(drive: &DriveAddress, address: &DiskAddress) -> bool {
    i64::from(drive.bus) == address.bus
        && i64::from(drive.target) == address.target
        && i64::from(drive.unit) == address.unit
}

/// Whether the drive's controller is the function that the guest found.
fn controller_is_at(
    config: &Domain,
    disk: &Disk,
    drive: &DriveAddress,
    address: &DiskAddress,
) -> bool {
    let Some(kind) = disk.target.bus.and_then(controller_of) else { return false };
    let controller = config
        .devices
        .controllers
        .iter()
        .find(|one| one.kind == kind && one.index.unwrap_or(0) == drive.controller);
    match controller.and_then(|controller| controller.info.address.as_ref()) {
        Some(DeviceAddress::Pci(pci)) => same_function(pci, &address.pci_controller),
        Some(_) | None => false,
    }
}

fn controller_of(bus: DiskBus) -> Option<ControllerType> {
    match bus {
        DiskBus::Ide => Some(ControllerType::Ide),
        DiskBus::Scsi => Some(ControllerType::Scsi),
        DiskBus::Sata => Some(ControllerType::Sata),
        DiskBus::Fdc => Some(ControllerType::Fdc),
        _ => None,
    }
}

fn same_function(pci: &PciAddress, found: &answers::PciAddress) -> bool {
    i64::from(pci.domain) == found.domain
        && i64::from(pci.bus) == found.bus
        && i64::from(pci.slot) == found.slot
        && i64::from(pci.function) == found.function
}
