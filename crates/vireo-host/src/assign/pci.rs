//! PCI devices: who they are, what they share an IOMMU with, which driver has them.

use std::fmt;
use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::{Error, Result, Root, acs, link_name, names, text, variant};

/// Where a device is on the host.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Address {
    /// The segment.
    pub domain: u32,
    /// The bus in it.
    pub bus: u8,
    /// The slot on the bus.
    pub slot: u8,
    /// The function of the device in the slot.
    pub function: u8,
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04x}:{:02x}:{:02x}.{:x}", self.domain, self.bus, self.slot, self.function)
    }
}

impl Address {
    /// The address in the name of one of the kernel's folders.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        let (domain, rest) = name.split_once(':')?;
        let (bus, rest) = rest.split_once(':')?;
        let (slot, function) = rest.split_once('.')?;
        Some(Self {
            domain: u32::from_str_radix(domain, 16).ok()?,
            bus: u8::from_str_radix(bus, 16).ok()?,
            slot: u8::from_str_radix(slot, 16).ok()?,
            function: u8::from_str_radix(function, 16).ok()?,
        })
    }
}

/// How long a driver may take to come or go.
const PATIENCE: Duration = Duration::from_secs(20);

/// A PCI device of the host.
#[derive(Debug, Clone)]
pub struct Device {
    root: Root,
    /// Where it is.
    pub address: Address,
}

impl Device {
    /// The device at an address.
    ///
    /// # Errors
    /// There is none.
    pub fn find(root: &Root, address: Address) -> Result<Self> {
        let device = Self { root: root.clone(), address };
        let config = device.file("config");
        if !config.exists() {
            let path = format!("/sys/bus/pci/devices/{address}/config");
            let what = format!("Device {address} not found: could not access {path}");
            return Err(Error::Missing(what));
        }
        Ok(device)
    }

    pub(super) fn file(&self, name: &str) -> PathBuf {
        self.root.sys("bus/pci/devices").join(self.address.to_string()).join(name)
    }

    /// The driver that has it.
    #[must_use]
    pub fn driver(&self) -> Option<String> {
        link_name(&self.file("driver"))
    }

    /// Whether a driver has it that gives devices to guests: `vfio-pci`, or one made for the device.
    #[must_use]
    pub fn is_vfio(&self) -> bool {
        match self.driver().as_deref() {
            None => false,
            Some("vfio-pci") => true,
            Some(_) => self.file("vfio-dev").is_dir(),
        }
    }

    /// Whether it is an end point: bridges are not given away.
    ///
    /// # Errors
    /// Its configuration can't be read.
    pub fn is_endpoint(&self) -> io::Result<bool> {
        const HEADER_TYPE: usize = 0x0e;
        let config = std::fs::read(self.file("config"))?;
        // A device that tells nothing is not refused for that.
        Ok(config.get(HEADER_TYPE).is_none_or(|kind| kind & 0x7f == 0))
    }

    /// The group of devices that the IOMMU can't tell from it.
    #[must_use]
    pub fn iommu_group(&self) -> Option<u32> {
        link_name(&self.file("iommu_group"))?.parse().ok()
    }

    /// The devices of its group, itself too.
    #[must_use]
    pub fn group_members(&self) -> Vec<Address> {
        let members = names(&self.file("iommu_group/devices"));
        let mut found: Vec<_> = members.iter().filter_map(|name| Address::parse(name)).collect();
        if found.is_empty() {
            found.push(self.address);
        }
        found
    }

    /// The node by which QEMU has its group, as on the host.
    #[must_use]
    pub fn group_node(&self) -> Option<String> {
        self.iommu_group().map(|group| format!("/dev/vfio/{group}"))
    }

    /// The device that it is a virtual function of.
    #[must_use]
    pub fn physical_function(&self) -> Option<Self> {
        let address = Address::parse(&link_name(&self.file("physfn"))?)?;
        Some(Self { root: self.root.clone(), address })
    }

    /// Its virtual functions, by their numbers.
    #[must_use]
    pub fn virtual_functions(&self) -> Vec<Address> {
        let dir = self.file("");
        let number = |name: &String| name.strip_prefix("virtfn")?.parse::<u32>().ok();
        let mut links: Vec<_> =
            names(&dir).into_iter().filter_map(|name| Some((number(&name)?, name))).collect();
        links.sort();
        let address = |(_, name): &(u32, String)| Address::parse(&link_name(&dir.join(name))?);
        links.iter().filter_map(address).collect()
    }

    /// Its network interface, while a driver has it that makes one.
    #[must_use]
    pub fn net_name(&self) -> Option<String> {
        names(&self.file("net")).into_iter().next()
    }

    /// Whether guests could be given it: not when it is behind a switch by which devices reach each
    /// other around the IOMMU.
    ///
    /// # Errors
    /// The device above it can't be found.
    pub fn is_behind_open_switch(&self) -> Result<bool> {
        acs::is_behind_open_switch(&self.root, self)
    }

    /// The driver for guests that fits it best: one made for it where the kernel has one.
    #[must_use]
    pub fn vfio_driver(&self) -> String {
        let own =
            text(&self.file("modalias")).and_then(|alias| variant::driver_for(&self.root, &alias));
        own.unwrap_or_else(|| "vfio-pci".to_owned())
    }

