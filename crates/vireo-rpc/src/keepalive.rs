//! The keepalive timer as plain state: the caller tells the time.
//!
//! ```text
//!   off ──start──► counting ──an interval of silence──► ping, one life less
//!    ▲                │  ▲                                     │
//!    └─interval 0─────┘  └──── anything received: all lives ◄──┤
//!                                                no life left: dead
//! ```
//!
//! While we read nothing from the peer on purpose (a stream's window is full), its pings stay
//! unanswered; a pulse of ours every second tells it that we are there.

use std::time::{Duration, Instant};

/// Between two signs of life while nothing is read from the peer. Shorter than any peer's patience.
const PULSE: Duration = Duration::from_secs(1);

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
    /// A sign of life is to be sent: the peer's pings are not read.
    Pulse,
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

    /// Starts to count: the peer has said that it answers. Without an interval there are only pulses.
    pub fn start(&mut self, now: Instant) {
        self.running = Some(Running { since: now, left: self.count });
    }

    /// Starts again with other numbers; with an interval of zero nothing is pinged.
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
    pub fn deadline(&self, paused: bool) -> Option<Instant> {
        let period = self.period(paused)?;
        self.running.as_ref().map(|running| running.since + period)
    }

    fn period(&self, paused: bool) -> Option<Duration> {
        let interval = (!self.interval.is_zero()).then_some(self.interval);
        if paused { Some(interval.map_or(PULSE, |interval| interval.min(PULSE))) } else { interval }
    }

    /// Looks at the clock. While `paused`, nothing is read from the peer on purpose,
    /// so its silence is not held against it.
    pub fn tick(&mut self, now: Instant, paused: bool) -> Tick {
        let Some(period) = self.period(paused) else { return Tick::Quiet };
        let Some(running) = &mut self.running else { return Tick::Quiet };
        if now.saturating_duration_since(running.since) < period {
            return Tick::Quiet;
        }
        running.since = now;
        if paused {
            running.left = self.count;
            return Tick::Pulse;
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
        assert_eq!(keepalive.deadline(false), None);
        assert_eq!(keepalive.tick(now + 100 * SECOND, false), Tick::Quiet);
        keepalive.start(now);
        (keepalive, now)
    }

    #[test]
    fn silence_is_pinged_and_then_given_up() {
        let (mut keepalive, now) = started();
        assert_eq!(keepalive.deadline(false), Some(now + 5 * SECOND));
        assert_eq!(keepalive.tick(now + 4 * SECOND, false), Tick::Quiet);
        assert_eq!(keepalive.tick(now + 5 * SECOND, false), Tick::Ping);
        assert_eq!(keepalive.tick(now + 6 * SECOND, false), Tick::Quiet);
        assert_eq!(keepalive.tick(now + 10 * SECOND, false), Tick::Ping);
        assert_eq!(keepalive.tick(now + 15 * SECOND, false), Tick::Dead);
        assert_eq!(keepalive.deadline(false), None);
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
            assert_eq!(keepalive.deadline(true), Some(now + ((round - 1) * 5 + 1) * SECOND));
            assert_eq!(keepalive.tick(now + round * 5 * SECOND, true), Tick::Pulse);
        }
        assert_eq!(keepalive.tick(now + 250 * SECOND, false), Tick::Ping);
        assert_eq!(keepalive.tick(now + 255 * SECOND, false), Tick::Ping);
        assert_eq!(keepalive.tick(now + 260 * SECOND, false), Tick::Dead);
    }

    #[test]
    fn an_interval_of_zero_never_pings() {
        let (mut keepalive, now) = started();
        keepalive.restart(Duration::ZERO, 5, now);
        assert_eq!(keepalive.deadline(false), None);
        assert_eq!(keepalive.tick(now + 100 * SECOND, false), Tick::Quiet);
    }
}
