//! `<memory>` in `<devices>`: memory modules.

use vireo_xml::{
    CODE_INTERNAL_ERROR, CODE_INVALID_ARG, CODE_XML_ERROR, FROM_XML, XmlElement, XmlEnum,
};

use crate::domain::address::DeviceInfo;
use crate::domain::memory::MemoryAccess;
use crate::scalar::{NumberSet, Uuid};

/// `<memory>` device.
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
#[xml(parsed = "crate::domain::checks::devices::memory")]
pub struct MemoryDevice {
    #[xml(attr, required, select)]
    pub model: MemoryModel,
    #[xml(attr)]
    pub access: Option<MemoryAccess>,
    #[xml(attr, yes_no)]
    pub discard: Option<bool>,
    #[xml(text_child, when = "nvdimm", bad(CODE_INTERNAL_ERROR, "malformed uuid element"))]
    pub uuid: Option<Uuid>,
    #[xml(child)]
    pub source: Option<MemorySource>,
    #[xml(child, missing(CODE_XML_ERROR, "missing <target> element for <memory> device"))]
    pub target: MemoryTarget,
    #[xml(flatten)]
    pub info: DeviceInfo,
}

/// Models of memory modules.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, XmlEnum)]
pub enum MemoryModel {
    #[default]
    Dimm,
    Nvdimm,
    VirtioPmem,
    VirtioMem,
    SgxEpc,
}

/// `<source>` of a module; sizes in KiB.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct MemorySource {
    #[xml(
        text_child,
        when = "dimm|virtio-mem|sgx-epc",
        bad(CODE_INVALID_ARG, 0, "Failed to parse bitmap '{}'")
    )]
    pub nodemask: Option<NumberSet>,
    #[xml(size, path = "pagesize", kib, omit = "0", when = "dimm|virtio-mem")]
    pub pagesize: Option<u64>,
    #[xml(text_child, when = "nvdimm|virtio-pmem")]
    pub path: Option<String>,
    #[xml(size, path = "alignsize", kib, omit = "0", when = "nvdimm")]
    pub alignsize: Option<u64>,
    #[xml(flag, when = "nvdimm")]
    pub pmem: bool,
}

/// `<target>` of a module; sizes in KiB.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct MemoryTarget {
    #[xml(attr = "dynamicMemslots", yes_no, when = "virtio-mem")]
    pub dynamic_memslots: Option<bool>,
    #[xml(
        size,
        path = "size",
        kib,
        missing(CODE_XML_ERROR, FROM_XML, "missing element or attribute './size'"),
        bad(CODE_XML_ERROR, FROM_XML, "Invalid value '{}' for element or attribute './size'")
    )]
    pub size: u64,
    #[xml(text_child, bad(CODE_XML_ERROR, "invalid value of memory device node"))]
    pub node: Option<u32>,
    #[xml(size, path = "label/size", kib, when = "nvdimm")]
    pub label_size: Option<u64>,
    #[xml(flag, when = "nvdimm")]
    pub readonly: bool,
    #[xml(size, path = "block", kib, when = "virtio-mem")]
    pub block: Option<u64>,
    #[xml(size, path = "requested", kib, when = "virtio-mem")]
    pub requested: Option<u64>,
    #[xml(size, path = "current", kib, live, when = "virtio-mem")]
    pub current: Option<u64>,
    #[xml(attr = "base", path = "address", hex = 1, omit = "0", when = "virtio-mem|virtio-pmem")]
    pub address_base: Option<u64>,
}
