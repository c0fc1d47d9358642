//! Virtual CPUs and CPU models.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// One virtual CPU.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct CpuInfoFast {
    /// Its number.
    pub cpu_index: u32,
    /// Its QOM path.
    #[serde(default)]
    pub qom_path: String,
    /// Its thread.
    #[serde(default)]
    pub thread_id: i32,
    /// Its place.
    #[serde(default)]
    pub props: Map<String, Value>,
    /// Architecture.
    #[serde(default)]
    pub target: String,
    /// Only s390: its state.
    #[serde(default)]
    pub cpu_state: Option<String>,
}

/// A CPU slot.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct HotpluggableCpu {
    /// Device type.
    #[serde(rename = "type")]
    pub kind: String,
    /// Number of virtual CPUs in the slot.
    pub vcpus_count: u32,
    /// QOM path when plugged.
    #[serde(default)]
    pub qom_path: Option<String>,
    /// The slot's place.
    #[serde(default)]
    pub props: Map<String, Value>,
}

/// A CPU model that QEMU knows.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct CpuDefinition {
    /// Its name.
    pub name: String,
    /// Its object type.
    #[serde(default)]
    pub typename: String,
    /// Features that it wants and this host lacks; absent when QEMU can't tell.
    #[serde(default)]
    pub unavailable_features: Option<Vec<String>>,
    /// The model that it stands for.
    #[serde(default)]
    pub alias_of: Option<String>,
    /// Whether it is to go.
    #[serde(default)]
    pub deprecated: bool,
    /// Whether it is the same in every version.
    #[serde(default, rename = "static")]
    pub is_static: bool,
}

/// A CPU model with properties.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct CpuModel {
    /// Its name.
    pub name: String,
    /// Properties that differ.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub props: Map<String, Value>,
}

/// `query-cpu-model-expansion`.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct CpuModelExpansion {
    /// What the model means.
    pub model: CpuModel,
    /// Properties that are to go.
    #[serde(default)]
    pub deprecated_props: Vec<String>,
}
