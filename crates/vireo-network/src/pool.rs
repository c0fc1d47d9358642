//! Networks of PCI devices: each interface is given one of the pool, for itself.

use std::borrow::Cow;

use vireo_api::Result;
use vireo_host::assign::{Root, pci};
use vireo_model::domain::address::PciAddress;
use vireo_model::network::{ForwardAddress, ForwardMode, Network};
use vireo_model::network_port::{PortPlug, PortPlugDriver};

use crate::error;
use crate::port::Port;

/// The network with the devices of its pool: the virtual functions of a card where it names one.
///
/// # Errors
/// The card has none.
pub fn filled<'a>(root: &Root, network: &'a Network) -> Result<Cow<'a, Network>> {
    let card = network
        .forward
        .as_ref()
        .filter(|forward| forward.mode == ForwardMode::Hostdev && forward.addresses.is_empty());
    let Some(card) = card.and_then(|forward| forward.pf.as_deref()) else {
        return Ok(Cow::Borrowed(network));
    };
    let device = pci::of_interface(root, card);
    let device = device
        .ok_or_else(|| error::internal(format!("Could not get Virtual functions on {card}")))?;
    let functions = device.virtual_functions();
    if functions.is_empty() {
        return Err(error::internal(format!("No usable Vf's present on SRIOV PF {card}")));
    }
    let mut filled = network.clone();
    if let Some(forward) = &mut filled.forward {
        forward.addresses = functions.into_iter().map(listed).collect();
    }
    Ok(Cow::Owned(filled))
}

fn listed(place: pci::Address) -> ForwardAddress {
    ForwardAddress {
        kind: "pci".to_owned(),
        domain: place.domain,
        bus: place.bus,
        slot: place.slot,
        function: place.function,
        connections: None,
    }
}

/// The first device of the pool that no port has.
///
/// # Errors
/// All are taken.
pub fn take(network: &Network, others: &[Port]) -> Result<PortPlug> {
    let forward = network.forward.clone().unwrap_or_default();
    let has = |port: &Port, one: &PciAddress| {
        port.what.plug.as_ref().and_then(|plug| plug.address.as_ref()) == Some(one)
    };
    let pool = forward.addresses.iter().map(|one| PciAddress {
        domain: one.domain,
        bus: one.bus,
        slot: one.slot,
        function: one.function,
        ..PciAddress::default()
    });
    let free = pool.into_iter().find(|one| !others.iter().any(|port| has(port, one)));
    let name = &network.name;
    let Some(address) = free else {
        return Err(error::internal(format!(
            "network '{name}' requires exclusive access to interfaces, but none are available"
        )));
    };
    let driver = forward.driver.map(|own| PortPlugDriver { name: own.name, model: own.model });
    Ok(PortPlug {
        kind: "hostdev-pci".to_owned(),
        managed: Some(forward.managed == Some(true)),
        driver,
        address: Some(address),
        ..PortPlug::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::definition;

    fn network(forward: &str) -> Network {
        let text = format!("<network><name>n</name><forward {forward}</forward></network>");
        definition::read(&text, false, &|bytes| bytes.fill(0)).expect("a network")
    }

    fn port(plug: PortPlug) -> Port {
        let text = "<networkport><uuid>5e1f0000-cdaf-9455-926a-d65c16db1802</uuid><owner>\
            <name>o</name><uuid>5e1f0000-cdaf-9455-926a-d65c16db1803</uuid></owner>\
            <mac address='52:54:00:00:00:99'/></networkport>";
        let mut port = Port::read(text).expect("a port");
        port.what.plug = Some(plug);
        port
    }

    /// REQ: Q-DEV-03
    #[test]
    fn each_port_has_a_device_of_its_own() {
        let network = network(
            "mode='hostdev' managed='yes'><driver name='vfio'/>\
             <address type='pci' domain='0' bus='3' slot='16' function='0'/>\
             <address type='pci' domain='0' bus='3' slot='16' function='1'/>",
        );
        let mut ports = Vec::new();
        for function in 0..2 {
            let plug = take(&network, &ports).expect("one is free");
            assert_eq!(plug.address.as_ref().map(|one| one.function), Some(function));
            assert_eq!(plug.managed, Some(true));
            // It is found again by its file.
            let text = port(plug).text();
            assert!(text.contains("<plug type='hostdev-pci' managed='yes'>"), "{text}");
            assert!(text.contains("<driver name='vfio'/>"), "{text}");
            ports.push(Port::read(&text).expect("the same"));
        }
        let refused = take(&network, &ports).expect_err("none is free").message();
        assert!(refused.contains("requires exclusive access to interfaces"), "{refused}");
        ports.remove(0);
        assert!(take(&network, &ports).is_ok());
    }

    #[test]
    fn the_functions_of_a_card_make_a_pool() {
        let dir = tempfile::tempdir().expect("a folder");
        let own = network("mode='hostdev' managed='yes'><pf dev='eth7'/>");
        let root = Root::at(dir.path());
        let refused = filled(&root, &own).expect_err("no card").message();
        assert!(refused.contains("Could not get Virtual functions on eth7"), "{refused}");
        let card = dir.path().join("sys/bus/pci/devices/0000:03:00.0");
        let net = dir.path().join("sys/class/net/eth7");
        std::fs::create_dir_all(&card).expect("own folder");
        std::fs::create_dir_all(&net).expect("own folder");
        let link = |to: &str, at: &std::path::Path| {
            std::os::unix::fs::symlink(to, at).expect("own folder");
        };
        link("../../../bus/pci/devices/0000:03:00.0", &net.join("device"));
        assert!(filled(&root, &own).is_err());
        link("../0000:03:10.2", &card.join("virtfn0"));
        let filled = filled(&root, &own).expect("one");
        let pool = &filled.forward.as_ref().expect("forward").addresses;
        assert_eq!((pool.len(), pool[0].slot, pool[0].function), (1, 0x10, 2));
    }
}
