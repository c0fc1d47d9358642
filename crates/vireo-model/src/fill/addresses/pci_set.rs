//! The PCI buses of a guest and which of their slots are taken.
//!
//! Pure arithmetic: a bus is 32 slots of 8 functions, one byte a slot; buses know
//! what may be plugged into them ([`Connect`]). Who is placed where, and in which
//! order, is decided in [`super::pci`].

use crate::fill::error::{Code, FillError, From, Result};

/// What a device is to a bus and what a bus takes: bits, as the reference
/// numbers them (its messages print them).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Connect(pub u32);

impl Connect {
    /// May be chosen without the user's word.
    pub const AUTOASSIGN: Connect = Connect(1);
    /// Can be plugged while the guest runs.
    pub const HOTPLUG: Connect = Connect(1 << 1);
    /// May share a slot with others of its kind.
    pub const AGGREGATE: Connect = Connect(1 << 2);
    /// Conventional PCI endpoint.
    pub const PCI: Connect = Connect(1 << 3);
    /// PCI Express endpoint.
    pub const PCIE: Connect = Connect(1 << 4);
    /// `pcie-root-port`.
    pub const ROOT_PORT: Connect = Connect(1 << 5);
    /// `pcie-switch-upstream-port`.
    pub const UPSTREAM: Connect = Connect(1 << 6);
    /// `pcie-switch-downstream-port`.
    pub const DOWNSTREAM: Connect = Connect(1 << 7);
    /// `dmi-to-pci-bridge`.
    pub const DMI: Connect = Connect(1 << 8);
    /// `pci-expander-bus`.
    pub const PXB: Connect = Connect(1 << 9);
    /// `pcie-expander-bus`.
    pub const PXB_PCIE: Connect = Connect(1 << 10);
    /// `pci-bridge`.
    pub const BRIDGE: Connect = Connect(1 << 11);
    /// `pcie-to-pci-bridge`.
    pub const PCIE_TO_PCI: Connect = Connect(1 << 12);
    /// Part of the root complex: bus 0 only.
    pub const INTEGRATED: Connect = Connect(1 << 13);

    /// Nothing.
    pub const NONE: Connect = Connect(0);
    const ENDPOINT: Connect = Connect(Self::PCI.0 | Self::PCIE.0);
    const TYPES: Connect = Connect(0x1ff8);

    /// Both.
    pub const fn with(self, other: Connect) -> Connect {
        Connect(self.0 | other.0)
    }
    /// Whether they share a bit.
    pub const fn meets(self, other: Connect) -> bool {
        self.0 & other.0 != 0
    }

    /// The words of the messages.
    fn words(self) -> Option<&'static str> {
        const WORDS: [(Connect, &str); 10] = [
            (Connect::PCI, "standard PCI device"),
            (Connect::PCIE, "PCI Express device"),
            (Connect::ROOT_PORT, "pcie-root-port"),
            (Connect::UPSTREAM, "pcie-switch-upstream-port"),
            (Connect::DOWNSTREAM, "pcie-switch-downstream-port"),
            (Connect::DMI, "dmi-to-pci-bridge"),
            (Connect::PXB, "pci-expander-bus"),
            (Connect::PXB_PCIE, "pcie-expander-bus"),
            (Connect::BRIDGE, "pci-bridge"),
            (Connect::PCIE_TO_PCI, "pcie-to-pci-bridge"),
        ];
        WORDS.iter().find(|(bit, _)| self.meets(*bit)).map(|(_, words)| *words)
    }

    /// The controller that connects like this, when it is one.
    fn controller(self) -> Option<&'static str> {
        if self.meets(Self::ENDPOINT) { None } else { self.words() }
    }
}

/// The kinds of PCI controllers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // the reference's names
pub enum BusModel {
    PciRoot,
    PcieRoot,
    PciBridge,
    DmiToPciBridge,
    PcieToPciBridge,
    PcieRootPort,
    PcieSwitchUpstreamPort,
    PcieSwitchDownstreamPort,
    PciExpanderBus,
    PcieExpanderBus,
}

