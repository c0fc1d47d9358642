//! Whom a certificate names, for clients that compare it.
//!
//! No more of X.509 is read than the way to the subject: of the outer sequence the first, and of
//! that the sixth part (the fifth where no version stands).

use std::path::Path;

use base64::Engine;
use vireo_api::Result;

use crate::error::{internal, system};

/// Largest file that is read.
const LARGEST: u64 = 1 << 20;

/// Names of what subjects are made of, by the content of their object identifiers.
const NAMES: &[(&[u8], &str)] = &[
    (&[0x55, 4, 3], "CN"),
    (&[0x55, 4, 4], "SN"),
    (&[0x55, 4, 5], "serialNumber"),
    (&[0x55, 4, 6], "C"),
    (&[0x55, 4, 7], "L"),
    (&[0x55, 4, 8], "ST"),
    (&[0x55, 4, 9], "STREET"),
    (&[0x55, 4, 10], "O"),
    (&[0x55, 4, 11], "OU"),
    (&[0x55, 4, 12], "T"),
    (&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0xd, 1, 9, 1], "EMAIL"),
    (&[9, 0x92, 0x26, 0x89, 0x93, 0xf2, 0x2c, 0x64, 1, 1], "UID"),
    (&[9, 0x92, 0x26, 0x89, 0x93, 0xf2, 0x2c, 0x64, 1, 25], "DC"),
];

const SEQUENCE: u8 = 0x30;
const SET: u8 = 0x31;
const OBJECT: u8 = 0x06;
const VERSION: u8 = 0xa0;

/// The subject of the first certificate of a PEM file, as `C=…,O=…,CN=…` in the file's order.
///
/// # Errors
/// The file can't be read, or holds no certificate.
pub fn subject_of(path: &Path) -> Result<String> {
    let told = |e| system(format!("cannot read '{}'", path.display()), &e);
    if std::fs::metadata(path).map_err(told)?.len() > LARGEST {
        return Err(internal(format!("'{}' is too large for a certificate", path.display())));
    }
    let text = std::fs::read(path).map_err(told)?;
    let found = certificate(&String::from_utf8_lossy(&text)).and_then(|der| subject(&der));
    found.ok_or_else(|| internal(format!("'{}' holds no certificate", path.display())))
}

/// The bytes of a PEM text's first certificate.
fn certificate(text: &str) -> Option<Vec<u8>> {
    let (_, rest) = text.split_once("-----BEGIN CERTIFICATE-----")?;
    let (body, _) = rest.split_once("-----END CERTIFICATE-----")?;
    let packed: String = body.split_whitespace().collect();
    base64::engine::general_purpose::STANDARD.decode(packed).ok()
}

/// One element: its tag, its content, and what follows it.
fn element(bytes: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let (&tag, rest) = bytes.split_first()?;
    let (&first, rest) = rest.split_first()?;
    let (length, rest) = if first < 0x80 {
        (usize::from(first), rest)
    } else {
        let count = usize::from(first & 0x7f);
        if count == 0 || count > 4 || count > rest.len() {
            return None;
        }
        let (digits, rest) = rest.split_at(count);
        (digits.iter().fold(0, |sum, digit| sum << 8 | usize::from(*digit)), rest)
    };
    (length <= rest.len()).then(|| (tag, &rest[..length], &rest[length..]))
}

/// The content of an element of this tag, and what follows it.
fn of_tag(wanted: u8, bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (tag, content, rest) = element(bytes)?;
    (tag == wanted).then_some((content, rest))
}

