//! `<features>`.

use vireo_xml::{XmlElement, XmlEnum};

/// `<name state='on|off'/>`, where a missing state means on.
#[derive(Clone, Debug, PartialEq, Eq, XmlElement)]
pub struct Toggle {
    #[xml(attr, on_off)]
    pub state: bool,
}

impl Default for Toggle {
    fn default() -> Self {
        Toggle { state: true }
    }
}

/// `<name enabled='yes|no'/>`.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct YesNoAttr {
    #[xml(attr, yes_no)]
    pub enabled: Option<bool>,
}

/// `<features>`.
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
#[xml(parsed = "super::checks::features::features")]
pub struct Features {
    #[xml(flag)]
    pub acpi: bool,
    #[xml(child, always)]
    pub apic: Option<Apic>,
    #[xml(flag)]
    pub pae: bool,
    #[xml(child)]
    pub hap: Option<Toggle>,
    #[xml(flag)]
    pub viridian: bool,
    #[xml(flag)]
    pub privnet: bool,
    #[xml(child, open)]
    pub hyperv: Option<Hyperv>,
    #[xml(child, open)]
    pub kvm: Option<Kvm>,
    #[xml(child)]
    pub pvspinlock: Option<Toggle>,
    #[xml(child)]
    pub capabilities: Option<ContainerCapabilities>,
    #[xml(child)]
    pub pmu: Option<Toggle>,
    #[xml(child)]
    pub vmport: Option<Toggle>,
    #[xml(child, always)]
    pub gic: Option<Gic>,
    #[xml(child)]
    pub smm: Option<Smm>,
    #[xml(attr = "driver", path = "ioapic")]
    pub ioapic: Option<Ioapic>,
    #[xml(child, always)]
    pub hpt: Option<Hpt>,
    #[xml(child)]
    pub vmcoreinfo: Option<Toggle>,
    #[xml(child)]
    pub htm: Option<Toggle>,
    #[xml(child = "nested-hv")]
    pub nested_hv: Option<Toggle>,
    #[xml(attr = "unknown", path = "msrs")]
    pub msrs_unknown: Option<MsrsUnknown>,
    #[xml(child = "ccf-assist")]
    pub ccf_assist: Option<Toggle>,
    #[xml(child)]
    pub xen: Option<XenFeatures>,
    #[xml(attr = "value", path = "cfpc")]
    pub cfpc: Option<Cfpc>,
    #[xml(attr = "value", path = "sbbc")]
    pub sbbc: Option<Cfpc>,
    #[xml(attr = "value", path = "ibs")]
    pub ibs: Option<Ibs>,
    /// Size of the translation cache, in KiB.
    #[xml(size, path = "tcg/tb-cache", kib, omit = "0")]
    pub tcg_tb_cache: Option<u64>,
    #[xml(child = "async-teardown")]
    pub async_teardown: Option<AsyncTeardown>,
    #[xml(child)]
    pub ras: Option<Toggle>,
    #[xml(child)]
    pub ps2: Option<Toggle>,
    #[xml(attr = "value", path = "aia")]
    pub aia: Option<Aia>,
}

/// `<apic>`.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct Apic {
    #[xml(attr, on_off)]
    pub eoi: Option<bool>,
}

/// `<hyperv>`: enlightenments for Windows guests.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
#[xml(parsed = "super::checks::features::hyperv")]
pub struct Hyperv {
    #[xml(attr)]
    pub mode: HypervMode,
    #[xml(child)]
    pub relaxed: Option<Toggle>,
    #[xml(child)]
    pub vapic: Option<Toggle>,
    #[xml(child)]
    pub spinlocks: Option<HypervSpinlocks>,
    #[xml(child)]
    pub vpindex: Option<Toggle>,
    #[xml(child)]
    pub runtime: Option<Toggle>,
    #[xml(child)]
    pub synic: Option<Toggle>,
    #[xml(child)]
    pub stimer: Option<HypervStimer>,
    #[xml(child)]
    pub reset: Option<Toggle>,
    #[xml(child)]
    pub vendor_id: Option<HypervVendorId>,
    #[xml(child)]
    pub frequencies: Option<Toggle>,
    #[xml(child)]
    pub reenlightenment: Option<Toggle>,
    #[xml(child)]
    pub tlbflush: Option<HypervTlbflush>,
    #[xml(child)]
    pub ipi: Option<Toggle>,
    #[xml(child)]
    pub evmcs: Option<Toggle>,
    #[xml(child)]
    pub avic: Option<Toggle>,
    #[xml(child)]
    pub emsr_bitmap: Option<Toggle>,
    #[xml(child)]
    pub xmm_input: Option<Toggle>,
}

