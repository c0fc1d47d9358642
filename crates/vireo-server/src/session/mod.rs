//! A client's connection as its calls see it: authentication, the opened driver, the
//! registrations for events.

mod calls;
mod identity;

use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use vireo_api::{ConnectionId, Drivers, Error};
use vireo_runtime::events::Subscriber;

use crate::access::AccessManager;
use crate::auth::Authenticator;
use crate::client::Client;
use crate::daemon::Daemon;
use crate::errors::internal;
use crate::events::{Form, Registrations};
use crate::uri::Uri;

/// Something a call asks of the task that serves its connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Wish {
    /// End the connection once the reply is sent.
    Close = 1,
    /// The client answers pings: start asking it.
    Keepalive = 2,
    /// There is a subscription to events now.
    Events = 4,
}

/// The driver that a connection was opened with.
struct Opened {
    drivers: Arc<Drivers>,
    uri: String,
}

/// One connection.
pub struct Session {
    /// Its number, unique for the daemon's life.
    pub id: ConnectionId,
    /// Its client.
    pub client: Arc<Client>,
    daemon: Arc<Daemon>,
    auth: Arc<dyn Authenticator>,
    opened: OnceLock<Opened>,
    read_only: AtomicBool,
    events: Mutex<Registrations>,
    wishes: AtomicU8,
    gone: AtomicBool,
}

impl std::fmt::Debug for Session {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Session").field("id", &self.id).field("client", &self.client.id).finish()
    }
}

impl Session {
    /// The session of a client that has just connected.
    pub fn new(daemon: Arc<Daemon>, client: Arc<Client>, auth: Arc<dyn Authenticator>) -> Session {
        Session {
            id: daemon.next_connection(),
            read_only: AtomicBool::new(client.read_only),
            client,
            daemon,
            auth,
            opened: OnceLock::new(),
            events: Mutex::default(),
            wishes: AtomicU8::new(0),
            gone: AtomicBool::new(false),
        }
    }

    /// The drivers that the connection was opened with; before that, some that serve nothing.
    pub fn drivers(&self) -> &Drivers {
        self.opened.get().map_or(self.daemon.unserved(), |opened| &opened.drivers)
    }

    /// Has the client opened the connection?
    pub fn is_open(&self) -> bool {
        self.opened.get().is_some()
    }

    /// May the client only look?
    pub fn is_read_only(&self) -> bool {
        self.read_only.load(Ordering::Relaxed)
    }

    /// The access driver in force.
    pub fn access(&self) -> &dyn AccessManager {
        self.daemon.access()
    }

    /// The driver's name as access rules know it.
    pub fn driver_name(&self) -> &'static str {
        match self.drivers().hypervisor.scheme() {
            "qemu" => "QEMU",
            other => other,
        }
    }

    /// What calls have asked for since this was last asked: bits of [`Wish`].
    pub fn take_wishes(&self) -> u8 {
        if self.wishes.load(Ordering::Relaxed) == 0 {
            return 0;
        }
        self.wishes.swap(0, Ordering::Relaxed)
    }

    /// The daemon that serves the connection.
    pub(crate) fn daemon(&self) -> &Daemon {
        &self.daemon
    }

    /// Ends the connection once the reply is sent.
    pub(crate) fn wish_close(&self) {
        self.wish(Wish::Close);
    }

    fn wish(&self, wish: Wish) {
        self.wishes.fetch_or(wish as u8, Ordering::Relaxed);
    }

    fn events(&self) -> MutexGuard<'_, Registrations> {
        self.events.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Where the connection's events come from, once it has registered for any.
    pub fn subscriber(&self) -> Option<Arc<Subscriber>> {
        self.events().subscriber()
    }

    /// The form of the message for a delivery, unless its registration is gone.
    pub fn event_form(&self, registration: i32) -> Option<Form> {
        self.events().form(registration)
    }

    /// Opens the connection.
    fn open(&self, name: Option<&str>, read_only: bool) -> Result<(), Error> {
        if self.is_open() {
            return Err(internal("connection already open"));
        }
        let name = name.ok_or_else(|| internal("connection not open"))?;
        let instance = self.daemon.instance();
        let (drivers, uri) = match name {
            "" => {
                let drivers = self.daemon.default_drivers();
                let uri = instance.default_uri(drivers.hypervisor.scheme());
                (drivers, uri)
            }
            _ => {
                let uri = Uri::parse(name)?;
                let drivers = self.daemon.drivers(uri.scheme).filter(|_| uri.authority.is_empty());
                let drivers = drivers.ok_or_else(|| uri.unserved())?;
                instance.check(&uri)?;
                (drivers, uri.normal())
            }
        };
        if read_only {
            self.read_only.store(true, Ordering::Relaxed);
        }
        // Two opens at once: the first wins, the other is told so.
        self.opened.set(Opened { drivers, uri }).map_err(|_| internal("connection already open"))
    }

    /// The connection is gone: what drivers tied to it ends.
    pub fn closed(&self) {
        self.gone.store(true, Ordering::SeqCst);
        self.end_ties();
    }

    /// A call ended. One that outlived its connection may have tied something to it since.
    pub fn call_ended(&self) {
        if self.gone.load(Ordering::SeqCst) {
            self.end_ties();
        }
    }

    fn end_ties(&self) {
        if let Some(opened) = self.opened.get() {
            opened.drivers.hypervisor.connection_closed(self.id);
        }
    }
}
