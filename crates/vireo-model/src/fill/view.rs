//! What the filling needs to know of the hypervisor: QEMU's abilities, its
//! machines, the firmware on the host, a few settings. Plain data behind a trait,
//! so that nothing here asks the host.

use std::sync::Arc;

use super::caps::{Cap, CapSet};
use super::firmware::descriptor::Descriptor;

/// The accelerator of a guest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Accel {
    /// KVM.
    Kvm,
    /// QEMU's own translator.
    Tcg,
}

/// One machine type of a QEMU binary under one accelerator.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Machine {
    /// Versioned name, such as `pc-q35-10.0`.
    pub name: String,
    /// Other name, such as `q35`.
    pub alias: Option<String>,
    /// Largest number of vCPUs; 0 when unknown.
    pub max_cpus: u32,
    /// QEMU's own preferred machine.
    pub default: bool,
    /// QEMU's CPU of this machine (`qemu64-x86_64-cpu`, `host`, …).
    pub default_cpu: Option<String>,
    /// Name of the RAM device, when the machine takes a memory backend.
    pub default_ram_id: Option<String>,
    /// Whether the machine has ACPI; `None` when QEMU does not say.
    pub acpi: Option<bool>,
    /// vCPUs can be plugged in.
    pub hotplug_cpus: bool,
    /// QEMU marks it as deprecated.
    pub deprecated: bool,
    /// NUMA cells can be given by `mem=`.
    pub numa_mem: bool,
}

/// One QEMU binary.
#[derive(Clone, Debug, Default)]
pub struct Emulator {
    /// Path of the binary.
    pub path: String,
    /// Guest architecture, in libvirt's name of it.
    pub arch: String,
    /// Version, as `major * 1_000_000 + minor * 1_000 + micro`.
    pub version: u32,
    /// What it can do.
    pub caps: CapSet,
    /// Machines under KVM; empty when KVM cannot be used.
    pub kvm: Vec<Machine>,
    /// Machines under TCG; empty when TCG is not built in.
    pub tcg: Vec<Machine>,
}

impl Emulator {
    /// Whether it has the ability.
    pub fn has(&self, cap: Cap) -> bool {
        self.caps.has(cap)
    }

    /// The machines under that accelerator.
    pub fn machines(&self, accel: Accel) -> &[Machine] {
        match accel {
            Accel::Kvm => &self.kvm,
            Accel::Tcg => &self.tcg,
        }
    }

    /// The machine of that name or alias.
    pub fn machine(&self, accel: Accel, name: &str) -> Option<&Machine> {
        let machines = self.machines(accel);
        machines
            .iter()
            .find(|m| m.name == name)
            .or_else(|| machines.iter().find(|m| m.alias.as_deref() == Some(name)))
    }

    /// The machine of a definition that names none.
    pub fn preferred_machine(&self, accel: Accel) -> Option<&Machine> {
        let machines = self.machines(accel);
        machines.iter().find(|m| m.default).or_else(|| machines.first())
    }
}

/// Why there is no [`Emulator`] for a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmulatorMissing {
    /// The text the client sees, such as
    /// `Cannot check QEMU binary /x: No such file or directory`.
    pub message: String,
    /// The `VIR_ERR_*` code: 38 for a binary that is not there.
    pub code: super::error::Code,
}

/// The settings of the driver that decide on a default or a refusal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Directory of the firmware variables, such as `/var/lib/libvirt/qemu/nvram`.
    pub nvram_dir: String,
    /// Directories of channel sockets, of this daemon and of earlier ones; a path in them is
    /// generated, not the user's.
    pub channel_dirs: Vec<String>,
    /// SPICE with TLS is set up.
    pub spice_tls: bool,
    /// VNC guests may use the host's audio.
    pub vnc_allow_host_audio: bool,
    /// Guests without graphics may use the host's audio.
    pub nographics_allow_host_audio: bool,
    /// `QEMU_AUDIO_DRV` of the daemon.
    pub audio_drv: Option<String>,
    /// `SDL_AUDIODRIVER` of the daemon.
    pub sdl_audiodriver: Option<String>,
    /// Names of the active security drivers (`selinux`, `apparmor`, `dac`).
    pub security_models: Vec<String>,
    /// Largest physical address width of the host CPU; 0 when unknown.
    pub host_address_bits: u32,
    /// Default Huge page / transparent huge page size in KiB, for virtio-mem blocks.
    pub thp_size_kib: u64,
    /// Size of a normal page in KiB.
    pub page_size_kib: u64,
}

