//! Guests move between two daemons. Both are of this machine, each with a folder and a host's UUID of
//! its own; the memory goes over the loopback.
//!
//! What must hold after every fault is in `ORACLE.md`: the guest runs on one side at most, and is not
//! lost while one side still has its memory.

use vireo_tests::daemon::{Builder, is_reference};
use vireo_tests::{Daemon, Guest, artifacts, eventually, succeeds};

/// A daemon that is a host of its own, which others reach at this machine's own address.
pub fn host(number: u8) -> Builder {
    neighbour(number).qemu_conf("migration_host = \"127.0.0.1\"")
}

/// A daemon that is a host of its own; where others reach it is for each call to say.
pub fn neighbour(number: u8) -> Builder {
    Daemon::builder()
        .daemon_conf(&format!("host_uuid = \"00000000-0000-4000-8000-0000000000{number:02}\""))
        .qemu_conf("shared_filesystems = [ \"/tmp\" ]")
        .qemu_conf(&ports())
}

/// A host of its own that shares no files with others.
pub fn alone(number: u8) -> Daemon {
    Daemon::builder()
        .daemon_conf(&format!("host_uuid = \"00000000-0000-4000-8000-0000000000{number:02}\""))
        .qemu_conf("migration_host = \"127.0.0.1\"")
        .qemu_conf(&ports())
        .start()
}

/// Ports of its own for each host: all of them are this machine. The kernel gives none of these to
/// connections.
fn ports() -> String {
    use std::sync::atomic::{AtomicU32, Ordering};
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let own = std::process::id() % 40 * 128;
    let first = 27_000 + own + NEXT.fetch_add(8, Ordering::Relaxed) % 128;
    format!("migration_port_min = {first}\nmigration_port_max = {}", first + 7)
}

/// Two hosts, and a guest that runs on the first.
struct Pair {
    a: Daemon,
    b: Daemon,
    guest: Guest,
}

impl Pair {
    fn new() -> Self {
        Self::of(|number| host(number).start())
    }

    fn of(make: impl Fn(u8) -> Daemon) -> Self {
        let guest = Guest::boot("g").uuid("11111111-2222-4333-8444-555555555555");
        let (a, b) = (make(1), make(2));
        guest.start(&a).wait_up(&a);
        Self { a, b, guest }
    }

    /// With a guest that has enough memory to be on its way for a while.
    fn slow() -> Option<Self> {
        Self::slow_of(|number| host(number).start())
    }

    fn slow_of(make: impl Fn(u8) -> Daemon) -> Option<Self> {
        let guest = Guest::linux("g")?.uuid("11111111-2222-4333-8444-555555555555");
        let (a, b) = (make(1), make(2));
        guest.start(&a).wait_up(&a);
        a.ok("migrate-setmaxdowntime g 1");
        a.ok("migrate-setspeed g 1");
        Some(Self { a, b, guest })
    }

    fn migrate(&self, flags: &str) -> String {
        format!("migrate {flags} {} {}", self.guest.name(), self.b.uri())
    }

    /// The guest runs on the second host, and nothing of its run is left on the first.
    fn moved(&self) {
        self.b.wait_state("g", "running");
        eventually("QEMU is gone from the source", || self.a.qemu_pid("g").is_none().then_some(()));
    }

    /// The guest runs on the first host, and nothing of it is left on the second.
    fn stayed(&self, what: &str) {
        self.a.wait_state("g", "running");
        eventually(&format!("{what}: the destination has nothing"), || {
            (!self.b.lists("g") && self.b.qemu_pid("g").is_none()).then_some(())
        });
    }
}

/// REQ: Q-MIG-01, Q-MIG-02
#[test]
fn a_guest_moves_in_each_way() {
    if is_reference() {
        vireo_tests::skip!("two daemons of one machine");
    }
    for flags in ["--live", "", "--live --p2p", "--live --p2p --tunnelled", "--live --postcopy"] {
        let pair = Pair::new();
        pair.a.ok(&pair.migrate(flags));
        pair.moved();
        assert_eq!(pair.b.state("g"), "running (migrated)", "{flags}");
        assert_eq!(pair.a.state("g"), "shut off (migrated)", "{flags}");
        pair.b.ok("destroy g");
        assert!(!pair.b.lists("g"), "{flags}: it was a transient one there");
    }
}

