//! Entry points for the fuzzers.

pub use crate::agent::info::fuzz_answers as fuzz_agent;
pub use crate::migration::certificate::fuzz_certificate;
pub use crate::migration::cookie::fuzz_cookie;
pub use crate::save::image::fuzz_image as fuzz_save_image;
