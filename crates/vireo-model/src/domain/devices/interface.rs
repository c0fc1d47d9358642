//! `<interface>`: a network card.

use vireo_xml::{
    CODE_CONFIG_UNSUPPORTED, CODE_IGNORED, CODE_XML_DETAIL, CODE_XML_ERROR, XmlElement, XmlEnum,
};

use super::storage::Reconnect;
use crate::domain::address::{DeviceAddress, DeviceInfo, VirtioOptions};
use crate::link::{Bandwidth, MacTableManager, VirtualPort, Vlan};
use crate::scalar::{MacAddress, Uuid};

/// `<interface>`.
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
#[xml(parsed = "crate::domain::checks::interface::interface")]
pub struct Interface {
    #[xml(attr = "type", select)]
    pub kind: InterfaceType,
    #[xml(attr, yes_no, when = "hostdev", bad(CODE_IGNORED, "ignored"))]
    pub managed: Option<bool>,
    #[xml(attr = "trustGuestRxFilters", yes_no)]
    pub trust_guest_rx_filters: Option<bool>,
    #[xml(child)]
    pub mac: Option<Mac>,
    #[xml(child)]
    pub source: Option<InterfaceSource>,
    #[xml(child)]
    pub vlan: Option<Vlan>,
    #[xml(child)]
    pub virtualport: Option<VirtualPort>,
    #[xml(child)]
    pub bandwidth: Option<Bandwidth>,
    #[xml(attr = "isolated", path = "port", yes_no)]
    pub port_isolated: Option<bool>,
    /// What the network gave; only in status files.
    #[xml(child, status)]
    pub actual: Option<Box<InterfaceActual>>,
    #[xml(child = "ip")]
    pub ips: Vec<InterfaceIp>,
    #[xml(child = "route")]
    pub routes: Vec<Route>,
    #[xml(child = "portForward", when = "user|vhostuser")]
    pub port_forwards: Vec<PortForward>,
    #[xml(attr = "path", path = "script", filled)]
    pub script: Option<String>,
    #[xml(attr = "path", path = "downscript", filled)]
    pub downscript: Option<String>,
    #[xml(attr = "name", path = "backenddomain")]
    pub backenddomain: Option<String>,
    #[xml(child)]
    pub target: Option<InterfaceTarget>,
    #[xml(child)]
    pub guest: Option<InterfaceGuest>,
    /// `virtio`, `e1000`, …: any name QEMU knows.
    #[xml(attr = "type", path = "model", filled)]
    pub model: Option<String>,
    #[xml(child)]
    pub driver: Option<InterfaceDriver>,
    #[xml(child)]
    pub backend: Option<InterfaceBackend>,
    #[xml(child)]
    pub filterref: Option<FilterRef>,
    #[xml(
        text_child = "sndbuf",
        path = "tune",
        bad(CODE_XML_ERROR, "sndbuf must be a positive integer")
    )]
    pub sndbuf: Option<u64>,
    #[xml(child)]
    pub teaming: Option<Teaming>,
    #[xml(
        attr = "state",
        path = "link",
        filled,
        bad(CODE_CONFIG_UNSUPPORTED, "unknown interface link state '{}'")
    )]
    pub link_state: Option<LinkState>,
    #[xml(attr = "size", path = "mtu", bad(CODE_XML_ERROR, "malformed mtu size"))]
    pub mtu: Option<u32>,
    #[xml(
        attr = "max",
        path = "coalesce/rx/frames",
        bad(CODE_XML_DETAIL, "cannot parse value '{}' for coalesce parameter")
    )]
    pub coalesce_rx_frames_max: Option<u32>,
    #[xml(flatten)]
    pub info: DeviceInfo,
}

/// `<actual>`: what an interface of a network turned out to be.
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
pub struct InterfaceActual {
    #[xml(attr = "type", select)]
    pub kind: InterfaceType,
    #[xml(attr, yes_no, when = "hostdev")]
    pub managed: Option<bool>,
    #[xml(attr = "trustGuestRxFilters", yes_no)]
    pub trust_guest_rx_filters: Option<bool>,
    #[xml(child)]
    pub source: Option<ActualSource>,
    #[xml(child)]
    pub vlan: Option<Vlan>,
    #[xml(child)]
    pub virtualport: Option<VirtualPort>,
    #[xml(child)]
    pub bandwidth: Option<Bandwidth>,
    #[xml(attr = "isolated", path = "port", yes_no)]
    pub port_isolated: Option<bool>,
}

