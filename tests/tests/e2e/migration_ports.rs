//! Ports that a guest's memory and disks come through (Q-MIG-05).

use std::net::{Ipv6Addr, TcpListener};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use vireo_tests::daemon::is_reference;
use vireo_tests::{Guest, eventually};

use crate::migration::host;

/// REQ: Q-MIG-05: somebody takes both ports after the daemon picked them and before QEMU listens.
#[test]
fn a_port_that_a_stranger_takes_is_passed_over() {
    if is_reference() {
        vireo_tests::skip!("two daemons of one machine");
    }
    let (a, b) = (host(1).start(), host(2).start());
    let guest = Guest::boot("g").uuid("11111111-2222-4333-8444-555555555555");
    guest.start(&a).wait_up(&a);
    let conf = std::fs::read_to_string(b.path("etc/qemu.conf")).expect("own file");
    let least = conf.lines().find_map(|line| line.strip_prefix("migration_port_min = "));
    let least: u16 = least.and_then(|number| number.parse().ok()).expect("a number");
    let status = b.path("run/qemu/g.xml");
    let (done, wait) = mpsc::channel::<()>();
    let stranger = std::thread::spawn(move || {
        let began = Instant::now();
        while !status.exists() && began.elapsed() < Duration::from_secs(60) {
            std::thread::yield_now();
        }
        // Where QEMU was faster the port is not to be had, and there is nothing to see.
        let take = |port| TcpListener::bind((Ipv6Addr::UNSPECIFIED, port)).ok();
        let taken = [take(least), take(least + 1)];
        wait.recv().ok();
        taken.iter().flatten().count()
    });
    let xml = a.ok("dumpxml --migratable g");
    let (here, there) = (a.path_text("g.img"), b.path_text("copy.img"));
    let file = a.write("there.xml", &xml.replace(&here, &there));
    let said = a.virsh(&format!("migrate --live --copy-storage-all --xml {file} g {}", b.uri()));
    done.send(()).expect("it waits");
    let taken = stranger.join().expect("it ends");
    assert!(said.ok, "with {taken} ports taken: {said:?}");
    b.wait_state("g", "running");
    eprintln!("{taken} ports were taken");
}

/// REQ: Q-MIG-07: the source connects itself, and says what nobody listens on.
#[test]
fn a_refused_connection_is_told_as_one() {
    if is_reference() {
        vireo_tests::skip!("two daemons of one machine");
    }
    let (a, b) = (host(1).start(), host(2).start());
    let guest = Guest::boot("g").uuid("11111111-2222-4333-8444-555555555555");
    guest.start(&a).wait_up(&a);
    let elsewhere = "--migrateuri tcp://127.0.0.2 --listen-address 127.0.0.1";
    for way in ["--live", "--live --p2p"] {
        let said = a.virsh(&format!("migrate {way} {elsewhere} g {}", b.uri()));
        let told = said.err.contains("'127.0.0.2:") && said.err.contains("Connection refused");
        assert!(!said.ok && told, "{way}: {said:?}");
        a.wait_state("g", "running");
        eventually("the destination has nothing", || (!b.lists("g")).then_some(()));
    }
    // Nothing is left in the monitor that the next one would trip over.
    a.ok(&format!("migrate --live g {}", b.uri()));
    b.wait_state("g", "running (migrated)");
}
