//! TPMs.

use vireo_api::Result;

use crate::build::Build;
use crate::error::operation_unsupported;

/// TPMs need helpers that are not there yet.
pub(crate) fn words(b: &mut Build<'_>) -> Result<()> {
    if b.domain.devices.tpms.is_empty() {
        return Ok(());
    }
    Err(operation_unsupported("TPM devices are not supported yet"))
}
