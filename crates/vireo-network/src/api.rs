//! The calls of the protocol.

use std::sync::Arc;

use async_trait::async_trait;
use uuid::Uuid;
use vireo_api::consts::*;
use vireo_api::drivers::NetworkCalls;
use vireo_api::{CallContext, ErrorCode, ErrorDomain, Result, check_flags};
use vireo_model::network::Network;
use vireo_proto::remote;
use vireo_xml::Mode;

use crate::dnsmasq::{self, HandedOut};
use crate::driver::NetworkDriver;
use crate::object::{Object, View};
use crate::port::{self, Port};
use crate::update::Update;
use crate::{check, definition, edit, error, metadata};

impl NetworkDriver {
    /// The network that a call names.
    fn find(&self, net: &remote::Network) -> Result<Arc<Object>> {
        let uuid = Uuid::from_bytes(net.uuid);
        let found = self.0.networks.by_uuid(&uuid);
        found.ok_or_else(|| {
            let name = net.name.to_str().ok();
            error::no_uuid(&uuid, name)
        })
    }

    fn names(&self, active: bool) -> Vec<Arc<View>> {
        let views = self.0.networks.all().into_iter().map(|object| object.view());
        views.filter(|view| view.is_active() == active).collect()
    }
}

fn flags(function: &str, flags: u32, known: u32) -> Result<()> {
    check_flags(ErrorDomain::Network, function, flags, known)
}

/// The first `most` names.
fn names_of(views: &[Arc<View>], most: i32) -> Vec<vireo_xdr::Text> {
    let most = usize::try_from(most).unwrap_or(0);
    views.iter().take(most).map(|view| view.name.as_ref().into()).collect()
}

fn count(views: &[Arc<View>]) -> i32 {
    i32::try_from(views.len()).unwrap_or(i32::MAX)
}

/// Does a list call with these flags want this network?
fn wanted(view: &View, flags: u32) -> bool {
    let pairs = [
        (CONNECT_LIST_NETWORKS_ACTIVE, CONNECT_LIST_NETWORKS_INACTIVE, view.is_active()),
        (CONNECT_LIST_NETWORKS_PERSISTENT, CONNECT_LIST_NETWORKS_TRANSIENT, view.config.is_some()),
        (CONNECT_LIST_NETWORKS_AUTOSTART, CONNECT_LIST_NETWORKS_NO_AUTOSTART, view.autostart),
    ];
    // Of each pair: neither or both want all.
    pairs.into_iter().all(|(yes, no, is)| match (flags & yes != 0, flags & no != 0) {
        (true, false) => is,
        (false, true) => !is,
        (true, true) | (false, false) => true,
    })
}

const LIST_FLAGS: u32 = CONNECT_LIST_NETWORKS_ACTIVE
    | CONNECT_LIST_NETWORKS_INACTIVE
    | CONNECT_LIST_NETWORKS_PERSISTENT
    | CONNECT_LIST_NETWORKS_TRANSIENT
    | CONNECT_LIST_NETWORKS_AUTOSTART
    | CONNECT_LIST_NETWORKS_NO_AUTOSTART;

/// A lease as the protocol tells it.
fn lease_to_wire(network: &Network, lease: HandedOut) -> remote::NetworkDhcpLease {
    let kind = if lease.address.is_ipv4() { IP_ADDR_TYPE_IPV4 } else { IP_ADDR_TYPE_IPV6 };
    let text = |text: String| vireo_xdr::Text::from(text.as_str());
    remote::NetworkDhcpLease {
        iface: definition::bridge_name(network).unwrap_or_default().into(),
        expirytime: lease.expiry,
        kind: kind as i32,
        mac: lease.mac.map(text),
        iaid: lease.iaid.map(text),
        ipaddr: lease.address.to_string().as_str().into(),
        prefix: definition::prefix_of(network, lease.address),
        hostname: lease.hostname.map(text),
        clientid: lease.client_id.map(text),
    }
}

