//! QEMU's migration capabilities and parameters: what one sending needs is set, and what it replaced
//! is put back.

use std::collections::BTreeMap;

use serde_json::{Map, Value};
use vireo_api::Result;
use vireo_qmp::command::{
    MigrateSetCapabilities, MigrateSetParameters, QueryMigrateCapabilities, QueryMigrateParameters,
};
use vireo_qmp::types::MigrationCapability;

use crate::live::Live;

/// No limit, in bytes a second: the most whole MiB that QEMU takes. The reference's figure.
pub const UNLIMITED: u64 = (i64::MAX as u64 >> 20) << 20;

/// Where bitmaps come from and go to. QEMU takes no empty one back, and it means nothing without its
/// capability.
pub const MAPPING: &str = "block-bitmap-mapping";

/// Capabilities that belong to one kind of sending and are off unless it wants them. Those that this
/// QEMU has not are left alone.
const OFF: &[&str] = &[
    "xbzrle",
    "auto-converge",
    "rdma-pin-all",
    "postcopy-ram",
    "pause-before-switchover",
    "late-block-activate",
    "multifd",
    "dirty-bitmaps",
    "return-path",
    "zero-copy-send",
    "postcopy-preempt",
    "switchover-ack",
    "mapped-ram",
];

/// Capabilities and parameters of QEMU's migration.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Settings {
    /// Capabilities by name.
    pub capabilities: BTreeMap<String, bool>,
    /// Parameters by name.
    pub parameters: Map<String, Value>,
}

impl Settings {
    /// A sending without limit and without any extra: what a file wants.
    #[must_use]
    pub fn unlimited() -> Self {
        Self::default().parameter("max-bandwidth", UNLIMITED)
    }

    /// Switches a capability.
    #[must_use]
    pub fn capability(mut self, name: &str, on: bool) -> Self {
        self.capabilities.insert(name.to_owned(), on);
        self
    }

    /// Sets a parameter.
    #[must_use]
    pub fn parameter(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.parameters.insert(name.to_owned(), value.into());
        self
    }

    /// Asks QEMU for all of them.
    ///
    /// # Errors
    /// QEMU refuses, is gone or does not answer.
    pub async fn fetch(live: &Live) -> Result<Self> {
        let capabilities = live.run(&QueryMigrateCapabilities).await?;
        let capabilities = capabilities.into_iter().map(|one| (one.capability, one.state));
        let parameters = live.run(&QueryMigrateParameters).await?;
        Ok(Self { capabilities: capabilities.collect(), parameters })
    }

    /// What is to be sent to QEMU so that it stands as wanted, given what it has now: capabilities
    /// that nobody named are off, and events are on.
    #[must_use]
    pub fn over(&self, now: &Self) -> Self {
        let mut capabilities: BTreeMap<String, bool> =
            OFF.iter().map(|name| ((*name).to_owned(), false)).collect();
        capabilities.insert("events".to_owned(), true);
        capabilities.extend(self.capabilities.clone());
        capabilities.retain(|name, on| match now.capabilities.get(name) {
            Some(before) => before != on,
            // One that QEMU does not know: QEMU itself says so, when it is wanted.
            None => *on && self.capabilities.contains_key(name),
        });
        let mut parameters = self.parameters.clone();
        parameters.retain(|name, value| now.parameters.get(name) != Some(value));
        Self { capabilities, parameters }
    }

    /// What stood there before `changed` was set. Events stay on.
    #[must_use]
    pub fn under(&self, changed: &Self) -> Self {
        let capabilities = self.capabilities.iter().filter(|(name, _)| {
            changed.capabilities.contains_key(*name) && name.as_str() != "events"
        });
        let parameters =
            self.parameters.iter().filter(|(name, _)| changed.parameters.contains_key(*name));
        let parameters = parameters.filter(|(name, _)| *name != MAPPING);
        Self {
            capabilities: capabilities.map(|(name, on)| (name.clone(), *on)).collect(),
            parameters: parameters.map(|(name, value)| (name.clone(), value.clone())).collect(),
        }
    }

    /// Sets them.
    ///
    /// # Errors
    /// QEMU refuses, is gone or does not answer.
    pub async fn apply(&self, live: &Live) -> Result<()> {
        if !self.capabilities.is_empty() {
            let all: Vec<MigrationCapability> = self
                .capabilities
                .iter()
                .map(|(name, state)| MigrationCapability {
                    capability: name.clone(),
                    state: *state,
                })
                .collect();
            live.run(&MigrateSetCapabilities { capabilities: &all }).await?;
        }
        if !self.parameters.is_empty() {
            live.run(&MigrateSetParameters { parameters: &self.parameters }).await?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_set_can_be_put_back() {
        let now = Settings::default()
            .capability("xbzrle", true)
            .capability("multifd", false)
            .capability("events", false)
            .parameter("max-bandwidth", 7)
            .parameter("downtime-limit", 300);
        let wanted = Settings::unlimited().capability("multifd", true);
        let change = wanted.over(&now);
        let names: Vec<_> = change.capabilities.iter().map(|(n, on)| (n.as_str(), *on)).collect();
        assert_eq!(names, [("events", true), ("multifd", true), ("xbzrle", false)]);
        assert_eq!(change.parameters.len(), 1);
        let back = now.under(&change);
        assert_eq!(back.capabilities.get("xbzrle"), Some(&true));
        assert_eq!(back.capabilities.get("events"), None);
        assert_eq!(back.parameters.get("max-bandwidth"), Some(&Value::from(7)));
        assert_eq!(back.parameters.get("downtime-limit"), None);
    }

    #[test]
    fn unlimited_is_the_references_figure() {
        assert_eq!(UNLIMITED, 9_223_372_036_853_727_232);
    }

    #[test]
    fn a_capability_that_qemu_lacks_is_asked_for_only_when_wanted() {
        let now = Settings::default().capability("events", true);
        assert!(Settings::default().over(&now).capabilities.is_empty());
        let wanted = Settings::default().capability("mapped-ram", true);
        assert_eq!(wanted.over(&now).capabilities.get("mapped-ram"), Some(&true));
    }
}
