//! How much of the host a guest may take: told, kept in its definition, and changed while it runs.
//!
//! A room a subject. Each has its parameters in a table (name, type, where in the definition, where
//! in the host or in QEMU), which reading, setting, starting and telling all use.
//!
//! Nothing is limited where the definition is silent; a running guest's silence is told as the
//! kernel's own defaults, as the reference does.

pub mod bandwidth;
pub mod blkio;
pub mod cgroup;
pub(crate) mod change;
pub mod disk;
pub mod groups;
pub mod iothreads;
mod launch;
mod lifecycle;
pub mod limits;
pub mod memory;
pub mod numa;
pub mod params;
pub mod pin;
pub mod scheduler;
pub mod size;
pub mod vcpus;

use vireo_api::consts::DOMAIN_TUNABLE_CPU_CPU_SHARES;
use vireo_api::event::DomainEvent;

/// The event that tells the share of CPU time that the kernel stored.
// REQ: E-02
#[must_use]
pub fn shares_event(stored: u64) -> Option<DomainEvent> {
    let mut tunables = params::Tunables::default();
    tunables.ullong(DOMAIN_TUNABLE_CPU_CPU_SHARES, stored);
    tunables.event()
}
