//! XDR strings, which are bytes.

use std::borrow::Cow;
use std::fmt;

use crate::encode::{Encode, put_count, put_padded};
use crate::{Bounded, Decode, Decoder, STRING_MAX, XdrError};

/// A string of the wire. It is bytes: whether they are UTF-8 is asked where it
/// matters ([`Text::to_str`]), not when it is read.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text(Vec<u8>);

/// A string that should be UTF-8 is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the string is not UTF-8")]
pub struct NotUtf8;

impl Text {
    /// The bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The bytes, taken out.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        self.0
    }

    /// The string, if it is UTF-8.
    ///
    /// # Errors
    ///
    /// [`NotUtf8`].
    pub fn to_str(&self) -> Result<&str, NotUtf8> {
        std::str::from_utf8(&self.0).map_err(|_| NotUtf8)
    }

    /// The string taken out, if it is UTF-8.
    ///
    /// # Errors
    ///
    /// [`NotUtf8`].
    pub fn into_string(self) -> Result<String, NotUtf8> {
        String::from_utf8(self.0).map_err(|_| NotUtf8)
    }

    /// The string, with replacement characters where it is not UTF-8.
    #[must_use]
    pub fn to_string_lossy(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.0)
    }

    /// Bytes in it.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Is it empty?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.to_string_lossy(), f)
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.to_string_lossy())
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self(text.as_bytes().to_vec())
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self(text.into_bytes())
    }
}

impl From<Cow<'_, str>> for Text {
    fn from(text: Cow<'_, str>) -> Self {
        text.into_owned().into()
    }
}

impl From<Vec<u8>> for Text {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }
}

impl PartialEq<str> for Text {
    fn eq(&self, other: &str) -> bool {
        self.0 == other.as_bytes()
    }
}

impl PartialEq<&str> for Text {
    fn eq(&self, other: &&str) -> bool {
        *self == **other
    }
}

impl Encode for Text {
    fn encode(&self, out: &mut Vec<u8>) -> Result<(), XdrError> {
        self.encode_bounded(out, STRING_MAX)
    }
}

impl Decode for Text {
    const MIN_SIZE: usize = 4;

    fn decode(d: &mut Decoder<'_>) -> Result<Self, XdrError> {
        Self::decode_bounded(d, STRING_MAX)
    }
}

impl Bounded for Text {
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
