//! Processes beside QEMU that a guest needs: emulators of TPMs, servers of shares, networks in user
//! mode.
//!
//! A device's room declares what it needs as a [`Kind`] (what it is called, who wants one, where its
//! files are, how it is started); all else is done here, for all of them alike.
//!
//! ```text
//!   enter in ledger ─► declare ─► run, marked by a locked file ─► ready ─► watched
//!         │               └─────── one fails ──────┘
//!         └─ release: stop, remove its files
//! ```
//!
//! The mark is what a daemon that starts again finds a helper by: its lock is taken by the helper
//! itself before it is executed and ends with it ([`vireo_host::process::mark`]).
//!
//! | module | what |
//! |---|---|
//! | [`seat`] | one helper of one guest: its process, its files, its last words |
//! | [`start`] | running one, and its end with the guest |
//! | [`keep`] | those of a guest that ran on without a daemon; those of devices that went |
//! | [`descriptors`] | which programs the host has for devices of vhost-user |

pub(crate) mod descriptors;
mod keep;
mod seat;
mod start;

use std::ffi::OsString;
use std::fs::File;
use std::io::{Seek, SeekFrom, Write};
use std::os::fd::OwnedFd;
use std::path::{Path, PathBuf};

use vireo_api::secret::Value;
use vireo_api::{ErrorCode, Result};
use vireo_host::process::Credentials;
use vireo_model::domain::Domain;
use vireo_runtime::ledger::BoxFuture;

use crate::devices;
use crate::driver::Core;
use crate::error::system;
use crate::live::{Paths, Taint};
use crate::process::start::Starting;

pub(crate) use keep::{dismiss, keep, restart, unplugged, watch};
pub(crate) use seat::{Seat, last_words};
pub(crate) use start::{join_group, open, plug};

/// The kinds, in the order of their start.
static KINDS: &[&Kind] = &[
    &devices::vhost_gpu::CARD,
    &devices::tpm::EMULATOR,
    &devices::passt::BACKEND,
    &devices::virtiofsd::SERVER,
    &devices::bus::DAEMON,
    &devices::disk::reservations::HELPER,
    &devices::disk::nbdkit::READER,
];

/// A kind of helper.
pub(crate) struct Kind {
    /// What it is called in messages and names of files.
    pub name: &'static str,
    /// What it is called in the guest's log.
    pub title: &'static str,
    /// The code of the error when it dies at once.
    pub code: ErrorCode,
    /// Names of the devices that want one each.
    pub wanted: fn(&Place<'_>, &Domain) -> Vec<String>,
    /// The file that marks the process.
    pub mark: fn(&Place<'_>, &str) -> PathBuf,
    /// Files that it needs as long as it runs: sockets, settings.
    pub files: fn(&Place<'_>, &str) -> Vec<PathBuf>,
    /// Makes ready what it needs, tells how it is run.
    pub declare: for<'a> fn(&'a mut Starting, &'a str) -> BoxFuture<'a, Result<Helper>>,
    /// One that dies is followed by another, and the guest is marked by that. Others are left to
    /// who notices.
    pub again: Option<Taint>,
}

/// How a helper is run.
pub(crate) struct Helper {
    /// The program.
    pub program: PathBuf,
    /// What it finds in its environment beside what all helpers do.
    pub env: Vec<(OsString, OsString)>,
    /// Its arguments.
    pub args: Vec<String>,
    /// Descriptors that it inherits under their numbers.
    pub fds: Vec<OwnedFd>,
    /// Who it runs as.
    pub user: Option<Credentials>,
    /// Where its words go; else into a log of its own.
    pub log: Option<PathBuf>,
    /// When QEMU may turn to it.
    pub ready: Ready,
}

/// When QEMU may turn to a helper.
pub(crate) enum Ready {
    /// At once: it was given the socket that QEMU connects to.
    Given,
    /// When it listens on a socket that it makes itself.
    Listens(PathBuf),
}

/// Where files of a guest's helpers are.
#[derive(Clone, Copy)]
pub(crate) struct Place<'a> {
    /// The driver.
    pub core: &'a Core,
    /// The guest's files.
    pub paths: &'a Paths,
}

impl<'a> Place<'a> {
    /// Those of a guest that starts.
    pub(crate) fn of(s: &'a Starting) -> Self {
        Self { core: &s.core, paths: &s.paths }
    }

    /// A file in a directory for all guests, with the guest's number and name in front.
    pub(crate) fn shared(&self, dir: &Path, rest: &str) -> PathBuf {
        dir.join(format!("{}-{rest}", short(self.paths)))
    }

    /// A socket there.
    pub(crate) fn shared_socket(&self, dir: &Path, rest: &str) -> PathBuf {
        self.core.socket(self.shared(dir, rest))
    }

    /// A socket in the guest's own directory.
    pub(crate) fn own_socket(&self, name: &str) -> PathBuf {
        self.core.socket(self.paths.lib_dir.join(name))
    }
}

/// The guest's number and its name, shortened.
fn short(paths: &Paths) -> String {
    let name = paths.lib_dir.file_name().unwrap_or_default().to_string_lossy();
    name.strip_prefix("domain-").unwrap_or(&name).to_owned()
}

/// All helpers that a definition wants: the kind and the name of the device.
fn wanted(place: Place<'_>, domain: &Domain) -> Vec<(&'static Kind, String)> {
    let of = |kind: &&'static Kind| {
        let kind = *kind;
        (kind.wanted)(&place, domain).into_iter().map(move |device| (kind, device))
    };
    KINDS.iter().flat_map(of).collect()
}

/// What every helper gets of the daemon's environment.
pub(crate) fn environment() -> Vec<(OsString, OsString)> {
    let path = std::env::var_os("PATH").unwrap_or_else(|| "/usr/bin:/bin".into());
    vec![("LC_ALL".into(), "C".into()), ("PATH".into(), path)]
}

/// A file without a name that a process reads a secret from.
///
/// # Errors
/// The host has no room for it.
pub(crate) fn unnamed(value: &Value) -> Result<OwnedFd> {
    let make = || -> std::io::Result<OwnedFd> {
        let fd = rustix::fs::memfd_create("vireo-secret", rustix::fs::MemfdFlags::CLOEXEC)?;
        let mut file = File::from(fd);
        file.write_all(value.bytes())?;
        file.seek(SeekFrom::Start(0))?;
        Ok(file.into())
    };
    make().map_err(|e| system("cannot hand over a secret", &e))
}

/// A program by its path, or by its name where the daemon looks for programs.
///
/// # Errors
/// There is none.
pub(crate) fn find(name: &str) -> Result<PathBuf> {
    let path = Path::new(name);
    if path.is_absolute() {
        return Ok(path.to_owned());
    }
    let dirs = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&dirs).map(|dir| dir.join(name)).find(|path| path.is_file());
    found.ok_or_else(|| crate::error::internal(format!("Unable to find '{name}' binary in $PATH")))
}
