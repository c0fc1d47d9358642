//! Reads a header, by format.

use std::io::{self, Read, Seek};

use crate::format::Format;
use crate::header::Header;
use crate::{dated, qcow2, qed, vmdk};

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
