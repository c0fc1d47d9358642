//! What is seen of the long job of a running guest: QEMU's events come in from the task that reads
//! them, an abort from whoever calls it; whoever does the job waits here instead of asking QEMU.

use tokio::sync::watch;
use tokio::time::Instant;
use vireo_qmp::types::MigrationStatus;

/// What is seen of a long job, at one instant.
#[derive(Debug, Clone, Default)]
pub struct Seen {
    /// The last status that QEMU told since the job began.
    pub status: Option<MigrationStatus>,
    /// Passes over the memory.
    pub pass: u32,
    /// Since when the CPUs stand still, when they stopped during the job.
    pub stopped: Option<Instant>,
    /// SPICE clients were told of another host and are not there yet.
    pub displays_move: bool,
    /// Someone wants the job aborted.
    pub abort: bool,
    /// QEMU writes a dump by itself: nobody can stop that.
    pub memory_only: bool,
    /// A dump is over: its error, if it failed.
    pub dumped: Option<Result<(), String>>,
    /// QEMU is gone; nothing more will be seen.
    pub gone: bool,
}

/// The place where it is seen.
#[derive(Debug)]
pub struct Watch(watch::Sender<Seen>);

impl Default for Watch {
    fn default() -> Self {
        Self(watch::Sender::new(Seen::default()))
    }
}

impl Watch {
    /// A long job begins: what was seen of the one before is forgotten.
    pub fn begin(&self) {
        self.0.send_modify(|seen| *seen = Seen { gone: seen.gone, ..Seen::default() });
    }

    /// Notes something; whoever waits is told.
    pub fn note(&self, change: impl FnOnce(&mut Seen)) {
        self.0.send_modify(change);
    }

    /// What is seen now.
    #[must_use]
    pub fn seen(&self) -> Seen {
        self.0.borrow().clone()
    }

    /// How QEMU last said that the migration stands.
    #[must_use]
    pub fn status(&self) -> Option<MigrationStatus> {
        self.0.borrow().status.clone()
    }

    /// Forgets that, before QEMU is asked for what brings another.
    pub fn forget_status(&self) {
        self.0.send_modify(|seen| seen.status = None);
    }

    /// Waits for a status; none when QEMU is gone before.
    pub async fn status_where(
        &self,
        mut is: impl FnMut(&MigrationStatus) -> bool,
    ) -> Option<MigrationStatus> {
        let mut seen = self.0.subscribe();
        let mut wanted = |seen: &Seen| seen.status.clone().filter(|status| is(status));
        let found = seen.wait_for(|seen| seen.gone || wanted(seen).is_some()).await;
        found.ok().and_then(|seen| wanted(&seen))
    }

    /// To wait for what will be seen.
    #[must_use]
    pub fn subscribe(&self) -> watch::Receiver<Seen> {
        self.0.subscribe()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_job_starts_afresh_but_a_dead_qemu_stays_dead() {
        let watch = Watch::default();
        watch.note(|seen| seen.status = Some(MigrationStatus::Completed));
        watch.note(|seen| (seen.abort, seen.gone) = (true, true));
        watch.begin();
        let seen = watch.seen();
        assert!(seen.status.is_none() && !seen.abort && seen.gone);
    }

    #[tokio::test]
    async fn a_status_is_waited_for_until_qemu_is_gone() {
        let watch = Watch::default();
        let (found, ()) = tokio::join!(watch.status_where(MigrationStatus::is_over), async {
            watch.note(|seen| seen.status = Some(MigrationStatus::Active));
            watch.note(|seen| seen.status = Some(MigrationStatus::Failed));
        });
        assert_eq!(found, Some(MigrationStatus::Failed));
        watch.forget_status();
        watch.note(|seen| seen.gone = true);
        assert_eq!(watch.status_where(MigrationStatus::is_over).await, None);
    }
}
