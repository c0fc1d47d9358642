//! Scalars that several documents share.

use std::fmt;
use std::str::FromStr;

use vireo_xml::{Bad, Hint, Kind, Leaf, Slot, SlotMut, Text};

/// Makes a type with `Display` and `FromStr` a scalar of documents.
macro_rules! scalar {
    ($type:ty, $name:literal) => {
        impl Text for $type {
            fn put(&self, out: &mut String, _hint: Hint) {
                out.push_str(&self.to_string());
            }
            fn take(&mut self, text: &str, _hint: Hint) -> Result<(), Bad> {
                *self = text.parse().map_err(|_| Bad::Value)?;
                Ok(())
            }
        }
        impl Leaf for $type {
            fn create() -> Self {
                Self::default()
            }
            fn kind() -> Kind {
                Kind::Scalar($name)
            }
            fn slot(&self) -> Slot<'_> {
                Slot::Text(self)
            }
            fn slot_mut(&mut self) -> SlotMut<'_> {
                SlotMut::Text(self)
            }
        }
    };
}

/// Text that is not what its type wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Malformed;

/// A number without a sign as C's reader takes it: a minus counts down from the largest of the width,
/// white space may stand before it.
///
/// # Errors
/// No number, or one wider than `max` says.
fn wrapped(text: &str, max: u64) -> Result<u64, Malformed> {
    let text = text.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '\x0b');
    let (minus, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    if !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(Malformed);
    }
    let number = digits.parse::<u64>().ok().filter(|n| *n <= max).ok_or(Malformed)?;
    Ok(if minus { number.wrapping_neg() & max } else { number })
}

/// A number of 32 bits that is read with a sign too (some old elements).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Wrapped32(pub u32);

/// The same of 64 bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Wrapped64(pub u64);

macro_rules! wrapped {
    ($type:ident, $inner:ty) => {
        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
        impl FromStr for $type {
            type Err = Malformed;

            fn from_str(text: &str) -> Result<Self, Malformed> {
                let number = wrapped(text, <$inner>::MAX.into())?;
                <$inner>::try_from(number).map($type).map_err(|_| Malformed)
            }
        }
        scalar!($type, "number");
    };
}

wrapped!(Wrapped32, u32);
wrapped!(Wrapped64, u64);

/// A UUID.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Uuid(pub [u8; 16]);

impl fmt::Display for Uuid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, byte) in self.0.iter().enumerate() {
            if matches!(index, 4 | 6 | 8 | 10) {
                f.write_str("-")?;
            }
            write!(f, "{byte:02x}")?;
        }
        Ok(())
    }
}

impl FromStr for Uuid {
    type Err = Malformed;

    /// 32 hexadecimal digits; dashes and outer white space are passed over.
    fn from_str(text: &str) -> Result<Uuid, Malformed> {
        let mut digits = text.trim().bytes().filter(|b| *b != b'-');
        let mut bytes = [0; 16];
        for byte in &mut bytes {
            let high = hex_digit(digits.next())?;
            *byte = high << 4 | hex_digit(digits.next())?;
        }
        if digits.next().is_some() { Err(Malformed) } else { Ok(Uuid(bytes)) }
    }
}

fn hex_digit(byte: Option<u8>) -> Result<u8, Malformed> {
    let digit = char::from(byte.ok_or(Malformed)?).to_digit(16).ok_or(Malformed)?;
    // A hexadecimal digit is less than 16.
    Ok(digit as u8)
}

scalar!(Uuid, "UUID");

/// A MAC address.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MacAddress(pub [u8; 6]);

impl MacAddress {
    /// Whether it names a group of stations.
    pub fn is_multicast(self) -> bool {
        self.0[0] & 1 == 1
    }
}

impl fmt::Display for MacAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [a, b, c, d, e, g] = self.0;
        write!(f, "{a:02x}:{b:02x}:{c:02x}:{d:02x}:{e:02x}:{g:02x}")
    }
}

