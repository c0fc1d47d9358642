//! A stream of a call, as its caller holds it.

use bytes::Bytes;
use tokio::sync::{mpsc, oneshot};
use vireo_rpc::{RemoteError, StreamId};

use crate::errand::{Command, Item};
use crate::{Client, ClientError};

/// Bytes handed to the connection at once: what one packet carries.
const PIECE: usize = vireo_rpc::STREAM_PACKET_MAX;

/// A piece of a stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Chunk {
    /// Bytes, one or more.
    Data(Vec<u8>),
    /// A hole of this many bytes.
    Hole(i64),
}

/// A stream that a call has opened. One that is dropped is aborted.
#[derive(Debug)]
pub struct Stream {
    id: StreamId,
    client: Client,
    items: mpsc::UnboundedReceiver<Item>,
    /// How it ended, once that is known.
    ended: Option<Result<(), Box<RemoteError>>>,
    /// Finish or abort was sent.
    closing: bool,
}

impl Stream {
    pub(crate) const fn new(
        id: StreamId,
        client: Client,
        items: mpsc::UnboundedReceiver<Item>,
    ) -> Self {
        Self { id, client, items, ended: None, closing: false }
    }

    /// Sends data; waits while the connection has much to send.
    ///
    /// # Errors
    ///
    /// The daemon's error when it has ended the stream.
    pub async fn send(&mut self, data: &[u8]) -> Result<(), ClientError> {
        for piece in data.chunks(PIECE) {
            self.send_bytes(Bytes::copy_from_slice(piece)).await?;
        }
        Ok(())
    }

    /// [`Stream::send`] of what need not be copied.
    ///
    /// # Errors
    ///
    /// As [`Stream::send`].
    pub async fn send_bytes(&mut self, mut data: Bytes) -> Result<(), ClientError> {
        while !data.is_empty() {
            let piece = data.split_to(data.len().min(PIECE));
            let (taken, answer) = oneshot::channel();
            self.client.send(Command::StreamData(self.id, piece, taken))?;
            self.was_taken(answer).await?;
        }
        Ok(())
    }

    /// Sends a hole, on a stream that was opened as sparse.
    ///
    /// # Errors
    ///
    /// As [`Stream::send`].
    pub async fn send_hole(&mut self, length: i64) -> Result<(), ClientError> {
        let (taken, answer) = oneshot::channel();
        self.client.send(Command::StreamHole(self.id, length, taken))?;
        self.was_taken(answer).await
    }

    async fn was_taken(&mut self, answer: oneshot::Receiver<bool>) -> Result<(), ClientError> {
        match answer.await {
            Ok(true) => Ok(()),
            Ok(false) => self.end().await.and(Err(ClientError::StreamEnded)),
            Err(_) => Err(ClientError::Closed(self.client.reason())),
        }
    }

    /// The next piece; none when the daemon has sent everything.
    ///
    /// Nothing is lost when the future is dropped.
    ///
    /// # Errors
    ///
    /// The daemon's error when it has ended the stream with one.
    pub async fn recv(&mut self) -> Result<Option<Chunk>, ClientError> {
        if let Some(ended) = &self.ended {
            return ended.clone().map(|()| None).map_err(ClientError::Remote);
        }
        match self.items.recv().await {
            Some(Item::Data(data)) if data.is_empty() => Ok(None),
            Some(Item::Data(data)) => {
                self.client.send(Command::Consumed(self.id, data.len()))?;
                Ok(Some(Chunk::Data(data)))
            }
            Some(Item::Hole(length)) => Ok(Some(Chunk::Hole(length))),
            Some(Item::End(result)) => {
                self.ended = Some(result.clone());
                result.map(|()| None).map_err(ClientError::Remote)
            }
            None => Err(ClientError::Closed(self.client.reason())),
        }
    }

    /// All data that comes until the daemon has sent everything; holes as zeros.
    ///
    /// # Errors
    ///
    /// As [`Stream::recv`]; more than `max` bytes.
    pub async fn read_to_end(&mut self, max: usize) -> Result<Vec<u8>, ClientError> {
        let mut all = Vec::new();
        while let Some(chunk) = self.recv().await? {
            let add = match &chunk {
                Chunk::Data(data) => data.len(),
                Chunk::Hole(length) => usize::try_from(*length).unwrap_or(usize::MAX),
            };
            if add > max - all.len() {
                let count = all.len().saturating_add(add);
                return Err(vireo_xdr::XdrError::OverBound { count, max }.into());
            }
            match chunk {
                Chunk::Data(data) => all.extend_from_slice(&data),
                Chunk::Hole(_) => all.resize(all.len() + add, 0),
            }
        }
        Ok(all)
    }

    /// Tells the daemon that everything is sent or received, and waits for its answer.
    ///
    /// # Errors
    ///
    /// The daemon's error.
    pub async fn finish(mut self) -> Result<(), ClientError> {
        self.close(false)?;
        self.end().await
    }

    /// Gives the stream up, and waits for the daemon's answer.
    ///
    /// # Errors
    ///
    /// The daemon's error.
    pub async fn abort(mut self) -> Result<(), ClientError> {
        self.close(true)?;
        self.end().await
    }

    fn close(&mut self, abort: bool) -> Result<(), ClientError> {
        if self.ended.is_none() && !self.closing {
            self.client.send(Command::StreamEnd(self.id, abort))?;
            self.closing = true;
        }
        Ok(())
    }

    /// Waits for the end; what comes before it is not wanted any more.
    async fn end(&mut self) -> Result<(), ClientError> {
        while self.ended.is_none() {
            self.recv().await?;
        }
        match &self.ended {
            Some(Err(error)) => Err(ClientError::Remote(error.clone())),
            Some(Ok(())) | None => Ok(()),
        }
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        if self.ended.is_none() {
            // On a closed connection there is nothing to give up.
            self.client.send(Command::StreamGone(self.id)).ok();
        }
    }
}
