//! `<redirdev>` and `<redirfilter>`: USB devices of the viewer.

use vireo_xml::{CODE_CONFIG_UNSUPPORTED, CODE_INTERNAL_ERROR, XmlElement, XmlEnum};

use super::chardev::{ChardevLog, ChardevSource};
use crate::domain::address::DeviceInfo;

/// `<redirdev>`.
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
#[xml(parsed = "crate::domain::checks::address::redirdev")]
pub struct RedirDev {
    #[xml(attr, bad(CODE_CONFIG_UNSUPPORTED, "unknown redirdev bus '{}'"))]
    pub bus: RedirBus,
    #[xml(
        flatten,
        missing(CODE_INTERNAL_ERROR, "missing type in redirdev"),
        bad(CODE_CONFIG_UNSUPPORTED, "unknown redirdev character device type '{}'")
    )]
    pub source: ChardevSource,
    #[xml(child)]
    pub log: Option<ChardevLog>,
    #[xml(flatten)]
    pub info: DeviceInfo,
}

/// Buses that can be redirected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, XmlEnum)]
pub enum RedirBus {
    #[default]
    Usb,
}

/// `<redirfilter>`: which devices may be redirected.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct RedirFilter {
    #[xml(child = "usbdev")]
    pub usbdevs: Vec<RedirFilterUsbDev>,
}

/// A rule; `-1` stands for any.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
#[xml(parsed = "crate::domain::checks::devices::redir_rule")]
pub struct RedirFilterUsbDev {
    #[xml(attr)]
    pub class: Option<String>,
    #[xml(attr)]
    pub vendor: Option<String>,
    #[xml(attr)]
    pub product: Option<String>,
    #[xml(attr)]
    pub version: Option<String>,
    #[xml(attr, yes_no, required)]
    pub allow: bool,
}
