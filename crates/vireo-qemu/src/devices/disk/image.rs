//! What an image covers, read from its header. Images come from guests: every figure is checked
//! before it is used.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

/// What an image covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backing {
    /// The file, as the image names it, made absolute by the image's own place.
    pub path: PathBuf,
    /// Its format, when the image says so.
    pub format: Option<String>,
}

/// Longest name of a backing file.
const MAX_NAME: u32 = 1023;
/// Most bytes of header extensions that are looked at.
const MAX_EXTENSIONS: u64 = 64 * 1024;

/// What the qcow2 image at `path` covers; nothing for another file.
///
/// # Errors
/// The file can't be read, or its header is a lie.
pub fn qcow2_backing(path: &Path) -> io::Result<Option<Backing>> {
    let mut file = File::open(path)?;
    let Some((name, format)) = parse(&mut file)? else { return Ok(None) };
    let name = name.strip_prefix("file:").unwrap_or(&name);
    if name.is_empty() || is_protocol(name) {
        return Ok(None);
    }
    let backing = Path::new(name);
    let path = match path.parent() {
        Some(dir) if backing.is_relative() => dir.join(backing),
        _ => backing.to_owned(),
    };
    Ok(Some(Backing { path, format }))
}

/// Whether the file at `path` begins as a qcow2 image does.
///
/// # Errors
/// It can't be read.
pub fn is_qcow2(path: &Path) -> io::Result<bool> {
    let mut head = [0_u8; 8];
    let length = read_some(&mut File::open(path)?, &mut head)?;
    Ok(length == head.len() && head.starts_with(b"QFI\xfb") && head[4..7] == [0; 3] && head[7] >= 2)
}

/// The name of what the qcow2 image at `path` covers, when it is relative to the image.
///
/// # Errors
/// As [`qcow2_backing`].
pub fn relative_backing(path: &Path) -> io::Result<Option<String>> {
    let Some((name, _)) = parse(&mut File::open(path)?)? else { return Ok(None) };
    let relative = !name.is_empty() && !name.starts_with('/') && !is_protocol(&name);
    Ok(relative.then_some(name))
}

/// Names of the form `protocol:…` are none of files.
fn is_protocol(name: &str) -> bool {
    match name.split_once(':') {
        Some((scheme, _)) => !scheme.contains('/'),
        None => false,
    }
}

fn bad(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what)
}

/// Name and format of the backing file of a qcow2 image.
fn parse(file: &mut (impl Read + Seek)) -> io::Result<Option<(String, Option<String>)>> {
    let mut head = [0_u8; 104];
    let length = read_some(file, &mut head)?;
    if length < 24 || head.get(..4) != Some(b"QFI\xfb") {
        return Ok(None);
    }
    let u32_at =
        |at: usize| u32::from_be_bytes([head[at], head[at + 1], head[at + 2], head[at + 3]]);
    let version = u32_at(4);
    let offset = u64::from(u32_at(8)) << 32 | u64::from(u32_at(12));
    let size = u32_at(16);
    if !(2..=3).contains(&version) || offset == 0 {
        return Ok(None);
    }
    if size > MAX_NAME {
        return Err(bad("backing file name is too long"));
    }
    let header = if version == 3 && length >= 104 { u64::from(u32_at(100)) } else { 72 };
    let format = extensions(file, header, offset)?;
    let mut name = vec![0_u8; size as usize];
    file.seek(SeekFrom::Start(offset))?;
    file.read_exact(&mut name)?;
    let name = String::from_utf8(name).map_err(|_| bad("backing file name is not UTF-8"))?;
    Ok(Some((name, format)))
}

fn read_some(file: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut length = 0;
    while length < buffer.len() {
        match file.read(&mut buffer[length..])? {
            0 => break,
            n => length += n,
        }
    }
    Ok(length)
}

/// The format of the backing file, in the extensions between header and name.
fn extensions(file: &mut (impl Read + Seek), start: u64, end: u64) -> io::Result<Option<String>> {
    const BACKING_FORMAT: u32 = 0xe279_2aca;
    let mut at = start;
    while at + 8 <= end && at - start < MAX_EXTENSIONS {
        let mut head = [0_u8; 8];
        file.seek(SeekFrom::Start(at))?;
        if read_some(file, &mut head)? < head.len() {
            return Ok(None);
        }
        let kind = u32::from_be_bytes([head[0], head[1], head[2], head[3]]);
        let size = u32::from_be_bytes([head[4], head[5], head[6], head[7]]);
        match kind {
            0 => return Ok(None),
            BACKING_FORMAT if size <= 64 => {
                let mut name = vec![0_u8; size as usize];
                file.read_exact(&mut name)?;
                return Ok(String::from_utf8(name).ok());
            }
            _ => at += 8 + u64::from(size).div_ceil(8) * 8,
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use proptest::prelude::*;

    use super::*;

    fn image(version: u32, name: &str, format: Option<&str>) -> Vec<u8> {
        let mut out = vec![0_u8; 104];
        out[..4].copy_from_slice(b"QFI\xfb");
        out[4..8].copy_from_slice(&version.to_be_bytes());
        out[100..104].copy_from_slice(&104_u32.to_be_bytes());
        if let Some(format) = format {
            out.extend(0xe279_2aca_u32.to_be_bytes());
            out.extend((format.len() as u32).to_be_bytes());
            out.extend(format.as_bytes());
            out.resize(out.len().div_ceil(8) * 8, 0);
        }
        out.extend([0; 8]);
        let offset = out.len() as u64;
        out[8..16].copy_from_slice(&offset.to_be_bytes());
        out[16..20].copy_from_slice(&(name.len() as u32).to_be_bytes());
        out.extend(name.as_bytes());
        out
    }

    #[test]
    fn the_backing_file_and_its_format_are_found() {
        let found = parse(&mut Cursor::new(image(3, "base.img", Some("qcow2")))).expect("reads");
        assert_eq!(found, Some(("base.img".to_owned(), Some("qcow2".to_owned()))));
        let found = parse(&mut Cursor::new(image(3, "base.img", None))).expect("reads");
        assert_eq!(found, Some(("base.img".to_owned(), None)));
        assert_eq!(parse(&mut Cursor::new(vec![1; 200])).expect("reads"), None);
        let mut long = image(3, "x", None);
        long[16..20].copy_from_slice(&u32::MAX.to_be_bytes());
        assert!(parse(&mut Cursor::new(long)).is_err());
    }

    proptest! {
        #[test]
        fn any_bytes_are_borne(mut bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            if bytes.len() > 8 {
                bytes[..8].copy_from_slice(b"QFI\xfb\0\0\0\x03");
            }
            let _ = parse(&mut Cursor::new(bytes));
        }
    }
}
