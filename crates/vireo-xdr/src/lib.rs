//! XDR (RFC 4506) bytes to Rust values and back, every bound checked.
//!
//! [`Encode`] and [`Decode`] are the two directions; [`Xdr`] derives both from
//! one declaration. Counted types (`Vec<T>`, [`Text`], [`Opaque`], [`Chars`])
//! carry their bound at the field: `#[xdr(max = N)]`, see [`Bounded`].
//!
//! | Rust | wire |
//! |---|---|
//! | `i8 u8 i16 u16 i32 u32` | 4 bytes |
//! | `i64 u64 f64` | 8 bytes |
//! | `bool`, discriminant of `Option<T>` | 4 bytes, any non-zero is true |
//! | `[u8; N]` | fixed opaque, padded to 4 |
//! | [`CharArray<N>`] | `char x[N]`: 4 bytes an element |
//! | `Vec<T>` | count, elements |
//! | [`Chars`] | `char x<N>`: count, 4 bytes an element |
//! | [`Opaque`] | count, bytes, padded to 4 |
//! | [`Text`] | as `Opaque`: XDR strings are bytes |
//! | `()` | nothing |
//!
//! Bytes come from outside: a count is held against its bound and against the
//! bytes that are there before memory is taken for it, and nothing here panics.

mod bytes;
mod decode;
mod encode;
mod error;
#[doc(hidden)]
pub mod fuzz;
mod text;

// Lets the derive's absolute paths work inside this crate too.
extern crate self as vireo_xdr;

pub use bytes::{CharArray, Chars, Opaque};
pub use decode::{Bounded, Decode, Decoder, from_bytes};
pub use encode::{Encode, to_vec};
pub use error::XdrError;
pub use text::{NotUtf8, Text};
pub use vireo_xdr_derive::Xdr;

/// Longest string the protocol carries, in bytes (`VIR_NET_MESSAGE_STRING_MAX`);
/// the bound of a [`Text`] that names none.
pub const STRING_MAX: usize = 4_194_304;