/// `<source>` of `<actual>`.
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
pub struct ActualSource {
    #[xml(attr, when = "bridge|network")]
    pub bridge: Option<String>,
    #[xml(attr = "macTableManager", when = "bridge|network")]
    pub mac_table_manager: Option<MacTableManager>,
    #[xml(attr, when = "direct")]
    pub dev: Option<String>,
    /// macvtap mode.
    #[xml(attr, when = "direct")]
    pub mode: Option<MacvtapMode>,
    #[xml(child = "address", when = "hostdev")]
    pub hostdev_address: Option<DeviceAddress>,
}

impl Interface {
    /// What it is connected to: what the network gave, when it is one of a network that runs.
    #[must_use]
    pub fn actual_kind(&self) -> InterfaceType {
        self.actual.as_ref().map_or(self.kind, |actual| actual.kind)
    }

    /// As clients see it while it runs: an interface of the kind that the network gave, with what it
    /// gave in the place of what was asked.
    #[must_use]
    pub fn as_given(&self) -> Self {
        let mut shown = self.clone();
        let Some(actual) = shown.actual.take() else { return shown };
        shown.kind = actual.kind;
        let given = actual.source.unwrap_or_default();
        let source = shown.source.get_or_insert_default();
        source.mac_table_manager = given.mac_table_manager;
        if actual.kind == InterfaceType::Network {
            source.network_bridge = given.bridge;
        } else {
            source.given_network = source.network.take();
            source.given_port = source.portid.take();
            source.bridge = given.bridge;
            source.dev = given.dev;
            source.mode = given.mode;
            source.hostdev_address = given.hostdev_address;
            shown.managed = actual.managed;
            shown.vlan = actual.vlan.or(shown.vlan);
        }
        shown
    }
}

/// What an interface is connected to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, XmlEnum)]
pub enum InterfaceType {
    Bridge,
    Ethernet,
    #[xml("vhostuser")]
    VhostUser,
    Network,
    Direct,
    #[default]
    User,
    Internal,
    Mcast,
    Client,
    Server,
    Udp,
    Hostdev,
    Vdpa,
    Null,
    Vds,
}

/// `<mac>`.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
#[xml(parsed = "crate::domain::checks::interface::mac")]
pub struct Mac {
    #[xml(attr, bad(CODE_XML_ERROR, "unable to parse mac address '{}'"))]
    pub address: MacAddress,
    #[xml(attr = "type")]
    pub kind: Option<MacType>,
    #[xml(attr, yes_no)]
    pub check: Option<bool>,
    #[xml(attr = "currentAddress", live)]
    pub current_address: Option<MacAddress>,
}

/// Whether the address was made up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum MacType {
    Generated,
    Static,
}

