//! VMDK with its descriptor inside: numbers are little endian, the descriptor is text.

use std::io;

use crate::bytes::{Bytes, bad, le32, le64, some};
use crate::header::{Backing, Header};

pub(crate) const MAGIC: &[u8] = b"KDMV";
const SECTOR: u64 = 512;
/// Most bytes of a descriptor that are looked at.
const MAX_DESCRIPTOR: usize = 20 * 512;

pub(crate) fn read(file: &mut dyn Bytes) -> io::Result<Header> {
    let head = some(file, 0, 64)?;
    let long = |at: usize| le64(&head, at).unwrap_or(0);
    if !head.starts_with(MAGIC) || head.len() < 64 {
        return Ok(Header::default());
    }
    let capacity = long(12).checked_mul(SECTOR).ok_or_else(|| bad("the capacity is too large"))?;
    let at =
        long(28).checked_mul(SECTOR).ok_or_else(|| bad("the descriptor is beyond the file"))?;
    let text = some(file, at, MAX_DESCRIPTOR)?;
    let length = text.iter().position(|&byte| byte == 0).unwrap_or(text.len());
    let descriptor = String::from_utf8_lossy(&text[..length]);
    Ok(Header {
        capacity: Some(capacity),
        version: le32(&head, 4),
        backing: parent(&descriptor).map(|name| Backing { name, format: Some("vmdk".to_owned()) }),
        ..Header::default()
    })
}

/// What the descriptor says that the image covers.
fn parent(descriptor: &str) -> Option<String> {
    let value = |key: &str| {
        let mut lines = descriptor.lines().map(str::trim);
        lines.find_map(|line| line.strip_prefix(key)?.trim_start().strip_prefix('='))
    };
    if value("parentCID").is_some_and(|id| id.trim().eq_ignore_ascii_case("ffffffff")) {
        return None;
    }
    let name = value("parentFileNameHint")?.trim().trim_matches('"');
    (!name.is_empty()).then(|| name.to_owned())
}
