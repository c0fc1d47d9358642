//! The monitor client: a cloneable handle, one task that reads.
//!
//! A caller writes its command itself when the socket has room, so an exchange
//! costs one wake-up; what does not fit is written by the task. Commands are
//! answered by id. A deadline ends the caller's wait and leaves the command *in
//! doubt* until QEMU answers it or the connection ends.

use std::collections::HashMap;
use std::io;
use std::ops::Range;
use std::os::fd::{AsFd, OwnedFd};
use std::path::Path;
use std::pin::pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde::de::DeserializeOwned;
use serde_json::Value;
use tokio::io::unix::AsyncFd;
use tokio::sync::{Notify, mpsc, oneshot, watch};
use tokio::time::Instant;

use crate::codec::{
    ErrorBody, Greeting, LineBuffer, MAX_LINE, Message, Verb, encode_command, id_of,
};
use crate::command::Command;
use crate::error::{CloseReason, QmpError};
use crate::event::{Event, Events, Notice};
use crate::lane::{Lane, Ready};
use crate::socket::{self, OutQueue, Read};

/// Wait for an answer when the caller names none.
pub const DEFAULT_DEADLINE: Duration = Duration::from_secs(30);

/// Commands that may wait for an answer at one time.
const MAX_OUTSTANDING: usize = 1024;

/// Events held for a slow consumer before reading pauses.
const EVENT_QUEUE: usize = 4096;

/// How a connection is to behave.
#[derive(Debug, Clone)]
pub struct Options {
    /// Name used in log lines, usually the guest's.
    pub label: Arc<str>,
    /// Wait for an answer when the caller names none.
    pub deadline: Duration,
    /// Asks QEMU to take commands out of band ([`Call::out_of_band`]).
    pub out_of_band: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { label: "".into(), deadline: DEFAULT_DEADLINE, out_of_band: false }
    }
}

impl Options {
    /// The command that ends the negotiation.
    fn handshake(&self) -> Call {
        let call = Call::new("qmp_capabilities");
        match self.out_of_band {
            true => call.arguments(&serde_json::json!({"enable": ["oob"]})),
            false => call,
        }
    }
}

/// A handle on a monitor. The connection closes when the last handle goes.
#[derive(Debug, Clone)]
pub struct Client {
    handle: Arc<Handle>,
}

#[derive(Debug)]
struct Handle {
    shared: Arc<Shared>,
}

impl Drop for Handle {
    fn drop(&mut self) {
        self.shared.closing.notify_one();
    }
}

struct Shared {
    fd: AsyncFd<OwnedFd>,
    options: Options,
    serial: AtomicU64,
    out: Mutex<OutQueue>,
    /// Orders what goes out where some commands go out of band.
    lane: Mutex<Lane>,
    /// The task has something to write when the socket has room.
    backlog: Notify,
    table: Mutex<Table>,
    /// Number of changing commands in doubt.
    doubt: watch::Sender<usize>,
    /// What came first: the greeting or the end.
    greeting: watch::Sender<Option<Result<Arc<Greeting>, CloseReason>>>,
    closing: Notify,
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

struct Entry {
    command: Box<str>,
    changing: bool,
    /// `None` once the caller no longer waits: the command is in doubt.
    sink: Option<oneshot::Sender<Outcome>>,
}

type Outcome = Result<Answer, QmpError>;

/// A successful reply.
#[derive(Debug, Clone)]
pub struct Answer {
    line: Box<str>,
    value: Range<usize>,
    command: Box<str>,
}

impl Answer {
    /// JSON text of the result.
    pub fn value(&self) -> &str {
        &self.line[self.value.clone()]
    }

    /// The whole reply as QEMU sent it.
    pub fn line(&self) -> &str {
        &self.line
    }

    /// The result as a typed value.
    ///
    /// # Errors
    /// [`QmpError::Protocol`] when the result has another shape.
    pub fn parse<T: DeserializeOwned>(&self) -> Result<T, QmpError> {
        serde_json::from_str(self.value()).map_err(|error| QmpError::Protocol {
            command: self.command.clone(),
            detail: error.to_string().into(),
        })
    }
}

/// A command about to be sent.
#[derive(Debug)]
pub struct Call {
    command: Box<str>,
    arguments: String,
    fds: Vec<OwnedFd>,
    deadline: Option<Duration>,
    changing: bool,
    out_of_band: bool,
}

impl Call {
    /// A command without arguments.
    pub fn new(command: &str) -> Self {
        Self {
            command: command.into(),
            arguments: String::new(),
            fds: Vec::new(),
            deadline: None,
            changing: !crate::command::only_reads(command),
            out_of_band: false,
        }
    }

