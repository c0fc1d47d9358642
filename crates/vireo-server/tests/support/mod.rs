//! What the tests share: a hypervisor driver of their own, a daemon around it, a bare client.

#![allow(dead_code)] // each test file uses a part
#![allow(clippy::unwrap_used, clippy::result_large_err)] // all of this is test code

use std::os::fd::{AsFd as _, OwnedFd};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use tokio::sync::{Notify, Semaphore};
use vireo_api::drivers as rooms;
use vireo_api::stream::{Stream, StreamItem};
use vireo_api::{
    CallContext, ConnectionId, Drivers, Error, ErrorCode, ErrorDomain, HypervisorDriver, Identity,
};
use vireo_host::sock::FdSocket;
use vireo_proto::{Call, remote};
use vireo_rpc::{FrameBuffer, Header, MessageType, RemoteError, Status, put_bytes, put_frame};
use vireo_runtime::events::EventBus;
use vireo_server::auth::{Authenticator, NoAuth};
use vireo_server::client::{Limits, Newcomer, Server, Transport, Workers};
use vireo_server::connection::{ADMIN_PROGRAMS, Door, MAIN_PROGRAMS, serve};
use vireo_server::daemon::{Daemon, Parts};
use vireo_server::log::Logging;
use vireo_server::log::settings::{Destination, Level};
use vireo_server::unserved;
use vireo_server::uri::Instance;
use vireo_xdr::{Decode, Encode, from_bytes, to_vec};

/// A driver that does what the tests need.
#[derive(Debug, Default)]
pub struct Fake {
    /// Suspends that have begun.
    pub begun: AtomicU32,
    /// Suspends that may end.
    pub gate: Gate,
    /// What came over streams.
    pub seen: Arc<Seen>,
    /// Connections that ended.
    pub closed: Mutex<Vec<ConnectionId>>,
}

/// What came over streams.
#[derive(Debug, Default)]
pub struct Seen {
    pub items: Mutex<Vec<StreamItem>>,
    came: Notify,
}

impl Seen {
    fn push(&self, item: StreamItem) {
        self.items.lock().unwrap().push(item);
        self.came.notify_one();
    }

    /// Waits until something came of which `wanted` says yes.
    pub async fn until(&self, wanted: impl Fn(&StreamItem) -> bool) {
        while !self.items.lock().unwrap().iter().any(&wanted) {
            self.came.notified().await;
        }
    }
}

/// Holds calls back until it is given permits.
#[derive(Debug)]
pub struct Gate(pub Semaphore);

impl Default for Gate {
    fn default() -> Gate {
        Gate(Semaphore::new(0))
    }
}

macro_rules! empty {
    ($($room:ident)*) => { $(impl rooms::$room for Fake {})* };
}

empty! {
    DefinitionCalls StatsCalls AgentCalls TuningCalls BlockCalls SaveCalls SnapshotCalls
    CheckpointCalls MigrationCalls HostDeviceCalls QemuCalls LxcCalls LookupCalls NodeCalls
}

#[async_trait]
impl rooms::ConnectionCalls for Fake {
    async fn connect_get_type(&self, _: &CallContext) -> Result<remote::ConnectGetTypeRet, Error> {
        Ok(remote::ConnectGetTypeRet { kind: "QEMU".into() })
    }

    /// A megabyte.
    async fn connect_get_capabilities(
        &self,
        _: &CallContext,
    ) -> Result<remote::ConnectGetCapabilitiesRet, Error> {
        Ok(remote::ConnectGetCapabilitiesRet { capabilities: "x".repeat(1 << 20).into() })
    }
}

#[async_trait]
impl rooms::LifecycleCalls for Fake {
    /// Waits for the gate.
    async fn domain_suspend(
        &self,
        _: &CallContext,
        _: remote::DomainSuspendArgs,
    ) -> Result<(), Error> {
        self.begun.fetch_add(1, Ordering::SeqCst);
        self.gate.0.acquire().await.unwrap().forget();
        Ok(())
    }

    /// A bug in a driver.
    async fn domain_reboot(
        &self,
        _: &CallContext,
        _: remote::DomainRebootArgs,
    ) -> Result<(), Error> {
        panic!("a driver's bug");
    }
}

#[async_trait]
impl rooms::DeviceCalls for Fake {}

