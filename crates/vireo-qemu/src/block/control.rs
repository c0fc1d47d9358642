//! What clients ask of disks and of their running jobs.

use std::time::Duration;

use vireo_api::{Error, ErrorCode, ErrorDomain, Result};
use vireo_model::domain::Domain;
use vireo_model::domain::devices::Disk;
use vireo_model::domain::devices::storage::{StorageFormat, StorageType};
use vireo_proto::remote;
use vireo_qmp::command::{BlockResize, QueryBlockJobs, Transaction};
use vireo_qmp::types::BlockJobInfo;

use super::job::{BlockJob, Graph};
use super::state::{JobState, Outcome};
use super::{chain, engine, mirror, nodes};
use crate::devices::disk::layers;
use crate::error::{failed, invalid_arg, not_running, operation_unsupported};
use crate::process::transition::Run;

/// How long the end of a job may take once QEMU has done its part.
const LAST_STEP: Duration = Duration::from_secs(10);

/// The disk of the running definition that a call means: by its target or the path of its image.
///
/// # Errors
/// There is none, or the guest is off.
pub fn disk(run: &Run, name: &str) -> Result<Disk> {
    let config = run.guest.peek(|view| view.live_config.clone()).ok_or_else(not_running)?;
    disk_of(&config, name).cloned()
}

/// The disk of a definition that a call means: by its target or the path of its image.
///
/// # Errors
/// There is none.
pub fn disk_of<'a>(config: &'a Domain, name: &str) -> Result<&'a Disk> {
    let found = crate::stats::disk::find(config, name);
    found.ok_or_else(|| invalid_arg(format!("disk '{name}' not found in domain")))
}

/// Bytes a second from a call's MiB or bytes; none for no limit.
///
/// # Errors
/// `Overflow`.
pub fn speed(bandwidth: u64, in_bytes: bool) -> Result<Option<u64>> {
    const MOST: u64 = (i64::MAX as u64) >> 20;
    if in_bytes {
        return Ok(Some(bandwidth).filter(|&speed| speed > 0));
    }
    if bandwidth > MOST {
        let text = format!("bandwidth must be less than {MOST}");
        return Err(Error::new(ErrorCode::Overflow, ErrorDomain::Qemu, text));
    }
    Ok(Some(bandwidth << 20).filter(|&speed| speed > 0))
}

/// How a job is to end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Abort {
    /// The copy takes the place of what it copies.
    pub pivot: bool,
    /// The call does not wait for the end.
    pub in_background: bool,
}

/// `virDomainBlockJobAbort`.
///
/// # Errors
/// There is no such disk or job; a pivot before the copy is complete; it ends otherwise than asked.
pub async fn abort(run: &Run, name: &str, how: Abort) -> Result<()> {
    let disk = disk(run, name)?;
    let target = disk.target.dev.clone();
    let job =
        run.live.blocks.of_disk(&target).ok_or_else(|| {
            invalid_arg(format!("disk {target} does not have an active block job"))
        })?;
    // Whoever waits deals with the end under the caller's job.
    let awaited = (!how.in_background).then(|| job.awaited());
    {
        let graph = run.live.blocks.graph().await;
        if matches!(job.state(), JobState::Pivoting | JobState::Aborting) {
            let text = format!("block job on disk '{target}' is still being ended");
            return Err(crate::error::not_valid(text));
        }
        match how.pivot {
            true => pivot(run, &graph, &disk, &job).await?,
            false if job.state().is_over() => {}
            false => engine::cancel(run, &graph, &job, false).await?,
        }
    }
    if how.in_background {
        return Ok(());
    }
    let outcome = engine::ended(run, &job, engine::END_LIMIT).await?;
    drop(awaited);
    match outcome {
        Outcome::Failed if how.pivot => {
            Err(failed(format!("block job '{}' failed while pivoting", job.plan.name)))
        }
        Outcome::Completed | Outcome::Cancelled | Outcome::Failed => Ok(()),
    }
}

/// Asks for the pivot of a mirror. A copy onto an image that covers others by itself gets those put
/// below it first.
async fn pivot(run: &Run, graph: &Graph<'_>, disk: &Disk, job: &BlockJob) -> Result<()> {
    let covers = disk.mirror.as_ref().filter(|_| job.state() == JobState::Ready).and_then(|copy| {
        let after = chain::with_mirror(disk, copy);
        let own = copy.backing_store.as_ref().is_some_and(|below| below.kind.is_some());
        (own && job.plan.has_mirror && !job.plan.shallow_new).then_some(after)
    });
    let Some(after) = covers else { return engine::complete(run, graph, job).await };
    let added = nodes::add_chain(run, &after, 1).await?;
    let images = layers(&after);
    let done = match images.as_slice() {
        [top, below, ..] => {
            let (overlay, node) =
                (nodes::top_node(&run.live, top), nodes::top_node(&run.live, below));
            let data = serde_json::json!({"node": node, "overlay": overlay});
            let action = serde_json::json!({"type": "blockdev-snapshot", "data": data});
            run.live.run(&Transaction { actions: &[action] }).await.map(drop)
        }
        _ => Ok(()),
    };
    match done {
        Ok(()) => engine::complete(run, graph, job).await,
        Err(error) => {
            added.undo(&run.live).await;
            Err(error)
        }
    }
}

