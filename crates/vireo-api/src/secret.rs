//! Secrets as drivers need them: passwords and passphrases for what they run. Whoever puts the
//! daemon together says who keeps them; a driver knows no other.

use std::fmt;
use std::sync::Arc;

use uuid::Uuid;

use crate::error::{Error, Result};
use crate::generated::errors::{ErrorCode, ErrorDomain};

/// The bytes that are secret. They are not shown when they are logged by mistake.
#[derive(Clone, PartialEq, Eq)]
pub struct Value(Arc<[u8]>);

impl Value {
    /// The value.
    #[must_use]
    pub fn new(bytes: &[u8]) -> Self {
        Self(bytes.into())
    }

    /// Its bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Value(…)")
    }
}

/// How a secret is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted<'a> {
    /// By its UUID.
    Uuid(Uuid),
    /// By what it is for.
    Usage(&'a str),
}

impl Wanted<'_> {
    /// "Secret not found: …"
    #[must_use]
    pub fn missing(&self) -> Error {
        let named = match self {
            Self::Uuid(uuid) => format!("uuid '{uuid}'"),
            Self::Usage(usage) => format!("usage '{usage}'"),
        };
        let text = format!("no secret with matching {named}");
        Error::new(ErrorCode::NoSecret, ErrorDomain::Secret, text)
    }
}

/// Who keeps secrets. Nothing of it waits.
pub trait Secrets: Send + Sync {
    /// The value of a secret that is for a use (`virSecretUsageType`).
    ///
    /// # Errors
    /// There is no such secret, it has no value, or it is for another use.
    fn value(&self, wanted: Wanted<'_>, usage_type: u32) -> Result<Value>;
}

/// No secrets.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoSecrets;

impl Secrets for NoSecrets {
    fn value(&self, wanted: Wanted<'_>, _usage_type: u32) -> Result<Value> {
        Err(wanted.missing())
    }
}
