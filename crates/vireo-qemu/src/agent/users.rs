//! Passwords and SSH keys of the guest's users.

use base64::prelude::{BASE64_STANDARD, Engine};
use serde::de::IgnoredAny;
use serde_json::json;
use vireo_api::Result;

use super::Session;
use super::answers::SshKeys;

/// `virDomainSetUserPassword`; `crypted` when the password is a hash already.
///
/// # Errors
/// As [`Session::ask`].
pub async fn set_password(
    session: &Session,
    user: &str,
    password: &[u8],
    crypted: bool,
) -> Result<()> {
    let password = BASE64_STANDARD.encode(password);
    let arguments = json!({ "crypted": crypted, "username": user, "password": password });
    session.ask::<IgnoredAny>("guest-set-user-password", Some(arguments)).await.map(|_| ())
}

/// `virDomainAuthorizedSSHKeysGet`.
///
/// # Errors
/// As [`Session::ask`].
pub async fn keys(session: &Session, user: &str) -> Result<Vec<String>> {
    let arguments = json!({ "username": user });
    let found: SshKeys = session.ask("guest-ssh-get-authorized-keys", Some(arguments)).await?;
    Ok(found.keys)
}

/// What happens to a user's keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyChange {
    /// They are the only ones from now on.
    Replace,
    /// They are added.
    Append,
    /// They are taken away.
    Remove,
}

/// `virDomainAuthorizedSSHKeysSet`.
///
/// # Errors
/// As [`Session::ask`].
pub async fn set_keys(
    session: &Session,
    user: &str,
    keys: &[&str],
    change: KeyChange,
) -> Result<()> {
    let (command, arguments) = match change {
        KeyChange::Remove => {
            ("guest-ssh-remove-authorized-keys", json!({ "username": user, "keys": keys }))
        }
        KeyChange::Append => {
            let arguments = json!({ "username": user, "keys": keys, "reset": false });
            ("guest-ssh-add-authorized-keys", arguments)
        }
        KeyChange::Replace => {
            let arguments = json!({ "username": user, "keys": keys, "reset": true });
            ("guest-ssh-add-authorized-keys", arguments)
        }
    };
    session.ask::<IgnoredAny>(command, Some(arguments)).await.map(|_| ())
}
