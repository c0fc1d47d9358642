//! A fake guest's memory on its way. It is two lines of text, so that a migration is over as soon
//! as both sides want it:
//!
//! ```text
//! source                     destination
//! MEMORY ──────────────────►          (status active)
//! END    ──────────────────►          (status completed)
//!        ◄────────────────── OK       where there is a way back
//! ```

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::os::fd::OwnedFd;
use std::os::unix::net::{UnixListener, UnixStream};
use std::sync::{Arc, Mutex, PoisonError};

use serde_json::{Map, Value, json};

use crate::machine::{self, Machine};
use crate::monitor::Out;

/// What a real QEMU of today knows.
const CAPABILITIES: [&str; 16] = [
    "xbzrle",
    "rdma-pin-all",
    "auto-converge",
    "events",
    "postcopy-ram",
    "return-path",
    "pause-before-switchover",
    "multifd",
    "dirty-bitmaps",
    "postcopy-blocktime",
    "late-block-activate",
    "zero-copy-send",
    "postcopy-preempt",
    "switchover-ack",
    "dirty-limit",
    "mapped-ram",
];

/// Both directions' state.
pub struct Migration {
    capabilities: BTreeMap<String, bool>,
    parameters: Map<String, Value>,
    fds: BTreeMap<String, OwnedFd>,
    status: &'static str,
    way: Option<File>,
    was_running: bool,
}

impl Default for Migration {
    fn default() -> Self {
        let parameters = json!({
            "max-bandwidth": 134_217_728, "downtime-limit": 300, "multifd-channels": 2,
            "xbzrle-cache-size": 67_108_864, "tls-creds": "", "tls-hostname": "",
            "max-postcopy-bandwidth": 0, "cpu-throttle-initial": 20, "cpu-throttle-increment": 10,
            "multifd-compression": "none", "avail-switchover-bandwidth": 0,
        });
        Self {
            capabilities: CAPABILITIES.map(|name| (name.to_owned(), false)).into(),
            parameters: parameters.as_object().cloned().unwrap_or_default(),
            fds: BTreeMap::new(),
            status: "none",
            way: None,
            was_running: false,
        }
    }
}

/// What a command gives, and what happens with it.
pub struct Done {
    /// The value, or the words of a refusal.
    pub value: Result<Value, String>,
    /// Events' names and data, in order.
    pub events: Vec<(&'static str, Value)>,
    /// The CPUs: `Some(true)` they run from now on, `Some(false)` they stand.
    pub cpus: Option<bool>,
}

impl Done {
    fn plain(value: Value) -> Self {
        Self { value: Ok(value), events: Vec::new(), cpus: None }
    }

    fn refused(text: impl Into<String>) -> Self {
        Self { value: Err(text.into()), events: Vec::new(), cpus: None }
    }

    fn status(&mut self, status: &'static str) {
        self.events.push(("MIGRATION", json!({ "status": status })));
    }
}

/// A dump that is over.
fn dumped() -> Value {
    json!({ "status": "completed", "completed": 4, "total": 4 })
}

impl Migration {
    /// Whether a command is for here.
    pub fn knows(name: &str) -> bool {
        matches!(
            name,
            "query-migrate"
                | "query-migrate-capabilities"
                | "migrate-set-capabilities"
                | "query-migrate-parameters"
                | "migrate-set-parameters"
                | "getfd"
                | "closefd"
                | "migrate"
                | "migrate-continue"
                | "migrate_cancel"
                | "dump-guest-memory"
                | "query-dump"
                | "query-dump-guest-memory-capability"
        )
    }

    /// A descriptor that came with `getfd`.
    pub fn keep(&mut self, name: &str, fd: OwnedFd) {
        self.fds.insert(name.to_owned(), fd);
    }

    fn on(&self, capability: &str) -> bool {
        self.capabilities.get(capability).copied().unwrap_or(false)
    }

