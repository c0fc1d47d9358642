//! Which drivers the daemon serves.

use std::sync::Arc;

use vireo_api::Drivers;
use vireo_config::DaemonConfig;
use vireo_network::NetworkDriver;
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
    let _ = config;
    let network = NetworkDriver::new(&places.layout, bus.clone())
        .await
        .map_err(|e| format!("the network driver cannot start: {e}"))?;
    let starting = network.clone();
    tokio::spawn(async move { starting.start().await });
    let drivers = Drivers { network: Arc::new(network), ..vireo_server::unserved::drivers("qemu") };
    Ok(vec![Arc::new(drivers)])
}
