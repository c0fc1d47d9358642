//! Volumes: made, changed and removed in their pools.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use vireo_api::consts::*;
use vireo_api::{ErrorCode, Result};
use vireo_model::storage::Volume;
use vireo_model::storage::volume::VolumeTarget;

use crate::build::{self, How};
use crate::driver::Core;
use crate::object::Object;
use crate::{change, definition, document, error, scan};

/// A volume to be made as a copy of another.
pub struct Original {
    /// Its pool.
    pub object: Arc<Object>,
    /// Its name.
    pub name: String,
}

impl Core {
    /// Makes a volume.
    pub(crate) async fn create_volume(
        &self,
        object: &Arc<Object>,
        xml: &str,
        flags: u32,
    ) -> Result<Arc<Volume>> {
        object.view().volumes()?;
        let validate = flags & STORAGE_VOL_CREATE_VALIDATE != 0;
        let volume = document::read(xml, validate, false)?;
        let prealloc = flags & STORAGE_VOL_CREATE_PREALLOC_METADATA != 0;
        self.make_volume(object, volume, How { of: None, prealloc, reflink: false }).await
    }

    /// Makes a volume by its document, which needs no place yet.
    pub(crate) async fn make_volume(
        &self,
        object: &Arc<Object>,
        volume: Volume,
        how: How<'_>,
    ) -> Result<Arc<Volume>> {
        let volume = placed(object, volume)?;
        let exists = |name: &str| error::error(ErrorCode::StorageVolExist, format!("'{name}'"));
        let refusal: &dyn Fn(&str) -> vireo_api::Error = match how.of {
            None => &exists,
            Some(_) => {
                &|name| error::internal(format!("storage volume name '{name}' already in use."))
            }
        };
        let making = object.begin(shown(&volume), refusal)?;
        build::check(&volume, &how).await?;
        build::make(&volume, &how).await?;
        let mut looked = volume.clone();
        if let Some(target) = &mut looked.target {
            // It was for the making alone.
            target.nocow = false;
        }
        let made = match scan::look(move || scan::refreshed(&looked)).await {
            Ok(made) => made,
            Err(error) => {
                let _ = scan::work(move || change::remove(&volume)).await;
                return Err(error);
            }
        };
        let made = making.done(made);
        self.measure(object).await;
        Ok(made)
    }

    /// Makes a volume as a copy of another.
    pub(crate) async fn copy_volume(
        &self,
        object: &Arc<Object>,
        xml: &str,
        original: &Original,
        flags: u32,
    ) -> Result<Arc<Volume>> {
        object.view().volumes()?;
        let of = original.object.view().volume(&original.name)?;
        let validate = flags & STORAGE_VOL_CREATE_VALIDATE != 0;
        let mut volume = document::read(xml, validate, true)?;
        let _read = original.object.take(&original.name, false)?;
        let looked = Arc::clone(&of);
        let of = scan::look(move || scan::refreshed(&looked)).await?;
        let capacity = volume.capacity.unwrap_or(0).max(of.capacity.unwrap_or(0));
        volume.capacity = Some(capacity);
        let prealloc = flags & STORAGE_VOL_CREATE_PREALLOC_METADATA != 0;
        let reflink = flags & STORAGE_VOL_CREATE_REFLINK != 0;
        self.make_volume(object, volume, How { of: Some(&of), prealloc, reflink }).await
    }

    /// A volume as it is now; the list has it so from now on.
    pub(crate) async fn fresh_volume(
        &self,
        object: &Arc<Object>,
        name: &str,
    ) -> Result<Arc<Volume>> {
        let known = object.view().volume(name)?;
        let looked = Arc::clone(&known);
        match scan::look(move || scan::refreshed(&looked)).await {
            Ok(fresh) if fresh == *known => Ok(known),
            Ok(fresh) => {
                let fresh = Arc::new(fresh);
                let put = Arc::clone(&fresh);
                object.change_volumes(|volumes| {
                    // Unless it is gone, or another, meanwhile.
                    if let Some(own) = volumes.get_mut(name) {
                        if Arc::ptr_eq(own, &known) {
                            *own = put;
                        }
                    }
                });
                Ok(fresh)
            }
            // One that is being made may have no file yet.
            Err(_) if object.take(name, false).is_err() => Ok(known),
            Err(error) => Err(error),
        }
    }

