//! Asking a QEMU binary what it can do.
//!
//! One process without a guest, its monitor on standard input (a socket, so no
//! file and no race), all questions written at once, and with KVM a second
//! process beside it that answers for TCG. The processes are killed, not asked to
//! end: they hold nothing.

use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use serde_json::{Map, Value};
use tokio::io::AsyncReadExt;
use tokio::process::{Child, Command};
use vireo_qmp::command as qmp;
use vireo_qmp::types::{CommandLineOption, CpuModelExpansion, MachineInfo, ObjectProperty};
use vireo_qmp::{Client, Command as _, Events, Options, Pending, QmpError};

use super::caps::{AccelCaps, CpuTable, Gic, HostCpu, HostFeature, Machine, QemuCaps, Sev, Sgx};
use super::flags::{Evidence, Flag};
use super::schema::Schema;

/// Oldest version served, as one number.
pub const MIN_VERSION: u32 = 6_002_000;

/// Longest time for one answer; a loaded host can be slow to start QEMU.
const DEADLINE: Duration = Duration::from_secs(60);

/// Time for one that stopped talking to end by itself.
const GRACE: Duration = Duration::from_secs(1);

/// Most of QEMU's own last words that an error carries, in bytes.
const LAST_WORDS: u64 = 4096;

/// Why a binary could not be probed.
#[derive(Debug, Clone, thiserror::Error)]
pub enum CapsError {
    /// There is no such binary.
    #[error("Cannot check QEMU binary {path}: {reason}")]
    Binary {
        /// The path asked for.
        path: Box<str>,
        /// Why not.
        reason: Box<str>,
        /// The system's error number, 0 when it is no system error.
        errno: i32,
    },
    /// It may not be executed.
    #[error("QEMU binary {path} is not executable: {reason}")]
    Forbidden {
        /// The path asked for.
        path: Box<str>,
        /// Why not.
        reason: Box<str>,
    },
    /// It started and did not answer as QEMU does.
    #[error("Failed to probe QEMU binary {path}: {reason}")]
    Probe {
        /// The path asked for.
        path: Box<str>,
        /// What happened, with QEMU's last words.
        reason: Box<str>,
    },
    /// It ended well, without a word: no QEMU.
    #[error("Failed to probe QEMU binary {path}: it ended without an answer")]
    Silent {
        /// The path asked for.
        path: Box<str>,
    },
    /// It is too old.
    #[error("QEMU version >= 6.2.0 is required, but {major}.{minor}.{micro} found")]
    TooOld {
        /// Major number found.
        major: u32,
        /// Minor number found.
        minor: u32,
        /// Micro number found.
        micro: u32,
    },
}

/// A QEMU without a guest.
struct Process {
    child: Child,
    client: Client,
    /// Kept so that events are read and dropped.
    _events: Events,
}

impl Process {
    fn start(binary: &Path, accel: &str) -> Result<Self, CapsError> {
        let refused = |error: std::io::Error| CapsError::Forbidden {
            path: binary.display().to_string().into(),
            reason: super::errno_text(&error).into(),
        };
        let (ours, theirs) = UnixStream::pair().map_err(refused)?;
        let child = Command::new(binary)
            .args(["-S", "-no-user-config", "-nodefaults", "-display", "none"])
            .args(["-machine", &format!("none,accel={accel}")])
            .args(["-chardev", "socket,id=mon,fd=0", "-mon", "chardev=mon,mode=control"])
            .stdin(Stdio::from(OwnedFd::from(theirs)))
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .env_clear()
            .envs(std::env::vars_os().filter(|(name, _)| name == "PATH"))
            .env("LC_ALL", "C")
            .kill_on_drop(true)
            .spawn()
            .map_err(refused)?;
        let options = Options { label: "probe".into(), deadline: DEADLINE, out_of_band: false };
        let (client, events) =
            Client::start(ours.into(), options).map_err(|e| failed(binary, &e.to_string()))?;
        Ok(Self { child, client, _events: events })
    }

    /// Whether it ends by itself, and well.
    async fn ended_well(&mut self) -> bool {
        let ended = tokio::time::timeout(GRACE, self.child.wait()).await;
        matches!(ended, Ok(Ok(status)) if status.success())
    }

