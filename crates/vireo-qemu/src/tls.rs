//! TLS of what guests are connected to: where certificates are, and the credentials that QEMU makes
//! of them.

use std::path::Path;

use vireo_api::Result;
use vireo_api::consts::SECRET_USAGE_TYPE_TLS;
use vireo_config::QemuConfig;
use vireo_model::domain::Domain;
use vireo_model::domain::devices::storage::NetProtocol;

use crate::build::Build;
use crate::process::argv::Props;
use crate::vault;

/// Certificates where nothing is configured and a use of TLS has no folder of its own.
const FALLBACK_DIR: &str = "/etc/pki/qemu";

/// Credentials that are to be made.
pub(crate) struct Credentials<'a> {
    /// Their name.
    pub id: String,
    /// Where their certificates are.
    pub dir: String,
    /// Which end of a connection they are for.
    pub endpoint: Endpoint,
    /// The secret that opens the private key, by its UUID, and the object that it becomes.
    pub key: Option<(&'a str, String)>,
}

/// An end of a connection.
#[derive(Clone, Copy)]
pub(crate) enum Endpoint {
    /// It connects, and always asks for a certificate.
    Client,
    /// It is connected to, and may ask for one.
    Server { verify: bool },
}

/// The folder of the certificates for a use of TLS; `own` is the one that is configured for it.
pub(crate) fn directory(own: Option<&str>, config: &QemuConfig, service: &str) -> String {
    let chosen = own.or(config.default_tls_x509_cert_dir.as_deref());
    chosen.map_or_else(
        || {
            let dir = format!("/etc/pki/libvirt-{service}");
            if Path::new(&dir).is_dir() { dir } else { FALLBACK_DIR.to_owned() }
        },
        str::to_owned,
    )
}

/// The secret that opens the private key: the one of this use, or of all.
pub(crate) fn key<'a>(own: &'a Option<String>, config: &'a QemuConfig) -> Option<&'a str> {
    own.as_deref().or(config.default_tls_x509_secret_uuid.as_deref())
}

/// Notes where the settings ask for TLS and the definition leaves that open.
pub(crate) fn fill(config: &QemuConfig, domain: &mut Domain) {
    if config.chardev_tls {
        crate::devices::chardev::for_each_tcp(domain, |tcp| {
            if tcp.tls.is_none() {
                (tcp.tls, tcp.tls_from_config) = (Some(true), Some(1));
            }
        });
    }
    for source in domain.devices.disks.iter_mut().filter_map(|disk| disk.source.as_mut()) {
        if config.nbd_tls && source.protocol == Some(NetProtocol::Nbd) && source.tls.is_none() {
            (source.tls, source.tls_from_config) = (Some(true), Some(1));
        }
    }
}

impl Build<'_> {
    /// Adds credentials, and the secret of their key before them.
    ///
    /// # Errors
    /// The secret is not there.
    pub(crate) fn tls(&mut self, wanted: Credentials<'_>) -> Result<()> {
        let (endpoint, verify) = match wanted.endpoint {
            Endpoint::Client => ("client", true),
            Endpoint::Server { verify } => ("server", verify),
        };
        let mut props = Props::new()
            .str("dir", wanted.dir)
            .str("endpoint", endpoint)
            .bool("verify-peer", verify);
        if let Some((uuid, id)) = wanted.key {
            self.secret(&id, &vault::configured(uuid)?, SECRET_USAGE_TYPE_TLS)?;
            props = props.str("passwordid", id);
        }
        self.line.object("tls-creds-x509", &wanted.id, props);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn certificates_are_where_the_settings_say() {
        let mut config = QemuConfig::default();
        assert_eq!(directory(None, &config, "no-such-use"), FALLBACK_DIR);
        config.default_tls_x509_cert_dir = Some("/all".to_owned());
        config.default_tls_x509_secret_uuid = Some("a".to_owned());
        assert_eq!(directory(None, &config, "chardev"), "/all");
        assert_eq!(directory(Some("/own"), &config, "chardev"), "/own");
        assert_eq!(key(&None, &config), Some("a"));
        assert_eq!(key(&Some("b".to_owned()), &config), Some("b"));
    }
}
