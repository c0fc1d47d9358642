//! The states of a domain, each with its reason.
//!
//! ```text
//!                  start                         suspend, error, watchdog
//!   ┌─────────┐ ─────────► paused(starting up) ◄────────────────────────┐
//!   │ shutoff │                    │ resume                             │
//!   └─────────┘                    ▼               resume               │
//!        ▲      guest down      running ◄──────────────────────────── paused
//!        │   ┌───────────────────┤ │ ▲                                  ▲
//!        │   ▼                   │ │ └───── wake up ── pmsuspended ─────┤
//!        ├─ shutdown ── reboot ──┘ └─ panic ─► crashed ─── reset ───────┘
//!        │   │                                   │
//!        └───┴──── destroy, crash, exit ─────────┘   (from every state)
//! ```
//!
//! `nostate` and `blocked` come from other hypervisors; they are read, never entered from a state
//! of ours except through [`State::may_become`].

/// Declares the reasons of one state: variant, public number, name in status files.
macro_rules! reasons {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $number:literal $text:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub enum $name {
            $($(#[$vmeta])* $variant = $number,)+
        }

        impl $name {
            /// Every reason, in the order of the public numbers.
            pub const ALL: &'static [$name] = &[$($name::$variant,)+];

            /// The public number.
            pub const fn number(self) -> i32 {
                self as i32
            }

            /// The name in status files.
            pub const fn name(self) -> &'static str {
                match self {
                    $($name::$variant => $text,)+
                }
            }

            /// The reason with this name.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|reason| reason.name() == name)
            }

            /// The reason with this public number.
            pub fn from_number(number: i32) -> Option<Self> {
                Self::ALL.iter().copied().find(|reason| reason.number() == number)
            }
        }
    };
}

reasons! {
    /// Why a domain has no state (`virDomainNostateReason`).
    NostateReason {
        /// Not known.
        Unknown = 0 "unknown",
    }
}

reasons! {
    /// Why a domain runs (`virDomainRunningReason`).
    RunningReason {
        /// Not known.
        Unknown = 0 "unknown",
        /// An ordinary start.
        Booted = 1 "booted",
        /// It came from another host.
        Migrated = 2 "migrated",
        /// It was restored from a saved image.
        Restored = 3 "restored",
        /// It was restored from a snapshot.
        FromSnapshot = 4 "from snapshot",
        /// It was resumed.
        Unpaused = 5 "unpaused",
        /// Its migration was cancelled.
        MigrationCanceled = 6 "migration canceled",
        /// Its saving was cancelled.
        SaveCanceled = 7 "save canceled",
        /// It woke up.
        Wakeup = 8 "wakeup",
        /// It crashed and goes on.
        Crashed = 9 "crashed",
        /// In post-copy migration.
        Postcopy = 10 "post-copy",
        /// In post-copy migration that failed.
        PostcopyFailed = 11 "post-copy failed",
    }
}

reasons! {
    /// Why a domain is blocked (`virDomainBlockedReason`).
    BlockedReason {
        /// Not known.
        Unknown = 0 "unknown",
    }
}

reasons! {
    /// Why a domain is paused (`virDomainPausedReason`).
    PausedReason {
        /// Not known.
        Unknown = 0 "unknown",
        /// A user asked for it.
        User = 1 "user",
        /// For a migration.
        Migration = 2 "migration",
        /// For saving.
        Save = 3 "save",
        /// For a core dump.
        Dump = 4 "dump",
        /// A disk had an I/O error.
        IoError = 5 "ioerror",
        /// The watchdog fired.
        Watchdog = 6 "watchdog",
        /// It was restored paused from a snapshot.
        FromSnapshot = 7 "from snapshot",
        /// On its way down.
        ShuttingDown = 8 "shutdown",
        /// While a snapshot is made.
        Snapshot = 9 "snapshot",
        /// The guest panicked.
        Crashed = 10 "panicked",
        /// It is starting.
        StartingUp = 11 "starting up",
        /// Source of a post-copy migration.
        Postcopy = 12 "post-copy",
        /// Post-copy migration failed.
        PostcopyFailed = 13 "post-copy failed",
        /// A call left it paused.
        ApiError = 14 "api error",
    }
}

reasons! {
    /// Why a domain is shutting down (`virDomainShutdownReason`).
    ShutdownReason {
        /// Not known.
        Unknown = 0 "unknown",
        /// A user asked for it.
        User = 1 "user",
    }
}

