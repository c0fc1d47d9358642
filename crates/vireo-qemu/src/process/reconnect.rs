//! Taking guests over that ran on while no daemon watched them.
//!
//! Each guest is listed at once as its status file has it; QEMU is asked behind that, so that one
//! that does not answer costs nobody else anything. A guest whose process is gone is told as
//! stopped; one that had not come to run is ended.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use uuid::Uuid;
use vireo_api::event::{DomainEvent, DomainLifecycle, Event, ShutdownDetail};
use vireo_api::{Error, ErrorCode, ErrorDomain, Result};
use vireo_host::process::{Process, StopPlan};
use vireo_model::domain::Domain;
use vireo_model::fill::Emulator;
use vireo_qmp::command::QueryStatus;
use vireo_qmp::types::RunState;
use vireo_runtime::domain::{
    Definition, PausedReason, PmSuspendedReason, RunningReason, ShutoffReason, State, View,
};
use vireo_runtime::ledger::{Ledger, ResourceKind};
use vireo_runtime::registry::Found;
use vireo_runtime::status::Status;
use vireo_runtime::store::{definition_names, read_text};
use vireo_xml::Mode;

use super::transition::Run;
use super::{events, launch, learn};
use crate::definition::{CODEC, uuid_of};
use crate::devices;
use crate::driver::{Core, QemuDriver};
use crate::error;
use crate::live::{Ending, Guest, Live, Parts, Qemu, Taint};
use crate::migration::record::Record;
use crate::status::{self, Kept};

/// How long a QEMU that is asked again may take: it may be stuck for long and come back.
const PATIENCE: Duration = Duration::from_secs(24 * 3600);

/// How long the kernel has to end a process.
const LAST_WAIT: Duration = Duration::from_secs(30);

/// Takes over all guests that there are status files of.
pub async fn all(driver: &QemuDriver) {
    let dir = driver.layout.state();
    let names = match definition_names(&dir) {
        Ok(names) => names,
        Err(error) => {
            tracing::error!(%error, "cannot look for running guests");
            return;
        }
    };
    for name in names {
        let path = dir.join(format!("{name}.xml"));
        if let Err(error) = one(driver, &path).await {
            tracing::error!(path = %path.display(), %error, "guest cannot be taken over");
        }
    }
}

/// A status file, understood.
struct StatusFile {
    status: Status,
    domain: Domain,
    uuid: Uuid,
    id: u32,
}

fn read(path: &std::path::Path) -> Result<StatusFile> {
    let text = read_text(path).map_err(|e| error::system("cannot read status file", &e))?;
    let status = Status::parse(&text)?;
    let domain = Domain::parse(&status.domain.text, Mode::STATUS).map_err(|e| error::xml(&e))?;
    let bad = |what: &str| Error::new(ErrorCode::InternalError, ErrorDomain::Qemu, what);
    let id = domain.id.ok_or_else(|| bad("no id in the status file"))?;
    domain.uuid.ok_or_else(|| bad("no UUID in the status file"))?;
    Ok(StatusFile { uuid: uuid_of(&domain), status, domain, id })
}

/// Takes one guest over.
async fn one(driver: &QemuDriver, path: &std::path::Path) -> Result<()> {
    let found = read(path)?;
    driver.registry.keep_id(found.id);
    let kept =
        status::kept(&found.status, super::start::paths(driver, found.id, &found.domain.name));
    let guest = place(driver, &found).await?;
    for taint in &found.status.taints {
        if let Some(taint) = Taint::from_flag(taint) {
            guest.extra.taint(taint);
        }
    }
    let mut ledger = ledger(driver, &found, &kept);
    let helpers = crate::helper::keep(driver, &kept.paths, &found.domain, &mut ledger);
    let group = crate::tuning::cgroup::find(driver, &found.domain, found.id, &mut ledger);
    let Some(process) = process(&found, &kept) else {
        tracing::info!(guest = %guest.name(), "gone while no daemon watched");
        return bury(driver, &guest, &found, ledger).await;
    };
    match connect(&found, kept, process, ledger) {
        Ok((live, events)) => {
            if let Some(group) = group {
                live.set_cgroup(group);
            }
            let run = publish(driver, &guest, &found, live);
            crate::helper::watch(&run, helpers);
            let restored = run.live.facts.load().restored.is_some();
            let starting = status::was_starting(&found.status) && !restored;
            tokio::spawn(take_over(run, events, found.domain, starting));
            Ok(())
        }
        Err((error, ledger)) => {
            tracing::error!(guest = %guest.name(), %error, "cannot be reached, is ended");
            bury(driver, &guest, &found, ledger).await
        }
    }
}

/// The domain of a status file: a known one, or a transient one that is not known yet.
async fn place(driver: &QemuDriver, found: &StatusFile) -> Result<Arc<Guest>> {
    match driver.registry.claim(found.uuid, &found.domain.name).await? {
        Found::Known(guest) => Ok(guest),
        Found::Free(claim) => {
            let mut view = View::<Qemu>::new(found.domain.name.as_str());
            view.config = Some(Definition::from_value(&Arc::new(found.domain.clone()), &CODEC));
            Ok(claim.insert(view))
        }
    }
}

