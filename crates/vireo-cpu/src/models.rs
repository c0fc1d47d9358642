//! CPU models: what QEMU says they are, and where the reference's answers show
//! another idea of them. Both are data files beside the code.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::features::{FeatureId, FeatureSet};

/// Models as QEMU defines them.
const QEMU: &str = include_str!("../data/x86_models.tsv");

/// What the reference's answers show otherwise.
const OBSERVED: &str = include_str!("../data/x86_observed.tsv");

/// Maker of a CPU.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Vendor {
    /// Intel.
    Intel,
    /// AMD.
    Amd,
    /// Hygon.
    Hygon,
}

impl Vendor {
    /// From the text of CPUID.
    pub fn from_cpuid(text: &str) -> Option<Self> {
        match text {
            "GenuineIntel" => Some(Self::Intel),
            "AuthenticAMD" => Some(Self::Amd),
            "HygonGenuine" => Some(Self::Hygon),
            _ => None,
        }
    }

    /// The text of CPUID.
    pub fn cpuid(self) -> &'static str {
        match self {
            Self::Intel => "GenuineIntel",
            Self::Amd => "AuthenticAMD",
            Self::Hygon => "HygonGenuine",
        }
    }

    /// The name in XML.
    pub fn name(self) -> &'static str {
        match self {
            Self::Intel => "Intel",
            Self::Amd => "AMD",
            Self::Hygon => "Hygon",
        }
    }

    /// From the name in XML.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Intel, Self::Amd, Self::Hygon].into_iter().find(|vendor| vendor.name() == name)
    }
}

/// A CPU model.
#[derive(Debug, Clone)]
pub struct Model {
    /// Its name.
    pub name: &'static str,
    /// Whose CPUs it describes, `None` for everybody's.
    pub vendor: Option<Vendor>,
    /// What it has.
    pub features: FeatureSet,
    /// What it got after it was first published.
    pub added: FeatureSet,
    /// What it had when it was first published; every description says whether
    /// it is there.
    pub removed: FeatureSet,
    /// Whether it may describe a host.
    pub for_hosts: bool,
    /// Whether it may describe a guest; not when hosts do not know it.
    pub for_guests: bool,
    hypervisors: bool,
}

impl Model {
    fn new(name: &'static str, vendor: Option<Vendor>, features: FeatureSet) -> Self {
        let mut model = Self {
            name,
            vendor,
            features,
            added: FeatureSet::default(),
            removed: FeatureSet::default(),
            for_hosts: true,
            for_guests: true,
            hypervisors: false,
        };
        model.for_guests = !model.is_versioned();
        model.hypervisors = model.is_versioned();
        model
    }

    /// Applies one word of the observations.
    fn correct(&mut self, word: &str, groups: &HashMap<&str, FeatureSet>) {
        match word {
            "vendor-" => self.vendor = None,
            "host-" => self.for_hosts = false,
            "guest-" => self.for_guests = false,
            "hypervisor" => self.hypervisors = true,
            _ => {}
        }
        apply(word, &mut self.features, groups);
        let (sign, name) = word.split_at(word.chars().next().map_or(0, char::len_utf8));
        let Some(id) = FeatureId::from_name(name) else {
            return;
        };
        match sign {
            "-" => self.added.insert(id),
            "~" => self.features.remove(id),
            "!" => {
                self.features.remove(id);
                self.removed.insert(id);
            }
            _ => {}
        }
    }

    /// Whether only the hypervisor can tell if it runs, for nobody described it before there were
    /// versions.
    pub fn is_the_hypervisors(&self) -> bool {
        self.hypervisors
    }

    /// Whether its name ends in a version (`EPYC-v2`).
    pub fn is_versioned(&self) -> bool {
        self.name.rsplit_once("-v").is_some_and(|(_, version)| {
            !version.is_empty() && version.bytes().all(|b| b.is_ascii_digit())
        })
    }
}

/// All x86 models in the order in which the reference lists them.
pub fn x86_models() -> &'static [Model] {
    static MODELS: OnceLock<Vec<Model>> = OnceLock::new();
    MODELS.get_or_init(|| build(QEMU, OBSERVED))
}

/// The model of that name.
pub fn x86_model(name: &str) -> Option<&'static Model> {
    x86_models().iter().find(|model| model.name == name)
}

/// Names of the models that the reference lists for an architecture, `None` for
/// one whose models have no names.
pub fn model_names(arch: &str) -> Option<Vec<&'static str>> {
    match arch {
        "x86_64" | "i686" => Some(x86_models().iter().map(|model| model.name).collect()),
        "ppc64" | "ppc64le" => Some(crate::power::names()),
        "aarch64" | "armv6l" | "armv7b" | "armv7l" | "loongarch64" | "riscv64" | "s390"
        | "s390x" => Some(Vec::new()),
        _ => None,
    }
}

