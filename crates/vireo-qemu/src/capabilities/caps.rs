//! What one QEMU binary can do, in the form that is kept in memory and on disk.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::flags::{Flag, FlagSet};

/// How guests are executed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Accel {
    /// By the kernel.
    Kvm,
    /// By translation.
    Tcg,
}

/// Capabilities of one QEMU binary on this host.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct QemuCaps {
    /// The binary.
    pub binary: PathBuf,
    /// Its version as one number: 10.0.2 is 10000002.
    pub version: u32,
    /// What the distribution calls its package, may be empty.
    pub package: String,
    /// The guest's architecture in the reference's words, e.g. `x86_64`, `i686`.
    pub arch: String,
    /// What it can do.
    pub flags: FlagSet,
    /// Machine types in QEMU's order, the default first; without `none`.
    pub(super) machines: Vec<Machine>,
    /// With KVM, when it is usable.
    pub kvm: Option<AccelCaps>,
    /// With TCG, when it is built in.
    pub tcg: Option<AccelCaps>,
    /// Hyper-V enlightenments usable with KVM, by the reference's names; `None`
    /// when the host cannot tell.
    pub hyperv: Option<Vec<String>>,
    /// Interrupt controllers (Arm).
    pub gic: Vec<Gic>,
    /// Secure Encrypted Virtualization.
    pub sev: Option<Sev>,
    /// Software Guard Extensions.
    pub sgx: Option<Sgx>,
}

/// What depends on the accelerator.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct AccelCaps {
    /// Machine types where they differ from those of the binary as a whole.
    pub(super) machines: Option<Vec<Machine>>,
    /// CPU models in QEMU's order.
    pub cpus: CpuTable,
    /// What the model `host` (with TCG: `max`) means.
    pub host_cpu: Option<HostCpu>,
}

/// A machine type.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Machine {
    /// Its name.
    pub name: Box<str>,
    /// Another name for it, e.g. `q35`.
    pub alias: Option<Box<str>>,
    /// Most virtual CPUs.
    pub max_cpus: u32,
    /// Whether virtual CPUs can be plugged.
    pub hotplug_cpus: bool,
    /// Whether QEMU takes it when none is named.
    pub default: bool,
    /// Type of its CPU when none is named.
    pub default_cpu: Option<Box<str>>,
    /// Whether NUMA memory may be given by size.
    pub numa_mem: bool,
    /// Id of its main memory backend.
    pub default_ram_id: Option<Box<str>>,
    /// Whether it is to go.
    pub deprecated: bool,
    /// Whether it has ACPI, when QEMU tells.
    pub acpi: Option<bool>,
}

impl Machine {
    /// Whether that is its name or its alias.
    pub fn is_called(&self, name: &str) -> bool {
        &*self.name == name || self.alias.as_deref() == Some(name)
    }
}

/// CPU models and what keeps each from running here. Feature names are shared.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct CpuTable {
    features: Vec<Box<str>>,
    models: Vec<Model>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Model {
    name: Box<str>,
    typename: Box<str>,
    alias_of: Option<Box<str>>,
    deprecated: bool,
    /// Indices into `features`; `None` when QEMU cannot tell.
    missing: Option<Box<[u16]>>,
}

/// A CPU model of a [`CpuTable`].
#[derive(Debug, Clone, Copy)]
pub struct CpuModel<'a> {
    table: &'a CpuTable,
    model: &'a Model,
}

/// Whether a CPU model runs on this host.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Usable {
    /// It does.
    Yes,
    /// Features are missing.
    No,
    /// QEMU cannot tell.
    Unknown,
}

impl CpuTable {
    /// The models in QEMU's order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = CpuModel<'_>> + '_ {
        self.models.iter().map(|model| CpuModel { table: self, model })
    }

    /// The model of that name.
    pub fn get(&self, name: &str) -> Option<CpuModel<'_>> {
        self.iter().find(|model| model.name() == name)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.models.is_empty()
    }

    pub(super) fn push(&mut self, found: vireo_qmp::types::CpuDefinition) {
        let missing = found
            .unavailable_features
            .map(|names| names.into_iter().filter_map(|name| self.intern(&name)).collect());
        self.models.push(Model {
            name: found.name.into(),
            typename: found.typename.into(),
            alias_of: found.alias_of.map(Into::into),
            deprecated: found.deprecated,
            missing,
        });
    }

    /// The index of a feature name, `None` after 65,535 of them.
    fn intern(&mut self, name: &str) -> Option<u16> {
        let at = self.features.iter().position(|f| &**f == name).unwrap_or_else(|| {
            self.features.push(name.into());
            self.features.len() - 1
        });
        u16::try_from(at).ok()
    }
}

