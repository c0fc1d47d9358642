//! The parent of a daemon under test.
//!
//! It is a child subreaper, so that guests whose daemon has gone are reaped at
//! once (some machines' init is seconds late), and it outlives no test: when
//! its standard input closes, everything below it ends.
//!
//! ```text
//! vireo-keeper [--bind SRC:DST]... [--tmpfs DIR:SIZE]... [--log FILE] -- COMMAND...
//! in:   start [NAME=VALUE...] | term | kill | hup | quit
//! out:  started PID | exited CODE-OR-SIGNAL
//! ```

use std::ffi::OsString;
use std::fs::{self, OpenOptions};
use std::io::{self, BufRead, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicI32, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

use nix::errno::Errno;
use nix::mount::{MsFlags, mount};
use nix::sched::{CloneFlags, unshare};
use nix::sys::signal::{Signal, kill};
use nix::sys::wait::{Id, WaitPidFlag, WaitStatus, wait, waitid};
use nix::unistd::{Pid, getpid};

type Error = Box<dyn std::error::Error>;

/// What the command line asked for.
#[derive(Default)]
struct Options {
    binds: Vec<(String, String)>,
    tmpfs: Vec<(String, String)>,
    log: Option<String>,
    command: Vec<OsString>,
}

fn main() -> Result<(), Error> {
    let options = options()?;
    nix::sys::prctl::set_child_subreaper(true)?;
    if !options.binds.is_empty() || !options.tmpfs.is_empty() {
        private_mounts(&options)?;
    }
    let shared = Arc::new(Shared::default());
    let reaper = Arc::clone(&shared);
    std::thread::spawn(move || reaper.reap());
    for line in io::stdin().lock().lines() {
        let line = line?;
        let mut words = line.split_whitespace();
        match words.next().unwrap_or_default() {
            "start" => shared.start(&options, words)?,
            "term" => shared.signal(Signal::SIGTERM)?,
            "kill" => shared.signal(Signal::SIGKILL)?,
            "hup" => shared.signal(Signal::SIGHUP)?,
            "quit" => break,
            other => return Err(format!("unknown command {other:?}").into()),
        }
    }
    end_everything();
    Ok(())
}

fn options() -> Result<Options, Error> {
    let mut options = Options::default();
    let mut args = std::env::args_os().skip(1);
    while let Some(arg) = args.next() {
        if arg == "--" {
            options.command = args.collect();
            break;
        }
        let value = args.next().and_then(|v| v.into_string().ok()).ok_or("a value is missing")?;
        match arg.to_str() {
            Some("--bind") => options.binds.push(pair(&value)?),
            Some("--tmpfs") => options.tmpfs.push(pair(&value)?),
            Some("--log") => options.log = Some(value),
            _ => return Err(format!("unknown option {arg:?}").into()),
        }
    }
    if options.command.is_empty() {
        return Err("no command".into());
    }
    Ok(options)
}

fn pair(value: &str) -> Result<(String, String), Error> {
    let (a, b) = value.split_once(':').ok_or("wants A:B")?;
    Ok((a.to_owned(), b.to_owned()))
}

fn private_mounts(options: &Options) -> Result<(), Error> {
    const NONE: Option<&str> = None;
    unshare(CloneFlags::CLONE_NEWNS)?;
    mount(NONE, "/", NONE, MsFlags::MS_REC | MsFlags::MS_PRIVATE, NONE)?;
    for (target, size) in &options.tmpfs {
        fs::create_dir_all(target)?;
        let data = format!("size={size}");
        mount(
            Some("tmpfs"),
            Path::new(target),
            Some("tmpfs"),
            MsFlags::empty(),
            Some(data.as_str()),
        )?;
    }
    // With the small file systems in it.
    let bind = MsFlags::MS_BIND | MsFlags::MS_REC;
    for (source, target) in &options.binds {
        fs::create_dir_all(source)?;
        fs::create_dir_all(target)?;
        mount(Some(Path::new(source)), Path::new(target), NONE, bind, NONE)?;
    }
    Ok(())
}

/// The daemon's process id (0 when there is none), for both threads.
#[derive(Default)]
struct Shared {
    daemon: AtomicI32,
    started: Mutex<u64>,
    wake: Condvar,
}

impl Shared {
    /// Starts the daemon with these variables (`NAME=VALUE`) beside the keeper's own.
    fn start<'a>(
        &self,
        options: &Options,
        vars: impl Iterator<Item = &'a str>,
    ) -> Result<(), Error> {
        let mut starts = self.started.lock().map_err(|_| "poisoned")?;
        let log = options.log.as_deref().unwrap_or("/dev/null");
        let log = OpenOptions::new().create(true).append(true).open(log)?;
        let child = Command::new(&options.command[0])
            .args(&options.command[1..])
            .envs(vars.filter_map(|var| var.split_once('=')))
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .spawn()?;
        let pid = i32::try_from(child.id())?;
        self.daemon.store(pid, Ordering::SeqCst);
        say(&format!("started {pid}"))?;
        *starts += 1;
        self.wake.notify_all();
        Ok(())
    }

    fn signal(&self, signal: Signal) -> Result<(), Error> {
        match self.daemon.load(Ordering::SeqCst) {
            0 => say("exited already")?,
            pid => kill(Pid::from_raw(pid), signal)?,
        }
        Ok(())
    }

    /// Reaps whatever ends; says so when it was the daemon.
    fn reap(&self) {
        let mut seen = 0;
        loop {
            match wait() {
                Ok(status) => self.ended(status),
                Err(Errno::EINTR) => {}
                Err(_) => {
                    // No child at all: there is nothing to wait for until a start.
                    let Ok(starts) = self.started.lock() else { return };
                    let Ok(starts) = self.wake.wait_while(starts, |s| *s == seen) else { return };
                    seen = *starts;
                }
            }
        }
    }

    fn ended(&self, status: WaitStatus) {
        let (pid, how) = match status {
            WaitStatus::Exited(pid, code) => (pid, code.to_string()),
            WaitStatus::Signaled(pid, signal, _) => (pid, signal.to_string()),
            _ => return,
        };
        // Taken under the lock: a daemon that ends at once is announced after its start.
        let _starts = self.started.lock();
        let ours =
            self.daemon.compare_exchange(pid.as_raw(), 0, Ordering::SeqCst, Ordering::SeqCst);
        if ours.is_ok() {
            // The test may be gone already; then nobody wants to know.
            let _ = say(&format!("exited {how}"));
        }
    }
}