#[async_trait]
impl NetworkCalls for NetworkDriver {
    async fn connect_num_of_networks(
        &self,
        _cx: &CallContext,
    ) -> Result<remote::ConnectNumOfNetworksRet> {
        Ok(remote::ConnectNumOfNetworksRet { num: count(&self.names(true)) })
    }

    async fn connect_list_networks(
        &self,
        _cx: &CallContext,
        args: remote::ConnectListNetworksArgs,
    ) -> Result<remote::ConnectListNetworksRet> {
        Ok(remote::ConnectListNetworksRet { names: names_of(&self.names(true), args.maxnames) })
    }

    async fn connect_num_of_defined_networks(
        &self,
        _cx: &CallContext,
    ) -> Result<remote::ConnectNumOfDefinedNetworksRet> {
        Ok(remote::ConnectNumOfDefinedNetworksRet { num: count(&self.names(false)) })
    }

    async fn connect_list_defined_networks(
        &self,
        _cx: &CallContext,
        args: remote::ConnectListDefinedNetworksArgs,
    ) -> Result<remote::ConnectListDefinedNetworksRet> {
        let names = names_of(&self.names(false), args.maxnames);
        Ok(remote::ConnectListDefinedNetworksRet { names })
    }

    async fn connect_list_all_networks(
        &self,
        _cx: &CallContext,
        args: remote::ConnectListAllNetworksArgs,
    ) -> Result<remote::ConnectListAllNetworksRet> {
        flags("networkConnectListAllNetworks", args.flags, LIST_FLAGS)?;
        let views = self.0.networks.all().into_iter().map(|object| object.view());
        let nets: Vec<_> =
            views.filter(|v| wanted(v, args.flags)).map(|view| view.to_wire()).collect();
        let ret = u32::try_from(nets.len()).unwrap_or(u32::MAX);
        let nets = if args.need_results != 0 { nets } else { Vec::new() };
        Ok(remote::ConnectListAllNetworksRet { nets, ret })
    }

    async fn network_lookup_by_name(
        &self,
        _cx: &CallContext,
        args: remote::NetworkLookupByNameArgs,
    ) -> Result<remote::NetworkLookupByNameRet> {
        let name = args.name.to_str()?;
        let object = self.0.networks.by_name(name).ok_or_else(|| error::no_name(name))?;
        Ok(remote::NetworkLookupByNameRet { net: object.view().to_wire() })
    }

    async fn network_lookup_by_uuid(
        &self,
        _cx: &CallContext,
        args: remote::NetworkLookupByUuidArgs,
    ) -> Result<remote::NetworkLookupByUuidRet> {
        let uuid = Uuid::from_bytes(args.uuid);
        let object = self.0.networks.by_uuid(&uuid).ok_or_else(|| error::no_uuid(&uuid, None))?;
        Ok(remote::NetworkLookupByUuidRet { net: object.view().to_wire() })
    }

    async fn network_define_xml(
        &self,
        _cx: &CallContext,
        args: remote::NetworkDefineXmlArgs,
    ) -> Result<remote::NetworkDefineXmlRet> {
        let object = self.0.define(args.xml.to_str()?, false).await?;
        Ok(remote::NetworkDefineXmlRet { net: object.view().to_wire() })
    }

    async fn network_define_xml_flags(
        &self,
        _cx: &CallContext,
        args: remote::NetworkDefineXmlFlagsArgs,
    ) -> Result<remote::NetworkDefineXmlFlagsRet> {
        flags("networkDefineXMLFlags", args.flags, NETWORK_DEFINE_VALIDATE)?;
        let object = self.0.define(args.xml.to_str()?, args.flags != 0).await?;
        Ok(remote::NetworkDefineXmlFlagsRet { net: object.view().to_wire() })
    }

    async fn network_create_xml(
        &self,
        _cx: &CallContext,
        args: remote::NetworkCreateXmlArgs,
    ) -> Result<remote::NetworkCreateXmlRet> {
        let object = self.0.create(args.xml.to_str()?, false).await?;
        Ok(remote::NetworkCreateXmlRet { net: object.view().to_wire() })
    }

