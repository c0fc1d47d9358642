//! `<audio>`: where sound goes on the host.

use vireo_xml::{XmlElement, XmlEnum};

/// `<audio>`. Which fields exist is decided by its type.
#[derive(Clone, Debug, PartialEq, Eq, XmlElement)]
pub struct Audio {
    #[xml(attr, required, nonzero)]
    pub id: u32,
    #[xml(attr = "type", required, select)]
    pub kind: AudioType,
    #[xml(attr = "timerPeriod", nonzero)]
    pub timer_period: Option<u32>,
    #[xml(attr = "tryMMap", yes_no, when = "oss")]
    pub try_mmap: Option<bool>,
    #[xml(attr, yes_no, when = "oss")]
    pub exclusive: Option<bool>,
    #[xml(attr = "dspPolicy", when = "oss")]
    pub dsp_policy: Option<i32>,
    #[xml(attr = "serverName", when = "pulseaudio")]
    pub server_name: Option<String>,
    #[xml(attr, when = "sdl")]
    pub driver: Option<SdlAudioDriver>,
    #[xml(attr, when = "file")]
    pub path: Option<String>,
    #[xml(attr = "runtimeDir", when = "pipewire")]
    pub runtime_dir: Option<String>,
    #[xml(child)]
    pub input: Option<AudioStream>,
    #[xml(child)]
    pub output: Option<AudioStream>,
}

impl Default for Audio {
    fn default() -> Self {
        Audio {
            id: 0,
            kind: AudioType::None,
            timer_period: None,
            try_mmap: None,
            exclusive: None,
            dsp_policy: None,
            server_name: None,
            driver: None,
            path: None,
            runtime_dir: None,
            input: None,
            output: None,
        }
    }
}

/// Kinds of sound systems.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum AudioType {
    None,
    Alsa,
    Coreaudio,
    Jack,
    Oss,
    Pulseaudio,
    Sdl,
    Spice,
    File,
    Dbus,
    Pipewire,
}

/// Backends of SDL's sound.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum SdlAudioDriver {
    Esd,
    Alsa,
    Arts,
    Pulseaudio,
}

/// `<input>` or `<output>`.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
#[xml(parsed = "crate::domain::checks::devices::audio_stream")]
pub struct AudioStream {
    #[xml(attr = "mixingEngine", yes_no)]
    pub mixing_engine: Option<bool>,
    #[xml(attr = "fixedSettings", yes_no)]
    pub fixed_settings: Option<bool>,
    #[xml(attr, nonzero)]
    pub voices: Option<u32>,
    #[xml(attr = "bufferLength", nonzero)]
    pub buffer_length: Option<u32>,
    #[xml(attr, when = "alsa|oss")]
    pub dev: Option<String>,
    #[xml(attr = "bufferCount", when = "coreaudio|oss|sdl", omit = "0")]
    pub buffer_count: Option<u32>,
    #[xml(attr = "serverName", when = "jack")]
    pub server_name: Option<String>,
    #[xml(attr = "clientName", when = "jack")]
    pub client_name: Option<String>,
    #[xml(attr = "connectPorts", when = "jack")]
    pub connect_ports: Option<String>,
    #[xml(attr = "exactName", yes_no, when = "jack")]
    pub exact_name: Option<bool>,
    #[xml(attr = "tryPoll", yes_no, when = "oss")]
    pub try_poll: Option<bool>,
    #[xml(attr, when = "pulseaudio|pipewire")]
    pub name: Option<String>,
    #[xml(attr = "streamName", when = "pulseaudio|pipewire")]
    pub stream_name: Option<String>,
    #[xml(attr, when = "pulseaudio|pipewire", omit = "0")]
    pub latency: Option<u32>,
    #[xml(child, always)]
    pub settings: Option<AudioSettings>,
}

/// `<settings>`.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct AudioSettings {
    #[xml(attr, nonzero)]
    pub frequency: Option<u32>,
    #[xml(attr, nonzero)]
    pub channels: Option<u32>,
    #[xml(attr)]
    pub format: Option<AudioFormat>,
}

/// Sample formats.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum AudioFormat {
    S8,
    U8,
    S16,
    U16,
    S32,
    U32,
    F32,
}
