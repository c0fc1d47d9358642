//! A migration in which something dies, at each command that either QEMU gets and at each message
//! between the daemons: what `ORACLE`'s rules allow, and nothing else.
//!
//! The QEMUs are fakes, so that a case takes less than a second; running CPUs hold a lock that the
//! two share, so that a guest that runs twice for an instant is found. The whole sweep takes
//! minutes: a run without `VIREO_SWEEP` takes every so manyeth case; `VIREO_SWEEP=all` takes all, `VIREO_SWEEP=N` starts with case N of each list.

use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicI32, AtomicU64, Ordering};

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use vireo_tests::daemon::is_reference;
use vireo_tests::fake::numbered;
use vireo_tests::link::{Act, Link, Passing, Way};
use vireo_tests::pair::{GUEST, Pair, Side};
use vireo_tests::sweep::{each, faults_at, sample};
use vireo_tests::{Output, eventually};

/// What is migrated, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Driven {
    /// By the client.
    Direct,
    /// By the source's daemon.
    PeerToPeer,
    /// The same, the memory going through the daemons.
    Tunnelled,
    /// A guest that stands still, by the client.
    Paused,
    /// The definition goes with it, by the client.
    Persistent,
    /// Its disk is copied, by the source's daemon.
    Copied,
    /// To a daemon that knows only the second protocol, by the source's daemon.
    Old,
}

impl Driven {
    fn flags(self) -> &'static [&'static str] {
        match self {
            Self::Direct | Self::Paused => &[],
            Self::Persistent => &["--persistent", "--undefinesource"],
            Self::PeerToPeer | Self::Old => &["--p2p"],
            Self::Copied => &["--p2p", "--copy-storage-all"],
            Self::Tunnelled => &["--p2p", "--tunnelled"],
        }
    }

    /// Where the memory goes, unless through the daemons.
    fn place(self) -> &'static [&'static str] {
        match self {
            Self::Tunnelled => &[],
            Self::Direct
            | Self::PeerToPeer
            | Self::Paused
            | Self::Persistent
            | Self::Copied
            | Self::Old => &["--migrateuri", "tcp://127.0.0.1"],
        }
    }

    fn is_peer_to_peer(self) -> bool {
        self.flags().contains(&"--p2p")
    }

    /// Features that the destination says it lacks: those of the third protocol.
    fn lacks(self) -> &'static [u32] {
        if self == Self::Old { &[6, 13] } else { &[] }
    }
}

/// What goes wrong.
#[derive(Debug, Clone)]
enum Fault {
    /// A line of the script of a side's QEMU.
    Script(Side, String),
    /// At a frame between the source's daemon and the destination's.
    Frame(Passing, Victim),
    /// The client is killed at a frame between it and a daemon.
    Client(Side, Passing),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Victim {
    Link,
    /// The link, without a word.
    Silence,
    Daemon(Side),
}

/// A guest on the source, with the script of a fault in both QEMUs.
///
/// The number is also that of the order in which the QEMUs answer and tell events.
fn boot(pair: &Pair, driven: Driven, number: usize, fault: Option<&Fault>) {
    for side in [Side::Source, Side::Destination] {
        let line = match fault {
            Some(Fault::Script(at, line)) if *at == side => line.as_str(),
            Some(Fault::Script(..) | Fault::Frame(..) | Fault::Client(..)) | None => "",
        };
        pair.script(side, &format!("seed {}\n{line}", number + 1));
    }
    pair.source.ok(&format!("start {GUEST}"));
    if driven == Driven::Paused {
        pair.source.ok(&format!("suspend {GUEST}"));
    }
}

/// Migrates and tells what the client said; the links stay for what the daemons have to ask later.
fn migrate(pair: &Pair, driven: Driven, fault: Option<&Fault>) -> (Output, [Link; 3]) {
    let to = pair.path("to.sock");
    let frame = match fault {
        Some(Fault::Frame(frame, victim)) => Some((*frame, *victim)),
        Some(Fault::Script(..) | Fault::Client(..)) | None => None,
    };
    let (source, destination) = (pair.source.pid(), pair.destination.pid());
    let mut struck = false;
    let watch = move |passing: Passing| match frame {
        // The first connection: later ones ask what became of it.
        Some((at, victim)) if at == passing && !std::mem::replace(&mut struck, true) => {
            match victim {
                Victim::Link => Act::Cut,
                Victim::Silence => Act::Silence,
                Victim::Daemon(Side::Source) => killed(source),
                Victim::Daemon(Side::Destination) => killed(destination),
            }
        }
        Some(_) | None => Act::Go,
    };
    let link = Link::to_old(&to, &pair.destination.socket(), driven.lacks(), watch);
    let virsh = Arc::new(AtomicI32::new(0));
    let doomed = match fault {
        Some(Fault::Client(side, passing)) => Some((*side, *passing)),
        Some(Fault::Script(..) | Fault::Frame(..)) | None => None,
    };
    let watched = |side: Side| {
        let virsh = Arc::clone(&virsh);
        move |passing: Passing| {
            if doomed == Some((side, passing)) {
                // Its connections end with it.
                let _ = kill(Pid::from_raw(virsh.load(Ordering::SeqCst)), Signal::SIGKILL);
            }
            Act::Go
        }
    };
    let (near, far) = (pair.path("near.sock"), pair.path("far.sock"));
    let near_link = Link::new(&near, &pair.source.socket(), watched(Side::Source));
    let far_link = Link::new(&far, &pair.destination.socket(), watched(Side::Destination));
    let uri = |socket: &std::path::Path| format!("qemu+unix:///system?socket={}", socket.display());
    let peer = if driven.is_peer_to_peer() { &to } else { &far };
    let mut command = pair.source.command("virsh");
    command.args(["-c", &uri(&near), "migrate", "--live", GUEST, &uri(peer)]);
    command.args(driven.flags()).args(driven.place());
    (finish(command, &virsh), [link, near_link, far_link])
}

fn finish(mut command: Command, pid: &AtomicI32) -> Output {
    let child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let child = child.expect("virsh is there");
    pid.store(i32::try_from(child.id()).expect("a process id"), Ordering::SeqCst);
    let said = child.wait_with_output().expect("virsh ends");
    Output {
        ok: said.status.success(),
        out: String::from_utf8_lossy(&said.stdout).into_owned(),
        err: String::from_utf8_lossy(&said.stderr).into_owned(),
    }
}

/// Kills a process and waits until it is gone.
fn killed(pid: u32) -> Act {
    let _ = kill(Pid::from_raw(i32::try_from(pid).expect("a process id")), Signal::SIGKILL);
    Act::Go
}

/// What a side's guest may be in the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Is {
    Runs,
    /// Paused with its memory, and says why.
    Kept,
    Off,
}

