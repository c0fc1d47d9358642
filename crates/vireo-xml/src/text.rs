//! Scalars: how a value becomes text and back.

use std::fmt::Write as _;

use crate::error::Bad;
use crate::field::{Hint, Kind, Leaf, Slot, SlotMut};

/// A scalar value.
pub trait Text {
    /// Append the value as text.
    fn put(&self, out: &mut String, hint: Hint);
    /// Take the value from text.
    ///
    /// # Errors
    /// Says what was expected.
    fn take(&mut self, text: &str, hint: Hint) -> Result<(), Bad>;
    /// The number in it, for sizes.
    fn number(&self) -> Option<u64> {
        None
    }
    /// Set the number, for sizes.
    ///
    /// # Errors
    /// The number does not fit.
    fn set_number(&mut self, _number: u64) -> Result<(), Bad> {
        Err(Bad::Value)
    }
}

impl Text for &'static str {
    fn put(&self, out: &mut String, _hint: Hint) {
        out.push_str(self);
    }
    fn take(&mut self, _text: &str, _hint: Hint) -> Result<(), Bad> {
        Err(Bad::Value)
    }
}

impl Text for String {
    fn put(&self, out: &mut String, _hint: Hint) {
        out.push_str(self);
    }
    fn take(&mut self, text: &str, _hint: Hint) -> Result<(), Bad> {
        self.clear();
        self.push_str(text);
        Ok(())
    }
}

impl Leaf for String {
    fn create() -> Self {
        String::new()
    }
    fn kind() -> Kind {
        Kind::Scalar("text")
    }
    fn slot(&self) -> Slot<'_> {
        Slot::Text(self)
    }
    fn slot_mut(&mut self) -> SlotMut<'_> {
        SlotMut::Text(self)
    }
}

impl Text for bool {
    fn put(&self, out: &mut String, hint: Hint) {
        out.push_str(match (hint == Hint::OnOff, *self) {
            (true, true) => "on",
            (true, false) => "off",
            (false, true) => "yes",
            (false, false) => "no",
        });
    }
    fn take(&mut self, text: &str, hint: Hint) -> Result<(), Bad> {
        *self = match (hint == Hint::OnOff, text) {
            (true, "on") | (false, "yes") => true,
            (true, "off") | (false, "no") => false,
            _ if hint == Hint::YesElseNo => false,
            _ => return Err(Bad::Value),
        };
        Ok(())
    }
}

impl Leaf for bool {
    fn create() -> Self {
        false
    }
    fn kind() -> Kind {
        Kind::Scalar("yes or no")
    }
    fn slot(&self) -> Slot<'_> {
        Slot::Text(self)
    }
    fn slot_mut(&mut self) -> SlotMut<'_> {
        SlotMut::Text(self)
    }
}

/// White space that a C number reader passes over.
fn trim(text: &str) -> &str {
    text.trim_start_matches([' ', '\t', '\n', '\r', '\x0b', '\x0c'])
}

/// Read an unsigned number the way the reference does.
///
/// # Errors
/// Not a number, or too large for 64 bits.
pub fn parse_unsigned(text: &str, hint: Hint) -> Result<u64, Bad> {
    let text = trim(text);
    let text = text.strip_prefix('+').unwrap_or(text);
    let (digits, base) = match hint {
        Hint::Hex(_) | Hint::AnyBase => split_base(text),
        Hint::Octal => (text, 8),
        Hint::Plain
        | Hint::YesNo
        | Hint::YesElseNo
        | Hint::OnOff
        | Hint::Kib
        | Hint::Bytes
        | Hint::Pretty
        | Hint::PrettyKib
        | Hint::Mega
        | Hint::BytesAsKib => (text, 10),
    };
    if digits.starts_with(['+', '-']) {
        return Err(Bad::Unsigned);
    }
    u64::from_str_radix(digits, base).map_err(|_| Bad::Unsigned)
}

fn split_base(text: &str) -> (&str, u32) {
    if let Some(rest) = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X")) {
        (rest, 16)
    } else if text.len() > 1 && text.starts_with('0') {
        (&text[1..], 8)
    } else {
        (text, 10)
    }
}

fn put_unsigned(out: &mut String, value: u64, hint: Hint) {
    // Writing to a string cannot fail.
    let _ = match hint {
        Hint::Hex(width) => write!(out, "0x{value:0width$x}", width = usize::from(width)),
        Hint::Octal => write!(out, "{value:03o}"),
        Hint::Plain
        | Hint::AnyBase
        | Hint::YesNo
        | Hint::YesElseNo
        | Hint::OnOff
        | Hint::Kib
        | Hint::Bytes
        | Hint::Pretty
        | Hint::PrettyKib
        | Hint::Mega
        | Hint::BytesAsKib => {
            put_decimal(out, value);
            Ok(())
        }
    };
}

