//! Images of running guests: chains, block jobs, exports.
//!
//! | module | what |
//! |---|---|
//! | [`state`] | how far a block job is; what may happen next |
//! | [`job`] | block jobs of a run |
//! | [`engine`] | their start, their events, their end |
//! | [`finish`] | what the end of each kind changes |
//! | [`reconnect`] | jobs that ran on without a daemon |
//! | [`xml`] | jobs in the status file |
//! | [`chain`] | chains in definitions |
//! | [`nodes`] | QEMU's nodes of an image |
//! | [`threshold`] | telling when a write passes an offset |
//! | [`labels`], [`guard`] | files given to a guest; files that others need |
//! | [`copy`], [`commit`], [`pull`], [`create`] | starting the jobs; making images |
//! | [`control`] | ending, limiting and looking at jobs; sizes |
//! | [`mirror`], [`nbd`] | copying a disk to any node; showing nodes to other hosts |

pub mod chain;
pub mod commit;
pub mod control;
pub mod copy;
pub mod create;
pub mod engine;
pub mod finish;
pub mod guard;
pub mod job;
pub mod labels;
pub mod mirror;
pub mod nbd;
pub mod nodes;
pub mod pull;
pub mod reconnect;
pub mod relative;
pub mod state;
pub mod threshold;
pub mod xml;