impl BusModel {
    /// What it takes, its first and last slot.
    fn ability(self) -> (Connect, u8, u8) {
        use BusModel as M;
        const HOT: Connect = Connect::AUTOASSIGN.with(Connect::HOTPLUG);
        let pci = HOT.with(Connect::PCI);
        match self {
            M::PciRoot => (pci.with(Connect::BRIDGE).with(Connect::PXB), 1, 31),
            M::PciBridge => (pci.with(Connect::BRIDGE), 1, 31),
            M::PciExpanderBus => (pci.with(Connect::BRIDGE), 0, 31),
            M::PcieRoot => (
                Connect::PCIE.with(Connect::ROOT_PORT).with(Connect::DMI).with(Connect::PXB_PCIE),
                1,
                31,
            ),
            M::DmiToPciBridge => (Connect::PCI.with(Connect::BRIDGE), 0, 31),
            M::PcieToPciBridge => (pci.with(Connect::BRIDGE), 1, 31),
            M::PcieRootPort | M::PcieSwitchDownstreamPort => {
                (HOT.with(Connect::PCIE).with(Connect::UPSTREAM).with(Connect::PCIE_TO_PCI), 0, 0)
            }
            M::PcieSwitchUpstreamPort => (Connect::DOWNSTREAM, 0, 31),
            M::PcieExpanderBus => (Connect::ROOT_PORT.with(Connect::DMI), 0, 31),
        }
    }

    /// How the controller itself is plugged; roots are not.
    pub fn upstream(self) -> Connect {
        match self {
            BusModel::PciRoot | BusModel::PcieRoot => Connect::NONE,
            BusModel::PciBridge => Connect::BRIDGE,
            BusModel::PciExpanderBus => Connect::PXB,
            BusModel::PcieExpanderBus => Connect::PXB_PCIE,
            BusModel::DmiToPciBridge => Connect::DMI,
            BusModel::PcieToPciBridge => Connect::PCIE_TO_PCI,
            BusModel::PcieRootPort => Connect::ROOT_PORT.with(Connect::AGGREGATE),
            BusModel::PcieSwitchUpstreamPort => Connect::UPSTREAM,
            BusModel::PcieSwitchDownstreamPort => Connect::DOWNSTREAM,
        }
    }
}

/// A PCI address.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Slot {
    /// PCI domain (segment).
    pub domain: u32,
    /// Bus: index of its controller.
    pub bus: u32,
    /// Slot on the bus.
    pub slot: u32,
    /// Function in the slot.
    pub function: u32,
}

impl Slot {
    /// An address in domain 0.
    pub const fn at(bus: u32, slot: u32, function: u32) -> Self {
        Slot { domain: 0, bus, slot, function }
    }
}

impl std::fmt::Display for Slot {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04x}:{:02x}:{:02x}.{:x}", self.domain, self.bus, self.slot, self.function)
    }
}

/// One bus.
#[derive(Clone, Debug)]
pub struct Bus {
    /// Kind of the controller it belongs to.
    pub model: BusModel,
    takes: Connect,
    first: u8,
    last: u8,
    functions: [u8; 32],
    aggregate: u32,
    /// Isolation group of its devices.
    pub group: u32,
    /// The group may not change.
    pub group_locked: bool,
}

impl Bus {
    /// An empty bus.
    pub fn new(model: BusModel, allow_hotplug: bool) -> Self {
        let (mut takes, first, last) = model.ability();
        if !allow_hotplug {
            takes = Connect(takes.0 & !Connect::HOTPLUG.0);
        }
        Bus {
            model,
            takes,
            first,
            last,
            functions: [0; 32],
            aggregate: 0,
            group: 0,
            group_locked: false,
        }
    }

    fn is_empty(&self) -> bool {
        self.functions.iter().all(|f| *f == 0)
    }

    fn is_full(&self) -> bool {
        self.functions[usize::from(self.first)..=usize::from(self.last)].iter().all(|f| *f != 0)
    }

    /// What it takes.
    pub fn takes(&self) -> Connect {
        self.takes
    }

