//! Copying between a pipe and a file around the page cache (`O_DIRECT`): such a file takes whole
//! blocks from aligned memory only, which QEMU does not give.

use std::fs::File;
use std::io::{self, Read, Write};
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::fs::FileExt;

use rustix::fs::OFlags;

/// Bytes moved at once.
const CHUNK: usize = 1 << 20;

/// What every file system's blocks are a part of.
const ALIGN: usize = 4096;

/// Memory that begins at a multiple of [`ALIGN`].
struct Aligned {
    memory: Vec<u8>,
    start: usize,
}

impl Aligned {
    fn new() -> Self {
        let memory = vec![0; CHUNK + ALIGN];
        let start = memory.as_ptr().align_offset(ALIGN);
        Self { memory, start }
    }

    fn bytes(&mut self) -> &mut [u8] {
        &mut self.memory[self.start..self.start + CHUNK]
    }
}

/// Switches going around the page cache on or off for an open file.
///
/// # Errors
/// The file system has no such way.
pub fn set_direct(file: impl AsFd, on: bool) -> io::Result<()> {
    let mut flags = rustix::fs::fcntl_getfl(&file)?;
    flags.set(OFlags::DIRECT, on);
    Ok(rustix::fs::fcntl_setfl(&file, flags)?)
}

/// Copies all that comes from a pipe to the end of a file, whose first bytes (`head`) are not
/// written yet. Blocks; ends with the pipe. The bytes are on disk then.
///
/// # Errors
/// Reading or writing failed: the pipe is closed then, so that its writer learns of it.
pub fn write_all(from: OwnedFd, file: &File, head: &[u8]) -> io::Result<()> {
    let mut from = File::from(from);
    let mut buffer = Aligned::new();
    let (mut at, mut filled) = (0_u64, 0);
    let mut head = head;
    loop {
        let bytes = buffer.bytes();
        let read = match head {
            [] => from.read(&mut bytes[filled..])?,
            _ => head.read(&mut bytes[filled..])?,
        };
        filled += read;
        if filled == CHUNK {
            file.write_all_at(bytes, at)?;
            at += CHUNK as u64;
            filled = 0;
        } else if read == 0 && head.is_empty() {
            break;
        }
    }
    // The rest is no whole block.
    set_direct(file, false)?;
    file.write_all_at(&buffer.bytes()[..filled], at)?;
    file.sync_data()
}

/// Copies a file from `offset` to its end into a pipe. Blocks; a reader that closes the pipe ends
/// it.
///
/// # Errors
/// Reading failed.
pub fn read_all(file: &File, offset: u64, to: OwnedFd) -> io::Result<()> {
    let mut to = File::from(to);
    let mut buffer = Aligned::new();
    let mut skip = usize::try_from(offset % ALIGN as u64).unwrap_or(0);
    let mut at = offset - skip as u64;
    loop {
        let read = file.read_at(buffer.bytes(), at)?;
        if read <= skip {
            return Ok(());
        }
        match to.write_all(&buffer.bytes()[skip..read]) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => return Ok(()),
            written => written?,
        }
        if read % ALIGN != 0 {
            // The end: a further read would not be at a block.
            return Ok(());
        }
        at += read as u64;
        skip = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rustix::pipe::{PipeFlags, pipe_with};

    fn copy_through(head: usize, length: usize) {
        let dir = tempfile::tempdir_in(std::env::current_dir().unwrap()).unwrap();
        let path = dir.path().join("file");
        let file = File::options().create_new(true).read(true).write(true).open(&path).unwrap();
        // Some file systems have no such way: the copying must do all the same.
        let _ = set_direct(&file, true);
        let data: Vec<u8> = (0..head + length).map(|n| (n % 251) as u8).collect();
        let (reader, writer) = pipe_with(PipeFlags::CLOEXEC).unwrap();
        let body = data[head..].to_vec();
        let feeder = std::thread::spawn(move || File::from(writer).write_all(&body).unwrap());
        write_all(reader, &file, &data[..head]).unwrap();
        feeder.join().unwrap();
        assert!(std::fs::read(&path).unwrap() == data);
        let _ = set_direct(&file, true);
        let (reader, writer) = pipe_with(PipeFlags::CLOEXEC).unwrap();
        let drain = std::thread::spawn(move || {
            let mut all = Vec::new();
            File::from(reader).read_to_end(&mut all).unwrap();
            all
        });
        read_all(&file, head as u64, writer).unwrap();
        assert!(drain.join().unwrap() == data[head..]);
    }

    #[test]
    fn all_bytes_arrive_whatever_their_number() {
        for (head, length) in
            [(0, 0), (92, 0), (92, 5), (66_929, 3 << 20), (4096, CHUNK - 4096), (0, 2 * CHUNK)]
        {
            copy_through(head, length);
        }
    }
}
