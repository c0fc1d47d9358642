//! Where a device stands in a definition.

use crate::domain::address::DeviceInfo;
use crate::domain::{Device, Devices, Domain};
use crate::fill::walk::{self, Place, with_devices};
use crate::fill::{Context, Result, defaults};

/// A device by its kind and position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot {
    /// One with an address.
    Device(Place),
    /// A screen.
    Graphics(u32),
    /// An audio backend.
    Audio(u32),
    /// A lease.
    Lease(u32),
}

macro_rules! spots {
    (many { $($many:ident => $list:ident,)* } one { $($one:ident => $field:ident,)* }
     bare { $($bare:ident => $bares:ident,)* }) => {
        /// Append the device to the list of its kind; of some kinds there is only one.
        pub fn put(dom: &mut Domain, device: Device) -> Spot {
            let d = &mut dom.devices;
            match device {
                $(Device::$many(one) => {
                    d.$list.push(one);
                    Spot::Device(Place::$many(d.$list.len() as u32 - 1))
                })*
                $(Device::$one(one) => {
                    d.$field = Some(one);
                    Spot::Device(Place::$one)
                })*
                $(Device::$bare(one) => {
                    d.$bares.push(one);
                    Spot::$bare(d.$bares.len() as u32 - 1)
                })*
            }
        }

        /// Take the device out that stands there.
        pub fn take(dom: &mut Domain, spot: Spot) -> Option<Device> {
            let d = &mut dom.devices;
            match spot {
                $(Spot::Device(Place::$many(n)) => remove(&mut d.$list, n).map(Device::$many),)*
                $(Spot::Device(Place::$one) => d.$field.take().map(Device::$one),)*
                $(Spot::$bare(n) => remove(&mut d.$bares, n).map(Device::$bare),)*
            }
        }

        /// A copy of the device that stands there.
        pub fn get(dom: &Domain, spot: Spot) -> Option<Device> {
            let d = &dom.devices;
            match spot {
                $(Spot::Device(Place::$many(n)) => {
                    d.$list.get(n as usize).cloned().map(Device::$many)
                })*
                $(Spot::Device(Place::$one) => d.$field.clone().map(Device::$one),)*
                $(Spot::$bare(n) => d.$bares.get(n as usize).cloned().map(Device::$bare),)*
            }
        }

        /// Put a device in the place of the one that stands there; a stranger is left out.
        pub fn replace(dom: &mut Domain, spot: Spot, device: Device) {
            let d = &mut dom.devices;
            match (spot, device) {
                $((Spot::Device(Place::$many(n)), Device::$many(one)) => {
                    set(&mut d.$list, n, one);
                })*
                $((Spot::Device(Place::$one), Device::$one(one)) => d.$field = Some(one),)*
                $((Spot::$bare(n), Device::$bare(one)) => set(&mut d.$bares, n, one),)*
                (_, _) => {}
            }
        }

        /// What the device has in common with all others.
        pub fn device_info(device: &Device) -> Option<&DeviceInfo> {
            match device {
                $(Device::$many(one) => Some(&one.info),)*
                $(Device::$one(one) => Some(&one.info),)*
                $(Device::$bare(_) => None,)*
            }
        }

        /// The same, to be changed.
        pub fn device_info_mut(device: &mut Device) -> Option<&mut DeviceInfo> {
            match device {
                $(Device::$many(one) => Some(&mut one.info),)*
                $(Device::$one(one) => Some(&mut one.info),)*
                $(Device::$bare(_) => None,)*
            }
        }
    };
}

with_devices!(spots {
    bare {
        Graphics => graphics,
        Audio => audios,
        Lease => leases,
    }
});

fn remove<T>(list: &mut Vec<T>, n: u32) -> Option<T> {
    ((n as usize) < list.len()).then(|| list.remove(n as usize))
}

fn set<T>(list: &mut [T], n: u32, value: T) {
    if let Some(old) = list.get_mut(n as usize) {
        *old = value;
    }
}

/// What the device that stands there has in common with all others.
pub fn info(dom: &Domain, spot: Spot) -> Option<&DeviceInfo> {
    match spot {
        Spot::Device(place) => walk::info(dom, place),
        Spot::Graphics(_) | Spot::Audio(_) | Spot::Lease(_) => None,
    }
}

/// Where the device of that name is.
pub fn by_alias(dom: &Domain, alias: &str) -> Option<Spot> {
    let mirrored = walk::console_mirrors_serial(dom);
    walk::places(dom)
        .into_iter()
        .filter(|place| !(mirrored && *place == Place::Console(0)))
        .find(|place| walk::info(dom, *place).is_some_and(|i| i.alias.as_deref() == Some(alias)))
        .map(Spot::Device)
}

/// What the reader of the document assumes about the device that stands there.
pub(super) fn parsed(dom: &mut Domain, spot: Spot, ctx: &mut Context<'_>) -> Result {
    match spot {
        Spot::Device(Place::Disk(n)) => {
            on(&mut dom.devices, n, |d| &mut d.disks, defaults::disk::parsed)
        }
        Spot::Device(Place::Interface(n)) => {
            on(
                &mut dom.devices,
                n,
                |d| &mut d.interfaces,
                |net| {
                    defaults::interface::parsed(net, ctx);
                },
            );
        }
        Spot::Device(Place::Hostdev(n)) => {
            on(&mut dom.devices, n, |d| &mut d.hostdevs, defaults::hostdev::parsed);
        }
        Spot::Graphics(_) => defaults::video::screens(dom, ctx)?,
        Spot::Device(_) => {
            defaults::chardev::all_sources(dom, ctx)?;
            defaults::others::nowhere(dom);
        }
        Spot::Audio(_) | Spot::Lease(_) => {}
    }
    Ok(())
}

fn on<T>(
    devices: &mut Devices,
    n: u32,
    list: impl Fn(&mut Devices) -> &mut Vec<T>,
    change: impl FnOnce(&mut T),
) {
    if let Some(one) = list(devices).get_mut(n as usize) {
        change(one);
    }
}
