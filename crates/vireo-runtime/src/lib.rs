//! What every hypervisor driver needs, and nothing that only one of them does.
//!
//! | module | what it is |
//! |---|---|
//! | [`job`] | who may work on a domain beside whom: admission, waiting, job information |
//! | [`events`] | the bus that carries events to subscribers |
//! | [`domain`] | a domain: its states, its definition, its published view |
//! | [`registry`] | all domains, by UUID, name and id |
//! | [`layout`] | where files live, in each of the three kinds of instance |
//! | [`durable`] | files that are replaced atomically and synced |
//! | [`store`] | definitions and autostart links on disk |
//! | [`status`] | the status file of a running domain |
//! | [`steps`] | long operations as tables of steps with undo |
//! | [`ledger`] | host resources that must be given back |
//! | [`journal`] | how far an operation came, for a daemon that starts again |
//! | [`fail_point`] | named places where a test makes the daemon die |
//! | [`ports`] | port numbers from ranges |
//! | [`guest_log`] | the log file of a guest |
//! | [`close`] | what happens to domains when a connection closes |
//! | [`autostart`] | which domains to start with the host, in which order |
//! | [`pidfile`] | one daemon a state directory |
//!
//! Nothing here knows of QEMU, RPC or sockets. Waits are bounded, locks are held for a few
//! instructions and never across an await, and whatever is taken is given back.

pub mod autostart;
pub mod close;
pub mod domain;
pub mod durable;
pub mod error;
pub mod events;
pub mod fail_point;
#[doc(hidden)]
pub mod fuzz;
pub mod guest_log;
pub mod job;
pub mod journal;
pub mod layout;
pub mod ledger;
pub mod pidfile;
pub mod ports;
pub mod registry;
pub mod status;
pub mod steps;
pub mod store;

pub use error::{Error, Result};
