//! The daemon dies at each step of each long operation, before and after the
//! step's work; the next daemon finds nothing half done.
//!
//! Exhaustive with the fake QEMU, sampled with the real one.

use vireo_tests::daemon::is_reference;
use vireo_tests::fake::Fake;
use vireo_tests::{Daemon, Guest, artifacts, eventually};

/// Each step's fail points: before and after its work.
fn points(source: &str, operation: &str) -> Vec<String> {
    let steps = artifacts::steps(source, operation);
    assert!(steps.len() >= 3, "{steps:?}");
    let both = |step: String| [format!("{operation}.{step}"), format!("{operation}.{step}.done")];
    steps.into_iter().flat_map(both).collect()
}

fn daemon() -> Daemon {
    Daemon::builder().program(artifacts::daemon_with_fail_points()).start()
}

/// Has the daemon die at `point` during `act`, and starts it again.
fn die_at(daemon: &mut Daemon, point: &str, act: &str) {
    daemon.stop();
    daemon.start_with(&format!("VIREO_FAIL_POINT={point}"));
    let said = daemon.virsh(act);
    assert!(!said.ok, "{point}: {act} came back: {said:?}");
    let how = daemon.ended();
    assert!(how.contains("ABRT"), "{point}: {how}");
    daemon.start_again();
}

/// The guest is off with nothing left, or runs and obeys; then it starts again.
fn whole(daemon: &Daemon, point: &str) {
    let state = eventually(&format!("{point}: the daemon knows"), || {
        let state = daemon.state("g");
        (state.starts_with("running") || state.starts_with("shut off")).then_some(state)
    });
    if state.starts_with("running") {
        daemon.ok("destroy g");
    }
    for file in ["run/qemu/g.xml", "run/qemu/g.pid"] {
        eventually(&format!("{point}: {file} is gone"), || {
            (!daemon.path(file).exists()).then_some(())
        });
    }
    daemon.ok("start g");
    assert!(daemon.state("g").starts_with("running"), "{point}");
    daemon.ok("destroy g");
}

#[test]
fn the_daemon_dies_at_each_step_of_a_start() {
    if is_reference() {
        vireo_tests::skip!("about vireod");
    }
    let mut daemon = daemon();
    Fake::new(&daemon, "g").define();
    for point in points("crates/vireo-qemu/src/process/start.rs", "start") {
        die_at(&mut daemon, &point, "start g");
        whole(&daemon, &point);
    }
}

#[test]
fn the_daemon_dies_while_it_starts_a_real_guest() {
    if is_reference() {
        vireo_tests::skip!("about vireod");
    }
    let mut daemon = daemon();
    Guest::boot("g").define(&daemon);
    for point in ["start.spawn.done", "start.greet.done", "start.run.done"] {
        die_at(&mut daemon, point, "start g");
        whole(&daemon, point);
    }
}

#[test]
fn the_daemon_dies_at_each_step_of_a_networks_start() {
    if is_reference() {
        vireo_tests::skip!("about vireod");
    }
    if !nix::unistd::geteuid().is_root() {
        vireo_tests::skip!("a bridge wants root");
    }
    let mut daemon = daemon();
    let number = std::process::id() % 200 + 20;
    let bridge = format!("vtf{number}");
    let xml = format!(
        "<network><name>n</name><bridge name='{bridge}'/><ip address='10.214.{number}.1' \
         netmask='255.255.255.0'><dhcp><range start='10.214.{number}.2' end='10.214.{number}.9'/>\
         </dhcp></ip></network>"
    );
    let file = daemon.write("n.xml", &xml);
    daemon.ok(&format!("net-define {file}"));
    for point in points("crates/vireo-network/src/start.rs", "network-start") {
        die_at(&mut daemon, &point, "net-start n");
        if daemon.ok("net-info n").contains("Active:         no") {
            daemon.ok("net-start n");
        }
        eventually(&format!("{point}: it serves"), || {
            daemon.path("run/network/n.pid").exists().then_some(())
        });
        daemon.ok("net-destroy n");
        let left = std::path::Path::new("/sys/class/net").join(&bridge).exists();
        assert!(!left, "{point}: the bridge is left");
        assert!(!daemon.path("run/network/n.xml").exists(), "{point}");
    }
}