fn is(pair: &Pair, driven: Driven, side: Side) -> Is {
    let state = pair.state(side);
    match () {
        () if state.starts_with("running") => Is::Runs,
        // As it was before.
        () if driven == Driven::Paused && state == "paused (user)" => Is::Runs,
        () if state.starts_with("paused") => Is::Kept,
        () => Is::Off,
    }
}

/// The pairs of ends that the rules allow after a fault (source, destination).
fn allowed(pair: &Pair, driven: Driven, fault: &Fault) -> Vec<(Is, Is)> {
    let moved = (Is::Off, Is::Runs);
    let stayed = (Is::Runs, Is::Off);
    // Its memory is kept, and only an administrator knows what to do.
    let kept = (Is::Kept, Is::Off);
    let unsure = (Is::Kept, Is::Runs);
    let told_to_run = pair.commands(Side::Destination).iter().any(|command| command == "cont");
    let died = |side: Side| match fault {
        Fault::Script(at, line) => *at == side && line.starts_with("die"),
        Fault::Frame(..) | Fault::Client(..) => false,
    };
    if died(Side::Source) {
        // The memory is lost unless all of it was sent.
        return vec![(Is::Off, Is::Off), moved];
    }
    if died(Side::Destination) {
        let before = matches!(fault, Fault::Script(_, line) if line.starts_with("die before cont"));
        // What ran there has written to the disks: the source must not go on by itself.
        return match told_to_run && !before {
            true => vec![kept, (Is::Off, Is::Off)],
            // In the second protocol the source has nobody who would tell it.
            false if driven == Driven::Old => vec![stayed, kept],
            false => vec![stayed],
        };
    }
    if driven.is_peer_to_peer() && driven != Driven::Old {
        // The source's daemon asks the destination's until it knows.
        return vec![stayed, moved];
    }
    match told_to_run || driven == Driven::Paused {
        true => vec![moved, unsure, stayed, kept],
        // Nobody tells the source that nothing more comes.
        false => vec![stayed, kept],
    }
}

