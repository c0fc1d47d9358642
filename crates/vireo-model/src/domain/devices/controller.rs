//! `<controller>`.

use vireo_xml::{CODE_CONFIG_UNSUPPORTED, CODE_XML_ERROR, XmlElement, XmlEnum};

use super::disk::DriverIoThread;
use crate::domain::address::{DeviceInfo, VirtioOptions};

/// `<controller>`.
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
#[xml(parsed = "crate::domain::checks::devices::controller")]
pub struct Controller {
    #[xml(attr = "type", select)]
    pub kind: ControllerType,
    /// Absent until assigned.
    #[xml(attr)]
    pub index: Option<u32>,
    #[xml(attr, bad(CODE_CONFIG_UNSUPPORTED, "Unknown model type '{}'"))]
    pub model: Option<ControllerModel>,
    #[xml(attr, when = "virtio-serial|usb")]
    pub ports: Option<u32>,
    #[xml(attr, when = "virtio-serial")]
    pub vectors: Option<u32>,
    #[xml(attr = "maxGrantFrames", when = "xenbus")]
    pub max_grant_frames: Option<u32>,
    #[xml(attr = "maxEventChannels", when = "xenbus")]
    pub max_event_channels: Option<u32>,
    /// QEMU's device for a PCI controller.
    #[xml(attr = "name", path = "model", when = "pci", omit = "none")]
    pub model_name: Option<PciModelName>,
    #[xml(child, when = "pci")]
    pub target: Option<ControllerTarget>,
    #[xml(child)]
    pub driver: Option<ControllerDriver>,
    #[xml(flatten)]
    pub info: DeviceInfo,
    /// Size of the 64-bit PCI hole, in KiB.
    #[xml(size, path = "pcihole64", kib, when = "pci")]
    pub pcihole64: Option<u64>,
}

/// Kinds of controllers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, XmlEnum)]
pub enum ControllerType {
    #[default]
    Ide,
    Fdc,
    Scsi,
    Sata,
    VirtioSerial,
    Ccid,
    Usb,
    Pci,
    Xenbus,
    Isa,
    Nvme,
}

/// Models of controllers, of all kinds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, XmlEnum)]
pub enum ControllerModel {
    Auto,
    Buslogic,
    Lsilogic,
    Lsisas1068,
    Vmpvscsi,
    Ibmvscsi,
    VirtioScsi,
    Lsisas1078,
    VirtioTransitional,
    VirtioNonTransitional,
    Ncr53c90,
    Dc390,
    #[xml("am53c974")]
    Am53c974,
    Piix3Uhci,
    Piix4Uhci,
    Ehci,
    #[xml("ich9-ehci1")]
    Ich9Ehci1,
    #[xml("ich9-uhci1")]
    Ich9Uhci1,
    #[xml("ich9-uhci2")]
    Ich9Uhci2,
    #[xml("ich9-uhci3")]
    Ich9Uhci3,
    #[xml("vt82c686b-uhci")]
    Vt82c686bUhci,
    PciOhci,
    NecXhci,
    Qusb1,
    Qusb2,
    QemuXhci,
    None,
    Piix3,
    Piix4,
    Ich6,
    PciRoot,
    PcieRoot,
    PciBridge,
    DmiToPciBridge,
    PcieToPciBridge,
    PcieRootPort,
    PcieSwitchUpstreamPort,
    PcieSwitchDownstreamPort,
    PciExpanderBus,
    PcieExpanderBus,
    Virtio,
}

