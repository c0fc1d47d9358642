//! Changing a part of a network: one entry of one of its lists is added, replaced or removed. A row
//! a section.

use vireo_api::consts::*;
use vireo_api::{Error, ErrorCode, Result};
use vireo_model::network::{
    DhcpHost, DhcpRange, Dns, DnsHost, ForwardInterface, Ip, Network, PortGroup, Srv, Txt,
};
use vireo_xml::{Mode, RawElement};

use crate::{check, error};

/// What a call asks for.
#[derive(Debug, Clone, Copy)]
pub struct Update<'a> {
    /// Add, replace or remove.
    pub command: u32,
    /// Which list.
    pub section: u32,
    /// Which of several lists, or -1.
    pub parent: i32,
    /// The entry.
    pub xml: &'a str,
}

/// What an active network has to be told of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// Who is who: read again by the DHCP and DNS server that runs.
    Hosts,
    /// How DHCP and DNS are served: read by a server that starts again.
    Service,
    /// Where traffic may go.
    Firewall,
    /// Nothing: it is for interfaces that come later.
    None,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Command {
    Modify,
    Delete,
    AddLast,
    AddFirst,
    /// Refused, once the entry is found to be a sound one.
    Unknown(u32),
}

fn unsupported(text: impl Into<String>) -> Error {
    error::error(ErrorCode::OperationUnsupported, text)
}

impl Command {
    fn read(number: u32) -> Self {
        match number {
            NETWORK_UPDATE_COMMAND_MODIFY => Self::Modify,
            NETWORK_UPDATE_COMMAND_DELETE => Self::Delete,
            NETWORK_UPDATE_COMMAND_ADD_LAST => Self::AddLast,
            NETWORK_UPDATE_COMMAND_ADD_FIRST => Self::AddFirst,
            other => Self::Unknown(other),
        }
    }

    /// Whether the entry may be told by a part of it.
    fn takes_parts(self) -> bool {
        self == Self::Delete
    }
}

