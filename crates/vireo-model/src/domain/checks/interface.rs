//! Network cards.

use std::net::IpAddr;
use vireo_xml::{
    CODE_CONFIG_UNSUPPORTED, CODE_INVALID_ARG, CODE_XML_DETAIL, CODE_XML_ERROR, ErrorKind,
    FROM_DOMAIN, Node, Parser, Result,
};

use super::{At, when};
use crate::domain::devices::interface::{
    BandwidthRate, Interface, InterfaceIp, InterfaceType, Mac, NativeVlanMode, Vlan,
};

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

/// Largest VLAN tag.
const VLAN_MAX: u32 = 4095;

/// `<vlan>`.
pub fn vlan(vlan: &mut Vlan, parser: &mut Parser<'_>, node: Node<'_>) -> Result<()> {
    let at = At::new(parser, node);
    let xml = |text: String| at.refuse(CODE_XML_ERROR, 0, text);
    when(vlan.tags.is_empty(), || {
        xml("missing tag id - each <vlan> must have at least one <tag id='n'/> subelement".into())
    })?;
    if let Some(tag) = vlan.tags.iter().find(|t| t.id > VLAN_MAX) {
        return Err(xml(format!("vlan tag id {} too large (maximum {VLAN_MAX})", tag.id)));
    }
    let native: Vec<NativeVlanMode> = vlan.tags.iter().filter_map(|t| t.native_mode).collect();
    when(native.len() > 1, || xml("duplicate native vlan setting".into()))?;
    if vlan.trunk == Some(false) {
        when(vlan.tags.len() > 1, || {
            xml("invalid \"trunk='no'\" in <vlan> - trunk='yes' is required for more than one \
                 vlan tag"
                .into())
        })?;
        when(!native.is_empty(), || {
            xml("invalid configuration in <vlan> - \"trunk='no'\" is not allowed with a native \
                 vlan id"
                .into())
        })?;
        vlan.trunk = None;
    }
    // More than one tag, or a native one, is a trunk.
    if vlan.tags.len() > 1 || !native.is_empty() {
        vlan.trunk = Some(true);
    }
    Ok(())
}

/// `<inbound>` and `<outbound>`.
pub fn rate(rate: &mut BandwidthRate, parser: &mut Parser<'_>, node: Node<'_>) -> Result<()> {
    let at = At::new(parser, node);
    when(rate.average.is_none() && rate.floor.is_none(), || {
        at.refuse(CODE_XML_DETAIL, 0, "Missing mandatory average or floor attributes")
    })?;
    when((rate.peak.is_some() || rate.burst.is_some()) && rate.average.is_none(), || {
        let text = "'peak' and 'burst' require 'average' attribute";
        at.refuse(CODE_CONFIG_UNSUPPORTED, 0, text)
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
