//! Saving a guest: a table of steps. A save that fails takes its file away and lets the guest run
//! on; a daemon that dies on the way finds out by the image how far it came ([`super::recover`]).

use std::path::{Path, PathBuf};
use std::sync::Arc;

use vireo_api::event::{ResumedDetail, SuspendedDetail};
use vireo_api::{Error, ErrorCode, Result};
use vireo_qmp::command::{Cont, Stop};
use vireo_runtime::domain::{PausedReason, RunningReason, State};
use vireo_runtime::job::{AsyncJob, AsyncToken, JobOperation};
use vireo_runtime::operation;

use super::checks::{self, What};
use super::files::Files;
use super::header::Header;
use super::image::{self, Image};
use super::sink::{self, How, Sink};
use super::{cookie, read_definition, recover};
use crate::driver::Core;
use crate::error::{internal, system};
use crate::live::{self, Ending, Guest};
use crate::migration::outgoing::{Outgoing, Stops, aborted, quit};
use crate::migration::phase::Phase;
use crate::migration::record::Record;
use crate::process::transition::Run;
use crate::view_xml;

/// What a call wants saved, and how.
#[derive(Debug, Clone)]
pub struct Request {
    /// The file.
    pub path: PathBuf,
    /// Another definition for the image.
    pub xml: Option<String>,
    /// Whether the guest is to run when it is restored; `None` as it runs now.
    pub running: Option<bool>,
    /// How memory is written.
    pub how: How,
    /// The public function.
    pub api: &'static str,
}

/// Saves a guest to a file and ends it.
///
/// # Errors
/// It is off; it cannot be saved; the file cannot be written; the user aborted it. The guest goes
/// on then as it was.
pub async fn save(core: &Core, guest: &Arc<Guest>, request: Request) -> Result<()> {
    let job = guest.jobs().begin_async(AsyncJob::Save, request.api).await?;
    guest.ensure_known()?;
    let run = core.run_of(guest)?;
    run.live.job.begin();
    let checked = checks::may_be_written(&run, What::Guest, &request.path).await;
    checked.map_err(|error| first(&run, AsyncJob::Save, error))?;
    let image = image_of(&run, &request).await?;
    begin_record(&run, AsyncJob::Save, &request.path).await;
    let mut saving = Saving { run, job, request, image, was_running: false, sink: None };
    let saved = SAVE.run(&mut saving).await;
    if saved.is_err() {
        recover::forget(&saving.run).await;
    }
    saved.map_err(|error| first(&saving.run, AsyncJob::Save, error))
}

/// From now on the status file tells of the job: written before anything is done to the guest.
pub async fn begin_record(run: &Run, kind: AsyncJob, path: &Path) {
    run.live.record(|record| *record = Some(Record::new(kind, Phase::None, 0)));
    set_saving(run, path, false);
    run.core.save_status(&run.guest).await;
}

/// The error of a job whose guest is gone is that.
pub fn first(run: &Run, kind: AsyncJob, error: Error) -> Error {
    let aborted = error.code() == ErrorCode::OperationAborted;
    let gone = run.live.monitor.closed().is_some() || run.live.process.has_exited();
    if gone && !aborted { quit(kind) } else { error }
}

struct Saving {
    run: Run,
    job: AsyncToken,
    request: Request,
    image: Image,
    was_running: bool,
    sink: Option<Sink>,
}

operation! {
    /// From a guest that runs to one that is a file.
    static SAVE: Saving, Error = "save" {
        "stop": stop, undo go_on;
        "create": create, undo remove;
        "note": note;
        "send": send;
        "finish": finish;
        "seal": seal;
        "end": end;
    }
}

