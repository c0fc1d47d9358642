//! From definition to undefinition.

use vireo_tests::{Daemon, Guest, eventually};

/// The first session of a new user.
#[test]
fn a_guest_lives_and_ends() {
    let daemon = Daemon::start();
    let guest = Guest::boot("g");
    guest.define(&daemon);
    assert_eq!(daemon.state("g"), "shut off (unknown)");
    daemon.ok("start g");
    assert_eq!(daemon.state("g"), "running (booted)");
    guest.wait_up(&daemon);

    daemon.ok("suspend g");
    assert_eq!(daemon.state("g"), "paused (user)");
    let said = guest.serial(&daemon);
    daemon.ok("resume g");
    assert_eq!(daemon.state("g"), "running (unpaused)");
    eventually("the guest counts on", || (guest.serial(&daemon).len() > said.len()).then_some(()));

    daemon.ok("destroy g");
    assert_eq!(daemon.state("g"), "shut off (destroyed)");
    daemon.virsh("destroy g").refused("domain is not running");
    daemon.ok("undefine g");
    assert!(!daemon.lists("g"));
    daemon.virsh("domstate g").refused("failed to get domain 'g'");
}

/// The guest's `nth` hello: it came up that many times.
fn wait_ups(guest: &Guest, daemon: &Daemon, nth: usize) {
    eventually(&format!("{} is up the {nth}. time", guest.name()), || {
        (guest.serial(daemon).matches("vireo guest: up").count() >= nth).then_some(())
    });
}

#[test]
fn the_power_button_shuts_down() {
    let daemon = Daemon::start();
    let guest = Guest::boot("g");
    guest.start(&daemon).wait_up(&daemon);
    daemon.ok("shutdown g --mode acpi");
    daemon.wait_state("g", "shut off (shutdown)");
    assert!(guest.serial(&daemon).contains("power button"));
    daemon.virsh("shutdown g").refused("domain is not running");
}

#[test]
fn a_guest_that_ignores_the_button_runs_on() {
    let daemon = Daemon::start();
    let guest = Guest::boot("g");
    guest.start(&daemon).wait_up(&daemon);
    daemon.ok("send-key g KEY_I");
    guest.wait_serial(&daemon, "key:i");
    daemon.ok("shutdown g");
    guest.wait_serial(&daemon, "power button");
    assert_eq!(daemon.state("g"), "running (booted)");
    daemon.ok("destroy g --graceful");
    assert_eq!(daemon.state("g"), "shut off (destroyed)");
}

#[test]
fn a_guest_powers_itself_off() {
    let daemon = Daemon::start();
    let guest = Guest::boot("g");
    guest.start(&daemon).wait_up(&daemon);
    daemon.ok("send-key g KEY_Q");
    daemon.wait_state("g", "shut off (shutdown)");
    // Again, from the same definition.
    daemon.ok("start g");
    wait_ups(&guest, &daemon, 1);
}

#[test]
fn power_off_may_mean_restart() {
    let daemon = Daemon::start();
    let guest = Guest::boot("g").with("<on_poweroff>restart</on_poweroff>");
    guest.start(&daemon).wait_up(&daemon);
    let id = daemon.ok("domid g");
    daemon.ok("send-key g KEY_Q");
    wait_ups(&guest, &daemon, 2);
    daemon.wait_state("g", "running");
    assert_eq!(daemon.ok("domid g"), id, "the same QEMU goes on");
}

#[test]
fn reboot_may_mean_the_end() {
    let daemon = Daemon::start();
    let guest = Guest::boot("g").with("<on_reboot>destroy</on_reboot>");
    guest.start(&daemon).wait_up(&daemon);
    daemon.ok("send-key g KEY_R");
    daemon.wait_state("g", "shut off");
}

#[test]
fn reboot_by_the_power_button_and_reset() {
    let daemon = Daemon::start();
    let guest = Guest::boot("g");
    guest.start(&daemon).wait_up(&daemon);
    daemon.ok("reboot g --mode acpi");
    wait_ups(&guest, &daemon, 2);
    daemon.wait_state("g", "running");
    daemon.ok("reset g");
    wait_ups(&guest, &daemon, 3);
    // The guest's own reset.
    daemon.ok("send-key g KEY_R");
    wait_ups(&guest, &daemon, 4);
    daemon.wait_state("g", "running");
}

#[test]
fn a_panic_ends_or_keeps_the_guest() {
    let daemon = Daemon::start();
    let panic = "<panic model='isa'/>";
    let ends = Guest::boot("ends").device(panic).with("<on_crash>destroy</on_crash>");
    let stays = Guest::boot("stays").device(panic).with("<on_crash>preserve</on_crash>");
    ends.start(&daemon).wait_up(&daemon);
    stays.start(&daemon).wait_up(&daemon);
    daemon.ok("send-key ends KEY_P");
    daemon.ok("send-key stays KEY_P");
    daemon.wait_state("ends", "shut off (crashed)");
    daemon.wait_state("stays", "crashed (panicked)");
    daemon.ok("destroy stays");
}

