//! Guests in files: saved, restored, dumped.

use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use nix::sys::signal::Signal;
use vireo_tests::daemon::is_reference;
use vireo_tests::{Background, Daemon, Guest, artifacts, eventually, skip};

/// A guest that runs and has counted a little.
fn running(daemon: &Daemon) -> Guest {
    let guest = Guest::boot("g");
    guest.start(daemon).wait_up(daemon);
    guest.wait_serial(daemon, "tick 2");
    guest
}

/// The numbers that the guest has counted in its present log.
fn ticks(guest: &Guest, daemon: &Daemon) -> Vec<u32> {
    let said = guest.serial(daemon);
    // The last line may not be whole yet.
    let whole = said.rfind('\n').map_or("", |end| &said[..end]);
    let numbers = whole.lines().filter_map(|line| line.trim().strip_prefix("tick "));
    numbers.filter_map(|number| number.parse().ok()).collect()
}

/// The guest goes on counting where it was, and did not boot again.
fn goes_on(guest: &Guest, daemon: &Daemon, before: u32) {
    let first = eventually("the guest counts on", || ticks(guest, daemon).first().copied());
    assert!(first == before + 1 || first == before + 2, "{before}, then {first}");
    assert!(!guest.serial(daemon).contains("vireo guest: up"), "it booted again");
}

fn last_tick(guest: &Guest, daemon: &Daemon) -> u32 {
    *ticks(guest, daemon).last().expect("it counts")
}

// REQ: Q-SAVE-01, Q-SAVE-02
#[test]
fn a_guest_comes_back_from_each_format() {
    let daemon = Daemon::start();
    let guest = running(&daemon);
    for format in ["raw", "sparse", "gzip", "bzip2", "xz", "lzop", "zstd"] {
        if !["raw", "sparse"].contains(&format) && !PathBuf::from("/usr/bin").join(format).exists()
        {
            eprintln!("no {format} here");
            continue;
        }
        let file = daemon.path_text(&format!("g.{format}"));
        daemon.ok(&format!("save g {file} --image-format {format}"));
        assert_eq!(daemon.state("g"), "shut off (saved)");
        let before = last_tick(&guest, &daemon);
        daemon.ok(&format!("restore {file}"));
        assert_eq!(daemon.state("g"), "running (restored)");
        goes_on(&guest, &daemon, before);
    }
}

// REQ: Q-SAVE-02, Q-SAVE-03
#[test]
fn images_go_around_the_page_cache_and_over_several_channels() {
    let daemon = Daemon::start();
    let guest = running(&daemon);
    let file = daemon.path_text("g.save");
    for how in [
        "",
        "--image-format gzip",
        "--image-format sparse",
        "--image-format sparse --parallel-channels 3",
    ] {
        daemon.ok(&format!("save g {file} --bypass-cache {how}"));
        let before = last_tick(&guest, &daemon);
        let channels = if how.contains("parallel") { "--parallel-channels 3" } else { "" };
        daemon.ok(&format!("restore {file} --bypass-cache {channels}"));
        goes_on(&guest, &daemon, before);
    }
    let parallel = daemon.virsh(&format!("save g {file} --parallel-channels 2"));
    parallel.refused("Parallel save is only supported with the 'sparse' save image format");
    daemon
        .virsh(&format!("save g {file} --image-format zip"))
        .refused("Invalid image_format 'zip'");
    assert_eq!(daemon.state("g"), "running (restored)");
}

