//! One connection as the server sees it.

use std::ops::Range;
use std::os::fd::OwnedFd;
use std::time::Instant;

use vireo_xdr::{Encode, from_bytes};

use crate::frame::Place;
use crate::stream::Found;
use crate::write::put_error;
use crate::{
    CloseReason, FrameBuffer, Header, KEEPALIVE_PROGRAM, Keepalive, MessageType, RemoteError,
    STREAM_PACKET_MAX, Status, StreamHole, StreamId, StreamTable, Tick, WriteError, answers,
    put_bytes, put_frame,
};

/// Procedures of the keepalive program.
pub(crate) const PING: i32 = 1;
pub(crate) const PONG: i32 = 2;

/// A message that the server itself has to act on. Everything else is answered or
/// dropped inside, as the reference does.
#[derive(Debug)]
pub enum Incoming<'a> {
    /// A call of a program that is served, status OK. Whether the procedure exists is
    /// for the program's table to say ([`answers::unknown_procedure`]).
    Call {
        /// Its header.
        header: Header,
        /// Its arguments, not decoded.
        args: &'a [u8],
        /// Its descriptors.
        fds: Vec<OwnedFd>,
    },
    /// Data for an open stream; empty data is legal and means nothing. Tell
    /// [`ServerSession::stream_consumed`] when it is used up.
    StreamData {
        /// Which stream.
        id: StreamId,
        /// The bytes.
        data: &'a [u8],
    },
    /// A hole in an open, sparse stream.
    StreamHole {
        /// Which stream.
        id: StreamId,
        /// The hole.
        hole: StreamHole,
    },
    /// The client has sent everything; answer with [`ServerSession::end_stream`].
    StreamFinish {
        /// Which stream.
        id: StreamId,
    },
    /// The client gives up; answer with [`ServerSession::end_stream`].
    StreamAbort {
        /// Which stream.
        id: StreamId,
        /// The status that was meant as an abort but is none; the answer is then an
        /// error in any case.
        unexpected: Option<i32>,
    },
}

/// What a frame asks for, before its payload is borrowed.
enum Asked {
    Call,
    Data(StreamId),
    Hole(StreamId),
    Finish(StreamId),
    Abort(StreamId, Option<i32>),
}

/// The state of a client's connection: frames, streams, keepalive.
///
/// Read into [`ServerSession::room`], tell [`ServerSession::received`], then take
/// messages with [`ServerSession::next`] until there is none; send what has been
/// appended to `out`. Read nothing while [`ServerSession::paused`].
#[derive(Debug)]
pub struct ServerSession {
    frames: FrameBuffer,
    /// Programs that are served, and their versions.
    programs: &'static [(u32, u32)],
    streams: StreamTable,
    keepalive: Keepalive,
}

impl ServerSession {
    /// A new connection, to these programs. The keepalive starts when the client has
    /// said that it answers ([`ServerSession::start_keepalive`]).
    #[must_use]
    pub fn new(programs: &'static [(u32, u32)], keepalive: Keepalive) -> Self {
        Self { frames: FrameBuffer::new(), programs, streams: StreamTable::default(), keepalive }
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

    /// Would a connection that ends here end within a message?
    #[must_use]
    pub const fn in_message(&self) -> bool {
        !self.frames.is_empty()
    }

    /// The next message; answers that need nobody else go to `out`.
    ///
    /// # Errors
    ///
    /// [`CloseReason`]: the connection is to be closed.
    #[allow(clippy::should_implement_trait)]
    pub fn next(&mut self, out: &mut Vec<u8>) -> Result<Option<Incoming<'_>>, CloseReason> {
        while let Some(place) = self.frames.advance()? {
            if let Some(asked) = self.sort(&place, out)? {
                return self.hand_out(asked, place).map(Some);
            }
        }
        Ok(None)
    }

