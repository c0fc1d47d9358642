//! Secrets that disks want. No secrets are kept yet, so that none of them is there.

use vireo_api::{Error, ErrorCode, ErrorDomain, Result};
use vireo_model::domain::devices::Disk;
use vireo_model::domain::devices::storage::{Auth, Encryption, SecretRef};

use super::Layer;

/// Refuses a layer that cannot be opened without a secret.
pub(super) fn check(disk: &Disk, layer: &Layer<'_>, top: bool) -> Result<()> {
    let (auth, encryption) = match top {
        true => (disk.auth.as_deref(), disk.encryption.as_deref()),
        false => (None, None),
    };
    let auth = layer.source.auth.as_deref().or(auth);
    let encryption = layer.source.encryption.as_deref().or(encryption);
    check_auth(auth)?;
    encryption.map_or(Ok(()), check_encryption)
}

/// Refuses to log in somewhere, for want of the password.
pub(crate) fn check_auth(auth: Option<&Auth>) -> Result<()> {
    match auth {
        Some(auth) => Err(missing(auth.secret.as_ref())),
        None => Ok(()),
    }
}

fn check_encryption(encryption: &Encryption) -> Result<()> {
    Err(missing(encryption.secrets.first()))
}

/// "Secret not found"
fn missing(secret: Option<&SecretRef>) -> Error {
    let named = secret.and_then(|secret| match (secret.uuid, &secret.usage) {
        (Some(uuid), _) => Some(format!("uuid '{uuid}'")),
        (None, Some(usage)) => Some(format!("usage '{usage}'")),
        (None, None) => None,
    });
    let text = format!("no secret with matching {}", named.unwrap_or_else(|| "uuid ''".to_owned()));
    Error::new(ErrorCode::NoSecret, ErrorDomain::Secret, text)
}