// REQ: Q-SAVE-01
#[test]
fn a_save_is_told_as_the_reference_tells_it() {
    let daemon = Daemon::start();
    running(&daemon);
    let mut events = daemon.events("--all");
    let file = daemon.path_text("g.save");
    daemon.ok(&format!("save g {file}"));
    events.expect("event 'lifecycle' for domain 'g': Suspended Paused");
    events.expect("event 'migration-iteration' for domain 'g': iteration: '1'");
    events.expect("event 'job-completed' for domain 'g'");
    events.expect("operation: 2");
    events.expect("time_elapsed:");
    events.expect("memory_total:");
    events.expect("event 'lifecycle' for domain 'g': Shutdown Finished after host request");
    events.expect("event 'lifecycle' for domain 'g': Stopped Saved");
    let told = daemon.ok("domjobinfo g --completed");
    for line in ["Completed", "Save", "Memory total:", "Total downtime:", "Iteration:"] {
        assert!(told.contains(line), "{line} in {told}");
    }
    daemon.ok(&format!("restore {file}"));
    events.expect("event 'lifecycle' for domain 'g': Started Restored");
    events.expect("event 'lifecycle' for domain 'g': Resumed Snapshot");
    daemon.ok(&format!("save g {file} --paused"));
    events.expect("event 'lifecycle' for domain 'g': Stopped Saved");
    daemon.ok(&format!("restore {file}"));
    events.expect("event 'lifecycle' for domain 'g': Started Restored");
    events.expect("event 'lifecycle' for domain 'g': Suspended Restored");
    assert_eq!(daemon.state("g"), "paused (migrating)");
    daemon.ok("resume g");
}

// REQ: Q-SAVE-02
#[test]
fn only_whole_images_are_restored() {
    let daemon = Daemon::start();
    let guest = running(&daemon);
    let file = daemon.path_text("g.save");
    daemon.ok(&format!("save g {file}"));
    let whole = std::fs::read(&file).expect("an image");
    let with = |at: usize, bytes: &[u8]| {
        let mut image = whole.clone();
        image[at..at + bytes.len()].copy_from_slice(bytes);
        image
    };
    let cases: [(Vec<u8>, &str); 7] = [
        (with(0, b"LibvirtQemudPart"), "save image is incomplete"),
        (with(0, b"something else!!"), "image magic is incorrect"),
        (with(16, &[3]), "image version is not supported"),
        (with(28, &[9]), "unsupported save image format: 9"),
        (with(20, &[0; 4]), "invalid header data length: 0"),
        (whole[..50].to_vec(), "failed to read qemu header"),
        (whole[..300].to_vec(), "failed to read domain XML"),
    ];
    let broken = daemon.path_text("broken.img");
    for (image, words) in cases {
        std::fs::write(&broken, image).expect("own file");
        daemon.virsh(&format!("restore {broken}")).refused(words);
        daemon.virsh(&format!("save-image-dumpxml {broken}")).refused(words);
        assert_eq!(daemon.state("g"), "shut off (saved)");
    }
    // QEMU itself finds that the memory is cut off; nothing of it stays.
    std::fs::write(&broken, &whole[..whole.len() - 200_000]).expect("own file");
    daemon.virsh(&format!("restore {broken}")).refused("load of migration failed");
    assert!(daemon.state("g").starts_with("shut off"), "{}", daemon.state("g"));
    assert_eq!(daemon.qemu_pid("g"), None);
    daemon.ok(&format!("restore {file}"));
    guest.wait_serial(&daemon, "tick");
    daemon.virsh(&format!("restore {file}")).refused("domain 'g' is already active");
}

// The reference waits for ever here.
#[test]
fn a_decompressor_that_fails_is_told() {
    if is_reference() {
        skip!("the reference hangs");
    }
    let daemon = Daemon::start();
    running(&daemon);
    let file = daemon.path_text("g.save");
    daemon.ok(&format!("save g {file}"));
    let mut image = std::fs::read(&file).expect("an image");
    image[28] = 1;
    std::fs::write(&file, image).expect("own file");
    daemon.virsh(&format!("restore {file}")).refused("not in gzip format");
    assert!(daemon.state("g").starts_with("shut off"));
}

