//! A change of a running guest, of the definition of its next start, or of both: the definition is
//! changed on a draft first, so that what it refuses leaves the running guest alone; then the
//! running guest; then the draft is kept.

use std::sync::Arc;

use vireo_api::Result;
use vireo_api::consts::{DOMAIN_AFFECT_CONFIG, DOMAIN_AFFECT_LIVE};
use vireo_model::domain::Domain;
use vireo_proto::remote;
use vireo_runtime::job::{JobToken, SyncJob};

use crate::api::definition::targets;
use crate::definition;
use crate::driver::{Core, QemuDriver};
use crate::error::not_running;
use crate::live::Guest;
use crate::process::transition::Run;

/// A change that has its turn.
pub struct Change {
    core: Arc<Core>,
    guest: Arc<Guest>,
    run: Option<Run>,
    config: bool,
    _job: JobToken,
}

impl QemuDriver {
    /// Begins a change of the domain that a client means, with the flags of the call.
    ///
    /// # Errors
    /// There is no such domain; it is off and the running one is meant, or transient and the kept
    /// definition is meant; the wait for its turn was too long.
    pub(crate) async fn change(
        &self,
        dom: &remote::Domain,
        flags: u32,
        api: &'static str,
    ) -> Result<Change> {
        let guest = self.guest(dom)?;
        let job = guest.begin(SyncJob::Modify, api).await?;
        let flags = flags & (DOMAIN_AFFECT_LIVE | DOMAIN_AFFECT_CONFIG);
        let (live, config) = targets(&guest.view(), flags)?;
        let run = live.then(|| self.run_of(&guest)).transpose()?;
        Ok(Change { core: Arc::clone(self), guest, run, config, _job: job })
    }
}

impl Change {
    /// The run that is changed and its definition.
    ///
    /// # Errors
    /// The guest went off in the meantime.
    pub fn live(&self) -> Result<Option<(&Run, Arc<Domain>)>> {
        let Some(run) = &self.run else { return Ok(None) };
        let config = self.guest.peek(|view| view.live_config.clone());
        Ok(Some((run, config.ok_or_else(not_running)?)))
    }

    /// The definition of the next start, when it is changed.
    ///
    /// # Errors
    /// It does not parse.
    pub fn config(&self) -> Result<Option<Arc<Domain>>> {
        if !self.config {
            return Ok(None);
        }
        let config = self.guest.peek(|view| view.config.clone());
        Ok(config.map(|config| config.value()).transpose()?)
    }

    /// A changed copy of the definition of the next start, when that is changed.
    ///
    /// # Errors
    /// The function's.
    pub fn draft(&self, change: impl FnOnce(&mut Domain) -> Result<()>) -> Result<Option<Domain>> {
        let Some(config) = self.config()? else { return Ok(None) };
        let mut draft = Domain::clone(&config);
        change(&mut draft)?;
        Ok(Some(draft))
    }

    /// Keeps a draft: it is on disk when this returns.
    ///
    /// # Errors
    /// It can't be written.
    pub async fn keep(&self, draft: Option<Domain>) -> Result<()> {
        let Some(draft) = draft else { return Ok(()) };
        definition::change(&self.core, &self.guest, |config| {
            *config = draft;
            Ok(())
        })
        .await
    }
}
