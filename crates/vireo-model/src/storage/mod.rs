//! Storage: pools ([`pool`]) and the volumes in them ([`volume`]).
//!
//! Facts: `other-xml.json`, `other-order.json`, documents `storagepool` and `volume`.

pub mod pool;
pub mod volume;

pub use pool::Pool;
pub use volume::Volume;

use vireo_xml::{CODE_XML_ERROR, FROM_STORAGE, XmlElement};

use crate::scalar::FileMode;

/// `<permissions>`: of a file or directory.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct Permissions {
    /// Who may do what.
    #[xml(text_child, bad(CODE_XML_ERROR, FROM_STORAGE, "malformed octal mode"))]
    pub mode: Option<FileMode>,
    /// User id; -1 for whoever the daemon runs as.
    #[xml(text_child, bad(CODE_XML_ERROR, FROM_STORAGE, "malformed owner element"))]
    pub owner: Option<i64>,
    /// Group id, likewise.
    #[xml(text_child, bad(CODE_XML_ERROR, FROM_STORAGE, "malformed group element"))]
    pub group: Option<i64>,
    /// Security label.
    #[xml(text_child)]
    pub label: Option<String>,
}

impl Permissions {
    /// Says it nothing?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