impl FromStr for MacAddress {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<MacAddress, Malformed> {
        let mut parts = text.split(':');
        let mut bytes = [0; 6];
        for byte in &mut bytes {
            let part = parts.next().filter(|p| (1..=2).contains(&p.len())).ok_or(Malformed)?;
            if part.starts_with('+') {
                return Err(Malformed);
            }
            *byte = u8::from_str_radix(part, 16).map_err(|_| Malformed)?;
        }
        if parts.next().is_some() { Err(Malformed) } else { Ok(MacAddress(bytes)) }
    }
}

scalar!(MacAddress, "MAC address");

/// Permission bits of a file, in octal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct FileMode(pub u32);

impl fmt::Display for FileMode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "0{:o}", self.0)
    }
}

impl FromStr for FileMode {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<FileMode, Malformed> {
        let text = text.trim();
        if !text.bytes().all(|b| b.is_ascii_digit()) {
            return Err(Malformed);
        }
        u32::from_str_radix(text, 8).ok().filter(|bits| *bits <= 0o7777).map(Self).ok_or(Malformed)
    }
}

scalar!(FileMode, "file mode");

/// A set of small numbers: CPUs, NUMA nodes. Kept as disjoint ranges in order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct NumberSet(Vec<(u32, u32)>);

/// Largest member and one more.
const SET_LIMIT: u32 = 16_384;

impl NumberSet {
    /// The ranges, each from its first to its last number.
    pub fn ranges(&self) -> &[(u32, u32)] {
        &self.0
    }

    /// All members in order.
    pub fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        self.0.iter().flat_map(|(first, last)| *first..=*last)
    }

    /// Whether the number is in.
    pub fn contains(&self, number: u32) -> bool {
        self.0.iter().any(|(first, last)| (*first..=*last).contains(&number))
    }

    /// How many members there are.
    pub fn len(&self) -> usize {
        self.0.iter().map(|(first, last)| (last - first) as usize + 1).sum()
    }

    /// Whether there is no member.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The largest member.
    pub fn last(&self) -> Option<u32> {
        self.0.last().map(|(_, last)| *last)
    }

    /// Put a number in; those beyond what a set can hold are left out.
    pub fn insert(&mut self, number: u32) {
        let mut bits = Bits::new();
        self.0.iter().for_each(|(first, last)| bits.put(*first, *last, true));
        bits.put(number, number, true);
        *self = bits.ranges();
    }
}

/// A set while it is built: a bit a number, so that no text takes long.
struct Bits(Vec<bool>);

impl Bits {
    fn new() -> Bits {
        Bits(vec![false; SET_LIMIT as usize])
    }

    fn put(&mut self, first: u32, last: u32, value: bool) {
        let last = last.min(SET_LIMIT - 1);
        if first <= last {
            self.0[first as usize..=last as usize].fill(value);
        }
    }

    fn ranges(&self) -> NumberSet {
        let mut ranges: Vec<(u32, u32)> = Vec::new();
        for (number, _) in (0u32..).zip(&self.0).filter(|(_, set)| **set) {
            match ranges.last_mut() {
                Some((_, last)) if *last + 1 == number => *last = number,
                _ => ranges.push((number, number)),
            }
        }
        NumberSet(ranges)
    }
}

impl FromIterator<u32> for NumberSet {
    fn from_iter<I: IntoIterator<Item = u32>>(numbers: I) -> NumberSet {
        let mut bits = Bits::new();
        for number in numbers {
            bits.put(number, number, true);
        }
        bits.ranges()
    }
}

impl fmt::Display for NumberSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, (first, last)) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str(",")?;
            }
            if first == last {
                write!(f, "{first}")?;
            } else {
                write!(f, "{first}-{last}")?;
            }
        }
        Ok(())
    }
}

impl FromStr for NumberSet {
    type Err = Malformed;

    /// `0-3,^2,7`: ranges, and numbers taken out again by `^`.
    fn from_str(text: &str) -> Result<NumberSet, Malformed> {
        let mut set = Bits::new();
        for part in text.trim().split(',') {
            let part = part.trim();
            if let Some(out) = part.strip_prefix('^') {
                let out = number(out)?;
                set.put(out, out, false);
            } else if let Some((first, last)) = part.split_once('-') {
                let (first, last) = (number(first)?, number(last)?);
                if last < first {
                    return Err(Malformed);
                }
                set.put(first, last, true);
            } else {
                let only = number(part)?;
                set.put(only, only, true);
            }
        }
        Ok(set.ranges())
    }
}

