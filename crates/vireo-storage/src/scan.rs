//! What is in a pool's directory. All of it may wait for a file system that does not answer: it runs
//! on a thread of its own, and its callers' wait ends.

use std::fs::{self, File, Metadata};
use std::io;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::time::Duration;

use vireo_api::{Error, Result};
use vireo_image::{Format, Header, Place};
use vireo_model::domain::devices::storage::{Encryption, EncryptionFormat, StorageFormat};
use vireo_model::scalar::FileMode;
use vireo_model::storage::volume::{
    Features, Timestamps, Volume, VolumeBacking, VolumeTarget, VolumeType,
};
use vireo_model::storage::{Permissions, Pool};

use crate::object::Volumes;
use crate::{definition, document, error};

/// How long a look at files may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// Bytes of a block, as files are measured in.
const BLOCK: u64 = 512;

/// Runs a look at files on a thread; nobody waits longer than they should take.
///
/// # Errors
/// Those of the look; it takes too long.
pub async fn look<T: Send + 'static>(
    what: impl FnOnce() -> Result<T> + Send + 'static,
) -> Result<T> {
    let slow = |_| error::failed("the file system does not answer");
    tokio::time::timeout(PATIENCE, work(what)).await.map_err(slow)?
}

/// Runs work on files, which takes as long as it takes, on a thread.
///
/// # Errors
/// Those of the work.
pub async fn work<T: Send + 'static>(
    what: impl FnOnce() -> Result<T> + Send + 'static,
) -> Result<T> {
    let ended = |_| error::internal("work on files ended without an answer");
    tokio::task::spawn_blocking(what).await.map_err(ended)?
}

/// Looks at a pool: the definition with what is found of its directory, and the volumes.
///
/// # Errors
/// The directory can't be read.
pub fn pool(pool: &Pool) -> Result<(Pool, Volumes)> {
    let target = definition::target(pool);
    let unreadable =
        |e: io::Error| error::system_below(format!("cannot open directory '{target}'"), &e);
    let mut volumes = Volumes::new();
    for entry in fs::read_dir(target).map_err(unreadable)? {
        let name = entry.map_err(unreadable)?.file_name();
        // Such names fit in no document.
        let Some(name) = name.to_str().filter(|name| !name.contains(char::is_control)) else {
            tracing::warn!(pool = definition::name(pool), ?name, "is no name of a volume");
            continue;
        };
        match found(&Path::new(target).join(name)) {
            Ok(Some(mut volume)) => {
                volume.name = Some(name.to_owned());
                volumes.insert(name.to_owned(), volume.into());
            }
            Ok(None) => {}
            Err(error) => {
                tracing::warn!(pool = definition::name(pool), name, %error, "is passed over");
            }
        }
    }
    Ok((measured(pool)?, volumes))
}

/// A pool's definition with what the file system tells of it.
///
/// # Errors
/// The directory can't be looked at.
pub fn measured(pool: &Pool) -> Result<Pool> {
    let target = definition::target(pool);
    let told = |what: &str| format!("cannot {what} '{target}'");
    let space =
        rustix::fs::statvfs(target).map_err(|e| error::system(told("statvfs path"), &e.into()))?;
    let meta = fs::metadata(target).map_err(|e| error::system(told("stat path"), &e))?;
    let bytes = |blocks: u64| blocks.saturating_mul(space.f_frsize);
    let mut pool = pool.clone();
    pool.capacity = Some(bytes(space.f_blocks));
    pool.available = Some(bytes(space.f_bavail));
    pool.allocation = Some(bytes(space.f_blocks.saturating_sub(space.f_bavail)));
    definition::tell_permissions(&mut pool, permissions(&meta));
    Ok(pool)
}

/// The volume at a path, without its name; none for what is no volume.
///
/// # Errors
/// It can't be read.
pub fn found(path: &Path) -> io::Result<Option<Volume>> {
    let meta = match fs::metadata(path) {
        Ok(meta) => meta,
        // A link to nowhere, or a file that just went.
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(e) => return Err(e),
    };
    let mut volume = Volume { key: shown(path), ..Volume::default() };
    let mut target = VolumeTarget { path: shown(path), ..VolumeTarget::default() };
    if meta.is_dir() {
        if path.file_name().is_some_and(|name| name == "lost+found") {
            return Ok(None);
        }
        volume.kind = Some(VolumeType::Dir);
        target.format = Some(StorageFormat::Dir);
    } else if meta.is_file() {
        volume.kind = Some(VolumeType::File);
        let mut file = vireo_image::follow::open(path)?;
        let format = vireo_image::probe(&mut file)?;
        target.format = Some(kept(format));
        let header = header(&mut file, format);
        target.encryption = encryption(&header, format);
        if format == Format::Qcow2 {
            describe(&mut target, &header);
        }
        volume.backing = header.backing.as_ref().map(|backing| {
            let told = backing.format.as_deref().and_then(Format::from_name);
            covered(path, &backing.name, told)
        });
    } else {
        return Ok(None);
    }
    volume.target = Some(target);
    measure(&mut volume, path, &meta);
    Ok(Some(volume))
}

fn shown(path: &Path) -> Option<String> {
    path.to_str().map(str::to_owned)
}

/// The header; one that can't be read tells nothing.
fn header(file: &mut File, format: Format) -> Header {
    vireo_image::read(file, format).unwrap_or_default()
}

