//! Network interfaces: what they are connected to on the host, and the card that the guest sees.

use std::fs::OpenOptions;
use std::os::fd::OwnedFd;

use serde_json::json;
use vireo_api::{Error, ErrorDomain, Result};
use vireo_host::macvtap::{self, MacvtapOptions};
use vireo_host::tap::{self, Tap, TapOptions};
use vireo_model::domain::Domain;
use vireo_model::domain::address::DeviceAddress;
use vireo_model::domain::devices::Interface;
use vireo_model::domain::devices::interface::{
    InterfaceDriverName, InterfaceTarget, InterfaceType, LinkState, MacvtapMode, TeamingType,
    TxMode,
};
use vireo_model::domain::devices::storage::SocketMode;
use vireo_model::domain::os::BootDevice;
use vireo_model::fill::Cap;
use vireo_runtime::ledger::{Ledger, ResourceKind};

use super::address::{self, alias};
use super::passt;
use super::virtio::{self, Variant};
use crate::build::{Build, End, TapFds, text};
use crate::driver::Core;
use crate::error::{operation_unsupported, system, unsupported};
use crate::network::{Gives, Port, PortRequest};
use crate::process::argv::{Opts, Props};
use crate::process::start::Starting;

/// Seconds between QEMU's tries to reach a process again that makes a network.
const RECONNECT: u32 = 5;

/// The id of an interface's host side.
fn netdev(nic: &Interface) -> String {
    format!("host{}", alias(&nic.info))
}

fn is_virtio(nic: &Interface) -> bool {
    matches!(
        nic.model.as_deref(),
        Some("virtio" | "virtio-transitional" | "virtio-non-transitional")
    )
}

fn queues(nic: &Interface) -> usize {
    let queues = nic.driver.as_ref().and_then(|driver| driver.queues).unwrap_or(1);
    if is_virtio(nic) { queues.max(1) as usize } else { 1 }
}

fn mac(nic: &Interface) -> [u8; 6] {
    nic.mac.as_ref().map(|mac| mac.address.0).unwrap_or_default()
}

/// Interfaces whose link is down from the start.
pub(crate) fn links_down(domain: &Domain) -> Vec<String> {
    let down =
        domain.devices.interfaces.iter().filter(|nic| nic.link_state == Some(LinkState::Down));
    down.filter_map(|nic| nic.info.alias.clone()).collect()
}

/// Connects the interfaces.
pub(crate) async fn open(s: &mut Starting) -> Result<()> {
    for number in 0..s.domain.devices.interfaces.len() {
        let nic = s.domain.devices.interfaces[number].clone();
        match nic.kind {
            InterfaceType::Bridge => {
                let bridge = nic.source.as_ref().and_then(|source| source.bridge.clone());
                connect_tap(s, number, bridge, None)?;
            }
            InterfaceType::Network => {
                let port = network_port(s, number).await?;
                match port.gives {
                    Gives::Network(bridge) | Gives::Bridge(bridge) => {
                        connect_tap(s, number, Some(bridge), port.mtu)?;
                    }
                    Gives::Direct(dev, mode) => connect_direct(s, number, &dev, mode).await?,
                    // It is a device of the host from now on, and called so. One that is plugged in
                    // has the name that it was asked for under.
                    Gives::HostDevice { .. } if s.guest.peek(|view| view.is_active()) => {}
                    Gives::HostDevice { .. } => {
                        s.domain.devices.interfaces[number].info.alias = None;
                        super::alias::assign(&mut s.domain);
                    }
                }
            }
            InterfaceType::Direct => {
                let source = nic.source.clone().unwrap_or_default();
                let mode = source.mode.unwrap_or(MacvtapMode::Vepa);
                connect_direct(s, number, &source.dev.unwrap_or_default(), mode).await?;
            }
            InterfaceType::Ethernet => connect_tap(s, number, None, None)?,
            InterfaceType::User
            | InterfaceType::Mcast
            | InterfaceType::Client
            | InterfaceType::Server
            | InterfaceType::Udp => {}
            // The other end is a socket that somebody else has made or will connect to.
            InterfaceType::VhostUser => {}
            // Opened with the devices of the host.
            InterfaceType::Hostdev => {}
            InterfaceType::Vdpa => connect_vdpa(s, number)?,
            InterfaceType::Internal | InterfaceType::Null | InterfaceType::Vds => {
                let kind = nic.kind.as_str();
                let text = format!("interfaces of type '{kind}' are not supported yet");
                return Err(operation_unsupported(text));
            }
        }
    }
    Ok(())
}

