//! A QEMU that is none: it answers its monitor from a seed and a script, and
//! dies, hangs or refuses at the very command that a test says.
//!
//! What it is asked about QEMU's abilities (`-machine none`, `-version`) the
//! real QEMU answers: it becomes that. As a guest it takes the command line as
//! it comes and keeps just enough state for its answers to be true to each
//! other. Its script is the file beside it with `.script` appended, what it was
//! told is in `.log`; see [`vireo_tests::fake`].

mod blocks;
mod machine;
mod script;

use std::error::Error;
use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{BufRead, BufReader, Write};
use std::os::unix::net::{UnixListener, UnixStream};
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Command, ExitCode};
use std::time::Duration;

use serde_json::{Value, json};

use machine::{Answer, Machine};
use script::{Deed, Moment, Script};

/// Where the real one is.
const REAL: &str = "/usr/bin/qemu-system-x86_64";

fn main() -> ExitCode {
    match run() {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            eprintln!("fake-qemu: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<u8, Box<dyn Error>> {
    let args: Vec<OsString> = std::env::args_os().collect();
    let words: Vec<String> = args.iter().map(|a| a.to_string_lossy().into_owned()).collect();
    if !is_guest(&words) {
        return Err(Command::new(REAL).args(&args[1..]).exec().into());
    }
    let me = PathBuf::from(&args[0]);
    let beside = |suffix: &str| PathBuf::from(format!("{}.{suffix}", me.display()));
    let script = Script::parse(&fs::read_to_string(beside("script")).unwrap_or_default())?;
    let log = OpenOptions::new().create(true).append(true).open(beside("log"))?;
    let mut fake = Fake { machine: Machine::new(&words), script, log, peer: None };
    if let Some(code) = fake.deeds(&Moment::Start)? {
        return Ok(code);
    }
    fake.serve(listener(&words)?)
}

/// A guest's command line has a monitor and a machine that is one.
fn is_guest(words: &[String]) -> bool {
    let machines = words.windows(2).filter(|pair| pair[0] == "-machine" || pair[0] == "-M");
    let mut machines = machines.map(|pair| pair[1].split(',').next().unwrap_or_default());
    machines.all(|machine| machine != "none") && words.iter().any(|w| w.contains("charmonitor"))
}

/// The listening socket of the monitor: a descriptor that was passed, or a path.
fn listener(words: &[String]) -> Result<UnixListener, Box<dyn Error>> {
    let option = words.iter().find(|w| w.starts_with("socket,") && w.contains("id=charmonitor"));
    let option = option.ok_or("no monitor on the command line")?;
    let value = |name: &str| {
        let pairs = option.split(',').filter_map(|pair| pair.split_once('='));
        pairs.filter(|(key, _)| *key == name).map(|(_, value)| value.to_owned()).next()
    };
    match (value("fd"), value("path")) {
        // Opened anew by its name: a number alone is no owned descriptor.
        (Some(fd), _) => listener_of_fd(&fd),
        (None, Some(path)) => Ok(UnixListener::bind(path)?),
        (None, None) => Err("the monitor has neither fd nor path".into()),
    }
}

#[allow(unsafe_code)] // taking over an inherited descriptor
fn listener_of_fd(fd: &str) -> Result<UnixListener, Box<dyn Error>> {
    use std::os::fd::{FromRawFd, OwnedFd};
    let number = fd.parse()?;
    // SAFETY: the daemon passes this descriptor for us to own; nothing else here has it.
    let owned = unsafe { OwnedFd::from_raw_fd(number) };
    Ok(owned.into())
}

struct Fake {
    machine: Machine,
    script: Script,
    log: File,
    peer: Option<UnixStream>,
}

impl Fake {
    /// Serves one monitor connection after the other, to the end of the guest.
    fn serve(&mut self, listener: UnixListener) -> Result<u8, Box<dyn Error>> {
        for stream in listener.incoming() {
            let stream = stream?;
            self.peer = Some(stream.try_clone()?);
            self.send(&machine::greeting())?;
            for line in BufReader::new(stream).split(b'\n') {
                let Ok(line) = line else { break };
                let Ok(command) = serde_json::from_slice(&line) else { continue };
                if let Some(code) = self.command(&command)? {
                    return Ok(code);
                }
            }
        }
        Ok(0)
    }

    /// Answers one command; a number when the guest ends.
    fn command(&mut self, command: &Value) -> Result<Option<u8>, Box<dyn Error>> {
        let name = command["execute"].as_str().unwrap_or_default().to_owned();
        writeln!(self.log, "{name}")?;
        self.script.count(&name);
        if let Some(code) = self.deeds(&Moment::Before(name.clone()))? {
            return Ok(Some(code));
        }
        std::thread::sleep(self.script.delay());
        let id = command.get("id").cloned();
        let answer = match self.script.error(&name) {
            Some(text) => Answer::refused("GenericError", &text),
            None => self.machine.answer(&name, &command["arguments"]),
        };
        let (reply, events, ends) = (answer.reply, answer.events, answer.ends);
        // Events before or after the answer, as the seed has it: both happen.
        let early = self.script.coin();
        if early {
            self.send_all(&events)?;
        }
        let mut reply = reply;
        if let (Some(id), Some(object)) = (id, reply.as_object_mut()) {
            object.insert("id".to_owned(), id);
        }
        self.send(&reply)?;
        if !early {
            self.send_all(&events)?;
        }
        if let Some(code) = self.deeds(&Moment::After(name))? {
            return Ok(Some(code));
        }
        Ok(ends.then_some(0))
    }

    /// Does what the script wants at this moment; a number when the guest ends.
    fn deeds(&mut self, moment: &Moment) -> Result<Option<u8>, Box<dyn Error>> {
        for deed in self.script.at(moment) {
            match deed {
                Deed::Die => {
                    // As by a signal: no last word on the monitor.
                    nix::sys::signal::raise(nix::sys::signal::Signal::SIGKILL)?;
                }
                Deed::Exit(code, words) => {
                    eprintln!("fake-qemu: {words}");
                    return Ok(Some(code));
                }
                Deed::Hang => loop {
                    std::thread::sleep(Duration::from_secs(3600));
                },
                Deed::Event(name, data) => {
                    let event = self.machine.event(&name, data);
                    self.send(&event)?;
                }
                Deed::Close => {
                    if let Some(peer) = self.peer.take() {
                        let _ = peer.shutdown(std::net::Shutdown::Both);
                    }
                }
                Deed::Garbage => self.write(b"\xff\xfenonsense{]\r\n")?,
            }
        }
        Ok(None)
    }

    fn send_all(&mut self, messages: &[Value]) -> std::io::Result<()> {
        messages.iter().try_for_each(|message| self.send(message))
    }

    fn send(&mut self, message: &Value) -> std::io::Result<()> {
        let mut bytes = serde_json::to_vec(message)?;
        bytes.extend_from_slice(b"\r\n");
        self.write(&bytes)
    }

    fn write(&mut self, bytes: &[u8]) -> std::io::Result<()> {
        if let Some(peer) = &mut self.peer {
            if peer.write_all(bytes).is_err() {
                // The daemon has gone; the guest goes on.
                self.peer = None;
            }
        }
        Ok(())
    }
}

/// A successful answer.
fn returns(value: Value) -> Value {
    json!({ "return": value })
}
