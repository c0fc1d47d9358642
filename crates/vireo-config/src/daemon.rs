//! `libvirtd.conf`, and `virtqemud.conf`, which has the same keys.

use crate::schema::{Effect::*, schema};
use crate::value::Named;
use crate::{ConfError, FromValue};

/// How a client proves who it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AuthScheme {
    /// Not at all; on a unix socket the kernel's credentials stand.
    None,
    /// By SASL.
    Sasl,
    /// By asking polkit about the peer process.
    Polkit,
}

impl FromValue for AuthScheme {
    const KIND: &'static str = "authentication scheme";

    fn from_value(named: Named<'_>) -> Result<Self, ConfError> {
        let name = String::from_value(named)?;
        match name.as_str() {
            "none" => Ok(AuthScheme::None),
            "sasl" => Ok(AuthScheme::Sasl),
            "polkit" => Ok(AuthScheme::Polkit),
            _ => Err(ConfError::Unsupported {
                file: named.file.to_owned(),
                key: named.key.to_owned(),
                what: format!("unsupported auth {name}"),
            }),
        }
    }
}

schema! {
    /// What `libvirtd.conf` says, or its defaults.
    pub struct DaemonConfig {
        listen_tls: bool = true, Later, "Listen for TLS connections when `--listen` is given.";
        listen_tcp: bool = false, Now, "Listen for plain TCP connections when `--listen` is given.";
        tls_port: String = "16514".into(), Later, "Port or service name of the TLS listener.";
        tcp_port: String = "16509".into(), Now, "Port or service name of the TCP listener.";
        listen_addr: Option<String> = None, Now, "Address of the TCP and TLS listeners; all when absent.";
        unix_sock_group: Option<String> = None, Now, "Group that owns the unix sockets.";
        unix_sock_ro_perms: Option<String> = None, Now, "Octal mode of the read-only socket.";
        unix_sock_rw_perms: Option<String> = None, Now, "Octal mode of the read-write socket.";
        unix_sock_admin_perms: Option<String> = None, Now, "Octal mode of the admin socket.";
        unix_sock_dir: Option<String> = None, Now, "Directory of the unix sockets.";
        auth_unix_ro: Option<AuthScheme> = None, Now, "Authentication on the read-only socket.";
        auth_unix_rw: Option<AuthScheme> = None, Now, "Authentication on the read-write socket.";
        auth_tcp: AuthScheme = AuthScheme::Sasl, Now, "Authentication of TCP connections.";
        auth_tls: AuthScheme = AuthScheme::None, Later, "Authentication of TLS connections beside their certificate.";
        tcp_min_ssf: u32 = 112, Later, "Least strength of a SASL layer on plain TCP.";
        access_drivers: Vec<String> = Vec::new(), Now, "Access control drivers that judge each call.";
        key_file: Option<String> = None, Later, "The server's private key.";
        cert_file: Option<String> = None, Later, "The server's certificate.";
        ca_file: Option<String> = None, Later, "The authority's certificate.";
        crl_file: Option<String> = None, Later, "The authority's revocation list.";
        tls_no_sanity_certificate: bool = false, Later, "Skip the checks of the server's own certificates.";
        tls_no_verify_certificate: bool = false, Later, "Accept clients without a valid certificate.";
        tls_allowed_dn_list: Option<Vec<String>> = None, Later, "Patterns of client names let in over TLS.";
        tls_priority: Option<String> = None, Later, "Override of the TLS algorithm priorities.";
        sasl_allowed_username_list: Option<Vec<String>> = None, Later, "Patterns of user names let in over SASL.";
        max_clients: u32 = 5000, Now, "Most clients connected at once.";
        max_queued_clients: u32 = 1000, Now, "Length of the queue of connections not accepted yet.";
        max_anonymous_clients: u32 = 20, Now, "Most clients connected and not authenticated yet.";
        min_workers: u32 = 5, Never("there is no pool of worker threads"), "Least number of worker threads; shown by the admin interface.";
        max_workers: u32 = 20, Never("there is no pool of worker threads"), "Most worker threads; shown by the admin interface.";
        prio_workers: u32 = 5, Never("there is no pool of worker threads"), "Worker threads for calls that never wait; shown by the admin interface.";
        max_client_requests: u32 = 5, Now, "Most calls of one client in work at once; further ones wait in its socket.";
        admin_min_workers: u32 = 5, Never("there is no pool of worker threads"), "As min_workers, for the admin server.";
        admin_max_workers: u32 = 20, Never("there is no pool of worker threads"), "As max_workers, for the admin server.";
        admin_max_clients: u32 = 5000, Now, "As max_clients, for the admin server.";
        admin_max_queued_clients: u32 = 20, Now, "As max_queued_clients, for the admin server.";
        admin_max_client_requests: u32 = 5, Now, "As max_client_requests, for the admin server.";
        log_level: u32 = 3, Now, "Least priority that is logged: 1 debug, 2 info, 3 warning, 4 error.";
        log_filters: Option<String> = None, Now, "Priorities by source, as `1:qemu 4:util`.";
        log_outputs: Option<String> = None, Now, "Where log lines go, as `3:stderr 1:file:/path`.";
        audit_level: u32 = 1, Later, "0 no audit records, 1 when the host has audit, 2 required.";
        audit_logging: bool = false, Later, "Send audit records to the log as well.";
        host_uuid: Option<String> = None, Now, "The host's UUID, instead of the firmware's.";
        host_uuid_source: Option<String> = None, Now, "Where the host's UUID comes from: smbios or machine-id.";
        keepalive_interval: i32 = 5, Now, "Seconds of silence before a client is asked whether it lives; -1 never asks.";
        keepalive_count: u32 = 5, Now, "Unanswered questions after which a client is dropped.";
        keepalive_required: bool = false, Never("the reference ignores it too"), "Refuse clients that do not know keepalive.";
        admin_keepalive_interval: i32 = 5, Now, "As keepalive_interval, for the admin server.";
        admin_keepalive_count: u32 = 5, Now, "As keepalive_count, for the admin server.";
        admin_keepalive_required: bool = false, Never("the reference ignores it too"), "As keepalive_required, for the admin server.";
        ovs_timeout: u32 = 5, Later, "Seconds that an Open vSwitch command may take.";
    }
}

