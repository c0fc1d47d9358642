//! Jobs: who may work on a domain beside whom.
//!
//! A domain has three places for work, each of which holds one job or none:
//!
//! ```text
//!              ┌──────────────┐   ┌──────────────┐   ┌──────────────┐
//!              │     sync     │   │    async     │   │    agent     │
//!              │ a short call │   │ a long one,  │   │ a call to the│
//!              │ or a nested  │   │ with a mask  │   │ guest's agent│
//!              │ one          │   │ of sync kinds│   │              │
//!              └──────────────┘   └──────────────┘   └──────────────┘
//!
//!  request     begins when
//!  ─────────   ───────────────────────────────────────────────────────────────
//!  sync(k)     sync is empty, and async is empty or its mask admits k
//!  nested      sync is empty, and async is not; refused when async is empty
//!  async(a)    sync is empty, and async is empty            (then fills async)
//!  agent(g)    agent is empty
//! ```
//!
//! A query is in every mask. A nested job is a step of the asynchronous job itself (a monitor
//! command of a migration), so the mask does not concern it.
//!
//! Whoever cannot begin waits in one queue. Whenever something ends, the queue is walked from its
//! head and everyone who can begin now begins; destroying a domain goes to the head of the queue.
//! So nobody who could begin is ever kept waiting by one who cannot, and among those who want the
//! same place, first come is first served.
//!
//! [`admission`] is that table as pure functions; [`JobTracker`] adds waiting, deadlines and the
//! tokens that end a job when they are dropped.

pub mod admission;
mod stats;
mod tracker;

pub use admission::{AgentJob, AsyncJob, Mask, Request, SyncJob};
pub use stats::{JobOperation, JobStats, JobType};
pub use tracker::{
    AsyncToken, Holder, JobInfo, JobLimits, JobTimeout, JobToken, JobTracker, SyncHolder,
};
