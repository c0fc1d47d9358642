//! Peer-to-peer: the source's daemon drives the migration itself, through a connection of its own to
//! the destination's daemon. When an answer is lost, it asks again later before anything runs.

use std::sync::Arc;
use std::time::Duration;

use vireo_api::consts::*;
use vireo_api::peer::{Keepalive, Peer, PeerStream};
use vireo_api::{CallContext, Error, ErrorCode, ErrorDomain, Result};
use vireo_proto::remote;
use vireo_runtime::domain::{PausedReason, State};
use vireo_runtime::job::AsyncJob;
use vireo_xdr::{Opaque, Text};

use super::held::{self, Held};
use super::params::Request;
use super::phase::Phase;
use super::source::{self, Begun, Road, Sending};
use super::uri::Place;
use super::{postcopy, tls};
use crate::driver::{Core, QemuDriver};
use crate::error::{failed, internal, invalid_arg, operation_unsupported};
use crate::live::Guest;
use crate::process::transition::Run;

const V3: i32 = 6;
const P2P: i32 = 4;
const OFFLINE: i32 = 12;
const PARAMS: i32 = 13;

/// Pause between two questions after a guest whose fate is not known.
const ASK_AGAIN: Duration = Duration::from_secs(10);

/// What both daemons speak.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Protocol {
    Params,
    V3,
    V2,
}

/// A conversation with the destination.
struct Talk {
    peer: Arc<dyn Peer>,
    protocol: Protocol,
}

/// Moves a guest to the daemon of `uri`.
///
/// # Errors
/// The first that went wrong on either side.
pub async fn perform(
    driver: &QemuDriver,
    cx: &CallContext,
    guest: &Arc<Guest>,
    mut request: Request,
    uri: &str,
) -> Result<Vec<u8>> {
    if request.has(MIGRATE_OFFLINE) {
        return offline(driver, cx, guest, &request, uri).await;
    }
    let resume = request.has(MIGRATE_POSTCOPY_RESUME);
    let begun = if resume {
        let begun = postcopy::begin(driver, cx, guest, &request).await?;
        request.flags |= MIGRATE_CHANGE_PROTECTION;
        Some(begun)
    } else {
        request.flags &= !MIGRATE_CHANGE_PROTECTION;
        None
    };
    let mut held = source::take_up(driver, cx, guest, request).await?;
    // The daemon drives it from here on, whether the client stays or not.
    held::untie(driver, guest);
    let run = driver.run_of(guest)?;
    run.live.record(|record| {
        if let Some(record) = record {
            record.peer = Some(uri.to_owned());
        }
    });
    let moving = Moving { driver, cx, guest, run: &run, uri };
    let (outcome, error) = moving.go(&mut held, begun).await;
    moving.end(held, outcome).await;
    match error {
        Some(error) => Err(error),
        None => Ok(Vec::new()),
    }
}

/// How it ended.
#[derive(Debug)]
enum Outcome {
    /// The guest runs there.
    Moved(Vec<u8>),
    /// It stays here.
    Stays,
    /// Nobody here knows.
    InDoubt,
}

/// Only the definition moves.
async fn offline(
    driver: &QemuDriver,
    cx: &CallContext,
    guest: &Arc<Guest>,
    request: &Request,
    uri: &str,
) -> Result<Vec<u8>> {
    let _job = guest.begin_async(AsyncJob::MigrationOut, cx.api).await?;
    let talk = Talk::open(driver, uri, request).await?;
    let begun = source::tell(driver, guest, request).await?;
    let name = guest.name();
    talk.prepare(request, &name, &begun).await?;
    talk.finish(request, &name, None, Vec::new(), false).await?;
    if request.has(MIGRATE_UNDEFINE_SOURCE) {
        source::forget(driver, guest).await?;
    }
    Ok(Vec::new())
}

struct Moving<'a> {
    driver: &'a QemuDriver,
    cx: &'a CallContext,
    guest: &'a Arc<Guest>,
    run: &'a Run,
    uri: &'a str,
}

