//! Comparing and combining CPUs for clients.

use vireo_api::consts::*;
use vireo_api::{Error, ErrorCode, ErrorDomain, Result};
use vireo_cpu::{
    Baseline, Combining, Compared, CpuError, Described, FeatureId, FeatureSet, Given, Policy,
};
use vireo_model::domain::cpu::{
    Cpu, CpuFallback, CpuFeature, CpuFeaturePolicy, CpuMatch, CpuMode, CpuModel,
};
use vireo_model::domain::host_cpu::{CpuDocument, CpuKind};
use vireo_xdr::Text;

use super::element;
use super::offer::Offer;
use crate::capabilities::{Found, HostModel, is_arch, virt_type};
use crate::error::numbered;

/// What a comparison tells clients.
pub enum Verdict {
    /// It cannot be had.
    Incompatible = 0,
    /// It is just what there is.
    Identical = 1,
    /// There is more than that.
    Superset = 2,
}

/// Compares a document with the host's CPU.
///
/// # Errors
/// The document; an incompatible CPU when `flags` say so.
pub fn compare(text: &str, flags: u32) -> Result<Verdict> {
    let cpu = described(text, CpuKind::Either, flags & CONNECT_COMPARE_CPU_VALIDATE_XML != 0)?;
    let host = vireo_cpu::host::HostCpu::get();
    let given = Given {
        arch: crate::capabilities::host_arch(),
        vendor: host.vendor.map(vireo_cpu::Vendor::name),
        features: host.features,
    };
    verdict(vireo_cpu::compare(&given, &cpu).map_err(refused)?, flags)
}

/// Compares a document with what a hypervisor can give.
///
/// # Errors
/// As [`compare`]; a hypervisor that does not tell.
pub fn compare_offered(found: &Found, text: &str, flags: u32) -> Result<Verdict> {
    if !is_x86(&found.arch) {
        let arch = &found.arch;
        let text = format!("comparing with the hypervisor CPU is not supported for arch {arch}");
        return Err(Error::new(ErrorCode::OperationUnsupported, ErrorDomain::Qemu, text));
    }
    let Some(host) = HostModel::of(&found.caps, found.accel, false) else {
        let text = format!(
            "QEMU '{}' does not support reporting CPU model for virttype '{}'",
            found.caps.binary.display(),
            virt_type(found.accel),
        );
        return match flags & CONNECT_COMPARE_CPU_FAIL_INCOMPATIBLE {
            0 => Ok(Verdict::Incompatible),
            _ => Err(Error::new(ErrorCode::CpuIncompatible, ErrorDomain::Qemu, text)),
        };
    };
    let cpu = described(text, CpuKind::Either, flags & CONNECT_COMPARE_CPU_VALIDATE_XML != 0)?;
    let offer = Offer::new(&found.caps, found.accel);
    let offered = cpu.model.as_deref().and_then(|name| offer.model(name));
    let given = host.given(&found.arch);
    let compared = vireo_cpu::compare_offered(&given, &cpu, offered.as_ref());
    verdict(compared.map_err(refused)?, flags)
}

/// Combines documents of hosts.
///
/// # Errors
/// A document; CPUs that have nothing in common.
pub fn baseline(texts: &[Text], flags: u32) -> Result<String> {
    let cpus = all_described(texts, CpuKind::Host, "virConnectBaselineCPU")?;
    let combining = Combining {
        migratable: flags & CONNECT_BASELINE_CPU_MIGRATABLE != 0,
        ..Default::default()
    };
    let found = vireo_cpu::baseline(&cpus, combining, |_| Some(FeatureSet::default()));
    let mut found = found.map_err(refused)?;
    let fallback = if found.same_model { CpuFallback::Forbid } else { CpuFallback::Allow };
    if flags & CONNECT_BASELINE_CPU_EXPAND_FEATURES != 0 {
        found.expand();
    }
    Ok(text_of(&found, fallback))
}

/// Documents that are to be combined.
///
/// # Errors
/// None, or one that is no CPU.
pub fn offered_documents(texts: &[Text]) -> Result<Vec<Described>> {
    all_described(texts, CpuKind::Either, "virConnectBaselineHypervisorCPU")
}

/// Combines CPUs into one that a hypervisor can give.
///
/// # Errors
/// CPUs that have nothing in common; a hypervisor that does not tell its models.
pub fn baseline_offered(found: &Found, cpus: Vec<Described>, flags: u32) -> Result<String> {
    let offer = Offer::new(&found.caps, found.accel);
    if offer.is_empty() {
        let text = format!(
            "QEMU '{}' does not support any CPU models for virttype '{}'",
            found.caps.binary.display(),
            virt_type(found.accel),
        );
        return Err(Error::new(ErrorCode::ConfigUnsupported, ErrorDomain::Qemu, text));
    }
    if !is_x86(&found.arch) {
        let arch = &found.arch;
        let text = format!("computing baseline hypervisor CPU is not supported for arch {arch}");
        return Err(Error::new(ErrorCode::OperationUnsupported, ErrorDomain::Qemu, text));
    }
    // Whatever the documents say they run here.
    let here = |cpu: Described| Described { arch: Some(found.arch.clone()), ..cpu };
    let cpus: Vec<Described> = cpus.into_iter().map(here).collect();
    let migratable = flags & CONNECT_BASELINE_CPU_MIGRATABLE != 0;
    let combining = Combining { without: offer.never(migratable), migratable: false };
    let baseline = vireo_cpu::baseline(&cpus, combining, |name| offer.blockers(name));
    let mut baseline = baseline.map_err(refused)?;
    if flags & CONNECT_BASELINE_CPU_EXPAND_FEATURES != 0 {
        baseline.expand();
    }
    Ok(text_of(&baseline, CpuFallback::Forbid))
}

