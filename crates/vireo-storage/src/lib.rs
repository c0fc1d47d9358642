//! The storage driver: pools, and the volumes in them.
//!
//! A pool is started by a look at its directory ([`scan`]); what is in it are its volumes. Each pool has
//! a published view ([`object`]), which reads are served from. Making, copying, wiping, growing and
//! transferring a volume take as long as they take: they hold a note that the volume is in use, and no
//! lock that anybody waits for. Guests ask by [`vireo_api::storage`].
//!
//! Pools of directories can be started. Definitions of pools that are mounted are kept; others are refused.

mod api;
mod build;
mod capabilities;
mod change;
mod copy;
pub mod definition;
pub mod document;
mod driver;
mod error;
#[doc(hidden)]
pub mod fuzz;
mod guests;
mod lifecycle;
pub mod object;
pub mod scan;
mod tool;
mod transfer;
mod volumes;

pub use driver::StorageDriver;
