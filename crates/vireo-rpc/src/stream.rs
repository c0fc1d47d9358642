//! The streams of one connection, each with its window.
//!
//! The protocol has no flow control of its own: what a client sends for a stream is
//! bounded by not reading from that client while a window is full.
//!
//! ```text
//!   open ── finish from the peer ──► closing ── our answer ──► gone
//!     │ └── abort from the peer ───────▲
//!     └──── our failure ─────────────────────────────────────► gone
//! ```

use std::collections::BTreeMap;

use vireo_xdr::Xdr;

use crate::StreamId;

/// Bytes received for a stream that nobody has consumed yet; beyond this, nothing
/// is read from the client.
pub const STREAM_WINDOW: usize = 1 << 20;

/// A hole in a sparse stream (`virNetStreamHole`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Xdr)]
pub struct StreamHole {
    /// Bytes of it.
    pub length: i64,
    /// None are defined.
    pub flags: u32,
}

/// Where a stream stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Data may come.
    Open,
    /// The peer has finished or aborted it; our answer is due.
    Closing,
}

#[derive(Debug)]
struct Stream {
    state: State,
    sparse: bool,
    /// Bytes received and not consumed.
    pending: usize,
}

/// What a packet finds at its stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Found {
    /// No stream takes it: a late packet, to be dropped.
    Nothing,
    /// An open stream.
    Open {
        /// May holes come?
        sparse: bool,
    },
}

/// The streams of a connection.
#[derive(Debug, Default)]
pub struct StreamTable {
    streams: BTreeMap<StreamId, Stream>,
    /// Streams whose window is full.
    full: usize,
}

impl StreamTable {
    /// Opens the stream of a call. A client that uses a serial twice gets its older
    /// stream replaced.
    pub fn open(&mut self, id: StreamId, sparse: bool) {
        self.close(id);
        self.streams.insert(id, Stream { state: State::Open, sparse, pending: 0 });
    }

    /// Forgets a stream; its late packets are dropped. Was it there?
    pub fn close(&mut self, id: StreamId) -> bool {
        let Some(stream) = self.streams.remove(&id) else { return false };
        self.full -= usize::from(stream.pending >= STREAM_WINDOW);
        true
    }

    /// The stream's consumer has taken `count` bytes. Is reading from the peer
    /// possible again that was not before?
    pub fn consumed(&mut self, id: StreamId, count: usize) -> bool {
        let Some(stream) = self.streams.get_mut(&id) else { return false };
        let was_full = stream.pending >= STREAM_WINDOW;
        stream.pending = stream.pending.saturating_sub(count);
        let freed = was_full && stream.pending < STREAM_WINDOW;
        self.full -= usize::from(freed);
        freed && self.full == 0
    }

    /// Is some window full, so that nothing is to be read from the peer?
    #[must_use]
    pub const fn paused(&self) -> bool {
        self.full > 0
    }

    /// Open streams and those whose closing is not answered yet.
    pub fn ids(&self) -> impl Iterator<Item = StreamId> + '_ {
        self.streams.keys().copied()
    }

    /// Is nothing open?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.streams.is_empty()
    }

    pub(crate) fn find(&self, id: StreamId) -> Found {
        match self.streams.get(&id) {
            Some(Stream { state: State::Open, sparse, .. }) => Found::Open { sparse: *sparse },
            Some(Stream { state: State::Closing, .. }) | None => Found::Nothing,
        }
    }

    /// `count` bytes came for the stream.
    pub(crate) fn received(&mut self, id: StreamId, count: usize) {
        if let Some(stream) = self.streams.get_mut(&id) {
            let was_full = stream.pending >= STREAM_WINDOW;
            stream.pending = stream.pending.saturating_add(count);
            self.full += usize::from(!was_full && stream.pending >= STREAM_WINDOW);
        }
    }

    /// The peer has finished or aborted the stream: nothing more comes.
    pub(crate) fn closing(&mut self, id: StreamId) {
        if let Some(stream) = self.streams.get_mut(&id) {
            stream.state = State::Closing;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn id(serial: u32) -> StreamId {
        StreamId { prog: 1, vers: 1, proc: 208, serial }
    }

    #[test]
    fn a_full_window_pauses_until_it_is_drained() {
        let mut table = StreamTable::default();
        table.open(id(1), false);
        table.open(id(2), false);
        table.received(id(1), STREAM_WINDOW - 1);
        assert!(!table.paused());
        table.received(id(1), 1);
        table.received(id(2), 2 * STREAM_WINDOW);
        assert!(table.paused());
        assert!(!table.consumed(id(1), 1), "the other window is still full");
        assert!(!table.consumed(id(2), STREAM_WINDOW));
        assert!(table.consumed(id(2), 1));
        assert!(!table.paused());
        assert!(!table.consumed(id(2), 1), "it was not paused");
    }

    #[test]
    fn closing_a_full_stream_frees_the_connection() {
        let mut table = StreamTable::default();
        table.open(id(1), false);
        table.received(id(1), STREAM_WINDOW);
        table.closing(id(1));
        assert_eq!(table.find(id(1)), Found::Nothing);
        assert!(table.paused(), "what came before is still to be consumed");
        assert!(table.close(id(1)));
        assert!(!table.paused() && table.is_empty());
        assert!(!table.close(id(1)));
        table.received(id(1), STREAM_WINDOW);
        assert!(!table.paused());
    }

    #[test]
    fn a_serial_used_twice_replaces_its_stream() {
        let mut table = StreamTable::default();
        table.open(id(1), false);
        table.received(id(1), STREAM_WINDOW);
        table.open(id(1), true);
        assert!(!table.paused());
        assert_eq!(table.find(id(1)), Found::Open { sparse: true });
        assert_eq!(table.ids().collect::<Vec<_>>(), [id(1)]);
    }
}
