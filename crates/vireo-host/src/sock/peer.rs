//! Who is at the other end of a unix socket.

use std::io;
use std::os::fd::{AsFd, AsRawFd};

use nix::sys::socket::{getsockopt, sockopt};

/// Bytes of a security context at the most; longer ones are not told.
const CONTEXT_MAX: usize = 4096;

/// The peer's SELinux context (or what stands in for it), where there is one.
#[allow(unsafe_code)]
fn security_context(fd: &impl AsFd) -> Option<String> {
    let mut context = vec![0_u8; CONTEXT_MAX];
    let mut len = nix::libc::socklen_t::try_from(context.len()).ok()?;
    // SAFETY: `context` is writable for `len` bytes, and the kernel writes no more
    // than that; both outlive the call.
    let status = unsafe {
        nix::libc::getsockopt(
            fd.as_fd().as_raw_fd(),
            nix::libc::SOL_SOCKET,
            nix::libc::SO_PEERSEC,
            context.as_mut_ptr().cast(),
            &raw mut len,
        )
    };
    if status != 0 {
        return None;
    }
    context.truncate(usize::try_from(len).ok()?);
    while context.last() == Some(&0) {
        context.pop();
    }
    String::from_utf8(context).ok().filter(|context| !context.is_empty())
}

/// What the kernel says of a peer, as it was when it connected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeerCredentials {
    /// Its process; 0 when that is in a namespace we cannot see into.
    pub pid: i32,
    /// Its user.
    pub uid: u32,
    /// Its group.
    pub gid: u32,
    /// When the process started, in clock ticks since boot, so that a pid used again
    /// is not taken for it; none when it is gone already.
    pub start_time: Option<u64>,
    /// Its SELinux (or other) context, where there is one.
    pub security_context: Option<String>,
}

impl PeerCredentials {
    pub(super) fn of(fd: &impl AsFd) -> io::Result<Self> {
        let peer = getsockopt(fd, sockopt::PeerCredentials)?;
        Ok(Self {
            pid: peer.pid(),
            uid: peer.uid(),
            gid: peer.gid(),
            start_time: crate::procfs::start_time(peer.pid()).ok(),
            security_context: security_context(fd),
        })
    }
}
