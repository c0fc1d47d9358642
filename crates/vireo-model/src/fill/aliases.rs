//! Names of the devices of a running guest: assigned at start, before QEMU's
//! arguments are made. Names that users gave stay.
//!
//! | device | name |
//! |---|---|
//! | controllers | `pci.0`, `pcie.0`, `usb`, `usb1`, `ide`, `scsi0`, … |
//! | disks | by address `sata0-0-0`, by target name `virtio-disk0` |
//! | most others | kind and number: `net0`, `serial0`, `video0` |
//! | the first console, when it is the first serial port | that port's name |

use std::collections::HashSet;

use crate::domain::Domain;
use crate::domain::address::DeviceAddress;
use crate::domain::devices::controller::{
    Controller, ControllerModel as Model, ControllerType as Type,
};
use crate::domain::devices::disk::{Disk, DiskBus};
use crate::domain::devices::interface::InterfaceType;
use crate::domain::devices::memory::MemoryModel;
use crate::fill::Family;
use crate::fill::machine::target_index;
use crate::fill::walk::{Place, console_mirrors_serial, info, info_mut, places};

/// Whether a name may be kept from a definition: it says that a user gave it.
pub fn is_user_alias(alias: &str) -> bool {
    let good = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
    alias.starts_with("ua-") && alias.bytes().all(good)
}

/// Give every device without a name its name.
pub fn assign(dom: &mut Domain) {
    let arch = dom.os.arch.as_deref().unwrap_or_default();
    let machine = dom.os.machine.as_deref().unwrap_or_default();
    let family = Family::of(arch, machine);
    let builtin_ide = family.has_builtin_ide(machine);
    let mirrored = console_mirrors_serial(dom);
    let mut names = Names::of(dom);
    for place in order(dom) {
        if info(dom, place).is_none_or(|i| i.alias.is_some()) {
            continue;
        }
        if mirrored && place == Place::Console(0) {
            let serial = info(dom, Place::Serial(0)).and_then(|i| i.alias.clone());
            set(dom, place, serial);
            continue;
        }
        let alias = match place {
            Place::Disk(n) => disk(dom, &dom.devices.disks[n as usize]),
            Place::Controller(n) => {
                Some(controller(&dom.devices.controllers[n as usize], family, builtin_ide))
            }
            Place::Interface(n) => {
                let hosted = dom.devices.interfaces[n as usize].kind == InterfaceType::Hostdev;
                Some(names.next(if hosted { "hostdev" } else { "net" }))
            }
            Place::Memory(n) => Some(memory(dom, n, &mut names)),
            Place::Memballoon => Some("balloon0".to_owned()),
            Place::Vsock => Some("vsock0".to_owned()),
            Place::Iommu => Some("iommu0".to_owned()),
            Place::Pstore => Some("pstore0".to_owned()),
            Place::Panic(_) | Place::Nvram => None,
            _ => match position(place) {
                Some(n) => prefix(place).map(|prefix| names.take(format!("{prefix}{n}"))),
                None => prefix(place).map(|prefix| names.next(prefix)),
            },
        };
        set(dom, place, alias);
    }
}

fn set(dom: &mut Domain, place: Place, alias: Option<String>) {
    if let Some(info) = info_mut(dom, place) {
        info.alias = alias;
    }
}

/// Disks and host devices first: the names of the others follow from them.
fn order(dom: &Domain) -> Vec<Place> {
    let mut order = places(dom);
    order.sort_by_key(|place| match place {
        Place::Disk(_) => 0,
        Place::Hostdev(_) => 1,
        Place::Console(_) => 3,
        _ => 2,
    });
    order
}

/// Kinds that are numbered by their position, names of users or not.
fn position(place: Place) -> Option<u32> {
    match place {
        Place::Serial(n) | Place::Parallel(n) | Place::Channel(n) | Place::Console(n) => Some(n),
        Place::Sound(n) | Place::Video(n) | Place::Hub(n) | Place::Smartcard(n) => Some(n),
        Place::Redirdev(n) | Place::Tpm(n) => Some(n),
        _ => None,
    }
}

fn prefix(place: Place) -> Option<&'static str> {
    Some(match place {
        Place::Filesystem(_) => "fs",
        Place::Rng(_) => "rng",
        Place::Crypto(_) => "crypto",
        Place::Sound(_) => "sound",
        Place::Video(_) => "video",
        Place::Hub(_) => "hub",
        Place::Smartcard(_) => "smartcard",
        Place::Redirdev(_) => "redir",
        Place::Input(_) => "input",
        Place::Watchdog(_) => "watchdog",
        Place::Shmem(_) => "shmem",
        Place::Hostdev(_) => "hostdev",
        Place::Serial(_) => "serial",
        Place::Parallel(_) => "parallel",
        Place::Channel(_) => "channel",
        Place::Console(_) => "console",
        Place::Tpm(_) => "tpm",
        Place::Disk(_) | Place::Controller(_) | Place::Interface(_) => return None,
        Place::Memory(_) | Place::Memballoon | Place::Vsock | Place::Iommu => return None,
        Place::Pstore | Place::Panic(_) | Place::Nvram => return None,
    })
}

