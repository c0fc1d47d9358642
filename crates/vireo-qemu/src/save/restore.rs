//! From an image to a guest.

use std::fs::File;
use std::path::PathBuf;
use std::sync::Arc;

use vireo_api::event::{
    AgentReason, AgentState, DomainEvent, DomainLifecycle, ResumedDetail, StartedDetail,
    SuspendedDetail,
};
use vireo_api::{Error, ErrorCode, Result};
use vireo_model::domain::Domain;
use vireo_qmp::command::{Cont, QueryMigrate};
use vireo_runtime::domain::{Definition, PausedReason, RunningReason, View};
use vireo_runtime::job::AsyncJob;
use vireo_runtime::registry::Found;

use super::files::Files;
use super::image::{self, Image};
use super::source::{self, Feed};
use super::{cookie, read_definition, recover, same_guest};
use crate::definition::{CODEC, uuid_of};
use crate::driver::{Core, QemuDriver};
use crate::error::{failed, internal, not_valid};
use crate::live::{Ending, Guest, Qemu, Restored};
use crate::process::learn;
use crate::process::start::{self, StartOptions};
use crate::process::transition::Run;

/// What a call wants restored, and how.
#[derive(Debug, Clone)]
pub struct Request {
    /// The image.
    pub path: PathBuf,
    /// Another definition.
    pub xml: Option<String>,
    /// Whether the guest is to run; `None` as the image says.
    pub running: Option<bool>,
    /// Around the page cache.
    pub bypass_cache: bool,
    /// Channels that read at once; sparse images only.
    pub channels: u32,
    /// The firmware's variables are made anew.
    pub reset_nvram: bool,
    /// The public function.
    pub api: &'static str,
}

/// Starts a guest from an image, which stays.
///
/// # Errors
/// There is no whole image; the definition is another guest's; it runs already; what the start
/// refuses; QEMU cannot read the memory.
pub async fn restore(driver: &QemuDriver, request: Request) -> Result<()> {
    let (file, mut image) = open(driver, &request.path).await?;
    image.header.was_running = request.running.unwrap_or(image.header.was_running);
    let domain = definition(driver, &image, request.xml.as_deref()).await?;
    check_channels(&image, request.channels)?;
    let uuid = uuid_of(&domain);
    let active = || not_valid(format!("domain '{}' is already active", domain.name));
    let guest = match driver.registry.claim(uuid, &domain.name).await? {
        Found::Free(claim) => {
            let mut view = View::<Qemu>::new(domain.name.as_str());
            view.config = Some(Definition::from_value(&Arc::new(domain.clone()), &CODEC));
            claim.insert(view)
        }
        Found::Known(guest) if guest.peek(|view| view.is_active()) => return Err(active()),
        Found::Known(guest) => guest,
    };
    let job = guest.jobs().begin_async(AsyncJob::Start, request.api).await?;
    guest.ensure_known()?;
    if guest.peek(|view| view.is_active()) {
        return Err(active());
    }
    let options = StartOptions { reset_nvram: request.reset_nvram, ..StartOptions::default() };
    let how = Reading {
        bypass_cache: request.bypass_cache,
        channels: request.channels.max(1),
        takes: false,
        paused: SuspendedDetail::Restored,
    };
    let restored = start_from(
        driver,
        &guest,
        Opened { path: request.path, file, image, domain },
        options,
        how,
    )
    .await;
    drop(job);
    if restored.is_err() && guest.peek(|view| !view.persistent && !view.is_active()) {
        driver.registry.remove(&guest);
    }
    restored
}

/// Opens an image on a thread that may block.
///
/// # Errors
/// As [`image::open`].
pub async fn open(core: &Core, path: &std::path::Path) -> Result<(File, Image)> {
    let (files, path) = (Files::of(core), path.to_owned());
    let opened = tokio::task::spawn_blocking(move || image::open(&files, &path)).await;
    Ok(opened.map_err(|e| internal(e.to_string()))??)
}

/// The definition to start: the image's own, or another of the same guest.
///
/// # Errors
/// It is malformed, or another guest's.
pub async fn definition(driver: &QemuDriver, image: &Image, other: Option<&str>) -> Result<Domain> {
    let saved = read_definition(driver, &image.xml).await?;
    let Some(other) = other else { return Ok(saved) };
    let wanted = read_definition(driver, other).await?;
    same_guest(&saved, &wanted)?;
    Ok(wanted)
}

fn check_channels(image: &Image, channels: u32) -> Result<()> {
    if channels != 0 && image.header.format != super::format::Format::Sparse {
        let text = "Parallel restore is only supported with the 'sparse' save image format";
        return Err(crate::error::invalid_arg(text));
    }
    Ok(())
}

