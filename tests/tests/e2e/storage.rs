//! Disks that are full, files that can't be read.

use vireo_tests::{Daemon, Guest};

/// REQ: written means durable; a definition that can't be kept is refused whole.
#[test]
fn a_full_disk_refuses_and_breaks_nothing() {
    if !nix::unistd::geteuid().is_root() {
        vireo_tests::skip!("a small file system wants root");
    }
    let mut daemon = Daemon::builder().tmpfs("etc/qemu", "64k").start();
    // As the daemon sees it: the small file system is in its own mount namespace.
    let inside = |sub: &str| {
        std::path::PathBuf::from(format!("/proc/{}/root{}", daemon.pid(), daemon.path_text(sub)))
    };
    let small = Guest::empty("small").uuid("11111111-2222-4333-8444-555555555555");
    small.define(&daemon);
    let kept = daemon.ok("dumpxml small");
    std::fs::write(inside("etc/qemu/ballast"), vec![b'x'; 60 * 1024]).ok();
    std::fs::write(inside("etc/qemu/ballast2"), vec![b'x'; 60 * 1024]).ok();

    let file = daemon.write("n.xml", &Guest::empty("new").xml(&daemon));
    daemon.virsh(&format!("define {file}")).refused("No space left on device");
    assert!(!daemon.lists("new"), "what is not kept is not there");
    let file = daemon.write("s.xml", &small.clone().memory(64).xml(&daemon));
    daemon.virsh(&format!("define {file}")).refused("No space left on device");
    assert_eq!(daemon.ok("dumpxml small"), kept, "the old definition stands");

    std::fs::remove_file(inside("etc/qemu/ballast")).ok();
    std::fs::remove_file(inside("etc/qemu/ballast2")).ok();
    daemon.ok(&format!("define {file}"));
    daemon.ok("undefine small");
    daemon.stop();
}

#[test]
fn unreadable_definitions_cost_only_themselves() {
    let mut daemon = Daemon::start();
    for name in ["good", "bad", "empty", "wrong"] {
        Guest::boot(name).define(&daemon);
    }
    daemon.stop();
    std::fs::write(daemon.path("etc/qemu/bad.xml"), b"<domain type='qemu'><name>bad")
        .expect("ours");
    std::fs::write(daemon.path("etc/qemu/empty.xml"), b"").expect("ours");
    std::fs::write(daemon.path("etc/qemu/wrong.xml"), b"<network/>\0\xff").expect("ours");
    std::fs::create_dir(daemon.path("etc/qemu/folder.xml")).expect("ours");
    std::os::unix::fs::symlink("/nowhere", daemon.path("etc/qemu/link.xml")).expect("ours");
    daemon.start_again();
    assert_eq!(daemon.ok("list --all --name").trim(), "good");
    daemon.ok("start good");
    // Nothing of the user's was deleted; a definition of the same name is possible again.
    assert!(daemon.path("etc/qemu/bad.xml").exists());
    Guest::boot("bad").define(&daemon);
}

#[test]
fn unreadable_status_files_cost_only_themselves() {
    let mut daemon = Daemon::start();
    for name in ["a", "b", "c"] {
        Guest::boot(name).start(&daemon).wait_up(&daemon);
    }
    daemon.kill();
    std::fs::write(daemon.path("run/qemu/a.xml"), b"").expect("ours");
    std::fs::write(daemon.path("run/qemu/b.xml"), b"<domstatus><domain>").expect("ours");
    std::fs::write(daemon.path("run/qemu/strange.xml"), b"\0\0").expect("ours");
    daemon.start_again();
    daemon.wait_state("c", "running (booted)");
    for name in ["a", "b"] {
        assert_eq!(daemon.ok(&format!("domstate {name}")).trim(), "shut off");
    }
    daemon.ok("destroy c");
    daemon.ok("start c");
}

