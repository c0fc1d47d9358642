//! A daemon that was killed in the middle of a migration and comes back: what the phase that it
//! wrote down says (Q-MIG-22), and never against `ORACLE.md`.

use std::sync::Arc;
use std::time::Duration;

use vireo_api::consts::{MIGRATE_PEER2PEER, MIGRATE_TLS};
use vireo_api::event::{
    DomainEvent, DomainEventId, DomainLifecycle, Event, EventKind, ResumedDetail, UndefinedDetail,
};
use vireo_qmp::command::{BlockdevDel, Cont, MigrateCancel, QueryMigrate};
use vireo_qmp::types::MigrationStatus;
use vireo_runtime::domain::{PausedReason, RunningReason, State};
use vireo_runtime::job::AsyncJob;

use super::arrivals::{self, Fate};
use super::decide::{self, AtDestination, AtSource, DestinationKnows, SourceKnows};
use super::held::Held;
use super::phase::{Phase, Side};
use super::record::Record;
use super::settings::Settings;
use super::{destination, peer2peer, postcopy, source};
use crate::block::job::BlockJob;
use crate::block::mirror;
use crate::block::state::JobState;
use crate::driver::QemuDriver;
use crate::live::Ending;
use crate::process::transition::Run;

/// The public function that a job found running is told to be of.
const API: &str = "virDomainMigratePerform3Params";

/// What tells of the end of a guest.
const LIFECYCLE: EventKind = EventKind::Domain(DomainEventId::Lifecycle);

/// How long a guest that never ran here stays for those who want to hear of its end.
const LISTENERS: Duration = Duration::from_secs(2);

/// How often the copy of a disk is told to end, and the pause between.
const TRIES: usize = 3;
const PAUSE: Duration = Duration::from_secs(1);

/// Takes the migration of a guest up that was found running.
pub async fn recover(run: &Run) {
    let Some(record) = run.live.record(|record| record.clone()) else { return };
    let name = run.guest.name();
    tracing::info!(guest = %name, job = record.kind.name(), phase = record.phase.word(), "was in the middle of a job");
    match record.kind {
        AsyncJob::MigrationOut => outgoing(run, record).await,
        AsyncJob::MigrationIn => incoming(run, record).await,
        AsyncJob::Save | AsyncJob::Dump => crate::save::recover::job(run, record).await,
        // Their owners are gone; what they left is theirs to say.
        AsyncJob::Snapshot | AsyncJob::Start | AsyncJob::Backup => {}
    }
}

/// The job is over; nothing of it is written down any more.
async fn forget(run: &Run) {
    run.live.record(|record| *record = None);
    run.core.save_status(&run.guest).await;
}

async fn outgoing(run: &Run, record: Record) {
    let knows = SourceKnows {
        phase: record.phase,
        postcopy: in_postcopy(run, &record).await,
        by_peer: record.peer.is_some(),
        finish_sent: record.finish_sent,
    };
    let mut job = None;
    match decide::source_restarted(knows) {
        AtSource::KeepsBroken => return keep_broken(run, &record, Side::Source).await,
        AtSource::Untouched => {}
        AtSource::StopsSending => {
            // The next migration waits until nothing of this one is in its way.
            job = run.guest.jobs().try_begin_async(record.kind, API);
            cancel(run, &record).await;
            source::resume(run, ran(run, &record)).await;
        }
        AtSource::GoesOn => {
            put_back(run, &record).await;
            source::resume(run, ran(run, &record)).await;
        }
        AtSource::Keeps => put_back(run, &record).await,
        AtSource::Asks => {
            let Some(uri) = record.peer.clone() else { return };
            let (driver, run) = (QemuDriver::of(&run.core), run.clone());
            tokio::spawn(async move { peer2peer::ask(&driver, &run, &uri, None).await });
            return;
        }
        AtSource::Ends => {
            run.live.intend(Ending::MIGRATED);
            run.ask_to_end();
            return;
        }
    }
    forget(run).await;
    drop(job);
}

/// The CPUs ran before: as we wrote down, or, in a file of the reference's, as the state says.
fn ran(run: &Run, record: &Record) -> bool {
    record.was_running
        || run.guest.peek(|view| matches!(view.state, State::Paused(PausedReason::Migration)))
            && record.peer.is_none()
            && record.capabilities.is_empty()
}

/// Whether the switch of post-copy was passed.
async fn in_postcopy(run: &Run, record: &Record) -> bool {
    if record.phase >= Phase::PostcopyFailed || postcopy::is_under_way(run) {
        return true;
    }
    let info = run.live.run(&QueryMigrate).await.ok();
    matches!(
        info.and_then(|info| info.status),
        Some(
            MigrationStatus::PostcopyActive
                | MigrationStatus::PostcopyPaused
                | MigrationStatus::PostcopyRecover
                | MigrationStatus::PostcopyRecoverSetup
        )
    )
}

/// A post-copy migration waits to be resumed; one that QEMU ended meanwhile is over.
async fn keep_broken(run: &Run, record: &Record, side: Side) {
    let info = run.live.run(&QueryMigrate).await.ok();
    let over = info.and_then(|info| info.status) == Some(MigrationStatus::Completed);
    match (over, side) {
        (true, Side::Source) => {
            run.live.intend(Ending::MIGRATED);
            run.ask_to_end();
        }
        (true, Side::Destination) => {
            let event = DomainLifecycle::Resumed(ResumedDetail::Migrated);
            run.reasoned(State::Running(RunningReason::Migrated), event).await;
            forget(run).await;
        }
        (false, side) => {
            let kind = record.kind;
            let Some(token) = run.guest.jobs().try_begin_async(kind, API) else { return };
            let mut held = Held::of_source(token, run, record.flags, record.was_running);
            held.side = side;
            run.guest.extra.held.keep_broken(held);
            postcopy::broke(run, side).await;
        }
    }
}

