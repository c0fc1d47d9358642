//! One device put into a definition, changed in it, taken out of it.
//!
//! A device's document is first filled in and judged as part of the definition ([`prepare`]), then
//! edited in ([`attach`], [`update`], [`detach`]). Which kinds can be edited how says each kind's
//! [`Editable`]; a kind that says nothing is refused in the reference's words. Where a device stands
//! is a [`Spot`].
//!
//! | kinds | where |
//! |---|---|
//! | disks, shared directories, leases | [`storage`] |
//! | network cards | [`interface`] |
//! | controllers | [`controller`] |
//! | serial and parallel ports, consoles, channels, redirected devices | [`chardev`] |
//! | devices of the host | [`hostdev`] |
//! | memory modules | [`memory`] |
//! | screens | [`graphics`] |
//! | the others | [`simple`] |
//!
//! REQ: Q-DEV-01

pub mod chardev;
mod check;
mod controller;
mod graphics;
mod hostdev;
pub mod interface;
mod memory;
mod simple;
pub mod spot;
mod storage;
#[cfg(test)]
mod tests;

use crate::domain::address::{DeviceAddress, DeviceInfo};
use crate::domain::devices::Controller;
use crate::domain::{Device, Domain};
use crate::fill::error::{Code, FillError, From, internal};
use crate::fill::{Context, FillFlags, HypervisorView, Result, defaults, fill, validate};
pub use check::{compatible, unique_alias};
pub use spot::Spot;

/// What a device's document is read for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To be put in.
    Attach,
    /// To take another's place.
    Update,
    /// To be found, and taken out: it is not judged.
    Detach,
}

impl Purpose {
    fn flags(self) -> FillFlags {
        FillFlags { new_definition: self == Purpose::Attach, without_emulator: false }
    }
}

/// How a kind of device is edited.
pub(crate) trait Editable: Sized {
    /// What the reference calls the kind.
    const NAME: &'static str;

    /// Put it into the definition.
    fn attach(self, _dom: &mut Domain) -> Result {
        Err(refused("attach", Self::NAME))
    }

    /// Put it in the place of the one it means.
    fn update(self, _dom: &mut Domain) -> Result {
        Err(refused("update", Self::NAME))
    }

    /// Where the one is that it means.
    fn find(&self, _dom: &Domain) -> Result<Spot> {
        Err(refused("detach", Self::NAME))
    }
}

fn refused(what: &str, name: &str) -> FillError {
    let text = format!("persistent {what} of device '{name}' is not supported");
    FillError::new(Code::OperationUnsupported, From::Qemu, text)
}

/// The same of each kind.
macro_rules! each {
    ($device:expr, $one:ident => $do:expr) => {
        match $device {
            Device::Disk($one) => $do,
            Device::Controller($one) => $do,
            Device::Lease($one) => $do,
            Device::Filesystem($one) => $do,
            Device::Interface($one) => $do,
            Device::Smartcard($one) => $do,
            Device::Serial($one) => $do,
            Device::Parallel($one) => $do,
            Device::Console($one) => $do,
            Device::Channel($one) => $do,
            Device::Input($one) => $do,
            Device::Tpm($one) => $do,
            Device::Graphics($one) => $do,
            Device::Sound($one) => $do,
            Device::Audio($one) => $do,
            Device::Video($one) => $do,
            Device::Hostdev($one) => $do,
            Device::Redirdev($one) => $do,
            Device::Hub($one) => $do,
            Device::Watchdog($one) => $do,
            Device::Memballoon($one) => $do,
            Device::Rng($one) => $do,
            Device::Nvram($one) => $do,
            Device::Panic($one) => $do,
            Device::Shmem($one) => $do,
            Device::Memory($one) => $do,
            Device::Crypto($one) => $do,
            Device::Iommu($one) => $do,
            Device::Vsock($one) => $do,
            Device::Pstore($one) => $do,
        }
    };
}

/// What the reference calls the kind of a device.
pub fn name(device: &Device) -> &'static str {
    fn of<T: Editable>(_: &T) -> &'static str {
        T::NAME
    }
    each!(device, one => of(one))
}

