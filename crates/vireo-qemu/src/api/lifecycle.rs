//! Starting, pausing, resetting and ending guests.

use async_trait::async_trait;
use vireo_api::consts::*;
use vireo_api::drivers::LifecycleCalls;
use vireo_api::event::ResumedDetail;
use vireo_api::{CallContext, Error, ErrorCode, ErrorDomain, Result};
use vireo_proto::remote;
use vireo_qmp::command::{Cont, QueryCurrentMachine, Stop, SystemReset, SystemWakeup};
use vireo_runtime::domain::{PausedReason, RunningReason, State};
use vireo_runtime::job::{AsyncJob, SyncJob};

use super::reboot::{self, Power};
use crate::driver::QemuDriver;
use crate::error::{not_valid, operation_unsupported};
use crate::flags::{self, Accepted};
use crate::live::Ending;
use crate::process::start::{self, StartOptions};
use crate::process::transition::suspended_detail;

/// The options that a start call's flags stand for.
fn start_options(cx: &CallContext, flags: u32) -> StartOptions {
    StartOptions {
        paused: flags & DOMAIN_START_PAUSED != 0,
        autodestroy: (flags & DOMAIN_START_AUTODESTROY != 0).then_some(cx.connection),
        reset_nvram: flags & DOMAIN_START_RESET_NVRAM != 0,
        force_boot: flags & DOMAIN_START_FORCE_BOOT != 0,
        bypass_cache: flags & DOMAIN_START_BYPASS_CACHE != 0,
        incoming: false,
        restore: false,
    }
}

#[async_trait]
impl LifecycleCalls for QemuDriver {
    async fn domain_create(&self, cx: &CallContext, args: remote::DomainCreateArgs) -> Result<()> {
        let guest = self.guest(&args.dom)?;
        start::start(self, &guest, StartOptions::default(), cx.api).await
    }

    async fn domain_create_with_flags(
        &self,
        cx: &CallContext,
        args: remote::DomainCreateWithFlagsArgs,
    ) -> Result<remote::DomainCreateWithFlagsRet> {
        flags::DOMAIN_CREATE_WITH_FLAGS.check(args.flags)?;
        let guest = self.guest(&args.dom)?;
        start::start(self, &guest, start_options(cx, args.flags), cx.api).await?;
        Ok(remote::DomainCreateWithFlagsRet { dom: self.wire(&guest) })
    }

    async fn domain_create_xml(
        &self,
        cx: &CallContext,
        args: remote::DomainCreateXmlArgs,
    ) -> Result<remote::DomainCreateXmlRet> {
        flags::DOMAIN_CREATE_XML.check(args.flags)?;
        let validate = args.flags & DOMAIN_START_VALIDATE != 0;
        let domain = crate::definition::read(self, args.xml_desc.to_str()?, validate).await?;
        let options = start_options(cx, args.flags);
        let guest = start::start_transient(self, domain, options, cx.api).await?;
        Ok(remote::DomainCreateXmlRet { dom: self.wire(&guest) })
    }

    async fn domain_destroy(
        &self,
        cx: &CallContext,
        args: remote::DomainDestroyArgs,
    ) -> Result<()> {
        self.destroy(&args.dom, 0, cx.api).await
    }

    async fn domain_destroy_flags(
        &self,
        cx: &CallContext,
        args: remote::DomainDestroyFlagsArgs,
    ) -> Result<()> {
        flags::DOMAIN_DESTROY_FLAGS.check(args.flags)?;
        self.destroy(&args.dom, args.flags, cx.api).await
    }

    async fn domain_suspend(
        &self,
        cx: &CallContext,
        args: remote::DomainSuspendArgs,
    ) -> Result<()> {
        let (run, _job) = self.job(&args.dom, SyncJob::Suspend, cx.api).await?;
        if matches!(run.guest.peek(|view| view.state), State::PmSuspended(_)) {
            return Err(not_valid("domain is pmsuspended"));
        }
        if matches!(run.guest.peek(|view| view.state), State::Paused(_)) {
            return Ok(());
        }
        // Whoever suspends a guest that leaves helps it to leave.
        let leaves = run.guest.jobs().info().asynchronous;
        let leaves = leaves.is_some_and(|(kind, _, _)| kind == AsyncJob::MigrationOut);
        let reason = if leaves { PausedReason::Migration } else { PausedReason::User };
        run.live.hint(|hints| hints.paused = reason);
        if let Err(error) = run.live.run(&Stop).await {
            run.live.hint(|hints| hints.paused = PausedReason::Unknown);
            return Err(error);
        }
        run.paused(reason, suspended_detail(reason)).await;
        Ok(())
    }

