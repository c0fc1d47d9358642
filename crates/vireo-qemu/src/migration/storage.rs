//! Disks that are not shared: copied over NBD beside the memory (Q-MIG-19).
//!
//! ```text
//!   source                              destination
//!   offer: targets, sizes  ──cookie──►  make_images, serve: NBD server, exports
//!   copy: a mirror a disk  ◄──cookie──  port
//!   ready, then memory goes
//!   CPUs stand: finish      ─────────►  Finish: stop_serving
//! ```

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::Value;
use vireo_api::consts::*;
use vireo_api::storage::NewImage;
use vireo_api::{Error, ErrorCode, ErrorDomain, Result};
use vireo_model::domain::Domain;
use vireo_model::domain::devices::Disk;
use vireo_qmp::command::QueryNamedBlockNodes;
use vireo_runtime::job::JobStats;
use vireo_runtime::ledger::ResourceKind;
use vireo_runtime::ports::Port;

use super::checks::is_copied;
use super::cookie::{Cookie, Nbd, NbdDisk};
use super::outgoing::Outgoing;
use super::params::Request;
use super::settings::UNLIMITED;
use super::tls;
use super::uri::Place;
use crate::block::job::{Awaited, BlockJob};
use crate::block::{mirror, nbd, nodes};
use crate::devices::disk::local_path;
use crate::driver::{Core, QemuDriver, lock};
use crate::error::{failed, internal, invalid_arg, operation_unsupported, system};
use crate::process::transition::Run;

/// How long a copy may take: as long as it needs, for the client can abort it.
const COPY: Duration = Duration::from_secs(365 * 24 * 3600);

/// How long making an image may take.
const MAKE: Duration = Duration::from_secs(300);

/// How often the copies are asked how far they are.
const PROGRESS: Duration = Duration::from_millis(500);

/// How many ports the server of disks may try.
const TRIES: usize = 16;

/// What QEMU says of a port that somebody listens on.
const IN_USE: &str = "Address already in use";

fn copied<'a>(request: &'a Request, domain: &'a Domain) -> impl Iterator<Item = &'a Disk> {
    domain.devices.disks.iter().filter(move |disk| is_copied(request, disk))
}

/// The name that a disk has on the way.
fn export_name(disk: &Disk) -> String {
    format!("drive-{}", disk.info.alias.as_deref().unwrap_or_default())
}

/// What the destination has to know of the disks that are copied.
///
/// # Errors
/// QEMU does not tell their sizes.
pub async fn offer(run: &Run, request: &Request, domain: &Domain) -> Result<Option<Nbd>> {
    if copied(request, domain).next().is_none() {
        return Ok(None);
    }
    let all = run.live.run(&QueryNamedBlockNodes { flat: Some(true) }).await?;
    let mut disks = Vec::new();
    for disk in copied(request, domain) {
        let node = mirror::device(run, disk)?;
        let known =
            all.iter().find(|one| one.get("node-name").and_then(Value::as_str) == Some(&node));
        let size = known.and_then(|one| one.pointer("/image/virtual-size")).and_then(Value::as_u64);
        disks.push(NbdDisk { target: Some(disk.target.dev.clone()), capacity: size });
    }
    Ok(Some(Nbd { port: None, disks }))
}

/// Images that were made for a guest that comes. Until its CPUs run here they hold nothing that the
/// source has not: they go with a run that ends before.
#[derive(Debug, Default)]
pub struct Made(Vec<PathBuf>);

impl Made {
    /// The guest does not come: they go.
    pub async fn remove(self, core: &Core) {
        for path in self.0 {
            remove_image(core, &path).await;
        }
    }

    /// They are the run's now, which writes down that it has them.
    pub fn give_to(self, run: &Run) {
        for path in &self.0 {
            goes_with(run, path.clone());
        }
        run.live.record(|record| {
            if let Some(record) = record {
                record.made = self.0;
            }
        });
    }
}

/// Removes an image that was made for a guest which does not come.
async fn remove_image(core: &Core, path: &Path) {
    if let Err(error) = std::fs::remove_file(path) {
        tracing::warn!(path = %path.display(), %error, "image stays");
        return;
    }
    core.volumes.forget(path).await;
}

