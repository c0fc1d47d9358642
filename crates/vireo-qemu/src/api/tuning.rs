//! Memory, CPUs and limits.

use std::sync::Arc;

use async_trait::async_trait;
use vireo_api::consts::*;
use vireo_api::drivers::TuningCalls;
use vireo_api::{CallContext, ErrorDomain, Result};
use vireo_host::cgroup::Controller;
use vireo_model::domain::Domain;
use vireo_proto::remote;
use vireo_runtime::job::AgentJob;

use super::lookup::affected;
use super::stats::{size, sized};
use crate::agent::vcpus as agent_vcpus;
use crate::driver::QemuDriver;
use crate::error::{invalid_arg, not_valid};
use crate::flags;
use crate::live::Summary;
use crate::tuning::pin::{self, Whom};
use crate::tuning::{
    bandwidth, blkio, iothreads, memory, numa, scheduler, size as memory_size, vcpus,
};

fn number(count: u32) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

#[async_trait]
impl TuningCalls for QemuDriver {
    async fn domain_get_max_memory(
        &self,
        _cx: &CallContext,
        args: remote::DomainGetMaxMemoryArgs,
    ) -> Result<remote::DomainGetMaxMemoryRet> {
        let guest = self.guest(&args.dom)?;
        let memory = Summary::of_view(&guest, &guest.view())?.max_memory;
        Ok(remote::DomainGetMaxMemoryRet { memory })
    }

    async fn domain_get_max_vcpus(
        &self,
        _cx: &CallContext,
        args: remote::DomainGetMaxVcpusArgs,
    ) -> Result<remote::DomainGetMaxVcpusRet> {
        let run = self.active(&args.dom)?;
        let most = Summary::of_view(&run.guest, &run.guest.view())?.max_vcpus;
        Ok(remote::DomainGetMaxVcpusRet { num: number(most) })
    }

    async fn domain_get_vcpus_flags(
        &self,
        cx: &CallContext,
        args: remote::DomainGetVcpusFlagsArgs,
    ) -> Result<remote::DomainGetVcpusFlagsRet> {
        flags::DOMAIN_GET_VCPUS_FLAGS.check(args.flags)?;
        let guest = self.guest(&args.dom)?;
        let view = guest.view();
        let config = affected(&view, args.flags)?;
        if args.flags & DOMAIN_VCPU_GUEST != 0 {
            if !view.is_active() || args.flags & DOMAIN_AFFECT_CONFIG != 0 {
                let text =
                    "vCPU count provided by the guest agent can only be requested for live domains";
                return Err(invalid_arg(text));
            }
            let session = self.run_of(&guest)?.agent_job(AgentJob::Query, cx.api).await?;
            let all = agent_vcpus::list(&session).await?;
            let most = args.flags & DOMAIN_VCPU_MAXIMUM != 0;
            let count = all.iter().filter(|vcpu| most || vcpu.online).count();
            let num = i32::try_from(count).unwrap_or(i32::MAX);
            return Ok(remote::DomainGetVcpusFlagsRet { num });
        }
        let summary = Summary::of(&config);
        let most = args.flags & DOMAIN_VCPU_MAXIMUM != 0;
        let num = number(if most { summary.max_vcpus } else { summary.vcpus });
        Ok(remote::DomainGetVcpusFlagsRet { num })
    }

    async fn domain_set_vcpus(
        &self,
        cx: &CallContext,
        args: remote::DomainSetVcpusArgs,
    ) -> Result<()> {
        self.set_vcpus(&args.dom, args.nvcpus, DOMAIN_AFFECT_LIVE, cx.api).await
    }

    async fn domain_set_vcpus_flags(
        &self,
        cx: &CallContext,
        args: remote::DomainSetVcpusFlagsArgs,
    ) -> Result<()> {
        flags::DOMAIN_SET_VCPUS_FLAGS.check(args.flags)?;
        self.set_vcpus(&args.dom, args.nvcpus, args.flags, cx.api).await
    }

