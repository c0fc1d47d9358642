//! Memory, CPUs and limits: so far, reading them.

use std::sync::Arc;

use async_trait::async_trait;
use vireo_api::consts::*;
use vireo_api::drivers::TuningCalls;
use vireo_api::{CallContext, Result};
use vireo_model::domain::Domain;
use vireo_proto::remote;
use vireo_runtime::job::AgentJob;

use super::lookup::affected;
use super::stats::{size, sized};
use crate::agent::vcpus;
use crate::driver::QemuDriver;
use crate::error::{invalid_arg, operation_unsupported};
use crate::flags;
use crate::live::Summary;
use crate::stats::net;
use crate::tuning;

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
            let all = vcpus::list(&session).await?;
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

    async fn domain_get_scheduler_type(
        &self,
        _cx: &CallContext,
        args: remote::DomainGetSchedulerTypeArgs,
    ) -> Result<remote::DomainGetSchedulerTypeRet> {
        self.guest(&args.dom)?;
        let nparams = tuning::SCHEDULER_PARAMS;
        Ok(remote::DomainGetSchedulerTypeRet { kind: "posix".into(), nparams })
    }

    async fn domain_get_scheduler_parameters(
        &self,
        _cx: &CallContext,
        args: remote::DomainGetSchedulerParametersArgs,
    ) -> Result<remote::DomainGetSchedulerParametersRet> {
        let (config, live) = self.chosen(&args.dom, 0)?;
        let params = sized(tuning::scheduler(&config, live), size(args.nparams)).0;
        Ok(remote::DomainGetSchedulerParametersRet { params })
    }

    async fn domain_get_scheduler_parameters_flags(
        &self,
        _cx: &CallContext,
        args: remote::DomainGetSchedulerParametersFlagsArgs,
    ) -> Result<remote::DomainGetSchedulerParametersFlagsRet> {
        flags::DOMAIN_GET_SCHEDULER_PARAMETERS_FLAGS.check(args.flags)?;
        let (config, live) = self.chosen(&args.dom, args.flags)?;
        let params = sized(tuning::scheduler(&config, live), size(args.nparams)).0;
        Ok(remote::DomainGetSchedulerParametersFlagsRet { params })
    }

    async fn domain_get_memory_parameters(
        &self,
        _cx: &CallContext,
        args: remote::DomainGetMemoryParametersArgs,
    ) -> Result<remote::DomainGetMemoryParametersRet> {
        flags::DOMAIN_GET_MEMORY_PARAMETERS.check(args.flags)?;
        let (config, _) = self.chosen(&args.dom, args.flags)?;
        let (params, nparams) = sized(tuning::memory(&config), size(args.nparams));
        Ok(remote::DomainGetMemoryParametersRet { params, nparams })
    }

    async fn domain_get_blkio_parameters(
        &self,
        _cx: &CallContext,
        args: remote::DomainGetBlkioParametersArgs,
    ) -> Result<remote::DomainGetBlkioParametersRet> {
        flags::DOMAIN_GET_BLKIO_PARAMETERS.check(args.flags)?;
        let (config, live) = self.chosen(&args.dom, args.flags)?;
        let (params, nparams) = sized(tuning::blkio(&config, live), size(args.nparams));
        Ok(remote::DomainGetBlkioParametersRet { params, nparams })
    }

    async fn domain_get_numa_parameters(
        &self,
        _cx: &CallContext,
        args: remote::DomainGetNumaParametersArgs,
    ) -> Result<remote::DomainGetNumaParametersRet> {
        flags::DOMAIN_GET_NUMA_PARAMETERS.check(args.flags)?;
        let (config, _) = self.chosen(&args.dom, args.flags)?;
        let (params, nparams) = sized(tuning::numa(&config), size(args.nparams));
        Ok(remote::DomainGetNumaParametersRet { params, nparams })
    }

    async fn domain_get_launch_security_info(
        &self,
        _cx: &CallContext,
        args: remote::DomainGetLaunchSecurityInfoArgs,
    ) -> Result<remote::DomainGetLaunchSecurityInfoRet> {
        let (config, _) = self.chosen(&args.dom, 0)?;
        if config.launch_security.is_none() {
            // There is nothing to tell of a guest that is not launched so, however it is asked.
            return Ok(remote::DomainGetLaunchSecurityInfoRet { params: Vec::new() });
        }
        flags::DOMAIN_GET_LAUNCH_SECURITY_INFO.check(args.flags)?;
        Err(operation_unsupported("launch measurements are not taken"))
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

    async fn domain_get_interface_parameters(
        &self,
        _cx: &CallContext,
        args: remote::DomainGetInterfaceParametersArgs,
    ) -> Result<remote::DomainGetInterfaceParametersRet> {
        flags::DOMAIN_GET_INTERFACE_PARAMETERS.check(args.flags)?;
        let (config, _) = self.chosen(&args.dom, args.flags)?;
        let params = tuning::bandwidth(net::find(&config, args.device.to_str()?)?);
        let (params, nparams) = sized(params, size(args.nparams));
        Ok(remote::DomainGetInterfaceParametersRet { params, nparams })
    }
}

impl QemuDriver {
    /// The definition that a call with `AFFECT` flags reads, and whether it is the running one.
    fn chosen(&self, dom: &remote::Domain, flags: u32) -> Result<(Arc<Domain>, bool)> {
        let view = self.guest(dom)?.view();
        let config = affected(&view, flags & !TYPED_PARAM_STRING_OKAY)?;
        Ok((config, view.is_active() && flags & DOMAIN_AFFECT_CONFIG == 0))
    }
}
