//! A disk by the QEMU driver's rules.

use crate::domain::Domain;
use crate::domain::address::DeviceAddress;
use crate::domain::devices::disk::{Disk, DiskBus, DiskCache, DiskDevice, DiskDriver, DiskIo};
use crate::domain::devices::storage::{StorageFormat, StorageType};
use crate::fill::error::{qemu, qemu_internal, refuse};
use crate::fill::machine::{target_has_partition, target_index};
use crate::fill::validate::storage;
use crate::fill::{Cap, Context, Result};

use super::iothreads::iothreads;
use super::limits::{limits, transient};
use super::{address_fits, bus, is_empty, usb_by_driver};

/// Rules of the QEMU driver.
pub(crate) fn driver(disk: &Disk, dom: &Domain, ctx: &Context<'_>) -> Result {
    let none = DiskDriver::default();
    let d = disk.driver.as_ref().unwrap_or(&none);
    frontend(disk, d, dom, ctx)?;
    limits(disk, dom)?;
    let misplaced = disk.info.address.as_ref().is_some_and(|a| !address_fits(disk, a));
    refuse!(
        usb_by_driver(disk) && misplaced,
        qemu_internal,
        "unexpected address type for usb disk"
    );
    let name = &disk.target.dev;
    if disk.shareable && !disk.readonly {
        let shares = matches!(d.kind, None | Some(StorageFormat::Raw | StorageFormat::None))
            || disk.kind == StorageType::Volume;
        refuse!(
            !shares,
            qemu,
            "shared access for disk '{name}' requires use of supported storage format"
        );
    }
    if disk.transient.is_some() {
        transient(disk, dom, ctx)?;
    }
    if let Some(driver) = d.name.as_ref().filter(|driver| *driver != "qemu") {
        return Err(qemu(format!("unsupported driver name '{driver}' for disk '{name}'")));
    }
    refuse!(target_index(name).is_none(), qemu, "invalid disk target '{name}'");
    refuse!(
        target_has_partition(name),
        qemu,
        "invalid disk target '{name}', partitions can't appear in disk targets"
    );
    refuse!(
        d.discard_no_unref.is_some() && !ctx.has(Cap::Qcow2DiscardNoUnref),
        qemu,
        "'discard_no_unref' is not supported by this QEMU binary"
    );
    let rows = [
        (StorageType::VhostUser, Cap::VhostUserBlk),
        (StorageType::VhostVdpa, Cap::VirtioBlkVhostVdpa),
    ];
    for (kind, cap) in rows {
        refuse!(
            disk.kind == kind && !ctx.has(cap),
            qemu,
            "{kind} disk is not supported with this QEMU binary"
        );
    }
    if disk.kind == StorageType::VhostUser {
        super::super::shared::shared_memory(dom, "vhostuser")?;
    }
    if disk.kind == StorageType::VhostVdpa {
        refuse!(
            !matches!(d.cache, Some(DiskCache::Directsync | DiskCache::None)),
            qemu,
            "disk type '{}' requires cache mode 'directsync' or 'none'",
            disk.kind
        );
    }
    storage::driver(disk, ctx)
}

fn frontend(disk: &Disk, d: &DiskDriver, dom: &Domain, ctx: &Context<'_>) -> Result {
    let bus = bus(disk);
    let name = &disk.target.dev;
    if let Some(g) = disk.geometry.as_ref().filter(|g| g.cyls > 0 && g.heads > 0 && g.secs > 0) {
        refuse!(
            matches!(bus, DiskBus::Usb | DiskBus::Sd),
            qemu,
            "CHS geometry can not be set for '{bus}' bus"
        );
        refuse!(
            g.trans.is_some() && bus != DiskBus::Ide,
            qemu,
            "CHS translation mode can only be set for 'ide' bus not '{bus}'"
        );
    }
    if let Some(serial) = &disk.serial {
        let safe = |b: u8| b.is_ascii_alphanumeric() || b" _-+.".contains(&b);
        refuse!(
            !serial.bytes().all(safe),
            qemu_internal,
            "driver serial '{serial}' contains unsafe characters"
        );
        refuse!(
            bus == DiskBus::Sd,
            qemu_internal,
            "Serial property not supported for drive bus '{bus}'"
        );
    }
    refuse!(
        disk.device == DiskDevice::Cdrom && matches!(bus, DiskBus::Virtio | DiskBus::Sd),
        qemu,
        "disk type of '{name}' does not support ejectable media"
    );
    if d.copy_on_read == Some(true) {
        refuse!(disk.readonly, qemu, "copy_on_read is not compatible with read-only disk '{name}'");
        refuse!(
            matches!(disk.device, DiskDevice::Cdrom | DiskDevice::Floppy),
            qemu,
            "copy_on_read is not supported with removable disk '{name}'"
        );
    }
    iothreads(disk, d, dom, ctx)?;
    identity(disk)?;
    if disk.device == DiskDevice::Lun {
        lun_driver(disk, d, ctx)?;
    }
    rotation(disk, ctx)?;
    by_bus(disk, d, ctx)?;
    let cached = !matches!(d.cache, Some(DiskCache::Directsync | DiskCache::None));
    refuse!(
        d.io == Some(DiskIo::Native) && cached,
        qemu,
        "io='native' needs either no disk cache or directsync cache mode"
    );
    refuse!(
        d.io == Some(DiskIo::IoUring) && !ctx.has(Cap::AioIoUring),
        qemu,
        "io uring is not supported by this QEMU binary"
    );
    refuse!(
        disk.serial.is_some() && bus == DiskBus::Scsi && disk.device == DiskDevice::Lun,
        qemu,
        "scsi-block 'lun' devices do not support the serial property"
    );
    Ok(())
}

