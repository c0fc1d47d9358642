//! Guests move between Vireo and the reference, both ways, and lose no tick. They go there and back
//! in each way, so that either daemon is once the source and once the destination of each.

use vireo_tests::daemon::{Builder, has_reference, is_reference};
use vireo_tests::{Daemon, Guest, eventually};

use crate::migration::neighbour;

/// The reference takes no address of this machine from its configuration, but from a call.
const HERE: &str = "--migrateuri tcp://127.0.0.1";

fn host(number: u8) -> Builder {
    neighbour(number).qemu_conf("user = \"root\"\ngroup = \"root\"")
}

/// Ours and the reference's, and a guest that runs on ours.
struct Mixed {
    ours: Daemon,
    theirs: Daemon,
    guest: Guest,
}

impl Mixed {
    /// None where there is no reference.
    fn start() -> Option<Self> {
        if is_reference() || !has_reference() {
            // Its absence is no gap of the machine: the reference is installed by who wants it.
            eprintln!("skipped: Vireo and the reference, side by side");
            return None;
        }
        let (ours, theirs) = (host(1).start(), host(2).reference().start());
        let guest = Guest::boot("g").uuid("77777777-2222-4333-8444-555555555555");
        // One file, which both QEMUs append to.
        let xml = guest.xml(&ours).replace("append='off'", "append='on'");
        ours.ok(&format!("create {}", ours.write("g.xml", &xml)));
        guest.wait_up(&ours);
        Some(Self { ours, theirs, guest })
    }

    /// The guest goes to the reference and comes back.
    fn there_and_back(&self, way: &str) {
        for (from, to, side) in
            [(&self.ours, &self.theirs, "to"), (&self.theirs, &self.ours, "from")]
        {
            let what = format!("{way} {side} the reference");
            let before = self.ticks().len();
            let here = if way.contains("--tunnelled") { "" } else { HERE };
            from.ok(&format!("migrate {way} g {} {here}", to.uri()));
            to.wait_state("g", "running (migrated)");
            eventually(&format!("{what}: the source's QEMU is gone"), || {
                from.qemu_pid("g").is_none().then_some(())
            });
            assert!(!from.lists("g"), "{what}: it was transient");
            // It goes on there.
            let ticks = eventually(&format!("{what}: it ticks on"), || {
                Some(self.ticks()).filter(|ticks| ticks.len() > before + 1)
            });
            let expected: Vec<u64> = (ticks[0]..).take(ticks.len()).collect();
            assert_eq!(ticks, expected, "{what}: no tick lost, none twice");
        }
    }

    /// Numbers of the ticks that the guest has told, whole lines only.
    fn ticks(&self) -> Vec<u64> {
        let serial = self.guest.serial(&self.ours);
        let whole = serial.rsplit_once('\n').map_or("", |(whole, _)| whole);
        let numbers = whole.lines().filter_map(|line| line.trim().strip_prefix("tick "));
        numbers.map(|number| number.parse().expect("a number")).collect()
    }
}

/// REQ: Q-MIG-03
#[test]
fn a_guest_goes_to_the_reference_and_back_in_each_way() {
    let Some(mixed) = Mixed::start() else { return };
    for way in [
        "--live",
        "",
        "--live --p2p",
        "--live --p2p --tunnelled",
        "--live --parallel --parallel-connections 2",
        "--live --postcopy",
        "--live --auto-converge --compressed",
        "--live --p2p --abort-on-error --unsafe",
    ] {
        mixed.there_and_back(way);
    }
}

/// REQ: Q-MIG-03, Q-MIG-19: whoever took the disks can send them on again, with their bitmaps.
#[test]
fn disks_go_to_the_reference_and_back() {
    let Some(Mixed { ours, theirs, .. }) = Mixed::start() else { return };
    let (here, there) = (ours.path_text("here.qcow2"), ours.path_text("there.qcow2"));
    for path in [&here, &there] {
        tool(&["create", "-q", "-f", "qcow2", path, "1M"]);
    }
    tool(&["bitmap", "--add", &here, "kept"]);
    let disk = format!(
        "<disk type='file' device='disk'><driver name='qemu' type='qcow2'/>\
         <source file='{here}'/><target dev='vda' bus='virtio'/></disk>"
    );
    Guest::empty("d").uuid("77777777-2222-4333-8444-555555555556").device(&disk).create(&ours);
    for (from, to, old, new) in [(&ours, &theirs, &here, &there), (&theirs, &ours, &there, &here)] {
        let xml = from.ok("dumpxml --migratable d").replace(old, new);
        let file = ours.write("d.xml", &xml);
        if new == &here {
            // Without the bitmap that it has already.
            tool(&["create", "-q", "-f", "qcow2", new, "1M"]);
        }
        from.ok(&format!("migrate --live --copy-storage-all --xml {file} d {} {HERE}", to.uri()));
        to.wait_state("d", "running (migrated)");
    }
    ours.ok("destroy d");
    assert!(tool(&["info", &here]).contains("kept"), "its bitmap went along");
}

