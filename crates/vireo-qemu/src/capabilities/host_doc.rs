//! The host capabilities document.

use std::path::Path;

use vireo_cpu::host::{HostCpu, HostCpuInfo};
use vireo_xml::{Mode, Writer};

use super::caps::{Accel, Machine, QemuCaps};
use super::emulators::{host_arch, word_size};
use super::topology::{Bank, Cell, Shape, Sysfs};

/// A security model that the daemon uses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecurityModel {
    /// Its name: `none`, `dac`, `selinux`, `apparmor`.
    pub model: String,
    /// Its domain of interpretation.
    pub doi: String,
    /// Default label by virtualization type.
    pub base_labels: Vec<(String, String)>,
}

/// What the document says of the host and cannot be read from it.
#[derive(Debug, Clone, Default)]
pub struct HostFacts {
    /// The host's UUID as text, left out when absent.
    pub uuid: Option<String>,
    /// Security models, in order.
    pub security: Vec<SecurityModel>,
}

/// One architecture that guests can have.
#[derive(Debug, Clone, Copy)]
pub struct GuestEntry<'a> {
    /// Its name.
    pub arch: &'a str,
    /// Its emulator.
    pub emulator: &'a Path,
    /// What that can do.
    pub caps: &'a QemuCaps,
}

