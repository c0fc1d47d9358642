//! What can be wrong with a document, and where.

use std::fmt;

/// An error found while a document is read.
///
/// `Display` is the text that the reference sends to its clients, prefix
/// included; the position and the path are fields of their own.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{kind}")]
pub struct XmlError {
    /// What is wrong.
    pub kind: ErrorKind,
    /// Element path from the root, such as `domain/devices/disk`; empty when
    /// the text is not XML at all.
    pub path: String,
    /// Line, counted from 1; 0 when unknown.
    pub line: u32,
    /// Column, counted from 1; 0 when unknown.
    pub column: u32,
}

/// The kinds of [`XmlError`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// The text is not well-formed XML (or uses a document type definition).
    Malformed {
        /// Line, counted from 1.
        line: u32,
        /// What the XML reader says.
        message: String,
        /// The line with a second one that points at the column.
        context: String,
    },
    /// The text is larger or deeper than we read.
    TooLarge(&'static str),
    /// The root element has another name.
    WrongRoot {
        /// Name found.
        found: String,
        /// Name wanted.
        expected: &'static str,
    },
    /// A required attribute is absent.
    MissingAttribute {
        /// Attribute name.
        attribute: String,
        /// Element name.
        element: String,
    },
    /// A required child element is absent.
    MissingElement {
        /// Name of the child.
        child: String,
        /// Element that should hold it.
        element: String,
    },
    /// The value of an attribute cannot be used.
    BadAttribute {
        /// Attribute name.
        attribute: String,
        /// Element name.
        element: String,
        /// The value.
        value: String,
        /// What was expected, in the reference's words.
        expected: Bad,
    },
    /// The text of an element is not a size.
    BadSize {
        /// Element name.
        element: String,
        /// The text.
        value: String,
    },
    /// The text of an element cannot be used.
    BadText {
        /// Element name.
        element: String,
        /// The text.
        value: String,
    },
    /// An error with the reference's code and text of its own (irregular checks).
    Reported {
        /// Error code, as `VIR_ERR_*`.
        code: u32,
        /// Error domain, as `VIR_FROM_*`.
        domain: u32,
        /// The detail text, without the prefix of the code.
        detail: String,
    },
}

/// Why a value cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bad {
    /// Not one of the known words, or of another form.
    Value,
    /// Not an integer.
    Integer,
    /// Not an integer of zero or more.
    Unsigned,
    /// An integer of zero or more that the field cannot hold.
    Range(u64),
    /// Zero where zero has no meaning.
    Zero,
    /// A size unit that does not exist.
    Unit,
    /// A number beyond what the field holds.
    Overflow,
}

/// `VIR_ERR_SYSTEM_ERROR`.
pub const CODE_SYSTEM_ERROR: u32 = 38;
/// Not an error: a bad value counts as an absent one.
pub const CODE_IGNORED: u32 = u32::MAX;
/// `VIR_ERR_XML_ERROR`.
pub const CODE_XML_ERROR: u32 = 27;
/// `VIR_ERR_XML_DETAIL`.
pub const CODE_XML_DETAIL: u32 = 35;
/// `VIR_ERR_CONFIG_UNSUPPORTED`.
pub const CODE_CONFIG_UNSUPPORTED: u32 = 67;
/// `VIR_ERR_INTERNAL_ERROR`.
pub const CODE_INTERNAL_ERROR: u32 = 1;
/// `VIR_ERR_INVALID_ARG`.
pub const CODE_INVALID_ARG: u32 = 8;
/// `VIR_ERR_OVERFLOW`.
pub const CODE_OVERFLOW: u32 = 82;
/// `VIR_ERR_NO_NAME`.
pub const CODE_NO_NAME: u32 = 21;
/// `VIR_ERR_NO_SOURCE`.
pub const CODE_NO_SOURCE: u32 = 19;
/// `VIR_ERR_NO_TARGET`.
pub const CODE_NO_TARGET: u32 = 20;
/// `VIR_FROM_XML`.
pub const FROM_XML: u32 = 5;
/// `VIR_FROM_DOMAIN`.
pub const FROM_DOMAIN: u32 = 20;
/// `VIR_FROM_STORAGE`.
pub const FROM_STORAGE: u32 = 18;
/// `VIR_FROM_QEMU`.
pub const FROM_QEMU: u32 = 10;
/// `VIR_FROM_SECRET`.
pub const FROM_SECRET: u32 = 30;
/// `VIR_FROM_CPU`.
pub const FROM_CPU: u32 = 31;

impl XmlError {
    /// The `VIR_ERR_*` number of this error.
    pub fn code(&self) -> u32 {
        match &self.kind {
            ErrorKind::Malformed { .. } => CODE_XML_DETAIL,
            ErrorKind::Reported { code, .. } => *code,
            ErrorKind::BadAttribute { expected: Bad::Unit, .. } => CODE_INVALID_ARG,
            ErrorKind::BadAttribute { expected: Bad::Overflow, .. } => CODE_OVERFLOW,
            ErrorKind::TooLarge(_)
            | ErrorKind::WrongRoot { .. }
            | ErrorKind::MissingAttribute { .. }
            | ErrorKind::MissingElement { .. }
            | ErrorKind::BadAttribute { .. }
            | ErrorKind::BadSize { .. }
            | ErrorKind::BadText { .. } => CODE_XML_ERROR,
        }
    }

