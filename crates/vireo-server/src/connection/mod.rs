//! One client's connection: a task that reads, serves and writes.
//!
//! A call that only reads is served on the spot, and the replies to all that came with one
//! read go out with one write. A call that changes something, or that waits after all, has a
//! task of its own and runs to its end whatever becomes of the client.
//!
//! What a client may cost is bounded: calls in work (then its socket is read no more), bytes
//! on their way to it (then neither calls nor events nor stream data are taken for it), and
//! events that wait (then it is dropped, which is logged).

mod pace;
mod streams;

use std::future::Future;
use std::os::fd::OwnedFd;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};

use bytes::Bytes;
use futures_util::FutureExt as _;
use tokio::sync::mpsc;
use tokio::time::Sleep;
use tracing::{Instrument as _, debug, error, warn};
use vireo_api::CallContext;
use vireo_host::sock::{FdSocket, Outbox};
use vireo_proto::{Access, Procedure, admin, lxc, qemu, remote};
use vireo_rpc::{
    CloseReason, Header, Incoming as Message, Keepalive, ServerSession, StreamId, answers,
};
use vireo_runtime::events::{Delivery, Overflowed, Subscriber};

use crate::auth::Authenticator;
use crate::client::{Seat, Server};
use crate::daemon::Daemon;
use crate::dispatch::{Incoming, Reply, Unserved};
use crate::events::put_event;
use crate::generated::dispatch;
use crate::session::{Session, Wish};
use crate::{errors, visible};
use pace::Pace;
use streams::{Streams, Told};

/// Bytes on their way to a client beyond which nothing more is taken for it.
const OUT_HIGH: usize = 256 * 1024;

/// What a listener leads to.
#[derive(Clone)]
pub struct Door {
    /// The server that its clients belong to.
    pub server: Arc<Server>,
    /// The programs it serves.
    pub programs: &'static [(u32, u32)],
    /// How its clients prove who they are.
    pub auth: Arc<dyn Authenticator>,
    /// For looking only.
    pub read_only: bool,
    /// Seconds of silence after which a client is asked whether it lives; 0 never.
    pub keepalive_interval: u32,
    /// Unanswered questions after which it is dropped.
    pub keepalive_count: u32,
}

/// The programs of the main server.
pub const MAIN_PROGRAMS: &[(u32, u32)] = &[
    (remote::PROGRAM, remote::VERSION),
    (qemu::PROGRAM, qemu::VERSION),
    (lxc::PROGRAM, lxc::VERSION),
];

/// The programs of the admin server.
pub const ADMIN_PROGRAMS: &[(u32, u32)] = &[(admin::PROGRAM, admin::VERSION)];

/// A reply from a call that had to wait.
#[derive(Debug)]
struct Mail {
    call: Header,
    reply: Reply,
}

type CallFuture = Pin<Box<dyn Future<Output = Result<Reply, Unserved>> + Send>>;

struct Connection {
    door: Door,
    socket: FdSocket,
    rpc: ServerSession,
    out: Outbox,
    session: Arc<Session>,
    mail: mpsc::UnboundedReceiver<Mail>,
    post: mpsc::UnboundedSender<Mail>,
    /// Calls that wait in tasks of their own.
    in_work: u32,
    streams: Streams,
    subscriber: Option<Arc<Subscriber>>,
    pace: Pace,
    /// Nothing more is taken; what is to be sent still is.
    closing: bool,
}

