//! Two hosts and a guest that goes from one to the other, its QEMU a fake on both: for the faults
//! of a migration, each of them at each moment. What a real QEMU does is the business of the tests
//! with network namespaces.

use std::collections::HashSet;
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
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

/// The guest's name on both.
pub const GUEST: &str = "g";

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
        Guest::empty(GUEST)
            .uuid("0fa4e000-0000-4000-8000-000000000001")
            .device(&devices)
            .define(&self.source);
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
        // One that was killed may take a moment to be gone; it does not answer meanwhile.
        let alive = daemon.virsh("version").ok;
        if !alive {
            daemon.ended();
            daemon.start_again();
        }
    }

    /// The guest's state and reason there; nothing where it is not known.
    #[must_use]
    pub fn state(&self, side: Side) -> String {
        let said: Output = self.daemon(side).virsh(&format!("domstate {GUEST} --reason"));
        if said.ok { said.out.trim().to_owned() } else { String::new() }
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
            let _ = self.daemon(side).virsh(&format!("destroy {GUEST}"));
        }
        let _ = self.destination.virsh(&format!("undefine {GUEST}"));
        if !self.keepers().contains(&Side::Source) {
            self.define();
        }
        eventually(&format!("{what}: no QEMU is left"), || self.qemus().is_empty().then_some(()));
        for side in [Side::Source, Side::Destination] {
            let status = self.daemon(side).path("run/qemu/g.xml");
            eventually(&format!("{what}: {side:?} forgets the run"), || {
                (!status.exists()).then_some(())
            });
        }
        self.forget();
        let _ = fs::remove_file(self.file("violations"));
    }
}
