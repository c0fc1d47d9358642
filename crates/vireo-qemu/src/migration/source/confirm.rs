//! Confirm: the destination's word, and the end of the run here.

use std::sync::Arc;

use vireo_api::Result;
use vireo_api::consts::*;
use vireo_api::event::{DomainEvent, DomainLifecycle, UndefinedDetail};

use super::go_on;
use crate::driver::QemuDriver;
use crate::live::{Ending, Guest};
use crate::migration;
use crate::migration::cookie::Cookie;
use crate::migration::figures::Statistics;
use crate::migration::held::{self, Held};
use crate::migration::outgoing::tell_completed;
use crate::migration::params::Request;
use crate::migration::phase::{Phase, Side};
use crate::migration::{figures, graphics, postcopy};
use crate::process::transition::Run;

/// The destination's word: it runs the guest, or the guest goes on here.
///
/// # Errors
/// There is no migration to confirm; the cookie is not for us.
pub async fn confirm(
    driver: &QemuDriver,
    guest: &Arc<Guest>,
    request: &Request,
    cookie_in: &[u8],
    cancelled: bool,
) -> Result<()> {
    let mut held = held::take(guest, Side::Source)?;
    held::untie(driver, guest);
    if request.has(MIGRATE_OFFLINE) {
        return confirm_offline(driver, guest, request, cancelled).await;
    }
    let run = match driver.run_of(guest) {
        Ok(run) => run,
        Err(error) => {
            held::over(driver, guest, None);
            return Err(error);
        }
    };
    held.request.flags |= request.flags & MIGRATE_UNDEFINE_SOURCE;
    conclude(driver, guest, &run, held, cookie_in, cancelled).await
}

async fn confirm_offline(
    driver: &QemuDriver,
    guest: &Arc<Guest>,
    request: &Request,
    cancelled: bool,
) -> Result<()> {
    held::over(driver, guest, driver.run_of(guest).ok().as_ref());
    if !cancelled && request.has(MIGRATE_UNDEFINE_SOURCE) {
        forget_definition(driver, guest, true).await?;
    }
    Ok(())
}

/// Ends a migration by the destination's word.
///
/// # Errors
/// The cookie is not for us.
pub(in crate::migration) async fn conclude(
    driver: &QemuDriver,
    guest: &Arc<Guest>,
    run: &Run,
    mut held: Held,
    cookie_in: &[u8],
    cancelled: bool,
) -> Result<()> {
    let parties = migration::parties(&held.name, guest.uuid());
    let cookie = Cookie::read(cookie_in, &parties).unwrap_or_else(|error| {
        // The destination runs the guest whatever it says beside.
        tracing::warn!(guest = %guest.name(), %error, "the destination's last cookie is unreadable");
        None
    });
    // A post-copy migration that QEMU ended is one that succeeded, whatever was told.
    let cancelled = cancelled && !postcopy::completed(run).await;
    if cancelled {
        if held.phase == Phase::ConfirmResume || postcopy::is_under_way(run) {
            postcopy::source_broke(run, &mut held).await;
            guest.extra.held.keep_broken(held);
            return Ok(());
        }
        let _ = held::enter(run, &mut held, Phase::Confirm3Cancelled).await;
        go_on(run, &mut held).await;
        held::over(driver, guest, Some(run));
        run.core.save_status(guest).await;
        return Ok(());
    }
    let phase =
        if held.phase >= Phase::PostcopyFailed { Phase::ConfirmResume } else { Phase::Confirm3 };
    if let Err(error) = held::enter(run, &mut held, phase).await {
        tracing::debug!(%error, "phase");
    }
    postcopy::finish_sending(run, &mut held).await;
    let figures = cookie.and_then(|cookie| cookie.statistics);
    end_as_migrated(driver, guest, run, held, figures).await;
    Ok(())
}

/// The guest runs elsewhere: its run here is over.
pub(in crate::migration) async fn end_as_migrated(
    driver: &QemuDriver,
    guest: &Arc<Guest>,
    run: &Run,
    held: Held,
    figures: Option<Statistics>,
) {
    let in_postcopy = postcopy::is_under_way(run);
    graphics::relocated(run).await;
    migration::leave_labels(run);
    if let Err(error) = run.end(Ending::MIGRATED, false).await {
        tracing::error!(guest = %guest.name(), %error, "the guest that left is still here");
    }
    let undefine = held.request.has(MIGRATE_UNDEFINE_SOURCE);
    if let Some(mut stats) = held.stats.clone() {
        if let Some(figures) = figures {
            if !in_postcopy {
                stats.time_elapsed = figures.time_elapsed.or(stats.time_elapsed);
                stats.downtime = figures.downtime.or(stats.downtime);
            }
            figures::net_times(&mut stats, &figures);
        }
        stats.memory_remaining = Some(0);
        stats.data_remaining = Some(0);
        tell_completed(run, stats);
    }
    held::over(driver, guest, None);
    if undefine && guest.peek(|view| view.persistent) {
        if let Err(error) = forget_definition(driver, guest, false).await {
            tracing::warn!(guest = %guest.name(), %error, "definition stays");
        }
    }
    drop(held);
}

/// Removes the definition of a guest that lives elsewhere, and tells.
///
/// # Errors
/// The file can't be removed.
pub(in crate::migration) async fn forget(driver: &QemuDriver, guest: &Arc<Guest>) -> Result<()> {
    forget_definition(driver, guest, true).await
}

/// Removes the definition of a guest that lives elsewhere; its files go with it there.
async fn forget_definition(driver: &QemuDriver, guest: &Arc<Guest>, tell: bool) -> Result<()> {
    driver.store.remove(&guest.name()).await?;
    let event = guest.event_ref();
    guest.update(|view| {
        view.persistent = false;
        view.autostart = false;
        view.autostart_once = false;
    });
    driver.registry.remove(guest);
    if tell {
        let undefined = DomainLifecycle::Undefined(UndefinedDetail::Removed);
        driver
            .bus
            .publish(vireo_api::event::Event::Domain(event, DomainEvent::Lifecycle(undefined)));
    }
    Ok(())
}
