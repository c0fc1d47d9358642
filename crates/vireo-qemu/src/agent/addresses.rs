//! Interfaces of a guest and their addresses: from the networks' leases, from the agent, or from
//! the host's table of neighbours.

use std::collections::HashMap;
use std::net::IpAddr;

use vireo_api::Result;
use vireo_api::consts::*;
use vireo_model::domain::Domain;
use vireo_proto::remote;

use super::Session;
use super::answers;
use crate::network::NetworkProvider;

fn wire(address: &str, kind: u32, prefix: u32) -> remote::DomainIpAddr {
    remote::DomainIpAddr { kind: i32::try_from(kind).unwrap_or(0), addr: address.into(), prefix }
}

fn kind(address: IpAddr) -> u32 {
    if address.is_ipv4() { IP_ADDR_TYPE_IPV4 } else { IP_ADDR_TYPE_IPV6 }
}

/// What the guest tells: its own names.
///
/// # Errors
/// As [`Session::ask`].
pub async fn from_agent(session: &Session) -> Result<Vec<remote::DomainInterface>> {
    let found: Vec<answers::Interface> = session.ask("guest-network-get-interfaces", None).await?;
    Ok(gather(&found))
}

/// An alias of an interface (`eth0:1`) counts as the interface.
fn gather(found: &[answers::Interface]) -> Vec<remote::DomainInterface> {
    let mut all: Vec<remote::DomainInterface> = Vec::new();
    for interface in found {
        let name = interface.name.split(':').next().unwrap_or_default();
        let at = all.iter().position(|known| known.name == *name).unwrap_or_else(|| {
            let hwaddr = interface.hardware_address.as_deref().map(Into::into);
            all.push(remote::DomainInterface { name: name.into(), hwaddr, addrs: Vec::new() });
            all.len() - 1
        });
        let addresses = interface.ip_addresses.iter().filter_map(|address| {
            let kind = match address.ip_address_type.as_str() {
                "ipv4" => IP_ADDR_TYPE_IPV4,
                "ipv6" => IP_ADDR_TYPE_IPV6,
                _ => return None,
            };
            Some(wire(&address.ip_address, kind, address.prefix))
        });
        all[at].addrs.extend(addresses);
    }
    all
}

/// What the networks leased: interfaces that have a lease.
pub async fn from_leases(
    networks: &dyn NetworkProvider,
    config: &Domain,
) -> Vec<remote::DomainInterface> {
    let mut all = Vec::new();
    for interface in &config.devices.interfaces {
        let network = interface.source.as_ref().and_then(|source| source.network.as_deref());
        let (Some(network), Some(mac)) = (network, interface.mac.as_ref()) else { continue };
        let leases = networks.leases(network, mac.address.0).await;
        if leases.is_empty() {
            continue;
        }
        let addrs = leases.iter().map(|lease| {
            wire(&lease.address.to_string(), kind(lease.address), lease.prefix.into())
        });
        all.push(named(interface, addrs.collect()));
    }
    all
}

/// The host name that the guest gave for a lease.
pub async fn leased_hostname(networks: &dyn NetworkProvider, config: &Domain) -> Option<String> {
    for interface in &config.devices.interfaces {
        let network = interface.source.as_ref().and_then(|source| source.network.as_deref());
        let (Some(network), Some(mac)) = (network, interface.mac.as_ref()) else { continue };
        let leases = networks.leases(network, mac.address.0).await;
        if let Some(name) = leases.into_iter().find_map(|lease| lease.hostname) {
            return Some(name);
        }
    }
    None
}

/// What the host saw on its links.
#[must_use]
pub fn from_neighbours(config: &Domain) -> Vec<remote::DomainInterface> {
    let table = std::fs::read_to_string("/proc/net/arp").unwrap_or_default();
    let seen = neighbours(&table);
    let all = config.devices.interfaces.iter().filter_map(|interface| {
        let mac = interface.mac.as_ref()?.address.to_string();
        let addresses = seen.get(mac.as_str())?;
        let addrs = addresses.iter().map(|address| wire(address, IP_ADDR_TYPE_IPV4, 0)).collect();
        Some(named(interface, addrs))
    });
    all.collect()
}

/// Complete entries of the table: addresses by hardware address.
fn neighbours(table: &str) -> HashMap<&str, Vec<&str>> {
    /// The entry has a hardware address.
    const COMPLETE: u32 = 2;
    let mut seen: HashMap<&str, Vec<&str>> = HashMap::new();
    for line in table.lines().skip(1) {
        let mut words = line.split_ascii_whitespace();
        let (Some(address), Some(_), Some(flags), Some(mac)) =
            (words.next(), words.next(), words.next(), words.next())
        else {
            continue;
        };
        let flags = flags.strip_prefix("0x").and_then(|flags| u32::from_str_radix(flags, 16).ok());
        if flags.unwrap_or(0) & COMPLETE != 0 {
            seen.entry(mac).or_default().push(address);
        }
    }
    seen
}

fn named(
    interface: &vireo_model::domain::devices::Interface,
    addrs: Vec<remote::DomainIpAddr>,
) -> remote::DomainInterface {
    let name = interface.target.as_ref().and_then(|target| target.dev.as_deref());
    remote::DomainInterface {
        name: name.unwrap_or_default().into(),
        hwaddr: interface.mac.as_ref().map(|mac| mac.address.to_string().into()),
        addrs,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn aliases_count_as_their_interface() {
        let answer = r#"[
            {"name":"lo","ip-addresses":[{"ip-address-type":"ipv4","ip-address":"127.0.0.1","prefix":8}]},
            {"name":"eth0","hardware-address":"52:54:00:01:02:03"},
            {"name":"eth0:1","ip-addresses":[{"ip-address-type":"ipv6","ip-address":"::2","prefix":64},
             {"ip-address-type":"dream","ip-address":"x","prefix":1}]}]"#;
        let all = gather(&serde_json::from_str::<Vec<_>>(answer).expect("an answer"));
        assert_eq!(all.len(), 2);
        assert_eq!(all[0].hwaddr, None);
        assert_eq!((all[1].addrs.len(), all[1].addrs[0].kind, all[1].addrs[0].prefix), (1, 1, 64));
    }

    #[test]
    fn unfinished_neighbours_do_not_count() {
        let table = "IP address HW type Flags HW address Mask Device\n\
            10.0.0.2 0x1 0x2 52:54:00:01:02:03 * virbr0\n\
            10.0.0.3 0x1 0x0 52:54:00:01:02:03 * virbr0\n\
            garbage\n";
        assert_eq!(neighbours(table)["52:54:00:01:02:03"], ["10.0.0.2"]);
    }
}
