//! What filling and refusing do to whole definitions.

use vireo_xml::Mode;

use super::testing::{fill_text, filled, try_fill, view};
use super::{FillFlags, fill, validate};
use crate::domain::Domain;

const SAVED: Mode = Mode { inactive: true, secure: true, status: false, migratable: false };

fn text(dom: &Domain) -> String {
    dom.format(SAVED)
}

/// The lines of the document that have the word, without their indentation.
fn lines(dom: &Domain, word: &str) -> Vec<String> {
    text(dom).lines().filter(|l| l.contains(word)).map(|l| l.trim().to_owned()).collect()
}

fn refusal(result: super::Result<Domain>) -> (u32, u32, String) {
    let error = result.unwrap_err();
    (error.code.number(), error.from.number(), error.to_string())
}

// REQ: Q-DEV-01
#[test]
fn a_q35_guest_gets_what_the_machine_has() {
    let dom = filled("q35", "");
    let xml = text(&dom);
    for part in [
        "<vcpu placement='static'>1</vcpu>",
        "<type arch='x86_64' machine='pc-q35-10.0'>hvm</type>",
        "<boot dev='hd'/>",
        "<cpu mode='custom' match='exact' check='none'>",
        "<model fallback='forbid'>qemu64</model>",
        "<clock offset='utc'/>",
        "<on_crash>destroy</on_crash>",
        "<emulator>/usr/bin/qemu-system-x86_64</emulator>",
        "<controller type='usb' index='0' model='qemu-xhci'>",
        "<controller type='sata' index='0'>",
        "<controller type='pci' index='0' model='pcie-root'/>",
        "<input type='mouse' bus='ps2'/>",
        "<input type='keyboard' bus='ps2'/>",
        "<audio id='1' type='none'/>",
        "<watchdog model='itco' action='reset'/>",
        "<memballoon model='virtio'>",
    ] {
        assert!(xml.contains(part), "{part} in\n{xml}");
    }
    assert_eq!(lines(&dom, "currentMemory").len(), 1);
}

// REQ: Q-DEV-01
#[test]
fn root_ports_are_added_with_one_to_spare() {
    let dom = filled("q35", "<interface type='user'><model type='virtio'/></interface>");
    assert_eq!(lines(&dom, "<model name='pcie-root-port'/>").len(), 4);
    assert_eq!(lines(&dom, "<target chassis='1' port='0x8'/>").len(), 1);
    let slots = lines(&dom, "bus='0x01' slot='0x00'");
    assert_eq!(slots.len(), 1, "the card is behind the first port");
}

#[test]
fn conventional_cards_stand_behind_a_bridge_on_q35() {
    let dom = filled("q35", "<interface type='user'><model type='rtl8139'/></interface>");
    assert_eq!(lines(&dom, "pcie-to-pci-bridge").len(), 1);
    assert_eq!(lines(&dom, "bus='0x02' slot='0x01' function='0x0'").len(), 1);
}

#[test]
fn the_pc_has_its_chipset_in_its_slots() {
    let dom = filled(
        "pc",
        "<disk type='file'><source file='/a'/><target dev='hda'/></disk><graphics type='vnc'/>",
    );
    let xml = text(&dom);
    assert!(xml.contains("<controller type='usb' index='0' model='piix3-uhci'>"));
    assert!(xml.contains("slot='0x01' function='0x2'"), "USB");
    assert!(xml.contains("slot='0x01' function='0x1'"), "IDE");
    assert!(xml.contains("slot='0x02' function='0x0'"), "the screen");
    assert!(xml.contains("<model type='cirrus' vram='16384' heads='1' primary='yes'/>"));
    assert!(xml.contains("<address type='drive' controller='0' bus='0' target='0' unit='0'/>"));
}

// REQ: Q-DEV-01
#[test]
fn filling_twice_changes_nothing() {
    let mut dom = filled(
        "q35",
        "<disk type='file'><source file='/a'/><target dev='vda'/></disk>
         <disk type='file' device='cdrom'><target dev='sda' bus='sata'/></disk>
         <interface type='user'/><console type='pty'/><graphics type='spice' autoport='yes'/>
         <channel type='spicevmc'><target type='virtio' name='a'/></channel>
         <redirdev bus='usb' type='spicevmc'/><sound model='ich9'/>
         <input type='tablet'/><hub type='usb'/>",
    );
    let once = text(&dom);
    fill(&mut dom, &view(), FillFlags::LOAD).unwrap();
    assert_eq!(text(&dom), once);
    fill(&mut dom, &view(), FillFlags::DEFINE).unwrap();
    assert_eq!(text(&dom), once);
}

