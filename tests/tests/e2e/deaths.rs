//! QEMU dies: at any moment, and everything is told and given back.
//!
//! REQ: E-08

use nix::sys::signal::Signal;
use vireo_tests::{Daemon, Guest, eventually};

fn nothing_left(daemon: &Daemon, name: &str) {
    for file in [format!("run/qemu/{name}.xml"), format!("run/qemu/{name}.pid")] {
        eventually(&format!("{file} is gone"), || (!daemon.path(&file).exists()).then_some(()));
    }
    eventually("no folder is left", || {
        let lib = std::fs::read_dir(daemon.path("lib/qemu")).expect("a folder").flatten();
        let left: Vec<_> = lib
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .filter(|file| file.starts_with("domain-") && file.ends_with(name))
            .collect();
        if left.is_empty() { Ok(()) } else { Err(left) }
    });
}

#[test]
fn killed_in_each_state() {
    let daemon = Daemon::start();
    let mut events = daemon.events("--event lifecycle");
    let states: [(&str, &[&str]); 4] = [
        ("running", &[]),
        ("paused", &["suspend g"]),
        ("pmsuspended", &["send-key g KEY_S"]),
        ("crashed", &["send-key g KEY_P"]),
    ];
    for (state, ways) in states {
        let guest = Guest::boot("g")
            .uuid("11111111-2222-4333-8444-555555555555")
            .device("<panic model='isa'/>")
            .with("<on_crash>preserve</on_crash>");
        guest.start(&daemon).wait_up(&daemon);
        for way in ways {
            daemon.ok(way);
        }
        daemon.wait_state("g", state);
        daemon.signal_qemu("g", Signal::SIGKILL);
        daemon.wait_state("g", "shut off");
        events.expect("event 'lifecycle' for domain 'g': Stopped");
        nothing_left(&daemon, "g");
    }
}

#[test]
fn killed_while_calls_wait() {
    let daemon = Daemon::start();
    Guest::boot("g").start(&daemon).wait_up(&daemon);
    daemon.signal_qemu("g", Signal::SIGSTOP);
    let mut waiting = daemon.virsh_beside("suspend g");
    let mut monitor = daemon.virsh_beside("qemu-monitor-command g --hmp info");
    eventually("a call is on its way", || {
        let said = daemon.virsh("domcontrol g");
        (!said.ok || !said.out.starts_with("ok")).then_some(())
    });
    daemon.signal_qemu("g", Signal::SIGKILL);
    waiting.expect("error:");
    monitor.expect("error:");
    daemon.wait_state("g", "shut off (crashed)");
    nothing_left(&daemon, "g");
    daemon.ok("start g");
}

#[test]
fn killed_during_start() {
    let daemon = Daemon::start();
    let guest = Guest::boot("g").uuid("11111111-2222-4333-8444-555555555555");
    guest.define(&daemon);
    for _ in 0..4 {
        let mut start = daemon.virsh_beside("start g");
        let pid = eventually("QEMU starts", || {
            daemon
                .qemu_pid("g")
                .or_else(|| start.lines().iter().any(|l| l.contains("started")).then_some(0))
        });
        if pid != 0 {
            // It may have been faster.
            let _ = nix::sys::signal::kill(nix::unistd::Pid::from_raw(pid), Signal::SIGKILL);
        }
        eventually("the start ends", || {
            start
                .lines()
                .iter()
                .any(|l| l.contains("started") || l.contains("error:"))
                .then_some(())
        });
        if pid == 0 {
            daemon.ok("destroy g");
        }
        daemon.wait_state("g", "shut off");
        nothing_left(&daemon, "g");
    }
    guest.start(&daemon).wait_up(&daemon);
}

/// REQ: Q-DEV-05; USERS.md 26, 27: a start that fails says why, in QEMU's words.
#[test]
fn a_start_that_fails_says_why() {
    let daemon = Daemon::start();
    let guest = Guest::boot("g");
    guest.define(&daemon);
    std::fs::remove_file(daemon.path("g.img")).expect("own disk");
    let said = daemon.virsh("start g").refused("Cannot access storage file");
    assert!(said.contains("g.img") && said.contains("No such file or directory"), "{said}");
    assert_eq!(daemon.state("g"), "shut off (failed)");
    nothing_left(&daemon, "g");

    let odd = Guest::boot("odd").with(
        "<qemu:commandline xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>\
         <qemu:arg value='-no-such-option'/></qemu:commandline>",
    );
    odd.define(&daemon);
    let said = daemon.virsh("start odd").refused("no-such-option");
    assert!(said.contains("invalid option"), "{said}");
    assert_eq!(daemon.state("odd"), "shut off (failed)");
    nothing_left(&daemon, "odd");
}

/// The daemon dies while it starts a guest; the next one cleans up or goes on.
#[test]
fn the_daemon_dies_during_a_start() {
    let mut daemon = Daemon::start();
    let guest = Guest::boot("g");
    guest.define(&daemon);
    for _ in 0..4 {
        let mut start = daemon.virsh_beside("start g");
        eventually("QEMU starts", || {
            let started = start.lines().iter().any(|l| l.contains("started"));
            (started || daemon.qemu_pid("g").is_some()).then_some(())
        });
        daemon.crash();
        drop(start);
        let state = eventually("the daemon knows", || {
            let state = daemon.state("g");
            (state.starts_with("running") || state.starts_with("shut off")).then_some(state)
        });
        if state.starts_with("running") {
            daemon.ok("destroy g");
        }
        nothing_left(&daemon, "g");
        daemon.ok("start g");
        daemon.ok("destroy g");
    }
}
