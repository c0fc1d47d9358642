//! A domain: who it is, what it is defined as, how it stands, who works on it.
//!
//! What anyone may read is the [`View`]: an immutable value of shared pieces, replaced as a whole
//! by each change, so that a query never waits for whatever is being done to the domain. A change
//! is a function applied to a draft of the view ([`Domain::update`]); drafts are serialised by a
//! short lock, and no future can hold that lock across an await.

mod definition;
mod state;

use std::collections::HashMap;
use std::fmt;
use std::future::Future;
use std::sync::{Arc, Mutex, PoisonError, RwLock, Weak};
use std::time::Duration;

use arc_swap::ArcSwap;
use tokio::sync::Notify;
use uuid::Uuid;
use vireo_api::event::DomainRef;

pub use definition::{Codec, Definition};
pub use state::{
    BlockedReason, CrashedReason, NostateReason, PausedReason, PmSuspendedReason, RunningReason,
    ShutdownReason, ShutoffReason, State,
};

use crate::error::{Error, Result};
use crate::job::{AgentJob, AsyncJob, AsyncToken, JobToken, JobTracker, SyncJob};

/// What a driver keeps with each domain.
pub trait DomainData: Send + Sync + Sized + 'static {
    /// A definition: what the domain's XML says.
    type Config: Send + Sync;
    /// What there is only while the domain runs: the monitor, the process, aliases, the ledger of
    /// its resources. Made by each start, dropped by each stop; what changes in it more often than
    /// the view does is the driver's to guard.
    type Live: Send + Sync;
    /// What there is as long as the domain is known (the driver's own, usually small).
    type Extra: Send + Sync + Default;
}

/// Everything about a domain that others may read. Immutable; made of shared pieces.
pub struct View<D: DomainData> {
    /// The name. Changed by the registry alone, which knows domains by it.
    name: Arc<str>,
    /// The public id while it runs.
    pub id: Option<u32>,
    /// State and reason.
    pub state: State,
    /// It has a definition on disk and outlives its run.
    pub persistent: bool,
    /// It starts with the host.
    pub autostart: bool,
    /// It starts with the host the next time, and then no more.
    pub autostart_once: bool,
    /// The running definition was changed since the start.
    pub updated: bool,
    /// The definition of the next start; of a transient domain, what it was made from.
    pub config: Option<Definition<D::Config>>,
    /// The running definition.
    pub live_config: Option<Arc<D::Config>>,
    /// The driver's part while it runs.
    pub live: Option<Arc<D::Live>>,
    /// Counts the changes, from 0.
    generation: u64,
    /// It is no longer in the registry.
    removed: bool,
}

impl<D: DomainData> View<D> {
    /// The first view of a domain that is off and transient.
    pub fn new(name: impl Into<Arc<str>>) -> Self {
        Self {
            name: name.into(),
            id: None,
            state: State::Shutoff(ShutoffReason::Unknown),
            persistent: false,
            autostart: false,
            autostart_once: false,
            updated: false,
            config: None,
            live_config: None,
            live: None,
            generation: 0,
            removed: false,
        }
    }

    /// The name.
    pub fn name(&self) -> &Arc<str> {
        &self.name
    }

    pub(crate) fn set_name(&mut self, name: Arc<str>) {
        self.name = name;
    }

    /// How many changes there were.
    pub fn generation(&self) -> u64 {
        self.generation
    }

    /// Whether the domain is no longer in the registry.
    pub fn is_removed(&self) -> bool {
        self.removed
    }

    /// Whether there is a process behind it.
    pub fn is_active(&self) -> bool {
        self.id.is_some()
    }

    /// Goes to another state.
    ///
    /// # Errors
    /// [`Error::BadTransition`] when it cannot follow the present one; nothing changes then.
    pub fn enter(&mut self, next: State) -> Result<()> {
        if !self.state.may_become(next) {
            return Err(Error::BadTransition { from: self.state.name(), to: next.name() });
        }
        self.state = next;
        Ok(())
    }

    /// The definition in force: the running one, else the one of the next start.
    ///
    /// # Errors
    /// As [`Definition::value`].
    pub fn current(&self) -> Result<Option<Arc<D::Config>>> {
        match (&self.live_config, &self.config) {
            (Some(live), _) => Ok(Some(Arc::clone(live))),
            (None, Some(config)) => config.value().map(Some),
            (None, None) => Ok(None),
        }
    }
}