/// Opens the vDPA device of an interface.
fn connect_vdpa(s: &mut Starting, number: usize) -> Result<()> {
    let nic = &s.domain.devices.interfaces[number];
    let path = nic.source.as_ref().and_then(|source| source.dev.clone()).unwrap_or_default();
    let file = OpenOptions::new().read(true).write(true).open(s.core.host.path(&path));
    let file = file.map_err(|e| system(format!("Unable to open '{path}' for vdpa device"), &e))?;
    s.opened.vdpas.insert(alias(&nic.info).to_owned(), file.into());
    Ok(())
}

/// Whether it is a device of the host that the guest drives by itself.
pub(crate) fn is_hostdev(nic: &Interface) -> bool {
    nic.actual_kind() == InterfaceType::Hostdev
}

/// Asks the network for a port.
async fn network_port(s: &mut Starting, number: usize) -> Result<Port> {
    let nic = &mut s.domain.devices.interfaces[number];
    let address = mac(nic);
    let source = nic.source.get_or_insert_default();
    let network = source.network.clone().unwrap_or_default();
    let port_id = uuid::Uuid::from_bytes(vireo_host::random::uuid());
    source.portid = Some(vireo_model::scalar::Uuid(port_id.into_bytes()));
    let request = PortRequest {
        network: &network,
        port_id: port_id.into_bytes(),
        guest: &s.domain.name,
        guest_uuid: s.guest.uuid().into_bytes(),
        mac: address,
    };
    let port = s.core.network.connect(request).await?;
    let provider = std::sync::Arc::clone(&s.core.network);
    s.ledger.enter(ResourceKind::Network, format!("{network}/{port_id}"), move || async move {
        provider.release(&network, port_id.into_bytes()).await;
        Ok(())
    });
    s.domain.devices.interfaces[number].actual = Some(Box::new(port.gives.actual()));
    Ok(port)
}

/// Makes the macvtap device of an interface on a device of the host.
async fn connect_direct(
    s: &mut Starting,
    number: usize,
    lower: &str,
    mode: MacvtapMode,
) -> Result<()> {
    let nic = &s.domain.devices.interfaces[number];
    let wanted = nic.target.as_ref().and_then(|target| target.dev.clone());
    let options = MacvtapOptions {
        name: wanted.as_deref(),
        lower,
        mac: mac(nic),
        mode: match mode {
            MacvtapMode::Vepa => "vepa",
            MacvtapMode::Bridge => "bridge",
            MacvtapMode::Private => "private",
            MacvtapMode::Passthrough => "passthru",
        },
        queues: queues(nic),
        vnet_header: is_virtio(nic),
    };
    let device = macvtap::create(&options).await.map_err(|e| {
        let text = format!("error creating macvtap interface on {lower}");
        system(text, &e).with_domain(ErrorDomain::None)
    })?;
    enter_macvtap(&mut s.ledger, &device.name);
    let vhost = vhost(nic, queues(nic));
    let nic = &mut s.domain.devices.interfaces[number];
    nic.target.get_or_insert_with(InterfaceTarget::default).dev = Some(device.name.clone());
    let alias = alias(&nic.info).to_owned();
    s.opened.taps.insert(alias, TapFds { tap: device.fds, vhost });
    Ok(())
}

/// A macvtap device outlives its descriptors.
fn enter_macvtap(ledger: &mut Ledger, name: &str) {
    let name = name.to_owned();
    ledger.enter(ResourceKind::Tap, name.clone(), move || async move {
        let removed = macvtap::remove(&name).await;
        removed.map_err(|e| system(format!("cannot remove '{name}'"), &e))
    });
}

