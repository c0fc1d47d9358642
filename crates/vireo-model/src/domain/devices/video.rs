//! `<video>`: graphics cards.

use vireo_xml::{XmlElement, XmlEnum};

use crate::domain::address::{DeviceInfo, VirtioOptions};

/// `<video>`.
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
pub struct Video {
    #[xml(child)]
    pub driver: Option<VideoDriver>,
    #[xml(child)]
    pub model: Option<VideoModel>,
    #[xml(flatten)]
    pub info: DeviceInfo,
}

/// `<driver>` of a card.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct VideoDriver {
    #[xml(flatten)]
    pub virtio: VirtioOptions,
    #[xml(attr)]
    pub vgaconf: Option<VgaConf>,
    #[xml(attr)]
    pub name: Option<VideoBackend>,
}

/// VGA decoding of the xen card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum VgaConf {
    Io,
    On,
    Off,
}

/// Who emulates the card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum VideoBackend {
    Qemu,
    #[xml("vhostuser")]
    VhostUser,
}

/// `<model>` of a card; sizes in KiB.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct VideoModel {
    #[xml(attr = "type", omit = "default")]
    pub kind: Option<VideoType>,
    #[xml(attr)]
    pub ram: Option<u32>,
    #[xml(attr)]
    pub vram: Option<u32>,
    #[xml(attr, omit = "0")]
    pub vram64: Option<u32>,
    #[xml(attr)]
    pub vgamem: Option<u32>,
    #[xml(attr)]
    pub heads: Option<u32>,
    #[xml(attr, yes_else_no)]
    pub primary: Option<bool>,
    #[xml(attr, on_off)]
    pub blob: Option<bool>,
    #[xml(child)]
    pub acceleration: Option<VideoAcceleration>,
    #[xml(child)]
    pub resolution: Option<VideoResolution>,
}

/// Models of cards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum VideoType {
    Vga,
    Cirrus,
    Vmvga,
    Xen,
    Vbox,
    Qxl,
    Parallels,
    Virtio,
    Gop,
    None,
    Bochs,
    Ramfb,
}

/// `<acceleration>`.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
#[xml(parsed = "crate::domain::checks::devices::acceleration")]
pub struct VideoAcceleration {
    #[xml(attr, yes_no)]
    pub accel3d: Option<bool>,
    #[xml(attr, yes_no)]
    pub accel2d: Option<bool>,
    #[xml(attr)]
    pub rendernode: Option<String>,
}

/// `<resolution>`.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct VideoResolution {
    #[xml(attr, required)]
    pub x: u32,
    #[xml(attr, required)]
    pub y: u32,
}
