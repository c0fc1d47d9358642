//! The USB buses of a guest: a tree of hubs a bus, and which ports are taken.

use crate::fill::error::{Code, FillError, From, Result, xml};

/// Deepest a device may be plugged.
pub const MAX_DEPTH: usize = 4;
/// Ports of a hub device.
pub const HUB_PORTS: u32 = 8;

/// A root or a hub: ports taken, and the hubs plugged into them.
#[derive(Clone, Debug, Default)]
struct Hub {
    ports: u32,
    used: u64,
    children: Vec<Option<Box<Hub>>>,
}

impl Hub {
    fn new(ports: u32) -> Self {
        Hub { ports, used: 0, children: Vec::new() }
    }

    fn child(&self, port: u32) -> Option<&Hub> {
        self.children.get(port as usize).and_then(Option::as_deref)
    }

    fn child_mut(&mut self, port: u32) -> Option<&mut Hub> {
        self.children.get_mut(port as usize).and_then(Option::as_deref_mut)
    }

    fn resize(&mut self, ports: u32) {
        self.ports = self.ports.max(ports.min(63));
    }

    fn free_port(&self) -> Option<u32> {
        let port = (!self.used).trailing_zeros();
        (port < self.ports).then_some(port)
    }

    /// Depth first in port order, but the free ports of this level first.
    fn search(&self, path: &mut Vec<u32>) -> bool {
        if let Some(port) = self.free_port() {
            path.push(port + 1);
            return true;
        }
        if path.len() + 1 >= MAX_DEPTH {
            return false;
        }
        for (port, child) in self.children.iter().enumerate() {
            let Some(child) = child else { continue };
            path.push(port as u32 + 1);
            if child.search(path) {
                return true;
            }
            path.pop();
        }
        false
    }
}

/// All USB buses by controller index.
#[derive(Clone, Debug, Default)]
pub struct UsbSet {
    buses: Vec<Option<Hub>>,
}

/// Ports as XML writes them: `1.2.3`.
pub fn port_text(path: &[u32]) -> String {
    let mut out = String::new();
    for (n, port) in path.iter().enumerate() {
        if n > 0 {
            out.push('.');
        }
        out.push_str(&port.to_string());
    }
    out
}

/// Read a port text; `None` when it is no list of ports.
pub fn parse_port(text: &str) -> Option<Vec<u32>> {
    let path: Vec<u32> =
        text.split('.').map(|part| part.parse().ok().filter(|p| *p > 0)).collect::<Option<_>>()?;
    (path.len() <= MAX_DEPTH).then_some(path)
}

impl UsbSet {
    /// Whether the bus exists.
    pub fn has(&self, bus: u32) -> bool {
        self.buses.get(bus as usize).is_some_and(Option::is_some)
    }

    /// Add the ports of a controller.
    ///
    /// # Errors
    /// There is one with that index; companions do not come here.
    pub fn add_controller(&mut self, index: u32, ports: u32) -> Result {
        if self.has(index) {
            return Err(xml(format!("Duplicate USB controllers with index {index}")));
        }
        if index > 4096 {
            return Ok(());
        }
        let index = index as usize;
        if self.buses.len() <= index {
            self.buses.resize(index + 1, None);
        }
        self.buses[index] = Some(Hub::new(ports.min(63)));
        Ok(())
    }

    /// The hub a port path leads to, and the port there.
    fn find(&mut self, bus: u32, path: &[u32]) -> Result<(&mut Hub, u32)> {
        let text = port_text(path);
        let Some(Some(root)) = self.buses.get_mut(bus as usize) else {
            return Err(xml(format!("Missing USB bus {bus}")));
        };
        let mut hub = root;
        let Some((last, inner)) = path.split_last() else {
            return Err(xml(format!("Missing USB bus {bus}")));
        };
        for port in inner {
            if hub.ports < *port {
                return Err(xml(format!(
                    "port {port} out of range in USB address bus: {bus} port: {text}"
                )));
            }
            hub = hub.child_mut(port - 1).ok_or_else(|| {
                xml(format!(
                    "there is no hub at port {port} in USB address bus: {bus} port: {text}"
                ))
            })?;
        }
        if *last > hub.ports {
            return Err(xml(format!("requested USB port {text} not present on USB bus {bus}")));
        }
        Ok((hub, last - 1))
    }

