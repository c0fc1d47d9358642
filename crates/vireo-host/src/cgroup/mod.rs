//! Control groups: which controllers the host mounts, and groups of them with their limits.
//!
//! A host has version 1 (a hierarchy a controller), version 2 (one for all), or both, each
//! controller in one of the two. A [`Group`] is the same path in each hierarchy that has a
//! controller; what it can do is said in the words of the definition, and written in those of the
//! version that has the controller.

mod limits;
mod mounts;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

pub use limits::{Bandwidth, DeviceLimit, MemoryLimit};
pub use mounts::{Controller, Mounts, Place, Version};

/// How long the kernel may take to let go of processes that have ended.
const PATIENCE: Duration = Duration::from_secs(5);

/// A failed access to a control file, in the reference's words.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No hierarchy has the controller.
    #[error("the controller '{0}' is not available on this host")]
    NoController(&'static str),
    /// The value is one that the kernel would refuse or change.
    #[error("{0}")]
    Invalid(String),
    /// The kernel knows no such control here.
    #[error("{0}")]
    Unsupported(String),
    /// A file could not be read or written.
    #[error("{doing}")]
    Io {
        /// What was tried.
        doing: String,
        /// Why it failed.
        #[source]
        source: io::Error,
    },
}

/// What an access to a group gives.
pub type Result<T> = std::result::Result<T, Error>;

/// A group: the same path under each hierarchy.
#[derive(Debug, Clone)]
pub struct Group {
    mounts: Mounts,
    path: PathBuf,
}

impl Group {
    /// The group of that path, which need not be there.
    #[must_use]
    pub fn new(mounts: Mounts, path: impl Into<PathBuf>) -> Self {
        Self { mounts, path: path.into() }
    }

    /// Its path, the same under each hierarchy.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// A group below it.
    #[must_use]
    pub fn child(&self, name: &str) -> Self {
        Self { mounts: self.mounts.clone(), path: self.path.join(name) }
    }

    /// Whether a hierarchy has the controller.
    #[must_use]
    pub fn has(&self, controller: Controller) -> bool {
        self.mounts.place(controller).is_some()
    }

    /// Whether it is there under any hierarchy.
    #[must_use]
    pub fn exists(&self) -> bool {
        self.mounts.roots().any(|(_, root)| root.join(&self.path).is_dir())
    }

    /// Makes it under each hierarchy, with what is above it where `parents`.
    ///
    /// # Errors
    /// What is above it is missing; not allowed.
    pub fn create(&self, parents: bool) -> Result<()> {
        for (version, root) in self.mounts.roots() {
            self.create_under(version, root, parents)?;
        }
        Ok(())
    }

    fn create_under(&self, version: Version, root: &Path, parents: bool) -> Result<()> {
        let mut above = root.to_owned();
        let count = self.path.components().count();
        for (place, part) in self.path.components().enumerate() {
            if version == Version::Two {
                self.mounts.enable(&above);
            }
            let dir = above.join(part);
            if place + 1 == count || parents {
                make_dir(&dir)?;
            }
            if self.mounts.place(Controller::Cpuset).is_some_and(|place| place.root == root) {
                inherit_cpuset(&above, &dir);
            }
            above = dir;
        }
        Ok(())
    }

    /// The files that a process writes `0` to in order to join the group: one a hierarchy.
    ///
    /// # Errors
    /// The group is gone.
    pub fn doors(&self) -> Result<Vec<fs::File>> {
        let open = |(version, root): (Version, &Path)| {
            // A single thread joins without holding up the rest of the host.
            let name = match version {
                Version::One => "tasks",
                Version::Two => "cgroup.procs",
            };
            let path = root.join(&self.path).join(name);
            fs::OpenOptions::new().write(true).open(&path).map_err(|source| Error::Io {
                doing: format!("Unable to open '{}'", path.display()),
                source,
            })
        };
        self.mounts.roots().map(open).collect()
    }

