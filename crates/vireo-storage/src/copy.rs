//! Copies of plain files: holes and zeroes take no time and no room.

use std::fs::File;
use std::os::unix::fs::FileExt;

use rustix::fs::SeekFrom;
use rustix::io::Errno;
use vireo_api::Result;
use vireo_model::storage::Volume;

use crate::{document, error};

/// Bytes copied at once.
const CHUNK: usize = 1 << 20;
/// Zeroes are told apart in pieces of so many bytes.
const PIECE: usize = 1 << 16;

fn open(of: &Volume) -> Result<File> {
    let path = document::path(of);
    File::open(path).map_err(|e| error::system(format!("could not open input path '{path}'"), &e))
}

/// Shares the blocks of a volume.
///
/// # Errors
/// The file system can't.
pub fn reflink(of: &Volume, to: &File) -> Result<()> {
    let from = open(of)?;
    rustix::fs::ioctl_ficlone(to, &from).map_err(|e| {
        let text = format!("failed to clone files from '{}'", document::path(of));
        error::system(text, &e.into())
    })
}

/// Copies a volume into an empty file.
///
/// # Errors
/// It can't be read or written.
pub fn plain(of: &Volume, to: &File) -> Result<()> {
    let from = open(of)?;
    let told = |what: &str, e: std::io::Error| {
        error::system(format!("failed to {what} file '{}'", document::path(of)), &e)
    };
    let mut buffer = vec![0; CHUNK];
    let mut at = 0;
    while let Some((begin, end)) = next_data(&from, at).map_err(|e| told("seek in", e.into()))? {
        at = begin;
        while at < end {
            let most = usize::try_from(end - at).unwrap_or(CHUNK).min(CHUNK);
            let count = from.read_at(&mut buffer[..most], at).map_err(|e| told("read from", e))?;
            if count == 0 {
                return Ok(());
            }
            for (index, piece) in buffer[..count].chunks(PIECE).enumerate() {
                if piece.iter().any(|byte| *byte != 0) {
                    let place = at + (index * PIECE) as u64;
                    to.write_all_at(piece, place).map_err(|e| told("copy", e))?;
                }
            }
            at += count as u64;
        }
    }
    Ok(())
}

/// Where the next data of a file begin and end; none when there are no more.
///
/// # Errors
/// The file can't be looked through.
pub fn next_data(file: &File, from: u64) -> Result<Option<(u64, u64)>, Errno> {
    match rustix::fs::seek(file, SeekFrom::Data(from)) {
        Ok(begin) => Ok(Some((begin, rustix::fs::seek(file, SeekFrom::Hole(begin))?))),
        Err(Errno::NXIO) => Ok(None),
        Err(e) => Err(e),
    }
}