/// Definitions of years ago have them elsewhere than those of today.
#[test]
fn sockets_that_a_daemon_made_are_forgotten() {
    let kept = |path: &str| {
        let dom = filled(
            "pc",
            &format!(
                "<channel type='unix'><source mode='bind' path='{path}'/>\
                 <target type='virtio' name='org.a.0'/></channel>"
            ),
        );
        text(&dom).contains(path)
    };
    for made in [
        "/var/lib/libvirt/qemu/channel/target/g.org.a.0",
        "/var/lib/libvirt/qemu/channel/target/domain-7-g/org.a.0",
        "/run/libvirt/qemu/channel/7-g/org.a.0",
    ] {
        assert!(!kept(made), "{made}");
    }
    for own in ["/run/libvirt/qemu/channel/7-g/other", "/srv/g.sock", "/run/libvirt/qemu/x"] {
        assert!(kept(own), "{own}");
    }
}

#[test]
fn console_and_serial_port_are_one() {
    let dom = filled("q35", "<console type='pty'/>");
    assert_eq!(
        lines(&dom, "<target type="),
        ["<target type='isa-serial' port='0'>", "<target type='serial' port='0'/>"]
    );
    let two = "<console type='pty'/><console type='pty'><target type='serial'/></console>";
    assert_eq!(
        refusal(try_fill("q35", two)).2,
        "unsupported configuration: Only the first console can be a serial port"
    );
}

#[test]
fn firmware_is_chosen_by_its_descriptor() {
    let os = |inner: &str, features: &str| {
        fill_text(&format!(
            "<domain type='kvm'><name>t</name><memory>1</memory>
             <os firmware='efi'><type arch='x86_64' machine='q35'>hvm</type>{inner}</os>
             <features><acpi/>{features}</features></domain>"
        ))
    };
    let secure = os("", "").unwrap();
    assert_eq!(
        secure.os.loader.as_ref().and_then(|l| l.path.as_deref()),
        Some("/fw/SECURE_CODE.fd")
    );
    assert_eq!(lines(&secure, "<smm").len(), 1);
    assert!(text(&secure).contains("/var/lib/libvirt/qemu/nvram/t_VARS.fd</nvram>"));
    let plain = os("<loader secure='no'/>", "").unwrap();
    assert_eq!(plain.os.loader.as_ref().and_then(|l| l.path.as_deref()), Some("/fw/CODE.fd"));
    let without_smm = os("", "<smm state='off'/>").unwrap();
    assert!(text(&without_smm).contains("/fw/CODE.fd"));
    let (code, from, words) = refusal(os("<loader stateless='yes'/>", ""));
    assert_eq!((code, from), (9, 10));
    assert!(words.starts_with("operation failed: Unable to find 'efi' firmware"), "{words}");
}

// REQ: Q-DEV-01
#[test]
fn refusals_have_the_reference_s_numbers() {
    let disk = |inner: &str| format!("<disk type='file'>{inner}</disk>");
    for (machine, devices, code, from, words) in [
        ("q35", disk("<source file='/a'/>"), 20, 20, "missing target information for device /a"),
        ("q35", disk("<target dev='vda'/>"), 19, 20, "missing source information for device vda"),
        (
            "q35",
            disk("<source file='/a'/><target dev='foo'/>"),
            27,
            20,
            "XML error: Unknown disk name 'foo' and no address specified",
        ),
        (
            "q35",
            disk("<source file='/a'/><target dev='hda' bus='ide'/>"),
            67,
            10,
            "unsupported configuration: IDE controllers are unsupported for this QEMU binary or machine type",
        ),
        (
            "pc",
            "<controller type='pci' index='0' model='pcie-root'/>".into(),
            27,
            10,
            "XML error: The PCI controller with index='0' must be model='pci-root' for this machine type, but model='pcie-root' was found instead",
        ),
        ("isapc", String::new(), 27, 20, "XML error: No PCI buses available"),
        (
            "q35",
            "<vsock><cid address='2'/></vsock>".into(),
            67,
            20,
            "unsupported configuration: guest CIDs must be >= 3",
        ),
    ] {
        assert_eq!(refusal(try_fill(machine, &devices)), (code, from, words.to_owned()));
    }
}

#[test]
fn no_usb_no_usb_devices() {
    let devices = "<controller type='usb' model='none'/><input type='tablet' bus='usb'/>";
    let (code, _, words) = refusal(try_fill("q35", devices));
    assert_eq!(code, 67);
    assert!(words.contains("USB bus is disabled"), "{words}");
}

