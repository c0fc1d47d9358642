//! Persistent reservations of SCSI disks, which a helper sends for QEMU.

use vireo_api::Result;
use vireo_model::domain::devices::storage::Reservations;

use super::{Layer, layers};
use crate::build::{Build, text};
use crate::error::operation_unsupported;
use crate::process::argv::Props;

/// The id of the helper that all disks share.
const SHARED: &str = "pr-helper0";

fn is_shared(reservations: &Reservations) -> bool {
    reservations.managed == Some(true)
}

/// The object of the helper that all disks share, when one wants it.
pub(crate) fn shared_helper(b: &mut Build<'_>) -> Result<()> {
    let all = b.domain.devices.disks.iter().flat_map(layers);
    let mut own = all.filter_map(|layer| layer.source.reservations.as_deref());
    if !own.any(is_shared) {
        return Ok(());
    }
    if !b.translation {
        let text = "managed persistent reservations need a helper that is not there yet; name the socket of one that runs";
        return Err(operation_unsupported(text));
    }
    let path = text(&b.paths.lib_dir.join("pr-helper0.sock"));
    b.line.object("pr-manager-helper", SHARED, Props::new().str("path", path));
    Ok(())
}

/// The helper of a layer; one of its own gets its object here.
pub(super) fn helper(b: &mut Build<'_>, layer: &Layer<'_>) -> Option<String> {
    let own = layer.source.reservations.as_deref()?;
    if is_shared(own) {
        return Some(SHARED.to_owned());
    }
    let path = own.source.as_ref()?.path.as_deref()?;
    let id = format!("pr-helper-{}", layer.storage_node());
    b.line.object("pr-manager-helper", &id, Props::new().str("path", path));
    Some(id)
}
