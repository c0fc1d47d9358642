//! The calls about long jobs, and how the guest can be reached.

use std::time::{Duration, SystemTime};

use vireo_api::consts::*;
use vireo_api::event::ParamValue;
use vireo_api::{Error, Result};
use vireo_proto::TypedParams;
use vireo_proto::remote;
use vireo_proto::remote::TypedParamValue;
use vireo_qmp::command::{MigrateCancel, MigratePause};
use vireo_runtime::job::{AsyncJob, JobInfo, JobOperation, JobStats, JobType, SyncJob};

use crate::error::not_valid;
use crate::live::{Guest, Live};
use crate::migration::postcopy::is_under_way;
use crate::process::transition::Run;

fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

/// How the running long job stands; nothing when there is none.
#[must_use]
pub fn running(guest: &Guest) -> JobStats {
    let Some((kind, _, holder)) = guest.jobs().info().asynchronous else {
        return JobStats::default();
    };
    let elapsed = SystemTime::now().duration_since(holder.started).unwrap_or_default();
    let mut stats = match guest.jobs().stats() {
        Some(stats) => JobStats::clone(&stats),
        None => JobStats { operation: operation(kind), ..JobStats::default() },
    };
    if stats.job_type == JobType::None {
        stats.job_type = JobType::Unbounded;
    }
    stats.time_elapsed = Some(millis(elapsed));
    stats
}

fn operation(kind: AsyncJob) -> JobOperation {
    match kind {
        AsyncJob::MigrationOut => JobOperation::MigrationOut,
        AsyncJob::MigrationIn => JobOperation::MigrationIn,
        AsyncJob::Save => JobOperation::Save,
        AsyncJob::Dump => JobOperation::Dump,
        AsyncJob::Snapshot => JobOperation::Snapshot,
        AsyncJob::Start => JobOperation::Start,
        AsyncJob::Backup => JobOperation::Backup,
    }
}

/// As `virDomainGetJobInfo` tells it.
#[must_use]
pub fn info(stats: &JobStats) -> remote::DomainGetJobInfoRet {
    let sum = |memory: Option<u64>, disk: Option<u64>, data: Option<u64>| {
        data.unwrap_or_else(|| memory.unwrap_or(0).saturating_add(disk.unwrap_or(0)))
    };
    remote::DomainGetJobInfoRet {
        kind: stats.job_type as i32,
        time_elapsed: stats.time_elapsed.unwrap_or(0),
        time_remaining: stats.time_remaining.unwrap_or(0),
        data_total: sum(stats.memory_total, stats.disk_total, stats.data_total),
        data_processed: sum(stats.memory_processed, stats.disk_processed, stats.data_processed),
        data_remaining: sum(stats.memory_remaining, stats.disk_remaining, stats.data_remaining),
        mem_total: stats.memory_total.unwrap_or(0),
        mem_processed: stats.memory_processed.unwrap_or(0),
        mem_remaining: stats.memory_remaining.unwrap_or(0),
        file_total: stats.disk_total.unwrap_or(0),
        file_processed: stats.disk_processed.unwrap_or(0),
        file_remaining: stats.disk_remaining.unwrap_or(0),
    }
}

/// As `virDomainGetJobStats` tells it: without a job, the type alone.
#[must_use]
pub fn params(stats: &JobStats) -> remote::DomainGetJobStatsRet {
    let mut params = TypedParams::new();
    if stats.job_type != JobType::None {
        for param in stats.params() {
            params.push(param.field, value(param.value));
        }
    }
    remote::DomainGetJobStatsRet { kind: stats.job_type as i32, params: params.into_vec() }
}

fn value(value: ParamValue) -> TypedParamValue {
    match value {
        ParamValue::Int(value) => TypedParamValue::Int(value),
        ParamValue::UInt(value) => TypedParamValue::Uint(value),
        ParamValue::LLong(value) => TypedParamValue::Llong(value),
        ParamValue::ULLong(value) => TypedParamValue::Ullong(value),
        ParamValue::Double(value) => TypedParamValue::Double(value),
        ParamValue::Boolean(value) => TypedParamValue::Boolean(value.into()),
        ParamValue::String(value) => TypedParamValue::String(value.into()),
    }
}

/// The statistics of the last finished job; forgotten then, unless they are to be kept.
#[must_use]
pub fn completed(guest: &Guest, keep: bool) -> JobStats {
    let stats = guest.jobs().completed_stats();
    if !keep {
        guest.jobs().set_completed_stats(None);
    }
    stats.map(|stats| JobStats::clone(&stats)).unwrap_or_default()
}

