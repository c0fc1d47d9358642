//! Whether devices behind a PCI Express switch reach each other around the IOMMU: a downstream port
//! without access control services passes their packets on by itself.

use super::pci::{Address, Device};
use super::{Error, Result, Root};

const STATUS: usize = 0x06;
const HAS_CAPABILITIES: u8 = 0x10;
const FIRST_CAPABILITY: usize = 0x34;
const PCI_EXPRESS: u8 = 0x10;
const EXTENDED: usize = 0x100;
const ACCESS_CONTROL: u16 = 0x000d;
/// Source validation, and redirection of requests, completions and what goes upstream.
const ENOUGH: u16 = 0x1d;

/// What a port is, in its PCI Express capability.
const DOWNSTREAM: u8 = 6;

/// Whether a port above the device lets packets through.
pub(super) fn is_behind_open_switch(root: &Root, device: &Device) -> Result<bool> {
    let mut present = device.address;
    while let Some(parent) = parent(root, present)? {
        let config = std::fs::read(parent.file("config"))
            .map_err(|e| Error::io(format!("cannot read the configuration of {present}"), e))?;
        if is_open_port(&config) {
            return Ok(true);
        }
        present = parent.address;
    }
    Ok(false)
}

/// The bridge that a device is behind: the folder that its own lies in.
fn parent(root: &Root, address: Address) -> Result<Option<Device>> {
    let link = root.sys("bus/pci/devices").join(address.to_string());
    let Ok(place) = std::fs::canonicalize(&link) else { return Ok(None) };
    let above = place.parent().and_then(|dir| dir.file_name());
    let above = above.and_then(|name| Address::parse(&name.to_string_lossy()));
    above.map(|above| Device::find(root, above)).transpose()
}

fn is_open_port(config: &[u8]) -> bool {
    let byte = |at: usize| config.get(at).copied().unwrap_or(0);
    let word = |at: usize| u16::from_le_bytes([byte(at), byte(at + 1)]);
    let Some(express) = capability(config, PCI_EXPRESS) else { return false };
    if byte(express + 2) >> 4 != DOWNSTREAM {
        return false;
    }
    match extended_capability(config, ACCESS_CONTROL) {
        Some(at) => word(at + 6) & ENOUGH != ENOUGH,
        None => true,
    }
}

fn capability(config: &[u8], wanted: u8) -> Option<usize> {
    if config.get(STATUS)? & HAS_CAPABILITIES == 0 {
        return None;
    }
    let mut at = usize::from(*config.get(FIRST_CAPABILITY)?);
    // No more than fit in: a list may run in a circle.
    for _ in 0..48 {
        if at < 0x40 {
            return None;
        }
        if *config.get(at)? == wanted {
            return Some(at);
        }
        at = usize::from(*config.get(at + 1)?);
    }
    None
}

fn extended_capability(config: &[u8], wanted: u16) -> Option<usize> {
    let mut at = EXTENDED;
    for _ in 0..480 {
        let head = config.get(at..at + 4)?;
        let head = u32::from_le_bytes([head[0], head[1], head[2], head[3]]);
        if head == 0 {
            return None;
        }
        if head as u16 == wanted {
            return Some(at);
        }
        at = (head >> 20) as usize;
        if at < EXTENDED {
            return None;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn port(kind: u8, control: Option<u16>) -> Vec<u8> {
        let mut config = vec![0_u8; 4096];
        config[STATUS] = HAS_CAPABILITIES;
        config[FIRST_CAPABILITY] = 0x50;
        config[0x50] = 0x05;
        config[0x51] = 0x60;
        config[0x60] = PCI_EXPRESS;
        config[0x62] = kind << 4;
        config[0x100..0x104].copy_from_slice(&(0x0001_u32 | 0x140 << 20).to_le_bytes());
        if let Some(control) = control {
            config[0x140..0x144].copy_from_slice(&u32::from(ACCESS_CONTROL).to_le_bytes());
            config[0x146..0x148].copy_from_slice(&control.to_le_bytes());
        }
        config
    }

    #[test]
    fn downstream_ports_want_access_control() {
        assert!(is_open_port(&port(DOWNSTREAM, None)));
        assert!(is_open_port(&port(DOWNSTREAM, Some(0x01))));
        assert!(!is_open_port(&port(DOWNSTREAM, Some(0x1f))));
        assert!(!is_open_port(&port(4, None)));
    }

    #[test]
    fn a_list_that_runs_in_a_circle_ends() {
        let mut config = port(DOWNSTREAM, None);
        config[0x60] = 0x09;
        config[0x61] = 0x50;
        assert!(!is_open_port(&config));
        assert!(!is_open_port(&[0xff; 64]));
        assert!(!is_open_port(&[0xff; 300]));
    }
}
