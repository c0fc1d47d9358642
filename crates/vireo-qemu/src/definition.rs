//! Definitions: read from users and from disk, kept, changed, removed.

use std::path::PathBuf;
use std::sync::Arc;

use uuid::Uuid;
use vireo_api::event::{DefinedDetail, DomainEvent, DomainLifecycle, UndefinedDetail};
use vireo_api::{Error, ErrorCode, ErrorDomain, Result};
use vireo_model::domain::{Domain, shape};
use vireo_model::fill::{FillFlags, HypervisorView};
use vireo_runtime::domain::{Codec, Definition, View};
use vireo_runtime::durable;
use vireo_runtime::registry::Found;
use vireo_xml::{Misfit, Mode, ParseOptions};

use crate::driver::{Core, QemuDriver};
use crate::error::{self, not_valid};
use crate::known::{self, Digest, Known};
use crate::live::{Guest, Qemu};
use crate::view::DriverView;

/// How definitions are kept as text.
pub static CODEC: Codec<Domain> = Codec {
    parse: parse_saved,
    format: format_saved,
    sample: include_str!("definition.sample.xml"),
};

fn parse_saved(text: &str) -> Result<Domain> {
    Domain::parse(text, Mode::SAVED).map_err(|error| error::xml(&error))
}

fn format_saved(domain: &Domain) -> String {
    domain.format(Mode::SAVED)
}

/// Reads all definitions from disk into the registry. One that can't be read is logged and left.
///
/// # Errors
/// The directory can't be read.
pub async fn load_all(driver: &QemuDriver) -> Result<()> {
    let file = driver.layout.known_definitions();
    let known = durable::blocking(move || Ok(Arc::new(Known::read(&file)))).await?;
    let before = Arc::clone(&known);
    let loaded = driver.store.load(move |name, text| identify(&before, name, text)).await?;
    let settled = loaded.iter().filter_map(|one| Some((one.value.digest?, one.value.uuid)));
    let settled: Vec<_> = settled.collect();
    if !known.is(&settled) {
        // Nobody waits for that.
        tokio::spawn(remember(driver.layout.known_definitions(), settled));
    }
    for one in loaded {
        let Identified { uuid, definition, digest } = one.value;
        let mut view = View::new(one.name.as_str());
        view.persistent = true;
        view.autostart = one.autostart;
        view.autostart_once = one.autostart_once;
        view.config = Some(definition);
        match driver.registry.try_claim(uuid, &one.name) {
            Ok(Some(Found::Free(claim))) => {
                let guest = claim.insert(view);
                if digest.is_none() {
                    driver.unsettled.push(guest);
                }
            }
            Ok(Some(Found::Known(_)) | None) => {
                tracing::error!(name = one.name, %uuid, "defined twice, the second is skipped");
            }
            Err(error) => tracing::error!(name = one.name, %error, "definition is skipped"),
        }
    }
    Ok(())
}

/// Reads the definitions again: those that somebody put there by hand are new guests, those that
/// were changed by hand are taken. Guests whose files are gone stay.
///
/// # Errors
/// The directory can't be read.
pub async fn reload(driver: &QemuDriver) -> Result<()> {
    for one in driver.store.load_again(identify_new).await? {
        let uuid = one.value.uuid;
        match driver.registry.try_claim(uuid, &one.name) {
            Ok(Some(Found::Free(claim))) => {
                // Nobody else defines or undefines it now: what was undefined since stays gone.
                let Some(found) = on_disk(driver, &one.name, uuid) else { continue };
                let settled = found.digest.is_some();
                let mut view = View::new(one.name.as_str());
                view.persistent = true;
                view.autostart = one.autostart;
                view.autostart_once = one.autostart_once;
                view.config = Some(found.definition);
                let guest = claim.insert(view);
                tell_defined(driver, &guest, DefinedDetail::Added);
                if !settled {
                    driver.unsettled.push(guest);
                }
            }
            Ok(Some(Found::Known(guest))) => reread(driver, &guest).await,
            // A call defines or renames it right now.
            Ok(None) => {}
            Err(error) => tracing::error!(name = one.name, %error, "definition is skipped"),
        }
    }
    crate::settle::run(driver).await;
    Ok(())
}

/// The definition that a guest has on disk.
fn on_disk(driver: &QemuDriver, name: &str, uuid: Uuid) -> Option<Identified> {
    let path = driver.store.file(name).ok()?;
    let text = vireo_runtime::store::read_text(&path).ok()?;
    identify_new(name, &text).ok().filter(|found| found.uuid == uuid)
}

/// Takes a known guest's definition from its file, where that can be read.
async fn reread(driver: &QemuDriver, guest: &Arc<Guest>) {
    let turn = guest.extra.definition.lock().await;
    let Some(found) = on_disk(driver, &guest.name(), guest.uuid()) else { return };
    guest.update(|view| {
        view.persistent = true;
        view.config = Some(found.definition);
    });
    drop(turn);
    if found.digest.is_none() {
        driver.unsettled.push(Arc::clone(guest));
    }
}