    /// The first place for such a device, if there is one.
    fn find(&self, flags: Connect, function: Option<u32>) -> Option<(u32, u32)> {
        for slot in self.first..=self.last {
            let used = self.functions[usize::from(slot)];
            if used == 0 {
                return Some((u32::from(slot), function.unwrap_or(0)));
            }
            if flags.meets(Connect::AGGREGATE) && self.aggregate >> slot & 1 == 1 && used != 0xff {
                let free = (!used).trailing_zeros();
                match function {
                    None => return Some((u32::from(slot), free)),
                    Some(f) if used >> f & 1 == 0 => return Some((u32::from(slot), f)),
                    Some(_) => {}
                }
            }
        }
        None
    }
}

/// All buses of a guest.
#[derive(Clone, Debug, Default)]
pub struct PciSet {
    /// The buses by index.
    pub buses: Vec<Bus>,
    /// Buses may be added.
    pub growing: bool,
    /// The machine can have several roots (pSeries).
    pub many_roots: bool,
    /// QEMU has `pcie-pci-bridge`.
    pub has_pcie_to_pci: bool,
}

/// Who gave an address: decides on the code of the refusal and how strict the
/// check is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The user.
    Config,
    /// We.
    Auto,
}

impl Origin {
    fn refuse(self, text: String) -> FillError {
        let code = match self {
            Origin::Config => Code::Xml,
            Origin::Auto => Code::Internal,
        };
        FillError::new(code, From::Domain, text)
    }
}

impl PciSet {
    fn compatible(
        &self,
        addr: Slot,
        bus_flags: Connect,
        device: Connect,
        origin: Origin,
    ) -> Result {
        let mut takes = bus_flags;
        if origin == Origin::Config {
            if takes.meets(Connect::ENDPOINT) {
                takes = takes.with(Connect::ENDPOINT);
            }
            takes = takes.with(Connect::HOTPLUG).with(Connect::AUTOASSIGN);
            if takes.meets(Connect::PCI) && device.meets(Connect::BRIDGE) {
                takes = takes.with(Connect::BRIDGE);
            }
        }
        if device.meets(Connect::INTEGRATED) {
            if addr.bus == 0 {
                return Ok(());
            }
            return Err(origin.refuse(format!(
                "The device at PCI address {addr} needs to be an integrated device (bus=0)"
            )));
        }
        if !Connect(device.0 & takes.0).meets(Connect::TYPES) {
            let Some(words) = device.words() else {
                return Err(origin.refuse(format!(
                    "The device at PCI address {addr} has unrecognized connection type flags 0x{:02x}",
                    device.0
                )));
            };
            return Err(origin.refuse(format!(
                "The device at PCI address {addr} cannot be plugged into the PCI controller with index='{}'. It requires a controller that accepts a {words}.",
                addr.bus
            )));
        }
        if device.meets(Connect::AUTOASSIGN) && !takes.meets(Connect::AUTOASSIGN) {
            return Err(origin.refuse(format!(
                "The device at PCI address {addr} was auto-assigned this address, but the PCI controller with index='{}' doesn't allow auto-assignment",
                addr.bus
            )));
        }
        if device.meets(Connect::HOTPLUG) && !takes.meets(Connect::HOTPLUG) {
            return Err(origin.refuse(format!(
                "The device at PCI address {addr} requires hotplug capability, but the PCI controller with index='{}' doesn't support hotplug",
                addr.bus
            )));
        }
        Ok(())
    }

    /// Whether a device may stand there at all.
    pub fn validate(&self, addr: Slot, device: Connect, origin: Origin) -> Result {
        if self.buses.is_empty() {
            return Err(origin.refuse("No PCI buses available".into()));
        }
        if addr.domain != 0 {
            return Err(origin
                .refuse(format!("Invalid PCI address {addr}. Only PCI domain 0 is available")));
        }
        let Some(bus) = self.buses.get(addr.bus as usize) else {
            return Err(origin.refuse(format!(
                "Invalid PCI address {addr}. Only PCI buses up to {} are available",
                self.buses.len() - 1
            )));
        };
        self.compatible(addr, bus.takes, device, origin)?;
        if bus.first != 0 && addr.slot < u32::from(bus.first) {
            return Err(
                origin.refuse(format!("Invalid PCI address {addr}. slot must be >= {}", bus.first))
            );
        }
        if addr.slot > u32::from(bus.last) {
            return Err(
                origin.refuse(format!("Invalid PCI address {addr}. slot must be <= {}", bus.last))
            );
        }
        if addr.function > 7 {
            return Err(origin.refuse(format!("Invalid PCI address {addr}. function must be <= 7")));
        }
        Ok(())
    }

