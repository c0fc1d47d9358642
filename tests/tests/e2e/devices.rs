//! Devices put into definitions, changed in them, taken out of them.

use std::net::TcpStream;
use std::os::unix::net::UnixStream;

use vireo_tests::{Daemon, Guest, eventually};

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

fn image(daemon: &Daemon, name: &str) -> String {
    let path = daemon.path(name);
    std::fs::File::create(&path).and_then(|f| f.set_len(1 << 20)).expect("own folder");
    path.display().to_string()
}

fn disk(file: &str) -> String {
    format!(
        "<disk type='file' device='disk'><driver name='qemu' type='raw'/>\
         <source file='{file}'/><target dev='vdb' bus='virtio'/></disk>"
    )
}

/// Nodes, objects and host sides that QEMU has, to be compared.
fn inside(daemon: &Daemon) -> String {
    let ask = |command: &str| {
        let words = ["qemu-monitor-command", "g", &format!("{{\"execute\":\"{command}\"}}")];
        daemon.virsh_args(&words).success()
    };
    let names = |text: String, key: &str| -> Vec<String> {
        let mut names: Vec<String> = text
            .split(&format!("\"{key}\":\""))
            .skip(1)
            .map(|rest| rest.split('"').next().unwrap_or_default().to_owned())
            .collect();
        names.sort();
        names
    };
    format!(
        "{:?} {:?}",
        names(ask("query-named-block-nodes"), "node-name"),
        names(ask("query-chardev"), "label")
    )
}

// REQ: Q-DEV-01
#[test]
fn a_running_guest_gets_a_disk_and_lets_it_go() {
    let daemon = Daemon::start();
    let Some(guest) = Guest::linux("g") else {
        vireo_tests::skip!("no Linux guest: make guests");
    };
    // Defined twice: it is the same guest.
    let guest = guest.uuid("0fa4e000-0000-4000-8000-000000000002");
    guest.define(&daemon);
    let kept = daemon.ok("dumpxml g --inactive");
    guest.start(&daemon).wait_up(&daemon).wait_agent(&daemon);
    let before = inside(&daemon);
    let mut events = daemon.events("--all");
    let file = daemon.write("disk.xml", &disk(&image(&daemon, "b.img")));
    daemon.ok(&format!("attach-device g {file} --live --config"));
    events.expect("event 'device-added' for domain 'g': virtio-disk1");
    assert!(daemon.ok("dumpxml g").contains("b.img"));
    assert!(daemon.ok("dumpxml g --inactive").contains("b.img"));
    daemon.ok(&format!("detach-device g {file} --live --config"));
    events.expect("event 'device-removed' for domain 'g': virtio-disk1");
    assert!(!daemon.ok("dumpxml g").contains("b.img"));
    assert_eq!(daemon.ok("dumpxml g --inactive"), kept);
    assert_eq!(inside(&daemon), before);
}

#[test]
fn what_qemu_refuses_leaves_nothing() {
    let daemon = Daemon::start();
    Guest::boot("g")
        .machine("q35")
        .device("<controller type='usb' model='qemu-xhci'/>")
        .start(&daemon);
    let (before, kept) = (inside(&daemon), daemon.ok("dumpxml g"));
    let serial = "<serial type='pty'><target type='isa-serial' port='3'/></serial>";
    let serial = daemon.write("serial.xml", serial);
    daemon.virsh(&format!("attach-device g {serial} --live --config")).refused("");
    let missing = daemon.write("missing.xml", &disk("/nope/a"));
    daemon.virsh(&format!("attach-device g {missing} --live")).refused("/nope/a");
    for (xml, text) in [
        ("<sound model='ich6'/>", "live attach of device 'sound' is not supported"),
        ("<input type='mouse' bus='ps2'/>", "cannot be hot plugged"),
    ] {
        let file = daemon.write("device.xml", xml);
        daemon.virsh(&format!("attach-device g {file} --live")).refused(text);
    }
    assert_eq!(inside(&daemon), before);
    assert_eq!(daemon.ok("dumpxml g"), kept);
}

#[test]
fn a_usb_device_goes_at_once_and_a_medium_is_changed() {
    let daemon = Daemon::start();
    let first = image(&daemon, "first.iso");
    let second = image(&daemon, "second.iso");
    let cdrom = |file: &str| {
        format!(
            "<disk type='file' device='cdrom'><driver name='qemu' type='raw'/>\
             <source file='{file}'/><target dev='hdc' bus='ide'/><readonly/></disk>"
        )
    };
    let guest = Guest::boot("g").device(&cdrom(&first));
    guest.start(&daemon);
    let input = daemon.write("input.xml", "<input type='tablet' bus='usb'/>");
    daemon.ok(&format!("attach-device g {input} --live"));
    assert!(daemon.ok("dumpxml g").contains("<input type='tablet' bus='usb'>"));
    daemon.ok(&format!("detach-device g {input} --live"));
    assert!(!daemon.ok("dumpxml g").contains("tablet"));
    let change = daemon.write("cdrom.xml", &cdrom(&second));
    daemon.ok(&format!("update-device g {change} --live"));
    let blocks = daemon.ok("domblklist g");
    assert!(blocks.contains("second.iso") && !blocks.contains("first.iso"), "{blocks}");
    daemon.ok("change-media g hdc --eject --live");
    assert!(!daemon.ok("domblklist g").contains("second.iso"));
}

