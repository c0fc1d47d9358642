//! Waiting for a job, holding it, ending it.

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use arc_swap::ArcSwapOption;
use tokio::sync::oneshot;
use tokio::time::Instant;

use super::admission::{
    self, AgentJob, AsyncJob, Mask, Place, Request, Running, SyncJob, SyncSlot, Verdict,
};
use super::stats::JobStats;
use crate::error::{Error, Result};

/// How long and how many may wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct JobLimits {
    /// How long a call waits for a job (requirement E-06).
    pub wait: Duration,
    /// How many calls may wait on one domain; 0 for any number.
    pub max_queued: usize,
}

impl Default for JobLimits {
    fn default() -> Self {
        Self { wait: Duration::from_secs(30), max_queued: 0 }
    }
}

/// Who holds a place, since when.
#[derive(Debug, Clone, Copy)]
pub struct Holder {
    /// The public function that asked for the job.
    pub api: &'static str,
    /// When it began, by the wall clock.
    pub started: SystemTime,
    /// When it began, by the clock that never goes back.
    pub since: Instant,
}

impl Holder {
    fn now(api: &'static str) -> Self {
        Self { api, started: SystemTime::now(), since: Instant::now() }
    }

    /// The holder's name as the reference prints it: that of the procedure's handler.
    fn handler(&self) -> String {
        match self.api.strip_prefix("vir") {
            Some(rest) => format!("remoteDispatch{rest}"),
            None => self.api.to_owned(),
        }
    }
}

/// What is in the sync place, and who put it there.
#[derive(Debug, Clone, Copy)]
pub struct SyncHolder {
    /// The job.
    pub slot: SyncSlot,
    /// Its holder.
    pub holder: Holder,
}

/// What runs on a domain and for whom, at one instant.
#[derive(Debug, Clone, Copy, Default)]
pub struct JobInfo {
    /// The short job.
    pub sync: Option<SyncHolder>,
    /// The long job.
    pub asynchronous: Option<(AsyncJob, Mask, Holder)>,
    /// The job with the guest agent.
    pub agent: Option<(AgentJob, Holder)>,
    /// How many wait.
    pub queued: usize,
}

impl JobInfo {
    fn running(&self) -> Running {
        Running {
            sync: self.sync.map(|held| held.slot),
            asynchronous: self.asynchronous.map(|(kind, mask, _)| (kind, mask)),
            agent: self.agent.map(|(kind, _)| kind),
        }
    }
}

/// A wait for a job that ended without it.
///
/// Its text begins as the reference's does (clients look for it), and goes on with what runs and
/// since when.
#[derive(Debug, Clone)]
pub struct JobTimeout {
    blocker: Option<(Place, String, Holder)>,
    waited: Duration,
}

impl std::error::Error for JobTimeout {}

impl fmt::Display for JobTimeout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("cannot acquire state change lock")?;
        let Some((place, job, holder)) = &self.blocker else { return Ok(()) };
        let role = match place {
            Place::Sync | Place::Async => "monitor",
            Place::Agent => "agent",
        };
        write!(
            f,
            " (held by {role}={}): {job} job running for {}s, waited {}s",
            holder.handler(),
            holder.since.elapsed().as_secs(),
            self.waited.as_secs(),
        )
    }
}

/// The jobs of one domain.
///
/// Every wait is bounded and may be dropped at any point without losing a job; every job ends when
/// its token is dropped, wherever that happens. A token may be stored (a migration that spans
/// calls) or moved to the task that waits for an answer in doubt.
#[derive(Debug)]
pub struct JobTracker {
    state: Mutex<State>,
    limits: JobLimits,
    current: ArcSwapOption<JobStats>,
    completed: ArcSwapOption<JobStats>,
}

#[derive(Debug, Default)]
struct State {
    info: JobInfo,
    next_ticket: u64,
    queue: VecDeque<Waiter>,
}

#[derive(Debug)]
struct Waiter {
    ticket: u64,
    request: Request,
    api: &'static str,
    /// Gets the token, or is dropped to say that the request makes no sense any more.
    grant: oneshot::Sender<Token>,
}