    /// Does what a command asks; `running` tells of the CPUs.
    pub fn answer(&mut self, name: &str, arguments: &Value, running: bool) -> Done {
        match name {
            "query-migrate" => Done::plain(self.told()),
            "query-migrate-capabilities" => {
                let one = |(name, on): (&String, &bool)| json!({ "capability": name, "state": on });
                Done::plain(self.capabilities.iter().map(one).collect())
            }
            "migrate-set-capabilities" => {
                for one in arguments["capabilities"].as_array().into_iter().flatten() {
                    let name = one["capability"].as_str().unwrap_or_default().to_owned();
                    self.capabilities.insert(name, one["state"] == true);
                }
                Done::plain(json!({}))
            }
            "query-migrate-parameters" => Done::plain(Value::Object(self.parameters.clone())),
            "migrate-set-parameters" => {
                let new = arguments.as_object().cloned().unwrap_or_default();
                self.parameters.extend(new);
                Done::plain(json!({}))
            }
            "closefd" => {
                self.fds.remove(arguments["fdname"].as_str().unwrap_or_default());
                Done::plain(json!({}))
            }
            "migrate" => self.send(arguments["uri"].as_str().unwrap_or_default(), running),
            "migrate-continue" => self.proceed(),
            "dump-guest-memory" => self.dump(arguments["protocol"].as_str().unwrap_or_default()),
            "query-dump" => Done::plain(dumped()),
            "query-dump-guest-memory-capability" => {
                Done::plain(json!({ "formats": ["elf", "kdump-zlib"] }))
            }
            "migrate_cancel" => self.cancel(),
            _ => Done::plain(json!({})),
        }
    }

    fn told(&self) -> Value {
        match self.status {
            "none" => json!({}),
            status => json!({
                "status": status, "total-time": 7, "downtime": 1, "setup-time": 1,
                "ram": {
                    "total": 16_777_216, "remaining": 0, "transferred": 4096, "duplicate": 1,
                    "normal": 1, "normal-bytes": 4096, "dirty-pages-rate": 0, "mbps": 1.0,
                    "dirty-sync-count": 1, "postcopy-requests": 0, "page-size": 4096,
                },
            }),
        }
    }

    fn send(&mut self, uri: &str, running: bool) -> Done {
        self.way = match self.open(uri) {
            Ok(way) => Some(way),
            Err(text) => return Done::refused(text),
        };
        self.was_running = running;
        let mut done = Done::plain(json!({}));
        done.status("setup");
        done.status("active");
        if !self.tell(b"MEMORY\n") {
            self.fail(&mut done, false);
            return done;
        }
        if running {
            done.events.push(("STOP", json!({})));
            done.cpus = Some(false);
        }
        if self.on("pause-before-switchover") {
            self.status = "pre-switchover";
            done.status("pre-switchover");
        } else {
            self.end(&mut done);
        }
        done
    }

    /// A core file, at once.
    fn dump(&mut self, uri: &str) -> Done {
        let written = self.open(uri).map(|mut file| file.write_all(b"\x7fELF"));
        let mut data = json!({ "result": dumped() });
        match written {
            Err(text) => return Done::refused(text),
            Ok(Err(error)) => data["error"] = json!(error.to_string()),
            Ok(Ok(())) => {}
        }
        let mut done = Done::plain(json!({}));
        done.events.push(("DUMP_COMPLETED", data));
        done
    }

    fn open(&mut self, uri: &str) -> Result<File, String> {
        let failed = |error: std::io::Error| format!("Failed to connect to '{uri}': {error}");
        if let Some(name) = uri.strip_prefix("fd:") {
            let fd = self.fds.remove(name).ok_or("File descriptor has not been found")?;
            return Ok(File::from(fd));
        }
        if let Some(path) = uri.strip_prefix("unix:") {
            let stream = UnixStream::connect(path).map_err(failed)?;
            return Ok(File::from(OwnedFd::from(stream)));
        }
        let address = uri.strip_prefix("tcp:").ok_or("unknown migration protocol")?;
        let stream = TcpStream::connect(address).map_err(failed)?;
        Ok(File::from(OwnedFd::from(stream)))
    }

    fn tell(&mut self, words: &[u8]) -> bool {
        self.way.as_mut().is_some_and(|way| way.write_all(words).is_ok())
    }