impl<D: DomainData> Clone for View<D> {
    fn clone(&self) -> Self {
        Self {
            name: Arc::clone(&self.name),
            id: self.id,
            state: self.state,
            persistent: self.persistent,
            autostart: self.autostart,
            autostart_once: self.autostart_once,
            updated: self.updated,
            config: self.config.clone(),
            live_config: self.live_config.clone(),
            live: self.live.clone(),
            generation: self.generation,
            removed: self.removed,
        }
    }
}

impl<D: DomainData> fmt::Debug for View<D> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("View")
            .field("name", &self.name)
            .field("id", &self.id)
            .field("state", &self.state)
            .field("persistent", &self.persistent)
            .field("generation", &self.generation)
            .finish_non_exhaustive()
    }
}

/// Running domains by id, shared by the registry and its domains: a domain whose view gets or
/// loses an id is in here, or not, when the change is done.
pub(crate) type Ids<D> = RwLock<HashMap<u32, Weak<Domain<D>>>>;

/// A domain.
pub struct Domain<D: DomainData> {
    uuid: Uuid,
    view: ArcSwap<View<D>>,
    /// Serialises changes. Held for the length of one function.
    change: Mutex<()>,
    changed: Notify,
    jobs: Arc<JobTracker>,
    ids: Arc<Ids<D>>,
    /// Its place in listings.
    pub(crate) place: u64,
    /// The driver's own.
    pub extra: D::Extra,
}

impl<D: DomainData> Domain<D> {
    pub(crate) fn new(
        uuid: Uuid,
        view: View<D>,
        jobs: Arc<JobTracker>,
        ids: Arc<Ids<D>>,
        place: u64,
    ) -> Arc<Self> {
        let id = view.id;
        let this = Arc::new(Self {
            uuid,
            view: ArcSwap::from_pointee(view),
            change: Mutex::new(()),
            changed: Notify::new(),
            jobs,
            ids,
            place,
            extra: D::Extra::default(),
        });
        this.index_id(None, id);
        this
    }

    /// The UUID.
    pub fn uuid(&self) -> Uuid {
        self.uuid
    }

    /// The present name.
    pub fn name(&self) -> Arc<str> {
        Arc::clone(&self.view.load().name)
    }

    /// How the domain stands. Never waits; what it gives does not change any more.
    pub fn view(&self) -> Arc<View<D>> {
        self.view.load_full()
    }

    /// Reads one thing of the view without taking a share of it.
    pub fn peek<R>(&self, read: impl FnOnce(&View<D>) -> R) -> R {
        read(&self.view.load())
    }

    /// The jobs on it.
    pub fn jobs(&self) -> &Arc<JobTracker> {
        &self.jobs
    }

    /// How events name it.
    pub fn event_ref(&self) -> DomainRef {
        self.peek(|view| DomainRef {
            uuid: self.uuid.into_bytes(),
            name: Arc::clone(&view.name),
            id: view.id.and_then(|id| i32::try_from(id).ok()).unwrap_or(-1),
        })
    }

    /// Changes the view by a function and publishes the result before returning.
    ///
    /// The function must not wait: other changes of this domain wait for it. Nor may it change
    /// this domain again or call its registry. When it panics, nothing is published.
    pub fn update<R>(self: &Arc<Self>, change: impl FnOnce(&mut View<D>) -> R) -> R {
        self.change_view(|view| {
            let (name, removed) = (Arc::clone(&view.name), view.removed);
            let result = change(view);
            // A whole view may have been put in the place of the draft: these are the registry's.
            (view.name, view.removed) = (name, removed);
            result
        })
    }

    /// As [`Domain::update`], for a change that may fail: then nothing is published.
    ///
    /// # Errors
    /// Those of the function.
    pub fn try_update<R, E>(
        self: &Arc<Self>,
        change: impl FnOnce(&mut View<D>) -> Result<R, E>,
    ) -> Result<R, E> {
        let _serial = self.change.lock().unwrap_or_else(PoisonError::into_inner);
        let before = self.view.load();
        let mut draft = View::clone(&before);
        let result = change(&mut draft)?;
        (draft.name, draft.removed) = (Arc::clone(&before.name), before.removed);
        self.publish(&before, draft);
        Ok(result)
    }

