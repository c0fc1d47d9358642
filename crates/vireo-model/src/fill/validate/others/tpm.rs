//! TPMs.

use crate::domain::Domain;
use crate::domain::devices::tpm::{Tpm, TpmBackend, TpmModel, TpmSourceType, TpmVersion};
use crate::fill::error::{qemu, refuse, xml};
use crate::fill::{Cap, Context, Result};

/// TPMs: one of each sort.
pub(crate) fn tpms(dom: &Domain) -> Result {
    let proxy = |t: &&Tpm| t.model == Some(TpmModel::SpaprTpmProxy);
    let proxies = dom.devices.tpms.iter().filter(proxy).count();
    refuse!(proxies > 1, qemu, "only a single TPM Proxy device is supported");
    refuse!(
        dom.devices.tpms.len() - proxies > 1,
        qemu,
        "only a single TPM non-proxy device is supported"
    );
    Ok(())
}

/// One TPM.
pub(crate) fn tpm(tpm: &Tpm, ctx: &Context<'_>) -> Result {
    tpm_generic(tpm)?;
    let Some(model) = tpm.model else { return Ok(()) };
    let path = ctx.emulator.as_ref().map(|e| e.path.as_str()).unwrap_or_default();
    let (kind, known) = match &tpm.backend {
        None => return Ok(()),
        Some(TpmBackend::Passthrough(_)) => ("passthrough", ctx.has(Cap::TpmPassthrough)),
        Some(TpmBackend::Emulator(emulator)) => {
            if emulator.version == Some(TpmVersion::V1_2) {
                refuse!(
                    model != TpmModel::TpmTis,
                    qemu,
                    "TPM 1.2 is not supported for model '{model}'"
                );
                refuse!(
                    !ctx.is_x86(),
                    qemu,
                    "TPM 1.2 is not supported on architecture '{}'",
                    ctx.arch
                );
            }
            ("emulator", ctx.has(Cap::TpmEmulator))
        }
        Some(TpmBackend::External(_)) => ("external", ctx.has(Cap::TpmEmulator)),
    };
    refuse!(!known, qemu, "The QEMU executable {path} does not support TPM backend type {kind}");
    let cap = match model {
        TpmModel::TpmTis => Cap::TpmTis,
        TpmModel::TpmCrb => Cap::TpmCrb,
        TpmModel::TpmSpapr => Cap::TpmSpapr,
        TpmModel::SpaprTpmProxy => Cap::SpaprTpmProxy,
    };
    refuse!(!ctx.has(cap), qemu, "The QEMU executable {path} does not support TPM model {model}");
    Ok(())
}

fn tpm_generic(tpm: &Tpm) -> Result {
    match &tpm.backend {
        Some(TpmBackend::Emulator(e)) if e.version != Some(TpmVersion::V2_0) => {
            refuse!(
                e.sha1 || e.sha256 || e.sha384 || e.sha512,
                xml,
                "<active_pcr_banks/> requires TPM version '2.0'"
            );
            refuse!(
                e.profile.as_ref().is_some_and(|p| p.source.is_some()),
                xml,
                "<profile/> requires TPM version '2.0'"
            );
        }
        Some(TpmBackend::External(e)) => {
            let source = e.source.as_ref();
            refuse!(
                source.is_some_and(|s| s.kind != TpmSourceType::Unix),
                xml,
                "only source type 'unix' is supported for external TPM device"
            );
            refuse!(
                source.is_none_or(|s| s.path.is_none()),
                xml,
                "missing socket path for external TPM device"
            );
        }
        _ => {}
    }
    Ok(())
}
