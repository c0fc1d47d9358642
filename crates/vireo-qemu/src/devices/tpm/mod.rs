//! TPMs: the host's own, one that a helper emulates, one that somebody else emulates.

mod swtpm;

use std::fs::OpenOptions;
use std::os::fd::OwnedFd;
use std::path::{Path, PathBuf};

use vireo_api::{ErrorDomain, Result};
use vireo_model::domain::devices::Tpm;
use vireo_model::domain::devices::tpm::{TpmBackend, TpmModel};

use super::address::{self, alias};
use crate::build::{Build, End, text};
use crate::error::{internal, system, unsupported};
use crate::process::argv::{Opts, Props};

pub(crate) use swtpm::EMULATOR;

/// The TPM that is meant when none is named.
const DEVICE: &str = "/dev/tpm0";

/// All TPMs: the side of the host, then the device.
pub(crate) fn words(b: &mut Build<'_>) -> Result<()> {
    for tpm in &b.domain.devices.tpms {
        if tpm.model == Some(TpmModel::SpaprTpmProxy) {
            proxy(b, tpm);
            continue;
        }
        backend(b, tpm)?;
        let model = match tpm.model {
            Some(TpmModel::TpmCrb) => "tpm-crb",
            Some(TpmModel::TpmSpapr) => "tpm-spapr",
            Some(TpmModel::TpmTis | TpmModel::SpaprTpmProxy) | None if b.is_x86() => "tpm-tis",
            Some(TpmModel::TpmTis | TpmModel::SpaprTpmProxy) | None => "tpm-tis-device",
        };
        let id = alias(&tpm.info);
        let props =
            Props::new().str("driver", model).str("tpmdev", format!("tpm-{id}")).str("id", id);
        let props = props.and(address::props(b, &tpm.info)?);
        b.device(props);
    }
    Ok(())
}

fn proxy(b: &mut Build<'_>, tpm: &Tpm) {
    let path = match &tpm.backend {
        Some(TpmBackend::Passthrough(own)) => own.device.as_deref(),
        Some(TpmBackend::Emulator(_) | TpmBackend::External(_)) | None => None,
    };
    let props = Props::new()
        .str("driver", "spapr-tpm-proxy")
        .str("id", alias(&tpm.info))
        .str("host-path", path.unwrap_or(DEVICE));
    b.device(props);
}

/// The side of the host.
fn backend(b: &mut Build<'_>, tpm: &Tpm) -> Result<()> {
    let name = alias(&tpm.info).to_owned();
    let id = format!("tpm-{name}");
    let chardev = match &tpm.backend {
        Some(TpmBackend::Passthrough(own)) => {
            let path = own.device.as_deref().unwrap_or(DEVICE);
            let device = open_device(Path::new(path), "Could not open TPM device")?;
            let cancel =
                open_device(&cancel_path(path)?, "Could not open TPM device's cancel path")?;
            let device = b.line.pass_fd_as_path(device, &format!("{name}-tpm"));
            let cancel = b.line.pass_fd_as_path(cancel, &format!("{name}-cancel"));
            let opts = Opts::new().word("passthrough").pair("id", id);
            b.line.option("-tpmdev", opts.pair("path", device).pair("cancel-path", cancel));
            return Ok(());
        }
        Some(TpmBackend::Emulator(_)) => match b.opened.helpers.remove(&name) {
            Some(End::Fd(socket)) => {
                let number = b.line.pass_fd(socket);
                Opts::new().word("socket").pair("id", "chrtpm").pair("fd", number)
            }
            Some(End::Path(path)) => {
                Opts::new().word("socket").pair("id", "chrtpm").pair("path", text(&path))
            }
            // A translation has no emulator to talk to.
            None => Opts::new().word("null").pair("id", "chrtpm"),
        },
        Some(TpmBackend::External(own)) => {
            let path = own.source.as_ref().and_then(|source| source.path.as_deref());
            Opts::new().word("socket").pair("id", "chrtpm").maybe("path", path)
        }
        None => return Err(unsupported("missing TPM device backend")),
    };
    b.line.option("-chardev", chardev);
    let opts = Opts::new().word("emulator").pair("id", id).pair("chardev", "chrtpm");
    b.line.option("-tpmdev", opts);
    Ok(())
}

fn open_device(path: &Path, what: &str) -> Result<OwnedFd> {
    let file = OpenOptions::new().read(true).write(true).open(path);
    let file = file.map_err(|e| system(format!("{what} {}", path.display()), &e))?;
    Ok(file.into())
}

/// The file by which a command that the host's TPM works on is given up.
fn cancel_path(device: &str) -> Result<PathBuf> {
    let Some(name) = device.strip_prefix("/dev/").filter(|name| !name.contains('/')) else {
        let text = format!("TPM device path {device} is invalid");
        return Err(internal(text).with_domain(ErrorDomain::None));
    };
    let places = [
        format!("/sys/class/tpm/{name}/device/cancel"),
        format!("/sys/class/misc/{name}/device/cancel"),
    ];
    let found = places.iter().map(PathBuf::from).find(|path| path.exists());
    // Newer kernels have no such file: QEMU then gets one that takes everything.
    Ok(found.unwrap_or_else(|| PathBuf::from("/dev/null")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::devices::testing::{expect, expect_refusal};

    #[test]
    fn an_emulator_of_somebody_else_is_met_on_its_socket() {
        expect(
            words,
            "<tpm model='tpm-crb'><backend type='external'>\
             <source type='unix' mode='connect' path='/s,k'/></backend></tpm>",
            &[
                "-chardev socket,id=chrtpm,path=/s,,k",
                "-tpmdev emulator,id=tpm-tpm0,chardev=chrtpm",
                "-device {\"driver\":\"tpm-crb\",\"tpmdev\":\"tpm-tpm0\",\"id\":\"tpm0\"}",
            ],
        );
    }

    #[test]
    fn a_translation_has_no_emulator() {
        expect(
            words,
            "<tpm model='tpm-tis'><backend type='emulator' version='2.0'/></tpm>",
            &[
                "-chardev null,id=chrtpm",
                "-tpmdev emulator,id=tpm-tpm0,chardev=chrtpm",
                "-device {\"driver\":\"tpm-tis\",\"tpmdev\":\"tpm-tpm0\",\"id\":\"tpm0\"}",
            ],
        );
    }

    #[test]
    fn a_host_without_the_tpm_says_so() {
        expect_refusal(
            words,
            "<tpm><backend type='passthrough'><device path='/dev/no-such-tpm'/></backend></tpm>",
            "Could not open TPM device /dev/no-such-tpm",
        );
    }
}
