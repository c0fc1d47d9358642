//! A migration in which something breaks, at each command that either QEMU gets and at each message
//! between the daemons and their client: what `ORACLE`'s rules allow, and nothing else.
//!
//! The QEMUs are fakes, so that a case takes less than a second; running CPUs hold a lock that the
//! two share, so that a guest that runs twice for an instant is found. The whole sweep takes
//! long: a run without `VIREO_SWEEP` takes a sample; `VIREO_SWEEP=all` takes all, `VIREO_SWEEP=N`
//! takes case N of each list.

mod faults;
mod oracle;
mod stories;
mod ways;

use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicI32, AtomicU64, Ordering};

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use vireo_tests::daemon::is_reference;
use vireo_tests::fake::numbered;
use vireo_tests::link::{Act, Link, Passing, Way as Direction};
use vireo_tests::pair::{GUEST, Pair, Side, UUID, kill_and_wait};
use vireo_tests::sweep::{each, faults_at, sample};
use vireo_tests::{Output, eventually};

use faults::{Fault, Victim, doubled, moments};
use oracle::Is;
use ways::{BY_PEER, COPIED, DIRECT, OFFLINE, OLD, Starts, TUNNELLED, Way};

/// A guest on the source, with the script of the faults in both QEMUs.
///
/// The number is also that of the order in which the QEMUs answer and tell events.
fn boot(pair: &Pair, way: &Way, number: usize, faults: &[Fault]) {
    for side in [Side::Source, Side::Destination] {
        let mut script = format!("seed {}\n", number + 1);
        for fault in faults {
            match fault {
                Fault::Script(at, line) if *at == side => script.push_str(line),
                Fault::Abort(command) if side == Side::Source => {
                    let program = abort_program(pair);
                    script.push_str(&format!("run before {command} {program}"));
                }
                Fault::Script(..) | Fault::Abort(_) | Fault::Frame(..) | Fault::Client(..) => {}
            }
            script.push('\n');
        }
        pair.script(side, &script);
    }
    let words = match way.starts {
        Starts::Running => format!("start {GUEST}"),
        Starts::Paused => format!("start {GUEST}; suspend {GUEST}"),
        Starts::Off => return,
    };
    let _ = pair.source.virsh_args(&[&words]).success();
}

/// A program that aborts the guest's job.
fn abort_program(pair: &Pair) -> String {
    use std::os::unix::fs::PermissionsExt;
    let path = pair.path("abort");
    let text = format!("#!/bin/sh\nexec virsh -q -c '{}' domjobabort {UUID}\n", pair.source.uri());
    std::fs::write(&path, text).expect("own folder");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).expect("own file");
    path.display().to_string()
}

