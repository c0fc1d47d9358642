//! `<memballoon>`.

use vireo_xml::{XmlElement, XmlEnum};

use crate::domain::address::{DeviceInfo, VirtioOptions};

/// `<memballoon>`.
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
pub struct MemBalloon {
    #[xml(attr, required)]
    pub model: MemBalloonModel,
    #[xml(attr, on_off)]
    pub autodeflate: Option<bool>,
    #[xml(attr = "freePageReporting", on_off)]
    pub free_page_reporting: Option<bool>,
    /// Seconds between statistics.
    #[xml(attr = "period", path = "stats")]
    pub stats_period: Option<u32>,
    #[xml(flatten)]
    pub info: DeviceInfo,
    #[xml(child)]
    pub driver: Option<VirtioOptions>,
}

/// Models of the balloon.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, XmlEnum)]
pub enum MemBalloonModel {
    #[default]
    Virtio,
    Xen,
    None,
    VirtioTransitional,
    VirtioNonTransitional,
}
