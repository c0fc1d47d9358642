//! What dnsmasq is told, and what it tells of its leases.

use std::fmt::Write as _;
use std::net::IpAddr;
use std::path::{Path, PathBuf};

use vireo_model::network::{Dhcp, DhcpHost, Ip, Lease, LeaseUnit, Network, Srv};

use crate::definition::{bridge_name, netmask, network_address, prefix};

/// The files of one network's dnsmasq.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Files {
    /// Its configuration.
    pub conf: PathBuf,
    /// Addresses that are someone's own.
    pub hosts: PathBuf,
    /// Names beside those of DHCP.
    pub addn_hosts: PathBuf,
    /// What it has handed out.
    pub leases: PathBuf,
    /// Its process id.
    pub pid: PathBuf,
}

impl Files {
    /// The files of the network `name`, data in `lib`, the pid in `run`.
    #[must_use]
    pub fn new(lib: &Path, run: &Path, name: &str) -> Self {
        let file = |suffix: &str| lib.join(format!("{name}.{suffix}"));
        Self {
            conf: file("conf"),
            hosts: file("hostsfile"),
            addn_hosts: file("addnhosts"),
            leases: file("leases"),
            pid: run.join(format!("{name}.pid")),
        }
    }
}

/// The configuration file.
#[must_use]
pub fn conf(network: &Network, files: &Files) -> String {
    let mut out = format!(
        "# Made by vireod; use 'virsh net-edit {}' to change it.\nstrict-order\n",
        network.name
    );
    let mut line = |text: String| {
        // A line break would be another option.
        out.push_str(&text.replace(['\n', '\r'], " "));
        out.push('\n');
    };
    let dns = network.dns.as_ref();
    if dns.and_then(|dns| dns.enable) == Some(false) {
        line("port=0".to_owned());
    }
    for forwarder in dns.iter().flat_map(|dns| &dns.forwarders) {
        let addr = forwarder.addr.as_deref().unwrap_or("#");
        match &forwarder.domain {
            Some(domain) => line(format!("server=/{domain}/{addr}")),
            None => line(format!("server={addr}")),
        }
    }
    if dns.is_some_and(|dns| dns.forwarders.iter().any(|f| f.domain.is_none())) {
        line("no-resolv".to_owned());
    }
    if dns.and_then(|dns| dns.forward_plain_names) == Some(false) {
        line("domain-needed".to_owned());
    }
    if let Some(domain) = &network.domain {
        if domain.local_only == Some(true) {
            line(format!("local=/{}/", domain.name));
        }
        line(format!("domain={}", domain.name));
        line("expand-hosts".to_owned());
    }
    line(format!("pid-file={}", files.pid.display()));
    line("except-interface=lo".to_owned());
    line("bind-dynamic".to_owned());
    line(format!("interface={}", bridge_name(network).unwrap_or_default()));
    for txt in dns.iter().flat_map(|dns| &dns.txts) {
        line(format!("txt-record={},{}", txt.name, txt.value.as_deref().unwrap_or_default()));
    }
    for srv in dns.iter().flat_map(|dns| &dns.srvs) {
        line(srv_line(srv));
    }
    dhcp_lines(network, files, &mut line);
    line(format!("addn-hosts={}", files.addn_hosts.display()));
    if let Some(mtu) = network.mtu {
        line(format!("dhcp-option=option:mtu,{mtu}"));
    }
    for option in network.dnsmasq_options.iter().flat_map(|options| &options.options) {
        line(option.value.clone());
    }
    out
}