/// The process of a status file, if it is still that one.
fn process(found: &StatusFile, kept: &Kept) -> Option<Process> {
    let process = Process::attach(found.status.pid, kept.start_time).ok()?;
    if kept.start_time.is_some() {
        return Some(process);
    }
    // A file of the reference's: its command line tells.
    let args = vireo_host::procfs::command_line(found.status.pid).ok()?;
    let uuid = found.uuid.to_string();
    args.iter().any(|arg| *arg == uuid.as_bytes()).then_some(process)
}

/// What the run holds, entered again.
fn ledger(core: &Core, found: &StatusFile, kept: &Kept) -> Ledger {
    let mut ledger = Ledger::new();
    for dir in [&kept.paths.lib_dir, &kept.paths.channel_dir] {
        let dir: PathBuf = dir.clone();
        let name = dir.to_string_lossy().into_owned();
        ledger.enter(ResourceKind::File, name, move || async move {
            let _ = std::fs::remove_dir_all(&dir);
            Ok(())
        });
    }
    let monitor = kept.paths.monitor.clone();
    let name = monitor.to_string_lossy().into_owned();
    ledger.enter(ResourceKind::File, name, move || async move {
        let _ = std::fs::remove_file(&monitor);
        Ok(())
    });
    let user = core.guest_user.as_ref().map(|user| (user.uid, user.gid));
    if let Some(user) = user.filter(|_| core.config.dynamic_ownership != Some(false)) {
        let nodes = devices::chardev::nodes(&found.domain);
        for path in devices::files(&found.domain).into_iter().chain(nodes) {
            ledger.enter(ResourceKind::Label, path.clone(), move || async move {
                crate::security::restore(std::path::Path::new(&path), user);
                Ok(())
            });
        }
    }
    devices::keep(core, &found.domain, &mut ledger);
    ledger
}

type Connected = (Arc<Live>, vireo_qmp::Events);

fn connect(
    found: &StatusFile,
    kept: Kept,
    process: Process,
    ledger: Ledger,
) -> Result<Connected, (Error, Ledger)> {
    let emulator = Arc::new(emulator(found, &kept));
    let connected = launch::connect(
        &kept.paths.monitor,
        &found.domain.name,
        kept.record.as_ref().is_some_and(Record::may_get_stuck),
    );
    let (client, events) = match connected {
        Ok(connected) => connected,
        Err(source) => {
            return Err((error::system("failed to connect to monitor socket", &source), ledger));
        }
    };
    let live = Live::new(Parts {
        id: found.id,
        monitor: client,
        process,
        paths: kept.paths,
        emulator,
        facts: kept.facts,
        ledger,
        agent_timeout: kept.agent_timeout,
        patience: PATIENCE,
    });
    live.hint(|hints| hints.fake_reboot = kept.fake_reboot);
    live.blocks.restore(kept.block_jobs);
    live.record(|record| *record = kept.record);
    Ok((Arc::new(live), events))
}

/// The binary as the status file tells of it: what is at its path by now may be another.
fn emulator(found: &StatusFile, kept: &Kept) -> Emulator {
    Emulator {
        path: found.domain.devices.emulator.clone().unwrap_or_default(),
        arch: found.domain.os.arch.clone().unwrap_or_default(),
        caps: kept.caps,
        ..Emulator::default()
    }
}

/// Lists the guest as its status file has it.
fn publish(core: &Arc<Core>, guest: &Arc<Guest>, found: &StatusFile, live: Arc<Live>) -> Run {
    let domain = Arc::new(found.domain.clone());
    let (id, state) = (found.id, found.status.state);
    let present = Arc::clone(&live);
    guest.update(|view| {
        view.id = Some(id);
        view.live = Some(present);
        view.live_config = Some(domain);
        view.state = state;
    });
    core.running_changed();
    Run { core: Arc::clone(core), guest: Arc::clone(guest), live }
}

/// Asks QEMU how the guest stands, then follows it.
async fn take_over(run: Run, events: vireo_qmp::Events, domain: Domain, starting: bool) {
    let name = run.guest.name();
    if starting {
        tracing::info!(guest = %name, "had not come to run, is ended");
        run.live.intend(Ending::FAILED);
        run.ask_to_end();
    } else if run.live.record(|record| record.as_ref().is_some_and(Record::has_moved)) {
        // By what was written alone: its QEMU may have nothing to say any more.
        tracing::info!(guest = %name, "runs elsewhere, is ended");
        events::spawn(run.clone(), events);
        if let Err(error) = run.end(Ending::MIGRATED, false).await {
            tracing::error!(guest = %name, %error, "the guest that left is still here");
        }
        return;
    } else {
        let before = run.live.facts.load().devices.clone();
        match refresh(&run, domain).await {
            Ok(()) => {
                tracing::info!(guest = %name, "taken over");
                events::spawn(run.clone(), events);
                crate::plug::removed_unseen(&run, &before).await;
                crate::save::recover::restored(&run).await;
                crate::migration::recover::recover(&run).await;
                return;
            }
            Err(error) if run.live.process.has_exited() => {
                tracing::info!(guest = %name, %error, "gone while it was taken over");
            }
            Err(error) => {
                tracing::error!(guest = %name, %error, "cannot be taken over, is ended");
                run.live.intend(Ending::DAEMON);
                run.ask_to_end();
            }
        }
    }
    events::spawn(run, events);
}

