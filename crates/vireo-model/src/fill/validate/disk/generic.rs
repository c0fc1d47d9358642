//! A disk by rules that every hypervisor shares.

use crate::domain::Domain;
use crate::domain::devices::disk::{Disk, DiskBus, DiskDevice, Sgio};
use crate::domain::devices::storage::{
    EncryptionFormat, StartupPolicy, StorageFormat, StorageType,
};
use crate::fill::Result;
use crate::fill::addresses::kind_name;
use crate::fill::error::{Code, FillError, From, internal, refuse, unsupported, xml};
use crate::fill::validate::storage;

use super::{address_fits, bus, format, is_empty, no_target, printable, usb_by_driver};

const VENDOR_LENGTH: usize = 8;
const PRODUCT_LENGTH: usize = 16;

/// Rules that every hypervisor shares.
pub(crate) fn generic(disk: &Disk, dom: &Domain) -> Result {
    if disk.target.dev.is_empty() {
        return Err(no_target(disk));
    }
    storage::generic(disk)?;
    lun(disk)?;
    startup(disk)?;
    iotune(disk)?;
    bus_rules(disk)?;
    texts(disk)?;
    kinds(disk)?;
    drivers(disk)?;
    throttle(disk, dom)
}

fn lun(disk: &Disk) -> Result {
    let source = disk.source.as_ref();
    if disk.device == DiskDevice::Lun {
        use crate::domain::devices::storage::NetProtocol;
        match disk.kind {
            StorageType::Network => {
                let protocol = source.and_then(|s| s.protocol);
                refuse!(
                    protocol != Some(NetProtocol::Iscsi),
                    unsupported,
                    "disk device='lun' is not supported for protocol='{}'",
                    protocol.map_or("none", NetProtocol::as_str)
                );
            }
            StorageType::Block | StorageType::Volume => {}
            _ => {
                return Err(unsupported(
                    "disk device='lun' is only valid for block type disk source",
                ));
            }
        }
        refuse!(
            !matches!(format(disk), None | Some(StorageFormat::Raw | StorageFormat::None)),
            unsupported,
            "disk device 'lun' must use 'raw' format"
        );
        refuse!(
            source.is_some_and(|s| !s.slices.is_empty()),
            unsupported,
            "disk device 'lun' doesn't support storage slice"
        );
        let encryption = storage::encryption(disk);
        refuse!(
            encryption.is_some_and(|e| e.format != EncryptionFormat::Default),
            unsupported,
            "disk device 'lun' doesn't support encryption"
        );
        return Ok(());
    }
    refuse!(
        source.is_some_and(|s| s.reservations.is_some()),
        unsupported,
        "<reservations/> allowed only for lun devices"
    );
    refuse!(disk.rawio.is_some(), unsupported, "rawio can be used only with device='lun'");
    refuse!(disk.sgio.is_some(), unsupported, "sgio can be used only with device='lun'");
    Ok(())
}

fn startup(disk: &Disk) -> Result {
    refuse!(
        disk.sgio == Some(Sgio::Unfiltered),
        unsupported,
        "unfiltered sgio is no longer supported"
    );
    let Some(policy) = disk.source.as_ref().and_then(|s| s.startup_policy) else { return Ok(()) };
    let local = matches!(disk.kind, StorageType::File | StorageType::Block | StorageType::Dir);
    refuse!(
        disk.kind != StorageType::Volume && !local,
        xml,
        "disk startupPolicy '{policy}' is not allowed for disk of '{}' type",
        disk.kind
    );
    let removable = matches!(disk.device, DiskDevice::Cdrom | DiskDevice::Floppy);
    refuse!(
        !removable && policy == StartupPolicy::Requisite,
        xml,
        "disk startupPolicy 'requisite' is allowed only for cdrom or floppy"
    );
    Ok(())
}

fn set(value: Option<u64>) -> bool {
    value.is_some_and(|v| v != 0)
}

fn iotune(disk: &Disk) -> Result {
    let Some(t) = &disk.iotune else { return Ok(()) };
    let rows = [
        ("bytes_sec", t.total_bytes_sec, t.read_bytes_sec, t.write_bytes_sec),
        ("iops_sec", t.total_iops_sec, t.read_iops_sec, t.write_iops_sec),
        ("bytes_sec_max", t.total_bytes_sec_max, t.read_bytes_sec_max, t.write_bytes_sec_max),
        ("iops_sec_max", t.total_iops_sec_max, t.read_iops_sec_max, t.write_iops_sec_max),
    ];
    for (name, total, read, write) in rows {
        refuse!(
            set(total) && (set(read) || set(write)),
            xml,
            "total and read/write {name} cannot be set at the same time"
        );
    }
    Ok(())
}

