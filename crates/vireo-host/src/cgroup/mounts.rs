//! Which hierarchies the host mounts, and which controllers each has.

use std::fs;
use std::path::{Path, PathBuf};

/// A controller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Controller {
    /// CPU time.
    Cpu,
    /// Which CPUs and which memory.
    Cpuset,
    /// Memory.
    Memory,
    /// Which devices may be opened.
    Devices,
    /// Block I/O.
    Blkio,
}

impl Controller {
    /// All.
    pub const ALL: [Self; 5] = [Self::Cpu, Self::Cpuset, Self::Memory, Self::Devices, Self::Blkio];

    /// Its name in settings, which is that of version 1.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Cpu => "cpu",
            Self::Cpuset => "cpuset",
            Self::Memory => "memory",
            Self::Devices => "devices",
            Self::Blkio => "blkio",
        }
    }

    /// Its name in version 2; devices have no controller there.
    const fn name_in_two(self) -> Option<&'static str> {
        match self {
            Self::Cpu => Some("cpu"),
            Self::Cpuset => Some("cpuset"),
            Self::Memory => Some("memory"),
            Self::Blkio => Some("io"),
            Self::Devices => None,
        }
    }
}

/// A version of control groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Version {
    /// A hierarchy a controller.
    One,
    /// One hierarchy for all.
    Two,
}

/// Where a controller is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Its version.
    pub version: Version,
    /// The root of its hierarchy.
    pub root: PathBuf,
    /// Its name there.
    pub name: &'static str,
}

/// The hierarchies of a host that have controllers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mounts {
    places: Vec<(Controller, Place)>,
}

impl Mounts {
    /// What this host mounts now.
    #[must_use]
    pub fn detect() -> Self {
        let text = fs::read_to_string("/proc/self/mounts").unwrap_or_default();
        Self::parse(&text)
    }

    /// What a table of mounts tells.
    #[must_use]
    pub fn parse(mounts: &str) -> Self {
        let mut found = Self::default();
        for line in mounts.lines() {
            let words: Vec<&str> = line.split_whitespace().collect();
            let [_, dir, kind, options, ..] = words[..] else { continue };
            match kind {
                "cgroup" => found.add_one(Path::new(dir), options),
                "cgroup2" => found.add_two(Path::new(dir)),
                _ => {}
            }
        }
        found
    }

    fn add(&mut self, controller: Controller, place: Place) {
        if self.place(controller).is_none() {
            self.places.push((controller, place));
        }
    }

    fn add_one(&mut self, root: &Path, options: &str) {
        for controller in Controller::ALL {
            if options.split(',').any(|option| option == controller.name()) {
                let (version, root, name) = (Version::One, root.to_owned(), controller.name());
                self.add(controller, Place { version, root, name });
            }
        }
    }

    fn add_two(&mut self, root: &Path) {
        let text = fs::read_to_string(root.join("cgroup.controllers")).unwrap_or_default();
        for controller in Controller::ALL {
            let name = controller.name_in_two();
            if let Some(name) = name.filter(|name| text.split_whitespace().any(|own| own == *name))
            {
                self.add(controller, Place { version: Version::Two, root: root.to_owned(), name });
            }
        }
    }

    /// Only the controllers that `keep` names.
    #[must_use]
    pub fn only(mut self, keep: &[String]) -> Self {
        self.places.retain(|(controller, _)| keep.iter().any(|name| name == controller.name()));
        self
    }

    /// Whether there is no controller at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Whether a hierarchy has the controller.
    #[must_use]
    pub fn has(&self, controller: Controller) -> bool {
        self.place(controller).is_some()
    }

    /// Where a controller is.
    #[must_use]
    pub fn place(&self, controller: Controller) -> Option<&Place> {
        self.places.iter().find(|(known, _)| *known == controller).map(|(_, place)| place)
    }

    /// The roots of the hierarchies, each once.
    pub fn roots(&self) -> impl Iterator<Item = (Version, &Path)> {
        let first = |place: usize| {
            let root = &self.places[place].1.root;
            !self.places[..place].iter().any(|(_, earlier)| earlier.root == *root)
        };
        let firsts = (0..self.places.len()).filter(move |&place| first(place));
        firsts.map(|place| {
            let place = &self.places[place].1;
            (place.version, place.root.as_path())
        })
    }

    /// Lets the groups below a directory of version 2 have its controllers, where the kernel lets.
    pub(super) fn enable(&self, dir: &Path) {
        for (_, place) in self.places.iter().filter(|(_, place)| place.version == Version::Two) {
            // Whoever then asks for a controller that is not there is told.
            let _ = fs::write(dir.join("cgroup.subtree_control"), format!("+{}", place.name));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hierarchies_of_version_one_are_found_by_their_options() {
        let mounts = Mounts::parse(
            "cgroup /sys/fs/cgroup/cpu,cpuacct cgroup rw,relatime,cpu,cpuacct 0 0\n\
             cgroup /sys/fs/cgroup/memory cgroup rw,memory 0 0\n\
             cgroup /sys/fs/cgroup/systemd cgroup rw,name=systemd 0 0\n\
             tmpfs /run tmpfs rw 0 0\n",
        );
        let cpu = mounts.place(Controller::Cpu).expect("mounted");
        assert_eq!(
            (cpu.version, cpu.root.as_path()),
            (Version::One, Path::new("/sys/fs/cgroup/cpu,cpuacct"))
        );
        assert!(mounts.place(Controller::Cpuset).is_none());
        assert_eq!(mounts.roots().count(), 2);
        assert!(mounts.clone().only(&["memory".to_owned()]).place(Controller::Cpu).is_none());
    }

    #[test]
    fn version_two_tells_its_controllers_in_a_file() {
        let root = tempfile::tempdir().expect("a folder");
        fs::write(root.path().join("cgroup.controllers"), "cpuset cpu io pids\n").expect("own");
        let mounts = Mounts::parse(&format!("cgroup2 {} cgroup2 rw 0 0\n", root.path().display()));
        let io = mounts.place(Controller::Blkio).expect("told");
        assert_eq!((io.version, io.name), (Version::Two, "io"));
        assert!(mounts.place(Controller::Memory).is_none());
        assert!(mounts.place(Controller::Devices).is_none());
        assert_eq!(mounts.roots().count(), 1);
    }
}
