//! Block jobs and images.

use async_trait::async_trait;
use vireo_api::consts::*;
use vireo_api::drivers::BlockCalls;
use vireo_api::{CallContext, Error, ErrorCode, ErrorDomain, Result};
use vireo_model::domain::devices::storage::StorageFormat;
use vireo_proto::remote::{self, TypedParam, TypedParamValue};
use vireo_proto::typed_params::find_param;
use vireo_runtime::job::SyncJob;
use vireo_xdr::Text;

use super::lookup::affected;
use super::stats::{size, sized};
use crate::block::{commit, control, copy, pull, threshold};
use crate::driver::QemuDriver;
use crate::error::invalid_arg;
use crate::flags;
use crate::stats::disk;
use crate::tuning::limits::{self, Wanted};
use crate::tuning::{disk as disk_tuning, groups};

/// Most bytes that a client gets at once.
const MAX_PEEK: usize = 4 << 20;

#[async_trait]
impl BlockCalls for QemuDriver {
    async fn domain_block_peek(
        &self,
        _cx: &CallContext,
        args: remote::DomainBlockPeekArgs,
    ) -> Result<remote::DomainBlockPeekRet> {
        flags::DOMAIN_BLOCK_PEEK.check(args.flags)?;
        let size = args.size as usize;
        if size > MAX_PEEK {
            let text = format!("block peek of {size} bytes, at most {MAX_PEEK} are told at once");
            return Err(Error::new(ErrorCode::InvalidArg, ErrorDomain::Qemu, text));
        }
        let config = affected(&self.guest(&args.dom)?.view(), 0)?;
        let bytes = disk::peek(&config, args.path.to_str()?, args.offset, size).await?;
        Ok(remote::DomainBlockPeekRet { buffer: bytes.into() })
    }

    async fn domain_block_job_abort(
        &self,
        cx: &CallContext,
        args: remote::DomainBlockJobAbortArgs,
    ) -> Result<()> {
        flags::DOMAIN_BLOCK_JOB_ABORT.check(args.flags)?;
        let how = control::Abort {
            pivot: args.flags & DOMAIN_BLOCK_JOB_ABORT_PIVOT != 0,
            in_background: args.flags & DOMAIN_BLOCK_JOB_ABORT_ASYNC != 0,
        };
        let (run, _job) = self.job(&args.dom, SyncJob::Modify, cx.api).await?;
        control::abort(&run, args.path.to_str()?, how).await
    }

    async fn domain_get_block_job_info(
        &self,
        cx: &CallContext,
        args: remote::DomainGetBlockJobInfoArgs,
    ) -> Result<remote::DomainGetBlockJobInfoRet> {
        flags::DOMAIN_GET_BLOCK_JOB_INFO.check(args.flags)?;
        let in_bytes = args.flags & DOMAIN_BLOCK_JOB_INFO_BANDWIDTH_BYTES != 0;
        let (run, _job) = self.job(&args.dom, SyncJob::Query, cx.api).await?;
        control::info(&run, args.path.to_str()?, in_bytes).await
    }

    async fn domain_block_job_set_speed(
        &self,
        cx: &CallContext,
        args: remote::DomainBlockJobSetSpeedArgs,
    ) -> Result<()> {
        flags::DOMAIN_BLOCK_JOB_SET_SPEED.check(args.flags)?;
        let in_bytes = args.flags & DOMAIN_BLOCK_JOB_SPEED_BANDWIDTH_BYTES != 0;
        let (run, _job) = self.job(&args.dom, SyncJob::Modify, cx.api).await?;
        control::set_speed(&run, args.path.to_str()?, args.bandwidth, in_bytes).await
    }

    async fn domain_block_pull(
        &self,
        cx: &CallContext,
        args: remote::DomainBlockPullArgs,
    ) -> Result<()> {
        flags::DOMAIN_BLOCK_PULL.check(args.flags)?;
        let in_bytes = args.flags & DOMAIN_BLOCK_PULL_BANDWIDTH_BYTES != 0;
        let speed = control::speed(args.bandwidth, in_bytes)?;
        let disk = args.path.to_str()?;
        let request = pull::Request { disk, base: None, relative: false, speed, flags: args.flags };
        let (run, _job) = self.job(&args.dom, SyncJob::Modify, cx.api).await?;
        pull::start(&run, request).await
    }

