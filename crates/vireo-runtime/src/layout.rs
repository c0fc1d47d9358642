//! Where files live.
//!
//! There are three kinds of instance: the system's, a user's session, and one under a root
//! directory of its own (tests, private instances; the layout of the reference's embedded mode).
//! One table says where each directory is in each; everything else is a name in one of them.

use std::io;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt, chown};
use std::path::{Path, PathBuf};

use uuid::Uuid;

use crate::error::{Error, Result};

/// Which kind of instance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// The system's: `/etc/libvirt`, `/run/libvirt`…
    System,
    /// A user's session: the XDG directories.
    Session,
    /// Everything under one root.
    Root,
}

/// The five directories that everything is under.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Base {
    Etc,
    Run,
    Lib,
    Cache,
    Log,
}

/// Who a directory belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Owner {
    Daemon,
    /// The user that guests run as, when the daemon may give files away.
    Guest,
}

/// Declares the directories: name, place under the system's bases (and a root's), place under the
/// session's bases, mode, owner.
macro_rules! directories {
    ($($(#[$meta:meta])* $name:ident $getter:ident = $base:ident $path:literal, $sbase:ident $spath:literal, $mode:literal, $owner:ident;)+) => {
        /// A directory of an instance. `{}` in a path is the driver's name (`qemu`).
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Dir {
            $($(#[$meta])* $name,)+
        }

        impl Dir {
            /// All directories, parents before their children.
            pub const ALL: &'static [Dir] = &[$(Dir::$name,)+];

            const fn row(self) -> (Base, &'static str, Base, &'static str, u32, Owner) {
                match self {
                    $(Dir::$name => (Base::$base, $path, Base::$sbase, $spath, $mode, Owner::$owner),)+
                }
            }
        }

        impl Layout {
            $($(#[$meta])* pub fn $getter(&self) -> PathBuf {
                self.dir(Dir::$name)
            })+
        }
    };
}

directories! {
    /// Configuration files of the daemon.
    Etc etc = Etc "", Etc "", 0o755, Daemon;
    /// Persistent definitions.
    Config config = Etc "{}", Etc "{}", 0o755, Daemon;
    /// Links to the definitions that start with the host.
    Autostart autostart = Etc "{}/autostart", Etc "{}/autostart", 0o755, Daemon;
    /// Hook scripts.
    Hooks hooks = Etc "hooks", Etc "hooks", 0o755, Daemon;
    /// Sockets of the daemon.
    Run run = Run "", Run "", 0o755, Daemon;
    /// Status files and pid files.
    State state = Run "{}", Run "{}/run", 0o755, Guest;
    /// Unix sockets of guests' channels, a directory a domain.
    Channel channel = Run "{}/channel", Run "{}/run/channel", 0o755, Guest;
    /// Sockets of TPM emulators.
    Swtpm swtpm = Run "{}/swtpm", Run "{}/run/swtpm", 0o755, Guest;
    /// Sockets of slirp helpers.
    Slirp slirp = Run "{}/slirp", Run "{}/run/slirp", 0o755, Guest;
    /// Sockets of RDP helpers.
    Rdp rdp = Run "{}/rdp", Run "{}/run/rdp", 0o755, Guest;
    /// Sockets of passt helpers.
    Passt passt = Run "{}/passt", Run "{}/run/passt", 0o755, Guest;
    /// Sockets of D-Bus daemons.
    Dbus dbus = Run "{}/dbus", Run "{}/run/dbus", 0o770, Guest;
    /// The parent of the daemon's own data.
    Lib lib_root = Lib "", Lib "", 0o755, Daemon;
    /// Data of the driver, and the private directory of each running domain.
    Data data = Lib "{}", Lib "{}/lib", 0o755, Guest;
    /// Managed saves.
    Save save = Lib "{}/save", Lib "{}/save", 0o755, Guest;
    /// Snapshot metadata.
    Snapshot snapshot = Lib "{}/snapshot", Lib "{}/snapshot", 0o755, Guest;
    /// Checkpoint metadata.
    Checkpoint checkpoint = Lib "{}/checkpoint", Lib "{}/checkpoint", 0o755, Guest;
    /// Automatic core dumps.
    Dump dump = Lib "{}/dump", Lib "{}/dump", 0o755, Guest;
    /// UEFI variables.
    Nvram nvram = Lib "{}/nvram", Lib "{}/nvram", 0o755, Guest;
    /// Memory that guests share through files.
    Ram ram = Lib "{}/ram", Lib "{}/ram", 0o755, Guest;
    /// What can be made again.
    Cache cache = Cache "{}", Cache "{}/cache", 0o755, Daemon;
    /// Answers of emulators about what they can do.
    Capabilities capabilities = Cache "{}/capabilities", Cache "{}/cache/capabilities", 0o755, Daemon;
    /// Logs of guests.
    Log log = Log "{}", Log "{}/log", 0o755, Daemon;
}

/// Where an instance keeps its files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    kind: Kind,
    driver: &'static str,
    etc: PathBuf,
    run: PathBuf,
    lib: PathBuf,
    cache: PathBuf,
    log: PathBuf,
}

impl Layout {
    /// The system's instance of a driver.
    pub fn system(driver: &'static str) -> Self {
        Self {
            kind: Kind::System,
            driver,
            etc: "/etc/libvirt".into(),
            run: "/run/libvirt".into(),
            lib: "/var/lib/libvirt".into(),
            cache: "/var/cache/libvirt".into(),
            log: "/var/log/libvirt".into(),
        }
    }

    /// A private instance of a driver with everything under `root`, which is to be absolute.
    pub fn root(driver: &'static str, root: &Path) -> Self {
        Self {
            kind: Kind::Root,
            driver,
            etc: root.join("etc"),
            run: root.join("run"),
            lib: root.join("lib"),
            cache: root.join("cache"),
            log: root.join("log"),
        }
    }

    /// A user's session, from the XDG variables as `var` tells them, or their defaults under the
    /// home directory.
    ///
    /// # Errors
    /// [`Error::Io`] when there is no home directory.
    pub fn session(
        driver: &'static str,
        uid: u32,
        var: impl Fn(&str) -> Option<PathBuf>,
    ) -> Result<Self> {
        let var = |name: &str| var(name).filter(|path| path.is_absolute());
        let home = var("HOME").ok_or_else(|| {
            let missing = io::Error::new(io::ErrorKind::NotFound, "HOME is not set");
            Error::io("cannot find the home directory", missing)
        })?;
        let config = var("XDG_CONFIG_HOME").unwrap_or_else(|| home.join(".config")).join("libvirt");
        let cache = var("XDG_CACHE_HOME").unwrap_or_else(|| home.join(".cache")).join("libvirt");
        let run = match var("XDG_RUNTIME_DIR") {
            Some(dir) => dir.join("libvirt"),
            None => PathBuf::from(format!("/run/user/{uid}/libvirt")),
        };
        Ok(Self {
            kind: Kind::Session,
            driver,
            lib: config.clone(),
            etc: config,
            run,
            log: cache.clone(),
            cache,
        })
    }

    /// What tells the names that a private instance takes on the host from those of others.
    #[must_use]
    pub fn tag(&self) -> Option<String> {
        match self.kind() {
            Kind::Root => {
                Some(format!("{:08x}", fnv1a(self.run.as_os_str().as_encoded_bytes()) as u32))
            }
            Kind::System | Kind::Session => None,
        }
    }

    /// Below which the kernel's `/sys` and `/dev` are looked for when guests are given devices of the
    /// host: `/`, or the root of a private instance where there is a `sys` in it (a test's).
    #[must_use]
    pub fn host(&self) -> PathBuf {
        match (self.kind, self.etc.parent()) {
            (Kind::Root, Some(root)) if root.join("sys").is_dir() => root.to_owned(),
            (Kind::Root | Kind::System | Kind::Session, _) => "/".into(),
        }
    }

    /// Which kind of instance this is.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The path of a directory.
    pub fn dir(&self, dir: Dir) -> PathBuf {
        let (base, path, session_base, session_path, ..) = dir.row();
        let (base, path) = match self.kind {
            Kind::System | Kind::Root => (base, path),
            Kind::Session => (session_base, session_path),
        };
        let base = match base {
            Base::Etc => &self.etc,
            Base::Run => &self.run,
            Base::Lib => &self.lib,
            Base::Cache => &self.cache,
            Base::Log => &self.log,
        };
        if path.is_empty() { base.clone() } else { base.join(path.replace("{}", self.driver)) }
    }

    /// Makes the directories that are missing, with their modes; those of the guests' user are
    /// given to `guest` (user and group id) when there is one.
    ///
    /// # Errors
    /// [`Error::Io`] with the path.
    pub fn create(&self, guest: Option<(u32, u32)>) -> Result<()> {
        for dir in Dir::ALL {
            let (.., mode, owner) = dir.row();
            let path = self.dir(*dir);
            let made = make_dir(&path, mode).map_err(|error| {
                Error::io(format!("cannot create directory '{}'", path.display()), error)
            })?;
            if let (true, Owner::Guest, Some((uid, gid))) = (made, owner, guest) {
                chown(&path, Some(uid), Some(gid)).map_err(|error| {
                    Error::io(format!("unable to set ownership of '{}'", path.display()), error)
                })?;
            }
        }
        Ok(())
    }

    /// Which definitions were read before, in the cache.
    pub fn known_definitions(&self) -> PathBuf {
        self.cache().join("definitions.known")
    }

    /// The persistent definition of a domain.
    ///
    /// # Errors
    /// [`Error::BadFileName`]; so with all that follow.
    pub fn config_file(&self, name: &str) -> Result<PathBuf> {
        self.file(Dir::Config, name, ".xml")
    }

    /// The link that makes a domain start with the host.
    ///
    /// # Errors
    /// [`Error::BadFileName`].
    pub fn autostart_link(&self, name: &str) -> Result<PathBuf> {
        self.file(Dir::Autostart, name, ".xml")
    }

    /// The link that makes a domain start with the host once.
    ///
    /// # Errors
    /// [`Error::BadFileName`].
    pub fn autostart_once_link(&self, name: &str) -> Result<PathBuf> {
        self.file(Dir::Autostart, name, ".xml.once")
    }

    /// The status file of a running domain.
    ///
    /// # Errors
    /// [`Error::BadFileName`].
    pub fn status_file(&self, name: &str) -> Result<PathBuf> {
        self.file(Dir::State, name, ".xml")
    }

    /// The file with the pid of a domain's process.
    ///
    /// # Errors
    /// [`Error::BadFileName`].
    pub fn pid_file(&self, name: &str) -> Result<PathBuf> {
        self.file(Dir::State, name, ".pid")
    }

    /// The journal of the operations on a running domain: ours, beside the status file.
    ///
    /// # Errors
    /// [`Error::BadFileName`].
    pub fn journal_file(&self, name: &str) -> Result<PathBuf> {
        self.file(Dir::State, name, ".journal")
    }

    /// The log of a guest.
    ///
    /// # Errors
    /// [`Error::BadFileName`].
    pub fn log_file(&self, name: &str) -> Result<PathBuf> {
        self.file(Dir::Log, name, ".log")
    }

    /// The managed save image of a domain.
    ///
    /// # Errors
    /// [`Error::BadFileName`].
    pub fn save_file(&self, name: &str) -> Result<PathBuf> {
        self.file(Dir::Save, name, ".save")
    }

    /// The lock that keeps a second daemon away from this state directory.
    pub fn driver_pid_file(&self) -> PathBuf {
        self.state().join("driver.pid")
    }

    /// The mark that autostart was done since the host booted.
    pub fn autostarted_mark(&self) -> PathBuf {
        self.state().join("autostarted")
    }

    /// The private directory of a running domain: monitor socket, master key.
    pub fn domain_dir(&self, id: u32, name: &str) -> PathBuf {
        self.data().join(format!("domain-{}", short_name(id, name)))
    }

    /// The directory of a running domain's channels.
    pub fn channel_dir(&self, id: u32, name: &str) -> PathBuf {
        self.channel().join(short_name(id, name))
    }

    /// A place for a socket: `wanted` where the kernel takes a path of that length, else a name of
    /// its own in the short directory `/run/vireo-<hash>` (`/tmp` for who may not write there).
    pub fn socket(&self, wanted: PathBuf) -> PathBuf {
        if wanted.as_os_str().len() <= SOCKET_PATH_MAX {
            return wanted;
        }
        let hash =
            Uuid::from_u128(fnv1a(wanted.as_os_str().as_encoded_bytes())).simple().to_string();
        short_run_dir(&self.run).join(&hash[..24])
    }

    /// Makes the short directory that [`Layout::socket`] may put sockets into.
    ///
    /// # Errors
    /// [`Error::Io`], also when somebody else made it: it stands where everybody may write.
    pub fn create_socket_dir(&self) -> Result<PathBuf> {
        let path = short_run_dir(&self.run);
        let told = |error| Error::io(format!("cannot use directory '{}'", path.display()), error);
        match std::fs::DirBuilder::new().mode(0o711).create(&path) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(told(error)),
        }
        let found = path.symlink_metadata().map_err(told)?;
        let ours = found.is_dir() && found.uid() == rustix::process::geteuid().as_raw();
        if !ours || found.permissions().mode() & 0o022 != 0 {
            return Err(told(io::ErrorKind::PermissionDenied.into()));
        }
        Ok(path)
    }

    fn file(&self, dir: Dir, name: &str, suffix: &str) -> Result<PathBuf> {
        check_file_name(name)?;
        Ok(self.dir(dir).join(format!("{name}{suffix}")))
    }
}

/// The longest path of a socket, without its terminating byte.
const SOCKET_PATH_MAX: usize = 107;

/// A short directory that belongs to the instance whose run directory this is.
pub fn short_run_dir(run: &Path) -> PathBuf {
    let hash = fnv1a(run.as_os_str().as_encoded_bytes()) as u64;
    let parent = if rustix::process::geteuid().is_root() { "/run" } else { "/tmp" };
    PathBuf::from(format!("{parent}/vireo-{hash:016x}"))
}

/// `id-name` with the name's first twenty characters, as private directories are called.
pub fn short_name(id: u32, name: &str) -> String {
    let short: String = name.chars().take(20).collect();
    format!("{id}-{}", short.replace('/', "_"))
}

/// A name that may stand in a path.
///
/// # Errors
/// [`Error::BadFileName`] for one that is empty, `.`, `..`, or has a slash or a zero byte.
pub fn check_file_name(name: &str) -> Result<()> {
    let why = match name {
        "" => "cannot be empty",
        "." | ".." => "cannot be a directory",
        _ if name.contains('/') => "cannot contain '/'",
        _ if name.contains('\0') => "cannot contain a zero byte",
        _ => return Ok(()),
    };
    Err(Error::BadFileName { name: name.to_owned(), why })
}

/// Makes a directory and its parents; tells whether it was missing. The mode is set whatever the
/// umask, but a directory that is there keeps its own.
fn make_dir(path: &Path, mode: u32) -> io::Result<bool> {
    if path.is_dir() {
        return Ok(false);
    }
    std::fs::DirBuilder::new().recursive(true).mode(0o755).create(path)?;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode))?;
    Ok(true)
}

