//! Disks.

use std::collections::HashMap;

use crate::domain::Domain;
use crate::domain::address::DeviceAddress;
use crate::domain::devices::disk::{
    Disk, DiskBus, DiskCache, DiskDevice, DiskDriver, DiskIo, DriverIoThread, Sgio,
};
use crate::domain::devices::storage::{
    EncryptionFormat, StartupPolicy, StorageFormat, StorageSource, StorageType,
};
use crate::domain::tune::IoTune;
use crate::fill::addresses::kind_name;
use crate::fill::error::{
    Code, FillError, From, internal, qemu, qemu_internal, refuse, unsupported, xml,
};
use crate::fill::machine::{target_has_partition, target_index};
use crate::fill::validate::storage;
use crate::fill::{Cap, Context, Result};

/// Largest I/O limit of QEMU.
const IOTUNE_MAX: u64 = 1_000_000_000_000_000;
const VENDOR_LENGTH: usize = 8;
const PRODUCT_LENGTH: usize = 16;

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
    super::shared::no_virtio_options(Some(&d.virtio))?;
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
        super::shared::shared_memory(dom, "vhostuser")?;
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
        let safe = |b: u8| b.is_ascii_alphanumeric() || b" _-+.:@()[]/\\".contains(&b);
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

fn has_iothread(dom: &Domain, id: u32) -> bool {
    if dom.iothreadids.is_empty() {
        return (1..=dom.iothreads.unwrap_or(0)).contains(&id);
    }
    dom.iothreadids.iter().any(|t| t.id == id)
}

fn iothreads(disk: &Disk, d: &DiskDriver, dom: &Domain, ctx: &Context<'_>) -> Result {
    if d.iothread.is_none() && d.iothreads.is_empty() {
        return Ok(());
    }
    let (bus, name) = (bus(disk), &disk.target.dev);
    refuse!(bus != DiskBus::Virtio, qemu, "IOThreads not available for bus {bus} target {name}");
    if !d.iothreads.is_empty() {
        refuse!(
            !ctx.has(Cap::VirtioBlkIothreadMapping),
            qemu,
            "IOThread mapping for disk '{name}' is not available with this QEMU binary"
        );
        mapping(dom, &d.iothreads, d.queues)?;
    }
    if let Some(id) = d.iothread.filter(|id| !has_iothread(dom, *id)) {
        return Err(qemu(format!("Disk iothread '{id}' not defined in iothreadid")));
    }
    Ok(())
}

/// Queues shared out among I/O threads: all or none, each queue once.
pub(crate) fn mapping(dom: &Domain, threads: &[DriverIoThread], queues: Option<u32>) -> Result {
    let explicit = threads.first().is_some_and(|t| !t.queues.is_empty());
    refuse!(
        explicit && queues.is_none(),
        qemu,
        "'queue' count must be configured for explicit iothread to queue mapping"
    );
    let mut used = vec![false; queues.unwrap_or(0).min(65_536) as usize];
    for (n, thread) in threads.iter().enumerate() {
        refuse!(
            threads[..n].iter().any(|t| t.id == thread.id),
            qemu,
            "duplicate mapping for iothread '{}'",
            thread.id
        );
        refuse!(
            !has_iothread(dom, thread.id),
            qemu,
            "iothread '{}' not defined in iothreadid",
            thread.id
        );
        refuse!(
            explicit == thread.queues.is_empty(),
            qemu,
            "iothread to queue mapping must be provided for all iothreads or for none"
        );
        for queue in &thread.queues {
            let Some(taken) = used.get_mut(queue.id as usize) else {
                return Err(qemu(format!("iothread queue '{}' mapping out of range", queue.id)));
            };
            refuse!(*taken, qemu, "iothread queue '{}' is already assigned", queue.id);
            *taken = true;
        }
    }
    if let Some(missing) = used.iter().position(|taken| explicit && !taken) {
        return Err(qemu(format!("missing iothread mapping for queue '{missing}'")));
    }
    Ok(())
}

/// Whether two disks of a group are told different limits.
fn limits(disk: &Disk, dom: &Domain) -> Result {
    let Some(tune) = &disk.iotune else { return Ok(()) };
    let bare = IoTune { group_name: tune.group_name.clone(), ..IoTune::default() };
    refuse!(
        tune.group_name.is_some() && **tune == bare,
        qemu,
        "group_name can be configured only together with settings"
    );
    refuse!(bus(disk) == DiskBus::Sd, qemu, "<iotune> is not supported with bus='sd'");
    if let Some(group) = &tune.group_name {
        for other in &dom.devices.disks {
            let Some(theirs) = &other.iotune else { continue };
            refuse!(
                theirs.group_name.as_ref() == Some(group) && theirs != tune,
                qemu,
                "different iotunes for disks {} and {}",
                disk.target.dev,
                other.target.dev
            );
        }
    }
    let values = [
        tune.total_bytes_sec,
        tune.read_bytes_sec,
        tune.write_bytes_sec,
        tune.total_iops_sec,
        tune.read_iops_sec,
        tune.write_iops_sec,
        tune.total_bytes_sec_max,
        tune.read_bytes_sec_max,
        tune.write_bytes_sec_max,
        tune.total_iops_sec_max,
        tune.read_iops_sec_max,
        tune.write_iops_sec_max,
        tune.size_iops_sec,
    ];
    if values.iter().flatten().any(|v| *v > IOTUNE_MAX) {
        return Err(FillError::new(
            Code::ArgumentUnsupported,
            From::Qemu,
            format!("block I/O throttle limit must be no more than {IOTUNE_MAX} using QEMU"),
        ));
    }
    Ok(())
}

