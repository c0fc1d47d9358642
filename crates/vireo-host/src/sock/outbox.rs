//! What is to be sent: bytes, and descriptors at their places among them.

use std::collections::VecDeque;
use std::io;
use std::os::fd::{AsFd, OwnedFd};

use super::FdSocket;

/// Memory an empty outbox keeps, in bytes.
const KEEP: usize = 65_536;

/// Bytes on their way to a socket. Messages are appended to [`Outbox::bytes`],
/// descriptors each with a byte of their own ([`Outbox::push_fd`]);
/// [`Outbox::flush`] sends it all in order.
#[derive(Debug, Default)]
pub struct Outbox {
    bytes: Vec<u8>,
    /// Bytes of these that are sent.
    sent: usize,
    /// Descriptors and the places of their bytes.
    fds: VecDeque<(usize, OwnedFd)>,
}

impl Outbox {
    /// An empty outbox; it takes its memory with the first message.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Where messages are appended. What is there already must stay.
    pub fn bytes(&mut self) -> &mut Vec<u8> {
        &mut self.bytes
    }

    /// Appends a zero byte that brings a descriptor.
    pub fn push_fd(&mut self, fd: OwnedFd) {
        self.fds.push_back((self.bytes.len(), fd));
        self.bytes.push(0);
    }

    /// Bytes that are not sent yet.
    #[must_use]
    pub fn len(&self) -> usize {
        self.bytes.len() - self.sent
    }

    /// Is everything sent?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Sends everything, or as much as can be sent until the future is dropped; then
    /// it goes on where it stopped.
    ///
    /// # Errors
    ///
    /// Whatever the socket says.
    pub async fn flush(&mut self, socket: &FdSocket) -> io::Result<()> {
        while !self.is_empty() {
            self.send_some(socket).await?;
        }
        Ok(())
    }

    /// Sends what the socket takes at once, waiting until it takes some. Does nothing
    /// when there is nothing.
    ///
    /// # Errors
    ///
    /// Whatever the socket says.
    pub async fn send_some(&mut self, socket: &FdSocket) -> io::Result<()> {
        if self.is_empty() {
            return Ok(());
        }
        let sent = match self.fds.front() {
            Some((place, fd)) if *place == self.sent => {
                let byte = &self.bytes[self.sent..=self.sent];
                let sent = socket.send_with_fds(byte, &[fd.as_fd()]).await?;
                self.fds.pop_front();
                sent
            }
            Some((place, _)) => socket.send(&self.bytes[self.sent..*place]).await?,
            None => socket.send(&self.bytes[self.sent..]).await?,
        };
        self.sent += sent;
        self.tidy();
        Ok(())
    }

    fn tidy(&mut self) {
        if self.is_empty() {
            self.sent = 0;
            self.bytes.clear();
            if self.bytes.capacity() > KEEP {
                self.bytes = Vec::new();
            }
        } else if self.sent >= KEEP && self.sent >= self.len() {
            self.bytes.drain(..self.sent);
            for (place, _) in &mut self.fds {
                *place -= self.sent;
            }
            self.sent = 0;
        }
    }
}
