//! Stream sockets that pass descriptors: one type for every protocol of ours.
//!
//! A buffered read that leaves no room for control data loses descriptors, and the
//! kernel ends a read behind each of them, so that a short read with one does not
//! mean that nothing is left. [`FdSocket`] always leaves the room, hands descriptors
//! out with the bytes that brought them, and waits for the reactor only when the
//! kernel has nothing more.

mod listener;
mod listening;
mod outbox;
mod peer;
mod reactor;

pub use listener::FdListener;
pub use listening::is_listening;
pub use outbox::Outbox;
pub use peer::PeerCredentials;

use std::io::{self, IoSlice, IoSliceMut};
use std::mem::MaybeUninit;
use std::net::SocketAddr;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use rustix::io::Errno;
use rustix::net::{
    AddressFamily, RecvAncillaryBuffer, RecvAncillaryMessage, RecvFlags, ReturnFlags,
    SendAncillaryBuffer, SendAncillaryMessage, SendFlags, SocketAddrUnix, SocketFlags, SocketType,
};
use tokio::io::Interest;
use tokio::io::unix::AsyncFd;

use reactor::{Room, watch};

/// Descriptors taken or sent with one system call at the most.
pub const FDS_PER_CALL: usize = 32;

/// Bytes of control data for that many.
const CONTROL_LEN: usize = rustix::cmsg_space!(ScmRights(FDS_PER_CALL));

/// A connected stream socket: unix or TCP.
///
/// All methods take `&self`, so reading and writing can be waited for at once.
#[derive(Debug)]
pub struct FdSocket {
    fd: Arc<OwnedFd>,
    /// The same, watched for what comes, unless it was asked not to be.
    watched: Option<AsyncFd<Arc<OwnedFd>>>,
    room: Room,
    unix: bool,
}

/// What one read found.
struct Received {
    count: usize,
    /// The kernel has nothing more: a read that did not fill its buffer and was not
    /// ended by a descriptor.
    drained: bool,
}

impl FdSocket {
    /// Takes a connected socket. Needs a reactor.
    ///
    /// # Errors
    ///
    /// It is no socket, or the reactor does not take it.
    pub fn from_fd(fd: OwnedFd) -> io::Result<Self> {
        let unix = rustix::net::sockopt::socket_domain(&fd)? == AddressFamily::UNIX;
        Self::new(fd, unix)
    }

    fn new(fd: OwnedFd, unix: bool) -> io::Result<Self> {
        let mut socket = Self { fd: Arc::new(fd), watched: None, room: Room::default(), unix };
        socket.watch()?;
        Ok(socket)
    }

    /// Two sockets, connected to each other.
    ///
    /// # Errors
    ///
    /// No descriptors are left.
    pub fn pair() -> io::Result<(Self, Self)> {
        let flags = SocketFlags::CLOEXEC | SocketFlags::NONBLOCK;
        let (a, b) = rustix::net::socketpair(AddressFamily::UNIX, SocketType::STREAM, flags, None)?;
        Ok((Self::from_fd(a)?, Self::from_fd(b)?))
    }

    /// Connects to the unix socket at `path`. When the listener's queue is full, it
    /// tries again for a few seconds.
    ///
    /// # Errors
    ///
    /// Whatever the kernel says; [`io::ErrorKind::WouldBlock`] when the queue stays full.
    pub async fn connect_unix(path: &Path) -> io::Result<Self> {
        const TRIES: u32 = 500;
        const PAUSE: Duration = Duration::from_millis(10);
        let address = SocketAddrUnix::new(path)?;
        let flags = SocketFlags::CLOEXEC | SocketFlags::NONBLOCK;
        let fd = rustix::net::socket_with(AddressFamily::UNIX, SocketType::STREAM, flags, None)?;
        let mut tries = 0;
        loop {
            match rustix::net::connect(&fd, &address) {
                Ok(()) => return Self::from_fd(fd),
                Err(Errno::AGAIN) if tries < TRIES => tokio::time::sleep(PAUSE).await,
                Err(Errno::INTR) => {}
                Err(error) => return Err(error.into()),
            }
            tries += 1;
        }
    }

