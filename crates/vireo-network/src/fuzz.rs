//! Entry points for fuzzing.

use std::path::Path;

use crate::dnsmasq::{self, Files};
use crate::{bridge, definition, firewall, status};

/// The lease file.
pub fn fuzz_leases(data: &[u8]) {
    let _ = dnsmasq::leases(&String::from_utf8_lossy(data));
}

/// A definition, and everything that is made of it for the helpers: whatever a
/// user writes, each helper gets the lines that we mean and no other.
pub fn fuzz_network(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    // A status file too may be anything.
    let _ = status::read(text);
    let Ok(mut network) = definition::read(text, false, &|bytes| bytes.fill(1)) else { return };
    let named = definition::name_bridge(&mut network, |_| false);
    assert!(named.is_ok());
    let name = definition::bridge_name(&network).unwrap_or_default();
    if !bridge::is_interface_name(name) {
        return;
    }
    for line in bridge::make(&network).lines() {
        let verbs = ["link add name ", "addr add ", "link set dev ", "route add "];
        assert!(verbs.iter().any(|verb| line.starts_with(verb)), "{line:?}");
    }
    if let Some(rules) = firewall::rules(&network) {
        assert_eq!(rules.matches('{').count(), rules.matches('}').count(), "{rules}");
    }
    let files = Files::new(Path::new("/lib"), Path::new("/run"), "n");
    let conf = dnsmasq::conf(&network, &files);
    assert!(conf.lines().any(|line| line == format!("interface={name}")), "{conf}");
    assert!(dnsmasq::hosts(&network).lines().count() <= 1 + text.matches("host").count());
    assert_eq!(vireo_xml::format(&network, vireo_xml::Mode::SAVED), {
        let again = definition::read_saved(
            &vireo_xml::format(&network, vireo_xml::Mode::SAVED),
            vireo_xml::Mode::SAVED,
        );
        again.map(|again| vireo_xml::format(&again, vireo_xml::Mode::SAVED)).unwrap_or_default()
    });
}
