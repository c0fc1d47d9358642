//! What a network needs of the host, behind a trait: the tests have a host of
//! their own that fails where they say.

use std::path::{Path, PathBuf};
use std::time::Duration;

use async_trait::async_trait;
use vireo_api::Result;
use vireo_host::process::tool::{self, ToolError};
use vireo_host::process::{Process, StopPlan};
use vireo_model::network::Network;

use crate::dnsmasq::{self, Files};
use crate::{bridge, definition, error, firewall};

/// The host, as networks see it.
#[async_trait]
pub trait Host: Send + Sync {
    /// May bridges be made? Not in a user's session.
    fn is_privileged(&self) -> bool;

    /// Is there an interface of this name?
    fn has_interface(&self, name: &str) -> bool;

    /// The routes of the host's interfaces: `/proc/net/route`.
    fn routes(&self) -> String;

    /// Makes the network's bridge, with its addresses, up.
    async fn make_bridge(&self, network: &Network) -> Result<()>;

    /// Removes a bridge; one that is not there is no error.
    async fn remove_bridge(&self, bridge: &str) -> Result<()>;

    /// Lets the network's traffic through the firewall, and no other.
    async fn open_firewall(&self, network: &Network) -> Result<()>;

    /// Removes what [`Host::open_firewall`] made.
    async fn close_firewall(&self, bridge: &str) -> Result<()>;

    /// Starts DHCP and DNS.
    async fn start_dnsmasq(&self, network: &Network, files: &Files) -> Result<()>;

    /// Tells DHCP and DNS of a change: by their files alone, or, `again`, by a new start that keeps
    /// the leases.
    async fn change_dnsmasq(&self, network: &Network, files: &Files, again: bool) -> Result<()>;

    /// Ends DHCP and DNS and removes their files.
    async fn stop_dnsmasq(&self, files: &Files) -> Result<()>;

    /// Is the dnsmasq of these files there?
    fn dnsmasq_runs(&self, files: &Files) -> bool;
}

/// The real host.
#[derive(Debug, Clone, Copy, Default)]
pub struct Kernel;

/// Runs a tool to its end with `input` on its standard input.
async fn run(program: &str, args: &[&str], input: &str) -> Result<()> {
    let failed = |what: &str| error::internal(format!("{program} failed: {what}"));
    tool::run(program, args, input).await.map_err(|cause| match cause {
        ToolError::Io(e) => error::system(format!("Cannot execute binary {program}"), &e),
        ToolError::Slow => failed("no end"),
        ToolError::Refused { words, .. } => failed(&words),
    })
}

fn sysctl(path: &str, value: &str) -> Result<()> {
    let path = Path::new("/proc/sys").join(path);
    std::fs::write(&path, value)
        .map_err(|e| error::system(format!("cannot write to {}", path.display()), &e))
}

/// Writes a file that dnsmasq reads under whatever user it runs as.
fn write(path: &Path, text: &str) -> Result<()> {
    vireo_runtime::durable::replace_blocking(path, text.as_bytes(), 0o644)
        .map_err(error::in_network)
}

#[async_trait]
impl Host for Kernel {
    fn is_privileged(&self) -> bool {
        rustix::process::geteuid().is_root()
    }

    fn has_interface(&self, name: &str) -> bool {
        bridge::is_interface_name(name) && Path::new("/sys/class/net").join(name).exists()
    }

    fn routes(&self) -> String {
        std::fs::read_to_string("/proc/net/route").unwrap_or_default()
    }

    async fn make_bridge(&self, network: &Network) -> Result<()> {
        let name = definition::bridge_name(network).unwrap_or_default();
        if !bridge::is_interface_name(name) {
            return Err(error::internal(format!("'{name}' can't be a bridge's name")));
        }
        if let Err(cause) = run("ip", &["-batch", "-"], &bridge::make(network)).await {
            // Half of it may be there. The first error is the one to tell.
            let _ = self.remove_bridge(name).await;
            return Err(error::internal(format!("cannot make bridge {name}: {}", cause.message())));
        }
        let six =
            network.ips.iter().any(|ip| ip.address.as_deref().is_some_and(|a| a.contains(':')));
        let settings = format!("net/ipv6/conf/{name}");
        if !six && network.ipv6 != Some(true) && Path::new("/proc/sys").join(&settings).exists() {
            sysctl(&format!("{settings}/disable_ipv6"), "1")?;
        }
        if network.forward.is_some() {
            forwarding(network);
        }
        Ok(())
    }

