//! A virtual network as users write it (`<network>`).
//!
//! Facts: `other-xml.json`, `other-order.json`, document `network`.

use vireo_xml::{Namespace, RawChildren, XmlElement, XmlEnum};

use crate::link::{Bandwidth, MacTableManager, VirtualPort, Vlan};

/// Namespace of options passed on to dnsmasq as they are.
pub static DNSMASQ: Namespace =
    Namespace { prefix: "dnsmasq", uri: "http://libvirt.org/schemas/network/dnsmasq/1.0" };

/// A virtual network.
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
#[xml(root = "network")]
pub struct Network {
    /// Guests connected; only told, never read.
    #[xml(attr, live)]
    pub connections: Option<u32>,
    /// Guests may speak IPv6 among themselves though the network has no IPv6 address.
    #[xml(attr, yes_no)]
    pub ipv6: Option<bool>,
    /// Follow the receive filters that guests set.
    #[xml(attr = "trustGuestRxFilters", yes_no)]
    pub trust_guest_rx_filters: Option<bool>,
    /// Unique name.
    #[xml(text_child, required)]
    pub name: String,
    /// Unique id; made up when absent.
    #[xml(text_child)]
    pub uuid: Option<String>,
    /// One line for people.
    #[xml(text_child)]
    pub title: Option<String>,
    /// Text for people.
    #[xml(text_child)]
    pub description: Option<String>,
    /// Other programs' notes.
    #[xml(child)]
    pub metadata: Option<RawChildren>,
    /// How the network reaches the world; absent: isolated.
    #[xml(child)]
    pub forward: Option<Forward>,
    /// The bridge that guests' taps join.
    #[xml(child)]
    pub bridge: Option<Bridge>,
    /// MTU of the bridge and of guests, in bytes.
    #[xml(attr = "size", path = "mtu")]
    pub mtu: Option<u32>,
    /// MAC address of the bridge.
    #[xml(attr = "address", path = "mac")]
    pub mac: Option<String>,
    /// DNS domain of the guests.
    #[xml(child)]
    pub domain: Option<DnsDomain>,
    /// DNS served on the network.
    #[xml(child)]
    pub dns: Option<Dns>,
    /// VLAN tags of all ports.
    #[xml(child)]
    pub vlan: Option<Vlan>,
    /// Port profile of all ports.
    #[xml(child)]
    pub virtualport: Option<VirtualPort>,
    /// Shaping of the bridge.
    #[xml(child)]
    pub bandwidth: Option<Bandwidth>,
    /// Ports can't reach each other.
    #[xml(attr = "isolated", path = "port", yes_no)]
    pub isolated: Option<bool>,
    /// Addresses of the host on the network.
    #[xml(child = "ip")]
    pub ips: Vec<Ip>,
    /// Static routes through the network.
    #[xml(child = "route")]
    pub routes: Vec<Route>,
    /// Settings that an interface chooses by name.
    #[xml(child = "portgroup")]
    pub portgroups: Vec<PortGroup>,
    /// Lines for dnsmasq's configuration.
    #[xml(child = "options", ns = DNSMASQ)]
    pub dnsmasq_options: Option<DnsmasqOptions>,
}

/// How a network reaches the world.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, XmlEnum)]
pub enum ForwardMode {
    /// Address translation.
    #[default]
    Nat,
    /// Plain routing.
    Route,
    /// Routing without firewall rules of ours.
    Open,
    /// A bridge of the host, or macvtap in bridge mode.
    Bridge,
    /// macvtap, private.
    Private,
    /// macvtap, VEPA.
    Vepa,
    /// macvtap, passthrough.
    Passthrough,
    /// A pool of PCI network devices.
    Hostdev,
}