    async fn domain_set_vcpu(
        &self,
        cx: &CallContext,
        args: remote::DomainSetVcpuArgs,
    ) -> Result<()> {
        flags::DOMAIN_SET_VCPU.check(args.flags)?;
        if !matches!(args.state, 0 | 1) {
            return Err(invalid_arg("unsupported state value"));
        }
        let on = args.state == 1;
        let which = agent_vcpus::parse_map(args.cpumap.to_str()?)?;
        let change = self.change(&args.dom, args.flags, cx.api).await?;
        let kept = change.draft(|config| vcpus::define_single(config, &which, on))?;
        if let Some((run, config)) = change.live()? {
            vcpus::apply_single(run, &config, &which, on).await?;
        }
        change.keep(kept).await
    }

    async fn domain_set_max_memory(
        &self,
        cx: &CallContext,
        args: remote::DomainSetMaxMemoryArgs,
    ) -> Result<()> {
        self.set_size(&args.dom, args.memory, DOMAIN_MEM_MAXIMUM, cx.api).await
    }

    async fn domain_set_memory(
        &self,
        cx: &CallContext,
        args: remote::DomainSetMemoryArgs,
    ) -> Result<()> {
        self.set_size(&args.dom, args.memory, DOMAIN_AFFECT_LIVE, cx.api).await
    }

    async fn domain_set_memory_flags(
        &self,
        cx: &CallContext,
        args: remote::DomainSetMemoryFlagsArgs,
    ) -> Result<()> {
        flags::DOMAIN_SET_MEMORY_FLAGS.check(args.flags)?;
        self.set_size(&args.dom, args.memory, args.flags, cx.api).await
    }

    async fn domain_pin_vcpu(
        &self,
        cx: &CallContext,
        args: remote::DomainPinVcpuArgs,
    ) -> Result<()> {
        self.pin(&args.dom, Whom::Vcpu(args.vcpu), &args.cpumap, DOMAIN_AFFECT_LIVE, cx.api).await
    }

    async fn domain_pin_vcpu_flags(
        &self,
        cx: &CallContext,
        args: remote::DomainPinVcpuFlagsArgs,
    ) -> Result<()> {
        flags::DOMAIN_PIN_VCPU_FLAGS.check(args.flags)?;
        self.pin(&args.dom, Whom::Vcpu(args.vcpu), &args.cpumap, args.flags, cx.api).await
    }

    async fn domain_pin_emulator(
        &self,
        cx: &CallContext,
        args: remote::DomainPinEmulatorArgs,
    ) -> Result<()> {
        flags::DOMAIN_PIN_EMULATOR.check(args.flags)?;
        self.pin(&args.dom, Whom::Emulator, &args.cpumap, args.flags, cx.api).await
    }

    async fn domain_pin_iothread(
        &self,
        cx: &CallContext,
        args: remote::DomainPinIothreadArgs,
    ) -> Result<()> {
        flags::DOMAIN_PIN_IO_THREAD.check(args.flags)?;
        let whom = Whom::IoThread(args.iothreads_id);
        self.pin(&args.dom, whom, &args.cpumap, args.flags, cx.api).await
    }

    async fn domain_set_iothread_params(
        &self,
        cx: &CallContext,
        args: remote::DomainSetIothreadParamsArgs,
    ) -> Result<()> {
        flags::DOMAIN_SET_IO_THREAD_PARAMS.check(args.flags)?;
        let id = args.iothread_id;
        iothreads::check(id)?;
        let wanted = iothreads::read(&args.params)?;
        let change = self.change(&args.dom, args.flags, cx.api).await?;
        let kept = change.draft(|config| iothreads::define(config, id, &wanted))?;
        if let Some((run, config)) = change.live()? {
            iothreads::apply(run, &config, id, &wanted).await?;
        }
        change.keep(kept).await
    }

    async fn domain_get_scheduler_type(
        &self,
        _cx: &CallContext,
        args: remote::DomainGetSchedulerTypeArgs,
    ) -> Result<remote::DomainGetSchedulerTypeRet> {
        self.guest(&args.dom)?;
        let nparams = scheduler::count();
        Ok(remote::DomainGetSchedulerTypeRet { kind: "posix".into(), nparams })
    }

