//! A guest whose QEMU answers nothing costs nobody else anything.
//!
//! USERS.md 1, 2, 3, 4 and 5.

use std::time::{Duration, Instant};

use nix::sys::signal::Signal;
use vireo_tests::daemon::is_reference;
use vireo_tests::{Daemon, Guest};

/// Long enough for a busy machine, far below any of the daemon's own deadlines
/// for a stuck QEMU (half a minute and more).
const AT_ONCE: Duration = Duration::from_secs(20);

/// Does it within [`AT_ONCE`].
#[track_caller]
fn at_once<T>(what: &str, act: impl FnOnce() -> T) -> T {
    let begin = Instant::now();
    let result = act();
    let took = begin.elapsed();
    assert!(took < AT_ONCE, "{what} took {took:?}");
    result
}

/// A guest that is stuck, and others.
fn stuck(daemon: &Daemon) {
    for name in ["stuck", "well"] {
        Guest::boot(name).start(daemon).wait_up(daemon);
    }
    daemon.signal_qemu("stuck", Signal::SIGSTOP);
}

/// USERS.md 1: no query of a stuck guest's known state waits for it.
#[test]
fn what_is_known_of_a_stuck_guest_is_told() {
    if is_reference() {
        vireo_tests::skip!("the reference waits");
    }
    let daemon = Daemon::start();
    stuck(&daemon);
    // A call that does wait for the stuck guest.
    let mut waiting = daemon.virsh_beside("qemu-monitor-command stuck --hmp info");
    for question in [
        "domstate stuck",
        "dominfo stuck",
        "dumpxml stuck",
        "domid stuck",
        "domjobinfo stuck",
        "vcpucount stuck",
        "domblklist stuck",
        "domcontrol stuck",
        "ttyconsole stuck",
        "list --all",
    ] {
        at_once(question, || daemon.ok(question));
    }
    assert!(waiting.lines().is_empty());
    daemon.signal_qemu("stuck", Signal::SIGCONT);
    waiting.expect("info");
}

/// USERS.md 2: the other guests don't notice.
#[test]
fn other_guests_go_on() {
    let daemon = Daemon::start();
    stuck(&daemon);
    let mut waiting: Vec<_> =
        (0..8).map(|_| daemon.virsh_beside("qemu-monitor-command stuck --hmp info")).collect();
    for action in [
        "list --all",
        "suspend well",
        "resume well",
        "domblkstat well vda",
        "dommemstat well",
        "destroy well",
        "start well",
        "domstats well",
        "capabilities",
        "undefine well",
    ] {
        at_once(action, || daemon.ok(action));
    }
    daemon.signal_qemu("stuck", Signal::SIGCONT);
    for client in &mut waiting {
        client.expect("info");
    }
}

/// USERS.md 4, 38: bulk statistics come with what is known.
#[test]
fn bulk_statistics_of_the_others() {
    if is_reference() {
        vireo_tests::skip!("the reference waits");
    }
    let daemon = Daemon::start();
    stuck(&daemon);
    let stats = at_once("domstats", || daemon.ok("domstats"));
    assert!(stats.contains("Domain: 'stuck'") && stats.contains("Domain: 'well'"), "{stats}");
    let well = stats.split("Domain: ").find(|part| part.starts_with("'well'")).expect("well");
    assert!(well.contains("block.0.rd.reqs="), "{stats}");
    let stuck = stats.split("Domain: ").find(|part| part.starts_with("'stuck'")).expect("stuck");
    assert!(stuck.contains("state.state=1"), "{stats}");
}

