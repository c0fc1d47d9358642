//! Listening sockets that systemd hands over (`LISTEN_FDS`).

use std::os::fd::OwnedFd;

use listenfd::ListenFd;

/// What a handed-over socket is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Reading and writing.
    ReadWrite,
    /// Looking only.
    ReadOnly,
    /// The admin program.
    Admin,
    /// Plain TCP.
    Tcp,
    /// TLS.
    Tls,
}

impl Purpose {
    /// By the name of the socket unit (`libvirtd-ro.socket`), or of the socket's file.
    fn of(name: &str) -> Purpose {
        let name = name.strip_suffix(".socket").unwrap_or(name);
        let name = name.strip_suffix("-sock").unwrap_or(name);
        match name.rsplit('-').next() {
            Some("ro") => Purpose::ReadOnly,
            Some("admin") => Purpose::Admin,
            Some("tcp") => Purpose::Tcp,
            Some("tls") => Purpose::Tls,
            Some(_) | None => Purpose::ReadWrite,
        }
    }
}

/// The sockets that were handed over to this process.
///
/// # Errors
/// One of them is no listening stream socket.
pub fn sockets() -> std::io::Result<Vec<(Purpose, OwnedFd)>> {
    let names = std::env::var("LISTEN_FDNAMES").unwrap_or_default();
    let mut names = names.split(':');
    let mut given = ListenFd::from_env();
    let mut sockets = Vec::new();
    for index in 0..given.len() {
        let name = names.next().filter(|n| !n.is_empty() && *n != "unknown");
        let (fd, path): (OwnedFd, Option<String>) = match given.take_unix_listener(index) {
            Ok(Some(unix)) => {
                let address = unix.local_addr().ok();
                let path = address.as_ref().and_then(|a| a.as_pathname());
                let path = path.and_then(|p| Some(p.file_name()?.to_string_lossy().into_owned()));
                (unix.into(), path)
            }
            Ok(None) => continue,
            Err(_) => match given.take_tcp_listener(index)? {
                Some(tcp) => (tcp.into(), Some("tcp".to_owned())),
                None => continue,
            },
        };
        let name = name.map(str::to_owned).or(path).unwrap_or_default();
        sockets.push((Purpose::of(&name), fd));
    }
    Ok(sockets)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_and_files_tell_their_purpose() {
        for (name, purpose) in [
            ("libvirtd.socket", Purpose::ReadWrite),
            ("libvirtd-ro.socket", Purpose::ReadOnly),
            ("libvirtd-admin.socket", Purpose::Admin),
            ("libvirtd-tcp.socket", Purpose::Tcp),
            ("libvirtd-tls.socket", Purpose::Tls),
            ("virtqemud.socket", Purpose::ReadWrite),
            ("virtqemud-ro.socket", Purpose::ReadOnly),
            ("libvirt-sock", Purpose::ReadWrite),
            ("libvirt-sock-ro", Purpose::ReadOnly),
            ("libvirt-admin-sock", Purpose::Admin),
            ("", Purpose::ReadWrite),
        ] {
            assert_eq!(Purpose::of(name), purpose, "{name}");
        }
    }
}
