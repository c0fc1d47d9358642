//! What is held against a device before it is put in.

use super::{Spot, spot};
use crate::domain::address::DeviceInfo;
use crate::domain::devices::controller::{ControllerModel, ControllerType};
use crate::domain::devices::memory::MemoryDevice;
use crate::domain::{Device, Domain};
use crate::fill::error::{qemu, refuse, unsupported, xml_detail};
use crate::fill::validate;
use crate::fill::walk::{Place, info, places};
use crate::fill::{Context, Result};

/// USB that is turned off stays off.
pub(super) fn usb_is_there(dom: &Domain, device: &Device) -> Result {
    let Device::Controller(new) = device else { return Ok(()) };
    let off = dom
        .devices
        .controllers
        .iter()
        .any(|c| c.kind == ControllerType::Usb && c.model == Some(ControllerModel::None));
    refuse!(
        new.kind == ControllerType::Usb && off,
        xml_detail,
        "Can't add another USB controller: USB is disabled for this domain"
    );
    Ok(())
}

/// The rules for the device that stands there.
pub(super) fn judge(dom: &Domain, spot: Spot, ctx: &Context<'_>) -> Result {
    match spot {
        Spot::Device(Place::Smartcard(_)) => {
            refuse!(
                dom.devices.smartcards.len() > 1 || no_slot(dom),
                qemu,
                "this QEMU binary lacks multiple smartcard support"
            );
            validate::others::small(dom, ctx)
        }
        Spot::Device(place) => {
            validate::device(dom, place, ctx)?;
            match place {
                Place::Redirdev(_)
                | Place::Vsock
                | Place::Nvram
                | Place::Pstore
                | Place::Hub(_) => validate::others::small(dom, ctx),
                _ => Ok(()),
            }
        }
        Spot::Graphics(n) => {
            let Some(graphics) = dom.devices.graphics.get(n as usize) else { return Ok(()) };
            validate::screen::generic(graphics, dom)?;
            validate::screen::driver(graphics, dom, ctx)
        }
        Spot::Audio(_) => validate::screen::audios(dom, ctx),
        Spot::Lease(_) => Ok(()),
    }
}

fn no_slot(dom: &Domain) -> bool {
    dom.devices.smartcards.last().is_some_and(|card| card.info.address.is_none())
}

/// A name that a user gave is given once.
///
/// # Errors
/// Another device has it.
pub fn unique_alias(dom: &Domain, device: &Device) -> Result {
    let alias = spot::device_info(device).and_then(|info| info.alias.as_deref());
    let Some(alias) = alias else { return Ok(()) };
    refuse!(
        spot::by_alias(dom, alias).is_some(),
        unsupported,
        "non unique alias detected: {alias}"
    );
    Ok(())
}

/// Whether the definition can have such a device at all. `old` is what it takes the place of.
///
/// # Errors
/// It boots out of turn; there is no bus for it, or no room.
pub fn compatible(dom: &Domain, device: &Device, old: Option<&DeviceInfo>) -> Result {
    if let Some(info) = spot::device_info(device) {
        boots_in_turn(dom, info, old)?;
    }
    usb(dom, device)?;
    match device {
        Device::Memory(module) if old.is_none() => room(dom, module),
        _ => Ok(()),
    }
}

fn boots_in_turn(dom: &Domain, new: &DeviceInfo, old: Option<&DeviceInfo>) -> Result {
    let Some(order) = new.boot.as_ref().map(|boot| boot.order) else { return Ok(()) };
    if old.and_then(|old| old.boot.as_ref()).is_some_and(|boot| boot.order == order) {
        return Ok(());
    }
    refuse!(
        !dom.os.boots.is_empty(),
        unsupported,
        "per-device boot elements cannot be used together with os/boot elements"
    );
    let taken = places(dom)
        .into_iter()
        .filter_map(|place| info(dom, place))
        .any(|info| info.boot.as_ref().is_some_and(|boot| boot.order == order));
    refuse!(taken, unsupported, "boot order {order} is already used by another device");
    Ok(())
}

fn usb(dom: &Domain, device: &Device) -> Result {
    use crate::domain::address::DeviceAddress;
    let wants = spot::device_info(device)
        .is_some_and(|info| matches!(info.address, Some(DeviceAddress::Usb(_))));
    let has = dom
        .devices
        .controllers
        .iter()
        .any(|c| c.kind == ControllerType::Usb && c.model != Some(ControllerModel::None));
    refuse!(
        wants && !has,
        unsupported,
        "Device configuration is not compatible: Domain has no USB bus support"
    );
    Ok(())
}

fn room(dom: &Domain, module: &MemoryDevice) -> Result {
    let Some(most) = dom.max_memory.filter(|most| *most > 0) else {
        return Err(unsupported(
            "cannot use/hotplug a memory device when domain 'maxMemory' is not defined",
        ));
    };
    let size = module.target.size;
    refuse!(
        dom.memory.unwrap_or_default().saturating_add(size) > most,
        unsupported,
        "Attaching memory device with size '{size}' would exceed domain's maxMemory config size '{most}'"
    );
    Ok(())
}