    /// Moves a process in with all its threads.
    ///
    /// # Errors
    /// It is gone; not allowed.
    pub fn attach(&self, pid: i32) -> Result<()> {
        for (_, root) in self.mounts.roots() {
            write(&root.join(&self.path).join("cgroup.procs"), &pid.to_string())?;
        }
        Ok(())
    }

    /// Moves one thread in, for one controller.
    ///
    /// # Errors
    /// It is gone; not allowed.
    pub fn attach_thread(&self, controller: Controller, tid: i32) -> Result<()> {
        let place = self.place(controller)?;
        let name = match place.version {
            Version::One => "tasks",
            Version::Two => "cgroup.threads",
        };
        write(&place.root.join(&self.path).join(name), &tid.to_string())
    }

    /// Makes it for one controller, to hold some threads of a process whose group is above.
    ///
    /// # Errors
    /// Not allowed.
    pub fn create_for_threads(&self, controller: Controller) -> Result<()> {
        let place = self.place(controller)?;
        let dir = place.root.join(&self.path);
        if let (Version::Two, Some(above)) = (place.version, dir.parent()) {
            make_dir(&dir)?;
            write(&dir.join("cgroup.type"), "threaded")?;
            return write(&above.join("cgroup.subtree_control"), &format!("+{}", place.name));
        }
        make_dir(&dir)
    }

    /// Removes it with all below, under each hierarchy: what runs in it is to have ended.
    ///
    /// # Errors
    /// Something still runs in it.
    pub fn remove(&self) -> Result<()> {
        let deadline = Instant::now() + PATIENCE;
        for (_, root) in self.mounts.roots() {
            let dir = root.join(&self.path);
            loop {
                match remove_tree(&dir) {
                    Ok(()) => break,
                    Err(error) if is_busy(&error) && Instant::now() < deadline => {
                        std::thread::sleep(Duration::from_millis(5));
                    }
                    Err(source) => {
                        let doing = format!("Unable to remove '{}'", dir.display());
                        return Err(Error::Io { doing, source });
                    }
                }
            }
        }
        Ok(())
    }

    fn place(&self, controller: Controller) -> Result<&Place> {
        self.mounts.place(controller).ok_or(Error::NoController(controller.name()))
    }

    fn file(&self, controller: Controller, name: &str) -> Result<PathBuf> {
        Ok(self.place(controller)?.root.join(&self.path).join(name))
    }
}

fn is_busy(error: &io::Error) -> bool {
    error.raw_os_error() == Some(nix::libc::EBUSY)
}

fn make_dir(dir: &Path) -> Result<()> {
    match fs::create_dir(dir) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(source) => {
            Err(Error::Io { doing: format!("Failed to create cgroup '{}'", dir.display()), source })
        }
    }
}

/// A new cpuset of version 1 has no CPUs and takes no process until it is given some.
fn inherit_cpuset(above: &Path, dir: &Path) {
    for name in ["cpuset.cpus", "cpuset.mems"] {
        let own = fs::read_to_string(dir.join(name)).unwrap_or_default();
        if own.trim().is_empty() {
            // Who cannot be given CPUs refuses its processes, and that is told.
            let _ = fs::read(above.join(name)).and_then(|text| fs::write(dir.join(name), text));
        }
    }
}

/// Groups are directories of files that can't be removed: only the directories go.
fn remove_tree(dir: &Path) -> io::Result<()> {
    let entries = match fs::read_dir(dir) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error),
    };
    for entry in entries.flatten() {
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            remove_tree(&entry.path())?;
        }
    }
    match fs::remove_dir(dir) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn write(path: &Path, value: &str) -> Result<()> {
    fs::write(path, value).map_err(|source| {
        let doing = format!("Unable to write to '{}'", path.display());
        Error::Io { doing, source }
    })
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).map_err(|source| {
        let doing = format!("Unable to read from '{}'", path.display());
        Error::Io { doing, source }
    })
}
