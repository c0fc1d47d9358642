//! What the kernel gives: sockets with descriptors, processes, devices, NUMA, statistics.

pub mod as_user;
pub mod assign;
pub mod cgroup;
mod localtime;
pub mod macvtap;
pub mod memory;
pub mod node;
pub mod power;
pub mod process;
pub mod procfs;
pub mod random;
pub mod sock;
pub mod tap;
pub mod vsock;
