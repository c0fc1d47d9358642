//! Processes beside QEMU: there as long as their guest, found again by the next daemon, told of when
//! they die, and nothing left of them.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use vireo_tests::daemon::is_reference;
use vireo_tests::fake::Fake;
use vireo_tests::{Daemon, Guest, artifacts, eventually};

const SHARED: &str = "<memoryBacking><source type='memfd'/><access mode='shared'/></memoryBacking>";
/// Places to plug devices into.
const PORTS: &str = "<controller type='pci' index='0' model='pcie-root'/>\
     <controller type='pci' index='1' model='pcie-root-port'/>\
     <controller type='pci' index='2' model='pcie-root-port'/>\
     <controller type='pci' index='3' model='pcie-root-port'/>\
     <controller type='pci' index='4' model='pcie-root-port'/>\
     <controller type='usb' model='none'/><memballoon model='none'/>";
const PASST: &str = "<interface type='user'><mac address='52:54:00:00:00:07'/>\
     <backend type='passt'/><model type='virtio'/></interface>";

/// A server of shares that says what it can do and then does `body`.
fn server(daemon: &Daemon, body: &str) -> String {
    let path = daemon.path_text("server");
    let text = format!(
        "#!/bin/sh\nif [ \"$1\" = --print-capabilities ]; then echo '{{\"type\":\"fs\"}}'; exit 0; fi\n\
         {body}\n"
    );
    fs::write(&path, text).expect("own folder");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("own file");
    path
}

fn share(daemon: &Daemon, server: &str) -> String {
    let dir = daemon.path_text("share");
    fs::create_dir_all(&dir).expect("own folder");
    format!(
        "<filesystem type='mount'><driver type='virtiofs'/><binary path='{server}'/>\
         <source dir='{dir}'/><target dir='tag'/></filesystem>"
    )
}

/// Files in the daemon's folder whose names end so.
fn files(daemon: &Daemon, sub: &str, end: &str) -> Vec<PathBuf> {
    let all = fs::read_dir(daemon.path(sub)).into_iter().flatten().flatten();
    let all = all.map(|entry| entry.path());
    all.filter(|path| path.to_string_lossy().ends_with(end)).collect()
}

/// The number of the process that a file names.
fn pid(daemon: &Daemon, sub: &str, end: &str) -> i32 {
    eventually(&format!("a process in {sub}/*{end}"), || {
        let text = fs::read_to_string(files(daemon, sub, end).first()?).ok()?;
        text.trim().parse().ok()
    })
}

fn runs(pid: i32) -> bool {
    Path::new(&format!("/proc/{pid}")).exists()
}

fn wait_gone(what: &str, pid: i32) {
    eventually(&format!("{what} is gone"), || (!runs(pid)).then_some(()));
}

fn end(pid: i32) {
    nix::sys::signal::kill(nix::unistd::Pid::from_raw(pid), nix::sys::signal::Signal::SIGKILL)
        .expect("it runs");
}

fn wait_log(daemon: &Daemon, text: &str) {
    eventually(&format!("the guest's log has '{text}'"), || {
        let log = fs::read_to_string(daemon.path("log/qemu/g.log")).unwrap_or_default();
        log.contains(text).then_some(())
    });
}

fn has(program: &str) -> bool {
    let dirs = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&dirs).any(|dir| dir.join(program).is_file())
}

// REQ: Q-DEV-02
#[test]
fn a_server_runs_as_long_as_its_guest_whatever_becomes_of_the_daemon() {
    if is_reference() {
        vireo_tests::skip!("about a fake QEMU");
    }
    let mut daemon = Daemon::start();
    let program = server(&daemon, "exec sleep 1000");
    let share = share(&daemon, &program);
    Fake::new(&daemon, "g").with(|guest| guest.device(&share).with(SHARED)).define();
    daemon.ok("start g");
    let first = pid(&daemon, "run/qemu", "-g-fs0-fs.pid");
    assert!(runs(first));
    daemon.crash();
    assert!(runs(first), "a server ended with the daemon");
    daemon.ok("destroy g");
    wait_gone("the server", first);
    assert!(files(&daemon, "run/qemu", "-fs.pid").is_empty());
    // And while nobody looks: the guest's end is noticed later, and the server's made up for.
    daemon.ok("start g");
    let second = pid(&daemon, "run/qemu", "-g-fs0-fs.pid");
    let qemu = daemon.qemu_pid("g").expect("it runs");
    daemon.kill();
    end(qemu);
    daemon.start_again();
    daemon.wait_state("g", "shut off");
    wait_gone("the server", second);
    assert!(files(&daemon, "run/qemu", "-fs.pid").is_empty());
}

