//! PCI addresses: who is placed where, in which order, and which controllers are
//! added for it.
//!
//! The walk is done twice: once with buses that may grow, to learn how many
//! controllers there must be, then for real with all of them in the definition.

use std::collections::HashMap;

use super::pci_class::{Classes, bus_model, controller_model, wanted};
use super::pci_set::{Bus, BusModel, Connect, Origin, PciSet, Slot};
use super::{is_nowhere, kind_name, pci_slot, set_pci};
use crate::domain::Domain;
use crate::domain::address::DeviceAddress;
use crate::domain::devices::controller::{
    Controller, ControllerModel as Model, ControllerTarget, ControllerType as Type, PciModelName,
};
use crate::domain::devices::disk::DiskBus;
use crate::domain::devices::filesystem::FilesystemDriverType;
use crate::domain::devices::hostdev::HostdevMode;
use crate::domain::devices::interface::InterfaceType;
use crate::domain::devices::memballoon::MemBalloonModel;
use crate::domain::devices::sound::SoundModel;
use crate::domain::devices::video::VideoType;
use crate::domain::devices::watchdog::WatchdogModel;
use crate::fill::defaults::controller as controllers;
use crate::fill::error::{qemu, qemu_internal, refuse, unsupported};
use crate::fill::walk::{Place, info, places};
use crate::fill::{Cap, Context, Family, Result};

/// Largest index of a PCI controller.
const MAX_INDEX: u32 = 255;

/// One walk over the devices.
struct Pass<'a> {
    dom: &'a Domain,
    ctx: &'a Context<'a>,
    classes: Classes,
    set: PciSet,
    /// Places chosen in this walk.
    chosen: HashMap<Place, Slot>,
}

/// Give every PCI device an address, adding controllers where needed.
///
/// # Errors
/// An address cannot be, is taken, or none is left.
pub(crate) fn assign(dom: &mut Domain, ctx: &Context<'_>) -> Result {
    let buses = bus_count(dom)?;
    if buses > 0 {
        grow(dom, ctx, buses)?;
    }
    if supports_pci(ctx) {
        let buses = bus_count(dom)?;
        let mut pass = Pass::new(dom, ctx, buses, false)?;
        pass.collect()?;
        pass.pinned()?;
        pass.walk()?;
        let (chosen, set) = (pass.chosen, pass.set);
        for (place, slot) in chosen {
            if let Some(info) = crate::fill::walk::info_mut(dom, place) {
                set_pci(&mut info.address, slot);
            }
            if let Place::Interface(_) = place {
                continue;
            }
        }
        multifunction(dom, &set);
        controller_targets(dom, ctx)?;
    }
    Ok(())
}

fn supports_pci(ctx: &Context<'_>) -> bool {
    match ctx.family() {
        Family::Realview | Family::OtherArm | Family::OtherRiscv => false,
        Family::S390Ccw => ctx.has(Cap::Zpci),
        _ => true,
    }
}

/// Number of buses that the definition's controllers make.
fn bus_count(dom: &Domain) -> Result<u32> {
    let list = dom.devices.controllers.iter().filter(|c| c.kind == Type::Pci);
    match list.filter_map(|c| c.index).max() {
        None => Ok(0),
        Some(index) => {
            refuse!(
                index > MAX_INDEX,
                unsupported,
                "PCI controller index {index} too high, maximum is {MAX_INDEX}"
            );
            Ok(index + 1)
        }
    }
}

