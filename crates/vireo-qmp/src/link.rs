//! One connection to a monitor: what was sent on it, and who waits for which answer.

use std::collections::HashMap;
use std::os::fd::{AsFd, OwnedFd};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde_json::Value;
use tokio::io::unix::AsyncFd;
use tokio::sync::{Notify, oneshot, watch};
use tokio::time::Instant;

use crate::call::{Answer, Call};
use crate::client::Options;
use crate::codec::{Greeting, Verb, encode_command, id_of};
use crate::error::{CloseReason, QmpError};
use crate::lane::{Lane, Ready};
use crate::socket::OutQueue;

/// Commands that may wait for an answer at one time.
const MAX_OUTSTANDING: usize = 1024;

/// What callers and the task share of a connection.
pub(crate) struct Shared {
    pub(crate) fd: AsyncFd<OwnedFd>,
    pub(crate) options: Options,
    serial: AtomicU64,
    pub(crate) out: Mutex<OutQueue>,
    /// Orders what goes out where some commands go out of band.
    lane: Mutex<Lane>,
    /// The task has something to write when the socket has room.
    pub(crate) backlog: Notify,
    table: Mutex<Table>,
    /// Number of changing commands in doubt.
    pub(crate) doubt: watch::Sender<usize>,
    /// What came first: the greeting or the end.
    pub(crate) greeting: watch::Sender<Option<Result<Arc<Greeting>, CloseReason>>>,
    pub(crate) closing: Notify,
}

impl std::fmt::Debug for Shared {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Shared").field("label", &self.options.label).finish_non_exhaustive()
    }
}

#[derive(Default)]
struct Table {
    waiting: HashMap<u64, Entry>,
    closed: Option<CloseReason>,
}

/// A command that waits for its answer.
pub(crate) struct Entry {
    command: Box<str>,
    changing: bool,
    /// `None` once the caller no longer waits: the command is in doubt.
    sink: Option<oneshot::Sender<Outcome>>,
}

impl Entry {
    /// Tells who waits, if anybody does.
    pub(crate) fn deliver(self, outcome: impl FnOnce(Box<str>) -> Outcome) {
        if let Some(sink) = self.sink {
            let _ = sink.send(outcome(self.command));
        }
    }
}

/// How a command ended.
pub(crate) type Outcome = Result<Answer, QmpError>;

/// A command that was sent; await [`Pending::answer`] for its outcome.
///
/// Dropping it before the answer leaves the command in doubt.
#[derive(Debug)]
#[must_use = "a command that nobody waits for is in doubt"]
pub struct Pending {
    pub(crate) shared: Arc<Shared>,
    pub(crate) serial: u64,
    command: Box<str>,
    wait: Duration,
    until: Instant,
    receiver: oneshot::Receiver<Outcome>,
}

impl Pending {
    /// Waits for the answer.
    ///
    /// # Errors
    /// QEMU refused, the deadline passed, or the connection ended.
    pub async fn answer(mut self) -> Result<Answer, QmpError> {
        match tokio::time::timeout_at(self.until, &mut self.receiver).await {
            Ok(Ok(outcome)) => outcome,
            // The table is emptied by answering, so a lost sender means shutdown.
            Ok(Err(_)) => Err(QmpError::Disconnected { reason: CloseReason::Local }),
            Err(_) => Err(QmpError::Deadline { command: self.command.clone(), after: self.wait }),
        }
    }
}

impl Drop for Pending {
    fn drop(&mut self) {
        self.shared.abandon(self.serial);
    }
}

