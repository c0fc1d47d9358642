//! Tap devices and their bridges, and counters of network interfaces.

#![allow(unsafe_code)] // ioctl on request structures that live on the stack

use std::fs::{File, OpenOptions};
use std::io;
use std::os::fd::{AsRawFd, FromRawFd, OwnedFd};

use nix::libc;

/// Codes of `linux/sockios.h` that the libc crate lacks.
const SIOCBRADDIF: u64 = 0x89a2;
const SIOCBRDELIF: u64 = 0x89a3;

/// What to make.
#[derive(Debug, Clone)]
pub struct TapOptions<'a> {
    /// The device's name; `%d` in it is replaced by the first free number.
    pub name: &'a str,
    /// Hardware address of the host's end.
    pub mac: Option<[u8; 6]>,
    /// Descriptors wanted, one a queue.
    pub queues: usize,
    /// Packets carry a virtio header (offloads).
    pub vnet_header: bool,
    /// The device outlives its descriptors.
    pub persist: bool,
}

/// A tap device.
#[derive(Debug)]
pub struct Tap {
    /// The name it got.
    pub name: String,
    /// One descriptor a queue; the device goes when all of them are closed, unless it persists.
    pub fds: Vec<OwnedFd>,
}

fn request(name: &str) -> io::Result<libc::ifreq> {
    if name.is_empty() || name.len() >= libc::IFNAMSIZ || name.contains(['/', '\0']) {
        return Err(io::Error::from_raw_os_error(libc::EINVAL));
    }
    // SAFETY: an ifreq is plain data and all zeros is a valid one.
    let mut ifr: libc::ifreq = unsafe { std::mem::zeroed() };
    for (to, from) in ifr.ifr_name.iter_mut().zip(name.bytes()) {
        *to = from as libc::c_char;
    }
    Ok(ifr)
}

fn name_of(ifr: &libc::ifreq) -> String {
    let bytes = ifr.ifr_name.iter().map(|&c| c as u8).take_while(|&b| b != 0).collect();
    String::from_utf8(bytes).unwrap_or_default()
}

/// An ioctl whose argument is the request.
fn ioctl(fd: &impl AsRawFd, code: u64, ifr: &mut libc::ifreq) -> io::Result<()> {
    // SAFETY: `ifr` is a live ifreq, which all codes used here take.
    let result = unsafe { libc::ioctl(fd.as_raw_fd(), code as _, std::ptr::from_mut(ifr)) };
    if result < 0 { Err(io::Error::last_os_error()) } else { Ok(()) }
}

fn control_socket() -> io::Result<OwnedFd> {
    // SAFETY: socket() takes plain numbers; a result >= 0 is a descriptor of ours.
    unsafe {
        match libc::socket(libc::AF_INET, libc::SOCK_DGRAM | libc::SOCK_CLOEXEC, 0) {
            fd if fd < 0 => Err(io::Error::last_os_error()),
            fd => Ok(OwnedFd::from_raw_fd(fd)),
        }
    }
}

/// Makes a descriptor a queue of a device; tells the name that it got.
pub(crate) fn attach(
    fd: &impl AsRawFd,
    name: &str,
    vnet_header: bool,
    many_queues: bool,
) -> io::Result<String> {
    let mut flags = libc::IFF_TAP | libc::IFF_NO_PI;
    if vnet_header {
        flags |= libc::IFF_VNET_HDR;
    }
    if many_queues {
        flags |= libc::IFF_MULTI_QUEUE;
    }
    let mut ifr = request(name)?;
    ifr.ifr_ifru.ifru_flags = flags as libc::c_short;
    ioctl(fd, libc::TUNSETIFF, &mut ifr)?;
    Ok(name_of(&ifr))
}

impl Tap {
    /// Makes a tap device.
    ///
    /// # Errors
    /// No `/dev/net/tun`, no permission, or the name is taken.
    pub fn create(options: &TapOptions<'_>) -> io::Result<Self> {
        let mut name = options.name.to_owned();
        let mut fds = Vec::new();
        for _ in 0..options.queues.max(1) {
            let tun: File = OpenOptions::new().read(true).write(true).open("/dev/net/tun")?;
            name = attach(&tun, &name, options.vnet_header, options.queues > 1)?;
            fds.push(OwnedFd::from(tun));
        }
        let tap = Self { name, fds };
        if let Some(mac) = options.mac {
            set_mac(&tap.name, mac)?;
        }
        if options.persist {
            tap.persist(true)?;
        }
        Ok(tap)
    }

    /// Whether the device stays when its descriptors are closed.
    ///
    /// # Errors
    /// The kernel refuses.
    pub fn persist(&self, on: bool) -> io::Result<()> {
        let Some(fd) = self.fds.first() else { return Ok(()) };
        // SAFETY: TUNSETPERSIST takes a number.
        let result =
            unsafe { libc::ioctl(fd.as_raw_fd(), libc::TUNSETPERSIST as _, libc::c_int::from(on)) };
        if result < 0 { Err(io::Error::last_os_error()) } else { Ok(()) }
    }
}

/// Sets the hardware address of an interface.
///
/// # Errors
/// No such interface, or no permission.
pub fn set_mac(name: &str, mac: [u8; 6]) -> io::Result<()> {
    let mut ifr = request(name)?;
    // SAFETY: a sockaddr is plain data.
    let mut address: libc::sockaddr = unsafe { std::mem::zeroed() };
    address.sa_family = libc::ARPHRD_ETHER;
    for (to, from) in address.sa_data.iter_mut().zip(mac) {
        *to = from as libc::c_char;
    }
    ifr.ifr_ifru.ifru_hwaddr = address;
    ioctl(&control_socket()?, libc::SIOCSIFHWADDR, &mut ifr)
}