    async fn domain_block_rebase(
        &self,
        cx: &CallContext,
        args: remote::DomainBlockRebaseArgs,
    ) -> Result<()> {
        flags::DOMAIN_BLOCK_REBASE.check(args.flags)?;
        let has = |flag: u32| args.flags & flag != 0;
        let speed = control::speed(args.bandwidth, has(DOMAIN_BLOCK_REBASE_BANDWIDTH_BYTES))?;
        let base = text(&args.base)?;
        let disk = args.path.to_str()?;
        if has(DOMAIN_BLOCK_REBASE_COPY) {
            let to =
                base.ok_or_else(|| invalid_arg("base in virDomainBlockRebase must not be NULL"))?;
            let raw = has(DOMAIN_BLOCK_REBASE_COPY_RAW).then_some(StorageFormat::Raw);
            let to = copy::Destination::local(to, has(DOMAIN_BLOCK_REBASE_COPY_DEV), raw);
            let flags = args.flags & (DOMAIN_BLOCK_REBASE_SHALLOW | DOMAIN_BLOCK_REBASE_REUSE_EXT);
            let mut request = copy_request(disk, to, flags);
            request.speed = speed;
            let (run, _job) = self.job(&args.dom, SyncJob::Modify, cx.api).await?;
            return copy::start(&run, request).await;
        }
        let relative = has(DOMAIN_BLOCK_REBASE_RELATIVE);
        let request = pull::Request { disk, base, relative, speed, flags: args.flags };
        let (run, _job) = self.job(&args.dom, SyncJob::Modify, cx.api).await?;
        pull::start(&run, request).await
    }

    async fn domain_block_commit(
        &self,
        cx: &CallContext,
        args: remote::DomainBlockCommitArgs,
    ) -> Result<()> {
        flags::DOMAIN_BLOCK_COMMIT.check(args.flags)?;
        let has = |flag: u32| args.flags & flag != 0;
        let request = commit::Request {
            disk: args.disk.to_str()?,
            base: text(&args.base)?,
            top: text(&args.top)?,
            shallow: has(DOMAIN_BLOCK_COMMIT_SHALLOW),
            active: has(DOMAIN_BLOCK_COMMIT_ACTIVE),
            relative: has(DOMAIN_BLOCK_COMMIT_RELATIVE),
            delete: has(DOMAIN_BLOCK_COMMIT_DELETE),
            speed: control::speed(args.bandwidth, has(DOMAIN_BLOCK_COMMIT_BANDWIDTH_BYTES))?,
            flags: args.flags,
        };
        let guest = self.guest(&args.dom)?;
        let off = guest.peek(|view| view.live.is_none().then(|| view.config.clone()));
        if let Some(config) = off.flatten() {
            commit::check_names(&*config.value()?, request)?;
        }
        let (run, _job) = self.job(&args.dom, SyncJob::Modify, cx.api).await?;
        commit::start(&run, request).await
    }

    async fn domain_block_copy(
        &self,
        cx: &CallContext,
        args: remote::DomainBlockCopyArgs,
    ) -> Result<()> {
        flags::DOMAIN_BLOCK_COPY.check(args.flags)?;
        let to = copy::Destination::from_xml(args.destxml.to_str()?)?;
        let mut request = copy_request(args.path.to_str()?, to, args.flags);
        take_params(&mut request, &args.params)?;
        let (run, _job) = self.job(&args.dom, SyncJob::Modify, cx.api).await?;
        copy::start(&run, request).await
    }

    async fn domain_block_resize(
        &self,
        cx: &CallContext,
        args: remote::DomainBlockResizeArgs,
    ) -> Result<()> {
        flags::DOMAIN_BLOCK_RESIZE.check(args.flags)?;
        let size = match args.flags & DOMAIN_BLOCK_RESIZE_BYTES {
            0 => args.size.checked_mul(1024).ok_or_else(|| {
                let text = format!("size must be less than {}", u64::MAX / 1024);
                Error::new(ErrorCode::Overflow, ErrorDomain::Qemu, text)
            })?,
            _ => args.size,
        };
        let capacity = args.flags & DOMAIN_BLOCK_RESIZE_CAPACITY != 0;
        let (run, _job) = self.job(&args.dom, SyncJob::Modify, cx.api).await?;
        control::resize(&run, args.disk.to_str()?, size, capacity).await
    }

    async fn domain_set_block_threshold(
        &self,
        cx: &CallContext,
        args: remote::DomainSetBlockThresholdArgs,
    ) -> Result<()> {
        flags::DOMAIN_SET_BLOCK_THRESHOLD.check(args.flags)?;
        let (run, _job) = self.job(&args.dom, SyncJob::Modify, cx.api).await?;
        threshold::set(&run, args.dev.to_str()?, args.threshold).await
    }

    async fn domain_get_block_io_tune(
        &self,
        _cx: &CallContext,
        args: remote::DomainGetBlockIoTuneArgs,
    ) -> Result<remote::DomainGetBlockIoTuneRet> {
        flags::DOMAIN_GET_BLOCK_IO_TUNE.check(args.flags)?;
        let guest = self.guest(&args.dom)?;
        let view = guest.view();
        let config = affected(&view, args.flags & !TYPED_PARAM_STRING_OKAY)?;
        if args.nparams == 0 {
            let nparams = i32::try_from(limits::COUNT).unwrap_or(i32::MAX);
            return Ok(remote::DomainGetBlockIoTuneRet { params: Vec::new(), nparams });
        }
        let path = args.disk.as_ref().map(|disk| disk.to_str()).transpose()?.unwrap_or_default();
        let live = view.is_active() && args.flags & DOMAIN_AFFECT_CONFIG == 0;
        let tune = match live {
            true => disk_tuning::of_run(&self.run_of(&guest)?, &config, path).await?,
            false => disk_tuning::of_definition(&config, path)?,
        };
        let (params, nparams) = sized(limits::params(&tune), size(args.nparams));
        Ok(remote::DomainGetBlockIoTuneRet { params, nparams })
    }

