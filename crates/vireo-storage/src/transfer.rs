//! Bytes of volumes to and from clients, by streams. Each has a thread of its own, which waits where
//! the client is slow.

use std::fs::{File, OpenOptions};
use std::io;
use std::os::unix::fs::FileExt;
use std::sync::Arc;

use vireo_api::stream::{Stream, StreamItem};
use vireo_api::{Error, Result};
use vireo_model::storage::Volume;

use crate::copy::next_data;
use crate::object::InUse;
use crate::{document, error, scan};

/// Bytes of a packet.
const CHUNK: usize = 256 * 1024;

/// Which bytes.
#[derive(Debug, Clone, Copy)]
pub struct Part {
    /// The first.
    pub offset: u64,
    /// How many; 0 for all.
    pub length: u64,
    /// Holes are told apart.
    pub sparse: bool,
}

/// Sends bytes of a volume to a client.
///
/// # Errors
/// It can't be read.
pub async fn download(volume: &Volume, part: Part, stream: Stream, held: InUse) -> Result<()> {
    let path = document::path(volume).to_owned();
    let file = scan::look(move || {
        File::open(&path).map_err(|e| error::system(format!("Unable to open '{path}'"), &e))
    })
    .await?;
    tokio::spawn(async move {
        let _held = held;
        let told = send(Arc::new(file), part, &stream).await;
        let last = match told {
            Ok(()) => StreamItem::Finish,
            Err(error) => StreamItem::Abort(Some(error)),
        };
        // A client that is gone needs to be told nothing.
        let _ = stream.send(last).await;
    });
    Ok(())
}

async fn send(file: Arc<File>, part: Part, stream: &Stream) -> Result<()> {
    let told = |e: &io::Error| error::system("cannot read from the volume", e);
    let size = file.metadata().map_err(|e| told(&e))?.len();
    let end = match part.length {
        0 => size,
        length => part.offset.saturating_add(length).min(size),
    };
    let mut at = part.offset;
    while at < end {
        let (begin, data_end) = match part.sparse {
            false => (at, end),
            true => {
                let found = next_data(&file, at).map_err(|e| told(&e.into()))?;
                found.unwrap_or((end, end))
            }
        };
        let begin = begin.min(end);
        if begin > at {
            let hole = i64::try_from(begin - at).unwrap_or(i64::MAX);
            stream.send(StreamItem::Hole(hole)).await?;
            at = begin;
        }
        while at < data_end.min(end) {
            let most = usize::try_from(data_end.min(end) - at).unwrap_or(CHUNK).min(CHUNK);
            let bytes = read(&file, at, most).await?;
            if bytes.is_empty() {
                return Ok(());
            }
            at += bytes.len() as u64;
            stream.send_data(bytes).await?;
        }
    }
    Ok(())
}

async fn read(file: &Arc<File>, at: u64, most: usize) -> Result<Vec<u8>> {
    let file = Arc::clone(file);
    scan::look(move || {
        let mut bytes = vec![0; most];
        let count = file
            .read_at(&mut bytes, at)
            .map_err(|e| error::system("cannot read from the volume", &e))?;
        bytes.truncate(count);
        Ok(bytes)
    })
    .await
}

/// Writes what a client sends into a volume; `done` runs when all is written.
///
/// # Errors
/// It can't be written.
pub async fn upload(
    volume: &Volume,
    part: Part,
    stream: Stream,
    held: InUse,
    done: impl Future<Output = ()> + Send + 'static,
) -> Result<()> {
    let path = document::path(volume).to_owned();
    let file = scan::look(move || {
        let file = OpenOptions::new().write(true).open(&path);
        file.map_err(|e| error::system(format!("Unable to open '{path}'"), &e))
    })
    .await?;
    tokio::spawn(async move {
        let mut stream = stream;
        let came = receive(&Arc::new(file), part, &mut stream).await;
        drop(held);
        done.await;
        let last = match came {
            Ok(true) => StreamItem::Finish,
            Ok(false) => return,
            Err(error) => StreamItem::Abort(Some(error)),
        };
        let _ = stream.send(last).await;
    });
    Ok(())
}

/// Writes what comes; tells whether the client said that it was all.
async fn receive(file: &Arc<File>, part: Part, stream: &mut Stream) -> Result<bool> {
    let end = match part.length {
        0 => u64::MAX,
        length => part.offset.saturating_add(length),
    };
    let mut at = part.offset;
    loop {
        match stream.recv().await {
            StreamItem::Data(data) => {
                check_room(at, data.len() as u64, end)?;
                let length = data.len() as u64;
                let file = Arc::clone(file);
                scan::work(move || file.write_all_at(&data, at).map_err(|e| unwritten(&e))).await?;
                at += length;
            }
            StreamItem::Hole(length) => {
                let length = u64::try_from(length)
                    .map_err(|_| error::invalid_arg("a hole has no negative length"))?;
                check_room(at, length, end)?;
                let file = Arc::clone(file);
                scan::work(move || punch(&file, at, length)).await?;
                at += length;
            }
            StreamItem::Finish => {
                let file = Arc::clone(file);
                scan::work(move || file.sync_all().map_err(|e| unwritten(&e))).await?;
                return Ok(true);
            }
            StreamItem::Abort(_) => return Ok(false),
        }
    }
}

fn unwritten(source: &io::Error) -> Error {
    error::system("cannot write to stream", source)
}

fn check_room(at: u64, length: u64, end: u64) -> Result<()> {
    match at.checked_add(length).is_some_and(|last| last <= end) {
        true => Ok(()),
        false => {
            Err(unwritten(&io::Error::from_raw_os_error(rustix::io::Errno::NOSPC.raw_os_error())))
        }
    }
}

/// Zeroes: no bytes where the file had some, and the file is at least so long.
fn punch(file: &File, at: u64, length: u64) -> Result<()> {
    use rustix::fs::{FallocateFlags, fallocate};
    let size = file.metadata().map_err(|e| unwritten(&e))?.len();
    let end = at.saturating_add(length);
    if size < end {
        file.set_len(end).map_err(|e| unwritten(&e))?;
    }
    let there = end.min(size).saturating_sub(at);
    if there == 0 {
        return Ok(());
    }
    let flags = FallocateFlags::PUNCH_HOLE | FallocateFlags::KEEP_SIZE;
    if fallocate(file, flags, at, there).is_ok() {
        return Ok(());
    }
    let zeroes = vec![0; CHUNK];
    let mut done = 0;
    while done < there {
        let part = usize::try_from(there - done).unwrap_or(CHUNK).min(CHUNK);
        file.write_all_at(&zeroes[..part], at + done).map_err(|e| unwritten(&e))?;
        done += part as u64;
    }
    Ok(())
}
