//! Devices with little to say: leases, smart cards, hubs, panic devices, shared
//! memory, IOMMUs, sockets, crypto and error stores.

use vireo_xml::{
    CODE_CONFIG_UNSUPPORTED, CODE_INTERNAL_ERROR, CODE_XML_ERROR, XmlElement, XmlEnum, XmlUnion,
};

use super::chardev::{ChardevLog, ChardevSource};
use crate::domain::address::{DeviceInfo, VirtioOptions};

/// `<lease>`.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
#[xml(parsed = "crate::domain::checks::devices::lease")]
pub struct Lease {
    #[xml(text_child)]
    pub lockspace: Option<String>,
    #[xml(text_child, missing(CODE_XML_ERROR, "Missing 'key' element for lease"))]
    pub key: String,
    #[xml(child, missing(CODE_XML_ERROR, "Missing 'target' element for lease"))]
    pub target: LeaseTarget,
}

/// `<target>` of a lease.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct LeaseTarget {
    #[xml(attr, missing(CODE_XML_ERROR, "Missing 'path' attribute to 'target' element for lease"))]
    pub path: String,
    #[xml(attr, omit = "0")]
    pub offset: Option<u64>,
}

/// `<smartcard>`.
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
pub struct Smartcard {
    #[xml(flatten)]
    pub mode: SmartcardMode,
    #[xml(flatten)]
    pub info: DeviceInfo,
}

/// Where the card is.
#[derive(Clone, Debug, Default, PartialEq, XmlUnion)]
#[xml(tag = "mode")]
pub enum SmartcardMode {
    #[default]
    Host,
    HostCertificates(SmartcardCertificates),
    Passthrough(SmartcardPassthrough),
}

/// Three certificates of a database.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
#[xml(parsed = "crate::domain::checks::chardev::certificates")]
pub struct SmartcardCertificates {
    #[xml(text_child = "certificate")]
    pub certificates: Vec<String>,
    #[xml(text_child)]
    pub database: Option<String>,
}

/// A card behind a character device.
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
#[xml(parsed = "crate::domain::checks::chardev::once")]
pub struct SmartcardPassthrough {
    #[xml(
        flatten,
        missing(CODE_XML_ERROR, "passthrough mode requires a character device type attribute"),
        bad(CODE_CONFIG_UNSUPPORTED, "unknown type presented to host for character device: {}")
    )]
    pub source: ChardevSource,
    #[xml(child)]
    pub log: Option<ChardevLog>,
}

/// `<hub>`.
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
pub struct Hub {
    #[xml(
        attr = "type",
        missing(CODE_INTERNAL_ERROR, "missing hub device type"),
        bad(CODE_CONFIG_UNSUPPORTED, "unknown hub device type '{}'")
    )]
    pub kind: HubType,
    #[xml(flatten)]
    pub info: DeviceInfo,
}

/// Kinds of hubs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, XmlEnum)]
pub enum HubType {
    #[default]
    Usb,
}

/// `<nvram>` device of pSeries.
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
pub struct NvramDevice {
    #[xml(flatten)]
    pub info: DeviceInfo,
}

/// `<panic>`: tells the host that the guest's kernel died.
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
pub struct Panic {
    #[xml(attr, omit = "default", bad(CODE_CONFIG_UNSUPPORTED, "unknown panic model '{}'"))]
    pub model: Option<PanicModel>,
    #[xml(flatten)]
    pub info: DeviceInfo,
}

/// Models of panic devices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum PanicModel {
    Isa,
    Pseries,
    Hyperv,
    S390,
    Pvpanic,
}

/// `<shmem>`: memory shared between guests.
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
#[xml(parsed = "crate::domain::checks::devices::shmem")]
pub struct Shmem {
    #[xml(attr, missing(CODE_XML_ERROR, "shmem element must contain 'name' attribute"))]
    pub name: String,
    #[xml(attr)]
    pub role: Option<ShmemRole>,
    #[xml(attr = "type", path = "model")]
    pub model: Option<ShmemModel>,
    /// Bytes.
    #[xml(size, path = "size", mega)]
    pub size: Option<u64>,
    #[xml(child, always)]
    pub server: Option<ShmemServer>,
    #[xml(child, always)]
    pub msi: Option<ShmemMsi>,
    #[xml(flatten)]
    pub info: DeviceInfo,
}

