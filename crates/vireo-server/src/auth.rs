//! Proving who a client is: the interface that polkit, SASL and certificates plug into.

use vireo_api::{Error, ErrorCode, ErrorDomain, Identity};
use vireo_config::AuthScheme;
use vireo_proto::remote::AuthType;

/// What a step of an exchange says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The exchange is over and the client is who it says.
    pub complete: bool,
    /// What to tell the client.
    pub data: Vec<u8>,
}

/// A way for one client to prove who it is. Kept with the connection.
pub trait Authenticator: Send + Sync {
    /// What the client is told to use.
    fn kind(&self) -> AuthType;

    /// Whether a client known only by what its socket tells is let in at once.
    fn admits_at_once(&self, identity: &Identity) -> bool;

    /// The SASL mechanisms on offer, separated by commas.
    ///
    /// # Errors
    /// `AuthFailed` where SASL is not the scheme.
    fn mechanisms(&self) -> Result<String, Error> {
        Err(failed())
    }

    /// A step of a SASL exchange; the first names the mechanism.
    ///
    /// # Errors
    /// `AuthFailed`.
    fn step(&self, mechanism: Option<&str>, data: &[u8]) -> Result<Step, Error> {
        let _ = (mechanism, data);
        Err(failed())
    }

    /// Asks polkit about the peer process.
    ///
    /// # Errors
    /// `AuthFailed`, or that polkit is not the scheme.
    fn polkit(&self, identity: &Identity) -> Result<(), Error> {
        let _ = identity;
        // The reference fails here without saying why, and this is what its RPC layer says then.
        let text = "Library function returned error but did not set virError";
        Err(Error::new(ErrorCode::InternalError, ErrorDomain::Rpc, text))
    }
}

fn failed() -> Error {
    Error::new(ErrorCode::AuthFailed, ErrorDomain::Rpc, "authentication failed")
}

/// Nothing to prove: the socket's permissions decide.
#[derive(Debug, Clone, Copy)]
pub struct NoAuth;

impl Authenticator for NoAuth {
    fn kind(&self) -> AuthType {
        AuthType::AuthNone
    }

    fn admits_at_once(&self, _: &Identity) -> bool {
        true
    }
}

/// polkit is configured but cannot be asked yet: root needs no polkit, others are refused.
#[derive(Debug, Clone, Copy)]
pub struct RootOnly;

impl Authenticator for RootOnly {
    fn kind(&self) -> AuthType {
        AuthType::AuthPolkit
    }

    fn admits_at_once(&self, identity: &Identity) -> bool {
        identity.uid == Some(0)
    }

    fn polkit(&self, _: &Identity) -> Result<(), Error> {
        let text = "polkit is not available: only root may connect while auth_unix_rw or auth_unix_ro is \"polkit\"";
        Err(Error::new(ErrorCode::AuthFailed, ErrorDomain::Rpc, text))
    }
}

/// The authenticator of a configured scheme.
///
/// # Errors
/// The name of a scheme that is not served yet.
pub fn authenticator(
    scheme: AuthScheme,
) -> Result<std::sync::Arc<dyn Authenticator>, &'static str> {
    match scheme {
        AuthScheme::None => Ok(std::sync::Arc::new(NoAuth)),
        AuthScheme::Polkit => Ok(std::sync::Arc::new(RootOnly)),
        AuthScheme::Sasl => Err("sasl"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // Recorded from the reference. REQ: N-04
    #[test]
    fn schemes_that_are_not_in_force_refuse_their_calls() {
        let text = |e: Error| e.message();
        assert_eq!(
            text(NoAuth.mechanisms().unwrap_err()),
            "authentication failed: authentication failed"
        );
        assert!(NoAuth.polkit(&Identity::default()).is_err());
        assert!(NoAuth.step(Some("PLAIN"), b"").is_err());
    }

    #[test]
    fn without_polkit_only_root_is_let_in() {
        let user = |uid| Identity { uid: Some(uid), ..Identity::default() };
        assert!(RootOnly.admits_at_once(&user(0)));
        assert!(!RootOnly.admits_at_once(&user(1000)));
        assert!(!RootOnly.admits_at_once(&Identity::default()));
        assert!(authenticator(AuthScheme::Sasl).is_err());
    }
}