    async fn domain_get_scheduler_parameters(
        &self,
        _cx: &CallContext,
        args: remote::DomainGetSchedulerParametersArgs,
    ) -> Result<remote::DomainGetSchedulerParametersRet> {
        let (config, live) = self.chosen(&args.dom, 0)?;
        let params = sized(scheduler::params(&config, live), size(args.nparams)).0;
        Ok(remote::DomainGetSchedulerParametersRet { params })
    }

    async fn domain_get_scheduler_parameters_flags(
        &self,
        _cx: &CallContext,
        args: remote::DomainGetSchedulerParametersFlagsArgs,
    ) -> Result<remote::DomainGetSchedulerParametersFlagsRet> {
        flags::DOMAIN_GET_SCHEDULER_PARAMETERS_FLAGS.check(args.flags)?;
        let (config, live) = self.chosen(&args.dom, args.flags)?;
        let params = sized(scheduler::params(&config, live), size(args.nparams)).0;
        Ok(remote::DomainGetSchedulerParametersFlagsRet { params })
    }

    async fn domain_set_scheduler_parameters(
        &self,
        cx: &CallContext,
        args: remote::DomainSetSchedulerParametersArgs,
    ) -> Result<()> {
        self.set_scheduler(&args.dom, &args.params, 0, cx.api).await
    }

    async fn domain_set_scheduler_parameters_flags(
        &self,
        cx: &CallContext,
        args: remote::DomainSetSchedulerParametersFlagsArgs,
    ) -> Result<()> {
        flags::DOMAIN_SET_SCHEDULER_PARAMETERS_FLAGS.check(args.flags)?;
        self.set_scheduler(&args.dom, &args.params, args.flags, cx.api).await
    }

    async fn domain_get_memory_parameters(
        &self,
        _cx: &CallContext,
        args: remote::DomainGetMemoryParametersArgs,
    ) -> Result<remote::DomainGetMemoryParametersRet> {
        flags::DOMAIN_GET_MEMORY_PARAMETERS.check(args.flags)?;
        let (config, _) = self.chosen(&args.dom, args.flags)?;
        let (params, nparams) = sized(memory::params(&config), size(args.nparams));
        Ok(remote::DomainGetMemoryParametersRet { params, nparams })
    }

    async fn domain_set_memory_parameters(
        &self,
        cx: &CallContext,
        args: remote::DomainSetMemoryParametersArgs,
    ) -> Result<()> {
        flags::DOMAIN_SET_MEMORY_PARAMETERS.check(args.flags)?;
        let wanted = memory::read(&args.params)?;
        let change = self.change(&args.dom, args.flags, cx.api).await?;
        let kept = change.draft(|config| memory::define(config, &wanted))?;
        if let Some((run, config)) = change.live()? {
            memory::apply(run, &config, &wanted).await?;
        }
        change.keep(kept).await
    }

    async fn domain_get_blkio_parameters(
        &self,
        _cx: &CallContext,
        args: remote::DomainGetBlkioParametersArgs,
    ) -> Result<remote::DomainGetBlkioParametersRet> {
        flags::DOMAIN_GET_BLKIO_PARAMETERS.check(args.flags)?;
        let (config, live) = self.chosen(&args.dom, args.flags)?;
        let (params, nparams) = sized(blkio::params(&config, live), size(args.nparams));
        Ok(remote::DomainGetBlkioParametersRet { params, nparams })
    }

    async fn domain_set_blkio_parameters(
        &self,
        cx: &CallContext,
        args: remote::DomainSetBlkioParametersArgs,
    ) -> Result<()> {
        flags::DOMAIN_SET_BLKIO_PARAMETERS.check(args.flags)?;
        let wanted = blkio::read(&args.params)?;
        let change = self.change(&args.dom, args.flags, cx.api).await?;
        let kept = change.draft(|config| {
            blkio::define(config, &wanted);
            Ok(())
        })?;
        if let Some((run, _)) = change.live()? {
            blkio::apply(run, &wanted).await?;
        }
        change.keep(kept).await
    }

