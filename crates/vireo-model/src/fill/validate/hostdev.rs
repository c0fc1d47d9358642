//! Host devices.

use crate::domain::Domain;
use crate::domain::address::DeviceAddress;
use crate::domain::devices::disk::Sgio;
use crate::domain::devices::hostdev::{
    Hostdev, HostdevDriverName, HostdevMode, HostdevModel as Model, HostdevProtocol,
    HostdevType as Type,
};
use crate::domain::devices::interface::{InterfaceType, TeamingType};
use crate::fill::error::{internal, qemu, refuse, unsupported, xml};
use crate::fill::{Cap, Context, Result};

/// Rules that every hypervisor shares.
pub(crate) fn generic(dev: &Hostdev) -> Result {
    let subsystem = dev.mode == HostdevMode::Subsystem;
    if subsystem {
        use DeviceAddress as A;
        let address = dev.info.address.as_ref();
        match dev.kind {
            Type::Pci => refuse!(
                !matches!(address, None | Some(A::Unassigned | A::Pci(_))),
                internal,
                "PCI host devices must use 'pci' or 'unassigned' address type"
            ),
            Type::Scsi => {
                refuse!(
                    !matches!(address, None | Some(A::Drive(_))),
                    unsupported,
                    "SCSI host device must use 'drive' address type"
                );
                refuse!(
                    dev.sgio == Some(Sgio::Unfiltered),
                    unsupported,
                    "unfiltered sgio is no longer supported"
                );
            }
            Type::ScsiHost => refuse!(
                !matches!(address, None | Some(A::Pci(_) | A::Ccw(_))),
                unsupported,
                "SCSI_host host device must use 'pci' or 'ccw' address type"
            ),
            Type::Usb => refuse!(
                !matches!(address, None | Some(A::Usb(_))),
                unsupported,
                "USB host device must use 'usb' address type"
            ),
            Type::Mdev | Type::Storage | Type::Misc | Type::Net => {}
        }
    }
    let Some(teaming) = &dev.teaming else { return Ok(()) };
    refuse!(
        teaming.kind != TeamingType::Transient,
        unsupported,
        "teaming hostdev devices must have type='transient'"
    );
    refuse!(
        teaming.persistent.is_none(),
        unsupported,
        "missing required persistent attribute in hostdev teaming element"
    );
    refuse!(
        !subsystem || dev.kind != Type::Pci,
        unsupported,
        "teaming is only supported for pci hostdev devices"
    );
    Ok(())
}

/// Rules of the QEMU driver.
pub(crate) fn driver(dev: &Hostdev, dom: &Domain, ctx: &Context<'_>) -> Result {
    refuse!(
        dev.mode == HostdevMode::Capabilities,
        qemu,
        "hostdev mode 'capabilities' is not supported in qemu"
    );
    match dev.kind {
        Type::Usb => refuse!(
            dev.source.guest_reset.is_some() && !ctx.has(Cap::UsbHostGuestResetsAll),
            qemu,
            "guestReset is not supported with this version of QEMU"
        ),
        Type::Pci => {
            let vfio = dev
                .driver
                .as_ref()
                .and_then(|d| d.name)
                .is_none_or(|name| name == HostdevDriverName::Vfio);
            refuse!(
                vfio && !ctx.has(Cap::VfioPci),
                qemu,
                "VFIO PCI device assignment is not supported by this version of qemu"
            );
            refuse!(
                dev.source.write_filtering.is_some(),
                qemu,
                "Write filtering of PCI device configuration space is not supported by qemu"
            );
            display(dev, dom)?;
        }
        Type::ScsiHost => {
            refuse!(
                dev.info.boot.is_some(),
                qemu,
                "booting from assigned devices is not supported by vhost SCSI devices"
            );
            refuse!(
                dev.source.protocol == Some(HostdevProtocol::Vhost) && !ctx.has(Cap::VhostScsi),
                qemu,
                "This QEMU doesn't support vhost-scsi devices"
            );
        }
        Type::Mdev => mediated(dev, dom, ctx)?,
        Type::Scsi | Type::Storage | Type::Misc | Type::Net => {}
    }
    Ok(())
}

fn display(dev: &Hostdev, dom: &Domain) -> Result {
    refuse!(
        dev.display == Some(true) && dom.devices.graphics.is_empty(),
        qemu,
        "graphics device is needed for attribute value 'display=on' in <hostdev>"
    );
    Ok(())
}