/// Switches an interface on or off.
///
/// # Errors
/// No such interface, or no permission.
pub fn set_up(name: &str, up: bool) -> io::Result<()> {
    let socket = control_socket()?;
    let mut ifr = request(name)?;
    ioctl(&socket, libc::SIOCGIFFLAGS, &mut ifr)?;
    // SAFETY: SIOCGIFFLAGS filled this member of the union.
    let flags = unsafe { ifr.ifr_ifru.ifru_flags };
    let bit = libc::IFF_UP as libc::c_short;
    ifr.ifr_ifru.ifru_flags = if up { flags | bit } else { flags & !bit };
    ioctl(&socket, libc::SIOCSIFFLAGS, &mut ifr)
}

/// The largest packet that an interface takes.
///
/// # Errors
/// No such interface.
pub fn mtu(name: &str) -> io::Result<u32> {
    let mut ifr = request(name)?;
    ioctl(&control_socket()?, libc::SIOCGIFMTU, &mut ifr)?;
    // SAFETY: SIOCGIFMTU filled this member of the union.
    Ok(u32::try_from(unsafe { ifr.ifr_ifru.ifru_mtu }).unwrap_or(0))
}

/// Sets the largest packet that an interface takes.
///
/// # Errors
/// No such interface, or no permission.
pub fn set_mtu(name: &str, mtu: u32) -> io::Result<()> {
    let mut ifr = request(name)?;
    ifr.ifr_ifru.ifru_mtu = i32::try_from(mtu).unwrap_or(i32::MAX);
    ioctl(&control_socket()?, libc::SIOCSIFMTU, &mut ifr)
}

/// Makes interface `port` a port of bridge `bridge`.
///
/// # Errors
/// No such bridge or interface, or no permission.
pub fn join_bridge(bridge: &str, port: &str) -> io::Result<()> {
    bridge_port(bridge, port, SIOCBRADDIF)
}

/// Takes interface `port` out of bridge `bridge`.
///
/// # Errors
/// It is no port of it.
pub fn leave_bridge(bridge: &str, port: &str) -> io::Result<()> {
    bridge_port(bridge, port, SIOCBRDELIF)
}

fn bridge_port(bridge: &str, port: &str, code: u64) -> io::Result<()> {
    let index = nix::net::if_::if_nametoindex(port)?;
    let mut ifr = request(bridge)?;
    ifr.ifr_ifru.ifru_ifindex = i32::try_from(index).unwrap_or(0);
    ioctl(&control_socket()?, code, &mut ifr)
}

/// Counters of an interface as its own host sees them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counters {
    /// Bytes received.
    pub rx_bytes: i64,
    /// Packets received.
    pub rx_packets: i64,
    /// Receive errors.
    pub rx_errors: i64,
    /// Packets dropped on receipt.
    pub rx_dropped: i64,
    /// Bytes sent.
    pub tx_bytes: i64,
    /// Packets sent.
    pub tx_packets: i64,
    /// Send errors.
    pub tx_errors: i64,
    /// Packets dropped before sending.
    pub tx_dropped: i64,
}

impl Counters {
    /// The same counters as the other end of the cable sees them.
    #[must_use]
    pub fn swapped(self) -> Self {
        Self {
            rx_bytes: self.tx_bytes,
            rx_packets: self.tx_packets,
            rx_errors: self.tx_errors,
            rx_dropped: self.tx_dropped,
            tx_bytes: self.rx_bytes,
            tx_packets: self.rx_packets,
            tx_errors: self.rx_errors,
            tx_dropped: self.rx_dropped,
        }
    }
}

/// Counters of interface `name`; `None` when there is none of that name.
///
/// # Errors
/// `/proc/net/dev` can't be read.
pub fn counters(name: &str) -> io::Result<Option<Counters>> {
    Ok(parse_counters(&std::fs::read_to_string("/proc/net/dev")?, name))
}

fn parse_counters(text: &str, name: &str) -> Option<Counters> {
    let figures = text.lines().find_map(|line| {
        let (left, right) = line.split_once(':')?;
        (left.trim() == name).then_some(right)
    })?;
    let n: Vec<i64> = figures.split_ascii_whitespace().map_while(|n| n.parse().ok()).collect();
    let at = |i: usize| n.get(i).copied().unwrap_or(0);
    Some(Counters {
        rx_bytes: at(0),
        rx_packets: at(1),
        rx_errors: at(2),
        rx_dropped: at(3),
        tx_bytes: at(8),
        tx_packets: at(9),
        tx_errors: at(10),
        tx_dropped: at(11),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counters_are_read_by_column() {
        let text = "Inter-| x\n face |y\n vnet0: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16\n";
        let found = parse_counters(text, "vnet0").expect("there");
        assert_eq!(
            (found.rx_bytes, found.rx_dropped, found.tx_bytes, found.tx_dropped),
            (1, 4, 9, 12)
        );
        assert_eq!(found.swapped().rx_bytes, 9);
        assert_eq!(parse_counters(text, "vnet"), None);
    }

    #[test]
    fn a_name_that_is_too_long_is_refused() {
        assert!(request("a-name-of-sixteen").is_err());
        assert!(set_up("no-such-if", true).is_err());
    }
}
