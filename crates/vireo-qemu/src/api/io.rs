//! Consoles, screens, keys and memory.

use std::os::fd::OwnedFd;

use async_trait::async_trait;
use vireo_api::consts::*;
use vireo_api::drivers::IoCalls;
use vireo_api::stream::Stream;
use vireo_api::{CallContext, Error, ErrorCode, ErrorDomain, Result};
use vireo_proto::remote;
use vireo_qmp::command::{DisplayReload, InjectNmi, SendKey};
use vireo_qmp::types::KeyValue;
use vireo_runtime::job::SyncJob;

use crate::driver::QemuDriver;
use crate::error::{invalid_arg, not_running};
use crate::flags;
use crate::io::memory::Space;
use crate::io::{console, keys, memory, screen};

#[async_trait]
impl IoCalls for QemuDriver {
    async fn domain_open_console(
        &self,
        _cx: &CallContext,
        args: remote::DomainOpenConsoleArgs,
        stream: Stream,
    ) -> Result<()> {
        flags::DOMAIN_OPEN_CONSOLE.check(args.flags)?;
        let run = self.active(&args.dom)?;
        let config = run.guest.peek(|view| view.live_config.clone()).ok_or_else(not_running)?;
        let name = args.dev_name.as_ref().map(|name| name.to_str()).transpose()?;
        let target = console::console(&config, name)?;
        let force = args.flags & DOMAIN_CONSOLE_FORCE != 0;
        let busy = "Active console session exists for this domain";
        console::attach(&run.live.consoles, &target, force, busy, stream)
    }

    async fn domain_open_channel(
        &self,
        _cx: &CallContext,
        args: remote::DomainOpenChannelArgs,
        stream: Stream,
    ) -> Result<()> {
        flags::DOMAIN_OPEN_CHANNEL.check(args.flags)?;
        let run = self.active(&args.dom)?;
        let config = run.guest.peek(|view| view.live_config.clone()).ok_or_else(not_running)?;
        let name = args.name.as_ref().map(|name| name.to_str()).transpose()?;
        let target = console::channel(&config, name)?;
        let force = args.flags & DOMAIN_CHANNEL_FORCE != 0;
        let busy = "Active channel stream exists for this domain";
        console::attach(&run.live.consoles, &target, force, busy, stream)
    }

    async fn domain_screenshot(
        &self,
        cx: &CallContext,
        args: remote::DomainScreenshotArgs,
        stream: Stream,
    ) -> Result<remote::DomainScreenshotRet> {
        flags::DOMAIN_SCREENSHOT.check(args.flags)?;
        let run = self.active(&args.dom)?;
        let _job = run.guest.jobs().begin(SyncJob::Query, cx.api).await?;
        let mime = screen::shoot(&run, args.screen, stream).await?;
        Ok(remote::DomainScreenshotRet { mime: Some(mime.into()) })
    }

    async fn domain_send_key(
        &self,
        cx: &CallContext,
        args: remote::DomainSendKeyArgs,
    ) -> Result<()> {
        flags::DOMAIN_SEND_KEY.check(args.flags)?;
        if args.keycodes.is_empty() || args.keycodes.len() > DOMAIN_SEND_KEY_MAX_KEYS as usize {
            let text = format!("nkeycodes out of range: {}", args.keycodes.len());
            return Err(Error::new(ErrorCode::InvalidArg, ErrorDomain::Domain, text));
        }
        let numbers = keys::translate(args.codeset, &args.keycodes)?;
        let keys: Vec<KeyValue> = numbers.into_iter().map(KeyValue::Number).collect();
        let hold_time = (args.holdtime > 0).then_some(args.holdtime);
        let run = self.active(&args.dom)?;
        let _job = run.guest.jobs().begin(SyncJob::Modify, cx.api).await?;
        run.live.run(&SendKey { keys: &keys, hold_time }).await.map(|_| ())
    }

    async fn domain_inject_nmi(
        &self,
        cx: &CallContext,
        args: remote::DomainInjectNmiArgs,
    ) -> Result<()> {
        flags::DOMAIN_INJECT_NMI.check(args.flags)?;
        let run = self.active(&args.dom)?;
        let _job = run.guest.jobs().begin(SyncJob::Modify, cx.api).await?;
        run.live.run(&InjectNmi).await.map(|_| ())
    }

    async fn domain_memory_peek(
        &self,
        cx: &CallContext,
        args: remote::DomainMemoryPeekArgs,
    ) -> Result<remote::DomainMemoryPeekRet> {
        flags::DOMAIN_MEMORY_PEEK.check(args.flags)?;
        let guest = self.guest(&args.dom)?;
        let space = Space::new(args.flags)?;
        let run = self.run_of(&guest)?;
        let _job = run.guest.jobs().begin(SyncJob::Query, cx.api).await?;
        let bytes = memory::peek(&run, space, args.offset, args.size as usize).await?;
        Ok(remote::DomainMemoryPeekRet { buffer: bytes.into() })
    }

    async fn domain_open_graphics(
        &self,
        cx: &CallContext,
        args: remote::DomainOpenGraphicsArgs,
        fds: Vec<OwnedFd>,
    ) -> Result<()> {
        flags::DOMAIN_OPEN_GRAPHICS.check(args.flags)?;
        let fd = screen::one(fds)?;
        let skip_auth = args.flags & DOMAIN_OPEN_GRAPHICS_SKIPAUTH != 0;
        let run = self.active(&args.dom)?;
        let _job = run.guest.jobs().begin(SyncJob::Modify, cx.api).await?;
        screen::add_client(&run, args.idx, fd, skip_auth).await
    }

    async fn domain_graphics_reload(
        &self,
        cx: &CallContext,
        args: remote::DomainGraphicsReloadArgs,
    ) -> Result<()> {
        flags::DOMAIN_GRAPHICS_RELOAD.check(args.flags)?;
        if !matches!(args.kind, DOMAIN_GRAPHICS_RELOAD_TYPE_ANY | DOMAIN_GRAPHICS_RELOAD_TYPE_VNC) {
            return Err(invalid_arg(format!("unknown graphics type {}", args.kind)));
        }
        let run = self.active(&args.dom)?;
        let _job = run.guest.jobs().begin(SyncJob::Modify, cx.api).await?;
        run.live.run(&DisplayReload { kind: "vnc", tls_certs: true }).await.map(|_| ())
    }

    async fn domain_open_graphics_fd(
        &self,
        cx: &CallContext,
        args: remote::DomainOpenGraphicsFdArgs,
    ) -> Result<((), Vec<OwnedFd>)> {
        flags::DOMAIN_OPEN_GRAPHICS_FD.check(args.flags)?;
        let skip_auth = args.flags & DOMAIN_OPEN_GRAPHICS_SKIPAUTH != 0;
        let run = self.active(&args.dom)?;
        let _job = run.guest.jobs().begin(SyncJob::Modify, cx.api).await?;
        let (theirs, ours) = screen::pair()?;
        screen::add_client(&run, args.idx, theirs, skip_auth).await?;
        Ok(((), vec![ours]))
    }
}