    async fn domain_set_block_io_tune(
        &self,
        cx: &CallContext,
        args: remote::DomainSetBlockIoTuneArgs,
    ) -> Result<()> {
        flags::DOMAIN_SET_BLOCK_IO_TUNE.check(args.flags)?;
        let wanted = Wanted::read(&args.params)?;
        let change = self.change(&args.dom, args.flags, cx.api).await?;
        let path = args.disk.to_str()?;
        let kept = change.draft(|config| disk_tuning::define(config, path, &wanted))?;
        if let Some((run, config)) = change.live()? {
            disk_tuning::apply(run, &config, path, &wanted).await?;
        }
        change.keep(kept).await
    }

    async fn domain_set_throttle_group(
        &self,
        cx: &CallContext,
        args: remote::DomainSetThrottleGroupArgs,
    ) -> Result<()> {
        flags::DOMAIN_SET_THROTTLE_GROUP.check(args.flags)?;
        let wanted = Wanted::read(&args.params)?;
        let name = args.group.to_str()?;
        let change = self.change(&args.dom, args.flags, cx.api).await?;
        let kept = change.draft(|config| {
            groups::define(config, name, &wanted);
            Ok(())
        })?;
        if let Some((run, config)) = change.live()? {
            groups::apply(run, &config, name, &wanted).await?;
        }
        change.keep(kept).await
    }

    async fn domain_del_throttle_group(
        &self,
        cx: &CallContext,
        args: remote::DomainDelThrottleGroupArgs,
    ) -> Result<()> {
        flags::DOMAIN_DEL_THROTTLE_GROUP.check(args.flags)?;
        let Some(group) = &args.group else { return Ok(()) };
        let name = group.to_str()?;
        let change = self.change(&args.dom, args.flags, cx.api).await?;
        let kept = change.draft(|config| {
            groups::check_unused(config, name)?;
            groups::forget(config, name);
            Ok(())
        })?;
        if let Some((run, config)) = change.live()? {
            groups::check_unused(&config, name)?;
            groups::remove(run, name).await?;
        }
        change.keep(kept).await
    }
}

fn text(text: &Option<Text>) -> Result<Option<&str>> {
    Ok(text.as_ref().map(Text::to_str).transpose()?)
}

fn copy_request(disk: &str, to: copy::Destination, flags: u32) -> copy::Request {
    let has = |flag: u32| flags & flag != 0;
    copy::Request {
        disk: disk.to_owned(),
        to,
        shallow: has(DOMAIN_BLOCK_COPY_SHALLOW),
        reuse: has(DOMAIN_BLOCK_COPY_REUSE_EXT),
        transient_job: has(DOMAIN_BLOCK_COPY_TRANSIENT_JOB),
        synchronous: has(DOMAIN_BLOCK_COPY_SYNCHRONOUS_WRITES),
        speed: None,
        granularity: None,
        buf_size: None,
        flags,
    }
}

/// The typed parameters of a copy, and none else.
fn take_params(request: &mut copy::Request, params: &[TypedParam]) -> Result<()> {
    let known =
        [DOMAIN_BLOCK_COPY_BANDWIDTH, DOMAIN_BLOCK_COPY_GRANULARITY, DOMAIN_BLOCK_COPY_BUF_SIZE];
    if let Some(other) = params.iter().find(|one| !known.iter().any(|name| one.field == **name)) {
        let text = format!("parameter '{}' not supported", other.field.to_str()?);
        return Err(Error::new(ErrorCode::InvalidArg, ErrorDomain::None, text));
    }
    let wrong = |name: &str| invalid_arg(format!("invalid type for parameter '{name}'"));
    let long = |name: &str| match find_param(params, name) {
        None => Ok(None),
        Some(TypedParamValue::Ullong(value)) => Ok(Some(*value).filter(|&value| value > 0)),
        Some(_) => Err(wrong(name)),
    };
    request.speed = long(DOMAIN_BLOCK_COPY_BANDWIDTH)?;
    request.buf_size = long(DOMAIN_BLOCK_COPY_BUF_SIZE)?;
    request.granularity = match find_param(params, DOMAIN_BLOCK_COPY_GRANULARITY) {
        None => None,
        Some(TypedParamValue::Uint(value)) => Some(*value).filter(|&value| value > 0),
        Some(_) => return Err(wrong(DOMAIN_BLOCK_COPY_GRANULARITY)),
    };
    Ok(())
}
