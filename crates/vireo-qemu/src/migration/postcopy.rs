//! Post-copy: the destination runs the guest before all of its memory is there. From the switch on
//! nothing goes back; what breaks is kept on both sides and can be resumed.

use std::sync::Arc;
use std::time::Duration;

use vireo_api::consts::*;
use vireo_api::event::{DomainEvent, DomainLifecycle, ResumedDetail, SuspendedDetail};
use vireo_api::{CallContext, ConnectionId, Result};
use vireo_qmp::command::{
    Migrate, MigratePause, MigrateRecover, MigrateSetParameters, QueryMigrate,
};
use vireo_qmp::types::MigrationStatus;
use vireo_qmp::{Call, QmpError};
use vireo_runtime::domain::{PausedReason, RunningReason, State};
use vireo_runtime::job::AsyncJob;

use super::cookie::{Cookie, Parties};
use super::destination::{Channel, Prepared, capabilities};
use super::held::{self, Held, Kept};
use super::params::Request;
use super::phase::{Phase, Side};
use super::source::Begun;
use super::uri::{Place, not_localhost, told as told_uri};
use super::{destination, source};
use crate::driver::QemuDriver;
use crate::error::{failed, internal, not_valid};
use crate::live::Guest;
use crate::process::transition::Run;

/// How long a resumed migration may take to move again.
const RESUME: Duration = Duration::from_secs(60);

/// How long the source may take to notice that all was sent, once the destination has all.
const LAST: Duration = Duration::from_secs(60);

/// Nobody: no connection has this number.
pub const NOBODY: ConnectionId = ConnectionId(0);

/// Whether a guest is between the switch and the end of a post-copy migration.
#[must_use]
pub fn is_under_way(run: &Run) -> bool {
    run.guest.peek(|view| match view.state {
        State::Paused(reason) => {
            matches!(reason, PausedReason::Postcopy | PausedReason::PostcopyFailed)
        }
        State::Running(reason) => {
            matches!(reason, RunningReason::Postcopy | RunningReason::PostcopyFailed)
        }
        State::NoState(_)
        | State::Blocked(_)
        | State::Shutdown(_)
        | State::Shutoff(_)
        | State::Crashed(_)
        | State::PmSuspended(_) => false,
    })
}

/// QEMU told how its migration stands: what becomes of the guest's state.
pub async fn told(run: &Run, status: &MigrationStatus) {
    let kind = run.live.record(|record| record.as_ref().map(|record| record.kind));
    let side = match kind {
        Some(AsyncJob::MigrationOut) => Side::Source,
        Some(AsyncJob::MigrationIn) => Side::Destination,
        Some(
            AsyncJob::Save
            | AsyncJob::Dump
            | AsyncJob::Snapshot
            | AsyncJob::Start
            | AsyncJob::Backup,
        )
        | None => return,
    };
    match status {
        MigrationStatus::PostcopyActive if side == Side::Source => {
            let event = DomainLifecycle::Suspended(SuspendedDetail::Postcopy);
            run.reasoned(State::Paused(PausedReason::Postcopy), event).await;
        }
        MigrationStatus::PostcopyActive if is_broken(run) => {
            let event = DomainLifecycle::Resumed(ResumedDetail::Postcopy);
            run.reasoned(State::Running(RunningReason::Postcopy), event).await;
        }
        MigrationStatus::PostcopyPaused => broke(run, side).await,
        _ => {}
    }
}

fn is_broken(run: &Run) -> bool {
    run.guest.peek(|view| matches!(view.state, State::Running(RunningReason::PostcopyFailed)))
}