    /// Connects to a TCP port; `host` may be a name.
    ///
    /// # Errors
    ///
    /// The name does not resolve, or no address of it answers.
    pub async fn connect_tcp(host: &str, port: u16) -> io::Result<Self> {
        let stream = tokio::net::TcpStream::connect((host, port)).await?;
        stream.set_nodelay(true)?;
        Self::from_fd(stream.into_std()?.into())
    }

    /// Can descriptors be passed?
    #[must_use]
    pub const fn is_unix(&self) -> bool {
        self.unix
    }

    /// The peer's address, on TCP.
    #[must_use]
    pub fn peer_address(&self) -> Option<SocketAddr> {
        rustix::net::getpeername(&self.fd).ok()?.and_then(|address| address.try_into().ok())
    }

    /// Our own address, on TCP.
    #[must_use]
    pub fn local_address(&self) -> Option<SocketAddr> {
        rustix::net::getsockname(&self.fd).ok()?.try_into().ok()
    }

    /// Who is at the other end, on a unix socket.
    ///
    /// # Errors
    ///
    /// The kernel does not tell.
    pub fn peer_credentials(&self) -> io::Result<Option<PeerCredentials>> {
        if self.unix { PeerCredentials::of(&self.fd).map(Some) } else { Ok(None) }
    }

    /// Has the reactor tell of what comes, as it does from the start. Does nothing when it does.
    ///
    /// # Errors
    ///
    /// The reactor does not take the socket.
    pub fn watch(&mut self) -> io::Result<()> {
        if self.watched.is_none() {
            self.watched = Some(watch(Arc::clone(&self.fd), Interest::READABLE)?);
        }
        Ok(())
    }

    /// Has the reactor not tell of what comes, for one who looks himself ([`Self::try_recv`]) and
    /// would be woken for nothing. What comes meanwhile is told when it is watched again.
    pub fn unwatch(&mut self) {
        self.watched = None;
    }

