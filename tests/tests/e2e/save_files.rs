//! The files of saved guests: which ones are written to, by whom, and media that are gone meanwhile.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use vireo_tests::daemon::is_reference;
use vireo_tests::fake::Fake;
use vireo_tests::{Daemon, Guest, eventually, skip};

/// REQ: Q-SAVE-02: whatever its name leads to, a file that a guest needs is not written over.
#[test]
fn nothing_is_saved_onto_a_guests_disk() {
    if is_reference() {
        skip!("the reference writes over it");
    }
    let daemon = Daemon::start();
    Guest::boot("g").start(&daemon).wait_up(&daemon);
    Guest::boot("other").define(&daemon);
    let own = disk(&daemon, "g");
    let others = disk(&daemon, "other");
    let alias = daemon.path("alias");
    symlink(&own, &alias).expect("own folder");
    let before = fs::read(&others).expect("its disk");
    let blocks = daemon.ok("domblkinfo g vda");
    for (file, needed_by) in [(own.as_path(), "g"), (&alias, "g"), (&others, "other")] {
        let file = file.display();
        let refusal = format!("domain '{needed_by}' needs it");
        for call in ["save g", "dump g", "dump --memory-only g"] {
            daemon.virsh(&format!("{call} {file}")).refused(&refusal);
            assert!(daemon.state("g").starts_with("running (booted)"), "{call} {file}");
        }
    }
    assert_eq!(daemon.ok("domblkinfo g vda"), blocks);
    assert!(fs::read(&others).expect("its disk") == before);
    // All that is wrong, at once.
    let file = daemon.path_text("g.save");
    daemon.ok(&format!("save g {file}"));
    daemon.ok(&format!("restore {file}"));
}

/// REQ: Q-MIG-15: all reasons are told together.
#[test]
fn a_save_is_refused_with_all_reasons() {
    if is_reference() {
        skip!("the reference tells the first");
    }
    let daemon = Daemon::start();
    let shmem = "<shmem name='vireo-test' role='peer'><model type='ivshmem-plain'/><size \
                 unit='M'>1</size></shmem>";
    Guest::boot("g").device(shmem).start(&daemon).wait_up(&daemon);
    let said = daemon.virsh(&format!("save g {}", disk(&daemon, "g").display()));
    for part in ["cannot migrate domain: ", "shmem device 'vireo-test'", "needs it"] {
        assert!(!said.ok && said.err.contains(part), "{part}: {said:?}");
    }
    assert!(daemon.state("g").starts_with("running (booted)"));
}

fn disk(daemon: &Daemon, guest: &str) -> PathBuf {
    let said = daemon.ok(&format!("domblklist {guest}"));
    let line = said.lines().find(|line| line.trim().starts_with("vda")).expect("a disk");
    PathBuf::from(line.split_whitespace().last().expect("its file"))
}

/// A guest with an empty disc in its drive, of this policy.
fn with_disc(daemon: &Daemon, policy: &str) -> Guest {
    let disc = daemon.path("disc.iso");
    fs::write(&disc, vec![0; 2048]).expect("own folder");
    Guest::boot("g").device(&format!(
        "<disk type='file' device='cdrom'><driver name='qemu' type='raw'/><source file='{}' \
         startupPolicy='{policy}'/><target dev='sda' bus='ide'/><readonly/></disk>",
        disc.display()
    ))
}

/// Tells what disks had and have.
const LISTEN: &str = "
start_events()
conn = connect()
conn.domainEventRegisterAny(None, libvirt.VIR_DOMAIN_EVENT_ID_DISK_CHANGE,
    lambda c, d, old, new, alias, reason, o: say(old, new), None)
say('ready')
eventually(lambda: False)
";

/// REQ: Q-SAVE-05
#[test]
fn a_missing_disc_is_judged_by_its_policy_at_a_restore() {
    for (policy, comes_back) in [("mandatory", false), ("requisite", true), ("optional", true)] {
        let daemon = Daemon::start();
        let guest = with_disc(&daemon, policy);
        guest.start(&daemon).wait_up(&daemon);
        let file = daemon.path_text("g.save");
        daemon.ok(&format!("save g {file}"));
        fs::remove_file(daemon.path("disc.iso")).expect("the disc");
        let mut listener = daemon.python_beside(LISTEN);
        listener.expect("ready");
        let said = daemon.virsh(&format!("restore {file}"));
        assert_eq!(said.ok, comes_back, "{policy}: {said:?}");
        if comes_back {
            listener.expect("disc.iso None");
            assert!(!daemon.ok("dumpxml g").contains("disc.iso"), "{policy}");
            daemon.ok("destroy g");
        } else {
            assert!(said.err.contains("Cannot access storage file"), "{said:?}");
            assert!(Path::new(&file).exists());
        }
        let boots = daemon.virsh("start g").ok;
        assert_eq!(boots, policy == "optional", "{policy}");
    }
}

/// What a fake watchdog that barks makes of a guest.
fn barks(daemon: &Daemon, dump: &str) {
    let watchdog = "<watchdog model='i6300esb' action='dump'/>";
    let fake = Fake::new(daemon, "g").with(|guest| guest.device(watchdog));
    fake.define()
        .script(&format!("event after inject-nmi 1 WATCHDOG {{\"action\":\"pause\"}}\n{dump}"));
    daemon.ok("start g");
    daemon.ok("inject-nmi g");
}

/// The dumps that are there.
fn dumps(daemon: &Daemon) -> Vec<String> {
    let entries = fs::read_dir(daemon.path("lib/qemu/dump")).into_iter().flatten().flatten();
    entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
}

/// REQ: Q-SAVE-01: a watchdog of the dumping kind; the guest goes on afterwards.
#[test]
fn a_watchdog_dumps_and_the_guest_goes_on() {
    if is_reference() {
        skip!("about vireod");
    }
    let daemon = Daemon::builder().env("TZ", "UTC-14").start();
    barks(&daemon, "");
    daemon.wait_state("g", "running (unpaused)");
    let [dump] = dumps(&daemon).try_into().expect("one dump");
    // `1-g-2026-11-20-14:41:07`, by the clock on the wall.
    let (name, time) = dump.split_at(4);
    assert_eq!(name, "1-g-", "{dump}");
    let shape: String = time.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    assert_eq!(shape, "0000-00-00-00:00:00");
    let utc = std::process::Command::new("date").args(["-u", "+%F-%H:%M"]).output();
    let utc = String::from_utf8_lossy(&utc.expect("a date").stdout).trim().to_owned();
    assert!(!time.starts_with(&utc), "{time}, {utc}");
}

/// A dump that fails is no reason for the guest to stand still; half of one does not stay.
#[test]
fn a_watchdog_whose_dump_fails_lets_the_guest_go_on() {
    if is_reference() {
        skip!("about vireod");
    }
    let daemon = Daemon::start();
    barks(&daemon, "error migrate 1 not in this weather");
    daemon.wait_state("g", "running (unpaused)");
    eventually("no half dump", || dumps(&daemon).is_empty().then_some(()));
}
