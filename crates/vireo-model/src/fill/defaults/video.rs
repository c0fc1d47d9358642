//! Graphics cards and screens.

use crate::domain::Domain;
use crate::domain::devices::graphics::{Graphics, Listen, ListenAddress, Spice, Vnc};
use crate::domain::devices::video::{Video, VideoModel, VideoType as Type};
use crate::fill::{Cap, Context, Family, Result};

/// KiB.
const QXL_RAM: u32 = 64 * 1024;
/// KiB.
const QXL_VGAMEM: u32 = 16 * 1024;
/// KiB.
const VRAM: u32 = 16 * 1024;

/// What the driver assumes, then what every hypervisor does.
pub(crate) fn video(video: &mut Video, ctx: &Context<'_>) {
    let model = video.model.get_or_insert_with(VideoModel::default);
    if ctx.emulator.is_some() {
        model.kind = model.kind.or_else(|| default_type(ctx));
        if model.kind == Some(Type::Qxl) && model.vgamem.unwrap_or(0) == 0 {
            model.vgamem = Some(QXL_VGAMEM);
        }
    }
    let Some(kind) = model.kind else { return };
    model.heads.get_or_insert(1);
    model.primary = model.primary.filter(|primary| *primary);
    if kind == Type::Qxl {
        model.ram = Some(model.ram.filter(|ram| *ram != 0).map_or(QXL_RAM, round));
    }
    let vram = match kind {
        Type::Vga | Type::Cirrus | Type::Vmvga | Type::Bochs => VRAM,
        Type::Qxl => QXL_RAM,
        _ => 0,
    };
    let vram = model.vram.filter(|v| *v != 0).map_or(vram, round);
    model.vram = (vram != 0).then_some(vram);
}

/// Up to a power of two; what is beyond 32 bits stays.
fn round(size: u32) -> u32 {
    size.checked_next_power_of_two().unwrap_or(size)
}

fn default_type(ctx: &Context<'_>) -> Option<Type> {
    match ctx.family {
        Family::ArmVirt | Family::RiscvVirt | Family::LoongarchVirt | Family::S390Ccw => {
            return Some(Type::Virtio);
        }
        _ if ctx.is_ppc64() => return Some(Type::Vga),
        _ => {}
    }
    const CHOICES: [(Cap, Type); 2] = [(Cap::CirrusVga, Type::Cirrus), (Cap::VGA, Type::Vga)];
    CHOICES.iter().find(|(cap, _)| ctx.has(*cap)).map(|(_, kind)| *kind)
}

/// A screen needs a card; the first is the primary one.
pub(crate) fn cards(dom: &mut Domain, ctx: &mut Context<'_>) -> Result {
    if !dom.devices.graphics.is_empty() && dom.devices.videos.is_empty() {
        let mut card = Video::default();
        video(&mut card, ctx);
        dom.devices.videos.push(card);
    }
    let videos = &mut dom.devices.videos;
    if let Some(first) = videos.iter().position(is_primary) {
        videos[..=first].rotate_right(1);
    }
    for (n, video) in videos.iter_mut().enumerate() {
        let Some(model) = &mut video.model else { continue };
        if model.kind == Some(Type::None) {
            let kind = model.kind;
            *model = VideoModel { kind, ..VideoModel::default() };
        } else if n == 0 {
            model.primary = Some(true);
        }
    }
    Ok(())
}

fn is_primary(video: &Video) -> bool {
    video.model.as_ref().is_some_and(|m| m.primary == Some(true))
}

/// Ports and listeners of the screens, as they are before the guest starts.
pub(crate) fn screens(dom: &mut Domain, _: &mut Context<'_>) -> Result {
    for graphics in &mut dom.devices.graphics {
        match graphics {
            Graphics::Vnc(vnc) => self::vnc(vnc),
            Graphics::Spice(spice) => self::spice(spice),
            Graphics::Rdp(rdp) => {
                if rdp.port.is_none_or(|p| p == -1 || p == 0) {
                    rdp.autoport = Some(true);
                }
                if rdp.autoport == Some(true) {
                    rdp.port = None;
                }
                listen(&mut rdp.listens);
            }
            Graphics::Sdl(_) | Graphics::Desktop(_) => {}
            Graphics::EglHeadless(_) | Graphics::Dbus(_) => {}
        }
    }
    Ok(())
}

/// Whether there is no port to listen at.
fn portless(listens: &[Listen]) -> bool {
    matches!(listens.first(), Some(Listen::Socket(_) | Listen::None))
}

fn vnc(vnc: &mut Vnc) {
    if matches!(vnc.port, None | Some(-1)) {
        vnc.autoport.get_or_insert(true);
    }
    listen(&mut vnc.listens);
    if portless(&vnc.listens) {
        vnc.port = None;
        vnc.autoport = None;
    } else if vnc.autoport == Some(true) {
        vnc.port = Some(-1);
    } else {
        vnc.port = vnc.port.filter(|port| *port > 0);
        vnc.autoport = Some(false);
    }
    vnc.socket = match vnc.listens.first() {
        Some(Listen::Socket(first)) => first.socket.clone(),
        _ => None,
    };
}

fn spice(spice: &mut Spice) {
    if spice.port == Some(-1) && spice.tls_port == Some(-1) {
        spice.autoport = Some(true);
    }
    listen(&mut spice.listens);
    let auto = spice.autoport == Some(true);
    spice.port = spice.port.filter(|port| *port != 0 && !auto);
    spice.tls_port = spice.tls_port.filter(|port| *port != 0 && !auto);
    let unset = spice.port.is_none() && spice.tls_port.is_none();
    if !auto && unset && matches!(spice.listens.first(), Some(Listen::Address(_))) {
        spice.listens[0] = Listen::None;
        spice.listen = None;
    }
    if portless(&spice.listens) {
        spice.port = None;
        spice.tls_port = None;
        spice.autoport = None;
    } else {
        spice.autoport = Some(auto);
    }
}

fn listen(listens: &mut Vec<Listen>) {
    if listens.is_empty() {
        listens.push(Listen::Address(ListenAddress::default()));
    }
}
