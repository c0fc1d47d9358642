//! The client against a small server made of the protocol's other half.

#![allow(clippy::unwrap_used)]

use std::os::fd::{AsFd, OwnedFd};
use std::time::{Duration, Instant};

use tokio::task::JoinHandle;
use vireo_client::{Chunk, Client, ClientError, Closed, OpenOptions};
use vireo_host::sock::{FdListener, FdSocket, Outbox};
use vireo_proto::remote::call::{
    AuthList, ConnectGetHostname, ConnectOpen, ConnectSupportsFeature, DomainFdAssociate,
    DomainOpenGraphicsFd, DomainSuspend, NodeGetFreeMemory, StorageVolDownload, StorageVolUpload,
};
use vireo_proto::remote::event::DomainEventReboot;
use vireo_proto::remote::{self, AuthListRet, Domain, DomainEventRebootMsg, StorageVol};
use vireo_proto::{Call, Event};
use vireo_rpc::{
    Header, Incoming, Keepalive, MessageType, RemoteError, STREAM_WINDOW, ServerSession, Status,
    StreamId, answers, put_frame, put_frame_with_fds, put_reply,
};
use vireo_xdr::from_bytes;

const PROGRAMS: &[(u32, u32)] = &[(remote::PROGRAM, remote::VERSION)];

/// What the server has heard, beside calls.
#[derive(Debug, Default)]
struct Heard {
    name: Option<String>,
    stream: Vec<u8>,
    holes: Vec<i64>,
    finished: usize,
    aborted: usize,
    inodes: Vec<u64>,
    pauses: usize,
}

struct Server {
    socket: FdSocket,
    session: ServerSession,
    outbox: Outbox,
    heard: Heard,
    /// Stream data that is not used up at once, but only when the window is full.
    lazy: Vec<(StreamId, usize)>,
}

impl Server {
    fn start() -> (Client, JoinHandle<Heard>) {
        let (ours, theirs) = FdSocket::pair().unwrap();
        (Client::new(theirs), tokio::spawn(Self::new(ours).run()))
    }

    fn new(socket: FdSocket) -> Self {
        let session = ServerSession::new(PROGRAMS, Keepalive::new(Duration::ZERO, 0));
        Self { socket, session, outbox: Outbox::new(), heard: Heard::default(), lazy: Vec::new() }
    }

    async fn run(mut self) -> Heard {
        let mut fds = Vec::new();
        loop {
            if self.session.paused() {
                self.heard.pauses += 1;
                for (id, count) in self.lazy.drain(..) {
                    self.session.stream_consumed(id, count);
                }
            }
            match self.socket.recv(self.session.room(), &mut fds).await {
                Ok(0) | Err(_) => return self.heard,
                Ok(count) => self.session.received(count, fds.drain(..), Instant::now()).unwrap(),
            }
            if !self.answer() || self.outbox.flush(&self.socket).await.is_err() {
                return self.heard;
            }
        }
    }

    /// Acts on what came; `false` closes the connection.
    fn answer(&mut self) -> bool {
        let mut streams = Vec::new();
        let mut ends = Vec::new();
        while let Some(incoming) = self.session.next(self.outbox.bytes()).unwrap() {
            match incoming {
                Incoming::Call { header, args, fds } => {
                    let heard = &mut self.heard;
                    match call(&header, args, &fds, heard, &mut self.outbox) {
                        After::Nothing => {}
                        After::Stream => {
                            // Before its packets, which may be in the same read.
                            streams.push(StreamId::of(&header));
                            self.session.open_stream(StreamId::of(&header), true);
                        }
                        After::Close => return false,
                    }
                }
                Incoming::StreamData { id, data } => {
                    self.heard.stream.extend_from_slice(data);
                    self.lazy.push((id, data.len()));
                }
                Incoming::StreamHole { hole, .. } => self.heard.holes.push(hole.length),
                Incoming::StreamFinish { id } => {
                    self.heard.finished += 1;
                    ends.push(id);
                }
                Incoming::StreamAbort { id, .. } => {
                    self.heard.aborted += 1;
                    ends.push(id);
                }
            }
        }
        let out = self.outbox.bytes();
        for id in streams {
            if id.proc == StorageVolDownload::NUMBER {
                self.session.stream_data(id, b"first", out);
                self.session.stream_hole(id, 3, out);
                self.session.stream_data(id, &vec![7; 600_000], out);
                self.session.stream_data(id, b"", out);
            }
        }
        for id in ends {
            let full = answers::rpc_error("the volume is full");
            let failed = self.heard.stream.ends_with(b"too much");
            self.session.end_stream(id, if failed { Err(&full) } else { Ok(()) }, out);
        }
        true
    }
}

