//! Network cards.

use std::net::IpAddr;

use crate::domain::Domain;
use crate::domain::devices::interface::{
    Interface, InterfaceBackendType, InterfaceIp, InterfaceType as Type, MacvtapMode, TeamingType,
};
use crate::fill::defaults::interface::is_virtio;
use crate::fill::error::{Code, FillError};
use crate::fill::error::{From, qemu, qemu_xml, refuse, unsupported};
use crate::fill::{Cap, Context, Result};
use crate::link::VirtualPortType;

fn backend(net: &Interface) -> Option<InterfaceBackendType> {
    net.backend.as_ref().and_then(|b| b.kind)
}

fn is_passt(net: &Interface) -> bool {
    backend(net) == Some(InterfaceBackendType::Passt)
}

fn port_type(net: &Interface) -> Option<VirtualPortType> {
    net.virtualport.as_ref().and_then(|v| v.kind)
}

fn user_like(net: &Interface) -> bool {
    matches!(net.kind, Type::User | Type::VhostUser)
}

/// Rules that every hypervisor shares.
pub(crate) fn generic(net: &Interface) -> Result {
    let kind = net.kind;
    let source = net.source.as_ref();
    let host_side = source.is_some_and(|s| !s.ips.is_empty() || !s.routes.is_empty());
    refuse!(
        host_side && kind != Type::Ethernet,
        unsupported,
        "Invalid attempt to set network interface host-side IP route and/or address info on interface of type '{kind}'. This is only supported on interfaces of type 'ethernet'"
    );
    let unmanaged = net.target.as_ref().is_some_and(|t| t.managed == Some(false));
    refuse!(
        unmanaged && kind != Type::Ethernet,
        unsupported,
        "unmanaged target dev is not supported on interfaces of type '{kind}'"
    );
    teaming(net)?;
    refuse!(
        is_passt(net) && !user_like(net),
        unsupported,
        "The 'passt' backend can only be used with interface type='user' or type='vhostuser'"
    );
    passt(net)?;
    connection(net)
}

fn teaming(net: &Interface) -> Result {
    let Some(teaming) = &net.teaming else { return Ok(()) };
    if teaming.kind == TeamingType::Transient {
        refuse!(
            teaming.persistent.is_none(),
            unsupported,
            "teaming persistent attribute must be set if teaming type is 'transient'"
        );
    } else {
        refuse!(
            teaming.persistent.is_some(),
            unsupported,
            "teaming persistent attribute not allowed if teaming type is '{}'",
            teaming.kind
        );
    }
    Ok(())
}

fn passt(net: &Interface) -> Result {
    if net.port_forwards.is_empty() {
        return Ok(());
    }
    refuse!(
        !user_like(net) || !is_passt(net),
        unsupported,
        "The <portForward> element can only be used with the 'passt' backend of interface type='user' or type='vhostuser'"
    );
    Ok(())
}

/// What depends on how the card is connected.
fn connection(net: &Interface) -> Result {
    let mac = net.mac.as_ref().map(|m| m.address.to_string()).unwrap_or_default();
    let kind = net.kind;
    if net.port_isolated == Some(true) {
        refuse!(
            !matches!(kind, Type::Network | Type::Bridge),
            unsupported,
            "interface {mac} - <port isolated='yes'/> is not supported for network interfaces with type='{kind}'"
        );
        if let Some(port) = port_type(net) {
            return Err(unsupported(format!(
                "interface {mac} - <port isolated='yes'/> is not supported for network interfaces with virtualport type='{port}'"
            )));
        }
    }
    if net.vlan.as_ref().is_some_and(|v| !v.tags.is_empty()) {
        let mode = net.source.as_ref().and_then(|s| s.mode);
        let supported = match kind {
            Type::Hostdev | Type::Network => true,
            Type::Direct => mode == Some(MacvtapMode::Passthrough),
            Type::Bridge => {
                matches!(port_type(net), None | Some(VirtualPortType::Openvswitch))
            }
            _ => false,
        };
        refuse!(
            !supported,
            unsupported,
            "interface {mac} - vlan tag not supported for this connection type"
        );
    }
    refuse!(
        net.bandwidth.is_some() && kind == Type::Hostdev,
        unsupported,
        "interface {mac} - bandwidth settings are not supported for hostdev interfaces"
    );
    Ok(())
}

