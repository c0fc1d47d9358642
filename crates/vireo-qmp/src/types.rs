//! What commands return. Members that we do not know are ignored, enumeration
//! values that we do not know are kept as text.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value};

/// An enumeration of QEMU's whose unknown values survive.
macro_rules! text_enum {
    ($(#[$doc:meta])* $name:ident { $( $variant:ident = $text:literal ),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        pub enum $name {
            $(
                #[doc = concat!("`", $text, "`")]
                $variant,
            )+
            /// A value that is newer than we are.
            Other(Box<str>),
        }

        impl $name {
            /// QEMU's text.
            pub fn as_str(&self) -> &str {
                match self {
                    $( Self::$variant => $text, )+
                    Self::Other(text) => text,
                }
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                match text {
                    $( $text => Self::$variant, )+
                    other => Self::Other(other.into()),
                }
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<'de, str>::deserialize(from)?;
                Ok(Self::from(&*text))
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(self.as_str())
            }
        }
    };
}

text_enum! {
    /// Run state of the machine.
    RunState {
        Debug = "debug", FinishMigrate = "finish-migrate", Inmigrate = "inmigrate",
        InternalError = "internal-error", IoError = "io-error", Paused = "paused",
        Postmigrate = "postmigrate", Prelaunch = "prelaunch", RestoreVm = "restore-vm",
        Running = "running", SaveVm = "save-vm", Shutdown = "shutdown",
        Suspended = "suspended", Watchdog = "watchdog", GuestPanicked = "guest-panicked",
        Colo = "colo",
    }
}

/// The result of a command that returns nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Empty;

impl<'de> Deserialize<'de> for Empty {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        serde::de::IgnoredAny::deserialize(from).map(|_| Self)
    }
}

/// `query-status`.
#[derive(Debug, Clone, Deserialize)]
pub struct StatusInfo {
    /// Whether the virtual CPUs run.
    pub running: bool,
    /// Why or why not.
    pub status: RunState,
}

/// A key for `send-key`.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", content = "data", rename_all = "lowercase")]
pub enum KeyValue {
    /// A key number.
    Number(u32),
    /// A key name.
    Qcode(String),
}

/// One virtual CPU.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct CpuInfoFast {
    /// Its number.
    pub cpu_index: u32,
    /// Its QOM path.
    #[serde(default)]
    pub qom_path: String,
    /// Its thread.
    #[serde(default)]
    pub thread_id: i32,
    /// Its place.
    #[serde(default)]
    pub props: Map<String, Value>,
    /// Architecture.
    #[serde(default)]
    pub target: String,
    /// Only s390: its state.
    #[serde(default)]
    pub cpu_state: Option<String>,
}

/// A CPU slot.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct HotpluggableCpu {
    /// Device type.
    #[serde(rename = "type")]
    pub kind: String,
    /// Number of virtual CPUs in the slot.
    pub vcpus_count: u32,
    /// QOM path when plugged.
    #[serde(default)]
    pub qom_path: Option<String>,
    /// The slot's place.
    #[serde(default)]
    pub props: Map<String, Value>,
}

/// An I/O thread.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct IothreadInfo {
    /// Its object id.
    pub id: String,
    /// Its thread.
    pub thread_id: i32,
    /// Polling limit in nanoseconds.
    #[serde(default)]
    pub poll_max_ns: u64,
    /// Growth of the polling time.
    #[serde(default)]
    pub poll_grow: u32,
    /// Shrinking of the polling time.
    #[serde(default)]
    pub poll_shrink: u32,
}

/// A memory device.
#[derive(Debug, Clone, Deserialize)]
pub struct MemoryDeviceInfo {
    /// `dimm`, `nvdimm`, `virtio-mem`, …
    #[serde(rename = "type")]
    pub kind: String,
    /// Depends on the kind.
    pub data: Map<String, Value>,
}

/// A character device.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct ChardevInfo {
    /// Its id.
    pub label: String,
    /// What it is connected to, `pty:/dev/pts/3` for a pty.
    pub filename: String,
    /// Whether the guest's end is open.
    #[serde(default)]
    pub frontend_open: bool,
}

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

/// `query-balloon`.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct BalloonInfo {
    /// Bytes that the guest has.
    pub actual: u64,
}

/// A property of an object or of a type.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct ObjectProperty {
    /// Its name.
    pub name: String,
    /// Its type.
    #[serde(rename = "type")]
    pub kind: String,
    /// What it has when nobody sets it.
    #[serde(default)]
    pub default_value: Option<Value>,
}

/// An object type.
#[derive(Debug, Clone, Deserialize)]
pub struct ObjectType {
    /// Its name.
    pub name: String,
}

/// `query-target`.
#[derive(Debug, Clone, Deserialize)]
pub struct TargetInfo {
    /// Architecture in QEMU's words, e.g. `x86_64`, `i386`.
    pub arch: String,
}

