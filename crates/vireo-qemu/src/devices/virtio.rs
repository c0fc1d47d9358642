//! What virtio devices have in common.

use vireo_api::Result;
use vireo_model::domain::Domain;
use vireo_model::domain::address::{DeviceAddress, DeviceInfo, VirtioOptions};

use vireo_model::fill::addresses::virtio::{Bus, lives_on};
use vireo_model::fill::walk;

use crate::error::internal;
use crate::process::argv::Props;

/// Variants of a virtio device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Variant {
    /// As the bus has it.
    Plain,
    /// Old and new drivers.
    Transitional,
    /// New drivers only.
    NonTransitional,
}

/// QEMU's name of a virtio device, by its bus and variant.
pub(crate) fn driver(base: &str, info: &DeviceInfo, variant: Variant) -> String {
    let suffix = match &info.address {
        Some(DeviceAddress::Ccw(_)) => "-ccw",
        Some(DeviceAddress::VirtioMmio) => "-device",
        Some(DeviceAddress::VirtioS390) => "-s390",
        Some(
            DeviceAddress::Pci(_)
            | DeviceAddress::Drive(_)
            | DeviceAddress::VirtioSerial(_)
            | DeviceAddress::Ccid(_)
            | DeviceAddress::Usb(_)
            | DeviceAddress::SpaprVio(_)
            | DeviceAddress::Isa(_)
            | DeviceAddress::Dimm(_)
            | DeviceAddress::Unassigned,
        )
        | None => "-pci",
    };
    let variant = match variant {
        Variant::Plain => "",
        Variant::Transitional => "-transitional",
        Variant::NonTransitional => "-non-transitional",
    };
    format!("{base}{suffix}{variant}")
}

/// Refuses virtio devices on machines that have no bus for them.
pub(crate) fn all_have_places(domain: &Domain) -> Result<()> {
    let homeless = |place: &walk::Place| {
        walk::info(domain, *place).is_some_and(|info| info.address.is_none())
            && lives_on(domain, *place, Bus::Channel)
    };
    // The reference's number of no address.
    match walk::places(domain).iter().find(|place| homeless(place)) {
        Some(_) => Err(internal("Unexpected enum value 0 for virDomainDeviceAddressType")),
        None => Ok(()),
    }
}

/// Properties of the options that `<driver>` of every virtio device has.
pub(crate) fn options(options: Option<&VirtioOptions>) -> Props {
    let Some(options) = options else { return Props::new() };
    Props::new()
        .maybe_bool("iommu_platform", options.iommu)
        .maybe_bool("ats", options.ats)
        .maybe_bool("packed", options.packed)
        .maybe_bool("page-per-vq", options.page_per_vq)
}

/// Declares how a model enum of virtio devices maps to variants.
macro_rules! variant_of {
    ($model:expr, $type:ident) => {
        match $model {
            Some($type::VirtioTransitional) => $crate::devices::virtio::Variant::Transitional,
            Some($type::VirtioNonTransitional) => $crate::devices::virtio::Variant::NonTransitional,
            Some(_) | None => $crate::devices::virtio::Variant::Plain,
        }
    };
}
pub(crate) use variant_of;
