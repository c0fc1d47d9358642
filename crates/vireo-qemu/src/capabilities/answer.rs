//! Answers to the calls about capabilities: finds the binary a caller means, asks
//! it, and writes the document.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use futures_util::future::join_all;
use vireo_api::{Error, ErrorCode, ErrorDomain, Result};
use vireo_model::fill::Descriptor;

use super::cache::CapsCache;
use super::caps::{Accel, Machine, QemuCaps};
use super::domain_doc::{HostParts, Subject, domain_capabilities};
use super::emulators::{emulators, find_emulator, host_arch, is_arch};
use super::host_doc::{GuestEntry, HostFacts, host_capabilities};
use super::probe::CapsError;
use super::swtpm::Swtpm;

/// Images offered where no firmware descriptor matches, when they exist.
const DEFAULT_LOADERS: &[&str] = &[
    "/usr/share/AAVMF/AAVMF_CODE.fd",
    "/usr/share/AAVMF/AAVMF32_CODE.fd",
    "/usr/share/OVMF/OVMF_CODE.fd",
    "/usr/share/OVMF/OVMF_CODE.secboot.fd",
];

/// Virtualization types that definitions can name.
const VIRT_TYPES: &[&str] = &[
    "none",
    "qemu",
    "kqemu",
    "kvm",
    "xen",
    "lxc",
    "uml",
    "openvz",
    "test",
    "vmware",
    "hyperv",
    "vbox",
    "phyp",
    "parallels",
    "bhyve",
    "vz",
    "hvf",
];

/// Which guests a caller asks about; what is absent is chosen.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wanted<'a> {
    /// Path of the binary.
    pub emulator: Option<&'a str>,
    /// Architecture.
    pub arch: Option<&'a str>,
    /// Machine type or alias.
    pub machine: Option<&'a str>,
    /// Virtualization type.
    pub virt_type: Option<&'a str>,
}

/// The binary and the kind of guest that a caller means.
#[derive(Debug, Clone)]
pub struct Found {
    /// The binary.
    pub caps: Arc<QemuCaps>,
    /// How it is to execute guests.
    pub accel: Accel,
    /// The machine type.
    pub machine: Machine,
}

fn invalid(text: String) -> Error {
    Error::new(ErrorCode::InvalidArg, ErrorDomain::Qemu, text)
}

impl From<CapsError> for Error {
    fn from(error: CapsError) -> Self {
        match &error {
            CapsError::Binary { path, errno, .. } if *errno != 0 => {
                let cause = std::io::Error::from_raw_os_error(*errno);
                Self::system(ErrorDomain::Qemu, format!("Cannot check QEMU binary {path}"), &cause)
            }
            CapsError::Binary { .. } | CapsError::Probe { .. } => {
                Self::new(ErrorCode::InternalError, ErrorDomain::Qemu, error.to_string())
            }
            CapsError::TooOld { .. } => {
                Self::new(ErrorCode::ConfigUnsupported, ErrorDomain::Qemu, error.to_string())
            }
        }
    }
}

impl CapsCache {
    /// The binary and guest kind that `wanted` means.
    ///
    /// # Errors
    /// A name that does not exist, or a combination that the binary does not serve.
    pub async fn find(&self, wanted: &Wanted<'_>) -> Result<Found> {
        if let Some(name) = wanted.virt_type.filter(|name| !VIRT_TYPES.contains(name)) {
            return Err(invalid(format!("unknown virttype: {name}")));
        }
        if let Some(name) = wanted.arch.filter(|name| !is_arch(name)) {
            return Err(invalid(format!("unknown architecture: {name}")));
        }
        let caps = self.binary(wanted).await?;
        let emulator = caps.binary.display();
        let accel = match wanted.virt_type {
            None | Some("none") => caps.preferred(),
            Some("kvm") if caps.kvm.is_some() => Accel::Kvm,
            Some("qemu") if caps.tcg.is_some() => Accel::Tcg,
            Some(other) => {
                return Err(invalid(format!(
                    "Emulator '{emulator}' does not support virt type '{other}'"
                )));
            }
        };
        let machine = match wanted.machine {
            Some(name) => caps.machine(name).ok_or_else(|| {
                invalid(format!("the machine '{name}' is not supported by emulator '{emulator}'"))
            })?,
            None => caps
                .default_machine()
                .ok_or_else(|| invalid(format!("emulator '{emulator}' has no machine")))?,
        };
        // The accelerator's own list knows its limits.
        let own = caps.machines_of(accel).iter().find(|m| m.name == machine.name);
        let machine = own.unwrap_or(machine).clone();
        Ok(Found { caps, accel, machine })
    }

    async fn binary(&self, wanted: &Wanted<'_>) -> Result<Arc<QemuCaps>> {
        let path = match wanted.emulator {
            Some(path) => PathBuf::from(path),
            None => {
                let arch = wanted.arch.unwrap_or_else(|| host_arch());
                find_emulator(arch).ok_or_else(|| {
                    let text =
                        format!("unable to find any emulator to serve '{arch}' architecture");
                    Error::new(ErrorCode::ConfigUnsupported, ErrorDomain::Qemu, text)
                })?
            }
        };
        let caps = self.get(&path).await?;
        match wanted.arch {
            Some(arch) if arch != caps.arch => Err(invalid(format!(
                "Emulator '{}' does not support arch '{arch}'",
                path.display()
            ))),
            Some(_) | None => Ok(caps),
        }
    }

    /// The domain capabilities document. `loaders` are the images that `qemu.conf`
    /// names for guests without a matching descriptor; none means the usual ones.
    ///
    /// # Errors
    /// As [`CapsCache::find`].
    pub async fn domain_capabilities(
        &self,
        wanted: &Wanted<'_>,
        firmware: &[Descriptor],
        loaders: &[String],
    ) -> Result<String> {
        let found = self.find(wanted).await?;
        let usual: Vec<String> = DEFAULT_LOADERS.iter().map(|path| (*path).to_owned()).collect();
        let loaders = if loaders.is_empty() { &usual } else { loaders };
        let loaders: Vec<String> =
            loaders.iter().filter(|path| Path::new(path).exists()).cloned().collect();
        let host = HostParts {
            firmware,
            loaders: &loaders,
            swtpm: Swtpm::get().await,
            kvm_max_vcpus: vireo_cpu::max_vcpus(),
            vfio: super::topology::Sysfs::default().has_iommu(),
        };
        let subject = Subject { caps: &found.caps, accel: found.accel, machine: &found.machine };
        Ok(domain_capabilities(&subject, &host))
    }

    /// The host capabilities document, with every emulator of the search path. A
    /// binary that cannot be asked is left out and logged.
    pub async fn host_capabilities(&self, facts: HostFacts) -> String {
        let guests =
            join_all(emulators().into_iter().map(
                async |(arch, path)| match self.get(&path).await {
                    Ok(caps) => Some((arch, path, caps)),
                    Err(error) => {
                        tracing::warn!(emulator = %path.display(), %error, "emulator left out");
                        None
                    }
                },
            ));
        let guests: Vec<_> = guests.await.into_iter().flatten().collect();
        let written = tokio::task::spawn_blocking(move || {
            let entries: Vec<GuestEntry<'_>> = guests
                .iter()
                .map(|(arch, emulator, caps)| GuestEntry { arch, emulator, caps })
                .collect();
            host_capabilities(&facts, &entries)
        });
        // The task neither panics nor is aborted.
        written.await.unwrap_or_default()
    }
}
