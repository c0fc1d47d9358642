//! Saved images as files: opened, told, given another definition.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use vireo_api::{Error, Result};

use super::files::Files;
use super::header::{Header, SIZE};
use crate::error::{failed, system};

/// Room behind the texts of a new image, so that a later definition may be longer.
const ROOM: usize = 65_536;

/// Longest text that is read: a definition may be large, a lie about its length must not cost
/// memory.
const MAX_TEXT: u64 = 64 << 20;

/// The head of an image and what it says of the guest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Image {
    /// The head.
    pub header: Header,
    /// The guest's definition.
    pub xml: String,
    /// What the definition does not say, as XML.
    pub cookie: Option<String>,
}

/// Why an image cannot be had.
#[derive(Debug)]
pub enum OpenError {
    /// The file cannot be opened.
    Open(Error),
    /// It is no image, not a whole one, or a broken one.
    Corrupt(Error),
}

impl From<OpenError> for Error {
    fn from(error: OpenError) -> Self {
        match error {
            OpenError::Open(error) | OpenError::Corrupt(error) => error,
        }
    }
}

/// Opens an image and reads what stands before the memory.
///
/// # Errors
/// There is none, or none that can be used.
pub fn open(files: &Files, path: &Path) -> Result<(File, Image), OpenError> {
    let told = |e: std::io::Error| {
        OpenError::Open(system(format!("Failed to open file '{}'", path.display()), &e))
    };
    // A pipe at that path must not keep the daemon waiting for its writer.
    let mut options = File::options();
    options.read(true).custom_flags(nix::libc::O_NONBLOCK);
    let mut file = files.open(path, &options).map_err(told)?;
    let image = read(&mut file).map_err(OpenError::Corrupt)?;
    Ok((file, image))
}

/// Reads head and texts of an image from anything.
///
/// # Errors
/// It is none that can be used.
pub fn read(from: &mut impl Read) -> Result<Image> {
    let mut head = Vec::with_capacity(SIZE);
    from.take(SIZE as u64).read_to_end(&mut head).map_err(|_| short("qemu header"))?;
    let header = Header::parse(&head).map_err(|e| failed(e.to_string()))?;
    let length = u64::from(header.data_len);
    let mut text = Vec::new();
    from.take(length.min(MAX_TEXT)).read_to_end(&mut text).map_err(|_| short("domain XML"))?;
    let cookie_offset = match header.cookie_offset as usize {
        0 => text.len(),
        offset if offset <= text.len() => offset,
        _ => return Err(short("domain XML")),
    };
    if (text.len() as u64) < length {
        // What is missing is behind the place where the cookie begins, or before it.
        return Err(short(if header.cookie_offset == 0 { "domain XML" } else { "cookie" }));
    }
    let (xml, cookie) = text.split_at(cookie_offset);
    let cookie = (header.cookie_offset != 0).then(|| string(cookie));
    Ok(Image { header, xml: string(xml), cookie: cookie.filter(|text| !text.is_empty()) })
}

fn short(what: &str) -> Error {
    failed(format!("failed to read {what}"))
}

/// The text before the first NUL.
fn string(bytes: &[u8]) -> String {
    let end = bytes.iter().position(|byte| *byte == 0).unwrap_or(bytes.len());
    String::from_utf8_lossy(&bytes[..end]).into_owned()
}

impl Image {
    /// Everything that stands before the memory of a new image, with room to grow. The head in it
    /// says that the image is partial.
    #[must_use]
    pub fn new_bytes(&mut self) -> Vec<u8> {
        let length = self.texts().len() + ROOM;
        self.header.data_len = u32::try_from(length).unwrap_or(u32::MAX);
        self.header.complete = false;
        self.bytes().unwrap_or_default()
    }

    /// Everything that stands before the memory of an image whose length is settled; `None` when
    /// the texts don't fit.
    #[must_use]
    pub fn bytes(&mut self) -> Option<Vec<u8>> {
        let texts = self.texts();
        let length = self.header.data_len as usize;
        if texts.len() > length {
            return None;
        }
        let offset = self.xml.len() + 1;
        self.header.cookie_offset = match &self.cookie {
            Some(_) => u32::try_from(offset).ok()?,
            None => 0,
        };
        let mut bytes = self.header.to_bytes().to_vec();
        bytes.extend(texts);
        bytes.resize(SIZE + length, 0);
        Some(bytes)
    }

