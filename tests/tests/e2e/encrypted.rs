//! Disks that want secrets: encrypted images, and who opens them.

use std::process::Command;
use std::sync::OnceLock;

use vireo_tests::{Daemon, Guest, eventually};

const SECRET: &str = "5e1f0000-2222-4222-8222-000000000001";

fn tool(program: &str, args: &[&str]) {
    let done = Command::new(program).args(args).output().expect("the tool is there");
    assert!(done.status.success(), "{program} {args:?}: {done:?}");
}

/// An image that a passphrase opens, in the daemon's folder. Making one takes seconds of measuring
/// how slow a hash can be: there is one for all tests, copied.
fn luks(daemon: &Daemon, name: &str) -> String {
    static MADE: OnceLock<Vec<u8>> = OnceLock::new();
    let path = daemon.path_text(name);
    let image = MADE.get_or_init(|| {
        let key = daemon.write("passphrase", "open sesame");
        let object = format!("secret,id=s0,file={key}");
        let options = "key-secret=s0,iter-time=10";
        let create = ["create", "-q", "--object", &object, "-f", "luks", "-o", options];
        tool("qemu-img", &[&create[..], &[&path, "1M"]].concat());
        std::fs::read(&path).expect("it was made")
    });
    std::fs::write(&path, image).expect("own folder");
    path
}

fn disk(path: &str, target: &str) -> String {
    let bus = if target.starts_with("sd") { "usb" } else { "virtio" };
    format!(
        "<disk type='file' device='disk'><driver name='qemu' type='raw'/>\
         <source file='{path}'><encryption format='luks'>\
         <secret type='passphrase' uuid='{SECRET}'/></encryption></source>\
         <target dev='{target}' bus='{bus}'/></disk>"
    )
}

fn define_secret(daemon: &Daemon) {
    let text = format!(
        "<secret ephemeral='yes' private='yes'><uuid>{SECRET}</uuid>\
         <usage type='volume'><volume>/disks</volume></usage></secret>"
    );
    let file = daemon.write("secret.xml", &text);
    let _ = daemon.ok(&format!("secret-define {file}"));
}

fn set_value(daemon: &Daemon, value: &str) {
    let file = daemon.write("value", value);
    let _ = daemon.ok(&format!("secret-set-value {SECRET} --file {file} --plain"));
}

/// Names of objects that QEMU has for secrets of disks.
fn objects(daemon: &Daemon, guest: &str) -> Vec<String> {
    let ask = r#"{"execute":"qom-list","arguments":{"path":"/objects"}}"#;
    let told = daemon.ok(&format!("qemu-monitor-command {guest} {ask}"));
    let names = told.split('"').filter(|name| name.contains("-secret"));
    let mut names: Vec<String> = names.map(str::to_owned).collect();
    names.sort();
    names
}

/// REQ: Q-DEV-01; issue 3, parts 2 and 4: a disk is opened by the secret that it names, and by no other.
#[test]
fn an_encrypted_disk_is_opened_by_its_secret() {
    let daemon = Daemon::start();
    let guest = Guest::boot("g").device(&disk(&luks(&daemon, "a.luks"), "vdb"));
    guest.define(&daemon);
    let start = || daemon.virsh("start g");
    let _ = start().refused(&format!("no secret with matching uuid '{SECRET}'"));
    define_secret(&daemon);
    let _ = start().refused(&format!("secret '{SECRET}' does not have a value"));
    set_value(&daemon, "wrong");
    let _ = start().refused("Invalid password, cannot unlock any keyslot");
    assert_eq!(daemon.state("g"), "shut off (failed)");
    set_value(&daemon, "open sesame");
    let _ = daemon.ok("start g");
    guest.wait_up(&daemon);
    assert_eq!(objects(&daemon, "g"), ["libvirt-1-format-encryption-secret0"]);
    let info = daemon.ok("domblkinfo g vdb");
    assert!(info.contains("Capacity:       1048576"), "{info}");
    let _ = daemon.ok("destroy g");
}

/// REQ: Q-DEV-02: plugged, pulled, copied; also by a daemon that did not start the guest.
#[test]
fn encrypted_disks_come_go_and_are_copied_after_a_restart() {
    let mut daemon = Daemon::start();
    define_secret(&daemon);
    set_value(&daemon, "open sesame");
    Guest::boot("g").define(&daemon);
    let _ = daemon.ok("start g --paused");
    let raw = luks(&daemon, "b.luks");
    let file = daemon.write("disk.xml", &disk(&raw, "sda"));
    let _ = daemon.ok(&format!("attach-device g {file}"));
    assert_eq!(objects(&daemon, "g"), ["libvirt-2-format-encryption-secret0"]);
    daemon.crash();
    // An ephemeral secret went with the daemon; the key of the guest did not.
    define_secret(&daemon);
    set_value(&daemon, "open sesame");
    // Made beforehand: QEMU takes seconds to measure how slow a passphrase's hash can be.
    let to = luks(&daemon, "c.luks");
    let copy = daemon.write("copy.xml", &disk(&to, "sda"));
    let how = "--reuse-external --wait --pivot --transient-job --timeout 60";
    let _ = daemon.ok(&format!("blockcopy g sda --xml {copy} {how}"));
    eventually("the old image is gone from QEMU", || {
        (objects(&daemon, "g") == ["libvirt-3-format-encryption-secret0"]).then_some(())
    });
    // Without a guest that has to let it go.
    let _ = daemon.ok("detach-disk g sda");
    eventually("nothing of the disk is in QEMU", || objects(&daemon, "g").is_empty().then_some(()));
    let key = daemon.write("passphrase", "open sesame");
    let (key, image) = (
        format!("secret,id=s0,file={key}"),
        format!("driver=luks,file.filename={to},key-secret=s0"),
    );
    tool("qemu-io", &["--object", &key, "--image-opts", "-c", "read 0 1M", &image]);
    let _ = daemon.ok("destroy g");
}

/// REQ: Q-DEV-01: the state of a TPM is opened by its secret; without one no emulator is started.
#[test]
fn an_encrypted_tpm_wants_its_secret() {
    let daemon = Daemon::start();
    define_secret(&daemon);
    set_value(&daemon, "open sesame");
    let tpm = |uuid: &str| {
        format!(
            "<tpm model='tpm-tis'><backend type='emulator' version='2.0'>\
             <encryption secret='{uuid}'/></backend></tpm>"
        )
    };
    let other = SECRET.replace('5', "6");
    Guest::boot("none").device(&tpm(&other)).define(&daemon);
    let started = daemon.virsh("start none");
    let _ = started.refused(&format!("no secret with matching uuid '{other}'"));
    Guest::boot("wrong").device(&tpm(SECRET)).define(&daemon);
    let _ = daemon.virsh("start wrong").refused("is of type 'volume' not expected 'vtpm' type");
}
