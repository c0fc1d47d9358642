//! An async client of the wire protocol.
//!
//! [`Client`] is a handle on one connection: typed calls ([`Client::call`]),
//! streams ([`Client::call_stream`]), descriptors ([`Client::call_with_fds`]) and
//! events ([`Client::events`]). [`Client::open`] connects to a URI and does the
//! handshake that a stock client does.
//!
//! A task of its own owns the socket; it ends when the last handle and stream are
//! gone, or when the connection does. Every call has a deadline.

mod connection;
mod errand;
mod error;
mod handshake;
pub mod peer;
mod ssh;
mod stream;
mod uri;

pub use error::{ClientError, Closed};
pub use handshake::{OpenOptions, SUPPORTS_CLOSE_CALLBACK, SUPPORTS_EVENT_CALLBACK};
pub use ssh::Ssh;
pub use stream::{Chunk, Stream};
pub use uri::{Transport, Uri, UriError};

use std::os::fd::OwnedFd;
use std::path::Path;
use std::time::Duration;

use tokio::sync::{mpsc, oneshot, watch};
use vireo_host::sock::FdSocket;
use vireo_proto::{Call, Event};
use vireo_rpc::StreamId;
use vireo_xdr::{Decode, Encode, XdrError, from_bytes, to_vec};

use connection::Connection;
use errand::{CallRequest, Command, Item};

/// How long a call may take, when nothing else is said.
pub const DEADLINE: Duration = Duration::from_secs(60);

/// Events that wait to be taken; a receiver that lags further behind is cut off.
const EVENTS_WAITING: usize = 4096;

/// A connection to a daemon. Clones share it.
#[derive(Debug, Clone)]
pub struct Client {
    commands: mpsc::UnboundedSender<Command>,
    closed: watch::Receiver<Option<Closed>>,
    deadline: Option<Duration>,
}

/// What came back for a call.
#[derive(Debug)]
pub(crate) struct Reply {
    /// Ties a stream to the call.
    id: StreamId,
    body: Vec<u8>,
    fds: Vec<OwnedFd>,
    /// The stream's packets, when the call opened one.
    stream: Option<mpsc::UnboundedReceiver<Item>>,
}

/// An event, as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawEvent {
    /// Its program.
    pub prog: u32,
    /// Its number.
    pub proc: i32,
    /// What it tells, not decoded.
    pub body: Vec<u8>,
}

impl RawEvent {
    /// The event as `E`, if it is one.
    #[must_use]
    pub fn get<E: Event>(&self) -> Option<Result<E::Msg, XdrError>> {
        ((self.prog, self.proc) == (E::PROGRAM, E::NUMBER))
            .then(|| from_bytes(&self.body).map(|(message, _)| message))
    }
}

impl Client {
    /// Takes a connected socket; nothing is sent yet. Needs a runtime.
    #[must_use]
    pub fn new(socket: FdSocket) -> Self {
        let (commands, requests) = mpsc::unbounded_channel();
        let (tell_closed, closed) = watch::channel(None);
        tokio::spawn(Connection::new(socket, requests, tell_closed).run());
        Self { commands, closed, deadline: Some(DEADLINE) }
    }

    /// Connects to the unix socket at `path`; nothing is sent yet.
    ///
    /// # Errors
    ///
    /// Nobody listens there.
    pub async fn connect_unix(path: &Path) -> Result<Self, ClientError> {
        Ok(Self::new(FdSocket::connect_unix(path).await?))
    }

    /// Connects to a TCP port; nothing is sent yet.
    ///
    /// # Errors
    ///
    /// Nobody listens there.
    pub async fn connect_tcp(host: &str, port: u16) -> Result<Self, ClientError> {
        Ok(Self::new(FdSocket::connect_tcp(host, port).await?))
    }

    /// The same connection, with another deadline for calls (none at all for those
    /// that may take hours).
    #[must_use]
    pub fn within(&self, deadline: impl Into<Option<Duration>>) -> Self {
        Self { deadline: deadline.into(), ..self.clone() }
    }

    /// Makes a call.
    ///
    /// # Errors
    ///
    /// [`ClientError::Remote`] is the daemon's answer; any other says that there is none.
    pub async fn call<C: Call>(&self, args: &C::Args) -> Result<C::Ret, ClientError> {
        let (ret, _) = self.call_with_fds::<C>(args, Vec::new()).await?;
        Ok(ret)
    }

