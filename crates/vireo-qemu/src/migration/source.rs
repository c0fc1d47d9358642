//! The source: Begin, Perform and Confirm.

use std::os::fd::OwnedFd;
use std::sync::Arc;
use std::time::Duration;

use vireo_api::consts::*;
use vireo_api::event::{
    DomainEvent, DomainLifecycle, ResumedDetail, SuspendedDetail, UndefinedDetail,
};
use vireo_api::{CallContext, Error, Result};
use vireo_model::domain::Domain;
use vireo_qmp::Call;
use vireo_qmp::command::{Cont, Stop};
use vireo_runtime::domain::{PausedReason, RunningReason, State};
use vireo_runtime::job::{AsyncJob, AsyncToken, JobOperation, SyncJob};
use vireo_xml::Mode;

use super::cookie::{Cookie, Statistics};
use super::destination::{capabilities, now};
use super::held::{self, Held, Kept};
use super::outgoing::{Outgoing, Reached, Stops, Target, tell_completed};
use super::params::Request;
use super::phase::{Phase, Side};
use super::record::Record;
use super::uri::{Place, unreachable};
use super::{checks, figures, graphics, postcopy, storage, tls, tunnel};
use crate::definition;
use crate::driver::{Core, QemuDriver};
use crate::error::{failed, internal, invalid_arg, not_valid, xml};
use crate::live::{Ending, Guest};
use crate::process::transition::Run;

/// How long the destination's QEMU may take to accept the connection.
const CONNECT: Duration = Duration::from_secs(60);

/// What Begin answers.
#[derive(Debug)]
pub struct Begun {
    /// The definition for the destination.
    pub xml: String,
    /// For the destination.
    pub cookie: Vec<u8>,
}

