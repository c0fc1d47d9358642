//! All devices of a definition in the reference's order, and each by its place.

use crate::domain::Domain;
use crate::domain::address::DeviceInfo;
use crate::domain::cpu::NumaCell;

/// The one list of the devices that have an address: hands it to a macro, with what else that wants.
macro_rules! with_devices {
    ($then:ident { $($more:tt)* }) => {
        $then! {
            many {
                Disk => disks,
                Interface => interfaces,
                Sound => sounds,
                Hostdev => hostdevs,
                Video => videos,
                Controller => controllers,
                Smartcard => smartcards,
                Serial => serials,
                Parallel => parallels,
                Channel => channels,
                Console => consoles,
                Input => inputs,
                Filesystem => filesystems,
                Watchdog => watchdogs,
                Rng => rngs,
                Hub => hubs,
                Shmem => shmems,
                Tpm => tpms,
                Panic => panics,
                Memory => memories,
                Redirdev => redirdevs,
                Crypto => cryptos,
            }
            one {
                Memballoon => memballoon,
                Nvram => nvram,
                Iommu => iommu,
                Vsock => vsock,
                Pstore => pstore,
            }
            $($more)*
        }
    };
}
pub(crate) use with_devices;

macro_rules! places {
    (many { $($many:ident => $list:ident,)* } one { $($one:ident => $field:ident,)* }) => {
        /// A device by its kind and its position in the list of that kind.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[allow(missing_docs)] // the names of the elements
        pub enum Place {
            $($many(u32),)*
            $($one,)*
        }

        /// What the device has in common with all others; `None` when it is gone.
        pub fn info(dom: &Domain, place: Place) -> Option<&DeviceInfo> {
            let devices = &dom.devices;
            match place {
                $(Place::$many(n) => devices.$list.get(n as usize).map(|d| &d.info),)*
                $(Place::$one => devices.$field.as_ref().map(|d| &d.info),)*
            }
        }

        /// The same, to be changed.
        pub fn info_mut(dom: &mut Domain, place: Place) -> Option<&mut DeviceInfo> {
            let devices = &mut dom.devices;
            match place {
                $(Place::$many(n) => devices.$list.get_mut(n as usize).map(|d| &mut d.info),)*
                $(Place::$one => devices.$field.as_mut().map(|d| &mut d.info),)*
            }
        }
    };
}

with_devices!(places {});

/// Every device, in the order in which the reference goes through them.
pub fn places(dom: &Domain) -> Vec<Place> {
    let d = &dom.devices;
    let mut out = Vec::with_capacity(d.disks.len() + d.controllers.len() + 32);
    let mut many = |count: usize, place: fn(u32) -> Place| {
        out.extend((0..count as u32).map(place));
    };
    many(d.disks.len(), Place::Disk);
    many(d.interfaces.len(), Place::Interface);
    many(d.sounds.len(), Place::Sound);
    many(d.hostdevs.len(), Place::Hostdev);
    many(d.videos.len(), Place::Video);
    many(d.controllers.len(), Place::Controller);
    many(d.smartcards.len(), Place::Smartcard);
    many(d.serials.len(), Place::Serial);
    many(d.parallels.len(), Place::Parallel);
    many(d.channels.len(), Place::Channel);
    many(d.consoles.len(), Place::Console);
    many(d.inputs.len(), Place::Input);
    many(d.filesystems.len(), Place::Filesystem);
    many(d.watchdogs.len(), Place::Watchdog);
    many(usize::from(d.memballoon.is_some()), |_| Place::Memballoon);
    many(d.rngs.len(), Place::Rng);
    many(usize::from(d.nvram.is_some()), |_| Place::Nvram);
    many(d.hubs.len(), Place::Hub);
    many(d.shmems.len(), Place::Shmem);
    many(d.tpms.len(), Place::Tpm);
    many(d.panics.len(), Place::Panic);
    many(d.memories.len(), Place::Memory);
    many(d.redirdevs.len(), Place::Redirdev);
    many(usize::from(d.iommu.is_some()), |_| Place::Iommu);
    many(usize::from(d.vsock.is_some()), |_| Place::Vsock);
    many(d.cryptos.len(), Place::Crypto);
    many(usize::from(d.pstore.is_some()), |_| Place::Pstore);
    out
}

/// The guest's NUMA cells.
pub fn numa_cells(dom: &Domain) -> &[NumaCell] {
    dom.cpu.as_ref().and_then(|c| c.numa.as_ref()).map_or(&[], |n| &n.cells)
}

/// Whether the first console is the first serial port once more.
pub fn console_mirrors_serial(dom: &Domain) -> bool {
    use crate::domain::devices::chardev::ConsoleTargetType;
    let first = dom.devices.consoles.first();
    !dom.devices.serials.is_empty()
        && first.is_some_and(|c| matches!(c.target_kind, Some(ConsoleTargetType::Serial) | None))
}
