//! Files that a running guest gets and gives back.

use std::path::PathBuf;

use vireo_api::Result;
use vireo_runtime::ledger::ResourceKind;

use crate::driver::lock;
use crate::process::transition::Run;
use crate::security;

/// Gives a file to QEMU's user for as long as the guest runs, or until [`give_back`].
///
/// # Errors
/// It is missing or can't be given away.
pub async fn give(run: &Run, path: &str) -> Result<()> {
    if user(run).is_none() || !is_local(path) {
        return Ok(());
    }
    let (core, owned) = (std::sync::Arc::clone(&run.core), PathBuf::from(path));
    let given = tokio::task::spawn_blocking(move || security::give_image(&core, &owned)).await;
    given.map_err(|_| crate::error::internal("a task was lost"))??;
    hold(run, path);
    Ok(())
}

/// Notes that a file is QEMU's user's: given before this daemon came.
pub fn hold(run: &Run, path: &str) {
    let Some(user) = user(run) else { return };
    let owned = PathBuf::from(path);
    lock(&run.live.ledger).enter(ResourceKind::Label, path, move || async move {
        security::restore(&owned, user);
        Ok(())
    });
}

/// Gives a file back to whom it belonged.
pub async fn give_back(run: &Run, path: &str) {
    let Some(user) = user(run) else { return };
    if !lock(&run.live.ledger).strike(ResourceKind::Label, path) {
        return;
    }
    let owned = PathBuf::from(path);
    // A file system that does not answer is no reason to fail.
    let _ = tokio::task::spawn_blocking(move || security::restore(&owned, user)).await;
}

/// Whom files are given to; none when owners are left alone.
fn user(run: &Run) -> Option<(u32, u32)> {
    let user = run.core.guest_user.as_ref()?;
    (run.core.config.dynamic_ownership != Some(false)).then_some((user.uid, user.gid))
}

fn is_local(path: &str) -> bool {
    path.starts_with('/')
}