fn transient(disk: &Disk, dom: &Domain, ctx: &Context<'_>) -> Result {
    use crate::domain::lifecycle::LifecycleAction;
    let name = &disk.target.dev;
    refuse!(is_empty(disk), qemu, "transient disk '{name}' must not be empty");
    refuse!(disk.readonly, qemu, "transient disk '{name}' must not be read-only");
    refuse!(
        disk.kind != StorageType::File,
        qemu,
        "transient disk supported only with 'file' type ({name})"
    );
    refuse!(
        disk.device != DiskDevice::Disk,
        qemu,
        "transient disk supported only with 'disk' device ({name})"
    );
    let shared = disk.transient.as_ref().is_some_and(|t| t.share_backing == Some(true));
    if shared {
        let stays = dom.on_reboot != Some(LifecycleAction::Destroy);
        refuse!(
            !ctx.has(Cap::SetAction) && !stays,
            qemu,
            "transient disk backing image sharing with destroy action of lifecycle isn't supported by this QEMU binary"
        );
        refuse!(
            !matches!(bus(disk), DiskBus::Usb | DiskBus::Virtio | DiskBus::Scsi),
            qemu,
            "disk bus '{}' doesn't support transiend disk backing image sharing",
            bus(disk)
        );
    }
    Ok(())
}

/// No two disks of one target; identities are unique too.
pub(crate) fn duplicates(dom: &Domain) -> Result {
    let mut names: HashMap<&str, &Disk> = HashMap::new();
    for disk in &dom.devices.disks {
        if let Some(other) = names.insert(&disk.target.dev, disk) {
            let (first, second) = (path(other), path(disk));
            let show = |path: &str| if path.is_empty() { "<null>".to_owned() } else { path.into() };
            return Err(xml(format!(
                "target '{}' duplicated for disk sources '{}' and '{}'",
                disk.target.dev,
                show(first),
                show(second)
            )));
        }
    }
    for (name, of) in [
        ("WWN", (|d: &Disk| d.wwn.as_deref()) as fn(&Disk) -> Option<&str>),
        ("serial", |d: &Disk| d.serial.as_deref()),
    ] {
        let mut seen = HashMap::new();
        for disk in &dom.devices.disks {
            let Some(id) = of(disk) else { continue };
            if let Some(before) = seen.insert(id, disk) {
                let (a, b) = (&before.target.dev, &disk.target.dev);
                if name == "WWN" {
                    refuse!(true, xml, "Disks '{a}' and '{b}' have identical WWN");
                }
            }
        }
    }
    Ok(())
}

/// No two disks in one place.
pub(crate) fn addresses(dom: &Domain) -> Result {
    let mut seen: HashMap<_, &str> = HashMap::new();
    for disk in &dom.devices.disks {
        let Some(DeviceAddress::Drive(a)) = &disk.info.address else { continue };
        let key = (bus(disk), a.controller, a.bus, a.target, a.unit);
        if let Some(first) = seen.insert(key, &disk.target.dev) {
            return Err(unsupported(format!(
                "Found duplicate drive address for disk with target name '{first}' controller='{}' bus='{}' target='{}' unit='{}'",
                a.controller, a.bus, a.target, a.unit
            )));
        }
    }
    let mut hosts = std::collections::HashSet::new();
    for dev in &dom.devices.hostdevs {
        use crate::domain::devices::hostdev::HostdevType;
        let (HostdevType::Scsi, Some(DeviceAddress::Drive(a))) = (dev.kind, &dev.info.address)
        else {
            continue;
        };
        let words = format!(
            "SCSI host address controller='{}' bus='{}' target='{}' unit='{}' in use by another SCSI",
            a.controller, a.bus, a.target, a.unit
        );
        refuse!(
            !hosts.insert((a.controller, a.bus, a.target, a.unit)),
            unsupported,
            "{words} host device"
        );
        let key = (DiskBus::Scsi, a.controller, a.bus, a.target, a.unit);
        refuse!(seen.contains_key(&key), unsupported, "{words} disk");
    }
    Ok(())
}
