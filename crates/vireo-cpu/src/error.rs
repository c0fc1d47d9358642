//! What is wrong with CPUs that are compared or combined.

use std::fmt;

/// A refusal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CpuError {
    /// No model has that name.
    UnknownModel(String),
    /// No feature has that name.
    UnknownFeature(String),
    /// No maker has that name.
    UnknownVendor(String),
    /// A CPU of one maker claims to be another's model.
    OtherVendor {
        /// Whose model it is.
        real: &'static str,
        /// The model.
        model: String,
        /// Who is said to have made it.
        said: String,
    },
    /// The CPUs are of different makers.
    Vendors,
    /// The CPUs have nothing in common.
    Incompatible,
    /// CPUs of that architecture cannot be combined.
    NoBaseline(String),
    /// CPUs of that architecture are not known.
    Architecture(String),
    /// The hypervisor has the model, and nobody else knows what it is.
    NoDefinition(String),
    /// The CPU at that place of the list names no model.
    NoModel(usize),
}

impl fmt::Display for CpuError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownModel(name) => write!(f, "Unknown CPU model {name}"),
            Self::UnknownFeature(name) => write!(f, "Unknown CPU feature {name}"),
            Self::UnknownVendor(name) => write!(f, "Unknown CPU vendor {name}"),
            Self::OtherVendor { real, model, said } => {
                write!(f, "CPU vendor {real} of model {model} differs from vendor {said}")
            }
            Self::Vendors => f.write_str("CPU vendors do not match"),
            Self::Incompatible => f.write_str("CPUs are incompatible"),
            Self::NoBaseline(arch) => {
                write!(f, "cannot compute baseline CPU of {arch} architecture")
            }
            Self::Architecture(arch) => {
                write!(f, "'{arch}' architecture is not supported by CPU driver")
            }
            Self::NoDefinition(name) => write!(f, "unknown CPU model {name}"),
            Self::NoModel(at) => write!(f, "no CPU model specified at index {at}"),
        }
    }
}

impl std::error::Error for CpuError {}