    /// Sets the arguments, a JSON object.
    #[must_use]
    pub fn arguments(mut self, arguments: &Value) -> Self {
        self.arguments = arguments.to_string();
        self
    }

    /// Sets the arguments from the JSON text of an object.
    #[must_use]
    pub fn arguments_text(mut self, arguments: String) -> Self {
        self.arguments = arguments;
        self
    }

    /// Passes `fd` along; it is closed here once sent.
    #[must_use]
    pub fn fd(mut self, fd: OwnedFd) -> Self {
        self.fds.push(fd);
        self
    }

    /// Has QEMU execute it beside whatever else it executes, where the connection was made so
    /// ([`Options::out_of_band`]): a few commands of QEMU's may come while it is stuck.
    #[must_use]
    pub fn out_of_band(mut self) -> Self {
        self.out_of_band = true;
        self
    }

    /// Ends the wait after `deadline`; the command itself goes on.
    #[must_use]
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.deadline = Some(deadline);
        self
    }
}

impl<C: Command> From<&C> for Call {
    fn from(command: &C) -> Self {
        let mut call = Self::new(C::NAME);
        call.arguments = command.arguments_text();
        call
    }
}

/// A command that was sent; await [`Pending::answer`] for its outcome.
///
/// Dropping it before the answer leaves the command in doubt.
#[derive(Debug)]
#[must_use = "a command that nobody waits for is in doubt"]
pub struct Pending {
    shared: Arc<Shared>,
    serial: u64,
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

impl Client {
    /// Connects to the monitor socket at `path` and leaves negotiation mode.
    ///
    /// # Errors
    /// The socket refuses, or what is there speaks no QMP within the deadline.
    pub async fn connect(path: &Path, options: Options) -> Result<(Self, Events), QmpError> {
        let fd = socket::connect(path).map_err(connect_error)?;
        let (client, events) = Self::start(fd, options)?;
        client.ready().await?;
        Ok((client, events))
    }

    /// Takes a connected socket. The handshake is under way at once, and
    /// commands may be sent behind it before it is answered; [`Client::ready`]
    /// waits for it.
    ///
    /// # Errors
    /// The descriptor is no socket that the reactor takes.
    pub fn start(fd: OwnedFd, options: Options) -> Result<(Self, Events), QmpError> {
        let fd = socket::register(fd).map_err(connect_error)?;
        let (sender, receiver) = mpsc::channel(EVENT_QUEUE);
        let shared = Arc::new(Shared {
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
        });
        let handshake = Arc::clone(&shared).submit(shared.options.handshake())?;
        tokio::spawn(run(Arc::clone(&shared), sender));
        tokio::spawn(finish_handshake(handshake));
        let client = Self { handle: Arc::new(Handle { shared }) };
        Ok((client, Events::new(receiver)))
    }

    /// Waits for the greeting; commands may be sent before it, they are
    /// executed behind the negotiation.
    ///
    /// # Errors
    /// No greeting within the deadline, or the connection ended.
    pub async fn ready(&self) -> Result<Arc<Greeting>, QmpError> {
        let shared = &self.handle.shared;
        let mut greeting = shared.greeting.subscribe();
        let wait = shared.options.deadline;
        let found = tokio::time::timeout(wait, greeting.wait_for(Option::is_some)).await;
        let found = match &found {
            Ok(Ok(found)) => (**found).as_ref(),
            Ok(Err(_)) | Err(_) => None,
        };
        match found {
            Some(Ok(greeting)) => Ok(Arc::clone(greeting)),
            Some(Err(reason)) => Err(QmpError::Disconnected { reason: reason.clone() }),
            None => Err(QmpError::Deadline { command: "greeting".into(), after: wait }),
        }
    }

    /// What QEMU said first, once it has.
    pub fn greeting(&self) -> Option<Arc<Greeting>> {
        match &*self.handle.shared.greeting.borrow() {
            Some(Ok(greeting)) => Some(Arc::clone(greeting)),
            Some(Err(_)) | None => None,
        }
    }

    /// Sends a command now; several may be sent before the first is awaited.
    ///
    /// # Errors
    /// The connection is closed, or too many commands wait already.
    pub fn submit(&self, call: impl Into<Call>) -> Result<Pending, QmpError> {
        Arc::clone(&self.handle.shared).submit(call.into())
    }

    /// Sends a command and waits for its answer.
    ///
    /// # Errors
    /// As [`Client::submit`] and [`Pending::answer`].
    pub async fn call(&self, call: impl Into<Call>) -> Result<Answer, QmpError> {
        self.submit(call)?.answer().await
    }