/// Fill a device in as part of the definition, and judge it unless it is only to be found.
///
/// # Errors
/// The first thing wrong with it, with the reference's numbers and words.
pub fn prepare(
    dom: &Domain,
    device: Device,
    view: &dyn HypervisorView,
    purpose: Purpose,
) -> Result<Device> {
    let mut ctx = Context::of(dom, view, purpose.flags())?;
    let anonymous = interface::is_anonymous(&device);
    check::usb_is_there(dom, &device)?;
    let mut with = dom.clone();
    let spot = spot::put(&mut with, device);
    spot::parsed(&mut with, spot, &mut ctx)?;
    if let Spot::Device(place) = spot {
        defaults::device(&mut with, place, &mut ctx)?;
    }
    defaults::others::small(&mut with, &mut ctx)?;
    if purpose != Purpose::Detach {
        check::judge(&with, spot, &ctx)?;
    }
    let mut device = spot::take(&mut with, spot).ok_or_else(lost)?;
    if anonymous && purpose != Purpose::Attach {
        // A made-up address is nobody's.
        interface::forget_mac(&mut device);
    }
    Ok(device)
}

/// Put a prepared device into the definition; addresses and controllers that it needs come with it.
///
/// # Errors
/// It is there already, or there is no room for it.
pub fn attach(dom: &mut Domain, device: Device, view: &dyn HypervisorView) -> Result {
    unique_alias(dom, &device)?;
    compatible(dom, &device, None)?;
    let port = chardev::console_port(&device);
    each!(device, one => one.attach(dom))?;
    fill(dom, view, Purpose::Attach.flags())?;
    chardev::keep_port(dom, port);
    validate(dom, view, Purpose::Attach.flags())
}

/// A device as a running guest would get it.
#[derive(Clone, Debug)]
pub struct Placed {
    /// The device, with its address.
    pub device: Device,
    /// Controllers that it needs and the guest lacks, to be put in before.
    pub controllers: Vec<Controller>,
}

/// Name of a device on its way, by which it is found again.
const ON_ITS_WAY: &str = "ua-vireo-on-its-way";

/// Find a place for a prepared device in the definition of a running guest. Buses cannot be added to
/// one that runs.
///
/// # Errors
/// It is there already, or there is no room for it.
pub fn place(dom: &Domain, mut device: Device, view: &dyn HypervisorView) -> Result<Placed> {
    unique_alias(dom, &device)?;
    compatible(dom, &device, None)?;
    let Some(info) = spot::device_info_mut(&mut device) else {
        return Ok(Placed { device, controllers: Vec::new() });
    };
    let own = info.alias.get_or_insert_with(|| ON_ITS_WAY.to_owned()).clone();
    let mut with = dom.clone();
    match device {
        Device::Disk(disk) => with.devices.disks.push(disk),
        device => each!(device, one => one.attach(&mut with))?,
    }
    fill(&mut with, view, Purpose::Attach.flags())?;
    validate::disk::duplicates(&with)?;
    let controllers = new_controllers(dom, &with)?;
    let found = spot::by_alias(&with, &own).and_then(|spot| spot::take(&mut with, spot));
    let mut device = found.ok_or_else(lost)?;
    if let Some(info) = spot::device_info_mut(&mut device) {
        on_a_bus_of(dom, info)?;
        info.alias = info.alias.take().filter(|alias| alias != ON_ITS_WAY);
    }
    Ok(Placed { device, controllers })
}

/// Controllers that came with a device, but for buses that it does not need.
fn new_controllers(before: &Domain, after: &Domain) -> Result<Vec<Controller>> {
    use crate::domain::devices::controller::ControllerType;
    let is_new = |c: &&Controller| {
        c.kind != ControllerType::Pci
            && !before.devices.controllers.iter().any(|o| (o.kind, o.index) == (c.kind, c.index))
    };
    let new: Vec<Controller> = after.devices.controllers.iter().filter(is_new).cloned().collect();
    new.iter().try_for_each(|c| on_a_bus_of(before, &c.info))?;
    Ok(new)
}

