//! What goes wrong, and when.

use vireo_tests::link::{Passing, Way as Direction};
use vireo_tests::pair::Side;

/// What goes wrong.
#[derive(Debug, Clone)]
pub enum Fault {
    /// A line of the script of a side's QEMU.
    Script(Side, String),
    /// The client aborts the job when the source's QEMU gets to this command.
    Abort(String),
    /// At a frame between the source's daemon and the destination's.
    Frame(Passing, Victim),
    /// The client is killed at a frame between it and a daemon.
    Client(Side, Passing),
}

/// What breaks at a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Victim {
    Link,
    /// The link, in the middle of the frame.
    LinkInside,
    /// The link, without a word.
    Silence,
    Daemon(Side),
}

impl Fault {
    /// The script's line.
    pub fn line(&self) -> &str {
        match self {
            Self::Script(_, line) => line,
            Self::Abort(_) | Self::Frame(..) | Self::Client(..) => "",
        }
    }

    /// Whether a side's QEMU dies of it.
    pub fn kills(&self, side: Side) -> bool {
        matches!(self, Self::Script(at, line) if *at == side && line.starts_with("die"))
    }

    /// Whether the source's QEMU or daemon ends by it.
    pub fn blinds_client(&self) -> bool {
        match self {
            Self::Script(Side::Source, line) => !line.starts_with("error"),
            Self::Frame(_, victim) => *victim == Victim::Daemon(Side::Source),
            Self::Script(Side::Destination, _) | Self::Abort(_) | Self::Client(..) => false,
        }
    }

    pub fn is_of_client(&self) -> bool {
        matches!(self, Self::Client(..))
    }

    /// What the client's error has to say, when there is one.
    pub fn words(&self) -> &'static [&'static str] {
        match self {
            Self::Script(_, line) if line.starts_with("error") => &["not in this weather"],
            Self::Script(..) | Self::Abort(_) | Self::Frame(..) | Self::Client(..) => &[],
        }
    }
}

/// Each moment of so many frames each way.
pub fn moments((there, back): (u64, u64)) -> Vec<Passing> {
    let of = |way, count| {
        (1..=count).flat_map(move |number| {
            [false, true].map(move |passed| Passing { way, number, passed })
        })
    };
    of(Direction::There, there).chain(of(Direction::Back, back)).collect()
}

/// Two faults each, the second one anywhere: as many pairs as there are faults, by their numbers.
pub fn doubled(faults: &[Fault]) -> Vec<Vec<Fault>> {
    let count = faults.len();
    // A step without a common divisor with most counts mixes sides and kinds.
    let other = |at: usize| (at * 7 + 1 + at / 7 * 13) % count;
    let pair = |at: usize| vec![faults[at].clone(), faults[other(at)].clone()];
    (0..count).filter(|at| other(*at) != *at).map(pair).collect()
}
