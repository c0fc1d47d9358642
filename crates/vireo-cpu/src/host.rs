//! The host's CPU: as the kernel describes it, and by its own account.

use std::fs;
use std::sync::OnceLock;

use crate::decode::{Decoded, Purpose, Subject, decode};
use crate::features::{FeatureId, FeatureSet};
use crate::kvm::Tsc;
use crate::models::Vendor;
use crate::signature::Signature;
use crate::{cpuid, kvm};

/// Identity of the host's CPU, from `/proc/cpuinfo`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HostCpuInfo {
    /// Vendor as in CPUID, e.g. `AuthenticAMD`.
    pub vendor: String,
    /// Marketing name.
    pub name: String,
    /// Family.
    pub family: u32,
    /// Model number.
    pub model: u32,
    /// Stepping.
    pub stepping: u32,
    /// Microcode revision, 0 when the kernel does not tell.
    pub microcode: u32,
}

impl HostCpuInfo {
    /// The host's CPU; read once.
    pub fn get() -> &'static Self {
        static HOST: OnceLock<HostCpuInfo> = OnceLock::new();
        HOST.get_or_init(|| Self::parse(&fs::read_to_string("/proc/cpuinfo").unwrap_or_default()))
    }

    /// Reads the first processor of a `/proc/cpuinfo`.
    pub fn parse(text: &str) -> Self {
        let mut info = Self::default();
        for line in text.lines().take_while(|line| !line.trim().is_empty()) {
            let Some((key, value)) = line.split_once(':') else {
                continue;
            };
            let value = value.trim();
            let number = || value.parse().unwrap_or(0);
            match key.trim() {
                "vendor_id" => info.vendor = value.to_owned(),
                "model name" => info.name = value.to_owned(),
                "cpu family" => info.family = number(),
                "model" => info.model = number(),
                "stepping" => info.stepping = number(),
                "microcode" => info.microcode = hexadecimal(value),
                _ => {}
            }
        }
        info
    }

    /// One text that differs between CPUs of different make.
    pub fn signature_text(&self) -> String {
        let Self { vendor, name, family, model, stepping, .. } = self;
        format!("{vendor}, {name}, family: {family}, model: {model}, stepping: {stepping}")
    }
}

/// The host's CPU by its own account.
#[derive(Debug)]
pub struct HostCpu {
    /// Who makes it.
    pub vendor: Option<Vendor>,
    /// What it has.
    pub features: FeatureSet,
    /// The model that describes it, and what it has beyond that.
    pub decoded: Option<Decoded>,
    /// Its time stamp counter, where KVM tells.
    pub tsc: Option<Tsc>,
    /// Physical address bits, 0 when it does not tell.
    pub physical_bits: u32,
}

impl HostCpu {
    /// The host's CPU; asked once. The first call opens KVM and can take
    /// milliseconds.
    pub fn get() -> &'static Self {
        static HOST: OnceLock<HostCpu> = OnceLock::new();
        HOST.get_or_init(|| {
            let info = HostCpuInfo::get();
            let vendor = Vendor::from_cpuid(&info.vendor);
            let signature =
                Signature { family: info.family, model: info.model, stepping: info.stepping };
            Self {
                tsc: kvm::tsc(),
                physical_bits: cpuid::physical_bits(),
                ..Self::of(vendor, signature, cpuid::host_features())
            }
        })
    }

    /// A CPU of which that much is known.
    pub fn of(vendor: Option<Vendor>, signature: Signature, mut features: FeatureSet) -> Self {
        if signature.has_broken_tsx(vendor) {
            for feature in ["hle", "rtm"].into_iter().filter_map(FeatureId::from_name) {
                features.remove(feature);
            }
        }
        let subject = Subject {
            purpose: Purpose::Host,
            vendor,
            signature: Some(signature),
            features,
            preferred: None,
        };
        let decoded = decode(&subject, |_| Some(FeatureSet::default()));
        Self { vendor, features, decoded, tsc: None, physical_bits: 0 }
    }
}

fn hexadecimal(text: &str) -> u32 {
    let digits = text.strip_prefix("0x").unwrap_or(text);
    u32::from_str_radix(digits, 16).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "processor\t: 0\nvendor_id\t: AuthenticAMD\ncpu family\t: 26\nmodel\t\t: 2\n\
        model name\t: AMD EPYC\nstepping\t: 1\nmicrocode\t: 0x1000065\n\nprocessor\t: 1\nstepping\t: 9\n";

    #[test]
    fn the_first_processor_counts() {
        let info = HostCpuInfo::parse(TEXT);
        assert_eq!(info.microcode, 0x100_0065);
        assert_eq!(
            info.signature_text(),
            "AuthenticAMD, AMD EPYC, family: 26, model: 2, stepping: 1"
        );
    }
}