fn is_x86(arch: &str) -> bool {
    matches!(arch, "x86_64" | "i686")
}

fn all_described(texts: &[Text], kind: CpuKind, function: &'static str) -> Result<Vec<Described>> {
    if texts.is_empty() {
        let text = format!("xmlCPUs in {function} must not be NULL");
        return Err(Error::argument(ErrorDomain::Domain, function, "xmlCPUs", text));
    }
    texts.iter().map(|text| described(text.to_str()?, kind, false)).collect()
}

fn described(text: &str, kind: CpuKind, validate: bool) -> Result<Described> {
    let (document, misfits) = CpuDocument::parse(text, kind, validate).map_err(|error| {
        numbered(error.code(), error.domain(vireo_xml::FROM_CPU), error.detail())
    })?;
    if let Some(misfit) = misfits.first() {
        return Err(crate::definition::not_of_schema("cpu", misfit));
    }
    match document {
        CpuDocument::Guest(cpu) => Ok(of_guest(&cpu)),
        CpuDocument::Host(cpu) => {
            let arch = cpu.arch.unwrap_or_default();
            if !is_arch(&arch) {
                let text = format!("Unknown architecture {arch}");
                return Err(Error::new(ErrorCode::ConfigUnsupported, ErrorDomain::Cpu, text));
            }
            Ok(Described {
                arch: Some(arch),
                model: cpu.model,
                vendor: cpu.vendor,
                features: cpu.features.into_iter().map(|feature| (feature.name, None)).collect(),
                strict: false,
            })
        }
    }
}

/// What a guest's definition asks for.
pub(super) fn of_guest(cpu: &Cpu) -> Described {
    let policy = |own: Option<CpuFeaturePolicy>| match own.unwrap_or(CpuFeaturePolicy::Require) {
        CpuFeaturePolicy::Force => Policy::Force,
        CpuFeaturePolicy::Require => Policy::Require,
        CpuFeaturePolicy::Optional => Policy::Optional,
        CpuFeaturePolicy::Disable => Policy::Disable,
        CpuFeaturePolicy::Forbid => Policy::Forbid,
    };
    let features = cpu.features.iter().map(|own| (own.name.clone(), Some(policy(own.policy))));
    Described {
        arch: None,
        model: cpu.model.as_ref().and_then(|model| model.name.clone()),
        vendor: cpu.vendor.clone(),
        features: features.collect(),
        strict: cpu.match_ == Some(CpuMatch::Strict),
    }
}

fn verdict(compared: Compared, flags: u32) -> Result<Verdict> {
    match compared {
        Compared::Identical => Ok(Verdict::Identical),
        Compared::Superset => Ok(Verdict::Superset),
        Compared::Incompatible(why) => match flags & CONNECT_COMPARE_CPU_FAIL_INCOMPATIBLE {
            0 => Ok(Verdict::Incompatible),
            _ => Err(incompatible(why)),
        },
    }
}

/// "the CPU is incompatible with host CPU: …"
pub(super) fn incompatible(why: String) -> Error {
    Error::new(ErrorCode::CpuIncompatible, ErrorDomain::Cpu, why)
}

/// What a refusal becomes.
pub(super) fn refused(error: CpuError) -> Error {
    let code = match &error {
        CpuError::UnknownModel(_) | CpuError::UnknownFeature(_) => ErrorCode::InternalError,
        CpuError::UnknownVendor(_)
        | CpuError::OtherVendor { .. }
        | CpuError::Vendors
        | CpuError::Incompatible => ErrorCode::OperationFailed,
        CpuError::NoBaseline(_) | CpuError::Architecture(_) => ErrorCode::NoSupport,
        CpuError::NoDefinition(_) | CpuError::NoModel(_) => ErrorCode::InvalidArg,
    };
    Error::new(code, ErrorDomain::Cpu, error.to_string())
}

fn text_of(found: &Baseline, fallback: CpuFallback) -> String {
    let feature = |(id, there): &(FeatureId, bool)| CpuFeature {
        policy: Some(super::answer::policy(*there)),
        name: id.name().to_owned(),
    };
    let name = Some(found.model.clone());
    let cpu = Cpu {
        mode: Some(CpuMode::Custom),
        match_: Some(CpuMatch::Exact),
        model: Some(CpuModel { fallback: Some(fallback), vendor_id: None, name }),
        vendor: found.vendor.map(|vendor| vendor.name().to_owned()),
        features: found.features.iter().map(feature).collect(),
        ..Cpu::default()
    };
    let lines: Vec<String> = element(&cpu)
        .lines()
        .map(|line| line.strip_prefix("  ").unwrap_or(line).to_owned())
        .collect();
    format!("{}\n", lines.join("\n"))
}
