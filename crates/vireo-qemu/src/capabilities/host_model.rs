//! The host's CPU as a guest of this QEMU can have it.

use vireo_cpu::features::Place;
use vireo_cpu::{Decoded, FeatureId, FeatureSet, Purpose, Signature, Vendor, decode};

use super::caps::{Accel, HostCpu, QemuCaps};
use super::flags::Flag;

/// A `host-model` CPU: a model and what differs from it.
#[derive(Debug, Clone)]
pub struct HostModel {
    /// Maker.
    pub vendor: Option<Vendor>,
    /// The model and what differs.
    pub decoded: Decoded,
}

/// The features of QEMU's idea of the host that have a name of the reference's.
/// A QEMU that cannot tell what it misses is not believed about those behind
/// model specific registers.
fn features(caps: &QemuCaps, cpu: &HostCpu, migratable_only: bool) -> FeatureSet {
    let believed = caps.has(Flag::CPU_UNAVAILABLE_FEATURES);
    cpu.features
        .iter()
        .filter(|feature| feature.migratable || !migratable_only)
        .filter_map(|feature| FeatureId::from_name(&feature.name))
        .filter(|feature| match feature.place() {
            Place::Cpuid { .. } => true,
            Place::Msr { .. } => believed,
        })
        .collect()
}

impl HostModel {
    /// The host's CPU with an accelerator; without what keeps a guest from
    /// migrating when `migratable_only`. `None` when QEMU cannot tell.
    pub fn of(caps: &QemuCaps, accel: Accel, migratable_only: bool) -> Option<Self> {
        let own = caps.accel(accel)?;
        let cpu = own.host_cpu.as_ref()?;
        let vendor = cpu.vendor.as_deref().and_then(Vendor::from_cpuid);
        let signature = cpu.signature.map(|(family, model, _)| Signature { family, model });
        let features = features(caps, cpu, migratable_only);
        let offered = |name: &str| own.cpus.get(name).is_some();
        let decoded = decode(Purpose::Guest, vendor, signature, &features, offered)?;
        Some(Self { vendor, decoded: decoded.as_host_model(&features) })
    }
}
