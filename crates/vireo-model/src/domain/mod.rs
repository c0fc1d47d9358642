//! The domain: all that `<domain>` says, one field an attribute or element.
//!
//! The order of the fields is the order of the output. Absent means `None`:
//! nothing here fills in defaults, see [`crate::fill`].
//!
//! | part of the document | file |
//! |---|---|
//! | root, names, memory sizes | this one |
//! | `<os>`, `<pm>`, `<idmap>` | [`os`] |
//! | `<cpu>` with its NUMA cells | [`cpu`] |
//! | `<vcpu>`, iothreads, `<cputune>` | [`cputune`] |
//! | `<memoryBacking>`, `<memtune>`, `<numatune>` | [`memory`] |
//! | `<features>` | [`features`] |
//! | `<clock>` | [`clock`] |
//! | `<on_poweroff>` and its like | [`lifecycle`] |
//! | `<blkiotune>`, throttle groups, `<resource>`, `<perf>` | [`tune`] |
//! | labels, launch security | [`security`] |
//! | `<sysinfo>` | [`sysinfo`] |
//! | `<devices>`, a file a kind | [`devices`] |
//! | alias, address, boot order of a device | [`address`] |
//! | `qemu:commandline` and its like | [`namespaces`] |

// The names are those of the document; a comment stands where they do not say it all.
#![allow(missing_docs)]

pub mod address;
mod checks;
pub mod clock;
pub mod cpu;
pub mod cputune;
pub mod devices;
pub mod features;
pub mod host_cpu;
pub mod lifecycle;
pub mod memory;
pub mod namespaces;
mod order;
pub mod os;
pub mod security;
pub mod shape;
pub mod sysinfo;
pub mod tune;

use vireo_xml::{
    CODE_CONFIG_UNSUPPORTED, CODE_INTERNAL_ERROR, CODE_NO_NAME, CODE_XML_ERROR, RawChildren,
    XmlElement, XmlEnum,
};

use crate::scalar::Uuid;

pub use devices::{Device, Devices};

