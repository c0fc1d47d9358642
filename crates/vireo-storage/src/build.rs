//! Making the file of a volume. What could not be made whole is removed again.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use rustix::fs::FallocateFlags;
use vireo_api::{ErrorCode, Result};
use vireo_model::domain::devices::storage::StorageFormat;
use vireo_model::storage::{Permissions, Volume};

use crate::scan::{look, work};
use crate::{document, error, tool};

/// The mode of a file that is made, when none is asked for.
const FILE_MODE: u32 = 0o600;

/// How bytes get into a new volume.
#[derive(Debug, Clone, Copy)]
pub struct How<'a> {
    /// The volume that it is to be a copy of.
    pub of: Option<&'a Volume>,
    /// The tables of the image are made at once.
    pub prealloc: bool,
    /// Its blocks are shared with the other's, or it is not made.
    pub reflink: bool,
}

/// What is asked for can be made?
///
/// # Errors
/// It can't.
pub async fn check(volume: &Volume, how: &How<'_>) -> Result<()> {
    let plain = document::is_plain(document::image_format(volume));
    if volume.target.as_ref().is_some_and(|target| target.encryption.is_some()) {
        let text = "volumes are not encrypted here when they are made";
        return Err(error::error(ErrorCode::OperationUnsupported, text));
    }
    if plain && how.prealloc {
        let text = "metadata preallocation is not supported for raw volumes";
        return Err(error::unsupported(text));
    }
    let Some(path) = volume.backing.as_ref().and_then(|backing| backing.path.as_deref()) else {
        return Ok(());
    };
    if plain {
        let text = "backing storage not supported for raw volumes";
        return Err(error::error(ErrorCode::NoSupport, text));
    }
    let doing = format!("inaccessible backing store volume {path}");
    let path = PathBuf::from(path);
    look(move || path.metadata().map(drop).map_err(|e| error::system(doing, &e))).await
}

/// Makes a volume where its document says.
///
/// # Errors
/// It can't be made; nothing is left of it.
pub async fn make(volume: &Volume, how: &How<'_>) -> Result<()> {
    let path = PathBuf::from(document::path(volume));
    let at = path.clone();
    if look(move || Ok(at.symlink_metadata().is_ok())).await? {
        let text = format!("volume target path '{}' already exists", path.display());
        return Err(error::not_valid(text));
    }
    let made = make_at(&path, volume, how).await;
    if made.is_err() {
        let is_dir = document::image_format(volume) == StorageFormat::Dir;
        let removed = work(move || {
            Ok(if is_dir { std::fs::remove_dir(&path) } else { std::fs::remove_file(&path) })
        });
        let _ = removed.await;
    }
    made
}

async fn make_at(path: &Path, volume: &Volume, how: &How<'_>) -> Result<()> {
    let format = document::image_format(volume);
    let wanted = volume.target.as_ref().and_then(|target| target.permissions.clone());
    let wanted = wanted.unwrap_or_default();
    let mode = wanted.mode.map_or(FILE_MODE, |mode| mode.0);
    let at = path.to_owned();
    let both_plain = document::is_plain(format)
        && how.of.is_none_or(|of| document::is_plain(document::image_format(of)));
    if format == StorageFormat::Dir {
        work(move || make_directory(&at, mode)).await?;
    } else if both_plain {
        let (volume, of) = (volume.clone(), how.of.cloned());
        let reflink = how.reflink;
        work(move || make_plain(&at, mode, &volume, of.as_ref(), reflink)).await?;
    } else {
        match how.of {
            Some(of) => {
                tool::convert(of, volume, how.prealloc).await?;
                if let Some(more) = volume.capacity.filter(|bytes| Some(*bytes) > of.capacity) {
                    tool::resize(path, format, more, false).await?;
                }
            }
            None => tool::create(volume, how.prealloc).await?,
        }
    }
    let at = path.to_owned();
    work(move || {
        std::fs::set_permissions(&at, PermissionsExt::from_mode(mode))
            .map_err(|e| error::system(format!("cannot set mode of '{}'", at.display()), &e))?;
        give(&at, &wanted)
    })
    .await
}

fn make_directory(path: &Path, mode: u32) -> Result<()> {
    DirBuilder::new()
        .mode(mode)
        .create(path)
        .map_err(|e| error::system(format!("cannot create path '{}'", path.display()), &e))
}

fn make_plain(
    path: &Path,
    mode: u32,
    volume: &Volume,
    of: Option<&Volume>,
    reflink: bool,
) -> Result<()> {
    let shown = path.display();
    let file = OpenOptions::new().write(true).create_new(true).mode(mode).open(path);
    let file = file.map_err(|e| error::system(format!("cannot create path '{shown}'"), &e))?;
    let capacity = volume.capacity.unwrap_or(0);
    if let Some(of) = of.filter(|_| reflink) {
        return crate::copy::reflink(of, &file);
    }
    file.set_len(capacity)
        .map_err(|e| error::system(format!("cannot extend file '{shown}'"), &e))?;
    let taken = match document::image_format(volume) {
        StorageFormat::Raw => volume.allocation.unwrap_or(capacity).min(capacity),
        _ => 0,
    };
    allocate(&file, 0, taken).map_err(|e| {
        error::system(format!("cannot allocate {taken} bytes in file '{shown}'"), &e)
    })?;
    if let Some(of) = of {
        crate::copy::plain(of, &file)?;
    }
    file.sync_all().map_err(|e| error::system(format!("cannot sync data to file '{shown}'"), &e))
}

/// Takes room for these bytes of a file; where the file system has no word for that, by writing
/// zeroes, which must not be over anything.
///
/// # Errors
/// There is no room.
pub fn allocate(file: &File, from: u64, length: u64) -> io::Result<()> {
    use std::os::unix::fs::FileExt;
    const CHUNK: usize = 1 << 20;
    if length == 0 {
        return Ok(());
    }
    match rustix::fs::fallocate(file, FallocateFlags::empty(), from, length) {
        Err(e) if e == rustix::io::Errno::OPNOTSUPP => {}
        done => return done.map_err(Into::into),
    }
    let zeroes = vec![0; CHUNK];
    let mut done = 0;
    while done < length {
        let part = usize::try_from(length - done).unwrap_or(CHUNK).min(CHUNK);
        file.write_all_at(&zeroes[..part], from + done)?;
        done += part as u64;
    }
    (&*file).flush()
}

/// Gives a file to whom it is meant for.
///
/// # Errors
/// The daemon may not.
pub fn give(path: &Path, wanted: &Permissions) -> Result<()> {
    let id = |id: Option<i64>| id.and_then(|id| u32::try_from(id).ok());
    let (owner, group) = (id(wanted.owner), id(wanted.group));
    if owner.is_none() && group.is_none() {
        return Ok(());
    }
    std::os::unix::fs::chown(path, owner, group).map_err(|e| {
        let id = |id: Option<u32>| id.map_or(-1, i64::from);
        let text = format!("cannot chown '{}' to ({}, {})", path.display(), id(owner), id(group));
        error::system(text, &e)
    })
}
