//! A client reads and writes a character device of a guest, one client a device.

use std::collections::HashMap;
use std::io;
use std::os::fd::OwnedFd;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use rustix::fs::{Mode, OFlags};
use tokio::io::Interest;
use tokio::io::unix::AsyncFd;
use tokio::sync::{mpsc, oneshot};
use vireo_api::stream::{Stream, StreamItem};
use vireo_api::{Error, ErrorCode, ErrorDomain, Result};
use vireo_model::domain::Domain;
use vireo_model::domain::devices::chardev::ChardevSource;

use crate::error::{internal, system};

/// Bytes read at once.
const CHUNK: usize = 65_536;

/// Devices that are in a client's hands, by path; each with what ends that.
#[derive(Debug, Default)]
pub struct Consoles(Mutex<HashMap<String, (u64, oneshot::Sender<()>)>>);

/// What a device is reached by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A terminal.
    Pty(String),
    /// A socket that QEMU listens on.
    Unix(String),
}

impl Target {
    fn path(&self) -> &str {
        match self {
            Self::Pty(path) | Self::Unix(path) => path,
        }
    }

    fn open(&self) -> io::Result<OwnedFd> {
        match self {
            Self::Pty(path) => {
                let flags = OFlags::RDWR | OFlags::NOCTTY | OFlags::NONBLOCK | OFlags::CLOEXEC;
                Ok(rustix::fs::open(path.as_str(), flags, Mode::empty())?)
            }
            Self::Unix(path) => connect(path),
        }
    }
}

fn connect(path: &str) -> io::Result<OwnedFd> {
    use rustix::net::{AddressFamily, SocketAddrUnix, SocketFlags, SocketType};
    let flags = SocketFlags::CLOEXEC | SocketFlags::NONBLOCK;
    let fd = rustix::net::socket_with(AddressFamily::UNIX, SocketType::STREAM, flags, None)?;
    rustix::net::connect(&fd, &SocketAddrUnix::new(path)?)?;
    Ok(fd)
}

/// A name for messages.
fn shown(name: Option<&str>) -> &str {
    name.unwrap_or("<null>")
}

/// The console of that alias, or the first.
///
/// # Errors
/// There is none, or it is no terminal.
pub fn console(config: &Domain, name: Option<&str>) -> Result<Target> {
    let devices = &config.devices;
    let consoles = devices.consoles.iter().map(|one| (&one.info, &one.source));
    let serials = devices.serials.iter().map(|one| (&one.info, &one.source));
    let parallels = devices.parallels.iter().map(|one| (&one.info, &one.source));
    let mut all = consoles.chain(serials).chain(parallels);
    let found = all.find(|(info, _)| name.is_none() || info.alias.as_deref() == name);
    let Some((info, source)) = found else {
        return Err(internal(format!("cannot find character device {}", shown(name))));
    };
    let alias = info.alias.as_deref();
    match source {
        Some(ChardevSource::Pty(pty)) => pty.path.clone().map(Target::Pty),
        Some(ChardevSource::Unix(socket)) => socket.path.clone().map(Target::Unix),
        Some(_) | None => None,
    }
    .filter(|target| matches!(target, Target::Pty(_)))
    .ok_or_else(|| internal(format!("character device {} is not using a PTY", shown(alias))))
}

/// The channel of that name or alias, or the first.
///
/// # Errors
/// There is none, or it is no socket.
pub fn channel(config: &Domain, name: Option<&str>) -> Result<Target> {
    let found = config.devices.channels.iter().find(|channel| {
        let own = channel.target.as_ref().and_then(|target| target.name.as_deref());
        name.is_none() || own == name || channel.info.alias.as_deref() == name
    });
    let Some(channel) = found else {
        return Err(internal(format!("cannot find channel {}", shown(name))));
    };
    let path = match &channel.source {
        Some(ChardevSource::Unix(socket)) => socket.path.clone(),
        Some(_) | None => None,
    };
    path.map(Target::Unix).ok_or_else(|| {
        let alias = shown(channel.info.alias.as_deref());
        internal(format!("channel {alias} is not using a UNIX socket"))
    })
}

