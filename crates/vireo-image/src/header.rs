//! What the header of an image tells.

/// What an image covers, as it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backing {
    /// The name in the image.
    pub name: String,
    /// The format in the image, when it says one.
    pub format: Option<String>,
}

/// How an image is encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encryption {
    /// By the old way of qcow and qcow2.
    Qcow,
    /// By LUKS.
    Luks,
}

/// What a header tells; nothing of what its format has no word for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Header {
    /// As the guest sees it, bytes.
    pub capacity: Option<u64>,
    /// What it covers.
    pub backing: Option<Backing>,
    /// The file that its data are in.
    pub data_file: Option<String>,
    /// How it is encrypted.
    pub encryption: Option<Encryption>,
    /// Bytes of a cluster.
    pub cluster_size: Option<u64>,
    /// Half clusters are told apart.
    pub extended_l2: bool,
    /// Reference counts are written late.
    pub lazy_refcounts: bool,
    /// The version of its format.
    pub version: Option<u32>,
    /// Names of the bitmaps kept in it.
    pub bitmaps: Vec<String>,
}
