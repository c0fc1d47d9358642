//! The host's CPU as a guest of this QEMU can have it.

use vireo_cpu::features::Place;
use vireo_cpu::{
    Decoded, FeatureId, FeatureSet, Given, Purpose, Signature, Subject, Vendor, decode,
};

use super::caps::{Accel, HostCpu, QemuCaps};
use super::flags::Flag;
use crate::cpu::offer::Offer;

/// A `host-model` CPU: a model and what differs from it.
#[derive(Debug, Clone)]
pub struct HostModel {
    /// Maker.
    pub vendor: Option<Vendor>,
    /// The model and what differs.
    pub decoded: Decoded,
    /// All that it has.
    pub features: FeatureSet,
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
        let cpu = caps.accel(accel)?.host_cpu.as_ref()?;
        let vendor = cpu.vendor.as_deref().and_then(Vendor::from_cpuid);
        let signature = cpu.signature;
        let signature =
            signature.map(|(family, model, stepping)| Signature { family, model, stepping });
        let features = features(caps, cpu, migratable_only);
        let subject =
            Subject { purpose: Purpose::Guest, vendor, signature, features, preferred: None };
        let offer = Offer::new(caps, accel);
        let decoded = decode(&subject, |name| offer.blockers(name))?;
        Some(Self { vendor, decoded, features })
    }

    /// As what a guest's CPU is compared with.
    pub fn given<'a>(&self, arch: &'a str) -> Given<'a> {
        Given { arch, vendor: self.vendor.map(Vendor::name), features: self.features }
    }
}
