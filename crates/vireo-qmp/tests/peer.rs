//! The client against a peer in this process.
#![allow(clippy::unwrap_used)]

use std::io::{IoSliceMut, Read, Write};
use std::mem::MaybeUninit;
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::thread;
use std::time::Duration;

use rustix::net::{RecvAncillaryBuffer, RecvAncillaryMessage, RecvFlags};
use serde_json::{Value, json};
use vireo_qmp::command::{Balloon, Getfd, QueryStatus};
use vireo_qmp::types::RunState;
use vireo_qmp::{Call, Client, CloseReason, Events, Notice, Options, QmpError};

const GREETING: &str = r#"{"QMP": {"version": {"qemu": {"micro": 2, "minor": 0, "major": 10}, "package": "x"}, "capabilities": ["oob", "later"]}}"#;

/// The other end of a monitor socket, blocking.
struct Peer {
    stream: UnixStream,
    pending: Vec<u8>,
}

impl Peer {
    /// One write a line: the client may act on a whole line, and close, before
    /// a second write comes.
    fn say(&mut self, text: &str) {
        self.stream.write_all(format!("{text}\r\n").as_bytes()).unwrap();
    }

    /// The next command, and the descriptors that came with its bytes.
    fn hear(&mut self) -> (Value, Vec<OwnedFd>) {
        let mut fds = Vec::new();
        loop {
            if self.pending.last() == Some(&b'\n') {
                let line = std::mem::take(&mut self.pending);
                return (serde_json::from_slice(&line).unwrap(), fds);
            }
            // A byte a call, as QEMU does.
            let mut byte = [0u8; 1];
            let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(16))];
            let mut control = RecvAncillaryBuffer::new(&mut space);
            let mut slices = [IoSliceMut::new(&mut byte)];
            let got =
                rustix::net::recvmsg(&self.stream, &mut slices, &mut control, RecvFlags::empty())
                    .unwrap();
            assert_eq!(got.bytes, 1, "client went away");
            for message in control.drain() {
                if let RecvAncillaryMessage::ScmRights(rights) = message {
                    fds.extend(rights);
                }
            }
            self.pending.push(byte[0]);
        }
    }

    fn answer(&mut self, command: &Value, value: &Value) {
        let reply = json!({"return": value, "id": command["id"]});
        self.say(&reply.to_string());
    }

    fn greet(&mut self) {
        self.say(GREETING);
        let (command, _) = self.hear();
        assert_eq!(command["execute"], "qmp_capabilities");
        self.answer(&command, &json!({}));
    }
}

fn pair() -> (OwnedFd, Peer) {
    let (ours, theirs) = UnixStream::pair().unwrap();
    let peer = Peer { stream: theirs, pending: Vec::new() };
    (ours.into(), peer)
}

/// A client whose peer runs `script` after the handshake.
async fn connected(
    script: impl FnOnce(Peer) + Send + 'static,
) -> (Client, Events, thread::JoinHandle<()>) {
    let (fd, mut peer) = pair();
    let worker = thread::spawn(move || {
        peer.greet();
        script(peer);
    });
    let (client, events) = Client::start(fd, Options::default()).unwrap();
    let greeting = client.ready().await.unwrap();
    assert_eq!(greeting.version.qemu.major, 10);
    (client, events, worker)
}

#[tokio::test]
async fn a_typed_command_is_answered() {
    let (client, _events, worker) = connected(|mut peer| {
        let (command, _) = peer.hear();
        assert_eq!(command["execute"], "query-status");
        assert_eq!(command["id"], "libvirt-2");
        peer.answer(&command, &json!({"running": true, "status": "running", "new": 1}));
        let (command, _) = peer.hear();
        assert_eq!(command["arguments"], json!({"value": 1024}));
        peer.say(&format!(
            r#"{{"error": {{"class": "GenericError", "desc": "no device"}}, "id": {}}}"#,
            command["id"]
        ));
    })
    .await;
    let status = client.run(&QueryStatus).await.unwrap();
    assert_eq!(status.status, RunState::Running);
    let refused = client.run(&Balloon { value: 1024 }).await.unwrap_err();
    assert_eq!(refused.to_string(), "unable to execute QEMU command 'balloon': no device");
    assert!(!refused.is_in_doubt());
    worker.join().unwrap();
}

