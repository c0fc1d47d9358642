//! What the reference refuses, with its numbers.

use std::fmt;

/// The `VIR_FROM_*` number of a refusal: who speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum From {
    /// `VIR_FROM_QEMU`.
    Qemu,
    /// `VIR_FROM_DOMAIN`.
    Domain,
    /// `VIR_FROM_CPU`.
    Cpu,
    /// `VIR_FROM_STORAGE`.
    Storage,
    /// `VIR_FROM_XML`.
    Xml,
    /// `VIR_FROM_NONE`.
    None,
    /// `VIR_FROM_RESCTRL`.
    Resctrl,
    /// `VIR_FROM_SECURITY`.
    Security,
}

impl From {
    /// The number on the wire.
    pub fn number(self) -> u32 {
        match self {
            From::None => 0,
            From::Xml => 5,
            From::Qemu => 10,
            From::Storage => 18,
            From::Domain => 20,
            From::Security => 24,
            From::Cpu => 31,
            From::Resctrl => 67,
        }
    }
}

/// The `VIR_ERR_*` number of a refusal: what is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Code {
    /// `VIR_ERR_INTERNAL_ERROR`.
    Internal,
    /// `VIR_ERR_INVALID_ARG`.
    InvalidArg,
    /// `VIR_ERR_OPERATION_FAILED`.
    OperationFailed,
    /// `VIR_ERR_NO_SOURCE`.
    NoSource,
    /// `VIR_ERR_NO_TARGET`.
    NoTarget,
    /// `VIR_ERR_XML_ERROR`.
    Xml,
    /// `VIR_ERR_XML_DETAIL`.
    XmlDetail,
    /// `VIR_ERR_SYSTEM_ERROR`.
    System,
    /// `VIR_ERR_OVERFLOW`.
    Overflow,
    /// `VIR_ERR_OPERATION_INVALID`.
    OperationInvalid,
    /// `VIR_ERR_CONFIG_UNSUPPORTED`.
    Unsupported,
    /// `VIR_ERR_ARGUMENT_UNSUPPORTED`.
    ArgumentUnsupported,
    /// `VIR_ERR_OPERATION_UNSUPPORTED`.
    OperationUnsupported,
    /// `VIR_ERR_NO_SUPPORT`.
    NoSupport,
    /// `VIR_ERR_NO_STORAGE_POOL`.
    NoStoragePool,
    /// `VIR_ERR_DEVICE_MISSING`.
    DeviceMissing,
}

impl Code {
    /// The number on the wire.
    pub fn number(self) -> u32 {
        match self {
            Code::Internal => 1,
            Code::NoSupport => 3,
            Code::InvalidArg => 8,
            Code::OperationFailed => 9,
            Code::NoSource => 19,
            Code::NoTarget => 20,
            Code::Xml => 27,
            Code::XmlDetail => 35,
            Code::System => 38,
            Code::Overflow => 82,
            Code::OperationInvalid => 55,
            Code::Unsupported => 67,
            Code::ArgumentUnsupported => 74,
            Code::OperationUnsupported => 84,
            Code::NoStoragePool => 49,
            Code::DeviceMissing => 99,
        }
    }

    /// The words that the reference puts before the detail.
    pub fn prefix(self) -> &'static str {
        match self {
            Code::Internal => "internal error: ",
            Code::NoSupport => "this function is not supported by the connection driver: ",
            Code::InvalidArg => "invalid argument: ",
            Code::OperationFailed => "operation failed: ",
            Code::NoSource => "missing source information for device ",
            Code::NoTarget => "missing target information for device ",
            Code::Xml => "XML error: ",
            Code::Overflow => "numerical overflow: ",
            Code::OperationInvalid => "Requested operation is not valid: ",
            Code::Unsupported => "unsupported configuration: ",
            Code::ArgumentUnsupported => "argument unsupported: ",
            Code::OperationUnsupported => "Operation not supported: ",
            Code::NoStoragePool => "Storage pool not found: ",
            Code::DeviceMissing => "device not found: ",
            Code::XmlDetail | Code::System => "",
        }
    }
}

/// A definition that cannot be used. `Display` is the text the client sees.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct FillError {
    /// What is wrong, as a number.
    pub code: Code,
    /// Who speaks.
    pub from: From,
    /// The text after the code's prefix.
    pub detail: String,
}

impl fmt::Display for FillError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.code.prefix(), self.detail)
    }
}

impl FillError {
    /// An error of any code and speaker.
    pub fn new(code: Code, from: From, detail: impl Into<String>) -> Self {
        Self { code, from, detail: detail.into() }
    }
}

/// What the steps return.
pub type Result<T = ()> = std::result::Result<T, FillError>;

/// `VIR_ERR_CONFIG_UNSUPPORTED` of the QEMU driver.
pub(crate) fn qemu(detail: impl Into<String>) -> FillError {
    FillError::new(Code::Unsupported, From::Qemu, detail)
}

/// `VIR_ERR_XML_ERROR` of the QEMU driver.
pub(crate) fn qemu_xml(detail: impl Into<String>) -> FillError {
    FillError::new(Code::Xml, From::Qemu, detail)
}

/// `VIR_ERR_INTERNAL_ERROR` of the QEMU driver.
pub(crate) fn qemu_internal(detail: impl Into<String>) -> FillError {
    FillError::new(Code::Internal, From::Qemu, detail)
}

/// `VIR_ERR_CONFIG_UNSUPPORTED` of the domain configuration.
pub(crate) fn unsupported(detail: impl Into<String>) -> FillError {
    FillError::new(Code::Unsupported, From::Domain, detail)
}

/// `VIR_ERR_XML_ERROR` of the domain configuration.
pub(crate) fn xml(detail: impl Into<String>) -> FillError {
    FillError::new(Code::Xml, From::Domain, detail)
}

/// `VIR_ERR_XML_DETAIL` of the domain configuration.
pub(crate) fn xml_detail(detail: impl Into<String>) -> FillError {
    FillError::new(Code::XmlDetail, From::Domain, detail)
}

/// `VIR_ERR_INTERNAL_ERROR` of the domain configuration.
pub(crate) fn internal(detail: impl Into<String>) -> FillError {
    FillError::new(Code::Internal, From::Domain, detail)
}

/// Return the error when the condition holds; the text is only made then.
macro_rules! refuse {
    ($when:expr, $kind:ident, $($text:tt)+) => {
        if $when {
            return Err($kind(format!($($text)+)));
        }
    };
}
pub(crate) use refuse;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_has_the_prefix_of_the_code() {
        assert_eq!(qemu("no").to_string(), "unsupported configuration: no");
        assert_eq!(xml_detail("plain").to_string(), "plain");
        assert_eq!((qemu("no").code.number(), qemu("no").from.number()), (67, 10));
    }
}
