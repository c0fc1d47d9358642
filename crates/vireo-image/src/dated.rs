//! Formats that tell little: qcow, VDI, VPC, LUKS.

use std::io;

use crate::bytes::{Bytes, bad, be16, be32, be64, le64, some, text};
use crate::header::{Backing, Encryption, Header};

pub(crate) const VDI_MAGIC: &[u8] = b"\x7f\x10\xda\xbe";
pub(crate) const VPC_MAGIC: &[u8] = b"conectix";
pub(crate) const LUKS_MAGIC: &[u8] = b"LUKS\xba\xbe";

pub(crate) fn qcow(file: &mut dyn Bytes) -> io::Result<Header> {
    let head = some(file, 0, 48)?;
    if !head.starts_with(crate::qcow2::MAGIC) || be32(&head, 4) != Some(1) || head.len() < 48 {
        return Ok(Header::default());
    }
    let (at, size) = (be64(&head, 8).unwrap_or(0), be32(&head, 16).unwrap_or(0));
    let mut header = Header {
        capacity: be64(&head, 24),
        encryption: (be32(&head, 36) == Some(1)).then_some(Encryption::Qcow),
        version: Some(1),
        ..Header::default()
    };
    if at > 0 && size > 0 {
        if size > 1023 {
            return Err(bad("backing file name is too long"));
        }
        header.backing = Some(Backing { name: text(file, at, size as usize)?, format: None });
    }
    Ok(header)
}

pub(crate) fn vdi(file: &mut dyn Bytes) -> io::Result<Header> {
    let head = some(file, 0, 376)?;
    let is = head.get(64..).is_some_and(|rest| rest.starts_with(VDI_MAGIC));
    Ok(Header { capacity: le64(&head, 368).filter(|_| is), ..Header::default() })
}

pub(crate) fn vpc(file: &mut dyn Bytes) -> io::Result<Header> {
    let head = some(file, 0, 56)?;
    let is = head.starts_with(VPC_MAGIC);
    Ok(Header { capacity: be64(&head, 48).filter(|_| is), ..Header::default() })
}

pub(crate) fn luks(file: &mut dyn Bytes) -> io::Result<Header> {
    let head = some(file, 0, 108)?;
    if !head.starts_with(LUKS_MAGIC) {
        return Ok(Header::default());
    }
    let version = be16(&head, 6).map(u32::from);
    // Version 2 has its payload in a JSON text; what is in front of it is all but constant there.
    let payload = be32(&head, 104).filter(|_| version == Some(1));
    let length = file.seek(io::SeekFrom::End(0))?;
    let capacity = payload.and_then(|sectors| length.checked_sub(u64::from(sectors) * 512));
    Ok(Header { capacity, encryption: Some(Encryption::Luks), version, ..Header::default() })
}
