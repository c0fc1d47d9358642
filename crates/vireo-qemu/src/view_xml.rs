//! A domain as the document that clients get.

use std::borrow::Cow;

use vireo_api::Result;
use vireo_model::domain::Domain;
use vireo_xml::Mode;

use crate::cpu;
use crate::driver::Core;
use crate::error::internal;
use crate::live::GuestView;

/// The document of a view.
///
/// # Errors
/// The definition does not parse.
pub fn of(view: &GuestView, mode: Mode) -> Result<String> {
    let live = view.live_config.as_ref();
    // A transient domain has no other definition than the running one.
    let kept = view.config.as_ref().filter(|_| mode.inactive && view.persistent);
    match (live, kept) {
        (Some(live), None) => Ok(running(view, live, mode)),
        (_, Some(config)) => inactive(config, mode),
        (None, None) => {
            let config =
                view.config.as_ref().ok_or_else(|| internal("domain has no definition"))?;
            inactive(config, Mode { inactive: true, ..mode })
        }
    }
}

/// The document of a view with the CPU that this host would give. A running guest has it already.
///
/// # Errors
/// As [`of`]; nobody can tell that CPU.
pub async fn of_here(core: &Core, view: &GuestView, mode: Mode) -> Result<String> {
    let runs = view.live_config.is_some() && !(mode.inactive && view.persistent);
    let Some(config) = view.config.as_ref().filter(|_| !runs) else { return of(view, mode) };
    let domain = config.value()?;
    match cpu::updated(core, &domain).await? {
        Some(cpu) => {
            let domain = Domain { cpu: Some(cpu), ..(*domain).clone() };
            Ok(format(&domain, Mode { inactive: true, ..mode }))
        }
        None => of(view, mode),
    }
}

/// The running definition; for another host with the CPU that was asked for.
fn running(view: &GuestView, domain: &Domain, mode: Mode) -> String {
    match mode.migratable {
        true => format(&as_read(asked_for(view, domain)), mode),
        false if mode.inactive => {
            let mut domain = as_given(domain).into_owned();
            vireo_model::migratable::forget_names(&mut domain);
            domain.format(mode)
        }
        false => as_given(domain).format(mode),
    }
}

/// A running definition as clients see it: interfaces show what their network gave.
fn as_given(domain: &Domain) -> Cow<'_, Domain> {
    if domain.devices.interfaces.iter().all(|nic| nic.actual.is_none()) {
        return Cow::Borrowed(domain);
    }
    let mut shown = domain.clone();
    for nic in &mut shown.devices.interfaces {
        *nic = nic.as_given();
    }
    Cow::Owned(shown)
}

/// The document of a running guest for its next life: in a file, on another host. With the CPU that
/// was asked for; the one that it has goes beside it.
///
/// # Errors
/// It is off.
pub fn for_elsewhere(view: &GuestView) -> Result<String> {
    let live = view.live_config.as_ref().ok_or_else(crate::error::not_running)?;
    Ok(running(view, live, ELSEWHERE))
}

/// A definition as [`for_elsewhere`] shows it.
#[must_use]
pub fn format_for_elsewhere(domain: &Domain) -> String {
    format(domain, ELSEWHERE)
}

const ELSEWHERE: Mode = Mode { inactive: true, secure: true, status: false, migratable: true };

/// A running definition with the CPU that was asked for.
#[must_use]
pub fn asked_for(view: &GuestView, domain: &Domain) -> Domain {
    let facts = view.live.as_ref().map(|live| live.facts.load_full());
    let asked = facts.and_then(|facts| cpu::of_element(facts.original_cpu.as_deref()?));
    match asked {
        Some(cpu) => Domain { cpu: Some(cpu), ..domain.clone() },
        None => domain.clone(),
    }
}

/// The kept definition; its text as it stands when nothing has to be left out.
fn inactive(config: &vireo_runtime::domain::Definition<Domain>, mode: Mode) -> Result<String> {
    let whole = mode.secure && !mode.migratable;
    let text = config.text()?;
    if whole || !mode.migratable && !has_secrets(&text) {
        return Ok(text);
    }
    Ok(format(&*config.value()?, mode))
}

/// The document of a definition; for another host without what that adds by itself.
fn format(domain: &Domain, mode: Mode) -> String {
    if !mode.migratable {
        return domain.format(mode);
    }
    let mut domain = domain.clone();
    vireo_model::migratable::strip(&mut domain);
    domain.format(mode)
}

/// A running definition as it is read where the guest does not run: nothing is in it that only a
/// running guest has.
fn as_read(mut domain: Domain) -> Domain {
    vireo_model::migratable::forget_run(&mut domain);
    // How a device was found is kept for this daemon alone: what follows from it goes now.
    vireo_model::migratable::strip(&mut domain);
    let read = Domain::parse(&domain.format(ELSEWHERE), ELSEWHERE);
    read.unwrap_or(domain)
}

/// Whether a document may hold what only some may see: passwords of displays and of the like.
fn has_secrets(text: &str) -> bool {
    text.contains("passwd") || text.contains("password") || text.contains("<cookie")
}
