//! Devices of the host given to the guest.

use std::fs;
use std::path::Path;

use vireo_api::{Error, ErrorDomain, Result};
use vireo_model::domain::address::{DeviceAddress, DriveAddress};
use vireo_model::domain::devices::Hostdev;
use vireo_model::domain::devices::controller::{ControllerModel, ControllerType};
use vireo_model::domain::devices::hostdev::{
    HostdevDriverName, HostdevMode, HostdevModel, HostdevProtocol, HostdevType, UsbGuestReset,
};
use vireo_model::fill::Cap;

use super::address::{self, alias, boot_index, controller_alias};
use super::disk;
use crate::build::Build;
use crate::error::{internal, operation_unsupported, unsupported};
use crate::process::argv::Props;

/// All devices of the host.
pub(crate) fn words(b: &mut Build<'_>) -> Result<()> {
    // Their block nodes are numbered behind those of the disks.
    let mut node = disk::node_count(b.domain);
    for hostdev in &b.domain.devices.hostdevs {
        if hostdev.mode == HostdevMode::Capabilities {
            return Err(unsupported("hostdev mode 'capabilities' is not supported in qemu"));
        }
        let props = match hostdev.kind {
            HostdevType::Usb => usb(b, hostdev)?,
            HostdevType::Pci => pci(b, hostdev)?,
            HostdevType::Scsi => {
                node += 1;
                let name = format!("libvirt-{node}-backend");
                let backend = scsi_backend(hostdev)?.str("node-name", &name);
                b.line.json("-blockdev", backend.bool("read-only", hostdev.readonly));
                scsi(b, hostdev, &name)?
            }
            HostdevType::ScsiHost => return Err(scsi_host()),
            HostdevType::Mdev => mdev(b, hostdev)?,
            HostdevType::Storage | HostdevType::Misc | HostdevType::Net => {
                return Err(unsupported("hostdev mode 'capabilities' is not supported in qemu"));
            }
        };
        b.device(props);
    }
    Ok(())
}