/// The name that an image has in the ledger of a run that it goes with.
fn entry(path: &Path) -> String {
    format!("made {}", path.display())
}

/// Has an image that was made go when the run ends.
pub fn goes_with(run: &Run, path: PathBuf) {
    let core = Arc::clone(&run.core);
    lock(&run.live.ledger).enter(ResourceKind::File, entry(&path), move || async move {
        remove_image(&core, &path).await;
        Ok(())
    });
}

/// The guest is about to run here, or is kept: its images stay whatever becomes of it.
pub fn keep_images(run: &Run) {
    let made = run.live.record(|record| {
        record.as_mut().map(|record| std::mem::take(&mut record.made)).unwrap_or_default()
    });
    let mut ledger = lock(&run.live.ledger);
    for path in made {
        ledger.strike(ResourceKind::File, &entry(&path));
    }
}

/// Makes the images that are missing here.
///
/// # Errors
/// They cannot be made, or their content is to come only in part.
pub async fn make_images(
    driver: &QemuDriver,
    request: &Request,
    domain: &Domain,
    cookie: Option<&Cookie>,
) -> Result<Made> {
    let mut made = Made::default();
    let Some(offered) = cookie.and_then(|cookie| cookie.nbd.as_ref()) else { return Ok(made) };
    if !request.copies_disks() {
        return Ok(made);
    }
    for disk in copied(request, domain) {
        let told = offered.disks.iter().find(|one| one.target.as_ref() == Some(&disk.target.dev));
        let Some(path) = disk.source.as_ref().and_then(local_path) else { continue };
        if Path::new(&path).exists() {
            continue;
        }
        let size = told.and_then(|one| one.capacity);
        match make_image(driver, request, disk, Path::new(&path), size).await {
            Ok(()) => made.0.push(PathBuf::from(path)),
            Err(error) => {
                made.remove(driver).await;
                return Err(error);
            }
        }
    }
    Ok(made)
}

async fn make_image(
    driver: &QemuDriver,
    request: &Request,
    disk: &Disk,
    path: &Path,
    size: Option<u64>,
) -> Result<()> {
    let shown = path.display();
    if request.has(MIGRATE_NON_SHARED_INC) {
        let text =
            "pre-creation of storage targets for incremental storage migration is not supported";
        return Err(operation_unsupported(text));
    }
    let size = size.ok_or_else(|| {
        internal(format!(
            "the size of disk '{}' is not known, its image cannot be made",
            disk.target.dev
        ))
    })?;
    let format = disk.driver.as_ref().and_then(|driver| driver.kind);
    let format = format.map_or("raw", |format| format.as_str());
    if driver.volumes.make(&NewImage { path, format, capacity: size }).await? {
        return driver.give_to_guest(path);
    }
    if !path.parent().is_some_and(Path::is_dir) {
        return Err(operation_unsupported(format!(
            "cannot make the image of disk '{}': there is no directory for '{shown}'",
            disk.target.dev
        )));
    }
    let mut tool = tokio::process::Command::new("qemu-img");
    tool.args(["create", "-q", "-f", format]).arg(path).arg(size.to_string());
    tool.stdin(std::process::Stdio::null()).kill_on_drop(true);
    let told = |e| system(format!("cannot run qemu-img to make '{shown}'"), &e);
    let done = tokio::time::timeout(MAKE, tool.output()).await;
    let done =
        done.map_err(|_| failed(format!("making '{shown}' takes too long")))?.map_err(told)?;
    if !done.status.success() {
        let words = String::from_utf8_lossy(&done.stderr);
        return Err(failed(format!("cannot make '{shown}': {}", words.trim())));
    }
    driver.give_to_guest(path)
}

/// An NBD server that was started for a guest that comes.
pub struct Serving {
    /// What the source is told.
    pub cookie: Nbd,
    /// Its port, when it is of our range.
    pub port: Option<Port>,
}

