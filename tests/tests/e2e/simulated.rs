//! Exhaustive where the real QEMU is too slow and too kind: a fake one dies,
//! hangs and refuses at every command of every operation, from a seed.

use vireo_tests::fake::{Fake, numbered};
use vireo_tests::{Daemon, eventually};

/// The guest of these tests is off, nothing of a run is left, and it starts again.
fn clean_and_startable(daemon: &Daemon, fake: &Fake<'_>, what: &str) {
    eventually(&format!("{what}: the guest is off"), || {
        daemon.state("g").starts_with("shut off").then_some(())
    });
    for file in ["run/qemu/g.xml", "run/qemu/g.pid"] {
        eventually(&format!("{what}: {file} is gone"), || {
            (!daemon.path(file).exists()).then_some(())
        });
    }
    eventually(&format!("{what}: no folder is left"), || {
        let left: Vec<_> = std::fs::read_dir(daemon.path("lib/qemu"))
            .expect("a folder")
            .flatten()
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .filter(|name| name.starts_with("domain-"))
            .collect();
        if left.is_empty() { Ok(()) } else { Err(left) }
    });
    fake.script("");
    daemon.ok("start g");
    daemon.ok("destroy g");
}

/// REQ: E-08: a guest that dies at any command of its start.
#[test]
fn a_start_dies_at_every_command() {
    let daemon = Daemon::start();
    let fake = Fake::new(&daemon, "g");
    fake.define();
    daemon.ok("start g");
    let commands = numbered(&fake.commands());
    daemon.ok("destroy g");
    assert!(commands.len() >= 3, "{commands:?}");
    let mut ways = vec!["exit start 1 no such machine".to_owned(), "die start".to_owned()];
    for command in &commands {
        ways.push(format!("die before {command}"));
        ways.push(format!("exit before {command} 1 gone"));
        ways.push(format!("garbage before {command}\ndie after {command}"));
        ways.push(format!("close before {command}"));
    }
    for way in ways {
        fake.script(&format!("seed 3\n{way}"));
        let said = daemon.virsh("start g");
        // After the last answer the start may be over; it is never half so.
        if said.ok {
            let _ = daemon.virsh("destroy g");
        } else {
            assert!(said.err.contains("error:"), "{way}: {said:?}");
        }
        clean_and_startable(&daemon, &fake, &way);
    }
}

#[test]
fn qemus_last_words_are_told() {
    let daemon = Daemon::start();
    let fake = Fake::new(&daemon, "g");
    fake.define();
    for way in
        ["exit start 1 the disk is on fire", "exit before qmp_capabilities 1 1 the disk is on fire"]
    {
        fake.script(way);
        daemon.virsh("start g").refused("the disk is on fire");
    }
    clean_and_startable(&daemon, &fake, "last words");
}

/// A command that QEMU refuses during the start: the start fails with its words,
/// or goes on where the command is not needed. Never half.
#[test]
fn a_start_is_refused_at_every_command() {
    let daemon = Daemon::start();
    let fake = Fake::new(&daemon, "g");
    fake.define();
    daemon.ok("start g");
    let commands = numbered(&fake.commands());
    daemon.ok("destroy g");
    for command in &commands {
        fake.script(&format!("error {command} not in this weather"));
        let said = daemon.virsh("start g");
        if said.ok {
            assert!(daemon.state("g").starts_with("running"), "{command}");
            daemon.ok("destroy g");
        } else {
            assert!(said.err.contains("not in this weather"), "{command}: {said:?}");
        }
        clean_and_startable(&daemon, &fake, command);
    }
}

/// Operations on a running guest that dies at each of their commands: an error,
/// and then the guest is off, with nothing left.
#[test]
fn every_operation_dies_at_every_command() {
    let daemon = Daemon::start();
    let fake = Fake::new(&daemon, "g");
    fake.define();
    let operations = [
        "suspend g",
        "resume g",
        "reset g",
        "shutdown g --mode acpi",
        "reboot g --mode acpi",
        "send-key g KEY_A",
        "inject-nmi g",
        "domstats g",
        "dommemstat g",
        "qemu-monitor-command g --hmp info",
        "domcontrol g",
        "destroy g",
    ];
    for operation in operations {
        let prepare = |script: &str| {
            fake.script(script);
            daemon.ok("start g");
            if operation.starts_with("resume") {
                daemon.ok("suspend g");
            }
        };
        prepare("");
        let before = fake.commands();
        fake.forget();
        let _ = daemon.virsh(operation);
        let commands = fake.commands();
        let _ = daemon.virsh("destroy g");
        // Numbered as the whole run counts them.
        let whole = numbered(&[before.as_slice(), commands.as_slice()].concat());
        let own = &whole[before.len()..];
        for command in own {
            for way in [format!("die before {command}"), format!("die after {command}")] {
                fake.forget();
                prepare(&way);
                let said = daemon.virsh(operation);
                assert!(!said.err.contains("killed: no end"), "{operation}, {way}: {said:?}");
                clean_and_startable(&daemon, &fake, &format!("{operation}, {way}"));
                fake.forget();
            }
        }
    }
}

/// A monitor that breaks without the guest: the daemon doesn't call it running
/// and well for ever, nor leaves a process that nobody watches.
#[test]
fn a_monitor_that_closes() {
    let daemon = Daemon::start();
    let fake = Fake::new(&daemon, "g");
    fake.define().script("close after cont 1");
    let _ = daemon.virsh("start g");
    let _ = daemon.virsh("destroy g");
    clean_and_startable(&daemon, &fake, "closed");
}