fn bus_rules(disk: &Disk) -> Result {
    let bus = bus(disk);
    if let Some(address) = disk
        .info
        .address
        .as_ref()
        .filter(|a| !address_fits(disk, a))
        .filter(|_| !usb_by_driver(disk))
    {
        return Err(unsupported(format!(
            "Invalid address type '{}' for the disk '{}' with the bus type '{bus}'",
            kind_name(address),
            disk.target.dev
        )));
    }
    if bus == DiskBus::Virtio {
        return Ok(());
    }
    if let Some(model) = disk.model {
        return Err(unsupported(format!("disk model '{model}' not supported for bus '{bus}'")));
    }
    let Some(d) = &disk.driver else { return Ok(()) };
    super::super::shared::no_virtio_options(Some(&d.virtio))?;
    let rows = [
        (
            d.queues.is_some(),
            "queues attribute in disk driver element is only supported for virtio bus",
        ),
        (
            d.queue_size.is_some(),
            "queue_size attribute in disk driver is only supported for virtio bus",
        ),
        (d.event_idx.is_some(), "disk event_idx mode supported only for virtio bus"),
        (d.ioeventfd.is_some(), "disk ioeventfd mode supported only for virtio bus"),
    ];
    for (bad, text) in rows {
        refuse!(bad, unsupported, "{text}");
    }
    Ok(())
}

fn texts(disk: &Disk) -> Result {
    refuse!(
        disk.kind == StorageType::Nvme
            && disk.source.as_ref().is_some_and(|s| s.namespace == Some(0)),
        unsupported,
        "NVMe namespace can't be zero"
    );
    let removable = matches!(disk.device, DiskDevice::Cdrom | DiskDevice::Floppy);
    refuse!(
        disk.target.tray == Some(crate::domain::devices::disk::TrayStatus::Open) && !removable,
        unsupported,
        "tray is only valid for cdrom and floppy"
    );
    for (name, text, limit) in
        [("vendor", &disk.vendor, VENDOR_LENGTH), ("product", &disk.product, PRODUCT_LENGTH)]
    {
        let Some(text) = text else { continue };
        refuse!(!printable(text), xml, "disk {name} is not printable string");
        refuse!(text.len() > limit, unsupported, "disk {name} is more than {limit} characters");
    }
    Ok(())
}

fn kinds(disk: &Disk) -> Result {
    let bus = bus(disk);
    let name = &disk.target.dev;
    let floppy = disk.device == DiskDevice::Floppy;
    refuse!(floppy && bus != DiskBus::Fdc, internal, "Invalid bus type '{bus}' for floppy disk");
    refuse!(!floppy && bus == DiskBus::Fdc, internal, "Invalid bus type '{bus}' for disk");
    let plain = bus == DiskBus::Scsi && disk.device == DiskDevice::Disk;
    refuse!(
        disk.target.removable.is_some() && bus != DiskBus::Usb && !plain,
        xml,
        "removable is only valid for usb or scsi disks"
    );
    let hard = matches!(disk.device, DiskDevice::Disk | DiskDevice::Lun);
    let starts = |prefixes: &[&str]| prefixes.iter().any(|p| name.starts_with(p));
    refuse!(
        hard && !starts(&["hd", "sd", "vd", "xvd", "ubd"]),
        internal,
        "Invalid harddisk device name: {name}"
    );
    refuse!(floppy && !starts(&["fd"]), internal, "Invalid floppy device name: {name}");
    if disk.device == DiskDevice::Disk && is_empty(disk) {
        return Err(FillError::new(Code::NoSource, From::Domain, name.clone()));
    }
    Ok(())
}

fn drivers(disk: &Disk) -> Result {
    if disk.kind == StorageType::VhostUser {
        storage::vhost_user(disk)?;
    }
    let Some(d) = &disk.driver else { return Ok(()) };
    if d.discard_no_unref == Some(true) {
        refuse!(
            d.kind != Some(StorageFormat::Qcow2),
            unsupported,
            "'discard_no_unref' only works with qcow2 disk format"
        );
        refuse!(
            disk.readonly,
            unsupported,
            "'discard_no_unref' is not compatible with read-only disk"
        );
    }
    refuse!(
        d.iothread.is_some() && !d.iothreads.is_empty(),
        xml,
        "disk driver 'iothread' attribute can't be used together with 'iothreads' subelement"
    );
    Ok(())
}

fn throttle(disk: &Disk, dom: &Domain) -> Result {
    if disk.throttlefilters.is_empty() {
        return Ok(());
    }
    let not_supported =
        |text: String| Err(FillError::new(Code::OperationUnsupported, From::Domain, text));
    if disk.iotune.is_some() {
        return not_supported(format!(
            "block 'throttlefilters' can't be used together with 'iotune' for disk '{}'",
            disk.target.dev
        ));
    }
    if disk.device == DiskDevice::Cdrom {
        return not_supported("cdrom device with throttle filters isn't supported".into());
    }
    for filter in &disk.throttlefilters {
        let known =
            dom.throttlegroups.iter().any(|g| g.limits.group_name.as_ref() == Some(&filter.group));
        refuse!(!known, xml, "throttle group '{}' not found", filter.group);
    }
    Ok(())
}