/// Who owns the memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum ShmemRole {
    Master,
    Peer,
}

/// Models of shared memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum ShmemModel {
    Ivshmem,
    IvshmemPlain,
    IvshmemDoorbell,
}

/// `<server>` of shared memory.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct ShmemServer {
    #[xml(attr)]
    pub path: Option<String>,
}

/// `<msi>` of shared memory.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct ShmemMsi {
    #[xml(attr)]
    pub vectors: Option<u32>,
    #[xml(attr, on_off)]
    pub ioeventfd: Option<bool>,
}

/// `<crypto>`.
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
#[xml(parsed = "crate::domain::checks::devices::crypto")]
pub struct Crypto {
    #[xml(attr, required)]
    pub model: CryptoModel,
    #[xml(attr = "type", required)]
    pub kind: CryptoType,
    #[xml(child, missing(CODE_XML_ERROR, "only one crypto backend is supported"))]
    pub backend: CryptoBackend,
    #[xml(child)]
    pub driver: Option<VirtioOptions>,
    #[xml(flatten)]
    pub info: DeviceInfo,
}

/// Models of crypto devices.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, XmlEnum)]
pub enum CryptoModel {
    #[default]
    Virtio,
}

/// Kinds of crypto devices.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, XmlEnum)]
pub enum CryptoType {
    #[default]
    Qemu,
}

/// `<backend>` of a crypto device.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct CryptoBackend {
    #[xml(attr, required)]
    pub model: CryptoBackendModel,
    #[xml(attr, omit = "0")]
    pub queues: Option<u32>,
}

/// Who does the arithmetic.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, XmlEnum)]
pub enum CryptoBackendModel {
    #[default]
    Builtin,
    Lkcf,
}

/// `<iommu>`.
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
pub struct Iommu {
    #[xml(attr, required)]
    pub model: IommuModel,
    #[xml(child)]
    pub driver: Option<IommuDriver>,
    #[xml(flatten)]
    pub info: DeviceInfo,
}

/// Models of IOMMUs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, XmlEnum)]
pub enum IommuModel {
    #[default]
    Intel,
    Smmuv3,
    Virtio,
}

/// `<driver>` of an IOMMU.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct IommuDriver {
    #[xml(attr, on_off)]
    pub intremap: Option<bool>,
    #[xml(attr, on_off)]
    pub caching_mode: Option<bool>,
    #[xml(attr, on_off)]
    pub eim: Option<bool>,
    #[xml(attr, on_off)]
    pub iotlb: Option<bool>,
    #[xml(attr, omit = "0")]
    pub aw_bits: Option<u32>,
    #[xml(attr, on_off)]
    pub dma_translation: Option<bool>,
}

/// `<vsock>`.
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
pub struct Vsock {
    #[xml(attr, omit = "default")]
    pub model: Option<VsockModel>,
    #[xml(attr = "auto", path = "cid", yes_no)]
    pub cid_auto: Option<bool>,
    #[xml(attr = "address", path = "cid", nonzero)]
    pub cid_address: Option<u32>,
    #[xml(flatten)]
    pub info: DeviceInfo,
    #[xml(child)]
    pub driver: Option<VirtioOptions>,
}

/// Models of vsock devices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum VsockModel {
    Virtio,
    VirtioTransitional,
    VirtioNonTransitional,
}

/// `<pstore>`: where a dying kernel leaves its last words.
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
pub struct Pstore {
    #[xml(attr, required)]
    pub backend: PstoreBackend,
    #[xml(text_child)]
    pub path: Option<String>,
    /// KiB.
    #[xml(size, path = "size", kib)]
    pub size: Option<u64>,
    #[xml(flatten)]
    pub info: DeviceInfo,
}

/// Kinds of error stores.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, XmlEnum)]
pub enum PstoreBackend {
    #[default]
    AcpiErst,
}
