//! Copying a disk to another image (`virDomainBlockCopy`).

use vireo_api::{Error, ErrorCode, ErrorDomain, Result};
use vireo_model::domain::devices::disk::DiskDevice;
use vireo_model::domain::devices::storage::{
    ImageFormat, Mirror, MirrorJob, StorageFormat, StorageSource, StorageType,
};
use vireo_model::domain::devices::{Device, Disk};
use vireo_qmp::command::BlockdevMirror;
use vireo_runtime::ledger::{Ledger, ResourceKind};

use super::job::{Graph, JobKind, Plan};
use super::nodes::{self, Part};
use super::{chain, control, create, engine, guard, labels, mirror};
use crate::devices::disk::backing::detect;
use crate::devices::disk::{layers, local_path, prepare};
use crate::error::{internal, invalid_arg, not_valid, unsupported};
use crate::process::transition::Run;

/// Where a copy goes.
#[derive(Debug, Clone)]
pub struct Destination {
    /// What kind of place.
    pub kind: StorageType,
    /// The place.
    pub source: StorageSource,
    /// Its format; none for the disk's, or for that of the image that is there.
    pub format: Option<StorageFormat>,
}

impl Destination {
    /// A file or device of this host.
    #[must_use]
    pub fn local(path: &str, is_device: bool, format: Option<StorageFormat>) -> Self {
        let path = Some(path.to_owned());
        let (kind, source) = match is_device {
            true => (StorageType::Block, StorageSource { dev: path, ..StorageSource::default() }),
            false => (StorageType::File, StorageSource { file: path, ..StorageSource::default() }),
        };
        Self { kind, source, format }
    }

    /// The place that a `<disk>` document means.
    ///
    /// # Errors
    /// It is none, or names no place.
    pub fn from_xml(text: &str) -> Result<Self> {
        let device =
            Device::parse(text, vireo_xml::Mode::LIVE).map_err(|e| crate::error::xml(&e))?;
        let Device::Disk(disk) = device else {
            let text = "unexpected root element, expecting 'disk'".to_owned();
            return Err(Error::new(ErrorCode::XmlError, ErrorDomain::Domain, text));
        };
        let source = disk
            .source
            .filter(|source| !source.is_empty())
            .ok_or_else(|| Error::bare(ErrorCode::NoSource, ErrorDomain::Domain))?;
        let format = disk.driver.and_then(|driver| driver.kind);
        if format == Some(StorageFormat::Luks) {
            let error = unsupported("unknown driver format value 'luks'");
            return Err(error.with_domain(ErrorDomain::Domain));
        }
        Ok(Self { kind: disk.kind, source, format })
    }
}

/// What is asked for.
#[derive(Debug, Clone)]
pub struct Request {
    /// The disk, by target or path.
    pub disk: String,
    /// Where the copy goes.
    pub to: Destination,
    /// Only what the top image has itself.
    pub shallow: bool,
    /// The image is there.
    pub reuse: bool,
    /// The copy may be lost with the guest.
    pub transient_job: bool,
    /// A write of the guest's is done when both have it.
    pub synchronous: bool,
    /// Bytes a second, none for no limit.
    pub speed: Option<u64>,
    /// Bytes that one bit of the job's bitmap stands for.
    pub granularity: Option<u32>,
    /// Bytes in flight.
    pub buf_size: Option<u64>,
    /// The call's flags, for the status file.
    pub flags: u32,
}

/// Starts the job.
///
/// # Errors
/// There is no such disk; it has a job already; the destination is not as it should be, or another
/// guest needs it; QEMU refuses. Nothing stays behind.
pub async fn start(run: &Run, mut request: Request) -> Result<()> {
    let graph = run.live.blocks.graph().await;
    let disk = control::disk(run, &request.disk)?;
    check(run, &disk, &mut request)?;
    examine(run, &disk, &request).await?;
    let format = format(&disk, &request).await?;
    if request.shallow && !request.reuse && format == StorageFormat::Raw {
        let text =
            format!("shallow copy of disk '{}' into a raw file is not possible", disk.target.dev);
        return Err(unsupported(text));
    }
    let mut undo = Ledger::new();
    match make(run, &graph, &disk, &request, format, &mut undo).await {
        Ok(()) => {
            undo.leave();
            Ok(())
        }
        Err(error) => {
            // What cannot be undone is logged by the ledger; the first error is told.
            let _ = undo.release_all().await;
            Err(error)
        }
    }
}

