//! Bytes to values.

use crate::XdrError;
use crate::encode::{Encode, padding, put_count};

/// A value that can be read from the wire.
pub trait Decode: Sized {
    /// Bytes that any value of this type takes at the least. Counts are held
    /// against it before memory is taken.
    const MIN_SIZE: usize;

    /// Takes one value off the front of `d`.
    ///
    /// # Errors
    ///
    /// Any [`XdrError`]; how much of `d` was taken is then not told.
    fn decode(d: &mut Decoder<'_>) -> Result<Self, XdrError>;
}

/// A counted value: its field names the bound, `#[xdr(max = N)]`.
pub trait Bounded: Sized {
    /// Appends the value to `out`.
    ///
    /// # Errors
    ///
    /// [`XdrError::OverBound`] when there are more than `max` elements.
    fn encode_bounded(&self, out: &mut Vec<u8>, max: usize) -> Result<(), XdrError>;

    /// Takes a value of at most `max` elements off the front of `d`.
    ///
    /// # Errors
    ///
    /// Any [`XdrError`].
    fn decode_bounded(d: &mut Decoder<'_>, max: usize) -> Result<Self, XdrError>;
}

/// Reads `T` from the front of `bytes`; gives the bytes that follow it too.
///
/// # Errors
///
/// As [`Decode::decode`].
pub fn from_bytes<T: Decode>(bytes: &[u8]) -> Result<(T, &[u8]), XdrError> {
    let mut d = Decoder::new(bytes);
    let value = T::decode(&mut d)?;
    Ok((value, d.rest))
}

/// The bytes that are still to be read.
#[derive(Debug, Clone)]
pub struct Decoder<'a> {
    rest: &'a [u8],
}

impl<'a> Decoder<'a> {
    /// Reads from the start of `bytes`.
    #[must_use]
    pub const fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    /// Bytes that are left; not zero after the last value means trailing bytes.
    #[must_use]
    pub const fn remaining(&self) -> usize {
        self.rest.len()
    }

    /// The next `len` bytes as they are, without padding.
    ///
    /// # Errors
    ///
    /// [`XdrError::Truncated`].
    #[inline]
    pub fn take(&mut self, len: usize) -> Result<&'a [u8], XdrError> {
        match self.rest.split_at_checked(len) {
            Some((taken, rest)) => {
                self.rest = rest;
                Ok(taken)
            }
            None => Err(self.truncated(len)),
        }
    }

    /// The next `len` bytes and the padding after them. As in the reference, what
    /// the padding holds does not matter.
    ///
    /// # Errors
    ///
    /// [`XdrError::Truncated`].
    pub fn take_padded(&mut self, len: usize) -> Result<&'a [u8], XdrError> {
        let bytes = self.take(len)?;
        self.take(padding(len))?;
        Ok(bytes)
    }

    /// A count that is at most `max` and whose elements, of at least `min_size`
    /// bytes each, can be there.
    ///
    /// # Errors
    ///
    /// [`XdrError::OverBound`], [`XdrError::Truncated`].
    pub fn read_count(&mut self, max: usize, min_size: usize) -> Result<usize, XdrError> {
        // Lossless: usize has 32 bits or more wherever this runs.
        let count = u32::from_be_bytes(self.array()?) as usize;
        if count > max {
            return Err(XdrError::OverBound { count, max });
        }
        let needed = count.saturating_mul(min_size);
        if needed > self.remaining() { Err(self.truncated(needed)) } else { Ok(count) }
    }

    /// The next 4 bytes as a signed number: plain integers and discriminants.
    ///
    /// # Errors
    ///
    /// [`XdrError::Truncated`].
    #[inline]
    pub fn read_i32(&mut self) -> Result<i32, XdrError> {
        Ok(i32::from_be_bytes(self.array()?))
    }

    #[inline]
    pub(crate) fn array<const N: usize>(&mut self) -> Result<[u8; N], XdrError> {
        match self.rest.split_first_chunk() {
            Some((taken, rest)) => {
                self.rest = rest;
                Ok(*taken)
            }
            None => Err(self.truncated(N)),
        }
    }

    #[cold]
    fn truncated(&self, needed: usize) -> XdrError {
        XdrError::Truncated { needed, remaining: self.remaining() }
    }
}

/// Numbers that take their own width on the wire.
macro_rules! whole {
    ($($ty:ty),*) => {$(
        impl Decode for $ty {
            const MIN_SIZE: usize = size_of::<$ty>();
            #[inline]
            fn decode(d: &mut Decoder<'_>) -> Result<Self, XdrError> {
                Ok(<$ty>::from_be_bytes(d.array()?))
            }
        }
    )*};
}

whole!(i32, u32, i64, u64, f64);

/// Numbers that take four bytes though they are smaller. As in the reference, the
/// upper bits are dropped, not refused.
macro_rules! narrow {
    ($($ty:ty),*) => {$(
        impl Decode for $ty {
            const MIN_SIZE: usize = 4;
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            fn decode(d: &mut Decoder<'_>) -> Result<Self, XdrError> {
                Ok(d.read_i32()? as $ty)
            }
        }
    )*};
}

narrow!(i8, u8, i16, u16);

impl Decode for bool {
    const MIN_SIZE: usize = 4;

    // Any non-zero is true: some clients write 1 with its bytes in the wrong order.
    fn decode(d: &mut Decoder<'_>) -> Result<Self, XdrError> {
        Ok(d.read_i32()? != 0)
    }
}

impl Decode for () {
    const MIN_SIZE: usize = 0;

    fn decode(_d: &mut Decoder<'_>) -> Result<Self, XdrError> {
        Ok(())
    }
}

impl<T: Decode> Decode for Option<T> {
    const MIN_SIZE: usize = 4;

    fn decode(d: &mut Decoder<'_>) -> Result<Self, XdrError> {
        Ok(if bool::decode(d)? { Some(T::decode(d)?) } else { None })
    }
}

impl<const N: usize> Decode for [u8; N] {
    const MIN_SIZE: usize = N + padding(N);

    fn decode(d: &mut Decoder<'_>) -> Result<Self, XdrError> {
        let bytes = d.array()?;
        d.take(padding(N))?;
        Ok(bytes)
    }
}

impl<T: Bounded> Bounded for Option<T> {
    fn encode_bounded(&self, out: &mut Vec<u8>, max: usize) -> Result<(), XdrError> {
        self.is_some().encode(out)?;
        match self {
            Some(value) => value.encode_bounded(out, max),
            None => Ok(()),
        }
    }

    fn decode_bounded(d: &mut Decoder<'_>, max: usize) -> Result<Self, XdrError> {
        Ok(if bool::decode(d)? { Some(T::decode_bounded(d, max)?) } else { None })
    }
}

/// Bytes of elements that are reserved at once. An element in memory can be far
/// larger than the bytes it was read from; beyond this the vector grows as
/// elements really come.
const RESERVE_MAX: usize = 65_536;

impl<T: Encode + Decode> Bounded for Vec<T> {
    fn encode_bounded(&self, out: &mut Vec<u8>, max: usize) -> Result<(), XdrError> {
        put_count(out, self.len(), max)?;
        self.iter().try_for_each(|value| value.encode(out))
    }

    fn decode_bounded(d: &mut Decoder<'_>, max: usize) -> Result<Self, XdrError> {
        let count = d.read_count(max, T::MIN_SIZE)?;
        let mut values = Self::with_capacity(count.min(RESERVE_MAX / size_of::<T>().max(1)));
        for _ in 0..count {
            values.push(T::decode(d)?);
        }
        Ok(values)
    }
}
