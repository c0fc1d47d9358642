//! What is kept of a guest that doesn't run.

use vireo_tests::daemon::is_reference;
use vireo_tests::{Daemon, Guest, eventually};

#[test]
fn a_definition_outlives_the_daemon() {
    let mut daemon = Daemon::start();
    Guest::boot("g").uuid("11111111-2222-4333-8444-555555555555").define(&daemon);
    daemon.ok("autostart g");
    let before = daemon.ok("dumpxml g");
    assert!(daemon.path("etc/qemu/g.xml").exists());
    assert!(daemon.path("etc/qemu/autostart/g.xml").is_symlink());
    daemon.ok("autostart g --disable");
    assert!(!daemon.path("etc/qemu/autostart/g.xml").is_symlink());
    daemon.crash();
    assert_eq!(daemon.ok("dumpxml g"), before);
}

// REQ: N-06
#[test]
fn a_definition_written_long_ago_is_filled_in() {
    let old = "<!-- by hand -->\n<domain type='qemu'><name>old</name>\
        <uuid>11111111-2222-4333-8444-555555555555</uuid><memory>65536</memory>\
        <os><type arch='x86_64' machine='q35'>hvm</type></os>\
        <devices><interface type='user'/></devices></domain>";
    let daemon = Daemon::builder().file("etc/qemu/old.xml", old).start();
    let filled = eventually("the definition is filled in", || {
        Some(daemon.ok("dumpxml old")).filter(|xml| xml.contains("<emulator>"))
    });
    assert!(filled.contains("machine='pc-q35-"), "{filled}");
    assert!(filled.contains("<address type='pci'"), "{filled}");
    // The file is the administrator's until somebody changes the definition.
    assert_eq!(std::fs::read_to_string(daemon.path("etc/qemu/old.xml")).unwrap(), old);
    daemon.ok("desc old --config --title --new-desc Old");
    let written = std::fs::read_to_string(daemon.path("etc/qemu/old.xml")).unwrap();
    assert!(written.contains("<emulator>") && written.contains("<title>Old</title>"), "{written}");
}

/// A daemon does not read in full again what it has read before; what somebody changed it does.
#[test]
fn a_definition_changed_by_hand_is_seen_at_the_next_start() {
    let mut daemon = Daemon::start();
    Guest::boot("g").define(&daemon);
    Guest::boot("h").define(&daemon);
    let noted = daemon.path("cache/qemu/definitions.known");
    let known = || std::fs::read_to_string(&noted).ok().map(|text| text.lines().count() - 1);
    daemon.crash();
    if !is_reference() {
        eventually("what was read is noted", || known().filter(|count| *count == 2));
        daemon.ok("undefine h");
        Guest::boot("h").define(&daemon);
        Guest::boot("i").define(&daemon);
    }
    daemon.restart();
    if !is_reference() {
        assert_eq!(known(), Some(3), "what came since");
        daemon.ok("undefine i");
    }
    let (g, h) = (daemon.ok("dumpxml g"), daemon.ok("dumpxml h"));
    daemon.restart();
    assert_eq!((daemon.ok("dumpxml g"), daemon.ok("dumpxml h")), (g, h.clone()));

    let file = daemon.path("etc/qemu/g.xml");
    let text = std::fs::read_to_string(&file).unwrap();
    daemon.stop();
    std::fs::write(&file, text.replace("<memory ", "<title>By hand</title>\n  <memory ")).unwrap();
    daemon.start_again();
    assert!(daemon.ok("dumpxml g").contains("<title>By hand</title>"));
    daemon.stop();
    std::fs::write(&file, text.replace("<memory ", "<memory")).unwrap();
    daemon.start_again();
    assert!(!daemon.lists("g"), "it is broken");
    assert_eq!(daemon.ok("dumpxml h"), h);
}

#[test]
fn defined_again_is_changed() {
    let daemon = Daemon::start();
    let guest = Guest::boot("g").uuid("11111111-2222-4333-8444-555555555555");
    guest.define(&daemon);
    guest.clone().memory(24).define(&daemon);
    assert!(daemon.ok("dominfo g").contains("24576 KiB"));
    // A running guest keeps what it runs with; the definition is for the next start.
    daemon.ok("start g");
    guest.clone().memory(32).define(&daemon);
    assert!(daemon.ok("dumpxml g").contains("<memory unit='KiB'>24576</memory>"));
    assert!(daemon.ok("dumpxml g --inactive").contains("<memory unit='KiB'>32768</memory>"));
    daemon.ok("destroy g");
    assert!(daemon.ok("dumpxml g").contains("<memory unit='KiB'>32768</memory>"));
}