/// The macvtap device of an interface of a running guest.
fn macvtap_of(nic: &Interface) -> Option<&str> {
    let target = nic.target.as_ref().filter(|_| nic.actual_kind() == InterfaceType::Direct)?;
    target.dev.as_deref()
}

/// Makes the tap device of an interface and puts it on its bridge.
fn connect_tap(
    s: &mut Starting,
    number: usize,
    bridge: Option<String>,
    network_mtu: Option<u32>,
) -> Result<()> {
    let nic = &s.domain.devices.interfaces[number];
    let mut host_mac = mac(nic);
    // Of the addresses on a bridge it takes the lowest for its own: the host's ends stay high.
    host_mac[0] = 0xfe;
    let wanted = nic.target.as_ref().and_then(|target| target.dev.clone());
    let options = TapOptions {
        name: wanted.as_deref().unwrap_or("vnet%d"),
        mac: Some(host_mac),
        queues: queues(nic),
        vnet_header: is_virtio(nic),
        persist: false,
    };
    let tap = Tap::create(&options)
        .map_err(|e| system("Unable to create tap device", &e).with_domain(ErrorDomain::None))?;
    let told =
        |what: &str, e: &std::io::Error| -> Error { system(format!("{what} '{}'", tap.name), e) };
    let bridge_mtu = bridge.as_deref().and_then(|bridge| tap::mtu(bridge).ok());
    if let Some(mtu) = nic.mtu.or(network_mtu).or(bridge_mtu) {
        tap::set_mtu(&tap.name, mtu).map_err(|e| told("Cannot set interface MTU on", &e))?;
    }
    if let Some(bridge) = &bridge {
        tap::join_bridge(bridge, &tap.name).map_err(|e| {
            let text = format!("Unable to add bridge {bridge} port {}", tap.name);
            system(text, &e).with_domain(ErrorDomain::None)
        })?;
    }
    let up = nic.link_state != Some(LinkState::Down) || bridge.is_some();
    tap::set_up(&tap.name, up).map_err(|e| told("Cannot set interface flags on", &e))?;
    let vhost = vhost(nic, queues(nic));
    let nic = &mut s.domain.devices.interfaces[number];
    nic.target.get_or_insert_with(InterfaceTarget::default).dev = Some(tap.name.clone());
    let alias = alias(&nic.info).to_owned();
    s.opened.taps.insert(alias, TapFds { tap: tap.fds, vhost });
    Ok(())
}

/// In-kernel ends of a virtio interface's queues, where the kernel has them.
fn vhost(nic: &Interface, queues: usize) -> Vec<OwnedFd> {
    let by_qemu =
        nic.driver.as_ref().and_then(|driver| driver.name) == Some(InterfaceDriverName::Qemu);
    if by_qemu || !is_virtio(nic) {
        return Vec::new();
    }
    let path = nic.backend.as_ref().and_then(|backend| backend.vhost.as_deref());
    let path = path.unwrap_or("/dev/vhost-net");
    let open = |_| OpenOptions::new().read(true).write(true).open(path).ok().map(OwnedFd::from);
    let fds: Option<Vec<OwnedFd>> = (0..queues).map(open).collect();
    fds.unwrap_or_default()
}

/// The network gets the ports back of cards that were pulled out, and the host its devices.
pub(crate) async fn unplugged(run: &crate::process::transition::Run, domain: &Domain) {
    for name in domain.devices.interfaces.iter().filter_map(macvtap_of) {
        if crate::driver::lock(&run.live.ledger).strike(ResourceKind::Tap, name) {
            if let Err(error) = macvtap::remove(name).await {
                tracing::warn!(device = name, %error, "a macvtap device stays");
            }
        }
    }
    for nic in domain.devices.interfaces.iter().filter(|nic| nic.kind == InterfaceType::Network) {
        let Some(source) = &nic.source else { continue };
        let (Some(network), Some(id)) = (source.network.clone(), source.portid) else { continue };
        let id = uuid::Uuid::from_bytes(id.0);
        let held = format!("{network}/{id}");
        if crate::driver::lock(&run.live.ledger).strike(ResourceKind::Network, &held) {
            run.core.network.release(&network, id.into_bytes()).await;
        }
    }
}

