//! Sizes of images that no QEMU has open, from the file itself.

use std::fs::{File, Metadata};
use std::io::{self, Read, Seek, SeekFrom};
use std::os::unix::fs::{FileTypeExt, MetadataExt};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;
use vireo_image::Format;
use vireo_model::domain::devices::Disk;
use vireo_model::domain::devices::storage::{StorageFormat, StorageSource};

use crate::live::{Guest, GuestView};

/// What is wanted of a disk while its guest is off, kept because parsing a definition is dear.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DiskFile {
    /// Its target (`vda`).
    pub target: Box<str>,
    /// Its image, when that is a file or device of this host.
    pub path: Option<Box<str>>,
    /// The image's format, when its header is read.
    pub format: Option<Format>,
}

/// The disks of a definition with the generation of the view that it was read from.
pub type KeptFiles = Mutex<Option<(u64, Arc<[DiskFile]>)>>;

/// The disks of a guest that is off.
#[must_use]
pub fn files(guest: &Guest, view: &GuestView) -> Arc<[DiskFile]> {
    let mut kept = guest.extra.disk_files.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((generation, files)) = &*kept {
        if *generation == view.generation() {
            return Arc::clone(files);
        }
    }
    let config = view.current().ok().flatten();
    let disks = config.as_deref().map_or(&[][..], |config| &config.devices.disks);
    let files: Arc<[DiskFile]> = disks.iter().map(DiskFile::of).collect();
    *kept = Some((view.generation(), Arc::clone(&files)));
    files
}

impl DiskFile {
    fn of(disk: &Disk) -> Self {
        Self {
            target: disk.target.dev.as_str().into(),
            path: disk.source.as_ref().and_then(path).map(Into::into),
            format: format(disk),
        }
    }
}

/// Sizes of a guest's images, in the order of its disks.
pub type Images = Vec<Option<ImageSizes>>;

/// Guests whose images one thread looks at, one after the other.
const BATCH: usize = 64;

/// Sizes of the images of many guests, as far as they are known by then: a file system that does
/// not answer holds up nobody.
pub async fn sizes_of_all(guests: Vec<Arc<[DiskFile]>>, until: Instant) -> Vec<Images> {
    let found = Arc::new(Mutex::new(vec![Images::new(); guests.len()]));
    let lock = |found: &Mutex<Vec<Images>>, at: usize, images: Images| {
        found.lock().unwrap_or_else(PoisonError::into_inner)[at] = images;
    };
    let batches = guests.chunks(BATCH).enumerate().map(|(number, batch)| {
        let (batch, found) = (batch.to_vec(), Arc::clone(&found));
        tokio::task::spawn_blocking(move || {
            for (at, files) in batch.iter().enumerate() {
                lock(&found, number * BATCH + at, files.iter().map(quick).collect());
            }
        })
    });
    for batch in batches.collect::<Vec<_>>() {
        // What is late is left out; what panicked was logged.
        let _ = tokio::time::timeout_at(until, batch).await;
    }
    let mut found = found.lock().unwrap_or_else(PoisonError::into_inner);
    std::mem::take(&mut *found)
}

fn quick(file: &DiskFile) -> Option<ImageSizes> {
    measure(&mut open(file.path.as_deref()?).ok()?, file.format).ok()
}

/// How long a file system may take to tell.
const PATIENCE: Duration = Duration::from_secs(5);

/// Sizes of an image, in bytes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ImageSizes {
    /// As the guest sees it; none where the format is not read.
    pub capacity: Option<u64>,
    /// What it takes on its file system.
    pub allocation: u64,
    /// Size of the file or block device.
    pub physical: u64,
}

/// The path of a source that is a file or device of this host.
#[must_use]
pub fn path(source: &StorageSource) -> Option<&str> {
    let path = source.file.as_deref().or(source.dev.as_deref()).or(source.dir.as_deref());
    path.filter(|path| !path.is_empty())
}

