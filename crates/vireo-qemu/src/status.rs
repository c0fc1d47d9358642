//! The driver's part of a status file: what a daemon that starts again must know of QEMU.

use std::fmt::Write;
use std::path::PathBuf;

use roxmltree::Document;
use vireo_model::domain::Domain;
use vireo_model::fill::{Cap, CapSet};
use vireo_runtime::domain::State;
use vireo_runtime::status::{RawElement, Status};
use vireo_xml::{Mode, escape_into};

use crate::live::{Facts, Guest, GuestView, Live, Paths, Restored, Saving};
use crate::migration::record::Record;

fn escaped(text: &str) -> String {
    let mut out = String::new();
    escape_into(&mut out, text);
    out
}

/// The text of the status file of a domain that runs.
pub fn text(guest: &Guest, view: &GuestView) -> Option<String> {
    let (live, config) = (view.live.as_ref()?, view.live_config.as_ref()?);
    let domain = config.format(Mode::STATUS);
    let domain = indent(domain.trim_end());
    let status = Status {
        state: view.state,
        pid: live.process.pid(),
        attributes: Vec::new(),
        taints: guest.extra.taints().iter().map(|taint| taint.flag().to_owned()).collect(),
        deprecations: Vec::new(),
        private: private(live, view),
        domain: RawElement::new("domain", domain),
    };
    Some(status.to_text(view.name(), &guest.uuid()))
}

/// The text of the status file of a domain that is about to start: without a process, so that a
/// daemon that finds it gives back what the start had taken.
pub fn starting_text(guest: &Guest, domain: &Domain, paths: &Paths) -> String {
    use vireo_runtime::domain::PausedReason;
    let text = domain.format(Mode::STATUS);
    let path = |path: &PathBuf| escaped(&path.to_string_lossy());
    let element = |name: &str, text: String| RawElement::new(name, text);
    let status = Status {
        state: State::Paused(PausedReason::StartingUp),
        pid: 0,
        attributes: Vec::new(),
        taints: Vec::new(),
        deprecations: Vec::new(),
        private: vec![
            element("monitor", format!("<monitor path='{}' type='unix'/>", path(&paths.monitor))),
            element("libDir", format!("<libDir path='{}'/>", path(&paths.lib_dir))),
            element(
                "channelTargetDir",
                format!("<channelTargetDir path='{}'/>", path(&paths.channel_dir)),
            ),
        ],
        domain: element("domain", indent(text.trim_end())),
    };
    status.to_text(&domain.name, &guest.uuid())
}

/// Further lines of an element go two spaces in.
fn indent(text: &str) -> String {
    text.replace('\n', "\n  ")
}

/// The driver's elements in the reference's order.
fn private(live: &Live, view: &GuestView) -> Vec<RawElement> {
    let facts = live.facts.load();
    let path = |path: &PathBuf| escaped(&path.to_string_lossy());
    let mut all = Vec::new();
    let mut add = |name: &str, text: String| all.push(RawElement::new(name, text));
    add("monitor", format!("<monitor path='{}' type='unix'/>", path(&live.paths.monitor)));
    add("vcpus", vcpus(&facts));
    add("qemuCaps", capabilities(live));
    let record = live.record(|record| record.clone());
    if let Some(record) = &record {
        add("job", record.job_element());
    }
    if live.hints().fake_reboot {
        add("fakereboot", "<fakereboot/>".to_owned());
    }
    if !facts.devices.is_empty() {
        add("devices", devices(&facts));
    }
    add("libDir", format!("<libDir path='{}'/>", path(&live.paths.lib_dir)));
    add(
        "channelTargetDir",
        format!("<channelTargetDir path='{}'/>", path(&live.paths.channel_dir)),
    );
    add("memoryBackingDir", format!("<memoryBackingDir path='{}'/>", path(&live.paths.memory_dir)));
    if let Some(cpu) = &facts.original_cpu {
        add("cpu", cpu.clone());
    }
    add("rememberOwner", "<rememberOwner/>".to_owned());
    add("nodename", format!("<nodename index='{}'/>", facts.next_node));
    add("fdset", format!("<fdset index='{}'/>", facts.next_fd_set));
    add("blockjobs", crate::block::xml::element(&live.blocks));
    let timeout = live.agent_timeout.load(std::sync::atomic::Ordering::Relaxed);
    add("agentTimeout", format!("<agentTimeout>{timeout}</agentTimeout>"));
    for unknown in &facts.unknown {
        let name =
            unknown.trim_start_matches('<').split([' ', '/', '>']).next().unwrap_or_default();
        add(name, unknown.clone());
    }
    if let Some(record) = &record {
        add("vireoMigration", record.own_element());
    }
    if let Some(saving) = &facts.saving {
        // Ours, too: the image by which a daemon that starts again judges how far a save came.
        let (file, made) = (path(&saving.path), if saving.made { "yes" } else { "no" });
        add("vireoSaving", format!("<vireoSaving path='{file}' made='{made}'/>"));
    }
    if let Some(restored) = &facts.restored {
        // Ours: a guest whose memory is whole is not to be restored a second time.
        let taken = restored.taken.as_ref().map(|taken| format!(" taken='{}'", path(taken)));
        let (taken, runs) = (taken.unwrap_or_default(), if restored.runs { "yes" } else { "no" });
        add("vireoRestored", format!("<vireoRestored{taken} runs='{runs}'/>"));
    }
    // Ours: tells a process of the same number apart. Others pass it over.
    add("vireoProcess", format!("<vireoProcess start='{}'/>", live.process.start_time()));
    debug_assert!(view.is_active());
    all
}

