//! The kinds of devices that can be plugged and pulled, and what is told of the others.

use vireo_api::{Error, ErrorCode, ErrorDomain, Result};
use vireo_model::domain::devices::disk::{DiskBus, DiskDevice};
use vireo_model::domain::devices::input::InputBus;
use vireo_model::domain::{Device, Domain};
use vireo_model::edit::{self, Spot};

use super::is_late;
use crate::build::Build;
use crate::devices::*;
use crate::error::{self, not_valid, operation_unsupported, unsupported};

/// What a room adds to the command line.
pub(super) type Words = fn(&mut Build<'_>) -> Result<()>;

/// The room of a device that can be plugged.
pub(super) fn words(device: &Device) -> Result<Words> {
    Ok(match device {
        Device::Disk(_) => disk::words,
        Device::Controller(_) => controller::words,
        Device::Interface(nic) if interface::is_hostdev(nic) => hostdev::words,
        Device::Interface(_) => interface::words,
        Device::Serial(_) => chardev::serials,
        Device::Parallel(_) => chardev::parallels,
        Device::Console(_) => chardev::consoles,
        Device::Channel(_) => channel::words,
        Device::Input(_) => input::words,
        Device::Hostdev(_) => hostdev::words,
        Device::Redirdev(_) => misc::redirdevs,
        Device::Watchdog(_) => watchdog::words,
        Device::Rng(_) => rng::words,
        Device::Shmem(_) => misc::shmems,
        Device::Memory(_) => memory::words,
        Device::Vsock(_) => misc::vsock,
        Device::Filesystem(_) => filesystem::words,
        Device::Lease(_)
        | Device::Smartcard(_)
        | Device::Tpm(_)
        | Device::Graphics(_)
        | Device::Sound(_)
        | Device::Audio(_)
        | Device::Video(_)
        | Device::Hub(_)
        | Device::Memballoon(_)
        | Device::Nvram(_)
        | Device::Panic(_)
        | Device::Crypto(_)
        | Device::Iommu(_)
        | Device::Pstore(_) => return Err(never("attach", device)),
    })
}

fn never(what: &str, device: &Device) -> Error {
    let name = edit::name(device);
    operation_unsupported(format!("live {what} of device '{name}' is not supported"))
}

/// Whether a running guest can get such a device.
pub(super) fn can_attach(config: &Domain, device: &Device) -> Result<()> {
    match device {
        Device::Lease(_) => return Ok(()),
        Device::Disk(disk) => {
            let bus = disk.target.bus.unwrap_or(DiskBus::Virtio);
            if disk.device == DiskDevice::Floppy || !is_pluggable(bus) {
                let text = format!("disk bus '{bus}' cannot be hotplugged.");
                return Err(operation_unsupported(text));
            }
        }
        Device::Input(input) => {
            if let Some(bus) = fixed_bus(input.bus) {
                let text = format!("input device on bus '{bus}' cannot be hot plugged.");
                return Err(operation_unsupported(text));
            }
        }
        Device::Controller(c) if !is_late(c.kind, c.model) => {
            let text = format!("'{}' controller cannot be hot plugged.", c.kind);
            return Err(operation_unsupported(text));
        }
        Device::Filesystem(share) if !filesystem::is_virtiofs(share) => {
            return Err(operation_unsupported("only virtiofs filesystems can be hotplugged"));
        }
        Device::Watchdog(watchdog) => {
            let actions = config.devices.watchdogs.iter().map(|one| one.action);
            if actions.into_iter().any(|action| action != watchdog.action) {
                return Err(unsupported(
                    "watchdogs with different actions are not supported with this QEMU binary",
                ));
            }
        }
        _ => {}
    }
    words(device).map(drop)
}

fn is_pluggable(bus: DiskBus) -> bool {
    matches!(bus, DiskBus::Virtio | DiskBus::Scsi | DiskBus::Usb)
}

fn fixed_bus(bus: Option<InputBus>) -> Option<InputBus> {
    bus.filter(|bus| !matches!(bus, InputBus::Usb | InputBus::Virtio))
}

/// Whether the device of a running guest can go.
pub(super) fn can_detach(_config: &Domain, device: &Device) -> Result<()> {
    match device {
        Device::Lease(_) => return Ok(()),
        Device::Disk(disk) if !disk.target.bus.is_none_or(is_pluggable) => {
            return Err(operation_unsupported("This type of disk cannot be hot unplugged"));
        }
        Device::Input(input) => {
            if let Some(bus) = fixed_bus(input.bus) {
                let text = format!("input device on bus '{bus}' cannot be detached");
                return Err(operation_unsupported(text));
            }
        }
        Device::Filesystem(share) if !filesystem::is_virtiofs(share) => {
            return Err(operation_unsupported("only virtiofs filesystems can be hotplugged"));
        }
        Device::Controller(c) if !is_late(c.kind, c.model) => {
            let text = format!("'{}' controller cannot be hot unplugged.", c.kind);
            return Err(operation_unsupported(text));
        }
        _ => {}
    }
    words(device).map(drop).map_err(|_| never("detach", device))
}

/// Where the device is that a prepared one means; what is told when there is none.
pub(super) fn find(config: &Domain, device: &Device) -> Result<Spot> {
    if !matches!(device, Device::Lease(_) | Device::Filesystem(_)) {
        words(device).map_err(|_| never("detach", device))?;
    }
    edit::find(config, device).map_err(|found| {
        let gone = |text: String| Error::new(ErrorCode::DeviceMissing, ErrorDomain::Qemu, text);
        match device {
            Device::Disk(disk) => gone(format!("disk {} not found", disk.target.dev)),
            Device::Serial(_) => gone(no_chardev("serial")),
            Device::Parallel(_) => gone(no_chardev("parallel")),
            Device::Console(_) => gone(no_chardev("console")),
            Device::Channel(_) => gone(no_chardev("channel")),
            Device::Controller(c) => {
                gone(format!("controller {}:{} not found", c.kind, c.index.unwrap_or(0)))
            }
            Device::Filesystem(_) => gone("matching filesystem not found".to_owned()),
            Device::Shmem(shmem) => {
                let model = shmem.model.map(|model| model.to_string()).unwrap_or_default();
                gone(format!("model '{model}' shmem device not present in domain configuration"))
            }
            Device::Watchdog(_) => not_valid("no matching watchdog was found"),
            Device::Redirdev(_) => not_valid("no matching redirdev was not found"),
            _ => error::fill(found),
        }
    })
}

fn no_chardev(kind: &str) -> String {
    format!("chr type '{kind}' device not present in domain configuration")
}