fn fnv1a(bytes: &[u8]) -> u128 {
    bytes.iter().fold(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d, |hash, byte| {
        (hash ^ u128::from(*byte)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn system_paths_are_the_references() {
        let layout = Layout::system("qemu");
        let text = |path: PathBuf| path.display().to_string();
        assert_eq!(text(layout.config_file("vm").unwrap()), "/etc/libvirt/qemu/vm.xml");
        let once = layout.autostart_once_link("vm").unwrap();
        assert_eq!(text(once), "/etc/libvirt/qemu/autostart/vm.xml.once");
        assert_eq!(text(layout.status_file("vm").unwrap()), "/run/libvirt/qemu/vm.xml");
        assert_eq!(text(layout.driver_pid_file()), "/run/libvirt/qemu/driver.pid");
        let private = layout.domain_dir(3, "a-name-of-more-than-twenty");
        assert_eq!(text(private), "/var/lib/libvirt/qemu/domain-3-a-name-of-more-than-");
        assert_eq!(text(layout.channel_dir(3, "vm")), "/run/libvirt/qemu/channel/3-vm");
        assert_eq!(text(layout.capabilities()), "/var/cache/libvirt/qemu/capabilities");
        assert_eq!(text(layout.log_file("vm").unwrap()), "/var/log/libvirt/qemu/vm.log");
    }

    #[test]
    fn session_paths_follow_xdg() {
        let var = |name: &str| match name {
            "HOME" => Some(PathBuf::from("/home/me")),
            "XDG_RUNTIME_DIR" => Some(PathBuf::from("/run/user/7")),
            "XDG_CACHE_HOME" => Some(PathBuf::from("relative, so not heeded")),
            _ => None,
        };
        let layout = Layout::session("qemu", 7, var).unwrap();
        assert_eq!(layout.config(), Path::new("/home/me/.config/libvirt/qemu"));
        assert_eq!(layout.data(), Path::new("/home/me/.config/libvirt/qemu/lib"));
        assert_eq!(layout.state(), Path::new("/run/user/7/libvirt/qemu/run"));
        assert_eq!(layout.log(), Path::new("/home/me/.cache/libvirt/qemu/log"));
        assert!(Layout::session("qemu", 7, |_| None).is_err());
    }

    #[test]
    fn root_has_all_directories_under_it() {
        let root = tempfile::tempdir().unwrap();
        let layout = Layout::root("qemu", root.path());
        layout.create(None).unwrap();
        layout.create(None).unwrap();
        for dir in Dir::ALL {
            let path = layout.dir(*dir);
            assert!(path.starts_with(root.path()) && path.is_dir(), "{path:?}");
            let mode = path.metadata().unwrap().permissions().mode() & 0o7777;
            assert_eq!(mode, dir.row().4, "{path:?}");
        }
        assert!(root.path().join("lib/qemu/nvram").is_dir());
    }

    #[test]
    fn names_that_leave_their_directory_are_refused() {
        let layout = Layout::system("qemu");
        for name in ["", ".", "..", "a/b", "../x", "a\0b"] {
            assert!(layout.config_file(name).is_err(), "{name:?}");
        }
        assert!(layout.config_file("a b'&\"").is_ok());
        let text = vireo_api::Error::from(layout.config_file("a/b").unwrap_err()).message();
        assert_eq!(text, "XML error: name a/b cannot contain '/'");
    }

    #[test]
    fn a_long_socket_path_is_put_elsewhere() {
        let layout = Layout::root("qemu", &PathBuf::from(format!("/{}", "x".repeat(120))));
        let wanted = layout.domain_dir(1, "vm").join("monitor.sock");
        let got = layout.socket(wanted.clone());
        assert!(got.as_os_str().len() < 60);
        assert_eq!(got, layout.socket(wanted.clone()));
        assert_ne!(got, layout.socket(wanted.join("x")));
        let directory = layout.create_socket_dir().unwrap();
        assert_eq!(got.parent().unwrap(), directory);
        std::fs::set_permissions(&directory, std::fs::Permissions::from_mode(0o777)).unwrap();
        assert!(layout.create_socket_dir().is_err());
        std::fs::remove_dir(&directory).unwrap();
        let short = PathBuf::from("/run/libvirt/qemu/x.sock");
        assert_eq!(layout.socket(short.clone()), short);
    }
}
