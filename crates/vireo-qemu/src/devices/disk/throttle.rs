//! Limits on the speed of disks: groups that disks share by filters in front of their images, and
//! the limits of one disk, which QEMU is told once it runs.

use vireo_model::domain::Domain;
use vireo_model::domain::devices::Disk;
use vireo_model::domain::tune::IoTune;
use vireo_qmp::Call;

use super::{layers, qom_path};
use crate::build::Build;
use crate::process::argv::Props;

/// Limits with their names: of a throttle group, of the monitor's command.
fn limits(tune: &IoTune) -> [(&'static str, &'static str, Option<u64>); 13] {
    [
        ("bps-total", "bps", tune.total_bytes_sec),
        ("bps-read", "bps_rd", tune.read_bytes_sec),
        ("bps-write", "bps_wr", tune.write_bytes_sec),
        ("iops-total", "iops", tune.total_iops_sec),
        ("iops-read", "iops_rd", tune.read_iops_sec),
        ("iops-write", "iops_wr", tune.write_iops_sec),
        ("bps-total-max", "bps_max", tune.total_bytes_sec_max),
        ("bps-read-max", "bps_rd_max", tune.read_bytes_sec_max),
        ("bps-write-max", "bps_wr_max", tune.write_bytes_sec_max),
        ("iops-total-max", "iops_max", tune.total_iops_sec_max),
        ("iops-read-max", "iops_rd_max", tune.read_iops_sec_max),
        ("iops-write-max", "iops_wr_max", tune.write_iops_sec_max),
        ("iops-size", "iops_size", tune.size_iops_sec),
    ]
}

/// How long peaks may last, seconds, with their names as in [`limits`].
fn lengths(tune: &IoTune) -> [(&'static str, &'static str, Option<u64>); 6] {
    [
        ("bps-total-max-length", "bps_max_length", tune.total_bytes_sec_max_length),
        ("bps-read-max-length", "bps_rd_max_length", tune.read_bytes_sec_max_length),
        ("bps-write-max-length", "bps_wr_max_length", tune.write_bytes_sec_max_length),
        ("iops-total-max-length", "iops_max_length", tune.total_iops_sec_max_length),
        ("iops-read-max-length", "iops_rd_max_length", tune.read_iops_sec_max_length),
        ("iops-write-max-length", "iops_wr_max_length", tune.write_iops_sec_max_length),
    ]
}

/// The id of a group's object.
fn group_id(name: &str) -> String {
    format!("throttle-{name}")
}

/// The objects of the groups.
pub(crate) fn groups(b: &mut Build<'_>) {
    for group in &b.domain.throttlegroups {
        let name = group.limits.group_name.as_deref().unwrap_or_default();
        let mut own = Props::new();
        for (key, _, value) in limits(&group.limits) {
            own = own.int(key, value.unwrap_or(0));
        }
        for (key, _, value) in lengths(&group.limits) {
            own = own.maybe_int(key, value.filter(|&seconds| seconds > 0));
        }
        b.line.object("throttle-group", &group_id(name), Props::new().value("limits", own));
    }
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
    let with_limits = domain.devices.disks.iter().filter_map(arguments);
    let order = |own: Props| Call::new("block_set_io_throttle").arguments_text(own.to_string());
    with_limits.map(order).collect()
}

/// What a disk's limits are in the monitor's words. An empty drive has nothing to limit.
fn arguments(disk: &Disk) -> Option<Props> {
    let tune = disk.iotune.as_deref().filter(|_| !layers(disk).is_empty())?;
    let mut arguments = Props::new().str("id", qom_path(disk));
    // The command wants the plain limits whether they are set or not.
    for (place, (_, key, value)) in limits(tune).into_iter().enumerate() {
        arguments = match value {
            None if place >= 6 => arguments,
            value => arguments.int(key, value.unwrap_or(0)),
        };
    }
    for (_, key, value) in lengths(tune) {
        arguments = arguments.maybe_int(key, value.filter(|&seconds| seconds > 0));
    }
    Some(arguments.maybe_str("group", tune.group_name.as_deref()))
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
