//! Copying what an image covers into it (`virDomainBlockPull`, `virDomainBlockRebase`).

use vireo_api::Result;
use vireo_qmp::command::BlockStream;

use super::job::{JobKind, Plan};
use super::{chain, control, engine, mirror, nodes, relative};
use crate::devices::disk::layers;
use crate::error::invalid_arg;
use crate::process::transition::Run;

/// What is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// The disk, by target or path.
    pub disk: &'a str,
    /// The image that stays below; none for everything to be copied.
    pub base: Option<&'a str>,
    /// The base is named in the image as the images between were: relative.
    pub relative: bool,
    /// Bytes a second, none for no limit.
    pub speed: Option<u64>,
    /// The call's flags, for the status file.
    pub flags: u32,
}

/// Starts the job.
///
/// # Errors
/// There is no such disk or base; the disk has a job already; QEMU refuses.
pub async fn start(run: &Run, request: Request<'_>) -> Result<()> {
    if request.relative && request.base.is_none() {
        let text = "flag VIR_DOMAIN_BLOCK_REBASE_RELATIVE is valid only with non-null base";
        return Err(invalid_arg(text));
    }
    let graph = run.live.blocks.graph().await;
    let disk = control::disk(run, request.disk)?;
    mirror::ensure_free(run, &disk)?;
    let device = mirror::device(run, &disk)?;
    let images = layers(&disk);
    let base = request.base.map(|base| chain::find(&disk, base, Some(0))).transpose()?;
    let base_node = base.map(|at| nodes::top_node(&run.live, &images[at]));
    let backing = match base {
        Some(at) if request.relative => Some(relative::path(&disk, 0, at).await?),
        Some(at) => images[at].path(),
        None => None,
    };
    let name = format!("pull-{}-{device}", disk.target.dev);
    let mut plan = Plan::new(name, JobKind::Pull, Some(disk.target.dev.clone()));
    plan.base = base.map(|at| images[at].number);
    plan.flags = request.flags;
    let command = BlockStream {
        device: &device,
        job_id: &plan.name.clone(),
        speed: request.speed,
        base_node: base_node.as_deref(),
        backing_file: backing.as_deref(),
        auto_finalize: true,
        auto_dismiss: false,
        backing_mask_protocol: nodes::skips_raw(&run.live).then_some(true),
    };
    engine::start(run, &graph, plan, &command).await.map(drop)
}
