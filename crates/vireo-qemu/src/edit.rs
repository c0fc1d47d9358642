//! Devices put into a domain's definitions, changed in them, taken out of them.
//!
//! What a definition becomes is `vireo_model::edit`'s matter; here it is saved.

use std::sync::Arc;

use vireo_api::event::DefinedDetail;
use vireo_api::{Error, ErrorCode, ErrorDomain, Result};
use vireo_model::domain::{Device, Domain};
use vireo_model::edit::{self, Purpose, spot};
use vireo_runtime::job::SyncJob;
use vireo_xml::{ErrorKind, Mode};

use crate::api::definition::targets;
use crate::driver::Core;
use crate::error;
use crate::live::Guest;
use crate::view::DriverView;
use crate::{definition, error::operation_unsupported};

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

/// Does it to the definitions that the flags name.
///
/// # Errors
/// The device is wrong, or not there; a running guest does not take it; the file can't be written.
pub async fn run(
    core: &Arc<Core>,
    guest: &Arc<Guest>,
    edit: Edit<'_>,
    api: &'static str,
) -> Result<()> {
    let _job = guest.jobs().begin(SyncJob::Modify, api).await?;
    guest.ensure_known()?;
    let (live, config) = targets(&guest.view(), edit.flags)?;
    if live {
        return Err(operation_unsupported("live change of devices is not supported"));
    }
    if config {
        let kept = guest.peek(|view| view.config.clone());
        let Some(kept) = kept else {
            return Err(error::not_valid("transient domains do not have any persistent config"));
        };
        let view = DriverView::for_domain(core, &*kept.value()?).await;
        definition::change(core, guest, |domain| apply(domain, edit, &view)).await?;
        if edit.action != Action::DetachAlias {
            definition::tell_defined(core, guest, DefinedDetail::Updated);
        }
    }
    Ok(())
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

/// Does it to a definition.
fn apply(domain: &mut Domain, edit: Edit<'_>, view: &DriverView) -> Result<()> {
    let device = |purpose| {
        let device = read(edit.xml)?;
        edit::prepare(domain, device, view, purpose).map_err(error::fill)
    };
    match edit.action {
        Action::Attach => {
            let device = device(Purpose::Attach)?;
            edit::attach(domain, device, view).map_err(error::fill)
        }
        Action::Update => {
            let device = device(Purpose::Update)?;
            edit::update(domain, device, view).map_err(error::fill)
        }
        Action::Detach => {
            let device = device(Purpose::Detach)?;
            edit::detach(domain, &device, view).map(drop).map_err(error::fill)
        }
        Action::DetachAlias => {
            let spot = spot::by_alias(domain, edit.xml).ok_or_else(|| {
                let text = format!("no device found with alias {}", edit.xml);
                Error::new(ErrorCode::InternalError, ErrorDomain::Domain, text)
            })?;
            if let Some(device) = spot::get(domain, spot) {
                edit::can_detach(domain, &device).map_err(error::fill)?;
            }
            edit::remove(domain, spot).map(drop).map_err(error::fill)
        }
    }
}
