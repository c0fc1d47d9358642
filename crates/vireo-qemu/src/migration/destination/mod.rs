//! The destination: Prepare and Finish.

use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use vireo_api::consts::MIGRATE_PEER2PEER;
use vireo_api::event::{DomainEvent, DomainLifecycle, SuspendedDetail};
use vireo_api::stream::Stream;
use vireo_qmp::types::MigrationStatus;
use vireo_runtime::domain::State;

use crate::driver::Core;
use crate::live::{Ending, Guest};
use crate::migration;
use crate::migration::arrivals;
use crate::migration::cookie::{Capabilities, Capability};
use crate::migration::decide::{self, AtDestination, DestinationKnows};
use crate::migration::held::{self, Held};
use crate::migration::params::automatic;
use crate::migration::phase::Side;
use crate::process::transition::Run;

mod finish;
mod listen;
mod prepare;

pub use finish::{Finished, Protocol, finish};
pub(in crate::migration) use listen::address_for;
pub use prepare::prepare;

/// How the memory comes.
pub enum Channel {
    /// QEMU listens.
    Direct,
    /// Through this stream.
    Tunnel(Stream),
}

/// What Prepare answers.
pub struct Prepared {
    /// For the source.
    pub cookie: Vec<u8>,
    /// Where the source connects to, when it does not know.
    pub uri: Option<String>,
}

/// All that a QEMU can do, and what its side switches on by itself.
pub(in crate::migration) fn capabilities(own: &[String], side: Side) -> Capabilities {
    let cap =
        |name: &String| Capability { name: name.clone(), auto: Some(name == automatic(side)) };
    Capabilities { caps: own.iter().map(cap).collect() }
}

/// Milliseconds since the epoch.
pub(in crate::migration) fn now() -> u64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(now.as_millis()).unwrap_or(0)
}

/// The client that drives the migration is gone before Finish: so is the guest here, unless it is the
/// only copy.
pub(in crate::migration) async fn abandoned(core: &Arc<Core>, guest: &Arc<Guest>, held: Held) {
    let run = core.run_of(guest).ok();
    match (decide::destination_left(knows(run.as_ref(), &held)), run) {
        (AtDestination::KeepsBroken, run) => {
            if let Some(run) = run {
                migration::postcopy::broke(&run, Side::Destination).await;
            }
            guest.extra.held.keep_broken(held);
            return;
        }
        (AtDestination::Keeps | AtDestination::Stays | AtDestination::Runs, Some(run)) => {
            held::over(core, guest, Some(&run));
            kept(&run);
            core.save_status(guest).await;
        }
        (AtDestination::Ends, Some(run)) => {
            if let Some(ticket) = held.ticket {
                arrivals::forget(core, ticket).await;
            }
            migration::leave_labels(&run);
            if let Err(error) = run.end(Ending::DESTROYED, false).await {
                tracing::error!(guest = %guest.name(), %error, "incoming guest stays");
            }
            held::over(core, guest, Some(&run));
        }
        (
            AtDestination::Ends | AtDestination::Keeps | AtDestination::Stays | AtDestination::Runs,
            None,
        ) => {
            held::over(core, guest, None);
            if guest.peek(|view| !view.persistent) {
                core.registry.remove(guest);
            }
        }
    }
    drop(held);
}

/// What is known of a guest that comes.
fn knows(run: Option<&Run>, held: &Held) -> DestinationKnows {
    let came = run.is_some_and(|run| run.live.job.status() == Some(MigrationStatus::Completed));
    let by_peer = held.request.has(MIGRATE_PEER2PEER);
    DestinationKnows {
        phase: held.phase,
        postcopy: run.is_some_and(migration::postcopy::is_under_way),
        running: run.is_some_and(|run| run.guest.peek(|view| is_running(view.state))),
        only_copy: decide::is_only_copy(held.second_protocol, by_peer, came),
    }
}

fn is_running(state: State) -> bool {
    matches!(state, State::Running(_))
}

/// The guest stays paused, for its administrator to say what becomes of it.
pub(in crate::migration) fn kept(run: &Run) {
    tracing::error!(guest = %run.guest.name(), "nobody else has the guest that came, it stays paused");
    let suspended = DomainLifecycle::Suspended(SuspendedDetail::Migrated);
    run.core.publish(&run.guest, DomainEvent::Lifecycle(suspended));
}
