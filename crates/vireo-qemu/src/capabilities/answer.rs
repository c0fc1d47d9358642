//! Answers to the calls about capabilities: finds the binary a caller means, asks
//! it, and writes the document.

use std::path::Path;
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

/// Names of the CPU models that the reference lists for an architecture.
///
/// # Errors
/// There is no such architecture, or none of its models has a name.
pub fn cpu_model_names(arch: &str) -> Result<Vec<&'static str>> {
    if !is_arch(arch) {
        return Err(invalid(format!("cannot find architecture {arch}")));
    }
    vireo_cpu::model_names(arch).ok_or_else(|| {
        let text = format!("'{arch}' architecture is not supported by CPU driver");
        Error::new(ErrorCode::NoSupport, ErrorDomain::Cpu, text)
    })
}

/// Most virtual CPUs of a guest of a virtualization type, `qemu` when absent.
///
/// # Errors
/// The driver has no such type, or KVM does not answer.
pub fn max_vcpus(kind: Option<&str>) -> Result<u32> {
    /// What TCG guests may have without a machine type to say more.
    const TCG: u32 = 16;
    match kind {
        None => Ok(TCG),
        Some(name) if name.eq_ignore_ascii_case("qemu") => Ok(TCG),
        Some(name) if name.eq_ignore_ascii_case("kvm") => vireo_cpu::max_vcpus().ok_or_else(|| {
            let cause = std::io::Error::last_os_error();
            Error::system(ErrorDomain::None, "Unable to open /dev/kvm", &cause)
        }),
        Some(name) => Err(invalid(format!("unknown type '{name}'"))),
    }
}

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
    /// Architecture of the guest.
    pub arch: String,
    /// How it is to execute guests.
    pub accel: Accel,
    /// The machine type.
    pub machine: Machine,
}

fn is_x86(arch: &str) -> bool {
    matches!(arch, "x86_64" | "i686")
}

/// Whether a binary for guests of `own` also serves those of `wanted`.
fn serves(own: &str, wanted: &str) -> bool {
    let also: &[&str] = match own {
        "x86_64" => &["i686"],
        "armv7l" => &["armv6l", "armv7b"],
        "ppc64" => &["ppc64le"],
        _ => &[],
    };
    own == wanted || also.contains(&wanted)
}

fn unserved(caps: &QemuCaps, kind: &str) -> Error {
    let emulator = caps.binary.display();
    invalid(format!("Emulator '{emulator}' does not support virt type '{kind}'"))
}

fn invalid(text: String) -> Error {
    Error::new(ErrorCode::InvalidArg, ErrorDomain::Qemu, text)
}

impl From<CapsError> for Error {
    fn from(error: CapsError) -> Self {
        match &error {
            CapsError::Binary { .. }
            | CapsError::Forbidden { .. }
            | CapsError::Silent { .. }
            | CapsError::Probe { .. } => {
                Self::new(ErrorCode::SystemError, ErrorDomain::Qemu, error.to_string())
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
        match self.look(wanted).await? {
            (found, true) => Ok(found),
            (found, false) => Err(unserved(&found.caps, wanted.virt_type.unwrap_or("none"))),
        }
    }

    /// The same where a virtualization type that the binary does not serve is no matter: it counts
    /// as execution by translation.
    ///
    /// # Errors
    /// As [`CapsCache::find`].
    pub async fn find_any(&self, wanted: &Wanted<'_>) -> Result<Found> {
        Ok(self.look(wanted).await?.0)
    }

    async fn look(&self, wanted: &Wanted<'_>) -> Result<(Found, bool)> {
        if let Some(name) = wanted.virt_type.filter(|name| !VIRT_TYPES.contains(name)) {
            return Err(invalid(format!("unknown virttype: {name}")));
        }
        if let Some(name) = wanted.arch.filter(|name| !is_arch(name)) {
            return Err(invalid(format!("unknown architecture: {name}")));
        }
        let caps = self.binary(wanted).await?;
        let emulator = caps.binary.display();
        // Foreign types are looked up like TCG's, and refused once the machine is known.
        let (accel, served) = match wanted.virt_type {
            None | Some("none") => (Some(caps.preferred()), true),
            Some("kvm") => (Some(Accel::Kvm), true),
            Some("qemu") => (Some(Accel::Tcg), true),
            // QEMU has it, though never on this kind of host.
            Some("hvf") => (None, false),
            Some(_) => (Some(Accel::Tcg), false),
        };
        let machines = accel.map_or(&[][..], |accel| caps.machines_of(accel));
        let machine = match wanted.machine {
            Some(name) => machines.iter().find(|m| m.is_called(name)).ok_or_else(|| {
                invalid(format!("the machine '{name}' is not supported by emulator '{emulator}'"))
            })?,
            None => machines
                .first()
                .or(caps.default_machine())
                .ok_or_else(|| unserved(&caps, wanted.virt_type.unwrap_or("none")))?,
        };
        // Without a word on it, an x86 guest is one of the host's own kind.
        let usual =
            if is_x86(&caps.arch) && is_x86(host_arch()) { host_arch() } else { &caps.arch };
        let arch = wanted.arch.unwrap_or(usual).to_owned();
        if !serves(&caps.arch, &arch) {
            return Err(invalid(format!("Emulator '{emulator}' does not support arch '{arch}'")));
        }
        let machine = machine.clone();
        Ok((Found { arch, accel: accel.unwrap_or(Accel::Tcg), machine, caps }, served))
    }

    async fn binary(&self, wanted: &Wanted<'_>) -> Result<Arc<QemuCaps>> {
        let Some(path) = wanted.emulator else {
            let arch = wanted.arch.unwrap_or_else(|| host_arch());
            let path = find_emulator(arch).ok_or_else(|| {
                let text = format!("unable to find any emulator to serve '{arch}' architecture");
                Error::new(ErrorCode::ConfigUnsupported, ErrorDomain::Qemu, text)
            })?;
            return Ok(self.get(&path).await?);
        };
        let caps = self.get(Path::new(path)).await?;
        match wanted.arch {
            Some(arch) if arch != caps.arch && !(is_x86(arch) && is_x86(&caps.arch)) => {
                Err(invalid(format!(
                    "architecture from emulator '{}' doesn't match given architecture '{arch}'",
                    caps.arch
                )))
            }
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
        let subject = Subject {
            caps: &found.caps,
            arch: &found.arch,
            accel: found.accel,
            machine: &found.machine,
        };
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