#[test]
fn names_and_uuids_are_taken_once() {
    let daemon = Daemon::start();
    let guest = Guest::boot("g").uuid("11111111-2222-4333-8444-555555555555");
    guest.define(&daemon);
    let same_name = Guest::boot("g").uuid("99999999-2222-4333-8444-555555555555");
    let file = daemon.write("n.xml", &same_name.xml(&daemon));
    daemon
        .virsh(&format!("define {file}"))
        .refused("domain 'g' already exists with uuid 11111111-2222-4333-8444-555555555555");
    let same_uuid = Guest::boot("h").uuid("11111111-2222-4333-8444-555555555555");
    let file = daemon.write("u.xml", &same_uuid.xml(&daemon));
    daemon
        .virsh(&format!("define {file}"))
        .refused("domain 'g' is already defined with uuid 11111111-2222-4333-8444-555555555555");
    daemon.ok("start g");
    let file = daemon.write("r.xml", &guest.xml(&daemon));
    daemon.virsh(&format!("create {file}")).refused("domain 'g' is already active");
}

#[test]
fn rename() {
    let mut daemon = Daemon::start();
    Guest::boot("old").uuid("11111111-2222-4333-8444-555555555555").define(&daemon);
    Guest::boot("other").define(&daemon);
    daemon.ok("autostart old");
    daemon.virsh("domrename old other").refused("domain with name 'other' already exists");
    daemon.ok("domrename old new");
    assert!(!daemon.lists("old"));
    assert_eq!(daemon.ok("domuuid new").trim(), "11111111-2222-4333-8444-555555555555");
    assert!(daemon.path("etc/qemu/new.xml").exists());
    assert!(!daemon.path("etc/qemu/old.xml").exists());
    daemon.restart();
    assert!(daemon.lists("new"));
    assert!(!daemon.lists("old"));
    assert!(daemon.ok("dominfo new").contains("Autostart:      enable"));
    daemon.ok("start new");
    daemon.virsh("domrename new newer").refused("cannot rename active domain");
}