/// The folder can't be written: told, and nothing half done.
#[test]
fn a_status_that_cannot_be_kept() {
    if !nix::unistd::geteuid().is_root() {
        vireo_tests::skip!("a small file system wants root");
    }
    let daemon = Daemon::builder().tmpfs("run/qemu", "96k").start();
    let inside = std::path::PathBuf::from(format!(
        "/proc/{}/root{}",
        daemon.pid(),
        daemon.path_text("run/qemu")
    ));
    let guest = Guest::boot("g");
    guest.define(&daemon);
    std::fs::write(inside.join("ballast"), vec![b'x'; 128 * 1024]).ok();
    let said = daemon.virsh("start g");
    assert!(!said.ok, "{said:?}");
    let told = said.err.contains("No space left on device");
    assert!(told || vireo_tests::daemon::is_reference(), "{said:?}");
    assert_eq!(daemon.ok("domstate g").trim(), "shut off");
    std::fs::remove_file(inside.join("ballast")).expect("ours");
    daemon.ok("start g");
    guest.wait_up(&daemon);
}

/// Headers of images are what guests wrote: whatever they say costs only their own guest.
#[test]
fn images_that_lie_cost_only_their_guest() {
    let daemon = Daemon::start();
    let image = |words: &str| {
        let mut command = std::process::Command::new("qemu-img");
        command.args(["create", "-q", "-f", "qcow2"]).args(words.split_whitespace());
        let done = command.current_dir(daemon.dir()).status();
        assert!(done.is_ok_and(|status| status.success()), "qemu-img create {words}");
    };
    let create = |file: &str| {
        let disk = format!(
            "<disk type='file'><driver name='qemu' type='qcow2'/><source file='{}'/>\
             <target dev='vdb' bus='virtio'/></disk>",
            daemon.path_text(file)
        );
        let xml = Guest::empty("g").device(&disk).xml(&daemon);
        daemon.virsh(&format!("create {}", daemon.write("g.xml", &xml)))
    };
    image("-u -F qcow2 -b ./loop.img loop.img 1M");
    create("loop.img").refused("is self-referential or too deeply nested");
    image("-u -F raw -b gone.img lost.img 1M");
    create("lost.img").refused("Cannot access backing file");
    image("-u -F raw -b odd:thing odd.img 1M");
    create("odd.img").refused("invalid backing protocol 'odd'");
    image("-u -F raw -b nbd://127.0.0.1:1/x far.img 1M");
    create("far.img").refused("Connection refused");

    image("base.img 1M");
    let description =
        format!("json:{{\"driver\":\"file\",\"filename\":\"{}\"}}", daemon.path_text("base.img"));
    image(&format!("-u -F qcow2 -b {description} described.img 1M"));
    assert!(create("described.img").ok);
    assert!(daemon.ok("dumpxml g").contains("base.img"));
    daemon.ok("destroy g");
    image("-o data_file=data.raw,data_file_raw=on apart.img 1M");
    assert!(create("apart.img").ok);
    let xml = daemon.ok("dumpxml g");
    assert!(xml.contains("<dataStore type='file'>") && xml.contains("data.raw"), "{xml}");
}

/// Media that are not there: an optional one is left out, and told; others refuse the start.
///
/// REQ: Q-SAVE-05
#[test]
fn missing_media_follow_the_startup_policy() {
    let daemon = Daemon::start();
    let guest = |policy: &str| {
        let media = [("disk", "vdb", "virtio"), ("cdrom", "hdc", "ide")].map(|(kind, dev, bus)| {
            format!(
                "<disk type='file' device='{kind}'><driver name='qemu' type='raw'/>\
                 <source file='{}' {policy}/><target dev='{dev}' bus='{bus}'/></disk>",
                daemon.path_text(&format!("{dev}.img"))
            )
        });
        Guest::boot("g").uuid("5e1f0000-cdaf-4455-926a-d65c16db1802").device(&media.concat())
    };
    for policy in ["", "startupPolicy='mandatory'"] {
        guest(policy).define(&daemon);
        daemon.virsh("start g").refused("Cannot access storage file");
    }
    guest("startupPolicy='optional'").define(&daemon);
    let mut events = daemon.events("--all");
    daemon.ok("start g");
    events.expect("event 'disk-change' for domain 'g'");
    let blocks = daemon.ok("domblklist g");
    assert!(!blocks.contains("vdb") && blocks.contains("hdc"), "{blocks}");
    assert!(!blocks.contains("hdc.img"), "the drive is empty: {blocks}");
    let kept = daemon.ok("domblklist g --inactive");
    assert!(kept.contains("vdb.img") && kept.contains("hdc.img"), "{kept}");
}
