//! Volumes for the other drivers.

use std::path::{Path, PathBuf};

use async_trait::async_trait;
use vireo_api::Result;
use vireo_api::storage::{FoundVolume, NewImage, VolumeKind, Volumes};
use vireo_model::domain::devices::storage::StorageFormat;
use vireo_model::storage::Volume;
use vireo_model::storage::volume::{VolumeTarget, VolumeType};

use crate::build::How;
use crate::driver::StorageDriver;
use crate::{document, error, scan};

#[async_trait]
impl Volumes for StorageDriver {
    async fn locate(&self, pool: &str, volume: &str) -> Result<FoundVolume> {
        let object = self.0.pools.by_name(pool);
        let object = object.ok_or_else(|| error::no_pool(format!("name '{pool}'")))?;
        let view = object.view();
        if !view.is_active() {
            let text = format!("storage pool '{pool}' containing volume '{volume}' is not active");
            return Err(error::unsupported(text).with_domain(vireo_api::ErrorDomain::Domain));
        }
        let found = view.volume(volume)?;
        Ok(FoundVolume {
            kind: match found.kind {
                Some(VolumeType::Dir) => VolumeKind::Dir,
                Some(VolumeType::Block) => VolumeKind::Block,
                Some(
                    VolumeType::File | VolumeType::Network | VolumeType::Netdir | VolumeType::Ploop,
                )
                | None => VolumeKind::File,
            },
            path: PathBuf::from(document::path(&found)),
            format: document::image_format(&found).as_str(),
            pool_type: view.pool.kind.as_str(),
        })
    }

    async fn make(&self, image: &NewImage<'_>) -> Result<bool> {
        let (Some(directory), Some(name)) = (image.path.parent(), image.path.file_name()) else {
            return Ok(false);
        };
        let (Some(directory), Some(name)) = (directory.to_str(), name.to_str()) else {
            return Ok(false);
        };
        let Some(object) = self.0.pools.by_target(directory) else { return Ok(false) };
        let format = StorageFormat::ALL.iter().find(|(_, word)| *word == image.format);
        let Some((format, _)) = format else {
            return Err(error::unsupported(format!("unknown volume format type {}", image.format)));
        };
        let at = image.path.to_owned();
        if scan::look(move || Ok(at.symlink_metadata().is_err())).await? {
            // A volume whose file somebody removed meanwhile.
            self.forget(image.path).await;
        }
        let volume = Volume {
            kind: Some(VolumeType::File),
            name: Some(name.to_owned()),
            capacity: Some(image.capacity),
            allocation: Some(0),
            target: Some(VolumeTarget { format: Some(*format), ..VolumeTarget::default() }),
            ..Volume::default()
        };
        let prealloc = *format == StorageFormat::Qcow2;
        self.0.make_volume(&object, volume, How { of: None, prealloc, reflink: false }).await?;
        Ok(true)
    }

    async fn forget(&self, path: &Path) {
        let Some((object, volume)) = path.to_str().and_then(|path| self.0.volume_at(path)) else {
            return;
        };
        object.change_volumes(|volumes| {
            volumes.remove(document::name(&volume));
        });
        self.0.measure(&object).await;
    }
}
