//! Starting and stopping: a table of steps, each with its undo.

use std::sync::Arc;

use vireo_api::{Error, Result};
use vireo_model::network::{Forward, ForwardMode, Nat, NatPort, Network};

use crate::definition;
use crate::dnsmasq::Files;
use crate::host::Host;

/// A network on its way up or down.
pub struct Run {
    host: Arc<dyn Host>,
    network: Network,
    files: Files,
}

vireo_runtime::operation! {
    /// Brings a network with a bridge of its own up.
    pub static START: Run, Error = "network-start" {
        "bridge": make_bridge, undo remove_bridge;
        "firewall": open_firewall, undo close_firewall;
        "dnsmasq": start_dnsmasq, undo stop_dnsmasq;
    }
}

impl Run {
    /// The network `network` on `host`.
    #[must_use]
    pub fn new(host: Arc<dyn Host>, network: Network, files: Files) -> Self {
        Self { host, network, files }
    }

    /// Brings it up; tells what it runs with. Nothing is left when it fails.
    ///
    /// # Errors
    /// That of the first step that failed.
    pub async fn start(mut self) -> Result<Network> {
        show_nat_ports(&mut self.network);
        if definition::has_own_bridge(&self.network) {
            START.run(&mut self).await?;
        }
        Ok(self.network)
    }

    /// Takes it down. All is tried; what failed is logged.
    pub async fn stop(mut self) {
        if definition::has_own_bridge(&self.network) {
            START.unwind(START.steps.len(), &mut self).await;
        }
    }

    fn bridge(&self) -> &str {
        definition::bridge_name(&self.network).unwrap_or_default()
    }
}

/// An active network tells the ports that its guests appear from.
fn show_nat_ports(network: &mut Network) {
    let Some(Forward { mode: ForwardMode::Nat, nat, .. }) = &mut network.forward else { return };
    let nat = nat.get_or_insert_with(Nat::default);
    nat.port.get_or_insert(NatPort { start: 1024, end: 65535 });
}

async fn make_bridge(run: &mut Run) -> Result<()> {
    run.host.make_bridge(&run.network).await
}

async fn remove_bridge(run: &mut Run) -> Result<()> {
    run.host.remove_bridge(run.bridge()).await
}

async fn open_firewall(run: &mut Run) -> Result<()> {
    run.host.open_firewall(&run.network).await
}

async fn close_firewall(run: &mut Run) -> Result<()> {
    run.host.close_firewall(run.bridge()).await
}

async fn start_dnsmasq(run: &mut Run) -> Result<()> {
    match run.network.ips.is_empty() {
        true => Ok(()),
        false => run.host.start_dnsmasq(&run.network, &run.files).await,
    }
}

async fn stop_dnsmasq(run: &mut Run) -> Result<()> {
    run.host.stop_dnsmasq(&run.files).await
}
