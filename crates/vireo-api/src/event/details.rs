//! What the events of a domain tell besides its life.

numbered! {
    /// What the hypervisor did when the guest's watchdog fired.
    WatchdogAction {
        /// Nothing.
        None = 0,
        /// It paused the guest.
        Pause = 1,
        /// It reset the guest.
        Reset = 2,
        /// It switched the guest off.
        Poweroff = 3,
        /// It asked the guest to shut down.
        Shutdown = 4,
        /// It wrote a message.
        Debug = 5,
        /// It injected an NMI.
        InjectNmi = 6,
    }
}

numbered! {
    /// What followed an I/O error.
    IoErrorAction {
        /// Nothing: it was ignored.
        None = 0,
        /// The guest was paused.
        Pause = 1,
        /// The guest was told.
        Report = 2,
    }
}

numbered! {
    /// The phase of a graphics client's connection.
    GraphicsPhase {
        /// The connection came.
        Connect = 0,
        /// It was authenticated.
        Initialize = 1,
        /// It went.
        Disconnect = 2,
    }
}

numbered! {
    /// The family of a graphics client's address.
    GraphicsAddressFamily {
        /// IPv4.
        Ipv4 = 0,
        /// IPv6.
        Ipv6 = 1,
        /// A Unix socket; the node is its path.
        Unix = 2,
    }
}

/// One end of a graphics connection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GraphicsAddress {
    /// The address family.
    pub family: GraphicsAddressFamily,
    /// The host address or socket path.
    pub node: String,
    /// The service: a port as text, empty for a Unix socket.
    pub service: String,
}

/// One proof of who a graphics client is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GraphicsIdentity {
    /// The kind of name (`x509dname`, `saslUsername`).
    pub kind: String,
    /// The name.
    pub name: String,
}

numbered! {
    /// What kind of block job an event is about.
    BlockJobType {
        /// Not known.
        Unknown = 0,
        /// Block pull.
        Pull = 1,
        /// Block copy.
        Copy = 2,
        /// Block commit.
        Commit = 3,
        /// Block commit of the active layer.
        ActiveCommit = 4,
        /// Backup.
        Backup = 5,
    }
}

numbered! {
    /// How a block job stands.
    BlockJobStatus {
        /// It succeeded.
        Completed = 0,
        /// It failed.
        Failed = 1,
        /// It was cancelled.
        Canceled = 2,
        /// It can be pivoted or aborted.
        Ready = 3,
    }
}

numbered! {
    /// Why a disk's source changed.
    DiskChangeReason {
        /// A CD-ROM's or floppy's source was missing at start: the medium was taken out.
        ChangeMissingOnStart = 0,
        /// A disk's source was missing at start: the disk was taken out.
        DropMissingOnStart = 1,
    }
}

numbered! {
    /// How a removable medium's tray moved.
    TrayChangeReason {
        /// It opened.
        Open = 0,
        /// It closed.
        Close = 1,
    }
}

numbered! {
    /// Whether the guest agent is there.
    AgentState {
        /// It is.
        Connected = 1,
        /// It is not.
        Disconnected = 2,
    }
}

numbered! {
    /// Why the guest agent's state changed.
    AgentReason {
        /// Not known.
        Unknown = 0,
        /// The domain started.
        DomainStarted = 1,
        /// The agent's channel said so.
        Channel = 2,
    }
}

numbered! {
    /// Which part of the metadata changed.
    MetadataType {
        /// The description.
        Description = 0,
        /// The title.
        Title = 1,
        /// An application's element.
        Element = 2,
    }
}

numbered! {
    /// Whose memory failed.
    MemoryFailureRecipient {
        /// The hypervisor's own.
        Hypervisor = 0,
        /// The guest's.
        Guest = 1,
    }
}

numbered! {
    /// What was done about failed memory.
    MemoryFailureAction {
        /// Nothing: it can be ignored.
        Ignore = 0,
        /// An exception was injected into the guest.
        Inject = 1,
        /// The hypervisor cannot go on.
        Fatal = 2,
        /// The guest is reset.
        Reset = 3,
    }
}
