//! The most that several CPUs have in common, as a model and what differs from it.

use crate::decode::{Decoded, Purpose, Subject, decode};
use crate::describe::Described;
use crate::error::CpuError;
use crate::features::{FeatureId, FeatureSet, not_migratable};
use crate::models::{Vendor, x86_model};
use crate::power;

/// A CPU that runs on each of several hosts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Baseline {
    /// Its model.
    pub model: String,
    /// Whether it is the model that all of them are described by.
    pub same_model: bool,
    /// Maker, where all of them name one.
    pub vendor: Option<Vendor>,
    /// Features that differ from the model's, and whether they are there.
    pub features: Vec<(FeatureId, bool)>,
}

impl Baseline {
    /// Names every feature, in the order of their names.
    pub fn expand(&mut self) {
        if let Some(model) = x86_model(&self.model) {
            let listed: FeatureSet = self.features.iter().map(|(id, _)| *id).collect();
            self.features.extend(model.features.without(&listed).iter().map(|id| (id, true)));
        }
        self.features.sort_by_key(|(id, _)| id.name());
    }
}

/// How CPUs are combined.
#[derive(Debug, Clone, Copy, Default)]
pub struct Combining {
    /// Features that no answer may have.
    pub without: FeatureSet,
    /// Whether what keeps guests from migrating is left out.
    pub migratable: bool,
}

/// Combines CPUs of the first one's architecture; `offered` as in [`decode`].
///
/// # Errors
/// A CPU that there is not, or CPUs that have nothing in common.
pub fn baseline(
    cpus: &[Described],
    combining: Combining,
    offered: impl Fn(&str) -> Option<FeatureSet>,
) -> Result<Baseline, CpuError> {
    if let Some(at) = cpus.iter().position(|cpu| cpu.model.is_none()) {
        return Err(CpuError::NoModel(at));
    }
    let Some((first, rest)) = cpus.split_first() else { return Err(CpuError::NoModel(0)) };
    match first.arch.as_deref().unwrap_or("x86_64") {
        "x86_64" | "i686" => x86(first, rest, combining, offered),
        "ppc64" | "ppc64le" => power::baseline(first, rest),
        "aarch64" | "armv6l" | "armv7b" | "armv7l" => Ok(only_model(first, false)),
        arch @ ("s390" | "s390x" | "riscv64" | "loongarch64") => {
            Err(CpuError::NoBaseline(arch.to_owned()))
        }
        arch => Err(CpuError::Architecture(arch.to_owned())),
    }
}

/// The model of a CPU alone.
pub(crate) fn only_model(cpu: &Described, same_model: bool) -> Baseline {
    let model = cpu.model.clone().unwrap_or_default();
    Baseline { model, same_model, vendor: None, features: Vec::new() }
}

fn x86(
    first: &Described,
    rest: &[Described],
    combining: Combining,
    offered: impl Fn(&str) -> Option<FeatureSet>,
) -> Result<Baseline, CpuError> {
    let mut common = first.whole()?;
    let mut vendor = first.vendor.as_deref().map(known_vendor).transpose()?;
    for cpu in rest {
        common = common.common(&cpu.whole()?);
        let of = vendor_of(cpu)?;
        match (vendor, of) {
            (Some(had), Some(of)) if had != of => return Err(CpuError::Vendors),
            (had, of) => vendor = had.or(of),
        }
    }
    let common = common.without(&combining.without);
    if common.is_empty() {
        return Err(CpuError::Incompatible);
    }
    let name =
        first.model.as_deref().filter(|name| rest.iter().all(|c| c.model.as_deref() == Some(name)));
    let subject = Subject {
        purpose: Purpose::Guest,
        vendor,
        signature: None,
        features: common,
        preferred: name,
    };
    let mut found = decode(&subject, offered).ok_or(CpuError::Incompatible)?;
    if combining.migratable {
        // Where the model has it, it stays as it is.
        found.more = found.more.without(not_migratable());
    }
    let all_named = first.vendor.is_some() && rest.iter().all(|cpu| cpu.vendor.is_some());
    Ok(described(&found, name, vendor.filter(|_| all_named)))
}

fn described(found: &Decoded, name: Option<&str>, vendor: Option<Vendor>) -> Baseline {
    Baseline {
        model: found.model.name.to_owned(),
        same_model: name == Some(found.model.name),
        vendor,
        features: found.differences().collect(),
    }
}

