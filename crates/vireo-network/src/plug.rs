//! What a guest's interface of type `network` is told.

use uuid::Uuid;
use vireo_api::{Error, ErrorCode, ErrorDomain, Result};
use vireo_model::domain::address::PciAddress;
use vireo_model::domain::devices::interface::MacvtapMode;
use vireo_model::link::Vlan;
use vireo_model::network_port::{NetworkPort, PortOwner, PortPlug};

use crate::driver::NetworkDriver;
use crate::port::Port;
use crate::{definition, error};

/// Where an interface is plugged in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plug {
    /// What it joins.
    pub joins: Joins,
    /// The MTU of the network, when it has one of its own.
    pub mtu: Option<u32>,
}

/// What an interface joins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Joins {
    /// The network's own bridge, by its tap.
    Network(String),
    /// A bridge of the host, by its tap.
    Bridge(String),
    /// A device of the host, by a macvtap of this mode.
    Direct(String, MacvtapMode),
    /// A PCI device of the host's, which the guest drives by itself.
    HostDevice {
        /// Where it is.
        address: PciAddress,
        /// It is taken from the host's driver and given back.
        managed: bool,
        /// The VLAN of the network.
        vlan: Option<Vlan>,
    },
}

impl Joins {
    fn of(plug: &PortPlug, vlan: Option<Vlan>) -> Option<Self> {
        let bridge = || plug.bridge.clone();
        match plug.kind.as_str() {
            "network" => bridge().map(Self::Network),
            "bridge" => bridge().map(Self::Bridge),
            "direct" => {
                let mode = plug.mode.as_deref().and_then(MacvtapMode::from_word)?;
                Some(Self::Direct(plug.dev.clone()?, mode))
            }
            "hostdev-pci" => {
                let managed = plug.managed == Some(true);
                Some(Self::HostDevice { address: plug.address.clone()?, managed, vlan })
            }
            _ => None,
        }
    }
}

/// A guest's interface that asks for a port.
#[derive(Debug, Clone)]
pub struct Claim<'a> {
    /// The port's own identity.
    pub port: [u8; 16],
    /// The guest.
    pub guest: &'a str,
    /// Its UUID.
    pub guest_uuid: [u8; 16],
    /// Hardware address of the guest's end.
    pub mac: [u8; 6],
}

impl NetworkDriver {
    /// Plugs an interface into the network `name`.
    ///
    /// # Errors
    /// There is no such network, it is not active, none of its devices is free, or the port can't be
    /// written down.
    pub async fn claim(&self, name: &str, claim: Claim<'_>) -> Result<Plug> {
        let object = self.0.networks.by_name(name).ok_or_else(|| error::no_name(name))?;
        let view = object.view();
        let Some(live) = &view.live else {
            return Err(error::not_valid(format!("network '{name}' is not active")));
        };
        let uuid = Uuid::from_bytes(claim.port);
        let what = NetworkPort {
            uuid: Some(uuid.to_string()),
            owner: Some(PortOwner {
                name: Some(claim.guest.to_owned()),
                uuid: Some(Uuid::from_bytes(claim.guest_uuid).to_string()),
            }),
            mac: Some(claim.mac.map(|byte| format!("{byte:02x}")).join(":")),
            ..NetworkPort::default()
        };
        let plug = self.0.make_port(&object, Port { uuid, what }, false).await?;
        let Some(joins) = Joins::of(&plug, live.vlan.clone()) else {
            self.release(name, claim.port).await;
            let text = format!("network '{name}' has nothing that interfaces could join");
            return Err(Error::new(ErrorCode::OperationUnsupported, ErrorDomain::Network, text));
        };
        Ok(Plug { joins, mtu: live.mtu })
    }

    /// Takes a port back; one that is not there is no error.
    pub async fn release(&self, name: &str, port: [u8; 16]) {
        let Some(object) = self.0.networks.by_name(name) else { return };
        // The network may have been stopped under the guest.
        let _ = self.0.remove_port(&object, &Uuid::from_bytes(port)).await;
    }
}

/// An address that a guest got from a network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leased {
    /// The address.
    pub address: std::net::IpAddr,
    /// Length of its network part.
    pub prefix: u8,
    /// The name that the guest told.
    pub hostname: Option<String>,
}

impl NetworkDriver {
    /// The addresses that the network `name` lent to a MAC address, and that it
    /// still has. None of a network that isn't active.
    #[must_use]
    pub fn leased(&self, name: &str, mac: [u8; 6]) -> Vec<Leased> {
        let Some(object) = self.0.networks.by_name(name) else { return Vec::new() };
        let Some(live) = object.view().live.clone() else { return Vec::new() };
        let mac = mac.map(|byte| format!("{byte:02x}")).join(":");
        let leases = self.0.current_leases(&live, Some(&mac)).into_iter();
        let told = leases.map(|lease| Leased {
            address: lease.address,
            prefix: u8::try_from(definition::prefix_of(&live, lease.address)).unwrap_or(u8::MAX),
            hostname: lease.hostname,
        });
        told.collect()
    }
}