/// `<source>` of an interface; which fields exist is decided by its type.
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
pub struct InterfaceSource {
    /// `unix` of vhost-user.
    #[xml(
        attr = "type",
        when = "vhostuser",
        bad(CODE_CONFIG_UNSUPPORTED, "Type='{}' unsupported for <interface type='vhostuser'>")
    )]
    pub kind: Option<VhostUserKind>,
    #[xml(attr, when = "server|client|mcast|udp")]
    pub address: Option<String>,
    #[xml(attr, when = "server|client|mcast|udp", required)]
    pub port: Option<u32>,
    #[xml(attr, when = "internal")]
    pub name: Option<String>,
    #[xml(attr, when = "network", required)]
    pub network: Option<String>,
    /// The network that gave the bridge or device, while running.
    #[xml(attr = "network", when = "bridge|direct|hostdev", live)]
    pub given_network: Option<String>,
    #[xml(attr, when = "network")]
    pub portgroup: Option<String>,
    #[xml(attr, when = "vhostuser")]
    pub path: Option<String>,
    #[xml(attr, when = "vds")]
    pub switchid: Option<Uuid>,
    /// Port of the network, while running.
    #[xml(attr, when = "network", live)]
    pub portid: Option<Uuid>,
    /// Port of that network.
    #[xml(attr = "portid", when = "bridge|direct|hostdev", live)]
    pub given_port: Option<Uuid>,
    /// Port of the switch.
    #[xml(attr = "portid", any_base, when = "vds")]
    pub switch_port: Option<i64>,
    #[xml(attr, when = "bridge", required)]
    pub bridge: Option<String>,
    /// Bridge of the network, while running.
    #[xml(attr = "bridge", when = "network", live)]
    pub network_bridge: Option<String>,
    #[xml(attr = "macTableManager", when = "bridge|network", live)]
    pub mac_table_manager: Option<MacTableManager>,
    #[xml(attr, when = "direct|vdpa|user|vhostuser")]
    pub dev: Option<String>,
    /// macvtap mode.
    #[xml(attr, when = "direct")]
    pub mode: Option<MacvtapMode>,
    /// Side of the socket of vhost-user.
    #[xml(attr = "mode", when = "vhostuser")]
    pub socket_mode: Option<super::storage::SocketMode>,
    #[xml(attr, when = "vds")]
    pub portgroupid: Option<String>,
    #[xml(attr, yes_no, when = "hostdev")]
    pub missing: Option<bool>,
    #[xml(attr, any_base, when = "vds")]
    pub connectionid: Option<i64>,
    #[xml(child, when = "vhostuser")]
    pub reconnect: Option<Reconnect>,
    #[xml(child, when = "udp")]
    pub local: Option<SocketAddress>,
    #[xml(child = "ip", when = "ethernet")]
    pub ips: Vec<InterfaceIp>,
    #[xml(child = "route", when = "ethernet")]
    pub routes: Vec<Route>,
    #[xml(
        child = "address",
        when = "hostdev",
        missing(CODE_CONFIG_UNSUPPORTED, "unknown host device source address type '(null)'"),
        bad(CODE_CONFIG_UNSUPPORTED, "unknown host device source address type '{}'")
    )]
    pub hostdev_address: Option<DeviceAddress>,
}

/// `type` of a vhost-user source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum VhostUserKind {
    Unix,
}

/// Modes of macvtap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum MacvtapMode {
    Vepa,
    Bridge,
    Private,
    Passthrough,
}

/// `<local>` of a UDP interface.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct SocketAddress {
    #[xml(attr, required)]
    pub address: String,
    #[xml(attr, required)]
    pub port: u32,
}

/// `<ip>` of an interface.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
#[xml(parsed = "crate::domain::checks::interface::ip")]
pub struct InterfaceIp {
    #[xml(attr, missing(CODE_XML_ERROR, "Missing required address in <ip>"))]
    pub address: String,
    #[xml(attr)]
    pub family: Option<String>,
    #[xml(attr, omit = "0", bad(CODE_XML_ERROR, "Invalid prefix value '{}' in <ip>"))]
    pub prefix: Option<u32>,
    #[xml(attr)]
    pub peer: Option<String>,
}

/// `<route>`.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
#[xml(parsed = "crate::domain::checks::route::route")]
pub struct Route {
    #[xml(attr)]
    pub family: Option<String>,
    #[xml(attr)]
    pub address: Option<String>,
    #[xml(attr)]
    pub netmask: Option<String>,
    #[xml(attr)]
    pub prefix: Option<u32>,
    #[xml(attr)]
    pub gateway: Option<String>,
    #[xml(attr, nonzero)]
    pub metric: Option<u32>,
}

/// `<portForward>`.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
#[xml(parsed = "crate::domain::checks::interface::port_forward")]
pub struct PortForward {
    #[xml(attr, required)]
    pub proto: PortForwardProtocol,
    #[xml(attr)]
    pub address: Option<String>,
    #[xml(attr)]
    pub dev: Option<String>,
    #[xml(child = "range")]
    pub ranges: Vec<PortForwardRange>,
}

/// Protocols that can be forwarded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, XmlEnum)]
pub enum PortForwardProtocol {
    #[default]
    Tcp,
    Udp,
}

/// `<range>` of ports.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
#[xml(parsed = "crate::domain::checks::interface::ports")]
pub struct PortForwardRange {
    #[xml(attr, nonzero)]
    pub start: Option<u32>,
    #[xml(attr, nonzero)]
    pub end: Option<u32>,
    #[xml(attr, nonzero)]
    pub to: Option<u32>,
    #[xml(attr, yes_no)]
    pub exclude: Option<bool>,
}

