//! From a command line to a QEMU that answers: listen, connect, spawn, greet.
//!
//! The daemon listens on the monitor's path itself, connects to it and has its first commands
//! written before QEMU even runs: QEMU takes the waiting connection and answers all of them in one
//! go, and nobody polls for a socket to appear. After a restart the daemon connects to the same
//! path again.

use std::io;
use std::os::fd::OwnedFd;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::Path;
use std::time::Duration;

use vireo_api::Result;
use vireo_host::process::{Credentials, Process, Spawn};
use vireo_qmp::{Client, Events, Options};
use vireo_runtime::guest_log::GuestLog;

use crate::error::{internal, system};
use crate::live::Live;

/// Bytes of QEMU's last words that are told.
const LAST_WORDS: usize = 8 * 1024;

/// How long QEMU may take for a command: longer than others wait for a job, so that a command under
/// way is told as what holds them up.
const DEADLINE: Duration = Duration::from_secs(90);

/// How long a QEMU that closed its monitor has to exit.
const LAST_MOMENTS: Duration = Duration::from_secs(2);

/// What is needed to start QEMU.
#[derive(Debug)]
pub struct Launch {
    /// The guest's name, for messages.
    pub name: String,
    /// The binary.
    pub program: String,
    /// Its arguments.
    pub args: Vec<String>,
    /// Its environment.
    pub env: Vec<(String, String)>,
    /// Descriptors that it inherits.
    pub fds: Vec<OwnedFd>,
    /// Who it runs as.
    pub credentials: Option<Credentials>,
    /// Files by which it joins its control group.
    pub doors: Vec<std::fs::File>,
    /// Bytes of its memory that it may lock, when it needs more than others.
    pub memlock: Option<u64>,
    /// Its log.
    pub log: GuestLog,
    /// Where its output begins in the log.
    pub log_start: u64,
    /// How long it may take to greet.
    pub patience: Duration,
    /// Its monitor is to take commands out of band.
    pub out_of_band: bool,
}

/// A QEMU that was started; its monitor has not greeted yet.
#[derive(Debug)]
pub struct Launched {
    /// The process.
    pub process: Process,
    /// Its monitor.
    pub client: Client,
    /// Events of the monitor.
    pub events: Events,
    /// How long it may take to greet.
    pub patience: Duration,
}

/// Makes a listening socket at `path` that QEMU's user may use.
///
/// # Errors
/// The directory is missing or not ours.
pub fn listen(path: &Path) -> io::Result<UnixListener> {
    match std::fs::remove_file(path) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(error),
    }
    let listener = UnixListener::bind(path)?;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o775))?;
    Ok(listener)
}

/// Connects to a monitor socket that QEMU may not have taken over yet; with `out_of_band` some
/// commands can be given while it is stuck.
///
/// # Errors
/// Nobody listens.
pub fn connect(path: &Path, name: &str, out_of_band: bool) -> io::Result<(Client, Events)> {
    let stream = UnixStream::connect(path)?;
    let options = Options { label: name.into(), deadline: DEADLINE, out_of_band };
    Client::start(OwnedFd::from(stream), options)
        .map_err(|error| io::Error::other(error.to_string()))
}

impl Launch {
    /// Starts QEMU; `monitor` is the path of the socket that it was given to listen on.
    ///
    /// # Errors
    /// The socket can't be connected, or the program can't be executed.
    pub async fn start(mut self, monitor: &Path) -> Result<Launched> {
        let (client, events) = connect(monitor, &self.name, self.out_of_band)
            .map_err(|e| system("failed to connect to monitor socket", &e))?;
        let spawn = self.spawn()?;
        let program = self.program.clone();
        let started = tokio::task::spawn_blocking(move || spawn.start()).await;
        let process = started
            .map_err(|e| internal(format!("starting '{program}': {e}")))?
            .map_err(|e| system(format!("Cannot execute binary {program}"), &e))?;
        Ok(Launched { process, client, events, patience: self.patience })
    }

    fn spawn(&mut self) -> Result<Spawn> {
        let env = std::mem::take(&mut self.env);
        let log = OwnedFd::from(self.log.open()?);
        let mut spawn = Spawn::new(&self.program)
            .args(std::mem::take(&mut self.args))
            .envs(env.into_iter().map(|(name, value)| (name.into(), value.into())))
            .output(log)
            .map_err(|e| system("cannot prepare the guest's log", &e))?
            .doors(std::mem::take(&mut self.doors))
            .memlock(self.memlock)
            .credentials(self.credentials.take());
        for fd in std::mem::take(&mut self.fds) {
            spawn = spawn.keep(fd);
        }
        Ok(spawn)
    }
}

/// Waits until QEMU greets.
///
/// # Errors
/// It exited (told with its own last words, which are in `log` behind `start`) or says nothing for
/// too long.
pub async fn greeted(live: &Live, name: &str, log: &GuestLog, start: u64) -> Result<()> {
    let outcome = tokio::select! {
        biased;
        greeting = wait_for_greeting(&live.monitor, live.patience) => greeting,
        () = live.process.exited() => Err(None),
    };
    match outcome {
        Ok(()) => Ok(()),
        Err(Some(late)) => Err(internal(late)),
        Err(None) => Err(last_words(live, name, log, start).await),
    }
}

/// The error of a QEMU that closed its monitor before it ran the guest.
pub async fn last_words(live: &Live, name: &str, log: &GuestLog, start: u64) -> vireo_api::Error {
    // The monitor may close a little before the last words are written.
    let _ = tokio::time::timeout(LAST_MOMENTS, live.process.exited()).await;
    let words = own_words(&log.read_since(start, LAST_WORDS).unwrap_or_default());
    let text = format!("QEMU unexpectedly closed the monitor (vm='{name}')");
    internal(if words.is_empty() { text } else { format!("{text}: {words}") })
}

/// Waits for the greeting; `Err(None)` when the connection ended before it.
pub async fn wait_for_greeting(client: &Client, patience: Duration) -> Result<(), Option<String>> {
    let text = || format!("QEMU does not greet on its monitor within {} s", patience.as_secs());
    let deadline = tokio::time::Instant::now() + patience;
    loop {
        match client.ready().await {
            Ok(_) => return Ok(()),
            Err(vireo_qmp::QmpError::Deadline { .. }) if tokio::time::Instant::now() < deadline => {
            }
            Err(vireo_qmp::QmpError::Deadline { .. }) => return Err(Some(text())),
            Err(_) => return Err(None),
        }
    }
}

/// QEMU's lines without those that are no error.
fn own_words(text: &str) -> String {
    let kept: Vec<&str> =
        text.lines().filter(|line| !line.starts_with("char device redirected to ")).collect();
    kept.join("\n").trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn redirected_devices_are_no_last_words() {
        let text = "char device redirected to /dev/pts/0 (label charserial0)\nqemu: no\n\n";
        assert_eq!(own_words(text), "qemu: no");
    }
}
