//! Which drivers the daemon serves.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use vireo_api::{Drivers, Result};
use vireo_config::{Conf, QemuConfig};
use vireo_network::{Claim, Joins, NetworkDriver};
use vireo_qemu::network::{Gives, Lease, NetworkProvider, Port, PortRequest};
use vireo_qemu::{QemuDriver, Settings};
use vireo_runtime::events::EventBus;
use vireo_secret::SecretDriver;
use vireo_server::start::places::Places;
use vireo_storage::StorageDriver;

/// How long the drivers may take to note something at the end: only the next start is slower
/// without.
const STOP_TIME: Duration = Duration::from_secs(2);

/// The drivers that the daemon serves.
pub struct Served {
    /// By hypervisor, the default one first.
    pub hypervisors: Vec<Arc<Drivers>>,
    network: NetworkDriver,
    secret: SecretDriver,
    storage: StorageDriver,
    qemu: QemuDriver,
}

impl Served {
    /// Has all drivers read their files again, what others need first. What fails is logged.
    pub async fn reload(&self) {
        for (what, done) in [
            ("secrets", self.secret.reload().await),
            ("pools", self.storage.reload().await),
            ("networks", self.network.reload().await),
            ("guests", self.qemu.reload().await),
        ] {
            if let Err(error) = done {
                tracing::error!(what, %error, "are not read again");
            }
        }
    }

    /// Lets the drivers note what they want to know at the next start.
    pub async fn stop(&self) {
        if tokio::time::timeout(STOP_TIME, self.qemu.stop()).await.is_err() {
            tracing::warn!("the notes for the next start take too long");
        }
    }
}

/// Starts the drivers.
///
/// # Errors
/// A driver cannot start; the daemon does not serve without it.
pub async fn start(places: &Places, bus: &EventBus) -> Result<Served, String> {
    let network = NetworkDriver::new(&places.layout, bus.clone())
        .await
        .map_err(|e| format!("the network driver cannot start: {e}"))?;
    let secret = SecretDriver::new(&places.layout, bus.clone())
        .await
        .map_err(|e| format!("the secret driver cannot start: {e}"))?;
    let storage = StorageDriver::new(&places.layout, bus.clone())
        .await
        .map_err(|e| format!("the storage driver cannot start: {e}"))?;
    let settings = Settings {
        config: qemu_config(places)?,
        layout: places.layout.clone(),
        bus: bus.clone(),
        network: Arc::new(Networks(network.clone())),
        secrets: Arc::new(secret.clone()),
        volumes: Arc::new(storage.clone()),
        peers: Arc::new(vireo_client::peer::Daemons),
    };
    let qemu = QemuDriver::new(settings)
        .await
        .map_err(|e| format!("the QEMU driver cannot start: {e}"))?;
    // A guest that runs must not look like one that is off to the first client.
    qemu.reconnect().await;
    let (networks, pools, guests) = (network.clone(), storage.clone(), qemu.clone());
    tokio::spawn(async move {
        pools.start().await;
        networks.start().await;
        guests.autostart().await;
    });
    let drivers = Drivers {
        hypervisor: Arc::new(qemu.clone()),
        network: Arc::new(network.clone()),
        secret: Arc::new(secret.clone()),
        storage: Arc::new(storage.clone()),
        ..vireo_server::unserved::drivers("qemu")
    };
    Ok(Served { hypervisors: vec![Arc::new(drivers)], network, secret, storage, qemu })
}

/// Reads `qemu.conf`, which need not be there.
fn qemu_config(places: &Places) -> Result<QemuConfig, String> {
    let path = places.qemu_config_file();
    let told = |error| format!("Can't load config file: {error}: {}", path.display());
    let conf = Conf::read_if_there(&path).map_err(told)?;
    let (config, warnings) = QemuConfig::from_conf(&conf).map_err(told)?;
    for warning in warnings {
        tracing::warn!("{warning}");
    }
    Ok(config)
}

/// The network driver as guests see it.
struct Networks(NetworkDriver);

#[async_trait]
impl NetworkProvider for Networks {
    async fn connect(&self, request: PortRequest<'_>) -> Result<Port> {
        let claim = Claim {
            port: request.port_id,
            guest: request.guest,
            guest_uuid: request.guest_uuid,
            mac: request.mac,
        };
        let plug = self.0.claim(request.network, claim).await?;
        let gives = match plug.joins {
            Joins::Network(bridge) => Gives::Network(bridge),
            Joins::Bridge(bridge) => Gives::Bridge(bridge),
            Joins::Direct(dev, mode) => Gives::Direct(dev, mode),
            Joins::HostDevice { address, managed, vlan } => {
                Gives::HostDevice { address, managed, vlan }
            }
        };
        Ok(Port { gives, mtu: plug.mtu })
    }

    async fn release(&self, network: &str, port_id: [u8; 16]) {
        self.0.release(network, port_id).await;
    }

    async fn leases(&self, network: &str, mac: [u8; 6]) -> Vec<Lease> {
        let found = self.0.leased(network, mac).into_iter();
        let lease = found.map(|one| Lease {
            address: one.address,
            prefix: one.prefix,
            hostname: one.hostname,
        });
        lease.collect()
    }
}
