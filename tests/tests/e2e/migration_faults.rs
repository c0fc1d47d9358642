//! A migration in which something dies, at each command that either QEMU gets and at each message
//! between the daemons: what `ORACLE`'s rules allow, and nothing else.
//!
//! The QEMUs are fakes, so that a case takes less than a second; running CPUs hold a lock that the
//! two share, so that a guest that runs twice for an instant is found. The whole sweep takes
//! minutes: a run without `VIREO_SWEEP` takes every so manyeth case, another one each day of the
//! month; `VIREO_SWEEP=all` takes all, `VIREO_SWEEP=N` starts with case N of each list.

use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicI32, AtomicU64, Ordering};

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use vireo_tests::daemon::is_reference;
use vireo_tests::fake::numbered;
use vireo_tests::link::{Act, Link, Passing, Way};
use vireo_tests::pair::{GUEST, Pair, Side};
use vireo_tests::{Output, eventually};

/// How a migration is driven.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Driven {
    /// By the client.
    Direct,
    /// By the source's daemon.
    PeerToPeer,
    /// The same, the memory going through the daemons.
    Tunnelled,
}

impl Driven {
    fn flags(self) -> &'static [&'static str] {
        match self {
            Self::Direct => &[],
            Self::PeerToPeer => &["--p2p"],
            Self::Tunnelled => &["--p2p", "--tunnelled"],
        }
    }

    /// Where the memory goes, unless through the daemons.
    fn place(self) -> &'static [&'static str] {
        match self {
            Self::Direct | Self::PeerToPeer => &["--migrateuri", "tcp://127.0.0.1"],
            Self::Tunnelled => &[],
        }
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
    Daemon(Side),
}

/// A guest that runs on the source, with the script of a fault in both QEMUs.
fn boot(pair: &Pair, fault: Option<&Fault>) {
    if let Some(Fault::Script(side, line)) = fault {
        pair.script(*side, line);
    }
    pair.source.ok(&format!("start {GUEST}"));
}

