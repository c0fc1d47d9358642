//! The CPU of a guest that starts: what stands for the host's becomes the model and the features
//! that it means, and what cannot be had is refused.

pub mod answer;
pub mod calls;
pub mod offer;

use std::path::Path;

use vireo_api::{Error, ErrorCode, ErrorDomain, Result};
use vireo_cpu::{Compared, FeatureSet};
use vireo_model::domain::Domain;
use vireo_model::domain::cpu::{
    Cpu, CpuCheck, CpuFallback, CpuFeature, CpuFeaturePolicy, CpuMatch, CpuMode, CpuModel,
};
use vireo_model::fill::Accel;
use vireo_xml::Mode;

use crate::build::accel;
use crate::capabilities::{HostModel, QemuCaps, host_arch};
use crate::driver::Core;
use crate::error::{internal, unsupported};
use crate::view::probe_accel;
use offer::Offer;

/// Replaces what only the host can tell by what it means. Gives the CPU as it was defined when that
/// changed it: the element's text, for the status file.
///
/// # Errors
/// The binary can't have such a CPU.
pub async fn resolve(core: &Core, domain: &mut Domain) -> Result<Option<String>> {
    let Some(cpu) = domain.cpu.clone() else { return Ok(None) };
    let path = domain.devices.emulator.clone().unwrap_or_default();
    let caps = core.caps.get(Path::new(&path)).await.map_err(|e| internal(e.to_string()))?;
    let mode = cpu.mode.unwrap_or_default();
    match mode {
        CpuMode::HostPassthrough if accel(domain) == Accel::Tcg => Err(not_supported(domain, mode)),
        CpuMode::HostPassthrough | CpuMode::Maximum => Ok(None),
        CpuMode::Custom if cpu.match_ != Some(CpuMatch::Minimum) => {
            known(&caps, domain, &cpu)?;
            compatible(&caps, domain, &cpu)?;
            let host = host_set(&caps, domain).filter(|_| is_x86(domain));
            let Some(told) = decided(&cpu, host.as_ref()) else { return Ok(None) };
            let original = element(&cpu);
            domain.cpu = Some(told);
            Ok(Some(original))
        }
        CpuMode::HostModel | CpuMode::Custom if is_x86(domain) => {
            let original = element(&cpu);
            domain.cpu = Some(expand(&caps, domain, &cpu)?);
            Ok(Some(original))
        }
        CpuMode::HostModel if !same_as_host(domain) => Err(not_supported(domain, mode)),
        // Elsewhere QEMU itself knows what the host's CPU is.
        CpuMode::HostModel | CpuMode::Custom => Ok(None),
    }
}

/// The CPU of a definition as it would be here: what stands for the host's CPU becomes the model and
/// the features that it means. `None` when it stays as it is.
///
/// # Errors
/// The binary cannot be asked, does not know the host's CPU, or nobody knows the model.
pub async fn updated(core: &Core, domain: &Domain) -> Result<Option<Cpu>> {
    let Some(cpu) = domain.cpu.as_ref().filter(|_| is_x86(domain)) else { return Ok(None) };
    let of_host = match cpu.mode.unwrap_or_default() {
        CpuMode::HostPassthrough | CpuMode::Maximum => return Ok(None),
        CpuMode::HostModel => true,
        CpuMode::Custom => cpu.match_ == Some(CpuMatch::Minimum),
    };
    let name = cpu.model.as_ref().and_then(|model| model.name.as_deref());
    match name.filter(|_| cpu.mode != Some(CpuMode::HostModel)) {
        Some(name) if vireo_cpu::x86_model(name).is_none() => return Err(unknown(name)),
        None if !of_host => return Ok(None),
        Some(_) | None => {}
    }
    let path = domain.devices.emulator.clone().unwrap_or_default();
    let caps = core.caps.get(Path::new(&path)).await.map_err(|e| internal(e.to_string()))?;
    let expanded = match of_host {
        true => Some(as_defined(cpu, expand(&caps, domain, cpu)?)),
        false => None,
    };
    let host = host_set(&caps, domain);
    Ok(decided(expanded.as_ref().unwrap_or(cpu), host.as_ref()).or(expanded))
}

