//! The log of a guest: what its process was started with, what it wrote, why it ended.
//!
//! The process gets the file itself as its standard output and error, opened for appending, so it
//! goes on writing whatever happens to the daemon, and nothing holds the file when it is gone. The
//! file is kept short by copying it away and cutting it to nothing: a writer that appends goes on
//! at the new end.

use std::fmt::Write as _;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use crate::error::{Error, Result};

/// How large a log may grow, and how many older ones are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LogLimits {
    /// Bytes; 0 for no limit.
    pub max_size: u64,
    /// How many copies are kept: `<name>.log.0`, the newest, and so on.
    pub max_backups: u32,
}

impl Default for LogLimits {
    /// Those of the reference's log daemon.
    fn default() -> Self {
        Self { max_size: 2 << 20, max_backups: 3 }
    }
}

/// The log of one guest. Its methods block for as long as a file takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuestLog {
    path: PathBuf,
    limits: LogLimits,
}

impl GuestLog {
    /// The log in this file.
    pub fn new(path: PathBuf, limits: LogLimits) -> Self {
        Self { path, limits }
    }

    /// The path of the file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Opens the file for appending, making it when it is missing: for the process's output.
    ///
    /// # Errors
    /// [`Error::Io`] with the path.
    pub fn open(&self) -> Result<File> {
        let opened = OpenOptions::new().append(true).create(true).mode(0o600).open(&self.path);
        opened.map_err(|error| self.told("failed to open", error))
    }

    /// Appends text and tells where the file ends then: what comes behind is the process's.
    ///
    /// # Errors
    /// [`Error::Io`] with the path.
    pub fn append(&self, text: &str) -> Result<u64> {
        let mut file = self.open()?;
        file.write_all(text.as_bytes())
            .and_then(|()| file.seek(SeekFrom::End(0)))
            .map_err(|error| self.told("failed to write", error))
    }

    /// What was written behind a position, at most the last `max` bytes of it, whole lines where
    /// there are some. Where the log was cut since, it is read from its beginning.
    ///
    /// # Errors
    /// [`Error::Io`] with the path.
    pub fn read_since(&self, position: u64, max: usize) -> Result<String> {
        let read = || -> io::Result<String> {
            let mut file = File::open(&self.path)?;
            let size = file.metadata()?.len();
            let from = if position > size { 0 } else { position };
            let start = from.max(size.saturating_sub(max as u64));
            file.seek(SeekFrom::Start(start))?;
            let mut bytes = Vec::new();
            file.take(max as u64).read_to_end(&mut bytes)?;
            let text = String::from_utf8_lossy(&bytes);
            Ok(match text.split_once('\n') {
                Some((_, rest)) if start > from && !rest.is_empty() => rest.to_owned(),
                Some(_) | None => text.into_owned(),
            })
        };
        read().map_err(|error| self.told("failed to read", error))
    }

    /// Copies the log away and cuts it when it is over its limit; tells whether it did.
    ///
    /// # Errors
    /// [`Error::Io`] with the path; the log goes on growing then.
    pub fn rotate(&self) -> Result<bool> {
        let size = match fs::metadata(&self.path) {
            Ok(found) => found.len(),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
            Err(error) => return Err(self.told("failed to look at", error)),
        };
        if self.limits.max_size == 0 || size <= self.limits.max_size {
            return Ok(false);
        }
        self.rotate_now().map_err(|error| self.told("failed to rotate", error))?;
        Ok(true)
    }

    fn rotate_now(&self) -> io::Result<()> {
        let mut log = OpenOptions::new().read(true).write(true).open(&self.path)?;
        if self.limits.max_backups > 0 {
            let fresh = self.path.with_added("new");
            let copied = copy_all(&mut log, &fresh);
            copied.inspect_err(|_| drop(fs::remove_file(&fresh)))?;
            for number in (1..self.limits.max_backups).rev() {
                let older = self.backup(number - 1);
                if older.exists() {
                    fs::rename(older, self.backup(number))?;
                }
            }
            fs::rename(fresh, self.backup(0))?;
        }
        log.set_len(0)
    }