/// The job that protects the guest while Begin works.
enum Protection {
    /// Up to Confirm.
    Long(AsyncToken),
    /// For this call alone: it ends with it.
    Short(#[allow(dead_code)] vireo_runtime::job::JobToken),
}

/// Tells the definition and what the destination has to know. With change protection the guest is
/// protected from here to Confirm (Q-MIG-08).
///
/// # Errors
/// All that speaks against the migration.
pub async fn begin(
    driver: &QemuDriver,
    cx: &CallContext,
    guest: &Arc<Guest>,
    request: &Request,
) -> Result<Begun> {
    if request.has(MIGRATE_POSTCOPY_RESUME) {
        return postcopy::begin(driver, cx, guest, request).await;
    }
    let protected = request.has(MIGRATE_CHANGE_PROTECTION);
    let protection = if protected {
        Protection::Long(guest.begin_async(AsyncJob::MigrationOut, cx.api).await?)
    } else {
        Protection::Short(guest.begin(SyncJob::Modify, cx.api).await?)
    };
    let begun = tell(driver, guest, request).await?;
    if let Protection::Long(token) = protection {
        guest.extra.held.begin(cx.connection);
        let mut held = new_held(cx, guest, request.clone(), token);
        if let Ok(run) = driver.run_of(guest) {
            run.live.job.begin();
            note(&run, &held).await;
            held::enter(&run, &mut held, Phase::Begin3).await?;
        }
        held::tie(driver, guest, cx.connection);
        keep(driver, guest, held).await;
    }
    Ok(begun)
}

fn new_held(cx: &CallContext, guest: &Guest, request: Request, token: AsyncToken) -> Held {
    Held {
        token,
        side: Side::Source,
        phase: Phase::None,
        request,
        connection: cx.connection,
        was_running: guest.peek(|view| matches!(view.state, State::Running(_))),
        name: guest.name().to_string(),
        original: None,
        stats: None,
        sent: None,
        ports: Vec::new(),
        nbd: false,
    }
}

/// Writes a migration's job down.
async fn note(run: &Run, held: &Held) {
    run.live.record(|record| {
        let mut new = Record::new(AsyncJob::MigrationOut, held.phase, held.request.flags);
        new.was_running = held.was_running;
        *record = Some(new);
    });
    run.core.save_status(&run.guest).await;
}

pub(super) async fn keep(driver: &Arc<Core>, guest: &Arc<Guest>, held: Held) {
    match guest.extra.held.keep(held) {
        Kept::Waiting => {}
        Kept::Abandoned(held) => held::abandoned(driver, guest, *held).await,
    }
}

/// Begin's checks and its answer.
pub(super) async fn tell(
    driver: &QemuDriver,
    guest: &Arc<Guest>,
    request: &Request,
) -> Result<Begun> {
    let view = guest.view();
    let run = driver.run_of(guest).ok();
    let domain = view.current()?.ok_or_else(|| not_valid("domain has no definition"))?;
    let blockers = match &run {
        Some(run) => super::blockers(run).await?,
        None => Vec::new(),
    };
    checks::source_may_leave(&checks::Subject {
        request,
        domain: &domain,
        config: &driver.config,
        active: run.is_some(),
        persistent: view.persistent,
        autodestroy: driver
            .close
            .owner(guest.uuid(), vireo_runtime::close::OnClose::Destroy)
            .is_some(),
        io_error: matches!(view.state, State::Paused(PausedReason::IoError)),
        snapshots: super::snapshots(driver, guest),
        block_job: run.as_ref().is_some_and(|run| crate::block::engine::ensure_none(run).is_err()),
        blockers: &blockers,
    })?;
    request.compression()?;
    tls::refuse(request, &driver.config)?;
    let own = crate::view_xml::of(
        &view,
        Mode { inactive: false, secure: true, status: false, migratable: true },
    )?;
    let xml = match request.text(MIGRATE_PARAM_DEST_XML) {
        Some(text) => {
            let wanted = read_other(driver, text, &as_told(&view, &domain)).await?;
            let mut view = (*view).clone();
            view.live_config = Some(Arc::new(wanted));
            crate::view_xml::of(
                &view,
                Mode { inactive: false, secure: true, status: false, migratable: true },
            )?
        }
        None => own,
    };
    let parties = super::parties(&guest.name(), guest.uuid());
    let mut cookie = Cookie::from(&parties);
    cookie.require("lockstate");
    if let Some(run) = &run {
        if domain.max_memory.is_some() {
            cookie.require("memory-hotplug");
        }
        if domain.vcpus.iter().any(|vcpu| vcpu.order.is_some()) {
            cookie.require("cpu-hotplug");
        }
        cookie.nbd = storage::offer(run, request, &domain).await?;
        let original = run.live.facts.load().original_cpu.clone();
        cookie.cpu = original.and_then(|_| domain.cpu.clone());
        let own = super::capabilities_of(run).await?;
        cookie.capabilities = Some(capabilities(&own, Side::Source));
    }
    Ok(Begun { xml, cookie: cookie.encode()? })
}

/// The definition as clients are told it for another host: with the CPU that was asked for.
fn as_told(view: &crate::live::GuestView, domain: &Domain) -> Domain {
    let facts = view.live.as_ref().map(|live| live.facts.load_full());
    let asked = facts.and_then(|facts| crate::cpu::of_element(facts.original_cpu.as_deref()?));
    match asked {
        Some(cpu) => Domain { cpu: Some(cpu), ..domain.clone() },
        None => domain.clone(),
    }
}

/// A definition of the client's, when the guest can't tell it from the present one (Q-MIG-13).
async fn read_other(driver: &QemuDriver, text: &str, present: &Domain) -> Result<Domain> {
    let mut domain = Domain::parse(text, Mode::SAVED).map_err(|error| xml(&error))?;
    if domain.name != present.name {
        let text = format!(
            "target domain name doesn't match source name: '{}' does not match '{}'",
            domain.name, present.name
        );
        return Err(invalid_arg(text));
    }
    let flags = vireo_model::fill::FillFlags { new_definition: false, without_emulator: false };
    definition::fill(driver, &mut domain, flags).await?;
    super::same_abi(present, &domain)?;
    Ok(domain)
}

/// Where the memory goes.
pub enum Road<'a> {
    /// To a place that the destination named.
    Direct(&'a Place),
    /// Through a stream of the daemons'.
    Tunnel(Box<dyn vireo_api::peer::PeerStream>),
}

/// Sends the guest, as the client drives it.
///
/// # Errors
/// The sending failed; the guest runs on.
pub async fn perform(
    driver: &QemuDriver,
    cx: &CallContext,
    guest: &Arc<Guest>,
    request: Request,
    cookie_in: &[u8],
    first: Phase,
) -> Result<Vec<u8>> {
    let uri = request.text(MIGRATE_PARAM_URI).map(str::to_owned);
    let uri = uri.ok_or_else(|| internal("no migration URI"))?;
    let mut held = take_up(driver, cx, guest, request).await?;
    let run = match driver.run_of(guest) {
        Ok(run) => run,
        Err(error) => {
            held::over(driver, guest, None);
            return Err(error);
        }
    };
    let result = async {
        let place = Place::parse(&uri)?;
        let trouble = std::future::pending();
        let sending = Sending { run: &run, api: cx.api, config: &driver.config, peer_host: None };
        sending.send(&mut held, cookie_in, Road::Direct(&place), first, trouble).await
    };
    let result = Box::pin(result).await;
    settle(driver, guest, &run, held, result).await
}

/// What follows a sending that the client drives.
async fn settle(
    driver: &QemuDriver,
    guest: &Arc<Guest>,
    run: &Run,
    held: Held,
    result: Result<Vec<u8>>,
) -> Result<Vec<u8>> {
    match result {
        Ok(cookie) => {
            if held.phase == Phase::Perform2 {
                end_as_migrated(driver, guest, run, held, None).await;
            } else {
                keep(driver, guest, held).await;
            }
            Ok(cookie)
        }
        Err(error) => {
            if postcopy::is_under_way(run) {
                let mut held = held;
                postcopy::source_broke(run, &mut held).await;
                guest.extra.held.keep_broken(held);
            } else {
                go_on(run, &held).await;
                held::over(driver, guest, Some(run));
                run.core.save_status(guest).await;
            }
            Err(error)
        }
    }
}

/// The migration that Begin kept, or a new one when it did not.
pub(super) async fn take_up(
    driver: &QemuDriver,
    cx: &CallContext,
    guest: &Arc<Guest>,
    request: Request,
) -> Result<Held> {
    if request.has(MIGRATE_CHANGE_PROTECTION) {
        let mut held = held::take(guest, Side::Source)?;
        held.request = request;
        return Ok(held);
    }
    let token = guest.begin_async(AsyncJob::MigrationOut, cx.api).await?;
    driver.run_of(guest)?.live.job.begin();
    guest.extra.held.begin(cx.connection);
    held::tie(driver, guest, cx.connection);
    let held = new_held(cx, guest, request, token);
    note(&driver.run_of(guest)?, &held).await;
    Ok(held)
}

/// A sending: what it needs beside the migration itself.
pub struct Sending<'a> {
    /// The guest.
    pub run: &'a Run,
    /// The public function.
    pub api: &'static str,
    /// Settings.
    pub config: &'a vireo_config::QemuConfig,
    /// The host of the destination's daemon, where the place does not name one.
    pub peer_host: Option<&'a str>,
}