/// USERS.md 3: a call on a stuck guest ends by itself, with an error that says
/// so, and what it left in doubt is not told as done.
#[test]
fn a_call_on_a_stuck_guest_ends() {
    if is_reference() {
        vireo_tests::skip!("the reference waits for ever");
    }
    let daemon = Daemon::start();
    stuck(&daemon);
    let said = vireo_tests::client::run_within(
        Duration::from_secs(200),
        daemon.command("virsh").args(["suspend", "stuck"]),
    );
    assert!(!said.ok, "{said:?}");
    assert!(!said.err.contains("killed: no end"), "{said:?}");
    assert!(said.err.contains("Timed out") || said.err.contains("did not answer"), "{said:?}");
    daemon.signal_qemu("stuck", Signal::SIGCONT);
    // QEMU takes it in the end, and that is told: the state is what QEMU says.
    daemon.wait_state("stuck", "paused");
    daemon.ok("resume stuck");
    daemon.wait_state("stuck", "running");
}

/// USERS.md 3: a client that gives up (its connection closes) leaves no job behind.
#[test]
fn a_client_that_gives_up_leaves_no_job() {
    let daemon = Daemon::start();
    stuck(&daemon);
    let gone = daemon.virsh_beside("suspend stuck");
    vireo_tests::eventually("its call is on the way", || {
        let said = daemon.virsh("domcontrol stuck");
        (!said.out.starts_with("ok")).then_some(())
    });
    drop(gone);
    daemon.signal_qemu("stuck", Signal::SIGCONT);
    daemon.wait_state("stuck", "paused");
    daemon.ok("resume stuck");
    daemon.wait_state("stuck", "running");
    daemon.ok("domblkstat stuck vda");
}

/// USERS.md 5: what helps against a stuck guest is destroy, and it helps.
#[test]
fn a_stuck_guest_can_be_destroyed() {
    let daemon = Daemon::start();
    stuck(&daemon);
    let mut waiting = daemon.virsh_beside("qemu-monitor-command stuck --hmp info");
    daemon.ok("destroy stuck");
    assert_eq!(daemon.state("stuck"), "shut off (destroyed)");
    waiting.expect("error:");
    daemon.ok("start stuck");
    assert_eq!(daemon.state("stuck"), "running (booted)");
}

/// USERS.md 1, REQ: E-06: a call that can't get its turn says who has it.
#[test]
fn waiting_for_a_job_ends_and_names_the_holder() {
    let daemon = Daemon::start();
    stuck(&daemon);
    let mut holder = daemon.virsh_beside("suspend stuck");
    // The second is behind the first as soon as that one holds the job.
    let begin = Instant::now();
    let said = loop {
        let said = vireo_tests::client::run_within(
            Duration::from_secs(200),
            daemon.command("virsh").args(["resume", "stuck"]),
        );
        if said.err.contains("cannot acquire state change lock") {
            break said.err;
        }
        assert!(begin.elapsed() < Duration::from_secs(200), "{said:?}");
    };
    assert!(said.contains("held by "), "{said}");
    assert!(said.contains("DomainSuspend"), "{said}");
    // The holder's own wait ends as well, by its deadline or by QEMU's answer.
    daemon.signal_qemu("stuck", Signal::SIGCONT);
    vireo_tests::eventually("the holder ends", || {
        let lines = holder.lines();
        lines.iter().any(|l| l.contains("suspended") || l.contains("Timed out")).then_some(())
    });
}

/// A restart of the daemon doesn't wait for a stuck guest either.
///
/// USERS.md 6
#[test]
fn a_restart_beside_a_stuck_guest() {
    if is_reference() {
        vireo_tests::skip!("the reference waits");
    }
    let mut daemon = Daemon::start();
    stuck(&daemon);
    daemon.kill();
    at_once("the daemon answers again", || daemon.start_again());
    at_once("list", || daemon.ok("list --all"));
    daemon.wait_state("well", "running (booted)");
    at_once("destroy", || daemon.ok("destroy well"));
    at_once("dumpxml", || daemon.ok("dumpxml stuck"));
    daemon.signal_qemu("stuck", Signal::SIGCONT);
    daemon.wait_state("stuck", "running (booted)");
    daemon.ok("suspend stuck");
    daemon.ok("resume stuck");
}
