//! How far a block job is, and what may happen to it next.
//!
//! ```text
//!        started          copied all              complete
//!   New ────────► Running ──────────► Ready ───────────────► Pivoting
//!    │              │   │              │                        │
//!    │ refused      │   └── cancel ──┐ ├── cancel ──┐           │
//!    ▼              │               ▼ ▼             │           │
//!  (forgotten)      │            Aborting           │           │
//!                   │               │               │           │
//!                   └──────────┬────┴───────────────┴───────────┘
//!                              ▼  QEMU says that it is over
//!                          Concluded ───────► Gone
//!                             definition changed, nodes removed, events told
//! ```
//!
//! `Ready` is for jobs that mirror; the others go from `Running` to `Concluded` by themselves. A
//! state is saved before the command is sent that leads out of it, so that a daemon that starts
//! again knows what was asked for.

/// How a block job ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It did its work.
    Completed,
    /// It went wrong.
    Failed,
    /// Someone did not want it any more.
    Cancelled,
}

impl Outcome {
    /// Its word in status files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Completed => "completed",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
        }
    }

    fn from_name(name: &str) -> Option<Self> {
        [Self::Completed, Self::Failed, Self::Cancelled].into_iter().find(|one| one.name() == name)
    }
}

/// How far a block job is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JobState {
    /// Written down; QEMU has not been told, or has not answered.
    New,
    /// It works.
    Running,
    /// The copy is complete and follows every write.
    Ready,
    /// The copy is to take the place of what it copies.
    Pivoting,
    /// It is to end without that.
    Aborting,
    /// It is over in QEMU; the definition is being brought up to it.
    Concluded {
        /// How it ended.
        outcome: Outcome,
        /// The copy took the place of what it copied.
        pivoted: bool,
    },
    /// Nothing of it is left.
    Gone(Outcome),
}

/// Why a request is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// The copy is not complete.
    NotReady,
    /// It is on its way to its end already.
    Ending,
}

impl JobState {
    /// The state after QEMU said that a mirror's copy is complete; none when that is no news.
    #[must_use]
    pub const fn ready(self) -> Option<Self> {
        match self {
            Self::New | Self::Running => Some(Self::Ready),
            Self::Ready
            | Self::Pivoting
            | Self::Aborting
            | Self::Concluded { .. }
            | Self::Gone(_) => None,
        }
    }

    /// The state that asks for the copy to take the place of what it copies.
    ///
    /// # Errors
    /// It is too early or too late.
    pub const fn pivot(self) -> Result<Self, Refused> {
        match self {
            Self::Ready => Ok(Self::Pivoting),
            Self::New | Self::Running => Err(Refused::NotReady),
            Self::Pivoting | Self::Aborting | Self::Concluded { .. } | Self::Gone(_) => {
                Err(Refused::Ending)
            }
        }
    }

    /// The state that asks for the end. Asking twice is no harm.
    ///
    /// # Errors
    /// It is too late: the copy is taking its place, or the job is over.
    pub const fn abort(self) -> Result<Self, Refused> {
        match self {
            Self::New | Self::Running | Self::Ready | Self::Aborting => Ok(Self::Aborting),
            Self::Pivoting | Self::Concluded { .. } | Self::Gone(_) => Err(Refused::Ending),
        }
    }

    /// The state after QEMU said that the job is over, with an error or without; none when that is
    /// no news. Success while nobody asked for a pivot means that a mirror was cancelled at a time
    /// when its copy was whole: completed, but it stays beside.
    #[must_use]
    pub const fn concluded(self, failed: bool) -> Option<Self> {
        let (outcome, pivoted) = match (self, failed) {
            (Self::Pivoting, false) => (Outcome::Completed, true),
            (Self::New | Self::Running | Self::Ready, false) => (Outcome::Completed, false),
            (Self::Aborting, _) => (Outcome::Cancelled, false),
            (Self::New | Self::Running | Self::Ready | Self::Pivoting, true) => {
                (Outcome::Failed, false)
            }
            (Self::Concluded { .. } | Self::Gone(_), _) => return None,
        };
        Some(Self::Concluded { outcome, pivoted })
    }

