//! Starting a program with a clean environment, chosen descriptors and credentials.

#![allow(unsafe_code)] // between fork and exec only async-signal-safe calls are made, see below

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io;
use std::os::fd::{AsRawFd, OwnedFd, RawFd};
use std::os::unix::process::CommandExt;
use std::process::{Command, Stdio};

use nix::libc;
use nix::unistd::{Gid, Uid};

use super::{Process, mark};

/// Who a program runs as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credentials {
    /// User id.
    pub uid: u32,
    /// Group id.
    pub gid: u32,
    /// Supplementary groups, the groups of the user in the system's database as a rule.
    pub groups: Vec<u32>,
}

impl Credentials {
    /// The credentials of `user` (a name or `+number`), with `group` in place of the user's own.
    ///
    /// # Errors
    /// No such user or group.
    pub fn of(user: &str, group: Option<&str>) -> io::Result<Self> {
        let missing = |what: &str, name: &str| {
            io::Error::new(io::ErrorKind::NotFound, format!("no such {what} '{name}'"))
        };
        let entry = match user.strip_prefix('+').unwrap_or(user).parse::<u32>() {
            Ok(uid) => Ok((uid, nix::unistd::User::from_uid(Uid::from_raw(uid))?)),
            Err(_) => match nix::unistd::User::from_name(user)? {
                Some(entry) => Ok((entry.uid.as_raw(), Some(entry))),
                None => Err(missing("user", user)),
            },
        };
        let (uid, entry) = entry?;
        let gid = match group {
            Some(group) => group_id(group).ok_or_else(|| missing("group", group))?,
            None => entry.as_ref().map_or(uid, |e| e.gid.as_raw()),
        };
        let groups = match &entry {
            Some(entry) => supplementary(&entry.name, entry.gid.as_raw(), gid)?,
            None => vec![gid],
        };
        Ok(Self { uid, gid, groups })
    }
}

fn group_id(group: &str) -> Option<u32> {
    if let Ok(gid) = group.strip_prefix('+').unwrap_or(group).parse() {
        return Some(gid);
    }
    let found = nix::unistd::Group::from_name(group).ok().flatten()?;
    Some(found.gid.as_raw())
}

/// The groups of a user: the user's own first one too, whatever `gid` takes its place (it may be
/// the one that opens `/dev/kvm`).
fn supplementary(name: &str, own: u32, gid: u32) -> io::Result<Vec<u32>> {
    let name = std::ffi::CString::new(name)?;
    let groups = nix::unistd::getgrouplist(&name, Gid::from_raw(own))?;
    let mut groups: Vec<u32> = groups.into_iter().map(Gid::as_raw).collect();
    if !groups.contains(&gid) {
        groups.push(gid);
    }
    Ok(groups)
}

/// A program about to be started in a session of its own, so that it outlives the daemon.
#[derive(Debug)]
pub struct Spawn {
    command: Command,
    keep: Vec<OwnedFd>,
    doors: Vec<File>,
    credentials: Option<Credentials>,
    memlock: Option<u64>,
    mark: Option<File>,
}

impl Spawn {
    /// `program` with an empty environment and nothing on its standard streams.
    #[must_use]
    pub fn new(program: impl AsRef<OsStr>) -> Self {
        let mut command = Command::new(program);
        command.env_clear().stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        Self {
            command,
            keep: Vec::new(),
            doors: Vec::new(),
            credentials: None,
            memlock: None,
            mark: None,
        }
    }

