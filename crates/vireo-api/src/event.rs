//! Events: what happened to a domain, a network, a pool, a node device or a secret.
//!
//! Plain data without wire types: drivers make them, the bus carries them, the server turns each
//! into the message of its procedure. The numbers of the enums are the public ones of libvirt.

use std::sync::Arc;

/// Declares an enum whose numbers are part of the interface.
macro_rules! numbered {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $value:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(i32)]
        pub enum $name {
            $($(#[$vmeta])* $variant = $value,)+
        }

        impl $name {
            /// Every value, in the order of the numbers.
            pub const ALL: &'static [$name] = &[$($name::$variant,)+];

            /// The public number.
            pub const fn number(self) -> i32 {
                self as i32
            }

            /// The value with this public number.
            pub const fn from_number(number: i32) -> Option<$name> {
                match number {
                    $($value => Some($name::$variant),)+
                    _ => None,
                }
            }
        }
    };
}

/// Which domain an event is about, as it was when the event happened.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct DomainRef {
    /// The sixteen raw bytes of the UUID.
    pub uuid: [u8; 16],
    /// The name.
    pub name: Arc<str>,
    /// The id of the running domain, −1 when it is not running.
    pub id: i32,
}

/// Which network an event is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct NetworkRef {
    /// The sixteen raw bytes of the UUID.
    pub uuid: [u8; 16],
    /// The name.
    pub name: Arc<str>,
}

/// Which storage pool an event is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct StoragePoolRef {
    /// The sixteen raw bytes of the UUID.
    pub uuid: [u8; 16],
    /// The name.
    pub name: Arc<str>,
}

/// Which node device an event is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct NodeDeviceRef {
    /// The name.
    pub name: Arc<str>,
}

/// Which secret an event is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SecretRef {
    /// The sixteen raw bytes of the UUID.
    pub uuid: [u8; 16],
    /// `virSecretUsageType`.
    pub usage_type: i32,
    /// The usage id (a path, a name), empty when there is none.
    pub usage_id: Arc<str>,
}

/// The value of a parameter that an event carries.
#[derive(Debug, Clone, PartialEq)]
pub enum ParamValue {
    /// A signed 32-bit number.
    Int(i32),
    /// An unsigned 32-bit number.
    UInt(u32),
    /// A signed 64-bit number.
    LLong(i64),
    /// An unsigned 64-bit number.
    ULLong(u64),
    /// A floating point number.
    Double(f64),
    /// Yes or no.
    Boolean(bool),
    /// Text.
    String(String),
}

/// One named parameter of an event.
#[derive(Debug, Clone, PartialEq)]
pub struct Param {
    /// The name of the field.
    pub field: String,
    /// Its value.
    pub value: ParamValue,
}

impl Param {
    /// A parameter from its name and value.
    pub fn new(field: impl Into<String>, value: ParamValue) -> Self {
        Self { field: field.into(), value }
    }
}

numbered! {
    /// Why a definition appeared or changed.
    DefinedDetail {
        /// A new definition.
        Added = 0,
        /// A definition replaced one of the same domain.
        Updated = 1,
        /// The domain has a new name.
        Renamed = 2,
        /// The definition came with a reverted snapshot.
        FromSnapshot = 3,
    }
}

numbered! {
    /// Why a definition went away.
    UndefinedDetail {
        /// It was removed.
        Removed = 0,
        /// The domain gave up its old name.
        Renamed = 1,
    }
}

numbered! {
    /// How a domain started.
    StartedDetail {
        /// An ordinary boot.
        Booted = 0,
        /// It came in by migration.
        Migrated = 1,
        /// It was restored from a saved image.
        Restored = 2,
        /// It was restored from a snapshot.
        FromSnapshot = 3,
        /// It woke up from suspend.
        Wakeup = 4,
    }
}

numbered! {
    /// Why a domain was suspended.
    SuspendedDetail {
        /// A user asked for it.
        Paused = 0,
        /// For an offline migration.
        Migrated = 1,
        /// An I/O error.
        IoError = 2,
        /// The watchdog fired.
        Watchdog = 3,
        /// It was restored paused.
        Restored = 4,
        /// It was restored paused from a snapshot.
        FromSnapshot = 5,
        /// A failed call left it paused.
        ApiError = 6,
        /// For the switch to post-copy.
        Postcopy = 7,
        /// Post-copy failed.
        PostcopyFailed = 8,
    }
}

