//! The destination: Prepare and Finish.

use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use vireo_api::consts::*;
use vireo_api::event::{DomainEvent, DomainLifecycle, StartedDetail, SuspendedDetail};
use vireo_api::stream::Stream;
use vireo_api::{CallContext, Error, ErrorCode, ErrorDomain, Result};
use vireo_model::domain::Domain;
use vireo_proto::remote;
use vireo_qmp::Call;
use vireo_qmp::command::{Cont, QueryMigrate};
use vireo_qmp::types::MigrationStatus;
use vireo_runtime::domain::{Definition, PausedReason, RunningReason, State, View};
use vireo_runtime::job::{AsyncJob, AsyncToken};
use vireo_runtime::ports::Port;
use vireo_runtime::registry::Found;
use vireo_xml::Mode;

use super::cookie::{Capabilities, Capability, Cookie, Parties, Statistics};
use super::held::{self, Held, Kept};
use super::params::{Request, automatic};
use super::phase::{Phase, Side};
use super::record::Record;
use super::settings::Settings;
use super::uri::{Net, Place, bracketed, not_localhost, told};
use super::{checks, graphics, storage, tunnel};
use crate::definition::{self, CODEC};
use crate::driver::{Core, QemuDriver};
use crate::error::{failed, internal, invalid_arg, not_valid, xml};
use crate::live::{Ending, Guest, Qemu};
use crate::process::incoming::{Incoming, Source};
use crate::process::start::{self, StartOptions};
use crate::process::transition::Run;

/// How the memory comes.
pub enum Channel {
    /// QEMU listens.
    Direct,
    /// Through this stream.
    Tunnel(Stream),
}

/// What Prepare answers.
pub struct Prepared {
    /// For the source.
    pub cookie: Vec<u8>,
    /// Where the source connects to, when it does not know.
    pub uri: Option<String>,
}

/// Where QEMU listens, and what the source is told.
struct Listen {
    uri: String,
    told: Option<String>,
    port: Option<Port>,
}

/// Prepares for a guest that comes: when this returns, QEMU waits for it.
///
/// # Errors
/// The definition is unreadable or of a guest that runs here; nothing here can take it.
pub async fn prepare(
    driver: &QemuDriver,
    cx: &CallContext,
    request: Request,
    cookie_in: &[u8],
    channel: Channel,
) -> Result<Prepared> {
    let text = request.text(MIGRATE_PARAM_DEST_XML);
    let text = text.ok_or_else(|| internal("no domain XML passed"))?;
    let mut domain = Domain::parse(text, Mode::SAVED).map_err(|error| xml(&error))?;
    let original = domain.name.clone();
    if let Some(name) = request.text(MIGRATE_PARAM_DEST_NAME) {
        domain.name = name.to_owned();
    }
    let parties = super::parties(&original, definition::uuid_of(&domain));
    let cookie = Cookie::read(cookie_in, &parties)?;
    checks::flags_make_sense(&checks::Subject {
        request: &request,
        domain: &domain,
        config: &driver.config,
        active: false,
        persistent: true,
        autodestroy: false,
        io_error: false,
        snapshots: 0,
        block_job: false,
        blockers: &[],
    })?;
    if request.has(MIGRATE_POSTCOPY_RESUME) {
        return super::postcopy::prepare(driver, cx, request, &parties, channel).await;
    }
    let listen = match &channel {
        Channel::Direct => Some(listen(driver, &request)?),
        Channel::Tunnel(_) => None,
    };
    let guest = place(driver, &domain).await?;
    let token = guest.begin_async(AsyncJob::MigrationIn, cx.api).await;
    let result = match token {
        Ok(token) => {
            let coming = Coming { driver, cx, guest: &guest, cookie, parties, original };
            coming.prepare(request, domain, channel, listen, token).await
        }
        Err(error) => Err(error.into()),
    };
    if result.is_err() && guest.peek(|view| !view.persistent && !view.is_active()) {
        driver.registry.remove(&guest);
    }
    result
}

/// The domain that comes: a new one, or one that is off here.
async fn place(driver: &QemuDriver, domain: &Domain) -> Result<Arc<Guest>> {
    let uuid = definition::uuid_of(domain);
    match driver.registry.claim(uuid, &domain.name).await? {
        Found::Free(claim) => {
            let mut view = View::<Qemu>::new(domain.name.as_str());
            view.config = Some(Definition::from_value(&Arc::new(domain.clone()), &CODEC));
            Ok(claim.insert(view))
        }
        Found::Known(guest) if guest.peek(|view| view.is_active()) => {
            Err(not_valid(format!("domain '{}' is already active", domain.name)))
        }
        Found::Known(guest) => Ok(guest),
    }
}

