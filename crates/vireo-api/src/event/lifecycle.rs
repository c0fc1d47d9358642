//! The life of a domain: each turn it can take, and why.

numbered! {
    /// Why a definition appeared or changed.
    DefinedDetail {
        /// A new definition.
        Added = 0,
        /// A definition replaced one of the same domain.
        Updated = 1,
        /// The domain has a new name.
        Renamed = 2,
        /// The definition came with a reverted snapshot.
        FromSnapshot = 3,
    }
}

numbered! {
    /// Why a definition went away.
    UndefinedDetail {
        /// It was removed.
        Removed = 0,
        /// The domain gave up its old name.
        Renamed = 1,
    }
}

numbered! {
    /// How a domain started.
    StartedDetail {
        /// An ordinary boot.
        Booted = 0,
        /// It came in by migration.
        Migrated = 1,
        /// It was restored from a saved image.
        Restored = 2,
        /// It was restored from a snapshot.
        FromSnapshot = 3,
        /// It woke up from suspend.
        Wakeup = 4,
    }
}

numbered! {
    /// Why a domain was suspended.
    SuspendedDetail {
        /// A user asked for it.
        Paused = 0,
        /// For an offline migration.
        Migrated = 1,
        /// An I/O error.
        IoError = 2,
        /// The watchdog fired.
        Watchdog = 3,
        /// It was restored paused.
        Restored = 4,
        /// It was restored paused from a snapshot.
        FromSnapshot = 5,
        /// A failed call left it paused.
        ApiError = 6,
        /// For the switch to post-copy.
        Postcopy = 7,
        /// Post-copy failed.
        PostcopyFailed = 8,
    }
}

numbered! {
    /// Why a domain runs again.
    ResumedDetail {
        /// A user asked for it.
        Unpaused = 0,
        /// Its migration is complete.
        Migrated = 1,
        /// It was restored from a snapshot.
        FromSnapshot = 2,
        /// It runs while post-copy migration goes on.
        Postcopy = 3,
        /// It runs although post-copy migration failed.
        PostcopyFailed = 4,
    }
}

numbered! {
    /// Why a domain stopped.
    StoppedDetail {
        /// The guest shut down.
        Shutdown = 0,
        /// It was destroyed.
        Destroyed = 1,
        /// It crashed.
        Crashed = 2,
        /// It went to another host.
        Migrated = 3,
        /// It was saved to a file.
        Saved = 4,
        /// The hypervisor failed.
        Failed = 5,
        /// A snapshot without a running guest was loaded.
        FromSnapshot = 6,
    }
}

numbered! {
    /// Who made the guest shut down.
    ShutdownDetail {
        /// Not known: the guest finished shutting down.
        Finished = 0,
        /// The guest itself.
        Guest = 1,
        /// The host.
        Host = 2,
    }
}

numbered! {
    /// Where a power-managed suspend keeps the guest.
    PmSuspendedDetail {
        /// In memory.
        Memory = 0,
        /// On disk.
        Disk = 1,
    }
}

numbered! {
    /// How the guest crashed.
    CrashedDetail {
        /// It panicked.
        Panicked = 0,
        /// It panicked and loaded a crash kernel.
        Crashloaded = 1,
    }
}

/// A change in the life of a domain, with its detail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DomainLifecycle {
    /// Its definition appeared or changed.
    Defined(DefinedDetail),
    /// Its definition went away.
    Undefined(UndefinedDetail),
    /// It started.
    Started(StartedDetail),
    /// Its processors stand still.
    Suspended(SuspendedDetail),
    /// Its processors run again.
    Resumed(ResumedDetail),
    /// It stopped.
    Stopped(StoppedDetail),
    /// The guest is down, the process still there.
    Shutdown(ShutdownDetail),
    /// The guest suspended itself.
    PmSuspended(PmSuspendedDetail),
    /// The guest crashed.
    Crashed(CrashedDetail),
}

impl DomainLifecycle {
    /// The numbers of the event (`virDomainEventType`) and of its detail.
    pub const fn numbers(self) -> (i32, i32) {
        match self {
            Self::Defined(detail) => (0, detail.number()),
            Self::Undefined(detail) => (1, detail.number()),
            Self::Started(detail) => (2, detail.number()),
            Self::Suspended(detail) => (3, detail.number()),
            Self::Resumed(detail) => (4, detail.number()),
            Self::Stopped(detail) => (5, detail.number()),
            Self::Shutdown(detail) => (6, detail.number()),
            Self::PmSuspended(detail) => (7, detail.number()),
            Self::Crashed(detail) => (8, detail.number()),
        }
    }

    /// The event with these numbers.
    pub fn from_numbers(event: i32, detail: i32) -> Option<Self> {
        match event {
            0 => DefinedDetail::from_number(detail).map(Self::Defined),
            1 => UndefinedDetail::from_number(detail).map(Self::Undefined),
            2 => StartedDetail::from_number(detail).map(Self::Started),
            3 => SuspendedDetail::from_number(detail).map(Self::Suspended),
            4 => ResumedDetail::from_number(detail).map(Self::Resumed),
            5 => StoppedDetail::from_number(detail).map(Self::Stopped),
            6 => ShutdownDetail::from_number(detail).map(Self::Shutdown),
            7 => PmSuspendedDetail::from_number(detail).map(Self::PmSuspended),
            8 => CrashedDetail::from_number(detail).map(Self::Crashed),
            _ => None,
        }
    }
}