    /// What is to be done with a frame: `None` when it is already done.
    fn sort(&mut self, place: &Place, out: &mut Vec<u8>) -> Result<Option<Asked>, CloseReason> {
        let header = &place.header;
        match header.kind {
            MessageType::Stream | MessageType::StreamHole => self.sort_stream(header),
            MessageType::Call | MessageType::CallWithFds => Ok(self.sort_call(header, out)),
            MessageType::Message => {
                answer_keepalive(header, out);
                Ok(None)
            }
            MessageType::Reply | MessageType::ReplyWithFds | MessageType::Unknown(_) => Ok(None),
        }
    }

    fn sort_call(&self, header: &Header, out: &mut Vec<u8>) -> Option<Asked> {
        let error = if !self.programs.contains(&(header.prog, header.vers)) {
            answers::unknown_program(header.prog, header.vers)
        } else if header.status != Status::Ok {
            answers::unexpected_status(header.status.number())
        } else {
            return Some(Asked::Call);
        };
        put_error(out, &header.reply(Status::Error), &error);
        None
    }

    fn sort_stream(&mut self, header: &Header) -> Result<Option<Asked>, CloseReason> {
        let id = StreamId::of(header);
        let sparse = match self.streams.find(id) {
            Found::Nothing => return Ok(None),
            Found::Open { sparse } => sparse,
        };
        let asked = match (header.status, header.kind) {
            (Status::Continue, MessageType::StreamHole) if !sparse => {
                return Err(CloseReason::HoleNotAllowed);
            }
            (Status::Continue, MessageType::StreamHole) => Asked::Hole(id),
            (Status::Continue, _) => return Ok(Some(Asked::Data(id))),
            (Status::Ok, _) => Asked::Finish(id),
            (Status::Error, _) => Asked::Abort(id, None),
            (Status::Unknown(number), _) => Asked::Abort(id, Some(number)),
        };
        if matches!(asked, Asked::Finish(_) | Asked::Abort(..)) {
            self.streams.closing(id);
        }
        Ok(Some(asked))
    }

    fn hand_out(&mut self, asked: Asked, place: Place) -> Result<Incoming<'_>, CloseReason> {
        let Place { header, payload, fds } = place;
        match asked {
            Asked::Call => Ok(Incoming::Call { header, args: self.frames.payload(payload), fds }),
            Asked::Data(id) => {
                self.streams.received(id, payload.len());
                Ok(Incoming::StreamData { id, data: self.frames.payload(payload) })
            }
            Asked::Hole(id) => Ok(Incoming::StreamHole { id, hole: self.hole(payload)? }),
            Asked::Finish(id) => Ok(Incoming::StreamFinish { id }),
            Asked::Abort(id, unexpected) => Ok(Incoming::StreamAbort { id, unexpected }),
        }
    }

    fn hole(&self, payload: Range<usize>) -> Result<StreamHole, CloseReason> {
        match from_bytes(self.frames.payload(payload)) {
            Ok((hole, _)) => Ok(hole),
            Err(_) => Err(CloseReason::BadHole),
        }
    }

    // Streams.

    /// Opens the stream of a call; to be done before the call's reply is sent.
    pub fn open_stream(&mut self, id: StreamId, sparse: bool) {
        self.streams.open(id, sparse);
    }

    /// The streams that are open, to be ended when the connection closes.
    #[must_use]
    pub const fn streams(&self) -> &StreamTable {
        &self.streams
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

    /// Sends data on a stream; empty data says that no more will come. Nothing is
    /// sent on a stream that is not open, which is told by `false`.
    pub fn stream_data(&mut self, id: StreamId, data: &[u8], out: &mut Vec<u8>) -> bool {
        matches!(self.streams.find(id), Found::Open { .. }) && {
            put_stream_data(out, id, data);
            true
        }
    }

    /// Sends a hole on a stream that was opened as sparse; `false` when it was not.
    pub fn stream_hole(&mut self, id: StreamId, length: i64, out: &mut Vec<u8>) -> bool {
        matches!(self.streams.find(id), Found::Open { sparse: true }) && {
            put_stream_hole(out, id, length);
            true
        }
    }

    /// Ends a stream: the answer to a finish or abort, or an error at any time.
    /// `false` when it was not there.
    pub fn end_stream(
        &mut self,
        id: StreamId,
        result: Result<(), &RemoteError>,
        out: &mut Vec<u8>,
    ) -> bool {
        if !self.streams.close(id) {
            return false;
        }
        match result {
            Ok(()) => put_small(out, &id.header(MessageType::Stream, Status::Ok), &()),
            Err(error) => put_error(out, &id.header(MessageType::Stream, Status::Error), error),
        }
        true
    }

    // Keepalive.

    /// The client answers pings: it has asked for the feature.
    pub fn start_keepalive(&mut self, now: Instant) {
        self.keepalive.start(now);
    }

    /// When to call [`ServerSession::tick`] next, if ever; `paused` as there.
    #[must_use]
    pub fn deadline(&self, paused: bool) -> Option<Instant> {
        self.keepalive.deadline(paused || self.paused())
    }

    /// Looks at the clock; `paused` tells that the server reads nothing from the
    /// client for reasons of its own.
    ///
    /// # Errors
    ///
    /// [`CloseReason::Keepalive`].
    pub fn tick(
        &mut self,
        now: Instant,
        paused: bool,
        out: &mut Vec<u8>,
    ) -> Result<(), CloseReason> {
        let paused = paused || self.paused();
        tick(&mut self.keepalive, now, paused, out)
    }
}

