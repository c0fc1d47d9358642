//! Controllers: the buses that other devices sit on.

use vireo_api::Result;
use vireo_model::domain::devices::controller::{
    Controller, ControllerModel, ControllerType, PciModelName,
};
use vireo_model::domain::devices::disk::DriverIoThread;

use super::address::{self, alias};
use super::virtio::{self, Variant};
use crate::build::Build;
use crate::error::unsupported;
use crate::process::argv::Props;

/// Kinds in the order of their words.
const ORDER: [ControllerType; 6] = [
    ControllerType::Pci,
    ControllerType::Usb,
    ControllerType::Scsi,
    ControllerType::Ide,
    ControllerType::Sata,
    ControllerType::VirtioSerial,
];

/// What properties of the chipset say of the root: hotplug on it, `pcihole64`.
pub(crate) fn pci_holes(b: &mut Build<'_>) -> Result<()> {
    let root =
        b.domain.devices.controllers.iter().find(|c| {
            matches!(c.model, Some(ControllerModel::PciRoot | ControllerModel::PcieRoot))
        });
    let hotplug = root.and_then(|root| root.target.as_ref()).and_then(|target| target.hotplug);
    if let (true, Some(on)) = (b.is_i440fx(), hotplug) {
        let state = if on { "on" } else { "off" };
        b.line.option("-global", format!("PIIX4_PM.acpi-root-pci-hotplug={state}"));
    }
    let Some(size) = root.and_then(|root| root.pcihole64) else { return Ok(()) };
    let host = if b.is_q35() {
        "q35-pcihost"
    } else if b.is_i440fx() {
        "i440FX-pcihost"
    } else {
        return Err(unsupported("64-bit PCI hole size setting is only for root PCI controllers"));
    };
    b.line.option("-global", format!("{host}.pci-hole64-size={size}K"));
    Ok(())
}

/// All controllers but those that the machine has by itself.
pub(crate) fn words(b: &mut Build<'_>) -> Result<()> {
    for kind in ORDER {
        let own = b.domain.devices.controllers.iter().filter(|c| c.kind == kind);
        for controller in own {
            if let Some(props) = device(b, controller)? {
                b.device(props);
            }
        }
    }
    Ok(())
}

/// Controllers of smart card readers, which come later.
pub(crate) fn ccid(b: &mut Build<'_>) -> Result<()> {
    let own = b.domain.devices.controllers.iter().filter(|c| c.kind == ControllerType::Ccid);
    for controller in own {
        let props = Props::new().str("driver", "usb-ccid").str("id", alias(&controller.info));
        let props = props.and(address::props(b, &controller.info)?);
        b.device(props);
    }
    Ok(())
}

fn device(b: &Build<'_>, c: &Controller) -> Result<Option<Props>> {
    match c.kind {
        ControllerType::Pci => pci(b, c),
        ControllerType::Usb => usb(b, c),
        ControllerType::Scsi => scsi(b, c).map(Some),
        ControllerType::Ide => ide(b, c),
        ControllerType::Sata => sata(b, c),
        ControllerType::VirtioSerial => virtio_serial(b, c).map(Some),
        ControllerType::Fdc
        | ControllerType::Ccid
        | ControllerType::Xenbus
        | ControllerType::Isa
        | ControllerType::Nvme => Ok(None),
    }
}

fn pci(b: &Build<'_>, c: &Controller) -> Result<Option<Props>> {
    let target = c.target.clone().unwrap_or_default();
    let id = alias(&c.info);
    let Some(name) = c.model_name else { return Ok(None) };
    let driver = name.as_str();
    let props = Props::new().str("driver", driver);
    let props = match name {
        PciModelName::PciBridge => props
            .maybe_int("chassis_nr", target.chassis_nr)
            .maybe_int("mem-reserve", target.mem_reserve.map(|kib| kib * 1024))
            .str("id", id),
        PciModelName::Pxb | PciModelName::PxbPcie => props
            .maybe_int("bus_nr", target.bus_nr)
            .str("id", id)
            .maybe_int("numa_node", target.node),
        PciModelName::I82801b11Bridge
        | PciModelName::PciePciBridge
        | PciModelName::X3130Upstream => props.str("id", id),
        PciModelName::Ioh3420 | PciModelName::PcieRootPort | PciModelName::Xio3130Downstream => {
            props
                .maybe_int("port", target.port)
                .maybe_int("chassis", target.chassis)
                .str("id", id)
                .maybe_bool("hotplug", target.hotplug)
        }
        PciModelName::SpaprPciHostBridge => {
            if target.index.unwrap_or(0) == 0 {
                return Ok(None);
            }
            props.maybe_int("index", target.index).str("id", id).maybe_int("numa_node", target.node)
        }
    };
    Ok(Some(props.and(address::props(b, &c.info)?)))
}

fn usb_driver(model: ControllerModel) -> Option<&'static str> {
    Some(match model {
        ControllerModel::Piix3Uhci => "piix3-usb-uhci",
        ControllerModel::Piix4Uhci => "piix4-usb-uhci",
        ControllerModel::Ehci => "usb-ehci",
        ControllerModel::Ich9Ehci1 => "ich9-usb-ehci1",
        ControllerModel::Ich9Uhci1 => "ich9-usb-uhci1",
        ControllerModel::Ich9Uhci2 => "ich9-usb-uhci2",
        ControllerModel::Ich9Uhci3 => "ich9-usb-uhci3",
        ControllerModel::Vt82c686bUhci => "vt82c686b-usb-uhci",
        ControllerModel::PciOhci => "pci-ohci",
        ControllerModel::NecXhci => "nec-usb-xhci",
        ControllerModel::QemuXhci => "qemu-xhci",
        _ => return None,
    })
}