/// The image's head and texts.
async fn image_of(run: &Run, request: &Request) -> Result<Image> {
    let view = run.guest.view();
    let live = view.live_config.clone().ok_or_else(crate::error::not_running)?;
    let xml = match &request.xml {
        None => view_xml::for_elsewhere(&view)?,
        Some(xml) => {
            let wanted = read_definition(&run.core, xml).await?;
            super::same_guest(&view_xml::asked_for(&view, &live), &wanted)?;
            view_xml::format_for_elsewhere(&wanted)
        }
    };
    let running = matches!(view.state, State::Running(_) | State::Blocked(_));
    let header = Header {
        complete: false,
        data_len: 0,
        was_running: request.running.unwrap_or(running),
        format: request.how.format,
        cookie_offset: 0,
    };
    Ok(Image { header, xml, cookie: Some(cookie::of(&live)) })
}

/// Stops the CPUs of a guest for a job. Tells whether they ran.
///
/// # Errors
/// QEMU refuses, is gone or does not answer.
pub async fn stop_cpus(
    run: &Run,
    job: &AsyncToken,
    reason: PausedReason,
    api: &'static str,
) -> Result<bool> {
    if !run.guest.peek(|view| matches!(view.state, State::Running(_) | State::Blocked(_))) {
        return Ok(false);
    }
    let _step = job.nested(api).await?;
    run.live.hint(|hints| hints.paused = reason);
    if let Err(error) = run.live.run(&Stop).await {
        run.live.hint(|hints| hints.paused = PausedReason::Unknown);
        return Err(error);
    }
    run.paused(reason, SuspendedDetail::Paused).await;
    Ok(true)
}

/// Lets the CPUs of a guest run again after a job that did not end it. A guest that cannot stays
/// paused, and says why.
pub async fn start_cpus(run: &Run, reason: RunningReason) {
    if !run.is_present() || run.live.is_ending() {
        return;
    }
    if !run.guest.peek(|view| matches!(view.state, State::Paused(_))) {
        return;
    }
    run.live.hint(|hints| hints.running = reason);
    match run.live.run(&Cont).await {
        Ok(_) => {
            run.resumed(reason, ResumedDetail::Unpaused).await;
        }
        Err(error) => {
            tracing::warn!(guest = %run.guest.name(), %error, "guest stays paused");
            run.paused_again(PausedReason::ApiError).await;
        }
    }
}

async fn stop(s: &mut Saving) -> Result<()> {
    s.was_running = stop_cpus(&s.run, &s.job, PausedReason::Save, s.request.api).await?;
    Ok(())
}

async fn go_on(s: &mut Saving) -> Result<()> {
    if s.was_running {
        start_cpus(&s.run, RunningReason::SaveCanceled).await;
    }
    Ok(())
}

/// Says where the image is, and whether what is there is it.
pub fn set_saving(run: &Run, path: &Path, made: bool) {
    let saving = live::Saving { path: path.to_owned(), made };
    run.live.learn(|facts| facts.saving = Some(saving.clone()));
}

async fn create(s: &mut Saving) -> Result<()> {
    let head = s.image.new_bytes();
    let files = Files::of(&s.run.core);
    s.sink = Some(Sink::create(files, &s.request.path, head, s.request.how).await?);
    Ok(())
}

async fn remove(s: &mut Saving) -> Result<()> {
    if let Some(mut sink) = s.sink.take() {
        sink.abandon().await;
    }
    discard(&Files::of(&s.run.core), &s.request.path);
    Ok(())
}

/// Takes a file away that is only half an image.
pub fn discard(files: &Files, path: &Path) {
    match files.remove(path) {
        Ok(()) => {}
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
        Err(error) => tracing::warn!(path = %path.display(), %error, "half an image stays"),
    }
}

/// The file is there and says that it is partial: from now on a restarted daemon may judge by it.
async fn note(s: &mut Saving) -> Result<()> {
    set_saving(&s.run, &s.request.path, true);
    s.run.core.save_status(&s.run.guest).await;
    Ok(())
}