    fn texts(&self) -> Vec<u8> {
        let mut texts = self.xml.clone().into_bytes();
        texts.push(0);
        if let Some(cookie) = &self.cookie {
            texts.extend(cookie.as_bytes());
            texts.push(0);
        }
        texts
    }
}

/// Writes head and texts of an image that exists; it is on disk when this returns.
///
/// # Errors
/// The texts are longer than there is room; the file can't be written.
pub fn rewrite(files: &Files, path: &Path, image: &mut Image) -> Result<()> {
    let bytes = image.bytes().ok_or_else(|| failed("new xml too large to fit in file"))?;
    let told =
        |e: std::io::Error| system(format!("cannot write the image '{}'", path.display()), &e);
    let mut file = files.open(path, File::options().write(true)).map_err(told)?;
    file.seek(SeekFrom::Start(0)).and_then(|_| file.write_all(&bytes)).map_err(told)?;
    file.sync_data().map_err(told)
}

/// Reads any bytes as an image: what is taken can be written again and is read the same.
#[doc(hidden)]
pub fn fuzz_image(bytes: &[u8]) {
    let mut from = bytes;
    let Ok(mut image) = read(&mut from) else { return };
    if let Some(cookie) = &image.cookie {
        let _ = super::cookie::cpu(cookie);
    }
    let length = image.header.data_len;
    // Texts that were no text may have grown.
    let Some(again) = image.bytes() else { return };
    let same = read(&mut again.as_slice());
    assert!(same.is_ok_and(|same| same.header.data_len == length && same.xml == image.xml));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::save::format::Format;

    fn some() -> Image {
        let header = Header {
            complete: true,
            data_len: 0,
            was_running: true,
            format: Format::Raw,
            cookie_offset: 0,
        };
        let cookie = Some("<cookie>\n</cookie>\n".to_owned());
        Image { header, xml: "<domain/>\n".to_owned(), cookie }
    }

    fn complete(image: &mut Image) -> Vec<u8> {
        let _ = image.new_bytes();
        image.header.complete = true;
        image.bytes().unwrap()
    }

    #[test]
    fn an_image_is_read_as_it_was_written() {
        let mut image = some();
        let bytes = complete(&mut image);
        assert_eq!(bytes.len() as u64, image.header.memory_offset());
        assert_eq!(read(&mut bytes.as_slice()).unwrap(), image);
        let partial = some().new_bytes();
        let refused = read(&mut partial.as_slice()).unwrap_err();
        assert!(refused.to_string().contains("save image is incomplete"));
    }

    #[test]
    fn a_longer_text_fits_as_long_as_there_is_room() {
        let mut image = some();
        let before = complete(&mut image).len();
        image.xml = format!("<domain>{}</domain>", "x".repeat(60_000));
        assert_eq!(image.bytes().unwrap().len(), before);
        image.xml.push_str(&"x".repeat(10_000));
        assert_eq!(image.bytes(), None);
    }

    #[test]
    fn what_is_cut_off_is_told() {
        let mut image = some();
        let bytes = complete(&mut image);
        for length in [0, 50, 91] {
            let refused = read(&mut &bytes[..length]).unwrap_err();
            assert!(refused.to_string().contains("failed to read qemu header"), "{refused}");
        }
        let refused = read(&mut &bytes[..200]).unwrap_err();
        assert!(refused.to_string().contains("failed to read cookie"), "{refused}");
    }

    #[test]
    fn a_lie_about_lengths_is_refused_and_costs_no_memory() {
        let mut image = some();
        complete(&mut image);
        image.header.data_len = i32::MAX as u32;
        let mut bytes = image.header.to_bytes().to_vec();
        bytes.extend(b"<domain/>\0");
        assert!(read(&mut bytes.as_slice()).is_err());
        image.header.cookie_offset = u32::MAX;
        bytes[..SIZE].copy_from_slice(&image.header.to_bytes());
        let refused = read(&mut bytes.as_slice()).unwrap_err();
        assert!(refused.to_string().contains("failed to read domain XML"), "{refused}");
    }
}
