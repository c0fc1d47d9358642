//! `<cpu>`: the model the guest sees, its topology and its NUMA nodes.

use vireo_xml::{XmlElement, XmlEnum};

use crate::domain::memory::MemoryAccess;
use crate::scalar::NumberSet;
use vireo_xml::{CODE_CONFIG_UNSUPPORTED, CODE_INVALID_ARG, CODE_XML_ERROR, FROM_CPU, FROM_XML};

/// `<cpu>`.
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
#[xml(parsed = "super::checks::cpu::cpu")]
pub struct Cpu {
    #[xml(attr, bad(CODE_CONFIG_UNSUPPORTED, FROM_CPU, "Invalid mode attribute '{}'"))]
    pub mode: Option<CpuMode>,
    #[xml(attr = "match")]
    pub match_: Option<CpuMatch>,
    #[xml(attr, omit = "default")]
    pub check: Option<CpuCheck>,
    #[xml(attr, on_off)]
    pub migratable: Option<bool>,
    #[xml(attr = "deprecated_features", on_off)]
    pub deprecated_features: Option<bool>,
    #[xml(child)]
    pub model: Option<CpuModel>,
    #[xml(text_child)]
    pub vendor: Option<String>,
    #[xml(child)]
    pub topology: Option<CpuTopology>,
    #[xml(child)]
    pub cache: Option<CpuCache>,
    #[xml(child)]
    pub maxphysaddr: Option<CpuMaxPhysAddr>,
    #[xml(child = "feature")]
    pub features: Vec<CpuFeature>,
    #[xml(child)]
    pub numa: Option<Numa>,
}

/// How the model is chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, XmlEnum)]
pub enum CpuMode {
    #[default]
    Custom,
    HostModel,
    HostPassthrough,
    Maximum,
}

/// How close the CPU must be to the model.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum CpuMatch {
    Minimum,
    Exact,
    Strict,
}

/// How the CPU is checked before the guest starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum CpuCheck {
    None,
    Partial,
    Full,
}

/// `<model>`.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct CpuModel {
    #[xml(attr, filled, bad(CODE_CONFIG_UNSUPPORTED, FROM_CPU, "Invalid fallback attribute"))]
    pub fallback: Option<CpuFallback>,
    #[xml(attr)]
    pub vendor_id: Option<String>,
    #[xml(text)]
    pub name: Option<String>,
}

/// Whether a model that the host lacks may be replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum CpuFallback {
    Allow,
    Forbid,
}

/// `<topology>`.
#[derive(Clone, Debug, PartialEq, Eq, XmlElement)]
pub struct CpuTopology {
    #[xml(attr, required, nonzero)]
    pub sockets: u32,
    #[xml(attr, nonzero)]
    pub dies: u32,
    #[xml(attr, nonzero)]
    pub clusters: u32,
    #[xml(attr, required, nonzero)]
    pub cores: u32,
    #[xml(attr, required, nonzero)]
    pub threads: u32,
}

impl Default for CpuTopology {
    fn default() -> Self {
        CpuTopology { sockets: 1, dies: 1, clusters: 1, cores: 1, threads: 1 }
    }
}

/// `<cache>`.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct CpuCache {
    #[xml(attr)]
    pub level: Option<u32>,
    #[xml(attr, required)]
    pub mode: CpuCacheMode,
}

/// What the guest sees of a cache.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, XmlEnum)]
pub enum CpuCacheMode {
    #[default]
    Emulate,
    Passthrough,
    Disable,
}

/// `<maxphysaddr>`: width of physical addresses.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct CpuMaxPhysAddr {
    #[xml(attr, required)]
    pub mode: CpuMaxPhysAddrMode,
    #[xml(attr)]
    pub bits: Option<u32>,
    #[xml(attr, nonzero)]
    pub limit: Option<u32>,
}

/// Who sets the width.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, XmlEnum)]
pub enum CpuMaxPhysAddrMode {
    #[default]
    Emulate,
    Passthrough,
}

