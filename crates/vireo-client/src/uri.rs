//! Connection URIs: which socket, and what the daemon is asked to open.

use std::path::PathBuf;

use crate::ssh::Ssh;

/// TCP port of a daemon (`LIBVIRTD_TCP_PORT`).
const TCP_PORT: u16 = 16_509;

/// How to get to the daemon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Transport {
    /// A unix socket of this host.
    Unix(PathBuf),
    /// TCP without encryption.
    Tcp {
        /// Name or address.
        host: String,
        /// Port.
        port: u16,
    },
    /// The daemon's unix socket on another host, by ssh.
    Ssh(Box<Ssh>),
}

/// A connection URI, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Uri {
    /// How to get to the daemon.
    pub transport: Transport,
    /// What the daemon is asked to open: the URI without transport, host and the
    /// parameters that concern the client alone.
    pub name: String,
}

/// Why a URI cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UriError {
    /// It is not of the form `driver[+transport]://[host[:port]]/path[?parameters]`.
    #[error("'{0}' is not a connection URI")]
    Form(String),
    /// The transport is none that this client has.
    #[error("transport '{0}' is not supported")]
    Transport(String),
    /// The transport needs a host.
    #[error("a host name is required for transport '{0}'")]
    NoHost(&'static str),
}

/// Parameters that concern the client alone.
const CLIENT_PARAMETERS: &[&str] = &[
    "auth",
    "command",
    "keyfile",
    "known_hosts",
    "known_hosts_verify",
    "mode",
    "name",
    "netcat",
    "no_sanity",
    "no_tty",
    "no_verify",
    "pkipath",
    "proxy",
    "socket",
    "sshauth",
    "tls_priority",
];

impl Uri {
    /// Takes `text` apart. `read_only` chooses among the default sockets.
    ///
    /// # Errors
    ///
    /// [`UriError`].
    pub fn parse(text: &str, read_only: bool) -> Result<Self, UriError> {
        let form = || UriError::Form(text.to_owned());
        let (scheme, rest) = text.split_once("://").ok_or_else(form)?;
        let (driver, transport) = match scheme.split_once('+') {
            Some((driver, transport)) => (driver, Some(transport)),
            None => (scheme, None),
        };
        let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
        let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        if driver.is_empty() {
            return Err(form());
        }
        let parameters: Vec<_> =
            query.split('&').filter(|p| !p.is_empty()).map(parameter).collect();
        let value = |key| parameters.iter().find(|(k, _)| k == key).map(|(_, v)| v.clone());
        let transport = match transport {
            Some("unix") => None,
            None if authority.is_empty() => None,
            Some("tcp") => Some(tcp(authority).ok_or_else(form)??),
            Some("ssh") => {
                let (user, place) = match authority.rsplit_once('@') {
                    Some((user, place)) => (Some(unescape(user)), place),
                    None => (None, authority),
                };
                let Some((host, port)) = host_and_port(place).ok_or_else(form)? else {
                    return Err(UriError::NoHost("ssh"));
                };
                let socket = value("socket").map(PathBuf::from);
                let socket = socket.unwrap_or_else(|| there(path, read_only));
                Some(Transport::Ssh(Box::new(Ssh {
                    user,
                    host,
                    port,
                    socket: socket.to_string_lossy().into_owned(),
                    command: value("command"),
                    netcat: value("netcat"),
                    keyfile: value("keyfile"),
                    no_verify: value("no_verify").is_some_and(|text| text != "0"),
                })))
            }
            None => return Err(UriError::Transport("tls".into())),
            Some(other) => return Err(UriError::Transport(other.into())),
        };
        let transport = transport.unwrap_or_else(|| {
            let socket = value("socket").map(PathBuf::from);
            Transport::Unix(socket.unwrap_or_else(|| default_socket(driver, path, read_only)))
        });
        let name = value("name").unwrap_or_else(|| name(driver, path, &parameters));
        Ok(Self { transport, name })
    }
}

/// `driver:///path`, with the parameters that are the daemon's.
fn name(driver: &str, path: &str, parameters: &[(String, String)]) -> String {
    let mut name = format!("{driver}://{path}");
    let daemons = parameters.iter().filter(|(key, _)| !CLIENT_PARAMETERS.contains(&key.as_str()));
    for (index, (key, value)) in daemons.enumerate() {
        let mark = if index == 0 { '?' } else { '&' };
        name.push_str(&format!("{mark}{key}={value}"));
    }
    name
}

fn parameter(text: &str) -> (String, String) {
    let (key, value) = text.split_once('=').unwrap_or((text, ""));
    (unescape(key), unescape(value))
}