    fn backup(&self, number: u32) -> PathBuf {
        self.path.with_added(&number.to_string())
    }

    fn told(&self, doing: &str, error: io::Error) -> Error {
        Error::io(format!("{doing} logfile '{}'", self.path.display()), error)
    }
}

/// A path with another suffix behind those it has.
trait WithAdded {
    fn with_added(&self, suffix: &str) -> PathBuf;
}

impl WithAdded for Path {
    fn with_added(&self, suffix: &str) -> PathBuf {
        let mut name = self.as_os_str().to_owned();
        name.push(".");
        name.push(suffix);
        name.into()
    }
}

/// Copies a file that may grow meanwhile, until it has no more: what is written between the last
/// read and the cut that follows is lost.
fn copy_all(from: &mut File, to: &Path) -> io::Result<()> {
    let mut copy =
        OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(to)?;
    while io::copy(from, &mut copy)? > 0 {}
    Ok(())
}

/// `YYYY-mm-dd HH:MM:SS.mmm+0000`, as each line of ours begins.
pub fn timestamp(time: SystemTime) -> String {
    let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    let (days, second) = (since.as_secs() / 86400, since.as_secs() % 86400);
    let (year, month, day) = civil(days);
    format!(
        "{year:04}-{month:02}-{day:02} {:02}:{:02}:{:02}.{:03}+0000",
        second / 3600,
        second / 60 % 60,
        second % 60,
        since.subsec_millis(),
    )
}

/// Year, month and day of a number of days since 1970-01-01, by eras of 400 years that begin in
/// March.
fn civil(days: u64) -> (u64, u64, u64) {
    let days = days + 719_468;
    let (era, day_of_era) = (days / 146_097, days % 146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    (era * 400 + year_of_era + u64::from(month <= 2), month, day)
}

/// What a start of a guest leaves in its log.
#[derive(Debug, Clone, Copy)]
pub struct StartRecord<'a> {
    /// When.
    pub time: SystemTime,
    /// The versions, comma-separated (`libvirt version: 11.3.0, qemu version: 10.0.2, …`).
    pub versions: &'a str,
    /// The environment of the process.
    pub environment: &'a [(String, String)],
    /// Its program and arguments.
    pub argv: &'a [String],
}

impl StartRecord<'_> {
    /// The text: the versions, then the environment and the command so that a shell would take
    /// them, one option with its value a line.
    pub fn text(&self) -> String {
        let mut text = format!("{}: starting up {}\n", timestamp(self.time), self.versions);
        for (name, value) in self.environment {
            // Writing to a String cannot fail.
            _ = writeln!(text, "{name}={} \\", shell_quote(value));
        }
        let mut option_open = false;
        for (number, argument) in self.argv.iter().enumerate() {
            let is_option = argument.starts_with('-');
            if number > 0 {
                text.push_str(if is_option || !option_open { " \\\n" } else { " " });
            }
            text.push_str(&shell_quote(argument));
            option_open = is_option;
        }
        text.push('\n');
        text
    }
}

/// The line that ends a run; `reason` is that of the shutoff state (`destroyed`).
pub fn shutdown_line(time: SystemTime, reason: &str) -> String {
    format!("{}: shutting down, reason={reason}\n", timestamp(time))
}

