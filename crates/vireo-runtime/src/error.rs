//! What can go wrong here, and how each is told to a client.

use std::io;
use std::path::PathBuf;

use uuid::Uuid;
use vireo_api::{ErrorCode, ErrorDomain};

use crate::job::JobTimeout;

/// The result of a call into this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What can go wrong.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The wait for a job ended without the job.
    #[error(transparent)]
    JobTimeout(#[from] JobTimeout),
    /// More calls wait for jobs on one domain than are allowed to.
    #[error("cannot acquire state change lock due to max_queued limit")]
    JobQueueFull,
    /// A nested job was asked for while no asynchronous job is there to own it.
    #[error("no asynchronous job is running on this domain")]
    NoAsyncJob,
    /// The UUID belongs to a domain of another name.
    #[error("domain '{name}' is already defined with uuid {uuid}")]
    UuidTaken {
        /// The name of the domain that has the UUID.
        name: String,
        /// The UUID.
        uuid: Uuid,
    },
    /// The name belongs to a domain of another UUID.
    #[error("domain '{name}' already exists with uuid {uuid}")]
    NameTaken {
        /// The name.
        name: String,
        /// The UUID of the domain that has the name.
        uuid: Uuid,
    },
    /// The domain went away while the call waited.
    #[error("no domain with matching uuid '{uuid}' ({name})")]
    NoDomain {
        /// The name it had.
        name: String,
        /// Its UUID.
        uuid: Uuid,
    },
    /// A state that cannot follow the present one.
    #[error("domain cannot go from state {from} to {to}")]
    BadTransition {
        /// The present state.
        from: &'static str,
        /// The state asked for.
        to: &'static str,
    },
    /// A name that cannot be the name of a file.
    #[error("name {name} {why}")]
    BadFileName {
        /// The name.
        name: String,
        /// What is wrong with it.
        why: &'static str,
    },
    /// A definition could not be parsed again although it was valid when it was stored.
    #[error(transparent)]
    Definition(vireo_api::Error),
    /// A kept definition does not unpack any more.
    #[error("a definition in memory is damaged")]
    Packed,
    /// A status file that is none.
    #[error("malformed status file: {0}")]
    BadStatus(String),
    /// No port of the range is free.
    #[error("Unable to find an unused port in range '{range}' ({start}-{end})")]
    NoPort {
        /// What the range is for.
        range: &'static str,
        /// Its first port.
        start: u16,
        /// Its last port.
        end: u16,
    },
    /// The port is in use by another domain of this daemon.
    #[error("port {0} is already reserved")]
    PortTaken(u16),
    /// Another daemon holds the lock on the pid file.
    #[error("Failed to acquire pid file '{path}'")]
    PidFileHeld {
        /// The pid file.
        path: PathBuf,
        /// What the kernel said.
        source: io::Error,
    },
    /// A file could not be read or written.
    #[error("{doing}")]
    Io {
        /// What was tried, with the path.
        doing: String,
        /// What the kernel said.
        source: io::Error,
    },
}

impl Error {
    /// An I/O error with what was tried.
    pub fn io(doing: impl Into<String>, source: io::Error) -> Self {
        Self::Io { doing: doing.into(), source }
    }
}

impl From<Error> for vireo_api::Error {
    fn from(error: Error) -> Self {
        let (code, domain) = match &error {
            Error::JobTimeout(_) => (ErrorCode::OperationTimeout, ErrorDomain::None),
            Error::JobQueueFull => (ErrorCode::OperationFailed, ErrorDomain::None),
            Error::NoAsyncJob | Error::BadTransition { .. } | Error::BadStatus(_) => {
                (ErrorCode::InternalError, ErrorDomain::Domain)
            }
            Error::UuidTaken { .. } | Error::NameTaken { .. } => {
                (ErrorCode::OperationFailed, ErrorDomain::Domain)
            }
            Error::NoDomain { .. } => (ErrorCode::NoDomain, ErrorDomain::Domain),
            Error::BadFileName { .. } => (ErrorCode::XmlError, ErrorDomain::Domain),
            Error::NoPort { .. } => (ErrorCode::InternalError, ErrorDomain::None),
            Error::PortTaken(_) => (ErrorCode::InternalError, ErrorDomain::None),
            Error::PidFileHeld { source, .. } | Error::Io { source, .. } => {
                return Self::system(ErrorDomain::None, &error, source);
            }
            Error::Packed => (ErrorCode::InternalError, ErrorDomain::Domain),
            Error::Definition(inner) => return inner.clone(),
        };
        Self::new(code, domain, error.to_string())
    }
}