/// `<domain>`.
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
#[xml(root = "domain", parsed = "checks::domain")]
pub struct Domain {
    #[xml(
        attr = "type",
        filled,
        rank = 2,
        missing(CODE_INTERNAL_ERROR, "missing domain type attribute"),
        bad(CODE_CONFIG_UNSUPPORTED, "invalid domain type {}")
    )]
    pub kind: VirtType,
    /// Number of a running domain.
    #[xml(attr, live)]
    pub id: Option<u32>,
    #[xml(text_child, rank = 1, missing(CODE_NO_NAME, "missing name information"))]
    pub name: String,
    #[xml(text_child, rank = 1, bad(CODE_INTERNAL_ERROR, "malformed uuid element"))]
    pub uuid: Option<Uuid>,
    #[xml(child, always, rank = 1)]
    pub genid: Option<GenId>,
    #[xml(text_child)]
    pub title: Option<String>,
    #[xml(text_child)]
    pub description: Option<String>,
    #[xml(child)]
    pub metadata: Option<RawChildren>,
    #[xml(
        attr = "slots",
        path = "maxMemory",
        filled,
        omit = "0",
        bad(CODE_XML_ERROR, "Failed to parse memory slot count")
    )]
    pub memory_slots: Option<u32>,
    /// KiB.
    #[xml(size, path = "maxMemory", kib, omit = "0")]
    pub max_memory: Option<u64>,
    #[xml(attr = "dumpCore", path = "memory", on_off)]
    pub dump_core: Option<bool>,
    /// Memory at start, in KiB.
    #[xml(size, path = "memory", kib)]
    pub memory: Option<u64>,
    /// Memory the balloon leaves, in KiB.
    #[xml(size, path = "currentMemory", kib)]
    pub current_memory: Option<u64>,
    #[xml(child, merge)]
    pub blkiotune: Option<tune::BlkioTune>,
    #[xml(child, merge)]
    pub memtune: Option<memory::MemTune>,
    #[xml(child = "memoryBacking", merge)]
    pub memory_backing: Option<memory::MemoryBacking>,
    #[xml(child)]
    pub vcpu: Option<cputune::Vcpu>,
    #[xml(child = "vcpu", path = "vcpus")]
    pub vcpus: Vec<cputune::VcpuState>,
    #[xml(text_child, omit = "0", bad(CODE_XML_ERROR, "invalid iothreads count '{}'"))]
    pub iothreads: Option<u32>,
    #[xml(child = "iothread", path = "iothreadids")]
    pub iothreadids: Vec<cputune::IoThread>,
    #[xml(child)]
    pub defaultiothread: Option<cputune::DefaultIoThread>,
    #[xml(child = "throttlegroup", path = "throttlegroups")]
    pub throttlegroups: Vec<tune::ThrottleGroup>,
    #[xml(child, merge)]
    pub cputune: Option<cputune::CpuTune>,
    #[xml(child)]
    pub numatune: Option<memory::NumaTune>,
    #[xml(child)]
    pub resource: Option<tune::Resource>,
    #[xml(child)]
    pub sysinfo: Vec<sysinfo::Sysinfo>,
    #[xml(text_child)]
    pub bootloader: Option<String>,
    #[xml(text_child)]
    pub bootloader_args: Option<String>,
    #[xml(child, merge, rank = 2)]
    pub os: os::Os,
    #[xml(child, merge)]
    pub idmap: Option<os::IdMap>,
    #[xml(child, merge)]
    pub features: Option<features::Features>,
    #[xml(child)]
    pub cpu: Option<cpu::Cpu>,
    #[xml(child, merge)]
    pub clock: Option<clock::Clock>,
    #[xml(text_child, bad(CODE_CONFIG_UNSUPPORTED, "unknown on_poweroff action: {}"))]
    pub on_poweroff: Option<lifecycle::LifecycleAction>,
    #[xml(text_child, bad(CODE_CONFIG_UNSUPPORTED, "unknown on_reboot action: {}"))]
    pub on_reboot: Option<lifecycle::LifecycleAction>,
    #[xml(text_child, bad(CODE_CONFIG_UNSUPPORTED, "unknown on_crash action: {}"))]
    pub on_crash: Option<lifecycle::LifecycleAction>,
    #[xml(
        text_child,
        omit = "default",
        bad(CODE_CONFIG_UNSUPPORTED, "unknown on_lockfailure action: {}")
    )]
    pub on_lockfailure: Option<lifecycle::LockFailureAction>,
    #[xml(child, merge)]
    pub pm: Option<os::Pm>,
    #[xml(child = "event", path = "perf")]
    pub perf: Vec<tune::PerfEvent>,
    #[xml(child, always, merge)]
    pub devices: Devices,
    #[xml(child = "seclabel")]
    pub seclabels: Vec<security::SecLabel>,
    #[xml(child = "cipher", path = "keywrap")]
    pub keywrap: Vec<security::KeyWrapCipher>,
    #[xml(child = "launchSecurity")]
    pub launch_security: Option<security::LaunchSecurity>,
    #[xml(child = "commandline", ns = namespaces::QEMU, merge)]
    pub qemu_commandline: Option<namespaces::QemuCommandline>,
    #[xml(child = "capabilities", ns = namespaces::QEMU)]
    pub qemu_capabilities: Option<namespaces::QemuCapabilities>,
    #[xml(child = "override", ns = namespaces::QEMU)]
    pub qemu_override: Option<namespaces::QemuOverride>,
    #[xml(child = "deprecation", ns = namespaces::QEMU)]
    pub qemu_deprecation: Option<namespaces::QemuDeprecation>,
    #[xml(child = "namespace", ns = namespaces::LXC)]
    pub lxc_namespace: Option<namespaces::LxcNamespace>,
    #[xml(child = "commandline", ns = namespaces::BHYVE)]
    pub bhyve_commandline: Option<namespaces::BhyveCommandline>,
    #[xml(child = "commandline", ns = namespaces::XEN)]
    pub xen_commandline: Option<namespaces::XenCommandline>,
    #[xml(text_child = "datacenterpath", ns = namespaces::VMWARE)]
    pub vmware_datacenterpath: Option<String>,
}

/// The hypervisor that runs the domain.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, XmlEnum)]
pub enum VirtType {
    Qemu,
    Kqemu,
    #[default]
    Kvm,
    Xen,
    Lxc,
    Uml,
    Openvz,
    Test,
    Vmware,
    Hyperv,
    Vbox,
    Phyp,
    Parallels,
    Bhyve,
    Vz,
    Hvf,
    /// No hypervisor: known as a word only.
    None,
}

/// `<genid>`: an identity that changes when the guest goes back in time.
/// Without a value the daemon makes one.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct GenId {
    #[xml(text, bad(CODE_INTERNAL_ERROR, "malformed genid element"))]
    pub value: Option<Uuid>,
}

impl Domain {
    /// Read a `<domain>` document.
    ///
    /// # Errors
    /// What is wrong with it, with its position; of several things the one that stands first in
    /// the order of [`order`].
    pub fn parse(text: &str, mode: vireo_xml::Mode) -> vireo_xml::Result<Domain> {
        vireo_xml::parse_ranked(text, mode, order::rank)
    }

    /// The same without what only a running guest has: as after a stop.
    ///
    /// # Errors
    /// None that is known: the document was printed by us.
    pub fn to_inactive(&self) -> vireo_xml::Result<Domain> {
        Domain::parse(&self.format(vireo_xml::Mode::SAVED), vireo_xml::Mode::SAVED)
    }

    /// The document as text.
    pub fn format(&self, mode: vireo_xml::Mode) -> String {
        vireo_xml::format(self, mode)
    }
}
