//! Helpers of a guest that runs: those that an earlier daemon started, those of devices that went,
//! those that died.

use std::sync::Arc;

use vireo_api::Result;
use vireo_model::domain::Domain;
use vireo_runtime::ledger::{BoxFuture, Ledger, ResourceKind};

use super::seat::entry;
use super::{KINDS, Kind, Place, Seat, start, wanted};
use crate::driver::{Core, lock};
use crate::error::not_running;
use crate::live::{Guest, Paths, Taint};
use crate::process::start::Starting;
use crate::process::transition::Run;

/// Enters the helpers that an earlier daemon started for a guest; tells those that run, and those
/// that have to run again.
pub(crate) fn keep(
    core: &Core,
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
    found.filter(|seat| seat.attach() || seat.kind.again.is_some()).collect()
}

/// Follows helpers that [`keep`] found, or starts them again.
pub(crate) fn watch(run: &Run, seats: Vec<Arc<Seat>>) {
    for seat in seats {
        let (core, guest) = (Arc::clone(&run.core), Arc::clone(&run.guest));
        match (seat.process(), seat.kind.again) {
            (None, Some(taint)) => {
                tokio::spawn(again(core, guest, seat.kind, seat.device.clone(), taint));
            }
            (Some(_), _) | (None, None) => {
                tokio::spawn(seat.watch(core, guest));
            }
        }
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

/// Ends a helper that its device has no more use for.
pub(crate) async fn dismiss(run: &Run, kind: &'static Kind, device: &str) {
    end(run, &entry(kind, device)).await;
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
            // What is entered behind the end of the guest nobody else gives back.
            if run.live.is_over() {
                end(run, &entry(kind, device)).await;
            }
            Ok(())
        }
        Err(error) => {
            // What goes wrong is logged by the ledger.
            let _ = s.ledger.release_all().await;
            Err(error)
        }
    }
}

/// The next one of a helper that died by itself.
pub(super) fn again(
    core: Arc<Core>,
    guest: Arc<Guest>,
    kind: &'static Kind,
    device: String,
    taint: Taint,
) -> BoxFuture<'static, ()> {
    Box::pin(async move {
        // The guest may have ended meanwhile.
        let Ok(run) = core.run_of(&guest) else { return };
        guest.extra.taint(taint);
        match restart(&run, kind, &device).await {
            Ok(()) => core.write_status(&guest).await,
            Err(error) => {
                let name = guest.name();
                tracing::error!(guest = %name, device, %error, "{} stays away", kind.name);
            }
        }
    })
}
