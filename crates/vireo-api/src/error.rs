//! Errors as clients see them (`virError`): a code, a domain, a text, and the object concerned.

use std::fmt;

use vireo_proto::remote;

use crate::{ErrorCode, ErrorDomain};

/// Result of a driver's method.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// How bad it is (`virErrorLevel`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(i32)]
pub enum ErrorLevel {
    /// Nothing to tell.
    None = 0,
    /// Done, but.
    Warning = 1,
    /// Not done.
    Error = 2,
}

/// An error on its way to a client. Boxed inside: results stay small.
#[derive(Clone, PartialEq)]
pub struct Error(Box<Inner>);

#[derive(Debug, Clone, PartialEq)]
struct Inner {
    code: ErrorCode,
    domain: ErrorDomain,
    level: ErrorLevel,
    detail: Option<String>,
    ints: (i32, i32),
    /// An argument that is refused: the function and the argument's name; the detail is the text.
    argument: Option<(String, &'static str)>,
}

impl Error {
    /// An error whose text is the code's template filled with `detail`.
    #[must_use]
    pub fn new(code: ErrorCode, domain: ErrorDomain, detail: impl Into<String>) -> Self {
        Self(Box::new(Inner {
            code,
            domain,
            level: ErrorLevel::Error,
            detail: Some(detail.into()),
            ints: (-1, -1),
            argument: None,
        }))
    }

    /// An error whose text is the code's own, without a detail.
    #[must_use]
    pub fn bare(code: ErrorCode, domain: ErrorDomain) -> Self {
        Self(Box::new(Inner {
            code,
            domain,
            level: ErrorLevel::Error,
            detail: None,
            ints: (-1, -1),
            argument: None,
        }))
    }

    /// An argument of `function` that is refused (`VIR_ERR_INVALID_ARG`): the text stands alone, and
    /// the function and the argument's name go to the wire in place of a template.
    #[must_use]
    pub fn argument(
        domain: ErrorDomain,
        function: &str,
        argument: &'static str,
        text: impl Into<String>,
    ) -> Self {
        let mut this = Self::new(ErrorCode::InvalidArg, domain, text);
        this.0.argument = Some((function.to_owned(), argument));
        this.0.ints = (0, 0);
        this
    }

    /// "this function is not supported by the connection driver: `api`".
    #[must_use]
    pub fn no_support(domain: ErrorDomain, api: &str) -> Self {
        Self::new(ErrorCode::NoSupport, domain, api)
    }

    /// A failed system call: `doing: strerror`, with errno in the first number, as the reference.
    #[must_use]
    pub fn system(domain: ErrorDomain, doing: impl fmt::Display, error: &std::io::Error) -> Self {
        let text = error.to_string();
        // Rust appends " (os error N)"; the reference's text ends before it.
        let text = text.split(" (os error").next().unwrap_or_default();
        let mut this = Self::new(ErrorCode::SystemError, domain, format!("{doing}: {text}"));
        this.0.ints.0 = error.raw_os_error().unwrap_or(0);
        this
    }

    /// The code.
    #[must_use]
    pub fn code(&self) -> ErrorCode {
        self.0.code
    }

    /// The domain.
    #[must_use]
    pub fn domain(&self) -> ErrorDomain {
        self.0.domain
    }

    /// The same error told by another part.
    #[must_use]
    pub fn with_domain(mut self, domain: ErrorDomain) -> Self {
        self.0.domain = domain;
        self
    }

    /// The detail alone.
    #[must_use]
    pub fn detail(&self) -> Option<&str> {
        self.0.detail.as_deref()
    }

    /// The whole text.
    #[must_use]
    pub fn message(&self) -> String {
        let (bare, template) = self.0.code.templates();
        match &self.0.detail {
            Some(detail) if self.0.argument.is_some() => detail.clone(),
            Some(detail) => template.replacen("%s", detail, 1),
            None => bare.to_owned(),
        }
    }

    /// As it goes to the wire: the template and the detail stand in the first two strings.
    #[must_use]
    pub fn to_wire(&self) -> remote::Error {
        let (bare, template) = self.0.code.templates();
        let template = if self.0.detail.is_some() { template } else { bare };
        let (str1, str2) = match &self.0.argument {
            Some((function, argument)) => (function.clone(), Some(*argument)),
            None => (positional(template), self.0.detail.as_deref()),
        };
        remote::Error {
            code: self.0.code as i32,
            domain: self.0.domain as i32,
            message: Some(self.message().into()),
            level: self.0.level as i32,
            dom: None,
            str1: Some(str1.into()),
            str2: str2.map(Into::into),
            str3: None,
            int1: self.0.ints.0,
            int2: self.0.ints.1,
            net: None,
        }
    }
}

/// A template as the reference sends it: its argument numbered, except where it stands alone.
fn positional(template: &str) -> String {
    if template == "%s" { template.to_owned() } else { template.replacen("%s", "%1$s", 1) }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}/{:?}: {}", self.0.domain, self.0.code, self.message())
    }
}

impl std::error::Error for Error {}

impl From<vireo_xdr::NotUtf8> for Error {
    fn from(_: vireo_xdr::NotUtf8) -> Self {
        Self::new(ErrorCode::InvalidArg, ErrorDomain::Rpc, "string is not valid UTF-8")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_template_and_detail() {
        let error =
            Error::new(ErrorCode::NoDomain, ErrorDomain::Qemu, "no domain with matching name 'x'");
        assert_eq!(error.message(), "Domain not found: no domain with matching name 'x'");
        assert_eq!(
            Error::bare(ErrorCode::NoDomain, ErrorDomain::Qemu).message(),
            "Domain not found"
        );
        let wire = error.to_wire();
        assert_eq!((wire.code, wire.domain, wire.level), (42, 10, 2));
        assert_eq!(wire.str1.unwrap(), *"Domain not found: %1$s");
    }

    #[test]
    fn a_refused_argument_is_told_without_a_template() {
        let text = "unsupported flags (0x1) in function qemuDomainGetTime";
        let error = Error::argument(ErrorDomain::Qemu, "qemuDomainGetTime", "flags", text);
        assert_eq!(error.message(), text);
        let wire = error.to_wire();
        assert_eq!((wire.code, wire.int1, wire.int2), (8, 0, 0));
        assert_eq!(wire.str1, Some("qemuDomainGetTime".into()));
        assert_eq!(wire.str2, Some("flags".into()));
    }

    #[test]
    fn a_percent_sign_in_the_detail_is_plain_text() {
        let error = Error::new(ErrorCode::InternalError, ErrorDomain::Qemu, "100%s");
        assert_eq!(error.message(), "internal error: 100%s");
    }
}
