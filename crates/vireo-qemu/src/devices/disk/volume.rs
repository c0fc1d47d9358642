//! Disks that are volumes of storage pools: where they are is asked when they are needed, and noted
//! beside what the definition says.

use vireo_api::storage::{VolumeKind, Volumes};
use vireo_api::{Error, ErrorCode, ErrorDomain, Result};
use vireo_model::domain::devices::Disk;
use vireo_model::domain::devices::storage::{StorageFormat, StorageSource, StorageType};

use super::prepare::{may_be_missing, without_medium};
use crate::error::unsupported;
use crate::process::start::Starting;

/// The type of pools whose volumes are reached in more than one way.
const ISCSI: &str = "iscsi";

/// What an image is on this host: of a volume, what it was found to be.
#[must_use]
pub fn found_kind(kind: StorageType, source: &StorageSource) -> StorageType {
    match kind {
        StorageType::Volume => source.actual_type.unwrap_or(kind),
        StorageType::File
        | StorageType::Block
        | StorageType::Dir
        | StorageType::Network
        | StorageType::Nvme
        | StorageType::VhostUser
        | StorageType::VhostVdpa => kind,
    }
}

/// Finds the volume that a disk is; nothing to do for other disks.
///
/// # Errors
/// There is no such volume in an active pool.
pub(crate) async fn find(volumes: &dyn Volumes, disk: &mut Disk) -> Result<()> {
    if disk.kind != StorageType::Volume {
        return Ok(());
    }
    let Some(source) = &mut disk.source else { return Ok(()) };
    let (Some(pool), Some(volume)) = (&source.pool, &source.volume) else { return Ok(()) };
    let found = volumes.locate(pool, volume).await?;
    if source.mode.is_some() && found.pool_type != ISCSI {
        let text = "disk source mode is only valid when storage pool is of iscsi type";
        return Err(Error::new(ErrorCode::XmlError, ErrorDomain::Domain, text));
    }
    source.actual_type = Some(match found.kind {
        VolumeKind::File => StorageType::File,
        VolumeKind::Block => StorageType::Block,
        VolumeKind::Dir => {
            let text = format!("volume '{volume}' of pool '{pool}' is a directory, not a disk");
            return Err(unsupported(text));
        }
    });
    source.actual_path = Some(found.path.to_string_lossy().into_owned());
    let driver = disk.driver.get_or_insert_default();
    if driver.kind.is_none_or(|kind| kind == StorageFormat::None) {
        let format = StorageFormat::ALL.iter().find(|(_, word)| *word == found.format);
        driver.kind = format.map(|(format, _)| *format);
    }
    Ok(())
}

/// Finds the volumes of a guest that starts; those that are not there are left out where the
/// definition allows it.
pub(crate) async fn find_all(s: &mut Starting) -> Result<()> {
    let boots = !s.options.incoming;
    let mut kept = Vec::new();
    for mut disk in std::mem::take(&mut s.domain.devices.disks) {
        match find(&*s.core.volumes, &mut disk).await {
            Ok(()) => kept.push(disk),
            Err(_) if may_be_missing(&disk, boots) => kept.extend(without_medium(s, disk)),
            Err(error) => return Err(error),
        }
    }
    s.domain.devices.disks = kept;
    Ok(())
}
