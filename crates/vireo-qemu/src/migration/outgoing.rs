//! One sending of a guest by QEMU. Live migration, save and dump are three users of it.
//!
//! ```text
//!   new ─ tune ─ send ─┬─ wait ─┬─ Completed ── complete
//!                      │        ├─ PreSwitchover ── proceed ─ wait
//!                      │        ├─ Postcopy, PostcopyPaused ─ wait
//!                      │        └─ an error: nothing is being sent any more
//!                      └─ an error
//!   put_back, whatever came of it
//! ```
//!
//! QEMU's events move it on; a query every now and then is for progress alone, and stands in for
//! an event that did not come. What is learnt is published, so that questions about the job never
//! wait for QEMU.

use std::future::Future;
use std::os::fd::OwnedFd;
use std::pin::pin;
use std::time::Duration;

use tokio::time::Instant;
use vireo_api::event::DomainEvent;
use vireo_api::{Error, ErrorCode, ErrorDomain, Result};
use vireo_qmp::Call;
use vireo_qmp::command::{Closefd, Getfd, Migrate, MigrateCancel, MigrateContinue, QueryMigrate};
use vireo_qmp::types::{MigrationInfo, MigrationStatus};
use vireo_runtime::job::{AsyncJob, AsyncToken, JobOperation, JobStats, JobType};

use super::settings::Settings;
use super::stats::{self, millis};
use super::watch::Seen;
use crate::error::failed;
use crate::process::transition::Run;

/// How often QEMU is asked how far it is.
const PROGRESS: Duration = Duration::from_millis(250);

/// How long QEMU may take to say how far it is.
const PROGRESS_DEADLINE: Duration = Duration::from_secs(5);

/// How long a cancelled sending may take to end.
const CANCEL: Duration = Duration::from_secs(30);

/// The name of a handed-over descriptor in QEMU.
const FD_NAME: &str = "migrate";

/// Where the guest goes.
#[derive(Debug)]
pub enum Target<'a> {
    /// Into this descriptor, which QEMU gets.
    Fd(OwnedFd),
    /// QEMU opens or connects to it itself.
    Uri(&'a str),
}

/// What a wait ends with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reached {
    /// The guest stands still, its devices wait: [`Outgoing::proceed`] goes on.
    PreSwitchover,
    /// The other side may run the guest.
    Postcopy,
    /// Post-copy broke and can be resumed.
    PostcopyPaused,
    /// All was sent.
    Completed,
}

/// Which of the places on the way a wait stops at; at the end it always does.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Stops {
    /// At [`Reached::PreSwitchover`].
    pub pre_switchover: bool,
    /// At [`Reached::Postcopy`].
    pub postcopy: bool,
}

/// Fills in what QEMU's migration does not tell: disks that are copied beside it.
pub type Adorn = Box<dyn Fn(&mut JobStats) + Send + Sync>;

/// One sending of a guest.
pub struct Outgoing<'j> {
    run: Run,
    job: &'j AsyncToken,
    api: &'static str,
    operation: JobOperation,
    began: Instant,
    seen: tokio::sync::watch::Receiver<Seen>,
    before: Option<Settings>,
    adorn: Option<Adorn>,
    last: JobStats,
}

/// The name of a long job in its errors.
#[must_use]
pub fn job_name(kind: AsyncJob) -> &'static str {
    match kind {
        AsyncJob::MigrationOut => "migration out job",
        AsyncJob::MigrationIn => "migration in job",
        AsyncJob::Save => "domain save job",
        AsyncJob::Dump => "domain core dump job",
        AsyncJob::Snapshot => "snapshot job",
        AsyncJob::Start => "start job",
        AsyncJob::Backup => "backup job",
    }
}

/// A job that its user aborted (E-09: nothing else is told so).
#[must_use]
pub fn aborted(kind: AsyncJob) -> Error {
    let text = format!("job '{}' canceled by client", kind.name());
    Error::new(ErrorCode::OperationAborted, ErrorDomain::Qemu, text)
}

/// A job whose guest ended meanwhile (E-08).
#[must_use]
pub fn quit(kind: AsyncJob) -> Error {
    failed(format!("{}: guest unexpectedly quit", job_name(kind)))
}

impl<'j> Outgoing<'j> {
    /// A sending as part of the long job that `job` holds. [`super::watch::Watch::begin`] is to be
    /// called when that job begins.
    #[must_use]
    pub fn new(run: &Run, job: &'j AsyncToken, operation: JobOperation, api: &'static str) -> Self {
        let began = job.tracker().info().asynchronous.map(|(_, _, holder)| holder.since);
        Self {
            seen: run.live.job.subscribe(),
            run: run.clone(),
            job,
            api,
            operation,
            began: began.unwrap_or_else(Instant::now),
            before: None,
            adorn: None,
            last: JobStats { operation, job_type: JobType::Unbounded, ..JobStats::default() },
        }
    }