/// `<forward>`
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
pub struct Forward {
    /// The only interface that traffic leaves by.
    #[xml(attr)]
    pub dev: Option<String>,
    /// How.
    #[xml(attr, always)]
    pub mode: ForwardMode,
    /// Devices are taken from the host's driver and given back.
    #[xml(attr, yes_no)]
    pub managed: Option<bool>,
    /// Driver of passed-through devices.
    #[xml(child)]
    pub driver: Option<ForwardDriver>,
    /// Details of address translation.
    #[xml(child)]
    pub nat: Option<Nat>,
    /// Interfaces of the pool.
    #[xml(child = "interface")]
    pub interfaces: Vec<ForwardInterface>,
    /// PCI devices of the pool.
    #[xml(child = "address")]
    pub addresses: Vec<ForwardAddress>,
    /// Physical function whose virtual functions make the pool.
    #[xml(attr = "dev", path = "pf")]
    pub pf: Option<String>,
}

/// `<driver>` of `<forward>`.
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
pub struct ForwardDriver {
    /// `vfio`, `xen`, `kvm`.
    #[xml(attr)]
    pub name: Option<String>,
    /// A vendor's VFIO driver.
    #[xml(attr)]
    pub model: Option<String>,
}

/// `<nat>`
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
pub struct Nat {
    /// Translate IPv6 too.
    #[xml(attr, yes_no)]
    pub ipv6: Option<bool>,
    /// Addresses to appear as.
    #[xml(child)]
    pub address: Option<NatAddress>,
    /// Ports to appear from.
    #[xml(child)]
    pub port: Option<NatPort>,
}

/// A range of addresses.
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
pub struct NatAddress {
    /// First.
    #[xml(attr, required)]
    pub start: String,
    /// Last.
    #[xml(attr)]
    pub end: Option<String>,
}

/// A range of ports.
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
pub struct NatPort {
    /// First.
    #[xml(attr)]
    pub start: u16,
    /// Last.
    #[xml(attr)]
    pub end: u16,
}

/// `<interface>` of `<forward>`.
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
pub struct ForwardInterface {
    /// Name on the host.
    #[xml(attr, required)]
    pub dev: String,
    /// Guests on it; only told.
    #[xml(attr, live)]
    pub connections: Option<u32>,
}

/// `<address>` of `<forward>`.
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
pub struct ForwardAddress {
    /// Always `pci`.
    #[xml(attr = "type", required)]
    pub kind: String,
    /// PCI domain.
    #[xml(attr, hex = 4)]
    pub domain: u32,
    /// Bus.
    #[xml(attr, hex = 2)]
    pub bus: u8,
    /// Slot.
    #[xml(attr, hex = 2)]
    pub slot: u8,
    /// Function.
    #[xml(attr, hex = 1)]
    pub function: u8,
    /// Guests on it; only told.
    #[xml(attr, live)]
    pub connections: Option<u32>,
}

/// `<bridge>`
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
pub struct Bridge {
    /// Name on the host; made up (`virbrN`) when absent.
    #[xml(attr)]
    pub name: Option<String>,
    /// Zone of firewalld.
    #[xml(attr)]
    pub zone: Option<String>,
    /// Spanning tree.
    #[xml(attr, on_off)]
    pub stp: Option<bool>,
    /// Forward delay in seconds.
    #[xml(attr)]
    pub delay: Option<u64>,
    /// Who keeps the forwarding table.
    #[xml(attr = "macTableManager")]
    pub mac_table_manager: Option<MacTableManager>,
}

/// `<domain>`
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
pub struct DnsDomain {
    /// The name.
    #[xml(attr, required)]
    pub name: String,
    /// Unresolved names of the domain are not asked of the host's resolver.
    #[xml(attr = "localOnly", yes_no)]
    pub local_only: Option<bool>,
    /// Registered with systemd-resolved.
    #[xml(attr, yes_no)]
    pub register: Option<bool>,
}

