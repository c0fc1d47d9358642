//! Entry points for the fuzzers.

pub use crate::agent::info::fuzz_answers as fuzz_agent;
pub use crate::migration::cookie::fuzz_cookie;
