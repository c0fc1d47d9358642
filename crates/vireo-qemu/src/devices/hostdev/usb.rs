//! USB devices of the host: found by maker and product or by number when the guest starts.

use vireo_api::{ErrorCode, Result};
use vireo_host::assign::usb::{self, Device};
use vireo_host::assign::{self, Root};
use vireo_model::domain::devices::hostdev::{Hostdev, HostdevAddress, HostdevMode, HostdevType};
use vireo_model::domain::devices::storage::StartupPolicy;

use super::in_use::Key;
use super::pci::told;
use crate::process::start::Starting;

/// Whether it is a USB device that a guest gets.
pub(super) fn is_usb(hostdev: &Hostdev) -> bool {
    hostdev.kind == HostdevType::Usb && hostdev.mode == HostdevMode::Subsystem
}

/// Bus and number, where the definition says them or they were found out.
pub(super) fn number(hostdev: &Hostdev) -> Option<(u32, u32)> {
    let place = hostdev.source.address.as_ref()?;
    let device = place.device.filter(|device| *device > 0)?;
    Some((place.usb_bus, device))
}

/// The device that a definition means.
pub(super) fn find(root: &Root, hostdev: &Hostdev) -> assign::Result<Device> {
    let source = &hostdev.source;
    let place = source.address.clone().unwrap_or_default();
    match (source.vendor.zip(source.product), number(hostdev), place.usb_port) {
        // A number that was found out before may be another device's by now.
        (Some((vendor, product)), number, _) if source.auto_address == Some(true) => {
            usb::only(root, vendor, product, number)
        }
        (Some((vendor, product)), Some((bus, device)), _) => {
            let missing = || {
                assign::Error::Missing(format!(
                    "Did not find USB device {vendor:04x}:{product:04x} bus:{bus} device:{device}"
                ))
            };
            let found = usb::by_number(root, bus, device).map_err(|error| match error {
                assign::Error::Missing(_) => missing(),
                other => other,
            })?;
            let same = (found.vendor, found.product) == (vendor, product);
            if same { Ok(found) } else { Err(missing()) }
        }
        (Some((vendor, product)), None, _) => usb::only(root, vendor, product, None),
        (None, Some((bus, device)), _) => usb::by_number(root, bus, device),
        (None, None, port) => usb::by_port(root, place.usb_bus, &port.unwrap_or_default()),
    }
}

/// Whether a guest starts without the device when it is not there.
fn may_miss(hostdev: &Hostdev, incoming: bool) -> bool {
    match hostdev.source.startup_policy {
        Some(StartupPolicy::Optional) => true,
        Some(StartupPolicy::Requisite) => incoming,
        Some(StartupPolicy::Mandatory) | None => false,
    }
}

/// Finds and takes the USB devices of a definition.
// REQ: Q-SAVE-05
pub(super) fn open(s: &mut Starting, plugged: bool) -> Result<()> {
    for number in 0..s.domain.devices.hostdevs.len() {
        let hostdev = s.domain.devices.hostdevs[number].clone();
        if !is_usb(&hostdev) {
            continue;
        }
        let optional = may_miss(&hostdev, s.options.incoming) && !plugged;
        let taken = find(&s.core.host, &hostdev).map_err(told).and_then(|found| {
            let key = Key::Usb(found.bus, found.device);
            s.core.in_use.claim(&key, &s.domain.name, false)?;
            super::open::enter_claim(&s.core, &s.domain.name, key, &mut s.ledger);
            Ok(found)
        });
        let source = &mut s.domain.devices.hostdevs[number].source;
        match taken {
            Ok(found) => {
                if source.vendor.is_some() && hostdev.source.address.is_none() {
                    source.auto_address = Some(true);
                }
                let place = source.address.get_or_insert_with(HostdevAddress::default);
                (place.usb_bus, place.device) = (found.bus, Some(found.device));
            }
            // Somebody else's is as good as none.
            Err(error) if optional && error.code() != ErrorCode::SystemError => {
                tracing::info!(guest = s.domain.name, %error, "starts without a USB device");
                source.missing = Some(true);
            }
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::devices::testing::domain;

    fn device(source: &str) -> Hostdev {
        let text = format!("<hostdev mode='subsystem' type='usb'>{source}</hostdev>");
        domain(&text, "").devices.hostdevs.remove(0)
    }

    #[test]
    fn a_policy_says_whether_it_may_be_missing() {
        let with = |policy: &str| {
            device(&format!("<source{policy}><vendor id='0x1234'/><product id='0x5678'/></source>"))
        };
        assert!(may_miss(&with(" startupPolicy='optional'"), false));
        assert!(!may_miss(&with(" startupPolicy='requisite'"), false));
        assert!(may_miss(&with(" startupPolicy='requisite'"), true));
        assert!(!may_miss(&with(" startupPolicy='mandatory'"), true));
        assert!(!may_miss(&with(""), true));
    }

    #[test]
    fn numbers_that_are_said_are_known() {
        assert_eq!(number(&device("<source><address bus='1' device='4'/></source>")), Some((1, 4)));
        let by_maker = "<source><vendor id='0x1234'/><product id='0x5678'/></source>";
        assert_eq!(number(&device(by_maker)), None);
    }
}
