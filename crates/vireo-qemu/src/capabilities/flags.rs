//! Capability flags: what a QEMU binary can do, as a set of numbers, and how one
//! row of the table is decided from what QEMU answered.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::schema::Schema;

/// Numbers are below this.
const LIMIT: usize = 512;

/// One capability flag, by the reference's number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Flag(pub(super) u16);

/// A row of the table.
#[derive(Debug)]
pub struct Row {
    /// The flag.
    pub flag: Flag,
    /// Its name in status files.
    pub name: &'static str,
    /// How QEMU is asked for it.
    pub(super) probes: &'static [Probe],
}

/// A query whose failure clears flags.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Query {
    /// `query-sev-capabilities`
    Sev,
    /// `query-sgx-capabilities`
    Sgx,
}

/// How a flag shows in QEMU's answers.
#[derive(Debug, Clone, Copy)]
pub(super) enum Probe {
    /// KVM is built in and usable.
    Kvm,
    /// An object type exists.
    Type(&'static str),
    /// A device type has a property.
    Device(&'static str, &'static str),
    /// A device type has a property whose default is false.
    DeviceDefaultOff(&'static str, &'static str),
    /// An object type has a property.
    Object(&'static str, &'static str),
    /// A QMP command exists.
    Command(&'static str),
    /// A path through the QMP schema exists.
    Schema(&'static str),
    /// Two paths through the QMP schema exist.
    SchemaBoth(&'static str, &'static str),
    /// A command line option exists.
    CliOption(&'static str),
    /// A command line option has a parameter.
    CliParameter(&'static str, &'static str),
    /// A migration capability exists.
    Migration(&'static str),
    /// A TPM front end exists.
    TpmModel(&'static str),
    /// A TPM back end exists.
    TpmType(&'static str),
    /// A CPU model exists.
    CpuModel(&'static str),
    /// Another flag is set.
    Implied(&'static str),
    /// The guest has one of these architectures.
    Arch(&'static [&'static str]),
    /// Clears the flag when the query failed.
    Unless(Query),
}

impl Flag {
    /// The row of this flag.
    fn row(self) -> Option<&'static Row> {
        let at = Self::TABLE.binary_search_by_key(&self, |row| row.flag).ok()?;
        Self::TABLE.get(at)
    }

    /// Its name in the reference's status files.
    pub fn name(self) -> &'static str {
        self.row().map_or("", |row| row.name)
    }

    /// The flag of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::TABLE.iter().find(|row| row.name == name).map(|row| row.flag)
    }

    /// The reference's number.
    pub fn number(self) -> u16 {
        self.0
    }
}

/// A set of flags.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct FlagSet {
    words: [u64; LIMIT / 64],
}

impl Default for FlagSet {
    fn default() -> Self {
        Self { words: [0; LIMIT / 64] }
    }
}

impl std::fmt::Debug for FlagSet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_set().entries(self.iter().map(Flag::name)).finish()
    }
}

impl FlagSet {
    /// Whether `flag` is in the set.
    pub fn has(&self, flag: Flag) -> bool {
        let (word, bit) = (usize::from(flag.0) / 64, flag.0 % 64);
        self.words[word] & (1 << bit) != 0
    }

    /// Adds `flag`.
    pub fn insert(&mut self, flag: Flag) {
        let (word, bit) = (usize::from(flag.0) / 64, flag.0 % 64);
        self.words[word] |= 1 << bit;
    }

    /// Removes `flag`.
    pub fn remove(&mut self, flag: Flag) {
        let (word, bit) = (usize::from(flag.0) / 64, flag.0 % 64);
        self.words[word] &= !(1 << bit);
    }

    /// The flags by number.
    pub fn iter(&self) -> impl Iterator<Item = Flag> + '_ {
        Flag::TABLE.iter().map(|row| row.flag).filter(|flag| self.has(*flag))
    }

    /// Their names, as they stand in status files.
    pub fn names(&self) -> impl Iterator<Item = &'static str> + '_ {
        Flag::TABLE.iter().filter(|row| self.has(row.flag)).map(|row| row.name)
    }

    /// The flags named; names that the table lacks are left to the caller.
    pub fn from_names<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        names.into_iter().filter_map(Flag::from_name).collect()
    }
}

impl FromIterator<Flag> for FlagSet {
    fn from_iter<I: IntoIterator<Item = Flag>>(flags: I) -> Self {
        let mut set = Self::default();
        for flag in flags {
            set.insert(flag);
        }
        set
    }
}

impl Serialize for FlagSet {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.iter().map(Flag::number))
    }
}

impl<'de> Deserialize<'de> for FlagSet {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let numbers = Vec::<u16>::deserialize(from)?;
        let known = |n: &u16| Flag(*n).row().is_some();
        Ok(numbers.into_iter().filter(known).map(Flag).collect())
    }
}

