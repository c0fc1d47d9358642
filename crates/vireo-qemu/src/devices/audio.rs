//! Where sound goes on the host.

use vireo_api::Result;
use vireo_model::domain::devices::Audio;
use vireo_model::domain::devices::audio::{AudioFormat, AudioStream, AudioType, SdlAudioDriver};

use crate::build::Build;
use crate::process::argv::Props;

/// Variables by which sound systems are told what no option says.
pub(crate) fn environment(b: &mut Build<'_>) {
    for audio in &b.domain.devices.audios {
        if let Some(driver) = audio.driver {
            let driver = match driver {
                SdlAudioDriver::Esd => "esd",
                SdlAudioDriver::Alsa => "alsa",
                SdlAudioDriver::Arts => "arts",
                SdlAudioDriver::Pulseaudio => "pulseaudio",
            };
            b.line.env("SDL_AUDIODRIVER", driver);
        }
        if let Some(dir) = &audio.runtime_dir {
            b.line.env("PIPEWIRE_RUNTIME_DIR", dir.as_str());
        }
    }
}

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
        let props = Props::new()
            .str("id", format!("audio{}", audio.id))
            .str("driver", driver)
            .maybe_int("timer-period", audio.timer_period)
            .maybe_bool("try-mmap", audio.try_mmap)
            .maybe_bool("exclusive", audio.exclusive)
            .maybe_int("dsp-policy", audio.dsp_policy)
            .maybe_str("server", audio.server_name.as_deref())
            .maybe_str("path", audio.path.as_deref());
        let props = stream(props, "in", audio, audio.input.as_ref());
        let props = stream(props, "out", audio, audio.output.as_ref());
        b.line.json("-audiodev", props);
    }
    Ok(())
}

fn stream(props: Props, key: &str, audio: &Audio, own: Option<&AudioStream>) -> Props {
    let Some(own) = own else { return props };
    let settings = own.settings.clone().unwrap_or_default();
    let value = Props::new()
        .maybe_bool("mixing-engine", own.mixing_engine)
        .maybe_bool("fixed-settings", own.fixed_settings)
        .maybe_int("voices", own.voices)
        .maybe_int("buffer-length", own.buffer_length)
        .maybe_int("frequency", settings.frequency)
        .maybe_int("channels", settings.channels)
        .maybe_str("format", settings.format.map(format));
    let value = value.and(special(audio, own));
    if value.is_empty() { props } else { props.value(key, value) }
}

/// Properties that only some sound systems have; those of others are absent.
fn special(audio: &Audio, own: &AudioStream) -> Props {
    match audio.kind {
        AudioType::Jack => Props::new()
            .maybe_str("server-name", own.server_name.as_deref())
            .maybe_str("client-name", own.client_name.as_deref())
            .maybe_str("connect-ports", own.connect_ports.as_deref())
            .maybe_bool("exact-name", own.exact_name),
        AudioType::Pulseaudio | AudioType::Pipewire => Props::new()
            .maybe_str("name", own.name.as_deref())
            .maybe_str("stream-name", own.stream_name.as_deref())
            .maybe_int("latency", own.latency),
        AudioType::None
        | AudioType::Alsa
        | AudioType::Coreaudio
        | AudioType::Oss
        | AudioType::Sdl
        | AudioType::Spice
        | AudioType::File
        | AudioType::Dbus => Props::new()
            .maybe_str("dev", own.dev.as_deref())
            .maybe_int("buffer-count", own.buffer_count)
            .maybe_bool("try-poll", own.try_poll),
    }
}

fn format(format: AudioFormat) -> &'static str {
    match format {
        AudioFormat::S8 => "s8",
        AudioFormat::U8 => "u8",
        AudioFormat::S16 => "s16",
        AudioFormat::U16 => "u16",
        AudioFormat::S32 => "s32",
        AudioFormat::U32 => "u32",
        AudioFormat::F32 => "f32",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::devices::testing::expect;

    #[test]
    fn settings_of_both_directions_follow_those_of_the_system() {
        expect(
            words,
            "<audio id='1' type='oss' tryMMap='yes' exclusive='no' dspPolicy='3' timerPeriod='2'>\
             <input mixingEngine='yes' fixedSettings='yes' voices='1' dev='/d' tryPoll='no'>\
             <settings frequency='44100' channels='2' format='s16'/></input></audio>",
            &[
                "-audiodev {\"id\":\"audio1\",\"driver\":\"oss\",\"timer-period\":2,\"try-mmap\":true,\
               \"exclusive\":false,\"dsp-policy\":3,\"in\":{\"mixing-engine\":true,\
               \"fixed-settings\":true,\"voices\":1,\"frequency\":44100,\"channels\":2,\
               \"format\":\"s16\",\"dev\":\"/d\",\"try-poll\":false}}",
            ],
        );
    }

    #[test]
    fn names_of_streams_are_not_devices() {
        expect(
            words,
            "<audio id='2' type='pulseaudio' serverName='s'><output name='n' latency='3'/></audio>\
             <audio id='3' type='file' path='/x.wav'/>",
            &[
                "-audiodev {\"id\":\"audio2\",\"driver\":\"pa\",\"server\":\"s\",\
                 \"out\":{\"name\":\"n\",\"latency\":3}}",
                "-audiodev {\"id\":\"audio3\",\"driver\":\"wav\",\"path\":\"/x.wav\"}",
            ],
        );
    }
}