// REQ: Q-SAVE-04
#[test]
fn an_image_may_get_another_definition_of_the_same_guest() {
    let daemon = Daemon::start();
    let guest = running(&daemon);
    let file = daemon.path_text("g.save");
    daemon.ok(&format!("save g {file}"));
    let before = last_tick(&guest, &daemon);
    let xml = daemon.ok(&format!("save-image-dumpxml {file}"));
    let other = |from: &str, to: &str| {
        assert!(xml.contains(from), "{from} in {xml}");
        daemon.write("other.xml", &xml.replace(from, to))
    };
    let more = other("<memory unit='KiB'>16384<", "<memory unit='KiB'>32768<");
    let refusal = "Target domain max memory 32768 does not match source 16384";
    daemon.virsh(&format!("save-image-define {file} {more}")).refused(refusal);
    daemon.virsh(&format!("restore {file} --xml {more}")).refused(refusal);
    let moved = other("g.serial", "moved.serial");
    daemon.ok(&format!("save-image-define {file} {moved} --paused"));
    assert!(daemon.ok(&format!("save-image-dumpxml {file}")).contains("moved.serial"));
    daemon.ok(&format!("restore {file}"));
    assert!(daemon.state("g").starts_with("paused"));
    daemon.ok("resume g");
    let log = daemon.path("moved.serial");
    let tick = format!("tick {}", before + 2);
    eventually("it counts in the other file", || {
        std::fs::read_to_string(&log).ok()?.contains(&tick).then_some(())
    });
    let both = daemon.virsh(&format!("save-image-define {file} {moved} --paused --running"));
    both.refused("mutually exclusive");
}

// REQ: Q-SAVE-01
#[test]
fn a_managed_save_is_what_the_next_start_takes() {
    let mut daemon = Daemon::start();
    let guest = running(&daemon);
    daemon.ok("managedsave g");
    assert_eq!(daemon.state("g"), "shut off (saved)");
    assert!(daemon.ok("list --all --managed-save").contains("saved"));
    daemon
        .virsh("undefine g")
        .refused("Refusing to undefine while domain managed save image exists");
    let xml = daemon.ok("managedsave-dumpxml g");
    assert!(xml.contains("<name>g</name>"));
    let file = daemon.write("managed.xml", &xml);
    daemon.ok(&format!("managedsave-define g {file} --running"));
    // A daemon that starts again finds it.
    daemon.restart();
    let before = last_tick(&guest, &daemon);
    daemon.ok("start g");
    assert_eq!(daemon.state("g"), "running (restored)");
    goes_on(&guest, &daemon, before);
    daemon.virsh("managedsave-dumpxml g").refused("domain does not have managed save image");

    daemon.ok("managedsave g");
    daemon.ok("start g --paused");
    assert!(daemon.state("g").starts_with("paused"));
    daemon.ok("managedsave g --running");
    daemon.ok("start g");
    assert_eq!(daemon.state("g"), "running (restored)");
    daemon.ok("managedsave g");
    daemon.ok("start g --force-boot");
    assert_eq!(daemon.state("g"), "running (booted)");
    guest.wait_up(&daemon);
    daemon.ok("managedsave g");
    daemon.ok("managedsave-remove g");
    daemon.ok("start g");
    assert_eq!(daemon.state("g"), "running (booted)");
    daemon.ok("managedsave g");
    daemon.ok("undefine g --managed-save");
    assert!(!daemon.path("lib/qemu/save/g.save").exists());
}

#[test]
fn half_a_managed_save_is_dropped_and_the_guest_boots() {
    let daemon = Daemon::start();
    let guest = running(&daemon);
    daemon.ok("managedsave g");
    let path = daemon.path("lib/qemu/save/g.save");
    let mut image = std::fs::read(&path).expect("an image");
    image[..16].copy_from_slice(b"LibvirtQemudPart");
    std::fs::write(&path, image).expect("own file");
    daemon.ok("start g");
    assert_eq!(daemon.state("g"), "running (booted)");
    guest.wait_up(&daemon);
    assert!(!path.exists());
    let transient = Guest::empty("t");
    transient.create(&daemon);
    daemon.virsh("managedsave t").refused("cannot do managed save for transient domain");
}