impl JobTracker {
    /// A domain's jobs, none of them running.
    pub fn new(limits: JobLimits) -> Arc<Self> {
        Arc::new(Self {
            state: Mutex::default(),
            limits,
            current: ArcSwapOption::empty(),
            completed: ArcSwapOption::empty(),
        })
    }

    /// Begins a short job for the public function `api`, waiting for its turn.
    ///
    /// # Errors
    /// [`Error::JobTimeout`] when the turn did not come in time, [`Error::JobQueueFull`].
    pub async fn begin(self: &Arc<Self>, kind: SyncJob, api: &'static str) -> Result<JobToken> {
        self.acquire(Request::Sync(kind), api).await.map(JobToken)
    }

    /// Begins a job with the guest agent. It runs beside everything but another one.
    ///
    /// # Errors
    /// As [`JobTracker::begin`].
    pub async fn begin_agent(
        self: &Arc<Self>,
        kind: AgentJob,
        api: &'static str,
    ) -> Result<JobToken> {
        self.acquire(Request::Agent(kind), api).await.map(JobToken)
    }

    /// Begins a long job with its usual mask.
    ///
    /// # Errors
    /// As [`JobTracker::begin`].
    pub async fn begin_async(
        self: &Arc<Self>,
        kind: AsyncJob,
        api: &'static str,
    ) -> Result<AsyncToken> {
        self.begin_async_with(kind, kind.default_mask(), api).await
    }

    /// Begins a long job that admits what `mask` says.
    ///
    /// # Errors
    /// As [`JobTracker::begin`].
    pub async fn begin_async_with(
        self: &Arc<Self>,
        kind: AsyncJob,
        mask: Mask,
        api: &'static str,
    ) -> Result<AsyncToken> {
        let token = self.acquire(Request::Async(kind, mask), api).await?;
        Ok(AsyncToken { token, kind })
    }

    /// Begins a short job if that needs no waiting.
    pub fn try_begin(self: &Arc<Self>, kind: SyncJob, api: &'static str) -> Option<JobToken> {
        self.try_acquire(Request::Sync(kind), api).map(JobToken)
    }

    /// Begins a long job if that needs no waiting: for a domain that was just found again with a
    /// job in its status file, and for a domain nobody else knows yet.
    pub fn try_begin_async(
        self: &Arc<Self>,
        kind: AsyncJob,
        api: &'static str,
    ) -> Option<AsyncToken> {
        let token = self.try_acquire(Request::Async(kind, kind.default_mask()), api)?;
        Some(AsyncToken { token, kind })
    }

    /// What runs now. Never waits.
    pub fn info(&self) -> JobInfo {
        let state = self.lock();
        JobInfo { queued: state.queue.len(), ..state.info }
    }

    /// The statistics that the running long job last published.
    pub fn stats(&self) -> Option<Arc<JobStats>> {
        self.current.load_full()
    }

    /// Publishes the running long job's statistics.
    pub fn publish_stats(&self, stats: JobStats) {
        self.current.store(Some(Arc::new(stats)));
    }

    /// The statistics of the last long job that finished.
    pub fn completed_stats(&self) -> Option<Arc<JobStats>> {
        self.completed.load_full()
    }

    /// Keeps the statistics of a finished job, or forgets them (they are told once).
    pub fn set_completed_stats(&self, stats: Option<JobStats>) {
        self.completed.store(stats.map(Arc::new));
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // No code under this lock panics; were it to, the state would still be whole.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn try_acquire(self: &Arc<Self>, request: Request, api: &'static str) -> Option<Token> {
        let mut state = self.lock();
        match admission::judge(&state.info.running(), request) {
            Verdict::Begin(place) => Some(self.start(&mut state, request, place, api)),
            Verdict::Wait(_) | Verdict::Refuse => None,
        }
    }

