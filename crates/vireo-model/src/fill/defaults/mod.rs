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
use crate::fill::{Context, Result};

/// What the reader of the document assumes about devices.
pub(crate) fn parsed(dom: &mut Domain, ctx: &mut Context<'_>) -> Result {
    disk::parsed(dom);
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

/// Every device, kind by kind in the reference's order.
pub(crate) fn each_device(dom: &mut Domain, ctx: &mut Context<'_>) -> Result {
    for n in 0..dom.devices.disks.len() {
        disk::driver(&mut dom.devices.disks[n], ctx);
        disk::generic(dom, n)?;
        disk::group_limits(dom, n);
    }
    for net in &mut dom.devices.interfaces {
        interface::driver(net, ctx);
    }
    for n in 0..dom.devices.hostdevs.len() {
        hostdev::driver(&mut dom.devices.hostdevs[n], ctx);
        hostdev::generic(dom, n)?;
    }
    for card in &mut dom.devices.videos {
        video::video(card, ctx);
    }
    for n in 0..dom.devices.controllers.len() {
        controller::model(dom, n, ctx)?;
    }
    for port in &mut dom.devices.serials {
        chardev::serial(port, ctx)?;
    }
    chardev::ports(dom, ctx)?;
    for one in &mut dom.devices.inputs {
        others::input(one, ctx);
    }
    for fs in &mut dom.devices.filesystems {
        others::filesystem(fs);
    }
    others::small(dom, ctx)?;
    for one in &mut dom.devices.shmems {
        others::shmem(one, ctx)?;
    }
    for one in &mut dom.devices.tpms {
        others::tpm(one, ctx);
    }
    for one in &mut dom.devices.panics {
        others::panic(one, ctx);
    }
    for n in 0..dom.devices.memories.len() {
        others::memory(dom, n, ctx);
    }
    if let Some(vsock) = &mut dom.devices.vsock {
        others::vsock(vsock, ctx);
    }
    Ok(())
}
