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
