//! Input devices.

use crate::domain::Domain;
use crate::domain::devices::input::{Input, InputBus, InputType};
use crate::fill::error::{internal, qemu, refuse, unsupported};
use crate::fill::{Cap, Context, Result};

/// Input devices, by rules that every hypervisor shares.
pub(crate) fn input_generic(input: &Input, dom: &Domain) -> Result {
    let bus = input.bus.unwrap_or(InputBus::None);
    let kind = input.kind;
    let plain = matches!(kind, InputType::Mouse | InputType::Keyboard);
    refuse!(
        bus == InputBus::Ps2 && !plain,
        internal,
        "ps2 bus does not support {kind} input device"
    );
    refuse!(
        matches!(bus, InputBus::Xen | InputBus::Parallels) && bus == InputBus::Xen,
        internal,
        "unsupported input bus {bus}"
    );
    match kind {
        InputType::Mouse | InputType::Tablet | InputType::Keyboard => refuse!(
            input.source.as_ref().is_some_and(|s| s.evdev.is_some()),
            unsupported,
            "setting source evdev path only supported for passthrough input devices"
        ),
        InputType::Passthrough => refuse!(
            bus != InputBus::Virtio,
            unsupported,
            "only bus 'virtio' is supported for 'passthrough' input devices"
        ),
        InputType::Evdev => {
            refuse!(bus != InputBus::None, unsupported, "input evdev doesn't support bus element")
        }
    }
    if let Some(model) = input.model {
        refuse!(
            bus != InputBus::Virtio,
            unsupported,
            "only bus 'virtio' is supported for input model '{model}'"
        );
    }
    let ps2_off = dom.features.as_ref().is_some_and(|f| f.ps2.as_ref().is_some_and(|t| !t.state));
    refuse!(
        bus == InputBus::Ps2 && ps2_off,
        unsupported,
        "ps2 bus inputs require the ps2 feature not to be disabled"
    );
    Ok(())
}

/// Input devices, by rules of the QEMU driver.
pub(crate) fn input_driver(input: &Input, ctx: &Context<'_>) -> Result {
    let bus = input.bus.unwrap_or(InputBus::None);
    let missing = |name: &str| qemu(format!("{name} is not supported by this QEMU binary"));
    if bus == InputBus::Ps2 && !ctx.has_i8042() {
        return Err(missing(bus.as_str()));
    }
    if bus == InputBus::Usb && input.kind == InputType::Keyboard && !ctx.has(Cap::UsbKbd) {
        return Err(qemu("usb keyboard is not supported by this QEMU binary"));
    }
    if bus != InputBus::Virtio {
        return Ok(());
    }
    let (cap, name) = match input.kind {
        InputType::Mouse => (Cap::VirtioMouse, "virtio-mouse"),
        InputType::Tablet => (Cap::VirtioTablet, "virtio-tablet"),
        InputType::Keyboard => (Cap::VirtioKeyboard, "virtio-keyboard"),
        InputType::Passthrough => (Cap::VirtioInputHost, "virtio-input-host"),
        InputType::Evdev => return Ok(()),
    };
    if !ctx.has(cap) {
        return Err(missing(name));
    }
    if let Some(model) = input.model {
        use crate::domain::devices::input::InputModel;
        refuse!(
            model != InputModel::Virtio && input.kind != InputType::Passthrough,
            qemu,
            "virtio (non-)transitional models are not supported for input type={}",
            input.kind
        );
    }
    Ok(())
}
