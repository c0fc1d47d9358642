//! `--daemon`: the process starts itself anew, in a session of its own, and waits until the
//! child is ready. Nothing runs between a fork and an exec.

use std::fs::OpenOptions;
use std::io::{Read as _, Write as _};
use std::process::{Command, ExitCode, Stdio};

/// Set in the child's environment.
const MARK: &str = "VIREOD_IN_BACKGROUND";

/// What the child says when it serves.
const READY: &[u8] = b"ready\n";

/// Is this the child?
pub fn is_child() -> bool {
    std::env::var_os(MARK).is_some()
}

/// Starts the child and waits until it serves or fails.
///
/// # Errors
/// It cannot be started.
pub fn start() -> std::io::Result<ExitCode> {
    let program = std::env::current_exe()?;
    let mut child = Command::new(program)
        .args(std::env::args_os().skip(1))
        .env(MARK, "1")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()?;
    let mut told = Vec::new();
    if let Some(mut out) = child.stdout.take() {
        let mut buf = [0; 64];
        while !told.ends_with(READY) {
            match out.read(&mut buf)? {
                0 => break,
                count => told.extend_from_slice(&buf[..count]),
            }
        }
    }
    if told.ends_with(READY) {
        return Ok(ExitCode::SUCCESS);
    }
    let status = child.wait()?;
    Ok(ExitCode::from(status.code().and_then(|c| u8::try_from(c).ok()).unwrap_or(1)))
}

/// Leaves the caller's terminal and directory. Call first thing in the child.
///
/// # Errors
/// Whatever the kernel says.
pub fn detach() -> std::io::Result<()> {
    rustix::process::setsid()?;
    rustix::process::chdir("/")?;
    Ok(())
}

/// Tells the parent that the daemon serves, and lets go of the caller's output.
///
/// # Errors
/// Whatever the kernel says.
pub fn ready() -> std::io::Result<()> {
    // The parent may be gone: then nobody wants to know.
    let _ = std::io::stdout().write_all(READY).and_then(|()| std::io::stdout().flush());
    let null = OpenOptions::new().read(true).write(true).open("/dev/null")?;
    rustix::stdio::dup2_stdout(&null)?;
    rustix::stdio::dup2_stderr(&null)?;
    Ok(())
}