    fn proceed(&mut self) -> Done {
        if self.status != "pre-switchover" {
            return Done::refused("Migration not in expected state: pre-switchover");
        }
        let mut done = Done::plain(json!({}));
        done.status("device");
        self.end(&mut done);
        done
    }

    /// The last of the memory; with a way back the other side has to have it.
    fn end(&mut self, done: &mut Done) {
        let has_all = self.tell(b"END\n")
            && match (self.on("return-path"), &mut self.way) {
                (true, Some(way)) => {
                    let mut word = [0; 3];
                    way.read_exact(&mut word).is_ok() && &word == b"OK\n"
                }
                _ => true,
            };
        self.way = None;
        if has_all {
            self.status = "completed";
            done.status("completed");
        } else {
            self.fail(done, true);
        }
    }

    fn fail(&mut self, done: &mut Done, stopped: bool) {
        self.way = None;
        self.status = "failed";
        done.status("failed");
        if stopped && self.was_running {
            done.cpus = Some(true);
            done.events.push(("RESUME", json!({})));
        }
    }

    fn cancel(&mut self) -> Done {
        let mut done = Done::plain(json!({}));
        if !matches!(self.status, "setup" | "active" | "pre-switchover") {
            return done;
        }
        self.way = None;
        self.status = "cancelled";
        done.status("cancelling");
        done.status("cancelled");
        if self.was_running {
            done.cpus = Some(true);
            done.events.push(("RESUME", json!({})));
        }
        done
    }

    /// Takes memory from this place, beside everything else.
    pub fn receive(&mut self, uri: &str, machine: &Arc<Mutex<Machine>>, out: &Out) -> Done {
        let failed = |error: std::io::Error| format!("Failed to listen on '{uri}': {error}");
        let ways: Result<Box<dyn FnOnce() -> Option<File> + Send>, String> =
            if let Some(name) = uri.strip_prefix("fd:") {
                let fd = self.fds.remove(name).ok_or("File descriptor has not been found".into());
                fd.map(|fd| Box::new(move || Some(File::from(fd))) as Box<_>)
            } else if let Some(path) = uri.strip_prefix("unix:") {
                let _ = std::fs::remove_file(path);
                let listener = UnixListener::bind(path).map_err(failed);
                listener.map(|listener| {
                    let accept = move || Some(File::from(OwnedFd::from(listener.accept().ok()?.0)));
                    Box::new(accept) as Box<_>
                })
            } else {
                let place = uri.trim_start_matches("tcp:");
                // It is the only one that listens: the first port of those to try is free.
                let place = place.split_once(",to=").map_or(place, |(first, _)| first);
                let listener = TcpListener::bind(place).map_err(failed);
                listener.map(|listener| {
                    let accept = move || Some(File::from(OwnedFd::from(listener.accept().ok()?.0)));
                    Box::new(accept) as Box<_>
                })
            };
        let way = match ways {
            Ok(way) => way,
            Err(text) => return Done::refused(text),
        };
        let mut done = Done::plain(json!({}));
        self.status = "setup";
        done.status("setup");
        let (machine, out) = (Arc::clone(machine), out.clone());
        std::thread::spawn(move || arrive(way(), &machine, &out));
        done
    }
}

/// Memory arrives, to its end or not.
fn arrive(way: Option<File>, machine: &Mutex<Machine>, out: &Out) {
    let note = |status: &'static str| {
        let mut machine = machine.lock().unwrap_or_else(PoisonError::into_inner);
        machine.migration.status = status;
        if status == "completed" {
            machine.arrived();
        }
        out.send(&machine::event("MIGRATION", &json!({ "status": status })));
    };
    let Some(way) = way else { return note("failed") };
    let Ok(mut back) = way.try_clone() else { return note("failed") };
    let mut lines = BufReader::new(way).lines();
    let mut next = || lines.next().and_then(Result::ok);
    if next().as_deref() != Some("MEMORY") {
        return note("failed");
    }
    note("active");
    if next().as_deref() != Some("END") {
        return note("failed");
    }
    note("completed");
    // A pipe has no way back.
    let _ = back.write_all(b"OK\n");
}
