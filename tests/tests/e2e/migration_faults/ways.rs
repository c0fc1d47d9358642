//! The ways in which a guest is migrated while something breaks.

use vireo_tests::link::{Link, Passing};

/// How the guest stands when its migration begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Starts {
    Running,
    /// Its user paused it.
    Paused,
    /// Only its definition goes.
    Off,
}

/// Who goes from one daemon to the other, in which protocol.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Protocol {
    Third,
    /// Without typed parameters.
    ThirdPlain,
    Second,
}

/// A way to migrate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Way {
    pub name: &'static str,
    /// Words for virsh.
    pub flags: &'static [&'static str],
    pub protocol: Protocol,
    pub starts: Starts,
}

const fn way(name: &'static str, flags: &'static [&'static str]) -> Way {
    Way { name, flags, protocol: Protocol::Third, starts: Starts::Running }
}

impl Way {
    const fn by(self, protocol: Protocol) -> Self {
        Self { protocol, ..self }
    }

    const fn from(self, starts: Starts) -> Self {
        Self { starts, ..self }
    }

    pub fn has(&self, flag: &str) -> bool {
        self.flags.contains(&flag)
    }

    /// The source's daemon drives.
    pub fn is_by_peer(&self) -> bool {
        self.has("--p2p")
    }

    /// The client drives, and the source hears nothing after it sent all.
    pub fn ends_blindly(&self) -> bool {
        self.protocol == Protocol::Second && !self.is_by_peer()
    }

    /// It does not run at its destination.
    pub fn arrives_paused(&self) -> bool {
        self.starts == Starts::Paused || self.has("--suspend")
    }

    /// Features that the destination says it lacks.
    pub fn lacks(&self) -> &'static [u32] {
        match self.protocol {
            Protocol::Third => &[],
            Protocol::ThirdPlain => &[13],
            Protocol::Second => &[6, 13],
        }
    }

    /// All words after the guest and the destination.
    pub fn words(&self) -> Vec<String> {
        let place = self.has("--tunnelled") || self.has("--offline") || self.has("--migrateuri");
        let place: &[&str] = if place { &[] } else { &["--migrateuri", "tcp://127.0.0.1"] };
        let live: &[&str] = if self.has("--offline") { &[] } else { &["--live"] };
        [live, self.flags, place].concat().into_iter().map(str::to_owned).collect()
    }

    /// A link to the destination's daemon, as old as this way has it.
    pub fn link(
        &self,
        path: &std::path::Path,
        to: &std::path::Path,
        watch: impl FnMut(Passing) -> vireo_tests::link::Act + Send + 'static,
    ) -> Link {
        Link::to_old(path, to, self.lacks(), watch)
    }
}

/// Driven by the client.
pub const DIRECT: &[Way] = &[
    way("direct", &[]),
    way("direct, paused", &[]).from(Starts::Paused),
    way("direct, to be paused", &["--suspend"]),
    way("direct, persistent", &["--persistent", "--undefinesource"]),
    way("direct, another name", &["--dname", "h", "--persistent"]),
    way("direct, multifd", &["--parallel", "--parallel-connections", "2"]),
];

/// Driven by the source's daemon.
pub const BY_PEER: &[Way] = &[
    way("peer", &["--p2p"]),
    way("peer, paused", &["--p2p"]).from(Starts::Paused),
    way("peer, to be paused", &["--p2p", "--suspend", "--abort-on-error"]),
    way("peer, persistent", &["--p2p", "--persistent", "--undefinesource"]),
    way("peer, another name", &["--p2p", "--dname", "h", "--persistent"]),
    way("peer, compressed", &["--p2p", "--compressed", "--auto-converge"]),
];

/// The memory goes through the daemons.
pub const TUNNELLED: &[Way] = &[
    way("tunnelled", &["--p2p", "--tunnelled"]),
    way("tunnelled, persistent", &["--p2p", "--tunnelled", "--persistent", "--dname", "h"]),
    way("tunnelled, plain", &["--p2p", "--tunnelled"]).by(Protocol::ThirdPlain),
    way("tunnelled, old", &["--p2p", "--tunnelled"]).by(Protocol::Second),
];

/// Disks go, too.
pub const COPIED: &[Way] = &[
    way("copied", &["--copy-storage-all"]),
    way("copied, peer", &["--p2p", "--copy-storage-all"]),
    way(
        "copied in part, peer",
        &["--p2p", "--copy-storage-inc", "--copy-storage-synchronous-writes"],
    ),
];

/// To a daemon of long ago.
pub const OLD: &[Way] = &[
    way("direct, plain", &["--persistent"]).by(Protocol::ThirdPlain),
    way("direct, old", &["--persistent"]).by(Protocol::Second),
    way("peer, plain", &["--p2p"]).by(Protocol::ThirdPlain),
    way("peer, old", &["--p2p", "--persistent"]).by(Protocol::Second),
];

/// The guest is off.
pub const OFFLINE: &[Way] = &[
    way("offline", &["--offline", "--persistent"]).from(Starts::Off),
    way("offline, peer", &["--p2p", "--offline", "--persistent", "--undefinesource"])
        .from(Starts::Off),
];
