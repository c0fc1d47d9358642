//! Where QEMU listens for a guest that comes.

use vireo_api::Result;
use vireo_api::consts::*;
use vireo_qmp::command::QueryMigrate;
use vireo_runtime::ports::Port;

use crate::driver::{Core, QemuDriver};
use crate::error::invalid_arg;
use crate::migration::params::Request;
use crate::migration::uri::{Net, Place, bracketed, not_localhost, told};
use crate::process::transition::Run;

/// How many ports QEMU may try when somebody took the one that it was to listen on.
const TRIES: u16 = 16;

/// Where QEMU listens, and what the source is told.
pub(super) struct Listen {
    /// For QEMU.
    pub(super) uri: String,
    /// A port of our range.
    pub(super) port: Option<Port>,
    /// How the source is told of the port, when it does not know it.
    naming: Option<(&'static str, Net)>,
    /// The port that QEMU listens on; it may choose when it is one that we picked.
    number: u16,
    chosen: bool,
}

impl Listen {
    /// Where the caller said.
    fn at(uri: String, port: Option<Port>) -> Self {
        Self { uri, port, naming: None, number: 0, chosen: false }
    }

    /// On a port of our range. A stranger may take it before QEMU listens: then QEMU takes the next.
    fn picked(driver: &QemuDriver, scheme: &'static str, host: &str, net: Net) -> Result<Self> {
        let port = driver.migration_ports.acquire()?;
        let number = port.number();
        let last = number.saturating_add(TRIES).min(driver.migration_ports.last());
        let chosen = scheme == "tcp" && last > number;
        let more = if chosen { format!(",to={last}") } else { String::new() };
        let uri = format!("{scheme}:{host}:{number}{more}");
        Ok(Self { uri, port: Some(port), naming: Some((scheme, net)), number, chosen })
    }

    /// What the source is told.
    pub(super) fn told(&self) -> Option<String> {
        self.naming.as_ref().map(|(scheme, net)| told(scheme, net, self.number))
    }

    /// QEMU listens: asks it where, when it could choose.
    ///
    /// # Errors
    /// QEMU is gone or does not answer.
    pub(super) async fn settle(&mut self, run: &Run) -> Result<()> {
        if !self.chosen {
            return Ok(());
        }
        let info = run.live.run(&QueryMigrate).await?;
        let places = info.socket_address.iter();
        let number = places.filter_map(|place| place.get("port")?.as_str()?.parse().ok()).next();
        let Some(number) = number.filter(|number| *number != self.number) else { return Ok(()) };
        tracing::info!(from = self.number, to = number, "the port was taken meanwhile");
        self.number = number;
        // Another guest that comes may have picked it, and will find it taken in its turn.
        self.port = run.core.migration_ports.pool().reserve(number).ok();
        run.live.record(|record| {
            if let Some(record) = record {
                record.port = Some(number);
            }
        });
        Ok(())
    }
}

/// Where QEMU is to listen: what the caller says, completed by a port and a name of ours.
pub(super) fn listen(driver: &QemuDriver, request: &Request) -> Result<Listen> {
    let asked = request.text(MIGRATE_PARAM_URI);
    let address = request.text(MIGRATE_PARAM_LISTEN_ADDRESS);
    let place = match asked {
        Some(uri) => Place::parse(uri)?,
        None => {
            let host = driver.config.migration_host.clone();
            let host = host.unwrap_or_else(vireo_host::node::hostname);
            not_localhost(&host)?;
            let listen = address_for(driver, address, &host);
            // The form that every daemon understands.
            let net = Net { host, port: None, old_form: true };
            return Listen::picked(driver, "tcp", &listen, net);
        }
    };
    let (scheme, net) = match place {
        Place::Unix(path) => {
            if address.is_some() {
                let text = "Usage of listen-address is forbidden when migration URI uses UNIX transport method";
                return Err(invalid_arg(text));
            }
            if request.copies_disks() && request.text(MIGRATE_PARAM_DISKS_URI).is_none() {
                let text = "NBD URI must be supplied when migration URI uses UNIX transport method";
                return Err(invalid_arg(text));
            }
            return Ok(Listen::at(format!("unix:{path}"), None));
        }
        Place::Tcp(net) => ("tcp", net),
        Place::Rdma(net) => ("rdma", net),
    };
    let host = address_for(driver, address, &net.host);
    match net.port {
        Some(port) => {
            // One of the range stays ours while it is used.
            let kept = driver.migration_ports.pool().reserve(port).ok();
            Ok(Listen::at(format!("{scheme}:{host}:{port}"), kept))
        }
        None => Listen::picked(driver, scheme, &host, net),
    }
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