/// Who made a CPU: as it says, else as its model says.
fn vendor_of(cpu: &Described) -> Result<Option<Vendor>, CpuError> {
    let model = cpu.known_model()?;
    let real = model.and_then(|model| model.vendor);
    let Some(said) = &cpu.vendor else { return Ok(real) };
    match (model, real) {
        (Some(model), Some(real)) if real.name() != said => Err(CpuError::OtherVendor {
            real: real.name(),
            model: model.name.to_owned(),
            said: said.clone(),
        }),
        (_, _) => known_vendor(said).map(Some),
    }
}

fn known_vendor(name: &str) -> Result<Vendor, CpuError> {
    Vendor::from_name(name).ok_or_else(|| CpuError::UnknownVendor(name.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::describe::Policy;

    fn all(_: &str) -> Option<FeatureSet> {
        Some(FeatureSet::default())
    }

    fn host(model: &str, vendor: Option<&str>, more: &[&str]) -> Described {
        Described {
            arch: Some("x86_64".to_owned()),
            vendor: vendor.map(str::to_owned),
            features: more.iter().map(|name| ((*name).to_owned(), None)).collect(),
            ..Described::of_model(model)
        }
    }

    fn combine(cpus: &[Described]) -> Result<Baseline, CpuError> {
        baseline(cpus, Combining::default(), all)
    }

    fn said(found: &Baseline) -> Vec<String> {
        let sign = |there: bool| if there { '+' } else { '-' };
        found.features.iter().map(|(id, there)| format!("{}{}", sign(*there), id.name())).collect()
    }

    #[test]
    fn two_generations_meet_in_the_older() {
        let found =
            combine(&[host("Nehalem", Some("Intel"), &[]), host("Penryn", Some("Intel"), &[])]);
        let found = found.unwrap();
        assert_eq!((found.model.as_str(), found.same_model), ("Penryn", false));
        assert_eq!(found.vendor, Some(Vendor::Intel));
    }

    #[test]
    fn one_name_stays() {
        let found = combine(&[host("EPYC", None, &["invtsc"]), host("EPYC", None, &["invtsc"])]);
        let mut found = found.unwrap();
        assert!(found.same_model && found.vendor.is_none());
        assert_eq!(said(&found), ["+invtsc", "-monitor"]);
        found.expand();
        assert_eq!(said(&found)[0], "+3dnowprefetch");
        let still = Combining { migratable: true, ..Combining::default() };
        let found = baseline(&[host("EPYC", None, &["invtsc"])], still, all).unwrap();
        assert_eq!(said(&found), ["-monitor"]);
    }

    #[test]
    fn makers_must_agree() {
        let pair = [host("486", Some("Intel"), &[]), host("486", Some("AMD"), &[])];
        assert_eq!(combine(&pair), Err(CpuError::Vendors));
        let liar = [host("Penryn", None, &[]), host("Nehalem", Some("AMD"), &[])];
        assert!(matches!(combine(&liar), Err(CpuError::OtherVendor { .. })));
        let unknown = CpuError::UnknownVendor("foo".to_owned());
        assert_eq!(combine(&[host("486", Some("foo"), &[])]), Err(unknown));
    }

    #[test]
    fn other_architectures_are_as_the_reference_has_them() {
        let of = |arch: &str, model: &str| Described {
            arch: Some(arch.to_owned()),
            ..Described::of_model(model)
        };
        let arm = combine(&[of("aarch64", "a"), of("aarch64", "b")]).unwrap();
        assert_eq!((arm.model.as_str(), arm.same_model), ("a", false));
        assert!(matches!(combine(&[of("s390x", "z14")]), Err(CpuError::NoBaseline(_))));
        assert!(matches!(combine(&[of("mips", "m")]), Err(CpuError::Architecture(_))));
        let two = [of("ppc64", "POWER8"), of("ppc64", "POWER9")];
        assert_eq!(combine(&two), Err(CpuError::Incompatible));
    }

    #[test]
    fn a_cpu_without_a_model_is_no_cpu() {
        assert_eq!(combine(&[Described::default()]), Err(CpuError::NoModel(0)));
        let off = (String::from("sse"), Some(Policy::Disable));
        let cpu = Described { features: vec![off], ..Described::of_model("pentium3") };
        assert_eq!(said(&combine(&[cpu]).unwrap()), ["-sse"]);
    }
}
