//! CPU placement and scheduling: `<vcpu>`, `<vcpus>`, `<iothreads>`, `<cputune>`.

use vireo_xml::{XmlElement, XmlEnum};

use crate::scalar::NumberSet;
use vireo_xml::{CODE_INTERNAL_ERROR, CODE_INVALID_ARG, CODE_XML_ERROR};

/// `<vcpu>`: how many vCPUs there may be, and how many there are.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct Vcpu {
    #[xml(attr)]
    pub placement: Option<VcpuPlacement>,
    #[xml(attr, bad(CODE_INVALID_ARG, 0, "Failed to parse bitmap '{}'"))]
    pub cpuset: Option<NumberSet>,
    /// vCPUs plugged in at start; absent: all.
    #[xml(attr)]
    pub current: Option<u32>,
    /// The maximum.
    #[xml(
        text,
        missing(CODE_XML_ERROR, "maximum vcpus count must be an integer"),
        bad(CODE_XML_ERROR, "maximum vcpus count must be an integer")
    )]
    pub max: u32,
}

/// Who chooses the host CPUs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum VcpuPlacement {
    Static,
    Auto,
}

/// `<vcpus><vcpu …/>`: one vCPU's state.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct VcpuState {
    #[xml(attr, required)]
    pub id: u32,
    #[xml(attr, yes_no, required)]
    pub enabled: bool,
    #[xml(attr, yes_no)]
    pub hotpluggable: Option<bool>,
    #[xml(attr, omit = "0")]
    pub order: Option<u32>,
}

/// `<iothread>` of `<iothreadids>`.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct IoThread {
    #[xml(attr, required, nonzero)]
    pub id: u32,
    #[xml(attr)]
    pub thread_pool_min: Option<u32>,
    #[xml(attr)]
    pub thread_pool_max: Option<u32>,
    #[xml(child)]
    pub poll: Option<IoThreadPoll>,
}

/// `<poll>` of an iothread.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct IoThreadPoll {
    #[xml(attr)]
    pub max: Option<u64>,
    #[xml(attr)]
    pub grow: Option<u64>,
    #[xml(attr)]
    pub shrink: Option<u64>,
}

/// `<defaultiothread>`: the main loop's thread pool.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct DefaultIoThread {
    #[xml(attr)]
    pub thread_pool_min: Option<u32>,
    #[xml(attr)]
    pub thread_pool_max: Option<u32>,
}

/// `<cputune>`.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
#[xml(parsed = "super::checks::tune::cputune")]
pub struct CpuTune {
    #[xml(text_child, bad(CODE_XML_ERROR, "can't parse cputune shares value"))]
    pub shares: Option<u64>,
    #[xml(text_child, omit = "0", bad(CODE_XML_ERROR, "can't parse cputune period value"))]
    pub period: Option<u64>,
    #[xml(text_child, omit = "0", bad(CODE_XML_ERROR, "can't parse cputune quota value"))]
    pub quota: Option<i64>,
    #[xml(text_child, omit = "0", bad(CODE_XML_ERROR, "can't parse cputune global period value"))]
    pub global_period: Option<u64>,
    #[xml(text_child, omit = "0", bad(CODE_XML_ERROR, "can't parse cputune global quota value"))]
    pub global_quota: Option<i64>,
    #[xml(
        text_child,
        omit = "0",
        bad(CODE_XML_ERROR, "can't parse cputune emulator period value")
    )]
    pub emulator_period: Option<u64>,
    #[xml(text_child, omit = "0", bad(CODE_XML_ERROR, "can't parse cputune emulator quota value"))]
    pub emulator_quota: Option<i64>,
    #[xml(
        text_child,
        omit = "0",
        bad(CODE_XML_ERROR, "can't parse cputune iothread period value")
    )]
    pub iothread_period: Option<u64>,
    #[xml(text_child, omit = "0", bad(CODE_XML_ERROR, "can't parse cputune iothread quota value"))]
    pub iothread_quota: Option<i64>,
    #[xml(child = "vcpupin")]
    pub vcpupins: Vec<VcpuPin>,
    #[xml(
        attr = "cpuset",
        path = "emulatorpin",
        bad(CODE_INVALID_ARG, 0, "Failed to parse bitmap '{}'")
    )]
    pub emulatorpin: Option<NumberSet>,
    #[xml(child = "iothreadpin")]
    pub iothreadpins: Vec<IoThreadPin>,
    #[xml(child)]
    pub emulatorsched: Option<EmulatorSched>,
    #[xml(child = "vcpusched")]
    pub vcpuscheds: Vec<VcpuSched>,
    #[xml(child = "iothreadsched")]
    pub iothreadscheds: Vec<IoThreadSched>,
    #[xml(child = "cachetune")]
    pub cachetunes: Vec<CacheTune>,
    #[xml(child = "memorytune")]
    pub memorytunes: Vec<MemoryTune>,
}