/// Rules of the QEMU driver.
pub(crate) fn driver(net: &Interface, dom: &Domain, ctx: &Context<'_>) -> Result {
    let kind = net.kind;
    refuse!(
        !net.routes.is_empty(),
        qemu,
        "Invalid attempt to set network interface guest-side IP route, not supported by QEMU"
    );
    if kind == Type::User || kind == Type::VhostUser && is_passt(net) {
        let known = if is_passt(net) { ctx.has(Cap::NetdevStream) } else { true };
        refuse!(
            !known,
            qemu,
            "the '{}' network backend is not supported with this QEMU binary",
            backend(net).map_or("default", InterfaceBackendType::as_str)
        );
        addresses(&net.ips)?;
    } else {
        refuse!(
            !net.ips.is_empty(),
            qemu,
            "Invalid attempt to set network interface guest-side IP address info, not supported by QEMU"
        );
    }
    refuse!(
        kind == Type::Vdpa && !ctx.has(Cap::NetdevVhostVdpa),
        qemu,
        "vDPA devices are not supported with this QEMU binary"
    );
    if kind == Type::VhostUser {
        vhost_user(net)?;
        super::shared::shared_memory(dom, "interface")?;
    }
    virtio(net, ctx)?;
    tuning(net)
}

fn vhost_user(net: &Interface) -> Result {
    use crate::domain::devices::storage::SocketMode;
    let source = net.source.as_ref();
    if source.is_none_or(|s| s.path.is_none()) && !is_passt(net) {
        return Err(qemu_xml("Missing required attribute 'path' in element 'source'"));
    }
    let server = source.is_some_and(|s| s.socket_mode == Some(SocketMode::Server));
    let again = source.and_then(|s| s.reconnect.as_ref()).and_then(|r| r.enabled);
    refuse!(
        server && again == Some(true),
        qemu,
        "'reconnect' attribute is not supported when source mode='server' for <interface type='vhostuser'>"
    );
    Ok(())
}

fn virtio(net: &Interface, ctx: &Context<'_>) -> Result {
    let model = net.model.as_deref().unwrap_or("");
    if !is_virtio(net) {
        refuse!(
            matches!(net.kind, Type::Vdpa | Type::VhostUser),
            qemu,
            "invalid model for interface of type '{}': '{model}' - must be 'virtio'",
            net.kind
        );
        return Ok(());
    }
    let Some(d) = &net.driver else { return Ok(()) };
    for (name, size) in [("rx", d.rx_queue_size), ("tx", d.tx_queue_size)] {
        refuse!(
            size.is_some_and(|s| s & s.wrapping_sub(1) != 0),
            qemu,
            "{name}_queue_size has to be a power of two"
        );
    }
    refuse!(
        d.rss.is_some() && !ctx.has(Cap::VirtioNetRss),
        qemu,
        "virtio rss is not supported with this QEMU binary"
    );
    refuse!(
        d.rss_hash_report.is_some() && !ctx.has(Cap::VirtioNetRss),
        qemu,
        "virtio rss hash report is not supported with this QEMU binary"
    );
    Ok(())
}

fn tuning(net: &Interface) -> Result {
    let kind = net.kind;
    let mtu = matches!(
        kind,
        Type::Network | Type::Bridge | Type::Ethernet | Type::VhostUser | Type::Vdpa
    );
    refuse!(
        net.mtu.unwrap_or(0) != 0 && !mtu && !(kind == Type::User && is_passt(net)),
        qemu,
        "setting MTU on interface type {kind} is not supported yet"
    );
    if let Some(teaming) = &net.teaming {
        refuse!(
            teaming.kind == TeamingType::Persistent && !is_virtio(net),
            qemu,
            "virtio-net teaming persistent interface must be <model type='virtio'/>, not '{}'",
            net.model.as_deref().unwrap_or("")
        );
        refuse!(
            teaming.kind == TeamingType::Transient
                && !matches!(kind, Type::Hostdev | Type::Network),
            qemu,
            "virtio-net teaming transient interface must be type='hostdev', not '{kind}'"
        );
    }
    let coalesce = matches!(kind, Type::Network | Type::Bridge | Type::Ethernet);
    refuse!(
        net.coalesce_rx_frames_max.is_some() && !coalesce,
        qemu,
        "coalesce settings on interface type {kind} are not supported"
    );
    Ok(())
}

fn addresses(ips: &[InterfaceIp]) -> Result {
    let (mut v4, mut v6) = (false, false);
    for ip in ips {
        refuse!(ip.peer.is_some(), qemu, "Invalid attempt to set peer IP for guest");
        let prefix = ip.prefix.unwrap_or(0);
        let xml = |text: &str| Err(FillError::new(Code::Xml, From::Qemu, text));
        match ip.address.parse() {
            Ok(IpAddr::V4(_)) => {
                refuse!(v4, qemu, "Only one IPv4 address per interface is allowed");
                v4 = true;
                if prefix > 0 && !(4..=27).contains(&prefix) {
                    return xml("invalid prefix, must be in range of 4-27");
                }
            }
            Ok(IpAddr::V6(_)) => {
                refuse!(v6, qemu, "Only one IPv6 address per interface is allowed");
                v6 = true;
                if prefix > 120 {
                    return xml("prefix too long");
                }
            }
            Err(_) => {}
        }
    }
    Ok(())
}
