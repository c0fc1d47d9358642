//! The server's half against bytes that the reference was seen to answer, and the
//! two halves against each other.

#![allow(clippy::unwrap_used)]

use std::time::{Duration, Instant};

use vireo_rpc::{
    ClientIncoming, ClientSession, CloseReason, Header, Incoming, KEEPALIVE_PROGRAM, Keepalive,
    MessageType, RemoteError, STREAM_WINDOW, ServerSession, Status, StreamHole, StreamId, answers,
    put_bytes, put_reply,
};
use vireo_xdr::to_vec;

const REMOTE: u32 = 0x2000_8086;
const PROGRAMS: &[(u32, u32)] = &[(REMOTE, 1)];
const OFF: Keepalive = Keepalive::new(Duration::ZERO, 0);
const FIVE: Duration = Duration::from_secs(5);

fn frame(header: &Header, payload: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    put_bytes(&mut out, header, payload).unwrap();
    out
}

fn feed_server(session: &mut ServerSession, mut bytes: &[u8]) {
    while !bytes.is_empty() {
        let room = session.room();
        let count = room.len().min(bytes.len());
        room[..count].copy_from_slice(&bytes[..count]);
        session.received(count, [], Instant::now()).unwrap();
        bytes = &bytes[count..];
    }
}

fn feed_client(session: &mut ClientSession, bytes: &[u8]) {
    session.room()[..bytes.len()].copy_from_slice(bytes);
    session.received(bytes.len(), [], Instant::now()).unwrap();
}

/// What a fresh server makes of one frame: what it hands out, what it answers.
fn serve(header: &Header, payload: &[u8]) -> (Option<String>, Vec<u8>) {
    let mut session = ServerSession::new(PROGRAMS, OFF);
    feed_server(&mut session, &frame(header, payload));
    let mut out = Vec::new();
    let handed = session.next(&mut out).unwrap().map(|incoming| format!("{incoming:?}"));
    (handed, out)
}

fn unhex(text: &str) -> Vec<u8> {
    (0..text.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap())
        .collect()
}

#[test]
fn unknown_programs_and_versions_get_the_reference_answer() {
    // Seen from libvirtd 11.3.0 for program 0x12345678, version 1, procedure 5, serial 9.
    let seen = [
        "000000a8123456780000000100000005000000010000000900000001000000270000000700000001",
        "0000002743616e6e6f742066696e642070726f6772616d203330353431393839362076657273696f6e203100",
        "000000020000000000000001000000022573000000000001",
        "0000002743616e6e6f742066696e642070726f6772616d203330353431393839362076657273696f6e203100",
        "00000000ffffffffffffffff00000000",
    ];
    let seen = unhex(&seen.concat());
    let call = Header::call(0x1234_5678, 1, 5, 9);
    assert_eq!(serve(&call, b""), (None, seen.clone()));
    let with_fds = Header { kind: MessageType::CallWithFds, ..call };
    assert_eq!(serve(&with_fds, &[0; 4]), (None, seen));
    let version = Header::call(REMOTE, 2, 5, 9);
    let mut answer = Vec::new();
    put_reply::<()>(&mut answer, &version, Err(&answers::unknown_program(REMOTE, 2)));
    assert_eq!(serve(&version, b""), (None, answer));
    let log = answers::unknown_program(0x8753_9319, 1);
    assert_eq!(log.to_string(), "Cannot find program -2024565991 version 1");
}

#[test]
fn calls_with_another_status_are_refused() {
    for number in [1, 2, 7, -1] {
        let call = Header { status: Status::from_number(number), ..Header::call(REMOTE, 1, 59, 9) };
        let mut answer = Vec::new();
        put_reply::<()>(&mut answer, &call, Err(&answers::unexpected_status(number)));
        assert_eq!(serve(&call, b""), (None, answer));
    }
    let text = answers::unexpected_status(-1).to_string();
    assert_eq!(text, "Unexpected message status 4294967295");
}

#[test]
fn what_fits_nowhere_is_dropped() {
    for kind in [1, 2, 3, 6, 9, -1] {
        for status in 0..4 {
            for prog in [REMOTE, 0x1234_5678] {
                let header = Header {
                    kind: MessageType::from_number(kind),
                    status: Status::from_number(status),
                    ..Header::call(prog, 1, 59, 9)
                };
                assert_eq!(serve(&header, b"hello"), (None, vec![]), "{header:?}");
            }
        }
    }
    let reply = Header { kind: MessageType::ReplyWithFds, ..Header::call(REMOTE, 1, 59, 9) };
    assert_eq!(serve(&reply, &[0; 4]), (None, vec![]));
}

// REQ: N-04
#[test]
fn pings_are_answered_and_other_keepalive_messages_dropped() {
    let (prog, vers) = KEEPALIVE_PROGRAM;
    let pong = frame(&Header::message(prog, vers, 2), b"");
    let ping = Header::message(prog, vers, 1);
    assert_eq!(serve(&ping, b""), (None, pong.clone()));
    assert_eq!(serve(&ping, b"abcd"), (None, pong.clone()));
    assert_eq!(serve(&Header { status: Status::Error, ..ping }, b""), (None, pong));
    assert_eq!(serve(&Header::message(prog, vers, 2), b""), (None, vec![]));
    assert_eq!(serve(&Header::message(prog, vers, 3), b""), (None, vec![]));
    assert_eq!(serve(&Header::message(prog, 2, 1), b""), (None, vec![]));
}

