//! Virtual functions of network cards: what their physical function is told of them, set through
//! `ip` and given back.

use std::io;

use serde_json::{Value, json};

use super::{Root, pci};
use crate::process::tool::{self, ToolError};

/// A virtual function, as one names it on the host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Function {
    /// The network interface of its physical function.
    pub interface: String,
    /// Its number.
    pub number: u32,
}

/// What the physical function is told of a virtual one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Settings {
    /// The address that the function is given, or had of its own.
    pub mac: Option<[u8; 6]>,
    /// The VLAN that all its packets are in; 0 for none.
    pub vlan: Option<u16>,
}

impl Function {
    /// The virtual function that a PCI device is; none when it is not one.
    ///
    /// # Errors
    /// The physical function has no network interface: its driver is missing.
    pub fn of(device: &pci::Device) -> super::Result<Option<Self>> {
        let Some(physical) = device.physical_function() else { return Ok(None) };
        let functions = physical.virtual_functions();
        let number = functions.iter().position(|one| *one == device.address);
        let Some(number) = number.and_then(|number| u32::try_from(number).ok()) else {
            return Ok(None);
        };
        let Some(interface) = physical.net_name() else {
            let address = device.address;
            return Err(super::Error::Missing(format!(
                "The PF device for VF {address} has no network device name"
            )));
        };
        Ok(Some(Self { interface, number }))
    }

    /// The file under which the reference remembers its settings.
    #[must_use]
    pub fn file_name(&self) -> String {
        format!("{}_vf{}", self.interface, self.number)
    }

    /// Whether its physical function is up: else the card takes no settings.
    #[must_use]
    pub fn is_online(&self, root: &Root) -> bool {
        let path = root.sys("class/net").join(&self.interface).join("operstate");
        super::text(&path).is_none_or(|state| state != "down")
    }

    /// Its present settings.
    ///
    /// # Errors
    /// The kernel knows no such function.
    pub async fn settings(&self, root: &Root) -> io::Result<Settings> {
        let args = ["-j", "link", "show", "dev", &self.interface];
        let said = tool::output(&root.program("ip"), &args, "").await.map_err(told)?;
        let number = self.number;
        let missing = || format!("couldn't find IFLA_VF_INFO for VF {number} in netlink response");
        parse(&said, number).ok_or_else(|| io::Error::other(missing()))
    }

    /// Tells the physical function its settings; those that are not given stay.
    ///
    /// # Errors
    /// The card refuses.
    pub async fn set(&self, root: &Root, settings: Settings) -> io::Result<()> {
        let number = self.number.to_string();
        let mut args = vec!["link", "set", "dev", &self.interface, "vf", &number];
        let mac = settings.mac.map(mac_text);
        if let Some(mac) = &mac {
            args.extend(["mac", mac]);
        }
        let vlan = settings.vlan.map(|vlan| vlan.to_string());
        if let Some(vlan) = &vlan {
            args.extend(["vlan", vlan]);
        }
        if mac.is_none() && vlan.is_none() {
            return Ok(());
        }
        tool::run(&root.program("ip"), &args, "").await.map_err(told)
    }
}

fn told(error: ToolError) -> io::Error {
    match error {
        ToolError::Io(error) => error,
        ToolError::Slow => io::ErrorKind::TimedOut.into(),
        ToolError::Refused { words, .. } => io::Error::other(words),
    }
}

fn mac_text(mac: [u8; 6]) -> String {
    mac.map(|byte| format!("{byte:02x}")).join(":")
}

fn mac_of(text: &str) -> Option<[u8; 6]> {
    let bytes: Option<Vec<u8>> =
        text.split(':').map(|part| u8::from_str_radix(part, 16).ok()).collect();
    bytes?.try_into().ok()
}

