//! Port numbers from ranges: graphics consoles, websockets, migration.
//!
//! A port that is given out belongs to its token until that is dropped. Before it is given out it
//! is tried: a port that somebody else on the host listens on is passed over.

use std::collections::BTreeSet;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, TcpListener};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::error::{Error, Result};

/// A range that ports are taken from.
///
/// Ranges that share numbers (VNC and SPICE, both from 5900) are to be made from one [`PortPool`],
/// which never gives out a number twice.
#[derive(Debug, Clone)]
pub struct PortRange {
    pool: PortPool,
    name: &'static str,
    start: u16,
    end: u16,
}

/// The numbers that are given out. A clone is the same pool.
#[derive(Debug, Clone, Default)]
pub struct PortPool(Arc<Mutex<BTreeSet<u16>>>);

impl PortPool {
    /// A pool that has given out nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// A range of the pool's numbers, both ends in it; `name` is what its ports are for (`vnc`).
    pub fn range(&self, name: &'static str, start: u16, end: u16) -> PortRange {
        PortRange { pool: self.clone(), name, start, end }
    }

    /// Takes a number that a definition names, or that a guest found running listens on. It is
    /// not tried.
    ///
    /// # Errors
    /// [`Error::PortTaken`] when it is given out already.
    pub fn reserve(&self, port: u16) -> Result<Port> {
        if self.taken().insert(port) {
            Ok(Port { pool: self.clone(), number: port })
        } else {
            Err(Error::PortTaken(port))
        }
    }

    fn taken(&self) -> MutexGuard<'_, BTreeSet<u16>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl PortRange {
    /// Takes the lowest port of the range that nobody has and nobody listens on.
    ///
    /// Binding is a matter of microseconds and does not wait.
    ///
    /// # Errors
    /// [`Error::NoPort`] when there is none, [`Error::Io`] when ports cannot be tried at all.
    pub fn acquire(&self) -> Result<Port> {
        self.acquire_by(is_free)
    }

    fn acquire_by(&self, is_free: impl Fn(u16) -> io::Result<bool>) -> Result<Port> {
        for number in self.start..=self.end {
            // Taken before it is tried, so that two who come at once try different ones.
            let Ok(port) = self.pool.reserve(number) else { continue };
            let free = is_free(number);
            if free.map_err(|error| Error::io(format!("cannot try port {number}"), error))? {
                return Ok(port);
            }
        }
        Err(Error::NoPort { range: self.name, start: self.start, end: self.end })
    }

    /// The highest of its numbers.
    pub const fn last(&self) -> u16 {
        self.end
    }

    /// The pool that the range takes from.
    pub fn pool(&self) -> &PortPool {
        &self.pool
    }
}

/// A port number that is taken; free again when this is dropped.
#[derive(Debug)]
#[must_use = "the port is free again when this is dropped"]
pub struct Port {
    pool: PortPool,
    number: u16,
}

impl Port {
    /// The number.
    pub fn number(&self) -> u16 {
        self.number
    }
}

impl Drop for Port {
    fn drop(&mut self) {
        self.pool.taken().remove(&self.number);
    }
}

/// Whether nobody listens on a port, on any address of either family that the host has.
fn is_free(port: u16) -> io::Result<bool> {
    for address in [IpAddr::V6(Ipv6Addr::UNSPECIFIED), IpAddr::V4(Ipv4Addr::UNSPECIFIED)] {
        // The listener is closed at once; it never accepted anything, so the port is free again.
        match TcpListener::bind((address, port)) {
            Ok(_) => {}
            Err(error) => match error.kind() {
                io::ErrorKind::AddrInUse => return Ok(false),
                // No such family here, or a port below 1024 for an ordinary user: not ours to know.
                io::ErrorKind::AddrNotAvailable | io::ErrorKind::PermissionDenied => {}
                _ if error.raw_os_error() == Some(EAFNOSUPPORT) => {}
                _ => return Err(error),
            },
        }
    }
    Ok(true)
}

/// The host has no such address family.
const EAFNOSUPPORT: i32 = rustix::io::Errno::AFNOSUPPORT.raw_os_error();

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lowest_free_one_comes_first_and_goes_back() {
        let vnc = PortPool::new().range("vnc", 5900, 5902);
        let busy = |port| Ok(port != 5901);
        let first = vnc.acquire_by(busy).unwrap();
        let second = vnc.acquire_by(busy).unwrap();
        assert_eq!((first.number(), second.number()), (5900, 5902));
        let error = vnc.acquire_by(busy).unwrap_err().to_string();
        assert_eq!(error, "Unable to find an unused port in range 'vnc' (5900-5902)");
        drop(first);
        assert_eq!(vnc.acquire_by(busy).unwrap().number(), 5900);
        // The busy one was not kept.
        assert!(vnc.pool().reserve(5901).is_ok());
    }

    #[test]
    fn ranges_of_one_pool_share_their_numbers() {
        let pool = PortPool::new();
        let (vnc, spice) = (pool.range("vnc", 5900, 5901), pool.range("spice", 5900, 5901));
        let free = |_| Ok(true);
        let one = vnc.acquire_by(free).unwrap();
        let two = spice.acquire_by(free).unwrap();
        assert_eq!((one.number(), two.number()), (5900, 5901));
        assert!(matches!(pool.reserve(5901), Err(Error::PortTaken(5901))));
        let broken = |_| Err(io::Error::other("no sockets"));
        drop(one);
        assert!(vnc.acquire_by(broken).is_err());
        assert!(pool.reserve(5900).is_ok());
    }

    #[test]
    fn a_port_with_a_listener_is_not_free() {
        for address in ["127.0.0.1:0", "0.0.0.0:0"] {
            let listener = TcpListener::bind(address).unwrap();
            let port = listener.local_addr().unwrap().port();
            assert!(!is_free(port).unwrap(), "{address}");
        }
    }
}
