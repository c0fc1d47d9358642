//! Refusals in the reference's words.

use std::fmt::Display;
use std::io;

use uuid::Uuid;
use vireo_api::{Error, ErrorCode, ErrorDomain};

/// An error of the secret driver.
pub fn error(code: ErrorCode, text: impl Into<String>) -> Error {
    Error::new(code, ErrorDomain::Secret, text)
}

/// "internal error: …"
pub fn internal(text: impl Into<String>) -> Error {
    error(ErrorCode::InternalError, text)
}

/// A failed system call.
pub fn system(doing: impl Display, source: &io::Error) -> Error {
    Error::system(ErrorDomain::Secret, doing, source)
}

/// "Secret not found: …"
pub fn not_found(text: impl Into<String>) -> Error {
    error(ErrorCode::NoSecret, text)
}

/// "Secret not found: no secret with matching uuid '…'"
pub fn no_uuid(uuid: &Uuid) -> Error {
    not_found(format!("no secret with matching uuid '{uuid}'"))
}

/// What an unreadable document becomes.
pub fn xml(source: &vireo_xml::XmlError) -> Error {
    let number = |n: u32| i32::try_from(n).ok();
    let domain = source.domain(ErrorDomain::Secret as u32);
    Error::new(
        number(source.code()).and_then(ErrorCode::from_number).unwrap_or(ErrorCode::XmlError),
        number(domain).and_then(ErrorDomain::from_number).unwrap_or(ErrorDomain::Secret),
        source.detail(),
    )
}

/// An error of the files, told as one of secrets.
pub fn in_secret(error: vireo_runtime::Error) -> Error {
    let error = Error::from(error);
    match error.domain() {
        ErrorDomain::Domain => error.with_domain(ErrorDomain::Secret),
        _ => error,
    }
}