async fn refresh(run: &Run, mut domain: Domain) -> Result<()> {
    let live = &run.live;
    let greeted = tokio::select! {
        greeting = launch::wait_for_greeting(&live.monitor, live.patience) => greeting,
        () = live.process.exited() => Err(None),
    };
    greeted.map_err(|why| error::internal(why.unwrap_or_else(|| "QEMU is gone".to_owned())))?;
    let status = live.run(&QueryStatus).await?;
    learn::at_reconnect(live, &mut domain).await?;
    let domain = Arc::new(domain);
    run.guest.update(|view| {
        view.live_config = Some(domain);
        view.state = true_state(view.state, status.running, &status.status);
    });
    crate::block::reconnect::refresh(run).await?;
    run.core.save_status(&run.guest).await;
    run.connect_agent();
    if matches!(status.status, RunState::Shutdown) {
        // What it did while nobody watched.
        run.shut_down(ShutdownDetail::Finished).await;
        crate::api::reboot::after_shutdown(run).await;
    }
    Ok(())
}

/// The state that QEMU tells, with the reason that was known when it fits.
fn true_state(known: State, running: bool, told: &RunState) -> State {
    if running {
        return match known {
            State::Running(_) | State::Blocked(_) => known,
            State::NoState(_)
            | State::Paused(_)
            | State::Shutdown(_)
            | State::Shutoff(_)
            | State::Crashed(_)
            | State::PmSuspended(_) => State::Running(RunningReason::Unpaused),
        };
    }
    match told {
        RunState::Suspended => State::PmSuspended(PmSuspendedReason::Unknown),
        RunState::IoError => State::Paused(PausedReason::IoError),
        RunState::Watchdog => State::Paused(PausedReason::Watchdog),
        RunState::GuestPanicked => match known {
            State::Crashed(_) => known,
            _ => State::Paused(PausedReason::Crashed),
        },
        _ => match known {
            State::Paused(_) | State::Shutdown(_) | State::Crashed(_) => known,
            State::NoState(_)
            | State::Running(_)
            | State::Blocked(_)
            | State::Shutoff(_)
            | State::PmSuspended(_) => State::Paused(PausedReason::Unknown),
        },
    }
}

/// The process of a guest that is to be buried, if there is one: also one that a start left behind
/// before it could note its number. It is known by its UUID and its private directory.
fn orphan(core: &Core, found: &StatusFile) -> Option<Process> {
    let dir = core.layout.domain_dir(found.id, &found.domain.name);
    let (uuid, dir) = (found.uuid.to_string(), dir.to_string_lossy().into_owned());
    let is_ours = |pid: i32| {
        let args = vireo_host::procfs::command_line(pid).unwrap_or_default();
        let has = |text: &str| args.iter().any(|arg| String::from_utf8_lossy(arg).contains(text));
        has(&uuid) && has(&dir)
    };
    let pid = match found.status.pid {
        0 => vireo_host::procfs::processes().into_iter().find(|&pid| is_ours(pid))?,
        pid => Some(pid).filter(|&pid| is_ours(pid))?,
    };
    Process::attach(pid, None).ok()
}

/// Makes the domain of a status file one that is off.
async fn bury(
    core: &Arc<Core>,
    guest: &Arc<Guest>,
    found: &StatusFile,
    mut ledger: Ledger,
) -> Result<()> {
    if let Some(process) = orphan(core, found) {
        let plan = StopPlan { term: Duration::from_millis(500), kill: Some(LAST_WAIT) };
        if let Err(error) = process.stop(plan).await {
            tracing::error!(guest = %guest.name(), %error, "cannot end QEMU");
        }
    }
    let _ = ledger.release_all().await;
    core.forget_status(guest).await;
    let ending = match found.status.state {
        State::Shutdown(_) => Ending::SHUTDOWN,
        State::NoState(_)
        | State::Running(_)
        | State::Blocked(_)
        | State::Paused(_)
        | State::Shutoff(_)
        | State::Crashed(_)
        | State::PmSuspended(_) => Ending::CRASHED,
    };
    let mut event = guest.event_ref();
    event.id = i32::try_from(found.id).unwrap_or(-1);
    let reason: ShutoffReason = ending.reason;
    let persistent = guest.update(|view| {
        view.state = State::Shutoff(reason);
        view.persistent
    });
    if !persistent {
        core.registry.remove(guest);
    }
    let stopped = DomainLifecycle::Stopped(ending.detail);
    core.bus.publish(Event::Domain(event, DomainEvent::Lifecycle(stopped)));
    Ok(())
}
