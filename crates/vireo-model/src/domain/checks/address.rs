//! Addresses, boot order, option ROMs.

use vireo_xml::{CODE_XML_ERROR, Node, Parser, Result, XmlError};

use super::{At, when};
use crate::domain::address::{DeviceBoot, PciAddress, Rom};

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
