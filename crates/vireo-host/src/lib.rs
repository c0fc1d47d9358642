//! What the kernel gives: sockets with descriptors, processes, NUMA, statistics.

pub mod node;
pub mod process;
pub mod procfs;
pub mod sock;
pub mod tap;
