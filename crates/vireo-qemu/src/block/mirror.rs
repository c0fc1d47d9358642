//! Copies of disks to any node: the part of storage migration and of `virDomainBlockCopy` that both
//! share.
//!
//! A copy to another host, from within a job of the domain that the caller holds:
//!
//! ```text
//! let added = mirror::add_target(&run, &props).await?;           // an NBD client, or anything
//! let copy = mirror::Copy { disk: "vda", target: "migration-vda", .. };
//! let job = mirror::start(&run, &copy).await?;
//! let waiting = job.awaited();                                    // its events need no other job
//! mirror::ready(&run, &job, limit).await?;                        // the copy is complete
//! mirror::stop(&run, &job, mirror::Stop::Whole).await?;           // the copy stays whole
//! added.undo(&run.live).await;                                    // the client's node goes
//! ```

use std::sync::Arc;
use std::time::Duration;

use vireo_api::{Error, ErrorCode, ErrorDomain, Result};
use vireo_model::domain::devices::Disk;
use vireo_qmp::command::{BlockdevMirror, QueryBlockJobs};
use vireo_qmp::types::BlockJobInfo;

use super::job::{BlockJob, JobKind, Plan};
use super::state::{JobState, Outcome};
use super::{engine, nodes};
use crate::devices::disk::layers;
use crate::process::argv::Props;
use crate::process::transition::Run;

/// How a disk is copied.
#[derive(Debug, Clone)]
pub struct Copy<'a> {
    /// Target name of the disk (`vda`).
    pub disk: &'a str,
    /// The job's name in QEMU.
    pub job: &'a str,
    /// Node that gets the copy.
    pub target: &'a str,
    /// Only what the disk's top image has itself.
    pub shallow: bool,
    /// Bytes a second; none for no limit.
    pub speed: Option<u64>,
    /// A write of the guest's is done when both have it.
    pub synchronous: bool,
}

/// Puts in a node that a copy goes to. `props` are `blockdev-add`'s.
///
/// # Errors
/// QEMU can't open it.
pub async fn add_target(run: &Run, props: &Props) -> Result<nodes::Added> {
    nodes::add_props(&run.live, props).await
}

/// Starts to copy a disk to a node. The copy follows every write once it is ready.
///
/// # Errors
/// There is no such disk, it has a job already, or QEMU refuses.
pub async fn start(run: &Run, copy: &Copy<'_>) -> Result<Arc<BlockJob>> {
    let graph = run.live.blocks.graph().await;
    let disk = disk(run, copy.disk)?;
    ensure_free(run, &disk)?;
    let device = device(run, &disk)?;
    let plan = Plan::new(copy.job.to_owned(), JobKind::Copy, Some(copy.disk.to_owned()));
    let command = BlockdevMirror {
        job_id: copy.job,
        device: &device,
        target: copy.target,
        replaces: None,
        speed: copy.speed,
        granularity: None,
        buf_size: None,
        sync: if copy.shallow { "top" } else { "full" },
        copy_mode: copy.synchronous.then_some("write-blocking"),
        auto_finalize: true,
        auto_dismiss: false,
    };
    engine::start(run, &graph, plan, &command).await
}

/// Waits until a copy is complete.
///
/// # Errors
/// The job ended before, with QEMU's words; the guest ended; the time is over.
pub async fn ready(run: &Run, job: &Arc<BlockJob>, limit: Duration) -> Result<()> {
    let is = |state: &JobState| match state {
        JobState::Ready | JobState::Gone(_) => true,
        JobState::New
        | JobState::Running
        | JobState::Pivoting
        | JobState::Aborting
        | JobState::Concluded { .. } => false,
    };
    let found = tokio::select! {
        found = job.wait_for(is, limit) => found,
        () = run.live.process.exited() => return Err(crate::error::not_running()),
    };
    match found {
        Some(JobState::Ready) => Ok(()),
        Some(_) => Err(broken(job)),
        None => {
            let text = format!("timed out waiting for the copy '{}'", job.plan.name);
            Err(Error::new(ErrorCode::OperationTimeout, ErrorDomain::Qemu, text))
        }
    }
}

/// "operation failed: …": what became of a job that was to go on.
fn broken(job: &BlockJob) -> Error {
    let disk = job.plan.disk.as_deref().unwrap_or_default();
    match job.error() {
        Some(error) => {
            crate::error::failed(format!("job 'copy' failed for disk '{disk}': {error}"))
        }
        None => crate::error::failed(format!("job 'copy' ended unexpectedly for disk '{disk}'")),
    }
}

/// How a copy is ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    /// With all that the guest has written, when it is ready.
    Whole,
    /// At once.
    AtOnce,
}

/// Ends a copy and waits until nothing is left of the job. One that is over already is no error.
///
/// # Errors
/// QEMU refuses, the guest ended, or the time is over.
pub async fn stop(run: &Run, job: &Arc<BlockJob>, how: Stop) -> Result<Outcome> {
    let awaited = job.awaited();
    {
        let graph = run.live.blocks.graph().await;
        if !job.state().is_over() {
            engine::cancel(run, &graph, job, how == Stop::AtOnce).await?;
        }
    }
    let ended = engine::ended(run, job, engine::END_LIMIT).await;
    drop(awaited);
    ended
}

/// How far the block jobs of a run are, in one question.
///
/// # Errors
/// QEMU does not answer.
pub async fn progress(run: &Run) -> Result<Vec<BlockJobInfo>> {
    run.live.run(&QueryBlockJobs).await
}

/// The disk of the running definition with that target.
///
/// # Errors
/// There is none.
pub fn disk(run: &Run, target: &str) -> Result<Disk> {
    let config = run.guest.peek(|view| view.live_config.clone());
    let config = config.ok_or_else(crate::error::not_running)?;
    let found = config.devices.disks.iter().find(|disk| disk.target.dev == target).cloned();
    found.ok_or_else(|| crate::error::invalid_arg(format!("disk '{target}' not found in domain")))
}

/// The node that block jobs on a disk's top image name.
///
/// # Errors
/// The drive is empty.
pub fn device(run: &Run, disk: &Disk) -> Result<String> {
    let images = layers(disk);
    let top = images.first().ok_or_else(|| {
        let text = format!("disk '{}' does not currently have a source assigned", disk.target.dev);
        crate::error::invalid_arg(text)
    })?;
    Ok(nodes::top_node(&run.live, top))
}

/// Refuses when a disk has a block job.
///
/// # Errors
/// `BlockCopyActive` for one that mirrors, `OperationUnsupported` for another.
pub fn ensure_free(run: &Run, disk: &Disk) -> Result<()> {
    let target = &disk.target.dev;
    let text = format!("disk '{target}' already in active block job");
    match run.live.blocks.of_disk(target) {
        Some(job) if job.plan.kind.mirrors() => {
            Err(Error::new(ErrorCode::BlockCopyActive, ErrorDomain::Qemu, text))
        }
        Some(_) => Err(crate::error::operation_unsupported(text)),
        None => Ok(()),
    }
}
