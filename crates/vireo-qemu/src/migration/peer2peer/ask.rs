//! A lost answer: the destination is asked again after the guest before anything runs.

use std::time::Duration;

use vireo_api::consts::MIGRATE_PARAM_DEST_NAME;
use vireo_api::peer::Peer;
use vireo_api::{ErrorCode, Result};
use vireo_proto::{TypedParams, remote};
use vireo_runtime::domain::{PausedReason, State};
use vireo_runtime::job::AsyncJob;
use vireo_xdr::Opaque;

use super::talk::keepalive;
use crate::driver::{Core, QemuDriver};
use crate::migration::cookie::Cookie;
use crate::migration::decide::{self, AtSource, There};
use crate::migration::held::Held;
use crate::migration::{self, recover, source};
use crate::process::transition::Run;

/// Pauses between two questions after a guest whose fate is not known: the first, then twice as long
/// each time, up to the longest.
const ASK_AGAIN: (Duration, Duration) = (Duration::from_millis(250), Duration::from_secs(10));

/// Asks the destination after a guest until it says where that runs, or somebody here decides.
pub async fn ask(driver: &QemuDriver, run: &Run, uri: &str, held: Option<Held>) {
    let held_stats = held.as_ref().and_then(|held| held.stats.clone());
    let record = run.live.record(|record| record.clone());
    let was_running = record.as_ref().is_none_or(|record| record.was_running);
    let flags = record.as_ref().map_or(0, |record| record.flags);
    // Whoever administers the guest may do with it what they want meanwhile.
    drop(held);
    let undecided = || {
        !run.live.is_ending()
            && run.is_present()
            && run.guest.peek(|view| matches!(view.state, State::Paused(PausedReason::Migration)))
    };
    let (mut pause, longest) = ASK_AGAIN;
    while undecided() {
        match state_there(driver, run, uri).await {
            Ok(Some(AtSource::Ends)) => {
                let token = run
                    .guest
                    .jobs()
                    .try_begin_async(AsyncJob::MigrationOut, "virDomainMigratePerform3Params");
                if let Some(token) = token {
                    let mut held = Held::of_source(token, run, flags, was_running);
                    held.stats = held_stats;
                    source::end_as_migrated(driver, &run.guest, run, held, None).await;
                    return;
                }
                // Another job of this guest ends first.
            }
            Ok(None) => {}
            Ok(Some(_)) => {
                if !undecided() {
                    break;
                }
                if let Some(record) = &record {
                    recover::put_back(run, record).await;
                }
                source::resume(run, was_running).await;
                break;
            }
            Err(error) => tracing::debug!(guest = %run.guest.name(), %error, "destination"),
        }
        tokio::time::sleep(pause).await;
        pause = longest.min(pause * 2);
    }
    run.live.record(|record| *record = None);
    run.core.save_status(&run.guest).await;
}

/// What is to be done by how it stands with the guest there, if that says so.
async fn state_there(driver: &Core, run: &Run, uri: &str) -> Result<Option<AtSource>> {
    let peer = driver.peers.connect(uri, keepalive(driver)).await?;
    let state = peer.state(run.guest.uuid().into_bytes()).await?;
    let there = match There::of(state) {
        There::Absent => ran_there(run, peer.as_ref()).await?,
        there @ (There::Waits | There::Ran) => there,
    };
    Ok(decide::source_asked(there))
}

/// The guest is not there or off: whether it ran there nevertheless. The destination's daemon knows,
/// when it is one of ours.
async fn ran_there(run: &Run, peer: &dyn Peer) -> Result<There> {
    let ticket = run.live.record(|record| record.as_ref().and_then(|record| record.ticket));
    let Some(ticket) = ticket else { return Ok(There::Absent) };
    let name = run.guest.name();
    let mut cookie = Cookie::from(&migration::parties(&name, run.guest.uuid()));
    cookie.set_ticket(Some(ticket), Some(true));
    let mut params = TypedParams::new();
    params.string(MIGRATE_PARAM_DEST_NAME, &name);
    let question = remote::DomainMigrateFinish3ParamsArgs {
        params: params.into_vec(),
        cookie_in: Opaque(cookie.encode()?),
        flags: 0,
        cancelled: 1,
    };
    match peer.finish3_params(question).await {
        Ok(_) => Ok(There::Ran),
        Err(error) if peer.is_lost() => Err(error),
        // It does not know either.
        Err(error) if error.code() == ErrorCode::OperationTimeout => Ok(There::Waits),
        Err(_) => Ok(There::Absent),
    }
}