fn dhcp_lines(network: &Network, files: &Files, line: &mut impl FnMut(String)) {
    let mut served = false;
    let mut most: u128 = 0;
    for ip in &network.ips {
        let Some(address) = address(ip) else { continue };
        let prefix = prefix(ip);
        let Some(dhcp) = &ip.dhcp else {
            if address.is_ipv6() {
                line(format!("dhcp-range={address},ra-only"));
                line("enable-ra".to_owned());
            }
            continue;
        };
        let span = match address {
            IpAddr::V4(_) => netmask(prefix).to_string(),
            IpAddr::V6(_) => prefix.to_string(),
        };
        for range in &dhcp.ranges {
            let lease = range.lease.as_ref().map(|l| format!(",{}", lease_time(l)));
            let lease = lease.unwrap_or_default();
            line(format!("dhcp-range={},{},{span}{lease}", range.start, range.end));
            most = most.saturating_add(range_size(&range.start, &range.end));
        }
        if dhcp.ranges.is_empty() && !dhcp.hosts.is_empty() {
            line(format!("dhcp-range={},static", network_address(address, prefix)));
        }
        if address.is_ipv6() {
            line("enable-ra".to_owned());
        }
        if let Some(bootp) = &dhcp.bootp {
            let server = bootp.server.as_ref().map(|s| format!(",,{s}")).unwrap_or_default();
            line(format!("dhcp-boot={}{server}", bootp.file));
        }
        served |= !dhcp.ranges.is_empty() || !dhcp.hosts.is_empty();
    }
    if !served {
        return;
    }
    line("dhcp-no-override".to_owned());
    line("dhcp-authoritative".to_owned());
    if most > 0 {
        line(format!("dhcp-lease-max={}", most.min(1_000_000)));
    }
    line(format!("dhcp-hostsfile={}", files.hosts.display()));
    line(format!("dhcp-leasefile={}", files.leases.display()));
}

fn address(ip: &Ip) -> Option<IpAddr> {
    ip.address.as_deref()?.parse().ok()
}

fn range_size(start: &str, end: &str) -> u128 {
    let number = |text: &str| match text.parse() {
        Ok(IpAddr::V4(address)) => u128::from(address.to_bits()),
        Ok(IpAddr::V6(address)) => address.to_bits(),
        Err(_) => 0,
    };
    number(end).saturating_sub(number(start)).saturating_add(1)
}

fn lease_time(lease: &Lease) -> String {
    if lease.expiry == 0 {
        return "infinite".to_owned();
    }
    match lease.unit.unwrap_or_default() {
        LeaseUnit::Seconds => format!("{}s", lease.expiry),
        LeaseUnit::Minutes => format!("{}m", lease.expiry),
        LeaseUnit::Hours => format!("{}h", lease.expiry),
    }
}

/// The file of addresses that are someone's own.
#[must_use]
pub fn hosts(network: &Network) -> String {
    let mut out = String::new();
    let all = network.ips.iter().filter_map(|ip| ip.dhcp.as_ref());
    for host in all.flat_map(|dhcp: &Dhcp| &dhcp.hosts) {
        out.push_str(&host_line(host));
        out.push('\n');
    }
    out
}

fn host_line(host: &DhcpHost) -> String {
    let id = host.id.as_ref().map(|id| format!("id:{id}"));
    let ip = host.ip.as_ref().map(|ip| match ip.contains(':') {
        true => format!("[{ip}]"),
        false => ip.clone(),
    });
    let lease = host.lease.as_ref().map(lease_time);
    let parts = [id.or_else(|| host.mac.clone()), ip, host.name.clone(), lease];
    parts.into_iter().flatten().collect::<Vec<_>>().join(",").replace(['\n', '\r'], " ")
}

/// An SRV record; numbers that are not told end it.
fn srv_line(srv: &Srv) -> String {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let mut out = format!("srv-host=_{}._{}", text(&srv.service), text(&srv.protocol));
    if let Some(domain) = &srv.domain {
        out.push_str(&format!(".{domain}"));
    }
    if let Some(target) = &srv.target {
        out.push_str(&format!(",{target}"));
        let numbers = [srv.port, srv.priority, srv.weight];
        for number in numbers.into_iter().map_while(|number| number) {
            out.push_str(&format!(",{number}"));
        }
    }
    out
}

/// The file of names beside those of DHCP.
#[must_use]
pub fn addn_hosts(network: &Network) -> String {
    let mut out = String::new();
    for host in network.dns.iter().flat_map(|dns| &dns.hosts) {
        let names = host.hostnames.iter().map(|h| h.name.trim()).collect::<Vec<_>>().join("\t");
        // Writing to a String does not fail.
        let ip = host.ip.as_deref().unwrap_or_default();
        let _ = writeln!(out, "{ip}\t{}", names.replace(['\n', '\r'], " "));
    }
    out
}

/// An address that was handed out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandedOut {
    /// When it ends, in seconds since 1970; 0 never.
    pub expiry: i64,
    /// Whose it is.
    pub mac: Option<String>,
    /// Identity association of DHCPv6.
    pub iaid: Option<String>,
    /// The address.
    pub address: IpAddr,
    /// The name that the client told.
    pub hostname: Option<String>,
    /// Its client id or DUID.
    pub client_id: Option<String>,
}

