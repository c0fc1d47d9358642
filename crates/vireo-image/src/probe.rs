//! The format of an image by its first bytes.
//!
//! Only for images whose bytes were not the guest's to choose, or where a wrong answer is harmless:
//! a guest may write any header onto a raw disk.

use std::io::{self, Read, Seek};

use crate::bytes::{Bytes, be16, be32, le32, some};
use crate::format::Format;
use crate::{dated, qcow2, qed, vmdk};

/// Where a CD's file system says what it is.
const ISO_AT: u64 = 32769;

/// The format of an image; raw when it looks like nothing else.
///
/// # Errors
/// The file can't be read.
pub fn probe(file: &mut (impl Read + Seek)) -> io::Result<Format> {
    probe_bytes(file)
}

fn probe_bytes(file: &mut dyn Bytes) -> io::Result<Format> {
    let head = some(file, 0, 128)?;
    let found = match () {
        () if head.starts_with(qcow2::MAGIC) => match be32(&head, 4) {
            Some(1) => Some(Format::Qcow),
            Some(2 | 3) => Some(Format::Qcow2),
            _ => None,
        },
        () if head.starts_with(qed::MAGIC) => Some(Format::Qed),
        () if head.starts_with(vmdk::MAGIC) => {
            le32(&head, 4).filter(|version| (1..=3).contains(version)).map(|_| Format::Vmdk)
        }
        () if head.starts_with(b"vhdxfile") => Some(Format::Vhdx),
        () if head.starts_with(dated::VPC_MAGIC) => Some(Format::Vpc),
        () if head.starts_with(dated::LUKS_MAGIC) => {
            be16(&head, 6).filter(|version| matches!(version, 1 | 2)).map(|_| Format::Luks)
        }
        () if head.get(64..).is_some_and(|rest| rest.starts_with(dated::VDI_MAGIC)) => {
            Some(Format::Vdi)
        }
        () if some(file, ISO_AT, 5)? == b"CD001" => Some(Format::Iso),
        () => None,
    };
    Ok(found.unwrap_or(Format::Raw))
}
