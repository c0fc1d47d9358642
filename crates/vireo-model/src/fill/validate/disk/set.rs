//! Disks beside each other.

use std::collections::HashMap;

use crate::domain::Domain;
use crate::domain::address::DeviceAddress;
use crate::domain::devices::disk::{Disk, DiskBus};
use crate::fill::Result;
use crate::fill::error::{refuse, unsupported, xml};

use super::{bus, path};

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