/// Says a line to a guest's monitor while no daemon does.
fn tell_monitor(daemon: &Daemon, lines: &[&str]) {
    use std::io::{BufRead, BufReader, Write};
    let folder = std::fs::read_dir(daemon.path("lib/qemu")).expect("a folder").flatten();
    let folder = folder.map(|entry| entry.path()).find(|path| path.join("monitor.sock").exists());
    let socket = folder.expect("a running guest's folder").join("monitor.sock");
    let mut stream = UnixStream::connect(socket).expect("QEMU listens");
    let mut answers = BufReader::new(stream.try_clone().expect("a socket"));
    let mut answer = String::new();
    answers.read_line(&mut answer).expect("a greeting");
    for line in lines {
        stream.write_all(line.as_bytes()).expect("QEMU reads");
        loop {
            answer.clear();
            answers.read_line(&mut answer).expect("an answer");
            if answer.contains("\"return\"") {
                break;
            }
        }
    }
}

#[test]
fn what_went_while_no_daemon_looked_is_gone() {
    let mut daemon = Daemon::start();
    Guest::boot("g").start(&daemon);
    let tablet = daemon.write("tablet.xml", "<input type='tablet' bus='usb'/>");
    let mouse = daemon.write("mouse.xml", "<input type='mouse' bus='usb'/>");
    daemon.ok(&format!("attach-device g {tablet} --live"));
    daemon.ok(&format!("attach-device g {mouse} --live"));
    daemon.kill();
    if !vireo_tests::daemon::is_reference() {
        tell_monitor(
            &daemon,
            &[
                "{\"execute\":\"qmp_capabilities\"}\n",
                "{\"execute\":\"device_del\",\"arguments\":{\"id\":\"input2\"}}\n",
            ],
        );
    }
    daemon.start_again();
    if !vireo_tests::daemon::is_reference() {
        eventually("the tablet is gone", || {
            (!daemon.ok("dumpxml g").contains("tablet")).then_some(())
        });
    }
    assert!(daemon.ok("dumpxml g").contains("<input type='mouse' bus='usb'>"));
    daemon.ok(&format!("detach-device g {mouse} --live"));
    assert!(!daemon.ok("dumpxml g").contains("<input type='mouse' bus='usb'>"));
}

/// The old attribute and the elements are told beside each other, and QEMU listens there.
///
/// REQ: Q-DEV-02
#[test]
fn graphics_listen_where_the_definition_says() {
    const UUID: &str = "5e1f0000-cdaf-4455-926a-d65c16db1802";
    let daemon = Daemon::start();
    for (graphics, told) in [
        (
            "<graphics type='vnc' listen='127.0.0.1'/>",
            "<listen type='address' address='127.0.0.1'/>",
        ),
        (
            "<graphics type='vnc'><listen type='address' address='127.0.0.1'/></graphics>",
            "listen='127.0.0.1'",
        ),
        (
            "<graphics type='vnc'><listen type='socket'/></graphics>",
            "<listen type='socket' socket='",
        ),
        ("<graphics type='vnc'><listen type='none'/></graphics>", "<listen type='none'/>"),
    ] {
        Guest::empty("g").uuid(UUID).device(graphics).start(&daemon);
        let xml = daemon.ok("dumpxml g");
        assert!(xml.contains(told), "{graphics}: {xml}");
        let place = daemon.virsh("domdisplay g").out.trim().to_owned();
        let answers = match place.strip_prefix("vnc://127.0.0.1:") {
            Some(display) => {
                let port = 5900 + display.parse::<u16>().expect("a display");
                greeting(TcpStream::connect(("127.0.0.1", port)).expect("it listens"))
            }
            None => match xml.split_once(" socket='").and_then(|(_, rest)| rest.split_once('\'')) {
                Some((path, _)) => greeting(UnixStream::connect(path).expect("it listens")),
                None => "RFB".to_owned(),
            },
        };
        assert!(answers.starts_with("RFB"), "{graphics}: {answers}");
        daemon.ok("destroy g");
    }
    let two = "<graphics type='vnc'><listen type='address' address='127.0.0.1'/>\
        <listen type='address' address='127.0.0.2'/></graphics>";
    Guest::empty("g").uuid(UUID).device(two).define(&daemon);
    let kept = daemon.ok("dumpxml g");
    assert!(kept.contains("127.0.0.1") && kept.contains("127.0.0.2"), "{kept}");
    daemon.virsh("start g").refused("multiple listens");
}

/// What a server says first.
fn greeting(mut stream: impl std::io::Read) -> String {
    let mut said = [0; 3];
    stream.read_exact(&mut said).expect("a greeting");
    String::from_utf8_lossy(&said).into_owned()
}

// REQ: Q-DEV-01
#[test]
fn a_serial_port_talks_to_a_socket_that_only_its_owner_may_use() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    use std::os::unix::net::UnixListener;

    let daemon = Daemon::start();
    let path = daemon.path("peer.sock");
    let peer = UnixListener::bind(&path).expect("own folder");
    std::fs::set_permissions(&path, PermissionsExt::from_mode(0o600)).expect("own socket");
    let owner = || std::fs::metadata(&path).map(|meta| (meta.uid(), meta.gid())).expect("there");
    let before = owner();
    let source = format!("<source mode='connect' path='{}'/>", path.display());
    Guest::empty("s").device(&format!("<serial type='unix'>{source}</serial>")).create(&daemon);
    peer.accept().expect("QEMU came");
    daemon.ok("destroy s");
    eventually("it is given back", || (owner() == before).then_some(()));
}