fn vcpus(facts: &Facts) -> String {
    let mut text = "<vcpus>\n".to_owned();
    for (id, pid) in &facts.vcpus {
        // Writing to a String cannot fail.
        _ = writeln!(text, "    <vcpu id='{id}' pid='{pid}'/>");
    }
    text + "  </vcpus>"
}

fn capabilities(live: &Live) -> String {
    let mut text = "<qemuCaps>\n".to_owned();
    for cap in Cap::ALL.iter().filter(|cap| live.emulator.has(**cap)) {
        _ = writeln!(text, "    <flag name='{}'/>", cap.name());
    }
    text + "  </qemuCaps>"
}

fn devices(facts: &Facts) -> String {
    let mut text = "<devices>\n".to_owned();
    for alias in &facts.devices {
        _ = writeln!(text, "    <device alias='{}'/>", escaped(alias));
    }
    text + "  </devices>"
}

/// What a status file tells a daemon that starts again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Files of the run.
    pub paths: Paths,
    /// What QEMU told.
    pub facts: Facts,
    /// When the process started, when the file says so.
    pub start_time: Option<u64>,
    /// A shutdown was to end in a reset.
    pub fake_reboot: bool,
    /// Limit for guest agent commands.
    pub agent_timeout: i32,
    /// What its QEMU can do.
    pub caps: CapSet,
    /// Its block jobs.
    pub block_jobs: crate::block::xml::Kept,
    /// The long job that it was in the middle of.
    pub record: Option<Record>,
}

/// Elements that [`private`] writes from what is known.
const KNOWN: &[&str] = &[
    "monitor",
    "vcpus",
    "qemuCaps",
    "job",
    "fakereboot",
    "devices",
    "libDir",
    "channelTargetDir",
    "memoryBackingDir",
    "cpu",
    "rememberOwner",
    "nodename",
    "fdset",
    "blockjobs",
    "agentTimeout",
    "vireoProcess",
    "vireoMigration",
    "vireoSaving",
    "vireoRestored",
];

/// Reads the driver's part; `default` says where files are that it does not name.
#[must_use]
pub fn kept(status: &Status, default: Paths) -> Kept {
    let mut kept = Kept {
        paths: default,
        facts: Facts::default(),
        start_time: None,
        fake_reboot: false,
        agent_timeout: -2,
        caps: CapSet::default(),
        block_jobs: crate::block::xml::Kept::default(),
        record: None,
    };
    for element in &status.private {
        take(&mut kept, element);
    }
    kept
}

fn take(kept: &mut Kept, element: &RawElement) {
    // A prefix of the file's own root may be missing here: such an element is only kept.
    let document = Document::parse(&element.text);
    let Ok(document) = &document else {
        kept.facts.unknown.push(element.text.clone());
        return;
    };
    let root = document.root_element();
    let attribute = |name: &str| root.attribute(name);
    let path = |name: &str| attribute(name).map(PathBuf::from);
    match element.name.as_str() {
        "monitor" => {
            kept.paths.monitor = path("path").unwrap_or_else(|| kept.paths.monitor.clone())
        }
        "libDir" => kept.paths.lib_dir = path("path").unwrap_or_else(|| kept.paths.lib_dir.clone()),
        "channelTargetDir" => {
            kept.paths.channel_dir = path("path").unwrap_or_else(|| kept.paths.channel_dir.clone());
        }
        "memoryBackingDir" => {
            kept.paths.memory_dir = path("path").unwrap_or_else(|| kept.paths.memory_dir.clone());
        }
        "cpu" => kept.facts.original_cpu = Some(element.text.clone()),
        "qemuCaps" => {
            let flags = root.children().filter_map(|flag| flag.attribute("name"));
            kept.caps = CapSet::from_names(flags);
        }
        // What QEMU has now is asked; what it had tells what went meanwhile.
        "devices" => {
            let names = root.children().filter_map(|device| device.attribute("alias"));
            kept.facts.devices = names.map(str::to_owned).collect();
        }
        "blockjobs" => kept.block_jobs = crate::block::xml::read(root),
        "vireoSaving" => {
            let made = attribute("made") == Some("yes");
            kept.facts.saving = path("path").map(|path| Saving { path, made });
        }
        "vireoRestored" => {
            let runs = attribute("runs") == Some("yes");
            kept.facts.restored = Some(Restored { taken: path("taken"), runs });
        }
        "fakereboot" => kept.fake_reboot = true,
        "nodename" => kept.facts.next_node = number(attribute("index")).unwrap_or(0),
        "fdset" => kept.facts.next_fd_set = number(attribute("index")).unwrap_or(0),
        "agentTimeout" => kept.agent_timeout = number(root.text()).unwrap_or(-2),
        "job" => kept.record = Record::from_job(root),
        // Written behind the other.
        "vireoMigration" => {
            if let Some(record) = &mut kept.record {
                record.take_own(root);
            }
        }
        "vireoProcess" => kept.start_time = number(attribute("start")),
        other if !KNOWN.contains(&other) => kept.facts.unknown.push(element.text.clone()),
        // Asked of QEMU again.
        _ => {}
    }
}

fn number<T: std::str::FromStr>(text: Option<&str>) -> Option<T> {
    text?.trim().parse().ok()
}

/// Whether the file is of a guest that never got to run.
#[must_use]
pub fn was_starting(status: &Status) -> bool {
    use vireo_runtime::domain::PausedReason;
    matches!(status.state, State::Paused(PausedReason::StartingUp))
}
