//! Addresses as the host's resolver reads them.

use std::net::{IpAddr, Ipv4Addr};

/// The address that a text names. Like the resolver, and so the reference, it takes the old short
/// forms too: `1` is 0.0.0.1, `10.1` is 10.0.0.1, parts may be hexadecimal or octal.
#[must_use]
pub(crate) fn read(text: &str) -> Option<IpAddr> {
    if let Ok(address) = text.parse() {
        return Some(address);
    }
    let parts: Vec<u32> = text.split('.').map(part).collect::<Option<_>>()?;
    let (last, front) = parts.split_last()?;
    if front.len() > 3 || front.iter().any(|part| *part > 0xff) {
        return None;
    }
    let room = 32 - 8 * front.len() as u32;
    if room < 32 && *last >> room != 0 {
        return None;
    }
    let high = front.iter().zip([24, 16, 8]).fold(0, |sum, (part, shift)| sum | part << shift);
    Some(IpAddr::V4(Ipv4Addr::from(high | last)))
}

fn part(text: &str) -> Option<u32> {
    let (digits, base) = match text.strip_prefix("0x").or_else(|| text.strip_prefix("0X")) {
        Some(digits) => (digits, 16),
        None if text.len() > 1 && text.starts_with('0') => (&text[1..], 8),
        None => (text, 10),
    };
    if !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    u32::from_str_radix(digits, base).ok()
}

/// The usual spelling of an address, in the place of the one that was given.
pub(crate) fn spell(text: &mut String) -> Option<IpAddr> {
    let address = read(text)?;
    *text = address.to_string();
    Some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_forms_are_addresses() {
        for (text, shown) in [
            ("1", "0.0.0.1"),
            ("1.5", "1.0.0.5"),
            ("0x10", "0.0.0.16"),
            ("65536", "0.1.0.0"),
            ("10.1.2.3", "10.1.2.3"),
            ("FE80::0:1", "fe80::1"),
        ] {
            assert_eq!(read(text).map(|a| a.to_string()).as_deref(), Some(shown), "{text}");
        }
        for bad in ["", "-1", "1.2.3.4.5", "256.1", "4294967296", "x", "1.", "0x", " 1"] {
            assert_eq!(read(bad), None, "{bad}");
        }
    }
}