    /// Gives a volume another capacity.
    pub(crate) async fn resize_volume(
        &self,
        object: &Arc<Object>,
        name: &str,
        asked: u64,
        flags: u32,
    ) -> Result<()> {
        object.view().volume(name)?;
        let held = object.take(name, true)?;
        let volume = self.fresh_volume(object, name).await?;
        let available = object.view().pool.available.unwrap_or(0);
        let (bytes, shrink) = change::wanted(&volume, asked, flags, available)?;
        let fill = flags & STORAGE_VOL_RESIZE_ALLOCATE != 0;
        change::resize(&volume, bytes, shrink, fill).await?;
        drop(held);
        self.changed(object, name).await;
        Ok(())
    }

    /// Overwrites a volume.
    pub(crate) async fn wipe_volume(
        &self,
        object: &Arc<Object>,
        name: &str,
        algorithm: u32,
    ) -> Result<()> {
        let volume = object.view().volume(name)?;
        let algorithm = change::algorithm(algorithm)?;
        let held = object.take(name, true)?;
        change::wipe(&volume, algorithm).await?;
        drop(held);
        self.changed(object, name).await;
        Ok(())
    }

    /// Removes a volume.
    pub(crate) async fn delete_volume(&self, object: &Arc<Object>, name: &str) -> Result<()> {
        let volume = object.view().volume(name)?;
        let held = object.take(name, true)?;
        scan::look(move || change::remove(&volume)).await?;
        object.change_volumes(|volumes| {
            volumes.remove(name);
        });
        drop(held);
        self.measure(object).await;
        Ok(())
    }

    /// Notes what became of a volume and its pool.
    pub(crate) async fn changed(&self, object: &Arc<Object>, name: &str) {
        if let Err(error) = self.fresh_volume(object, name).await {
            tracing::warn!(volume = name, %error, "cannot be looked at after a change");
        }
        self.measure(object).await;
    }

    /// Looks again at the whole of a volume that a client wrote: it may be another image now.
    pub(crate) async fn uploaded(&self, object: &Arc<Object>, name: &str) {
        let Ok(known) = object.view().volume(name) else { return };
        let path = PathBuf::from(document::path(&known));
        let doing = format!("cannot read '{}'", path.display());
        let look = move || scan::found(&path).map_err(|e| error::system(doing, &e));
        match scan::look(look).await {
            Ok(Some(mut found)) => {
                found.name = Some(name.to_owned());
                object.change_volumes(|volumes| {
                    if let Some(own) = volumes.get_mut(name) {
                        *own = Arc::new(found);
                    }
                });
            }
            Ok(None) => {}
            Err(error) => tracing::warn!(volume = name, %error, "cannot be looked at"),
        }
        self.measure(object).await;
    }

    /// The volume of an active pool at a path.
    pub(crate) fn volume_at(&self, path: &str) -> Option<(Arc<Object>, Arc<Volume>)> {
        let path = definition::sanitized(path);
        self.pools.all().into_iter().find_map(|object| {
            let volumes = object.view().volumes.clone()?;
            let name = Path::new(&path).file_name()?.to_str()?;
            let found = volumes.get(name).filter(|volume| document::path(volume) == path)?;
            Some((object, Arc::clone(found)))
        })
    }
}

/// A document with its place in a pool.
fn placed(object: &Arc<Object>, mut volume: Volume) -> Result<Volume> {
    let name = document::name(&volume).to_owned();
    if name.contains('/') {
        return Err(error::not_valid(format!("volume name '{name}' cannot contain '/'")));
    }
    let view = object.view();
    let path = PathBuf::from(definition::target(&view.pool)).join(&name);
    let path = path.to_str().map(str::to_owned);
    volume.key = path.clone();
    volume.target.get_or_insert_with(VolumeTarget::default).path = path;
    Ok(volume)
}

/// What others see of a volume while it is made.
fn shown(volume: &Volume) -> Volume {
    Volume { capacity: Some(volume.capacity.unwrap_or(0)), allocation: Some(0), ..volume.clone() }
}
