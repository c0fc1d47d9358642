//! What all connections share: drivers, servers, the event bus, logging, and the daemon's end.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};

use tokio::sync::{Notify, watch};
use vireo_api::{ConnectionId, Drivers, Error, ErrorCode, ErrorDomain};
use vireo_runtime::events::EventBus;

use crate::access::{AccessManager, AdmitAll};
use crate::client::Server;
use crate::log::Logging;
use crate::unserved;
use crate::uri::Instance;

/// What the daemon is made of.
pub struct Parts {
    /// Where it logs to.
    pub logging: &'static Logging,
    /// Which instance it is.
    pub instance: Instance,
    /// Drivers by hypervisor, the default one first.
    pub hypervisors: Vec<Arc<Drivers>>,
    /// Events of all drivers.
    pub bus: EventBus,
    /// The main server and the admin server.
    pub servers: Vec<Arc<Server>>,
    /// Seconds without clients and guests after which the daemon exits; 0 never.
    pub timeout: u32,
}

/// The daemon.
pub struct Daemon {
    parts: Parts,
    unserved: Drivers,
    access: Arc<dyn AccessManager>,
    next_connection: AtomicU64,
    timeout: AtomicU32,
    timeout_changed: Notify,
    stop: watch::Sender<bool>,
}

impl std::fmt::Debug for Daemon {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Daemon").field("instance", &self.parts.instance).finish_non_exhaustive()
    }
}

/// Secondary drivers that can be connected to by themselves.
const SECONDARY: &[&str] = &["network", "storage", "nodedev", "secret", "nwfilter"];

impl Daemon {
    /// Puts a daemon together.
    pub fn new(mut parts: Parts) -> Arc<Daemon> {
        if let Some(first) = parts.hypervisors.first().cloned() {
            let secondary = |scheme: &&'static str| {
                let hypervisor = Arc::new(unserved::NoHypervisor(scheme));
                Arc::new(Drivers { hypervisor, ..Drivers::clone(&first) })
            };
            parts.hypervisors.extend(SECONDARY.iter().map(secondary));
        }
        Arc::new(Daemon {
            timeout: AtomicU32::new(parts.timeout),
            parts,
            unserved: unserved::drivers("none"),
            access: Arc::new(AdmitAll),
            next_connection: AtomicU64::new(1),
            timeout_changed: Notify::new(),
            stop: watch::Sender::new(false),
        })
    }

    /// A number for a new connection.
    pub fn next_connection(&self) -> ConnectionId {
        ConnectionId(self.next_connection.fetch_add(1, Ordering::Relaxed))
    }

    /// Which instance this is.
    pub fn instance(&self) -> &Instance {
        &self.parts.instance
    }

    /// Where the daemon logs to.
    pub fn logging(&self) -> &'static Logging {
        self.parts.logging
    }

    /// Events of all drivers.
    pub fn bus(&self) -> &EventBus {
        &self.parts.bus
    }

    /// The access driver in force.
    pub fn access(&self) -> &dyn AccessManager {
        &*self.access
    }

    /// Drivers that serve nothing.
    pub fn unserved(&self) -> &Drivers {
        &self.unserved
    }

    /// The drivers of a URI's scheme.
    pub fn drivers(&self, scheme: &str) -> Option<Arc<Drivers>> {
        self.parts.hypervisors.iter().find(|d| d.hypervisor.scheme() == scheme).cloned()
    }

    /// The drivers of an empty URI.
    pub fn default_drivers(&self) -> Arc<Drivers> {
        match self.parts.hypervisors.first() {
            Some(first) => Arc::clone(first),
            None => Arc::new(self.unserved.clone()),
        }
    }

    /// The servers, in the order the admin program shows them.
    pub fn servers(&self) -> &[Arc<Server>] {
        &self.parts.servers
    }

    /// The server with that name.
    ///
    /// # Errors
    /// `NoServer`.
    pub fn server(&self, name: &str) -> Result<&Arc<Server>, Error> {
        self.servers().iter().find(|s| s.name == name).ok_or_else(|| {
            let text = format!("No server named '{name}'");
            Error::new(ErrorCode::NoServer, ErrorDomain::Rpc, text)
        })
    }

    /// Sets the seconds of idleness after which the daemon exits; 0 never.
    pub fn set_timeout(&self, seconds: u32) {
        self.timeout.store(seconds, Ordering::Relaxed);
        self.timeout_changed.notify_waiters();
    }

    /// Is there anything that the daemon must stay for?
    fn is_busy(&self) -> bool {
        self.servers().iter().any(|s| s.count() > 0)
            || self.parts.hypervisors.iter().any(|d| d.hypervisor.is_busy())
    }

    /// Asks the daemon to stop.
    pub fn stop(&self) {
        self.stop.send_replace(true);
    }

    /// Waits until the daemon is asked to stop.
    pub async fn stopping(&self) {
        let mut stop = self.stop.subscribe();
        // Fails only when the sender is gone, and it lives as long as `self`.
        let _ = stop.wait_for(|stopping| *stopping).await;
    }

    /// Stops the daemon when it has been idle for as long as its timeout says.
    pub async fn watch_idleness(&self) {
        /// How often guests are looked at, which tell nothing when they end.
        const LOOK: std::time::Duration = std::time::Duration::from_secs(1);
        let mut idle = 0;
        loop {
            let seconds = self.timeout.load(Ordering::Relaxed);
            if seconds == 0 {
                idle = 0;
                self.timeout_changed.notified().await;
                continue;
            }
            tokio::time::sleep(LOOK).await;
            idle = if self.is_busy() { 0 } else { idle + 1 };
            if idle >= seconds {
                tracing::info!("idle for {idle} s: stopping");
                return self.stop();
            }
        }
    }

    /// Ends all connections.
    pub fn close_clients(&self) {
        self.servers().iter().flat_map(|s| s.clients()).for_each(|c| c.close());
    }
}
