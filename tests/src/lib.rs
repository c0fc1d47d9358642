//! Helpers of the end-to-end tests: a private daemon a test, the stock
//! clients, guests of our own, and waits that end.
//!
//! A test reads as a story: start a daemon, define a guest, do what a user
//! does, look at what a user sees. The same stories run against the reference
//! daemon with `VIREO_TEST_REFERENCE=1`: that is how a story's expectation is
//! checked before it is held against Vireo.
//!
//! | variable | meaning |
//! |---|---|
//! | `VIREO_DAEMON` | the daemon to test; else `vireod` is built with cargo |
//! | `VIREO_DAEMON_FAIL` | the daemon with fail points; else it is built with cargo |
//! | `VIREO_TEST_REFERENCE` | test the installed libvirtd instead |
//! | `VIREO_GUESTS` | directory of the built guests; else `target/guests` |
//! | `VIREO_REQUIRE_ALL` | a test that would be skipped fails |
//! | `VIREO_CALLS` | add the called functions to this file ([`calls`]) |
//! | `VIREO_VIRTIOFSD` | the server of virtiofs shares, where the distribution has it elsewhere |
//! | `VIREO_FOREIGN` | folder with unpacked emulators of other machines and their firmware |
//! | `VIREO_KEEP` | keep each test's directory |

pub mod artifacts;
pub mod background;
pub mod calls;
pub mod client;
pub mod daemon;
pub mod fake;
pub mod guest;
pub mod link;
pub mod pair;
pub mod pki;
pub mod sweep;
pub mod wait;
pub mod web;

pub use background::Background;
pub use client::Output;
pub use daemon::{Builder, Daemon};
pub use guest::Guest;
pub use wait::{eventually, eventually_within, succeeds};

/// Ends a test early with a message, where the machine lacks something that its distribution or its
/// network may not have: no failure with `VIREO_REQUIRE_ALL` either.
#[macro_export]
macro_rules! lacking {
    ($($message:tt)+) => {{
        eprintln!("skipped: {}", format!($($message)+));
        return;
    }};
}

/// Ends a test early with a message, where the machine lacks something.
///
/// With `VIREO_REQUIRE_ALL` set the test fails instead.
#[macro_export]
macro_rules! skip {
    ($($message:tt)+) => {{
        let message = format!($($message)+);
        assert!(std::env::var_os("VIREO_REQUIRE_ALL").is_none(), "not skipped: {message}");
        eprintln!("skipped: {message}");
        return;
    }};
}
