//! What the guest boots from: `<os>`, `<bootloader>`, `<idmap>`.

use vireo_xml::{XmlElement, XmlEnum};

use crate::domain::devices::storage::{StorageSource, StorageType};
use crate::domain::features::YesNoAttr;
use vireo_xml::{CODE_CONFIG_UNSUPPORTED, CODE_IGNORED, CODE_XML_ERROR};

/// `<os>`.
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
#[xml(parsed = "super::checks::os::os")]
pub struct Os {
    /// Let the daemon choose firmware of this kind.
    #[xml(attr, filled, bad(CODE_XML_ERROR, "unknown firmware value {}"))]
    pub firmware: Option<FirmwareKind>,
    #[xml(attr = "arch", path = "type")]
    pub arch: Option<String>,
    #[xml(attr = "machine", path = "type", filled)]
    pub machine: Option<String>,
    /// `hvm`, `linux`, `exe`, …
    #[xml(text, path = "type", bad(CODE_CONFIG_UNSUPPORTED, "unknown OS type '{}'"))]
    pub kind: Option<OsType>,
    /// Features the chosen firmware must or must not have.
    #[xml(child = "feature", path = "firmware")]
    pub firmware_features: Vec<FirmwareFeature>,
    #[xml(text_child)]
    pub init: Option<String>,
    #[xml(text_child = "initarg")]
    pub initargs: Vec<String>,
    #[xml(child = "initenv")]
    pub initenvs: Vec<InitEnv>,
    #[xml(text_child)]
    pub initdir: Option<String>,
    #[xml(text_child)]
    pub inituser: Option<String>,
    #[xml(text_child)]
    pub initgroup: Option<String>,
    #[xml(child)]
    pub loader: Option<Loader>,
    #[xml(child)]
    pub nvram: Option<Nvram>,
    #[xml(text_child)]
    pub kernel: Option<String>,
    #[xml(text_child)]
    pub initrd: Option<String>,
    #[xml(text_child)]
    pub cmdline: Option<String>,
    #[xml(text_child)]
    pub shim: Option<String>,
    #[xml(text_child)]
    pub dtb: Option<String>,
    #[xml(text_child)]
    pub root: Option<String>,
    #[xml(child = "table", path = "acpi")]
    pub acpi_tables: Vec<AcpiTable>,
    /// Boot order by kind of device.
    #[xml(child = "boot")]
    pub boots: Vec<Boot>,
    #[xml(child)]
    pub bootmenu: Option<BootMenu>,
    #[xml(attr = "useserial", path = "bios", yes_no)]
    pub bios_useserial: Option<bool>,
    #[xml(attr = "rebootTimeout", path = "bios")]
    pub bios_reboot_timeout: Option<i32>,
    #[xml(
        attr = "mode",
        path = "smbios",
        filled,
        omit = "none",
        bad(CODE_CONFIG_UNSUPPORTED, "unknown smbios mode '{}'")
    )]
    pub smbios: Option<SmbiosMode>,
}

/// Kinds of firmware.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum FirmwareKind {
    Bios,
    Efi,
}

/// How a guest starts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, XmlEnum)]
pub enum OsType {
    #[default]
    Hvm,
    Xen,
    Linux,
    Exe,
    Uml,
    Xenpvh,
}

/// `<feature>` of `<firmware>`.
#[derive(Clone, Debug, PartialEq, Eq, XmlElement)]
pub struct FirmwareFeature {
    #[xml(attr, yes_no, required)]
    pub enabled: bool,
    #[xml(attr, required)]
    pub name: FirmwareFeatureName,
}

impl Default for FirmwareFeature {
    fn default() -> Self {
        FirmwareFeature { enabled: false, name: FirmwareFeatureName::EnrolledKeys }
    }
}

/// Names of firmware features.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum FirmwareFeatureName {
    EnrolledKeys,
    SecureBoot,
}

/// `<initenv>`.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct InitEnv {
    #[xml(attr, missing(CODE_XML_ERROR, "No name supplied for <initenv> element"))]
    pub name: String,
    #[xml(text)]
    pub value: String,
}

