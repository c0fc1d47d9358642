//! The driver traits, one short method a call, grouped as the traits are.

mod definition;
mod lifecycle;
pub(crate) mod lookup;
pub(crate) mod node;
pub(crate) mod reboot;

use vireo_api::drivers::{
    AgentCalls, BlockCalls, CheckpointCalls, ConnectionCalls, DeviceCalls, HostDeviceCalls, IoCalls, LxcCalls,
    MigrationCalls, QemuCalls, SaveCalls, SnapshotCalls, StatsCalls, TuningCalls,
};

use crate::driver::QemuDriver;

// Rooms that are still empty: each call answers "not supported".
impl AgentCalls for QemuDriver {}
impl BlockCalls for QemuDriver {}
impl CheckpointCalls for QemuDriver {}
impl ConnectionCalls for QemuDriver {}
impl DeviceCalls for QemuDriver {}
impl HostDeviceCalls for QemuDriver {}
impl IoCalls for QemuDriver {}
impl LxcCalls for QemuDriver {}
impl MigrationCalls for QemuDriver {}
impl QemuCalls for QemuDriver {}
impl SaveCalls for QemuDriver {}
impl SnapshotCalls for QemuDriver {}
impl StatsCalls for QemuDriver {}
impl TuningCalls for QemuDriver {}