/// Notes, when the daemon ends, the definitions that it has: those that came since its start need
/// not be read in full at the next one either.
pub async fn note_all(driver: &QemuDriver) {
    let file = driver.layout.known_definitions();
    let guests = driver.registry.list();
    let noted = durable::blocking(move || {
        let settled: Vec<_> = guests.iter().filter_map(|guest| noted(guest)).collect();
        Ok((!Known::read(&file).is(&settled)).then_some((file, settled)))
    });
    if let Ok(Some((file, settled))) = noted.await {
        remember(file, settled).await;
    }
}

fn noted(guest: &Guest) -> Option<(Digest, Uuid)> {
    let view = guest.view();
    let text = view.config.as_ref().filter(|_| view.persistent)?.text().ok()?;
    Some((Digest::of(view.name(), &text), guest.uuid()))
}

/// Notes which definitions need not be read in full the next time.
async fn remember(file: PathBuf, settled: Vec<(Digest, Uuid)>) {
    let Some(text) = known::text(&settled) else { return };
    if let Err(error) = durable::replace(file, text, 0o600).await {
        tracing::warn!(%error, "cannot note which definitions were read");
    }
}

/// A definition found on disk.
struct Identified {
    uuid: Uuid,
    definition: Definition<Domain>,
    /// There when the file has what this daemon would write: nothing is left to be filled in.
    digest: Option<Digest>,
}

/// As [`identify`], for what came while the daemon runs.
fn identify_new(name: &str, text: &str) -> Result<Identified> {
    identify(&Known::default(), name, text)
}

/// The definition in a file, which has to be of the file's name.
fn identify(known: &Known, name: &str, text: &str) -> Result<Identified> {
    let start = text.find("<domain").ok_or_else(|| {
        Error::new(ErrorCode::XmlError, ErrorDomain::Domain, "no domain element in the file")
    })?;
    let text = &text[start..];
    let digest = Digest::of(name, text);
    if let Some(uuid) = known.uuid(digest) {
        let definition = Definition::from_text(text, &CODEC);
        return Ok(Identified { uuid, definition, digest: Some(digest) });
    }
    let domain = parse_saved(text)?;
    if domain.name != name {
        let told =
            format!("Domain config filename '{name}' does not match domain name '{}'", domain.name);
        return Err(Error::new(ErrorCode::InternalError, ErrorDomain::Domain, told));
    }
    let uuid = domain.uuid.ok_or_else(|| {
        Error::new(ErrorCode::XmlError, ErrorDomain::Domain, "no UUID in the file")
    })?;
    let canonical = format_saved(&domain);
    Ok(Identified {
        uuid: Uuid::from_bytes(uuid.0),
        definition: Definition::from_text(&canonical, &CODEC),
        digest: (canonical == text).then_some(digest),
    })
}

/// Reads a user's definition and fills it in.
///
/// # Errors
/// It is malformed, or asks for what cannot be had.
pub async fn read(core: &Arc<Core>, xml: &str, validate: bool) -> Result<Domain> {
    let options = ParseOptions { mode: Mode::SAVED, strict: validate };
    let mut misfits = Vec::new();
    if validate {
        misfits = shape::misfits(xml).map_err(|e| error::xml(&e))?;
    }
    let read = vireo_xml::parse_with::<Domain>(xml, options);
    let mut domain = match read {
        // What is wrong with the form goes before what it means.
        Err(refusal) if misfits.is_empty() => {
            // Of several refusals the one that is told has its own order.
            let told = Domain::parse(xml, Mode::SAVED).err();
            return Err(error::xml(&told.unwrap_or(refusal)));
        }
        Err(_) => Domain::default(),
        Ok((domain, more)) => {
            let all = more.len();
            misfits.extend(more.into_iter().filter(|misfit| !shape::is_loose(misfit)));
            match misfits.len() {
                0 if all > 0 => {
                    vireo_xml::parse::<Domain>(xml, Mode::SAVED).map_err(|e| error::xml(&e))?
                }
                _ => domain,
            }
        }
    };
    if let Some(first) = misfits.iter().min_by_key(|misfit| (misfit.line, misfit.column)) {
        return Err(not_of_schema("domain", first));
    }
    fill(core, &mut domain, FillFlags::DEFINE).await?;
    Ok(domain)
}

/// A document that does not follow its schema.
pub(crate) fn not_of_schema(schema: &str, misfit: &Misfit) -> Error {
    let text =
        format!("Unable to validate doc against /usr/share/libvirt/schemas/{schema}.rng\n{misfit}");
    Error::new(ErrorCode::XmlInvalidSchema, ErrorDomain::Xml, text)
}

/// Fills a definition in.
///
/// # Errors
/// It asks for what cannot be had.
pub async fn fill(core: &Arc<Core>, domain: &mut Domain, flags: FillFlags) -> Result<()> {
    let view = DriverView::for_domain(core, domain).await;
    let view: &dyn HypervisorView = &view;
    vireo_model::fill::fill(domain, view, flags).map_err(error::fill)?;
    vireo_model::fill::validate(domain, view, flags).map_err(error::fill)
}

/// The UUID of a definition that was filled in.
#[must_use]
pub fn uuid_of(domain: &Domain) -> Uuid {
    Uuid::from_bytes(domain.uuid.unwrap_or_default().0)
}

