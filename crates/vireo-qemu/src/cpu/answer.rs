//! The CPU that a guest has in the end: QEMU drops features that it can't give and adds some that
//! nobody asked for, and tells so in the words of CPUID that its guest reads.

use std::collections::HashMap;

use serde::Deserialize;
use vireo_api::{Error, ErrorCode, ErrorDomain, Result};
use vireo_cpu::features::{Place, Register};
use vireo_cpu::{FeatureId, FeatureSet, x86_model};
use vireo_model::domain::cpu::{Cpu, CpuCheck, CpuFallback, CpuFeature, CpuFeaturePolicy, CpuMode};

/// Where QEMU keeps the first CPU of an x86 machine.
pub const FIRST: &str = "/machine/unattached/device[0]";

/// The property of it that has the words.
pub const WORDS: &str = "feature-words";

/// A word of CPUID, as QEMU tells it.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Word {
    cpuid_input_eax: u32,
    #[serde(default)]
    cpuid_input_ecx: u32,
    cpuid_register: String,
    features: u32,
}

/// The element for the CPU that has these words, `None` when there is nothing to say.
///
/// # Errors
/// Another CPU was insisted on.
pub fn answered(cpu: &Cpu, words: &[Word]) -> Result<Option<Cpu>> {
    if cpu.mode.unwrap_or_default() != CpuMode::Custom {
        return Ok(None);
    }
    let name = cpu.model.as_ref().and_then(|model| model.name.as_deref()).unwrap_or_default();
    let Some(known) = x86_model(name) else { return Ok(None) };
    let expected = expected(known.features, &cpu.features);
    let given = given(words, &expected);
    let (extra, missing) = (given.without(&expected), expected.without(&given));
    if cpu.check == Some(CpuCheck::Full) && !(extra.is_empty() && missing.is_empty()) {
        return Err(not_as_specified(&extra, &missing));
    }
    let mut cpu = cpu.clone();
    cpu.check = Some(CpuCheck::Full);
    if let Some(model) = &mut cpu.model {
        model.fallback = Some(CpuFallback::Forbid);
    }
    for feature in &mut cpu.features {
        if let Some(id) = FeatureId::from_name(&feature.name) {
            feature.policy = Some(policy(given.has(id)));
        }
    }
    let listed = |id: FeatureId| cpu.features.iter().any(|own| own.name == id.name());
    let changed = extra.with(&missing);
    let more: Vec<CpuFeature> = changed
        .iter()
        .filter(|&id| !listed(id))
        .map(|id| CpuFeature { policy: Some(policy(given.has(id))), name: id.name().to_owned() })
        .collect();
    cpu.features.extend(more);
    Ok(Some(cpu))
}

/// Of a feature that is there, or not.
pub(super) fn policy(there: bool) -> CpuFeaturePolicy {
    match there {
        true => CpuFeaturePolicy::Require,
        false => CpuFeaturePolicy::Disable,
    }
}

/// What the definition asks for.
pub(super) fn expected(mut set: FeatureSet, own: &[CpuFeature]) -> FeatureSet {
    for feature in own {
        let Some(id) = FeatureId::from_name(&feature.name) else { continue };
        match feature.policy.unwrap_or(CpuFeaturePolicy::Require) {
            CpuFeaturePolicy::Force | CpuFeaturePolicy::Require => set.insert(id),
            CpuFeaturePolicy::Disable | CpuFeaturePolicy::Forbid => set.remove(id),
            CpuFeaturePolicy::Optional => {}
        }
    }
    set
}

/// What the guest has. Features behind model specific registers are in no word: those asked for are
/// there when the feature that brings their register is.
fn given(words: &[Word], expected: &FeatureSet) -> FeatureSet {
    let words: HashMap<(u32, u32, &str), u32> = words
        .iter()
        .map(|one| {
            ((one.cpuid_input_eax, one.cpuid_input_ecx, one.cpuid_register.as_str()), one.features)
        })
        .collect();
    let mut set = FeatureSet::default();
    for id in FeatureId::all() {
        if let Place::Cpuid { leaf, sub, register, bit } = id.place() {
            let word = words.get(&(leaf, sub, name(register))).copied().unwrap_or(0);
            if word >> bit & 1 != 0 {
                set.insert(id);
            }
        }
    }
    for id in expected.iter() {
        if let Place::Msr { index, .. } = id.place() {
            if bearer(index).is_none_or(|bearer| set.has(bearer)) {
                set.insert(id);
            }
        }
    }
    set
}

fn name(register: Register) -> &'static str {
    match register {
        Register::Eax => "EAX",
        Register::Ebx => "EBX",
        Register::Ecx => "ECX",
        Register::Edx => "EDX",
    }
}

