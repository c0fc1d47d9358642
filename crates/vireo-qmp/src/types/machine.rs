//! The machine: its kind, memory, threads, and what the host gives it.

use serde::Deserialize;
use serde_json::{Map, Value};

/// An I/O thread.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct IothreadInfo {
    /// Its object id.
    pub id: String,
    /// Its thread.
    pub thread_id: i32,
    /// Polling limit in nanoseconds.
    #[serde(default)]
    pub poll_max_ns: u64,
    /// Growth of the polling time.
    #[serde(default)]
    pub poll_grow: u32,
    /// Shrinking of the polling time.
    #[serde(default)]
    pub poll_shrink: u32,
}

/// A memory device.
#[derive(Debug, Clone, Deserialize)]
pub struct MemoryDeviceInfo {
    /// `dimm`, `nvdimm`, `virtio-mem`, …
    #[serde(rename = "type")]
    pub kind: String,
    /// Depends on the kind.
    pub data: Map<String, Value>,
}

/// `query-balloon`.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct BalloonInfo {
    /// Bytes that the guest has.
    pub actual: u64,
}

/// `query-target`.
#[derive(Debug, Clone, Deserialize)]
pub struct TargetInfo {
    /// Architecture in QEMU's words, e.g. `x86_64`, `i386`.
    pub arch: String,
}

/// A machine type.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct MachineInfo {
    /// Its name.
    pub name: String,
    /// Another name for it.
    #[serde(default)]
    pub alias: Option<String>,
    /// Whether it is taken when none is named.
    #[serde(default)]
    pub is_default: bool,
    /// Most virtual CPUs.
    pub cpu_max: u32,
    /// Whether virtual CPUs can be plugged.
    #[serde(default)]
    pub hotpluggable_cpus: bool,
    /// Whether NUMA memory may be given by size.
    #[serde(default)]
    pub numa_mem_supported: bool,
    /// Whether it is to go.
    #[serde(default)]
    pub deprecated: bool,
    /// Its CPU type when none is named.
    #[serde(default)]
    pub default_cpu_type: Option<String>,
    /// Id of its main memory backend.
    #[serde(default)]
    pub default_ram_id: Option<String>,
    /// Whether it has ACPI.
    #[serde(default)]
    pub acpi: Option<bool>,
}

/// `query-current-machine`.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct CurrentMachine {
    /// Whether a suspended guest can be woken.
    #[serde(default)]
    pub wakeup_suspend_support: bool,
}

/// `query-kvm`.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
pub struct KvmInfo {
    /// Whether this process uses it.
    pub enabled: bool,
    /// Whether it was built in.
    pub present: bool,
}

/// An interrupt controller version.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct GicCapability {
    /// Version.
    pub version: u32,
    /// Emulated by QEMU.
    pub emulated: bool,
    /// By the kernel.
    pub kernel: bool,
}

/// `query-sev-capabilities`.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct SevCapability {
    /// Platform Diffie-Hellman key.
    pub pdh: String,
    /// Certificate chain.
    pub cert_chain: String,
    /// CPU id, base64.
    #[serde(default)]
    pub cpu0_id: Option<String>,
    /// Position of the encryption bit.
    pub cbitpos: u32,
    /// Bits of the address that are lost.
    pub reduced_phys_bits: u32,
}

/// `query-sgx-capabilities`.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct SgxInfo {
    /// Flexible launch control.
    pub flc: bool,
    /// Version 1.
    pub sgx1: bool,
    /// Version 2.
    pub sgx2: bool,
    /// Bytes of all sections together, older versions only.
    #[serde(default)]
    pub section_size: u64,
    /// The sections.
    #[serde(default)]
    pub sections: Vec<SgxSection>,
}

/// A section of enclave memory.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct SgxSection {
    /// NUMA node.
    pub node: u32,
    /// Bytes.
    pub size: u64,
}
