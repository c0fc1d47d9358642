//! The devices: a room each, and the one list of them.
//!
//! A room knows what its device is to QEMU: its words on the command line, what it needs of the host
//! before QEMU runs, what is learnt of it afterwards, its files. To add a device, add a room and its
//! line in [`ROOMS`].

pub mod address;
pub mod alias;
pub mod audio;
pub(crate) mod bus;
pub mod channel;
pub mod chardev;
pub mod controller;
pub mod disk;
pub mod filesystem;
pub mod graphics;
pub mod hostdev;
pub mod input;
pub mod interface;
mod launch_security;
pub mod memballoon;
pub mod memory;
pub mod misc;
pub(crate) mod passt;
pub mod rng;
pub mod sound;
#[cfg(test)]
pub(crate) mod testing;
pub mod tpm;
pub(crate) mod vhost_gpu;
pub mod video;
pub mod virtio;
pub(crate) mod virtiofsd;
pub mod watchdog;

use serde_json::Value;
use vireo_api::Result;
use vireo_model::domain::Domain;
use vireo_model::domain::namespaces::QemuOverrideKind;
use vireo_runtime::ledger::Ledger;

use crate::build::Build;
use crate::driver::Core;
use crate::live::Paths;
use crate::process::argv::Props;
use crate::process::start::Starting;
use crate::process::transition::Run;

/// What a room adds to the command line.
type Words = fn(&mut Build<'_>) -> Result<()>;

/// The devices in the order of their words, which is the reference's.
const ROOMS: &[Words] = &[
    misc::iommu,
    controller::pci_holes,
    controller::words,
    memory::words,
    misc::hubs,
    controller::ccid,
    disk::words,
    filesystem::words,
    interface::words,
    misc::smartcards,
    chardev::serials,
    chardev::parallels,
    channel::words,
    chardev::consoles,
    tpm::words,
    input::words,
    audio::words,
    graphics::words,
    video::words,
    sound::words,
    watchdog::words,
    misc::redirdevs,
    hostdev::words,
    crate::machine::incoming,
    memballoon::words,
    rng::words,
    misc::nvram,
    misc::vmcoreinfo,
    launch_security::words,
    crate::machine::tail,
    misc::panics,
    misc::shmems,
    misc::vsock,
    misc::cryptos,
    misc::pstore,
];

/// Adds the words of all devices.
pub(crate) fn all(b: &mut Build<'_>) -> Result<()> {
    virtio::all_have_places(b.domain)?;
    ROOMS.iter().try_for_each(|words| words(b))?;
    crate::machine::end(b);
    Ok(())
}

/// Fills in what a running guest's devices have: names, paths, ports. Nothing is opened.
pub(crate) async fn prepare(s: &mut Starting) -> Result<()> {
    name(&s.core, &s.paths, &mut s.domain);
    disk::volume::find_all(s).await?;
    disk::prepare(s)
}

/// Names devices, their sockets and block nodes, without a look at the host.
pub(crate) fn name(core: &Core, paths: &Paths, domain: &mut Domain) {
    alias::assign(domain);
    chardev::prepare(core, paths, domain);
    crate::tls::fill(&core.config, domain);
    disk::number(domain);
}

/// Opens and makes what devices need of the host.
pub(crate) async fn open(s: &mut Starting) -> Result<()> {
    graphics::open(s)?;
    chardev::open(s)?;
    interface::open(s).await?;
    hostdev::open(s).await?;
    launch_security::open(s).await?;
    misc::open(s)?;
    crate::helper::open(s).await
}

/// Enters again what the devices of a guest hold that ran on without a daemon.
pub(crate) fn keep(core: &Core, domain: &Domain, ledger: &mut Ledger) {
    graphics::keep(core, domain, ledger);
    interface::keep(core, domain, ledger);
    hostdev::keep(core, domain, ledger);
}

/// Files that QEMU opens by path.
#[must_use]
pub fn files(domain: &Domain) -> Vec<String> {
    let mut files = crate::machine::files(domain);
    files.extend(disk::files(domain));
    files.extend(memory::files(domain));
    files.extend(misc::files(domain));
    files
}

impl Build<'_> {
    /// Adds a device, with the user's own properties.
    pub(crate) fn device(&mut self, mut props: Props) {
        let own = self.domain.qemu_override.as_ref();
        let alias = props.get_str("id").map(str::to_owned);
        if let Some(numbers) = alias.as_deref().and_then(|alias| address::zpci(self, alias)) {
            self.line.json("-device", numbers);
        }
        let own = own.into_iter().flat_map(|own| &own.devices);
        for device in own.filter(|device| Some(&device.alias) == alias.as_ref()) {
            for property in &device.frontend {
                let value = property.value.clone().unwrap_or_default();
                match property.kind {
                    QemuOverrideKind::String => props.set(&property.name, value.into()),
                    QemuOverrideKind::Signed => {
                        set_number(&mut props, &property.name, value.parse::<i64>().ok())
                    }
                    QemuOverrideKind::Unsigned => {
                        set_number(&mut props, &property.name, value.parse::<u64>().ok())
                    }
                    QemuOverrideKind::Bool => props.set(&property.name, (value == "true").into()),
                    QemuOverrideKind::Remove => props.remove(&property.name),
                }
            }
        }
        self.line.json("-device", props);
    }
}

