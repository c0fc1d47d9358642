//! Words of a command line as monitor commands, each with the command that takes it back.

use std::collections::HashMap;
use std::os::fd::{AsRawFd, OwnedFd};

use serde_json::{Map, Value, json};
use vireo_api::Result;
use vireo_qmp::Call;

use super::chardevs;
use crate::error::internal;

/// A command, and what takes it back.
pub(super) struct Item {
    pub add: Call,
    pub undo: Option<Undo>,
}

/// Something that was put into QEMU.
pub(super) enum Undo {
    /// A block node.
    Node(String),
    /// An object.
    Object(String),
    /// A host side of a character device.
    Chardev(String),
    /// A host side of a network card.
    Netdev(String),
    /// The device itself.
    Device(String),
    /// A set of descriptors.
    FdSet(u64, String),
    /// A descriptor that has a name.
    Fd(String),
}

impl Undo {
    pub(super) fn name(&self) -> &str {
        match self {
            Self::Node(name)
            | Self::Object(name)
            | Self::Chardev(name)
            | Self::Netdev(name)
            | Self::Device(name)
            | Self::FdSet(_, name)
            | Self::Fd(name) => name,
        }
    }

    pub(super) fn is_device(&self) -> bool {
        matches!(self, Self::Device(_) | Self::Fd(_))
    }

    pub(super) fn call(&self) -> Call {
        let (command, arguments) = match self {
            Self::Node(name) => ("blockdev-del", json!({ "node-name": name })),
            Self::Object(id) => ("object-del", json!({ "id": id })),
            Self::Chardev(id) => ("chardev-remove", json!({ "id": id })),
            Self::Netdev(id) => ("netdev_del", json!({ "id": id })),
            Self::Device(id) => ("device_del", json!({ "id": id })),
            Self::FdSet(set, _) => ("remove-fd", json!({ "fdset-id": set })),
            Self::Fd(name) => ("closefd", json!({ "fdname": name })),
        };
        Call::new(command).arguments(&arguments)
    }
}

/// Keys whose values are numbers of descriptors, `:` between several.
const FD_KEYS: [&str; 4] = ["fd", "fds", "vhostfd", "vhostfds"];

/// The commands for the words; of devices only that of the name `only`, if one is given.
///
/// # Errors
/// A word that no command can say.
pub(super) fn items(args: &[String], fds: Vec<OwnedFd>, only: Option<&str>) -> Result<Vec<Item>> {
    let fds = fds.into_iter().map(|fd| (fd.as_raw_fd(), fd)).collect();
    let mut made = Made { fds, items: Vec::new() };
    for pair in args.chunks(2) {
        let [option, text] = pair else { return Err(internal("an option without a value")) };
        match option.as_str() {
            "-add-fd" => made.fd_set(text)?,
            "-chardev" => made.chardev(text)?,
            "-watchdog-action" => made.plain("set-action", json!({ "watchdog": text })),
            // What all devices of a kind do was said at start.
            "-global" => {}
            _ => made.json(option, text, only)?,
        }
    }
    Ok(made.items)
}

struct Made {
    fds: HashMap<i32, OwnedFd>,
    items: Vec<Item>,
}

impl Made {
    fn plain(&mut self, command: &str, arguments: Value) {
        let add = Call::new(command).arguments(&arguments);
        self.items.push(Item { add, undo: None });
    }

    fn fd_set(&mut self, text: &str) -> Result<()> {
        let opts = chardevs::parse(text);
        let number = |key: &str| opts.get(key).and_then(|value| value.parse::<u64>().ok());
        let (Some(set), Some(fd)) = (number("set"), number("fd")) else {
            return Err(internal("a descriptor without a set"));
        };
        let opaque = opts.get("opaque").cloned().unwrap_or_default();
        let mut add = Call::new("add-fd").arguments(&json!({ "fdset-id": set, "opaque": opaque }));
        if let Some(fd) = self.take(fd) {
            add = add.fd(fd);
        }
        self.items.push(Item { add, undo: Some(Undo::FdSet(set, opaque)) });
        Ok(())
    }

