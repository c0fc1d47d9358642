//! A volume of a storage pool (`<volume>`).

use vireo_xml::{CODE_CONFIG_UNSUPPORTED, CODE_XML_ERROR, FROM_STORAGE, XmlElement, XmlEnum};

use super::Permissions;
use crate::domain::devices::storage::{Encryption, StorageFormat};

/// A volume.
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
#[xml(root = "volume")]
pub struct Volume {
    /// What it is on the host.
    #[xml(attr = "type", bad(CODE_CONFIG_UNSUPPORTED, FROM_STORAGE, "unknown volume type '{}'"))]
    pub kind: Option<VolumeType>,
    /// Its name, unique in its pool.
    #[xml(text_child)]
    pub name: Option<String>,
    /// What it is found by everywhere: its path.
    #[xml(text_child)]
    pub key: Option<String>,
    /// Bytes as a guest sees it.
    #[xml(
        size,
        path = "capacity",
        bytes,
        bad(CODE_XML_ERROR, FROM_STORAGE, "malformed capacity element")
    )]
    pub capacity: Option<u64>,
    /// Bytes that it takes.
    #[xml(
        size,
        path = "allocation",
        bytes,
        bad(CODE_XML_ERROR, FROM_STORAGE, "malformed capacity element")
    )]
    pub allocation: Option<u64>,
    /// Bytes of the file.
    #[xml(size, path = "physical", bytes)]
    pub physical: Option<u64>,
    /// Where and how it is.
    #[xml(child)]
    pub target: Option<VolumeTarget>,
    /// What it covers.
    #[xml(child = "backingStore")]
    pub backing: Option<VolumeBacking>,
}

/// What a volume is on the host.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, XmlEnum)]
pub enum VolumeType {
    /// A file.
    #[default]
    File,
    /// A block device.
    Block,
    /// A directory.
    Dir,
    /// An image of another host.
    Network,
    /// A directory of another host.
    Netdir,
    /// A Parallels disk.
    Ploop,
}

/// `<target>`
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
pub struct VolumeTarget {
    /// Where it is.
    #[xml(text_child)]
    pub path: Option<String>,
    /// How its bytes are kept.
    #[xml(
        attr = "type",
        path = "format",
        bad(CODE_CONFIG_UNSUPPORTED, FROM_STORAGE, "unknown volume format type {}")
    )]
    pub format: Option<StorageFormat>,
    /// Of the file.
    #[xml(child)]
    pub permissions: Option<Permissions>,
    /// When it was used.
    #[xml(child)]
    pub timestamps: Option<Timestamps>,
    /// How it is encrypted.
    #[xml(child)]
    pub encryption: Option<Box<Encryption>>,
    /// Oldest QEMU that reads it.
    #[xml(text_child)]
    pub compat: Option<String>,
    /// Bytes of a cluster.
    #[xml(child = "clusterSize")]
    pub cluster_size: Option<ClusterSize>,
    /// What its format can do beyond the usual.
    #[xml(child, always)]
    pub features: Option<Features>,
    /// The file system is not to copy on write.
    #[xml(flag)]
    pub nocow: bool,
}

/// `<clusterSize>`: read in any unit, printed in bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct ClusterSize {
    /// The unit.
    #[xml(attr)]
    pub unit: Option<String>,
    /// The number.
    #[xml(text)]
    pub value: String,
}

/// `<features>` of an image.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct Features {
    /// Reference counts are written late.
    #[xml(flag)]
    pub lazy_refcounts: bool,
    /// Half clusters are told apart.
    #[xml(flag)]
    pub extended_l2: bool,
}

/// `<timestamps>`: seconds since 1970.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct Timestamps {
    /// Of the last reading.
    #[xml(text_child)]
    pub atime: Option<String>,
    /// Of the last writing.
    #[xml(text_child)]
    pub mtime: Option<String>,
    /// Of the last change of the file's properties.
    #[xml(text_child)]
    pub ctime: Option<String>,
    /// Of its making.
    #[xml(text_child)]
    pub btime: Option<String>,
}

/// `<backingStore>`
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct VolumeBacking {
    /// Where it is.
    #[xml(text_child)]
    pub path: Option<String>,
    /// Its format.
    #[xml(
        attr = "type",
        path = "format",
        bad(CODE_CONFIG_UNSUPPORTED, FROM_STORAGE, "unknown volume format type {}")
    )]
    pub format: Option<StorageFormat>,
    /// Of the file.
    #[xml(child)]
    pub permissions: Option<Permissions>,
    /// When it was used.
    #[xml(child)]
    pub timestamps: Option<Timestamps>,
}
