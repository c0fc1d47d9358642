//! Block jobs of a guest that ran on without a daemon: brought up to what QEMU tells by now.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use vireo_api::Result;
use vireo_model::domain::devices::Disk;
use vireo_model::domain::devices::storage::{MirrorJob, MirrorReady};
use vireo_qmp::command::{BlockJobCancel, JobComplete, QueryJobs, QueryNamedBlockNodes};
use vireo_qmp::types::{JobInfo, JobStatus};

use super::job::BlockJob;
use super::state::JobState;
use super::{chain, engine, nodes};
use crate::devices::disk::layers;
use crate::process::transition::Run;

/// How often QEMU is asked about its jobs when it refuses to tell.
const TRIES: usize = 20;
const PAUSE: Duration = Duration::from_millis(100);

/// Brings the jobs of a status file up to date. What was asked for and not done is asked again. A
/// QEMU that refuses to tell of its jobs costs the guest nothing: they stay as they were written.
///
/// # Errors
/// QEMU's monitor is gone.
pub async fn refresh(run: &Run) -> Result<()> {
    if run.live.blocks.is_empty() {
        return Ok(());
    }
    hold_copies(run);
    let Some(known) = known(run).await? else { return Ok(()) };
    for job in run.live.blocks.all() {
        let told = known.iter().find(|one| one.id == job.plan.name);
        if let Err(error) = one(run, &job, told).await {
            tracing::warn!(job = job.plan.name, %error, "block job cannot be taken up again");
        }
    }
    if run.live.blocks.is_empty() {
        sweep(run).await?;
    }
    Ok(())
}

async fn known(run: &Run) -> Result<Option<Vec<JobInfo>>> {
    for _ in 0..TRIES {
        match run.live.run(&QueryJobs).await {
            Ok(known) => return Ok(Some(known)),
            Err(error) if run.live.monitor.closed().is_some() => return Err(error),
            // It may yet answer: the rest of the reconnect says so.
            Err(error) if run.live.monitor.in_doubt() > 0 => return Err(error),
            Err(error) => tracing::warn!(guest = %run.guest.name(), %error, "jobs are not known"),
        }
        tokio::time::sleep(PAUSE).await;
    }
    Ok(None)
}

/// The files that disks are copied to are the guest's too.
fn hold_copies(run: &Run) {
    let Some(config) = run.guest.peek(|view| view.live_config.clone()) else { return };
    let copies = config.devices.disks.iter().filter_map(|disk| disk.mirror.as_deref());
    for copy in copies.filter(|copy| copy.job == Some(MirrorJob::Copy)) {
        if let Some(path) = copy.source.as_ref().and_then(crate::devices::disk::local_path) {
            super::labels::hold(run, &path);
        }
    }
}

async fn one(run: &Run, job: &Arc<BlockJob>, told: Option<&JobInfo>) -> Result<()> {
    // Nobody else knows of this run yet who could hold its job.
    let awaited = job.awaited();
    match (job.state(), told) {
        (JobState::Concluded { .. } | JobState::Gone(_), _) => engine::after(run, job).await,
        (JobState::New, None) => forget(run, job).await,
        (state, None) => {
            // Neither running nor waiting to be dismissed: somebody else took it.
            if let Some(next) = state.concluded(true) {
                super::finish::take_over(run, job, next).await;
            }
            engine::after(run, job).await
        }
        (state, Some(told)) => {
            catch_up(run, job, state, told, awaited).await;
            Ok(())
        }
    }
}

async fn catch_up(
    run: &Run,
    job: &Arc<BlockJob>,
    state: JobState,
    told: &JobInfo,
    awaited: super::job::Awaited,
) {
    let id = job.plan.name.as_str();
    match &told.status {
        JobStatus::Concluded | JobStatus::Ready | JobStatus::Standby => {
            let settled = match told.status {
                JobStatus::Concluded => JobStatus::Concluded,
                _ => JobStatus::Ready,
            };
            engine::settle(run, job, &settled).await;
        }
        _ if state == JobState::New => job.enter(JobState::Running),
        _ => {}
    }
    drop(awaited);
    let again = match job.state() {
        JobState::Pivoting => run.live.run(&JobComplete { id }).await.map(drop),
        JobState::Aborting => {
            run.live.run(&BlockJobCancel { device: id, force: None }).await.map(drop)
        }
        JobState::New
        | JobState::Running
        | JobState::Ready
        | JobState::Concluded { .. }
        | JobState::Gone(_) => Ok(()),
    };
    if let Err(error) = again {
        // On its way already, as its event will tell.
        tracing::debug!(job = id, %error, "block job cannot be told again");
    }
}

/// A job that never began.
async fn forget(run: &Run, job: &Arc<BlockJob>) -> Result<()> {
    engine::change_disk(run, job, |disk| {
        if job.plan.has_mirror
            && disk.mirror.as_ref().is_some_and(|m| m.ready != Some(MirrorReady::Yes))
        {
            disk.mirror = None;
        }
    })
    .await;
    run.live.blocks.remove(job);
    run.core.save_status(&run.guest).await;
    Ok(())
}

/// Numbers of a disk's images and of the files of their data.
fn numbers(disk: &Disk) -> Vec<u32> {
    let own = layers(disk).into_iter();
    own.flat_map(|layer| [Some(layer.number), layer.data.map(|data| data.number)])
        .flatten()
        .collect()
}

/// Takes out nodes of images that no disk uses: left by jobs whose end was cut short.
async fn sweep(run: &Run) -> Result<()> {
    let Some(config) = run.guest.peek(|view| view.live_config.clone()) else { return Ok(()) };
    let mut used = HashSet::new();
    for disk in &config.devices.disks {
        used.extend(numbers(disk));
        if let Some(mirror) = &disk.mirror {
            let with = chain::with_mirror(disk, mirror);
            used.extend(numbers(&with));
        }
    }
    let all = run.live.run(&QueryNamedBlockNodes { flat: Some(true) }).await?;
    let names = all.iter().filter_map(|node| node.get("node-name")?.as_str().map(str::to_owned));
    let mut stale: Vec<String> =
        names.filter(|name| nodes::number(name).is_some_and(|n| !used.contains(&n))).collect();
    // Formats before what they stand on; upper images before lower ones is for QEMU to say: what
    // is still in use stays, and a second round finds it free.
    stale.sort_by_key(|name| (nodes::number(name), !name.ends_with("-format")));
    nodes::remove(&run.live, stale.into_iter().map(nodes::Name::Node)).await;
    Ok(())
}
