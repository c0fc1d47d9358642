//! What the firewall lets through, by nftables: a table of its own for each
//! bridge, so that making and removing is one transaction and no rule of
//! anybody else is ever touched.

use std::net::IpAddr;

use vireo_model::network::{ForwardMode, Network};

use crate::definition::{bridge_name, mode, network_address, prefix};

/// The name of a bridge's table.
#[must_use]
pub fn table(bridge: &str) -> String {
    // A table's name is a word of letters, digits and underscores.
    let word: String =
        bridge.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    format!("vireo_{word}")
}

/// The rules of a network; none where it wants none.
#[must_use]
pub fn rules(network: &Network) -> Option<String> {
    let mode = mode(network);
    match mode {
        None | Some(ForwardMode::Nat | ForwardMode::Route) => {}
        Some(
            ForwardMode::Open
            | ForwardMode::Bridge
            | ForwardMode::Private
            | ForwardMode::Vepa
            | ForwardMode::Passthrough
            | ForwardMode::Hostdev,
        ) => return None,
    }
    let bridge = bridge_name(network)?;
    let table = table(bridge);
    let out = outgoing(network);
    let mut forward = format!("    iifname \"{bridge}\" oifname \"{bridge}\" accept\n");
    let mut nat = String::new();
    for (family, net) in networks(network) {
        match mode {
            Some(ForwardMode::Nat) if family == "ip" || nat6(network) => {
                forward.push_str(&format!(
                    "    oifname \"{bridge}\"{} {family} daddr {net} ct state established,related accept\n",
                    out.replace("oifname", "iifname")
                ));
                forward.push_str(&format!(
                    "    iifname \"{bridge}\"{out} {family} saddr {net} accept\n"
                ));
                nat.push_str(&masquerade(network, family, &net, &out));
            }
            Some(_) => {
                forward.push_str(&format!(
                    "    oifname \"{bridge}\"{} {family} daddr {net} accept\n",
                    out.replace("oifname", "iifname")
                ));
                forward.push_str(&format!(
                    "    iifname \"{bridge}\"{out} {family} saddr {net} accept\n"
                ));
            }
            None => {}
        }
    }
    forward
        .push_str(&format!("    oifname \"{bridge}\" reject\n    iifname \"{bridge}\" reject\n"));
    let mut text = format!(
        "table inet {table}\ndelete table inet {table}\ntable inet {table} {{\n  chain forward {{\n    \
         type filter hook forward priority filter; policy accept;\n{forward}  }}\n"
    );
    if !nat.is_empty() {
        text.push_str(&format!(
            "  chain postrouting {{\n    type nat hook postrouting priority srcnat; policy accept;\n{nat}  }}\n"
        ));
    }
    text.push_str("}\n");
    Some(text)
}

/// The transaction that removes a bridge's rules, whether there are any or not.
#[must_use]
pub fn removal(bridge: &str) -> String {
    let table = table(bridge);
    format!("table inet {table}\ndelete table inet {table}\n")
}

fn nat6(network: &Network) -> bool {
    let nat = network.forward.as_ref().and_then(|forward| forward.nat.as_ref());
    nat.and_then(|nat| nat.ipv6) == Some(true)
}

/// ` oifname "eth0"` when traffic may leave by one interface only.
fn outgoing(network: &Network) -> String {
    let forward = network.forward.as_ref();
    let dev = forward.and_then(|f| {
        f.dev.as_deref().or_else(|| f.interfaces.first().map(|first| first.dev.as_str()))
    });
    dev.filter(|dev| crate::bridge::is_interface_name(dev))
        .map(|dev| format!(" oifname \"{dev}\""))
        .unwrap_or_default()
}

/// The network's own addresses, as `("ip", "10.0.0.0/24")`.
fn networks(network: &Network) -> Vec<(&'static str, String)> {
    let all = network.ips.iter().filter_map(|ip| {
        let address: IpAddr = ip.address.as_deref()?.parse().ok()?;
        let family = if address.is_ipv4() { "ip" } else { "ip6" };
        Some((family, format!("{}/{}", network_address(address, prefix(ip)), prefix(ip))))
    });
    all.collect()
}

fn masquerade(network: &Network, family: &str, net: &str, out: &str) -> String {
    let nat = network.forward.as_ref().and_then(|forward| forward.nat.as_ref());
    let (start, end) = nat
        .and_then(|nat| nat.port.as_ref())
        .map_or((1024, 65535), |ports| (ports.start, ports.end));
    let to = nat.and_then(|nat| nat.address.as_ref()).and_then(|range| {
        let start: IpAddr = range.start.parse().ok()?;
        let end: IpAddr = range.end.as_deref().unwrap_or(&range.start).parse().ok()?;
        Some(if start == end { start.to_string() } else { format!("{start}-{end}") })
    });
    let (verb, plain) = match &to {
        Some(to) => (format!("snat {family} to {to}"), format!("snat {family} to {to}")),
        None => ("masquerade to ".to_owned(), "masquerade".to_owned()),
    };
    let from = format!("    {family} saddr {net}{out}");
    let mut text = String::new();
    if family == "ip" {
        text.push_str(&format!("{from} ip daddr {{ 224.0.0.0/24, 255.255.255.255 }} return\n"));
    }
    let away = format!("{from} {family} daddr != {net}");
    for protocol in ["tcp", "udp"] {
        text.push_str(&format!("{away} meta l4proto {protocol} {verb}:{start}-{end}\n"));
    }
    text.push_str(&format!("{away} {plain}\n"));
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn network(inner: &str) -> Network {
        let text = format!(
            "<network><name>n</name>{inner}<bridge name='virbr-7'/>\
             <ip address='10.7.0.1' netmask='255.255.255.0'/></network>"
        );
        crate::definition::read(&text, false, &|bytes| bytes.fill(0)).expect("a network")
    }

    #[test]
    fn a_network_behind_nat() {
        let rules = rules(&network("<forward mode='nat'/>")).expect("rules");
        for line in [
            "table inet vireo_virbr_7 {",
            "    iifname \"virbr-7\" oifname \"virbr-7\" accept",
            "    oifname \"virbr-7\" ip daddr 10.7.0.0/24 ct state established,related accept",
            "    iifname \"virbr-7\" ip saddr 10.7.0.0/24 accept",
            "    oifname \"virbr-7\" reject",
            "    ip saddr 10.7.0.0/24 ip daddr != 10.7.0.0/24 meta l4proto tcp masquerade to :1024-65535",
            "    ip saddr 10.7.0.0/24 ip daddr != 10.7.0.0/24 masquerade",
        ] {
            assert!(rules.lines().any(|l| l == line), "{line} in {rules}");
        }
    }

    #[test]
    fn routed_isolated_and_open() {
        let routed = rules(&network("<forward mode='route' dev='eth7'/>")).expect("rules");
        assert!(
            routed.contains("iifname \"virbr-7\" oifname \"eth7\" ip saddr 10.7.0.0/24 accept")
        );
        assert!(!routed.contains("masquerade"));
        let isolated = rules(&network("")).expect("rules");
        assert!(isolated.contains("reject") && !isolated.contains("saddr"));
        assert_eq!(rules(&network("<forward mode='open'/>")), None);
    }

    #[test]
    fn an_address_range_to_appear_as() {
        let nat = "<forward mode='nat'><nat><address start='1.2.3.4' end='1.2.3.9'/><port start='5' end='6'/></nat></forward>";
        let rules = rules(&network(nat)).expect("rules");
        assert!(rules.contains("meta l4proto udp snat ip to 1.2.3.4-1.2.3.9:5-6"), "{rules}");
    }
}
