//! Block jobs from their start to their end.
//!
//! Whoever starts a job has the right to change the graph ([`super::job::Jobs::graph`]); QEMU's events are dealt
//! with by [`status_changed`], each job's in turn. A job's end is dealt with in an order that a
//! daemon killed anywhere can take up again ([`super::reconnect`]): what changed in the definition
//! is saved together with the outcome; then QEMU forgets the job; nodes and labels go; the job goes
//! from the status file; and only then clients are told.

use std::sync::Arc;
use std::time::Duration;

use vireo_api::event::{BlockJobStatus, DomainEvent};
use vireo_api::{Error, ErrorCode, ErrorDomain, Result};
use vireo_model::domain::devices::Disk;
use vireo_model::domain::devices::storage::{Mirror, MirrorReady};
use vireo_qmp::command::{
    BlockJobCancel, BlockJobSetSpeed, Command, JobComplete, JobDismiss, QueryJobs,
};
use vireo_qmp::types::JobStatus;
use vireo_runtime::job::{JobToken, SyncJob};

use super::finish;
use super::job::{BlockJob, Graph, JobKind, Plan};
use super::state::{JobState, Outcome};
use crate::process::transition::Run;

/// How long the end of a job may take that someone waits for.
pub const END_LIMIT: Duration = Duration::from_secs(600);

/// Starts a job: writes it down, sends `command`, and writes down that it runs. When QEMU refuses,
/// nothing is left of it.
///
/// # Errors
/// QEMU refuses, or does not answer: the job stays written down then until the truth is known.
pub async fn start<C: Command>(
    run: &Run,
    _graph: &Graph<'_>,
    plan: Plan,
    command: &C,
) -> Result<Arc<BlockJob>> {
    let job = Arc::new(BlockJob::new(plan, JobState::New, None));
    run.live.blocks.add(Arc::clone(&job));
    run.core.save_status(&run.guest).await;
    vireo_runtime::fail_point::fail_point("block.start.saved");
    match run.live.run(command).await {
        Ok(_) => {
            job.enter(JobState::Running);
            run.core.save_status(&run.guest).await;
            Ok(job)
        }
        Err(error) if run.live.monitor.in_doubt() > 0 => {
            tokio::spawn(learn_the_truth(run.clone(), job));
            Err(error)
        }
        Err(error) => {
            run.live.blocks.remove(&job);
            run.core.save_status(&run.guest).await;
            Err(error)
        }
    }
}

/// Finds out, once QEMU answers again, whether a job began that nobody knows of.
async fn learn_the_truth(run: Run, job: Arc<BlockJob>) {
    run.live.monitor.settled().await;
    let _graph = run.live.blocks.graph().await;
    if job.state() != JobState::New || !run.is_present() {
        return;
    }
    let Ok(all) = run.live.run(&QueryJobs).await else { return };
    if all.iter().any(|one| one.id == job.plan.name) {
        job.enter(JobState::Running);
    } else {
        run.live.blocks.remove(&job);
        if let Some(target) = job.plan.disk.as_deref().filter(|_| job.plan.has_mirror) {
            set_mirror(&run, target, None).await;
        }
    }
    run.core.save_status(&run.guest).await;
}

/// Refuses when a guest has any block job: its images have to stand as they are.
///
/// # Errors
/// `OperationInvalid`.
pub fn ensure_none(run: &Run) -> Result<()> {
    let has_job = run.live.blocks.all().iter().any(|job| job.plan.kind.public().is_some());
    match has_job {
        true => Err(crate::error::not_valid("domain has active block job")),
        false => Ok(()),
    }
}

/// Asks a mirror that is ready to take the place of what it copies.
///
/// # Errors
/// `BlockCopyActive` when it is not ready; `OperationInvalid` when it is ending already; what QEMU
/// says.
pub async fn complete(run: &Run, _graph: &Graph<'_>, job: &BlockJob) -> Result<()> {
    let before = job.state();
    let next = before.pivot().map_err(|_| not_ready(job))?;
    mark(run, job, next, Some(MirrorReady::Pivot)).await;
    vireo_runtime::fail_point::fail_point("block.pivot.saved");
    match run.live.run(&JobComplete { id: &job.plan.name }).await {
        Ok(_) => Ok(()),
        // It may yet be done: what QEMU says in the end decides.
        Err(error) if run.live.monitor.in_doubt() > 0 => Err(error),
        Err(error) => {
            mark(run, job, before, Some(MirrorReady::Yes)).await;
            Err(error)
        }
    }
}

