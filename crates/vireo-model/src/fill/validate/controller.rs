//! Controllers.

use crate::domain::Domain;
use crate::domain::address::DeviceAddress;
use crate::domain::devices::controller::{
    Controller, ControllerModel as Model, ControllerTarget, ControllerType as Type,
    PciModelName as Name,
};
use crate::fill::defaults::controller::is_virtio_scsi;
use crate::fill::error::{qemu, qemu_internal, refuse, unsupported, xml};
use crate::fill::{Cap, Context, Family, Result};

/// Rules that every hypervisor shares.
pub(crate) fn generic(c: &Controller) -> Result {
    let index = c.index.unwrap_or(0);
    if c.kind == Type::Pci {
        let root = matches!(c.model, Some(Model::PciRoot | Model::PcieRoot));
        refuse!(
            root && c.info.address.is_some(),
            unsupported,
            "pci-root and pcie-root controllers should not have an address"
        );
        refuse!(index > 255, unsupported, "PCI controller index {index} too high, maximum is 255");
        if let Some(target) = &c.target {
            pci_target(target, index)?;
        }
    }
    let Some(driver) = &c.driver else { return Ok(()) };
    let threaded = driver.iothread.is_some() || !driver.iothreads.is_empty();
    refuse!(
        threaded && !is_virtio_scsi(c),
        unsupported,
        "iothreads are supported only by 'virtio-scsi' controllers"
    );
    refuse!(
        driver.iothread.is_some() && !driver.iothreads.is_empty(),
        xml,
        "controller driver 'iothread' attribute can't be used together with 'iothreads' subelement"
    );
    Ok(())
}

fn pci_target(t: &ControllerTarget, index: u32) -> Result {
    if let Some(number) = t.index {
        refuse!(
            number > 30,
            unsupported,
            "PCI controller target index '{number}' out of range - must be 0-30"
        );
        refuse!(
            (index == 0) != (number == 0),
            unsupported,
            "Only the PCI controller with index 0 can have target index 0, and vice versa"
        );
    }
    if let Some(number) = t.chassis_nr.filter(|n| *n < 1) {
        return Err(unsupported(format!(
            "PCI controller chassisNr '{number}' out of range - must be 1-255"
        )));
    }
    if let Some(number) = t.bus_nr.filter(|n| !(1..=254).contains(n)) {
        return Err(unsupported(format!(
            "PCI controller busNr '{number}' out of range - must be 1-254"
        )));
    }
    refuse!(
        t.node.is_some() && index == 0,
        unsupported,
        "The PCI controller with index=0 can't be associated with a NUMA node"
    );
    Ok(())
}

/// Rules of the QEMU driver.
pub(crate) fn driver(c: &Controller, dom: &Domain, ctx: &Context<'_>) -> Result {
    attributes(c)?;
    match c.kind {
        Type::Ide => ide(c, ctx),
        Type::Scsi => scsi(c, dom, ctx),
        Type::Sata => {
            refuse!(!ctx.has(Cap::Ich9Ahci), qemu, "SATA is not supported with this QEMU binary");
            Ok(())
        }
        Type::Pci => pci(c, ctx),
        Type::Fdc | Type::VirtioSerial | Type::Ccid | Type::Usb => Ok(()),
        Type::Xenbus | Type::Isa | Type::Nvme => Ok(()),
    }
}

/// Options of virtio-scsi alone.
fn attributes(c: &Controller) -> Result {
    let Some(driver) = c.driver.as_ref().filter(|_| !is_virtio_scsi(c)) else { return Ok(()) };
    let rows = [
        (driver.queues.is_some(), "'queues' is only supported by virtio-scsi controller"),
        (driver.cmd_per_lun.is_some(), "'cmd_per_lun' is only supported by virtio-scsi controller"),
        (driver.max_sectors.is_some(), "'max_sectors' is only supported by virtio-scsi controller"),
        (driver.ioeventfd.is_some(), "'ioeventfd' is only supported by virtio-scsi controller"),
        (driver.iothread.is_some(), "'iothread' is only supported for virtio-scsi controller"),
    ];
    for (bad, text) in rows {
        refuse!(bad, qemu, "{text}");
    }
    Ok(())
}

fn ide(c: &Controller, ctx: &Context<'_>) -> Result {
    let builtin = ctx.family().has_builtin_ide(&ctx.machine);
    if builtin && c.index == Some(0) {
        return Ok(());
    }
    refuse!(builtin, qemu, "Only a single IDE controller is supported for this machine type");
    Err(qemu("IDE controllers are unsupported for this QEMU binary or machine type"))
}

