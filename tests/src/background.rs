//! A client that runs beside the test, read line by line.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use crate::wait::SOON;

/// A running client. Dropping it ends it.
pub struct Background {
    child: Child,
    stdin: Option<ChildStdin>,
    lines: Receiver<String>,
    seen: Vec<String>,
}

impl Background {
    /// Starts `command`; its standard output and error are read together.
    ///
    /// # Panics
    /// When it can't be started.
    pub fn start(mut command: Command) -> Self {
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| panic!("{command:?}: {error}"));
        let (sender, lines) = channel();
        let out = child.stdout.take().expect("stdout is a pipe");
        let err = child.stderr.take().expect("stderr is a pipe");
        let other = sender.clone();
        std::thread::spawn(move || pass_lines(out, |line| sender.send(line).is_ok()));
        std::thread::spawn(move || pass_lines(err, |line| other.send(line).is_ok()));
        let stdin = child.stdin.take();
        Self { child, stdin, lines, seen: Vec::new() }
    }

    /// The process id.
    #[must_use]
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Reads on until a line contains `text`; returns that line.
    ///
    /// # Panics
    /// When no such line comes, with all that came.
    pub fn expect(&mut self, text: &str) -> String {
        self.expect_within(SOON, text)
    }

    /// [`Background::expect`] with a limit of its own.
    ///
    /// # Panics
    /// When no such line comes in time.
    pub fn expect_within(&mut self, limit: Duration, text: &str) -> String {
        let deadline = Instant::now() + limit;
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            match self.lines.recv_timeout(left) {
                Ok(line) => {
                    self.seen.push(line.clone());
                    if line.contains(text) {
                        return line;
                    }
                }
                Err(RecvTimeoutError::Timeout) => {
                    panic!("no line with {text:?} within {limit:?}; seen: {:#?}", self.seen)
                }
                Err(RecvTimeoutError::Disconnected) => {
                    panic!("ended without a line with {text:?}; seen: {:#?}", self.seen)
                }
            }
        }
    }

    /// All lines so far, including those that nobody waited for.
    pub fn lines(&mut self) -> &[String] {
        self.seen.extend(self.lines.try_iter());
        &self.seen
    }

    /// Writes `text` to its standard input.
    ///
    /// # Panics
    /// When it has closed it.
    pub fn send(&mut self, text: &str) {
        let stdin = self.stdin.as_mut().expect("stdin is open");
        stdin.write_all(text.as_bytes()).expect("the client reads");
        stdin.flush().expect("the client reads");
    }

    /// Closes its standard input and waits for its end, whatever that is.
    pub(crate) fn quit(&mut self) {
        drop(self.stdin.take());
        let _ = self.child.wait();
    }

    /// Closes its standard input, waits for its end and says whether it was a success.
    ///
    /// # Panics
    /// When it doesn't end in time.
    pub fn finish(mut self) -> bool {
        drop(self.stdin.take());
        let child = &mut self.child;
        let status = crate::eventually("the client's end", || child.try_wait().expect("a child"));
        self.lines();
        if !status.success() {
            eprintln!("client said: {:#?}", self.seen);
        }
        status.success()
    }
}

impl Drop for Background {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn pass_lines(from: impl std::io::Read, mut to: impl FnMut(String) -> bool) {
    for line in BufReader::new(from).split(b'\n') {
        let Ok(line) = line else { return };
        if !to(String::from_utf8_lossy(&line).trim_end().to_owned()) {
            return;
        }
    }
}
