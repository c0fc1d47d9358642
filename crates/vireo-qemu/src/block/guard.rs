//! Files that others need are never removed or written over.
//!
//! A file is needed by a guest that has it in the chain of one of its disks, running or not.

use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use vireo_api::{Error, ErrorCode, ErrorDomain, Result};
use vireo_image::{Format, Place};
use vireo_model::domain::Domain;

use crate::devices::disk::backing::image_format;
use crate::devices::disk::layers;
use crate::driver::Core;
use crate::process::transition::Run;

/// How long looking at the images of all guests may take.
const LIMIT: Duration = Duration::from_secs(30);

/// What tells one file from another, whatever names lead to it.
type FileId = (u64, u64);

fn id(path: &Path) -> Option<FileId> {
    let found = std::fs::metadata(path).ok()?;
    Some((found.dev(), found.ino()))
}

/// A guest's files, as far as its definition names them.
struct Uses {
    guest: String,
    paths: Vec<String>,
    /// Images whose own headers have to tell what they cover.
    open_ended: Vec<(String, Format)>,
}

/// Refuses when a file is needed by a guest other than this one.
///
/// # Errors
/// `OperationInvalid`, naming file and guest.
pub async fn check(run: &Run, path: &str, doing: &str) -> Result<()> {
    match needed_by(&run.core, Some(&run.guest.name()), path).await? {
        None => Ok(()),
        Some(guest) => {
            let text = format!("cannot {doing} '{path}': domain '{guest}' needs it");
            Err(Error::new(ErrorCode::OperationInvalid, ErrorDomain::Qemu, text))
        }
    }
}

/// Refuses when the guest itself uses a file.
///
/// # Errors
/// `OperationInvalid`, naming file and guest.
pub fn check_own(run: &Run, path: &str, doing: &str) -> Result<()> {
    let Some(config) = run.guest.peek(|view| view.live_config.clone()) else { return Ok(()) };
    let wanted = id(Path::new(path));
    let same = |other: &String| other == path || wanted.is_some() && id(Path::new(other)) == wanted;
    if uses(&config.name, &config).paths.iter().any(same) {
        let text = format!("cannot {doing} '{path}': domain '{}' needs it", config.name);
        return Err(Error::new(ErrorCode::OperationInvalid, ErrorDomain::Qemu, text));
    }
    Ok(())
}

/// Removes a file that nobody needs any more; what is needed, or cannot be removed, stays, logged.
pub async fn delete(run: &Run, path: &str) {
    if let Err(error) = check(run, path, "remove").await {
        tracing::warn!(%error, "file stays");
        return;
    }
    let owned = path.to_owned();
    match tokio::task::spawn_blocking(move || std::fs::remove_file(owned)).await {
        Ok(Ok(())) => {}
        Ok(Err(error)) => tracing::warn!(path, %error, "failed to remove overlay image"),
        Err(error) => tracing::warn!(path, %error, "failed to remove overlay image"),
    }
}

/// The guest that would lose something if a file were written anew; none for a file that is not
/// there yet.
///
/// # Errors
/// The images of all guests cannot be looked at in time.
pub async fn loser(core: &Arc<Core>, path: &Path) -> Result<Option<String>> {
    let missing = |e: std::io::Error| e.kind() == std::io::ErrorKind::NotFound;
    match path.to_str() {
        Some(text) if !std::fs::metadata(path).is_err_and(missing) => {
            needed_by(core, None, text).await
        }
        Some(_) | None => Ok(None),
    }
}

/// The first guest that needs a file, other than this one.
async fn needed_by(core: &Arc<Core>, own: Option<&str>, path: &str) -> Result<Option<String>> {
    let mut all = Vec::new();
    for guest in core.registry.list() {
        let view = guest.view();
        if own == Some(&**view.name()) {
            continue;
        }
        let kept = view.config.as_ref().and_then(|config| config.value().ok());
        for config in view.live_config.iter().chain(kept.as_ref()) {
            all.push(uses(view.name(), config));
        }
    }
    let path = path.to_owned();
    let search = tokio::task::spawn_blocking(move || search(&all, Path::new(&path)));
    match tokio::time::timeout(LIMIT, search).await {
        Ok(Ok(found)) => Ok(found),
        Ok(Err(_)) | Err(_) => {
            let text = "cannot find out in time who needs the file";
            Err(Error::new(ErrorCode::OperationTimeout, ErrorDomain::Qemu, text))
        }
    }
}

fn uses(guest: &str, config: &Domain) -> Uses {
    let mut found = Uses { guest: guest.to_owned(), paths: Vec::new(), open_ended: Vec::new() };
    for disk in &config.devices.disks {
        let images = layers(disk);
        found.paths.extend(images.iter().flat_map(crate::devices::disk::Layer::files));
        let mirror = disk.mirror.as_ref().and_then(|mirror| mirror.source.as_ref());
        found.paths.extend(mirror.and_then(crate::devices::disk::local_path));
        if let Some(last) = images.last().filter(|last| !last.is_base) {
            found.open_ended.extend(last.path().map(|path| (path, image_format(last.format))));
        }
    }
    found
}

fn search(all: &[Uses], path: &Path) -> Option<String> {
    let wanted = id(path);
    let same = |other: &Path| other == path || wanted.is_some() && id(other) == wanted;
    let covers = |top: &(String, Format)| backing_files(top).iter().any(|file| same(file));
    let needs = |one: &&Uses| {
        one.paths.iter().any(|file| same(Path::new(file))) || one.open_ended.iter().any(covers)
    };
    all.iter().find(needs).map(|one| one.guest.clone())
}

/// What an image covers, by its own header and those below; as far as they can be read.
fn backing_files((top, format): &(String, Format)) -> Vec<PathBuf> {
    let Ok(chain) = vireo_image::follow(Path::new(top), *format) else { return Vec::new() };
    let local = |image: vireo_image::Image| match image.place {
        Place::File(path) => Some(path),
        Place::Json(_) | Place::Uri(_) | Place::Protocol(..) => None,
    };
    chain.into_iter().filter_map(local).collect()
}
