//! The whole of it against a real QEMU, and against things that are none.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use super::*;

const QEMU: &str = "/usr/bin/qemu-system-x86_64";

/// Whether there is a QEMU to test against.
fn have_qemu() -> bool {
    let there = Path::new(QEMU).exists();
    if !there {
        println!("SKIPPED: {QEMU} is not installed");
    }
    there
}

/// An executable shell script.
fn script(dir: &Path, name: &str, text: &str) -> PathBuf {
    let path = dir.join(name);
    fs::write(&path, format!("#!/bin/sh\n{text}\n")).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    path
}

/// A QEMU that notes each of its starts in `log`.
fn counted(dir: &Path, note: &str) -> PathBuf {
    let log = dir.join("log");
    let text = format!("echo {note} >> {}\nexec {QEMU} \"$@\"", log.display());
    script(dir, "qemu", &text)
}

fn starts(dir: &Path) -> usize {
    fs::read_to_string(dir.join("log")).unwrap_or_default().lines().count()
}

#[tokio::test]
async fn a_real_qemu_tells_what_it_can_do() {
    if !have_qemu() {
        return;
    }
    let caps = CapsCache::new(None).get(Path::new(QEMU)).await.unwrap();
    assert!(caps.version >= MIN_VERSION);
    assert_eq!(caps.arch, "x86_64");
    assert_eq!(caps.has(Flag::KVM), caps.kvm.is_some());
    assert!(caps.has(Flag::VIRTIO_BLK_QUEUE_SIZE) && caps.has(Flag::SET_ACTION));
    assert!(!caps.has(Flag::S390_SCLP));
    let q35 = caps.machine("q35").unwrap();
    assert!(q35.name.starts_with("pc-q35-") && q35.hotplug_cpus);
    assert!(caps.machines()[0].default);
    assert!(caps.machine("none").is_none());
    let tcg = caps.accel(Accel::Tcg).unwrap();
    assert_eq!(tcg.cpus.get("max").unwrap().usable(), Usable::Yes);
    assert!(HostModel::of(&caps, caps.preferred(), true).is_some());
    if caps.package.starts_with("Debian 1:10.0.2") && caps.kvm.is_some() {
        let want: Vec<&str> = include_str!("testdata/flags-10.0.2-x86_64.txt").lines().collect();
        assert_eq!(caps.flags.names().collect::<Vec<_>>(), want);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_binary_is_asked_once_and_again_when_it_changes() {
    if !have_qemu() {
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    let qemu = counted(dir.path(), "old");
    let cache = CapsCache::new(Some(dir.path().join("cache")));
    let (one, two) = tokio::join!(cache.get(&qemu), cache.get(&qemu));
    let (one, two) = (one.unwrap(), two.unwrap());
    assert!(std::sync::Arc::ptr_eq(&one, &two));
    let once = starts(dir.path());
    assert!(once == 1 || once == 2, "with KVM a second process answers for TCG");

    let fresh = CapsCache::new(Some(dir.path().join("cache")));
    let kept = fresh.get(&qemu).await.unwrap();
    assert_eq!(starts(dir.path()), once, "the file answers");
    assert_eq!(kept.flags, one.flags);
    assert_eq!(kept.machines(), one.machines());
    assert_eq!(kept.kvm, one.kvm);
    assert_eq!(kept.tcg, one.tcg);

    counted(dir.path(), "newer");
    fresh.get(&qemu).await.unwrap();
    assert_eq!(starts(dir.path()), 2 * once, "a changed binary is asked again");
}

#[tokio::test]
async fn a_broken_file_costs_a_question_and_nothing_else() {
    if !have_qemu() {
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    let cache = CapsCache::new(Some(dir.path().to_owned()));
    cache.get(Path::new(QEMU)).await.unwrap();
    let file = fs::read_dir(dir.path()).unwrap().next().unwrap().unwrap().path();
    fs::write(&file, "{\"identity\": 5").unwrap();
    let again = CapsCache::new(Some(dir.path().to_owned()));
    again.get(Path::new(QEMU)).await.unwrap();
    assert!(fs::read_to_string(&file).unwrap().len() > 1000, "the file is whole again");
}

#[tokio::test]
async fn what_is_no_qemu_is_told_apart() {
    let dir = tempfile::tempdir().unwrap();
    let cache = CapsCache::new(None);
    let missing = cache.get(&dir.path().join("none")).await.unwrap_err();
    assert!(matches!(missing, CapsError::Binary { errno: 2, .. }), "{missing}");
    let broken = script(dir.path(), "broken", "echo no such library >&2; exit 3");
    let broken = cache.get(&broken).await.unwrap_err();
    assert!(broken.to_string().ends_with("no such library"), "{broken}");
}

#[tokio::test]
async fn errors_are_the_references() {
    if !have_qemu() {
        return;
    }
    let cache = CapsCache::new(None);
    let all = Wanted { emulator: Some(QEMU), ..Wanted::default() };
    for (wanted, text) in [
        (Wanted { arch: Some("foo"), ..all }, "invalid argument: unknown architecture: foo"),
        (Wanted { virt_type: Some("nope"), ..all }, "invalid argument: unknown virttype: nope"),
        (
            Wanted { virt_type: Some("xen"), ..all },
            "invalid argument: Emulator '/usr/bin/qemu-system-x86_64' does not support virt type 'xen'",
        ),
        (
            Wanted { arch: Some("aarch64"), ..all },
            "invalid argument: architecture from emulator 'x86_64' doesn't match given architecture 'aarch64'",
        ),
        (
            Wanted { machine: Some("nope"), ..all },
            "invalid argument: the machine 'nope' is not supported by emulator '/usr/bin/qemu-system-x86_64'",
        ),
        (
            Wanted { emulator: Some("/no/such"), ..all },
            "Cannot check QEMU binary /no/such: No such file or directory",
        ),
    ] {
        assert_eq!(cache.find(&wanted).await.unwrap_err().message(), text);
    }
}

#[tokio::test]
async fn documents_follow_machine_and_accelerator() {
    if !have_qemu() {
        return;
    }
    let cache = CapsCache::new(None);
    let q35 = Wanted {
        emulator: Some(QEMU),
        machine: Some("q35"),
        virt_type: Some("qemu"),
        ..Wanted::default()
    };
    let text = cache.domain_capabilities(&q35, &[], &[]).await.unwrap();
    assert!(text.starts_with("<domainCapabilities>\n  <path>/usr/bin/qemu-system-x86_64</path>\n"));
    assert!(text.contains("<mode name='host-passthrough' supported='no'/>"));
    assert!(!text.contains("<value>ide</value>"));
    let pc = Wanted { machine: Some("pc"), ..q35 };
    let text = cache.domain_capabilities(&pc, &[], &[]).await.unwrap();
    assert!(text.contains("<value>ide</value>"));
    let text = cache.host_capabilities(HostFacts::default()).await;
    assert!(text.contains("<emulator>/usr/bin/qemu-system-x86_64</emulator>"));
    assert!(text.contains("<machine canonical='pc-q35-"));
}
