//! What a definition becomes between reading and keeping it.
//!
//! [`fill`] adds what the user left out: defaults, implicit devices, addresses;
//! [`validate`] refuses what cannot work. Both are tables of steps in the
//! reference's order, for the first refusal is the one the client sees. What
//! depends on the hypervisor comes in as a [`HypervisorView`]; nothing here asks
//! the host.
//!
//! | what | where |
//! |---|---|
//! | defaults, a room a device | [`defaults`] |
//! | addresses, a room a bus | [`addresses`] |
//! | refusals, a room a device | [`validate`] |
//! | names of devices of a running guest | [`aliases`] |
//! | choosing a firmware | [`firmware`] |

pub mod addresses;
pub mod aliases;
mod caps;
pub mod defaults;
pub(crate) mod error;
pub mod firmware;
#[doc(hidden)]
pub mod fuzz;
pub mod machine;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
pub(crate) mod validate;
mod view;
pub mod walk;

use std::sync::Arc;

pub use caps::{Cap, CapSet};
pub use defaults::domain::is_architecture;
pub use error::{Code, FillError, From, Result};
pub use firmware::descriptor::{Descriptor, File as FirmwareFile, Mapping, Target};
pub use machine::{Family, Root, target_index};
pub use validate::domain::actions as lifecycle;
pub use view::{
    Accel, Emulator, EmulatorMissing, HypervisorView, Machine, SYSTEM_CHANNEL_DIRS, Settings,
    StaticView,
};

use crate::domain::Domain;

/// How a definition is to be filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FillFlags {
    /// The definition is new: what guests see may still be chosen freely. Off for
    /// definitions read back from disk or received from another host.
    pub new_definition: bool,
    /// Keep a definition whose emulator is not there, without the steps that ask
    /// it (definitions read back from disk).
    pub without_emulator: bool,
}

impl FillFlags {
    /// A definition that a user sends.
    pub const DEFINE: FillFlags = FillFlags { new_definition: true, without_emulator: false };
    /// A definition read back from disk.
    pub const LOAD: FillFlags = FillFlags { new_definition: false, without_emulator: true };
}

/// What the steps know beside the definition.
pub struct Context<'a> {
    /// The hypervisor.
    pub view: &'a dyn HypervisorView,
    /// How to fill.
    pub flags: FillFlags,
    /// The binary, once it is known.
    pub emulator: Option<Arc<Emulator>>,
    family: Family,
    arch: String,
    machine: String,
    accel: Accel,
    kvm: bool,
}

impl<'a> Context<'a> {
    fn new(view: &'a dyn HypervisorView, flags: FillFlags) -> Self {
        Context {
            view,
            flags,
            emulator: None,
            family: Family::Other,
            arch: String::new(),
            machine: String::new(),
            accel: Accel::Tcg,
            kvm: false,
        }
    }

    /// What is known beside a definition that has been filled.
    ///
    /// # Errors
    /// The binary is not there.
    pub(crate) fn of(dom: &Domain, view: &'a dyn HypervisorView, flags: FillFlags) -> Result<Self> {
        let mut ctx = Context::new(view, flags);
        ctx.look(dom);
        let path = dom.devices.emulator.as_deref().unwrap_or_default();
        match view.emulator(path) {
            Ok(emulator) => ctx.emulator = Some(emulator),
            Err(_) if flags.without_emulator => {}
            Err(missing) => return Err(FillError::new(missing.code, From::Qemu, missing.message)),
        }
        Ok(ctx)
    }

    /// Take architecture, machine and accelerator from the definition.
    fn look(&mut self, dom: &Domain) {
        self.arch = dom.os.arch.clone().unwrap_or_default();
        self.machine = dom.os.machine.clone().unwrap_or_default();
        self.family = Family::of(&self.arch, &self.machine);
        self.accel = defaults::domain::accel(dom.kind);
        self.kvm = self.accel == Accel::Kvm;
    }

    /// Whether the binary has the ability; without a binary: no.
    pub fn has(&self, cap: Cap) -> bool {
        self.emulator.as_ref().is_some_and(|e| e.has(cap))
    }

    /// The machine as QEMU describes it.
    pub fn machine(&self) -> Option<&Machine> {
        self.emulator.as_ref()?.machine(self.accel, &self.machine)
    }

    /// The family of the machine.
    pub fn family(&self) -> Family {
        self.family
    }

    /// Whether the machine has the keyboard controller of a PC.
    fn has_i8042(&self) -> bool {
        self.has(Cap::I8042) && self.is_pc()
    }
    fn is_pc(&self) -> bool {
        matches!(self.family, Family::I440fx | Family::Q35 | Family::IsaPc)
    }
    fn is_kvm(&self) -> bool {
        self.kvm
    }
    fn is_x86(&self) -> bool {
        machine::is_x86(&self.arch)
    }
    fn is_s390(&self) -> bool {
        machine::is_s390(&self.arch)
    }
    fn is_ppc64(&self) -> bool {
        machine::is_ppc64(&self.arch)
    }
}

/// One step of the filling.
type Step = fn(&mut Domain, &mut Context<'_>) -> Result;

/// The steps of the filling, in the reference's order: the first refusal counts.
const STEPS: &[Step] = &[
    // What the document says by saying nothing.
    defaults::domain::identity,
    defaults::domain::seclabels,
    defaults::vcpu::vcpu,
    defaults::vcpu::iothreads,
    defaults::domain::foreign,
    defaults::memory::memtune,
    defaults::cpu::words,
    defaults::memory::numa_words,
    defaults::vcpu::schedulers,
    defaults::vcpu::resource_control,
    defaults::memory::numatune,
    defaults::domain::lifecycle,
    defaults::domain::clock,
    defaults::order,
    defaults::parsed,
    // The binary and what hangs on it.
    defaults::machine::emulator,
    defaults::controller::indexes,
    defaults::machine::machine,
    firmware::fill,
    defaults::machine::devices,
    defaults::cpu::default,
    defaults::machine::features,
    defaults::vcpu::rules,
    defaults::cpu::cpu,
    defaults::machine::tseg,
    defaults::memory::auto_numa,
    // Each device.
    defaults::chardev::isa_ports,
    defaults::each_device,
    // The whole once more.
    defaults::vcpu::states,
    defaults::memory::memory,
    firmware::rom_by_default,
    defaults::memory::hugepages,
    defaults::controller::no_duplicates,
    defaults::others::panics,
    defaults::domain::boot_order,
    defaults::domain::timers,
    defaults::chardev::pair_console,
    defaults::domain::init_binary,
    defaults::controller::implied,
    defaults::video::cards,
    defaults::cpu::check,
    addresses::assign,
    defaults::chardev::mirror_address,
];

/// Fill in what the definition leaves out.
///
/// Filling is idempotent: a device added to a filled definition is filled by
/// filling the whole once more, nothing else changes.
///
/// # Errors
/// The first thing that cannot be filled, with the reference's numbers and words.
pub fn fill(dom: &mut Domain, view: &dyn HypervisorView, flags: FillFlags) -> Result {
    let mut ctx = Context::new(view, flags);
    for step in STEPS {
        step(dom, &mut ctx)?;
    }
    Ok(())
}

/// Refuse what cannot work. The definition has been filled.
///
/// Definitions read back from disk are not judged again: they were, and what is
/// refused today may have been allowed then.
///
/// # Errors
/// The first rule it breaks, with the reference's numbers and words.
pub fn validate(dom: &Domain, view: &dyn HypervisorView, flags: FillFlags) -> Result {
    validate::all(dom, &Context::of(dom, view, flags)?)
}
