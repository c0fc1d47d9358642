//! The domain's declarations, against documents that the reference printed.

use std::path::Path;

use proptest::prelude::*;
use vireo_model::domain::address::DeviceAddress;
use vireo_model::domain::devices::chardev::ChardevSource;
use vireo_model::domain::devices::storage::StorageType;
use vireo_model::domain::{Device, Domain, VirtType};
use vireo_xml::{Mode, ParseOptions, diff, doc, parse_with};

/// Printed by the reference (11.3.0) for documents of ours.
const Q35: &str = include_str!("data/q35.xml");
const PC: &str = include_str!("data/pc.xml");

fn read(text: &str) -> Domain {
    Domain::parse(text, Mode::SAVED).expect("a document of the reference is read")
}

#[test]
fn documents_of_the_reference_come_back_byte_for_byte() {
    for text in [Q35, PC] {
        assert_eq!(read(text).format(Mode::SAVED), text);
    }
}

#[test]
fn nothing_in_them_is_unknown() {
    let options = ParseOptions { mode: Mode::SAVED, strict: true };
    for text in [Q35, PC] {
        let (_, unknown) = parse_with::<Domain>(text, options).expect("read");
        assert_eq!(unknown, []);
    }
}

#[test]
fn values_stand_in_their_fields() {
    let domain = read(Q35);
    assert_eq!(domain.kind, VirtType::Kvm);
    assert_eq!(domain.memory, Some(2 * 1024 * 1024));
    assert_eq!(domain.vcpu.as_ref().map(|v| (v.current, v.max)), Some((Some(2), 4)));
    assert_eq!(domain.devices.disks[1].kind, StorageType::Network);
    let Some(DeviceAddress::Pci(address)) = &domain.devices.disks[0].info.address else {
        panic!("a virtio disk of q35 is on PCI");
    };
    assert!(!address.is_empty());
    assert!(matches!(domain.devices.channels[1].source, Some(ChardevSource::Spicevmc)));
    let arguments = domain.qemu_commandline.expect("a command line").args;
    assert_eq!(arguments[1].value, "a b");
}

#[test]
fn secrets_are_printed_only_on_demand() {
    let domain = read(Q35);
    let open = domain.format(Mode { secure: false, ..Mode::SAVED });
    assert!(!open.contains("secret'") && !open.contains("passwd"), "{open}");
    assert!(domain.format(Mode::SAVED).contains("passwd='p&apos;w'"));
}

#[test]
fn an_inactive_definition_has_nothing_of_a_running_guest() {
    let mut live = read(Q35);
    live.id = Some(7);
    live.devices.disks[0].info.alias = Some("virtio-disk0".to_owned());
    live.devices.disks[1].info.alias = Some("ua-mine".to_owned());
    let inactive = live.to_inactive().expect("our own print is read");
    assert_eq!(inactive.id, None);
    assert_eq!(inactive.devices.disks[0].info.alias, None);
    assert_eq!(inactive.devices.disks[1].info.alias.as_deref(), Some("ua-mine"));
    assert!(live.format(Mode::LIVE).contains("<domain type='kvm' id='7'"));
}

#[test]
fn a_changed_value_is_told_by_its_path() {
    let left = read(Q35);
    let mut right = left.clone();
    right.devices.disks[1].serial = Some("S2".to_owned());
    let found = diff::compare(&left, &right);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].path, "devices/disk[2]/serial");
    assert_eq!(found[0].right.as_deref(), Some("S2"));
}

#[test]
fn paths_of_the_whole_document_are_listed() {
    let paths = doc::paths("domain", Domain::xml_descriptor());
    assert!(paths.len() > 2000, "{}", paths.len());
    for path in ["domain/devices/disk/source/@file", "domain/cpu/numa/cell/@memory"] {
        assert!(paths.iter().any(|p| p.path == path), "{path}");
    }
}

