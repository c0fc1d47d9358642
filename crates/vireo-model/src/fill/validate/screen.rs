//! Graphics, cards, sound.

use crate::domain::Domain;
use crate::domain::devices::audio::{AudioStream, AudioType};
use crate::domain::devices::graphics::{Graphics, Listen};
use crate::domain::devices::sound::{Sound, SoundModel};
use crate::domain::devices::video::{Video, VideoBackend, VideoModel, VideoType as Type};
use crate::domain::memory::MemorySource;
use crate::fill::defaults::machine::has_spice;
use crate::fill::error::{
    Code, FillError, From, internal, qemu, qemu_internal, qemu_xml, refuse, unsupported, xml,
};
use crate::fill::{Cap, Context, Result};

fn name(graphics: &Graphics) -> &'static str {
    match graphics {
        Graphics::Sdl(_) => "sdl",
        Graphics::Vnc(_) => "vnc",
        Graphics::Rdp(_) => "rdp",
        Graphics::Desktop(_) => "desktop",
        Graphics::Spice(_) => "spice",
        Graphics::EglHeadless(_) => "egl-headless",
        Graphics::Dbus(_) => "dbus",
    }
}

fn listens(graphics: &Graphics) -> &[Listen] {
    match graphics {
        Graphics::Vnc(g) => &g.listens,
        Graphics::Spice(g) => &g.listens,
        Graphics::Rdp(g) => &g.listens,
        Graphics::Sdl(_) | Graphics::Desktop(_) => &[],
        Graphics::EglHeadless(_) | Graphics::Dbus(_) => &[],
    }
}

fn audio_id(graphics: &Graphics) -> Option<u32> {
    match graphics {
        Graphics::Vnc(g) => g.audio_id,
        Graphics::Dbus(g) => g.audio_id,
        _ => None,
    }
}

fn ensure_audio(dom: &Domain, id: Option<u32>) -> Result {
    let Some(id) = id.filter(|id| *id != 0) else { return Ok(()) };
    refuse!(!dom.devices.audios.iter().any(|a| a.id == id), xml, "no audio device with ID {id}");
    Ok(())
}

/// Rules that every hypervisor shares.
pub(crate) fn generic(graphics: &Graphics, dom: &Domain) -> Result {
    let local = matches!(graphics, Graphics::Vnc(_) | Graphics::Spice(_));
    for listen in listens(graphics) {
        match listen {
            Listen::Network(l) => refuse!(
                l.network.is_none(),
                xml,
                "'network' attribute is required for listen type 'network'"
            ),
            Listen::Socket(_) => refuse!(
                !local,
                unsupported,
                "listen type 'socket' is not available for graphics type '{}'",
                name(graphics)
            ),
            Listen::None => refuse!(
                !local,
                unsupported,
                "listen type 'none' is not available for graphics type '{}'",
                name(graphics)
            ),
            Listen::Address(_) => {}
        }
    }
    if let Graphics::Dbus(dbus) = graphics {
        refuse!(
            dbus.p2p == Some(true) && dbus.address.is_some(),
            xml,
            "D-Bus p2p with an address is not supported"
        );
    }
    ensure_audio(dom, audio_id(graphics))
}

