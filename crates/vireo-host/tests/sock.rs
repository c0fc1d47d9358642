//! The socket that passes descriptors: thousands of passes at random cuts, none lost,
//! none stuck.

#![allow(clippy::unwrap_used)]

use std::fs::File;
use std::os::fd::{AsFd, AsRawFd, OwnedFd};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::time::Duration;

use rustix::fs::{fstat, memfd_create};
use rustix::io::{FdFlags, fcntl_getfd};
use vireo_host::sock::{FDS_PER_CALL, FdListener, FdSocket, Outbox};

/// Random numbers, the same in each run.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        usize::try_from(self.0 >> 33).unwrap() % end
    }
}

/// A file whose inode tells it from the others.
fn marked() -> (OwnedFd, u64) {
    let fd = memfd_create("mark", rustix::fs::MemfdFlags::CLOEXEC).unwrap();
    let inode = fstat(&fd).unwrap().st_ino;
    (fd, inode)
}

/// A stall is a failure, not a hang.
async fn soon<T>(future: impl Future<Output = T>) -> T {
    tokio::time::timeout(Duration::from_secs(60), future).await.expect("it stalls")
}

/// What a run sent or received: bytes, and descriptors at their places.
#[derive(Debug, Default, PartialEq)]
struct Traffic {
    bytes: Vec<u8>,
    fds: Vec<(usize, u64)>,
}

/// Sends `messages` messages of random size, each with up to three descriptors
/// after it, in random pieces.
async fn send(socket: FdSocket, mut random: Random, messages: usize) -> Traffic {
    let mut sent = Traffic::default();
    let mut outbox = Outbox::new();
    for number in 0..messages {
        let message = vec![number.to_le_bytes()[0]; random.below(90)];
        outbox.bytes().extend_from_slice(&message);
        sent.bytes.extend_from_slice(&message);
        for _ in 0..random.below(4) {
            let (fd, inode) = marked();
            outbox.push_fd(fd);
            sent.fds.push((sent.bytes.len(), inode));
            sent.bytes.push(0);
        }
        match random.below(4) {
            0 => {}
            1 => outbox.send_some(&socket).await.unwrap(),
            2 => {
                tokio::task::yield_now().await;
                outbox.flush(&socket).await.unwrap();
            }
            _ => outbox.flush(&socket).await.unwrap(),
        }
    }
    outbox.flush(&socket).await.unwrap();
    assert!(outbox.is_empty());
    sent
}

/// Reads to the end with buffers of random size.
async fn receive(socket: FdSocket, mut random: Random) -> Traffic {
    let mut got = Traffic::default();
    let mut buf = [0; 200];
    let mut fds = Vec::new();
    loop {
        let most = if random.below(2) == 0 { 8 } else { 199 };
        let size = 1 + random.below(most);
        let count = socket.recv(&mut buf[..size], &mut fds).await.unwrap();
        if count == 0 {
            return got;
        }
        got.bytes.extend_from_slice(&buf[..count]);
        assert!(fds.len() <= 1, "a read ends behind each descriptor");
        for fd in fds.drain(..) {
            assert!(fcntl_getfd(&fd).unwrap().contains(FdFlags::CLOEXEC));
            got.fds.push((got.bytes.len() - 1, fstat(&fd).unwrap().st_ino));
        }
    }
}

// DEPENDENCIES §10: a plain buffered socket loses descriptors, and stalls.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_descriptor_is_lost_in_thousands() {
    let mut passed = 0;
    for seed in 0..300 {
        let (a, b) = FdSocket::pair().unwrap();
        let sender = tokio::spawn(send(a, Random(seed), 12));
        let receiver = tokio::spawn(receive(b, Random(seed + 1_000_000)));
        let sent = soon(sender).await.unwrap();
        let got = soon(receiver).await.unwrap();
        assert_eq!(got, sent, "seed {seed}");
        passed += sent.fds.len();
    }
    assert!(passed > 4000, "{passed}");
}

#[tokio::test]
async fn one_long_connection_keeps_in_step() {
    let (a, b) = FdSocket::pair().unwrap();
    let (sent, got) =
        soon(async { tokio::join!(send(a, Random(7), 3000), receive(b, Random(8))) }).await;
    assert!(sent == got, "{} of {} descriptors", got.fds.len(), sent.fds.len());
}

// One message, wait, one message: the shape in which a plain socket was seen to stall.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ping_pong_with_descriptors_never_stalls() {
    let (a, b) = FdSocket::pair().unwrap();
    let echo = tokio::spawn(async move {
        let (mut buf, mut fds) = ([0; 64], Vec::new());
        loop {
            let mut count = 0;
            while count < 9 {
                match b.recv(&mut buf[count..], &mut fds).await.unwrap() {
                    0 => return,
                    more => count += more,
                }
            }
            assert_eq!((count, fds.len()), (9, 2));
            let back = fds.pop().unwrap();
            fds.clear();
            b.send_all(&buf[..4], &[]).await.unwrap();
            b.send_all(&[0], &[back.as_fd()]).await.unwrap();
        }
    });
    let (file, inode) = marked();
    let (mut buf, mut fds) = ([0; 64], Vec::new());
    for round in 0..3000_usize {
        let mut outbox = Outbox::new();
        outbox.bytes().extend_from_slice(b"call");
        outbox.push_fd(file.try_clone().unwrap());
        outbox.push_fd(file.try_clone().unwrap());
        outbox.bytes().extend_from_slice(b"abc");
        soon(outbox.flush(&a)).await.unwrap();
        let mut count = 0;
        while count < 5 {
            count += soon(a.recv(&mut buf[count..5 + round % 40], &mut fds)).await.unwrap();
        }
        let back = fds.pop().expect("the descriptor came");
        assert_eq!((count, fds.len(), fstat(&back).unwrap().st_ino), (5, 0, inode));
    }
    drop(a);
    soon(echo).await.unwrap();
}

