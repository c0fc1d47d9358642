//! The image of a domain that its next start takes.

use std::path::PathBuf;
use std::sync::Arc;

use vireo_api::event::SuspendedDetail;
use vireo_api::{Error, Result};
use vireo_runtime::durable;

use super::files::Files;
use super::image::{self, OpenError};
use super::restore::{self, Opened, Reading};
use crate::definition::uuid_of;
use crate::driver::{Core, QemuDriver};
use crate::error::{failed, internal, not_valid, system};
use crate::live::Guest;
use crate::process::start::StartOptions;

/// Where a domain's image is, if there is one.
///
/// # Errors
/// The domain's name can be no file's.
pub fn path_of(core: &Core, guest: &Guest) -> Result<Option<PathBuf>> {
    let path = core.layout.save_file(&guest.name())?;
    Ok(path.exists().then_some(path))
}

/// The image of a domain that must have one.
///
/// # Errors
/// `OperationInvalid`.
pub fn required(core: &Core, guest: &Guest) -> Result<PathBuf> {
    path_of(core, guest)?.ok_or_else(|| not_valid("domain does not have managed save image"))
}

/// Throws a domain's image away.
///
/// # Errors
/// There is none, or its file can't be removed: `SystemError`.
pub async fn remove(core: &Core, guest: &Guest) -> Result<()> {
    let path = core.layout.save_file(&guest.name())?;
    if durable::remove(path.clone()).await? {
        return Ok(());
    }
    let doing = format!("Failed to remove managed save file '{}'", path.display());
    Err(system(doing, &rustix::io::Errno::NOENT.into()))
}

/// Starts a domain from its image, if it has one; tells whether it had. The image is gone then. One
/// that is not whole is thrown away: the domain boots.
///
/// # Errors
/// As [`restore::start_from`]; the image is another domain's. It stays.
pub async fn start(driver: &QemuDriver, guest: &Arc<Guest>, options: StartOptions) -> Result<bool> {
    let Some(path) = path_of(driver, guest)? else { return Ok(false) };
    if options.force_boot {
        durable::remove(path).await?;
        return Ok(false);
    }
    let found = {
        let (files, path) = (Files::of(driver), path.clone());
        tokio::task::spawn_blocking(move || image::open(&files, &path)).await
    };
    let (file, mut image) = match found.map_err(|e| internal(e.to_string()))? {
        Ok(found) => found,
        Err(OpenError::Open(error)) => return Err(error),
        Err(OpenError::Corrupt(error)) => {
            tracing::warn!(guest = %guest.name(), %error, "Ignoring incomplete managed state");
            durable::remove(path).await?;
            return Ok(false);
        }
    };
    let domain = restore::definition(driver, &image, None).await?;
    if uuid_of(&domain) != guest.uuid() || *domain.name != *guest.name() {
        return Err(another(guest, &domain.name, &uuid_of(&domain).to_string()));
    }
    let bypass_cache = options.bypass_cache;
    let mut paused = SuspendedDetail::Restored;
    if options.paused {
        image.header.was_running = false;
        paused = SuspendedDetail::Paused;
    }
    let how = Reading { bypass_cache, channels: 1, takes: true, paused };
    let opened = Opened { path, file, image, domain };
    restore::start_from(driver, guest, opened, options, how).await?;
    Ok(true)
}

fn another(guest: &Guest, name: &str, uuid: &str) -> Error {
    failed(format!(
        "cannot restore domain '{}' uuid {} from a file which belongs to domain '{name}' uuid {uuid}",
        guest.name(),
        guest.uuid(),
    ))
}

/// Where a domain is to be saved by a managed save.
///
/// # Errors
/// It is transient: there is no next start.
pub fn target(core: &Core, guest: &Guest) -> Result<PathBuf> {
    if !guest.peek(|view| view.persistent) {
        return Err(not_valid("cannot do managed save for transient domain"));
    }
    Ok(core.layout.save_file(&guest.name())?)
}
