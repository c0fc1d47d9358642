//! Entropy for the guest.

use vireo_api::Result;
use vireo_model::domain::devices::rng::{RngBackend, RngModel};

use super::address::{self, alias};
use super::chardev;
use super::virtio::{self, Variant};
use crate::build::Build;
use crate::process::argv::Props;

/// All entropy devices.
pub(crate) fn words(b: &mut Build<'_>) -> Result<()> {
    for rng in &b.domain.devices.rngs {
        let id = alias(&rng.info).to_owned();
        let object = format!("obj{id}");
        match &rng.backend {
            RngBackend::Random(source) => {
                let props = Props::new().maybe_str("filename", source.path.as_deref());
                b.line.object("rng-random", &object, props);
            }
            RngBackend::Egd(source) => {
                let (host, log) = (Some(&source.source), source.log.as_ref());
                let chardev = chardev::backend(b, &rng.info, host, log, false)?;
                b.line.object("rng-egd", &object, Props::new().str("chardev", chardev));
            }
            RngBackend::Builtin => b.line.object("rng-builtin", &object, Props::new()),
        }
        let variant = match rng.model {
            RngModel::Virtio => Variant::Plain,
            RngModel::VirtioTransitional => Variant::Transitional,
            RngModel::VirtioNonTransitional => Variant::NonTransitional,
        };
        let mut props = Props::new()
            .str("driver", virtio::driver("virtio-rng", &rng.info, variant))
            .and(virtio::options(rng.driver.as_ref()))
            .str("rng", object)
            .str("id", &id);
        if let Some(rate) = &rng.rate {
            props = props.int("max-bytes", rate.bytes).int("period", rate.period.unwrap_or(1000));
        }
        let props = props.and(address::props(b, &rng.info)?);
        b.device(props);
    }
    Ok(())
}