/// Where QEMU is to listen: what the caller says, completed by a port and a name of ours.
fn listen(driver: &QemuDriver, request: &Request) -> Result<Listen> {
    let asked = request.text(MIGRATE_PARAM_URI);
    let address = request.text(MIGRATE_PARAM_LISTEN_ADDRESS);
    let own_port = || driver.migration_ports.acquire();
    let place = match asked {
        Some(uri) => Place::parse(uri)?,
        None => {
            let host = driver.config.migration_host.clone();
            let host = host.unwrap_or_else(vireo_host::node::hostname);
            not_localhost(&host)?;
            let port = own_port()?;
            // The form that every daemon understands.
            let net = Net { host: host.clone(), port: None, old_form: true };
            let told = told("tcp", &net, port.number());
            let uri = format!("tcp:{}:{}", address_for(driver, address, &host), port.number());
            return Ok(Listen { uri, told: Some(told), port: Some(port) });
        }
    };
    let (scheme, net) = match &place {
        Place::Unix(path) => {
            if address.is_some() {
                let text = "Usage of listen-address is forbidden when migration URI uses UNIX transport method";
                return Err(invalid_arg(text));
            }
            if request.copies_disks() && request.text(MIGRATE_PARAM_DISKS_URI).is_none() {
                let text = "NBD URI must be supplied when migration URI uses UNIX transport method";
                return Err(invalid_arg(text));
            }
            return Ok(Listen { uri: format!("unix:{path}"), told: None, port: None });
        }
        Place::Tcp(net) => ("tcp", net),
        Place::Rdma(net) => ("rdma", net),
    };
    let host = address_for(driver, address, &net.host);
    if let Some(port) = net.port {
        // One of the range stays ours while it is used.
        let kept = driver.migration_ports.pool().reserve(port).ok();
        return Ok(Listen { uri: format!("{scheme}:{host}:{port}"), told: None, port: kept });
    }
    let port = own_port()?;
    let uri = format!("{scheme}:{host}:{}", port.number());
    Ok(Listen { uri, told: Some(told(scheme, net, port.number())), port: Some(port) })
}

/// The address to listen on: what is asked for or configured, else all of the family of `host`.
pub(super) fn address_for(driver: &Core, asked: Option<&str>, host: &str) -> String {
    let chosen = asked.or(driver.config.migration_address.as_deref());
    if let Some(address) = chosen {
        return bracketed(address);
    }
    let six = std::net::ToSocketAddrs::to_socket_addrs(&(host, 0))
        .is_ok_and(|mut all| all.any(|address| address.is_ipv6()));
    if six { "[::]".to_owned() } else { "0.0.0.0".to_owned() }
}

/// A guest on its way in.
struct Coming<'a> {
    driver: &'a QemuDriver,
    cx: &'a CallContext,
    guest: &'a Arc<Guest>,
    cookie: Option<Cookie>,
    parties: Parties,
    original: String,
}

