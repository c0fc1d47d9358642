//! TLS of a migration: refused where it cannot be had.

use vireo_api::consts::{MIGRATE_PARAM_TLS_DESTINATION, MIGRATE_TLS};
use vireo_api::{Error, ErrorCode, ErrorDomain, Result};
use vireo_config::QemuConfig;
use vireo_qmp::Call;
use vireo_qmp::command::ObjectDel;

use super::params::Request;
use super::phase::Side;
use super::settings::Settings;
use crate::error::not_valid;
use crate::process::transition::Run;

/// Where certificates of migrations are when nothing else is configured.
const DEFAULT_DIR: &str = "/etc/pki/libvirt-migrate";
const FALLBACK_DIR: &str = "/etc/pki/qemu";

/// The name of the credentials in QEMU.
pub const OBJECT: &str = "objlibvirt_migrate_tls0";

/// The directory of the certificates.
#[must_use]
pub fn directory(config: &QemuConfig) -> String {
    let own = config.migrate_tls_x509_cert_dir.clone();
    let default = own.or_else(|| config.default_tls_x509_cert_dir.clone());
    default.unwrap_or_else(|| {
        let dir =
            if std::path::Path::new(DEFAULT_DIR).is_dir() { DEFAULT_DIR } else { FALLBACK_DIR };
        dir.to_owned()
    })
}

/// Refuses TLS that this host has no certificates for.
///
/// # Errors
/// There are none; a name for TLS without TLS.
pub fn refuse(request: &Request, config: &QemuConfig) -> Result<()> {
    if !request.has(MIGRATE_TLS) {
        if request.text(MIGRATE_PARAM_TLS_DESTINATION).is_some() {
            let text = "TLS destination name is only used with TLS migration";
            return Err(Error::new(ErrorCode::InvalidArg, ErrorDomain::Qemu, text));
        }
        return Ok(());
    }
    let dir = directory(config);
    if !std::path::Path::new(&dir).join("ca-cert.pem").exists() {
        return Err(not_valid(format!("no certificates for TLS migration in '{dir}'")));
    }
    Ok(())
}

/// Settings that say whether QEMU uses TLS; `host` is whom the certificate is to name where nothing
/// else is asked for.
#[must_use]
pub fn settings(settings: Settings, request: &Request, host: Option<&str>) -> Settings {
    if !request.has(MIGRATE_TLS) {
        return settings;
    }
    let named = request.text(MIGRATE_PARAM_TLS_DESTINATION).or(host).unwrap_or_default();
    settings.parameter("tls-creds", OBJECT).parameter("tls-hostname", named)
}

/// Gives QEMU its credentials, when TLS is asked for.
///
/// # Errors
/// QEMU can't read the certificates.
pub async fn add(run: &Run, request: &Request, side: Side) -> Result<()> {
    if !request.has(MIGRATE_TLS) {
        return Ok(());
    }
    let config = &run.core.config;
    let (endpoint, verify) = match side {
        Side::Source => ("client", true),
        Side::Destination => {
            let own = config.migrate_tls_x509_verify;
            ("server", own.or(config.default_tls_x509_verify).unwrap_or(true))
        }
    };
    let object = serde_json::json!({
        "qom-type": "tls-creds-x509",
        "id": OBJECT,
        "dir": directory(config),
        "endpoint": endpoint,
        "verify-peer": verify,
    });
    // One that an earlier migration left is of the same directory.
    remove(run).await;
    run.live.call(Call::new("object-add").arguments(&object)).await.map(drop)
}

/// Takes the credentials away again.
pub async fn remove(run: &Run) {
    if run.live.is_ending() {
        return;
    }
    if let Err(error) = run.live.try_call(&ObjectDel { id: OBJECT }).await {
        tracing::debug!(guest = %run.guest.name(), %error, "no credentials");
    }
}
