//! What the status file says of a long job: the `job` element, and an element of ours beside it for
//! what the reference does not write down.

use std::fmt::Write;
use std::path::PathBuf;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use roxmltree::Node;
use serde_json::{Map, Value};
use uuid::Uuid;
use vireo_api::consts::MIGRATE_POSTCOPY;
use vireo_runtime::job::AsyncJob;
use vireo_xml::escape_into;

use super::phase::Phase;

/// A long job as a restarted daemon finds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Which job.
    pub kind: AsyncJob,
    /// How far it is.
    pub phase: Phase,
    /// Flags of the call that began it.
    pub flags: u32,
    /// When it began, milliseconds since the epoch.
    pub started: u64,
    /// Post-copy broke: nothing moves.
    pub paused: bool,
    /// Disks that are being copied.
    pub disks: Vec<String>,
    /// QEMU's parameters as they were before, to be put back.
    pub parameters: Map<String, Value>,
    /// QEMU's capabilities as they were before: ours, the reference has none.
    pub capabilities: Vec<(String, bool)>,
    /// The guest ran when its migration began: ours.
    pub was_running: bool,
    /// Where the source asks after the guest when an answer was lost: ours.
    pub peer: Option<String>,
    /// The destination was told to run the guest, or is about to be: ours.
    pub finish_sent: bool,
    /// The destination was prepared by a call of the second protocol: ours.
    pub second_protocol: bool,
    /// The definition that the destination keeps came with the guest: ours.
    pub definition_came: bool,
    /// The port that the destination listens on: ours.
    pub port: Option<u16>,
    /// The port of the destination's NBD server: ours.
    pub nbd_port: Option<u16>,
    /// The migration's name in questions after a lost answer: ours.
    pub ticket: Option<Uuid>,
    /// Images that the destination made: ours.
    pub made: Vec<PathBuf>,
}

impl Record {
    /// A job that begins now.
    #[must_use]
    pub fn new(kind: AsyncJob, phase: Phase, flags: u32) -> Self {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or(Duration::ZERO);
        Self {
            kind,
            phase,
            flags,
            started: u64::try_from(now.as_millis()).unwrap_or(0),
            paused: false,
            disks: Vec::new(),
            parameters: Map::new(),
            capabilities: Vec::new(),
            was_running: false,
            peer: None,
            finish_sent: false,
            second_protocol: false,
            definition_came: false,
            port: None,
            nbd_port: None,
            ticket: None,
            made: Vec::new(),
        }
    }

    /// Whether QEMU may come to wait for memory that is still elsewhere: a guest that comes by
    /// post-copy makes it do so, and when that breaks only commands out of band are taken.
    #[must_use]
    pub fn may_get_stuck(&self) -> bool {
        self.kind == AsyncJob::MigrationIn && self.flags & MIGRATE_POSTCOPY != 0
    }

    /// Whether the destination runs the guest and has all of it.
    #[must_use]
    pub fn has_moved(&self) -> bool {
        self.kind == AsyncJob::MigrationOut && self.phase == Phase::Confirm3
    }

    /// The `job` element.
    #[must_use]
    pub fn job_element(&self) -> String {
        let mut out = String::new();
        let (kind, phase) = (self.kind.name(), self.phase.word());
        // Writing to a String cannot fail.
        _ = write!(
            out,
            "<job type='none' async='{kind}' phase='{phase}' flags='{:#x}'",
            self.flags
        );
        _ = write!(out, " asyncStarted='{}'", self.started);
        if self.paused {
            out.push_str(" asyncPaused='yes'");
        }
        out.push_str(">\n");
        for disk in &self.disks {
            _ = writeln!(out, "    <disk dev='{}' migrating='yes'/>", escaped(disk));
        }
        if !self.parameters.is_empty() {
            out.push_str("    <migParams>\n");
            for (name, value) in &self.parameters {
                let value = escaped(&text_of(value));
                _ = writeln!(out, "      <param name='{}' value='{value}'/>", escaped(name));
            }
            out.push_str("    </migParams>\n");
        }
        out.push_str("  </job>");
        out
    }

    /// Our own element.
    #[must_use]
    pub fn own_element(&self) -> String {
        let mut out = String::from("<vireoMigration");
        _ = write!(out, " running='{}'", if self.was_running { "yes" } else { "no" });
        if let Some(peer) = &self.peer {
            _ = write!(out, " peer='{}'", escaped(peer));
        }
        if self.finish_sent {
            out.push_str(" finishSent='yes'");
        }
        if self.second_protocol {
            out.push_str(" protocol='2'");
        }
        if self.definition_came {
            out.push_str(" definition='came'");
        }
        if let Some(port) = self.port {
            _ = write!(out, " port='{port}'");
        }
        if let Some(port) = self.nbd_port {
            _ = write!(out, " nbdPort='{port}'");
        }
        if let Some(ticket) = self.ticket {
            _ = write!(out, " ticket='{ticket}'");
        }
        if self.capabilities.is_empty() && self.made.is_empty() {
            return out + "/>";
        }
        out.push_str(">\n");
        for path in self.made.iter().filter_map(|path| path.to_str()) {
            _ = writeln!(out, "    <made path='{}'/>", escaped(path));
        }
        for (name, on) in &self.capabilities {
            let state = if *on { "on" } else { "off" };
            _ = writeln!(out, "    <cap name='{}' state='{state}'/>", escaped(name));
        }
        out + "  </vireoMigration>"
    }

