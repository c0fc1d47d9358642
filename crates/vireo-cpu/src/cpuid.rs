//! The CPU's own account of itself.

use crate::features::{FeatureId, FeatureSet, Place, Register};
use crate::kvm;

/// Answer to one CPUID question.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Answer {
    eax: u32,
    ebx: u32,
    ecx: u32,
    edx: u32,
}

#[cfg(target_arch = "x86_64")]
#[allow(unsafe_code, unused_unsafe)] // Safe to call for newer compilers than Debian's only.
fn ask(leaf: u32, sub: u32) -> Answer {
    // SAFETY: every x86-64 CPU has the instruction.
    let found = unsafe { std::arch::x86_64::__cpuid_count(leaf, sub) };
    Answer { eax: found.eax, ebx: found.ebx, ecx: found.ecx, edx: found.edx }
}

#[cfg(not(target_arch = "x86_64"))]
fn ask(_leaf: u32, _sub: u32) -> Answer {
    Answer::default()
}

/// The answer, nothing for a leaf or subleaf that the CPU does not have: it would
/// repeat another one's.
fn leaf(leaf: u32, sub: u32) -> Answer {
    let highest = ask(leaf & 0xffff_0000, 0).eax;
    if leaf > highest || highest & 0xffff_0000 != leaf & 0xffff_0000 {
        return Answer::default();
    }
    if leaf == 7 && sub > ask(7, 0).eax {
        return Answer::default();
    }
    ask(leaf, sub)
}

/// The features that this host's CPU reports, those behind model specific
/// registers included where KVM tells them.
pub fn host_features() -> FeatureSet {
    let mut msr: Option<(u32, u64)> = None;
    let mut set = FeatureSet::default();
    for feature in FeatureId::all() {
        let on = match feature.place() {
            Place::Cpuid { leaf: number, sub, register, bit } => {
                let answer = leaf(number, sub);
                let value = match register {
                    Register::Eax => answer.eax,
                    Register::Ebx => answer.ebx,
                    Register::Ecx => answer.ecx,
                    Register::Edx => answer.edx,
                };
                value & (1 << bit) != 0
            }
            Place::Msr { index, bit } => {
                let value = match msr {
                    Some((known, value)) if known == index => value,
                    _ => kvm::feature_msr(index).unwrap_or(0),
                };
                msr = Some((index, value));
                value & (1 << bit) != 0
            }
        };
        if on {
            set.insert(feature);
        }
    }
    set
}

/// Physical address bits, 0 when the CPU does not tell.
pub fn physical_bits() -> u32 {
    leaf(0x8000_0008, 0).eax & 0xff
}