/// A format as volumes have it.
fn kept(format: Format) -> StorageFormat {
    match format {
        // LUKS is told as encryption; for Hyper-V's there is no word.
        Format::Raw | Format::Luks | Format::Vhdx => StorageFormat::Raw,
        Format::Qcow2 => StorageFormat::Qcow2,
        Format::Qcow => StorageFormat::Qcow,
        Format::Qed => StorageFormat::Qed,
        Format::Vmdk => StorageFormat::Vmdk,
        Format::Vdi => StorageFormat::Vdi,
        Format::Vpc => StorageFormat::Vpc,
        Format::Iso => StorageFormat::Iso,
    }
}

fn encryption(header: &Header, format: Format) -> Option<Box<Encryption>> {
    use vireo_image::header::Encryption as Found;
    let format = match header.encryption {
        Some(Found::Luks) => EncryptionFormat::Luks,
        Some(Found::Qcow) => EncryptionFormat::Qcow,
        None if format == Format::Luks => EncryptionFormat::Luks,
        None => return None,
    };
    Some(Box::new(Encryption { format, ..Encryption::default() }))
}

fn describe(target: &mut VolumeTarget, header: &Header) {
    let old = header.version == Some(2);
    target.compat = Some(if old { "0.10" } else { "1.1" }.to_owned());
    target.cluster_size = header.cluster_size.map(document::in_bytes);
    target.features = (!old).then_some(Features {
        lazy_refcounts: header.lazy_refcounts,
        extended_l2: header.extended_l2,
    });
}

/// What an image covers.
#[must_use]
pub fn covered(image: &Path, name: &str, format: Option<Format>) -> VolumeBacking {
    let path = match vireo_image::place(image, name) {
        Place::File(path) => path,
        Place::Json(_) | Place::Uri(_) | Place::Protocol(..) => {
            let format = Some(format.map_or(StorageFormat::Raw, kept));
            return VolumeBacking {
                path: Some(name.to_owned()),
                format,
                ..VolumeBacking::default()
            };
        }
    };
    let probed = || vireo_image::probe(&mut vireo_image::follow::open(&path).ok()?).ok();
    let meta = fs::metadata(&path).ok();
    let format =
        format.or_else(|| meta.as_ref().filter(|meta| meta.is_file()).and_then(|_| probed()));
    VolumeBacking {
        path: shown(&path),
        format: Some(format.map_or(StorageFormat::Raw, kept)),
        permissions: meta.as_ref().map(permissions),
        timestamps: meta.as_ref().map(timestamps),
    }
}

/// A volume as it is now. What its definition says of its format stays.
///
/// # Errors
/// It is gone, or can't be looked at.
pub fn refreshed(known: &Volume) -> Result<Volume> {
    let path = PathBuf::from(document::path(known));
    let meta = fs::metadata(&path).map_err(|e| unfound(&path, &e))?;
    let mut volume = known.clone();
    measure(&mut volume, &path, &meta);
    if let Some(backing) = &mut volume.backing {
        let meta = backing.path.as_deref().and_then(|path| fs::metadata(path).ok());
        // Of what is no file only the document tells.
        if let Some(meta) = meta.filter(Metadata::is_file) {
            backing.permissions = Some(permissions(&meta));
            backing.timestamps = Some(timestamps(&meta));
        }
    }
    Ok(volume)
}

fn unfound(path: &Path, source: &io::Error) -> Error {
    match source.kind() {
        io::ErrorKind::NotFound => error::no_volume(format!("path '{}'", path.display())),
        _ => error::system(format!("cannot stat '{}'", path.display()), source),
    }
}

/// Notes sizes, permissions and times.
fn measure(volume: &mut Volume, path: &Path, meta: &Metadata) {
    if meta.is_dir() {
        volume.kind = Some(VolumeType::Dir);
        volume.capacity = Some(0);
        volume.allocation = Some(0);
        volume.physical = None;
    } else {
        volume.capacity = Some(capacity(volume, path).unwrap_or(meta.len()));
        volume.allocation = Some(meta.blocks().saturating_mul(BLOCK));
        volume.physical = (meta.len() > 0).then_some(meta.len());
    }
    let target = volume.target.get_or_insert_with(VolumeTarget::default);
    target.permissions = Some(permissions(meta));
    target.timestamps = Some(timestamps(meta));
}

/// The capacity that an image's header tells.
fn capacity(volume: &Volume, path: &Path) -> Option<u64> {
    let format = Format::from_name(document::image_format(volume).as_str())?;
    if format == Format::Raw || format == Format::Iso {
        return None;
    }
    let mut file = vireo_image::follow::open(path).ok()?;
    header(&mut file, format).capacity.filter(|bytes| *bytes > 0)
}

fn permissions(meta: &Metadata) -> Permissions {
    Permissions {
        mode: Some(FileMode(meta.permissions().mode() & 0o7777)),
        owner: Some(i64::from(meta.uid())),
        group: Some(i64::from(meta.gid())),
        label: None,
    }
}

fn timestamps(meta: &Metadata) -> Timestamps {
    let time = |seconds: i64, nanos: i64| {
        Some(if nanos == 0 { seconds.to_string() } else { format!("{seconds}.{nanos:09}") })
    };
    Timestamps {
        atime: time(meta.atime(), meta.atime_nsec()),
        mtime: time(meta.mtime(), meta.mtime_nsec()),
        ctime: time(meta.ctime(), meta.ctime_nsec()),
        // Files are not told apart by it; the reference tells none either.
        btime: Some("0".to_owned()),
    }
}
