//! Families of machine types and what is built into them.

/// The family of a machine type: decides on the implicit devices and on the
/// slots that are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Family {
    /// x86 `pc` with the 440FX bridge.
    I440fx,
    /// x86 `q35`.
    Q35,
    /// x86 without PCI.
    IsaPc,
    /// x86 for containers.
    MicroVm,
    /// Other x86 machines.
    OtherX86,
    /// ARM `virt`.
    ArmVirt,
    /// ARM `versatilepb`.
    Versatile,
    /// ARM `realview*`.
    Realview,
    /// Other ARM boards.
    OtherArm,
    /// RISC-V `virt`.
    RiscvVirt,
    /// Other RISC-V boards.
    OtherRiscv,
    /// LoongArch `virt`.
    LoongarchVirt,
    /// POWER `pseries`.
    Pseries,
    /// Other POWER machines.
    OtherPpc,
    /// IBM Z `s390-ccw-virtio`.
    S390Ccw,
    /// MIPS.
    Mips,
    /// Alpha, SuperH, SPARC.
    OldPci,
    /// Anything else.
    Other,
}

/// Whether the architecture is an x86 one.
pub fn is_x86(arch: &str) -> bool {
    matches!(arch, "x86_64" | "i686")
}

/// Whether the architecture is an ARM one.
pub fn is_arm(arch: &str) -> bool {
    matches!(arch, "aarch64" | "armv7l" | "armv6l" | "armv7b")
}

/// Whether the architecture is a POWER one of 64 bits.
pub fn is_ppc64(arch: &str) -> bool {
    matches!(arch, "ppc64" | "ppc64le")
}

/// Whether the architecture is IBM Z.
pub fn is_s390(arch: &str) -> bool {
    matches!(arch, "s390" | "s390x")
}

/// Architectures whose emulator runs guests of a second one.
const ALSO_RUNS: [(&str, &str); 5] = [
    ("x86_64", "i686"),
    ("aarch64", "armv7l"),
    ("armv7l", "armv6l"),
    ("ppc64", "ppc64le"),
    ("ppc64le", "ppc64"),
];

/// Whether the emulator of an architecture runs guests of another, or the same.
pub fn runs(emulator: &str, guest: &str) -> bool {
    emulator == guest || ALSO_RUNS.contains(&(emulator, guest))
}

fn is_or_version_of(machine: &str, name: &str) -> bool {
    machine.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}

impl Family {
    /// The family of a machine.
    pub fn of(arch: &str, machine: &str) -> Family {
        match arch {
            _ if is_x86(arch) => Self::of_x86(machine),
            _ if is_arm(arch) => Self::of_arm(machine),
            "riscv32" | "riscv64" if is_or_version_of(machine, "virt") => Family::RiscvVirt,
            "riscv32" | "riscv64" => Family::OtherRiscv,
            "loongarch64" => Family::LoongarchVirt,
            "alpha" | "sh4" | "sh4eb" | "sparc" | "sparc64" => Family::OldPci,
            _ if is_ppc64(arch) && is_or_version_of(machine, "pseries") => Family::Pseries,
            "ppc" | "ppc64" | "ppc64le" => Family::OtherPpc,
            _ if is_s390(arch) && is_or_version_of(machine, "s390-ccw") => Family::S390Ccw,
            "mips" | "mipsel" | "mips64" | "mips64el" => Family::Mips,
            _ => Family::Other,
        }
    }

    fn of_x86(machine: &str) -> Family {
        let starts = |names: &[&str]| names.iter().any(|name| machine.starts_with(name));
        if machine == "q35" || starts(&["pc-q35"]) {
            Family::Q35
        } else if machine == "pc" || starts(&["pc-0.", "pc-1.", "pc-i440", "rhel"]) {
            Family::I440fx
        } else if machine == "isapc" {
            Family::IsaPc
        } else if machine == "microvm" {
            Family::MicroVm
        } else {
            Family::OtherX86
        }
    }