impl Coming<'_> {
    async fn prepare(
        &self,
        request: Request,
        domain: Domain,
        channel: Channel,
        listen: Option<Listen>,
        token: AsyncToken,
    ) -> Result<Prepared> {
        self.guest.extra.held.begin(self.cx.connection);
        let result = if request.has(MIGRATE_OFFLINE) {
            self.offline(request, token, listen)
        } else {
            self.start(request, domain, channel, listen, token).await
        };
        if result.is_err() {
            self.guest.extra.held.clear();
        }
        result
    }

    /// Only the definition comes: it is here already. The client wants a place all the same.
    fn offline(
        &self,
        request: Request,
        token: AsyncToken,
        listen: Option<Listen>,
    ) -> Result<Prepared> {
        let held = self.held(request, token, Vec::new());
        held::tie(self.driver, self.guest, self.cx.connection);
        self.keep(held)?;
        let cookie = Cookie::from(&self.parties).encode()?;
        Ok(Prepared { cookie, uri: listen.and_then(|listen| listen.told) })
    }

    fn held(&self, request: Request, token: AsyncToken, ports: Vec<Port>) -> Held {
        Held {
            token,
            side: Side::Destination,
            phase: Phase::Prepare,
            request,
            connection: self.cx.connection,
            was_running: false,
            name: self.original.clone(),
            original: None,
            stats: None,
            sent: None,
            ports,
            nbd: false,
        }
    }

    fn keep(&self, held: Held) -> Result<()> {
        match self.guest.extra.held.keep(held) {
            Kept::Waiting => Ok(()),
            Kept::Abandoned(held) => {
                let (core, guest) = (Arc::clone(self.driver), Arc::clone(self.guest));
                tokio::spawn(async move { held::abandoned(&core, &guest, *held).await });
                Err(failed("the connection that drives the migration closed"))
            }
        }
    }

    async fn start(
        &self,
        request: Request,
        domain: Domain,
        channel: Channel,
        listen: Option<Listen>,
        token: AsyncToken,
    ) -> Result<Prepared> {
        let made = match storage::make_images(self.driver, &request, &domain, self.cookie.as_ref())
            .await
        {
            Ok(made) => made,
            Err(error) => return Err(error),
        };
        let mut record = Record::new(AsyncJob::MigrationIn, Phase::Prepare, request.flags);
        record.port = listen.as_ref().and_then(|listen| listen.port.as_ref()).map(Port::number);
        let options = StartOptions::default();
        held::tie(self.driver, self.guest, self.cx.connection);
        let started =
            start::start_migrated(self.driver, self.guest, domain, options, Some(record)).await;
        let run = match started {
            Ok(run) => run,
            Err(error) => {
                held::untie(self.driver, self.guest);
                made.remove();
                return Err(error);
            }
        };
        run.live.job.begin();
        let result = self.receive(&run, request, channel, listen, token).await;
        if result.is_err() {
            super::leave_labels(&run);
            if let Err(error) = run.end(Ending::FAILED.quietly(), false).await {
                tracing::error!(guest = %self.guest.name(), %error, "incoming guest stays");
            }
            held::untie(self.driver, self.guest);
            made.remove();
        }
        result
    }

    /// Tells QEMU all it has to know and lets it listen.
    async fn receive(
        &self,
        run: &Run,
        request: Request,
        channel: Channel,
        listen: Option<Listen>,
        token: AsyncToken,
    ) -> Result<Prepared> {
        let own = super::capabilities_of(run).await?;
        let remote_has = |name: &str| self.cookie.as_ref().and_then(|c| c.sender_has(name));
        let local_has = |name: &str| own.iter().any(|one| one == name);
        let settings = request.settings(Side::Destination, remote_has, local_has)?;
        super::tls::refuse(&request, &self.driver.config)?;
        super::tls::add(run, &request, Side::Destination).await?;
        let settings = super::tls::settings(settings, &request, None);
        let before = Settings::fetch(&run.live).await?.under(&settings);
        run.live.record(|record| {
            if let Some(record) = record {
                record.parameters = before.parameters.clone();
                record.capabilities = before.capabilities.clone().into_iter().collect();
            }
        });
        let incoming = Incoming {
            capabilities: settings.capabilities.into_iter().collect(),
            parameters: settings.parameters,
        };
        run.prepare_to_receive(&incoming).await?;
        let mut answer = Cookie::from(&self.parties);
        let mut ports = Vec::new();
        let nbd = storage::serve(run, &request, self.cookie.as_ref()).await?;
        let mut is_serving = false;
        if let Some(nbd) = nbd {
            is_serving = true;
            answer.nbd = Some(nbd.cookie);
            ports.extend(nbd.port);
        }
        let (source, told) = match (channel, listen) {
            (Channel::Tunnel(stream), _) => (Source::Fd(tunnel::into_pipe(stream)?), None),
            (Channel::Direct, Some(listen)) => {
                ports.extend(listen.port);
                (Source::Uri(listen.uri), listen.told)
            }
            (Channel::Direct, None) => return Err(internal("no place to listen on")),
        };
        run.begin_to_receive(source).await?;
        answer.graphics = graphics::place(run);
        answer.capabilities = Some(capabilities(&own, Side::Destination));
        let cookie = answer.encode()?;
        let mut held = self.held(request, token, ports);
        held.nbd = is_serving;
        held.original = Some(before);
        run.core.save_status(&run.guest).await;
        let started = DomainLifecycle::Started(StartedDetail::Migrated);
        run.core.publish(&run.guest, DomainEvent::Lifecycle(started));
        self.keep(held)?;
        vireo_runtime::fail_point::fail_point("migration.prepare");
        Ok(Prepared { cookie, uri: told })
    }
}

