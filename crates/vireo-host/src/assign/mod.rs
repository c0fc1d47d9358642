//! Devices of the host that guests are given: what the kernel tells of them, and who drives them.
//!
//! All of it is files below `/sys` and `/dev`. They are looked for below a [`Root`], so that tests
//! can make a host of their own.

mod acs;
#[cfg(test)]
mod fake;
pub mod mdev;
pub mod pci;
pub mod scsi;
pub mod sriov;
pub mod usb;
mod variant;

use std::io;
use std::path::{Path, PathBuf};

/// Where the kernel's trees are: below `/`, or below a folder that a test made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Root(PathBuf);

impl Root {
    /// This host's.
    #[must_use]
    pub fn host() -> Self {
        Self("/".into())
    }

    /// Those below a folder.
    #[must_use]
    pub fn at(folder: impl Into<PathBuf>) -> Self {
        Self(folder.into())
    }

    /// Whether these are the host's own.
    #[must_use]
    pub fn is_host(&self) -> bool {
        self.0 == Path::new("/")
    }

    /// What stands at an absolute path of the host.
    #[must_use]
    pub fn path(&self, absolute: impl AsRef<Path>) -> PathBuf {
        let absolute = absolute.as_ref();
        self.0.join(absolute.strip_prefix("/").unwrap_or(absolute))
    }

    /// A file below `/sys`.
    #[must_use]
    pub fn sys(&self, name: &str) -> PathBuf {
        self.0.join("sys").join(name)
    }

    /// A program of the host: that of the folder where a test put one.
    #[must_use]
    pub fn program(&self, name: &str) -> String {
        let own = self.0.join("sbin").join(name);
        match !self.is_host() && own.exists() {
            true => own.to_string_lossy().into_owned(),
            false => name.to_owned(),
        }
    }
}

#[cfg(test)]
impl fake::FakeHost {
    /// Its root, as the code under test knows it.
    fn root(&self) -> Root {
        Root::at(self.dir())
    }
}

/// Why a device can't be had.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The kernel refuses to read or write one of its files.
    #[error("{what}")]
    Io {
        /// What was tried.
        what: String,
        /// The kernel's answer.
        source: io::Error,
    },
    /// It is not there, or not what it is taken for.
    #[error("{0}")]
    Missing(String),
    /// There are several.
    #[error("{0}")]
    Ambiguous(String),
}

/// An outcome in this room.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    pub(crate) fn io(what: impl Into<String>, source: io::Error) -> Self {
        Self::Io { what: what.into(), source }
    }
}

/// The text of a small file of the kernel's, without its newline.
pub(crate) fn text(path: &Path) -> Option<String> {
    let bytes = std::fs::read(path).ok()?;
    Some(String::from_utf8_lossy(&bytes).trim().to_owned())
}

/// A number in a file of the kernel's.
pub(crate) fn number(path: &Path, radix: u32) -> Option<u32> {
    let text = text(path)?;
    let digits = text.strip_prefix("0x").filter(|_| radix == 16).unwrap_or(&text);
    u32::from_str_radix(digits, radix).ok()
}

/// The last part of what a link of the kernel's points to.
pub(crate) fn link_name(path: &Path) -> Option<String> {
    let target = std::fs::read_link(path).ok()?;
    Some(target.file_name()?.to_string_lossy().into_owned())
}

/// Names in a folder of the kernel's, in order.
pub(crate) fn names(dir: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(dir).into_iter().flatten().flatten();
    let mut names: Vec<String> =
        entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_comes_before_every_path() {
        let root = Root::at("/tmp/x");
        assert_eq!(root.path("/dev/vfio/1"), Path::new("/tmp/x/dev/vfio/1"));
        assert_eq!(root.sys("bus/pci"), Path::new("/tmp/x/sys/bus/pci"));
        assert_eq!(Root::host().path("/dev/null"), Path::new("/dev/null"));
        assert_eq!(Root::host().program("ip"), "ip");
    }
}
