//! A CPU as a document describes it, before anybody asked whether there is such a one.

use crate::error::CpuError;
use crate::features::{FeatureId, FeatureSet};
use crate::models::{Model, x86_model};

/// What is asked of a feature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Policy {
    /// The guest is told that it is there.
    Force,
    /// It must be there.
    Require,
    /// It is wanted where the host can.
    Optional,
    /// The guest must not have it.
    Disable,
    /// The host must not have it.
    Forbid,
}

impl Policy {
    /// Whether a CPU so described has the feature.
    fn gives(self) -> Option<bool> {
        match self {
            Self::Force | Self::Require => Some(true),
            Self::Disable | Self::Forbid => Some(false),
            Self::Optional => None,
        }
    }
}

/// A CPU as described.
#[derive(Debug, Clone, Default)]
pub struct Described {
    /// Architecture, where it is said.
    pub arch: Option<String>,
    /// Model.
    pub model: Option<String>,
    /// Maker.
    pub vendor: Option<String>,
    /// Features by the reference's names; `None` for those that a host has.
    pub features: Vec<(String, Option<Policy>)>,
    /// Whether the host may have nothing more.
    pub strict: bool,
}

impl Described {
    /// A guest's CPU of a model.
    pub fn of_model(name: &str) -> Self {
        Self { model: Some(name.to_owned()), ..Self::default() }
    }

    /// The model, where one is named.
    pub(crate) fn known_model(&self) -> Result<Option<&'static Model>, CpuError> {
        let Some(name) = &self.model else { return Ok(None) };
        x86_model(name).map(Some).ok_or_else(|| CpuError::UnknownModel(name.clone()))
    }

    /// The features that are asked for in that way; what a host has is required.
    pub(crate) fn asked(&self, policy: Policy) -> Result<FeatureSet, CpuError> {
        let mut set = FeatureSet::default();
        for (name, own) in &self.features {
            let id = feature(name)?;
            if own.unwrap_or(Policy::Require) == policy {
                set.insert(id);
            }
        }
        Ok(set)
    }

    /// All that the CPU has.
    pub(crate) fn whole(&self) -> Result<FeatureSet, CpuError> {
        let mut set = self.known_model()?.map_or_else(FeatureSet::default, |model| model.features);
        for (name, policy) in &self.features {
            match policy.unwrap_or(Policy::Require).gives() {
                Some(true) => set.insert(feature(name)?),
                Some(false) => set.remove(feature(name)?),
                None => {}
            }
        }
        Ok(set)
    }
}

fn feature(name: &str) -> Result<FeatureId, CpuError> {
    FeatureId::from_reference(name).ok_or_else(|| CpuError::UnknownFeature(name.to_owned()))
}
