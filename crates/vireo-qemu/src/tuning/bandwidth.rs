//! The bandwidth of a guest's network interfaces.

use vireo_api::consts::*;
use vireo_model::domain::devices::Interface;
use vireo_model::domain::devices::interface::BandwidthRate;
use vireo_proto::TypedParams;

/// Bandwidth of an interface.
#[must_use]
pub fn params(interface: &Interface) -> TypedParams {
    let limits = interface.bandwidth.clone().unwrap_or_default();
    let inbound = limits.inbound.unwrap_or_default();
    let outbound = limits.outbound.unwrap_or_default();
    let mut out = TypedParams::new();
    let mut add = |name: &str, rate: Option<u64>| {
        out.uint(name, u32::try_from(rate.unwrap_or(0)).unwrap_or(u32::MAX));
    };
    let BandwidthRate { average, peak, floor, burst } = inbound;
    add(DOMAIN_BANDWIDTH_IN_AVERAGE, average);
    add(DOMAIN_BANDWIDTH_IN_PEAK, peak);
    add(DOMAIN_BANDWIDTH_IN_BURST, burst);
    add(DOMAIN_BANDWIDTH_IN_FLOOR, floor);
    let BandwidthRate { average, peak, floor: _, burst } = outbound;
    add(DOMAIN_BANDWIDTH_OUT_AVERAGE, average);
    add(DOMAIN_BANDWIDTH_OUT_PEAK, peak);
    add(DOMAIN_BANDWIDTH_OUT_BURST, burst);
    out
}
