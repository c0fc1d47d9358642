//! How soon a client's next call is looked for.
//!
//! Waking a core that sleeps costs more than a cheap call, and a client that makes one call after
//! the other pays it each time. While its calls follow each other closely, the daemon looks for
//! the next one a little while before it sleeps. A look in vain makes the next wish to look rarer.

use std::sync::LazyLock;
use std::time::{Duration, Instant};

/// A call that comes this soon after the reply before it follows closely: time for two cores to
/// wake and a client to think.
const CLOSE: Duration = Duration::from_micros(150);

/// For how long the next call is looked for.
const LOOK: Duration = Duration::from_micros(50);

/// Calls that must have followed closely before the first look, and after many looks in vain.
const LEAST: u32 = 2;
const MOST: u32 = 256;

/// The pace of one client's calls.
#[derive(Debug)]
pub(super) struct Pace {
    /// Looking takes a processor: with one alone, the client would wait for it.
    may_look: bool,
    /// When the last reply left, until the next call comes.
    replied: Option<Instant>,
    /// Calls that followed closely, one after the other.
    close: u32,
    /// As many are wanted before the next call is looked for.
    wanted: u32,
}

impl Pace {
    /// The pace of a client that has not called yet.
    pub(super) fn new() -> Self {
        static PROCESSORS: LazyLock<usize> =
            LazyLock::new(|| std::thread::available_parallelism().map_or(1, usize::from));
        Self::with(*PROCESSORS)
    }

    fn with(processors: usize) -> Self {
        Self { may_look: processors > 1, replied: None, close: 0, wanted: LEAST }
    }

    /// All replies have left, now or some time ago.
    pub(super) fn replied(&mut self, now: impl FnOnce() -> Instant) {
        if self.may_look {
            self.replied.get_or_insert_with(now);
        }
    }

    /// Something came, at `now`.
    pub(super) fn received(&mut self, now: Instant) {
        let since = self.replied.take().map(|replied| now.saturating_duration_since(replied));
        self.close = if since.is_some_and(|since| since < CLOSE) { self.close + 1 } else { 0 };
    }

    /// Until when the next call is looked for; `None` when the daemon should sleep.
    pub(super) fn look_until(&self) -> Option<Instant> {
        self.replied.filter(|_| self.close >= self.wanted).map(|replied| replied + LOOK)
    }

    /// The look was in vain.
    pub(super) fn missed(&mut self) {
        // A long row before it says that looking pays with this client.
        self.wanted = if self.close >= MOST { LEAST } else { (self.wanted * 2).min(MOST) };
        self.close = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEAR: Duration = Duration::from_micros(40);

    /// So many calls, each so long after the reply before it.
    fn calls(pace: &mut Pace, now: &mut Instant, count: u32, gap: Duration) {
        for _ in 0..count {
            *now += gap;
            pace.received(*now);
            pace.replied(|| *now);
        }
    }

    #[test]
    fn it_looks_only_for_calls_that_follow_closely() {
        let (mut pace, mut now) = (Pace::with(2), Instant::now());
        calls(&mut pace, &mut now, 1, NEAR);
        assert_eq!(pace.look_until(), None, "nothing is known of the first");
        calls(&mut pace, &mut now, LEAST, NEAR);
        assert_eq!(pace.look_until(), Some(now + LOOK));
        calls(&mut pace, &mut now, 1, CLOSE);
        assert_eq!(pace.look_until(), None);
    }

    #[test]
    fn a_look_in_vain_makes_the_next_rarer() {
        let (mut pace, mut now) = (Pace::with(2), Instant::now());
        calls(&mut pace, &mut now, 1, NEAR);
        let mut wanted = LEAST;
        while wanted < MOST {
            calls(&mut pace, &mut now, wanted, NEAR);
            assert!(pace.look_until().is_some());
            pace.missed();
            wanted *= 2;
            calls(&mut pace, &mut now, wanted - 1, NEAR);
            assert_eq!(pace.look_until(), None);
            calls(&mut pace, &mut now, 1, CLOSE);
        }
        calls(&mut pace, &mut now, MOST, NEAR);
        pace.missed();
        calls(&mut pace, &mut now, LEAST, NEAR);
        assert!(pace.look_until().is_some(), "the row was long");
    }

    #[test]
    fn a_lone_processor_is_left_to_the_client() {
        let (mut pace, mut now) = (Pace::with(1), Instant::now());
        calls(&mut pace, &mut now, 1000, NEAR);
        assert_eq!(pace.look_until(), None);
    }
}