/// The format of a disk's top image, by its definition; none that no header is read of.
#[must_use]
pub fn format(disk: &Disk) -> Option<Format> {
    let kind = disk.driver.as_ref().and_then(|driver| driver.kind);
    Format::from_name(kind.unwrap_or(StorageFormat::Raw).as_str())
}

/// Sizes of the image at `path`. A file system that does not answer holds up nobody but the caller,
/// and that one not for long.
///
/// # Errors
/// The file can't be opened or read, or not in time.
pub async fn sizes(path: &str, format: Option<Format>) -> io::Result<ImageSizes> {
    let path = path.to_owned();
    in_time(move || {
        let mut file = open(&path)?;
        measure(&mut file, format)
    })
    .await
}

/// Reads `size` bytes at `offset` of the image at `path`.
///
/// # Errors
/// The file can't be opened or is too short, or does not answer in time.
pub async fn read(path: &str, offset: u64, size: usize) -> io::Result<Vec<u8>> {
    let path = path.to_owned();
    in_time(move || {
        let mut file = open(&path)?;
        file.seek(SeekFrom::Start(offset))?;
        let mut bytes = vec![0; size];
        file.read_exact(&mut bytes)?;
        Ok(bytes)
    })
    .await
}

async fn in_time<T: Send + 'static>(
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> io::Result<T> {
    match tokio::time::timeout(PATIENCE, tokio::task::spawn_blocking(work)).await {
        Ok(Ok(done)) => done,
        Ok(Err(panicked)) => Err(io::Error::other(panicked)),
        Err(_) => Err(io::ErrorKind::TimedOut.into()),
    }
}

fn open(path: &str) -> io::Result<File> {
    vireo_image::follow::open(Path::new(path))
}

fn measure(file: &mut File, format: Option<Format>) -> io::Result<ImageSizes> {
    let meta = file.metadata()?;
    let physical = length(file, &meta)?;
    let allocation =
        if meta.file_type().is_block_device() { physical } else { meta.blocks() * 512 };
    let capacity = match format {
        Some(Format::Raw | Format::Iso) => Some(physical),
        // What is no image of its format is for QEMU to refuse; its file has its size anyhow.
        Some(format) => vireo_image::read(file, format).ok().and_then(|header| header.capacity),
        None => None,
    };
    Ok(ImageSizes { capacity, allocation, physical })
}

fn length(file: &mut File, meta: &Metadata) -> io::Result<u64> {
    if meta.file_type().is_block_device() { file.seek(SeekFrom::End(0)) } else { Ok(meta.len()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_raw_image_is_as_large_as_its_file() {
        let file = tempfile::NamedTempFile::new().expect("a file");
        file.as_file().set_len(1 << 20).expect("a size");
        let path = file.path().to_str().expect("a path");
        let sizes = sizes(path, Some(Format::Raw)).await.expect("sizes");
        assert_eq!((sizes.capacity, sizes.physical), (Some(1 << 20), 1 << 20));
        assert_eq!(sizes.allocation, 0);
        assert!(read(path, 1 << 20, 1).await.is_err());
        assert_eq!(read(path, 5, 2).await.expect("bytes"), [0, 0]);
    }

    #[tokio::test]
    async fn a_qcow2_image_tells_its_size() {
        let file = tempfile::NamedTempFile::new().expect("a file");
        let mut header = [0; 72];
        header[..8].copy_from_slice(b"QFI\xfb\0\0\0\x02");
        header[28] = 4;
        std::fs::write(file.path(), header).expect("written");
        let path = file.path().to_str().expect("a path");
        let found = sizes(path, Some(Format::Qcow2)).await.expect("sizes");
        assert_eq!((found.capacity, found.physical), (Some(4 << 24), 72));
        std::fs::write(file.path(), "QFI").expect("written");
        assert_eq!(sizes(path, Some(Format::Qcow2)).await.expect("sizes").capacity, None);
    }
}
