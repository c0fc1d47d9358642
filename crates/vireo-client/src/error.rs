//! What a caller can be told.

use std::io;

use vireo_rpc::{CloseReason, RemoteError, WriteError};
use vireo_xdr::XdrError;

use crate::UriError;

/// Why a connection is closed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Closed {
    /// This side closed it.
    #[error("the connection was closed here")]
    Here,
    /// The daemon closed it.
    #[error("the daemon closed the connection")]
    ByPeer,
    /// The daemon broke the protocol, or does not answer pings.
    #[error(transparent)]
    Protocol(#[from] CloseReason),
    /// The socket failed.
    #[error("the connection failed: {1}")]
    Io(io::ErrorKind, String),
}

impl From<io::Error> for Closed {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            // It closed while something of ours was still unread.
            io::ErrorKind::ConnectionReset | io::ErrorKind::BrokenPipe => Self::ByPeer,
            kind => Self::Io(kind, error.to_string()),
        }
    }
}

/// Why a call has no result.
#[derive(Debug, thiserror::Error)]
pub enum ClientError {
    /// The daemon's answer is an error.
    #[error(transparent)]
    Remote(Box<RemoteError>),
    /// The connection is closed.
    #[error(transparent)]
    Closed(Closed),
    /// No answer came in time. The call may still be carried out.
    #[error("no answer came in time")]
    Deadline,
    /// No connection could be made.
    #[error("cannot connect")]
    Connect(#[from] io::Error),
    /// The URI names nothing that can be connected to.
    #[error(transparent)]
    Uri(#[from] UriError),
    /// The daemon wants an authentication that we do not have.
    #[error("the daemon wants authentication: {0}")]
    Authentication(String),
    /// The arguments are over a bound of the protocol.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// Arguments that cannot be written, or a result that cannot be read.
    #[error(transparent)]
    Xdr(#[from] XdrError),
    /// More came than the result has.
    #[error("{0} bytes follow the result")]
    Trailing(usize),
    /// The stream has ended before.
    #[error("the stream has ended")]
    StreamEnded,
}

impl ClientError {
    /// The daemon's error, when it is one.
    #[must_use]
    pub fn remote(&self) -> Option<&RemoteError> {
        match self {
            Self::Remote(error) => Some(error),
            Self::Closed(_)
            | Self::Deadline
            | Self::Connect(_)
            | Self::Uri(_)
            | Self::Authentication(_)
            | Self::Write(_)
            | Self::Xdr(_)
            | Self::Trailing(_)
            | Self::StreamEnded => None,
        }
    }
}
