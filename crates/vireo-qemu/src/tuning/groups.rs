//! Throttle groups: limits with a name that disks share by filters.

use vireo_api::event::DomainEvent;
use vireo_api::{Error, Result};
use vireo_model::domain::Domain;
use vireo_model::domain::devices::Disk;
use vireo_model::domain::tune::{IoTune, ThrottleGroup};
use vireo_qmp::Call;
use vireo_qmp::command::ObjectDel;

use super::limits::{Wanted, check_peaks};
use super::params::Tunables;
use crate::devices::disk::throttle::{group_id, group_limits};
use crate::error::invalid_arg;
use crate::process::argv::Props;
use crate::process::transition::Run;

fn is_named(group: &ThrottleGroup, name: &str) -> bool {
    group.limits.group_name.as_deref() == Some(name)
}

fn find<'a>(config: &'a Domain, name: &str) -> Option<&'a ThrottleGroup> {
    config.throttlegroups.iter().find(|group| is_named(group, name))
}

/// The limits that a group gets: those that it has, changed as wanted.
fn changed(config: &Domain, name: &str, wanted: &Wanted) -> IoTune {
    let before = find(config, name).map(|group| group.limits.clone()).unwrap_or_default();
    IoTune { group_name: Some(name.to_owned()), ..wanted.over(&before) }
}

fn put(config: &mut Domain, name: &str, limits: IoTune) {
    match config.throttlegroups.iter_mut().find(|group| is_named(group, name)) {
        Some(group) => group.limits = limits,
        None => config.throttlegroups.push(ThrottleGroup { limits }),
    }
}

/// Makes or changes a group in a definition.
pub fn define(config: &mut Domain, name: &str, wanted: &Wanted) {
    let limits = changed(config, name, wanted);
    put(config, name, limits);
}

/// Makes or changes a group of a running guest.
///
/// # Errors
/// QEMU refuses.
pub async fn apply(run: &Run, config: &Domain, name: &str, wanted: &Wanted) -> Result<()> {
    let limits = changed(config, name, wanted);
    check_peaks(&limits)?;
    let (id, own) = (group_id(name), group_limits(&limits));
    let order = match find(config, name) {
        Some(_) => Call::new("qom-set").arguments_text(
            Props::new().str("path", id).str("property", "limits").value("value", own).to_string(),
        ),
        None => Call::new("object-add").arguments_text(
            Props::new()
                .str("qom-type", "throttle-group")
                .str("id", id)
                .value("limits", own)
                .to_string(),
        ),
    };
    run.live.call(order).await?;
    run.amend(|config| put(config, name, limits)).await;
    if let Some(event) = event(wanted) {
        run.core.publish(&run.guest, event);
    }
    Ok(())
}

fn event(wanted: &Wanted) -> Option<DomainEvent> {
    let mut tunables = Tunables::default();
    wanted.tell(&mut tunables);
    tunables.event()
}

/// Refuses to remove a group that a disk of the definition uses.
///
/// # Errors
/// Such a disk.
pub fn check_unused(config: &Domain, name: &str) -> Result<(), Error> {
    let disks = &config.devices.disks;
    let uses = |disk: &Disk| disk.throttlefilters.iter().any(|filter| filter.group == name);
    match disks.iter().find(|disk| uses(disk)) {
        None => Ok(()),
        Some(disk) => Err(invalid_arg(format!(
            "throttle group '{name}' is still being used by disk '{}'",
            disk.target.dev
        ))),
    }
}

/// Removes a group from a definition; one that it has not is no error.
pub fn forget(config: &mut Domain, name: &str) {
    config.throttlegroups.retain(|group| !is_named(group, name));
}

/// Removes a group of a running guest.
///
/// # Errors
/// QEMU refuses.
pub async fn remove(run: &Run, name: &str) -> Result<()> {
    run.live.run(&ObjectDel { id: &group_id(name) }).await?;
    run.amend(|config| forget(config, name)).await;
    Ok(())
}

#[cfg(test)]
mod tests {
    use vireo_proto::remote::{TypedParam, TypedParamValue};

    use super::*;

    #[test]
    fn a_group_is_made_changed_and_removed() {
        let mut config = Domain::default();
        let wanted = |field: &str, value| {
            let value = TypedParamValue::Ullong(value);
            Wanted::read(&[TypedParam { field: field.into(), value }]).expect("good")
        };
        define(&mut config, "g", &wanted("total_bytes_sec", 5));
        define(&mut config, "g", &wanted("read_iops_sec", 6));
        let limits = &find(&config, "g").expect("made").limits;
        assert_eq!((limits.total_bytes_sec, limits.read_iops_sec), (Some(5), Some(6)));
        assert!(check_unused(&config, "g").is_ok());
        forget(&mut config, "g");
        assert!(find(&config, "g").is_none());
    }
}
