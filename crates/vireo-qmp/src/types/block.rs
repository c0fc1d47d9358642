//! Drives, their statistics and jobs.

use serde::Deserialize;
use serde_json::{Map, Value};

use super::text_enum;

/// A drive.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct BlockInfo {
    /// Name of the backend, may be empty.
    #[serde(default)]
    pub device: String,
    /// QOM path of the device.
    #[serde(default)]
    pub qdev: Option<String>,
    /// Whether media can be changed.
    #[serde(default)]
    pub removable: bool,
    /// Whether the guest locked the tray.
    #[serde(default)]
    pub locked: bool,
    /// Whether the tray is open.
    #[serde(default, rename = "tray_open")]
    pub tray_open: Option<bool>,
    /// `ok`, `failed` or `nospace`.
    #[serde(default)]
    pub io_status: Option<String>,
    /// The medium.
    #[serde(default)]
    pub inserted: Option<Map<String, Value>>,
}

/// Statistics of a drive or a node.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct BlockStats {
    /// Name of the backend.
    #[serde(default)]
    pub device: Option<String>,
    /// QOM path of the device.
    #[serde(default)]
    pub qdev: Option<String>,
    /// Name of the node.
    #[serde(default)]
    pub node_name: Option<String>,
    /// The numbers.
    pub stats: BlockDeviceStats,
    /// The file below.
    #[serde(default)]
    pub parent: Option<Box<BlockStats>>,
    /// The image that this one covers.
    #[serde(default)]
    pub backing: Option<Box<BlockStats>>,
}

/// The numbers of a drive or a node; times in nanoseconds.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct BlockDeviceStats {
    /// Bytes read.
    pub rd_bytes: u64,
    /// Bytes written.
    pub wr_bytes: u64,
    /// Reads.
    pub rd_operations: u64,
    /// Writes.
    pub wr_operations: u64,
    /// Flushes.
    pub flush_operations: u64,
    /// Time reading.
    pub rd_total_time_ns: u64,
    /// Time writing.
    pub wr_total_time_ns: u64,
    /// Time flushing.
    pub flush_total_time_ns: u64,
    /// Highest offset written.
    pub wr_highest_offset: u64,
    /// Statistics over intervals.
    pub timed_stats: Vec<Value>,
}

text_enum! {
    /// How far a job is.
    JobStatus {
        Undefined = "undefined", Created = "created", Running = "running", Paused = "paused",
        Ready = "ready", Standby = "standby", Waiting = "waiting", Pending = "pending",
        Aborting = "aborting", Concluded = "concluded", Null = "null",
    }
}

/// A job of any kind.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct JobInfo {
    /// Its name.
    pub id: String,
    /// What it does: `mirror`, `commit`, `stream`, `create`, `backup`, …
    #[serde(rename = "type")]
    pub kind: String,
    /// How far it is.
    pub status: JobStatus,
    /// Work done, in units of its own.
    #[serde(default)]
    pub current_progress: u64,
    /// All the work.
    #[serde(default)]
    pub total_progress: u64,
    /// What went wrong.
    #[serde(default)]
    pub error: Option<String>,
}

/// A block job that runs.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct BlockJobInfo {
    /// Its name.
    pub device: String,
    /// What it does.
    #[serde(rename = "type")]
    pub kind: String,
    /// All the work, bytes.
    pub len: u64,
    /// Work done, bytes.
    pub offset: u64,
    /// Bytes a second, 0 for no limit.
    pub speed: u64,
    /// Whether it may be completed.
    #[serde(default)]
    pub ready: bool,
    /// How far it is.
    pub status: JobStatus,
}
