//! Limits and shares: what a guest may take of the host, told, changed, and told to who listens.

use vireo_tests::{Daemon, Guest};

/// REQ: E-02 (the event); the limits of a disk are QEMU's at once, and the definition's when asked
/// for.
#[test]
fn the_speed_of_a_disk_is_limited_while_it_runs() {
    let daemon = Daemon::start();
    let guest = Guest::boot("g");
    guest.start(&daemon);
    let mut heard = daemon.events("--all");
    daemon.ok("blkdeviotune g vda --total-bytes-sec 4000000 --group-name one");
    heard.expect("blkdeviotune.total_bytes_sec");
    let told = daemon.ok("blkdeviotune g vda");
    assert!(told.contains("total_bytes_sec: 4000000"), "{told}");
    assert!(told.contains("group_name     : one"), "{told}");
    assert!(!daemon.ok("dumpxml g --inactive").contains("<iotune>"));
    daemon.ok("blkdeviotune g vda --read-iops-sec 70 --live --config");
    assert!(daemon.ok("dumpxml g --inactive").contains("<read_iops_sec>70</read_iops_sec>"));
    daemon
        .virsh("blkdeviotune g vda --total-bytes-sec 1 --read-bytes-sec 1")
        .refused("total and read/write of bytes_sec cannot be set at the same time");
    daemon
        .virsh("blkdeviotune g vda --total-bytes-sec-max 9")
        .refused("value 'total_bytes_sec_max' cannot be smaller than 'total_bytes_sec'");
    daemon
        .virsh("blkdeviotune g vdz --total-bytes-sec 1")
        .refused("disk 'vdz' not found in domain");
}

/// A group of limits is made and removed while the guest runs.
#[test]
fn groups_of_limits_come_and_go() {
    let daemon = Daemon::start();
    let guest = Guest::boot("g");
    guest.start(&daemon);
    daemon.ok("domthrottlegroupset g slow --total-iops-sec 90 --live --config");
    let told = daemon.ok("domthrottlegroupinfo g slow");
    assert!(told.contains("total_iops_sec : 90"), "{told}");
    daemon.ok("domthrottlegroupset g slow --read-bytes-sec 800 --live");
    assert!(daemon.ok("dumpxml g").contains("<read_bytes_sec>800</read_bytes_sec>"));
    daemon.ok("domthrottlegroupdel g slow --live --config");
    assert!(!daemon.ok("dumpxml g").contains("throttlegroup"));
}
