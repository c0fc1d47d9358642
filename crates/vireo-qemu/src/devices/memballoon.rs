//! The memory balloon.

use vireo_api::Result;
use vireo_model::domain::Domain;
use vireo_model::domain::devices::MemBalloon;
use vireo_model::domain::devices::memballoon::MemBalloonModel;

use super::address::{self, alias};
use super::virtio::{self, Variant};
use crate::build::Build;
use crate::process::argv::Props;

fn variant(balloon: &MemBalloon) -> Option<Variant> {
    match balloon.model {
        MemBalloonModel::Virtio => Some(Variant::Plain),
        MemBalloonModel::VirtioTransitional => Some(Variant::Transitional),
        MemBalloonModel::VirtioNonTransitional => Some(Variant::NonTransitional),
        MemBalloonModel::Xen | MemBalloonModel::None => None,
    }
}

/// Whether the guest has a balloon.
#[must_use]
pub fn is_there(domain: &Domain) -> bool {
    domain.devices.memballoon.as_ref().and_then(variant).is_some()
}

/// The balloon's name and how often it is to bring statistics, in seconds.
pub(crate) fn period(domain: &Domain) -> Option<(String, u32)> {
    let balloon =
        domain.devices.memballoon.as_ref().filter(|balloon| variant(balloon).is_some())?;
    let period = balloon.stats_period.filter(|&seconds| seconds > 0)?;
    Some((balloon.info.alias.clone()?, period))
}

/// The balloon.
pub(crate) fn words(b: &mut Build<'_>) -> Result<()> {
    let Some(balloon) = &b.domain.devices.memballoon else { return Ok(()) };
    let Some(variant) = variant(balloon) else { return Ok(()) };
    let props = Props::new()
        .str("driver", virtio::driver("virtio-balloon", &balloon.info, variant))
        .and(virtio::options(balloon.driver.as_ref()))
        .str("id", alias(&balloon.info))
        .maybe_bool("deflate-on-oom", balloon.autodeflate)
        .maybe_bool("free-page-reporting", balloon.free_page_reporting);
    let props = props.and(address::props(b, &balloon.info)?);
    b.device(props);
    Ok(())
}
