//! What is filled in when absent, a room a device.

pub mod audio;
pub mod chardev;
pub mod controller;
pub mod cpu;
pub mod disk;
pub mod domain;
pub mod hostdev;
pub mod interface;
pub mod machine;
pub mod memory;
pub mod others;
pub mod vcpu;
pub mod video;

use crate::domain::Domain;
use crate::fill::walk::Place;
use crate::fill::{Context, Result};

/// Disks of a bus stand in the order of their names.
pub(crate) fn order(dom: &mut Domain, _: &mut Context<'_>) -> Result {
    disk::order(dom);
    Ok(())
}

/// What the reader of the document assumes about devices.
pub(crate) fn parsed(dom: &mut Domain, ctx: &mut Context<'_>) -> Result {
    dom.devices.disks.iter_mut().for_each(disk::parsed);
    if let Some(variables) = dom.os.nvram.as_mut().and_then(|n| n.source.as_deref_mut()) {
        disk::default_ports(variables);
    }
    for net in &mut dom.devices.interfaces {
        interface::parsed(net, ctx);
    }
    for dev in &mut dom.devices.hostdevs {
        hostdev::parsed(dev);
    }
    chardev::all_sources(dom, ctx)?;
    video::screens(dom, ctx)?;
    controller::for_host_disks(dom);
    others::nowhere(dom);
    others::usb_present(dom, ctx)
}

/// Kinds of devices, in the reference's order.
const KINDS: &[fn(&Domain) -> Vec<Place>] = &[
    |dom| many(dom.devices.disks.len(), Place::Disk),
    |dom| many(dom.devices.interfaces.len(), Place::Interface),
    |dom| many(dom.devices.hostdevs.len(), Place::Hostdev),
    |dom| many(dom.devices.videos.len(), Place::Video),
    |dom| many(dom.devices.controllers.len(), Place::Controller),
    |dom| many(dom.devices.serials.len(), Place::Serial),
    |dom| many(dom.devices.inputs.len(), Place::Input),
    |dom| many(dom.devices.filesystems.len(), Place::Filesystem),
    |dom| many(dom.devices.shmems.len(), Place::Shmem),
    |dom| many(dom.devices.tpms.len(), Place::Tpm),
    |dom| many(dom.devices.panics.len(), Place::Panic),
    |dom| many(dom.devices.memories.len(), Place::Memory),
    |dom| many(usize::from(dom.devices.vsock.is_some()), |_| Place::Vsock),
];

fn many(count: usize, place: fn(u32) -> Place) -> Vec<Place> {
    (0..count as u32).map(place).collect()
}

/// Every device, kind by kind in the reference's order.
pub(crate) fn each_device(dom: &mut Domain, ctx: &mut Context<'_>) -> Result {
    for places in KINDS {
        for place in places(dom) {
            device(dom, place, ctx)?;
        }
    }
    chardev::ports(dom, ctx)?;
    others::small(dom, ctx)
}

/// One device of the definition.
pub(crate) fn device(dom: &mut Domain, place: Place, ctx: &mut Context<'_>) -> Result {
    let devices = &mut dom.devices;
    match place {
        Place::Disk(n) => {
            let n = n as usize;
            disk::driver(&mut devices.disks[n], ctx);
            disk::generic(dom, n)?;
            disk::group_limits(dom, n);
        }
        Place::Interface(n) => interface::driver(&mut devices.interfaces[n as usize], ctx),
        Place::Hostdev(n) => {
            hostdev::driver(&mut devices.hostdevs[n as usize], ctx);
            hostdev::generic(dom, n as usize)?;
        }
        Place::Video(n) => video::video(&mut devices.videos[n as usize], ctx),
        Place::Controller(n) => controller::model(dom, n as usize, ctx)?,
        Place::Serial(n) => chardev::serial(&mut devices.serials[n as usize], ctx)?,
        Place::Input(n) => others::input(&mut devices.inputs[n as usize], ctx),
        Place::Filesystem(n) => others::filesystem(&mut devices.filesystems[n as usize]),
        Place::Shmem(n) => others::shmem(&mut devices.shmems[n as usize], ctx)?,
        Place::Tpm(n) => others::tpm(&mut devices.tpms[n as usize], ctx),
        Place::Panic(n) => others::panic(&mut devices.panics[n as usize], ctx),
        Place::Memory(n) => others::memory(dom, n as usize, ctx),
        Place::Vsock => {
            devices.vsock.iter_mut().for_each(|vsock| others::vsock(vsock, ctx));
        }
        Place::Sound(_)
        | Place::Smartcard(_)
        | Place::Parallel(_)
        | Place::Channel(_)
        | Place::Console(_)
        | Place::Watchdog(_)
        | Place::Rng(_)
        | Place::Hub(_)
        | Place::Redirdev(_)
        | Place::Crypto(_)
        | Place::Memballoon
        | Place::Nvram
        | Place::Iommu
        | Place::Pstore => {}
    }
    Ok(())
}
