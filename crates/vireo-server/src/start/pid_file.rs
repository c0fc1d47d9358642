//! The pid file, locked while the daemon runs.

use std::fs::{File, OpenOptions};
use std::io::Write as _;
use std::os::unix::fs::{MetadataExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

use rustix::fs::{FlockOperation, fcntl_lock};

/// A pid file that this process holds. Dropping it removes the file.
#[derive(Debug)]
pub struct PidFile {
    path: PathBuf,
    file: File,
}

impl PidFile {
    /// Takes the pid file at `path` and writes this process's id to it.
    ///
    /// # Errors
    /// Why not, as a sentence: it cannot be opened, or another daemon holds it.
    pub fn acquire(path: &Path) -> Result<PidFile, String> {
        let failed = |doing: &str, why: String| {
            format!("Failed to {doing} pid file '{}': {why}", path.display())
        };
        loop {
            let mut file = OpenOptions::new()
                .write(true)
                .create(true)
                .truncate(false)
                .mode(0o644)
                .open(path)
                .map_err(|e| failed("open", reason(&e)))?;
            fcntl_lock(&file, FlockOperation::NonBlockingLockExclusive).map_err(|e| {
                let holder = std::fs::read_to_string(path).unwrap_or_default();
                let holder = holder.trim();
                let told = match holder.is_empty() {
                    true => reason(&e.into()),
                    false => format!("{} (held by process {holder})", reason(&e.into())),
                };
                failed("acquire", told)
            })?;
            // Whoever held it may have removed it meanwhile: then what is locked is nobody's.
            let same = std::fs::metadata(path)
                .and_then(|there| Ok((there, file.metadata()?)))
                .is_ok_and(|(there, ours)| (there.dev(), there.ino()) == (ours.dev(), ours.ino()));
            if !same {
                continue;
            }
            let written = file
                .set_len(0)
                .and_then(|()| file.write_all(format!("{}\n", std::process::id()).as_bytes()));
            written.map_err(|e| failed("write to", reason(&e)))?;
            return Ok(PidFile { path: path.to_owned(), file });
        }
    }
}

impl Drop for PidFile {
    fn drop(&mut self) {
        // Removed while it is still locked, so that nobody's new file is.
        let _ = std::fs::remove_file(&self.path);
        let _ = self.file.flush();
    }
}

/// The system's words alone.
fn reason(error: &std::io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_tells_the_pid_and_goes_with_its_holder() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("pid");
        std::fs::write(&path, "99999999\nmore").unwrap();
        let held = PidFile::acquire(&path).unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), format!("{}\n", std::process::id()));
        drop(held);
        assert!(!path.exists());
        let nowhere = dir.path().join("no/pid");
        let error = PidFile::acquire(&nowhere).unwrap_err();
        let wanted =
            format!("Failed to open pid file '{}': No such file or directory", nowhere.display());
        assert_eq!(error, wanted);
    }
}
