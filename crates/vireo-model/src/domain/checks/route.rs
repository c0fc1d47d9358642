//! Routes of network cards.

use std::net::IpAddr;

use vireo_xml::{CODE_XML_ERROR, Node, Parser, Result};

use super::{At, when};
use crate::domain::devices::interface::Route;

/// Of the reference's code about networks.
const FROM_NETWORK: u32 = 19;

/// `<route>`.
pub fn route(route: &mut Route, parser: &mut Parser<'_>, node: Node<'_>) -> Result<()> {
    let at = At::new(parser, node);
    let host = node.parent_element().is_some_and(|n| n.has_tag_name("source"));
    let end = if host { "interface host IP" } else { "guest interface" };
    let wrong = |text: String| {
        at.refuse(CODE_XML_ERROR, FROM_NETWORK, format!("{end}: {text} in route definition"))
    };
    let read = |name: &str, text: &str| {
        crate::ip::read(text).ok_or_else(|| wrong(format!("Bad {name} address '{text}'")))
    };
    let route_now = route.clone();
    for text in [&mut route.address, &mut route.gateway, &mut route.netmask].into_iter().flatten() {
        let _ = crate::ip::spell(text);
    }
    let route = &route_now;
    let Some(given) = route.address.as_deref() else {
        return Err(wrong("Missing required address attribute".into()));
    };
    let address = read("network", given)?;
    let Some(gateway) = route.gateway.as_deref() else {
        return Err(wrong("Missing required gateway attribute".into()));
    };
    let gateway = read("gateway", gateway)?;
    let netmask = route.netmask.as_deref().map(|text| read("netmask", text)).transpose()?;
    let is_ipv6 = match route.family.as_deref() {
        None | Some("ipv4") => false,
        Some("ipv6") => true,
        Some(other) => return Err(wrong(format!("Unrecognized family '{other}'"))),
    };
    let word = match (is_ipv6, &route.family) {
        (true, _) => "ipv6 family specified for non-IPv6",
        (false, Some(_)) => "ipv4 family specified for non-IPv4",
        (false, None) => "No family specified for non-IPv4",
    };
    for (what, one) in [("address", address), ("gateway", gateway)] {
        when(one.is_ipv6() != is_ipv6, || wrong(format!("{word} {what} '{given}'")))?;
    }
    when(is_ipv6 && netmask.is_some(), || {
        wrong(format!("Specifying netmask invalid for IPv6 address '{given}'"))
    })?;
    when(netmask.is_some_and(|mask| mask.is_ipv6()), || {
        wrong(format!("netmask invalid for address '{given}'"))
    })?;
    when(route.prefix.is_some_and(|bits| bits > 0) && netmask.is_some(), || {
        at.refuse(
            CODE_XML_ERROR,
            FROM_NETWORK,
            format!("{end}: Route definition cannot have both a prefix and a netmask"),
        )
    })?;
    let most = if is_ipv6 { 128 } else { 32 };
    when(route.prefix.is_some_and(|bits| bits > most), || {
        let prefix = route.prefix.unwrap_or_default();
        let text = format!("Invalid prefix {prefix} specified in route definition");
        at.refuse(CODE_XML_ERROR, FROM_NETWORK, format!("{end}: {text}, must be 0 - {most}"))
    })?;
    let bits = match netmask {
        Some(mask) => bits_of(mask).leading_ones(),
        None => route.prefix.unwrap_or_else(|| classful(address)),
    };
    let size = if is_ipv6 { 128 } else { 32 };
    let host_bits = bits_of(address) << bits.min(size - 1);
    let is_network = bits >= size || host_bits == 0;
    when(!is_network, || {
        let text = format!("Address '{given}' in route definition is not a network address");
        at.refuse(CODE_XML_ERROR, FROM_NETWORK, format!("{end}: {text}"))
    })
}

/// The address from the highest bit of 128 on.
fn bits_of(address: IpAddr) -> u128 {
    match address {
        IpAddr::V4(v4) => u128::from(u32::from(v4)) << 96,
        IpAddr::V6(v6) => u128::from(v6),
    }
}

/// How long the prefix of an address is when nobody says: by its class.
fn classful(address: IpAddr) -> u32 {
    match address {
        IpAddr::V4(v4) if v4.is_unspecified() => 0,
        IpAddr::V4(v4) => match v4.octets()[0] {
            0..=127 => 8,
            128..=191 => 16,
            192..=223 => 24,
            _ => 32,
        },
        IpAddr::V6(v6) if v6.is_unspecified() => 0,
        IpAddr::V6(_) => 64,
    }
}
