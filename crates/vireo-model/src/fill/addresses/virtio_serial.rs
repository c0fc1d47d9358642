//! Ports of virtio-serial controllers: consoles first, channels from port 1.

use std::collections::BTreeMap;

use crate::domain::Domain;
use crate::domain::address::{DeviceAddress, VirtioSerialAddress};
use crate::domain::devices::chardev::{ChannelTargetType, ConsoleTargetType};
use crate::domain::devices::controller::{Controller, ControllerType};
use crate::fill::Result;
use crate::fill::defaults::controller;
use crate::fill::error::{internal, refuse, xml};
use crate::fill::walk::{Place, console_mirrors_serial, info, info_mut, places};

/// Ports of a controller that says nothing.
const PORTS: u32 = 31;
/// Most ports QEMU knows.
const MAX_PORTS: u32 = 1024;

/// Ports taken, by controller index.
struct Ports(BTreeMap<u32, Vec<bool>>);

impl Ports {
    fn of(dom: &Domain) -> Result<Self> {
        let mut ports = Ports(BTreeMap::new());
        for c in &dom.devices.controllers {
            if c.kind == ControllerType::VirtioSerial {
                ports.add(c)?;
            }
        }
        Ok(ports)
    }

    fn add(&mut self, c: &Controller) -> Result {
        let index = c.index.unwrap_or(0);
        let count = c.ports.unwrap_or(PORTS).min(MAX_PORTS) as usize;
        refuse!(
            self.0.insert(index, vec![false; count]).is_some(),
            internal,
            "virtio serial controller with index {index} already exists in the address set"
        );
        Ok(())
    }

    fn reserve(&mut self, address: &VirtioSerialAddress) -> Result {
        let (index, port) = (address.controller, address.port);
        let Some(ports) = self.0.get_mut(&index) else {
            return Err(xml(format!("virtio serial controller {index} is missing")));
        };
        let Some(taken) = ports.get_mut(port as usize) else {
            return Err(xml(format!("virtio serial controller {index} does not have port {port}")));
        };
        refuse!(*taken, xml, "virtio serial port {port} on controller {index} is already occupied");
        *taken = true;
        Ok(())
    }

    /// The first free port of any controller.
    fn next(&mut self, from: usize) -> Option<(u32, u32)> {
        self.0.iter_mut().find_map(|(index, ports)| take(ports, from).map(|port| (*index, port)))
    }

    /// The first free port of that controller.
    fn next_of(&mut self, index: u32, from: usize) -> Result<u32> {
        let Some(ports) = self.0.get_mut(&index) else {
            return Err(internal(format!("virtio-serial controller {index} not available")));
        };
        take(ports, from).ok_or_else(|| {
            xml(format!("Unable to find a free port on virtio-serial controller {index}"))
        })
    }
}

fn take(ports: &mut [bool], from: usize) -> Option<u32> {
    let free = (from..ports.len()).find(|port| !ports[*port])?;
    ports[free] = true;
    Some(free as u32)
}

/// Consoles and channels on this bus, with the lowest port they may have.
fn users(dom: &Domain) -> Vec<(Place, usize)> {
    let consoles = dom.devices.consoles.iter().enumerate();
    let consoles = consoles
        .filter(|(_, c)| c.target_kind == Some(ConsoleTargetType::Virtio))
        .map(|(n, _)| (Place::Console(n as u32), 0));
    let channels = dom.devices.channels.iter().enumerate();
    let channels = channels
        .filter(|(_, c)| c.target.as_ref().is_some_and(|t| t.kind == ChannelTargetType::Virtio))
        .map(|(n, _)| (Place::Channel(n as u32), 1));
    consoles.chain(channels).collect()
}

/// Give each console and channel a port.
pub(crate) fn assign(dom: &mut Domain) -> Result {
    let mut ports = Ports::of(dom)?;
    // Whoever names a port has it, also where a device has no use for one.
    let mirrored = console_mirrors_serial(dom);
    for place in places(dom) {
        if mirrored && place == Place::Console(0) {
            continue;
        }
        if let Some(DeviceAddress::VirtioSerial(address)) = address(dom, place) {
            if address.port != 0 {
                ports.reserve(address)?;
            }
        }
    }
    for (place, from) in users(dom) {
        let console = matches!(place, Place::Console(_));
        let found = match address(dom, place) {
            // Consoles without an address get theirs at start.
            None if console => continue,
            Some(DeviceAddress::VirtioSerial(a)) if console && a.port == 0 => {
                ports.next_of(a.controller, 1)?;
                continue;
            }
            None => match ports.next(from) {
                Some(found) => found,
                None => another(dom, &mut ports, from)?,
            },
            Some(DeviceAddress::VirtioSerial(a)) if a.port == 0 => {
                let index = a.controller;
                (index, ports.next_of(index, from)?)
            }
            Some(DeviceAddress::VirtioSerial(_)) => continue,
            Some(_) if console => continue,
            // Channels are nowhere else, whatever was said.
            Some(_) => ports.next(from).map_or_else(|| another(dom, &mut ports, from), Ok)?,
        };
        let (controller, port) = found;
        if let Some(info) = info_mut(dom, place) {
            let address = VirtioSerialAddress { controller, bus: 0, port };
            info.address = Some(DeviceAddress::VirtioSerial(address));
        }
    }
    Ok(())
}

fn address(dom: &Domain, place: Place) -> Option<&DeviceAddress> {
    info(dom, place)?.address.as_ref()
}

/// All ports are taken: one more controller.
fn another(dom: &mut Domain, ports: &mut Ports, from: usize) -> Result<(u32, u32)> {
    let index = controller::unused_index(dom, ControllerType::VirtioSerial);
    controller::ensure(dom, ControllerType::VirtioSerial, index, None);
    ports.0.insert(index, vec![false; PORTS as usize]);
    ports.next(from).ok_or_else(|| xml("Unable to find a free virtio-serial port"))
}
