//! The daemon goes and comes back; guests don't notice.

use nix::sys::signal::Signal;
use vireo_tests::{Daemon, Guest, eventually};

fn story(mut end: impl FnMut(&mut Daemon)) {
    let mut daemon = Daemon::start();
    let running = Guest::boot("running");
    let paused = Guest::boot("paused");
    let transient = Guest::boot("transient");
    running.start(&daemon).wait_up(&daemon);
    paused.start(&daemon).wait_up(&daemon);
    transient.create(&daemon).wait_up(&daemon);
    daemon.ok("suspend paused");
    Guest::boot("off").define(&daemon);
    let names = ["running", "paused", "transient"];
    let before: Vec<_> =
        names.map(|n| (daemon.ok(&format!("domid {n}")), daemon.qemu_pid(n))).into();
    let xml = daemon.ok("dumpxml running");

    end(&mut daemon);

    let after: Vec<_> =
        names.map(|n| (daemon.ok(&format!("domid {n}")), daemon.qemu_pid(n))).into();
    assert_eq!(after, before, "the same guests in the same processes");
    // REQ: E-10
    assert_eq!(daemon.state("running"), "running (booted)");
    assert_eq!(daemon.state("paused"), "paused (user)");
    assert_eq!(daemon.state("transient"), "running (booted)");
    assert_eq!(daemon.state("off"), "shut off (unknown)");
    assert_eq!(daemon.ok("dumpxml running"), xml);
    assert!(daemon.ok("dominfo transient").contains("Persistent:     no"));

    // And they are not only listed: they obey, and are heard.
    let mut events = daemon.events("--all");
    daemon.ok("resume paused");
    events.expect("event 'lifecycle' for domain 'paused': Resumed Unpaused");
    daemon.ok("send-key running KEY_X");
    running.wait_serial(&daemon, "key:x");
    assert!(daemon.ok("domblkstat running vda").contains("rd_req"));
    daemon.ok("send-key transient KEY_Q");
    events.expect("event 'lifecycle' for domain 'transient': Stopped Shutdown");
    eventually("a transient guest leaves", || (!daemon.lists("transient")).then_some(()));
    let mut console = daemon.virsh_on_terminal("console running --force");
    console.expect("tick");
    for name in ["running", "paused"] {
        daemon.ok(&format!("destroy {name}"));
        assert_eq!(daemon.state(name), "shut off (destroyed)");
    }
}

#[test]
fn found_again_after_a_stop() {
    story(Daemon::restart);
}

/// REQ: N-06
#[test]
fn found_again_after_a_kill() {
    story(Daemon::crash);
}

#[test]
fn found_again_many_times() {
    story(|daemon| {
        for _ in 0..3 {
            daemon.crash();
            daemon.restart();
        }
    });
}

/// USERS.md 10: what ended meanwhile is told as ended, never as running.
#[test]
fn what_ended_meanwhile_is_off() {
    let mut daemon = Daemon::start();
    let names = ["killed", "off", "transient"];
    for name in names {
        let guest = Guest::boot(name);
        if name == "transient" {
            guest.create(&daemon)
        } else {
            guest.start(&daemon)
        };
        guest.wait_up(&daemon);
    }
    let pids = names.map(|name| daemon.qemu_pid(name).expect("a pid file"));
    daemon.kill();
    for pid in [pids[0], pids[2]] {
        nix::sys::signal::kill(nix::unistd::Pid::from_raw(pid), Signal::SIGKILL).expect("QEMU");
    }
    eventually("they are gone", || {
        (!std::path::Path::new(&format!("/proc/{}", pids[0])).exists()).then_some(())
    });
    daemon.start_again();
    daemon.wait_state("killed", "shut off");
    eventually("a transient guest is forgotten", || (!daemon.lists("transient")).then_some(()));
    daemon.wait_state("off", "running (booted)");
    daemon.ok("start killed");
    assert_eq!(daemon.state("killed"), "running (booted)");
}

/// Another process may have the number of a guest that died: it is not ours
/// to talk to or to end. (The reference ends it.)
#[test]
fn a_strange_process_is_not_taken_for_a_guest() {
    if vireo_tests::daemon::is_reference() {
        vireo_tests::skip!("the reference kills the process with the guest's number");
    }
    let mut stranger = std::process::Command::new("sleep").arg("300").spawn().expect("sleep");
    let mut daemon = Daemon::start();
    let guest = Guest::boot("g");
    guest.start(&daemon).wait_up(&daemon);
    let pid = daemon.qemu_pid("g").expect("a pid file");
    daemon.kill();
    nix::sys::signal::kill(nix::unistd::Pid::from_raw(pid), Signal::SIGKILL).expect("QEMU");
    let status = daemon.path("run/qemu/g.xml");
    let text = std::fs::read_to_string(&status).expect("a status file");
    let other = stranger.id();
    let text = text.replace(&format!("pid='{pid}'"), &format!("pid='{other}'"));
    std::fs::write(&status, text).expect("a status file");
    std::fs::write(daemon.path("run/qemu/g.pid"), other.to_string()).expect("a pid file");
    daemon.start_again();
    daemon.wait_state("g", "shut off");
    assert!(stranger.try_wait().expect("a child").is_none(), "the stranger lives");
    stranger.kill().expect("a child");
    stranger.wait().expect("a child");
}

/// USERS.md 7: a client is told that its connection, and so its callbacks, are
/// gone, and a new registration hears everything from then on.
///
/// USERS.md 8: a client's reconnect changes no guest; the daemon says no state
/// that it doesn't know. (The reference says "not running" for a while.)
#[test]
fn clients_reconnect_to_the_same_truth() {
    if vireo_tests::daemon::is_reference() {
        vireo_tests::skip!("the reference forgets for a while that a guest runs");
    }
    let mut daemon = Daemon::start();
    Guest::boot("g").start(&daemon).wait_up(&daemon);
    let mut client = daemon.python_beside(
        "
start_events()
conn = connect()
closed = []
conn.registerCloseCallback(lambda c, reason, o: closed.append(reason), None)
conn.setKeepAlive(1, 3)
say('ready')
eventually(lambda: closed, 'the close callback')
say('closed', closed[0])
def again():
    try:
        return connect()
    except libvirt.libvirtError:
        return None
conn = eventually(again)
assert conn.lookupByName('g').state() == [1, 1], conn.lookupByName('g').state()
told = []
conn.domainEventRegisterAny(None, libvirt.VIR_DOMAIN_EVENT_ID_LIFECYCLE,
    lambda c, d, event, detail, o: told.append((d.name(), event)), None)
conn.lookupByName('g').destroy()
eventually(lambda: ('g', 5) in told)
say('done')
",
    );
    client.expect("ready");
    daemon.crash();
    client.expect("closed 1");
    client.expect("done");
    assert!(client.finish());
}