fn scsi(c: &Controller, dom: &Domain, ctx: &Context<'_>) -> Result {
    scsi_model(c, ctx)?;
    match c.model {
        Some(Model::VirtioScsi | Model::VirtioTransitional | Model::VirtioNonTransitional) => {
            scsi_iothreads(c, dom, ctx)
        }
        Some(Model::Ncr53c90) => {
            refuse!(c.index != Some(0), qemu, "ncr53c90 can only be used as first SCSI controller");
            Err(qemu("ncr53c90 SCSI controller is not a built-in for this machine"))
        }
        _ => Ok(()),
    }
}

fn scsi_model(c: &Controller, ctx: &Context<'_>) -> Result {
    let needs = |cap: Cap, name: &str| {
        if ctx.has(cap) { Ok(()) } else { Err(qemu(format!("This QEMU doesn't support {name}"))) }
    };
    match c.model {
        Some(Model::Lsilogic) => needs(Cap::Lsi, "the LSI 53C895A SCSI controller"),
        Some(Model::VirtioScsi | Model::VirtioTransitional | Model::VirtioNonTransitional) => {
            needs(Cap::VirtioScsiPci, "virtio scsi controller")
        }
        Some(Model::Lsisas1068) => {
            needs(Cap::Mptsas1068, "the LSI SAS1068 (MPT Fusion) controller")
        }
        Some(Model::Lsisas1078) => needs(Cap::Megasas, "the LSI SAS1078 (MegaRAID) controller"),
        Some(Model::Vmpvscsi) => {
            needs(Cap::Pvscsi, "the pvscsi (VMware paravirtual SCSI) controller")
        }
        Some(Model::Ncr53c90) => needs(Cap::Ncr53c90, "the NCR53C90 (ESP) controller"),
        Some(Model::Dc390) => needs(Cap::Dc390, "the DC390 (ESP) controller"),
        Some(Model::Am53c974) => needs(Cap::Am53c974, "the AM53C974 (ESP) controller"),
        Some(model @ Model::Buslogic) => {
            Err(qemu(format!("Unsupported controller model: {model}")))
        }
        None | Some(Model::Auto) => Err(qemu_internal(format!(
            "Unable to determine model for SCSI controller idx={}",
            c.index.unwrap_or(0)
        ))),
        Some(_) => Ok(()),
    }
}

fn scsi_iothreads(c: &Controller, dom: &Domain, ctx: &Context<'_>) -> Result {
    let Some(driver) = &c.driver else { return Ok(()) };
    if driver.iothread.is_none() && driver.iothreads.is_empty() {
        return Ok(());
    }
    let placed =
        matches!(c.info.address, None | Some(DeviceAddress::Pci(_) | DeviceAddress::Ccw(_)));
    refuse!(
        !placed,
        qemu,
        "virtio-scsi IOThreads only available for virtio pci and virtio ccw controllers"
    );
    if !driver.iothreads.is_empty() {
        refuse!(
            !ctx.has(Cap::VirtioScsiIothreadMapping),
            qemu,
            "IOThread mapping for virtio-scsi controllers is not available with this QEMU binary"
        );
        super::disk::mapping(dom, &driver.iothreads, driver.queues)?;
    }
    if let Some(id) = driver.iothread.filter(|id| *id > 0) {
        let known = if dom.iothreadids.is_empty() {
            (1..=dom.iothreads.unwrap_or(0)).contains(&id)
        } else {
            dom.iothreadids.iter().any(|t| t.id == id)
        };
        refuse!(!known, qemu, "controller iothread '{id}' not defined in iothreadid");
    }
    Ok(())
}

/// What may, and what must, be said of each kind of PCI controller.
struct PciRow {
    names: &'static [Name],
    chassis_nr: bool,
    chassis: bool,
    bus_nr: bool,
    numa: bool,
    hole: bool,
    hotplug: bool,
    reserve: bool,
}

const PLAIN: PciRow = PciRow {
    names: &[],
    chassis_nr: false,
    chassis: false,
    bus_nr: false,
    numa: false,
    hole: false,
    hotplug: false,
    reserve: false,
};

fn pci_row(model: Model) -> Option<PciRow> {
    Some(match model {
        Model::PciRoot => PciRow { hole: true, hotplug: true, ..PLAIN },
        Model::PcieRoot => PciRow { hole: true, ..PLAIN },
        Model::PciBridge => {
            PciRow { names: &[Name::PciBridge], chassis_nr: true, reserve: true, ..PLAIN }
        }
        Model::DmiToPciBridge => PciRow { names: &[Name::I82801b11Bridge], ..PLAIN },
        Model::PcieToPciBridge => PciRow { names: &[Name::PciePciBridge], ..PLAIN },
        Model::PcieRootPort => PciRow {
            names: &[Name::Ioh3420, Name::PcieRootPort],
            chassis: true,
            hotplug: true,
            reserve: true,
            ..PLAIN
        },
        Model::PcieSwitchUpstreamPort => PciRow { names: &[Name::X3130Upstream], ..PLAIN },
        Model::PcieSwitchDownstreamPort => PciRow {
            names: &[Name::Xio3130Downstream],
            chassis: true,
            hotplug: true,
            reserve: true,
            ..PLAIN
        },
        Model::PciExpanderBus => PciRow { names: &[Name::Pxb], bus_nr: true, numa: true, ..PLAIN },
        Model::PcieExpanderBus => {
            PciRow { names: &[Name::PxbPcie], bus_nr: true, numa: true, ..PLAIN }
        }
        _ => return None,
    })
}