/// Learn which controllers are missing, and add them.
fn grow(dom: &mut Domain, ctx: &Context<'_>, buses: u32) -> Result {
    let root = ctx.family().pci_root();
    let mut pass = Pass::new(dom, ctx, buses, true)?;
    pass.collect()?;
    let all_full = pass.set.all_full();
    pass.pinned()?;
    if root == Some(crate::fill::Root::Pci) && !all_full {
        let flags = Connect::PCI.with(Connect::AUTOASSIGN);
        pass.set.reserve_next(flags, 0, None)?;
    }
    pass.walk()?;
    let mut set = pass.set;
    let grown = set.buses.len() as u32 > buses;
    if buses <= 1 && grown && root == Some(crate::fill::Root::Pcie) {
        set.reserve_next(Connect::PCIE.with(Connect::HOTPLUG), 0, None)?;
    }
    let mut index = 1;
    while index < set.buses.len() {
        let model = set.buses[index].model;
        if controllers::find(dom, Type::Pci, index as u32).is_none() {
            controllers::insert(
                dom,
                Controller {
                    kind: Type::Pci,
                    index: Some(index as u32),
                    model: Some(controller_model(model)),
                    ..Controller::default()
                },
            );
            if model.upstream() != Connect::NONE {
                set.reserve_next(model.upstream(), 0, None)?;
            }
        }
        index += 1;
    }
    Ok(())
}

impl<'a> Pass<'a> {
    fn new(dom: &'a Domain, ctx: &'a Context<'a>, buses: u32, growing: bool) -> Result<Self> {
        let set = PciSet {
            buses: make_buses(dom, ctx, buses),
            growing,
            many_roots: ctx.family() == Family::Pseries,
            has_pcie_to_pci: ctx.has(Cap::PciePciBridge),
        };
        Ok(Pass { dom, ctx, classes: Classes::of(ctx), set, chosen: HashMap::new() })
    }

    fn flags(&self, place: Place) -> Connect {
        self.classes.device(self.dom, place, self.ctx)
    }

