//! What a definition is filled in and judged by: the answers of QEMU binaries, the host's firmware,
//! the driver's settings, gathered before the definition is looked at.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use vireo_model::domain::Domain;
use vireo_model::fill::{
    Accel, CapSet, Code, Descriptor, Emulator, EmulatorMissing, FillError, HypervisorView, Machine,
    SYSTEM_CHANNEL_DIRS, Settings,
};

use crate::capabilities::{self, CapsError, QemuCaps};
use crate::driver::Core;
use crate::error;

/// Firmware descriptors of the host, read when first wanted.
#[derive(Debug, Default)]
pub struct Firmware(OnceLock<Vec<Descriptor>>);

/// Directories of firmware descriptors, those of the administrator hide others of the same name.
const FIRMWARE_DIRS: [&str; 2] = ["/etc/qemu/firmware", "/usr/share/qemu/firmware"];

impl Firmware {
    /// The descriptors, the first match wins.
    pub fn get(&self) -> &[Descriptor] {
        self.0.get_or_init(read_firmware)
    }
}

fn read_firmware() -> Vec<Descriptor> {
    let mut files: std::collections::BTreeMap<String, PathBuf> = Default::default();
    for dir in FIRMWARE_DIRS {
        for entry in std::fs::read_dir(dir).into_iter().flatten().flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.ends_with(".json") && !name.starts_with('.') {
                files.entry(name).or_insert_with(|| entry.path());
            }
        }
    }
    files.values().filter_map(|path| read_descriptor(path)).collect()
}

fn read_descriptor(path: &Path) -> Option<Descriptor> {
    let text = vireo_runtime::store::read_text(path).ok()?;
    // An empty file hides one of the distribution's.
    if text.trim().is_empty() {
        return None;
    }
    Descriptor::parse(&text)
        .inspect_err(|error| tracing::warn!(path = %path.display(), %error, "firmware descriptor"))
        .ok()
}

/// A [`HypervisorView`] for one definition.
pub struct DriverView {
    core: Arc<Core>,
    settings: Settings,
    emulators: HashMap<String, Result<Arc<Emulator>, EmulatorMissing>>,
}

impl DriverView {
    /// The view for a definition: its binary was asked when this returns.
    pub async fn for_domain(core: &Arc<Core>, domain: &Domain) -> Self {
        let arch = domain.os.arch.as_deref().unwrap_or(capabilities::host_arch());
        let path = match &domain.devices.emulator {
            Some(path) => Some(path.clone()),
            None => default_emulator(arch),
        };
        let mut view = Self::bare(core);
        if let Some(path) = path {
            let found = core.emulator(&path).await;
            view.emulators.insert(path, found);
        }
        view
    }

    /// The view without any binary: for definitions read back from disk.
    pub fn bare(core: &Arc<Core>) -> Self {
        Self { core: Arc::clone(core), settings: core.fill_settings(), emulators: HashMap::new() }
    }
}

/// The binary for guests of an architecture.
pub fn default_emulator(arch: &str) -> Option<String> {
    capabilities::find_emulator(arch).map(|path| path.to_string_lossy().into_owned())
}

impl HypervisorView for DriverView {
    fn host_arch(&self) -> &str {
        capabilities::host_arch()
    }

    fn default_emulator(&self, guest_arch: &str) -> Option<String> {
        default_emulator(guest_arch)
    }

    fn emulator(&self, path: &str) -> Result<Arc<Emulator>, EmulatorMissing> {
        match self.emulators.get(path) {
            Some(found) => found.clone(),
            None => Err(EmulatorMissing {
                message: format!("Cannot check QEMU binary {path}: No such file or directory"),
                code: Code::System,
            }),
        }
    }

    fn firmware(&self) -> &[Descriptor] {
        self.core.firmware.get()
    }

    fn settings(&self) -> &Settings {
        &self.settings
    }

    fn knows_cpu_model(&self, arch: &str, model: &str) -> bool {
        match vireo_cpu::models::model_names(arch) {
            Some(names) => names.contains(&model),
            None => true,
        }
    }

    fn knows_cpu_feature(&self, _arch: &str, _feature: &str) -> bool {
        true
    }

    fn random(&self, bytes: &mut [u8]) {
        vireo_host::random::fill(bytes);
    }

    fn file_exists(&self, path: &str) -> bool {
        Path::new(path).exists()
    }
}

impl Core {
    /// What the binary at `path` can do.
    ///
    /// # Errors
    /// There is none, or it is no QEMU.
    pub async fn emulator(&self, path: &str) -> Result<Arc<Emulator>, EmulatorMissing> {
        let caps = self.caps.get(Path::new(path)).await.map_err(missing)?;
        Ok(self.emulators.of(&caps))
    }