/// A word as a shell takes it: in single quotes where it has to be.
pub fn shell_quote(word: &str) -> std::borrow::Cow<'_, str> {
    const SPECIAL: &str = "\r\t\n !\"#$&'()*;<>?[\\]^`{|}~";
    if !word.is_empty() && !word.contains(|c| SPECIAL.contains(c)) {
        return word.into();
    }
    format!("'{}'", word.replace('\'', "'\\''")).into()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn log(limits: LogLimits) -> (tempfile::TempDir, GuestLog) {
        let directory = tempfile::tempdir().unwrap();
        let log = GuestLog::new(directory.path().join("vm.log"), limits);
        (directory, log)
    }

    #[test]
    fn timestamps_are_utc() {
        let at = |seconds, millis| {
            timestamp(UNIX_EPOCH + Duration::from_secs(seconds) + Duration::from_millis(millis))
        };
        assert_eq!(at(1_795_162_168, 615), "2026-11-20 08:09:28.615+0000");
        assert_eq!(at(0, 0), "1970-01-01 00:00:00.000+0000");
        assert_eq!(at(951_782_399, 999), "2000-02-28 23:59:59.999+0000");
        assert_eq!(at(951_782_400, 0), "2000-02-29 00:00:00.000+0000");
        assert_eq!(at(4_107_542_400, 0), "2100-03-01 00:00:00.000+0000");
    }

    #[test]
    fn a_start_reads_as_the_references() {
        let words = |words: &[&str]| words.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>();
        let record = StartRecord {
            time: UNIX_EPOCH,
            versions: "libvirt version: 11.3.0, qemu version: 10.0.2",
            environment: &[
                ("LC_ALL".to_owned(), "C".to_owned()),
                ("A".to_owned(), "b c".to_owned()),
            ],
            argv: &words(&[
                "/usr/bin/qemu",
                "-name",
                "guest=vm",
                "-S",
                "-object",
                "{\"a\":1}",
                "file",
                "-x",
            ]),
        };
        assert_eq!(
            record.text(),
            "1970-01-01 00:00:00.000+0000: starting up libvirt version: 11.3.0, qemu version: 10.0.2\n\
             LC_ALL=C \\\nA='b c' \\\n/usr/bin/qemu \\\n-name guest=vm \\\n-S \\\n-object '{\"a\":1}' \\\n\
             file \\\n-x\n"
        );
        assert_eq!(shell_quote("it's"), "'it'\\''s'");
        assert_eq!(shell_quote(""), "''");
        let line = shutdown_line(UNIX_EPOCH, "destroyed");
        assert_eq!(line, "1970-01-01 00:00:00.000+0000: shutting down, reason=destroyed\n");
    }

    #[test]
    fn the_processes_last_words_are_what_follows_the_start() {
        let (_directory, log) = log(LogLimits::default());
        log.append("earlier run\n").unwrap();
        let position = log.append("starting up\n").unwrap();
        let mut process = log.open().unwrap();
        process.write_all(b"qemu: first\nqemu: second\n").unwrap();
        assert_eq!(log.read_since(position, 4096).unwrap(), "qemu: first\nqemu: second\n");
        assert_eq!(log.read_since(position, 16).unwrap(), "qemu: second\n");
        assert_eq!(log.read_since(position, 4).unwrap(), "ond\n");
        assert!(log.read_since(9999, 4096).unwrap().starts_with("earlier run"));
    }

    #[test]
    fn a_writer_goes_on_after_rotation() {
        let (directory, log) = log(LogLimits { max_size: 10, max_backups: 2 });
        assert!(!log.rotate().unwrap());
        let mut process = log.open().unwrap();
        for round in 0..4 {
            process.write_all(format!("this is round {round}\n").as_bytes()).unwrap();
            assert!(log.rotate().unwrap());
            assert!(!log.rotate().unwrap());
        }
        process.write_all(b"rest\n").unwrap();
        let text = |name: &str| fs::read_to_string(directory.path().join(name)).unwrap();
        assert_eq!(text("vm.log"), "rest\n");
        assert_eq!(text("vm.log.0"), "this is round 3\n");
        assert_eq!(text("vm.log.1"), "this is round 2\n");
        assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 3);
    }

    #[test]
    fn without_backups_it_is_only_cut() {
        let (directory, log) = log(LogLimits { max_size: 3, max_backups: 0 });
        log.append("longer than three\n").unwrap();
        assert!(log.rotate().unwrap());
        assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 1);
        assert_eq!(fs::metadata(log.path()).unwrap().len(), 0);
    }
}
