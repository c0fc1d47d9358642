//! Whether a host can give a CPU.

use crate::describe::{Described, Policy};
use crate::error::CpuError;
use crate::features::{FeatureId, FeatureSet};
use crate::models::x86_model;

/// What is compared with: a host, or what a hypervisor makes of it.
#[derive(Debug, Clone)]
pub struct Given<'a> {
    /// Its architecture.
    pub arch: &'a str,
    /// Who made its CPU, by the name in documents.
    pub vendor: Option<&'a str>,
    /// What that has.
    pub features: FeatureSet,
}

/// What a comparison finds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Compared {
    /// It cannot be had, and why.
    Incompatible(String),
    /// It is just what there is.
    Identical,
    /// There is more than that.
    Superset,
}

/// A model as a hypervisor has it.
#[derive(Debug, Clone, Default)]
pub struct Offered {
    /// What keeps it from running, in the hypervisor's order; nothing when it runs.
    pub blockers: Vec<FeatureId>,
    /// Whether it does not run though nothing is named.
    pub unusable: bool,
}

/// Compares with a host.
///
/// # Errors
/// A model or feature that nobody knows.
pub fn compare(given: &Given<'_>, cpu: &Described) -> Result<Compared, CpuError> {
    if let Some(arch) = cpu.arch.as_deref().filter(|arch| !runs(given.arch, arch)) {
        return Ok(no(format!("CPU arch {arch} does not match host arch")));
    }
    if let Some(vendor) = cpu.vendor.as_deref().filter(|own| given.vendor != Some(*own)) {
        return Ok(no(format!("host CPU vendor does not match required CPU vendor {vendor}")));
    }
    let model = cpu.known_model()?.map_or_else(FeatureSet::default, |model| model.features);
    let [force, optional, disable] =
        [Policy::Force, Policy::Optional, Policy::Disable].map(|policy| cpu.asked(policy));
    let (force, optional, disable) = (force?, optional?, disable?);
    let loose = force.with(&optional).with(&disable);
    let wanted = model.with(&cpu.asked(Policy::Require)?).without(&loose);
    let refused = [
        (
            "Host CPU provides forbidden features",
            cpu.asked(Policy::Forbid)?.common(&given.features),
        ),
        ("Host CPU does not provide required features", wanted.without(&given.features)),
    ];
    for (what, features) in refused {
        if !features.is_empty() {
            return Ok(listed(what, features.iter().map(FeatureId::name)));
        }
    }
    let extra = given.features.without(&wanted).without(&loose);
    if cpu.strict && !extra.is_empty() {
        let what = "Host CPU does not strictly match guest CPU: Extra features";
        return Ok(listed(what, extra.iter().map(FeatureId::name)));
    }
    Ok(if extra.is_empty() { Compared::Identical } else { Compared::Superset })
}

/// Compares with what a hypervisor can give: `offered` is the CPU's model as it has it, `None`
/// for one that it lacks. The hypervisor is believed about models that it defines; those which the
/// reference knew before are compared feature by feature, as they always were.
///
/// # Errors
/// As [`compare`]; [`CpuError::NoDefinition`] for a model that is the hypervisor's alone.
pub fn compare_offered(
    given: &Given<'_>,
    cpu: &Described,
    offered: Option<&Offered>,
) -> Result<Compared, CpuError> {
    let (Some(name), Some(offered)) = (&cpu.model, offered) else { return compare(given, cpu) };
    let runs = offered.blockers.is_empty() && !offered.unusable;
    if runs && cpu.features.iter().all(|(_, policy)| *policy == Some(Policy::Disable)) {
        return Ok(Compared::Superset);
    }
    let model = x86_model(name).ok_or_else(|| CpuError::NoDefinition(name.clone()))?;
    if !model.is_the_hypervisors() {
        return compare(given, cpu);
    }
    let disabled = |id: &FeatureId| {
        cpu.features.iter().any(|(own, p)| own == id.name() && *p == Some(Policy::Disable))
    };
    let blockers = offered.blockers.iter().filter(|id| !disabled(id)).map(|id| id.name());
    let had = |name: &str| FeatureId::from_reference(name).is_some_and(|id| given.features.has(id));
    let wanted = cpu.features.iter().filter(|(_, policy)| *policy == Some(Policy::Require));
    let wanted = wanted.map(|(name, _)| name.as_str()).filter(|name| !had(name));
    let missing: Vec<&str> = blockers.chain(wanted).collect();
    Ok(match missing.is_empty() {
        true => Compared::Superset,
        false => listed("Host CPU does not provide required features", missing.into_iter()),
    })
}

/// Whether CPUs of the architecture `own` run what is made for `other`.
fn runs(own: &str, other: &str) -> bool {
    own == other || (own == "x86_64" && other == "i686")
}

fn no(text: String) -> Compared {
    Compared::Incompatible(text)
}