async fn send(s: &mut Saving) -> Result<()> {
    let Some(sink) = &mut s.sink else { return Err(internal("no file")) };
    let mut out = Outgoing::new(&s.run, &s.job, JobOperation::Save, s.request.api);
    into_sink(&mut out, &s.run, sink, s.request.how).await?;
    out.complete();
    Ok(())
}

/// Sends a guest into a file. When that fails, QEMU's settings are put back, and what on this side
/// was the cause is the error.
///
/// # Errors
/// The user's abort; the compressor's, the disk's, QEMU's own error; the guest's end.
pub async fn into_sink(out: &mut Outgoing<'_>, run: &Run, sink: &mut Sink, how: How) -> Result<()> {
    let sent = try_into_sink(out, run, sink, how).await;
    let Err(error) = sent else { return Ok(()) };
    out.put_back().await;
    sink.forget(&run.live).await;
    if error.code() == ErrorCode::OperationAborted {
        return Err(error);
    }
    Err(sink.cause().await.unwrap_or(error))
}

async fn try_into_sink(out: &mut Outgoing<'_>, run: &Run, sink: &mut Sink, how: How) -> Result<()> {
    out.check()?;
    out.tune(&how.settings()).await?;
    if let Some(original) = out.original() {
        // For a daemon that has to put them back in place of this one.
        run.live.record(|record| {
            if let Some(record) = record {
                record.parameters.clone_from(&original.parameters);
                record.capabilities = original.capabilities.clone().into_iter().collect();
            }
        });
        run.core.save_status(&run.guest).await;
    }
    let (fd, uri) = sink.target(&run.live).await?;
    out.send(sink::target(fd, &uri), false).await?;
    let mut seen = run.live.job.subscribe();
    let abort = async {
        // Never ends by itself: QEMU does, once nobody takes its bytes any more.
        let _ = seen.wait_for(|seen| seen.abort).await;
        sink.abandon().await;
        std::future::pending::<Error>().await
    };
    out.wait(Stops::default(), abort).await?;
    Ok(())
}

async fn finish(s: &mut Saving) -> Result<()> {
    match &mut s.sink {
        Some(sink) => finish_sink(&s.run, AsyncJob::Save, sink).await,
        None => Ok(()),
    }
}

/// Waits until all that QEMU sent is on disk; the user may still abort that.
///
/// # Errors
/// The user's abort; the guest's end; the compressor's or the disk's own.
pub async fn finish_sink(run: &Run, kind: AsyncJob, sink: &mut Sink) -> Result<()> {
    let mut seen = run.live.job.subscribe();
    tokio::select! {
        done = sink.finish() => return done,
        _ = seen.wait_for(|seen| seen.abort || seen.gone) => {}
    }
    sink.abandon().await;
    Err(if seen.borrow().abort { aborted(kind) } else { quit(kind) })
}

/// The image is whole from here on.
async fn seal(s: &mut Saving) -> Result<()> {
    s.image.header.complete = true;
    let (path, mut image) = (s.request.path.clone(), s.image.clone());
    let files = Files::of(&s.run.core);
    let sealed = tokio::task::spawn_blocking(move || {
        image::rewrite(&files, &path, &mut image)?;
        sync_dir(&files, &path)
    });
    sealed.await.map_err(|e| internal(e.to_string()))?
}

/// The file's name is on disk, too.
fn sync_dir(files: &Files, path: &Path) -> Result<()> {
    let Some(dir) = path.parent() else { return Ok(()) };
    let opened = files.open(dir, std::fs::File::options().read(true));
    let synced = opened.and_then(|dir| dir.sync_all());
    match synced {
        Err(error) if error.raw_os_error() == Some(nix::libc::EINVAL) => Ok(()),
        // A folder may be one to write to, and not to look at.
        Err(error) if error.kind() == std::io::ErrorKind::PermissionDenied => Ok(()),
        synced => synced.map_err(|e| system(format!("cannot sync '{}'", dir.display()), &e)),
    }
}

async fn end(s: &mut Saving) -> Result<()> {
    s.run.end(Ending::SAVED, false).await
}