impl Sending<'_> {
    /// Sends the guest to the end, or to where the destination runs it. `trouble` cancels it.
    ///
    /// # Errors
    /// The first that went wrong; nothing is being sent any more.
    pub async fn send(
        &self,
        held: &mut Held,
        cookie_in: &[u8],
        road: Road<'_>,
        first: Phase,
        trouble: impl Future<Output = Error> + Send,
    ) -> Result<Vec<u8>> {
        let parties = super::parties(&held.name, self.run.guest.uuid());
        let cookie = Cookie::read(cookie_in, &parties)?;
        held::enter(self.run, held, first).await?;
        let mut answer = Cookie::from(&parties);
        if held.request.has(MIGRATE_PERSIST_DEST) {
            answer.require("persistent");
            answer.domain = self.persistent(&held.request).await?;
        }
        let request = held.request.clone();
        let Held { token, original, stats, sent: left, .. } = held;
        let mut out = Outgoing::new(self.run, token, JobOperation::MigrationOut, self.api);
        let going = self.run_out(&mut out, &request, cookie.as_ref(), road, trouble);
        let sent = Box::pin(going).await;
        *original = out.original().cloned();
        *stats = Some(out.finished());
        *left = Some(tokio::time::Instant::now());
        if let Err(error) = sent {
            if !postcopy::is_under_way(self.run) {
                out.put_back().await;
                *original = None;
                if request.has(MIGRATE_TLS) {
                    tls::remove(self.run).await;
                }
            }
            return Err(error);
        }
        let mut figures = figures::of_job(&out.finished());
        self.times(&mut figures, self.run.live.job.seen().stopped);
        answer.statistics = Some(figures);
        let cookie = answer.encode()?;
        let next = match first {
            Phase::PerformResume => return Ok(cookie),
            Phase::Perform2 => return Ok(cookie),
            _ => Phase::Perform3Done,
        };
        held::enter(self.run, held, next).await?;
        Ok(cookie)
    }

    /// Instants of this host, for the destination to compare with its own.
    fn times(&self, figures: &mut Statistics, stopped: Option<tokio::time::Instant>) {
        let now = now();
        figures.sent = Some(now);
        figures.started = figures.time_elapsed.map(|elapsed| now.saturating_sub(elapsed));
        let since = |at: tokio::time::Instant| u64::try_from(at.elapsed().as_millis()).unwrap_or(0);
        figures.stopped = stopped.map(|at| now.saturating_sub(since(at)));
    }

    /// The definition that the destination is to keep.
    async fn persistent(&self, request: &Request) -> Result<Option<Domain>> {
        let view = self.run.guest.view();
        let config = match (&view.config, view.persistent) {
            (Some(config), true) => Domain::clone(&*config.value()?),
            _ => Domain::clone(&*view.current()?.ok_or_else(crate::error::not_running)?),
        };
        let Some(text) = request.text(MIGRATE_PARAM_PERSIST_XML) else { return Ok(Some(config)) };
        let mut wanted = Domain::parse(text, Mode::SAVED).map_err(|error| xml(&error))?;
        let core = QemuDriver::of(&self.run.core);
        definition::fill(&core, &mut wanted, vireo_model::fill::FillFlags::DEFINE).await?;
        super::same_abi(&config, &wanted)?;
        Ok(Some(wanted))
    }

    async fn run_out(
        &self,
        out: &mut Outgoing<'_>,
        request: &Request,
        cookie: Option<&Cookie>,
        road: Road<'_>,
        trouble: impl Future<Output = Error> + Send,
    ) -> Result<()> {
        let run = self.run;
        let host = match &road {
            Road::Direct(place) => place.net().map(|net| net.host.clone()),
            Road::Tunnel(_) => None,
        };
        let host = host.or_else(|| self.peer_host.map(str::to_owned));
        graphics::relocate(run, request, cookie, host.as_deref()).await;
        let own = super::capabilities_of(run).await?;
        let remote_has = |name: &str| cookie.and_then(|cookie| cookie.sender_has(name));
        let local_has = |name: &str| own.iter().any(|one| one == name);
        let default = Some(run.guest.extra.migration.bandwidth());
        let settings = request.settings(Side::Source, remote_has, local_has)?;
        let settings = settings.parameter("max-bandwidth", request.bandwidth(default));
        let settings = tls::settings(settings, request, host.as_deref());
        tls::add(run, request, Side::Source).await?;
        out.tune(&settings).await?;
        self.write_original(out).await;
        let mut mirrors = storage::copy(run, request, cookie, host.as_deref(), self.api).await?;
        let mut trouble = Box::pin(trouble);
        let sent = async {
            if let Some(mirrors) = &mut mirrors {
                mirrors.ready(out, trouble.as_mut()).await?;
            }
            if !request.has(MIGRATE_LIVE) {
                stand_still(run).await?;
            }
            run.live.hint(|hints| hints.paused = PausedReason::Migration);
            let (way, pump) = self.target(request, road).await?;
            // QEMU has the only end of a pipe: its close is the end of the memory.
            let uri;
            let target = match way {
                Way::Fd(fd) => Target::Fd(fd),
                Way::Uri(place) => {
                    uri = place;
                    Target::Uri(&uri)
                }
            };
            out.send(target, false).await?;
            self.follow(out, request, pump, mirrors.as_mut(), trouble.as_mut()).await
        };
        let sent = Box::pin(sent).await;
        run.live.hint(|hints| hints.paused = PausedReason::Unknown);
        if let (Err(_), Some(mirrors)) = (&sent, &mut mirrors) {
            mirrors.cancel().await;
        }
        sent
    }

    /// Notes what is to be put back when the daemon dies on the way.
    async fn write_original(&self, out: &Outgoing<'_>) {
        let Some(original) = out.original().cloned() else { return };
        self.run.live.record(|record| {
            if let Some(record) = record {
                record.parameters = original.parameters.clone();
                record.capabilities = original.capabilities.clone().into_iter().collect();
            }
        });
        self.run.core.save_status(&self.run.guest).await;
    }

    /// Waits to the end, past the places where others have to do something.
    async fn follow(
        &self,
        out: &mut Outgoing<'_>,
        request: &Request,
        mut pump: Option<tunnel::Pump>,
        mut mirrors: Option<&mut storage::Mirrors>,
        mut trouble: std::pin::Pin<&mut (impl Future<Output = Error> + Send)>,
    ) -> Result<()> {
        let stops = Stops { pre_switchover: true, postcopy: request.has(MIGRATE_POSTCOPY) };
        loop {
            let any_trouble = async {
                tokio::select! {
                    error = trouble.as_mut() => error,
                    error = pump_trouble(pump.as_mut()) => error,
                    error = io_error(self.run, request) => error,
                    error = mirror_trouble(mirrors.as_deref_mut()) => error,
                }
            };
            match out.wait(stops, any_trouble).await? {
                Reached::PreSwitchover => {
                    if let Some(mirrors) = mirrors.as_deref_mut() {
                        mirrors.finish().await?;
                    }
                    out.proceed().await?;
                }
                Reached::Completed => break,
                Reached::Postcopy => break,
                Reached::PostcopyPaused => {
                    return Err(failed("job 'migration out' failed post-copy"));
                }
            }
        }
        match pump {
            Some(pump) => pump.done().await,
            None => Ok(()),
        }
    }

    /// What QEMU gets: a connection that we made, or where to connect to itself (Q-MIG-07).
    async fn target(
        &self,
        request: &Request,
        road: Road<'_>,
    ) -> Result<(Way, Option<tunnel::Pump>)> {
        let place = match road {
            Road::Tunnel(stream) => {
                let (fd, pump) = tunnel::out_of_pipe(stream)?;
                return Ok((Way::Fd(fd), Some(pump)));
            }
            Road::Direct(place) => place,
        };
        let by_qemu = request.has(MIGRATE_PARALLEL | MIGRATE_POSTCOPY);
        Ok((
            match place {
                Place::Rdma(_) => Way::Uri(place.to_qemu()),
                Place::Tcp(_) | Place::Unix(_) if by_qemu => Way::Uri(place.to_qemu()),
                Place::Tcp(net) => {
                    let port =
                        net.port.ok_or_else(|| invalid_arg("missing port in migration URI"))?;
                    Way::Fd(connect_tcp(&net.host, port).await?)
                }
                Place::Unix(path) => Way::Fd(connect_unix(path).await?),
            },
            None,
        ))
    }
}

