//! Where the memory goes: migration URIs in the forms that clients use.

use vireo_api::{Error, Result};

use crate::error::{argument_unsupported, internal, invalid_arg};

/// A place that one QEMU listens on and the other side connects to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// TCP.
    Tcp(Net),
    /// RDMA: QEMU's own business.
    Rdma(Net),
    /// A unix socket.
    Unix(String),
}

/// A host and a port.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Net {
    /// Name or address, IPv6 without brackets.
    pub host: String,
    /// Port, when one is named.
    pub port: Option<u16>,
    /// `tcp:host:port`, without slashes.
    pub old_form: bool,
}

impl Place {
    /// Takes a URI apart.
    ///
    /// # Errors
    /// It is malformed (`InvalidArg`), or of a scheme that nobody serves (`ArgumentUnsupported`).
    pub fn parse(uri: &str) -> Result<Self> {
        let bad = || invalid_arg(format!("unable to parse URI: {uri}"));
        let (scheme, rest) = uri.split_once(':').ok_or_else(bad)?;
        match scheme {
            "tcp" | "rdma" => {
                let net = match rest.strip_prefix("//") {
                    Some(rest) => {
                        net(rest.split(['/', '?', '#']).next().unwrap_or(rest), false, uri)
                    }
                    None => net(rest, true, uri),
                }?;
                Ok(if scheme == "tcp" { Self::Tcp(net) } else { Self::Rdma(net) })
            }
            "unix" => {
                let path = rest.strip_prefix("//").unwrap_or(rest);
                if path.is_empty() { Err(bad()) } else { Ok(Self::Unix(path.to_owned())) }
            }
            other => Err(argument_unsupported(format!(
                "unsupported scheme {other} in migration URI {uri}"
            ))),
        }
    }

    /// The network place, when it is one.
    #[must_use]
    pub fn net(&self) -> Option<&Net> {
        match self {
            Self::Tcp(net) | Self::Rdma(net) => Some(net),
            Self::Unix(_) => None,
        }
    }

    /// What QEMU is told to connect to.
    #[must_use]
    pub fn to_qemu(&self) -> String {
        match self {
            Self::Tcp(net) => format!("tcp:{}:{}", bracketed(&net.host), net.port.unwrap_or(0)),
            Self::Rdma(net) => format!("rdma:{}:{}", bracketed(&net.host), net.port.unwrap_or(0)),
            Self::Unix(path) => format!("unix:{path}"),
        }
    }
}

fn net(text: &str, old_form: bool, uri: &str) -> Result<Net> {
    let bad = || invalid_arg(format!("unable to parse URI: {uri}"));
    let (host, port) = match text.strip_prefix('[') {
        Some(rest) => {
            let (host, rest) = rest.split_once(']').ok_or_else(bad)?;
            (host, rest.strip_prefix(':'))
        }
        None => match text.rsplit_once(':') {
            Some((host, port)) => (host, Some(port)),
            None => (text, None),
        },
    };
    if host.is_empty() {
        return Err(invalid_arg(format!("missing host in migration URI: {uri}")));
    }
    let port = match port.filter(|port| !port.is_empty()) {
        None => None,
        Some(port) => Some(port.parse::<u16>().ok().filter(|port| *port > 0).ok_or_else(bad)?),
    };
    Ok(Net { host: host.to_owned(), port, old_form })
}

/// An IPv6 address in brackets, anything else as it is.
#[must_use]
pub fn bracketed(host: &str) -> String {
    if host.contains(':') { format!("[{host}]") } else { host.to_owned() }
}

/// The URI that the source is told: as it was asked for, with the port that was found.
#[must_use]
pub fn told(scheme: &str, net: &Net, port: u16) -> String {
    let slashes = if net.old_form { "" } else { "//" };
    format!("{scheme}:{slashes}{}:{port}", bracketed(&net.host))
}

/// Refuses a name of this host that means another host there.
///
/// # Errors
/// Internal error, which says so.
pub fn not_localhost(host: &str) -> Result<()> {
    if host.starts_with("localhost") {
        let text = "hostname on destination resolved to localhost, but migration requires an FQDN";
        return Err(internal(text));
    }
    Ok(())
}

/// What goes wrong with a connection to the destination's QEMU.
#[must_use]
pub fn unreachable(host: &str, port: u16, error: &std::io::Error) -> Error {
    crate::error::system(format!("unable to connect to server at '{host}:{port}'"), error)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tcp(host: &str, port: Option<u16>, old_form: bool) -> Place {
        Place::Tcp(Net { host: host.to_owned(), port, old_form })
    }

    /// REQ: Q-MIG-05
    #[test]
    fn all_forms_are_understood() {
        let cases = [
            ("tcp:host:7", tcp("host", Some(7), true)),
            ("tcp:host", tcp("host", None, true)),
            ("tcp://host:7", tcp("host", Some(7), false)),
            ("tcp://host/", tcp("host", None, false)),
            ("tcp://[::1]:7", tcp("::1", Some(7), false)),
            ("tcp:[fe80::1]:7", tcp("fe80::1", Some(7), true)),
            ("unix:///run/x", Place::Unix("/run/x".to_owned())),
            ("unix:/run/x", Place::Unix("/run/x".to_owned())),
        ];
        for (text, place) in cases {
            assert_eq!(Place::parse(text).unwrap(), place, "{text}");
        }
        assert!(matches!(Place::parse("rdma://h:1").unwrap(), Place::Rdma(_)));
    }

    #[test]
    fn the_rest_is_refused() {
        let code = |text: &str| Place::parse(text).unwrap_err().code();
        use vireo_api::ErrorCode::{ArgumentUnsupported, InvalidArg};
        for text in ["tcp", "tcp:", "tcp://", "tcp://h:x", "tcp://h:0", "tcp:[::1", "unix:"] {
            assert_eq!(code(text), InvalidArg, "{text}");
        }
        assert_eq!(code("fd://7"), ArgumentUnsupported);
        assert!(not_localhost("localhost.localdomain").is_err());
        assert!(not_localhost("host").is_ok());
    }

    #[test]
    fn what_qemu_and_the_source_are_told() {
        let six = tcp("::1", Some(7), false);
        assert_eq!(six.to_qemu(), "tcp:[::1]:7");
        assert_eq!(told("tcp", six.net().unwrap(), 9), "tcp://[::1]:9");
        assert_eq!(told("tcp", tcp("h", None, true).net().unwrap(), 9), "tcp:h:9");
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_taken_or_refused(text in "\\PC*") {
            let _ = Place::parse(&text);
            let _ = Place::parse(&format!("tcp:{text}"));
            let _ = Place::parse(&format!("tcp://{text}"));
        }
    }
}
