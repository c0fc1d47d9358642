//! The device in front of a disk.

use vireo_api::Result;
use vireo_model::domain::address::{DeviceAddress, DriveAddress};
use vireo_model::domain::devices::Disk;
use vireo_model::domain::devices::controller::{ControllerModel, ControllerType};
use vireo_model::domain::devices::disk::{
    DiskBus, DiskCache, DiskDevice, DiskModel, ErrorPolicy, GeometryTranslation,
};
use vireo_model::domain::devices::storage::StorageType;

use super::boot_index;
use crate::build::Build;
use crate::devices::address::{self, alias, controller_alias};
use crate::devices::controller::{is_builtin_ide, mapping};
use crate::devices::virtio::{self, variant_of};
use crate::error::internal;
use crate::process::argv::Props;

/// A disk's place on its controller.
pub(crate) fn drive_address(disk: &Disk) -> Result<&DriveAddress> {
    match &disk.info.address {
        Some(DeviceAddress::Drive(address)) => Ok(address),
        _ => Err(internal(format!("unexpected address type for disk '{}'", disk.target.dev))),
    }
}

/// What is behind a disk's device.
pub(super) enum Backend {
    /// A block node of QEMU's.
    Node(String),
    /// Another process, by a character device.
    Chardev(String),
}

/// The properties of the device in front of something; of an empty drive without it.
pub(super) fn props(b: &Build<'_>, disk: &Disk, behind: Option<Backend>) -> Result<Props> {
    let bus = disk.target.bus.unwrap_or(DiskBus::Virtio);
    let head = match bus {
        DiskBus::Virtio => virtio_head(b, disk)?,
        DiskBus::Ide | DiskBus::Sata => ide_head(b, disk, bus)?,
        DiskBus::Scsi => scsi_head(b, disk)?,
        DiskBus::Usb => {
            Props::new().str("driver", "usb-storage").and(address::props(b, &disk.info)?)
        }
        DiskBus::Fdc => {
            let unit = drive_address(disk)?.unit;
            Props::new().str("driver", "floppy").int("unit", unit)
        }
        DiskBus::Sd | DiskBus::Xen | DiskBus::Uml | DiskBus::None => {
            let word = bus.as_str();
            return Err(internal(format!("unsupported disk bus '{word}' with device setup")));
        }
    };
    let share = disk.shareable.then_some(true);
    let mut props = head.maybe_bool("share-rw", share);
    props = match behind {
        Some(Backend::Node(node)) => props.str("drive", node),
        Some(Backend::Chardev(id)) => props.str("chardev", id),
        None => props,
    };
    props = props.str("id", alias(&disk.info));
    if bus != DiskBus::Fdc {
        props = props.maybe_int("bootindex", boot_index(b.domain, disk));
        props = props.maybe_str("loadparm", address::loadparm(&disk.info));
    }
    let block = disk.blockio.clone().unwrap_or_default();
    props = props
        .maybe_int("logical_block_size", block.logical_block_size)
        .maybe_int("physical_block_size", block.physical_block_size)
        .maybe_int("discard_granularity", block.discard_granularity)
        .maybe_int("wwn", disk.wwn.as_deref().and_then(parse_wwn))
        .maybe_int("rotation_rate", disk.target.rotation_rate);
    props = identity(props, disk, bus);
    props = props.maybe_bool("removable", removable(disk, bus));
    props = props.maybe_str("write-cache", write_cache(disk));
    props = geometry(props, disk);
    props = props.maybe_str("serial", disk.serial.as_deref());
    Ok(errors(props, disk))
}

fn parse_wwn(text: &str) -> Option<u64> {
    u64::from_str_radix(text.trim_start_matches("0x"), 16).ok()
}

/// Who the disk says it is made by.
fn identity(props: Props, disk: &Disk, bus: DiskBus) -> Props {
    match bus {
        DiskBus::Scsi => props
            .maybe_str("vendor", disk.vendor.as_deref())
            .maybe_str("product", disk.product.as_deref()),
        _ => props.maybe_str("model", disk.product.as_deref()),
    }
}

fn removable(disk: &Disk, bus: DiskBus) -> Option<bool> {
    match bus {
        DiskBus::Usb => Some(disk.target.removable.unwrap_or(false)),
        DiskBus::Scsi => disk.target.removable,
        _ => None,
    }
}

fn write_cache(disk: &Disk) -> Option<&'static str> {
    Some(match super::cache(disk)? {
        DiskCache::None | DiskCache::Writeback | DiskCache::Unsafe => "on",
        DiskCache::Writethrough | DiskCache::Directsync => "off",
    })
}