/// Serves the disks that are to be copied.
///
/// # Errors
/// There is no port; QEMU can't listen.
pub async fn serve(
    run: &Run,
    request: &Request,
    cookie: Option<&Cookie>,
) -> Result<Option<Serving>> {
    let config = run.guest.peek(|view| view.live_config.clone());
    let config = config.ok_or_else(crate::error::not_running)?;
    if cookie.is_some_and(|cookie| cookie.nbd.is_none())
        || copied(request, &config).next().is_none()
    {
        return Ok(None);
    }
    let port = start_server(run, request).await?;
    for disk in copied(request, &config) {
        nbd::export_disk(run, &disk.target.dev, &export_name(disk)).await?;
    }
    let number = port.0;
    run.live.record(|record| {
        if let Some(record) = record {
            record.nbd_port = number;
        }
    });
    Ok(Some(Serving { cookie: Nbd { port: number, disks: Vec::new() }, port: port.1 }))
}

/// Where disks go: over TCP or to a socket.
fn disks_place(uri: &str) -> Result<Place> {
    let scheme = uri.split_once(':').map_or(uri, |(scheme, _)| scheme);
    if !matches!(scheme, "tcp" | "unix") {
        return Err(invalid_arg(format!("Unsupported scheme in disks URI: {scheme}")));
    }
    Place::parse(uri)
}

async fn start_server(run: &Run, request: &Request) -> Result<(Option<u16>, Option<Port>)> {
    let asked = match request.text(MIGRATE_PARAM_DISKS_URI) {
        Some(uri) => Some(disks_place(uri)?),
        None => None,
    };
    if let Some(Place::Unix(path)) = &asked {
        nbd::start(&run.live, nbd::Address::Unix { path }, None).await?;
        return Ok((None, None));
    }
    let named = asked.as_ref().and_then(Place::net).and_then(|net| net.port);
    let by_number = request.number(MIGRATE_PARAM_DISKS_PORT).and_then(|n| u16::try_from(n).ok());
    let named = named.or(by_number.filter(|port| *port > 0));
    let own = vireo_host::node::hostname();
    let listen = asked.as_ref().and_then(Place::net).map(|net| net.host.as_str());
    let listen = listen.or_else(|| request.text(MIGRATE_PARAM_LISTEN_ADDRESS));
    let host = super::destination::address_for(&run.core, listen, &own);
    let host = host.trim_start_matches('[').trim_end_matches(']');
    let tls = tls::credentials(request);
    let start = |port| nbd::start(&run.live, nbd::Address::Tcp { host, port }, tls);
    if let Some(number) = named {
        let kept = run.core.migration_ports.pool().reserve(number).ok();
        start(number).await?;
        return Ok((Some(number), kept));
    }
    // A stranger may take a port before QEMU listens: those that failed stay ours until one is found.
    let mut failed = Vec::new();
    loop {
        let port = run.core.migration_ports.acquire()?;
        match start(port.number()).await {
            Ok(()) => return Ok((Some(port.number()), Some(port))),
            Err(error) if failed.len() < TRIES && error.to_string().contains(IN_USE) => {
                failed.push(port);
            }
            Err(error) => return Err(error),
        }
    }
}

/// All disks came.
///
/// # Errors
/// QEMU refuses.
pub async fn stop_serving(run: &Run) -> Result<()> {
    nbd::stop(&run.live).await
}

/// Copies that follow the guest's writes.
pub struct Mirrors {
    run: Run,
    jobs: Vec<(Arc<BlockJob>, Awaited)>,
    added: nodes::Added,
    finishing: bool,
    progress: Arc<Mutex<Progress>>,
}

#[derive(Debug, Default, Clone, Copy)]
struct Progress {
    total: u64,
    done: u64,
    speed: u64,
}

