//! Who may do what: the interface that access drivers implement.

use vireo_api::Identity;
use vireo_proto::{Permission, Procedure, When, remote};

/// The object that a call asks permission on.
#[derive(Debug, Clone, Copy)]
pub enum Target<'a> {
    /// None but the connection itself (or one that does not exist yet).
    None,
    /// A domain.
    Domain(&'a remote::Domain),
    /// A network.
    Network(&'a remote::Network),
    /// A network's port.
    NetworkPort(&'a remote::NetworkPort),
    /// A storage pool.
    StoragePool(&'a remote::StoragePool),
    /// A volume.
    StorageVol(&'a remote::StorageVol),
    /// A secret.
    Secret(&'a remote::Secret),
    /// A network filter.
    NwFilter(&'a remote::Nwfilter),
    /// A network filter's binding.
    NwFilterBinding(&'a remote::NwfilterBinding),
    /// A host interface.
    Interface(&'a remote::Interface),
    /// A host device.
    NodeDevice(&'a remote::NodeDevice),
    /// A domain's snapshot.
    Snapshot(&'a remote::DomainSnapshot),
    /// A domain's checkpoint.
    Checkpoint(&'a remote::DomainCheckpoint),
}

/// What an access driver is asked.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    /// Who asks.
    pub identity: &'a Identity,
    /// The hypervisor driver or secondary driver of the connection.
    pub driver: &'a str,
    /// About what.
    pub target: Target<'a>,
    /// For which permission.
    pub permission: &'a Permission,
}

/// An access driver. It answers at once: what it must ask elsewhere it asks ahead.
pub trait AccessManager: Send + Sync {
    /// May it be done?
    fn admits(&self, question: &Question<'_>) -> bool;

    /// Is everything admitted to everybody, so that nothing need be asked?
    fn admits_all(&self) -> bool;
}

/// The driver `none`: whoever is connected may do all that the connection admits.
#[derive(Debug, Clone, Copy, Default)]
pub struct AdmitAll;

impl AccessManager for AdmitAll {
    fn admits(&self, _: &Question<'_>) -> bool {
        true
    }

    fn admits_all(&self) -> bool {
        true
    }
}

/// Is a permission asked for by a call with these flags and this selecting argument?
pub fn applies(permission: &Permission, flags: u32, selector: u32) -> bool {
    match permission.when {
        When::Always => true,
        When::FlagsSet(mask) => flags & mask != 0,
        When::FlagsClear(mask) => flags & mask == 0,
        When::Equals(_, value) => selector == value,
    }
}

/// Does a call ask for a permission that a read-only connection has not, by its flags?
pub fn asks_more_than_looking(
    procedure: &'static Procedure,
    flags: u32,
    selector: u32,
) -> Option<&'static Permission> {
    let conditional = |p: &&Permission| !matches!(p.when, When::Always);
    procedure.permissions.iter().filter(conditional).find(|p| applies(p, flags, selector))
}
