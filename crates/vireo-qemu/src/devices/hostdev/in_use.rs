//! Which devices of the host guests have: one is for one guest, but for disks that are shared.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use vireo_api::{Error, ErrorDomain};
use vireo_host::assign::pci;

use crate::error::not_valid;

/// A device, by what tells it from all others.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Key {
    /// A PCI function.
    Pci(pci::Address),
    /// Bus and number of a USB device.
    Usb(u32, u32),
    /// A SCSI device.
    Scsi(String),
    /// A target of the kernel's.
    ScsiHost(String),
    /// A mediated device.
    Mdev(String),
}

impl Key {
    /// Its name in the ledger of the guest that has it.
    #[must_use]
    pub fn entry(&self) -> String {
        match self {
            Self::Pci(address) => format!("pci {address}"),
            Self::Usb(bus, device) => format!("usb {bus:03}:{device:03}"),
            Self::Scsi(id) => format!("scsi {id}"),
            Self::ScsiHost(wwpn) => format!("scsi_host {wwpn}"),
            Self::Mdev(uuid) => format!("mdev {uuid}"),
        }
    }
}

/// Who has a device.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Users {
    guests: Vec<String>,
    shareable: bool,
}

/// A device that somebody has already.
#[derive(Debug, PartialEq, Eq)]
pub struct Taken {
    key: Key,
    guest: String,
    shareable: bool,
}

impl From<Taken> for Error {
    fn from(taken: Taken) -> Self {
        let by = format!("is in use by driver QEMU, domain {}", taken.guest);
        let text = match &taken.key {
            Key::Pci(address) => format!("PCI device {address} {by}"),
            Key::Usb(bus, device) => format!("USB device {bus:03}:{device:03} {by}"),
            Key::Scsi(id) => {
                let how = if taken.shareable { "shareable" } else { "non-shareable" };
                format!("SCSI device {id} is already in use by other domain(s) as '{how}'")
            }
            Key::ScsiHost(wwpn) => format!("SCSI_host device {wwpn} {by}"),
            Key::Mdev(uuid) => format!("mediated device {uuid} {by}"),
        };
        not_valid(text).with_domain(ErrorDomain::None)
    }
}

/// All devices that guests of this driver have.
#[derive(Debug, Default)]
pub struct InUse(Mutex<HashMap<Key, Users>>);

impl InUse {
    fn table(&self) -> MutexGuard<'_, HashMap<Key, Users>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes that a guest has a device.
    ///
    /// # Errors
    /// Another has it, or this one has it already.
    pub fn claim(&self, key: &Key, guest: &str, shareable: bool) -> Result<(), Taken> {
        self.claim_beside(key, &[], guest, shareable)
    }

    /// As [`InUse::claim`], for a device that can't be told from those `beside` it: nobody else may
    /// have one of them.
    ///
    /// # Errors
    /// As [`InUse::claim`].
    pub fn claim_beside(
        &self,
        key: &Key,
        beside: &[Key],
        guest: &str,
        shareable: bool,
    ) -> Result<(), Taken> {
        let mut table = self.table();
        let taken = |key: &Key, users: &Users, guest: &str| Taken {
            key: key.clone(),
            guest: guest.to_owned(),
            shareable: users.shareable,
        };
        for other in beside {
            let Some(users) = table.get(other) else { continue };
            if let Some(own) = users.guests.iter().find(|name| *name != guest) {
                return Err(taken(other, users, own));
            }
        }
        match table.get_mut(key) {
            Some(users) if !(users.shareable && shareable) => {
                let own = users.guests.first().map_or("", String::as_str);
                Err(taken(key, users, own))
            }
            Some(users) => {
                users.guests.push(guest.to_owned());
                Ok(())
            }
            None => {
                self.insert(&mut table, key, guest, shareable);
                Ok(())
            }
        }
    }

    fn insert(&self, table: &mut HashMap<Key, Users>, key: &Key, guest: &str, shareable: bool) {
        let users = Users { guests: vec![guest.to_owned()], shareable };
        table.insert(key.clone(), users);
    }

    /// Notes what a guest has that ran on while no daemon watched.
    pub fn keep(&self, key: &Key, guest: &str, shareable: bool) {
        let mut table = self.table();
        match table.get_mut(key) {
            Some(users) => users.guests.push(guest.to_owned()),
            None => self.insert(&mut table, key, guest, shareable),
        }
    }

    /// A guest has a device no more.
    pub fn release(&self, key: &Key, guest: &str) {
        let mut table = self.table();
        let Some(users) = table.get_mut(key) else { return };
        if let Some(at) = users.guests.iter().position(|name| name == guest) {
            users.guests.remove(at);
        }
        if users.guests.is_empty() {
            table.remove(key);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(result: Result<(), Taken>) -> String {
        result.map_or_else(|taken| Error::from(taken).message(), |()| "had".to_owned())
    }

    /// REQ: Q-DEV-03
    #[test]
    fn a_device_is_for_one_guest() {
        let list = InUse::default();
        let key = Key::Usb(1, 4);
        assert_eq!(said(list.claim(&key, "a", false)), "had");
        let text = "Requested operation is not valid: USB device 001:004 is in use by driver QEMU, \
                    domain a";
        assert_eq!(said(list.claim(&key, "b", false)), text);
        assert_eq!(said(list.claim(&key, "a", false)), text);
        list.release(&key, "b");
        list.release(&key, "a");
        assert_eq!(said(list.claim(&key, "b", false)), "had");
    }

    #[test]
    fn disks_that_all_share_are_for_many() {
        let list = InUse::default();
        let key = Key::Scsi("0:0:0:1".to_owned());
        assert_eq!(said(list.claim(&key, "a", true)), "had");
        assert_eq!(said(list.claim(&key, "b", true)), "had");
        assert!(said(list.claim(&key, "c", false)).ends_with("as 'shareable'"));
        list.release(&key, "a");
        list.release(&key, "b");
        assert_eq!(said(list.claim(&key, "c", false)), "had");
        assert!(said(list.claim(&key, "a", true)).ends_with("as 'non-shareable'"));
    }

    #[test]
    fn what_the_iommu_cannot_tell_apart_is_for_one_guest() {
        let list = InUse::default();
        let at = |text: &str| Key::Pci(pci::Address::parse(text).expect("an address"));
        let both = [at("0000:03:00.0"), at("0000:03:00.1")];
        assert_eq!(said(list.claim_beside(&both[0], &both, "a", false)), "had");
        let text = "PCI device 0000:03:00.0 is in use by driver QEMU, domain a";
        assert!(said(list.claim_beside(&both[1], &both, "b", false)).ends_with(text));
        assert_eq!(said(list.claim_beside(&both[1], &both, "a", false)), "had");
    }
}
