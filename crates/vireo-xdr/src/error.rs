//! What can be wrong with a value or its bytes.

/// Why a value cannot be written or bytes cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum XdrError {
    /// The bytes end before the value does.
    #[error("{needed} more bytes are needed and {remaining} are left")]
    Truncated {
        /// Bytes the value needs at the least.
        needed: usize,
        /// Bytes that are left.
        remaining: usize,
    },
    /// A count is over the bound of its field.
    #[error("a count of {count} is over the bound of {max}")]
    OverBound {
        /// Elements or bytes there are said to be.
        count: usize,
        /// Elements or bytes there may be.
        max: usize,
    },
    /// An enum or union knows nothing of this number.
    #[error("unknown discriminant {0}")]
    Discriminant(i32),
}
