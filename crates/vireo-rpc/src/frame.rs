//! A byte stream cut into frames, with the descriptors that follow some of them.
//!
//! A frame that announces `n` descriptors is followed by `n` bytes, each bringing
//! one; they are outside the frame's length. The socket tells which byte brought a
//! descriptor ([`FrameBuffer::push_fd`]), so the two streams stay in step however
//! the bytes were cut on the way.

use std::collections::VecDeque;
use std::ops::Range;
use std::os::fd::OwnedFd;

use crate::{FDS_MAX, FrameError, HEADER_LEN, Header, LENGTH_WORD, MESSAGE_MAX};

/// Bytes a new buffer has.
const INITIAL: usize = 16_384;
/// Bytes a buffer keeps for good; more is given back after a while without need.
const USUAL: usize = 65_536;
/// Room there is at the least for the next read.
const ROOM: usize = 2048;
/// Emptyings without a large message after which a large buffer is given back.
const QUIET: u32 = 64;
/// Descriptors that may wait for their frame: those of one message, those of the
/// next that came along, and no more, so that a client cannot pile them up.
const FDS_WAITING_MAX: usize = 2 * FDS_MAX;

/// One message, still in the buffer.
#[derive(Debug)]
pub struct Frame<'a> {
    /// Its header.
    pub header: Header,
    /// What follows the header and the count of descriptors, if there is one.
    pub payload: &'a [u8],
    /// Its descriptors, in order.
    pub fds: Vec<OwnedFd>,
}

/// A frame by its place in the buffer, which is good until the buffer changes.
#[derive(Debug)]
pub(crate) struct Place {
    pub(crate) header: Header,
    pub(crate) payload: Range<usize>,
    pub(crate) fds: Vec<OwnedFd>,
}

/// Received bytes that are not yet taken as frames.
///
/// Memory follows the bytes that really came: a length word alone takes none. Small
/// frames take none at all.
#[derive(Debug, Default)]
pub struct FrameBuffer {
    /// Initialised all over; `start..end` holds what is not yet taken.
    buf: Vec<u8>,
    start: usize,
    end: usize,
    /// Bytes of the stream before `start`.
    passed: u64,
    /// Descriptors and the places in the stream of the bytes that brought them.
    fds: VecDeque<(u64, OwnedFd)>,
    quiet: u32,
}