    /// Gives it to a driver, or with none to whichever the kernel has for it. Tells whether it had
    /// another before. To be called where it may block: drivers take their time.
    ///
    /// # Errors
    /// The kernel refuses, or the driver does not take it.
    pub fn give_to(&self, driver: Option<&str>) -> Result<bool> {
        let address = self.address;
        let present = self.driver();
        if driver.is_some() && present.as_deref() == driver {
            return Ok(false);
        }
        let named = driver.unwrap_or("\n");
        write(&self.file("driver_override"), named).map_err(|e| {
            let what = format!(
                "Failed to add driver '{}' to driver_override interface of PCI device '{address}'",
                named.trim()
            );
            Error::io(what, e)
        })?;
        if let Some(present) = present {
            let failed =
                |e| Error::io(format!("Failed to unbind PCI device '{address}' from {present}"), e);
            write(&self.file("driver/unbind"), &address.to_string()).map_err(failed)?;
            if !settled(|| self.driver().is_none()) {
                return Err(failed(io::ErrorKind::TimedOut.into()));
            }
        }
        let probe = self.root.sys("bus/pci/drivers_probe");
        write(&probe, &address.to_string()).map_err(|e| {
            Error::io(format!("Failed to trigger a probe for PCI device '{address}'"), e)
        })?;
        match driver {
            Some(driver) if !settled(|| self.driver().as_deref() == Some(driver)) => {
                let what = format!("Failed to bind PCI device '{address}' to {driver}");
                Err(Error::io(what, io::ErrorKind::TimedOut.into()))
            }
            Some(_) | None => Ok(true),
        }
    }
}

/// Writes to a file of the kernel's, which is there.
fn write(path: &Path, text: &str) -> io::Result<()> {
    OpenOptions::new().write(true).truncate(true).open(path)?.write_all(text.as_bytes())
}

/// Waits for what the kernel as a rule has done already when a write returns; drivers that probe
/// on their own come later.
fn settled(done: impl Fn() -> bool) -> bool {
    let end = Instant::now() + PATIENCE;
    while !done() {
        if Instant::now() > end {
            return false;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    true
}

/// Whether the kernel has a driver of that name for PCI devices.
#[must_use]
pub fn has_driver(root: &Root, driver: &str) -> bool {
    root.sys("bus/pci/drivers").join(driver).is_dir()
}

/// Whether the host can give PCI devices to guests.
#[must_use]
pub fn has_vfio(root: &Root) -> bool {
    !names(&root.sys("kernel/iommu_groups")).is_empty() && root.path("/dev/vfio/vfio").exists()
}

/// The PCI device that a network interface is.
#[must_use]
pub fn of_interface(root: &Root, name: &str) -> Option<Device> {
    let link = root.sys("class/net").join(name).join("device");
    let address = Address::parse(&link_name(&link)?)?;
    Some(Device { root: root.clone(), address })
}

#[cfg(test)]
mod tests {
    use super::super::fake::FakeHost;
    use super::*;

    fn address(text: &str) -> Address {
        Address::parse(text).expect("an address")
    }

    #[test]
    fn addresses_are_read_and_written() {
        for text in ["0000:03:00.1", "0021:de:1f.7", "10000:e1:00.0"] {
            assert_eq!(address(text).to_string(), text);
        }
        for text in ["", "03:00.1", "0000:03:00", "x:y:z.w"] {
            assert_eq!(Address::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_device_is_what_its_folder_tells() {
        let host = FakeHost::new();
        host.pci("0000:03:00.0", "e1000e", 7);
        host.pci("0000:03:00.1", "e1000e", 7);
        host.bridge("0000:00:01.0");
        let device = Device::find(&host.root(), address("0000:03:00.0")).expect("there");
        assert_eq!(device.driver().as_deref(), Some("e1000e"));
        assert!(device.is_endpoint().expect("read") && !device.is_vfio());
        assert_eq!(device.iommu_group(), Some(7));
        assert_eq!(device.group_node().as_deref(), Some("/dev/vfio/7"));
        let members = device.group_members();
        assert_eq!(members, [address("0000:03:00.0"), address("0000:03:00.1")]);
        let bridge = Device::find(&host.root(), address("0000:00:01.0")).expect("there");
        assert!(!bridge.is_endpoint().expect("read"));
        let missing = Device::find(&host.root(), address("0000:09:00.0")).expect_err("not there");
        assert!(missing.to_string().starts_with("Device 0000:09:00.0 not found"), "{missing}");
    }

    /// REQ: Q-DEV-03
    #[test]
    fn a_device_goes_to_another_driver_and_back() {
        let host = FakeHost::new();
        host.pci("0000:03:00.0", "e1000e", 7);
        let device = Device::find(&host.root(), address("0000:03:00.0")).expect("there");
        assert_eq!(device.vfio_driver(), "vfio-pci");
        assert!(device.give_to(Some("vfio-pci")).expect("given"));
        assert!(device.is_vfio());
        assert!(!device.give_to(Some("vfio-pci")).expect("had"));
        assert!(device.give_to(None).expect("given back"));
        assert!(settled(|| device.driver().as_deref() == Some("e1000e")));
    }

    #[test]
    fn virtual_functions_know_their_physical_one() {
        let host = FakeHost::new();
        host.pci("0000:03:00.0", "igb", 7).netdev("0000:03:00.0", "eth7");
        for number in 0..11 {
            host.virtual_function("0000:03:00.0", number, &format!("0000:03:10.{:x}", number % 8));
        }
        let pf = of_interface(&host.root(), "eth7").expect("a device");
        assert_eq!(pf.net_name().as_deref(), Some("eth7"));
        let all = pf.virtual_functions();
        assert_eq!((all.len(), all[1]), (11, address("0000:03:10.1")));
        let vf = Device::find(&host.root(), all[3]).expect("there");
        assert_eq!(vf.physical_function().map(|pf| pf.address), Some(pf.address));
    }
}
