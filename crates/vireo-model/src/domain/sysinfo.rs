//! `<sysinfo>`: what the firmware tells the guest about the machine.

use vireo_xml::{CODE_XML_ERROR, XmlElement, XmlUnion};

/// `<sysinfo type='…'>`.
#[derive(Clone, Debug, PartialEq, XmlUnion)]
#[xml(tag = "type")]
pub enum Sysinfo {
    Smbios(SmbiosInfo),
    Fwcfg(FwcfgInfo),
}

/// Strings of the SMBIOS tables.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
#[xml(parsed = "super::checks::os::smbios")]
pub struct SmbiosInfo {
    #[xml(child = "entry", path = "bios")]
    pub bios: Vec<SysinfoEntry>,
    #[xml(child = "entry", path = "system")]
    pub system: Vec<SysinfoEntry>,
    #[xml(child = "baseBoard")]
    pub base_boards: Vec<SysinfoEntries>,
    #[xml(child = "entry", path = "chassis")]
    pub chassis: Vec<SysinfoEntry>,
    #[xml(text_child = "entry", path = "oemStrings")]
    pub oem_strings: Vec<String>,
}

/// A list of entries.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct SysinfoEntries {
    #[xml(child = "entry")]
    pub entries: Vec<SysinfoEntry>,
}

/// `<entry name='…'>`.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct SysinfoEntry {
    #[xml(attr)]
    pub name: String,
    #[xml(text)]
    pub value: String,
}

/// Blobs of the firmware configuration device.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct FwcfgInfo {
    #[xml(child = "entry")]
    pub entries: Vec<FwcfgEntry>,
}

/// A blob, given as text or as a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
#[xml(parsed = "super::checks::os::blob")]
pub struct FwcfgEntry {
    #[xml(attr, missing(CODE_XML_ERROR, "Firmware entry is missing 'name' attribute"))]
    pub name: String,
    #[xml(attr)]
    pub file: Option<String>,
    #[xml(text)]
    pub value: String,
}
