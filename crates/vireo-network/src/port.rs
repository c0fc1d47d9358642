//! Ports of an active network: who is plugged in. Each has a file beside the network's status file,
//! so that a daemon that starts again knows them.

use std::path::{Path, PathBuf};

use uuid::Uuid;
use vireo_api::consts::*;
use vireo_api::{Error, ErrorCode, Result};
use vireo_model::domain::devices::interface::MacvtapMode;
use vireo_model::link::{Bandwidth, BandwidthRate};
use vireo_model::network::{ForwardMode, Network};
use vireo_model::network_port::{NetworkPort, PortPlug};
use vireo_proto::TypedParams;
use vireo_proto::remote::{TypedParam, TypedParamValue};
use vireo_xml::Mode;

use crate::{check, definition, error};

/// A port and its identity.
#[derive(Debug, Clone, PartialEq)]
pub struct Port {
    /// Its UUID.
    pub uuid: Uuid,
    /// What it is.
    pub what: NetworkPort,
}

impl Port {
    /// Reads a document.
    ///
    /// # Errors
    /// It is malformed, or does not say whose it is.
    pub fn read(text: &str) -> Result<Self> {
        let mut what: NetworkPort =
            vireo_xml::parse(text, Mode::SAVED).map_err(|e| error::xml(&e))?;
        let missing = |part: &str| error::internal(format!("network port has no {part}"));
        let malformed = |text: &str| error::internal(format!("Unable to parse UUID '{text}'"));
        let own = what.uuid.as_deref().ok_or_else(|| missing("uuid"))?;
        let uuid = Uuid::try_parse(own).map_err(|_| malformed(own))?;
        what.uuid = Some(uuid.to_string());
        let owner = what.owner.as_ref();
        if owner.and_then(|owner| owner.name.as_deref()).is_none() {
            return Err(missing("owner name"));
        }
        let owner = owner.and_then(|owner| owner.uuid.as_deref());
        let owner = owner.ok_or_else(|| missing("owner UUID"))?;
        Uuid::try_parse(owner).map_err(|_| malformed(owner))?;
        match what.mac.as_deref() {
            None => Err(missing("mac")),
            Some(mac) if !check::is_mac(mac) => {
                Err(error::internal(format!("Unable to parse MAC '{mac}'")))
            }
            Some(_) => Ok(Self { uuid, what }),
        }
    }

    /// The document.
    #[must_use]
    pub fn text(&self) -> String {
        vireo_xml::format(&self.what, Mode::SAVED)
    }

    /// Plugs it into what the network has; one that says where it is plugged in stays there.
    ///
    /// # Errors
    /// The network's devices are taken, and its mode gives each to one only.
    pub fn plug_into(&mut self, network: &Network, others: &[Self]) -> Result<&PortPlug> {
        let plug = match self.what.plug.take() {
            Some(plug) => plug,
            None => plug_of(network, others)?,
        };
        Ok(self.what.plug.insert(plug))
    }
}

/// What the network has for one more port.
fn plug_of(network: &Network, others: &[Port]) -> Result<PortPlug> {
    let of_kind = |kind: &str| PortPlug { kind: kind.to_owned(), ..PortPlug::default() };
    let bridge = definition::bridge_name(network).map(str::to_owned);
    match definition::mode(network) {
        None | Some(ForwardMode::Nat | ForwardMode::Route | ForwardMode::Open) => {
            Ok(PortPlug { bridge, ..of_kind("network") })
        }
        Some(ForwardMode::Bridge) if bridge.is_some() => {
            Ok(PortPlug { bridge, ..of_kind("bridge") })
        }
        Some(ForwardMode::Bridge) => direct(network, others, MacvtapMode::Bridge),
        Some(ForwardMode::Private) => direct(network, others, MacvtapMode::Private),
        Some(ForwardMode::Vepa) => direct(network, others, MacvtapMode::Vepa),
        Some(ForwardMode::Passthrough) => direct(network, others, MacvtapMode::Passthrough),
        Some(ForwardMode::Hostdev) => crate::pool::take(network, others),
    }
}

/// The device of the network's pool that the fewest ports use; passthrough wants one of its own.
fn direct(network: &Network, others: &[Port], mode: MacvtapMode) -> Result<PortPlug> {
    let pool = network.forward.as_ref().map_or(&[][..], |forward| &forward.interfaces);
    let users = |dev: &str| {
        let uses =
            |port: &&Port| port.what.plug.as_ref().and_then(|p| p.dev.as_deref()) == Some(dev);
        others.iter().filter(uses).count()
    };
    let least = pool.iter().map(|one| (users(&one.dev), &one.dev)).min_by_key(|(users, _)| *users);
    match least {
        Some((users, dev)) if users == 0 || mode != MacvtapMode::Passthrough => Ok(PortPlug {
            kind: "direct".to_owned(),
            dev: Some(dev.clone()),
            mode: Some(mode.as_str().to_owned()),
            ..PortPlug::default()
        }),
        _ => {
            let name = &network.name;
            Err(error::internal(format!(
                "network '{name}' requires exclusive access to interfaces, but none are available"
            )))
        }
    }
}