#[test]
fn a_saved_transient_guest_comes_back_as_one() {
    let daemon = Daemon::start();
    let guest = Guest::boot("g");
    guest.create(&daemon);
    guest.wait_up(&daemon);
    let file = daemon.path_text("g.save");
    daemon.ok(&format!("save g {file}"));
    assert!(!daemon.lists("g"));
    daemon.ok(&format!("restore {file}"));
    assert!(daemon.ok("dominfo g").contains("Persistent:     no"));
    daemon.ok("destroy g");
    assert!(!daemon.lists("g"));
}

// REQ: Q-SAVE-01
#[test]
fn memory_is_dumped_in_each_way() {
    let daemon = Daemon::start();
    let guest = running(&daemon);
    let mut events = daemon.events("--all");
    let file = daemon.path("core");
    let to = file.display().to_string();
    let magic = || std::fs::read(&file).expect("a dump")[..7].to_vec();

    daemon.ok(&format!("dump g {to} --memory-only"));
    assert_eq!(&magic()[..4], b"\x7fELF");
    events.expect("event 'lifecycle' for domain 'g': Suspended Paused");
    events.expect("event 'lifecycle' for domain 'g': Resumed Unpaused");
    assert_eq!(daemon.state("g"), "running (unpaused)");
    daemon.ok(&format!("dump g {to} --memory-only --format kdump-zlib"));
    assert_eq!(&magic(), b"makedum");
    let lzo = daemon.virsh(&format!("dump g {to} --memory-only --format kdump-snappy"));
    if !lzo.ok {
        lzo.refused("unsupported dumpformat 'kdump-snappy' for this QEMU binary");
    }

    daemon.ok(&format!("dump g {to}"));
    assert_eq!(&magic()[..4], b"QEVM");
    assert!(daemon.ok("domjobinfo g --completed").contains("Dump"));
    daemon.ok(&format!("dump g {to} --live --bypass-cache"));
    assert_eq!(&magic()[..4], b"QEVM");
    daemon.ok("suspend g");
    daemon.ok(&format!("dump g {to} --memory-only"));
    assert_eq!(daemon.state("g"), "paused (user)");
    daemon.ok("resume g");
    let counted = guest.serial(&daemon).matches("vireo guest: up").count();
    daemon.ok(&format!("dump g {to} --memory-only --reset"));
    eventually("the guest was reset", || {
        (guest.serial(&daemon).matches("vireo guest: up").count() > counted).then_some(())
    });
    daemon.virsh(&format!("dump g {to} --crash --live")).refused("mutually exclusive");
    daemon.ok(&format!("dump g {to} --memory-only --crash"));
    assert_eq!(daemon.state("g"), "shut off (crashed)");
    events.expect("event 'lifecycle' for domain 'g': Stopped Crashed");
}

#[test]
fn a_crash_is_dumped_when_the_definition_says_so() {
    let daemon = Daemon::start();
    let panic = "<panic model='isa'/>";
    let guest = Guest::boot("g").device(panic).with("<on_crash>coredump-destroy</on_crash>");
    guest.start(&daemon).wait_up(&daemon);
    daemon.ok("send-key g KEY_P");
    daemon.wait_state("g", "shut off (crashed)");
    let dir = daemon.path("lib/qemu/dump");
    let dumps: Vec<_> = std::fs::read_dir(dir).expect("the folder of dumps").flatten().collect();
    let [dump] = dumps.as_slice() else { panic!("{dumps:?}") };
    assert!(dump.file_name().to_string_lossy().contains("-g-"), "{dump:?}");
    assert_eq!(std::fs::read(dump.path()).expect("a dump")[..4], *b"\x7fELF");
}

