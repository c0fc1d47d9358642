//! The network driver: bridges of our own for guests, with DHCP and DNS by
//! dnsmasq and address translation by nftables.
//!
//! A network's definition becomes, when it is started, a bridge
//! ([`bridge`]), a table in the firewall ([`firewall`]) and a dnsmasq
//! ([`dnsmasq`]), step by step and back again when a step fails ([`start`]).
//! All three outlive the daemon and are found again by the network's status
//! file. Networks on bridges and devices of the host's are served too, and pools
//! of PCI devices ([`pool`]).

mod api;
pub mod bridge;
mod check;
pub mod definition;
pub mod dnsmasq;
mod driver;
mod edit;
mod error;
pub mod firewall;
#[doc(hidden)]
pub mod fuzz;
pub mod host;
mod metadata;
pub mod object;
mod plug;
pub mod pool;
pub mod port;
pub mod start;
pub mod status;
pub mod update;

pub use driver::NetworkDriver;
pub use plug::{Claim, Joins, Leased, Plug};
