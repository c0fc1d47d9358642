//! Starting a guest: a table of steps. What a step takes from the host it enters in the ledger; a
//! step that fails has the ledger unwound and the domain off again, and the client gets the first
//! error. A daemon that dies on the way finds the status file of a guest that was starting up and
//! ends it.
//!
//! A guest that comes from elsewhere (another host, a file) is started by the same steps, but for
//! the last: its CPUs stand still and its memory is taken by [`super::incoming`].

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use vireo_api::event::{
    AgentReason, AgentState, DomainEvent, DomainLifecycle, ResumedDetail, StartedDetail,
    SuspendedDetail,
};
use vireo_api::{ConnectionId, Error, Result};
use vireo_model::domain::Domain;
use vireo_model::fill::{Emulator, FillFlags};
use vireo_qmp::command::Cont;
use vireo_runtime::close::OnClose;
use vireo_runtime::domain::{Definition, PausedReason, RunningReason, ShutoffReason, State, View};
use vireo_runtime::durable;
use vireo_runtime::guest_log::{GuestLog, StartRecord};
use vireo_runtime::job::AsyncJob;
use vireo_runtime::ledger::{Ledger, ResourceKind};
use vireo_runtime::operation;
use vireo_runtime::registry::Found;

use super::launch::{self, Launch};
use super::{events, learn};
use crate::build::{Build, Opened};
use crate::definition::{self, CODEC};
use crate::devices;
use crate::driver::{Core, QemuDriver};
use crate::error::{internal, not_valid, system};
use crate::live::{Facts, Guest, Live, Parts, Paths, Qemu, Taint};
use crate::migration::record::Record;
use crate::process::transition::Run;
use crate::security;

/// How a guest is to be started.
#[derive(Debug, Clone, Copy, Default)]
pub struct StartOptions {
    /// Its CPUs stand still.
    pub paused: bool,
    /// It ends with this connection.
    pub autodestroy: Option<ConnectionId>,
    /// Its firmware's variables are made anew.
    pub reset_nvram: bool,
    /// Its managed save image is thrown away.
    pub force_boot: bool,
    /// Its managed save image is read around the page cache.
    pub bypass_cache: bool,
    /// Its memory comes from elsewhere: it does not boot. Set by [`start_incoming`].
    pub incoming: bool,
    /// It comes from a file: until all its memory is there it is only starting up.
    pub restore: bool,
}

/// Starts a domain from its definition.
///
/// # Errors
/// It runs already; what the steps refuse.
pub async fn start(
    driver: &QemuDriver,
    guest: &Arc<Guest>,
    options: StartOptions,
    api: &'static str,
) -> Result<()> {
    let job = guest.jobs().begin_async(AsyncJob::Start, api).await?;
    guest.ensure_known()?;
    let view = guest.view();
    if view.is_active() {
        return Err(not_valid("domain is already running"));
    }
    let result = start_held(driver, guest, options).await;
    drop(job);
    result
}

/// Starts a domain whose job the caller holds: from its managed save image, or anew.
async fn start_held(driver: &QemuDriver, guest: &Arc<Guest>, options: StartOptions) -> Result<()> {
    if crate::save::managed::start(driver, guest, options).await? {
        return Ok(());
    }
    let config = guest.peek(|view| view.config.clone());
    let Some(config) = config else { return Err(not_valid("domain has no definition")) };
    let domain = Domain::clone(&*config.value()?);
    boot(driver, guest, domain, options, None).await
}

/// Starts a domain that lives only as long as it runs, or a known one from another definition.
///
/// # Errors
/// It runs already; what the steps refuse.
pub async fn start_transient(
    driver: &QemuDriver,
    domain: Domain,
    options: StartOptions,
    api: &'static str,
) -> Result<Arc<Guest>> {
    let uuid = definition::uuid_of(&domain);
    let guest = match driver.registry.claim(uuid, &domain.name).await? {
        Found::Free(claim) => {
            let mut view = View::<Qemu>::new(domain.name.as_str());
            view.config = Some(Definition::from_value(&Arc::new(domain.clone()), &CODEC));
            claim.insert(view)
        }
        Found::Known(guest) if guest.peek(|view| view.is_active()) => {
            return Err(not_valid(format!("domain '{}' is already active", domain.name)));
        }
        Found::Known(guest) => guest,
    };
    let job = guest.jobs().begin_async(AsyncJob::Start, api).await?;
    guest.ensure_known()?;
    if guest.peek(|view| view.is_active()) {
        return Err(not_valid(format!("domain '{}' is already active", domain.name)));
    }
    let result = boot(driver, &guest, domain, options, None).await;
    drop(job);
    if result.is_err() && guest.peek(|view| !view.persistent) {
        driver.registry.remove(&guest);
    }
    result.map(|()| guest)
}