fn number(text: &str) -> Result<u32, Malformed> {
    if !text.bytes().all(|b| b.is_ascii_digit()) {
        return Err(Malformed);
    }
    text.parse().ok().filter(|n| *n < SET_LIMIT).ok_or(Malformed)
}

scalar!(NumberSet, "set of numbers");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uuids_are_read_with_and_without_dashes() {
        let text = "c7a5fdbd-cdaf-9455-926a-d65c16db1809";
        let uuid: Uuid = text.parse().unwrap();
        assert_eq!(uuid.to_string(), text);
        assert_eq!(text.replace('-', "").to_uppercase().parse(), Ok(uuid));
        assert_eq!("c7a5".parse::<Uuid>(), Err(Malformed));
        assert_eq!(format!("{text}0").parse::<Uuid>(), Err(Malformed));
    }

    #[test]
    fn a_minus_counts_down_from_the_largest() {
        for (text, narrow, wide) in [
            ("5", Ok(5), Ok(5)),
            ("+5", Ok(5), Ok(5)),
            (" 5", Ok(5), Ok(5)),
            ("-1", Ok(u32::MAX), Ok(u64::MAX)),
            ("-5", Ok(u32::MAX - 4), Ok(u64::MAX - 4)),
            ("4294967296", Err(Malformed), Ok(1 << 32)),
            ("-4294967296", Err(Malformed), Ok(u64::MAX - (1 << 32) + 1)),
            ("18446744073709551615", Err(Malformed), Ok(u64::MAX)),
            ("18446744073709551616", Err(Malformed), Err(Malformed)),
            ("5 ", Err(Malformed), Err(Malformed)),
            ("0x10", Err(Malformed), Err(Malformed)),
            ("--1", Err(Malformed), Err(Malformed)),
            ("", Err(Malformed), Err(Malformed)),
        ] {
            assert_eq!(text.parse::<Wrapped32>().map(|n| n.0), narrow, "{text}");
            assert_eq!(text.parse::<Wrapped64>().map(|n| n.0), wide, "{text}");
        }
    }

    #[test]
    fn modes_are_octal() {
        assert_eq!("755".parse::<FileMode>().unwrap().to_string(), "0755");
        assert_eq!("00".parse::<FileMode>().unwrap().to_string(), "00");
        for bad in ["", "999", "+7", "10000", "x"] {
            assert_eq!(bad.parse::<FileMode>(), Err(Malformed), "{bad}");
        }
    }

    #[test]
    fn mac_addresses_are_printed_in_lower_case() {
        let mac: MacAddress = "52:54:0:AB:cd:1".parse().unwrap();
        assert_eq!(mac.to_string(), "52:54:00:ab:cd:01");
        for bad in ["", "52:54", "52:54:00:00:00:00:00", "+1:0:0:0:0:0", "123:0:0:0:0:0"] {
            assert_eq!(bad.parse::<MacAddress>(), Err(Malformed), "{bad}");
        }
    }

    #[test]
    fn number_sets_are_normalised() {
        for (text, shown) in
            [("0-3,^2", "0-1,3"), ("5,1,2,3", "1-3,5"), ("4", "4"), ("1-4,2-6", "1-6")]
        {
            assert_eq!(text.parse::<NumberSet>().unwrap().to_string(), shown);
        }
        for bad in ["", "x", "3-1", "1-", "99999", "1,,2"] {
            assert_eq!(bad.parse::<NumberSet>(), Err(Malformed), "{bad}");
        }
        let set: NumberSet = "0-3,8".parse().unwrap();
        assert_eq!(
            (set.len(), set.last(), set.contains(2), set.contains(5)),
            (5, Some(8), true, false)
        );
        assert_eq!([3, 1, 2].into_iter().collect::<NumberSet>().to_string(), "1-3");
    }
}
