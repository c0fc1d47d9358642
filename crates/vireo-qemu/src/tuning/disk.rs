//! Limits on the speed of one disk, alone or together with the disks of its group.

use serde_json::Value;
use vireo_api::consts::*;
use vireo_api::event::DomainEvent;
use vireo_api::{Error, Result};
use vireo_model::domain::Domain;
use vireo_model::domain::devices::Disk;
use vireo_model::domain::tune::IoTune;
use vireo_qmp::Call;

use super::limits::{LIMITS, Wanted, check_peaks};
use super::params::Tunables;
use crate::devices::disk as device;
use crate::error::{internal, invalid_arg};
use crate::process::transition::Run;
use crate::stats::disk::find;

/// A disk that a running guest has not.
fn not_live(path: &str) -> Error {
    invalid_arg(format!("disk '{path}' not found in domain"))
}

/// The limits of a disk in a definition.
///
/// # Errors
/// It has no such disk.
pub fn of_definition(config: &Domain, path: &str) -> Result<IoTune> {
    let disk = find(config, path)
        .ok_or_else(|| invalid_arg(format!("disk '{path}' was not found in the domain config")))?;
    Ok(disk.iotune.as_deref().cloned().unwrap_or_default())
}

/// The limits of a disk of a running guest, as QEMU has them.
///
/// # Errors
/// There is no such disk, or nothing in it; QEMU does not answer.
pub async fn of_run(run: &Run, config: &Domain, path: &str) -> Result<IoTune> {
    let disk = find(config, path).ok_or_else(|| not_live(path))?;
    if device::layers(disk).is_empty() {
        let text = format!("disk '{path}' does not currently have a source assigned");
        return Err(invalid_arg(text));
    }
    let answer = run.live.call(Call::new("query-block")).await?;
    let drives: Vec<Value> = answer.parse().map_err(crate::error::monitor)?;
    let name = device::qom_path(disk);
    let drive = drives.iter().find(|drive| drive["qdev"] == name.as_str());
    drive
        .map(|drive| told(&drive["inserted"]))
        .ok_or_else(|| internal(format!("QEMU tells nothing of disk '{path}'")))
}

/// The limits in QEMU's words.
fn told(drive: &Value) -> IoTune {
    let mut tune = IoTune::default();
    for limit in LIMITS {
        (limit.set)(&mut tune, drive[limit.command].as_u64().filter(|&value| value > 0));
    }
    // Peaks that are not limited last a second, and nobody asked for it.
    for (length, peak) in LIMITS[13..].iter().zip(&LIMITS[6..12]) {
        if (peak.get)(&tune).is_none() {
            (length.set)(&mut tune, None);
        }
    }
    tune.group_name = drive["group"].as_str().map(str::to_owned);
    tune
}

/// The limits that a disk gets: those of the group that it joins, or its own, changed as wanted.
fn changed(config: &Domain, disk: &Disk, wanted: &Wanted) -> IoTune {
    let own = || disk.iotune.as_deref().cloned().unwrap_or_default();
    let joined = wanted.group().filter(|name| !name.is_empty()).and_then(|name| {
        let tunes = config.devices.disks.iter().filter_map(|disk| disk.iotune.as_deref());
        tunes.into_iter().find(|tune| tune.group_name.as_deref() == Some(name)).cloned()
    });
    wanted.over(&joined.unwrap_or_else(own))
}

/// Gives a disk its limits, and all disks of its group the same.
fn put(config: &mut Domain, target: &str, tune: &IoTune) {
    let group = tune.group_name.as_deref().filter(|name| !name.is_empty());
    for disk in &mut config.devices.disks {
        let of_group = group.is_some()
            && disk.iotune.as_deref().is_some_and(|own| own.group_name.as_deref() == group);
        if of_group || disk.target.dev == target {
            disk.iotune = (*tune != IoTune::default()).then(|| Box::new(tune.clone()));
        }
    }
}

/// Changes the limits of a disk in a definition.
///
/// # Errors
/// It has no such disk.
pub fn define(config: &mut Domain, path: &str, wanted: &Wanted) -> Result<()> {
    let disk = find(config, path).ok_or_else(|| {
        invalid_arg(format!("missing persistent configuration for disk '{path}'"))
    })?;
    let (target, tune) = (disk.target.dev.clone(), changed(config, disk, wanted));
    put(config, &target, &tune);
    Ok(())
}

/// Changes the limits of a disk of a running guest.
///
/// # Errors
/// There is no such disk; QEMU refuses.
pub async fn apply(run: &Run, config: &Domain, path: &str, wanted: &Wanted) -> Result<()> {
    let disk = find(config, path).ok_or_else(|| not_live(path))?;
    let tune = changed(config, disk, wanted);
    check_peaks(&tune)?;
    let mut told = disk.clone();
    told.iotune = Some(Box::new(tune.clone()));
    if let Some(order) = device::throttle::order(&told) {
        run.live.call(order).await?;
    }
    let target = disk.target.dev.clone();
    run.amend(|config| put(config, &target, &tune)).await;
    if let Some(event) = event(path, wanted) {
        run.core.publish(&run.guest, event);
    }
    Ok(())
}

fn event(path: &str, wanted: &Wanted) -> Option<DomainEvent> {
    let mut tunables = Tunables::default();
    tunables.string(DOMAIN_TUNABLE_BLKDEV_DISK, path);
    wanted.tell(&mut tunables);
    tunables.event()
}

#[cfg(test)]
mod tests {
    use vireo_proto::remote::{TypedParam, TypedParamValue};

    use super::*;

    fn guest() -> Domain {
        let text = "<domain type='qemu'><name>x</name><memory>1</memory><os><type>hvm</type></os>\
            <devices><disk type='file'><source file='/a'/><target dev='vda'/><iotune>\
            <read_iops_sec>3</read_iops_sec></iotune></disk><disk type='file'><source file='/b'/>\
            <target dev='vdb'/><iotune><total_bytes_sec>9</total_bytes_sec><group_name>g</group_name>\
            </iotune></disk></devices></domain>";
        Domain::parse(text, vireo_xml::Mode::default()).expect("a definition")
    }

    fn wanted(field: &str, value: TypedParamValue) -> Wanted {
        Wanted::read(&[TypedParam { field: field.into(), value }]).expect("good")
    }

    #[test]
    fn who_joins_a_group_has_its_limits_and_changes_them_for_all() {
        let mut config = guest();
        let join = wanted("group_name", TypedParamValue::String("g".into()));
        define(&mut config, "/a", &join).expect("there");
        let tune = of_definition(&config, "vda").expect("there");
        assert_eq!((tune.total_bytes_sec, tune.read_iops_sec), (Some(9), None));
        define(&mut config, "vda", &wanted("total_iops_sec", TypedParamValue::Ullong(7)))
            .expect("there");
        let other = of_definition(&config, "vdb").expect("there");
        assert_eq!((other.total_bytes_sec, other.total_iops_sec), (Some(9), Some(7)));
        assert!(of_definition(&config, "vdz").is_err());
    }

    #[test]
    fn lengths_are_told_where_there_are_peaks() {
        let drive = serde_json::json!({
            "bps": 5, "bps_max": 6, "bps_max_length": 1, "iops_max_length": 1, "group": "g"
        });
        let tune = told(&drive);
        assert_eq!((tune.total_bytes_sec, tune.total_bytes_sec_max), (Some(5), Some(6)));
        assert_eq!(tune.total_bytes_sec_max_length, Some(1));
        assert_eq!((tune.total_iops_sec_max_length, tune.group_name.as_deref()), (None, Some("g")));
    }
}