/// `virDomainAbortJob`, with `postcopy` only for a migration that cannot go back any more.
///
/// # Errors
/// There is no job, or none that can be aborted so.
pub async fn abort(run: &Run, postcopy: bool, api: &'static str) -> Result<()> {
    let _job = run.guest.jobs().begin(SyncJob::Abort, api).await?;
    let running = run.guest.jobs().info().asynchronous.map(|(kind, _, _)| kind);
    let in_postcopy = running == Some(AsyncJob::MigrationOut) && is_under_way(run);
    if in_postcopy && postcopy {
        // It can be resumed.
        return run.live.run(&MigratePause).await.map(drop);
    }
    if in_postcopy {
        return Err(not_valid("cannot abort migration in post-copy mode"));
    }
    abortable(running, postcopy)?;
    if running == Some(AsyncJob::Dump) && run.live.job.seen().memory_only {
        return Err(not_valid("cannot abort memory-only dump"));
    }
    run.live.job.note(|seen| seen.abort = true);
    run.live.run(&MigrateCancel).await?;
    Ok(())
}

/// Whether that job can be aborted by telling QEMU to stop sending.
fn abortable(running: Option<AsyncJob>, postcopy: bool) -> Result<()> {
    if postcopy {
        return Err(not_valid("current job is not outgoing migration in post-copy mode"));
    }
    let why = match running {
        None => "no job is active on the domain",
        Some(AsyncJob::Start) => "cannot abort VM start; use virDomainDestroy instead",
        Some(AsyncJob::MigrationIn) => {
            "cannot abort incoming migration; use virDomainDestroy instead"
        }
        Some(
            AsyncJob::MigrationOut
            | AsyncJob::Save
            | AsyncJob::Dump
            | AsyncJob::Snapshot
            | AsyncJob::Backup,
        ) => return Ok(()),
    };
    Err(not_valid(why))
}

/// `virDomainGetControlInfo`: whether something else is being done, or QEMU does not answer.
#[must_use]
pub fn control(guest: &Guest, live: &Live) -> remote::DomainGetControlInfoRet {
    let info: JobInfo = guest.jobs().info();
    let held = [info.sync.map(|held| held.holder), info.asynchronous.map(|(_, _, holder)| holder)];
    let silent = live.waiting_for().or_else(|| live.last.unanswered_for());
    let (state, details, since) = match (live.monitor.closed(), silent) {
        (Some(_), _) => (DOMAIN_CONTROL_ERROR, DOMAIN_CONTROL_ERROR_REASON_MONITOR, Duration::ZERO),
        (None, Some(silent)) => (DOMAIN_CONTROL_OCCUPIED, 0, silent),
        (None, None) => match held.iter().flatten().map(|holder| holder.since.elapsed()).max() {
            Some(since) => (DOMAIN_CONTROL_JOB, 0, since),
            None => (DOMAIN_CONTROL_OK, 0, Duration::ZERO),
        },
    };
    remote::DomainGetControlInfoRet { state, details, state_time: millis(since) }
}

/// Refuses a flag whose companion is missing.
///
/// # Errors
/// `InvalidArg`.
pub fn check_stats_flags(flags: u32) -> Result<()> {
    if flags & DOMAIN_JOB_STATS_KEEP_COMPLETED != 0 && flags & DOMAIN_JOB_STATS_COMPLETED == 0 {
        let text = "Flag 'VIR_DOMAIN_JOB_STATS_COMPLETED' is required by flag 'VIR_DOMAIN_JOB_STATS_KEEP_COMPLETED'";
        return Err(Error::new(
            vireo_api::ErrorCode::InvalidArg,
            vireo_api::ErrorDomain::Domain,
            text,
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_job_only_the_type_is_told() {
        let ret = params(&JobStats::default());
        assert_eq!((ret.kind, ret.params.len()), (0, 0));
        let told = info(&JobStats::default());
        assert_eq!((told.kind, told.time_elapsed, told.data_total), (0, 0, 0));
    }

    #[test]
    fn memory_and_disks_are_summed_up() {
        let stats = JobStats {
            job_type: JobType::Unbounded,
            memory_total: Some(5),
            disk_total: Some(2),
            ..JobStats::default()
        };
        let told = info(&stats);
        assert_eq!((told.kind, told.data_total, told.mem_total, told.file_total), (2, 7, 5, 2));
        assert_eq!(params(&stats).params.len(), 3);
    }

    #[test]
    fn not_every_job_can_be_aborted() {
        assert!(abortable(Some(AsyncJob::Dump), false).is_ok());
        for (job, postcopy) in [(None, false), (Some(AsyncJob::Start), false), (None, true)] {
            assert!(abortable(job, postcopy).is_err());
        }
    }
}
