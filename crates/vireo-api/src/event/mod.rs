//! Events: what happened to a domain, a network, a pool, a node device or a secret.
//!
//! Plain data without wire types: drivers make them, the bus carries them, the server turns each
//! into the message of its procedure. The numbers of the enums are the public ones of libvirt.

use std::sync::Arc;

/// Declares an enum whose numbers are part of the interface.
macro_rules! numbered {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $value:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(i32)]
        pub enum $name {
            $($(#[$vmeta])* $variant = $value,)+
        }

        impl $name {
            /// Every value, in the order of the numbers.
            pub const ALL: &'static [$name] = &[$($name::$variant,)+];

            /// The public number.
            pub const fn number(self) -> i32 {
                self as i32
            }

            /// The value with this public number.
            pub const fn from_number(number: i32) -> Option<$name> {
                match number {
                    $($value => Some($name::$variant),)+
                    _ => None,
                }
            }
        }
    };
}

mod details;
mod domain;
mod kind;
mod lifecycle;
mod objects;

pub use details::*;
pub use domain::{DomainEvent, DomainEventId};
pub use kind::EventKind;
pub use lifecycle::*;
pub use objects::*;

/// Which domain an event is about, as it was when the event happened.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct DomainRef {
    /// The sixteen raw bytes of the UUID.
    pub uuid: [u8; 16],
    /// The name.
    pub name: Arc<str>,
    /// The id of the running domain, −1 when it is not running.
    pub id: i32,
}

/// Which network an event is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct NetworkRef {
    /// The sixteen raw bytes of the UUID.
    pub uuid: [u8; 16],
    /// The name.
    pub name: Arc<str>,
}

/// Which storage pool an event is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct StoragePoolRef {
    /// The sixteen raw bytes of the UUID.
    pub uuid: [u8; 16],
    /// The name.
    pub name: Arc<str>,
}

/// Which node device an event is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct NodeDeviceRef {
    /// The name.
    pub name: Arc<str>,
}

/// Which secret an event is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SecretRef {
    /// The sixteen raw bytes of the UUID.
    pub uuid: [u8; 16],
    /// `virSecretUsageType`.
    pub usage_type: i32,
    /// The usage id (a path, a name), empty when there is none.
    pub usage_id: Arc<str>,
}

/// The value of a parameter that an event carries.
#[derive(Debug, Clone, PartialEq)]
pub enum ParamValue {
    /// A signed 32-bit number.
    Int(i32),
    /// An unsigned 32-bit number.
    UInt(u32),
    /// A signed 64-bit number.
    LLong(i64),
    /// An unsigned 64-bit number.
    ULLong(u64),
    /// A floating point number.
    Double(f64),
    /// Yes or no.
    Boolean(bool),
    /// Text.
    String(String),
}

/// One named parameter of an event.
#[derive(Debug, Clone, PartialEq)]
pub struct Param {
    /// The name of the field.
    pub field: String,
    /// Its value.
    pub value: ParamValue,
}

impl Param {
    /// A parameter from its name and value.
    pub fn new(field: impl Into<String>, value: ParamValue) -> Self {
        Self { field: field.into(), value }
    }
}

/// An event of the hypervisor's own monitor, passed on as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonitorEvent {
    /// The name of the event (`BLOCK_JOB_COMPLETED`).
    pub event: String,
    /// When, in seconds since 1970.
    pub seconds: i64,
    /// And microseconds.
    pub micros: u32,
    /// The event's data as JSON text, when it has any.
    pub details: Option<String>,
}

/// Something happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// To a domain.
    Domain(DomainRef, DomainEvent),
    /// To a network.
    Network(NetworkRef, NetworkEvent),
    /// To a storage pool.
    StoragePool(StoragePoolRef, StoragePoolEvent),
    /// To a node device.
    NodeDevice(NodeDeviceRef, NodeDeviceEvent),
    /// To a secret.
    Secret(SecretRef, SecretEvent),
    /// A domain's monitor said something (program `qemu`).
    Monitor(DomainRef, MonitorEvent),
}

impl Event {
    /// The kind that subscribers name to get this event.
    pub const fn kind(&self) -> EventKind {
        match self {
            Self::Domain(_, event) => EventKind::Domain(event.id()),
            Self::Network(_, NetworkEvent::Lifecycle(_)) => EventKind::NetworkLifecycle,
            Self::Network(_, NetworkEvent::MetadataChange { .. }) => {
                EventKind::NetworkMetadataChange
            }
            Self::StoragePool(_, StoragePoolEvent::Lifecycle(_)) => EventKind::StoragePoolLifecycle,
            Self::StoragePool(_, StoragePoolEvent::Refresh) => EventKind::StoragePoolRefresh,
            Self::NodeDevice(_, NodeDeviceEvent::Lifecycle(_)) => EventKind::NodeDeviceLifecycle,
            Self::NodeDevice(_, NodeDeviceEvent::Update) => EventKind::NodeDeviceUpdate,
            Self::Secret(_, SecretEvent::Lifecycle(_)) => EventKind::SecretLifecycle,
            Self::Secret(_, SecretEvent::ValueChanged) => EventKind::SecretValueChanged,
            Self::Monitor(..) => EventKind::Monitor,
        }
    }

    /// What a subscriber's object filter is compared with: a UUID, or a name where there is none.
    pub fn object(&self) -> ObjectKey<'_> {
        match self {
            Self::Domain(object, _) | Self::Monitor(object, _) => ObjectKey::Uuid(object.uuid),
            Self::Network(object, _) => ObjectKey::Uuid(object.uuid),
            Self::StoragePool(object, _) => ObjectKey::Uuid(object.uuid),
            Self::NodeDevice(object, _) => ObjectKey::Name(&object.name),
            Self::Secret(object, _) => ObjectKey::Uuid(object.uuid),
        }
    }
}

/// What an object is known by in a filter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ObjectKey<'a> {
    /// The sixteen raw bytes of a UUID.
    Uuid([u8; 16]),
    /// A name.
    Name(&'a str),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_round_trip() {
        for event in 0..9 {
            for detail in 0..12 {
                if let Some(value) = DomainLifecycle::from_numbers(event, detail) {
                    assert_eq!(value.numbers(), (event, detail));
                }
            }
        }
        assert_eq!(DomainLifecycle::from_numbers(5, 7), None);
        assert_eq!(DomainLifecycle::from_numbers(9, 0), None);
        assert_eq!(DomainEventId::from_number(28), None);
        assert_eq!(DomainEventId::ALL.len(), 28);
    }

    #[test]
    fn every_kind_has_a_bit_of_its_own() {
        let mut kinds: Vec<EventKind> =
            DomainEventId::ALL.iter().map(|id| EventKind::Domain(*id)).collect();
        for id in 0..2 {
            kinds.extend(EventKind::network(id));
            kinds.extend(EventKind::storage_pool(id));
            kinds.extend(EventKind::node_device(id));
            kinds.extend(EventKind::secret(id));
        }
        kinds.push(EventKind::Monitor);
        let mut seen: Vec<usize> = kinds.iter().map(|kind| kind.index()).collect();
        seen.sort_unstable();
        assert_eq!(seen, (0..EventKind::COUNT).collect::<Vec<_>>());
        const { assert!(EventKind::COUNT <= 64) };
    }
}
