//! Devices plugged into running guests, changed in them, pulled out of them.
//!
//! A device is plugged by the words that a start would put on QEMU's command line for it, sent as
//! monitor commands ([`commands`]); they are taken back in reverse when one fails, and again when
//! the device is gone. The definition is changed when QEMU has the device, and when QEMU says that it
//! has it no more: the guest decides when that is ([`waits`]).
//!
//! ```text
//!   attach   place ─► name ─► open on the host ─► commands ─► definition ─► device-added
//!                              └──── undo ◄── one fails
//!   detach   device_del ─► up to 5 s ─► told "done"
//!                 └ DEVICE_DELETED (whenever) ─► backends out ─► definition ─► device-removed
//! ```
//!
//! | module | what |
//! |---|---|
//! | [`rooms`] | the kinds that can be plugged, and the refusals of the others |
//! | [`commands`], [`chardevs`] | words of a command line as commands |
//! | [`change`] | what can be changed of a device in place |
//! | [`descriptors`] | sets of descriptors that a device leaves behind |
//! | [`waits`] | who waits for a device to go |

pub mod change;
mod chardevs;
mod commands;
mod descriptors;
mod rooms;
pub mod waits;

use std::time::Duration;

use vireo_api::event::DomainEvent;
use vireo_api::secret::Secrets;
use vireo_api::{Error, ErrorCode, ErrorDomain, Result};
use vireo_model::domain::devices::controller::{ControllerModel, ControllerType};
use vireo_model::domain::{Device, Devices, Domain};
use vireo_model::edit::{self, Spot, spot};
use vireo_qmp::Call;
use vireo_qmp::command::{QueryChardev, QueryMemoryDevices};

use crate::build::Build;
use crate::devices::{self, alias, disk};
use crate::driver::lock;
use crate::error::{self, not_running};
use crate::live::Live;
use crate::process::start::Starting;
use crate::process::transition::Run;
use crate::view::DriverView;
use commands::{Item, Undo};
use waits::Unplugged;

/// How long a caller waits for the guest to let a device go.
const PATIENCE: Duration = Duration::from_secs(5);

/// The definition of the run.
fn present(run: &Run) -> Result<std::sync::Arc<Domain>> {
    run.guest.peek(|view| view.live_config.clone()).ok_or_else(not_running)
}

/// Plugs a prepared device in.
///
/// # Errors
/// The kind cannot be plugged; there is no room; QEMU refuses. Nothing stays behind.
pub async fn attach(run: &Run, device: Device) -> Result<()> {
    let config = present(run)?;
    rooms::can_attach(&config, &device)?;
    let view = DriverView::for_domain(&run.core, &config).await;
    let placed = edit::place(&config, device, &view).map_err(error::fill)?;
    for controller in placed.controllers {
        plug(run, Device::Controller(controller)).await?;
    }
    plug(run, placed.device).await
}

/// Plugs one device in that has its place.
async fn plug(run: &Run, device: Device) -> Result<()> {
    if matches!(device, Device::Lease(_)) {
        run.amend(|domain| edit::insert(domain, device)).await;
        return Ok(());
    }
    let config = present(run)?;
    let device = named(&config, device)?;
    let name = name_of(&device);
    let (alone, spot) = alone(&config, device);
    let mut s = Starting::plugging(run, alone);
    let files = match open(run, &mut s).await {
        Ok(files) => files,
        Err(error) => {
            close(&mut s).await;
            return Err(error);
        }
    };
    match send(run, &mut s, spot).await {
        Ok(done) => {
            if let Err(error) = learn(run, &mut s.domain).await {
                tracing::warn!(device = name, %error, "not all is known of the new device");
            }
            let device = spot::take(&mut s.domain, spot).ok_or_else(not_running)?;
            lock(&run.live.ledger).append(std::mem::take(&mut s.ledger));
            drop(done);
            run.live.learn(|facts| facts.devices.push(name.clone()));
            run.amend(|domain| edit::insert(domain, device)).await;
            run.core.publish(&run.guest, DomainEvent::DeviceAdded { dev_alias: name });
            Ok(())
        }
        Err(error) => {
            let error = s.with_helpers_words(error).await;
            close(&mut s).await;
            give_back(run, &files).await;
            Err(error)
        }
    }
}

/// What was taken from the host goes back.
async fn close(s: &mut Starting) {
    s.opened = crate::build::Opened::default();
    // What goes wrong is logged by the ledger.
    let _ = s.ledger.release_all().await;
}

async fn give_back(run: &Run, files: &[String]) {
    for file in files {
        crate::block::labels::give_back(run, file).await;
    }
}