fn listed<'a>(what: &str, names: impl Iterator<Item = &'a str>) -> Compared {
    no(format!("{what}: {}", names.collect::<Vec<_>>().join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn features(model: &str) -> FeatureSet {
        x86_model(model).expect("a model").features
    }

    fn given(vendor: &'static str, features: FeatureSet) -> Given<'static> {
        Given { arch: "x86_64", vendor: Some(vendor), features }
    }

    fn cpu(model: &str, asked: &[(&str, Policy)]) -> Described {
        let features = asked.iter().map(|(name, policy)| ((*name).to_owned(), Some(*policy)));
        Described { features: features.collect(), ..Described::of_model(model) }
    }

    fn why(found: Compared) -> String {
        match found {
            Compared::Incompatible(why) => why,
            Compared::Identical | Compared::Superset => panic!("compatible"),
        }
    }

    /// A Westmere host: of another maker and generation than the one that tests run on.
    fn westmere() -> Given<'static> {
        given("Intel", features("Westmere"))
    }

    #[test]
    fn a_host_gives_itself_and_less() {
        assert_eq!(compare(&westmere(), &cpu("Westmere", &[])), Ok(Compared::Identical));
        assert_eq!(compare(&westmere(), &cpu("Penryn", &[])), Ok(Compared::Superset));
    }

    #[test]
    fn what_is_missing_or_forbidden_is_named() {
        let found = compare(&westmere(), &cpu("SandyBridge", &[])).unwrap();
        assert!(
            why(found).ends_with("features: pclmuldq, x2apic, tsc-deadline, xsave, avx, rdtscp")
        );
        let asked = [("aes", Policy::Forbid), ("vmx", Policy::Require)];
        let found = compare(&westmere(), &cpu("Penryn", &asked)).unwrap();
        assert_eq!(why(found), "Host CPU provides forbidden features: aes");
    }

    #[test]
    fn what_is_forced_switched_off_or_optional_need_not_be_there() {
        for policy in [Policy::Force, Policy::Disable, Policy::Optional] {
            let asked = ["pclmuldq", "x2apic", "tsc-deadline", "xsave", "avx", "rdtscp"];
            let asked: Vec<_> = asked.into_iter().map(|name| (name, policy)).collect();
            let found = compare(&westmere(), &cpu("SandyBridge", &asked));
            assert!(!matches!(found, Ok(Compared::Incompatible(_))), "{policy:?}");
        }
    }

    #[test]
    fn another_maker_or_architecture_does_not_do() {
        let vendor = Described { vendor: Some("AMD".to_owned()), ..cpu("kvm64", &[]) };
        assert!(why(compare(&westmere(), &vendor).unwrap()).ends_with("vendor AMD"));
        let arch = |arch: &str| Described { arch: Some(arch.to_owned()), ..cpu("kvm64", &[]) };
        assert!(why(compare(&westmere(), &arch("ppc64")).unwrap()).contains("arch ppc64"));
        assert_eq!(compare(&westmere(), &arch("i686")), Ok(Compared::Superset));
    }

    #[test]
    fn a_strict_cpu_has_nothing_more() {
        let strict = Described { strict: true, ..cpu("Nehalem", &[]) };
        let found = why(compare(&westmere(), &strict).unwrap());
        assert!(found.ends_with("Extra features: aes"), "{found}");
    }

    #[test]
    fn unknown_names_are_refused() {
        let unknown = CpuError::UnknownModel("Pentium 9".to_owned());
        assert_eq!(compare(&westmere(), &cpu("Pentium 9", &[])), Err(unknown));
        let unknown = CpuError::UnknownFeature("magic".to_owned());
        let asked = [("magic", Policy::Disable)];
        assert_eq!(compare(&westmere(), &cpu("486", &asked)), Err(unknown));
    }

    #[test]
    fn a_model_that_runs_is_not_looked_into() {
        let none = given("AMD", FeatureSet::default());
        let runs = Offered::default();
        let plain = cpu("Haswell", &[("nobody-knows", Policy::Disable)]);
        assert_eq!(compare_offered(&none, &plain, Some(&runs)), Ok(Compared::Superset));
        let asked = cpu("Haswell", &[("aes", Policy::Require)]);
        assert!(why(compare_offered(&none, &asked, Some(&runs)).unwrap()).contains("fpu"));
    }

    #[test]
    fn qemu_is_believed_about_its_own_versions() {
        let id = |name| FeatureId::from_reference(name).expect("known");
        let offered = Offered { blockers: vec![id("fxsr_opt"), id("xsavec")], unusable: true };
        let asked = [("xsavec", Policy::Disable), ("magic", Policy::Require)];
        let found = compare_offered(&westmere(), &cpu("EPYC-v1", &asked), Some(&offered));
        let said = "Host CPU does not provide required features: fxsr_opt, magic";
        assert_eq!(why(found.unwrap()), said);
        let own = compare_offered(&westmere(), &cpu("max", &asked), Some(&offered));
        assert_eq!(own, Err(CpuError::NoDefinition("max".to_owned())));
    }
}