    /// Its words in status files: of the state and of the one it goes to.
    #[must_use]
    pub const fn names(self) -> (&'static str, Option<&'static str>) {
        match self {
            Self::New => ("new", None),
            Self::Running => ("running", None),
            Self::Ready => ("ready", Some("ready")),
            Self::Pivoting => ("pivoting", Some("ready")),
            Self::Aborting => ("aborting", None),
            Self::Concluded { outcome, pivoted: true } => ("pivoting", Some(outcome.name())),
            Self::Concluded { outcome, pivoted: false } => ("concluded", Some(outcome.name())),
            Self::Gone(outcome) => (outcome.name(), None),
        }
    }

    /// The state of these words in a status file, the reference's among them; none for unknown
    /// ones.
    #[must_use]
    pub fn from_names(state: &str, next: Option<&str>) -> Option<Self> {
        let ended = next.and_then(Outcome::from_name);
        Some(match (state, ended) {
            ("pivoting", Some(outcome)) => {
                Self::Concluded { outcome, pivoted: matches!(outcome, Outcome::Completed) }
            }
            ("concluded", Some(outcome)) => Self::Concluded { outcome, pivoted: false },
            ("new", _) => Self::New,
            ("running", _) => Self::Running,
            ("ready", _) => Self::Ready,
            ("pivoting" | "pending", None) => Self::Pivoting,
            ("aborting", _) => Self::Aborting,
            _ => return None,
        })
    }

    /// Whether QEMU has nothing to do with it any more.
    #[must_use]
    pub const fn is_over(self) -> bool {
        match self {
            Self::Concluded { .. } | Self::Gone(_) => true,
            Self::New | Self::Running | Self::Ready | Self::Pivoting | Self::Aborting => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ALL: [JobState; 5] =
        [JobState::New, JobState::Running, JobState::Ready, JobState::Pivoting, JobState::Aborting];

    #[test]
    fn a_pivot_needs_a_complete_copy_and_excludes_an_abort() {
        assert_eq!(JobState::Running.pivot(), Err(Refused::NotReady));
        assert_eq!(JobState::Ready.pivot(), Ok(JobState::Pivoting));
        assert_eq!(JobState::Pivoting.abort(), Err(Refused::Ending));
        assert_eq!(JobState::Aborting.pivot(), Err(Refused::Ending));
    }

    #[test]
    fn only_an_asked_pivot_pivots() {
        for state in ALL {
            for failed in [false, true] {
                let Some(JobState::Concluded { outcome, pivoted }) = state.concluded(failed) else {
                    panic!("{state:?} ends")
                };
                assert_eq!(pivoted, state == JobState::Pivoting && !failed);
                assert!(!pivoted || outcome == Outcome::Completed);
            }
        }
    }

    #[test]
    fn words_of_status_files_come_back() {
        let ends = [Outcome::Completed, Outcome::Failed, Outcome::Cancelled];
        let over = ends.map(|outcome| JobState::Concluded { outcome, pivoted: false });
        let pivoted = JobState::Concluded { outcome: Outcome::Completed, pivoted: true };
        for state in ALL.into_iter().chain(over).chain([pivoted]) {
            let (word, next) = state.names();
            assert_eq!(JobState::from_names(word, next), Some(state), "{state:?}");
        }
        assert_eq!(JobState::from_names("nonsense", None), None);
    }

    #[derive(Debug, Clone, Copy)]
    enum Step {
        Ready,
        Pivot,
        Abort,
        Over(bool),
    }

    fn steps() -> impl Strategy<Value = Vec<Step>> {
        let step = prop_oneof![
            Just(Step::Ready),
            Just(Step::Pivot),
            Just(Step::Abort),
            any::<bool>().prop_map(Step::Over),
        ];
        proptest::collection::vec(step, 0..12)
    }

    proptest! {
        /// Whatever is asked in whatever order: the end comes once, and a pivot only after a copy
        /// that was complete and an explicit wish.
        #[test]
        fn any_order_of_requests_ends_once(steps in steps()) {
            let mut state = JobState::Running;
            let (mut was_ready, mut wished, mut ends) = (false, false, 0);
            for step in steps {
                let next = match step {
                    Step::Ready => state.ready(),
                    Step::Pivot => state.pivot().ok(),
                    Step::Abort => state.abort().ok(),
                    Step::Over(failed) => state.concluded(failed),
                };
                let Some(next) = next else { continue };
                was_ready |= next == JobState::Ready;
                wished |= next == JobState::Pivoting;
                if let JobState::Concluded { pivoted, .. } = next {
                    ends += 1;
                    prop_assert!(!pivoted || was_ready && wished);
                }
                state = next;
            }
            prop_assert!(ends <= 1);
        }
    }
}
