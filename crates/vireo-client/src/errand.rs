//! What goes between the handles and the task that owns the socket.

use std::os::fd::OwnedFd;
use std::time::Duration;

use bytes::Bytes;
use tokio::sync::{mpsc, oneshot};
use vireo_rpc::{RemoteError, StreamId};

use crate::{ClientError, RawEvent, Reply};

/// What the handles ask for.
#[derive(Debug)]
pub(crate) enum Command {
    Call(CallRequest),
    Events(mpsc::Sender<RawEvent>),
    Keepalive(Duration, u32),
    /// Data for a stream; `true` when it was taken, once there is room for more.
    StreamData(StreamId, Bytes, oneshot::Sender<bool>),
    StreamHole(StreamId, i64, oneshot::Sender<bool>),
    /// Ends a stream, by aborting it or not; its end comes as its last item.
    StreamEnd(StreamId, bool),
    /// The holder of a stream is gone.
    StreamGone(StreamId),
    /// Data of a stream was taken.
    Consumed(StreamId, usize),
    Close,
}

/// One call.
#[derive(Debug)]
pub(crate) struct CallRequest {
    pub(crate) number: (u32, u32, i32),
    pub(crate) args: Vec<u8>,
    pub(crate) fds: Vec<OwnedFd>,
    pub(crate) stream: bool,
    pub(crate) reply: oneshot::Sender<Result<Reply, ClientError>>,
}

/// What the connection passes on of a stream.
#[derive(Debug)]
pub(crate) enum Item {
    Data(Vec<u8>),
    Hole(i64),
    End(Result<(), Box<RemoteError>>),
}
