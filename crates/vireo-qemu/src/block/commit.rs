//! Writing what images have down into one that they cover (`virDomainBlockCommit`).

use vireo_api::{Error, ErrorDomain, Result};
use vireo_model::domain::Domain;
use vireo_model::domain::devices::Disk;
use vireo_model::domain::devices::storage::{Mirror, MirrorJob};
use vireo_qmp::command::BlockCommit;

use super::job::{JobKind, Plan};
use super::{chain, control, engine, guard, mirror, nodes, relative};
use crate::devices::disk::{Layer, layers};
use crate::error::invalid_arg;
use crate::process::transition::Run;

/// What is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// The disk, by target or path.
    pub disk: &'a str,
    /// The image that is written to; none for the lowest.
    pub base: Option<&'a str>,
    /// The uppermost image that is written down; none for the one that the guest uses.
    pub top: Option<&'a str>,
    /// Only one image is written down.
    pub shallow: bool,
    /// The image that the guest uses may be written down.
    pub active: bool,
    /// Names in images stay relative.
    pub relative: bool,
    /// Files that were written down are removed.
    pub delete: bool,
    /// Bytes a second, none for no limit.
    pub speed: Option<u64>,
    /// The call's flags, for the status file.
    pub flags: u32,
}

/// Places in the chain: what is written down, and into what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Span {
    top: usize,
    base: usize,
}

/// Starts the job.
///
/// # Errors
/// There are no such images; the disk has a job already; another guest needs the base; QEMU
/// refuses.
pub async fn start(run: &Run, request: Request<'_>) -> Result<()> {
    let graph = run.live.blocks.graph().await;
    let disk = control::disk(run, request.disk)?;
    let device = mirror::device(run, &disk)?;
    mirror::ensure_free(run, &disk)?;
    let span = span(&disk, request)?;
    let images = layers(&disk);
    let (top, base) = (images[span.top], images[span.base]);
    if let Some(path) = base.path() {
        guard::check(run, &path, "commit into").await?;
    }
    let backing = match span.top {
        0 => None,
        _ if request.relative => Some(relative::path(&disk, span.top - 1, span.base).await?),
        _ => base.path(),
    };
    let (top_node, base_node) =
        (nodes::top_node(&run.live, &top), nodes::top_node(&run.live, &base));
    let plan = plan(&disk, span, request, &top_node);
    let command = BlockCommit {
        device: &device,
        job_id: &plan.name.clone(),
        speed: request.speed,
        top_node: &top_node,
        base_node: &base_node,
        backing_file: backing.as_deref(),
        auto_finalize: true,
        auto_dismiss: false,
        backing_mask_protocol: nodes::skips_raw(&run.live).then_some(true),
    };
    if span.top > 0 {
        return engine::start(run, &graph, plan, &command).await.map(drop);
    }
    engine::set_mirror(run, &disk.target.dev, Some(shown(&disk, &base))).await;
    let started = engine::start(run, &graph, plan, &command).await;
    if started.is_err() && run.live.monitor.in_doubt() == 0 {
        engine::set_mirror(run, &disk.target.dev, None).await;
    }
    started.map(drop)
}

/// Refuses what names no image, for a guest that is off: that is told before it is said to be off.
///
/// # Errors
/// There is no such disk, or no such image.
pub fn check_names(config: &Domain, request: Request<'_>) -> Result<()> {
    let disk = control::disk_of(config, request.disk)?;
    let top = top(disk, request)?;
    match request.base {
        Some(text) => chain::find(disk, text, Some(top)).map(drop),
        None if request.shallow || top + 1 < layers(disk).len() => Ok(()),
        None => Err(no_base(disk)),
    }
}

fn top(disk: &Disk, request: Request<'_>) -> Result<usize> {
    match request.top {
        None => Ok(0),
        Some(text) if text == disk.target.dev => Ok(0),
        Some(text) => chain::find(disk, text, None),
    }
}

fn no_base(disk: &Disk) -> Error {
    let text = format!("could not find base image in chain for '{}'", disk.target.dev);
    invalid_arg(text).with_domain(ErrorDomain::Storage)
}

fn span(disk: &Disk, request: Request<'_>) -> Result<Span> {
    let target = &disk.target.dev;
    let images = layers(disk);
    let top = top(disk, request)?;
    let base = match request.base {
        Some(text) => chain::find(disk, text, Some(top))?,
        None if top + 1 == images.len() => return Err(no_base(disk)),
        None if request.shallow => top + 1,
        None => images.len() - 1,
    };
    let path = |at: usize| images[at].path().unwrap_or_default();
    if request.shallow && base != top + 1 {
        let text = format!(
            "base '{}' is not immediately below '{}' in chain for '{}'",
            path(base),
            path(top),
            path(0)
        );
        return Err(invalid_arg(text));
    }
    match (top, request.active) {
        (0, false) => {
            let text = format!("commit of '{target}' active layer requires active flag");
            Err(invalid_arg(text))
        }
        (1.., true) => {
            let text = format!("active commit requested but '{}' is not active", path(top));
            Err(invalid_arg(text))
        }
        (0, true) | (1.., false) => Ok(Span { top, base }),
    }
}

fn plan(disk: &Disk, span: Span, request: Request<'_>, top_node: &str) -> Plan {
    let images = layers(disk);
    let target = disk.target.dev.clone();
    let kind = if span.top == 0 { JobKind::ActiveCommit } else { JobKind::Commit };
    let mut plan = Plan::new(format!("commit-{target}-{top_node}"), kind, Some(target));
    plan.has_mirror = kind == JobKind::ActiveCommit;
    plan.flags = request.flags;
    plan.base = Some(images[span.base].number);
    plan.top = Some(images[span.top].number);
    plan.top_parent = span.top.checked_sub(1).map(|over| images[over].number);
    plan.deletes = request.delete;
    plan
}

/// The base as the mirror that it is from now on.
fn shown(disk: &Disk, base: &Layer<'_>) -> Mirror {
    let image = chain::below(disk, base.number).unwrap_or_default();
    let mut source = image.source.unwrap_or_default();
    source.index = image.index;
    Mirror {
        kind: base.kind,
        job: Some(MirrorJob::ActiveCommit),
        format: image.format,
        source: Some(source),
        ..Mirror::default()
    }
}
