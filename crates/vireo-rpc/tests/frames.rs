//! Frames out of byte streams: pieces, damage, descriptors, memory.

#![allow(clippy::unwrap_used)]

use std::fs::File;
use std::os::fd::{AsRawFd, OwnedFd};

use proptest::prelude::*;
use vireo_rpc::fuzz::{fuzz_client, fuzz_frames, fuzz_server};
use vireo_rpc::{
    FDS_MAX, FrameBuffer, FrameError, Header, MESSAGE_MAX, MessageType, Status, put_bytes,
    put_frame_with_fds,
};

fn frame(serial: u32, payload: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    put_bytes(&mut out, &Header::call(0x2000_8086, 1, 5, serial), payload).unwrap();
    out
}

/// Frames by serial and payload.
fn all(buffer: &mut FrameBuffer) -> Result<Vec<(u32, Vec<u8>)>, FrameError> {
    let mut found = Vec::new();
    while let Some(frame) = buffer.next_frame()? {
        found.push((frame.header.serial, frame.payload.to_vec()));
    }
    Ok(found)
}

fn a_file() -> OwnedFd {
    File::open("/dev/null").unwrap().into()
}

// Half a header, a huge length, closing within a message.
#[test]
fn every_split_point_gives_the_same_frames() {
    let stream = [frame(1, b""), frame(2, b"abcd"), frame(3, &[7; 300])].concat();
    for at in 0..=stream.len() {
        let mut buffer = FrameBuffer::new();
        buffer.push(&stream[..at]);
        let mut found = all(&mut buffer).unwrap();
        buffer.push(&stream[at..]);
        found.extend(all(&mut buffer).unwrap());
        assert_eq!(found, [(1, vec![]), (2, b"abcd".to_vec()), (3, vec![7; 300])], "cut at {at}");
        assert!(buffer.is_empty());
    }
}

#[test]
fn a_stream_may_end_only_between_frames() {
    let whole = frame(1, b"abcd");
    for end in 1..whole.len() {
        let mut buffer = FrameBuffer::new();
        buffer.push(&whole[..end]);
        assert_eq!(all(&mut buffer), Ok(vec![]));
        assert!(!buffer.is_empty(), "{end} bytes are part of a frame");
    }
}

#[test]
fn lengths_out_of_range_are_refused_at_once() {
    let largest = u32::try_from(MESSAGE_MAX).unwrap() + 4;
    for length in [0, 3, 4, 27, largest + 1, u32::MAX] {
        let mut buffer = FrameBuffer::new();
        buffer.push(&length.to_be_bytes());
        assert_eq!(all(&mut buffer), Err(FrameError::Length(length)));
    }
    for length in [28, largest] {
        let mut buffer = FrameBuffer::new();
        buffer.push(&length.to_be_bytes());
        assert_eq!(all(&mut buffer), Ok(vec![]));
    }
}

#[test]
fn memory_follows_the_bytes_and_not_the_length_word() {
    let mut buffer = FrameBuffer::new();
    let largest = u32::try_from(MESSAGE_MAX).unwrap() + 4;
    buffer.push(&largest.to_be_bytes());
    assert_eq!(all(&mut buffer), Ok(vec![]));
    assert!(buffer.room().len() <= 65_536);
    // A large message takes no more than twice its bytes on the way…
    let large = frame(1, &vec![1; 3_000_000]);
    let mut buffer = FrameBuffer::new();
    for piece in large.chunks(50_000) {
        buffer.push(piece);
        let held = buffer.len();
        assert!(buffer.room().len() <= held.max(65_536) + 2048);
        if held < large.len() {
            assert_eq!(all(&mut buffer), Ok(vec![]));
        }
    }
    assert_eq!(all(&mut buffer).unwrap()[0].1.len(), 3_000_000);
    // … and the memory is given back when small ones follow.
    assert!(buffer.room().len() > 1_000_000);
    for serial in 0..100 {
        buffer.push(&frame(serial, b"abcd"));
        all(&mut buffer).unwrap();
    }
    assert!(buffer.room().len() <= 65_536);
}

fn with_fds(serial: u32, count: u32) -> Vec<u8> {
    let header = Header { kind: MessageType::CallWithFds, ..Header::call(1, 1, 5, serial) };
    let mut out = Vec::new();
    put_frame_with_fds(&mut out, &header, count, &serial).unwrap();
    out
}

