//! A connection's task: reads, writes what callers could not, and ends it.

use std::os::fd::AsFd;
use std::pin::pin;
use std::sync::Arc;

use tokio::sync::mpsc;

use crate::call::Answer;
use crate::codec::{ErrorBody, LineBuffer, MAX_LINE, Message};
use crate::error::{CloseReason, QmpError};
use crate::event::{Event, Notice};
use crate::link::{Outcome, Pending, Shared, lock};
use crate::socket::{self, Read};

/// Awaits the answer to `qmp_capabilities` so that a late one is not in doubt.
pub(crate) async fn finish_handshake(handshake: Pending) {
    let shared = Arc::clone(&handshake.shared);
    match handshake.answer().await {
        Ok(_) | Err(QmpError::Disconnected { .. }) => {}
        Err(error) => tracing::warn!(guest = &*shared.options.label, %error, "QMP handshake"),
    }
}

/// The task itself, to the connection's end.
pub(crate) async fn run(shared: Arc<Shared>, events: mpsc::Sender<Notice>) {
    let reason = serve(&shared, &events).await;
    tracing::debug!(guest = &*shared.options.label, ?reason, "QMP connection ended");
    shared.close(&reason);
    let _ = events.send(Notice::Closed(reason)).await;
}

async fn serve(shared: &Shared, events: &mpsc::Sender<Notice>) -> CloseReason {
    let mut buffer = LineBuffer::new(MAX_LINE);
    let mut closing = pin!(shared.closing.notified());
    let mut backlog = false;
    loop {
        let done = tokio::select! {
            () = &mut closing => {
                read_rest(shared, &mut buffer, events);
                return CloseReason::Local;
            }
            () = shared.backlog.notified() => { backlog = true; Ok(()) }
            done = write_backlog(shared), if backlog => { backlog = false; done }
            done = read_all(shared, &mut buffer, events) => done,
        };
        if let Err(reason) = done {
            return reason;
        }
    }
}

async fn write_backlog(shared: &Shared) -> Result<(), CloseReason> {
    loop {
        let mut guard = shared.fd.writable().await.map_err(|e| failed(&e))?;
        let flushed = guard.try_io(|fd| lock(&shared.out).flush(fd.get_ref().as_fd()));
        match flushed {
            Err(_would_block) => {}
            Ok(Ok(())) => return Ok(()),
            // What the peer still has to say is read first; the end is found there.
            Ok(Err(_)) => {
                lock(&shared.out).clear();
                return Ok(());
            }
        }
    }
}

/// Waits for bytes and deals with every line they complete. Cancel safe: a line
/// is taken out of the buffer and dealt with unless the event queue is full, and
/// then only `closing` or writing can be chosen instead.
async fn read_all(
    shared: &Shared,
    buffer: &mut LineBuffer,
    events: &mpsc::Sender<Notice>,
) -> Result<(), CloseReason> {
    // An error here means that nobody listens for events.
    let mut room = events.reserve().await.ok();
    loop {
        while let Some(line) = buffer.next_line().map_err(|e| failed(&e))? {
            let Some(event) = deal_with(shared, line) else {
                continue;
            };
            if let Some(permit) = room.take() {
                permit.send(Notice::Event(event));
                return Ok(());
            }
        }
        let mut guard = shared.fd.readable().await.map_err(|e| failed(&e))?;
        match guard.try_io(|fd| socket::read_once(fd.get_ref().as_fd(), buffer)) {
            Err(_) | Ok(Ok(Read::Some(_))) => {}
            Ok(Ok(Read::Eof)) => return Err(CloseReason::Eof),
            Ok(Err(error)) => return Err(failed(&error)),
        }
    }
}

/// Deals with what the peer said before this end was closed: the last words of a QEMU that is gone
/// may not have been read yet.
fn read_rest(shared: &Shared, buffer: &mut LineBuffer, events: &mpsc::Sender<Notice>) {
    loop {
        while let Ok(Some(line)) = buffer.next_line() {
            if let Some(event) = deal_with(shared, line) {
                // One place is kept for the end itself.
                let room = events.capacity() > 1;
                if !room || events.try_send(Notice::Event(event)).is_err() {
                    return;
                }
            }
        }
        match socket::read_once(shared.fd.get_ref().as_fd(), buffer) {
            Ok(Read::Some(_)) => {}
            Ok(Read::Eof) | Err(_) => return,
        }
    }
}

fn failed(error: &dyn std::error::Error) -> CloseReason {
    CloseReason::Failed(error.to_string().into())
}

/// Deals with one line; gives back the event when it is one.
fn deal_with(shared: &Shared, line: Vec<u8>) -> Option<Event> {
    let line = match String::from_utf8(line) {
        Ok(line) => line,
        Err(bad) => String::from_utf8_lossy(bad.as_bytes()).into_owned(),
    };
    let message = match Message::parse(&line) {
        Ok(message) => message,
        Err(error) => {
            tracing::warn!(guest = &*shared.options.label, %error, "unusable QMP line");
            return None;
        }
    };
    match message {
        Message::Greeting(greeting) => {
            shared.greeting.send_replace(Some(Ok(Arc::new(greeting))));
            None
        }
        Message::Event { name, data, timestamp } => Some(Event::new(&name, data, timestamp)),
        Message::Return { serial, value } => {
            let start = value.as_ptr() as usize - line.as_ptr() as usize;
            let value = start..start + value.len();
            answer(shared, serial, |command| Ok(Answer { line: line.into(), value, command }));
            None
        }
        Message::Error { serial, error } => {
            let ErrorBody { class, desc } = error;
            answer(shared, serial, |command| {
                Err(QmpError::Command { command, class: class.into(), desc: desc.into() })
            });
            None
        }
        Message::Unknown => None,
    }
}

/// Tells who waits for the answer to that command.
fn answer(shared: &Shared, serial: Option<u64>, outcome: impl FnOnce(Box<str>) -> Outcome) {
    if let Some(entry) = shared.answered(serial) {
        entry.deliver(outcome);
    }
}
