//! Peer-to-peer: the source's daemon drives the migration itself, through a connection of its own to
//! the destination's daemon. When an answer is lost, it asks again later before anything runs.

use std::sync::Arc;

use uuid::Uuid;
use vireo_api::consts::*;

use vireo_api::{CallContext, Error, ErrorCode, ErrorDomain, Result};
use vireo_runtime::domain::State;
use vireo_runtime::job::AsyncJob;

use crate::driver::QemuDriver;
use crate::error::{failed, internal, invalid_arg, operation_unsupported};
use crate::live::Guest;
use crate::migration::cookie::Cookie;
use crate::migration::decide::{self, Answer, AtSource};
use crate::migration::held::{self, Held};
use crate::migration::params::Request;
use crate::migration::phase::Phase;
use crate::migration::postcopy;
use crate::migration::source::{self, Begun, Road, Sending};
use crate::migration::uri::Place;
use crate::process::transition::Run;

mod ask;
mod talk;

pub use ask::ask;
use talk::{Prepared, Talk};

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
struct Outcome {
    /// All was sent, and Finish was to run the guest.
    sent: bool,
    /// What Finish came to.
    answer: Answer,
    /// The destination's last cookie.
    cookie: Vec<u8>,
}

impl Outcome {
    /// The guest was not sent.
    const STAYS: Self = Self { sent: false, answer: Answer::Failed, cookie: Vec::new() };
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
        let stays = |error| (Outcome::STAYS, Some(error));
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
        self.note_ticket(begun.ticket, &prepared.cookie);
        let place =
            prepared.uri.clone().or_else(|| request.text(MIGRATE_PARAM_URI).map(str::to_owned));
        let sent = self.send(held, &talk, prepared, place.clone()).await;
        let cancelled = sent.is_err();
        if cancelled && talk.peer.is_lost() {
            return (Outcome::STAYS, sent.err());
        }
        // A daemon that comes back has to know that it was sent: unknown, it is not sent.
        let sent = match self.note_finish(!cancelled).await {
            Ok(()) => sent,
            Err(error) => sent.and(Err(error)),
        };
        let cancelled = sent.is_err();
        let cookie = sent.clone().unwrap_or_default();
        let finished = talk.finish(&request, &name, place.as_deref(), cookie, cancelled).await;
        judge(sent, finished, talk.peer.is_lost())
    }

    async fn begin(&self, held: &mut Held) -> Result<Begun> {
        let begun = source::tell(self.driver, self.guest, &held.request).await?;
        held::enter(self.run, held, Phase::Begin3).await?;
        Ok(begun)
    }

    /// Notes how to ask after the guest, where the destination says that it can answer.
    fn note_ticket(&self, ticket: Option<Uuid>, cookie: &[u8]) {
        let theirs = Cookie::decode(cookie).ok().flatten().and_then(|cookie| cookie.ticket());
        self.run.live.record(|record| {
            if let Some(record) = record {
                record.ticket = ticket.filter(|ticket| theirs == Some(*ticket));
            }
        });
    }

    /// Notes that the destination is about to be told to run the guest, before it is.
    async fn note_finish(&self, sent: bool) -> Result<()> {
        let set = |sent| {
            self.run.live.record(|record| {
                if let Some(record) = record {
                    record.finish_sent = sent;
                }
            });
        };
        set(sent);
        if let Err(error) = self.run.core.try_save_status(self.guest).await {
            set(false);
            return Err(error);
        }
        vireo_runtime::fail_point::fail_point("migration.finish_sent");
        Ok(())
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
        let postcopy = postcopy::is_under_way(run);
        let cancelled = match decide::source_told(outcome.sent, outcome.answer, postcopy) {
            AtSource::Ends => false,
            AtSource::GoesOn
            | AtSource::KeepsBroken
            | AtSource::StopsSending
            | AtSource::Keeps
            | AtSource::Untouched => true,
            AtSource::Asks => {
                tracing::error!(guest = %guest.name(), uri = self.uri, "whether the guest has moved is not known, it stays paused");
                guest.extra.held.clear();
                let (driver, run, uri) = (driver.clone(), run.clone(), self.uri.to_owned());
                tokio::spawn(async move { ask(&driver, &run, &uri, Some(held)).await });
                return;
            }
        };
        let ended = source::conclude(driver, guest, run, held, &outcome.cookie, cancelled).await;
        if let Err(error) = ended {
            tracing::warn!(guest = %guest.name(), %error, "confirm");
        }
    }
}

/// What both sides' answers mean together. The first error is told (Q-MIG-16).
fn judge(
    sent: Result<Vec<u8>>,
    finished: Result<Vec<u8>>,
    is_lost: bool,
) -> (Outcome, Option<Error>) {
    let first = sent.err();
    let outcome = |answer, cookie| Outcome { sent: first.is_none(), answer, cookie };
    match finished {
        Ok(cookie) => (outcome(Answer::Done, cookie), first),
        Err(second) => {
            let lost = is_lost || second.code() == ErrorCode::OperationTimeout;
            let answer = if lost { Answer::Lost } else { Answer::Failed };
            let outcome = outcome(answer, Vec::new());
            let told = match first {
                Some(first) => merged(first, &second),
                None if is_lost => {
                    failed("Lost connection to destination host while it was to run the guest")
                }
                None => second,
            };
            (outcome, Some(told))
        }
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
