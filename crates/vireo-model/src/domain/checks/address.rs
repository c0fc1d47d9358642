//! Addresses, boot order, option ROMs.

use vireo_xml::{Bad, CODE_INTERNAL_ERROR, CODE_XML_ERROR, Node, Parser, Result, XmlError};

use super::{At, when};
use crate::domain::address::{
    CcwAddress, DeviceAddress, DeviceBoot, DeviceInfo, IsaAddress, PciAddress, Rom, UsbAddress,
};
use crate::domain::devices::chardev::{Serial, SerialTargetType};
use crate::domain::devices::input::{Input, InputBus, InputSource, InputType};
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

/// A place on a bus of s390: said in full or not at all.
pub fn ccw(address: &mut CcwAddress, parser: &mut Parser<'_>, node: Node<'_>) -> Result<()> {
    let at = At::new(parser, node);
    let wrong = |text: String| at.refuse(CODE_INTERNAL_ERROR, FROM_DEVICE, text);
    match (address.cssid, address.ssid, address.devno) {
        (None, None, None) => Ok(()),
        (Some(cssid), Some(ssid), Some(devno)) => {
            when(cssid > CSSID_MAX || ssid > SSID_MAX || devno > DEVNO_MAX, || {
                wrong(format!(
                    "Invalid specification for virtio ccw address: cssid='{cssid:#x}' \
                     ssid='{ssid:#x}' devno='{devno:#06x}'"
                ))
            })
        }
        _ => Err(wrong("Invalid partial specification for virtio ccw address".to_owned())),
    }
}

/// Of the reference's code about devices.
const FROM_DEVICE: u32 = 49;
const CSSID_MAX: u32 = 0xfe;
const SSID_MAX: u32 = 3;
const DEVNO_MAX: u32 = 0xffff;

/// Most hubs on the way to a USB port.
const USB_DEPTH: usize = 4;

/// A USB port: numbers divided by dots; 0 is none.
pub fn usb(address: &mut UsbAddress, parser: &mut Parser<'_>, node: Node<'_>) -> Result<()> {
    let Some(port) = &address.port else { return Ok(()) };
    let number =
        |part: &str| part.bytes().all(|b| b.is_ascii_digit()) && part.parse::<u32>().is_ok();
    let parts = port.split('.').count();
    when(parts > USB_DEPTH || !port.split('.').all(number), || {
        let text = format!(
            "Cannot parse <address> 'port' attribute: '{port}' is not one to {USB_DEPTH} numbers \
             divided by dots"
        );
        At::new(parser, node).refuse(CODE_INTERNAL_ERROR, FROM_DEVICE, text)
    })?;
    if port.split('.').next().is_some_and(|first| first.parse() == Ok(0_u32)) {
        address.port = None;
    }
    Ok(())
}

/// Ports and interrupt of an ISA device are hexadecimal, said or not.
pub fn isa(address: &mut IsaAddress, parser: &mut Parser<'_>, node: Node<'_>) -> Result<()> {
    let at = At::new(parser, node);
    let read = |name: &str| -> Result<Option<u32>> {
        let Some(text) = node.attribute(name) else { return Ok(None) };
        let digits = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X")).unwrap_or(text);
        let number = u32::from_str_radix(digits, 16).ok().filter(|_| !digits.starts_with('+'));
        match number {
            Some(number) => Ok(Some(number).filter(|number| *number > 0)),
            None => Err(at.parser.invalid_attribute(node, name, text, Bad::Unsigned)),
        }
    };
    (address.iobase, address.irq) = (read("iobase")?, read("irq")?);
    Ok(())
}

/// Kinds of devices that firmware can boot from; with the others a boot order says nothing.
const BOOTABLE: [&str; 5] = ["disk", "filesystem", "interface", "hostdev", "redirdev"];

/// What all devices have: one kind of address is known by name alone.
pub fn info(info: &mut DeviceInfo, parser: &mut Parser<'_>, node: Node<'_>) -> Result<()> {
    if !BOOTABLE.contains(&node.tag_name().name()) {
        info.boot = None;
    }
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
    on_the_bus(!on_usb || !off_usb(&input.info), parser, node)?;
    let path = |source: &InputSource| match input.kind {
        InputType::Evdev => source.dev.is_some(),
        InputType::Passthrough => source.evdev.is_some(),
        InputType::Mouse | InputType::Tablet | InputType::Keyboard => true,
    };
    when(!input.source.as_ref().is_none_or(path), || {
        At::new(parser, node).xml("Missing evdev path for input device")
    })
}

/// `<redirdev>`: its only bus is USB.
pub fn redirdev(dev: &mut RedirDev, parser: &mut Parser<'_>, node: Node<'_>) -> Result<()> {
    super::chardev::once(dev, parser, node)?;
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