/// Who makes the CPUs of a model, by the name in documents; `None` for everybody's.
pub fn vendor_of_model(arch: &str, name: &str) -> Option<&'static str> {
    match arch {
        "x86_64" | "i686" => x86_model(name)?.vendor.map(Vendor::name),
        "ppc64" | "ppc64le" => crate::power::maker(name),
        // QEMU's own models are of no make.
        "s390" | "s390x" => (!matches!(name, "max" | "qemu")).then_some("IBM"),
        _ => None,
    }
}

/// Applies words like `+sse`, `-vme`, `@group` or `@model` to `features`.
fn apply(words: &str, features: &mut FeatureSet, known: &HashMap<&str, FeatureSet>) {
    for word in words.split_whitespace() {
        if let Some(name) = word.strip_prefix('@') {
            *features = features.with(&known.get(name).copied().unwrap_or_default());
        } else if let Some(id) = word.strip_prefix('+').and_then(FeatureId::from_name) {
            features.insert(id);
        } else if let Some(id) = word.strip_prefix('-').and_then(FeatureId::from_name) {
            features.remove(id);
        }
    }
}

fn rows(text: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    text.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect())
}

fn build(qemu: &'static str, observed: &'static str) -> Vec<Model> {
    let mut known: HashMap<&str, FeatureSet> = HashMap::new();
    let mut models = Vec::new();
    for row in rows(qemu) {
        let [name, vendor, _family, _model, _stepping, _alias, words] = row[..] else {
            continue;
        };
        let mut features = FeatureSet::default();
        apply(words, &mut features, &known);
        known.insert(name, features);
        models.push(Model::new(name, Vendor::from_cpuid(vendor), features));
    }
    observe(observed, &mut models);
    models
}

/// Corrects `models` by what was observed, and adds those that QEMU lacks.
fn observe(observed: &'static str, models: &mut Vec<Model>) {
    let mut groups: HashMap<&str, FeatureSet> = HashMap::new();
    for row in rows(observed) {
        let [names, words] = row[..] else {
            continue;
        };
        if let Some(group) = names.strip_prefix('@') {
            let mut features = FeatureSet::default();
            apply(words, &mut features, &groups);
            groups.insert(group, features);
            continue;
        }
        if let Some(words) = words.strip_prefix('=') {
            let (before, words) = words.split_once(' ').unwrap_or((words, ""));
            let at = models.iter().position(|m| m.name == before).map_or(models.len(), |at| at + 1);
            let vendor = models.get(at.wrapping_sub(1)).and_then(|model| model.vendor);
            let mut model = Model::new(names, vendor, FeatureSet::default());
            words.split_whitespace().for_each(|word| model.correct(word, &groups));
            models.insert(at, model);
            continue;
        }
        for name in names.split_whitespace() {
            if let Some(model) = models.iter_mut().find(|model| model.name == name) {
                words.split_whitespace().for_each(|word| model.correct(word, &groups));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(model: &str) -> Vec<&'static str> {
        x86_model(model).expect("a model").features.iter().map(FeatureId::name).collect()
    }

    #[test]
    fn the_list_is_the_references() {
        let names = model_names("x86_64").expect("known");
        assert_eq!(names.len(), 150);
        assert_eq!(names[..3], ["486", "486-v1", "pentium"]);
        assert_eq!(names[8..11], ["pentiumpro", "coreduo", "coreduo-v1"]);
        assert_eq!(names[149], "Dhyana-v2");
        assert_eq!(model_names("aarch64"), Some(Vec::new()));
        assert_eq!(model_names("foo"), None);
    }

    #[test]
    fn observation_corrects_qemus_definition() {
        assert!(!names("kvm64").contains(&"vme"));
        assert_eq!(names("kvm64").len(), 26);
        assert!(names("Haswell").contains(&"hle") && !names("Haswell").contains(&"abm"));
        assert_eq!(x86_model("kvm64").expect("a model").vendor, None);
        assert_eq!(x86_model("EPYC").expect("a model").vendor, Some(Vendor::Amd));
    }

    #[test]
    fn versions_are_told_from_names() {
        assert!(x86_model("EPYC-v2").expect("a model").is_versioned());
        assert!(!x86_model("EPYC-IBPB").expect("a model").is_versioned());
    }

    #[test]
    fn no_word_of_the_observations_is_unknown() {
        for row in rows(OBSERVED) {
            for word in row[1].split_whitespace() {
                let name = word.trim_start_matches(['+', '-', '~', '!']);
                let known = word.starts_with(['@', '='])
                    || ["vendor-", "host-", "guest-", "hypervisor"].contains(&word)
                    || FeatureId::from_name(name).is_some();
                assert!(known, "{word}");
            }
        }
    }
}
