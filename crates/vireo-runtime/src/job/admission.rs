//! The admission rules as pure functions: no locks, no waiting, no clock.

/// A kind of short job.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SyncJob {
    /// Asks, changes nothing.
    Query,
    /// Ends the domain.
    Destroy,
    /// Stops or resumes its processors.
    Suspend,
    /// Changes the domain.
    Modify,
    /// Aborts the asynchronous job.
    Abort,
    /// Changes a running migration (speed, downtime, start of post-copy).
    MigrationOp,
    /// Changes the domain in a way that a migration can bear.
    ModifyMigrationSafe,
}

impl SyncJob {
    /// Every kind.
    pub const ALL: [SyncJob; 7] = [
        Self::Query,
        Self::Destroy,
        Self::Suspend,
        Self::Modify,
        Self::Abort,
        Self::MigrationOp,
        Self::ModifyMigrationSafe,
    ];

    /// Its name in status files and messages.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Query => "query",
            Self::Destroy => "destroy",
            Self::Suspend => "suspend",
            Self::Modify => "modify",
            Self::Abort => "abort",
            Self::MigrationOp => "migration operation",
            Self::ModifyMigrationSafe => "modify migration safe",
        }
    }
}

/// A kind of long job.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AsyncJob {
    /// The domain goes to another host.
    MigrationOut,
    /// The domain comes from another host.
    MigrationIn,
    /// Its memory is saved to a file.
    Save,
    /// Its memory is dumped to a file.
    Dump,
    /// A snapshot is made, reverted to or deleted.
    Snapshot,
    /// It starts.
    Start,
    /// A backup runs.
    Backup,
}

impl AsyncJob {
    /// Every kind.
    pub const ALL: [AsyncJob; 7] = [
        Self::MigrationOut,
        Self::MigrationIn,
        Self::Save,
        Self::Dump,
        Self::Snapshot,
        Self::Start,
        Self::Backup,
    ];

    /// Its name in status files and messages.
    pub const fn name(self) -> &'static str {
        match self {
            Self::MigrationOut => "migration out",
            Self::MigrationIn => "migration in",
            Self::Save => "save",
            Self::Dump => "dump",
            Self::Snapshot => "snapshot",
            Self::Start => "start",
            Self::Backup => "backup",
        }
    }

    /// The kind with this name, as a status file has it; none for `none` and unknown names.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|job| job.name() == name)
    }

    /// The sync kinds that it admits unless its owner says otherwise.
    ///
    /// Ending a domain is admitted by each: no job may keep a guest from being killed.
    pub const fn default_mask(self) -> Mask {
        match self {
            Self::MigrationOut => Mask::DEFAULT
                .with(SyncJob::Suspend)
                .with(SyncJob::MigrationOp)
                .with(SyncJob::ModifyMigrationSafe),
            Self::MigrationIn => {
                Mask::QUERIES.with(SyncJob::Destroy).with(SyncJob::ModifyMigrationSafe)
            }
            Self::Save | Self::Dump => Mask::DEFAULT,
            Self::Snapshot | Self::Start => Mask::QUERIES.with(SyncJob::Destroy),
            Self::Backup => Mask::DEFAULT.with(SyncJob::Suspend).with(SyncJob::Modify),
        }
    }
}

/// A kind of job with the guest agent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AgentJob {
    /// Asks, changes nothing.
    Query,
    /// Changes something in the guest.
    Modify,
}

impl AgentJob {
    /// Its name in messages.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Query => "query",
            Self::Modify => "modify",
        }
    }
}

/// The sync kinds that an asynchronous job lets in beside it. Queries are always among them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Mask(u8);

impl Mask {
    /// Queries alone.
    pub const QUERIES: Mask = Mask(1 << SyncJob::Query as u8);
    /// What most asynchronous jobs admit: query, destroy, abort.
    pub const DEFAULT: Mask = Mask::QUERIES.with(SyncJob::Destroy).with(SyncJob::Abort);

    /// This mask and one kind more.
    #[must_use]
    pub const fn with(self, kind: SyncJob) -> Mask {
        Mask(self.0 | 1 << kind as u8)
    }

    /// Whether it admits a kind.
    pub const fn admits(self, kind: SyncJob) -> bool {
        self.0 & (1 << kind as u8) != 0
    }
}

