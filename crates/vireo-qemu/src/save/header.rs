//! The head of a saved image, as the reference writes it.
//!
//! | offset | size | |
//! |---|---|---|
//! | 0 | 16 | whether it is complete |
//! | 16 | 4 | version |
//! | 20 | 4 | bytes of text behind the head, with room to grow |
//! | 24 | 4 | the guest ran |
//! | 28 | 4 | format of the memory |
//! | 32 | 4 | where in the text the cookie begins; 0 without one |
//! | 36 | 56 | zero |
//!
//! Numbers are in the byte order of the host that wrote them; the version tells which that was.

use super::format::Format;

/// Bytes of the head.
pub const SIZE: usize = 92;

const COMPLETE: &[u8; 16] = b"LibvirtQemudSave";
const PARTIAL: &[u8; 16] = b"LibvirtQemudPart";
const VERSION: u32 = 2;

/// The head of a saved image.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Header {
    /// All of the memory is there.
    pub complete: bool,
    /// Bytes of text behind the head.
    pub data_len: u32,
    /// The guest ran when it was saved, or is to run when it is restored.
    pub was_running: bool,
    /// The memory's format.
    pub format: Format,
    /// Where the cookie begins in the text; 0 without one.
    pub cookie_offset: u32,
}

/// Why a file is no image that can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeaderError {
    /// Shorter than a head.
    Short,
    /// Something else.
    Magic,
    /// It was not written to its end.
    Partial,
    /// Newer than we are.
    Version(u32),
    /// A format that we don't know.
    Format(u32),
    /// No text.
    Length(i32),
}

impl std::error::Error for HeaderError {}

impl std::fmt::Display for HeaderError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Short => f.write_str("failed to read qemu header"),
            Self::Magic => f.write_str("image magic is incorrect"),
            Self::Partial => f.write_str("save image is incomplete"),
            Self::Version(found) => {
                write!(f, "image version is not supported ({found} > {VERSION})")
            }
            Self::Format(found) => write!(f, "unsupported save image format: {found}"),
            Self::Length(found) => write!(f, "invalid header data length: {found}"),
        }
    }
}

impl Header {
    /// The head's bytes.
    #[must_use]
    pub fn to_bytes(self) -> [u8; SIZE] {
        let mut bytes = [0; SIZE];
        bytes[..16].copy_from_slice(if self.complete { COMPLETE } else { PARTIAL });
        let fields = [
            VERSION,
            self.data_len,
            u32::from(self.was_running),
            self.format.number(),
            self.cookie_offset,
        ];
        for (place, field) in bytes[16..36].chunks_exact_mut(4).zip(fields) {
            place.copy_from_slice(&field.to_ne_bytes());
        }
        bytes
    }

    /// Reads a head that may be anything.
    ///
    /// # Errors
    /// It is none, or of an image that cannot be used.
    pub fn parse(bytes: &[u8]) -> Result<Self, HeaderError> {
        let bytes: &[u8; SIZE] =
            bytes.get(..SIZE).and_then(|b| b.try_into().ok()).ok_or(HeaderError::Short)?;
        match &bytes[..16] {
            magic if magic == COMPLETE => {}
            magic if magic == PARTIAL => return Err(HeaderError::Partial),
            _ => return Err(HeaderError::Magic),
        }
        let mut fields = [0_u32; 5];
        for (field, place) in fields.iter_mut().zip(bytes[16..36].chunks_exact(4)) {
            *field = u32::from_ne_bytes([place[0], place[1], place[2], place[3]]);
        }
        if fields[0] > VERSION {
            fields = fields.map(u32::swap_bytes);
        }
        let [version, data_len, was_running, format, cookie_offset] = fields;
        if version > VERSION {
            return Err(HeaderError::Version(version));
        }
        let format = Format::from_number(format).ok_or(HeaderError::Format(format))?;
        // The reference takes it for a signed number.
        let signed = i32::from_ne_bytes(data_len.to_ne_bytes());
        if signed <= 0 {
            return Err(HeaderError::Length(signed));
        }
        let was_running = was_running != 0;
        Ok(Self { complete: true, data_len, was_running, format, cookie_offset })
    }

    /// Where the memory begins in the file.
    #[must_use]
    pub fn memory_offset(&self) -> u64 {
        SIZE as u64 + u64::from(self.data_len)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn some() -> Header {
        Header {
            complete: true,
            data_len: 66_837,
            was_running: true,
            format: Format::Zstd,
            cookie_offset: 1065,
        }
    }

    #[test]
    fn what_is_written_is_read() {
        assert_eq!(Header::parse(&some().to_bytes()), Ok(some()));
        let partial = Header { complete: false, ..some() };
        assert_eq!(Header::parse(&partial.to_bytes()), Err(HeaderError::Partial));
    }

    // The bytes are those of an image that libvirt 11.3.0 wrote.
    #[test]
    fn the_reference_writes_the_same() {
        let mut bytes = b"LibvirtQemudSave".to_vec();
        bytes.extend([2, 0, 0, 0, 0x15, 5, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0x29, 4, 0, 0]);
        bytes.resize(SIZE, 0);
        let header = Header { format: Format::Raw, ..some() };
        assert_eq!(Header::parse(&bytes), Ok(header));
        if cfg!(target_endian = "little") {
            assert_eq!(header.to_bytes().as_slice(), bytes);
        }
    }

    #[test]
    fn the_other_byte_order_is_read() {
        let mut bytes = some().to_bytes();
        for field in bytes[16..36].chunks_exact_mut(4) {
            field.reverse();
        }
        assert_eq!(Header::parse(&bytes), Ok(some()));
    }

    #[test]
    fn each_wrong_head_is_refused_for_its_own_reason() {
        let with = |at: usize, value: u32| {
            let mut bytes = some().to_bytes();
            bytes[at..at + 4].copy_from_slice(&value.to_ne_bytes());
            Header::parse(&bytes).map_err(|e| e.to_string())
        };
        assert_eq!(with(0, 7), Err("image magic is incorrect".into()));
        let newer = "image version is not supported (50331648 > 2)";
        assert_eq!(with(16, 3), Err(newer.into()));
        assert_eq!(with(16, 1), Ok(some()));
        assert_eq!(with(28, 9), Err("unsupported save image format: 9".into()));
        assert_eq!(with(20, 0), Err("invalid header data length: 0".into()));
        assert_eq!(with(20, u32::MAX), Err("invalid header data length: -1".into()));
        assert_eq!(Header::parse(&[0; 50]), Err(HeaderError::Short));
    }

    #[test]
    fn any_head_that_is_taken_can_be_written_again() {
        for round in 0..20_000_u64 {
            let mut bytes = some().to_bytes();
            let mut random = round.wrapping_mul(0x9e37_79b9_7f4a_7c15);
            for _ in 0..1 + round % 4 {
                random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                let at = (random >> 33) as usize % 36;
                bytes[at] = (random >> 24) as u8;
            }
            if let Ok(header) = Header::parse(&bytes) {
                assert_eq!(Header::parse(&header.to_bytes()), Ok(header));
            }
        }
    }
}
