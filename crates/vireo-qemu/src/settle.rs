//! Definitions on disk that are not what this daemon would write: written by hand, or by a
//! libvirt of years ago that knew fewer defaults. They are read as they are, so that the daemon
//! answers at once, and filled in as soon as the emulators have been asked. The files stay as they
//! are until somebody changes the definition, as with the reference.

use std::sync::{Arc, Mutex, PoisonError};

use vireo_api::Result;
use vireo_model::domain::Domain;
use vireo_model::fill::{FillFlags, HypervisorView};
use vireo_runtime::domain::Definition;

use crate::definition::CODEC;
use crate::driver::{Core, QemuDriver};
use crate::error;
use crate::live::Guest;
use crate::view::DriverView;

/// The guests whose definitions wait to be filled in.
#[derive(Default)]
pub struct Unsettled(Mutex<Vec<Arc<Guest>>>);

impl Unsettled {
    /// Notes one more.
    pub fn push(&self, guest: Arc<Guest>) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(guest);
    }

    fn take(&self) -> Vec<Arc<Guest>> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Fills in all that wait. What cannot be filled in stays as it is and is logged.
pub async fn run(driver: &QemuDriver) {
    for guest in driver.unsettled.take() {
        if let Err(error) = settle(driver, &guest).await {
            let guest = guest.name();
            tracing::warn!(%guest, %error, "the definition on disk cannot be filled in");
        }
    }
}

async fn settle(core: &Arc<Core>, guest: &Arc<Guest>) -> Result<()> {
    // A call that redefines the guest meanwhile waits for this, and goes last.
    let _one_at_a_time = guest.extra.definition.lock().await;
    let Some(found) = guest.peek(|view| view.config.clone()) else { return Ok(()) };
    let mut domain = Domain::clone(&*found.value()?);
    let view = DriverView::for_domain(core, &domain).await;
    let view: &dyn HypervisorView = &view;
    vireo_model::fill::fill(&mut domain, view, FillFlags::LOAD).map_err(error::fill)?;
    let settled = Definition::from_value(&Arc::new(domain), &CODEC);
    guest.update(|view| view.config = Some(settled));
    Ok(())
}