    async fn network_create_xml_flags(
        &self,
        _cx: &CallContext,
        args: remote::NetworkCreateXmlFlagsArgs,
    ) -> Result<remote::NetworkCreateXmlFlagsRet> {
        flags("networkCreateXMLFlags", args.flags, NETWORK_CREATE_VALIDATE)?;
        let object = self.0.create(args.xml.to_str()?, args.flags != 0).await?;
        Ok(remote::NetworkCreateXmlFlagsRet { net: object.view().to_wire() })
    }

    async fn network_create(
        &self,
        _cx: &CallContext,
        args: remote::NetworkCreateArgs,
    ) -> Result<()> {
        self.0.activate(&self.find(&args.net)?).await
    }

    async fn network_destroy(
        &self,
        _cx: &CallContext,
        args: remote::NetworkDestroyArgs,
    ) -> Result<()> {
        self.0.destroy(&self.find(&args.net)?).await
    }

    async fn network_undefine(
        &self,
        _cx: &CallContext,
        args: remote::NetworkUndefineArgs,
    ) -> Result<()> {
        self.0.undefine(&self.find(&args.net)?).await
    }

    async fn network_get_xml_desc(
        &self,
        _cx: &CallContext,
        args: remote::NetworkGetXmlDescArgs,
    ) -> Result<remote::NetworkGetXmlDescRet> {
        flags("networkGetXMLDesc", args.flags, NETWORK_XML_INACTIVE)?;
        let object = self.find(&args.net)?;
        let view = object.view();
        let inactive = args.flags & NETWORK_XML_INACTIVE != 0 && view.config.is_some();
        let network = if inactive { view.config.as_ref() } else { view.current() };
        let network = network.ok_or_else(|| error::no_uuid(&view.uuid, Some(&view.name)))?;
        let mode = if inactive { Mode::SAVED } else { Mode::LIVE };
        let ports = if inactive { 0 } else { object.ports().len() };
        let text = match u32::try_from(ports).ok().filter(|&ports| ports > 0) {
            None => definition::format(network, mode),
            connections => {
                definition::format(&Network { connections, ..Network::clone(network) }, mode)
            }
        };
        Ok(remote::NetworkGetXmlDescRet { xml: text.as_str().into() })
    }

    async fn network_get_bridge_name(
        &self,
        _cx: &CallContext,
        args: remote::NetworkGetBridgeNameArgs,
    ) -> Result<remote::NetworkGetBridgeNameRet> {
        let view = self.find(&args.net)?.view();
        let bridge = view.current().and_then(|network| definition::bridge_name(network));
        let bridge = bridge.ok_or_else(|| {
            error::internal(format!("network '{}' does not have a bridge name.", view.name))
        })?;
        Ok(remote::NetworkGetBridgeNameRet { name: bridge.into() })
    }

    async fn network_get_autostart(
        &self,
        _cx: &CallContext,
        args: remote::NetworkGetAutostartArgs,
    ) -> Result<remote::NetworkGetAutostartRet> {
        let autostart = i32::from(self.find(&args.net)?.view().autostart);
        Ok(remote::NetworkGetAutostartRet { autostart })
    }

    async fn network_set_autostart(
        &self,
        _cx: &CallContext,
        args: remote::NetworkSetAutostartArgs,
    ) -> Result<()> {
        self.0.set_autostart(&self.find(&args.net)?, args.autostart != 0).await
    }

    async fn network_is_active(
        &self,
        _cx: &CallContext,
        args: remote::NetworkIsActiveArgs,
    ) -> Result<remote::NetworkIsActiveRet> {
        let active = i32::from(self.find(&args.net)?.view().is_active());
        Ok(remote::NetworkIsActiveRet { active })
    }

    async fn network_is_persistent(
        &self,
        _cx: &CallContext,
        args: remote::NetworkIsPersistentArgs,
    ) -> Result<remote::NetworkIsPersistentRet> {
        let persistent = i32::from(self.find(&args.net)?.view().config.is_some());
        Ok(remote::NetworkIsPersistentRet { persistent })
    }