/// One case: a migration with one fault, its end, and that another one works afterwards.
fn case(pair: &mut Pair, driven: Driven, number: usize, fault: &Fault) {
    let what = format!("{driven:?} {number}, {fault:?}");
    let began = std::time::Instant::now();
    boot(pair, driven, number, Some(fault));
    let (said, _links) = migrate(pair, driven, Some(fault));
    for side in [Side::Source, Side::Destination] {
        pair.revive(side);
    }
    let ends = eventually(&format!("{what}: an end that is allowed"), || {
        let ends = (is(pair, driven, Side::Source), is(pair, driven, Side::Destination));
        let allowed = allowed(pair, driven, fault);
        let alive = usize::from(ends.0 != Is::Off) + usize::from(ends.1 != Is::Off);
        let known = allowed.contains(&ends) && pair.qemus().len() == alive;
        if !known {
            eprintln!(
                "{what}: {ends:?}, QEMUs {:?}, wants {allowed:?}; {said:?}; told {:?} and {:?}",
                pair.qemus(),
                pair.commands(Side::Source),
                pair.commands(Side::Destination)
            );
        }
        known.then_some(ends)
    });
    assert_eq!(pair.violations(), "", "{what}");
    // The client hears of success only when the guest was there.
    let died_later =
        matches!(fault, Fault::Script(Side::Destination, line) if line.starts_with("die"));
    assert!(!said.ok || ends.1 == Is::Runs || died_later, "{what}: {ends:?} after {said:?}");
    assert!(said.ok || !said.err.is_empty() || matches!(fault, Fault::Client(..)), "{what}");
    if let (false, Fault::Script(_, line)) = (said.ok, fault) {
        let first = !line.starts_with("error") || said.err.contains("not in this weather");
        assert!(first, "{what}: another error than the first: {said:?}");
    }
    let keepers = pair.keepers();
    assert!(!keepers.is_empty(), "{what}: nobody keeps the definition");
    if said.ok && driven == Driven::Persistent {
        assert_eq!(keepers, [Side::Destination], "{what}");
    }
    pair.clean(&what);
    eprintln!("{what}: {ends:?} in {:?}, {:?}", began.elapsed(), said.err.trim());
}

/// A migration without a fault, which says what there is to break: the commands of both QEMUs.
fn commands(pair: &mut Pair, driven: Driven) -> Vec<(Side, String)> {
    boot(pair, driven, 0, None);
    let before = pair.commands(Side::Source).len();
    let (said, _links) = migrate(pair, driven, None);
    let _ = said.success();
    let ends = (is(pair, driven, Side::Source), is(pair, driven, Side::Destination));
    assert_eq!(ends, (Is::Off, Is::Runs));
    let source = numbered(&pair.commands(Side::Source)).split_off(before);
    let destination = numbered(&pair.commands(Side::Destination));
    assert!(source.iter().any(|command| command == "migrate 1"), "{source:?}");
    let runs = destination.iter().any(|command| command == "cont 1");
    assert_eq!(runs, driven != Driven::Paused, "{destination:?}");
    pair.clean("no fault");
    let of = |side, list: Vec<String>| list.into_iter().map(move |command| (side, command));
    of(Side::Source, source).chain(of(Side::Destination, destination)).collect()
}

/// How many frames go each way in a migration without a fault.
fn frames(
    pair: &mut Pair,
    socket: &str,
    to: Side,
    uri: impl Fn(&str) -> Vec<String>,
) -> (u64, u64) {
    let counts = Arc::new([AtomicU64::new(0), AtomicU64::new(0)]);
    boot(pair, Driven::Direct, 0, None);
    let path = pair.path(socket);
    {
        let counts = Arc::clone(&counts);
        let _link = Link::new(&path, &pair.daemon(to).socket(), move |passing| {
            let at = usize::from(passing.way == Way::Back);
            counts[at].fetch_max(passing.number, Ordering::SeqCst);
            Act::Go
        });
        let link = format!("qemu+unix:///system?socket={}", path.display());
        let mut command = pair.source.command("virsh");
        command.args(uri(&link));
        let _ = finish(command, &AtomicI32::new(0)).success();
    }
    pair.clean("no fault");
    (counts[0].load(Ordering::SeqCst), counts[1].load(Ordering::SeqCst))
}

/// Each moment of so many frames each way.
fn moments((there, back): (u64, u64)) -> Vec<Passing> {
    let of = |way, count| {
        (1..=count).flat_map(move |number| {
            [false, true].map(move |passed| Passing { way, number, passed })
        })
    };
    of(Way::There, there).chain(of(Way::Back, back)).collect()
}

fn go_through(pair: &mut Pair, driven: Driven, faults: Vec<(usize, Fault)>) {
    let go = |pair: &mut Pair, number: usize, fault: &Fault| case(pair, driven, number, fault);
    each(faults, pair, go, Pair::start);
}

fn sweep(driven: Driven, about: usize) {
    if is_reference() {
        vireo_tests::skip!("about vireod");
    }
    let mut pair = Pair::start();
    let mut faults = Vec::new();
    for (side, command) in commands(&mut pair, driven) {
        faults.extend(faults_at(&command).into_iter().map(|line| Fault::Script(side, line)));
    }
    go_through(&mut pair, driven, sample(faults, about));
}

