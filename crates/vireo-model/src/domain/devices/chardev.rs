//! Character devices: `<serial>`, `<parallel>`, `<console>`, `<channel>`, and the
//! sources they share with smart cards, redirected USB and entropy daemons.

use vireo_xml::{CODE_CONFIG_UNSUPPORTED, CODE_XML_ERROR, XmlElement, XmlEnum, XmlUnion};

use super::storage::{Reconnect, SocketMode};
use crate::domain::address::DeviceInfo;
use crate::domain::security::DeviceSecLabel;

/// The host side, told apart by `type` of the device's element.
#[derive(Clone, Debug, PartialEq, XmlUnion)]
#[xml(tag = "type")]
pub enum ChardevSource {
    Null,
    Vc,
    Pty(PtySource),
    Dev(PathSource),
    File(FileSource),
    Pipe(PathSource),
    Stdio,
    Udp(UdpSource),
    Tcp(TcpSource),
    Unix(UnixSource),
    Spicevmc,
    Spiceport(ChannelSource),
    Nmdm(NmdmSource),
    QemuVdagent(VdagentSource),
    Dbus(ChannelSource),
}

impl Default for ChardevSource {
    fn default() -> Self {
        ChardevSource::Pty(PtySource::default())
    }
}

/// A pseudo terminal; the path is known while running.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct PtySource {
    #[xml(attr = "path", path = "source", live)]
    pub path: Option<String>,
    #[xml(child = "seclabel", path = "source")]
    pub seclabels: Vec<DeviceSecLabel>,
}

/// A device or pipe of the host.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct PathSource {
    #[xml(attr = "path", path = "source")]
    pub path: Option<String>,
    #[xml(child = "seclabel", path = "source")]
    pub seclabels: Vec<DeviceSecLabel>,
}

/// A file of the host.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct FileSource {
    #[xml(attr = "path", path = "source")]
    pub path: Option<String>,
    #[xml(attr = "append", path = "source", on_off)]
    pub append: Option<bool>,
    #[xml(child = "seclabel", path = "source")]
    pub seclabels: Vec<DeviceSecLabel>,
}

/// Datagrams: one source to receive at, one to send to.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct UdpSource {
    #[xml(child = "source")]
    pub sources: Vec<UdpEnd>,
}

/// An end of a UDP source.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct UdpEnd {
    #[xml(attr)]
    pub mode: UdpMode,
    #[xml(attr)]
    pub host: Option<String>,
    #[xml(attr)]
    pub service: Option<String>,
}

/// Which end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, XmlEnum)]
pub enum UdpMode {
    Bind,
    #[default]
    Connect,
}

/// A TCP connection.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
#[xml(parsed = "crate::domain::checks::chardev::tcp")]
pub struct TcpSource {
    #[xml(attr = "mode", path = "source")]
    pub mode: Option<ChardevSocketMode>,
    #[xml(attr = "host", path = "source")]
    pub host: Option<String>,
    #[xml(attr = "service", path = "source")]
    pub service: Option<String>,
    #[xml(attr = "tls", path = "source", yes_no)]
    pub tls: Option<bool>,
    #[xml(attr = "tlsFromConfig", path = "source", status)]
    pub tls_from_config: Option<u32>,
    #[xml(child = "reconnect", path = "source")]
    pub reconnect: Option<Reconnect>,
    #[xml(attr = "type", path = "protocol")]
    pub protocol: Option<TcpProtocol>,
}

/// `mode` of a socket source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum ChardevSocketMode {
    Bind,
    Connect,
    Client,
    Server,
}

/// What is spoken over TCP.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum TcpProtocol {
    Raw,
    Telnet,
    Telnets,
    Tls,
}

/// A Unix socket; without a path the daemon makes one.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
#[xml(parsed = "crate::domain::checks::chardev::unix")]
pub struct UnixSource {
    #[xml(attr = "mode", path = "source")]
    pub mode: Option<ChardevSocketMode>,
    #[xml(attr = "path", path = "source")]
    pub path: Option<String>,
    #[xml(child = "seclabel", path = "source")]
    pub seclabels: Vec<DeviceSecLabel>,
    #[xml(child = "reconnect", path = "source")]
    pub reconnect: Option<Reconnect>,
}

/// A named channel of SPICE or D-Bus.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct ChannelSource {
    #[xml(attr = "channel", path = "source")]
    pub channel: Option<String>,
}

/// A pair of null-modem devices.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct NmdmSource {
    #[xml(attr = "master", path = "source")]
    pub master: Option<String>,
    #[xml(attr = "slave", path = "source")]
    pub slave: Option<String>,
}

/// QEMU's own SPICE agent.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
#[xml(parsed = "crate::domain::checks::chardev::agent")]
pub struct VdagentSource {
    #[xml(attr = "copypaste", path = "source/clipboard", yes_no)]
    pub clipboard: Option<bool>,
    #[xml(attr = "mode", path = "source/mouse")]
    pub mouse: Option<SocketMode>,
}

/// `<log>`: a file that gets all output.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct ChardevLog {
    #[xml(attr)]
    pub file: String,
    #[xml(attr, on_off)]
    pub append: Option<bool>,
}

