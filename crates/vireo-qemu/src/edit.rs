//! Devices put into a domain's definitions and into the running guest, changed there, taken out.
//!
//! What a definition becomes is `vireo_model::edit`'s matter, how a running guest gets a device
//! [`crate::plug`]'s. With both asked for, the kept definition is changed on a draft first, so that
//! what it refuses leaves the guest alone; it is saved when the guest has the device.

use vireo_api::consts::DOMAIN_DEVICE_MODIFY_FORCE;
use vireo_api::event::DefinedDetail;
use vireo_api::{Error, ErrorCode, ErrorDomain, Result};
use vireo_model::domain::{Device, Domain};
use vireo_model::edit::{self, Purpose, spot};
use vireo_proto::remote;
use vireo_xml::{ErrorKind, Mode};

use crate::driver::QemuDriver;
use crate::process::transition::Run;
use crate::view::DriverView;
use crate::{definition, error, plug};

/// What is done with a device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// It is put in.
    Attach,
    /// It takes the place of the one it means.
    Update,
    /// The one it means is taken out.
    Detach,
    /// The one of that name is taken out.
    DetachAlias,
}

/// A change asked for.
#[derive(Clone, Copy, Debug)]
pub struct Edit<'a> {
    /// What is done.
    pub action: Action,
    /// The device's document, or its name.
    pub xml: &'a str,
    /// `VIR_DOMAIN_AFFECT_…`.
    pub flags: u32,
}

/// Does it to the running guest, its kept definition, or both, as the flags say.
///
/// # Errors
/// The device is wrong, or not there; a running guest does not take it; the file can't be written.
pub async fn run(
    driver: &QemuDriver,
    dom: &remote::Domain,
    edit: Edit<'_>,
    api: &'static str,
) -> Result<()> {
    let change = driver.change(dom, edit.flags, api).await?;
    let draft = match change.config()? {
        Some(config) => {
            let view = DriverView::for_domain(driver, &config).await;
            change.draft(|domain| apply(domain, edit, &view))?
        }
        None => None,
    };
    if let Some((run, config)) = change.live()? {
        live(run, &config, edit).await?;
    }
    let Some(draft) = draft else { return Ok(()) };
    change.keep(Some(draft)).await?;
    if edit.action != Action::DetachAlias {
        let guest = driver.guest(dom)?;
        definition::tell_defined(driver, guest.as_ref(), DefinedDetail::Updated);
    }
    Ok(())
}

/// Does it to a running guest.
async fn live(run: &Run, config: &Domain, edit: Edit<'_>) -> Result<()> {
    let view = DriverView::for_domain(&run.core, config).await;
    let device = |purpose| prepare(config, edit.xml, &view, purpose);
    match edit.action {
        Action::Attach => plug::attach(run, device(Purpose::Attach)?).await,
        Action::Update => {
            let force = edit.flags & DOMAIN_DEVICE_MODIFY_FORCE != 0;
            plug::change::update(run, device(Purpose::Update)?, force).await
        }
        Action::Detach => plug::detach(run, &device(Purpose::Detach)?).await,
        Action::DetachAlias => plug::detach_alias(run, edit.xml).await,
    }
}

/// Reads the document of a device.
fn read(xml: &str) -> Result<Device> {
    Device::parse(xml, Mode::SAVED).map_err(|error| match &error.kind {
        ErrorKind::WrongRoot { found, .. } => {
            let text = format!("unknown device type '{found}'");
            error::unsupported(text).with_domain(ErrorDomain::Domain)
        }
        _ => error::xml(&error),
    })
}

fn prepare(domain: &Domain, xml: &str, view: &DriverView, purpose: Purpose) -> Result<Device> {
    edit::prepare(domain, read(xml)?, view, purpose).map_err(error::fill)
}

/// Does it to a definition.
fn apply(domain: &mut Domain, edit: Edit<'_>, view: &DriverView) -> Result<()> {
    let done = match edit.action {
        Action::Attach => {
            let device = prepare(domain, edit.xml, view, Purpose::Attach)?;
            edit::attach(domain, device, view)
        }
        Action::Update => {
            let device = prepare(domain, edit.xml, view, Purpose::Update)?;
            edit::update(domain, device, view)
        }
        Action::Detach => {
            let device = prepare(domain, edit.xml, view, Purpose::Detach)?;
            edit::detach(domain, &device, view).map(drop)
        }
        Action::DetachAlias => {
            let spot = spot::by_alias(domain, edit.xml).ok_or_else(|| {
                let text = format!("no device found with alias {}", edit.xml);
                Error::new(ErrorCode::InternalError, ErrorDomain::Domain, text)
            })?;
            if let Some(device) = spot::get(domain, spot) {
                edit::can_detach(domain, &device).map_err(error::fill)?;
            }
            edit::remove(domain, spot).map(drop)
        }
    };
    done.map_err(error::fill)
}
