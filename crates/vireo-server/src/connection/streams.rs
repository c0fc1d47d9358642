//! The data streams of one connection: between stream packets and the drivers' ends.
//!
//! Each stream has a task that carries items both ways, so that a slow driver holds up
//! only its own stream: what the client sends waits in the task's queue, bounded by the
//! window after which nothing more is read from the client; what the driver sends waits
//! in a short queue that the connection empties only while its client reads.
//!
//! ```text
//!   open ──driver: finish──► told the end ──client: finish──► gone
//!    │ └──client: finish──► finishing ──driver: finish, or gone──► gone
//!    └──client: abort, driver: abort──► gone
//! ```

use std::collections::HashMap;

use bytes::Bytes;
use tokio::sync::mpsc;
use vireo_api::stream::{StreamItem, StreamPeer};
use vireo_api::{Error, ErrorCode, ErrorDomain};
use vireo_rpc::{RemoteError, ServerSession, StreamId};

use crate::errors;

/// Items from drivers that wait for the connection; each at most a packet.
const QUEUE: usize = 4;

/// What a stream's task tells the connection.
#[derive(Debug)]
pub enum Told {
    /// The driver sent this.
    Item(StreamItem),
    /// The driver took so many bytes that the client had sent.
    Consumed(usize),
    /// The driver let go of its end.
    Gone,
}

/// Where a stream stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Data may go both ways.
    Open,
    /// The client was told that no more data comes.
    EndTold,
    /// The client sent all it has and waits for the driver's word.
    Finishing,
}

#[derive(Debug)]
struct Entry {
    state: State,
    to_driver: mpsc::UnboundedSender<StreamItem>,
}

/// All streams of a connection.
#[derive(Debug)]
pub struct Streams {
    open: HashMap<StreamId, Entry>,
    told: mpsc::Receiver<(StreamId, Told)>,
    tell: mpsc::Sender<(StreamId, Told)>,
}

impl Default for Streams {
    fn default() -> Streams {
        let (tell, told) = mpsc::channel(QUEUE);
        Streams { open: HashMap::new(), told, tell }
    }
}

impl Streams {
    /// Starts a stream; call before the reply that opens it is sent.
    pub fn open(&mut self, id: StreamId, peer: StreamPeer) {
        let (to_driver, from_client) = mpsc::unbounded_channel();
        tokio::spawn(carry(id, peer, from_client, self.tell.clone()));
        self.open.insert(id, Entry { state: State::Open, to_driver });
    }

    /// What a stream's task has to tell next. Dropping the future loses nothing.
    pub async fn next(&mut self) -> (StreamId, Told) {
        match self.told.recv().await {
            Some(told) => told,
            // This value holds a sender: the channel never closes.
            None => std::future::pending().await,
        }
    }

    /// Is there no stream?
    pub fn is_empty(&self) -> bool {
        self.open.is_empty()
    }

    /// Handles what a task told.
    pub fn told(&mut self, id: StreamId, told: Told, rpc: &mut ServerSession, out: &mut Vec<u8>) {
        let Some(entry) = self.open.get_mut(&id) else { return };
        match told {
            Told::Consumed(count) => {
                rpc.stream_consumed(id, count);
            }
            Told::Item(StreamItem::Data(data)) => {
                rpc.stream_data(id, &data, out);
            }
            Told::Item(StreamItem::Hole(length)) => {
                rpc.stream_hole(id, length, out);
            }
            Told::Item(StreamItem::Abort(error)) => {
                let error = error.unwrap_or_else(aborted);
                self.end(id, Err(error), rpc, out);
            }
            Told::Item(StreamItem::Finish) | Told::Gone => match entry.state {
                State::Open => {
                    entry.state = State::EndTold;
                    rpc.stream_data(id, &[], out);
                }
                State::EndTold => {}
                State::Finishing => self.end(id, Ok(()), rpc, out),
            },
        }
    }

