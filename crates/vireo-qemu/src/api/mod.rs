//! The driver traits, one short method a call, grouped as the traits are.

mod agent;
mod block;
mod connection;
pub(crate) mod definition;
mod device;
mod io;
mod lifecycle;
pub(crate) mod lookup;
mod migration;
pub(crate) mod node;
mod qemu;
pub(crate) mod reboot;
mod save;
mod snapshot;
mod stats;
mod tuning;

use vireo_api::drivers::{HostDeviceCalls, LxcCalls};

use crate::driver::QemuDriver;

// Rooms that are still empty: each call answers "not supported".
impl HostDeviceCalls for QemuDriver {}
impl LxcCalls for QemuDriver {}
