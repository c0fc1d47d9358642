//! Addresses, boot order, option ROMs.

use vireo_xml::{CODE_XML_ERROR, Node, Parser, Result, XmlError};

use super::{At, when};
use crate::domain::address::{DeviceAddress, DeviceBoot, DeviceInfo, PciAddress, Rom};
use crate::domain::devices::chardev::{Serial, SerialTargetType};
use crate::domain::devices::input::{Input, InputBus, InputType};
use crate::domain::devices::redirdev::RedirDev;

/// A PCI address, as the reference bounds it.
pub fn pci(address: &mut PciAddress, parser: &mut Parser<'_>, node: Node<'_>) -> Result<()> {
    let at = At::new(parser, node);
    // The domain is judged where the address is looked for.
    in_range(&at, 0, u32::from(address.slot), u32::from(address.function))
}

pub(super) fn in_range(at: &At<'_, '_, '_>, domain: u32, slot: u32, function: u32) -> Result<()> {
    let wrong = |text: String| -> XmlError {
        at.refuse(CODE_XML_ERROR, 0, format!("Invalid PCI address {text}"))
    };
    when(domain > 0xffff, || wrong(format!("domain='0x{domain:x}', must be <= 0xFFFF")))?;
    when(slot > 0x1f, || wrong(format!("slot='0x{slot:x}', must be <= 0x1F")))?;
    when(function > 7, || wrong(format!("function=0x{function:x}, must be <= 7")))
}

/// What all devices have: one kind of address is known by name alone.
pub fn info(info: &mut DeviceInfo, parser: &mut Parser<'_>, node: Node<'_>) -> Result<()> {
    when(info.address == Some(DeviceAddress::VirtioS390), || {
        At::new(parser, node).xml("virtio-s390 bus doesn't have an address")
    })
}

/// Whether the device has an address that is not on USB.
fn off_usb(info: &DeviceInfo) -> bool {
    !matches!(info.address, None | Some(DeviceAddress::Usb(_)))
}

/// `<input>`: tablets are on USB unless said otherwise.
pub fn input(input: &mut Input, parser: &mut Parser<'_>, node: Node<'_>) -> Result<()> {
    let on_usb = match input.bus {
        Some(bus) => bus == InputBus::Usb,
        None => input.kind == InputType::Tablet,
    };
    on_the_bus(!on_usb || !off_usb(&input.info), parser, node)
}

/// `<redirdev>`: its only bus is USB.
pub fn redirdev(dev: &mut RedirDev, parser: &mut Parser<'_>, node: Node<'_>) -> Result<()> {
    on_the_bus(!off_usb(&dev.info), parser, node)
}

fn on_the_bus(fits: bool, parser: &mut Parser<'_>, node: Node<'_>) -> Result<()> {
    when(!fits, || At::new(parser, node).xml("Invalid address for a USB device"))
}

/// `<serial>`: beside what all character devices have, those on USB stay there.
pub fn serial(serial: &mut Serial, parser: &mut Parser<'_>, node: Node<'_>) -> Result<()> {
    super::chardev::once(serial, parser, node)?;
    let kind = serial.target.as_ref().and_then(|target| target.kind);
    when(kind == Some(SerialTargetType::UsbSerial) && off_usb(&serial.info), || {
        At::new(parser, node).unsupported("usb-serial requires address of usb type")
    })
}

/// `<rom>`.
pub fn rom(rom: &mut Rom, parser: &mut Parser<'_>, node: Node<'_>) -> Result<()> {
    let at = At::new(parser, node);
    let tuned = rom.bar.is_some() || rom.file.is_some();
    when(rom.enabled == Some(false) && tuned, || {
        at.unsupported("ROM tuning is not supported when ROM is disabled")
    })
}

/// `<boot order>`.
pub fn boot(boot: &mut DeviceBoot, parser: &mut Parser<'_>, node: Node<'_>) -> Result<()> {
    let at = At::new(parser, node);
    let Some(loadparm) = &boot.loadparm else { return Ok(()) };
    when(!(1..=8).contains(&loadparm.len()), || {
        at.internal(format!("loadparm value '{loadparm}' must be between 1 and 8 characters"))
    })?;
    let known = |c: char| c.is_ascii_alphanumeric() || c == '.' || c == ' ';
    when(!loadparm.chars().all(known), || {
        at.internal(format!(
            "invalid loadparm value '{loadparm}', expecting chars in set of [a-zA-Z0-9.] and \
             blank spaces"
        ))
    })?;
    boot.loadparm = Some(loadparm.to_ascii_uppercase());
    Ok(())
}