/// No lease file is read further.
const MOST_LEASES: usize = 65_536;

/// Reads dnsmasq's lease file: `expiry mac address name client-id`, after a
/// line `duid …` those of DHCPv6 with an IAID in place of the MAC address.
#[must_use]
pub fn leases(text: &str) -> Vec<HandedOut> {
    text.lines().filter_map(lease_line).take(MOST_LEASES).collect()
}

fn lease_line(line: &str) -> Option<HandedOut> {
    let fields: Vec<&str> = line.split_whitespace().collect();
    let [expiry, who, address, name, client, ..] = fields[..] else { return None };
    let known = |text: &str| (text != "*").then(|| text.to_owned());
    let address: IpAddr = address.parse().ok()?;
    let (mac, iaid) = match address {
        // "06-aa:bb:…" is a MAC address of another kind of hardware.
        IpAddr::V4(_) => (Some(who.rsplit('-').next().unwrap_or(who).to_owned()), None),
        IpAddr::V6(_) => (None, Some(who.trim_start_matches('T').to_owned())),
    };
    Some(HandedOut {
        expiry: expiry.parse().ok()?,
        mac,
        iaid,
        address,
        hostname: known(name),
        client_id: known(client),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn network(text: &str) -> Network {
        crate::definition::read(text, false, &|bytes| bytes.fill(0)).expect("a network")
    }

    #[test]
    fn a_usual_network() {
        let network = network(
            "<network><name>default</name><forward mode='nat'/><bridge name='virbr0'/>\
             <domain name='lab' localOnly='yes'/>\
             <dns><host ip='10.0.0.9'><hostname>a</hostname><hostname>b</hostname></host></dns>\
             <ip address='192.168.122.1' netmask='255.255.255.0'><dhcp>\
             <range start='192.168.122.2' end='192.168.122.254'><lease expiry='2' unit='hours'/></range>\
             <host mac='52:54:00:00:00:01' name='fix' ip='192.168.122.5'/></dhcp></ip></network>",
        );
        let files = Files::new(Path::new("/lib"), Path::new("/run"), "default");
        assert_eq!(
            conf(&network, &files).lines().skip(1).collect::<Vec<_>>(),
            [
                "strict-order",
                "local=/lab/",
                "domain=lab",
                "expand-hosts",
                "pid-file=/run/default.pid",
                "except-interface=lo",
                "bind-dynamic",
                "interface=virbr0",
                "dhcp-range=192.168.122.2,192.168.122.254,255.255.255.0,2h",
                "dhcp-no-override",
                "dhcp-authoritative",
                "dhcp-lease-max=253",
                "dhcp-hostsfile=/lib/default.hostsfile",
                "dhcp-leasefile=/lib/default.leases",
                "addn-hosts=/lib/default.addnhosts",
            ]
        );
        assert_eq!(hosts(&network), "52:54:00:00:00:01,192.168.122.5,fix\n");
        assert_eq!(addn_hosts(&network), "10.0.0.9\ta\tb\n");
    }

    #[test]
    fn a_name_is_no_option() {
        let network = network(
            "<network><name>n</name><bridge name='b'/><domain name='x&#10;addn-hosts=/etc/shadow'/></network>",
        );
        let files = Files::new(Path::new("/lib"), Path::new("/run"), "n");
        assert!(conf(&network, &files).contains("\ndomain=x addn-hosts=/etc/shadow\n"));
    }

    #[test]
    fn the_lease_file() {
        let text = "1795163306 52:54:00:ab:cd:ef 192.168.122.50 guest 01:52:54:00:ab:cd:ef\n\
                    0 52:54:00:ab:cd:f0 192.168.122.51 * *\n\
                    duid 00:01:00:01:2a\n\
                    1795163306 11259375 fd00::50 guest6 00:01:00:01:2a:bb\n\
                    nonsense\n1 2 3 4 5\n";
        let read = leases(text);
        assert_eq!(read.len(), 3);
        assert_eq!(read[0].hostname.as_deref(), Some("guest"));
        assert_eq!(read[0].client_id.as_deref(), Some("01:52:54:00:ab:cd:ef"));
        assert_eq!((read[1].expiry, &read[1].hostname), (0, &None));
        assert_eq!((read[2].mac.as_deref(), read[2].iaid.as_deref()), (None, Some("11259375")));
    }
}
