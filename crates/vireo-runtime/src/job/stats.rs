//! What is told of a long job: its type, operation, times and amounts.

use vireo_api::event::{Param, ParamValue};

/// How a long job stands (`virDomainJobType`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[repr(i32)]
pub enum JobType {
    /// No job.
    #[default]
    None = 0,
    /// It runs and its end can be estimated.
    Bounded = 1,
    /// It runs.
    Unbounded = 2,
    /// It is done.
    Completed = 3,
    /// It failed.
    Failed = 4,
    /// It was cancelled.
    Cancelled = 5,
}

/// What a long job does (`virDomainJobOperation`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[repr(i32)]
pub enum JobOperation {
    /// Not known.
    #[default]
    Unknown = 0,
    /// Starts the domain.
    Start = 1,
    /// Saves it.
    Save = 2,
    /// Restores it.
    Restore = 3,
    /// Lets it come from another host.
    MigrationIn = 4,
    /// Sends it to another host.
    MigrationOut = 5,
    /// Makes a snapshot.
    Snapshot = 6,
    /// Goes back to a snapshot.
    SnapshotRevert = 7,
    /// Dumps its memory.
    Dump = 8,
    /// Backs it up.
    Backup = 9,
    /// Deletes a snapshot.
    SnapshotDelete = 10,
}

/// Declares the statistics: one row gives the field, its type and its public name.
macro_rules! statistics {
    ($($(#[$meta:meta])* $field:ident: $type:ty = $variant:ident $name:literal,)+) => {
        /// Statistics of a long job (`virDomainGetJobStats`). What is not known is `None` and is
        /// not told.
        #[derive(Debug, Clone, PartialEq, Default)]
        pub struct JobStats {
            /// How the job stands.
            pub job_type: JobType,
            /// What it does.
            pub operation: JobOperation,
            $($(#[$meta])* pub $field: Option<$type>,)+
        }

        impl JobStats {
            /// The typed parameters of the public call and of the job-completed event, the
            /// operation first. The type goes beside them.
            pub fn params(&self) -> Vec<Param> {
                let operation = ParamValue::Int(self.operation as i32);
                let mut params = vec![Param::new("operation", operation)];
                $(if let Some(value) = &self.$field {
                    params.push(Param::new($name, ParamValue::$variant(value.clone())));
                })+
                params
            }
        }
    };
}

statistics! {
    /// Milliseconds since the job began.
    time_elapsed: u64 = ULLong "time_elapsed",
    /// The same without the difference between the hosts' clocks.
    time_elapsed_net: u64 = ULLong "time_elapsed_net",
    /// Milliseconds until it ends, estimated.
    time_remaining: u64 = ULLong "time_remaining",
    /// Milliseconds that the guest stood still, or will.
    downtime: u64 = ULLong "downtime",
    /// The same without the difference between the hosts' clocks.
    downtime_net: u64 = ULLong "downtime_net",
    /// Milliseconds of preparation.
    setup_time: u64 = ULLong "setup_time",
    /// Bytes in all.
    data_total: u64 = ULLong "data_total",
    /// Bytes done.
    data_processed: u64 = ULLong "data_processed",
    /// Bytes to do.
    data_remaining: u64 = ULLong "data_remaining",
    /// Bytes of memory in all.
    memory_total: u64 = ULLong "memory_total",
    /// Bytes of memory done.
    memory_processed: u64 = ULLong "memory_processed",
    /// Bytes of memory to do.
    memory_remaining: u64 = ULLong "memory_remaining",
    /// Bytes of memory a second.
    memory_bps: u64 = ULLong "memory_bps",
    /// Pages of one repeated byte.
    memory_constant: u64 = ULLong "memory_constant",
    /// Pages sent whole.
    memory_normal: u64 = ULLong "memory_normal",
    /// Bytes of pages sent whole.
    memory_normal_bytes: u64 = ULLong "memory_normal_bytes",
    /// Pages that the guest dirties a second.
    memory_dirty_rate: u64 = ULLong "memory_dirty_rate",
    /// Passes over the memory.
    memory_iteration: u64 = ULLong "memory_iteration",
    /// Page faults answered over the network after post-copy began.
    memory_postcopy_requests: u64 = ULLong "memory_postcopy_requests",
    /// Bytes of a page.
    memory_page_size: u64 = ULLong "memory_page_size",
    /// Bytes of disks in all.
    disk_total: u64 = ULLong "disk_total",
    /// Bytes of disks done.
    disk_processed: u64 = ULLong "disk_processed",
    /// Bytes of disks to do.
    disk_remaining: u64 = ULLong "disk_remaining",
    /// Bytes of disks a second.
    disk_bps: u64 = ULLong "disk_bps",
    /// Bytes of the compression cache.
    compression_cache: u64 = ULLong "compression_cache",
    /// Compressed bytes.
    compression_bytes: u64 = ULLong "compression_bytes",
    /// Compressed pages.
    compression_pages: u64 = ULLong "compression_pages",
    /// Changed pages that were not in the cache.
    compression_cache_misses: u64 = ULLong "compression_cache_misses",
    /// Pages whose compressed form would have been larger.
    compression_overflow: u64 = ULLong "compression_overflow",
    /// How much auto-convergence slows the guest, in percent.
    auto_converge_throttle: i32 = Int "auto_converge_throttle",
    /// Whether it succeeded.
    success: bool = Boolean "success",
    /// Bytes of temporary disk space used by a backup.
    disk_temp_used: u64 = ULLong "disk_temp_used",
    /// Bytes of temporary disk space there are.
    disk_temp_total: u64 = ULLong "disk_temp_total",
    /// Why it failed.
    errmsg: String = String "errmsg",
    /// Bytes of assigned devices' state.
    vfio_data_transferred: u64 = ULLong "vfio_data_transferred",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_known_is_told() {
        let stats = JobStats {
            operation: JobOperation::Dump,
            memory_total: Some(7),
            success: Some(true),
            ..JobStats::default()
        };
        let params = stats.params();
        assert_eq!(
            params,
            [
                Param::new("operation", ParamValue::Int(8)),
                Param::new("memory_total", ParamValue::ULLong(7)),
                Param::new("success", ParamValue::Boolean(true)),
            ]
        );
    }
}
