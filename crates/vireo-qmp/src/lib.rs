//! QMP: the transport to QEMU's monitor, typed commands, events, and the client
//! of the guest agent. Knows nothing of libvirt.

pub mod agent;
mod call;
pub mod client;
pub mod codec;
pub mod command;
pub mod error;
pub mod event;
#[doc(hidden)]
pub mod fuzz;
mod lane;
mod link;
mod socket;
mod task;
pub mod types;

pub use call::{Answer, Call};
pub use client::{Client, DEFAULT_DEADLINE, Options};
pub use codec::{Greeting, Timestamp, VersionInfo, VersionTriple};
pub use command::Command;
pub use error::{CloseReason, QmpError};
pub use event::{Event, Events, Notice};
pub use link::Pending;