#[test]
fn descriptors_follow_their_frame() {
    let mut buffer = FrameBuffer::new();
    buffer.push(&with_fds(1, 2));
    assert!(buffer.next_frame().unwrap().is_none(), "the descriptors are still to come");
    let files: Vec<_> = (0..2).map(|_| a_file()).collect();
    let numbers: Vec<_> = files.iter().map(AsRawFd::as_raw_fd).collect();
    for file in files {
        buffer.push(&[0]);
        buffer.push_fd(file).unwrap();
    }
    buffer.push(&frame(2, b"next"));
    let first = buffer.next_frame().unwrap().unwrap();
    assert_eq!(first.payload, 1_u32.to_be_bytes());
    assert_eq!(first.fds.iter().map(AsRawFd::as_raw_fd).collect::<Vec<_>>(), numbers);
    assert_eq!(all(&mut buffer), Ok(vec![(2, b"next".to_vec())]));
}

#[test]
fn a_byte_without_its_descriptor_is_refused() {
    let mut buffer = FrameBuffer::new();
    buffer.push(&with_fds(1, 1));
    buffer.push(&[0]);
    assert_eq!(all(&mut buffer), Err(FrameError::MissingFd));
    // One that came too early does not count.
    let mut buffer = FrameBuffer::new();
    let bytes = with_fds(1, 1);
    buffer.push(&bytes[..5]);
    buffer.push_fd(a_file()).unwrap();
    buffer.push(&bytes[5..]);
    buffer.push(&[0]);
    assert_eq!(all(&mut buffer), Err(FrameError::MissingFd));
}

#[test]
fn counts_of_descriptors_are_bounded() {
    let header = Header { kind: MessageType::ReplyWithFds, ..Header::call(1, 1, 5, 1) };
    let try_count = |payload: &[u8]| {
        let mut bytes = Vec::new();
        put_bytes(&mut bytes, &header, payload).unwrap();
        let mut buffer = FrameBuffer::new();
        buffer.push(&bytes);
        all(&mut buffer)
    };
    assert_eq!(try_count(&[0, 0, 0, 0]), Ok(vec![(1, vec![])]));
    assert_eq!(try_count(&[0, 0, 0, 32]), Ok(vec![]));
    assert_eq!(try_count(&[0, 0, 0, 33]), Err(FrameError::FdCount(33)));
    assert_eq!(try_count(&[0xff; 4]), Err(FrameError::FdCount(u32::MAX)));
    assert_eq!(try_count(&[0, 0, 0]), Err(FrameError::NoFdCount));
}

#[test]
fn descriptors_nobody_announced_are_closed_or_refused() {
    let mut buffer = FrameBuffer::new();
    for serial in 0..1000 {
        buffer.push(&frame(serial, b"abcd"));
        buffer.push_fd(a_file()).unwrap();
        assert_eq!(all(&mut buffer).unwrap().len(), 1);
    }
    buffer.push(&[0]);
    let refused = (0..1000).find_map(|_| buffer.push_fd(a_file()).err());
    assert_eq!(refused, Some(FrameError::StrayFds));
}

#[test]
fn as_many_descriptors_as_allowed_come_through() {
    let mut buffer = FrameBuffer::new();
    for serial in 0..3 {
        buffer.push(&with_fds(serial, u32::try_from(FDS_MAX).unwrap()));
        for _ in 0..FDS_MAX {
            buffer.push(&[0]);
            buffer.push_fd(a_file()).unwrap();
        }
        assert_eq!(buffer.next_frame().unwrap().unwrap().fds.len(), FDS_MAX);
    }
}

fn some_frames() -> impl Strategy<Value = Vec<u8>> {
    let header = (0..3_u32, 0..3_i32, 0..8_i32, 0..3_u32, 0..4_i32).prop_map(
        |(prog, proc, kind, serial, status)| Header {
            prog: if prog == 0 { 0x2000_8086 } else { prog },
            vers: 1,
            proc,
            kind: MessageType::from_number(kind),
            serial,
            status: Status::from_number(status),
        },
    );
    let payload = prop::collection::vec(any::<u8>(), 0..40);
    prop::collection::vec((header, payload), 0..12).prop_map(|frames| {
        let mut out = Vec::new();
        for (header, mut payload) in frames {
            if header.kind.has_fds() {
                payload.splice(0..0, [0; 4]);
            }
            put_bytes(&mut out, &header, &payload).unwrap();
        }
        out
    })
}

proptest! {
    #[test]
    fn pieces_do_not_matter(mut stream in some_frames(), size in any::<u8>()) {
        stream.insert(0, size);
        fuzz_frames(&stream);
        fuzz_server(&stream);
        fuzz_client(&stream);
    }

    #[test]
    fn damage_is_survived(
        mut stream in some_frames(),
        at in any::<prop::sample::Index>(),
        byte in any::<u8>(),
    ) {
        stream.push(0);
        *at.get_mut(&mut stream) = byte;
        fuzz_frames(&stream);
        fuzz_server(&stream);
        fuzz_client(&stream);
    }

    #[test]
    fn any_bytes_are_survived(data in prop::collection::vec(any::<u8>(), 0..300)) {
        fuzz_frames(&data);
        fuzz_server(&data);
        fuzz_client(&data);
    }
}
