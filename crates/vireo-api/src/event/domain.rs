//! What can happen to a domain, and the public id of each.

use super::details::*;
use super::{DomainLifecycle, Param};

/// What happened to a domain. One variant for each public event id.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs)] // the fields carry the names of the public callbacks' parameters
pub enum DomainEvent {
    /// Its life took a turn.
    Lifecycle(DomainLifecycle),
    /// The guest rebooted.
    Reboot,
    /// The guest set its clock; `offset` in seconds against UTC.
    RtcChange { offset: i64 },
    /// The watchdog fired.
    Watchdog { action: WatchdogAction },
    /// A disk had an I/O error.
    IoError { src_path: String, dev_alias: String, action: IoErrorAction },
    /// A graphics client came or went.
    Graphics {
        phase: GraphicsPhase,
        local: GraphicsAddress,
        remote: GraphicsAddress,
        auth_scheme: String,
        subject: Vec<GraphicsIdentity>,
    },
    /// A disk had an I/O error, with its reason (`enospc`, or empty).
    IoErrorReason { src_path: String, dev_alias: String, action: IoErrorAction, reason: String },
    /// The daemon lost control of the guest.
    ControlError,
    /// A block job changed; named by the path the disk had when it began.
    BlockJob { path: String, kind: BlockJobType, status: BlockJobStatus },
    /// A disk's source changed.
    DiskChange {
        old_src_path: Option<String>,
        new_src_path: Option<String>,
        dev_alias: String,
        reason: DiskChangeReason,
    },
    /// A tray moved.
    TrayChange { dev_alias: String, reason: TrayChangeReason },
    /// The guest woke up.
    PmWakeup,
    /// The guest suspended to memory.
    PmSuspend,
    /// The balloon changed; `actual` in KiB.
    BalloonChange { actual: u64 },
    /// The guest suspended to disk.
    PmSuspendDisk,
    /// A device is out of the guest.
    DeviceRemoved { dev_alias: String },
    /// A block job changed; named by the disk's target.
    BlockJob2 { dst: String, kind: BlockJobType, status: BlockJobStatus },
    /// Tunables changed.
    Tunable { params: Vec<Param> },
    /// The guest agent came or went.
    AgentLifecycle { state: AgentState, reason: AgentReason },
    /// A device is in the guest.
    DeviceAdded { dev_alias: String },
    /// Migration began another pass over the memory.
    MigrationIteration { iteration: i32 },
    /// A job finished, with its statistics.
    JobCompleted { params: Vec<Param> },
    /// The guest refused to give a device up.
    DeviceRemovalFailed { dev_alias: String },
    /// Metadata changed; `nsuri` for an application's element.
    MetadataChange { kind: MetadataType, nsuri: Option<String> },
    /// A write went over a disk's threshold; both numbers in bytes.
    BlockThreshold { dev: String, path: Option<String>, threshold: u64, excess: u64 },
    /// Memory failed; `flags` is `virDomainMemoryFailureFlags`.
    MemoryFailure { recipient: MemoryFailureRecipient, action: MemoryFailureAction, flags: u32 },
    /// A memory device has a new size, in KiB.
    MemoryDeviceSizeChange { alias: String, size: u64 },
    /// The guest gave a network card another address.
    NicMacChange { alias: String, old_mac: String, new_mac: String },
}

