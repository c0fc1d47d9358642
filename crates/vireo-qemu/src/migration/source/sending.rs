//! Perform: the way of the memory and of all that goes beside it.

use std::os::fd::OwnedFd;

use vireo_api::consts::*;
use vireo_api::event::SuspendedDetail;
use vireo_api::{Error, Result};
use vireo_model::domain::Domain;
use vireo_qmp::command::Stop;
use vireo_runtime::domain::{PausedReason, State};
use vireo_runtime::job::JobOperation;
use vireo_xml::Mode;

use super::connect::{connect_tcp, connect_unix};
use crate::definition;
use crate::driver::QemuDriver;
use crate::error::{failed, invalid_arg, xml};
use crate::migration;
use crate::migration::cookie::{Cookie, Nbd};
use crate::migration::destination::now;
use crate::migration::figures::Statistics;
use crate::migration::held::{self, Held};
use crate::migration::outgoing::{Outgoing, Reached, Stops, Target};
use crate::migration::params::Request;
use crate::migration::phase::{Phase, Side};
use crate::migration::uri::Place;
use crate::migration::{bitmaps, figures, graphics, memlock, postcopy, storage, tls, tunnel};
use crate::process::transition::Run;

/// Where the memory goes.
pub enum Road<'a> {
    /// To a place that the destination named.
    Direct(&'a Place),
    /// Through a stream of the daemons'.
    Tunnel(Box<dyn vireo_api::peer::PeerStream>),
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
        let parties = migration::parties(&held.name, self.run.guest.uuid());
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
        let locked = memlock::raise(self.run, &request)?;
        let going = self.run_out(&mut out, &request, cookie.as_ref(), road, trouble);
        let sent = Box::pin(going).await;
        *original = out.original().cloned();
        *stats = Some(out.finished());
        *left = Some(tokio::time::Instant::now());
        let mut figures = figures::of_job(&out.finished());
        drop(out);
        if let Err(error) = sent {
            if !postcopy::is_under_way(self.run) {
                memlock::put_back(self.run, locked);
                held::put_back(self.run, held).await;
                if cookie.is_some_and(|cookie| cookie.bitmaps.is_some()) {
                    bitmaps::clean(self.run).await;
                }
            }
            return Err(error);
        }
        self.times(&mut figures, self.run.live.job.seen().stopped);
        answer.statistics = Some(figures);
        // The reference stops to serve disks only when it is told of them once more, and could not send
        // the guest on otherwise.
        answer.nbd = cookie.and_then(|cookie| cookie.nbd).map(|_| Nbd::default());
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
        migration::same_abi(&config, &wanted)?;
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
        let own = migration::capabilities_of(run).await?;
        let remote_has = |name: &str| cookie.and_then(|cookie| cookie.sender_has(name));
        let local_has = |name: &str| own.iter().any(|one| one == name);
        let default = Some(run.guest.extra.migration.bandwidth());
        let settings = request.settings(Side::Source, remote_has, local_has)?;
        let settings = settings.parameter("max-bandwidth", request.bandwidth(default));
        let settings = tls::settings(settings, request, host.as_deref());
        let settings = match bitmaps::leaving(run, request, cookie).await? {
            Some(bitmaps) => bitmaps.settings(settings),
            None => settings,
        };
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
