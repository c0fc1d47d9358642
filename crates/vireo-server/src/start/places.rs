//! Where this instance has its configuration, sockets, pid file and log.

use std::path::{Path, PathBuf};

use vireo_runtime::layout::{Kind, Layout, short_run_dir};

use crate::options::Options;
use crate::uri::Instance;

/// The longest name of a socket in its directory.
const LONGEST_NAME: usize = "virtqemud-admin-sock".len();

/// The longest path of a socket that the kernel takes.
const SOCKET_PATH_MAX: usize = 107;

/// An instance's places.
#[derive(Debug, Clone)]
pub struct Places {
    /// Directories of the drivers.
    pub layout: Layout,
    /// Runs as root.
    pub privileged: bool,
    /// `--root`, absolute.
    pub root: Option<PathBuf>,
}

impl Places {
    /// The places that a command line and a user id mean.
    ///
    /// # Errors
    /// Why there is no such place: no home directory, or a root that cannot be made.
    pub fn new(options: &Options, uid: u32) -> Result<Places, String> {
        let privileged = uid == 0;
        if let Some(root) = &options.root {
            let failed = |e| format!("cannot use '{}' as root: {e}", root.display());
            std::fs::create_dir_all(root).map_err(failed)?;
            let root = root.canonicalize().map_err(failed)?;
            return Ok(Places {
                layout: Layout::root("qemu", &root),
                privileged,
                root: Some(root),
            });
        }
        let layout = match privileged {
            true => Layout::system("qemu"),
            false => Layout::session("qemu", uid, |name| std::env::var_os(name).map(Into::into))
                .map_err(|e| e.to_string())?,
        };
        Ok(Places { layout, privileged, root: None })
    }

    /// What URIs may say.
    pub fn instance(&self) -> Instance {
        let root = self.root.as_ref().map(|r| r.display().to_string());
        Instance { privileged: self.privileged, root }
    }

    /// The daemon's configuration file when none is named.
    pub fn config_file(&self) -> PathBuf {
        self.layout.etc().join("libvirtd.conf")
    }

    /// The QEMU driver's configuration file.
    pub fn qemu_config_file(&self) -> PathBuf {
        self.layout.etc().join("qemu.conf")
    }

    /// The network driver's configuration file.
    pub fn network_config_file(&self) -> PathBuf {
        self.layout.etc().join("network.conf")
    }

    /// The directory of the sockets: as configured, else the run directory, else (when paths
    /// there were too long) a short one that belongs to it.
    pub fn socket_dir(&self, configured: Option<&str>) -> PathBuf {
        if let Some(dir) = configured {
            return dir.into();
        }
        let run = self.layout.run();
        if run.as_os_str().len() + 1 + LONGEST_NAME > SOCKET_PATH_MAX {
            return short_run_dir(&run);
        }
        run
    }

    /// Where a root whose sockets had to go elsewhere tells where they are: a link in it.
    ///
    /// # Errors
    /// The link cannot be made.
    pub fn tell_socket_dir(&self, socket_dir: &Path) -> std::io::Result<()> {
        let Some(root) = self.root.as_ref().filter(|_| socket_dir != self.layout.run()) else {
            return Ok(());
        };
        let link = root.join("sockets");
        match std::fs::remove_file(&link) {
            Ok(()) => {}
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
        std::os::unix::fs::symlink(socket_dir, link)
    }

    /// Is there a socket for looking only?
    pub fn has_read_only_socket(&self) -> bool {
        self.privileged
    }

    /// The pid file when none is named: the system instance's is where the reference has it,
    /// so that both never run at once; an instance with other sockets has its own beside them.
    pub fn pid_file(&self, socket_dir: &Path) -> PathBuf {
        match self.layout.kind() {
            Kind::System if socket_dir == self.layout.run() => "/run/libvirtd.pid".into(),
            Kind::System | Kind::Session | Kind::Root => socket_dir.join("libvirtd.pid"),
        }
    }

    /// The log file of a background daemon that has neither journal nor syslog.
    pub fn log_file(&self) -> PathBuf {
        let logs = self.layout.log();
        logs.parent().unwrap_or(&logs).join("libvirtd.log")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_system_instance_is_where_the_references_is() {
        let places = Places::new(&Options::default(), 0).unwrap();
        assert_eq!(places.config_file(), Path::new("/etc/libvirt/libvirtd.conf"));
        let dir = places.socket_dir(None);
        assert_eq!(dir, Path::new("/run/libvirt"));
        assert_eq!(places.pid_file(&dir), Path::new("/run/libvirtd.pid"));
        let other = places.socket_dir(Some("/tmp/x"));
        assert_eq!(places.pid_file(&other), Path::new("/tmp/x/libvirtd.pid"));
    }

    #[test]
    fn a_long_root_gets_short_sockets() {
        let dir = tempfile::tempdir().unwrap();
        let long = dir.path().join("x".repeat(90));
        let at = |root: &Path| {
            let options = Options { root: Some(root.to_owned()), ..Options::default() };
            Places::new(&options, 1000).unwrap()
        };
        let short = at(dir.path());
        assert_eq!(short.socket_dir(None), dir.path().canonicalize().unwrap().join("run"));
        let sockets = at(&long).socket_dir(None);
        assert!(sockets.as_os_str().len() < 40, "{sockets:?}");
        assert_eq!(at(&long).config_file(), long.join("etc/libvirtd.conf"));
        for _ in 0..2 {
            at(&long).tell_socket_dir(&sockets).unwrap();
        }
        assert_eq!(std::fs::read_link(long.join("sockets")).unwrap(), sockets);
        short.tell_socket_dir(&short.socket_dir(None)).unwrap();
        assert!(!dir.path().join("sockets").exists());
    }
}
