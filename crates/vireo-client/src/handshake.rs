//! What a stock client says first.

use std::time::Duration;

use vireo_proto::remote::{
    AuthType, ConnectOpenArgs, ConnectSupportsFeatureArgs,
    call::{
        AuthList, AuthPolkit, ConnectClose, ConnectGetUri, ConnectOpen, ConnectSupportsFeature,
    },
};

use crate::{Client, ClientError, Transport, Uri};

/// Feature: the keepalive program is answered (`VIR_DRV_FEATURE_PROGRAM_KEEPALIVE`).
const SUPPORTS_KEEPALIVE: i32 = 10;
/// Feature: events can be registered for with callbacks and domains
/// (`VIR_DRV_FEATURE_REMOTE_EVENT_CALLBACK`).
pub const SUPPORTS_EVENT_CALLBACK: i32 = 14;
/// Feature: the daemon tells when a connection of its own closes
/// (`VIR_DRV_FEATURE_REMOTE_CLOSE_CALLBACK`).
pub const SUPPORTS_CLOSE_CALLBACK: i32 = 15;

/// `VIR_CONNECT_RO`
const CONNECT_RO: u32 = 1;

/// How to open a connection.
#[derive(Debug, Clone)]
pub struct OpenOptions {
    /// Name no changing call.
    pub read_only: bool,
    /// Seconds of silence after which the daemon is pinged; zero for never.
    pub keepalive_interval: Duration,
    /// Pings that may stay unanswered.
    pub keepalive_count: u32,
}

impl Default for OpenOptions {
    /// Read-write, with the keepalive of stock clients.
    fn default() -> Self {
        Self { read_only: false, keepalive_interval: Duration::from_secs(5), keepalive_count: 5 }
    }
}

impl Client {
    /// Connects to `uri` and opens it, read-write.
    ///
    /// # Errors
    ///
    /// No connection, no authentication that we have, or the daemon's error.
    pub async fn open(uri: &str) -> Result<Self, ClientError> {
        Self::open_with(uri, &OpenOptions::default()).await
    }

    /// Connects to `uri` and opens it.
    ///
    /// # Errors
    ///
    /// As [`Client::open`].
    pub async fn open_with(uri: &str, options: &OpenOptions) -> Result<Self, ClientError> {
        let uri = Uri::parse(uri, options.read_only)?;
        let client = match &uri.transport {
            Transport::Unix(path) => Self::connect_unix(path).await?,
            Transport::Tcp { host, port } => Self::connect_tcp(host, *port).await?,
            Transport::Ssh(ssh) => Self::new(ssh.connect()?),
        };
        client.handshake(&uri.name, options).await?;
        Ok(client)
    }

    /// Authenticates, asks for the keepalive and opens `name` (the daemon picks when
    /// it is empty) on a connection that is fresh.
    ///
    /// # Errors
    ///
    /// As [`Client::open`].
    pub async fn handshake(&self, name: &str, options: &OpenOptions) -> Result<(), ClientError> {
        self.authenticate().await?;
        if self.supports_feature(SUPPORTS_KEEPALIVE).await? {
            self.keepalive(options.keepalive_interval, options.keepalive_count)?;
        }
        let args = ConnectOpenArgs {
            // Always there, as the stock client: without a name the daemon refuses.
            name: Some(name.into()),
            flags: if options.read_only { CONNECT_RO } else { 0 },
        };
        self.call::<ConnectOpen>(&args).await
    }

    async fn authenticate(&self) -> Result<(), ClientError> {
        let offered = self.call::<AuthList>(&()).await?.types;
        if offered.is_empty() || offered.contains(&AuthType::AuthNone) {
            return Ok(());
        }
        if offered.contains(&AuthType::AuthPolkit) {
            self.call::<AuthPolkit>(&()).await?;
            return Ok(());
        }
        Err(ClientError::Authentication(format!("{offered:?}")))
    }

    /// Does the daemon, or the driver behind it, have this feature
    /// (`VIR_DRV_FEATURE_*`)?
    ///
    /// # Errors
    ///
    /// As [`Client::call`].
    pub async fn supports_feature(&self, feature: i32) -> Result<bool, ClientError> {
        let args = ConnectSupportsFeatureArgs { feature };
        Ok(self.call::<ConnectSupportsFeature>(&args).await?.supported != 0)
    }

    /// The URI that the daemon has opened.
    ///
    /// # Errors
    ///
    /// As [`Client::call`].
    pub async fn uri(&self) -> Result<String, ClientError> {
        Ok(self.call::<ConnectGetUri>(&()).await?.uri.to_string())
    }

    /// Says goodbye as a stock client does, and closes the connection.
    ///
    /// # Errors
    ///
    /// The daemon's error; the connection is closed in any case.
    pub async fn disconnect(self) -> Result<(), ClientError> {
        let told = self.call::<ConnectClose>(&()).await;
        self.close().await;
        told
    }
}
