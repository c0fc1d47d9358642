//! `<watchdog>`.

use vireo_xml::{XmlElement, XmlEnum};

use crate::domain::address::DeviceInfo;

/// `<watchdog>`.
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
pub struct Watchdog {
    #[xml(attr, required)]
    pub model: WatchdogModel,
    #[xml(attr)]
    pub action: Option<WatchdogAction>,
    #[xml(flatten)]
    pub info: DeviceInfo,
}

/// Models of watchdogs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, XmlEnum)]
pub enum WatchdogModel {
    #[default]
    #[xml("i6300esb")]
    I6300esb,
    #[xml("ib700")]
    Ib700,
    #[xml("diag288")]
    Diag288,
    Itco,
}

/// What a watchdog does when it bites.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum WatchdogAction {
    Reset,
    Shutdown,
    Poweroff,
    Pause,
    Dump,
    None,
    InjectNmi,
}