enum After {
    Nothing,
    Stream,
    Close,
}

fn call(
    header: &Header,
    args: &[u8],
    fds: &[OwnedFd],
    heard: &mut Heard,
    outbox: &mut Outbox,
) -> After {
    fn ok<C: Call>(outbox: &mut Outbox, header: &Header, ret: &C::Ret) {
        put_reply(outbox.bytes(), header, Ok(ret));
    }
    match header.proc {
        AuthList::NUMBER => ok::<AuthList>(outbox, header, &AuthListRet { types: vec![] }),
        ConnectSupportsFeature::NUMBER => {
            let ret = remote::ConnectSupportsFeatureRet { supported: 1 };
            ok::<ConnectSupportsFeature>(outbox, header, &ret);
        }
        ConnectOpen::NUMBER => {
            let (args, _) = from_bytes::<remote::ConnectOpenArgs>(args).unwrap();
            heard.name = args.name.map(|name| name.to_string());
            ok::<ConnectOpen>(outbox, header, &());
        }
        ConnectGetHostname::NUMBER => {
            let ret = remote::ConnectGetHostnameRet { hostname: "here".into() };
            ok::<ConnectGetHostname>(outbox, header, &ret);
        }
        StorageVolUpload::NUMBER | StorageVolDownload::NUMBER => {
            put_reply(outbox.bytes(), header, Ok(&()));
            return After::Stream;
        }
        DomainFdAssociate::NUMBER => {
            heard.inodes.extend(fds.iter().map(inode));
            ok::<DomainFdAssociate>(outbox, header, &());
        }
        DomainOpenGraphicsFd::NUMBER => {
            let header = Header { kind: MessageType::ReplyWithFds, ..*header };
            put_frame_with_fds(outbox.bytes(), &header, 1, &()).unwrap();
            outbox.push_fd(std::fs::File::open("/dev/null").unwrap().into());
        }
        DomainSuspend::NUMBER => {
            let event =
                Header::message(remote::PROGRAM, remote::VERSION, DomainEventReboot::NUMBER);
            put_frame(outbox.bytes(), &event, &DomainEventRebootMsg { dom: domain() }).unwrap();
            ok::<DomainSuspend>(outbox, header, &());
        }
        NodeGetFreeMemory::NUMBER => return After::Close,
        other => {
            put_reply::<()>(outbox.bytes(), header, Err(&answers::unknown_procedure(other)));
        }
    }
    assert_eq!(header.status, Status::Ok);
    After::Nothing
}

fn inode(fd: &OwnedFd) -> u64 {
    use std::os::unix::fs::MetadataExt;
    std::fs::File::from(fd.try_clone().unwrap()).metadata().unwrap().ino()
}

fn domain() -> Domain {
    Domain { name: "guest".into(), uuid: [7; 16], id: 3 }
}

fn volume() -> StorageVol {
    StorageVol { pool: "pool".into(), name: "vol".into(), key: "key".into() }
}

fn upload() -> remote::StorageVolUploadArgs {
    remote::StorageVolUploadArgs { vol: volume(), offset: 0, length: 0, flags: 0 }
}

fn download() -> remote::StorageVolDownloadArgs {
    remote::StorageVolDownloadArgs { vol: volume(), offset: 0, length: 0, flags: 0 }
}