    async fn network_get_dhcp_leases(
        &self,
        _cx: &CallContext,
        args: remote::NetworkGetDhcpLeasesArgs,
    ) -> Result<remote::NetworkGetDhcpLeasesRet> {
        flags("networkGetDHCPLeases", args.flags, 0)?;
        let mac = args.mac.as_ref().map(|mac| mac.to_str()).transpose()?;
        if let Some(mac) = mac.filter(|mac| !check::is_mac(mac)) {
            let text = format!("invalid MAC address: {mac}");
            return Err(error::error(ErrorCode::InvalidMac, text));
        }
        let view = self.find(&args.net)?.view();
        let leases = view.live.as_ref().map(|live| self.0.leases(live, mac)).unwrap_or_default();
        let ret = u32::try_from(leases.len()).unwrap_or(u32::MAX);
        let leases = if args.need_results != 0 { leases } else { Vec::new() };
        Ok(remote::NetworkGetDhcpLeasesRet { leases, ret })
    }

    async fn network_update(
        &self,
        _cx: &CallContext,
        args: remote::NetworkUpdateArgs,
    ) -> Result<()> {
        flags("networkUpdate", args.flags, AFFECT)?;
        let update = Update {
            command: args.command,
            section: args.section,
            parent: args.parent_index,
            xml: args.xml.to_str()?,
        };
        self.0.update(&*self.find(&args.net)?, update, args.flags).await
    }

    async fn network_set_metadata(
        &self,
        _cx: &CallContext,
        args: remote::NetworkSetMetadataArgs,
    ) -> Result<()> {
        flags("networkSetMetadata", args.flags, AFFECT)?;
        let object = self.find(&args.network)?;
        let change = metadata::Change::new(args.kind, &args.metadata, &args.key, &args.uri)?;
        self.0.set_metadata(&object, &change, args.flags).await
    }

    async fn network_get_metadata(
        &self,
        _cx: &CallContext,
        args: remote::NetworkGetMetadataArgs,
    ) -> Result<remote::NetworkGetMetadataRet> {
        flags("virNetworkObjGetMetadata", args.flags, AFFECT)?;
        let view = self.find(&args.network)?.view();
        let network = edit::chosen(&view, args.flags)?;
        let uri = args.uri.as_ref().map(|uri| uri.to_str()).transpose()?;
        let metadata = metadata::get(&network, args.kind, uri)?;
        Ok(remote::NetworkGetMetadataRet { metadata: metadata.as_str().into() })
    }

    async fn network_list_all_ports(
        &self,
        _cx: &CallContext,
        args: remote::NetworkListAllPortsArgs,
    ) -> Result<remote::NetworkListAllPortsRet> {
        flags("networkListAllPorts", args.flags, 0)?;
        let object = self.find(&args.network)?;
        edit::active(&object.view())?;
        let net = object.view().to_wire();
        let wire = |port: &Port| port_to_wire(&net, port);
        let ports: Vec<_> = object.ports().iter().map(wire).collect();
        let ret = u32::try_from(ports.len()).unwrap_or(u32::MAX);
        let ports = if args.need_results != 0 { ports } else { Vec::new() };
        Ok(remote::NetworkListAllPortsRet { ports, ret })
    }

    async fn network_port_lookup_by_uuid(
        &self,
        _cx: &CallContext,
        args: remote::NetworkPortLookupByUuidArgs,
    ) -> Result<remote::NetworkPortLookupByUuidRet> {
        let object = self.find(&args.network)?;
        let port = edit::find(&object, &Uuid::from_bytes(args.uuid))?;
        let port = port_to_wire(&object.view().to_wire(), &port);
        Ok(remote::NetworkPortLookupByUuidRet { port })
    }

    async fn network_port_create_xml(
        &self,
        _cx: &CallContext,
        args: remote::NetworkPortCreateXmlArgs,
    ) -> Result<remote::NetworkPortCreateXmlRet> {
        let known = NETWORK_PORT_CREATE_RECLAIM | NETWORK_PORT_CREATE_VALIDATE;
        flags("networkPortCreateXML", args.flags, known)?;
        let object = self.find(&args.network)?;
        let port = Port::read(args.xml.to_str()?)?;
        let wire = port_to_wire(&object.view().to_wire(), &port);
        let reclaim = args.flags & NETWORK_PORT_CREATE_RECLAIM != 0;
        self.0.make_port(&object, port, reclaim).await.map(drop)?;
        Ok(remote::NetworkPortCreateXmlRet { port: wire })
    }

