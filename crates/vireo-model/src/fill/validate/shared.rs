//! Rules that devices of all kinds share.

use std::collections::HashSet;

use crate::domain::Domain;
use crate::domain::address::{DeviceAddress, DeviceInfo, VirtioOptions};
use crate::domain::devices::controller::{ControllerModel, ControllerType};
use crate::domain::devices::disk::DiskBus;
use crate::domain::devices::hostdev::HostdevType;
use crate::domain::memory::MemoryAccess;
use crate::fill::error::{qemu, qemu_internal, qemu_xml, refuse, unsupported};
use crate::fill::walk::{Place, info, numa_cells, places};
use crate::fill::{Cap, Context, Family, Result};

/// Largest `uid` of a PCI function on IBM Z.
const ZPCI_MAX_UID: u32 = 0xffff;

/// Options that only virtio devices have.
pub(crate) fn no_virtio_options(options: Option<&VirtioOptions>) -> Result {
    let Some(o) = options else { return Ok(()) };
    let rows = [
        (o.iommu.is_some(), "iommu driver option is only supported for virtio devices"),
        (o.ats.is_some(), "ats driver option is only supported for virtio devices"),
        (o.packed.is_some(), "packed driver option is only supported for virtio devices"),
        (o.page_per_vq.is_some(), "page_per_vq option is only supported for virtio devices"),
    ];
    for (bad, text) in rows {
        refuse!(bad, unsupported, "{text}");
    }
    Ok(())
}

/// Devices of other processes need memory that can be shared.
pub(crate) fn shared_memory(dom: &Domain, name: &str) -> Result {
    let all = dom.memory_backing.as_ref().and_then(|b| b.access) == Some(MemoryAccess::Shared);
    let refusal = || qemu(format!("'{name}' requires shared memory"));
    let cells = numa_cells(dom);
    if cells.is_empty() && !all {
        return Err(refusal());
    }
    for cell in cells {
        let shared = match cell.mem_access {
            Some(access) => access == MemoryAccess::Shared,
            None => all,
        };
        if !shared {
            return Err(refusal());
        }
    }
    Ok(())
}

/// Rules for what all devices have in common.
pub(crate) fn device_info(place: Place, info: &DeviceInfo) -> Result {
    refuse!(
        matches!(info.address, Some(DeviceAddress::Unassigned))
            && !matches!(place, Place::Hostdev(_)),
        unsupported,
        "address of type 'unassigned' is supported only for hostdevs"
    );
    Ok(())
}

/// The same, by rules of the QEMU driver.
pub(crate) fn device_info_driver(info: &DeviceInfo, ctx: &Context<'_>) -> Result {
    let address = info.address.as_ref();
    if info.acpi_index.is_some() {
        refuse!(!ctx.has(Cap::AcpiIndex), qemu, "ACPI index is not supported with this QEMU");
        refuse!(
            !matches!(address, None | Some(DeviceAddress::Pci(_))),
            qemu,
            "ACPI index is only supported for PCI devices"
        );
    }
    let tuned = info
        .rom
        .as_ref()
        .is_some_and(|r| r.enabled.is_some() || r.bar.is_some() || r.file.is_some());
    let pci = matches!(address, None | Some(DeviceAddress::Pci(_) | DeviceAddress::Unassigned));
    refuse!(tuned && !pci, qemu, "ROM tuning is only supported for PCI devices");
    match address {
        Some(DeviceAddress::VirtioS390) => {
            return Err(qemu("'virtio-s390' addresses are no longer supported"));
        }
        Some(DeviceAddress::Pci(pci)) if pci.zpci.is_some() && !ctx.has(Cap::Zpci) => {
            return Err(qemu("This QEMU binary doesn't support zPCI"));
        }
        Some(DeviceAddress::Pci(pci)) => {
            let uid = pci.zpci.as_ref().and_then(|zpci| zpci.uid);
            if let Some(uid) = uid.filter(|uid| !(1..=ZPCI_MAX_UID).contains(uid)) {
                return Err(qemu_xml(format!(
                    "Invalid PCI address uid='0x{uid:04x}', must be > 0x0000 and <= {ZPCI_MAX_UID:#x}"
                )));
            }
        }
        Some(DeviceAddress::Ccw(_)) if ctx.family() != Family::S390Ccw => {
            let machine = &ctx.machine;
            return Err(qemu(format!(
                "CCW addresses are not supported by machine type '{machine}'"
            )));
        }
        Some(DeviceAddress::SpaprVio(a)) => {
            if let Some(reg) = a.reg.filter(|reg| *reg > 0xffff_ffff) {
                return Err(qemu(format!(
                    "spapr-vio reg='0x{reg:x}' exceeds maximum possible value (0xffffffff)"
                )));
            }
        }
        _ => {}
    }
    Ok(())
}

/// The bus a drive address is on.
fn drive_bus(dom: &Domain, place: Place) -> Option<DiskBus> {
    match place {
        Place::Disk(n) => dom.devices.disks.get(n as usize)?.target.bus,
        Place::Hostdev(n) => {
            let dev = dom.devices.hostdevs.get(n as usize)?;
            (dev.kind == HostdevType::Scsi).then_some(DiskBus::Scsi)
        }
        _ => None,
    }
}

/// What each disk bus of QEMU has room for.
pub(crate) fn drive_address(dom: &Domain, place: Place, ctx: &Context<'_>) -> Result {
    let Some(DeviceAddress::Drive(a)) = info(dom, place).and_then(|i| i.address.as_ref()) else {
        return Ok(());
    };
    match drive_bus(dom, place) {
        Some(DiskBus::Scsi) => {
            refuse!(a.bus != 0, qemu_internal, "SCSI controller only supports 1 bus");
            let model = dom
                .devices
                .controllers
                .iter()
                .find(|c| c.kind == ControllerType::Scsi && c.index == Some(a.controller))
                .and_then(|c| c.model);
            refuse!(
                model == Some(ControllerModel::Lsilogic) && a.target != 0,
                qemu,
                "target must be 0 for controller model 'lsilogic'"
            );
            if !ctx.has(Cap::ScsiDiskChannel) {
                refuse!(a.target > 7, qemu, "This QEMU doesn't support target greater than 7");
            }
            Ok(())
        }
        Some(DiskBus::Ide) => {
            refuse!(a.controller != 0, qemu_internal, "Only 1 IDE controller is supported");
            refuse!(a.target != 0, qemu, "target must be 0 for ide controller");
            Ok(())
        }
        Some(DiskBus::Fdc) => {
            refuse!(a.controller != 0, qemu_internal, "Only 1 fdc controller is supported");
            refuse!(a.bus != 0, qemu_internal, "Only 1 fdc bus is supported");
            refuse!(a.target != 0, qemu, "target must be 0 for controller fdc");
            Ok(())
        }
        Some(DiskBus::Sata) => {
            refuse!(a.bus != 0, qemu, "bus must be 0 for sata controller");
            refuse!(a.target != 0, qemu, "target must be 0 for sata controller");
            Ok(())
        }
        _ => Ok(()),
    }
}

/// Names that users gave are unique.
pub(crate) fn aliases(dom: &Domain) -> Result {
    let mirrored = crate::fill::walk::console_mirrors_serial(dom);
    let mut seen = HashSet::new();
    for place in places(dom) {
        if mirrored && place == Place::Console(0) {
            continue;
        }
        let Some(alias) = info(dom, place).and_then(|i| i.alias.as_deref()) else { continue };
        refuse!(!seen.insert(alias), unsupported, "non unique alias detected: {alias}");
    }
    Ok(())
}
