//! What subscribers name to get an event.

use super::DomainEventId;

/// Which events a subscriber asks for: a family and a public id in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EventKind {
    /// A domain event.
    Domain(DomainEventId),
    /// [`NetworkEvent::Lifecycle`], id 0.
    NetworkLifecycle,
    /// [`NetworkEvent::MetadataChange`], id 1.
    NetworkMetadataChange,
    /// [`StoragePoolEvent::Lifecycle`], id 0.
    StoragePoolLifecycle,
    /// [`StoragePoolEvent::Refresh`], id 1.
    StoragePoolRefresh,
    /// [`NodeDeviceEvent::Lifecycle`], id 0.
    NodeDeviceLifecycle,
    /// [`NodeDeviceEvent::Update`], id 1.
    NodeDeviceUpdate,
    /// [`SecretEvent::Lifecycle`], id 0.
    SecretLifecycle,
    /// [`SecretEvent::ValueChanged`], id 1.
    SecretValueChanged,
    /// [`Event::Monitor`].
    Monitor,
}

impl EventKind {
    /// How many kinds there are; [`EventKind::index`] is below it.
    pub const COUNT: usize = DomainEventId::ALL.len() + 9;

    /// A small number of its own for each kind, for sets of kinds as bits of a word.
    pub const fn index(self) -> usize {
        const REST: usize = DomainEventId::ALL.len();
        match self {
            Self::Domain(id) => id as usize,
            Self::NetworkLifecycle => REST,
            Self::NetworkMetadataChange => REST + 1,
            Self::StoragePoolLifecycle => REST + 2,
            Self::StoragePoolRefresh => REST + 3,
            Self::NodeDeviceLifecycle => REST + 4,
            Self::NodeDeviceUpdate => REST + 5,
            Self::SecretLifecycle => REST + 6,
            Self::SecretValueChanged => REST + 7,
            Self::Monitor => REST + 8,
        }
    }

    /// The network event with this public id.
    pub const fn network(id: i32) -> Option<Self> {
        match id {
            0 => Some(Self::NetworkLifecycle),
            1 => Some(Self::NetworkMetadataChange),
            _ => None,
        }
    }

    /// The storage pool event with this public id.
    pub const fn storage_pool(id: i32) -> Option<Self> {
        match id {
            0 => Some(Self::StoragePoolLifecycle),
            1 => Some(Self::StoragePoolRefresh),
            _ => None,
        }
    }

    /// The node device event with this public id.
    pub const fn node_device(id: i32) -> Option<Self> {
        match id {
            0 => Some(Self::NodeDeviceLifecycle),
            1 => Some(Self::NodeDeviceUpdate),
            _ => None,
        }
    }

    /// The secret event with this public id.
    pub const fn secret(id: i32) -> Option<Self> {
        match id {
            0 => Some(Self::SecretLifecycle),
            1 => Some(Self::SecretValueChanged),
            _ => None,
        }
    }

    /// The domain event with this public id.
    pub fn domain(id: i32) -> Option<Self> {
        DomainEventId::from_number(id).map(Self::Domain)
    }
}