    async fn domain_resume(&self, cx: &CallContext, args: remote::DomainResumeArgs) -> Result<()> {
        let (run, _job) = self.job(&args.dom, SyncJob::Modify, cx.api).await?;
        match run.guest.peek(|view| view.state) {
            State::PmSuspended(_) => return Err(not_valid("domain is pmsuspended")),
            State::Running(_) | State::Blocked(_) => {
                return Err(not_valid("domain is already running"));
            }
            State::NoState(_)
            | State::Paused(_)
            | State::Shutdown(_)
            | State::Shutoff(_)
            | State::Crashed(_) => {}
        }
        run.live.hint(|hints| hints.running = RunningReason::Unpaused);
        run.live.run(&Cont).await?;
        run.resumed(RunningReason::Unpaused, ResumedDetail::Unpaused).await;
        Ok(())
    }

    async fn domain_shutdown(
        &self,
        cx: &CallContext,
        args: remote::DomainShutdownArgs,
    ) -> Result<()> {
        reboot::ask(self, &args.dom, Power::Off, 0, cx.api).await
    }

    async fn domain_shutdown_flags(
        &self,
        cx: &CallContext,
        args: remote::DomainShutdownFlagsArgs,
    ) -> Result<()> {
        power_flags(flags::DOMAIN_SHUTDOWN_FLAGS, args.flags)?;
        reboot::ask(self, &args.dom, Power::Off, args.flags, cx.api).await
    }

    async fn domain_reboot(&self, cx: &CallContext, args: remote::DomainRebootArgs) -> Result<()> {
        power_flags(flags::DOMAIN_REBOOT, args.flags)?;
        reboot::ask(self, &args.dom, Power::Cycle, args.flags, cx.api).await
    }

    async fn domain_reset(&self, cx: &CallContext, args: remote::DomainResetArgs) -> Result<()> {
        flags::DOMAIN_RESET.check(args.flags)?;
        let (run, _job) = self.job(&args.dom, SyncJob::Modify, cx.api).await?;
        run.live.run(&SystemReset).await?;
        run.live.hint(|hints| hints.fake_reboot = false);
        if matches!(run.guest.peek(|view| view.state), State::Crashed(_)) {
            run.paused_after_crash().await;
        }
        Ok(())
    }

    async fn domain_pm_suspend_for_duration(
        &self,
        cx: &CallContext,
        args: remote::DomainPmSuspendForDurationArgs,
    ) -> Result<()> {
        flags::DOMAIN_PM_SUSPEND_FOR_DURATION.check(args.flags)?;
        if args.duration != 0 {
            let text = "Duration not supported. Use 0 for now";
            return Err(Error::new(ErrorCode::ArgumentUnsupported, ErrorDomain::Qemu, text));
        }
        let command = match args.target {
            NODE_SUSPEND_TARGET_MEM => "guest-suspend-ram",
            NODE_SUSPEND_TARGET_DISK => "guest-suspend-disk",
            NODE_SUSPEND_TARGET_HYBRID => "guest-suspend-hybrid",
            other => {
                let text = format!("Unknown suspend target: {other}");
                return Err(Error::new(ErrorCode::InvalidArg, ErrorDomain::Qemu, text));
            }
        };
        reboot::sleep(self, &args.dom, command, cx.api).await
    }

    async fn domain_pm_wakeup(
        &self,
        cx: &CallContext,
        args: remote::DomainPmWakeupArgs,
    ) -> Result<()> {
        flags::DOMAIN_PM_WAKEUP.check(args.flags)?;
        let (run, _job) = self.job(&args.dom, SyncJob::Modify, cx.api).await?;
        if !run.live.run(&QueryCurrentMachine).await?.wakeup_suspend_support {
            return Err(operation_unsupported("Domain does not have suspend support"));
        }
        run.live.run(&SystemWakeup).await?;
        Ok(())
    }
}

/// Flags of shutdown and reboot.
fn power_flags(accepted: Accepted, flags: u32) -> Result<()> {
    accepted.check(flags)
}

impl QemuDriver {
    async fn destroy(&self, dom: &remote::Domain, flags: u32, api: &'static str) -> Result<()> {
        let guest = self.guest(dom)?;
        let run = self.run_of(&guest)?;
        let graceful = flags & DOMAIN_DESTROY_GRACEFUL != 0;
        // QEMU is told first: its end frees whoever holds the job and waits for it. A graceful
        // destroy may fail, so it waits its turn like other calls.
        let job = guest.jobs().begin(SyncJob::Destroy, api);
        if graceful {
            let _job = job.await?;
            self.run_of(&guest)?.end(Ending::DESTROYED, true).await?;
        } else {
            run.end(Ending::DESTROYED, false).await?;
        }
        if flags & DOMAIN_DESTROY_REMOVE_LOGS != 0 {
            let path = self.layout.log_file(&guest.name())?;
            if let Err(error) = vireo_runtime::durable::remove(path).await {
                tracing::warn!(guest = %guest.name(), %error, "log stays");
            }
        }
        Ok(())
    }
}
