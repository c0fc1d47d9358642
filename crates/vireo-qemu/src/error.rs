//! Refusals in the reference's words, and what QEMU's failures become on the way to a client.

use std::io;

use vireo_api::{Error, ErrorCode, ErrorDomain};
use vireo_qmp::QmpError;
use vireo_qmp::agent::AgentError;

/// "Requested operation is not valid: …"
pub fn not_valid(text: impl Into<String>) -> Error {
    Error::new(ErrorCode::OperationInvalid, ErrorDomain::Qemu, text)
}

/// "Requested operation is not valid: domain is not running"
pub fn not_running() -> Error {
    // The reference tells this from its code of all domains.
    not_valid("domain is not running").with_domain(ErrorDomain::Domain)
}

/// "invalid argument: …"
pub fn invalid_arg(text: impl Into<String>) -> Error {
    Error::new(ErrorCode::InvalidArg, ErrorDomain::Qemu, text)
}

/// "internal error: …"
pub fn internal(text: impl Into<String>) -> Error {
    Error::new(ErrorCode::InternalError, ErrorDomain::Qemu, text)
}

/// "operation failed: …"
pub fn failed(text: impl Into<String>) -> Error {
    Error::new(ErrorCode::OperationFailed, ErrorDomain::Qemu, text)
}

/// "unsupported configuration: …"
pub fn unsupported(text: impl Into<String>) -> Error {
    Error::new(ErrorCode::ConfigUnsupported, ErrorDomain::Qemu, text)
}

/// "argument unsupported: …"
pub fn argument_unsupported(text: impl Into<String>) -> Error {
    Error::new(ErrorCode::ArgumentUnsupported, ErrorDomain::Qemu, text)
}

/// "Operation not supported: …"
pub fn operation_unsupported(text: impl Into<String>) -> Error {
    Error::new(ErrorCode::OperationUnsupported, ErrorDomain::Qemu, text)
}

/// "Domain not found: …"
pub fn no_domain(text: impl Into<String>) -> Error {
    Error::new(ErrorCode::NoDomain, ErrorDomain::Qemu, text)
}

/// A failed system call.
pub fn system(doing: impl std::fmt::Display, error: &io::Error) -> Error {
    Error::system(ErrorDomain::Qemu, doing, error)
}

/// What a monitor command's failure becomes.
pub fn monitor(error: QmpError) -> Error {
    let code = match &error {
        QmpError::Command { .. }
        | QmpError::Disconnected { .. }
        | QmpError::Protocol { .. }
        | QmpError::Connect(_) => ErrorCode::InternalError,
        QmpError::Deadline { .. } => ErrorCode::OperationTimeout,
        QmpError::Busy { .. } => ErrorCode::OperationFailed,
    };
    Error::new(code, ErrorDomain::Qemu, error.to_string())
}

/// What a guest agent command's failure becomes.
pub fn agent(error: AgentError) -> Error {
    let code = match &error {
        AgentError::NoAnswer | AgentError::Disconnected => ErrorCode::AgentUnresponsive,
        AgentError::Command { .. } => ErrorCode::AgentCommandFailed,
        AgentError::Protocol(_) => ErrorCode::InternalError,
        AgentError::Io(source) => return system("guest agent socket", source),
    };
    Error::new(code, ErrorDomain::Qemu, error.to_string())
}

/// What a refusal while a definition is filled in or checked becomes.
pub fn fill(error: vireo_model::fill::FillError) -> Error {
    numbered(error.code.number(), error.from.number(), error.detail)
}

/// What an unreadable definition becomes.
pub fn xml(error: &vireo_xml::XmlError) -> Error {
    numbered(error.code(), error.domain(vireo_xml::FROM_DOMAIN), error.detail())
}

/// An error whose numbers come from a crate that knows nothing of the vocabulary.
pub(crate) fn numbered(code: u32, domain: u32, detail: impl Into<String>) -> Error {
    let code = i32::try_from(code).ok().and_then(ErrorCode::from_number);
    let domain = i32::try_from(domain).ok().and_then(ErrorDomain::from_number);
    let code = code.unwrap_or(ErrorCode::InternalError);
    let domain = domain.unwrap_or(ErrorDomain::Domain);
    let detail = detail.into();
    if detail.is_empty() { Error::bare(code, domain) } else { Error::new(code, domain, detail) }
}
