//! How much memory of a guest stays where it is: devices of the host read and write it by its
//! place, so all of it is locked, and QEMU has to be allowed that.

use std::io;

use vireo_api::Result;
use vireo_host::process::locked;
use vireo_model::domain::Domain;
use vireo_model::domain::devices::hostdev::{HostdevModel, HostdevType};
use vireo_model::domain::devices::interface::InterfaceType;

use super::pci;
use crate::error::system;
use crate::process::transition::Run;

/// For what a device maps beside the guest's memory.
const DEVICES_KIB: u64 = 1 << 20;

/// Bytes that a guest has to be allowed to lock; none when it needs no more than others. The
/// greatest number stands for no limit.
// REQ: Q-DEV-03
#[must_use]
pub(crate) fn needed(domain: &Domain) -> Option<u64> {
    let hard = domain.memtune.as_ref().and_then(|tune| tune.hard_limit);
    let locked = domain.memory_backing.as_ref().is_some_and(|backing| backing.locked);
    if locked {
        return Some(hard.map_or(u64::MAX, |kib| kib.saturating_mul(1024)));
    }
    let (vfio, vdpa) = (vfio_devices(domain), vdpa_devices(domain));
    if vfio + vdpa == 0 {
        return None;
    }
    if let Some(kib) = hard {
        return Some(kib.saturating_mul(1024));
    }
    // Behind an IOMMU of its own each device sees memory of its own.
    let spaces = if domain.devices.iommu.is_some() { vfio } else { vfio.min(1) };
    let kib = (spaces + vdpa).saturating_mul(domain.memory.unwrap_or(0));
    Some(kib.saturating_add(DEVICES_KIB).saturating_mul(1024))
}

fn vfio_devices(domain: &Domain) -> u64 {
    let mediated = domain.devices.hostdevs.iter().filter(|device| {
        device.kind == HostdevType::Mdev && device.model == Some(HostdevModel::VfioPci)
    });
    (pci::wanted(domain).len() + mediated.count()) as u64
}

fn vdpa_devices(domain: &Domain) -> u64 {
    let nics = domain.devices.interfaces.iter();
    nics.filter(|nic| nic.actual_kind() == InterfaceType::Vdpa).count() as u64
}

/// A running guest gets one more device.
pub(super) fn raise(run: &Run, alone: &Domain) -> Result<()> {
    if needed(alone).is_none() || !run.core.privileged {
        return Ok(());
    }
    let Some(config) = run.guest.peek(|view| view.live_config.clone()) else { return Ok(()) };
    let mut all = Domain::clone(&config);
    all.devices.hostdevs.extend(alone.devices.hostdevs.iter().cloned());
    all.devices.interfaces.extend(alone.devices.interfaces.iter().cloned());
    let Some(bytes) = needed(&all) else { return Ok(()) };
    match locked::allow(run.live.process.pid(), bytes) {
        Ok(_) => Ok(()),
        // In a container. QEMU itself tells when what it may lock does not do.
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
            let guest = run.guest.name();
            tracing::warn!(guest = %guest, bytes, "QEMU can't be allowed to lock more memory");
            Ok(())
        }
        Err(error) => Err(system("Unable to change max memlock limit", &error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::devices::testing::domain;

    const PCI: &str = "<hostdev mode='subsystem' type='pci'><source><address domain='0' bus='3' \
                       slot='0' function='0'/></source></hostdev>";
    const GIB: u64 = 1 << 30;

    #[test]
    fn memory_is_locked_for_devices_of_the_host() {
        let own = 256 << 20;
        assert_eq!(needed(&domain("", "")), None);
        assert_eq!(needed(&domain(PCI, "")), Some(own + GIB));
        let two = format!("{PCI}{}", PCI.replace("bus='3'", "bus='4'"));
        assert_eq!(needed(&domain(&two, "")), Some(own + GIB));
        let behind = format!("{two}<iommu model='intel'/>");
        assert_eq!(needed(&domain(&behind, "")), Some(2 * own + GIB));
        let hard = "<memtune><hard_limit unit='GiB'>3</hard_limit></memtune>";
        assert_eq!(needed(&domain(PCI, hard)), Some(3 * GIB));
        let usb = "<hostdev mode='subsystem' type='usb'><source><address bus='1' device='4'/>\
                   </source></hostdev>";
        assert_eq!(needed(&domain(usb, "")), None);
        let locked = "<memoryBacking><locked/></memoryBacking>";
        assert_eq!(needed(&domain("", locked)), Some(u64::MAX));
        assert_eq!(needed(&domain("", &format!("{hard}{locked}"))), Some(3 * GIB));
    }

    #[test]
    fn each_vdpa_device_locks_all_memory() {
        let one = "<interface type='vdpa'><source dev='/dev/vhost-vdpa-0'/></interface>";
        assert_eq!(needed(&domain(one, "")), Some((256 << 20) + GIB));
        let both = format!("{one}{one}{PCI}");
        assert_eq!(needed(&domain(&both, "")), Some(3 * (256 << 20) + GIB));
    }
}