    /// Appends arguments.
    #[must_use]
    pub fn args(mut self, args: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Self {
        self.command.args(args);
        self
    }

    /// Sets variables; a later one replaces an earlier one of the same name.
    #[must_use]
    pub fn envs(mut self, vars: impl IntoIterator<Item = (OsString, OsString)>) -> Self {
        self.command.envs(vars);
        self
    }

    /// Sends standard output and error to one file.
    ///
    /// # Errors
    /// The descriptor can't be duplicated.
    pub fn output(mut self, file: OwnedFd) -> io::Result<Self> {
        self.command.stderr(Stdio::from(file.try_clone()?)).stdout(Stdio::from(file));
        Ok(self)
    }

    /// Gives it its standard input.
    #[must_use]
    pub fn stdin(mut self, from: OwnedFd) -> Self {
        self.command.stdin(Stdio::from(from));
        self
    }

    /// Gives it its standard output.
    #[must_use]
    pub fn stdout(mut self, to: OwnedFd) -> Self {
        self.command.stdout(Stdio::from(to));
        self
    }

    /// Gives it its standard error.
    #[must_use]
    pub fn stderr(mut self, to: OwnedFd) -> Self {
        self.command.stderr(Stdio::from(to));
        self
    }

    /// Lets the program inherit `fd` under the same number.
    #[must_use]
    pub fn keep(mut self, fd: OwnedFd) -> Self {
        self.keep.push(fd);
        self
    }

    /// Puts the program into a control group, by its files that take `0` for the writer.
    #[must_use]
    pub fn doors(mut self, doors: Vec<File>) -> Self {
        self.doors = doors;
        self
    }

    /// Runs the program as somebody else.
    #[must_use]
    pub fn credentials(mut self, credentials: Option<Credentials>) -> Self {
        self.credentials = credentials;
        self
    }

    /// Lets the program lock that many bytes of its memory; the greatest number is no limit.
    #[must_use]
    pub fn memlock(mut self, bytes: Option<u64>) -> Self {
        self.memlock = bytes;
        self
    }

    /// Has the program lock this file and write its number there before it is executed.
    #[must_use]
    pub fn mark(mut self, file: File) -> Self {
        self.mark = Some(file);
        self
    }

    /// Starts it. Returns when the program was executed or could not be: a few milliseconds on a
    /// thread that may block.
    ///
    /// # Errors
    /// Fork, a credential change or exec failed.
    pub fn start(mut self) -> io::Result<Process> {
        let keep: Vec<RawFd> = self.keep.iter().map(AsRawFd::as_raw_fd).collect();
        let credentials = self.credentials.take();
        let doors: Vec<RawFd> = self.doors.iter().map(AsRawFd::as_raw_fd).collect();
        let mark = self.mark.as_ref().map(AsRawFd::as_raw_fd);
        let memlock = self.memlock;
        // SAFETY: the closure runs in the child between fork and exec; it makes system calls only
        // (setsid, setrlimit, fcntl, write, set*id, sigprocmask), allocates nothing and takes no lock.
        unsafe {
            self.command.pre_exec(move || {
                memlock.map_or(Ok(()), limit_locked)?;
                in_child(&keep, &doors, credentials.as_ref())?;
                mark.map_or(Ok(()), leave_mark)
            });
        }
        let child = self.command.spawn()?;
        Process::of_child(i32::try_from(child.id()).unwrap_or(-1))
    }
}

/// The child's part. Errors travel to the parent as an errno.
fn in_child(keep: &[RawFd], doors: &[RawFd], credentials: Option<&Credentials>) -> io::Result<()> {
    let check = |result: i32| if result < 0 { Err(io::Error::last_os_error()) } else { Ok(()) };
    // SAFETY: plain system calls on values owned by the caller; see `Spawn::start`.
    unsafe {
        check(libc::setsid())?;
        for &fd in keep {
            check(libc::fcntl(fd, libc::F_SETFD, 0))?;
        }
        for &fd in doors {
            check(i32::from(libc::write(fd, b"0".as_ptr().cast(), 1) == 1) - 1)?;
        }
        if let Some(who) = credentials {
            check(libc::setgroups(who.groups.len(), who.groups.as_ptr()))?;
            check(libc::setresgid(who.gid, who.gid, who.gid))?;
            check(libc::setresuid(who.uid, who.uid, who.uid))?;
        }
        let mut none: libc::sigset_t = std::mem::zeroed();
        libc::sigemptyset(&raw mut none);
        check(libc::sigprocmask(libc::SIG_SETMASK, &raw const none, std::ptr::null_mut()))
    }
}

/// How much memory the child may lock: as much as is allowed, where this daemon may not allow more
/// (in a container). The program itself tells when that does not do.
fn limit_locked(bytes: u64) -> io::Result<()> {
    // The greatest number is the kernel's for no limit, too.
    let wanted = libc::rlimit { rlim_cur: bytes, rlim_max: bytes };
    let mut had = libc::rlimit { rlim_cur: 0, rlim_max: 0 };
    // SAFETY: plain system calls that read and write our own stack.
    let result = unsafe {
        if libc::setrlimit(libc::RLIMIT_MEMLOCK, &raw const wanted) == 0 {
            return Ok(());
        }
        libc::getrlimit(libc::RLIMIT_MEMLOCK, &raw mut had);
        let most = libc::rlimit { rlim_cur: had.rlim_max.min(bytes), ..had };
        libc::setrlimit(libc::RLIMIT_MEMLOCK, &raw const most)
    };
    if result < 0 { Err(io::Error::last_os_error()) } else { Ok(()) }
}

/// Locks a file in the child and writes the child's number there, in the child as well.
fn leave_mark(fd: RawFd) -> io::Result<()> {
    let check = |result: i32| if result < 0 { Err(io::Error::last_os_error()) } else { Ok(()) };
    let lock = mark::whole_file(libc::F_WRLCK);
    // SAFETY: plain system calls on a descriptor of the caller's and on our own stack.
    unsafe {
        check(libc::fcntl(fd, libc::F_SETFD, 0))?;
        check(libc::fcntl(fd, libc::F_SETLK, &raw const lock))?;
        let mut digits = [b'\n'; 12];
        let (mut number, mut at) = (libc::getpid(), digits.len() - 1);
        while number > 0 {
            at -= 1;
            digits[at] = b'0' + (number % 10) as u8;
            number /= 10;
        }
        let text = &digits[at..];
        let written = libc::write(fd, text.as_ptr().cast(), text.len());
        check(i32::from(written == text.len() as isize) - 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_names_name_users() {
        assert_eq!(Credentials::of("+64999", None).expect("a number").gid, 64999);
        assert_eq!(Credentials::of("root", None).expect("root").uid, 0);
        assert!(Credentials::of("no-such-user-here", None).is_err());
        assert_eq!(Credentials::of("root", Some("+7")).expect("root").gid, 7);
    }

    #[tokio::test]
    async fn only_the_chosen_descriptors_are_inherited() {
        let (reader, writer) =
            rustix::pipe::pipe_with(rustix::pipe::PipeFlags::CLOEXEC).expect("pipe");
        let (_other_reader, other) =
            rustix::pipe::pipe_with(rustix::pipe::PipeFlags::CLOEXEC).expect("pipe");
        let script = format!(
            "test -e /proc/self/fd/{} && test ! -e /proc/self/fd/{} && echo ok >/proc/self/fd/{}",
            writer.as_raw_fd(),
            other.as_raw_fd(),
            writer.as_raw_fd()
        );
        let process = Spawn::new("/bin/sh").args(["-c", &script]).keep(writer).start().expect("sh");
        process.exited().await;
        let mut text = String::new();
        io::Read::read_to_string(&mut File::from(reader), &mut text).expect("read");
        assert_eq!(text, "ok\n");
    }

    #[test]
    fn a_program_that_is_not_there_is_an_error() {
        let error = Spawn::new("/nonexistent/program").start().expect_err("nothing there");
        assert_eq!(error.kind(), io::ErrorKind::NotFound);
    }
}
