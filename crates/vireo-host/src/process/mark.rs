//! Files that say which process is meant, held by a lock of that process itself.
//!
//! The number in such a file may be another process's by now; the lock on it cannot be, for it ends
//! with the process. It is the process that takes it, before it is executed: there is no moment at
//! which it runs and is not to be found. The reference marks its helpers in the same way.

use std::fs::{File, OpenOptions};
use std::io;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use nix::fcntl::{FcntlArg, fcntl};
use nix::libc;

/// Makes an empty file for [`super::Spawn::mark`].
///
/// # Errors
/// Its directory is missing or not ours.
pub fn create(path: &Path) -> io::Result<File> {
    // What an earlier process left is another file: a lock on that one holds nobody up.
    match std::fs::remove_file(path) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(error),
    }
    OpenOptions::new().write(true).create_new(true).mode(0o644).open(path)
}

/// The process that holds the lock of a file.
///
/// # Errors
/// The file is missing or not to be read.
pub fn holder(path: &Path) -> io::Result<Option<i32>> {
    let file = File::open(path)?;
    let mut lock = whole_file(libc::F_WRLCK);
    fcntl(&file, FcntlArg::F_GETLK(&mut lock))?;
    // F_UNLCK: nobody would be in the way.
    let held = i32::from(lock.l_type) != libc::F_UNLCK;
    Ok(Some(lock.l_pid).filter(|&pid| held && pid > 0))
}

/// A lock of that kind (`F_WRLCK`) on all of a file.
pub(super) fn whole_file(kind: i32) -> libc::flock {
    libc::flock {
        // The kinds of locks are small numbers.
        l_type: kind as libc::c_short,
        l_whence: libc::SEEK_SET as libc::c_short,
        l_start: 0,
        l_len: 0,
        l_pid: 0,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Spawn, StopPlan};
    use super::*;

    #[tokio::test]
    async fn a_mark_names_its_process_as_long_as_that_runs() {
        let dir = tempfile::tempdir().expect("a directory");
        let path = dir.path().join("pid");
        let mark = create(&path).expect("a mark");
        let process = Spawn::new("sleep").args(["60"]).mark(mark).start().expect("sleep");
        assert_eq!(holder(&path).expect("a file"), Some(process.pid()));
        let text = std::fs::read_to_string(&path).expect("a file");
        assert_eq!(text, format!("{}\n", process.pid()));
        let plan = StopPlan {
            term: std::time::Duration::from_secs(10),
            kill: Some(std::time::Duration::from_secs(10)),
        };
        process.stop(plan).await.expect("stops");
        assert_eq!(holder(&path).expect("a file"), None);
    }
}