/// Numbered names, none of them twice.
struct Names {
    used: HashSet<String>,
    next: Vec<(String, u32)>,
}

impl Names {
    fn of(dom: &Domain) -> Self {
        let all = places(dom);
        let used = all.into_iter().filter_map(|place| info(dom, place)?.alias.clone()).collect();
        Names { used, next: Vec::new() }
    }

    fn next(&mut self, prefix: &str) -> String {
        let at = match self.next.iter().position(|(p, _)| p == prefix) {
            Some(at) => at,
            None => {
                let highest = self
                    .used
                    .iter()
                    .filter_map(|name| name.strip_prefix(prefix)?.parse::<u32>().ok());
                let first = highest.max().map_or(0, |n| n.saturating_add(1));
                self.next.push((prefix.to_owned(), first));
                self.next.len() - 1
            }
        };
        let number = &mut self.next[at].1;
        let name = format!("{prefix}{number}");
        *number = number.saturating_add(1);
        self.used.insert(name.clone());
        name
    }

    fn take(&mut self, name: String) -> String {
        self.used.insert(name.clone());
        name
    }
}

fn disk(dom: &Domain, disk: &Disk) -> Option<String> {
    let bus = disk.target.bus?;
    if let Some(DeviceAddress::Drive(a)) = &disk.info.address {
        let scsi = bus == DiskBus::Scsi && scsi_model(dom, a.controller) != Some(Model::Lsilogic);
        return Some(if scsi {
            format!("{bus}{}-{}-{}-{}", a.controller, a.bus, a.target, a.unit)
        } else {
            format!("{bus}{}-{}-{}", a.controller, a.bus, a.unit)
        });
    }
    let index = target_index(&disk.target.dev)?;
    Some(format!("{bus}-disk{index}"))
}

fn scsi_model(dom: &Domain, index: u32) -> Option<Model> {
    let mut list = dom.devices.controllers.iter();
    list.find(|c| c.kind == Type::Scsi && c.index == Some(index)).and_then(|c| c.model)
}

fn controller(c: &Controller, family: Family, builtin_ide: bool) -> String {
    let index = c.index.unwrap_or(0);
    match c.kind {
        Type::Pci if c.model == Some(Model::PcieRoot) => format!("pcie.{index}"),
        Type::Pci => format!("pci.{index}"),
        Type::Ide if index == 0 && builtin_ide => "ide".to_owned(),
        Type::Sata if index == 0 && family == Family::Q35 => "ide".to_owned(),
        Type::Usb if index == 0 => "usb".to_owned(),
        Type::Scsi if index == 0 && c.model == Some(Model::Ncr53c90) => "scsi".to_owned(),
        kind => format!("{kind}{index}"),
    }
}

fn memory(dom: &Domain, n: u32, names: &mut Names) -> String {
    let module = &dom.devices.memories[n as usize];
    let prefix = match module.model {
        MemoryModel::Dimm => "dimm",
        MemoryModel::Nvdimm => "nvdimm",
        MemoryModel::VirtioPmem => "virtiopmem",
        MemoryModel::VirtioMem => "virtiomem",
        MemoryModel::SgxEpc => "epc",
    };
    match &module.info.address {
        Some(DeviceAddress::Dimm(a)) => names.take(format!("{prefix}{}", a.slot)),
        _ => names.next(prefix),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fill::testing::filled;

    #[test]
    fn devices_are_named_by_kind_and_number() {
        let mut dom = filled(
            "q35",
            "<disk type='file'><source file='/a'/><target dev='vda'/></disk>
             <disk type='file'><source file='/b'/><target dev='sda' bus='sata'/></disk>
             <disk type='file'><source file='/c'/><target dev='sdb' bus='scsi'/></disk>
             <controller type='scsi' model='virtio-scsi'/>
             <interface type='user'/><interface type='user'><alias name='ua-lan'/></interface>
             <console type='pty'/><graphics type='vnc'/>",
        );
        assign(&mut dom);
        let alias = |place| info(&dom, place).and_then(|i| i.alias.clone()).unwrap_or_default();
        let disks: Vec<_> = (0..3).map(|n| alias(Place::Disk(n))).collect();
        assert_eq!(disks, ["virtio-disk0", "sata0-0-0", "scsi0-0-0-1"]);
        assert_eq!(alias(Place::Interface(0)), "net0");
        assert_eq!(alias(Place::Interface(1)), "ua-lan");
        assert_eq!(alias(Place::Serial(0)), "serial0");
        assert_eq!(alias(Place::Console(0)), "serial0");
        assert_eq!(alias(Place::Memballoon), "balloon0");
        let names: Vec<_> = (0..dom.devices.controllers.len() as u32)
            .map(|n| alias(Place::Controller(n)))
            .collect();
        for name in ["scsi0", "usb", "ide", "pcie.0", "pci.1"] {
            assert!(names.iter().any(|n| n == name), "{name} in {names:?}");
        }
    }

    #[test]
    fn user_aliases() {
        assert!(is_user_alias("ua-1_a-B"));
        assert!(!is_user_alias("net0") && !is_user_alias("ua-a b"));
    }
}