enum Way {
    Fd(OwnedFd),
    Uri(String),
}

async fn pump_trouble(pump: Option<&mut tunnel::Pump>) -> Error {
    match pump {
        Some(pump) => pump.trouble().await,
        None => std::future::pending().await,
    }
}

async fn mirror_trouble(mirrors: Option<&mut storage::Mirrors>) -> Error {
    match mirrors {
        Some(mirrors) => mirrors.trouble().await,
        None => std::future::pending().await,
    }
}

/// A disk failed, and the client wants no guest with failing disks moved.
async fn io_error(run: &Run, request: &Request) -> Error {
    if !request.has(MIGRATE_ABORT_ON_ERROR) {
        return std::future::pending().await;
    }
    run.guest
        .wait_for(|view| {
            matches!(view.state, State::Paused(PausedReason::IoError))
                .then(|| failed("failed due to I/O error"))
        })
        .await
}

async fn connect_tcp(host: &str, port: u16) -> Result<OwnedFd> {
    let connecting = tokio::net::TcpStream::connect((host, port));
    let late = || std::io::Error::from(std::io::ErrorKind::TimedOut);
    let stream = tokio::time::timeout(CONNECT, connecting).await.unwrap_or_else(|_| Err(late()));
    let blocking = |stream: tokio::net::TcpStream| {
        let stream = stream.into_std()?;
        stream.set_nonblocking(false)?;
        Ok(OwnedFd::from(stream))
    };
    stream.and_then(blocking).map_err(|e| unreachable(host, port, &e))
}