/// The settings of a function in what `ip -j link show` says of the physical one.
fn parse(said: &[u8], number: u32) -> Option<Settings> {
    let said: Value = serde_json::from_slice(said).ok()?;
    let functions = said.get(0)?.get("vfinfo_list")?.as_array()?;
    let own = functions.iter().find(|one| one["vf"].as_u64() == Some(u64::from(number)))?;
    let mac = own.get("address").or_else(|| own.get("mac")).and_then(Value::as_str);
    let vlan = own.get("vlan_list").and_then(|list| list.get(0)).unwrap_or(own);
    let vlan = vlan.get("vlan").and_then(Value::as_u64).unwrap_or(0);
    Some(Settings { mac: mac.and_then(mac_of), vlan: u16::try_from(vlan).ok() })
}

impl Settings {
    /// As the reference writes them down.
    #[must_use]
    pub fn document(&self) -> String {
        let mut document = json!({});
        if let Some(mac) = self.mac {
            document["adminMac"] = mac_text(mac).into();
        }
        if let Some(vlan) = self.vlan {
            document["vlanTag"] = vlan.into();
        }
        format!("{document:#}\n")
    }

    /// Those that the reference, or an earlier daemon, wrote down.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let document: Value = serde_json::from_str(text).ok()?;
        let mac = document.get("adminMac").or_else(|| document.get("mac"));
        let vlan = document.get("vlanTag").and_then(|tag| {
            tag.as_u64().or_else(|| tag.as_str().and_then(|text| text.parse().ok()))
        });
        let mac = mac.and_then(Value::as_str).and_then(mac_of);
        Some(Self { mac, vlan: vlan.and_then(|vlan| u16::try_from(vlan).ok()) })
    }
}

#[cfg(test)]
mod tests {
    use super::super::fake::FakeHost;
    use super::*;

    const MAC: [u8; 6] = [0x52, 0x54, 0, 0, 0, 9];

    #[test]
    fn settings_are_read_from_old_and_new_tools() {
        let new = br#"[{"ifname":"eth7","vfinfo_list":[{"vf":0,"address":"00:00:00:00:00:00"},
            {"vf":1,"address":"52:54:00:00:00:09","vlan_list":[{"vlan":42,"qos":1}]}]}]"#;
        let old = br#"[{"vfinfo_list":[{"vf":1,"mac":"52:54:00:00:00:09","vlan":42}]}]"#;
        let wanted = Settings { mac: Some(MAC), vlan: Some(42) };
        assert_eq!(parse(new, 1), Some(wanted));
        assert_eq!(parse(old, 1), Some(wanted));
        assert_eq!(parse(new, 0), Some(Settings { mac: Some([0; 6]), vlan: Some(0) }));
        assert_eq!(parse(new, 2), None);
        assert_eq!(parse(b"", 0), None);
    }

    #[test]
    fn settings_are_written_down_and_read() {
        let own = Settings { mac: Some(MAC), vlan: Some(42) };
        assert_eq!(Settings::read(&own.document()), Some(own));
        let text = r#"{"vlanTag":"7","mac":"52:54:00:00:00:09"}"#;
        assert_eq!(Settings::read(text), Some(Settings { mac: Some(MAC), vlan: Some(7) }));
        assert_eq!(Settings::read("x"), None);
    }

    /// REQ: Q-DEV-03
    #[tokio::test]
    async fn a_function_is_set_through_its_physical_one() {
        let host = FakeHost::new();
        host.pci("0000:03:00.0", "igb", 7).netdev("0000:03:00.0", "eth7");
        for number in 0..3 {
            host.virtual_function("0000:03:00.0", number, &format!("0000:03:10.{number}"));
        }
        host.ip();
        let root = host.root();
        let address = pci::Address::parse("0000:03:10.2").expect("an address");
        let device = pci::Device::find(&root, address).expect("there");
        let function = Function::of(&device).expect("a card").expect("a virtual function");
        assert_eq!(function, Function { interface: "eth7".into(), number: 2 });
        assert_eq!(function.file_name(), "eth7_vf2");
        assert!(function.is_online(&root));
        assert_eq!(function.settings(&root).await.expect("known").vlan, Some(0));
        let wanted = Settings { mac: Some(MAC), vlan: Some(42) };
        function.set(&root, wanted).await.expect("set");
        assert_eq!(function.settings(&root).await.expect("known"), wanted);
        let physical = device.physical_function().expect("one");
        assert_eq!(Function::of(&physical).expect("a card"), None);
    }
}
