//! Finish: the guest runs here, or is given up.

use std::sync::Arc;

use uuid::Uuid;
use vireo_api::consts::*;
use vireo_api::event::{DomainEvent, DomainLifecycle, SuspendedDetail};
use vireo_api::{Error, ErrorCode, ErrorDomain, Result};
use vireo_model::domain::Domain;
use vireo_proto::remote;
use vireo_qmp::Call;
use vireo_qmp::command::{Cont, QueryMigrate};
use vireo_qmp::types::MigrationStatus;
use vireo_runtime::domain::{Definition, PausedReason, RunningReason, State};

use super::now;
use crate::definition::{self, CODEC};
use crate::driver::QemuDriver;
use crate::error::{failed, internal};
use crate::live::{Ending, Guest};
use crate::migration;
use crate::migration::arrivals::{self, Fate};
use crate::migration::cookie::{Cookie, Parties};
use crate::migration::decide::{self, AtDestination};
use crate::migration::figures::Statistics;
use crate::migration::held::{self, Held};
use crate::migration::params::Request;
use crate::migration::phase::{Phase, Side};
use crate::migration::storage;
use crate::process::transition::Run;

/// What Finish answers.
pub struct Finished {
    /// The guest.
    pub dom: remote::Domain,
    /// For the source.
    pub cookie: Vec<u8>,
}

/// Which protocol ends the migration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Protocol {
    /// There is no Confirm: the guest is never killed here.
    V2,
    /// The source has the last word.
    V3,
}

/// Runs the guest that came, or gives it up.
///
/// # Errors
/// It did not come; it was cancelled (`MigrateFinishOk` says that all is well then).
pub async fn finish(
    driver: &QemuDriver,
    name: &str,
    mut request: Request,
    cookie_in: &[u8],
    cancelled: bool,
    protocol: Protocol,
) -> Result<Finished> {
    let guest = driver.registry.by_name(name);
    if let Some(answer) = repeated(driver, name, guest.as_ref(), cookie_in) {
        return answer;
    }
    let Some(guest) = guest else {
        return Err(driver.migration_errors.take(name).unwrap_or_else(|| {
            crate::error::no_domain(format!("no domain with matching name '{name}'"))
        }));
    };
    let mut held = held::take(&guest, Side::Destination)
        .map_err(|error| driver.migration_errors.take(name).unwrap_or(error))?;
    held::untie(driver, &guest);
    request.flags |= held.request.flags & MIGRATE_POSTCOPY_RESUME;
    if held.request.has(MIGRATE_OFFLINE) {
        finish_offline(driver, &guest, &held, &request, cancelled).await
    } else {
        let ended =
            finish_run(driver, &guest, &mut held, &request, cookie_in, cancelled, protocol).await;
        if ended.is_err()
            && driver.run_of(&guest).is_ok_and(|run| migration::postcopy::is_under_way(&run))
        {
            guest.extra.held.keep_broken(held);
        }
        ended
    }
}

/// Answers a source that got no answer to its Finish and found no running guest here; `None` when
/// this is not such a question, or the guest never ran here.
fn repeated(
    driver: &QemuDriver,
    name: &str,
    guest: Option<&Arc<Guest>>,
    cookie_in: &[u8],
) -> Option<Result<Finished>> {
    let cookie = Cookie::decode(cookie_in).ok().flatten()?;
    cookie.vireo.as_ref()?.asks.filter(|asks| *asks)?;
    let uuid = Uuid::parse_str(cookie.uuid.as_deref()?).ok()?;
    Some(match arrivals::fate(driver, cookie.ticket()?, uuid)? {
        Fate::Ran => {
            let parties = migration::parties(name, uuid);
            let gone = || remote::Domain { name: name.into(), uuid: uuid.into_bytes(), id: -1 };
            let dom = guest
                .filter(|guest| guest.uuid() == uuid)
                .map_or_else(gone, |guest| driver.wire(guest));
            Cookie::from(&parties).encode().map(|cookie| Finished { dom, cookie })
        }
        Fate::Expected => {
            let text = format!("whether domain '{name}' ran here is not known");
            Err(Error::new(ErrorCode::OperationTimeout, ErrorDomain::Qemu, text))
        }
    })
}

