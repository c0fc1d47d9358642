//! A guest's memory for a debugger: written by QEMU itself as a core file, or sent as a save is.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use vireo_api::{Error, Result};
use vireo_qmp::Call;
use vireo_qmp::command::{DumpGuestMemory, Getfd, QueryDump, SystemReset};
use vireo_qmp::types::DumpInfo;
use vireo_runtime::domain::{PausedReason, RunningReason, State};
use vireo_runtime::job::{AsyncJob, AsyncToken, JobOperation, JobStats, JobType, SyncJob};
use vireo_runtime::operation;

use super::checks::{self, What};
use super::files::Files;
use super::format::{self, Format};
use super::recover;
use super::sink::{How, Sink};
use super::write::{self, discard, start_cpus, stop_cpus};
use crate::driver::Core;
use crate::error::{failed, internal, invalid_arg, operation_unsupported};
use crate::live::{Ending, Guest};
use crate::migration::outgoing::{Outgoing, quit};
use crate::process::transition::Run;

/// How often QEMU is asked how far it is.
const PROGRESS: Duration = Duration::from_millis(250);

/// The name of a handed-over descriptor in QEMU.
const FD_NAME: &str = "dump";

/// What a dump that nobody called for is told as.
const AUTOMATIC: &str = "virDomainCoreDump";

/// A core file's format, by its number in the call; QEMU's name of it, or none for its plain one.
const CORE_FORMATS: [Option<&str>; 5] =
    [None, Some("kdump-zlib"), Some("kdump-lzo"), Some("kdump-snappy"), Some("win-dmp")];

/// What becomes of the guest after its dump.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum After {
    /// It goes on as it was.
    GoesOn,
    /// It is reset first.
    Reset,
    /// It ends.
    Ends,
}

/// What a call wants dumped, and how.
#[derive(Debug, Clone)]
pub struct Request {
    /// The file.
    pub path: PathBuf,
    /// A core file of the memory alone, in one of [`CORE_FORMATS`]; else all that a save has.
    pub core: Option<Option<&'static str>>,
    /// The CPUs run meanwhile.
    pub live: bool,
    /// Around the page cache.
    pub bypass_cache: bool,
    /// What then.
    pub after: After,
    /// The public function.
    pub api: &'static str,
}

/// The format of a core file with a number of the public enumeration.
///
/// # Errors
/// No such format; one that only core files have.
pub fn core_format(number: u32, memory_only: bool) -> Result<Option<Option<&'static str>>> {
    let format = usize::try_from(number).ok().and_then(|number| CORE_FORMATS.get(number));
    let Some(format) = format else {
        return Err(invalid_arg(format!("invalid core dump format '{number}'")));
    };
    if format.is_some() && !memory_only {
        let text = "kdump-compressed format is only supported with memory-only dump";
        return Err(operation_unsupported(text));
    }
    Ok(memory_only.then_some(*format))
}

/// Dumps a guest's memory to a file.
///
/// # Errors
/// It is off; QEMU cannot dump so; the file cannot be written; the user aborted it.
pub async fn dump(core: &Core, guest: &Arc<Guest>, request: Request) -> Result<()> {
    let job = guest.jobs().begin_async(AsyncJob::Dump, request.api).await?;
    guest.ensure_known()?;
    let run = core.run_of(guest)?;
    run.live.job.begin();
    run.live.job.note(|seen| seen.memory_only = request.core.is_some());
    let how = how(core, &request);
    write::begin_record(&run, AsyncJob::Dump, &request.path).await;
    let mut dumping = Dumping { run, job, request, how, was_running: false, sink: None };
    let dumped = DUMP.run(&mut dumping).await;
    recover::forget(&dumping.run).await;
    dumped.map_err(|error| write::first(&dumping.run, AsyncJob::Dump, error))
}

struct Dumping {
    run: Run,
    job: AsyncToken,
    request: Request,
    how: How,
    was_running: bool,
    sink: Option<Sink>,
}

