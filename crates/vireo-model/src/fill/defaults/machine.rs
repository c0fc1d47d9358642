//! The emulator, the machine, and what the machine brings.

use crate::domain::Domain;
use crate::domain::devices::controller::{
    Controller, ControllerModel as Model, ControllerType as Type,
};
use crate::domain::devices::graphics::Graphics;
use crate::domain::devices::input::{Input, InputBus, InputType};
use crate::domain::devices::memballoon::MemBalloon;
use crate::domain::devices::simple::{Iommu, IommuDriver, IommuModel, Panic, PanicModel};
use crate::domain::devices::watchdog::{Watchdog, WatchdogAction, WatchdogModel};
use crate::domain::features::{Features, Gic, GicVersion, Ioapic};
use crate::fill::defaults::{audio, controller};
use crate::fill::error::{Code, FillError, From, qemu, qemu_xml, refuse};
use crate::fill::machine::Root;
use crate::fill::{Cap, Context, Family, Result};

/// Most vCPUs an interrupt controller without extensions addresses.
const MAX_WITHOUT_EIM: u32 = 255;

/// The binary: named, or found for the architecture.
pub(crate) fn emulator(dom: &mut Domain, ctx: &mut Context<'_>) -> Result {
    ctx.look(dom);
    if dom.devices.emulator.is_none() {
        let Some(path) = ctx.view.default_emulator(&ctx.arch) else {
            return Err(qemu(format!("No emulator found for arch '{}'", ctx.arch)));
        };
        dom.devices.emulator = Some(path);
    }
    let path = dom.devices.emulator.as_deref().unwrap_or_default();
    match ctx.view.emulator(path) {
        Ok(emulator) => ctx.emulator = Some(emulator),
        Err(_) if ctx.flags.without_emulator => {}
        Err(missing) => return Err(FillError::new(missing.code, From::Qemu, missing.message)),
    }
    Ok(())
}

/// The machine: named, or the preferred one; always by its versioned name.
pub(crate) fn machine(dom: &mut Domain, ctx: &mut Context<'_>) -> Result {
    let Some(emulator) = ctx.emulator.clone() else { return Ok(()) };
    match dom.os.machine.as_deref() {
        None => {
            let known = dom.kind != crate::domain::VirtType::Hvf;
            let machine = emulator.preferred_machine(ctx.accel).filter(|_| known);
            let Some(machine) = machine else {
                let path = &emulator.path;
                return Err(FillError::new(
                    Code::InvalidArg,
                    From::Qemu,
                    format!("could not get preferred machine for {path} type={}", dom.kind),
                ));
            };
            dom.os.machine = Some(machine.name.clone());
        }
        Some(name) => {
            if let Some(machine) = emulator.machine(ctx.accel, name) {
                if machine.name != name {
                    dom.os.machine = Some(machine.name.clone());
                }
            }
        }
    }
    ctx.look(dom);
    Ok(())
}

/// Add what the machine has anyway, where the definition does not name it.
pub(crate) fn devices(dom: &mut Domain, ctx: &mut Context<'_>) -> Result {
    if dom.os.kind != Some(crate::domain::os::OsType::Hvm) && !ctx.is_x86() {
        return Ok(());
    }
    ps2_input(dom, ctx);
    usb(dom, ctx)?;
    if ctx.family == Family::Q35 {
        controller::ensure(dom, Type::Sata, 0, None);
    }
    pci_root(dom, ctx)?;
    if wants_balloon(ctx) && dom.devices.memballoon.is_none() {
        dom.devices.memballoon = Some(MemBalloon::default());
    }
    usb_input(dom, ctx);
    panic(dom, ctx);
    itco(dom, ctx);
    iommu(dom, ctx);
    audio::default(dom, ctx)
}

fn ps2_input(dom: &mut Domain, ctx: &Context<'_>) {
    let off = dom.features.as_ref().is_some_and(|f| f.ps2.as_ref().is_some_and(|t| !t.state));
    if !ctx.has_i8042() || off {
        return;
    }
    for kind in [InputType::Mouse, InputType::Keyboard] {
        add_input(dom, kind, InputBus::Ps2);
    }
}

