//! Counters of one interface.

use vireo_api::{Error, ErrorCode, ErrorDomain, Result};
use vireo_host::tap;
use vireo_model::domain::Domain;
use vireo_model::domain::devices::Interface;
use vireo_model::scalar::MacAddress;
use vireo_proto::remote;

use super::row::guest_side;
use crate::process::transition::Run;

/// The interface of a definition by the name of its host end, or by its hardware address.
///
/// # Errors
/// There is none.
pub fn find<'a>(config: &'a Domain, device: &str) -> Result<&'a Interface> {
    let mac: Option<MacAddress> = device.parse().ok();
    let is_it = |interface: &&Interface| match mac {
        Some(mac) => interface.mac.as_ref().is_some_and(|own| own.address == mac),
        None => host_end(interface) == Some(device),
    };
    config.devices.interfaces.iter().find(is_it).ok_or_else(|| {
        let text = format!("'{device}' is not a known interface");
        Error::new(ErrorCode::InvalidArg, ErrorDomain::Domain, text)
    })
}

fn host_end(interface: &Interface) -> Option<&str> {
    interface.target.as_ref()?.dev.as_deref()
}

/// `virDomainInterfaceStats`.
///
/// # Errors
/// There is no such interface, or the host has no counters for it.
pub fn stats(run: &Run, device: &str) -> Result<remote::DomainInterfaceStatsRet> {
    let config = run.guest.peek(|view| view.live_config.clone());
    let config = config.ok_or_else(crate::error::not_running)?;
    let interface = find(&config, device)?;
    let Some(dev) = host_end(interface) else {
        let text = "interface name not provided";
        return Err(Error::new(ErrorCode::InternalError, ErrorDomain::Qemu, text));
    };
    let counters = tap::counters(dev)
        .map_err(|e| Error::system(ErrorDomain::Qemu, "Could not open /proc/net/dev", &e))?;
    let Some(counters) = counters else {
        let text = "/proc/net/dev: Interface not found";
        return Err(Error::new(ErrorCode::InternalError, ErrorDomain::None, text));
    };
    let seen = guest_side(interface.actual_kind(), counters);
    Ok(remote::DomainInterfaceStatsRet {
        rx_bytes: seen.rx_bytes,
        rx_packets: seen.rx_packets,
        rx_errs: seen.rx_errors,
        rx_drop: seen.rx_dropped,
        tx_bytes: seen.tx_bytes,
        tx_packets: seen.tx_packets,
        tx_errs: seen.tx_errors,
        tx_drop: seen.tx_dropped,
    })
}
