//! The CPU of a guest that starts: a model that stands for the host's becomes the model and the
//! features that it means.

use vireo_api::Result;

use crate::process::start::Starting;

/// Replaces what only the host can tell by what it means.
///
/// # Errors
/// The host does not tell.
pub async fn resolve(_starting: &mut Starting) -> Result<()> {
    Ok(())
}