/// Looks at the clock for either side.
pub(crate) fn tick(
    keepalive: &mut Keepalive,
    now: Instant,
    paused: bool,
    out: &mut Vec<u8>,
) -> Result<(), CloseReason> {
    match keepalive.tick(now, paused) {
        Tick::Quiet => Ok(()),
        Tick::Ping => {
            put_keepalive(out, PING);
            Ok(())
        }
        Tick::Pulse => {
            // What waits to be sent is a sign of life, too, once the peer reads it.
            if out.is_empty() {
                put_keepalive(out, PONG);
            }
            Ok(())
        }
        Tick::Dead => Err(CloseReason::Keepalive),
    }
}

/// Answers a ping. Was it a message of the keepalive program at all?
pub(crate) fn answer_keepalive(header: &Header, out: &mut Vec<u8>) -> bool {
    let ours = (header.prog, header.vers) == KEEPALIVE_PROGRAM;
    if ours && header.proc == PING {
        put_keepalive(out, PONG);
    }
    ours
}

fn put_keepalive(out: &mut Vec<u8>, proc: i32) {
    let (prog, vers) = KEEPALIVE_PROGRAM;
    put_small(out, &Header::message(prog, vers, proc), &());
}

/// Sends data on a stream, in packets that every peer takes.
pub(crate) fn put_stream_data(out: &mut Vec<u8>, id: StreamId, data: &[u8]) {
    let header = id.header(MessageType::Stream, Status::Continue);
    if data.is_empty() {
        put_small(out, &header, &());
    }
    for packet in data.chunks(STREAM_PACKET_MAX) {
        written(put_bytes(out, &header, packet));
    }
}

/// Sends a hole on a stream.
pub(crate) fn put_stream_hole(out: &mut Vec<u8>, id: StreamId, length: i64) {
    let header = id.header(MessageType::StreamHole, Status::Continue);
    put_small(out, &header, &StreamHole { length, flags: 0 });
}

/// A frame that is always within the bounds.
pub(crate) fn put_small<T: Encode>(out: &mut Vec<u8>, header: &Header, body: &T) {
    written(put_frame(out, header, body));
}

fn written(result: Result<(), WriteError>) {
    debug_assert!(result.is_ok(), "a small frame is within the bounds");
}