    /// Kills and reaps it; gives back what it wrote to standard error.
    async fn end(mut self) -> String {
        let mut words = Vec::new();
        // Killing fails only when it is dead already.
        let _ = self.child.start_kill();
        if let Some(stderr) = self.child.stderr.take() {
            let _ = stderr.take(LAST_WORDS).read_to_end(&mut words).await;
        }
        let _ = self.child.wait().await;
        String::from_utf8_lossy(&words).trim().to_owned()
    }
}

fn failed(binary: &Path, reason: &str) -> CapsError {
    CapsError::Probe { path: binary.display().to_string().into(), reason: reason.into() }
}

/// Asks `binary`; `kvm` says whether KVM is worth a try.
///
/// # Errors
/// It does not start, does not answer, or is too old.
pub async fn probe(binary: &Path, kvm: bool) -> Result<QemuCaps, CapsError> {
    let (main, tcg) = match kvm {
        true => {
            let main = run(binary, "kvm:tcg", ask_all);
            let (main, tcg) = tokio::join!(main, run(binary, "tcg", ask_accel));
            (main?, Some(tcg))
        }
        false => (run(binary, "tcg", ask_all).await?, None),
    };
    let mut caps = main;
    match tcg {
        // The first process fell back to TCG, it has said everything.
        _ if caps.kvm.is_none() => {}
        Some(Ok((machines, mut tcg))) => {
            let machines = preferred_first(&caps.arch, machines);
            tcg.machines = (machines != caps.machines).then_some(machines);
            caps.tcg = Some(tcg);
        }
        // A QEMU without TCG refuses that start; that is no failure.
        Some(Err(error)) if caps.has(Flag::TCG) => return Err(error),
        Some(Err(_)) | None => {}
    }
    caps.binary = binary.to_owned();
    Ok(caps)
}

/// Runs one process through `ask`.
async fn run<T>(
    binary: &Path,
    accel: &str,
    ask: impl AsyncFnOnce(&Client) -> Result<T, AskError>,
) -> Result<T, CapsError> {
    let mut process = Process::start(binary, accel)?;
    let asked = ask(&process.client).await;
    let silent = matches!(asked, Err(AskError::Qmp(_))) && process.ended_well().await;
    let words = process.end().await;
    asked.map_err(|error| match error {
        AskError::TooOld(v) => CapsError::TooOld { major: v.major, minor: v.minor, micro: v.micro },
        AskError::Qmp(_) if silent => {
            CapsError::Silent { path: binary.display().to_string().into() }
        }
        AskError::Qmp(error) if words.is_empty() => failed(binary, &error.to_string()),
        AskError::Qmp(error) => failed(binary, &format!("{error}: {words}")),
    })
}

/// Why asking ended.
enum AskError {
    TooOld(vireo_qmp::VersionTriple),
    Qmp(QmpError),
}

impl From<QmpError> for AskError {
    fn from(error: QmpError) -> Self {
        Self::Qmp(error)
    }
}

/// An answer that may be refused without harm: a missing device, an unknown
/// command.
async fn optional<C: qmp::Command>(pending: Pending) -> Result<Option<C::Ret>, QmpError> {
    match pending.answer().await {
        Ok(answer) => answer.parse().map(Some),
        Err(QmpError::Command { .. }) => Ok(None),
        Err(error) => Err(error),
    }
}

/// The questions whose answers depend on the accelerator.
struct AccelQuestions {
    machines: Pending,
    cpus: Pending,
    host: [Pending; 2],
}

impl AccelQuestions {
    fn submit(client: &Client, host_model: &str) -> Result<Self, QmpError> {
        Ok(Self {
            machines: client.submit(&qmp::QueryMachines)?,
            cpus: client.submit(&qmp::QueryCpuDefinitions)?,
            host: expand_both(client, host_model)?,
        })
    }

    async fn answers(self) -> Result<(Vec<Machine>, AccelCaps), QmpError> {
        let machines = self.machines.answer().await?.parse::<Vec<MachineInfo>>()?;
        let cpus = optional::<qmp::QueryCpuDefinitions>(self.cpus).await?.unwrap_or_default();
        let mut table = CpuTable::default();
        for cpu in cpus {
            table.push(cpu);
        }
        let host_cpu = expanded_host(self.host).await?;
        let accel = AccelCaps { machines: None, cpus: table, host_cpu };
        Ok((machine_list(machines), accel))
    }
}

