//! The stories: what a user does, and what a user sees.

mod console;
mod deaths;
mod definitions;
mod events;
mod lifecycle;
mod restart;
mod statistics;
mod storage;
mod stuck;