/// `<dns>`
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
pub struct Dns {
    /// DNS is served.
    #[xml(attr, yes_no)]
    pub enable: Option<bool>,
    /// Names without a dot are asked of the host's resolver.
    #[xml(attr = "forwardPlainNames", yes_no)]
    pub forward_plain_names: Option<bool>,
    /// Who is asked for other names.
    #[xml(child = "forwarder")]
    pub forwarders: Vec<Forwarder>,
    /// TXT records.
    #[xml(child = "txt")]
    pub txts: Vec<Txt>,
    /// SRV records.
    #[xml(child = "srv")]
    pub srvs: Vec<Srv>,
    /// Host records.
    #[xml(child = "host")]
    pub hosts: Vec<DnsHost>,
}

/// `<forwarder>`
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
pub struct Forwarder {
    /// Only names of this domain.
    #[xml(attr)]
    pub domain: Option<String>,
    /// Address of the server.
    #[xml(attr)]
    pub addr: Option<String>,
}

/// `<txt>`
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
pub struct Txt {
    /// Name of the record.
    #[xml(attr, required)]
    pub name: String,
    /// Its text.
    #[xml(attr)]
    pub value: Option<String>,
}

/// `<srv>`
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
pub struct Srv {
    /// Service, without the underscore.
    #[xml(attr)]
    pub service: Option<String>,
    /// `tcp` or `udp`.
    #[xml(attr)]
    pub protocol: Option<String>,
    /// Domain of the record.
    #[xml(attr)]
    pub domain: Option<String>,
    /// Host that serves.
    #[xml(attr)]
    pub target: Option<String>,
    /// Its port.
    #[xml(attr)]
    pub port: Option<u16>,
    /// Lower is asked first.
    #[xml(attr)]
    pub priority: Option<u16>,
    /// Share among equals.
    #[xml(attr)]
    pub weight: Option<u16>,
}

/// `<host>` of `<dns>`.
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
pub struct DnsHost {
    /// Address.
    #[xml(attr)]
    pub ip: Option<String>,
    /// Its names.
    #[xml(child = "hostname")]
    pub hostnames: Vec<Hostname>,
}

/// `<hostname>`
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
pub struct Hostname {
    /// The name.
    #[xml(text)]
    pub name: String,
}

/// `<ip>`
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
pub struct Ip {
    /// `ipv4` or `ipv6`.
    #[xml(attr)]
    pub family: Option<String>,
    /// The host's address.
    #[xml(attr)]
    pub address: Option<String>,
    /// Mask, IPv4.
    #[xml(attr)]
    pub netmask: Option<String>,
    /// Length of the network part.
    #[xml(attr)]
    pub prefix: Option<u32>,
    /// Reverse names are answered here alone.
    #[xml(attr = "localPtr", yes_no)]
    pub local_ptr: Option<bool>,
    /// Directory of files served by TFTP.
    #[xml(attr = "root", path = "tftp")]
    pub tftp_root: Option<String>,
    /// DHCP served on it.
    #[xml(child)]
    pub dhcp: Option<Dhcp>,
}

/// `<dhcp>`
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
pub struct Dhcp {
    /// Addresses to hand out.
    #[xml(child = "range")]
    pub ranges: Vec<DhcpRange>,
    /// Addresses that are someone's own.
    #[xml(child = "host")]
    pub hosts: Vec<DhcpHost>,
    /// What to boot from the network.
    #[xml(child)]
    pub bootp: Option<Bootp>,
}

/// `<range>`
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
pub struct DhcpRange {
    /// First.
    #[xml(attr, required)]
    pub start: String,
    /// Last.
    #[xml(attr, required)]
    pub end: String,
    /// How long an address is lent.
    #[xml(child)]
    pub lease: Option<Lease>,
}

/// Unit of a lease's length.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, XmlEnum)]
pub enum LeaseUnit {
    /// Seconds.
    Seconds,
    /// Minutes.
    #[default]
    Minutes,
    /// Hours.
    Hours,
}

/// `<lease>`
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
pub struct Lease {
    /// Length; 0 is for ever.
    #[xml(attr, required)]
    pub expiry: u64,
    /// Its unit, minutes when absent.
    #[xml(attr)]
    pub unit: Option<LeaseUnit>,
}