numbered! {
    /// Why a domain runs again.
    ResumedDetail {
        /// A user asked for it.
        Unpaused = 0,
        /// Its migration is complete.
        Migrated = 1,
        /// It was restored from a snapshot.
        FromSnapshot = 2,
        /// It runs while post-copy migration goes on.
        Postcopy = 3,
        /// It runs although post-copy migration failed.
        PostcopyFailed = 4,
    }
}

numbered! {
    /// Why a domain stopped.
    StoppedDetail {
        /// The guest shut down.
        Shutdown = 0,
        /// It was destroyed.
        Destroyed = 1,
        /// It crashed.
        Crashed = 2,
        /// It went to another host.
        Migrated = 3,
        /// It was saved to a file.
        Saved = 4,
        /// The hypervisor failed.
        Failed = 5,
        /// A snapshot without a running guest was loaded.
        FromSnapshot = 6,
    }
}

numbered! {
    /// Who made the guest shut down.
    ShutdownDetail {
        /// Not known: the guest finished shutting down.
        Finished = 0,
        /// The guest itself.
        Guest = 1,
        /// The host.
        Host = 2,
    }
}

numbered! {
    /// Where a power-managed suspend keeps the guest.
    PmSuspendedDetail {
        /// In memory.
        Memory = 0,
        /// On disk.
        Disk = 1,
    }
}

numbered! {
    /// How the guest crashed.
    CrashedDetail {
        /// It panicked.
        Panicked = 0,
        /// It panicked and loaded a crash kernel.
        Crashloaded = 1,
    }
}

/// A change in the life of a domain, with its detail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DomainLifecycle {
    /// Its definition appeared or changed.
    Defined(DefinedDetail),
    /// Its definition went away.
    Undefined(UndefinedDetail),
    /// It started.
    Started(StartedDetail),
    /// Its processors stand still.
    Suspended(SuspendedDetail),
    /// Its processors run again.
    Resumed(ResumedDetail),
    /// It stopped.
    Stopped(StoppedDetail),
    /// The guest is down, the process still there.
    Shutdown(ShutdownDetail),
    /// The guest suspended itself.
    PmSuspended(PmSuspendedDetail),
    /// The guest crashed.
    Crashed(CrashedDetail),
}

impl DomainLifecycle {
    /// The numbers of the event (`virDomainEventType`) and of its detail.
    pub const fn numbers(self) -> (i32, i32) {
        match self {
            Self::Defined(detail) => (0, detail.number()),
            Self::Undefined(detail) => (1, detail.number()),
            Self::Started(detail) => (2, detail.number()),
            Self::Suspended(detail) => (3, detail.number()),
            Self::Resumed(detail) => (4, detail.number()),
            Self::Stopped(detail) => (5, detail.number()),
            Self::Shutdown(detail) => (6, detail.number()),
            Self::PmSuspended(detail) => (7, detail.number()),
            Self::Crashed(detail) => (8, detail.number()),
        }
    }

    /// The event with these numbers.
    pub fn from_numbers(event: i32, detail: i32) -> Option<Self> {
        match event {
            0 => DefinedDetail::from_number(detail).map(Self::Defined),
            1 => UndefinedDetail::from_number(detail).map(Self::Undefined),
            2 => StartedDetail::from_number(detail).map(Self::Started),
            3 => SuspendedDetail::from_number(detail).map(Self::Suspended),
            4 => ResumedDetail::from_number(detail).map(Self::Resumed),
            5 => StoppedDetail::from_number(detail).map(Self::Stopped),
            6 => ShutdownDetail::from_number(detail).map(Self::Shutdown),
            7 => PmSuspendedDetail::from_number(detail).map(Self::PmSuspended),
            8 => CrashedDetail::from_number(detail).map(Self::Crashed),
            _ => None,
        }
    }
}

numbered! {
    /// What the hypervisor did when the guest's watchdog fired.
    WatchdogAction {
        /// Nothing.
        None = 0,
        /// It paused the guest.
        Pause = 1,
        /// It reset the guest.
        Reset = 2,
        /// It switched the guest off.
        Poweroff = 3,
        /// It asked the guest to shut down.
        Shutdown = 4,
        /// It wrote a message.
        Debug = 5,
        /// It injected an NMI.
        InjectNmi = 6,
    }
}

