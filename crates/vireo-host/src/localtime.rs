//! The host's time zone.

#![allow(unsafe_code)] // localtime_r

use nix::libc;

/// Seconds that local time is ahead of UTC at `time`, seconds since the epoch.
pub(crate) fn offset(time: i64) -> i64 {
    // SAFETY: a tm is plain data; localtime_r writes nothing else and reads `time` only.
    unsafe {
        let mut parts: libc::tm = std::mem::zeroed();
        if libc::localtime_r(&raw const time, &raw mut parts).is_null() {
            return 0;
        }
        parts.tm_gmtoff
    }
}