async fn connect_unix(path: &str) -> Result<OwnedFd> {
    let connecting = tokio::net::UnixStream::connect(path);
    let late = || std::io::Error::from(std::io::ErrorKind::TimedOut);
    let stream = tokio::time::timeout(CONNECT, connecting).await.unwrap_or_else(|_| Err(late()));
    let blocking = |stream: tokio::net::UnixStream| {
        let stream = stream.into_std()?;
        stream.set_nonblocking(false)?;
        Ok(OwnedFd::from(stream))
    };
    let told =
        |e| crate::error::system(format!("unable to connect to migration socket '{path}'"), &e);
    stream.and_then(blocking).map_err(told)
}

/// The CPUs stop before the memory goes.
async fn stand_still(run: &Run) -> Result<()> {
    if !run.guest.peek(|view| matches!(view.state, State::Running(_))) {
        return Ok(());
    }
    run.live.hint(|hints| hints.paused = PausedReason::Migration);
    run.live.run(&Stop).await?;
    run.paused(PausedReason::Migration, SuspendedDetail::Migrated).await;
    Ok(())
}

/// The guest goes on as it stood before its migration.
pub(super) async fn go_on(run: &Run, held: &Held) {
    if run.live.is_ending() {
        return;
    }
    if let Some(original) = &held.original {
        if let Err(error) = original.apply(&run.live).await {
            tracing::warn!(guest = %run.guest.name(), %error, "migration settings stay");
        }
    }
    resume(run, held.was_running).await;
}

