//! Changing what a volume is: its size, its bytes, whether it is there.

use std::fs::{File, OpenOptions};
use std::os::unix::fs::{FileExt, MetadataExt};
use std::path::{Path, PathBuf};

use vireo_api::consts::*;
use vireo_api::{ErrorCode, Result};
use vireo_model::storage::Volume;
use vireo_model::storage::volume::VolumeType;

use crate::scan::work;
use crate::{build, document, error, tool};

/// The capacity that a call asks for, and whether it is less than now.
///
/// # Errors
/// It is not to be had: below what is taken, less without the flag, more than there is room.
pub fn wanted(volume: &Volume, asked: u64, flags: u32, available: u64) -> Result<(u64, bool)> {
    let capacity = volume.capacity.unwrap_or(0);
    let taken = volume.allocation.unwrap_or(0);
    let has = |flag: u32| flags & flag != 0;
    let shrink = has(STORAGE_VOL_RESIZE_SHRINK);
    let bytes = match (has(STORAGE_VOL_RESIZE_DELTA), shrink) {
        (false, _) => Some(asked),
        (true, true) => Some(capacity.saturating_sub(asked)),
        (true, false) => capacity.checked_add(asked),
    };
    let bytes = bytes.ok_or_else(|| error::invalid_arg("the new capacity is too large"))?;
    if bytes < taken && bytes < capacity && document::is_plain(document::image_format(volume)) {
        return Err(error::invalid_arg("can't shrink capacity below existing allocation"));
    }
    if bytes < capacity && !shrink {
        return Err(error::invalid_arg(
            "Can't shrink capacity below current capacity unless shrink flag explicitly specified",
        ));
    }
    if has(STORAGE_VOL_RESIZE_ALLOCATE) && bytes > taken.saturating_add(available) {
        return Err(error::failed("Not enough space left in storage pool"));
    }
    Ok((bytes, bytes < capacity))
}

/// Gives a volume another capacity.
///
/// # Errors
/// It can't have it.
pub async fn resize(volume: &Volume, bytes: u64, shrink: bool, fill: bool) -> Result<()> {
    let path = PathBuf::from(document::path(volume));
    let format = document::image_format(volume);
    if !document::is_plain(format) {
        if fill {
            let text = "preallocate is only supported for raw type volume";
            return Err(error::error(ErrorCode::OperationUnsupported, text));
        }
        return tool::resize(&path, format, bytes, shrink).await;
    }
    work(move || resize_plain(&path, bytes, fill)).await
}

fn resize_plain(path: &Path, bytes: u64, fill: bool) -> Result<()> {
    let told = |what: &str| format!("Failed to {what} file '{}'", path.display());
    let file = OpenOptions::new().write(true).open(path);
    let file = file.map_err(|e| error::system_below(told("open"), &e))?;
    let meta = file.metadata().map_err(|e| error::system_below(told("stat"), &e))?;
    file.set_len(bytes).map_err(|e| error::system_below(told("truncate"), &e))?;
    if fill {
        // Where there are no bytes yet. Holes before it are filled where the file system can.
        let from = match meta.blocks() * 512 < meta.len() {
            true => 0,
            false => meta.len().min(bytes),
        };
        let filled = match from {
            0 => rustix::fs::fallocate(&file, rustix::fs::FallocateFlags::empty(), 0, bytes)
                .map_err(Into::into),
            from => build::allocate(&file, from, bytes - from),
        };
        filled.map_err(|e| error::system_below(told("pre-allocate space for"), &e))?;
    }
    file.sync_all().map_err(|e| error::system_below(told("save"), &e))
}

/// The names of the ways to wipe, in the order of their numbers; `scrub` knows all but the first
/// and the last.
const ALGORITHMS: [&str; STORAGE_VOL_WIPE_ALG_LAST as usize] = [
    "zero",
    "nnsa",
    "dod",
    "bsi",
    "gutmann",
    "schneier",
    "pfitzner7",
    "pfitzner33",
    "random",
    "trim",
];