fn tool(words: &[&str]) -> String {
    let said = std::process::Command::new("qemu-img").args(words).output().expect("qemu-img");
    assert!(said.status.success(), "{words:?}: {}", String::from_utf8_lossy(&said.stderr));
    String::from_utf8_lossy(&said.stdout).into_owned()
}

/// REQ: Q-MIG-03, Q-MIG-13, Q-SAVE-02
#[test]
fn definitions_and_images_are_understood_by_both() {
    let Some(mixed) = Mixed::start() else { return };
    let Mixed { ours, theirs, .. } = &mixed;
    for (from, to) in [(ours, theirs), (theirs, ours)] {
        from.ok(&format!("migrate --live --persistent --undefinesource g {} {HERE}", to.uri()));
        to.wait_state("g", "running (migrated)");
        assert!(!from.lists("g"), "forgotten there");
        to.ok("dumpxml --inactive g");
    }
    for (from, to) in [(ours, theirs), (theirs, ours)] {
        let image = ours.path_text("g.save");
        from.ok(&format!("save g {image}"));
        from.ok("undefine g");
        to.ok(&format!("restore {image}"));
        to.wait_state("g", "running");
        let xml = to.ok("dumpxml --migratable g");
        to.ok(&format!("define {}", ours.write("again.xml", &xml)));
    }
    ours.ok("destroy g");
    for (from, to) in [(ours, theirs), (theirs, ours)] {
        from.ok(&format!("migrate --offline --persistent --undefinesource g {}", to.uri()));
        assert!(to.state("g").starts_with("shut off") && !from.lists("g"));
    }
}

/// What QEMU chose when the guest started.
const CHOSEN: [&str; 4] = [
    "slot='0' base='0x100000000'",
    "<current unit='KiB'>0</current>",
    "<address base='0x1",
    "<vcpu id='0' enabled='yes' hotpluggable='no' order='1'/>",
];

/// REQ: Q-DEV-01, Q-SAVE-02: also of a guest with nodes and memory modules.
#[test]
fn what_qemu_chose_is_told_and_an_image_keeps_the_nodes() {
    let ours = host(1).start();
    let mut guest = Guest::empty("m").uuid("77777777-2222-4333-8444-555555555557").memory(384);
    for part in [
        "<maxMemory slots='4' unit='MiB'>1024</maxMemory>",
        "<vcpus><vcpu id='0' enabled='yes' hotpluggable='no'/></vcpus>",
        "<cpu><numa><cell id='0' cpus='0' memory='128' unit='MiB'/></numa></cpu>",
    ] {
        guest = guest.with(part);
    }
    let size = "<size unit='MiB'>128</size><node>0</node>";
    guest = guest.device(&format!("<memory model='dimm'><target>{size}</target></memory>")).device(
        &format!(
            "<memory model='virtio-mem'><target>{size}<block unit='MiB'>2</block>\
             <requested unit='MiB'>64</requested></target></memory>"
        ),
    );
    ours.ok(&format!("create --paused {}", ours.write("m.xml", &guest.xml(&ours))));
    let tells_all = |daemon: &Daemon| {
        let xml = daemon.ok("dumpxml m");
        CHOSEN.iter().for_each(|part| assert!(xml.contains(part), "{part} in {xml}"));
    };
    tells_all(&ours);
    if is_reference() || !has_reference() {
        eprintln!("skipped: the reference's images");
        return;
    }
    let theirs = host(2).reference().start();
    for (from, to) in [(&ours, &theirs), (&theirs, &ours)] {
        let image = ours.path_text("m.save");
        from.ok(&format!("save m {image}"));
        to.ok(&format!("restore {image}"));
        tells_all(to);
    }
}
