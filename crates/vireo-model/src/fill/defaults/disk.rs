//! Disks.

use crate::domain::Domain;
use crate::domain::address::{DeviceAddress, DriveAddress};
use crate::domain::devices::disk::{Disk, DiskBus, DiskDevice, DiskDriver, DiskSnapshot};
use crate::domain::devices::storage::{
    EncryptionEngine, NetProtocol, StorageFormat, StorageSource, StorageType,
};
use crate::domain::devices::storage::{ImageFormat, Mirror};
use crate::fill::error::{unsupported, xml};
use crate::fill::machine::target_index;
use crate::fill::{Context, Result};

/// Units of a narrow SCSI bus.
const SCSI_UNITS: u32 = 7;

/// Disks of a bus stand in the order of their names.
pub(crate) fn order(dom: &mut Domain) {
    let disks = &mut dom.devices.disks;
    let mut buses: Vec<Option<DiskBus>> = Vec::new();
    for disk in disks.iter() {
        if !buses.contains(&disk.target.bus) {
            buses.push(disk.target.bus);
        }
    }
    disks.sort_by_cached_key(|disk| {
        let bus = buses.iter().position(|bus| *bus == disk.target.bus);
        (bus, target_index(&disk.target.dev))
    });
}

/// What the reader assumes: network hosts have the port of their protocol.
pub(crate) fn parsed(disk: &mut Disk) {
    if disk.source.is_none() && disk.kind != StorageType::VhostUser {
        disk.kind = StorageType::File;
    }
    let aio = |driver: &&mut DiskDriver| driver.kind == Some(StorageFormat::Aio);
    if let Some(driver) = disk.driver.as_mut().filter(aio) {
        // The old name.
        driver.kind = Some(StorageFormat::Raw);
    }
    if let Some(source) = &mut disk.source {
        default_ports(source);
        source.seclabels.retain(|label| label.labelskip.is_none());
    }
    let mut store = disk.backing_store.as_mut();
    while let Some(layer) = store {
        if let Some(source) = &mut layer.source {
            default_ports(source);
        }
        store = layer.backing_store.as_deref_mut();
    }
    if let Some(source) = disk.mirror.as_mut().and_then(|m| m.source.as_mut()) {
        default_ports(source);
    }
}

pub(crate) fn default_ports(source: &mut StorageSource) {
    let port = match source.protocol {
        Some(NetProtocol::Http) => 80,
        Some(NetProtocol::Https) => 443,
        Some(NetProtocol::Ftp) => 21,
        Some(NetProtocol::Ftps) => 990,
        Some(NetProtocol::Tftp) => 69,
        Some(NetProtocol::Sheepdog) => 7000,
        Some(NetProtocol::Nbd) => 10809,
        Some(NetProtocol::Ssh) => 22,
        Some(NetProtocol::Iscsi) => 3260,
        Some(NetProtocol::Gluster) => 24007,
        Some(NetProtocol::Vxhs) => 9999,
        Some(NetProtocol::Rbd | NetProtocol::Nfs) | None => return,
    };
    for host in source.hosts.iter_mut().filter(|host| host.transport.is_none()) {
        if host.port.unwrap_or(0) == 0 {
            host.port = Some(port);
        }
    }
}

/// What the driver assumes.
pub(crate) fn driver(disk: &mut Disk, ctx: &Context<'_>) {
    if ctx.emulator.is_none() {
        return;
    }
    let kind = disk.kind;
    let driver = disk.driver.get_or_insert_with(DiskDriver::default);
    if kind == StorageType::VhostUser {
        driver.name.get_or_insert_with(|| "qemu".into());
        driver.kind.get_or_insert(StorageFormat::Raw);
    } else {
        driver.name.get_or_insert_with(|| "qemu".into());
        if kind != StorageType::Volume && driver.kind.is_none_or(|k| k == StorageFormat::None) {
            driver.kind = Some(StorageFormat::Raw);
        }
    }
    if let Some(mirror) = &mut disk.mirror {
        mirror_format(mirror);
    }
    let inner = disk.source.as_mut().and_then(|s| s.encryption.as_mut());
    for encryption in inner.into_iter().chain(disk.encryption.as_mut()) {
        encryption.engine.get_or_insert(EncryptionEngine::Qemu);
    }
}

