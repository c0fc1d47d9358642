//! Devices of the host given to the guest.
//!
//! | module | what |
//! |---|---|
//! | [`open`] | what a guest takes, and gives back |
//! | [`pci`], [`net`] | PCI devices and their drivers; virtual functions of network cards |
//! | [`usb`] | USB devices |
//! | [`in_use`] | who has which |
//! | [`memlock`] | how much memory devices need locked |

mod in_use;
mod memlock;
mod net;
mod open;
mod pci;
mod usb;

use vireo_api::{Error, Result};
use vireo_host::assign::pci::Address;
use vireo_host::assign::{self, Root, scsi};
use vireo_model::domain::address::{DeviceAddress, DeviceInfo, DriveAddress};
use vireo_model::domain::devices::controller::{ControllerModel, ControllerType};
use vireo_model::domain::devices::hostdev::{
    HostdevDriverName, HostdevMode, HostdevModel, HostdevProtocol, HostdevType, UsbGuestReset,
};
use vireo_model::domain::devices::interface::{InterfaceType, Teaming};
use vireo_model::domain::devices::{Hostdev, Interface};
use vireo_model::fill::Cap;

use super::address::{self, alias, boot_index, controller_alias};
use super::virtio::{self, Variant};
use super::{disk, interface};
use crate::build::Build;
use crate::error::{internal, unsupported};
use crate::process::argv::Props;

pub use in_use::InUse;
pub(crate) use memlock::needed as memlock;
pub(crate) use open::{keep, nodes, open, plug, unplugged};

/// All devices of the host.
pub(crate) fn words(b: &mut Build<'_>) -> Result<()> {
    // Their block nodes are numbered behind those of the disks.
    let mut node = disk::node_count(b.domain);
    let domain = b.domain;
    let nics = domain.devices.interfaces.iter().filter(|nic| interface::is_hostdev(nic));
    let (own, given): (Vec<_>, Vec<_>) = nics.partition(|nic| nic.kind == InterfaceType::Hostdev);
    own.into_iter().try_for_each(|one| nic(b, one))?;
    for hostdev in &domain.devices.hostdevs {
        if hostdev.source.missing == Some(true) {
            continue;
        }
        if hostdev.mode == HostdevMode::Capabilities {
            return Err(unsupported("hostdev mode 'capabilities' is not supported in qemu"));
        }
        let props = match hostdev.kind {
            HostdevType::Usb => usb(b, hostdev)?,
            HostdevType::Pci => pci(b, hostdev)?,
            HostdevType::Scsi => {
                node += 1;
                let name = format!("libvirt-{node}-backend");
                let backend = scsi_backend(b, hostdev, &name)?.str("node-name", &name);
                b.line.json("-blockdev", backend.bool("read-only", hostdev.readonly));
                scsi_props(b, hostdev, &name)?
            }
            HostdevType::ScsiHost => scsi_host(b, hostdev)?,
            HostdevType::Mdev => mdev(b, hostdev)?,
            HostdevType::Storage | HostdevType::Misc | HostdevType::Net => {
                return Err(unsupported("hostdev mode 'capabilities' is not supported in qemu"));
            }
        };
        b.device(props);
    }
    given.into_iter().try_for_each(|one| nic(b, one))
}

fn usb(b: &Build<'_>, hostdev: &Hostdev) -> Result<Props> {
    let Some((bus, device)) = usb::number(hostdev) else {
        return Err(internal("USB host device is missing bus/device information"));
    };
    let (reset, all) = match hostdev.source.guest_reset {
        Some(UsbGuestReset::Off) => (Some(false), None),
        Some(UsbGuestReset::Uninitialized) => (Some(true), Some(false)),
        Some(UsbGuestReset::On) => (Some(true), Some(true)),
        None => (None, None),
    };
    let props = Props::new()
        .str("driver", "usb-host")
        .str("hostdevice", format!("/dev/bus/usb/{bus:03}/{device:03}"))
        .str("id", alias(&hostdev.info))
        .maybe_int("bootindex", boot_index(&hostdev.info))
        .maybe_bool("guest-reset", reset)
        .maybe_bool("guest-resets-all", all);
    Ok(props.and(address::props(b, &hostdev.info)?))
}

/// What QEMU is told of a PCI device.
struct Pci<'a> {
    place: Address,
    info: &'a DeviceInfo,
    boot: Option<u32>,
    teaming: Option<&'a Teaming>,
    display: Option<bool>,
    ramfb: bool,
}

fn pci_props(b: &Build<'_>, device: &Pci<'_>) -> Result<Props> {
    let props = Props::new()
        .str("driver", if device.ramfb { "vfio-pci-nohotplug" } else { "vfio-pci" })
        .str("host", device.place.to_string())
        .str("id", alias(device.info))
        .maybe_int("bootindex", device.boot)
        .maybe_str("failover_pair_id", device.teaming.and_then(|t| t.persistent.as_deref()))
        .maybe_on_off("display", device.display)
        .maybe_bool("ramfb", device.ramfb.then_some(true))
        .and(address::props(b, device.info)?);
    Ok(props.and(address::rom(device.info)))
}

