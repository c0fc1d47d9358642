//! Programs of the host that do one thing and end: `ip`, `nft`, `tc`.

use std::io;
use std::process::{ExitStatus, Stdio};
use std::time::Duration;

use tokio::io::AsyncWriteExt;
use tokio::process::Command;

/// None of them should take longer; one that does is killed.
const PATIENCE: Duration = Duration::from_secs(20);

/// Why a tool did not do it.
#[derive(Debug)]
pub enum ToolError {
    /// It can't be executed, or waited for.
    Io(io::Error),
    /// It did not end in time.
    Slow,
    /// It refused.
    Refused {
        /// How it ended.
        status: ExitStatus,
        /// What it said about it.
        words: String,
    },
}

impl std::fmt::Display for ToolError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Io(error) => error.fmt(f),
            Self::Slow => f.write_str("does not end"),
            Self::Refused { status, words } => write!(f, "unexpected {status}: {words}"),
        }
    }
}

impl std::error::Error for ToolError {}

/// Runs a tool to its end, with `input` on its standard input and nothing of this process's
/// environment but what finds programs.
///
/// # Errors
/// It can't be run, does not end in time, or ends with another status than 0.
pub async fn run(program: &str, args: &[&str], input: &str) -> Result<(), ToolError> {
    output(program, args, input).await.map(drop)
}

/// As [`run`]; tells what it wrote on its standard output.
///
/// # Errors
/// As [`run`].
pub async fn output(program: &str, args: &[&str], input: &str) -> Result<Vec<u8>, ToolError> {
    output_within(PATIENCE, program, args, input).await
}

/// As [`output`], for a tool that may take so long.
///
/// # Errors
/// As [`run`].
pub async fn output_within(
    patience: Duration,
    program: &str,
    args: &[&str],
    input: &str,
) -> Result<Vec<u8>, ToolError> {
    let mut child = Command::new(program)
        .args(args)
        .env_clear()
        .env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin")
        .env("LC_ALL", "C")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .map_err(ToolError::Io)?;
    let stdin = child.stdin.take();
    let talk = async move {
        if let Some(mut stdin) = stdin {
            // One that ends early says why on its standard error.
            let _ = stdin.write_all(input.as_bytes()).await;
        }
        child.wait_with_output().await
    };
    let done = tokio::time::timeout(patience, talk).await.map_err(|_| ToolError::Slow)?;
    let done = done.map_err(ToolError::Io)?;
    if done.status.success() {
        return Ok(done.stdout);
    }
    let words = String::from_utf8_lossy(&done.stderr).trim().to_owned();
    Err(ToolError::Refused { status: done.status, words })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_tool_is_heard_to_its_end() {
        run("sh", &["-s"], "exit 0").await.expect("done");
        let said = output("sh", &["-c", "echo yes"], "").await.expect("done");
        assert_eq!(said, b"yes\n");
        let refused = run("sh", &["-c", "echo no >&2; exit 3"], "").await.expect_err("refused");
        assert_eq!(refused.to_string(), "unexpected exit status: 3: no");
        assert!(matches!(run("no-such-tool", &[], "").await, Err(ToolError::Io(_))));
    }
}
