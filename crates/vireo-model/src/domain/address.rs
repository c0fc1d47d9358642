//! Where a device sits: `<address>`, and what all devices have in common.

use vireo_xml::{CODE_IGNORED, CODE_XML_ERROR, Mode, XmlElement, XmlUnion};

/// `<address type='…'>` of a device.
#[derive(Clone, Debug, PartialEq, XmlUnion)]
#[xml(tag = "type")]
pub enum DeviceAddress {
    Pci(PciAddress),
    Drive(DriveAddress),
    VirtioSerial(VirtioSerialAddress),
    Ccid(CcidAddress),
    Usb(UsbAddress),
    #[xml("spapr-vio")]
    SpaprVio(SpaprVioAddress),
    VirtioS390,
    Ccw(CcwAddress),
    VirtioMmio,
    Isa(IsaAddress),
    Dimm(DimmAddress),
    Unassigned,
}

/// A PCI function. All zero means "on PCI, to be placed".
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, XmlElement)]
#[xml(parsed = "super::checks::address::pci")]
pub struct PciAddress {
    #[xml(attr, hex = 4, shown = "says_place")]
    pub domain: u32,
    #[xml(
        attr,
        hex = 2,
        shown = "says_place",
        range(CODE_XML_ERROR, 0, "Invalid PCI address bus='0x{}', must be <= 0xFF")
    )]
    pub bus: u8,
    #[xml(
        attr,
        hex = 2,
        shown = "says_place",
        range(CODE_XML_ERROR, 0, "Invalid PCI address slot='0x{}', must be <= 0x1F")
    )]
    pub slot: u8,
    #[xml(
        attr,
        hex = 1,
        shown = "says_place",
        range(CODE_XML_ERROR, 0, "Invalid PCI address function=0x{}, must be <= 7")
    )]
    pub function: u8,
    #[xml(attr, on_off)]
    pub multifunction: Option<bool>,
    #[xml(child)]
    pub zpci: Option<ZpciAddress>,
}

impl PciAddress {
    /// Whether a place was chosen (the reference takes all zero for none).
    pub fn is_empty(&self) -> bool {
        self.domain == 0 && self.bus == 0 && self.slot == 0 && self.function == 0
    }
}

/// The numbers of a place are told once there is one; the function alone is none.
fn says_place(pci: &PciAddress, _: Mode) -> bool {
    pci.domain != 0 || pci.bus != 0 || pci.slot != 0
}

/// `<zpci>`: the numbers of a PCI function on s390.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, XmlElement)]
pub struct ZpciAddress {
    #[xml(attr, hex = 4)]
    pub uid: Option<u32>,
    #[xml(attr, hex = 8)]
    pub fid: Option<u32>,
}

/// A place on a disk controller.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct DriveAddress {
    #[xml(attr)]
    pub controller: u32,
    #[xml(attr)]
    pub bus: u32,
    #[xml(attr)]
    pub target: u32,
    #[xml(attr)]
    pub unit: u32,
}

/// A port of a virtio-serial controller.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct VirtioSerialAddress {
    #[xml(attr)]
    pub controller: u32,
    #[xml(attr)]
    pub bus: u32,
    #[xml(attr)]
    pub port: u32,
}

/// A slot of a CCID controller.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct CcidAddress {
    #[xml(attr)]
    pub controller: u32,
    #[xml(attr)]
    pub slot: u32,
}

/// A USB port; `port` is a path such as `1.2`, absent until assigned.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
#[xml(parsed = "super::checks::address::usb")]
pub struct UsbAddress {
    #[xml(attr)]
    pub bus: u32,
    #[xml(attr)]
    pub port: Option<String>,
}

/// A register of the pSeries virtual bus.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct SpaprVioAddress {
    #[xml(attr, hex = 8)]
    pub reg: Option<u64>,
}

/// A channel subsystem device on s390.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
#[xml(parsed = "super::checks::address::ccw")]
pub struct CcwAddress {
    #[xml(attr, hex = 1)]
    pub cssid: Option<u32>,
    #[xml(attr, hex = 1)]
    pub ssid: Option<u32>,
    #[xml(attr, hex = 4)]
    pub devno: Option<u32>,
}

/// Ports and interrupt of an ISA device.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
#[xml(parsed = "super::checks::address::isa")]
pub struct IsaAddress {
    #[xml(attr, hex = 1, bad(CODE_IGNORED, "ignored"))]
    pub iobase: Option<u32>,
    #[xml(attr, hex = 1, bad(CODE_IGNORED, "ignored"))]
    pub irq: Option<u32>,
}

/// A memory slot.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct DimmAddress {
    #[xml(attr, required)]
    pub slot: u32,
    #[xml(attr, hex = 1, live, omit = "0")]
    pub base: Option<u64>,
}

/// What every device has: boot order, alias, option ROM, ACPI index, address.
/// Flattened into each device.
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
#[xml(parsed = "super::checks::address::info")]
pub struct DeviceInfo {
    #[xml(child)]
    pub boot: Option<DeviceBoot>,
    /// Name of the device for QEMU and in events; those of users start with `ua-`.
    #[xml(attr = "name", path = "alias", alias)]
    pub alias: Option<String>,
    /// First port of a USB companion controller.
    #[xml(attr = "startport", path = "master")]
    pub master_startport: Option<u32>,
    #[xml(child)]
    pub rom: Option<Rom>,
    #[xml(attr = "index", path = "acpi", nonzero)]
    pub acpi_index: Option<u32>,
    #[xml(child)]
    pub address: Option<DeviceAddress>,
}

/// `<boot order='…'>` of a device.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
#[xml(parsed = "super::checks::address::boot")]
pub struct DeviceBoot {
    #[xml(attr, required, nonzero)]
    pub order: u32,
    #[xml(attr)]
    pub loadparm: Option<String>,
}

/// `<rom>`: the option ROM of a PCI device.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
#[xml(parsed = "super::checks::address::rom")]
pub struct Rom {
    #[xml(attr, yes_no)]
    pub enabled: Option<bool>,
    #[xml(attr, on_off)]
    pub bar: Option<bool>,
    #[xml(attr)]
    pub file: Option<String>,
}

/// The virtio options that `<driver>` of a virtio device has.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct VirtioOptions {
    #[xml(attr, on_off)]
    pub iommu: Option<bool>,
    #[xml(attr, on_off)]
    pub ats: Option<bool>,
    #[xml(attr, on_off)]
    pub packed: Option<bool>,
    #[xml(attr, on_off)]
    pub page_per_vq: Option<bool>,
}