// REQ: Q-DEV-02
#[test]
fn a_server_that_dies_is_told_of_with_its_last_words() {
    if is_reference() {
        vireo_tests::skip!("about a fake QEMU, and the reference tells of nothing");
    }
    let daemon = Daemon::start();
    let program = server(&daemon, "echo ready; exec sleep 1000");
    let share = share(&daemon, &program);
    Fake::new(&daemon, "g").with(|guest| guest.device(&share).with(SHARED)).define();
    daemon.ok("start g");
    let log = daemon.path("log/qemu/g-fs0-virtiofsd.log");
    eventually("the server speaks", || {
        fs::read_to_string(&log).unwrap_or_default().contains("ready").then_some(())
    });
    end(pid(&daemon, "run/qemu", "-g-fs0-fs.pid"));
    wait_log(&daemon, "virtiofsd died and reported: ready (device fs0)");
    assert!(daemon.state("g").starts_with("running"));
    daemon.ok("destroy g");
}

// REQ: Q-DEV-02
#[test]
fn a_start_that_a_server_spoils_tells_its_words_and_leaves_nothing() {
    let daemon = Daemon::start();
    let failing = server(&daemon, "echo 'I do not want to' >&2; exit 3");
    let share = share(&daemon, &failing);
    let guest = Guest::boot("g").machine("q35").with(SHARED).device(PORTS).device(&share);
    let refused = guest.define(&daemon);
    let words = if is_reference() { "internal error" } else { "I do not want to" };
    daemon.virsh("start g").refused(words);
    assert_eq!(refused.name(), "g");
    assert!(files(&daemon, "run/qemu", "-fs.pid").is_empty());
    assert!(files(&daemon, "lib/qemu", "-g").is_empty(), "its directory is left");
    // The same for one that is plugged in.
    daemon.ok("undefine g");
    Guest::boot("g").machine("q35").with(SHARED).device(PORTS).start(&daemon);
    let file = daemon.write("share.xml", &share);
    let words = if is_reference() { "Protocol error" } else { "I do not want to" };
    daemon.virsh(&format!("attach-device g {file}")).refused(words);
    assert!(files(&daemon, "run/qemu", "-fs.pid").is_empty());
    let gone = share.replace("/share'", "/no-share'");
    let file = daemon.write("share.xml", &gone);
    daemon.virsh(&format!("attach-device g {file}")).refused("does not exist");
    let plain = share.replace("'virtiofs'", "'path'");
    let file = daemon.write("share.xml", &plain);
    daemon.virsh(&format!("attach-device g {file}")).refused("only virtiofs filesystems");
    daemon.ok("destroy g");
}

// REQ: Q-DEV-02
#[test]
fn the_daemon_dies_while_it_starts_a_server() {
    if is_reference() {
        vireo_tests::skip!("about vireod");
    }
    let mut daemon = Daemon::builder().program(artifacts::daemon_with_fail_points()).start();
    let program = server(&daemon, "exec sleep 1000");
    let share = share(&daemon, &program);
    Fake::new(&daemon, "g").with(|guest| guest.device(&share).with(SHARED)).define();
    for point in ["helper.declared", "helper.started", "start.devices.done", "start.spawn.done"] {
        daemon.stop();
        daemon.start_with(&format!("VIREO_FAIL_POINT={point}"));
        let said = daemon.virsh("start g");
        assert!(!said.ok, "{point}: {said:?}");
        let how = daemon.ended();
        assert!(how.contains("ABRT"), "{point}: {how}");
        let started = point != "helper.declared";
        let server = started.then(|| pid(&daemon, "run/qemu", "-g-fs0-fs.pid"));
        daemon.start_again();
        daemon.wait_state("g", "shut off");
        if let Some(server) = server {
            wait_gone(&format!("{point}: the server"), server);
        }
        eventually(&format!("{point}: its files are gone"), || {
            let left = files(&daemon, "run/qemu", "-fs.pid");
            let socket = files(&daemon, "lib/qemu", "-g");
            (left.is_empty() && socket.is_empty()).then_some(())
        });
    }
    daemon.ok("start g");
    daemon.ok("destroy g");
}

