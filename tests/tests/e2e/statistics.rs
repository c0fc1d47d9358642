//! Numbers about guests and about the host.

use vireo_tests::{Daemon, Guest, eventually};

#[test]
fn bulk_statistics() {
    let daemon = Daemon::start();
    let guest = Guest::boot("on").cpus(2);
    guest.start(&daemon).wait_up(&daemon);
    Guest::boot("off").define(&daemon);
    let all = daemon.ok("domstats");
    for line in [
        "Domain: 'on'",
        "Domain: 'off'",
        "state.state=1",
        "state.state=5",
        "cpu.time=",
        "cpu.user=",
        "cpu.system=",
        "balloon.current=16384",
        "balloon.maximum=16384",
        "balloon.rss=",
        "vcpu.current=2",
        "vcpu.maximum=2",
        "vcpu.0.state=1",
        "vcpu.1.time=",
        "block.count=1",
        "block.0.name=vda",
        "block.0.path=",
        "block.0.rd.reqs=",
        "block.0.wr.bytes=",
        "block.0.fl.reqs=",
        "block.0.capacity=1048576",
    ] {
        assert!(all.contains(line), "{line:?} in {all}");
    }
    let state = daemon.ok("domstats --state on");
    assert!(state.contains("state.reason=1") && !state.contains("cpu.time"), "{state}");
    let active = daemon.ok("domstats --list-active --state");
    assert!(active.contains("'on'") && !active.contains("'off'"), "{active}");
    let inactive = daemon.ok("domstats --list-inactive --state");
    assert!(!inactive.contains("'on'") && inactive.contains("'off'"), "{inactive}");
    let _ = daemon.ok("domstats --enforce --state off");
}

#[test]
fn block_statistics_follow_the_guest() {
    let daemon = Daemon::start();
    let guest = Guest::boot("g");
    guest.start(&daemon).wait_up(&daemon);
    let written = |daemon: &Daemon| -> u64 {
        let stats = daemon.ok("domblkstat g vda");
        let line = stats.lines().find(|l| l.contains("wr_bytes")).expect("wr_bytes");
        line.split_whitespace().last().and_then(|n| n.parse().ok()).expect("a number")
    };
    let before = written(&daemon);
    daemon.ok("send-key g KEY_W");
    guest.wait_serial(&daemon, "wrote");
    assert_eq!(written(&daemon), before + 512);
    let reads = daemon.ok("domblkstat g");
    assert!(reads.contains("rd_req"), "{reads}");
    daemon.virsh("domblkstat g vdz").refused("invalid path: vdz");
    let info = daemon.ok("domblkinfo g vda");
    assert!(info.contains("Capacity:       1048576"), "{info}");
    daemon.ok("destroy g");
    daemon.virsh("domblkstat g vda").refused("domain is not running");
    let info = daemon.ok("domblkinfo g vda");
    assert!(info.contains("Capacity:       1048576"), "{info}");
}

#[test]
fn processor_and_memory() {
    let daemon = Daemon::start();
    let guest = Guest::boot("g");
    guest.start(&daemon).wait_up(&daemon);
    let time = || -> f64 {
        let stats = daemon.ok("cpu-stats g --total");
        let line = stats.lines().find(|l| l.contains("cpu_time")).expect("cpu_time");
        line.split_whitespace().nth(1).and_then(|n| n.parse().ok()).expect("seconds")
    };
    let first = time();
    assert!(first > 0.0);
    eventually("the guest uses its CPU", || (time() > first).then_some(()));
    let memory = daemon.ok("dommemstat g");
    assert!(memory.contains("actual 16384"), "{memory}");
    assert!(memory.contains("rss "), "{memory}");
}

