//! Network cards: the one that is meant is told by its address on the wire, its place, its name.

use super::{Editable, Spot, same_address};
use crate::domain::address::DeviceAddress;
use crate::domain::devices::interface::{Interface, InterfaceType};
use crate::domain::{Device, Domain};
use crate::fill::Result;
use crate::fill::error::{Code, FillError, From, refuse, xml};
use crate::fill::walk::Place;
use crate::scalar::MacAddress;

/// Whether the document says no address: one will be made up.
pub(super) fn is_anonymous(device: &Device) -> bool {
    let Device::Interface(net) = device else { return false };
    net.mac.as_ref().is_none_or(|mac| mac.address == MacAddress::default())
}

pub(super) fn forget_mac(device: &mut Device) {
    if let Device::Interface(net) = device {
        net.mac = None;
    }
}

/// Which device of the host it is.
fn of_host(net: &Interface) -> Option<&DeviceAddress> {
    let source = net.source.as_ref().filter(|_| net.kind == InterfaceType::Hostdev)?;
    source.hostdev_address.as_ref()
}

/// A device of the host is given to a guest once.
fn hosts_own(dom: &Domain, net: &Interface) -> Result {
    let Some(own) = of_host(net) else { return Ok(()) };
    refuse!(
        dom.devices.interfaces.iter().filter_map(of_host).any(|other| other == own),
        xml,
        "Hostdev already exists in the domain configuration"
    );
    Ok(())
}

impl Editable for Interface {
    const NAME: &'static str = "interface";

    fn attach(self, dom: &mut Domain) -> Result {
        hosts_own(dom, &self)?;
        dom.devices.interfaces.push(self);
        Ok(())
    }

    fn update(self, dom: &mut Domain) -> Result {
        let n = position(dom, &self)?;
        dom.devices.interfaces[n] = self;
        Ok(())
    }

    fn find(&self, dom: &Domain) -> Result<Spot> {
        Ok(Spot::Device(Place::Interface(position(dom, self)? as u32)))
    }
}

fn position(dom: &Domain, asked: &Interface) -> Result<usize> {
    let mac = asked.mac.as_ref().map(|mac| mac.address);
    let address = match &asked.info.address {
        Some(DeviceAddress::Pci(pci)) if pci.is_empty() => None,
        address => address.clone(),
    };
    let alias = asked.info.alias.as_deref();
    let suits = |net: &Interface| {
        mac.is_none_or(|mac| net.mac.as_ref().is_some_and(|own| own.address == mac))
            && (address.is_none() || same_address(&address, &net.info.address))
            // A card without a name may be given one.
            && (alias.is_none() || net.info.alias.is_none() || net.info.alias.as_deref() == alias)
    };
    let mut found = dom.devices.interfaces.iter().enumerate().filter(|(_, net)| suits(net));
    let Some((n, _)) = found.next() else {
        return Err(none(mac, address.as_ref(), alias));
    };
    match found.next() {
        None => Ok(n),
        Some(_) => Err(several(mac)),
    }
}

fn several(mac: Option<MacAddress>) -> FillError {
    let text = match mac {
        Some(mac) => format!("multiple devices matching MAC address {mac} found"),
        None => "multiple matching devices found".to_owned(),
    };
    FillError::new(Code::OperationFailed, From::Domain, text)
}

fn none(
    mac: Option<MacAddress>,
    address: Option<&DeviceAddress>,
    alias: Option<&str>,
) -> FillError {
    let null = || "(<null>)".to_owned();
    let place = match address {
        Some(DeviceAddress::Pci(a)) => {
            format!("{:04x}:{:02x}:{:02x}.{:x}", a.domain, a.bus, a.slot, a.function)
        }
        Some(_) | None => null(),
    };
    let text = format!(
        "no device found at address '{place}' matching MAC address '{}' and alias '{}'",
        mac.map_or_else(null, |mac| mac.to_string()),
        alias.map_or_else(null, str::to_owned)
    );
    FillError::new(Code::DeviceMissing, From::Domain, text)
}