impl Update<'_> {
    /// Changes a network's definition.
    ///
    /// # Errors
    /// The section cannot be changed so; the entry is malformed, there already, or not there.
    pub fn apply(self, network: &mut Network) -> Result<Effect> {
        let effect = self.change(network)?;
        check::ips(network)?;
        Ok(effect)
    }

    fn change(self, network: &mut Network) -> Result<Effect> {
        let fixed = |what: &str| {
            Err(unsupported(format!("can't update '{what}' section of network '{}'", network.name)))
        };
        match self.section {
            NETWORK_SECTION_BRIDGE => fixed("bridge"),
            NETWORK_SECTION_DOMAIN => fixed("domain"),
            NETWORK_SECTION_IP => fixed("ip"),
            NETWORK_SECTION_FORWARD => fixed("forward"),
            NETWORK_SECTION_FORWARD_PF => fixed("forward pf"),
            NETWORK_SECTION_IP_DHCP_HOST => self.dhcp_host(network).map(|()| Effect::Hosts),
            NETWORK_SECTION_IP_DHCP_RANGE => self.dhcp_range(network).map(|()| Effect::Service),
            NETWORK_SECTION_FORWARD_INTERFACE => self.interface(network).map(|()| Effect::Firewall),
            NETWORK_SECTION_PORTGROUP => self.portgroup(network).map(|()| Effect::None),
            NETWORK_SECTION_DNS_HOST => self.dns_host(network).map(|()| Effect::Hosts),
            NETWORK_SECTION_DNS_TXT => self.dns_txt(network).map(|()| Effect::Service),
            NETWORK_SECTION_DNS_SRV => self.dns_srv(network).map(|()| Effect::Service),
            _ => Err(unsupported("can't update unrecognized section of network")),
        }
    }

    /// The entry, read in its place in a document of its own.
    fn read(
        self,
        network: &Network,
        element: &str,
        (before, after): (&str, &str),
    ) -> Result<Network> {
        let raw = RawElement::parse(self.xml)
            .map_err(|e| error::error(ErrorCode::XmlDetail, e.to_string()))?;
        if raw.name != element {
            return Err(error::bad_xml(format!(
                "unexpected element <{}>, expecting <{element}>, while updating network '{}'",
                raw.name, network.name
            )));
        }
        // The declaration of a document belongs to none of its elements.
        let entry = self.xml.find("?>").map_or(self.xml, |end| &self.xml[end + 2..]);
        let text = format!("<network><name>x</name>{before}{entry}{after}</network>");
        vireo_xml::parse(&text, Mode::SAVED).map_err(|e| error::xml(&e))
    }

    fn dhcp_host(self, network: &mut Network) -> Result<()> {
        let command = Command::read(self.command);
        let place = self.ip(network, "dhcp host")?;
        let read = self.read(network, "host", DHCP)?;
        let Some(new) = first(read.ips, |ip| ip.dhcp.unwrap_or_default().hosts) else {
            return Ok(());
        };
        let ip = &network.ips[place];
        check::dhcp_host(&network.name, ip, &new, command.takes_parts())?;
        let name = network.name.clone();
        let shown = |text: &Option<String>| text.clone().unwrap_or_else(|| "unknown".to_owned());
        let words = Words {
            twice: format!(
                "there is an existing dhcp host entry in network '{name}' that matches \
                 \"<host mac='{}' name='{}' ip='{}'/>\"",
                shown(&new.mac),
                shown(&new.name),
                shown(&new.ip)
            ),
            none: match command {
                Command::Modify => format!(
                    "couldn't locate an existing dhcp host entry with \"mac='{}'\" in network '{name}'",
                    shown(&new.mac)
                ),
                Command::Delete | Command::AddLast | Command::AddFirst | Command::Unknown(_) => {
                    format!("couldn't locate a matching dhcp host entry in network '{name}'")
                }
            },
            fixed: None,
        };
        let some = |a: &Option<String>, b: &Option<String>| a.is_some() && a == b;
        let any = |old: &DhcpHost, new: &DhcpHost| {
            some(&old.mac, &new.mac) || some(&old.name, &new.name) || some(&old.ip, &new.ip)
        };
        let all = |old: &DhcpHost, new: &DhcpHost| {
            let fits = |old: &Option<String>, new: &Option<String>| new.is_none() || old == new;
            fits(&old.mac, &new.mac) && fits(&old.name, &new.name) && fits(&old.ip, &new.ip)
        };
        let dhcp = network.ips[place].dhcp.get_or_insert_default();
        put(&mut dhcp.hosts, command, new, (any, all), &words)
    }

    fn dhcp_range(self, network: &mut Network) -> Result<()> {
        let command = Command::read(self.command);
        let place = self.ip(network, "dhcp range")?;
        let read = self.read(network, "range", DHCP)?;
        let Some(new) = first(read.ips, |ip| ip.dhcp.unwrap_or_default().ranges) else {
            return Ok(());
        };
        let name = network.name.clone();
        let words = Words {
            twice: format!(
                "there is an existing dhcp range entry in network '{name}' that matches \
                 \"<range start='{}' end='{}'/>\"",
                new.start, new.end
            ),
            none: format!("couldn't locate a matching dhcp range entry in network '{name}'"),
            fixed: Some("dhcp ranges cannot be modified, only added or deleted"),
        };
        let same = |old: &DhcpRange, new: &DhcpRange| old.start == new.start && old.end == new.end;
        let dhcp = network.ips[place].dhcp.get_or_insert_default();
        put(&mut dhcp.ranges, command, new, (same, same), &words)?;
        forget_empty(network);
        Ok(())
    }

    /// The address whose DHCP is changed: the one that is named, else the first that serves any,
    /// else the first.
    fn ip(self, network: &Network, what: &str) -> Result<usize> {
        let name = &network.name;
        if let Ok(place) = usize::try_from(self.parent) {
            return match place < network.ips.len() {
                true => Ok(place),
                false => Err(error::not_valid(format!(
                    "couldn't update {what} entry - no <ip> element found at index {place} in \
                     network '{name}'"
                ))),
            };
        }
        let serves = |ip: &Ip| ip.dhcp.as_ref().is_some_and(|dhcp| *dhcp != Default::default());
        let place = network.ips.iter().position(serves);
        place.or((!network.ips.is_empty()).then_some(0)).ok_or_else(|| {
            error::not_valid(format!(
                "couldn't update {what} entry - no <ip> element found in network '{name}'"
            ))
        })
    }

    fn interface(self, network: &mut Network) -> Result<()> {
        let command = Command::read(self.command);
        let read = self.read(network, "interface", ("<forward>", "</forward>"))?;
        let new = read.forward.and_then(|forward| forward.interfaces.into_iter().next());
        let Some(new) = new else { return Ok(()) };
        let name = network.name.clone();
        let words = Words {
            twice: format!(
                "there is an existing interface entry in network '{name}' that matches \
                 \"<interface dev='{}'>\"",
                new.dev
            ),
            none: format!(
                "couldn't find an interface entry in network '{name}' matching <interface dev='{}'>",
                new.dev
            ),
            fixed: Some("forward interface entries cannot be modified, only added or deleted"),
        };
        let Some(forward) = &mut network.forward else {
            return Err(error::not_valid(format!("network '{name}' forwards nothing")));
        };
        let same = |old: &ForwardInterface, new: &ForwardInterface| old.dev == new.dev;
        put(&mut forward.interfaces, command, new, (same, same), &words)?;
        forward.dev = forward.interfaces.first().map(|first| first.dev.clone());
        Ok(())
    }

    fn portgroup(self, network: &mut Network) -> Result<()> {
        let command = Command::read(self.command);
        let read = self.read(network, "portgroup", ("", ""))?;
        let Some(new) = read.portgroups.into_iter().next() else { return Ok(()) };
        let name = network.name.clone();
        let words = Words {
            twice: format!(
                "there is an existing portgroup entry in network '{name}' that matches \
                 \"<portgroup name='{}'>\"",
                new.name
            ),
            none: format!(
                "couldn't find a portgroup entry in network '{name}' matching <portgroup name='{}'>",
                new.name
            ),
            fixed: None,
        };
        let same = |old: &PortGroup, new: &PortGroup| old.name == new.name;
        let adds = matches!(command, Command::AddFirst | Command::AddLast);
        let known = network.portgroups.iter().any(|old| same(old, &new));
        let other =
            network.portgroups.iter().any(|old| old.default == Some(true) && !same(old, &new));
        if new.default == Some(true) && other && command != Command::Delete && known != adds {
            return Err(error::not_valid(format!(
                "a different portgroup entry in network '{name}' is already set as the default. \
                 Only one default is allowed."
            )));
        }
        put(&mut network.portgroups, command, new, (same, same), &words)
    }

    fn dns_host(self, network: &mut Network) -> Result<()> {
        let command = Command::read(self.command);
        let read = self.read(network, "host", DNS)?;
        let Some(mut new) = read.dns.and_then(|dns| dns.hosts.into_iter().next()) else {
            return Ok(());
        };
        let name = network.name.clone();
        let part = matches!(command, Command::Delete | Command::Modify);
        check::dns_host(&name, &new, part)?;
        check::spell_address(&mut new.ip);
        let words = Words {
            twice: format!(
                "there is already at least one DNS HOST record with a matching field in network {name}"
            ),
            none: format!("couldn't locate a matching DNS HOST record in network {name}"),
            fixed: None,
        };
        let any = |old: &DnsHost, new: &DnsHost| {
            old.ip.is_some() && old.ip == new.ip
                || new.hostnames.iter().any(|one| old.hostnames.contains(one))
        };
        let dns = network.dns.get_or_insert_default();
        put(&mut dns.hosts, command, new, (any, any), &words)?;
        forget_empty(network);
        Ok(())
    }

    fn dns_txt(self, network: &mut Network) -> Result<()> {
        let command = Command::read(self.command);
        let read = self.read(network, "txt", DNS)?;
        let Some(new) = read.dns.and_then(|dns| dns.txts.into_iter().next()) else {
            return Ok(());
        };
        let name = network.name.clone();
        check::dns_txt(&name, &new)?;
        let words = Words {
            twice: format!(
                "there is already a DNS TXT record with name '{}' in network {name}",
                new.name
            ),
            none: format!("couldn't locate a matching DNS TXT record in network {name}"),
            fixed: None,
        };
        let same = |old: &Txt, new: &Txt| old.name == new.name;
        let dns = network.dns.get_or_insert_default();
        put(&mut dns.txts, command, new, (same, same), &words)?;
        forget_empty(network);
        Ok(())
    }

    fn dns_srv(self, network: &mut Network) -> Result<()> {
        let command = Command::read(self.command);
        let read = self.read(network, "srv", DNS)?;
        let Some(new) = read.dns.and_then(|dns| dns.srvs.into_iter().next()) else {
            return Ok(());
        };
        let name = network.name.clone();
        // That records are not replaced is told first; a part of one is enough to find it.
        if !matches!(command, Command::Modify | Command::Delete) {
            check::dns_srv(&name, &new)?;
        }
        let words = Words {
            twice: format!(
                "there is already at least one DNS SRV record matching all specified fields in \
                 network {name}"
            ),
            none: format!("couldn't locate a matching DNS SRV record in network {name}"),
            fixed: Some("DNS SRV records cannot be modified, only added or deleted"),
        };
        let all = |old: &Srv, new: &Srv| {
            (new.service.is_none() || old.service == new.service)
                && (new.protocol.is_none() || old.protocol == new.protocol)
                && (new.domain.is_none() || old.domain == new.domain)
                && (new.target.is_none() || old.target == new.target)
                && (new.port.is_none() || old.port == new.port)
                && (new.priority.is_none() || old.priority == new.priority)
                && (new.weight.is_none() || old.weight == new.weight)
        };
        let dns = network.dns.get_or_insert_default();
        put(&mut dns.srvs, command, new, (all, all), &words)?;
        forget_empty(network);
        Ok(())
    }
}

