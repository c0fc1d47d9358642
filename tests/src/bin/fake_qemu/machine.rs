//! The guest that a fake QEMU pretends to run.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

use nix::fcntl::{Flock, FlockArg};
use serde_json::{Value, json};

use crate::blocks::Blocks;
use crate::migration::{Done, Migration};
use crate::returns;

/// What a command gets.
pub struct Answer {
    /// The message that answers.
    pub reply: Value,
    /// What happens with it.
    pub events: Vec<Value>,
    /// The guest ends.
    pub ends: bool,
}

impl Answer {
    fn new(value: Value) -> Self {
        Self { reply: returns(value), events: Vec::new(), ends: false }
    }

    /// A refusal.
    pub fn refused(class: &str, text: &str) -> Self {
        let reply = json!({ "error": { "class": class, "desc": text } });
        Self { reply, events: Vec::new(), ends: false }
    }
}

/// The first message of a monitor.
pub fn greeting() -> Value {
    json!({ "QMP": {
        "version": { "qemu": { "major": 10, "minor": 0, "micro": 2 }, "package": "fake" },
        "capabilities": ["oob"],
    } })
}

/// An event that happens now.
pub fn event(name: &str, data: &Value) -> Value {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    json!({
        "event": name,
        "data": data,
        "timestamp": { "seconds": now.as_secs(), "microseconds": now.subsec_micros() },
    })
}

/// The CPUs of a guest, which run in one place at a time: whoever runs them holds a lock, which
/// the kernel takes back from the dead. It stands for the locks that a real QEMU has on its disks'
/// images: a guest with a disk is not run without it.
pub struct Cpus {
    lock: PathBuf,
    violations: PathBuf,
    held: Option<Flock<File>>,
}

impl Cpus {
    /// With the lock in one file; what goes wrong is written to the other.
    pub fn at(lock: PathBuf, violations: PathBuf) -> Self {
        Self { lock, violations, held: None }
    }

    /// Whether the lock is there for CPUs that are to run. Without its file nobody shares the
    /// guest, and nobody asks.
    fn may_run(&mut self) -> bool {
        if self.held.is_some() {
            return true;
        }
        let Ok(file) = OpenOptions::new().append(true).open(&self.lock) else { return true };
        self.held = Flock::lock(file, FlockArg::LockExclusiveNonblock).ok();
        self.held.is_some()
    }

    fn turn(&mut self, running: bool) {
        if !running {
            self.held = None;
        } else if !self.may_run() {
            self.violated("the CPUs run twice");
        }
    }

    fn violated(&self, words: &str) {
        let file = OpenOptions::new().create(true).append(true).open(&self.violations);
        let written = file.and_then(|mut file| writeln!(file, "{words}"));
        if let Err(error) = written {
            eprintln!("fake-qemu: {words}, and {}: {error}", self.violations.display());
        }
    }
}

/// A guest's state, as far as the monitor tells of it.
pub struct Machine {
    /// Its memory on its way.
    pub migration: Migration,
    processors: Cpus,
    status: &'static str,
    cpus: u64,
    memory: u64,
    chardevs: Vec<Value>,
    /// Other ends of pseudo terminals, so that they stay.
    _ptys: Vec<File>,
    devices: Vec<String>,
    drives: Vec<String>,
    blocks: Blocks,
}

impl Machine {
    /// From the command line.
    pub fn new(words: &[String], processors: Cpus) -> Self {
        let mut machine = Self {
            migration: Migration::default(),
            processors,
            status: "prelaunch",
            cpus: 1,
            memory: 128 << 20,
            chardevs: Vec::new(),
            _ptys: Vec::new(),
            devices: Vec::new(),
            drives: Vec::new(),
            blocks: Blocks::default(),
        };
        for (option, value) in words.iter().zip(words.iter().skip(1)) {
            machine.option(option, value);
        }
        if words.iter().any(|word| word == "-incoming") {
            machine.status = "inmigrate";
        } else if !words.iter().any(|word| word == "-S") {
            machine.enter("running");
        }
        machine
    }

    fn enter(&mut self, status: &'static str) {
        self.status = status;
        self.processors.turn(status == "running");
    }

    /// All of the memory came.
    pub fn arrived(&mut self) {
        self.enter("paused");
    }