impl Moving<'_> {
    /// Goes through all steps; gives what became of the guest, and the error to tell.
    async fn go(&self, held: &mut Held, begun: Option<Begun>) -> (Outcome, Option<Error>) {
        let stays = |error| (Outcome::Stays, Some(error));
        let talk = match Talk::open(self.driver, self.uri, &held.request).await {
            Ok(talk) => talk,
            Err(error) => return stays(error),
        };
        let begun = match begun {
            Some(begun) => begun,
            None => match self.begin(held).await {
                Ok(begun) => begun,
                Err(error) => return stays(error),
            },
        };
        if self.run.guest.peek(|view| matches!(view.state, State::Paused(_)))
            && !held.request.has(MIGRATE_POSTCOPY_RESUME)
        {
            held.request.flags |= MIGRATE_PAUSED;
        }
        let (request, name) = (held.request.clone(), held.name.clone());
        let prepared = match talk.prepare(&request, &name, &begun).await {
            Ok(prepared) => prepared,
            Err(error) => return stays(error),
        };
        let place =
            prepared.uri.clone().or_else(|| request.text(MIGRATE_PARAM_URI).map(str::to_owned));
        let sent = self.send(held, &talk, prepared, place.clone()).await;
        let cancelled = sent.is_err();
        if cancelled && talk.peer.is_lost() {
            return (Outcome::Stays, sent.err());
        }
        self.note_finish(!cancelled).await;
        let cookie = sent.clone().unwrap_or_default();
        let finished = talk.finish(&request, &name, place.as_deref(), cookie, cancelled).await;
        judge(sent, finished, &talk)
    }

    async fn begin(&self, held: &mut Held) -> Result<Begun> {
        tls::refuse(&held.request, &self.driver.config)?;
        let begun = source::tell(self.driver, self.guest, &held.request).await?;
        held::enter(self.run, held, Phase::Begin3).await?;
        Ok(begun)
    }

    /// Notes that the destination is about to be told to run the guest, before it is.
    async fn note_finish(&self, sent: bool) {
        self.run.live.record(|record| {
            if let Some(record) = record {
                record.finish_sent = sent;
            }
        });
        self.run.core.save_status(self.guest).await;
        vireo_runtime::fail_point::fail_point("migration.finish_sent");
    }

    async fn send(
        &self,
        held: &mut Held,
        talk: &Talk,
        prepared: Prepared,
        place: Option<String>,
    ) -> Result<Vec<u8>> {
        if let Some(place) = &place {
            held.request.set_text(MIGRATE_PARAM_URI, place.clone());
        }
        if held.request.has(MIGRATE_POSTCOPY_RESUME) {
            return postcopy::resume(self.run, held).await;
        }
        let first = Phase::Perform3;
        let host = host_of(self.uri);
        let sending = Sending {
            run: self.run,
            api: self.cx.api,
            config: &self.driver.config,
            peer_host: host.as_deref(),
        };
        let peer = Arc::clone(&talk.peer);
        let lost = async move { peer.lost().await };
        match prepared.stream {
            Some(stream) => {
                sending.send(held, &prepared.cookie, Road::Tunnel(stream), first, lost).await
            }
            None => {
                let place =
                    place.ok_or_else(|| internal("domainMigratePrepare3 did not set uri"))?;
                let place = Place::parse(&place)?;
                sending.send(held, &prepared.cookie, Road::Direct(&place), first, lost).await
            }
        }
    }

    /// Ends the migration here by what became of it.
    async fn end(&self, held: Held, outcome: Outcome) {
        let (driver, guest, run) = (self.driver, self.guest, self.run);
        match outcome {
            Outcome::Moved(cookie) => {
                if let Err(error) = source::conclude(driver, guest, run, held, &cookie, false).await
                {
                    tracing::warn!(guest = %guest.name(), %error, "confirm");
                }
            }
            Outcome::Stays => {
                if let Err(error) = source::conclude(driver, guest, run, held, &[], true).await {
                    tracing::warn!(guest = %guest.name(), %error, "confirm");
                }
            }
            Outcome::InDoubt => {
                if postcopy::is_under_way(run) {
                    let mut held = held;
                    postcopy::source_broke(run, &mut held).await;
                    guest.extra.held.keep_broken(held);
                    return;
                }
                tracing::error!(guest = %guest.name(), uri = self.uri, "whether the guest has moved is not known, it stays paused");
                guest.extra.held.clear();
                let (driver, run, uri) = (driver.clone(), run.clone(), self.uri.to_owned());
                tokio::spawn(async move { ask(&driver, &run, &uri, Some(held)).await });
            }
        }
    }
}

/// What both sides' answers mean together. The first error is told (Q-MIG-16).
fn judge(
    sent: Result<Vec<u8>>,
    finished: Result<Vec<u8>>,
    talk: &Talk,
) -> (Outcome, Option<Error>) {
    match (sent, finished) {
        (Ok(_), Ok(cookie)) => (Outcome::Moved(cookie), None),
        (Ok(_), Err(_)) if talk.peer.is_lost() => {
            let text = "Lost connection to destination host while it was to run the guest";
            (Outcome::InDoubt, Some(failed(text)))
        }
        (Ok(_), Err(error)) if error.code() == ErrorCode::OperationTimeout => {
            (Outcome::InDoubt, Some(error))
        }
        (Ok(_), Err(error)) => (Outcome::Stays, Some(error)),
        (Err(first), Ok(_)) => (Outcome::Stays, Some(first)),
        (Err(first), Err(second)) => (Outcome::Stays, Some(merged(first, &second))),
    }
}

/// The source's error with the destination's, where that says more.
fn merged(first: Error, second: &Error) -> Error {
    let from_qemu = |error: &Error| error.domain() == ErrorDomain::Qemu;
    let both = from_qemu(&first)
        && first.code() == ErrorCode::OperationFailed
        && from_qemu(second)
        && second.code() != ErrorCode::MigrateFinishOk;
    if !both {
        return first;
    }
    failed(format!(
        "migration failed. Message from the source host: {first}. Message from the destination host: {second}"
    ))
}

