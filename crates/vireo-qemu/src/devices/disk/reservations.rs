//! Persistent reservations of SCSI disks, which a helper sends for QEMU.

use vireo_api::{ErrorCode, Result};
use vireo_model::domain::Domain;
use vireo_model::domain::devices::storage::Reservations;
use vireo_qmp::Call;

use super::{Layer, layers};
use crate::build::{Build, End, text};
use crate::helper::{self, Helper, Kind, Place, Ready};
use crate::live::GuestView;
use crate::process::argv::Props;
use crate::process::start::Starting;
use crate::process::transition::Run;

/// The id of the helper that all disks share.
const SHARED: &str = "pr-helper0";

/// Its socket, in the guest's directory.
const SOCKET: &str = "pr-helper0.sock";

/// The helper that all disks of a guest share.
pub(crate) static HELPER: Kind = Kind {
    name: "pr helper",
    title: "pr-helper",
    code: ErrorCode::OperationFailed,
    wanted: |_, domain| is_wanted(domain).then(|| SHARED.to_owned()).into_iter().collect(),
    mark: |place, _| place.shared(&place.core.layout.state(), "pr-helper0.pid"),
    files: |place, _| vec![place.own_socket(SOCKET)],
    declare: |s, _| Box::pin(declare(s)),
    again: None,
};

async fn declare(s: &mut Starting) -> Result<Helper> {
    let path = Place::of(s).own_socket(SOCKET);
    // It does not listen where something is left of an earlier one.
    let _ = std::fs::remove_file(&path);
    s.opened.helpers.insert(SHARED.to_owned(), End::Path(path.clone()));
    let program = s.core.config.pr_helper.as_deref().unwrap_or("qemu-pr-helper");
    Ok(Helper {
        program: helper::find(program)?,
        env: Vec::new(),
        args: vec!["-k".to_owned(), text(&path)],
        fds: Vec::new(),
        user: None,
        log: None,
        ready: Ready::Listens(path),
    })
}

fn is_wanted(domain: &Domain) -> bool {
    let all = domain.devices.disks.iter().flat_map(layers);
    all.filter_map(|layer| layer.source.reservations.as_deref()).any(is_shared)
}

/// The object of the helper that all disks share, when it was started for this one.
pub(crate) fn helper_for_plugged(b: &mut Build<'_>) -> Result<()> {
    match b.opened.helpers.contains_key(SHARED) {
        true => shared_helper(b),
        false => Ok(()),
    }
}

/// Takes the object of the helper back when the last disk is gone that wanted it.
pub(crate) async fn unplugged(run: &Run, alone: &Domain) {
    let still = |view: &GuestView| view.live_config.as_deref().is_some_and(is_wanted);
    if !is_wanted(alone) || run.guest.peek(still) {
        return;
    }
    let call = Call::new("object-del").arguments(&serde_json::json!({ "id": SHARED }));
    if let Err(error) = run.live.call(call).await {
        tracing::debug!(%error, "the object of the pr helper stays");
    }
}

/// QEMU lost or found a helper.
pub(crate) async fn changed(run: &Run, id: &str, connected: bool) {
    if connected || id != SHARED {
        return;
    }
    if let Err(error) = helper::restart(run, &HELPER, SHARED).await {
        tracing::error!(guest = %run.guest.name(), %error, "the pr helper stays away");
    }
}

fn is_shared(reservations: &Reservations) -> bool {
    reservations.managed == Some(true)
}

/// The object of the helper that all disks share, when one wants it.
pub(crate) fn shared_helper(b: &mut Build<'_>) -> Result<()> {
    if !is_wanted(b.domain) {
        return Ok(());
    }
    let path = match b.opened.helpers.remove(SHARED) {
        Some(End::Path(path)) => text(&path),
        Some(End::Fd(_)) | None => text(&b.paths.lib_dir.join(SOCKET)),
    };
    b.line.object("pr-manager-helper", SHARED, Props::new().str("path", path));
    Ok(())
}

/// The helper of a layer; one of its own gets its object here.
pub(super) fn manager(b: &mut Build<'_>, layer: &Layer<'_>) -> Option<String> {
    let own = layer.source.reservations.as_deref()?;
    if is_shared(own) {
        return Some(SHARED.to_owned());
    }
    let path = own.source.as_ref()?.path.as_deref()?;
    let id = format!("pr-helper-{}", layer.storage_node());
    b.line.object("pr-manager-helper", &id, Props::new().str("path", path));
    Some(id)
}