numbered! {
    /// What followed an I/O error.
    IoErrorAction {
        /// Nothing: it was ignored.
        None = 0,
        /// The guest was paused.
        Pause = 1,
        /// The guest was told.
        Report = 2,
    }
}

numbered! {
    /// The phase of a graphics client's connection.
    GraphicsPhase {
        /// The connection came.
        Connect = 0,
        /// It was authenticated.
        Initialize = 1,
        /// It went.
        Disconnect = 2,
    }
}

numbered! {
    /// The family of a graphics client's address.
    GraphicsAddressFamily {
        /// IPv4.
        Ipv4 = 0,
        /// IPv6.
        Ipv6 = 1,
        /// A Unix socket; the node is its path.
        Unix = 2,
    }
}

/// One end of a graphics connection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GraphicsAddress {
    /// The address family.
    pub family: GraphicsAddressFamily,
    /// The host address or socket path.
    pub node: String,
    /// The service: a port as text, empty for a Unix socket.
    pub service: String,
}

/// One proof of who a graphics client is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GraphicsIdentity {
    /// The kind of name (`x509dname`, `saslUsername`).
    pub kind: String,
    /// The name.
    pub name: String,
}

numbered! {
    /// What kind of block job an event is about.
    BlockJobType {
        /// Not known.
        Unknown = 0,
        /// Block pull.
        Pull = 1,
        /// Block copy.
        Copy = 2,
        /// Block commit.
        Commit = 3,
        /// Block commit of the active layer.
        ActiveCommit = 4,
        /// Backup.
        Backup = 5,
    }
}

numbered! {
    /// How a block job stands.
    BlockJobStatus {
        /// It succeeded.
        Completed = 0,
        /// It failed.
        Failed = 1,
        /// It was cancelled.
        Canceled = 2,
        /// It can be pivoted or aborted.
        Ready = 3,
    }
}

numbered! {
    /// Why a disk's source changed.
    DiskChangeReason {
        /// A CD-ROM's or floppy's source was missing at start: the medium was taken out.
        ChangeMissingOnStart = 0,
        /// A disk's source was missing at start: the disk was taken out.
        DropMissingOnStart = 1,
    }
}

numbered! {
    /// How a removable medium's tray moved.
    TrayChangeReason {
        /// It opened.
        Open = 0,
        /// It closed.
        Close = 1,
    }
}

numbered! {
    /// Whether the guest agent is there.
    AgentState {
        /// It is.
        Connected = 1,
        /// It is not.
        Disconnected = 2,
    }
}

numbered! {
    /// Why the guest agent's state changed.
    AgentReason {
        /// Not known.
        Unknown = 0,
        /// The domain started.
        DomainStarted = 1,
        /// The agent's channel said so.
        Channel = 2,
    }
}

numbered! {
    /// Which part of the metadata changed.
    MetadataType {
        /// The description.
        Description = 0,
        /// The title.
        Title = 1,
        /// An application's element.
        Element = 2,
    }
}

numbered! {
    /// Whose memory failed.
    MemoryFailureRecipient {
        /// The hypervisor's own.
        Hypervisor = 0,
        /// The guest's.
        Guest = 1,
    }
}

numbered! {
    /// What was done about failed memory.
    MemoryFailureAction {
        /// Nothing: it can be ignored.
        Ignore = 0,
        /// An exception was injected into the guest.
        Inject = 1,
        /// The hypervisor cannot go on.
        Fatal = 2,
        /// The guest is reset.
        Reset = 3,
    }
}

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

numbered! {
    /// The life of a network (`virNetworkEventLifecycleType`); its detail is always 0.
    NetworkLifecycle {
        /// Its definition appeared or changed.
        Defined = 0,
        /// Its definition went away.
        Undefined = 1,
        /// It started.
        Started = 2,
        /// It stopped.
        Stopped = 3,
    }
}

/// What happened to a network.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum NetworkEvent {
    /// Its life took a turn.
    Lifecycle(NetworkLifecycle),
    /// Metadata changed; `nsuri` for an application's element.
    MetadataChange { kind: MetadataType, nsuri: Option<String> },
}

