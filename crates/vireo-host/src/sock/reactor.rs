//! What the reactor watches a socket for.

use std::io;
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, OwnedFd};
use std::sync::{Arc, OnceLock};

use rustix::fs::{OFlags, fcntl_getfl, fcntl_setfl};
use tokio::io::Interest;
use tokio::io::unix::AsyncFd;

/// Owns a descriptor, alone or with others, and keeps it open and the same.
pub(super) trait Owned: AsFd + AsRawFd {}

impl Owned for OwnedFd {}

impl Owned for Arc<OwnedFd> {}

/// Hands `fd` to the reactor, non-blocking, to be watched for this.
#[allow(unsafe_code)]
pub(super) fn watch<F: Owned>(fd: F, interest: Interest) -> io::Result<AsyncFd<F>> {
    let flags = fcntl_getfl(&fd)?;
    if !flags.contains(OFlags::NONBLOCK) {
        fcntl_setfl(&fd, flags | OFlags::NONBLOCK)?;
    }
    // SAFETY: what is `Owned` keeps its descriptor open and the same for as long as it lives.
    Ok(unsafe { AsyncFd::register_with_interest(fd, interest) }?)
}

/// Room to send, watched for from when there was none for the first time. A socket that is
/// watched for room wakes its owner whenever the peer has read something: after each reply, for
/// nothing, and at the cost of the peer.
#[derive(Debug, Default)]
pub(super) struct Room(OnceLock<AsyncFd<OwnedFd>>);

impl Room {
    /// Sends by `send`, waiting until the kernel takes something.
    pub(super) async fn send(
        &self,
        socket: BorrowedFd<'_>,
        mut send: impl FnMut(BorrowedFd<'_>) -> io::Result<usize>,
    ) -> io::Result<usize> {
        match send(socket) {
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
            sent => return sent,
        }
        let watched = self.watched(socket)?;
        loop {
            let mut guard = watched.writable().await?;
            match guard.try_io(|fd| send(fd.as_fd())) {
                Ok(sent) => return sent,
                Err(_would_block) => {}
            }
        }
    }

    /// The same socket under another number: the reactor takes each number once.
    fn watched(&self, socket: BorrowedFd<'_>) -> io::Result<&AsyncFd<OwnedFd>> {
        if let Some(watched) = self.0.get() {
            return Ok(watched);
        }
        let new = watch(socket.try_clone_to_owned()?, Interest::WRITABLE)?;
        Ok(self.0.get_or_init(|| new))
    }
}

#[cfg(test)]
mod tests {
    use std::os::fd::{AsFd, AsRawFd};

    use super::super::FdSocket;

    /// What the kernel watches a descriptor for, by the reactors of this process.
    fn watched_for(fd: &FdSocket) -> Vec<u32> {
        let wanted = fd.as_fd().as_raw_fd().to_string();
        let infos = std::fs::read_dir("/proc/self/fdinfo").unwrap().flatten();
        let texts = infos.filter_map(|info| std::fs::read_to_string(info.path()).ok());
        let events = |text: String| {
            let lines = text.lines().filter(|line| line.starts_with("tfd:"));
            let words = lines.map(|line| line.split_whitespace().map(str::to_owned).collect());
            let of_it = words.filter(|words: &Vec<String>| words[1] == wanted);
            of_it.map(|words| u32::from_str_radix(&words[3], 16).unwrap()).collect::<Vec<_>>()
        };
        texts.flat_map(events).collect()
    }

    #[tokio::test]
    async fn what_comes_unwatched_is_told_when_watched_again() {
        let (mut a, b) = FdSocket::pair().unwrap();
        let (mut buf, mut fds) = ([0; 16], Vec::new());
        a.unwatch();
        assert!(watched_for(&a).is_empty(), "it costs the reactor nothing");
        assert_eq!(a.try_recv(&mut buf, &mut fds).unwrap(), None);
        b.send_all(b"one", &[]).await.unwrap();
        assert_eq!(a.try_recv(&mut buf, &mut fds).unwrap(), Some(3));
        b.send_all(b"three", &[]).await.unwrap();
        a.recv(&mut buf, &mut fds).await.unwrap_err();
        a.watch().unwrap();
        assert_eq!(a.recv(&mut buf, &mut fds).await.unwrap(), 5);
    }

    #[tokio::test]
    async fn a_reader_costs_no_wake_ups() {
        const EPOLLIN: u32 = 1;
        const EPOLLOUT: u32 = 4;
        let (a, b) = FdSocket::pair().unwrap();
        a.send_all(b"reply", &[]).await.unwrap();
        assert!(a.room.0.get().is_none(), "there was room");
        let watched = watched_for(&a);
        assert!(!watched.is_empty());
        assert!(watched.iter().all(|events| events & (EPOLLIN | EPOLLOUT) == EPOLLIN));

        let much = vec![7; 4 << 20];
        let (sent, got) = tokio::join!(a.send_all(&much, &[]), async {
            let (mut got, mut buf, mut fds) = (0, vec![0; 65536], Vec::new());
            while got < much.len() + 5 {
                got += b.recv(&mut buf, &mut fds).await.unwrap();
            }
            got
        });
        sent.unwrap();
        assert_eq!(got, much.len() + 5);
        assert!(a.room.0.get().is_some(), "more was sent than the kernel holds");
    }
}