fn identity(disk: &Disk) -> Result {
    let bus = bus(disk);
    refuse!(
        disk.wwn.is_some() && !matches!(bus, DiskBus::Ide | DiskBus::Scsi),
        qemu,
        "Only ide and scsi disk support wwn"
    );
    refuse!(
        disk.vendor.is_some() && bus != DiskBus::Scsi,
        qemu,
        "Only scsi disk supports 'vendor'"
    );
    refuse!(
        disk.product.is_some() && !matches!(bus, DiskBus::Ide | DiskBus::Sata | DiskBus::Scsi),
        qemu,
        "Only ide, sata and scsi disk supports 'product'"
    );
    Ok(())
}

fn lun_driver(disk: &Disk, d: &DiskDriver, ctx: &Context<'_>) -> Result {
    let bus = bus(disk);
    match bus {
        DiskBus::Scsi => refuse!(
            !ctx.has(Cap::ScsiBlock),
            qemu,
            "This QEMU doesn't support scsi-block for lun passthrough"
        ),
        DiskBus::Virtio => refuse!(
            !ctx.has(Cap::VirtioBlkPciScsi),
            qemu,
            "This QEMU doesn't support SCSI emulation with 'virtio-blk' device"
        ),
        _ => {
            return Err(qemu(format!("disk device='lun' is not supported for bus='{bus}'")));
        }
    }
    refuse!(
        d.copy_on_read == Some(true),
        qemu,
        "copy_on_read is not compatible with 'lun' disk '{}'",
        disk.target.dev
    );
    refuse!(disk.wwn.is_some(), qemu, "Setting wwn is not supported for lun device");
    refuse!(
        disk.vendor.is_some() || disk.product.is_some(),
        qemu,
        "Setting vendor or product is not supported for lun device"
    );
    Ok(())
}

fn rotation(disk: &Disk, ctx: &Context<'_>) -> Result {
    if disk.target.rotation_rate.is_none() {
        return Ok(());
    }
    refuse!(
        !matches!(bus(disk), DiskBus::Scsi | DiskBus::Ide | DiskBus::Sata),
        qemu_internal,
        "rotation rate is only valid for SCSI/IDE/SATA bus"
    );
    refuse!(
        disk.device != DiskDevice::Disk,
        qemu_internal,
        "rotation rate is only valid for disk device"
    );
    refuse!(
        !ctx.has(Cap::RotationRate),
        qemu_internal,
        "rotation rate is not supported with this QEMU"
    );
    Ok(())
}

fn by_bus(disk: &Disk, d: &DiskDriver, ctx: &Context<'_>) -> Result {
    let bus = bus(disk);
    match bus {
        DiskBus::Scsi | DiskBus::Ide | DiskBus::Fdc | DiskBus::Sata => refuse!(
            !matches!(disk.info.address, Some(DeviceAddress::Drive(_))),
            qemu_internal,
            "unexpected address type for {bus} disk"
        ),
        DiskBus::Virtio => refuse!(
            d.queue_size.is_some() && !ctx.has(Cap::VirtioBlkQueueSize),
            qemu,
            "queue-size property isn't supported by this QEMU binary"
        ),
        DiskBus::Usb => {
            refuse!(
                !ctx.has(Cap::UsbStorage),
                qemu,
                "This QEMU doesn't support '-device usb-storage'"
            );
            refuse!(is_empty(disk), qemu, "'usb' disk must not be empty");
        }
        DiskBus::Xen | DiskBus::Uml | DiskBus::Sd | DiskBus::None => {}
    }
    let plain = disk.readonly && disk.device == DiskDevice::Disk;
    refuse!(
        plain && matches!(bus, DiskBus::Ide | DiskBus::Sata),
        qemu,
        "readonly {bus} disks are not supported"
    );
    Ok(())
}