    async fn remove_bridge(&self, bridge: &str) -> Result<()> {
        match self.has_interface(bridge) {
            true => run("ip", &["-batch", "-"], &bridge::remove(bridge)).await,
            false => Ok(()),
        }
    }

    async fn open_firewall(&self, network: &Network) -> Result<()> {
        let Some(rules) = firewall::rules(network) else { return Ok(()) };
        // A host may forbid it (a container) or have no nft; guests still reach the host then.
        if let Err(error) = run("nft", &["-f", "-"], &rules).await {
            tracing::warn!(network = network.name, %error, "the firewall is left as it is");
        }
        Ok(())
    }

    async fn close_firewall(&self, bridge: &str) -> Result<()> {
        if let Err(error) = run("nft", &["-f", "-"], &firewall::removal(bridge)).await {
            tracing::debug!(bridge, %error, "no firewall rules removed");
        }
        Ok(())
    }

    async fn start_dnsmasq(&self, network: &Network, files: &Files) -> Result<()> {
        write(&files.hosts, &dnsmasq::hosts(network))?;
        write(&files.addn_hosts, &dnsmasq::addn_hosts(network))?;
        write(&files.conf, &dnsmasq::conf(network, files))?;
        let conf = format!("--conf-file={}", files.conf.display());
        run("dnsmasq", &[&conf], "").await
    }

    async fn change_dnsmasq(&self, network: &Network, files: &Files, again: bool) -> Result<()> {
        match dnsmasq_process(files).filter(|_| !again) {
            Some(process) => {
                write(&files.hosts, &dnsmasq::hosts(network))?;
                write(&files.addn_hosts, &dnsmasq::addn_hosts(network))?;
                process
                    .signal(rustix::process::Signal::HUP)
                    .map_err(|e| error::system("cannot signal dnsmasq", &e))
            }
            None => {
                end_dnsmasq(files).await?;
                self.start_dnsmasq(network, files).await
            }
        }
    }

    async fn stop_dnsmasq(&self, files: &Files) -> Result<()> {
        end_dnsmasq(files).await?;
        for path in [&files.conf, &files.hosts, &files.addn_hosts, &files.leases, &files.pid] {
            vireo_runtime::durable::remove(path.clone()).await?;
        }
        Ok(())
    }

    fn dnsmasq_runs(&self, files: &Files) -> bool {
        dnsmasq_process(files).is_some()
    }
}

async fn end_dnsmasq(files: &Files) -> Result<()> {
    let Some(process) = dnsmasq_process(files) else { return Ok(()) };
    let plan = StopPlan { term: Duration::from_secs(5), kill: Some(Duration::from_secs(5)) };
    process.stop(plan).await.map(drop).map_err(|e| error::system("cannot stop dnsmasq", &e))
}

/// The process of the pid file, when it is the dnsmasq of these files.
fn dnsmasq_process(files: &Files) -> Option<Process> {
    let pid = std::fs::read_to_string(&files.pid).ok()?.trim().parse().ok()?;
    let process = Process::attach(pid, None).ok()?;
    let ours = PathBuf::from(format!("--conf-file={}", files.conf.display()));
    let words = vireo_host::procfs::command_line(pid).ok()?;
    let ours = words.iter().any(|word| word.as_slice() == ours.as_os_str().as_encoded_bytes());
    (ours && !process.has_exited()).then_some(process)
}

/// Lets the kernel forward, for all interfaces, as the reference does.
fn forwarding(network: &Network) {
    let has = |six: bool| {
        network.ips.iter().any(|ip| ip.address.as_deref().is_some_and(|a| a.contains(':') == six))
    };
    for (wanted, path) in
        [(has(false), "net/ipv4/ip_forward"), (has(true), "net/ipv6/conf/all/forwarding")]
    {
        if !wanted {
            continue;
        }
        if let Err(error) = sysctl(path, "1") {
            tracing::warn!(network = network.name, %error, "guests reach the host only");
        }
    }
}
