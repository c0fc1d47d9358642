//! Statistics and jobs.

use async_trait::async_trait;
use vireo_api::consts::*;
use vireo_api::drivers::StatsCalls;
use vireo_api::{CallContext, Error, ErrorCode, ErrorDomain, Result};
use vireo_model::domain::Domain;
use vireo_proto::TypedParams;
use vireo_proto::remote;
use vireo_runtime::job::SyncJob;

use super::definition::targets;
use super::lookup::affected;
use crate::definition;
use crate::driver::QemuDriver;
use crate::error::not_valid;
use crate::flags;
use crate::live::Summary;
use crate::process::transition::Run;
use crate::stats::memory::DirtyRateCalc;
use crate::stats::{bulk, cpu, disk, job, memory, net, perf};

/// A length or count of the wire; negative ones stand for none.
pub(super) fn size(number: i32) -> usize {
    usize::try_from(number).unwrap_or(0)
}

fn number(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

/// What a call with a caller's array of parameters gives: 0 asks for their number.
pub(super) fn sized(params: TypedParams, wanted: usize) -> (Vec<remote::TypedParam>, i32) {
    let mut params = params.into_vec();
    if wanted == 0 {
        return (Vec::new(), number(params.len()));
    }
    params.truncate(wanted);
    let count = number(params.len());
    (params, count)
}

#[async_trait]
impl StatsCalls for QemuDriver {
    async fn connect_get_all_domain_stats(
        &self,
        _cx: &CallContext,
        args: remote::ConnectGetAllDomainStatsArgs,
    ) -> Result<remote::ConnectGetAllDomainStatsRet> {
        Ok(remote::ConnectGetAllDomainStatsRet { ret_stats: bulk::all(self, args).await? })
    }

    async fn domain_get_vcpus(
        &self,
        _cx: &CallContext,
        args: remote::DomainGetVcpusArgs,
    ) -> Result<remote::DomainGetVcpusRet> {
        let guest = self.guest(&args.dom)?;
        let view = guest.view();
        let Some(live) = &view.live else {
            return Err(not_valid("cannot retrieve vcpu information for inactive domain"));
        };
        let online = Summary::of_view(&guest, &view)?.vcpus;
        cpu::vcpus(live, online, size(args.maxinfo), size(args.maplen))
    }

    async fn domain_block_stats(
        &self,
        _cx: &CallContext,
        args: remote::DomainBlockStatsArgs,
    ) -> Result<remote::DomainBlockStatsRet> {
        disk::stats(&self.active(&args.dom)?, args.path.to_str()?).await
    }

    async fn domain_block_stats_flags(
        &self,
        _cx: &CallContext,
        args: remote::DomainBlockStatsFlagsArgs,
    ) -> Result<remote::DomainBlockStatsFlagsRet> {
        flags::DOMAIN_BLOCK_STATS_FLAGS.check(args.flags)?;
        let params = disk::stats_params(&self.active(&args.dom)?, args.path.to_str()?).await?;
        let (params, nparams) = sized(params, size(args.nparams));
        Ok(remote::DomainBlockStatsFlagsRet { params, nparams })
    }

    async fn domain_get_block_info(
        &self,
        _cx: &CallContext,
        args: remote::DomainGetBlockInfoArgs,
    ) -> Result<remote::DomainGetBlockInfoRet> {
        flags::DOMAIN_GET_BLOCK_INFO.check(args.flags)?;
        let view = self.guest(&args.dom)?.view();
        let config = affected(&view, 0)?;
        disk::info(&config, view.live.as_deref(), args.path.to_str()?).await
    }

    async fn domain_get_disk_errors(
        &self,
        _cx: &CallContext,
        args: remote::DomainGetDiskErrorsArgs,
    ) -> Result<remote::DomainGetDiskErrorsRet> {
        flags::DOMAIN_GET_DISK_ERRORS.check(args.flags)?;
        let run = self.active(&args.dom)?;
        if args.maxerrors == 0 {
            let config = run.guest.peek(|view| view.live_config.clone());
            let disks = config.map_or(0, |config| config.devices.disks.len());
            let errors = Vec::new();
            return Ok(remote::DomainGetDiskErrorsRet { errors, nerrors: number(disks) });
        }
        let mut errors = disk::errors(&run).await?;
        errors.truncate(args.maxerrors as usize);
        let nerrors = number(errors.len());
        Ok(remote::DomainGetDiskErrorsRet { errors, nerrors })
    }

    async fn domain_interface_stats(
        &self,
        _cx: &CallContext,
        args: remote::DomainInterfaceStatsArgs,
    ) -> Result<remote::DomainInterfaceStatsRet> {
        net::stats(&self.active(&args.dom)?, args.device.to_str()?)
    }

    async fn domain_memory_stats(
        &self,
        _cx: &CallContext,
        args: remote::DomainMemoryStatsArgs,
    ) -> Result<remote::DomainMemoryStatsRet> {
        flags::DOMAIN_MEMORY_STATS.check(args.flags)?;
        let stats = memory::stats(&self.active(&args.dom)?, args.max_stats as usize).await?;
        Ok(remote::DomainMemoryStatsRet { stats })
    }

    async fn domain_set_memory_stats_period(
        &self,
        cx: &CallContext,
        args: remote::DomainSetMemoryStatsPeriodArgs,
    ) -> Result<()> {
        flags::DOMAIN_SET_MEMORY_STATS_PERIOD.check(args.flags)?;
        let period = u32::try_from(args.period).map_err(|_| {
            let text = "period in virDomainSetMemoryStatsPeriod must be zero or greater";
            Error::new(ErrorCode::InvalidArg, ErrorDomain::Domain, text)
        })?;
        self.set_stats_period(&args, period, cx.api).await
    }

    async fn domain_get_job_info(
        &self,
        _cx: &CallContext,
        args: remote::DomainGetJobInfoArgs,
    ) -> Result<remote::DomainGetJobInfoRet> {
        Ok(job::info(&job::running(&self.active(&args.dom)?.guest)))
    }

    async fn domain_get_job_stats(
        &self,
        _cx: &CallContext,
        args: remote::DomainGetJobStatsArgs,
    ) -> Result<remote::DomainGetJobStatsRet> {
        flags::DOMAIN_GET_JOB_STATS.check(args.flags)?;
        job::check_stats_flags(args.flags)?;
        if args.flags & DOMAIN_JOB_STATS_COMPLETED != 0 {
            let keep = args.flags & DOMAIN_JOB_STATS_KEEP_COMPLETED != 0;
            return Ok(job::params(&job::completed(&*self.guest(&args.dom)?, keep)));
        }
        Ok(job::params(&job::running(&self.active(&args.dom)?.guest)))
    }

    async fn domain_abort_job(
        &self,
        cx: &CallContext,
        args: remote::DomainAbortJobArgs,
    ) -> Result<()> {
        job::abort(&self.active(&args.dom)?, false, cx.api).await
    }

    async fn domain_abort_job_flags(
        &self,
        cx: &CallContext,
        args: remote::DomainAbortJobFlagsArgs,
    ) -> Result<()> {
        flags::DOMAIN_ABORT_JOB_FLAGS.check(args.flags)?;
        let postcopy = args.flags & DOMAIN_ABORT_JOB_POSTCOPY != 0;
        job::abort(&self.active(&args.dom)?, postcopy, cx.api).await
    }

    async fn domain_get_control_info(
        &self,
        _cx: &CallContext,
        args: remote::DomainGetControlInfoArgs,
    ) -> Result<remote::DomainGetControlInfoRet> {
        flags::DOMAIN_GET_CONTROL_INFO.check(args.flags)?;
        let run = self.active(&args.dom)?;
        Ok(job::control(&run.guest, &run.live))
    }

    async fn domain_get_vcpu_pin_info(
        &self,
        _cx: &CallContext,
        args: remote::DomainGetVcpuPinInfoArgs,
    ) -> Result<remote::DomainGetVcpuPinInfoRet> {
        flags::DOMAIN_GET_VCPU_PIN_INFO.check(args.flags)?;
        let config = affected(&self.guest(&args.dom)?.view(), args.flags)?;
        cpu::vcpu_pins(&config, size(args.ncpumaps), size(args.maplen))
    }

    async fn domain_get_emulator_pin_info(
        &self,
        _cx: &CallContext,
        args: remote::DomainGetEmulatorPinInfoArgs,
    ) -> Result<remote::DomainGetEmulatorPinInfoRet> {
        flags::DOMAIN_GET_EMULATOR_PIN_INFO.check(args.flags)?;
        let config = affected(&self.guest(&args.dom)?.view(), args.flags)?;
        let cpumaps = cpu::emulator_pin(&config, size(args.maplen))?.into();
        Ok(remote::DomainGetEmulatorPinInfoRet { cpumaps, ret: 1 })
    }

    async fn domain_get_iothread_info(
        &self,
        _cx: &CallContext,
        args: remote::DomainGetIothreadInfoArgs,
    ) -> Result<remote::DomainGetIothreadInfoRet> {
        flags::DOMAIN_GET_IO_THREAD_INFO.check(args.flags)?;
        let guest = self.guest(&args.dom)?;
        let view = guest.view();
        let config = affected(&view, args.flags)?;
        let info = if view.is_active() && args.flags & DOMAIN_AFFECT_CONFIG == 0 {
            cpu::iothreads(&self.run_of(&guest)?).await?
        } else {
            cpu::iothreads_of(&config)?
        };
        let ret = u32::try_from(info.len()).unwrap_or(u32::MAX);
        Ok(remote::DomainGetIothreadInfoRet { info, ret })
    }

    async fn domain_get_cpu_stats(
        &self,
        _cx: &CallContext,
        args: remote::DomainGetCpuStatsArgs,
    ) -> Result<remote::DomainGetCpuStatsRet> {
        flags::DOMAIN_GET_CPU_STATS.check(args.flags)?;
        let run = self.active(&args.dom)?;
        if args.start_cpu != -1 {
            return Err(cpu::not_by_cpu());
        }
        let wanted = args.nparams as usize;
        let (params, nparams) = match wanted {
            0 => (Vec::new(), cpu::TOTAL_PARAMS),
            _ => sized(cpu::total(&run.live)?, wanted),
        };
        Ok(remote::DomainGetCpuStatsRet { params, nparams })
    }

    async fn domain_get_perf_events(
        &self,
        _cx: &CallContext,
        args: remote::DomainGetPerfEventsArgs,
    ) -> Result<remote::DomainGetPerfEventsRet> {
        flags::DOMAIN_GET_PERF_EVENTS.check(args.flags)?;
        let flags = args.flags & !TYPED_PARAM_STRING_OKAY;
        let config = affected(&self.guest(&args.dom)?.view(), flags)?;
        Ok(remote::DomainGetPerfEventsRet { params: perf::events(&config).into_vec() })
    }

    async fn domain_set_perf_events(
        &self,
        cx: &CallContext,
        args: remote::DomainSetPerfEventsArgs,
    ) -> Result<()> {
        flags::DOMAIN_SET_PERF_EVENTS.check(args.flags)?;
        let switches = perf::switches(&args.params)?;
        let guest = self.guest(&args.dom)?;
        let _job = guest.jobs().begin(SyncJob::Modify, cx.api).await?;
        guest.ensure_known()?;
        let (live, config) = targets(&guest.view(), args.flags)?;
        if live {
            perf::check_live(&switches)?;
            self.run_of(&guest)?.amend(|domain| perf::apply(domain, &switches)).await;
        }
        if config {
            definition::change(self, &guest, |domain| {
                perf::apply(domain, &switches);
                Ok(())
            })
            .await?;
        }
        Ok(())
    }

    async fn domain_get_messages(
        &self,
        _cx: &CallContext,
        args: remote::DomainGetMessagesArgs,
    ) -> Result<remote::DomainGetMessagesRet> {
        flags::DOMAIN_GET_MESSAGES.check(args.flags)?;
        let guest = self.guest(&args.dom)?;
        let all = args.flags == 0;
        let mut msgs = Vec::new();
        if all || args.flags & DOMAIN_MESSAGE_TAINTING != 0 {
            let taints = guest.extra.taints();
            msgs.extend(taints.iter().map(|taint| format!("tainted: {}", taint.text()).into()));
        }
        Ok(remote::DomainGetMessagesRet { msgs })
    }

    async fn domain_start_dirty_rate_calc(
        &self,
        cx: &CallContext,
        args: remote::DomainStartDirtyRateCalcArgs,
    ) -> Result<()> {
        flags::DOMAIN_START_DIRTY_RATE_CALC.check(args.flags)?;
        let calc = DirtyRateCalc::new(args.seconds, args.flags)?;
        let run = self.active(&args.dom)?;
        let _job = run.guest.jobs().begin(SyncJob::Modify, cx.api).await?;
        calc.start(&run).await
    }
}

impl QemuDriver {
    /// The present run of a domain; one that is off is told as the reference's domain code does.
    pub(super) fn active(&self, dom: &remote::Domain) -> Result<Run> {
        let guest = self.guest(dom)?;
        self.run_of(&guest).map_err(|error| error.with_domain(ErrorDomain::Domain))
    }

    async fn set_stats_period(
        &self,
        args: &remote::DomainSetMemoryStatsPeriodArgs,
        period: u32,
        api: &'static str,
    ) -> Result<()> {
        let guest = self.guest(&args.dom)?;
        let _job = guest.jobs().begin(SyncJob::Modify, api).await?;
        guest.ensure_known()?;
        let (live, config) = targets(&guest.view(), args.flags)?;
        if live {
            let run = self.run_of(&guest)?;
            if let Some(present) = guest.peek(|view| view.live_config.clone()) {
                memory::poll_balloon(&run.live, &present, period).await?;
            }
            run.amend(|domain| memory::set_period(domain, period)).await;
        }
        if config {
            let change = |domain: &mut Domain| {
                memory::check_balloon(domain)?;
                memory::set_period(domain, period);
                Ok(())
            };
            definition::change(self, &guest, change).await?;
        }
        Ok(())
    }
}
