//! Waits with a deadline. One that fails tells what was seen last.

use std::cell::RefCell;
use std::fmt::Debug;
use std::time::{Duration, Instant};

use crate::Output;

/// How long a test waits for something that should happen soon. Generous: a
/// busy two-core machine under emulation is slow, and only failures wait.
pub const SOON: Duration = Duration::from_secs(120);

thread_local! {
    /// What the last client of this thread was asked and said.
    static LAST: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// What one look found: `None` and `Err` look again.
pub trait Look<T> {
    /// What was waited for, or what was seen instead.
    ///
    /// # Errors
    /// It is not there yet.
    fn found(self) -> Result<T, Option<String>>;
}

impl<T> Look<T> for Option<T> {
    fn found(self) -> Result<T, Option<String>> {
        self.ok_or(None)
    }
}

impl<T, E: Debug> Look<T> for Result<T, E> {
    fn found(self) -> Result<T, Option<String>> {
        self.map_err(|seen| Some(format!("{seen:?}")))
    }
}

/// Asks again and again until there is an answer.
///
/// # Panics
/// When there is none within [`SOON`].
#[track_caller]
pub fn eventually<T, L: Look<T>>(what: &str, ask: impl FnMut() -> L) -> T {
    eventually_within(SOON, what, ask)
}

/// [`eventually`] with a limit of its own.
///
/// # Panics
/// When there is no answer in time.
#[track_caller]
pub fn eventually_within<T, L: Look<T>>(
    limit: Duration,
    what: &str,
    mut ask: impl FnMut() -> L,
) -> T {
    let begin = Instant::now();
    let mut pause = Duration::from_millis(5);
    LAST.with(|last| last.take());
    loop {
        let seen = match ask().found() {
            Ok(answer) => return answer,
            Err(seen) => seen,
        };
        if begin.elapsed() >= limit {
            let seen = seen.or_else(|| LAST.with(|last| last.take()));
            let seen = seen.map_or(String::new(), |seen| format!("; last seen: {seen}"));
            panic!("not within {limit:?}: {what}{seen}");
        }
        std::thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(100));
    }
}

/// Has a client try again and again until it succeeds; gives its standard output back.
///
/// # Panics
/// When it does not within [`SOON`].
#[track_caller]
pub fn succeeds(what: &str, mut client: impl FnMut() -> Output) -> String {
    eventually(what, || {
        let said = client();
        if said.ok { Ok(said.out) } else { Err(said) }
    })
}

/// Notes what a client was asked and said.
pub(crate) fn note(asked: &dyn Debug, said: &Output) {
    LAST.with(|last| last.replace(Some(format!("{asked:?} said {said:?}"))));
}
