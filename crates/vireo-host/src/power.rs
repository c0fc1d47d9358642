//! Putting the host to sleep.

use std::io;
use std::path::{Path, PathBuf};

/// How a host sleeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sleep {
    /// Memory stays powered.
    Memory,
    /// Memory is on disk and nothing is powered.
    Disk,
    /// Both.
    Hybrid,
}

/// The kernel's switches, under `/sys` but for tests.
#[derive(Debug, Clone)]
pub struct Power {
    root: PathBuf,
}

impl Default for Power {
    fn default() -> Self {
        Self::new("/sys")
    }
}

impl Power {
    /// The switches of another `/sys`.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    /// Whether the host can sleep so.
    pub fn can(&self, sleep: Sleep) -> bool {
        let has = |file: &str, word: &str| {
            let text = std::fs::read_to_string(self.root.join(file)).unwrap_or_default();
            text.split_whitespace().any(|own| own.trim_matches(['[', ']']) == word)
        };
        match sleep {
            Sleep::Memory => has("power/state", "mem"),
            Sleep::Disk => has("power/state", "disk"),
            Sleep::Hybrid => {
                has("power/state", "mem")
                    && has("power/state", "disk")
                    && has("power/disk", "suspend")
            }
        }
    }

    /// Has the clock wake the host in that many seconds.
    ///
    /// # Errors
    /// There is no clock that can.
    pub fn wake_after(&self, seconds: u64) -> io::Result<()> {
        let alarm = self.root.join("class/rtc/rtc0/wakealarm");
        // An alarm that is set must be cleared before another is.
        put(&alarm, "0")?;
        put(&alarm, &format!("+{seconds}"))
    }

    /// Puts the host to sleep; returns when it is awake again.
    ///
    /// # Errors
    /// The kernel refuses.
    pub fn sleep(&self, sleep: Sleep) -> io::Result<()> {
        let state = self.root.join("power/state");
        match sleep {
            Sleep::Memory => put(&state, "mem"),
            Sleep::Disk => put(&state, "disk"),
            Sleep::Hybrid => {
                let mode = self.root.join("power/disk");
                let before = std::fs::read_to_string(&mode).unwrap_or_default();
                put(&mode, "suspend")?;
                let slept = put(&state, "disk");
                let chosen = before.split('[').nth(1).and_then(|rest| rest.split(']').next());
                let restored = chosen.map_or(Ok(()), |chosen| put(&mode, chosen));
                slept.and(restored)
            }
        }
    }
}

fn put(path: &Path, text: &str) -> io::Result<()> {
    std::fs::write(path, text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn host(state: &str, disk: &str) -> (tempfile::TempDir, Power) {
        let dir = tempfile::tempdir().expect("a folder");
        for folder in ["power", "class/rtc/rtc0"] {
            std::fs::create_dir_all(dir.path().join(folder)).expect("own folder");
        }
        std::fs::write(dir.path().join("power/state"), state).expect("own folder");
        std::fs::write(dir.path().join("power/disk"), disk).expect("own folder");
        let power = Power::new(dir.path());
        (dir, power)
    }

    #[test]
    fn a_host_sleeps_as_its_kernel_can() {
        let (_dir, power) = host("freeze mem disk\n", "[platform] shutdown suspend\n");
        assert!([Sleep::Memory, Sleep::Disk, Sleep::Hybrid].iter().all(|how| power.can(*how)));
        let (_dir, power) = host("freeze mem\n", "[disabled]\n");
        assert!(power.can(Sleep::Memory) && !power.can(Sleep::Disk) && !power.can(Sleep::Hybrid));
    }

    #[test]
    fn a_hybrid_sleep_leaves_the_mode_as_it_was() {
        let (dir, power) = host("mem disk\n", "[platform] suspend\n");
        power.wake_after(60).expect("a clock");
        power.sleep(Sleep::Hybrid).expect("sleeps");
        let text = |file: &str| std::fs::read_to_string(dir.path().join(file)).expect("own file");
        assert_eq!(text("power/state"), "disk");
        assert_eq!(text("power/disk"), "platform");
        assert_eq!(text("class/rtc/rtc0/wakealarm"), "+60");
    }
}
