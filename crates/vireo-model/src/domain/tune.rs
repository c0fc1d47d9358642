//! Block I/O tuning, throttle groups, resource partition, performance events.

use crate::scalar::{Wrapped32, Wrapped64};
use vireo_xml::{CODE_CONFIG_UNSUPPORTED, CODE_IGNORED, CODE_XML_ERROR, XmlElement, XmlEnum};

/// `<blkiotune>`.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
#[xml(parsed = "super::checks::tune::blkiotune")]
pub struct BlkioTune {
    /// What is no number is not looked at.
    #[xml(text_child, omit = "0", bad(CODE_IGNORED, "ignored"))]
    pub weight: Option<u32>,
    #[xml(child = "device")]
    pub devices: Vec<BlkioDevice>,
}

/// Limits for one host device.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct BlkioDevice {
    #[xml(text_child, missing(CODE_CONFIG_UNSUPPORTED, "missing per-device path"))]
    pub path: String,
    #[xml(text_child, omit = "0", bad(CODE_CONFIG_UNSUPPORTED, "could not parse weight {}"))]
    pub weight: Option<Wrapped32>,
    #[xml(
        text_child,
        omit = "0",
        bad(CODE_CONFIG_UNSUPPORTED, "could not parse read iops sec {}")
    )]
    pub read_iops_sec: Option<Wrapped32>,
    #[xml(
        text_child,
        omit = "0",
        bad(CODE_CONFIG_UNSUPPORTED, "could not parse write iops sec {}")
    )]
    pub write_iops_sec: Option<Wrapped32>,
    #[xml(
        text_child,
        omit = "0",
        bad(CODE_CONFIG_UNSUPPORTED, "could not parse read bytes sec {}")
    )]
    pub read_bytes_sec: Option<Wrapped64>,
    #[xml(
        text_child,
        omit = "0",
        bad(CODE_CONFIG_UNSUPPORTED, "could not parse write bytes sec {}")
    )]
    pub write_bytes_sec: Option<Wrapped64>,
}

/// `<iotune>` of a disk.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct IoTune {
    #[xml(
        text_child,
        omit = "0",
        bad(CODE_XML_ERROR, "disk iotune field 'total_bytes_sec' must be an integer")
    )]
    pub total_bytes_sec: Option<u64>,
    #[xml(
        text_child,
        omit = "0",
        bad(CODE_XML_ERROR, "disk iotune field 'read_bytes_sec' must be an integer")
    )]
    pub read_bytes_sec: Option<u64>,
    #[xml(
        text_child,
        omit = "0",
        bad(CODE_XML_ERROR, "disk iotune field 'write_bytes_sec' must be an integer")
    )]
    pub write_bytes_sec: Option<u64>,
    #[xml(
        text_child,
        omit = "0",
        bad(CODE_XML_ERROR, "disk iotune field 'total_iops_sec' must be an integer")
    )]
    pub total_iops_sec: Option<u64>,
    #[xml(
        text_child,
        omit = "0",
        bad(CODE_XML_ERROR, "disk iotune field 'read_iops_sec' must be an integer")
    )]
    pub read_iops_sec: Option<u64>,
    #[xml(
        text_child,
        omit = "0",
        bad(CODE_XML_ERROR, "disk iotune field 'write_iops_sec' must be an integer")
    )]
    pub write_iops_sec: Option<u64>,
    #[xml(
        text_child,
        omit = "0",
        bad(CODE_XML_ERROR, "disk iotune field 'total_bytes_sec_max' must be an integer")
    )]
    pub total_bytes_sec_max: Option<u64>,
    #[xml(
        text_child,
        omit = "0",
        bad(CODE_XML_ERROR, "disk iotune field 'read_bytes_sec_max' must be an integer")
    )]
    pub read_bytes_sec_max: Option<u64>,
    #[xml(
        text_child,
        omit = "0",
        bad(CODE_XML_ERROR, "disk iotune field 'write_bytes_sec_max' must be an integer")
    )]
    pub write_bytes_sec_max: Option<u64>,
    #[xml(
        text_child,
        omit = "0",
        bad(CODE_XML_ERROR, "disk iotune field 'total_iops_sec_max' must be an integer")
    )]
    pub total_iops_sec_max: Option<u64>,
    #[xml(
        text_child,
        omit = "0",
        bad(CODE_XML_ERROR, "disk iotune field 'read_iops_sec_max' must be an integer")
    )]
    pub read_iops_sec_max: Option<u64>,
    #[xml(
        text_child,
        omit = "0",
        bad(CODE_XML_ERROR, "disk iotune field 'write_iops_sec_max' must be an integer")
    )]
    pub write_iops_sec_max: Option<u64>,
    #[xml(
        text_child,
        omit = "0",
        bad(CODE_XML_ERROR, "disk iotune field 'size_iops_sec' must be an integer")
    )]
    pub size_iops_sec: Option<u64>,
    #[xml(text_child)]
    pub group_name: Option<String>,
    #[xml(
        text_child,
        omit = "0",
        bad(CODE_XML_ERROR, "disk iotune field 'total_bytes_sec_max_length' must be an integer")
    )]
    pub total_bytes_sec_max_length: Option<u64>,
    #[xml(
        text_child,
        omit = "0",
        bad(CODE_XML_ERROR, "disk iotune field 'read_bytes_sec_max_length' must be an integer")
    )]
    pub read_bytes_sec_max_length: Option<u64>,
    #[xml(
        text_child,
        omit = "0",
        bad(CODE_XML_ERROR, "disk iotune field 'write_bytes_sec_max_length' must be an integer")
    )]
    pub write_bytes_sec_max_length: Option<u64>,
    #[xml(
        text_child,
        omit = "0",
        bad(CODE_XML_ERROR, "disk iotune field 'total_iops_sec_max_length' must be an integer")
    )]
    pub total_iops_sec_max_length: Option<u64>,
    #[xml(
        text_child,
        omit = "0",
        bad(CODE_XML_ERROR, "disk iotune field 'read_iops_sec_max_length' must be an integer")
    )]
    pub read_iops_sec_max_length: Option<u64>,
    #[xml(
        text_child,
        omit = "0",
        bad(CODE_XML_ERROR, "disk iotune field 'write_iops_sec_max_length' must be an integer")
    )]
    pub write_iops_sec_max_length: Option<u64>,
}

