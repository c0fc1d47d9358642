//! Two hosts and a guest that goes from one to the other, its QEMU a fake on both: for the faults
//! of a migration, each of them at each moment. What a real QEMU does is the business of the tests
//! with network namespaces.

use std::collections::HashSet;
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use tempfile::TempDir;

use crate::{Daemon, Guest, Output, artifacts, eventually};

/// One of the two hosts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// Where the guest is at first.
    Source,
    /// Where it goes.
    Destination,
}

/// The guest's name, on the destination unless it gets another.
pub const GUEST: &str = "g";

/// Its UUID on both.
pub const UUID: &str = "0fa4e000-0000-4000-8000-000000000001";

/// What a host tells of the guest, all asked at once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Look {
    /// State and reason; nothing where it is not known.
    pub state: String,
    /// The kind of its job.
    pub job: String,
    /// Whether it keeps the guest's definition.
    pub keeps: bool,
}

/// Two hosts.
pub struct Pair {
    shared: TempDir,
    /// Where the guest is at first.
    pub source: Daemon,
    /// Where it goes.
    pub destination: Daemon,
}

/// Ports of its own for each host: the tests' hosts share one machine. The kernel gives none of
/// these to connections.
fn ports() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let number = std::process::id() % 256 * 16 + NEXT.fetch_add(1, Ordering::Relaxed) % 16;
    let first = 10_000 + number * 4;
    format!("migration_port_min = {first}\nmigration_port_max = {}", first + 3)
}

fn host(number: u8, shared: &Path, conf: &str) -> Daemon {
    Daemon::builder()
        .qemu_conf(conf)
        .daemon_conf(&format!("host_uuid = \"00000000-0000-4000-8000-00000000000{number}\""))
        // The fakes of both hosts share a folder, and one may kill the daemon.
        .qemu_conf("user = \"root\"\ngroup = \"root\"")
        .qemu_conf(&format!("shared_filesystems = [ \"{}\" ]", shared.display()))
        .qemu_conf(&ports())
        .start()
}

/// Whether a process is gone, or a zombie.
fn is_gone(pid: u32) -> bool {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    let state = stat.rsplit_once(')').and_then(|(_, rest)| rest.trim_start().chars().next());
    matches!(state, None | Some('Z' | 'X'))
}

