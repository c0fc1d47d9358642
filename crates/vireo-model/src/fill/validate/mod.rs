//! Refusals, a room a device.
//!
//! The order is the reference's, for the first refusal counts: the definition as
//! the driver sees it, then each device (what it shares with all, its own rules,
//! its address, the driver's rules), then the definition by rules that every
//! hypervisor shares.

pub mod chardev;
pub mod controller;
pub mod disk;
pub mod domain;
pub mod generic;
pub mod hostdev;
pub mod interface;
pub mod memory;
pub mod os;
pub mod others;
pub mod screen;
pub mod shared;
pub mod storage;

use crate::domain::Domain;
use crate::domain::devices::chardev::{ChannelTargetType, ChardevSource};
use crate::domain::devices::rng::RngBackend;
use crate::domain::devices::simple::SmartcardMode;
use crate::fill::walk::{Place, info, places};
use crate::fill::{Context, Result};

/// One rule or a group of them.
type Rule = fn(&Domain, &Context<'_>) -> Result;

/// The definition as the QEMU driver sees it.
const DRIVER: &[Rule] = &[
    domain::emulator,
    domain::acpi,
    domain::bios_serial,
    domain::lifecycle,
    domain::cpu,
    memory::hotplug,
    domain::iothreads,
    domain::clock,
    domain::pm,
    domain::boot,
    os::variables,
    domain::vcpus,
    domain::features,
    domain::memory,
    domain::numa,
    chardev::consoles,
    domain::sysinfo,
    others::panics,
    |dom, _| others::tpms(dom),
    |dom, _| others::watchdogs(dom),
    others::launch_security,
];

/// The definition by rules that every hypervisor shares.
const GENERIC: &[Rule] = &[
    generic::resource,
    |dom, _| disk::duplicates(dom),
    |dom, _| hostdev::all(dom),
    |dom, _| disk::addresses(dom),
    |dom, _| shared::aliases(dom),
    |dom, _| others::iommu_features(dom),
    generic::hugepages,
    |dom, _| os::os(dom),
    generic::cputune,
    generic::boot,
    |dom, _| screen::primary(dom),
    generic::tunables,
    generic::idmap,
    generic::numa,
    generic::iothreads,
    generic::launch_security,
    generic::name,
];

/// All rules, in order.
///
/// # Errors
/// The first that is broken.
pub(crate) fn all(dom: &Domain, ctx: &Context<'_>) -> Result {
    if ctx.emulator.is_some() {
        for rule in DRIVER {
            rule(dom, ctx)?;
        }
    }
    let mirrored = crate::fill::walk::console_mirrors_serial(dom);
    for place in places(dom) {
        if mirrored && place == Place::Console(0) {
            continue;
        }
        device(dom, place, ctx)?;
    }
    others::small(dom, ctx)?;
    others::filesystems(dom)?;
    for graphics in &dom.devices.graphics {
        screen::generic(graphics, dom)?;
        screen::driver(graphics, dom, ctx)?;
    }
    screen::audios(dom, ctx)?;
    for rule in GENERIC {
        rule(dom, ctx)?;
    }
    Ok(())
}

/// The rules of one device.
///
/// # Errors
/// The first that is broken.
pub(crate) fn device(dom: &Domain, place: Place, ctx: &Context<'_>) -> Result {
    let Some(shared) = info(dom, place) else { return Ok(()) };
    shared::device_info(place, shared)?;
    own_generic(dom, place, ctx)?;
    if ctx.emulator.is_none() {
        return Ok(());
    }
    shared::device_info_driver(shared, ctx)?;
    shared::drive_address(dom, place, ctx)?;
    own_driver(dom, place, ctx)
}

fn own_generic(dom: &Domain, place: Place, ctx: &Context<'_>) -> Result {
    let d = &dom.devices;
    match place {
        Place::Disk(n) => disk::generic(&d.disks[n as usize], dom),
        Place::Interface(n) => interface::generic(&d.interfaces[n as usize]),
        Place::Sound(n) => screen::sound_generic(&d.sounds[n as usize], dom),
        Place::Hostdev(n) => hostdev::generic(&d.hostdevs[n as usize]),
        Place::Video(n) => screen::video_generic(&d.videos[n as usize], dom),
        Place::Controller(n) => controller::generic(&d.controllers[n as usize]),
        Place::Serial(_) | Place::Parallel(_) | Place::Channel(_) | Place::Console(_) => {
            let (source, channel) = source(dom, place);
            source.map_or(Ok(()), |source| chardev::generic(source, channel))
        }
        Place::Redirdev(n) => match &d.redirdevs[n as usize].source {
            // The reference asks for the channel of a D-Bus display everywhere else.
            ChardevSource::Dbus(dbus) if dbus.channel.is_none() => Ok(()),
            source => chardev::generic(source, false),
        },
        Place::Smartcard(n) => {
            let card = &d.smartcards[n as usize];
            others::smartcard_generic(card)?;
            match &card.mode {
                SmartcardMode::Passthrough(card) => chardev::generic(&card.source, false),
                SmartcardMode::Host | SmartcardMode::HostCertificates(_) => Ok(()),
            }
        }
        Place::Iommu => d.iommu.as_ref().map_or(Ok(()), others::iommu_generic),
        Place::Rng(n) => match &d.rngs[n as usize].backend {
            RngBackend::Egd(egd) => chardev::generic(&egd.source, false),
            RngBackend::Random(_) | RngBackend::Builtin => Ok(()),
        },
        Place::Input(n) => others::input_generic(&d.inputs[n as usize], dom),
        Place::Memory(n) => {
            let module = &d.memories[n as usize];
            memory::conflicts(module, &d.memories)?;
            memory::generic(module, dom, ctx)
        }
        _ => Ok(()),
    }
}

/// The source of a character device, and whether it is a virtio channel.
fn source(dom: &Domain, place: Place) -> (Option<&ChardevSource>, bool) {
    let d = &dom.devices;
    match place {
        Place::Serial(n) => (d.serials[n as usize].source.as_ref(), false),
        Place::Parallel(n) => (d.parallels[n as usize].source.as_ref(), false),
        Place::Console(n) => (d.consoles[n as usize].source.as_ref(), false),
        Place::Channel(n) => {
            let channel = &d.channels[n as usize];
            let kind = channel.target.as_ref().map(|t| t.kind);
            let virtio = matches!(kind, Some(ChannelTargetType::Virtio | ChannelTargetType::Xen));
            (channel.source.as_ref(), virtio)
        }
        _ => (None, false),
    }
}

fn own_driver(dom: &Domain, place: Place, ctx: &Context<'_>) -> Result {
    let d = &dom.devices;
    match place {
        Place::Disk(n) => disk::driver(&d.disks[n as usize], dom, ctx),
        Place::Interface(n) => interface::driver(&d.interfaces[n as usize], dom, ctx),
        Place::Sound(n) => screen::sound_driver(&d.sounds[n as usize], ctx),
        Place::Hostdev(n) => hostdev::driver(&d.hostdevs[n as usize], dom, ctx),
        Place::Video(n) => screen::video_driver(&d.videos[n as usize], dom, ctx),
        Place::Controller(n) => controller::driver(&d.controllers[n as usize], dom, ctx),
        Place::Serial(_) | Place::Parallel(_) | Place::Channel(_) | Place::Console(_) => {
            if let (Some(source), _) = source(dom, place) {
                chardev::driver(source, dom, ctx)?;
            }
            match place {
                Place::Serial(n) => chardev::serial(&d.serials[n as usize], ctx),
                Place::Parallel(_) => chardev::parallel(ctx),
                _ => Ok(()),
            }
        }
        Place::Redirdev(n) => chardev::driver(&d.redirdevs[n as usize].source, dom, ctx),
        Place::Input(n) => others::input_driver(&d.inputs[n as usize], ctx),
        Place::Filesystem(n) => others::filesystem(&d.filesystems[n as usize], dom, ctx),
        Place::Watchdog(n) => others::watchdog(&d.watchdogs[n as usize], dom, ctx),
        Place::Memballoon => d.memballoon.as_ref().map_or(Ok(()), |b| others::balloon(b, ctx)),
        Place::Rng(n) => {
            let rng = &d.rngs[n as usize];
            if let RngBackend::Egd(egd) = &rng.backend {
                chardev::driver(&egd.source, dom, ctx)?;
            }
            others::rng(rng, ctx)
        }
        Place::Shmem(n) => others::shmem(&d.shmems[n as usize], ctx),
        Place::Tpm(n) => others::tpm(&d.tpms[n as usize], ctx),
        Place::Memory(n) => memory::driver(&d.memories[n as usize], ctx),
        Place::Iommu => d.iommu.as_ref().map_or(Ok(()), |i| others::iommu(i, dom, ctx)),
        Place::Crypto(n) => others::crypto(&d.cryptos[n as usize], ctx),
        Place::Smartcard(n) => match &d.smartcards[n as usize].mode {
            SmartcardMode::Passthrough(card) => chardev::driver(&card.source, dom, ctx),
            SmartcardMode::Host | SmartcardMode::HostCertificates(_) => Ok(()),
        },
        Place::Nvram | Place::Hub(_) | Place::Panic(_) => Ok(()),
        Place::Vsock | Place::Pstore => Ok(()),
    }
}
