//! The questions against a QEMU of our own, that answers when told to.

use std::io::{BufRead, BufReader, Write};
use std::os::unix::net::UnixStream;

use serde_json::{Value, json};
use vireo_qmp::Options;

use super::*;

/// The other end of a monitor.
struct Peer {
    reader: BufReader<UnixStream>,
    stream: UnixStream,
}

impl Peer {
    /// The next command's name, and its id.
    fn hear(&mut self) -> (String, Value) {
        let mut line = String::new();
        self.reader.read_line(&mut line).expect("a command");
        let command: Value = serde_json::from_str(&line).expect("JSON");
        (command["execute"].as_str().expect("a name").to_owned(), command["id"].clone())
    }

    fn answer(&mut self, id: &Value, value: &Value) {
        let line = json!({ "return": value, "id": id });
        self.stream.write_all(format!("{line}\r\n").as_bytes()).expect("written");
    }
}

/// A connected client, past its greeting.
async fn connect() -> (Client, vireo_qmp::Events, Peer) {
    let (ours, stream) = UnixStream::pair().expect("a pair");
    let (client, events) = Client::start(ours.into(), Options::default()).expect("a client");
    let mut peer = Peer { reader: BufReader::new(stream.try_clone().expect("a copy")), stream };
    let greeting = r#"{"QMP":{"version":{"qemu":{"micro":2,"minor":0,"major":10},"package":""},"capabilities":[]}}"#;
    peer.stream.write_all(format!("{greeting}\r\n").as_bytes()).expect("written");
    let (name, id) = peer.hear();
    assert_eq!(name, "qmp_capabilities");
    peer.answer(&id, &json!({}));
    client.ready().await.expect("a greeting");
    (client, events, peer)
}

fn soon() -> Instant {
    Instant::now() + Duration::from_secs(30)
}

fn unstarted() -> Value {
    json!({"status": "unstarted", "start-time": 0, "calc-time": 0, "mode": "page-sampling"})
}

fn measuring() -> Value {
    json!({"status": "measuring", "start-time": 1, "calc-time": 1, "mode": "page-sampling"})
}

#[tokio::test]
async fn all_questions_are_out_before_one_is_answered() {
    let (client, _events, mut peer) = connect().await;
    let last = Arc::default();
    let wanted = Wanted::BLOCK.and(Wanted::IOTHREADS).and(Wanted::DIRTY_RATE);
    let batch = send(&client, &last, wanted, None);
    let heard: Vec<_> = (0..3).map(|_| peer.hear()).collect();
    peer.answer(&heard[0].1, &json!([]));
    peer.answer(&heard[1].1, &json!([{"id": "iothread1", "thread-id": 5}]));
    peer.answer(&heard[2].1, &unstarted());
    let outcome = batch.outcome(soon()).await;
    assert_eq!(outcome.silent, None);
    assert!(outcome.answers.has(wanted) && !outcome.answers.has(Wanted::NODES));
    assert_eq!(outcome.answers.iothreads.expect("threads")[0].thread_id, 5);
}

#[tokio::test]
async fn what_cannot_have_changed_is_not_asked_again() {
    let (client, _events, mut peer) = connect().await;
    let last = Arc::default();
    let batch = send(&client, &last, Wanted::DIRTY_RATE, None);
    let (_, id) = peer.hear();
    peer.answer(&id, &measuring());
    batch.outcome(soon()).await;
    // It was not done: asked again.
    let batch = send(&client, &last, Wanted::DIRTY_RATE, None);
    let (name, id) = peer.hear();
    assert_eq!(name, "query-dirty-rate");
    peer.answer(&id, &unstarted());
    batch.outcome(soon()).await;
    // Now it stands still, until a command of ours may have changed it.
    let outcome = send(&client, &last, Wanted::DIRTY_RATE, None).outcome(soon()).await;
    assert_eq!(outcome.answers.dirty_rate.expect("the last").status, "unstarted");
    last.changed();
    let batch = send(&client, &last, Wanted::DIRTY_RATE, None);
    assert_eq!(peer.hear().0, "query-dirty-rate");
    drop(batch);
}

// REQ: B-03, B-08
#[tokio::test]
async fn a_silent_guest_is_told_by_its_last_answers_and_left_alone() {
    let (client, _events, mut peer) = connect().await;
    let last: Arc<Last> = Arc::default();
    let balloon = BalloonDevice { alias: "balloon0", polled: true };
    let batch = send(&client, &last, Wanted::BALLOON, Some(balloon));
    let (_, id) = peer.hear();
    peer.answer(&id, &json!({"stats": {"stat-free-memory": 7}, "last-update": 3}));
    batch.outcome(soon()).await;

    let batch = send(&client, &last, Wanted::BALLOON, Some(balloon));
    let (_, late) = peer.hear();
    let outcome = batch.outcome(Instant::now()).await;
    assert!(outcome.silent.is_some());
    assert_eq!(outcome.answers.balloon.as_ref().expect("the last").last_update, 3);
    // Nothing more is asked while it owes an answer.
    let outcome = send(&client, &last, Wanted::BALLOON, Some(balloon)).outcome(soon()).await;
    assert!(outcome.silent.is_some() && last.unanswered_for().is_some());

    peer.answer(&late, &json!({"stats": {}, "last-update": 4}));
    while last.unanswered_for().is_some() {
        tokio::task::yield_now().await;
    }
    assert_eq!(last.answers().balloon.expect("the late one").last_update, 4);
    let batch = send(&client, &last, Wanted::BALLOON, Some(balloon));
    assert_eq!(peer.hear().0, "qom-get");
    drop(batch);
}

#[tokio::test]
async fn a_refusal_leaves_a_question_without_an_answer() {
    let (client, _events, mut peer) = connect().await;
    let batch = send(&client, &Arc::default(), Wanted::MACHINE, None);
    let (_, id) = peer.hear();
    let error = json!({"error": {"class": "CommandNotFound", "desc": "no"}, "id": id});
    peer.stream.write_all(format!("{error}\r\n").as_bytes()).expect("written");
    let outcome = batch.outcome(soon()).await;
    assert!(outcome.silent.is_none() && outcome.answers.machine.is_none());
}