fn mirror_format(mirror: &mut Mirror) {
    let format = mirror.format.get_or_insert_with(ImageFormat::default);
    format.kind.get_or_insert(StorageFormat::Raw);
}

/// What every hypervisor assumes.
pub(crate) fn generic(dom: &mut Domain, n: usize) -> Result {
    let disk = &mut dom.devices.disks[n];
    if let Some(rest) = disk.target.dev.strip_prefix("ioemu:") {
        disk.target.dev = rest.to_owned();
    }
    if disk.device == DiskDevice::Cdrom {
        disk.readonly = true;
    }
    if disk.target.bus.is_none() {
        disk.target.bus = Some(bus(disk));
    }
    if (disk.readonly || disk.kind == StorageType::VhostUser)
        && matches!(disk.snapshot, None | Some(DiskSnapshot::No))
    {
        disk.snapshot = None;
    }
    if let Some(source) = &mut disk.source {
        source_defaults(disk.kind, source);
    }
    if disk.info.address.is_none() && !disk.target.dev.is_empty() {
        address(dom, n)?;
    }
    Ok(())
}

fn bus(disk: &Disk) -> DiskBus {
    if disk.device == DiskDevice::Floppy {
        return DiskBus::Fdc;
    }
    const BUSES: [(&str, DiskBus); 5] = [
        ("hd", DiskBus::Ide),
        ("sd", DiskBus::Scsi),
        ("vd", DiskBus::Virtio),
        ("xvd", DiskBus::Xen),
        ("ubd", DiskBus::Uml),
    ];
    let name = &disk.target.dev;
    BUSES.iter().find(|(p, _)| name.starts_with(p)).map_or(DiskBus::Ide, |(_, bus)| *bus)
}

fn source_defaults(kind: StorageType, source: &mut StorageSource) {
    match kind {
        StorageType::Network if source.protocol == Some(NetProtocol::Iscsi) => {
            if let Some(name) = &mut source.name {
                if !name.contains('/') {
                    name.push_str("/0");
                }
            }
        }
        StorageType::Nvme => {
            source.managed.get_or_insert(true);
        }
        _ => {}
    }
}

/// Place a disk by the number of its target name.
fn address(dom: &mut Domain, n: usize) -> Result {
    let disk = &dom.devices.disks[n];
    let name = &disk.target.dev;
    let Some(index) = target_index(name) else {
        return Err(xml(format!("Unknown disk name '{name}' and no address specified")));
    };
    let place = |controller, bus, unit| DriveAddress { controller, bus, target: 0, unit };
    let address = match disk.target.bus {
        Some(DiskBus::Scsi) => place(index / SCSI_UNITS, 0, index % SCSI_UNITS),
        Some(DiskBus::Ide) => place(index / 4, index % 4 / 2, index % 2),
        Some(DiskBus::Sata) => place(index / 6, 0, index % 6),
        Some(DiskBus::Fdc) => place(index / 2, 0, index % 2),
        _ => return Ok(()),
    };
    let by_hostdev = disk.target.bus == Some(DiskBus::Scsi)
        && dom
            .devices
            .hostdevs
            .iter()
            .any(|h| matches!(&h.info.address, Some(DeviceAddress::Drive(a)) if *a == address));
    if by_hostdev {
        return Err(unsupported(format!(
            "using disk target name '{name}' conflicts with SCSI host device address controller='{}' bus='{}' target='{}' unit='{}'",
            address.controller, address.bus, address.target, address.unit
        )));
    }
    dom.devices.disks[n].info.address = Some(DeviceAddress::Drive(address));
    Ok(())
}

/// Disks of one I/O group have the limits of its first member.
pub(crate) fn group_limits(dom: &mut Domain, n: usize) {
    let Some(tune) = &dom.devices.disks[n].iotune else { return };
    let Some(group) = &tune.group_name else { return };
    let bare =
        crate::domain::tune::IoTune { group_name: Some(group.clone()), ..Default::default() };
    if **tune != bare {
        return;
    }
    let first = dom.devices.disks.iter().enumerate().find_map(|(m, disk)| {
        let other = disk.iotune.as_ref()?;
        (m != n && other.group_name.as_ref() == Some(group)).then(|| other.clone())
    });
    if let Some(first) = first {
        dom.devices.disks[n].iotune = Some(first);
    }
}
