//! PCI devices of the host: taken from their drivers before a guest gets them, given back when it
//! has them no more.
//!
//! ```text
//!   claimed ─► its settings saved (SR-IOV) ─► vfio's driver ─► settings for the guest ─► QEMU
//!      └── released ◄── its own driver ◄── settings restored ◄────────────────────────────┘
//! ```

use std::sync::Arc;
use std::time::Duration;

use vireo_api::{Error, ErrorCode, ErrorDomain, Result};
use vireo_host::assign::pci::{self, Address, Device};
use vireo_host::assign::{self, Root};
use vireo_host::process::tool;
use vireo_model::domain::Domain;
use vireo_model::domain::address::DeviceAddress;
use vireo_model::domain::devices::Interface;
use vireo_model::domain::devices::hostdev::{
    Hostdev, HostdevDriver, HostdevDriverName, HostdevMode, HostdevType,
};
use vireo_model::domain::devices::interface::{InterfaceDriverName, InterfaceType};
use vireo_runtime::durable;
use vireo_runtime::ledger::{Ledger, ResourceKind};
use vireo_xml::KeptElement;

use super::in_use::Key;
use super::net;
use crate::driver::Core;
use crate::error::{internal, not_valid, unsupported};
use crate::process::start::Starting;

/// How long drivers may take to let a device go and to take it.
const PATIENCE: Duration = Duration::from_secs(60);

/// A PCI device that a definition names.
pub(super) struct Wanted {
    pub place: Address,
    pub managed: bool,
    pub driver: Option<HostdevDriverName>,
    /// The driver of that name is to have it.
    pub model: Option<String>,
    pub owner: Owner,
}

/// What it is in the definition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    Hostdev(usize),
    Interface(usize),
}

/// The PCI devices that a definition names, those that are interfaces first.
pub(super) fn wanted(domain: &Domain) -> Vec<Wanted> {
    let interfaces = domain.devices.interfaces.iter().enumerate();
    let interfaces = interfaces.filter_map(|(number, nic)| of_interface(number, nic));
    let devices = domain.devices.hostdevs.iter().enumerate();
    let devices = devices.filter_map(|(number, device)| of_hostdev(number, device));
    interfaces.chain(devices).collect()
}

fn of_hostdev(number: usize, hostdev: &Hostdev) -> Option<Wanted> {
    let driver = hostdev.driver.clone().unwrap_or_default();
    let is_pci = hostdev.kind == HostdevType::Pci && hostdev.mode == HostdevMode::Subsystem;
    is_pci.then(|| Wanted {
        place: place(hostdev),
        managed: hostdev.managed == Some(true),
        driver: driver.name,
        model: driver.model,
        owner: Owner::Hostdev(number),
    })
}

/// Where a host device of type PCI is.
pub(super) fn place(hostdev: &Hostdev) -> Address {
    let place = hostdev.source.address.clone().unwrap_or_default();
    Address { domain: place.domain, bus: place.pci_bus, slot: place.slot, function: place.function }
}

/// Where the device is that an interface was given.
pub(super) fn place_of_interface(nic: &Interface) -> Option<Address> {
    if nic.actual_kind() != InterfaceType::Hostdev {
        return None;
    }
    let given = nic.actual.as_ref().and_then(|actual| actual.source.as_ref());
    let own = || nic.source.as_ref()?.hostdev_address.as_ref();
    let address = given.and_then(|given| given.hostdev_address.as_ref()).or_else(own);
    match address? {
        DeviceAddress::Pci(pci) => Some(Address {
            domain: pci.domain,
            bus: pci.bus,
            slot: pci.slot,
            function: pci.function,
        }),
        DeviceAddress::Drive(_)
        | DeviceAddress::VirtioSerial(_)
        | DeviceAddress::Ccid(_)
        | DeviceAddress::Usb(_)
        | DeviceAddress::SpaprVio(_)
        | DeviceAddress::VirtioS390
        | DeviceAddress::Ccw(_)
        | DeviceAddress::VirtioMmio
        | DeviceAddress::Isa(_)
        | DeviceAddress::Dimm(_)
        | DeviceAddress::Unassigned => None,
    }
}