/// A job that somebody asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Request {
    /// A short job.
    Sync(SyncJob),
    /// A step of the asynchronous job.
    Nested,
    /// A long job, with the kinds that it admits.
    Async(AsyncJob, Mask),
    /// A job with the guest agent.
    Agent(AgentJob),
}

/// What is in the sync place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SyncSlot {
    /// A short job.
    Job(SyncJob),
    /// A step of the asynchronous job.
    Nested,
}

impl SyncSlot {
    /// Its name in messages.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Job(kind) => kind.name(),
            Self::Nested => "async nested",
        }
    }
}

/// One of the three places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// Short jobs.
    Sync,
    /// Long jobs.
    Async,
    /// Jobs with the guest agent.
    Agent,
}

/// What runs on a domain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Running {
    /// The short job.
    pub sync: Option<SyncSlot>,
    /// The long job, with the kinds that it admits.
    pub asynchronous: Option<(AsyncJob, Mask)>,
    /// The job with the guest agent.
    pub agent: Option<AgentJob>,
}

/// Whether a request may begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// It begins, and takes this place.
    Begin(Place),
    /// It waits for what is in this place.
    Wait(Place),
    /// It makes no sense: a nested job without an asynchronous one.
    Refuse,
}

/// Whether `request` may begin beside what runs.
pub const fn judge(running: &Running, request: Request) -> Verdict {
    match request {
        Request::Sync(kind) => match (running.asynchronous, running.sync) {
            (Some((_, mask)), _) if !mask.admits(kind) => Verdict::Wait(Place::Async),
            (Some(_) | None, Some(_)) => Verdict::Wait(Place::Sync),
            (Some(_) | None, None) => Verdict::Begin(Place::Sync),
        },
        Request::Nested => match (running.asynchronous, running.sync) {
            (None, _) => Verdict::Refuse,
            (Some(_), Some(_)) => Verdict::Wait(Place::Sync),
            (Some(_), None) => Verdict::Begin(Place::Sync),
        },
        Request::Async(..) => match (running.asynchronous, running.sync) {
            (Some(_), _) => Verdict::Wait(Place::Async),
            (None, Some(_)) => Verdict::Wait(Place::Sync),
            (None, None) => Verdict::Begin(Place::Async),
        },
        Request::Agent(_) => match running.agent {
            Some(_) => Verdict::Wait(Place::Agent),
            None => Verdict::Begin(Place::Agent),
        },
    }
}

impl Running {
    /// What runs once `request`, which [`judge`] lets begin, has begun.
    #[must_use]
    pub const fn with(mut self, request: Request) -> Running {
        match request {
            Request::Sync(kind) => self.sync = Some(SyncSlot::Job(kind)),
            Request::Nested => self.sync = Some(SyncSlot::Nested),
            Request::Async(kind, mask) => self.asynchronous = Some((kind, mask)),
            Request::Agent(kind) => self.agent = Some(kind),
        }
        self
    }

    /// What runs once the job in `place` has ended.
    #[must_use]
    pub const fn without(mut self, place: Place) -> Running {
        match place {
            Place::Sync => self.sync = None,
            Place::Async => self.asynchronous = None,
            Place::Agent => self.agent = None,
        }
        self
    }
}

/// The first of the queue that may begin now, and the place it takes; `None` when nobody may.
///
/// Requests that make no sense any more (nested ones whose asynchronous job is over) are found
/// too, so that they can be answered.
pub fn next(
    running: &Running,
    queue: impl IntoIterator<Item = Request>,
) -> Option<(usize, Verdict)> {
    queue.into_iter().enumerate().find_map(|(at, request)| match judge(running, request) {
        verdict @ (Verdict::Begin(_) | Verdict::Refuse) => Some((at, verdict)),
        Verdict::Wait(_) => None,
    })
}

/// Where in the queue a new request goes: destroying before all that do not destroy.
pub fn position(queue: impl IntoIterator<Item = Request>, request: Request) -> usize {
    let destroys = |request: &Request| matches!(request, Request::Sync(SyncJob::Destroy));
    let mut length = 0;
    let mut ahead = 0;
    for waiting in queue {
        length += 1;
        ahead += usize::from(destroys(&waiting));
    }
    if destroys(&request) { ahead } else { length }
}

#[cfg(test)]
pub(crate) mod tests;