/// Ports of networks and macvtap devices that a guest holds which ran on without a daemon.
pub(crate) fn keep(core: &Core, domain: &Domain, ledger: &mut Ledger) {
    for name in domain.devices.interfaces.iter().filter_map(macvtap_of) {
        enter_macvtap(ledger, name);
    }
    for nic in domain.devices.interfaces.iter().filter(|nic| nic.kind == InterfaceType::Network) {
        let Some(source) = &nic.source else { continue };
        let id = source.portid.map(|id| uuid::Uuid::from_bytes(id.0));
        let (Some(network), Some(id)) = (source.network.clone(), id) else { continue };
        let provider = std::sync::Arc::clone(&core.network);
        ledger.enter(ResourceKind::Network, format!("{network}/{id}"), move || async move {
            provider.release(&network, id.into_bytes()).await;
            Ok(())
        });
    }
}

/// All interfaces.
pub(crate) fn words(b: &mut Build<'_>) -> Result<()> {
    for nic in b.domain.devices.interfaces.iter().filter(|nic| !is_hostdev(nic)) {
        host_side(b, nic)?;
        if is_on_board(b, nic) {
            on_board(b, nic);
        } else {
            let props = card(b, nic)?;
            b.device(props);
        }
    }
    Ok(())
}

fn host_side(b: &mut Build<'_>, nic: &Interface) -> Result<()> {
    let source = nic.source.clone().unwrap_or_default();
    let socket = |key: &str| {
        let address = source.address.as_deref().unwrap_or_default();
        let place = format!("{address}:{}", source.port.unwrap_or(0));
        Props::new().str("type", "socket").str(key, place)
    };
    let props = match nic.kind {
        InterfaceType::Bridge
        | InterfaceType::Network
        | InterfaceType::Ethernet
        | InterfaceType::Direct => taps(b, nic),
        InterfaceType::User if passt::is_behind(nic) => stream(b, nic),
        InterfaceType::User => user(nic),
        InterfaceType::VhostUser if passt::is_behind(nic) => vhost_user(b, nic),
        InterfaceType::VhostUser => vhost_socket(b, nic),
        InterfaceType::Client => socket("connect"),
        InterfaceType::Server => socket("listen"),
        InterfaceType::Mcast => socket("mcast"),
        InterfaceType::Udp => {
            let local = source.local.clone().unwrap_or_default();
            socket("udp").str("localaddr", format!("{}:{}", local.address, local.port))
        }
        InterfaceType::Vdpa => vdpa(b, nic),
        InterfaceType::Hostdev
        | InterfaceType::Internal
        | InterfaceType::Null
        | InterfaceType::Vds => {
            let kind = nic.kind.as_str();
            return Err(unsupported(format!("unsupported interface type '{kind}'")));
        }
    };
    b.line.json("-netdev", props.str("id", netdev(nic)));
    Ok(())
}

/// Descriptors of taps, one or many.
fn taps(b: &mut Build<'_>, nic: &Interface) -> Props {
    let mut props = Props::new().str("type", "tap");
    let Some(fds) = b.opened.taps.remove(alias(&nic.info)) else {
        // A translation names a descriptor that there is not.
        return props.str("fd", "29");
    };
    let mut numbers = |fds: Vec<OwnedFd>| -> Vec<String> {
        fds.into_iter().map(|fd| b.line.pass_fd(fd).to_string()).collect()
    };
    let (tap, vhost) = (numbers(fds.tap), numbers(fds.vhost));
    props = match tap.as_slice() {
        [one] => props.str("fd", one),
        many => props.str("fds", many.join(":")),
    };
    if !vhost.is_empty() {
        props = props.bool("vhost", true);
    }
    let one_vhost = vhost.len() == 1;
    if one_vhost {
        props = props.str("vhostfd", &vhost[0]);
    }
    props = props.maybe_int("sndbuf", nic.sndbuf);
    if vhost.len() > 1 {
        props = props.str("vhostfds", vhost.join(":"));
    }
    props
}