/// The CPUs run again when they ran before; a paused guest takes its disks back.
pub(super) async fn resume(run: &Run, was_running: bool) {
    let by_migration = run.guest.peek(|view| {
        matches!(view.state, State::Paused(PausedReason::Migration | PausedReason::Postcopy))
    });
    if was_running && by_migration {
        run.live.hint(|hints| hints.running = RunningReason::MigrationCanceled);
        if let Err(error) = run.live.run(&Cont).await {
            tracing::error!(guest = %run.guest.name(), %error, "the guest does not go on");
            run.paused_again(PausedReason::ApiError).await;
            return;
        }
        run.resumed(RunningReason::MigrationCanceled, ResumedDetail::Migrated).await;
        return;
    }
    if run.guest.peek(|view| matches!(view.state, State::Paused(_))) {
        let activate =
            Call::new("blockdev-set-active").arguments(&serde_json::json!({"active": true}));
        if let Err(error) = run.live.try_call(activate).await {
            tracing::debug!(guest = %run.guest.name(), %error, "disks are not taken back");
        }
    }
}

/// The destination's word: it runs the guest, or the guest goes on here.
///
/// # Errors
/// There is no migration to confirm; the cookie is not for us.
pub async fn confirm(
    driver: &QemuDriver,
    guest: &Arc<Guest>,
    request: &Request,
    cookie_in: &[u8],
    cancelled: bool,
) -> Result<()> {
    let mut held = held::take(guest, Side::Source)?;
    held::untie(driver, guest);
    if request.has(MIGRATE_OFFLINE) {
        return confirm_offline(driver, guest, request, cancelled).await;
    }
    let run = match driver.run_of(guest) {
        Ok(run) => run,
        Err(error) => {
            held::over(driver, guest, None);
            return Err(error);
        }
    };
    held.request.flags |= request.flags & MIGRATE_UNDEFINE_SOURCE;
    conclude(driver, guest, &run, held, cookie_in, cancelled).await
}

async fn confirm_offline(
    driver: &QemuDriver,
    guest: &Arc<Guest>,
    request: &Request,
    cancelled: bool,
) -> Result<()> {
    held::over(driver, guest, driver.run_of(guest).ok().as_ref());
    if !cancelled && request.has(MIGRATE_UNDEFINE_SOURCE) {
        forget_definition(driver, guest, true).await?;
    }
    Ok(())
}

/// Ends a migration by the destination's word.
///
/// # Errors
/// The cookie is not for us.
pub(super) async fn conclude(
    driver: &QemuDriver,
    guest: &Arc<Guest>,
    run: &Run,
    mut held: Held,
    cookie_in: &[u8],
    cancelled: bool,
) -> Result<()> {
    let parties = super::parties(&held.name, guest.uuid());
    let cookie = Cookie::read(cookie_in, &parties).unwrap_or_else(|error| {
        // The destination runs the guest whatever it says beside.
        tracing::warn!(guest = %guest.name(), %error, "the destination's last cookie is unreadable");
        None
    });
    // A post-copy migration that QEMU ended is one that succeeded, whatever was told.
    let cancelled = cancelled && !postcopy::completed(run).await;
    if cancelled {
        if held.phase == Phase::ConfirmResume || postcopy::is_under_way(run) {
            postcopy::source_broke(run, &mut held).await;
            guest.extra.held.keep_broken(held);
            return Ok(());
        }
        let _ = held::enter(run, &mut held, Phase::Confirm3Cancelled).await;
        go_on(run, &held).await;
        held::over(driver, guest, Some(run));
        run.core.save_status(guest).await;
        return Ok(());
    }
    let phase =
        if held.phase >= Phase::PostcopyFailed { Phase::ConfirmResume } else { Phase::Confirm3 };
    if let Err(error) = held::enter(run, &mut held, phase).await {
        tracing::debug!(%error, "phase");
    }
    postcopy::finish_sending(run, &mut held).await;
    let figures = cookie.and_then(|cookie| cookie.statistics);
    end_as_migrated(driver, guest, run, held, figures).await;
    Ok(())
}

