//! A compressor or its opposite while it runs.

use std::fs::File;
use std::io::Read;
use std::os::fd::OwnedFd;
use std::time::Duration;

use rustix::pipe::{PipeFlags, pipe_with};
use vireo_api::{Error, Result};
use vireo_host::process::{Process, Spawn, StopPlan};

use super::format::Filter;
use crate::error::{failed, internal, system};

/// Most bytes of a compressor's complaints that are told.
const WORDS: u64 = 1024;

/// How long one may take for its last bytes once QEMU has sent all.
const LAST_BYTES: Duration = Duration::from_secs(600);

/// How long one that failed may take to say why.
const LAST_WORDS: Duration = Duration::from_secs(2);

const STOP: StopPlan =
    StopPlan { term: Duration::from_millis(200), kill: Some(Duration::from_secs(10)) };

/// A compressor that runs.
#[derive(Debug)]
pub struct Running {
    process: Process,
    program: String,
    words: File,
}

/// A pipe that no other program inherits: reader and writer.
///
/// # Errors
/// No descriptors are left.
pub fn pipe() -> Result<(OwnedFd, OwnedFd)> {
    let told = |e: rustix::io::Errno| system("Unable to create pipe", &e.into());
    let (reader, writer) = pipe_with(PipeFlags::CLOEXEC).map_err(told)?;
    // QEMU writes in large pieces; fewer turns then.
    let _ = rustix::pipe::fcntl_setpipe_size(&writer, 1 << 20);
    Ok((reader, writer))
}

/// Starts a compressor between two descriptors.
///
/// # Errors
/// It cannot be executed.
pub async fn start(filter: &Filter, from: OwnedFd, to: OwnedFd) -> Result<Running> {
    let (words, stderr) = pipe()?;
    // Nobody may have to wait for complaints.
    rustix::io::ioctl_fionbio(&words, true)
        .map_err(|e| system("Unable to set up a pipe", &e.into()))?;
    let program = filter.program.display().to_string();
    let spawn = Spawn::new(&filter.program).args(filter.args).stdin(from).stdout(to).stderr(stderr);
    let started = tokio::task::spawn_blocking(move || spawn.start()).await;
    let process = started
        .map_err(|e| internal(format!("starting '{program}': {e}")))?
        .map_err(|e| system(format!("Cannot execute binary {program}"), &e))?;
    Ok(Running { process, program, words: words.into() })
}

impl Running {
    /// Waits until it is done with all that it got.
    ///
    /// # Errors
    /// It failed, with its own words; it is not done in time.
    pub async fn finish(&self) -> Result<()> {
        if tokio::time::timeout(LAST_BYTES, self.process.exited()).await.is_err() {
            self.stop().await;
            return Err(failed(format!("'{}' does not come to its end", self.program)));
        }
        self.verdict()
    }

    /// Ends when it failed, and never when it did not.
    pub async fn failed(&self) -> Error {
        self.process.exited().await;
        match self.verdict() {
            Err(error) => error,
            Ok(()) => std::future::pending().await,
        }
    }

    /// Why it failed, if it has: for a failure on another side that it may be the cause of.
    pub async fn cause(&self) -> Option<Error> {
        tokio::time::timeout(LAST_WORDS, self.process.exited()).await.ok()?;
        self.verdict().err()
    }

    fn verdict(&self) -> Result<()> {
        let how = match self.process.exit_code() {
            Some(0) => return Ok(()),
            Some(code) => format!("exit status {code}"),
            None => "a signal".to_owned(),
        };
        let mut words = Vec::new();
        // What was read before an error is there.
        let _ = (&self.words).take(WORDS).read_to_end(&mut words);
        let words = String::from_utf8_lossy(&words);
        let words = words.trim_end();
        let text = if words.is_empty() { how } else { format!("{how}: {words}") };
        Err(failed(format!("'{}' failed: {text}", self.program)))
    }

    /// Ends it.
    pub async fn stop(&self) {
        if let Err(error) = self.process.stop(STOP).await {
            tracing::warn!(program = self.program, %error, "cannot be ended");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::save::format::Format;
    use std::io::Write;

    #[tokio::test]
    async fn a_compressor_that_fails_says_why() {
        let (from, mut feed) = pipe().map(|(r, w)| (r, File::from(w))).unwrap();
        let (_out, to) = pipe().unwrap();
        let gunzip = Format::Gzip.decompressor().unwrap().unwrap();
        let running = start(&gunzip, from, to).await.unwrap();
        feed.write_all(b"this is no gzip").unwrap();
        drop(feed);
        let told = running.finish().await.unwrap_err().to_string();
        assert!(told.contains("gzip' failed: exit status 1:") && told.contains("format"), "{told}");
        assert!(running.cause().await.is_some());
    }

    #[tokio::test]
    async fn bytes_go_through() {
        let (from, mut feed) = pipe().map(|(r, w)| (r, File::from(w))).unwrap();
        let (mut out, to) = pipe().map(|(r, w)| (File::from(r), w)).unwrap();
        let gzip = Format::Gzip.compressor().unwrap().unwrap();
        let running = start(&gzip, from, to).await.unwrap();
        feed.write_all(b"memory").unwrap();
        drop(feed);
        running.finish().await.unwrap();
        let mut packed = Vec::new();
        out.read_to_end(&mut packed).unwrap();
        assert_eq!(packed[..2], [0x1f, 0x8b]);
    }
}
