//! Other daemons as drivers see them (`vireo_api::peer`): peer-to-peer migration goes through here.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use bytes::Bytes;
use vireo_api::peer::{Keepalive, Peer, PeerStream, Peers};
use vireo_api::{Error, ErrorCode, ErrorDomain, Result};
use vireo_proto::Call;
use vireo_proto::remote::{self, call};
use vireo_rpc::RemoteError;
use vireo_xdr::Text;

use crate::{Client, ClientError, OpenOptions, Stream};

/// How long a peer may take for a step of a migration: starting a QEMU, taking the rest of a
/// guest's memory. A peer that is gone is noticed much earlier.
const STEP: Duration = Duration::from_secs(30 * 60);

/// Reaches daemons by their URIs.
#[derive(Debug, Clone, Copy, Default)]
pub struct Daemons;

#[async_trait]
impl Peers for Daemons {
    async fn connect(&self, uri: &str, keepalive: Keepalive) -> Result<Arc<dyn Peer>> {
        let options = OpenOptions {
            read_only: false,
            keepalive_interval: keepalive.interval,
            keepalive_count: keepalive.count,
        };
        let client = Client::open_with(uri, &options).await.map_err(told)?;
        Ok(Arc::new(Daemon { client }))
    }
}

/// A connection to a daemon.
struct Daemon {
    client: Client,
}

impl Daemon {
    async fn step<C: Call>(&self, args: &C::Args) -> Result<C::Ret> {
        self.client.within(STEP).call::<C>(args).await.map_err(told)
    }

    async fn open<C: Call>(&self, args: &C::Args) -> Result<(C::Ret, Box<dyn PeerStream>)> {
        let (ret, stream) = self.client.within(STEP).call_stream::<C>(args).await.map_err(told)?;
        Ok((ret, Box::new(Tunnel(stream))))
    }
}

#[async_trait]
impl Peer for Daemon {
    async fn supports_feature(&self, feature: i32) -> Result<bool> {
        self.client.supports_feature(feature).await.map_err(told)
    }

    async fn prepare2(
        &self,
        args: remote::DomainMigratePrepare2Args,
    ) -> Result<remote::DomainMigratePrepare2Ret> {
        self.step::<call::DomainMigratePrepare2>(&args).await
    }

    async fn finish2(
        &self,
        args: remote::DomainMigrateFinish2Args,
    ) -> Result<remote::DomainMigrateFinish2Ret> {
        self.step::<call::DomainMigrateFinish2>(&args).await
    }

    async fn prepare_tunnel(
        &self,
        args: remote::DomainMigratePrepareTunnelArgs,
    ) -> Result<Box<dyn PeerStream>> {
        Ok(self.open::<call::DomainMigratePrepareTunnel>(&args).await?.1)
    }

    async fn prepare3(
        &self,
        args: remote::DomainMigratePrepare3Args,
    ) -> Result<remote::DomainMigratePrepare3Ret> {
        self.step::<call::DomainMigratePrepare3>(&args).await
    }

    async fn prepare_tunnel3(
        &self,
        args: remote::DomainMigratePrepareTunnel3Args,
    ) -> Result<(remote::DomainMigratePrepareTunnel3Ret, Box<dyn PeerStream>)> {
        self.open::<call::DomainMigratePrepareTunnel3>(&args).await
    }

    async fn finish3(
        &self,
        args: remote::DomainMigrateFinish3Args,
    ) -> Result<remote::DomainMigrateFinish3Ret> {
        self.step::<call::DomainMigrateFinish3>(&args).await
    }

    async fn prepare3_params(
        &self,
        args: remote::DomainMigratePrepare3ParamsArgs,
    ) -> Result<remote::DomainMigratePrepare3ParamsRet> {
        self.step::<call::DomainMigratePrepare3Params>(&args).await
    }

    async fn prepare_tunnel3_params(
        &self,
        args: remote::DomainMigratePrepareTunnel3ParamsArgs,
    ) -> Result<(remote::DomainMigratePrepareTunnel3ParamsRet, Box<dyn PeerStream>)> {
        self.open::<call::DomainMigratePrepareTunnel3Params>(&args).await
    }

    async fn finish3_params(
        &self,
        args: remote::DomainMigrateFinish3ParamsArgs,
    ) -> Result<remote::DomainMigrateFinish3ParamsRet> {
        self.step::<call::DomainMigrateFinish3Params>(&args).await
    }

    async fn state(&self, uuid: [u8; 16]) -> Result<Option<(i32, i32)>> {
        let found = self
            .client
            .call::<call::DomainLookupByUuid>(&remote::DomainLookupByUuidArgs { uuid })
            .await;
        let dom = match found {
            Ok(found) => found.dom,
            Err(ClientError::Remote(error)) if error.code == ErrorCode::NoDomain as i32 => {
                return Ok(None);
            }
            Err(error) => return Err(told(error)),
        };
        let args = remote::DomainGetStateArgs { dom, flags: 0 };
        let state = self.client.call::<call::DomainGetState>(&args).await.map_err(told)?;
        Ok(Some((state.state, state.reason)))
    }

    async fn lost(&self) -> Error {
        let why = self.client.closed().await;
        tracing::info!(%why, "connection to the destination is lost");
        Error::new(ErrorCode::InternalError, ErrorDomain::Rpc, "client socket is closed")
    }

    fn is_lost(&self) -> bool {
        self.client.is_closed().is_some()
    }
}

/// A stream to a daemon.
struct Tunnel(Stream);

#[async_trait]
impl PeerStream for Tunnel {
    async fn send(&mut self, data: Bytes) -> Result<()> {
        self.0.send_bytes(data).await.map_err(told)
    }

    async fn finish(self: Box<Self>) -> Result<()> {
        self.0.finish().await.map_err(told)
    }
}

/// A failure as drivers know it: the daemon's own error where there is one.
fn told(error: ClientError) -> Error {
    let text = || error.to_string();
    match &error {
        ClientError::Remote(remote) => of_remote(remote),
        ClientError::Closed(_) => {
            Error::new(ErrorCode::InternalError, ErrorDomain::Rpc, "client socket is closed")
        }
        ClientError::Deadline => {
            Error::new(ErrorCode::OperationTimeout, ErrorDomain::Rpc, "the daemon does not answer")
        }
        ClientError::Connect(source) => {
            Error::system(ErrorDomain::Rpc, "unable to connect to server", source)
        }
        ClientError::Uri(_) => Error::new(ErrorCode::InvalidArg, ErrorDomain::Rpc, text()),
        ClientError::Authentication(_) => {
            Error::new(ErrorCode::AuthFailed, ErrorDomain::Rpc, text())
        }
        ClientError::Write(_)
        | ClientError::Xdr(_)
        | ClientError::Trailing(_)
        | ClientError::StreamEnded => Error::new(ErrorCode::Rpc, ErrorDomain::Rpc, text()),
    }
}

fn of_remote(error: &RemoteError) -> Error {
    let text =
        |text: &Option<Text>| text.as_ref().and_then(|text| text.to_str().ok()).map(str::to_owned);
    let code = ErrorCode::from_number(error.code).unwrap_or(ErrorCode::InternalError);
    let domain = ErrorDomain::from_number(error.domain).unwrap_or(ErrorDomain::None);
    let detail = text(&error.str2).or_else(|| text(&error.message)).unwrap_or_default();
    Error::new(code, domain, detail)
}
