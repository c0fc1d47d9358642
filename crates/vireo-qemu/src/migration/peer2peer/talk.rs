//! What is said to the destination's daemon, in the oldest form that it needs.

use std::sync::Arc;
use std::time::Duration;

use vireo_api::consts::*;
use vireo_api::peer::{Keepalive, Peer, PeerStream};
use vireo_api::{Error, ErrorCode, ErrorDomain, Result};
use vireo_proto::remote;
use vireo_xdr::{Opaque, Text};

use crate::driver::Core;
use crate::error::failed;
use crate::migration::params::Request;
use crate::migration::source::Begun;

const V3: i32 = 6;
const P2P: i32 = 4;
const OFFLINE: i32 = 12;
const PARAMS: i32 = 13;

/// What both daemons speak.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Protocol {
    Params,
    V3,
    V2,
}

/// A conversation with the destination.
pub(super) struct Talk {
    pub(super) peer: Arc<dyn Peer>,
    protocol: Protocol,
}

pub(super) fn keepalive(driver: &Core) -> Keepalive {
    let seconds = u64::try_from(driver.config.keepalive_interval).unwrap_or(0);
    Keepalive { interval: Duration::from_secs(seconds), count: driver.config.keepalive_count }
}

/// What Prepare answered.
pub(super) struct Prepared {
    pub(super) cookie: Vec<u8>,
    pub(super) uri: Option<String>,
    pub(super) stream: Option<Box<dyn PeerStream>>,
}

impl Talk {
    pub(super) async fn open(driver: &Core, uri: &str, request: &Request) -> Result<Self> {
        let told = |error: Error| {
            failed(format!("Failed to connect to remote libvirt URI {uri}: {error}"))
        };
        let peer = driver.peers.connect(uri, keepalive(driver)).await.map_err(told)?;
        if !peer.supports_feature(P2P).await? {
            return Err(failed(
                "Destination libvirt does not support peer-to-peer migration protocol",
            ));
        }
        if request.has(MIGRATE_OFFLINE) && !peer.supports_feature(OFFLINE).await? {
            let text = "offline migration is not supported by the destination host";
            return Err(Error::new(ErrorCode::ArgumentUnsupported, ErrorDomain::Qemu, text));
        }
        let protocol = if peer.supports_feature(PARAMS).await? {
            Protocol::Params
        } else if peer.supports_feature(V3).await? {
            Protocol::V3
        } else {
            Protocol::V2
        };
        if protocol != Protocol::Params && request.needs_params() {
            let text = "Migration APIs with extensible parameters are not supported but extended parameters were passed";
            return Err(Error::new(ErrorCode::ArgumentUnsupported, ErrorDomain::Qemu, text));
        }
        Ok(Self { peer, protocol })
    }

    /// Flags that are the source's business alone stay here.
    fn flags(request: &Request) -> u32 {
        request.flags
            & !(MIGRATE_ABORT_ON_ERROR | MIGRATE_AUTO_CONVERGE | MIGRATE_CHANGE_PROTECTION)
    }

