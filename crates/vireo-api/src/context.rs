//! Who calls: handed down with each call.

use std::sync::Arc;

use crate::ErrorDomain;
use crate::error::{Error, Result};

/// A client's connection, unique for the daemon's life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ConnectionId(pub u64);

/// Who is at the other end of a connection, as far as it is known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Identity {
    /// User id of the peer process.
    pub uid: Option<u32>,
    /// Group id of the peer process.
    pub gid: Option<u32>,
    /// Process id of the peer.
    pub pid: Option<i32>,
    /// Start time of the peer process, in clock ticks since boot: tells a reused pid apart.
    pub process_time: Option<u64>,
    /// Name of `uid`.
    pub user_name: Option<String>,
    /// Name of `gid`.
    pub group_name: Option<String>,
    /// SASL user.
    pub sasl_user_name: Option<String>,
    /// Distinguished name of the client certificate.
    pub x509_dname: Option<String>,
    /// SELinux context of the peer.
    pub selinux_context: Option<String>,
}

/// What a driver may know of the call that it serves.
#[derive(Debug, Clone)]
pub struct CallContext {
    /// The connection, for what ends with it (autodestroy).
    pub connection: ConnectionId,
    /// The caller.
    pub identity: Arc<Identity>,
    /// The connection may only look. Changing calls never get here; some calls show less.
    pub read_only: bool,
    /// The public function that is served, for messages and job holders: `virDomainCreate`.
    pub api: &'static str,
    /// The call may see every object: no access driver is in force.
    pub sees_all: bool,
}

/// Refuses flags that a call does not know, as the reference: `VIR_ERR_INVALID_ARG`, in hex.
///
/// # Errors
/// `InvalidArg` when `flags` has a bit outside `known`.
pub fn check_flags(domain: ErrorDomain, function: &str, flags: u32, known: u32) -> Result<()> {
    match flags & !known {
        0 => Ok(()),
        unknown => {
            let text = format!("unsupported flags (0x{unknown:x}) in function {function}");
            Err(Error::argument(domain, function, "flags", text))
        }
    }
}

/// Refuses two flags together, as the reference.
///
/// # Errors
/// `InvalidArg` when `flags` has both; each flag comes with its name.
pub fn exclusive_flags(
    domain: ErrorDomain,
    function: &str,
    flags: u32,
    one: (u32, &str),
    other: (u32, &str),
) -> Result<()> {
    if flags & one.0 == 0 || flags & other.0 == 0 {
        return Ok(());
    }
    let text = format!("Flags '{}' and '{}' are mutually exclusive", one.1, other.1);
    Err(Error::argument(domain, function, "ctl", text))
}