    /// What the binary of a filled definition can do.
    ///
    /// # Errors
    /// It names none; there is none; it is no QEMU.
    pub async fn emulator_of(&self, domain: &Domain) -> vireo_api::Result<Arc<Emulator>> {
        let path = domain.devices.emulator.as_deref();
        let path = path.ok_or_else(|| error::unsupported("no emulator in the definition"))?;
        let found = self.emulator(path).await;
        found.map_err(|missing| {
            error::fill(FillError::new(
                missing.code,
                vireo_model::fill::From::Qemu,
                missing.message,
            ))
        })
    }

    fn fill_settings(&self) -> Settings {
        let config = &self.config;
        Settings {
            nvram_dir: self.layout.nvram().to_string_lossy().into_owned(),
            channel_dirs: self.channel_dirs(),
            spice_tls: config.spice_tls,
            vnc_allow_host_audio: config.vnc_allow_host_audio,
            nographics_allow_host_audio: config.nographics_allow_host_audio,
            audio_drv: std::env::var("QEMU_AUDIO_DRV").ok(),
            sdl_audiodriver: std::env::var("SDL_AUDIODRIVER").ok(),
            host_address_bits: crate::host::address_bits(),
            ..Settings::default()
        }
    }

    /// Where channel sockets are made here and where they were made before: their paths in
    /// definitions are not the user's.
    fn channel_dirs(&self) -> Vec<String> {
        let own = [self.layout.channel(), self.layout.data().join("channel")];
        let own = own.iter().map(|dir| dir.to_string_lossy().into_owned());
        own.chain(SYSTEM_CHANNEL_DIRS.map(str::to_owned)).collect()
    }
}

fn missing(error: CapsError) -> EmulatorMissing {
    let code = match &error {
        CapsError::Binary { .. } | CapsError::Forbidden { .. } | CapsError::Silent { .. } => {
            Code::System
        }
        CapsError::Probe { .. } => Code::Internal,
        CapsError::TooOld { .. } => Code::Unsupported,
    };
    EmulatorMissing { message: error.to_string(), code }
}

/// The answers of binaries in the form that definitions are filled in by, made once each.
#[derive(Debug, Default)]
pub struct Emulators(std::sync::Mutex<HashMap<PathBuf, BothForms>>);

/// A binary's answers as they came, and as definitions want them.
type BothForms = (Arc<QemuCaps>, Arc<Emulator>);

impl Emulators {
    /// The other form of a binary's answers.
    pub fn of(&self, caps: &Arc<QemuCaps>) -> Arc<Emulator> {
        let mut known = crate::driver::lock(&self.0);
        if let Some((same, emulator)) = known.get(&caps.binary) {
            if Arc::ptr_eq(same, caps) {
                return Arc::clone(emulator);
            }
        }
        let emulator = Arc::new(convert(caps));
        known.insert(caps.binary.clone(), (Arc::clone(caps), Arc::clone(&emulator)));
        emulator
    }
}

fn convert(caps: &QemuCaps) -> Emulator {
    Emulator {
        path: caps.binary.to_string_lossy().into_owned(),
        arch: caps.arch.clone(),
        version: caps.version,
        caps: CapSet::from_names(caps.flags.names()),
        kvm: machines(caps, capabilities::Accel::Kvm),
        tcg: machines(caps, capabilities::Accel::Tcg),
    }
}

fn machines(caps: &QemuCaps, accel: capabilities::Accel) -> Vec<Machine> {
    let text = |text: &Option<Box<str>>| text.as_ref().map(|text| text.to_string());
    let one = |machine: &capabilities::Machine| Machine {
        name: machine.name.to_string(),
        alias: text(&machine.alias),
        max_cpus: machine.max_cpus,
        default: machine.default,
        default_cpu: default_cpu(caps, accel, machine.default_cpu.as_deref()),
        default_ram_id: text(&machine.default_ram_id),
        acpi: machine.acpi,
        hotplug_cpus: machine.hotplug_cpus,
        deprecated: machine.deprecated,
        numa_mem: machine.numa_mem,
    };
    caps.machines_of(accel).iter().map(one).collect()
}

/// The default CPU by the first name that QEMU has for it, on POWER by the reference's; nothing where
/// the reference knows no CPUs.
fn default_cpu(caps: &QemuCaps, accel: capabilities::Accel, kind: Option<&str>) -> Option<String> {
    vireo_cpu::model_names(&caps.arch)?;
    let kind = kind?;
    let name = caps.accel(accel)?.cpus.iter().find(|model| model.typename() == kind)?.name();
    let power = vireo_cpu::power_name(name).filter(|_| caps.arch.starts_with("ppc64"));
    Some(power.unwrap_or(name).to_owned())
}

/// The accelerator in the words of the probe.
#[must_use]
pub fn probe_accel(accel: Accel) -> capabilities::Accel {
    match accel {
        Accel::Kvm => capabilities::Accel::Kvm,
        Accel::Tcg => capabilities::Accel::Tcg,
    }
}