/// It broke: both sides keep what they have.
pub async fn broke(run: &Run, side: Side) {
    match side {
        Side::Source => {
            let event = DomainLifecycle::Suspended(SuspendedDetail::PostcopyFailed);
            run.reasoned(State::Paused(PausedReason::PostcopyFailed), event).await;
        }
        Side::Destination => {
            let paused = run.guest.peek(|view| matches!(view.state, State::Paused(_)));
            if paused {
                let event = DomainLifecycle::Suspended(SuspendedDetail::PostcopyFailed);
                run.core.publish(&run.guest, DomainEvent::Lifecycle(event));
            } else {
                let event = DomainLifecycle::Resumed(ResumedDetail::PostcopyFailed);
                run.reasoned(State::Running(RunningReason::PostcopyFailed), event).await;
            }
        }
    }
    run.live.record(|record| {
        if let Some(record) = record {
            record.phase = Phase::PostcopyFailed;
            record.paused = true;
        }
    });
    run.guest.extra.held.change(|held| {
        held.phase = Phase::PostcopyFailed;
        held.connection = NOBODY;
    });
    held::untie(&run.core, &run.guest);
    run.core.save_status(&run.guest).await;
}

/// The same on the source, for a call that has the migration in its hands.
pub async fn source_broke(run: &Run, held: &mut Held) {
    held.phase = Phase::PostcopyFailed;
    held.connection = NOBODY;
    broke(run, Side::Source).await;
}

/// Waits until the guest may run here: all came, or the rest comes on demand.
///
/// # Errors
/// It failed, or the guest is gone.
pub async fn received_or_active(run: &Run) -> Result<()> {
    let active = async {
        let is = |status: &MigrationStatus| *status == MigrationStatus::PostcopyActive;
        if run.live.job.status_where(is).await.is_none() {
            std::future::pending::<()>().await;
        }
    };
    tokio::select! {
        received = run.received() => received,
        () = active => Ok(()),
    }
}

/// Waits until the rest came, then tells that the guest has moved.
///
/// # Errors
/// It broke, or the guest is gone.
pub async fn arrived(run: &Run) -> Result<()> {
    let was_postcopy = is_under_way(run);
    let paused = async {
        let is = |status: &MigrationStatus| *status == MigrationStatus::PostcopyPaused;
        if run.live.job.status_where(is).await.is_none() {
            std::future::pending::<()>().await;
        }
    };
    tokio::select! {
        biased;
        received = run.received() => received?,
        () = paused => return Err(failed("job 'migration in' failed in post-copy phase")),
    }
    if was_postcopy {
        moved(run).await;
    }
    Ok(())
}

async fn moved(run: &Run) {
    let event = DomainLifecycle::Resumed(ResumedDetail::Migrated);
    run.reasoned(State::Running(RunningReason::Migrated), event).await;
}

/// Whether QEMU says that a post-copy migration from here is over and done.
pub async fn completed(run: &Run) -> bool {
    if !is_under_way(run) {
        return false;
    }
    let info = run.live.run(&QueryMigrate).await.ok();
    info.and_then(|info| info.status) == Some(MigrationStatus::Completed)
}

/// The destination has all: waits for the source's QEMU to notice.
pub async fn finish_sending(run: &Run, held: &mut Held) {
    if !is_under_way(run) {
        return;
    }
    let over = |status: &MigrationStatus| *status == MigrationStatus::Completed;
    let _ = tokio::time::timeout(LAST, run.live.job.status_where(over)).await;
    if let Ok(info) = run.live.run(&QueryMigrate).await {
        let mut stats = super::stats::of(vireo_runtime::job::JobOperation::MigrationOut, &info);
        if let Some(before) = &held.stats {
            stats.job_type = before.job_type;
            let since = held.sent.map_or(0, |sent| super::stats::millis(sent.elapsed()));
            stats.time_elapsed = before.time_elapsed.map(|elapsed| elapsed.saturating_add(since));
            stats.downtime = stats.downtime.or(before.downtime);
        }
        held.stats = Some(stats);
    }
}

