//! QED: numbers are little endian.

use std::io;

use crate::bytes::{Bytes, bad, le32, le64, some, text};
use crate::header::{Backing, Header};

pub(crate) const MAGIC: &[u8] = b"QED\0";
const COVERS: u64 = 1;
const COVERS_RAW: u64 = 1 << 2;

pub(crate) fn read(file: &mut dyn Bytes) -> io::Result<Header> {
    let head = some(file, 0, 64)?;
    let word = |at: usize| le32(&head, at).unwrap_or(0);
    let long = |at: usize| le64(&head, at).unwrap_or(0);
    if !head.starts_with(MAGIC) || head.len() < 64 {
        return Ok(Header::default());
    }
    let features = long(16);
    let mut header = Header {
        capacity: Some(long(48)),
        cluster_size: Some(u64::from(word(4))).filter(|size| size.is_power_of_two()),
        ..Header::default()
    };
    let (at, size) = (word(56), word(60));
    if features & COVERS != 0 && size > 0 {
        if size > 1023 {
            return Err(bad("backing file name is too long"));
        }
        let name = text(file, u64::from(at), size as usize)?;
        let format = (features & COVERS_RAW != 0).then(|| "raw".to_owned());
        header.backing = Some(Backing { name, format });
    }
    Ok(header)
}