/// A device that the host's card drives by itself.
fn vdpa(b: &mut Build<'_>, nic: &Interface) -> Props {
    let path = nic.source.as_ref().and_then(|source| source.dev.clone()).unwrap_or_default();
    let path = match b.opened.vdpas.remove(alias(&nic.info)) {
        Some(fd) => b.line.pass_fd_as_path(fd, &format!("net-{}", alias(&nic.info))),
        None => path,
    };
    let queues = nic.driver.as_ref().and_then(|driver| driver.queues);
    Props::new()
        .str("type", "vhost-vdpa")
        .str("vhostdev", path)
        .maybe_int("queues", queues.filter(|queues| *queues > 1))
}

/// The socket of the process that makes an interface's network.
fn helper_socket(b: &mut Build<'_>, nic: &Interface) -> String {
    match b.opened.helpers.remove(alias(&nic.info)) {
        Some(End::Path(path)) => text(&path),
        Some(End::Fd(_)) | None => String::new(),
    }
}

/// Frames by the memory of the guest, with a switch that somebody else runs.
fn vhost_socket(b: &mut Build<'_>, nic: &Interface) -> Props {
    let source = nic.source.clone().unwrap_or_default();
    let chardev = format!("char{}", alias(&nic.info));
    let opts = Opts::new().word("socket").pair("id", &chardev);
    let opts = opts.maybe("path", source.path.as_deref());
    let opts = match source.socket_mode == Some(SocketMode::Server) {
        // QEMU goes on when somebody has connected.
        true => opts.on_off("server", true),
        false => super::chardev::reconnect(b, opts, source.reconnect.as_ref()),
    };
    b.line.option("-chardev", opts);
    let props = Props::new().str("type", "vhost-user").str("chardev", chardev);
    match queues(nic) {
        0 | 1 => props,
        many => props.int("queues", many),
    }
}

/// Frames by the memory of the guest, with a process that makes a network.
fn vhost_user(b: &mut Build<'_>, nic: &Interface) -> Props {
    let chardev = format!("char{}", alias(&nic.info));
    let opts = Opts::new().word("socket").pair("id", &chardev);
    let opts = opts.pair("path", helper_socket(b, nic));
    let opts = match b.has(Cap::ChardevReconnectMiliseconds) {
        true => opts.pair("reconnect-ms", RECONNECT * 1000),
        false => opts.pair("reconnect", RECONNECT),
    };
    b.line.option("-chardev", opts);
    Props::new().str("type", "vhost-user").str("chardev", chardev)
}

/// Frames by a socket, with a process that makes a network.
fn stream(b: &mut Build<'_>, nic: &Interface) -> Props {
    let path = helper_socket(b, nic);
    let props = Props::new().str("type", "stream");
    let props = props.value("addr", json!({ "type": "unix", "path": path }));
    let props = props.bool("server", false);
    // A process that dies is started again: QEMU is to come back to it.
    match b.has(Cap::NetdevStreamReconnectMiliseconds) {
        true => props.int("reconnect-ms", RECONNECT * 1000),
        false => props.int("reconnect", RECONNECT),
    }
}

fn user(nic: &Interface) -> Props {
    let mut props = Props::new().str("type", "user");
    for ip in &nic.ips {
        if ip.family.as_deref() == Some("ipv6") || ip.address.contains(':') {
            props = props.str("ipv6-prefix", &ip.address).maybe_int("ipv6-prefixlen", ip.prefix);
        } else {
            let prefix = ip.prefix.map(|bits| format!("/{bits}")).unwrap_or_default();
            props = props.str("net", format!("{}{prefix}", ip.address));
        }
    }
    props
}

/// The boot order of an interface.
pub(super) fn boot_index(domain: &Domain, nic: &Interface) -> Option<u32> {
    if let Some(order) = address::boot_index(&nic.info) {
        return Some(order);
    }
    let first = domain.devices.interfaces.first()?;
    if !std::ptr::eq(first, nic) {
        return None;
    }
    super::disk::boot_position(domain, BootDevice::Network)
}

