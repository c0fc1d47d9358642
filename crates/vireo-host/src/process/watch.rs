//! A process known by its pidfd.

#![allow(unsafe_code)] // registration of a descriptor with the reactor

use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::sync::OnceLock;
use std::time::Duration;

use rustix::process::{Pid, PidfdFlags, Signal, WaitId, WaitIdOptions};
use tokio::io::Interest;
use tokio::io::unix::AsyncFd;

/// A running process: ours or one that an earlier daemon started.
#[derive(Debug)]
pub struct Process {
    pid: i32,
    start_time: u64,
    /// Registered with the reactor on first use, so that a process can be made anywhere.
    pidfd: OwnedFd,
    /// How our child ended, once it was reaped.
    code: OnceLock<Option<i32>>,
}

/// How patiently to stop a process.
#[derive(Debug, Clone, Copy)]
pub struct StopPlan {
    /// Wait after SIGTERM.
    pub term: Duration,
    /// Wait after SIGKILL; `None` leaves SIGKILL out.
    pub kill: Option<Duration>,
}

/// What it took to stop a process.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stopped {
    /// SIGTERM was enough, or it was gone already.
    Gracefully,
    /// SIGKILL was needed.
    Killed,
    /// It is still there.
    No,
}

impl Process {
    /// Our own child `pid`, not yet waited for, so that the number cannot be anyone else's.
    pub(super) fn of_child(pid: i32) -> io::Result<Self> {
        let start_time = crate::procfs::start_time(pid)?;
        Ok(Self { pid, start_time, pidfd: open(pid)?, code: OnceLock::new() })
    }

    /// The process `pid`, if it is still the one that started at `start_time` (clock ticks since
    /// boot; `None` skips the comparison).
    ///
    /// # Errors
    /// It is gone, or another process has its number now.
    pub fn attach(pid: i32, start_time: Option<u64>) -> io::Result<Self> {
        let pidfd = open(pid)?;
        // Read after the pidfd was taken: had the process died before, the pidfd would be of
        // the later one and the time would tell.
        let found = crate::procfs::start_time(pid)?;
        if start_time.is_some_and(|wanted| wanted != found) {
            return Err(io::Error::from_raw_os_error(nix::libc::ESRCH));
        }
        Ok(Self { pid, start_time: found, pidfd, code: OnceLock::new() })
    }

    /// Its number.
    #[must_use]
    pub fn pid(&self) -> i32 {
        self.pid
    }

    /// When it started, in clock ticks since boot.
    #[must_use]
    pub fn start_time(&self) -> u64 {
        self.start_time
    }

    /// Sends a signal; a process that is gone is no error.
    ///
    /// # Errors
    /// Not allowed.
    pub fn signal(&self, signal: Signal) -> io::Result<()> {
        match rustix::process::pidfd_send_signal(&self.pidfd, signal) {
            Ok(()) | Err(rustix::io::Errno::SRCH) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// Whether it has exited.
    #[must_use]
    pub fn has_exited(&self) -> bool {
        let mut poll = [rustix::event::PollFd::new(&self.pidfd, rustix::event::PollFlags::IN)];
        let now = rustix::event::Timespec { tv_sec: 0, tv_nsec: 0 };
        rustix::event::poll(&mut poll, Some(&now)).is_ok_and(|ready| ready > 0)
    }

    /// Waits until it has exited, and reaps it when it is our child. Cancel safe.
    pub async fn exited(&self) {
        // A pidfd that the reactor refuses (no descriptors left) is asked every now and then.
        match self.watched() {
            Ok(watched) => while watched.readable().await.is_err() {},
            Err(_) => {
                while !self.has_exited() {
                    tokio::time::sleep(Duration::from_millis(100)).await;
                }
            }
        }
        self.reap();
    }

    fn watched(&self) -> io::Result<AsyncFd<OwnedFd>> {
        let pidfd = self.pidfd.try_clone()?;
        // SAFETY: an `OwnedFd` keeps its descriptor open, and the same one, until it is dropped.
        let watched = unsafe { AsyncFd::register_with_interest(pidfd, Interest::READABLE) };
        watched.map_err(Into::into)
    }

    fn reap(&self) {
        // Not our child: nothing to reap, and ECHILD is expected.
        let reaped = rustix::process::waitid(
            WaitId::PidFd(self.pidfd.as_fd()),
            WaitIdOptions::EXITED | WaitIdOptions::NOHANG,
        );
        if let Ok(Some(status)) = reaped {
            let _ = self.code.set(status.exit_status());
        }
    }

    /// What our child exited with, once [`Process::exited`] has returned; `None` for one that a
    /// signal ended, or that is not ours.
    #[must_use]
    pub fn exit_code(&self) -> Option<i32> {
        self.code.get().copied().flatten()
    }

    /// Stops it: SIGTERM, then SIGKILL if that is not enough in time.
    ///
    /// # Errors
    /// A signal could not be sent.
    pub async fn stop(&self, plan: StopPlan) -> io::Result<Stopped> {
        self.signal(Signal::TERM)?;
        if tokio::time::timeout(plan.term, self.exited()).await.is_ok() {
            return Ok(Stopped::Gracefully);
        }
        let Some(wait) = plan.kill else { return Ok(Stopped::No) };
        self.signal(Signal::KILL)?;
        let gone = tokio::time::timeout(wait, self.exited()).await.is_ok();
        Ok(if gone { Stopped::Killed } else { Stopped::No })
    }
}

fn open(pid: i32) -> io::Result<OwnedFd> {
    let pid = Pid::from_raw(pid).ok_or_else(|| io::Error::from_raw_os_error(nix::libc::ESRCH))?;
    Ok(rustix::process::pidfd_open(pid, PidfdFlags::NONBLOCK)?)
}

#[cfg(test)]
mod tests {
    use super::super::Spawn;
    use super::*;

    const PLAN: StopPlan =
        StopPlan { term: Duration::from_secs(20), kill: Some(Duration::from_secs(20)) };

    fn sleeper(script: &str) -> Process {
        Spawn::new("/bin/sh").args(["-c", script]).start().expect("sh")
    }

    #[tokio::test]
    async fn a_process_is_stopped_and_reaped() {
        let process = sleeper("sleep 1000");
        assert!(!process.has_exited());
        assert_eq!(process.stop(PLAN).await.expect("may signal"), Stopped::Gracefully);
        assert!(crate::procfs::start_time(process.pid()).is_err());
    }

    #[tokio::test]
    async fn the_exit_code_of_a_child_is_known() {
        for (script, code) in [("exit 0", Some(0)), ("exit 7", Some(7)), ("kill -9 $$", None)] {
            let process = sleeper(script);
            process.exited().await;
            assert_eq!(process.exit_code(), code, "{script}");
        }
    }

    #[tokio::test]
    async fn one_that_ignores_sigterm_is_killed() {
        let process = sleeper("trap '' TERM; echo; while :; do sleep 1; done");
        let plan = StopPlan { term: Duration::from_millis(50), ..PLAN };
        // The shell may die before its trap is set.
        assert_ne!(process.stop(plan).await.expect("may signal"), Stopped::No);
    }

    #[tokio::test]
    async fn a_reused_number_is_not_taken_for_the_old_process() {
        let process = sleeper("sleep 1000");
        let time = process.start_time();
        assert!(Process::attach(process.pid(), Some(time)).is_ok());
        assert!(Process::attach(process.pid(), Some(time + 1)).is_err());
        process.stop(PLAN).await.expect("may signal");
        assert!(Process::attach(process.pid(), Some(time)).is_err());
    }
}
