//! The stories: what a user does, and what a user sees.

mod administration;
mod agent;
mod block_jobs;
mod connections;
mod console;
mod cpu;
mod deaths;
mod definitions;
mod devices;
mod events;
mod fail_points;
mod input;
mod lifecycle;
mod migration;
mod migration_faults;
mod network;
mod old_peers;
mod refusals;
mod restart;
mod save;
mod simulated;
mod spine;
mod statistics;
mod storage;
mod stuck;
mod tuning;
