//! The phases of a migration, written to the status file before they are entered.
//!
//! ```text
//!   source        begin3 ─► perform3 ─► perform3_done ─┬─► confirm3 ─► over
//!                    │          │ fails                └─► confirm3_cancelled ─► over
//!                    └──────────┴─► over, the guest stays
//!                 perform2 ─► over                                      (an old peer)
//!   destination   prepare ─┬─► finish3 ─► over
//!                          └─► finish2 ─► over                          (an old peer)
//!
//!   post-copy broke:  any ─► postcopy_failed
//!     source        ─► begin_resume ─► perform_resume ─► confirm_resume ─► over
//!     destination   ─► prepare_resume ─► finish_resume ─► over
//!     either, when that fails ─► postcopy_failed
//! ```

macro_rules! phases {
    ($($(#[$doc:meta])* $name:ident = $word:literal,)+) => {
        /// A phase; the order is the reference's.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Phase { $($(#[$doc])* $name,)+ }

        impl Phase {
            /// Every phase.
            pub const ALL: &'static [Phase] = &[$(Phase::$name,)+];

            /// Its word in status files.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$name => $word,)+ }
            }

            /// The phase of a word.
            #[must_use]
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$name),)+ _ => None }
            }
        }
    };
}

phases! {
    /// No phase yet.
    None = "none",
    /// The source of an old protocol sends.
    Perform2 = "perform2",
    /// The source told its definition.
    Begin3 = "begin3",
    /// The source sends.
    Perform3 = "perform3",
    /// The source sent everything and waits for the destination's word.
    Perform3Done = "perform3_done",
    /// The destination failed: the source goes on.
    Confirm3Cancelled = "confirm3_cancelled",
    /// The destination runs the guest: the source ends.
    Confirm3 = "confirm3",
    /// The destination waits for the guest.
    Prepare = "prepare",
    /// The destination of an old protocol runs the guest.
    Finish2 = "finish2",
    /// The destination runs the guest, or gives it up.
    Finish3 = "finish3",
    /// Post-copy broke and may be resumed.
    PostcopyFailed = "postcopy_failed",
    /// The source is to resume.
    BeginResume = "begin_resume",
    /// The source resumes.
    PerformResume = "perform_resume",
    /// The source of a resumed migration ends.
    ConfirmResume = "confirm_resume",
    /// The destination is to resume.
    PrepareResume = "prepare_resume",
    /// The destination waits for the rest.
    FinishResume = "finish_resume",
}

/// Which end of a migration this is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The guest leaves.
    Source,
    /// The guest comes.
    Destination,
}

impl Phase {
    /// Whether the drawing at the top of this file has an arrow from this phase to `next`.
    #[must_use]
    pub const fn may_become(self, next: Phase) -> bool {
        if matches!(next, Self::PostcopyFailed) {
            return !matches!(self, Self::None);
        }
        match self {
            Self::None => {
                matches!(next, Self::Begin3 | Self::Perform2 | Self::Prepare | Self::Perform3)
            }
            Self::Begin3 => matches!(next, Self::Perform3 | Self::Confirm3Cancelled),
            Self::Perform3 => matches!(next, Self::Perform3Done | Self::Confirm3Cancelled),
            Self::Perform3Done => matches!(next, Self::Confirm3 | Self::Confirm3Cancelled),
            Self::Prepare => matches!(next, Self::Finish2 | Self::Finish3),
            Self::PostcopyFailed => matches!(next, Self::BeginResume | Self::PrepareResume),
            Self::BeginResume => matches!(next, Self::PerformResume),
            Self::PerformResume => matches!(next, Self::ConfirmResume),
            Self::PrepareResume => matches!(next, Self::FinishResume),
            Self::Perform2
            | Self::Confirm3
            | Self::Confirm3Cancelled
            | Self::Finish2
            | Self::Finish3
            | Self::ConfirmResume
            | Self::FinishResume => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_back_and_nothing_goes_back() {
        for phase in Phase::ALL {
            assert_eq!(Phase::from_word(phase.word()), Some(*phase));
            for next in Phase::ALL.iter().filter(|next| phase.may_become(**next)) {
                // The order of the phases is that of time, until post-copy breaks.
                let again = *phase >= Phase::PostcopyFailed || *next == Phase::Confirm3Cancelled;
                assert!(again || next > phase, "{phase:?} {next:?}");
            }
        }
    }
}