    async fn acquire(self: &Arc<Self>, request: Request, api: &'static str) -> Result<Token> {
        let (ticket, granted) = {
            let mut state = self.lock();
            match admission::judge(&state.info.running(), request) {
                Verdict::Begin(place) => return Ok(self.start(&mut state, request, place, api)),
                Verdict::Refuse => return Err(Error::NoAsyncJob),
                Verdict::Wait(_) => self.enqueue(&mut state, request, api)?,
            }
        };
        let began = Instant::now();
        let mut waiting = Waiting { tracker: self, ticket, granted };
        match tokio::time::timeout(self.limits.wait, &mut waiting.granted).await {
            Ok(Ok(token)) => Ok(token),
            Ok(Err(_)) => Err(Error::NoAsyncJob),
            Err(_) => waiting.give_up(request, began),
        }
    }

    fn enqueue(
        &self,
        state: &mut State,
        request: Request,
        api: &'static str,
    ) -> Result<(u64, oneshot::Receiver<Token>)> {
        if self.limits.max_queued != 0 && state.queue.len() >= self.limits.max_queued {
            return Err(Error::JobQueueFull);
        }
        let (grant, granted) = oneshot::channel();
        let ticket = state.next_ticket;
        state.next_ticket += 1;
        let at = admission::position(state.queue.iter().map(|waiter| waiter.request), request);
        state.queue.insert(at, Waiter { ticket, request, api, grant });
        Ok((ticket, granted))
    }

    /// Puts an admitted request in its place.
    fn start(
        self: &Arc<Self>,
        state: &mut State,
        request: Request,
        place: Place,
        api: &'static str,
    ) -> Token {
        let holder = Holder::now(api);
        match request {
            Request::Sync(kind) => {
                state.info.sync = Some(SyncHolder { slot: SyncSlot::Job(kind), holder });
            }
            Request::Nested => {
                state.info.sync = Some(SyncHolder { slot: SyncSlot::Nested, holder });
            }
            Request::Async(kind, mask) => state.info.asynchronous = Some((kind, mask, holder)),
            Request::Agent(kind) => state.info.agent = Some((kind, holder)),
        }
        Token { tracker: Some(Arc::clone(self)), place }
    }

    /// Ends what is in a place and lets everyone begin who can begin then.
    fn end(self: &Arc<Self>, place: Place) {
        let mut state = self.lock();
        match place {
            Place::Sync => state.info.sync = None,
            Place::Async => {
                state.info.asynchronous = None;
                self.current.store(None);
            }
            Place::Agent => state.info.agent = None,
        }
        self.grant(&mut state);
    }

    /// Walks the queue until nobody in it may begin.
    fn grant(self: &Arc<Self>, state: &mut State) {
        loop {
            let queue = state.queue.iter().map(|waiter| waiter.request);
            let Some((at, verdict)) = admission::next(&state.info.running(), queue) else { return };
            let Some(waiter) = state.queue.remove(at) else { return };
            let Verdict::Begin(place) = verdict else { continue };
            let before = state.info;
            let token = self.start(state, waiter.request, place, waiter.api);
            if let Err(token) = waiter.grant.send(token) {
                // The waiter is gone. Its token must not end the job: that would take the lock.
                token.forget();
                state.info = before;
            }
        }
    }
}

/// A place in the queue, given up when the wait is dropped.
struct Waiting<'a> {
    tracker: &'a Arc<JobTracker>,
    ticket: u64,
    granted: oneshot::Receiver<Token>,
}

impl Waiting<'_> {
    /// The time is over: leaves the queue, unless the job came at this very moment.
    fn give_up(mut self, request: Request, began: Instant) -> Result<Token> {
        let mut state = self.tracker.lock();
        if let Ok(token) = self.granted.try_recv() {
            return Ok(token);
        }
        let ticket = self.ticket;
        state.queue.retain(|waiter| waiter.ticket != ticket);
        let info = state.info;
        drop(state);
        let blocker = match admission::judge(&info.running(), request) {
            Verdict::Wait(place) => blocker(&info, place),
            Verdict::Begin(_) | Verdict::Refuse => None,
        };
        Err(JobTimeout { blocker, waited: began.elapsed() }.into())
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        let ticket = self.ticket;
        self.tracker.lock().queue.retain(|waiter| waiter.ticket != ticket);
        // A token that was sent meanwhile is dropped with the channel and ends its job.
    }
}

