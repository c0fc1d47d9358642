//! The calls about one disk, or all of them.

use vireo_api::consts::*;
use vireo_api::{Error, ErrorCode, ErrorDomain, Result};
use vireo_image::Format;
use vireo_model::domain::Domain;
use vireo_model::domain::devices::Disk;
use vireo_proto::TypedParams;
use vireo_proto::remote;
use vireo_qmp::command::QueryBlock;

use super::ask::{Answers, Wanted};
use super::block::{self, BlockFigures};
use super::image::{self, ImageSizes};
use crate::error::{internal, invalid_arg, not_running, system};
use crate::live::Live;
use crate::process::transition::Run;

/// The disk of a definition by its target (`vda`) or by the path of its image.
#[must_use]
pub fn find<'a>(config: &'a Domain, path: &str) -> Option<&'a Disk> {
    let disks = &config.devices.disks;
    disks.iter().find(|disk| disk.target.dev == path).or_else(|| {
        disks.iter().find(|disk| disk.source.as_ref().and_then(image::path) == Some(path))
    })
}

/// Figures of the disk that `path` names, or of all together when it is empty.
async fn figures(run: &Run, path: &str) -> Result<BlockFigures> {
    let config = run.guest.peek(|view| view.live_config.clone()).ok_or_else(not_running)?;
    let disks: Vec<&Disk> = if path.is_empty() {
        config.devices.disks.iter().collect()
    } else {
        vec![find(&config, path).ok_or_else(|| invalid_arg(format!("invalid path: {path}")))?]
    };
    let answers = super::one(&run.live, Wanted::BLOCK, None).await?;
    let mut sum = BlockFigures::default();
    for disk in disks {
        sum += of(&answers, disk)?;
    }
    Ok(sum)
}

fn of(answers: &Answers, disk: &Disk) -> Result<BlockFigures> {
    let drives = answers.block.as_deref().map_or(&[][..], Vec::as_slice);
    let alias = disk.info.alias.as_deref().unwrap_or_default();
    let drive = block::of_device(drives, alias);
    drive
        .map(|drive| BlockFigures::from(&drive.stats))
        .ok_or_else(|| internal(format!("cannot find statistics for device '{alias}'")))
}

fn signed(figure: u64) -> i64 {
    i64::try_from(figure).unwrap_or(i64::MAX)
}

/// `virDomainBlockStats`.
///
/// # Errors
/// There is no such disk; QEMU does not answer and never did.
pub async fn stats(run: &Run, path: &str) -> Result<remote::DomainBlockStatsRet> {
    let figures = figures(run, path).await?;
    Ok(remote::DomainBlockStatsRet {
        rd_req: signed(figures.rd_reqs),
        rd_bytes: signed(figures.rd_bytes),
        wr_req: signed(figures.wr_reqs),
        wr_bytes: signed(figures.wr_bytes),
        // QEMU does not count them.
        errs: -1,
    })
}

/// `virDomainBlockStatsFlags`.
///
/// # Errors
/// As [`stats`].
pub async fn stats_params(run: &Run, path: &str) -> Result<TypedParams> {
    let figures = figures(run, path).await?;
    let all = [
        (DOMAIN_BLOCK_STATS_WRITE_BYTES, figures.wr_bytes),
        (DOMAIN_BLOCK_STATS_WRITE_REQ, figures.wr_reqs),
        (DOMAIN_BLOCK_STATS_READ_BYTES, figures.rd_bytes),
        (DOMAIN_BLOCK_STATS_READ_REQ, figures.rd_reqs),
        (DOMAIN_BLOCK_STATS_FLUSH_REQ, figures.fl_reqs),
        (DOMAIN_BLOCK_STATS_WRITE_TOTAL_TIMES, figures.wr_times),
        (DOMAIN_BLOCK_STATS_READ_TOTAL_TIMES, figures.rd_times),
        (DOMAIN_BLOCK_STATS_FLUSH_TOTAL_TIMES, figures.fl_times),
    ];
    let mut params = TypedParams::new();
    for (name, value) in all {
        params.llong(name, signed(value));
    }
    Ok(params)
}

