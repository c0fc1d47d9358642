//! One connection as the client sees it.

use std::collections::HashMap;
use std::ops::Range;
use std::os::fd::OwnedFd;
use std::time::{Duration, Instant};

use vireo_xdr::{Encode, from_bytes};

use crate::frame::Place;
use crate::server::{answer_keepalive, put_small, put_stream_data, put_stream_hole, tick};
use crate::stream::Found;
use crate::write::WriteError;
use crate::{
    CloseReason, FDS_MAX, FrameBuffer, Header, Keepalive, MessageType, RemoteError, Status,
    StreamHole, StreamId, StreamTable, put_frame, put_frame_with_fds,
};

/// A message from the server.
#[derive(Debug)]
pub enum ClientIncoming<'a> {
    /// The answer to a call.
    Reply {
        /// The serial that the call got.
        serial: u32,
        /// The result, not decoded, or the error.
        result: Result<&'a [u8], Box<RemoteError>>,
        /// Descriptors that came along.
        fds: Vec<OwnedFd>,
    },
    /// An event.
    Event {
        /// Says which.
        header: Header,
        /// What it tells, not decoded.
        args: &'a [u8],
    },
    /// Data of a stream; empty data says that no more comes. Tell
    /// [`ClientSession::stream_consumed`] when it is used up.
    StreamData {
        /// Which stream.
        id: StreamId,
        /// The bytes.
        data: &'a [u8],
    },
    /// A hole in a stream.
    StreamHole {
        /// Which stream.
        id: StreamId,
        /// The hole.
        hole: StreamHole,
    },
    /// A stream has ended: finished or aborted as asked, or failed.
    StreamEnd {
        /// Which stream.
        id: StreamId,
        /// How.
        result: Result<(), Box<RemoteError>>,
    },
}

/// What a frame brings, before its payload is borrowed.
enum Brought {
    Reply { ok: bool },
    Event,
    Data(StreamId),
    Hole(StreamId),
    End(StreamId, bool),
}

/// The state of a connection to a server: frames, calls, streams, keepalive. Used
/// as [`crate::ServerSession`] is.
#[derive(Debug)]
pub struct ClientSession {
    frames: FrameBuffer,
    serial: u32,
    /// Calls without an answer: what their replies must repeat.
    pending: HashMap<u32, StreamId>,
    streams: StreamTable,
    keepalive: Keepalive,
}

impl ClientSession {
    /// A new connection.
    #[must_use]
    pub fn new(keepalive: Keepalive) -> Self {
        Self {
            frames: FrameBuffer::new(),
            serial: 0,
            pending: HashMap::new(),
            streams: StreamTable::default(),
            keepalive,
        }
    }

    /// Room to read into.
    pub fn room(&mut self) -> &mut [u8] {
        self.frames.room()
    }

    /// `count` bytes were read into the room, the last of which brought `fds`.
    ///
    /// # Errors
    ///
    /// [`CloseReason`].
    pub fn received(
        &mut self,
        count: usize,
        fds: impl IntoIterator<Item = OwnedFd>,
        now: Instant,
    ) -> Result<(), CloseReason> {
        self.keepalive.received(now);
        self.frames.filled(count);
        for fd in fds {
            self.frames.push_fd(fd)?;
        }
        Ok(())
    }

    /// Appends a call to `out`; its identity ties reply and stream to it. The caller
    /// sends `nfds` descriptors after it.
    ///
    /// # Errors
    ///
    /// [`WriteError`]; no call is then made.
    pub fn call<T: Encode + ?Sized>(
        &mut self,
        (prog, vers, proc): (u32, u32, i32),
        args: &T,
        nfds: usize,
        out: &mut Vec<u8>,
    ) -> Result<StreamId, WriteError> {
        let mut header = Header::call(prog, vers, proc, self.serial);
        match u32::try_from(nfds) {
            Ok(0) => put_frame(out, &header, args)?,
            Ok(count) if nfds <= FDS_MAX => {
                header.kind = MessageType::CallWithFds;
                put_frame_with_fds(out, &header, count, args)?;
            }
            Ok(_) | Err(_) => {
                return Err(vireo_xdr::XdrError::OverBound { count: nfds, max: FDS_MAX }.into());
            }
        }
        self.serial = self.serial.wrapping_add(1);
        let id = StreamId::of(&header);
        self.pending.insert(id.serial, id);
        Ok(id)
    }

    /// Calls without an answer.
    #[must_use]
    pub fn pending(&self) -> usize {
        self.pending.len()
    }