/// Who is in the way. A nested job is its long job's: the latter's owner is named.
fn blocker(info: &JobInfo, place: Place) -> Option<(Place, String, Holder)> {
    let asynchronous = info
        .asynchronous
        .map(|(kind, _, holder)| (Place::Async, format!("async {}", kind.name()), holder));
    match place {
        Place::Sync => match info.sync {
            Some(SyncHolder { slot: SyncSlot::Nested, .. }) => asynchronous,
            Some(SyncHolder { slot: SyncSlot::Job(kind), holder }) => {
                Some((place, kind.name().to_owned(), holder))
            }
            None => None,
        },
        Place::Async => asynchronous,
        Place::Agent => {
            info.agent.map(|(kind, holder)| (place, format!("agent {}", kind.name()), holder))
        }
    }
}

/// A place that is held; empty again when this is dropped.
#[derive(Debug)]
struct Token {
    /// Gone only while the token is being forgotten.
    tracker: Option<Arc<JobTracker>>,
    place: Place,
}

impl Token {
    /// Drops the token without ending the job.
    fn forget(mut self) {
        self.tracker = None;
    }

    fn tracker(&self) -> &Arc<JobTracker> {
        // Only `forget` takes the tracker out, and it consumes the token.
        #[allow(clippy::expect_used)]
        self.tracker.as_ref().expect("a token that was not forgotten has its tracker")
    }
}

impl Drop for Token {
    fn drop(&mut self) {
        if let Some(tracker) = &self.tracker {
            tracker.end(self.place);
        }
    }
}

/// A short job, or one with the guest agent. It ends when this is dropped.
#[derive(Debug)]
#[must_use = "the job ends when the token is dropped"]
pub struct JobToken(Token);

impl JobToken {
    /// Ends the job. The same as dropping the token, for where that should be seen.
    pub fn end(self) {}

    /// The tracker that the job belongs to.
    pub fn tracker(&self) -> &Arc<JobTracker> {
        self.0.tracker()
    }
}

/// A long job. It ends when this is dropped.
#[derive(Debug)]
#[must_use = "the job ends when the token is dropped"]
pub struct AsyncToken {
    token: Token,
    kind: AsyncJob,
}

impl AsyncToken {
    /// Which job it is.
    pub fn kind(&self) -> AsyncJob {
        self.kind
    }

    /// Changes what the job admits; whoever waited for that begins.
    pub fn set_mask(&self, mask: Mask) {
        let tracker = self.token.tracker();
        let mut state = tracker.lock();
        if let Some((_, current, _)) = &mut state.info.asynchronous {
            *current = mask;
        }
        tracker.grant(&mut state);
    }

    /// Names another function as the job's holder: one step of a migration takes over from another.
    pub fn set_api(&self, api: &'static str) {
        if let Some((_, _, holder)) = &mut self.token.tracker().lock().info.asynchronous {
            holder.api = api;
        }
    }

    /// Says when the job began, for one that a status file told of.
    pub fn set_started(&self, started: SystemTime) {
        if let Some((_, _, holder)) = &mut self.token.tracker().lock().info.asynchronous {
            holder.started = started;
        }
    }

    /// Begins a step of this job: a monitor command, say.
    ///
    /// # Errors
    /// As [`JobTracker::begin`].
    pub async fn nested(&self, api: &'static str) -> Result<JobToken> {
        self.token.tracker().acquire(Request::Nested, api).await.map(JobToken)
    }

    /// Ends the job. The same as dropping the token, for where that should be seen.
    pub fn end(self) {}

    /// The tracker that the job belongs to.
    pub fn tracker(&self) -> &Arc<JobTracker> {
        self.token.tracker()
    }
}

#[cfg(test)]
mod tests;