fn mediated(dev: &Hostdev, dom: &Domain, ctx: &Context<'_>) -> Result {
    let boots = dev.info.boot.is_some();
    match dev.model {
        Some(Model::VfioPci) => {
            refuse!(
                !ctx.has(Cap::VfioPci),
                qemu,
                "VFIO PCI device assignment is not supported by this version of QEMU"
            );
            display(dev, dom)
        }
        Some(Model::VfioAp) => {
            refuse!(
                !ctx.has(Cap::VfioAp),
                qemu,
                "VFIO AP device assignment is not supported by this version of QEMU"
            );
            refuse!(
                boots,
                qemu,
                "booting from assigned devices is not supported by mediated devices of model vfio-ap"
            );
            let aps = |h: &&Hostdev| h.kind == Type::Mdev && h.model == Some(Model::VfioAp);
            refuse!(
                dom.devices.hostdevs.iter().filter(aps).count() > 1,
                qemu,
                "Only one hostdev of model vfio-ap is supported"
            );
            Ok(())
        }
        Some(Model::VfioCcw) => {
            refuse!(
                !ctx.has(Cap::VfioCcw),
                qemu,
                "VFIO CCW device assignment is not supported by this version of QEMU"
            );
            Ok(())
        }
        _ => Ok(()),
    }
}

/// Whether two elements mean the same device of the host.
fn same(a: &Hostdev, b: &Hostdev) -> bool {
    if a.mode != b.mode || a.kind != b.kind {
        return false;
    }
    let (sa, sb) = (&a.source, &b.source);
    if a.mode == HostdevMode::Capabilities {
        return sa.block == sb.block && sa.char == sb.char && sa.interface == sb.interface;
    }
    let (Some(x), Some(y)) = (&sa.address, &sb.address) else {
        return match a.kind {
            Type::Usb => {
                sa.vendor.is_some()
                    && (sa.vendor, sa.product) == (sb.vendor, sb.product)
                    && sa.address.is_none()
                    && sb.address.is_none()
            }
            Type::ScsiHost => sa.wwpn.is_some() && sa.wwpn == sb.wwpn,
            Type::Scsi => {
                sa.protocol == Some(HostdevProtocol::Iscsi)
                    && sb.protocol == sa.protocol
                    && sa.name == sb.name
                    && sa.hosts.first().map(|h| (&h.name, h.port))
                        == sb.hosts.first().map(|h| (&h.name, h.port))
            }
            _ => false,
        };
    };
    match a.kind {
        Type::Pci => {
            (x.domain, x.pci_bus, x.slot, x.function) == (y.domain, y.pci_bus, y.slot, y.function)
        }
        Type::Usb => (x.usb_bus, x.device) == (y.usb_bus, y.device) && x.device.is_some(),
        Type::Scsi => {
            sa.adapter == sb.adapter
                && (x.scsi_bus, x.target, x.unit) == (y.scsi_bus, y.target, y.unit)
        }
        Type::Mdev => x.uuid.is_some() && x.uuid == y.uuid,
        Type::ScsiHost | Type::Storage | Type::Misc | Type::Net => false,
    }
}

/// No host device twice.
pub(crate) fn all(dom: &Domain) -> Result {
    let devs = &dom.devices.hostdevs;
    let mut cards = std::collections::HashSet::new();
    for net in dom.devices.interfaces.iter().filter(|n| n.kind == InterfaceType::Hostdev) {
        let host = net.source.as_ref().and_then(|s| s.hostdev_address.as_ref());
        let Some(DeviceAddress::Pci(a)) = host else { continue };
        refuse!(
            !cards.insert((a.domain, a.bus, a.slot, a.function)),
            xml,
            "Hostdev already exists in the domain configuration"
        );
    }
    let mut ramfb = false;
    for (n, dev) in devs.iter().enumerate() {
        refuse!(
            devs[..n].iter().any(|other| same(other, dev)),
            xml,
            "Hostdev already exists in the domain configuration"
        );
        if dev.ramfb == Some(true) {
            refuse!(ramfb, unsupported, "Only one vgpu device can have 'ramfb' enabled");
            ramfb = true;
        }
    }
    Ok(())
}
