//! Devices of a running guest changed in place: the medium of a drive, the link of a card, the
//! password of a screen, the size of memory that the guest is asked to use.

use vireo_api::{Error, ErrorCode, ErrorDomain, Result};
use vireo_model::domain::devices::graphics::Graphics;
use vireo_model::domain::devices::interface::{InterfaceType, LinkState};
use vireo_model::domain::devices::memory::MemoryModel;
use vireo_model::domain::devices::{Interface, MemoryDevice};
use vireo_model::domain::{Device, Domain};
use vireo_model::edit::{self, Spot, spot};
use vireo_model::fill::walk::Place;
use vireo_qmp::command::{QomSet, SetLink};
use vireo_xml::{Record, Union, diff};

use super::present;
use crate::devices;
use crate::error::{self, not_running, operation_unsupported, system, unsupported};
use crate::process::transition::Run;

/// Changes the device that a prepared one means. With `force`, a locked tray is opened.
///
/// # Errors
/// There is none; the kind, or that of it, cannot be changed; QEMU refuses.
pub async fn update(run: &Run, device: Device, force: bool) -> Result<()> {
    let config = present(run)?;
    match device {
        Device::Disk(disk) => devices::disk::media::update(run, &config, disk, force).await,
        Device::Interface(nic) => card(run, &config, nic).await,
        Device::Graphics(graphics) => screen(run, &config, graphics).await,
        Device::Memory(module) => memory(run, &config, module).await,
        other => {
            let name = edit::name(&other);
            Err(unsupported(format!("live update of device '{name}' is not supported")))
        }
    }
}

async fn card(run: &Run, config: &Domain, mut new: Interface) -> Result<()> {
    let spot = edit::find(config, &Device::Interface(new.clone())).map_err(error::fill)?;
    let Some(Device::Interface(old)) = spot::get(config, spot) else { return Err(not_running()) };
    if old.model != new.model {
        let name = |nic: &Interface| nic.model.clone().unwrap_or_default();
        return Err(operation_unsupported(format!(
            "cannot modify network device model from {} to {}",
            name(&old),
            name(&new)
        )));
    }
    // What the run knows more of it.
    new.info = old.info.clone();
    new.target = old.target.clone();
    new.mac = old.mac.clone();
    let moved = bridge(&old) != bridge(&new);
    let rest = |nic: &Interface| {
        let mut rest = nic.clone();
        rest.link_state = None;
        rest.actual = None;
        if moved || nic.kind == InterfaceType::Network {
            rest.source = None;
        }
        rest
    };
    if moved && !(old.kind == InterfaceType::Bridge && new.kind == InterfaceType::Bridge) {
        return Err(operation_unsupported("cannot modify network device source"));
    }
    same(&rest(&old), &rest(&new), "network device")?;
    let Spot::Device(Place::Interface(n)) = spot else { return Err(not_running()) };
    let alias = old.info.alias.clone().unwrap_or_default();
    if moved {
        move_to_bridge(&old, &new)?;
    }
    if old.link_state != new.link_state {
        let up = new.link_state != Some(LinkState::Down);
        run.live.run(&SetLink { name: &alias, up }).await?;
    }
    run.amend(|domain| {
        if let Some(nic) = domain.devices.interfaces.get_mut(n as usize) {
            nic.link_state = new.link_state;
            if moved {
                nic.source = new.source;
            }
        }
    })
    .await;
    Ok(())
}

fn bridge(nic: &Interface) -> Option<(Option<&str>, Option<&str>)> {
    let source = nic.source.as_ref()?;
    Some((
        source.bridge.as_deref().filter(|_| nic.kind == InterfaceType::Bridge),
        source.network.as_deref(),
    ))
}

fn move_to_bridge(old: &Interface, new: &Interface) -> Result<()> {
    let tap = old.target.as_ref().and_then(|target| target.dev.as_deref()).unwrap_or_default();
    let bridge =
        new.source.as_ref().and_then(|source| source.bridge.as_deref()).unwrap_or_default();
    vireo_host::tap::join_bridge(bridge, tap)
        .map_err(|e| system(format!("Unable to add bridge {bridge} port {tap}"), &e))
}

/// Refuses when more differs than may: the first field is told.
pub(crate) fn same(old: &dyn Record, new: &dyn Record, what: &str) -> Result<()> {
    match diff::compare(old, new).first() {
        Some(first) => {
            let text = |value: &Option<String>| value.clone().unwrap_or_else(|| "none".to_owned());
            Err(operation_unsupported(format!(
                "cannot modify field '{}' of the {what}: it is {}, not {}",
                first.path,
                text(&first.left),
                text(&first.right)
            )))
        }
        None => Ok(()),
    }
}

async fn screen(run: &Run, config: &Domain, new: Graphics) -> Result<()> {
    let kind = new.variant();
    let Some(n) = config.devices.graphics.iter().position(|one| one.variant() == kind) else {
        let name = new.descriptor().variants[kind].0;
        let text = format!("cannot find existing graphics device to modify of type '{name}'");
        return Err(Error::new(ErrorCode::DeviceMissing, ErrorDomain::Qemu, text));
    };
    let mut domain = config.clone();
    domain.devices.graphics = vec![config.devices.graphics[n].clone()];
    devices::graphics::take_password(&mut domain.devices.graphics[0], &new)?;
    for call in devices::graphics::passwords(&domain) {
        run.live.call(call).await?;
    }
    let changed = domain.devices.graphics.swap_remove(0);
    run.amend(|domain| {
        if let Some(one) = domain.devices.graphics.get_mut(n) {
            *one = changed;
        }
    })
    .await;
    Ok(())
}

async fn memory(run: &Run, config: &Domain, new: MemoryDevice) -> Result<()> {
    let found = match new.model {
        MemoryModel::VirtioMem => edit::find(config, &Device::Memory(new.clone())).ok(),
        MemoryModel::Dimm | MemoryModel::Nvdimm | MemoryModel::VirtioPmem | MemoryModel::SgxEpc => {
            None
        }
    };
    let Some(Spot::Device(Place::Memory(n))) = found else {
        let alias = new.info.alias.as_deref().unwrap_or("(null)");
        return Err(unsupported(format!("memory '{alias}' not found")));
    };
    let Some(old) = config.devices.memories.get(n as usize) else { return Err(not_running()) };
    let Some(requested) = new.target.requested.filter(|kib| old.target.requested != Some(*kib))
    else {
        return Ok(());
    };
    let path = format!("/machine/peripheral/{}", old.info.alias.as_deref().unwrap_or_default());
    let value = (requested * 1024).into();
    run.live.run(&QomSet { path: &path, property: "requested-size", value }).await?;
    run.amend(|domain| {
        if let Some(module) = domain.devices.memories.get_mut(n as usize) {
            module.target.requested = Some(requested);
        }
    })
    .await;
    Ok(())
}
