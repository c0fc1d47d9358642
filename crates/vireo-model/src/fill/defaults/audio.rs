//! Where sound goes when the definition does not say.

use crate::domain::Domain;
use crate::domain::devices::audio::{Audio, AudioType, SdlAudioDriver};
use crate::domain::devices::graphics::Graphics;
use crate::fill::error::qemu;
use crate::fill::{Context, Result};

/// Add the sound system that the screens suggest.
pub(crate) fn default(dom: &mut Domain, ctx: &Context<'_>) -> Result {
    if !dom.devices.audios.is_empty() {
        return Ok(());
    }
    let settings = ctx.view.settings();
    let mut add = false;
    let mut host = false;
    let mut kind = AudioType::None;
    if dom.devices.graphics.is_empty() {
        add = true;
        host = settings.nographics_allow_host_audio;
    }
    for graphics in &dom.devices.graphics {
        match graphics {
            Graphics::Vnc(_) => {
                add = true;
                host = settings.vnc_allow_host_audio;
                kind = AudioType::None;
            }
            Graphics::Spice(_) => {
                add = true;
                host = false;
                kind = AudioType::Spice;
            }
            Graphics::Sdl(_) => {
                add = true;
                host = true;
            }
            Graphics::Rdp(_)
            | Graphics::Desktop(_)
            | Graphics::EglHeadless(_)
            | Graphics::Dbus(_) => {}
        }
    }
    if host {
        let Some(name) = settings.audio_drv.as_deref() else { return Ok(()) };
        kind = from_environment(name)?;
    }
    if !add {
        return Ok(());
    }
    let mut audio = Audio { id: 1, kind, ..Audio::default() };
    if kind == AudioType::Sdl {
        audio.driver = settings.sdl_audiodriver.as_deref().and_then(SdlAudioDriver::from_word);
    }
    dom.devices.audios.push(audio);
    Ok(())
}

/// `QEMU_AUDIO_DRV` has QEMU's old names.
fn from_environment(name: &str) -> Result<AudioType> {
    let word = match name {
        "pa" => "pulseaudio",
        "wav" => "file",
        other => other,
    };
    AudioType::from_word(word).ok_or_else(|| qemu(format!("unknown QEMU_AUDIO_DRV setting {name}")))
}
