//! CPU models and features, and the host's own CPU.

pub mod baseline;
pub mod compare;
mod cpuid;
pub mod decode;
pub mod describe;
mod error;
pub mod features;
pub mod host;
mod kvm;
pub mod models;
mod power;
mod signature;

pub use baseline::{Baseline, Combining, baseline};
pub use compare::{Compared, Given, Offered, compare, compare_offered};
pub use decode::{Decoded, Purpose, Subject, decode};
pub use describe::{Described, Policy};
pub use error::CpuError;
pub use features::{FeatureId, FeatureSet, reference_name};
pub use kvm::{Tsc, max_vcpus};
pub use models::{Model, Vendor, model_names, vendor_of_model, x86_model, x86_models};
pub use power::power_name;
pub use signature::Signature;