/// The document. Reads sysfs: call it where that may block.
pub fn host_capabilities(facts: &HostFacts, guests: &[GuestEntry<'_>]) -> String {
    let mut out = Writer::new(Mode::default());
    out.start("capabilities");
    out.blank_line();
    write_host(&mut out, facts, &Sysfs::default());
    for guest in guests {
        out.blank_line();
        write_guest(&mut out, guest);
    }
    out.blank_line();
    out.end("capabilities");
    let mut text = out.finish();
    text.shrink_to_fit();
    text
}

/// The `<cpu>` of the host alone, as CPU comparison takes it.
pub fn host_cpu_xml() -> String {
    let sysfs = Sysfs::default();
    let mut out = Writer::new(Mode::default());
    write_cpu(&mut out, &sysfs, &sysfs.cells());
    out.finish()
}

/// An element with attributes only.
fn leaf(out: &mut Writer, name: &str, attributes: &[(&str, &str)]) {
    out.start(name);
    for (key, value) in attributes {
        out.attr(key, value);
    }
    out.end(name);
}

fn write_host(out: &mut Writer, facts: &HostFacts, sysfs: &Sysfs) {
    let cells = sysfs.cells();
    out.start("host");
    if let Some(uuid) = &facts.uuid {
        out.text_element("uuid", uuid);
    }
    write_cpu(out, sysfs, &cells);
    out.start("power_management");
    for state in sysfs.power_states() {
        leaf(out, state, &[]);
    }
    out.end("power_management");
    leaf(out, "iommu", &[("support", if sysfs.has_iommu() { "yes" } else { "no" })]);
    out.start("migration_features");
    leaf(out, "live", &[]);
    out.start("uri_transports");
    for transport in ["tcp", "rdma"] {
        out.text_element("uri_transport", transport);
    }
    out.end("uri_transports");
    out.end("migration_features");
    write_topology(out, &cells);
    write_caches(out, &sysfs.cache_banks());
    for security in &facts.security {
        write_security(out, security);
    }
    out.end("host");
}

fn write_cpu(out: &mut Writer, sysfs: &Sysfs, cells: &[Cell]) {
    out.start("cpu");
    out.text_element("arch", host_arch());
    let x86 = matches!(host_arch(), "x86_64" | "i686");
    if x86 {
        write_x86_identity(out);
    }
    let shape = Shape::of(cells);
    let number = |n: usize| n.to_string();
    leaf(
        out,
        "topology",
        &[
            ("sockets", &number(shape.sockets)),
            ("dies", &number(shape.dies)),
            ("clusters", &number(shape.clusters)),
            ("cores", &number(shape.cores)),
            ("threads", &number(shape.threads)),
        ],
    );
    if x86 {
        write_x86_features(out);
    }
    let page = rustix::param::page_size() / 1024;
    let page = u64::try_from(page).unwrap_or(4);
    let sizes = std::iter::once(page).chain(sysfs.huge_pages());
    for size in sizes {
        leaf(out, "pages", &[("unit", "KiB"), ("size", &size.to_string())]);
    }
    out.end("cpu");
}

/// What stands before the topology.
fn write_x86_identity(out: &mut Writer) {
    let (cpu, info) = (HostCpu::get(), HostCpuInfo::get());
    if let Some(decoded) = &cpu.decoded {
        out.text_element("model", decoded.model.name);
    }
    if let Some(vendor) = cpu.vendor {
        out.text_element("vendor", vendor.name());
    }
    if info.microcode != 0 {
        leaf(out, "microcode", &[("version", &info.microcode.to_string())]);
    }
    leaf(
        out,
        "signature",
        &[
            ("family", &info.family.to_string()),
            ("model", &info.model.to_string()),
            ("stepping", &info.stepping.to_string()),
        ],
    );
    if let Some(tsc) = cpu.tsc {
        let scaling = if tsc.scaling { "yes" } else { "no" };
        let frequency = tsc.frequency.to_string();
        leaf(out, "counter", &[("name", "tsc"), ("frequency", &frequency), ("scaling", scaling)]);
    }
}

/// What stands behind the topology.
fn write_x86_features(out: &mut Writer) {
    let cpu = HostCpu::get();
    if cpu.physical_bits > 0 {
        let bits = cpu.physical_bits.to_string();
        leaf(out, "maxphysaddr", &[("mode", "emulate"), ("bits", &bits)]);
    }
    let features = cpu.decoded.as_ref().map_or(cpu.features, |decoded| decoded.more);
    for feature in features.iter() {
        leaf(out, "feature", &[("name", feature.name())]);
    }
}

fn write_topology(out: &mut Writer, cells: &[Cell]) {
    out.start("topology");
    out.start("cells");
    out.attr("num", &cells.len().to_string());
    for cell in cells {
        write_cell(out, cell);
    }
    out.end("cells");
    out.end("topology");
}

fn write_cell(out: &mut Writer, cell: &Cell) {
    out.start("cell");
    out.attr("id", &cell.id.to_string());
    out.start("memory");
    out.attr("unit", "KiB");
    out.text(&cell.memory_kib.to_string());
    out.end("memory");
    for (size, count) in &cell.pages {
        out.start("pages");
        out.attr("unit", "KiB");
        out.attr("size", &size.to_string());
        out.text(&count.to_string());
        out.end("pages");
    }
    if !cell.distances.is_empty() {
        out.start("distances");
        for (id, distance) in &cell.distances {
            leaf(out, "sibling", &[("id", &id.to_string()), ("value", &distance.to_string())]);
        }
        out.end("distances");
    }
    out.start("cpus");
    out.attr("num", &cell.cpus.len().to_string());
    for cpu in &cell.cpus {
        out.start("cpu");
        out.attr("id", &cpu.id.to_string());
        if let Some(place) = &cpu.place {
            out.attr("socket_id", &place.socket.to_string());
            out.attr("die_id", &place.die.to_string());
            out.attr("cluster_id", &place.cluster.to_string());
            out.attr("core_id", &place.core.to_string());
            out.attr("siblings", &place.siblings);
        }
        out.end("cpu");
    }
    out.end("cpus");
    out.end("cell");
}

fn write_caches(out: &mut Writer, banks: &[Bank]) {
    if banks.is_empty() {
        return;
    }
    out.start("cache");
    for bank in banks {
        let (size, unit) = match bank.size_kib {
            kib if kib % (1024 * 1024) == 0 => (kib / (1024 * 1024), "GiB"),
            kib if kib % 1024 == 0 => (kib / 1024, "MiB"),
            kib => (kib, "KiB"),
        };
        leaf(
            out,
            "bank",
            &[
                ("id", &bank.id.to_string()),
                ("level", &bank.level.to_string()),
                ("type", bank.kind),
                ("size", &size.to_string()),
                ("unit", unit),
                ("cpus", &bank.cpus),
            ],
        );
    }
    out.end("cache");
}

fn write_security(out: &mut Writer, security: &SecurityModel) {
    out.start("secmodel");
    out.text_element("model", &security.model);
    out.text_element("doi", &security.doi);
    for (kind, label) in &security.base_labels {
        out.start("baselabel");
        out.attr("type", kind);
        out.text(label);
        out.end("baselabel");
    }
    out.end("secmodel");
}

fn write_guest(out: &mut Writer, guest: &GuestEntry<'_>) {
    out.start("guest");
    out.text_element("os_type", "hvm");
    out.start("arch");
    out.attr("name", guest.arch);
    out.text_element("wordsize", &word_size(guest.arch).to_string());
    out.text_element("emulator", &guest.emulator.to_string_lossy());
    for machine in guest.caps.machines() {
        write_machine(out, machine);
    }
    for (accel, name) in [(Accel::Tcg, "qemu"), (Accel::Kvm, "kvm")] {
        // TCG guests are always offered, KVM guests where it is usable.
        if accel == Accel::Tcg || guest.caps.accel(accel).is_some() {
            leaf(out, "domain", &[("type", name)]);
        }
    }
    out.end("arch");
    write_guest_features(out, guest);
    out.end("guest");
}

/// A machine type, and its alias on a line of its own.
fn write_machine(out: &mut Writer, machine: &Machine) {
    let mut line = |canonical: Option<&str>, name: &str| {
        out.start("machine");
        if let Some(canonical) = canonical {
            out.attr("canonical", canonical);
        }
        if machine.max_cpus > 0 {
            out.attr("maxCpus", &machine.max_cpus.to_string());
        }
        if machine.deprecated {
            out.attr("deprecated", "yes");
        }
        out.text(name);
        out.end("machine");
    };
    line(None, &machine.name);
    if let Some(alias) = &machine.alias {
        line(Some(&machine.name), alias);
    }
}

fn write_guest_features(out: &mut Writer, guest: &GuestEntry<'_>) {
    out.start("features");
    if guest.arch == "i686" {
        leaf(out, "pae", &[]);
        leaf(out, "nonpae", &[]);
    }
    let x86 = matches!(guest.arch, "i686" | "x86_64");
    if x86 || matches!(guest.arch, "aarch64" | "loongarch64") {
        leaf(out, "acpi", &[("default", "on"), ("toggle", "yes")]);
    }
    if x86 {
        leaf(out, "apic", &[("default", "on"), ("toggle", "no")]);
    }
    leaf(out, "cpuselection", &[]);
    leaf(out, "deviceboot", &[]);
    leaf(out, "disksnapshot", &[("default", "on"), ("toggle", "no")]);
    leaf(out, "externalSnapshot", &[]);
    out.end("features");
}
