//! Begin: what speaks against the migration, and what the destination has to know.

use std::sync::Arc;

use uuid::Uuid;
use vireo_api::consts::*;
use vireo_api::{CallContext, Result};
use vireo_model::domain::Domain;
use vireo_runtime::domain::{PausedReason, State};
use vireo_runtime::job::{AsyncJob, AsyncToken, SyncJob};
use vireo_xml::Mode;

use super::{keep, new_held, note};
use crate::definition;
use crate::driver::QemuDriver;
use crate::error::{invalid_arg, not_valid, xml};
use crate::live::Guest;
use crate::migration;
use crate::migration::arrivals;
use crate::migration::cookie::Cookie;
use crate::migration::destination::capabilities;
use crate::migration::held::{self};
use crate::migration::params::Request;
use crate::migration::phase::{Phase, Side};
use crate::migration::{bitmaps, checks, postcopy, storage};

/// What Begin answers.
#[derive(Debug)]
pub struct Begun {
    /// The definition for the destination.
    pub xml: String,
    /// For the destination.
    pub cookie: Vec<u8>,
    /// The migration's name in questions after a lost answer.
    pub ticket: Option<Uuid>,
}

/// The job that protects the guest while Begin works.
enum Protection {
    /// Up to Confirm.
    Long(AsyncToken),
    /// For this call alone: it ends with it.
    Short(#[allow(dead_code)] vireo_runtime::job::JobToken),
}

/// Tells the definition and what the destination has to know. With change protection the guest is
/// protected from here to Confirm (Q-MIG-08).
///
/// # Errors
/// All that speaks against the migration.
pub async fn begin(
    driver: &QemuDriver,
    cx: &CallContext,
    guest: &Arc<Guest>,
    request: &Request,
) -> Result<Begun> {
    if request.has(MIGRATE_POSTCOPY_RESUME) {
        return postcopy::begin(driver, cx, guest, request).await;
    }
    let protected = request.has(MIGRATE_CHANGE_PROTECTION);
    let protection = if protected {
        Protection::Long(guest.begin_async(AsyncJob::MigrationOut, cx.api).await?)
    } else {
        Protection::Short(guest.begin(SyncJob::Modify, cx.api).await?)
    };
    let begun = tell(driver, guest, request).await?;
    if let Protection::Long(token) = protection {
        guest.extra.held.begin(cx.connection);
        let mut held = new_held(cx, guest, request.clone(), token);
        if let Ok(run) = driver.run_of(guest) {
            run.live.job.begin();
            note(&run, &held).await;
            if let Err(error) = held::enter(&run, &mut held, Phase::Begin3).await {
                held::over(driver, guest, Some(&run));
                return Err(error);
            }
        }
        held::tie(driver, guest, cx.connection);
        keep(driver, guest, held).await;
    }
    Ok(begun)
}

/// Begin's checks and its answer.
pub(in crate::migration) async fn tell(
    driver: &QemuDriver,
    guest: &Arc<Guest>,
    request: &Request,
) -> Result<Begun> {
    let view = guest.view();
    let run = driver.run_of(guest).ok();
    let domain = view.current()?.ok_or_else(|| not_valid("domain has no definition"))?;
    let blockers = match &run {
        Some(run) => migration::blockers(run).await?,
        None => Vec::new(),
    };
    checks::source_may_leave(&checks::Subject {
        request,
        domain: &domain,
        config: &driver.config,
        active: run.is_some(),
        persistent: view.persistent,
        autodestroy: driver
            .close
            .owner(guest.uuid(), vireo_runtime::close::OnClose::Destroy)
            .is_some(),
        io_error: matches!(view.state, State::Paused(PausedReason::IoError)),
        snapshots: migration::snapshots(driver, guest),
        block_job: run.as_ref().is_some_and(|run| crate::block::engine::ensure_none(run).is_err()),
        blockers: &blockers,
        tells_blockers: run.as_ref().is_none_or(migration::tells_blockers),
    })?;
    request.compression()?;
    request.tuned(Side::Source)?;
    let own = crate::view_xml::of(
        &view,
        Mode { inactive: false, secure: true, status: false, migratable: true },
    )?;
    let xml = match request.text(MIGRATE_PARAM_DEST_XML) {
        Some(text) => {
            let wanted = read_other(driver, text, &as_told(&view, &domain)).await?;
            let mut view = (*view).clone();
            view.live_config = Some(Arc::new(wanted));
            crate::view_xml::of(
                &view,
                Mode { inactive: false, secure: true, status: false, migratable: true },
            )?
        }
        None => own,
    };
    let parties = migration::parties(&guest.name(), guest.uuid());
    let mut cookie = Cookie::from(&parties);
    cookie.require("lockstate");
    if let Some(run) = &run {
        if domain.max_memory.is_some() {
            cookie.require("memory-hotplug");
        }
        if domain.vcpus.iter().any(|vcpu| vcpu.order.is_some()) {
            cookie.require("cpu-hotplug");
        }
        cookie.nbd = storage::offer(run, request, &domain).await?;
        let original = run.live.facts.load().original_cpu.clone();
        cookie.cpu = original.and_then(|_| domain.cpu.clone());
        let own = migration::capabilities_of(run).await?;
        cookie.bitmaps = bitmaps::offer(run, request, &domain, &own).await?;
        cookie.capabilities = Some(capabilities(&own, Side::Source));
    }
    let ticket = run.is_some().then(arrivals::new_ticket);
    cookie.set_ticket(ticket, None);
    Ok(Begun { xml, cookie: cookie.encode()?, ticket })
}

/// The definition as clients are told it for another host: with the CPU that was asked for.
fn as_told(view: &crate::live::GuestView, domain: &Domain) -> Domain {
    let facts = view.live.as_ref().map(|live| live.facts.load_full());
    let asked = facts.and_then(|facts| crate::cpu::of_element(facts.original_cpu.as_deref()?));
    match asked {
        Some(cpu) => Domain { cpu: Some(cpu), ..domain.clone() },
        None => domain.clone(),
    }
}

/// A definition of the client's, when the guest can't tell it from the present one (Q-MIG-13).
async fn read_other(driver: &QemuDriver, text: &str, present: &Domain) -> Result<Domain> {
    let mut domain = Domain::parse(text, Mode::SAVED).map_err(|error| xml(&error))?;
    if domain.name != present.name {
        let text = format!(
            "target domain name doesn't match source name: '{}' does not match '{}'",
            domain.name, present.name
        );
        return Err(invalid_arg(text));
    }
    let flags = vireo_model::fill::FillFlags { new_definition: false, without_emulator: false };
    definition::fill(driver, &mut domain, flags).await?;
    migration::same_abi(present, &domain)?;
    Ok(domain)
}