/// Whether the list counts, or what the host has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, XmlEnum)]
pub enum HypervMode {
    #[default]
    Custom,
    Passthrough,
}

/// `<spinlocks>`.
#[derive(Clone, Debug, PartialEq, Eq, XmlElement)]
#[xml(parsed = "super::checks::features::spinlocks")]
pub struct HypervSpinlocks {
    #[xml(attr, on_off)]
    pub state: bool,
    #[xml(attr)]
    pub retries: Option<u32>,
}

impl Default for HypervSpinlocks {
    fn default() -> Self {
        HypervSpinlocks { state: true, retries: None }
    }
}

/// `<stimer>`.
#[derive(Clone, Debug, PartialEq, Eq, XmlElement)]
#[xml(parsed = "super::checks::features::stimer")]
pub struct HypervStimer {
    #[xml(attr, on_off)]
    pub state: bool,
    #[xml(child)]
    pub direct: Option<Toggle>,
}

impl Default for HypervStimer {
    fn default() -> Self {
        HypervStimer { state: true, direct: None }
    }
}

/// `<tlbflush>`.
#[derive(Clone, Debug, PartialEq, Eq, XmlElement)]
#[xml(parsed = "super::checks::features::tlbflush")]
pub struct HypervTlbflush {
    #[xml(attr, on_off)]
    pub state: bool,
    #[xml(child)]
    pub direct: Option<Toggle>,
    #[xml(child)]
    pub extended: Option<Toggle>,
}

impl Default for HypervTlbflush {
    fn default() -> Self {
        HypervTlbflush { state: true, direct: None, extended: None }
    }
}

/// `<vendor_id>`.
#[derive(Clone, Debug, PartialEq, Eq, XmlElement)]
#[xml(parsed = "super::checks::features::vendor_id")]
pub struct HypervVendorId {
    #[xml(attr, on_off)]
    pub state: bool,
    #[xml(attr)]
    pub value: Option<String>,
}

impl Default for HypervVendorId {
    fn default() -> Self {
        HypervVendorId { state: true, value: None }
    }
}

/// `<kvm>`.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
#[xml(parsed = "super::checks::features::kvm")]
pub struct Kvm {
    #[xml(child)]
    pub hidden: Option<Toggle>,
    #[xml(child = "hint-dedicated")]
    pub hint_dedicated: Option<Toggle>,
    #[xml(child = "poll-control")]
    pub poll_control: Option<Toggle>,
    #[xml(child = "pv-ipi")]
    pub pv_ipi: Option<Toggle>,
    #[xml(child = "dirty-ring")]
    pub dirty_ring: Option<DirtyRing>,
}

/// `<dirty-ring>`; the size is in entries.
#[derive(Clone, Debug, PartialEq, Eq, XmlElement)]
#[xml(parsed = "super::checks::features::dirty_ring")]
pub struct DirtyRing {
    #[xml(attr, on_off)]
    pub state: bool,
    #[xml(attr, any_base)]
    pub size: Option<u32>,
}

impl Default for DirtyRing {
    fn default() -> Self {
        DirtyRing { state: true, size: None }
    }
}

/// `<gic>`.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct Gic {
    /// `host`, `2` or `3`.
    #[xml(attr)]
    pub version: Option<GicVersion>,
}

/// Versions of the ARM interrupt controller.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum GicVersion {
    Host,
    #[xml("2")]
    V2,
    #[xml("3")]
    V3,
}