/// All that a QEMU can do, and what its side switches on by itself.
pub(super) fn capabilities(own: &[String], side: Side) -> Capabilities {
    let cap =
        |name: &String| Capability { name: name.clone(), auto: Some(name == automatic(side)) };
    Capabilities { caps: own.iter().map(cap).collect() }
}

/// What Finish answers.
pub struct Finished {
    /// The guest.
    pub dom: remote::Domain,
    /// For the source.
    pub cookie: Vec<u8>,
}

/// Which protocol ends the migration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Protocol {
    /// There is no Confirm: the guest is never killed here.
    V2,
    /// The source has the last word.
    V3,
}

/// Runs the guest that came, or gives it up.
///
/// # Errors
/// It did not come; it was cancelled (`MigrateFinishOk` says that all is well then).
pub async fn finish(
    driver: &QemuDriver,
    name: &str,
    mut request: Request,
    cookie_in: &[u8],
    cancelled: bool,
    protocol: Protocol,
) -> Result<Finished> {
    let guest = driver.registry.by_name(name);
    let Some(guest) = guest else {
        return Err(driver.migration_errors.take(name).unwrap_or_else(|| {
            crate::error::no_domain(format!("no domain with matching name '{name}'"))
        }));
    };
    let mut held = held::take(&guest, Side::Destination)
        .map_err(|error| driver.migration_errors.take(name).unwrap_or(error))?;
    held::untie(driver, &guest);
    request.flags |= held.request.flags & MIGRATE_POSTCOPY_RESUME;
    if held.request.has(MIGRATE_OFFLINE) {
        finish_offline(driver, &guest, &held, &request, cancelled).await
    } else {
        let ended =
            finish_run(driver, &guest, &mut held, &request, cookie_in, cancelled, protocol).await;
        if ended.is_err()
            && driver.run_of(&guest).is_ok_and(|run| super::postcopy::is_under_way(&run))
        {
            guest.extra.held.keep_broken(held);
        }
        ended
    }
}

async fn finish_offline(
    driver: &QemuDriver,
    guest: &Arc<Guest>,
    held: &Held,
    request: &Request,
    cancelled: bool,
) -> Result<Finished> {
    let result = if cancelled {
        Err(finish_ok())
    } else {
        let config = guest.peek(|view| view.config.clone());
        persist(driver, guest, config, request).await
    };
    held::over(driver, guest, None);
    if let Err(error) = result {
        if guest.peek(|view| !view.persistent) {
            driver.registry.remove(guest);
        }
        return Err(error);
    }
    let parties = super::parties(&held.name, guest.uuid());
    Ok(Finished { dom: driver.wire(guest), cookie: Cookie::from(&parties).encode()? })
}

/// Keeps a definition for the guest's next starts.
async fn persist(
    driver: &QemuDriver,
    guest: &Arc<Guest>,
    config: Option<Definition<Domain>>,
    request: &Request,
) -> Result<()> {
    if !request.has(MIGRATE_PERSIST_DEST) {
        return Ok(());
    }
    let config = config.ok_or_else(|| internal("can't get vmdef"))?;
    let mut domain = Domain::clone(&*config.value()?);
    domain.name = guest.name().to_string();
    definition::fill(driver, &mut domain, vireo_model::fill::FillFlags::DEFINE).await?;
    definition::define(driver, domain).await.map(drop)
}

async fn finish_run(
    driver: &QemuDriver,
    guest: &Arc<Guest>,
    held: &mut Held,
    request: &Request,
    cookie_in: &[u8],
    cancelled: bool,
    protocol: Protocol,
) -> Result<Finished> {
    let run = match driver.run_of(guest) {
        Ok(run) => run,
        Err(error) => {
            held::over(driver, guest, None);
            return Err(driver.migration_errors.take(&guest.name()).unwrap_or(error));
        }
    };
    let arriving = Arriving { driver, run: &run, request, protocol };
    match arriving.finish(held, cookie_in, cancelled).await {
        Ok(cookie) => {
            put_back(&run, held).await;
            held::over(driver, guest, Some(&run));
            run.core.save_status(guest).await;
            Ok(Finished { dom: driver.wire(guest), cookie })
        }
        Err(error) => {
            arriving.give_up(held, &error, cancelled).await;
            Err(error)
        }
    }
}

