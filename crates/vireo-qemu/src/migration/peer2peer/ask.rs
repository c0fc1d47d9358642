//! A lost answer: the destination is asked again after the guest before anything runs.

use std::time::Duration;

use vireo_api::Result;
use vireo_runtime::domain::{PausedReason, State};
use vireo_runtime::job::AsyncJob;

use super::talk::keepalive;
use crate::driver::{Core, QemuDriver};
use crate::migration::decide::{self, AtSource, There};
use crate::migration::held::Held;
use crate::migration::{recover, source};
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
    Ok(decide::source_asked(There::of(state)))
}