#[tokio::test]
async fn descriptors_can_travel_with_data() {
    let (a, b) = FdSocket::pair().unwrap();
    let files: Vec<_> = (0..FDS_PER_CALL).map(|_| marked()).collect();
    let borrowed: Vec<_> = files.iter().map(|(fd, _)| fd.as_fd()).collect();
    a.send_all(b"{\"execute\": \"add-fd\"}", &borrowed).await.unwrap();
    let (mut buf, mut fds) = ([0; 100], Vec::new());
    assert_eq!(soon(b.recv(&mut buf, &mut fds)).await.unwrap(), 21);
    let inodes: Vec<_> = fds.iter().map(|fd| fstat(fd).unwrap().st_ino).collect();
    assert_eq!(inodes, files.iter().map(|(_, inode)| *inode).collect::<Vec<_>>());

    assert!(a.send_with_fds(b"", &borrowed).await.is_err(), "no byte carries them");
    let too_many = vec![borrowed[0]; FDS_PER_CALL + 1];
    assert!(a.send_with_fds(b"x", &too_many).await.is_err());
}

#[tokio::test]
async fn a_closed_peer_is_an_end_and_a_broken_pipe() {
    let (a, b) = FdSocket::pair().unwrap();
    a.send_all(b"last words", &[]).await.unwrap();
    drop(a);
    let (mut buf, mut fds) = ([0; 100], Vec::new());
    assert_eq!(soon(b.recv(&mut buf, &mut fds)).await.unwrap(), 10);
    assert_eq!(soon(b.recv(&mut buf, &mut fds)).await.unwrap(), 0);
    let error = b.send(b"x").await.unwrap_err();
    assert_eq!(error.kind(), std::io::ErrorKind::BrokenPipe);
}

#[tokio::test]
async fn a_peer_that_never_reads_holds_up_its_sender_only() {
    let (a, b) = FdSocket::pair().unwrap();
    let mut outbox = Outbox::new();
    outbox.bytes().resize(4_000_000, 7);
    let stuck = tokio::time::timeout(Duration::from_millis(50), outbox.flush(&a)).await;
    assert!(stuck.is_err());
    outbox.bytes().extend_from_slice(b"end");
    let reader = tokio::spawn(receive_all(b));
    soon(outbox.flush(&a)).await.unwrap();
    drop(a);
    let got = soon(reader).await.unwrap();
    assert_eq!((got.len(), &got[4_000_000..]), (4_000_003, &b"end"[..]));
}

async fn receive_all(socket: FdSocket) -> Vec<u8> {
    let (mut got, mut buf, mut fds) = (Vec::new(), vec![0; 65_536], Vec::new());
    loop {
        match socket.recv(&mut buf, &mut fds).await.unwrap() {
            0 => return got,
            count => got.extend_from_slice(&buf[..count]),
        }
    }
}

#[tokio::test]
async fn unix_listeners_have_their_mode_and_know_their_peers() {
    let folder = std::env::temp_dir().join(format!("vireo-sock-{}", std::process::id()));
    std::fs::create_dir(&folder).unwrap();
    let path = folder.join("sock");
    let listener = FdListener::bind_unix(&path, 0o777).unwrap();
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o777);
    assert_eq!(listener.path().as_deref(), Some(path.as_path()));
    let (client, server) =
        soon(async { tokio::join!(FdSocket::connect_unix(&path), listener.accept()) }).await;
    let (client, server) = (client.unwrap(), server.unwrap());
    let peer = server.peer_credentials().unwrap().unwrap();
    let me = std::fs::metadata("/proc/self").unwrap();
    assert_eq!((peer.uid, peer.gid), (me.uid(), me.gid()));
    assert_eq!(peer.pid, i32::try_from(std::process::id()).unwrap());
    assert_eq!(peer.start_time, vireo_host::procfs::start_time(peer.pid).ok());
    assert!(server.is_unix() && client.peer_address().is_none());
    assert!(FdListener::bind_unix(&path, 0o700).is_err(), "the path is taken");
    std::fs::remove_dir_all(&folder).unwrap();
    assert!(FdSocket::connect_unix(&path).await.is_err());
}

#[tokio::test]
async fn tcp_is_the_same_without_descriptors() {
    let listener = FdListener::bind_tcp("127.0.0.1:0".parse().unwrap()).unwrap();
    let port = listener.local_address().unwrap().port();
    let (client, server) =
        soon(async { tokio::join!(FdSocket::connect_tcp("localhost", port), listener.accept()) })
            .await;
    let (client, server) = (client.unwrap(), server.unwrap());
    assert_eq!(server.peer_address(), client.local_address());
    assert_eq!(server.peer_credentials().unwrap(), None);
    let file = File::open("/dev/null").unwrap();
    assert!(client.send_with_fds(b"x", &[file.as_fd()]).await.is_err());
    client.send_all(b"hello", &[]).await.unwrap();
    client.shutdown_write().unwrap();
    assert_eq!(soon(receive_all(server)).await, b"hello");
    assert!(file.as_raw_fd() > 2);
}
