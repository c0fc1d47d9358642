//! Block jobs and images: so far, looking into an image.

use async_trait::async_trait;
use vireo_api::consts::*;
use vireo_api::drivers::BlockCalls;
use vireo_api::{CallContext, Error, ErrorCode, ErrorDomain, Result};
use vireo_proto::remote;

use super::lookup::affected;
use super::stats::{size, sized};
use crate::driver::QemuDriver;
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
