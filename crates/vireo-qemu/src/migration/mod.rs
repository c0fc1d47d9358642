//! A guest's memory on its way: to another host, from one, or to a file.
//!
//! | module | what |
//! |---|---|
//! | [`outgoing`] | one sending of the guest by QEMU: live migration, save and dump are users of it |
//! | [`settings`] | QEMU's migration capabilities and parameters, set for one sending and put back |
//! | [`stats`] | QEMU's figures as statistics of the job |
//! | [`watch`] | what QEMU's events and clients say of the long job that runs |
//! | [`tuning`] | bandwidth, downtime and cache, by default and on the fly |

pub mod outgoing;
pub mod settings;
pub mod stats;
pub mod tuning;
pub mod watch;
