//! QMP: the transport to QEMU's monitor, typed commands, events, and the client
//! of the guest agent. Knows nothing of libvirt.

pub mod agent;
pub mod client;
pub mod codec;
pub mod command;
pub mod error;
pub mod event;
#[doc(hidden)]
pub mod fuzz;
mod lane;
mod socket;
pub mod types;

pub use client::{Answer, Call, Client, DEFAULT_DEADLINE, Options, Pending};
pub use codec::{Greeting, Timestamp, VersionInfo, VersionTriple};
pub use command::Command;
pub use error::{CloseReason, QmpError};
pub use event::{Event, Events, Notice};