impl<'a> CpuModel<'a> {
    /// Its name.
    pub fn name(self) -> &'a str {
        &self.model.name
    }

    /// Its object type.
    pub fn typename(self) -> &'a str {
        &self.model.typename
    }

    /// The model that it stands for.
    pub fn alias_of(self) -> Option<&'a str> {
        self.model.alias_of.as_deref()
    }

    /// Whether it is to go.
    pub fn deprecated(self) -> bool {
        self.model.deprecated
    }

    /// Whether it runs here.
    pub fn usable(self) -> Usable {
        match &self.model.missing {
            None => Usable::Unknown,
            Some(missing) if missing.is_empty() => Usable::Yes,
            Some(_) => Usable::No,
        }
    }

    /// The features that it wants and this host lacks, by QEMU's names.
    pub fn missing(self) -> impl Iterator<Item = &'a str> {
        let indices = self.model.missing.as_deref().unwrap_or_default();
        indices.iter().filter_map(move |&at| self.table.features.get(usize::from(at)).map(|f| &**f))
    }
}

/// What the host's CPU model means to QEMU.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct HostCpu {
    /// The static model it is expressed by, `base`.
    pub model: Box<str>,
    /// Whether QEMU was asked with and without migratability.
    pub migratability: bool,
    /// Vendor as in CPUID, e.g. `AuthenticAMD`.
    pub vendor: Option<Box<str>>,
    /// Family, model number and stepping.
    pub signature: Option<(u32, u32, u32)>,
    /// Features that are on, in QEMU's order.
    pub features: Vec<HostFeature>,
    /// Features that other QEMUs know and this one has no name for.
    #[serde(default)]
    pub unknown: Vec<Box<str>>,
}

/// A feature of the host's CPU model.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HostFeature {
    /// QEMU's name.
    pub name: Box<str>,
    /// Whether a guest with it can migrate.
    pub migratable: bool,
}

/// An interrupt controller version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gic {
    /// Version.
    pub version: u32,
    /// In the kernel.
    pub kernel: bool,
    /// In QEMU.
    pub emulated: bool,
}

/// Secure Encrypted Virtualization.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sev {
    /// Platform Diffie-Hellman key.
    pub pdh: String,
    /// Certificate chain.
    pub cert_chain: String,
    /// CPU id.
    pub cpu0_id: Option<String>,
    /// Position of the encryption bit.
    pub cbitpos: u32,
    /// Bits of the address that are lost.
    pub reduced_phys_bits: u32,
}

/// Software Guard Extensions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sgx {
    /// Flexible launch control.
    pub flc: bool,
    /// Version 1.
    pub sgx1: bool,
    /// Version 2.
    pub sgx2: bool,
    /// Bytes of all sections together.
    pub section_size: u64,
    /// NUMA node and bytes of each section.
    pub sections: Vec<(u32, u64)>,
}

impl QemuCaps {
    /// Whether QEMU can do this.
    pub fn has(&self, flag: Flag) -> bool {
        self.flags.has(flag)
    }

    /// What depends on the accelerator, `None` when it cannot be used.
    pub fn accel(&self, accel: Accel) -> Option<&AccelCaps> {
        match accel {
            Accel::Kvm => self.kvm.as_ref(),
            Accel::Tcg => self.tcg.as_ref(),
        }
    }

    /// The accelerator that is taken when none is named.
    pub fn preferred(&self) -> Accel {
        match self.kvm {
            Some(_) => Accel::Kvm,
            None => Accel::Tcg,
        }
    }

    /// Machine types of the preferred accelerator, the default first.
    pub fn machines(&self) -> &[Machine] {
        &self.machines
    }

    /// Machine types of one accelerator, the default first.
    pub fn machines_of(&self, accel: Accel) -> &[Machine] {
        match self.accel(accel) {
            Some(AccelCaps { machines: Some(own), .. }) => own,
            Some(_) => &self.machines,
            None => &[],
        }
    }

    /// The machine type of that name or alias.
    pub fn machine(&self, name: &str) -> Option<&Machine> {
        let all = self.machines();
        all.iter()
            .find(|m| &*m.name == name)
            .or_else(|| all.iter().find(|m| m.alias.as_deref() == Some(name)))
    }

    /// The name behind an alias, or the name itself.
    pub fn canonical_machine<'a>(&'a self, name: &'a str) -> &'a str {
        self.machine(name).map_or(name, |m| &m.name)
    }

    /// The machine type that is taken when none is named.
    pub fn default_machine(&self) -> Option<&Machine> {
        let all = self.machines();
        all.iter().find(|m| m.default).or_else(|| all.first())
    }
}
