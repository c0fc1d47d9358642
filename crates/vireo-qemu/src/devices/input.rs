//! Keyboards, mice, tablets.

use vireo_api::Result;
use vireo_model::domain::devices::Input;
use vireo_model::domain::devices::input::{InputBus, InputGrab, InputModel, InputType};

use super::address::{self, alias};
use super::virtio::{self, variant_of};
use crate::build::Build;
use crate::process::argv::Props;

/// All input devices that the machine has not by itself.
pub(crate) fn words(b: &mut Build<'_>) -> Result<()> {
    for input in &b.domain.devices.inputs {
        if input.kind == InputType::Evdev {
            evdev(b, input);
            continue;
        }
        let head = match input.bus {
            Some(InputBus::Usb) => usb(input),
            Some(InputBus::Virtio) => virtio_device(input),
            Some(InputBus::Ps2 | InputBus::Xen | InputBus::Parallels | InputBus::None) | None => {
                continue;
            }
        };
        let Some(props) = head else { continue };
        let props = props.and(address::props(b, &input.info)?);
        b.device(props);
    }
    Ok(())
}

fn usb(input: &Input) -> Option<Props> {
    let driver = match input.kind {
        InputType::Mouse => "usb-mouse",
        InputType::Tablet => "usb-tablet",
        InputType::Keyboard => "usb-kbd",
        InputType::Passthrough | InputType::Evdev => return None,
    };
    Some(Props::new().str("driver", driver).str("id", alias(&input.info)))
}

fn virtio_device(input: &Input) -> Option<Props> {
    let base = match input.kind {
        InputType::Mouse => "virtio-mouse",
        InputType::Tablet => "virtio-tablet",
        InputType::Keyboard => "virtio-keyboard",
        InputType::Passthrough => "virtio-input-host",
        InputType::Evdev => return None,
    };
    let variant = variant_of!(input.model, InputModel);
    let props = Props::new()
        .str("driver", virtio::driver(base, &input.info, variant))
        .and(virtio::options(input.driver.as_ref()))
        .str("id", alias(&input.info));
    let evdev = input.source.as_ref().and_then(|source| source.evdev.as_deref());
    Some(match input.kind {
        InputType::Passthrough => props.maybe_str("evdev", evdev),
        _ => props,
    })
}

fn evdev(b: &mut Build<'_>, input: &Input) {
    let source = input.source.clone().unwrap_or_default();
    let mut props =
        Props::new().maybe_str("evdev", source.dev.as_deref()).maybe_bool("repeat", source.repeat);
    if source.grab == Some(InputGrab::All) {
        props = props.bool("grab_all", true);
    }
    let toggle = source.grab_toggle.map(|toggle| toggle.as_str());
    let id = alias(&input.info).to_owned();
    b.line.object("input-linux", &id, props.maybe_str("grab-toggle", toggle));
}
