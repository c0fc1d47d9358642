//! USB devices, by maker and product, by number, or by the port that they are plugged into.

use std::path::Path;

use super::{Error, Result, Root, names, number, text};

/// A USB device of the host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device {
    /// The bus that it is on.
    pub bus: u32,
    /// Its number there, another one each time it is plugged in.
    pub device: u32,
    /// Its maker.
    pub vendor: u16,
    /// What it is.
    pub product: u16,
    /// The port that it is plugged into, with those of the hubs before it: `1.4.2`.
    pub port: String,
}

impl Device {
    /// Its node.
    #[must_use]
    pub fn node(&self) -> String {
        format!("/dev/bus/usb/{:03}/{:03}", self.bus, self.device)
    }
}

/// All USB devices of the host.
///
/// # Errors
/// The host has no USB.
pub fn all(root: &Root) -> Result<Vec<Device>> {
    let dir = root.sys("bus/usb/devices");
    if let Err(error) = std::fs::read_dir(&dir) {
        return Err(Error::io("cannot open directory '/sys/bus/usb/devices'", error));
    }
    Ok(names(&dir).iter().filter_map(|name| read(&dir.join(name))).collect())
}

/// An entry that is a device; those of interfaces have no number.
fn read(dir: &Path) -> Option<Device> {
    let id = |name: &str| u16::try_from(number(&dir.join(name), 16)?).ok();
    Some(Device {
        bus: number(&dir.join("busnum"), 10)?,
        device: number(&dir.join("devnum"), 10)?,
        vendor: id("idVendor")?,
        product: id("idProduct")?,
        port: text(&dir.join("devpath")).unwrap_or_default(),
    })
}

/// All devices of a maker's product.
fn by_product(root: &Root, vendor: u16, product: u16) -> Result<Vec<Device>> {
    let wanted = |device: &Device| (device.vendor, device.product) == (vendor, product);
    Ok(all(root)?.into_iter().filter(wanted).collect())
}

/// The device of a number.
///
/// # Errors
/// There is none, or no USB.
pub fn by_number(root: &Root, bus: u32, device: u32) -> Result<Device> {
    let found = all(root)?.into_iter().find(|one| (one.bus, one.device) == (bus, device));
    let text = || format!("Did not find USB device bus:{bus} device:{device}");
    found.ok_or_else(|| Error::Missing(text()))
}

/// The device that is plugged into a port.
///
/// # Errors
/// There is none, or no USB.
pub fn by_port(root: &Root, bus: u32, port: &str) -> Result<Device> {
    let found = all(root)?.into_iter().find(|one| one.bus == bus && one.port == port);
    let text = || format!("Did not find USB device bus:{bus} port:{port}");
    found.ok_or_else(|| Error::Missing(text()))
}

/// The only device of a maker's product; the one at a number that it had before when there are
/// several.
///
/// # Errors
/// There is none, or more than one, or no USB.
pub fn only(root: &Root, vendor: u16, product: u16, before: Option<(u32, u32)>) -> Result<Device> {
    let mut found = by_product(root, vendor, product)?;
    if found.len() > 1 {
        if let Some(number) = before {
            if let Some(at) = found.iter().position(|one| (one.bus, one.device) == number) {
                return Ok(found.swap_remove(at));
            }
            let (bus, device) = number;
            return Err(Error::Ambiguous(format!(
                "Multiple USB devices for {vendor:x}:{product:x} were found, but none of them is \
                 at bus:{bus} device:{device}"
            )));
        }
        let text = format!(
            "Multiple USB devices for {vendor:x}:{product:x}, use <address> to specify one"
        );
        return Err(Error::Ambiguous(text));
    }
    let text = || format!("Did not find USB device {vendor:04x}:{product:04x}");
    found.pop().ok_or_else(|| Error::Missing(text()))
}

#[cfg(test)]
mod tests {
    use super::super::fake::FakeHost;
    use super::*;

    #[test]
    fn devices_are_found_by_what_is_known_of_them() {
        let host = FakeHost::new();
        host.usb(1, 4, "1.2", "046d:c077").usb(1, 5, "1.3", "0781:5567").usb(
            2,
            5,
            "1",
            "0781:5567",
        );
        let root = host.root();
        assert_eq!(all(&root).expect("USB").len(), 3);
        let mouse = only(&root, 0x046d, 0xc077, None).expect("one");
        assert_eq!((mouse.node().as_str(), mouse.port.as_str()), ("/dev/bus/usb/001/004", "1.2"));
        let many = only(&root, 0x0781, 0x5567, None).expect_err("two").to_string();
        assert_eq!(many, "Multiple USB devices for 781:5567, use <address> to specify one");
        assert_eq!(only(&root, 0x0781, 0x5567, Some((2, 5))).expect("that").bus, 2);
        assert!(only(&root, 0x0781, 0x5567, Some((2, 9))).is_err());
        assert_eq!(by_number(&root, 1, 5).expect("one").product, 0x5567);
        assert_eq!(by_port(&root, 1, "1.2").expect("one"), mouse);
        let none = only(&root, 0xdead, 0xbeef, None).expect_err("none").to_string();
        assert_eq!(none, "Did not find USB device dead:beef");
        assert!(by_number(&root, 7, 1).is_err() && by_port(&root, 7, "1").is_err());
        let none = all(&FakeHost::new().root()).expect_err("no USB").to_string();
        assert_eq!(none, "cannot open directory '/sys/bus/usb/devices'");
    }
}