impl FrameBuffer {
    /// An empty buffer; it takes its memory with the first bytes.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Bytes that are not yet taken as frames.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.end - self.start
    }

    /// Is nothing left, so that the stream may end here?
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.end == self.start
    }

    /// Room to read into; tell how much was read with [`FrameBuffer::filled`]. Take
    /// all frames first, or the buffer grows.
    pub fn room(&mut self) -> &mut [u8] {
        if self.is_empty() {
            self.start = 0;
            self.end = 0;
            self.quiet = self.quiet.saturating_add(1);
            if self.buf.len() > USUAL && self.quiet > QUIET {
                self.buf = Vec::new();
            }
        }
        if self.buf.len() - self.end < ROOM && self.start > 0 {
            self.buf.copy_within(self.start..self.end, 0);
            self.end -= self.start;
            self.start = 0;
        }
        if self.buf.len() - self.end < ROOM {
            self.grow();
        }
        &mut self.buf[self.end..]
    }

    fn grow(&mut self) {
        let doubled = (self.buf.len() * 2).max(INITIAL);
        // Not far beyond the frame that is coming in, once that is large.
        let frame = self.announced().map_or(0, |len| len.max(USUAL) + ROOM);
        let wanted = if frame > 0 { doubled.min(frame) } else { doubled };
        self.buf.resize(wanted.max(self.end + ROOM), 0);
    }

    /// The length word of the frame in front, when that is there.
    fn announced(&self) -> Option<usize> {
        let word = self.buf[self.start..self.end].first_chunk::<LENGTH_WORD>()?;
        // Lossless: usize has 32 bits or more wherever this runs.
        Some(u32::from_be_bytes(*word) as usize)
    }

    /// `count` bytes of the room were filled.
    pub fn filled(&mut self, count: usize) {
        assert!(count <= self.buf.len() - self.end, "more was read than there is room");
        self.end += count;
        if self.end == self.buf.len() && self.buf.len() < USUAL {
            // A busy sender: read more at once.
            self.buf.resize(self.buf.len() * 2, 0);
        }
    }

    /// Appends `bytes`.
    pub fn push(&mut self, mut bytes: &[u8]) {
        while !bytes.is_empty() {
            let room = self.room();
            let count = room.len().min(bytes.len());
            room[..count].copy_from_slice(&bytes[..count]);
            self.filled(count);
            bytes = &bytes[count..];
        }
    }

    /// The last byte that was filled in brought this descriptor.
    ///
    /// # Errors
    ///
    /// [`FrameError::StrayFds`] when far more come than the frames announce.
    pub fn push_fd(&mut self, fd: OwnedFd) -> Result<(), FrameError> {
        if self.fds.len() >= FDS_WAITING_MAX {
            return Err(FrameError::StrayFds);
        }
        if let Some(place) = (self.passed + self.len() as u64).checked_sub(1) {
            self.fds.push_back((place, fd));
        }
        Ok(())
    }

    /// The next whole frame, with all of its descriptors.
    ///
    /// # Errors
    ///
    /// [`FrameError`]; nothing sensible comes after that.
    pub fn next_frame(&mut self) -> Result<Option<Frame<'_>>, FrameError> {
        Ok(self.advance()?.map(|Place { header, payload, fds }| Frame {
            header,
            payload: &self.buf[payload],
            fds,
        }))
    }

    /// The payload of the frame that was taken last.
    pub(crate) fn payload(&self, place: Range<usize>) -> &[u8] {
        &self.buf[place]
    }

    /// As [`FrameBuffer::next_frame`], without borrowing the payload.
    pub(crate) fn advance(&mut self) -> Result<Option<Place>, FrameError> {
        let Some(len) = self.announced() else { return Ok(None) };
        if !(LENGTH_WORD + HEADER_LEN..=LENGTH_WORD + MESSAGE_MAX).contains(&len) {
            // Lossless: it was read from 4 bytes.
            return Err(FrameError::Length(len as u32));
        }
        let Some(frame) = self.buf[self.start..self.end].get(LENGTH_WORD..len) else {
            return Ok(None);
        };
        let Some((head, payload)) = frame.split_first_chunk::<HEADER_LEN>() else {
            return Ok(None);
        };
        let header = Header::from_bytes(head);
        let nfds = if header.kind.has_fds() { fd_count(payload)? } else { 0 };
        if self.len() < len + nfds {
            return Ok(None);
        }
        let payload_start =
            self.start + LENGTH_WORD + HEADER_LEN + if header.kind.has_fds() { 4 } else { 0 };
        let payload = payload_start..self.start + len;
        let fds = if self.fds.is_empty() && nfds == 0 {
            Vec::new()
        } else {
            self.take_fds(self.passed + len as u64, nfds)?
        };
        self.start += len + nfds;
        self.passed += (len + nfds) as u64;
        if len > USUAL {
            self.quiet = 0;
        }
        Ok(Some(Place { header, payload, fds }))
    }

    /// The descriptors of the `count` bytes from `place` on. Those that came with
    /// earlier bytes, where none was announced, are closed.
    fn take_fds(&mut self, place: u64, count: usize) -> Result<Vec<OwnedFd>, FrameError> {
        let mut taken = Vec::with_capacity(count);
        for place in place..place + count as u64 {
            self.drop_fds_before(place);
            match self.fds.front() {
                Some((at, _)) if *at == place => taken.extend(self.fds.pop_front().map(|f| f.1)),
                Some(_) | None => return Err(FrameError::MissingFd),
            }
        }
        self.drop_fds_before(place + count as u64);
        Ok(taken)
    }

    fn drop_fds_before(&mut self, place: u64) {
        while self.fds.front().is_some_and(|(at, _)| *at < place) {
            self.fds.pop_front();
        }
    }
}

/// The count of descriptors in front of a payload.
fn fd_count(payload: &[u8]) -> Result<usize, FrameError> {
    let count = u32::from_be_bytes(*payload.first_chunk().ok_or(FrameError::NoFdCount)?);
    match usize::try_from(count) {
        Ok(count) if count <= FDS_MAX => Ok(count),
        Ok(_) | Err(_) => Err(FrameError::FdCount(count)),
    }
}