    fn address(&self, place: Place) -> Option<&'a DeviceAddress> {
        info(self.dom, place)?.address.as_ref()
    }

    /// Whether the device has no place yet, from the definition or from us.
    fn open(&self, place: Place) -> bool {
        wanted(self.address(place)) && !self.chosen.contains_key(&place)
    }

    /// Take what the definition says.
    fn collect(&mut self) -> Result {
        let mirrored = crate::fill::walk::console_mirrors_serial(self.dom);
        for place in places(self.dom) {
            if mirrored && place == Place::Console(0) {
                continue;
            }
            let Some(slot) = pci_slot(self.address(place)) else { continue };
            if self.is_piix3(place, slot)? {
                continue;
            }
            let mut flags = self.flags(place);
            if flags == Connect::NONE {
                // What is no PCI device is refused later, by the device's own rules.
                flags = Connect::PCI.with(Connect::AUTOASSIGN);
            }
            self.set.reserve(slot, flags, 0, Origin::Config)?;
        }
        Ok(())
    }

    /// The IDE and USB controllers inside the PIIX3 are taken with it.
    fn is_piix3(&self, place: Place, slot: Slot) -> Result<bool> {
        let Place::Controller(n) = place else { return Ok(false) };
        let c = &self.dom.devices.controllers[n as usize];
        if (slot.domain, slot.bus, slot.slot) != (0, 0, 1) || c.index != Some(0) {
            return Ok(false);
        }
        let ide = c.kind == Type::Ide && slot.function == 1;
        let usb = is_piix3_usb(c) && slot.function == 2;
        if !ide && !usb {
            return Ok(false);
        }
        let bad = self.set.buses.first().is_some_and(|b| !b.takes().meets(Connect::PCI));
        refuse!(
            bad,
            qemu_internal,
            "Bus 0 must be PCI for integrated PIIX3 USB or IDE controllers"
        );
        Ok(true)
    }

    /// Place a device of the chipset at that very slot; conventional ones may
    /// stand on the Express root there.
    fn pin(&mut self, place: Place, slot: Slot) -> Result {
        let mut flags = self.flags(place);
        if flags == Connect::NONE {
            flags = Connect::PCI.with(Connect::AUTOASSIGN);
        }
        self.set.reserve(slot, flags, 0, Origin::Config)?;
        self.chosen.insert(place, slot);
        Ok(())
    }

    /// Place a device at the first free slot.
    fn next(&mut self, place: Place) -> Result {
        self.next_function(place, None)
    }

    fn next_function(&mut self, place: Place, function: Option<u32>) -> Result {
        let flags = self.flags(place);
        let slot = self.set.reserve_next(flags, 0, function)?;
        self.chosen.insert(place, slot);
        Ok(())
    }

    fn controllers(&self) -> impl Iterator<Item = (Place, &'a Controller)> + use<'a> {
        let list = self.dom.devices.controllers.iter().enumerate();
        list.map(|(n, c)| (Place::Controller(n as u32), c))
    }

    /// Slots that are part of the machine.
    fn pinned(&mut self) -> Result {
        match self.ctx.family() {
            Family::I440fx => self.pinned_i440fx(),
            Family::Q35 => self.pinned_q35(),
            _ => Ok(()),
        }
    }

    /// A controller inside the chipset: it is there or nowhere.
    fn builtin(&mut self, place: Place, want: Slot, what: &str) -> Result {
        match pci_slot(self.address(place)) {
            Some(slot) if slot != want => Err(qemu_internal(format!(
                "{what} must have PCI address 0:0:{:x}.{:x}",
                want.slot, want.function
            ))),
            Some(_) => Ok(()),
            None => self.pin(place, want),
        }
    }

    /// The same for a function of the PIIX3, which is passed over when collecting.
    fn piix3(&mut self, place: Place, function: u32, what: &str) -> Result {
        let want = Slot::at(0, 1, function);
        let given = pci_slot(self.address(place)).is_some();
        self.builtin(place, want, what)?;
        if given {
            let flags = self.flags(place);
            self.set.reserve(want, flags, 0, Origin::Config)?;
        }
        Ok(())
    }

    fn pinned_i440fx(&mut self) -> Result {
        for (place, c) in self.controllers() {
            if c.index != Some(0) {
                continue;
            }
            if c.kind == Type::Ide {
                self.piix3(place, 1, "Primary IDE controller")?;
            } else if is_piix3_usb(c) {
                self.piix3(place, 2, "PIIX3 USB controller at index 0")?;
            }
        }
        if !self.set.buses.is_empty() {
            for function in [0, 3] {
                let flags = Connect::AUTOASSIGN.with(Connect::PCI);
                self.set.reserve(Slot::at(0, 1, function), flags, 0, Origin::Config)?;
            }
        }
        self.primary_video(Slot::at(0, 2, 0))
    }

    fn pinned_q35(&mut self) -> Result {
        for (place, c) in self.controllers() {
            match c.kind {
                Type::Sata if c.index == Some(0) => {
                    let want = Slot::at(0, 0x1f, 2);
                    self.builtin(place, want, "Primary SATA controller")?;
                }
                Type::Usb if c.model == Some(Model::Ich9Uhci1) && self.open(place) => {
                    let slots = [Slot::at(0, 0x1d, 0), Slot::at(0, 0x1a, 0)];
                    if let Some(slot) = slots.into_iter().find(|s| !self.set.slot_used(*s)) {
                        self.pin(place, slot)?;
                    }
                }
                Type::Pci if c.model == Some(Model::DmiToPciBridge) && self.open(place) => {
                    let slot = Slot::at(0, 0x1e, 0);
                    if !self.set.slot_used(slot) {
                        self.pin(place, slot)?;
                    }
                }
                _ => {}
            }
        }
        for function in [0, 3] {
            let flags = Connect::AUTOASSIGN.with(Connect::PCIE);
            self.set.reserve(Slot::at(0, 0x1f, function), flags, 0, Origin::Config)?;
        }
        self.primary_video(Slot::at(0, 1, 0))?;
        for (n, sound) in (0..).zip(&self.dom.devices.sounds) {
            let place = Place::Sound(n);
            let slot = Slot::at(0, 0x1b, 0);
            if sound.model == SoundModel::Ich9 && self.open(place) && !self.set.slot_used(slot) {
                self.pin(place, slot)?;
                break;
            }
        }
        Ok(())
    }

    fn primary_video(&mut self, slot: Slot) -> Result {
        let place = Place::Video(0);
        let Some(video) = self.dom.devices.videos.first() else { return Ok(()) };
        let kind = video.model.as_ref().and_then(|m| m.kind);
        if matches!(kind, Some(VideoType::None | VideoType::Ramfb)) || !self.open(place) {
            return Ok(());
        }
        if self.set.slot_used(slot) {
            self.next(place)?;
            if self.set.growing {
                // The reference forgets this place while it counts, and so keeps
                // one slot more.
                self.chosen.remove(&place);
            }
            Ok(())
        } else {
            self.pin(place, slot)
        }
    }

    /// Place all that is left, in the reference's order.
    fn walk(&mut self) -> Result {
        let d = &self.dom.devices;
        for (place, c) in self.controllers() {
            let root = matches!(c.model, Some(Model::PciRoot | Model::PcieRoot));
            if c.kind == Type::Pci && !root && self.open(place) {
                self.next(place)?;
            }
        }
        for (n, fs) in (0..).zip(&d.filesystems) {
            let driver = fs.driver.as_ref().and_then(|d| d.kind);
            let place = Place::Filesystem(n);
            if driver != Some(FilesystemDriverType::Mtp) && self.open(place) {
                self.next(place)?;
            }
        }
        for (n, net) in (0..).zip(&d.interfaces) {
            let place = Place::Interface(n);
            let elsewhere =
                net.kind == InterfaceType::Hostdev || net.model.as_deref() == Some("usb-net");
            if !elsewhere && self.open(place) {
                self.next(place)?;
            }
        }
        for (n, sound) in (0..).zip(&d.sounds) {
            let elsewhere =
                matches!(sound.model, SoundModel::Sb16 | SoundModel::Pcspk | SoundModel::Usb);
            let place = Place::Sound(n);
            if !elsewhere && self.open(place) {
                self.next(place)?;
            }
        }
        self.other_controllers()?;
        self.disks()?;
        for (n, net) in (0..).zip(&d.interfaces) {
            let place = Place::Interface(n);
            if net.kind == InterfaceType::Hostdev && self.open(place) {
                self.next(place)?;
            }
        }
        for (n, dev) in (0..).zip(&d.hostdevs) {
            let place = Place::Hostdev(n);
            let pci = dev.mode == HostdevMode::Subsystem && self.flags(place) != Connect::NONE;
            if pci && self.open(place) {
                self.next(place)?;
            }
        }
        self.balloon()?;
        self.all(d.rngs.len(), Place::Rng)?;
        for (n, dog) in (0..).zip(&d.watchdogs) {
            let place = Place::Watchdog(n);
            if dog.model == WatchdogModel::I6300esb && self.open(place) {
                self.next(place)?;
            }
        }
        self.videos()?;
        self.all(d.shmems.len(), Place::Shmem)?;
        self.all(d.inputs.len(), Place::Input)?;
        self.all(d.serials.len(), Place::Serial)?;
        self.all(usize::from(d.iommu.is_some()), |_| Place::Iommu)?;
        self.all(usize::from(d.vsock.is_some()), |_| Place::Vsock)?;
        self.all(d.memories.len(), Place::Memory)?;
        self.all(d.cryptos.len(), Place::Crypto)?;
        self.all(d.panics.len(), Place::Panic)?;
        self.all(usize::from(d.pstore.is_some()), |_| Place::Pstore)
    }

    /// Devices of a list that are on PCI and have no place.
    fn all(&mut self, count: usize, place: fn(u32) -> Place) -> Result {
        for n in 0..count as u32 {
            let place = place(n);
            if self.open(place) && self.flags(place) != Connect::NONE {
                self.next(place)?;
            }
        }
        Ok(())
    }

    fn other_controllers(&mut self) -> Result {
        for (place, c) in self.controllers() {
            let skip = match c.kind {
                Type::Pci | Type::Fdc | Type::Ccid => true,
                Type::Usb => c.model == Some(Model::None),
                Type::Ide => c.index == Some(0),
                Type::Scsi => matches!(c.model, Some(Model::Ncr53c90 | Model::Ibmvscsi)),
                _ => false,
            };
            if skip || !self.open(place) {
                continue;
            }
            if controllers::is_usb2(c) {
                self.companion(place, c)?;
            } else {
                self.next(place)?;
            }
        }
        Ok(())
    }

    /// The parts of a USB 2 controller share a slot.
    fn companion(&mut self, place: Place, c: &Controller) -> Result {
        let function = match c.model {
            Some(Model::Ich9Ehci1) => 7,
            Some(Model::Ich9Uhci2) => 1,
            Some(Model::Ich9Uhci3) => 2,
            _ => 0,
        };
        let sibling = self.controllers().find_map(|(other, o)| {
            if !controllers::is_usb2(o) || o.index != c.index {
                return None;
            }
            self.chosen.get(&other).copied().or_else(|| pci_slot(self.address(other)))
        });
        match sibling {
            None => self.next_function(place, Some(function)),
            Some(slot) => self.pin(place, Slot { function, ..slot }),
        }
    }

    fn disks(&mut self) -> Result {
        for (n, disk) in (0..).zip(&self.dom.devices.disks) {
            if disk.target.bus != Some(DiskBus::Virtio) {
                continue;
            }
            let place = Place::Disk(n);
            match self.address(place) {
                None => self.next(place)?,
                Some(DeviceAddress::Pci(pci)) if is_nowhere(pci) => self.next(place)?,
                Some(DeviceAddress::Pci(_) | DeviceAddress::Ccw(_)) => {}
                Some(DeviceAddress::VirtioS390 | DeviceAddress::VirtioMmio) => {}
                Some(other) => {
                    return Err(qemu(format!(
                        "virtio disk cannot have an address of type '{}'",
                        kind_name(other)
                    )));
                }
            }
        }
        Ok(())
    }

    /// A balloon of another hypervisor is asked for a place it cannot have.
    fn balloon(&mut self) -> Result {
        let Some(balloon) = &self.dom.devices.memballoon else { return Ok(()) };
        if balloon.model != MemBalloonModel::None && self.open(Place::Memballoon) {
            self.next(Place::Memballoon)?;
        }
        Ok(())
    }

    fn videos(&mut self) -> Result {
        for (n, video) in (0..).zip(&self.dom.devices.videos) {
            let kind = video.model.as_ref().and_then(|m| m.kind);
            let place = Place::Video(n);
            let card = !matches!(kind, Some(VideoType::None | VideoType::Ramfb));
            if card && self.open(place) {
                self.next(place)?;
            }
        }
        Ok(())
    }
}

