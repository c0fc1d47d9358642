//! Elements of the drivers' own namespaces (`qemu:commandline` and its like).

use vireo_xml::{CODE_INTERNAL_ERROR, CODE_XML_ERROR, FROM_QEMU, Namespace, XmlElement, XmlEnum};

/// `qemu:`.
pub static QEMU: Namespace =
    Namespace { prefix: "qemu", uri: "http://libvirt.org/schemas/domain/qemu/1.0" };
/// `lxc:`.
pub static LXC: Namespace =
    Namespace { prefix: "lxc", uri: "http://libvirt.org/schemas/domain/lxc/1.0" };
/// `xen:`.
pub static XEN: Namespace =
    Namespace { prefix: "xen", uri: "http://libvirt.org/schemas/domain/xen/1.0" };
/// `bhyve:`.
pub static BHYVE: Namespace =
    Namespace { prefix: "bhyve", uri: "http://libvirt.org/schemas/domain/bhyve/1.0" };
/// `vmware:`.
pub static VMWARE: Namespace =
    Namespace { prefix: "vmware", uri: "http://libvirt.org/schemas/domain/vmware/1.0" };

/// `<qemu:commandline>`: arguments and environment passed as they are.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
#[xml(ns = QEMU)]
pub struct QemuCommandline {
    #[xml(child = "arg")]
    pub args: Vec<Arg>,
    #[xml(child = "env")]
    pub envs: Vec<Env>,
}

/// `<arg value='…'>`.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct Arg {
    #[xml(
        attr,
        missing(CODE_INTERNAL_ERROR, FROM_QEMU, "No qemu command-line argument specified")
    )]
    pub value: String,
}

/// `<env name='…' value='…'>`.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
#[xml(parsed = "super::checks::namespaces::env")]
pub struct Env {
    #[xml(attr, missing(CODE_INTERNAL_ERROR, FROM_QEMU, "No qemu environment name specified"))]
    pub name: String,
    #[xml(attr)]
    pub value: Option<String>,
}

/// `<qemu:capabilities>`: capability flags forced on or off.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
#[xml(ns = QEMU)]
pub struct QemuCapabilities {
    #[xml(child = "add")]
    pub add: Vec<CapabilityName>,
    #[xml(child = "del")]
    pub del: Vec<CapabilityName>,
}

/// The name of a capability flag.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct CapabilityName {
    #[xml(attr, missing(CODE_INTERNAL_ERROR, FROM_QEMU, "missing capability name"))]
    pub capability: String,
}

/// `<qemu:override>`: properties of devices set by hand.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
#[xml(ns = QEMU)]
pub struct QemuOverride {
    #[xml(child = "device")]
    pub devices: Vec<QemuOverrideDevice>,
}

/// The overrides of one device.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
#[xml(ns = QEMU)]
pub struct QemuOverrideDevice {
    #[xml(attr, missing(CODE_XML_ERROR, FROM_QEMU, "missing 'alias' attribute for qemu:device"))]
    pub alias: String,
    #[xml(child = "property", path = "frontend")]
    pub frontend: Vec<QemuOverrideProperty>,
}

/// One property.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
#[xml(parsed = "super::checks::namespaces::property")]
pub struct QemuOverrideProperty {
    #[xml(attr, missing(CODE_XML_ERROR, FROM_QEMU, "missing 'name' attribute for qemu:property"))]
    pub name: String,
    #[xml(attr = "type", required)]
    pub kind: QemuOverrideKind,
    #[xml(attr)]
    pub value: Option<String>,
}

/// Type of an overridden property.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, XmlEnum)]
pub enum QemuOverrideKind {
    #[default]
    String,
    Signed,
    Unsigned,
    Bool,
    Remove,
}

/// `<qemu:deprecation>`.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct QemuDeprecation {
    #[xml(attr)]
    pub behavior: Option<DeprecationBehavior>,
}

/// What QEMU does about deprecated things.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum DeprecationBehavior {
    None,
    Omit,
    Reject,
    Crash,
}

/// `<lxc:namespace>`: namespaces shared with others.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
#[xml(ns = LXC)]
pub struct LxcNamespace {
    #[xml(child)]
    pub sharenet: Option<LxcShare>,
    #[xml(child)]
    pub shareipc: Option<LxcShare>,
    #[xml(child)]
    pub shareuts: Option<LxcShare>,
}

/// Whose namespace is shared.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct LxcShare {
    #[xml(attr = "type", required)]
    pub kind: LxcShareKind,
    #[xml(attr, required)]
    pub value: String,
}

/// How the other is named.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, XmlEnum)]
pub enum LxcShareKind {
    #[default]
    Netns,
    Name,
    Pid,
}

/// `<xen:commandline>`.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
#[xml(ns = XEN)]
pub struct XenCommandline {
    #[xml(child = "arg")]
    pub args: Vec<Arg>,
}

/// `<bhyve:commandline>`.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
#[xml(ns = BHYVE)]
pub struct BhyveCommandline {
    #[xml(child = "arg")]
    pub args: Vec<Arg>,
    #[xml(child = "env")]
    pub envs: Vec<Env>,
}