/// `%41` is `A`; what is no such escape stays as it is.
fn unescape(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        let escape = tail
            .get(..2)
            .filter(|_| first == b'%')
            .and_then(|digits| u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok());
        bytes.push(escape.unwrap_or(first));
        rest = if escape.is_some() { &tail[2..] } else { tail };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// `host`, `host:port`, `[address]:port`, with a user in front that TCP has no use for.
fn tcp(authority: &str) -> Option<Result<Transport, UriError>> {
    let place = authority.rsplit_once('@').map_or(authority, |(_, place)| place);
    Some(match host_and_port(place)? {
        Some((host, port)) => Ok(Transport::Tcp { host, port: port.unwrap_or(TCP_PORT) }),
        None => Err(UriError::NoHost("tcp")),
    })
}

/// The daemon's socket on another host.
fn there(path: &str, read_only: bool) -> PathBuf {
    let ending = if read_only && path != "/session" { "sock-ro" } else { "sock" };
    PathBuf::from(format!("/run/libvirt/libvirt-{ending}"))
}

/// `host`, `host:port`, `[address]:port`; nothing when there is no host.
fn host_and_port(place: &str) -> Option<Option<(String, Option<u16>)>> {
    let (host, port) = match place.strip_prefix('[') {
        Some(bracketed) => {
            let (host, after) = bracketed.split_once(']')?;
            (host, if after.is_empty() { None } else { Some(after.strip_prefix(':')?) })
        }
        None => match place.split_once(':') {
            Some((host, port)) => (host, Some(port)),
            None => (place, None),
        },
    };
    if host.is_empty() {
        return Some(None);
    }
    let port = match port {
        Some(port) => Some(port.parse().ok()?),
        None => None,
    };
    Some(Some((host.to_owned(), port)))
}

/// Where the daemon listens when the URI does not say: the driver's own daemon where
/// that runs, else the one that has all drivers.
fn default_socket(driver: &str, path: &str, read_only: bool) -> PathBuf {
    let folder = if path == "/session" {
        let runtime = std::env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from);
        let home = || std::env::var_os("HOME").map(PathBuf::from).unwrap_or_default();
        runtime.unwrap_or_else(|| home().join(".cache")).join("libvirt")
    } else {
        PathBuf::from("/run/libvirt")
    };
    let ending = if read_only && path != "/session" { "sock-ro" } else { "sock" };
    let own = folder.join(format!("virt{driver}d-{ending}"));
    if own.exists() { own } else { folder.join(format!("libvirt-{ending}")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> (Transport, String) {
        let uri = Uri::parse(text, false).unwrap();
        (uri.transport, uri.name)
    }

    fn unix(path: &str) -> Transport {
        Transport::Unix(path.into())
    }

    fn at(host: &str, port: u16) -> Transport {
        Transport::Tcp { host: host.into(), port }
    }

    #[test]
    fn sockets_and_names_come_out() {
        let cases = [
            ("qemu+unix:///system?socket=/tmp/a%20b", unix("/tmp/a b"), "qemu:///system"),
            ("qemu:///system?socket=/x&no_tty=1", unix("/x"), "qemu:///system"),
            (
                "test:///default?socket=/x&a=b&mode=direct&c=d",
                unix("/x"),
                "test:///default?a=b&c=d",
            ),
            ("qemu:///embed?root=/r&socket=/x", unix("/x"), "qemu:///embed?root=/r"),
            ("qemu+tcp://host/system", at("host", 16509), "qemu:///system"),
            ("qemu+tcp://me@host:7/session", at("host", 7), "qemu:///session"),
            ("qemu+tcp://[::1]:7/system", at("::1", 7), "qemu:///system"),
            ("qemu+tcp://h/system?name=xen:///a", at("h", 16509), "xen:///a"),
            ("qemu+unix:///system?socket=%zz%4", unix("%zz%4"), "qemu:///system"),
        ];
        for (text, transport, name) in cases {
            assert_eq!(parsed(text), (transport, name.to_owned()), "{text}");
        }
    }

    #[test]
    fn what_cannot_be_used_is_told() {
        let error = |text: &str| Uri::parse(text, false).unwrap_err();
        assert_eq!(error("qemu"), UriError::Form("qemu".into()));
        assert_eq!(error("://x"), UriError::Form("://x".into()));
        assert!(matches!(error("qemu+tcp://h:99999/system"), UriError::Form(_)));
        assert_eq!(error("qemu+ssh:///system"), UriError::NoHost("ssh"));
        assert_eq!(error("qemu+libssh://h/system"), UriError::Transport("libssh".into()));
        assert_eq!(error("qemu://h/system"), UriError::Transport("tls".into()));
        assert_eq!(error("qemu+tcp:///system"), UriError::NoHost("tcp"));
    }

    #[test]
    fn the_default_socket_depends_on_the_access() {
        let ending = |read_only| match Uri::parse("nosuch:///system", read_only).unwrap().transport
        {
            Transport::Unix(path) => path,
            other => panic!("{other:?}"),
        };
        assert_eq!(ending(true), PathBuf::from("/run/libvirt/libvirt-sock-ro"));
        assert_eq!(ending(false), PathBuf::from("/run/libvirt/libvirt-sock"));
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_taken_or_refused(text in "\\PC*", host in "\\PC{0,12}") {
            let _ = Uri::parse(&text, false);
            let _ = Uri::parse(&format!("qemu+tcp://{host}/system?{text}"), true);
        }
    }
}