// REQ: Q-MIG-09, Q-MIG-16, Q-MIG-22, E-08
#[test]
fn a_qemu_or_its_daemon_dies_in_a_direct_migration() {
    sweep(Driven::Direct, 16);
}

// REQ: Q-MIG-09, Q-MIG-16, Q-MIG-22, E-08
#[test]
fn a_qemu_or_its_daemon_dies_in_a_peer_to_peer_migration() {
    sweep(Driven::PeerToPeer, 16);
}

// REQ: Q-MIG-06, Q-MIG-09, Q-MIG-22
#[test]
fn a_qemu_or_its_daemon_dies_in_a_tunnelled_migration() {
    sweep(Driven::Tunnelled, 12);
}

// REQ: Q-MIG-02, Q-MIG-09
#[test]
fn a_qemu_or_its_daemon_dies_while_a_paused_guest_goes() {
    sweep(Driven::Paused, 6);
}

// REQ: Q-MIG-13, Q-MIG-16
#[test]
fn a_qemu_or_its_daemon_dies_while_a_definition_goes_along() {
    sweep(Driven::Persistent, 6);
}

// REQ: Q-MIG-09, Q-MIG-19
#[test]
fn a_qemu_or_its_daemon_dies_while_a_disk_is_copied() {
    sweep(Driven::Copied, 6);
}

// REQ: Q-MIG-01, Q-MIG-09
#[test]
fn a_qemu_or_its_daemon_dies_in_the_second_protocol() {
    sweep(Driven::Old, 6);
}

// REQ: Q-MIG-18
#[test]
fn the_link_falls_silent_at_each_message() {
    if is_reference() {
        vireo_tests::skip!("about vireod");
    }
    let mut pair = Pair::with_conf(SOON_SILENT);
    let count = frames(&mut pair, "to.sock", Side::Destination, peer_to_peer);
    let faults = moments(count).into_iter().map(|at| Fault::Frame(at, Victim::Silence)).collect();
    let go = |pair: &mut Pair, number: usize, fault: &Fault| {
        case(pair, Driven::PeerToPeer, number, fault);
    };
    each(sample(faults, 3), &mut pair, go, || Pair::with_conf(SOON_SILENT));
}

/// A peer is asked after a second whether it lives.
const SOON_SILENT: &str = "keepalive_interval = 1\nkeepalive_count = 1";

/// The words of a migration through a link.
fn peer_to_peer(link: &str) -> Vec<String> {
    let words = ["migrate", "--live", "--p2p", GUEST, link, "--migrateuri", "tcp://127.0.0.1"];
    words.map(str::to_owned).to_vec()
}

// REQ: Q-MIG-09, Q-MIG-18, Q-MIG-22
#[test]
fn the_daemons_lose_each_other_at_each_message() {
    if is_reference() {
        vireo_tests::skip!("about vireod");
    }
    let mut pair = Pair::start();
    let count = frames(&mut pair, "to.sock", Side::Destination, peer_to_peer);
    let victims = [Victim::Link, Victim::Daemon(Side::Source), Victim::Daemon(Side::Destination)];
    let (always, faults): (Vec<_>, Vec<_>) = moments(count)
        .into_iter()
        .flat_map(|moment| victims.map(|victim| Fault::Frame(moment, victim)))
        // A request that arrives, and then its connection is gone: the call outlives it.
        .partition(|fault| {
            matches!(fault, Fault::Frame(at, Victim::Link) if at.way == Way::There && at.passed)
        });
    let always = always.into_iter().enumerate();
    go_through(&mut pair, Driven::PeerToPeer, always.chain(sample(faults, 16)).collect());
}

// REQ: Q-MIG-09
#[test]
fn the_client_dies_at_each_of_its_messages() {
    if is_reference() {
        vireo_tests::skip!("about vireod");
    }
    let mut pair = Pair::start();
    let mut faults = Vec::new();
    for (side, socket) in [(Side::Source, "near.sock"), (Side::Destination, "far.sock")] {
        let (near, far) = (pair.source.uri(), pair.destination.uri());
        let words = |link: &str| {
            let (near, far) = match side {
                Side::Source => (link, far.as_str()),
                Side::Destination => (near.as_str(), link),
            };
            let words =
                ["-c", near, "migrate", "--live", GUEST, far, "--migrateuri", "tcp://127.0.0.1"];
            words.map(str::to_owned).to_vec()
        };
        let count = frames(&mut pair, socket, side, words);
        faults.extend(moments(count).into_iter().map(|moment| Fault::Client(side, moment)));
    }
    go_through(&mut pair, Driven::Direct, sample(faults, 16));
}
