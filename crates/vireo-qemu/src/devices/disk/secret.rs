//! Secrets that disks want. The daemon keeps secrets, and disks are not given any of them yet: for a
//! disk none is there.

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
    let named = named.unwrap_or_else(|| "uuid ''".to_owned());
    let text = format!("no secret with matching {named} for disks, which can't be given any yet");
    Error::new(ErrorCode::NoSecret, ErrorDomain::Secret, text)
}
