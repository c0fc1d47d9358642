//! The listening sockets: made, handed over, accepted from, removed.

use std::fs;
use std::io;
use std::net::{SocketAddr, ToSocketAddrs as _};
use std::os::fd::OwnedFd;
use std::os::unix::fs::{FileTypeExt as _, symlink};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use tracing::{debug, warn};
use vireo_api::Identity;
use vireo_config::{AuthScheme, DaemonConfig};
use vireo_host::sock::{FdListener, FdSocket};

use super::activation::{self, Purpose};
use super::places::Places;
use crate::auth::{Authenticator, NoAuth, authenticator};
use crate::client::{Newcomer, Server, Transport};
use crate::connection::{ADMIN_PROGRAMS, Door, MAIN_PROGRAMS, serve};
use crate::daemon::Daemon;
use crate::names::Names;

/// A unix socket of ours: its purpose, its name, and its modular daemon's name.
const SOCKETS: &[(Purpose, &str, &str)] = &[
    (Purpose::ReadWrite, "libvirt-sock", "virtqemud-sock"),
    (Purpose::ReadOnly, "libvirt-sock-ro", "virtqemud-sock-ro"),
    (Purpose::Admin, "libvirt-admin-sock", "virtqemud-admin-sock"),
];

/// What the listeners lead to, by purpose.
#[derive(Clone)]
pub struct Doors {
    main: Door,
    ro: Door,
    admin: Door,
    tcp: Option<Door>,
}

/// A listener and its door.
struct Listening {
    listener: FdListener,
    door: Door,
}

/// All listeners of the daemon. Dropping it removes the files that were made for them.
pub struct Listeners {
    all: Vec<Listening>,
    made: Made,
}

/// Files to remove at the end.
struct Made(Vec<PathBuf>);

impl Drop for Made {
    fn drop(&mut self) {
        for path in &self.0 {
            let _ = fs::remove_file(path);
        }
    }
}

impl Doors {
    /// The doors of a configuration.
    ///
    /// # Errors
    /// An authentication scheme that is not served yet is asked for.
    pub fn new(
        config: &DaemonConfig,
        privileged: bool,
        main: &Arc<Server>,
        admin: &Arc<Server>,
    ) -> Result<Doors, String> {
        let unix = |key: &str, scheme: Option<AuthScheme>| {
            let default = AuthScheme::None;
            let scheme = if privileged { scheme.unwrap_or(default) } else { default };
            authenticator(scheme).map_err(|name| {
                format!("{key}: authentication scheme '{name}' is not available yet")
            })
        };
        let door = |auth: Arc<dyn Authenticator>, read_only| Door {
            server: Arc::clone(main),
            programs: MAIN_PROGRAMS,
            auth,
            read_only,
            keepalive_interval: config.keepalive_interval.try_into().unwrap_or(0),
            keepalive_count: config.keepalive_count,
        };
        let tcp = match config.auth_tcp {
            AuthScheme::None => Some(door(Arc::new(NoAuth), false)),
            AuthScheme::Sasl | AuthScheme::Polkit => None,
        };
        Ok(Doors {
            main: door(unix("auth_unix_rw", config.auth_unix_rw)?, false),
            ro: door(unix("auth_unix_ro", config.auth_unix_ro)?, true),
            admin: Door {
                server: Arc::clone(admin),
                programs: ADMIN_PROGRAMS,
                keepalive_interval: config.admin_keepalive_interval.try_into().unwrap_or(0),
                keepalive_count: config.admin_keepalive_count,
                ..door(Arc::new(NoAuth), false)
            },
            tcp,
        })
    }

    fn tcp(&self) -> Result<Door, String> {
        self.tcp.clone().ok_or_else(|| {
            "auth_tcp: only \"none\" is available yet; \
             plain TCP without authentication must be asked for"
                .to_owned()
        })
    }
}

/// The permissions of the sockets, as configured.
struct Permissions {
    group: Option<u32>,
    rw: u32,
    ro: u32,
    admin: u32,
}

impl Permissions {
    fn new(config: &DaemonConfig, privileged: bool) -> Result<Permissions, String> {
        let group = config.unix_sock_group.as_deref().filter(|_| privileged);
        let group = group.map(crate::names::group_id).transpose()?;
        let mode = |set: &Option<String>, default: u32| match set {
            None => Ok(default),
            Some(text) => u32::from_str_radix(text, 8)
                .ok()
                .filter(|mode| *mode <= 0o7777)
                .ok_or_else(|| format!("Failed to parse mode '{text}'")),
        };
        Ok(Permissions {
            // Without a group that may, only the owner may: there is no polkit to ask further.
            rw: mode(&config.unix_sock_rw_perms, if group.is_some() { 0o770 } else { 0o700 })?,
            ro: mode(&config.unix_sock_ro_perms, if privileged { 0o777 } else { 0o700 })?,
            admin: mode(&config.unix_sock_admin_perms, 0o700)?,
            group,
        })
    }

