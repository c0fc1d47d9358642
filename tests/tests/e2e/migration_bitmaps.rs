//! Dirty bitmaps go with the disks that have them.

use std::process::Command;

use vireo_tests::daemon::is_reference;
use vireo_tests::{Daemon, Guest};

use crate::migration::host;

fn tool(words: &str) {
    let said = Command::new("qemu-img").args(words.split_whitespace()).output().expect("qemu-img");
    assert!(said.status.success(), "qemu-img {words}: {}", String::from_utf8_lossy(&said.stderr));
}

/// Names of the bitmaps that the guest's QEMU has, each once.
fn bitmaps(at: &Daemon) -> Vec<String> {
    let ask = r#"{"execute":"query-named-block-nodes","arguments":{"flat":true}}"#;
    let said = at.virsh_args(&["qemu-monitor-command", "g", ask]).success();
    let said: serde_json::Value = serde_json::from_str(&said).expect("JSON");
    let nodes = said["return"].as_array().into_iter().flatten();
    let all = nodes.flat_map(|node| node["dirty-bitmaps"].as_array().into_iter().flatten());
    let mut names: Vec<String> = all
        .filter(|one| one["persistent"] == true)
        .filter_map(|one| one["name"].as_str().map(str::to_owned))
        .collect();
    names.sort();
    names.dedup();
    names
}

/// REQ: Q-MIG-19: bitmaps of one layer, and of several that become one.
#[test]
fn bitmaps_go_with_their_disks() {
    if is_reference() {
        vireo_tests::skip!("two daemons of one machine");
    }
    let (a, b) = (host(1).start(), host(2).start());
    let (base, top) = (a.path_text("base.qcow2"), a.path_text("top.qcow2"));
    tool(&format!("create -q -f qcow2 {base} 1M"));
    tool(&format!("bitmap --add {base} both"));
    tool(&format!("create -q -f qcow2 -b {base} -F qcow2 {top}"));
    tool(&format!("bitmap --add {top} both"));
    tool(&format!("bitmap --add {top} one"));
    let disk = |path: &str| {
        format!(
            "<disk type='file' device='disk'><driver name='qemu' type='qcow2'/>\
             <source file='{path}'/><target dev='vda' bus='virtio'/></disk>"
        )
    };
    let guest = Guest::empty("g").uuid("11111111-2222-4333-8444-555555555555").device(&disk(&top));
    guest.start(&a);
    let there = b.path_text("there.qcow2");
    let xml = a.ok("dumpxml --migratable g").replace(&top, &there);
    let file = a.write("there.xml", &xml);
    a.ok(&format!("migrate --live --copy-storage-all --xml {file} g {}", b.uri()));
    b.wait_state("g", "running (migrated)");
    assert_eq!(bitmaps(&b), ["both", "one"]);
    b.ok("destroy g");
    let said = Command::new("qemu-img").args(["info", &there]).output().expect("qemu-img");
    let said = String::from_utf8_lossy(&said.stdout);
    assert!(said.contains("both") && said.contains("one"), "they are kept: {said}");
}
