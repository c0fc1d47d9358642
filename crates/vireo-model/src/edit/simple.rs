//! Devices that are put in and found by simple rules, and those that cannot be edited.

use super::chardev::same_source;
use super::{Editable, Spot, missing, not_valid, placed, same_address, suits};
use crate::domain::Domain;
use crate::domain::address::DeviceInfo;
use crate::domain::devices::audio::Audio;
use crate::domain::devices::input::{Input, InputType};
use crate::domain::devices::memballoon::MemBalloon;
use crate::domain::devices::rng::{Rng, RngBackend};
use crate::domain::devices::simple::{
    Crypto, Hub, Iommu, NvramDevice, Panic, Pstore, Shmem, Smartcard, Vsock,
};
use crate::domain::devices::sound::Sound;
use crate::domain::devices::tpm::Tpm;
use crate::domain::devices::video::Video;
use crate::domain::devices::watchdog::Watchdog;
use crate::fill::Result;
use crate::fill::error::{Code, FillError, From, qemu, refuse};
use crate::fill::walk::{Place, info, places};

const THERE: &str = "device is already in the domain configuration";

/// Kinds of which there are many: the list, the words when none is found, when two are the same, and
/// what is refused first.
macro_rules! listed {
    ($type:ty, $name:literal, $list:ident, $place:ident, $none:literal, $same:expr, $refuse:expr) => {
        impl Editable for $type {
            const NAME: &'static str = $name;

            fn attach(self, dom: &mut Domain) -> Result {
                let refuse: fn(&Domain, &$type) -> Result = $refuse;
                refuse(dom, &self)?;
                dom.devices.$list.push(self);
                Ok(())
            }

            fn find(&self, dom: &Domain) -> Result<Spot> {
                let same: fn(&$type, &$type) -> bool = $same;
                match dom.devices.$list.iter().position(|one| same(self, one)) {
                    Some(n) => Ok(Spot::Device(Place::$place(n as u32))),
                    None => Err(missing($none)),
                }
            }
        }
    };
}

listed!(
    Sound,
    "sound",
    sounds,
    Sound,
    "device not present in domain configuration",
    |asked, one| asked.model == one.model
        && asked.codecs == one.codecs
        && placed(&asked.info, &one.info),
    |_, _| Ok(())
);
listed!(
    Input,
    "input",
    inputs,
    Input,
    "matching input device not found",
    |asked, one| asked.kind == one.kind
        && asked.bus == one.bus
        && (asked.kind != InputType::Passthrough || asked.source == one.source)
        && placed(&asked.info, &one.info),
    |_, _| Ok(())
);
listed!(
    Rng,
    "rng",
    rngs,
    Rng,
    "no matching RNG device was found",
    |asked, one| asked.model == one.model
        && asked.rate == one.rate
        && same_backend(&asked.backend, &one.backend)
        && placed(&asked.info, &one.info),
    |dom, rng| free(dom, &rng.info)
);
listed!(
    Watchdog,
    "watchdog",
    watchdogs,
    Watchdog,
    "no matching watchdog was found",
    |asked, one| asked.model == one.model
        && asked.action == one.action
        && suits(&asked.info, &one.info),
    |dom, watchdog| {
        refuse!(watchdog.find(dom).is_ok(), not_valid, "{THERE}");
        Ok(())
    }
);
listed!(
    Shmem,
    "shmem",
    shmems,
    Shmem,
    "matching shmem device was not found",
    |asked, one| {
        let same = Shmem { info: asked.info.clone(), ..one.clone() };
        same == *asked && placed(&asked.info, &one.info)
    },
    |dom, shmem| {
        refuse!(shmem.find(dom).is_ok(), not_valid, "{THERE}");
        Ok(())
    }
);

fn same_backend(one: &RngBackend, other: &RngBackend) -> bool {
    match (one, other) {
        (RngBackend::Egd(one), RngBackend::Egd(other)) => same_source(&one.source, &other.source),
        (one, other) => one == other,
    }
}

/// The place must not be another's.
fn free(dom: &Domain, new: &DeviceInfo) -> Result {
    let taken = new.address.is_some()
        && places(dom)
            .into_iter()
            .filter_map(|place| info(dom, place))
            .any(|other| same_address(&other.address, &new.address));
    refuse!(taken, qemu, "a device with the same address already exists ");
    Ok(())
}

impl Editable for Vsock {
    const NAME: &'static str = "vsock";

    fn attach(self, dom: &mut Domain) -> Result {
        refuse!(dom.devices.vsock.is_some(), not_valid, "domain already has a vsock device");
        dom.devices.vsock = Some(self);
        Ok(())
    }

    fn find(&self, dom: &Domain) -> Result<Spot> {
        let same = dom.devices.vsock.as_ref().is_some_and(|one| {
            (one.model, one.cid_auto) == (self.model, self.cid_auto)
                && placed(&self.info, &one.info)
        });
        match same {
            true => Ok(Spot::Device(Place::Vsock)),
            false => Err(failed("matching vsock device not found")),
        }
    }
}

impl Editable for Iommu {
    const NAME: &'static str = "iommu";

    fn attach(self, dom: &mut Domain) -> Result {
        refuse!(dom.devices.iommu.is_some(), not_valid, "domain already has an iommu device");
        dom.devices.iommu = Some(self);
        Ok(())
    }

    fn find(&self, dom: &Domain) -> Result<Spot> {
        // There is one at most, and it is the one that is meant.
        match dom.devices.iommu.is_some() {
            true => Ok(Spot::Device(Place::Iommu)),
            false => Err(failed("matching iommu device not found")),
        }
    }
}

fn failed(text: &str) -> FillError {
    FillError::new(Code::OperationFailed, From::Qemu, text)
}

/// Kinds that are as they were defined.
macro_rules! fixed {
    ($($type:ty => $name:literal,)*) => {
        $(impl Editable for $type {
            const NAME: &'static str = $name;
        })*
    };
}

fixed! {
    Audio => "audio",
    Crypto => "crypto",
    Hub => "hub",
    MemBalloon => "memballoon",
    NvramDevice => "nvram",
    Panic => "panic",
    Pstore => "pstore",
    Smartcard => "smartcard",
    Tpm => "tpm",
    Video => "video",
}
