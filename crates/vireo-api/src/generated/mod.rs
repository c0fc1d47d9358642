//! Made from the tables of `vireo-proto` and of this crate.

pub mod consts;
pub mod drivers;
pub mod errors;