/// `<feature>`; without a policy (host CPUs): present.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct CpuFeature {
    #[xml(attr, omit = "", bad(CODE_CONFIG_UNSUPPORTED, FROM_CPU, "Invalid CPU feature policy"))]
    pub policy: Option<CpuFeaturePolicy>,
    #[xml(attr, filled, missing(CODE_XML_ERROR, FROM_CPU, "Invalid CPU feature name"))]
    pub name: String,
}

/// What is asked of a CPU feature.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, XmlEnum)]
pub enum CpuFeaturePolicy {
    Force,
    #[default]
    Require,
    Optional,
    Disable,
    Forbid,
}

/// `<numa>`: the guest's nodes.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
#[xml(parsed = "super::checks::cpu::numa")]
pub struct Numa {
    #[xml(child = "cell")]
    pub cells: Vec<NumaCell>,
    #[xml(child)]
    pub interconnects: Option<NumaInterconnects>,
}

/// `<cell>`: a guest node; memory in KiB.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct NumaCell {
    #[xml(attr)]
    pub id: Option<u32>,
    #[xml(attr, bad(CODE_INVALID_ARG, 0, "Failed to parse bitmap '{}'"))]
    pub cpus: Option<NumberSet>,
    #[xml(
        size_attr,
        kib,
        missing(CODE_XML_ERROR, FROM_XML, "missing element or attribute './@memory'"),
        bad(CODE_XML_ERROR, FROM_XML, "Invalid value '{}' for element or attribute './@memory'")
    )]
    pub memory: u64,
    #[xml(attr = "memAccess")]
    pub mem_access: Option<MemoryAccess>,
    #[xml(attr, yes_no)]
    pub discard: Option<bool>,
    #[xml(child = "sibling", path = "distances")]
    pub distances: Vec<NumaDistance>,
    #[xml(child = "cache")]
    pub caches: Vec<NumaCache>,
}

/// `<sibling>` of `<distances>`.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct NumaDistance {
    #[xml(attr, required)]
    pub id: u32,
    #[xml(attr, required)]
    pub value: u32,
}

/// `<cache>` of a node; sizes in bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct NumaCache {
    #[xml(attr, required)]
    pub level: u32,
    #[xml(attr, required)]
    pub associativity: NumaCacheAssociativity,
    #[xml(attr, required)]
    pub policy: NumaCachePolicy,
    #[xml(size_attr = "value", path = "size", kib)]
    pub size: Option<u64>,
    #[xml(size_attr = "value", path = "line", bytes)]
    pub line: Option<u64>,
}

/// How a memory-side cache maps addresses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, XmlEnum)]
pub enum NumaCacheAssociativity {
    #[default]
    None,
    Direct,
    Full,
}

/// When a memory-side cache writes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, XmlEnum)]
pub enum NumaCachePolicy {
    #[default]
    None,
    Writeback,
    Writethrough,
}

/// `<interconnects>`.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct NumaInterconnects {
    #[xml(child = "latency")]
    pub latencies: Vec<NumaLatency>,
    #[xml(child = "bandwidth")]
    pub bandwidths: Vec<NumaBandwidth>,
}

/// `<latency>` between nodes, in nanoseconds.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct NumaLatency {
    #[xml(attr, required)]
    pub initiator: u32,
    #[xml(attr, required)]
    pub target: u32,
    #[xml(attr)]
    pub cache: Option<u32>,
    #[xml(attr = "type", required)]
    pub kind: NumaAccess,
    #[xml(attr, required)]
    pub value: u64,
}

/// `<bandwidth>` between nodes, in KiB a second.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct NumaBandwidth {
    #[xml(attr, required)]
    pub initiator: u32,
    #[xml(attr, required)]
    pub target: u32,
    #[xml(attr)]
    pub cache: Option<u32>,
    #[xml(attr = "type", required)]
    pub kind: NumaAccess,
    #[xml(size_attr, kib, required)]
    pub value: u64,
}

/// Kinds of memory access.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, XmlEnum)]
pub enum NumaAccess {
    #[default]
    Access,
    Read,
    Write,
}
