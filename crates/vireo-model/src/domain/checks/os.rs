//! What the guest boots from, and what its firmware tells.

use std::collections::HashSet;

use vireo_xml::{Bad, CODE_INTERNAL_ERROR, Node, Parser, Result};

use super::{At, when};

use crate::domain::devices::storage::StorageFormat;
use crate::domain::features::Smm;
use crate::domain::os::{BootMenu, Loader, LoaderFormat, Nvram, Os};
use crate::domain::sysinfo::{FwcfgEntry, SmbiosInfo, SysinfoEntry};
use crate::scalar::Uuid;

/// `<os>`: a menu that says neither yes nor no is none.
pub fn os(os: &mut Os, _: &mut Parser<'_>, node: Node<'_>) -> Result<()> {
    let menus = || node.children().filter(|child| child.has_tag_name("bootmenu"));
    if menus().next().is_some() && !menus().any(|menu| menu.has_attribute("enable")) {
        os.bootmenu = None;
    }
    // Of several types the first says all.
    let mut types = node.children().filter(|child| child.has_tag_name("type"));
    if let (Some(first), Some(_)) = (types.next(), types.next()) {
        let said = |name| first.attribute(name).filter(|text| !text.is_empty()).map(str::to_owned);
        (os.arch, os.machine) = (said("arch"), said("machine"));
    }
    Ok(())
}

/// `<bootmenu>`: of one that is off nothing else counts.
pub fn menu(menu: &mut BootMenu, parser: &mut Parser<'_>, node: Node<'_>) -> Result<()> {
    match node.attribute("timeout").filter(|_| menu.enable && menu.timeout.is_none()) {
        Some(text) => Err(parser.invalid_attribute(node, "timeout", text, Bad::Unsigned)),
        None => Ok(()),
    }
}

/// `<loader>`.
pub fn loader(loader: &mut Loader, parser: &mut Parser<'_>, node: Node<'_>) -> Result<()> {
    image_format("loader", "format", loader.format, &At::new(parser, node))
}

/// `<nvram>`.
pub fn nvram(nvram: &mut Nvram, parser: &mut Parser<'_>, node: Node<'_>) -> Result<()> {
    let at = At::new(parser, node);
    // What stands in no source of a told kind is not looked at.
    match (&nvram.kind, &nvram.source) {
        (Some(kind), None) => {
            let text = format!("<nvram> of type '{kind}' needs a <source>");
            return Err(at.refuse(CODE_INTERNAL_ERROR, 0, text));
        }
        (None, Some(_)) => nvram.source = None,
        (Some(_), Some(_)) | (None, None) => {}
    }
    image_format("nvram template", "templateFormat", nvram.template_format, &at)?;
    image_format("nvram", "format", nvram.format, &at)
}

/// Of the formats of images only some hold firmware.
fn image_format(
    what: &str,
    attribute: &str,
    read: Option<LoaderFormat>,
    at: &At<'_, '_, '_>,
) -> Result<()> {
    let word = at.node.attribute(attribute).filter(|word| *word != "none" && read.is_none());
    match word {
        None => Ok(()),
        Some(word) if StorageFormat::from_word(word).is_some() => {
            Err(at.xml(format!("Unsupported {what} format '{word}', it is raw or qcow2")))
        }
        Some(word) => Err(at.parser.invalid_attribute(at.node, attribute, word, Bad::Value)),
    }
}

/// Names of the strings of each table, in the order of the output.
const BIOS: &[&str] = &["vendor", "version", "date", "release"];
const SYSTEM: &[&str] = &["manufacturer", "product", "version", "serial", "uuid", "sku", "family"];
const BASE_BOARD: &[&str] = &["manufacturer", "product", "version", "serial", "asset", "location"];
const CHASSIS: &[&str] = &["manufacturer", "version", "serial", "asset", "sku"];

/// Strings of SMBIOS: those with a name of the table, of several of a name the first.
pub fn smbios(info: &mut SmbiosInfo, parser: &mut Parser<'_>, node: Node<'_>) -> Result<()> {
    let at = At::new(parser, node);
    for (entries, names) in
        [(&mut info.bios, BIOS), (&mut info.system, SYSTEM), (&mut info.chassis, CHASSIS)]
    {
        known(entries, names);
    }
    info.base_boards.iter_mut().for_each(|board| known(&mut board.entries, BASE_BOARD));
    info.base_boards.retain(|board| !board.entries.is_empty());
    info.oem_strings.retain(|text| !text.is_empty());
    let said = |entries: &[SysinfoEntry], name: &str| {
        entries.iter().find(|entry| entry.name == name).map(|entry| entry.value.clone())
    };
    let date = said(&info.bios, "date");
    when(date.is_some_and(|date| !is_date(&date)), || at.detail("Invalid BIOS 'date' format"))?;
    let uuid = said(&info.system, "uuid");
    when(uuid.is_some_and(|uuid| uuid.parse::<Uuid>().is_err()), || {
        at.detail("malformed <sysinfo> uuid element")
    })
}

fn known(entries: &mut Vec<SysinfoEntry>, names: &[&str]) {
    let place = |entry: &SysinfoEntry| names.iter().position(|name| *name == entry.name);
    let mut seen = HashSet::new();
    // The first of a name counts, also when it says nothing.
    entries.retain(|e| place(e).is_some() && seen.insert(e.name.clone()) && !e.value.is_empty());
    entries.sort_by_key(place);
}

/// Month, day and year, the year in two digits or four.
fn is_date(text: &str) -> bool {
    let parts: Vec<u32> = text.split('/').map_while(|part| part.parse().ok()).collect();
    match parts[..] {
        [month, day, year] => {
            text.split('/').count() == 3
                && (1..=12).contains(&month)
                && (1..=31).contains(&day)
                && !(100..1900).contains(&year)
        }
        _ => false,
    }
}

/// `<entry>` of the firmware's configuration device.
pub fn blob(entry: &mut FwcfgEntry, parser: &mut Parser<'_>, node: Node<'_>) -> Result<()> {
    when(entry.value.is_empty() && entry.file.is_none(), || {
        At::new(parser, node).xml("Firmware entry must have either value or 'file' attribute")
    })
}

/// `<smm>`: without it there is no memory of its own.
pub fn smm(smm: &mut Smm, _: &mut Parser<'_>, _: Node<'_>) -> Result<()> {
    smm.tseg = smm.tseg.filter(|_| smm.state);
    Ok(())
}
