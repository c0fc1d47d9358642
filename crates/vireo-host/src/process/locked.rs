//! How much memory a process may lock.

use std::io;

use rustix::process::{Pid, Resource, Rlimit, prlimit};

/// What a process was allowed before.
#[derive(Debug)]
#[must_use]
pub struct Before(Rlimit);

/// Lets a process lock that many bytes; the greatest number stands for no limit.
///
/// # Errors
/// There is no such process; the caller may not allow more than it had.
pub fn allow(pid: i32, bytes: u64) -> io::Result<Before> {
    let limit = (bytes != u64::MAX).then_some(bytes);
    set(pid, Rlimit { current: limit, maximum: limit }).map(Before)
}

impl Before {
    /// Lets the process lock as much as before.
    ///
    /// # Errors
    /// As [`allow`].
    pub fn put_back(self, pid: i32) -> io::Result<()> {
        set(pid, self.0).map(drop)
    }
}

fn set(pid: i32, limit: Rlimit) -> io::Result<Rlimit> {
    // No number would be the caller itself.
    let pid = Pid::from_raw(pid).ok_or(rustix::io::Errno::SRCH)?;
    Ok(prlimit(Some(pid), Resource::Memlock, limit)?)
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use super::*;

    #[test]
    fn less_may_be_allowed_and_the_limit_is_told() {
        let mut child = Command::new("cat").stdin(std::process::Stdio::piped()).spawn().unwrap();
        let pid = i32::try_from(child.id()).unwrap();
        let limit = || {
            let text = std::fs::read_to_string(format!("/proc/{pid}/limits")).unwrap();
            let line = text.lines().find(|line| line.starts_with("Max locked memory")).unwrap();
            line.split_whitespace().nth(3).unwrap().to_owned()
        };
        let before = limit();
        let had = allow(pid, 4096).unwrap();
        assert_eq!(limit(), "4096");
        match had.put_back(pid) {
            Ok(()) => assert_eq!(limit(), before),
            // Who is not allowed more cannot give it back.
            Err(error) => assert_eq!(error.kind(), io::ErrorKind::PermissionDenied),
        }
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(allow(0, 4096).is_err());
    }
}