/// What can be refused without looking at files.
fn check(run: &Run, disk: &Disk, request: &mut Request) -> Result<()> {
    mirror::device(run, disk)?;
    mirror::ensure_free(run, disk)?;
    if disk.device == DiskDevice::Lun && request.to.kind != StorageType::Block {
        let text = "cannot copy a SCSI passthrough disk to something that is no device";
        return Err(unsupported(text));
    }
    if !request.transient_job && run.guest.peek(|view| view.persistent) {
        return Err(not_valid("domain is not transient"));
    }
    // With one image there is nothing below that could be left out.
    request.shallow &= layers(disk).len() > 1;
    let path = local_path(&request.to.source);
    if path.is_some_and(|path| !path.starts_with('/')) {
        return Err(invalid_arg("absolute path must be used as block copy target"));
    }
    Ok(())
}

/// What is there by now of the destination, and who else needs it.
async fn examine(run: &Run, disk: &Disk, request: &Request) -> Result<()> {
    let Some(path) = local_path(&request.to.source) else { return Ok(()) };
    let target = &disk.target.dev;
    let (wanted, owned) = (request.to.kind, path.clone());
    let found = tokio::task::spawn_blocking(move || std::fs::metadata(owned)).await;
    let found = found.map_err(|_| internal("a task was lost"))?;
    let found = match found {
        Ok(found) => found,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound && !request.reuse => {
            return Ok(());
        }
        Err(error) if request.reuse || wanted == StorageType::Block => {
            let text = format!("missing destination file for disk {target}: {path}");
            return Err(Error::system(ErrorDomain::Qemu, text, &error));
        }
        // The reason is told where the file is made.
        Err(_) => return Ok(()),
    };
    let is_device = std::os::unix::fs::FileTypeExt::is_block_device(&found.file_type());
    if wanted == StorageType::Block && !is_device {
        let text = format!(
            "blockdev flag requested for disk {target}, but file '{path}' is not a block device"
        );
        return Err(invalid_arg(text));
    }
    if !request.reuse && !is_device && found.len() > 0 {
        let text = format!(
            "external destination file for disk {target} already exists and is not a block device: {path}"
        );
        return Err(unsupported(text));
    }
    guard::check(run, &path, "copy to").await?;
    guard::check_own(run, &path, "copy to")
}

/// The format of the copy.
async fn format(disk: &Disk, request: &Request) -> Result<StorageFormat> {
    let own = disk.driver.as_ref().and_then(|driver| driver.kind).unwrap_or(StorageFormat::Raw);
    match (request.to.format, local_path(&request.to.source)) {
        (Some(format), _) => Ok(format),
        (None, Some(path)) if request.reuse => {
            let probed = tokio::task::spawn_blocking(move || prepare::probe(path.as_ref())).await;
            probed.map_err(|_| internal("a task was lost"))?
        }
        (None, _) => Ok(own),
    }
}