    /// Take that very address.
    ///
    /// # Errors
    /// It cannot be there, or the function is taken.
    pub fn reserve(&mut self, addr: Slot, device: Connect, group: u32, origin: Origin) -> Result {
        if self.growing {
            self.grow_to(addr.bus, device)?;
        }
        self.validate(addr, device, origin)?;
        let bus = &mut self.buses[addr.bus as usize];
        let at = addr.slot as usize;
        if bus.functions[at] >> addr.function & 1 == 1 {
            return Err(origin.refuse(format!("Attempted double use of PCI Address {addr}")));
        }
        if bus.functions[at] == 0 && device.meets(Connect::AGGREGATE) {
            bus.aggregate |= 1 << at;
        }
        if !bus.group_locked && bus.is_empty() {
            bus.group = group;
        }
        bus.functions[at] |= 1 << addr.function;
        Ok(())
    }

    /// Whether a function of the slot is taken.
    pub fn slot_used(&self, addr: Slot) -> bool {
        self.functions(addr) != 0
    }

    /// The functions taken in the slot.
    pub fn functions(&self, addr: Slot) -> u8 {
        match self.buses.get(addr.bus as usize) {
            Some(bus) if addr.slot < 32 => bus.functions[addr.slot as usize],
            _ => 0,
        }
    }

    /// Whether no bus has a free slot.
    pub fn all_full(&self) -> bool {
        self.buses.iter().all(Bus::is_full)
    }

    /// Find a place and take it.
    ///
    /// # Errors
    /// There is none, and none can be made.
    pub fn reserve_next(
        &mut self,
        device: Connect,
        group: u32,
        function: Option<u32>,
    ) -> Result<Slot> {
        let addr = self.next(device, group, function)?;
        self.reserve(addr, device, group, Origin::Auto)?;
        Ok(addr)
    }

    /// Find a place.
    fn next(&mut self, device: Connect, group: u32, function: Option<u32>) -> Result<Slot> {
        if self.buses.is_empty() {
            return Err(FillError::new(Code::Xml, From::Domain, "No PCI buses available"));
        }
        if let Some(addr) = self.search(device, function, |bus| bus.group == group) {
            return Ok(addr);
        }
        if let Some(addr) = self.search(device, function, |bus| !bus.group_locked && bus.is_empty())
        {
            self.buses[addr.bus as usize].group = group;
            return Ok(addr);
        }
        if self.growing {
            self.grow_to(self.buses.len() as u32, device)?;
            let last = self.buses.len() - 1;
            let bus = &mut self.buses[last];
            bus.group = group;
            return Ok(Slot::at(last as u32, u32::from(bus.first), function.unwrap_or(0)));
        }
        Err(FillError::new(Code::Internal, From::Domain, "No more available PCI slots"))
    }

    fn search(
        &self,
        device: Connect,
        function: Option<u32>,
        suits: impl Fn(&Bus) -> bool,
    ) -> Option<Slot> {
        for (index, bus) in self.buses.iter().enumerate() {
            if !suits(bus) || !self.fits(index as u32, bus, device) {
                continue;
            }
            if let Some((slot, function)) = bus.find(device, function) {
                return Some(Slot::at(index as u32, slot, function));
            }
        }
        None
    }

    /// The check of `compatible` for a place we choose, without the words.
    fn fits(&self, index: u32, bus: &Bus, device: Connect) -> bool {
        if device.meets(Connect::INTEGRATED) {
            return index == 0;
        }
        let needs = |bit: Connect| !device.meets(bit) || bus.takes.meets(bit);
        Connect(device.0 & bus.takes.0).meets(Connect::TYPES)
            && needs(Connect::AUTOASSIGN)
            && needs(Connect::HOTPLUG)
    }