/// Starts QEMU for a guest that comes from elsewhere, on a domain whose job the caller holds. It
/// stands still, paused for a migration, and takes nothing yet ([`super::incoming`]); no event is
/// published. When the caller gives up it ends the run with [`Ending::quietly`].
///
/// # Errors
/// It runs already; what the steps refuse.
pub async fn start_incoming(
    driver: &QemuDriver,
    guest: &Arc<Guest>,
    domain: Domain,
    options: StartOptions,
) -> Result<Run> {
    if guest.peek(|view| view.is_active()) {
        return Err(not_valid(format!("domain '{}' is already active", domain.name)));
    }
    start_migrated(driver, guest, domain, options, None).await
}

/// As [`start_incoming`], with the long job that the status file tells from the beginning.
///
/// # Errors
/// As [`start_incoming`].
pub async fn start_migrated(
    driver: &QemuDriver,
    guest: &Arc<Guest>,
    domain: Domain,
    options: StartOptions,
    record: Option<Record>,
) -> Result<Run> {
    let options = StartOptions { paused: true, incoming: true, ..options };
    boot(driver, guest, domain, options, record).await?;
    driver.run_of(guest)
}

/// What the steps share.
pub struct Starting {
    /// The driver.
    pub core: Arc<Core>,
    /// The domain.
    pub guest: Arc<Guest>,
    /// The definition that will be the running one.
    pub domain: Domain,
    /// How it is to be started.
    pub options: StartOptions,
    /// Its number.
    pub id: u32,
    /// Its files.
    pub paths: Paths,
    /// What was taken from the host.
    pub ledger: Ledger,
    /// Descriptors for QEMU.
    pub opened: Opened,
    /// Processes beside QEMU that run for it.
    pub(crate) helpers: Vec<Arc<crate::helper::Seat>>,
    /// Files by which QEMU joins its control group before it is executed.
    pub doors: Vec<std::fs::File>,
    /// Its control group, when it gets one.
    pub cgroup: Option<Arc<vireo_host::cgroup::Group>>,
    /// Its share of CPU time when the kernel made another of what was asked for.
    pub stored_shares: Option<u64>,
    original_cpu: Option<String>,
    emulator: Option<Arc<Emulator>>,
    command: Option<(String, crate::process::argv::CommandLine)>,
    log: Option<(GuestLog, u64)>,
    live: Option<Arc<Live>>,
    events: Option<vireo_qmp::Events>,
    record: Option<Record>,
}

impl Starting {
    /// Nothing is taken yet.
    fn new(core: Arc<Core>, guest: Arc<Guest>, domain: Domain, id: u32, paths: Paths) -> Self {
        Self {
            core,
            guest,
            domain,
            options: StartOptions::default(),
            id,
            paths,
            ledger: Ledger::new(),
            opened: Opened::default(),
            helpers: Vec::new(),
            doors: Vec::new(),
            cgroup: None,
            stored_shares: None,
            original_cpu: None,
            emulator: None,
            command: None,
            log: None,
            live: None,
            events: None,
            record: None,
        }
    }

    /// The opening of what a device needs that comes to a running guest; `domain` has no other.
    pub(crate) fn plugging(run: &Run, domain: Domain) -> Self {
        let (core, guest) = (Arc::clone(&run.core), Arc::clone(&run.guest));
        let cgroup = run.live.cgroup();
        let s = Self::new(core, guest, domain, run.live.id, run.live.paths.clone());
        Self { cgroup, ..s }
    }
}