#[test]
fn refusals_are_those_of_the_reference() {
    let wrap = |inner: &str| {
        format!("<domain type='kvm'><name>x</name><os><type>hvm</type></os>{inner}</domain>")
    };
    let cases = [
        ("<domain/>".to_owned(), 21, 20, "missing name information"),
        (
            "<domain><name>x</name></domain>".to_owned(),
            1,
            20,
            "internal error: missing domain type attribute",
        ),
        (wrap("<vcpu>x</vcpu>"), 27, 20, "XML error: maximum vcpus count must be an integer"),
        (wrap("<memory unit='zz'>1</memory>"), 8, 0, "invalid argument: unknown suffix 'zz'"),
        (
            wrap("<memory unit='EiB'>99999</memory>"),
            82,
            0,
            "numerical overflow: value too large: 99999",
        ),
        (
            wrap("<on_crash>xx</on_crash>"),
            67,
            20,
            "unsupported configuration: unknown on_crash action: xx",
        ),
        (
            wrap("<features><foo/></features>"),
            67,
            20,
            "unsupported configuration: unexpected feature 'foo'",
        ),
        (wrap("<cpu mode='x'/>"), 67, 31, "unsupported configuration: Invalid mode attribute 'x'"),
        (
            wrap("<devices><disk type='foo'/></devices>"),
            27,
            5,
            "XML error: Invalid value for attribute 'type' in element 'disk': 'foo'.",
        ),
        (
            wrap("<devices><disk><source/><address type='pci' slot='0x20'/></disk></devices>"),
            27,
            0,
            "XML error: Invalid PCI address slot='0x20', must be <= 0x1F",
        ),
        ("<foo/>".to_owned(), 27, 5, "XML error: expecting root element of 'domain', not 'foo'"),
    ];
    for (text, code, domain, message) in cases {
        let error = Domain::parse(&text, Mode::SAVED).expect_err(&text);
        assert_eq!((error.code(), error.domain(20)), (code, domain), "{text}");
        assert_eq!(error.to_string(), message);
        assert!(error.line == 1 && error.column > 0, "{text}");
    }
}

#[test]
fn a_device_on_its_own_is_read_and_printed() {
    let text =
        "<disk type='file' device='disk'>\n  <source file='/a'/>\n  <target dev='vdb'/>\n</disk>\n";
    let device = Device::parse(text, Mode::SAVED).expect("a disk");
    assert!(matches!(&device, Device::Disk(disk) if disk.target.dev == "vdb"));
    assert_eq!(device.format(Mode::SAVED), text);
}

/// Reads the documents in the folder named by `VIREO_REFERENCE_XML`: definitions
/// as the reference prints them with `--inactive --security-info`.
#[test]
#[ignore = "needs a folder of documents that the reference printed"]
fn a_folder_of_documents_comes_back_byte_for_byte() {
    let folder = std::env::var("VIREO_REFERENCE_XML").expect("VIREO_REFERENCE_XML names a folder");
    let mut differing = Vec::new();
    for entry in std::fs::read_dir(Path::new(&folder)).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.extension().is_none_or(|e| e != "xml") {
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("a text");
        match Domain::parse(&text, Mode::SAVED) {
            Ok(domain) if domain.format(Mode::SAVED) == text => {}
            Ok(_) => differing.push(format!("{}: differs", path.display())),
            Err(error) => differing.push(format!("{}: {error}", path.display())),
        }
    }
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn damaged_documents_never_panic(
        at in 0..Q35.len(),
        cut in 0..40usize,
        with in proptest::sample::select(vec![
            "", "<", ">", "'", "x", "-1", "&#1;", "</devices>", "<devices>", "<disk/>", "<source/>",
            "type='network'", "99999999999999999999", "<address type='pci'/>", " ",
        ]),
    ) {
        let mut text = Q35.to_owned();
        let end = (at + cut).min(text.len());
        if text.is_char_boundary(at) && text.is_char_boundary(end) {
            text.replace_range(at..end, with);
            vireo_model::fuzz::fuzz_domain(text.as_bytes());
        }
    }

    #[test]
    fn moved_lines_are_printed_as_they_are_read(from in 1..150usize, to in 1..150usize) {
        let mut lines: Vec<&str> = Q35.lines().collect();
        let line = lines.remove(from % lines.len());
        lines.insert(to % lines.len(), line);
        vireo_model::fuzz::fuzz_domain(lines.join("\n").as_bytes());
    }

    #[test]
    fn any_bytes_are_refused_or_read(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        vireo_model::fuzz::fuzz_domain(&bytes);
        vireo_model::fuzz::fuzz_device(&bytes);
    }
}
