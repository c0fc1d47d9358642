//! What a network's definition may not say.

use std::net::IpAddr;

use vireo_api::{Error, ErrorCode, ErrorDomain, Result};
use vireo_model::link::{VirtualPort, VirtualPortType};
use vireo_model::network::{
    DhcpHost, Dns, DnsHost, ForwardAddress, ForwardMode, Ip, Network, Srv, Txt,
};

use crate::definition::{has_own_bridge, mode, prefix, prefix_of_mask, same_network};
use crate::error;

/// Checks a definition by itself.
///
/// # Errors
/// It contradicts itself.
pub(crate) fn whole(network: &Network) -> Result<()> {
    let name = &network.name;
    if let Some(bad) = name.chars().find(|c| matches!(c, '/' | '\n')) {
        let text = format!("invalid char in name: {bad}");
        return Err(Error::new(ErrorCode::XmlDetail, ErrorDomain::Xml, text));
    }
    if name.is_empty() || name == "." || name == ".." {
        return Err(error::bad_xml(format!("name '{name}' can't be a file's")));
    }
    if let Some(mac) = network.mac.as_deref().filter(|mac| !is_mac(mac)) {
        let text = format!("Invalid bridge mac address '{mac}' in network '{name}'");
        return Err(error::bad_xml(text));
    }
    ips(network)?;
    if let Some(dns) = &network.dns {
        disabled_dns(name, dns)?;
        dns.hosts.iter().try_for_each(|host| dns_host(name, host, false))?;
        dns.txts.iter().try_for_each(|txt| dns_txt(name, txt))?;
        dns.srvs.iter().try_for_each(|srv| dns_srv(name, srv))?;
    }
    for route in &network.routes {
        for text in [&route.address, &route.gateway] {
            if text.parse::<IpAddr>().is_err() {
                let text = format!("Invalid address '{text}' in a route of network '{name}'");
                return Err(error::bad_xml(text));
            }
        }
    }
    let own = network.virtualport.as_ref();
    let groups = network.portgroups.iter().filter(|group| group.vlan.is_some());
    let mut profiles = groups.map(|group| group.virtualport.as_ref());
    if network.vlan.is_some() && !takes_vlan(network, own)
        || profiles.any(|profile| !takes_vlan(network, profile))
    {
        return Err(error::unsupported(format!(
            "<vlan> element specified for network {name}, whose type doesn't support vlan configuration"
        )));
    }
    let forward = network.forward.as_ref();
    let pool = forward.map_or(&[][..], |forward| &forward.addresses);
    for (place, device) in pool.iter().enumerate() {
        let at = |a: &ForwardAddress| (a.domain, a.bus, a.slot, a.function);
        if pool[..place].iter().any(|earlier| at(earlier) == at(device)) {
            let ForwardAddress { domain, bus, slot, function, .. } = device;
            return Err(error::bad_xml(format!(
                "PCI device '{domain:04x}:{bus:02x}:{slot:02x}.{function:x}' can only be listed \
                 once in network {name}"
            )));
        }
    }
    let leaves_by = forward.is_some_and(|f| f.dev.is_some() || !f.interfaces.is_empty());
    match mode(network) {
        Some(ForwardMode::Open) if leaves_by => Err(error::bad_xml(format!(
            "forward dev not allowed for network '{name}' with forward mode='open'"
        ))),
        Some(mode @ (ForwardMode::Nat | ForwardMode::Route)) if network.ips.is_empty() => {
            let mode = if mode == ForwardMode::Nat { "nat" } else { "route" };
            Err(error::bad_xml(format!(
                "{mode} forwarding requested, but no IP address provided for network '{name}'"
            )))
        }
        Some(_) if !has_own_bridge(network) && !network.ips.is_empty() => {
            Err(error::unsupported(format!(
                "<ip> element(s) are not allowed in network '{name}', which has no bridge of its own"
            )))
        }
        Some(_) | None => Ok(()),
    }
}

/// Records of a DNS server that there is not to be are a mistake.
fn disabled_dns(name: &str, dns: &Dns) -> Result<()> {
    let kinds = [
        ("forwarder", dns.forwarders.is_empty()),
        ("txt", dns.txts.is_empty()),
        ("srv", dns.srvs.is_empty()),
        ("host", dns.hosts.is_empty()),
    ];
    match kinds.iter().find(|(_, none)| dns.enable == Some(false) && !none) {
        None => Ok(()),
        Some((kind, _)) => Err(error::bad_xml(format!(
            "Extra data in disabled network '{name}': <{kind}> in a <dns> with enable='no'"
        ))),
    }
}

/// Whether interfaces of the network with that port profile can be given VLAN tags: through a
/// virtual function, or by Open vSwitch.
fn takes_vlan(network: &Network, profile: Option<&VirtualPort>) -> bool {
    let port = profile.and_then(|port| port.kind);
    match mode(network) {
        Some(ForwardMode::Hostdev | ForwardMode::Passthrough) => true,
        Some(ForwardMode::Bridge) => port == Some(VirtualPortType::Openvswitch),
        None
        | Some(
            ForwardMode::Nat
            | ForwardMode::Route
            | ForwardMode::Open
            | ForwardMode::Private
            | ForwardMode::Vepa,
        ) => false,
    }
}

/// Six bytes in hexadecimal, with colons between them.
pub(crate) fn is_mac(text: &str) -> bool {
    let mut parts = text.split(':');
    let hex =
        |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_hexdigit());
    parts.by_ref().take(6).filter(|part| hex(part)).count() == 6 && parts.next().is_none()
}

/// Checks the addresses of a definition, with the DHCP served on them.
///
/// # Errors
/// One contradicts itself.
pub(crate) fn ips(network: &Network) -> Result<()> {
    network.ips.iter().try_for_each(|ip| one_ip(network, ip))
}

