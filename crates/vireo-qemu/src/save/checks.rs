//! What speaks against a guest in a file: the checks of a migration that concern the guest alone, and
//! those of the file. All that fail are told at once, before anything is touched.

use std::path::Path;

use vireo_api::{ErrorCode, Result};
use vireo_qmp::command::{QueryDumpGuestMemoryCapability, QueryMigrate};

use crate::block::guard;
use crate::error::not_running;
use crate::migration::checks::{self, Reason, Subject};
use crate::migration::params::Request;
use crate::process::transition::Run;

/// What is to be in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What<'a> {
    /// All of the guest.
    Guest,
    /// Its memory, in a format that QEMU has to know; none for the plain one.
    Core(Option<&'a str>),
}

/// Refuses what cannot be written, or not there.
///
/// # Errors
/// All reasons at once; QEMU is gone or does not answer.
pub async fn may_be_written(run: &Run, what: What<'_>, path: &Path) -> Result<()> {
    let mut reasons = match what {
        What::Guest => against_guest(run).await?,
        What::Core(None) => Vec::new(),
        What::Core(Some(format)) => against_format(run, format).await?,
    };
    if let Some(guest) = guard::loser(&run.core, path).await? {
        let path = path.display();
        let text = format!("cannot overwrite '{path}': domain '{guest}' needs it");
        reasons.push(Reason { check: "file", code: ErrorCode::OperationInvalid, text });
    }
    checks::refuse(reasons)
}

async fn against_guest(run: &Run) -> Result<Vec<Reason>> {
    let blockers = run.live.run(&QueryMigrate).await?.blocked_reasons;
    let view = run.guest.view();
    let domain = view.live_config.clone().ok_or_else(not_running)?;
    let request = Request::default();
    // The rest is what only another host would notice.
    let subject = Subject::of(&request, &domain, &run.core.config);
    Ok(checks::against_a_file(&Subject {
        active: true,
        persistent: view.persistent,
        blockers: &blockers,
        tells_blockers: crate::migration::tells_blockers(run),
        ..subject
    }))
}

async fn against_format(run: &Run, format: &str) -> Result<Vec<Reason>> {
    let known = run.live.run(&QueryDumpGuestMemoryCapability).await?;
    if known.formats.iter().any(|one| one == format) {
        return Ok(Vec::new());
    }
    let text = format!("unsupported dumpformat '{format}' for this QEMU binary");
    Ok(vec![Reason { check: "core-format", code: ErrorCode::InvalidArg, text }])
}