async fn finish_offline(
    driver: &QemuDriver,
    guest: &Arc<Guest>,
    held: &Held,
    request: &Request,
    cancelled: bool,
) -> Result<Finished> {
    let result = if cancelled {
        Err(finish_ok())
    } else {
        let config = guest.peek(|view| view.config.clone());
        persist(driver, guest, config, request).await
    };
    held::over(driver, guest, None);
    if let Err(error) = result {
        if guest.peek(|view| !view.persistent) {
            driver.registry.remove(guest);
        }
        return Err(error);
    }
    let parties = migration::parties(&held.name, guest.uuid());
    Ok(Finished { dom: driver.wire(guest), cookie: Cookie::from(&parties).encode()? })
}

/// Keeps a definition for the guest's next starts.
async fn persist(
    driver: &QemuDriver,
    guest: &Arc<Guest>,
    config: Option<Definition<Domain>>,
    request: &Request,
) -> Result<()> {
    if !request.has(MIGRATE_PERSIST_DEST) {
        return Ok(());
    }
    let config = config.ok_or_else(|| internal("can't get vmdef"))?;
    let mut domain = Domain::clone(&*config.value()?);
    domain.name = guest.name().to_string();
    definition::fill(driver, &mut domain, vireo_model::fill::FillFlags::DEFINE).await?;
    definition::define(driver, domain).await.map(drop)
}

async fn finish_run(
    driver: &QemuDriver,
    guest: &Arc<Guest>,
    held: &mut Held,
    request: &Request,
    cookie_in: &[u8],
    cancelled: bool,
    protocol: Protocol,
) -> Result<Finished> {
    let run = match driver.run_of(guest) {
        Ok(run) => run,
        Err(error) => {
            held::over(driver, guest, None);
            if let Some(ticket) = held.ticket {
                arrivals::forget(driver, ticket).await;
            }
            return Err(driver.migration_errors.take(&guest.name()).unwrap_or(error));
        }
    };
    let arriving = Arriving { driver, run: &run, request, protocol };
    let before = kept_before(guest);
    match arriving.finish(held, cookie_in, cancelled).await {
        Ok(cookie) => {
            held::put_back(&run, held).await;
            held::over(driver, guest, Some(&run));
            run.core.save_status(guest).await;
            Ok(Finished { dom: driver.wire(guest), cookie })
        }
        Err(error) => {
            let kept = request.has(MIGRATE_PERSIST_DEST) && !cancelled;
            if arriving.give_up(held, &error, cancelled).await && kept {
                forget_persisted(driver, guest, before).await;
            }
            Err(error)
        }
    }
}

/// The definition that was kept here before a guest came.
fn kept_before(guest: &Guest) -> Option<Definition<Domain>> {
    guest.peek(|view| view.config.clone().filter(|_| view.persistent))
}

/// The guest did not come: what is kept for its next starts is what was kept before.
async fn forget_persisted(
    driver: &QemuDriver,
    guest: &Arc<Guest>,
    before: Option<Definition<Domain>>,
) {
    let undone = match before.as_ref().map(Definition::value) {
        None if !guest.peek(|view| view.persistent) => Ok(()),
        None => migration::source::forget(driver, guest).await,
        Some(Ok(domain)) => definition::define(driver, Domain::clone(&domain)).await.map(drop),
        Some(Err(error)) => Err(error.into()),
    };
    if let Err(error) = undone {
        tracing::warn!(guest = %guest.name(), %error, "definition of a guest that did not come");
    }
}

/// A guest that arrives.
struct Arriving<'a> {
    driver: &'a QemuDriver,
    run: &'a Run,
    request: &'a Request,
    protocol: Protocol,
}