/// REQ: Q-MIG-21: what both sides tell, in order.
#[test]
fn both_sides_tell_of_it_in_order() {
    if is_reference() {
        vireo_tests::skip!("two daemons of one machine");
    }
    for way in ["--live", "--live --p2p", "--live --postcopy"] {
        let pair = Pair::new();
        let (mut left, mut came) =
            (pair.a.events("--event lifecycle"), pair.b.events("--event lifecycle"));
        pair.a.ok(&pair.migrate(way));
        for line in ["Suspended Migrated", "Stopped Migrated"] {
            left.expect(&format!("event 'lifecycle' for domain 'g': {line}"));
        }
        for line in ["Started Migrated", "Resumed Migrated"] {
            came.expect(&format!("event 'lifecycle' for domain 'g': {line}"));
        }
    }
}

/// REQ: Q-MIG-08: a guest on its way is not changed by others, on either side, and they are told why.
#[test]
fn a_guest_on_its_way_is_left_alone() {
    if is_reference() {
        vireo_tests::skip!("two daemons of one machine");
    }
    let Some(pair) = Pair::slow() else { vireo_tests::skip!("no Linux guest was built") };
    let mut going = pair.a.virsh_beside(&pair.migrate("--live --change-protection"));
    under_way(&pair);
    // Both wait their time out; what may be changed on the way is.
    let mut others =
        [pair.a.virsh_beside("save g /nowhere/g.save"), pair.b.virsh_beside("setmem g 16M --live")];
    pair.a.ok("migrate-setmaxdowntime g 2");
    for other in &mut others {
        other.expect("cannot acquire state change lock (held by");
    }
    pair.a.ok("domjobabort g");
    going.expect("error:");
    pair.stayed("an aborted migration");
}

/// REQ: Q-MIG-02, Q-MIG-13: the definition alone moves; and with the guest.
#[test]
fn definitions_move_along() {
    if is_reference() {
        vireo_tests::skip!("two daemons of one machine");
    }
    let pair = Pair::new();
    pair.a.ok(&pair.migrate("--live --persistent --undefinesource --dname h"));
    assert!(!pair.a.lists("g"), "forgotten there");
    pair.b.wait_state("h", "running");
    pair.b.ok("destroy h");
    assert_eq!(pair.b.state("h"), "shut off (destroyed)");
    for way in ["--offline --persistent", "--offline --persistent --p2p"] {
        pair.b.ok(&format!("migrate {way} h {}", pair.a.uri()));
        assert_eq!(pair.a.state("h"), "shut off (unknown)", "{way}");
        pair.a.ok("undefine h");
    }
}

/// REQ: Q-MIG-13
#[test]
fn another_definition_must_be_the_same_machine() {
    if is_reference() {
        vireo_tests::skip!("two daemons of one machine");
    }
    let pair = Pair::new();
    let xml = pair.a.ok("dumpxml --migratable g");
    let other = xml.replace("<memory unit='KiB'>16384", "<memory unit='KiB'>32768");
    let file = pair.a.write("other.xml", &other);
    let refused = pair.a.virsh(&pair.migrate(&format!("--live --xml {file}")));
    assert!(!refused.ok && refused.err.contains("memory"), "{refused:?}");
    let renamed = pair.a.write("renamed.xml", &xml.replace("<name>g</name>", "<name>x</name>"));
    let refused = pair.a.virsh(&pair.migrate(&format!("--live --xml {renamed}")));
    assert!(!refused.ok, "{refused:?}");
    pair.stayed("a refusal");
    let same = pair.a.write("same.xml", &xml);
    pair.a.ok(&pair.migrate(&format!("--live --xml {same}")));
    pair.moved();
}

/// REQ: Q-MIG-10, Q-MIG-15, Q-MIG-23
#[test]
fn what_makes_no_sense_is_refused() {
    if is_reference() {
        vireo_tests::skip!("two daemons of one machine");
    }
    let pair = Pair::new();
    let refused = |line: &str, words: &str| {
        let said = pair.a.virsh(line);
        assert!(!said.ok && said.err.contains(words), "{line}: {said:?}");
        pair.stayed(line);
    };
    let itself = format!("migrate --live --p2p g {}", pair.a.uri());
    let said = pair.a.virsh(&itself);
    assert!(!said.ok, "{said:?}");
    refused(&pair.migrate("--live --migrateuri fd://7"), "unsupported");
    refused(&pair.migrate("--live --comp-methods lzw"), "lzw");
    refused(&pair.migrate("--live --p2p --tunnelled --copy-storage-all"), "tunnel");
    refused(&pair.migrate("--live --migrate-disks vdz --copy-storage-all"), "vdz");
    refused(&pair.migrate("--live --tls"), "");
}

