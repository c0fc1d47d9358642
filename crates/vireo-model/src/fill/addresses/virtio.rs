//! Virtio devices on a bus that is not PCI: the channel subsystem of IBM Z, or plain registers
//! (virtio-mmio) on ARM and RISC-V boards.

use crate::domain::Domain;
use crate::domain::address::DeviceAddress;
use crate::domain::devices::controller::ControllerType;
use crate::domain::devices::disk::DiskBus;
use crate::domain::devices::hostdev::{HostdevModel, HostdevType};
use crate::domain::devices::input::InputBus;
use crate::domain::devices::memballoon::MemBalloonModel;
use crate::domain::devices::memory::MemoryModel;
use crate::domain::devices::sound::SoundModel;
use crate::domain::devices::video::VideoType;
use crate::fill::defaults::{controller, interface};
use crate::fill::walk::{Place, info, info_mut, places};
use crate::fill::{Cap, Context, Family};

/// A bus that virtio devices are put on when nobody says otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bus {
    /// The channel subsystem.
    Channel,
    /// Plain registers.
    Registers,
}

/// Whether a device without an address lives on the bus.
pub fn lives_on(dom: &Domain, place: Place, bus: Bus) -> bool {
    let d = &dom.devices;
    let channel = bus == Bus::Channel;
    match place {
        Place::Disk(n) => d.disks[n as usize].target.bus == Some(DiskBus::Virtio),
        Place::Interface(n) => interface::is_virtio(&d.interfaces[n as usize]),
        Place::Sound(n) => d.sounds[n as usize].model == SoundModel::Virtio,
        Place::Video(n) => {
            let model = d.videos[n as usize].model.as_ref();
            model.is_some_and(|model| model.kind == Some(VideoType::Virtio))
        }
        Place::Controller(n) => {
            let controller = &d.controllers[n as usize];
            match bus {
                Bus::Channel => {
                    controller.kind == ControllerType::VirtioSerial
                        || controller::is_virtio_scsi(controller)
                }
                // Of any model, as in the reference.
                Bus::Registers => {
                    matches!(controller.kind, ControllerType::VirtioSerial | ControllerType::Scsi)
                }
            }
        }
        Place::Input(n) => d.inputs[n as usize].bus == Some(InputBus::Virtio),
        Place::Hostdev(n) => {
            let dev = &d.hostdevs[n as usize];
            dev.kind == HostdevType::ScsiHost || channel && dev.model == Some(HostdevModel::VfioCcw)
        }
        Place::Memballoon => {
            d.memballoon.as_ref().is_some_and(|balloon| balloon.model == MemBalloonModel::Virtio)
        }
        Place::Memory(n) => {
            let model = d.memories[n as usize].model;
            channel && matches!(model, MemoryModel::VirtioMem | MemoryModel::VirtioPmem)
        }
        Place::Filesystem(_) | Place::Vsock => channel,
        Place::Rng(_) | Place::Crypto(_) => true,
        Place::Smartcard(_)
        | Place::Serial(_)
        | Place::Parallel(_)
        | Place::Channel(_)
        | Place::Console(_)
        | Place::Watchdog(_)
        | Place::Hub(_)
        | Place::Shmem(_)
        | Place::Tpm(_)
        | Place::Panic(_)
        | Place::Redirdev(_)
        | Place::Nvram
        | Place::Iommu
        | Place::Pstore => false,
    }
}

/// Puts virtio devices on plain registers where the machine has no better bus, or where one of
/// them is there already.
pub(crate) fn assign_registers(dom: &mut Domain, ctx: &Context<'_>) {
    let board = match ctx.family() {
        Family::ArmVirt | Family::RiscvVirt => false,
        Family::OtherArm => ctx.machine.starts_with("vexpress-"),
        _ => return,
    };
    let on_registers =
        |place| matches!(info(dom, place), Some(i) if i.address == Some(DeviceAddress::VirtioMmio));
    let express =
        !board && ctx.has(Cap::PcieRootPort) && !places(dom).into_iter().any(on_registers);
    if express || board && !ctx.has(Cap::VirtioMmio) {
        return;
    }
    for place in places(dom) {
        if !lives_on(dom, place, Bus::Registers) {
            continue;
        }
        if let Some(info) = info_mut(dom, place) {
            info.address.get_or_insert(DeviceAddress::VirtioMmio);
        }
    }
}

#[cfg(test)]
mod tests {
    use vireo_xml::Mode;

    use super::*;

    fn domain(devices: &str) -> Domain {
        let text = format!(
            "<domain type='kvm'><name>z</name><memory>1</memory>\
             <os><type arch='s390x' machine='s390-ccw-virtio'>hvm</type></os>\
             <devices>{devices}</devices></domain>"
        );
        Domain::parse(&text, Mode::default()).expect("a definition")
    }

    #[test]
    fn virtio_devices_live_on_either_bus() {
        let dom = domain(
            "<disk type='file' device='disk'><target dev='vda' bus='virtio'/></disk>\
             <filesystem><source dir='/a'/><target dir='b'/></filesystem>\
             <rng model='virtio'><backend model='random'>/dev/urandom</backend></rng>\
             <watchdog model='diag288' action='reset'/>",
        );
        let on = |bus| -> Vec<bool> {
            places(&dom).into_iter().map(|place| lives_on(&dom, place, bus)).collect()
        };
        assert_eq!(on(Bus::Channel), [true, true, false, true]);
        assert_eq!(on(Bus::Registers), [true, false, false, true]);
    }
}