#[test]
fn a_configured_format_is_used() {
    let daemon = Daemon::builder()
        .qemu_conf("save_image_format = \"gzip\"\ndump_image_format = \"zstd\"\n")
        .start();
    let guest = running(&daemon);
    let file = daemon.path_text("g.save");
    daemon.ok(&format!("dump g {file}"));
    assert_eq!(std::fs::read(&file).expect("a dump")[..4], [0x28, 0xb5, 0x2f, 0xfd]);
    daemon.ok(&format!("save g {file}"));
    assert_eq!(std::fs::read(&file).expect("an image")[28], 1);
    let before = last_tick(&guest, &daemon);
    daemon.ok(&format!("restore {file}"));
    goes_on(&guest, &daemon, before);
}

/// A daemon whose `gzip` does not come to its end, and the folder where that is.
fn slow_daemon() -> (Daemon, tempfile::TempDir) {
    let programs = tempfile::tempdir().expect("a folder");
    let gzip = programs.path().join("gzip");
    std::fs::write(&gzip, "#!/bin/sh\nexec /bin/sleep 1000\n").expect("own file");
    std::fs::set_permissions(&gzip, std::fs::Permissions::from_mode(0o755)).expect("own file");
    let path = std::env::var("PATH").unwrap_or_default();
    let path = format!("{}:{path}", programs.path().display());
    (Daemon::builder().env("PATH", &path).start(), programs)
}

/// A save that goes on until someone does something.
fn slow_save(daemon: &Daemon, file: &str) -> Background {
    let save = daemon.virsh_beside(&format!("save g {file} --image-format gzip"));
    eventually("the save goes on", || daemon.ok("domjobinfo g").contains("Save").then_some(()));
    eventually("the file is there", || std::fs::metadata(file).ok());
    save
}

// REQ: Q-SAVE-01, E-07, E-09
#[test]
fn a_save_can_be_watched_and_aborted() {
    if is_reference() {
        skip!("its programs cannot be replaced");
    }
    let (daemon, _programs) = slow_daemon();
    let guest = running(&daemon);
    let file = daemon.path_text("g.save");
    let mut save = slow_save(&daemon, &file);
    assert_eq!(daemon.state("g"), "paused (saving)");
    assert!(daemon.ok("domjobinfo g").contains("Unbounded"));
    assert!(daemon.ok("domstats g").contains("state.state=3"));
    daemon.ok("domblkstat g vda");
    daemon.ok("domjobabort g");
    save.expect("canceled by client");
    assert_eq!(daemon.state("g"), "running (save canceled)");
    assert!(!PathBuf::from(&file).exists());
    assert!(daemon.ok("domjobinfo g").contains("None"));
    let before = last_tick(&guest, &daemon);
    guest.wait_serial(&daemon, &format!("tick {}", before + 2));
    daemon.ok(&format!("save g {file}"));
    daemon.virsh("domjobabort g").refused("domain is not running");
}

// REQ: E-08
#[test]
fn a_guest_that_dies_while_it_is_saved_leaves_nothing() {
    if is_reference() {
        skip!("its programs cannot be replaced");
    }
    let (daemon, _programs) = slow_daemon();
    let guest = running(&daemon);
    let file = daemon.path_text("g.save");
    let mut save = slow_save(&daemon, &file);
    daemon.ok("destroy g");
    // Whatever had come of it by then, the save did not succeed, or the image is whole.
    let _ = save.expect("error:");
    assert!(daemon.state("g").starts_with("shut off"));
    eventually("the file is gone", || (!PathBuf::from(&file).exists()).then_some(()));
    daemon.ok("start g");
    guest.wait_up(&daemon);
}

#[test]
fn a_guest_runs_on_when_the_disk_is_full() {
    let daemon = Daemon::builder().tmpfs("small", "256k").start();
    let guest = running(&daemon);
    let file = daemon.path_text("small/g.save");
    for how in ["", "--image-format sparse"] {
        daemon.virsh(&format!("save g {file} {how}")).refused("No space left on device");
        assert_eq!(daemon.state("g"), "running (save canceled)");
        assert!(!PathBuf::from(&file).exists());
    }
    let before = last_tick(&guest, &daemon);
    guest.wait_serial(&daemon, &format!("tick {}", before + 2));
    daemon.virsh(&format!("save g {file}.none/g.save")).refused("Failed to create file");
    assert!(daemon.state("g").starts_with("running"));
}