async fn boot(
    driver: &QemuDriver,
    guest: &Arc<Guest>,
    domain: Domain,
    options: StartOptions,
    record: Option<Record>,
) -> Result<()> {
    let core = Arc::clone(driver);
    let id = core.registry.allocate_id();
    let paths = paths(&core, id, &domain.name);
    let mut starting = Starting::new(core, Arc::clone(guest), domain, id, paths);
    starting.options = options;
    starting.record = record;
    let steps = if options.incoming { &INCOMING } else { &START };
    let result = steps.run(&mut starting).await;
    if result.is_err() {
        starting.unwind().await;
    }
    result
}

/// Where the files of a run are.
#[must_use]
pub fn paths(core: &Core, id: u32, name: &str) -> Paths {
    let lib_dir = core.layout.domain_dir(id, name);
    let short = lib_dir.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let short = short.strip_prefix("domain-").unwrap_or(&short).to_owned();
    Paths {
        monitor: core.socket(lib_dir.join("monitor.sock")),
        lib_dir,
        channel_dir: core.layout.channel_dir(id, name),
        memory_dir: core.layout.ram().join(short),
    }
}

operation! {
    /// From a definition to a guest that runs.
    static START: Starting, Error = "start" {
        "prepare": prepare;
        "status": first_status;
        "directories": directories;
        "firmware": firmware;
        "devices": host_devices;
        "monitor": monitor;
        "labels": labels;
        "group": group;
        "command": command;
        "spawn": spawn;
        "greet": greet;
        "learn": learn_all;
        "tune": tune;
        "run": run;
    }
}

operation! {
    /// From a definition to a QEMU that waits for its guest.
    static INCOMING: Starting, Error = "incoming" {
        "prepare": prepare;
        "status": first_status;
        "directories": directories;
        "firmware": firmware;
        "devices": host_devices;
        "monitor": monitor;
        "labels": labels;
        "group": group;
        "command": command;
        "spawn": spawn;
        "greet": greet;
        "learn": learn_all;
        "tune": tune;
        "stand": stand;
    }
}

impl Starting {
    /// Gives everything back and makes the domain one that is off.
    async fn unwind(&mut self) {
        if let Some(live) = self.live.take() {
            live.begin_stop();
            live.monitor.close();
            self.ledger = merge(live.take_ledger(), std::mem::take(&mut self.ledger));
        }
        self.opened = Opened::default();
        self.command = None;
        // What goes wrong is logged by the ledger.
        let _ = self.ledger.release_all().await;
        self.core.forget_status(&self.guest).await;
        self.core.close.forget(self.guest.uuid());
        self.guest.update(|view| {
            view.id = None;
            view.live = None;
            view.live_config = None;
            // Every state may end in this one.
            let _ = view.enter(State::Shutoff(ShutoffReason::Failed));
        });
        if self.log.is_some() {
            let line = vireo_runtime::guest_log::shutdown_line(SystemTime::now(), "failed");
            self.core.log_line(&self.guest.name(), &line);
        }
    }

    /// The error of a QEMU that closed its monitor: its own last words.
    async fn last_words(&self) -> Error {
        match (&self.live, &self.log) {
            (Some(live), Some((log, start))) => {
                let error = launch::last_words(live, &self.domain.name, log, *start).await;
                self.with_helpers_words(error).await
            }
            _ => crate::error::not_running(),
        }
    }

    /// The error of a QEMU that gave up, with what those said that it may have given up for.
    pub(crate) async fn with_helpers_words(&self, error: Error) -> Error {
        match (crate::helper::last_words(&self.helpers).await, error.detail()) {
            (Some(said), Some(own)) => internal(format!("{own}; {said}")),
            (Some(_) | None, Some(_) | None) => error,
        }
    }

    fn live(&self) -> Result<&Arc<Live>> {
        // Set by the step `spawn`, before every step that asks.
        self.live.as_ref().ok_or_else(crate::error::not_running)
    }
}

fn merge(mut first: Ledger, second: Ledger) -> Ledger {
    first.append(second);
    first
}