    /// What a command about the memory's way comes to.
    pub fn moved(&mut self, done: Done) -> Answer {
        match done.cpus {
            Some(true) => self.enter("running"),
            Some(false) => self.enter("paused"),
            None => {}
        }
        match done.value {
            Ok(value) => {
                let mut answer = Answer::new(value);
                let told = done.events.into_iter().map(|(name, data)| event(name, &data));
                answer.events.extend(told);
                answer
            }
            Err(text) => Answer::refused("GenericError", &text),
        }
    }

    fn option(&mut self, option: &str, value: &str) {
        let part = |name: &str| {
            let pairs = value.split(',').filter_map(|pair| pair.split_once('='));
            pairs.filter(|(key, _)| *key == name).map(|(_, v)| v.to_owned()).next()
        };
        match option {
            "-smp" => {
                let count = value.split(',').next().unwrap_or_default();
                self.cpus = count.parse().unwrap_or(1);
            }
            "-m" => {
                let size = part("size").and_then(|s| s.trim_end_matches('k').parse::<u64>().ok());
                self.memory = size.unwrap_or(131_072) << 10;
            }
            "-chardev" => {
                let Some(id) = part("id") else { return };
                let name = match value.starts_with("pty") {
                    true => self.pty(),
                    false => "unix:".to_owned(),
                };
                self.chardevs
                    .push(json!({ "label": id, "filename": name, "frontend-open": false }));
            }
            "-blockdev" => {
                let json: Value = serde_json::from_str(value).unwrap_or_default();
                self.blocks.add_node(&json);
            }
            "-device" => {
                let json: Value = serde_json::from_str(value).unwrap_or_default();
                let id = json["id"].as_str().map(str::to_owned).or_else(|| part("id"));
                if let Some(id) = id {
                    if json["drive"].is_string() {
                        self.drives.push(id.clone());
                    }
                    self.devices.push(id);
                }
            }
            _ => {}
        }
    }

    fn pty(&mut self) -> String {
        let Ok(pair) = nix::pty::openpty(None, None) else { return "null".to_owned() };
        let name = nix::unistd::ttyname(&pair.slave).map(|path| path.display().to_string());
        self._ptys.extend([File::from(pair.master), File::from(pair.slave)]);
        format!("pty:{}", name.unwrap_or_default())
    }

    /// Moves to a run state, telling it by an event.
    fn turn(&mut self, status: &'static str, name: &str, data: Value) -> Answer {
        let changed = self.status != status;
        self.enter(status);
        let mut answer = Answer::new(json!({}));
        if changed {
            answer.events.push(event(name, &data));
        }
        answer
    }

    /// Does what a command asks.
    pub fn answer(&mut self, name: &str, arguments: &Value) -> Answer {
        match name {
            "cont" if !self.drives.is_empty() && !self.processors.may_run() => {
                Answer::refused("GenericError", "Failed to get \"write\" lock")
            }
            "cont" => self.turn("running", "RESUME", json!({})),
            "stop" => self.turn("paused", "STOP", json!({})),
            "system_wakeup" => self.turn("running", "WAKEUP", json!({})),
            "system_reset" => {
                let mut answer = Answer::new(json!({}));
                let data = json!({ "guest": false, "reason": "host-qmp-system-reset" });
                answer.events.push(event("RESET", &data));
                answer
            }
            "system_powerdown" => self.powerdown(),
            _ if Migration::knows(name) => {
                let done = self.migration.answer(name, arguments, self.status == "running");
                self.moved(done)
            }
            _ if Blocks::knows(name) => match self.blocks.answer(name, arguments) {
                Ok((value, told)) => {
                    let mut answer = Answer::new(value);
                    answer.events.extend(told.iter().map(|(name, data)| event(name, data)));
                    answer
                }
                Err(text) => Answer::refused("GenericError", &text),
            },
            "quit" => {
                let data = json!({ "guest": false, "reason": "host-qmp-quit" });
                let mut answer = self.turn("shutdown", "SHUTDOWN", data);
                answer.ends = true;
                answer
            }
            _ => self.query(name, arguments),
        }
    }

    /// The guest obeys the button at once, and its CPUs stop.
    fn powerdown(&mut self) -> Answer {
        let mut answer = Answer::new(json!({}));
        let data = json!({ "guest": true, "reason": "guest-shutdown" });
        answer.events.push(event("POWERDOWN", &json!({})));
        answer.events.push(event("SHUTDOWN", &data));
        answer.events.push(event("STOP", &json!({})));
        self.enter("shutdown");
        answer
    }

