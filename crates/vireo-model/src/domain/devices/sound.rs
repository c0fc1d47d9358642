//! `<sound>`: sound cards.

use vireo_xml::{CODE_IGNORED, XmlElement, XmlEnum};

use crate::domain::address::{DeviceInfo, VirtioOptions};

/// `<sound>`.
#[derive(Clone, Debug, PartialEq, XmlElement)]
#[xml(parsed = "crate::domain::checks::devices::sound")]
pub struct Sound {
    #[xml(attr, required)]
    pub model: SoundModel,
    #[xml(attr, yes_no)]
    pub multichannel: Option<bool>,
    #[xml(attr, bad(CODE_IGNORED, "ignored"))]
    pub streams: Option<u32>,
    #[xml(child = "codec")]
    pub codecs: Vec<SoundCodec>,
    #[xml(attr = "id", path = "audio", nonzero)]
    pub audio_id: Option<u32>,
    #[xml(flatten)]
    pub info: DeviceInfo,
    #[xml(child)]
    pub driver: Option<VirtioOptions>,
}

impl Default for Sound {
    fn default() -> Self {
        Sound {
            model: SoundModel::Ich6,
            multichannel: None,
            streams: None,
            codecs: Vec::new(),
            audio_id: None,
            info: DeviceInfo::default(),
            driver: None,
        }
    }
}

/// Models of sound cards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum SoundModel {
    Sb16,
    Es1370,
    Pcspk,
    Ac97,
    Ich6,
    Ich7,
    Ich9,
    Usb,
    Virtio,
}

/// `<codec>`.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct SoundCodec {
    #[xml(attr = "type", bad(CODE_IGNORED, "ignored"))]
    pub kind: SoundCodecType,
}

/// Kinds of codecs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, XmlEnum)]
pub enum SoundCodecType {
    #[default]
    Duplex,
    Micro,
    Output,
}
