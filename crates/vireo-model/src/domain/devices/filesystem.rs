//! `<filesystem>`: directories shared with the guest.

use vireo_xml::{CODE_XML_ERROR, XmlElement, XmlEnum};

use super::storage::StorageFormat;
use crate::domain::address::{DeviceInfo, VirtioOptions};
use crate::domain::os::IdMap;

/// `<filesystem>`. Which fields exist is decided by its type.
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
#[xml(parsed = "crate::domain::checks::devices::filesystem")]
pub struct Filesystem {
    #[xml(attr = "type", select)]
    pub kind: FilesystemType,
    #[xml(attr, filled)]
    pub accessmode: Option<FilesystemAccess>,
    #[xml(attr)]
    pub model: Option<FilesystemModel>,
    #[xml(attr, omit = "default")]
    pub multidevs: Option<FilesystemMultidevs>,
    #[xml(attr, octal)]
    pub fmode: Option<u32>,
    #[xml(attr, octal)]
    pub dmode: Option<u32>,
    #[xml(child)]
    pub driver: Option<FilesystemDriver>,
    #[xml(child)]
    pub binary: Option<FilesystemBinary>,
    #[xml(child, merge)]
    pub idmap: Option<IdMap>,
    #[xml(child)]
    pub source: Option<FilesystemSource>,
    #[xml(attr = "dir", path = "target", filled)]
    pub target_dir: Option<String>,
    #[xml(flag)]
    pub readonly: bool,
    #[xml(flatten)]
    pub info: DeviceInfo,
    /// Bytes.
    #[xml(size, path = "space_hard_limit", bytes)]
    pub space_hard_limit: Option<u64>,
    /// Bytes.
    #[xml(size, path = "space_soft_limit", bytes)]
    pub space_soft_limit: Option<u64>,
}

/// Kinds of shares.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, XmlEnum)]
pub enum FilesystemType {
    #[default]
    Mount,
    Block,
    File,
    Template,
    Ram,
    Bind,
    Volume,
}

/// Whose rights files have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum FilesystemAccess {
    Passthrough,
    Mapped,
    Squash,
}

/// Models of the device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum FilesystemModel {
    Virtio,
    VirtioTransitional,
    VirtioNonTransitional,
}

/// What happens when a share spans devices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum FilesystemMultidevs {
    Remap,
    Forbid,
    Warn,
}

/// `<driver>` of a share.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct FilesystemDriver {
    #[xml(attr = "type", omit = "default")]
    pub kind: Option<FilesystemDriverType>,
    #[xml(attr)]
    pub format: Option<StorageFormat>,
    #[xml(attr, omit = "default")]
    pub wrpolicy: Option<WritePolicy>,
    #[xml(
        attr,
        filled,
        omit = "0",
        bad(CODE_XML_ERROR, "cannot parse queue size '{}' for virtiofs")
    )]
    pub queue: Option<crate::scalar::Wrapped64>,
    #[xml(flatten)]
    pub virtio: VirtioOptions,
}

/// Who serves the share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum FilesystemDriverType {
    Path,
    Handle,
    Loop,
    Nbd,
    Ploop,
    Virtiofs,
    Mtp,
}

/// When writes reach the host's disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum WritePolicy {
    Immediate,
}

/// `<binary>`: how virtiofsd is run.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct FilesystemBinary {
    #[xml(attr, filled)]
    pub path: Option<String>,
    #[xml(attr, on_off)]
    pub xattr: Option<bool>,
    #[xml(attr = "mode", path = "cache")]
    pub cache: Option<VirtiofsCache>,
    #[xml(attr = "mode", path = "sandbox")]
    pub sandbox: Option<VirtiofsSandbox>,
    #[xml(attr = "posix", path = "lock", on_off)]
    pub lock_posix: Option<bool>,
    #[xml(attr = "flock", path = "lock", on_off)]
    pub lock_flock: Option<bool>,
    #[xml(
        attr = "size",
        path = "thread_pool",
        filled,
        omit = "-1",
        bad(CODE_XML_ERROR, "cannot parse thread pool size '{}' for virtiofs")
    )]
    pub thread_pool_size: Option<i32>,
    #[xml(
        attr = "max",
        path = "openfiles",
        filled,
        omit = "0",
        bad(CODE_XML_ERROR, "cannot parse openfiles '{}' for virtiofs")
    )]
    pub openfiles_max: Option<u64>,
}

/// What virtiofsd caches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum VirtiofsCache {
    None,
    Always,
}

/// How virtiofsd is confined.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum VirtiofsSandbox {
    Namespace,
    Chroot,
}

/// `<source>` of a share.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct FilesystemSource {
    #[xml(attr, when = "file")]
    pub file: Option<String>,
    #[xml(attr, when = "block")]
    pub dev: Option<String>,
    #[xml(attr, when = "mount|bind")]
    pub dir: Option<String>,
    #[xml(attr, when = "mount")]
    pub socket: Option<String>,
    #[xml(attr, when = "template")]
    pub name: Option<String>,
    /// KiB.
    #[xml(attr, when = "ram")]
    pub usage: Option<u64>,
    #[xml(attr, when = "ram")]
    pub units: Option<String>,
    #[xml(attr, when = "volume")]
    pub pool: Option<String>,
    #[xml(attr, when = "volume")]
    pub volume: Option<String>,
}