/// The feature without which a register does not exist.
fn bearer(register: u32) -> Option<FeatureId> {
    FeatureId::from_name(match register {
        0x0cf => "core-capability",
        0x480..=0x491 => "vmx",
        _ => return None,
    })
}

fn not_as_specified(extra: &FeatureSet, missing: &FeatureSet) -> Error {
    let list = |what: &str, set: &FeatureSet| {
        let names: Vec<&str> = set.iter().map(FeatureId::name).collect();
        (!names.is_empty()).then(|| format!("{what} features: {}", names.join(",")))
    };
    let told: Vec<String> =
        [list("extra", extra), list("missing", missing)].into_iter().flatten().collect();
    let text = format!("guest CPU doesn't match specification: {}", told.join(", "));
    Error::new(ErrorCode::OperationFailed, ErrorDomain::Cpu, text)
}

#[cfg(test)]
mod tests {
    use vireo_model::domain::cpu::CpuModel;

    use super::*;

    fn cpu(model: &str, check: CpuCheck) -> Cpu {
        let model = CpuModel { name: Some(model.to_owned()), ..CpuModel::default() };
        Cpu { model: Some(model), check: Some(check), ..Cpu::default() }
    }

    fn word(leaf: u32, register: &str, features: u32) -> Word {
        Word {
            cpuid_input_eax: leaf,
            cpuid_input_ecx: 0,
            cpuid_register: register.to_owned(),
            features,
        }
    }

    /// Words that say exactly what a model has.
    fn words_of(model: &str) -> Vec<Word> {
        let mut words: Vec<Word> = Vec::new();
        for id in x86_model(model).unwrap().features.iter() {
            let Place::Cpuid { leaf, sub, register, bit } = id.place() else { continue };
            let mut one = word(leaf, name(register), 1 << bit);
            one.cpuid_input_ecx = sub;
            words.push(one);
        }
        let mut joined: HashMap<(u32, u32, String), u32> = HashMap::new();
        for one in words {
            let key = (one.cpuid_input_eax, one.cpuid_input_ecx, one.cpuid_register);
            *joined.entry(key).or_default() |= one.features;
        }
        let all = joined.into_iter().map(|((leaf, sub, register), features)| Word {
            cpuid_input_eax: leaf,
            cpuid_input_ecx: sub,
            cpuid_register: register,
            features,
        });
        all.collect()
    }

    fn features(cpu: &Cpu) -> Vec<(&str, CpuFeaturePolicy)> {
        cpu.features.iter().map(|one| (one.name.as_str(), one.policy.unwrap())).collect()
    }

    #[test]
    fn what_is_as_asked_is_said_to_be_checked() {
        let had = answered(&cpu("Nehalem", CpuCheck::None), &words_of("Nehalem")).unwrap().unwrap();
        assert_eq!(had.check, Some(CpuCheck::Full));
        assert_eq!(had.model.unwrap().fallback, Some(CpuFallback::Forbid));
        assert!(had.features.is_empty(), "{:?}", had.features);
    }

    #[test]
    fn what_came_and_went_is_told() {
        const HYPERVISOR: u32 = 1 << 31;
        const SSE3: u32 = 1;
        let mut words = words_of("Nehalem");
        let one = words.iter_mut().find(|w| w.cpuid_input_eax == 1 && w.cpuid_register == "ECX");
        let one = one.unwrap();
        one.features = one.features & !SSE3 | HYPERVISOR;
        let mut asked = cpu("Nehalem", CpuCheck::Partial);
        asked
            .features
            .push(CpuFeature { policy: Some(CpuFeaturePolicy::Force), name: "avx".to_owned() });
        let had = answered(&asked, &words).unwrap().unwrap();
        assert_eq!(
            features(&had),
            [
                ("avx", CpuFeaturePolicy::Disable),
                ("pni", CpuFeaturePolicy::Disable),
                ("hypervisor", CpuFeaturePolicy::Require),
            ]
        );
        asked.check = Some(CpuCheck::Full);
        let error = answered(&asked, &words).unwrap_err();
        assert_eq!(error.code(), ErrorCode::OperationFailed);
        let text = error.to_string();
        assert!(text.contains("extra features: hypervisor, missing features: "), "{text}");
    }

    #[test]
    fn other_ways_to_choose_a_cpu_stay() {
        for mode in [CpuMode::HostPassthrough, CpuMode::Maximum] {
            let cpu = Cpu { mode: Some(mode), ..Cpu::default() };
            assert_eq!(answered(&cpu, &[]).unwrap(), None);
        }
        assert_eq!(answered(&cpu("nobody", CpuCheck::None), &[]).unwrap(), None);
    }
}
