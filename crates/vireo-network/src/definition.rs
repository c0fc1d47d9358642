//! A network's definition: read, filled in, checked.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use uuid::Uuid;
use vireo_api::{Error, ErrorCode, ErrorDomain, Result};
use vireo_model::network::{Bridge, Forward, ForwardInterface, ForwardMode, Ip, Network};
use vireo_xml::{Mode, ParseOptions};

use crate::check::spell_address;
use crate::{check, error};

/// Where random bytes come from.
pub type Random<'a> = &'a dyn Fn(&mut [u8]);

/// Reads a user's document. What is absent stays absent, but for what makes a
/// network one: a UUID, and for networks with a bridge of their own its MAC address.
///
/// # Errors
/// It is malformed or contradicts itself; with `validate` also when it has
/// elements that nobody knows.
pub fn read(text: &str, validate: bool, random: Random<'_>) -> Result<Network> {
    let options = ParseOptions { mode: Mode::SAVED, strict: validate };
    let (mut network, misfits) =
        vireo_xml::parse_with::<Network>(text, options).map_err(|e| missing_name(&e))?;
    if let Some(misfit) = misfits.first() {
        let text = format!(
            "Unable to validate doc against /usr/share/libvirt/schemas/network.rng\n{misfit}"
        );
        return Err(Error::new(ErrorCode::XmlInvalidSchema, ErrorDomain::Xml, text));
    }
    check::whole(&network)?;
    fill(&mut network, random)?;
    Ok(network)
}

/// The reference has a code of its own for a document without a name.
fn missing_name(source: &vireo_xml::XmlError) -> Error {
    match &source.kind {
        vireo_xml::ErrorKind::MissingElement { child, .. } if child == "name" => {
            Error::bare(ErrorCode::NoName, ErrorDomain::Network)
        }
        _ => error::xml(source),
    }
}

/// Reads a definition that we wrote.
///
/// # Errors
/// It isn't one.
pub fn read_saved(text: &str, mode: Mode) -> Result<Network> {
    let begin = text.find("<network").unwrap_or(0);
    let network: Network = vireo_xml::parse(&text[begin..], mode).map_err(|e| error::xml(&e))?;
    uuid(&network)?;
    Ok(network)
}

/// Reads a definition on disk, which an administrator or the distribution may have put there
/// without what only a daemon makes up. Says whether anything had to be.
///
/// # Errors
/// It isn't one.
pub fn read_kept(text: &str, random: Random<'_>) -> Result<(Network, bool)> {
    let begin = text.find("<network").unwrap_or(0);
    let written: Network =
        vireo_xml::parse(&text[begin..], Mode::SAVED).map_err(|e| error::xml(&e))?;
    let mut network = written.clone();
    fill(&mut network, random)?;
    let completed = network != written;
    Ok((network, completed))
}

/// The document of a network. Addresses and groups of ports have an end tag also when there is
/// nothing in them, as the reference writes them.
#[must_use]
pub fn format(network: &Network, mode: Mode) -> String {
    let text = vireo_xml::format(network, mode);
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        let name = ["ip", "portgroup"].into_iter().find(|name| {
            line.strip_prefix("  <")
                .and_then(|line| line.strip_prefix(name))
                .is_some_and(|rest| rest.starts_with(' ') && rest.ends_with("/>"))
        });
        match name {
            Some(name) => {
                out.push_str(line.trim_end_matches("/>"));
                out.push_str(&format!(">\n  </{name}>\n"));
            }
            None => {
                out.push_str(line);
                out.push('\n');
            }
        }
    }
    out
}

/// The definition's UUID.
///
/// # Errors
/// It has none, or something else in its place.
pub fn uuid(network: &Network) -> Result<Uuid> {
    let text = network.uuid.as_deref().unwrap_or_default();
    Uuid::try_parse(text).map_err(|_| error::internal("malformed uuid element"))
}

/// How the network reaches the world; none when isolated.
#[must_use]
pub fn mode(network: &Network) -> Option<ForwardMode> {
    network.forward.as_ref().map(|forward| forward.mode)
}

/// Has it a bridge that we make?
#[must_use]
pub fn has_own_bridge(network: &Network) -> bool {
    match mode(network) {
        None | Some(ForwardMode::Nat | ForwardMode::Route | ForwardMode::Open) => true,
        Some(
            ForwardMode::Bridge
            | ForwardMode::Private
            | ForwardMode::Vepa
            | ForwardMode::Passthrough
            | ForwardMode::Hostdev,
        ) => false,
    }
}

/// The name of its bridge, its own or the host's.
#[must_use]
pub fn bridge_name(network: &Network) -> Option<&str> {
    network.bridge.as_ref()?.name.as_deref()
}

fn fill(network: &mut Network, random: Random<'_>) -> Result<()> {
    match &network.uuid {
        Some(_) => network.uuid = Some(uuid(network)?.to_string()),
        None => network.uuid = Some(random_uuid(random).to_string()),
    }
    if let Some(forward) = &mut network.forward {
        name_interface(forward);
    }
    for host in network.dns.iter_mut().flat_map(|dns| &mut dns.hosts) {
        spell_address(&mut host.ip);
    }
    if has_own_bridge(network) {
        let bridge = network.bridge.get_or_insert_with(Bridge::default);
        bridge.stp.get_or_insert(true);
        bridge.delay.get_or_insert(0);
        network.mac.get_or_insert_with(|| random_mac(random));
    }
    Ok(())
}

