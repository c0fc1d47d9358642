//! Statistics of the accelerator.

use serde::Deserialize;
use serde_json::Value;

/// Statistics of one object.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct StatsResult {
    /// Who counts, e.g. `kvm`.
    pub provider: String,
    /// The object, for virtual CPUs.
    #[serde(default)]
    pub qom_path: Option<String>,
    /// The numbers.
    pub stats: Vec<Stat>,
}

/// One number or a histogram.
#[derive(Debug, Clone, Deserialize)]
pub struct Stat {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: Value,
}

/// Statistics that a provider has for a kind of object.
#[derive(Debug, Clone, Deserialize)]
pub struct StatsSchema {
    /// Who counts.
    pub provider: String,
    /// Of what.
    pub target: String,
    /// Name, type (`cumulative`, `instant`, …) and unit of each.
    pub stats: Vec<StatSchema>,
}

/// Description of one statistic.
#[derive(Debug, Clone, Deserialize)]
pub struct StatSchema {
    /// Its name.
    pub name: String,
    /// `cumulative`, `instant`, `peak`, `linear-histogram`, `log2-histogram`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Its unit.
    #[serde(default)]
    pub unit: Option<String>,
}