/// Everything that decides flags, gathered from one QEMU.
#[derive(Debug, Default)]
pub(super) struct Evidence {
    /// KVM is built in and usable.
    pub kvm: bool,
    /// The guest's architecture in the reference's words.
    pub arch: String,
    /// Object types.
    pub types: HashSet<String>,
    /// Properties of device types, with their defaults.
    pub devices: HashMap<&'static str, HashMap<String, Option<bool>>>,
    /// Properties of object types.
    pub objects: HashMap<&'static str, HashSet<String>>,
    /// The QMP schema.
    pub schema: Schema,
    /// Command line options and their parameters.
    pub options: HashMap<String, Vec<String>>,
    /// Migration capabilities.
    pub migration: HashSet<String>,
    /// TPM front ends.
    pub tpm_models: Vec<String>,
    /// TPM back ends.
    pub tpm_types: Vec<String>,
    /// Names of CPU models.
    pub cpus: HashSet<String>,
    /// Whether SEV answered.
    pub sev: bool,
    /// Whether SGX answered.
    pub sgx: bool,
}

impl Evidence {
    /// The device types whose properties are wanted.
    pub fn devices_wanted() -> Vec<&'static str> {
        wanted(|probe| match probe {
            Probe::Device(name, _) | Probe::DeviceDefaultOff(name, _) => Some(name),
            _ => None,
        })
    }

    /// The object types whose properties are wanted.
    pub fn objects_wanted() -> Vec<&'static str> {
        wanted(|probe| match probe {
            Probe::Object(name, _) => Some(name),
            _ => None,
        })
    }

    /// Decides every flag.
    pub fn flags(&self) -> FlagSet {
        let mut set = FlagSet::default();
        for row in Flag::TABLE {
            let cleared = row.probes.iter().any(|probe| match probe {
                Probe::Unless(Query::Sev) => !self.sev,
                Probe::Unless(Query::Sgx) => !self.sgx,
                _ => false,
            });
            if !cleared && row.probes.iter().any(|probe| self.shows(probe, &set)) {
                set.insert(row.flag);
            }
        }
        set
    }

    fn shows(&self, probe: &Probe, set: &FlagSet) -> bool {
        let device = |name: &str, property: &str| self.devices.get(name)?.get(property).copied();
        match *probe {
            Probe::Kvm => self.kvm,
            Probe::Type(name) => self.types.contains(name),
            Probe::Device(name, property) => device(name, property).is_some(),
            Probe::DeviceDefaultOff(name, property) => device(name, property) == Some(Some(false)),
            Probe::Object(name, property) => {
                self.objects.get(name).is_some_and(|all| all.contains(property))
            }
            Probe::Command(name) => self.schema.has_command(name),
            Probe::Schema(path) => self.schema.has_path(path),
            Probe::SchemaBoth(one, other) => {
                self.schema.has_path(one) && self.schema.has_path(other)
            }
            Probe::CliOption(name) => self.options.contains_key(name),
            Probe::CliParameter(name, parameter) => {
                self.options.get(name).is_some_and(|all| all.iter().any(|p| p == parameter))
            }
            Probe::Migration(name) => self.migration.contains(name),
            Probe::TpmModel(name) => self.tpm_models.iter().any(|m| m == name),
            Probe::TpmType(name) => self.tpm_types.iter().any(|t| t == name),
            Probe::CpuModel(name) => self.cpus.contains(name),
            Probe::Implied(name) => Flag::from_name(name).is_some_and(|flag| set.has(flag)),
            Probe::Arch(names) => names.contains(&&*self.arch),
            Probe::Unless(Query::Sev | Query::Sgx) => false,
        }
    }
}

/// The names that `pick` finds in the table, each once, in table order.
fn wanted(pick: impl Fn(&Probe) -> Option<&'static str>) -> Vec<&'static str> {
    let mut names = Vec::new();
    for name in Flag::TABLE.iter().flat_map(|row| row.probes).filter_map(pick) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_order_and_fits() {
        assert!(Flag::TABLE.windows(2).all(|pair| pair[0].flag < pair[1].flag));
        let last = Flag::TABLE.last().expect("a row").flag;
        assert!(usize::from(last.number()) < LIMIT);
    }

    #[test]
    fn names_are_unique_and_found() {
        for row in Flag::TABLE {
            assert_eq!(Flag::from_name(row.name), Some(row.flag));
            assert_eq!(row.flag.name(), row.name);
        }
    }

    #[test]
    fn a_set_survives_its_numbers() {
        let set: FlagSet = [Flag::KVM, Flag::SHIM, Flag::SPICE].into_iter().collect();
        let text = serde_json::to_string(&set).expect("writes");
        assert_eq!(text, "[12,44,474]");
        assert_eq!(serde_json::from_str::<FlagSet>(&text).expect("reads"), set);
        assert_eq!(set.names().collect::<Vec<_>>(), ["kvm", "spice", "shim"]);
    }

    #[test]
    fn an_unanswered_query_clears() {
        let mut evidence = Evidence::default();
        evidence.types.insert("sgx-epc".to_owned());
        assert!(!evidence.flags().has(Flag::SGX_EPC));
        evidence.sgx = true;
        assert!(evidence.flags().has(Flag::SGX_EPC));
    }
}