/// Rules of the QEMU driver.
pub(crate) fn driver(graphics: &Graphics, dom: &Domain, ctx: &Context<'_>) -> Result {
    let supported = match graphics {
        Graphics::Sdl(_) => ctx.has(Cap::Sdl),
        Graphics::Vnc(_) => ctx.has(Cap::Vnc),
        Graphics::Spice(_) => ctx.has(Cap::Spice),
        Graphics::EglHeadless(_) => ctx.has(Cap::EglHeadless),
        Graphics::Dbus(_) => ctx.has(Cap::DisplayDbus),
        Graphics::Rdp(_) | Graphics::Desktop(_) => false,
    };
    refuse!(!supported, qemu, "{} graphics are not supported with this QEMU", name(graphics));
    match graphics {
        Graphics::Spice(spice) => {
            let addressed =
                matches!(spice.listens.first(), Some(Listen::Address(_) | Listen::Network(_)));
            refuse!(
                addressed
                    && spice.tls_port.is_some_and(|p| p > 0)
                    && !ctx.view.settings().spice_tls,
                qemu,
                "spice TLS port set in XML configuration, but TLS is disabled in qemu.conf"
            );
            let gl = spice.gl.as_ref().filter(|gl| gl.enable == Some(true));
            refuse!(
                gl.is_some() && !ctx.has(Cap::SpiceGl),
                qemu,
                "This QEMU doesn't support spice OpenGL"
            );
            refuse!(
                gl.is_some_and(|gl| gl.rendernode.is_some()) && !ctx.has(Cap::SpiceRendernode),
                qemu,
                "This QEMU doesn't support spice OpenGL rendernode"
            );
        }
        Graphics::Vnc(vnc) => {
            refuse!(
                vnc.power_control.is_some() && !ctx.has(Cap::VncPowerControl),
                qemu,
                "VNC power control is not available"
            );
            let length = vnc.auth.passwd.as_ref().map_or(0, String::len);
            refuse!(length > 8, qemu, "VNC password is {length} characters long, only 8 permitted");
        }
        Graphics::EglHeadless(egl) => {
            egl_headless(dom)?;
            refuse!(
                egl.rendernode.is_some() && !ctx.has(Cap::EglHeadlessRendernode),
                qemu,
                "This QEMU doesn't support OpenGL rendernode with egl-headless graphics type"
            );
        }
        Graphics::Dbus(dbus) => {
            let audio = dom.devices.audios.iter().find(|a| Some(a.id) == dbus.audio_id);
            refuse!(
                audio.is_some_and(|a| a.kind != AudioType::Dbus),
                qemu,
                "The associated audio is not of 'dbus' kind."
            );
        }
        Graphics::Sdl(_) | Graphics::Rdp(_) | Graphics::Desktop(_) => {}
    }
    Ok(())
}

fn egl_headless(dom: &Domain) -> Result {
    for other in &dom.devices.graphics {
        match other {
            Graphics::EglHeadless(_) | Graphics::Vnc(_) => {}
            Graphics::Spice(spice) => refuse!(
                spice.gl.as_ref().is_some_and(|gl| gl.enable == Some(true)),
                qemu,
                "multiple OpenGL displays are not supported by QEMU"
            ),
            _ => {
                return Err(qemu(
                    "graphics type 'egl-headless' is only supported with one of: 'vnc', 'spice' graphics types",
                ));
            }
        }
    }
    Ok(())
}

/// Cards, by rules that every hypervisor shares.
pub(crate) fn video_generic(video: &Video, dom: &Domain) -> Result {
    let none = VideoModel::default();
    let m = video.model.as_ref().unwrap_or(&none);
    let Some(kind) = m.kind else {
        return Err(internal("missing video model and cannot determine default"));
    };
    let many = dom.devices.videos.len() > 1;
    let any_none = dom
        .devices
        .videos
        .iter()
        .any(|v| v.model.as_ref().is_some_and(|m| m.kind == Some(Type::None)));
    refuse!(
        many && any_none,
        unsupported,
        "a 'none' video type must be the only video device defined for the domain"
    );
    match video.driver.as_ref().and_then(|d| d.name) {
        Some(VideoBackend::VhostUser) => refuse!(
            kind != Type::Virtio,
            unsupported,
            "'vhostuser' driver is only supported with 'virtio' device"
        ),
        Some(VideoBackend::Qemu) | None => refuse!(
            m.acceleration.as_ref().is_some_and(|a| a.rendernode.is_some()),
            unsupported,
            "unsupported rendernode accel attribute without 'vhostuser'"
        ),
    }
    refuse!(
        m.resolution.as_ref().is_some_and(|r| r.x == 0 || r.y == 0),
        unsupported,
        "video resolution values must be greater than 0"
    );
    if kind != Type::Qxl {
        for (name, value) in [("ram", m.ram), ("vram64", m.vram64), ("vgamem", m.vgamem)] {
            refuse!(
                value.unwrap_or(0) != 0,
                unsupported,
                "{name} attribute only supported for video type qxl"
            );
        }
    }
    refuse!(
        kind == Type::Ramfb && video.info.address.is_some(),
        unsupported,
        "address not supported for video type ramfb"
    );
    if kind != Type::Virtio {
        super::shared::no_virtio_options(video.driver.as_ref().map(|d| &d.virtio))?;
        refuse!(
            m.blob.is_some(),
            unsupported,
            "video type '{kind}' does not support blob resources"
        );
    }
    Ok(())
}