/// The device sits on a PCI bus that the guest has.
fn on_a_bus_of(dom: &Domain, info: &DeviceInfo) -> Result {
    use crate::domain::devices::controller::ControllerType;
    let Some(DeviceAddress::Pci(pci)) = &info.address else { return Ok(()) };
    let bus = Some(u32::from(pci.bus));
    let has =
        dom.devices.controllers.iter().any(|c| c.kind == ControllerType::Pci && c.index == bus);
    if has { Ok(()) } else { Err(internal("No more available PCI slots")) }
}

/// Write a device down that a running guest got.
pub fn insert(dom: &mut Domain, device: Device) {
    match device {
        Device::Disk(disk) => {
            dom.devices.disks.push(disk);
            defaults::disk::order(dom);
        }
        Device::Controller(controller) => defaults::controller::insert(dom, controller),
        Device::Memory(module) => memory::insert(dom, module),
        device => {
            spot::put(dom, device);
        }
    }
}

/// Put a prepared device in the place of the one it means.
///
/// # Errors
/// There is none, or the kind cannot be changed.
pub fn update(dom: &mut Domain, device: Device, view: &dyn HypervisorView) -> Result {
    let changes = matches!(device, Device::Disk(_) | Device::Interface(_) | Device::Memory(_));
    if let Ok(spot) = find(dom, &device) {
        if changes {
            let old = spot::info(dom, spot).cloned();
            compatible(dom, &device, old.as_ref())?;
        }
    }
    each!(device, one => one.update(dom))?;
    fill(dom, view, Purpose::Update.flags())
}

/// Where the device is that a prepared one means.
///
/// # Errors
/// There is none, or more than one.
pub fn find(dom: &Domain, device: &Device) -> Result<Spot> {
    each!(device, one => one.find(dom))
}

/// Take the device out that a prepared one means.
///
/// # Errors
/// There is none, or the kind cannot be taken out.
pub fn detach(dom: &mut Domain, device: &Device, view: &dyn HypervisorView) -> Result<Device> {
    let spot = find(dom, device)?;
    let device = remove(dom, spot)?;
    fill(dom, view, Purpose::Detach.flags())?;
    Ok(device)
}

/// Take out the device that stands there, and what stands for it elsewhere.
///
/// # Errors
/// There is none.
pub fn remove(dom: &mut Domain, spot: Spot) -> Result<Device> {
    let console = chardev::console_of(dom, spot);
    let device = spot::take(dom, spot).ok_or_else(lost)?;
    if console {
        dom.devices.consoles.remove(0);
    }
    if let Device::Memory(module) = &device {
        memory::removed(dom, module);
    }
    Ok(device)
}

/// Whether devices of that kind can be taken out.
///
/// # Errors
/// They cannot.
pub fn can_detach(dom: &Domain, device: &Device) -> Result {
    match find(dom, device) {
        Err(error) if error.code == Code::OperationUnsupported => Err(error),
        Ok(_) | Err(_) => Ok(()),
    }
}

/// What cannot be: the device was just put there.
fn lost() -> FillError {
    missing("device not present in domain configuration")
}

pub(crate) fn missing(text: impl Into<String>) -> FillError {
    FillError::new(Code::DeviceMissing, From::Qemu, text)
}

pub(crate) fn not_valid(text: impl Into<String>) -> FillError {
    FillError::new(Code::OperationInvalid, From::Qemu, text)
}

pub(crate) fn invalid(text: impl Into<String>) -> FillError {
    FillError::new(Code::InvalidArg, From::Qemu, text)
}

/// Whether a device may be the one that is meant: where an address or a name is given, it is the same.
pub(crate) fn suits(asked: &DeviceInfo, info: &DeviceInfo) -> bool {
    placed(asked, info) && (asked.alias.is_none() || asked.alias == info.alias)
}

/// The same by the address alone: of most kinds the name says nothing.
pub(crate) fn placed(asked: &DeviceInfo, info: &DeviceInfo) -> bool {
    asked.address.is_none() || same_address(&asked.address, &info.address)
}

/// Whether two addresses are one place.
pub(crate) fn same_address(one: &Option<DeviceAddress>, other: &Option<DeviceAddress>) -> bool {
    match (one, other) {
        (Some(DeviceAddress::Pci(a)), Some(DeviceAddress::Pci(b))) => {
            (a.domain, a.bus, a.slot, a.function) == (b.domain, b.bus, b.slot, b.function)
        }
        (one, other) => one == other,
    }
}