    /// Makes a call that descriptors go with or come back with.
    ///
    /// # Errors
    ///
    /// As [`Client::call`].
    pub async fn call_with_fds<C: Call>(
        &self,
        args: &C::Args,
        fds: Vec<OwnedFd>,
    ) -> Result<(C::Ret, Vec<OwnedFd>), ClientError> {
        let reply = self.exchange(number::<C>(), to_vec(args)?, fds, false).await?;
        Ok((decode(&reply.body)?, reply.fds))
    }

    /// Makes a call that opens a stream.
    ///
    /// # Errors
    ///
    /// As [`Client::call`].
    pub async fn call_stream<C: Call>(
        &self,
        args: &C::Args,
    ) -> Result<(C::Ret, Stream), ClientError> {
        let reply = self.exchange(number::<C>(), to_vec(args)?, Vec::new(), true).await?;
        let ret = decode(&reply.body)?;
        // The connection gives one for every such call that was answered OK.
        let items = reply.stream.ok_or_else(|| ClientError::Closed(self.reason()))?;
        Ok((ret, Stream::new(reply.id, self.clone(), items)))
    }

    /// Makes a call by numbers, with bytes for arguments and result.
    ///
    /// # Errors
    ///
    /// As [`Client::call`].
    pub async fn call_raw(
        &self,
        (prog, vers, proc): (u32, u32, i32),
        args: &[u8],
    ) -> Result<Vec<u8>, ClientError> {
        Ok(self.exchange((prog, vers, proc), args.to_vec(), Vec::new(), false).await?.body)
    }

    async fn exchange(
        &self,
        number: (u32, u32, i32),
        args: Vec<u8>,
        fds: Vec<OwnedFd>,
        stream: bool,
    ) -> Result<Reply, ClientError> {
        let (reply, answer) = oneshot::channel();
        let request = CallRequest { number, args, fds, stream, reply };
        self.send(Command::Call(request))?;
        let answer = match self.deadline {
            Some(deadline) => {
                tokio::time::timeout(deadline, answer).await.map_err(|_| ClientError::Deadline)?
            }
            None => answer.await,
        };
        answer.map_err(|_| ClientError::Closed(self.reason()))?
    }

    pub(crate) fn send(&self, command: Command) -> Result<(), ClientError> {
        self.commands.send(command).map_err(|_| ClientError::Closed(self.reason()))
    }

    /// From now on, events are kept for the receiver that this gives, and no longer
    /// for one that was asked for earlier. It ends with the connection, or when too
    /// many events wait in it.
    pub fn events(&self) -> mpsc::Receiver<RawEvent> {
        let (events, receiver) = mpsc::channel(EVENTS_WAITING);
        // When the connection is closed, the receiver ends at once.
        self.commands.send(Command::Events(events)).ok();
        receiver
    }

    /// Pings the daemon after `interval` of silence; closes the connection when
    /// `count` pings stay unanswered. An interval of zero stops that.
    ///
    /// # Errors
    ///
    /// The connection is closed.
    pub fn keepalive(&self, interval: Duration, count: u32) -> Result<(), ClientError> {
        self.send(Command::Keepalive(interval, count))
    }

    /// Closes the connection, whatever still waits for an answer.
    pub async fn close(&self) {
        // An error says that it is closed already.
        self.commands.send(Command::Close).ok();
        self.closed().await;
    }

    /// Waits until the connection is closed and says why.
    pub async fn closed(&self) -> Closed {
        let mut closed = self.closed.clone();
        match closed.wait_for(Option::is_some).await {
            Ok(reason) => reason.clone().unwrap_or(Closed::Here),
            Err(_) => Closed::Here,
        }
    }

    /// Why the connection is closed, if it is.
    #[must_use]
    pub fn is_closed(&self) -> Option<Closed> {
        self.closed.borrow().clone()
    }

    pub(crate) fn reason(&self) -> Closed {
        self.is_closed().unwrap_or(Closed::Here)
    }
}

const fn number<C: Call>() -> (u32, u32, i32) {
    (C::PROGRAM, C::VERSION, C::NUMBER)
}

fn decode<T: Decode>(body: &[u8]) -> Result<T, ClientError> {
    match from_bytes(body)? {
        (value, []) => Ok(value),
        (_, rest) => Err(ClientError::Trailing(rest.len())),
    }
}

/// Bytes that are encoded already.
pub(crate) struct Encoded<'a>(pub(crate) &'a [u8]);

impl Encode for Encoded<'_> {
    fn encode(&self, out: &mut Vec<u8>) -> Result<(), XdrError> {
        out.extend_from_slice(self.0);
        Ok(())
    }
}
