//! What each device is to a PCI bus.

use super::pci_set::{BusModel, Connect};
use crate::domain::Domain;
use crate::domain::address::DeviceAddress;
use crate::domain::devices::chardev::SerialTargetType;
use crate::domain::devices::controller::{
    Controller, ControllerModel as Model, ControllerType as Type,
};
use crate::domain::devices::disk::{Disk, DiskBus, DiskModel};
use crate::domain::devices::filesystem::{Filesystem, FilesystemDriverType, FilesystemModel};
use crate::domain::devices::hostdev::{Hostdev, HostdevMode, HostdevModel, HostdevType};
use crate::domain::devices::input::{Input, InputBus, InputModel};
use crate::domain::devices::interface::{Interface, InterfaceType};
use crate::domain::devices::memballoon::MemBalloonModel;
use crate::domain::devices::memory::MemoryModel;
use crate::domain::devices::rng::RngModel;
use crate::domain::devices::simple::{IommuModel, PanicModel, VsockModel};
use crate::domain::devices::sound::SoundModel;
use crate::domain::devices::video::{Video, VideoType};
use crate::domain::devices::watchdog::WatchdogModel;
use crate::fill::Context;
use crate::fill::addresses::{is_nowhere, pci_slot};
use crate::fill::walk::Place;

/// The flags of the machine's devices.
#[derive(Clone, Copy)]
pub(crate) struct Classes {
    /// Conventional devices.
    pci: Connect,
    /// Express devices where the machine has Express, else conventional ones.
    pcie: Connect,
}

/// The bus behind a controller, if it is a PCI one.
pub(crate) fn bus_model(c: &Controller) -> Option<BusModel> {
    if c.kind != Type::Pci {
        return None;
    }
    Some(match c.model? {
        Model::PciRoot => BusModel::PciRoot,
        Model::PcieRoot => BusModel::PcieRoot,
        Model::PciBridge => BusModel::PciBridge,
        Model::DmiToPciBridge => BusModel::DmiToPciBridge,
        Model::PcieToPciBridge => BusModel::PcieToPciBridge,
        Model::PcieRootPort => BusModel::PcieRootPort,
        Model::PcieSwitchUpstreamPort => BusModel::PcieSwitchUpstreamPort,
        Model::PcieSwitchDownstreamPort => BusModel::PcieSwitchDownstreamPort,
        Model::PciExpanderBus => BusModel::PciExpanderBus,
        Model::PcieExpanderBus => BusModel::PcieExpanderBus,
        _ => return None,
    })
}

/// The controller model of a bus.
pub(crate) fn controller_model(model: BusModel) -> Model {
    match model {
        BusModel::PciRoot => Model::PciRoot,
        BusModel::PcieRoot => Model::PcieRoot,
        BusModel::PciBridge => Model::PciBridge,
        BusModel::DmiToPciBridge => Model::DmiToPciBridge,
        BusModel::PcieToPciBridge => Model::PcieToPciBridge,
        BusModel::PcieRootPort => Model::PcieRootPort,
        BusModel::PcieSwitchUpstreamPort => Model::PcieSwitchUpstreamPort,
        BusModel::PcieSwitchDownstreamPort => Model::PcieSwitchDownstreamPort,
        BusModel::PciExpanderBus => Model::PciExpanderBus,
        BusModel::PcieExpanderBus => Model::PcieExpanderBus,
    }
}

impl Classes {
    pub(crate) fn of(ctx: &Context<'_>) -> Self {
        let pci = Connect::AUTOASSIGN.with(Connect::PCI);
        let pcie = Connect::AUTOASSIGN.with(Connect::PCIE);
        Classes { pci, pcie: if ctx.family().is_pcie() { pcie } else { pci } }
    }

    /// Conventional when the model is the transitional one.
    fn virtio(&self, transitional: bool) -> Connect {
        if transitional { self.pci } else { self.pcie }
    }

    /// What the device is; nothing when it is no PCI device.
    pub(crate) fn device(&self, dom: &Domain, place: Place, ctx: &Context<'_>) -> Connect {
        self.known(dom, place, ctx).unwrap_or(Connect::NONE)
    }

