//! A storage pool (`<pool>`).
//!
//! What pools of types have that no backend is there for (adapters, initiators, passwords) is not read.

use vireo_xml::{CODE_XML_ERROR, FROM_STORAGE, Namespace, XmlElement, XmlEnum};

use super::Permissions;
use crate::scalar::Uuid;

/// Namespace of options of mounts.
pub static FS: Namespace =
    Namespace { prefix: "fs", uri: "http://libvirt.org/schemas/storagepool/fs/1.0" };

/// A storage pool.
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
#[xml(root = "pool")]
pub struct Pool {
    /// What it is made of.
    #[xml(attr = "type", required)]
    pub kind: PoolType,
    /// Unique name.
    #[xml(text_child)]
    pub name: Option<String>,
    /// Unique id; made up when absent.
    #[xml(text_child, bad(CODE_XML_ERROR, FROM_STORAGE, "malformed uuid element"))]
    pub uuid: Option<Uuid>,
    /// Bytes in all; told, never read.
    #[xml(size, path = "capacity", bytes, runtime)]
    pub capacity: Option<u64>,
    /// Bytes taken; told, never read.
    #[xml(size, path = "allocation", bytes, runtime)]
    pub allocation: Option<u64>,
    /// Bytes free; told, never read.
    #[xml(size, path = "available", bytes, runtime)]
    pub available: Option<u64>,
    /// Files are copied on write.
    #[xml(attr = "state", path = "features/cow", yes_no)]
    pub cow: Option<bool>,
    /// Where its bytes come from.
    #[xml(child, always, open)]
    pub source: PoolSource,
    /// Where it appears on the host.
    #[xml(child)]
    pub target: Option<PoolTarget>,
    /// Options of the mount.
    #[xml(child = "mount_opts", ns = FS)]
    pub mount_options: Option<MountOptions>,
}

/// What a pool is made of, in the order of their numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, XmlEnum)]
pub enum PoolType {
    /// A directory.
    #[default]
    Dir,
    /// A file system on a device of the host.
    Fs,
    /// A file system of another host.
    Netfs,
    /// A volume group.
    Logical,
    /// Partitions of a disk.
    Disk,
    /// Devices of an iSCSI target.
    Iscsi,
    /// The same without the host's initiator.
    IscsiDirect,
    /// Devices of a SCSI adapter.
    Scsi,
    /// Multipath devices.
    Mpath,
    /// Images of Ceph.
    Rbd,
    /// Images of Sheepdog.
    Sheepdog,
    /// Files of Gluster.
    Gluster,
    /// Volumes of ZFS.
    Zfs,
    /// Virtuozzo's.
    Vstorage,
}

impl PoolType {
    /// `virStoragePoolType`.
    #[must_use]
    pub fn number(self) -> u32 {
        self as u32
    }
}

/// `<source>`
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
pub struct PoolSource {
    /// Hosts that have it.
    #[xml(child = "host")]
    pub hosts: Vec<PoolHost>,
    /// Devices that it is on.
    #[xml(child = "device")]
    pub devices: Vec<PoolDevice>,
    /// The directory of another host.
    #[xml(attr = "path", path = "dir")]
    pub dir: Option<String>,
    /// Its name where it comes from.
    #[xml(text_child)]
    pub name: Option<String>,
    /// How it is formatted.
    #[xml(attr = "type", path = "format")]
    pub format: Option<String>,
    /// Version of the protocol.
    #[xml(attr = "ver", path = "protocol")]
    pub protocol_version: Option<String>,
    /// Who made it.
    #[xml(attr = "name", path = "vendor")]
    pub vendor: Option<String>,
    /// What it is sold as.
    #[xml(attr = "name", path = "product")]
    pub product: Option<String>,
}

/// `<host>`
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct PoolHost {
    /// Name or address.
    #[xml(attr, missing(CODE_XML_ERROR, FROM_STORAGE, "missing storage pool host name"))]
    pub name: String,
    /// Port.
    #[xml(attr)]
    pub port: Option<u16>,
}

/// `<device>`
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct PoolDevice {
    /// Its path.
    #[xml(attr, missing(CODE_XML_ERROR, FROM_STORAGE, "missing storage pool source device path"))]
    pub path: String,
}

/// `<target>`
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct PoolTarget {
    /// The directory.
    #[xml(text_child)]
    pub path: Option<String>,
    /// The directory's.
    #[xml(child)]
    pub permissions: Option<Permissions>,
}

/// `<fs:mount_opts>`
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
pub struct MountOptions {
    /// The options.
    #[xml(child = "option", ns = FS)]
    pub options: Vec<MountOption>,
}

/// `<fs:option>`
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
pub struct MountOption {
    /// The option.
    #[xml(attr, required)]
    pub name: String,
}
