//! Waits with a deadline.

use std::time::{Duration, Instant};

/// How long a test waits for something that should happen soon. Generous: a
/// busy two-core machine under emulation is slow, and only failures wait.
pub const SOON: Duration = Duration::from_secs(60);

/// Asks again and again until there is an answer.
///
/// # Panics
/// When there is none within [`SOON`].
pub fn eventually<T>(what: &str, ask: impl FnMut() -> Option<T>) -> T {
    eventually_within(SOON, what, ask)
}

/// [`eventually`] with a limit of its own.
///
/// # Panics
/// When there is no answer in time.
pub fn eventually_within<T>(limit: Duration, what: &str, mut ask: impl FnMut() -> Option<T>) -> T {
    let begin = Instant::now();
    let mut pause = Duration::from_millis(5);
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        assert!(begin.elapsed() < limit, "not within {limit:?}: {what}");
        std::thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(100));
    }
}
