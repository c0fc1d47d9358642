//! What is filled in when absent, a room a device.

pub mod domain;
