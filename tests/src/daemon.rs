//! A private daemon in a folder of its own.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use tempfile::TempDir;

use crate::{Background, artifacts, eventually, eventually_within};

/// What is tested: Vireo, or the reference to check the tests themselves.
#[must_use]
pub fn is_reference() -> bool {
    std::env::var_os("VIREO_TEST_REFERENCE").is_some()
}

/// The reference's daemon, where it is installed.
const REFERENCE: &str = "/usr/sbin/libvirtd";

/// Is the reference here, and may this user give it places of its own?
#[must_use]
pub fn has_reference() -> bool {
    Path::new(REFERENCE).exists() && nix::unistd::geteuid().is_root()
}

/// A daemon to be.
#[derive(Default)]
pub struct Builder {
    reference: bool,
    daemon_conf: String,
    qemu_conf: String,
    tmpfs: Vec<(String, String)>,
    args: Vec<String>,
    program: Option<PathBuf>,
    files: Vec<(String, Vec<u8>)>,
    env: Vec<(String, String)>,
}

impl Builder {
    /// Adds lines to `libvirtd.conf`.
    #[must_use]
    pub fn daemon_conf(mut self, lines: &str) -> Self {
        self.daemon_conf.push_str(lines);
        self.daemon_conf.push('\n');
        self
    }

    /// Adds lines to `qemu.conf`.
    #[must_use]
    pub fn qemu_conf(mut self, lines: &str) -> Self {
        self.qemu_conf.push_str(lines);
        self.qemu_conf.push('\n');
        self
    }

    /// Puts a small file system on a subfolder (as the daemon and its guests see it).
    #[must_use]
    pub fn tmpfs(mut self, subfolder: &str, size: &str) -> Self {
        self.tmpfs.push((subfolder.to_owned(), size.to_owned()));
        self
    }

    /// Runs this program instead of the usual daemon.
    #[must_use]
    pub fn program(mut self, program: PathBuf) -> Self {
        self.program = Some(program);
        self
    }

    /// Runs the reference instead, as a peer of the daemon that is tested.
    #[must_use]
    pub fn reference(mut self) -> Self {
        self.reference = true;
        self
    }

    /// Adds a command line argument.
    #[must_use]
    pub fn arg(mut self, arg: &str) -> Self {
        self.args.push(arg.to_owned());
        self
    }

