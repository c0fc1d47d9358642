//! Devices of the host: told by what they are on the host.

use super::{Editable, Spot, missing, not_valid};
use crate::domain::Domain;
use crate::domain::devices::hostdev::{Hostdev, HostdevSource, HostdevType};
use crate::fill::Result;
use crate::fill::error::refuse;
use crate::fill::walk::Place;

impl Editable for Hostdev {
    const NAME: &'static str = "hostdev";

    fn attach(self, dom: &mut Domain) -> Result {
        refuse!(
            position(dom, &self).is_some(),
            not_valid,
            "device is already in the domain configuration"
        );
        dom.devices.hostdevs.push(self);
        Ok(())
    }

    fn find(&self, dom: &Domain) -> Result<Spot> {
        match position(dom, self) {
            Some(n) => Ok(Spot::Device(Place::Hostdev(n as u32))),
            None => Err(missing("device not present in domain configuration")),
        }
    }
}

fn position(dom: &Domain, asked: &Hostdev) -> Option<usize> {
    dom.devices.hostdevs.iter().position(|one| same(one, asked))
}

/// Whether both are the same device of the host.
pub(crate) fn same(one: &Hostdev, other: &Hostdev) -> bool {
    one.mode == other.mode
        && one.kind == other.kind
        && same_source(one.kind, &one.source, &other.source)
}

fn same_source(kind: HostdevType, a: &HostdevSource, b: &HostdevSource) -> bool {
    match kind {
        HostdevType::Usb => usb(a, b),
        HostdevType::Pci | HostdevType::Mdev => a.address == b.address,
        HostdevType::Scsi => {
            let ends = |s: &HostdevSource| (s.protocol, s.name.clone(), s.adapter.clone());
            let hosts = a.hosts.len().min(b.hosts.len());
            ends(a) == ends(b) && a.address == b.address && a.hosts[..hosts] == b.hosts[..hosts]
        }
        HostdevType::ScsiHost => a.wwpn == b.wwpn,
        HostdevType::Storage => a.block == b.block,
        HostdevType::Misc => a.char == b.char,
        HostdevType::Net => a.interface == b.interface,
    }
}

/// By place on the bus where both say one, else by vendor and product.
fn usb(a: &HostdevSource, b: &HostdevSource) -> bool {
    match (&a.address, &b.address) {
        (Some(x), Some(y)) => x == y,
        (Some(_), None) | (None, Some(_)) | (None, None) => {
            (a.vendor, a.product) == (b.vendor, b.product) && a.vendor.is_some()
        }
    }
}
