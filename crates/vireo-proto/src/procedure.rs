//! What the table says of a procedure beside its types.

/// May a read-only connection name the procedure?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Yes.
    Read,
    /// No.
    Write,
    /// Yes, but not where a permission's condition holds (a flag, an argument).
    Mixed,
}

/// Whether a call is answered even when all ordinary workers are busy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Priority {
    /// Never waits for a guest or a job.
    High,
    /// May take long.
    Low,
}

/// Which way a call's stream carries data, seen from the client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StreamDirection {
    /// Server to client (a console goes both ways and counts here).
    Read,
    /// Client to server.
    Write,
}

/// When a permission is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// In each call.
    Always,
    /// When any of these flags is set.
    FlagsSet(u32),
    /// When none of these flags is set.
    FlagsClear(u32),
    /// When the named argument has this value.
    Equals(&'static str, u32),
}

/// A permission that a call asks for, as `org.libvirt.api.OBJECT.PERM` of polkit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Permission {
    /// Kind of object: `connect`, `domain`, …
    pub object: &'static str,
    /// What is done to it: `getattr`, `read`, `write`, `start`, …
    pub perm: &'static str,
    /// In which calls.
    pub when: When,
}

/// One line of the table.
#[derive(Debug, Clone, Copy)]
pub struct Procedure {
    /// Number within its program.
    pub number: i32,
    /// Name in the table: `domain_create`.
    pub name: &'static str,
    /// A message from the server, not a call.
    pub event: bool,
    /// See [`Priority`].
    pub priority: Priority,
    /// See [`Access`].
    pub access: Access,
    /// Public function: `virDomainCreate`.
    pub api: &'static str,
    /// The call opens a stream.
    pub stream: Option<StreamDirection>,
    /// Descriptors may come with the call.
    pub fds_in: bool,
    /// Descriptors may come with the answer.
    pub fds_out: bool,
    /// Served before authentication.
    pub preauth: bool,
    /// Asked of the access control.
    pub permissions: &'static [Permission],
    /// Objects of a listing that the caller may not see this way are left out.
    pub filters: &'static [Permission],
}

impl Procedure {
    /// The line of an event.
    #[must_use]
    pub const fn event(number: i32, name: &'static str) -> Self {
        Self {
            number,
            name,
            event: true,
            priority: Priority::Low,
            access: Access::Read,
            api: "",
            stream: None,
            fds_in: false,
            fds_out: false,
            preauth: false,
            permissions: &[],
            filters: &[],
        }
    }
}
