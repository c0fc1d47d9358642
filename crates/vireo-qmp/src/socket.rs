//! A stream socket that passes descriptors.
//!
//! The kernel ends a read at a descriptor boundary, so a short read does not
//! mean "drained": every read here goes on to `EAGAIN` before it waits again.

use std::collections::VecDeque;
use std::io::{self, IoSlice};
use std::mem::MaybeUninit;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::Path;

use rustix::fs::{OFlags, fcntl_getfl, fcntl_setfl};
use rustix::io::Errno;
use rustix::net::{
    AddressFamily, RecvFlags, SendAncillaryBuffer, SendAncillaryMessage, SendFlags, SocketAddrUnix,
    SocketFlags, SocketType,
};
use tokio::io::Interest;
use tokio::io::unix::AsyncFd;

use crate::codec::LineBuffer;

/// Most commands gathered into one system call.
const MAX_GATHER: usize = 64;

/// Most descriptors that travel with one command.
pub const MAX_FDS: usize = 16;

/// Registers `fd` with the reactor, non-blocking.
pub fn register(fd: OwnedFd) -> io::Result<AsyncFd<OwnedFd>> {
    let flags = fcntl_getfl(&fd)?;
    fcntl_setfl(&fd, flags | OFlags::NONBLOCK)?;
    // Deprecated because a type may close its descriptor early; `OwnedFd` cannot,
    // and the replacement would need `unsafe` for that same promise.
    #[allow(deprecated)]
    AsyncFd::with_interest(fd, Interest::READABLE | Interest::WRITABLE)
}

/// Connects to the unix socket at `path`; a local connect never waits for the
/// peer, it only fails when nobody listens or the queue is full.
pub fn connect(path: &Path) -> io::Result<OwnedFd> {
    let flags = SocketFlags::CLOEXEC | SocketFlags::NONBLOCK;
    let fd = rustix::net::socket_with(AddressFamily::UNIX, SocketType::STREAM, flags, None)?;
    rustix::net::connect(&fd, &SocketAddrUnix::new(path)?)?;
    Ok(fd)
}

/// What one pass of reading found.
#[derive(Debug, PartialEq, Eq)]
pub enum Read {
    /// This many bytes were appended.
    Some(usize),
    /// The peer closed its end.
    Eof,
}

/// Reads once into `buffer`. `WouldBlock` means drained.
pub fn read_once(fd: BorrowedFd<'_>, buffer: &mut LineBuffer) -> io::Result<Read> {
    loop {
        let room = rustix::buffer::spare_capacity(buffer.room());
        match rustix::net::recv(fd, room, RecvFlags::empty()) {
            Ok((0, _)) => return Ok(Read::Eof),
            Ok((count, _)) => return Ok(Read::Some(count)),
            Err(Errno::INTR) => {}
            Err(Errno::CONNRESET) => return Ok(Read::Eof),
            Err(error) => return Err(error.into()),
        }
    }
}

struct OutItem {
    bytes: Vec<u8>,
    sent: usize,
    /// Travel with the first byte; emptied once that byte is out.
    fds: Vec<OwnedFd>,
}

/// Bytes on their way out, in order.
#[derive(Default)]
pub struct OutQueue {
    items: VecDeque<OutItem>,
}

impl OutQueue {
    /// Appends a message and the descriptors that go with its first byte.
    pub fn push(&mut self, bytes: Vec<u8>, fds: Vec<OwnedFd>) {
        self.items.push_back(OutItem { bytes, sent: 0, fds });
    }

    /// Drops what is not written.
    pub fn clear(&mut self) {
        self.items.clear();
    }

    /// Writes until all is out, or fails; `WouldBlock` means the socket is full.
    pub fn flush(&mut self, fd: BorrowedFd<'_>) -> io::Result<()> {
        while !self.items.is_empty() {
            match self.send_some(fd) {
                Ok(count) => self.advance(count),
                Err(Errno::INTR) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }

    /// One `sendmsg`: the first message with its descriptors, and those behind
    /// it that carry none.
    fn send_some(&self, fd: BorrowedFd<'_>) -> Result<usize, Errno> {
        let mut slices = Vec::with_capacity(self.items.len().min(MAX_GATHER));
        for (index, item) in self.items.iter().take(MAX_GATHER).enumerate() {
            if index > 0 && !item.fds.is_empty() {
                break;
            }
            slices.push(IoSlice::new(&item.bytes[item.sent..]));
        }
        let fds: Vec<BorrowedFd<'_>> = match self.items.front() {
            Some(first) => first.fds.iter().map(AsFd::as_fd).collect(),
            None => Vec::new(),
        };
        let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(MAX_FDS))];
        let mut control = SendAncillaryBuffer::new(&mut space);
        if !fds.is_empty() && !control.push(SendAncillaryMessage::ScmRights(&fds)) {
            return Err(Errno::TOOMANYREFS);
        }
        rustix::net::sendmsg(fd, &slices, &mut control, SendFlags::NOSIGNAL)
    }

    fn advance(&mut self, mut count: usize) {
        while let Some(item) = self.items.front_mut() {
            let left = item.bytes.len() - item.sent;
            if count > 0 || left == 0 {
                item.fds.clear();
            }
            if count < left {
                item.sent += count;
                return;
            }
            count -= left;
            self.items.pop_front();
        }
    }
}
