//! Block jobs of a run: what is known of each, and the list of them.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::sync::{MutexGuard, watch};
use vireo_api::event::BlockJobType;

use super::finish::Leftovers;
use super::state::JobState;
use crate::driver::lock;

/// What a block job does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JobKind {
    /// Copies what an image covers into it.
    Pull,
    /// Copies a disk to another image, and all that is written to it.
    Copy,
    /// Writes what an image has down into one that it covers.
    Commit,
    /// The same for the image that the guest writes to.
    ActiveCommit,
    /// Makes an image.
    Create,
}

impl JobKind {
    const ALL: [Self; 5] = [Self::Pull, Self::Copy, Self::Commit, Self::ActiveCommit, Self::Create];

    /// Its word in status files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pull => "pull",
            Self::Copy => "copy",
            Self::Commit => "commit",
            Self::ActiveCommit => "active-commit",
            Self::Create => "create",
        }
    }

    /// The kind with that word.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// What events and answers call it; none for jobs that clients do not see.
    #[must_use]
    pub const fn public(self) -> Option<BlockJobType> {
        match self {
            Self::Pull => Some(BlockJobType::Pull),
            Self::Copy => Some(BlockJobType::Copy),
            Self::Commit => Some(BlockJobType::Commit),
            Self::ActiveCommit => Some(BlockJobType::ActiveCommit),
            Self::Create => None,
        }
    }

    /// Whether its copy follows the guest's writes until someone ends it.
    #[must_use]
    pub const fn mirrors(self) -> bool {
        match self {
            Self::Copy | Self::ActiveCommit => true,
            Self::Pull | Self::Commit | Self::Create => false,
        }
    }
}

/// What a block job was started with. Images are meant by their numbers in the chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Its name in QEMU.
    pub name: String,
    /// What it does.
    pub kind: JobKind,
    /// The target name of its disk (`vda`).
    pub disk: Option<String>,
    /// The disk's `<mirror>` is where it copies to. Not so for copies to another host.
    pub has_mirror: bool,
    /// The call's flags.
    pub flags: u32,
    /// The copy's image was made over the image below the disk's.
    pub shallow_new: bool,
    /// Image that stays below.
    pub base: Option<u32>,
    /// Uppermost image that is written down.
    pub top: Option<u32>,
    /// Image over that one.
    pub top_parent: Option<u32>,
    /// Files of images that were written down are removed.
    pub deletes: bool,
}

impl Plan {
    /// A plan with nothing but what every job has.
    #[must_use]
    pub fn new(name: String, kind: JobKind, disk: Option<String>) -> Self {
        Self {
            name,
            kind,
            disk,
            has_mirror: false,
            flags: 0,
            shallow_new: false,
            base: None,
            top: None,
            top_parent: None,
            deletes: false,
        }
    }
}

/// A block job.
#[derive(Debug)]
pub struct BlockJob {
    /// What it was started with.
    pub plan: Plan,
    state: watch::Sender<JobState>,
    error: Mutex<Option<String>>,
    leftovers: Mutex<Leftovers>,
    /// QEMU said that it is over.
    over: watch::Sender<bool>,
    /// How many calls wait for it, holding the job of the domain meanwhile.
    waiting: watch::Sender<usize>,
    /// Why QEMU cannot be asked how it ended, while that is so.
    unknown_end: watch::Sender<Option<String>>,
}

impl BlockJob {
    /// A job in a state.
    #[must_use]
    pub fn new(plan: Plan, state: JobState, error: Option<String>) -> Self {
        Self {
            plan,
            state: watch::Sender::new(state),
            error: Mutex::new(error),
            leftovers: Mutex::default(),
            over: watch::Sender::new(false),
            waiting: watch::Sender::new(0),
            unknown_end: watch::Sender::new(None),
        }
    }

    /// How far it is.
    #[must_use]
    pub fn state(&self) -> JobState {
        *self.state.borrow()
    }

    pub(super) fn enter(&self, state: JobState) {
        self.state.send_replace(state);
    }

    /// What went wrong, in QEMU's words.
    #[must_use]
    pub fn error(&self) -> Option<String> {
        lock(&self.error).clone()
    }

    pub(super) fn set_error(&self, error: Option<String>) {
        *lock(&self.error) = error;
    }

    /// Notes that QEMU said that it is over.
    pub(super) fn tell_over(&self) {
        self.over.send_replace(true);
    }

