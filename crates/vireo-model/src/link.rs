//! What interfaces of guests and networks have in common: VLAN tags, port profiles, shaping.

use vireo_xml::{
    CODE_CONFIG_UNSUPPORTED, CODE_OVERFLOW, CODE_XML_DETAIL, CODE_XML_ERROR, Node, Parser, Result,
    XmlElement, XmlEnum,
};

use crate::scalar::Uuid;

/// Who maintains a bridge's forwarding table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum MacTableManager {
    /// The kernel learns.
    Kernel,
    /// The daemon enters the guests' addresses.
    Libvirt,
}

/// `<vlan>`.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
#[xml(parsed = "vlan")]
pub struct Vlan {
    /// More than one tag passes.
    #[xml(attr, filled, yes_else_no)]
    pub trunk: Option<bool>,
    /// The tags.
    #[xml(child = "tag")]
    pub tags: Vec<VlanTag>,
}

/// `<tag>` of a VLAN.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct VlanTag {
    /// VLAN id, up to 4095.
    #[xml(attr, required)]
    pub id: u32,
    /// Whether the native VLAN of a trunk is tagged.
    #[xml(attr = "nativeMode")]
    pub native_mode: Option<NativeVlanMode>,
}

/// How the native VLAN of a trunk is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum NativeVlanMode {
    /// With its tag.
    Tagged,
    /// Without.
    Untagged,
}

/// `<virtualport>`.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct VirtualPort {
    /// The protocol.
    #[xml(attr = "type", bad(CODE_CONFIG_UNSUPPORTED, 0, "unknown virtualport type {}"))]
    pub kind: Option<VirtualPortType>,
    /// Ids of the profile.
    #[xml(child)]
    pub parameters: Option<VirtualPortParameters>,
}

/// Protocols of virtual ports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, XmlEnum)]
pub enum VirtualPortType {
    /// VEPA with a VSI manager.
    #[xml("802.1Qbg")]
    Qbg,
    /// Port extenders.
    #[xml("802.1Qbh")]
    Qbh,
    /// Open vSwitch.
    Openvswitch,
    /// MidoNet.
    Midonet,
}

/// `<parameters>` of a virtual port.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct VirtualPortParameters {
    /// VSI manager.
    #[xml(
        attr,
        any_base,
        bad(CODE_XML_ERROR, 0, "cannot parse value of managerid parameter"),
        range(CODE_XML_ERROR, 0, "value of managerid out of range")
    )]
    pub managerid: Option<u8>,
    /// VSI type.
    #[xml(attr, any_base, bad(CODE_XML_ERROR, 0, "cannot parse value of typeid parameter"))]
    pub typeid: Option<u32>,
    /// Version of the VSI type.
    #[xml(
        attr,
        any_base,
        bad(CODE_XML_ERROR, 0, "cannot parse value of typeidversion parameter"),
        range(CODE_XML_ERROR, 0, "value of typeidversion out of range")
    )]
    pub typeidversion: Option<u8>,
    /// VSI instance.
    #[xml(attr, bad(CODE_XML_ERROR, 0, "cannot parse instanceid parameter as a uuid"))]
    pub instanceid: Option<Uuid>,
    /// Interface of Open vSwitch or MidoNet.
    #[xml(attr, bad(CODE_XML_ERROR, 0, "cannot parse interfaceid parameter as a uuid"))]
    pub interfaceid: Option<Uuid>,
    /// Profile by name.
    #[xml(attr)]
    pub profileid: Option<String>,
}

/// `<bandwidth>`.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
pub struct Bandwidth {
    /// Class of the bridge's queueing; only in status files.
    #[xml(attr = "classID", status)]
    pub class_id: Option<u32>,
    /// Towards the guest.
    #[xml(child)]
    pub inbound: Option<BandwidthRate>,
    /// From the guest.
    #[xml(child)]
    pub outbound: Option<BandwidthRate>,
}

/// Rates in kilobytes a second, burst in kilobytes.
#[derive(Clone, Debug, Default, PartialEq, Eq, XmlElement)]
#[xml(parsed = "rate")]
pub struct BandwidthRate {
    /// KiB/s.
    #[xml(attr, omit = "0")]
    pub average: Option<u64>,
    /// KiB/s at most.
    #[xml(attr, omit = "0")]
    pub peak: Option<u64>,
    /// KiB/s guaranteed.
    #[xml(attr, omit = "0")]
    pub floor: Option<u64>,
    /// KiB at peak speed.
    #[xml(attr, omit = "0")]
    pub burst: Option<u64>,
}

/// Largest rate, in KiB/s: beyond it the bytes are no number of 64 bits.
const RATE_MAX: u64 = 18_014_398_509_481_984;
/// Largest burst, in KiB: beyond it the bytes are no number of 32 bits.
const BURST_MAX: u64 = 4_194_303;
/// Largest VLAN tag.
const VLAN_MAX: u32 = 4095;

/// What is wrong with `<vlan>`, and whether it is a trunk.
fn vlan(vlan: &mut Vlan, parser: &mut Parser<'_>, node: Node<'_>) -> Result<()> {
    let several = vlan.tags.len() > 1;
    let native = vlan.tags.iter().filter(|tag| tag.native_mode.is_some()).count();
    let large = vlan.tags.iter().find(|tag| tag.id > VLAN_MAX);
    let wrong = if vlan.tags.is_empty() {
        "missing tag id - each <vlan> must have at least one <tag id='n'/> subelement".to_owned()
    } else if let Some(tag) = large {
        format!("vlan tag id {} too large (maximum {VLAN_MAX})", tag.id)
    } else if native > 1 {
        "duplicate native vlan setting".to_owned()
    } else if vlan.trunk == Some(false) && several {
        let word = node.attribute("trunk").unwrap_or_default();
        format!(
            "invalid \"trunk='{word}'\" in <vlan> - trunk='yes' is required for more than one vlan tag"
        )
    } else if vlan.trunk == Some(false) && native > 0 {
        "invalid configuration in <vlan> - \"trunk='no'\" is not allowed with a native vlan id"
            .to_owned()
    } else {
        let trunk = several || native > 0;
        vlan.trunk = if trunk { Some(true) } else { vlan.trunk.filter(|on| *on) };
        return Ok(());
    };
    Err(parser.report(node, CODE_XML_ERROR, 0, wrong))
}

/// What is wrong with `<inbound>` and `<outbound>`.
fn rate(rate: &mut BandwidthRate, parser: &mut Parser<'_>, node: Node<'_>) -> Result<()> {
    let said = |name: &str| node.has_attribute(name);
    if !said("average") && !said("floor") {
        let text = "Missing mandatory average or floor attributes".to_owned();
        return Err(parser.report(node, CODE_XML_DETAIL, 0, text));
    }
    if (said("peak") || said("burst")) && !said("average") {
        let text = "'peak' and 'burst' require 'average' attribute".to_owned();
        return Err(parser.report(node, CODE_CONFIG_UNSUPPORTED, 0, text));
    }
    for (name, value, most) in [
        ("average", rate.average, RATE_MAX),
        ("peak", rate.peak, RATE_MAX),
        ("floor", rate.floor, RATE_MAX),
        ("burst", rate.burst, BURST_MAX),
    ] {
        if let Some(value) = value.filter(|value| *value > most) {
            let text =
                format!("value '{value}' is too big for '{name}' parameter, maximum is '{most}'");
            return Err(parser.report(node, CODE_OVERFLOW, 0, text));
        }
    }
    if rate.average.is_none() && rate.floor.is_none() {
        *rate = BandwidthRate::default();
    }
    Ok(())
}
