//! Processes: spawning one with exactly the descriptors and credentials wanted, watching it by a
//! pidfd, and telling it apart from a later process of the same number.

pub mod locked;
pub mod mark;
mod spawn;
pub mod tool;
mod watch;

pub use spawn::{Credentials, Spawn};
pub use watch::{Process, StopPlan, Stopped};