    pub(super) async fn prepare(
        &self,
        request: &Request,
        name: &str,
        begun: &Begun,
    ) -> Result<Prepared> {
        let flags = Self::flags(request);
        let tunnelled = request.has(MIGRATE_TUNNELLED);
        let text = |name: &str| request.text(name).map(Text::from);
        let cookie_in = Opaque(begun.cookie.clone());
        let uri_in = text(MIGRATE_PARAM_URI);
        let dname = text(MIGRATE_PARAM_DEST_NAME);
        let resource = request.number(MIGRATE_PARAM_BANDWIDTH).unwrap_or(0);
        let dom_xml = Text::from(begun.xml.as_str());
        let wide = u64::from(flags);
        let string = |uri: Option<Text>| uri.and_then(|uri| uri.to_str().ok().map(str::to_owned));
        let plain = |cookie: Opaque, uri| Prepared { cookie: cookie.0, uri, stream: None };
        Ok(match (self.protocol, tunnelled) {
            (Protocol::Params, _) => {
                let mut out = request.clone();
                out.set_text(MIGRATE_PARAM_DEST_XML, begun.xml.clone());
                if out.text(MIGRATE_PARAM_DEST_NAME).is_none() {
                    out.set_text(MIGRATE_PARAM_DEST_NAME, name);
                }
                let params = out.for_peer().into_vec();
                if tunnelled {
                    let args =
                        remote::DomainMigratePrepareTunnel3ParamsArgs { params, cookie_in, flags };
                    let (ret, stream) = self.peer.prepare_tunnel3_params(args).await?;
                    Prepared { cookie: ret.cookie_out.0, uri: None, stream: Some(stream) }
                } else {
                    let args = remote::DomainMigratePrepare3ParamsArgs { params, cookie_in, flags };
                    let ret = self.peer.prepare3_params(args).await?;
                    plain(ret.cookie_out, string(ret.uri_out))
                }
            }
            (Protocol::V3, true) => {
                let args = remote::DomainMigratePrepareTunnel3Args {
                    cookie_in,
                    flags: wide,
                    dname,
                    resource,
                    dom_xml,
                };
                let (ret, stream) = self.peer.prepare_tunnel3(args).await?;
                Prepared { cookie: ret.cookie_out.0, uri: None, stream: Some(stream) }
            }
            (Protocol::V3, false) => {
                let args = remote::DomainMigratePrepare3Args {
                    cookie_in,
                    uri_in,
                    flags: wide,
                    dname,
                    resource,
                    dom_xml,
                };
                let ret = self.peer.prepare3(args).await?;
                plain(ret.cookie_out, string(ret.uri_out))
            }
            (Protocol::V2, true) => {
                let args = remote::DomainMigratePrepareTunnelArgs {
                    flags: wide,
                    dname,
                    resource,
                    dom_xml,
                };
                let stream = self.peer.prepare_tunnel(args).await?;
                Prepared { cookie: Vec::new(), uri: None, stream: Some(stream) }
            }
            (Protocol::V2, false) => {
                let args = remote::DomainMigratePrepare2Args {
                    uri_in,
                    flags: wide,
                    dname,
                    resource,
                    dom_xml,
                };
                let ret = self.peer.prepare2(args).await?;
                plain(Opaque(Vec::new()), string(ret.uri_out))
            }
        })
    }

    /// Has the guest run there, or given up; gives the last cookie.
    pub(super) async fn finish(
        &self,
        request: &Request,
        name: &str,
        uri: Option<&str>,
        cookie: Vec<u8>,
        cancelled: bool,
    ) -> Result<Vec<u8>> {
        let flags = Self::flags(request);
        let dname = request.text(MIGRATE_PARAM_DEST_NAME).unwrap_or(name);
        let cookie_in = Opaque(cookie);
        let wide = u64::from(flags);
        let cancelled = i32::from(cancelled);
        match self.protocol {
            Protocol::Params => {
                let mut params = vireo_proto::TypedParams::new();
                if let Some(uri) = uri {
                    params.string(MIGRATE_PARAM_URI, uri);
                }
                params.string(MIGRATE_PARAM_DEST_NAME, dname);
                let params = params.into_vec();
                let args =
                    remote::DomainMigrateFinish3ParamsArgs { params, cookie_in, flags, cancelled };
                Ok(self.peer.finish3_params(args).await?.cookie_out.0)
            }
            Protocol::V3 => {
                let args = remote::DomainMigrateFinish3Args {
                    dname: dname.into(),
                    cookie_in,
                    dconnuri: None,
                    uri: uri.map(Text::from),
                    flags: wide,
                    cancelled,
                };
                Ok(self.peer.finish3(args).await?.cookie_out.0)
            }
            Protocol::V2 => {
                let args = remote::DomainMigrateFinish2Args {
                    dname: dname.into(),
                    cookie: Opaque(Vec::new()),
                    uri: uri.unwrap_or_default().into(),
                    flags: wide,
                    retcode: cancelled,
                };
                self.peer.finish2(args).await.map(|_| Vec::new())
            }
        }
    }
}
