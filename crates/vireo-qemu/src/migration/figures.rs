//! Figures of a job as both sides tell them to each other.

use vireo_runtime::job::{JobOperation, JobStats, JobType};
use vireo_xml::XmlElement;

use super::stats;

/// Declares the figures of cookies: those that only the two sides need, and those of the job.
macro_rules! figures {
    (sides { $($(#[$side_doc:meta])* $side:ident,)+ } job { $($(#[$doc:meta])* $field:ident,)+ }) => {
        /// `<statistics>` of a cookie; a job's figures have their names in the job's statistics.
        #[derive(Clone, Debug, Default, PartialEq, XmlElement)]
        pub struct Statistics {
            $($(#[$side_doc])* #[xml(text_child)] pub $side: Option<u64>,)+
            $($(#[$doc])* #[xml(text_child)] pub $field: Option<u64>,)+
            /// How much the guest is slowed, in percent.
            #[xml(text_child)]
            pub auto_converge_throttle: Option<u64>,
        }

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
            stats::sum_up(&mut stats);
            net_times(&mut stats, figures);
            stats
        }
    };
}

figures! {
    sides {
        /// When the job began, milliseconds since the epoch.
        started,
        /// When the CPUs stopped.
        stopped,
        /// When the cookie was sent.
        sent,
        /// How much the destination's clock is ahead.
        delta,
    }
    job {
        /// Milliseconds since the beginning.
        time_elapsed,
        /// Milliseconds that the guest stood still.
        downtime,
        /// Milliseconds of preparation.
        setup_time,
        /// Bytes of memory in all.
        memory_total,
        /// Bytes of memory done.
        memory_processed,
        /// Bytes of memory to do.
        memory_remaining,
        /// Bytes of memory a second.
        memory_bps,
        /// Pages of one repeated byte.
        memory_constant,
        /// Pages sent whole.
        memory_normal,
        /// Bytes of pages sent whole.
        memory_normal_bytes,
        /// Pages dirtied a second.
        memory_dirty_rate,
        /// Passes over the memory.
        memory_iteration,
        /// Page faults answered over the network.
        memory_postcopy_requests,
        /// Bytes of a page.
        memory_page_size,
        /// Bytes of disks in all.
        disk_total,
        /// Bytes of disks done.
        disk_processed,
        /// Bytes of disks to do.
        disk_remaining,
        /// Bytes of disks a second.
        disk_bps,
        /// Bytes of the compression cache.
        compression_cache,
        /// Compressed bytes.
        compression_bytes,
        /// Compressed pages.
        compression_pages,
        /// Changed pages that were not in the cache.
        compression_cache_misses,
        /// Pages whose compressed form would have been larger.
        compression_overflow,
    }
}

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
