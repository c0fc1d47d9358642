//! What users write: domains, networks, capabilities, as plain data.

pub mod fill;
pub mod network;