fn add_input(dom: &mut Domain, kind: InputType, bus: InputBus) {
    let inputs = &mut dom.devices.inputs;
    if !inputs.iter().any(|i| i.kind == kind && i.bus == Some(bus)) {
        inputs.push(Input { kind, bus: Some(bus), ..Input::default() });
    }
}

/// Whether a USB controller is added, and which: `Some(None)` leaves the model to
/// the device's own default.
fn usb_model(ctx: &Context<'_>) -> Option<Option<Model>> {
    let xhci = if ctx.has(Cap::QemuXhci) {
        Some(Model::QemuXhci)
    } else if ctx.has(Cap::NecUsbXhci) {
        Some(Model::NecXhci)
    } else {
        None
    };
    match ctx.family {
        Family::Q35 => match xhci {
            Some(model) => Some(Some(model)),
            None if ctx.has(Cap::Ich9UsbEhci1) => Some(Some(Model::Ich9Ehci1)),
            None => None,
        },
        Family::IsaPc | Family::ArmVirt | Family::RiscvVirt | Family::LoongarchVirt => None,
        // Boards with a controller soldered on.
        Family::Versatile | Family::Realview => Some(Some(Model::PciOhci)),
        Family::I440fx | Family::MicroVm | Family::OtherX86 => Some(None),
        Family::Pseries | Family::OtherPpc | Family::Mips | Family::OldPci => Some(None),
        Family::S390Ccw | Family::OtherArm | Family::OtherRiscv | Family::Other => None,
    }
}

fn usb(dom: &mut Domain, ctx: &Context<'_>) -> Result {
    let Some(model) = usb_model(ctx) else { return Ok(()) };
    if controller::find(dom, Type::Usb, 0).is_some() {
        return Ok(());
    }
    controller::insert(
        dom,
        Controller { kind: Type::Usb, index: Some(0), model, ..Controller::default() },
    );
    if model == Some(Model::Ich9Ehci1) {
        let companions = [(Model::Ich9Uhci1, 0), (Model::Ich9Uhci2, 2), (Model::Ich9Uhci3, 4)];
        for (model, port) in companions {
            let mut companion = Controller {
                kind: Type::Usb,
                index: Some(0),
                model: Some(model),
                ..Controller::default()
            };
            companion.info.master_startport = Some(port);
            controller::insert(dom, companion);
        }
    }
    Ok(())
}

fn pci_root(dom: &mut Domain, ctx: &Context<'_>) -> Result {
    let model = match ctx.family.pci_root() {
        Some(Root::Pci) => Model::PciRoot,
        Some(Root::Pcie) => Model::PcieRoot,
        None => return Ok(()),
    };
    if ctx.family == Family::S390Ccw && !ctx.has(Cap::Zpci) {
        return Ok(());
    }
    match controller::find(dom, Type::Pci, 0) {
        Some(at) => {
            let found = dom.devices.controllers[at].model;
            refuse!(
                found != Some(model),
                qemu_xml,
                "The PCI controller with index='0' must be model='{model}' for this machine type, but model='{}' was found instead",
                found.map_or("(null)", Model::as_str)
            );
        }
        None => controller::insert(
            dom,
            Controller {
                kind: Type::Pci,
                index: Some(0),
                model: Some(model),
                ..Controller::default()
            },
        ),
    }
    Ok(())
}

fn wants_balloon(ctx: &Context<'_>) -> bool {
    !matches!(
        ctx.family,
        Family::ArmVirt
            | Family::LoongarchVirt
            | Family::Versatile
            | Family::Realview
            | Family::OtherArm
            | Family::Other
    )
}

fn usb_input(dom: &mut Domain, ctx: &Context<'_>) {
    if !ctx.is_ppc64() || dom.devices.graphics.is_empty() {
        return;
    }
    add_input(dom, InputType::Keyboard, InputBus::Usb);
    let tablet = |i: &Input| i.kind == InputType::Tablet && i.bus == Some(InputBus::Usb);
    if !dom.devices.inputs.iter().any(tablet) {
        add_input(dom, InputType::Mouse, InputBus::Usb);
    }
}