#[test]
fn hubs_are_added_when_ports_run_out() {
    let dom = filled("pc", &"<input type='tablet' bus='usb'/>".repeat(4));
    assert_eq!(dom.devices.hubs.len(), 1);
    assert_eq!(lines(&dom, "<address type='usb' bus='0' port='1.1'/>").len(), 1);
}

#[test]
fn memory_is_the_sum_of_its_cells() {
    let dom = fill_text(
        "<domain type='kvm'><name>t</name><memory>5</memory><vcpu>2</vcpu>
         <os><type arch='x86_64' machine='q35'>hvm</type></os>
         <cpu><numa><cell cpus='0' memory='1024'/><cell cpus='1' memory='2048'/></numa></cpu>
         </domain>",
    )
    .unwrap();
    assert_eq!((dom.memory, dom.current_memory), (Some(3072), Some(3072)));
}

#[test]
fn vcpu_counts_are_checked() {
    let vcpus = |n: &str| {
        fill_text(&format!(
            "<domain type='kvm'><name>t</name><memory>1024</memory>{n}
             <os><type arch='x86_64' machine='q35'>hvm</type></os></domain>"
        ))
    };
    assert_eq!(
        refusal(vcpus("<vcpu current='3'>2</vcpu>")).2,
        "unsupported configuration: maximum vCPU count must not be less than current vCPU count"
    );
    assert!(refusal(vcpus("<vcpu>5000</vcpu>")).2.contains("machine type limit 4096"));
    assert_eq!(vcpus("<vcpu current='2'>2</vcpu>").unwrap().vcpu.and_then(|v| v.current), None);
}

#[test]
fn a_missing_emulator_is_told_and_kept_when_loading() {
    let text = "<domain type='kvm'><name>t</name><memory>1024</memory>
        <os><type arch='x86_64' machine='q35'>hvm</type></os>
        <devices><emulator>/nope</emulator></devices></domain>";
    assert_eq!(
        refusal(fill_text(text)),
        (38, 10, "Cannot check QEMU binary /nope: No such file or directory".to_owned())
    );
    let mut dom = Domain::parse(text, SAVED).unwrap();
    fill(&mut dom, &view(), FillFlags::LOAD).unwrap();
    validate(&dom, &view(), FillFlags::LOAD).unwrap();
}

/// A few hundred disks are no matter.
#[test]
fn many_disks_find_their_places() {
    let name = |mut n: u32| {
        let mut out = String::new();
        loop {
            out.insert(0, char::from(b'a' + (n % 26) as u8));
            if n < 26 {
                return out;
            }
            n = n / 26 - 1;
        }
    };
    let disk = |n: u32| {
        let name = name(n);
        format!("<disk type='file'><source file='/{n}'/><target dev='sd{name}' bus='scsi'/></disk>")
    };
    let disks: String = (0..800).map(disk).collect();
    let dom = filled("q35", &disks);
    assert_eq!(dom.devices.disks.len(), 800);
    let view = view();
    assert_eq!(validate(&dom, &view, FillFlags::DEFINE), Ok(()));
}

/// The shared cases, where they are present: whatever comes out, nothing breaks.
#[test]
fn no_case_of_the_reference_panics() {
    let view = view();
    for dir in ["domain", "domain-x86", "domain-foreign"] {
        // Beside the checkout.
        let shared = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared");
        let dir = format!("{shared}/parity/cases/{dir}/open");
        let Ok(entries) = std::fs::read_dir(dir) else { continue };
        for entry in entries.flatten() {
            let Ok(text) = std::fs::read_to_string(entry.path()) else { continue };
            let Ok(mut dom) = Domain::parse(&text, SAVED) else { continue };
            if fill(&mut dom, &view, FillFlags::DEFINE).is_err() {
                continue;
            }
            let _ = validate(&dom, &view, FillFlags::DEFINE);
            super::aliases::assign(&mut dom);
            let _ = fill(&mut dom, &view, FillFlags::LOAD);
        }
    }
}