/// Migrates and tells what the client said.
fn migrate(pair: &Pair, driven: Driven, fault: Option<&Fault>) -> Output {
    let to = pair.path("to.sock");
    let frame = match fault {
        Some(Fault::Frame(frame, victim)) => Some((*frame, *victim)),
        Some(Fault::Script(..) | Fault::Client(..)) | None => None,
    };
    let (source, destination) = (pair.source.pid(), pair.destination.pid());
    let _link = Link::new(&to, &pair.destination.socket(), move |passing| match frame {
        Some((at, victim)) if at == passing => match victim {
            Victim::Link => Act::Cut,
            Victim::Daemon(Side::Source) => killed(source),
            Victim::Daemon(Side::Destination) => killed(destination),
        },
        Some(_) | None => Act::Go,
    });
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
    let _near = Link::new(&near, &pair.source.socket(), watched(Side::Source));
    let _far = Link::new(&far, &pair.destination.socket(), watched(Side::Destination));
    let uri = |socket: &std::path::Path| format!("qemu+unix:///system?socket={}", socket.display());
    let peer = if driven == Driven::Direct { &far } else { &to };
    let mut command = pair.source.command("virsh");
    command.args(["-c", &uri(&near), "migrate", "--live", GUEST, &uri(peer)]);
    command.args(driven.flags()).args(driven.place());
    finish(command, &virsh)
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

fn is(pair: &Pair, side: Side) -> Is {
    let state = pair.state(side);
    match () {
        () if state.starts_with("running") => Is::Runs,
        () if state.starts_with("paused") => Is::Kept,
        () => Is::Off,
    }
}

/// The pairs of ends that the rules allow after a fault (source, destination).
fn allowed(pair: &Pair, fault: &Fault) -> Vec<(Is, Is)> {
    let moved = (Is::Off, Is::Runs);
    let stayed = (Is::Runs, Is::Off);
    // Its memory is kept, and only the other side or an administrator knows what to do.
    let kept = (Is::Kept, Is::Off);
    let unsure = (Is::Kept, Is::Runs);
    let ran_there = pair.commands(Side::Destination).iter().any(|command| command == "cont");
    let died = |side: Side| match fault {
        Fault::Script(at, line) => *at == side && line.starts_with("die"),
        Fault::Frame(..) | Fault::Client(..) => false,
    };
    if died(Side::Source) {
        // The memory is lost unless all of it was sent.
        return vec![(Is::Off, Is::Off), moved];
    }
    if died(Side::Destination) {
        // What ran there has written to the disks: the source must not go on by itself.
        return match ran_there {
            true => vec![kept, (Is::Off, Is::Off), stayed],
            false => vec![stayed],
        };
    }
    match (ran_there, fault) {
        (true, _) => vec![moved, unsure, stayed],
        // Nobody tells the source that nothing more comes.
        (false, Fault::Client(..)) => vec![stayed, kept],
        (false, _) => vec![stayed, kept],
    }
}

/// One case: a migration with one fault, its end, and that another one works afterwards.
fn case(pair: &mut Pair, driven: Driven, fault: &Fault) {
    let what = format!("{driven:?}, {fault:?}");
    let began = std::time::Instant::now();
    boot(pair, Some(fault));
    let said = migrate(pair, driven, Some(fault));
    for side in [Side::Source, Side::Destination] {
        pair.revive(side);
    }
    let ends = eventually(&format!("{what}: an end that is allowed"), || {
        let ends = (is(pair, Side::Source), is(pair, Side::Destination));
        let allowed = allowed(pair, fault);
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
    pair.clean(&what);
    eprintln!("{what}: {ends:?} in {:?}", began.elapsed());
}

/// A migration without a fault, which says what there is to break: the commands of both QEMUs.
fn commands(pair: &mut Pair, driven: Driven) -> Vec<(Side, String)> {
    boot(pair, None);
    let before = pair.commands(Side::Source).len();
    let _ = migrate(pair, driven, None).success();
    assert_eq!((is(pair, Side::Source), is(pair, Side::Destination)), (Is::Off, Is::Runs));
    let source = numbered(&pair.commands(Side::Source)).split_off(before);
    let destination = numbered(&pair.commands(Side::Destination));
    assert!(source.iter().any(|command| command == "migrate 1"), "{source:?}");
    assert!(destination.iter().any(|command| command == "cont 1"), "{destination:?}");
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
    boot(pair, None);
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

/// The cases of this run: all, or a sample that is another one each day.
fn sample<T>(cases: Vec<T>, about: usize) -> Vec<T> {
    let (first, step) = match std::env::var("VIREO_SWEEP") {
        Ok(all) if all == "all" => (0, 1),
        Ok(first) => (first.parse().expect("`all` or a number"), usize::MAX),
        Err(_) => {
            let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
            let day = now.expect("after 1970").as_secs() / 86_400;
            let step = (cases.len() / about).max(1);
            (usize::try_from(day).expect("days are few") % step, step)
        }
    };
    eprintln!("{} cases from number {first}, every {step}", cases.len());
    cases.into_iter().skip(first).step_by(step).collect()
}

fn sweep(driven: Driven, about: usize) {
    if is_reference() {
        vireo_tests::skip!("about vireod");
    }
    let mut pair = Pair::start();
    let mut faults = Vec::new();
    for (side, command) in commands(&mut pair, driven) {
        for moment in ["before", "after"] {
            faults.push(Fault::Script(side, format!("die {moment} {command}")));
            faults.push(Fault::Script(side, format!("kill-daemon {moment} {command}")));
        }
        faults.push(Fault::Script(side, format!("error {command} not in this weather")));
    }
    for fault in sample(faults, about) {
        case(&mut pair, driven, &fault);
    }
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

// REQ: Q-MIG-09, Q-MIG-18, Q-MIG-22
#[test]
fn the_daemons_lose_each_other_at_each_message() {
    if is_reference() {
        vireo_tests::skip!("about vireod");
    }
    let mut pair = Pair::start();
    let words = |link: &str| {
        let words = ["migrate", "--live", "--p2p", GUEST, link, "--migrateuri", "tcp://127.0.0.1"];
        words.map(str::to_owned).to_vec()
    };
    let count = frames(&mut pair, "to.sock", Side::Destination, words);
    let victims = [Victim::Link, Victim::Daemon(Side::Source), Victim::Daemon(Side::Destination)];
    let (always, faults): (Vec<_>, Vec<_>) = moments(count)
        .into_iter()
        .flat_map(|moment| victims.map(|victim| Fault::Frame(moment, victim)))
        // A request that arrives, and then its connection is gone: the call outlives it.
        .partition(|fault| {
            matches!(fault, Fault::Frame(at, Victim::Link) if at.way == Way::There && at.passed)
        });
    for fault in always.into_iter().chain(sample(faults, 16)) {
        case(&mut pair, Driven::PeerToPeer, &fault);
    }
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
    for fault in sample(faults, 16) {
        case(&mut pair, Driven::Direct, &fault);
    }
}