/// `<throttlegroup>`: the same limits, shared by disks under a name.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct ThrottleGroup {
    #[xml(flatten)]
    pub limits: IoTune,
}

/// `<resource>`.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
#[xml(parsed = "super::checks::tune::resource")]
pub struct Resource {
    #[xml(text_child)]
    pub partition: Option<String>,
    #[xml(attr = "appid", path = "fibrechannel")]
    pub fibrechannel_appid: Option<String>,
}

/// `<event>` of `<perf>`.
#[derive(Clone, Debug, PartialEq, Eq, XmlElement)]
pub struct PerfEvent {
    #[xml(attr, required)]
    pub name: PerfEventName,
    #[xml(attr, yes_no, required)]
    pub enabled: bool,
}

impl Default for PerfEvent {
    fn default() -> Self {
        PerfEvent { name: PerfEventName::Cmt, enabled: false }
    }
}

/// Events of the host's performance counters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, XmlEnum)]
pub enum PerfEventName {
    Cmt,
    Mbmt,
    Mbml,
    #[xml("cpu_cycles")]
    CpuCycles,
    Instructions,
    #[xml("cache_references")]
    CacheReferences,
    #[xml("cache_misses")]
    CacheMisses,
    #[xml("branch_instructions")]
    BranchInstructions,
    #[xml("branch_misses")]
    BranchMisses,
    #[xml("bus_cycles")]
    BusCycles,
    #[xml("stalled_cycles_frontend")]
    StalledCyclesFrontend,
    #[xml("stalled_cycles_backend")]
    StalledCyclesBackend,
    #[xml("ref_cpu_cycles")]
    RefCpuCycles,
    #[xml("cpu_clock")]
    CpuClock,
    #[xml("task_clock")]
    TaskClock,
    #[xml("page_faults")]
    PageFaults,
    #[xml("context_switches")]
    ContextSwitches,
    #[xml("cpu_migrations")]
    CpuMigrations,
    #[xml("page_faults_min")]
    PageFaultsMin,
    #[xml("page_faults_maj")]
    PageFaultsMaj,
    #[xml("alignment_faults")]
    AlignmentFaults,
    #[xml("emulation_faults")]
    EmulationFaults,
}
