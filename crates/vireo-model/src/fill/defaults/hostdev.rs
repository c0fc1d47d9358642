//! Host devices.

use std::collections::HashMap;

use crate::domain::Domain;
use crate::domain::address::{DeviceAddress, DriveAddress};
use crate::domain::devices::controller::ControllerType;
use crate::domain::devices::hostdev::{
    Hostdev, HostdevAddress, HostdevMode, HostdevModel, HostdevProtocol, HostdevType,
};
use crate::fill::error::{refuse, xml};
use crate::fill::{Context, Result};

/// Units of a narrow SCSI bus.
const SCSI_UNITS: u32 = 7;

/// What the reader assumes.
pub(crate) fn parsed(dev: &mut Hostdev) {
    if dev.mode == HostdevMode::Subsystem {
        dev.managed.get_or_insert(false);
        if dev.kind == HostdevType::Pci {
            dev.source.address.get_or_insert_with(HostdevAddress::default);
        }
    }
}

/// What the driver assumes.
pub(crate) fn driver(dev: &mut Hostdev, ctx: &Context<'_>) {
    let mediated = dev.kind == HostdevType::Mdev && dev.model == Some(HostdevModel::VfioPci);
    if ctx.emulator.is_some() && mediated {
        dev.display.get_or_insert(false);
    }
}

fn is_scsi(dev: &Hostdev) -> bool {
    dev.mode == HostdevMode::Subsystem && dev.kind == HostdevType::Scsi
}

/// Addresses of SCSI devices, and that mediated ones are of the right kind.
pub(crate) fn generic(dom: &mut Domain, n: usize) -> Result {
    let dev = &mut dom.devices.hostdevs[n];
    if dev.mode != HostdevMode::Subsystem {
        return Ok(());
    }
    match dev.kind {
        HostdevType::Scsi => scsi(dom, n),
        HostdevType::Mdev => mediated(dev),
        _ => Ok(()),
    }
}

fn scsi(dom: &mut Domain, n: usize) -> Result {
    let dev = &mut dom.devices.hostdevs[n];
    if dev.source.protocol == Some(HostdevProtocol::Iscsi) {
        if let Some(name) = dev.source.name.as_mut().filter(|name| !name.contains('/')) {
            name.push_str("/0");
        }
    }
    let Some(DeviceAddress::Drive(address)) = &dev.info.address else {
        if dev.info.address.is_none() {
            let address = free_unit(dom);
            dom.devices.hostdevs[n].info.address = Some(DeviceAddress::Drive(address));
        }
        return Ok(());
    };
    let address = address.clone();
    let used = dom.devices.disks.iter().any(|disk| {
        disk.target.bus == Some(crate::domain::devices::disk::DiskBus::Scsi)
            && matches!(&disk.info.address, Some(DeviceAddress::Drive(a)) if *a == address)
    });
    refuse!(
        used,
        xml,
        "SCSI host address controller='{}' bus='{}' target='{}' unit='{}' in use by a SCSI disk",
        address.controller,
        address.bus,
        address.target,
        address.unit
    );
    Ok(())
}

/// The first unit that no disk and no host device has, controller by controller.
fn free_unit(dom: &Domain) -> DriveAddress {
    let mut used: HashMap<u32, u32> = HashMap::new();
    let disks = dom
        .devices
        .disks
        .iter()
        .filter(|d| d.target.bus == Some(crate::domain::devices::disk::DiskBus::Scsi))
        .map(|d| &d.info);
    let hosts = dom.devices.hostdevs.iter().filter(|h| is_scsi(h)).map(|h| &h.info);
    for info in disks.chain(hosts) {
        if let Some(DeviceAddress::Drive(a)) = &info.address {
            if a.bus == 0 && a.target == 0 && a.unit < 32 {
                *used.entry(a.controller).or_default() |= 1 << a.unit;
            }
        }
    }
    let mut last = None;
    for c in dom.devices.controllers.iter().filter(|c| c.kind == ControllerType::Scsi) {
        let index = c.index.unwrap_or(0);
        last = last.max(Some(index));
        let taken = used.get(&index).copied().unwrap_or(0);
        if let Some(unit) = (0..SCSI_UNITS).find(|unit| taken >> unit & 1 == 0) {
            return DriveAddress { controller: index, bus: 0, target: 0, unit };
        }
    }
    let controller = last.map_or(0, |index| index + 1);
    let taken = used.get(&controller).copied().unwrap_or(0);
    let unit = (0..SCSI_UNITS).find(|unit| taken >> unit & 1 == 0).unwrap_or(0);
    DriveAddress { controller, bus: 0, target: 0, unit }
}

fn mediated(dev: &Hostdev) -> Result {
    let Some(address) = &dev.info.address else { return Ok(()) };
    let Some(model) = dev.model else { return Ok(()) };
    let wrong = match model {
        HostdevModel::VfioPci => !matches!(address, DeviceAddress::Pci(_)),
        HostdevModel::VfioCcw => !matches!(address, DeviceAddress::Ccw(_)),
        _ => false,
    };
    refuse!(
        wrong,
        xml,
        "Unsupported address type '{}' with mediated device model '{model}'",
        crate::fill::addresses::kind_name(address)
    );
    Ok(())
}
