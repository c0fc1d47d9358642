//! `<cpu>`: what it means when it says little, and QEMU's own choice.

use crate::domain::Domain;
use crate::domain::cpu::{
    Cpu, CpuCheck, CpuFallback, CpuFeature, CpuFeaturePolicy, CpuMatch, CpuMode, CpuModel,
};
use crate::fill::error::{qemu, qemu_internal, refuse, unsupported};
use crate::fill::{Cap, Context, Result};

/// What `<cpu>` means when it says little.
pub(crate) fn words(dom: &mut Domain, _: &mut Context<'_>) -> Result {
    let Some(cpu) = &mut dom.cpu else { return Ok(()) };
    for feature in &mut cpu.features {
        feature.policy.get_or_insert(CpuFeaturePolicy::Require);
    }
    let mode = *cpu.mode.get_or_insert(CpuMode::Custom);
    if mode != CpuMode::Custom {
        cpu.match_ = None;
        // A model beside host-model names a compatibility level, or only the vendor that guests
        // read; nothing else may.
        let says = |model: &CpuModel| model.name.is_some() || model.vendor_id.is_some();
        cpu.model = cpu.model.take().filter(|m| mode == CpuMode::HostModel && says(m));
        if let Some(model) = &mut cpu.model {
            let fallback = model.fallback.unwrap_or(CpuFallback::Allow);
            model.fallback = model.name.is_some().then_some(fallback);
        }
        return Ok(());
    }
    let has_model = cpu.model.as_ref().is_some_and(|m| m.name.is_some());
    if has_model {
        cpu.match_.get_or_insert(CpuMatch::Exact);
        if let Some(model) = &mut cpu.model {
            model.fallback.get_or_insert(CpuFallback::Allow);
        }
    } else {
        cpu.match_ = None;
    }
    Ok(())
}

/// The CPU that QEMU gives the machine when the definition names none.
pub(crate) fn default(dom: &mut Domain, ctx: &mut Context<'_>) -> Result {
    if dom.cpu.as_ref().is_some_and(names_a_cpu) {
        return Ok(());
    }
    let known = ctx.is_x86() || ctx.is_s390() || ctx.is_ppc64();
    if ctx.is_kvm() && !known {
        return Ok(());
    }
    let Some(default) = ctx.machine().and_then(|m| m.default_cpu.clone()) else { return Ok(()) };
    let model = cpu_of_type(&default);
    let cpu = dom.cpu.get_or_insert_with(Cpu::default);
    if model == "host" {
        if !ctx.is_kvm() {
            return Err(qemu_internal(
                "QEMU reports invalid default CPU model \"host\" for non-kvm domain virt type",
            ));
        }
        let mode = if ctx.is_s390() { CpuMode::HostModel } else { CpuMode::HostPassthrough };
        cpu.mode = Some(mode);
        return Ok(());
    }
    cpu.mode = Some(CpuMode::Custom);
    cpu.match_ = Some(CpuMatch::Exact);
    cpu.check = Some(CpuCheck::None);
    cpu.model = Some(CpuModel {
        fallback: Some(CpuFallback::Forbid),
        vendor_id: None,
        name: Some(model.to_owned()),
    });
    Ok(())
}

fn names_a_cpu(cpu: &Cpu) -> bool {
    cpu.mode != Some(CpuMode::Custom) || cpu.model.as_ref().is_some_and(|m| m.name.is_some())
}

/// `qemu64-x86_64-cpu` is the type of the model `qemu64`.
fn cpu_of_type(name: &str) -> &str {
    let Some(rest) = name.strip_suffix("-cpu") else { return name };
    rest.rsplit_once('-').map_or(rest, |(model, _)| model)
}

/// Check and migratability.
pub(crate) fn cpu(dom: &mut Domain, ctx: &mut Context<'_>) -> Result {
    let Some(cpu) = &mut dom.cpu else { return Ok(()) };
    sve(cpu)?;
    let mode = cpu.mode.unwrap_or_default();
    if mode == CpuMode::HostPassthrough && cpu.migratable.is_none() {
        if ctx.has(Cap::CpuMigratable) {
            cpu.migratable = Some(true);
        } else if ctx.is_x86() {
            cpu.migratable = Some(false);
        }
    }
    if mode == CpuMode::Custom && cpu.model.as_ref().is_none_or(|m| m.name.is_none()) {
        return Ok(());
    }
    cpu.check.get_or_insert(match mode {
        CpuMode::HostPassthrough | CpuMode::Maximum => CpuCheck::None,
        CpuMode::HostModel => CpuCheck::Partial,
        CpuMode::Custom if ctx.is_kvm() => CpuCheck::Partial,
        CpuMode::Custom => CpuCheck::None,
    });
    Ok(())
}

/// Vector lengths of ARM SVE need SVE itself.
fn sve(cpu: &mut Cpu) -> Result {
    use CpuFeaturePolicy as Policy;
    let wanted = |f: &CpuFeature| {
        f.name.starts_with("sve")
            && f.name != "sve"
            && f.name[3..].bytes().all(|b| b.is_ascii_digit())
    };
    if !cpu.features.iter().any(wanted) {
        return Ok(());
    }
    match cpu.features.iter().find(|f| f.name == "sve") {
        Some(f) if matches!(f.policy, Some(Policy::Disable | Policy::Forbid)) => {
            Err(qemu("SVE disabled, but SVE vector lengths provided"))
        }
        Some(_) => Ok(()),
        None => {
            cpu.features.push(CpuFeature { policy: Some(Policy::Require), name: "sve".into() });
            Ok(())
        }
    }
}

/// `check` needs a model.
pub(crate) fn check(dom: &mut Domain, _: &mut Context<'_>) -> Result {
    let Some(cpu) = &dom.cpu else { return Ok(()) };
    refuse!(
        cpu.mode.unwrap_or_default() == CpuMode::Custom
            && cpu.model.as_ref().is_none_or(|m| m.name.is_none())
            && cpu.check.is_some(),
        unsupported,
        "check attribute specified for CPU with no model"
    );
    Ok(())
}
