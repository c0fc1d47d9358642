//! What the firmware says of the machine: entries go by name, in any order.

use std::collections::BTreeMap;

use crate::domain::Domain;
use crate::domain::sysinfo::{SmbiosInfo, Sysinfo, SysinfoEntry};
use crate::fill::{FillError, error};

/// Holds the tables to each other. Blobs of the firmware configuration device are the host's matter.
pub(super) fn check(source: &Domain, target: &Domain) -> Result<(), FillError> {
    if source.sysinfo.len() != target.sysinfo.len() {
        return Err(error::unsupported("Target domain count of sysinfo does not match source"));
    }
    source.sysinfo.iter().zip(&target.sysinfo).try_for_each(|pair| match pair {
        (Sysinfo::Smbios(left), Sysinfo::Smbios(right)) => smbios(left, right),
        (Sysinfo::Fwcfg(_), Sysinfo::Fwcfg(_)) => Ok(()),
        (Sysinfo::Smbios(_), Sysinfo::Fwcfg(_)) => {
            Err(error::unsupported("Target sysinfo fwcfg does not match source smbios"))
        }
        (Sysinfo::Fwcfg(_), Sysinfo::Smbios(_)) => {
            Err(error::unsupported("Target sysinfo smbios does not match source fwcfg"))
        }
    })
}

fn smbios(source: &SmbiosInfo, target: &SmbiosInfo) -> Result<(), FillError> {
    entries("BIOS", &source.bios, &target.bios)?;
    entries("system", &source.system, &target.system)?;
    let (left, right) = (&source.base_boards, &target.base_boards);
    if left.len() != right.len() {
        return Err(error::unsupported(format!(
            "Target sysinfo base board count '{}' does not match source '{}'",
            right.len(),
            left.len()
        )));
    }
    left.iter().zip(right).try_for_each(|(l, r)| entries("base board", &l.entries, &r.entries))
}

fn entries(part: &str, source: &[SysinfoEntry], target: &[SysinfoEntry]) -> Result<(), FillError> {
    let (left, right) = (by_name(source), by_name(target));
    for name in left.keys().chain(right.keys()) {
        let value =
            |of: &BTreeMap<&str, &str>| of.get(name).copied().unwrap_or("<null>").to_owned();
        let (l, r) = (value(&left), value(&right));
        if l != r {
            return Err(error::unsupported(format!(
                "Target sysinfo {part} {} {r} does not match source {l}",
                field(name)
            )));
        }
    }
    Ok(())
}

/// The name under which the reference tells an entry.
fn field(name: &str) -> &str {
    if name == "manufacturer" { "vendor" } else { name }
}

fn by_name(entries: &[SysinfoEntry]) -> BTreeMap<&str, &str> {
    entries.iter().map(|entry| (entry.name.as_str(), entry.value.as_str())).collect()
}
