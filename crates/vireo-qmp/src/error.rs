//! What can go wrong between us and a monitor.

use std::sync::Arc;
use std::time::Duration;

/// Failure of a QMP exchange.
#[derive(Debug, Clone, thiserror::Error)]
pub enum QmpError {
    /// QEMU executed nothing and says why.
    #[error("unable to execute QEMU command '{command}': {desc}")]
    Command {
        /// Name of the command.
        command: Box<str>,
        /// QEMU's error class.
        class: Box<str>,
        /// QEMU's text.
        desc: Box<str>,
    },
    /// The connection is gone; the command's fate is unknown when it was sent.
    #[error("End of file from qemu monitor{}", .reason.suffix())]
    Disconnected {
        /// Why.
        reason: CloseReason,
    },
    /// The caller's wait is over; the command is in doubt.
    #[error("no answer from qemu monitor to '{command}' within {} ms", .after.as_millis())]
    Deadline {
        /// Name of the command.
        command: Box<str>,
        /// How long was waited.
        after: Duration,
    },
    /// The peer answered with something that is not what the command returns.
    #[error("cannot parse the reply to '{command}': {detail}")]
    Protocol {
        /// Name of the command, `greeting` before the first.
        command: Box<str>,
        /// What does not fit.
        detail: Box<str>,
    },
    /// So many commands wait for an answer that no more are taken.
    #[error("{outstanding} commands already wait for an answer from qemu monitor")]
    Busy {
        /// How many.
        outstanding: usize,
    },
    /// The socket could not be opened.
    #[error("failed to connect to monitor socket: {0}")]
    Connect(Arc<std::io::Error>),
}

impl QmpError {
    /// Whether QEMU knows no command of that name.
    pub fn is_command_not_found(&self) -> bool {
        matches!(self, Self::Command { class, .. } if &**class == "CommandNotFound")
    }

    /// QEMU's error class, when QEMU itself refused.
    pub fn class(&self) -> Option<&str> {
        match self {
            Self::Command { class, .. } => Some(class),
            _ => None,
        }
    }

    /// Whether the command may yet take effect though this call failed.
    pub fn is_in_doubt(&self) -> bool {
        matches!(self, Self::Deadline { .. } | Self::Disconnected { .. })
    }
}

/// Why a connection ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CloseReason {
    /// The peer closed its end.
    Eof,
    /// The last handle was dropped, or `close` called.
    Local,
    /// Reading or writing failed, or the peer spoke no QMP.
    Failed(Arc<str>),
}

impl CloseReason {
    fn suffix(&self) -> String {
        match self {
            Self::Eof => String::new(),
            Self::Local => ": closed".to_owned(),
            Self::Failed(why) => format!(": {why}"),
        }
    }
}