reasons! {
    /// Why a domain is off (`virDomainShutoffReason`).
    ShutoffReason {
        /// Not known.
        Unknown = 0 "unknown",
        /// The guest shut down.
        Shutdown = 1 "shutdown",
        /// It was destroyed.
        Destroyed = 2 "destroyed",
        /// It crashed.
        Crashed = 3 "crashed",
        /// It went to another host.
        Migrated = 4 "migrated",
        /// It was saved.
        Saved = 5 "saved",
        /// It did not start.
        Failed = 6 "failed",
        /// A snapshot without a running guest was loaded.
        FromSnapshot = 7 "from snapshot",
        /// The daemon decided to.
        Daemon = 8 "daemon",
    }
}

reasons! {
    /// Why a domain is crashed (`virDomainCrashedReason`).
    CrashedReason {
        /// Not known.
        Unknown = 0 "unknown",
        /// The guest panicked.
        Panicked = 1 "panicked",
    }
}

reasons! {
    /// Why a domain is suspended by its own power management (`virDomainPMSuspendedReason`).
    PmSuspendedReason {
        /// Not known.
        Unknown = 0 "unknown",
    }
}

/// The state of a domain and why it is in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// No state.
    NoState(NostateReason),
    /// It runs.
    Running(RunningReason),
    /// It waits for a resource.
    Blocked(BlockedReason),
    /// Its processors stand still.
    Paused(PausedReason),
    /// The guest is down, the process is still there.
    Shutdown(ShutdownReason),
    /// It is off.
    Shutoff(ShutoffReason),
    /// The guest crashed, the process may still be there.
    Crashed(CrashedReason),
    /// The guest suspended itself.
    PmSuspended(PmSuspendedReason),
}

impl State {
    /// The public number (`virDomainState`).
    pub const fn number(self) -> i32 {
        match self {
            Self::NoState(_) => 0,
            Self::Running(_) => 1,
            Self::Blocked(_) => 2,
            Self::Paused(_) => 3,
            Self::Shutdown(_) => 4,
            Self::Shutoff(_) => 5,
            Self::Crashed(_) => 6,
            Self::PmSuspended(_) => 7,
        }
    }

    /// The public number of the reason.
    pub const fn reason_number(self) -> i32 {
        match self {
            Self::NoState(reason) => reason.number(),
            Self::Running(reason) => reason.number(),
            Self::Blocked(reason) => reason.number(),
            Self::Paused(reason) => reason.number(),
            Self::Shutdown(reason) => reason.number(),
            Self::Shutoff(reason) => reason.number(),
            Self::Crashed(reason) => reason.number(),
            Self::PmSuspended(reason) => reason.number(),
        }
    }