/// REQ: Q-MIG-14
#[test]
fn private_disks_are_copied_or_refused() {
    if is_reference() {
        vireo_tests::skip!("two daemons of one machine");
    }
    let pair = Pair::of(alone);
    let refused = pair.a.virsh(&pair.migrate("--live"));
    assert!(!refused.ok && refused.err.contains("Unsafe migration"), "{refused:?}");
    pair.stayed("an unsafe migration");
    // The destination's own file, which is not there yet.
    let xml = pair.a.ok("dumpxml --migratable g");
    let (here, there) = (pair.a.path_text("g.img"), pair.b.path_text("copy.img"));
    let file = pair.a.write("there.xml", &xml.replace(&here, &there));
    pair.a.ok(&pair.migrate(&format!("--live --copy-storage-all --xml {file}")));
    pair.moved();
    pair.b.ok("destroy g");
    let (original, copy) = (std::fs::read(here), std::fs::read(there));
    assert_eq!(original.expect("an image"), copy.expect("an image"));
}

/// REQ: Q-MIG-04, Q-MIG-17, E-07, E-09
#[test]
fn a_migration_is_watched_slowed_and_aborted() {
    if is_reference() {
        vireo_tests::skip!("two daemons of one machine");
    }
    for way in ["--live", "--live --p2p", "--live --p2p --tunnelled"] {
        let Some(pair) = Pair::slow() else { vireo_tests::skip!("no Linux guest was built") };
        let mut going = pair.a.virsh_beside(&pair.migrate(way));
        under_way(&pair);
        pair.a.ok("dommemstat g");
        pair.a.ok("migrate-setmaxdowntime g 77");
        pair.a.ok("domjobabort g");
        going.expect("operation aborted");
        pair.stayed(way);
        // Nothing is left of it: the next one goes through.
        pair.a.ok("migrate-setspeed g 1000");
        pair.a.ok(&pair.migrate(way));
        pair.moved();
    }
}

fn under_way(pair: &Pair) {
    eventually("memory goes", || {
        let said = pair.a.virsh("domjobinfo g");
        (said.ok && said.out.contains("Memory processed")).then_some(())
    });
}

/// What is left of a migration whose daemon died in a phase.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum End {
    /// It runs where it ran.
    Stays,
    /// It runs there.
    Moves,
    /// It is paused where it ran, until somebody decides.
    Kept,
}

/// Has the daemon of one side die in a phase, starts it again, and looks at what is left.
fn dies(source: bool, phase: &str, way: &str, end: End) {
    let what = format!("{} dies in {phase}, {way}", if source { "source" } else { "destination" });
    let mut pair =
        Pair::of(|number| host(number).program(artifacts::daemon_with_fail_points()).start());
    let line = pair.migrate(way);
    let point = format!("VIREO_FAIL_POINT=migration.{phase}");
    let victim = if source { &mut pair.a } else { &mut pair.b };
    victim.stop();
    victim.start_with(&point);
    let said = pair.a.virsh(&line);
    let victim = if source { &mut pair.a } else { &mut pair.b };
    let how = victim.ended();
    assert!(how.contains("ABRT"), "{what}: {how} {said:?}");
    victim.start_again();
    match end {
        End::Stays => pair.stayed(&what),
        End::Moves => pair.moved(),
        End::Kept => {
            pair.a.wait_state("g", "paused");
            eventually(&format!("{what}: the destination has nothing"), || {
                (!pair.b.lists("g") && pair.b.qemu_pid("g").is_none()).then_some(())
            });
            pair.a.ok("resume g");
            pair.stayed(&what);
        }
    }
    if end != End::Moves {
        // Nothing holds it up.
        pair.a.ok(&pair.migrate("--live"));
        pair.moved();
    }
}

/// REQ: Q-MIG-22, Q-MIG-09
#[test]
fn the_sources_daemon_dies_in_each_phase() {
    if is_reference() {
        vireo_tests::skip!("about vireod");
    }
    dies(true, "begin3", "--live", End::Stays);
    dies(true, "perform3", "--live", End::Stays);
    dies(true, "perform3_done", "--live", End::Kept);
    dies(true, "confirm3", "--live", End::Moves);
}

/// REQ: Q-MIG-22, Q-MIG-09
#[test]
fn the_sources_daemon_dies_in_each_phase_of_its_own_migration() {
    if is_reference() {
        vireo_tests::skip!("about vireod");
    }
    dies(true, "begin3", "--live --p2p", End::Stays);
    dies(true, "perform3", "--live --p2p", End::Stays);
    dies(true, "perform3_done", "--live --p2p", End::Stays);
    dies(true, "finish_sent", "--live --p2p", End::Stays);
    dies(true, "confirm3", "--live --p2p", End::Moves);
}