    /// The next message; answers to pings go to `out`.
    ///
    /// # Errors
    ///
    /// [`CloseReason`]: the connection is to be closed.
    #[allow(clippy::should_implement_trait)]
    pub fn next(&mut self, out: &mut Vec<u8>) -> Result<Option<ClientIncoming<'_>>, CloseReason> {
        while let Some(place) = self.frames.advance()? {
            if let Some(brought) = self.sort(&place.header, out)? {
                return self.hand_out(brought, place).map(Some);
            }
        }
        Ok(None)
    }

    fn sort(&mut self, header: &Header, out: &mut Vec<u8>) -> Result<Option<Brought>, CloseReason> {
        match header.kind {
            MessageType::Reply | MessageType::ReplyWithFds => {
                match self.pending.remove(&header.serial) {
                    Some(id) if id == StreamId::of(header) => {
                        Ok(Some(Brought::Reply { ok: header.status == Status::Ok }))
                    }
                    Some(_) | None => Err(CloseReason::UnexpectedReply(header.serial)),
                }
            }
            MessageType::Message => {
                Ok(if answer_keepalive(header, out) { None } else { Some(Brought::Event) })
            }
            MessageType::Stream | MessageType::StreamHole => Ok(self.sort_stream(header)),
            MessageType::Call | MessageType::CallWithFds | MessageType::Unknown(_) => Ok(None),
        }
    }

    fn sort_stream(&mut self, header: &Header) -> Option<Brought> {
        let id = StreamId::of(header);
        match (header.status, header.kind, self.streams.find(id)) {
            (Status::Continue, MessageType::StreamHole, Found::Open { .. }) => {
                Some(Brought::Hole(id))
            }
            (Status::Continue, _, Found::Open { .. }) => Some(Brought::Data(id)),
            // Late data of a stream that we have finished or aborted.
            (Status::Continue, _, Found::Nothing) => None,
            (Status::Ok, _, _) => self.streams.close(id).then_some(Brought::End(id, true)),
            (Status::Error | Status::Unknown(_), _, _) => {
                self.streams.close(id).then_some(Brought::End(id, false))
            }
        }
    }

    fn hand_out(
        &mut self,
        brought: Brought,
        place: Place,
    ) -> Result<ClientIncoming<'_>, CloseReason> {
        let Place { header, payload, fds } = place;
        if let Brought::Data(id) = brought {
            self.streams.received(id, payload.len());
        }
        Ok(match brought {
            Brought::Reply { ok: true } => ClientIncoming::Reply {
                serial: header.serial,
                result: Ok(self.frames.payload(payload)),
                fds,
            },
            Brought::Reply { ok: false } => ClientIncoming::Reply {
                serial: header.serial,
                result: Err(self.error(payload)?),
                fds,
            },
            Brought::Event => ClientIncoming::Event { header, args: self.frames.payload(payload) },
            Brought::Data(id) => {
                ClientIncoming::StreamData { id, data: self.frames.payload(payload) }
            }
            Brought::Hole(id) => match from_bytes(self.frames.payload(payload)) {
                Ok((hole, _)) => ClientIncoming::StreamHole { id, hole },
                Err(_) => return Err(CloseReason::BadHole),
            },
            Brought::End(id, true) => ClientIncoming::StreamEnd { id, result: Ok(()) },
            Brought::End(id, false) => {
                ClientIncoming::StreamEnd { id, result: Err(self.error(payload)?) }
            }
        })
    }

    fn error(&self, payload: Range<usize>) -> Result<Box<RemoteError>, CloseReason> {
        match from_bytes(self.frames.payload(payload)) {
            Ok((error, _)) => Ok(Box::new(error)),
            Err(_) => Err(CloseReason::BadError),
        }
    }

    // Streams.

    /// Opens the stream of a call whose reply came and was OK.
    pub fn open_stream(&mut self, id: StreamId) {
        self.streams.open(id, true);
    }

    /// `count` bytes of the stream's data are used up. Can reading go on now that
    /// could not before?
    pub fn stream_consumed(&mut self, id: StreamId, count: usize) -> bool {
        self.streams.consumed(id, count)
    }

    /// Is a stream's window full, so that nothing is to be read?
    #[must_use]
    pub const fn paused(&self) -> bool {
        self.streams.paused()
    }

    /// Sends data on a stream; `false` when it is not open (any more).
    pub fn stream_data(&mut self, id: StreamId, data: &[u8], out: &mut Vec<u8>) -> bool {
        self.is_open(id) && {
            put_stream_data(out, id, data);
            true
        }
    }

    /// Sends a hole on a stream that was opened as sparse; `false` when it is not
    /// open (any more).
    pub fn stream_hole(&mut self, id: StreamId, length: i64, out: &mut Vec<u8>) -> bool {
        self.is_open(id) && {
            put_stream_hole(out, id, length);
            true
        }
    }

    /// Tells the server that all data was sent (`abort` false) or that the stream is
    /// given up; [`ClientIncoming::StreamEnd`] follows. `false` when it is not open.
    pub fn end_stream(&mut self, id: StreamId, abort: bool, out: &mut Vec<u8>) -> bool {
        let status = if abort { Status::Error } else { Status::Ok };
        self.is_open(id) && {
            put_small(out, &id.header(MessageType::Stream, status), &());
            self.streams.closing(id);
            true
        }
    }

    fn is_open(&self, id: StreamId) -> bool {
        matches!(self.streams.find(id), Found::Open { .. })
    }

    // Keepalive.

    /// The server answers pings: it has said so to the feature query.
    pub fn start_keepalive(&mut self, now: Instant) {
        self.keepalive.start(now);
    }

    /// Pings with other numbers from now on; an interval of zero stops that.
    pub fn restart_keepalive(&mut self, interval: Duration, count: u32, now: Instant) {
        self.keepalive.restart(interval, count, now);
    }

    /// When to call [`ClientSession::tick`] next, if ever.
    #[must_use]
    pub fn deadline(&self) -> Option<Instant> {
        self.keepalive.deadline(self.paused())
    }

    /// Looks at the clock.
    ///
    /// # Errors
    ///
    /// [`CloseReason::Keepalive`].
    pub fn tick(&mut self, now: Instant, out: &mut Vec<u8>) -> Result<(), CloseReason> {
        let paused = self.paused();
        tick(&mut self.keepalive, now, paused, out)
    }
}