/// Why a connection ends.
#[derive(Debug, thiserror::Error)]
enum End {
    #[error("closed by the client")]
    ByClient,
    #[error("closed by the server")]
    ByServer,
    #[error(transparent)]
    Protocol(#[from] CloseReason),
    #[error(transparent)]
    Io(#[from] std::io::Error),
    #[error("{0}")]
    Events(Overflowed),
}

/// Serves a client until its connection ends.
pub async fn serve(socket: FdSocket, seat: Seat, door: Door, daemon: Arc<Daemon>) {
    let session = Arc::new(Session::new(daemon, Arc::clone(&seat), Arc::clone(&door.auth)));
    let interval = Duration::from_secs(door.keepalive_interval.into());
    let keepalive = Keepalive::new(interval, door.keepalive_count);
    let (post, mail) = mpsc::unbounded_channel();
    let connection = Connection {
        rpc: ServerSession::new(door.programs, keepalive),
        door,
        socket,
        out: Outbox::new(),
        session: Arc::clone(&session),
        mail,
        post,
        in_work: 0,
        streams: Streams::default(),
        subscriber: None,
        pace: Pace::new(),
        closing: false,
    };
    let end = connection.run().await;
    let id = seat.id;
    match end {
        End::ByClient | End::ByServer => debug!("client {id}: {end}"),
        End::Io(_) => debug!("client {id}: connection lost: {end}"),
        End::Protocol(_) | End::Events(_) => warn!("client {id}: connection dropped: {end}"),
    }
    session.closed();
    drop(seat);
}

/// What woke the connection.
enum Woken {
    Close,
    Mail(Mail),
    Sent(std::io::Result<()>),
    Received(std::io::Result<usize>),
    /// The next call was looked for in vain.
    Missed,
    Event(Result<Delivery, Overflowed>),
    Overflow(Overflowed),
    Stream(StreamId, Told),
    Timer,
}

impl Connection {
    async fn run(mut self) -> End {
        let client = Arc::clone(&self.session.client);
        let mut close = pin!(client.closing.notified());
        let mut timer = pin!(tokio::time::sleep(Duration::ZERO));
        let (mut armed, mut armed_paused) = (false, false);
        let mut fds = Vec::new();
        loop {
            if let Err(reason) = self.take_messages() {
                return reason.into();
            }
            match self.out.send_some(&self.socket).now_or_never() {
                Some(Err(error)) => return error.into(),
                Some(Ok(())) if !self.out.is_empty() => continue,
                Some(Ok(())) | None => {}
            }
            if self.closing && self.out.is_empty() {
                return End::ByServer;
            }
            if self.out.is_empty() && self.in_work == 0 {
                self.pace.replied(Instant::now);
            }
            // Signs of life while nothing is read are more frequent than pings.
            let paused = !self.may_read();
            if !armed || paused && !armed_paused {
                (armed, armed_paused) = (self.arm(timer.as_mut()), paused);
            }
            let woken = self.wait(close.as_mut(), timer.as_mut(), armed, &mut fds).await;
            match woken {
                Woken::Close => return End::ByServer,
                Woken::Mail(mail) => self.mail(mail),
                Woken::Sent(Ok(())) => {}
                Woken::Received(Ok(0)) => return End::ByClient,
                Woken::Missed => self.pace.missed(),
                Woken::Received(Ok(count)) => {
                    let now = Instant::now();
                    self.pace.received(now);
                    if let Err(reason) = self.rpc.received(count, fds.drain(..), now) {
                        return reason.into();
                    }
                }
                Woken::Sent(Err(error)) | Woken::Received(Err(error)) => return error.into(),
                Woken::Event(Ok(delivery)) => {
                    self.event(&delivery);
                    if let Err(overflow) = self.more_events() {
                        return End::Events(overflow);
                    }
                }
                Woken::Event(Err(overflow)) | Woken::Overflow(overflow) => {
                    return End::Events(overflow);
                }
                Woken::Stream(id, told) => {
                    self.streams.told(id, told, &mut self.rpc, self.out.bytes());
                }
                Woken::Timer => {
                    armed = false;
                    let paused = !self.may_read();
                    if let Err(reason) = self.rpc.tick(Instant::now(), paused, self.out.bytes()) {
                        return reason.into();
                    }
                }
            }
        }
    }

    /// Sets the timer to the keepalive's deadline. Data that comes moves the deadline, not
    /// the timer: when it fires early it is set anew.
    fn arm(&self, timer: Pin<&mut Sleep>) -> bool {
        let Some(deadline) = self.rpc.deadline(!self.may_read()) else { return false };
        timer.reset(deadline.into());
        true
    }

    fn is_full(&self) -> bool {
        self.out.len() >= OUT_HIGH
    }

    fn may_read(&self) -> bool {
        !self.closing && !self.is_full() && !self.rpc.paused() && self.in_work < self.most_in_work()
    }

    fn most_in_work(&self) -> u32 {
        self.door.server.limits.requests.load(Ordering::Relaxed).max(1)
    }

    async fn wait(
        &mut self,
        close: Pin<&mut impl Future<Output = ()>>,
        timer: Pin<&mut Sleep>,
        armed: bool,
        fds: &mut Vec<OwnedFd>,
    ) -> Woken {
        let (may_read, full) = (self.may_read(), self.is_full());
        let quiet = self.in_work == 0 && self.out.is_empty() && self.streams.is_empty();
        let until = if may_read && quiet { self.pace.look_until() } else { None };
        if until.is_some() {
            self.socket.unwatch();
        } else if let Err(error) = self.socket.watch() {
            return Woken::Received(Err(error));
        }
        let Connection { socket, rpc, out, mail, streams, subscriber, .. } = self;
        let events = subscriber.as_deref();
        let watches = events.is_some() && full;
        let has_streams = !streams.is_empty() && !full;
        tokio::select! {
            biased;
            () = close => Woken::Close,
            Some(mail) = mail.recv() => Woken::Mail(mail),
            sent = out.send_some(socket), if !out.is_empty() => Woken::Sent(sent),
            event = next_event(events), if !full && events.is_some() => Woken::Event(event),
            overflow = overflow(events), if watches => Woken::Overflow(overflow),
            (id, told) = streams.next(), if has_streams => Woken::Stream(id, told),
            received = receive(socket, rpc, fds, until), if may_read => received,
            () = timer, if armed => Woken::Timer,
        }
    }

    /// Takes messages from what was read, as long as the client's bounds admit.
    fn take_messages(&mut self) -> Result<(), CloseReason> {
        let most = self.most_in_work();
        while !self.closing && self.in_work < most && !self.is_full() {
            let Some(message) = self.rpc.next(self.out.bytes())? else { break };
            match message {
                Message::Call { header, args, fds } => {
                    let args = args.to_vec();
                    self.call(header, args, fds);
                }
                Message::StreamData { id, data } => {
                    let data = Bytes::copy_from_slice(data);
                    self.streams.data(id, data, &mut self.rpc, self.out.bytes());
                }
                Message::StreamHole { id, hole } => {
                    self.streams.hole(id, hole.length, &mut self.rpc, self.out.bytes());
                }
                Message::StreamFinish { id } => {
                    self.streams.finish(id, &mut self.rpc, self.out.bytes());
                }
                Message::StreamAbort { id, unexpected } => {
                    self.streams.abort(id, unexpected, &mut self.rpc, self.out.bytes());
                }
            }
        }
        Ok(())
    }

    /// Serves a call: its reply is appended now, or comes by mail.
    fn call(&mut self, header: Header, args: Vec<u8>, fds: Vec<OwnedFd>) {
        let call = match self.admit(header, args, fds) {
            Ok(call) => call,
            Err(reply) => return self.reply(&header, reply),
        };
        let procedure = call.procedure;
        let mut future = start(call);
        // Reads never wait, as a rule. Changes parse, write files and wait: never on the spot.
        if procedure.access != Access::Write {
            let mut context = Context::from_waker(Waker::noop());
            // The task that it moves to when it waits polls it again: no wake-up is lost.
            if let Poll::Ready(result) = future.as_mut().poll(&mut context) {
                return self.reply(&header, answer(&header, procedure, result));
            }
        }
        self.in_work += 1;
        let guard = ReplyGuard { call: header, post: self.post.clone(), sent: false };
        let session = Arc::clone(&self.session);
        tokio::spawn(async move {
            let result = future.await;
            session.call_ended();
            guard.send(answer(&header, procedure, result));
        });
    }

    /// Checks what can be checked of a call without decoding it.
    fn admit(&self, header: Header, args: Vec<u8>, fds: Vec<OwnedFd>) -> Result<Incoming, Reply> {
        let refuse = |error| Err(Reply::error(&header, &error));
        let procedure = vireo_proto::procedure(header.prog, header.proc).filter(|p| !p.event);
        let Some(procedure) = procedure else {
            return refuse(answers::unknown_procedure(header.proc));
        };
        if !procedure.preauth && !self.session.client.is_authenticated() {
            return refuse(answers::authentication_required());
        }
        let read_only = self.session.is_read_only();
        if read_only && procedure.access == Access::Write && header.prog != admin::PROGRAM {
            return refuse(errors::to_wire(&errors::read_only(procedure)));
        }
        let cx = CallContext {
            connection: self.session.id,
            identity: self.session.client.identity(),
            read_only,
            api: procedure.api,
            sees_all: self.session.access().admits_all(),
        };
        let session = Arc::clone(&self.session);
        let number = header.proc;
        let peer = std::sync::Mutex::default();
        Ok(Incoming { number, cx, header, procedure, session, args, fds, peer })
    }

    /// Sends a reply, and does what its call wished.
    fn reply(&mut self, call: &Header, reply: Reply) {
        if let Some(stream) = reply.stream {
            let id = StreamId::of(call);
            self.rpc.open_stream(id, stream.sparse);
            self.streams.open(id, stream.peer);
        }
        self.out.bytes().extend_from_slice(&reply.frame);
        for fd in reply.fds {
            self.out.push_fd(fd);
        }
        let wishes = self.session.take_wishes();
        if wishes == 0 {
            return;
        }
        if wishes & Wish::Close as u8 != 0 {
            self.closing = true;
        }
        if wishes & Wish::Keepalive as u8 != 0 {
            self.rpc.start_keepalive(Instant::now());
        }
        if wishes & Wish::Events as u8 != 0 {
            self.subscriber = self.session.subscriber();
        }
    }

    fn mail(&mut self, mail: Mail) {
        let mut next = Some(mail);
        while let Some(Mail { call, reply }) = next {
            self.in_work -= 1;
            self.reply(&call, reply);
            next = self.mail.try_recv().ok();
        }
    }

    fn event(&mut self, delivery: &Delivery) {
        let Some(form) = self.session.event_form(delivery.registration) else { return };
        if !visible::event(&self.session, &delivery.event) {
            return;
        }
        if let Err(error) = put_event(self.out.bytes(), &delivery.event, form) {
            error!("client {}: an event cannot be told: {error}", self.session.client.id);
        }
    }

    /// Takes further events that are there already.
    fn more_events(&mut self) -> Result<(), Overflowed> {
        let Some(subscriber) = self.subscriber.clone() else { return Ok(()) };
        while !self.is_full() {
            let Some(delivery) = subscriber.try_recv()? else { break };
            self.event(&delivery);
        }
        Ok(())
    }
}

/// Waits for what comes; until a moment, if there is one, by looking again and again.
async fn receive(
    socket: &FdSocket,
    rpc: &mut ServerSession,
    fds: &mut Vec<OwnedFd>,
    until: Option<Instant>,
) -> Woken {
    let Some(until) = until else { return Woken::Received(socket.recv(rpc.room(), fds).await) };
    loop {
        match socket.try_recv(rpc.room(), fds) {
            Ok(Some(count)) => return Woken::Received(Ok(count)),
            Ok(None) if Instant::now() < until => tokio::task::yield_now().await,
            Ok(None) => return Woken::Missed,
            Err(error) => return Woken::Received(Err(error)),
        }
    }
}

async fn next_event(events: Option<&Subscriber>) -> Result<Delivery, Overflowed> {
    match events {
        Some(events) => events.recv().await,
        None => std::future::pending().await,
    }
}

async fn overflow(events: Option<&Subscriber>) -> Overflowed {
    match events {
        Some(events) => events.overflowed().await,
        None => std::future::pending().await,
    }
}

/// The future that serves a call; that of a read-only connection cannot name a changing one.
fn start(call: Incoming) -> CallFuture {
    let span = tracing::debug_span!("call", client = call.cx.connection.0, api = call.cx.api);
    let disabled = span.is_disabled();
    let future: CallFuture = match (call.header.prog, call.cx.read_only) {
        (admin::PROGRAM, _) => Box::pin(dispatch::admin(call)),
        (qemu::PROGRAM, false) => Box::pin(dispatch::qemu(call)),
        (qemu::PROGRAM, true) => Box::pin(dispatch::qemu_read_only(call)),
        (lxc::PROGRAM, false) => Box::pin(dispatch::lxc(call)),
        (lxc::PROGRAM, true) => Box::pin(dispatch::lxc_read_only(call)),
        (_, false) => Box::pin(dispatch::remote(call)),
        (_, true) => Box::pin(dispatch::remote_read_only(call)),
    };
    if disabled { future } else { Box::pin(traced(future).instrument(span)) }
}

async fn traced(future: CallFuture) -> Result<Reply, Unserved> {
    debug!("begins");
    let result = future.await;
    debug!("ends");
    result
}

/// What a call's result is answered with.
fn answer(call: &Header, procedure: &Procedure, result: Result<Reply, Unserved>) -> Reply {
    let error = match result {
        Ok(reply) => return reply,
        Err(Unserved::Unknown) => answers::unknown_procedure(call.proc),
        Err(Unserved::Undecodable) => answers::undecodable_payload(),
        Err(Unserved::Error(error)) => {
            errors::log(procedure, &error);
            errors::to_wire(&error)
        }
    };
    Reply::error(call, &error)
}

/// Sees that a waiting call is answered even when it panics.
struct ReplyGuard {
    call: Header,
    post: mpsc::UnboundedSender<Mail>,
    sent: bool,
}

impl ReplyGuard {
    fn send(mut self, reply: Reply) {
        self.sent = true;
        // Fails when the client is gone: nobody waits.
        let _ = self.post.send(Mail { call: self.call, reply });
    }
}

impl Drop for ReplyGuard {
    fn drop(&mut self) {
        if !self.sent {
            let error = errors::to_wire(&errors::internal("the call failed unexpectedly"));
            let reply = Reply::error(&self.call, &error);
            let _ = self.post.send(Mail { call: self.call, reply });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every call's future is copied once onto the heap: it must not carry much.
    #[test]
    fn futures_of_calls_are_small() {
        fn size<F>(_: impl Fn(Incoming) -> F) -> usize {
            size_of::<F>()
        }
        assert!(size(dispatch::remote) <= 2048, "{}", size(dispatch::remote));
        assert!(size(dispatch::remote_read_only) <= 2048);
        assert!(size(dispatch::admin) <= 2048);
        assert!(size_of::<Incoming>() <= 512, "{}", size_of::<Incoming>());
    }
}