async fn make(
    run: &Run,
    graph: &Graph<'_>,
    disk: &Disk,
    request: &Request,
    format: StorageFormat,
    undo: &mut Ledger,
) -> Result<()> {
    let path = local_path(&request.to.source);
    if let Some(path) =
        path.filter(|_| matches!(request.to.kind, StorageType::File | StorageType::Block))
    {
        if !request.reuse && request.to.kind == StorageType::File {
            create::file(&path, undo).await?;
        }
        labels::give(run, &path).await?;
        let (owner, own) = (run.clone(), path.clone());
        undo.enter(ResourceKind::Label, path, move || async move {
            labels::give_back(&owner, &own).await;
            Ok(())
        });
    }
    let copy = shown(run, request, format).await?;
    let after = chain::with_mirror(disk, &copy);
    add_nodes(run, graph, disk, &after, request, undo).await?;
    let device = mirror::device(run, disk)?;
    let node = mirror::device(run, &after)?;
    let target = disk.target.dev.clone();
    let mut plan =
        Plan::new(format!("copy-{target}-{device}"), JobKind::Copy, Some(target.clone()));
    plan.has_mirror = true;
    plan.flags = request.flags;
    plan.shallow_new = request.shallow && !request.reuse;
    let command = BlockdevMirror {
        job_id: &plan.name.clone(),
        device: &device,
        target: &node,
        replaces: Some(&device),
        speed: request.speed,
        granularity: request.granularity.map(u64::from),
        buf_size: request.buf_size,
        sync: if request.shallow { "top" } else { "full" },
        copy_mode: request.synchronous.then_some("write-blocking"),
        auto_finalize: true,
        auto_dismiss: false,
    };
    engine::set_mirror(run, &target, Some(copy)).await;
    let owner = run.clone();
    undo.enter(ResourceKind::File, "mirror", move || async move {
        engine::set_mirror(&owner, &target, None).await;
        Ok(())
    });
    engine::start(run, graph, plan, &command).await.map(drop)
}

/// The copy as it stands in the definition meanwhile.
async fn shown(run: &Run, request: &Request, format: StorageFormat) -> Result<Mirror> {
    let mut source = request.to.source.clone();
    source.index = Some(nodes::fresh_number(&run.live));
    source.startup_policy = None;
    let is_file = request.to.kind == StorageType::File;
    let below = match (request.shallow, request.reuse, local_path(&source)) {
        (true, false, _) => None,
        (true, true, Some(path)) => {
            let user = run.core.guest_ids();
            let find = move || detect(path.as_ref(), format, user);
            let found = tokio::task::spawn_blocking(find).await;
            let mut below = found.map_err(|_| internal("a task was lost"))??.below;
            if let Some(below) = &mut below {
                prepare::number_below(below, || nodes::fresh_number(&run.live));
            }
            below
        }
        (true, true, None) | (false, _, _) => {
            Some(vireo_model::domain::devices::storage::BackingStore::default())
        }
    };
    let mut copy = Mirror {
        kind: request.to.kind,
        file: local_path(&source).filter(|_| is_file),
        old_format: is_file.then_some(format),
        job: Some(MirrorJob::Copy),
        ready: None,
        format: Some(ImageFormat { kind: Some(format), metadata_cache_max_size: None }),
        source: Some(source),
        backing_store: below,
    };
    prepare::keep_mirror_names(&mut copy);
    Ok(copy)
}

/// Puts the nodes of the copy in; a new image is formatted first.
async fn add_nodes(
    run: &Run,
    graph: &Graph<'_>,
    disk: &Disk,
    after: &Disk,
    request: &Request,
    undo: &mut Ledger,
) -> Result<()> {
    let images = layers(after);
    let [top, rest @ ..] = images.as_slice() else { return Err(internal("a copy to nothing")) };
    // What the image covers by itself is put below it when it takes the disk's place.
    let alone = crate::devices::disk::Layer { is_base: rest.is_empty() || request.reuse, ..*top };
    let is_new =
        !request.reuse && matches!(request.to.kind, StorageType::File | StorageType::Block);
    let added = if is_new {
        let mut spec = create::like(run, &mirror::device(run, disk)?).await?;
        let mut below = None;
        if let (true, Some(image)) = (request.shallow, rest.first()) {
            let format = image.format.as_str().to_owned();
            spec.backing = image.path().map(|path| (path, format));
            below = Some(nodes::top_node(&run.live, image));
        }
        create::image(run, graph, after, &alone, &spec, below).await?
    } else {
        nodes::add(run, after, &alone, Part::All, true, None).await?
    };
    let live = std::sync::Arc::clone(&run.live);
    undo.enter(ResourceKind::File, "nodes", move || async move {
        added.undo(&live).await;
        Ok(())
    });
    Ok(())
}
