//! Refusals in the reference's words.

use std::fmt::Display;
use std::io;

use uuid::Uuid;
use vireo_api::{Error, ErrorCode, ErrorDomain};

/// An error of the network driver.
pub fn error(code: ErrorCode, text: impl Into<String>) -> Error {
    Error::new(code, ErrorDomain::Network, text)
}

/// "Requested operation is not valid: …"
pub fn not_valid(text: impl Into<String>) -> Error {
    error(ErrorCode::OperationInvalid, text)
}

/// "internal error: …"
pub fn internal(text: impl Into<String>) -> Error {
    error(ErrorCode::InternalError, text)
}

/// "operation failed: …"
pub fn failed(text: impl Into<String>) -> Error {
    error(ErrorCode::OperationFailed, text)
}

/// "XML error: …"
pub fn bad_xml(text: impl Into<String>) -> Error {
    error(ErrorCode::XmlError, text)
}

/// "unsupported configuration: …"
pub fn unsupported(text: impl Into<String>) -> Error {
    error(ErrorCode::ConfigUnsupported, text)
}

/// A failed system call.
pub fn system(doing: impl Display, source: &io::Error) -> Error {
    Error::system(ErrorDomain::Network, doing, source)
}

/// "Network not found: no network with matching name '…'"
pub fn no_name(name: &str) -> Error {
    error(ErrorCode::NoNetwork, format!("no network with matching name '{name}'"))
}

/// "Network not found: no network with matching uuid '…'", with the name where the caller told it.
pub fn no_uuid(uuid: &Uuid, name: Option<&str>) -> Error {
    let name = name.map(|name| format!(" ({name})")).unwrap_or_default();
    error(ErrorCode::NoNetwork, format!("no network with matching uuid '{uuid}'{name}"))
}

/// What an unreadable document becomes.
pub fn xml(source: &vireo_xml::XmlError) -> Error {
    let number = |n: u32| i32::try_from(n).ok();
    let domain = source.domain(ErrorDomain::Network as u32);
    Error::new(
        number(source.code()).and_then(ErrorCode::from_number).unwrap_or(ErrorCode::XmlError),
        number(domain).and_then(ErrorDomain::from_number).unwrap_or(ErrorDomain::Network),
        source.detail(),
    )
}

/// An error of the files, told as one of networks.
pub fn in_network(error: vireo_runtime::Error) -> Error {
    let error = Error::from(error);
    match error.domain() {
        ErrorDomain::Domain => error.with_domain(ErrorDomain::Network),
        _ => error,
    }
}