/// The attribute `dev` and the first `<interface>` are two ways to say the same.
fn name_interface(forward: &mut Forward) {
    match (&forward.dev, forward.interfaces.first()) {
        (Some(dev), None) => {
            let interface = ForwardInterface { dev: dev.clone(), ..ForwardInterface::default() };
            forward.interfaces.push(interface);
        }
        (None, Some(first)) => forward.dev = Some(first.dev.clone()),
        (Some(_), Some(_)) | (None, None) => {}
    }
}

fn random_uuid(random: Random<'_>) -> Uuid {
    let mut bytes = [0; 16];
    random(&mut bytes);
    uuid::Builder::from_random_bytes(bytes).into_uuid()
}

fn random_mac(random: Random<'_>) -> String {
    let mut bytes = [0; 3];
    random(&mut bytes);
    format!("52:54:00:{:02x}:{:02x}:{:02x}", bytes[0], bytes[1], bytes[2])
}

/// Gives the bridge a name that `taken` doesn't refuse, when it has none.
///
/// # Errors
/// All names are taken.
pub fn name_bridge(network: &mut Network, taken: impl Fn(&str) -> bool) -> Result<()> {
    if !has_own_bridge(network) || bridge_name(network).is_some() {
        return Ok(());
    }
    const MOST: u32 = 256;
    let name = (0..MOST).map(|number| format!("virbr{number}")).find(|name| !taken(name));
    let name =
        name.ok_or_else(|| error::internal(format!("Bridge generation exceeded max id {MOST}")))?;
    network.bridge.get_or_insert_with(Bridge::default).name = Some(name);
    Ok(())
}

/// The length of an address' network part: as told, by the mask, or by its class.
#[must_use]
pub fn prefix(ip: &Ip) -> u32 {
    if let Some(prefix) = ip.prefix {
        return prefix;
    }
    if let Some(prefix) = ip.netmask.as_deref().and_then(prefix_of_mask) {
        return prefix;
    }
    match ip.address.as_deref().unwrap_or_default().parse() {
        Ok(IpAddr::V4(address)) => match address.octets()[0] {
            0..=127 => 8,
            128..=191 => 16,
            192.. => 24,
        },
        Ok(IpAddr::V6(_)) | Err(_) => 64,
    }
}

pub(crate) fn prefix_of_mask(mask: &str) -> Option<u32> {
    let bits = mask.parse::<Ipv4Addr>().ok()?.to_bits();
    (bits.leading_ones() + bits.trailing_zeros() == 32).then_some(bits.leading_ones())
}

/// The first address of the network that an address is in.
#[must_use]
pub fn network_address(address: IpAddr, prefix: u32) -> IpAddr {
    match address {
        IpAddr::V4(address) => {
            let mask = u32::MAX.checked_shl(32 - prefix.min(32)).unwrap_or(0);
            IpAddr::V4(Ipv4Addr::from_bits(address.to_bits() & mask))
        }
        IpAddr::V6(address) => {
            let mask = u128::MAX.checked_shl(128 - prefix.min(128)).unwrap_or(0);
            IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() & mask))
        }
    }
}

/// The mask of a prefix, for IPv4.
#[must_use]
pub fn netmask(prefix: u32) -> Ipv4Addr {
    Ipv4Addr::from_bits(u32::MAX.checked_shl(32 - prefix.min(32)).unwrap_or(0))
}

/// The length of the network part of an address on the network.
#[must_use]
pub fn prefix_of(network: &Network, address: IpAddr) -> u32 {
    let own = network.ips.iter().find(|ip| {
        let own = ip.address.as_deref().and_then(|own| own.parse().ok());
        own.is_some_and(|own| same_network(own, address, prefix(ip)))
    });
    own.map_or(if address.is_ipv4() { 24 } else { 64 }, prefix)
}

