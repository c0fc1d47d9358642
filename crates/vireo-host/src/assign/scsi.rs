//! SCSI devices behind adapters of the host.

use super::{Error, Result, Root, names};

/// A SCSI device of the host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device {
    /// Its adapter, bus, target and unit: `0:0:3:1`.
    pub id: String,
    /// The generic device by which commands go to it: `sg2`.
    pub generic: String,
}

impl Device {
    /// The node of the generic device.
    #[must_use]
    pub fn node(&self) -> String {
        format!("/dev/{}", self.generic)
    }
}

/// The device at a place behind an adapter (`scsi_host0`).
///
/// # Errors
/// The adapter's name is none; there is no such device.
pub fn find(root: &Root, adapter: &str, bus: u32, target: u32, unit: u64) -> Result<Device> {
    let host = adapter.strip_prefix("scsi_host").and_then(|text| text.parse::<u32>().ok());
    let Some(host) = host else {
        return Err(Error::Missing(format!("Cannot parse adapter '{adapter}'")));
    };
    let id = format!("{host}:{bus}:{target}:{unit}");
    let dir = format!("/sys/bus/scsi/devices/{id}/scsi_generic");
    let place = root.path(&dir);
    if let Err(error) = std::fs::read_dir(&place) {
        return Err(Error::io(format!("cannot open directory '{dir}'"), error));
    }
    match names(&place).into_iter().next() {
        Some(generic) => Ok(Device { id, generic }),
        None => Err(Error::Missing(format!("no generic device in '{dir}'"))),
    }
}

#[cfg(test)]
mod tests {
    use super::super::fake::FakeHost;
    use super::*;

    #[test]
    fn the_generic_device_is_found_by_the_place() {
        let host = FakeHost::new();
        host.scsi("2:0:3:1", "sg4");
        let found = find(&host.root(), "scsi_host2", 0, 3, 1).expect("there");
        assert_eq!((found.id.as_str(), found.node().as_str()), ("2:0:3:1", "/dev/sg4"));
        let said =
            |adapter: &str| find(&host.root(), adapter, 0, 0, 0).expect_err("no").to_string();
        assert_eq!(said("x"), "Cannot parse adapter 'x'");
        let text = "cannot open directory '/sys/bus/scsi/devices/9:0:0:0/scsi_generic'";
        assert_eq!(said("scsi_host9"), text);
    }
}
