//! Where sound goes on the host.

use vireo_api::Result;
use vireo_model::domain::devices::Audio;
use vireo_model::domain::devices::audio::{AudioStream, AudioType};

use crate::build::Build;
use crate::process::argv::Props;

/// All sound systems.
pub(crate) fn words(b: &mut Build<'_>) -> Result<()> {
    for audio in &b.domain.devices.audios {
        let driver = match audio.kind {
            AudioType::Pulseaudio => "pa",
            AudioType::File => "wav",
            AudioType::None => "none",
            AudioType::Alsa => "alsa",
            AudioType::Coreaudio => "coreaudio",
            AudioType::Jack => "jack",
            AudioType::Oss => "oss",
            AudioType::Sdl => "sdl",
            AudioType::Spice => "spice",
            AudioType::Dbus => "dbus",
            AudioType::Pipewire => "pipewire",
        };
        let mut props = Props::new()
            .str("id", format!("audio{}", audio.id))
            .str("driver", driver)
            .maybe_int("timer-period", audio.timer_period);
        props = stream(props, "in", audio, audio.input.as_ref());
        props = stream(props, "out", audio, audio.output.as_ref());
        props = props
            .maybe_str("server", audio.server_name.as_deref())
            .maybe_str("path", audio.path.as_deref())
            .maybe_bool("try-mmap", audio.try_mmap)
            .maybe_bool("exclusive", audio.exclusive)
            .maybe_int("dsp-policy", audio.dsp_policy);
        if let Some(dir) = &audio.runtime_dir {
            b.line.env("PIPEWIRE_RUNTIME_DIR", dir.as_str());
        }
        b.line.json("-audiodev", props);
    }
    Ok(())
}

fn stream(props: Props, key: &str, audio: &Audio, own: Option<&AudioStream>) -> Props {
    let Some(own) = own else { return props };
    let settings = own.settings.clone().unwrap_or_default();
    let format = settings.format.map(|format| format.as_str());
    let dev = own.dev.as_deref().or(match audio.kind {
        AudioType::Pulseaudio | AudioType::Pipewire => own.name.as_deref(),
        _ => None,
    });
    let is_jack = audio.kind == AudioType::Jack;
    let value = Props::new()
        .maybe_bool("mixing-engine", own.mixing_engine)
        .maybe_bool("fixed-settings", own.fixed_settings)
        .maybe_int("voices", own.voices)
        .maybe_int("buffer-length", own.buffer_length)
        .maybe_int("frequency", settings.frequency)
        .maybe_int("channels", settings.channels)
        .maybe_str("format", format)
        .maybe_str(if is_jack { "server-name" } else { "dev" }, own.server_name.as_deref().or(dev))
        .maybe_str("client-name", own.client_name.as_deref())
        .maybe_str("connect-ports", own.connect_ports.as_deref())
        .maybe_bool("exact-name", own.exact_name)
        .maybe_int("buffer-count", own.buffer_count)
        .maybe_bool("try-poll", own.try_poll)
        .maybe_str("stream-name", own.stream_name.as_deref())
        .maybe_int("latency", own.latency);
    if value.is_empty() { props } else { props.value(key, value) }
}
