//! Which drivers the daemon serves.

use std::sync::Arc;

use vireo_api::Drivers;
use vireo_config::DaemonConfig;
use vireo_runtime::events::EventBus;
use vireo_server::start::places::Places;

/// Drivers by hypervisor, the default one first.
///
/// # Errors
/// A driver cannot start; the daemon does not serve without it.
pub async fn hypervisors(
    places: &Places,
    config: &DaemonConfig,
    bus: &EventBus,
) -> Result<Vec<Arc<Drivers>>, String> {
    let _ = (places, config, bus);
    Ok(vec![Arc::new(vireo_server::unserved::drivers("qemu"))])
}