/// "network port not found: …"
pub fn missing(uuid: &Uuid) -> Error {
    let text = format!("Network port with UUID {uuid} does not exist");
    error::error(ErrorCode::NoNetworkPort, text)
}

/// "network port … exists already"
pub fn exists(uuid: &Uuid) -> Error {
    let text = format!("Network port with UUID {uuid} already exists");
    error::error(ErrorCode::NetworkPortExist, text)
}

/// The folder of a network's ports.
#[must_use]
pub fn folder(run_dir: &Path, network: &Uuid) -> PathBuf {
    run_dir.join("ports").join(network.to_string())
}

/// Reads the ports of a network that an earlier daemon left.
#[must_use]
pub fn load(folder: &Path) -> Vec<Port> {
    let names = vireo_runtime::store::definition_names(folder).unwrap_or_default();
    let read = |name: &String| {
        let path = folder.join(format!("{name}.xml"));
        let text = vireo_runtime::store::read_text(&path).ok()?;
        Port::read(&text)
            .inspect_err(|error| tracing::warn!(path = %path.display(), %error, "no port"))
            .ok()
    };
    names.iter().filter_map(read).collect()
}

/// Writes a port's file.
///
/// # Errors
/// It can't be written.
pub async fn save(folder: &Path, port: &Port) -> Result<()> {
    std::fs::create_dir_all(folder)
        .map_err(|e| error::system(format!("cannot create '{}'", folder.display()), &e))?;
    let path = folder.join(format!("{}.xml", port.uuid));
    vireo_runtime::durable::replace(path, port.text(), 0o600).await.map_err(error::in_network)
}

/// Removes a port's file.
///
/// # Errors
/// It can't be removed.
pub async fn forget(folder: &Path, uuid: &Uuid) -> Result<()> {
    let path = folder.join(format!("{uuid}.xml"));
    vireo_runtime::durable::remove(path).await.map(drop).map_err(error::in_network)
}

type Get = fn(&Bandwidth) -> Option<u64>;
type Set = fn(&mut Bandwidth, Option<u64>);

fn inbound(limits: &mut Bandwidth) -> &mut BandwidthRate {
    limits.inbound.get_or_insert_default()
}

fn outbound(limits: &mut Bandwidth) -> &mut BandwidthRate {
    limits.outbound.get_or_insert_default()
}

/// The shaping of a port as parameters: their names, reading and writing.
const PARAMS: [(&str, Get, Set); 7] = [
    (
        NETWORK_PORT_BANDWIDTH_IN_AVERAGE,
        |own| own.inbound.as_ref()?.average,
        |own, value| inbound(own).average = value,
    ),
    (
        NETWORK_PORT_BANDWIDTH_IN_PEAK,
        |own| own.inbound.as_ref()?.peak,
        |own, value| inbound(own).peak = value,
    ),
    (
        NETWORK_PORT_BANDWIDTH_IN_FLOOR,
        |own| own.inbound.as_ref()?.floor,
        |own, value| inbound(own).floor = value,
    ),
    (
        NETWORK_PORT_BANDWIDTH_IN_BURST,
        |own| own.inbound.as_ref()?.burst,
        |own, value| inbound(own).burst = value,
    ),
    (
        NETWORK_PORT_BANDWIDTH_OUT_AVERAGE,
        |own| own.outbound.as_ref()?.average,
        |own, value| outbound(own).average = value,
    ),
    (
        NETWORK_PORT_BANDWIDTH_OUT_PEAK,
        |own| own.outbound.as_ref()?.peak,
        |own, value| outbound(own).peak = value,
    ),
    (
        NETWORK_PORT_BANDWIDTH_OUT_BURST,
        |own| own.outbound.as_ref()?.burst,
        |own, value| outbound(own).burst = value,
    ),
];

/// The shaping of a port.
#[must_use]
pub fn params(port: &NetworkPort) -> TypedParams {
    let none = Bandwidth::default();
    let limits = port.bandwidth.as_ref().unwrap_or(&none);
    let mut out = TypedParams::new();
    for (name, get, _) in PARAMS {
        let value = get(limits).unwrap_or(0);
        out.uint(name, u32::try_from(value).unwrap_or(u32::MAX));
    }
    out
}

