//! Figures of a job as both sides tell them to each other.

use vireo_runtime::job::{JobOperation, JobStats, JobType};

use super::cookie::Statistics;

/// Declares the figures that a cookie and a job have both.
macro_rules! same {
    ($($field:ident),+ $(,)?) => {
        /// A job's figures for the other side.
        #[must_use]
        pub fn of_job(stats: &JobStats) -> Statistics {
            Statistics {
                $($field: stats.$field,)+
                auto_converge_throttle: stats.auto_converge_throttle.and_then(|n| u64::try_from(n).ok()),
                ..Statistics::default()
            }
        }

        /// The other side's figures as those of a finished job here.
        #[must_use]
        pub fn to_job(figures: &Statistics, operation: JobOperation) -> JobStats {
            let mut stats = JobStats {
                operation,
                job_type: JobType::Completed,
                $($field: figures.$field,)+
                auto_converge_throttle: figures.auto_converge_throttle.and_then(|n| i32::try_from(n).ok()),
                ..JobStats::default()
            };
            let sum = |a: Option<u64>, b: Option<u64>| match (a, b) {
                (None, None) => None,
                (a, b) => Some(a.unwrap_or(0).saturating_add(b.unwrap_or(0))),
            };
            stats.data_total = sum(stats.memory_total, stats.disk_total);
            stats.data_processed = sum(stats.memory_processed, stats.disk_processed);
            stats.data_remaining = sum(stats.memory_remaining, stats.disk_remaining);
            net_times(&mut stats, figures);
            stats
        }
    };
}

same!(
    time_elapsed,
    downtime,
    setup_time,
    memory_total,
    memory_processed,
    memory_remaining,
    memory_bps,
    memory_constant,
    memory_normal,
    memory_normal_bytes,
    memory_dirty_rate,
    memory_iteration,
    memory_postcopy_requests,
    memory_page_size,
    disk_total,
    disk_processed,
    disk_remaining,
    disk_bps,
    compression_cache,
    compression_bytes,
    compression_pages,
    compression_cache_misses,
    compression_overflow,
);

/// The same times without what the hosts' clocks differ and the cookie's way took.
pub fn net_times(stats: &mut JobStats, figures: &Statistics) {
    let Some(delta) = figures.delta.filter(|delta| *delta > 0) else { return };
    let net = |time: Option<u64>| time.map(|time| time.saturating_sub(delta));
    stats.time_elapsed_net = net(stats.time_elapsed);
    stats.downtime_net = net(stats.downtime);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_travel_there_and_back() {
        let stats = JobStats {
            memory_total: Some(7),
            disk_total: Some(3),
            downtime: Some(100),
            auto_converge_throttle: Some(20),
            ..JobStats::default()
        };
        let mut figures = of_job(&stats);
        figures.delta = Some(30);
        let back = to_job(&figures, JobOperation::MigrationIn);
        assert_eq!((back.memory_total, back.data_total), (Some(7), Some(10)));
        assert_eq!((back.downtime, back.downtime_net), (Some(100), Some(70)));
        assert_eq!(back.auto_converge_throttle, Some(20));
    }
}
