//! Watchdogs and panic devices.

use crate::domain::Domain;
use crate::domain::address::DeviceAddress;
use crate::domain::devices::simple::PanicModel;
use crate::domain::devices::watchdog::{Watchdog, WatchdogModel};
use crate::fill::error::{qemu, refuse};
use crate::fill::{Cap, Context, Family, Result};

/// Watchdogs.
pub(crate) fn watchdog(dog: &Watchdog, dom: &Domain, ctx: &Context<'_>) -> Result {
    let first = dom.devices.watchdogs.first().and_then(|w| w.action);
    refuse!(
        first != dog.action,
        qemu,
        "watchdogs with different actions are not supported with this QEMU binary"
    );
    let placed = dog.info.address.is_some();
    let model = dog.model;
    match model {
        WatchdogModel::I6300esb => refuse!(
            !matches!(dog.info.address, None | Some(DeviceAddress::Pci(_))),
            qemu,
            "{model} model of watchdog can go only on PCI bus"
        ),
        WatchdogModel::Ib700 => {
            refuse!(
                ctx.family() != Family::I440fx,
                qemu,
                "{model} model of watchdog cannot be used with this machine type"
            );
            refuse!(
                placed,
                qemu,
                "{model} model of watchdog does not support configuring the address"
            );
        }
        WatchdogModel::Diag288 => {
            refuse!(placed, qemu, "{model} model of watchdog is virtual and cannot go on any bus.");
            refuse!(
                !ctx.is_s390(),
                qemu,
                "{model} model of watchdog is allowed for s390 and s390x only"
            );
        }
        WatchdogModel::Itco => {
            refuse!(
                placed,
                qemu,
                "{model} model of watchdog is part of the machine and cannot have any address set."
            );
            refuse!(
                ctx.family() != Family::Q35,
                qemu,
                "{model} model of watchdog is only part of q35 machine"
            );
        }
    }
    Ok(())
}

/// One watchdog of a model.
pub(crate) fn watchdogs(dom: &Domain) -> Result {
    let dogs = &dom.devices.watchdogs;
    for (n, dog) in dogs.iter().enumerate() {
        refuse!(
            dogs[..n].iter().any(|d| d.model == dog.model),
            qemu,
            "domain can only have one watchdog with model '{}'",
            dog.model
        );
    }
    Ok(())
}

/// Panic devices.
pub(crate) fn panics(dom: &Domain, ctx: &Context<'_>) -> Result {
    for panic in &dom.devices.panics {
        let address = panic.info.address.as_ref();
        let Some(model) = panic.model else {
            return Err(qemu(
                "no panic model provided, and no default for the architecture and machine type",
            ));
        };
        let (home, whose) = match model {
            PanicModel::S390 => (ctx.is_s390(), "only S390 guests support"),
            PanicModel::Hyperv => (ctx.is_x86(), "only i686 and x86_64 guests support"),
            PanicModel::Pseries => (ctx.family() == Family::Pseries, "only pSeries guests support"),
            PanicModel::Isa | PanicModel::Pvpanic => (true, ""),
        };
        refuse!(!home, qemu, "{whose} panic device of model '{model}'");
        match model {
            PanicModel::S390 | PanicModel::Hyperv | PanicModel::Pseries => refuse!(
                address.is_some(),
                qemu,
                "setting the panic device address is not supported for model '{model}'"
            ),
            PanicModel::Isa => {
                refuse!(
                    !ctx.has(Cap::Pvpanic),
                    qemu,
                    "the QEMU binary does not support the ISA panic device"
                );
                refuse!(
                    !matches!(address, None | Some(DeviceAddress::Isa(_))),
                    qemu,
                    "panic is supported only with ISA address type"
                );
            }
            PanicModel::Pvpanic => {
                refuse!(
                    !ctx.has(Cap::PvpanicPci),
                    qemu,
                    "the QEMU binary does not support the PCI pvpanic device"
                );
                refuse!(
                    !matches!(address, Some(DeviceAddress::Pci(_))),
                    qemu,
                    "pvpanic is supported only with PCI address type"
                );
            }
        }
    }
    Ok(())
}
