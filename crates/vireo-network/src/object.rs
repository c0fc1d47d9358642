//! A network as the daemon knows it: a published view, and one change at a time.

use std::sync::{Arc, Mutex, PoisonError};

use uuid::Uuid;
use vireo_api::event::{Event, NetworkEvent, NetworkRef};
use vireo_model::network::Network;
use vireo_proto::remote;

use crate::port::Port;

/// What is known of a network at a moment.
#[derive(Debug, Clone, PartialEq)]
pub struct View {
    /// Its UUID.
    pub uuid: Uuid,
    /// Its name.
    pub name: Arc<str>,
    /// What it runs with; none when it is not active.
    pub live: Option<Arc<Network>>,
    /// Its definition; none when it is transient.
    pub config: Option<Arc<Network>>,
    /// It starts with the host.
    pub autostart: bool,
}

impl View {
    /// Is it active?
    #[must_use]
    pub fn is_active(&self) -> bool {
        self.live.is_some()
    }

    /// What it runs with, else its definition.
    #[must_use]
    pub fn current(&self) -> Option<&Arc<Network>> {
        self.live.as_ref().or(self.config.as_ref())
    }

    /// As the protocol names it.
    #[must_use]
    pub fn to_wire(&self) -> remote::Network {
        remote::Network { name: self.name.as_ref().into(), uuid: self.uuid.into_bytes() }
    }

    /// An event about it.
    #[must_use]
    pub fn event(&self, event: NetworkEvent) -> Event {
        let object = NetworkRef { uuid: self.uuid.into_bytes(), name: Arc::clone(&self.name) };
        Event::Network(object, event)
    }
}

/// A network: its view, and the lock that changes of it take turns by.
#[derive(Debug)]
pub struct Object {
    view: Mutex<Arc<View>>,
    /// Who is plugged in, in the order in which they came.
    ports: Mutex<Vec<Port>>,
    /// Held during a change, across its waits. Reads don't take it.
    pub change: tokio::sync::Mutex<()>,
}

impl Object {
    /// A network with its first view.
    #[must_use]
    pub fn new(view: View) -> Arc<Self> {
        Arc::new(Self {
            view: Mutex::new(Arc::new(view)),
            ports: Mutex::default(),
            change: tokio::sync::Mutex::new(()),
        })
    }

    /// The present view.
    #[must_use]
    pub fn view(&self) -> Arc<View> {
        Arc::clone(&self.view.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Who is plugged in.
    #[must_use]
    pub fn ports(&self) -> Vec<Port> {
        self.ports.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Changes who is plugged in.
    pub fn change_ports<R>(&self, change: impl FnOnce(&mut Vec<Port>) -> R) -> R {
        change(&mut self.ports.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Publishes the next view.
    pub fn publish(&self, view: View) {
        *self.view.lock().unwrap_or_else(PoisonError::into_inner) = Arc::new(view);
    }
}

/// All networks, in the order of their names.
#[derive(Debug, Default)]
pub struct Networks(Mutex<Vec<Arc<Object>>>);

impl Networks {
    /// All of them, by name.
    #[must_use]
    pub fn all(&self) -> Vec<Arc<Object>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
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

    /// Adds one. Whoever adds sees to it that UUID and name are free.
    pub fn add(&self, object: Arc<Object>) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.push(object);
        all.sort_by_key(|object| object.view().name.clone());
    }

    /// Forgets one.
    pub fn remove(&self, object: &Arc<Object>) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|other| !Arc::ptr_eq(other, object));
    }
}