/// `virDomainGetBlockInfo`: sizes of a disk's top image.
///
/// # Errors
/// There is no such disk, it is empty, or its image can't be looked at.
pub async fn info(
    config: &Domain,
    live: Option<&Live>,
    path: &str,
) -> Result<remote::DomainGetBlockInfoRet> {
    let disk = find(config, path)
        .ok_or_else(|| invalid_arg(format!("invalid path {path} not assigned to domain")))?;
    let source = disk.source.as_ref().filter(|source| !source.is_empty()).ok_or_else(|| {
        let dev = &disk.target.dev;
        invalid_arg(format!("disk '{dev}' does not currently have a source assigned"))
    })?;
    let local = match image::path(source) {
        Some(path) => Some(sizes_at(path, image::format(disk)).await?),
        None => None,
    };
    match live {
        Some(live) => running_info(live, disk, local).await,
        None => local.map(whole).ok_or_else(|| {
            let text = "sizes of a network disk are known while its domain runs";
            Error::new(ErrorCode::OperationUnsupported, ErrorDomain::Qemu, text)
        }),
    }
}

async fn sizes_at(path: &str, format: Option<Format>) -> Result<ImageSizes> {
    image::sizes(path, format)
        .await
        .map_err(|e| system(format!("failed to open file '{path}'"), &e))
}

fn whole(image: ImageSizes) -> remote::DomainGetBlockInfoRet {
    remote::DomainGetBlockInfoRet {
        allocation: image.allocation,
        capacity: image.capacity.unwrap_or(image.physical),
        physical: image.physical,
    }
}

/// QEMU knows the capacity, and how far an image on a block device reaches.
async fn running_info(
    live: &Live,
    disk: &Disk,
    local: Option<ImageSizes>,
) -> Result<remote::DomainGetBlockInfoRet> {
    let answers = super::one(live, Wanted::BLOCK.and(Wanted::NODES), None).await?;
    let drives = answers.block.as_deref().map_or(&[][..], Vec::as_slice);
    let alias = disk.info.alias.as_deref().unwrap_or_default();
    let sizes = block::of_device(drives, alias).map(|drive| block::sizes(drive, &answers));
    let sizes = sizes.unwrap_or_default();
    let Some(local) = local else {
        let physical = sizes.physical.or(sizes.capacity).unwrap_or(0);
        return Ok(remote::DomainGetBlockInfoRet {
            allocation: sizes.highest.filter(|&bytes| bytes > 0).unwrap_or(physical),
            capacity: sizes.capacity.unwrap_or(0),
            physical,
        });
    };
    let on_device = disk.source.as_ref().is_some_and(|source| source.dev.is_some());
    let in_format = image::format(disk) != Some(Format::Raw);
    let allocation = match sizes.highest {
        Some(highest) if on_device && in_format => highest,
        Some(_) | None => local.allocation,
    };
    let mut info = whole(ImageSizes { allocation, ..local });
    info.capacity = sizes.capacity.unwrap_or(info.capacity);
    Ok(info)
}

/// `virDomainGetDiskErrors`: disks whose last request failed.
///
/// # Errors
/// QEMU does not answer.
pub async fn errors(run: &Run) -> Result<Vec<remote::DomainDiskError>> {
    let config = run.guest.peek(|view| view.live_config.clone()).ok_or_else(not_running)?;
    let drives = run.live.run(&QueryBlock).await?;
    let found = config.devices.disks.iter().filter_map(|disk| {
        let alias = disk.info.alias.as_deref()?;
        let drive = drives.iter().find(|drive| {
            block::is_device(drive.qdev.as_deref().unwrap_or_default(), alias)
                || drive.device.strip_prefix("drive-") == Some(alias)
        })?;
        let error = match drive.io_status.as_deref() {
            Some("failed") => DOMAIN_DISK_ERROR_UNSPEC,
            Some("nospace") => DOMAIN_DISK_ERROR_NO_SPACE,
            Some(_) | None => return None,
        };
        let disk = disk.target.dev.as_str().into();
        Some(remote::DomainDiskError { disk, error: i32::try_from(error).unwrap_or(1) })
    });
    Ok(found.collect())
}

/// `virDomainBlockPeek`: bytes of a raw image.
///
/// # Errors
/// There is no such disk, it is not raw, or it can't be read.
pub async fn peek(config: &Domain, path: &str, offset: u64, size: usize) -> Result<Vec<u8>> {
    let disk = find(config, path)
        .ok_or_else(|| invalid_arg(format!("disk '{path}' not found in domain")))?;
    let source = disk.source.as_ref().and_then(image::path);
    if image::format(disk) != Some(Format::Raw) {
        let text = "peeking is only supported for disk with 'raw' format";
        return Err(Error::new(ErrorCode::OperationUnsupported, ErrorDomain::Qemu, text));
    }
    let source = source.ok_or_else(|| {
        let dev = &disk.target.dev;
        invalid_arg(format!("disk '{dev}' does not currently have a source assigned"))
    })?;
    image::read(source, offset, size)
        .await
        .map_err(|e| system(format!("failed to read from file '{source}'"), &e))
}
