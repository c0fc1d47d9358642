//! Networks in user mode that passt makes, a process for each interface.

use std::fmt::Write as _;

use vireo_api::{ErrorCode, Result};
use vireo_model::domain::Domain;
use vireo_model::domain::devices::Interface;
use vireo_model::domain::devices::interface::{
    InterfaceBackendType, InterfaceType, PortForward, PortForwardProtocol, PortForwardRange,
};

use super::address::alias;
use crate::build::End;
use crate::error::internal;
use crate::helper::{self, Helper, Kind, Place, Ready};
use crate::process::start::Starting;
use crate::process::transition::Run;

/// What it is called.
const NAME: &str = "passt";

/// The process behind an interface.
pub(crate) static BACKEND: Kind = Kind {
    name: NAME,
    title: NAME,
    code: ErrorCode::InternalError,
    wanted,
    mark: |place, device| place.shared(&place.core.layout.passt(), &format!("{device}-passt.pid")),
    files: |place, device| vec![socket(place, device)],
    declare: |s, device| Box::pin(declare(s, device)),
    again: None,
};

/// Where the backend of an interface listens.
fn socket(place: &Place<'_>, device: &str) -> std::path::PathBuf {
    place.shared_socket(&place.core.layout.passt(), &format!("{device}.socket"))
}

/// Whether passt is behind an interface.
pub(crate) fn is_behind(nic: &Interface) -> bool {
    let backend = nic.backend.as_ref().and_then(|backend| backend.kind);
    let user = matches!(nic.kind, InterfaceType::User | InterfaceType::VhostUser);
    user && backend == Some(InterfaceBackendType::Passt)
}

fn wanted(_: &Place<'_>, domain: &Domain) -> Vec<String> {
    let all = domain.devices.interfaces.iter().filter(|nic| is_behind(nic));
    all.map(|nic| alias(&nic.info).to_owned()).collect()
}

async fn declare(s: &mut Starting, device: &str) -> Result<Helper> {
    let mut all = s.domain.devices.interfaces.iter();
    let Some(nic) = all.find(|nic| alias(&nic.info) == device) else {
        return Err(internal(format!("no interface '{device}'")));
    };
    let path = socket(&Place::of(s), device);
    // It does not listen where something is left of an earlier one.
    let _ = std::fs::remove_file(&path);
    let mut args = vec!["--foreground".to_owned()];
    args.extend(options(nic, &path.to_string_lossy()));
    s.opened.helpers.insert(device.to_owned(), End::Path(path.clone()));
    Ok(Helper {
        program: helper::find(NAME)?,
        env: Vec::new(),
        args,
        fds: Vec::new(),
        user: s.core.guest_user.clone(),
        log: None,
        ready: Ready::Listens(path),
    })
}

fn options(nic: &Interface, socket: &str) -> Vec<String> {
    let mut args: Vec<String> = Vec::new();
    let mut pair = |name: &str, value: &str| args.extend([name.to_owned(), value.to_owned()]);
    if let Some(dev) = nic.source.as_ref().and_then(|source| source.dev.as_deref()) {
        pair("--interface", dev);
    }
    if let Some(log) = nic.backend.as_ref().and_then(|backend| backend.log_file.as_deref()) {
        pair("--log-file", log);
    }
    for ip in &nic.ips {
        pair("--address", &ip.address);
        let is_ipv4 = !ip.address.contains(':');
        if let Some(prefix) = ip.prefix.filter(|_| is_ipv4) {
            pair("--netmask", &prefix.to_string());
        }
    }
    for forward in &nic.port_forwards {
        let name = match forward.proto {
            PortForwardProtocol::Tcp => "--tcp-ports",
            PortForwardProtocol::Udp => "--udp-ports",
        };
        pair(name, &ports(forward));
    }
    let vhost = (nic.kind == InterfaceType::VhostUser).then(|| "--vhost-user".to_owned());
    let head = ["--one-off", "--socket", socket].map(str::to_owned);
    vhost.into_iter().chain(head).chain(args).collect()
}

/// Ports of the host that lead to the guest's: `ADDRESS%DEVICE/START-END:TO-TO,~EXCLUDED`.
fn ports(forward: &PortForward) -> String {
    let mut text = forward.address.clone().unwrap_or_default();
    if let Some(dev) = &forward.dev {
        _ = write!(text, "%{dev}");
    }
    if !text.is_empty() {
        text.push('/');
    }
    let ranges: Vec<String> = forward.ranges.iter().map(range).collect();
    if ranges.is_empty() {
        text.push_str("all");
    }
    text + &ranges.join(",")
}

fn range(range: &PortForwardRange) -> String {
    let mut text = if range.exclude == Some(true) { "~".to_owned() } else { String::new() };
    let start = range.start.unwrap_or_default();
    _ = write!(text, "{}", start);
    let more = range.end.map(|end| end.saturating_sub(start)).filter(|&more| more > 0);
    if let Some(more) = more {
        _ = write!(text, "-{}", start + more);
    }
    if let Some(to) = range.to {
        _ = write!(text, ":{to}");
        if let Some(more) = more {
            _ = write!(text, "-{}", to + more);
        }
    }
    text
}

/// QEMU lost the process behind one of its interfaces, which it connects to again by itself.
pub(crate) async fn lost(run: &Run, netdev: &str) {
    let Some(config) = run.guest.peek(|view| view.live_config.clone()) else { return };
    let mut all = config.devices.interfaces.iter().filter(|nic| is_behind(nic));
    let name = netdev.strip_prefix("host");
    let Some(nic) = all.find(|nic| nic.info.alias.as_deref() == name) else { return };
    if let Err(error) = helper::restart(run, &BACKEND, alias(&nic.info)).await {
        tracing::error!(guest = %run.guest.name(), netdev, %error, "passt stays away");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::devices::testing::domain;

    fn said(xml: &str) -> String {
        let domain = domain(xml, "");
        options(&domain.devices.interfaces[0], "/s").join(" ")
    }

    #[test]
    fn addresses_and_ports_are_its_words() {
        let said = said(
            "<interface type='user'><backend type='passt' logFile='/l'/><source dev='eth0'/>\
             <ip family='ipv4' address='172.17.2.4' prefix='24'/>\
             <ip family='ipv6' address='2001:db8::20'/>\
             <portForward proto='udp' address='127.0.0.1' dev='lo'>\
             <range start='5000' end='5020' to='6000'/><range start='5003' exclude='yes'/>\
             </portForward>\
             <portForward proto='tcp'><range start='80'/><range start='443' to='344'/></portForward>\
             </interface>",
        );
        assert_eq!(
            said,
            "--one-off --socket /s --interface eth0 --log-file /l --address 172.17.2.4 \
             --netmask 24 --address 2001:db8::20 \
             --udp-ports 127.0.0.1%lo/5000-5020:6000-6020,~5003 --tcp-ports 80,443:344"
        );
    }

    #[test]
    fn all_ports_are_forwarded_when_none_is_named() {
        let said = said(
            "<interface type='vhostuser'><backend type='passt'/><model type='virtio'/>\
             <portForward proto='tcp'/></interface>",
        );
        assert_eq!(said, "--vhost-user --one-off --socket /s --tcp-ports all");
    }
}
