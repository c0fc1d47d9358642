//! What can be wrong with a configuration file, in the reference's words.

/// Why a configuration file was refused. `Display` gives the reference's message.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ConfError {
    /// The text is not in the syntax (`VIR_ERR_CONF_SYNTAX`).
    #[error("configuration file syntax error: {file}:{line}: {what}")]
    Syntax {
        /// Name of the file as it was given.
        file: String,
        /// Line of the offending byte, from 1.
        line: usize,
        /// What was expected there.
        what: &'static str,
    },
    /// An integer does not fit 64 bits (`VIR_ERR_OVERFLOW`).
    #[error("numerical overflow: {file}:{line}: numeric overflow in conf value")]
    Overflow {
        /// Name of the file as it was given.
        file: String,
        /// Line of the integer, from 1.
        line: usize,
    },
    /// A list has an element of a wrong type (`VIR_ERR_CONF_SYNTAX`).
    #[error(
        "configuration file syntax error: {file}: expected a string list for '{key}' parameter"
    )]
    ListElement {
        /// Name of the file as it was given.
        file: String,
        /// The key.
        key: String,
    },
    /// A value has a wrong type or is out of range (`VIR_ERR_INTERNAL_ERROR`).
    #[error("internal error: {file}: {what}")]
    Type {
        /// Name of the file as it was given.
        file: String,
        /// What is wrong, naming the key.
        what: String,
    },
    /// A value of the right type that is not one of those known
    /// (`VIR_ERR_CONFIG_UNSUPPORTED`).
    #[error("unsupported configuration: {file}: {key}: {what}")]
    Unsupported {
        /// Name of the file as it was given.
        file: String,
        /// The key.
        key: String,
        /// What is wrong with the value.
        what: String,
    },
    /// Keys contradict each other (`VIR_ERR_INTERNAL_ERROR`).
    #[error("internal error: {0}")]
    Contradiction(String),
    /// The file cannot be read (`VIR_ERR_SYSTEM_ERROR`).
    #[error("Failed to {verb} file '{file}': {why}")]
    Read {
        /// `open` or `read`.
        verb: &'static str,
        /// Name of the file.
        file: String,
        /// The system's reason.
        why: String,
    },
    /// The file is larger than any configuration file may be.
    #[error("Failed to read file '{file}': Value too large for defined data type")]
    TooLarge {
        /// Name of the file.
        file: String,
    },
}