/// REQ: Q-MIG-22, Q-MIG-09, Q-MIG-18
#[test]
fn the_destinations_daemon_dies_in_each_phase() {
    if is_reference() {
        vireo_tests::skip!("about vireod");
    }
    dies(false, "prepare", "--live", End::Stays);
    dies(false, "finish3", "--live", End::Stays);
    dies(false, "prepare", "--live --p2p", End::Stays);
    dies(false, "finish3", "--live --p2p", End::Stays);
}

/// REQ: Q-MIG-09, E-08: a QEMU dies, or the client.
#[test]
fn others_die_in_the_middle() {
    if is_reference() {
        vireo_tests::skip!("two daemons of one machine");
    }
    use nix::sys::signal::Signal::SIGKILL;
    for way in ["--live", "--live --p2p", "--live --p2p --tunnelled"] {
        let Some(pair) = Pair::slow() else { vireo_tests::skip!("no Linux guest was built") };
        let going = pair.a.virsh_beside(&pair.migrate(way));
        under_way(&pair);
        pair.b.signal_qemu("g", SIGKILL);
        assert!(!going.finish(), "{way}");
        pair.stayed(way);
        if way == "--live" {
            // Its client is gone: so is the migration.
            let going = pair.a.virsh_beside(&pair.migrate(way));
            under_way(&pair);
            drop(going);
            pair.stayed("the client dies");
        }
        let going = pair.a.virsh_beside(&pair.migrate(way));
        under_way(&pair);
        pair.a.signal_qemu("g", SIGKILL);
        assert!(!going.finish(), "{way}");
        pair.a.wait_state("g", "shut off");
        eventually("the destination has nothing", || {
            (!pair.b.lists("g") && pair.b.qemu_pid("g").is_none()).then_some(())
        });
    }
}

/// A guest whose post-copy was broken at once, with nearly all of its memory still on the source.
/// Nothing when all was there already.
fn broken_post_copy() -> Option<Pair> {
    break_post_copy(Pair::slow()?, "")
}

fn break_post_copy(pair: Pair, more: &str) -> Option<Pair> {
    let way = format!("--live --postcopy --postcopy-bandwidth 1 {more}");
    let mut going = pair.a.virsh_beside(&pair.migrate(&way));
    under_way(&pair);
    pair.a.ok("migrate-postcopy g");
    pair.b.wait_state("g", "running (post-copy");
    if !pair.a.virsh("domjobabort g --postcopy").ok {
        pair.moved();
        return None;
    }
    going.expect("error:");
    pair.a.wait_state("g", "paused (post-copy failed)");
    pair.b.wait_state("g", "running (post-copy failed)");
    Some(pair)
}

/// A post-copy migration with more flags breaks between hosts of a kind, and is resumed. Nothing when
/// there is no guest for it.
pub fn breaks_and_is_resumed(make: impl Fn(u8) -> Daemon, more: &str) -> Option<()> {
    let pair = break_post_copy(Pair::slow_of(make)?, more)?;
    resume_it(&pair, more);
    Some(())
}

/// Asks until it is resumed, and has moved.
fn resumed(pair: &Pair) {
    resume_it(pair, "");
}

fn resume_it(pair: &Pair, more: &str) {
    let way = "--live --postcopy --postcopy-resume --postcopy-bandwidth 1000";
    let again = pair.migrate(&format!("{way} {more}"));
    succeeds("the broken post-copy is resumed", || pair.a.virsh(&again));
    pair.moved();
    assert_eq!(pair.b.state("g"), "running (migrated)");
}

/// REQ: Q-MIG-20: post-copy that broke is resumed.
#[test]
fn a_broken_post_copy_is_resumed() {
    if is_reference() {
        vireo_tests::skip!("the reference's destination dies of it");
    }
    if artifacts::linux().is_none() {
        vireo_tests::skip!("no Linux guest was built");
    }
    let Some(pair) = broken_post_copy() else { return };
    let stale = pair.a.virsh_beside("resume g");
    resumed(&pair);
    assert!(!stale.finish(), "its memory is stale");
}

/// REQ: Q-MIG-20: what QEMU does for a device waits for memory that is still on the source, and with
/// it all of that QEMU's usual commands.
#[test]
fn a_broken_post_copy_is_resumed_beside_a_stuck_qemu() {
    if is_reference() {
        vireo_tests::skip!("the reference's destination dies of it");
    }
    if artifacts::linux().is_none() {
        vireo_tests::skip!("no Linux guest was built");
    }
    let Some(pair) = broken_post_copy() else { return };
    // The agent's port has QEMU write into the guest's memory.
    let ping = ["qemu-agent-command", "g", "--timeout", "1", r#"{"execute":"guest-ping"}"#];
    assert!(!pair.b.virsh_args(&ping).ok, "its memory is not there");
    resumed(&pair);
    pair.guest.wait_agent(&pair.b);
}