/// Nothing is sent any more, and no disk copied.
pub(crate) async fn cancel(run: &Run, record: &Record) {
    run.live.job.forget_status();
    let info = run.live.run(&QueryMigrate).await.ok().and_then(|info| info.status);
    let sends = info.is_some_and(|status| status.can_be_cancelled());
    if sends && run.live.run(&MigrateCancel).await.is_ok() {
        let over = run.live.job.status_where(MigrationStatus::is_over);
        let _ = tokio::time::timeout(super::CANCEL, over).await;
    }
    for disk in &record.disks {
        if let Some(job) = run.live.blocks.of_disk(disk) {
            end_copy(run, &job).await;
        }
        // Not there when the daemon died before it was put in.
        let node_name = super::storage::target_node(disk);
        let _ = run.live.run(&BlockdevDel { node_name: &node_name }).await;
    }
    if !record.disks.is_empty() {
        super::bitmaps::clean(run).await;
    }
    put_back(run, record).await;
}

/// Ends the copy of a disk: also one that is about to end by itself, or whose end is refused at first.
async fn end_copy(run: &Run, job: &Arc<BlockJob>) {
    let _awaited = job.awaited();
    let is_gone = |state: &JobState| matches!(state, JobState::Gone(_));
    for _ in 0..TRIES {
        let Err(error) = mirror::stop(run, job, mirror::Stop::AtOnce).await else { return };
        tracing::warn!(guest = %run.guest.name(), %error, "a copy goes on");
        if !run.is_present() || job.wait_for(is_gone, PAUSE).await.is_some() {
            return;
        }
    }
}

pub(crate) async fn put_back(run: &Run, record: &Record) {
    let settings = Settings {
        capabilities: record.capabilities.iter().cloned().collect(),
        parameters: record.parameters.clone(),
    };
    if let Err(error) = settings.apply(&run.live).await {
        tracing::warn!(guest = %run.guest.name(), %error, "migration settings stay");
    }
    let migrates = matches!(record.kind, AsyncJob::MigrationOut | AsyncJob::MigrationIn);
    if migrates && record.flags & MIGRATE_TLS != 0 {
        super::tls::remove(run).await;
    }
}

/// A guest whose CPUs never ran ends. Whoever watches this host is about to come back, too, and is to hear
/// of it: that is waited for, but not for long.
fn leave(run: &Run) {
    run.live.intend(Ending::FAILED.quietly());
    let run = run.clone();
    tokio::spawn(async move {
        // Nobody may run it meanwhile.
        let _job = run.guest.jobs().try_begin_async(AsyncJob::MigrationIn, API);
        let began = tokio::time::Instant::now();
        while !run.core.bus.is_wanted(LIFECYCLE) && began.elapsed() < LISTENERS {
            tokio::time::sleep(LISTENERS / 40).await;
        }
        run.ask_to_end();
    });
}

async fn ran_here(run: &Run, record: &Record) {
    if let Some(ticket) = record.ticket {
        arrivals::note(&run.core, ticket, run.guest.uuid(), Fate::Ran).await;
    }
}

async fn incoming(run: &Run, record: Record) {
    let running = run.guest.peek(|view| matches!(view.state, State::Running(_)));
    let phase = record.phase;
    let postcopy = phase == Phase::Finish3 && in_postcopy(run, &record).await;
    let only_copy = phase == Phase::Prepare && is_only_copy(run, &record).await;
    let knows = DestinationKnows { phase, postcopy, running, only_copy };
    match decide::destination_restarted(knows) {
        AtDestination::KeepsBroken => return keep_broken(run, &record, Side::Destination).await,
        AtDestination::Stays => ran_here(run, &record).await,
        AtDestination::Keeps => destination::kept(run),
        AtDestination::Runs => {
            run.live.hint(|hints| hints.running = RunningReason::Migrated);
            match run.live.run(&Cont).await {
                Ok(_) => {
                    run.resumed(RunningReason::Migrated, ResumedDetail::Migrated).await;
                    ran_here(run, &record).await;
                }
                Err(error) => tracing::error!(guest = %run.guest.name(), %error, "does not run"),
            }
        }
        AtDestination::Ends => {
            if record.definition_came {
                forget_definition(run).await;
            }
            // Its CPUs never ran: the source has it.
            if let Some(ticket) = record.ticket {
                arrivals::forget(&run.core, ticket).await;
            }
            for image in record.made {
                super::storage::goes_with(run, image);
            }
            return leave(run);
        }
    }
    forget(run).await;
}

/// The definition that came with a guest goes with it: it is one of its run alone again, which ends.
async fn forget_definition(run: &Run) {
    let name = run.guest.name();
    if let Err(error) = run.core.store.remove(&name).await {
        tracing::warn!(guest = %name, %error, "definition of a guest that did not come");
        return;
    }
    let event = run.guest.event_ref();
    run.guest.update(|view| view.persistent = false);
    let undefined = DomainLifecycle::Undefined(UndefinedDetail::Removed);
    run.core.bus.publish(Event::Domain(event, DomainEvent::Lifecycle(undefined)));
}

/// Whether nobody else has the guest that came, as QEMU and what was written down say.
async fn is_only_copy(run: &Run, record: &Record) -> bool {
    let by_peer = record.flags & MIGRATE_PEER2PEER != 0;
    if !decide::is_only_copy(record.second_protocol, by_peer, true) {
        return false;
    }
    let info = run.live.run(&QueryMigrate).await.ok();
    let came = info.and_then(|info| info.status) == Some(MigrationStatus::Completed);
    decide::is_only_copy(record.second_protocol, by_peer, came)
}
