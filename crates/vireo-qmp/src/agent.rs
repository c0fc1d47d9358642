//! Client of the guest agent: synchronise, then one command at a time.
//!
//! The agent may have died and come back between two commands, so each exchange
//! begins with `guest-sync` and a fresh id; whatever else arrives before its
//! echo is a stale reply and thrown away.

use std::future::Future;
use std::os::fd::{AsFd, OwnedFd};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;
use tokio::io::unix::AsyncFd;
use tokio::sync::Mutex;
use tokio::time::Instant;

use crate::codec::{ErrorBody, LineBuffer};
use crate::socket::{self, OutQueue, Read};

/// Longest reply accepted from a guest, in bytes.
const MAX_REPLY: usize = 10 << 20;

/// Wait for an answer when the caller names none.
pub const DEFAULT_TIMEOUT: Duration = Duration::from_secs(5);

/// How long to wait for the guest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Timeout {
    /// For ever (-2).
    Block,
    /// [`DEFAULT_TIMEOUT`] (-1).
    Default,
    /// This long; zero does not wait at all.
    After(Duration),
}

impl Timeout {
    /// From the number that the API carries; `None` below -2.
    pub fn from_seconds(seconds: i32) -> Option<Self> {
        match seconds {
            -2 => Some(Self::Block),
            -1 => Some(Self::Default),
            _ => u64::try_from(seconds).ok().map(|s| Self::After(Duration::from_secs(s))),
        }
    }

    fn until(self) -> Option<Instant> {
        match self {
            Self::Block => None,
            Self::Default => Some(Instant::now() + DEFAULT_TIMEOUT),
            Self::After(wait) => Some(Instant::now() + wait),
        }
    }

    /// The limit for `guest-sync`, which never waits longer than the default.
    fn for_sync(self) -> Self {
        match self {
            Self::After(wait) if wait < DEFAULT_TIMEOUT => self,
            Self::After(_) | Self::Block | Self::Default => Self::Default,
        }
    }
}

/// Failure of an exchange with the agent.
#[derive(Debug, Clone, thiserror::Error)]
pub enum AgentError {
    /// It did not answer in time.
    #[error("Guest agent not available for now")]
    NoAnswer,
    /// The guest disappeared or its channel broke.
    #[error("Guest agent disappeared while executing command")]
    Disconnected,
    /// It refused.
    #[error("unable to execute QEMU agent command '{command}': {desc}")]
    Command {
        /// Name of the command.
        command: Box<str>,
        /// The agent's error class.
        class: Box<str>,
        /// Its text.
        desc: Box<str>,
    },
    /// It answered with something else than a reply.
    #[error("malformed return value: {0}")]
    Protocol(Box<str>),
    /// The socket could not be used.
    #[error("guest agent socket: {0}")]
    Io(std::sync::Arc<std::io::Error>),
}

impl From<std::io::Error> for AgentError {
    fn from(error: std::io::Error) -> Self {
        Self::Io(std::sync::Arc::new(error))
    }
}

/// A connection to the agent of one guest.
#[derive(Debug)]
pub struct Agent {
    fd: AsyncFd<OwnedFd>,
    incoming: Mutex<LineBuffer>,
    sync_id: AtomicU64,
    /// Limit that the guest's definition or the user set for all commands.
    timeout: std::sync::Mutex<Timeout>,
}

#[derive(Deserialize)]
struct Reply<'a> {
    #[serde(rename = "return", default, borrow)]
    value: Option<&'a RawValue>,
    #[serde(default)]
    error: Option<ErrorBody>,
}

impl Agent {
    /// Connects to QEMU's end of the agent channel.
    ///
    /// # Errors
    /// Nobody listens on `path`.
    pub fn connect(path: &Path) -> Result<Self, AgentError> {
        Self::start(socket::connect(path)?)
    }

    /// Takes a connected socket.
    ///
    /// # Errors
    /// The descriptor is no socket that the reactor takes.
    pub fn start(fd: OwnedFd) -> Result<Self, AgentError> {
        let seed = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Ok(Self {
            fd: socket::register(fd)?,
            incoming: Mutex::new(LineBuffer::new(MAX_REPLY)),
            sync_id: AtomicU64::new(u64::try_from(seed.as_millis()).unwrap_or(1)),
            timeout: std::sync::Mutex::new(Timeout::Default),
        })
    }

    /// Sets the limit for commands that name none.
    pub fn set_timeout(&self, timeout: Timeout) {
        *self.timeout.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = timeout;
    }

