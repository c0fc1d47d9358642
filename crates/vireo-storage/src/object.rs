//! A pool as the daemon knows it: a published view, and one change at a time.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use uuid::Uuid;
use vireo_api::Result;
use vireo_api::event::{Event, StoragePoolEvent, StoragePoolRef};
use vireo_model::storage::{Pool, Volume};
use vireo_proto::remote;

use crate::{document, error};

/// The volumes of a pool, by name.
pub type Volumes = BTreeMap<String, Arc<Volume>>;

/// What is known of a pool at a moment.
#[derive(Debug, Clone, PartialEq)]
pub struct View {
    /// Its UUID.
    pub uuid: Uuid,
    /// Its name.
    pub name: Arc<str>,
    /// Its definition, with what the last look at it found.
    pub pool: Arc<Pool>,
    /// The definition that takes its place when it stops.
    pub next: Option<Arc<Pool>>,
    /// It is defined on disk.
    pub persistent: bool,
    /// It starts with the host.
    pub autostart: bool,
    /// Its volumes; none when it is not active.
    pub volumes: Option<Arc<Volumes>>,
}

impl View {
    /// Is it active?
    #[must_use]
    pub fn is_active(&self) -> bool {
        self.volumes.is_some()
    }

    /// Its volumes.
    ///
    /// # Errors
    /// It is not active.
    pub fn volumes(&self) -> Result<&Arc<Volumes>> {
        self.volumes.as_ref().ok_or_else(|| error::not_active(&self.name))
    }

    /// One of its volumes.
    ///
    /// # Errors
    /// It is not active, or has no such volume.
    pub fn volume(&self, name: &str) -> Result<Arc<Volume>> {
        let found = self.volumes()?.get(name).cloned();
        found.ok_or_else(|| error::no_volume(format!("name '{name}'")))
    }

    /// As the protocol names it.
    #[must_use]
    pub fn to_wire(&self) -> remote::StoragePool {
        remote::StoragePool { name: self.name.as_ref().into(), uuid: self.uuid.into_bytes() }
    }

    /// As the protocol names a volume of it.
    #[must_use]
    pub fn volume_to_wire(&self, volume: &Volume) -> remote::StorageVol {
        remote::StorageVol {
            pool: self.name.as_ref().into(),
            name: document::name(volume).into(),
            key: document::path(volume).into(),
        }
    }

    /// An event about it.
    #[must_use]
    pub fn event(&self, event: StoragePoolEvent) -> Event {
        let object = StoragePoolRef { uuid: self.uuid.into_bytes(), name: Arc::clone(&self.name) };
        Event::StoragePool(object, event)
    }
}

/// What is being done to volumes of a pool, by name.
#[derive(Debug, Default)]
struct Busy {
    making: BTreeSet<String>,
    used: BTreeMap<String, usize>,
}

