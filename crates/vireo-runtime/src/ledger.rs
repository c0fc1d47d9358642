//! Host resources that must be given back.
//!
//! Whoever takes something from the host (a process, a tap, a port) enters it here with the way to
//! give it back. The ledger of a start that succeeds moves into the domain and is released when
//! that stops; the ledger of one that fails is released at once. Releasing is explicit and awaited,
//! in the reverse order of taking; dropping a ledger that still has entries releases nothing and
//! says so in the log, because a daemon that ends leaves its guests' resources alone.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};

use tracing::{error, warn};

/// A future on the heap that may go from thread to thread.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Declares the kinds of resources with the names they have in journals.
macro_rules! kinds {
    ($($(#[$meta:meta])* $variant:ident = $name:literal,)+) => {
        /// What kind of thing was taken.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum ResourceKind {
            $($(#[$meta])* $variant,)+
        }

        impl ResourceKind {
            /// Its name in journals.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)+
                }
            }

            /// The kind of this name.
            pub fn from_name(name: &str) -> Option<Self> {
                match name {
                    $($name => Some(Self::$variant),)+
                    _ => None,
                }
            }
        }
    };
}

kinds! {
    /// A process.
    Process = "process",
    /// A network device.
    Tap = "tap",
    /// A port number.
    Port = "port",
    /// A lock lease.
    Lease = "lease",
    /// A file or directory.
    File = "file",
    /// A security label.
    Label = "label",
    /// A control group.
    Cgroup = "cgroup",
    /// Something on the network: a bridge port, a firewall rule, a network port.
    Network = "network",
    /// A device of the host given to the guest.
    HostDevice = "hostdev",
}

/// How a resource goes back.
pub type Release = Box<dyn FnOnce() -> BoxFuture<'static, Result<(), vireo_api::Error>> + Send>;

struct Entry {
    kind: ResourceKind,
    name: String,
    /// Called once, by whoever owns the entry; the lock only lets others look at the ledger.
    release: Mutex<Release>,
}

impl Entry {
    fn release(self) -> BoxFuture<'static, Result<(), vireo_api::Error>> {
        let release = self.release.into_inner().unwrap_or_else(PoisonError::into_inner);
        release()
    }
}

/// What was taken and not yet given back, in the order of taking.
#[derive(Default)]
pub struct Ledger {
    entries: Vec<Entry>,
}

impl Ledger {
    /// An empty ledger.
    pub const fn new() -> Self {
        Self { entries: Vec::new() }
    }

    /// Enters a resource and the way to give it back.
    pub fn enter<F>(
        &mut self,
        kind: ResourceKind,
        name: impl Into<String>,
        release: impl FnOnce() -> F + Send + 'static,
    ) where
        F: Future<Output = Result<(), vireo_api::Error>> + Send + 'static,
    {
        let release: Release = Box::new(move || Box::pin(release()));
        self.entries.push(Entry { kind, name: name.into(), release: Mutex::new(release) });
    }

    /// Enters a resource that is given back by dropping it (a port number).
    pub fn enter_guard(
        &mut self,
        kind: ResourceKind,
        name: impl Into<String>,
        guard: impl Send + 'static,
    ) {
        self.enter(kind, name, move || async move {
            drop(guard);
            Ok(())
        });
    }

    /// Takes an entry out without releasing it: it is gone already (a process that exited), or
    /// somebody else's now. Tells whether it was there.
    pub fn strike(&mut self, kind: ResourceKind, name: &str) -> bool {
        let at = self.entries.iter().rposition(|entry| entry.kind == kind && entry.name == name);
        at.map(|at| self.entries.remove(at)).is_some()
    }

    /// Gives one resource back before the others. Tells whether it was there.
    ///
    /// # Errors
    /// Those of its release; it is out of the ledger all the same.
    pub async fn release(
        &mut self,
        kind: ResourceKind,
        name: &str,
    ) -> Result<bool, vireo_api::Error> {
        let at = self.entries.iter().rposition(|entry| entry.kind == kind && entry.name == name);
        match at.map(|at| self.entries.remove(at)) {
            Some(entry) => entry.release().await.map(|()| true),
            None => Ok(false),
        }
    }

