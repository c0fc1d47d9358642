//! Another daemon, as a driver sees it: what a peer-to-peer migration needs of the destination.
//! Whoever puts the daemon together says how peers are reached; a driver knows no RPC.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use bytes::Bytes;
use vireo_proto::remote;

use crate::error::{Error, Result};

/// Reaches other daemons.
#[async_trait]
pub trait Peers: Send + Sync {
    /// Connects to the daemon of a URI and opens it. It is asked every `keepalive.interval`
    /// whether it lives.
    ///
    /// # Errors
    /// Nobody answers there, or refuses.
    async fn connect(&self, uri: &str, keepalive: Keepalive) -> Result<Arc<dyn Peer>>;
}

/// How a silent peer is noticed.
#[derive(Debug, Clone, Copy)]
pub struct Keepalive {
    /// Silence after which it is asked; zero never.
    pub interval: Duration,
    /// Unanswered questions after which it is lost.
    pub count: u32,
}

/// A connection to another daemon. It closes with its last handle.
#[async_trait]
pub trait Peer: Send + Sync {
    /// Whether the daemon has a feature.
    ///
    /// # Errors
    /// It does not answer.
    async fn supports_feature(&self, feature: i32) -> Result<bool>;

    /// Prepare of protocol 2.
    ///
    /// # Errors
    /// The peer's.
    async fn prepare2(
        &self,
        args: remote::DomainMigratePrepare2Args,
    ) -> Result<remote::DomainMigratePrepare2Ret>;

    /// Finish of protocol 2.
    ///
    /// # Errors
    /// The peer's.
    async fn finish2(
        &self,
        args: remote::DomainMigrateFinish2Args,
    ) -> Result<remote::DomainMigrateFinish2Ret>;

    /// Prepare of protocol 2 with a tunnel.
    ///
    /// # Errors
    /// The peer's.
    async fn prepare_tunnel(
        &self,
        args: remote::DomainMigratePrepareTunnelArgs,
    ) -> Result<Box<dyn PeerStream>>;

    /// Prepare of protocol 3.
    ///
    /// # Errors
    /// The peer's.
    async fn prepare3(
        &self,
        args: remote::DomainMigratePrepare3Args,
    ) -> Result<remote::DomainMigratePrepare3Ret>;

    /// Prepare of protocol 3 with a tunnel.
    ///
    /// # Errors
    /// The peer's.
    async fn prepare_tunnel3(
        &self,
        args: remote::DomainMigratePrepareTunnel3Args,
    ) -> Result<(remote::DomainMigratePrepareTunnel3Ret, Box<dyn PeerStream>)>;

    /// Finish of protocol 3.
    ///
    /// # Errors
    /// The peer's.
    async fn finish3(
        &self,
        args: remote::DomainMigrateFinish3Args,
    ) -> Result<remote::DomainMigrateFinish3Ret>;

    /// Prepare of protocol 3 with typed parameters.
    ///
    /// # Errors
    /// The peer's.
    async fn prepare3_params(
        &self,
        args: remote::DomainMigratePrepare3ParamsArgs,
    ) -> Result<remote::DomainMigratePrepare3ParamsRet>;

    /// Prepare of protocol 3 with typed parameters and a tunnel.
    ///
    /// # Errors
    /// The peer's.
    async fn prepare_tunnel3_params(
        &self,
        args: remote::DomainMigratePrepareTunnel3ParamsArgs,
    ) -> Result<(remote::DomainMigratePrepareTunnel3ParamsRet, Box<dyn PeerStream>)>;

    /// Finish of protocol 3 with typed parameters.
    ///
    /// # Errors
    /// The peer's.
    async fn finish3_params(
        &self,
        args: remote::DomainMigrateFinish3ParamsArgs,
    ) -> Result<remote::DomainMigrateFinish3ParamsRet>;

    /// How a guest stands there: state and reason; `None` when the daemon knows none.
    ///
    /// # Errors
    /// It does not answer.
    async fn state(&self, uuid: [u8; 16]) -> Result<Option<(i32, i32)>>;

    /// Waits until the connection is lost, and says why.
    async fn lost(&self) -> Error;

    /// Whether the connection is lost.
    fn is_lost(&self) -> bool;
}

/// A stream to another daemon.
#[async_trait]
pub trait PeerStream: Send {
    /// Sends bytes; waits while the other side does not take them.
    ///
    /// # Errors
    /// The stream is broken.
    async fn send(&mut self, data: Bytes) -> Result<()>;

    /// All is sent; waits for the other side's word.
    ///
    /// # Errors
    /// The other side's.
    async fn finish(self: Box<Self>) -> Result<()>;
}

/// No other daemon can be reached.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoPeers;

#[async_trait]
impl Peers for NoPeers {
    async fn connect(&self, _uri: &str, _keepalive: Keepalive) -> Result<Arc<dyn Peer>> {
        let text = "other daemons cannot be reached from here";
        Err(Error::new(crate::ErrorCode::OperationUnsupported, crate::ErrorDomain::Qemu, text))
    }
}
