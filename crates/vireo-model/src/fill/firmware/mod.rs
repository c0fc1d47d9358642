//! Choosing a firmware.

pub mod descriptor;
