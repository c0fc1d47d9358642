//! `<hostdev>`: devices of the host given to the guest.

use vireo_xml::{
    CODE_CONFIG_UNSUPPORTED, CODE_INTERNAL_ERROR, CODE_XML_ERROR, KeptElement, XmlElement, XmlEnum,
};

use super::disk::Sgio;
use super::interface::{InterfaceIp, Route, Teaming};
use super::storage::{Auth, StartupPolicy, StorageHost};
use crate::domain::address::DeviceInfo;
use crate::scalar::Uuid;

/// `<hostdev>`. Which fields exist is decided by its type.
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
#[xml(parsed = "crate::domain::checks::hostdev::hostdev")]
pub struct Hostdev {
    #[xml(attr)]
    pub mode: HostdevMode,
    #[xml(attr = "type", required, select)]
    pub kind: HostdevType,
    #[xml(attr, yes_else_no, when = "pci|usb|scsi|scsi_host|mdev")]
    pub managed: Option<bool>,
    #[xml(attr, when = "scsi")]
    pub sgio: Option<Sgio>,
    #[xml(attr, yes_no, when = "scsi")]
    pub rawio: Option<bool>,
    #[xml(attr, when = "mdev|scsi_host", omit = "default")]
    pub model: Option<HostdevModel>,
    #[xml(attr, on_off, when = "mdev|pci")]
    pub display: Option<bool>,
    #[xml(attr, on_off, when = "mdev|pci")]
    pub ramfb: Option<bool>,
    #[xml(child, when = "pci")]
    pub driver: Option<HostdevDriver>,
    #[xml(child, missing(CODE_XML_ERROR, "Missing <source> element in hostdev device"))]
    pub source: HostdevSource,
    #[xml(child = "ip", when = "net")]
    pub ips: Vec<InterfaceIp>,
    #[xml(child = "route", when = "net")]
    pub routes: Vec<Route>,
    #[xml(child, when = "pci")]
    pub teaming: Option<Teaming>,
    #[xml(flag, when = "scsi")]
    pub readonly: bool,
    #[xml(flag, when = "scsi")]
    pub shareable: bool,
    #[xml(flatten)]
    pub info: DeviceInfo,
}

/// A device, or what a container may use.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, XmlEnum)]
pub enum HostdevMode {
    #[default]
    Subsystem,
    Capabilities,
}

/// Kinds of devices.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, XmlEnum)]
pub enum HostdevType {
    Usb,
    #[default]
    Pci,
    Scsi,
    #[xml("scsi_host")]
    ScsiHost,
    Mdev,
    Storage,
    Misc,
    Net,
}

/// Models of mediated devices and vhost-scsi.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum HostdevModel {
    VfioPci,
    VfioCcw,
    VfioAp,
    Virtio,
    VirtioTransitional,
    VirtioNonTransitional,
}

/// `<driver>` of a PCI device.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct HostdevDriver {
    #[xml(attr)]
    pub name: Option<HostdevDriverName>,
    #[xml(attr)]
    pub model: Option<String>,
}

/// Who holds the device on the host.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum HostdevDriverName {
    Kvm,
    Vfio,
    Xen,
}

/// `<source>` of a host device.
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
#[xml(parsed = "crate::domain::checks::hostdev::source")]
pub struct HostdevSource {
    #[xml(attr, when = "scsi|scsi_host", omit = "adapter")]
    pub protocol: Option<HostdevProtocol>,
    #[xml(attr, when = "scsi_host")]
    pub wwpn: Option<String>,
    #[xml(attr, when = "scsi")]
    pub name: Option<String>,
    #[xml(attr = "startupPolicy", when = "usb")]
    pub startup_policy: Option<StartupPolicy>,
    /// The address was found out; only in status files.
    #[xml(attr = "autoAddress", yes_no, when = "usb", status)]
    pub auto_address: Option<bool>,
    #[xml(attr = "writeFiltering", yes_no, when = "pci")]
    pub write_filtering: Option<bool>,
    #[xml(attr = "guestReset", when = "usb")]
    pub guest_reset: Option<UsbGuestReset>,
    /// The guest was started without it.
    #[xml(attr, yes_no, when = "usb", live)]
    pub missing: Option<bool>,
    #[xml(attr = "name", path = "adapter", filled, when = "scsi")]
    pub adapter: Option<String>,
    #[xml(text_child, when = "storage")]
    pub block: Option<String>,
    #[xml(attr = "id", path = "vendor", hex = 4, when = "usb")]
    pub vendor: Option<u16>,
    #[xml(attr = "id", path = "product", hex = 4, when = "usb")]
    pub product: Option<u16>,
    #[xml(text_child, when = "misc")]
    pub char: Option<String>,
    #[xml(text_child, when = "net")]
    pub interface: Option<String>,
    #[xml(child)]
    pub address: Option<HostdevAddress>,
    #[xml(child = "host", when = "scsi")]
    pub hosts: Vec<StorageHost>,
    #[xml(child = "privateData", status)]
    pub private_data: Option<KeptElement>,
    #[xml(child, when = "scsi")]
    pub auth: Option<Auth>,
    #[xml(attr = "name", path = "initiator/iqn", filled, when = "scsi")]
    pub initiator_iqn: Option<String>,
    #[xml(child, status)]
    pub origstates: Option<KeptElement>,
}

/// Where SCSI devices come from; an adapter of the host is meant by absence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum HostdevProtocol {
    Iscsi,
    Vhost,
}

/// When the guest may reset a USB device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum UsbGuestReset {
    Off,
    Uninitialized,
    On,
}

/// `<address>` of `<source>`: on the host.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
#[xml(parsed = "crate::domain::checks::hostdev::address")]
pub struct HostdevAddress {
    #[xml(attr, hex = 4, when = "pci")]
    pub domain: u32,
    /// PCI bus.
    #[xml(
        attr = "bus",
        hex = 2,
        when = "pci",
        range(CODE_XML_ERROR, 0, "Invalid PCI address bus='0x{}', must be <= 0xFF")
    )]
    pub pci_bus: u8,
    #[xml(
        attr,
        hex = 2,
        when = "pci",
        range(CODE_XML_ERROR, 0, "Invalid PCI address slot='0x{}', must be <= 0x1F")
    )]
    pub slot: u8,
    #[xml(
        attr,
        hex = 1,
        when = "pci",
        range(CODE_XML_ERROR, 0, "Invalid PCI address function=0x{}, must be <= 7")
    )]
    pub function: u8,
    #[xml(
        attr,
        when = "mdev",
        missing(CODE_CONFIG_UNSUPPORTED, "Missing 'uuid' attribute for element <address>"),
        bad(CODE_INTERNAL_ERROR, "Cannot parse uuid attribute of element <address>")
    )]
    pub uuid: Option<Uuid>,
    /// USB bus.
    #[xml(attr = "bus", any_base, when = "usb", required)]
    pub usb_bus: u32,
    #[xml(attr = "port", when = "usb")]
    pub usb_port: Option<String>,
    /// USB device number.
    #[xml(attr, any_base, when = "usb")]
    pub device: Option<u32>,
    /// SCSI bus.
    #[xml(attr = "bus", any_base, when = "scsi", required)]
    pub scsi_bus: u32,
    #[xml(attr, any_base, when = "scsi", required)]
    pub target: u32,
    #[xml(attr, any_base, when = "scsi", required)]
    pub unit: u64,
}