fn expand(
    client: &Client,
    kind: &str,
    name: &str,
    prop: Option<(&str, bool)>,
) -> Result<Pending, QmpError> {
    let mut props = Map::new();
    if let Some((name, value)) = prop {
        props.insert(name.to_owned(), Value::Bool(value));
    }
    let model = vireo_qmp::types::CpuModel { name: name.to_owned(), props };
    client.submit(&qmp::QueryCpuModelExpansion { kind, model })
}

/// The host's model with what can migrate, and with everything.
fn expand_both(client: &Client, name: &str) -> Result<[Pending; 2], QmpError> {
    Ok([
        expand(client, "static", name, None)?,
        expand(client, "static", name, Some(("migratable", false)))?,
    ])
}

async fn expanded_host([migratable, all]: [Pending; 2]) -> Result<Option<HostCpu>, QmpError> {
    let migratable = optional::<qmp::QueryCpuModelExpansion<'_>>(migratable).await?;
    let all = optional::<qmp::QueryCpuModelExpansion<'_>>(all).await?;
    Ok(migratable.map(|migratable| host_cpu(migratable, all)))
}

async fn ask_accel(client: &Client) -> Result<(Vec<Machine>, AccelCaps), AskError> {
    Ok(AccelQuestions::submit(client, "max")?.answers().await?)
}

/// The questions whose answers decide flags.
struct FlagQuestions {
    types: Pending,
    devices: Questions,
    objects: Questions,
    options: Pending,
    migration: Pending,
    tpm_models: Pending,
    tpm_types: Pending,
    schema: Pending,
}

impl FlagQuestions {
    fn submit(client: &Client) -> Result<Self, QmpError> {
        Ok(Self {
            types: client.submit(&qmp::QomListTypes)?,
            devices: submit_each(Evidence::devices_wanted(), |typename| {
                client.submit(&qmp::DeviceListProperties { typename })
            })?,
            objects: submit_each(Evidence::objects_wanted(), |typename| {
                client.submit(&qmp::QomListProperties { typename })
            })?,
            options: client.submit(&qmp::QueryCommandLineOptions)?,
            migration: client.submit(&qmp::QueryMigrateCapabilities)?,
            tpm_models: client.submit(&qmp::QueryTpmModels)?,
            tpm_types: client.submit(&qmp::QueryTpmTypes)?,
            schema: client.submit(&qmp::QueryQmpSchema)?,
        })
    }

    async fn answers(self, evidence: &mut Evidence) -> Result<(), QmpError> {
        let types = optional::<qmp::QomListTypes>(self.types).await?.unwrap_or_default();
        evidence.types = types.into_iter().map(|t| t.name).collect();
        for (name, pending) in self.devices {
            if let Some(found) = optional::<qmp::DeviceListProperties<'_>>(pending).await? {
                evidence.devices.insert(name, found.into_iter().map(property).collect());
            }
        }
        for (name, pending) in self.objects {
            if let Some(found) = optional::<qmp::QomListProperties<'_>>(pending).await? {
                evidence.objects.insert(name, found.into_iter().map(|p| p.name).collect());
            }
        }
        let options = optional::<qmp::QueryCommandLineOptions>(self.options).await?;
        evidence.options = options.unwrap_or_default().into_iter().map(option).collect();
        let migration = optional::<qmp::QueryMigrateCapabilities>(self.migration).await?;
        let migration = migration.unwrap_or_default().into_iter();
        evidence.migration = migration.map(|c| c.capability).collect();
        let models = optional::<qmp::QueryTpmModels>(self.tpm_models).await?;
        evidence.tpm_models = models.unwrap_or_default();
        let types = optional::<qmp::QueryTpmTypes>(self.tpm_types).await?;
        evidence.tpm_types = types.unwrap_or_default();
        let schema = self.schema.answer().await?;
        evidence.schema = Schema::parse(schema.value()).map_err(|error| QmpError::Protocol {
            command: qmp::QueryQmpSchema::NAME.into(),
            detail: error.to_string().into(),
        })?;
        Ok(())
    }
}

/// The questions about special parts of some hosts.
struct PartQuestions {
    gic: Pending,
    sev: Pending,
    sgx: Pending,
}

impl PartQuestions {
    fn submit(client: &Client) -> Result<Self, QmpError> {
        Ok(Self {
            gic: client.submit(&qmp::QueryGicCapabilities)?,
            sev: client.submit(&qmp::QuerySevCapabilities)?,
            sgx: client.submit(&qmp::QuerySgxCapabilities)?,
        })
    }