/// The host's CPU with all that the definition says of its own.
fn as_defined(cpu: &Cpu, mut expanded: Cpu) -> Cpu {
    if let Some(model) = &mut expanded.model {
        let own = cpu.model.as_ref().and_then(|model| model.fallback);
        model.fallback = Some(own.unwrap_or(CpuFallback::Allow));
    }
    if cpu.mode != Some(CpuMode::HostModel) {
        expanded.vendor = cpu.vendor.clone();
        add(&mut expanded.features, &cpu.features);
    }
    expanded
}

/// Puts a definition's own features over others.
fn add(features: &mut Vec<CpuFeature>, own: &[CpuFeature]) {
    for own in own {
        match features.iter_mut().find(|feature| feature.name == own.name) {
            Some(feature) => feature.policy = own.policy,
            None => features.push(own.clone()),
        }
    }
}

pub(crate) fn is_x86(domain: &Domain) -> bool {
    matches!(domain.os.arch.as_deref(), Some("x86_64" | "i686"))
}

/// Whether the guest's architecture is the host's.
fn same_as_host(domain: &Domain) -> bool {
    domain.os.arch.as_deref() == Some(host_arch())
}

fn not_supported(domain: &Domain, mode: CpuMode) -> Error {
    unsupported(format!(
        "CPU mode '{}' for {} {} domain on {} host is not supported by hypervisor",
        mode.as_str(),
        domain.os.arch.as_deref().unwrap_or_default(),
        domain.kind.as_str(),
        host_arch(),
    ))
}

/// Refuses a model that QEMU does not know.
fn known(caps: &QemuCaps, domain: &Domain, cpu: &Cpu) -> Result<()> {
    let Some(name) = cpu.model.as_ref().and_then(|model| model.name.as_deref()) else {
        return Ok(());
    };
    let Some(own) = caps.accel(probe_accel(accel(domain))) else { return Ok(()) };
    // QEMU writes the names of POWER models in small letters.
    let power = || own.cpus.iter().any(|model| vireo_cpu::power_name(model.name()) == Some(name));
    if own.cpus.is_empty() || own.cpus.get(name).is_some() || power() {
        return Ok(());
    }
    Err(unknown(name))
}

fn unknown(name: &str) -> Error {
    Error::new(ErrorCode::InternalError, ErrorDomain::Cpu, format!("Unknown CPU model {name}"))
}

/// The CPU as QEMU is told it: without what its model had when it was first published, for QEMU may
/// still give that, and with what is optional if the host can give it. `None` when it stays.
fn decided(cpu: &Cpu, host: Option<&FeatureSet>) -> Option<Cpu> {
    let model = vireo_cpu::x86_model(cpu.model.as_ref()?.name.as_deref()?)?;
    let mut decided = cpu.clone();
    for feature in &mut decided.features {
        if feature.policy == Some(CpuFeaturePolicy::Optional) {
            let id = vireo_cpu::FeatureId::from_name(&feature.name);
            let given = id.is_some_and(|id| host.is_some_and(|host| host.has(id)));
            feature.policy = Some(answer::policy(given));
        }
    }
    let listed = |name: &str| cpu.features.iter().any(|own| own.name == name);
    let names = model.removed.iter().map(vireo_cpu::FeatureId::name).filter(|name| !listed(name));
    let policy = Some(CpuFeaturePolicy::Disable);
    let mut more: Vec<CpuFeature> =
        names.map(|name| CpuFeature { policy, name: name.to_owned() }).collect();
    more.sort_by(|a, b| a.name.cmp(&b.name));
    decided.features.extend(more);
    (decided != *cpu).then_some(decided)
}