#[tokio::test]
async fn what_goes_out_of_band_passes_by_a_stuck_command() {
    let (fd, mut peer) = pair();
    let (tell, is_stuck) = tokio::sync::oneshot::channel();
    let worker = thread::spawn(move || {
        peer.say(GREETING);
        let (handshake, _) = peer.hear();
        assert_eq!(handshake["arguments"], json!({"enable": ["oob"]}));
        peer.answer(&handshake, &json!({}));
        let (stuck, _) = peer.hear();
        assert_eq!(stuck["execute"], "balloon");
        tell.send(()).unwrap();
        // Not the one behind it.
        let (urgent, _) = peer.hear();
        assert_eq!(urgent["exec-oob"], "migrate-pause");
        peer.answer(&urgent, &json!({}));
        peer.answer(&stuck, &json!({}));
        let (next, fds) = peer.hear();
        assert_eq!((&next["execute"], fds.len()), (&json!("getfd"), 1));
        peer.answer(&next, &json!({}));
    });
    let options = Options { out_of_band: true, ..Options::default() };
    let (client, _events) = Client::start(fd, options).unwrap();
    client.ready().await.unwrap();
    let stuck = client.submit(&Balloon { value: 1024 }).unwrap();
    let (end, _other) = UnixStream::pair().unwrap();
    let next = Call::new("getfd").arguments(&json!({"fdname": "x"})).fd(end.into());
    let next = client.submit(next).unwrap();
    is_stuck.await.unwrap();
    client.call(Call::new("migrate-pause").out_of_band()).await.unwrap();
    stuck.answer().await.unwrap();
    next.answer().await.unwrap();
    worker.join().unwrap();
}

