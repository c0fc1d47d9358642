//! The stories: what a user does, and what a user sees.

mod definitions;
mod lifecycle;