fn card_supported(kind: Type, ctx: &Context<'_>) -> bool {
    match kind {
        Type::Vga => ctx.has(Cap::VGA),
        Type::Cirrus => ctx.has(Cap::CirrusVga),
        Type::Vmvga => ctx.has(Cap::VmwareSvga),
        Type::Qxl => ctx.has(Cap::Qxl),
        Type::Virtio => ctx.has(Cap::VirtioGpu),
        Type::Bochs => ctx.has(Cap::BochsDisplay),
        Type::Ramfb => ctx.has(Cap::Ramfb),
        Type::None => true,
        Type::Xen | Type::Vbox | Type::Parallels | Type::Gop => false,
    }
}

/// Cards, by rules of the QEMU driver.
pub(crate) fn video_driver(video: &Video, dom: &Domain, ctx: &Context<'_>) -> Result {
    let Some(m) = &video.model else { return Ok(()) };
    let Some(kind) = m.kind else { return Ok(()) };
    refuse!(
        !card_supported(kind, ctx),
        qemu,
        "domain configuration does not support video model '{kind}'"
    );
    if kind == Type::None {
        return Ok(());
    }
    if !matches!(kind, Type::Qxl | Type::Virtio) {
        refuse!(
            m.primary != Some(true),
            qemu,
            "video type '{kind}' is only valid as primary video device"
        );
        refuse!(
            m.heads.unwrap_or(1) != 1,
            qemu,
            "video type '{kind}' doesn't support multiple 'heads'"
        );
    }
    let accel = m.acceleration.as_ref();
    refuse!(
        accel.is_some_and(|a| a.accel2d == Some(true)),
        qemu,
        "qemu does not support the accel2d setting"
    );
    sizes(m, kind)?;
    refuse!(
        m.resolution.is_some()
            && !matches!(kind, Type::Vga | Type::Qxl | Type::Virtio | Type::Bochs),
        qemu_xml,
        "model resolution is not supported"
    );
    let vhost_user = video.driver.as_ref().is_some_and(|d| d.name == Some(VideoBackend::VhostUser));
    if vhost_user {
        refuse!(
            kind == Type::Virtio && !ctx.has(Cap::VhostUserGpu),
            qemu,
            "this QEMU does not support 'vhost-user' video device"
        );
    } else if accel.is_some_and(|a| a.accel3d == Some(true)) {
        refuse!(
            kind != Type::Virtio,
            qemu,
            "3d acceleration is supported only with 'virtio' video device"
        );
        let able = [Cap::VirtioGpuVirgl, Cap::VirtioGpuGlPci, Cap::VirtioVgaGl];
        refuse!(
            !able.iter().any(|cap| ctx.has(*cap)),
            qemu,
            "3d acceleration is not supported by this QEMU binary"
        );
    }
    blob(m, dom, ctx)
}

/// Resources shared with the host need memory that can be.
fn blob(m: &VideoModel, dom: &Domain, ctx: &Context<'_>) -> Result {
    let source = dom.memory_backing.as_ref().and_then(|b| b.source);
    refuse!(
        m.blob.is_some() && !ctx.has(Cap::VirtioGpuBlob),
        qemu,
        "this QEMU does not support 'blob' for virtio-gpu devices"
    );
    refuse!(
        m.blob == Some(true) && source != Some(MemorySource::Memfd),
        qemu,
        "'blob' support for virtio-gpu devices requires a memfd memory backend"
    );
    Ok(())
}

