//! Network cards.

use crate::domain::devices::interface::{
    Interface, InterfaceBackend, InterfaceDriver, InterfaceBackendType, InterfaceType, Mac,
};
use crate::fill::{Cap, Context, Family};
use crate::scalar::MacAddress;

/// What the reader assumes: every card has an address.
pub(crate) fn parsed(net: &mut Interface, ctx: &Context<'_>) {
    let mac = net.mac.get_or_insert_with(Mac::default);
    if mac.address == MacAddress::default() {
        let mut address = [0x52, 0x54, 0, 0, 0, 0];
        ctx.view.random(&mut address[3..]);
        mac.address = MacAddress(address);
    }
    let filtered = matches!(
        net.kind,
        InterfaceType::Ethernet | InterfaceType::Network | InterfaceType::Bridge
    );
    if !filtered {
        net.filterref = None;
    }
    if net.kind == InterfaceType::Hostdev {
        net.managed.get_or_insert(false);
        if let Some(driver) = &mut net.driver {
            *driver = InterfaceDriver { name: driver.name, ..InterfaceDriver::default() };
        }
        if net.driver.as_ref().is_some_and(|d| d.name.is_none()) {
            net.driver = None;
        }
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
        Family::Versatile => return Some("smc91c111"),
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