/// Locks; what a panic left behind is used on.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Shared {
    /// A connection on which nothing was sent.
    pub(crate) fn new(fd: AsyncFd<OwnedFd>, options: Options) -> Self {
        Self {
            fd,
            options,
            serial: AtomicU64::new(1),
            out: Mutex::default(),
            lane: Mutex::default(),
            backlog: Notify::new(),
            table: Mutex::default(),
            doubt: watch::Sender::new(0),
            greeting: watch::Sender::new(None),
            closing: Notify::new(),
        }
    }

    fn table(&self) -> MutexGuard<'_, Table> {
        lock(&self.table)
    }

    /// Sends a command.
    pub(crate) fn submit(self: Arc<Self>, call: Call) -> Result<Pending, QmpError> {
        let serial = self.serial.fetch_add(1, Ordering::Relaxed);
        let verb = match call.out_of_band && self.options.out_of_band {
            true => Verb::OutOfBand,
            false => Verb::Execute,
        };
        let line = encode_command(serial, verb, &call.command, &call.arguments);
        self.send(serial, line, call)
    }

    /// Sends a command that came as a whole object.
    pub(crate) fn submit_object(
        self: &Arc<Self>,
        mut object: serde_json::Map<String, Value>,
        fds: Vec<OwnedFd>,
        deadline: Duration,
    ) -> Result<Pending, QmpError> {
        let serial = self.serial.fetch_add(1, Ordering::Relaxed);
        let name = object.get("execute").and_then(Value::as_str).unwrap_or("");
        let call = Call { fds, ..Call::new(name).deadline(deadline) };
        object.insert("id".to_owned(), id_of(serial).into());
        let mut line = Value::Object(object).to_string();
        line.push_str("\r\n");
        Arc::clone(self).send(serial, line.into_bytes(), call)
    }

    fn send(self: Arc<Self>, serial: u64, line: Vec<u8>, call: Call) -> Result<Pending, QmpError> {
        let (sender, receiver) = oneshot::channel();
        {
            let mut table = self.table();
            if let Some(reason) = table.closed.clone() {
                return Err(QmpError::Disconnected { reason });
            }
            let outstanding = table.waiting.len();
            if outstanding >= MAX_OUTSTANDING {
                return Err(QmpError::Busy { outstanding });
            }
            let entry = Entry {
                command: call.command.clone(),
                changing: call.changing,
                sink: Some(sender),
            };
            table.waiting.insert(serial, entry);
        }
        let wait = call.deadline.unwrap_or(self.options.deadline);
        let ready = Ready { serial, line, fds: call.fds };
        let ready = match self.options.out_of_band && !call.out_of_band {
            true => lock(&self.lane).enter(ready),
            false => Some(ready),
        };
        if let Some(ready) = ready {
            self.write(ready);
        }
        Ok(Pending {
            serial,
            command: call.command,
            wait,
            until: Instant::now() + wait,
            receiver,
            shared: self,
        })
    }

    /// Writes what the socket takes now and leaves the rest to the task, which
    /// also finds out about a broken connection.
    fn write(&self, ready: Ready) {
        let mut out = lock(&self.out);
        out.push(ready.line, ready.fds);
        if out.flush(self.fd.get_ref().as_fd()).is_err() {
            self.backlog.notify_one();
        }
    }

    /// The caller no longer waits for `serial`.
    fn abandon(&self, serial: u64) {
        let mut table = self.table();
        let Some(entry) = table.waiting.get_mut(&serial) else {
            return;
        };
        if entry.sink.take().is_some() && entry.changing {
            self.doubt.send_modify(|count| *count += 1);
        }
    }

    /// Takes the answered command out of the table.
    pub(crate) fn answered(&self, serial: Option<u64>) -> Option<Entry> {
        let entry = serial.and_then(|serial| self.table().waiting.remove(&serial));
        let next = serial.and_then(|serial| lock(&self.lane).answered(serial));
        if let Some(next) = next {
            self.write(next);
        }
        match &entry {
            None => tracing::debug!(
                guest = &*self.options.label,
                serial,
                "QMP reply to nothing we asked"
            ),
            Some(entry) if entry.sink.is_none() => {
                tracing::info!(
                    guest = &*self.options.label,
                    command = &*entry.command,
                    "late QMP answer"
                );
                if entry.changing {
                    self.doubt.send_modify(|count| *count -= 1);
                }
            }
            Some(_) => {}
        }
        entry
    }

    /// Why the connection has ended, once it has.
    pub(crate) fn closed(&self) -> Option<CloseReason> {
        self.table().closed.clone()
    }

    /// Marks the connection closed and fails every waiting call.
    pub(crate) fn close(&self, reason: &CloseReason) {
        let waiting = {
            let mut table = self.table();
            table.closed = Some(reason.clone());
            std::mem::take(&mut table.waiting)
        };
        lock(&self.lane).clear();
        lock(&self.out).clear();
        for entry in waiting.into_values() {
            if let Some(sink) = entry.sink {
                let reason = reason.clone();
                let _ = sink.send(Err(QmpError::Disconnected { reason }));
            }
        }
        self.doubt.send_replace(0);
        self.greeting.send_if_modified(|greeting| {
            let early = greeting.is_none();
            greeting.get_or_insert(Err(reason.clone()));
            early
        });
    }
}