/// Gives the device its name among the others.
fn named(config: &Domain, device: Device) -> Result<Device> {
    let mut with = config.clone();
    let spot = spot::put(&mut with, device);
    alias::assign(&mut with);
    spot::take(&mut with, spot).ok_or_else(not_running)
}

fn name_of(device: &Device) -> String {
    spot::device_info(device).and_then(|info| info.alias.clone()).unwrap_or_default()
}

/// The definition with no devices but controllers and this one.
fn alone(config: &Domain, device: Device) -> (Domain, Spot) {
    let devices = Devices {
        emulator: config.devices.emulator.clone(),
        controllers: config.devices.controllers.clone(),
        // What a display device does may depend on there being a screen.
        graphics: config.devices.graphics.clone(),
        ..Devices::default()
    };
    let mut alone = Domain { devices, ..config.clone() };
    // A device that comes later has no place in the order of kinds.
    alone.os.boots.clear();
    let spot = spot::put(&mut alone, device);
    (alone, spot)
}

/// Opens and makes what the device needs of the host; tells the files that became QEMU's.
async fn open(run: &Run, s: &mut Starting) -> Result<Vec<String>> {
    devices::chardev::prepare(&s.core, &s.paths, &mut s.domain);
    crate::tls::fill(&s.core.config, &mut s.domain);
    for disk in &mut s.domain.devices.disks {
        disk::volume::find(&*s.core.volumes, disk).await?;
        let mut next = run.live.facts.load().next_node;
        disk::prepare::plugged(disk, &mut next, s.core.guest_ids())?;
        run.live.learn(|facts| facts.next_node = next);
    }
    let place = crate::helper::Place { core: &s.core, paths: &s.paths };
    disk::nbdkit::choose(place, &mut s.domain.devices.disks).await;
    devices::chardev::open(s)?;
    devices::interface::open(s).await?;
    devices::hostdev::plug(run, s).await?;
    devices::misc::open(s)?;
    crate::helper::plug(run, s).await?;
    let mut given = Vec::new();
    for file in disk::files(&s.domain) {
        if let Err(error) = crate::block::labels::give(run, &file).await {
            give_back(run, &given).await;
            return Err(error);
        }
        given.push(file);
    }
    Ok(given)
}

/// The commands that put the device in.
fn items(
    run: &Run,
    domain: &Domain,
    spot: Spot,
    opened: crate::build::Opened,
    secrets: Option<&dyn Secrets>,
) -> Result<Vec<Item>> {
    let device = spot::get(domain, spot).ok_or_else(not_running)?;
    let words = rooms::words(&device)?;
    let mut line = crate::process::argv::CommandLine::default();
    line.start_fd_sets(run.live.facts.load().next_fd_set);
    let mut build = Build {
        domain,
        emulator: &run.live.emulator,
        config: &run.core.config,
        host: &run.core.host,
        paths: &run.live.paths,
        privileged: run.core.privileged,
        translation: false,
        incoming: false,
        secrets,
        opened,
        line,
    };
    disk::reservations::helper_for_plugged(&mut build)?;
    words(&mut build)?;
    let mut line = build.line;
    let sets = line.next_fd_set();
    run.live.learn(|facts| facts.next_fd_set = sets);
    let only = matches!(device, Device::Controller(_)).then(|| name_of(&device));
    let fds = line.take_fds();
    commands::items(line.args(), fds, only.as_deref())
}

/// Sends the commands; what was done is undone when one fails.
async fn send(run: &Run, s: &mut Starting, spot: Spot) -> Result<Vec<Undo>> {
    let opened = std::mem::take(&mut s.opened);
    let items = items(run, &s.domain, spot, opened, Some(&*s.core.secrets))?;
    let mut done = Vec::new();
    for item in items {
        match run.live.call(item.add).await {
            Ok(_) => done.extend(item.undo),
            Err(error) => {
                undo(&run.live, done).await;
                return Err(error);
            }
        }
    }
    Ok(done)
}

/// Takes back what was put in, the last first; what goes wrong is logged.
async fn undo(live: &Live, done: Vec<Undo>) {
    for one in done.into_iter().rev() {
        let name = one.name().to_owned();
        if let Err(error) = live.call(one.call()).await {
            tracing::debug!(name, %error, "part of a device stays");
        }
    }
}

