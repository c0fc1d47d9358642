//! Prints what a domain definition becomes: `normalize CAPS.xml... < list of files`.
//!
//! The capabilities are the reference's cache files (`VIREO_CAPS`, separated by
//! colons); for each file named on standard input the filled definition or the
//! refusal is printed after a record separator. `VIREO_LOAD` treats them as read
//! back from disk.

use std::io::{BufRead, Write};
use std::sync::Arc;

use vireo_model::domain::Domain;
use vireo_model::fill::{
    self, Cap, CapSet, Descriptor, Emulator, FillFlags, Machine, Settings, StaticView,
};
use vireo_xml::Mode;

fn emulator(path: &str) -> Option<Emulator> {
    let text = std::fs::read_to_string(path).ok()?;
    let doc = roxmltree::Document::parse(&text).ok()?;
    let root = doc.root_element();
    let child = |name: &str| {
        root.children().find(|n| n.has_tag_name(name)).and_then(|n| n.text()).map(str::to_owned)
    };
    let mut out = Emulator {
        path: child("emulator")?,
        arch: child("arch")?,
        version: child("version")?.parse().ok()?,
        caps: CapSet::from_names(
            root.children().filter(|n| n.has_tag_name("flag")).filter_map(|n| n.attribute("name")),
        ),
        ..Emulator::default()
    };
    for node in root.children().filter(|n| n.has_tag_name("machine")) {
        let machine = machine(node);
        match node.attribute("type") {
            Some("kvm") => out.kvm.push(machine),
            _ => out.tcg.push(machine),
        }
    }
    if !out.caps.has(Cap::Tcg) {
        out.tcg.clear();
    }
    Some(out)
}

fn machine(node: roxmltree::Node<'_, '_>) -> Machine {
    let text = |name: &str| node.attribute(name).map(str::to_owned);
    let yes = |name: &str| node.attribute(name) == Some("yes");
    Machine {
        name: text("name").unwrap_or_default(),
        alias: text("alias"),
        max_cpus: node.attribute("maxCpus").and_then(|n| n.parse().ok()).unwrap_or(0),
        default: yes("default"),
        default_cpu: text("defaultCPU"),
        default_ram_id: text("defaultRAMid"),
        acpi: node.attribute("acpi").map(|v| v == "yes"),
        hotplug_cpus: yes("hotplugCpus"),
        deprecated: yes("deprecated"),
        numa_mem: yes("numaMemSupported"),
    }
}

fn firmware() -> Vec<Descriptor> {
    let Ok(dir) = std::fs::read_dir("/usr/share/qemu/firmware") else { return Vec::new() };
    let mut paths: Vec<_> = dir.filter_map(|e| e.ok().map(|e| e.path())).collect();
    paths.sort();
    let read = |path: &std::path::PathBuf| std::fs::read_to_string(path).ok();
    paths.iter().filter_map(read).filter_map(|text| Descriptor::parse(&text).ok()).collect()
}

type Refusal = (u32, u32, String);

fn normalize(text: &str, view: &StaticView) -> Result<String, Refusal> {
    let mode = Mode { inactive: true, secure: true, ..Mode::default() };
    let mut dom = Domain::parse(text, mode).map_err(|e| (e.code(), e.domain(20), e.to_string()))?;
    let refusal = |e: fill::FillError| (e.code.number(), e.from.number(), e.to_string());
    let load = std::env::var_os("VIREO_LOAD").is_some();
    let flags = if load { FillFlags::LOAD } else { FillFlags::DEFINE };
    fill::fill(&mut dom, view, flags).map_err(refusal)?;
    fill::validate(&dom, view, flags).map_err(refusal)?;
    Ok(dom.format(mode))
}

fn main() {
    let caps = std::env::var("VIREO_CAPS").unwrap_or_default();
    let view = StaticView {
        host_arch: "x86_64".into(),
        emulators: caps.split(':').filter_map(emulator).map(Arc::new).collect(),
        firmware: firmware(),
        settings: Settings::default(),
        ..StaticView::default()
    };
    let mut out = std::io::stdout().lock();
    for path in std::io::stdin().lock().lines().map_while(Result::ok) {
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        let result = match normalize(&text, &view) {
            Ok(xml) => format!("OK\n{xml}"),
            Err((code, domain, message)) => format!("ERR\n{code} {domain} {message}"),
        };
        if writeln!(out, "\x1e{path}\n{result}").is_err() {
            return;
        }
    }
}