fn id() -> StreamId {
    StreamId { prog: REMOTE, vers: 1, proc: 208, serial: 4 }
}

/// A server with a stream, and one packet of that stream.
fn with_stream(sparse: bool, header: &Header, payload: &[u8]) -> Result<String, CloseReason> {
    let mut session = ServerSession::new(PROGRAMS, OFF);
    session.open_stream(id(), sparse);
    feed_server(&mut session, &frame(header, payload));
    session.next(&mut Vec::new()).map(|incoming| format!("{incoming:?}"))
}

#[test]
fn holes_need_a_sparse_stream() {
    let header = id().header(MessageType::StreamHole, Status::Continue);
    let hole = to_vec(&StreamHole { length: 9, flags: 0 }).unwrap();
    assert!(with_stream(true, &header, &hole).unwrap().contains("length: 9"));
    assert_eq!(with_stream(false, &header, &hole), Err(CloseReason::HoleNotAllowed));
    assert_eq!(with_stream(true, &header, &hole[1..]), Err(CloseReason::BadHole));
}

#[test]
fn an_unknown_stream_status_counts_as_abort() {
    let header = id().header(MessageType::Stream, Status::Unknown(7));
    assert!(with_stream(false, &header, b"").unwrap().contains("unexpected: Some(7)"));
    let header = id().header(MessageType::Stream, Status::Error);
    assert!(with_stream(false, &header, b"").unwrap().contains("unexpected: None"));
}

#[test]
fn packets_after_the_end_are_late() {
    let mut session = ServerSession::new(PROGRAMS, OFF);
    session.open_stream(id(), false);
    let mut out = Vec::new();
    feed_server(&mut session, &frame(&id().header(MessageType::Stream, Status::Ok), b""));
    assert!(matches!(session.next(&mut out), Ok(Some(Incoming::StreamFinish { .. }))));
    let data = frame(&id().header(MessageType::Stream, Status::Continue), b"late");
    feed_server(&mut session, &data);
    assert!(session.next(&mut out).unwrap().is_none());
    assert!(!session.stream_data(id(), b"late too", &mut out));
    assert_eq!(out, []);
    assert!(session.end_stream(id(), Ok(()), &mut out));
    assert!(!session.end_stream(id(), Ok(()), &mut out), "there is one answer");
    assert_eq!(out, frame(&id().header(MessageType::Stream, Status::Ok), b""));
}

// REQ: N-04
#[test]
fn a_full_window_pauses_and_silence_is_then_no_fault() {
    let now = Instant::now();
    let mut session = ServerSession::new(PROGRAMS, Keepalive::new(FIVE, 1));
    session.start_keepalive(now);
    session.open_stream(id(), false);
    let data = frame(&id().header(MessageType::Stream, Status::Continue), &[0; STREAM_WINDOW]);
    feed_server(&mut session, &data);
    let mut out = Vec::new();
    assert!(matches!(session.next(&mut out), Ok(Some(Incoming::StreamData { .. }))));
    assert!(session.paused());
    for round in 2..20 {
        assert_eq!(session.tick(now + round * FIVE, false, &mut out), Ok(()));
    }
    assert!(session.stream_consumed(id(), 1));
    assert!(!session.paused());
    // One sign of life: more would only wait behind it.
    assert_eq!(out, frame(&Header::message(KEEPALIVE_PROGRAM.0, 1, 2), b""));
    out.clear();
    assert_eq!(session.tick(now + 20 * FIVE, false, &mut out), Ok(()));
    assert_eq!(out, frame(&Header::message(KEEPALIVE_PROGRAM.0, 1, 1), b""));
    assert_eq!(session.tick(now + 21 * FIVE, false, &mut out), Err(CloseReason::Keepalive));
}