    /// Add buses until that index exists, the last one fit for the device.
    fn grow_to(&mut self, bus: u32, device: Connect) -> Result {
        let have = self.buses.len() as u32;
        if bus < have {
            return Ok(());
        }
        let mut wanted = (bus + 1) as usize;
        let model = if device.meets(Connect::PCI) {
            if self.many_roots { BusModel::PciRoot } else { BusModel::PciBridge }
        } else if device.meets(Connect::PCIE.with(Connect::UPSTREAM).with(Connect::PCIE_TO_PCI)) {
            BusModel::PcieRootPort
        } else {
            return Err(self.cannot_grow(device));
        };
        let takes_bridge = self.buses.iter().any(|b| b.takes.meets(Connect::BRIDGE));
        if model == BusModel::PciBridge && !takes_bridge {
            if self.has_pcie_to_pci {
                self.buses.push(Bus::new(BusModel::PcieRootPort, true));
                self.buses.push(Bus::new(BusModel::PcieToPciBridge, true));
                wanted = wanted.max(self.buses.len());
            } else {
                self.buses.push(Bus::new(BusModel::DmiToPciBridge, true));
                wanted += 1;
            }
        }
        while self.buses.len() < wanted {
            self.buses.push(Bus::new(model, true));
        }
        Ok(())
    }

    fn cannot_grow(&self, device: Connect) -> FillError {
        let text = match device.controller() {
            Some(model) => format!(
                "a PCI slot is needed to connect a PCI controller model='{model}', but none is available, and it cannot be automatically added"
            ),
            None => format!(
                "Cannot automatically add a new PCI bus for a device with connect flags {:02x}",
                device.0
            ),
        };
        FillError::new(Code::Internal, From::Domain, text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(roots: &[BusModel]) -> PciSet {
        PciSet {
            buses: roots.iter().map(|m| Bus::new(*m, true)).collect(),
            growing: true,
            many_roots: false,
            has_pcie_to_pci: true,
        }
    }

    #[test]
    fn root_ports_share_a_slot() {
        let mut set = set(&[BusModel::PcieRoot]);
        let flags = BusModel::PcieRootPort.upstream();
        for n in 0..10 {
            let addr = set.reserve_next(flags, 0, None).unwrap();
            assert_eq!(addr, Slot::at(0, 1 + n / 8, n % 8));
        }
    }

    #[test]
    fn conventional_device_on_pcie_root_brings_its_bridge() {
        let mut set = set(&[BusModel::PcieRoot]);
        let flags = Connect::PCI.with(Connect::AUTOASSIGN).with(Connect::HOTPLUG);
        assert_eq!(set.reserve_next(flags, 0, Some(0)).unwrap(), Slot::at(2, 1, 0));
        let models: Vec<_> = set.buses.iter().map(|b| b.model).collect();
        assert_eq!(models, [BusModel::PcieRoot, BusModel::PcieRootPort, BusModel::PcieToPciBridge]);
    }

    #[test]
    fn same_function_twice_is_refused() {
        let mut set = set(&[BusModel::PciRoot]);
        let flags = Connect::PCI;
        set.reserve(Slot::at(0, 3, 0), flags, 0, Origin::Config).unwrap();
        let error = set.reserve(Slot::at(0, 3, 0), flags, 0, Origin::Config).unwrap_err();
        assert_eq!(
            error.to_string(),
            "XML error: Attempted double use of PCI Address 0000:00:03.0"
        );
        assert!(set.reserve(Slot::at(0, 0, 0), flags, 0, Origin::Config).is_err());
    }

    #[test]
    fn nothing_to_connect_is_told_with_its_flags() {
        let mut set = set(&[BusModel::PciRoot]);
        let error = set.reserve_next(Connect::NONE, 0, Some(0)).unwrap_err();
        assert_eq!(
            error.to_string(),
            "internal error: Cannot automatically add a new PCI bus for a device with connect flags 00"
        );
    }
}