numbered! {
    /// The life of a storage pool (`virStoragePoolEventLifecycleType`); its detail is always 0.
    StoragePoolLifecycle {
        /// Its definition appeared or changed.
        Defined = 0,
        /// Its definition went away.
        Undefined = 1,
        /// It started.
        Started = 2,
        /// It stopped.
        Stopped = 3,
        /// Its target was built.
        Created = 4,
        /// Its target was deleted.
        Deleted = 5,
    }
}

/// What happened to a storage pool.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StoragePoolEvent {
    /// Its life took a turn.
    Lifecycle(StoragePoolLifecycle),
    /// Its volumes were read again.
    Refresh,
}

numbered! {
    /// The life of a node device (`virNodeDeviceEventLifecycleType`); its detail is always 0.
    NodeDeviceLifecycle {
        /// It appeared.
        Created = 0,
        /// It went away.
        Deleted = 1,
        /// Its definition appeared.
        Defined = 2,
        /// Its definition went away.
        Undefined = 3,
    }
}

/// What happened to a node device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NodeDeviceEvent {
    /// Its life took a turn.
    Lifecycle(NodeDeviceLifecycle),
    /// Its properties changed.
    Update,
}

numbered! {
    /// The life of a secret (`virSecretEventLifecycleType`); its detail is always 0.
    SecretLifecycle {
        /// Its definition appeared or changed.
        Defined = 0,
        /// Its definition went away.
        Undefined = 1,
    }
}

/// What happened to a secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SecretEvent {
    /// Its life took a turn.
    Lifecycle(SecretLifecycle),
    /// It has a new value.
    ValueChanged,
}

/// An event of the hypervisor's own monitor, passed on as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonitorEvent {
    /// The name of the event (`BLOCK_JOB_COMPLETED`).
    pub event: String,
    /// When, in seconds since 1970.
    pub seconds: i64,
    /// And microseconds.
    pub micros: u32,
    /// The event's data as JSON text, when it has any.
    pub details: Option<String>,
}

/// Something happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// To a domain.
    Domain(DomainRef, DomainEvent),
    /// To a network.
    Network(NetworkRef, NetworkEvent),
    /// To a storage pool.
    StoragePool(StoragePoolRef, StoragePoolEvent),
    /// To a node device.
    NodeDevice(NodeDeviceRef, NodeDeviceEvent),
    /// To a secret.
    Secret(SecretRef, SecretEvent),
    /// A domain's monitor said something (program `qemu`).
    Monitor(DomainRef, MonitorEvent),
}

/// Which events a subscriber asks for: a family and a public id in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EventKind {
    /// A domain event.
    Domain(DomainEventId),
    /// [`NetworkEvent::Lifecycle`], id 0.
    NetworkLifecycle,
    /// [`NetworkEvent::MetadataChange`], id 1.
    NetworkMetadataChange,
    /// [`StoragePoolEvent::Lifecycle`], id 0.
    StoragePoolLifecycle,
    /// [`StoragePoolEvent::Refresh`], id 1.
    StoragePoolRefresh,
    /// [`NodeDeviceEvent::Lifecycle`], id 0.
    NodeDeviceLifecycle,
    /// [`NodeDeviceEvent::Update`], id 1.
    NodeDeviceUpdate,
    /// [`SecretEvent::Lifecycle`], id 0.
    SecretLifecycle,
    /// [`SecretEvent::ValueChanged`], id 1.
    SecretValueChanged,
    /// [`Event::Monitor`].
    Monitor,
}

impl EventKind {
    /// How many kinds there are; [`EventKind::index`] is below it.
    pub const COUNT: usize = DomainEventId::ALL.len() + 9;

    /// A small number of its own for each kind, for sets of kinds as bits of a word.
    pub const fn index(self) -> usize {
        const REST: usize = DomainEventId::ALL.len();
        match self {
            Self::Domain(id) => id as usize,
            Self::NetworkLifecycle => REST,
            Self::NetworkMetadataChange => REST + 1,
            Self::StoragePoolLifecycle => REST + 2,
            Self::StoragePoolRefresh => REST + 3,
            Self::NodeDeviceLifecycle => REST + 4,
            Self::NodeDeviceUpdate => REST + 5,
            Self::SecretLifecycle => REST + 6,
            Self::SecretValueChanged => REST + 7,
            Self::Monitor => REST + 8,
        }
    }

    /// The network event with this public id.
    pub const fn network(id: i32) -> Option<Self> {
        match id {
            0 => Some(Self::NetworkLifecycle),
            1 => Some(Self::NetworkMetadataChange),
            _ => None,
        }
    }

