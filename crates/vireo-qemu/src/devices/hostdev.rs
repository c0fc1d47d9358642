//! Devices of the host given to the guest.

use vireo_api::Result;
use vireo_model::domain::devices::Hostdev;
use vireo_model::domain::devices::hostdev::{HostdevType, UsbGuestReset};

use super::address::{self, alias, boot_index};
use crate::build::Build;
use crate::error::{operation_unsupported, unsupported};
use crate::process::argv::Props;

/// All devices of the host.
pub(crate) fn words(b: &mut Build<'_>) -> Result<()> {
    for hostdev in &b.domain.devices.hostdevs {
        let props = match hostdev.kind {
            HostdevType::Usb => usb(b, hostdev)?,
            HostdevType::Pci if b.translation => pci(b, hostdev)?,
            HostdevType::Pci
            | HostdevType::Scsi
            | HostdevType::ScsiHost
            | HostdevType::Mdev
            | HostdevType::Storage
            | HostdevType::Misc
            | HostdevType::Net => {
                let kind = hostdev.kind.as_str();
                let text = format!("host devices of type '{kind}' are not supported yet");
                return Err(operation_unsupported(text));
            }
        };
        b.device(props);
    }
    Ok(())
}

fn usb(b: &Build<'_>, hostdev: &Hostdev) -> Result<Props> {
    let place = hostdev.source.address.clone().unwrap_or_default();
    let Some(device) = place.device.filter(|&device| device > 0) else {
        return Err(unsupported("USB host device is missing bus/device information"));
    };
    let (reset, all) = match hostdev.source.guest_reset {
        Some(UsbGuestReset::Off) => (Some(false), None),
        Some(UsbGuestReset::Uninitialized) => (Some(true), Some(false)),
        Some(UsbGuestReset::On) => (Some(true), Some(true)),
        None => (None, None),
    };
    let props = Props::new()
        .str("driver", "usb-host")
        .str("hostdevice", format!("/dev/bus/usb/{:03}/{device:03}", place.usb_bus))
        .str("id", alias(&hostdev.info))
        .maybe_int("bootindex", boot_index(&hostdev.info))
        .maybe_bool("guest-reset", reset)
        .maybe_bool("guest-resets-all", all);
    Ok(props.and(address::props(b, &hostdev.info)?))
}

fn pci(b: &Build<'_>, hostdev: &Hostdev) -> Result<Props> {
    let place = hostdev.source.address.clone().unwrap_or_default();
    let host =
        format!("{:04x}:{:02x}:{:02x}.{:x}", place.domain, place.pci_bus, place.slot, place.function);
    let props = Props::new()
        .str("driver", "vfio-pci")
        .str("host", host)
        .str("id", alias(&hostdev.info))
        .maybe_int("bootindex", boot_index(&hostdev.info))
        .and(address::props(b, &hostdev.info)?);
    Ok(props.and(address::rom(&hostdev.info)))
}