    fn of_arm(machine: &str) -> Family {
        if is_or_version_of(machine, "virt") {
            Family::ArmVirt
        } else if machine == "versatilepb" {
            Family::Versatile
        } else if machine.starts_with("realview") {
            Family::Realview
        } else {
            Family::OtherArm
        }
    }

    /// The root bus, if the machine has PCI at all.
    pub fn pci_root(self) -> Option<Root> {
        match self {
            Family::I440fx | Family::Versatile => Some(Root::Pci),
            Family::Pseries | Family::OtherPpc | Family::S390Ccw => Some(Root::Pci),
            Family::Mips | Family::OldPci => Some(Root::Pci),
            Family::Q35 | Family::ArmVirt | Family::RiscvVirt | Family::LoongarchVirt => {
                Some(Root::Pcie)
            }
            Family::IsaPc | Family::MicroVm | Family::OtherX86 => None,
            Family::Realview | Family::OtherArm => None,
            Family::OtherRiscv | Family::Other => None,
        }
    }

    /// Whether the root is PCI Express.
    pub fn is_pcie(self) -> bool {
        self.pci_root() == Some(Root::Pcie)
    }

    /// Whether QEMU numbers the machine's PCI buses.
    pub fn numbers_pci(self) -> bool {
        match self {
            Family::Versatile | Family::Realview | Family::OtherArm => false,
            Family::OtherRiscv | Family::Mips | Family::OldPci | Family::Other => false,
            Family::I440fx | Family::Q35 | Family::IsaPc | Family::MicroVm => true,
            Family::OtherX86 | Family::ArmVirt | Family::RiscvVirt => true,
            Family::LoongarchVirt | Family::Pseries | Family::OtherPpc | Family::S390Ccw => true,
        }
    }

    /// Whether an IDE controller is part of the machine.
    pub fn has_builtin_ide(self, machine: &str) -> bool {
        match self {
            Family::I440fx | Family::Mips => true,
            Family::OtherPpc => machine == "g3beige",
            _ => false,
        }
    }
}

/// Kind of root bus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Root {
    /// `pci-root`.
    Pci,
    /// `pcie-root`.
    Pcie,
}

/// Number of a disk target: `vda` is 0, `sdaa` 26; `None` for other names.
/// A partition number at the end is passed over.
pub fn target_index(name: &str) -> Option<u32> {
    const PREFIXES: [&str; 6] = ["fd", "hd", "vd", "sd", "xvd", "ubd"];
    let rest = PREFIXES.iter().find_map(|prefix| name.strip_prefix(prefix))?;
    let letters = rest.bytes().take_while(u8::is_ascii_lowercase).count();
    let (letters, digits) = rest.split_at(letters);
    if letters.is_empty() || letters.len() > 6 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    if digits.starts_with('0') && digits.len() > 1 {
        return None;
    }
    let number = letters.bytes().fold(0u64, |n, b| n * 26 + u64::from(b - b'a') + 1);
    u32::try_from(number - 1).ok()
}

/// Whether the name of a disk target has a partition number.
pub fn target_has_partition(name: &str) -> bool {
    name.ends_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn families() {
        assert_eq!(Family::of("x86_64", "pc-q35-9.0"), Family::Q35);
        assert_eq!(Family::of("i686", "pc"), Family::I440fx);
        assert_eq!(Family::of("x86_64", "microvm"), Family::MicroVm);
        assert_eq!(Family::of("aarch64", "virt-9.0"), Family::ArmVirt);
        assert_eq!(Family::of("ppc64", "pseries"), Family::Pseries);
        assert_eq!(Family::of("s390x", "s390-ccw-virtio-9.0"), Family::S390Ccw);
    }

    #[test]
    fn target_names() {
        for (name, index) in [("vda", 0), ("sdz", 25), ("sdaa", 26), ("hdab", 27), ("fdb", 1)] {
            assert_eq!(target_index(name), Some(index), "{name}");
        }
        assert_eq!(target_index("vda1"), Some(0));
        for name in ["vd", "foo", "vda01", "", "sdA", "vdaaaaaaaaaaaaa"] {
            assert_eq!(target_index(name), None, "{name}");
        }
    }
}