    async fn network_port_get_parameters(
        &self,
        _cx: &CallContext,
        args: remote::NetworkPortGetParametersArgs,
    ) -> Result<remote::NetworkPortGetParametersRet> {
        flags("networkPortGetParameters", args.flags, 0)?;
        let (_, port) = self.find_port(&args.port)?;
        let mut params = port::params(&port.what).into_vec();
        if let Some(wanted) = usize::try_from(args.nparams).ok().filter(|&wanted| wanted > 0) {
            params.truncate(wanted);
        }
        let nparams = i32::try_from(params.len()).unwrap_or(i32::MAX);
        let params = if args.nparams > 0 { params } else { Vec::new() };
        Ok(remote::NetworkPortGetParametersRet { params, nparams })
    }

    async fn network_port_set_parameters(
        &self,
        _cx: &CallContext,
        args: remote::NetworkPortSetParametersArgs,
    ) -> Result<()> {
        flags("networkPortSetParameters", args.flags, 0)?;
        let (object, port) = self.find_port(&args.port)?;
        let change = |port: &mut Port| port::set_params(&mut port.what, &args.params);
        self.0.change_port(&object, &port.uuid, change).await
    }

    async fn network_port_get_xml_desc(
        &self,
        _cx: &CallContext,
        args: remote::NetworkPortGetXmlDescArgs,
    ) -> Result<remote::NetworkPortGetXmlDescRet> {
        flags("networkPortGetXMLDesc", args.flags, 0)?;
        let (_, port) = self.find_port(&args.port)?;
        Ok(remote::NetworkPortGetXmlDescRet { xml: port.text().as_str().into() })
    }

    async fn network_port_delete(
        &self,
        _cx: &CallContext,
        args: remote::NetworkPortDeleteArgs,
    ) -> Result<()> {
        flags("networkPortDelete", args.flags, 0)?;
        let (object, port) = self.find_port(&args.port)?;
        self.0.remove_port(&object, &port.uuid).await
    }
}

const AFFECT: u32 = NETWORK_UPDATE_AFFECT_LIVE | NETWORK_UPDATE_AFFECT_CONFIG;

fn port_to_wire(net: &remote::Network, port: &Port) -> remote::NetworkPort {
    remote::NetworkPort { net: net.clone(), uuid: port.uuid.into_bytes() }
}

impl NetworkDriver {
    fn find_port(&self, port: &remote::NetworkPort) -> Result<(Arc<Object>, Port)> {
        let object = self.find(&port.net)?;
        let found = edit::find(&object, &Uuid::from_bytes(port.uuid))?;
        Ok((object, found))
    }
}

impl crate::driver::Core {
    fn leases(&self, live: &Network, mac: Option<&str>) -> Vec<remote::NetworkDhcpLease> {
        let leases = self.current_leases(live, mac).into_iter();
        leases.map(|lease| lease_to_wire(live, lease)).collect()
    }

    /// The leases of an active network that have not run out, of one client or all.
    pub(crate) fn current_leases(&self, live: &Network, mac: Option<&str>) -> Vec<HandedOut> {
        // No file yet: nothing was handed out.
        let file = self.files(&live.name).leases;
        let text = vireo_runtime::store::read_text(&file).unwrap_or_default();
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        let now = now.map_or(0, |now| i64::try_from(now.as_secs()).unwrap_or(i64::MAX));
        let current = |lease: &HandedOut| lease.expiry == 0 || lease.expiry > now;
        let of_mac = |lease: &HandedOut| {
            mac.is_none_or(|mac| lease.mac.as_deref().is_some_and(|m| m.eq_ignore_ascii_case(mac)))
        };
        dnsmasq::leases(&text).into_iter().filter(current).filter(of_mac).collect()
    }
}
