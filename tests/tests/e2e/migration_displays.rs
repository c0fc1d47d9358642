//! SPICE clients go with their guest (Q-MIG-11).

use vireo_tests::daemon::is_reference;
use vireo_tests::pair::{GUEST, Pair, Side};
use vireo_tests::{Daemon, Guest, eventually};

use crate::migration::host;

const SPICE: &str = "<graphics type='spice' autoport='yes' listen='127.0.0.1'/>";

/// REQ: Q-MIG-11: clients are told of the new host before the memory goes, and the source's QEMU
/// stays until they are there.
#[test]
fn the_source_waits_for_its_clients() {
    if is_reference() {
        vireo_tests::skip!("two daemons of one machine");
    }
    let mut pair = Pair::start();
    let xml = pair.source.ok(&format!("dumpxml --inactive {GUEST}"));
    let xml = xml.replace("</devices>", &format!("{SPICE}</devices>"));
    let file = pair.source.write("spice.xml", &xml);
    pair.source.ok(&format!("define {file}"));
    // Nothing else asks for these: the test says so when the clients are there.
    pair.script(Side::Source, "event after query-blockstats 1 SPICE_MIGRATE_COMPLETED {}");
    pair.source.ok(&format!("start {GUEST}"));
    let place = "--migrateuri tcp://127.0.0.1";
    let to = pair.destination.uri();
    let going = pair.source.virsh_beside(&format!("migrate --p2p {place} {GUEST} {to}"));
    pair.destination.wait_state(GUEST, "running (migrated)");
    assert_eq!(pair.state(Side::Source), "paused (migrating)", "it waits for its clients");
    let told = pair.commands(Side::Source);
    let place = |command: &str| told.iter().position(|one| one == command);
    let (relocated, sent) = (place("client_migrate_info"), place("migrate"));
    assert!(relocated.is_some() && relocated < sent, "{told:?}");
    // It knows no figures; that it is asked for them is enough.
    let _ = pair.source.virsh(&format!("domblkstat {GUEST} vda"));
    assert!(going.finish(), "the migration is over");
    pair.source.wait_state(GUEST, "shut off (migrated)");
    pair.clean("displays");
}

/// A host with ports of its own for displays.
fn seen(number: u8) -> Daemon {
    let first = 20_000 + std::process::id() % 200 * 20 + u32::from(number) * 8;
    let last = first + 7;
    host(number)
        .qemu_conf(&format!("remote_display_port_min = {first}\nremote_display_port_max = {last}"))
        .start()
}

/// REQ: Q-MIG-11: a QEMU without clients does not make anybody wait.
#[test]
fn a_guest_with_a_display_moves() {
    if is_reference() {
        vireo_tests::skip!("two daemons of one machine");
    }
    let (a, b) = (seen(1), seen(2));
    let guest = Guest::boot("g").uuid("11111111-2222-4333-8444-555555555555").device(SPICE);
    if !a.ok("domcapabilities").contains("<value>spice</value>") {
        vireo_tests::skip!("this QEMU has no SPICE");
    }
    guest.start(&a).wait_up(&a);
    a.ok(&format!("migrate --live g {}", b.uri()));
    b.wait_state("g", "running (migrated)");
    let asked = "--graphicsuri spice://127.0.0.1:5999?tlsPort=5998&tlsSubject=O=x";
    b.ok(&format!("migrate --live --p2p {asked} g {}", a.uri()));
    a.wait_state("g", "running (migrated)");
    eventually("QEMU is gone from the source", || b.qemu_pid("g").is_none().then_some(()));
    for host in [&a, &b] {
        let log = std::fs::read_to_string(host.path("daemon.log")).expect("own file");
        assert!(!log.contains("display clients"), "{log}");
    }
}