/// `<loader>`: the firmware image.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
#[xml(parsed = "super::checks::os::loader")]
pub struct Loader {
    #[xml(attr, yes_no)]
    pub readonly: Option<bool>,
    #[xml(attr, yes_no)]
    pub secure: Option<bool>,
    #[xml(attr = "type")]
    pub kind: Option<LoaderKind>,
    #[xml(attr, yes_no)]
    pub stateless: Option<bool>,
    #[xml(attr, omit = "none", bad(CODE_IGNORED, "ignored"))]
    pub format: Option<LoaderFormat>,
    #[xml(text)]
    pub path: Option<String>,
}

/// How firmware is mapped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum LoaderKind {
    Rom,
    Pflash,
}

/// Formats of a firmware image.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum LoaderFormat {
    Raw,
    Qcow2,
}

/// `<nvram>`: the firmware's variables.
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
#[xml(parsed = "super::checks::os::nvram")]
pub struct Nvram {
    #[xml(attr)]
    pub template: Option<String>,
    #[xml(attr = "templateFormat", omit = "none", bad(CODE_IGNORED, "ignored"))]
    pub template_format: Option<LoaderFormat>,
    /// With a `<source>`: its kind.
    #[xml(attr = "type", select)]
    pub kind: Option<StorageType>,
    #[xml(attr, omit = "none", bad(CODE_IGNORED, "ignored"))]
    pub format: Option<LoaderFormat>,
    /// Path of the variable store, in the old form.
    #[xml(text)]
    pub path: Option<String>,
    #[xml(child)]
    pub source: Option<Box<StorageSource>>,
}

/// `<table>` of `<acpi>`.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct AcpiTable {
    #[xml(attr = "type", required)]
    pub kind: AcpiTableKind,
    #[xml(text)]
    pub path: String,
}

/// What an ACPI table file holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, XmlEnum)]
pub enum AcpiTableKind {
    Raw,
    Rawset,
    #[default]
    Slic,
    Msdm,
}

/// `<boot dev='…'>`.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct Boot {
    #[xml(attr, required)]
    pub dev: BootDevice,
}

/// Kinds of boot devices.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, XmlEnum)]
pub enum BootDevice {
    Fd,
    Cdrom,
    #[default]
    Hd,
    Network,
}

/// `<bootmenu>`.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
#[xml(parsed = "super::checks::os::menu")]
pub struct BootMenu {
    #[xml(attr, yes_no)]
    pub enable: bool,
    /// Milliseconds.
    #[xml(attr, bad(CODE_IGNORED, "ignored"))]
    pub timeout: Option<u32>,
}

/// Where SMBIOS tables come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum SmbiosMode {
    Emulate,
    Host,
    Sysinfo,
}

/// `<idmap>` of containers and of shared directories.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct IdMap {
    #[xml(child = "uid")]
    pub uids: Vec<IdMapEntry>,
    #[xml(child = "gid")]
    pub gids: Vec<IdMapEntry>,
}

/// A range of ids and where it is mapped to.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct IdMapEntry {
    #[xml(
        attr,
        missing(CODE_XML_ERROR, "invalid idmap start/target/count settings"),
        bad(CODE_XML_ERROR, "invalid idmap start/target/count settings")
    )]
    pub start: u32,
    #[xml(
        attr,
        missing(CODE_XML_ERROR, "invalid idmap start/target/count settings"),
        bad(CODE_XML_ERROR, "invalid idmap start/target/count settings")
    )]
    pub target: u32,
    #[xml(
        attr,
        missing(CODE_XML_ERROR, "invalid idmap start/target/count settings"),
        bad(CODE_XML_ERROR, "invalid idmap start/target/count settings")
    )]
    pub count: u32,
}

/// `<pm>`: sleep states offered to the guest.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct Pm {
    #[xml(child = "suspend-to-mem")]
    pub suspend_to_mem: Option<YesNoAttr>,
    #[xml(child = "suspend-to-disk")]
    pub suspend_to_disk: Option<YesNoAttr>,
}
