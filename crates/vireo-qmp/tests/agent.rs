//! The guest agent client against an agent in this process.
#![allow(clippy::unwrap_used)]

use std::io::{BufRead, BufReader, Write};
use std::os::unix::net::UnixStream;
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};
use vireo_qmp::agent::{Agent, AgentError, Timeout};

struct Guest {
    reader: BufReader<UnixStream>,
    stream: UnixStream,
}

impl Guest {
    fn hear(&mut self) -> Value {
        let mut line = String::new();
        self.reader.read_line(&mut line).unwrap();
        serde_json::from_str(&line).unwrap()
    }

    fn say(&mut self, text: &str) {
        writeln!(self.stream, "{text}").unwrap();
    }

    fn sync(&mut self) {
        let command = self.hear();
        assert_eq!(command["execute"], "guest-sync");
        let id = &command["arguments"]["id"];
        self.say(&json!({ "return": id }).to_string());
    }
}

fn agent(script: impl FnOnce(Guest) + Send + 'static) -> (Agent, thread::JoinHandle<()>) {
    let (ours, theirs) = UnixStream::pair().unwrap();
    let worker = thread::spawn(move || {
        script(Guest { reader: BufReader::new(theirs.try_clone().unwrap()), stream: theirs });
    });
    (Agent::start(ours.into()).unwrap(), worker)
}

#[tokio::test]
async fn stale_replies_are_thrown_away() {
    let (agent, worker) = agent(|mut guest| {
        guest.say(r#"{"return": {"stale": true}}"#);
        guest.say("\u{fffd}garbage");
        guest.say(r#"{"return": 17}"#);
        guest.sync();
        assert_eq!(guest.hear()["execute"], "guest-get-host-name");
        guest.say(r#"{"return": {"host-name": "vm"}}"#);
        guest.sync();
        guest.hear();
        guest.say(r#"{"error": {"class": "CommandNotFound", "desc": "unknown"}}"#);
    });
    let name = agent.execute("guest-get-host-name", None).await.unwrap();
    assert_eq!(name["host-name"], "vm");
    let refused = agent.execute("guest-x", None).await.unwrap_err();
    assert_eq!(refused.to_string(), "unable to execute QEMU agent command 'guest-x': unknown");
    worker.join().unwrap();
}

#[tokio::test]
async fn no_answer_ends_the_wait_and_the_next_command_starts_clean() {
    let (tell, told) = std::sync::mpsc::channel::<()>();
    let (agent, worker) = agent(move |mut guest| {
        guest.sync();
        guest.hear();
        told.recv().unwrap();
        guest.say(r#"{"return": "late"}"#);
        guest.sync();
        guest.hear();
        guest.say(r#"{"return": "fresh"}"#);
    });
    let short = Timeout::After(Duration::from_millis(5));
    let command = json!({"execute": "guest-info"});
    let late = agent.passthrough(&command, short).await.unwrap_err();
    assert!(matches!(late, AgentError::NoAnswer));
    tell.send(()).unwrap();
    let reply = agent.passthrough(&command, Timeout::Block).await.unwrap();
    assert_eq!(reply, r#"{"return": "fresh"}"#);
    worker.join().unwrap();
}

#[tokio::test]
async fn a_shutdown_is_done_when_the_event_comes_or_the_guest_goes() {
    let (agent, worker) = agent(|mut guest| {
        guest.sync();
        guest.hear();
        guest.sync();
        guest.hear();
    });
    let happened = tokio::time::sleep(Duration::from_millis(5));
    agent.execute_until("guest-shutdown", None, happened).await.unwrap();
    let never = std::future::pending();
    agent.execute_until("guest-shutdown", None, never).await.unwrap();
    worker.join().unwrap();
}

#[test]
fn timeouts_are_the_interfaces_numbers() {
    assert_eq!(Timeout::from_seconds(-3), None);
    assert_eq!(Timeout::from_seconds(-2), Some(Timeout::Block));
    assert_eq!(Timeout::from_seconds(-1), Some(Timeout::Default));
    assert_eq!(Timeout::from_seconds(0), Some(Timeout::After(Duration::ZERO)));
}