/// `<vcpupin>`.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct VcpuPin {
    #[xml(attr, required)]
    pub vcpu: u32,
    #[xml(
        attr,
        missing(CODE_INTERNAL_ERROR, "missing cpuset for vcpupin"),
        bad(CODE_INVALID_ARG, 0, "Failed to parse bitmap '{}'")
    )]
    pub cpuset: NumberSet,
}

/// `<iothreadpin>`.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct IoThreadPin {
    #[xml(attr, required, nonzero)]
    pub iothread: u32,
    #[xml(
        attr,
        missing(CODE_INTERNAL_ERROR, "missing cpuset for iothreadpin"),
        bad(CODE_INVALID_ARG, 0, "Failed to parse bitmap '{}'")
    )]
    pub cpuset: NumberSet,
}

/// `<emulatorsched>`.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct EmulatorSched {
    #[xml(attr, required)]
    pub scheduler: Option<Scheduler>,
    #[xml(attr)]
    pub priority: Option<i32>,
}

/// `<vcpusched>`.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct VcpuSched {
    #[xml(
        attr,
        missing(CODE_XML_ERROR, "Missing attribute 'vcpus' in element 'vcpusched'"),
        bad(CODE_INVALID_ARG, 0, "Failed to parse bitmap '{}'")
    )]
    pub vcpus: NumberSet,
    #[xml(attr, required)]
    pub scheduler: Option<Scheduler>,
    #[xml(attr)]
    pub priority: Option<i32>,
}

/// `<iothreadsched>`.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct IoThreadSched {
    #[xml(
        attr,
        missing(CODE_XML_ERROR, "Missing attribute 'iothreads' in element 'iothreadsched'"),
        bad(CODE_INVALID_ARG, 0, "Failed to parse bitmap '{}'")
    )]
    pub iothreads: NumberSet,
    #[xml(attr, required)]
    pub scheduler: Option<Scheduler>,
    #[xml(attr)]
    pub priority: Option<i32>,
}

/// A policy of the host's scheduler.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum Scheduler {
    Batch,
    Idle,
    Fifo,
    Rr,
}

/// `<cachetune>`: cache allocation for some vCPUs.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct CacheTune {
    #[xml(
        attr,
        missing(CODE_XML_ERROR, "Missing cachetune attribute 'vcpus'"),
        bad(CODE_XML_ERROR, "Invalid cachetune attribute 'vcpus' value '{}'")
    )]
    pub vcpus: NumberSet,
    #[xml(attr, live)]
    pub id: Option<String>,
    #[xml(child = "cache")]
    pub caches: Vec<CacheAllocation>,
    #[xml(child = "monitor")]
    pub monitors: Vec<CacheMonitor>,
}

/// `<cache>` of a cache allocation; the size is in bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct CacheAllocation {
    #[xml(attr, required)]
    pub id: u32,
    #[xml(attr, required)]
    pub level: u32,
    #[xml(attr = "type", required)]
    pub kind: CacheKind,
    #[xml(size_attr, pretty_kib, required)]
    pub size: u64,
}

/// What a cache holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, XmlEnum)]
pub enum CacheKind {
    #[default]
    Both,
    Code,
    Data,
}

/// `<monitor>` of a cache allocation.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct CacheMonitor {
    #[xml(attr, required)]
    pub level: u32,
    #[xml(attr, required)]
    pub vcpus: NumberSet,
}

/// `<memorytune>`: memory bandwidth for some vCPUs.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct MemoryTune {
    #[xml(
        attr,
        missing(CODE_XML_ERROR, "Missing memorytune attribute 'vcpus'"),
        bad(CODE_XML_ERROR, "Invalid memorytune attribute 'vcpus' value '{}'")
    )]
    pub vcpus: NumberSet,
    #[xml(child = "node")]
    pub nodes: Vec<MemoryTuneNode>,
    #[xml(child = "monitor")]
    pub monitors: Vec<MemoryTuneMonitor>,
}

/// `<node>` of a memory bandwidth allocation.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct MemoryTuneNode {
    #[xml(attr, required)]
    pub id: u32,
    #[xml(attr, required)]
    pub bandwidth: u32,
}

/// `<monitor>` of a memory bandwidth allocation.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct MemoryTuneMonitor {
    #[xml(attr, required)]
    pub vcpus: NumberSet,
}