fn of_interface(number: usize, nic: &Interface) -> Option<Wanted> {
    let place = place_of_interface(nic)?;
    let managed = match &nic.actual {
        Some(actual) => actual.managed,
        None => nic.managed,
    };
    let driver = nic.driver.clone().unwrap_or_default();
    let name = driver.name.and_then(|name| match name {
        InterfaceDriverName::Kvm => Some(HostdevDriverName::Kvm),
        InterfaceDriverName::Vfio => Some(HostdevDriverName::Vfio),
        InterfaceDriverName::Xen => Some(HostdevDriverName::Xen),
        InterfaceDriverName::Qemu | InterfaceDriverName::Vhost => None,
    });
    Some(Wanted {
        place,
        managed: managed == Some(true),
        driver: name,
        model: driver.model,
        owner: Owner::Interface(number),
    })
}

/// Whether the host can do what is asked for.
pub(super) fn check_support(root: &Root, driver: Option<HostdevDriverName>) -> Result<()> {
    match driver {
        Some(HostdevDriverName::Kvm) => {
            Err(unsupported("host doesn't support legacy PCI passthrough"))
        }
        Some(HostdevDriverName::Xen) => Err(internal("invalid PCI passthrough type 'xen'")),
        Some(HostdevDriverName::Vfio) | None if pci::has_vfio(root) => Ok(()),
        Some(HostdevDriverName::Vfio) => {
            Err(unsupported("host doesn't support VFIO PCI passthrough"))
        }
        None => Err(unsupported("host doesn't support passthrough of host PCI devices")),
    }
}

/// What goes wrong on the host, as clients are told.
pub(super) fn told(error: assign::Error) -> Error {
    let text = error.to_string();
    match error {
        assign::Error::Io { source, .. } => Error::system(ErrorDomain::None, text, &source),
        assign::Error::Missing(_) => internal(text).with_domain(ErrorDomain::None),
        assign::Error::Ambiguous(_) => {
            Error::new(ErrorCode::OperationFailed, ErrorDomain::None, text)
        }
    }
}

/// The device of a place, which guests could be given.
fn find(core: &Core, place: Address) -> Result<Device> {
    let device = Device::find(&core.host, place).map_err(told)?;
    let endpoint = device.is_endpoint().map_err(|e| {
        Error::system(ErrorDomain::None, format!("cannot read configuration of {place}"), &e)
    })?;
    if !endpoint {
        return Err(unsupported("Non-endpoint PCI devices cannot be assigned to guests")
            .with_domain(ErrorDomain::None));
    }
    if !core.config.relaxed_acs_check && device.is_behind_open_switch().map_err(told)? {
        let text =
            format!("PCI device {place} is not assignable: it is behind a switch lacking ACS");
        return Err(not_valid(text).with_domain(ErrorDomain::None));
    }
    Ok(device)
}

/// Takes the PCI devices of a definition for its guest.
// REQ: Q-DEV-03
pub(super) async fn open(s: &mut Starting) -> Result<()> {
    let wanted = wanted(&s.domain);
    if wanted.is_empty() {
        return Ok(());
    }
    let mut devices = Vec::new();
    for one in &wanted {
        check_support(&s.core.host, one.driver)?;
        devices.push(find(&s.core, one.place)?);
    }
    for (one, device) in wanted.iter().zip(&devices) {
        claim(s, device)?;
        if !one.managed && !device.is_vfio() {
            let place = one.place;
            let text =
                format!("Unmanaged PCI device {place} must be manually detached from the host");
            return Err(not_valid(text).with_domain(ErrorDomain::None));
        }
    }
    let mut cards = Vec::new();
    for (one, device) in wanted.iter().zip(&devices) {
        if let Owner::Interface(number) = one.owner {
            let nic = s.domain.devices.interfaces[number].clone();
            cards.push((device.address, net::prepare(s, device, &nic).await?));
        }
    }
    note(s, &wanted, &devices).await?;
    for (one, device) in wanted.iter().zip(devices) {
        let place = device.address;
        if one.managed {
            take(s, device, one.model.clone()).await?;
        }
        for (_, card) in cards.iter().filter(|(of, _)| *of == place) {
            net::set(s, place, card).await?;
        }
    }
    Ok(())
}

fn claim(s: &mut Starting, device: &Device) -> Result<()> {
    let key = Key::Pci(device.address);
    let beside: Vec<Key> = device.group_members().into_iter().map(Key::Pci).collect();
    s.core.in_use.claim_beside(&key, &beside, &s.domain.name, false)?;
    super::open::enter_claim(&s.core, &s.domain.name, key, &mut s.ledger);
    Ok(())
}

