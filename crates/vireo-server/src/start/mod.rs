//! From a command line to a running daemon: places, sockets, background, readiness.

pub mod activation;
pub mod background;
pub mod check;
pub mod listen;
pub mod notify;
pub mod pid_file;
pub mod places;
