//! Where QEMU listens for a guest that comes.

use vireo_api::Result;
use vireo_api::consts::*;
use vireo_runtime::ports::Port;

use crate::driver::{Core, QemuDriver};
use crate::error::invalid_arg;
use crate::migration::params::Request;
use crate::migration::uri::{Net, Place, bracketed, not_localhost, told};

/// Where QEMU listens, and what the source is told.
pub(super) struct Listen {
    pub(super) uri: String,
    pub(super) told: Option<String>,
    pub(super) port: Option<Port>,
}

/// Where QEMU is to listen: what the caller says, completed by a port and a name of ours.
pub(super) fn listen(driver: &QemuDriver, request: &Request) -> Result<Listen> {
    let asked = request.text(MIGRATE_PARAM_URI);
    let address = request.text(MIGRATE_PARAM_LISTEN_ADDRESS);
    let own_port = || driver.migration_ports.acquire();
    let place = match asked {
        Some(uri) => Place::parse(uri)?,
        None => {
            let host = driver.config.migration_host.clone();
            let host = host.unwrap_or_else(vireo_host::node::hostname);
            not_localhost(&host)?;
            let port = own_port()?;
            // The form that every daemon understands.
            let net = Net { host: host.clone(), port: None, old_form: true };
            let told = told("tcp", &net, port.number());
            let uri = format!("tcp:{}:{}", address_for(driver, address, &host), port.number());
            return Ok(Listen { uri, told: Some(told), port: Some(port) });
        }
    };
    let (scheme, net) = match &place {
        Place::Unix(path) => {
            if address.is_some() {
                let text = "Usage of listen-address is forbidden when migration URI uses UNIX transport method";
                return Err(invalid_arg(text));
            }
            if request.copies_disks() && request.text(MIGRATE_PARAM_DISKS_URI).is_none() {
                let text = "NBD URI must be supplied when migration URI uses UNIX transport method";
                return Err(invalid_arg(text));
            }
            return Ok(Listen { uri: format!("unix:{path}"), told: None, port: None });
        }
        Place::Tcp(net) => ("tcp", net),
        Place::Rdma(net) => ("rdma", net),
    };
    let host = address_for(driver, address, &net.host);
    if let Some(port) = net.port {
        // One of the range stays ours while it is used.
        let kept = driver.migration_ports.pool().reserve(port).ok();
        return Ok(Listen { uri: format!("{scheme}:{host}:{port}"), told: None, port: kept });
    }
    let port = own_port()?;
    let uri = format!("{scheme}:{host}:{}", port.number());
    Ok(Listen { uri, told: Some(told(scheme, net, port.number())), port: Some(port) })
}

/// The address to listen on: what is asked for or configured, else all of the family of `host`.
pub(in crate::migration) fn address_for(driver: &Core, asked: Option<&str>, host: &str) -> String {
    let chosen = asked.or(driver.config.migration_address.as_deref());
    if let Some(address) = chosen {
        return bracketed(address);
    }
    let six = std::net::ToSocketAddrs::to_socket_addrs(&(host, 0))
        .is_ok_and(|mut all| all.any(|address| address.is_ipv6()));
    if six { "[::]".to_owned() } else { "0.0.0.0".to_owned() }
}