fn pci(c: &Controller, ctx: &Context<'_>) -> Result {
    // One that comes by itself may have none yet.
    let index = c.index.map_or(-1, i64::from);
    let Some(model) = c.model else { return Ok(()) };
    let Some(row) = pci_row(model) else { return Ok(()) };
    let root = matches!(model, Model::PciRoot | Model::PcieRoot);
    refuse!(!root && index == 0, qemu, "Index for '{model}' controllers must be > 0");
    refuse!(
        root && index != 0 && ctx.family() != Family::Pseries,
        qemu,
        "Index for '{model}' controllers must be 0"
    );
    let name = c.model_name.map_or("none", Name::as_str);
    let about = |what: &str, option: &str| {
        format!(
            "Option '{option}' is not {what} for PCI controller with index '{index}', model '{model}' and modelName '{name}'"
        )
    };
    let named = c.model_name.is_some();
    if row.names.is_empty() {
        if named && ctx.family() != Family::Pseries {
            return Err(qemu(about("valid", "modelName")));
        }
    } else if !named {
        return Err(qemu_internal(format!("Required {}", lower(&about("set", "modelName")))));
    } else if !c.model_name.is_some_and(|n| row.names.contains(&n)) {
        return Err(qemu(format!(
            "PCI controller model name '{name}' is not valid for a PCI controller model '{model}'"
        )));
    }
    let none = ControllerTarget::default();
    let t = c.target.as_ref().unwrap_or(&none);
    let pseries = ctx.family() == Family::Pseries && model == Model::PciRoot;
    let rows = [
        ("targetIndex", t.index.is_some(), pseries),
        ("pcihole64", c.pcihole64.is_some(), row.hole),
        ("busNr", t.bus_nr.is_some(), row.bus_nr),
        ("numaNode", t.node.is_some(), row.numa || pseries && index != 0),
        ("chassisNr", t.chassis_nr.is_some(), row.chassis_nr),
        ("chassis", t.chassis.is_some(), row.chassis),
        ("port", t.port.is_some(), row.chassis),
        ("hotplug", t.hotplug.is_some(), row.hotplug),
        ("memReserve", t.mem_reserve.is_some(), row.reserve || pseries),
    ];
    for (option, given, allowed) in rows {
        if given && !allowed {
            return Err(qemu(about("valid", option)));
        }
    }
    let hole_machine = match model {
        Model::PciRoot => ctx.family() == Family::I440fx,
        _ => ctx.family() == Family::Q35,
    };
    refuse!(
        c.pcihole64.is_some() && !hole_machine,
        qemu,
        "Setting the 64-bit PCI hole size is not supported for machine '{}'",
        ctx.machine
    );
    pci_caps(c, model, ctx)
}

fn lower(text: &str) -> String {
    text.replacen("Option", "option", 1)
}

fn pci_caps(c: &Controller, model: Model, ctx: &Context<'_>) -> Result {
    if c.target.as_ref().is_some_and(|t| t.hotplug.is_some()) {
        let cap = match model {
            Model::PciRoot => Cap::Piix4AcpiRootPciHotplug,
            _ => Cap::PcieRootPortHotplug,
        };
        let device = c.model_name.map_or(model.as_str(), Name::as_str);
        refuse!(
            !ctx.has(cap),
            qemu,
            "setting the 'hotplug' property on a '{device}' device is not supported by this QEMU binary"
        );
    }
    let Some(name) = c.model_name else { return Ok(()) };
    let cap = match name {
        Name::SpaprPciHostBridge => Cap::SpaprPciHostBridge,
        Name::PciBridge => Cap::PciBridge,
        Name::I82801b11Bridge => Cap::DmiToPciBridge,
        Name::PciePciBridge => Cap::PciePciBridge,
        Name::Ioh3420 => Cap::Ioh3420,
        Name::PcieRootPort => Cap::PcieRootPort,
        Name::X3130Upstream => Cap::X3130Upstream,
        Name::Xio3130Downstream => Cap::Xio3130Downstream,
        Name::Pxb => Cap::Pxb,
        Name::PxbPcie => Cap::PxbPcie,
    };
    refuse!(!ctx.has(cap), qemu, "The '{name}' device is not supported by this QEMU binary");
    Ok(())
}
