//! What a guest takes of the host's devices, and gives back.

use std::path::PathBuf;
use std::sync::Arc;

use vireo_api::{Error, ErrorDomain, Result};
use vireo_host::assign::pci::{Device, has_vfio};
use vireo_host::assign::{Root, mdev, scsi};
use vireo_model::domain::Domain;
use vireo_model::domain::devices::hostdev::{Hostdev, HostdevMode, HostdevProtocol, HostdevType};
use vireo_runtime::ledger::{Ledger, ResourceKind};

use super::in_use::Key;
use super::pci::{self, told};
use super::{memlock, usb};
use crate::driver::{Core, lock};
use crate::error::{system, unsupported};
use crate::process::start::Starting;
use crate::process::transition::Run;
use crate::security;

/// The device file of the kernel's SCSI targets.
const VHOST_SCSI: &str = "/dev/vhost-scsi";

/// Takes the devices of the host that a definition names.
pub(crate) async fn open(s: &mut Starting) -> Result<()> {
    take(s, false).await
}

/// As [`open`], for one that a running guest gets.
pub(crate) async fn plug(run: &Run, s: &mut Starting) -> Result<()> {
    let nothing = s.domain.devices.hostdevs.is_empty() && pci::wanted(&s.domain).is_empty();
    if nothing {
        return Ok(());
    }
    take(s, true).await?;
    memlock::raise(run, &s.domain)
}

async fn take(s: &mut Starting, plugged: bool) -> Result<()> {
    pci::open(s).await?;
    usb::open(s, plugged)?;
    for number in 0..s.domain.devices.hostdevs.len() {
        let hostdev = s.domain.devices.hostdevs[number].clone();
        let Some(key) = key_of(&s.core, &hostdev)? else { continue };
        s.core.in_use.claim(&key, &s.domain.name, hostdev.shareable)?;
        enter_claim(&s.core, &s.domain.name, key, &mut s.ledger);
        if hostdev.kind == HostdevType::ScsiHost {
            open_vhost_scsi(s, &hostdev)?;
        }
    }
    give_nodes(s)
}

/// The key of a device that is neither PCI nor USB, and is on this host.
fn key_of(core: &Core, hostdev: &Hostdev) -> Result<Option<Key>> {
    if hostdev.mode != HostdevMode::Subsystem {
        return Ok(None);
    }
    match hostdev.kind {
        HostdevType::Scsi => match hostdev.source.protocol {
            Some(HostdevProtocol::Iscsi | HostdevProtocol::Vhost) => Ok(None),
            None => Ok(Some(Key::Scsi(find_scsi(core, hostdev).map_err(told)?.id))),
        },
        HostdevType::ScsiHost => {
            Ok(Some(Key::ScsiHost(hostdev.source.wwpn.clone().unwrap_or_default())))
        }
        HostdevType::Mdev => {
            if !has_vfio(&core.host) {
                return Err(unsupported("Mediated host device assignment requires VFIO support"));
            }
            let uuid = uuid(hostdev);
            mdev::group_node(&core.host, &uuid).map_err(told)?;
            Ok(Some(Key::Mdev(uuid)))
        }
        HostdevType::Pci
        | HostdevType::Usb
        | HostdevType::Storage
        | HostdevType::Misc
        | HostdevType::Net => Ok(None),
    }
}

/// The UUID of a mediated device.
pub(super) fn uuid(hostdev: &Hostdev) -> String {
    let place = hostdev.source.address.as_ref();
    place.and_then(|place| place.uuid).map(|uuid| uuid.to_string()).unwrap_or_default()
}

fn find_scsi(core: &Core, hostdev: &Hostdev) -> vireo_host::assign::Result<scsi::Device> {
    super::scsi_device(&core.host, hostdev)
}

/// Whether the kernel has SCSI targets of its own.
pub(super) fn check_vhost_scsi(root: &Root) -> Result<()> {
    if root.path(VHOST_SCSI).exists() {
        return Ok(());
    }
    let text = format!("vhost-scsi device file '{VHOST_SCSI}' cannot be found");
    Err(unsupported(text).with_domain(ErrorDomain::None))
}

fn open_vhost_scsi(s: &mut Starting, hostdev: &Hostdev) -> Result<()> {
    check_vhost_scsi(&s.core.host)?;
    let path = s.core.host.path(VHOST_SCSI);
    let file = std::fs::OpenOptions::new().read(true).write(true).open(path);
    let file = file.map_err(|e| {
        system(format!("Failed to open {VHOST_SCSI}"), &e).with_domain(ErrorDomain::None)
    })?;
    let alias = super::alias(&hostdev.info).to_owned();
    s.opened.vhost_scsis.insert(alias, file.into());
    Ok(())
}