fn set_number(props: &mut Props, name: &str, value: Option<impl Into<Value>>) {
    if let Some(value) = value {
        props.set(name, value.into());
    }
}

/// A disk that an event is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Its name.
    pub alias: String,
    /// The path of its medium.
    pub path: String,
}

impl Run {
    /// The disk that QEMU means by one of these: path of a device, name of a node, id.
    pub(crate) fn find_disk(&self, names: &[Option<&str>]) -> Option<Found> {
        let config = self.guest.peek(|view| view.live_config.clone())?;
        let named = |disk: &vireo_model::domain::devices::Disk| {
            names.iter().flatten().any(|name| !name.is_empty() && disk::is_named(disk, name))
        };
        let disk = config.devices.disks.iter().find(|disk| named(disk))?;
        Some(Found {
            alias: disk.info.alias.clone().unwrap_or_default(),
            path: disk.source.as_ref().and_then(disk::local_path).unwrap_or_default(),
        })
    }

    /// Changes the running definition, then saves it.
    pub(crate) async fn amend(&self, change: impl FnOnce(&mut Domain)) {
        let _order = self.live.order.lock().await;
        let changed = self.guest.update(|view| {
            let Some(present) = &view.live_config else { return false };
            let mut domain = Domain::clone(present);
            change(&mut domain);
            let changed = domain != **present;
            if changed {
                view.live_config = Some(domain.into());
            }
            changed
        });
        if changed {
            self.core.write_status(&self.guest).await;
        }
    }

    /// The guest moved its clock: what it is ahead of the host's then.
    pub(crate) async fn rtc_moved(&self, offset: i64) -> i64 {
        use vireo_model::domain::clock::ClockOffset;
        let view = self.guest.view();
        let clock = view.live_config.as_ref().and_then(|config| config.clock.clone());
        let Some(clock) = clock.filter(|clock| clock.offset == ClockOffset::Variable) else {
            return offset;
        };
        let before = clock.adjustment.as_deref().and_then(|text| text.parse::<i64>().ok());
        let offset = offset + before.unwrap_or(0);
        self.amend(|domain| {
            if let Some(clock) = &mut domain.clock {
                clock.adjustment = Some(offset.to_string());
            }
        })
        .await;
        offset
    }

    /// A tray was opened or closed.
    pub(crate) async fn tray_moved(&self, alias: &str, open: bool) {
        use vireo_model::domain::devices::disk::TrayStatus;
        self.amend(|domain| {
            let disks = domain.devices.disks.iter_mut();
            for disk in disks.filter(|disk| disk.info.alias.as_deref() == Some(alias)) {
                disk.target.tray = open.then_some(TrayStatus::Open);
            }
        })
        .await;
    }

    /// The balloon left the guest another amount of memory, in KiB.
    pub(crate) async fn balloon_moved(&self, kib: u64) {
        self.amend(|domain| domain.current_memory = Some(kib)).await;
    }
}
