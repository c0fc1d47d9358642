//! Values to bytes.

use crate::XdrError;

/// A value that has a form on the wire.
pub trait Encode {
    /// Appends the value to `out`.
    ///
    /// # Errors
    ///
    /// [`XdrError::OverBound`] when a count is over its bound; `out` then holds a
    /// part of the value that the caller must cut off.
    fn encode(&self, out: &mut Vec<u8>) -> Result<(), XdrError>;
}

/// The bytes of `value`.
///
/// # Errors
///
/// As [`Encode::encode`].
pub fn to_vec<T: Encode + ?Sized>(value: &T) -> Result<Vec<u8>, XdrError> {
    let mut out = Vec::new();
    value.encode(&mut out)?;
    Ok(out)
}

/// How each number goes out: through which wider type.
macro_rules! numbers {
    ($($ty:ty as $wide:ty),*) => {$(
        impl Encode for $ty {
            #[inline]
            fn encode(&self, out: &mut Vec<u8>) -> Result<(), XdrError> {
                out.extend_from_slice(&<$wide>::from(*self).to_be_bytes());
                Ok(())
            }
        }
    )*};
}

numbers!(
    i8 as i32,
    u8 as u32,
    i16 as i32,
    u16 as u32,
    i32 as i32,
    u32 as u32,
    bool as u32,
    i64 as i64,
    u64 as u64,
    f64 as f64
);

impl Encode for () {
    fn encode(&self, _out: &mut Vec<u8>) -> Result<(), XdrError> {
        Ok(())
    }
}

impl<T: Encode + ?Sized> Encode for &T {
    fn encode(&self, out: &mut Vec<u8>) -> Result<(), XdrError> {
        (**self).encode(out)
    }
}

impl<T: Encode> Encode for Option<T> {
    fn encode(&self, out: &mut Vec<u8>) -> Result<(), XdrError> {
        self.is_some().encode(out)?;
        match self {
            Some(value) => value.encode(out),
            None => Ok(()),
        }
    }
}

impl<const N: usize> Encode for [u8; N] {
    fn encode(&self, out: &mut Vec<u8>) -> Result<(), XdrError> {
        put_padded(out, self);
        Ok(())
    }
}

/// Bytes as they are, then zeros up to a multiple of four.
pub(crate) fn put_padded(out: &mut Vec<u8>, bytes: &[u8]) {
    out.reserve(bytes.len() + 3);
    out.extend_from_slice(bytes);
    out.extend_from_slice(&[0; 3][..padding(bytes.len())]);
}

/// A count, refused when over `max`.
pub(crate) fn put_count(out: &mut Vec<u8>, count: usize, max: usize) -> Result<(), XdrError> {
    match u32::try_from(count) {
        Ok(wire) if count <= max => wire.encode(out),
        Ok(_) | Err(_) => Err(XdrError::OverBound { count, max }),
    }
}

/// Zeros that follow `len` bytes.
pub(crate) const fn padding(len: usize) -> usize {
    len.wrapping_neg() % 4
}
