//! The error that travels in replies, and the reasons to close a connection.

use std::fmt;

use vireo_xdr::{Text, Xdr};

/// The domain an error is about (`virNetMessageNonnullDomain`).
#[derive(Debug, Clone, PartialEq, Eq, Xdr)]
pub struct ErrorDomain {
    /// Its name.
    pub name: Text,
    /// Its UUID.
    pub uuid: [u8; 16],
    /// Its id, -1 when it does not run.
    pub id: i32,
}

/// The network an error is about (`virNetMessageNonnullNetwork`).
#[derive(Debug, Clone, PartialEq, Eq, Xdr)]
pub struct ErrorNetwork {
    /// Its name.
    pub name: Text,
    /// Its UUID.
    pub uuid: [u8; 16],
}

/// An error as it travels (`virNetMessageError`).
#[derive(Debug, Clone, Default, PartialEq, Eq, Xdr)]
pub struct RemoteError {
    /// `virErrorNumber`.
    pub code: i32,
    /// `virErrorDomain`: who reports it.
    pub domain: i32,
    /// The whole text, for people.
    pub message: Option<Text>,
    /// `virErrorLevel`.
    pub level: i32,
    /// The domain it is about.
    pub dom: Option<ErrorDomain>,
    /// The template of the text.
    pub str1: Option<Text>,
    /// What fills the template.
    pub str2: Option<Text>,
    /// Further text.
    pub str3: Option<Text>,
    /// A number by the code: `errno` for system errors, else -1.
    pub int1: i32,
    /// A number by the code, else -1.
    pub int2: i32,
    /// The network it is about.
    pub net: Option<ErrorNetwork>,
}

impl fmt::Display for RemoteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.message {
            Some(message) => message.fmt(f),
            None => write!(f, "error {} of domain {}", self.code, self.domain),
        }
    }
}

impl std::error::Error for RemoteError {}

/// Why bytes are not frames. The connection has to be closed: where the next frame
/// would start is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FrameError {
    /// The length word is below that of a header or above the largest message.
    #[error("a message length of {0} is out of range")]
    Length(u32),
    /// The message type promises descriptors and the payload does not hold their count.
    #[error("the count of file descriptors is missing")]
    NoFdCount,
    /// More descriptors than a message may carry.
    #[error("{0} file descriptors are too many")]
    FdCount(u32),
    /// A byte that should have brought a descriptor did not.
    #[error("a file descriptor is missing")]
    MissingFd,
    /// Descriptors come that no message announced.
    #[error("more file descriptors came than were announced")]
    StrayFds,
}

/// Why this side closes a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CloseReason {
    /// The bytes are not frames.
    #[error(transparent)]
    Frame(#[from] FrameError),
    /// A hole came in a stream that was not opened as sparse.
    #[error("a hole came in a stream that is not sparse")]
    HoleNotAllowed,
    /// The description of a hole does not decode.
    #[error("the description of a hole does not decode")]
    BadHole,
    /// A reply came that no call waits for.
    #[error("a reply came for serial {0}, which no call waits for")]
    UnexpectedReply(u32),
    /// The error in a reply does not decode.
    #[error("the error in a reply does not decode")]
    BadError,
    /// The peer left too many keepalive messages unanswered.
    #[error("connection closed due to keepalive timeout")]
    Keepalive,
}