/// Connects a client to a device; `force` ends the connection of another.
///
/// # Errors
/// Another client has it (told with `busy`); it can't be opened.
pub fn attach(
    consoles: &Arc<Consoles>,
    target: &Target,
    force: bool,
    busy: &str,
    stream: Stream,
) -> Result<()> {
    let (id, ended) = consoles
        .take(target.path(), force)
        .ok_or_else(|| Error::new(ErrorCode::OperationFailed, ErrorDomain::Qemu, busy))?;
    let opened = target.open().and_then(register);
    let consoles = Arc::clone(consoles);
    let path = target.path().to_owned();
    let device = match opened {
        Ok(device) => device,
        Err(error) => {
            consoles.release(&path, id);
            return Err(system(format!("Unable to open stream for '{path}'"), &error));
        }
    };
    tokio::spawn(async move {
        run(device, stream, ended).await;
        consoles.release(&path, id);
    });
    Ok(())
}

impl Consoles {
    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<String, (u64, oneshot::Sender<()>)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes a device, unless another has it and that is respected. What is given ends when the
    /// device is taken away.
    fn take(&self, path: &str, force: bool) -> Option<(u64, oneshot::Receiver<()>)> {
        let mut held = self.lock();
        let before = held.get(path).map(|(id, _)| *id);
        if before.is_some() && !force {
            return None;
        }
        let id = before.unwrap_or(0) + 1;
        let (end, ended) = oneshot::channel();
        held.insert(path.to_owned(), (id, end));
        Some((id, ended))
    }

    /// Gives a device back, if it is still in the same hands.
    fn release(&self, path: &str, id: u64) {
        let mut held = self.lock();
        if held.get(path).is_some_and(|(present, _)| *present == id) {
            held.remove(path);
        }
    }
}

fn register(fd: OwnedFd) -> io::Result<AsyncFd<OwnedFd>> {
    // Deprecated because a type may close its descriptor early; `OwnedFd` cannot.
    #[allow(deprecated)]
    AsyncFd::with_interest(fd, Interest::READABLE | Interest::WRITABLE)
}

/// Carries bytes both ways until one end is done, or another client takes over.
async fn run(device: AsyncFd<OwnedFd>, stream: Stream, ended: oneshot::Receiver<()>) {
    let (mut incoming, outgoing) = stream.split();
    let last = tokio::select! {
        last = to_client(&device, &outgoing) => Some(last),
        () = to_guest(&device, &mut incoming) => None,
        _ = ended => {
            let text = "console session was taken over by another client";
            Some(StreamItem::Abort(Some(Error::new(
                ErrorCode::OperationAborted,
                ErrorDomain::Streams,
                text,
            ))))
        }
    };
    if let Some(last) = last {
        // A client that is gone needs to be told nothing.
        let _ = outgoing.send(last).await;
    }
}

/// What the guest says, until it is done.
async fn to_client(device: &AsyncFd<OwnedFd>, outgoing: &mpsc::Sender<StreamItem>) -> StreamItem {
    let mut buffer = vec![0; CHUNK];
    loop {
        let count = match read(device, &mut buffer).await {
            // QEMU's end of a terminal is gone when this fails.
            Ok(0) | Err(_) => return StreamItem::Finish,
            Ok(count) => count,
        };
        let data = Bytes::copy_from_slice(&buffer[..count]);
        if outgoing.send(StreamItem::Data(data)).await.is_err() {
            return StreamItem::Finish;
        }
    }
}

/// What the client says, until it is done.
async fn to_guest(device: &AsyncFd<OwnedFd>, incoming: &mut mpsc::Receiver<StreamItem>) {
    while let Some(item) = incoming.recv().await {
        let data = match item {
            StreamItem::Data(data) => data,
            StreamItem::Hole(_) | StreamItem::Finish | StreamItem::Abort(_) => return,
        };
        let mut left = &data[..];
        while !left.is_empty() {
            match write(device, left).await {
                Ok(count) => left = &left[count..],
                Err(_) => return,
            }
        }
    }
}

async fn read(device: &AsyncFd<OwnedFd>, buffer: &mut [u8]) -> io::Result<usize> {
    device.async_io(Interest::READABLE, |fd| Ok(rustix::io::read(fd, &mut *buffer)?)).await
}

async fn write(device: &AsyncFd<OwnedFd>, bytes: &[u8]) -> io::Result<usize> {
    device.async_io(Interest::WRITABLE, |fd| Ok(rustix::io::write(fd, bytes)?)).await
}

