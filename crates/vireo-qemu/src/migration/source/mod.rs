//! The source: Begin, Perform and Confirm.

use std::sync::Arc;

use vireo_api::consts::*;
use vireo_api::event::ResumedDetail;
use vireo_api::{CallContext, Result};
use vireo_qmp::Call;
use vireo_qmp::command::Cont;
use vireo_runtime::domain::{PausedReason, RunningReason, State};
use vireo_runtime::job::{AsyncJob, AsyncToken};

use crate::driver::{Core, QemuDriver};
use crate::error::internal;
use crate::live::Guest;
use crate::migration::decide::{self, AtSource};
use crate::migration::held::{self, Held, Kept};
use crate::migration::params::Request;
use crate::migration::phase::{Phase, Side};
use crate::migration::postcopy;
use crate::migration::record::Record;
use crate::migration::uri::Place;
use crate::process::transition::Run;

mod begin;
mod confirm;
mod connect;
mod sending;

pub(in crate::migration) use begin::tell;
pub use begin::{Begun, begin};
pub use confirm::confirm;
pub(in crate::migration) use confirm::{conclude, end_as_migrated, forget};
pub use sending::{Road, Sending};

fn new_held(cx: &CallContext, guest: &Guest, request: Request, token: AsyncToken) -> Held {
    let name = guest.name().to_string();
    let new = Held::new(token, Side::Source, Phase::None, request, cx.connection, name);
    Held { was_running: guest.peek(|view| matches!(view.state, State::Running(_))), ..new }
}

/// Writes a migration's job down.
async fn note(run: &Run, held: &Held) {
    run.live.record(|record| {
        let mut new = Record::new(AsyncJob::MigrationOut, held.phase, held.request.flags);
        new.was_running = held.was_running;
        *record = Some(new);
    });
    run.core.save_status(&run.guest).await;
}

pub(in crate::migration) async fn keep(driver: &Arc<Core>, guest: &Arc<Guest>, held: Held) {
    match guest.extra.held.keep(held) {
        Kept::Waiting => {}
        Kept::Abandoned(held) => held::abandoned(driver, guest, *held).await,
    }
}

/// Sends the guest, as the client drives it.
///
/// # Errors
/// The sending failed; the guest runs on.
pub async fn perform(
    driver: &QemuDriver,
    cx: &CallContext,
    guest: &Arc<Guest>,
    request: Request,
    cookie_in: &[u8],
    first: Phase,
) -> Result<Vec<u8>> {
    let uri = request.text(MIGRATE_PARAM_URI).map(str::to_owned);
    let uri = uri.ok_or_else(|| internal("no migration URI"))?;
    let mut held = take_up(driver, cx, guest, request).await?;
    let run = match driver.run_of(guest) {
        Ok(run) => run,
        Err(error) => {
            held::over(driver, guest, None);
            return Err(error);
        }
    };
    let result = async {
        let place = Place::parse(&uri)?;
        let trouble = std::future::pending();
        let sending = Sending { run: &run, api: cx.api, config: &driver.config, peer_host: None };
        sending.send(&mut held, cookie_in, Road::Direct(&place), first, trouble).await
    };
    let result = Box::pin(result).await;
    settle(driver, guest, &run, held, result).await
}

/// What follows a sending that the client drives.
async fn settle(
    driver: &QemuDriver,
    guest: &Arc<Guest>,
    run: &Run,
    mut held: Held,
    result: Result<Vec<u8>>,
) -> Result<Vec<u8>> {
    match result {
        Ok(cookie) => {
            if held.phase == Phase::Perform2 {
                end_as_migrated(driver, guest, run, held, None).await;
            } else {
                keep(driver, guest, held).await;
            }
            Ok(cookie)
        }
        Err(error) => {
            if postcopy::is_under_way(run) {
                postcopy::source_broke(run, &mut held).await;
                guest.extra.held.keep_broken(held);
            } else {
                go_on(run, &mut held).await;
                held::over(driver, guest, Some(run));
                run.core.save_status(guest).await;
            }
            Err(error)
        }
    }
}

/// The migration that Begin kept, or a new one when it did not.
pub(in crate::migration) async fn take_up(
    driver: &QemuDriver,
    cx: &CallContext,
    guest: &Arc<Guest>,
    request: Request,
) -> Result<Held> {
    if request.has(MIGRATE_CHANGE_PROTECTION) {
        let mut held = held::take(guest, Side::Source)?;
        held.request = request;
        return Ok(held);
    }
    let token = guest.begin_async(AsyncJob::MigrationOut, cx.api).await?;
    driver.run_of(guest)?.live.job.begin();
    guest.extra.held.begin(cx.connection);
    held::tie(driver, guest, cx.connection);
    let held = new_held(cx, guest, request, token);
    note(&driver.run_of(guest)?, &held).await;
    Ok(held)
}

/// The guest goes on as it stood before its migration.
pub(in crate::migration) async fn go_on(run: &Run, held: &mut Held) {
    if run.live.is_ending() {
        return;
    }
    held::put_back(run, held).await;
    resume(run, held.was_running).await;
}

/// The CPUs run again when they ran before; a paused guest takes its disks back.
pub(in crate::migration) async fn resume(run: &Run, was_running: bool) {
    let by_migration = run.guest.peek(|view| {
        matches!(view.state, State::Paused(PausedReason::Migration | PausedReason::Postcopy))
    });
    if was_running && by_migration {
        run.live.hint(|hints| hints.running = RunningReason::MigrationCanceled);
        if let Err(error) = run.live.run(&Cont).await {
            tracing::error!(guest = %run.guest.name(), %error, "the guest does not go on");
            run.paused_again(PausedReason::ApiError).await;
            return;
        }
        run.resumed(RunningReason::MigrationCanceled, ResumedDetail::Migrated).await;
        return;
    }
    if run.guest.peek(|view| matches!(view.state, State::Paused(_))) {
        let activate =
            Call::new("blockdev-set-active").arguments(&serde_json::json!({"active": true}));
        if let Err(error) = run.live.try_call(activate).await {
            tracing::debug!(guest = %run.guest.name(), %error, "disks are not taken back");
        }
    }
}

/// The client that drives the migration is gone.
pub(in crate::migration) async fn abandoned(core: &Arc<Core>, guest: &Arc<Guest>, mut held: Held) {
    let Ok(run) = core.run_of(guest) else {
        held::over(core, guest, None);
        return;
    };
    match decide::source_left(held.phase, postcopy::is_under_way(&run)) {
        AtSource::GoesOn => go_on(&run, &mut held).await,
        AtSource::Keeps => held::put_back(&run, &mut held).await,
        AtSource::KeepsBroken => {
            postcopy::source_broke(&run, &mut held).await;
            guest.extra.held.keep_broken(held);
            return;
        }
        AtSource::Untouched | AtSource::StopsSending | AtSource::Asks | AtSource::Ends => {}
    }
    held::over(core, guest, Some(&run));
    run.core.save_status(guest).await;
}
