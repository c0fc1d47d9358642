//! Prepare: a QEMU that waits for the guest.

use std::sync::Arc;

use uuid::Uuid;
use vireo_api::consts::*;
use vireo_api::event::{DomainEvent, DomainLifecycle, StartedDetail};
use vireo_api::{CallContext, Result};
use vireo_model::domain::Domain;
use vireo_runtime::domain::{Definition, View};
use vireo_runtime::job::{AsyncJob, AsyncToken};
use vireo_runtime::ports::Port;
use vireo_runtime::registry::Found;
use vireo_xml::Mode;

use super::listen::{Listen, listen};
use super::{Channel, Prepared, capabilities};
use crate::definition::{self, CODEC};
use crate::driver::QemuDriver;
use crate::error::{failed, internal, not_valid, xml};
use crate::live::{Ending, Guest, Qemu};
use crate::migration;
use crate::migration::arrivals::{self, Fate};
use crate::migration::cookie::{Cookie, Parties};
use crate::migration::held::{self, Held, Kept};
use crate::migration::params::Request;
use crate::migration::phase::{Phase, Side};
use crate::migration::record::Record;
use crate::migration::settings::Settings;
use crate::migration::{bitmaps, checks, graphics, memlock, storage, tunnel};
use crate::process::incoming::{Incoming, Source};
use crate::process::start::{self, StartOptions};
use crate::process::transition::Run;

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
    let parties = migration::parties(&original, definition::uuid_of(&domain));
    let cookie = Cookie::read(cookie_in, &parties)?;
    checks::flags_make_sense(&checks::Subject::of(&request, &domain, &driver.config))?;
    if request.has(MIGRATE_POSTCOPY_RESUME) {
        return migration::postcopy::prepare(driver, cx, request, &parties, channel).await;
    }
    let listen = match &channel {
        Channel::Direct => Some(listen(driver, &request)?),
        Channel::Tunnel(_) => None,
    };
    let guest = place(driver, &domain).await?;
    let token = guest.begin_async(AsyncJob::MigrationIn, cx.api).await;
    let result = match token {
        Ok(token) => {
            let second_protocol = cookie.is_none();
            let guest = &guest;
            let coming = Coming { driver, cx, guest, cookie, second_protocol, parties, original };
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

/// A guest on its way in.
struct Coming<'a> {
    driver: &'a QemuDriver,
    cx: &'a CallContext,
    guest: &'a Arc<Guest>,
    cookie: Option<Cookie>,
    /// It knows no cookies.
    second_protocol: bool,
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
        Ok(Prepared { cookie, uri: listen.and_then(|listen| listen.told()) })
    }

    fn held(&self, request: Request, token: AsyncToken, ports: Vec<Port>) -> Held {
        let (connection, name) = (self.cx.connection, self.original.clone());
        let new = Held::new(token, Side::Destination, Phase::Prepare, request, connection, name);
        Held { ports, second_protocol: self.second_protocol, ..new }
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
        let cookie = self.cookie.as_ref();
        let made = storage::make_images(self.driver, &request, &domain, cookie).await?;
        let mut record = Record::new(AsyncJob::MigrationIn, Phase::Prepare, request.flags);
        record.second_protocol = self.second_protocol;
        record.ticket = self.ticket();
        record.port = listen.as_ref().and_then(|listen| listen.port.as_ref()).map(Port::number);
        let options = StartOptions::default();
        held::tie(self.driver, self.guest, self.cx.connection);
        let started =
            start::start_migrated(self.driver, self.guest, domain, options, Some(record)).await;
        let run = match started {
            Ok(run) => run,
            Err(error) => {
                held::untie(self.driver, self.guest);
                made.remove(self.driver).await;
                return Err(error);
            }
        };
        made.give_to(&run);
        run.live.job.begin();
        let (result, ()) =
            tokio::join!(self.receive(&run, request, channel, listen, token), self.expect());
        if result.is_err() {
            if let Some(ticket) = self.ticket() {
                arrivals::forget(self.driver, ticket).await;
            }
            migration::leave_labels(&run);
            if let Err(error) = run.end(Ending::FAILED.quietly(), false).await {
                tracing::error!(guest = %self.guest.name(), %error, "incoming guest stays");
            }
            held::untie(self.driver, self.guest);
        }
        result
    }

    /// The migration's own name, when the source gave it one.
    fn ticket(&self) -> Option<Uuid> {
        self.cookie.as_ref()?.ticket()
    }

    /// Writes down that the guest is to come.
    async fn expect(&self) {
        if let Some(ticket) = self.ticket() {
            arrivals::note(self.driver, ticket, self.guest.uuid(), Fate::Expected).await;
        }
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
        if memlock::by_rdma(&request) {
            // It goes with the run that it was raised for.
            memlock::raise(run, &request)?;
        }
        let own = migration::capabilities_of(run).await?;
        let remote_has = |name: &str| self.cookie.as_ref().and_then(|c| c.sender_has(name));
        let local_has = |name: &str| own.iter().any(|one| one == name);
        let settings = request.settings(Side::Destination, remote_has, local_has)?;
        let bitmaps = bitmaps::accept(run, &request, self.cookie.as_ref(), &own).await?;
        let settings = match &bitmaps {
            Some(bitmaps) => bitmaps.settings(settings),
            None => settings,
        };
        migration::tls::add(run, &request, Side::Destination).await?;
        let settings = migration::tls::settings(settings, &request, None);
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
        let told = match (channel, listen) {
            (Channel::Tunnel(stream), _) => {
                run.begin_to_receive(Source::Fd(tunnel::into_pipe(stream)?)).await?;
                None
            }
            (Channel::Direct, Some(mut listen)) => {
                run.begin_to_receive(Source::Uri(listen.uri.clone())).await?;
                listen.settle(run).await?;
                let told = listen.told();
                ports.extend(listen.port);
                told
            }
            (Channel::Direct, None) => return Err(internal("no place to listen on")),
        };
        answer.bitmaps = bitmaps.map(|bitmaps| bitmaps.bitmaps);
        answer.graphics = graphics::place(run);
        answer.capabilities = Some(capabilities(&own, Side::Destination));
        answer.set_ticket(self.ticket(), None);
        let cookie = answer.encode()?;
        let mut held = self.held(request, token, ports);
        held.nbd = is_serving;
        held.ticket = self.ticket();
        held.own = own;
        held.original = Some(before);
        run.core.try_save_status(&run.guest).await?;
        let started = DomainLifecycle::Started(StartedDetail::Migrated);
        run.core.publish(&run.guest, DomainEvent::Lifecycle(started));
        self.keep(held)?;
        vireo_runtime::fail_point::fail_point("migration.prepare");
        Ok(Prepared { cookie, uri: told })
    }
}