/// Starts to copy all disks that are to be copied.
///
/// # Errors
/// The destination does not serve them; QEMU refuses.
pub async fn copy(
    run: &Run,
    request: &Request,
    cookie: Option<&Cookie>,
    host: Option<&str>,
    _api: &'static str,
) -> Result<Option<Mirrors>> {
    let config = run.guest.peek(|view| view.live_config.clone());
    let config = config.ok_or_else(crate::error::not_running)?;
    if copied(request, &config).next().is_none() {
        return Ok(None);
    }
    let place = place(request, cookie, host)?;
    let names = copied(request, &config).map(|disk| disk.target.dev.clone());
    write_down(run, names.collect()).await;
    let mut mirrors = Mirrors {
        run: run.clone(),
        jobs: Vec::new(),
        added: nodes::Added::default(),
        finishing: false,
        progress: Arc::default(),
    };
    for disk in copied(request, &config) {
        if let Err(error) = mirrors.start(request, disk, &place).await {
            mirrors.cancel().await;
            return Err(error);
        }
    }
    Ok(Some(mirrors))
}

/// Before anything of it is in QEMU: a daemon that comes back takes away what it finds of it.
async fn write_down(run: &Run, disks: Vec<String>) {
    run.live.record(|record| {
        if let Some(record) = record {
            record.disks = disks;
        }
    });
    run.core.save_status(&run.guest).await;
}

/// The node that a disk is copied to.
pub fn target_node(disk: &str) -> String {
    format!("migration-{disk}-storage")
}

enum Server {
    Tcp(String, u16),
    Unix(String),
}

fn place(request: &Request, cookie: Option<&Cookie>, host: Option<&str>) -> Result<Server> {
    let told = cookie.and_then(|cookie| cookie.nbd.as_ref()).and_then(|nbd| nbd.port);
    let asked = match request.text(MIGRATE_PARAM_DISKS_URI) {
        Some(uri) => Some(disks_place(uri)?),
        None => None,
    };
    if let Some(Place::Unix(path)) = asked {
        return Ok(Server::Unix(path));
    }
    let net = asked.as_ref().and_then(Place::net);
    let own = request.number(MIGRATE_PARAM_DISKS_PORT).and_then(|n| u16::try_from(n).ok());
    let port = net.and_then(|net| net.port).or(told).or(own.filter(|port| *port > 0));
    let host = net.map(|net| net.host.as_str()).or(host);
    match (host, port) {
        (Some(host), Some(port)) => Ok(Server::Tcp(host.to_owned(), port)),
        (_, None) => {
            let text = "the destination does not take the disks: it told no port";
            Err(Error::new(ErrorCode::OperationUnsupported, ErrorDomain::Qemu, text))
        }
        (None, _) => Err(invalid_arg("no host to copy the disks to")),
    }
}

impl Mirrors {
    async fn start(&mut self, request: &Request, disk: &Disk, place: &Server) -> Result<()> {
        let name = export_name(disk);
        let address = match place {
            Server::Tcp(host, port) => nbd::Address::Tcp { host, port: *port },
            Server::Unix(path) => nbd::Address::Unix { path },
        };
        let target = target_node(&disk.target.dev);
        let mut props = address.client(&name).str("node-name", &target);
        if let (Some(object), Server::Tcp(..)) = (tls::credentials(request), place) {
            props = props.str("tls-creds", object);
            if let Some(named) = request.text(MIGRATE_PARAM_TLS_DESTINATION) {
                props = props.str("tls-hostname", named);
            }
        }
        let zeroes = request.list(MIGRATE_PARAM_MIGRATE_DISKS_DETECT_ZEROES);
        if zeroes.contains(&disk.target.dev) {
            props = props.str("discard", "unmap").str("detect-zeroes", "unmap");
        }
        self.added.append(mirror::add_target(&self.run, &props).await?);
        let speed = request.bandwidth(Some(self.run.guest.extra.migration.bandwidth()));
        let speed = speed.as_u64().filter(|speed| *speed < UNLIMITED);
        let copy = mirror::Copy {
            disk: &disk.target.dev,
            job: &name,
            target: &target,
            shallow: request.has(MIGRATE_NON_SHARED_INC),
            speed,
            synchronous: request.has(MIGRATE_NON_SHARED_SYNCHRONOUS_WRITES),
        };
        let job = mirror::start(&self.run, &copy).await?;
        let awaited = job.awaited();
        self.jobs.push((job, awaited));
        Ok(())
    }

