//! `network.conf`.

use crate::ConfError;
use crate::schema::{Effect::*, schema};

schema! {
    /// What `network.conf` says, or its defaults.
    pub struct NetworkConfig {
        firewall_backend: Option<String> = None, Later, "What filters packets of virtual networks: iptables or nftables.";
    }
}

impl NetworkConfig {
    fn check(&self, file: &str) -> Result<(), ConfError> {
        match self.firewall_backend.as_deref() {
            None | Some("iptables" | "nftables") => Ok(()),
            Some(other) => Err(ConfError::Unsupported {
                file: file.to_owned(),
                key: "firewall_backend".to_owned(),
                what: format!("unsupported firewall backend {other}"),
            }),
        }
    }
}
