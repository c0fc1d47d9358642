//! What the daemon knows of each connected client, and the servers that they belong to.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use tokio::sync::Notify;
use vireo_api::{Error, ErrorCode, ErrorDomain, Identity};

/// How a client is connected, with the admin program's numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u32)]
pub enum Transport {
    /// A unix socket.
    Unix = 0,
    /// Plain TCP.
    Tcp = 1,
    /// TLS over TCP.
    Tls = 2,
}

/// A connected client.
#[derive(Debug)]
pub struct Client {
    /// Its number on its server, from 1.
    pub id: u64,
    /// When it came, in seconds since 1970.
    pub since: i64,
    /// How it is connected.
    pub transport: Transport,
    /// It came by the socket for looking only.
    pub read_only: bool,
    /// Its address, on TCP.
    pub address: Option<SocketAddr>,
    identity: Mutex<Arc<Identity>>,
    authenticated: AtomicBool,
    /// Told when the client is to be dropped.
    pub closing: Notify,
    server: Arc<Server>,
}

impl Client {
    /// Who it is, as far as that is known.
    pub fn identity(&self) -> Arc<Identity> {
        Arc::clone(&lock(&self.identity))
    }

    /// Replaces what is known of it.
    pub fn set_identity(&self, identity: Identity) {
        *lock(&self.identity) = Arc::new(identity);
    }

    /// Has it proved who it is?
    pub fn is_authenticated(&self) -> bool {
        self.authenticated.load(Ordering::Relaxed)
    }

    /// It has proved who it is.
    pub fn set_authenticated(&self) {
        if !self.authenticated.swap(true, Ordering::Relaxed) {
            self.server.anonymous.fetch_sub(1, Ordering::Relaxed);
            self.server.changed.notify_waiters();
        }
    }

    /// Asks its connection to end.
    pub fn close(&self) {
        self.closing.notify_one();
    }
}

/// A client's place among the others; dropping it makes room.
#[derive(Debug)]
pub struct Seat(Arc<Client>);

impl std::ops::Deref for Seat {
    type Target = Arc<Client>;

    fn deref(&self) -> &Arc<Client> {
        &self.0
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.0.set_authenticated();
        lock(&self.0.server.clients).remove(&self.0.id);
        self.0.server.changed.notify_waiters();
    }
}

/// Numbers that an administrator may change while the daemon runs.
#[derive(Debug)]
pub struct Limits {
    /// Most clients at once.
    pub clients: AtomicU32,
    /// Most of them that have not proved who they are; 0 when there are none such.
    pub anonymous: AtomicU32,
    /// Most calls of one client in work.
    pub requests: AtomicU32,
    /// The worker threads that the reference would have: kept and shown, nothing else.
    pub workers: Mutex<Workers>,
}

/// The numbers of a pool of worker threads, which exists on paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Workers {
    /// Least number of threads.
    pub min: u32,
    /// Most threads.
    pub max: u32,
    /// Threads for calls that never wait.
    pub priority: u32,
}

/// One of the daemon's servers: `libvirtd` (or `virtqemud`) and `admin`.
#[derive(Debug)]
pub struct Server {
    /// Its name in the admin program.
    pub name: &'static str,
    /// Its limits.
    pub limits: Limits,
    clients: Mutex<BTreeMap<u64, Arc<Client>>>,
    next: AtomicU64,
    anonymous: AtomicU32,
    /// Told when a client came or went, or a limit changed.
    pub changed: Notify,
}

/// What a new client brings along.
#[derive(Debug)]
pub struct Newcomer {
    /// How it is connected.
    pub transport: Transport,
    /// By the socket for looking only.
    pub read_only: bool,
    /// Its address, on TCP.
    pub address: Option<SocketAddr>,
    /// What its socket tells of it.
    pub identity: Identity,
    /// Nothing need be proved.
    pub authenticated: bool,
}