fn geometry(props: Props, disk: &Disk) -> Props {
    let Some(geometry) = disk.geometry.as_ref().filter(|g| g.cyls > 0) else { return props };
    let trans = geometry.trans.map(|trans| match trans {
        GeometryTranslation::None => "none",
        GeometryTranslation::Auto => "auto",
        GeometryTranslation::Lba => "lba",
    });
    props
        .int("cyls", geometry.cyls)
        .int("heads", geometry.heads)
        .int("secs", geometry.secs)
        .maybe_str("bios-chs-trans", trans)
}

/// What happens at errors of writing and reading.
fn errors(props: Props, disk: &Disk) -> Props {
    let Some(driver) = &disk.driver else { return props };
    let word = |policy: ErrorPolicy| match policy {
        ErrorPolicy::Stop => "stop",
        ErrorPolicy::Report => "report",
        ErrorPolicy::Ignore => "ignore",
        ErrorPolicy::Enospace => "enospc",
    };
    let write = driver.error_policy.map(word);
    // A full disk is nothing that reading meets.
    let same = driver.error_policy.filter(|&policy| policy != ErrorPolicy::Enospace);
    let read = driver.rerror_policy.or(same).map(word);
    props.maybe_str("werror", write).maybe_str("rerror", read)
}

fn virtio_head(b: &Build<'_>, disk: &Disk) -> Result<Props> {
    let own = disk.driver.clone().unwrap_or_default();
    let variant = variant_of!(disk.model, DiskModel);
    let base = match disk.kind {
        StorageType::VhostUser => "vhost-user-blk",
        StorageType::File
        | StorageType::Block
        | StorageType::Dir
        | StorageType::Network
        | StorageType::Volume
        | StorageType::Nvme
        | StorageType::VhostVdpa => "virtio-blk",
    };
    let props = Props::new()
        .str("driver", virtio::driver(base, &disk.info, variant))
        .and(virtio::options(Some(&own.virtio)))
        .maybe_str("iothread", own.iothread.map(|n| format!("iothread{n}")))
        .maybe_bool("ioeventfd", own.ioeventfd)
        .maybe_bool("event_idx", own.event_idx)
        .maybe_int("num-queues", own.queues)
        .maybe_int("queue-size", own.queue_size)
        .and(mapping(&own.iothreads));
    Ok(props.and(address::props(b, &disk.info)?))
}

fn ide_head(b: &Build<'_>, disk: &Disk, bus: DiskBus) -> Result<Props> {
    let driver = if disk.device == DiskDevice::Cdrom { "ide-cd" } else { "ide-hd" };
    let address = drive_address(disk)?;
    let props = Props::new().str("driver", driver);
    if bus == DiskBus::Ide {
        let bus = if is_builtin_ide(b, address.controller) {
            format!("ide.{}", address.bus)
        } else {
            let alias = controller_alias(b.domain, ControllerType::Ide, address.controller);
            format!("{}.{}", alias.unwrap_or("ide"), address.bus)
        };
        return Ok(props.str("bus", bus).int("unit", address.unit));
    }
    let bus = if address.controller == 0 && b.is_q35() {
        format!("ide.{}", address.unit)
    } else {
        let alias = controller_alias(b.domain, ControllerType::Sata, address.controller);
        format!("{}.{}", alias.unwrap_or("sata0"), address.unit)
    };
    Ok(props.str("bus", bus))
}

fn scsi_head(b: &Build<'_>, disk: &Disk) -> Result<Props> {
    let driver = match disk.device {
        DiskDevice::Lun => "scsi-block",
        DiskDevice::Cdrom => "scsi-cd",
        DiskDevice::Disk | DiskDevice::Floppy => "scsi-hd",
    };
    let address = drive_address(disk)?;
    let bus = controller_alias(b.domain, ControllerType::Scsi, address.controller);
    let bus = bus.ok_or_else(|| {
        internal(format!("Could not find scsi controller with index {}", address.controller))
    })?;
    let props = Props::new().str("driver", driver);
    let narrow = matches!(
        address::scsi_model(b.domain, address.controller),
        Some(
            ControllerModel::Lsilogic
                | ControllerModel::Ncr53c90
                | ControllerModel::Dc390
                | ControllerModel::Am53c974
        )
    );
    let props = if narrow {
        props.str("bus", format!("{bus}.{}", address.bus)).int("scsi-id", address.unit)
    } else {
        props
            .str("bus", format!("{bus}.0"))
            .int("channel", address.bus)
            .int("scsi-id", address.target)
            .int("lun", address.unit)
    };
    if disk.device == DiskDevice::Lun {
        return Ok(props);
    }
    let id = disk.serial.clone().unwrap_or_else(|| format!("drive-{}", alias(&disk.info)));
    Ok(props.str("device_id", id))
}
