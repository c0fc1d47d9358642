//! Entry point for fuzzing: any bytes, no panic, and what was read is written back
//! to bytes that read the same.

use crate::{CharArray, Chars, Decoder, Encode, Opaque, Text, Xdr};

/// One field of each kind.
#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct Everything {
    /// `void`
    pub nothing: (),
    /// `int`
    pub int: i32,
    /// `unsigned char`
    pub byte: u8,
    /// `short`
    pub short: i16,
    /// `hyper`
    pub hyper: i64,
    /// `bool`
    pub flag: bool,
    /// `opaque x[16]`
    pub uuid: [u8; 16],
    /// `char x[5]`
    pub model: CharArray<5>,
    /// `opaque x<40>`
    #[xdr(max = 40)]
    pub opaque: Opaque,
    /// `char x<40>`
    #[xdr(max = 40)]
    pub chars: Chars,
    /// `string *`
    pub text: Option<Text>,
    /// A bounded string.
    #[xdr(max = 8)]
    pub short_text: Option<Text>,
    /// A counted array of unions.
    #[xdr(max = 16)]
    pub values: Vec<Value>,
    /// A counted array of nothing.
    #[xdr(max = 1000)]
    pub nothings: Vec<()>,
    /// An enum.
    pub kind: Kind,
}

/// A union with one arm of each shape.
#[derive(Debug, Clone, PartialEq, Xdr)]
pub enum Value {
    /// Without a value.
    #[xdr(tag = 0)]
    Nothing,
    /// A plain value.
    #[xdr(tag = 1)]
    Int(i32),
    /// A negative discriminant.
    #[xdr(tag = -3)]
    Unsigned(u64),
    /// A bounded value.
    #[xdr(tag = 7)]
    Numbers(#[xdr(max = 3)] Vec<u16>),
}

/// A wire enum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Xdr)]
#[repr(i32)]
pub enum Kind {
    /// A negative number.
    Low = -1,
    /// Zero.
    Zero = 0,
    /// A number after a gap.
    High = 500,
}

/// Reads one [`Everything`] from `data`.
pub fn fuzz_decode(data: &[u8]) {
    use crate::Decode;
    let mut d = Decoder::new(data);
    let Ok(value) = Everything::decode(&mut d) else { return };
    assert!(data.len() - d.remaining() >= Everything::MIN_SIZE);
    let mut bytes = Vec::new();
    value.encode(&mut bytes).expect("what was read is within its bounds");
    assert_eq!(bytes.len(), data.len() - d.remaining());
    let again = Everything::decode(&mut Decoder::new(&bytes)).expect("our own bytes");
    assert_eq!(value, again);
}
