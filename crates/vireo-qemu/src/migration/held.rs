//! A migration between the calls that make it up: the job's token, kept with the domain, tied to
//! the connection that drives it.
//!
//! ```text
//!            keep                     take
//!   empty ─────────► waiting ─────────────────► at work ──► keep, or over
//!                       │ its connection closes    │ its connection closes
//!                       ▼                          ▼
//!              ended by its phase          told when it is kept again
//! ```

use std::sync::{Arc, Mutex, PoisonError};

use uuid::Uuid;
use vireo_api::consts::MIGRATE_TLS;
use vireo_api::{ConnectionId, Result};
use vireo_runtime::close::OnClose;
use vireo_runtime::job::{AsyncToken, JobStats};
use vireo_runtime::ledger::BoxFuture;
use vireo_runtime::ports::Port;

use super::params::Request;
use super::phase::{Phase, Side};
use super::settings::Settings;
use crate::driver::Core;
use crate::error::not_valid;
use crate::live::Guest;
use crate::process::transition::Run;

/// A migration under way.
#[derive(Debug)]
pub struct Held {
    /// The job.
    pub token: AsyncToken,
    /// Which end.
    pub side: Side,
    /// How far.
    pub phase: Phase,
    /// What was asked for.
    pub request: Request,
    /// Who drives it.
    pub connection: ConnectionId,
    /// The guest's CPUs ran when it began.
    pub was_running: bool,
    /// The guest's name on the source.
    pub name: String,
    /// Source: what QEMU's settings were before.
    pub original: Option<Settings>,
    /// Source: figures of what was sent.
    pub stats: Option<JobStats>,
    /// When these figures were taken, on the source: a post-copy migration goes on after that.
    pub sent: Option<tokio::time::Instant>,
    /// Destination: ports that QEMU listens on.
    pub ports: Vec<Port>,
    /// Destination: prepared by a call of the second protocol.
    pub second_protocol: bool,
    /// Destination: disks come over NBD.
    pub nbd: bool,
    /// The migration's name in questions after a lost answer.
    pub ticket: Option<Uuid>,
    /// Destination: names of what its QEMU can do, when it was asked.
    pub own: Vec<String>,
}

impl Held {
    /// One that begins: nothing is known of it but what was asked for, `name` is the guest's on the
    /// source.
    #[must_use]
    pub fn new(
        token: AsyncToken,
        side: Side,
        phase: Phase,
        request: Request,
        connection: ConnectionId,
        name: String,
    ) -> Self {
        Self {
            token,
            side,
            phase,
            request,
            connection,
            was_running: false,
            name,
            original: None,
            stats: None,
            sent: None,
            ports: Vec::new(),
            second_protocol: false,
            nbd: false,
            ticket: None,
            own: Vec::new(),
        }
    }

    /// A migration away that is taken up by its own record.
    #[must_use]
    pub fn of_source(token: AsyncToken, run: &Run, flags: u32, was_running: bool) -> Self {
        let (nobody, name) = (super::postcopy::NOBODY, run.guest.name().to_string());
        let request = Request::plain(flags, None, None, None, 0);
        let new = Self::new(token, Side::Source, Phase::None, request, nobody, name);
        Self { was_running, ..new }
    }
}

/// Where a domain keeps its migration.
#[derive(Debug, Default)]
pub struct Slot(Mutex<State>);

#[derive(Debug, Default)]
enum State {
    #[default]
    Empty,
    Waiting(Box<Held>),
    /// A call works on it; whether its connection closed meanwhile.
    AtWork {
        owner: ConnectionId,
        abandoned: bool,
    },
}

/// What became of a migration that was to be kept.
#[derive(Debug)]
pub enum Kept {
    /// It waits for its next call.
    Waiting,
    /// There will be none: its connection closed.
    Abandoned(Box<Held>),
}

impl Slot {
    fn lock(&self) -> std::sync::MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A call begins a migration: it is at work.
    pub fn begin(&self, owner: ConnectionId) {
        *self.lock() = State::AtWork { owner, abandoned: false };
    }

    /// Takes it up for its next call.
    pub fn take(&self, side: Side) -> Option<Held> {
        let mut state = self.lock();
        match std::mem::take(&mut *state) {
            State::Waiting(held) if held.side == side => {
                *state = State::AtWork { owner: held.connection, abandoned: false };
                Some(*held)
            }
            other => {
                *state = other;
                None
            }
        }
    }

    /// Keeps it until its next call.
    #[must_use]
    pub fn keep(&self, held: Held) -> Kept {
        let mut state = self.lock();
        let abandoned = matches!(&*state, State::AtWork { abandoned: true, .. });
        if abandoned {
            return Kept::Abandoned(Box::new(held));
        }
        *state = State::Waiting(Box::new(held));
        Kept::Waiting
    }

    /// Keeps one that broke after the switch of post-copy: it belongs to no connection any more, and
    /// waits to be resumed.
    pub fn keep_broken(&self, mut held: Held) {
        held.phase = Phase::PostcopyFailed;
        held.connection = super::postcopy::NOBODY;
        *self.lock() = State::Waiting(Box::new(held));
    }

    /// The call that works on it is of another connection than the last one.
    pub fn own(&self, connection: ConnectionId) {
        if let State::AtWork { owner, .. } = &mut *self.lock() {
            *owner = connection;
        }
    }