fn panic(dom: &mut Domain, ctx: &Context<'_>) {
    let model = match ctx.family {
        Family::Pseries => PanicModel::Pseries,
        Family::S390Ccw => PanicModel::S390,
        _ => return,
    };
    let there = |p: &Panic| p.model.is_none() || p.model == Some(model);
    if !dom.devices.panics.iter().any(there) {
        dom.devices.panics.push(Panic { model: Some(model), ..Panic::default() });
    }
}

/// The watchdog of the ICH9 is always there.
fn itco(dom: &mut Domain, ctx: &Context<'_>) {
    let watchdogs = &mut dom.devices.watchdogs;
    if ctx.family != Family::Q35 || watchdogs.iter().any(|w| w.model == WatchdogModel::Itco) {
        return;
    }
    let action = match watchdogs.first() {
        Some(first) => first.action.unwrap_or(WatchdogAction::Reset),
        None => WatchdogAction::Reset,
    };
    watchdogs.push(Watchdog {
        model: WatchdogModel::Itco,
        action: Some(action),
        ..Watchdog::default()
    });
}

/// More vCPUs than an APIC can address need interrupt remapping.
fn iommu(dom: &mut Domain, ctx: &Context<'_>) {
    let many = dom.vcpu.as_ref().is_some_and(|v| v.max > MAX_WITHOUT_EIM);
    if ctx.family != Family::Q35 || !many || !ctx.flags.new_definition {
        return;
    }
    if dom.devices.iommu.is_none() {
        dom.devices.iommu =
            Some(Iommu { model: IommuModel::Intel, driver: None, ..Iommu::default() });
    }
    let Some(iommu) = dom.devices.iommu.as_mut() else { return };
    if iommu.model != IommuModel::Intel {
        return;
    }
    let driver = iommu.driver.get_or_insert_with(IommuDriver::default);
    if driver.intremap.is_none() && driver.eim.is_none() {
        driver.intremap = Some(true);
        driver.eim = Some(true);
    }
}

/// Interrupt controllers.
pub(crate) fn features(dom: &mut Domain, ctx: &mut Context<'_>) -> Result {
    if ctx.family == Family::ArmVirt {
        let gic =
            dom.features.get_or_insert_with(Features::default).gic.get_or_insert_with(Gic::default);
        gic.version.get_or_insert(GicVersion::V2);
    }
    let remapped = dom.devices.iommu.as_ref().and_then(|i| i.driver.as_ref()).is_some_and(|d| {
        let many = dom.vcpu.as_ref().is_some_and(|v| v.max > MAX_WITHOUT_EIM);
        d.intremap == Some(true) || many && d.eim == Some(true)
    });
    if remapped {
        let features = dom.features.get_or_insert_with(Features::default);
        features.ioapic.get_or_insert(Ioapic::Qemu);
    }
    Ok(())
}

/// SMM memory is a matter of q35.
pub(crate) fn tseg(dom: &mut Domain, ctx: &mut Context<'_>) -> Result {
    let size = dom.features.as_ref().and_then(|f| f.smm.as_ref()).and_then(|s| s.tseg);
    let Some(size) = size else { return Ok(()) };
    refuse!(ctx.family != Family::Q35, qemu, "SMM TSEG is only supported with q35 machine type");
    refuse!(
        !ctx.has(Cap::MchExtendedTsegMbytes),
        qemu,
        "Setting TSEG size is not supported with this QEMU binary"
    );
    refuse!(size & 0xf_ffff != 0, qemu, "SMM TSEG size must be divisible by 1 MiB");
    Ok(())
}

/// Whether the guest has a screen of that kind.
pub(crate) fn has_spice(dom: &Domain) -> bool {
    dom.devices.graphics.iter().any(|g| matches!(g, Graphics::Spice(_)))
}