/// How memory is written: a core file is QEMU's own to compress.
fn how(core: &Core, request: &Request) -> How {
    let configured = match request.core {
        Some(_) => Ok(Format::Raw),
        None => format::of_config(core.config.dump_image_format.as_deref(), "dump"),
    };
    let usable = configured.and_then(|format| format.compressor().map(|_| format));
    let format = match usable {
        Ok(Format::Sparse) => Format::Raw,
        Ok(format) => format,
        Err(error) => {
            // A dump is wanted when something is wrong already: better a large one than none.
            tracing::warn!(%error, "dumping without compression");
            Format::Raw
        }
    };
    How { format, bypass_cache: request.bypass_cache, channels: 1 }
}

operation! {
    /// A guest's memory in a file, and the guest as it was.
    static DUMP: Dumping, Error = "dump" {
        "check": check;
        "stop": stop, undo go_on;
        "create": create, undo remove;
        "note": note;
        "write": write_memory;
        "finish": finish;
        "seal": seal;
        "after": after;
    }
}

/// Refuses what QEMU cannot do, before the guest is touched.
async fn check(s: &mut Dumping) -> Result<()> {
    let what = s.request.core.map_or(What::Guest, What::Core);
    checks::may_be_written(&s.run, what, &s.request.path).await
}

async fn stop(s: &mut Dumping) -> Result<()> {
    s.was_running = s.run.guest.peek(|view| matches!(view.state, State::Running(_)));
    if !s.request.live {
        stop_cpus(&s.run, &s.job, PausedReason::Dump, s.request.api).await?;
    }
    Ok(())
}

async fn go_on(s: &mut Dumping) -> Result<()> {
    if s.was_running && !s.request.live {
        start_cpus(&s.run, RunningReason::Unpaused).await;
    }
    Ok(())
}

async fn create(s: &mut Dumping) -> Result<()> {
    let files = Files::of(&s.run.core);
    s.sink = Some(Sink::create(files, &s.request.path, Vec::new(), s.how).await?);
    Ok(())
}

/// The file is this dump's by now: a daemon that starts again in the middle takes it away.
async fn note(s: &mut Dumping) -> Result<()> {
    write::set_saving(&s.run, &s.request.path, true);
    s.run.core.save_status(&s.run.guest).await;
    Ok(())
}

/// The dump is whole, and stays whatever becomes of the guest.
async fn seal(s: &mut Dumping) -> Result<()> {
    s.run.live.learn(|facts| facts.saving = None);
    s.run.core.save_status(&s.run.guest).await;
    Ok(())
}

async fn remove(s: &mut Dumping) -> Result<()> {
    if let Some(mut sink) = s.sink.take() {
        sink.abandon().await;
    }
    discard(&Files::of(&s.run.core), &s.request.path);
    Ok(())
}

async fn write_memory(s: &mut Dumping) -> Result<()> {
    let Some(sink) = &mut s.sink else { return Err(internal("no file")) };
    let Some(format) = s.request.core else {
        let mut out = Outgoing::new(&s.run, &s.job, JobOperation::Dump, s.request.api);
        write::into_sink(&mut out, &s.run, sink, s.how).await?;
        out.put_back().await;
        out.complete();
        return Ok(());
    };
    match core_file(&s.run, &s.job, sink, format, s.request.api).await {
        Ok(()) => Ok(()),
        Err(error) => Err(sink.cause().await.unwrap_or(error)),
    }
}

/// Has QEMU write a core file, and waits for it. Statistics of the last finished job stay those of
/// another, as the reference.
async fn core_file(
    run: &Run,
    job: &AsyncToken,
    sink: &mut Sink,
    format: Option<&str>,
    api: &'static str,
) -> Result<()> {
    let (fd, _) = sink.target(&run.live).await?;
    let fd = fd.ok_or_else(|| internal("no descriptor"))?;
    let step = job.nested(api).await?;
    run.live.call(Call::from(&Getfd { fdname: FD_NAME }).fd(fd)).await?;
    let protocol = format!("fd:{FD_NAME}");
    let command = DumpGuestMemory { paging: false, protocol: &protocol, detach: true, format };
    run.live.run(&command).await?;
    step.end();
    let mut seen = run.live.job.subscribe();
    let mut ticks = tokio::time::interval(PROGRESS);
    ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        let now = seen.borrow_and_update().clone();
        match now.dumped {
            _ if now.gone => return Err(quit(job.kind())),
            Some(Ok(())) => return Ok(()),
            Some(Err(words)) => {
                return Err(failed(format!("memory-only dump failed: {words}")));
            }
            None => {}
        }
        tokio::select! {
            biased;
            changed = seen.changed() => if changed.is_err() {
                return Err(quit(job.kind()));
            },
            _ = ticks.tick() => if let Ok(info) = run.live.run(&QueryDump).await {
                run.guest.jobs().publish_stats(progress(&info));
            },
        }
    }
}