    /// Reads a `job` element; `None` when it tells of no long job.
    #[must_use]
    pub fn from_job(root: Node<'_, '_>) -> Option<Self> {
        let kind = AsyncJob::from_name(root.attribute("async")?)?;
        let phase = root.attribute("phase").and_then(Phase::from_word).unwrap_or(Phase::None);
        let flags = root.attribute("flags").and_then(|text| text.strip_prefix("0x"));
        let flags = flags.and_then(|text| u32::from_str_radix(text, 16).ok()).unwrap_or(0);
        let mut record = Self::new(kind, phase, flags);
        if let Some(started) = root.attribute("asyncStarted").and_then(|text| text.parse().ok()) {
            record.started = started;
        }
        record.paused = root.attribute("asyncPaused") == Some("yes");
        for child in root.children().filter(Node::is_element) {
            match child.tag_name().name() {
                "disk" => record.disks.extend(child.attribute("dev").map(str::to_owned)),
                "migParams" => {
                    for param in child.children().filter(Node::is_element) {
                        let named = param.attribute("name").zip(param.attribute("value"));
                        if let Some((name, value)) = named {
                            record.parameters.insert(name.to_owned(), value_of(value));
                        }
                    }
                }
                // What a daemon of the reference's keeps there beside is of no use to us.
                _ => {}
            }
        }
        Some(record)
    }

    /// Reads our own element into this.
    pub fn take_own(&mut self, root: Node<'_, '_>) {
        self.was_running = root.attribute("running") == Some("yes");
        self.finish_sent = root.attribute("finishSent") == Some("yes");
        self.second_protocol = root.attribute("protocol") == Some("2");
        self.definition_came = root.attribute("definition") == Some("came");
        self.peer = root.attribute("peer").map(str::to_owned);
        let port = |name| root.attribute(name).and_then(|text: &str| text.parse().ok());
        (self.port, self.nbd_port) = (port("port"), port("nbdPort"));
        self.ticket = root.attribute("ticket").and_then(|text| Uuid::parse_str(text).ok());
        for cap in root.children().filter(Node::is_element) {
            if cap.has_tag_name("made") {
                self.made.extend(cap.attribute("path").map(PathBuf::from));
            }
            if let Some(name) = cap.attribute("name") {
                self.capabilities.push((name.to_owned(), cap.attribute("state") == Some("on")));
            }
        }
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::new();
    escape_into(&mut out, text);
    out
}

/// A parameter's value as the reference writes it.
fn text_of(value: &Value) -> String {
    match value {
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::String(text) => text.clone(),
        Value::Null | Value::Number(_) | Value::Array(_) | Value::Object(_) => value.to_string(),
    }
}

fn value_of(text: &str) -> Value {
    match text {
        "yes" => Value::Bool(true),
        "no" => Value::Bool(false),
        _ => match text.parse::<i64>() {
            Ok(number) => number.into(),
            Err(_) => text.parse::<u64>().map_or_else(|_| text.into(), Value::from),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// REQ: Q-MIG-22
    #[test]
    fn what_is_written_is_read_back() {
        let mut record = Record::new(AsyncJob::MigrationOut, Phase::Perform3Done, 0x123);
        record.paused = true;
        record.disks.push("vda".to_owned());
        record.parameters.insert("max-bandwidth".to_owned(), Value::from(7));
        record.parameters.insert("tls-creds".to_owned(), Value::from(""));
        record.capabilities.push(("xbzrle".to_owned(), true));
        record.was_running = true;
        record.finish_sent = true;
        record.second_protocol = true;
        record.definition_came = true;
        record.peer = Some("qemu+tcp://b/system?a='&".to_owned());
        record.port = Some(49152);
        record.ticket = Some(Uuid::from_u128(5));
        record.made.push(PathBuf::from("/srv/a&'b.img"));
        let job = roxmltree::Document::parse(&record.job_element()).map(drop);
        job.unwrap();
        let text = record.job_element();
        let document = roxmltree::Document::parse(&text).unwrap();
        let mut read = Record::from_job(document.root_element()).unwrap();
        let own = record.own_element();
        read.take_own(roxmltree::Document::parse(&own).unwrap().root_element());
        assert_eq!(read, record);
    }

    #[test]
    fn a_short_job_is_none_of_ours() {
        let text = "<job type='destroy' async='none'/>";
        let document = roxmltree::Document::parse(text).unwrap();
        assert_eq!(Record::from_job(document.root_element()), None);
    }
}