/// An image that is open, and the definition to start from it.
#[derive(Debug)]
pub struct Opened {
    /// Where it is.
    pub path: PathBuf,
    /// The file.
    pub file: File,
    /// What it says.
    pub image: Image,
    /// The definition.
    pub domain: Domain,
}

/// How an image is read.
#[derive(Debug, Clone, Copy)]
pub struct Reading {
    /// Around the page cache.
    pub bypass_cache: bool,
    /// Channels that read at once.
    pub channels: u32,
    /// Nobody may use the image again: it is removed once the guest has all of it.
    pub takes: bool,
    /// What a guest that does not run is told as.
    pub paused: SuspendedDetail,
}

/// Starts a domain, whose job the caller holds, from an image.
///
/// # Errors
/// What the start refuses; QEMU cannot read the memory.
pub async fn start_from(
    driver: &QemuDriver,
    guest: &Arc<Guest>,
    opened: Opened,
    options: StartOptions,
    how: Reading,
) -> Result<()> {
    let Opened { path, file, image, mut domain } = opened;
    let asked = domain.cpu.clone();
    if let Some(cpu) = image.cookie.as_deref().and_then(cookie::cpu) {
        cookie::put(&mut domain, cpu);
    }
    let options = StartOptions { restore: true, ..options };
    let run = start::start_incoming(driver, guest, domain, options).await?;
    if let Some(asked) = asked.as_ref().filter(|_| image.cookie.is_some()) {
        let text = crate::cpu::element(asked);
        run.live.learn(|facts| facts.original_cpu = Some(text.clone()));
    }
    let runs = image.header.was_running;
    let started = async {
        load(&run, &path, file, &image, how).await?;
        learn::again(&run).await?;
        let left = Restored { taken: how.takes.then_some(path), runs };
        run.live.learn(|facts| facts.restored = Some(left.clone()));
        run.core.save_status(guest).await;
        tell_started(&run, runs, how.paused).await
    };
    let started = started.await;
    match &started {
        Ok(()) => recover::restored(&run).await,
        // Whether it runs is not known: it stays as QEMU has it.
        Err(error) if error.code() == ErrorCode::OperationTimeout => {}
        Err(_) => {
            if let Err(error) = run.end(Ending::FAILED.quietly(), false).await {
                tracing::error!(guest = %guest.name(), %error, "half a guest cannot be ended");
            }
        }
    }
    started
}

/// Fills the guest's memory.
async fn load(
    run: &Run,
    path: &std::path::Path,
    file: File,
    image: &Image,
    how: Reading,
) -> Result<()> {
    run.live.job.begin();
    let feed = source::open(run, path, file, &image.header, how.bypass_cache, how.channels).await?;
    let Feed { source, incoming, filter } = feed;
    let received = async {
        run.receive(&incoming, source).await?;
        run.received().await
    };
    let Some(filter) = filter else {
        return match received.await {
            Ok(()) => Ok(()),
            Err(error) => Err(own_words(run).await.unwrap_or(error)),
        };
    };
    // QEMU does not learn of a pipe's end when nothing ever came through it.
    let received = tokio::select! {
        received = received => received,
        error = filter.failed() => return Err(error),
    };
    let cause = match &received {
        Ok(()) => None,
        Err(_) => filter.cause().await,
    };
    // It is done; this is for its remains.
    filter.stop().await;
    match (received, cause) {
        (Ok(()), _) => Ok(()),
        (Err(_), Some(cause)) => Err(cause),
        (Err(error), None) => Err(own_words(run).await.unwrap_or(error)),
    }
}

/// QEMU's words about memory that it could not read.
async fn own_words(run: &Run) -> Option<Error> {
    let info = run.live.run(&QueryMigrate).await.ok()?;
    Some(failed(format!("job 'start' failed: {}", info.error_desc?)))
}

/// The guest has all its memory: it is told, and runs if it is to.
async fn tell_started(run: &Run, running: bool, paused: SuspendedDetail) -> Result<()> {
    let tell = |event| run.core.publish(&run.guest, DomainEvent::Lifecycle(event));
    let has_agent = run
        .guest
        .peek(|view| view.live_config.clone())
        .is_some_and(|domain| crate::devices::channel::has_agent(&domain));
    if has_agent {
        let (state, reason) = (AgentState::Disconnected, AgentReason::DomainStarted);
        run.core.publish(&run.guest, DomainEvent::AgentLifecycle { state, reason });
    }
    tell(DomainLifecycle::Started(StartedDetail::Restored));
    if !running {
        run.paused_again(PausedReason::Migration).await;
        tell(DomainLifecycle::Suspended(paused));
        return Ok(());
    }
    run.live.hint(|hints| hints.running = RunningReason::Restored);
    if let Err(error) = run.live.run(&Cont).await {
        run.paused_again(PausedReason::ApiError).await;
        return Err(error);
    }
    run.resumed(RunningReason::Restored, ResumedDetail::FromSnapshot).await;
    Ok(())
}
