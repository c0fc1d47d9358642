//! Sockets between guests and host: numbers of guests.

#![allow(unsafe_code)] // one ioctl

use std::io;
use std::os::fd::RawFd;

use nix::libc;

/// `VHOST_VSOCK_SET_GUEST_CID`, `_IOW(0xAF, 0x60, __u64)`.
const SET_GUEST_CID: libc::c_ulong = 0x4008_af60;
/// The first number that a guest may have.
const FIRST: u32 = 3;
/// Numbers that are tried before giving up.
const TRIES: u32 = 65_536;

/// Gives the device behind `fd` a number: `wanted`, or the first that nobody has.
///
/// # Errors
/// It is taken, or there is none.
pub fn assign_cid(fd: RawFd, wanted: Option<u32>) -> io::Result<u32> {
    let set = |cid: u32| {
        let value = u64::from(cid);
        // SAFETY: the ioctl reads a u64 from the pointer.
        let result = unsafe { libc::ioctl(fd, SET_GUEST_CID as _, &raw const value) };
        if result < 0 { Err(io::Error::last_os_error()) } else { Ok(cid) }
    };
    if let Some(cid) = wanted {
        return set(cid);
    }
    for cid in FIRST..FIRST + TRIES {
        match set(cid) {
            Err(error) if error.raw_os_error() == Some(libc::EADDRINUSE) => {}
            done => return done,
        }
    }
    Err(io::Error::from_raw_os_error(libc::EADDRINUSE))
}
