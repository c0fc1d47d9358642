//! Refusals, a room a device.

pub mod domain;
pub mod generic;
pub mod os;
