//! Guests move through the daemons' own connection (Q-MIG-06).

use std::time::{Duration, Instant};

use nix::sys::signal::Signal::{SIGCONT, SIGSTOP};
use vireo_tests::daemon::is_reference;
use vireo_tests::{Daemon, Guest, eventually};

use crate::migration::host;

/// Memory of a daemon, MiB.
fn resident(daemon: &Daemon) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", daemon.pid()));
    let status = status.expect("the daemon is there");
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).expect("a figure");
    let kib = line.split_whitespace().nth(1).and_then(|figure| figure.parse::<u64>().ok());
    kib.expect("a figure") / 1024
}

/// REQ: Q-MIG-06, Q-MIG-18: a destination's QEMU that reads nothing for longer than the daemons'
/// patience holds up its migration alone, and costs neither memory nor the connection.
#[test]
fn a_stalled_destination_holds_up_nothing_else() {
    if is_reference() {
        vireo_tests::skip!("two daemons of one machine");
    }
    let Some(guest) = Guest::linux("g") else { vireo_tests::skip!("no Linux guest was built") };
    let guest = guest.uuid("11111111-2222-4333-8444-555555555555");
    let patience = "keepalive_interval = 1\nkeepalive_count = 2";
    let (a, b) = (host(1).qemu_conf(patience).start(), host(2).start());
    guest.start(&a).wait_up(&a);
    a.ok("migrate-setspeed g 1");
    let going = a.virsh_beside(&format!("migrate --live --p2p --tunnelled g {}", b.uri()));
    eventually("memory goes", || {
        let said = a.virsh("domjobinfo g");
        (said.ok && said.out.contains("Memory processed")).then_some(())
    });
    b.signal_qemu("g", SIGSTOP);
    let (here, there) = (resident(&a), resident(&b));
    a.ok("migrate-setspeed g 1000");
    // The patience of both sides together, and some more.
    let stalled = Instant::now();
    eventually("time passes", || {
        assert_eq!(a.state("g"), "running (booted)", "the migration goes on");
        (stalled.elapsed() > Duration::from_secs(5)).then_some(())
    });
    let (here_now, there_now) = (resident(&a), resident(&b));
    assert!(here_now < here + 24, "the source's daemon: {here} MiB, then {here_now}");
    assert!(there_now < there + 24, "the destination's daemon: {there} MiB, then {there_now}");
    b.signal_qemu("g", SIGCONT);
    assert!(going.finish(), "the migration goes on");
    b.wait_state("g", "running (migrated)");
    eventually("QEMU is gone from the source", || a.qemu_pid("g").is_none().then_some(()));
}
