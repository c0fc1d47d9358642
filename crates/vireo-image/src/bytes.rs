//! Pieces of a file, bounded.

use std::io::{self, Read, Seek, SeekFrom};

/// Most bytes that are read at once.
pub(crate) const MOST: usize = 64 * 1024;

/// An image that is `Read` and `Seek`.
pub(crate) trait Bytes: Read + Seek {}

impl<T: Read + Seek> Bytes for T {}

/// An error for what a header says and cannot be.
pub(crate) fn bad(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what)
}

/// Up to `length` bytes at `offset`: fewer where the file ends.
pub(crate) fn some(file: &mut dyn Bytes, offset: u64, length: usize) -> io::Result<Vec<u8>> {
    if length > MOST {
        return Err(bad("a piece of the header is too long"));
    }
    file.seek(SeekFrom::Start(offset))?;
    let mut found = Vec::with_capacity(length);
    file.take(length as u64).read_to_end(&mut found)?;
    Ok(found)
}

/// `length` bytes at `offset`.
pub(crate) fn all(file: &mut dyn Bytes, offset: u64, length: usize) -> io::Result<Vec<u8>> {
    let found = some(file, offset, length)?;
    match found.len() == length {
        true => Ok(found),
        false => Err(bad("the file ends within its header")),
    }
}

/// Text at `offset`.
pub(crate) fn text(file: &mut dyn Bytes, offset: u64, length: usize) -> io::Result<String> {
    String::from_utf8(all(file, offset, length)?).map_err(|_| bad("a name is not UTF-8"))
}

macro_rules! numbers {
    ($($name:ident, $from:ident, $type:ty;)*) => {$(
        pub(crate) fn $name(bytes: &[u8], at: usize) -> Option<$type> {
            bytes.get(at..)?.first_chunk().map(|chunk| <$type>::$from(*chunk))
        }
    )*};
}

numbers! {
    be16, from_be_bytes, u16;
    be32, from_be_bytes, u32;
    be64, from_be_bytes, u64;
    le32, from_le_bytes, u32;
    le64, from_le_bytes, u64;
}
