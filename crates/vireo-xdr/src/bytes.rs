//! Byte strings of the wire that are not text: opaque data and the two forms of
//! C's `char` arrays.

use crate::encode::{Encode, put_count, put_padded};
use crate::{Bounded, Decode, Decoder, XdrError};

/// Counted opaque bytes (`opaque x<N>`).
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Opaque(pub Vec<u8>);

/// A counted array of C `char` (`char x<N>`): four bytes an element on the wire.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Chars(pub Vec<u8>);

macro_rules! byte_vector {
    ($($name:ident),*) => {$(
        impl From<Vec<u8>> for $name {
            fn from(bytes: Vec<u8>) -> Self {
                Self(bytes)
            }
        }

        impl From<&[u8]> for $name {
            fn from(bytes: &[u8]) -> Self {
                Self(bytes.to_vec())
            }
        }

        impl std::ops::Deref for $name {
            type Target = [u8];
            fn deref(&self) -> &[u8] {
                &self.0
            }
        }
    )*};
}

byte_vector!(Opaque, Chars);

impl Bounded for Opaque {
    fn encode_bounded(&self, out: &mut Vec<u8>, max: usize) -> Result<(), XdrError> {
        put_count(out, self.0.len(), max)?;
        put_padded(out, &self.0);
        Ok(())
    }

    fn decode_bounded(d: &mut Decoder<'_>, max: usize) -> Result<Self, XdrError> {
        let len = d.read_count(max, 1)?;
        Ok(Self(d.take_padded(len)?.to_vec()))
    }
}

/// One C `char`, which is signed: its upper bits repeat the sign.
fn put_char(out: &mut Vec<u8>, byte: u8) -> Result<(), XdrError> {
    i8::from_ne_bytes([byte]).encode(out)
}

impl Bounded for Chars {
    fn encode_bounded(&self, out: &mut Vec<u8>, max: usize) -> Result<(), XdrError> {
        put_count(out, self.0.len(), max)?;
        self.0.iter().try_for_each(|byte| put_char(out, *byte))
    }

    fn decode_bounded(d: &mut Decoder<'_>, max: usize) -> Result<Self, XdrError> {
        let len = d.read_count(max, u8::MIN_SIZE)?;
        // No more than a quarter of the bytes that are there.
        let bytes = d.take(len * u8::MIN_SIZE)?;
        Ok(Self(bytes.chunks_exact(u8::MIN_SIZE).map(|word| word[3]).collect()))
    }
}

/// A fixed array of C `char` (`char x[N]`): four bytes an element on the wire, a
/// NUL-terminated string in meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct CharArray<const N: usize>(pub [u8; N]);

impl<const N: usize> Default for CharArray<N> {
    fn default() -> Self {
        Self([0; N])
    }
}

impl<const N: usize> CharArray<N> {
    /// The first bytes of `text`, with room left for the terminating NUL.
    #[must_use]
    pub fn truncated(text: &str) -> Self {
        let mut chars = Self::default();
        let len = text.len().min(N.saturating_sub(1));
        chars.0[..len].copy_from_slice(&text.as_bytes()[..len]);
        chars
    }

    /// The bytes before the first NUL.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        let len = self.0.iter().position(|byte| *byte == 0).unwrap_or(N);
        &self.0[..len]
    }
}

impl<const N: usize> Encode for CharArray<N> {
    fn encode(&self, out: &mut Vec<u8>) -> Result<(), XdrError> {
        self.0.iter().try_for_each(|byte| put_char(out, *byte))
    }
}

impl<const N: usize> Decode for CharArray<N> {
    const MIN_SIZE: usize = N * u8::MIN_SIZE;

    fn decode(d: &mut Decoder<'_>) -> Result<Self, XdrError> {
        let mut chars = Self::default();
        for byte in &mut chars.0 {
            *byte = u8::decode(d)?;
        }
        Ok(chars)
    }
}