fn subject(der: &[u8]) -> Option<String> {
    let (outer, _) = of_tag(SEQUENCE, der)?;
    let (mut rest, _) = of_tag(SEQUENCE, outer)?;
    let (tag, _, after) = element(rest)?;
    if tag == VERSION {
        rest = after;
    }
    // Serial number, algorithm, issuer, validity.
    for _ in 0..4 {
        rest = element(rest)?.2;
    }
    let (mut parts, _) = of_tag(SEQUENCE, rest)?;
    let mut all = Vec::new();
    while !parts.is_empty() {
        let (mut set, after) = of_tag(SET, parts)?;
        parts = after;
        let mut together = Vec::new();
        while !set.is_empty() {
            let (pair, after) = of_tag(SEQUENCE, set)?;
            set = after;
            let (object, value) = of_tag(OBJECT, pair)?;
            let (_, value, _) = element(value)?;
            together.push(format!("{}={}", name_of(object), escaped(value)));
        }
        all.push(together.join("+"));
    }
    Some(all.join(","))
}

/// The short name of an attribute, or its numbers.
fn name_of(object: &[u8]) -> String {
    if let Some((_, name)) = NAMES.iter().find(|(bytes, _)| *bytes == object) {
        return (*name).to_owned();
    }
    let mut arcs: Vec<u64> = Vec::new();
    let mut value = 0_u64;
    for byte in object {
        value = value << 7 | u64::from(byte & 0x7f);
        if byte & 0x80 == 0 {
            arcs.push(std::mem::take(&mut value));
        }
    }
    if let Some(first) = arcs.first().copied() {
        let top = (first / 40).min(2);
        arcs.splice(..1, [top, first - top * 40]);
    }
    arcs.iter().map(u64::to_string).collect::<Vec<_>>().join(".")
}

/// A value with what has a meaning in a name behind backslashes.
fn escaped(value: &[u8]) -> String {
    let mut out = String::new();
    for letter in String::from_utf8_lossy(value).chars() {
        if matches!(letter, ',' | '+' | '"' | '\\' | '<' | '>' | ';') {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}

/// Certificates are read or refused.
#[doc(hidden)]
pub fn fuzz_certificate(bytes: &[u8]) {
    let _ = subject(bytes);
    let _ = certificate(&String::from_utf8_lossy(bytes));
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A certificate without a key or a signature: all that stands before them.
    fn of(subject: &[u8], version: bool) -> Vec<u8> {
        let wrap = |tag: u8, content: &[u8]| {
            let mut out = vec![tag, 0x82];
            out.extend(u16::try_from(content.len()).unwrap().to_be_bytes());
            out.extend(content);
            out
        };
        let mut inner = Vec::new();
        if version {
            inner.extend([VERSION, 3, 2, 1, 2]);
        }
        inner.extend([2, 1, 7, SEQUENCE, 0, SEQUENCE, 0, SEQUENCE, 0]);
        inner.extend(wrap(SEQUENCE, subject));
        wrap(SEQUENCE, &wrap(SEQUENCE, &inner))
    }

    fn part(object: &[u8], value: &str) -> Vec<u8> {
        let mut pair = vec![OBJECT, u8::try_from(object.len()).unwrap()];
        pair.extend(object);
        pair.extend([12, u8::try_from(value.len()).unwrap()]);
        pair.extend(value.as_bytes());
        let length = u8::try_from(pair.len()).unwrap();
        let mut out = vec![SET, length + 2, SEQUENCE, length];
        out.extend(pair);
        out
    }

    /// REQ: Q-MIG-10
    #[test]
    fn a_subject_is_told_in_its_order() {
        let mut name = part(&[0x55, 4, 10], "A, B");
        name.extend(part(&[0x55, 4, 3], "host"));
        name.extend(part(&[0x2a, 3, 4], "x"));
        let told = Some("O=A\\, B,CN=host,1.2.3.4=x".to_owned());
        assert_eq!(subject(&of(&name, true)), told);
        assert_eq!(subject(&of(&name, false)), told);
        let whole = of(&name, true);
        for end in 0..whole.len() {
            assert_eq!(subject(&whole[..end]), None);
        }
        assert_eq!(subject(&[SEQUENCE, 0x84, 0xff, 0xff, 0xff, 0xff]), None);
    }
}