    fn known(&self, dom: &Domain, place: Place, ctx: &Context<'_>) -> Option<Connect> {
        let d = &dom.devices;
        Some(match place {
            Place::Disk(n) => self.disk(d.disks.get(n as usize)?),
            Place::Interface(n) => self.interface(d.interfaces.get(n as usize)?, ctx),
            Place::Sound(n) => self.sound(d.sounds.get(n as usize)?.model),
            Place::Hostdev(n) => self.hostdev(d.hostdevs.get(n as usize)?, ctx),
            Place::Video(n) => self.video(d.videos.get(n as usize)?),
            Place::Controller(n) => self.controller(d.controllers.get(n as usize)?),
            Place::Serial(n) => {
                let target = d.serials.get(n as usize)?.target.as_ref()?;
                let pci = target.kind == Some(SerialTargetType::PciSerial);
                if pci { self.pci } else { Connect::NONE }
            }
            Place::Input(n) => self.input(d.inputs.get(n as usize)?),
            Place::Filesystem(n) => self.filesystem(d.filesystems.get(n as usize)?),
            Place::Watchdog(n) => match d.watchdogs.get(n as usize)?.model {
                WatchdogModel::I6300esb => self.pci,
                WatchdogModel::Ib700 | WatchdogModel::Diag288 => Connect::NONE,
                WatchdogModel::Itco => Connect::NONE,
            },
            Place::Memballoon => match d.memballoon.as_ref()?.model {
                MemBalloonModel::Virtio | MemBalloonModel::VirtioNonTransitional => self.pcie,
                MemBalloonModel::VirtioTransitional => self.pci,
                MemBalloonModel::Xen | MemBalloonModel::None => Connect::NONE,
            },
            Place::Rng(n) => {
                self.virtio(d.rngs.get(n as usize)?.model == RngModel::VirtioTransitional)
            }
            Place::Shmem(_) | Place::Crypto(_) | Place::Pstore => self.pci,
            Place::Vsock => {
                self.virtio(d.vsock.as_ref()?.model == Some(VsockModel::VirtioTransitional))
            }
            Place::Memory(n) => match d.memories.get(n as usize)?.model {
                MemoryModel::VirtioMem | MemoryModel::VirtioPmem => self.pcie,
                MemoryModel::Dimm | MemoryModel::Nvdimm => Connect::NONE,
                MemoryModel::SgxEpc => Connect::NONE,
            },
            Place::Iommu => match d.iommu.as_ref()?.model {
                IommuModel::Virtio => self.pcie.with(Connect::INTEGRATED),
                IommuModel::Intel | IommuModel::Smmuv3 => Connect::NONE,
            },
            Place::Panic(n) => match d.panics.get(n as usize)?.model {
                Some(PanicModel::Pvpanic) => self.pci.with(Connect::INTEGRATED),
                _ => Connect::NONE,
            },
            Place::Smartcard(_) | Place::Parallel(_) | Place::Channel(_) => Connect::NONE,
            Place::Console(_) | Place::Nvram | Place::Hub(_) => Connect::NONE,
            Place::Tpm(_) | Place::Redirdev(_) => Connect::NONE,
        })
    }

    fn sound(&self, model: SoundModel) -> Connect {
        match model {
            SoundModel::Es1370 | SoundModel::Ac97 | SoundModel::Ich6 => self.pci,
            SoundModel::Ich9 => self.pci,
            SoundModel::Virtio => self.pcie,
            SoundModel::Sb16 | SoundModel::Pcspk => Connect::NONE,
            SoundModel::Usb | SoundModel::Ich7 => Connect::NONE,
        }
    }

    fn filesystem(&self, fs: &Filesystem) -> Connect {
        use FilesystemDriverType as Driver;
        match fs.driver.as_ref().and_then(|d| d.kind) {
            None | Some(Driver::Path | Driver::Handle | Driver::Virtiofs) => {
                self.virtio(fs.model == Some(FilesystemModel::VirtioTransitional))
            }
            Some(Driver::Loop | Driver::Nbd | Driver::Ploop | Driver::Mtp) => Connect::NONE,
        }
    }

    fn disk(&self, disk: &Disk) -> Connect {
        if disk.target.bus == Some(DiskBus::Virtio) {
            self.virtio(disk.model == Some(DiskModel::VirtioTransitional))
        } else {
            Connect::NONE
        }
    }