impl DaemonConfig {
    /// What no type can say: relations between keys. The messages are the reference's.
    fn check(&self, _file: &str) -> Result<(), ConfError> {
        let contradiction = |text: &str| Err(ConfError::Contradiction(text.to_owned()));
        if self.max_workers < 1 {
            return contradiction("'max_workers' must be greater than 0");
        }
        if self.max_clients < self.max_anonymous_clients {
            return contradiction(
                "The overall maximum number of clients must not be less than \
                 the number of clients waiting for authentication",
            );
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Conf, ineffective};

    fn load(text: &str) -> Result<DaemonConfig, String> {
        let conf = Conf::parse("f", text.as_bytes()).unwrap();
        DaemonConfig::from_conf(&conf).map(|(c, _)| c).map_err(|e| e.to_string())
    }

    // REQ: N-04
    #[test]
    fn defaults_are_the_references() {
        let config = load("").unwrap();
        assert_eq!((config.max_clients, config.max_queued_clients), (5000, 1000));
        assert_eq!((config.max_anonymous_clients, config.max_client_requests), (20, 5));
        assert_eq!((config.min_workers, config.max_workers, config.prio_workers), (5, 20, 5));
        assert_eq!((config.keepalive_interval, config.keepalive_count), (5, 5));
        assert_eq!((config.tcp_port.as_str(), config.tls_port.as_str()), ("16509", "16514"));
    }

    // Recorded from the reference.
    #[test]
    fn wrong_values_are_refused_in_the_references_words() {
        let cases = [
            (
                "max_clients = \"x\"",
                "internal error: f: expected an unsigned integer for 'max_clients' parameter",
            ),
            (
                "log_level = -3",
                "internal error: f: expected an unsigned integer for 'log_level' parameter",
            ),
            (
                "listen_tls = 2",
                "internal error: f: value for 'listen_tls' parameter must be 0 or 1",
            ),
            ("listen_tcp = \"1\"", "internal error: f: expected a bool for 'listen_tcp' parameter"),
            (
                "unix_sock_group = 5",
                "internal error: f: expected a string for 'unix_sock_group' parameter",
            ),
            (
                "access_drivers = \"polkit\"",
                "internal error: f: expected a string list for 'access_drivers' parameter",
            ),
            (
                "access_drivers = [ \"polkit\", 5 ]",
                "configuration file syntax error: f: expected a string list for 'access_drivers' parameter",
            ),
            (
                "auth_unix_rw = \"bogus\"",
                "unsupported configuration: f: auth_unix_rw: unsupported auth bogus",
            ),
            (
                "keepalive_interval = \"x\"",
                "internal error: f: expected a signed integer for 'keepalive_interval' parameter",
            ),
            (
                "keepalive_interval = 2147483648",
                "internal error: f: value for 'keepalive_interval' parameter must be in range -2147483648:2147483647",
            ),
            (
                "max_workers = 4294967296",
                "internal error: f: value for 'max_workers' parameter must be in range 0:4294967295",
            ),
            ("max_workers = 0", "internal error: 'max_workers' must be greater than 0"),
            (
                "max_clients = 0",
                "internal error: The overall maximum number of clients must not be less than the number of clients waiting for authentication",
            ),
        ];
        for (text, message) in cases {
            assert_eq!(load(text).unwrap_err(), message, "{text}");
        }
    }

    #[test]
    fn unknown_keys_warn_and_later_ones_are_listed() {
        let conf = Conf::parse("f", b"max_clients = 50\nnonsense = 1\ntls_priority = \"N\"\n");
        let conf = conf.unwrap();
        let (_, warnings) = DaemonConfig::from_conf(&conf).unwrap();
        let told: Vec<_> = warnings.iter().map(ToString::to_string).collect();
        assert_eq!(told, ["f:2: 'nonsense': unknown key, ignored"]);
        let later: Vec<_> =
            ineffective(&conf, DaemonConfig::KEYS).iter().map(ToString::to_string).collect();
        assert_eq!(later, ["f:3: 'tls_priority': has no effect yet"]);
    }
}
