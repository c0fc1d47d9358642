//! The daemon vireod: listeners, authentication, access control, dispatch.
//!
//! ```text
//! start ─► listeners ─► connection (a task a client) ─► dispatch ─► driver
//!                          │        ▲                      │
//!                          │        └── replies, events ◄──┘
//!                          └─ session: authentication, opened driver, registrations
//! ```
//!
//! Nothing here knows how a driver works, nothing below knows of sockets.

pub mod access;
mod admin;
pub mod auth;
pub mod client;
pub mod connection;
pub mod daemon;
mod dispatch;
mod errors;
mod events;
#[doc(hidden)]
pub mod fuzz;
#[allow(unused_mut, clippy::let_unit_value)] // every arm has the same shape, needed or not
mod generated;
pub mod log;
mod names;
pub mod options;
mod session;
pub mod start;
pub mod unserved;
pub mod uri;
mod visible;

/// The version of the protocol's library that clients are told, as the reference counts it:
/// 11.3.0.
pub const LIBVIRT_VERSION: u64 = 11_003_000;
