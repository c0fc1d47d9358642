//! Names of devices of a running guest: by them QEMU, events and calls mean a device.

use std::collections::HashSet;

use vireo_model::domain::Domain;
use vireo_model::domain::address::{DeviceAddress, DeviceInfo};
use vireo_model::domain::devices::chardev::ConsoleTargetType;
use vireo_model::domain::devices::controller::{Controller, ControllerModel, ControllerType};
use vireo_model::domain::devices::disk::{Disk, DiskBus};
use vireo_model::domain::devices::interface::InterfaceType;
use vireo_model::domain::devices::memballoon::MemBalloonModel;
use vireo_model::domain::devices::memory::MemoryModel;
use vireo_model::fill::{Family, target_index};

use crate::build::{is_i440fx, is_q35};

/// Gives a name to each device that has none.
pub(crate) fn assign(domain: &mut Domain) {
    let mut taken = names(domain);
    let machine = domain.os.machine.clone().unwrap_or_default();
    let family = Family::of(domain.os.arch.as_deref().unwrap_or_default(), &machine);
    let narrow: HashSet<u32> = narrow_scsi(domain);
    let devices = &mut domain.devices;
    for disk in &mut devices.disks {
        let name = disk_name(disk, &narrow);
        set(&mut disk.info, &mut taken, || name);
    }
    for nic in &mut devices.interfaces {
        let prefix = if nic.actual_kind() == InterfaceType::Hostdev { "hostdev" } else { "net" };
        next(&mut nic.info, &mut taken, prefix);
    }
    for controller in &mut devices.controllers {
        let name = controller_name(controller, family, &machine);
        // Companions of a USB controller share its name. What machines have by themselves is
        // called as they call it, whatever the user says.
        if controller.info.alias.is_none() || is_builtin(controller, &machine) {
            controller.info.alias = Some(name);
        }
    }
    macro_rules! number {
        ($($list:ident $prefix:literal),* $(,)?) => {$(
            for device in &mut devices.$list {
                next(&mut device.info, &mut taken, $prefix);
            }
        )*};
    }
    number!(
        sounds "sound", hostdevs "hostdev", videos "video", smartcards "smartcard",
        serials "serial", parallels "parallel", channels "channel",
    );
    let serial = devices.serials.first().and_then(|serial| serial.info.alias.clone());
    for (number, console) in devices.consoles.iter_mut().enumerate() {
        let mirrors = matches!(console.target_kind, Some(ConsoleTargetType::Serial) | None);
        match &serial {
            Some(serial) if number == 0 && mirrors => console.info.alias = Some(serial.clone()),
            Some(_) | None => set(&mut console.info, &mut taken, || format!("console{number}")),
        }
    }
    number!(
        inputs "input", filesystems "fs", watchdogs "watchdog", rngs "rng", hubs "hub",
        shmems "shmem", tpms "tpm", redirdevs "redir", cryptos "crypto",
    );
    for module in &mut devices.memories {
        let (name, is_slot) = match module.model {
            MemoryModel::Dimm => ("dimm", true),
            MemoryModel::Nvdimm => ("nvdimm", true),
            MemoryModel::VirtioMem => ("virtiomem", false),
            MemoryModel::VirtioPmem => ("virtiopmem", false),
            MemoryModel::SgxEpc => ("epc", false),
        };
        match &module.info.address {
            Some(DeviceAddress::Dimm(dimm)) if is_slot => {
                let name = format!("{name}{}", dimm.slot);
                set(&mut module.info, &mut taken, || name);
            }
            _ => next(&mut module.info, &mut taken, name),
        }
    }
    if let Some(balloon) = devices.memballoon.as_mut().filter(|b| b.model != MemBalloonModel::None)
    {
        set(&mut balloon.info, &mut taken, || "balloon0".to_owned());
    }
    if let Some(vsock) = &mut devices.vsock {
        set(&mut vsock.info, &mut taken, || "vsock0".to_owned());
    }
    if let Some(iommu) = &mut devices.iommu {
        set(&mut iommu.info, &mut taken, || "iommu0".to_owned());
    }
    if let Some(pstore) = &mut devices.pstore {
        set(&mut pstore.info, &mut taken, || "pstore0".to_owned());
    }
}