    async fn domain_get_numa_parameters(
        &self,
        _cx: &CallContext,
        args: remote::DomainGetNumaParametersArgs,
    ) -> Result<remote::DomainGetNumaParametersRet> {
        flags::DOMAIN_GET_NUMA_PARAMETERS.check(args.flags)?;
        let (config, _) = self.chosen(&args.dom, args.flags)?;
        let (params, nparams) = sized(numa::params(&config), size(args.nparams));
        Ok(remote::DomainGetNumaParametersRet { params, nparams })
    }

    async fn domain_set_numa_parameters(
        &self,
        cx: &CallContext,
        args: remote::DomainSetNumaParametersArgs,
    ) -> Result<()> {
        flags::DOMAIN_SET_NUMA_PARAMETERS.check(args.flags)?;
        let wanted = numa::read(&args.params)?;
        let change = self.change(&args.dom, args.flags, cx.api).await?;
        let kept = change.draft(|config| {
            numa::define(config, &wanted);
            Ok(())
        })?;
        if let Some((run, config)) = change.live()? {
            numa::apply(run, &config, &wanted).await?;
        }
        change.keep(kept).await
    }

    async fn domain_get_launch_security_info(
        &self,
        cx: &CallContext,
        args: remote::DomainGetLaunchSecurityInfoArgs,
    ) -> Result<remote::DomainGetLaunchSecurityInfoRet> {
        let (config, _) = self.chosen(&args.dom, 0)?;
        let params = match &config.launch_security {
            // There is nothing to tell of a guest that is not launched so, however it is asked.
            None => Vec::new(),
            Some(security) => {
                flags::DOMAIN_GET_LAUNCH_SECURITY_INFO.check(args.flags)?;
                self.launch_info(cx, &args.dom, security).await?.into_vec()
            }
        };
        Ok(remote::DomainGetLaunchSecurityInfoRet { params })
    }

    async fn domain_set_launch_security_state(
        &self,
        cx: &CallContext,
        args: remote::DomainSetLaunchSecurityStateArgs,
    ) -> Result<()> {
        flags::DOMAIN_SET_LAUNCH_SECURITY_STATE.check(args.flags)?;
        self.set_launch_state(cx, &args).await
    }

    async fn domain_set_lifecycle_action(
        &self,
        cx: &CallContext,
        args: remote::DomainSetLifecycleActionArgs,
    ) -> Result<()> {
        flags::DOMAIN_SET_LIFECYCLE_ACTION.check(args.flags)?;
        self.set_lifecycle_action(cx, &args).await
    }

    async fn domain_set_interface_parameters(
        &self,
        cx: &CallContext,
        args: remote::DomainSetInterfaceParametersArgs,
    ) -> Result<()> {
        flags::DOMAIN_SET_INTERFACE_PARAMETERS.check(args.flags)?;
        let wanted = bandwidth::read(&args.params)?;
        let device = args.device.to_str()?;
        let change = self.change(&args.dom, args.flags, cx.api).await?;
        let kept = change.draft(|config| bandwidth::define(config, device, &wanted))?;
        if let Some((run, config)) = change.live()? {
            bandwidth::apply(run, &config, device, &wanted).await?;
        }
        change.keep(kept).await
    }

    async fn domain_get_interface_parameters(
        &self,
        _cx: &CallContext,
        args: remote::DomainGetInterfaceParametersArgs,
    ) -> Result<remote::DomainGetInterfaceParametersRet> {
        flags::DOMAIN_GET_INTERFACE_PARAMETERS.check(args.flags)?;
        let (config, _) = self.chosen(&args.dom, args.flags)?;
        let room = size(args.nparams);
        let (params, nparams) = sized(bandwidth::told(&config, args.device.to_str()?, room)?, room);
        Ok(remote::DomainGetInterfaceParametersRet { params, nparams })
    }
}