fn pci(b: &Build<'_>, hostdev: &Hostdev) -> Result<Props> {
    if b.translation {
        let driver = hostdev.driver.as_ref().and_then(|driver| driver.name);
        if driver != Some(HostdevDriverName::Vfio) {
            pci::check_support(b.host, driver)?;
        }
    }
    let device = Pci {
        place: pci::place(hostdev),
        info: &hostdev.info,
        boot: boot_index(&hostdev.info),
        teaming: hostdev.teaming.as_ref(),
        display: hostdev.display,
        ramfb: hostdev.ramfb == Some(true),
    };
    pci_props(b, &device)
}

/// An interface that the guest drives by itself.
fn nic(b: &mut Build<'_>, nic: &Interface) -> Result<()> {
    let Some(place) = pci::place_of_interface(nic) else {
        return Err(internal("hostdev interface missing hostdev data"));
    };
    let device = Pci {
        place,
        info: &nic.info,
        boot: interface::boot_index(b.domain, nic),
        teaming: nic.teaming.as_ref(),
        display: None,
        ramfb: false,
    };
    let props = pci_props(b, &device)?;
    b.device(props);
    Ok(())
}

/// The node that reads and writes a SCSI device, without its name.
fn scsi_backend(b: &mut Build<'_>, hostdev: &Hostdev, node: &str) -> Result<Props> {
    let source = &hostdev.source;
    match source.protocol {
        Some(HostdevProtocol::Iscsi) => {
            let login = disk::secret::login_to(b, source.auth.as_ref(), node)?;
            let host = source.hosts.first().cloned().unwrap_or_default();
            let name = source.name.clone().unwrap_or_default();
            let (target, lun) = name.rsplit_once('/').unwrap_or((&name, "0"));
            let port = host.port.unwrap_or(3260);
            Ok(Props::new()
                .str("driver", "iscsi")
                .str("portal", format!("{}:{port}", host.name.as_deref().unwrap_or_default()))
                .str("target", target)
                .int("lun", lun.parse::<u32>().unwrap_or(0))
                .str("transport", "tcp")
                .and(login)
                .maybe_str("initiator-name", source.initiator_iqn.as_deref()))
        }
        Some(HostdevProtocol::Vhost) => Err(internal("a SCSI target has no node")),
        None => {
            let device = scsi_device(b.host, hostdev).map_err(pci::told)?;
            Ok(Props::new().str("driver", "host_device").str("filename", device.node()))
        }
    }
}

/// A SCSI device behind an adapter of the host.
fn scsi_device(root: &Root, hostdev: &Hostdev) -> assign::Result<scsi::Device> {
    let adapter = hostdev.source.adapter.as_deref().unwrap_or_default();
    let place = hostdev.source.address.clone().unwrap_or_default();
    scsi::find(root, adapter, place.scsi_bus, place.target, place.unit)
}

fn scsi_props(b: &Build<'_>, hostdev: &Hostdev, drive: &str) -> Result<Props> {
    let default = DriveAddress::default();
    let place = match &hostdev.info.address {
        Some(DeviceAddress::Drive(place)) => place,
        _ => &default,
    };
    let bus = controller_alias(b.domain, ControllerType::Scsi, place.controller);
    let bus = bus.ok_or_else(|| {
        internal(format!("Could not find scsi controller with index {}", place.controller))
    })?;
    let props = Props::new()
        .str("driver", "scsi-generic")
        .str("drive", drive)
        .str("id", alias(&hostdev.info))
        .maybe_int("bootindex", boot_index(&hostdev.info));
    // Old controllers know of no more than one number.
    let narrow = matches!(
        address::scsi_model(b.domain, place.controller),
        Some(
            ControllerModel::Lsilogic
                | ControllerModel::Ncr53c90
                | ControllerModel::Dc390
                | ControllerModel::Am53c974
        )
    );
    Ok(if narrow {
        props.str("bus", format!("{bus}.{}", place.bus)).int("scsi-id", place.unit)
    } else {
        props
            .str("bus", format!("{bus}.0"))
            .int("channel", place.bus)
            .int("scsi-id", place.target)
            .int("lun", place.unit)
    })
}

/// A target of the kernel's, by its descriptor.
fn scsi_host(b: &mut Build<'_>, hostdev: &Hostdev) -> Result<Props> {
    let variant = match hostdev.model {
        Some(HostdevModel::VirtioTransitional) => Variant::Transitional,
        Some(HostdevModel::VirtioNonTransitional) => Variant::NonTransitional,
        Some(
            HostdevModel::Virtio
            | HostdevModel::VfioPci
            | HostdevModel::VfioCcw
            | HostdevModel::VfioAp,
        )
        | None => Variant::Plain,
    };
    let fd = match b.opened.vhost_scsis.remove(alias(&hostdev.info)) {
        Some(fd) => b.line.pass_fd(fd).to_string(),
        // A translation names a descriptor that there is not.
        None => {
            open::check_vhost_scsi(b.host)?;
            "3".to_owned()
        }
    };
    let props = Props::new()
        .str("driver", virtio::driver("vhost-scsi", &hostdev.info, variant))
        .maybe_str("wwpn", hostdev.source.wwpn.as_deref())
        .str("vhostfd", fd)
        .str("id", alias(&hostdev.info));
    Ok(props.and(address::props(b, &hostdev.info)?))
}