fn is_piix3_usb(c: &Controller) -> bool {
    c.kind == Type::Usb && matches!(c.model, None | Some(Model::Piix3Uhci))
}

fn make_buses(dom: &Domain, ctx: &Context<'_>, count: u32) -> Vec<Bus> {
    let mut buses: Vec<Option<Bus>> = vec![None; count as usize];
    for c in &dom.devices.controllers {
        let (Some(model), Some(index)) = (bus_model(c), c.index) else { continue };
        let hotplug = c.target.as_ref().and_then(|t| t.hotplug) != Some(false);
        if let Some(bus) = buses.get_mut(index as usize) {
            *bus = Some(Bus::new(model, hotplug));
        }
    }
    let pcie = buses.first().and_then(Option::as_ref).map(|b| b.model) == Some(BusModel::PcieRoot);
    let other = match (ctx.family(), pcie) {
        (Family::Pseries, _) => BusModel::PciRoot,
        (_, true) => BusModel::PcieRootPort,
        (_, false) => BusModel::PciBridge,
    };
    let buses = buses.into_iter().enumerate();
    buses
        .map(|(n, bus)| {
            bus.unwrap_or_else(|| Bus::new(if n == 0 { BusModel::PciRoot } else { other }, true))
        })
        .collect()
}

/// Function 0 of a slot says whether there are others.
fn multifunction(dom: &mut Domain, set: &PciSet) {
    for place in places(dom) {
        let Some(info) = crate::fill::walk::info_mut(dom, place) else { continue };
        let Some(slot) = pci_slot(info.address.as_ref()) else { continue };
        let Some(DeviceAddress::Pci(pci)) = &mut info.address else { continue };
        if slot.function == 0 && pci.multifunction.is_none() && set.functions(slot) & !1 != 0 {
            pci.multifunction = Some(true);
        }
    }
}