#[tokio::test]
async fn opening_says_what_stock_clients_say() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sock");
    let listener = FdListener::bind_unix(&path, 0o700).unwrap();
    let uri = format!("qemu+unix:///system?socket={}", path.display());
    let server =
        tokio::spawn(async move { Server::new(listener.accept().await.unwrap()).run().await });
    let client = Client::open(&uri).await.unwrap();
    assert_eq!(client.call::<ConnectGetHostname>(&()).await.unwrap().hostname, *"here");
    client.close().await;
    assert_eq!(client.is_closed(), Some(Closed::Here));
    assert_eq!(server.await.unwrap().name.as_deref(), Some("qemu:///system"));
    assert!(matches!(client.call::<ConnectGetHostname>(&()).await, Err(ClientError::Closed(_))));
}

#[tokio::test]
async fn many_calls_at_once_find_their_answers() {
    let (client, _server) = Server::start();
    let calls: Vec<_> = (0..200)
        .map(|number| {
            let client = client.clone();
            tokio::spawn(async move {
                if number % 2 == 0 {
                    client.call::<ConnectGetHostname>(&()).await.map(|ret| ret.hostname)
                } else {
                    let unknown = (remote::PROGRAM, remote::VERSION, 10_000 + number);
                    client.call_raw(unknown, &[]).await.map(|_| "none".into())
                }
            })
        })
        .collect();
    for (number, call) in calls.into_iter().enumerate() {
        match call.await.unwrap() {
            Ok(name) => assert_eq!((number % 2, name), (0, "here".into())),
            Err(error) => {
                let text = format!("unknown procedure: {}", 10_000 + number);
                assert_eq!(error.remote().map(RemoteError::to_string), Some(text));
            }
        }
    }
}

#[tokio::test]
async fn descriptors_go_both_ways() {
    let (client, server) = Server::start();
    let file = std::fs::File::open("/dev/null").unwrap();
    let wanted = inode(&file.try_clone().unwrap().into());
    let fds: Vec<OwnedFd> = (0..3).map(|_| file.as_fd().try_clone_to_owned().unwrap()).collect();
    let args = remote::DomainFdAssociateArgs { dom: domain(), name: "x".into(), flags: 0 };
    client.call_with_fds::<DomainFdAssociate>(&args, fds).await.unwrap();
    let args = remote::DomainOpenGraphicsFdArgs { dom: domain(), idx: 0, flags: 0 };
    let (_, fds) = client.call_with_fds::<DomainOpenGraphicsFd>(&args, vec![]).await.unwrap();
    assert_eq!(fds.iter().map(inode).collect::<Vec<_>>(), [wanted]);
    drop(client);
    assert_eq!(server.await.unwrap().inodes, [wanted; 3]);
}

#[tokio::test]
async fn events_reach_their_receiver() {
    let (client, _server) = Server::start();
    let args = remote::DomainSuspendArgs { dom: domain() };
    client.call::<DomainSuspend>(&args).await.unwrap();
    let mut events = client.events();
    client.call::<DomainSuspend>(&args).await.unwrap();
    let event = events.recv().await.unwrap();
    assert_eq!(event.get::<DomainEventReboot>(), Some(Ok(DomainEventRebootMsg { dom: domain() })));
    assert!(event.get::<remote::event::DomainEventLifecycle>().is_none());
    assert!(events.try_recv().is_err(), "the first came before anyone asked");
    client.close().await;
    assert_eq!(events.recv().await, None);
}

#[tokio::test]
async fn uploads_flow_through_a_window() {
    let (client, server) = Server::start();
    let ((), mut stream) = client.call_stream::<StorageVolUpload>(&upload()).await.unwrap();
    let data: Vec<u8> = (0..5 * STREAM_WINDOW).map(|n| n.to_le_bytes()[1]).collect();
    stream.send(&data).await.unwrap();
    stream.send_hole(1 << 40).await.unwrap();
    stream.finish().await.unwrap();
    drop(client);
    let heard = server.await.unwrap();
    assert!(heard.stream == data);
    assert_eq!((heard.holes, heard.finished, heard.aborted), (vec![1 << 40], 1, 0));
    assert!(heard.pauses >= 3, "{}", heard.pauses);
}

