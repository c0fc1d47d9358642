//! A port of a virtual network: who is plugged into it, and how (`<networkport>`).

use vireo_xml::XmlElement;

use crate::domain::address::PciAddress;
use crate::link::{Bandwidth, VirtualPort, Vlan};

/// A port.
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
#[xml(root = "networkport")]
pub struct NetworkPort {
    /// Unique id.
    #[xml(text_child)]
    pub uuid: Option<String>,
    /// Whose it is.
    #[xml(child)]
    pub owner: Option<PortOwner>,
    /// The group of ports that it chose.
    #[xml(text_child)]
    pub group: Option<String>,
    /// MAC address of the guest's end.
    #[xml(attr = "address", path = "mac")]
    pub mac: Option<String>,
    /// Port profile.
    #[xml(child)]
    pub virtualport: Option<VirtualPort>,
    /// Shaping.
    #[xml(child)]
    pub bandwidth: Option<Bandwidth>,
    /// VLAN tags.
    #[xml(child)]
    pub vlan: Option<Vlan>,
    /// It can't reach other isolated ports.
    #[xml(attr = "isolated", path = "port", yes_no)]
    pub isolated: Option<bool>,
    /// The guest's receive filters are followed.
    #[xml(attr = "trustGuest", path = "rxfilters", yes_no)]
    pub trust_guest: Option<bool>,
    /// What it is plugged into.
    #[xml(child)]
    pub plug: Option<PortPlug>,
}

/// `<owner>`
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
pub struct PortOwner {
    /// Name of the guest.
    #[xml(text_child)]
    pub name: Option<String>,
    /// Its UUID.
    #[xml(text_child)]
    pub uuid: Option<String>,
}

/// `<plug>`
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
pub struct PortPlug {
    /// `network`, `bridge`, `direct`, `hostdev-pci`.
    #[xml(attr = "type", required)]
    pub kind: String,
    /// The bridge.
    #[xml(attr)]
    pub bridge: Option<String>,
    /// The host's device.
    #[xml(attr)]
    pub dev: Option<String>,
    /// How it is shared.
    #[xml(attr)]
    pub mode: Option<String>,
    /// Who keeps the bridge's forwarding table.
    #[xml(attr = "macTableManager")]
    pub mac_table_manager: Option<String>,
    /// The device is taken from the host's driver and given back.
    #[xml(attr, yes_no)]
    pub managed: Option<bool>,
    /// Driver of a passed-through device.
    #[xml(child)]
    pub driver: Option<PortPlugDriver>,
    /// A passed-through device.
    #[xml(child)]
    pub address: Option<PciAddress>,
}

/// `<driver>` of `<plug>`.
#[derive(Clone, Debug, Default, PartialEq, XmlElement)]
pub struct PortPlugDriver {
    /// `vfio`.
    #[xml(attr)]
    pub name: Option<String>,
    /// A vendor's VFIO driver.
    #[xml(attr)]
    pub model: Option<String>,
}

#[cfg(test)]
mod tests {
    use vireo_xml::{Mode, format, parse};

    use super::*;

    #[test]
    fn a_port_comes_back_as_it_was() {
        let text = "\
<networkport>
  <uuid>5e1f0000-cdaf-9455-926a-d65c16db180b</uuid>
  <owner>
    <name>o</name>
    <uuid>5e1f0000-cdaf-9455-926a-d65c16db1803</uuid>
  </owner>
  <group>g</group>
  <mac address='52:54:00:00:00:99'/>
  <bandwidth>
    <inbound average='100' peak='200' burst='300'/>
    <outbound average='10'/>
  </bandwidth>
  <port isolated='yes'/>
  <rxfilters trustGuest='yes'/>
  <plug type='network' bridge='br0'/>
</networkport>
";
        let port: NetworkPort = parse(text, Mode::LIVE).expect("a port");
        assert_eq!(format(&port, Mode::LIVE), text);
    }
}
