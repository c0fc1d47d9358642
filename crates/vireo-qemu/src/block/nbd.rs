//! Nodes shown to other hosts over NBD: the destination of storage migration.
//!
//! ```text
//! nbd::start(&run.live, &nbd::Address::Tcp { host: "::", port: 49153 }, None).await?;
//! nbd::export_disk(&run, "vda", "drive-virtio-disk0").await?;
//! // … the source copies …
//! nbd::stop(&run.live).await?;
//! ```

use serde_json::{Value, json};
use vireo_api::Result;
use vireo_qmp::command::{BlockExportAdd, BlockExportDel, NbdServerStart, NbdServerStop};

use super::mirror;
use crate::live::Live;
use crate::process::transition::Run;

/// Where an NBD server listens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Address<'a> {
    /// A TCP port.
    Tcp {
        /// Name or address of an interface of this host, without brackets.
        host: &'a str,
        /// The port.
        port: u16,
    },
    /// A socket in the file system.
    Unix {
        /// Its path.
        path: &'a str,
    },
}

impl Address<'_> {
    /// As QEMU's old socket addresses are written.
    fn legacy(self) -> Value {
        match self {
            Self::Tcp { host, port } => {
                json!({"type": "inet", "data": {"host": host, "port": port.to_string()}})
            }
            Self::Unix { path } => json!({"type": "unix", "data": {"path": path}}),
        }
    }

    /// Properties of a node that is a client of this server (`blockdev-add`), without a name.
    #[must_use]
    pub fn client(self, export: &str) -> crate::process::argv::Props {
        let server = match self {
            Self::Tcp { host, port } => {
                json!({"type": "inet", "host": host, "port": port.to_string()})
            }
            Self::Unix { path } => json!({"type": "unix", "path": path}),
        };
        crate::process::argv::Props::new()
            .str("driver", "nbd")
            .value("server", server)
            .str("export", export)
    }
}

/// Starts the NBD server of a QEMU; it has one at most. `tls` names a credentials object.
///
/// # Errors
/// It runs already; QEMU can't listen there.
pub async fn start(live: &Live, at: Address<'_>, tls: Option<&str>) -> Result<()> {
    let addr = at.legacy();
    let command = NbdServerStart { addr: &addr, tls_creds: tls, max_connections: None };
    live.run(&command).await.map(drop)
}

/// Shows a node, to be written to, under a name.
///
/// # Errors
/// There is no server, or the node is in use.
pub async fn export(live: &Live, node: &str, name: &str) -> Result<()> {
    let id = export_id(node);
    let command = BlockExportAdd {
        kind: "nbd",
        id: &id,
        node_name: node,
        writable: true,
        name: Some(name),
        bitmaps: None,
    };
    live.run(&command).await.map(drop)
}

/// Shows the top image of a disk, to be written to, under a name.
///
/// # Errors
/// There is no such disk; as [`export`].
pub async fn export_disk(run: &Run, target: &str, name: &str) -> Result<()> {
    let disk = mirror::disk(run, target)?;
    export(&run.live, &mirror::device(run, &disk)?, name).await
}

/// Shows a node no longer.
///
/// # Errors
/// It was not shown.
pub async fn unexport(live: &Live, node: &str) -> Result<()> {
    let command = BlockExportDel { id: &export_id(node), mode: None };
    live.run(&command).await.map(drop)
}

/// Ends the server, and with it all exports.
///
/// # Errors
/// There is none.
pub async fn stop(live: &Live) -> Result<()> {
    live.run(&NbdServerStop).await.map(drop)
}

fn export_id(node: &str) -> String {
    format!("libvirt-nbd-{node}")
}

#[cfg(test)]
mod tests {
    use super::*;

    // REQ: Q-MIG-19
    #[test]
    fn addresses_are_written_as_each_side_wants_them() {
        let tcp = Address::Tcp { host: "::1", port: 49153 };
        assert_eq!(
            tcp.legacy().to_string(),
            r#"{"type":"inet","data":{"host":"::1","port":"49153"}}"#
        );
        assert_eq!(
            Address::Unix { path: "/s" }.client("drive-x").to_string(),
            r#"{"driver":"nbd","server":{"type":"unix","path":"/s"},"export":"drive-x"}"#
        );
    }
}