/// REQ: E-06, E-07: a command without an answer ends its caller's wait, not the daemon's.
#[test]
fn a_guest_that_hangs_at_a_command() {
    if vireo_tests::daemon::is_reference() {
        vireo_tests::skip!("the reference waits");
    }
    let daemon = Daemon::start();
    let fake = Fake::new(&daemon, "g");
    fake.define().script("hang before stop 1");
    daemon.ok("start g");
    let mut waiting = daemon.virsh_beside("suspend g");
    eventually("the command is on its way", || {
        fake.commands().contains(&"stop".to_owned()).then_some(())
    });
    assert_eq!(daemon.ok("domstate g").trim(), "running");
    daemon.ok("dumpxml g");
    daemon.ok("list --all");
    daemon.ok("destroy g");
    waiting.expect("error:");
    clean_and_startable(&daemon, &fake, "hung");
}

/// The daemon comes back to guests whose QEMU dies, hangs or refuses at every
/// command of the reconnect.
#[test]
fn a_reconnect_fails_at_every_command() {
    let mut daemon = Daemon::start();
    let commands = {
        let fake = Fake::new(&daemon, "g");
        fake.define();
        daemon.ok("start g");
        fake.commands()
    };
    let log = daemon.path("g.qemu.log");
    let read = |log: &std::path::Path| {
        let text = std::fs::read_to_string(log).unwrap_or_default();
        text.lines().map(str::to_owned).collect::<Vec<_>>()
    };
    daemon.crash();
    daemon.wait_state("g", "running");
    eventually("it obeys", || daemon.virsh("suspend g").ok.then_some(()));
    daemon.ok("destroy g");
    let all = read(&log);
    let whole = numbered(&all);
    // From the second greeting to the suspension: what the reconnect asked.
    let last = all.iter().rposition(|name| name == "stop").expect("suspended");
    let own = whole[commands.len()..last].to_vec();
    assert!(!own.is_empty(), "{all:?}");
    for command in own {
        for way in ["die before", "error", "close before"] {
            std::fs::write(&log, "").expect("own folder");
            let script = daemon.path("g.qemu.script");
            std::fs::write(&script, format!("{way} {command} no")).expect("own folder");
            daemon.ok("start g");
            daemon.crash();
            // It is told as running or as off, and either way obeys.
            daemon.ok("domstate g");
            daemon.ok("list --all");
            eventually(&format!("{way} {command}: it ends"), || {
                let said = daemon.virsh("destroy g");
                (said.ok || said.err.contains("not running")).then_some(())
            });
            daemon.wait_state("g", "shut off");
            std::fs::write(&script, "").expect("own folder");
            daemon.ok("start g");
            daemon.ok("destroy g");
        }
    }
}

/// Many seeds: delays and the order of answers and events differ, what clients
/// see does not.
#[test]
fn the_order_of_events_and_answers_does_not_matter() {
    let daemon = Daemon::start();
    let fake = Fake::new(&daemon, "g");
    fake.define();
    for seed in 1..=12 {
        fake.script(&format!("seed {seed}\ndelay 0 5"));
        daemon.ok("start g");
        assert_eq!(daemon.state("g"), "running (booted)", "seed {seed}");
        daemon.ok("suspend g");
        assert_eq!(daemon.state("g"), "paused (user)", "seed {seed}");
        daemon.ok("resume g");
        assert_eq!(daemon.state("g"), "running (unpaused)", "seed {seed}");
        daemon.ok("shutdown g --mode acpi");
        daemon.wait_state("g", "shut off (shutdown)");
    }
}

/// A device whose plugging fails at any command: QEMU's words are told, what was put in is taken
/// out again, and the definition has nothing of it. When QEMU dies the guest is off.
#[test]
fn a_device_is_refused_at_every_command() {
    let daemon = Daemon::start();
    let fake = Fake::new(&daemon, "g");
    fake.define();
    let rng = "<rng model='virtio'><backend model='random'>/dev/urandom</backend></rng>";
    let file = daemon.write("rng.xml", rng);
    let attach = format!("attach-device g {file} --live");
    fake.script("");
    daemon.ok("start g");
    fake.forget();
    daemon.ok(&attach);
    let commands = numbered(&fake.commands());
    assert!(commands.iter().any(|command| command.starts_with("device_add")), "{commands:?}");
    daemon.ok("destroy g");
    for command in commands {
        fake.script(&format!("error {command} not in this weather"));
        daemon.ok("start g");
        let before = daemon.ok("dumpxml g");
        fake.forget();
        daemon.virsh(&attach).refused("not in this weather");
        assert_eq!(daemon.ok("dumpxml g"), before);
        let said = fake.commands();
        let count = |name: &str| said.iter().filter(|one| one.starts_with(name)).count();
        assert_eq!(
            count("object-del"),
            count("object-add") - usize::from(command.starts_with("object")),
            "{said:?}"
        );
        daemon.ok("destroy g");
        fake.script(&format!("die before {command}"));
        daemon.ok("start g");
        assert!(!daemon.virsh(&attach).ok, "{command}");
        clean_and_startable(&daemon, &fake, &command);
    }
}