    async fn answers(self, caps: &mut QemuCaps) -> Result<(), QmpError> {
        let gic = optional::<qmp::QueryGicCapabilities>(self.gic).await?.unwrap_or_default();
        caps.gic = gic.into_iter().map(gic_version).collect();
        caps.sev = optional::<qmp::QuerySevCapabilities>(self.sev).await?.map(sev_capability);
        caps.sgx = optional::<qmp::QuerySgxCapabilities>(self.sgx).await?.map(sgx_capability);
        Ok(())
    }
}

/// Asks for everything, all questions before the first answer.
async fn ask_all(client: &Client) -> Result<QemuCaps, AskError> {
    let version = client.submit(&qmp::QueryVersion)?;
    let target = client.submit(&qmp::QueryTarget)?;
    let kvm = client.submit(&qmp::QueryKvm)?;
    let accel = AccelQuestions::submit(client, "host")?;
    // Without KVM there is no model `host`; which it is shows only in the answer.
    let without_kvm = expand_both(client, "max")?;
    let hyperv = expand(client, "full", "host", Some(("hv-passthrough", true)))?;
    let parts = PartQuestions::submit(client)?;
    let flags = FlagQuestions::submit(client)?;

    let version: vireo_qmp::VersionInfo = version.answer().await?.parse()?;
    let number = version.qemu.major * 1_000_000 + version.qemu.minor * 1000 + version.qemu.micro;
    if number < MIN_VERSION {
        return Err(AskError::TooOld(version.qemu));
    }
    let mut caps = QemuCaps { version: number, package: version.package, ..QemuCaps::default() };
    let arch = optional::<qmp::QueryTarget>(target).await?.map_or_else(String::new, |t| t.arch);
    caps.arch = arch_name(&arch).to_owned();
    let kvm = optional::<qmp::QueryKvm>(kvm).await?.unwrap_or_default();
    let (machines, mut accel) = accel.answers().await?;
    caps.machines = preferred_first(&caps.arch, machines);
    let without_kvm = expanded_host(without_kvm).await?;
    let hyperv = optional::<qmp::QueryCpuModelExpansion<'_>>(hyperv).await?;
    parts.answers(&mut caps).await?;
    let mut evidence = Evidence {
        kvm: kvm.present && kvm.enabled,
        arch: caps.arch.clone(),
        cpus: accel.cpus.iter().map(|cpu| cpu.name().to_owned()).collect(),
        sev: caps.sev.is_some(),
        sgx: caps.sgx.is_some(),
        ..Evidence::default()
    };
    flags.answers(&mut evidence).await?;
    caps.flags = evidence.flags();
    if evidence.kvm {
        caps.hyperv = hyperv.map(|found| hyperv_features(&found));
        caps.kvm = Some(accel);
    } else {
        accel.host_cpu = without_kvm;
        caps.tcg = Some(accel);
    }
    Ok(caps)
}

