//! What a definition becomes between reading and keeping it: defaults, implicit
//! devices, addresses; and what is refused.

pub mod addresses;
mod caps;
mod error;
mod firmware;
mod view;

pub use caps::{Cap, CapSet};
pub use error::{Code, FillError, From, Result};
pub use firmware::descriptor::{Descriptor, File as FirmwareFile, Mapping, Target};
pub use view::{Accel, Emulator, EmulatorMissing, HypervisorView, Machine, Settings, StaticView};