    fn take(&mut self, number: u64) -> Option<OwnedFd> {
        self.fds.remove(&i32::try_from(number).ok()?)
    }

    /// Gives QEMU the descriptors of a value; tells the value with names in the place of numbers.
    fn pass(&mut self, value: &str) -> String {
        let names: Vec<String> = value
            .split(':')
            .map(|number| {
                let fd = number.parse().ok().and_then(|number| self.take(number));
                let Some(fd) = fd else { return number.to_owned() };
                let name = format!("vireo-fd-{number}");
                let add = Call::new("getfd").arguments(&json!({ "fdname": name })).fd(fd);
                self.items.push(Item { add, undo: Some(Undo::Fd(name.clone())) });
                name
            })
            .collect();
        names.join(":")
    }

    fn chardev(&mut self, text: &str) -> Result<()> {
        let mut opts = chardevs::parse(text);
        if let Some(fd) = opts.get("fd").cloned() {
            let name = self.pass(&fd);
            opts.insert("fd".to_owned(), name);
        }
        let arguments = chardevs::backend(&opts)?;
        let id = opts.get("id").cloned().unwrap_or_default();
        let add = Call::new("chardev-add").arguments(&arguments);
        self.items.push(Item { add, undo: Some(Undo::Chardev(id)) });
        Ok(())
    }

    fn json(&mut self, option: &str, text: &str, only: Option<&str>) -> Result<()> {
        let mut value: Map<String, Value> = serde_json::from_str(text)
            .map_err(|_| internal(format!("option '{option}' is no command")))?;
        for key in FD_KEYS {
            if let Some(Value::String(fds)) = value.get(key).cloned() {
                value.insert(key.to_owned(), Value::String(self.pass(&fds)));
            }
        }
        let named = |key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
        let (id, node) = (named("id"), named("node-name"));
        let (command, undo) = match (option, id, node) {
            ("-blockdev", _, Some(node)) => ("blockdev-add", Undo::Node(node)),
            ("-object", Some(id), _) => ("object-add", Undo::Object(id)),
            ("-netdev", Some(id), _) => ("netdev_add", Undo::Netdev(id)),
            ("-device", Some(id), _) if only.is_none_or(|only| only == id) => {
                ("device_add", Undo::Device(id))
            }
            ("-device", Some(_), _) => return Ok(()),
            _ => return Err(internal(format!("option '{option}' is no command"))),
        };
        let add = Call::new(command).arguments(&Value::Object(value));
        self.items.push(Item { add, undo: Some(undo) });
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(args: &[&str], only: Option<&str>) -> Vec<String> {
        let args: Vec<String> = args.iter().map(|word| (*word).to_owned()).collect();
        let items = items(&args, Vec::new(), only).unwrap();
        items.iter().map(|item| format!("{:?}", item.add)).collect()
    }

    #[test]
    fn words_become_commands_in_their_order() {
        let said = said(
            &[
                "-object",
                r#"{"qom-type":"rng-random","id":"objrng0","filename":"/dev/urandom"}"#,
                "-device",
                r#"{"driver":"virtio-rng-pci","rng":"objrng0","id":"rng0"}"#,
            ],
            None,
        );
        assert!(said[0].contains("object-add") && said[0].contains("objrng0"), "{said:?}");
        assert!(said[1].contains("device_add") && said[1].contains("virtio-rng-pci"), "{said:?}");
    }

    #[test]
    fn of_controllers_only_the_new_one_is_added() {
        let one = |id: &str| format!(r#"{{"driver":"virtio-scsi-pci","id":"{id}"}}"#);
        let said = said(&["-device", &one("scsi0"), "-device", &one("scsi1")], Some("scsi1"));
        assert_eq!(said.len(), 1);
        assert!(said[0].contains("scsi1"), "{said:?}");
    }

    #[test]
    fn what_no_command_says_is_refused() {
        let args = ["-serial".to_owned(), "chardev:x".to_owned()];
        assert!(items(&args, Vec::new(), None).is_err());
    }
}