/// Migrates and tells what the client said; the links stay for what the daemons have to ask later.
fn migrate(pair: &Pair, way: &Way, faults: &[Fault]) -> (Output, [Link; 3]) {
    let to = pair.path("to.sock");
    let (source, destination) = (pair.source.pid(), pair.destination.pid());
    let frames = faults.iter().filter_map(|fault| match fault {
        Fault::Frame(frame, victim) => Some((*frame, *victim)),
        Fault::Script(..) | Fault::Abort(_) | Fault::Client(..) => None,
    });
    let mut frames: Vec<(Passing, Victim)> = frames.collect();
    let watch = move |passing: Passing| {
        // The first connection: later ones ask what became of it.
        let Some(at) = frames.iter().position(|(frame, _)| *frame == passing) else {
            return Act::Go;
        };
        match frames.remove(at).1 {
            Victim::Link => Act::Cut,
            Victim::LinkInside => Act::CutInside,
            Victim::Silence => Act::Silence,
            Victim::Daemon(side) => {
                kill_and_wait(if side == Side::Source { source } else { destination });
                Act::Go
            }
        }
    };
    let link = way.link(&to, &pair.destination.socket(), watch);
    let virsh = Arc::new(AtomicI32::new(0));
    let watched = |side: Side| {
        let virsh = Arc::clone(&virsh);
        let at = faults.iter().filter_map(|fault| match fault {
            Fault::Client(at, passing) if *at == side => Some(*passing),
            Fault::Script(..) | Fault::Abort(_) | Fault::Frame(..) | Fault::Client(..) => None,
        });
        let at: Vec<Passing> = at.collect();
        move |passing: Passing| {
            if at.contains(&passing) {
                // Its connections end with it.
                let _ = kill(Pid::from_raw(virsh.load(Ordering::SeqCst)), Signal::SIGKILL);
            }
            Act::Go
        }
    };
    let (near, far) = (pair.path("near.sock"), pair.path("far.sock"));
    let near_link = Link::new(&near, &pair.source.socket(), watched(Side::Source));
    let far_link = way.link(&far, &pair.destination.socket(), watched(Side::Destination));
    let uri = |socket: &std::path::Path| format!("qemu+unix:///system?socket={}", socket.display());
    let peer = if way.is_by_peer() { &to } else { &far };
    let mut command = pair.source.command("virsh");
    command.args(["-c", &uri(&near), "migrate", GUEST, &uri(peer)]).args(way.words());
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

/// A case of a list.
type Case = (&'static Way, Vec<Fault>);

/// One case: a migration with its faults, its end, and that another one works afterwards.
fn case(pair: &mut Pair, number: usize, (way, faults): &Case) {
    let what = format!("{} {number}, {faults:?}", way.name);
    let began = std::time::Instant::now();
    boot(pair, way, number, faults);
    let (said, links) = migrate(pair, way, faults);
    let ends = oracle::judge(pair, way, faults, &said, &what);
    if ends == (Is::Runs, Is::Off) && is_over(pair, faults) {
        drop(links);
        oracle::moves(pair, way, &what);
    }
    pair.clean(&what);
    eprintln!("{what}: {ends:?} in {:?}, {:?}", began.elapsed(), said.err.trim());
}

/// Whether all that was to break broke: nothing of it is left for the next migration.
fn is_over(pair: &Pair, faults: &[Fault]) -> bool {
    let commands = numbered(&pair.commands(Side::Source));
    faults.iter().all(|fault| match fault {
        Fault::Script(Side::Source, line) => {
            commands.iter().any(|command| line.contains(&format!(" {command}")))
        }
        Fault::Abort(at) => commands.contains(at),
        Fault::Script(Side::Destination, _) | Fault::Frame(..) | Fault::Client(..) => true,
    })
}

/// A migration without a fault, which says what there is to break: the commands of both QEMUs.
fn commands(pair: &mut Pair, way: &Way) -> Vec<(Side, String)> {
    boot(pair, way, 0, &[]);
    let before = pair.commands(Side::Source).len();
    let (said, _links) = migrate(pair, way, &[]);
    let _ = said.success();
    eventually(way.name, || {
        let ends = (oracle::is(pair, way, Side::Source), oracle::is(pair, way, Side::Destination));
        if ends == (Is::Off, Is::Runs) { Ok(()) } else { Err(ends) }
    });
    let source = numbered(&pair.commands(Side::Source)).split_off(before);
    let destination = numbered(&pair.commands(Side::Destination));
    assert!(source.iter().any(|command| command == "migrate 1"), "{source:?}");
    let runs = destination.iter().any(|command| command == "cont 1");
    assert_ne!(runs, way.arrives_paused(), "{destination:?}");
    pair.clean("no fault");
    let of = |side, list: Vec<String>| list.into_iter().map(move |command| (side, command));
    of(Side::Source, source).chain(of(Side::Destination, destination)).collect()
}

/// All faults of a way at the commands of its QEMUs.
fn faults_of(pair: &mut Pair, way: &Way) -> Vec<Fault> {
    let mut all = Vec::new();
    for (side, command) in commands(pair, way) {
        all.extend(faults_at(&command).into_iter().map(|line| Fault::Script(side, line)));
        if side == Side::Source {
            all.push(Fault::Abort(command));
        }
    }
    all
}

/// How many frames go each way through a link in a migration without a fault.
fn frames(pair: &mut Pair, way: &Way, socket: &str) -> (u64, u64) {
    let counts = Arc::new([AtomicU64::new(0), AtomicU64::new(0)]);
    boot(pair, way, 0, &[]);
    let watch = |socket: &str, counted: bool| {
        let counts = Arc::clone(&counts);
        let (path, is_near) = (pair.path(socket), socket == "near.sock");
        let to = if is_near { &pair.source } else { &pair.destination };
        // Only the destination is of long ago.
        let lacks = if is_near { &[] } else { way.lacks() };
        Link::to_old(&path, &to.socket(), lacks, move |passing| {
            if counted {
                let at = usize::from(passing.way == Direction::Back);
                counts[at].fetch_max(passing.number, Ordering::SeqCst);
            }
            Act::Go
        })
    };
    let sockets = ["to.sock", "near.sock", "far.sock"];
    let links = sockets.map(|one| watch(one, one == socket));
    let uri = |socket: &str| format!("qemu+unix:///system?socket={}", pair.path(socket).display());
    let peer = if way.is_by_peer() { "to.sock" } else { "far.sock" };
    let mut command = pair.source.command("virsh");
    command.args(["-c", &uri("near.sock"), "migrate", GUEST, &uri(peer)]).args(way.words());
    let _ = finish(command, &AtomicI32::new(0)).success();
    drop(links);
    pair.clean("no fault");
    (counts[0].load(Ordering::SeqCst), counts[1].load(Ordering::SeqCst))
}

fn go_through(pair: &mut Pair, cases: Vec<(usize, Case)>, rebuild: fn() -> Pair) {
    each(cases, pair, case, Pair::show_logs, rebuild);
}

fn sweep(ways: &'static [Way], about: usize) {
    if is_reference() {
        vireo_tests::skip!("about vireod");
    }
    let mut pair = Pair::start();
    let mut cases: Vec<Case> = Vec::new();
    for way in ways {
        let faults = faults_of(&mut pair, way);
        cases.extend(faults.into_iter().map(|fault| (way, vec![fault])));
    }
    go_through(&mut pair, sample(cases, about), Pair::start);
}

// REQ: Q-MIG-09, Q-MIG-16, Q-MIG-22, E-08
#[test]
fn a_qemu_or_its_daemon_dies_in_a_direct_migration() {
    sweep(DIRECT, 11);
}

// REQ: Q-MIG-09, Q-MIG-16, Q-MIG-22, E-08
#[test]
fn a_qemu_or_its_daemon_dies_in_a_peer_to_peer_migration() {
    sweep(BY_PEER, 11);
}

// REQ: Q-MIG-06, Q-MIG-09, Q-MIG-22
#[test]
fn a_qemu_or_its_daemon_dies_in_a_tunnelled_migration() {
    sweep(TUNNELLED, 7);
}

// REQ: Q-MIG-09, Q-MIG-19
#[test]
fn a_qemu_or_its_daemon_dies_while_a_disk_is_copied() {
    sweep(COPIED, 6);
}

// REQ: Q-MIG-01, Q-MIG-09
#[test]
fn a_qemu_or_its_daemon_dies_in_older_protocols() {
    sweep(OLD, 7);
}

// REQ: Q-MIG-09, Q-MIG-22
#[test]
fn two_things_break_in_one_migration() {
    if is_reference() {
        vireo_tests::skip!("about vireod");
    }
    let mut pair = Pair::start();
    let mut cases: Vec<Case> = Vec::new();
    for way in [&DIRECT[0], &BY_PEER[0], &COPIED[1]] {
        let faults = doubled(&faults_of(&mut pair, way));
        cases.extend(faults.into_iter().map(|faults| (way, faults)));
    }
    go_through(&mut pair, sample(cases, 4), Pair::start);
}

/// A peer is asked after a second whether it lives.
fn soon_silent() -> Pair {
    Pair::with_conf("keepalive_interval = 1\nkeepalive_count = 1")
}

// REQ: Q-MIG-18
#[test]
fn the_link_falls_silent_at_each_message() {
    if is_reference() {
        vireo_tests::skip!("about vireod");
    }
    let mut pair = soon_silent();
    let way = &BY_PEER[0];
    let count = frames(&mut pair, way, "to.sock");
    let silent = |at| (way, vec![Fault::Frame(at, Victim::Silence)]);
    // A link that falls silent while it is made is waited for half a minute: those come last.
    let (first, then): (Vec<_>, Vec<_>) = moments(count).into_iter().partition(|at| at.number < 3);
    let all = vireo_tests::sweep::is_whole();
    let cases = then.into_iter().chain(first.into_iter().filter(|_| all)).map(silent).collect();
    go_through(&mut pair, sample(cases, 2), soon_silent);
}

// REQ: Q-MIG-09, Q-MIG-18, Q-MIG-22
#[test]
fn the_daemons_lose_each_other_at_each_message() {
    if is_reference() {
        vireo_tests::skip!("about vireod");
    }
    let mut pair = Pair::start();
    let victims = [
        Victim::Link,
        Victim::LinkInside,
        Victim::Daemon(Side::Source),
        Victim::Daemon(Side::Destination),
    ];
    let (mut always, mut cases): (Vec<Case>, Vec<Case>) = (Vec::new(), Vec::new());
    for way in [&BY_PEER[0], &BY_PEER[3], &TUNNELLED[0], &OLD[2], &OLD[3], &OFFLINE[1]] {
        let count = frames(&mut pair, way, "to.sock");
        for moment in moments(count) {
            for victim in victims {
                let arrives = moment.way == Direction::There && moment.passed;
                let case = (way, vec![Fault::Frame(moment, victim)]);
                match victim {
                    // A request that arrives, and then its connection is gone: the call outlives it.
                    Victim::Link if arrives && *way == BY_PEER[0] => always.push(case),
                    // The same as before it.
                    Victim::LinkInside if moment.passed => {}
                    _ => cases.push(case),
                }
            }
        }
    }
    let always = always.into_iter().enumerate();
    go_through(&mut pair, always.chain(sample(cases, 12)).collect(), Pair::start);
}

// REQ: Q-MIG-09
#[test]
fn the_client_dies_at_each_of_its_messages() {
    if is_reference() {
        vireo_tests::skip!("about vireod");
    }
    let mut pair = Pair::start();
    let mut cases: Vec<Case> = Vec::new();
    for way in [&DIRECT[0], &DIRECT[3], &COPIED[0], &OLD[0], &OLD[1], &OFFLINE[0]] {
        for (side, socket) in [(Side::Source, "near.sock"), (Side::Destination, "far.sock")] {
            let count = frames(&mut pair, way, socket);
            let all = moments(count).into_iter().map(|at| (way, vec![Fault::Client(side, at)]));
            cases.extend(all);
        }
    }
    go_through(&mut pair, sample(cases, 12), Pair::start);
}