/// `<serial>`.
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
#[xml(parsed = "crate::domain::checks::address::serial")]
pub struct Serial {
    #[xml(
        flatten,
        bad(CODE_CONFIG_UNSUPPORTED, "unknown type presented to host for character device: {}")
    )]
    pub source: Option<ChardevSource>,
    #[xml(child)]
    pub log: Option<ChardevLog>,
    #[xml(child)]
    pub target: Option<SerialTarget>,
    #[xml(flatten)]
    pub info: DeviceInfo,
}

/// `<target>` of a serial port.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct SerialTarget {
    #[xml(
        attr = "type",
        bad(CODE_CONFIG_UNSUPPORTED, "unknown target type '{}' specified for character device")
    )]
    pub kind: Option<SerialTargetType>,
    #[xml(attr, omit = "-1", bad(CODE_XML_ERROR, "Invalid port number: {}"))]
    pub port: Option<u32>,
    #[xml(
        attr = "name",
        path = "model",
        filled,
        omit = "none",
        bad(CODE_CONFIG_UNSUPPORTED, "unknown target model '{}' specified for character device")
    )]
    pub model: Option<SerialTargetModel>,
}

/// Buses of serial ports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum SerialTargetType {
    IsaSerial,
    UsbSerial,
    PciSerial,
    SpaprVioSerial,
    SystemSerial,
    SclpSerial,
    IsaDebug,
}

/// Devices that are serial ports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum SerialTargetModel {
    IsaSerial,
    UsbSerial,
    PciSerial,
    SpaprVty,
    #[xml("pl011")]
    Pl011,
    Sclpconsole,
    Sclplmconsole,
    #[xml("16550a")]
    Model16550a,
    IsaDebugcon,
}

/// `<parallel>`.
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
#[xml(parsed = "crate::domain::checks::chardev::once")]
pub struct Parallel {
    #[xml(
        flatten,
        bad(CODE_CONFIG_UNSUPPORTED, "unknown type presented to host for character device: {}")
    )]
    pub source: Option<ChardevSource>,
    #[xml(child)]
    pub log: Option<ChardevLog>,
    #[xml(
        attr = "port",
        path = "target",
        omit = "-1",
        bad(CODE_XML_ERROR, "Invalid port number: {}")
    )]
    pub target_port: Option<u32>,
    #[xml(flatten)]
    pub info: DeviceInfo,
}

/// `<console>`. The first is the same device as the first serial port where the
/// guest has one.
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
#[xml(parsed = "crate::domain::checks::chardev::once")]
pub struct Console {
    #[xml(
        flatten,
        bad(CODE_CONFIG_UNSUPPORTED, "unknown type presented to host for character device: {}")
    )]
    pub source: Option<ChardevSource>,
    /// The pseudo terminal once more, for old clients.
    #[xml(attr, live)]
    pub tty: Option<String>,
    #[xml(child)]
    pub log: Option<ChardevLog>,
    #[xml(
        attr = "type",
        path = "target",
        bad(CODE_CONFIG_UNSUPPORTED, "unknown target type '{}' specified for character device")
    )]
    pub target_kind: Option<ConsoleTargetType>,
    #[xml(
        attr = "port",
        path = "target",
        omit = "-1",
        bad(CODE_XML_ERROR, "Invalid port number: {}")
    )]
    pub target_port: Option<u32>,
    #[xml(flatten)]
    pub info: DeviceInfo,
}

/// What a console is to the guest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum ConsoleTargetType {
    Serial,
    Xen,
    Uml,
    Virtio,
    Lxc,
    Openvz,
    Sclp,
    Sclplm,
}

/// `<channel>`.
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
#[xml(parsed = "crate::domain::checks::chardev::channel")]
pub struct Channel {
    #[xml(
        flatten,
        bad(CODE_CONFIG_UNSUPPORTED, "unknown type presented to host for character device: {}")
    )]
    pub source: Option<ChardevSource>,
    #[xml(child)]
    pub log: Option<ChardevLog>,
    #[xml(child)]
    pub target: Option<ChannelTarget>,
    #[xml(flatten)]
    pub info: DeviceInfo,
}

/// `<target>` of a channel.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
#[xml(parsed = "crate::domain::checks::chardev::guest_forward")]
pub struct ChannelTarget {
    #[xml(
        attr = "type",
        select,
        missing(
            CODE_CONFIG_UNSUPPORTED,
            "unknown target type '(null)' specified for character device"
        ),
        bad(CODE_CONFIG_UNSUPPORTED, "unknown target type '{}' specified for character device")
    )]
    pub kind: ChannelTargetType,
    #[xml(attr, when = "guestfwd")]
    pub address: Option<String>,
    #[xml(attr, when = "guestfwd")]
    pub port: Option<u32>,
    #[xml(attr, when = "virtio|xen")]
    pub name: Option<String>,
    #[xml(attr, when = "virtio|xen", live)]
    pub state: Option<ChannelState>,
}

/// What a channel is to the guest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, XmlEnum)]
pub enum ChannelTargetType {
    Guestfwd,
    #[default]
    Virtio,
    Xen,
}

/// Whether the guest has the channel open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum ChannelState {
    Connected,
    Disconnected,
}