    /// Reads what is there, as [`FdSocket::recv`] does, but waits for nothing: `None` when there is
    /// nothing.
    ///
    /// # Errors
    ///
    /// Whatever the kernel says.
    pub fn try_recv(&self, buf: &mut [u8], fds: &mut Vec<OwnedFd>) -> io::Result<Option<usize>> {
        match recv_once(self.fd.as_fd(), self.unix, buf, fds) {
            Ok(received) => Ok(Some(received.count)),
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Reads what is there into `buf`, or waits for it. Descriptors that came along
    /// are appended to `fds`, close-on-exec, in order; they came with the last byte
    /// read (the kernel ends a read there). Zero is the end of the stream.
    ///
    /// Nothing is lost when the future is dropped.
    ///
    /// # Errors
    ///
    /// Whatever the kernel says; the socket is not watched ([`FdSocket::unwatch`]).
    pub async fn recv(&self, buf: &mut [u8], fds: &mut Vec<OwnedFd>) -> io::Result<usize> {
        let watched = self.watched.as_ref().ok_or_else(|| io::Error::other("nobody watches"))?;
        loop {
            let mut guard = watched.readable().await?;
            match guard.try_io(|fd| recv_once(fd.as_fd(), self.unix, buf, fds)) {
                Ok(received) => {
                    let Received { count, drained } = received?;
                    if drained {
                        // Only forgets what the reactor knew before this read.
                        guard.clear_ready();
                    }
                    return Ok(count);
                }
                Err(_would_block) => {}
            }
        }
    }

    /// Sends what the kernel takes of `bytes`, waiting until it takes some.
    ///
    /// Nothing is sent when the future is dropped.
    ///
    /// # Errors
    ///
    /// Whatever the kernel says.
    pub async fn send(&self, bytes: &[u8]) -> io::Result<usize> {
        self.send_with_fds(bytes, &[]).await
    }

    /// As [`FdSocket::send`], with descriptors that travel with the first byte.
    ///
    /// # Errors
    ///
    /// Whatever the kernel says; descriptors on a socket that cannot pass them, more
    /// than [`FDS_PER_CALL`], or without a byte to carry them.
    pub async fn send_with_fds(&self, bytes: &[u8], fds: &[BorrowedFd<'_>]) -> io::Result<usize> {
        if !fds.is_empty() && (!self.unix || fds.len() > FDS_PER_CALL || bytes.is_empty()) {
            return Err(Errno::INVAL.into());
        }
        self.room.send(self.fd.as_fd(), |fd| send_once(fd, bytes, fds)).await
    }

    /// Sends all of `bytes`, and `fds` with the first of them.
    ///
    /// # Errors
    ///
    /// As [`FdSocket::send_with_fds`]; how much was sent is then not told.
    pub async fn send_all(&self, mut bytes: &[u8], fds: &[BorrowedFd<'_>]) -> io::Result<()> {
        let mut fds = fds;
        while !bytes.is_empty() {
            let sent = self.send_with_fds(bytes, fds).await?;
            bytes = &bytes[sent..];
            fds = &[];
        }
        Ok(())
    }

    /// Tells the peer that no more comes from here.
    ///
    /// # Errors
    ///
    /// It is no longer connected.
    pub fn shutdown_write(&self) -> io::Result<()> {
        Ok(rustix::net::shutdown(&self.fd, rustix::net::Shutdown::Write)?)
    }
}

impl AsFd for FdSocket {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.fd.as_fd()
    }
}

fn recv_once(
    fd: BorrowedFd<'_>,
    unix: bool,
    buf: &mut [u8],
    fds: &mut Vec<OwnedFd>,
) -> io::Result<Received> {
    let len = buf.len();
    if !unix {
        let (count, _) = retried(|| rustix::net::recv(fd, &mut *buf, RecvFlags::empty()))?;
        return Ok(Received { count, drained: count < len });
    }
    let mut space = [MaybeUninit::uninit(); CONTROL_LEN];
    let mut control = RecvAncillaryBuffer::new(&mut space);
    let message = retried(|| {
        let mut iov = [IoSliceMut::new(buf)];
        rustix::net::recvmsg(fd, &mut iov, &mut control, RecvFlags::CMSG_CLOEXEC)
    })?;
    let before = fds.len();
    for part in control.drain() {
        if let RecvAncillaryMessage::ScmRights(rights) = part {
            fds.extend(rights);
        }
    }
    let ended = fds.len() > before || message.flags.contains(ReturnFlags::CTRUNC);
    Ok(Received { count: message.bytes, drained: message.bytes < len && !ended })
}

fn send_once(fd: BorrowedFd<'_>, bytes: &[u8], fds: &[BorrowedFd<'_>]) -> io::Result<usize> {
    if fds.is_empty() {
        return retried(|| rustix::net::send(fd, bytes, SendFlags::NOSIGNAL));
    }
    let mut space = [MaybeUninit::uninit(); CONTROL_LEN];
    let mut control = SendAncillaryBuffer::new(&mut space);
    if !control.push(SendAncillaryMessage::ScmRights(fds)) {
        return Err(Errno::INVAL.into());
    }
    let iov = [IoSlice::new(bytes)];
    retried(|| rustix::net::sendmsg(fd, &iov, &mut control, SendFlags::NOSIGNAL))
}

/// Again when a signal came in between.
fn retried<T>(mut call: impl FnMut() -> Result<T, Errno>) -> io::Result<T> {
    loop {
        match call() {
            Err(Errno::INTR) => {}
            result => return Ok(result?),
        }
    }
}
