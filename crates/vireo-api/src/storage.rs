//! Storage as other drivers need it: where volumes are, and images made where a pool knows of them.
//! Whoever puts the daemon together says who keeps pools; a driver knows no other.

use std::path::{Path, PathBuf};

use async_trait::async_trait;

use crate::error::{Error, Result};
use crate::generated::errors::{ErrorCode, ErrorDomain};

/// What a volume is on this host.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VolumeKind {
    /// A file.
    File,
    /// A block device.
    Block,
    /// A directory.
    Dir,
}

/// A volume that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundVolume {
    /// What it is.
    pub kind: VolumeKind,
    /// Where it is.
    pub path: PathBuf,
    /// The name of its format.
    pub format: &'static str,
    /// The type of its pool, as definitions of pools write it.
    pub pool_type: &'static str,
}

/// An image that is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewImage<'a> {
    /// Where.
    pub path: &'a Path,
    /// The name of its format.
    pub format: &'a str,
    /// Bytes as a guest sees it.
    pub capacity: u64,
}

/// Who keeps pools.
#[async_trait]
pub trait Volumes: Send + Sync {
    /// Where a volume is.
    ///
    /// # Errors
    /// There is no such pool, it is not active, or it has no such volume.
    async fn locate(&self, pool: &str, volume: &str) -> Result<FoundVolume>;

    /// Makes an image as a volume of the active pool whose directory it lies in; tells whether there
    /// is such a pool.
    ///
    /// # Errors
    /// The pool has such a volume, or it can't be made.
    async fn make(&self, image: &NewImage<'_>) -> Result<bool>;

    /// Has the pool that an image lies in, if there is one, forget it: its file is gone, or goes.
    async fn forget(&self, path: &Path);
}

/// No pools.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoVolumes;

#[async_trait]
impl Volumes for NoVolumes {
    async fn locate(&self, pool: &str, _volume: &str) -> Result<FoundVolume> {
        let text = format!("no storage pool with matching name '{pool}'");
        Err(Error::new(ErrorCode::NoStoragePool, ErrorDomain::Storage, text))
    }

    async fn make(&self, _image: &NewImage<'_>) -> Result<bool> {
        Ok(false)
    }

    async fn forget(&self, _path: &Path) {}
}