fn say(line: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{line}")?;
    out.flush()
}

/// Ends all children, the orphans among them too, until there is none.
fn end_everything() {
    let begin = Instant::now();
    let mut signal = Signal::SIGTERM;
    loop {
        if is_childless() || begin.elapsed() > Duration::from_secs(60) {
            return;
        }
        if begin.elapsed() > Duration::from_secs(2) {
            signal = Signal::SIGKILL;
        }
        for pid in children() {
            // A stopped guest hears SIGTERM only when it goes on.
            let _ = kill(pid, signal);
            let _ = kill(pid, Signal::SIGCONT);
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// Whether the kernel knows of no child. A look through `/proc` does not tell: a guest whose daemon
/// ends during the look may be passed while it is still the daemon's.
fn is_childless() -> bool {
    let flags = WaitPidFlag::WEXITED | WaitPidFlag::WNOHANG | WaitPidFlag::WNOWAIT;
    waitid(Id::All, flags) == Err(Errno::ECHILD)
}

fn children() -> Vec<Pid> {
    let me = getpid().as_raw();
    let Ok(entries) = fs::read_dir("/proc") else { return Vec::new() };
    let pids = entries.flatten().filter_map(|e| e.file_name().to_str()?.parse::<i32>().ok());
    pids.filter(|pid| parent_of(*pid) == Some(me)).map(Pid::from_raw).collect()
}

fn parent_of(pid: i32) -> Option<i32> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    let (_, rest) = stat.rsplit_once(')')?;
    rest.split_whitespace().nth(1)?.parse().ok()
}
