//! An async client of the wire protocol.
