//! What the guest boots from, and what its firmware tells.

use std::collections::HashSet;

use vireo_xml::{Node, Parser, Result};

use crate::domain::features::Smm;
use crate::domain::os::Os;
use crate::domain::sysinfo::{SmbiosInfo, SysinfoEntry};

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

/// Strings of SMBIOS: of several of a name the first.
pub fn smbios(info: &mut SmbiosInfo, _: &mut Parser<'_>, _: Node<'_>) -> Result<()> {
    let once = |entries: &mut Vec<SysinfoEntry>| {
        let mut names = HashSet::new();
        entries.retain(|entry| names.insert(entry.name.clone()));
    };
    for entries in [&mut info.bios, &mut info.system, &mut info.chassis] {
        once(entries);
    }
    info.base_boards.iter_mut().for_each(|board| once(&mut board.entries));
    Ok(())
}

/// `<smm>`: without it there is no memory of its own.
pub fn smm(smm: &mut Smm, _: &mut Parser<'_>, _: Node<'_>) -> Result<()> {
    smm.tseg = smm.tseg.filter(|_| smm.state);
    Ok(())
}