/// Says in the definition who has the devices, and which of them the host wants back, before one is
/// taken: a daemon that dies then knows it again.
async fn note(s: &mut Starting, wanted: &[Wanted], devices: &[Device]) -> Result<()> {
    for (one, device) in wanted.iter().zip(devices) {
        let Owner::Hostdev(number) = one.owner else { continue };
        let hostdev = &mut s.domain.devices.hostdevs[number];
        let driver = hostdev.driver.get_or_insert_with(HostdevDriver::default);
        driver.name.get_or_insert(HostdevDriverName::Vfio);
        if one.managed && !device.is_vfio() {
            let text = "<origstates><unbind/><reprobe/></origstates>";
            hostdev.source.origstates = KeptElement::parse(text).ok();
        }
    }
    if s.guest.peek(|view| view.is_active()) {
        // One that is plugged in stands in no status file yet.
        return Ok(());
    }
    let text = crate::status::starting_text(&s.guest, &s.domain, &s.paths);
    durable::replace(s.core.layout.status_file(&s.domain.name)?, text, 0o600).await?;
    Ok(())
}

/// Takes a device from its driver.
async fn take(s: &mut Starting, device: Device, model: Option<String>) -> Result<()> {
    if device.is_vfio() && model.is_none() {
        return Ok(());
    }
    let driver = model.unwrap_or_else(|| device.vfio_driver());
    load(&s.core.host, &driver).await?;
    enter_driver(device.clone(), &mut s.ledger);
    let given = blocking(device.address, move || device.give_to(Some(&driver))).await;
    given.map(drop)
}

/// The kernel may have the driver in a module that nobody needed yet.
async fn load(root: &Root, driver: &str) -> Result<()> {
    if pci::has_driver(root, driver) {
        return Ok(());
    }
    let loaded = tool::run(&root.program("modprobe"), &["--", driver], "").await;
    if pci::has_driver(root, driver) {
        return Ok(());
    }
    let why = loaded.err().map(|error| format!(": {error}")).unwrap_or_default();
    let text = format!("Failed to load PCI driver module {driver}{why}");
    Err(internal(text).with_domain(ErrorDomain::None))
}

/// The host gets the device back.
fn enter_driver(device: Device, ledger: &mut Ledger) {
    let place = device.address;
    ledger.enter(ResourceKind::HostDevice, Key::Pci(place).entry(), move || async move {
        blocking(place, move || give_back(&device)).await
    });
}

/// Also one that no driver has got; not one that the host has already.
fn give_back(device: &Device) -> assign::Result<()> {
    match device.driver() {
        Some(_) if !device.is_vfio() => Ok(()),
        Some(_) | None => device.give_to(None).map(drop),
    }
}

/// What waits for drivers does so on a thread of its own, and not for ever.
async fn blocking<T: Send + 'static>(
    place: Address,
    work: impl FnOnce() -> assign::Result<T> + Send + 'static,
) -> Result<T> {
    match tokio::time::timeout(PATIENCE, tokio::task::spawn_blocking(work)).await {
        Ok(Ok(done)) => done.map_err(told),
        Ok(Err(lost)) => Err(internal(lost.to_string())),
        Err(_) => {
            let text = format!("the drivers of PCI device {place} do not answer");
            Err(Error::new(ErrorCode::OperationTimeout, ErrorDomain::None, text))
        }
    }
}

/// Enters again what a guest has that ran on while no daemon watched.
pub(super) fn keep(core: &Arc<Core>, domain: &Domain, ledger: &mut Ledger) {
    for one in wanted(domain) {
        let key = Key::Pci(one.place);
        core.in_use.keep(&key, &domain.name, false);
        super::open::enter_claim(core, &domain.name, key, ledger);
        let Ok(device) = Device::find(&core.host, one.place) else { continue };
        let taken = match one.owner {
            Owner::Hostdev(number) => domain.devices.hostdevs[number].source.origstates.is_some(),
            Owner::Interface(_) => true,
        };
        if one.managed && taken {
            enter_driver(device.clone(), ledger);
        }
        if let Owner::Interface(_) = one.owner {
            net::keep(core, &device, ledger);
        }
    }
}