fn usb(b: &Build<'_>, c: &Controller) -> Result<Option<Props>> {
    let model = c.model.unwrap_or(ControllerModel::Piix3Uhci);
    if model == ControllerModel::None {
        return Ok(None);
    }
    let driver = usb_driver(model).ok_or_else(|| {
        unsupported(format!("{} not supported in this QEMU binary", model.as_str()))
    })?;
    let mut props = Props::new().str("driver", driver);
    if let Some(ports) = c.ports {
        props = props.int("p2", ports).int("p3", ports);
    }
    props = match c.info.master_startport {
        // A companion is on the bus of its master and has none of its own.
        Some(port) => {
            let master =
                address::controller_alias(b.domain, ControllerType::Usb, c.index.unwrap_or(0));
            let bus = format!("{}.0", master.unwrap_or("usb"));
            props.str("masterbus", bus).int("firstport", port)
        }
        None => props.str("id", alias(&c.info)),
    };
    Ok(Some(props.and(address::props(b, &c.info)?)))
}

fn iothread_mapping(threads: &[DriverIoThread]) -> Option<serde_json::Value> {
    if threads.is_empty() {
        return None;
    }
    let one = |thread: &DriverIoThread| {
        let mut entry = Props::new().str("iothread", format!("iothread{}", thread.id));
        if !thread.queues.is_empty() {
            let queues: Vec<u32> = thread.queues.iter().map(|queue| queue.id).collect();
            entry = entry.value("vqs", queues);
        }
        serde_json::Value::from(entry)
    };
    Some(threads.iter().map(one).collect::<Vec<_>>().into())
}

/// The property that maps queues to I/O threads.
pub(crate) fn mapping(threads: &[DriverIoThread]) -> Props {
    match iothread_mapping(threads) {
        Some(mapping) => Props::new().value("iothread-vq-mapping", mapping),
        None => Props::new(),
    }
}

fn scsi(b: &Build<'_>, c: &Controller) -> Result<Props> {
    let simple = |name: &str| -> Result<Props> {
        let props = Props::new().str("driver", name).str("id", alias(&c.info));
        Ok(props.and(address::props(b, &c.info)?))
    };
    let variant = match c.model {
        Some(ControllerModel::Lsilogic) => return simple("lsi"),
        Some(ControllerModel::Lsisas1068) => return simple("mptsas1068"),
        Some(ControllerModel::Lsisas1078) => return simple("megasas"),
        Some(ControllerModel::Vmpvscsi) => return simple("pvscsi"),
        Some(ControllerModel::Ibmvscsi) => return simple("spapr-vscsi"),
        Some(ControllerModel::Am53c974) => return simple("am53c974"),
        Some(ControllerModel::Dc390) => return simple("dc390"),
        Some(ControllerModel::VirtioTransitional) => Variant::Transitional,
        Some(ControllerModel::VirtioNonTransitional) => Variant::NonTransitional,
        Some(ControllerModel::VirtioScsi | ControllerModel::Auto) | None => Variant::Plain,
        Some(other) => {
            let model = other.as_str();
            return Err(unsupported(format!("Unsupported controller model: {model}")));
        }
    };
    let own = c.driver.clone().unwrap_or_default();
    let mut props = Props::new().str("driver", virtio::driver("virtio-scsi", &c.info, variant));
    props = props.maybe_str("iothread", own.iothread.map(|n| format!("iothread{n}")));
    props = props.and(virtio::options(Some(&own.virtio))).str("id", alias(&c.info));
    props = props.maybe_int("cmd_per_lun", own.cmd_per_lun).maybe_int("num_queues", own.queues);
    props = props.and(mapping(&own.iothreads)).maybe_bool("ioeventfd", own.ioeventfd);
    props = props.maybe_int("max_sectors", own.max_sectors);
    Ok(props.and(address::props(b, &c.info)?))
}

/// Whether the machine has this IDE controller by itself.
pub(crate) fn is_builtin_ide(b: &Build<'_>, index: u32) -> bool {
    index == 0 && (b.is_i440fx() || matches!(b.machine_name(), "malta" | "sun4u" | "g3beige"))
}

fn ide(b: &Build<'_>, c: &Controller) -> Result<Option<Props>> {
    if is_builtin_ide(b, c.index.unwrap_or(0)) {
        return Ok(None);
    }
    let props = Props::new().str("driver", "piix3-ide").str("id", alias(&c.info));
    Ok(Some(props.and(address::props(b, &c.info)?)))
}

fn sata(b: &Build<'_>, c: &Controller) -> Result<Option<Props>> {
    // A Q35 has the first one by itself.
    if c.index.unwrap_or(0) == 0 && b.is_q35() {
        return Ok(None);
    }
    let props = Props::new().str("driver", "ahci").str("id", alias(&c.info));
    Ok(Some(props.and(address::props(b, &c.info)?)))
}

fn virtio_serial(b: &Build<'_>, c: &Controller) -> Result<Props> {
    let variant = match c.model {
        Some(ControllerModel::VirtioTransitional) => Variant::Transitional,
        Some(ControllerModel::VirtioNonTransitional) => Variant::NonTransitional,
        Some(_) | None => Variant::Plain,
    };
    let own = c.driver.as_ref().map(|driver| &driver.virtio);
    let props = Props::new()
        .str("driver", virtio::driver("virtio-serial", &c.info, variant))
        .and(virtio::options(own))
        .str("id", alias(&c.info))
        .maybe_int("max_ports", c.ports)
        .maybe_int("vectors", c.vectors);
    Ok(props.and(address::props(b, &c.info)?))
}
