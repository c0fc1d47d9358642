//! What QEMU binaries and the host can do: asked lazily, cached, and printed as
//! host and domain capabilities.

mod answer;
mod cache;
mod caps;
mod domain_doc;
mod emulators;
mod flag_table;
mod flags;
mod host_doc;
mod host_model;
mod identity;
mod probe;
mod schema;
pub(crate) mod swtpm;
#[cfg(test)]
mod tests;
mod topology;

pub use answer::{Found, Wanted, cpu_model_names, max_vcpus};
pub use cache::CapsCache;
pub use caps::{
    Accel, AccelCaps, CpuModel, CpuTable, Gic, HostCpu, HostFeature, Machine, QemuCaps, Sev, Sgx,
    Usable,
};
pub use domain_doc::virt_type;
pub use emulators::{emulators, find_emulator, host_arch, is_arch, word_size};
pub use flags::{Flag, FlagSet};
pub use host_doc::{HostFacts, SecurityModel, host_cpu_xml};
pub use host_model::HostModel;
pub use identity::{FileMark, kvm_usable};
pub use probe::{CapsError, MIN_VERSION, probe};
pub use swtpm::Swtpm;
pub use topology::{Bank, Cell, Cpu, CpuPlace, Shape, Sysfs};

/// The system's text for an error, without Rust's number behind it.
pub(crate) fn errno_text(error: &std::io::Error) -> String {
    let text = error.to_string();
    match text.rsplit_once(" (os error ") {
        Some((text, _)) => text.to_owned(),
        None => text,
    }
}
