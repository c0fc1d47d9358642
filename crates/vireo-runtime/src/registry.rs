//! All domains of a driver, by UUID, name and id.
//!
//! The lock over the index is held for a lookup or an insertion and never while anything waits.
//! What takes long (writing a new definition to disk) happens under a [`Claim`]: the name and the
//! UUID belong to the call that holds it, a second call that wants either waits for the first, and
//! dropping the claim gives both free again.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard};

use tokio::sync::Notify;
use uuid::Uuid;

use crate::domain::{Domain, DomainData, Ids, View};
use crate::error::{Error, Result};
use crate::job::{JobLimits, JobTracker};

/// All domains of a driver.
pub struct Registry<D: DomainData> {
    index: RwLock<Index<D>>,
    ids: Arc<Ids<D>>,
    claims: Mutex<Claims>,
    released: Notify,
    last_id: AtomicU32,
    limits: JobLimits,
}

struct Index<D: DomainData> {
    by_uuid: HashMap<Uuid, Arc<Domain<D>>>,
    by_name: HashMap<Arc<str>, Arc<Domain<D>>>,
    /// In the order in which they came: the order of listings.
    in_order: BTreeMap<u64, Arc<Domain<D>>>,
    next_place: u64,
}

#[derive(Default)]
struct Claims {
    uuids: HashSet<Uuid>,
    names: HashSet<Arc<str>>,
}

/// What a new definition meets.
pub enum Found<'a, D: DomainData> {
    /// Nothing: the claim keeps name and UUID for it.
    Free(Claim<'a, D>),
    /// The domain that it redefines.
    Known(Arc<Domain<D>>),
}

impl<D: DomainData> Default for Registry<D> {
    fn default() -> Self {
        Self::new(JobLimits::default())
    }
}

impl<D: DomainData> Registry<D> {
    /// An empty registry whose domains' jobs have these limits.
    pub fn new(limits: JobLimits) -> Self {
        Self {
            index: RwLock::new(Index {
                by_uuid: HashMap::new(),
                by_name: HashMap::new(),
                in_order: BTreeMap::new(),
                next_place: 0,
            }),
            ids: Arc::default(),
            claims: Mutex::default(),
            released: Notify::new(),
            last_id: AtomicU32::new(0),
            limits,
        }
    }

    /// The domain with this UUID.
    pub fn by_uuid(&self, uuid: &Uuid) -> Option<Arc<Domain<D>>> {
        self.read().by_uuid.get(uuid).cloned()
    }

    /// The domain with this name.
    pub fn by_name(&self, name: &str) -> Option<Arc<Domain<D>>> {
        self.read().by_name.get(name).cloned()
    }

    /// The running domain with this id.
    pub fn by_id(&self, id: u32) -> Option<Arc<Domain<D>>> {
        self.ids.read().unwrap_or_else(PoisonError::into_inner).get(&id)?.upgrade()
    }

    /// All domains, in the order in which they came.
    pub fn list(&self) -> Vec<Arc<Domain<D>>> {
        self.read().in_order.values().cloned().collect()
    }

    /// How many domains there are.
    pub fn len(&self) -> usize {
        self.read().in_order.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many domains run.
    pub fn count_active(&self) -> usize {
        self.ids.read().unwrap_or_else(PoisonError::into_inner).len()
    }

    /// An id for a domain that starts: 1, 2, 3…, none twice in a daemon's life.
    pub fn allocate_id(&self) -> u32 {
        self.last_id.fetch_add(1, Ordering::Relaxed) + 1
    }

    /// Says that a domain found running has this id, so that no other gets it.
    pub fn keep_id(&self, id: u32) {
        self.last_id.fetch_max(id, Ordering::Relaxed);
    }

    /// Looks up what a definition with this UUID and name would define, and claims both when it
    /// would be a new domain. Waits while another call has a claim on either.
    ///
    /// # Errors
    /// [`Error::UuidTaken`] and [`Error::NameTaken`] when only one of the two is known.
    pub async fn claim(&self, uuid: Uuid, name: &str) -> Result<Found<'_, D>> {
        loop {
            let released = self.released.notified();
            tokio::pin!(released);
            released.as_mut().enable();
            if let Some(found) = self.try_claim(uuid, name)? {
                return Ok(found);
            }
            released.await;
        }
    }

