//! From a set of features to the model that says most of them.

use crate::features::FeatureSet;
use crate::models::{Model, Vendor, x86_models};
use crate::signature::{Signature, was_made_after};

/// What is described.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// The host: a model that has more than the host is no description of it.
    Host,
    /// A guest: features can be switched off, and the name must mean the same on
    /// hosts that know no versions.
    Guest,
}

/// A CPU to describe.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// What for.
    pub purpose: Purpose,
    /// Who makes it; any model will do when that is not known.
    pub vendor: Option<Vendor>,
    /// Which one it is, when known.
    pub signature: Option<Signature>,
    /// What it has.
    pub features: FeatureSet,
    /// The model that is taken whenever it can be.
    pub preferred: Option<&'a str>,
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
    /// What the model had when it was first published and the CPU lacks: said so that it means the
    /// same to those who know the model as it was.
    pub gone: FeatureSet,
}

impl Decoded {
    /// The differences in the order in which they are told: each feature and whether it is there.
    pub fn differences(&self) -> impl Iterator<Item = (crate::FeatureId, bool)> + '_ {
        let mut gone: Vec<_> = self.gone.iter().collect();
        gone.sort_by_key(|id| id.name());
        let more = self.more.iter().map(|id| (id, true));
        more.chain(self.less.iter().chain(gone).map(|id| (id, false)))
    }

    /// What a list of differences costs, the less the better. Guests bear a feature beyond their
    /// model better than one that it promises and that is not there, and of those each second one
    /// costs more than the ones before. (Found by asking the reference about 2,000 random CPUs.)
    fn cost(&self) -> (usize, usize) {
        let missing = self.less.len() + self.gone.len();
        let steps = missing.div_ceil(2);
        (self.more.len() + missing + steps * (steps + 1) / 2, steps)
    }
}

/// The model nearest to `subject`, among those that `offered` lets through with the features that
/// keep it from running as it is.
///
/// The preferred model wins, then one made after the very CPU, then the cheapest list of
/// differences.
pub fn decode(
    subject: &Subject<'_>,
    offered: impl Fn(&str) -> Option<FeatureSet>,
) -> Option<Decoded> {
    let mut best: Option<(bool, Decoded)> = None;
    for model in x86_models().iter().rev() {
        let foreign = subject.vendor.is_some_and(|own| model.vendor.is_some_and(|of| of != own));
        let Some(blockers) = offered(model.name).filter(|_| !foreign) else { continue };
        let Some(found) = describe(subject, model, &blockers) else { continue };
        if subject.preferred == Some(model.name) {
            return Some(found);
        }
        let same = subject.signature.is_some_and(|own| was_made_after(model.name, own));
        let better = match &best {
            None => true,
            Some((was_same, _)) if *was_same != same => same,
            Some((_, old)) => found.cost() < old.cost(),
        };
        if better {
            best = Some((same, found));
        }
    }
    best.map(|(_, found)| found)
}

/// `subject` in terms of `model`, `None` where that cannot be.
fn describe(
    subject: &Subject<'_>,
    model: &'static Model,
    blockers: &FeatureSet,
) -> Option<Decoded> {
    let features = match subject.purpose {
        Purpose::Host => subject.features,
        // What the guest's system switches, and what QEMU knows nothing of, is no part of a model.
        Purpose::Guest => subject.features.without(crate::features::not_for_guests()),
    };
    let more = features.without(&model.features);
    // What blocks the model is switched off, but where the CPU has it in spite of the model.
    let less = model.features.without(&features).with(&blockers.without(&more));
    let fits = match subject.purpose {
        Purpose::Host => model.for_hosts && less.is_empty(),
        Purpose::Guest => model.for_guests,
    };
    let gone = match subject.purpose {
        Purpose::Host => FeatureSet::default(),
        Purpose::Guest => model.removed.without(&features).without(&less),
    };
    fits.then_some(Decoded { model, more, less, gone })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::FeatureId;
    use crate::models::x86_model;

    fn subject(purpose: Purpose, vendor: Vendor, features: FeatureSet) -> Subject<'static> {
        Subject { purpose, vendor: Some(vendor), signature: None, features, preferred: None }
    }

    fn all(_: &str) -> Option<FeatureSet> {
        Some(FeatureSet::default())
    }

    fn set(names: &[&str]) -> FeatureSet {
        names.iter().map(|name| FeatureId::from_name(name).expect("known")).collect()
    }

    fn said(found: &Decoded) -> Vec<String> {
        let sign = |there| if there { '+' } else { '-' };
        found.differences().map(|(id, there)| format!("{}{}", sign(there), id.name())).collect()
    }

    #[test]
    fn a_model_is_found_by_its_own_features() {
        for name in ["EPYC-Genoa", "Haswell-noTSX", "Penryn", "SierraForest"] {
            let model = x86_model(name).expect("a model");
            let vendor = model.vendor.expect("a vendor");
            let found = decode(&subject(Purpose::Guest, vendor, model.features), all);
            let found = found.expect("found");
            assert_eq!(found.model.name, name);
            assert!(found.more.is_empty() && found.less.is_empty());
        }
    }

    #[test]
    fn a_host_is_never_described_by_more_than_it_has() {
        let features = x86_model("EPYC").expect("a model").features.without(&set(&["svm"]));
        let host = decode(&subject(Purpose::Host, Vendor::Amd, features), all);
        assert!(host.expect("found").less.is_empty());
        let guest = decode(&subject(Purpose::Guest, Vendor::Amd, features), all).expect("found");
        assert_eq!(guest.model.name, "EPYC");
        assert_eq!(said(&guest), ["-svm", "-monitor"]);
    }

    #[test]
    fn the_preferred_model_wins_unless_it_cannot_describe_guests() {
        let features = x86_model("Haswell").expect("a model").features;
        let wanted = |name| Subject {
            preferred: Some(name),
            ..subject(Purpose::Guest, Vendor::Intel, features)
        };
        let found = decode(&wanted("Westmere"), all).expect("found");
        assert_eq!(found.model.name, "Westmere");
        assert_eq!(decode(&wanted("Haswell-v1"), all).expect("found").model.name, "Haswell");
    }

    #[test]
    fn the_very_cpu_goes_before_a_shorter_list() {
        let features = x86_model("Westmere").expect("a model").features;
        let signature = Some(Signature { family: 6, model: 63, stepping: 2 });
        let host = Subject { signature, ..subject(Purpose::Guest, Vendor::Intel, features) };
        let found = decode(&host, all).expect("found");
        assert!(found.model.name.starts_with("Haswell"), "{}", found.model.name);
    }

    #[test]
    fn what_blocks_a_model_is_switched_off() {
        let features = x86_model("Penryn").expect("a model").features;
        let blocked = |name: &str| {
            Some(if name == "Penryn" { set(&["sse4.1", "vmx"]) } else { FeatureSet::default() })
        };
        let wanted = Subject {
            preferred: Some("Penryn"),
            ..subject(Purpose::Guest, Vendor::Intel, features)
        };
        let found = decode(&wanted, blocked).expect("found");
        assert_eq!(said(&found), ["-vmx", "-sse4.1"]);
    }

    #[test]
    fn what_the_guest_switches_is_not_said() {
        let features = set(&["fpu", "pse", "vme", "osxsave", "cmt", "aes"]);
        let found = decode(&subject(Purpose::Guest, Vendor::Intel, features), all);
        assert_eq!(said(&found.expect("found")), ["+aes"]);
    }
}
