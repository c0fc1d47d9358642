//! One helper of one guest.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, SystemTime};

use vireo_api::{Error, ErrorDomain, Result};
use vireo_host::process::{Process, StopPlan, mark};
use vireo_runtime::guest_log::{GuestLog, LogLimits, timestamp};
use vireo_runtime::ledger::{Ledger, ResourceKind};

use super::{Kind, Place};
use crate::driver::Core;
use crate::error::system;
use crate::live::Guest;

/// Bytes of a helper's last words that are told.
const LAST_WORDS: usize = 4 * 1024;
/// How long a helper has to end by itself, and to be ended.
const STOP: StopPlan =
    StopPlan { term: Duration::from_millis(500), kill: Some(Duration::from_secs(10)) };
/// How long a guest may take to end behind a helper that ended with it.
const GRACE: Duration = Duration::from_secs(5);

/// How long it takes at least until there is another one, where there is.
const PAUSE: Duration = Duration::from_millis(500);

/// A helper of a guest, from before it is started until nothing is left of it.
pub(crate) struct Seat {
    pub(super) kind: &'static Kind,
    /// The device that it is for.
    pub(super) device: String,
    mark: PathBuf,
    files: Vec<PathBuf>,
    process: OnceLock<Process>,
    /// Where its words are, and where they begin there.
    words: OnceLock<(GuestLog, u64)>,
    /// Its end is wanted.
    ending: AtomicBool,
}

impl Seat {
    pub(super) fn new(place: Place<'_>, kind: &'static Kind, device: &str) -> Arc<Self> {
        Arc::new(Self {
            kind,
            device: device.to_owned(),
            mark: (kind.mark)(&place, device),
            files: (kind.files)(&place, device),
            process: OnceLock::new(),
            words: OnceLock::new(),
            ending: AtomicBool::new(false),
        })
    }

    /// Its name in ledgers and messages.
    pub(super) fn name(&self) -> String {
        entry(self.kind, &self.device)
    }

    pub(super) fn process(&self) -> Option<&Process> {
        self.process.get()
    }

    pub(super) fn mark(&self) -> &Path {
        &self.mark
    }

    /// Opens the log that its words go into from now on.
    pub(super) fn open_log(&self, path: PathBuf) -> Result<std::fs::File> {
        let log = GuestLog::new(path, LogLimits::default());
        log.rotate()?;
        let start = log.append("")?;
        let file = log.open()?;
        // Set once: a seat is started once.
        let _ = self.words.set((log, start));
        Ok(file)
    }

    pub(super) fn runs(&self, process: Process) {
        // As above.
        let _ = self.process.set(process);
    }

    /// Looks for the process that an earlier daemon started; tells whether there is one.
    pub(super) fn attach(&self) -> bool {
        let holder = mark::holder(&self.mark).ok().flatten();
        match holder.map(|pid| Process::attach(pid, None)) {
            Some(Ok(process)) => {
                self.runs(process);
                true
            }
            Some(Err(_)) | None => false,
        }
    }

    /// Enters it into a ledger, whose release ends it.
    pub(super) fn enter(self: &Arc<Self>, ledger: &mut Ledger) {
        let seat = Arc::clone(self);
        ledger.enter(ResourceKind::Process, self.name(), move || async move { seat.end().await });
    }

    async fn end(&self) -> Result<()> {
        self.ending.store(true, Ordering::Relaxed);
        let stopped = match self.process() {
            Some(process) => process.stop(STOP).await.map(drop),
            None => Ok(()),
        };
        for file in self.files.iter().chain([&self.mark]) {
            match std::fs::remove_file(file) {
                Ok(()) => {}
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
                Err(error) => tracing::warn!(file = %file.display(), %error, "file stays"),
            }
        }
        stopped.map_err(|e| system(format!("cannot end {}", self.kind.name), &e))
    }

    /// What it wrote.
    fn words(&self) -> String {
        let said =
            self.words.get().and_then(|(log, start)| log.read_since(*start, LAST_WORDS).ok());
        said.unwrap_or_default().trim_end().to_owned()
    }

    /// Whether it went by itself, and not because all was done.
    fn has_failed(&self) -> bool {
        let gone = |process: &Process| process.has_exited() && process.exit_code() != Some(0);
        self.process().is_some_and(gone)
    }

    /// The error of one that died at once.
    pub(super) fn died(&self) -> Error {
        Error::new(self.kind.code, ErrorDomain::Qemu, self.obituary())
    }

    fn obituary(&self) -> String {
        let (name, words) = (self.kind.name, self.words());
        match (words.is_empty(), self.process().and_then(Process::exit_code)) {
            (false, _) => format!("{name} died and reported: {words}"),
            (true, Some(code)) => format!("{name} died with exit status {code}"),
            (true, None) => format!("{name} died"),
        }
    }

    /// Tells of its death, unless it ends with its guest.
    pub(super) async fn watch(self: Arc<Self>, core: Arc<Core>, guest: Arc<Guest>) {
        let Some(process) = self.process() else { return };
        process.exited().await;
        let wanted = || self.ending.load(Ordering::Relaxed);
        if wanted() {
            return;
        }
        // QEMU's end is theirs, and they may be seen to go first. The wait is also what is between
        // one and the next where all of them die.
        let grace = if self.kind.again.is_some() { PAUSE } else { GRACE };
        let over = |view: &crate::live::GuestView| (!view.is_active()).then_some(());
        if guest.wait_for_within(grace, over).await.is_some() || wanted() {
            return;
        }
        let (name, device, text) = (guest.name(), &self.device, self.obituary());
        tracing::warn!(guest = %name, device, "{text}");
        let line = format!("{}: {text} (device {device})\n", timestamp(SystemTime::now()));
        core.log_line(&name, &line);
        if let Some(taint) = self.kind.again {
            super::keep::again(core, guest, self.kind, self.device.clone(), taint).await;
        }
    }
}

/// The name of a helper in ledgers.
pub(super) fn entry(kind: &Kind, device: &str) -> String {
    format!("{} {device}", kind.name)
}

/// What helpers said that failed, for the error of a QEMU that gave up because of them.
pub(crate) async fn last_words(seats: &[Arc<Seat>]) -> Option<String> {
    for seat in seats {
        // Reaped here: what it exited with tells a failure from an end.
        if let Some(process) = seat.process().filter(|process| process.has_exited()) {
            process.exited().await;
        }
    }
    let failed = seats.iter().filter(|seat| seat.has_failed());
    let said: Vec<String> = failed.map(|seat| seat.obituary()).collect();
    (!said.is_empty()).then(|| said.join("; "))
}