    fn of(&self, purpose: Purpose) -> u32 {
        match purpose {
            Purpose::ReadOnly => self.ro,
            Purpose::Admin => self.admin,
            Purpose::ReadWrite | Purpose::Tcp | Purpose::Tls => self.rw,
        }
    }
}

impl Listeners {
    /// Opens all sockets: those handed over by the service manager, and the others at their
    /// places.
    ///
    /// # Errors
    /// A place is in use, or cannot be used, or TCP is asked for with authentication that is
    /// not available.
    pub fn open(
        config: &DaemonConfig,
        places: &Places,
        listen_tcp: bool,
        doors: &Doors,
    ) -> Result<Listeners, String> {
        let permissions = Permissions::new(config, places.privileged)?;
        let mut this = Listeners { all: Vec::new(), made: Made(Vec::new()) };
        let given = this.take_given(doors)?;
        let dir = places.socket_dir(config.unix_sock_dir.as_deref());
        for (purpose, name, modular) in SOCKETS {
            let wanted = *purpose != Purpose::ReadOnly || places.has_read_only_socket();
            if !wanted || given.contains(purpose) {
                continue;
            }
            let door = doors.of(*purpose);
            let path = dir.join(name);
            this.bind_unix(&path, permissions.of(*purpose), permissions.group, door)?;
            this.link(&dir.join(modular), name);
        }
        if listen_tcp && config.listen_tcp && !given.contains(&Purpose::Tcp) {
            this.bind_tcp(config, doors.tcp()?)?;
        }
        if listen_tcp && config.listen_tls {
            warn!("listen_tls: TLS is not available yet, not listening on {}", config.tls_port);
        }
        Ok(this)
    }

    fn take_given(&mut self, doors: &Doors) -> Result<Vec<Purpose>, String> {
        let given = activation::sockets()
            .map_err(|e| format!("cannot take the sockets of the service manager: {e}"))?;
        let mut purposes = Vec::new();
        for (purpose, fd) in given {
            let door = match purpose {
                Purpose::Tcp => doors.tcp()?,
                Purpose::Tls => {
                    warn!("TLS is not available yet: the service manager's socket is closed");
                    continue;
                }
                Purpose::ReadWrite | Purpose::ReadOnly | Purpose::Admin => doors.of(purpose),
            };
            self.add(fd, door).map_err(|e| format!("cannot listen on a given socket: {e}"))?;
            purposes.push(purpose);
        }
        Ok(purposes)
    }

    fn add(&mut self, fd: OwnedFd, door: Door) -> io::Result<()> {
        self.all.push(Listening { listener: FdListener::from_fd(fd)?, door });
        Ok(())
    }

    fn bind_unix(
        &mut self,
        path: &Path,
        mode: u32,
        group: Option<u32>,
        door: Door,
    ) -> Result<(), String> {
        let shown = path.display();
        make_room(path)?;
        let listener = FdListener::bind_unix(path, mode)
            .map_err(|e| format!("Failed to bind socket to '{shown}': {e}"))?;
        self.made.0.push(path.to_owned());
        if let Some(group) = group {
            std::os::unix::fs::chown(path, None, Some(group))
                .map_err(|e| format!("Failed to change ownership of '{shown}': {e}"))?;
        }
        self.all.push(Listening { listener, door });
        Ok(())
    }

    /// Makes a second name for a socket; that a modular daemon serves there is no error.
    fn link(&mut self, link: &Path, name: &str) {
        if fs::read_link(link).is_ok_and(|target| target == Path::new(name)) {
            // An earlier daemon's, which leads to this one's socket.
            return self.made.0.push(link.to_owned());
        }
        let made = make_room(link).and_then(|()| {
            symlink(name, link).map_err(|e| format!("cannot link '{}': {e}", link.display()))
        });
        match made {
            Ok(()) => self.made.0.push(link.to_owned()),
            Err(why) => warn!("{why}"),
        }
    }

    fn bind_tcp(&mut self, config: &DaemonConfig, door: Door) -> Result<(), String> {
        let addresses = tcp_addresses(config.listen_addr.as_deref(), &config.tcp_port)?;
        for address in addresses {
            let listener = FdListener::bind_tcp(address)
                .map_err(|e| format!("Unable to bind to port: {address}: {e}"))?;
            debug!("listening on {address}");
            self.all.push(Listening { listener, door: door.clone() });
        }
        Ok(())
    }

    /// The sockets' files, for telling where the daemon is.
    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        self.made.0.iter().map(PathBuf::as_path)
    }

    /// Starts to accept clients. Gives back what keeps the sockets' files there.
    pub fn accept(self, daemon: &Arc<Daemon>, backlog: u32) -> impl Sized + use<> {
        let backlog = i32::try_from(backlog).unwrap_or(i32::MAX);
        for listening in self.all {
            // The socket listens already; this only sets the length of its queue.
            let _ = rustix::net::listen(&listening.listener, backlog);
            tokio::spawn(accept(listening, Arc::clone(daemon)));
        }
        self.made
    }
}

impl Doors {
    fn of(&self, purpose: Purpose) -> Door {
        match purpose {
            Purpose::ReadOnly => self.ro.clone(),
            Purpose::Admin => self.admin.clone(),
            Purpose::ReadWrite | Purpose::Tcp | Purpose::Tls => self.main.clone(),
        }
    }
}