    /// The client sent data.
    pub fn data(&mut self, id: StreamId, data: Bytes, rpc: &mut ServerSession, out: &mut Vec<u8>) {
        let Some(entry) = self.open.get(&id) else { return };
        // An empty packet means nothing.
        if data.is_empty() {
            return;
        }
        if entry.to_driver.send(StreamItem::Data(data)).is_err() {
            self.end(id, Err(broken()), rpc, out);
        }
    }

    /// The client sent a hole.
    pub fn hole(&mut self, id: StreamId, length: i64, rpc: &mut ServerSession, out: &mut Vec<u8>) {
        let Some(entry) = self.open.get(&id) else { return };
        if entry.to_driver.send(StreamItem::Hole(length)).is_err() {
            self.end(id, Err(broken()), rpc, out);
        }
    }

    /// The client is done.
    pub fn finish(&mut self, id: StreamId, rpc: &mut ServerSession, out: &mut Vec<u8>) {
        let Some(entry) = self.open.get_mut(&id) else { return };
        let driver_is_there = entry.to_driver.send(StreamItem::Finish).is_ok();
        match entry.state {
            State::Open if driver_is_there => entry.state = State::Finishing,
            State::Open | State::EndTold | State::Finishing => self.end(id, Ok(()), rpc, out),
        }
    }

    /// The client gives up, with a status that means so or one that means nothing.
    pub fn abort(
        &mut self,
        id: StreamId,
        unexpected: Option<i32>,
        rpc: &mut ServerSession,
        out: &mut Vec<u8>,
    ) {
        let Some(entry) = self.open.get(&id) else { return };
        let _ = entry.to_driver.send(StreamItem::Abort(None));
        let result = match unexpected {
            None => Ok(()),
            Some(status) => {
                let text = format!("stream aborted with unexpected status {status}");
                Err(Error::new(ErrorCode::Rpc, ErrorDomain::Streams, text))
            }
        };
        self.end(id, result, rpc, out);
    }

    fn end(
        &mut self,
        id: StreamId,
        result: Result<(), Error>,
        rpc: &mut ServerSession,
        out: &mut Vec<u8>,
    ) {
        self.open.remove(&id);
        let error: Option<RemoteError> = result.err().map(|e| errors::to_wire(&e));
        rpc.end_stream(id, error.as_ref().map_or(Ok(()), Err), out);
    }
}

fn aborted() -> Error {
    Error::new(ErrorCode::Rpc, ErrorDomain::Rpc, "stream aborted by the driver")
}

fn broken() -> Error {
    let pipe = std::io::Error::from_raw_os_error(rustix::io::Errno::PIPE.raw_os_error());
    Error::system(ErrorDomain::Streams, "cannot write to stream", &pipe)
}

/// Carries items between the driver's end and the connection until both are done.
async fn carry(
    id: StreamId,
    peer: StreamPeer,
    mut from_client: mpsc::UnboundedReceiver<StreamItem>,
    tell: mpsc::Sender<(StreamId, Told)>,
) {
    let StreamPeer { mut incoming, outgoing } = peer;
    let up = async {
        while let Some(item) = from_client.recv().await {
            let count = match &item {
                StreamItem::Data(data) => data.len(),
                StreamItem::Hole(_) | StreamItem::Finish | StreamItem::Abort(_) => 0,
            };
            if outgoing.send(item).await.is_err() {
                break;
            }
            if count > 0 && tell.send((id, Told::Consumed(count))).await.is_err() {
                break;
            }
        }
        // Dropped here: the driver reads the end of a vanished client as an abort.
        drop(outgoing);
    };
    let down = async {
        while let Some(item) = incoming.recv().await {
            if tell.send((id, Told::Item(item))).await.is_err() {
                return;
            }
        }
        let _ = tell.send((id, Told::Gone)).await;
    };
    tokio::join!(up, down);
}