fn progress(info: &DumpInfo) -> JobStats {
    let remaining = info.total.saturating_sub(info.completed);
    JobStats {
        job_type: JobType::Unbounded,
        operation: JobOperation::Dump,
        memory_total: Some(info.total),
        memory_processed: Some(info.completed),
        memory_remaining: Some(remaining),
        ..JobStats::default()
    }
}

async fn finish(s: &mut Dumping) -> Result<()> {
    match &mut s.sink {
        Some(sink) => write::finish_sink(&s.run, AsyncJob::Dump, sink).await,
        None => Ok(()),
    }
}

async fn after(s: &mut Dumping) -> Result<()> {
    match s.request.after {
        After::Ends => return s.run.end(Ending::PANICKED, false).await,
        After::Reset => {
            s.run.live.run(&SystemReset).await?;
        }
        After::GoesOn => {}
    }
    if s.was_running {
        start_cpus(&s.run, RunningReason::Unpaused).await;
    }
    Ok(())
}

/// Dumps a guest that crashed, or that its watchdog stopped, into the directory of such dumps. A failure is logged: the guest's
/// end does not wait for it.
pub async fn automatic(run: &Run, memory_only: bool) {
    let name = run.guest.name();
    let path = match automatic_path(run) {
        Ok(path) => path,
        Err(error) => {
            tracing::error!(guest = %name, %error, "crash is not dumped");
            return;
        }
    };
    let request = Request {
        path: path.clone(),
        core: memory_only.then_some(None),
        live: false,
        bypass_cache: run.core.config.auto_dump_bypass_cache,
        after: After::GoesOn,
        api: AUTOMATIC,
    };
    match dump(&run.core, &run.guest, request).await {
        Ok(()) => tracing::info!(guest = %name, path = %path.display(), "dumped"),
        Err(error) => tracing::error!(guest = %name, %error, "Dump of core failed"),
    }
}

/// Dumps a guest that its watchdog stopped, and lets it go on.
pub async fn after_watchdog(run: &Run) {
    automatic(run, false).await;
    let job = run.guest.jobs().begin(SyncJob::Modify, AUTOMATIC).await;
    if let Err(error) = job {
        tracing::error!(guest = %run.guest.name(), %error, "Resuming after dump failed");
        return;
    }
    if run.guest.peek(|view| view.state == State::Paused(PausedReason::Watchdog)) {
        start_cpus(run, RunningReason::Unpaused).await;
    }
}

fn automatic_path(run: &Run) -> Result<PathBuf> {
    let dir = match &run.core.config.auto_dump_path {
        Some(dir) => PathBuf::from(dir),
        None => run.core.layout.dump(),
    };
    let short = vireo_runtime::layout::short_name(run.live.id, &run.guest.name());
    Ok(dir.join(format!("{short}-{}", stamp(crate::host::local_time()))))
}

/// `YYYY-mm-dd-HH:MM:SS` of a time on the host's clock.
fn stamp(local: std::time::SystemTime) -> String {
    let text = vireo_runtime::guest_log::timestamp(local);
    text.get(..19).unwrap_or(&text).replace(' ', "-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crash_is_named_by_its_time() {
        let time = std::time::UNIX_EPOCH + Duration::from_secs(951_782_399);
        assert_eq!(stamp(time), "2000-02-28-23:59:59");
    }

    #[test]
    fn formats_belong_to_core_files() {
        assert_eq!(core_format(0, false).unwrap(), None);
        assert_eq!(core_format(0, true).unwrap(), Some(None));
        assert_eq!(core_format(1, true).unwrap(), Some(Some("kdump-zlib")));
        assert!(core_format(1, false).is_err());
        assert!(core_format(9, true).is_err());
    }
}