fn mdev(b: &Build<'_>, hostdev: &Hostdev) -> Result<Props> {
    let path = assign::mdev::path(&open::uuid(hostdev));
    let ramfb = hostdev.ramfb == Some(true);
    let (driver, has_display) = match hostdev.model {
        Some(HostdevModel::VfioCcw) if b.has(Cap::VfioCcw) => ("vfio-ccw", false),
        Some(HostdevModel::VfioAp) if b.has(Cap::VfioAp) => ("vfio-ap", false),
        Some(HostdevModel::VfioCcw) => return Err(no_mdev("VFIO CCW")),
        Some(HostdevModel::VfioAp) => return Err(no_mdev("VFIO AP")),
        Some(
            HostdevModel::VfioPci
            | HostdevModel::Virtio
            | HostdevModel::VirtioTransitional
            | HostdevModel::VirtioNonTransitional,
        )
        | None
            if ramfb =>
        {
            ("vfio-pci-nohotplug", true)
        }
        Some(_) | None => ("vfio-pci", true),
    };
    let props = Props::new()
        .str("driver", driver)
        .str("id", alias(&hostdev.info))
        .str("sysfsdev", path)
        .maybe_on_off("display", hostdev.display.filter(|_| has_display))
        .maybe_bool("ramfb", ramfb.then_some(true))
        .maybe_int("bootindex", boot_index(&hostdev.info))
        .maybe_str("loadparm", address::loadparm(&hostdev.info));
    Ok(props.and(address::props(b, &hostdev.info)?))
}

fn no_mdev(what: &str) -> Error {
    unsupported(format!("{what} device assignment is not supported by this version of QEMU"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::devices::testing::{expect, expect_refusal};

    #[test]
    fn a_usb_device_is_named_by_its_node() {
        expect(
            words,
            "<controller type='usb' index='0' model='qemu-xhci'/>\
             <hostdev mode='subsystem' type='usb'><source guestReset='uninitialized'>\
             <address bus='14' device='6'/></source><address type='usb' bus='0' port='1'/></hostdev>",
            &["-device {\"driver\":\"usb-host\",\"hostdevice\":\"/dev/bus/usb/014/006\",\
               \"id\":\"hostdev0\",\"guest-reset\":true,\"guest-resets-all\":false,\
               \"bus\":\"usb.0\",\"port\":\"1\"}"],
        );
    }

    #[test]
    fn nodes_of_scsi_devices_are_numbered_behind_those_of_disks() {
        expect(
            words,
            "<disk type='file' device='disk'><driver type='raw'/><source file='/x'/>\
             <target dev='vda' bus='virtio'/></disk>\
             <controller type='scsi' index='0' model='virtio-scsi'/>\
             <hostdev mode='subsystem' type='scsi'><source protocol='iscsi' name='iqn.a:b/2'>\
             <host name='h' port='3260'/></source><readonly/>\
             <address type='drive' controller='0' bus='0' target='0' unit='4'/></hostdev>",
            &[
                "-blockdev {\"driver\":\"iscsi\",\"portal\":\"h:3260\",\"target\":\"iqn.a:b\",\
                 \"lun\":2,\"transport\":\"tcp\",\"node-name\":\"libvirt-2-backend\",\"read-only\":true}",
                "-device {\"driver\":\"scsi-generic\",\"drive\":\"libvirt-2-backend\",\
                 \"id\":\"hostdev0\",\"bus\":\"scsi0.0\",\"channel\":0,\"scsi-id\":0,\"lun\":4}",
            ],
        );
    }

    #[test]
    fn a_mediated_device_is_named_by_its_directory() {
        expect(
            words,
            "<controller type='pci' index='0' model='pcie-root'/>\
             <hostdev mode='subsystem' type='mdev' model='vfio-pci' display='on' ramfb='on'>\
             <source><address uuid='53764d0e-85a0-42b4-af5c-2046b460b1dc'/></source>\
             <address type='pci' slot='3'/></hostdev>",
            &["-device {\"driver\":\"vfio-pci-nohotplug\",\"id\":\"hostdev0\",\
               \"sysfsdev\":\"/sys/bus/mdev/devices/53764d0e-85a0-42b4-af5c-2046b460b1dc\",\
               \"display\":\"on\",\"ramfb\":true,\"bus\":\"pcie.0\",\"addr\":\"0x3\"}"],
        );
    }

    #[test]
    fn a_usb_device_by_maker_is_not_looked_for_in_a_translation() {
        let device = "<hostdev mode='subsystem' type='usb'><source><vendor id='0x1d6b'/>\
                      <product id='0x0002'/></source></hostdev>";
        expect_refusal(words, device, "USB host device is missing bus/device information");
    }
}
