//! Migrations, and memory written to files.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::text_enum;

/// A migration capability and whether it is on.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct MigrationCapability {
    /// Its name.
    pub capability: String,
    /// On or off.
    pub state: bool,
}

text_enum! {
    /// How a migration stands.
    MigrationStatus {
        None = "none", Setup = "setup", Cancelling = "cancelling", Cancelled = "cancelled",
        Active = "active", PostcopyDevice = "postcopy-device", PostcopyActive = "postcopy-active",
        PostcopyPaused = "postcopy-paused", PostcopyRecoverSetup = "postcopy-recover-setup",
        PostcopyRecover = "postcopy-recover", Completed = "completed", Failed = "failed",
        Colo = "colo", PreSwitchover = "pre-switchover", Device = "device",
        WaitUnplug = "wait-unplug",
    }
}

impl MigrationStatus {
    /// Whether nothing more follows.
    #[must_use]
    pub fn is_over(&self) -> bool {
        match self {
            Self::Completed | Self::Failed | Self::Cancelled => true,
            Self::None
            | Self::Setup
            | Self::Cancelling
            | Self::Active
            | Self::PostcopyDevice
            | Self::PostcopyActive
            | Self::PostcopyPaused
            | Self::PostcopyRecoverSetup
            | Self::PostcopyRecover
            | Self::Colo
            | Self::PreSwitchover
            | Self::Device
            | Self::WaitUnplug
            | Self::Other(_) => false,
        }
    }

    /// Whether memory is on its way and a cancel still stops it: post-copy has not begun.
    #[must_use]
    pub fn can_be_cancelled(&self) -> bool {
        match self {
            Self::Setup
            | Self::Active
            | Self::Cancelling
            | Self::PreSwitchover
            | Self::Device
            | Self::WaitUnplug => true,
            Self::None
            | Self::Cancelled
            | Self::PostcopyDevice
            | Self::PostcopyActive
            | Self::PostcopyPaused
            | Self::PostcopyRecoverSetup
            | Self::PostcopyRecover
            | Self::Completed
            | Self::Failed
            | Self::Colo
            | Self::Other(_) => false,
        }
    }
}

/// `query-migrate`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct MigrationInfo {
    /// How it stands; absent when nothing was ever sent.
    pub status: Option<MigrationStatus>,
    /// Milliseconds since it began, or that it took.
    pub total_time: Option<u64>,
    /// Milliseconds that the guest stood still.
    pub downtime: Option<u64>,
    /// Milliseconds that the guest will stand still.
    pub expected_downtime: Option<u64>,
    /// Milliseconds of preparation.
    pub setup_time: Option<u64>,
    /// Memory.
    pub ram: Option<MigrationRam>,
    /// Assigned devices.
    pub vfio: Option<MigrationVfio>,
    /// Compression by differences.
    pub xbzrle_cache: Option<XbzrleCache>,
    /// How much the guest is slowed, in percent.
    pub cpu_throttle_percentage: Option<i32>,
    /// Why it failed.
    pub error_desc: Option<String>,
    /// Why it could not be sent.
    pub blocked_reasons: Vec<String>,
    /// Where an incoming migration listens.
    pub socket_address: Vec<Value>,
}

/// Memory in [`MigrationInfo`].
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct MigrationRam {
    /// Bytes in all.
    pub total: u64,
    /// Bytes to send.
    pub remaining: u64,
    /// Bytes sent.
    pub transferred: u64,
    /// Pages of one repeated byte.
    pub duplicate: u64,
    /// Pages sent whole.
    pub normal: u64,
    /// Bytes of pages sent whole.
    pub normal_bytes: u64,
    /// Pages dirtied a second.
    pub dirty_pages_rate: u64,
    /// Throughput, millions of bits a second.
    pub mbps: f64,
    /// Passes over the memory.
    pub dirty_sync_count: u64,
    /// Page faults answered over the network.
    pub postcopy_requests: u64,
    /// Bytes of a page.
    pub page_size: u64,
}

/// Assigned devices in [`MigrationInfo`].
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(default)]
pub struct MigrationVfio {
    /// Bytes sent.
    pub transferred: u64,
}

/// Compression by differences in [`MigrationInfo`].
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "kebab-case", default)]
pub struct XbzrleCache {
    /// Bytes of the cache.
    pub cache_size: u64,
    /// Compressed bytes.
    pub bytes: u64,
    /// Compressed pages.
    pub pages: u64,
    /// Pages that were not in the cache.
    pub cache_miss: u64,
    /// Pages that grew.
    pub overflow: u64,
}

text_enum! {
    /// How a dump stands.
    DumpStatus { None = "none", Active = "active", Completed = "completed", Failed = "failed" }
}

/// `query-dump`.
#[derive(Debug, Clone, Deserialize)]
pub struct DumpInfo {
    /// How it stands.
    pub status: DumpStatus,
    /// Bytes written.
    pub completed: u64,
    /// Bytes in all.
    pub total: u64,
}

/// `query-dump-guest-memory-capability`.
#[derive(Debug, Clone, Deserialize)]
pub struct DumpCapability {
    /// The formats there are.
    pub formats: Vec<String>,
}
