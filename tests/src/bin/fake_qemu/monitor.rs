//! The monitor's connection: commands in, a line each, with the descriptors that come with them;
//! messages out, from the guest and from the memory that arrives beside it.

use std::io::{IoSliceMut, Write};
use std::os::fd::{AsRawFd, FromRawFd, OwnedFd, RawFd};
use std::os::unix::net::UnixStream;
use std::sync::{Arc, Mutex, PoisonError};

use nix::sys::socket::{ControlMessageOwned, MsgFlags, recvmsg};
use serde_json::Value;

/// Where messages go, if someone listens.
#[derive(Clone, Default)]
pub struct Out(Arc<Mutex<Option<UnixStream>>>);

impl Out {
    /// Sends to this connection from now on.
    pub fn connect(&self, stream: UnixStream) {
        *self.lock() = Some(stream);
    }

    /// Sends a message.
    pub fn send(&self, message: &Value) {
        let mut bytes = serde_json::to_vec(message).unwrap_or_default();
        bytes.extend_from_slice(b"\r\n");
        self.write(&bytes);
    }

    /// Sends bytes as they are.
    pub fn write(&self, bytes: &[u8]) {
        let mut peer = self.lock();
        let sent = peer.as_mut().map(|stream| stream.write_all(bytes));
        if sent.is_some_and(|sent| sent.is_err()) {
            // The daemon has gone; the guest goes on.
            *peer = None;
        }
    }

    /// Closes the connection.
    pub fn close(&self) {
        if let Some(stream) = self.lock().take() {
            let _ = stream.shutdown(std::net::Shutdown::Both);
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Option<UnixStream>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The commands of one connection.
pub struct Commands {
    stream: UnixStream,
    pending: Vec<u8>,
    fds: Vec<OwnedFd>,
}

impl Commands {
    /// Of this connection.
    pub fn of(stream: UnixStream) -> Self {
        Self { stream, pending: Vec::new(), fds: Vec::new() }
    }

    /// The next line and its descriptors; none when the connection is over.
    pub fn next(&mut self) -> Option<(Vec<u8>, Vec<OwnedFd>)> {
        loop {
            if let Some(end) = self.pending.iter().position(|byte| *byte == b'\n') {
                let line = self.pending.drain(..=end).collect();
                return Some((line, std::mem::take(&mut self.fds)));
            }
            let mut chunk = [0; 4096];
            let mut space = nix::cmsg_space!([RawFd; 8]);
            let mut slices = [IoSliceMut::new(&mut chunk)];
            let (fd, flags) = (self.stream.as_raw_fd(), MsgFlags::MSG_CMSG_CLOEXEC);
            let got = recvmsg::<()>(fd, &mut slices, Some(&mut space), flags).ok()?;
            for message in got.cmsgs().ok()? {
                if let ControlMessageOwned::ScmRights(fds) = message {
                    self.fds.extend(fds.into_iter().map(own));
                }
            }
            let count = got.bytes;
            if count == 0 {
                return None;
            }
            self.pending.extend_from_slice(&chunk[..count]);
        }
    }
}

#[allow(unsafe_code)] // a descriptor that was just received
fn own(fd: RawFd) -> OwnedFd {
    // SAFETY: the kernel made it for this process with the message; nobody else has it.
    unsafe { OwnedFd::from_raw_fd(fd) }
}
