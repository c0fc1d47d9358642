//! Where interfaces of type `network` are connected: the network driver's part of a start.

use async_trait::async_trait;
use vireo_api::{Error, ErrorCode, ErrorDomain, Result};
use vireo_model::domain::address::{DeviceAddress, PciAddress};
use vireo_model::domain::devices::interface::{
    ActualSource, InterfaceActual, InterfaceType, MacvtapMode,
};
use vireo_model::link::Vlan;

/// What a network gives an interface.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Port {
    /// What the interface is connected to.
    pub gives: Gives,
    /// Largest packet, when the network says so.
    pub mtu: Option<u32>,
}

/// What an interface of a network is connected to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Gives {
    /// A bridge of the network driver's own.
    Network(String),
    /// A bridge of the host.
    Bridge(String),
    /// A device of the host, by macvtap.
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

impl Gives {
    /// As the running definition keeps it.
    #[must_use]
    pub fn actual(&self) -> InterfaceActual {
        let (kind, source) = match self {
            Self::HostDevice { address, managed, vlan } => {
                return of_device(address, *managed, vlan.as_ref());
            }
            Self::Network(bridge) => (InterfaceType::Network, on_bridge(bridge)),
            Self::Bridge(bridge) => (InterfaceType::Bridge, on_bridge(bridge)),
            Self::Direct(dev, mode) => {
                let (dev, mode) = (Some(dev.clone()), Some(*mode));
                (InterfaceType::Direct, ActualSource { dev, mode, ..ActualSource::default() })
            }
        };
        InterfaceActual { kind, source: Some(source), ..InterfaceActual::default() }
    }
}

fn of_device(address: &PciAddress, managed: bool, vlan: Option<&Vlan>) -> InterfaceActual {
    let source = ActualSource {
        hostdev_address: Some(DeviceAddress::Pci(address.clone())),
        ..ActualSource::default()
    };
    InterfaceActual {
        kind: InterfaceType::Hostdev,
        managed: Some(managed),
        source: Some(source),
        vlan: vlan.cloned(),
        ..InterfaceActual::default()
    }
}

fn on_bridge(bridge: &str) -> ActualSource {
    ActualSource { bridge: Some(bridge.to_owned()), ..ActualSource::default() }
}

/// An interface that asks for a port.
#[derive(Debug, Clone)]
pub struct PortRequest<'a> {
    /// Name of the network.
    pub network: &'a str,
    /// The port's own identity.
    pub port_id: [u8; 16],
    /// The guest.
    pub guest: &'a str,
    /// Its UUID.
    pub guest_uuid: [u8; 16],
    /// Hardware address of the guest's end.
    pub mac: [u8; 6],
}

/// The network driver, as far as guests need it.
#[async_trait]
pub trait NetworkProvider: Send + Sync {
    /// Connects an interface.
    ///
    /// # Errors
    /// There is no such network, or it is not active.
    async fn connect(&self, request: PortRequest<'_>) -> Result<Port>;

    /// Takes a port back. One that is not known is no error.
    async fn release(&self, network: &str, port_id: [u8; 16]);

    /// Addresses that the network leased to a hardware address.
    async fn leases(&self, network: &str, mac: [u8; 6]) -> Vec<Lease>;
}

/// An address that was leased.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lease {
    /// The address.
    pub address: std::net::IpAddr,
    /// Bits of its network.
    pub prefix: u8,
    /// The name that the guest gave, when it gave one.
    pub hostname: Option<String>,
}

/// No networks.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoNetworks;

#[async_trait]
impl NetworkProvider for NoNetworks {
    async fn connect(&self, request: PortRequest<'_>) -> Result<Port> {
        let text = format!("no network with matching name '{}'", request.network);
        Err(Error::new(ErrorCode::NoNetwork, ErrorDomain::Network, text))
    }

    async fn release(&self, _network: &str, _port_id: [u8; 16]) {}

    async fn leases(&self, _network: &str, _mac: [u8; 6]) -> Vec<Lease> {
        Vec::new()
    }
}
