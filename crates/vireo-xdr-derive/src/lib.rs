//! Derive macros for vireo-xdr.