/// Append a number in decimal.
pub(crate) fn put_decimal(out: &mut String, mut value: u64) {
    let mut digits = [0u8; 20];
    let mut at = digits.len();
    loop {
        at -= 1;
        digits[at] = b'0' + (value % 10) as u8;
        value /= 10;
        if value == 0 {
            break;
        }
    }
    for digit in &digits[at..] {
        out.push(char::from(*digit));
    }
}

macro_rules! unsigned {
    ($($t:ty),*) => {$(
        impl Text for $t {
            fn put(&self, out: &mut String, hint: Hint) {
                put_unsigned(out, u64::from(*self), hint);
            }
            fn take(&mut self, text: &str, hint: Hint) -> Result<(), Bad> {
                let number = parse_unsigned(text, hint)?;
                *self = <$t>::try_from(number).map_err(|_| Bad::Range(number))?;
                Ok(())
            }
            fn number(&self) -> Option<u64> {
                Some(u64::from(*self))
            }
            fn set_number(&mut self, number: u64) -> Result<(), Bad> {
                *self = <$t>::try_from(number).map_err(|_| Bad::Overflow)?;
                Ok(())
            }
        }
        impl Leaf for $t {
            fn create() -> Self {
                0
            }
            fn kind() -> Kind {
                Kind::Scalar("unsigned integer")
            }
            fn slot(&self) -> Slot<'_> {
                Slot::Text(self)
            }
            fn slot_mut(&mut self) -> SlotMut<'_> {
                SlotMut::Text(self)
            }
        }
    )*};
}
unsigned!(u8, u16, u32, u64);

macro_rules! signed {
    ($($t:ty),*) => {$(
        impl Text for $t {
            fn put(&self, out: &mut String, _hint: Hint) {
                // Writing to a string cannot fail.
                let _ = write!(out, "{self}");
            }
            fn take(&mut self, text: &str, _hint: Hint) -> Result<(), Bad> {
                *self = trim(text).parse().map_err(|_| Bad::Integer)?;
                Ok(())
            }
        }
        impl Leaf for $t {
            fn create() -> Self {
                0
            }
            fn kind() -> Kind {
                Kind::Scalar("integer")
            }
            fn slot(&self) -> Slot<'_> {
                Slot::Text(self)
            }
            fn slot_mut(&mut self) -> SlotMut<'_> {
                SlotMut::Text(self)
            }
        }
    )*};
}
signed!(i32, i64);

/// Multiplier of a size unit (`KiB`, `k`, `MB`, `bytes`, …); `None` for an unknown one.
pub fn unit_scale(unit: &str) -> Option<u64> {
    let lower = unit.to_ascii_lowercase();
    if matches!(lower.as_str(), "b" | "byte" | "bytes") {
        return Some(1);
    }
    let (letter, rest) = lower.split_at_checked(1)?;
    let base: u64 = match rest {
        "" | "ib" => 1024,
        "b" => 1000,
        _ => return None,
    };
    let power = "kmgtpe".find(letter)?;
    base.checked_pow(power as u32 + 1)
}

/// The unit a size is read in when none is told.
pub(crate) fn default_unit(hint: Hint) -> u64 {
    match hint {
        Hint::Kib | Hint::BytesAsKib | Hint::PrettyKib => 1024,
        Hint::Pretty => 1024 * 1024,
        _ => 1,
    }
}

/// Number to keep of so many bytes.
pub(crate) fn store_bytes(bytes: u64, hint: Hint) -> u64 {
    if hint == Hint::Kib { bytes.div_ceil(1024) } else { bytes }
}

/// Number and unit to print of a kept number.
pub(crate) fn show_bytes(value: u64, hint: Hint) -> (u64, &'static str) {
    match hint {
        Hint::Kib => (value, "KiB"),
        Hint::BytesAsKib => (value / 1024, "KiB"),
        Hint::Mega => (value >> 20, "M"),
        Hint::Pretty | Hint::PrettyKib => pretty(value),
        _ => (value, "bytes"),
    }
}

fn pretty(mut value: u64) -> (u64, &'static str) {
    const UNITS: [&str; 7] = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];
    let mut unit = 0;
    while value != 0 && value % 1024 == 0 && unit + 1 < UNITS.len() {
        value /= 1024;
        unit += 1;
    }
    (value, UNITS[unit])
}
