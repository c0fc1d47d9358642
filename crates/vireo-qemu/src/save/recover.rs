//! What a daemon that died in the middle of a save or a dump left behind.
//!
//! The image itself says how far a save came: one that is whole is the guest now, and the QEMU that
//! still stands there must not run again; one that is not is taken away, and the guest goes on.

use std::path::{Path, PathBuf};

use vireo_runtime::domain::{PausedReason, RunningReason, State};
use vireo_runtime::durable;
use vireo_runtime::job::AsyncJob;

use super::files::Files;
use super::write::{discard, start_cpus};
use super::{header, image};
use crate::live::{Ending, Saving};
use crate::migration;
use crate::migration::record::Record;
use crate::process::transition::Run;

/// Ends the job that a status file tells of; called when QEMU was asked how the guest stands.
pub async fn job(run: &Run, record: Record) {
    let reason = match record.kind {
        AsyncJob::Save => PausedReason::Save,
        AsyncJob::Dump => PausedReason::Dump,
        AsyncJob::MigrationOut
        | AsyncJob::MigrationIn
        | AsyncJob::Snapshot
        | AsyncJob::Start
        | AsyncJob::Backup => return,
    };
    let name = run.guest.name();
    let saved = record.kind == AsyncJob::Save;
    let saving = run.live.facts.load().saving.clone();
    let files = Files::of(&run.core);
    if let Some(Saving { path, made: true }) = saving.as_ref().filter(|_| saved) {
        if is_whole(&files, path, run) {
            tracing::info!(guest = %name, path = %path.display(), "had been saved, is ended");
            run.live.intend(Ending::SAVED);
            run.ask_to_end();
            return;
        }
    }
    migration::recover::cancel(run, &record).await;
    migration::recover::put_back(run, &record).await;
    if let Some(Saving { path, .. }) = &saving {
        // A dump has no head that would tell.
        let is_half = match &saving {
            Some(Saving { made: true, .. }) if record.kind == AsyncJob::Dump => true,
            Some(_) | None => is_partial(&files, path),
        };
        if is_half {
            discard(&files, path);
        }
    }
    let paused = run.guest.peek(|view| view.state);
    let barked = record.kind == AsyncJob::Dump && crate::devices::watchdog::dumps(run);
    if paused == State::Paused(reason)
        || paused == State::Paused(PausedReason::Unknown)
        || barked && paused == State::Paused(PausedReason::Watchdog)
    {
        start_cpus(run, RunningReason::SaveCanceled).await;
    }
    forget(run).await;
}

/// Goes on with a guest that had all its memory from an image when its daemon died: it runs, if it
/// was to, and an image that was taken is no more.
pub async fn restored(run: &Run) {
    let Some(left) = run.live.facts.load().restored.clone() else { return };
    let state = run.guest.peek(|view| view.state);
    if state == State::Paused(PausedReason::StartingUp) {
        if left.runs {
            start_cpus(run, RunningReason::Restored).await;
        } else {
            run.paused_again(PausedReason::Migration).await;
        }
    }
    if let Some(image) = left.taken {
        taken(run, image).await;
    }
    run.live.learn(|facts| facts.restored = None);
    if run.is_present() {
        run.core.save_status(&run.guest).await;
    }
}

/// The guest goes on from here: its past must not come back.
async fn taken(run: &Run, image: PathBuf) {
    if let Err(error) = durable::remove(image).await {
        tracing::error!(guest = %run.guest.name(), %error, "Failed to remove the managed state");
    }
}

/// The job is written down no more.
pub async fn forget(run: &Run) {
    run.live.record(|record| *record = None);
    run.live.learn(|facts| facts.saving = None);
    if run.is_present() {
        run.core.save_status(&run.guest).await;
    }
}

/// Whether a file is a whole image of this guest.
fn is_whole(files: &Files, path: &Path, run: &Run) -> bool {
    let Ok((_, image)) = image::open(files, path) else { return false };
    image.xml.contains(&run.guest.uuid().to_string())
}

/// Whether a file is an image that was not written to its end.
fn is_partial(files: &Files, path: &Path) -> bool {
    use std::io::Read;
    let mut head = [0; header::SIZE];
    let file = files.open(path, std::fs::File::options().read(true));
    let read = file.and_then(|mut file| file.read_exact(&mut head));
    read.is_ok() && header::Header::parse(&head) == Err(header::HeaderError::Partial)
}
