//! Secrets on their way to QEMU: each is encrypted with the guest's master key, so that neither a
//! command line nor a log shows it. The key is in a file that only QEMU's user reads; a daemon that
//! starts again finds it there.

use std::path::Path;

use aes::Aes256;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use cbc::cipher::block_padding::Pkcs7;
use cbc::cipher::{BlockModeEncrypt, KeyIvInit};
use vireo_api::secret::{Value, Wanted};
use vireo_api::{ErrorDomain, Result};
use vireo_model::domain::devices::storage::SecretRef;

use crate::build::Build;
use crate::error::{internal, invalid_arg, system};
use crate::process::argv::Props;

/// The object that the others are encrypted with.
const MASTER: &str = "masterKey0";
/// The file of its key, in the guest's directory.
pub(crate) const KEY_FILE: &str = "master-key.aes";

type Key = [u8; 32];

impl Build<'_> {
    /// Adds the object of a secret that the definition names.
    ///
    /// # Errors
    /// There is no such secret, it has no value, or it is for another use.
    pub(crate) fn secret(&mut self, id: &str, named: &SecretRef, usage_type: u32) -> Result<()> {
        let value = match self.secrets {
            Some(secrets) => secrets.value(wanted(named), usage_type)?,
            None => Value::new(&[]),
        };
        self.secret_value(id, &value)
    }

    /// Adds an object for bytes that nobody but QEMU is to see.
    ///
    /// # Errors
    /// The guest's master key can't be read.
    pub(crate) fn secret_value(&mut self, id: &str, value: &Value) -> Result<()> {
        let props = match (self.secrets, self.translation) {
            // It is only to be taken out again: its name will do.
            (None, _) => Props::new(),
            (Some(_), true) => wrapped(&random(), &random(), value),
            (Some(_), false) => sealed(&self.paths.lib_dir, value)?,
        };
        self.line.object("secret", id, props);
        Ok(())
    }
}

/// What a secret's object is made of in a guest whose files are in `lib_dir`.
///
/// # Errors
/// The guest's master key can't be read.
pub(crate) fn sealed(lib_dir: &Path, value: &Value) -> Result<Props> {
    Ok(wrapped(&read_key(&lib_dir.join(KEY_FILE))?, &random(), value))
}

/// How the definition names a secret.
pub(crate) fn wanted(named: &SecretRef) -> Wanted<'_> {
    match (named.uuid, &named.usage) {
        (Some(uuid), _) => Wanted::Uuid(uuid::Uuid::from_bytes(uuid.0)),
        (None, usage) => Wanted::Usage(usage.as_deref().unwrap_or_default()),
    }
}

/// The secret that a setting names by its UUID.
///
/// # Errors
/// It is no UUID.
pub(crate) fn configured(uuid: &str) -> Result<SecretRef> {
    let parsed = uuid::Uuid::parse_str(uuid).map_err(|_| {
        invalid_arg(format!("malformed uuid '{uuid}'")).with_domain(ErrorDomain::Secret)
    })?;
    let uuid = Some(vireo_model::scalar::Uuid(parsed.into_bytes()));
    Ok(SecretRef { uuid, ..SecretRef::default() })
}

fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0_u8; N];
    vireo_host::random::fill(&mut bytes);
    bytes
}

fn read_key(path: &Path) -> Result<Key> {
    let bytes = std::fs::read(path)
        .map_err(|e| system(format!("cannot read the master key '{}'", path.display()), &e))?;
    let length = bytes.len();
    bytes.try_into().map_err(|_| internal(format!("invalid master key read, size={length}")))
}

fn wrapped(key: &Key, iv: &[u8; 16], value: &Value) -> Props {
    let cipher = cbc::Encryptor::<Aes256>::new(key.into(), iv.into());
    let data = cipher.encrypt_padded_vec::<Pkcs7>(value.bytes());
    Props::new()
        .str("data", STANDARD.encode(data))
        .str("keyid", MASTER)
        .str("iv", STANDARD.encode(iv))
        .str("format", "base64")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_encrypted_as_qemu_reads_it() {
        // By `openssl enc -aes-256-cbc -K … -iv …`.
        let (key, iv) = ([7_u8; 32], [9_u8; 16]);
        let props = wrapped(&key, &iv, &Value::new(b"passphrase"));
        assert_eq!(props.get_str("data"), Some("A5dim3XKTufg95NWCOW5tA=="));
        assert_eq!(props.get_str("iv"), Some("CQkJCQkJCQkJCQkJCQkJCQ=="));
        assert_eq!(props.get_str("keyid"), Some(MASTER));
    }

    #[test]
    fn a_key_of_another_length_is_refused() {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), [1_u8; 31]).unwrap();
        let error = read_key(file.path()).unwrap_err();
        assert_eq!(error.detail(), Some("invalid master key read, size=31"));
        assert!(configured("x").is_err());
    }
}