/// Asks a job to end. A mirror stays beside what it copies.
///
/// # Errors
/// `OperationInvalid` when it is pivoting or over; what QEMU says.
pub async fn cancel(run: &Run, _graph: &Graph<'_>, job: &BlockJob, force: bool) -> Result<()> {
    let before = job.state();
    let next = before.abort().map_err(|_| {
        let disk = job.plan.disk.as_deref().unwrap_or_default();
        crate::error::not_valid(format!("block job on disk '{disk}' is still being ended"))
    })?;
    mark(run, job, next, Some(MirrorReady::Abort)).await;
    let command = BlockJobCancel { device: &job.plan.name, force: force.then_some(true) };
    match run.live.run(&command).await {
        Ok(_) => Ok(()),
        Err(error) if run.live.monitor.in_doubt() > 0 => Err(error),
        Err(error) => {
            let ready = (before == JobState::Ready).then_some(MirrorReady::Yes);
            mark(run, job, before, ready).await;
            Err(error)
        }
    }
}

/// Limits a job; bytes a second, 0 for no limit.
///
/// # Errors
/// What QEMU says.
pub async fn set_speed(run: &Run, job: &BlockJob, speed: u64) -> Result<()> {
    run.live.run(&BlockJobSetSpeed { device: &job.plan.name, speed }).await.map(drop)
}

/// Waits until nothing is left of a job. The caller holds a job of the domain and has said that it
/// waits ([`BlockJob::awaited`]).
///
/// # Errors
/// The guest ended meanwhile, QEMU refuses to tell how the job ended, or the time is over.
pub async fn ended(run: &Run, job: &BlockJob, limit: Duration) -> Result<Outcome> {
    let gone = |state: &JobState| matches!(state, JobState::Gone(_));
    let found = tokio::select! {
        biased;
        found = job.wait_for(gone, limit) => found,
        () = run.live.process.exited() => None,
        why = job.unknown_end() => return Err(unknown_end(job, &why)),
    };
    match found {
        Some(JobState::Gone(outcome)) => Ok(outcome),
        Some(_) | None if run.live.process.has_exited() => Err(crate::error::not_running()),
        Some(_) | None => {
            let text = format!("timed out waiting for block job '{}' to end", job.plan.name);
            Err(Error::new(ErrorCode::OperationTimeout, ErrorDomain::Qemu, text))
        }
    }
}

/// Waits for the end of a job while holding the graph, and deals with it: for jobs that are one
/// step of what the caller does to the graph.
///
/// # Errors
/// As [`ended`]; the job is told to go when the time is over.
pub async fn ended_within(
    run: &Run,
    _graph: &Graph<'_>,
    job: &Arc<BlockJob>,
    limit: Duration,
) -> Result<Outcome> {
    let over = job.told_over(limit);
    let told = tokio::select! {
        told = over => told,
        () = run.live.process.exited() => return Err(crate::error::not_running()),
    };
    if !told {
        let cancel = BlockJobCancel { device: &job.plan.name, force: Some(true) };
        let _ = run.live.run(&cancel).await;
        let text = format!("timed out waiting for block job '{}' to end", job.plan.name);
        return Err(Error::new(ErrorCode::OperationTimeout, ErrorDomain::Qemu, text));
    }
    conclude(run, job).await?;
    match job.state() {
        JobState::Gone(outcome) => Ok(outcome),
        JobState::New
        | JobState::Running
        | JobState::Ready
        | JobState::Pivoting
        | JobState::Aborting
        | JobState::Concluded { .. } => Err(crate::error::internal("block job does not end")),
    }
}

fn unknown_end(job: &BlockJob, why: &str) -> Error {
    let text = format!("cannot learn how block job '{}' ended: {why}", job.plan.name);
    crate::error::failed(text)
}

