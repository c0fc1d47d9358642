//! Disks.

mod driver;
mod generic;
mod iothreads;
mod limits;
mod set;

use crate::domain::address::DeviceAddress;
use crate::domain::devices::disk::{Disk, DiskBus, DiskDevice};
use crate::domain::devices::storage::{StorageFormat, StorageSource, StorageType};
use crate::fill::error::{Code, FillError, From};

pub(crate) use driver::driver;
pub(crate) use generic::generic;
pub(crate) use iothreads::mapping;
pub(crate) use set::{addresses, duplicates};

fn printable(text: &str) -> bool {
    text.bytes().all(|b| (0x20..0x7f).contains(&b))
}

fn path(disk: &Disk) -> &str {
    let Some(source) = &disk.source else { return "" };
    [&source.file, &source.dev, &source.dir, &source.name]
        .into_iter()
        .find_map(|p| p.as_deref())
        .unwrap_or("")
}

/// The object that a disk without a target is named by in a message.
fn no_target(disk: &Disk) -> FillError {
    let detail = match disk.source.as_ref().and_then(|s| s.pool.as_ref().zip(s.volume.as_ref())) {
        Some((pool, volume)) => format!("pool = '{pool}', volume = '{volume}'"),
        None => path(disk).to_owned(),
    };
    FillError::new(Code::NoTarget, From::Domain, detail)
}

fn is_empty(disk: &Disk) -> bool {
    !matches!(disk.kind, StorageType::VhostUser | StorageType::Volume)
        && disk.source.as_ref().is_none_or(StorageSource::is_empty)
}

fn format(disk: &Disk) -> Option<StorageFormat> {
    disk.driver.as_ref().and_then(|d| d.kind)
}

fn bus(disk: &Disk) -> DiskBus {
    disk.target.bus.unwrap_or(DiskBus::None)
}

/// Whether an address of that kind fits the bus.
fn address_fits(disk: &Disk, address: &DeviceAddress) -> bool {
    match bus(disk) {
        DiskBus::Ide | DiskBus::Fdc | DiskBus::Scsi | DiskBus::Sata => {
            matches!(address, DeviceAddress::Drive(_))
        }
        DiskBus::Usb => matches!(address, DeviceAddress::Usb(_)),
        DiskBus::Virtio => matches!(
            address,
            DeviceAddress::Pci(_)
                | DeviceAddress::Ccw(_)
                | DeviceAddress::VirtioS390
                | DeviceAddress::VirtioMmio
        ),
        DiskBus::Xen | DiskBus::Uml | DiskBus::Sd | DiskBus::None => true,
    }
}

/// USB disks are judged by the driver, after what it says of addresses at all.
fn usb_by_driver(disk: &Disk) -> bool {
    bus(disk) == DiskBus::Usb && disk.device != DiskDevice::Floppy
}
