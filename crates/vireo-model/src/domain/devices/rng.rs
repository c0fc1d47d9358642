//! `<rng>`: entropy for the guest.

use vireo_xml::{CODE_CONFIG_UNSUPPORTED, CODE_XML_ERROR, XmlElement, XmlEnum, XmlUnion};

use super::chardev::{ChardevLog, ChardevSource};
use crate::domain::address::{DeviceInfo, VirtioOptions};

/// `<rng>`.
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
#[xml(parsed = "crate::domain::checks::devices::rng")]
pub struct Rng {
    #[xml(attr, required)]
    pub model: RngModel,
    #[xml(child)]
    pub rate: Option<RngRate>,
    #[xml(child, missing(CODE_XML_ERROR, "only one RNG backend is supported"))]
    pub backend: RngBackend,
    #[xml(child)]
    pub driver: Option<VirtioOptions>,
    #[xml(flatten)]
    pub info: DeviceInfo,
}

/// Models of the device.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, XmlEnum)]
pub enum RngModel {
    #[default]
    Virtio,
    VirtioTransitional,
    VirtioNonTransitional,
}

/// `<rate>`: bytes a period of milliseconds.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct RngRate {
    #[xml(attr, filled, bad(CODE_XML_ERROR, "invalid RNG rate bytes value"))]
    pub bytes: u32,
    #[xml(attr, filled, omit = "0", bad(CODE_XML_ERROR, "invalid RNG rate period value"))]
    pub period: Option<u32>,
}

/// `<backend model='…'>`.
#[derive(Clone, Debug, PartialEq, XmlUnion)]
#[xml(tag = "model")]
pub enum RngBackend {
    Random(RngRandom),
    Egd(RngEgd),
    Builtin,
}

impl Default for RngBackend {
    fn default() -> Self {
        RngBackend::Random(RngRandom::default())
    }
}

/// A device of the host.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct RngRandom {
    #[xml(text)]
    pub path: Option<String>,
}

/// An entropy daemon behind a character device.
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
#[xml(parsed = "crate::domain::checks::chardev::once")]
pub struct RngEgd {
    #[xml(
        flatten,
        missing(CODE_XML_ERROR, "missing EGD backend type"),
        bad(CODE_CONFIG_UNSUPPORTED, "unknown backend type '{}' for egd")
    )]
    pub source: ChardevSource,
    #[xml(child)]
    pub log: Option<ChardevLog>,
}