    /// Takes one entry out into a ledger of its own, which is empty when there is none: for whoever
    /// may not wait while this one is locked.
    #[must_use = "it is to be released"]
    pub fn part(&mut self, kind: ResourceKind, name: &str) -> Ledger {
        let at = self.entries.iter().rposition(|entry| entry.kind == kind && entry.name == name);
        Ledger { entries: at.map(|at| self.entries.remove(at)).into_iter().collect() }
    }

    /// Puts the entries of another ledger behind those of this.
    pub fn append(&mut self, mut other: Ledger) {
        self.entries.append(&mut other.entries);
    }

    /// Whether nothing is held.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// What is held, in the order of taking.
    pub fn held(&self) -> impl Iterator<Item = (ResourceKind, &str)> {
        self.entries.iter().map(|entry| (entry.kind, entry.name.as_str()))
    }

    /// How much is held: a mark for [`Ledger::unwind_to`].
    pub fn mark(&self) -> usize {
        self.entries.len()
    }

    /// Gives back what was taken since the mark, the last first. All is tried.
    ///
    /// # Errors
    /// The first that went wrong; the others are logged.
    pub async fn unwind_to(&mut self, mark: usize) -> Result<(), vireo_api::Error> {
        let mut first = None;
        while self.entries.len() > mark {
            let Some(entry) = self.entries.pop() else { break };
            let (kind, name) = (entry.kind, entry.name.clone());
            if let Err(error) = entry.release().await {
                warn!(?kind, name, %error, "could not be given back");
                first.get_or_insert(error);
            }
        }
        first.map_or(Ok(()), Err)
    }

    /// Gives everything back, the last first. All is tried.
    ///
    /// # Errors
    /// The first that went wrong; the others are logged.
    pub async fn release_all(&mut self) -> Result<(), vireo_api::Error> {
        self.unwind_to(0).await
    }

    /// Forgets all entries: the daemon ends, its guests go on.
    pub fn leave(&mut self) {
        self.entries.clear();
    }
}

impl Drop for Ledger {
    fn drop(&mut self) {
        if !self.entries.is_empty() {
            error!(held = ?self, "resources were not given back");
        }
    }
}

impl fmt::Debug for Ledger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.held()).finish()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use vireo_api::{ErrorCode, ErrorDomain};

    use super::*;

    fn enter(
        ledger: &mut Ledger,
        log: &Arc<Mutex<Vec<&'static str>>>,
        name: &'static str,
        ok: bool,
    ) {
        let log = Arc::clone(log);
        ledger.enter(ResourceKind::File, name, move || async move {
            log.lock().unwrap().push(name);
            if ok {
                Ok(())
            } else {
                Err(vireo_api::Error::new(ErrorCode::InternalError, ErrorDomain::None, name))
            }
        });
    }

    #[tokio::test]
    async fn gives_back_in_reverse_and_tries_all() {
        let log = Arc::default();
        let mut ledger = Ledger::new();
        enter(&mut ledger, &log, "a", true);
        enter(&mut ledger, &log, "b", false);
        enter(&mut ledger, &log, "c", false);
        enter(&mut ledger, &log, "gone", true);
        assert!(ledger.strike(ResourceKind::File, "gone"));
        assert!(!ledger.strike(ResourceKind::Port, "a"));
        let error = ledger.release_all().await.unwrap_err();
        assert_eq!(error.detail(), Some("c"));
        assert_eq!(*log.lock().unwrap(), ["c", "b", "a"]);
        assert!(ledger.is_empty());
    }

    #[tokio::test]
    async fn unwinds_to_a_mark_or_one_alone() {
        let log = Arc::default();
        let mut ledger = Ledger::new();
        enter(&mut ledger, &log, "a", true);
        let mark = ledger.mark();
        enter(&mut ledger, &log, "b", true);
        ledger.unwind_to(mark).await.unwrap();
        assert_eq!(*log.lock().unwrap(), ["b"]);
        assert!(ledger.release(ResourceKind::File, "a").await.unwrap());
        assert!(!ledger.release(ResourceKind::File, "a").await.unwrap());
        let (sender, receiver) = std::sync::mpsc::channel::<()>();
        ledger.enter_guard(ResourceKind::Port, "5900", sender);
        ledger.release_all().await.unwrap();
        assert!(receiver.recv().is_err());
    }
}