// REQ: Q-DEV-02
#[test]
fn the_helper_of_reservations_is_shared_by_disks_and_goes_with_the_last() {
    if is_reference() {
        vireo_tests::skip!("about a fake QEMU");
    }
    if !has("qemu-pr-helper") {
        vireo_tests::lacking!("no qemu-pr-helper here");
    }
    let daemon = Daemon::start();
    let lun = |name: &str, dev: &str| {
        let path = daemon.path_text(name);
        fs::File::create(&path).and_then(|file| file.set_len(1 << 20)).expect("own folder");
        let xml = format!(
            "<disk type='block' device='lun'><driver name='qemu' type='raw'/><source dev='{path}'>\
             <reservations managed='yes'/></source><target dev='{dev}' bus='scsi'/></disk>"
        );
        daemon.write(&format!("{name}.xml"), &xml)
    };
    let controller = "<controller type='scsi' model='virtio-scsi'/>";
    let fake = Fake::new(&daemon, "g").with(|guest| guest.device(controller));
    fake.define().script(
        "event after device_del 1 DEVICE_DELETED {\"device\":\"scsi0-0-0-0\",\"path\":\"/\"}\n\
         event after device_del 2 DEVICE_DELETED {\"device\":\"scsi0-0-0-1\",\"path\":\"/\"}\n",
    );
    daemon.ok("start g");
    assert!(files(&daemon, "run/qemu", "-pr-helper0.pid").is_empty());
    let (first, second) = (lun("a.img", "sda"), lun("b.img", "sdb"));
    fake.forget();
    daemon.ok(&format!("attach-device g {first}"));
    let helper = pid(&daemon, "run/qemu", "-g-pr-helper0.pid");
    assert_eq!(fake.commands().iter().filter(|name| *name == "object-add").count(), 1);
    daemon.ok(&format!("attach-device g {second}"));
    assert_eq!(fake.commands().iter().filter(|name| *name == "object-add").count(), 1);
    daemon.ok(&format!("detach-device g {first}"));
    eventually("the first disk is out", || {
        (!daemon.ok("dumpxml g").contains("a.img")).then_some(())
    });
    assert!(runs(helper), "the second disk wants it");
    daemon.ok(&format!("detach-device g {second}"));
    wait_gone("the helper", helper);
    assert!(fake.commands().iter().any(|name| name == "object-del"));
    daemon.ok("destroy g");
}

// REQ: Q-DEV-02
#[test]
fn passt_comes_and_goes_with_its_interface_and_is_replaced_when_it_dies() {
    if !has("passt") {
        vireo_tests::lacking!("no passt here");
    }
    let daemon = Daemon::start();
    Guest::boot("g").machine("q35").device(PORTS).start(&daemon).wait_up(&daemon);
    let file = daemon.write("nic.xml", PASST);
    let said = daemon.virsh(&format!("attach-device g {file}"));
    if !said.ok && said.err.to_lowercase().contains("external") {
        vireo_tests::lacking!("a host without a network: {said:?}");
    }
    assert!(said.ok, "{said:?}");
    let first = pid(&daemon, "run/qemu/passt", "-g-net0-passt.pid");
    assert!(daemon.ok("dumpxml g").contains("<backend type='passt'/>"));
    end(first);
    let second = eventually("another passt", || {
        Some(pid(&daemon, "run/qemu/passt", "-g-net0-passt.pid")).filter(|&pid| pid != first)
    });
    let odd = PASST.replace("<backend", "<source dev='no-such'/><backend").replace(":07", ":08");
    let odd = daemon.write("odd.xml", &odd);
    daemon.virsh(&format!("attach-device g {odd}")).refused("Invalid interface name no-such");
    assert_eq!(files(&daemon, "run/qemu/passt", ".pid").len(), 1);
    daemon.ok("destroy g");
    wait_gone("passt", second);
    assert!(files(&daemon, "run/qemu/passt", "").is_empty());
}

// REQ: Q-DEV-02
#[test]
fn a_card_and_a_bus_of_other_processes_serve_a_guest() {
    if is_reference() {
        vireo_tests::skip!("the reference draws no such card without /dev/dri");
    }
    if !has("dbus-daemon") {
        vireo_tests::lacking!("no dbus-daemon here");
    }
    let daemon = Daemon::start();
    let mut devices = "<graphics type='dbus'/><memballoon model='none'/>".to_owned();
    let card = Path::new("/usr/lib/qemu/vhost-user-gpu").exists();
    if card {
        devices.push_str(
            "<video><driver name='vhostuser'/><model type='virtio'>\
             <acceleration accel3d='no'/></model></video>",
        );
    }
    Guest::boot("g").with(SHARED).device(&devices).start(&daemon).wait_up(&daemon);
    let bus = pid(&daemon, "run/qemu/dbus", "-g-dbus.pid");
    let address = format!("unix:path={}", files(&daemon, "run/qemu/dbus", ".sock")[0].display());
    assert!(daemon.ok("dumpxml g").contains(&address));
    // The display is there, by its name.
    let names = std::process::Command::new("dbus-send")
        .args([&format!("--bus={address}"), "--print-reply", "--dest=org.freedesktop.DBus"])
        .args(["/org/freedesktop/DBus", "org.freedesktop.DBus.ListNames"])
        .output();
    if let Ok(names) = names {
        let text = String::from_utf8_lossy(&names.stdout);
        assert!(text.contains("org.qemu"), "{names:?}");
    }
    let card = card.then(|| pid(&daemon, "run/qemu", "-g-video0-vhost-user-gpu.pid"));
    daemon.ok("destroy g");
    wait_gone("the bus", bus);
    if let Some(card) = card {
        wait_gone("the card", card);
    }
    assert!(files(&daemon, "run/qemu/dbus", "").is_empty());
    assert!(files(&daemon, "run/qemu", "-gpu.pid").is_empty());
}
