//! Helpers of a guest that runs: those that an earlier daemon started, those of devices that went,
//! those that died.

use std::sync::Arc;

use vireo_api::Result;
use vireo_model::domain::Domain;
use vireo_runtime::ledger::{Ledger, ResourceKind};

use super::seat::entry;
use super::{KINDS, Kind, Place, Seat, start, wanted};
use crate::driver::lock;
use crate::error::not_running;
use crate::live::Paths;
use crate::process::start::Starting;
use crate::process::transition::Run;

/// Enters the helpers that an earlier daemon started for a guest; tells those that run.
pub(crate) fn keep(
    core: &crate::driver::Core,
    paths: &Paths,
    domain: &Domain,
    ledger: &mut Ledger,
) -> Vec<Arc<Seat>> {
    let place = Place { core, paths };
    let found = wanted(place, domain).into_iter().map(|(kind, device)| {
        let seat = Seat::new(place, kind, &device);
        seat.enter(ledger);
        seat
    });
    found.filter(|seat| seat.attach()).collect()
}

/// Follows helpers that [`keep`] found.
pub(crate) fn watch(run: &Run, seats: Vec<Arc<Seat>>) {
    for seat in seats {
        tokio::spawn(seat.watch(Arc::clone(&run.core), Arc::clone(&run.guest)));
    }
}

/// Ends the helpers of a device that was pulled out; `alone` has it, and nothing else does.
pub(crate) async fn unplugged(run: &Run, alone: &Domain) {
    let place = Place { core: &run.core, paths: &run.live.paths };
    let Some(config) = run.guest.peek(|view| view.live_config.clone()) else { return };
    let still: Vec<String> =
        wanted(place, &config).into_iter().map(|(kind, device)| entry(kind, &device)).collect();
    for (kind, device) in wanted(place, alone) {
        let name = entry(kind, &device);
        if !still.contains(&name) {
            end(run, &name).await;
        }
    }
}

async fn end(run: &Run, name: &str) {
    let mut part = lock(&run.live.ledger).part(ResourceKind::Process, name);
    // What goes wrong is logged by the ledger.
    let _ = part.release_all().await;
}

/// Starts a helper anew that died.
///
/// # Errors
/// The guest has none; it cannot be started.
pub(crate) async fn restart(run: &Run, kind: &'static Kind, device: &str) -> Result<()> {
    debug_assert!(KINDS.iter().any(|known| std::ptr::eq(*known, kind)));
    let config = run.guest.peek(|view| view.live_config.clone()).ok_or_else(not_running)?;
    end(run, &entry(kind, device)).await;
    let mut s = Starting::plugging(run, Domain::clone(&config));
    let started = start::one(&mut s, kind, device).await;
    match started {
        Ok(()) => {
            lock(&run.live.ledger).append(std::mem::take(&mut s.ledger));
            Ok(())
        }
        Err(error) => {
            // What goes wrong is logged by the ledger.
            let _ = s.ledger.release_all().await;
            Err(error)
        }
    }
}