    /// Sends a typed command and waits for its typed answer.
    ///
    /// # Errors
    /// As [`Client::call`]; also an answer of another shape.
    pub async fn run<C: Command>(&self, command: &C) -> Result<C::Ret, QmpError> {
        self.call(command).await?.parse()
    }

    /// Sends a command by name and waits for its untyped answer.
    ///
    /// # Errors
    /// As [`Client::call`].
    pub async fn execute(&self, name: &str, arguments: Option<&Value>) -> Result<Value, QmpError> {
        let mut call = Call::new(name);
        if let Some(arguments) = arguments {
            call = call.arguments(arguments);
        }
        self.call(call).await?.parse()
    }

    /// Sends a whole command object as a client typed it, with an id of ours and
    /// the descriptors that go along, and gives QEMU's reply object back, errors
    /// included.
    ///
    /// # Errors
    /// The connection ended or the deadline passed; a refusal by QEMU is a reply.
    pub async fn passthrough(
        &self,
        command: &serde_json::Map<String, Value>,
        fds: Vec<OwnedFd>,
        deadline: Duration,
    ) -> Result<Value, QmpError> {
        let pending = self.handle.shared.submit_object(command.clone(), fds, deadline)?;
        let serial = pending.serial;
        match pending.answer().await {
            Ok(answer) => serde_json::from_str(answer.line()).map_err(|error| QmpError::Protocol {
                command: answer.command.clone(),
                detail: error.to_string().into(),
            }),
            Err(QmpError::Command { class, desc, .. }) => Ok(serde_json::json!({
                "id": id_of(serial),
                "error": {"class": class, "desc": desc},
            })),
            Err(error) => Err(error),
        }
    }

    /// Number of changing commands whose fate is not known.
    pub fn in_doubt(&self) -> usize {
        *self.handle.shared.doubt.borrow()
    }

    /// Waits until no changing command is in doubt: each was answered, or the
    /// connection ended.
    pub async fn settled(&self) {
        let mut doubt = self.handle.shared.doubt.subscribe();
        // The sender lives in `shared`, which `self` holds.
        let _ = doubt.wait_for(|count| *count == 0).await;
    }

    /// Whether the connection has ended, and why.
    pub fn closed(&self) -> Option<CloseReason> {
        self.handle.shared.table().closed.clone()
    }

    /// Ends the connection now; waiting calls fail.
    pub fn close(&self) {
        self.handle.shared.closing.notify_one();
    }
}

fn connect_error(error: io::Error) -> QmpError {
    QmpError::Connect(Arc::new(error))
}

/// Awaits the answer to `qmp_capabilities` so that a late one is not in doubt.
async fn finish_handshake(handshake: Pending) {
    let shared = Arc::clone(&handshake.shared);
    match handshake.answer().await {
        Ok(_) | Err(QmpError::Disconnected { .. }) => {}
        Err(error) => tracing::warn!(guest = &*shared.options.label, %error, "QMP handshake"),
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Shared {
    fn table(&self) -> MutexGuard<'_, Table> {
        lock(&self.table)
    }

    fn submit(self: Arc<Self>, call: Call) -> Result<Pending, QmpError> {
        let serial = self.serial.fetch_add(1, Ordering::Relaxed);
        let verb = match call.out_of_band && self.options.out_of_band {
            true => Verb::OutOfBand,
            false => Verb::Execute,
        };
        let line = encode_command(serial, verb, &call.command, &call.arguments);
        self.send(serial, line, call)
    }

    fn submit_object(
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
    fn answered(&self, serial: Option<u64>) -> Option<Entry> {
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

    /// Marks the connection closed and fails every waiting call.
    fn close(&self, reason: &CloseReason) {
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

/// The connection's task: reads, writes what callers could not, and ends it.
async fn run(shared: Arc<Shared>, events: mpsc::Sender<Notice>) {
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
            deliver(shared.answered(serial), |command| {
                Ok(Answer { line: line.into(), value, command })
            });
            None
        }
        Message::Error { serial, error } => {
            let ErrorBody { class, desc } = error;
            deliver(shared.answered(serial), |command| {
                Err(QmpError::Command { command, class: class.into(), desc: desc.into() })
            });
            None
        }
        Message::Unknown => None,
    }
}

fn deliver(entry: Option<Entry>, outcome: impl FnOnce(Box<str>) -> Outcome) {
    if let Some(Entry { command, sink: Some(sink), .. }) = entry {
        let _ = sink.send(outcome(command));
    }
}
