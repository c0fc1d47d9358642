//! The task that owns the socket.

use std::collections::HashMap;
use std::io;
use std::os::fd::OwnedFd;
use std::time::Duration;

use tokio::sync::{mpsc, oneshot, watch};
use tokio::time::Instant;
use vireo_host::sock::{FdSocket, Outbox};
use vireo_rpc::{ClientIncoming, ClientSession, Keepalive, StreamId};

use crate::errand::{CallRequest, Command, Item};
use crate::{ClientError, Closed, Encoded, RawEvent, Reply};

/// Bytes that wait to be sent; with more, senders of stream data wait too.
const OUTBOX_MAX: usize = 1 << 20;

struct Waiting {
    id: StreamId,
    stream: bool,
    reply: oneshot::Sender<Result<Reply, ClientError>>,
}

pub(crate) struct Connection {
    socket: FdSocket,
    session: ClientSession,
    outbox: Outbox,
    /// The daemon takes nothing any more.
    mute: bool,
    requests: mpsc::UnboundedReceiver<Command>,
    closed: watch::Sender<Option<Closed>>,
    events: Option<mpsc::Sender<RawEvent>>,
    calls: HashMap<u32, Waiting>,
    streams: HashMap<StreamId, mpsc::UnboundedSender<Item>>,
    /// Senders of stream data that wait for room in the outbox.
    senders: Vec<oneshot::Sender<bool>>,
}

/// The runtime's clock, which tests can hold.
fn now() -> std::time::Instant {
    Instant::now().into_std()
}

/// What woke the task.
enum Woken {
    Asked(Option<Command>),
    Received(io::Result<usize>),
    Sent(io::Result<()>),
    Time,
}

impl Connection {
    pub(crate) fn new(
        socket: FdSocket,
        requests: mpsc::UnboundedReceiver<Command>,
        closed: watch::Sender<Option<Closed>>,
    ) -> Self {
        Self {
            socket,
            session: ClientSession::new(Keepalive::new(Duration::ZERO, 0)),
            outbox: Outbox::new(),
            mute: false,
            requests,
            closed,
            events: None,
            calls: HashMap::new(),
            streams: HashMap::new(),
            senders: Vec::new(),
        }
    }

    /// Serves the handles until the connection ends, then tells why. Whoever waits
    /// for an answer is told by the drop of its channel, so the reason goes first.
    pub(crate) async fn run(mut self) {
        let reason = match self.serve().await {
            Ok(()) => Closed::Here,
            Err(reason) => reason,
        };
        tracing::debug!(%reason, "connection closed");
        self.closed.send_replace(Some(reason));
    }

    async fn serve(&mut self) -> Result<(), Closed> {
        let mut fds = Vec::new();
        loop {
            match self.wait(&mut fds).await {
                Woken::Asked(None | Some(Command::Close)) => {
                    self.say_goodbye().await;
                    return Ok(());
                }
                Woken::Asked(Some(command)) => self.obey(command),
                Woken::Received(count) => self.received(count?, &mut fds)?,
                Woken::Sent(Ok(())) => {}
                // What the daemon said before it closed is still to be read.
                Woken::Sent(Err(error)) if error.kind() == io::ErrorKind::BrokenPipe => {
                    self.mute = true;
                }
                Woken::Sent(Err(error)) => return Err(error.into()),
                Woken::Time => self.session.tick(now(), self.outbox.bytes())?,
            }
            if self.outbox.len() < OUTBOX_MAX {
                for sender in self.senders.drain(..) {
                    // One that is gone needs no answer.
                    sender.send(true).ok();
                }
            }
        }
    }

    async fn wait(&mut self, fds: &mut Vec<OwnedFd>) -> Woken {
        let reading = !self.session.paused();
        let sending = !self.outbox.is_empty() && !self.mute;
        let deadline = self.session.deadline();
        let alarm = Instant::from_std(deadline.unwrap_or_else(now));
        tokio::select! {
            sent = self.outbox.send_some(&self.socket), if sending => Woken::Sent(sent),
            asked = self.requests.recv() => Woken::Asked(asked),
            received = self.socket.recv(self.session.room(), fds), if reading => {
                Woken::Received(received)
            }
            () = tokio::time::sleep_until(alarm), if deadline.is_some() => Woken::Time,
        }
    }

    /// What was asked for before the close is still sent, if the daemon takes it soon.
    async fn say_goodbye(&mut self) {
        const SOON: Duration = Duration::from_secs(1);
        let flush = self.outbox.flush(&self.socket);
        tokio::time::timeout(SOON, flush).await.map(Result::ok).ok();
    }

