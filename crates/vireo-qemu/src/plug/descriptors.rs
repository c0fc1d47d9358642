//! Sets of descriptors that QEMU has for a device, known by what was told with each: a device that
//! went leaves them behind.

use vireo_model::domain::Domain;
use vireo_model::domain::devices::chardev::ChardevSource;
use vireo_model::domain::devices::interface::InterfaceType;
use vireo_model::domain::devices::storage::StorageType;
use vireo_qmp::command::{QueryFdsets, RemoveFd};

use crate::devices::address::alias as alias_of;
use crate::devices::disk;
use crate::process::transition::Run;

/// Takes the sets of a device out of QEMU; `alone` has no other device of its kind. What goes wrong
/// is logged.
pub(super) async fn remove(run: &Run, alone: &Domain) {
    let labels = labels(alone);
    if labels.is_empty() {
        return;
    }
    let sets = match run.live.run(&QueryFdsets).await {
        Ok(sets) => sets,
        Err(error) => return tracing::warn!(%error, "sets of descriptors stay"),
    };
    for set in sets {
        let fds = set.get("fds").and_then(|fds| fds.as_array()).cloned().unwrap_or_default();
        let label = fds.first().and_then(|fd| fd.get("opaque")?.as_str().map(str::to_owned));
        let number = set.get("fdset-id").and_then(serde_json::Value::as_u64);
        let (Some(label), Some(fdset_id)) = (label, number) else { continue };
        if !labels.contains(&label) {
            continue;
        }
        let gone = run.live.run(&RemoveFd { fdset_id, fd: None }).await;
        if let Err(error) = gone {
            tracing::warn!(label, %error, "a set of descriptors stays");
        }
    }
}

/// What is told with the descriptors of devices.
fn labels(domain: &Domain) -> Vec<String> {
    let d = &domain.devices;
    let mut labels = Vec::new();
    for nic in d.interfaces.iter().filter(|nic| nic.kind == InterfaceType::Vdpa) {
        labels.push(format!("net-{}", alias_of(&nic.info)));
    }
    for layer in d.disks.iter().flat_map(disk::layers) {
        if layer.kind == StorageType::VhostVdpa {
            labels.push(format!("{}-vdpa", layer.storage_node()));
        }
    }
    let ports = [
        d.serials.iter().map(|one| (&one.info, &one.source, one.log.is_some())).collect::<Vec<_>>(),
        d.parallels.iter().map(|one| (&one.info, &one.source, one.log.is_some())).collect(),
        d.consoles.iter().map(|one| (&one.info, &one.source, one.log.is_some())).collect(),
        d.channels.iter().map(|one| (&one.info, &one.source, one.log.is_some())).collect(),
    ];
    for (info, source, is_logged) in ports.into_iter().flatten() {
        if is_logged {
            labels.push(format!("{}-log", alias_of(info)));
        }
        if matches!(source, Some(ChardevSource::File(_))) {
            labels.push(format!("{}-source", alias_of(info)));
        }
    }
    labels
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::devices::testing::domain;

    // REQ: Q-DEV-02
    #[test]
    fn devices_whose_descriptors_are_in_sets_are_known() {
        let alone = domain(
            "<interface type='vdpa'><source dev='/dev/vhost-vdpa-0'/><alias name='net3'/></interface>\
             <serial type='file'><source path='/x'/><log file='/l'/><alias name='serial2'/></serial>\
             <interface type='user'><alias name='net4'/></interface>",
            "",
        );
        let labels = labels(&alone);
        for label in ["net-net3", "serial2-log", "serial2-source"] {
            assert!(labels.iter().any(|own| own == label), "{label}: {labels:?}");
        }
        assert!(!labels.iter().any(|own| own.contains("net4")), "{labels:?}");
    }
}
