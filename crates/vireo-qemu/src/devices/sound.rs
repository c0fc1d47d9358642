//! Sound cards.

use vireo_api::Result;
use vireo_model::domain::devices::Sound;
use vireo_model::domain::devices::sound::{SoundCodec, SoundCodecType, SoundModel};

use super::address::{self, alias};
use super::virtio::{self, Variant};
use crate::build::Build;
use crate::error::unsupported;
use crate::process::argv::{Opts, Props};

fn audio(b: &Build<'_>, sound: &Sound) -> Option<String> {
    let id = sound.audio_id.or_else(|| b.domain.devices.audios.first().map(|audio| audio.id))?;
    Some(format!("audio{id}"))
}

/// The PC speaker is the machine's.
pub(crate) fn machine_options(b: &Build<'_>, opts: Opts) -> Opts {
    let speaker = b.domain.devices.sounds.iter().find(|sound| sound.model == SoundModel::Pcspk);
    match speaker {
        Some(sound) => opts.maybe("pcspk-audiodev", audio(b, sound)),
        None => opts,
    }
}

/// All cards.
pub(crate) fn words(b: &mut Build<'_>) -> Result<()> {
    for sound in &b.domain.devices.sounds {
        let id = alias(&sound.info).to_owned();
        let dev = audio(b, sound);
        let head = |driver: &str| Props::new().str("driver", driver).str("id", &id);
        let props = match sound.model {
            SoundModel::Pcspk => continue,
            SoundModel::Es1370 => head("ES1370").maybe_str("audiodev", dev.as_deref()),
            SoundModel::Ac97 => head("AC97").maybe_str("audiodev", dev.as_deref()),
            SoundModel::Sb16 => head("sb16").maybe_str("audiodev", dev.as_deref()),
            SoundModel::Usb => head("usb-audio")
                .maybe_str("audiodev", dev.as_deref())
                .maybe_bool("multi", sound.multichannel),
            SoundModel::Ich6 => head("intel-hda"),
            SoundModel::Ich9 => head("ich9-intel-hda"),
            SoundModel::Virtio => Props::new()
                .str("driver", virtio::driver("virtio-sound", &sound.info, Variant::Plain))
                .and(virtio::options(sound.driver.as_ref()))
                .str("id", &id)
                .maybe_str("audiodev", dev.as_deref())
                .maybe_int("streams", sound.streams),
            SoundModel::Ich7 => {
                return Err(unsupported("sound card model 'ich7' is not supported by QEMU"));
            }
        };
        let props = props.and(address::props(b, &sound.info)?);
        b.device(props);
        if matches!(sound.model, SoundModel::Ich6 | SoundModel::Ich9) {
            codecs(b, sound, &id, dev.as_deref());
        }
    }
    Ok(())
}

fn codecs(b: &mut Build<'_>, sound: &Sound, id: &str, dev: Option<&str>) {
    let default = [SoundCodec::default()];
    let codecs = if sound.codecs.is_empty() { &default[..] } else { &sound.codecs[..] };
    for (number, codec) in codecs.iter().enumerate() {
        let driver = match codec.kind {
            SoundCodecType::Duplex => "hda-duplex",
            SoundCodecType::Micro => "hda-micro",
            SoundCodecType::Output => "hda-output",
        };
        let props = Props::new()
            .str("driver", driver)
            .str("id", format!("{id}-codec{number}"))
            .str("bus", format!("{id}.0"))
            .int("cad", number)
            .maybe_str("audiodev", dev);
        b.device(props);
    }
}