fn not_ready(job: &BlockJob) -> Error {
    let text = format!("block job '{}' not ready for pivot yet", job.plan.name);
    Error::new(ErrorCode::BlockCopyActive, ErrorDomain::Qemu, text)
}

/// Goes to a state and shows it at the disk's mirror, saved.
async fn mark(run: &Run, job: &BlockJob, state: JobState, ready: Option<MirrorReady>) {
    job.enter(state);
    if job.plan.has_mirror {
        change_disk(run, job, |disk| {
            if let Some(mirror) = &mut disk.mirror {
                mirror.ready = ready;
            }
        })
        .await;
    }
    run.core.save_status(&run.guest).await;
}

/// Changes a job's disk in the running definition, and saves that.
pub(super) async fn change_disk(run: &Run, job: &BlockJob, change: impl FnOnce(&mut Disk)) {
    let Some(target) = job.plan.disk.as_deref() else { return };
    run.amend(|domain| {
        if let Some(disk) = domain.devices.disks.iter_mut().find(|disk| disk.target.dev == target) {
            change(disk);
        }
    })
    .await;
}

/// Shows a disk's mirror in the running definition, or none; saved.
pub(super) async fn set_mirror(run: &Run, target: &str, mirror: Option<Mirror>) {
    run.amend(|domain| {
        if let Some(disk) = domain.devices.disks.iter_mut().find(|disk| disk.target.dev == target) {
            disk.mirror = mirror.map(Box::new);
        }
    })
    .await;
}

/// Takes note of what QEMU told of a job. Waits for nothing.
pub fn status_changed(run: &Run, name: &str, status: &JobStatus) {
    let Some(job) = run.live.blocks.named(name) else { return };
    match status {
        JobStatus::Concluded if job.plan.kind == JobKind::Create => job.tell_over(),
        JobStatus::Ready | JobStatus::Concluded => {
            let (run, status) = (run.clone(), status.clone());
            tokio::spawn(async move { settle(&run, &job, &status).await });
        }
        JobStatus::Undefined
        | JobStatus::Created
        | JobStatus::Running
        | JobStatus::Paused
        | JobStatus::Standby
        | JobStatus::Waiting
        | JobStatus::Pending
        | JobStatus::Aborting
        | JobStatus::Null
        | JobStatus::Other(_) => {}
    }
}

/// How long QEMU is asked about the end of a job, when it refuses to answer, before those who wait
/// for it are told so.
const CONCLUDE_LIMIT: Duration = Duration::from_secs(2);
const CONCLUDE_PAUSE: Duration = Duration::from_millis(100);

/// Pause between later questions, when nobody waits any more.
const LATER_PAUSE: Duration = Duration::from_millis(500);

/// Brings the domain up to what QEMU told of a job. An end that QEMU refuses to tell of is asked for
/// beside everything else from then on, as long as the run lasts.
pub(super) async fn settle(run: &Run, job: &Arc<BlockJob>, status: &JobStatus) {
    if !is_settled_within(run, job, status, CONCLUDE_LIMIT).await {
        tokio::spawn(settle_later(run.clone(), Arc::clone(job), status.clone()));
    }
}

async fn settle_later(run: Run, job: Arc<BlockJob>, status: JobStatus) {
    loop {
        tokio::select! {
            () = run.live.process.exited() => return,
            () = tokio::time::sleep(LATER_PAUSE) => {}
        }
        if is_settled_within(&run, &job, &status, Duration::ZERO).await {
            return;
        }
    }
}

