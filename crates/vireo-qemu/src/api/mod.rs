//! The driver traits, one short method a call, grouped as the traits are.

mod agent;
mod connection;
mod definition;
mod io;
mod lifecycle;
mod lookup;
pub(crate) mod node;
mod qemu;
pub(crate) mod reboot;
mod stats;
mod tuning;

use vireo_api::drivers::{
    BlockCalls, CheckpointCalls, DeviceCalls, HostDeviceCalls, LxcCalls, MigrationCalls, SaveCalls,
    SnapshotCalls,
};

use crate::driver::QemuDriver;

// Rooms that later capabilities fill; until then each call answers "not supported".
impl BlockCalls for QemuDriver {}
impl CheckpointCalls for QemuDriver {}
impl DeviceCalls for QemuDriver {}
impl HostDeviceCalls for QemuDriver {}
impl LxcCalls for QemuDriver {}
impl MigrationCalls for QemuDriver {}
impl SaveCalls for QemuDriver {}
impl SnapshotCalls for QemuDriver {}
