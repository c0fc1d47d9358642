//! TLS of a migration: refused where it cannot be had.

use std::path::Path;

use serde_json::Value;
use vireo_api::consts::{
    MIGRATE_PARAM_TLS_DESTINATION, MIGRATE_PARAM_URI, MIGRATE_TLS, MIGRATE_TUNNELLED,
    SECRET_USAGE_TYPE_TLS,
};
use vireo_api::{ErrorCode, Result};
use vireo_config::QemuConfig;
use vireo_qmp::Call;
use vireo_qmp::command::ObjectDel;

use super::params::Request;
use super::phase::Side;
use super::settings::Settings;
use crate::process::argv::Props;
use crate::process::transition::Run;
use crate::{tls, vault};

/// Where certificates of migrations are when nothing else is configured.
const DEFAULT_DIR: &str = "/etc/pki/libvirt-migrate";
const FALLBACK_DIR: &str = "/etc/pki/qemu";

/// The name of the credentials in QEMU.
pub const OBJECT: &str = "objlibvirt_migrate_tls0";
/// The name of the secret that opens their private key.
const SECRET: &str = "libvirt_migrate-secret0";

/// The directory of the certificates.
#[must_use]
pub fn directory(config: &QemuConfig) -> String {
    let own = config.migrate_tls_x509_cert_dir.clone();
    let default = own.or_else(|| config.default_tls_x509_cert_dir.clone());
    default.unwrap_or_else(|| {
        let dir = if Path::new(DEFAULT_DIR).is_dir() { DEFAULT_DIR } else { FALLBACK_DIR };
        dir.to_owned()
    })
}

/// What speaks against TLS as it is asked for, on either side.
#[must_use]
pub fn reasons(request: &Request, config: &QemuConfig) -> Vec<(ErrorCode, String)> {
    let mut all = Vec::new();
    let mut refuse = |code, text: &str| all.push((code, text.to_owned()));
    if config.migrate_tls_force && !request.has(MIGRATE_TUNNELLED | MIGRATE_TLS) {
        let text = "this libvirtd instance allows migration only with VIR_MIGRATE_TLS flag";
        refuse(ErrorCode::OperationInvalid, text);
    }
    if !request.has(MIGRATE_TLS) {
        if request.text(MIGRATE_PARAM_TLS_DESTINATION).is_some() {
            let text = "TLS destination name is only used with TLS migration";
            refuse(ErrorCode::InvalidArg, text);
        }
        return all;
    }
    if request.has(MIGRATE_TUNNELLED) {
        // The pipes of a tunnel go one way; TLS talks both ways.
        let text = "TLS is not supported with tunnelled migration";
        refuse(ErrorCode::ArgumentUnsupported, text);
    }
    let ca = Path::new(&directory(config)).join("ca-cert.pem");
    if !ca.exists() {
        let text =
            format!("Unable to access credentials {}: No such file or directory", ca.display());
        refuse(ErrorCode::InternalError, &text);
    }
    all
}

/// What only the source can say against TLS: it needs a name to compare the certificate with.
#[must_use]
pub fn source_reasons(request: &Request) -> Vec<(ErrorCode, String)> {
    let unix = request.text(MIGRATE_PARAM_URI).is_some_and(|uri| uri.starts_with("unix:"));
    let named = request.text(MIGRATE_PARAM_TLS_DESTINATION).is_some();
    if !request.has(MIGRATE_TLS) || !unix || named {
        return Vec::new();
    }
    let text = "Explicit destination hostname is required for TLS migration over UNIX socket";
    vec![(ErrorCode::OperationUnsupported, text.to_owned())]
}

/// The credentials of what goes beside the memory, when TLS is asked for.
#[must_use]
pub fn credentials(request: &Request) -> Option<&'static str> {
    request.has(MIGRATE_TLS).then_some(OBJECT)
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

/// Gives QEMU its credentials, when TLS is asked for, and before them the secret of their key.
///
/// # Errors
/// The key's secret isn't there, or QEMU can't read the certificates; it then has neither object.
pub async fn add(run: &Run, request: &Request, side: Side) -> Result<()> {
    if !request.has(MIGRATE_TLS) {
        return Ok(());
    }
    let config = &run.core.config;
    let key = match tls::key(&config.migrate_tls_x509_secret_uuid, config) {
        Some(uuid) => {
            let named = vault::configured(uuid)?;
            let value = run.core.secrets.value(vault::wanted(&named), SECRET_USAGE_TYPE_TLS)?;
            Some(vault::sealed(&run.live.paths.lib_dir, &value)?)
        }
        None => None,
    };
    // One that an earlier migration left is of the same directory.
    remove(run).await;
    for object in objects(config, side, key) {
        if let Err(error) = run.live.call(Call::new("object-add").arguments(&object)).await {
            remove(run).await;
            return Err(error);
        }
    }
    Ok(())
}

/// The objects of one side, in the order in which QEMU is to get them; `key` is what the secret of
/// the private key is made of.
fn objects(config: &QemuConfig, side: Side, key: Option<Props>) -> Vec<Value> {
    let (endpoint, verify) = match side {
        Side::Source => ("client", true),
        Side::Destination => {
            let own = config.migrate_tls_x509_verify;
            ("server", own.or(config.default_tls_x509_verify).unwrap_or(true))
        }
    };
    let object = |kind: &str, id: &str| Props::new().str("qom-type", kind).str("id", id);
    let credentials = object("tls-creds-x509", OBJECT)
        .str("dir", directory(config))
        .str("endpoint", endpoint)
        .bool("verify-peer", verify)
        .maybe_str("passwordid", key.as_ref().map(|_| SECRET));
    let secret = key.map(|key| object("secret", SECRET).and(key));
    secret.into_iter().chain([credentials]).map(Value::from).collect()
}

/// Takes the credentials away again, and the secret that they used.
pub async fn remove(run: &Run) {
    for id in [OBJECT, SECRET] {
        if run.live.is_ending() {
            return;
        }
        if let Err(error) = run.live.try_call(&ObjectDel { id }).await {
            tracing::debug!(guest = %run.guest.name(), id, %error, "no such object");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_secret_of_the_key_comes_before_the_credentials() {
        let config = QemuConfig {
            migrate_tls_x509_cert_dir: Some("/own".to_owned()),
            default_tls_x509_verify: Some(false),
            ..QemuConfig::default()
        };
        let key = Props::new().str("data", "c2VhbGVk").str("format", "base64");
        let made = objects(&config, Side::Destination, Some(key));
        let secret = serde_json::json!({
            "qom-type": "secret", "id": SECRET, "data": "c2VhbGVk", "format": "base64",
        });
        let credentials = serde_json::json!({
            "qom-type": "tls-creds-x509", "id": OBJECT, "dir": "/own",
            "endpoint": "server", "verify-peer": false, "passwordid": SECRET,
        });
        assert_eq!(made, [secret, credentials]);
    }

    #[test]
    fn a_key_that_is_open_needs_no_secret() {
        let made = objects(&QemuConfig::default(), Side::Source, None);
        assert_eq!(made.len(), 1);
        assert_eq!(made[0]["endpoint"], "client");
        assert_eq!(made[0]["verify-peer"], true);
        assert!(made[0].get("passwordid").is_none());
    }
}
