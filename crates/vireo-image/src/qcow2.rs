//! qcow2: numbers are big endian; extensions of the header follow it, up to the name of what the
//! image covers.

use std::io;

use crate::bytes::{Bytes, all, bad, be16, be32, be64, some, text};
use crate::header::{Backing, Encryption, Header};

pub(crate) const MAGIC: &[u8] = b"QFI\xfb";
/// Bytes of the header of version 2, and of the least of version 3.
const V2: usize = 72;
const V3: usize = 104;
/// Longest name of a backing file.
const MAX_NAME: u32 = 1023;
/// Most bytes of extensions that are looked at.
const MAX_EXTENSIONS: u64 = 64 * 1024;
/// Most bitmaps, and bytes of their directory, that are looked at.
const MAX_BITMAPS: u32 = 4096;
const MAX_DIRECTORY: u64 = 1 << 20;

const EXTERNAL_DATA: u64 = 1 << 2;
const EXTENDED_L2: u64 = 1 << 4;
/// Of the compatible features.
const LAZY_REFCOUNTS: u64 = 1;

mod extension {
    pub const END: u32 = 0;
    pub const BACKING_FORMAT: u32 = 0xe279_2aca;
    pub const DATA_FILE: u32 = 0x4441_5441;
    pub const BITMAPS: u32 = 0x2385_2875;
}

pub(crate) fn read(file: &mut dyn Bytes) -> io::Result<Header> {
    let head = some(file, 0, V3)?;
    let word = |at: usize| be32(&head, at).unwrap_or(0);
    let long = |at: usize| be64(&head, at).unwrap_or(0);
    let version = word(4);
    if !head.starts_with(MAGIC) || head.len() < V2 || !matches!(version, 2 | 3) {
        return Ok(Header::default());
    }
    if version == 3 && head.len() < V3 {
        return Err(bad("the file ends within its header"));
    }
    let (incompatible, end) = match version {
        3 => (long(72), u64::from(word(100)).max(V3 as u64)),
        _ => (0, V2 as u64),
    };
    let bits = word(20);
    let mut header = Header {
        capacity: Some(long(24)),
        encryption: match word(32) {
            0 => None,
            2 => Some(Encryption::Luks),
            _ => Some(Encryption::Qcow),
        },
        cluster_size: (9..=21).contains(&bits).then(|| 1 << bits),
        extended_l2: incompatible & EXTENDED_L2 != 0,
        lazy_refcounts: version == 3 && long(80) & LAZY_REFCOUNTS != 0,
        version: Some(version),
        ..Header::default()
    };
    let (name_at, name_size) = (long(8), word(16));
    let limit = if name_at > 0 { name_at } else { end + MAX_EXTENSIONS };
    let mut found = extensions(file, end, limit)?;
    header.data_file = found.data_file.take_if(|_| incompatible & EXTERNAL_DATA != 0);
    if let Some(bitmaps) = found.bitmaps {
        header.bitmaps = directory(file, &bitmaps)?;
    }
    if name_at > 0 && name_size > 0 {
        if name_size > MAX_NAME {
            return Err(bad("backing file name is too long"));
        }
        let name = text(file, name_at, name_size as usize)?;
        header.backing = Some(Backing { name, format: found.format });
    }
    Ok(header)
}

#[derive(Default)]
struct Extensions {
    format: Option<String>,
    data_file: Option<String>,
    bitmaps: Option<Vec<u8>>,
}

fn extensions(file: &mut dyn Bytes, start: u64, end: u64) -> io::Result<Extensions> {
    let mut found = Extensions::default();
    let mut at = start;
    while at + 8 <= end && at - start < MAX_EXTENSIONS {
        let head = some(file, at, 8)?;
        let (Some(kind), Some(size)) = (be32(&head, 0), be32(&head, 4)) else { break };
        let content = at + 8;
        match kind {
            extension::END => break,
            extension::BACKING_FORMAT if size <= 64 => {
                found.format = Some(text(file, content, size as usize)?);
            }
            extension::DATA_FILE if size <= 4096 => {
                found.data_file = Some(text(file, content, size as usize)?);
            }
            extension::BITMAPS if size == 24 => found.bitmaps = Some(all(file, content, 24)?),
            _ => {}
        }
        at = content + u64::from(size).div_ceil(8) * 8;
    }
    Ok(found)
}

/// Names in the directory of bitmaps.
fn directory(file: &mut dyn Bytes, extension: &[u8]) -> io::Result<Vec<String>> {
    let count = be32(extension, 0).unwrap_or(0);
    let size = be64(extension, 8).unwrap_or(0);
    let start = be64(extension, 16).unwrap_or(0);
    if count > MAX_BITMAPS || size > MAX_DIRECTORY {
        return Err(bad("too many bitmaps"));
    }
    let mut names = Vec::new();
    let mut at = start;
    let end = start.checked_add(size).ok_or_else(|| bad("bitmaps beyond the file"))?;
    for _ in 0..count {
        if at >= end {
            return Err(bad("the directory of bitmaps is too short"));
        }
        let entry = all(file, at, 24)?;
        let name_size = usize::from(be16(&entry, 18).unwrap_or(0));
        let extra = u64::from(be32(&entry, 20).unwrap_or(0));
        if name_size > 1023 || extra > MAX_DIRECTORY {
            return Err(bad("a bitmap's name is too long"));
        }
        names.push(text(file, at + 24 + extra, name_size)?);
        at += (24 + extra + name_size as u64).div_ceil(8) * 8;
    }
    Ok(names)
}