fn one_ip(network: &Network, ip: &Ip) -> Result<()> {
    let name = &network.name;
    let text = ip.address.as_deref().unwrap_or_default();
    let address: IpAddr = text
        .parse()
        .map_err(|_| error::bad_xml(format!("Invalid address '{text}' in network '{name}'")))?;
    if let Some(mask) = ip.netmask.as_deref() {
        if prefix_of_mask(mask).is_none() {
            return Err(error::bad_xml(format!("Invalid netmask '{mask}' in network '{name}'")));
        }
    }
    let widest = if address.is_ipv4() { 32 } else { 128 };
    if ip.prefix.is_some_and(|prefix| prefix > widest) {
        let prefix = ip.prefix.unwrap_or_default();
        return Err(error::bad_xml(format!("Invalid prefix {prefix} in network '{name}'")));
    }
    for host in ip.dhcp.iter().flat_map(|dhcp| &dhcp.hosts) {
        dhcp_host(name, ip, host, false)?;
    }
    let prefix = prefix(ip);
    for range in ip.dhcp.iter().flat_map(|dhcp| &dhcp.ranges) {
        let (start, end) = (&range.start, &range.end);
        let inside = |text: &String| {
            text.parse().is_ok_and(|other: IpAddr| same_network(address, other, prefix))
        };
        if !inside(start) || !inside(end) {
            let text =
                format!("range {start} - {end} is not entirely within network {address}/{prefix}");
            return Err(Error::new(ErrorCode::InternalError, ErrorDomain::None, text));
        }
    }
    Ok(())
}

fn bad_detail(text: String) -> Error {
    error::error(ErrorCode::XmlDetail, text)
}

/// Checks a host that DNS knows; `part` of it is enough to find it.
///
/// # Errors
/// It has no address, none that is one, or no name.
pub(crate) fn dns_host(name: &str, host: &DnsHost, part: bool) -> Result<()> {
    match host.ip.as_deref() {
        None if !part => {
            let text = format!("Missing IP address in network '{name}' DNS HOST record");
            return Err(bad_detail(text));
        }
        Some(ip) if ip.parse::<IpAddr>().is_err() => {
            let text = format!("Invalid IP address in network '{name}' DNS HOST record");
            return Err(bad_detail(text));
        }
        None | Some(_) => {}
    }
    if host.hostnames.is_empty() && !part {
        let text = format!("Missing hostname in network '{name}' DNS HOST record");
        return Err(bad_detail(text));
    }
    if host.hostnames.is_empty() && host.ip.is_none() {
        let text = format!("Missing ip and hostname in network '{name}' DNS HOST record");
        return Err(bad_detail(text));
    }
    Ok(())
}

/// An address has one spelling: it is found again by that.
pub(crate) fn spell_address(text: &mut Option<String>) {
    if let Some(address) = text.as_deref().and_then(|text| text.parse::<IpAddr>().ok()) {
        *text = Some(address.to_string());
    }
}

/// Checks a TXT record.
///
/// # Errors
/// Its name can't be one.
pub(crate) fn dns_txt(name: &str, txt: &Txt) -> Result<()> {
    match txt.name.contains(' ') {
        false => Ok(()),
        true => Err(bad_detail(format!(
            "prohibited character in DNS TXT record name '{}' of network {name}",
            txt.name
        ))),
    }
}

/// Checks an SRV record.
///
/// # Errors
/// It names no service, or no protocol.
pub(crate) fn dns_srv(name: &str, srv: &Srv) -> Result<()> {
    let Some(service) = srv.service.as_deref() else {
        let text =
            format!("missing required service attribute in DNS SRV record of network '{name}'");
        return Err(bad_detail(text));
    };
    match srv.protocol.is_some() {
        true => Ok(()),
        false => Err(bad_detail(format!(
            "missing required protocol attribute in DNS SRV record '{service}' of network '{name}'"
        ))),
    }
}

/// Checks a host that DHCP knows; `part` of it is enough to find it.
///
/// # Errors
/// It is not told apart from others, or has no address.
pub(crate) fn dhcp_host(name: &str, ip: &Ip, host: &DhcpHost, part: bool) -> Result<()> {
    let six = ip.address.as_deref().is_some_and(|address| address.contains(':'));
    if let Some(mac) = host.mac.as_deref().filter(|mac| !is_mac(mac)) {
        return Err(error::bad_xml(format!(
            "Cannot parse MAC address '{mac}' in network '{name}'"
        )));
    }
    if six {
        if host.mac.is_some() {
            let text = format!(
                "Invalid to specify MAC address '{}' in network '{name}' IPv6 static host definition",
                host.mac.as_deref().unwrap_or_default()
            );
            return Err(error::bad_xml(text));
        }
    } else if host.mac.is_none() && host.name.is_none() && !part {
        return Err(error::bad_xml(format!(
            "Static host definition in IPv4 network '{name}' must have mac or name attribute"
        )));
    }
    if host.mac.is_none() && host.name.is_none() && host.ip.is_none() && host.id.is_none() {
        return Err(error::bad_xml(format!(
            "At least one of name, mac, or ip attribute must be specified for static host \
             definition in network '{name}'"
        )));
    }
    if host.ip.is_none() && !part {
        let text = format!("Missing IP address in static host definition for network '{name}'");
        return Err(error::bad_xml(text));
    }
    if host.ip.as_deref().is_some_and(|text| text.parse::<IpAddr>().is_err()) {
        let text = format!("Invalid IP address in static host definition for network '{name}'");
        return Err(error::bad_xml(text));
    }
    Ok(())
}