#[async_trait]
impl rooms::IoCalls for Fake {
    /// Echoes: data and holes go back, `finish` is acknowledged.
    async fn domain_open_console(
        &self,
        _: &CallContext,
        args: remote::DomainOpenConsoleArgs,
        mut stream: Stream,
    ) -> Result<(), Error> {
        if args.flags == 99 {
            return Err(Error::new(ErrorCode::InvalidArg, ErrorDomain::Qemu, "no"));
        }
        let fails = args.flags == 1;
        let seen = Arc::clone(&self.seen);
        tokio::spawn(async move {
            loop {
                let item = stream.recv().await;
                seen.push(item.clone());
                let done = match item {
                    StreamItem::Data(_) if fails => {
                        let error = Error::new(ErrorCode::OperationFailed, ErrorDomain::Qemu, "x");
                        let _ = stream.send(StreamItem::Abort(Some(error))).await;
                        true
                    }
                    StreamItem::Data(_) | StreamItem::Hole(_) => stream.send(item).await.is_err(),
                    StreamItem::Finish => {
                        let _ = stream.send(StreamItem::Finish).await;
                        true
                    }
                    StreamItem::Abort(_) => true,
                };
                if done {
                    return;
                }
            }
        });
        Ok(())
    }

    /// Gives a socket that holds a byte.
    async fn domain_open_graphics_fd(
        &self,
        _: &CallContext,
        _: remote::DomainOpenGraphicsFdArgs,
    ) -> Result<((), Vec<OwnedFd>), Error> {
        let (reader, mut writer) = std::os::unix::net::UnixStream::pair().unwrap();
        std::io::Write::write_all(&mut writer, b"!").unwrap();
        Ok(((), vec![reader.into()]))
    }
}

impl HypervisorDriver for Fake {
    fn scheme(&self) -> &'static str {
        "qemu"
    }

    fn supports_feature(&self, feature: i32) -> bool {
        feature == 6
    }

    fn connection_closed(&self, connection: ConnectionId) {
        self.closed.lock().unwrap().push(connection);
    }

    fn is_busy(&self) -> bool {
        false
    }
}

/// A daemon in this process.
pub struct House {
    pub fake: Arc<Fake>,
    pub bus: EventBus,
    pub daemon: Arc<Daemon>,
    pub main: Arc<Server>,
    pub admin: Arc<Server>,
}

impl House {
    pub fn new() -> House {
        let fake = Arc::new(Fake::default());
        let bus = EventBus::new();
        let limits = || Limits {
            clients: 5000.into(),
            anonymous: 20.into(),
            requests: 5.into(),
            workers: Mutex::new(Workers { min: 5, max: 20, priority: 5 }),
        };
        let (main, admin) = (Server::new("libvirtd", limits()), Server::new("admin", limits()));
        let drivers = Drivers { hypervisor: fake.clone(), ..unserved::drivers("qemu") };
        let daemon = Daemon::new(Parts {
            logging: Logging::install(Level::Error, Destination::Stderr),
            instance: Instance { privileged: true, root: None },
            hypervisors: vec![Arc::new(drivers)],
            bus: bus.clone(),
            servers: vec![Arc::clone(&main), Arc::clone(&admin)],
            timeout: 0,
        });
        House { fake, bus, daemon, main, admin }
    }

    pub fn door(&self) -> Door {
        Door {
            server: Arc::clone(&self.main),
            programs: MAIN_PROGRAMS,
            auth: Arc::new(NoAuth),
            read_only: false,
            keepalive_interval: 1,
            keepalive_count: 1,
        }
    }

    /// A client that has just connected.
    pub fn connect_at(&self, door: Door) -> Client {
        self.connect_as(door, Identity { uid: Some(0), ..Identity::default() })
    }

    pub fn connect_as(&self, door: Door, identity: Identity) -> Client {
        let (ours, theirs) = FdSocket::pair().unwrap();
        let seat = door.server.seat(Newcomer {
            transport: Transport::Unix,
            read_only: door.read_only,
            address: None,
            authenticated: door.auth.admits_at_once(&identity),
            identity,
        });
        tokio::spawn(serve(theirs, seat, door, Arc::clone(&self.daemon)));
        Client::new(ours)
    }

    pub fn connect(&self) -> Client {
        self.connect_at(self.door())
    }

    /// A client of the admin server.
    pub fn connect_admin(&self) -> Client {
        let server = Arc::clone(&self.admin);
        self.connect_at(Door { server, programs: ADMIN_PROGRAMS, ..self.door() })
    }

    /// A client whose connection is open.
    pub async fn open(&self) -> Client {
        let mut client = self.connect();
        client.open("qemu:///system").await.unwrap();
        client
    }
}