/// The guest runs elsewhere: its run here is over.
pub(super) async fn end_as_migrated(
    driver: &QemuDriver,
    guest: &Arc<Guest>,
    run: &Run,
    held: Held,
    figures: Option<Statistics>,
) {
    let in_postcopy = postcopy::is_under_way(run);
    super::leave_labels(run);
    if let Err(error) = run.end(Ending::MIGRATED, false).await {
        tracing::error!(guest = %guest.name(), %error, "the guest that left is still here");
    }
    let undefine = held.request.has(MIGRATE_UNDEFINE_SOURCE);
    if let Some(mut stats) = held.stats.clone() {
        if let Some(figures) = figures {
            if !in_postcopy {
                stats.time_elapsed = figures.time_elapsed.or(stats.time_elapsed);
                stats.downtime = figures.downtime.or(stats.downtime);
            }
            figures::net_times(&mut stats, &figures);
        }
        stats.memory_remaining = Some(0);
        stats.data_remaining = Some(0);
        tell_completed(run, stats);
    }
    held::over(driver, guest, None);
    if undefine && guest.peek(|view| view.persistent) {
        if let Err(error) = forget_definition(driver, guest, false).await {
            tracing::warn!(guest = %guest.name(), %error, "definition stays");
        }
    }
    drop(held);
}

/// Removes the definition of a guest that lives elsewhere, and tells.
///
/// # Errors
/// The file can't be removed.
pub(super) async fn forget(driver: &QemuDriver, guest: &Arc<Guest>) -> Result<()> {
    forget_definition(driver, guest, true).await
}

/// Removes the definition of a guest that lives elsewhere; its files go with it there.
async fn forget_definition(driver: &QemuDriver, guest: &Arc<Guest>, tell: bool) -> Result<()> {
    driver.store.remove(&guest.name()).await?;
    let event = guest.event_ref();
    guest.update(|view| {
        view.persistent = false;
        view.autostart = false;
        view.autostart_once = false;
    });
    driver.registry.remove(guest);
    if tell {
        let undefined = DomainLifecycle::Undefined(UndefinedDetail::Removed);
        driver
            .bus
            .publish(vireo_api::event::Event::Domain(event, DomainEvent::Lifecycle(undefined)));
    }
    Ok(())
}

/// The client that drives the migration is gone.
pub(super) async fn abandoned(core: &Arc<Core>, guest: &Arc<Guest>, mut held: Held) {
    let Ok(run) = core.run_of(guest) else {
        held::over(core, guest, None);
        return;
    };
    match held.phase {
        Phase::None | Phase::Begin3 | Phase::Perform3 | Phase::Perform2 => {
            go_on(&run, &held).await;
        }
        Phase::Perform3Done => {
            if postcopy::is_under_way(&run) {
                postcopy::source_broke(&run, &mut held).await;
                guest.extra.held.keep_broken(held);
                return;
            }
            // Whether the destination runs it only the administrator knows: it stays paused.
            let _ = held::enter(&run, &mut held, Phase::Confirm3Cancelled).await;
            if let Some(original) = &held.original {
                let _ = original.apply(&run.live).await;
            }
        }
        Phase::BeginResume
        | Phase::PerformResume
        | Phase::ConfirmResume
        | Phase::PostcopyFailed => {
            postcopy::source_broke(&run, &mut held).await;
            guest.extra.held.keep_broken(held);
            return;
        }
        Phase::Confirm3
        | Phase::Confirm3Cancelled
        | Phase::Prepare
        | Phase::Finish2
        | Phase::Finish3
        | Phase::PrepareResume
        | Phase::FinishResume => {}
    }
    held::over(core, guest, Some(&run));
    run.core.save_status(guest).await;
}
