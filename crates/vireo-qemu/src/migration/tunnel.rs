//! A migration through the daemons' own connection: the memory goes between a pipe of QEMU's and a
//! stream, off the main path and with bounded memory. A side that does not read holds up only
//! its own migration (Q-MIG-06).

use std::io;
use std::os::fd::OwnedFd;

use bytes::BytesMut;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::unix::pipe;
use vireo_api::stream::{Stream, StreamItem};
use vireo_api::{Error, Result};

use crate::error::{failed, system};

/// Bytes of one packet: as many as every daemon takes.
const PACKET: usize = 256_000;

/// Bytes that wait in the pipe.
const PIPE: usize = 1 << 20;

fn make_pipe() -> io::Result<(OwnedFd, OwnedFd)> {
    let (read, write) = rustix::pipe::pipe_with(rustix::pipe::PipeFlags::CLOEXEC)?;
    // A larger pipe saves wake-ups; the kernel's limit for users may be lower.
    let _ = rustix::pipe::fcntl_setpipe_size(&write, PIPE);
    Ok((read, write))
}

/// A pipe that QEMU reads what comes through the stream from; gives QEMU's end.
///
/// # Errors
/// No descriptors are left.
pub fn into_pipe(stream: Stream) -> Result<OwnedFd> {
    let made = || -> io::Result<(OwnedFd, pipe::Sender)> {
        let (read, write) = make_pipe()?;
        Ok((read, pipe::Sender::from_owned_fd(write)?))
    };
    let (read, write) = made().map_err(|e| system("cannot make a pipe", &e))?;
    tokio::spawn(feed(stream, write));
    Ok(read)
}

async fn feed(mut stream: Stream, mut pipe: pipe::Sender) {
    loop {
        match stream.recv().await {
            StreamItem::Data(data) => {
                if let Err(error) = pipe.write_all(&data).await {
                    let told = system("cannot write to the guest's pipe", &error);
                    // Whoever sends learns it if it is still there.
                    let _ = stream.send(StreamItem::Abort(Some(told))).await;
                    return;
                }
            }
            StreamItem::Hole(_) => {}
            StreamItem::Finish => {
                drop(pipe);
                let _ = stream.send(StreamItem::Finish).await;
                return;
            }
            StreamItem::Abort(_) => return,
        }
    }
}

/// A pump from a pipe of QEMU's into a stream.
pub struct Pump {
    task: tokio::task::JoinHandle<Result<()>>,
    /// How it ended, once that is known: its task tells it once.
    ended: Option<Result<()>>,
}

impl Drop for Pump {
    /// Its end of the pipe closes, and QEMU's sending fails: to be done before QEMU is told to
    /// stop, or QEMU can block on it.
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Starts a pump; gives QEMU's end of the pipe.
///
/// # Errors
/// No descriptors are left.
pub fn out_of_pipe(sink: Box<dyn vireo_api::peer::PeerStream>) -> Result<(OwnedFd, Pump)> {
    let made = || -> io::Result<(OwnedFd, pipe::Receiver)> {
        let (read, write) = make_pipe()?;
        Ok((write, pipe::Receiver::from_owned_fd(read)?))
    };
    let (write, read) = made().map_err(|e| system("cannot make a pipe", &e))?;
    Ok((write, Pump { task: tokio::spawn(drain(read, sink)), ended: None }))
}

async fn drain(
    mut pipe: pipe::Receiver,
    mut sink: Box<dyn vireo_api::peer::PeerStream>,
) -> Result<()> {
    let mut buffer = BytesMut::new();
    loop {
        // Memory that was sent is used again once nobody has it any more.
        buffer.reserve(PACKET);
        let count = (&mut pipe).take(PACKET as u64).read_buf(&mut buffer).await;
        let count = count.map_err(|e| system("failed to read from the guest's pipe", &e))?;
        if count == 0 {
            return sink.finish().await;
        }
        sink.send(buffer.split().freeze()).await?;
    }
}

impl Pump {
    async fn end(&mut self) -> Result<()> {
        if self.ended.is_none() {
            let ended = (&mut self.task).await;
            self.ended = Some(ended.unwrap_or_else(|_| Err(failed("the migration tunnel broke"))));
        }
        self.ended.clone().unwrap_or(Ok(()))
    }

    /// Waits for trouble: an error of the stream. A pump that ends well never tells.
    pub async fn trouble(&mut self) -> Error {
        match self.end().await {
            Ok(()) => std::future::pending().await,
            Err(error) => error,
        }
    }

    /// Waits until all was sent.
    ///
    /// # Errors
    /// The stream's.
    pub async fn done(mut self) -> Result<()> {
        self.end().await
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::*;

    struct Sink;

    #[async_trait::async_trait]
    impl vireo_api::peer::PeerStream for Sink {
        async fn send(&mut self, _data: Bytes) -> Result<()> {
            Ok(())
        }

        async fn finish(self: Box<Self>) -> Result<()> {
            Ok(())
        }
    }

    /// REQ: Q-MIG-06
    #[tokio::test]
    async fn a_pump_that_ended_while_trouble_was_waited_for_is_done() {
        let (qemu, mut pump) = out_of_pipe(Box::new(Sink)).unwrap();
        drop(qemu);
        let long = std::time::Duration::from_secs(60);
        while !pump.task.is_finished() {
            tokio::task::yield_now().await;
        }
        for _ in 0..2 {
            let waited = tokio::time::timeout(std::time::Duration::from_millis(1), pump.trouble());
            assert!(waited.await.is_err(), "no trouble");
        }
        tokio::time::timeout(long, pump.done()).await.expect("it is over").unwrap();
    }
}
