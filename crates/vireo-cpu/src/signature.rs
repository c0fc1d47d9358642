//! Family, model number and stepping: which CPU a model was made after.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::models::Vendor;

const TABLE: &str = include_str!("../data/x86_signatures.tsv");

/// Identity of a CPU.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Signature {
    /// Family.
    pub family: u32,
    /// Model number.
    pub model: u32,
    /// Stepping.
    pub stepping: u32,
}

impl Signature {
    /// Whether transactional memory of that CPU must not be used: the first ones that had it had it
    /// wrong, whatever they say of themselves.
    pub fn has_broken_tsx(self, vendor: Option<Vendor>) -> bool {
        let wrong = match self.model {
            60 | 69 | 70 => true,
            63 => self.stepping < 4,
            _ => false,
        };
        vendor == Some(Vendor::Intel) && self.family == 6 && wrong
    }
}

/// One kind of CPU in the table.
struct Made {
    family: u32,
    model: u32,
    steppings: std::ops::RangeInclusive<u32>,
}

/// Whether the model was made after that CPU.
pub fn was_made_after(model: &str, signature: Signature) -> bool {
    let made = table().get(stem(model)).map_or(&[][..], Vec::as_slice);
    made.iter().any(|made| {
        made.family == signature.family
            && made.model == signature.model
            && made.steppings.contains(&signature.stepping)
    })
}

/// The name without what tells its variants apart.
fn stem(name: &str) -> &str {
    let mut stem = name;
    if let Some((before, version)) = stem.rsplit_once("-v") {
        if version.bytes().all(|b| b.is_ascii_digit()) {
            stem = before;
        }
    }
    for variant in ["-IBRS", "-IBPB", "-noTSX"] {
        stem = stem.strip_suffix(variant).unwrap_or(stem);
    }
    stem
}

fn table() -> &'static HashMap<&'static str, Vec<Made>> {
    static ROWS: OnceLock<HashMap<&'static str, Vec<Made>>> = OnceLock::new();
    ROWS.get_or_init(|| TABLE.lines().filter_map(row).collect())
}

fn row(line: &'static str) -> Option<(&'static str, Vec<Made>)> {
    let mut columns = line.split('\t').filter(|_| !line.starts_with('#'));
    let (name, family, models) = (columns.next()?, columns.next()?, columns.next()?);
    let family = family.parse().ok()?;
    let made = models.split(' ').filter_map(|word| {
        let (model, steppings) = word.split_once(':').unwrap_or((word, "0-15"));
        let (first, last) = steppings.split_once('-')?;
        let steppings = first.parse().ok()?..=last.parse().ok()?;
        Some(Made { family, model: model.parse().ok()?, steppings })
    });
    Some((name, made.collect()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::models::x86_model;

    fn signature(family: u32, model: u32, stepping: u32) -> Signature {
        Signature { family, model, stepping }
    }

    #[test]
    fn each_row_is_of_a_model_and_is_read() {
        for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
            let (name, made) = row(line).expect("a row");
            assert!(x86_model(name).is_some(), "{name}");
            assert_eq!(made.len(), line.split('\t').nth(2).unwrap().split(' ').count(), "{name}");
        }
    }

    #[test]
    fn variants_are_of_the_same_cpus() {
        for name in ["Haswell", "Haswell-noTSX-IBRS", "Haswell-v4", "Haswell-IBRS"] {
            assert!(was_made_after(name, signature(6, 63, 2)), "{name}");
        }
        assert!(!was_made_after("Broadwell", signature(6, 63, 2)));
        assert!(!was_made_after("qemu64", signature(15, 107, 1)));
    }

    #[test]
    fn steppings_tell_servers_apart() {
        for (stepping, want) in
            [(4, "Skylake-Server"), (7, "Cascadelake-Server"), (11, "Cooperlake")]
        {
            for name in ["Skylake-Server", "Cascadelake-Server", "Cooperlake"] {
                assert_eq!(was_made_after(name, signature(6, 85, stepping)), name == want);
            }
        }
    }

    #[test]
    fn the_first_transactional_memory_is_not_believed() {
        let intel = Some(Vendor::Intel);
        assert!(signature(6, 60, 3).has_broken_tsx(intel));
        assert!(signature(6, 63, 2).has_broken_tsx(intel));
        assert!(!signature(6, 63, 4).has_broken_tsx(intel));
        assert!(!signature(6, 60, 3).has_broken_tsx(Some(Vendor::Amd)));
    }
}