/// A machine type.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct MachineInfo {
    /// Its name.
    pub name: String,
    /// Another name for it.
    #[serde(default)]
    pub alias: Option<String>,
    /// Whether it is taken when none is named.
    #[serde(default)]
    pub is_default: bool,
    /// Most virtual CPUs.
    pub cpu_max: u32,
    /// Whether virtual CPUs can be plugged.
    #[serde(default)]
    pub hotpluggable_cpus: bool,
    /// Whether NUMA memory may be given by size.
    #[serde(default)]
    pub numa_mem_supported: bool,
    /// Whether it is to go.
    #[serde(default)]
    pub deprecated: bool,
    /// Its CPU type when none is named.
    #[serde(default)]
    pub default_cpu_type: Option<String>,
    /// Id of its main memory backend.
    #[serde(default)]
    pub default_ram_id: Option<String>,
    /// Whether it has ACPI.
    #[serde(default)]
    pub acpi: Option<bool>,
}

/// `query-current-machine`.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct CurrentMachine {
    /// Whether a suspended guest can be woken.
    #[serde(default)]
    pub wakeup_suspend_support: bool,
}

/// A CPU model that QEMU knows.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct CpuDefinition {
    /// Its name.
    pub name: String,
    /// Its object type.
    #[serde(default)]
    pub typename: String,
    /// Features that it wants and this host lacks; absent when QEMU can't tell.
    #[serde(default)]
    pub unavailable_features: Option<Vec<String>>,
    /// The model that it stands for.
    #[serde(default)]
    pub alias_of: Option<String>,
    /// Whether it is to go.
    #[serde(default)]
    pub deprecated: bool,
    /// Whether it is the same in every version.
    #[serde(default, rename = "static")]
    pub is_static: bool,
}

/// A CPU model with properties.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct CpuModel {
    /// Its name.
    pub name: String,
    /// Properties that differ.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub props: Map<String, Value>,
}

/// `query-cpu-model-expansion`.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct CpuModelExpansion {
    /// What the model means.
    pub model: CpuModel,
    /// Properties that are to go.
    #[serde(default)]
    pub deprecated_props: Vec<String>,
}

/// `query-kvm`.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
pub struct KvmInfo {
    /// Whether this process uses it.
    pub enabled: bool,
    /// Whether it was built in.
    pub present: bool,
}

/// A command line option.
#[derive(Debug, Clone, Deserialize)]
pub struct CommandLineOption {
    /// Its name.
    pub option: String,
    /// Its parameters.
    #[serde(default)]
    pub parameters: Vec<CommandLineParameter>,
}

/// A parameter of a command line option.
#[derive(Debug, Clone, Deserialize)]
pub struct CommandLineParameter {
    /// Its name.
    pub name: String,
}

/// An interrupt controller version.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct GicCapability {
    /// Version.
    pub version: u32,
    /// Emulated by QEMU.
    pub emulated: bool,
    /// By the kernel.
    pub kernel: bool,
}

/// `query-sev-capabilities`.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct SevCapability {
    /// Platform Diffie-Hellman key.
    pub pdh: String,
    /// Certificate chain.
    pub cert_chain: String,
    /// CPU id, base64.
    #[serde(default)]
    pub cpu0_id: Option<String>,
    /// Position of the encryption bit.
    pub cbitpos: u32,
    /// Bits of the address that are lost.
    pub reduced_phys_bits: u32,
}

/// `query-sgx-capabilities`.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct SgxInfo {
    /// Flexible launch control.
    pub flc: bool,
    /// Version 1.
    pub sgx1: bool,
    /// Version 2.
    pub sgx2: bool,
    /// Bytes of all sections together, older versions only.
    #[serde(default)]
    pub section_size: u64,
    /// The sections.
    #[serde(default)]
    pub sections: Vec<SgxSection>,
}

/// A section of enclave memory.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct SgxSection {
    /// NUMA node.
    pub node: u32,
    /// Bytes.
    pub size: u64,
}

/// A migration capability and whether it is on.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct MigrationCapability {
    /// Its name.
    pub capability: String,
    /// On or off.
    pub state: bool,
}

/// Statistics of one object.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct StatsResult {
    /// Who counts, e.g. `kvm`.
    pub provider: String,
    /// The object, for virtual CPUs.
    #[serde(default)]
    pub qom_path: Option<String>,
    /// The numbers.
    pub stats: Vec<Stat>,
}

/// One number or a histogram.
#[derive(Debug, Clone, Deserialize)]
pub struct Stat {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: Value,
}

/// Statistics that a provider has for a kind of object.
#[derive(Debug, Clone, Deserialize)]
pub struct StatsSchema {
    /// Who counts.
    pub provider: String,
    /// Of what.
    pub target: String,
    /// Name, type (`cumulative`, `instant`, …) and unit of each.
    pub stats: Vec<StatSchema>,
}

/// Description of one statistic.
#[derive(Debug, Clone, Deserialize)]
pub struct StatSchema {
    /// Its name.
    pub name: String,
    /// `cumulative`, `instant`, `peak`, `linear-histogram`, `log2-histogram`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Its unit.
    #[serde(default)]
    pub unit: Option<String>,
}

/// `add-fd`.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct AddedFd {
    /// Number of the set.
    pub fdset_id: u64,
    /// Number of the descriptor in QEMU.
    pub fd: i64,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_state_is_kept() {
        let info: StatusInfo =
            serde_json::from_str(r#"{"running":true,"status":"dreaming","x":1}"#).expect("parses");
        assert_eq!(info.status, RunState::Other("dreaming".into()));
        assert_eq!(info.status.as_str(), "dreaming");
    }
}
