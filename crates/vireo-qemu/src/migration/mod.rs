//! A guest's memory on its way: to another host, from one, or to a file.
//!
//! | module | what |
//! |---|---|
//! | [`source`] | Begin, Perform, Confirm: the guest leaves |
//! | [`destination`] | Prepare, Finish: the guest comes |
//! | [`peer2peer`] | the source's daemon drives all of it |
//! | [`postcopy`] | the guest runs there before its memory is there; broken and resumed |
//! | [`recover`] | a daemon that was killed in the middle comes back |
//! | [`decide`] | what becomes of the guest when it breaks |
//! | [`phase`], [`record`], [`held`] | how far it is, what is written down of it, what is kept between calls |
//! | [`arrivals`] | which guests ran here, for a source that got no answer |
//! | [`params`], [`checks`] | what is asked for, and what speaks against it |
//! | [`cookie`], [`figures`] | what the two sides tell each other |
//! | [`uri`], [`tunnel`], [`memlock`] | where the memory goes, the way through the daemons, and what is pinned for it |
//! | [`storage`], [`bitmaps`], [`graphics`], [`tls`], [`certificate`] | disks, displays, encryption |
//! | [`outgoing`] | one sending of the guest by QEMU: live migration, save and dump are users of it |
//! | [`settings`] | QEMU's migration capabilities and parameters, set for one sending and put back |
//! | [`stats`] | QEMU's figures as statistics of the job |
//! | [`watch`] | what QEMU's events and clients say of the long job that runs |
//! | [`tuning`] | bandwidth, downtime and cache, by default and on the fly |

pub mod arrivals;
pub mod bitmaps;
pub mod certificate;
pub mod checks;
pub mod cookie;
pub mod decide;
pub mod destination;
pub mod figures;
pub mod graphics;
pub mod held;
pub mod memlock;
pub mod outgoing;
pub mod params;
pub mod peer2peer;
pub mod phase;
pub mod postcopy;
pub mod record;
pub mod recover;
pub mod settings;
pub mod source;
pub mod stats;
pub mod storage;
pub mod tls;
pub mod tuning;
pub mod tunnel;
pub mod uri;
pub mod watch;

use std::collections::VecDeque;
use std::sync::Mutex;
use std::time::Duration;

use uuid::Uuid;
use vireo_api::{Error, Result};
use vireo_model::abi::{self, Volatile};
use vireo_model::domain::Domain;
use vireo_qmp::command::{QueryMigrate, QueryMigrateCapabilities};

use crate::driver::{Core, lock};
use crate::error;
use crate::live::Guest;
use crate::process::transition::Run;

/// How long a cancelled sending may take to end.
const CANCEL: Duration = Duration::from_secs(30);

/// Who takes part, as cookies have it.
fn parties(name: &str, uuid: Uuid) -> cookie::Parties {
    cookie::Parties {
        name: name.to_owned(),
        uuid,
        hostname: vireo_host::node::hostname(),
        hostuuid: crate::host_identity::uuid(),
    }
}

/// What a guest's QEMU can do in a migration.
async fn capabilities_of(run: &Run) -> Result<Vec<String>> {
    let all = run.live.run(&QueryMigrateCapabilities).await?;
    Ok(all.into_iter().map(|one| one.capability).collect())
}

/// Whether its QEMU says why a guest cannot be sent.
pub(crate) fn tells_blockers(run: &Run) -> bool {
    run.live.emulator.has(vireo_model::fill::Cap::MigrationBlockedReasons)
}

/// Why a guest cannot be sent, as its QEMU says.
async fn blockers(run: &Run) -> Result<Vec<String>> {
    Ok(run.live.run(&QueryMigrate).await?.blocked_reasons)
}

/// How many snapshots a guest has.
fn snapshots(core: &Core, guest: &Guest) -> usize {
    let dir = core.layout.snapshot().join(&*guest.name());
    let Ok(entries) = std::fs::read_dir(dir) else { return 0 };
    let is_one = |path: &std::path::Path| path.extension().is_some_and(|ending| ending == "xml");
    entries.flatten().filter(|entry| is_one(&entry.path())).count()
}

/// Refuses a definition that the guest could tell from its own; the text names both values.
fn same_abi(source: &Domain, target: &Domain) -> Result<()> {
    abi::check(source, target, Volatile::Skip).map_err(error::fill)
}

/// The other side uses the guest's shared files: whoever ends here leaves their owners alone.
fn leave_labels(run: &Run) {
    let Some(config) = run.guest.peek(|view| view.live_config.clone()) else { return };
    let declared = run.core.config.shared_filesystems.as_deref().unwrap_or_default();
    let shared = crate::devices::files(&config).into_iter();
    let shared: Vec<String> = shared.filter(|path| checks::is_shared(path, declared)).collect();
    let mut ledger = lock(&run.live.ledger);
    for path in shared {
        ledger.strike(vireo_runtime::ledger::ResourceKind::Label, &path);
    }
}

/// The run of a guest is over: so is the migration that nobody works on.
pub(crate) fn run_ended(run: &Run) {
    let Some(held) = run.guest.extra.held.run_ended() else { return };
    if held.side == phase::Side::Destination {
        if let (Some(ticket), phase::Phase::Prepare) = (held.ticket, held.phase) {
            let core = std::sync::Arc::clone(&run.core);
            tokio::spawn(async move { arrivals::forget(&core, ticket).await });
        }
        let name = run.guest.name();
        let text = format!("QEMU unexpectedly closed the monitor (vm='{name}')");
        run.core.migration_errors.keep(&name, error::internal(text));
    }
}

/// Why guests that came are gone again, for the Finish that asks after them.
#[derive(Debug, Default)]
pub struct Errors(Mutex<VecDeque<(String, Error)>>);

/// Most errors that are kept.
const MOST_ERRORS: usize = 64;

impl Errors {
    fn keep(&self, name: &str, error: Error) {
        let mut all = lock(&self.0);
        all.retain(|(kept, _)| kept != name);
        if all.len() == MOST_ERRORS {
            all.pop_front();
        }
        all.push_back((name.to_owned(), error));
    }

    fn take(&self, name: &str) -> Option<Error> {
        let mut all = lock(&self.0);
        let at = all.iter().position(|(kept, _)| kept == name)?;
        all.remove(at).map(|(_, error)| error)
    }
}
