//! CPU models and features, and the host's own CPU.

mod cpuid;
pub mod decode;
pub mod features;
pub mod host;
mod kvm;
pub mod models;

pub use decode::{Decoded, Purpose, decode};
pub use features::{FeatureId, FeatureSet, reference_name};
pub use kvm::{Tsc, max_vcpus};
pub use models::{Model, Signature, Vendor, model_names, x86_model, x86_models};