#[test]
fn title_description_and_metadata() {
    let daemon = Daemon::start();
    let guest = Guest::boot("g");
    guest.start(&daemon);
    daemon.ok("desc g --config --title --new-desc Web");
    assert_eq!(daemon.ok("desc g --config --title").trim(), "Web");
    assert!(daemon.ok("desc g --live --title").contains("No title for domain: g"));
    daemon.ok("desc g --live --config --new-desc Serves");
    assert!(daemon.ok("dumpxml g").contains("<description>Serves</description>"));
    daemon.script(
        "
dom = connect().lookupByName('g')
KIND, URI_ = libvirt.VIR_DOMAIN_METADATA_ELEMENT, 'http://example.org/vireo'
refused(libvirt.VIR_ERR_NO_DOMAIN_METADATA, dom.metadata, KIND, URI_, 0)
both = libvirt.VIR_DOMAIN_AFFECT_LIVE | libvirt.VIR_DOMAIN_AFFECT_CONFIG
dom.setMetadata(KIND, \"<note colour='green'>hi</note>\", 'v', URI_, both)
for flag in (0, libvirt.VIR_DOMAIN_AFFECT_LIVE, libvirt.VIR_DOMAIN_AFFECT_CONFIG):
    assert dom.metadata(KIND, URI_, flag) == '<note colour=\"green\">hi</note>', dom.metadata(KIND, URI_, flag)
xml = dom.XMLDesc(0)
assert \"<v:note xmlns:v=\\\"http://example.org/vireo\\\" colour=\\\"green\\\">hi</v:note>\" in xml, xml
refused(libvirt.VIR_ERR_INVALID_ARG, dom.setMetadata, libvirt.VIR_DOMAIN_METADATA_TITLE, 'a\\nb', None, None, 0)
dom.setMetadata(KIND, None, None, URI_, both)
refused(libvirt.VIR_ERR_NO_DOMAIN_METADATA, dom.metadata, KIND, URI_, 0)
",
    );
}

/// USERS.md 32: undefine refuses because of nvram, and says what to do.
#[test]
fn undefine_flags() {
    let daemon = Daemon::start();
    let Some(nvram) = nvram_guest(&daemon) else {
        vireo_tests::skip!("no UEFI firmware here");
    };
    let refused = "cannot undefine domain with nvram";
    daemon.virsh("undefine uefi").refused(refused);
    daemon.ok("undefine uefi --keep-nvram");
    assert!(nvram.exists());
    nvram_guest(&daemon);
    daemon.virsh("undefine uefi --nvram --keep-nvram").refused("mutually exclusive");
    daemon.ok("undefine uefi --nvram");
    assert!(!nvram.exists());

    Guest::boot("g").define(&daemon);
    daemon.ok("undefine g --managed-save --snapshots-metadata --checkpoints-metadata");
    assert!(!daemon.lists("g"));
}

/// Defines a guest with UEFI and its variable store; where that store lies.
fn nvram_guest(daemon: &Daemon) -> Option<std::path::PathBuf> {
    let code = "/usr/share/OVMF/OVMF_CODE_4M.fd";
    if !std::path::Path::new(code).exists() {
        return None;
    }
    let vars = daemon.path("uefi.vars");
    std::fs::write(&vars, b"variables").expect("own folder");
    let xml = Guest::empty("uefi").machine("q35").memory(128).xml(daemon).replace(
        "</os>",
        &format!(
            "<loader readonly='yes' type='pflash'>{code}</loader><nvram>{}</nvram></os>",
            vars.display()
        ),
    );
    let file = daemon.write("uefi.xml", &xml);
    daemon.ok(&format!("define {file}"));
    Some(vars)
}

#[test]
fn autostart_at_the_daemons_start() {
    let mut daemon = Daemon::start();
    for name in ["a", "b", "c"] {
        Guest::boot(name).define(&daemon);
    }
    daemon.ok("autostart a");
    daemon.ok("autostart c");
    // Once a boot of the host, as its run-time directory knows.
    daemon.restart();
    assert_eq!(daemon.state("a"), "shut off (unknown)");
    daemon.stop();
    std::fs::remove_file(daemon.path("run/qemu/autostarted")).expect("the mark of this boot");
    daemon.start_again();
    daemon.wait_state("a", "running (booted)");
    daemon.wait_state("c", "running (booted)");
    assert_eq!(daemon.state("b"), "shut off (unknown)");
    // Another restart leaves running guests alone.
    let id = daemon.ok("domid a");
    daemon.restart();
    assert_eq!(daemon.ok("domid a"), id);
    assert!(daemon.ok("list --all --autostart --name").contains('a'));
    assert!(!daemon.ok("list --all --no-autostart --name").contains('a'));
}

/// The document comes back whole: what a client gives is what it gets.
#[test]
fn the_document_comes_back() {
    let daemon = Daemon::start();
    let guest = Guest::boot("g").cpus(2).with("<clock offset='utc'/>");
    guest.define(&daemon);
    let first = daemon.ok("dumpxml g");
    for text in [
        "<domain type='qemu'>",
        "<currentMemory unit='KiB'>16384</currentMemory>",
        "<vcpu placement='static'>2</vcpu>",
        "<on_poweroff>destroy</on_poweroff>",
        "<target dev='vda' bus='virtio'/>",
        "<controller type='pci' index='0' model='pci-root'/>",
        "<address type='pci' domain='0x0000' bus='0x00' slot='0x",
        "<input type='mouse' bus='ps2'/>",
        "<memballoon model='virtio'>",
    ] {
        assert!(first.contains(text), "{text} in {first}");
    }
    let file = daemon.write("again.xml", &first);
    daemon.ok(&format!("define {file}"));
    assert_eq!(daemon.ok("dumpxml g"), first, "a second definition changes nothing");
    daemon.ok(&format!("define {file} --validate"));
}

#[test]
fn bad_documents_are_refused_whole() {
    let daemon = Daemon::start();
    let good = Guest::empty("g").xml(&daemon);
    let cases = [
        ("<domain type='qemu'>\n<name>g</name>\n<memory>", "at line 3: "),
        ("<domain", "at line 1: "),
        ("<network/>", "expecting root element of 'domain', not 'network'"),
        (&*good.replace("<name>g</name>", ""), "missing name information"),
        (&*good.replace("<name>g</name>", "<name>a/b</name>"), "name a/b cannot contain '/'"),
        (&*good.replace("<name>g</name>", "<name>a\nb</name>"), "invalid char in name: \n"),
        (&*good.replace("type='qemu'", "type='foo'"), "invalid domain type foo"),
        (
            &*good.replace("type='qemu'", "type='vmware'"),
            "Emulator '/usr/bin/qemu-system-x86_64' does not support virt type 'vmware'",
        ),
        (&*good.replace("arch='x86_64'", "arch='pdp11'"), "Unknown architecture pdp11"),
        (&*good.replace("<vcpu>1<", "<vcpu>many<"), "maximum vcpus count must be an integer"),
        (
            &*good.replace("16</memory>", "lots</memory>"),
            "Invalid value 'lots' for element or attribute './memory[1]'",
        ),
        (&*good.replace("<features>", "<uuid>x</uuid><features>"), "malformed uuid element"),
        (
            &*good.replace("<serial", "<disk type='file'><source file='/x'/></disk><serial"),
            "missing target information for device /x",
        ),
    ];
    for (xml, text) in cases {
        let file = daemon.write("bad.xml", xml);
        let said = daemon.virsh(&format!("define {file}"));
        assert!(!said.ok && said.err.contains(text), "{text:?} for {xml}: {said:?}");
        assert_eq!(daemon.ok("list --all --name").trim(), "", "nothing is half defined");
    }
    assert_eq!(
        std::fs::read_dir(daemon.path("etc/qemu"))
            .expect("a folder")
            .flatten()
            .filter(|e| e.path().is_file())
            .count(),
        0
    );
    // Unknown elements are ignored, or refused when validation was asked for.
    let file = daemon.write("odd.xml", &good.replace("<features>", "<teapot/><features>"));
    daemon.virsh(&format!("define {file} --validate")).refused("teapot");
    daemon.ok(&format!("define {file}"));
    assert!(!daemon.ok("dumpxml g").contains("teapot"));
}
