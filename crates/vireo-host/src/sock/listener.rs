//! Sockets that connections come from.

use std::io;
use std::net::SocketAddr;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::Path;

use rustix::fs::Mode;
use rustix::io::Errno;
use rustix::net::{AddressFamily, SocketAddrUnix, SocketFlags, SocketType, sockopt};
use tokio::io::Interest;
use tokio::io::unix::AsyncFd;

use super::FdSocket;
use super::reactor::watch;

/// Connections that wait to be accepted. As many as the kernel allows by default:
/// a connect to a full queue fails at once.
const BACKLOG: i32 = 4096;

/// A listening socket: unix or TCP.
#[derive(Debug)]
pub struct FdListener {
    fd: AsyncFd<OwnedFd>,
    unix: bool,
}

impl FdListener {
    /// Takes a listening socket, as systemd hands them out. Needs a reactor.
    ///
    /// # Errors
    ///
    /// It is no socket, or the reactor does not take it.
    pub fn from_fd(fd: OwnedFd) -> io::Result<Self> {
        let unix = sockopt::socket_domain(&fd)? == AddressFamily::UNIX;
        Ok(Self { fd: watch(fd, Interest::READABLE)?, unix })
    }

    /// Listens at `path`, which must not exist yet, with the permission bits `mode`:
    /// no one whom they keep out can connect at any time.
    ///
    /// # Errors
    ///
    /// Whatever the kernel says.
    pub fn bind_unix(path: &Path, mode: u32) -> io::Result<Self> {
        let flags = SocketFlags::CLOEXEC | SocketFlags::NONBLOCK;
        let fd = rustix::net::socket_with(AddressFamily::UNIX, SocketType::STREAM, flags, None)?;
        // The file gets what bits the socket has; those that the umask takes away are
        // added when it is there.
        rustix::fs::fchmod(&fd, Mode::from_raw_mode(mode))?;
        rustix::net::bind(&fd, &SocketAddrUnix::new(path)?)?;
        rustix::fs::chmod(path, Mode::from_raw_mode(mode))?;
        rustix::net::listen(&fd, BACKLOG)?;
        Self::from_fd(fd)
    }

    /// Listens at a TCP address; port 0 picks one.
    ///
    /// # Errors
    ///
    /// Whatever the kernel says.
    pub fn bind_tcp(address: SocketAddr) -> io::Result<Self> {
        let family = if address.is_ipv4() { AddressFamily::INET } else { AddressFamily::INET6 };
        let flags = SocketFlags::CLOEXEC | SocketFlags::NONBLOCK;
        let fd = rustix::net::socket_with(family, SocketType::STREAM, flags, None)?;
        sockopt::set_socket_reuseaddr(&fd, true)?;
        if address.is_ipv6() {
            // The same port may be taken for IPv4 beside it.
            sockopt::set_ipv6_v6only(&fd, true)?;
        }
        rustix::net::bind(&fd, &address)?;
        rustix::net::listen(&fd, BACKLOG)?;
        Self::from_fd(fd)
    }

    /// Is it a unix socket?
    #[must_use]
    pub const fn is_unix(&self) -> bool {
        self.unix
    }

    /// The address, on TCP.
    #[must_use]
    pub fn local_address(&self) -> Option<SocketAddr> {
        rustix::net::getsockname(&self.fd).ok()?.try_into().ok()
    }

    /// The path, of a unix socket that has one.
    #[must_use]
    pub fn path(&self) -> Option<std::path::PathBuf> {
        let address = SocketAddrUnix::try_from(rustix::net::getsockname(&self.fd).ok()?).ok()?;
        let bytes = address.path_bytes()?;
        Some(std::os::unix::ffi::OsStrExt::from_bytes(bytes)).map(|s: &std::ffi::OsStr| s.into())
    }

    /// The next connection. Those that ended while they waited are skipped.
    ///
    /// # Errors
    ///
    /// Whatever the kernel says; with [`Errno::MFILE`] and the like, the connection
    /// still waits: pause before the next try.
    pub async fn accept(&self) -> io::Result<FdSocket> {
        loop {
            let mut guard = self.fd.readable().await?;
            let accepted = guard.try_io(|fd| {
                let flags = SocketFlags::CLOEXEC | SocketFlags::NONBLOCK;
                Ok(rustix::net::accept_with(fd, flags)?)
            });
            match accepted {
                Ok(Ok(fd)) => return self.socket(fd),
                Ok(Err(error)) if is_gone(&error) => {}
                Ok(Err(error)) => return Err(error),
                Err(_would_block) => {}
            }
        }
    }

    fn socket(&self, fd: OwnedFd) -> io::Result<FdSocket> {
        if !self.unix {
            sockopt::set_tcp_nodelay(&fd, true)?;
        }
        FdSocket::new(fd, self.unix)
    }
}

fn is_gone(error: &io::Error) -> bool {
    matches!(Errno::from_io_error(error), Some(Errno::CONNABORTED | Errno::INTR))
}

impl AsFd for FdListener {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.fd.as_fd()
    }
}