/// Lets anybody in who is root.
pub fn polkit() -> Arc<dyn Authenticator> {
    Arc::new(vireo_server::auth::RootOnly)
}

/// A bare client: frames and nothing else.
pub struct Client {
    pub socket: FdSocket,
    frames: FrameBuffer,
    serial: u32,
}

/// A received message.
#[derive(Debug)]
pub struct Got {
    pub header: Header,
    pub payload: Vec<u8>,
    pub fds: Vec<OwnedFd>,
}

impl Got {
    /// The result, or the error.
    pub fn result<T: Decode>(&self) -> Result<T, RemoteError> {
        match self.header.status {
            Status::Ok => Ok(from_bytes(&self.payload).unwrap().0),
            _ => Err(from_bytes(&self.payload).unwrap().0),
        }
    }
}

impl Client {
    pub fn new(socket: FdSocket) -> Client {
        Client { socket, frames: FrameBuffer::new(), serial: 0 }
    }

    pub async fn send_raw(&mut self, bytes: &[u8]) {
        self.socket.send_all(bytes, &[]).await.unwrap();
    }

    /// Sends a frame with any header.
    pub async fn send_frame(&mut self, header: &Header, payload: &[u8]) {
        let mut out = Vec::new();
        put_bytes(&mut out, header, payload).unwrap();
        self.send_raw(&out).await;
    }

    /// Sends a call, not waiting for its reply.
    pub async fn send<C: Call>(&mut self, args: &C::Args) -> u32 {
        let serial = self.serial;
        self.serial += 1;
        let mut out = Vec::new();
        put_frame(&mut out, &Header::call(C::PROGRAM, C::VERSION, C::NUMBER, serial), args)
            .unwrap();
        self.send_raw(&out).await;
        serial
    }

    /// The next message; `None` when the server has closed the connection.
    pub async fn recv(&mut self) -> Option<Got> {
        loop {
            if let Some(frame) = self.frames.next_frame().unwrap() {
                let (header, payload) = (frame.header, frame.payload.to_vec());
                return Some(Got { header, payload, fds: frame.fds });
            }
            let mut fds = Vec::new();
            let count = self.socket.recv(self.frames.room(), &mut fds).await.ok()?;
            if count == 0 {
                return None;
            }
            self.frames.filled(count);
            fds.into_iter().for_each(|fd| self.frames.push_fd(fd).unwrap());
        }
    }

    /// The reply to a call, skipping events.
    pub async fn reply(&mut self, serial: u32) -> Option<Got> {
        loop {
            let got = self.recv().await?;
            let is_reply =
                matches!(got.header.kind, MessageType::Reply | MessageType::ReplyWithFds);
            if is_reply && got.header.serial == serial {
                return Some(got);
            }
        }
    }

    /// Calls and waits.
    pub async fn call<C: Call>(&mut self, args: &C::Args) -> Result<C::Ret, RemoteError>
    where
        C::Args: Encode,
    {
        let serial = self.send::<C>(args).await;
        self.reply(serial).await.expect("the server closed the connection").result()
    }

    /// Opens the connection.
    pub async fn open(&mut self, uri: &str) -> Result<(), RemoteError> {
        let args = remote::ConnectOpenArgs { name: Some(uri.into()), flags: 0 };
        self.call::<remote::call::ConnectOpen>(&args).await
    }

    /// The next event, decoded.
    pub async fn event<E: vireo_proto::Event>(&mut self) -> E::Msg {
        loop {
            let got = self.recv().await.expect("the server closed the connection");
            if got.header.kind == MessageType::Message && got.header.proc == E::NUMBER {
                return from_bytes(&got.payload).unwrap().0;
            }
        }
    }
}

/// The text of an error.
pub fn text(error: &RemoteError) -> String {
    error.message.as_ref().unwrap().to_string()
}

/// Any domain.
pub fn dom() -> remote::Domain {
    remote::Domain { name: "x".into(), uuid: [1; 16], id: -1 }
}

/// A payload's bytes.
pub fn bytes<T: Encode>(value: &T) -> Vec<u8> {
    to_vec(value).unwrap()
}

/// What a descriptor's other end wrote.
pub fn read_all(fd: OwnedFd) -> Vec<u8> {
    let mut text = Vec::new();
    let mut file = std::fs::File::from(fd.as_fd().try_clone_to_owned().unwrap());
    std::io::Read::read_to_end(&mut file, &mut text).unwrap();
    text
}
