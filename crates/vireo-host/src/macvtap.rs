//! macvtap devices: a guest's interface on a device of the host, without a bridge.

use std::fs::OpenOptions;
use std::io;
use std::os::fd::OwnedFd;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::process::tool::{self, ToolError};
use crate::tap;

/// What to make.
#[derive(Debug, Clone)]
pub struct MacvtapOptions<'a> {
    /// The device's name; none for the first free `macvtap` with a number.
    pub name: Option<&'a str>,
    /// The device of the host that it sits on.
    pub lower: &'a str,
    /// Its hardware address, the guest's.
    pub mac: [u8; 6],
    /// How it shares that device: `vepa`, `bridge`, `private`, `passthru`.
    pub mode: &'a str,
    /// Descriptors wanted, one a queue.
    pub queues: usize,
    /// Packets carry a virtio header (offloads).
    pub vnet_header: bool,
}

/// A macvtap device. It stays when its descriptors are closed: see [`remove`].
#[derive(Debug)]
pub struct Macvtap {
    /// The name it got.
    pub name: String,
    /// One descriptor a queue.
    pub fds: Vec<OwnedFd>,
}

/// Makes a macvtap device, up.
///
/// # Errors
/// There is no such lower device, it is used in another mode, the name is taken, or no permission.
pub async fn create(options: &MacvtapOptions<'_>) -> io::Result<Macvtap> {
    let name = match options.name {
        Some(name) => {
            link(options, name).await?;
            name.to_owned()
        }
        None => link_numbered(options).await?,
    };
    match open(options, &name).await {
        Ok(fds) => Ok(Macvtap { name, fds }),
        Err(error) => {
            // The first error is the one that is told.
            let _ = remove(&name).await;
            Err(error)
        }
    }
}

/// Removes a device; one that is not there is no error.
///
/// # Errors
/// It can't be removed.
pub async fn remove(name: &str) -> io::Result<()> {
    if !class(name).exists() {
        return Ok(());
    }
    match ip(&["link", "del", "dev", name]).await {
        Err(_) if !class(name).exists() => Ok(()),
        done => done,
    }
}

/// What the kernel tells of an interface.
fn class(name: &str) -> PathBuf {
    Path::new("/sys/class/net").join(name)
}

/// The first free number. Another may take it between the look and the making.
async fn link_numbered(options: &MacvtapOptions<'_>) -> io::Result<String> {
    const MOST: u32 = 8192;
    for number in 0..MOST {
        let name = format!("macvtap{number}");
        if class(&name).exists() {
            continue;
        }
        match link(options, &name).await {
            Ok(()) => return Ok(name),
            Err(_) if class(&name).exists() => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::Error::other("no free name for a macvtap device"))
}

async fn link(options: &MacvtapOptions<'_>, name: &str) -> io::Result<()> {
    let mac = options.mac.map(|byte| format!("{byte:02x}")).join(":");
    let (lower, mode) = (options.lower, options.mode);
    ip(&[
        "link", "add", "link", lower, "name", name, "address", &mac, "type", "macvtap", "mode",
        mode,
    ])
    .await
}

/// Opens the queues and puts the device up.
async fn open(options: &MacvtapOptions<'_>, name: &str) -> io::Result<Vec<OwnedFd>> {
    let index = std::fs::read_to_string(class(name).join("ifindex"))?;
    let node = PathBuf::from(format!("/dev/tap{}", index.trim()));
    let mut fds = Vec::new();
    for _ in 0..options.queues.max(1) {
        let file = open_node(&node).await?;
        tap::attach(&file, name, options.vnet_header, options.queues > 1)?;
        fds.push(file);
    }
    tap::set_up(name, true)?;
    Ok(fds)
}

/// The node comes with the device, by the kernel or, a little later, by udev.
async fn open_node(node: &Path) -> io::Result<OwnedFd> {
    const PATIENCE: u32 = 50;
    for _ in 0..PATIENCE {
        match OpenOptions::new().read(true).write(true).open(node) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
            done => return done.map(OwnedFd::from),
        }
    }
    Err(io::Error::new(io::ErrorKind::NotFound, format!("there is no {}", node.display())))
}

async fn ip(args: &[&str]) -> io::Result<()> {
    tool::run("ip", args, "").await.map_err(|error| match error {
        ToolError::Io(error) => error,
        ToolError::Slow => io::ErrorKind::TimedOut.into(),
        ToolError::Refused { words, .. } => io::Error::other(words),
    })
}
