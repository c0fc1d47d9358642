//! The numbers that a PCI function has on IBM Z beside its address: `uid` and `fid`.

use std::collections::BTreeSet;

use crate::domain::Domain;
use crate::domain::address::{DeviceAddress, ZpciAddress};
use crate::fill::error::{internal, refuse};
use crate::fill::walk::{Place, info_mut, places};
use crate::fill::{Cap, Context, Family, Result};

/// The numbers of one sort that are taken.
struct Numbers {
    name: &'static str,
    first: u32,
    last: u32,
    taken: BTreeSet<u32>,
}

impl Numbers {
    fn new(name: &'static str, first: u32, last: u32) -> Self {
        Numbers { name, first, last, taken: BTreeSet::new() }
    }

    /// Takes the number, or the lowest free one.
    fn take(&mut self, wish: Option<u32>) -> Result<u32> {
        if let Some(number) = wish {
            let free = self.taken.insert(number);
            refuse!(!free, internal, "zPCI {} {number} is already reserved", self.name);
            return Ok(number);
        }
        let free = (self.first..=self.last).find(|n| !self.taken.contains(n));
        let Some(number) = free else {
            return Err(internal(format!("There is no more free {}.", self.name)));
        };
        let _ = self.taken.insert(number);
        Ok(number)
    }
}

/// Gives each function its numbers: first those of which the definition names one, then the rest.
///
/// # Errors
/// A number is named twice, or none is left.
pub(crate) fn assign(dom: &mut Domain, ctx: &Context<'_>) -> Result {
    if ctx.family() != Family::S390Ccw || !ctx.has(Cap::Zpci) {
        return Ok(());
    }
    let mut uids = Numbers::new("uid", 1, u16::MAX.into());
    let mut fids = Numbers::new("fid", 0, u32::MAX);
    let mut unnamed = Vec::new();
    for place in places(dom) {
        let Some(zpci) = numbers(dom, place) else { continue };
        if *zpci == ZpciAddress::default() {
            unnamed.push(place);
        } else {
            number(zpci, &mut uids, &mut fids)?;
        }
    }
    for place in unnamed {
        if let Some(zpci) = numbers(dom, place) {
            number(zpci, &mut uids, &mut fids)?;
        }
    }
    Ok(())
}

/// The numbers of a device, if it is a PCI one.
fn numbers(dom: &mut Domain, place: Place) -> Option<&mut ZpciAddress> {
    match info_mut(dom, place)?.address.as_mut()? {
        DeviceAddress::Pci(pci) => Some(pci.zpci.get_or_insert_with(ZpciAddress::default)),
        _ => None,
    }
}

fn number(zpci: &mut ZpciAddress, uids: &mut Numbers, fids: &mut Numbers) -> Result {
    zpci.uid = Some(uids.take(zpci.uid)?);
    zpci.fid = Some(fids.take(zpci.fid)?);
    Ok(())
}