    /// Has the statistics completed by what QEMU's migration does not tell.
    pub fn adorn(&mut self, adorn: Adorn) {
        self.adorn = Some(adorn);
    }

    /// Sets capabilities and parameters; what they replace is kept for [`Outgoing::put_back`].
    ///
    /// # Errors
    /// QEMU refuses, is gone or does not answer.
    pub async fn tune(&mut self, wanted: &Settings) -> Result<()> {
        let _step = self.job.nested(self.api).await?;
        let now = Settings::fetch(&self.run.live).await?;
        let change = wanted.over(&now);
        self.before = Some(now.under(&change));
        change.apply(&self.run.live).await
    }

    /// What [`Outgoing::tune`] replaced, for the status file.
    #[must_use]
    pub fn original(&self) -> Option<&Settings> {
        self.before.as_ref()
    }

    /// Puts back what [`Outgoing::tune`] replaced. What goes wrong is logged: the guest can be sent
    /// again all the same.
    pub async fn put_back(&mut self) {
        let Some(before) = self.before.take() else { return };
        if self.seen.borrow().gone || self.run.live.is_ending() {
            return;
        }
        if let Err(error) = before.apply(&self.run.live).await {
            tracing::warn!(guest = %self.run.guest.name(), %error, "migration settings stay");
        }
    }

    /// Begins to send; `resume` for a post-copy migration that broke.
    ///
    /// # Errors
    /// The job was aborted already; QEMU refuses, is gone or does not answer.
    pub async fn send(&mut self, target: Target<'_>, resume: bool) -> Result<()> {
        self.check()?;
        let _step = self.job.nested(self.api).await?;
        let live = &self.run.live;
        live.job.note(|seen| (seen.status, seen.pass) = (None, 0));
        match target {
            Target::Uri(uri) => {
                live.run(&Migrate { uri: Some(uri), channels: None, resume }).await?;
            }
            Target::Fd(fd) => {
                live.call(Call::from(&Getfd { fdname: FD_NAME }).fd(fd)).await?;
                let uri = format!("fd:{FD_NAME}");
                let sent = live.run(&Migrate { uri: Some(&uri), channels: None, resume }).await;
                if let Err(error) = sent {
                    // Gone with QEMU, if that is why.
                    let _ = live.run(&Closefd { fdname: FD_NAME }).await;
                    return Err(error);
                }
            }
        }
        // Until the first event comes; without it nothing would be there to cancel.
        live.job.note(|seen| {
            seen.status.get_or_insert(MigrationStatus::Setup);
        });
        Ok(())
    }

    /// Refuses to go on with a job that was aborted, or whose guest is gone.
    ///
    /// # Errors
    /// `OperationAborted`, `OperationFailed`.
    pub fn check(&self) -> Result<()> {
        let seen = self.seen.borrow();
        if seen.gone {
            return Err(quit(self.job.kind()));
        }
        if seen.abort {
            return Err(aborted(self.job.kind()));
        }
        Ok(())
    }

