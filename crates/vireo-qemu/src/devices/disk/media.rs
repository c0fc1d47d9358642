//! Media of drives: taken out and put in while the guest runs.

use std::time::Duration;

use serde_json::json;
use vireo_api::Result;
use vireo_model::domain::Domain;
use vireo_model::domain::devices::disk::{DiskDevice, DiskTarget};
use vireo_model::domain::devices::{Devices, Disk};
use vireo_qmp::Call;
use vireo_qmp::command::BlockdevOpenTray;
use vireo_runtime::ledger::Ledger;

use super::{layers, prepare};
use crate::block::nodes;
use crate::driver::lock;
use crate::error::{failed, internal, not_running, unsupported};
use crate::helper;
use crate::plug::change::same;
use crate::process::start::Starting;
use crate::process::transition::Run;

/// How long the guest may take to let its tray be opened.
const TRAY: Duration = Duration::from_secs(10);

/// Changes a disk of a running guest: the medium of a drive, nothing else.
///
/// # Errors
/// There is no such disk; something else would change; the guest keeps its tray shut.
pub(crate) async fn update(run: &Run, config: &Domain, new: Disk, force: bool) -> Result<()> {
    let target = new.target.dev.clone();
    let old = config.devices.disks.iter().find(|disk| disk.target.dev == target);
    let Some(old) = old else { return Err(internal(format!("disk '{target}' not found"))) };
    if medium(old) == medium(&new) {
        return same(&fixed(old), &fixed(&new), "disk");
    }
    if !matches!(old.device, DiskDevice::Cdrom | DiskDevice::Floppy) {
        return Err(unsupported("disk source can be changed only in removable drives"));
    }
    same(&fixed(old), &fixed(&new), "disk")?;
    crate::block::mirror::ensure_free(run, old)?;
    exchange(run, config, old, new, force).await
}

/// What says which medium is in.
fn medium(disk: &Disk) -> (Option<String>, Option<String>, Option<String>) {
    let source = disk.source.clone().unwrap_or_default();
    (source.file.or(source.dev), source.name, source.protocol.map(|p| p.to_string()))
}

/// What cannot change while the guest runs.
fn fixed(disk: &Disk) -> Disk {
    let target = DiskTarget { tray: None, ..disk.target.clone() };
    Disk {
        device: disk.device,
        model: disk.model,
        target,
        readonly: disk.readonly,
        shareable: disk.shareable,
        serial: disk.serial.clone(),
        wwn: disk.wwn.clone(),
        vendor: disk.vendor.clone(),
        product: disk.product.clone(),
        ..Disk::default()
    }
}

async fn exchange(run: &Run, config: &Domain, old: &Disk, new: Disk, force: bool) -> Result<()> {
    let id = old.info.alias.clone().unwrap_or_default();
    let mut disk = Disk { source: new.source, kind: new.kind, ..old.clone() };
    disk.backing_store = new.backing_store;
    if let (Some(driver), Some(own)) = (&mut disk.driver, &new.driver) {
        driver.kind = own.kind;
    }
    super::volume::find(&*run.core.volumes, &mut disk).await?;
    let mut next = run.live.facts.load().next_node;
    prepare::plugged(&mut disk, &mut next, run.core.guest_ids())?;
    run.live.learn(|facts| facts.next_node = next);
    let (disk, helpers) = begin_helpers(run, config, disk).await?;
    let files: Vec<String> = layers(&disk).iter().flat_map(super::Layer::files).collect();
    for file in &files {
        crate::block::labels::give(run, file).await?;
    }
    let top = layers(&disk).first().map(|layer| nodes::top_node(&run.live, layer));
    let added = match nodes::add_chain(run, &disk, 0).await {
        Ok(added) => added,
        Err(error) => {
            return_all(run, &files).await;
            end_helpers(helpers).await;
            return Err(error);
        }
    };
    if let Err(error) = swap(run, &id, old, top.as_deref(), force).await {
        added.undo(&run.live).await;
        return_all(run, &files).await;
        end_helpers(helpers).await;
        return Err(error);
    }
    lock(&run.live.ledger).append(helpers);
    let gone: Vec<nodes::Name> =
        layers(old).iter().flat_map(|layer| nodes::names(run, layer)).collect();
    nodes::remove(&run.live, gone).await;
    for layer in layers(old) {
        if let Some(file) = layer.path().filter(|file| !files.contains(file)) {
            crate::block::labels::give_back(run, &file).await;
        }
    }
    run.amend(|domain| {
        for one in domain.devices.disks.iter_mut().filter(|one| one.target.dev == disk.target.dev) {
            let tray = one.target.tray;
            *one = disk.clone();
            one.target.tray = tray;
        }
    })
    .await;
    helper::unplugged(run, &only(config, old.clone())).await;
    Ok(())
}