/// What PCI controllers say about themselves.
fn controller_targets(dom: &mut Domain, ctx: &Context<'_>) -> Result {
    // Only those that come before count, as they do in the reference.
    let mut host_bridges: Vec<u32> = Vec::new();
    for n in 0..dom.devices.controllers.len() {
        let c = &dom.devices.controllers[n];
        if c.kind != Type::Pci {
            continue;
        }
        let slot = pci_slot(c.info.address.as_ref());
        let lowest = lowest_bus_number(dom);
        let c = &mut dom.devices.controllers[n];
        let index = c.index.unwrap_or(0);
        let slot = slot.unwrap_or_default();
        c.model_name = c.model_name.or_else(|| model_name(c.model, ctx));
        let byte = index as u8;
        match c.model {
            Some(Model::PciBridge) => {
                refuse!(
                    index <= slot.bus,
                    qemu,
                    "PCI controller at index {index} (0x{index:02x}) has bus='0x{:02x}', but index must be larger than bus",
                    slot.bus
                );
                target(c).chassis_nr.get_or_insert(byte);
            }
            Some(Model::PcieRootPort) => {
                let target = target(c);
                target.chassis.get_or_insert(byte);
                target.port.get_or_insert((slot.slot << 3 | slot.function) as u8);
            }
            Some(Model::PcieSwitchDownstreamPort) => {
                let target = target(c);
                target.chassis.get_or_insert(byte);
                target.port.get_or_insert(slot.slot as u8);
            }
            Some(Model::PciExpanderBus | Model::PcieExpanderBus) => {
                let target = target(c);
                if target.bus_nr.is_none() {
                    refuse!(
                        lowest <= 2,
                        qemu,
                        "No free busNr lower than current lowest busNr is available to auto-assign to bus {index}. Must be manually assigned"
                    );
                    target.bus_nr = Some((lowest - 2) as u8);
                }
            }
            Some(Model::PciRoot) if ctx.family() == Family::Pseries => {
                let target = target(c);
                let free = || (1..).find(|n| !host_bridges.contains(n));
                let number = if index == 0 { Some(0) } else { target.index.or_else(free) };
                target.index = target.index.or(number);
                host_bridges.extend(target.index);
            }
            _ => {}
        }
    }
    Ok(())
}

