//! What the tests need and cargo doesn't hand out: the daemon, the guests.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// The folder that cargo builds in, `debug` or `release` below it.
///
/// # Panics
/// When this program doesn't run from cargo's folder.
#[must_use]
pub fn profile_dir() -> PathBuf {
    let exe = std::env::current_exe().expect("a program has a path");
    let mut dir = exe.parent().expect("a file has a folder");
    if dir.ends_with("deps") {
        dir = dir.parent().expect("deps has a parent");
    }
    dir.to_owned()
}

/// The source tree.
#[must_use]
pub fn source_dir() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("/")).to_owned()
}

/// The daemon to test, built first unless `VIREO_DAEMON` names one.
///
/// # Panics
/// When it can't be built.
#[must_use]
pub fn daemon() -> PathBuf {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    BUILT
        .get_or_init(|| match std::env::var_os("VIREO_DAEMON") {
            Some(path) => path.into(),
            None => {
                cargo_build(&["-p", "vireo-server"]);
                profile_dir().join("vireod")
            }
        })
        .clone()
}

/// The daemon with its fail points compiled in, built first unless
/// `VIREO_DAEMON_FAIL` names one. It has a target folder of its own, so that the
/// two don't replace each other.
///
/// # Panics
/// When it can't be built.
#[must_use]
pub fn daemon_with_fail_points() -> PathBuf {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    BUILT
        .get_or_init(|| match std::env::var_os("VIREO_DAEMON_FAIL") {
            Some(path) => path.into(),
            None => {
                let profile = profile_dir();
                let target = profile.parent().expect("target holds the profile");
                let target = target.join("fail-points");
                let features = ["--features", "vireo-runtime/fail-points"];
                let dir = target.display().to_string();
                let mut args = vec!["-p", "vireo-server", "--target-dir", &dir];
                args.extend(features);
                cargo_build(&args);
                target.join("debug/vireod")
            }
        })
        .clone()
}

/// The steps of an operation, as its table in the source names them.
///
/// # Panics
/// When the source has no such table.
#[must_use]
pub fn steps(source: &str, operation: &str) -> Vec<String> {
    let path = source_dir().join(source);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let head = format!("= \"{operation}\" {{");
    let (_, table) = text.split_once(&head).unwrap_or_else(|| panic!("no table {operation}"));
    let (table, _) = table.split_once("\n    }").expect("a table ends");
    let rows = table.lines().filter_map(|line| line.trim().strip_prefix('"')?.split_once('"'));
    rows.map(|(name, _)| name.to_owned()).collect()
}

fn cargo_build(args: &[&str]) {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.arg("build").arg("--quiet").args(args).current_dir(source_dir());
    let profile = profile_dir();
    if !args.contains(&"--target-dir") {
        command.arg("--target-dir").arg(profile.parent().expect("target holds the profile"));
    }
    if profile.ends_with("release") && !args.contains(&"--target-dir") {
        command.arg("--release");
    }
    let status = command.status().expect("cargo runs");
    assert!(status.success(), "cargo build {args:?} failed");
}

/// The folder of the built guests.
fn guests_dir() -> PathBuf {
    match std::env::var_os("VIREO_GUESTS") {
        Some(dir) => dir.into(),
        None => profile_dir().parent().expect("target holds the profile").join("guests"),
    }
}

/// The disk image of the boot sector guest, built when it isn't there.
///
/// # Panics
/// When it can't be assembled.
#[must_use]
pub fn boot_image() -> PathBuf {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    BUILT
        .get_or_init(|| {
            let dir = guests_dir();
            let path = dir.join("boot.img");
            if !path.exists() {
                build_guest(&dir, "boot");
            }
            path
        })
        .clone()
}

fn build_guest(dir: &Path, guest: &str) {
    let _lock = Lock::take(dir);
    let script = source_dir().join("guests/build.sh");
    let status = Command::new(script).arg(dir).arg(guest).status().expect("sh runs");
    assert!(status.success(), "guests/build.sh {guest} failed");
}

/// Kernel and initramfs of the small Linux guest; none when nobody built them
/// (`make guests`, which asks the distribution's mirror).
#[must_use]
pub fn linux() -> Option<(PathBuf, PathBuf)> {
    let dir = guests_dir();
    let (kernel, initrd) = (dir.join("vmlinuz"), dir.join("initrd"));
    (kernel.exists() && initrd.exists()).then_some((kernel, initrd))
}

/// A lock between test processes, given back when dropped.
struct Lock(#[allow(dead_code)] nix::fcntl::Flock<std::fs::File>);

impl Lock {
    fn take(dir: &Path) -> Self {
        std::fs::create_dir_all(dir).expect("a folder for the guests");
        let file = std::fs::File::create(dir.join("lock")).expect("a lock file");
        let lock = nix::fcntl::Flock::lock(file, nix::fcntl::FlockArg::LockExclusive);
        Self(lock.map_err(|(_, errno)| errno).expect("a lock"))
    }
}
