//! A QEMU that is none: it answers its monitor from a seed and a script, and
//! dies, hangs or refuses at the very command that a test says.
//!
//! What it is asked about QEMU's abilities (`-machine none`, `-version`) the
//! real QEMU answers: it becomes that. As a guest it takes the command line as
//! it comes and keeps just enough state for its answers to be true to each
//! other. Its script is the file beside it with `.script` appended, what it was
//! told is in `.log`; one that waits for a guest's memory from elsewhere has
//! `.in.script` and `.in.log`. See [`vireo_tests::fake`].
//!
//! Two of them that stand for one guest never run it at the same time: where there
//! is a file `.cpus`, running CPUs hold a lock on it, and one that does not get it
//! says so in `.violations`.

mod blocks;
mod machine;
mod migration;
mod monitor;
mod script;

use std::error::Error;
use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixListener;
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Command, ExitCode};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use nix::sys::signal::{Signal, kill, raise};
use nix::unistd::Pid;
use serde_json::{Value, json};

use machine::{Answer, Cpus, Machine};
use monitor::{Commands, Out};
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
    let side = if words.iter().any(|word| word == "-incoming") { "in." } else { "" };
    let of_side = |suffix: &str| beside(&format!("{side}{suffix}"));
    let script = Script::parse(&fs::read_to_string(of_side("script")).unwrap_or_default())?;
    let log = OpenOptions::new().create(true).append(true).open(of_side("log"))?;
    let cpus = Cpus::at(beside("cpus"), beside("violations"));
    let machine = Arc::new(Mutex::new(Machine::new(&words, cpus)));
    let mut fake = Fake { machine, script, log, out: Out::default(), daemon: None };
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
    machine: Arc<Mutex<Machine>>,
    script: Script,
    log: File,
    out: Out,
    /// The process at the other end of the monitor.
    daemon: Option<Pid>,
}

impl Fake {
    fn machine(&self) -> MutexGuard<'_, Machine> {
        self.machine.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Serves one monitor connection after the other, to the end of the guest.
    fn serve(&mut self, listener: UnixListener) -> Result<u8, Box<dyn Error>> {
        use nix::sys::socket::{getsockopt, sockopt::PeerCredentials};
        for stream in listener.incoming() {
            let stream = stream?;
            let peer = getsockopt(&stream, PeerCredentials).ok();
            self.daemon = peer.map(|peer| Pid::from_raw(peer.pid()));
            self.out.connect(stream.try_clone()?);
            self.out.send(&machine::greeting());
            let mut commands = Commands::of(stream);
            while let Some((line, fds)) = commands.next() {
                let Ok(command) = serde_json::from_slice(&line) else { continue };
                if let Some(code) = self.command(&command, fds)? {
                    return Ok(code);
                }
            }
        }
        Ok(0)
    }

    /// Answers one command; a number when the guest ends.
    fn command(
        &mut self,
        command: &Value,
        fds: Vec<OwnedFd>,
    ) -> Result<Option<u8>, Box<dyn Error>> {
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
            None => self.answer(&name, &command["arguments"], fds),
        };
        let (mut reply, events, ends) = (answer.reply, answer.events, answer.ends);
        if let Some(code) = self.deeds(&Moment::During(name.clone()))? {
            return Ok(Some(code));
        }
        // Events before or after the answer, as the seed has it: both happen.
        let early = self.script.coin();
        if early {
            self.send_all(&events);
        }
        if let (Some(id), Some(object)) = (id, reply.as_object_mut()) {
            object.insert("id".to_owned(), id);
        }
        self.out.send(&reply);
        if !early {
            self.send_all(&events);
        }
        if let Some(code) = self.deeds(&Moment::After(name))? {
            return Ok(Some(code));
        }
        Ok(ends.then_some(0))
    }

    fn answer(&self, name: &str, arguments: &Value, fds: Vec<OwnedFd>) -> Answer {
        let mut machine = self.machine();
        if name == "getfd" {
            let fdname = arguments["fdname"].as_str().unwrap_or_default();
            fds.into_iter().for_each(|fd| machine.migration.keep(fdname, fd));
        }
        if name == "migrate-incoming" {
            let uri = arguments["uri"].as_str().unwrap_or_default();
            let done = machine.migration.receive(uri, &self.machine, &self.out);
            return machine.moved(done);
        }
        machine.answer(name, arguments)
    }

    /// Does what the script wants at this moment; a number when the guest ends.
    fn deeds(&mut self, moment: &Moment) -> Result<Option<u8>, Box<dyn Error>> {
        for deed in self.script.at(moment) {
            match deed {
                // As by a signal: no last word on the monitor.
                Deed::Die => raise(Signal::SIGKILL)?,
                Deed::Exit(code, words) => {
                    eprintln!("fake-qemu: {words}");
                    return Ok(Some(code));
                }
                Deed::Hang => loop {
                    std::thread::sleep(Duration::from_secs(3600));
                },
                Deed::Event(name, data) => self.out.send(&machine::event(&name, &data)),
                Deed::Close => self.out.close(),
                Deed::Garbage => self.out.write(b"\xff\xfenonsense{]\r\n"),
                Deed::KillDaemon => self.kill_daemon(),
                Deed::Run(program) => run_beside(&program)?,
            }
        }
        Ok(None)
    }

    /// Kills the daemon; it is gone when this returns.
    fn kill_daemon(&mut self) {
        let Some(daemon) = self.daemon.take() else { return };
        let _ = kill(daemon, Signal::SIGKILL);
        let proc = PathBuf::from(format!("/proc/{daemon}"));
        while proc.exists() {
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    fn send_all(&self, messages: &[Value]) {
        messages.iter().for_each(|message| self.out.send(message));
    }
}

/// Runs a program, which may have to wait for this very guest: so not to its end.
fn run_beside(program: &str) -> Result<(), Box<dyn Error>> {
    let mut child = Command::new(program).spawn()?;
    let (sender, ended) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let _ = child.wait();
        let _ = sender.send(());
    });
    let _ = ended.recv_timeout(MOMENT);
    Ok(())
}

/// How long a program beside is waited for.
const MOMENT: Duration = Duration::from_millis(150);

/// A successful answer.
fn returns(value: Value) -> Value {
    json!({ "return": value })
}