/// Asks the destination after a guest until it says where that runs, or somebody here decides.
pub async fn ask(driver: &QemuDriver, run: &Run, uri: &str, held: Option<Held>) {
    let held_stats = held.as_ref().and_then(|held| held.stats.clone());
    let original = held.as_ref().and_then(|held| held.original.clone());
    let (was_running, flags) = run.live.record(|record| {
        record.as_ref().map_or((true, 0), |record| (record.was_running, record.flags))
    });
    // Whoever administers the guest may do with it what they want meanwhile.
    drop(held);
    let undecided = || {
        !run.live.is_ending()
            && run.is_present()
            && run.guest.peek(|view| matches!(view.state, State::Paused(PausedReason::Migration)))
    };
    while undecided() {
        match state_there(driver, run, uri).await {
            Ok(Some(true)) => {
                let Some(token) = run
                    .guest
                    .jobs()
                    .try_begin_async(AsyncJob::MigrationOut, "virDomainMigratePerform3Params")
                else {
                    continue;
                };
                let mut held = Held::of_source(token, run, flags, was_running);
                held.stats = held_stats;
                source::end_as_migrated(driver, &run.guest, run, held, None).await;
                return;
            }
            Ok(Some(false)) => {}
            Ok(None) => {
                if !undecided() {
                    return;
                }
                if let Some(original) = &original {
                    let _ = original.apply(&run.live).await;
                }
                source::resume(run, was_running).await;
                break;
            }
            Err(error) => tracing::debug!(guest = %run.guest.name(), %error, "destination"),
        }
        tokio::time::sleep(ASK_AGAIN).await;
    }
    run.live.record(|record| *record = None);
    run.core.save_status(&run.guest).await;
}

/// Whether the guest runs there, is there but does not run, or is not there.
async fn state_there(driver: &Core, run: &Run, uri: &str) -> Result<Option<bool>> {
    let peer = driver.peers.connect(uri, keepalive(driver)).await?;
    let state = peer.state(run.guest.uuid().into_bytes()).await?;
    const RUNNING: i32 = 1;
    const SHUTOFF: i32 = 5;
    const PAUSED: i32 = 3;
    Ok(match state {
        None | Some((SHUTOFF, _)) => None,
        Some((RUNNING, _)) => Some(true),
        // Migrated and paused there as asked, by its user.
        Some((PAUSED, 1)) => Some(true),
        Some(_) => Some(false),
    })
}

fn keepalive(driver: &Core) -> Keepalive {
    let seconds = u64::try_from(driver.config.keepalive_interval).unwrap_or(0);
    Keepalive { interval: Duration::from_secs(seconds), count: driver.config.keepalive_count }
}

/// The host of a connection URI.
fn host_of(uri: &str) -> Option<String> {
    let (_, rest) = uri.split_once("://")?;
    let authority = rest.split(['/', '?']).next()?;
    let place = authority.rsplit_once('@').map_or(authority, |(_, place)| place);
    let host = match place.strip_prefix('[') {
        Some(rest) => rest.split_once(']')?.0,
        None => place.split_once(':').map_or(place, |(host, _)| host),
    };
    (!host.is_empty()).then(|| host.to_owned())
}

/// What Prepare answered.
struct Prepared {
    cookie: Vec<u8>,
    uri: Option<String>,
    stream: Option<Box<dyn PeerStream>>,
}

impl Talk {
    async fn open(driver: &Core, uri: &str, request: &Request) -> Result<Self> {
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

    async fn prepare(&self, request: &Request, name: &str, begun: &Begun) -> Result<Prepared> {
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
    async fn finish(
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

/// Refuses what a peer-to-peer call must not bring.
///
/// # Errors
/// A cookie; no place to connect to.
pub fn check_call(cookie: &[u8], uri: &str) -> Result<()> {
    if !cookie.is_empty() {
        return Err(operation_unsupported("received unexpected cookie with P2P migration"));
    }
    if uri.is_empty() {
        return Err(invalid_arg("missing destination URI of peer-to-peer migration"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_of_uris() {
        assert_eq!(host_of("qemu+tcp://b:7/system"), Some("b".to_owned()));
        assert_eq!(host_of("qemu+ssh://me@b/system?x=y"), Some("b".to_owned()));
        assert_eq!(host_of("qemu+tcp://[::1]/system"), Some("::1".to_owned()));
        assert_eq!(host_of("qemu+unix:///system?socket=/x"), None);
    }

    /// REQ: Q-MIG-16
    #[test]
    fn the_first_error_is_told_with_the_others_words() {
        let first = failed("job 'migration out' failed: no");
        let ok = Error::new(ErrorCode::MigrateFinishOk, ErrorDomain::Qemu, "");
        assert_eq!(merged(first.clone(), &ok), first);
        let text = merged(first, &internal("gone")).to_string();
        assert!(
            text.contains("source host: operation failed: job")
                && text.contains("destination host: internal error: gone"),
            "{text}"
        );
    }
}
