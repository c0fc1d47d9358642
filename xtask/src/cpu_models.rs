//! Makes `crates/vireo-cpu/data/x86_models.tsv` out of what a QEMU says of its CPU models.
//!
//! Needs KVM: each accelerator hides some features, a model is what both show.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Write as _};
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result};
use serde_json::{Map, Value, json};

const QEMU: &str = "/usr/bin/qemu-system-x86_64";

/// A QEMU without a guest.
struct Qemu {
    child: Child,
    reader: BufReader<UnixStream>,
    writer: UnixStream,
}

impl Qemu {
    fn start(accel: &str) -> Result<Self> {
        let (ours, theirs) = UnixStream::pair()?;
        let child = Command::new(QEMU)
            .args(["-S", "-no-user-config", "-nodefaults", "-display", "none"])
            .args(["-machine", &format!("none,accel={accel}")])
            .args(["-chardev", "socket,id=mon,fd=0", "-mon", "chardev=mon,mode=control"])
            .stdin(Stdio::from(OwnedFd::from(theirs)))
            .spawn()
            .context(QEMU)?;
        let reader = BufReader::new(ours.try_clone()?);
        let mut qemu = Self { child, reader, writer: ours };
        qemu.line()?;
        qemu.ask("qmp_capabilities", json!({}))?;
        Ok(qemu)
    }

    fn line(&mut self) -> Result<Value> {
        let mut line = String::new();
        self.reader.read_line(&mut line)?;
        Ok(serde_json::from_str(&line)?)
    }

    fn ask(&mut self, command: &str, arguments: Value) -> Result<Value> {
        let command = json!({"execute": command, "arguments": arguments});
        writeln!(self.writer, "{command}")?;
        Ok(self.line()?["return"].take())
    }

    fn properties(&mut self, model: &str) -> Result<Map<String, Value>> {
        let wanted = json!({"type": "static", "model": {"name": model}});
        let found = self.ask("query-cpu-model-expansion", wanted)?;
        Ok(found["model"]["props"].as_object().context("no properties")?.clone())
    }
}

impl Drop for Qemu {
    fn drop(&mut self) {
        // It may have ended before; nothing can be done about another failure.
        let _ = self.child.kill().and_then(|()| self.child.wait());
    }
}

/// The features that are on.
fn on(properties: &Map<String, Value>) -> BTreeSet<String> {
    let on = properties.iter().filter(|(_, value)| **value == Value::Bool(true));
    on.map(|(name, _)| name.clone()).collect()
}

/// A model's features: what either accelerator shows, without what QEMU adds to
/// every model for that accelerator.
fn features(tcg: &BTreeSet<String>, kvm: &BTreeSet<String>) -> BTreeSet<String> {
    let added = |name: &str| {
        name == "hypervisor" || name.starts_with("kvm") || (name == "x2apic" && !tcg.contains(name))
    };
    tcg.union(kvm).filter(|name| !added(name)).cloned().collect()
}

/// `wanted` in words, by way of an earlier model where that is much shorter.
fn words(wanted: &BTreeSet<String>, earlier: &[(String, BTreeSet<String>)]) -> String {
    let distance = |base: &BTreeSet<String>| wanted.symmetric_difference(base).count();
    let nearest = earlier.iter().rev().min_by_key(|(_, base)| distance(base));
    let none = BTreeSet::new();
    let (name, base) = match nearest.filter(|(_, base)| distance(base) < wanted.len() / 2) {
        Some((name, base)) => (format!("@{name} "), base),
        None => (String::new(), &none),
    };
    let plus = wanted.difference(base).map(|feature| format!("+{feature}"));
    let minus = base.difference(wanted).map(|feature| format!("-{feature}"));
    let words: Vec<String> = plus.chain(minus).collect();
    format!("{name}{}", words.join(" ")).trim_end().to_owned()
}

/// The names of all models and what each is an alias of.
fn aliases(qemu: &mut Qemu) -> Result<BTreeMap<String, String>> {
    let found = qemu.ask("query-cpu-definitions", json!({}))?;
    let text = |cpu: &Value, key: &str| cpu[key].as_str().unwrap_or_default().to_owned();
    let all = found.as_array().context("no CPU models")?.iter();
    Ok(all.map(|cpu| (text(cpu, "name"), text(cpu, "alias-of"))).collect())
}

/// Writes the table.
///
/// # Errors
/// QEMU can't be asked, or the file not be written.
pub fn run(root: &Path) -> Result<()> {
    let (mut tcg, mut kvm) = (Qemu::start("tcg")?, Qemu::start("kvm")?);
    let version = tcg.ask("query-version", json!({}))?["qemu"].take();
    let aliases = aliases(&mut tcg)?;
    let mut table = format!(
        "# CPU models as QEMU {}.{}.{} defines them, in the reference's order; made by\n\
         # `cargo xtask cpu-models` from query-cpu-model-expansion with KVM and with TCG.\n\
         # name, vendor, family, model, stepping, alias of, another model's features and what differs\n",
        version["major"], version["minor"], version["micro"]
    );
    let mut earlier: Vec<(String, BTreeSet<String>)> = Vec::new();
    for model in vireo_cpu::x86_models() {
        let Some(alias) = aliases.get(model.name) else { continue };
        let properties = tcg.properties(model.name)?;
        let features = features(&on(&properties), &on(&kvm.properties(model.name)?));
        writeln!(
            table,
            "{}\t{}\t{}\t{}\t{}\t{alias}\t{}",
            model.name,
            properties["vendor"].as_str().context("no vendor")?,
            properties["family"],
            properties["model"],
            properties["stepping"],
            words(&features, &earlier)
        )?;
        earlier.push((model.name.to_owned(), features));
    }
    std::fs::write(root.join("crates/vireo-cpu/data/x86_models.tsv"), table)?;
    Ok(())
}
