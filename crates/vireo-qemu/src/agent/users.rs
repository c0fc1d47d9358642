//! Passwords and SSH keys of the guest's users.

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
    let arguments = json!({ "crypted": crypted, "username": user, "password": base64(password) });
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

/// RFC 4648 with padding.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let word = chunk.iter().fold(0_u32, |word, byte| word << 8 | u32::from(*byte));
        let word = word << (8 * (3 - chunk.len()));
        for place in 0..4 {
            let digit = DIGITS[(word >> (18 - 6 * place) & 63) as usize];
            out.push(if place <= chunk.len() { char::from(digit) } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_padded() {
        let texts =
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg==")];
        for (plain, coded) in texts {
            assert_eq!(base64(plain.as_bytes()), coded);
        }
    }
}