#[test]
fn sleep_and_wakeup() {
    let daemon = Daemon::start();
    let guest = Guest::boot("g");
    guest.start(&daemon).wait_up(&daemon);
    daemon.virsh("dompmwakeup g").refused("guest is not in suspended state");
    daemon.ok("send-key g KEY_S");
    daemon.wait_state("g", "pmsuspended");
    daemon.ok("dompmwakeup g");
    daemon.wait_state("g", "running (event wakeup)");
}

/// REQ: Q-DEV-05
#[test]
fn start_paused() {
    let daemon = Daemon::start();
    let guest = Guest::boot("g");
    guest.define(&daemon);
    daemon.ok("start g --paused");
    assert_eq!(daemon.state("g"), "paused (user)");
    daemon.virsh("start g").refused("Domain is already active");
    assert_eq!(guest.serial(&daemon), "");
    daemon.ok("resume g");
    guest.wait_up(&daemon);
    daemon.virsh("resume g").refused("domain is already running");
}

#[test]
fn a_transient_guest_leaves_nothing() {
    let daemon = Daemon::start();
    let guest = Guest::boot("g");
    guest.create(&daemon).wait_up(&daemon);
    assert!(daemon.ok("dominfo g").contains("Persistent:     no"));
    daemon.virsh("undefine g").refused("cannot undefine transient domain");
    daemon.virsh("autostart g").refused("cannot set autostart for transient domain");
    daemon.ok("destroy g");
    assert!(!daemon.lists("g"));
    assert!(!daemon.path("etc/qemu/g.xml").exists());
    assert!(!daemon.path("run/qemu/g.xml").exists());
    assert!(!daemon.path("run/qemu/g.pid").exists());
}

#[test]
fn transient_and_persistent_change_places() {
    let daemon = Daemon::start();
    let guest = Guest::boot("g").uuid("5d1f6ab0-9d4f-4ec2-a3ce-9f4a4b1e9a11");
    guest.create(&daemon);
    guest.define(&daemon);
    assert!(daemon.ok("dominfo g").contains("Persistent:     yes"));
    daemon.ok("undefine g");
    assert!(daemon.ok("dominfo g").contains("Persistent:     no"));
    assert_eq!(daemon.ok("domstate g").trim(), "running");
    daemon.ok("destroy g");
    assert!(!daemon.lists("g"));
}

/// REQ: Q-DEV-05
#[test]
fn autodestroy_ends_with_its_connection() {
    let daemon = Daemon::start();
    let guest = Guest::boot("kept");
    guest.start(&daemon);
    let file = daemon.write("g.xml", &Guest::boot("g").xml(&daemon));
    daemon.script(&format!(
        "
conn, other = connect(), connect()
conn.createXML(open('{file}').read(), libvirt.VIR_DOMAIN_START_AUTODESTROY)
assert other.lookupByName('g').isActive()
other.close()
other = connect()
assert other.lookupByName('g').isActive(), 'another connection ended'
conn.close()
eventually(lambda: [d.name() for d in other.listAllDomains()] == ['kept'])
"
    ));
    assert_eq!(daemon.state("kept"), "running (booted)");
}

#[test]
fn every_question_about_one_guest() {
    let daemon = Daemon::start();
    let guest = Guest::boot("g").cpus(2).uuid("c7a5fdbd-cdaf-9455-926a-d65c16db1809");
    guest.start(&daemon).wait_up(&daemon);
    assert_eq!(daemon.ok("domuuid g").trim(), "c7a5fdbd-cdaf-9455-926a-d65c16db1809");
    assert_eq!(daemon.ok("domname c7a5fdbd-cdaf-9455-926a-d65c16db1809").trim(), "g");
    let id = daemon.ok("domid g");
    assert_eq!(daemon.ok(&format!("domname {}", id.trim())).trim(), "g");
    assert_eq!(daemon.ok("domcontrol g").trim(), "ok");
    let info = daemon.ok("dominfo g");
    for line in [
        "OS Type:        hvm",
        "CPU(s):         2",
        "Max memory:     16384 KiB",
        "Used memory:    16384 KiB",
        "Autostart:      disable",
        "Managed save:   no",
    ] {
        assert!(info.contains(line), "{line:?} in {info}");
    }
    assert_eq!(daemon.ok("vcpucount g --live --active").trim(), "2");
    assert_eq!(daemon.ok("vcpucount g --config --maximum").trim(), "2");
    let vcpus = daemon.ok("vcpuinfo g");
    assert_eq!(vcpus.matches("State:          running").count(), 2, "{vcpus}");
    assert!(daemon.ok("domblklist g").contains("vda"));
    assert!(daemon.ok("domjobinfo g").contains("None"));
    assert!(daemon.ok("domtime g --help").contains("domtime"));
    assert_eq!(daemon.ok("ttyconsole g").trim().split('/').nth(2), Some("pts"));
}
