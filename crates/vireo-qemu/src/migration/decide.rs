//! What becomes of a guest when its migration breaks: pure functions of what a side knows then. All
//! that decides where a guest runs stands here; `model` plays every fault at every moment against it.
//!
//! ```text
//!                     before Perform ended   all sent, no Finish   Finish sent        Finish answered
//!   source's daemon   stops sending          goes on (by peer)     asks (by peer)     ends / goes on
//!     restarts        and goes on            keeps (by client)     keeps (by client)
//!   its client is     goes on                keeps                 keeps              -
//!     gone
//!   destination's     ends                   ends                  ends, or stays     stays
//!     daemon restarts                                              when it runs
//!   its client is     ends                   ends                  (the call outlives its connection)
//!     gone
//! ```
//!
//! After the switch of post-copy both sides keep what they have, whatever happens. In the second
//! protocol, driven by a client, the source's guest is gone once all was sent: then the destination
//! has the only copy and keeps it.

use super::phase::Phase;

/// What the source does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AtSource {
    /// Nothing had happened to the guest yet.
    Untouched,
    /// Ends the sending if there is one; the guest goes on as before.
    StopsSending,
    /// The guest goes on as it was before.
    GoesOn,
    /// The guest stays paused with its memory: only the client or the administrator knows.
    Keeps,
    /// The same until the destination says where the guest is.
    Asks,
    /// The guest runs elsewhere: its run here ends.
    Ends,
    /// The guest stays paused, to be resumed by post-copy's recovery.
    KeepsBroken,
}

/// What the destination does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AtDestination {
    /// Its run ends: the source has the guest.
    Ends,
    /// It stays as it is, paused: nobody else has it.
    Keeps,
    /// It is run: nobody else has it, and it was to run.
    Runs,
    /// It runs already and stays.
    Stays,
    /// It stays as it is, to be resumed by post-copy's recovery.
    KeepsBroken,
}

/// What a source finds when its daemon comes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SourceKnows {
    /// The phase that was written down.
    pub phase: Phase,
    /// The switch of post-copy was passed.
    pub postcopy: bool,
    /// It drove the migration itself and knows the destination's daemon.
    pub by_peer: bool,
    /// Finish was sent, or was about to be.
    pub finish_sent: bool,
}

/// The source's daemon comes back.
#[must_use]
pub const fn source_restarted(knows: SourceKnows) -> AtSource {
    if knows.postcopy {
        return AtSource::KeepsBroken;
    }
    match knows.phase {
        Phase::Perform2 | Phase::Perform3 => AtSource::StopsSending,
        Phase::Perform3Done => match (knows.by_peer, knows.finish_sent) {
            (true, false) => AtSource::GoesOn,
            (true, true) => AtSource::Asks,
            (false, _) => AtSource::Keeps,
        },
        Phase::Confirm3Cancelled => AtSource::GoesOn,
        Phase::Confirm3 => AtSource::Ends,
        Phase::PostcopyFailed
        | Phase::BeginResume
        | Phase::PerformResume
        | Phase::ConfirmResume => AtSource::KeepsBroken,
        Phase::None
        | Phase::Begin3
        | Phase::Prepare
        | Phase::Finish2
        | Phase::Finish3
        | Phase::PrepareResume
        | Phase::FinishResume => AtSource::Untouched,
    }
}

/// The client that drives the migration is gone, and no call of it is at work.
#[must_use]
pub const fn source_left(phase: Phase, postcopy: bool) -> AtSource {
    match phase {
        Phase::Perform3Done if postcopy => AtSource::KeepsBroken,
        // Whether the destination runs it only the administrator knows.
        Phase::Perform3Done => AtSource::Keeps,
        Phase::None | Phase::Begin3 | Phase::Perform3 | Phase::Perform2 => AtSource::GoesOn,
        Phase::PostcopyFailed
        | Phase::BeginResume
        | Phase::PerformResume
        | Phase::ConfirmResume => AtSource::KeepsBroken,
        Phase::Confirm3
        | Phase::Confirm3Cancelled
        | Phase::Prepare
        | Phase::Finish2
        | Phase::Finish3
        | Phase::PrepareResume
        | Phase::FinishResume => AtSource::Untouched,
    }
}

/// What came back for Finish.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// The guest runs there.
    Done,
    /// It does not.
    Failed,
    /// Nothing came back.
    Lost,
}