/// Names that users chose.
fn names(domain: &Domain) -> HashSet<String> {
    use vireo_model::fill::walk;
    let places = walk::places(domain);
    places.into_iter().filter_map(|place| walk::info(domain, place)?.alias.clone()).collect()
}

fn set(info: &mut DeviceInfo, taken: &mut HashSet<String>, name: impl FnOnce() -> String) {
    if info.alias.is_none() {
        let name = name();
        taken.insert(name.clone());
        info.alias = Some(name);
    }
}

/// The first number that is free behind a prefix.
fn next(info: &mut DeviceInfo, taken: &mut HashSet<String>, prefix: &str) {
    if info.alias.is_some() {
        return;
    }
    let mut number = 0;
    let name = loop {
        let name = format!("{prefix}{number}");
        if taken.insert(name.clone()) {
            break name;
        }
        number += 1;
    };
    info.alias = Some(name);
}

/// SCSI controllers whose drives have no target number of their own.
fn narrow_scsi(domain: &Domain) -> HashSet<u32> {
    let narrow = domain.devices.controllers.iter().filter(|c| {
        c.kind == ControllerType::Scsi
            && matches!(
                c.model,
                Some(
                    ControllerModel::Lsilogic
                        | ControllerModel::Ncr53c90
                        | ControllerModel::Dc390
                        | ControllerModel::Am53c974
                )
            )
    });
    narrow.map(|c| c.index.unwrap_or(0)).collect()
}

fn disk_name(disk: &Disk, narrow: &HashSet<u32>) -> String {
    let bus = disk.target.bus.map_or("virtio", |bus| bus.as_str());
    match &disk.info.address {
        Some(DeviceAddress::Drive(a)) => {
            if disk.target.bus == Some(DiskBus::Scsi) && !narrow.contains(&a.controller) {
                format!("{bus}{}-{}-{}-{}", a.controller, a.bus, a.target, a.unit)
            } else {
                format!("{bus}{}-{}-{}", a.controller, a.bus, a.unit)
            }
        }
        _ => format!("{bus}-disk{}", target_index(&disk.target.dev).unwrap_or(0)),
    }
}

/// Whether machines of this type have the controller by themselves.
fn is_builtin(c: &Controller, machine: &str) -> bool {
    let root = matches!(c.model, Some(ControllerModel::PciRoot | ControllerModel::PcieRoot));
    c.index.unwrap_or(0) == 0
        && match c.kind {
            ControllerType::Pci => root,
            ControllerType::Ide => is_i440fx(machine),
            ControllerType::Sata => is_q35(machine),
            ControllerType::Usb
            | ControllerType::Scsi
            | ControllerType::Fdc
            | ControllerType::VirtioSerial
            | ControllerType::Ccid
            | ControllerType::Xenbus
            | ControllerType::Isa
            | ControllerType::Nvme => false,
        }
}

fn controller_name(c: &Controller, family: Family, machine: &str) -> String {
    let index = c.index.unwrap_or(0);
    match c.kind {
        ControllerType::Pci if !family.numbers_pci() => "pci".to_owned(),
        ControllerType::Pci => {
            let prefix = if c.model == Some(ControllerModel::PcieRoot) { "pcie" } else { "pci" };
            format!("{prefix}.{index}")
        }
        ControllerType::Ide if index == 0 && is_i440fx(machine) => "ide".to_owned(),
        ControllerType::Sata if index == 0 && is_q35(machine) => "ide".to_owned(),
        ControllerType::Usb if index == 0 => "usb".to_owned(),
        ControllerType::Scsi if index == 0 && c.model == Some(ControllerModel::Ncr53c90) => {
            "scsi".to_owned()
        }
        ControllerType::Ide
        | ControllerType::Sata
        | ControllerType::Usb
        | ControllerType::Scsi
        | ControllerType::Fdc
        | ControllerType::VirtioSerial
        | ControllerType::Ccid
        | ControllerType::Xenbus
        | ControllerType::Isa
        | ControllerType::Nvme => format!("{}{index}", c.kind.as_str()),
    }
}
