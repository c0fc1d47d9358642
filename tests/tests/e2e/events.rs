//! Who asked is told, once, in order.

use vireo_tests::{Daemon, Guest};

/// The story that every event test plays: events as `name: event detail`.
const LISTEN: &str = "
start_events()
conn = connect()
told = []
conn.domainEventRegisterAny(None, libvirt.VIR_DOMAIN_EVENT_ID_LIFECYCLE,
    lambda c, d, event, detail, o: told.append((d.name(), event, detail)), None)
";

#[test]
fn virsh_event_tells_a_life() {
    let daemon = Daemon::start();
    let guest = Guest::boot("g");
    let mut events = daemon.events("--all");
    guest.define(&daemon);
    events.expect("event 'lifecycle' for domain 'g': Defined Added");
    daemon.ok("start g");
    events.expect("event 'lifecycle' for domain 'g': Resumed Unpaused");
    events.expect("event 'lifecycle' for domain 'g': Started Booted");
    daemon.ok("suspend g");
    events.expect("event 'lifecycle' for domain 'g': Suspended Paused");
    daemon.ok("resume g");
    events.expect("event 'lifecycle' for domain 'g': Resumed Unpaused");
    guest.wait_up(&daemon);
    daemon.ok("reset g");
    events.expect("event 'reboot' for domain 'g'");
    daemon.ok("destroy g");
    events.expect("event 'lifecycle' for domain 'g': Stopped Destroyed");
    daemon.ok("desc g --new-desc Changed");
    events.expect("event 'metadata-change' for domain 'g': type description, uri ");
    daemon.ok("domrename g h");
    events.expect("event 'lifecycle' for domain 'h': Defined Renamed");
    daemon.ok("undefine h");
    events.expect("event 'lifecycle' for domain 'h': Undefined Removed");
}

#[test]
fn what_the_guest_does_is_told() {
    let daemon = Daemon::start();
    let guest = Guest::boot("g").device("<panic model='isa'/>");
    guest.start(&daemon).wait_up(&daemon);
    let mut events = daemon.events("--all");
    // Whoever listens is sure to be there when the first of its own shows up.
    daemon.ok("suspend g");
    events.expect("Suspended Paused");
    daemon.ok("resume g");
    daemon.ok("send-key g KEY_S");
    events.expect("event 'pm-suspend' for domain 'g'");
    daemon.ok("dompmwakeup g");
    events.expect("event 'pm-wakeup' for domain 'g'");
    daemon.ok("destroy g");
    daemon.ok("start g");
    guest.wait_up(&daemon);
    daemon.ok("send-key g KEY_P");
    events.expect("event 'lifecycle' for domain 'g': Crashed Panicked");
    daemon.wait_state("g", "shut off (crashed)");
    daemon.ok("start g");
    guest.wait_up(&daemon);
    daemon.ok("shutdown g --mode acpi");
    events.expect("event 'lifecycle' for domain 'g': Shutdown Finished after guest request");
    events.expect("event 'lifecycle' for domain 'g': Stopped Shutdown");
}

/// REQ: E-03
#[test]
fn every_client_hears_everything_once_in_order() {
    let daemon = Daemon::start();
    Guest::boot("g").define(&daemon);
    let story = format!(
        "{LISTEN}
other = connect()
also = []
other.domainEventRegisterAny(None, libvirt.VIR_DOMAIN_EVENT_ID_LIFECYCLE,
    lambda c, d, event, detail, o: also.append((d.name(), event, detail)), None)
legacy = []
third = connect()
third.domainEventRegister(lambda c, d, event, detail, o: legacy.append((d.name(), event, detail)), None)
dom = connect().lookupByName('g')
for _ in range(5):
    dom.create(); dom.suspend(); dom.resume(); dom.destroy()
want = [('g', 4, 0), ('g', 2, 0), ('g', 3, 0), ('g', 4, 0), ('g', 5, 1)] * 5
seen = lambda l: [e for e in l if e[1] != 6]
life = lambda l: [e for e in seen(l) if e[1] in (3, 5)]
eventually(lambda: len(life(told)) >= 10 and len(life(also)) >= 10 and len(life(legacy)) >= 10)
eventually(lambda: told == also == legacy, 'all are told the same')
assert life(told) == [('g', 3, 0), ('g', 5, 1)] * 5, told
"
    );
    daemon.script(&story);
}

#[test]
fn events_of_one_domain_only() {
    let daemon = Daemon::start();
    for name in ["a", "b"] {
        Guest::boot(name).define(&daemon);
    }
    daemon.script(
        "
start_events()
conn = connect()
told = []
a, b = conn.lookupByName('a'), conn.lookupByName('b')
ident = conn.domainEventRegisterAny(b, libvirt.VIR_DOMAIN_EVENT_ID_LIFECYCLE,
    lambda c, d, event, detail, o: told.append(d.name()), None)
a.create(); b.create(); a.destroy(); b.destroy()
eventually(lambda: len(told) >= 3)
assert set(told) == {'b'}, told
conn.domainEventDeregisterAny(ident)
count = len(told)
b.create(); b.destroy()
mark = []
conn.domainEventRegisterAny(a, libvirt.VIR_DOMAIN_EVENT_ID_LIFECYCLE,
    lambda c, d, event, detail, o: mark.append(1), None)
a.create()
eventually(lambda: mark)
assert len(told) == count, told
refused(libvirt.VIR_ERR_INVALID_ARG, conn.domainEventDeregisterAny, 4711)
a.destroy()
",
    );
}

#[test]
fn monitor_events_and_commands() {
    let daemon = Daemon::start();
    let guest = Guest::boot("g");
    guest.start(&daemon).wait_up(&daemon);
    let mut events = daemon.virsh_beside("qemu-monitor-event --loop g");
    vireo_tests::eventually("the listener listens", || {
        daemon.ok("suspend g");
        daemon.ok("resume g");
        events.lines().iter().any(|line| line.contains("event RESUME")).then_some(())
    });
    let commands = [r#"{"execute":"query-status"}"#, r#"{"execute":"stop"}"#];
    let said = daemon.virsh_args(&["qemu-monitor-command", "g", commands[0]]).success();
    assert!(said.contains(r#""status":"running""#), "{said}");
    let _ = daemon.virsh_args(&["qemu-monitor-command", "g", commands[1]]).success();
    events.expect("event STOP at");
    daemon.wait_state("g", "paused");
    let hmp = daemon.virsh_args(&["qemu-monitor-command", "g", "--hmp", "info status"]).success();
    assert!(hmp.contains("VM status: paused"), "{hmp}");
    let said = daemon.virsh_args(&["qemu-monitor-command", "g", r#"{"execute":"nope"}"#]);
    assert!(said.success().contains("CommandNotFound"));
    // The guest is marked as touched by hand.
    let log = std::fs::read_to_string(daemon.path("log/qemu/g.log")).expect("a log");
    assert!(log.contains("tainted: custom-monitor"), "{log}");
}

/// USERS.md 9: events come to a client that registered its loop late, or only
/// listens: no other call is needed to make them flow.
#[test]
fn events_flow_without_other_calls() {
    let daemon = Daemon::start();
    Guest::boot("g").define(&daemon);
    let mut listener = daemon.python_beside(&format!(
        "{LISTEN}
say('ready')
eventually(lambda: ('g', 5, 1) in told)
say('heard')
"
    ));
    listener.expect("ready");
    daemon.ok("start g");
    daemon.ok("destroy g");
    listener.expect("heard");
    assert!(listener.finish());
}