/// Begin of a resumed migration.
///
/// # Errors
/// There is nothing to resume, or QEMU has not noticed the break.
pub async fn begin(
    driver: &QemuDriver,
    cx: &CallContext,
    guest: &Arc<Guest>,
    request: &Request,
) -> Result<Begun> {
    let run = driver.run_of(guest)?;
    let mut held = take_broken(guest, Side::Source)?;
    let result = async {
        let info = run.live.run(&QueryMigrate).await?;
        if info.status != Some(MigrationStatus::PostcopyPaused) {
            return Err(still_running("source"));
        }
        held::enter(&run, &mut held, Phase::BeginResume).await?;
        let view = guest.view();
        let mode =
            vireo_xml::Mode { inactive: false, secure: true, status: false, migratable: true };
        let xml = crate::view_xml::of(&view, mode)?;
        let mut cookie = Cookie::from(&super::parties(&held.name, guest.uuid()));
        let own = super::capabilities_of(&run).await?;
        cookie.capabilities = Some(capabilities(&own, Side::Source));
        Ok(Begun { xml, cookie: cookie.encode()?, ticket: None })
    };
    let result = result.await;
    match &result {
        Ok(_) => {
            held.request = request.clone();
            held.connection = cx.connection;
            guest.extra.held.own(cx.connection);
            held::tie(driver, guest, cx.connection);
        }
        Err(_) => {
            guest.extra.held.keep_broken(held);
            return result;
        }
    }
    keep(driver, guest, held);
    result
}

fn take_broken(guest: &Guest, side: Side) -> Result<Held> {
    let held = held::take(guest, side).map_err(|error| match side {
        Side::Source => not_valid(format!("domain '{}' is not being migrated", guest.name())),
        Side::Destination => error,
    })?;
    if held.phase != Phase::PostcopyFailed {
        let text = format!("migration of domain {} is not in post-copy phase", guest.name());
        let wrong = not_valid(text);
        if let Kept::Abandoned(_) = guest.extra.held.keep(held) {
            tracing::warn!("a migration was left while it was looked at");
        }
        return Err(wrong);
    }
    Ok(held)
}

fn keep(driver: &QemuDriver, guest: &Arc<Guest>, held: Held) {
    if let Kept::Abandoned(held) = guest.extra.held.keep(held) {
        let (core, guest) = (Arc::clone(driver), Arc::clone(guest));
        tokio::spawn(async move { held::abandoned(&core, &guest, *held).await });
    }
}

/// Prepare of a resumed migration: QEMU listens again.
///
/// # Errors
/// There is nothing to resume; QEMU refuses.
pub async fn prepare(
    driver: &QemuDriver,
    cx: &CallContext,
    request: Request,
    parties: &Parties,
    channel: Channel,
) -> Result<Prepared> {
    if matches!(channel, Channel::Tunnel(_)) {
        return Err(not_valid("tunnelled migration cannot be resumed"));
    }
    let guest = driver.registry.by_uuid(&parties.uuid).ok_or_else(|| {
        crate::error::no_domain(format!("no domain with matching uuid '{}'", parties.uuid))
    })?;
    let run = driver.run_of(&guest)?;
    let mut held = take_broken(&guest, Side::Destination)?;
    let result = listen_again(driver, &run, &mut held, &request).await;
    match &result {
        Ok(_) => {
            held.request = request;
            held.connection = cx.connection;
            guest.extra.held.own(cx.connection);
            held::tie(driver, &guest, cx.connection);
        }
        Err(_) => {
            guest.extra.held.keep_broken(held);
            return result;
        }
    }
    keep(driver, &guest, held);
    result
}

async fn listen_again(
    driver: &QemuDriver,
    run: &Run,
    held: &mut Held,
    request: &Request,
) -> Result<Prepared> {
    held::enter(run, held, Phase::PrepareResume).await?;
    let host = driver.config.migration_host.clone();
    let host = host.unwrap_or_else(vireo_host::node::hostname);
    let (uri, told) = match request.text(MIGRATE_PARAM_URI).map(Place::parse).transpose()? {
        Some(Place::Unix(path)) => (format!("unix:{path}"), None),
        asked => {
            let net = asked.as_ref().and_then(Place::net).cloned();
            let net = match net {
                Some(net) => net,
                None => {
                    not_localhost(&host)?;
                    super::uri::Net { host: host.clone(), port: None, old_form: true }
                }
            };
            let listen = request.text(MIGRATE_PARAM_LISTEN_ADDRESS);
            let address = destination::address_for(driver, listen, &net.host);
            match net.port {
                Some(port) => (format!("tcp:{address}:{port}"), None),
                None => {
                    let port = driver.migration_ports.acquire()?;
                    let number = port.number();
                    held.ports = vec![port];
                    (format!("tcp:{address}:{number}"), Some(told_uri("tcp", &net, number)))
                }
            }
        }
    };
    run.live.job.forget_status();
    recover(run, &uri).await?;
    let mut cookie = Cookie::from(&super::parties(&held.name, run.guest.uuid()));
    if !held.own.is_empty() {
        cookie.capabilities = Some(capabilities(&held.own, Side::Destination));
    }
    Ok(Prepared { cookie: cookie.encode()?, uri: told })
}