    fn obey(&mut self, command: Command) {
        match command {
            Command::Call(request) => self.call(request),
            Command::Events(events) => self.events = Some(events),
            Command::Keepalive(interval, count) => {
                self.session.restart_keepalive(interval, count, now());
            }
            Command::StreamData(id, data, taken) => {
                let open = self.session.stream_data(id, &data, self.outbox.bytes());
                self.taken(open, taken);
            }
            Command::StreamHole(id, length, taken) => {
                let open = self.session.stream_hole(id, length, self.outbox.bytes());
                self.taken(open, taken);
            }
            Command::StreamEnd(id, abort) => {
                self.session.end_stream(id, abort, self.outbox.bytes());
            }
            Command::StreamGone(id) => self.give_up(id),
            Command::Consumed(id, count) => {
                self.session.stream_consumed(id, count);
            }
            Command::Close => {}
        }
    }

    fn taken(&mut self, open: bool, taken: oneshot::Sender<bool>) {
        if open {
            self.senders.push(taken);
        } else {
            taken.send(false).ok();
        }
    }

    fn call(&mut self, request: CallRequest) {
        let CallRequest { number, args, fds, stream, reply } = request;
        match self.session.call(number, &Encoded(&args), fds.len(), self.outbox.bytes()) {
            Ok(id) => {
                for fd in fds {
                    self.outbox.push_fd(fd);
                }
                self.calls.insert(id.serial, Waiting { id, stream, reply });
            }
            Err(error) => {
                // A caller that is gone needs no answer.
                reply.send(Err(error.into())).ok();
            }
        }
    }

    fn received(&mut self, count: usize, fds: &mut Vec<OwnedFd>) -> Result<(), Closed> {
        if count == 0 {
            return Err(Closed::ByPeer);
        }
        self.session.received(count, fds.drain(..), now())?;
        loop {
            // The streams to be opened and given up need the session, which the
            // message borrows.
            let mut after = None;
            match self.session.next(self.outbox.bytes())? {
                None => return Ok(()),
                Some(ClientIncoming::Reply { serial, result, fds }) => {
                    if let Some(waiting) = self.calls.remove(&serial) {
                        let body = result.map(<[u8]>::to_vec);
                        after = reply(&mut self.streams, waiting, body, fds);
                    }
                }
                Some(ClientIncoming::Event { header, args }) => {
                    let body = args.to_vec();
                    event(
                        &mut self.events,
                        RawEvent { prog: header.prog, proc: header.proc, body },
                    );
                }
                Some(ClientIncoming::StreamData { id, data }) => {
                    let item = Item::Data(data.to_vec());
                    after = pass_on(&mut self.streams, id, item);
                }
                Some(ClientIncoming::StreamHole { id, hole }) => {
                    after = pass_on(&mut self.streams, id, Item::Hole(hole.length));
                }
                Some(ClientIncoming::StreamEnd { id, result }) => {
                    pass_on(&mut self.streams, id, Item::End(result));
                    self.streams.remove(&id);
                }
            }
            match after {
                None => {}
                Some(After::Open(id)) => self.session.open_stream(id),
                Some(After::GiveUp(id)) => self.give_up(id),
                Some(After::OpenAndGiveUp(id)) => {
                    self.session.open_stream(id);
                    self.give_up(id);
                }
            }
        }
    }

    /// Nobody takes the stream's data any more.
    fn give_up(&mut self, id: StreamId) {
        self.streams.remove(&id);
        self.session.stream_consumed(id, usize::MAX);
        self.session.end_stream(id, true, self.outbox.bytes());
    }
}

/// What a message makes necessary once it is dealt with.
enum After {
    Open(StreamId),
    GiveUp(StreamId),
    /// The stream is there, and whoever wanted it is not.
    OpenAndGiveUp(StreamId),
}

/// Gives a reply to its caller, with the stream it has opened.
fn reply(
    streams: &mut HashMap<StreamId, mpsc::UnboundedSender<Item>>,
    waiting: Waiting,
    body: Result<Vec<u8>, Box<vireo_rpc::RemoteError>>,
    fds: Vec<OwnedFd>,
) -> Option<After> {
    let Waiting { id, stream, reply } = waiting;
    let body = match body {
        Ok(body) => body,
        Err(error) => {
            // A caller that is gone needs no answer.
            reply.send(Err(ClientError::Remote(error))).ok();
            return None;
        }
    };
    let mut items = None;
    if stream {
        let (sender, receiver) = mpsc::unbounded_channel();
        streams.insert(id, sender);
        items = Some(receiver);
    }
    match reply.send(Ok(Reply { id, body, fds, stream: items })) {
        Ok(()) => stream.then_some(After::Open(id)),
        // The caller has given up, and its stream with it.
        Err(_) => stream.then_some(After::OpenAndGiveUp(id)),
    }
}

fn event(events: &mut Option<mpsc::Sender<RawEvent>>, event: RawEvent) {
    if let Some(sender) = events {
        if sender.try_send(event).is_err() {
            tracing::warn!("events are not taken; their receiver is cut off");
            *events = None;
        }
    }
}

fn pass_on(
    streams: &mut HashMap<StreamId, mpsc::UnboundedSender<Item>>,
    id: StreamId,
    item: Item,
) -> Option<After> {
    let sender = streams.get(&id)?;
    sender.send(item).is_err().then_some(After::GiveUp(id))
}
