//! Refusals in the reference's words.

use std::fmt::Display;
use std::io;

use uuid::Uuid;
use vireo_api::{Error, ErrorCode, ErrorDomain};

/// An error of the storage driver.
pub fn error(code: ErrorCode, text: impl Into<String>) -> Error {
    Error::new(code, ErrorDomain::Storage, text)
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

/// "invalid argument: …"
pub fn invalid_arg(text: impl Into<String>) -> Error {
    error(ErrorCode::InvalidArg, text)
}

/// A failed system call.
pub fn system(doing: impl Display, source: &io::Error) -> Error {
    Error::system(ErrorDomain::Storage, doing, source)
}

/// A failed system call that the reference's lowest layer tells of.
pub fn system_below(doing: impl Display, source: &io::Error) -> Error {
    Error::system(ErrorDomain::None, doing, source)
}

/// "Storage pool not found: no storage pool with matching …"
pub fn no_pool(what: impl Display) -> Error {
    error(ErrorCode::NoStoragePool, format!("no storage pool with matching {what}"))
}

/// As [`no_pool`], by its UUID, with the name where the caller told it.
pub fn no_uuid(uuid: &Uuid, name: Option<&str>) -> Error {
    let name = name.map(|name| format!(" ({name})")).unwrap_or_default();
    no_pool(format!("uuid '{uuid}'{name}"))
}

/// "Storage volume not found: no storage vol with matching …"
pub fn no_volume(what: impl Display) -> Error {
    error(ErrorCode::NoStorageVol, format!("no storage vol with matching {what}"))
}

/// "Requested operation is not valid: storage pool '…' is not active"
pub fn not_active(name: &str) -> Error {
    not_valid(format!("storage pool '{name}' is not active"))
}

/// "XML document failed to validate against schema: …"
pub fn misfit(schema: &str, misfit: impl Display) -> Error {
    let text =
        format!("Unable to validate doc against /usr/share/libvirt/schemas/{schema}\n{misfit}");
    Error::new(ErrorCode::XmlInvalidSchema, ErrorDomain::Xml, text)
}

/// What an unreadable document becomes.
pub fn xml(source: &vireo_xml::XmlError) -> Error {
    let number = |n: u32| i32::try_from(n).ok();
    let domain = source.domain(ErrorDomain::Storage as u32);
    Error::new(
        number(source.code()).and_then(ErrorCode::from_number).unwrap_or(ErrorCode::XmlError),
        number(domain).and_then(ErrorDomain::from_number).unwrap_or(ErrorDomain::Storage),
        source.detail(),
    )
}

/// An error of the files, told as one of storage.
pub fn in_storage(error: vireo_runtime::Error) -> Error {
    let error = Error::from(error);
    match error.domain() {
        ErrorDomain::Domain => error.with_domain(ErrorDomain::Storage),
        _ => error,
    }
}