// REQ: Q-SAVE-02
#[test]
fn the_daemon_dies_at_each_step_of_a_save() {
    if is_reference() {
        skip!("about vireod");
    }
    let mut daemon = Daemon::builder().program(artifacts::daemon_with_fail_points()).start();
    let guest = Guest::boot("g");
    guest.define(&daemon);
    let file = daemon.path("g.save");
    for step in artifacts::steps("crates/vireo-qemu/src/save/write.rs", "save") {
        let point = format!("save.{step}.done");
        daemon.stop();
        daemon.start_with(&format!("VIREO_FAIL_POINT={point}"));
        daemon.ok("start g");
        guest.wait_up(&daemon);
        guest.wait_serial(&daemon, "tick 1");
        let save = daemon.virsh(&format!("save g {}", file.display()));
        assert!(!save.ok, "{point}: {save:?}");
        daemon.ended();
        daemon.start_again();
        // One of two: it runs and there is no image, or it is off and can be restored.
        let state = eventually(&format!("{point}: it is known how it stands"), || {
            let state = daemon.state("g");
            let settled = state.starts_with("running") || state.starts_with("shut off");
            settled.then_some(state)
        });
        if state.starts_with("running") {
            eventually(&format!("{point}: half an image is gone"), || {
                (!file.exists()).then_some(())
            });
            let before = last_tick(&guest, &daemon);
            guest.wait_serial(&daemon, &format!("tick {}", before + 1));
            assert!(daemon.ok("domjobinfo g").contains("None"), "{point}");
        } else {
            let before = last_tick(&guest, &daemon);
            daemon.ok(&format!("restore {}", file.display()));
            goes_on(&guest, &daemon, before);
            std::fs::remove_file(&file).expect("the image");
        }
        daemon.ok("destroy g");
    }
}

// REQ: Q-MIG-17
#[test]
fn speed_downtime_and_cache_of_migrations_are_kept() {
    let daemon = Daemon::start();
    let guest = Guest::empty("g");
    guest.define(&daemon);
    assert_eq!(daemon.ok("migrate-getspeed g").trim(), "8796093022207");
    daemon.ok("migrate-setspeed g 77");
    assert_eq!(daemon.ok("migrate-getspeed g").trim(), "77");
    daemon.virsh("migrate-setspeed g 99999999999999").refused("bandwidth must be less than");
    for line in ["migrate-getmaxdowntime g", "migrate-compcache g", "migrate-getspeed g --postcopy"]
    {
        daemon.virsh(line).refused("domain is not running");
    }
    daemon.ok("start g");
    assert_eq!(daemon.ok("migrate-getmaxdowntime g").trim(), "300");
    daemon.ok("migrate-setmaxdowntime g 500");
    assert_eq!(daemon.ok("migrate-getmaxdowntime g").trim(), "500");
    daemon.ok("migrate-setspeed g 5 --postcopy");
    assert_eq!(daemon.ok("migrate-getspeed g --postcopy").trim(), "5");
    assert!(daemon.ok("migrate-compcache g --size 65536").contains("64.000 KiB"));
    assert!(daemon.ok("migrate-compcache g").contains("64.000 KiB"));
}

#[test]
fn a_frozen_qemu_does_not_keep_a_save_from_being_asked_about() {
    let daemon = Daemon::start();
    running(&daemon);
    daemon.signal_qemu("g", Signal::SIGSTOP);
    let file = daemon.path_text("g.save");
    let mut save = daemon.virsh_beside(&format!("save g {file}"));
    assert!(daemon.state("g").starts_with("running"));
    daemon.signal_qemu("g", Signal::SIGCONT);
    save.expect("saved to");
    assert_eq!(daemon.state("g"), "shut off (saved)");
}