/// What QEMU chose: pseudo terminals, addresses of memory.
async fn learn(run: &Run, alone: &mut Domain) -> Result<()> {
    let d = &alone.devices;
    let ports = d.channels.len() + d.consoles.len() + d.serials.len() + d.redirdevs.len();
    if ports > 0 {
        let known = run.live.run(&QueryChardev).await?;
        devices::chardev::learn_ptys(alone, &known);
    }
    if !alone.devices.memories.is_empty() {
        devices::memory::learn(alone, &run.live.run(&QueryMemoryDevices).await?);
    }
    Ok(())
}

/// Pulls out the device that a prepared one means, and waits a while for the guest to let it go.
///
/// # Errors
/// There is none; the kind cannot be pulled; QEMU or the guest refuses.
pub async fn detach(run: &Run, device: &Device) -> Result<()> {
    let config = present(run)?;
    let spot = rooms::find(&config, device)?;
    pull(run, &config, spot, Wait::Patiently).await
}

/// Pulls out the device of that name; the guest lets it go when it likes.
///
/// # Errors
/// As [`detach`].
pub async fn detach_alias(run: &Run, alias: &str) -> Result<()> {
    let config = present(run)?;
    let spot = spot::by_alias(&config, alias).ok_or_else(|| {
        let text = format!("no device found with alias {alias}");
        Error::new(ErrorCode::InternalError, ErrorDomain::Domain, text)
    })?;
    pull(run, &config, spot, Wait::NotAtAll).await
}

/// Whether a caller waits for the guest.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wait {
    Patiently,
    NotAtAll,
}

async fn pull(run: &Run, config: &Domain, spot: Spot, wait: Wait) -> Result<()> {
    let device = spot::get(config, spot).ok_or_else(not_running)?;
    rooms::can_detach(config, &device)?;
    if let Device::Disk(disk) = &device {
        crate::block::mirror::ensure_free(run, disk)?;
    }
    if matches!(device, Device::Lease(_)) {
        run.amend(|domain| drop(edit::remove(domain, spot))).await;
        return Ok(());
    }
    let name = name_of(&device);
    let waiting = run.live.unplugs.wait_for(&name);
    run.live.call(Call::new("device_del").arguments(&serde_json::json!({ "id": name }))).await?;
    if wait == Wait::NotAtAll {
        return Ok(());
    }
    match tokio::time::timeout(PATIENCE, waiting).await {
        Ok(Ok(Unplugged::Gone)) | Err(_) | Ok(Err(_)) => Ok(()),
        Ok(Ok(Unplugged::Refused)) => {
            Err(error::failed("unplug of device was rejected by the guest"))
        }
    }
}

/// QEMU has the device no more: its backends and its place in the definition go too.
pub async fn removed(run: &Run, name: &str) {
    let Ok(config) = present(run) else { return };
    let Some(spot) = spot::by_alias(&config, name) else { return };
    let Some(device) = spot::get(&config, spot) else { return };
    let (alone, place) = alone(&config, device);
    match items(run, &alone, place, crate::build::Opened::default(), None) {
        Ok(items) => {
            let rest: Vec<Undo> = items.into_iter().filter_map(|item| item.undo).collect();
            undo(&run.live, rest.into_iter().filter(|one| !one.is_device()).collect()).await;
        }
        Err(error) => tracing::warn!(device = name, %error, "its backends stay"),
    }
    descriptors::remove(run, &alone).await;
    let mut lent = disk::files(&alone);
    lent.extend(devices::chardev::nodes(&alone));
    give_back(run, &lent).await;
    devices::hostdev::unplugged(run, &alone).await;
    devices::interface::unplugged(run, &alone).await;
    run.amend(|domain| {
        if let Some(spot) = spot::by_alias(domain, name) {
            let _ = edit::remove(domain, spot);
        }
    })
    .await;
    disk::reservations::unplugged(run, &alone).await;
    crate::helper::unplugged(run, &alone).await;
    let event = DomainEvent::DeviceRemoved { dev_alias: name.to_owned() };
    run.core.publish(&run.guest, event);
    run.live.unplugs.tell(name, Unplugged::Gone);
}

/// Devices that went while no daemon looked: `before` are those that QEMU had.
pub async fn removed_unseen(run: &Run, before: &[String]) {
    let now = run.live.facts.load().devices.clone();
    for name in before.iter().filter(|name| !now.contains(name)) {
        removed(run, name).await;
    }
}

/// Whether a controller can come later: those of SCSI and of ports can.
fn is_late(kind: ControllerType, model: Option<ControllerModel>) -> bool {
    matches!(kind, ControllerType::Scsi | ControllerType::VirtioSerial)
        || (kind == ControllerType::Usb && model != Some(ControllerModel::None))
}