    /// Waits until QEMU says that it is over; tells whether it did in time.
    pub(super) async fn told_over(&self, limit: Duration) -> bool {
        let mut over = self.over.subscribe();
        let told = tokio::time::timeout(limit, over.wait_for(|over| *over)).await;
        told.is_ok()
    }

    /// Notes why nobody knows how it ended, or that this is over.
    pub(super) fn tell_unknown_end(&self, why: Option<String>) {
        self.unknown_end.send_replace(why);
    }

    /// Waits until nobody knows how it ended, and tells why.
    pub(super) async fn unknown_end(&self) -> String {
        let mut told = self.unknown_end.subscribe();
        // The sender lives as long as `self`.
        let why = told.wait_for(Option::is_some).await.ok().and_then(|why| why.clone());
        why.unwrap_or_default()
    }

    pub(super) fn leave(&self, leftovers: Leftovers) {
        *lock(&self.leftovers) = leftovers;
    }

    pub(super) fn take_leftovers(&self) -> Leftovers {
        std::mem::take(&mut lock(&self.leftovers))
    }

    /// Waits until its state passes `is`; tells that state, or none when the time is over.
    pub async fn wait_for(
        &self,
        is: impl FnMut(&JobState) -> bool,
        limit: Duration,
    ) -> Option<JobState> {
        let mut states = self.state.subscribe();
        let found = tokio::time::timeout(limit, states.wait_for(is)).await;
        // The sender lives as long as `self`.
        found.ok()?.ok().map(|state| *state)
    }

    /// Says that the caller, who holds the job of the domain, waits for this one: its changes are
    /// dealt with at once, without a job of their own.
    #[must_use]
    pub fn awaited(self: &Arc<Self>) -> Awaited {
        self.waiting.send_modify(|count| *count += 1);
        Awaited(Arc::clone(self))
    }

    /// Waits until a call waits for it.
    pub(super) async fn is_awaited(&self) {
        let mut waiting = self.waiting.subscribe();
        // The sender lives as long as `self`.
        let _ = waiting.wait_for(|count| *count > 0).await;
    }
}

/// A call that waits for a job.
#[derive(Debug)]
pub struct Awaited(Arc<BlockJob>);

impl Drop for Awaited {
    fn drop(&mut self) {
        self.0.waiting.send_modify(|count| *count -= 1);
    }
}

/// The block jobs of a run, and the lock of its graph of images.
#[derive(Debug, Default)]
pub struct Jobs {
    list: Mutex<Vec<Arc<BlockJob>>>,
    graph: tokio::sync::Mutex<()>,
    /// Jobs in the status file that this daemon has no use for, as they came.
    unknown: Mutex<Vec<String>>,
}

/// The right to change the graph of a guest's images: nodes, chains, jobs.
pub type Graph<'a> = MutexGuard<'a, ()>;

impl Jobs {
    /// Waits for the right to change the graph. Whoever has it also has a job of the domain, or is
    /// called by one who has.
    pub async fn graph(&self) -> Graph<'_> {
        self.graph.lock().await
    }

    /// All jobs.
    #[must_use]
    pub fn all(&self) -> Vec<Arc<BlockJob>> {
        lock(&self.list).clone()
    }

    /// The job with that name in QEMU.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<Arc<BlockJob>> {
        lock(&self.list).iter().find(|job| job.plan.name == name).cloned()
    }

    /// The job of a disk, by its target.
    #[must_use]
    pub fn of_disk(&self, target: &str) -> Option<Arc<BlockJob>> {
        let is = |job: &&Arc<BlockJob>| job.plan.disk.as_deref() == Some(target);
        lock(&self.list).iter().find(is).cloned()
    }

    /// Whether there is any.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        lock(&self.list).is_empty()
    }

    pub(super) fn add(&self, job: Arc<BlockJob>) {
        lock(&self.list).push(job);
    }

    pub(super) fn remove(&self, job: &Arc<BlockJob>) {
        lock(&self.list).retain(|one| !Arc::ptr_eq(one, job));
    }

    /// Puts back what a status file tells of.
    pub fn restore(&self, kept: super::xml::Kept) {
        *lock(&self.list) = kept.jobs.into_iter().map(Arc::new).collect();
        *lock(&self.unknown) = kept.unknown;
    }

    pub(super) fn unknown(&self) -> Vec<String> {
        lock(&self.unknown).clone()
    }
}
