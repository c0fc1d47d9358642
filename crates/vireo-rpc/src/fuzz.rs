//! Entry points for fuzzing: any bytes in any pieces, no panic.

use std::time::Instant;

use crate::{ClientSession, FrameBuffer, Incoming, Keepalive, ServerSession, StreamId};

/// Programs the fuzzed server knows.
const PROGRAMS: &[(u32, u32)] = &[(0x2000_8086, 1), (0, 0)];

/// Cuts `data` into frames, once whole and once in pieces as its first byte says:
/// both ways give the same.
pub fn fuzz_frames(data: &[u8]) {
    let (size, data) = piece_size(data);
    let whole = frames(&[data]);
    let pieces: Vec<_> = data.chunks(size).collect();
    assert_eq!(frames(&pieces), whole);
}

fn piece_size(data: &[u8]) -> (usize, &[u8]) {
    data.split_first().map_or((1, data), |(size, rest)| (usize::from(*size).max(1), rest))
}

/// What comes out, as text, up to the first error.
fn frames(pieces: &[&[u8]]) -> Vec<String> {
    let mut buffer = FrameBuffer::new();
    let mut found = Vec::new();
    for piece in pieces {
        buffer.push(piece);
        loop {
            match buffer.next_frame() {
                Ok(Some(frame)) => found.push(format!("{:?} {:?}", frame.header, frame.payload)),
                Ok(None) => break,
                Err(error) => {
                    found.push(error.to_string());
                    return found;
                }
            }
        }
    }
    found
}

/// Feeds `data` to a server; every call opens a stream, every end is answered.
pub fn fuzz_server(data: &[u8]) {
    let (size, data) = piece_size(data);
    let now = Instant::now();
    let mut session = ServerSession::new(PROGRAMS, Keepalive::new(std::time::Duration::ZERO, 0));
    let mut out = Vec::new();
    for piece in data.chunks(size) {
        let room = session.room();
        let count = room.len().min(piece.len());
        room[..count].copy_from_slice(&piece[..count]);
        if session.received(count, [], now).is_err() {
            return;
        }
        loop {
            let next = match session.next(&mut out) {
                Ok(next) => next,
                Err(_) => return,
            };
            match next {
                None => break,
                Some(Incoming::Call { header, .. }) => {
                    session.open_stream(StreamId::of(&header), header.serial % 2 == 0);
                }
                Some(Incoming::StreamData { id, data }) => {
                    let count = data.len();
                    session.stream_consumed(id, count);
                }
                Some(Incoming::StreamHole { .. }) => {}
                Some(Incoming::StreamFinish { id } | Incoming::StreamAbort { id, .. }) => {
                    assert!(session.end_stream(id, Ok(()), &mut out));
                }
            }
        }
        assert!(!session.paused());
    }
    // What we have written is frames.
    let mut written = FrameBuffer::new();
    written.push(&out);
    while written.next_frame().expect("our own frames").is_some() {}
    assert!(written.is_empty());
}

/// Feeds `data` to a client that waits for two calls, one with a stream.
pub fn fuzz_client(data: &[u8]) {
    let mut session = ClientSession::new(Keepalive::new(std::time::Duration::ZERO, 0));
    let mut out = Vec::new();
    for _ in 0..2 {
        let call = session.call((0, 0, 0), &(), 0, &mut out);
        session.open_stream(call.expect("a small call"));
    }
    for piece in data.chunks(97) {
        session.room()[..piece.len()].copy_from_slice(piece);
        if session.received(piece.len(), [], Instant::now()).is_err() {
            return;
        }
        while let Ok(Some(_)) = session.next(&mut out) {}
    }
}