impl Settings {
    /// The model a label without one is of: the first that confines guests.
    pub fn primary_security_model(&self) -> &str {
        self.security_models.first().map_or("none", |m| if m == "dac" { "none" } else { m })
    }
}

/// Where the system's instance has, and had, its channel sockets. Definitions of it are brought to
/// other instances too.
pub const SYSTEM_CHANNEL_DIRS: [&str; 2] =
    ["/run/libvirt/qemu/channel", "/var/lib/libvirt/qemu/channel"];

impl Default for Settings {
    fn default() -> Self {
        Self {
            nvram_dir: "/var/lib/libvirt/qemu/nvram".into(),
            channel_dirs: SYSTEM_CHANNEL_DIRS.map(str::to_owned).to_vec(),
            spice_tls: false,
            vnc_allow_host_audio: false,
            nographics_allow_host_audio: false,
            audio_drv: None,
            sdl_audiodriver: None,
            security_models: vec!["dac".into()],
            host_address_bits: 0,
            thp_size_kib: 2048,
            page_size_kib: 4,
        }
    }
}

/// What a definition is filled and judged by.
pub trait HypervisorView: Send + Sync {
    /// Architecture of the host.
    fn host_arch(&self) -> &str;
    /// Path of the binary for a guest architecture that names none.
    fn default_emulator(&self, guest_arch: &str) -> Option<String>;
    /// The binary behind a path.
    ///
    /// # Errors
    /// There is no such binary or it is no QEMU.
    fn emulator(&self, path: &str) -> Result<Arc<Emulator>, EmulatorMissing>;
    /// Firmware descriptors, the first match wins.
    fn firmware(&self) -> &[Descriptor];
    /// Settings of the driver.
    fn settings(&self) -> &Settings;
    /// Whether the CPU map has a model of that name for an architecture.
    fn knows_cpu_model(&self, arch: &str, model: &str) -> bool;
    /// Whether the CPU map has a feature of that name for an architecture.
    fn knows_cpu_feature(&self, arch: &str, feature: &str) -> bool;
    /// Whether the host device at a PCI address is PCI Express; `None` when it
    /// cannot be read.
    fn host_pci_is_express(&self, domain: u32, bus: u32, slot: u32, function: u32) -> Option<bool> {
        let _ = (domain, bus, slot, function);
        None
    }
    /// Fill the bytes with random ones (UUIDs, MAC addresses).
    fn random(&self, bytes: &mut [u8]);
    /// Whether a file exists (firmware images named by hand).
    fn file_exists(&self, path: &str) -> bool {
        let _ = path;
        true
    }
}

/// A view made of plain values: for tests and tools.
#[derive(Clone, Debug, Default)]
pub struct StaticView {
    /// See [`HypervisorView::host_arch`].
    pub host_arch: String,
    /// The binaries.
    pub emulators: Vec<Arc<Emulator>>,
    /// See [`HypervisorView::firmware`].
    pub firmware: Vec<Descriptor>,
    /// See [`HypervisorView::settings`].
    pub settings: Settings,
    /// CPU models of the host's architecture; empty: any name is taken.
    pub cpu_models: Vec<String>,
    /// CPU features of the host's architecture; empty: any name is taken.
    pub cpu_features: Vec<String>,
}

impl HypervisorView for StaticView {
    fn host_arch(&self) -> &str {
        &self.host_arch
    }
    fn default_emulator(&self, guest_arch: &str) -> Option<String> {
        self.emulators.iter().find(|e| e.arch == guest_arch).map(|e| e.path.clone())
    }
    fn emulator(&self, path: &str) -> Result<Arc<Emulator>, EmulatorMissing> {
        self.emulators.iter().find(|e| e.path == path).cloned().ok_or_else(|| EmulatorMissing {
            message: format!("Cannot check QEMU binary {path}: No such file or directory"),
            code: super::error::Code::System,
        })
    }
    fn firmware(&self) -> &[Descriptor] {
        &self.firmware
    }
    fn settings(&self) -> &Settings {
        &self.settings
    }
    /// Counts up: tests want the same result each time.
    fn random(&self, bytes: &mut [u8]) {
        for (n, byte) in (0u8..).zip(bytes) {
            *byte = n;
        }
    }
    fn knows_cpu_model(&self, _arch: &str, model: &str) -> bool {
        self.cpu_models.is_empty() || self.cpu_models.iter().any(|m| m == model)
    }
    fn knows_cpu_feature(&self, _arch: &str, feature: &str) -> bool {
        self.cpu_features.is_empty() || self.cpu_features.iter().any(|f| f == feature)
    }
}
