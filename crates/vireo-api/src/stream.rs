//! A data stream beside a call (`virStream`): a console, a screenshot, an upload.
//!
//! [`pair`] makes two ends. The driver holds [`Stream`]; the server holds [`StreamPeer`] and pumps it to and
//! from packets. Each direction is a window of a few packets: who fills it waits, so a slow end holds up only
//! its own stream (the protocol has no flow control; the server stops reading from that client).

use bytes::Bytes;
use tokio::sync::mpsc;

use crate::error::{Error, Result};
use crate::{ErrorCode, ErrorDomain};

/// Packets that may wait in one direction; a packet holds at most 256 KiB.
pub const WINDOW: usize = 8;

/// What goes over a stream.
#[derive(Debug, Clone, PartialEq)]
pub enum StreamItem {
    /// Bytes, never empty.
    Data(Bytes),
    /// A run of zeros, its length in bytes; only on sparse streams.
    Hole(i64),
    /// The sender is done: end of data from a driver, `finish` from a client.
    Finish,
    /// The sender gives up, with the driver's error (a client's abort has none to tell).
    Abort(Option<Error>),
}

/// The driver's end.
#[derive(Debug)]
pub struct Stream {
    incoming: mpsc::Receiver<StreamItem>,
    outgoing: mpsc::Sender<StreamItem>,
}

/// The server's end.
#[derive(Debug)]
pub struct StreamPeer {
    /// From the driver.
    pub incoming: mpsc::Receiver<StreamItem>,
    /// To the driver.
    pub outgoing: mpsc::Sender<StreamItem>,
}

/// Two connected ends.
#[must_use]
pub fn pair() -> (Stream, StreamPeer) {
    let (to_driver, from_client) = mpsc::channel(WINDOW);
    let (to_client, from_driver) = mpsc::channel(WINDOW);
    (
        Stream { incoming: from_client, outgoing: to_client },
        StreamPeer { incoming: from_driver, outgoing: to_driver },
    )
}

impl Stream {
    /// What the client sent next; a client that vanished reads as [`StreamItem::Abort`].
    pub async fn recv(&mut self) -> StreamItem {
        self.incoming.recv().await.unwrap_or(StreamItem::Abort(None))
    }

    /// Sends an item, waiting while the window is full.
    ///
    /// # Errors
    /// `OperationAborted` when the client is gone.
    pub async fn send(&self, item: StreamItem) -> Result<()> {
        self.outgoing.send(item).await.map_err(|_| {
            Error::new(
                ErrorCode::OperationAborted,
                ErrorDomain::Streams,
                "stream was closed by the client",
            )
        })
    }

    /// Sends bytes; an empty slice sends nothing (on the wire it would mean end of data).
    ///
    /// # Errors
    /// As [`Stream::send`].
    pub async fn send_data(&self, data: impl Into<Bytes>) -> Result<()> {
        let data = data.into();
        if data.is_empty() { Ok(()) } else { self.send(StreamItem::Data(data)).await }
    }

    /// The two directions apart, for pumps that read and write at once.
    #[must_use]
    pub fn split(self) -> (mpsc::Receiver<StreamItem>, mpsc::Sender<StreamItem>) {
        (self.incoming, self.outgoing)
    }
}
