//! One daemon a state directory: a pid file that is locked as long as its daemon lives.
//!
//! The lock is the kernel's record lock on the file, the same that the reference takes, so the two
//! keep each other out. It goes with the process, whatever ends that.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Seek, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use rustix::fs::{FlockOperation, fcntl_lock};
use tracing::warn;

use crate::error::{Error, Result};

/// A locked pid file. It is removed when this is dropped.
///
/// The process must not open and close the file otherwise while this lives: that would end the
/// lock, as record locks have it.
#[derive(Debug)]
pub struct PidFile {
    path: PathBuf,
    _file: File,
}

impl PidFile {
    /// Makes and locks the file and writes this process's pid into it.
    ///
    /// # Errors
    /// [`Error::PidFileHeld`] when another process holds the lock or the file cannot be made.
    pub fn acquire(path: &Path) -> Result<Self> {
        let held = |source| Error::PidFileHeld { path: path.to_owned(), source };
        let mut file = lock(path).map_err(held)?;
        let write = |file: &mut File| {
            file.set_len(0)?;
            file.rewind()?;
            file.write_all(std::process::id().to_string().as_bytes())
        };
        write(&mut file).map_err(held)?;
        Ok(Self { path: path.to_owned(), _file: file })
    }
}

/// Opens and locks the file that is at the path once the lock is held: an earlier holder removes
/// its file before it lets go.
fn lock(path: &Path) -> io::Result<File> {
    loop {
        let file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .mode(0o644)
            .open(path)?;
        fcntl_lock(&file, FlockOperation::NonBlockingLockExclusive)?;
        let (locked, there) = (file.metadata()?, fs::metadata(path));
        match there {
            Ok(there) if (there.dev(), there.ino()) == (locked.dev(), locked.ino()) => {
                return Ok(file);
            }
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
    }
}

impl Drop for PidFile {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_file(&self.path) {
            warn!(path = %self.path.display(), %error, "pid file stays");
        }
    }
}

#[cfg(test)]
mod tests {
    use std::process::{Command, Stdio};

    use super::*;

    /// Record locks are a process's, so the other holder has to be one.
    fn held_by_another(path: &Path) -> std::process::Child {
        let script = "import fcntl, os, sys\n\
            f = open(sys.argv[1], 'a+')\n\
            fcntl.lockf(f, fcntl.LOCK_EX, 1)\n\
            print('locked', flush=True)\n\
            sys.stdin.read()";
        let mut child = Command::new("python3")
            .args(["-c", script])
            .arg(path)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = [0; 7];
        io::Read::read_exact(child.stdout.as_mut().unwrap(), &mut line).unwrap();
        child
    }

    #[test]
    fn one_holder_at_a_time() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("driver.pid");
        let mut other = held_by_another(&path);
        let error = PidFile::acquire(&path).unwrap_err().to_string();
        assert_eq!(error, format!("Failed to acquire pid file '{}'", path.display()));
        drop(other.stdin.take());
        other.wait().unwrap();

        let mine = PidFile::acquire(&path).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), std::process::id().to_string());
        drop(mine);
        assert!(!path.exists());
        assert!(PidFile::acquire(&directory.path().join("none/driver.pid")).is_err());
    }

    #[test]
    fn a_longer_pid_of_a_dead_holder_does_not_show_through() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("driver.pid");
        fs::write(&path, "12345678901234567890").unwrap();
        let _mine = PidFile::acquire(&path).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), std::process::id().to_string());
    }
}