/// QEMU's settings are those of a guest that never came, so that it can leave in any way.
async fn put_back(run: &Run, held: &mut Held) {
    let Some(original) = held.original.take() else { return };
    if let Err(error) = original.apply(&run.live).await {
        tracing::warn!(guest = %run.guest.name(), %error, "migration settings stay");
    }
    if held.request.has(MIGRATE_TLS) {
        super::tls::remove(run).await;
    }
}

/// A guest that arrives.
struct Arriving<'a> {
    driver: &'a QemuDriver,
    run: &'a Run,
    request: &'a Request,
    protocol: Protocol,
}

impl Arriving<'_> {
    async fn finish(&self, held: &mut Held, cookie_in: &[u8], cancelled: bool) -> Result<Vec<u8>> {
        let resumed = self.request.has(MIGRATE_POSTCOPY_RESUME);
        let phase = match (resumed, self.protocol) {
            (true, _) => Phase::FinishResume,
            (false, Protocol::V2) => Phase::Finish2,
            (false, Protocol::V3) => Phase::Finish3,
        };
        held::enter(self.run, held, phase).await?;
        let parties = super::parties(&held.name, self.run.guest.uuid());
        let mut cookie = Cookie::read(cookie_in, &parties)?;
        if let Some(figures) = cookie.as_mut().and_then(|cookie| cookie.statistics.as_mut()) {
            // Only the cookie's way counts, not what the guest takes to run here.
            figures.delta = figures.sent.map(|sent| now().saturating_sub(sent));
        }
        if cancelled {
            return Err(self.cancelled().await);
        }
        if !resumed {
            self.arrive(held, cookie.as_ref()).await?;
        }
        let in_postcopy = super::postcopy::is_under_way(self.run);
        if self.request.has(MIGRATE_POSTCOPY) {
            super::postcopy::arrived(self.run).await?;
        }
        self.complete(cookie, &parties, in_postcopy)
    }

    /// Waits for the memory, then runs the guest as it ran before.
    async fn arrive(&self, held: &mut Held, cookie: Option<&Cookie>) -> Result<()> {
        let run = self.run;
        if self.request.has(MIGRATE_POSTCOPY) {
            super::postcopy::received_or_active(run).await?;
        } else {
            run.received().await?;
        }
        if held.nbd {
            storage::stop_serving(run).await?;
        }
        self.persist(cookie).await?;
        self.refresh().await?;
        run.connect_agent();
        if *run.live.migration.borrow() == MigrationStatus::Completed {
            // Before the CPUs run: a QEMU that dies of it costs nothing, the source goes on.
            put_back(run, held).await;
        }
        if self.request.has(MIGRATE_PAUSED) {
            return self.stay_paused().await;
        }
        let in_postcopy = *run.live.migration.borrow() != MigrationStatus::Completed;
        let (reason, detail) = if in_postcopy {
            (RunningReason::Postcopy, vireo_api::event::ResumedDetail::Postcopy)
        } else {
            (RunningReason::Migrated, vireo_api::event::ResumedDetail::Migrated)
        };
        run.live.hint(|hints| hints.running = reason);
        run.live.run(&Cont).await?;
        run.resumed(reason, detail).await;
        Ok(())
    }

    async fn persist(&self, cookie: Option<&Cookie>) -> Result<()> {
        let domain = cookie.and_then(|cookie| cookie.domain.clone());
        let config = match domain {
            Some(domain) => Some(Definition::from_value(&Arc::new(domain), &CODEC)),
            None => self.run.guest.peek(|view| view.config.clone()),
        };
        persist(self.driver, &self.run.guest, config, self.request).await
    }

    /// Asks QEMU again what may have changed with the memory that came.
    async fn refresh(&self) -> Result<()> {
        let config = self.run.guest.peek(|view| view.live_config.clone());
        let config = config.ok_or_else(crate::error::not_running)?;
        let mut domain = Domain::clone(&config);
        crate::process::learn::at_reconnect(&self.run.live, &mut domain).await?;
        let domain = Arc::new(domain);
        self.run.guest.update(|view| view.live_config = Some(domain));
        Ok(())
    }

    /// The guest stays paused: it takes its disks over all the same.
    async fn stay_paused(&self) -> Result<()> {
        let run = self.run;
        let activate =
            Call::new("blockdev-set-active").arguments(&serde_json::json!({"active": true}));
        if let Err(error) = run.live.try_call(activate).await {
            // Older ones do so when the guest runs.
            if !error.is_command_not_found() {
                return Err(crate::error::monitor(error));
            }
        }
        run.guest.update(|view| view.enter(State::Paused(PausedReason::User)))?;
        let suspended = DomainLifecycle::Suspended(SuspendedDetail::Paused);
        run.core.publish(&run.guest, DomainEvent::Lifecycle(suspended));
        Ok(())
    }

    /// The figures of the job, told here and to the source. They were taken before a switch to
    /// post-copy and are not kept then: only the source knows what came after.
    fn complete(
        &self,
        cookie: Option<Cookie>,
        parties: &Parties,
        in_postcopy: bool,
    ) -> Result<Vec<u8>> {
        let mut answer = Cookie::from(parties);
        if let Some(mut figures) = cookie.and_then(|cookie| cookie.statistics) {
            let now = now();
            if let Some(stopped) = figures.stopped {
                figures.downtime = Some(now.saturating_sub(stopped));
            }
            if let Some(started) = figures.started {
                figures.time_elapsed = Some(now.saturating_sub(started));
            }
            let stats =
                super::figures::to_job(&figures, vireo_runtime::job::JobOperation::MigrationIn);
            self.run.guest.jobs().set_completed_stats((!in_postcopy).then_some(stats));
            answer.statistics = Some(Statistics { sent: Some(now), ..figures });
        }
        answer.encode()
    }

    /// The source gave up: what QEMU knows of it, or that all is well.
    async fn cancelled(&self) -> Error {
        let info = self.run.live.run(&QueryMigrate).await.ok();
        match info.and_then(|info| info.error_desc) {
            Some(words) => failed(format!("migration failed: {words}")),
            None => finish_ok(),
        }
    }

    /// It did not come: it ends here, unless its CPUs ran already or nobody else has it.
    async fn give_up(&self, held: &Held, error: &Error, cancelled: bool) {
        let (run, guest) = (self.run, &self.run.guest);
        let ran = guest.peek(|view| matches!(view.state, State::Running(_)));
        let postcopy = super::postcopy::is_under_way(run);
        let only_copy = held.phase == Phase::Finish2 && !cancelled && !run.live.is_ending();
        if postcopy || ran || only_copy {
            tracing::error!(guest = %guest.name(), %error, "the guest is kept although its migration failed");
            if postcopy {
                super::postcopy::broke(run, Side::Destination).await;
            } else {
                held::over(self.driver, guest, Some(run));
                run.core.save_status(guest).await;
            }
            return;
        }
        super::leave_labels(run);
        if let Err(error) = run.end(Ending::FAILED, false).await {
            tracing::error!(guest = %guest.name(), %error, "incoming guest stays");
        }
        held::over(self.driver, guest, None);
    }
}

fn finish_ok() -> Error {
    let text = "Migration was cancelled as asked";
    Error::new(ErrorCode::MigrateFinishOk, ErrorDomain::Qemu, text)
}

/// Milliseconds since the epoch.
pub(super) fn now() -> u64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(now.as_millis()).unwrap_or(0)
}

/// The client that drives the migration is gone before Finish: so is the guest here.
pub(super) async fn abandoned(core: &Arc<Core>, guest: &Arc<Guest>, held: Held) {
    if matches!(held.phase, Phase::PrepareResume | Phase::FinishResume | Phase::PostcopyFailed) {
        if let Ok(run) = core.run_of(guest) {
            super::postcopy::broke(&run, Side::Destination).await;
        }
        guest.extra.held.keep_broken(held);
        return;
    }
    match core.run_of(guest) {
        Ok(run) => {
            super::leave_labels(&run);
            if let Err(error) = run.end(Ending::DESTROYED, false).await {
                tracing::error!(guest = %guest.name(), %error, "incoming guest stays");
            }
            held::over(core, guest, Some(&run));
        }
        Err(_) => {
            held::over(core, guest, None);
            if guest.peek(|view| !view.persistent) {
                core.registry.remove(guest);
            }
        }
    }
    drop(held);
}
