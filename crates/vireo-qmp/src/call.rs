//! A command to be sent, and what it was answered.

use std::ops::Range;
use std::os::fd::OwnedFd;
use std::time::Duration;

use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::command::Command;
use crate::error::QmpError;

/// A successful reply.
#[derive(Debug, Clone)]
pub struct Answer {
    pub(crate) line: Box<str>,
    pub(crate) value: Range<usize>,
    pub(crate) command: Box<str>,
}

impl Answer {
    /// JSON text of the result.
    pub fn value(&self) -> &str {
        &self.line[self.value.clone()]
    }

    /// The whole reply as QEMU sent it.
    pub fn line(&self) -> &str {
        &self.line
    }

    /// The result as a typed value.
    ///
    /// # Errors
    /// [`QmpError::Protocol`] when the result has another shape.
    pub fn parse<T: DeserializeOwned>(&self) -> Result<T, QmpError> {
        serde_json::from_str(self.value()).map_err(|error| QmpError::Protocol {
            command: self.command.clone(),
            detail: error.to_string().into(),
        })
    }
}

/// A command about to be sent.
#[derive(Debug)]
pub struct Call {
    pub(crate) command: Box<str>,
    pub(crate) arguments: String,
    pub(crate) fds: Vec<OwnedFd>,
    pub(crate) deadline: Option<Duration>,
    pub(crate) changing: bool,
    pub(crate) out_of_band: bool,
}

impl Call {
    /// A command without arguments.
    pub fn new(command: &str) -> Self {
        Self {
            command: command.into(),
            arguments: String::new(),
            fds: Vec::new(),
            deadline: None,
            changing: !crate::command::only_reads(command),
            out_of_band: false,
        }
    }

    /// Sets the arguments, a JSON object.
    #[must_use]
    pub fn arguments(mut self, arguments: &Value) -> Self {
        self.arguments = arguments.to_string();
        self
    }

    /// Sets the arguments from the JSON text of an object.
    #[must_use]
    pub fn arguments_text(mut self, arguments: String) -> Self {
        self.arguments = arguments;
        self
    }

    /// Passes `fd` along; it is closed here once sent.
    #[must_use]
    pub fn fd(mut self, fd: OwnedFd) -> Self {
        self.fds.push(fd);
        self
    }

    /// Has QEMU execute it beside whatever else it executes, where the connection was made so
    /// ([`Options::out_of_band`]): a few commands of QEMU's may come while it is stuck.
    #[must_use]
    pub fn out_of_band(mut self) -> Self {
        self.out_of_band = true;
        self
    }

    /// Ends the wait after `deadline`; the command itself goes on.
    #[must_use]
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.deadline = Some(deadline);
        self
    }
}

impl<C: Command> From<&C> for Call {
    fn from(command: &C) -> Self {
        let mut call = Self::new(C::NAME);
        call.arguments = command.arguments_text();
        call
    }
}
