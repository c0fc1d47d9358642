//! Disks of web servers that nbdkit reads: it knows what the servers ask for, nobody else sees it.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use vireo_tests::daemon::is_reference;
use vireo_tests::web::Web;
use vireo_tests::{Daemon, Guest, artifacts, eventually};

const SECRET: &str = "5e1f0000-2222-4222-8222-000000000002";
/// What the server wants to hear: "me:hidden-word", and a cookie.
const WANTED: [&str; 2] =
    ["Authorization: Basic bWU6aGlkZGVuLXdvcmQ=", "Cookie: token=hidden-cookie"];

/// Whether nbdkit can read what web servers have; the reference of this distribution was built
/// without it.
fn reads_the_web() -> bool {
    let asked = Command::new("nbdkit").args(["curl", "--dump-plugin"]).output();
    !is_reference() && asked.is_ok_and(|said| said.status.success())
}

fn daemon() -> Daemon {
    let daemon = Daemon::builder().qemu_conf("storage_use_nbdkit = 1").start();
    let text = format!(
        "<secret ephemeral='no' private='yes'><uuid>{SECRET}</uuid>\
         <usage type='iscsi'><target>web</target></usage></secret>"
    );
    let file = daemon.write("secret.xml", &text);
    daemon.ok(&format!("secret-define {file}"));
    let file = daemon.write("value", "hidden-word");
    daemon.ok(&format!("secret-set-value {SECRET} --file {file} --plain"));
    daemon
}

fn web() -> Web {
    Web::serve(fs::read(artifacts::boot_image()).expect("it is built"), &WANTED)
}

fn source(web: &Web) -> String {
    format!(
        "<source protocol='http' name='disks/boot.img'><host name='127.0.0.1' port='{}'/>\
         <cookies><cookie name='token'>hidden-cookie</cookie></cookies>\
         <auth username='me'><secret type='iscsi' uuid='{SECRET}'/></auth></source>",
        web.port()
    )
}

/// Files of nbdkit processes.
fn marks(daemon: &Daemon) -> Vec<PathBuf> {
    let all = fs::read_dir(daemon.path("run/qemu")).into_iter().flatten().flatten();
    let all = all.map(|entry| entry.path());
    all.filter(|path| path.to_string_lossy().contains("nbdkit")).collect()
}

/// The processes that run.
fn readers(daemon: &Daemon) -> Vec<i32> {
    let numbers = marks(daemon).into_iter().filter_map(|path| {
        let pid: i32 = fs::read_to_string(path).ok()?.trim().parse().ok()?;
        let name = fs::read_to_string(format!("/proc/{pid}/comm")).ok()?;
        (name.trim() == "nbdkit").then_some(pid)
    });
    numbers.collect()
}

fn end(pid: i32) {
    nix::sys::signal::kill(nix::unistd::Pid::from_raw(pid), nix::sys::signal::Signal::SIGKILL)
        .expect("it runs");
}

fn another(daemon: &Daemon, than: i32) -> i32 {
    eventually("another nbdkit", || readers(daemon).into_iter().find(|&pid| pid != than))
}

/// How often the guest came up.
fn boots(guest: &Guest, daemon: &Daemon) -> usize {
    guest.serial(daemon).matches("vireo guest: up").count()
}

fn boots_again(guest: &Guest, daemon: &Daemon) {
    let before = boots(guest, daemon);
    daemon.ok("reset g");
    eventually("the guest boots again", || (boots(guest, daemon) > before).then_some(()));
}

