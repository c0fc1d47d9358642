//! Which driver a connection's URI asks for.

use vireo_api::{Error, ErrorCode, ErrorDomain};

/// A URI taken apart as far as the server needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Uri<'a> {
    /// Before the colon: the driver.
    pub scheme: &'a str,
    /// The host, which a connection to a daemon does not have.
    pub authority: &'a str,
    /// The path.
    pub path: &'a str,
    /// What follows the path: query and fragment with their marks.
    pub rest: &'a str,
}

impl<'a> Uri<'a> {
    /// Takes a URI apart.
    ///
    /// # Errors
    /// `NoConnect` without a scheme, `InternalError` for what is no URI.
    pub fn parse(text: &'a str) -> Result<Uri<'a>, Error> {
        let Some((scheme, after)) = text.split_once(':') else {
            let text = format!("URI '{text}' does not include a driver name");
            return Err(Error::new(ErrorCode::NoConnect, ErrorDomain::None, text));
        };
        let letters = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
        if !scheme.starts_with(|c: char| c.is_ascii_alphabetic()) || !scheme.chars().all(letters) {
            let text = format!("Unable to parse URI {text}");
            return Err(Error::new(ErrorCode::InternalError, ErrorDomain::Uri, text));
        }
        let (authority, after) = match after.strip_prefix("//") {
            Some(after) => after.split_at(after.find(['/', '?', '#']).unwrap_or(after.len())),
            None => ("", after),
        };
        let (path, rest) = after.split_at(after.find(['?', '#']).unwrap_or(after.len()));
        Ok(Uri { scheme, authority, path, rest })
    }

    /// The URI as it is shown: with an empty host.
    pub fn normal(&self) -> String {
        format!("{}://{}{}{}", self.scheme, self.authority, self.path, self.rest)
    }

    /// "no connection driver available for …".
    pub fn unserved(&self) -> Error {
        Error::new(ErrorCode::NoConnect, ErrorDomain::None, self.normal())
    }
}

/// Which instance this daemon is, as far as paths of URIs are concerned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instance {
    /// It runs as root: `/system`; else `/session`.
    pub privileged: bool,
    /// Everything is under this directory: `/embed?root=DIR` means it too.
    pub root: Option<String>,
}

impl Instance {
    /// The URI of an empty name.
    pub fn default_uri(&self, scheme: &str) -> String {
        format!("{scheme}:///{}", if self.privileged { "system" } else { "session" })
    }

    /// Is the path this instance's?
    ///
    /// # Errors
    /// `InternalError`, in the reference's words.
    pub fn check(&self, uri: &Uri<'_>) -> Result<(), Error> {
        let ours = match uri.path {
            "/system" => self.privileged,
            "/session" => true,
            "/embed" => self.root.as_ref().is_some_and(|root| {
                let query = uri.rest.strip_prefix('?').unwrap_or_default();
                query.split('&').any(|p| p.strip_prefix("root=") == Some(root.as_str()))
            }),
            _ => false,
        };
        if ours {
            return Ok(());
        }
        let text = format!(
            "unexpected {} URI path '{}', try {}",
            uri.scheme,
            uri.path,
            self.default_uri(uri.scheme)
        );
        Err(Error::new(ErrorCode::InternalError, ErrorDomain::None, text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Result<String, String> {
        let instance = Instance { privileged: true, root: Some("/r".into()) };
        let uri = Uri::parse(text).map_err(|e| e.message())?;
        instance.check(&uri).map_err(|e| e.message())?;
        Ok(uri.normal())
    }

    // Recorded from the reference.
    #[test]
    fn uris_are_judged_as_by_the_reference() {
        for same in ["qemu:///system", "qemu:///session", "qemu:///system?x=y", "qemu:///system#f"]
        {
            assert_eq!(told(same), Ok(same.to_owned()));
        }
        assert_eq!(told("qemu:/system"), Ok("qemu:///system".into()));
        assert_eq!(told("qemu:///embed?root=/r"), Ok("qemu:///embed?root=/r".into()));
        assert_eq!(
            told("qemu:///embed?root=/x"),
            Err("internal error: unexpected qemu URI path '/embed', try qemu:///system".into())
        );
        assert_eq!(
            told("qemu:///"),
            Err("internal error: unexpected qemu URI path '/', try qemu:///system".into())
        );
        assert_eq!(
            told("qemu"),
            Err("no connection driver available for URI 'qemu' does not include a driver name"
                .into())
        );
        assert_eq!(told(":/"), Err("internal error: Unable to parse URI :/".into()));
    }

    #[test]
    fn a_users_daemon_has_no_system_path() {
        let user = Instance { privileged: false, root: None };
        let uri = Uri::parse("qemu:///system").unwrap();
        assert_eq!(
            user.check(&uri).unwrap_err().message(),
            "internal error: unexpected qemu URI path '/system', try qemu:///session"
        );
    }
}
