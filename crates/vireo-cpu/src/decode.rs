//! From a set of features to the model that says most of them.

use crate::features::FeatureSet;
use crate::models::{Model, Signature, Vendor, x86_models};

/// What is described.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// The host: a model that has more than the host is no description of it.
    Host,
    /// A guest: features can be switched off, and the name must mean the same on
    /// hosts that know no versions.
    Guest,
}

/// A CPU as a model and what differs from it.
#[derive(Debug, Clone)]
pub struct Decoded {
    /// The model.
    pub model: &'static Model,
    /// What the CPU has beyond it.
    pub more: FeatureSet,
    /// What the model has and the CPU lacks.
    pub less: FeatureSet,
}

impl Decoded {
    /// Also says what the model got after it was first published and `features`
    /// lack, as a host-model does.
    #[must_use]
    pub fn as_host_model(mut self, features: &FeatureSet) -> Self {
        self.less = self.less.with(&self.model.added.without(features));
        self
    }
}

/// What a list of differences costs: guests bear a feature beyond their model
/// better than one that the model promises and that is not there, and each more
/// of those is worse than the one before.
fn cost(more: &FeatureSet, less: &FeatureSet) -> usize {
    let missing = less.len();
    4 * (more.len() + missing) + missing * missing
}

/// The model nearest to `features`, among those that `offered` lets through.
///
/// A model made after the very CPU goes before all others; then the cheapest
/// list of differences wins.
pub fn decode(
    purpose: Purpose,
    vendor: Option<Vendor>,
    signature: Option<Signature>,
    features: &FeatureSet,
    offered: impl Fn(&str) -> bool,
) -> Option<Decoded> {
    let mut best: Option<(bool, Decoded)> = None;
    for model in x86_models().iter().rev() {
        let foreign = model.vendor.is_some() && model.vendor != vendor;
        if foreign || !offered(model.name) {
            continue;
        }
        let more = features.without(&model.features);
        let mut less = model.features.without(features);
        let fit = match purpose {
            Purpose::Host => model.for_hosts && less.is_empty(),
            Purpose::Guest => model.for_guests,
        };
        if !fit {
            continue;
        }
        if purpose == Purpose::Guest {
            less = less.with(&model.removed.without(features));
        }
        let same = signature.is_some() && model.signature == signature;
        let better = match &best {
            None => true,
            Some((was_same, _)) if *was_same != same => same,
            Some((_, found)) => cost(&more, &less) < cost(&found.more, &found.less),
        };
        if better {
            best = Some((same, Decoded { model, more, less }));
        }
    }
    best.map(|(_, found)| found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::FeatureId;
    use crate::models::x86_model;

    #[test]
    fn a_model_is_found_by_its_own_features() {
        for name in ["EPYC-Genoa", "Haswell-noTSX", "Penryn", "SierraForest"] {
            let model = x86_model(name).expect("a model");
            let features = &model.features;
            let found = decode(Purpose::Guest, model.vendor, None, features, |_| true);
            let found = found.expect("found");
            assert_eq!(found.model.name, name);
            assert!(found.more.is_empty() && found.less.is_empty());
        }
    }

    #[test]
    fn a_host_is_never_described_by_more_than_it_has() {
        let mut features = x86_model("EPYC").expect("a model").features;
        features.remove(FeatureId::from_name("svm").expect("known"));
        let host = decode(Purpose::Host, Some(Vendor::Amd), None, &features, |_| true);
        assert!(host.expect("found").less.is_empty());
        let guest = decode(Purpose::Guest, Some(Vendor::Amd), None, &features, |_| true);
        let guest = guest.expect("found");
        assert_eq!(guest.model.name, "EPYC");
        let less: Vec<_> = guest.less.iter().map(FeatureId::name).collect();
        assert_eq!(less, ["monitor", "svm"]);
    }
}