    /// Adds a variable to the daemon's environment.
    #[must_use]
    pub fn env(mut self, name: &str, value: &str) -> Self {
        self.env.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Writes a file below the folder before the daemon starts.
    #[must_use]
    pub fn file(mut self, path: &str, content: impl Into<Vec<u8>>) -> Self {
        self.files.push((path.to_owned(), content.into()));
        self
    }

    /// Starts the daemon and waits until it answers.
    ///
    /// # Panics
    /// When it doesn't.
    #[must_use]
    pub fn start(self) -> Daemon {
        let mut daemon = self.prepare();
        daemon.start_again();
        daemon
    }

    /// Makes folder and parent, without starting the daemon.
    ///
    /// # Panics
    /// When the folder can't be made.
    #[must_use]
    pub fn prepare(self) -> Daemon {
        // Short: a socket's path has 107 bytes.
        let dir = TempDir::with_prefix_in("vt-", "/tmp").expect("a folder");
        // The guests may run as another user.
        fs::set_permissions(dir.path(), fs::Permissions::from_mode(0o755)).expect("own folder");
        self.write_files(dir.path());
        let keeper = Background::start(self.keeper(dir.path()));
        Daemon { dir: Some(dir), keeper, pid: 0 }
    }

    fn write_files(&self, dir: &Path) {
        for sub in ["etc/qemu", "lib/qemu", "cache", "log", "run"] {
            fs::create_dir_all(dir.join(sub)).expect("own folder");
        }
        let write = |path: &str, content: &[u8]| {
            let path = dir.join(path);
            fs::create_dir_all(path.parent().expect("a file has a folder")).expect("own folder");
            fs::write(path, content).expect("own folder");
        };
        let conf = format!(
            "auth_unix_ro = \"none\"\nauth_unix_rw = \"none\"\n\
             unix_sock_rw_perms = \"0777\"\n{}",
            self.daemon_conf
        );
        write("libvirtd.conf", conf.as_bytes());
        let conf = format!("stdio_handler = \"file\"\n{}", self.qemu_conf);
        write("etc/qemu.conf", conf.as_bytes());
        for (path, content) in &self.files {
            write(path, content);
        }
    }

    fn keeper(&self, dir: &Path) -> Command {
        let path = |sub: &str| dir.join(sub).display().to_string();
        let mut command = Command::new(keeper_program());
        command.args(["--log", &path("daemon.log")]);
        for (sub, size) in &self.tmpfs {
            command.args(["--tmpfs", &format!("{}:{size}", path(sub))]);
        }
        // Cargo's own, which QEMU should not see.
        command.env_remove("LD_LIBRARY_PATH");
        if crate::calls::file().is_some() {
            command.env("LIBVIRT_LOG_FILTERS", crate::calls::LOG_FILTER);
            command.env("LIBVIRT_LOG_OUTPUTS", format!("1:file:{}", path("calls.log")));
        }
        command.envs(self.env.iter().map(|(k, v)| (k, v)));
        if self.reference || is_reference() {
            for (sub, at) in REFERENCE_PLACES {
                command.args(["--bind", &format!("{}:{at}", path(sub))]);
            }
            command.args(["--", REFERENCE, "--pid-file", &path("run/libvirtd.pid")]);
        } else {
            let program = self.program.clone().unwrap_or_else(artifacts::daemon);
            command.arg("--").arg(program).args(["--root", &path("")]);
        }
        command.args(["--config", &path("libvirtd.conf")]).args(&self.args);
        command
    }
}

/// Where the reference has what `--root` has in one folder.
const REFERENCE_PLACES: [(&str, &str); 5] = [
    ("etc", "/etc/libvirt"),
    ("lib", "/var/lib/libvirt"),
    ("cache", "/var/cache/libvirt"),
    ("log", "/var/log/libvirt"),
    ("run", "/run/libvirt"),
];

fn keeper_program() -> PathBuf {
    let program = artifacts::profile_dir().join("vireo-keeper");
    assert!(program.exists(), "{} is built with the tests", program.display());
    program
}

/// A private daemon. Dropping it ends it and every guest it started.
pub struct Daemon {
    dir: Option<TempDir>,
    keeper: Background,
    pid: u32,
}

impl Daemon {
    /// A daemon with nothing special.
    #[must_use]
    pub fn start() -> Self {
        Self::builder().start()
    }

    /// A daemon with something special.
    #[must_use]
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// The folder that holds all of it.
    ///
    /// # Panics
    /// Never while the daemon exists.
    #[must_use]
    pub fn dir(&self) -> &Path {
        self.dir.as_ref().expect("kept until dropped").path()
    }

    /// A path below the folder.
    #[must_use]
    pub fn path(&self, sub: &str) -> PathBuf {
        self.dir().join(sub)
    }

    /// A path below the folder that is a `&str`, for XML and commands.
    #[must_use]
    pub fn path_text(&self, sub: &str) -> String {
        self.path(sub).display().to_string()
    }

    /// The daemon's process id.
    #[must_use]
    pub fn pid(&self) -> u32 {
        self.pid
    }

    /// The socket for all calls.
    #[must_use]
    pub fn socket(&self) -> PathBuf {
        self.path("run/libvirt-sock")
    }

    /// What a client connects to.
    #[must_use]
    pub fn uri(&self) -> String {
        format!("qemu+unix:///system?socket={}", self.socket().display())
    }

    /// What a client of the admin program connects to.
    #[must_use]
    pub fn admin_uri(&self) -> String {
        format!("libvirtd:///system?socket={}", self.path("run/libvirt-admin-sock").display())
    }

    /// Starts the daemon (again) and waits until it answers.
    ///
    /// # Panics
    /// When it doesn't.
    pub fn start_again(&mut self) {
        self.start_with("");
    }

    /// [`Daemon::start_again`] with more variables in its environment, as
    /// `NAME=VALUE` with spaces between.
    ///
    /// # Panics
    /// When it doesn't answer.
    pub fn start_with(&mut self, vars: &str) {
        self.launch(vars);
        let socket = self.socket();
        let log = self.path("daemon.log");
        eventually("the daemon listens", || {
            let alive = Path::new(&format!("/proc/{}", self.pid)).exists();
            let log = || fs::read_to_string(&log).unwrap_or_default();
            assert!(alive, "the daemon ended at once: {}", log());
            UnixStream::connect(&socket).ok()
        });
        self.ok("version");
    }