/// Has QEMU listen, though it may be stuck: with its lock held it may wait for the very memory that
/// is to come. So nothing else is asked of it here, and whether it noticed the break is its own word.
async fn recover(run: &Run, uri: &str) -> Result<()> {
    let command = MigrateRecover { uri };
    match run.live.try_call(Call::from(&command).out_of_band()).await {
        Ok(_) => Ok(()),
        Err(QmpError::Command { desc, .. }) if desc.contains("postcopy is paused") => {
            Err(still_running("destination"))
        }
        Err(error) => Err(crate::error::monitor(error)),
    }
}

fn still_running(side: &str) -> vireo_api::Error {
    not_valid(format!("QEMU reports migration is still running (on the {side})"))
}

/// Perform of a resumed migration: the rest goes.
///
/// # Errors
/// It broke again.
pub async fn perform(
    driver: &QemuDriver,
    cx: &CallContext,
    guest: &Arc<Guest>,
    request: Request,
) -> Result<Vec<u8>> {
    let run = driver.run_of(guest)?;
    let mut held = source::take_up(driver, cx, guest, request).await?;
    let result = resume(&run, &mut held).await;
    if result.is_err() {
        source_broke(&run, &mut held).await;
        guest.extra.held.keep_broken(held);
        return result;
    }
    keep(driver, guest, held);
    result
}

/// Sends the rest.
///
/// # Errors
/// It broke again.
pub async fn resume(run: &Run, held: &mut Held) -> Result<Vec<u8>> {
    held::enter(run, held, Phase::PerformResume).await?;
    let uri = held.request.text(MIGRATE_PARAM_URI).ok_or_else(|| internal("no migration URI"))?;
    let uri = Place::parse(uri)?.to_qemu();
    if let Some(mib) = held.request.number(MIGRATE_PARAM_BANDWIDTH_POSTCOPY) {
        let bytes = serde_json::Value::from(mib.saturating_mul(1 << 20));
        let all = [("max-postcopy-bandwidth".to_owned(), bytes)].into_iter().collect();
        run.live.run(&MigrateSetParameters { parameters: &all }).await?;
    }
    run.live.job.forget_status();
    run.live.run(&Migrate { uri: Some(&uri), channels: None, resume: true }).await?;
    let moved = |status: &MigrationStatus| {
        matches!(
            status,
            MigrationStatus::PostcopyActive
                | MigrationStatus::Completed
                | MigrationStatus::PostcopyPaused
                | MigrationStatus::Failed
        )
    };
    let status = tokio::select! {
        told = run.live.job.status_where(moved) => told.or(Some(MigrationStatus::Failed)),
        () = run.live.process.exited() => Some(MigrationStatus::Failed),
        () = tokio::time::sleep(RESUME) => None,
    };
    match status {
        Some(MigrationStatus::PostcopyActive | MigrationStatus::Completed) => {}
        Some(_) => return Err(failed("job 'migration out' failed in post-copy phase")),
        None => return Err(unanswered(run).await),
    }
    run.live.record(|record| {
        if let Some(record) = record {
            record.paused = false;
        }
    });
    let cookie = Cookie::from(&super::parties(&held.name, run.guest.uuid()));
    cookie.encode()
}

/// The destination's QEMU says nothing: the source's gives up too, else it would wait for ever and
/// refuse the next try.
async fn unanswered(run: &Run) -> vireo_api::Error {
    if let Err(error) = run.live.try_call(Call::from(&MigratePause).out_of_band()).await {
        tracing::warn!(guest = %run.guest.name(), %error, "a resumed migration is not given up");
    }
    let words = "the destination's QEMU does not answer";
    failed(format!("job 'migration out' failed in post-copy phase: {words}"))
}
