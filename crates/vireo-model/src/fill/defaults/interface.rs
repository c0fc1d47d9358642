//! Network cards.

use crate::domain::devices::interface::{
    Interface, InterfaceBackend, InterfaceBackendType, InterfaceDriver, InterfaceType, Mac,
};
use crate::fill::{Cap, Context, Family};
use crate::link::{VirtualPort, VirtualPortType};
use crate::scalar::MacAddress;

/// What the reader assumes: every card has an address.
pub(crate) fn parsed(net: &mut Interface, ctx: &Context<'_>) {
    let mac = net.mac.get_or_insert_with(Mac::default);
    if mac.address == MacAddress::default() {
        let mut address = [0x52, 0x54, 0, 0, 0, 0];
        ctx.view.random(&mut address[3..]);
        mac.address = MacAddress(address);
    }
    forget_generated(net);
    let filtered = matches!(
        net.kind,
        InterfaceType::Ethernet | InterfaceType::Network | InterfaceType::Bridge
    );
    if !filtered {
        net.filterref = None;
    }
    if !is_virtio(net) && net.kind != InterfaceType::Hostdev {
        net.driver = None;
        if let Some(backend) = &mut net.backend {
            backend.vhost = None;
        }
    }
    if let Some(driver) = &mut net.driver {
        // There is always one queue.
        driver.queues = driver.queues.filter(|queues| *queues > 1);
    }
    if let Some(port) = &mut net.virtualport {
        virtual_port(port, ctx);
    }
    if net.kind == InterfaceType::Vds {
        if let Some(source) = &mut net.source {
            source.connectionid.get_or_insert(0);
            source.switch_port.get_or_insert(0);
        }
    }
    if net.kind == InterfaceType::Hostdev {
        net.managed = net.managed.filter(|managed| *managed);
        if let Some(driver) = &mut net.driver {
            *driver = InterfaceDriver { name: driver.name, ..InterfaceDriver::default() };
        }
        if net.driver.as_ref().is_some_and(|d| d.name.is_none()) {
            net.driver = None;
        }
    }
}

/// What names of devices on the host begin with that a daemon chose for one run of the guest.
const GENERATED: [&str; 3] = ["vnet", "macvtap", "macvlan"];

/// A name of an earlier run, of another host or in an image, says nothing: by now it may be another
/// guest's. One that the daemon is not to make is the user's.
pub(crate) fn forget_generated(net: &mut Interface) {
    let Some(target) = &mut net.target else { return };
    let chosen = |name: &String| GENERATED.iter().any(|prefix| name.starts_with(prefix));
    if target.managed == Some(false) || !target.dev.as_ref().is_some_and(chosen) {
        return;
    }
    target.dev = None;
    if target.managed.is_none() {
        net.target = None;
    }
}

/// Ports of the protocols that want an identity get one.
fn virtual_port(port: &mut VirtualPort, ctx: &Context<'_>) {
    use crate::link::VirtualPortParameters;
    let uuid = super::domain::random_uuid(ctx);
    match port.kind {
        Some(VirtualPortType::Qbg) => {
            let parameters = port.parameters.get_or_insert_with(VirtualPortParameters::default);
            parameters.instanceid.get_or_insert(uuid);
        }
        Some(VirtualPortType::Openvswitch) => {
            let parameters = port.parameters.get_or_insert_with(VirtualPortParameters::default);
            parameters.interfaceid.get_or_insert(uuid);
        }
        // A network chooses the protocol later, and may take either.
        None => {
            let parameters = port.parameters.get_or_insert_with(VirtualPortParameters::default);
            parameters.instanceid.get_or_insert(uuid);
            parameters.interfaceid.get_or_insert_with(|| super::domain::random_uuid(ctx));
        }
        Some(VirtualPortType::Qbh | VirtualPortType::Midonet) => {}
    }
}

/// What the driver assumes.
pub(crate) fn driver(net: &mut Interface, ctx: &Context<'_>) {
    if ctx.emulator.is_none() {
        return;
    }
    if net.kind == InterfaceType::Hostdev {
        return;
    }
    if net.model.is_none() {
        net.model = model(net, ctx).map(str::to_owned);
    }
    let unnamed = net.backend.as_ref().is_none_or(|b| b.kind.is_none());
    if net.kind == InterfaceType::User && unnamed && !has_slirp(ctx) {
        let backend = net.backend.get_or_insert_with(InterfaceBackend::default);
        backend.kind = Some(InterfaceBackendType::Passt);
    }
}

fn has_slirp(ctx: &Context<'_>) -> bool {
    ctx.has(Cap::NetdevUser)
}

fn model(net: &Interface, ctx: &Context<'_>) -> Option<&'static str> {
    if matches!(net.kind, InterfaceType::Vdpa | InterfaceType::VhostUser) {
        return Some("virtio");
    }
    match ctx.family {
        Family::S390Ccw | Family::RiscvVirt | Family::LoongarchVirt | Family::ArmVirt => {
            return Some("virtio");
        }
        Family::Versatile => return Some("scm91c111"),
        Family::Realview | Family::OtherArm => return Some("lan9118"),
        _ => {}
    }
    const CHOICES: [(Cap, &str); 3] =
        [(Cap::Rtl8139, "rtl8139"), (Cap::E1000, "e1000"), (Cap::VirtioNet, "virtio")];
    CHOICES.iter().find(|(cap, _)| ctx.has(*cap)).map(|(_, model)| *model)
}

/// Whether the model is a virtio one.
pub(crate) fn is_virtio(net: &Interface) -> bool {
    matches!(
        net.model.as_deref(),
        Some("virtio" | "virtio-transitional" | "virtio-non-transitional")
    )
}