/// All that a guest could have here, `None` when QEMU cannot tell.
fn host_set(caps: &QemuCaps, domain: &Domain) -> Option<FeatureSet> {
    Some(HostModel::of(caps, probe_accel(accel(domain)), false)?.features)
}

/// Refuses what the host can't give, or must not have, when the definition wants that looked at.
fn compatible(caps: &QemuCaps, domain: &Domain, cpu: &Cpu) -> Result<()> {
    if cpu.check != Some(CpuCheck::Partial) || !is_x86(domain) {
        return Ok(());
    }
    let accel = probe_accel(accel(domain));
    let Some(host) = HostModel::of(caps, accel, false) else { return Ok(()) };
    let asked = calls::of_guest(cpu);
    let offered = asked.model.as_deref().and_then(|name| Offer::new(caps, accel).model(name));
    let given = host.given(domain.os.arch.as_deref().unwrap_or_default());
    match vireo_cpu::compare_offered(&given, &asked, offered.as_ref()).map_err(calls::refused)? {
        Compared::Incompatible(why) => Err(calls::incompatible(why)),
        Compared::Identical | Compared::Superset => Ok(()),
    }
}

/// The host's CPU as this QEMU can have it, with the definition's own features on top.
fn expand(caps: &QemuCaps, domain: &Domain, cpu: &Cpu) -> Result<Cpu> {
    let found = HostModel::of(caps, probe_accel(accel(domain)), true);
    let host = found.ok_or_else(|| not_supported(domain, CpuMode::HostModel))?;
    let differing = host.decoded.differences();
    let mut features: Vec<CpuFeature> = differing
        .map(|(id, there)| CpuFeature {
            policy: Some(answer::policy(there)),
            name: id.name().to_owned(),
        })
        .collect();
    if cpu.mode == Some(CpuMode::HostModel) {
        add(&mut features, &cpu.features);
    }
    let vendor = host.vendor.filter(|_| cpu.mode == Some(CpuMode::HostModel));
    Ok(Cpu {
        mode: Some(CpuMode::Custom),
        match_: Some(CpuMatch::Exact),
        migratable: None,
        model: Some(CpuModel {
            fallback: Some(CpuFallback::Forbid),
            vendor_id: cpu.model.as_ref().and_then(|model| model.vendor_id.clone()),
            name: Some(host.decoded.model.name.to_owned()),
        }),
        vendor: vendor.map(|vendor| vendor.name().to_owned()),
        features,
        ..cpu.clone()
    })
}

/// The element's text, as it stands two spaces inside a document.
pub(crate) fn element(cpu: &Cpu) -> String {
    let alone = Domain { cpu: Some(cpu.clone()), ..Domain::default() };
    let text = alone.format(Mode::STATUS);
    let start = text.find("<cpu").unwrap_or(text.len());
    let rest = &text[start..];
    let end = match rest.find("</cpu>") {
        Some(at) => at + "</cpu>".len(),
        None => rest.find("/>").map_or(rest.len(), |at| at + 2),
    };
    rest[..end].to_owned()
}

/// The CPU of an element's text; `None` when it is none.
pub(crate) fn of_element(text: &str) -> Option<Cpu> {
    let document = format!(
        "<domain type='qemu'><name>cpu</name><memory>1</memory><os><type>hvm</type></os>{text}</domain>"
    );
    vireo_xml::parse::<Domain>(&document, Mode::STATUS).ok()?.cpu
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_element_stands_alone() {
        let cpu = Cpu { mode: Some(CpuMode::HostModel), ..Cpu::default() };
        assert_eq!(element(&cpu), "<cpu mode='host-model'/>");
        let cpu =
            Cpu { features: vec![CpuFeature { policy: None, name: "avx".to_owned() }], ..cpu };
        let text = element(&cpu);
        assert!(text.starts_with("<cpu mode='host-model'>\n    <feature"), "{text}");
        assert!(text.ends_with("\n  </cpu>"), "{text}");
        assert_eq!(of_element(&text), Some(cpu));
    }
}
