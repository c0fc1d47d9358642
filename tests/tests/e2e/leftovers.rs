//! What is plugged in and pulled out again leaves nothing in QEMU.

use std::collections::BTreeMap;

use vireo_tests::{Daemon, Guest, eventually};

/// What QEMU has, by the names that it gives it.
fn inside(daemon: &Daemon) -> BTreeMap<&'static str, Vec<String>> {
    let ask = |command: &str, key: &str| {
        let told = daemon.ok(&format!("qemu-monitor-command g {command}"));
        let told: serde_json::Value = serde_json::from_str(told.trim()).expect("JSON");
        let all = told["return"].as_array().cloned().unwrap_or_default();
        let mut names: Vec<String> = all.iter().map(|one| one[key].to_string()).collect();
        names.sort();
        names
    };
    let list = |path: &str| {
        ask(&format!(r#"{{"execute":"qom-list","arguments":{{"path":"{path}"}}}}"#), "name")
    };
    let plain = |command: &str, key: &str| ask(&format!(r#"{{"execute":"{command}"}}"#), key);
    BTreeMap::from([
        ("descriptors", descriptors(daemon)),
        ("character devices", plain("query-chardev", "label")),
        ("block nodes", plain("query-named-block-nodes", "node-name")),
        ("objects", list("/objects")),
        ("devices", list("/machine/peripheral")),
        ("network ends", plain("query-rx-filter", "name")),
        ("memory backends", plain("query-memdev", "id")),
    ])
}

/// What was told of the descriptors in sets. A set that had the log of a character device stays, empty:
/// QEMU forgets to count that the log was closed.
fn descriptors(daemon: &Daemon) -> Vec<String> {
    let told = daemon.ok(r#"qemu-monitor-command g {"execute":"query-fdsets"}"#);
    let mut told: Vec<String> = told
        .split("\"opaque\":")
        .skip(1)
        .filter_map(|rest| Some(rest.split('"').nth(1)?.to_owned()))
        .collect();
    told.sort();
    told
}

fn image(daemon: &Daemon, name: &str) -> String {
    let path = daemon.path(name);
    std::fs::File::create(&path).and_then(|f| f.set_len(1 << 20)).expect("own folder");
    path.display().to_string()
}

/// REQ: Q-DEV-02: on a USB bus and on a SCSI bus, whose devices go without the guest's leave.
#[test]
fn what_is_pulled_out_leaves_nothing_in_qemu() {
    let daemon = Daemon::start();
    let ports = "<controller type='usb' model='qemu-xhci' ports='8'/>\
                 <controller type='virtio-serial'/><memballoon model='none'/>";
    // QEMU closes descriptors that it is told to only while the guest runs.
    Guest::boot("g").device(ports).start(&daemon).wait_up(&daemon);
    let before = inside(&daemon);
    let (disk, log) = (image(&daemon, "stick.img"), daemon.path_text("port.log"));
    let (file, other) = (daemon.path_text("port.txt"), daemon.path_text("other.log"));
    let usb = |what: &str| format!("<serial type='{what}'>");
    let devices = [
        format!(
            "<disk type='file' device='disk'><driver name='qemu' type='raw'/>\
             <source file='{disk}'/><target dev='sda' bus='usb'/></disk>"
        ),
        "<interface type='user'><model type='usb-net'/></interface>".to_owned(),
        "<input type='mouse' bus='usb'/>".to_owned(),
        format!("{}<log file='{log}'/><target type='usb-serial'/></serial>", usb("pty")),
        format!(
            "{}<source path='{file}'/><log file='{other}'/><target type='usb-serial'/></serial>",
            usb("file")
        ),
        "<redirdev bus='usb' type='tcp'><source mode='bind' host='127.0.0.1' service='0'/>\
         <protocol type='raw'/></redirdev>"
            .to_owned(),
    ];
    for (n, xml) in devices.iter().enumerate() {
        let file = daemon.write(&format!("device{n}.xml"), xml);
        let said = daemon.virsh(&format!("attach-device g {file}"));
        assert!(said.ok, "{xml}: {said:?}");
        assert_ne!(inside(&daemon), before, "{xml}");
        let names = daemon.ok("dumpxml g");
        let name = names.split("alias name='").filter_map(|rest| rest.split('\'').next());
        let plugged = inside(&daemon)["devices"].clone();
        let fresh = plugged.iter().find(|one| !before["devices"].contains(one));
        let fresh = fresh.expect("a device of its own").trim_matches('"').to_owned();
        assert!(name.into_iter().any(|alias| alias == fresh), "{fresh}: {names}");
        daemon.ok(&format!("detach-device-alias g {fresh}"));
        eventually(&format!("{fresh} is gone"), || {
            (!daemon.ok("dumpxml g").contains(&format!("'{fresh}'"))).then_some(())
        });
        assert_eq!(inside(&daemon), before, "{xml}");
    }
    daemon.ok("destroy g");
}