    fn query(&mut self, name: &str, arguments: &Value) -> Answer {
        let value = match name {
            "query-status" => {
                json!({ "status": self.status, "running": self.status == "running" })
            }
            "query-cpus-fast" => self.cpus(),
            "query-chardev" => json!(self.chardevs),
            "query-balloon" => json!({ "actual": self.memory }),
            "query-block" => self.drives(false),
            "query-blockstats" => self.drives(true),
            "query-version" => greeting()["QMP"]["version"].clone(),
            "query-kvm" => json!({ "enabled": false, "present": false }),
            "query-target" => json!({ "arch": "x86_64" }),
            "query-current-machine" => json!({ "wakeup-suspend-support": true }),
            "qom-list" => self.qom_list(arguments["path"].as_str().unwrap_or_default()),
            "qom-get" => match arguments["property"].as_str() {
                Some("guest-stats") => json!({ "last-update": 0, "stats": {} }),
                Some("realized" | "hotplugged") => json!(true),
                Some("type") => json!("qemu64-x86_64-cpu"),
                Some("feature-words" | "filtered-features" | "unavailable-features") => json!([]),
                _ => json!(0),
            },
            "query-iothreads"
            | "query-hotpluggable-cpus"
            | "query-memory-devices"
            | "query-fdsets"
            | "query-rx-filter"
            | "query-stats" => json!([]),
            "human-monitor-command" => json!("VM status: fake\r\n"),
            "balloon" => {
                self.memory = arguments["value"].as_u64().unwrap_or(self.memory);
                json!({})
            }
            "qmp_capabilities"
            | "set-action"
            | "qom-set"
            | "set_link"
            | "set_password"
            | "expire_password"
            | "inject-nmi"
            | "send-key"
            | "client_migrate_info"
            | "blockdev-set-active"
            | "device_add"
            | "device_del"
            | "object-add"
            | "object-del" => {
                json!({})
            }
            _ => {
                let text = format!("The command {name} has not been found");
                return Answer::refused("CommandNotFound", &text);
            }
        };
        Answer::new(value)
    }

    fn cpus(&self) -> Value {
        let thread = std::process::id();
        let cpu = |index| {
            json!({
                "cpu-index": index,
                "thread-id": thread,
                "target": "x86_64",
                "qom-path": format!("/machine/unattached/device[{index}]"),
                "props": { "core-id": 0, "thread-id": 0, "socket-id": index },
            })
        };
        (0..self.cpus).map(cpu).collect()
    }

    fn drives(&self, stats: bool) -> Value {
        let drive = |id: &String| {
            let qdev = format!("/machine/peripheral/{id}/virtio-backend");
            match stats {
                true => json!({
                    "device": "", "qdev": qdev,
                    "stats": {
                        "rd_bytes": 512, "rd_operations": 1, "rd_total_time_ns": 1000,
                        "wr_bytes": 0, "wr_operations": 0, "wr_total_time_ns": 0,
                        "flush_operations": 0, "flush_total_time_ns": 0, "wr_highest_offset": 0,
                        "rd_merged": 0, "wr_merged": 0, "account_invalid": true,
                        "account_failed": true, "failed_flush_operations": 0,
                        "failed_rd_operations": 0, "failed_wr_operations": 0,
                        "invalid_flush_operations": 0, "invalid_rd_operations": 0,
                        "invalid_wr_operations": 0, "timed_stats": [], "unmap_bytes": 0,
                        "unmap_operations": 0, "unmap_merged": 0, "unmap_total_time_ns": 0,
                        "failed_unmap_operations": 0, "invalid_unmap_operations": 0,
                    },
                }),
                false => json!({
                    "device": "", "qdev": qdev, "locked": false, "removable": false, "type": "unknown",
                }),
            }
        };
        self.drives.iter().map(drive).collect()
    }

    fn qom_list(&self, path: &str) -> Value {
        if path != "/machine/peripheral" {
            return json!([]);
        }
        let child = |id: &String| json!({ "name": id, "type": "child<device>" });
        self.devices.iter().map(child).collect()
    }
}