    /// The `VIR_FROM_*` number of this error, `document` being the one of the
    /// document's own kind (20 for a domain).
    pub fn domain(&self, document: u32) -> u32 {
        match &self.kind {
            ErrorKind::Malformed { .. } | ErrorKind::MissingElement { .. } => document,
            ErrorKind::Reported { domain, .. } => *domain,
            ErrorKind::BadText { .. } => document,
            ErrorKind::BadAttribute { expected: Bad::Unit | Bad::Overflow, .. } => 0,
            ErrorKind::TooLarge(_)
            | ErrorKind::WrongRoot { .. }
            | ErrorKind::MissingAttribute { .. }
            | ErrorKind::BadSize { .. }
            | ErrorKind::BadAttribute { .. } => FROM_XML,
        }
    }

    /// The text without the prefix that belongs to the code.
    pub fn detail(&self) -> String {
        let text = self.to_string();
        match prefix(self.code()).and_then(|p| text.strip_prefix(p)) {
            Some(rest) => rest.to_owned(),
            None => text,
        }
    }
}

/// The prefix which the reference puts before the detail of a code.
fn prefix(code: u32) -> Option<&'static str> {
    match code {
        CODE_XML_ERROR => Some("XML error: "),
        CODE_CONFIG_UNSUPPORTED => Some("unsupported configuration: "),
        CODE_INTERNAL_ERROR => Some("internal error: "),
        CODE_INVALID_ARG => Some("invalid argument: "),
        CODE_OVERFLOW => Some("numerical overflow: "),
        _ => None,
    }
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ErrorKind::Malformed { line, message, context } => {
                write!(f, "at line {line}: {message}\n{context}")
            }
            ErrorKind::TooLarge(what) => write!(f, "XML error: document too large: {what}"),
            ErrorKind::WrongRoot { found, expected } => {
                write!(f, "XML error: expecting root element of '{expected}', not '{found}'")
            }
            ErrorKind::MissingAttribute { attribute, element } => write!(
                f,
                "XML error: Missing required attribute '{attribute}' in element '{element}'"
            ),
            ErrorKind::MissingElement { child, element } => {
                write!(f, "XML error: missing element '{child}' in element '{element}'")
            }
            ErrorKind::BadAttribute { attribute, element, value, expected } => {
                write_bad_attribute(f, attribute, element, value, *expected)
            }
            ErrorKind::BadSize { element, value } => write!(
                f,
                "XML error: Invalid value '{value}' for element or attribute './{element}[1]'"
            ),
            ErrorKind::BadText { element, value } => {
                write!(f, "XML error: Invalid value for element '{element}': '{value}'.")
            }
            ErrorKind::Reported { code, detail, .. } => {
                write!(f, "{}{detail}", prefix(*code).unwrap_or(""))
            }
        }
    }
}

fn write_bad_attribute(
    f: &mut fmt::Formatter<'_>,
    attribute: &str,
    element: &str,
    value: &str,
    expected: Bad,
) -> fmt::Result {
    match expected {
        Bad::Unit => return write!(f, "invalid argument: unknown suffix '{value}'"),
        Bad::Overflow => return write!(f, "numerical overflow: value too large: {value}"),
        Bad::Value | Bad::Integer | Bad::Unsigned | Bad::Range(_) | Bad::Zero => {}
    }
    write!(f, "XML error: Invalid value for attribute '{attribute}' in element '{element}': ")?;
    match expected {
        Bad::Zero => write!(f, "Zero is not permitted"),
        Bad::Integer => write!(f, "'{value}'. Expected integer value"),
        Bad::Unsigned | Bad::Range(_) => {
            write!(f, "'{value}'. Expected non-negative integer value")
        }
        Bad::Value | Bad::Unit | Bad::Overflow => write!(f, "'{value}'."),
    }
}

/// What is wrong with the text, in the words of the reference's XML reader where
/// clients may know them.
pub(crate) fn malformed(error: &roxmltree::Error, text: &str) -> String {
    use roxmltree::Error;
    match error {
        Error::NoRootNode if text.trim().is_empty() => "Document is empty".to_owned(),
        Error::NoRootNode => "Start tag expected, '<' not found".to_owned(),
        Error::UnclosedRootNode | Error::UnexpectedEndOfStream => {
            "Premature end of data in document".to_owned()
        }
        Error::UnexpectedCloseTag(expected, actual, _) => {
            format!("Opening and ending tag mismatch: {expected} and {actual}")
        }
        Error::UnknownEntityReference(name, _) => format!("Entity '{name}' not defined"),
        Error::DuplicatedAttribute(name, _) => format!("Attribute {name} redefined"),
        Error::UnknownNamespace(prefix, _) => format!("Namespace prefix {prefix} is not defined"),
        Error::DtdDetected => "document type definitions are not accepted".to_owned(),
        other => other.to_string(),
    }
}

/// Where it is wrong; for a document that ends too early, its end.
pub(crate) fn position(error: &roxmltree::Error, text: &str) -> roxmltree::TextPos {
    match error {
        roxmltree::Error::UnclosedRootNode | roxmltree::Error::UnexpectedEndOfStream => {
            let row = text.matches('\n').count() + 1;
            let last = text.rsplit('\n').next().unwrap_or("");
            // Bounded by MAX_BYTES, so both fit.
            roxmltree::TextPos::new(row as u32, last.chars().count() as u32 + 1)
        }
        other => other.pos(),
    }
}

/// Longest part of a line shown in an error.
const CONTEXT: usize = 400;

/// The line of that number, and a line below it that points at the column.
pub(crate) fn context(text: &str, row: u32, column: u32) -> String {
    let line = text.lines().nth(row.saturating_sub(1) as usize).unwrap_or("");
    let shown: String = line.chars().take(CONTEXT).collect();
    let column = (column.saturating_sub(1) as usize).min(CONTEXT);
    format!("{shown}\n{}^", "-".repeat(column))
}
