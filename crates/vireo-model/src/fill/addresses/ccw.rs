//! Addresses on the channel subsystem of IBM Z: every virtio device without a place of another kind
//! gets the next free number.

use std::collections::BTreeSet;

use crate::domain::Domain;
use crate::domain::address::{CcwAddress, DeviceAddress};
use crate::domain::devices::controller::ControllerType;
use crate::domain::devices::disk::DiskBus;
use crate::domain::devices::hostdev::HostdevType;
use crate::domain::devices::input::InputBus;
use crate::domain::devices::memballoon::MemBalloonModel;
use crate::domain::devices::memory::MemoryModel;
use crate::domain::devices::sound::SoundModel;
use crate::domain::devices::video::VideoType;
use crate::fill::defaults::{controller, interface};
use crate::fill::error::{internal, refuse};
use crate::fill::walk::{Place, info, info_mut, places};
use crate::fill::{Context, Family, Result};

/// The channel subsystem of virtual devices.
const CSSID: u8 = 0xfe;

/// Gives each device of the channel subsystem a place.
///
/// # Errors
/// Two devices want one place, or there is none left.
pub(crate) fn assign(dom: &mut Domain, ctx: &Context<'_>) -> Result {
    if ctx.family != Family::S390Ccw {
        return Ok(());
    }
    let mut taken = BTreeSet::new();
    let mut homeless = Vec::new();
    for place in places(dom) {
        let Some(info) = info(dom, place) else { continue };
        match &info.address {
            Some(DeviceAddress::Ccw(CcwAddress { cssid, ssid, devno: Some(devno) })) => {
                let (cssid, ssid, devno) = (cssid.unwrap_or(CSSID), ssid.unwrap_or(0), *devno);
                refuse!(
                    !taken.insert((cssid, ssid, devno)),
                    internal,
                    "The CCW devno '{cssid:x}.{ssid:x}.{devno:04x}' is in use already"
                );
            }
            Some(DeviceAddress::Ccw(_)) => homeless.push(place),
            None if is_channel_device(dom, place) => homeless.push(place),
            Some(_) | None => {}
        }
    }
    for place in homeless {
        let free = (0..=u16::MAX).find(|devno| !taken.contains(&(CSSID, 0, *devno)));
        refuse!(free.is_none(), internal, "There are no more free CCW devnos.");
        let devno = free.unwrap_or_default();
        let _ = taken.insert((CSSID, 0, devno));
        if let Some(info) = info_mut(dom, place) {
            let address = CcwAddress { cssid: Some(CSSID), ssid: Some(0), devno: Some(devno) };
            info.address = Some(DeviceAddress::Ccw(address));
        }
    }
    Ok(())
}

/// Whether a device without an address lives on the channel subsystem.
fn is_channel_device(dom: &Domain, place: Place) -> bool {
    let d = &dom.devices;
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
            controller.kind == ControllerType::VirtioSerial
                || controller::is_virtio_scsi(controller)
        }
        Place::Input(n) => d.inputs[n as usize].bus == Some(InputBus::Virtio),
        Place::Hostdev(n) => d.hostdevs[n as usize].kind == HostdevType::ScsiHost,
        Place::Memballoon => {
            d.memballoon.as_ref().is_some_and(|balloon| balloon.model == MemBalloonModel::Virtio)
        }
        Place::Memory(n) => {
            matches!(d.memories[n as usize].model, MemoryModel::VirtioMem | MemoryModel::VirtioPmem)
        }
        Place::Filesystem(_) | Place::Rng(_) | Place::Vsock | Place::Crypto(_) => true,
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
    fn virtio_devices_live_on_the_channel_subsystem() {
        let dom = domain(
            "<disk type='file' device='disk'><target dev='vda' bus='virtio'/></disk>\
             <rng model='virtio'><backend model='random'>/dev/urandom</backend></rng>\
             <watchdog model='diag288' action='reset'/>",
        );
        let on: Vec<bool> =
            places(&dom).into_iter().map(|place| is_channel_device(&dom, place)).collect();
        assert_eq!(on, [true, false, true]);
    }
}
