//! A secret as the daemon knows it, and all of them.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use uuid::Uuid;
use vireo_api::event::{Event, SecretEvent, SecretRef};
pub use vireo_api::secret::Value;
use vireo_model::secret::Secret as Definition;
use vireo_proto::remote;

use crate::definition;

/// What is known of a secret at a moment.
#[derive(Debug, Clone, PartialEq)]
pub struct Secret {
    /// Its UUID.
    pub uuid: Uuid,
    /// Its definition.
    pub definition: Definition,
    /// Its value, once it was set.
    pub value: Option<Value>,
}

impl Secret {
    /// A secret by its definition, without a value.
    #[must_use]
    pub fn new(definition: Definition) -> Self {
        Self { uuid: definition::uuid(&definition), definition, value: None }
    }

    /// It lives in memory alone.
    #[must_use]
    pub fn is_ephemeral(&self) -> bool {
        self.definition.ephemeral == Some(true)
    }

    /// Its value is told to no client.
    #[must_use]
    pub fn is_private(&self) -> bool {
        self.definition.private == Some(true)
    }

    /// As the protocol names it.
    #[must_use]
    pub fn to_wire(&self) -> remote::Secret {
        let (usage_type, usage_id) = self.usage();
        remote::Secret { uuid: self.uuid.into_bytes(), usage_type, usage_id: usage_id.into() }
    }

    /// An event about it.
    #[must_use]
    pub fn event(&self, event: SecretEvent) -> Event {
        let (usage_type, usage_id) = self.usage();
        let uuid = self.uuid.into_bytes();
        Event::Secret(SecretRef { uuid, usage_type, usage_id: usage_id.into() }, event)
    }

    /// The number of its usage's type, and its usage's id.
    #[must_use]
    pub fn usage(&self) -> (i32, &str) {
        let (kind, id) = definition::usage(&self.definition);
        (kind as i32, id)
    }
}

/// All secrets, in the order of their UUIDs.
#[derive(Debug, Default)]
pub struct Secrets(Mutex<BTreeMap<Uuid, Arc<Secret>>>);

impl Secrets {
    fn map<R>(&self, with: impl FnOnce(&mut BTreeMap<Uuid, Arc<Secret>>) -> R) -> R {
        with(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// All of them.
    #[must_use]
    pub fn all(&self) -> Vec<Arc<Secret>> {
        self.map(|all| all.values().cloned().collect())
    }

    /// The one with this UUID.
    #[must_use]
    pub fn by_uuid(&self, uuid: &Uuid) -> Option<Arc<Secret>> {
        self.map(|all| all.get(uuid).cloned())
    }

    /// The one for this usage. Any number of secrets are for nobody in particular: none is found.
    #[must_use]
    pub fn by_usage(&self, usage: (i32, &str)) -> Option<Arc<Secret>> {
        let for_it =
            |secret: &&Arc<Secret>| secret.definition.usage.is_some() && secret.usage() == usage;
        self.map(|all| all.values().find(for_it).cloned())
    }

    /// Adds one, or puts it in the place of the one with its UUID.
    pub fn put(&self, secret: Secret) {
        self.map(|all| all.insert(secret.uuid, Arc::new(secret)));
    }

    /// Forgets one.
    pub fn remove(&self, uuid: &Uuid) {
        self.map(|all| all.remove(uuid));
    }
}