#[tokio::test]
async fn a_stream_that_fails_tells_why() {
    let (client, _server) = Server::start();
    let ((), mut stream) = client.call_stream::<StorageVolUpload>(&upload()).await.unwrap();
    stream.send(b"too much").await.unwrap();
    let error = stream.finish().await.unwrap_err();
    assert_eq!(error.to_string(), "the volume is full");
    // The connection goes on.
    assert!(client.call::<ConnectGetHostname>(&()).await.is_ok());
}

#[tokio::test]
async fn downloads_come_in_pieces_and_end() {
    let (client, server) = Server::start();
    let ((), mut stream) = client.call_stream::<StorageVolDownload>(&download()).await.unwrap();
    assert_eq!(stream.recv().await.unwrap(), Some(Chunk::Data(b"first".to_vec())));
    assert_eq!(stream.recv().await.unwrap(), Some(Chunk::Hole(3)));
    let rest = stream.read_to_end(1_000_000).await.unwrap();
    assert!(rest == [7; 600_000]);
    stream.finish().await.unwrap();
    let ((), mut stream) = client.call_stream::<StorageVolDownload>(&download()).await.unwrap();
    assert!(matches!(stream.read_to_end(6).await, Err(ClientError::Xdr(_))));
    stream.abort().await.unwrap();
    drop(client);
    let heard = server.await.unwrap();
    assert_eq!((heard.finished, heard.aborted), (1, 1));
}

#[tokio::test]
async fn a_stream_nobody_reads_does_not_hold_up_the_connection_once_dropped() {
    let (client, server) = Server::start();
    for _ in 0..4 {
        let ((), stream) = client.call_stream::<StorageVolDownload>(&download()).await.unwrap();
        drop(stream);
    }
    // Its answer comes behind all of that data.
    assert!(client.call::<ConnectGetHostname>(&()).await.is_ok());
    drop(client);
    assert_eq!(server.await.unwrap().aborted, 4);
}

#[tokio::test]
async fn a_lost_connection_is_told_to_all_who_wait() {
    let (client, server) = Server::start();
    let ((), mut stream) = client.call_stream::<StorageVolUpload>(&upload()).await.unwrap();
    let lost = client.call::<NodeGetFreeMemory>(&()).await.unwrap_err();
    assert!(matches!(lost, ClientError::Closed(Closed::ByPeer)), "{lost:?}");
    assert!(matches!(stream.recv().await, Err(ClientError::Closed(Closed::ByPeer))));
    assert!(matches!(stream.send(b"x").await, Err(ClientError::Closed(_))));
    assert_eq!(client.closed().await, Closed::ByPeer);
    server.await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_silent_daemon_is_given_up() {
    let (_silent, theirs) = FdSocket::pair().unwrap();
    let client = Client::new(theirs);
    let patient = client.within(None);
    let call = tokio::spawn(async move { patient.call::<ConnectGetHostname>(&()).await });
    assert!(matches!(client.call::<AuthList>(&()).await, Err(ClientError::Deadline)));
    assert!(!call.is_finished());
    drop(_silent);
    assert!(matches!(call.await.unwrap(), Err(ClientError::Closed(Closed::ByPeer))));
}

// REQ: N-04
#[tokio::test(start_paused = true)]
async fn missed_keepalives_close_the_connection() {
    let (_silent, theirs) = FdSocket::pair().unwrap();
    let client = Client::new(theirs);
    let start = Instant::now();
    client.keepalive(Duration::from_secs(5), 2).unwrap();
    let reason = client.closed().await;
    assert_eq!(reason.to_string(), "connection closed due to keepalive timeout");
    assert!(start.elapsed() < Duration::from_secs(5), "the test's clock is held");
}

// REQ: N-04
#[tokio::test(start_paused = true)]
async fn an_answering_daemon_keeps_its_connection() {
    let (client, server) = Server::start();
    client.handshake("", &OpenOptions::default()).await.unwrap();
    client.keepalive(Duration::from_secs(5), 1).unwrap();
    let wait = tokio::time::timeout(Duration::from_secs(1000), client.closed()).await;
    assert!(wait.is_err(), "{wait:?}");
    drop(client);
    // An empty name is sent as such, the way the stock client does.
    assert_eq!(server.await.unwrap().name.as_deref(), Some(""));
}