impl QemuDriver {
    async fn set_vcpus(
        &self,
        dom: &remote::Domain,
        count: u32,
        flags: u32,
        api: &'static str,
    ) -> Result<()> {
        if flags & DOMAIN_VCPU_GUEST != 0 {
            let run = self.run(dom).map_err(|error| error.with_domain(ErrorDomain::Qemu))?;
            let session = run.agent_job(AgentJob::Modify, api).await?;
            return agent_vcpus::switch_to(&session, count).await;
        }
        let change = self.change(dom, flags, api).await?;
        let most = flags & DOMAIN_VCPU_MAXIMUM != 0;
        let hotpluggable = flags & DOMAIN_VCPU_HOTPLUGGABLE != 0;
        let kept = change.draft(|config| match most {
            true => vcpus::define_most(config, count),
            false => vcpus::define(config, count, hotpluggable),
        })?;
        if let Some((run, config)) = change.live()?.filter(|_| !most) {
            vcpus::apply(run, &config, count).await?;
        }
        change.keep(kept).await
    }

    async fn set_size(
        &self,
        dom: &remote::Domain,
        kib: u64,
        flags: u32,
        api: &'static str,
    ) -> Result<()> {
        let change = self.change(dom, flags, api).await?;
        let most = flags & DOMAIN_MEM_MAXIMUM != 0;
        let live = change.live()?;
        if most && live.is_some() {
            return Err(not_valid("cannot resize the maximum memory on an active domain"));
        }
        let kept = change.draft(|config| match most {
            true => memory_size::define_most(config, kib),
            false => memory_size::define(config, kib),
        })?;
        if let Some((run, config)) = live {
            memory_size::apply(run, &config, kib).await?;
        }
        change.keep(kept).await
    }

    async fn pin(
        &self,
        dom: &remote::Domain,
        whom: Whom,
        map: &[u8],
        flags: u32,
        api: &'static str,
    ) -> Result<()> {
        let change = self.change(dom, flags, api).await?;
        let cpus = pin::cpus(map, whom)?;
        let kept = change.draft(|config| pin::define(config, whom, &cpus, "persistent"))?;
        if let Some((run, config)) = change.live()? {
            pin::apply(run, &config, whom, &cpus).await?;
        }
        change.keep(kept).await
    }

    async fn set_scheduler(
        &self,
        dom: &remote::Domain,
        params: &[remote::TypedParam],
        flags: u32,
        api: &'static str,
    ) -> Result<()> {
        let wanted = scheduler::read(params)?;
        let change = self.change(dom, flags, api).await?;
        let kept = change.draft(|config| {
            scheduler::define(config, &wanted);
            Ok(())
        })?;
        if let Some((run, _)) = change.live()? {
            if !self.cgroups.has(Controller::Cpu) {
                return Err(not_valid("cgroup CPU controller is not mounted"));
            }
            scheduler::apply(run, &wanted).await?;
        }
        change.keep(kept).await
    }

    /// Adds or removes an I/O thread.
    pub(super) async fn change_iothread(
        &self,
        dom: &remote::Domain,
        id: u32,
        flags: u32,
        (add, api): (bool, &'static str),
    ) -> Result<()> {
        iothreads::check(id)?;
        let change = self.change(dom, flags, api).await?;
        let kept = change.draft(|config| match add {
            true => iothreads::add(config, id),
            false => iothreads::remove(config, id),
        })?;
        if let Some((run, config)) = change.live()? {
            match add {
                true => iothreads::plug(run, &config, id).await?,
                false => iothreads::unplug(run, &config, id).await?,
            }
        }
        change.keep(kept).await
    }

    /// The definition that a call with `AFFECT` flags reads, and whether it is the running one.
    fn chosen(&self, dom: &remote::Domain, flags: u32) -> Result<(Arc<Domain>, bool)> {
        let view = self.guest(dom)?.view();
        let config = affected(&view, flags & !TYPED_PARAM_STRING_OKAY)?;
        Ok((config, view.is_active() && flags & DOMAIN_AFFECT_CONFIG == 0))
    }
}