/// A device is others' again when the guest has it no more.
pub(super) fn enter_claim(core: &Core, guest: &str, key: Key, ledger: &mut Ledger) {
    let (list, guest, name) = (Arc::clone(&core.in_use), guest.to_owned(), key.entry());
    ledger.enter(ResourceKind::HostDevice, name, move || async move {
        list.release(&key, &guest);
        Ok(())
    });
}

/// The nodes by which QEMU has the host's devices, as on the host.
#[must_use]
pub(crate) fn nodes(core: &Core, domain: &Domain) -> Vec<String> {
    let root = &core.host;
    let groups = pci::wanted(domain).into_iter().filter_map(|one| {
        Device::find(root, one.place).ok().and_then(|device| device.group_node())
    });
    let mut nodes: Vec<String> = groups.collect();
    let devices = domain.devices.hostdevs.iter();
    for hostdev in devices.filter(|device| device.mode == HostdevMode::Subsystem) {
        match hostdev.kind {
            HostdevType::Usb => {
                let number = usb::number(hostdev).filter(|_| hostdev.source.missing.is_none());
                nodes.extend(
                    number.map(|(bus, device)| format!("/dev/bus/usb/{bus:03}/{device:03}")),
                );
            }
            HostdevType::Scsi if hostdev.source.protocol.is_none() => {
                nodes.extend(find_scsi(core, hostdev).ok().map(|device| device.node()));
            }
            HostdevType::Mdev => nodes.extend(mdev::group_node(root, &uuid(hostdev)).ok()),
            HostdevType::Scsi
            | HostdevType::Pci
            | HostdevType::ScsiHost
            | HostdevType::Storage
            | HostdevType::Misc
            | HostdevType::Net => {}
        }
    }
    nodes
}

/// Whom nodes are given to; none when owners are left alone.
fn user(core: &Core) -> Option<(u32, u32)> {
    let user = core.guest_user.as_ref()?;
    (core.config.dynamic_ownership != Some(false)).then_some((user.uid, user.gid))
}

/// The nodes become QEMU's user's.
fn give_nodes(s: &mut Starting) -> Result<()> {
    let nodes = nodes(&s.core, &s.domain);
    let limited = s.cgroup.as_ref();
    for node in &nodes {
        let path = s.core.host.path(node);
        if let Some(group) = limited {
            crate::tuning::cgroup::allow_node(group, &path);
        }
        let Some(user) = user(&s.core) else { continue };
        security::give_node(&s.core, &path)?;
        enter_node(path, user, &mut s.ledger);
    }
    Ok(())
}

fn enter_node(path: PathBuf, user: (u32, u32), ledger: &mut Ledger) {
    let name = path.to_string_lossy().into_owned();
    ledger.enter(ResourceKind::Label, name, move || async move {
        security::restore(&path, user);
        Ok(())
    });
}

/// Enters again what a guest has that ran on while no daemon watched.
pub(crate) fn keep(core: &Core, domain: &Domain, ledger: &mut Ledger) {
    let Some(core) = core.shared() else { return };
    pci::keep(&core, domain, ledger);
    for hostdev in &domain.devices.hostdevs {
        let usb = usb::number(hostdev).filter(|_| usb::is_usb(hostdev));
        let usb = usb.filter(|_| hostdev.source.missing.is_none());
        let key = match usb {
            Some((bus, device)) => Some(Key::Usb(bus, device)),
            None => key_of(&core, hostdev).ok().flatten(),
        };
        if let Some(key) = key {
            core.in_use.keep(&key, &domain.name, hostdev.shareable);
            enter_claim(&core, &domain.name, key, ledger);
        }
    }
    if let Some(user) = user(&core) {
        for node in nodes(&core, domain) {
            enter_node(core.host.path(node), user, ledger);
        }
    }
}

/// The host gets the devices back that were pulled out.
pub(crate) async fn unplugged(run: &Run, alone: &Domain) {
    let pci = pci::wanted(alone).into_iter().map(|one| Key::Pci(one.place));
    let others = alone.devices.hostdevs.iter().filter_map(|hostdev| {
        let usb = usb::number(hostdev).filter(|_| usb::is_usb(hostdev));
        let usb = usb.map(|(bus, device)| Key::Usb(bus, device));
        usb.or_else(|| key_of(&run.core, hostdev).ok().flatten())
    });
    let nodes = nodes(&run.core, alone).into_iter().map(|node| {
        let path = run.core.host.path(node).to_string_lossy().into_owned();
        (ResourceKind::Label, path, 1)
    });
    // What was done to a device stands under one name: all of it is undone, the last first.
    let devices = pci.chain(others).map(|key| (ResourceKind::HostDevice, key.entry(), usize::MAX));
    let held: Vec<_> = nodes.chain(devices).collect();
    for (kind, name, most) in held {
        for _ in 0..most {
            let mut part = lock(&run.live.ledger).part(kind, &name);
            if part.is_empty() {
                break;
            }
            // What goes wrong is logged by the ledger.
            let _: std::result::Result<(), Error> = part.release_all().await;
        }
    }
}
