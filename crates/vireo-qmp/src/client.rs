//! The monitor client: a cloneable handle, one task that reads.
//!
//! A caller writes its command itself when the socket has room, so an exchange
//! costs one wake-up; what does not fit is written by the task. Commands are
//! answered by id. A deadline ends the caller's wait and leaves the command *in
//! doubt* until QEMU answers it or the connection ends.

use std::io;
use std::os::fd::OwnedFd;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;
use tokio::sync::mpsc;

use crate::call::{Answer, Call};
use crate::codec::{Greeting, id_of};
use crate::command::Command;
use crate::error::{CloseReason, QmpError};
use crate::event::Events;
use crate::link::{Pending, Shared};
use crate::{socket, task};

/// Wait for an answer when the caller names none.
pub const DEFAULT_DEADLINE: Duration = Duration::from_secs(30);

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
        let shared = Arc::new(Shared::new(fd, options));
        let handshake = Arc::clone(&shared).submit(shared.options.handshake())?;
        tokio::spawn(task::run(Arc::clone(&shared), sender));
        tokio::spawn(task::finish_handshake(handshake));
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
        self.handle.shared.closed()
    }

    /// Ends the connection now; waiting calls fail.
    pub fn close(&self) {
        self.handle.shared.closing.notify_one();
    }
}

fn connect_error(error: io::Error) -> QmpError {
    QmpError::Connect(Arc::new(error))
}