#[test]
fn interface_statistics() {
    let daemon = Daemon::start();
    if !nix::unistd::geteuid().is_root() {
        vireo_tests::skip!("a tap device wants root");
    }
    let tap = format!("vttap{}", std::process::id() % 100_000);
    let guest = Guest::boot("g").device(&format!(
        "<interface type='ethernet'><mac address='52:54:00:12:34:56'/>\
         <target dev='{tap}' managed='yes'/><model type='virtio'/></interface>",
    ));
    guest.start(&daemon).wait_up(&daemon);
    let list = daemon.ok("domiflist g");
    assert!(list.contains("52:54:00:12:34:56"), "{list}");
    let stats = daemon.ok(&format!("domifstat g {tap}"));
    assert!(stats.contains("rx_bytes") && stats.contains("tx_packets"), "{stats}");
    let bulk = daemon.ok("domstats g --interface");
    assert!(bulk.contains("net.count=1") && bulk.contains(&format!("net.0.name={tap}")), "{bulk}");
    daemon.virsh("domifstat g nope").refused("nope");
    let device = std::path::Path::new("/sys/class/net").join(&tap);
    assert!(device.exists());
    daemon.ok("destroy g");
    assert!(!device.exists(), "the tap is given back");
}

/// A guest with Linux inside tells of its memory.
#[test]
fn the_balloon_tells_of_memory() {
    let daemon = Daemon::start();
    let Some(guest) = Guest::linux("g") else {
        vireo_tests::skip!("no Linux guest: make guests");
    };
    let guest = guest.device("<memballoon model='virtio'><stats period='1'/></memballoon>");
    guest.start(&daemon).wait_up(&daemon);
    let stats = eventually("the guest reports", || {
        let stats = daemon.ok("dommemstat g");
        stats.contains("unused ").then_some(stats)
    });
    for name in ["available ", "usable ", "last_update ", "disk_caches ", "major_fault "] {
        assert!(stats.contains(name), "{name} in {stats}");
    }
    let bulk = daemon.ok("domstats g --balloon");
    assert!(bulk.contains("balloon.available="), "{bulk}");
}

#[test]
fn about_the_host() {
    let daemon = Daemon::start();
    let info = daemon.ok("nodeinfo");
    assert!(info.contains("CPU model:           x86_64"), "{info}");
    assert!(daemon.ok("nodecpumap").contains("CPUs present:"));
    assert!(daemon.ok("nodecpustats").contains("idle:"));
    assert!(daemon.ok("nodememstats").contains("total"));
    assert!(daemon.ok("freecell").contains("Total:"));
    let _ = daemon.ok("freepages --all");
    let host = nix::unistd::gethostname().expect("a host name").into_string().expect("text");
    assert!(daemon.ok("hostname").trim().starts_with(&host));
    assert!(daemon.ok("uri").trim().starts_with("qemu"));
    assert!(daemon.ok("maxvcpus").trim().parse::<u32>().is_ok());
    let capabilities = daemon.ok("capabilities");
    for text in ["<capabilities>", "<arch>x86_64</arch>", "<os_type>hvm</os_type>", "<topology>"] {
        assert!(capabilities.contains(text), "{text} in {capabilities}");
    }
    let domain = daemon.ok("domcapabilities --virttype qemu --machine q35");
    for text in ["<domainCapabilities>", "<machine>pc-q35-", "<enum name='bus'>", "<cpu>"] {
        assert!(domain.contains(text), "{text} in {domain}");
    }
    let models = daemon.ok("cpu-models x86_64");
    assert!(models.lines().any(|m| m == "qemu64") && models.lines().any(|m| m == "Haswell"));
    assert!(daemon.ok("version").contains("Running hypervisor: QEMU "));
    daemon.script(
        "
conn = connect()
assert conn.getType() == 'QEMU'
assert conn.isAlive() and conn.isSecure() and conn.isEncrypted() == 0
assert conn.getLibVersion() >= 11003000 and conn.getVersion() >= 7002000
model = conn.getSecurityModel()
assert model[0] in ('none', 'dac', 'apparmor', 'selinux', ''), model
assert conn.getFreeMemory() > 0 and conn.getCellsFreeMemory(0, 1)[0] > 0
assert sum(conn.getCPUMap()[1]) >= 1
",
    );
}
