//! A guest's memory in a file: saved and restored, dumped.
//!
//! | module | what |
//! |---|---|
//! | [`header`], [`cookie`], [`image`] | what a saved image says of itself: read, changed |
//! | [`files`] | who opens it |
//! | [`format`](mod@format) | raw, sparse, or through a compressor |
//! | [`sink`], [`source`], [`filter`], [`direct`] | the ways between QEMU and the file |
//! | [`checks`] | what speaks against it, all at once |
//! | [`write`](mod@write) | saves a guest |
//! | [`restore`] | starts one from an image |
//! | [`managed`] | the image that the next start takes |
//! | [`recover`] | finishes or undoes what a daemon that died had begun |
//! | [`dump`] | its memory for a debugger |

pub mod checks;
pub mod cookie;
pub mod direct;
pub mod dump;
pub mod files;
pub mod filter;
pub mod format;
pub mod header;
pub mod image;
pub mod managed;
pub mod params;
pub mod recover;
pub mod restore;
pub mod sink;
pub mod source;
pub mod write;

use std::sync::Arc;

use vireo_api::Result;
use vireo_model::abi::{self, Volatile};
use vireo_model::domain::Domain;
use vireo_model::fill::FillFlags;
use vireo_xml::Mode;

use crate::driver::Core;
use crate::{definition, error};

/// Reads a definition that is not a new one: of an image, or for one.
///
/// # Errors
/// It is malformed, or asks for what cannot be had.
pub async fn read_definition(core: &Arc<Core>, xml: &str) -> Result<Domain> {
    let mut domain = Domain::parse(xml, Mode::SAVED).map_err(|e| error::xml(&e))?;
    let flags = FillFlags { new_definition: false, without_emulator: false };
    definition::fill(core, &mut domain, flags).await?;
    Ok(domain)
}

/// Refuses another definition of a guest when the guest would notice.
///
/// # Errors
/// The difference.
pub fn same_guest(saved: &Domain, wanted: &Domain) -> Result<()> {
    abi::check(saved, wanted, Volatile::Skip).map_err(error::fill)
}
