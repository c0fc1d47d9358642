//! What users write: domains, networks, capabilities, as plain data.
//!
//! Each document is a tree of structs declared once through [`vireo_xml`]: a
//! field is an attribute or an element, the order of the fields is the order of
//! the output. Names are those of the XML in snake case; `type` is `kind`; a
//! `Vec` has the plural. An absent value is `None`. Places that share a child
//! element with their parent carry its name (`cid_auto` is `cid/@auto`).
//!
//! Reading and printing change nothing but spelling: what the reference fills in
//! or refuses beyond the form of a value is in [`fill`].
//!
//! - [`domain::Domain`] with its table of files; [`domain::Device`] is one device
//!   on its own
//! - [`abi`]: whether two definitions are the same machine to a guest
//! - [`edit`]: one device put in, changed, taken out
//! - [`network`], and in [`link`] what it shares with interfaces
//! - [`secret`]
//! - [`storage`]: pools and volumes
//! - [`scalar`]: UUIDs, MAC addresses, sets of numbers

pub mod abi;
pub mod domain;
pub mod edit;
pub mod fill;
#[doc(hidden)]
pub mod fuzz;
mod ip;
pub mod link;
pub mod metadata;
pub mod migratable;
pub mod network;
pub mod network_port;
pub mod scalar;
pub mod secret;
pub mod storage;