    /// Starts the daemon without waiting for it.
    ///
    /// # Panics
    /// When there is no process.
    pub fn launch(&mut self, vars: &str) {
        self.keeper.send(&format!("start {vars}\n"));
        let line = self.keeper.expect("started ");
        let pid = line.strip_prefix("started ").and_then(|pid| pid.parse().ok());
        self.pid = pid.expect("the keeper names the process");
    }

    /// Stops the daemon as an administrator does; its guests go on.
    pub fn stop(&mut self) -> String {
        self.end("term\n")
    }

    /// Kills the daemon; its guests go on.
    pub fn kill(&mut self) -> String {
        self.end("kill\n")
    }

    /// Has it read its configuration again.
    pub fn reload(&mut self) {
        self.keeper.send("hup\n");
    }

    /// Waits for an end that something else causes; says how it ended.
    pub fn ended(&mut self) -> String {
        self.pid = 0;
        self.keeper.expect("exited ")
    }

    fn end(&mut self, how: &str) -> String {
        self.keeper.send(how);
        self.ended()
    }

    /// Stop and start.
    pub fn restart(&mut self) {
        self.stop();
        self.start_again();
    }

    /// Kill and start.
    pub fn crash(&mut self) {
        self.kill();
        self.start_again();
    }

    /// The process id of a guest's QEMU, by its pid file.
    #[must_use]
    pub fn qemu_pid(&self, guest: &str) -> Option<i32> {
        let path = self.path(&format!("run/qemu/{guest}.pid"));
        fs::read_to_string(path).ok()?.trim().parse().ok()
    }

    /// Sends a signal to a guest's QEMU.
    ///
    /// # Panics
    /// When it has none.
    pub fn signal_qemu(&self, guest: &str, signal: nix::sys::signal::Signal) {
        let pid = self.qemu_pid(guest).unwrap_or_else(|| panic!("{guest} has a pid file"));
        nix::sys::signal::kill(nix::unistd::Pid::from_raw(pid), signal).expect("QEMU lives");
    }

    /// The state that `virsh domstate` tells, with `--reason`.
    #[must_use]
    pub fn state(&self, guest: &str) -> String {
        self.ok(&format!("domstate {guest} --reason")).trim().to_owned()
    }

    /// Waits until a guest's state is `state`.
    pub fn wait_state(&self, guest: &str, state: &str) {
        self.wait_state_within(crate::wait::SOON, guest, state);
    }

    /// [`Daemon::wait_state`] with a limit of its own.
    pub fn wait_state_within(&self, limit: Duration, guest: &str, state: &str) {
        eventually_within(limit, &format!("{guest} is {state}"), || {
            let output = self.virsh(&format!("domstate {guest} --reason"));
            (output.ok && output.out.trim().starts_with(state)).then_some(())
        });
    }

    /// Does `virsh list --all` name this guest?
    #[must_use]
    pub fn lists(&self, guest: &str) -> bool {
        self.ok("list --all --name").lines().any(|line| line.trim() == guest)
    }

    /// Writes a file in the folder and returns its path, for `virsh define` and the like.
    ///
    /// # Panics
    /// When it can't be written.
    pub fn write(&self, name: &str, content: &str) -> String {
        let path = self.path(name);
        fs::write(&path, content).expect("own folder");
        path.display().to_string()
    }
}

impl Drop for Daemon {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.show_logs();
        }
        self.keeper.quit();
        if let Some(file) = crate::calls::file() {
            // A daemon that never started has no log.
            let log = fs::read(self.path("calls.log")).unwrap_or_default();
            let recorded = crate::calls::record(&String::from_utf8_lossy(&log), &file);
            recorded.unwrap_or_else(|error| eprintln!("{}: {error}", file.display()));
        }
        if std::env::var_os("VIREO_KEEP").is_some() {
            if let Some(dir) = self.dir.take() {
                eprintln!("kept: {}", dir.keep().display());
            }
        }
    }
}

impl Daemon {
    /// Tells the ends of its logs.
    pub fn show_logs(&self) {
        let mut files = vec![self.path("daemon.log")];
        for sub in ["log/qemu", "log"] {
            let entries = fs::read_dir(self.path(sub)).into_iter().flatten().flatten();
            files.extend(entries.map(|e| e.path()).filter(|p| p.is_file()));
        }
        for file in files {
            let text = String::from_utf8_lossy(&fs::read(&file).unwrap_or_default()).into_owned();
            let tail: Vec<_> = text.lines().rev().take(40).collect();
            eprintln!("--- the end of {}", file.display());
            tail.iter().rev().for_each(|line| eprintln!("{line}"));
        }
    }
}