/// `<host>` of `<dhcp>`.
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
pub struct DhcpHost {
    /// Known by its MAC address.
    #[xml(attr)]
    pub mac: Option<String>,
    /// Known by its DUID.
    #[xml(attr)]
    pub id: Option<String>,
    /// Known by, or told, its name.
    #[xml(attr)]
    pub name: Option<String>,
    /// The address it gets.
    #[xml(attr)]
    pub ip: Option<String>,
    /// How long it is lent.
    #[xml(child)]
    pub lease: Option<Lease>,
}

/// `<bootp>`
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
pub struct Bootp {
    /// File to boot.
    #[xml(attr, required)]
    pub file: String,
    /// Server that has it.
    #[xml(attr)]
    pub server: Option<String>,
}

/// `<route>`
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
pub struct Route {
    /// `ipv4` or `ipv6`.
    #[xml(attr)]
    pub family: Option<String>,
    /// Network reached.
    #[xml(attr, required)]
    pub address: String,
    /// Mask, IPv4.
    #[xml(attr)]
    pub netmask: Option<String>,
    /// Length of the network part.
    #[xml(attr)]
    pub prefix: Option<u32>,
    /// By way of.
    #[xml(attr, required)]
    pub gateway: String,
    /// Lower is preferred.
    #[xml(attr, nonzero)]
    pub metric: Option<u32>,
}

/// `<portgroup>`
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
pub struct PortGroup {
    /// Name that interfaces choose it by.
    #[xml(attr, required)]
    pub name: String,
    /// For interfaces that name none.
    #[xml(attr, yes_no)]
    pub default: Option<bool>,
    /// Follow the receive filters that guests set.
    #[xml(attr = "trustGuestRxFilters", yes_no)]
    pub trust_guest_rx_filters: Option<bool>,
    /// VLAN tags.
    #[xml(child)]
    pub vlan: Option<Vlan>,
    /// Port profile.
    #[xml(child)]
    pub virtualport: Option<VirtualPort>,
    /// Shaping.
    #[xml(child)]
    pub bandwidth: Option<Bandwidth>,
}

/// `<dnsmasq:options>`
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
#[xml(ns = DNSMASQ)]
pub struct DnsmasqOptions {
    /// The lines.
    #[xml(child = "option", ns = DNSMASQ)]
    pub options: Vec<DnsmasqOption>,
}

/// `<dnsmasq:option>`
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
pub struct DnsmasqOption {
    /// The line.
    #[xml(attr, required)]
    pub value: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use vireo_xml::{Mode, format, parse};

    const NAT: &str = "\
<network connections='1'>
  <name>lab</name>
  <uuid>6f0f4f0e-5a0e-4f9f-8d3c-3a2b1c0d9e8f</uuid>
  <forward mode='nat'>
    <nat>
      <port start='1024' end='65535'/>
    </nat>
  </forward>
  <bridge name='virbr7' stp='on' delay='0'/>
  <mac address='52:54:00:0a:0b:0c'/>
  <domain name='lab.example' localOnly='yes'/>
  <ip address='10.7.0.1' netmask='255.255.255.0'>
    <dhcp>
      <range start='10.7.0.2' end='10.7.0.99'>
        <lease expiry='2' unit='hours'/>
      </range>
      <host mac='52:54:00:0a:0b:0d' name='a' ip='10.7.0.5'/>
    </dhcp>
  </ip>
</network>
";

    #[test]
    fn a_network_comes_back_as_it_was() {
        let network: Network = parse(NAT, Mode::LIVE).unwrap();
        assert_eq!(format(&network, Mode::LIVE), NAT);
        assert!(!format(&network, Mode::SAVED).contains("connections"));
        assert_eq!(network.ips[0].dhcp.as_ref().map(|d| d.hosts.len()), Some(1));
    }
}
