//! A QEMU that does what a test says: see the program `vireo-fake-qemu`.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};

use crate::{Daemon, Guest, artifacts};

/// A guest whose QEMU is a fake. Its definition names the fake as its emulator;
/// the fake's script and log lie beside that.
pub struct Fake<'a> {
    daemon: &'a Daemon,
    guest: Guest,
    path: String,
}

impl<'a> Fake<'a> {
    /// A guest of this name.
    ///
    /// # Panics
    /// When the daemon's folder can't be written.
    #[must_use]
    pub fn new(daemon: &'a Daemon, name: &str) -> Self {
        let program = artifacts::profile_dir().join("vireo-fake-qemu");
        assert!(program.exists(), "{} is built with the tests", program.display());
        let path = daemon.path_text(&format!("{name}.qemu"));
        symlink(program, &path).expect("own folder");
        let log = format!("{path}.log");
        fs::write(&log, "").expect("own folder");
        // The guest may run as another user.
        fs::set_permissions(&log, fs::Permissions::from_mode(0o666)).expect("own file");
        let guest = Guest::empty(name)
            .uuid("0fa4e000-0000-4000-8000-000000000001")
            .device(&format!("<emulator>{path}</emulator>"));
        Self { daemon, guest, path }
    }

    /// One that was made by [`Fake::new`] already.
    #[must_use]
    pub fn again(daemon: &'a Daemon, name: &str) -> Self {
        let path = daemon.path_text(&format!("{name}.qemu"));
        Self { daemon, guest: Guest::empty(name), path }
    }

    /// Changes the guest before it is defined.
    #[must_use]
    pub fn with(mut self, change: impl FnOnce(Guest) -> Guest) -> Self {
        self.guest = change(self.guest);
        self
    }

    /// Defines the guest.
    pub fn define(&self) -> &Self {
        self.guest.define(self.daemon);
        self
    }

    /// Sets the script of the next run.
    ///
    /// # Panics
    /// When the daemon's folder can't be written.
    pub fn script(&self, text: &str) -> &Self {
        fs::write(format!("{}.script", self.path), text).expect("own folder");
        self
    }

    /// Sets the script of the next run that takes its memory from elsewhere.
    ///
    /// # Panics
    /// When the daemon's folder can't be written.
    pub fn script_incoming(&self, text: &str) -> &Self {
        fs::write(format!("{}.in.script", self.path), text).expect("own folder");
        self
    }

    /// The commands of a run that takes its memory from elsewhere.
    #[must_use]
    pub fn commands_incoming(&self) -> Vec<String> {
        let log = fs::read_to_string(format!("{}.in.log", self.path)).unwrap_or_default();
        log.lines().map(str::to_owned).collect()
    }

    /// The commands that it was told since the last [`Fake::forget`], in order.
    #[must_use]
    pub fn commands(&self) -> Vec<String> {
        let log = fs::read_to_string(format!("{}.log", self.path)).unwrap_or_default();
        log.lines().map(str::to_owned).collect()
    }

    /// Empties the list of commands.
    ///
    /// # Panics
    /// When the daemon's folder can't be written.
    pub fn forget(&self) -> &Self {
        for log in ["log", "in.log"] {
            fs::write(format!("{}.{log}", self.path), "").expect("own folder");
        }
        self
    }
}

/// Each command of a list with how many of its name came up to there, as
/// scripts count: `stop, cont, stop` gives `stop 1`, `cont 1`, `stop 2`.
#[must_use]
pub fn numbered(commands: &[String]) -> Vec<String> {
    let count = |at: usize| commands[..=at].iter().filter(|name| **name == commands[at]).count();
    (0..commands.len()).map(|at| format!("{} {}", commands[at], count(at))).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn commands_are_counted_by_name() {
        let commands = ["stop", "cont", "stop"].map(str::to_owned);
        assert_eq!(super::numbered(&commands), ["stop 1", "cont 1", "stop 2"]);
    }
}
