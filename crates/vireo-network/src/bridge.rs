//! The bridge of a network, by `ip`'s batch language.

use std::net::IpAddr;

use vireo_model::network::Network;

use crate::definition::{bridge_name, netmask, prefix};

/// The commands that make the bridge with its addresses and put it up.
#[must_use]
pub fn make(network: &Network) -> String {
    let name = bridge_name(network).unwrap_or_default();
    let (mut stp, mut delay) = (true, 0);
    if let Some(bridge) = &network.bridge {
        stp = bridge.stp.unwrap_or(true);
        delay = bridge.delay.unwrap_or(0);
    }
    let mac = network.mac.as_ref().map(|mac| format!(" address {mac}")).unwrap_or_default();
    let mtu = network.mtu.map(|mtu| format!(" mtu {mtu}")).unwrap_or_default();
    // The kernel takes a delay below two seconds only while spanning tree is off.
    let delay = if stp && delay < 2 { 200 } else { delay.saturating_mul(100) };
    let mut out = format!(
        "link add name {name}{mac}{mtu} type bridge stp_state {} forward_delay {delay}\n",
        u8::from(stp)
    );
    for ip in &network.ips {
        let Some(address) = ip.address.as_deref().and_then(|a| a.parse::<IpAddr>().ok()) else {
            continue;
        };
        let prefix = prefix(ip);
        match address {
            IpAddr::V4(v4) => {
                let broadcast = v4.to_bits() | !netmask(prefix).to_bits();
                let broadcast = std::net::Ipv4Addr::from_bits(broadcast);
                out.push_str(&format!(
                    "addr add {address}/{prefix} broadcast {broadcast} dev {name}\n"
                ));
            }
            IpAddr::V6(_) => {
                out.push_str(&format!("addr add {address}/{prefix} dev {name} nodad\n"))
            }
        }
    }
    out.push_str(&format!("link set dev {name} up\n"));
    for route in &network.routes {
        let prefix = vireo_model::network::Ip {
            address: Some(route.address.clone()),
            netmask: route.netmask.clone(),
            prefix: route.prefix,
            ..vireo_model::network::Ip::default()
        };
        let prefix = crate::definition::prefix(&prefix);
        let metric = route.metric.map(|m| format!(" metric {m}")).unwrap_or_default();
        out.push_str(&format!(
            "route add {}/{prefix} via {} dev {name} proto static{metric}\n",
            route.address, route.gateway
        ));
    }
    out
}

/// The interface of the host that has one of the network's own addresses routed
/// to it already, by the text of `/proc/net/route`.
#[must_use]
pub fn conflict(network: &Network, routes: &str) -> Option<String> {
    let wanted: Vec<(u32, u32)> = network
        .ips
        .iter()
        .filter_map(|ip| match ip.address.as_deref()?.parse().ok()? {
            IpAddr::V4(address) => {
                let mask = netmask(prefix(ip)).to_bits();
                Some((address.to_bits() & mask, mask))
            }
            IpAddr::V6(_) => None,
        })
        .collect();
    routes.lines().skip(1).find_map(|line| {
        let fields: Vec<&str> = line.split_whitespace().collect();
        // The kernel prints the numbers in its own byte order.
        let number = |at: usize| u32::from_str_radix(fields.get(at)?, 16).ok().map(u32::from_be);
        let route = (number(1)?, number(7)?);
        wanted.contains(&route).then(|| fields[0].to_owned())
    })
}

/// The command that removes the bridge.
#[must_use]
pub fn remove(bridge: &str) -> String {
    format!("link del dev {bridge}\n")
}

/// A plain name of an interface: one word and nothing else to every helper. (The
/// kernel takes stranger ones.)
#[must_use]
pub fn is_interface_name(name: &str) -> bool {
    const LONGEST: usize = 15;
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-' | b'+');
    (1..=LONGEST).contains(&name.len()) && name != "." && name != ".." && name.bytes().all(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bridge_with_two_addresses() {
        let network = crate::definition::read(
            "<network><name>n</name><bridge name='virbr7'/><mtu size='1400'/>\
             <mac address='52:54:00:01:02:03'/><ip address='10.7.0.1' netmask='255.255.255.0'/>\
             <ip family='ipv6' address='fd00:7::1' prefix='64'/>\
             <route address='10.8.0.0' prefix='16' gateway='10.7.0.2'/></network>",
            false,
            &|bytes| bytes.fill(0),
        );
        assert_eq!(
            make(&network.expect("a network")),
            "link add name virbr7 address 52:54:00:01:02:03 mtu 1400 type bridge stp_state 1 forward_delay 200\n\
             addr add 10.7.0.1/24 broadcast 10.7.0.255 dev virbr7\n\
             addr add fd00:7::1/64 dev virbr7 nodad\n\
             link set dev virbr7 up\n\
             route add 10.8.0.0/16 via 10.7.0.2 dev virbr7 proto static\n"
        );
    }

    #[cfg(target_endian = "little")]
    #[test]
    fn a_network_that_is_somewhere_else_already() {
        let routes = "Iface\tDestination\tGateway\tFlags\tRefCnt\tUse\tMetric\tMask\tMTU\tWindow\tIRTT\n\
                      eth0\t00000000\t0100000A\t0003\t0\t0\t0\t00000000\t0\t0\t0\n\
                      eth0\t0000070A\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0\n";
        let network = |ip: &str| {
            let text = format!(
                "<network><name>n</name><ip address='{ip}' netmask='255.255.255.0'/></network>"
            );
            crate::definition::read(&text, false, &|bytes| bytes.fill(0)).expect("a network")
        };
        assert_eq!(conflict(&network("10.7.0.1"), routes).as_deref(), Some("eth0"));
        assert_eq!(conflict(&network("10.7.1.1"), routes), None);
        assert_eq!(conflict(&network("10.7.0.1"), "nonsense"), None);
    }

    #[test]
    fn names_of_interfaces() {
        for good in ["virbr0", "br-lan.7", "a"] {
            assert!(is_interface_name(good), "{good}");
        }
        for bad in ["", ".", "a b", "a/b", "a{", "a\nlink", "much-too-long-a-name", "é"] {
            assert!(!is_interface_name(bad), "{bad}");
        }
    }
}