    /// Waits until the sending is over or at one of `stops`. When `trouble` comes first, or the
    /// user's abort, the sending is cancelled, and that is the error.
    ///
    /// # Errors
    /// The user's abort, QEMU's own error, the guest's end, the trouble.
    pub async fn wait(
        &mut self,
        stops: Stops,
        trouble: impl Future<Output = Error>,
    ) -> Result<Reached> {
        let mut trouble = pin!(trouble);
        let mut cancelled = false;
        let mut ticks = tokio::time::interval(PROGRESS);
        ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            let seen = self.seen.borrow_and_update().clone();
            if let Some(reached) = self.judge(&seen, stops).await? {
                return Ok(reached);
            }
            if seen.abort && !cancelled {
                // The one who aborts tells QEMU too, but maybe before there was anything to cancel.
                cancelled = true;
                let _ = self.run.live.run(&MigrateCancel).await;
            }
            tokio::select! {
                biased;
                changed = self.seen.changed() => {
                    if changed.is_err() {
                        return Err(quit(self.job.kind()));
                    }
                }
                error = &mut trouble => {
                    self.cancel().await;
                    return Err(error);
                }
                _ = ticks.tick() => self.look().await,
            }
        }
    }

    /// What a status means for a wait.
    async fn judge(&mut self, seen: &Seen, stops: Stops) -> Result<Option<Reached>> {
        if seen.gone {
            return Err(quit(self.job.kind()));
        }
        let Some(status) = &seen.status else { return Ok(None) };
        Ok(match status {
            MigrationStatus::Completed => {
                self.look().await;
                Some(Reached::Completed)
            }
            MigrationStatus::Failed if seen.abort => return Err(aborted(self.job.kind())),
            MigrationStatus::Failed => return Err(self.failure().await),
            MigrationStatus::Cancelled => return Err(aborted(self.job.kind())),
            MigrationStatus::PreSwitchover => {
                stops.pre_switchover.then_some(Reached::PreSwitchover)
            }
            MigrationStatus::PostcopyActive => stops.postcopy.then_some(Reached::Postcopy),
            MigrationStatus::PostcopyPaused => Some(Reached::PostcopyPaused),
            MigrationStatus::None
            | MigrationStatus::Setup
            | MigrationStatus::Cancelling
            | MigrationStatus::Active
            | MigrationStatus::PostcopyDevice
            | MigrationStatus::PostcopyRecoverSetup
            | MigrationStatus::PostcopyRecover
            | MigrationStatus::Colo
            | MigrationStatus::Device
            | MigrationStatus::WaitUnplug
            | MigrationStatus::Other(_) => None,
        })
    }

    /// QEMU's own words for a sending that failed.
    async fn failure(&self) -> Error {
        let told = self.run.live.run(&QueryMigrate).await.ok().and_then(|info| info.error_desc);
        let (name, why) = (self.job.kind().name(), told.as_deref());
        failed(format!("job '{name}' failed: {}", why.unwrap_or("unexpectedly failed")))
    }

    /// Asks how far it is and publishes that. A status whose event did not come is noted, too.
    async fn look(&mut self) {
        let call = Call::from(&QueryMigrate).deadline(PROGRESS_DEADLINE);
        let answer = self.run.live.try_call(call).await.and_then(|answer| answer.parse());
        let Ok(info) = answer else { return };
        let info: MigrationInfo = info;
        self.publish(&info);
        let Some(status) = info.status.filter(MigrationStatus::is_over) else { return };
        let new = self.seen.borrow().status.as_ref() != Some(&status);
        if new {
            self.run.live.job.note(|seen| seen.status = Some(status));
        }
    }

    fn publish(&mut self, info: &MigrationInfo) {
        let mut stats = stats::of(self.operation, info);
        if let Some(stopped) = self.seen.borrow().stopped {
            stats.downtime = Some(millis(stopped.elapsed()));
        }
        if let Some(adorn) = &self.adorn {
            adorn(&mut stats);
            stats::sum_up(&mut stats);
        }
        self.last = stats.clone();
        self.run.guest.jobs().publish_stats(stats);
    }

    /// Goes on from [`Reached::PreSwitchover`].
    ///
    /// # Errors
    /// The job was aborted meanwhile; QEMU refuses, is gone or does not answer.
    pub async fn proceed(&self) -> Result<()> {
        self.check()?;
        let _step = self.job.nested(self.api).await?;
        self.run.live.run(&MigrateContinue { state: "pre-switchover" }).await?;
        // The status moves on with QEMU's next event; until then it must not be seen again.
        self.run.live.job.note(|seen| {
            if seen.status == Some(MigrationStatus::PreSwitchover) {
                seen.status = Some(MigrationStatus::Device);
            }
        });
        Ok(())
    }

    /// Stops the sending and waits until it has. Not for post-copy: there is no way back.
    pub async fn cancel(&mut self) {
        if self.seen.borrow().gone {
            return;
        }
        if let Err(error) = self.run.live.run(&MigrateCancel).await {
            tracing::warn!(guest = %self.run.guest.name(), %error, "sending is not cancelled");
            return;
        }
        let over =
            |seen: &Seen| seen.gone || seen.status.as_ref().is_none_or(MigrationStatus::is_over);
        if tokio::time::timeout(CANCEL, self.seen.wait_for(over)).await.is_err() {
            tracing::warn!(guest = %self.run.guest.name(), "a cancelled sending goes on");
        }
    }

    /// The statistics so far.
    #[must_use]
    pub fn stats(&self) -> &JobStats {
        &self.last
    }

    /// The statistics of the finished job: its times are filled in and its type says that it is
    /// done. A live migration merges the other side's in before it tells them.
    #[must_use]
    pub fn finished(&self) -> JobStats {
        let mut stats = self.last.clone();
        stats.job_type = JobType::Completed;
        stats.time_elapsed = Some(millis(self.began.elapsed()));
        stats
    }

    /// Keeps the statistics of the finished job and tells them.
    pub fn complete(&self) {
        tell_completed(&self.run, self.finished());
    }
}

/// Keeps the statistics of a finished job and tells them.
pub fn tell_completed(run: &Run, stats: JobStats) {
    let params = stats.params();
    run.guest.jobs().set_completed_stats(Some(stats));
    run.core.publish(&run.guest, DomainEvent::JobCompleted { params });
}
