//! What can happen to a network, a storage pool, a node device or a secret.

use super::MetadataType;

numbered! {
    /// The life of a network (`virNetworkEventLifecycleType`); its detail is always 0.
    NetworkLifecycle {
        /// Its definition appeared or changed.
        Defined = 0,
        /// Its definition went away.
        Undefined = 1,
        /// It started.
        Started = 2,
        /// It stopped.
        Stopped = 3,
    }
}

/// What happened to a network.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum NetworkEvent {
    /// Its life took a turn.
    Lifecycle(NetworkLifecycle),
    /// Metadata changed; `nsuri` for an application's element.
    MetadataChange { kind: MetadataType, nsuri: Option<String> },
}

numbered! {
    /// The life of a storage pool (`virStoragePoolEventLifecycleType`); its detail is always 0.
    StoragePoolLifecycle {
        /// Its definition appeared or changed.
        Defined = 0,
        /// Its definition went away.
        Undefined = 1,
        /// It started.
        Started = 2,
        /// It stopped.
        Stopped = 3,
        /// Its target was built.
        Created = 4,
        /// Its target was deleted.
        Deleted = 5,
    }
}

/// What happened to a storage pool.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StoragePoolEvent {
    /// Its life took a turn.
    Lifecycle(StoragePoolLifecycle),
    /// Its volumes were read again.
    Refresh,
}

numbered! {
    /// The life of a node device (`virNodeDeviceEventLifecycleType`); its detail is always 0.
    NodeDeviceLifecycle {
        /// It appeared.
        Created = 0,
        /// It went away.
        Deleted = 1,
        /// Its definition appeared.
        Defined = 2,
        /// Its definition went away.
        Undefined = 3,
    }
}

/// What happened to a node device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NodeDeviceEvent {
    /// Its life took a turn.
    Lifecycle(NodeDeviceLifecycle),
    /// Its properties changed.
    Update,
}

numbered! {
    /// The life of a secret (`virSecretEventLifecycleType`); its detail is always 0.
    SecretLifecycle {
        /// Its definition appeared or changed.
        Defined = 0,
        /// Its definition went away.
        Undefined = 1,
    }
}

/// What happened to a secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SecretEvent {
    /// Its life took a turn.
    Lifecycle(SecretLifecycle),
    /// It has a new value.
    ValueChanged,
}