pub(crate) fn same_network(a: IpAddr, b: IpAddr, prefix: u32) -> bool {
    a.is_ipv4() == b.is_ipv4() && network_address(a, prefix) == network_address(b, prefix)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zeroes(bytes: &mut [u8]) {
        bytes.fill(0);
    }

    fn parsed(text: &str) -> Result<Network> {
        read(text, false, &zeroes)
    }

    fn message(text: &str) -> String {
        parsed(text).expect_err("refused").message()
    }

    #[test]
    fn what_is_absent_is_filled_in() {
        let mut network = parsed("<network><name>n</name></network>").expect("a network");
        name_bridge(&mut network, |name| name == "virbr0").expect("a name");
        assert_eq!(
            vireo_xml::format(&network, Mode::SAVED),
            "<network>\n  <name>n</name>\n  <uuid>00000000-0000-4000-8000-000000000000</uuid>\n  \
             <bridge name='virbr1' stp='on' delay='0'/>\n  <mac address='52:54:00:00:00:00'/>\n\
             </network>\n"
        );
        let network =
            parsed("<network><name>n</name><forward mode='bridge'/><bridge name='br0'/></network>");
        assert_eq!(network.expect("a network").mac, None);
        assert!(
            name_bridge(
                &mut parsed("<network><name>n</name></network>").expect("a network"),
                |_| true
            )
            .is_err()
        );
    }

    /// The reference's words.
    #[test]
    fn refusals() {
        let ip = |inner: &str| format!("<network><name>ab</name>{inner}</network>");
        for (text, said) in [
            (
                ip("<virtualport type='vds'/>"),
                "unsupported configuration: unknown virtualport type vds",
            ),
            (
                ip("<vlan><tag id='4096'/></vlan>"),
                "XML error: vlan tag id 4096 too large (maximum 4095)",
            ),
            (
                ip("<bandwidth><inbound peak='1'/></bandwidth>"),
                "Missing mandatory average or floor attributes",
            ),
            ("<network/>".to_owned(), "missing name information"),
            (
                ip("<dns enable='no'><txt name='a' value='b'/></dns>"),
                "XML error: Extra data in disabled network 'ab': <txt> in a <dns> with enable='no'",
            ),
            (
                ip("<ip address='x' netmask='255.0.0.0'/>"),
                "XML error: Invalid address 'x' in network 'ab'",
            ),
            (
                ip("<ip address='1.2.3.4' netmask='x'/>"),
                "XML error: Invalid netmask 'x' in network 'ab'",
            ),
            (
                ip("<ip address='1.2.3.4' netmask='255.0.255.0'/>"),
                "XML error: Invalid netmask '255.0.255.0' in network 'ab'",
            ),
            (
                ip("<forward mode='nat'/>"),
                "XML error: nat forwarding requested, but no IP address provided for network 'ab'",
            ),
            (ip("<uuid>x</uuid>"), "internal error: malformed uuid element"),
            (
                ip(
                    "<ip address='192.168.5.1' netmask='255.255.255.0'><dhcp><range start='192.168.6.2' end='192.168.6.9'/></dhcp></ip>",
                ),
                "internal error: range 192.168.6.2 - 192.168.6.9 is not entirely within network 192.168.5.1/24",
            ),
            (
                ip("<forward mode='open' dev='eth0'/>"),
                "XML error: forward dev not allowed for network 'ab' with forward mode='open'",
            ),
            ("<network><name>a/b</name></network>".to_owned(), "invalid char in name: /"),
            (
                ip("<mac address='52:54:00:00:00:01&#10;link del lo'/>"),
                "XML error: Invalid bridge mac address '52:54:00:00:00:01\nlink del lo' in network 'ab'",
            ),
            (
                ip("<route address='10.0.0.0&#10;x' gateway='10.0.0.1'/>"),
                "XML error: Invalid address '10.0.0.0\nx' in a route of network 'ab'",
            ),
            (
                "<domain/>".to_owned(),
                "XML error: expecting root element of 'network', not 'domain'",
            ),
        ] {
            assert_eq!(message(&text), said, "{text}");
        }
    }

    #[test]
    fn an_interface_is_named_both_ways() {
        let ip = "<ip address='10.0.0.1' netmask='255.0.0.0'/>";
        let both = "<forward dev='eth1' mode='nat'>\n    <interface dev='eth1'/>\n  </forward>";
        for forward in ["<forward dev='eth1'/>", "<forward><interface dev='eth1'/></forward>"] {
            let network = parsed(&format!("<network><name>n</name>{forward}{ip}</network>"));
            let text = vireo_xml::format(&network.expect("a network"), Mode::SAVED);
            assert!(text.contains(both), "{text}");
        }
    }

    #[test]
    fn addresses_have_an_end_tag() {
        let text = "<network><name>n</name><ip address='10.0.0.1'/><portgroup name='p'/></network>";
        let text = format(&parsed(text).expect("a network"), Mode::SAVED);
        assert!(text.contains("  <ip address='10.0.0.1'>\n  </ip>\n"), "{text}");
        assert!(text.contains("  <portgroup name='p'>\n  </portgroup>\n"), "{text}");
    }

    #[test]
    fn prefixes() {
        let ip = |address: &str, netmask: Option<&str>| Ip {
            address: Some(address.to_owned()),
            netmask: netmask.map(str::to_owned),
            ..Ip::default()
        };
        assert_eq!(prefix(&ip("10.0.0.1", None)), 8);
        assert_eq!(prefix(&ip("192.168.0.1", None)), 24);
        assert_eq!(prefix(&ip("10.0.0.1", Some("255.255.255.128"))), 25);
        assert_eq!(prefix(&ip("fd00::1", None)), 64);
        assert_eq!(netmask(0).to_string(), "0.0.0.0");
        assert_eq!(netmask(25).to_string(), "255.255.255.128");
        let address = "10.1.2.3".parse().expect("an address");
        assert_eq!(network_address(address, 16).to_string(), "10.1.0.0");
        assert_eq!(network_address(address, 0).to_string(), "0.0.0.0");
        assert_eq!(network_address(address, 99).to_string(), "10.1.2.3");
    }
}