fn usb(b: &Build<'_>, hostdev: &Hostdev) -> Result<Props> {
    let place = hostdev.source.address.clone().unwrap_or_default();
    let (bus, device) = match place.device.filter(|&device| device > 0) {
        Some(device) => (place.usb_bus, device),
        None if b.translation => {
            return Err(internal("USB host device is missing bus/device information"));
        }
        None => find_usb(hostdev)?,
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

/// Bus and number of the one USB device that a definition means by its maker and product.
fn find_usb(hostdev: &Hostdev) -> Result<(u32, u32)> {
    let (vendor, product) =
        (hostdev.source.vendor.unwrap_or(0), hostdev.source.product.unwrap_or(0));
    let number = |dir: &Path, name: &str, radix: u32| -> Option<u32> {
        u32::from_str_radix(fs::read_to_string(dir.join(name)).ok()?.trim(), radix).ok()
    };
    let mut found = Vec::new();
    for entry in fs::read_dir("/sys/bus/usb/devices").into_iter().flatten().flatten() {
        let dir = entry.path();
        let same = number(&dir, "idVendor", 16) == Some(u32::from(vendor))
            && number(&dir, "idProduct", 16) == Some(u32::from(product));
        if let (true, Some(bus), Some(device)) =
            (same, number(&dir, "busnum", 10), number(&dir, "devnum", 10))
        {
            found.push((bus, device));
        }
    }
    match found.as_slice() {
        [one] => Ok(*one),
        [] => Err(internal(format!("Did not find USB device {vendor:04x}:{product:04x}"))),
        _ => Err(crate::error::failed(format!(
            "Multiple USB devices for {vendor:x}:{product:x}, use <address> to specify one"
        ))),
    }
}

/// Whether the host can give PCI devices to guests.
fn has_vfio() -> bool {
    let groups = fs::read_dir("/sys/kernel/iommu_groups");
    groups.is_ok_and(|mut groups| groups.next().is_some()) && Path::new("/dev/vfio/vfio").exists()
}

fn pci(b: &Build<'_>, hostdev: &Hostdev) -> Result<Props> {
    let driver = hostdev.driver.as_ref().and_then(|driver| driver.name);
    match driver {
        Some(HostdevDriverName::Vfio) => {}
        None if has_vfio() => {}
        None => {
            return Err(unsupported("host doesn't support passthrough of host PCI devices"));
        }
        Some(HostdevDriverName::Kvm) => {
            let text = "host doesn't support legacy PCI passthrough";
            return Err(unsupported(text));
        }
        Some(HostdevDriverName::Xen) => {
            return Err(internal("invalid PCI passthrough type 'xen'"));
        }
    }
    let place = hostdev.source.address.clone().unwrap_or_default();
    let host = format!(
        "{:04x}:{:02x}:{:02x}.{:x}",
        place.domain, place.pci_bus, place.slot, place.function
    );
    if !b.translation {
        check_bound(&host)?;
    }
    let ramfb = hostdev.ramfb == Some(true);
    let props = Props::new()
        .str("driver", if ramfb { "vfio-pci-nohotplug" } else { "vfio-pci" })
        .str("host", host)
        .str("id", alias(&hostdev.info))
        .maybe_int("bootindex", boot_index(&hostdev.info))
        .maybe_str(
            "failover_pair_id",
            hostdev.teaming.as_ref().and_then(|t| t.persistent.as_deref()),
        )
        .maybe_on_off("display", hostdev.display)
        .maybe_bool("ramfb", ramfb.then_some(true))
        .and(address::props(b, &hostdev.info)?);
    Ok(props.and(address::rom(&hostdev.info)))
}

/// A device has to be VFIO's before QEMU can open it.
fn check_bound(host: &str) -> Result<()> {
    let dir = format!("/sys/bus/pci/devices/{host}");
    if !Path::new(&dir).exists() {
        let text = format!("Device {host} not found: could not access {dir}/config");
        return Err(internal(text).with_domain(ErrorDomain::None));
    }
    let driver = fs::read_link(format!("{dir}/driver")).unwrap_or_default();
    if driver.file_name().is_some_and(|name| name == "vfio-pci") {
        return Ok(());
    }
    let text = format!(
        "PCI device {host} is not bound to vfio-pci; bind it with driverctl or virsh nodedev-detach first"
    );
    Err(operation_unsupported(text))
}

/// The node that reads and writes a SCSI device, without its name.
fn scsi_backend(hostdev: &Hostdev) -> Result<Props> {
    let source = &hostdev.source;
    match source.protocol {
        Some(HostdevProtocol::Iscsi) => {
            disk::secret::check_auth(source.auth.as_ref())?;
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
                .maybe_str("initiator-name", source.initiator_iqn.as_deref()))
        }
        Some(HostdevProtocol::Vhost) => Err(scsi_host()),
        None => {
            let generic = generic_name(hostdev)?;
            Ok(Props::new().str("driver", "host_device").str("filename", format!("/dev/{generic}")))
        }
    }
}

/// The generic device of a SCSI device behind an adapter of the host.
fn generic_name(hostdev: &Hostdev) -> Result<String> {
    let adapter = hostdev.source.adapter.as_deref().unwrap_or_default();
    let host = adapter.strip_prefix("scsi_host").and_then(|text| text.parse::<u32>().ok());
    let Some(host) = host else {
        let text = format!("Cannot parse adapter '{adapter}'");
        return Err(internal(text).with_domain(ErrorDomain::None));
    };
    let place = hostdev.source.address.clone().unwrap_or_default();
    let dir = format!(
        "/sys/bus/scsi/devices/{host}:{}:{}:{}/scsi_generic",
        place.scsi_bus, place.target, place.unit
    );
    let told = |e: std::io::Error| {
        Error::system(ErrorDomain::None, format!("cannot open directory '{dir}'"), &e)
    };
    let mut entries = fs::read_dir(&dir).map_err(told)?;
    let first = entries.next().transpose().map_err(told)?;
    let name = first.map(|entry| entry.file_name().to_string_lossy().into_owned());
    name.ok_or_else(|| internal(format!("no generic device in '{dir}'")))
}

fn scsi(b: &Build<'_>, hostdev: &Hostdev, drive: &str) -> Result<Props> {
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

fn scsi_host() -> Error {
    if !Path::new("/dev/vhost-scsi").exists() {
        let text = "vhost-scsi device file '/dev/vhost-scsi' cannot be found";
        return unsupported(text).with_domain(ErrorDomain::None);
    }
    operation_unsupported("host devices of type 'scsi_host' are not supported yet")
}

fn mdev(b: &Build<'_>, hostdev: &Hostdev) -> Result<Props> {
    let place = hostdev.source.address.clone().unwrap_or_default();
    let uuid = place.uuid.map(|uuid| uuid.to_string()).unwrap_or_default();
    let path = format!("/sys/bus/mdev/devices/{uuid}");
    if !b.translation && !Path::new(&path).exists() {
        return Err(
            internal(format!("mediated device '{path}' not found")).with_domain(ErrorDomain::None)
        );
    }
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