type Questions = Vec<(&'static str, Pending)>;

fn submit_each(
    names: Vec<&'static str>,
    submit: impl Fn(&'static str) -> Result<Pending, QmpError>,
) -> Result<Questions, QmpError> {
    names.into_iter().map(|name| Ok((name, submit(name)?))).collect()
}

fn property(found: ObjectProperty) -> (String, Option<bool>) {
    let default = found.default_value.as_ref().and_then(Value::as_bool);
    (found.name, default)
}

fn option(found: CommandLineOption) -> (String, Vec<String>) {
    (found.option, found.parameters.into_iter().map(|p| p.name).collect())
}

/// The reference's name of an architecture that QEMU calls otherwise.
fn arch_name(qemu: &str) -> &str {
    match qemu {
        "i386" => "i686",
        "arm" => "armv7l",
        "or1k" => "or32",
        "ppc" => "ppc",
        same => same,
    }
}

/// The machine types that a guest can have, the default first.
fn machine_list(found: Vec<MachineInfo>) -> Vec<Machine> {
    let mut all: Vec<Machine> = found
        .into_iter()
        .filter(|m| m.name != "none")
        .map(|m| Machine {
            name: m.name.into(),
            alias: m.alias.map(Into::into),
            max_cpus: m.cpu_max,
            hotplug_cpus: m.hotpluggable_cpus,
            default: m.is_default,
            default_cpu: m.default_cpu_type.map(Into::into),
            numa_mem: m.numa_mem_supported,
            default_ram_id: m.default_ram_id.map(Into::into),
            deprecated: m.deprecated,
            acpi: m.acpi,
        })
        .collect();
    if let Some(at) = all.iter().position(|m| m.default) {
        all[..=at].rotate_right(1);
    }
    all
}

/// The machine types with the one that the reference takes first where QEMU has no default.
fn preferred_first(arch: &str, mut all: Vec<Machine>) -> Vec<Machine> {
    let has_virt = matches!(arch, "aarch64" | "armv7l" | "riscv32" | "riscv64" | "loongarch64");
    if let Some(at) = all.iter().position(|machine| has_virt && machine.is_called("virt")) {
        all[..=at].rotate_right(1);
    }
    all
}

/// The host model from its migratable expansion and the one with everything.
fn host_cpu(migratable: CpuModelExpansion, all: Option<CpuModelExpansion>) -> HostCpu {
    let on = |props: &Map<String, Value>, name: &str| props.get(name) == Some(&Value::Bool(true));
    let migratability = all.is_some();
    let movable = migratable.model.props;
    let model = migratable.model.name.into();
    let props = all.map_or_else(|| movable.clone(), |all| all.model.props);
    let number = |name: &str| props.get(name).and_then(Value::as_u64)?.try_into().ok();
    let signature = || Some((number("family")?, number("model")?, number("stepping")?));
    HostCpu {
        model,
        migratability,
        vendor: props.get("vendor").and_then(Value::as_str).map(Into::into),
        signature: signature(),
        unknown: vireo_cpu::FeatureId::all()
            .map(vireo_cpu::FeatureId::qemu_name)
            .filter(|name| !props.contains_key(name))
            .map(Into::into)
            .collect(),
        features: props
            .iter()
            .filter(|(_, value)| **value == Value::Bool(true))
            .map(|(name, _)| HostFeature {
                name: name.as_str().into(),
                migratable: on(&movable, name),
            })
            .collect(),
    }
}

/// The Hyper-V enlightenments that are on in the expansion, by the reference's
/// names and in its order; spin locks and the vendor id need no support.
fn hyperv_features(found: &CpuModelExpansion) -> Vec<String> {
    const FEATURES: &[(&str, Option<&str>)] = &[
        ("relaxed", Some("hv-relaxed")),
        ("vapic", Some("hv-vapic")),
        ("spinlocks", None),
        ("vpindex", Some("hv-vpindex")),
        ("runtime", Some("hv-runtime")),
        ("synic", Some("hv-synic")),
        ("stimer", Some("hv-stimer")),
        ("reset", Some("hv-reset")),
        ("vendor_id", None),
        ("frequencies", Some("hv-frequencies")),
        ("reenlightenment", Some("hv-reenlightenment")),
        ("tlbflush", Some("hv-tlbflush")),
        ("ipi", Some("hv-ipi")),
        ("evmcs", Some("hv-evmcs")),
        ("avic", Some("hv-avic")),
        ("emsr_bitmap", Some("hv-emsr-bitmap")),
        ("xmm_input", Some("hv-xmm-input")),
    ];
    let on = |name: &str| found.model.props.get(name) == Some(&Value::Bool(true));
    let usable = FEATURES.iter().filter(|(_, qemu)| qemu.is_none_or(on));
    usable.map(|(name, _)| (*name).to_owned()).collect()
}

fn gic_version(found: vireo_qmp::types::GicCapability) -> Gic {
    Gic { version: found.version, kernel: found.kernel, emulated: found.emulated }
}

fn sev_capability(found: vireo_qmp::types::SevCapability) -> Sev {
    Sev {
        pdh: found.pdh,
        cert_chain: found.cert_chain,
        cpu0_id: found.cpu0_id,
        cbitpos: found.cbitpos,
        reduced_phys_bits: found.reduced_phys_bits,
    }
}

fn sgx_capability(found: vireo_qmp::types::SgxInfo) -> Sgx {
    let sections: Vec<(u32, u64)> = found.sections.iter().map(|s| (s.node, s.size)).collect();
    let sum = sections.iter().map(|(_, size)| size).sum();
    Sgx {
        flc: found.flc,
        sgx1: found.sgx1,
        sgx2: found.sgx2,
        section_size: if sections.is_empty() { found.section_size } else { sum },
        sections,
    }
}
