//! QEMU's figures of a migration as statistics of the job.

use std::time::Duration;

use vireo_qmp::types::MigrationInfo;
use vireo_runtime::job::{JobOperation, JobStats, JobType};

/// Milliseconds of a time.
#[must_use]
pub fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

/// The statistics of a job of which QEMU says this. Its times are the caller's to fill in.
#[must_use]
pub fn of(operation: JobOperation, info: &MigrationInfo) -> JobStats {
    let mut stats = JobStats { job_type: JobType::Unbounded, operation, ..JobStats::default() };
    stats.downtime = info.downtime.or(info.expected_downtime);
    stats.setup_time = info.setup_time;
    if let Some(ram) = &info.ram {
        stats.memory_total = Some(ram.total);
        stats.memory_remaining = Some(ram.remaining);
        stats.memory_processed = Some(ram.transferred);
        // Millions of bits to bytes; QEMU's figure is exact to a bit or so.
        stats.memory_bps = Some((ram.mbps * 125_000.0).round() as u64);
        stats.memory_constant = Some(ram.duplicate);
        stats.memory_normal = Some(ram.normal);
        stats.memory_normal_bytes = Some(ram.normal_bytes);
        stats.memory_dirty_rate = Some(ram.dirty_pages_rate);
        stats.memory_iteration = Some(ram.dirty_sync_count);
        stats.memory_postcopy_requests = Some(ram.postcopy_requests);
        stats.memory_page_size = (ram.page_size != 0).then_some(ram.page_size);
    }
    if let Some(cache) = &info.xbzrle_cache {
        stats.compression_cache = Some(cache.cache_size);
        stats.compression_bytes = Some(cache.bytes);
        stats.compression_pages = Some(cache.pages);
        stats.compression_cache_misses = Some(cache.cache_miss);
        stats.compression_overflow = Some(cache.overflow);
    }
    stats.auto_converge_throttle = info.cpu_throttle_percentage;
    stats.vfio_data_transferred = info.vfio.map(|vfio| vfio.transferred);
    sum_up(&mut stats);
    stats
}

/// Memory and disks together; to be called again once disks are filled in.
pub fn sum_up(stats: &mut JobStats) {
    let sum = |memory: Option<u64>, disk: Option<u64>| {
        memory.map(|memory| memory.saturating_add(disk.unwrap_or(0))).or(disk)
    };
    stats.data_total = sum(stats.memory_total, stats.disk_total);
    stats.data_processed = sum(stats.memory_processed, stats.disk_processed);
    stats.data_remaining = sum(stats.memory_remaining, stats.disk_remaining);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn qemus_figures_become_the_references() {
        let text = r#"{"status": "completed", "setup-time": 3, "downtime": 22, "total-time": 28,
            "ram": {"total": 67502080, "postcopy-requests": 0, "dirty-sync-count": 2,
            "page-size": 4096, "remaining": 0, "mbps": 212.99360000000001, "transferred": 665605,
            "duplicate": 16375, "dirty-pages-rate": 0, "normal-bytes": 430080, "normal": 105}}"#;
        let info: MigrationInfo = serde_json::from_str(text).unwrap();
        let mut stats = of(JobOperation::Save, &info);
        assert_eq!((stats.data_total, stats.memory_bps), (Some(67_502_080), Some(26_624_200)));
        assert_eq!((stats.setup_time, stats.downtime), (Some(3), Some(22)));
        assert_eq!((stats.memory_iteration, stats.memory_page_size), (Some(2), Some(4096)));
        assert_eq!((stats.disk_total, stats.compression_cache), (None, None));
        stats.disk_total = Some(1);
        sum_up(&mut stats);
        assert_eq!(stats.data_total, Some(67_502_081));
    }
}
