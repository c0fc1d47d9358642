//! Devices put into definitions, changed in them, taken out of them.

use vireo_tests::{Daemon, Guest};

const DISK: &str = "<disk type='file' device='disk'><source file='/nope/a'/>\
                    <target dev='vdb' bus='virtio'/><alias name='ua-data'/></disk>";

// REQ: Q-DEV-01
#[test]
fn a_kept_device_outlives_the_daemon() {
    let mut daemon = Daemon::start();
    Guest::boot("g").define(&daemon);
    let before = daemon.ok("dumpxml g");
    let mut events = daemon.events("--event lifecycle");
    let disk = daemon.write("disk.xml", DISK);
    daemon.ok(&format!("attach-device g {disk} --config"));
    events.expect("event 'lifecycle' for domain 'g': Defined Updated");
    let with = daemon.ok("dumpxml g");
    assert!(with.contains("/nope/a"), "{with}");
    daemon
        .virsh(&format!("attach-device g {disk} --config"))
        .refused("non unique alias detected: ua-data");
    daemon.crash();
    assert_eq!(daemon.ok("dumpxml g"), with);
    let other = daemon.write("other.xml", &DISK.replace("/nope/a", "/nope/b"));
    daemon.ok(&format!("update-device g {other} --config"));
    assert!(daemon.ok("dumpxml g").contains("/nope/b"));
    daemon.ok("detach-device-alias g ua-data --config");
    assert_eq!(daemon.ok("dumpxml g"), before);
    daemon.virsh("detach-device-alias g ua-data --config").refused("no device found with alias");
    daemon.ok(&format!("attach-device g {disk} --current"));
    daemon.ok(&format!("detach-device g {disk} --config"));
    assert_eq!(daemon.ok("dumpxml g"), before);
    daemon.virsh(&format!("detach-device g {disk} --config")).refused("no target device vdb");
}

#[test]
fn what_cannot_be_put_in_is_refused_and_nothing_changes() {
    let daemon = Daemon::start();
    Guest::boot("g").define(&daemon);
    let before = daemon.ok("dumpxml g");
    for (xml, text) in [
        ("<disk type='file'><source file='/a'/></disk>", "missing target information for device"),
        ("<panic model='isa'/>", "persistent attach of device 'panic' is not supported"),
        ("<frob/>", "unknown device type 'frob'"),
        ("<console type='pty'/>", "attaching serial console is not supported"),
    ] {
        let file = daemon.write("device.xml", xml);
        daemon.virsh(&format!("attach-device g {file} --config")).refused(text);
    }
    assert_eq!(daemon.ok("dumpxml g"), before);
}