/// Kills a process and waits until it is gone.
pub fn kill_and_wait(pid: u32) {
    use nix::sys::signal::{Signal, kill};
    let number = i32::try_from(pid).expect("a process id");
    let _ = kill(nix::unistd::Pid::from_raw(number), Signal::SIGKILL);
    while !is_gone(pid) {
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
}

impl Pair {
    /// Two hosts, and the guest defined on the first.
    ///
    /// # Panics
    /// When they can't be started.
    #[must_use]
    pub fn start() -> Self {
        Self::with_conf("")
    }

    /// [`Pair::start`] with more lines in both hosts' `qemu.conf`.
    ///
    /// # Panics
    /// When they can't be started.
    #[must_use]
    pub fn with_conf(conf: &str) -> Self {
        let shared = TempDir::with_prefix_in("vp-", "/tmp").expect("a folder");
        fs::set_permissions(shared.path(), fs::Permissions::from_mode(0o755)).expect("own folder");
        let program = artifacts::profile_dir().join("vireo-fake-qemu");
        assert!(program.exists(), "{} is built with the tests", program.display());
        let (source, destination) = (host(1, shared.path(), conf), host(2, shared.path(), conf));
        let pair = Self { shared, source, destination };
        symlink(program, pair.file("")).expect("own folder");
        fs::write(pair.file("cpus"), "").expect("own folder");
        fs::write(pair.path("disk.img"), vec![0; 1 << 20]).expect("own folder");
        pair.define();
        pair
    }

    fn define(&self) {
        let devices = format!(
            "<emulator>{}</emulator><disk type='file' device='disk'><driver name='qemu' \
             type='raw'/><source file='{}'/><target dev='vda' bus='virtio'/></disk>",
            self.file("").display(),
            self.path("disk.img").display()
        );
        Guest::empty(GUEST).uuid(UUID).device(&devices).define(&self.source);
    }

    /// The hosts that keep the guest's definition.
    #[must_use]
    pub fn keepers(&self) -> Vec<Side> {
        let keeps = |side: &Side| {
            let list = self.daemon(*side).virsh("list --all --persistent --name");
            list.out.lines().any(|name| name.trim() == GUEST)
        };
        [Side::Source, Side::Destination].into_iter().filter(keeps).collect()
    }

    /// The fake, or a file beside it.
    #[must_use]
    pub fn file(&self, suffix: &str) -> PathBuf {
        let dot = if suffix.is_empty() { "" } else { "." };
        self.shared.path().join(format!("qemu{dot}{suffix}"))
    }

    /// A path in the folder that both see.
    #[must_use]
    pub fn path(&self, name: &str) -> PathBuf {
        self.shared.path().join(name)
    }

    /// The daemon of a side.
    #[must_use]
    pub fn daemon(&self, side: Side) -> &Daemon {
        match side {
            Side::Source => &self.source,
            Side::Destination => &self.destination,
        }
    }

    fn of_side(side: Side, suffix: &str) -> String {
        match side {
            Side::Source => suffix.to_owned(),
            Side::Destination => format!("in.{suffix}"),
        }
    }

    /// Sets the script of a side's next QEMU.
    ///
    /// # Panics
    /// When the folder can't be written.
    pub fn script(&self, side: Side, text: &str) {
        fs::write(self.file(&Self::of_side(side, "script")), text).expect("own folder");
    }

    /// What a side's QEMU was told since the last [`Pair::forget`], in order.
    #[must_use]
    pub fn commands(&self, side: Side) -> Vec<String> {
        let log = fs::read_to_string(self.file(&Self::of_side(side, "log"))).unwrap_or_default();
        log.lines().map(str::to_owned).collect()
    }

    /// Forgets scripts and commands.
    pub fn forget(&self) {
        for suffix in ["script", "log", "in.script", "in.log"] {
            // It may not be there.
            let _ = fs::remove_file(self.file(suffix));
        }
    }

    /// What must never be: empty while all is well.
    #[must_use]
    pub fn violations(&self) -> String {
        fs::read_to_string(self.file("violations")).unwrap_or_default()
    }

    /// Starts a side's daemon again if it is gone.
    pub fn revive(&mut self, side: Side) {
        let daemon = match side {
            Side::Source => &mut self.source,
            Side::Destination => &mut self.destination,
        };
        // It may be killed again while it takes up what it finds.
        while is_gone(daemon.pid()) {
            daemon.ended();
            daemon.launch("");
            let (pid, socket) = (daemon.pid(), daemon.socket());
            eventually("the daemon listens, or is gone again", || {
                (is_gone(pid) || UnixStream::connect(&socket).is_ok()).then_some(())
            });
            let _ = daemon.virsh("version");
        }
    }

    /// What a host tells of the guest.
    #[must_use]
    pub fn look(&self, side: Side) -> Look {
        let words = format!(
            "domstate {UUID} --reason; echo =====; domjobinfo {UUID}; echo =====; list --all \
             --persistent --uuid"
        );
        let said: Output = self.daemon(side).virsh_args(&[&words]);
        let mut parts = said.out.split("=====").map(str::trim);
        let mut part = || parts.next().unwrap_or_default().to_owned();
        let (state, job) = (part(), part());
        let job = job.strip_prefix("Job type:").map(|kind| kind.trim().to_owned());
        Look { state, job: job.unwrap_or_default(), keeps: part().contains(UUID) }
    }

    /// The guest's state and reason there; nothing where it is not known.
    #[must_use]
    pub fn state(&self, side: Side) -> String {
        self.look(side).state
    }

    /// Tells the ends of both daemons' logs.
    pub fn show_logs(&self) {
        self.source.show_logs();
        self.destination.show_logs();
    }

    /// Files of a run that are left on a host.
    ///
    /// # Errors
    /// Those that are there.
    pub fn forgot(&self, side: Side) -> Result<(), Vec<PathBuf>> {
        let daemon = self.daemon(side);
        let of = |dir: &str, is: fn(&str) -> bool| {
            let entries = fs::read_dir(daemon.path(dir)).into_iter().flatten().flatten();
            let paths = entries.map(|entry| entry.path());
            let named = move |path: &PathBuf| {
                is(path.file_name().and_then(|name| name.to_str()).unwrap_or_default())
            };
            paths.filter(named).collect::<Vec<_>>()
        };
        let mut left = of("run/qemu", |name| {
            name != "driver.pid" && (name.ends_with(".xml") || name.ends_with(".pid"))
        });
        left.extend(of("lib/qemu", |name| name.starts_with("domain-")));
        if left.is_empty() { Ok(()) } else { Err(left) }
    }

    /// The fakes that are alive, by process id.
    #[must_use]
    pub fn qemus(&self) -> HashSet<u32> {
        let fake = self.file("").display().to_string();
        let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
        let pids = entries.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
        let is_fake = |pid: &u32| {
            let line = fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
            line.split(|byte| *byte == 0).next() == Some(fake.as_bytes())
        };
        pids.filter(is_fake).collect()
    }

    /// Back to the beginning: both daemons there, the guest off at its source and not known at its
    /// destination.
    ///
    /// # Panics
    /// When something is left.
    pub fn clean(&mut self, what: &str) {
        for side in [Side::Source, Side::Destination] {
            self.revive(side);
        }
        let _ = self.source.virsh(&format!("destroy {UUID}"));
        let _ = self.destination.virsh_args(&[&format!("destroy {UUID}; undefine {UUID}")]);
        if !self.look(Side::Source).keeps {
            self.define();
        }
        eventually(&format!("{what}: no QEMU is left"), || self.qemus().is_empty().then_some(()));
        for side in [Side::Source, Side::Destination] {
            eventually(&format!("{what}: {side:?} forgets the run"), || self.forgot(side));
        }
        self.forget();
        let _ = fs::remove_file(self.file("violations"));
    }
}