// REQ: Q-MIG-06: a guest that reads nothing for a minute costs its migration no connection.
#[test]
fn a_stalled_stream_does_not_look_like_a_dead_peer() {
    const SECOND: Duration = Duration::from_secs(1);
    let now = Instant::now();
    let mut client = ClientSession::new(Keepalive::new(SECOND, 3));
    // The server pings much more seldom than its client, or never.
    for interval in [60 * SECOND, Duration::ZERO] {
        let mut server = ServerSession::new(PROGRAMS, Keepalive::new(interval, 5));
        client.open_stream(id());
        server.open_stream(id(), false);
        let (mut to_server, mut to_client) = (Vec::new(), Vec::new());
        while !server.paused() {
            assert!(client.stream_data(id(), &[0; 65536], &mut to_server));
            feed_server(&mut server, &std::mem::take(&mut to_server));
            while server.next(&mut to_client).unwrap().is_some() {}
        }
        client.start_keepalive(now);
        server.start_keepalive(now);
        for second in 1..=60 {
            let now = now + second * SECOND;
            assert_eq!(server.deadline(false), Some(now));
            server.tick(now, false, &mut to_client).unwrap();
            client.room()[..to_client.len()].copy_from_slice(&to_client);
            client.received(to_client.len(), [], now).unwrap();
            to_client.clear();
            assert!(client.next(&mut to_server).unwrap().is_none());
            client.tick(now, &mut to_server).unwrap();
        }
        // The stream goes on, and an unanswered ping is held against a server that reads.
        assert!(server.stream_consumed(id(), STREAM_WINDOW));
        for second in 61..64 {
            client.tick(now + second * SECOND, &mut to_server).unwrap();
        }
        let dead = client.tick(now + 64 * SECOND, &mut to_server);
        assert_eq!(dead, Err(CloseReason::Keepalive));
        client.end_stream(id(), true, &mut to_server);
    }
}

#[test]
fn a_call_and_its_stream_go_both_ways() {
    let mut client = ClientSession::new(OFF);
    let mut server = ServerSession::new(PROGRAMS, OFF);
    let (mut to_server, mut to_client) = (Vec::new(), Vec::new());
    let call = client.call((REMOTE, 1, 208), &7_u32, 0, &mut to_server).unwrap();
    assert_eq!((call.serial, client.pending()), (0, 1));
    feed_server(&mut server, &to_server);
    match server.next(&mut to_client).unwrap() {
        Some(Incoming::Call { header, args, .. }) => {
            assert_eq!((header.proc, args), (208, &[0, 0, 0, 7][..]));
            server.open_stream(StreamId::of(&header), true);
            put_reply(&mut to_client, &header, Ok(&()));
        }
        other => panic!("{other:?}"),
    }
    assert!(server.stream_data(call, b"data", &mut to_client));
    assert!(server.stream_hole(call, 100, &mut to_client));
    assert!(server.stream_data(call, b"", &mut to_client));
    feed_client(&mut client, &to_client);
    to_server.clear();
    let mut heard = Vec::new();
    while let Some(incoming) = client.next(&mut to_server).unwrap() {
        let opened = matches!(incoming, ClientIncoming::Reply { result: Ok([]), serial: 0, .. });
        heard.push(format!("{incoming:?}"));
        if opened {
            client.open_stream(call);
        }
    }
    assert_eq!(heard.len(), 4, "{heard:?}");
    assert!(heard[1].contains("[100, 97, 116, 97]") && heard[2].contains("length: 100"));
    assert!(client.end_stream(call, true, &mut to_server));
    feed_server(&mut server, &to_server);
    to_client.clear();
    assert!(matches!(
        server.next(&mut to_client).unwrap(),
        Some(Incoming::StreamAbort { unexpected: None, .. })
    ));
    let error = answers::rpc_error("stream aborted");
    assert!(server.end_stream(call, Err(&error), &mut to_client));
    feed_client(&mut client, &to_client);
    match client.next(&mut to_server).unwrap() {
        Some(ClientIncoming::StreamEnd { id, result: Err(told) }) => {
            assert_eq!((id, *told), (call, error));
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn large_stream_data_goes_in_packets_that_every_peer_takes() {
    let mut server = ServerSession::new(PROGRAMS, OFF);
    server.open_stream(id(), false);
    let mut out = Vec::new();
    server.stream_data(id(), &vec![1; 600_000], &mut out);
    let mut frames = vireo_rpc::FrameBuffer::new();
    frames.push(&out);
    let mut sizes = Vec::new();
    while let Some(frame) = frames.next_frame().unwrap() {
        sizes.push(frame.payload.len());
    }
    assert_eq!(sizes, [262_120, 262_120, 75_760]);
}

#[test]
fn replies_nobody_waits_for_close_the_connection() {
    let mut client = ClientSession::new(OFF);
    let mut out = Vec::new();
    client.call((REMOTE, 1, 59), &(), 0, &mut out).unwrap();
    let other = Header::call(REMOTE, 1, 60, 0).reply(Status::Ok);
    feed_client(&mut client, &frame(&other, b""));
    assert!(matches!(client.next(&mut out), Err(CloseReason::UnexpectedReply(0))));
    assert!(client.call((REMOTE, 1, 59), &(), 33, &mut out).is_err());
}

#[test]
fn errors_arrive_whole() {
    let mut client = ClientSession::new(OFF);
    let mut out = Vec::new();
    client.call((REMOTE, 1, 59), &(), 0, &mut out).unwrap();
    let error = RemoteError { int1: 5, str3: Some("x".into()), ..answers::unknown_procedure(59) };
    let mut reply = Vec::new();
    put_reply::<()>(&mut reply, &Header::call(REMOTE, 1, 59, 0), Err(&error));
    feed_client(&mut client, &reply);
    match client.next(&mut out).unwrap() {
        Some(ClientIncoming::Reply { result: Err(told), .. }) => assert_eq!(*told, error),
        other => panic!("{other:?}"),
    }
}
