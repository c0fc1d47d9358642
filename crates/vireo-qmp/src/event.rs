//! Events, in the order QEMU sent them.

use serde::de::DeserializeOwned;
use tokio::sync::mpsc;

use crate::codec::Timestamp;
use crate::error::CloseReason;

/// One event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Its name, e.g. `SHUTDOWN`.
    pub name: Box<str>,
    /// JSON text of its data, `{}` when it has none.
    pub data: Box<str>,
    /// When QEMU sent it.
    pub timestamp: Timestamp,
}

impl Event {
    pub(crate) fn new(name: &str, data: &str, timestamp: Timestamp) -> Self {
        Self { name: name.into(), data: data.into(), timestamp }
    }

    /// The data as a typed value, `None` when it has another shape.
    pub fn parse<T: DeserializeOwned>(&self) -> Option<T> {
        serde_json::from_str(&self.data).ok()
    }
}

/// What the one consumer of a connection is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// QEMU sent an event.
    Event(Event),
    /// The connection ended; nothing follows.
    Closed(CloseReason),
}

/// The receiving end of a connection's events; reading from QEMU pauses when
/// thousands wait here, so none is lost and memory is bounded.
#[derive(Debug)]
pub struct Events {
    receiver: mpsc::Receiver<Notice>,
}

impl Events {
    pub(crate) fn new(receiver: mpsc::Receiver<Notice>) -> Self {
        Self { receiver }
    }

    /// The next notice; `None` after [`Notice::Closed`]. Cancel safe.
    pub async fn next(&mut self) -> Option<Notice> {
        self.receiver.recv().await
    }

    /// The next notice if one is there already.
    pub fn try_next(&mut self) -> Option<Notice> {
        self.receiver.try_recv().ok()
    }
}