    /// The storage pool event with this public id.
    pub const fn storage_pool(id: i32) -> Option<Self> {
        match id {
            0 => Some(Self::StoragePoolLifecycle),
            1 => Some(Self::StoragePoolRefresh),
            _ => None,
        }
    }

    /// The node device event with this public id.
    pub const fn node_device(id: i32) -> Option<Self> {
        match id {
            0 => Some(Self::NodeDeviceLifecycle),
            1 => Some(Self::NodeDeviceUpdate),
            _ => None,
        }
    }

    /// The secret event with this public id.
    pub const fn secret(id: i32) -> Option<Self> {
        match id {
            0 => Some(Self::SecretLifecycle),
            1 => Some(Self::SecretValueChanged),
            _ => None,
        }
    }

    /// The domain event with this public id.
    pub fn domain(id: i32) -> Option<Self> {
        DomainEventId::from_number(id).map(Self::Domain)
    }
}

impl Event {
    /// The kind that subscribers name to get this event.
    pub const fn kind(&self) -> EventKind {
        match self {
            Self::Domain(_, event) => EventKind::Domain(event.id()),
            Self::Network(_, NetworkEvent::Lifecycle(_)) => EventKind::NetworkLifecycle,
            Self::Network(_, NetworkEvent::MetadataChange { .. }) => {
                EventKind::NetworkMetadataChange
            }
            Self::StoragePool(_, StoragePoolEvent::Lifecycle(_)) => EventKind::StoragePoolLifecycle,
            Self::StoragePool(_, StoragePoolEvent::Refresh) => EventKind::StoragePoolRefresh,
            Self::NodeDevice(_, NodeDeviceEvent::Lifecycle(_)) => EventKind::NodeDeviceLifecycle,
            Self::NodeDevice(_, NodeDeviceEvent::Update) => EventKind::NodeDeviceUpdate,
            Self::Secret(_, SecretEvent::Lifecycle(_)) => EventKind::SecretLifecycle,
            Self::Secret(_, SecretEvent::ValueChanged) => EventKind::SecretValueChanged,
            Self::Monitor(..) => EventKind::Monitor,
        }
    }

    /// What a subscriber's object filter is compared with: a UUID, or a name where there is none.
    pub fn object(&self) -> ObjectKey<'_> {
        match self {
            Self::Domain(object, _) | Self::Monitor(object, _) => ObjectKey::Uuid(object.uuid),
            Self::Network(object, _) => ObjectKey::Uuid(object.uuid),
            Self::StoragePool(object, _) => ObjectKey::Uuid(object.uuid),
            Self::NodeDevice(object, _) => ObjectKey::Name(&object.name),
            Self::Secret(object, _) => ObjectKey::Uuid(object.uuid),
        }
    }
}

/// What an object is known by in a filter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ObjectKey<'a> {
    /// The sixteen raw bytes of a UUID.
    Uuid([u8; 16]),
    /// A name.
    Name(&'a str),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_round_trip() {
        for event in 0..9 {
            for detail in 0..12 {
                if let Some(value) = DomainLifecycle::from_numbers(event, detail) {
                    assert_eq!(value.numbers(), (event, detail));
                }
            }
        }
        assert_eq!(DomainLifecycle::from_numbers(5, 7), None);
        assert_eq!(DomainLifecycle::from_numbers(9, 0), None);
        assert_eq!(DomainEventId::from_number(28), None);
        assert_eq!(DomainEventId::ALL.len(), 28);
    }

    #[test]
    fn every_kind_has_a_bit_of_its_own() {
        let mut kinds: Vec<EventKind> =
            DomainEventId::ALL.iter().map(|id| EventKind::Domain(*id)).collect();
        for id in 0..2 {
            kinds.extend(EventKind::network(id));
            kinds.extend(EventKind::storage_pool(id));
            kinds.extend(EventKind::node_device(id));
            kinds.extend(EventKind::secret(id));
        }
        kinds.push(EventKind::Monitor);
        let mut seen: Vec<usize> = kinds.iter().map(|kind| kind.index()).collect();
        seen.sort_unstable();
        assert_eq!(seen, (0..EventKind::COUNT).collect::<Vec<_>>());
        const { assert!(EventKind::COUNT <= 64) };
    }
}