fn sizes(m: &VideoModel, kind: Type) -> Result {
    const MAX: u32 = u32::MAX / 1024;
    if kind == Type::Qxl {
        for (name, value) in [("vram", m.vram), ("ram", m.ram)] {
            if value.is_some_and(|v| v > MAX) {
                return Err(FillError::new(
                    Code::Overflow,
                    From::Qemu,
                    format!("value for '{name}' must be less than '{MAX}'"),
                ));
            }
        }
        if let Some(size) = m.vgamem.filter(|v| *v != 0) {
            refuse!(size < 1024, qemu, "value for 'vgamem' must be at least 1 MiB (1024 KiB)");
            refuse!(!size.is_power_of_two(), qemu, "value for 'vgamem' must be power of two");
        }
    }
    refuse!(
        matches!(kind, Type::Vga | Type::Vmvga) && m.vram.is_some_and(|v| v != 0 && v < 1024),
        qemu,
        "value for 'vram' must be at least 1 MiB (1024 KiB)"
    );
    Ok(())
}

/// One card is the primary one.
pub(crate) fn primary(dom: &Domain) -> Result {
    let primary = |v: &Video| v.model.as_ref().is_some_and(|m| m.primary == Some(true));
    let count = dom.devices.videos.iter().filter(|v| primary(v)).count();
    refuse!(count > 1, unsupported, "Only one primary video device is supported");
    Ok(())
}

/// Sound cards.
pub(crate) fn sound_generic(sound: &Sound, dom: &Domain) -> Result {
    ensure_audio(dom, sound.audio_id)
}

/// Sound cards, by rules of the QEMU driver.
pub(crate) fn sound_driver(sound: &Sound, ctx: &Context<'_>) -> Result {
    match sound.model {
        SoundModel::Usb => refuse!(
            !ctx.has(Cap::UsbAudio),
            qemu,
            "usb-audio controller is not supported by this QEMU binary"
        ),
        SoundModel::Ich9 => refuse!(
            !ctx.has(Cap::Ich9IntelHda),
            qemu,
            "The ich9-intel-hda audio controller is not supported in this QEMU binary"
        ),
        SoundModel::Virtio => refuse!(
            !ctx.has(Cap::VirtioSound),
            qemu,
            "virtio-sound controller is not supported in this QEMU binary"
        ),
        SoundModel::Ich7 => {
            return Err(qemu_internal("sound card model 'ich7' is not supported by qemu"));
        }
        SoundModel::Sb16 | SoundModel::Es1370 | SoundModel::Pcspk => {}
        SoundModel::Ac97 | SoundModel::Ich6 => {}
    }
    Ok(())
}

/// Sound systems of the host.
pub(crate) fn audios(dom: &Domain, ctx: &Context<'_>) -> Result {
    let audios = &dom.devices.audios;
    for (n, audio) in audios.iter().enumerate() {
        refuse!(
            audios[..n].iter().any(|a| a.id == audio.id),
            xml,
            "audio ID {} is used multiple times",
            audio.id
        );
        for stream in [&audio.input, &audio.output].into_iter().flatten() {
            audio_stream(stream)?;
        }
        refuse!(
            audio.kind == AudioType::Spice && !has_spice(dom),
            qemu,
            "Spice audio is not supported without spice graphics"
        );
        refuse!(
            audio.kind == AudioType::Dbus && !ctx.has(Cap::DisplayDbus),
            qemu,
            "D-Bus audio is not supported with this QEMU"
        );
    }
    Ok(())
}

/// Settings are fixed by QEMU's own mixer.
fn audio_stream(stream: &AudioStream) -> Result {
    let fixed = stream.fixed_settings == Some(true);
    refuse!(
        fixed && stream.mixing_engine != Some(true),
        unsupported,
        "fixed audio settings requires mixing engine"
    );
    refuse!(
        !fixed && stream.settings.is_some(),
        unsupported,
        "audio settings specified without fixed settings flag"
    );
    Ok(())
}
