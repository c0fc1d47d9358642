//! The keepalive timer as plain state: the caller tells the time.
//!
//! ```text
//!   off ──start──► counting ──an interval of silence──► ping, one life less
//!    ▲                │  ▲                                     │
//!    └─interval 0─────┘  └──── anything received: all lives ◄──┤
//!                                                no life left: dead
//! ```

use std::time::{Duration, Instant};

/// When to ping the peer, and when to give it up.
#[derive(Debug, Clone)]
pub struct Keepalive {
    interval: Duration,
    count: u32,
    running: Option<Running>,
}

#[derive(Debug, Clone)]
struct Running {
    since: Instant,
    left: u32,
}

/// What a look at the clock says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tick {
    /// Nothing to do.
    Quiet,
    /// A ping is to be sent.
    Ping,
    /// The peer left all pings unanswered.
    Dead,
}

impl Keepalive {
    /// Pings after `interval` of silence, gives up when `count` of them stay
    /// unanswered. An interval of zero never pings. Starts stopped.
    #[must_use]
    pub const fn new(interval: Duration, count: u32) -> Self {
        Self { interval, count, running: None }
    }

    /// Starts to count, when there is an interval: the peer has said that it answers.
    pub fn start(&mut self, now: Instant) {
        if !self.interval.is_zero() {
            self.running = Some(Running { since: now, left: self.count });
        }
    }

    /// Starts again with other numbers; an interval of zero stops.
    pub fn restart(&mut self, interval: Duration, count: u32, now: Instant) {
        *self = Self::new(interval, count);
        self.start(now);
    }

    /// Something came from the peer.
    #[inline]
    pub fn received(&mut self, now: Instant) {
        if let Some(running) = &mut self.running {
            *running = Running { since: now, left: self.count };
        }
    }

    /// When to call [`Keepalive::tick`] next.
    #[must_use]
    pub fn deadline(&self) -> Option<Instant> {
        self.running.as_ref().map(|running| running.since + self.interval)
    }

    /// Looks at the clock. While `paused`, nothing is read from the peer on purpose,
    /// so its silence is not held against it.
    pub fn tick(&mut self, now: Instant, paused: bool) -> Tick {
        let Some(running) = &mut self.running else { return Tick::Quiet };
        if now.saturating_duration_since(running.since) < self.interval {
            return Tick::Quiet;
        }
        running.since = now;
        if paused {
            running.left = self.count;
            return Tick::Quiet;
        }
        match running.left.checked_sub(1) {
            Some(left) => {
                running.left = left;
                Tick::Ping
            }
            None => {
                self.running = None;
                Tick::Dead
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    fn started() -> (Keepalive, Instant) {
        let now = Instant::now();
        let mut keepalive = Keepalive::new(5 * SECOND, 2);
        assert_eq!(keepalive.deadline(), None);
        assert_eq!(keepalive.tick(now + 100 * SECOND, false), Tick::Quiet);
        keepalive.start(now);
        (keepalive, now)
    }

    #[test]
    fn silence_is_pinged_and_then_given_up() {
        let (mut keepalive, now) = started();
        assert_eq!(keepalive.deadline(), Some(now + 5 * SECOND));
        assert_eq!(keepalive.tick(now + 4 * SECOND, false), Tick::Quiet);
        assert_eq!(keepalive.tick(now + 5 * SECOND, false), Tick::Ping);
        assert_eq!(keepalive.tick(now + 6 * SECOND, false), Tick::Quiet);
        assert_eq!(keepalive.tick(now + 10 * SECOND, false), Tick::Ping);
        assert_eq!(keepalive.tick(now + 15 * SECOND, false), Tick::Dead);
        assert_eq!(keepalive.deadline(), None);
    }

    #[test]
    fn anything_received_starts_anew() {
        let (mut keepalive, now) = started();
        for round in 1..50 {
            let now = now + round * 5 * SECOND;
            assert_eq!(keepalive.tick(now, false), Tick::Ping);
            keepalive.received(now);
        }
    }

    #[test]
    fn a_pause_is_not_held_against_the_peer() {
        let (mut keepalive, now) = started();
        assert_eq!(keepalive.tick(now + 5 * SECOND, false), Tick::Ping);
        for round in 2..50 {
            assert_eq!(keepalive.tick(now + round * 5 * SECOND, true), Tick::Quiet);
        }
        assert_eq!(keepalive.tick(now + 250 * SECOND, false), Tick::Ping);
        assert_eq!(keepalive.tick(now + 255 * SECOND, false), Tick::Ping);
        assert_eq!(keepalive.tick(now + 260 * SECOND, false), Tick::Dead);
    }

    #[test]
    fn an_interval_of_zero_never_pings() {
        let (mut keepalive, now) = started();
        keepalive.restart(Duration::ZERO, 5, now);
        assert_eq!(keepalive.deadline(), None);
        assert_eq!(keepalive.tick(now + 100 * SECOND, false), Tick::Quiet);
    }
}