/// The way to wipe with this number.
///
/// # Errors
/// There is none, or it is not for files.
pub fn algorithm(number: u32) -> Result<&'static str> {
    let name = usize::try_from(number).ok().and_then(|number| ALGORITHMS.get(number));
    match name {
        None => Err(error::invalid_arg(format!("wiping algorithm {number} not supported"))),
        Some(&"trim") => {
            let text = "'trim' algorithm not supported";
            Err(error::error(ErrorCode::ArgumentUnsupported, text))
        }
        Some(name) => Ok(name),
    }
}

/// Overwrites all that is in a volume.
///
/// # Errors
/// It can't be written.
pub async fn wipe(volume: &Volume, algorithm: &str) -> Result<()> {
    let path = PathBuf::from(document::path(volume));
    if algorithm != ALGORITHMS[0] {
        return tool::run("scrub", &["-f", "-p", algorithm, &path.to_string_lossy()]).await;
    }
    work(move || wipe_with_zeroes(&path)).await
}

fn wipe_with_zeroes(path: &Path) -> Result<()> {
    const CHUNK: usize = 1 << 20;
    let told =
        |what: &str| format!("failed to {what} storage volume with path '{}'", path.display());
    let file = OpenOptions::new().read(true).write(true).open(path);
    let file = file.map_err(|e| error::system(told("open"), &e))?;
    let meta = file.metadata().map_err(|e| error::system(told("stat"), &e))?;
    let zeroes = vec![0; CHUNK];
    let mut at = 0;
    // Holes are zeroes already.
    let next = |file: &File, at| {
        crate::copy::next_data(file, at).map_err(|e| error::system(told("seek in"), &e.into()))
    };
    while let Some((begin, end)) = next(&file, at)? {
        at = begin;
        while at < end {
            let part = usize::try_from(end - at).unwrap_or(CHUNK).min(CHUNK);
            file.write_all_at(&zeroes[..part], at).map_err(|e| error::system(told("wipe"), &e))?;
            at += part as u64;
        }
        if at >= meta.len() {
            break;
        }
    }
    file.sync_all().map_err(|e| error::system(told("sync"), &e))
}

/// Removes a volume. One that is gone is no error.
///
/// # Errors
/// It can't be removed.
pub fn remove(volume: &Volume) -> Result<()> {
    let path = document::path(volume);
    let removed = match volume.kind {
        Some(VolumeType::Dir) => {
            std::fs::remove_dir(path).map_err(|e| (format!("cannot remove directory '{path}'"), e))
        }
        _ => std::fs::remove_file(path).map_err(|e| (format!("cannot unlink file '{path}'"), e)),
    };
    match removed {
        Err((_, e)) if e.kind() == std::io::ErrorKind::NotFound => Ok(()),
        done => done.map_err(|(doing, e)| error::system(doing, &e)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capacities_that_are_asked_for() {
        let volume = Volume { capacity: Some(100), allocation: Some(50), ..Volume::default() };
        let ask = |asked, flags| wanted(&volume, asked, flags, 1000).map_err(|e| e.to_string());
        let (fill, delta, shrink) =
            (STORAGE_VOL_RESIZE_ALLOCATE, STORAGE_VOL_RESIZE_DELTA, STORAGE_VOL_RESIZE_SHRINK);
        assert_eq!(ask(200, 0), Ok((200, false)));
        assert_eq!(ask(20, delta), Ok((120, false)));
        assert_eq!(ask(20, delta | shrink), Ok((80, true)));
        assert_eq!(ask(60, shrink), Ok((60, true)));
        for (asked, flags, said) in [
            (60, 0, "unless shrink flag"),
            (10, shrink, "below existing allocation"),
            (2000, fill, "Not enough space left in storage pool"),
            (u64::MAX, delta, "too large"),
        ] {
            let refused = ask(asked, flags).expect_err("refused");
            assert!(refused.contains(said), "{refused}");
        }
    }

    #[test]
    fn ways_to_wipe() {
        assert_eq!(algorithm(STORAGE_VOL_WIPE_ALG_RANDOM).ok(), Some("random"));
        assert!(algorithm(STORAGE_VOL_WIPE_ALG_TRIM).is_err());
        assert!(algorithm(99).is_err());
    }
}
