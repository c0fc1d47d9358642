//! The vocabulary between server and drivers: errors, events, streams, driver traits.
//!
//! A driver implements the traits of [`drivers`] (one method a call, by default "not supported") and knows
//! neither sockets nor who calls; the server holds drivers as trait objects and knows no hypervisor.

pub mod context;
pub mod error;
pub mod event;
mod generated;
pub mod peer;
pub mod secret;
pub mod storage;
pub mod stream;

pub use context::{CallContext, ConnectionId, Identity, check_flags, exclusive_flags};
pub use error::{Error, ErrorLevel, Result};
pub use generated::consts;
pub use generated::drivers;
pub use generated::errors::{ErrorCode, ErrorDomain};

use drivers::{
    AgentCalls, BlockCalls, CheckpointCalls, ConnectionCalls, DefinitionCalls, DeviceCalls,
    HostDeviceCalls, InterfaceCalls, IoCalls, LifecycleCalls, LookupCalls, LxcCalls,
    MigrationCalls, NetworkCalls, NodeCalls, NodedevCalls, NwfilterCalls, QemuCalls, SaveCalls,
    SecretCalls, SnapshotCalls, StatsCalls, StorageCalls, TuningCalls,
};

/// Calls the macro `$apply` with the rooms of a hypervisor driver, each as `name: Trait;`. The one
/// list of them.
#[macro_export]
macro_rules! with_hypervisor_rooms {
    ($apply:ident) => {
        $apply! {
            connection: ConnectionCalls;
            node: NodeCalls;
            lookup: LookupCalls;
            definition: DefinitionCalls;
            lifecycle: LifecycleCalls;
            io: IoCalls;
            stats: StatsCalls;
            agent: AgentCalls;
            device: DeviceCalls;
            tuning: TuningCalls;
            block: BlockCalls;
            save: SaveCalls;
            snapshot: SnapshotCalls;
            checkpoint: CheckpointCalls;
            migration: MigrationCalls;
            host_device: HostDeviceCalls;
            qemu: QemuCalls;
            lxc: LxcCalls;
        }
    };
}

/// Declares the rooms of a hypervisor driver, and the way from the driver to each of them: the
/// compiler of Debian 12 does not turn a trait object into one of its supertraits by itself.
macro_rules! hypervisor_rooms {
    ($($room:ident: $calls:ident;)*) => {
        /// The rooms of a hypervisor driver, each as a trait object.
        pub trait HypervisorRooms: $($calls +)* {
            $(
                /// The driver as the one who serves this room.
                fn $room(&self) -> &dyn $calls;
            )*
        }

        impl<T: $($calls +)*> HypervisorRooms for T {
            $(
                fn $room(&self) -> &dyn $calls {
                    self
                }
            )*
        }
    };
}

with_hypervisor_rooms!(hypervisor_rooms);

/// Everything a hypervisor driver is asked; `impl` the rooms it serves, leave the others empty.
pub trait HypervisorDriver: HypervisorRooms {
    /// Name in URIs and in `connect_get_type`'s lower case: `qemu`, `xen`.
    fn scheme(&self) -> &'static str;

    /// Answer to a feature query (`facts/features.json`) that is the driver's to give.
    fn supports_feature(&self, feature: i32) -> bool;

    /// A client's connection is gone: what was tied to it (autodestroy, jobs held across calls) ends.
    fn connection_closed(&self, connection: ConnectionId);

    /// Running or starting guests keep an idle daemon from exiting (`--timeout`).
    fn is_busy(&self) -> bool;
}

/// The drivers that a connection is served by.
#[derive(Clone)]
pub struct Drivers {
    /// The hypervisor of the connection's URI.
    pub hypervisor: std::sync::Arc<dyn HypervisorDriver>,
    /// Virtual networks.
    pub network: std::sync::Arc<dyn NetworkCalls>,
    /// Storage pools and volumes.
    pub storage: std::sync::Arc<dyn StorageCalls>,
    /// Host devices.
    pub nodedev: std::sync::Arc<dyn NodedevCalls>,
    /// Host interfaces.
    pub interface: std::sync::Arc<dyn InterfaceCalls>,
    /// Network filters.
    pub nwfilter: std::sync::Arc<dyn NwfilterCalls>,
    /// Secrets.
    pub secret: std::sync::Arc<dyn SecretCalls>,
}

/// A driver that serves nothing: each call answers "not supported".
#[derive(Debug, Clone, Copy, Default)]
pub struct Unserved;

impl NetworkCalls for Unserved {}
impl StorageCalls for Unserved {}
impl NodedevCalls for Unserved {}
impl InterfaceCalls for Unserved {}
impl NwfilterCalls for Unserved {}
impl SecretCalls for Unserved {}
