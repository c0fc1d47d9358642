//! CPU models and features, and the host's own CPU.

pub mod host;