// REQ: Q-DEV-01
#[test]
fn addresses_of_another_kind_than_the_device_needs() {
    let channel = |address: &str| {
        format!("<channel type='null'><target type='virtio' name='a.b'/>{address}</channel>")
    };
    let net = |address: &str| format!("<interface type='user'>{address}</interface>");
    let tpm = "<tpm model='tpm-crb'><backend type='emulator'/><address type='spapr-vio'/></tpm>";
    for (devices, address) in [
        // Channels are on virtio-serial whatever was said.
        (channel("<address type='ccw'/>"), "type='virtio-serial' controller='0' bus='0' port='1'"),
        (
            channel("<address type='unassigned'/>"),
            "type='virtio-serial' controller='0' bus='0' port='1'",
        ),
        // The bus of pSeries is numbered for whoever asks for it.
        (net("<address type='spapr-vio'/>"), "type='spapr-vio' reg='0x00001000'"),
        (tpm.to_owned(), "type='spapr-vio' reg='0x00004000'"),
        // A place on PCI is told once there is one.
        ("<sound model='sb16'><address type='pci'/></sound>".to_owned(), "type='pci'"),
    ] {
        let told = format!("<address {address}/>");
        assert_eq!(lines(&filled("q35", &devices), &told).len(), 1, "{devices}");
    }
    let refused = |device: &str| refusal(try_fill("q35", device));
    let port = "<address type='virtio-serial' port='5'/>";
    let text = "XML error: virtio serial controller 0 is missing".to_owned();
    assert_eq!(refused(&net(port)), (27, 20, text));
    let card = refused("<smartcard mode='host'><address type='ccw'/></smartcard>");
    assert_eq!((card.0, card.1), (67, 20));
    let disk = "<disk type='file'><source file='/d'/><target dev='sdb' bus='usb'/>\
                <address type='isa'/></disk>";
    assert_eq!(refused(disk).2, "internal error: unexpected address type for usb disk");
}

// REQ: Q-DEV-01
#[test]
fn memory_modules_are_in_slots_whatever_was_said() {
    let text = "<domain type='kvm'><name>t</name><maxMemory slots='2'>8388608</maxMemory>\
         <memory>2097152</memory><os><type arch='x86_64' machine='q35'>hvm</type></os>\
         <cpu><numa><cell id='0' cpus='0' memory='1048576'/></numa></cpu>\
         <devices><memory model='dimm'><target><size>1048576</size><node>0</node></target>\
         <address type='usb' bus='0'/></memory></devices></domain>";
    let dom = fill_text(text).unwrap();
    assert_eq!(lines(&dom, "<address type='dimm' slot='0'/>").len(), 1);
}

// REQ: Q-DEV-01
#[test]
fn variables_keep_their_format_and_are_where_they_can_be() {
    let guest = |nvram: &str| {
        let loader = "<loader readonly='yes' type='pflash'>/fw/CODE.fd</loader>";
        fill_text(&format!(
            "<domain type='kvm'><name>t</name><memory>1048576</memory>\
             <os><type arch='x86_64' machine='q35'>hvm</type>{loader}{nvram}</os>\
             <features><acpi/></features><devices/></domain>"
        ))
    };
    for (nvram, said) in [
        ("<nvram format='qcow2'>/v</nvram>", " format='qcow2'>/v<"),
        ("<nvram format='qcow2'/>", " format='raw'>"),
        ("<nvram type='block' format='qcow2'><source dev='/d'/></nvram>", " format='qcow2'>"),
        (
            "<nvram type='network'><source protocol='nbd'><host name='h'/></source></nvram>",
            " format='raw'>",
        ),
    ] {
        let told = lines(&guest(nvram).unwrap(), "<nvram");
        assert!(told[0].contains(said), "{nvram}: {told:?}");
    }
    let text = "unsupported configuration: unsupported nvram disk type 'dir'".to_owned();
    let dir = guest("<nvram type='dir'><source dir='/d'/></nvram>");
    assert_eq!(refusal(dir), (67, 10, text));
}

// REQ: Q-DEV-01
#[test]
fn entropy_daemons_are_somewhere() {
    let rng = "<rng model='virtio'><backend model='egd' type='dev'/></rng>";
    let text = "internal error: Missing source path attribute for char device".to_owned();
    assert_eq!(refusal(try_fill("q35", rng)), (1, 20, text));
}

// REQ: Q-DEV-01
#[test]
fn sound_is_fixed_by_the_mixer() {
    let refused = |input: &str| {
        refusal(try_fill("q35", &format!("<audio id='1' type='none'>{input}</audio>"))).2
    };
    let mixer = "unsupported configuration: fixed audio settings requires mixing engine";
    assert_eq!(refused("<output fixedSettings='yes'/>"), mixer);
    let flag = "unsupported configuration: audio settings specified without fixed settings flag";
    assert_eq!(refused("<input><settings channels='2'/></input>"), flag);
}