    /// Open the ports of a hub that is plugged there.
    pub fn add_hub(&mut self, bus: u32, path: &[u32]) -> Result {
        let text = port_text(path);
        let (parent, port) = self.find(bus, path)?;
        let at = port as usize;
        if parent.children.len() <= at {
            parent.children.resize(at + 1, None);
        }
        if parent.children[at].is_some() {
            return Err(xml(format!("Duplicate USB hub on bus {bus} port {text}")));
        }
        parent.children[at] = Some(Box::new(Hub::new(HUB_PORTS)));
        Ok(())
    }

    /// Take a port.
    pub fn reserve(&mut self, bus: u32, path: &[u32]) -> Result {
        let (hub, port) = self.find(bus, path)?;
        if hub.used >> port & 1 == 1 {
            let text = port_text(path);
            return Err(xml(format!("Duplicate USB address bus {bus} port {text}")));
        }
        hub.used |= 1 << port;
        Ok(())
    }

    /// Find a free port, on one bus or on any, and take it.
    pub fn assign(&mut self, only: Option<u32>) -> Result<(u32, Vec<u32>)> {
        if let Some(bus) = only {
            if !self.has(bus) {
                return Err(xml(format!(
                    "USB bus {bus} requested but no controller with that index is present"
                )));
            }
        }
        for (index, hub) in self.buses.iter().enumerate() {
            let Some(hub) = hub else { continue };
            if only.is_some_and(|bus| bus as usize != index) {
                continue;
            }
            let mut path = Vec::new();
            if hub.search(&mut path) {
                let bus = index as u32;
                self.reserve(bus, &path)?;
                return Ok((bus, path));
            }
        }
        Err(FillError::new(Code::Internal, From::Domain, "No free USB ports"))
    }

    /// Make the bus wider: companion controllers bring no ports of their own, but
    /// the widest counts.
    pub fn widen(&mut self, index: u32, ports: u32) {
        if let Some(Some(hub)) = self.buses.get_mut(index as usize) {
            hub.resize(ports);
        }
    }

    /// Whether a hub is plugged there.
    pub fn hub_at(&self, bus: u32, path: &[u32]) -> bool {
        let mut hub = match self.buses.get(bus as usize) {
            Some(Some(root)) => root,
            _ => return false,
        };
        for port in path {
            match hub.child(port.wrapping_sub(1)) {
                Some(child) => hub = child,
                None => return false,
            }
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn free_ports_first_then_hubs() {
        let mut set = UsbSet::default();
        set.add_controller(0, 2).unwrap();
        assert_eq!(set.assign(None).unwrap(), (0, vec![1]));
        set.add_hub(0, &[1]).unwrap();
        assert_eq!(set.assign(None).unwrap(), (0, vec![2]));
        assert_eq!(set.assign(None).unwrap(), (0, vec![1, 1]));
        assert!(set.hub_at(0, &[1]) && !set.hub_at(0, &[2]));
    }

    #[test]
    fn refusals_name_the_port() {
        let mut set = UsbSet::default();
        set.add_controller(0, 2).unwrap();
        let text = |e: Result| e.unwrap_err().to_string();
        assert_eq!(
            text(set.reserve(0, &[3])),
            "XML error: requested USB port 3 not present on USB bus 0"
        );
        assert_eq!(text(set.reserve(1, &[1])), "XML error: Missing USB bus 1");
        set.reserve(0, &[1]).unwrap();
        assert_eq!(text(set.reserve(0, &[1])), "XML error: Duplicate USB address bus 0 port 1");
        set.reserve(0, &[2]).unwrap();
        assert_eq!(set.assign(None).unwrap_err().to_string(), "internal error: No free USB ports");
    }

    #[test]
    fn port_texts() {
        assert_eq!(parse_port("1.2.3"), Some(vec![1, 2, 3]));
        assert_eq!(parse_port("0"), None);
        assert_eq!(parse_port("1.x"), None);
        assert_eq!(port_text(&[1, 2]), "1.2");
    }
}
