//! USB addresses, and the hubs that are added when ports run out.

use super::usb_set::{UsbSet, parse_port, port_text};
use crate::domain::Domain;
use crate::domain::address::{DeviceAddress, UsbAddress};
use crate::domain::devices::chardev::SerialTargetType;
use crate::domain::devices::controller::{
    Controller, ControllerModel as Model, ControllerType as Type,
};
use crate::domain::devices::disk::DiskBus;
use crate::domain::devices::filesystem::FilesystemDriverType;
use crate::domain::devices::hostdev::{HostdevMode, HostdevType};
use crate::domain::devices::input::InputBus;
use crate::domain::devices::simple::Hub;
use crate::domain::devices::sound::SoundModel;
use crate::fill::error::{qemu, refuse, xml};
use crate::fill::walk::{Place, info, info_mut, places};
use crate::fill::{Context, Result};

/// Most hubs that are added.
const MAX_HUBS: u32 = 256;

fn ports(c: &Controller) -> u32 {
    match c.model {
        Some(Model::Piix3Uhci | Model::Piix4Uhci | Model::Vt82c686bUhci) => 2,
        Some(Model::Ich9Ehci1 | Model::Ehci) => 6,
        Some(Model::PciOhci) => 3,
        Some(Model::NecXhci | Model::QemuXhci) => c.ports.unwrap_or(4),
        _ => 0,
    }
}

/// Whether the device sits on USB.
fn on_usb(dom: &Domain, place: Place) -> bool {
    let d = &dom.devices;
    match place {
        Place::Disk(n) => d.disks[n as usize].target.bus == Some(DiskBus::Usb),
        Place::Interface(n) => d.interfaces[n as usize].model.as_deref() == Some("usb-net"),
        Place::Sound(n) => d.sounds[n as usize].model == SoundModel::Usb,
        Place::Hostdev(n) => {
            let dev = &d.hostdevs[n as usize];
            dev.mode == HostdevMode::Subsystem && dev.kind == HostdevType::Usb
        }
        Place::Controller(n) => d.controllers[n as usize].kind == Type::Ccid,
        Place::Serial(n) => {
            let target = d.serials[n as usize].target.as_ref();
            target.is_some_and(|t| t.kind == Some(SerialTargetType::UsbSerial))
        }
        Place::Input(n) => d.inputs[n as usize].bus == Some(InputBus::Usb),
        Place::Filesystem(n) => {
            let driver = d.filesystems[n as usize].driver.as_ref();
            driver.is_some_and(|d| d.kind == Some(FilesystemDriverType::Mtp))
        }
        Place::Redirdev(_) => true,
        _ => false,
    }
}

fn usb_address(dom: &Domain, place: Place) -> Option<&UsbAddress> {
    match &info(dom, place)?.address {
        Some(DeviceAddress::Usb(address)) => Some(address),
        _ => None,
    }
}

/// The ports of an address; nothing before they are chosen.
fn path(address: &UsbAddress) -> Result<Option<Vec<u32>>> {
    match address.port.as_deref() {
        None | Some("") => Ok(None),
        Some(text) => parse_port(text)
            .map(Some)
            .ok_or_else(|| xml(format!("Cannot parse <address> 'port' attribute: {text}"))),
    }
}

/// Whether a device of ours has its port.
fn has_port(dom: &Domain, place: Place) -> bool {
    usb_address(dom, place).is_some_and(|a| a.port.as_deref().is_some_and(|p| !p.is_empty()))
}

/// Give every USB device a port.
pub(crate) fn assign(dom: &mut Domain, ctx: &Context<'_>) -> Result {
    let users: Vec<Place> = places(dom).into_iter().filter(|p| on_usb(dom, *p)).collect();
    let all_placed = users.iter().all(|p| has_port(dom, *p))
        && (0..dom.devices.hubs.len() as u32).all(|n| has_port(dom, Place::Hub(n)));
    if !ctx.flags.new_definition && !all_placed {
        return Ok(());
    }
    let mut set = UsbSet::default();
    let total = controllers(dom, &mut set)?;
    add_hubs(dom, users.len() as u32, total)?;
    let hubs = (0..dom.devices.hubs.len() as u32).map(Place::Hub);
    for place in hubs.clone() {
        if let Some(path) = taken(dom, place)? {
            let bus = usb_address(dom, place).map_or(0, |a| a.bus);
            set.add_hub(bus, &path)?;
        }
    }
    for place in hubs.clone().chain(users.iter().copied()) {
        if let Some(path) = taken(dom, place)? {
            let bus = usb_address(dom, place).map_or(0, |a| a.bus);
            set.reserve(bus, &path)?;
        }
    }
    for place in hubs.chain(users) {
        if has_port(dom, place) {
            continue;
        }
        let Some(info) = info_mut(dom, place) else { continue };
        let only = match &info.address {
            None => None,
            Some(DeviceAddress::Usb(address)) => Some(address.bus),
            Some(_) => continue,
        };
        let (bus, path) = set.assign(only)?;
        let address = UsbAddress { bus, port: Some(port_text(&path)) };
        info.address = Some(DeviceAddress::Usb(address));
        if matches!(place, Place::Hub(_)) {
            set.add_hub(bus, &path)?;
        }
    }
    Ok(())
}

fn taken(dom: &Domain, place: Place) -> Result<Option<Vec<u32>>> {
    usb_address(dom, place).map_or(Ok(None), path)
}

/// Open the ports of all controllers; how many there are.
fn controllers(dom: &Domain, set: &mut UsbSet) -> Result<u32> {
    let mut total = 0;
    for c in dom.devices.controllers.iter().filter(|c| c.kind == Type::Usb) {
        if c.model == Some(Model::None) {
            continue;
        }
        let index = c.index.unwrap_or(0);
        if crate::fill::defaults::controller::is_usb2(c) {
            // Companions add no ports of their own.
            let ports = if c.model == Some(Model::Ich9Ehci1) { ports(c) } else { 0 };
            if set.has(index) {
                set.widen(index, ports);
            } else {
                set.add_controller(index, ports)?;
            }
            total += ports;
            continue;
        }
        set.add_controller(index, ports(c))?;
        total += ports(c);
    }
    Ok(total)
}

/// Hubs are added when there are more devices than ports.
fn add_hubs(dom: &mut Domain, users: u32, ports: u32) -> Result {
    let hubs = dom.devices.hubs.len() as u32;
    let devices = users + hubs;
    let ports = ports + hubs * super::usb_set::HUB_PORTS;
    refuse!(
        devices > 0 && !has_usb(dom),
        qemu,
        "USB is disabled for this domain, but USB devices are present in the domain XML"
    );
    if devices > ports {
        let more = (devices - ports + 1).div_ceil(7).min(MAX_HUBS);
        for _ in 0..more {
            dom.devices.hubs.push(Hub::default());
        }
    }
    Ok(())
}

/// Whether USB is not turned off.
pub(crate) fn has_usb(dom: &Domain) -> bool {
    let mut list = dom.devices.controllers.iter().filter(|c| c.kind == Type::Usb);
    list.any(|c| c.model != Some(Model::None))
}