/// REQ: Q-DEV-02; issue 3, part 4: nbdkit is there as long as the guest, whoever dies before.
#[test]
fn a_guest_boots_from_a_web_server_through_nbdkit() {
    if !reads_the_web() {
        vireo_tests::lacking!("no nbdkit here that reads web servers");
    }
    let (mut daemon, web) = (daemon(), web());
    let disk = format!(
        "<disk type='network' device='disk'><driver name='qemu' type='raw'/>{}\
         <target dev='vda' bus='virtio'/><readonly/><boot order='1'/></disk>",
        source(&web)
    );
    let guest = Guest::empty("g").device(&disk);
    guest.start(&daemon).wait_up(&daemon);
    let first = readers(&daemon)[0];
    // Neither its command line nor QEMU's nor the log has anything of what is hidden.
    let qemu = daemon.qemu_pid("g").expect("it runs");
    for pid in [first, qemu] {
        let said = fs::read(format!("/proc/{pid}/cmdline")).expect("it runs");
        assert!(!String::from_utf8_lossy(&said).contains("hidden"));
    }
    let log = fs::read_to_string(daemon.path("log/qemu/g.log")).expect("a log");
    assert!(log.contains("external device: nbdkit") && !log.contains("hidden"), "{log}");
    // One that dies is followed by another, which the guest goes on with.
    end(first);
    let second = another(&daemon, first);
    boots_again(&guest, &daemon);
    assert!(daemon.ok("dominfo g").contains("restart of nbdkit process"));
    // Also one that dies while no daemon looks; one that does not stays.
    daemon.crash();
    assert_eq!(readers(&daemon), [second]);
    daemon.kill();
    end(second);
    daemon.start_again();
    let third = another(&daemon, second);
    boots_again(&guest, &daemon);
    daemon.ok("destroy g");
    assert!(!readers(&daemon).contains(&third));
    assert!(marks(&daemon).is_empty());
}

/// REQ: Q-DEV-02: media and disks that come to a running guest, and go.
#[test]
fn nbdkit_comes_and_goes_with_its_medium() {
    if !reads_the_web() {
        vireo_tests::lacking!("no nbdkit here that reads web servers");
    }
    let (daemon, web) = (daemon(), web());
    let drive = |source: &str| {
        format!(
            "<disk type='network' device='cdrom'><driver name='qemu' type='raw'/>{source}\
             <target dev='hdc' bus='ide'/><readonly/></disk>"
        )
    };
    let empty = "<disk type='file' device='cdrom'><driver name='qemu' type='raw'/>\
                 <target dev='hdc' bus='ide'/><readonly/></disk>";
    Guest::boot("g")
        .device(empty)
        .device("<controller type='usb' model='qemu-xhci'/>")
        .define(&daemon);
    daemon.ok("start g --paused");
    assert!(marks(&daemon).is_empty());
    let full = daemon.write("full.xml", &drive(&source(&web)));
    daemon.ok(&format!("update-device g {full}"));
    assert_eq!(readers(&daemon).len(), 1);
    let told = daemon.ok("domblkinfo g hdc");
    assert!(!told.contains("Capacity:       0\n"), "{told}");
    let nothing = daemon.write("empty.xml", empty);
    daemon.ok(&format!("update-device g {nothing}"));
    assert!(marks(&daemon).is_empty(), "the medium's reader stays");
    // What nbdkit cannot open costs nothing but the call.
    let wrong = daemon.write("wrong.xml", &drive(&source(&web).replace("hidden", "wrong")));
    let said = daemon.virsh(&format!("update-device g {wrong}"));
    assert!(!said.ok, "{said:?}");
    assert!(marks(&daemon).is_empty(), "a reader for nothing stays");
    let stick = drive(&source(&web))
        .replace("cdrom", "disk")
        .replace("dev='hdc' bus='ide'", "dev='sda' bus='usb'");
    let stick = daemon.write("stick.xml", &stick);
    daemon.ok(&format!("attach-device g {stick}"));
    assert_eq!(readers(&daemon).len(), 1);
    daemon.ok(&format!("detach-device g {stick}"));
    eventually("the disk's reader is gone", || marks(&daemon).is_empty().then_some(()));
    // A disk that goes on in a copy wants none any more.
    let stick = fs::read_to_string(&stick).expect("own file").replace("<readonly/>", "");
    let stick = daemon.write("stick.xml", &stick);
    daemon.ok(&format!("attach-device g {stick}"));
    let to = daemon.path_text("copy.img");
    daemon.ok(&format!(
        "blockcopy g sda {to} --format raw --wait --pivot --transient-job --timeout 60"
    ));
    eventually("the copied disk's reader is gone", || marks(&daemon).is_empty().then_some(()));
    daemon.ok("destroy g");
}