#[tokio::test]
async fn an_unknown_event_does_not_hide_the_next() {
    let (_client, mut events, worker) = connected(|mut peer| {
        peer.say(r#"{"timestamp": {"seconds": 1, "microseconds": 2}, "event": "FROM_THE_FUTURE", "data": {"x": null}, "extra": []}"#);
        peer.say("this is no JSON");
        peer.say(r#"{"surprise": 1}"#);
        peer.say(r#"{"timestamp": {"seconds": 3, "microseconds": 4}, "event": "STOP"}"#);
    })
    .await;
    let mut names = Vec::new();
    while let Some(notice) = events.next().await {
        match notice {
            Notice::Event(event) => names.push((event.name.to_string(), event.timestamp.micros)),
            Notice::Closed(reason) => assert_eq!(reason, CloseReason::Eof),
        }
    }
    assert_eq!(names, [("FROM_THE_FUTURE".to_owned(), 2), ("STOP".to_owned(), 4)]);
    worker.join().unwrap();
}

#[tokio::test]
async fn answers_are_matched_by_id_in_any_order_and_any_pieces() {
    let (client, _events, worker) = connected(|mut peer| {
        let (first, _) = peer.hear();
        let (second, _) = peer.hear();
        peer.say(r#"{"return": {"foreign": 1}, "id": "libvirt-999"}"#);
        peer.say(r#"{"return": {"foreign": 2}, "id": 5}"#);
        peer.answer(&second, &json!("second"));
        let reply = json!({"return": "first", "id": first["id"]}).to_string() + "\r\n";
        for byte in reply.as_bytes() {
            peer.stream.write_all(&[*byte]).unwrap();
        }
    })
    .await;
    let first = client.submit(Call::new("a")).unwrap();
    let second = client.submit(Call::new("b")).unwrap();
    let (first, second) = tokio::join!(first.answer(), second.answer());
    assert_eq!(first.unwrap().value(), "\"first\"");
    assert_eq!(second.unwrap().parse::<String>().unwrap(), "second");
    worker.join().unwrap();
}

#[tokio::test]
async fn a_deadline_leaves_the_command_in_doubt_until_it_is_answered() {
    let (tell, told) = std::sync::mpsc::channel::<()>();
    let (client, _events, worker) = connected(move |mut peer| {
        let (query, _) = peer.hear();
        let (change, _) = peer.hear();
        told.recv().unwrap();
        peer.answer(&change, &json!({}));
        peer.answer(&query, &json!({}));
        let (next, _) = peer.hear();
        peer.answer(&next, &json!({}));
    })
    .await;
    let soon = Duration::from_millis(5);
    let query = client.submit(Call::new("query-status").deadline(soon)).unwrap();
    let change = client.submit(Call::new("stop").deadline(soon)).unwrap();
    let late = query.answer().await.unwrap_err();
    assert!(matches!(late, QmpError::Deadline { .. }), "{late}");
    assert_eq!(client.in_doubt(), 0, "a query changes nothing");
    assert!(change.answer().await.unwrap_err().is_in_doubt());
    assert_eq!(client.in_doubt(), 1);
    tell.send(()).unwrap();
    client.settled().await;
    assert_eq!(client.in_doubt(), 0);
    client.execute("cont", None).await.unwrap();
    worker.join().unwrap();
}

#[tokio::test]
async fn a_dropped_call_is_in_doubt_and_a_lost_connection_settles_it() {
    let (tell, told) = std::sync::mpsc::channel::<()>();
    let (client, _events, worker) = connected(move |mut peer| {
        peer.hear();
        peer.hear();
        told.recv().unwrap();
    })
    .await;
    drop(client.submit(Call::new("stop")).unwrap());
    assert_eq!(client.in_doubt(), 1);
    let waiting = client.submit(Call::new("cont")).unwrap();
    tell.send(()).unwrap();
    let gone = waiting.answer().await.unwrap_err();
    assert_eq!(gone.to_string(), "End of file from qemu monitor");
    client.settled().await;
    assert_eq!(client.closed(), Some(CloseReason::Eof));
    let refused = client.submit(Call::new("stop")).unwrap_err();
    assert!(matches!(refused, QmpError::Disconnected { .. }));
    worker.join().unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn thousands_of_descriptors_arrive_each_with_its_command() {
    const ROUNDS: usize = 3000;
    let (client, _events, worker) = connected(|mut peer| {
        for round in 0..ROUNDS {
            let (command, fds) = peer.hear();
            let want = usize::from(round % 3 == 0);
            assert_eq!(fds.len(), want, "round {round}: {command}");
            for fd in fds {
                let mut text = String::new();
                std::fs::File::from(fd).read_to_string(&mut text).unwrap();
                assert_eq!(text, format!("{round}"));
            }
            peer.answer(&command, &json!({}));
        }
    })
    .await;
    let mut waiting = Vec::new();
    for round in 0..ROUNDS {
        let mut call = Call::from(&Getfd { fdname: "f" });
        if round % 3 == 0 {
            let (reader, mut writer) = UnixStream::pair().unwrap();
            write!(writer, "{round}").unwrap();
            call = call.fd(reader.into());
        }
        waiting.push(client.submit(call).unwrap());
        if round % 7 == 6 {
            for pending in waiting.drain(..) {
                pending.answer().await.unwrap();
            }
        }
    }
    for pending in waiting {
        pending.answer().await.unwrap();
    }
    worker.join().unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_the_socket_does_not_take_at_once_is_written_later() {
    let (tell, told) = std::sync::mpsc::channel::<()>();
    let (client, _events, worker) = connected(move |mut peer| {
        // Nothing is read before all is submitted.
        told.recv().unwrap();
        for _ in 0..4 {
            let (command, _) = peer.hear();
            let size = command["arguments"]["text"].as_str().unwrap().len();
            peer.answer(&command, &json!(size));
        }
    })
    .await;
    let text = "x".repeat(150_000);
    let call = || Call::new("big").arguments(&json!({"text": text}));
    let waiting: Vec<_> = (0..4).map(|_| client.submit(call()).unwrap()).collect();
    tell.send(()).unwrap();
    for pending in waiting {
        assert_eq!(pending.answer().await.unwrap().value(), "150000");
    }
    worker.join().unwrap();
}

#[tokio::test]
async fn a_passed_through_command_gives_the_reply_object_back() {
    let (client, _events, worker) = connected(|mut peer| {
        let (command, _) = peer.hear();
        assert_eq!(command["arguments"], json!({"a": 1}));
        peer.answer(&command, &json!({"b": 2}));
        let (command, _) = peer.hear();
        peer.say(&json!({"error": {"class": "C", "desc": "d"}, "id": command["id"]}).to_string());
    })
    .await;
    let wait = Duration::from_secs(5);
    let command = json!({"execute": "x", "arguments": {"a": 1}, "id": "mine"});
    let reply = client.passthrough(command.as_object().unwrap(), Vec::new(), wait).await.unwrap();
    assert_eq!(reply.to_string(), r#"{"return":{"b":2},"id":"libvirt-2"}"#);
    let reply = client.passthrough(command.as_object().unwrap(), Vec::new(), wait).await.unwrap();
    assert_eq!(reply["error"]["desc"], "d");
    assert_eq!(reply["id"], "libvirt-3");
    worker.join().unwrap();
}

#[tokio::test]
async fn dropping_the_last_handle_closes_the_socket() {
    let (client, mut events, worker) = connected(|mut peer| {
        let (command, _) = peer.hear();
        peer.answer(&command, &json!({"running": true, "status": "running"}));
        let mut rest = Vec::new();
        peer.stream.read_to_end(&mut rest).unwrap();
        assert!(rest.is_empty());
    })
    .await;
    // Nothing is on its way when the client goes: a socket closed over unread
    // bytes is a reset to the peer and not an end.
    client.run(&QueryStatus).await.unwrap();
    drop(client.clone());
    drop(client);
    assert_eq!(events.next().await, Some(Notice::Closed(CloseReason::Local)));
    assert_eq!(events.next().await, None);
    worker.join().unwrap();
}

#[tokio::test]
async fn a_peer_that_never_greets_is_told_apart() {
    let (fd, peer) = pair();
    let options = Options { deadline: Duration::from_millis(5), ..Options::default() };
    let (client, _events) = Client::start(fd, options).unwrap();
    let error = client.ready().await.unwrap_err();
    assert!(matches!(error, QmpError::Deadline { .. }), "{error}");
    drop(peer);
    let error = client.call(Call::new("x")).await.unwrap_err();
    assert!(matches!(error, QmpError::Disconnected { .. }), "{error}");
}

#[tokio::test]
async fn more_commands_than_a_monitor_should_owe_are_refused() {
    let (fd, peer) = pair();
    let (client, _events) = Client::start(fd, Options::default()).unwrap();
    let mut waiting = Vec::new();
    let refused = loop {
        match client.submit(Call::new("query-status")) {
            Ok(pending) => waiting.push(pending),
            Err(error) => break error,
        }
    };
    assert!(matches!(refused, QmpError::Busy { outstanding: 1024 }), "{refused}");
    drop(peer);
}