impl Server {
    /// A server without clients.
    pub fn new(name: &'static str, limits: Limits) -> Arc<Server> {
        Arc::new(Server {
            name,
            limits,
            clients: Mutex::default(),
            next: AtomicU64::new(1),
            anonymous: AtomicU32::new(0),
            changed: Notify::new(),
        })
    }

    /// Gives a newcomer its place.
    pub fn seat(self: &Arc<Server>, newcomer: Newcomer) -> Seat {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
        let client = Arc::new(Client {
            id: self.next.fetch_add(1, Ordering::Relaxed),
            since: since.try_into().unwrap_or(i64::MAX),
            transport: newcomer.transport,
            read_only: newcomer.read_only,
            address: newcomer.address,
            identity: Mutex::new(Arc::new(newcomer.identity)),
            authenticated: AtomicBool::new(newcomer.authenticated),
            closing: Notify::new(),
            server: Arc::clone(self),
        });
        if !newcomer.authenticated {
            self.anonymous.fetch_add(1, Ordering::Relaxed);
        }
        lock(&self.clients).insert(client.id, Arc::clone(&client));
        self.changed.notify_waiters();
        Seat(client)
    }

    /// May another client be accepted now?
    pub fn has_room(&self) -> bool {
        let anonymous = self.limits.anonymous.load(Ordering::Relaxed);
        self.count() < self.limits.clients.load(Ordering::Relaxed)
            && (anonymous == 0 || self.anonymous_count() < anonymous)
    }

    /// Waits until another client may be accepted.
    pub async fn room(&self) {
        loop {
            let changed = self.changed.notified();
            if self.has_room() {
                return;
            }
            changed.await;
        }
    }

    /// Number of clients.
    pub fn count(&self) -> u32 {
        lock(&self.clients).len().try_into().unwrap_or(u32::MAX)
    }

    /// Number of those that have not proved who they are.
    pub fn anonymous_count(&self) -> u32 {
        self.anonymous.load(Ordering::Relaxed)
    }

    /// All clients, in the order they came.
    pub fn clients(&self) -> Vec<Arc<Client>> {
        lock(&self.clients).values().cloned().collect()
    }

    /// The client with that number.
    ///
    /// # Errors
    /// `NoClient`.
    pub fn client(&self, id: u64) -> Result<Arc<Client>, Error> {
        lock(&self.clients).get(&id).cloned().ok_or_else(|| {
            let text = format!("No client with matching ID '{id}'");
            Error::new(ErrorCode::NoClient, ErrorDomain::Rpc, text)
        })
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn server(clients: u32, anonymous: u32) -> Arc<Server> {
        let workers = Mutex::new(Workers { min: 1, max: 2, priority: 0 });
        let limits = Limits {
            clients: clients.into(),
            anonymous: anonymous.into(),
            requests: 5.into(),
            workers,
        };
        Server::new("test", limits)
    }

    fn newcomer(authenticated: bool) -> Newcomer {
        Newcomer {
            transport: Transport::Unix,
            read_only: false,
            address: None,
            identity: Identity::default(),
            authenticated,
        }
    }

    // REQ: N-04
    #[test]
    fn limits_count_clients_and_strangers() {
        let server = server(3, 1);
        let first = server.seat(newcomer(true));
        assert!(server.has_room());
        let stranger = server.seat(newcomer(false));
        assert!(!server.has_room(), "one stranger at once");
        stranger.set_authenticated();
        assert!(server.has_room());
        let third = server.seat(newcomer(true));
        assert!(!server.has_room());
        drop(first);
        assert!(server.has_room());
        assert_eq!((stranger.id, third.id, server.count()), (2, 3, 2));
        assert_eq!(
            server.client(1).unwrap_err().message(),
            "Client not found: No client with matching ID '1'"
        );
    }

    #[tokio::test]
    async fn waiting_for_room_ends_when_there_is_some() {
        let server = server(1, 0);
        let seat = server.seat(newcomer(false));
        let waiting = tokio::spawn({
            let server = Arc::clone(&server);
            async move { server.room().await }
        });
        tokio::task::yield_now().await;
        drop(seat);
        waiting.await.unwrap();
    }
}
