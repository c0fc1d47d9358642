//! An answer is lost, and what it was about is over before anybody can ask again.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use vireo_tests::daemon::is_reference;
use vireo_tests::link::{Act, Link, Way};
use vireo_tests::pair::{GUEST, Pair, Side};

/// A guest moves, runs and is destroyed there, all while the answer that it runs is on its way, which is
/// lost with the connection.
fn lost_with_its_guest(pair: &mut Pair, restart: bool) {
    pair.source.ok(&format!("start {GUEST}"));
    let there = |words: &[&str]| {
        let mut command = pair.destination.command("virsh");
        command.args(words);
        Mutex::new(command)
    };
    let (state, destroy) = (there(&["domstate", GUEST]), there(&["destroy", GUEST]));
    let log = pair.file("in.log");
    let daemon = restart.then(|| Pid::from_raw(i32::try_from(pair.source.pid()).expect("a pid")));
    let lost = Arc::new(AtomicBool::new(false));
    let once = Arc::clone(&lost);
    let link = Link::new(&pair.path("to.sock"), &pair.destination.socket(), move |at| {
        let told = std::fs::read_to_string(&log).unwrap_or_default();
        let started = told.lines().any(|command| command == "cont");
        if at.way != Way::Back || at.passed || !started || once.load(Ordering::SeqCst) {
            return Act::Go;
        }
        // The daemon knows, too, that it runs: another frame may pass before.
        let said = state.lock().expect("nobody else").output().expect("virsh is there");
        if !String::from_utf8_lossy(&said.stdout).contains("running") {
            return Act::Go;
        }
        once.store(true, Ordering::SeqCst);
        let gone = destroy.lock().expect("nobody else").status().is_ok_and(|said| said.success());
        assert!(gone, "the guest runs there");
        if let Some(daemon) = daemon {
            let _ = kill(daemon, Signal::SIGKILL);
        }
        Act::Cut
    });
    let to = format!("qemu+unix:///system?socket={}", link.path().display());
    let said = pair
        .source
        .virsh(&format!("migrate --live --p2p {GUEST} {to} --migrateuri tcp://127.0.0.1"));
    assert!(!said.ok && lost.load(Ordering::SeqCst), "the answer was lost: {said:?}");
    pair.revive(Side::Source);
    pair.source.wait_state(GUEST, "shut off (migrated)");
    assert_eq!(pair.violations(), "", "restart: {restart}");
    drop(link);
    pair.clean("the next one");
}

/// REQ: Q-MIG-09, Q-MIG-22: what ran there has written to its disks, so that the source must not run it
/// again; and the destination's daemon knows, also when it was restarted.
#[test]
fn a_guest_that_ran_and_ended_there_does_not_run_here_again() {
    if is_reference() {
        vireo_tests::skip!("about vireod");
    }
    let mut pair = Pair::start();
    lost_with_its_guest(&mut pair, false);
    lost_with_its_guest(&mut pair, true);
}
