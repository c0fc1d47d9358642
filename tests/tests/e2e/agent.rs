//! The guest agent in a small Linux guest.

use vireo_tests::{Daemon, Guest};

#[test]
fn what_the_agent_tells_and_does() {
    let daemon = Daemon::start();
    let Some(guest) = Guest::linux("g") else {
        vireo_tests::skip!("no Linux guest: make guests");
    };
    let image = daemon.path("data.img");
    std::fs::File::create(&image).and_then(|f| f.set_len(8 << 20)).expect("own folder");
    let guest = guest.device(&format!(
        "<disk type='file' device='disk'><driver name='qemu' type='raw'/>\
         <source file='{}'/><target dev='vda' bus='virtio'/></disk>",
        image.display()
    ));
    let mut events = daemon.events("--all");
    guest.start(&daemon).wait_up(&daemon).wait_agent(&daemon);
    events.expect("state: 'connected'");

    assert_eq!(daemon.ok("domhostname g").trim(), "vireo-guest");
    let info = daemon.ok("guestinfo g --os --hostname --user --timezone");
    assert!(info.contains("os.id") && info.contains("vireo"), "{info}");
    assert!(info.contains("hostname"), "{info}");
    let addresses = daemon.ok("domifaddr g --source agent");
    assert!(addresses.contains("127.0.0.1/8"), "{addresses}");
    let time: u64 = daemon.ok("domtime g").trim().trim_start_matches("Time: ").parse().expect("s");
    daemon.ok("domtime g --time 1000000000");
    let set: u64 = daemon.ok("domtime g").trim().trim_start_matches("Time: ").parse().expect("s");
    assert!(time > 1_600_000_000 && (1_000_000_000..1_000_001_000).contains(&set));
    let systems = daemon.ok("domfsinfo g");
    assert!(systems.contains("/mnt"), "{systems}");
    assert!(daemon.ok("domfsfreeze g").contains("Froze 1 filesystem(s)"));
    assert!(daemon.ok("domfsthaw g").contains("Thawed 1 filesystem(s)"));
    let words =
        ["qemu-agent-command", "g", r#"{"execute":"guest-exec","arguments":{"path":"/bin/true"}}"#];
    assert!(daemon.virsh_args(&words).success().contains("pid"));
    daemon.script(
        "
import libvirt_qemu
AGENT_COMMAND_FAILED = 113
dom = connect().lookupByName('g')
said = refused(AGENT_COMMAND_FAILED, libvirt_qemu.qemuAgentCommand, dom, '{\"execute\":\"no\"}', 10, 0)
assert 'no' in said, said
dom.agentSetResponseTimeout(5, 0)
",
    );
    daemon.ok("shutdown g --mode agent");
    daemon.wait_state("g", "shut off (shutdown)");
}

/// A guest whose agent is not there, or doesn't answer: told soon, and the
/// guest's other calls go on.
#[test]
fn an_agent_that_does_not_answer() {
    let daemon = Daemon::start();
    let without = Guest::boot("without");
    without.start(&daemon).wait_up(&daemon);
    daemon.virsh("domhostname without").refused("QEMU guest agent is not configured");
    let silent = Guest::boot("silent").device(
        "<channel type='unix'><target type='virtio' name='org.qemu.guest_agent.0'/></channel>",
    );
    silent.start(&daemon).wait_up(&daemon);
    let said = daemon.virsh("domfsfreeze silent").refused("agent");
    assert!(said.contains("not connected") || said.contains("not responding"), "{said}");
    daemon.ok("suspend silent");
    daemon.ok("resume silent");
    // The power button still works where the agent doesn't.
    daemon.ok("shutdown silent");
    daemon.wait_state("silent", "shut off (shutdown)");
}

#[test]
fn the_agent_is_found_again_after_a_restart() {
    let mut daemon = Daemon::start();
    let Some(guest) = Guest::linux("g") else {
        vireo_tests::skip!("no Linux guest: make guests");
    };
    guest.start(&daemon).wait_up(&daemon).wait_agent(&daemon);
    daemon.crash();
    guest.wait_agent(&daemon);
    assert_eq!(daemon.ok("domhostname g").trim(), "vireo-guest");
    assert!(daemon.ok("dumpxml g").contains("state='connected'"));
}
