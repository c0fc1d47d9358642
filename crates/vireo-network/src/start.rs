//! Starting and stopping: a table of steps, each with its undo.
//!
//! The status file is written before anything is made: a daemon that was killed
//! on the way finds it, and finishes the start where there is a bridge already.

use std::path::PathBuf;
use std::sync::Arc;

use vireo_api::{Error, Result};
use vireo_model::network::{Forward, ForwardMode, Nat, NatPort, Network};

use vireo_runtime::durable;

use crate::dnsmasq::Files;
use crate::host::Host;
use crate::{definition, error, status};

/// A network on its way up or down.
pub struct Run {
    host: Arc<dyn Host>,
    network: Network,
    files: Files,
    status: PathBuf,
}

vireo_runtime::operation! {
    /// Brings a network up.
    pub static START: Run, Error = "network-start" {
        "status": write_status, undo remove_status;
        "bridge": make_bridge, undo remove_bridge;
        "firewall": open_firewall, undo close_firewall;
        "dnsmasq": start_dnsmasq, undo stop_dnsmasq;
    }
}

impl Run {
    /// The network `network` on `host`, with these files of its dnsmasq and this status file.
    #[must_use]
    pub fn new(host: Arc<dyn Host>, network: Network, files: Files, status: PathBuf) -> Self {
        Self { host, network, files, status }
    }

    /// Brings it up; tells what it runs with. Nothing is left when it fails.
    ///
    /// # Errors
    /// That of the first step that failed.
    pub async fn start(mut self) -> Result<Network> {
        show_nat_ports(&mut self.network);
        START.run(&mut self).await?;
        Ok(self.network)
    }

    /// Makes sure that all of an active network is there that a start that was cut
    /// short, or somebody else, may have left out. What fails is logged.
    pub async fn complete(mut self) {
        let served = self.host.dnsmasq_runs(&self.files);
        for (what, result) in [
            ("firewall", open_firewall(&mut self).await),
            ("DHCP and DNS", if served { Ok(()) } else { start_dnsmasq(&mut self).await }),
        ] {
            if let Err(error) = result {
                tracing::error!(network = self.network.name, what, %error, "is not there");
            }
        }
    }

    /// Takes it down. All is tried; what failed is logged.
    pub async fn stop(mut self) {
        START.unwind(START.steps.len(), &mut self).await;
    }

    fn has_bridge(&self) -> bool {
        definition::has_own_bridge(&self.network)
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

async fn write_status(run: &mut Run) -> Result<()> {
    let text = status::write(&run.network);
    durable::replace(run.status.clone(), text, 0o600).await.map_err(error::in_network)
}

async fn remove_status(run: &mut Run) -> Result<()> {
    durable::remove(run.status.clone()).await.map(drop).map_err(error::in_network)
}

async fn make_bridge(run: &mut Run) -> Result<()> {
    match run.has_bridge() {
        true => run.host.make_bridge(&run.network).await,
        false => Ok(()),
    }
}

async fn remove_bridge(run: &mut Run) -> Result<()> {
    match run.has_bridge() {
        true => run.host.remove_bridge(run.bridge()).await,
        false => Ok(()),
    }
}

async fn open_firewall(run: &mut Run) -> Result<()> {
    match run.has_bridge() {
        true => run.host.open_firewall(&run.network).await,
        false => Ok(()),
    }
}

async fn close_firewall(run: &mut Run) -> Result<()> {
    match run.has_bridge() {
        true => run.host.close_firewall(run.bridge()).await,
        false => Ok(()),
    }
}

async fn start_dnsmasq(run: &mut Run) -> Result<()> {
    match run.has_bridge() && !run.network.ips.is_empty() {
        true => run.host.start_dnsmasq(&run.network, &run.files).await,
        false => Ok(()),
    }
}

async fn stop_dnsmasq(run: &mut Run) -> Result<()> {
    run.host.stop_dnsmasq(&run.files).await
}
