//! `<input>`: keyboards, mice, tablets.

use vireo_xml::{CODE_CONFIG_UNSUPPORTED, CODE_INTERNAL_ERROR, Mode, XmlElement, XmlEnum};

use crate::domain::address::{DeviceInfo, VirtioOptions};

/// `<input>`.
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
#[xml(parsed = "crate::domain::checks::address::input")]
pub struct Input {
    #[xml(
        attr = "type",
        missing(CODE_INTERNAL_ERROR, "missing input device type"),
        bad(CODE_CONFIG_UNSUPPORTED, "unknown input device type '{}'")
    )]
    pub kind: InputType,
    #[xml(
        attr,
        shown = "is_on_a_bus",
        bad(CODE_CONFIG_UNSUPPORTED, "unknown input bus type '{}'")
    )]
    pub bus: Option<InputBus>,
    #[xml(attr, bad(CODE_CONFIG_UNSUPPORTED, "unknown input model '{}'"))]
    pub model: Option<InputModel>,
    #[xml(child)]
    pub driver: Option<VirtioOptions>,
    #[xml(child)]
    pub source: Option<InputSource>,
    #[xml(flatten)]
    pub info: DeviceInfo,
}

fn is_on_a_bus(input: &Input, _: Mode) -> bool {
    input.bus != Some(InputBus::None)
}

/// Kinds of input devices.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, XmlEnum)]
pub enum InputType {
    #[default]
    Mouse,
    Tablet,
    Keyboard,
    Passthrough,
    Evdev,
}

/// Buses of input devices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum InputBus {
    #[xml("ps2")]
    Ps2,
    Usb,
    Xen,
    Parallels,
    Virtio,
    None,
}

/// Models of virtio input devices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum InputModel {
    Virtio,
    VirtioTransitional,
    VirtioNonTransitional,
}

/// `<source>` of a host device passed to the guest.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct InputSource {
    #[xml(attr)]
    pub dev: Option<String>,
    #[xml(attr)]
    pub evdev: Option<String>,
    #[xml(attr)]
    pub grab: Option<InputGrab>,
    #[xml(attr = "grabToggle")]
    pub grab_toggle: Option<InputGrabToggle>,
    #[xml(attr, on_off)]
    pub repeat: Option<bool>,
}

/// Which devices are grabbed together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum InputGrab {
    All,
}

/// Keys that toggle the grab.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum InputGrabToggle {
    CtrlCtrl,
    AltAlt,
    ShiftShift,
    MetaMeta,
    Scrolllock,
    CtrlScrolllock,
}