/// Whether the card is soldered on a board, where there is no device to add.
fn is_on_board(b: &Build<'_>, nic: &Interface) -> bool {
    let bus = matches!(nic.info.address, Some(DeviceAddress::Pci(_) | DeviceAddress::VirtioMmio));
    vireo_model::fill::machine::is_arm(b.arch()) && !bus
}

fn on_board(b: &mut Build<'_>, nic: &Interface) {
    let opts = Opts::new()
        .word("nic")
        .maybe("macaddr", nic.mac.as_ref().map(|mac| mac.address))
        .pair("netdev", netdev(nic))
        .maybe("model", nic.model.as_deref())
        .pair("id", alias(&nic.info));
    b.line.option("-net", opts);
}

fn card(b: &Build<'_>, nic: &Interface) -> Result<Props> {
    let model = nic.model.as_deref().unwrap_or("rtl8139");
    let driver = match model {
        "virtio" => virtio::driver("virtio-net", &nic.info, Variant::Plain),
        "virtio-transitional" => virtio::driver("virtio-net", &nic.info, Variant::Transitional),
        "virtio-non-transitional" => {
            virtio::driver("virtio-net", &nic.info, Variant::NonTransitional)
        }
        other => other.to_owned(),
    };
    let mut props = Props::new().str("driver", driver);
    if is_virtio(nic) {
        props = virtio_props(props, nic);
    }
    props = props.maybe_int("host_mtu", nic.mtu.filter(|_| is_virtio(nic)));
    if nic.teaming.as_ref().is_some_and(|teaming| teaming.kind == TeamingType::Persistent) {
        props = props.bool("failover", true);
    }
    props = props.str("netdev", netdev(nic)).str("id", alias(&nic.info));
    if let Some(mac) = &nic.mac {
        props = props.str("mac", mac.address);
    }
    props = props.maybe_int("bootindex", boot_index(b.domain, nic));
    props = props.maybe_str("loadparm", address::loadparm(&nic.info));
    Ok(props.and(address::props(b, &nic.info)?).and(address::rom(&nic.info)))
}

fn virtio_props(props: Props, nic: &Interface) -> Props {
    let own = nic.driver.clone().unwrap_or_default();
    let (host, guest) = (own.host.unwrap_or_default(), own.guest.unwrap_or_default());
    let tx = own.txmode.map(|mode| match mode {
        TxMode::Iothread => "bh",
        TxMode::Timer => "timer",
    });
    let mut props = props
        .and(virtio::options(Some(&own.virtio)))
        .maybe_str("tx", tx)
        .maybe_bool("ioeventfd", own.ioeventfd)
        .maybe_bool("event_idx", own.event_idx)
        .maybe_bool("csum", host.csum)
        .maybe_bool("gso", host.gso)
        .maybe_bool("host_tso4", host.tso4)
        .maybe_bool("host_tso6", host.tso6)
        .maybe_bool("host_ecn", host.ecn)
        .maybe_bool("host_ufo", host.ufo)
        .maybe_bool("mrg_rxbuf", host.mrg_rxbuf)
        .maybe_bool("guest_csum", guest.csum)
        .maybe_bool("guest_tso4", guest.tso4)
        .maybe_bool("guest_tso6", guest.tso6)
        .maybe_bool("guest_ecn", guest.ecn)
        .maybe_bool("guest_ufo", guest.ufo);
    let queues = own.queues.unwrap_or(1);
    if queues > 1 {
        props = props.bool("mq", true);
        if !matches!(nic.info.address, Some(DeviceAddress::Ccw(_))) {
            props = props.int("vectors", 2 * queues + 2);
        }
    }
    props
        .maybe_int("rx_queue_size", own.rx_queue_size)
        .maybe_int("tx_queue_size", own.tx_queue_size)
        .maybe_bool("rss", own.rss)
        .maybe_bool("hash", own.rss_hash_report)
}