/// `<target>` of an interface: the tap device.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct InterfaceTarget {
    #[xml(attr)]
    pub dev: Option<String>,
    #[xml(attr, yes_no)]
    pub managed: Option<bool>,
}

/// `<guest>`: the device inside a container.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct InterfaceGuest {
    #[xml(attr)]
    pub dev: Option<String>,
    #[xml(attr, live)]
    pub actual: Option<String>,
}

/// `<driver>` of an interface.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct InterfaceDriver {
    #[xml(attr, bad(CODE_IGNORED, "ignored"))]
    pub name: Option<InterfaceDriverName>,
    #[xml(attr)]
    pub txmode: Option<TxMode>,
    #[xml(attr)]
    pub model: Option<String>,
    #[xml(attr, on_off)]
    pub ioeventfd: Option<bool>,
    #[xml(attr, on_off)]
    pub event_idx: Option<bool>,
    #[xml(attr, omit = "0", bad(CODE_IGNORED, "ignored"))]
    pub queues: Option<u32>,
    #[xml(attr, omit = "0", bad(CODE_IGNORED, "ignored"))]
    pub rx_queue_size: Option<u32>,
    #[xml(attr, omit = "0", bad(CODE_IGNORED, "ignored"))]
    pub tx_queue_size: Option<u32>,
    #[xml(attr, on_off)]
    pub rss: Option<bool>,
    #[xml(attr, on_off)]
    pub rss_hash_report: Option<bool>,
    #[xml(flatten)]
    pub virtio: VirtioOptions,
    #[xml(child)]
    pub host: Option<HostOffloads>,
    #[xml(child)]
    pub guest: Option<GuestOffloads>,
}

/// Who moves the packets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum InterfaceDriverName {
    Qemu,
    Vhost,
    Kvm,
    Vfio,
    Xen,
}

/// When packets are sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum TxMode {
    Iothread,
    Timer,
}

/// `<host>` of a driver: offloads of the host side.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct HostOffloads {
    #[xml(attr, on_off)]
    pub csum: Option<bool>,
    #[xml(attr, on_off)]
    pub gso: Option<bool>,
    #[xml(attr, on_off)]
    pub tso4: Option<bool>,
    #[xml(attr, on_off)]
    pub tso6: Option<bool>,
    #[xml(attr, on_off)]
    pub ecn: Option<bool>,
    #[xml(attr, on_off)]
    pub ufo: Option<bool>,
    #[xml(attr, on_off)]
    pub mrg_rxbuf: Option<bool>,
}

/// `<guest>` of a driver: offloads of the guest side.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct GuestOffloads {
    #[xml(attr, on_off)]
    pub csum: Option<bool>,
    #[xml(attr, on_off)]
    pub tso4: Option<bool>,
    #[xml(attr, on_off)]
    pub tso6: Option<bool>,
    #[xml(attr, on_off)]
    pub ecn: Option<bool>,
    #[xml(attr, on_off)]
    pub ufo: Option<bool>,
}

/// `<backend>` of an interface.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct InterfaceBackend {
    #[xml(attr = "type", omit = "default")]
    pub kind: Option<InterfaceBackendType>,
    #[xml(attr)]
    pub tap: Option<String>,
    #[xml(attr)]
    pub vhost: Option<String>,
    #[xml(attr = "logFile")]
    pub log_file: Option<String>,
}

/// Programs behind a user-mode interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum InterfaceBackendType {
    Passt,
}

/// `<filterref>`: a network filter with its variables.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct FilterRef {
    #[xml(attr)]
    pub filter: Option<String>,
    #[xml(child = "parameter")]
    pub parameters: Vec<FilterParameter>,
}

/// `<parameter>` of a filter.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct FilterParameter {
    #[xml(attr)]
    pub name: String,
    #[xml(attr)]
    pub value: String,
}

/// `<teaming>`: a pair of interfaces, one of which goes before migration.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct Teaming {
    #[xml(attr = "type", filled, bad(CODE_CONFIG_UNSUPPORTED, "unknown teaming type '{}'"))]
    pub kind: TeamingType,
    #[xml(attr, filled)]
    pub persistent: Option<String>,
}

/// Which of the pair.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, XmlEnum)]
pub enum TeamingType {
    #[default]
    Persistent,
    Transient,
}

/// The link as the guest sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum LinkState {
    Up,
    Down,
}
