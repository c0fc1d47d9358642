//! What QEMU binaries and the host can do: asked lazily, cached, and printed as
//! host and domain capabilities.

mod cache;
mod caps;
mod flag_table;
mod flags;
mod identity;
mod probe;
mod schema;

pub use cache::CapsCache;
pub use caps::{
    Accel, AccelCaps, CpuModel, CpuTable, Gic, HostCpu, HostFeature, Machine, QemuCaps, Sev, Sgx,
    Usable,
};
pub use flags::{Flag, FlagSet};
pub use identity::kvm_usable;
pub use probe::{CapsError, MIN_VERSION, probe};

/// The system's text for an error, without Rust's number behind it.
pub(crate) fn errno_text(error: &std::io::Error) -> String {
    let text = error.to_string();
    match text.rsplit_once(" (os error ") {
        Some((text, _)) => text.to_owned(),
        None => text,
    }
}