#[cfg(test)]
mod tests {
    use vireo_api::stream;

    use super::*;

    const DOMAIN: &str = "<domain type='qemu'><name>x</name><memory>1</memory><os><type>hvm</type></os>\
        <devices><serial type='pty'><source path='/dev/pts/7'/><alias name='serial0'/></serial>\
        <serial type='file'><source path='/x'/><alias name='serial1'/></serial>\
        <channel type='unix'><source mode='bind' path='/run/ga'/>\
        <target type='virtio' name='org.qemu.guest_agent.0'/><alias name='channel0'/></channel>\
        <channel type='spicevmc'><target type='virtio' name='v'/><alias name='channel1'/></channel>\
        </devices></domain>";

    #[test]
    fn devices_are_found_by_alias_or_are_the_first() {
        let domain = Domain::parse(DOMAIN, vireo_xml::Mode::default()).expect("a definition");
        let pty = Target::Pty("/dev/pts/7".to_owned());
        assert_eq!(console(&domain, None).expect("the first"), pty);
        assert_eq!(console(&domain, Some("serial0")).expect("by alias"), pty);
        let told = |error: Error| error.message();
        assert!(
            told(console(&domain, Some("serial1")).expect_err("a file"))
                .ends_with("character device serial1 is not using a PTY")
        );
        assert!(
            told(console(&domain, Some("nope")).expect_err("none"))
                .ends_with("cannot find character device nope")
        );
        let socket = Target::Unix("/run/ga".to_owned());
        for name in [None, Some("org.qemu.guest_agent.0"), Some("channel0")] {
            assert_eq!(channel(&domain, name).expect("the agent's"), socket);
        }
        assert!(channel(&domain, Some("v")).is_err() && channel(&domain, Some("w")).is_err());
    }

    fn listener() -> (tempfile::TempDir, std::os::unix::net::UnixListener, Target) {
        let dir = tempfile::tempdir().expect("a directory");
        let path = dir.path().join("s");
        let listener = std::os::unix::net::UnixListener::bind(&path).expect("bound");
        let target = Target::Unix(path.to_str().expect("a path").to_owned());
        (dir, listener, target)
    }

    #[tokio::test]
    async fn bytes_go_both_ways_and_the_end_is_told() {
        use std::io::{Read, Write};
        let (_dir, listener, target) = listener();
        let (ours, mut theirs) = stream::pair();
        attach(&Arc::default(), &target, false, "busy", ours).expect("attached");
        let (mut guest, _) = listener.accept().expect("connected");
        guest.write_all(b"hello").expect("written");
        let said = theirs.incoming.recv().await;
        assert_eq!(said, Some(StreamItem::Data(Bytes::from_static(b"hello"))));
        let typed = StreamItem::Data(Bytes::from_static(b"ls\n"));
        theirs.outgoing.send(typed).await.expect("sent");
        let mut heard = [0; 3];
        tokio::task::spawn_blocking(move || {
            guest.read_exact(&mut heard).expect("read");
            assert_eq!(&heard, b"ls\n");
        })
        .await
        .expect("heard");
        assert_eq!(theirs.incoming.recv().await, Some(StreamItem::Finish));
    }

    #[tokio::test]
    async fn a_device_has_one_client_unless_another_insists() {
        let (_dir, _listener, target) = listener();
        let consoles = Arc::default();
        let (first, mut kept) = stream::pair();
        attach(&consoles, &target, false, "busy", first).expect("attached");
        let (second, _second) = stream::pair();
        let error = attach(&consoles, &target, false, "busy", second).expect_err("busy");
        assert_eq!(error.code(), ErrorCode::OperationFailed);
        let (third, _third) = stream::pair();
        attach(&consoles, &target, true, "busy", third).expect("taken over");
        assert!(matches!(kept.incoming.recv().await, Some(StreamItem::Abort(Some(_)))));
    }

    #[tokio::test]
    async fn a_device_is_free_again_when_its_client_is_done() {
        let (_dir, _listener, target) = listener();
        let consoles: Arc<Consoles> = Arc::default();
        let (first, theirs) = stream::pair();
        attach(&consoles, &target, false, "busy", first).expect("attached");
        theirs.outgoing.send(StreamItem::Finish).await.expect("sent");
        while !consoles.lock().is_empty() {
            tokio::task::yield_now().await;
        }
    }
}