/// Fills in what a running guest has and a definition has not.
async fn prepare(s: &mut Starting) -> Result<()> {
    let flags = FillFlags { new_definition: false, without_emulator: false };
    definition::fill(&s.core, &mut s.domain, flags).await?;
    s.emulator = Some(s.core.emulator_of(&s.domain).await?);
    crate::machine::align_memory(&mut s.domain);
    s.domain.id = Some(s.id);
    if let Some(connection) = s.options.autodestroy {
        // A domain that starts is tied to nobody.
        let _ = s.core.close.tie(connection, s.guest.uuid(), OnClose::Destroy);
    }
    s.original_cpu = crate::cpu::resolve(&s.core, &mut s.domain).await?;
    devices::prepare(s).await?;
    let place = crate::helper::Place { core: &s.core, paths: &s.paths };
    devices::disk::nbdkit::choose(place, &mut s.domain.devices.disks).await;
    Ok(())
}

/// Says that something is about to be taken for this guest, before it is.
async fn first_status(s: &mut Starting) -> Result<()> {
    let text = crate::status::starting_text(&s.guest, &s.domain, &s.paths);
    let path = s.core.layout.status_file(&s.domain.name)?;
    durable::replace(path, text, 0o600).await?;
    Ok(())
}

/// The guest's private directories and its master key.
async fn directories(s: &mut Starting) -> Result<()> {
    for dir in [&s.paths.lib_dir, &s.paths.channel_dir] {
        s.core.make_guest_dir(dir, 0o750)?;
        let dir = dir.clone();
        let name = dir.to_string_lossy().into_owned();
        s.ledger.enter(ResourceKind::File, name, move || async move {
            remove_dir(&dir);
            Ok(())
        });
    }
    let monitor = s.paths.monitor.clone();
    if let Some(dir) = monitor.parent().filter(|dir| **dir != *s.paths.lib_dir) {
        s.core.make_guest_dir(dir, 0o755)?;
    }
    security::write_master_key(&s.core, &s.paths.lib_dir.join(crate::vault::KEY_FILE))
}

fn remove_dir(dir: &std::path::Path) {
    match std::fs::remove_dir_all(dir) {
        Ok(()) => {}
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
        Err(error) => tracing::warn!(dir = %dir.display(), %error, "directory stays"),
    }
}

/// The firmware's variables.
async fn firmware(s: &mut Starting) -> Result<()> {
    crate::machine::prepare_nvram(s)
}

/// What devices need of the host: taps, sockets, files, ports.
async fn host_devices(s: &mut Starting) -> Result<()> {
    devices::open(s).await
}

/// The monitor's socket.
async fn monitor(s: &mut Starting) -> Result<()> {
    let path = s.paths.monitor.clone();
    let listener =
        launch::listen(&path).map_err(|e| system("cannot make the monitor socket", &e))?;
    s.opened.monitor = Some(listener.into());
    let name = path.to_string_lossy().into_owned();
    s.ledger.enter(ResourceKind::File, name, move || async move {
        // Usually gone with its directory.
        let _ = std::fs::remove_file(&path);
        Ok(())
    });
    Ok(())
}

/// Files that QEMU has to open become its user's.
async fn labels(s: &mut Starting) -> Result<()> {
    security::label(s)
}

/// The control group, when the definition asks for one.
async fn group(s: &mut Starting) -> Result<()> {
    crate::tuning::cgroup::prepare(s).await?;
    crate::helper::join_group(s).await
}

/// The command line, told to the log.
async fn command(s: &mut Starting) -> Result<()> {
    let Some(emulator) = s.emulator.clone() else { return Err(crate::error::not_running()) };
    let build = Build {
        domain: &s.domain,
        emulator: &emulator,
        config: &s.core.config,
        host: &s.core.host,
        paths: &s.paths,
        privileged: s.core.privileged,
        translation: false,
        incoming: s.options.incoming,
        secrets: Some(&*s.core.secrets),
        opened: std::mem::take(&mut s.opened),
        line: Default::default(),
    };
    let line = build.build()?;
    let log = s.core.log_of(&s.domain.name)?;
    log.rotate()?;
    let argv: Vec<String> =
        std::iter::once(emulator.path.clone()).chain(line.args().iter().cloned()).collect();
    let record = StartRecord {
        time: SystemTime::now(),
        versions: &versions(&emulator),
        environment: line.vars(),
        argv: &argv,
    };
    let start = log.append(&record.text())?;
    s.log = Some((log, start));
    s.command = Some((emulator.path.clone(), line));
    Ok(())
}