numbered! {
    /// The public ids of the domain events (`virDomainEventID`).
    DomainEventId {
        /// See [`DomainEvent::Lifecycle`].
        Lifecycle = 0,
        /// See [`DomainEvent::Reboot`].
        Reboot = 1,
        /// See [`DomainEvent::RtcChange`].
        RtcChange = 2,
        /// See [`DomainEvent::Watchdog`].
        Watchdog = 3,
        /// See [`DomainEvent::IoError`].
        IoError = 4,
        /// See [`DomainEvent::Graphics`].
        Graphics = 5,
        /// See [`DomainEvent::IoErrorReason`].
        IoErrorReason = 6,
        /// See [`DomainEvent::ControlError`].
        ControlError = 7,
        /// See [`DomainEvent::BlockJob`].
        BlockJob = 8,
        /// See [`DomainEvent::DiskChange`].
        DiskChange = 9,
        /// See [`DomainEvent::TrayChange`].
        TrayChange = 10,
        /// See [`DomainEvent::PmWakeup`].
        PmWakeup = 11,
        /// See [`DomainEvent::PmSuspend`].
        PmSuspend = 12,
        /// See [`DomainEvent::BalloonChange`].
        BalloonChange = 13,
        /// See [`DomainEvent::PmSuspendDisk`].
        PmSuspendDisk = 14,
        /// See [`DomainEvent::DeviceRemoved`].
        DeviceRemoved = 15,
        /// See [`DomainEvent::BlockJob2`].
        BlockJob2 = 16,
        /// See [`DomainEvent::Tunable`].
        Tunable = 17,
        /// See [`DomainEvent::AgentLifecycle`].
        AgentLifecycle = 18,
        /// See [`DomainEvent::DeviceAdded`].
        DeviceAdded = 19,
        /// See [`DomainEvent::MigrationIteration`].
        MigrationIteration = 20,
        /// See [`DomainEvent::JobCompleted`].
        JobCompleted = 21,
        /// See [`DomainEvent::DeviceRemovalFailed`].
        DeviceRemovalFailed = 22,
        /// See [`DomainEvent::MetadataChange`].
        MetadataChange = 23,
        /// See [`DomainEvent::BlockThreshold`].
        BlockThreshold = 24,
        /// See [`DomainEvent::MemoryFailure`].
        MemoryFailure = 25,
        /// See [`DomainEvent::MemoryDeviceSizeChange`].
        MemoryDeviceSizeChange = 26,
        /// See [`DomainEvent::NicMacChange`].
        NicMacChange = 27,
    }
}

impl DomainEvent {
    /// The public id of this event.
    pub const fn id(&self) -> DomainEventId {
        match self {
            Self::Lifecycle(_) => DomainEventId::Lifecycle,
            Self::Reboot => DomainEventId::Reboot,
            Self::RtcChange { .. } => DomainEventId::RtcChange,
            Self::Watchdog { .. } => DomainEventId::Watchdog,
            Self::IoError { .. } => DomainEventId::IoError,
            Self::Graphics { .. } => DomainEventId::Graphics,
            Self::IoErrorReason { .. } => DomainEventId::IoErrorReason,
            Self::ControlError => DomainEventId::ControlError,
            Self::BlockJob { .. } => DomainEventId::BlockJob,
            Self::DiskChange { .. } => DomainEventId::DiskChange,
            Self::TrayChange { .. } => DomainEventId::TrayChange,
            Self::PmWakeup => DomainEventId::PmWakeup,
            Self::PmSuspend => DomainEventId::PmSuspend,
            Self::BalloonChange { .. } => DomainEventId::BalloonChange,
            Self::PmSuspendDisk => DomainEventId::PmSuspendDisk,
            Self::DeviceRemoved { .. } => DomainEventId::DeviceRemoved,
            Self::BlockJob2 { .. } => DomainEventId::BlockJob2,
            Self::Tunable { .. } => DomainEventId::Tunable,
            Self::AgentLifecycle { .. } => DomainEventId::AgentLifecycle,
            Self::DeviceAdded { .. } => DomainEventId::DeviceAdded,
            Self::MigrationIteration { .. } => DomainEventId::MigrationIteration,
            Self::JobCompleted { .. } => DomainEventId::JobCompleted,
            Self::DeviceRemovalFailed { .. } => DomainEventId::DeviceRemovalFailed,
            Self::MetadataChange { .. } => DomainEventId::MetadataChange,
            Self::BlockThreshold { .. } => DomainEventId::BlockThreshold,
            Self::MemoryFailure { .. } => DomainEventId::MemoryFailure,
            Self::MemoryDeviceSizeChange { .. } => DomainEventId::MemoryDeviceSizeChange,
            Self::NicMacChange { .. } => DomainEventId::NicMacChange,
        }
    }
}