    /// Begins a short job, waiting for its turn, on a domain that is still known then.
    ///
    /// # Errors
    /// As [`JobTracker::begin`] and [`Domain::ensure_known`].
    pub async fn begin(&self, kind: SyncJob, api: &'static str) -> Result<JobToken> {
        let token = self.jobs.begin(kind, api).await?;
        self.ensure_known().map(|()| token)
    }

    /// Begins a job with the guest agent, as [`Domain::begin`].
    ///
    /// # Errors
    /// As [`Domain::begin`].
    pub async fn begin_agent(&self, kind: AgentJob, api: &'static str) -> Result<JobToken> {
        let token = self.jobs.begin_agent(kind, api).await?;
        self.ensure_known().map(|()| token)
    }

    /// Begins a long job with its usual mask, as [`Domain::begin`].
    ///
    /// # Errors
    /// As [`Domain::begin`].
    pub async fn begin_async(&self, kind: AsyncJob, api: &'static str) -> Result<AsyncToken> {
        let token = self.jobs.begin_async(kind, api).await?;
        self.ensure_known().map(|()| token)
    }

    /// Goes to another state.
    ///
    /// # Errors
    /// [`Error::BadTransition`] when it cannot follow the present one; nothing changes then.
    pub fn enter(self: &Arc<Self>, next: State) -> Result<()> {
        self.try_update(|view| view.enter(next))
    }

    pub(crate) fn rename(self: &Arc<Self>, name: Arc<str>) {
        self.change_view(|view| view.name = name);
    }

    pub(crate) fn mark_removed(self: &Arc<Self>) {
        let id = self.change_view(|view| {
            view.removed = true;
            view.id
        });
        self.index_id(id, None);
    }

    fn change_view<R>(self: &Arc<Self>, change: impl FnOnce(&mut View<D>) -> R) -> R {
        let _serial = self.change.lock().unwrap_or_else(PoisonError::into_inner);
        let before = self.view.load();
        let mut draft = View::clone(&before);
        let result = change(&mut draft);
        self.publish(&before, draft);
        result
    }

    fn publish(self: &Arc<Self>, before: &View<D>, mut draft: View<D>) {
        draft.generation = before.generation + 1;
        let (old, new) = (before.id, draft.id);
        self.view.store(Arc::new(draft));
        if old != new {
            self.index_id(old, new);
        }
        self.changed.notify_waiters();
    }

    fn index_id(self: &Arc<Self>, old: Option<u32>, new: Option<u32>) {
        if old.is_none() && new.is_none() {
            return;
        }
        let mut ids = self.ids.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(id) = old {
            ids.remove(&id);
        }
        if let Some(id) = new {
            ids.insert(id, Arc::downgrade(self));
        }
    }

    /// Waits until a view is as `found` wants it, and gives what `found` made of it.
    ///
    /// Every view is not shown: of two changes in quick succession only the later may be.
    pub async fn wait_for<R>(&self, mut found: impl FnMut(&View<D>) -> Option<R>) -> R {
        loop {
            let changed = self.changed.notified();
            tokio::pin!(changed);
            // Listening begins before looking, so no change falls between the two.
            changed.as_mut().enable();
            if let Some(result) = self.peek(&mut found) {
                return result;
            }
            changed.await;
        }
    }

    /// As [`Domain::wait_for`], for at most `limit`.
    pub fn wait_for_within<R>(
        &self,
        limit: Duration,
        found: impl FnMut(&View<D>) -> Option<R>,
    ) -> impl Future<Output = Option<R>> {
        let wait = tokio::time::timeout(limit, self.wait_for(found));
        async move { wait.await.ok() }
    }

    /// # Errors
    /// [`Error::NoDomain`] when the domain is no longer in the registry: to be asked after every
    /// wait for a job.
    pub fn ensure_known(&self) -> Result<()> {
        let view = self.view.load();
        if view.removed {
            return Err(Error::NoDomain { name: view.name.to_string(), uuid: self.uuid });
        }
        Ok(())
    }
}

impl<D: DomainData> fmt::Debug for Domain<D> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Domain").field("uuid", &self.uuid).field("view", &self.view.load()).finish()
    }
}
