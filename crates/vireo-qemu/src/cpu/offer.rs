//! The CPU models that a binary has with an accelerator, in the terms of [`vireo_cpu`].

use vireo_cpu::features::not_migratable;
use vireo_cpu::{FeatureId, FeatureSet, Offered};

use crate::capabilities::{Accel, AccelCaps, QemuCaps, Usable};

/// The models of a binary.
pub struct Offer<'a> {
    own: Option<&'a AccelCaps>,
}

impl<'a> Offer<'a> {
    /// Those with an accelerator.
    pub fn new(caps: &'a QemuCaps, accel: Accel) -> Self {
        Self { own: caps.accel(accel) }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.own.is_none_or(|own| own.cpus.is_empty())
    }

    /// The model of that name.
    pub fn model(&self, name: &str) -> Option<Offered> {
        let model = self.own?.cpus.get(name)?;
        let blockers = model.missing().filter_map(FeatureId::from_name).collect();
        Some(Offered { blockers, unusable: model.usable() != Usable::Yes })
    }

    /// What keeps the model of that name from running, `None` when there is no such model.
    pub fn blockers(&self, name: &str) -> Option<FeatureSet> {
        Some(self.model(name)?.blockers.into_iter().collect())
    }

    /// What no guest of the binary has: what it has no name for, and what keeps guests from
    /// migrating when that matters and it can tell.
    pub fn never(&self, migratable: bool) -> FeatureSet {
        let Some(host) = self.own.and_then(|own| own.host_cpu.as_ref()) else {
            return if migratable { *not_migratable() } else { FeatureSet::default() };
        };
        let fixed = host.features.iter().filter(|one| migratable && !one.migratable);
        let fixed = fixed.map(|one| &*one.name).filter(|_| host.migratability);
        let unknown = host.unknown.iter().map(|name| &**name);
        unknown.chain(fixed).filter_map(FeatureId::from_name).collect()
    }
}