    /// As [`Registry::claim`], without waiting: `None` when another call has a claim on either.
    ///
    /// # Errors
    /// As [`Registry::claim`].
    pub fn try_claim(&self, uuid: Uuid, name: &str) -> Result<Option<Found<'_, D>>> {
        let mut claims = self.claims();
        if let Some(known) = self.known(uuid, name)? {
            return Ok(Some(Found::Known(known)));
        }
        if claims.uuids.contains(&uuid) || claims.names.contains(name) {
            return Ok(None);
        }
        let name: Arc<str> = name.into();
        claims.uuids.insert(uuid);
        claims.names.insert(Arc::clone(&name));
        Ok(Some(Found::Free(Claim { registry: self, uuid, name })))
    }

    fn known(&self, uuid: Uuid, name: &str) -> Result<Option<Arc<Domain<D>>>> {
        let index = self.read();
        match (index.by_uuid.get(&uuid), index.by_name.get(name)) {
            (Some(domain), _) if &*domain.name() == name => Ok(Some(Arc::clone(domain))),
            (Some(domain), _) => Err(Error::UuidTaken { name: domain.name().to_string(), uuid }),
            (None, Some(domain)) => {
                Err(Error::NameTaken { name: name.to_owned(), uuid: domain.uuid() })
            }
            (None, None) => Ok(None),
        }
    }

    /// Claims a new name for a domain: files are renamed under the claim, then
    /// [`RenameClaim::commit`]. Waits while another call has a claim on the name.
    ///
    /// # Errors
    /// [`Error::NameTaken`].
    pub async fn claim_name<'a>(
        &'a self,
        domain: &Arc<Domain<D>>,
        name: &str,
    ) -> Result<RenameClaim<'a, D>> {
        loop {
            let released = self.released.notified();
            tokio::pin!(released);
            released.as_mut().enable();
            if let Some(claim) = self.try_claim_name(domain, name)? {
                return Ok(claim);
            }
            released.await;
        }
    }

    fn try_claim_name<'a>(
        &'a self,
        domain: &Arc<Domain<D>>,
        name: &str,
    ) -> Result<Option<RenameClaim<'a, D>>> {
        let mut claims = self.claims();
        if let Some(other) = self.by_name(name) {
            return Err(Error::NameTaken { name: name.to_owned(), uuid: other.uuid() });
        }
        if claims.names.contains(name) {
            return Ok(None);
        }
        let name: Arc<str> = name.into();
        claims.names.insert(Arc::clone(&name));
        Ok(Some(RenameClaim { registry: self, domain: Arc::clone(domain), name }))
    }

    /// Takes a domain out. Its handle stays usable for those who have it; whoever waits on it or
    /// for a job of it finds it removed ([`Domain::ensure_known`]).
    pub fn remove(&self, domain: &Arc<Domain<D>>) {
        {
            let mut index = self.write();
            let same = |known: &Arc<Domain<D>>| Arc::ptr_eq(known, domain);
            if !index.by_uuid.get(&domain.uuid()).is_some_and(same) {
                return;
            }
            index.by_uuid.remove(&domain.uuid());
            index.by_name.remove(&domain.name());
            index.in_order.remove(&domain.place);
        }
        domain.mark_removed();
    }

    fn insert(&self, uuid: Uuid, name: &Arc<str>, mut view: View<D>) -> Arc<Domain<D>> {
        view.set_name(Arc::clone(name));
        if let Some(id) = view.id {
            self.keep_id(id);
        }
        let jobs = JobTracker::new(self.limits);
        let mut index = self.write();
        let place = index.next_place;
        index.next_place += 1;
        let domain = Domain::new(uuid, view, jobs, Arc::clone(&self.ids), place);
        index.by_uuid.insert(uuid, Arc::clone(&domain));
        index.by_name.insert(Arc::clone(name), Arc::clone(&domain));
        index.in_order.insert(place, Arc::clone(&domain));
        domain
    }

    fn read(&self) -> RwLockReadGuard<'_, Index<D>> {
        self.index.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> std::sync::RwLockWriteGuard<'_, Index<D>> {
        self.index.write().unwrap_or_else(PoisonError::into_inner)
    }

    fn claims(&self) -> MutexGuard<'_, Claims> {
        self.claims.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn release(&self, uuid: Option<&Uuid>, name: &str) {
        let mut claims = self.claims();
        if let Some(uuid) = uuid {
            claims.uuids.remove(uuid);
        }
        claims.names.remove(name);
        drop(claims);
        self.released.notify_waiters();
    }
}

/// A new domain's name and UUID, kept for one call until it inserts the domain or gives up.
#[must_use = "dropping the claim gives the name and the UUID free"]
pub struct Claim<'a, D: DomainData> {
    registry: &'a Registry<D>,
    uuid: Uuid,
    name: Arc<str>,
}

impl<D: DomainData> Claim<'_, D> {
    /// Puts the domain into the registry.
    pub fn insert(self, view: View<D>) -> Arc<Domain<D>> {
        self.registry.insert(self.uuid, &self.name, view)
    }
}

impl<D: DomainData> Drop for Claim<'_, D> {
    fn drop(&mut self) {
        self.registry.release(Some(&self.uuid), &self.name);
    }
}

/// A new name, kept for one call until it gives it to the domain or gives up.
#[must_use = "dropping the claim gives the name free"]
pub struct RenameClaim<'a, D: DomainData> {
    registry: &'a Registry<D>,
    domain: Arc<Domain<D>>,
    name: Arc<str>,
}

impl<D: DomainData> RenameClaim<'_, D> {
    /// Gives the domain its new name.
    pub fn commit(self) {
        let mut index = self.registry.write();
        let old = self.domain.name();
        if let Some(domain) = index.by_name.remove(&old) {
            index.by_name.insert(Arc::clone(&self.name), domain);
            self.domain.rename(Arc::clone(&self.name));
        }
    }
}

impl<D: DomainData> Drop for RenameClaim<'_, D> {
    fn drop(&mut self) {
        self.registry.release(None, &self.name);
    }
}

#[cfg(test)]
mod tests;