/// A pool: its view, and the lock that changes of it take turns by. Work on volumes, which may take
/// long, does not hold that lock: it is noted which volumes are in whose hands.
#[derive(Debug)]
pub struct Object {
    view: Mutex<Arc<View>>,
    busy: Mutex<Busy>,
    /// Held during a change of the pool, across its waits. Reads and work on volumes don't take it.
    pub change: tokio::sync::Mutex<()>,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Object {
    /// A pool with its first view.
    #[must_use]
    pub fn new(view: View) -> Arc<Self> {
        Arc::new(Self {
            view: Mutex::new(Arc::new(view)),
            busy: Mutex::default(),
            change: tokio::sync::Mutex::new(()),
        })
    }

    /// The present view.
    #[must_use]
    pub fn view(&self) -> Arc<View> {
        Arc::clone(&lock(&self.view))
    }

    /// Publishes the next view, made of the present one.
    pub fn publish(&self, change: impl FnOnce(&mut View)) -> Arc<View> {
        let mut view = lock(&self.view);
        let mut next = View::clone(&view);
        change(&mut next);
        *view = Arc::new(next);
        Arc::clone(&view)
    }

    /// Changes the list of volumes, when the pool is active.
    pub fn change_volumes(&self, change: impl FnOnce(&mut Volumes)) {
        self.publish(|view| {
            if let Some(volumes) = &mut view.volumes {
                change(Arc::make_mut(volumes));
            }
        });
    }

    /// Publishes what a look at the pool found. Volumes that are being made stay as they are told.
    pub fn publish_found(&self, pool: Pool, mut found: Volumes) -> Arc<View> {
        let busy = lock(&self.busy);
        self.publish(|view| {
            for name in &busy.making {
                found.remove(name);
                if let Some(made) = view.volumes.as_ref().and_then(|known| known.get(name)) {
                    found.insert(name.clone(), Arc::clone(made));
                }
            }
            view.pool = Arc::new(pool);
            view.volumes = Some(Arc::new(found));
        })
    }

    /// Adds a volume that is to be made: nobody else makes one of that name.
    ///
    /// # Errors
    /// The pool is not active, or `refusal` says how a volume of that name is refused.
    pub fn begin(
        self: &Arc<Self>,
        volume: Volume,
        refusal: impl FnOnce(&str) -> vireo_api::Error,
    ) -> Result<Making> {
        let name = document::name(&volume).to_owned();
        let mut busy = lock(&self.busy);
        let view = self.view();
        if view.volumes()?.contains_key(&name) || busy.making.contains(&name) {
            return Err(refusal(&name));
        }
        busy.making.insert(name.clone());
        drop(busy);
        self.change_volumes(|volumes| {
            volumes.insert(name.clone(), Arc::new(volume));
        });
        Ok(Making { object: Arc::clone(self), name, made: false })
    }

    /// Notes that somebody reads or changes a volume.
    ///
    /// # Errors
    /// It is being made; with `alone` also when somebody else has it.
    pub fn take(self: &Arc<Self>, name: &str, alone: bool) -> Result<InUse> {
        let mut busy = lock(&self.busy);
        if busy.making.contains(name) {
            let text = format!("volume '{name}' is still being allocated.");
            return Err(error::not_valid(text));
        }
        let users = busy.used.entry(name.to_owned()).or_default();
        if alone && *users > 0 {
            return Err(error::not_valid(format!("volume '{name}' is still in use.")));
        }
        *users += 1;
        Ok(InUse { object: Arc::clone(self), name: name.to_owned() })
    }

    /// Refuses what must wait for the work on volumes.
    ///
    /// # Errors
    /// There is such work.
    pub fn check_idle(&self) -> Result<()> {
        let busy = lock(&self.busy);
        if busy.making.is_empty() && busy.used.is_empty() {
            return Ok(());
        }
        let text = format!("pool '{}' has asynchronous jobs running.", self.view().name);
        Err(error::internal(text))
    }
}

/// A volume that is being made. Dropped before [`Making::done`], it is forgotten.
#[derive(Debug)]
pub struct Making {
    object: Arc<Object>,
    name: String,
    made: bool,
}

impl Making {
    /// It is there.
    pub fn done(mut self, volume: Volume) -> Arc<Volume> {
        let volume = Arc::new(volume);
        let made = Arc::clone(&volume);
        self.object.change_volumes(|volumes| {
            volumes.insert(self.name.clone(), made);
        });
        self.made = true;
        volume
    }
}

impl Drop for Making {
    fn drop(&mut self) {
        if !self.made {
            self.object.change_volumes(|volumes| {
                volumes.remove(&self.name);
            });
        }
        lock(&self.object.busy).making.remove(&self.name);
    }
}

/// A volume in somebody's hands.
#[derive(Debug)]
pub struct InUse {
    object: Arc<Object>,
    name: String,
}

impl Drop for InUse {
    fn drop(&mut self) {
        let mut busy = lock(&self.object.busy);
        if let Some(users) = busy.used.get_mut(&self.name) {
            *users -= 1;
            if *users == 0 {
                busy.used.remove(&self.name);
            }
        }
    }
}

/// All pools, in the order of their names.
#[derive(Debug, Default)]
pub struct Pools(Mutex<Vec<Arc<Object>>>);

impl Pools {
    /// All of them, by name.
    #[must_use]
    pub fn all(&self) -> Vec<Arc<Object>> {
        lock(&self.0).clone()
    }

    /// The one with this UUID.
    #[must_use]
    pub fn by_uuid(&self, uuid: &Uuid) -> Option<Arc<Object>> {
        self.all().into_iter().find(|object| object.view().uuid == *uuid)
    }

    /// The one with this name.
    #[must_use]
    pub fn by_name(&self, name: &str) -> Option<Arc<Object>> {
        self.all().into_iter().find(|object| *object.view().name == *name)
    }

    /// The active one whose directory this is.
    #[must_use]
    pub fn by_target(&self, path: &str) -> Option<Arc<Object>> {
        let path = crate::definition::sanitized(path);
        self.all().into_iter().find(|object| {
            let view = object.view();
            view.is_active() && crate::definition::target(&view.pool) == path
        })
    }

    /// Adds one. Whoever adds sees to it that UUID and name are free.
    pub fn add(&self, object: Arc<Object>) {
        let mut all = lock(&self.0);
        all.push(object);
        all.sort_by_key(|object| object.view().name.clone());
    }

    /// Forgets one.
    pub fn remove(&self, object: &Arc<Object>) {
        lock(&self.0).retain(|other| !Arc::ptr_eq(other, object));
    }
}
