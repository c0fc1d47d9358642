//! Memory of the guest and where it comes from: `<memoryBacking>`, `<memtune>`,
//! `<numatune>`.

use vireo_xml::{CODE_CONFIG_UNSUPPORTED, CODE_INVALID_ARG, CODE_XML_ERROR, XmlElement, XmlEnum};

use crate::scalar::NumberSet;

/// `<memtune>`: limits in KiB.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct MemTune {
    #[xml(size, path = "hard_limit", kib)]
    pub hard_limit: Option<u64>,
    #[xml(size, path = "soft_limit", kib)]
    pub soft_limit: Option<u64>,
    #[xml(size, path = "min_guarantee", kib)]
    pub min_guarantee: Option<u64>,
    #[xml(size, path = "swap_hard_limit", kib)]
    pub swap_hard_limit: Option<u64>,
}

/// `<memoryBacking>`.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct MemoryBacking {
    #[xml(child, always)]
    pub hugepages: Option<HugePages>,
    #[xml(flag)]
    pub nosharepages: bool,
    #[xml(flag)]
    pub locked: bool,
    #[xml(
        attr = "type",
        path = "source",
        filled,
        bad(CODE_CONFIG_UNSUPPORTED, "unknown memoryBacking/source/type '{}'")
    )]
    pub source: Option<MemorySource>,
    #[xml(
        attr = "mode",
        path = "access",
        filled,
        bad(CODE_CONFIG_UNSUPPORTED, "unknown memoryBacking/access/mode '{}'")
    )]
    pub access: Option<MemoryAccess>,
    #[xml(
        attr = "mode",
        path = "allocation",
        filled,
        bad(CODE_CONFIG_UNSUPPORTED, "unknown memoryBacking/allocation/mode '{}'")
    )]
    pub allocation_mode: Option<MemoryAllocation>,
    #[xml(
        attr = "threads",
        path = "allocation",
        filled,
        omit = "0",
        bad(CODE_XML_ERROR, "Failed to parse memory allocation threads")
    )]
    pub allocation_threads: Option<u32>,
    #[xml(flag)]
    pub discard: bool,
}

/// `<hugepages>`; without pages: of the default size, for all nodes.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct HugePages {
    #[xml(child = "page")]
    pub pages: Vec<HugePage>,
}

/// Pages of a size (KiB) for some guest nodes.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
#[xml(parsed = "super::checks::tune::huge_page")]
pub struct HugePage {
    #[xml(size_attr, kib, required)]
    pub size: u64,
    #[xml(attr, bad(CODE_INVALID_ARG, 0, "Failed to parse bitmap '{}'"))]
    pub nodeset: Option<NumberSet>,
}

/// Where guest memory is taken from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum MemorySource {
    File,
    Anonymous,
    Memfd,
}

/// Whether others may map guest memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum MemoryAccess {
    Shared,
    Private,
}

/// When guest memory is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum MemoryAllocation {
    Immediate,
    Ondemand,
}

/// `<numatune>`: host nodes.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct NumaTune {
    #[xml(child)]
    pub memory: Option<NumaMemory>,
    #[xml(child = "memnode")]
    pub memnodes: Vec<NumaMemNode>,
}

/// Policy for all of the guest's memory.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct NumaMemory {
    #[xml(attr, bad(CODE_CONFIG_UNSUPPORTED, "Unsupported NUMA memory tuning mode '{}'"))]
    pub mode: NumaMode,
    #[xml(attr, bad(CODE_INVALID_ARG, 0, "Failed to parse bitmap '{}'"))]
    pub nodeset: Option<NumberSet>,
    #[xml(attr, bad(CODE_CONFIG_UNSUPPORTED, "Unsupported NUMA memory placement mode '{}'"))]
    pub placement: Option<NumaPlacement>,
}

/// Policy for one guest node.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct NumaMemNode {
    #[xml(attr, required)]
    pub cellid: u32,
    #[xml(attr)]
    pub mode: NumaMode,
    #[xml(attr, bad(CODE_INVALID_ARG, 0, "Failed to parse bitmap '{}'"))]
    pub nodeset: Option<NumberSet>,
}

/// How strictly the nodes bind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, XmlEnum)]
pub enum NumaMode {
    #[default]
    Strict,
    Preferred,
    Interleave,
    Restrictive,
}

/// Who chooses the nodes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum NumaPlacement {
    Static,
    Auto,
}