/// Whether nothing is left to do about what QEMU told of a job.
async fn is_settled_within(
    run: &Run,
    job: &Arc<BlockJob>,
    status: &JobStatus,
    limit: Duration,
) -> bool {
    // A call that waits for the job holds the domain's job for us.
    let _token: Option<JobToken> = tokio::select! {
        biased;
        () = job.is_awaited() => None,
        token = domain_job(run) => match token {
            Some(token) => Some(token),
            None => return true,
        },
    };
    let _graph = run.live.blocks.graph().await;
    if !run.is_present() || matches!(job.state(), JobState::Gone(_)) {
        return true;
    }
    if *status == JobStatus::Ready {
        became_ready(run, job).await;
        return true;
    }
    // Somebody waits for this end, perhaps a migration whose guest stands still.
    let began = tokio::time::Instant::now();
    loop {
        let Err(error) = conclude(run, job).await else {
            job.tell_unknown_end(None);
            return true;
        };
        if !run.is_present() {
            return true;
        }
        if began.elapsed() >= limit {
            tracing::warn!(job = job.plan.name, %error, "the end of a block job is not known");
            job.tell_unknown_end(Some(error.to_string()));
            return false;
        }
        tokio::time::sleep(CONCLUDE_PAUSE).await;
    }
}

/// The domain's job, however long that takes; none when the run is over.
async fn domain_job(run: &Run) -> Option<JobToken> {
    loop {
        match run.guest.jobs().begin(SyncJob::Modify, "remoteDispatchBlockJob").await {
            Ok(token) => return Some(token),
            Err(_) if !run.is_present() => return None,
            Err(error) => {
                tracing::warn!(guest = %run.guest.name(), %error, "a block job's change waits");
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
        }
    }
}

async fn became_ready(run: &Run, job: &BlockJob) {
    let Some(next) = job.state().ready().filter(|_| job.plan.kind.mirrors()) else { return };
    mark(run, job, next, Some(MirrorReady::Yes)).await;
    tell(run, job, BlockJobStatus::Ready);
}

/// Deals with the end of a job.
async fn conclude(run: &Run, job: &Arc<BlockJob>) -> Result<()> {
    let live = &run.live;
    if !job.state().is_over() {
        let all = live.run(&QueryJobs).await?;
        let found = all.into_iter().find(|one| one.id == job.plan.name);
        let error = found.and_then(|one| one.error);
        let Some(mut next) = job.state().concluded(error.is_some()) else { return Ok(()) };
        job.set_error(error);
        let beside = JobState::Concluded { outcome: Outcome::Completed, pivoted: false };
        if next == beside && job.plan.has_mirror && finish::took_the_place(run, job).await? {
            // Somebody asked QEMU for it behind our back.
            next = JobState::Concluded { outcome: Outcome::Completed, pivoted: true };
        }
        finish::take_over(run, job, next).await;
    }
    vireo_runtime::fail_point::fail_point("block.conclude.saved");
    after(run, job).await
}

/// All that is left to do once the definition is as QEMU's graph.
pub(super) async fn after(run: &Run, job: &Arc<BlockJob>) -> Result<()> {
    let JobState::Concluded { outcome, .. } = job.state() else { return Ok(()) };
    // A job that is gone from QEMU was dismissed before this daemon came.
    if let Err(error) = run.live.run(&JobDismiss { id: &job.plan.name }).await {
        tracing::debug!(job = job.plan.name, %error, "block job cannot be dismissed");
        if run.live.monitor.closed().is_some() {
            return Err(error);
        }
    }
    finish::clean(run, job).await;
    run.live.blocks.remove(job);
    run.core.save_status(&run.guest).await;
    tell(
        run,
        job,
        match outcome {
            Outcome::Completed => BlockJobStatus::Completed,
            Outcome::Failed => BlockJobStatus::Failed,
            Outcome::Cancelled => BlockJobStatus::Canceled,
        },
    );
    job.enter(JobState::Gone(outcome));
    Ok(())
}

/// Tells clients, by the disk's path as it is now (see `docs/reference.md`) and by its target (E-05).
fn tell(run: &Run, job: &BlockJob, status: BlockJobStatus) {
    let (Some(kind), Some(dst)) = (job.plan.kind.public(), job.plan.disk.clone()) else { return };
    let path = run.guest.peek(|view| {
        let config = view.live_config.as_ref()?;
        let disk = config.devices.disks.iter().find(|disk| disk.target.dev == dst)?;
        crate::devices::disk::path(disk)
    });
    if let Some(path) = path {
        run.core.publish(&run.guest, DomainEvent::BlockJob { path, kind, status });
    }
    run.core.publish(&run.guest, DomainEvent::BlockJob2 { dst, kind, status });
}
