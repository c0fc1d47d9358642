//! What a cached answer depends on: the binary, its modules, ourselves, and the
//! host's CPU and kernel.

use std::fs;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

/// Bumped when the same answers would be read differently.
const FORMAT: u32 = 1;

/// Where QEMU keeps what it loads at run time.
const MODULE_DIRS: &[&str] =
    &["/usr/lib/x86_64-linux-gnu/qemu", "/usr/lib64/qemu", "/usr/lib/qemu"];

/// Everything that makes a cached answer stale when it changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    path: PathBuf,
    binary: FileMark,
    modules: Option<FileMark>,
    kvm: bool,
    host: Host,
}

/// What tells one state of a file from another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileMark {
    device: u64,
    inode: u64,
    size: u64,
    changed: (i64, i64),
}

/// What stays the same while we run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Host {
    format: u32,
    version: String,
    program: Option<FileMark>,
    cpu: String,
    microcode: u32,
    kernel: String,
}

impl FileMark {
    fn of(path: &Path) -> io::Result<Self> {
        let meta = fs::metadata(path)?;
        Ok(Self {
            device: meta.dev(),
            inode: meta.ino(),
            size: meta.size(),
            changed: (meta.ctime(), meta.ctime_nsec()),
        })
    }

    /// The state of this program's own file, for what only the very same program may rely on.
    pub fn of_program() -> Option<Self> {
        fs::read_link("/proc/self/exe").and_then(|path| Self::of(&path)).ok()
    }
}

impl Host {
    fn get() -> &'static Self {
        static HOST: OnceLock<Host> = OnceLock::new();
        HOST.get_or_init(|| {
            let cpu = vireo_cpu::host::HostCpuInfo::get();
            Self {
                format: FORMAT,
                version: env!("CARGO_PKG_VERSION").to_owned(),
                program: FileMark::of_program(),
                cpu: cpu.signature_text(),
                microcode: cpu.microcode,
                kernel: kernel_version(),
            }
        })
    }
}

/// Release and build of the running kernel.
fn kernel_version() -> String {
    let read = |name: &str| {
        let text = fs::read_to_string(format!("/proc/sys/kernel/{name}")).unwrap_or_default();
        text.trim().to_owned()
    };
    format!("{} {}", read("osrelease"), read("version"))
}

impl Identity {
    /// The state of `path` and of the host now.
    ///
    /// # Errors
    /// The binary cannot be examined.
    pub fn of(path: &Path) -> io::Result<Self> {
        let modules = MODULE_DIRS.iter().find_map(|dir| FileMark::of(Path::new(dir)).ok());
        Ok(Self {
            path: path.to_owned(),
            binary: FileMark::of(path)?,
            modules,
            kvm: kvm_usable(),
            host: Host::get().clone(),
        })
    }

    /// Whether KVM is worth a try.
    pub fn kvm(&self) -> bool {
        self.kvm
    }
}

/// Whether this process may use KVM.
pub fn kvm_usable() -> bool {
    fs::OpenOptions::new().read(true).write(true).open("/dev/kvm").is_ok()
}
