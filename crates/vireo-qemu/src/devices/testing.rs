//! What tests of rooms share: from a few elements of a definition to the words that a room adds.

use std::path::PathBuf;

use vireo_api::Result;
use vireo_config::QemuConfig;
use vireo_model::domain::Domain;
use vireo_model::fill::{Cap, Emulator, Machine};
use vireo_xml::Mode;

use super::alias;
use crate::build::{Build, Opened};
use crate::live::Paths;
use crate::process::argv::CommandLine;

/// A guest with some devices and with elements beside `<devices>`.
pub(crate) fn domain(devices: &str, beside: &str) -> Domain {
    let text = format!(
        "<domain type='qemu'><name>t</name><memory unit='KiB'>262144</memory>{beside}\
         <os><type arch='x86_64' machine='pc-q35-10.0'>hvm</type></os>\
         <devices>{devices}</devices></domain>"
    );
    let mut domain = Domain::parse(&text, Mode::LIVE).expect("a well-formed test document");
    alias::assign(&mut domain);
    domain
}

/// The words that `room` adds for a guest, options with their values on one line each.
pub(crate) fn words(
    room: fn(&mut Build<'_>) -> Result<()>,
    domain: &Domain,
) -> Result<Vec<String>> {
    let machine = Machine {
        name: "pc-q35-10.0".to_owned(),
        default_ram_id: Some("pc.ram".to_owned()),
        acpi: Some(true),
        ..Machine::default()
    };
    let emulator = Emulator {
        path: "/usr/bin/qemu-system-x86_64".to_owned(),
        arch: "x86_64".to_owned(),
        version: 10_000_000,
        caps: Cap::ALL.iter().copied().collect(),
        kvm: Vec::new(),
        tcg: vec![machine],
    };
    let paths = Paths {
        monitor: PathBuf::from("/lib/domain--1-t/monitor.sock"),
        lib_dir: PathBuf::from("/lib/domain--1-t"),
        channel_dir: PathBuf::from("/run/channel/-1-t"),
        memory_dir: PathBuf::from("/ram/-1-t"),
    };
    let mut build = Build {
        domain,
        emulator: &emulator,
        config: &QemuConfig::default(),
        host: &vireo_host::assign::Root::host(),
        paths: &paths,
        privileged: true,
        translation: true,
        incoming: false,
        secrets: None,
        opened: Opened::default(),
        line: CommandLine::default(),
    };
    room(&mut build)?;
    let mut lines: Vec<String> = Vec::new();
    for word in build.line.args() {
        match lines.last_mut() {
            Some(last) if !word.starts_with('-') => {
                last.push(' ');
                last.push_str(word);
            }
            Some(_) | None => lines.push(word.clone()),
        }
    }
    Ok(lines)
}

/// Says that a room adds just these words for these devices.
#[track_caller]
pub(crate) fn expect(room: fn(&mut Build<'_>) -> Result<()>, devices: &str, expected: &[&str]) {
    let got = words(room, &domain(devices, "")).expect("words");
    assert_eq!(got, expected);
}

/// Says that a room refuses these devices in these words.
#[track_caller]
pub(crate) fn expect_refusal(room: fn(&mut Build<'_>) -> Result<()>, devices: &str, text: &str) {
    let error = words(room, &domain(devices, "")).expect_err("a refusal");
    assert!(error.to_string().contains(text), "{error}");
}