    /// Waits until all copies are whole.
    ///
    /// # Errors
    /// One broke, the job was aborted, or the trouble came.
    pub async fn ready(
        &mut self,
        out: &mut Outgoing<'_>,
        mut trouble: impl Future<Output = Error> + Unpin,
    ) -> Result<()> {
        let progress = Arc::clone(&self.progress);
        out.adorn(Box::new(move |stats| adorn(stats, &progress)));
        for (job, _) in &self.jobs {
            let mut ready = std::pin::pin!(mirror::ready(&self.run, job, COPY));
            loop {
                out.check()?;
                let mut seen = self.run.live.job.subscribe();
                seen.borrow_and_update();
                out.check()?;
                tokio::select! {
                    done = &mut ready => break done?,
                    error = &mut trouble => return Err(error),
                    _ = seen.changed() => {}
                    () = tokio::time::sleep(PROGRESS) => {
                        look(&self.run, &self.progress).await;
                        self.tell(out);
                    }
                }
            }
        }
        look(&self.run, &self.progress).await;
        Ok(())
    }

    /// Publishes how far the copies are while no memory goes yet.
    fn tell(&self, out: &Outgoing<'_>) {
        let mut stats = out.stats().clone();
        adorn(&mut stats, &self.progress);
        self.run.guest.jobs().publish_stats(stats);
    }

    /// Waits until a copy breaks.
    pub async fn trouble(&mut self) -> Error {
        if self.finishing {
            return std::future::pending().await;
        }
        loop {
            for (job, _) in &self.jobs {
                if job.state().is_over() {
                    let disk = job.plan.disk.as_deref().unwrap_or_default();
                    let why = job.error().unwrap_or_else(|| "it ended".to_owned());
                    return failed(format!("migration of disk {disk} failed: {why}"));
                }
            }
            tokio::time::sleep(PROGRESS).await;
            look(&self.run, &self.progress).await;
        }
    }

    /// The CPUs stand still: the copies end with all that was written.
    ///
    /// # Errors
    /// One is not whole.
    pub async fn finish(&mut self) -> Result<()> {
        self.finishing = true;
        for (job, _) in &self.jobs {
            let outcome = mirror::stop(&self.run, job, mirror::Stop::Whole).await?;
            if let Some(why) = job.error() {
                let disk = job.plan.disk.as_deref().unwrap_or_default();
                return Err(failed(format!(
                    "migration of disk {disk} failed: {why} ({outcome:?})"
                )));
            }
        }
        look(&self.run, &self.progress).await;
        self.jobs.clear();
        std::mem::take(&mut self.added).undo(&self.run.live).await;
        Ok(())
    }

    /// Nothing is copied any more.
    pub async fn cancel(&mut self) {
        self.finishing = true;
        for (job, _) in std::mem::take(&mut self.jobs) {
            if let Err(error) = mirror::stop(&self.run, &job, mirror::Stop::AtOnce).await {
                tracing::warn!(guest = %self.run.guest.name(), %error, "a copy goes on");
            }
        }
        if !self.run.live.is_ending() {
            std::mem::take(&mut self.added).undo(&self.run.live).await;
        }
    }
}

async fn look(run: &Run, progress: &Mutex<Progress>) {
    let Ok(all) = mirror::progress(run).await else { return };
    let mut sum = Progress::default();
    for one in &all {
        sum.total = sum.total.saturating_add(one.len);
        sum.done = sum.done.saturating_add(one.offset);
        sum.speed = sum.speed.saturating_add(one.speed);
    }
    // Copies that are over are not told of any more: what they did stays.
    if sum.total > 0 {
        *lock(progress) = sum;
    }
}

fn adorn(stats: &mut JobStats, progress: &Mutex<Progress>) {
    let Progress { total, done, speed } = *lock(progress);
    stats.disk_total = Some(total);
    stats.disk_processed = Some(done);
    stats.disk_remaining = Some(total.saturating_sub(done));
    stats.disk_bps = Some(speed);
}