/// `virDomainGetBlockJobInfo`.
///
/// # Errors
/// There is no such disk; QEMU does not answer.
pub async fn info(
    run: &Run,
    name: &str,
    in_bytes: bool,
) -> Result<remote::DomainGetBlockJobInfoRet> {
    let none = remote::DomainGetBlockJobInfoRet { found: 0, kind: 0, bandwidth: 0, cur: 0, end: 0 };
    let disk = disk(run, name)?;
    let Some(job) = run.live.blocks.of_disk(&disk.target.dev) else { return Ok(none) };
    let Some(kind) = job.plan.kind.public() else { return Ok(none) };
    let all = run.live.run(&QueryBlockJobs).await?;
    let Some(told) = all.into_iter().find(|one| one.device == job.plan.name) else {
        // Who is told that there is none looks at the chain next.
        let _awaited = job.awaited();
        let _ = engine::ended(run, &job, LAST_STEP).await;
        return Ok(none);
    };
    let (cur, end) = progress(&told);
    let bandwidth = if in_bytes { told.speed } else { told.speed.div_ceil(1 << 20) };
    Ok(remote::DomainGetBlockJobInfoRet { found: 1, kind: kind as i32, bandwidth, cur, end })
}

/// Work done and all the work. Who looks takes equal figures for the end: they are given only for
/// one.
fn progress(told: &BlockJobInfo) -> (u64, u64) {
    match (told.offset, told.len) {
        (0, 0) if told.ready => (1, 1),
        (0, 0) => (0, 1),
        (cur, end) if cur == end && !told.ready => (cur - 1, end),
        figures => figures,
    }
}

/// `virDomainBlockJobSetSpeed`.
///
/// # Errors
/// There is no such disk or job; the limit is too large.
pub async fn set_speed(run: &Run, name: &str, bandwidth: u64, in_bytes: bool) -> Result<()> {
    let speed = speed(bandwidth, in_bytes)?;
    let disk = disk(run, name)?;
    let target = &disk.target.dev;
    let job =
        run.live.blocks.of_disk(target).ok_or_else(|| {
            invalid_arg(format!("disk {target} does not have an active block job"))
        })?;
    engine::set_speed(run, &job, speed.unwrap_or(0)).await
}

/// `virDomainBlockResize`: bytes, or the size of the device with `capacity`.
///
/// # Errors
/// There is no such disk; it cannot be resized so; QEMU refuses.
pub async fn resize(run: &Run, name: &str, size: u64, capacity: bool) -> Result<()> {
    let config = run.guest.peek(|view| view.live_config.clone()).ok_or_else(not_running)?;
    let disk = crate::stats::disk::find(&config, name)
        .ok_or_else(|| invalid_arg(format!("disk '{name}' was not found in the domain config")))?;
    let images = layers(disk);
    let Some(top) = images.first() else {
        let text = format!("disk '{}' does not currently have a source assigned", disk.target.dev);
        return Err(invalid_arg(text));
    };
    let size = match capacity {
        true => device_size(top, size).await?,
        false => round(top.format, size),
    };
    let _graph = run.live.blocks.graph().await;
    let node_name = mirror::device(run, disk)?;
    run.live.run(&BlockResize { node_name: &node_name, size }).await.map(drop)
}

/// Images of these formats have whole sectors.
fn round(format: StorageFormat, size: u64) -> u64 {
    match format {
        StorageFormat::Qcow2 | StorageFormat::Qed => size.div_ceil(512).saturating_mul(512),
        _ => size,
    }
}

/// The size of a block device that is used as it is.
async fn device_size(top: &crate::devices::disk::Layer<'_>, size: u64) -> Result<u64> {
    let raw = top.format == StorageFormat::Raw && top.kind == StorageType::Block;
    let Some(path) = top.path().filter(|_| raw && top.source.slices.is_empty()) else {
        let text =
            "block resize to full capacity supported only with 'raw' local block-based disks";
        return Err(operation_unsupported(text));
    };
    let found = crate::stats::image::sizes(&path, Some(vireo_image::Format::Raw)).await;
    let found = found.map_err(|e| crate::error::system(format!("failed to stat '{path}'"), &e))?;
    if size > 0 && size != found.physical {
        let text = format!("Requested resize to '{size}' but device size is '{}'", found.physical);
        return Err(invalid_arg(text));
    }
    Ok(found.physical)
}

#[cfg(test)]
mod tests {
    use vireo_qmp::types::JobStatus;

    use super::*;

    #[test]
    fn a_job_looks_complete_only_when_it_is() {
        let told = |offset, len, ready| BlockJobInfo {
            device: "j".to_owned(),
            kind: "mirror".to_owned(),
            len,
            offset,
            speed: 0,
            ready,
            status: JobStatus::Running,
        };
        assert_eq!(progress(&told(0, 0, false)), (0, 1));
        assert_eq!(progress(&told(0, 0, true)), (1, 1));
        assert_eq!(progress(&told(9, 9, false)), (8, 9));
        assert_eq!(progress(&told(9, 9, true)), (9, 9));
        assert_eq!(progress(&told(3, 9, false)), (3, 9));
    }

    #[test]
    fn limits_are_told_in_mebibytes_or_bytes() {
        assert_eq!(speed(0, false).expect("no limit"), None);
        assert_eq!(speed(2, false).expect("a limit"), Some(2 << 20));
        assert_eq!(speed(2, true).expect("a limit"), Some(2));
        let refusal = speed(1 << 43, false).expect_err("too much");
        assert!(refusal.to_string().contains("bandwidth must be less than 8796093022207"));
    }

    #[test]
    fn sectors_are_whole_where_they_must_be() {
        assert_eq!(round(StorageFormat::Qcow2, 12_345), 12_800);
        assert_eq!(round(StorageFormat::Raw, 12_345), 12_345);
    }
}