    /// The name in status files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NoState(_) => "nostate",
            Self::Running(_) => "running",
            Self::Blocked(_) => "blocked",
            Self::Paused(_) => "paused",
            Self::Shutdown(_) => "shutdown",
            Self::Shutoff(_) => "shutoff",
            Self::Crashed(_) => "crashed",
            Self::PmSuspended(_) => "pmsuspended",
        }
    }

    /// The name of the reason in status files.
    pub const fn reason_name(self) -> &'static str {
        match self {
            Self::NoState(reason) => reason.name(),
            Self::Running(reason) => reason.name(),
            Self::Blocked(reason) => reason.name(),
            Self::Paused(reason) => reason.name(),
            Self::Shutdown(reason) => reason.name(),
            Self::Shutoff(reason) => reason.name(),
            Self::Crashed(reason) => reason.name(),
            Self::PmSuspended(reason) => reason.name(),
        }
    }

    /// The state that a status file names. A reason that is not known to us becomes `unknown`.
    pub fn from_names(state: &str, reason: &str) -> Option<Self> {
        Some(match state {
            "nostate" => Self::NoState(NostateReason::Unknown),
            "running" => {
                Self::Running(RunningReason::from_name(reason).unwrap_or(RunningReason::Unknown))
            }
            "blocked" => Self::Blocked(BlockedReason::Unknown),
            "paused" => {
                Self::Paused(PausedReason::from_name(reason).unwrap_or(PausedReason::Unknown))
            }
            "shutdown" => {
                Self::Shutdown(ShutdownReason::from_name(reason).unwrap_or(ShutdownReason::Unknown))
            }
            "shutoff" => {
                Self::Shutoff(ShutoffReason::from_name(reason).unwrap_or(ShutoffReason::Unknown))
            }
            "crashed" => {
                Self::Crashed(CrashedReason::from_name(reason).unwrap_or(CrashedReason::Unknown))
            }
            "pmsuspended" => Self::PmSuspended(PmSuspendedReason::Unknown),
            _ => return None,
        })
    }

    /// Whether there is a process behind the domain.
    pub const fn is_active(self) -> bool {
        match self {
            Self::NoState(_) | Self::Shutoff(_) => false,
            Self::Running(_)
            | Self::Blocked(_)
            | Self::Paused(_)
            | Self::Shutdown(_)
            | Self::Crashed(_)
            | Self::PmSuspended(_) => true,
        }
    }

    /// Whether the drawing at the top of this file has an arrow from this state to `next`.
    ///
    /// A state may become itself with another reason. From `nostate` (not known yet) every state
    /// may be found to be the true one; every state may end in `shutoff`.
    pub const fn may_become(self, next: State) -> bool {
        match self {
            Self::NoState(_) => true,
            Self::Running(_) | Self::Blocked(_) => match next {
                Self::Running(_)
                | Self::Blocked(_)
                | Self::Paused(_)
                | Self::Shutdown(_)
                | Self::Shutoff(_)
                | Self::Crashed(_)
                | Self::PmSuspended(_) => true,
                Self::NoState(_) => false,
            },
            Self::Paused(_) => match next {
                Self::Running(_)
                | Self::Paused(_)
                | Self::Shutdown(_)
                | Self::Shutoff(_)
                | Self::Crashed(_)
                | Self::PmSuspended(_) => true,
                Self::NoState(_) | Self::Blocked(_) => false,
            },
            Self::Shutdown(_) => match next {
                Self::Running(_)
                | Self::Paused(_)
                | Self::Shutdown(_)
                | Self::Shutoff(_)
                | Self::Crashed(_) => true,
                Self::NoState(_) | Self::Blocked(_) | Self::PmSuspended(_) => false,
            },
            Self::Shutoff(_) => match next {
                Self::Running(_) | Self::Paused(_) | Self::Shutoff(_) => true,
                Self::NoState(_)
                | Self::Blocked(_)
                | Self::Shutdown(_)
                | Self::Crashed(_)
                | Self::PmSuspended(_) => false,
            },
            Self::Crashed(_) => match next {
                Self::Running(_) | Self::Paused(_) | Self::Shutoff(_) | Self::Crashed(_) => true,
                Self::NoState(_) | Self::Blocked(_) | Self::Shutdown(_) | Self::PmSuspended(_) => {
                    false
                }
            },
            Self::PmSuspended(_) => match next {
                Self::Running(_)
                | Self::Paused(_)
                | Self::Shutdown(_)
                | Self::Shutoff(_)
                | Self::Crashed(_)
                | Self::PmSuspended(_) => true,
                Self::NoState(_) | Self::Blocked(_) => false,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn every_state() -> Vec<State> {
        let mut all = vec![
            State::NoState(NostateReason::Unknown),
            State::Blocked(BlockedReason::Unknown),
            State::PmSuspended(PmSuspendedReason::Unknown),
        ];
        all.extend(RunningReason::ALL.iter().map(|reason| State::Running(*reason)));
        all.extend(PausedReason::ALL.iter().map(|reason| State::Paused(*reason)));
        all.extend(ShutdownReason::ALL.iter().map(|reason| State::Shutdown(*reason)));
        all.extend(ShutoffReason::ALL.iter().map(|reason| State::Shutoff(*reason)));
        all.extend(CrashedReason::ALL.iter().map(|reason| State::Crashed(*reason)));
        all
    }

    /// REQ: E-10: state and reason go through their names in the status file unchanged.
    #[test]
    fn names_round_trip() {
        for state in every_state() {
            assert_eq!(State::from_names(state.name(), state.reason_name()), Some(state));
        }
        assert_eq!(State::from_names("asleep", "unknown"), None);
        assert_eq!(
            State::from_names("paused", "a reason of tomorrow"),
            Some(State::Paused(PausedReason::Unknown))
        );
    }

    #[test]
    fn everything_can_stop_and_only_what_is_off_can_start() {
        for state in every_state() {
            assert!(state.may_become(State::Shutoff(ShutoffReason::Destroyed)));
            assert!(state.may_become(state));
        }
        let off = State::Shutoff(ShutoffReason::Unknown);
        assert!(off.may_become(State::Paused(PausedReason::StartingUp)));
        assert!(!off.may_become(State::Shutdown(ShutdownReason::User)));
        assert!(!off.may_become(State::Crashed(CrashedReason::Panicked)));
    }

    #[test]
    fn numbers_are_the_public_ones() {
        let state = State::Paused(PausedReason::ApiError);
        assert_eq!((state.number(), state.reason_number()), (3, 14));
        let state = State::Shutoff(ShutoffReason::Daemon);
        assert_eq!((state.number(), state.reason_number()), (5, 8));
    }
}
