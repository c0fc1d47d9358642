//! Limits on the speed of disks: groups that disks share by filters in front of their images, and
//! the limits of one disk, which QEMU is told once it runs.

use vireo_model::domain::Domain;
use vireo_model::domain::devices::Disk;
use vireo_model::domain::tune::IoTune;
use vireo_qmp::Call;

use super::{layers, qom_path};
use crate::build::Build;
use crate::process::argv::Props;
use crate::tuning::limits::{Family, LIMITS};

/// The id of a group's object.
pub(crate) fn group_id(name: &str) -> String {
    format!("throttle-{name}")
}

/// The objects of the groups.
pub(crate) fn groups(b: &mut Build<'_>) {
    for group in &b.domain.throttlegroups {
        let name = group.limits.group_name.as_deref().unwrap_or_default();
        let own = group_limits(&group.limits);
        b.line.object("throttle-group", &group_id(name), Props::new().value("limits", own));
    }
}

/// The limits of a group in QEMU's words.
pub(crate) fn group_limits(tune: &IoTune) -> Props {
    LIMITS.iter().fold(Props::new(), |own, limit| {
        let value = (limit.get)(tune).filter(|&value| value > 0);
        // What is not limited is told too; a length of nothing is refused.
        match limit.family {
            Family::BytesLength | Family::IopsLength => own.maybe_int(limit.group, value),
            Family::Bytes | Family::Iops | Family::BytesPeak | Family::IopsPeak | Family::Size => {
                own.int(limit.group, value.unwrap_or(0))
            }
        }
    })
}

/// How many numbers of nodes a disk's filters take.
pub(super) fn filter_count(disk: &Disk) -> u32 {
    u32::try_from(disk.throttlefilters.len()).unwrap_or(u32::MAX)
}

/// The filters of a disk over its top node; tells the node that is on top then.
pub(super) fn filters(b: &mut Build<'_>, disk: &Disk, mut top: String) -> String {
    // Numbered behind the images of the disk.
    let mut number = layers(disk).iter().map(|layer| layer.number).max().unwrap_or(0);
    for filter in &disk.throttlefilters {
        number += 1;
        let name = format!("libvirt-{number}-filter");
        let props = Props::new()
            .str("driver", "throttle")
            .str("node-name", &name)
            .str("throttle-group", group_id(&filter.group))
            .str("file", top);
        b.line.json("-blockdev", props);
        top = name;
    }
    top
}

/// Commands that limit disks by themselves.
pub(crate) fn orders(domain: &Domain) -> Vec<Call> {
    domain.devices.disks.iter().filter_map(order).collect()
}

/// The command that limits a disk. An empty drive has nothing to limit.
pub(crate) fn order(disk: &Disk) -> Option<Call> {
    let own = arguments(disk)?;
    Some(Call::new("block_set_io_throttle").arguments_text(own.to_string()))
}

fn arguments(disk: &Disk) -> Option<Props> {
    let tune = disk.iotune.as_deref().filter(|_| !layers(disk).is_empty())?;
    let own = LIMITS.iter().fold(Props::new().str("id", qom_path(disk)), |own, limit| {
        let value = (limit.get)(tune).filter(|&value| value > 0);
        match limit.family.is_plain() {
            true => own.int(limit.command, value.unwrap_or(0)),
            false => own.maybe_int(limit.command, value),
        }
    });
    Some(own.maybe_str("group", tune.group_name.as_deref()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::devices::testing::{domain, words};

    const DISK: &str = "<disk type='file' device='disk'><driver name='qemu' type='qcow2'/>\
                        <source file='/x'/><target dev='vda' bus='virtio'/>%</disk>";

    #[test]
    fn groups_tell_all_limits_and_the_lengths_that_are_set() {
        let group = "<throttlegroups><throttlegroup><total_bytes_sec>4000</total_bytes_sec>\
                     <read_iops_sec_max>9</read_iops_sec_max>\
                     <read_iops_sec_max_length>7</read_iops_sec_max_length>\
                     <group_name>g</group_name></throttlegroup></throttlegroups>";
        let room = |b: &mut Build<'_>| {
            groups(b);
            Ok(())
        };
        let expected = "-object {\"qom-type\":\"throttle-group\",\"id\":\"throttle-g\",\"limits\":{\
                        \"bps-total\":4000,\"bps-read\":0,\"bps-write\":0,\"iops-total\":0,\
                        \"iops-read\":0,\"iops-write\":0,\"bps-total-max\":0,\"bps-read-max\":0,\
                        \"bps-write-max\":0,\"iops-total-max\":0,\"iops-read-max\":9,\
                        \"iops-write-max\":0,\"iops-size\":0,\"iops-read-max-length\":7}}";
        assert_eq!(words(room, &domain("", group)).expect("words"), [expected]);
    }

    #[test]
    fn filters_are_numbered_behind_the_images_of_their_disk() {
        let text = DISK.replace(
            '%',
            "<throttlefilters><throttlefilter group='a'/><throttlefilter group='b'/></throttlefilters>",
        );
        let mut guest = domain(&text, "");
        super::super::number(&mut guest);
        let room = |b: &mut Build<'_>| {
            let disk = &b.domain.devices.disks[0];
            assert_eq!(filters(b, disk, "libvirt-1-format".to_owned()), "libvirt-3-filter");
            Ok(())
        };
        assert_eq!(
            words(room, &guest).expect("words"),
            [
                "-blockdev {\"driver\":\"throttle\",\"node-name\":\"libvirt-2-filter\",\
                 \"throttle-group\":\"throttle-a\",\"file\":\"libvirt-1-format\"}",
                "-blockdev {\"driver\":\"throttle\",\"node-name\":\"libvirt-3-filter\",\
                 \"throttle-group\":\"throttle-b\",\"file\":\"libvirt-2-filter\"}",
            ]
        );
        assert_eq!(super::super::node_count(&guest), 3);
    }

    #[test]
    fn limits_of_one_disk_are_told_on_the_monitor() {
        let tune = "<iotune><total_iops_sec>5</total_iops_sec><group_name>g</group_name></iotune>";
        let guest = domain(&DISK.replace('%', tune), "");
        assert_eq!(
            arguments(&guest.devices.disks[0]).expect("limits").to_string(),
            "{\"id\":\"/machine/peripheral/virtio-disk0/virtio-backend\",\"bps\":0,\"bps_rd\":0,\
             \"bps_wr\":0,\"iops\":5,\"iops_rd\":0,\"iops_wr\":0,\"group\":\"g\"}"
        );
        let empty = "<disk type='file' device='cdrom'><target dev='sda' bus='sata'/>\
                     <iotune><total_iops_sec>5</total_iops_sec></iotune></disk>";
        assert_eq!(arguments(&domain(empty, "").devices.disks[0]), None);
    }
}
