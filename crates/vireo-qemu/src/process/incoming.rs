//! A guest's memory that comes from elsewhere: from another host's QEMU or from a file, into a QEMU
//! that [`super::start::start_incoming`] left standing still.

use std::os::fd::OwnedFd;

use vireo_api::Result;
use vireo_qmp::command::{
    Getfd, MigrateIncoming, MigrateSetCapabilities, MigrateSetParameters, QueryMigrate,
};
use vireo_qmp::types::{MigrationCapability, MigrationInfo, MigrationStatus};
use vireo_qmp::{Call, QmpError};

use super::transition::Run;
use crate::error::{failed, internal, monitor};

/// Where the memory comes from.
#[derive(Debug)]
pub enum Source {
    /// Where QEMU is to listen, or what it is to open.
    Uri(String),
    /// A descriptor to read from.
    Fd(OwnedFd),
}

/// The name of the descriptor in QEMU.
const FD_NAME: &str = "migrate";

/// How it is to be taken.
#[derive(Debug, Default)]
pub struct Incoming {
    /// QEMU's abilities to switch; that of telling by events is added.
    pub capabilities: Vec<(String, bool)>,
    /// QEMU's parameters to set.
    pub parameters: serde_json::Map<String, serde_json::Value>,
}

impl Run {
    /// Tells QEMU how the memory comes and from where, and lets it begin to take it. A URI is
    /// listened on when this returns.
    ///
    /// # Errors
    /// QEMU refuses.
    pub async fn receive(&self, incoming: &Incoming, source: Source) -> Result<()> {
        self.prepare_to_receive(incoming).await?;
        self.begin_to_receive(source).await
    }

    /// The first half of [`Run::receive`]: sets abilities and parameters.
    ///
    /// # Errors
    /// QEMU refuses.
    pub async fn prepare_to_receive(&self, incoming: &Incoming) -> Result<()> {
        let events = [("events".to_owned(), true)];
        let named = incoming.capabilities.iter().chain(&events);
        let capabilities: Vec<MigrationCapability> = named
            .map(|(name, state)| MigrationCapability { capability: name.clone(), state: *state })
            .collect();
        self.live.run(&MigrateSetCapabilities { capabilities: &capabilities }).await?;
        if !incoming.parameters.is_empty() {
            self.live.run(&MigrateSetParameters { parameters: &incoming.parameters }).await?;
        }
        Ok(())
    }

    /// The second half of [`Run::receive`]: QEMU begins to take the memory.
    ///
    /// # Errors
    /// QEMU refuses.
    pub async fn begin_to_receive(&self, source: Source) -> Result<()> {
        self.live.job.forget_status();
        let uri = match source {
            Source::Uri(uri) => uri,
            Source::Fd(fd) => {
                self.live.call(Call::from(&Getfd { fdname: FD_NAME }).fd(fd)).await?;
                format!("fd:{FD_NAME}")
            }
        };
        // A QEMU that fails stays there, so that it can say why.
        let command = MigrateIncoming { uri: &uri, exit_on_error: Some(false) };
        match self.live.try_call(&command).await {
            // Older ones only know to exit.
            Err(QmpError::Command { desc, .. }) if desc.contains("exit-on-error") => {
                self.live.run(&MigrateIncoming { uri: &uri, exit_on_error: None }).await.map(drop)
            }
            other => other.map(drop).map_err(monitor),
        }
    }

    /// Waits until all memory came. The guest stands still then.
    ///
    /// # Errors
    /// It failed, with QEMU's own reason; the guest is gone.
    pub async fn received(&self) -> Result<()> {
        let over = self.live.job.status_where(MigrationStatus::is_over);
        let status = tokio::select! {
            status = over => status,
            () = self.live.process.exited() => None,
        };
        match status {
            Some(MigrationStatus::Completed) => Ok(()),
            Some(_) => Err(failed(self.incoming_failure().await)),
            None => Err(gone()),
        }
    }

    /// Why the memory did not come, in QEMU's words.
    pub async fn incoming_failure(&self) -> String {
        let info: Option<MigrationInfo> = self.live.run(&QueryMigrate).await.ok();
        let words = info.and_then(|info| info.error_desc);
        let job = self.guest.jobs().info().asynchronous.map(|(kind, ..)| kind.name());
        let (job, words) = (job.unwrap_or("migration in"), words.as_deref());
        format!("job '{job}' failed: {}", words.unwrap_or("unexpectedly failed"))
    }
}

fn gone() -> vireo_api::Error {
    internal("guest unexpectedly quit")
}
