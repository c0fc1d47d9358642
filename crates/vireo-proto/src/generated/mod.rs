//! Made from the tables in `protocol/`.

pub mod admin;
pub mod lxc;
pub mod qemu;
pub mod remote;
