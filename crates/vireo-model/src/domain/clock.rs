//! `<clock>` and its timers.

use vireo_xml::{CODE_CONFIG_UNSUPPORTED, XmlElement, XmlEnum};

/// `<clock>`.
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
pub struct Clock {
    #[xml(attr, filled, bad(CODE_CONFIG_UNSUPPORTED, "unknown clock offset '{}'"))]
    pub offset: ClockOffset,
    /// Seconds from the base, or `reset`.
    #[xml(attr, filled)]
    pub adjustment: Option<String>,
    #[xml(attr, filled, bad(CODE_CONFIG_UNSUPPORTED, "unknown clock basis '{}'"))]
    pub basis: Option<ClockBasis>,
    #[xml(attr, filled)]
    pub timezone: Option<String>,
    /// Seconds since the epoch.
    #[xml(attr)]
    pub start: Option<u64>,
    #[xml(child = "timer")]
    pub timers: Vec<Timer>,
}

/// What the clock is set to at start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, XmlEnum)]
pub enum ClockOffset {
    #[default]
    Utc,
    Localtime,
    Variable,
    Timezone,
    Absolute,
}

/// What a variable clock is counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum ClockBasis {
    Utc,
    Localtime,
}

/// `<timer>`.
#[derive(Clone, Debug, PartialEq, XmlElement)]
pub struct Timer {
    #[xml(attr, required)]
    pub name: TimerName,
    #[xml(attr, yes_no)]
    pub present: Option<bool>,
    #[xml(attr)]
    pub tickpolicy: Option<TickPolicy>,
    #[xml(attr)]
    pub track: Option<TimerTrack>,
    /// Hertz.
    #[xml(attr, omit = "0")]
    pub frequency: Option<u64>,
    #[xml(attr)]
    pub mode: Option<TimerMode>,
    #[xml(child)]
    pub catchup: Option<Catchup>,
}

impl Default for Timer {
    fn default() -> Self {
        Timer {
            name: TimerName::Rtc,
            present: None,
            tickpolicy: None,
            track: None,
            frequency: None,
            mode: None,
            catchup: None,
        }
    }
}

/// Timers of guests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum TimerName {
    Platform,
    Pit,
    Rtc,
    Hpet,
    Tsc,
    Kvmclock,
    Hypervclock,
    Armvtimer,
}

/// What happens to ticks the guest missed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum TickPolicy {
    Delay,
    Catchup,
    Merge,
    Discard,
}

/// What a timer follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum TimerTrack {
    Boot,
    Guest,
    Wall,
    Realtime,
}

/// How the TSC is provided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum TimerMode {
    Auto,
    Native,
    Emulate,
    Paravirt,
    Smpsafe,
}

/// `<catchup>`.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct Catchup {
    #[xml(attr)]
    pub threshold: Option<u64>,
    #[xml(attr)]
    pub slew: Option<u64>,
    #[xml(attr)]
    pub limit: Option<u64>,
}