/// `<smm>`.
#[derive(Clone, Debug, PartialEq, Eq, XmlElement)]
#[xml(parsed = "super::checks::os::smm")]
pub struct Smm {
    #[xml(attr, on_off)]
    pub state: bool,
    /// Bytes.
    #[xml(size, path = "tseg", pretty)]
    pub tseg: Option<u64>,
}

impl Default for Smm {
    fn default() -> Self {
        Smm { state: true, tseg: None }
    }
}

/// Who emulates the I/O APIC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum Ioapic {
    Qemu,
    Kvm,
}

/// `<hpt>` of pSeries.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct Hpt {
    #[xml(attr)]
    pub resizing: Option<HptResizing>,
    /// KiB.
    #[xml(size, path = "maxpagesize", kib)]
    pub maxpagesize: Option<u64>,
}

/// Whether the guest may resize its page table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum HptResizing {
    Enabled,
    Disabled,
    Required,
}

/// What happens at unknown model-specific registers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum MsrsUnknown {
    Ignore,
    Fault,
}

/// `<xen>`.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
#[xml(parsed = "super::checks::features::xen")]
pub struct XenFeatures {
    #[xml(child)]
    pub e820_host: Option<Toggle>,
    #[xml(child)]
    pub passthrough: Option<XenPassthrough>,
}

/// `<passthrough>`.
#[derive(Clone, Debug, PartialEq, Eq, XmlElement)]
pub struct XenPassthrough {
    #[xml(attr, on_off)]
    pub state: bool,
    #[xml(attr)]
    pub mode: Option<XenPassthroughMode>,
}

impl Default for XenPassthrough {
    fn default() -> Self {
        XenPassthrough { state: true, mode: None }
    }
}

/// How page tables are used with passthrough.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum XenPassthroughMode {
    #[xml("sync_pt")]
    SyncPt,
    #[xml("share_pt")]
    SharePt,
}

/// Mitigations of pSeries, first kinds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum Cfpc {
    Broken,
    Workaround,
    Fixed,
}

/// Mitigations of pSeries, indirect branches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum Ibs {
    Broken,
    Workaround,
    FixedIbs,
    FixedCcd,
    FixedNa,
}

/// `<async-teardown>`; without the attribute: yes.
#[derive(Clone, Debug, PartialEq, Eq, XmlElement)]
pub struct AsyncTeardown {
    #[xml(attr, yes_no)]
    pub enabled: bool,
}

impl Default for AsyncTeardown {
    fn default() -> Self {
        AsyncTeardown { enabled: true }
    }
}

/// Interrupt architecture of RISC-V.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum Aia {
    None,
    Aplic,
    AplicImsic,
}

/// What a container does with capabilities that are not listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, XmlEnum)]
pub enum CapabilityPolicy {
    #[default]
    Default,
    Allow,
    Deny,
}

macro_rules! container_capabilities {
    ($($name:ident),* $(,)?) => {
        /// `<capabilities>` of a container.
        #[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
        #[xml(parsed = "super::checks::features::capabilities")]
        pub struct ContainerCapabilities {
            #[xml(attr)]
            pub policy: CapabilityPolicy,
            $(#[xml(child)] pub $name: Option<Toggle>,)*
        }
    };
}
container_capabilities!(
    audit_control,
    audit_write,
    block_suspend,
    chown,
    dac_override,
    dac_read_search,
    fowner,
    fsetid,
    ipc_lock,
    ipc_owner,
    kill,
    lease,
    linux_immutable,
    mac_admin,
    mac_override,
    mknod,
    net_admin,
    net_bind_service,
    net_broadcast,
    net_raw,
    setgid,
    setfcap,
    setpcap,
    setuid,
    sys_admin,
    sys_boot,
    sys_chroot,
    sys_module,
    sys_nice,
    sys_pacct,
    sys_ptrace,
    sys_rawio,
    sys_resource,
    sys_time,
    sys_tty_config,
    syslog,
    wake_alarm,
);