/// Makes sure that a socket can be made at `path`: its directory is there, and nothing lives
/// there. A file that a dead daemon left is removed.
fn make_room(path: &Path) -> Result<(), String> {
    let shown = path.display();
    if let Some(dir) = path.parent() {
        fs::create_dir_all(dir)
            .map_err(|e| format!("cannot create directory '{}': {e}", dir.display()))?;
    }
    let Ok(there) = fs::symlink_metadata(path) else { return Ok(()) };
    if !there.file_type().is_socket() && !there.file_type().is_symlink() {
        return Err(format!("'{shown}' is there and is no socket"));
    }
    match UnixStream::connect(path) {
        Ok(_) => Err(format!("Failed to bind socket to '{shown}': Address already in use")),
        // Nobody listens, or a link leads nowhere: left behind by a daemon that was killed.
        Err(e)
            if matches!(e.kind(), io::ErrorKind::ConnectionRefused | io::ErrorKind::NotFound) =>
        {
            fs::remove_file(path).map_err(|e| format!("cannot remove stale socket '{shown}': {e}"))
        }
        Err(e) => Err(format!("cannot tell whether '{shown}' is in use: {e}")),
    }
}

/// The addresses of the TCP listener: all of this host unless one is named.
fn tcp_addresses(host: Option<&str>, port: &str) -> Result<Vec<SocketAddr>, String> {
    let number: u16 =
        port.parse().map_err(|_| format!("tcp_port: '{port}' is not a port number"))?;
    match host {
        None => Ok(vec![
            SocketAddr::from(([0, 0, 0, 0], number)),
            SocketAddr::from(([0u16; 8], number)),
        ]),
        Some(host) => (host, number)
            .to_socket_addrs()
            .map(Iterator::collect)
            .map_err(|e| format!("Unable to resolve address '{host}' service '{port}': {e}")),
    }
}

async fn accept(listening: Listening, daemon: Arc<Daemon>) {
    /// How long to wait when there are no descriptors left.
    const PAUSE: Duration = Duration::from_millis(100);
    let Listening { listener, door } = listening;
    let names = Names::default();
    loop {
        door.server.room().await;
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = daemon.stopping() => return,
        };
        match accepted {
            Ok(socket) => welcome(socket, &door, &daemon, &names),
            Err(error) => {
                warn!("cannot accept a client: {error}");
                tokio::time::sleep(PAUSE).await;
            }
        }
    }
}

fn welcome(socket: FdSocket, door: &Door, daemon: &Arc<Daemon>, names: &Names) {
    let identity = match socket.peer_credentials() {
        Ok(peer) => peer.map_or_else(Identity::default, |peer| Identity {
            user_name: names.user(peer.uid),
            group_name: names.group(peer.gid),
            uid: Some(peer.uid),
            gid: Some(peer.gid),
            pid: Some(peer.pid),
            process_time: peer.start_time,
            selinux_context: peer.security_context,
            ..Identity::default()
        }),
        Err(error) => return debug!("a client left before it was known: {error}"),
    };
    let newcomer = Newcomer {
        transport: if socket.is_unix() { Transport::Unix } else { Transport::Tcp },
        read_only: door.read_only,
        address: socket.peer_address().filter(|_| !socket.is_unix()),
        authenticated: door.auth.admits_at_once(&identity),
        identity,
    };
    let seat = door.server.seat(newcomer);
    tokio::spawn(serve(socket, seat, door.clone(), Arc::clone(daemon)));
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::net::UnixListener;

    #[test]
    fn stale_sockets_are_replaced_and_live_ones_kept() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("new/sock");
        make_room(&path).unwrap();
        let listener = UnixListener::bind(&path).unwrap();
        let error = make_room(&path).unwrap_err();
        assert!(error.ends_with("Address already in use"), "{error}");
        drop(listener);
        make_room(&path).unwrap();
        assert!(!path.exists());
        symlink("nowhere", &path).unwrap();
        make_room(&path).unwrap();
        fs::write(&path, "").unwrap();
        assert!(make_room(&path).unwrap_err().ends_with("is no socket"));
    }

    #[test]
    fn modes_are_octal() {
        let config = |mode: &str| DaemonConfig {
            unix_sock_rw_perms: Some(mode.to_owned()),
            ..DaemonConfig::default()
        };
        assert_eq!(Permissions::new(&config("0770"), true).unwrap().rw, 0o770);
        let error = Permissions::new(&config("09"), true).err();
        assert_eq!(error.as_deref(), Some("Failed to parse mode '09'"));
    }

    // REQ: N-04
    #[test]
    fn tcp_addresses_are_all_or_the_named_one() {
        assert_eq!(tcp_addresses(None, "16509").unwrap().len(), 2);
        let one = tcp_addresses(Some("127.0.0.1"), "7").unwrap();
        assert_eq!(one, [SocketAddr::from(([127, 0, 0, 1], 7))]);
        assert!(tcp_addresses(None, "http").is_err());
    }
}
