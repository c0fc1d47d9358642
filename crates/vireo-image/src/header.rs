//! What the header of an image tells.

use std::io::{self, Read, Seek};

use crate::format::Format;
use crate::{dated, qcow2, qed, vmdk};

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
    /// The version of its format.
    pub version: Option<u32>,
    /// Names of the bitmaps kept in it.
    pub bitmaps: Vec<String>,
}

/// Reads the header of an image of a format. A file that is none of that format has no header, and
/// it is for QEMU to say so.
///
/// # Errors
/// The file can't be read, or its header is a lie.
pub fn read(file: &mut (impl Read + Seek), format: Format) -> io::Result<Header> {
    match format {
        Format::Raw | Format::Iso => Ok(Header::default()),
        Format::Qcow2 => qcow2::read(file),
        Format::Qcow => dated::qcow(file),
        Format::Qed => qed::read(file),
        Format::Vmdk => vmdk::read(file),
        Format::Vdi => dated::vdi(file),
        Format::Vpc => dated::vpc(file),
        Format::Vhdx => Ok(Header::default()),
        Format::Luks => dated::luks(file),
    }
}