/// Changes the shaping of a port.
///
/// # Errors
/// Parameters of other names or types.
pub fn set_params(port: &mut NetworkPort, list: &[TypedParam]) -> Result<()> {
    let mut limits = port.bandwidth.take().unwrap_or_default();
    let other = |code, text: String| Error::new(code, vireo_api::ErrorDomain::None, text);
    for param in list {
        let field = param.field.to_string_lossy();
        let Some((_, _, set)) = PARAMS.iter().find(|(name, ..)| *name == field) else {
            let text = format!("parameter '{field}' not supported");
            return Err(other(ErrorCode::ArgumentUnsupported, text));
        };
        let TypedParamValue::Uint(value) = param.value else {
            let text = format!("invalid type for parameter '{field}', expected 'uint'");
            return Err(other(ErrorCode::InvalidArg, text));
        };
        set(&mut limits, (value > 0).then_some(u64::from(value)));
    }
    let empty = |rate: &BandwidthRate| *rate == BandwidthRate::default();
    limits.inbound = limits.inbound.filter(|rate| !empty(rate));
    limits.outbound = limits.outbound.filter(|rate| !empty(rate));
    port.bandwidth = (limits != Bandwidth::default()).then_some(limits);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWNED: &str = "<networkport><uuid>5e1f0000-cdaf-9455-926a-d65c16db1802</uuid><owner>\
        <name>o</name><uuid>5e1f0000-cdaf-9455-926a-d65c16db1803</uuid></owner>\
        <mac address='52:54:00:00:00:99'/></networkport>";

    #[test]
    fn ports_say_whose_they_are() {
        let said = |text: &str| Port::read(text).expect_err("refused").message();
        assert_eq!(said("<networkport/>"), "internal error: network port has no uuid");
        let text = OWNED.replace("<name>o</name>", "");
        assert_eq!(said(&text), "internal error: network port has no owner name");
        let text = OWNED.replace("<mac address='52:54:00:00:00:99'/>", "");
        assert_eq!(said(&text), "internal error: network port has no mac");
    }

    #[test]
    fn shaping_is_seven_numbers() {
        let mut port = Port::read(OWNED).expect("a port").what;
        let param = |field: &str, value| TypedParam {
            field: field.into(),
            value: TypedParamValue::Uint(value),
        };
        set_params(&mut port, &[param("inbound.average", 5), param("outbound.peak", 6)])
            .expect("both known");
        let told = params(&port).into_vec();
        assert_eq!(told.len(), 7);
        assert_eq!(told[0].value, TypedParamValue::Uint(5));
        set_params(&mut port, &[param("inbound.average", 0), param("outbound.peak", 0)])
            .expect("both known");
        assert_eq!(port.bandwidth, None);
        assert!(set_params(&mut port, &[param("x", 0)]).is_err());
    }

    /// REQ: Q-DEV-03
    #[test]
    fn a_port_is_plugged_into_what_its_network_has() {
        let network = |rest: &str| {
            let text = format!("<network><name>n</name>{rest}</network>");
            definition::read(&text, false, &|bytes| bytes.fill(0)).expect("a network")
        };
        let port = || Port::read(OWNED).expect("a port");
        let told = |network: &Network, others: &[Port]| {
            let plug = port().plug_into(network, others).cloned();
            plug.map(|plug| (plug.kind, plug.bridge.or(plug.dev).unwrap_or_default(), plug.mode))
        };
        let own = network("<bridge name='virbr7'/>");
        assert_eq!(told(&own, &[]).ok(), Some(("network".into(), "virbr7".into(), None)));
        let hosts = network("<forward mode='bridge'/><bridge name='br0'/>");
        assert_eq!(told(&hosts, &[]).ok(), Some(("bridge".into(), "br0".into(), None)));
        let pool = |mode: &str| {
            network(&format!(
                "<forward mode='{mode}'><interface dev='a'/><interface dev='b'/></forward>"
            ))
        };
        let passthrough = pool("passthrough");
        let mut others = Vec::new();
        for dev in ["a", "b"] {
            let mut next = port();
            let plug = next.plug_into(&passthrough, &others).expect("one is free");
            assert_eq!(plug.dev.as_deref(), Some(dev));
            others.push(next);
        }
        let refused = told(&passthrough, &others).expect_err("both are taken");
        assert!(refused.message().contains("requires exclusive access"), "{refused}");
        let shared = told(&pool("vepa"), &others).expect("shared");
        assert_eq!(shared, ("direct".into(), "a".into(), Some("vepa".into())));
    }

    #[tokio::test]
    async fn ports_outlive_the_daemon() {
        let dir = tempfile::tempdir().expect("a folder");
        let folder = folder(dir.path(), &Uuid::nil());
        let port = Port::read(OWNED).expect("a port");
        save(&folder, &port).await.expect("written");
        assert_eq!(load(&folder).first(), Some(&port));
        forget(&folder, &port.uuid).await.expect("removed");
        assert!(load(&folder).is_empty());
    }
}