    /// Changes what waits.
    pub fn change(&self, change: impl FnOnce(&mut Held)) {
        if let State::Waiting(held) = &mut *self.lock() {
            change(held);
        }
    }

    /// It is over.
    pub fn clear(&self) {
        *self.lock() = State::Empty;
    }

    /// Its connection closed: what waited, or a note for the call that works on it. Tells whether
    /// one does.
    fn abandon(&self, connection: ConnectionId) -> (Option<Held>, bool) {
        let mut state = self.lock();
        match std::mem::take(&mut *state) {
            State::Waiting(held) if held.connection == connection => {
                *state = State::AtWork { owner: connection, abandoned: true };
                (Some(*held), false)
            }
            State::AtWork { owner, .. } if owner == connection => {
                *state = State::AtWork { owner, abandoned: true };
                (None, true)
            }
            other => {
                *state = other;
                (None, false)
            }
        }
    }

    /// The guest's run is over: what waited is over with it.
    pub fn run_ended(&self) -> Option<Held> {
        let mut state = self.lock();
        match std::mem::take(&mut *state) {
            State::Waiting(held) => Some(*held),
            other @ (State::Empty | State::AtWork { .. }) => {
                *state = other;
                None
            }
        }
    }

    /// Whether there is a migration.
    pub fn is_some(&self) -> bool {
        !matches!(&*self.lock(), State::Empty)
    }
}

/// Takes up the migration of a domain for its next call.
///
/// # Errors
/// There is none of that side, or another call works on it.
pub fn take(guest: &Guest, side: Side) -> Result<Held> {
    guest.extra.held.take(side).ok_or_else(|| {
        let way = match side {
            Side::Source => "outgoing",
            Side::Destination => "incoming",
        };
        not_valid(format!("domain '{}' is not processing {way} migration", guest.name()))
    })
}

/// QEMU's settings are again those of before; its credentials go. What goes wrong is logged: the
/// guest can be sent again all the same.
pub async fn put_back(run: &Run, held: &mut Held) {
    if run.live.is_ending() {
        return;
    }
    if let Some(original) = held.original.take() {
        if let Err(error) = original.apply(&run.live).await {
            tracing::warn!(guest = %run.guest.name(), %error, "migration settings stay");
        }
    }
    if held.request.has(MIGRATE_TLS) {
        super::tls::remove(run).await;
    }
}

/// Writes a phase down, then enters it.
///
/// # Errors
/// It cannot follow the present one; it cannot be written down, and is not entered then: a daemon
/// that comes back would judge by another one.
pub async fn enter(run: &Run, held: &mut Held, phase: Phase) -> Result<()> {
    if !held.phase.may_become(phase) {
        let (from, to) = (held.phase.word(), phase.word());
        return Err(not_valid(format!("migration protocol going backwards {from} => {to}")));
    }
    let set = |phase| {
        run.live.record(|record| {
            if let Some(record) = record {
                record.phase = phase;
            }
        });
    };
    set(phase);
    if let Err(error) = run.core.try_save_status(&run.guest).await {
        set(held.phase);
        return Err(error);
    }
    held.phase = phase;
    vireo_runtime::fail_point::fail_point(&format!("migration.{}", phase.word()));
    Ok(())
}

/// A connection closed: ends, or has ended, the migration of this domain that it drove.
pub fn connection_closed(core: &Arc<Core>, guest: &Arc<Guest>, connection: ConnectionId) {
    let (held, working) = guest.extra.held.abandon(connection);
    if working {
        // A source that sends stops; whatever else is at work ends by its own.
        if let Ok(run) = core.run_of(guest) {
            run.live.job.note(|seen| seen.abort = true);
        }
    }
    let Some(held) = held else { return };
    let (core, guest) = (Arc::clone(core), Arc::clone(guest));
    tokio::spawn(async move { abandoned(&core, &guest, held).await });
}

/// Nobody drives a migration any more: what its phase says.
pub fn abandoned<'a>(core: &'a Arc<Core>, guest: &'a Arc<Guest>, held: Held) -> BoxFuture<'a, ()> {
    // Ending one may find that another has to be ended.
    Box::pin(end_abandoned(core, guest, held))
}

async fn end_abandoned(core: &Arc<Core>, guest: &Arc<Guest>, held: Held) {
    let name = guest.name();
    tracing::warn!(guest = %name, phase = held.phase.word(), "migration was left by its client");
    match held.side {
        Side::Source => super::source::abandoned(core, guest, held).await,
        Side::Destination => super::destination::abandoned(core, guest, held).await,
    }
}

/// Ties a migration to the connection that drives it.
pub fn tie(core: &Core, guest: &Guest, connection: ConnectionId) {
    // A migration that begins is tied to nobody.
    let _ = core.close.tie(connection, guest.uuid(), OnClose::EndMigration);
}

/// Its connection no longer matters.
pub fn untie(core: &Core, guest: &Guest) {
    core.close.untie(guest.uuid(), OnClose::EndMigration);
}

/// It is over: nothing of it is kept.
pub fn over(core: &Core, guest: &Guest, run: Option<&Run>) {
    untie(core, guest);
    guest.extra.held.clear();
    if let Some(run) = run {
        super::storage::keep_images(run);
        run.live.record(|record| *record = None);
    }
}