/// Defines a domain, new or known; it is on disk when this returns.
///
/// # Errors
/// Name and UUID belong to different domains; the file can't be written.
pub async fn define(core: &Arc<Core>, domain: Domain) -> Result<Arc<Guest>> {
    let uuid = uuid_of(&domain);
    let name = domain.name.clone();
    let domain = Arc::new(domain);
    let (definition, text) = Definition::with_text(&domain, &CODEC);
    match core.registry.claim(uuid, &name).await? {
        Found::Free(claim) => {
            core.store.save(&name, &uuid, &text).await?;
            let mut view = View::<Qemu>::new(name);
            view.persistent = true;
            view.config = Some(definition);
            let guest = claim.insert(view);
            tell_defined(core, &guest, DefinedDetail::Added);
            Ok(guest)
        }
        Found::Known(guest) => {
            redefine(core, &guest, definition, &text).await?;
            Ok(guest)
        }
    }
}

/// Gives a domain another definition for its next start.
async fn redefine(
    core: &Arc<Core>,
    guest: &Arc<Guest>,
    definition: Definition<Domain>,
    text: &str,
) -> Result<()> {
    let _one_at_a_time = guest.extra.definition.lock().await;
    guest.ensure_known()?;
    core.store.save(&guest.name(), &guest.uuid(), text).await?;
    let was_persistent = guest.update(|view| {
        view.config = Some(definition);
        std::mem::replace(&mut view.persistent, true)
    });
    let detail = if was_persistent { DefinedDetail::Updated } else { DefinedDetail::Added };
    tell_defined(core, guest, detail);
    Ok(())
}

/// Changes the definition of the next start by a function and saves it.
///
/// # Errors
/// The function refuses; the file can't be written.
pub async fn change(
    core: &Core,
    guest: &Arc<Guest>,
    change: impl FnOnce(&mut Domain) -> Result<()>,
) -> Result<()> {
    let _one_at_a_time = guest.extra.definition.lock().await;
    guest.ensure_known()?;
    let Some(config) = guest.peek(|view| view.config.clone()) else {
        return Err(not_valid("transient domains do not have any persistent config"));
    };
    let mut domain = Domain::clone(&*config.value()?);
    change(&mut domain)?;
    let domain = Arc::new(domain);
    let (definition, text) = Definition::with_text(&domain, &CODEC);
    core.store.save(&guest.name(), &guest.uuid(), &text).await?;
    guest.update(|view| view.config = Some(definition));
    Ok(())
}

/// Tells those who listen that a definition is new or another.
pub fn tell_defined(core: &Core, guest: &Guest, detail: DefinedDetail) {
    core.publish(guest, DomainEvent::Lifecycle(DomainLifecycle::Defined(detail)));
}

/// What goes with a definition when it is removed.
#[derive(Debug, Clone, Copy, Default)]
pub struct Undefine {
    /// The managed save image.
    pub managed_save: bool,
    /// The firmware's variables.
    pub nvram: bool,
    /// The firmware's variables stay.
    pub keep_nvram: bool,
}

/// Removes a definition: a running domain goes on as a transient one.
///
/// # Errors
/// It has none, or files that the call does not say what to do with.
pub async fn undefine(core: &Arc<Core>, guest: &Arc<Guest>, what: Undefine) -> Result<()> {
    let _one_at_a_time = guest.extra.definition.lock().await;
    guest.ensure_known()?;
    if !guest.peek(|view| view.persistent) {
        return Err(not_valid("cannot undefine transient domain"));
    }
    let name = guest.name();
    let saved = core.layout.save_file(&name)?;
    if saved.exists() {
        if !what.managed_save {
            return Err(not_valid("Refusing to undefine while domain managed save image exists"));
        }
        std::fs::remove_file(&saved)
            .map_err(|e| error::system("Failed to remove managed save image", &e))?;
    }
    undefine_nvram(guest, what)?;
    core.store.remove(&name).await?;
    let event = guest.event_ref();
    let gone = guest.update(|view| {
        view.persistent = false;
        view.autostart = false;
        view.autostart_once = false;
        !view.is_active()
    });
    if gone {
        core.registry.remove(guest);
    } else {
        core.save_status(guest).await;
    }
    let undefined = DomainLifecycle::Undefined(UndefinedDetail::Removed);
    core.bus.publish(vireo_api::event::Event::Domain(event, DomainEvent::Lifecycle(undefined)));
    Ok(())
}

fn undefine_nvram(guest: &Guest, what: Undefine) -> Result<()> {
    let Some(config) = guest.peek(|view| view.config.clone()) else { return Ok(()) };
    let config = config.value()?;
    let Some(path) = config.os.nvram.as_ref().and_then(crate::machine::nvram_path) else {
        return Ok(());
    };
    if !std::path::Path::new(&path).exists() || what.keep_nvram {
        return Ok(());
    }
    if !what.nvram {
        return Err(not_valid("cannot undefine domain with nvram"));
    }
    std::fs::remove_file(&path)
        .map_err(|e| error::system(format!("failed to remove nvram: {path}"), &e))
}
