//! Network cards.

use std::net::IpAddr;
use vireo_xml::{CODE_INVALID_ARG, ErrorKind, FROM_DOMAIN, Node, Parser, Result};

use super::{At, when};
use crate::domain::devices::interface::{Interface, InterfaceIp, InterfaceType, Mac};

/// `<interface>`.
pub fn interface(interface: &mut Interface, parser: &mut Parser<'_>, node: Node<'_>) -> Result<()> {
    let at = At::new(parser, node);
    let kind = interface.kind;
    let needs = match kind {
        InterfaceType::Network
        | InterfaceType::Bridge
        | InterfaceType::Direct
        | InterfaceType::Hostdev
        | InterfaceType::Vdpa
        | InterfaceType::Internal
        | InterfaceType::Server
        | InterfaceType::Client
        | InterfaceType::Mcast
        | InterfaceType::Udp
        | InterfaceType::Vds => true,
        InterfaceType::Ethernet
        | InterfaceType::User
        | InterfaceType::VhostUser
        | InterfaceType::Null => false,
    };
    when(needs && interface.source.is_none(), || {
        at.xml(format!("interface type='{kind}' requires a 'source' element"))
    })?;
    let dev = interface.source.as_ref().is_some_and(|s| s.dev.is_some());
    when(matches!(kind, InterfaceType::Direct | InterfaceType::Vdpa) && !dev, || {
        let (attribute, element) = ("dev".to_owned(), "source".to_owned());
        at.parser.error(node, ErrorKind::MissingAttribute { attribute, element })
    })?;
    let local = interface.source.as_ref().is_some_and(|s| s.local.is_some());
    when(kind == InterfaceType::Udp && !local, || {
        at.xml("'<local>' element missing for 'udp' socket interface")
    })?;
    model(interface, &at)
}

fn model(interface: &Interface, at: &At<'_, '_, '_>) -> Result<()> {
    let Some(model) = &interface.model else { return Ok(()) };
    let known = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    when(!model.chars().all(known), || {
        at.refuse(CODE_INVALID_ARG, FROM_DOMAIN, "Model name contains invalid characters")
    })
}

/// `<mac>`.
pub fn mac(mac: &mut Mac, parser: &mut Parser<'_>, node: Node<'_>) -> Result<()> {
    let at = At::new(parser, node);
    when(mac.address.is_multicast(), || {
        let given = node.attribute("address").unwrap_or_default();
        at.xml(format!("expected unicast mac address, found multicast '{given}'"))
    })
}

/// `<ip>`.
pub fn ip(ip: &mut InterfaceIp, parser: &mut Parser<'_>, node: Node<'_>) -> Result<()> {
    let at = At::new(parser, node);
    let Ok(address) = ip.address.parse::<IpAddr>() else {
        return Err(at.xml(format!("Invalid address '{}' in <ip>", ip.address)));
    };
    let bits = if address.is_ipv4() { 32 } else { 128 };
    when(ip.prefix.is_some_and(|p| p > bits), || {
        at.xml(format!("Invalid prefix value '{}' in <ip>", ip.prefix.unwrap_or_default()))
    })?;
    let peer = ip.peer.as_deref().filter(|p| p.parse::<IpAddr>().is_err());
    when(peer.is_some(), || {
        let text = format!("Invalid peer '{}' in <ip>", peer.unwrap_or_default());
        at.refuse(CODE_INVALID_ARG, FROM_DOMAIN, text)
    })
}