impl Arriving<'_> {
    async fn finish(&self, held: &mut Held, cookie_in: &[u8], cancelled: bool) -> Result<Vec<u8>> {
        let resumed = self.request.has(MIGRATE_POSTCOPY_RESUME);
        let phase = match (resumed, self.protocol) {
            (true, _) => Phase::FinishResume,
            (false, Protocol::V2) => Phase::Finish2,
            (false, Protocol::V3) => Phase::Finish3,
        };
        if cancelled {
            self.source_has_it(held).await;
        } else {
            self.note_definition();
            held::enter(self.run, held, phase).await?;
        }
        let parties = migration::parties(&held.name, self.run.guest.uuid());
        let mut cookie = Cookie::read(cookie_in, &parties)?;
        if let Some(figures) = cookie.as_mut().and_then(|cookie| cookie.statistics.as_mut()) {
            // Only the cookie's way counts, not what the guest takes to run here.
            figures.delta = figures.sent.map(|sent| now().saturating_sub(sent));
        }
        if cancelled {
            return Err(self.cancelled().await);
        }
        if !resumed {
            self.arrive(held, cookie.as_ref()).await?;
            if let Some(ticket) = held.ticket {
                arrivals::note(self.driver, ticket, self.run.guest.uuid(), Fate::Ran).await;
            }
        }
        let in_postcopy = migration::postcopy::is_under_way(self.run);
        if self.request.has(MIGRATE_POSTCOPY) {
            migration::postcopy::arrived(self.run).await?;
        }
        self.complete(cookie, &parties, in_postcopy)
    }

    /// Notes whether the definition that is about to be kept is new here: a daemon that comes back and
    /// gives the guest up forgets it.
    fn note_definition(&self) {
        let new = self.run.guest.peek(|view| !view.persistent);
        let comes = self.request.has(MIGRATE_PERSIST_DEST) && new;
        self.run.live.record(|record| {
            if let Some(record) = record {
                record.definition_came = comes;
            }
        });
    }

    /// Notes that this is not the only copy, so that a daemon that comes back does not keep it.
    async fn source_has_it(&self, held: &mut Held) {
        if std::mem::take(&mut held.second_protocol) {
            self.run.live.record(|record| {
                if let Some(record) = record {
                    record.second_protocol = false;
                }
            });
            self.run.core.save_status(&self.run.guest).await;
        }
    }

    /// Waits for the memory, then runs the guest as it ran before.
    async fn arrive(&self, held: &mut Held, cookie: Option<&Cookie>) -> Result<()> {
        let run = self.run;
        if self.request.has(MIGRATE_POSTCOPY) {
            migration::postcopy::received_or_active(run).await?;
        } else {
            run.received().await?;
        }
        if held.nbd {
            storage::stop_serving(run).await?;
        }
        self.persist(cookie).await?;
        crate::process::learn::again(self.run).await?;
        run.connect_agent();
        let in_postcopy = run.live.job.status() != Some(MigrationStatus::Completed);
        if !in_postcopy {
            // Before the CPUs run: a QEMU that dies of it costs nothing, the source goes on.
            held::put_back(run, held).await;
        }
        // From here on they may be written by the guest alone.
        storage::keep_images(run);
        if self.request.has(MIGRATE_PAUSED) {
            return self.stay_paused().await;
        }
        let (reason, detail) = if in_postcopy {
            (RunningReason::Postcopy, vireo_api::event::ResumedDetail::Postcopy)
        } else {
            (RunningReason::Migrated, vireo_api::event::ResumedDetail::Migrated)
        };
        run.live.hint(|hints| hints.running = reason);
        match run.live.run(&Cont).await {
            Ok(_) => {}
            // Its answer did not come in time, but they run: nobody else may run them now.
            Err(error) if run.guest.peek(|view| super::is_running(view.state)) => {
                tracing::warn!(guest = %run.guest.name(), %error, "the guest runs all the same");
            }
            Err(error) => return Err(error),
        }
        run.resumed(reason, detail).await;
        Ok(())
    }

    async fn persist(&self, cookie: Option<&Cookie>) -> Result<()> {
        let domain = cookie.and_then(|cookie| cookie.domain.clone());
        let config = match domain {
            Some(domain) => Some(Definition::from_value(&Arc::new(domain), &CODEC)),
            None => self.run.guest.peek(|view| view.config.clone()),
        };
        persist(self.driver, &self.run.guest, config, self.request).await
    }

    /// The guest stays paused: it takes its disks over all the same.
    async fn stay_paused(&self) -> Result<()> {
        let run = self.run;
        let activate =
            Call::new("blockdev-set-active").arguments(&serde_json::json!({"active": true}));
        if let Err(error) = run.live.try_call(activate).await {
            // Older ones do so when the guest runs.
            if !error.is_command_not_found() {
                return Err(crate::error::monitor(error));
            }
        }
        run.guest.update(|view| view.enter(State::Paused(PausedReason::User)))?;
        let suspended = DomainLifecycle::Suspended(SuspendedDetail::Paused);
        run.core.publish(&run.guest, DomainEvent::Lifecycle(suspended));
        Ok(())
    }

    /// The figures of the job, told here and to the source. They were taken before a switch to
    /// post-copy and are not kept then: only the source knows what came after.
    fn complete(
        &self,
        cookie: Option<Cookie>,
        parties: &Parties,
        in_postcopy: bool,
    ) -> Result<Vec<u8>> {
        let mut answer = Cookie::from(parties);
        if let Some(mut figures) = cookie.and_then(|cookie| cookie.statistics) {
            let now = now();
            if let Some(stopped) = figures.stopped {
                figures.downtime = Some(now.saturating_sub(stopped));
            }
            if let Some(started) = figures.started {
                figures.time_elapsed = Some(now.saturating_sub(started));
            }
            let stats =
                migration::figures::to_job(&figures, vireo_runtime::job::JobOperation::MigrationIn);
            self.run.guest.jobs().set_completed_stats((!in_postcopy).then_some(stats));
            answer.statistics = Some(Statistics { sent: Some(now), ..figures });
        }
        answer.encode()
    }

    /// The source gave up: what QEMU knows of it, or that all is well.
    async fn cancelled(&self) -> Error {
        if migration::postcopy::is_under_way(self.run) {
            // It may be stuck, and it knows no more than that its memory is incomplete.
            return finish_ok();
        }
        let info = self.run.live.run(&QueryMigrate).await.ok();
        match info.and_then(|info| info.error_desc) {
            Some(words) => failed(format!("job 'migration in' failed: {words}")),
            None => finish_ok(),
        }
    }

    /// It did not come: it ends here, unless its CPUs ran already or nobody else has it. Tells whether
    /// it ended.
    async fn give_up(&self, held: &Held, error: &Error, cancelled: bool) -> bool {
        let (run, guest) = (self.run, &self.run.guest);
        match decide::finish_failed(super::knows(Some(run), held), cancelled, !run.live.is_ending())
        {
            AtDestination::KeepsBroken => {
                tracing::error!(guest = %guest.name(), %error, "post-copy failed, the guest is kept");
                migration::postcopy::broke(run, Side::Destination).await;
                return false;
            }
            AtDestination::Keeps | AtDestination::Stays | AtDestination::Runs => {
                tracing::error!(guest = %guest.name(), %error, "the guest is kept although its migration failed");
                held::over(self.driver, guest, Some(run));
                run.core.save_status(guest).await;
                return false;
            }
            AtDestination::Ends => {}
        }
        let uuid = guest.uuid();
        let never = |ticket: &Uuid| arrivals::fate(self.driver, *ticket, uuid) != Some(Fate::Ran);
        if let Some(ticket) = held.ticket.filter(never) {
            arrivals::forget(self.driver, ticket).await;
        }
        migration::leave_labels(run);
        if let Err(error) = run.end(Ending::FAILED, false).await {
            tracing::error!(guest = %guest.name(), %error, "incoming guest stays");
        }
        held::over(self.driver, guest, None);
        true
    }
}

fn finish_ok() -> Error {
    let text = "Migration was cancelled as asked";
    Error::new(ErrorCode::MigrateFinishOk, ErrorDomain::Qemu, text)
}
