//! Derive macros for vireo-xml.