fn versions(emulator: &Emulator) -> String {
    let v = emulator.version;
    format!(
        "vireo version: {}, qemu version: {}.{}.{}, kernel: {}, hostname: {}",
        env!("CARGO_PKG_VERSION"),
        v / 1_000_000,
        v / 1000 % 1000,
        v % 1000,
        rustix::system::uname().release().to_string_lossy(),
        vireo_host::node::hostname(),
    )
}

/// QEMU itself. From here on the domain is one that runs, and its status file says so.
async fn spawn(s: &mut Starting) -> Result<()> {
    let (Some((program, mut line)), Some((log, log_start)), Some(emulator)) =
        (s.command.take(), s.log.clone(), s.emulator.clone())
    else {
        return Err(crate::error::not_running());
    };
    let launch = Launch {
        name: s.domain.name.clone(),
        program,
        args: line.args().to_vec(),
        env: line.vars().to_vec(),
        fds: line.take_fds(),
        credentials: s.core.guest_user.clone(),
        doors: std::mem::take(&mut s.doors),
        memlock: devices::hostdev::memlock(&s.domain).filter(|_| s.core.privileged),
        log,
        log_start,
        patience: patience(&s.domain),
        out_of_band: s.record.as_ref().is_some_and(Record::may_get_stuck),
    };
    let launched = launch.start(&s.paths.monitor).await?;
    let (process, client, events, patience) =
        (launched.process, launched.client, launched.events, launched.patience);
    let facts = Facts {
        next_node: devices::disk::node_count(&s.domain),
        next_fd_set: line.next_fd_set(),
        original_cpu: s.original_cpu.take(),
        ..Facts::default()
    };
    let live = Arc::new(Live::new(Parts {
        id: s.id,
        monitor: client,
        process,
        paths: s.paths.clone(),
        emulator,
        facts,
        ledger: Ledger::new(),
        agent_timeout: AGENT_NO_LIMIT,
        patience,
    }));
    live.record(|record| *record = s.record.take());
    s.events = Some(events);
    enter_process(&mut s.ledger, &live);
    if let Some(group) = &s.cgroup {
        live.set_cgroup(Arc::clone(group));
    }
    s.live = Some(Arc::clone(&live));
    security::write_pid_file(&s.core, &s.domain.name, live.process.pid())?;
    let (id, domain) = (s.id, Arc::new(s.domain.clone()));
    s.guest.extra.clear_taints();
    if s.core.privileged && s.core.guest_user.is_none() {
        s.guest.extra.taint(Taint::HighPrivileges);
    }
    if s.domain.qemu_commandline.as_ref().is_some_and(|own| !own.args.is_empty()) {
        s.guest.extra.taint(Taint::CustomArgv);
    }
    s.guest.update(|view| {
        view.id = Some(id);
        view.live = Some(live);
        view.live_config = Some(domain);
        view.updated = false;
        view.enter(State::Paused(PausedReason::StartingUp))
    })?;
    s.core.save_status(&s.guest).await;
    Ok(())
}

/// No limit for the guest agent: what the reference starts with.
const AGENT_NO_LIMIT: i32 = -2;

/// QEMU may take long to allocate much memory before it greets.
fn patience(domain: &Domain) -> Duration {
    let gib = domain.memory.unwrap_or(0) >> 20;
    Duration::from_secs(30 + gib)
}

/// The process goes when the start fails.
fn enter_process(ledger: &mut Ledger, live: &Arc<Live>) {
    let owned = Arc::clone(live);
    ledger.enter(ResourceKind::Process, "qemu", move || async move {
        let plan = vireo_host::process::StopPlan {
            term: Duration::from_millis(500),
            kill: Some(Duration::from_secs(30)),
        };
        let stopped = owned.process.stop(plan).await;
        stopped.map(drop).map_err(|e| system("cannot end QEMU", &e))
    });
}

/// Waits for QEMU's greeting, or tells its last words.
async fn greet(s: &mut Starting) -> Result<()> {
    let live = Arc::clone(s.live()?);
    let Some((log, start)) = s.log.clone() else { return Ok(()) };
    match launch::greeted(&live, &s.domain.name, &log, start).await {
        Ok(()) => Ok(()),
        Err(error) => Err(s.with_helpers_words(error).await),
    }
}