fn target(c: &mut Controller) -> &mut ControllerTarget {
    c.target.get_or_insert_with(ControllerTarget::default)
}

/// Lowest bus number that an expander bus claims.
fn lowest_bus_number(dom: &Domain) -> u32 {
    let targets = dom.devices.controllers.iter().filter_map(|c| c.target.as_ref());
    targets.filter_map(|t| t.bus_nr).map(u32::from).min().unwrap_or(256)
}

fn model_name(model: Option<Model>, ctx: &Context<'_>) -> Option<PciModelName> {
    Some(match model? {
        Model::PciBridge => PciModelName::PciBridge,
        Model::DmiToPciBridge => PciModelName::I82801b11Bridge,
        Model::PcieToPciBridge => PciModelName::PciePciBridge,
        Model::PcieRootPort if ctx.has(Cap::PcieRootPort) => PciModelName::PcieRootPort,
        Model::PcieRootPort => PciModelName::Ioh3420,
        Model::PcieSwitchUpstreamPort => PciModelName::X3130Upstream,
        Model::PcieSwitchDownstreamPort => PciModelName::Xio3130Downstream,
        Model::PciExpanderBus => PciModelName::Pxb,
        Model::PcieExpanderBus => PciModelName::PxbPcie,
        Model::PciRoot if ctx.family() == Family::Pseries => PciModelName::SpaprPciHostBridge,
        _ => return None,
    })
}
