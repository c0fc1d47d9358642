//! Makes `data/x86_models.tsv` out of what a QEMU says of its CPU models:
//!
//!     cargo run -p vireo-cpu --example x86_models > data/x86_models.tsv
//!
//! Needs KVM: each accelerator hides some features, a model is what both show.
#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Write};
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::process::{Child, Command, Stdio};

use serde_json::{Map, Value, json};

const QEMU: &str = "/usr/bin/qemu-system-x86_64";

/// A QEMU without a guest.
struct Qemu {
    child: Child,
    reader: BufReader<UnixStream>,
    writer: UnixStream,
}

impl Qemu {
    fn start(accel: &str) -> Self {
        let (ours, theirs) = UnixStream::pair().unwrap();
        let child = Command::new(QEMU)
            .args(["-S", "-no-user-config", "-nodefaults", "-display", "none"])
            .args(["-machine", &format!("none,accel={accel}")])
            .args(["-chardev", "socket,id=mon,fd=0", "-mon", "chardev=mon,mode=control"])
            .stdin(Stdio::from(OwnedFd::from(theirs)))
            .spawn()
            .unwrap();
        let reader = BufReader::new(ours.try_clone().unwrap());
        let mut qemu = Self { child, reader, writer: ours };
        qemu.line();
        qemu.ask("qmp_capabilities", json!({}));
        qemu
    }

    fn line(&mut self) -> Value {
        let mut line = String::new();
        self.reader.read_line(&mut line).unwrap();
        serde_json::from_str(&line).unwrap()
    }

    fn ask(&mut self, command: &str, arguments: Value) -> Value {
        let command = json!({"execute": command, "arguments": arguments});
        writeln!(self.writer, "{command}").unwrap();
        self.line()["return"].take()
    }

    fn properties(&mut self, model: &str) -> Map<String, Value> {
        let wanted = json!({"type": "static", "model": {"name": model}});
        let found = self.ask("query-cpu-model-expansion", wanted);
        found["model"]["props"].as_object().unwrap().clone()
    }
}

impl Drop for Qemu {
    fn drop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
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

fn main() {
    let (mut tcg, mut kvm) = (Qemu::start("tcg"), Qemu::start("kvm"));
    let version = tcg.ask("query-version", json!({}))["qemu"].take();
    let found = tcg.ask("query-cpu-definitions", json!({}));
    let aliases: BTreeMap<&str, &str> = found
        .as_array()
        .unwrap()
        .iter()
        .map(|cpu| (cpu["name"].as_str().unwrap(), cpu["alias-of"].as_str().unwrap_or("")))
        .collect();
    println!(
        "# CPU models as QEMU {}.{}.{} defines them, in the reference's order; made by\n\
         # examples/x86_models.rs from query-cpu-model-expansion with KVM and with TCG.\n\
         # name, vendor, family, model, stepping, alias of, another model's features and what differs",
        version["major"], version["minor"], version["micro"]
    );
    let mut earlier: Vec<(String, BTreeSet<String>)> = Vec::new();
    for model in vireo_cpu::x86_models() {
        let Some(alias) = aliases.get(model.name) else {
            continue;
        };
        let properties = tcg.properties(model.name);
        let features = features(&on(&properties), &on(&kvm.properties(model.name)));
        println!(
            "{}\t{}\t{}\t{}\t{}\t{alias}\t{}",
            model.name,
            properties["vendor"].as_str().unwrap(),
            properties["family"],
            properties["model"],
            properties["stepping"],
            words(&features, &earlier)
        );
        earlier.push((model.name.to_owned(), features));
    }
}