/// Asks all that has to be known, in one go; tells QEMU what no option says.
async fn learn_all(s: &mut Starting) -> Result<()> {
    let live = Arc::clone(s.live()?);
    match learn::at_start(&live, &mut s.domain).await {
        Err(_) if live.monitor.closed().is_some() => Err(s.last_words().await),
        told => told,
    }
}

/// CPUs that are plugged in last; where threads run, and how long.
async fn tune(s: &mut Starting) -> Result<()> {
    let live = Arc::clone(s.live()?);
    crate::tuning::vcpus::at_start(&live, &s.domain).await?;
    crate::tuning::vcpus::note_order(&mut s.domain);
    if let Some(group) = live.cgroup() {
        crate::tuning::cgroup::limit_threads(&group, &live, &s.domain)?;
    }
    crate::tuning::pin::all(&live, &s.domain)?;
    crate::tuning::bandwidth::at_start(&s.domain).await
}

/// Lets it run, or not; saves and tells.
async fn run(s: &mut Starting) -> Result<()> {
    let live = Arc::clone(s.live()?);
    let _order = live.order.lock().await;
    if s.options.paused {
        publish_started(s, State::Paused(PausedReason::User)).await?;
    } else {
        match live.run(&Cont).await {
            Err(_) if live.monitor.closed().is_some() => return Err(s.last_words().await),
            told => told?,
        };
        publish_started(s, State::Running(RunningReason::Booted)).await?;
    }
    Ok(())
}

/// Leaves it standing still until its memory came.
async fn stand(s: &mut Starting) -> Result<()> {
    let live = Arc::clone(s.live()?);
    let _order = live.order.lock().await;
    let reason = match s.options.restore {
        true => PausedReason::StartingUp,
        false => PausedReason::Migration,
    };
    settle(s, State::Paused(reason)).await?;
    follow(s, Arc::clone(&live));
    Ok(())
}

/// The run owns from now on what was taken for it.
async fn settle(s: &mut Starting, state: State) -> Result<()> {
    let live = Arc::clone(s.live()?);
    // The ledger moves into the run; its process is watched by the event task from now on.
    s.ledger.strike(ResourceKind::Process, "qemu");
    *crate::driver::lock(&live.ledger) = std::mem::take(&mut s.ledger);
    let domain = Arc::new(s.domain.clone());
    s.guest.update(|view| {
        view.live_config = Some(domain);
        view.enter(state)
    })?;
    s.core.write_status(&s.guest).await;
    s.core.running_changed();
    Ok(())
}

async fn publish_started(s: &mut Starting, state: State) -> Result<()> {
    let live = Arc::clone(s.live()?);
    settle(s, state).await?;
    if devices::channel::has_agent(&s.domain) {
        let (state, reason) = (AgentState::Disconnected, AgentReason::DomainStarted);
        s.core.publish(&s.guest, DomainEvent::AgentLifecycle { state, reason });
    }
    let started = DomainLifecycle::Started(StartedDetail::Booted);
    let told = match state {
        State::Paused(_) => [started, DomainLifecycle::Suspended(SuspendedDetail::Paused)],
        State::NoState(_)
        | State::Running(_)
        | State::Blocked(_)
        | State::Shutdown(_)
        | State::Shutoff(_)
        | State::Crashed(_)
        | State::PmSuspended(_) => [DomainLifecycle::Resumed(ResumedDetail::Unpaused), started],
    };
    for event in told {
        s.core.publish(&s.guest, DomainEvent::Lifecycle(event));
    }
    if let Some(event) = s.stored_shares.take().and_then(crate::tuning::shares_event) {
        s.core.publish(&s.guest, event);
    }
    follow(s, live);
    Ok(())
}

/// QEMU's events are heard from now on.
fn follow(s: &mut Starting, live: Arc<Live>) {
    if let Some(events) = s.events.take() {
        let run = Run { core: Arc::clone(&s.core), guest: Arc::clone(&s.guest), live };
        events::spawn(run, events);
    }
}