    /// The limit for commands that name none.
    pub fn timeout(&self) -> Timeout {
        *self.timeout.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// Sends a command by name with the agent's own limit, and returns its result.
    ///
    /// # Errors
    /// See [`AgentError`].
    pub async fn execute(
        &self,
        name: &str,
        arguments: Option<&Value>,
    ) -> Result<Value, AgentError> {
        let mut line = serde_json::json!({ "execute": name });
        if let Some(arguments) = arguments {
            line["arguments"] = arguments.clone();
        }
        let reply = self.passthrough(&line, self.timeout()).await?;
        Self::result_of(name, &reply)
    }

    /// The `return` of a reply object, or the error that it carries.
    ///
    /// # Errors
    /// The reply is an error, or neither.
    pub fn result_of(name: &str, reply: &str) -> Result<Value, AgentError> {
        let malformed = |why: String| AgentError::Protocol(why.into());
        let parsed: Reply<'_> =
            serde_json::from_str(reply).map_err(|e| malformed(e.to_string()))?;
        match (parsed.error, parsed.value) {
            (Some(error), _) => Err(AgentError::Command {
                command: name.into(),
                class: error.class.into(),
                desc: error.desc.into(),
            }),
            (None, Some(value)) => {
                serde_json::from_str(value.get()).map_err(|e| malformed(e.to_string()))
            }
            (None, None) => Err(malformed(reply.chars().take(200).collect())),
        }
    }

    /// Sends a whole command object and returns the text of the reply object,
    /// errors included.
    ///
    /// # Errors
    /// No answer in time, or the channel broke.
    pub async fn passthrough(
        &self,
        command: &Value,
        timeout: Timeout,
    ) -> Result<String, AgentError> {
        let mut incoming = self.incoming.lock().await;
        self.synchronise(&mut incoming).await?;
        let until = timeout.until();
        self.send(command, until).await?;
        self.reply(&mut incoming, until).await
    }

    /// Sends a command that succeeds without a reply (`guest-shutdown`,
    /// `guest-suspend-*`): done when `happened` is, when the channel breaks, or
    /// when the agent answers.
    ///
    /// # Errors
    /// The agent refused, or nothing of that came in time.
    pub async fn execute_until(
        &self,
        name: &str,
        arguments: Option<&Value>,
        happened: impl Future<Output = ()>,
    ) -> Result<(), AgentError> {
        let answered = async {
            match self.execute(name, arguments).await {
                Ok(_) | Err(AgentError::Disconnected) => Ok(()),
                Err(error) => Err(error),
            }
        };
        tokio::select! {
            () = happened => Ok(()),
            done = answered => done,
        }
    }

    /// Sends `guest-sync` and reads until its echo.
    async fn synchronise(&self, incoming: &mut LineBuffer) -> Result<(), AgentError> {
        let id = self.sync_id.fetch_add(1, Ordering::Relaxed);
        let until = self.timeout().for_sync().until();
        let command = serde_json::json!({"execute": "guest-sync", "arguments": {"id": id}});
        self.send(&command, until).await?;
        loop {
            let reply = self.reply(incoming, until).await?;
            match Self::result_of("guest-sync", &reply) {
                Ok(echo) if echo.as_u64() == Some(id) => return Ok(()),
                Ok(_) | Err(_) => tracing::debug!("stale guest agent reply"),
            }
        }
    }

    /// Writes a whole line; a half-written one would spoil the channel, so an
    /// unfinished write is a broken channel.
    async fn send(&self, command: &Value, until: Option<Instant>) -> Result<(), AgentError> {
        let mut queue = OutQueue::default();
        queue.push(format!("{command}\n").into_bytes(), Vec::new());
        let written = async {
            loop {
                let mut guard = self.fd.writable().await?;
                match guard.try_io(|fd| queue.flush(fd.get_ref().as_fd())) {
                    Err(_would_block) => {}
                    Ok(Ok(())) => return Ok(()),
                    Ok(Err(_)) => return Err(AgentError::Disconnected),
                }
            }
        };
        limited(until, written).await
    }

    /// Reads the next line that is text and not empty.
    async fn reply(
        &self,
        incoming: &mut LineBuffer,
        until: Option<Instant>,
    ) -> Result<String, AgentError> {
        limited(until, async {
            loop {
                let line =
                    incoming.next_line().map_err(|e| AgentError::Protocol(e.to_string().into()))?;
                if let Some(line) = line {
                    return Ok(clean(&line));
                }
                let mut guard = self.fd.readable().await?;
                match guard.try_io(|fd| socket::read_once(fd.get_ref().as_fd(), incoming)) {
                    Err(_) | Ok(Ok(Read::Some(_))) => {}
                    Ok(Ok(Read::Eof)) => return Err(AgentError::Disconnected),
                    Ok(Err(error)) => return Err(error.into()),
                }
            }
        })
        .await
    }
}

/// Text of a line without the 0xFF with which an agent flushes its channel.
fn clean(line: &[u8]) -> String {
    let bytes: Vec<u8> = line.iter().copied().filter(|&b| b != 0xff).collect();
    String::from_utf8_lossy(&bytes).into_owned()
}

async fn limited<T>(
    until: Option<Instant>,
    work: impl Future<Output = Result<T, AgentError>>,
) -> Result<T, AgentError> {
    match until {
        None => work.await,
        Some(until) => match tokio::time::timeout_at(until, work).await {
            Ok(done) => done,
            Err(_) => Err(AgentError::NoAnswer),
        },
    }
}
