//! Key codes: ten sets of numbers for the same keys. QEMU takes the last, `qnum`.
//!
//! `keys.tsv` has a line a key: its number for QEMU and its codes in the other sets.

use std::collections::HashMap;
use std::sync::LazyLock;

use vireo_api::{Error, ErrorCode, ErrorDomain, Result};

use crate::error::internal;

/// The sets by their numbers in the API (`virKeycodeSet`): names for messages.
const SETS: [&str; 10] =
    ["linux", "xt", "atset1", "atset2", "atset3", "os_x", "xt_kbd", "usb", "win32", QNUM];

/// The set that QEMU takes.
const QNUM: &str = "qnum";

const KEYS: &str = include_str!("keys.tsv");

/// Number of a key for QEMU, by set and code.
static NUMBERS: LazyLock<HashMap<(u32, u32), u32>> = LazyLock::new(|| {
    let lines = KEYS.lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(|line| codes(line).unwrap_or_default()).collect()
});

/// The codes of a line, with the number that they stand for.
fn codes(line: &str) -> Option<Vec<((u32, u32), u32)>> {
    let mut columns = line.split('\t');
    let number: u32 = columns.next()?.parse().ok()?;
    let mut all = Vec::new();
    for (set, column) in (0..).zip(columns) {
        for range in column.split(',').filter(|range| *range != "-") {
            let (first, last) = range.split_once('-').unwrap_or((range, range));
            let codes = first.parse::<u32>().ok()?..=last.parse().ok()?;
            all.extend(codes.map(|code| ((set, code), number)));
        }
    }
    Some(all)
}

/// The numbers of keys for QEMU.
///
/// # Errors
/// There is no such set, or it has no such code.
pub fn translate(set: u32, codes: &[u32]) -> Result<Vec<u32>> {
    let Some(name) = usize::try_from(set).ok().and_then(|set| SETS.get(set)) else {
        let text = format!("Unsupported codeset '{set}'");
        return Err(Error::new(ErrorCode::InvalidArg, ErrorDomain::Domain, text));
    };
    if *name == QNUM {
        return Ok(codes.to_vec());
    }
    let number = |code: &u32| {
        NUMBERS.get(&(set, *code)).copied().ok_or_else(|| {
            internal(format!("cannot translate keycode {code} of {name} codeset to qnum keycode"))
        })
    };
    codes.iter().map(number).collect()
}

#[cfg(test)]
mod tests {
    use vireo_api::consts::*;

    use super::*;

    #[test]
    fn the_same_key_has_one_number_in_all_sets() {
        // The letter A.
        let codes = [
            (KEYCODE_SET_LINUX, 30),
            (KEYCODE_SET_XT, 30),
            (KEYCODE_SET_ATSET1, 30),
            (KEYCODE_SET_ATSET2, 28),
            (KEYCODE_SET_ATSET3, 28),
            (KEYCODE_SET_XT_KBD, 30),
            (KEYCODE_SET_USB, 4),
            (KEYCODE_SET_WIN32, 65),
            (KEYCODE_SET_QNUM, 30),
        ];
        for (set, code) in codes {
            assert_eq!(translate(set, &[code]).expect("a key"), [30], "{}", SETS[set as usize]);
        }
        assert_eq!(translate(KEYCODE_SET_LINUX, &[97]).expect("right control"), [157]);
    }

    #[test]
    fn every_line_of_the_table_is_read() {
        for line in KEYS.lines().filter(|line| !line.starts_with('#')) {
            assert!(codes(line).is_some_and(|codes| !codes.is_empty()), "{line}");
        }
        assert_eq!(NUMBERS.len(), 1883);
    }

    #[test]
    fn unknown_sets_and_codes_are_refused() {
        assert!(translate(99, &[30]).is_err());
        let error = translate(KEYCODE_SET_LINUX, &[30, 999]).expect_err("no such key");
        assert!(error.message().contains("cannot translate keycode 999 of linux codeset"));
    }
}