    fn interface(&self, net: &Interface, ctx: &Context<'_>) -> Connect {
        if net.kind == InterfaceType::Hostdev {
            let address = net.source.as_ref().and_then(|s| s.hostdev_address.as_ref());
            return self.host_pci(pci_slot(address), net.info.address.is_some(), ctx);
        }
        const CONVENTIONAL: [&str; 13] = [
            "netfront",
            "rtl8139",
            "e1000",
            "virtio-transitional",
            "lan9118",
            "scm91c111",
            "vlance",
            "vmxnet",
            "vmxnet2",
            "vmxnet3",
            "Am79C970A",
            "82540EM",
            "82545EM",
        ];
        match net.model.as_deref() {
            Some("usb-net" | "spapr-vlan") => Connect::NONE,
            Some(model) if CONVENTIONAL.contains(&model) || model == "82543GC" => self.pci,
            Some(_) | None => self.pcie,
        }
    }

    /// A host device is what it is on the host; Express when that cannot be told.
    fn host_pci(
        &self,
        host: Option<super::pci_set::Slot>,
        placed: bool,
        ctx: &Context<'_>,
    ) -> Connect {
        let express = match host {
            Some(h) if !placed => {
                ctx.view.host_pci_is_express(h.domain, h.bus, h.slot, h.function).unwrap_or(true)
            }
            _ => true,
        };
        if express { self.pcie } else { self.pci }
    }

    fn hostdev(&self, dev: &Hostdev, ctx: &Context<'_>) -> Connect {
        if dev.mode != HostdevMode::Subsystem {
            return Connect::NONE;
        }
        match dev.kind {
            HostdevType::Pci => {
                let host = dev.source.address.as_ref().map(|a| super::pci_set::Slot {
                    domain: a.domain,
                    bus: u32::from(a.pci_bus),
                    slot: u32::from(a.slot),
                    function: u32::from(a.function),
                });
                let placed = pci_slot(dev.info.address.as_ref()).is_some();
                self.host_pci(host, placed, ctx)
            }
            HostdevType::ScsiHost => {
                self.virtio(dev.model == Some(HostdevModel::VirtioTransitional))
            }
            HostdevType::Mdev if dev.model == Some(HostdevModel::VfioPci) => self.pcie,
            _ => Connect::NONE,
        }
    }

    fn video(&self, video: &Video) -> Connect {
        match video.model.as_ref().and_then(|m| m.kind) {
            Some(VideoType::Virtio | VideoType::Bochs) => self.pcie,
            Some(VideoType::Vga | VideoType::Cirrus | VideoType::Vmvga | VideoType::Qxl) => {
                self.pci
            }
            _ => Connect::NONE,
        }
    }

    fn input(&self, input: &Input) -> Connect {
        if input.bus == Some(InputBus::Virtio) {
            self.virtio(input.model == Some(InputModel::VirtioTransitional))
        } else {
            Connect::NONE
        }
    }

    fn controller(&self, c: &Controller) -> Connect {
        match c.kind {
            Type::Pci => bus_model(c).map_or(Connect::NONE, BusModel::upstream),
            Type::Usb => match c.model {
                Some(Model::None) => Connect::NONE,
                Some(Model::NecXhci | Model::QemuXhci) => self.pcie,
                _ => self.pci,
            },
            Type::Sata | Type::Ide => self.pci,
            Type::VirtioSerial => self.virtio(c.model == Some(Model::VirtioTransitional)),
            Type::Scsi => match c.model {
                Some(Model::VirtioScsi | Model::VirtioNonTransitional) => self.pcie,
                None | Some(Model::Auto | Model::Ncr53c90 | Model::Ibmvscsi) => Connect::NONE,
                Some(_) => self.pci,
            },
            Type::Fdc | Type::Ccid | Type::Xenbus | Type::Isa | Type::Nvme => Connect::NONE,
        }
    }
}

/// Whether an address may still be chosen.
pub(crate) fn wanted(address: Option<&DeviceAddress>) -> bool {
    match address {
        None => true,
        Some(DeviceAddress::Pci(pci)) => is_nowhere(pci),
        Some(_) => false,
    }
}
