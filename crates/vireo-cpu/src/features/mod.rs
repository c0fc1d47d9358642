//! CPU features by name, and sets of them.

mod table;

use std::collections::HashMap;
use std::sync::OnceLock;

/// A feature's description.
#[derive(Debug)]
pub struct Feature {
    name: &'static str,
    qemu: Option<&'static str>,
    place: Place,
}

/// Where a CPU reports a feature.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// A bit of a CPUID register.
    Cpuid {
        /// Leaf (EAX).
        leaf: u32,
        /// Subleaf (ECX).
        sub: u32,
        /// Register of the answer.
        register: Register,
        /// Bit in it.
        bit: u8,
    },
    /// A bit of a model specific register.
    Msr {
        /// Its number.
        index: u32,
        /// Bit in it.
        bit: u8,
    },
}

/// A register of a CPUID answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Register {
    /// EAX.
    Eax,
    /// EBX.
    Ebx,
    /// ECX.
    Ecx,
    /// EDX.
    Edx,
}

/// A known feature; ordered as the reference lists them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FeatureId(u16);

impl FeatureId {
    /// All features in order.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..).map(Self).take(table::TABLE.len())
    }

    fn row(self) -> &'static Feature {
        // Ids are only made from positions in the table.
        &table::TABLE[usize::from(self.0)]
    }

    /// The reference's name.
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// QEMU's name.
    pub fn qemu_name(self) -> String {
        let Feature { name, qemu, .. } = self.row();
        qemu.map_or_else(|| name.replace('_', "-"), str::to_owned)
    }

    /// Where the CPU reports it.
    pub fn place(self) -> Place {
        self.row().place
    }

    /// The feature of that name of the reference's.
    pub fn from_reference(name: &str) -> Option<Self> {
        Self::from_name(name).filter(|id| id.name() == name)
    }

    /// The feature of that name, the reference's or QEMU's.
    pub fn from_name(name: &str) -> Option<Self> {
        static NAMES: OnceLock<HashMap<String, FeatureId>> = OnceLock::new();
        let names = NAMES.get_or_init(|| {
            let own = FeatureId::all().map(|id| (id.name().to_owned(), id));
            FeatureId::all().map(|id| (id.qemu_name(), id)).chain(own).collect()
        });
        names.get(name).copied()
    }
}

/// The reference's name of a feature that QEMU names; a name that the reference
/// does not know stays.
pub fn reference_name(qemu: &str) -> &str {
    FeatureId::from_name(qemu).map_or(qemu, |id| id.name())
}

/// What is no part of a guest's model: the guest's system switches it, or only the host has it.
pub fn not_for_guests() -> &'static FeatureSet {
    static SET: OnceLock<FeatureSet> = OnceLock::new();
    SET.get_or_init(|| named(&["osxsave", "ospke", "cmt", "mbm_total", "mbm_local"]))
}

/// What keeps a guest from migrating, whatever QEMU says.
pub fn not_migratable() -> &'static FeatureSet {
    static SET: OnceLock<FeatureSet> = OnceLock::new();
    SET.get_or_init(|| named(&["xsaves", "invtsc"]))
}

fn named(names: &[&str]) -> FeatureSet {
    names.iter().filter_map(|name| FeatureId::from_name(name)).collect()
}

/// Words of a [`FeatureSet`].
const WORDS: usize = table::TABLE.len().div_ceil(64);

/// A set of features.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct FeatureSet([u64; WORDS]);

impl std::fmt::Debug for FeatureSet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_set().entries(self.iter().map(FeatureId::name)).finish()
    }
}

impl FeatureSet {
    /// Whether `feature` is in the set.
    pub fn has(&self, feature: FeatureId) -> bool {
        let at = usize::from(feature.0);
        self.0[at / 64] & (1 << (at % 64)) != 0
    }

    /// Adds `feature`.
    pub fn insert(&mut self, feature: FeatureId) {
        let at = usize::from(feature.0);
        self.0[at / 64] |= 1 << (at % 64);
    }

    /// Removes `feature`.
    pub fn remove(&mut self, feature: FeatureId) {
        let at = usize::from(feature.0);
        self.0[at / 64] &= !(1 << (at % 64));
    }

    /// What is in this set and not in `other`.
    #[must_use]
    pub fn without(&self, other: &Self) -> Self {
        let mut words = self.0;
        for (word, taken) in words.iter_mut().zip(other.0) {
            *word &= !taken;
        }
        Self(words)
    }

    /// What is in both sets.
    #[must_use]
    pub fn common(&self, other: &Self) -> Self {
        let mut words = self.0;
        for (word, kept) in words.iter_mut().zip(other.0) {
            *word &= kept;
        }
        Self(words)
    }

    /// What is in either set.
    #[must_use]
    pub fn with(&self, other: &Self) -> Self {
        let mut words = self.0;
        for (word, added) in words.iter_mut().zip(other.0) {
            *word |= added;
        }
        Self(words)
    }

    /// Number of features.
    pub fn len(&self) -> usize {
        // At most the length of the table.
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|word| *word == 0)
    }

    /// The features in order.
    pub fn iter(&self) -> impl Iterator<Item = FeatureId> + '_ {
        FeatureId::all().filter(|id| self.has(*id))
    }
}

impl FromIterator<FeatureId> for FeatureSet {
    fn from_iter<I: IntoIterator<Item = FeatureId>>(features: I) -> Self {
        let mut set = Self::default();
        for feature in features {
            set.insert(feature);
        }
        set
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_order_without_doubles() {
        let places: Vec<Place> = FeatureId::all().map(FeatureId::place).collect();
        assert!(places.windows(2).all(|pair| pair[0] < pair[1]), "places ascend");
        let mut names: Vec<&str> = FeatureId::all().map(FeatureId::name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), table::TABLE.len());
    }

    #[test]
    fn both_names_are_found() {
        for (name, want) in [
            ("pclmulqdq", "pclmuldq"),
            ("pclmuldq", "pclmuldq"),
            ("tsc-adjust", "tsc_adjust"),
            ("sse4.1", "sse4.1"),
        ] {
            assert_eq!(reference_name(name), want);
        }
        assert_eq!(reference_name("kvm-pv-eoi"), "kvm-pv-eoi");
        for id in FeatureId::all() {
            assert_eq!(FeatureId::from_name(id.name()), Some(id));
        }
    }

    #[test]
    fn sets_add_and_subtract() {
        let id = |name| FeatureId::from_name(name).expect("known");
        let one: FeatureSet = [id("sse"), id("sse2")].into_iter().collect();
        let other: FeatureSet = [id("sse2"), id("vmx-eptp-switching")].into_iter().collect();
        let names = |set: FeatureSet| set.iter().map(FeatureId::name).collect::<Vec<_>>();
        assert_eq!(names(one.without(&other)), ["sse"]);
        assert_eq!(names(one.common(&other)), ["sse2"]);
        assert_eq!(names(one.with(&other)), ["sse", "sse2", "vmx-eptp-switching"]);
        assert_eq!(one.len(), 2);
    }
}
