//! Which architectures there are, and which emulator of the host serves each.

use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

/// An architecture: the reference's name, the end of its emulator's name, word
/// size in bits.
struct Arch {
    name: &'static str,
    target: &'static str,
    bits: u32,
}

/// One row an architecture, in the reference's order.
macro_rules! archs {
    ($( $name:literal $target:literal $bits:literal, )*) => {
        const ARCHS: &[Arch] = &[$( Arch { name: $name, target: $target, bits: $bits } ),*];
    };
}

archs! {
    "alpha" "alpha" 64,
    "armv6l" "arm" 32,
    "armv7l" "arm" 32,
    "armv7b" "armeb" 32,
    "aarch64" "aarch64" 64,
    "cris" "cris" 32,
    "i686" "i386" 32,
    "ia64" "ia64" 64,
    "lm32" "lm32" 32,
    "loongarch64" "loongarch64" 64,
    "m68k" "m68k" 32,
    "microblaze" "microblaze" 32,
    "microblazeel" "microblazeel" 32,
    "mips" "mips" 32,
    "mipsel" "mipsel" 32,
    "mips64" "mips64" 64,
    "mips64el" "mips64el" 64,
    "or32" "or32" 32,
    "parisc" "parisc" 32,
    "parisc64" "parisc64" 64,
    "ppc" "ppc" 32,
    "ppcle" "ppcle" 32,
    "ppc64" "ppc64" 64,
    "ppc64le" "ppc64le" 64,
    "ppcemb" "ppcemb" 32,
    "riscv32" "riscv32" 32,
    "riscv64" "riscv64" 64,
    "s390" "s390" 32,
    "s390x" "s390x" 64,
    "sh4" "sh4" 32,
    "sh4eb" "sh4eb" 64,
    "sparc" "sparc" 32,
    "sparc64" "sparc64" 64,
    "unicore32" "unicore32" 32,
    "x86_64" "x86_64" 64,
    "xtensa" "xtensa" 32,
    "xtensaeb" "xtensaeb" 32,
}

fn arch(name: &str) -> Option<&'static Arch> {
    ARCHS.iter().find(|arch| arch.name == name)
}

/// Whether it is an architecture that has a name.
pub fn is_arch(name: &str) -> bool {
    arch(name).is_some()
}

/// Word size in bits, 0 for an unknown architecture.
pub fn word_size(name: &str) -> u32 {
    arch(name).map_or(0, |arch| arch.bits)
}

/// The host's architecture by the reference's name.
pub fn host_arch() -> &'static str {
    match std::env::consts::ARCH {
        "x86" => "i686",
        "arm" => "armv7l",
        "powerpc64" => "ppc64",
        same => same,
    }
}

/// The emulator for guests of an architecture: `qemu-system-…`, for i686 also the one of x86_64,
/// and for the host's own what some distributions call `qemu-kvm`.
pub fn find_emulator(guest: &str) -> Option<PathBuf> {
    let own = in_path(&format!("qemu-system-{}", arch(guest)?.target));
    let wider = || in_path("qemu-system-x86_64").filter(|_| guest == "i686");
    let kvm = || in_path("qemu-kvm").filter(|_| guest == host_arch());
    own.or_else(wider).or_else(kvm)
}

/// Every architecture that has an emulator, in the reference's order.
pub fn emulators() -> Vec<(&'static str, PathBuf)> {
    let found = |arch: &'static Arch| Some((arch.name, find_emulator(arch.name)?));
    ARCHS.iter().filter_map(found).collect()
}

/// Places that are searched after the search path: a daemon may have been started without one.
const BINARY_DIRS: [&str; 3] = ["/usr/local/bin", "/usr/bin", "/usr/libexec"];

fn in_path(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let dirs = std::env::split_paths(&path).chain(BINARY_DIRS.map(PathBuf::from));
    dirs.filter(|dir| dir.is_absolute()).find_map(|dir| executable(dir.join(name)))
}

fn executable(path: PathBuf) -> Option<PathBuf> {
    let meta = std::fs::metadata(&path).ok()?;
    (meta.is_file() && meta.permissions().mode() & 0o111 != 0).then_some(path)
}

/// The helper program of that name, when it is installed.
pub(super) fn program(name: &str) -> Option<PathBuf> {
    in_path(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn architectures_are_known() {
        assert_eq!((word_size("i686"), word_size("x86_64"), word_size("foo")), (32, 64, 0));
        assert!(is_arch("ppc64le") && !is_arch("foo"));
        assert!(find_emulator("foo").is_none());
    }
}