/// A definition with no other disk.
fn only(config: &Domain, disk: Disk) -> Domain {
    let devices = Devices { disks: vec![disk], ..Devices::default() };
    Domain { devices, ..config.clone() }
}

/// Starts what processes beside QEMU a new medium wants.
async fn begin_helpers(run: &Run, config: &Domain, disk: Disk) -> Result<(Disk, Ledger)> {
    let mut s = Starting::plugging(run, only(config, disk));
    let place = helper::Place { core: &s.core, paths: &s.paths };
    super::nbdkit::choose(place, &mut s.domain.devices.disks).await;
    let started = helper::plug(run, &mut s).await;
    let ledger = std::mem::take(&mut s.ledger);
    match (started, s.domain.devices.disks.pop()) {
        (Ok(()), Some(disk)) => Ok((disk, ledger)),
        (Ok(()), None) => Err(not_running()),
        (Err(error), _) => {
            end_helpers(ledger).await;
            Err(error)
        }
    }
}

async fn end_helpers(mut helpers: Ledger) {
    // What goes wrong is logged by the ledger.
    let _ = helpers.release_all().await;
}

async fn return_all(run: &Run, files: &[String]) {
    for file in files {
        crate::block::labels::give_back(run, file).await;
    }
}

/// Opens the tray, takes the old medium out, puts the new one in, shuts the tray.
async fn swap(run: &Run, id: &str, old: &Disk, top: Option<&str>, force: bool) -> Result<()> {
    open_tray(run, id, force).await?;
    if !layers(old).is_empty() {
        let out = Call::new("blockdev-remove-medium").arguments(&json!({ "id": id }));
        run.live.call(out).await?;
    }
    if let Some(node) = top {
        let arguments = json!({ "id": id, "node-name": node });
        let put = run.live.call(Call::new("blockdev-insert-medium").arguments(&arguments)).await;
        if let Err(error) = put {
            put_back(run, id, old).await;
            return Err(error);
        }
    }
    run.live.call(Call::new("blockdev-close-tray").arguments(&json!({ "id": id }))).await?;
    Ok(())
}

/// The old medium again; what goes wrong is logged.
async fn put_back(run: &Run, id: &str, old: &Disk) {
    let Some(node) = layers(old).first().map(|layer| nodes::top_node(&run.live, layer)) else {
        return;
    };
    let arguments = json!({ "id": id, "node-name": node });
    for (command, arguments) in
        [("blockdev-insert-medium", arguments), ("blockdev-close-tray", json!({ "id": id }))]
    {
        if let Err(error) = run.live.call(Call::new(command).arguments(&arguments)).await {
            tracing::warn!(device = id, %error, "the old medium is not in its drive");
        }
    }
}

/// A locked tray is the guest's to open; it is asked, and has a while.
async fn open_tray(run: &Run, id: &str, force: bool) -> Result<()> {
    let end = tokio::time::Instant::now() + TRAY;
    loop {
        let ask = BlockdevOpenTray { id, force: Some(force) };
        match run.live.run(&ask).await {
            Ok(_) => return Ok(()),
            Err(error) if force || tokio::time::Instant::now() >= end => {
                return Err(match error.message().contains("locked") {
                    true => failed(format!("tray of disk '{id}' may be locked by the guest")),
                    false => error,
                });
            }
            Err(error) if !error.message().contains("locked") => return Err(error),
            Err(_) => tokio::time::sleep(Duration::from_millis(250)).await,
        }
    }
}