/// A source that drives the migration itself has its answer; `sent` when all was sent, and so
/// Finish was to run the guest.
#[must_use]
pub const fn source_told(sent: bool, answer: Answer, postcopy: bool) -> AtSource {
    match (sent, answer) {
        (true, Answer::Done) => AtSource::Ends,
        (true, Answer::Failed | Answer::Lost) | (false, _) if postcopy => AtSource::KeepsBroken,
        (true, Answer::Lost) => AtSource::Asks,
        (true, Answer::Failed) | (false, _) => AtSource::GoesOn,
    }
}

/// How it stands with a guest at its destination, when that is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum There {
    /// It is not there, or off.
    Absent,
    /// It waits for its memory or for Finish.
    Waits,
    /// Its CPUs ran.
    Ran,
}

impl There {
    /// By the state and its reason as clients are told them.
    #[must_use]
    pub const fn of(state: Option<(i32, i32)>) -> Self {
        const NO_STATE: i32 = 0;
        const PAUSED: i32 = 3;
        const SHUTOFF: i32 = 5;
        const UNKNOWN: i32 = 0;
        const MIGRATION: i32 = 2;
        const STARTING_UP: i32 = 11;
        match state {
            None | Some((SHUTOFF, _)) => Self::Absent,
            Some((PAUSED, UNKNOWN | MIGRATION | STARTING_UP) | (NO_STATE, _)) => Self::Waits,
            // Whatever stopped it since: its disks have moved on.
            Some(_) => Self::Ran,
        }
    }
}

/// A source that asked; none when it has to ask again.
#[must_use]
pub const fn source_asked(there: There) -> Option<AtSource> {
    match there {
        There::Ran => Some(AtSource::Ends),
        There::Absent => Some(AtSource::GoesOn),
        There::Waits => None,
    }
}

/// What a destination finds when its daemon comes back, or when its client is gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DestinationKnows {
    /// The phase that was written down.
    pub phase: Phase,
    /// The switch of post-copy was passed.
    pub postcopy: bool,
    /// Its CPUs run.
    pub running: bool,
    /// All of its memory came, and the source's guest ended by that: see [`is_only_copy`].
    pub only_copy: bool,
}

/// Whether a guest that came is the only copy before Finish: in the second protocol the source ends
/// its guest when all was sent, unless it waits for Finish because it drives the migration itself.
#[must_use]
pub const fn is_only_copy(second_protocol: bool, by_peer: bool, all_came: bool) -> bool {
    second_protocol && !by_peer && all_came
}

/// The destination's daemon comes back.
#[must_use]
pub const fn destination_restarted(knows: DestinationKnows) -> AtDestination {
    match knows.phase {
        Phase::PostcopyFailed | Phase::PrepareResume | Phase::FinishResume => {
            AtDestination::KeepsBroken
        }
        Phase::Finish3 if knows.postcopy => AtDestination::KeepsBroken,
        Phase::Finish3 if knows.running => AtDestination::Stays,
        Phase::Finish2 if knows.running => AtDestination::Stays,
        Phase::Finish2 => AtDestination::Runs,
        Phase::Prepare if knows.only_copy => AtDestination::Keeps,
        // Its CPUs never ran: the source has it.
        Phase::None
        | Phase::Prepare
        | Phase::Finish3
        | Phase::Perform2
        | Phase::Begin3
        | Phase::Perform3
        | Phase::Perform3Done
        | Phase::Confirm3Cancelled
        | Phase::Confirm3
        | Phase::BeginResume
        | Phase::PerformResume
        | Phase::ConfirmResume => AtDestination::Ends,
    }
}

/// The client that drives the migration is gone before Finish.
#[must_use]
pub const fn destination_left(knows: DestinationKnows) -> AtDestination {
    if is_of_recovery(knows.phase) {
        AtDestination::KeepsBroken
    } else if knows.only_copy {
        AtDestination::Keeps
    } else {
        AtDestination::Ends
    }
}

/// Whether post-copy broke, or is being resumed.
const fn is_of_recovery(phase: Phase) -> bool {
    matches!(
        phase,
        Phase::PostcopyFailed
            | Phase::BeginResume
            | Phase::PerformResume
            | Phase::ConfirmResume
            | Phase::PrepareResume
            | Phase::FinishResume
    )
}

/// Finish failed, or was to give the guest up (`cancelled`); `alive` while its QEMU is.
#[must_use]
pub const fn finish_failed(knows: DestinationKnows, cancelled: bool, alive: bool) -> AtDestination {
    if knows.postcopy {
        AtDestination::KeepsBroken
    } else if knows.running {
        AtDestination::Stays
    } else if matches!(knows.phase, Phase::Finish2) && !cancelled && alive {
        AtDestination::Keeps
    } else {
        AtDestination::Ends
    }
}

#[cfg(test)]
#[path = "decide_model.rs"]
mod model;