impl ControllerModel {
    /// Whether controllers of that kind have this model.
    pub fn suits(self, kind: ControllerType) -> bool {
        use ControllerModel as M;
        match kind {
            ControllerType::Scsi => matches!(
                self,
                M::Auto
                    | M::Buslogic
                    | M::Lsilogic
                    | M::Lsisas1068
                    | M::Vmpvscsi
                    | M::Ibmvscsi
                    | M::VirtioScsi
                    | M::Lsisas1078
                    | M::VirtioTransitional
                    | M::VirtioNonTransitional
                    | M::Ncr53c90
                    | M::Dc390
                    | M::Am53c974
            ),
            ControllerType::Usb => matches!(
                self,
                M::Piix3Uhci
                    | M::Piix4Uhci
                    | M::Ehci
                    | M::Ich9Ehci1
                    | M::Ich9Uhci1
                    | M::Ich9Uhci2
                    | M::Ich9Uhci3
                    | M::Vt82c686bUhci
                    | M::PciOhci
                    | M::NecXhci
                    | M::Qusb1
                    | M::Qusb2
                    | M::QemuXhci
                    | M::None
            ),
            ControllerType::Pci => self.is_pci(),
            ControllerType::Ide => matches!(self, M::Piix3 | M::Piix4 | M::Ich6),
            ControllerType::VirtioSerial => {
                matches!(self, M::Virtio | M::VirtioTransitional | M::VirtioNonTransitional)
            }
            ControllerType::Fdc
            | ControllerType::Sata
            | ControllerType::Ccid
            | ControllerType::Xenbus
            | ControllerType::Isa
            | ControllerType::Nvme => false,
        }
    }

    fn is_pci(self) -> bool {
        use ControllerModel as M;
        matches!(
            self,
            M::PciRoot
                | M::PcieRoot
                | M::PciBridge
                | M::DmiToPciBridge
                | M::PcieToPciBridge
                | M::PcieRootPort
                | M::PcieSwitchUpstreamPort
                | M::PcieSwitchDownstreamPort
                | M::PciExpanderBus
                | M::PcieExpanderBus
        )
    }
}

/// QEMU's devices for PCI controllers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum PciModelName {
    SpaprPciHostBridge,
    PciBridge,
    #[xml("i82801b11-bridge")]
    I82801b11Bridge,
    PciePciBridge,
    Ioh3420,
    PcieRootPort,
    #[xml("x3130-upstream")]
    X3130Upstream,
    #[xml("xio3130-downstream")]
    Xio3130Downstream,
    Pxb,
    PxbPcie,
}

/// `<target>` of a PCI controller.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct ControllerTarget {
    #[xml(
        attr = "chassisNr",
        any_base,
        range(
            CODE_CONFIG_UNSUPPORTED,
            "PCI controller chassisNr '0x{}' out of range - must be 1-255"
        )
    )]
    pub chassis_nr: Option<u8>,
    #[xml(
        attr,
        any_base,
        range(
            CODE_CONFIG_UNSUPPORTED,
            "PCI controller chassis '0x{}' out of range - must be 0-255"
        )
    )]
    pub chassis: Option<u8>,
    #[xml(
        attr,
        hex = 1,
        range(CODE_CONFIG_UNSUPPORTED, "PCI controller port '0x{}' out of range - must be 0-255")
    )]
    pub port: Option<u8>,
    #[xml(
        attr = "busNr",
        any_base,
        range(CODE_CONFIG_UNSUPPORTED, "PCI controller busNr '0x{}' out of range - must be 1-254")
    )]
    pub bus_nr: Option<u8>,
    #[xml(attr, any_base)]
    pub index: Option<u32>,
    #[xml(attr, on_off)]
    pub hotplug: Option<bool>,
    /// KiB.
    #[xml(attr = "memReserve", any_base, nonzero)]
    pub mem_reserve: Option<u64>,
    #[xml(text_child, bad(CODE_XML_ERROR, "invalid NUMA node in target"))]
    pub node: Option<u32>,
}

/// `<driver>` of a controller.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct ControllerDriver {
    #[xml(attr, omit = "0")]
    pub queues: Option<u32>,
    #[xml(attr, omit = "0")]
    pub cmd_per_lun: Option<u32>,
    #[xml(attr, omit = "0")]
    pub max_sectors: Option<u32>,
    #[xml(attr, on_off)]
    pub ioeventfd: Option<bool>,
    #[xml(attr, omit = "0")]
    pub iothread: Option<u32>,
    #[xml(flatten)]
    pub virtio: VirtioOptions,
    #[xml(child = "iothread", path = "iothreads")]
    pub iothreads: Vec<DriverIoThread>,
}
