//! Addresses on the channel subsystem of IBM Z: every virtio device without a place of another kind
//! gets the next free number.

use std::collections::BTreeSet;

use super::virtio::{Bus, lives_on};
use crate::domain::Domain;
use crate::domain::address::{CcwAddress, DeviceAddress};
use crate::fill::error::{internal, refuse, xml};
use crate::fill::walk::{info, info_mut, places};
use crate::fill::{Context, Family, Result};

/// The channel subsystem of virtual devices.
const CSSID: u32 = 0xfe;

/// Gives each device of the channel subsystem a place.
///
/// # Errors
/// Two devices want one place, or there is none left.
pub(crate) fn assign(dom: &mut Domain, ctx: &Context<'_>) -> Result {
    if ctx.family != Family::S390Ccw {
        return Ok(());
    }
    let mut taken = BTreeSet::new();
    let mut homeless = Vec::new();
    for place in places(dom) {
        let Some(info) = info(dom, place) else { continue };
        match &info.address {
            Some(DeviceAddress::Ccw(CcwAddress { cssid, ssid, devno: Some(devno) })) => {
                let (cssid, ssid, devno) = (cssid.unwrap_or(CSSID), ssid.unwrap_or(0), *devno);
                refuse!(
                    !taken.insert((cssid, ssid, devno)),
                    xml,
                    "The CCW devno '{cssid:x}.{ssid:x}.{devno:04x}' is in use already"
                );
            }
            Some(DeviceAddress::Ccw(_)) => homeless.push(place),
            None if lives_on(dom, place, Bus::Channel) => homeless.push(place),
            Some(_) | None => {}
        }
    }
    for place in homeless {
        let free = (0..=0xffff_u32).find(|devno| !taken.contains(&(CSSID, 0, *devno)));
        refuse!(free.is_none(), internal, "There are no more free CCW devnos.");
        let devno = free.unwrap_or_default();
        let _ = taken.insert((CSSID, 0, devno));
        if let Some(info) = info_mut(dom, place) {
            let address = CcwAddress { cssid: Some(CSSID), ssid: Some(0), devno: Some(devno) };
            info.address = Some(DeviceAddress::Ccw(address));
        }
    }
    Ok(())
}