const DHCP: (&str, &str) = ("<ip><dhcp>", "</dhcp></ip>");
const DNS: (&str, &str) = ("<dns>", "</dns>");

fn first<T>(ips: Vec<Ip>, list: impl Fn(Ip) -> Vec<T>) -> Option<T> {
    ips.into_iter().flat_map(list).next()
}

/// Elements that say nothing more are no more.
fn forget_empty(network: &mut Network) {
    if network.dns.as_ref().is_some_and(|dns| *dns == Dns::default()) {
        network.dns = None;
    }
    for ip in &mut network.ips {
        if ip.dhcp.as_ref().is_some_and(|dhcp| *dhcp == Default::default()) {
            ip.dhcp = None;
        }
    }
}

/// How a change of a list is refused.
struct Words {
    twice: String,
    none: String,
    /// Entries of this list are not replaced.
    fixed: Option<&'static str>,
}

/// Changes a list. `alike` tells which entries stand in the way of a new one and which one it
/// replaces; `meant` which one is removed.
fn put<T>(
    list: &mut Vec<T>,
    command: Command,
    new: T,
    (alike, meant): (impl Fn(&T, &T) -> bool, impl Fn(&T, &T) -> bool),
    words: &Words,
) -> Result<()> {
    let place = |same: &dyn Fn(&T, &T) -> bool| list.iter().position(|old| same(old, &new));
    let none = || error::not_valid(words.none.as_str());
    match command {
        Command::Modify => {
            if let Some(text) = words.fixed {
                return Err(unsupported(text));
            }
            let place = place(&alike).ok_or_else(none)?;
            list[place] = new;
        }
        Command::Delete => {
            let place = place(&meant).ok_or_else(none)?;
            list.remove(place);
        }
        Command::AddFirst | Command::AddLast if place(&alike).is_some() => {
            return Err(error::not_valid(words.twice.as_str()));
        }
        Command::AddFirst => list.insert(0, new),
        Command::AddLast => list.push(new),
        Command::Unknown(number) => {
            let text = format!("unrecognized network update command code {number}");
            return Err(unsupported(text));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn network() -> Network {
        let text = "<network><name>n</name><forward mode='nat'/><ip address='10.7.0.1' \
            netmask='255.255.255.0'><dhcp><range start='10.7.0.2' end='10.7.0.9'/></dhcp></ip>\
            </network>";
        crate::definition::read(text, false, &|bytes| bytes.fill(1)).expect("a network")
    }

    fn update(network: &mut Network, command: u32, section: u32, xml: &str) -> Result<Effect> {
        Update { command, section, parent: -1, xml }.apply(network)
    }

    #[test]
    fn hosts_come_change_and_go() {
        let mut n = network();
        let host = "<host mac='52:54:00:00:00:02' name='a' ip='10.7.0.20'/>";
        assert_eq!(update(&mut n, 3, 4, host).expect("new"), Effect::Hosts);
        let text = update(&mut n, 3, 4, host).expect_err("twice").to_string();
        assert!(text.contains("\"<host mac='52:54:00:00:00:02' name='a' ip='10.7.0.20'/>\""));
        let other = "<host mac='52:54:00:00:00:02' name='b' ip='10.7.0.21'/>";
        update(&mut n, 1, 4, other).expect("there");
        let hosts = &n.ips[0].dhcp.as_ref().expect("served").hosts;
        assert_eq!((hosts.len(), hosts[0].name.as_deref()), (1, Some("b")));
        update(&mut n, 2, 4, "<host mac='52:54:00:00:00:02'/>").expect("told by a part");
        assert!(update(&mut n, 2, 4, "<host mac='52:54:00:00:00:02'/>").is_err());
        assert!(update(&mut n, 3, 4, "<host ip='10.7.0.3'/>").is_err());
        assert!(update(&mut n, 3, 4, "<range start='10.7.0.3' end='10.7.0.4'/>").is_err());
    }

    #[test]
    fn lists_have_their_own_rules() {
        let mut n = network();
        let range = "<range start='10.7.0.30' end='10.7.0.40'/>";
        assert_eq!(update(&mut n, 3, 5, range).expect("new"), Effect::Service);
        assert!(update(&mut n, 1, 5, range).is_err());
        assert!(update(&mut n.clone(), 3, 5, "<range start='10.8.0.3' end='10.8.0.4'/>").is_err());
        update(&mut n, 3, 7, "<interface dev='eth1'/>").expect("new");
        assert_eq!(n.forward.as_ref().and_then(|forward| forward.dev.as_deref()), Some("eth1"));
        update(&mut n, 3, 9, "<portgroup name='p' default='yes'/>").expect("new");
        assert!(update(&mut n, 3, 9, "<portgroup name='q' default='yes'/>").is_err());
        update(&mut n, 3, 11, "<txt name='t' value='v'/>").expect("new");
        update(&mut n, 2, 11, "<txt name='t'/>").expect("there");
        assert_eq!(n.dns, None);
        assert!(update(&mut n, 3, 1, "<bridge/>").is_err());
        assert!(update(&mut n, 9, 4, "<host mac='52:54:00:00:00:02' ip='10.7.0.3'/>").is_err());
    }
}
