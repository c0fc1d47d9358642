//! POWER models: families that have a name, and who makes them.

use crate::baseline::{Baseline, only_model};
use crate::describe::Described;
use crate::error::CpuError;

/// Models and their makers.
const MODELS: &[(&str, &str)] = &[
    ("POWER6", "IBM"),
    ("POWER7", "IBM"),
    ("POWER8", "IBM"),
    ("POWER9", "IBM"),
    ("POWER10", "IBM"),
    ("POWERPC_e5500", "Freescale"),
    ("POWERPC_e6500", "Freescale"),
];

/// The names.
pub(crate) fn names() -> Vec<&'static str> {
    MODELS.iter().map(|(name, _)| *name).collect()
}

/// The name of a model that QEMU writes in small letters.
pub fn power_name(qemu: &str) -> Option<&'static str> {
    MODELS.iter().map(|(name, _)| *name).find(|name| name.eq_ignore_ascii_case(qemu))
}

/// Who makes the CPUs of a model, by the name in documents.
pub(crate) fn maker(name: &str) -> Option<&'static str> {
    MODELS.iter().find(|(model, _)| *model == name).map(|(_, maker)| *maker)
}

/// CPUs have a baseline when they are of one model.
pub(crate) fn baseline(first: &Described, rest: &[Described]) -> Result<Baseline, CpuError> {
    let name = first.model.as_deref().unwrap_or_default();
    let found = MODELS.iter().find(|(model, _)| *model == name);
    let (_, maker) = found.ok_or_else(|| CpuError::UnknownModel(name.to_owned()))?;
    for cpu in std::iter::once(first).chain(rest) {
        if cpu.model != first.model {
            return Err(CpuError::Incompatible);
        }
        let Some(said) = cpu.vendor.as_deref() else { continue };
        if !MODELS.iter().any(|(_, maker)| *maker == said) {
            return Err(CpuError::UnknownVendor(said.to_owned()));
        }
        if said != *maker {
            let (real, said) = (*maker, said.to_owned());
            return Err(CpuError::OtherVendor { real, model: name.to_owned(), said });
        }
    }
    Ok(only_model(first, true))
}
