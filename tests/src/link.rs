//! A link between a client of the protocol and a daemon, which a test can watch and break at any
//! message: a socket that passes on whole frames.

use std::collections::HashSet;
use std::io::{Read, Write};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

/// Which way a frame goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// From the client to the daemon.
    There,
    /// From the daemon to the client.
    Back,
}

/// A frame at one of the two moments that a test can choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Passing {
    /// Which way it goes.
    pub way: Way,
    /// The how manyeth of its way on its connection, from 1.
    pub number: u64,
    /// It was passed on already.
    pub passed: bool,
}

/// What becomes of the link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// It goes on.
    Go,
    /// Both ends find it closed.
    Cut,
    /// The same when half of the frame has passed.
    CutInside,
    /// Nothing passes any more, and neither end is told.
    Silence,
}

type Watch = Arc<Mutex<Box<dyn FnMut(Passing) -> Act + Send>>>;

/// The longest frame that a daemon takes.
const MOST: usize = 64 << 20;

/// A socket in front of a daemon's. It is there until it is dropped.
pub struct Link {
    path: PathBuf,
    listener: UnixListener,
}

impl Link {
    /// A link at `path` to the socket `to`; `watch` is asked before and after each frame, of one
    /// connection after the other.
    ///
    /// # Panics
    /// When the socket can't be made.
    pub fn new(path: &Path, to: &Path, watch: impl FnMut(Passing) -> Act + Send + 'static) -> Self {
        Self::to_old(path, to, &[], watch)
    }

    /// [`Link::new`] to a daemon that answers no when it is asked for one of these features.
    ///
    /// # Panics
    /// When the socket can't be made.
    pub fn to_old(
        path: &Path,
        to: &Path,
        lacks: &'static [u32],
        watch: impl FnMut(Passing) -> Act + Send + 'static,
    ) -> Self {
        let _ = std::fs::remove_file(path);
        let listener = UnixListener::bind(path).expect("own folder");
        let to = to.to_owned();
        let watch: Watch = Arc::new(Mutex::new(Box::new(watch)));
        let clients = listener.try_clone().expect("a descriptor");
        thread::spawn(move || {
            // To the end of the link: then nothing can be accepted any more.
            while let Ok((client, _)) = clients.accept() {
                let Ok(daemon) = UnixStream::connect(&to) else { continue };
                join(client, daemon, lacks, &watch);
            }
        });
        Self { path: path.to_owned(), listener }
    }

    /// The socket that a client connects to.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for Link {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.path);
        // The thread that waits for a connection ends by that.
        let _ = nix::sys::socket::shutdown(
            std::os::fd::AsRawFd::as_raw_fd(&self.listener),
            nix::sys::socket::Shutdown::Both,
        );
    }
}

fn join(client: UnixStream, daemon: UnixStream, lacks: &'static [u32], watch: &Watch) {
    let age = Arc::new(Mutex::new(Age { lacks, asked: HashSet::new() }));
    let ends =
        |from: &UnixStream, to: &UnixStream| Some((from.try_clone().ok()?, to.try_clone().ok()?));
    for (way, from, to) in [(Way::There, &client, &daemon), (Way::Back, &daemon, &client)] {
        let Some((from, to)) = ends(from, to) else { return };
        let (watch, age) = (Arc::clone(watch), Arc::clone(&age));
        thread::spawn(move || pass(from, to, way, &age, &watch));
    }
}

/// What a daemon of long ago does not know.
struct Age {
    lacks: &'static [u32],
    /// Numbers of the questions that are to be answered no.
    asked: HashSet<u32>,
}

/// The call that asks for a feature.
const SUPPORTS_FEATURE: u32 = 60;

/// Bytes before a frame's payload: length, program, version, procedure, type, number, status.
const HEAD: usize = 28;

impl Age {
    fn apply(&mut self, way: Way, frame: &mut [u8]) {
        let word = |frame: &[u8], at: usize| {
            let bytes = frame.get(at..at + 4).and_then(|bytes| bytes.try_into().ok());
            bytes.map_or(0, u32::from_be_bytes)
        };
        if frame.len() < HEAD + 4 || word(frame, 12) != SUPPORTS_FEATURE {
            return;
        }
        let number = word(frame, 20);
        match way {
            Way::There if self.lacks.contains(&word(frame, HEAD)) => {
                self.asked.insert(number);
            }
            Way::Back if self.asked.remove(&number) => frame[HEAD..HEAD + 4].fill(0),
            Way::There | Way::Back => {}
        }
    }
}

fn pass(mut from: UnixStream, mut to: UnixStream, way: Way, age: &Mutex<Age>, watch: &Watch) {
    let mut number = 0;
    let ask = |number, passed| {
        let mut watch = watch.lock().unwrap_or_else(PoisonError::into_inner);
        (*watch)(Passing { way, number, passed })
    };
    let mut silent = false;
    while let Some(mut frame) = frame(&mut from) {
        number += 1;
        age.lock().unwrap_or_else(PoisonError::into_inner).apply(way, &mut frame);
        match ask(number, false) {
            Act::Go => {}
            Act::Silence => silent = true,
            Act::Cut => break,
            Act::CutInside => {
                // The other end finds out by the end of the connection.
                let _ = to.write_all(&frame[..frame.len() / 2]);
                break;
            }
        }
        if silent {
            continue;
        }
        if to.write_all(&frame).is_err() {
            break;
        }
        match ask(number, true) {
            Act::Go => {}
            Act::Silence => silent = true,
            Act::Cut | Act::CutInside => break,
        }
    }
    for end in [from, to] {
        let _ = end.shutdown(std::net::Shutdown::Both);
    }
}

/// A whole frame: its length, which counts itself, and the rest.
fn frame(from: &mut UnixStream) -> Option<Vec<u8>> {
    let mut length = [0; 4];
    from.read_exact(&mut length).ok()?;
    let whole =
        usize::try_from(u32::from_be_bytes(length)).ok().filter(|n| (4..=MOST).contains(n))?;
    let mut frame = vec![0; whole];
    let (head, rest) = frame.split_first_chunk_mut()?;
    *head = length;
    from.read_exact(rest).ok()?;
    Some(frame)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_pass_and_are_cut_where_the_test_says() {
        let dir = tempfile::tempdir().expect("a folder");
        let (front, back) = (dir.path().join("front"), dir.path().join("back"));
        let daemon = UnixListener::bind(&back).expect("a socket");
        let link = Link::new(&front, &back, |passing| {
            let cut = Passing { way: Way::Back, number: 2, passed: false };
            if passing == cut { Act::Cut } else { Act::Go }
        });
        let mut client = UnixStream::connect(link.path()).expect("a link");
        client.write_all(b"\0\0\0\x06hi").expect("a frame");
        let (mut daemon, _) = daemon.accept().expect("a client");
        assert_eq!(frame(&mut daemon).as_deref(), Some(&b"\0\0\0\x06hi"[..]));
        daemon.write_all(b"\0\0\0\x05a\0\0\0\x05b").expect("two frames");
        assert_eq!(frame(&mut client).as_deref(), Some(&b"\0\0\0\x05a"[..]));
        assert_eq!(frame(&mut client), None);
    }
}
