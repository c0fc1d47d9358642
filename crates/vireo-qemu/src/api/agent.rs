//! What the guest agent tells and does.

use async_trait::async_trait;
use vireo_api::consts::*;
use vireo_api::drivers::AgentCalls;
use vireo_api::{CallContext, Error, ErrorCode, ErrorDomain, Result, exclusive_flags};
use vireo_proto::remote;
use vireo_qmp::command::RtcResetReinjection;
use vireo_runtime::job::{AgentJob, SyncJob};

use crate::agent::users::KeyChange;
use crate::agent::{addresses, clock, files, info, users, vcpus};
use crate::driver::QemuDriver;
use crate::error::{argument_unsupported, invalid_arg, not_running, operation_unsupported};
use crate::flags;
use crate::process::transition::Run;

/// The running definition.
fn config(run: &Run) -> Result<std::sync::Arc<vireo_model::domain::Domain>> {
    run.guest.peek(|view| view.live_config.clone()).ok_or_else(not_running)
}

fn strings(texts: &[vireo_xdr::Text]) -> Result<Vec<&str>> {
    texts.iter().map(|text| Ok(text.to_str()?)).collect()
}

#[async_trait]
impl AgentCalls for QemuDriver {
    async fn domain_get_hostname(
        &self,
        cx: &CallContext,
        args: remote::DomainGetHostnameArgs,
    ) -> Result<remote::DomainGetHostnameRet> {
        flags::DOMAIN_GET_HOSTNAME.check(args.flags)?;
        exclusive_flags(
            ErrorDomain::Qemu,
            "qemuDomainGetHostname",
            args.flags,
            (DOMAIN_GET_HOSTNAME_LEASE, "VIR_DOMAIN_GET_HOSTNAME_LEASE"),
            (DOMAIN_GET_HOSTNAME_AGENT, "VIR_DOMAIN_GET_HOSTNAME_AGENT"),
        )?;
        let run = self.active(&args.dom)?;
        let found = if args.flags & DOMAIN_GET_HOSTNAME_LEASE != 0 {
            addresses::leased_hostname(&*self.network, &*config(&run)?).await
        } else {
            let session = run.agent_job(AgentJob::Query, cx.api).await?;
            let name = session.ask_if_known("guest-get-host-name").await?;
            name.map(|found: crate::agent::answers::HostName| found.host_name)
        };
        let hostname = found.ok_or_else(|| {
            let text = format!("no hostname found for domain {}", run.guest.name());
            Error::new(ErrorCode::NoHostname, ErrorDomain::Qemu, text)
        })?;
        Ok(remote::DomainGetHostnameRet { hostname: hostname.into() })
    }

    async fn domain_fstrim(&self, cx: &CallContext, args: remote::DomainFstrimArgs) -> Result<()> {
        flags::DOMAIN_FS_TRIM.check(args.flags)?;
        if args.mount_point.is_some() {
            return Err(argument_unsupported("Specifying mount point is not supported for now"));
        }
        let session = self.reachable(&args.dom)?.agent_job(AgentJob::Modify, cx.api).await?;
        files::trim(&session, args.minimum).await
    }

    async fn domain_fsfreeze(
        &self,
        cx: &CallContext,
        args: remote::DomainFsfreezeArgs,
    ) -> Result<remote::DomainFsfreezeRet> {
        flags::DOMAIN_FS_FREEZE.check(args.flags)?;
        let mountpoints = strings(&args.mountpoints)?;
        let session = self.active(&args.dom)?.agent_job(AgentJob::Modify, cx.api).await?;
        let filesystems = files::freeze(&session, &mountpoints).await?;
        Ok(remote::DomainFsfreezeRet { filesystems })
    }

    async fn domain_fsthaw(
        &self,
        cx: &CallContext,
        args: remote::DomainFsthawArgs,
    ) -> Result<remote::DomainFsthawRet> {
        flags::DOMAIN_FS_THAW.check(args.flags)?;
        if !args.mountpoints.is_empty() {
            return Err(argument_unsupported("specifying mountpoints is not supported"));
        }
        let session = self.active(&args.dom)?.agent_job(AgentJob::Modify, cx.api).await?;
        Ok(remote::DomainFsthawRet { filesystems: files::thaw(&session).await? })
    }

    async fn domain_get_fsinfo(
        &self,
        cx: &CallContext,
        args: remote::DomainGetFsinfoArgs,
    ) -> Result<remote::DomainGetFsinfoRet> {
        flags::DOMAIN_GET_FS_INFO.check(args.flags)?;
        let run = self.active(&args.dom)?;
        let session = run.agent_job(AgentJob::Query, cx.api).await?;
        let info = files::list(&session, &*config(&run)?).await?;
        let ret = u32::try_from(info.len()).unwrap_or(u32::MAX);
        Ok(remote::DomainGetFsinfoRet { info, ret })
    }

    async fn domain_get_time(
        &self,
        cx: &CallContext,
        args: remote::DomainGetTimeArgs,
    ) -> Result<remote::DomainGetTimeRet> {
        flags::DOMAIN_GET_TIME.check(args.flags)?;
        let session = self.active(&args.dom)?.agent_job(AgentJob::Query, cx.api).await?;
        clock::get(&session).await
    }

    async fn domain_set_time(
        &self,
        cx: &CallContext,
        args: remote::DomainSetTimeArgs,
    ) -> Result<()> {
        flags::DOMAIN_SET_TIME.check(args.flags)?;
        let sync = args.flags & DOMAIN_TIME_SYNC != 0;
        let guest = self.guest(&args.dom)?;
        let view = guest.view();
        if !view.is_active() && is_x86(view.current()?.and_then(|off| off.os.arch.clone())) {
            // The reference asks first what the QEMU of no run can do.
            return Err(operation_unsupported("cannot set time: domain is not running"));
        }
        let run = self.reachable(&args.dom)?;
        let session = run.agent_job(AgentJob::Modify, cx.api).await?;
        clock::set(&session, (!sync).then_some((args.seconds, args.nseconds))).await?;
        drop(session);
        let _job = run.guest.jobs().begin(SyncJob::Modify, cx.api).await?;
        if is_x86(config(&run)?.os.arch.clone()) {
            // The ticks that were lost are counted in the new time already.
            run.live.run(&RtcResetReinjection).await?;
        }
        Ok(())
    }

    async fn domain_interface_addresses(
        &self,
        cx: &CallContext,
        args: remote::DomainInterfaceAddressesArgs,
    ) -> Result<remote::DomainInterfaceAddressesRet> {
        flags::DOMAIN_INTERFACE_ADDRESSES.check(args.flags)?;
        let run = self.active(&args.dom)?;
        let ifaces = match args.source {
            DOMAIN_INTERFACE_ADDRESSES_SRC_LEASE => {
                addresses::from_leases(&*self.network, &*config(&run)?).await
            }
            DOMAIN_INTERFACE_ADDRESSES_SRC_AGENT => {
                let session = run.agent_job(AgentJob::Query, cx.api).await?;
                addresses::from_agent(&session).await?
            }
            DOMAIN_INTERFACE_ADDRESSES_SRC_ARP => addresses::from_neighbours(&*config(&run)?),
            other => {
                return Err(argument_unsupported(format!(
                    "Unknown IP address data source {other}"
                )));
            }
        };
        Ok(remote::DomainInterfaceAddressesRet { ifaces })
    }

    async fn domain_set_user_password(
        &self,
        cx: &CallContext,
        args: remote::DomainSetUserPasswordArgs,
    ) -> Result<()> {
        flags::DOMAIN_SET_USER_PASSWORD.check(args.flags)?;
        let user = args.user.unwrap_or_default();
        let password = args.password.unwrap_or_default();
        let crypted = args.flags & DOMAIN_PASSWORD_ENCRYPTED != 0;
        let session = self.active(&args.dom)?.agent_job(AgentJob::Modify, cx.api).await?;
        users::set_password(&session, user.to_str()?, password.as_bytes(), crypted).await
    }

    async fn domain_get_guest_vcpus(
        &self,
        cx: &CallContext,
        args: remote::DomainGetGuestVcpusArgs,
    ) -> Result<remote::DomainGetGuestVcpusRet> {
        flags::DOMAIN_GET_GUEST_VCPUS.check(args.flags)?;
        let session = self.reachable(&args.dom)?.agent_job(AgentJob::Query, cx.api).await?;
        let vcpus = vcpus::list(&session).await?;
        Ok(remote::DomainGetGuestVcpusRet { params: vcpus::params(&vcpus).into_vec() })
    }

    async fn domain_set_guest_vcpus(
        &self,
        cx: &CallContext,
        args: remote::DomainSetGuestVcpusArgs,
    ) -> Result<()> {
        const FUNCTION: &str = "qemuDomainSetGuestVcpus";
        flags::DOMAIN_SET_GUEST_VCPUS.check(args.flags)?;
        if !matches!(args.state, 0 | 1) {
            let text = "unsupported state value";
            return Err(Error::argument(ErrorDomain::Qemu, FUNCTION, "state", text));
        }
        let wanted = vcpus::parse_map(args.cpumap.to_str()?)?;
        let session = self.reachable(&args.dom)?.agent_job(AgentJob::Modify, cx.api).await?;
        vcpus::switch(&session, &wanted, args.state == 1).await
    }

    async fn domain_get_guest_info(
        &self,
        cx: &CallContext,
        args: remote::DomainGetGuestInfoArgs,
    ) -> Result<remote::DomainGetGuestInfoRet> {
        flags::DOMAIN_GET_GUEST_INFO.check(args.flags)?;
        let kinds = info::Kinds::new(args.types)?;
        let run = self.reachable(&args.dom)?;
        let session = run.agent_job(AgentJob::Query, cx.api).await?;
        let params = info::params(&session, &*config(&run)?, kinds).await?;
        Ok(remote::DomainGetGuestInfoRet { params: params.into_vec() })
    }

    async fn domain_agent_set_response_timeout(
        &self,
        _cx: &CallContext,
        args: remote::DomainAgentSetResponseTimeoutArgs,
    ) -> Result<remote::DomainAgentSetResponseTimeoutRet> {
        flags::DOMAIN_AGENT_SET_RESPONSE_TIMEOUT.check(args.flags)?;
        if args.timeout < DOMAIN_AGENT_RESPONSE_TIMEOUT_BLOCK as i32 {
            let text = format!(
                "guest agent timeout '{}' is less than the minimum '{}'",
                args.timeout, DOMAIN_AGENT_RESPONSE_TIMEOUT_BLOCK
            );
            return Err(invalid_arg(text));
        }
        let guest = self.guest(&args.dom)?;
        if let Some(live) = guest.peek(|view| view.live.clone()) {
            live.agent_timeout.store(args.timeout, std::sync::atomic::Ordering::Relaxed);
            self.save_status(&guest).await;
        }
        Ok(remote::DomainAgentSetResponseTimeoutRet { result: 0 })
    }

    async fn domain_authorized_ssh_keys_get(
        &self,
        cx: &CallContext,
        args: remote::DomainAuthorizedSshKeysGetArgs,
    ) -> Result<remote::DomainAuthorizedSshKeysGetRet> {
        flags::DOMAIN_AUTHORIZED_SSH_KEYS_GET.check(args.flags)?;
        let session = self.reachable(&args.dom)?.agent_job(AgentJob::Query, cx.api).await?;
        let keys = users::keys(&session, args.user.to_str()?).await?;
        let keys = keys.into_iter().map(Into::into).collect();
        Ok(remote::DomainAuthorizedSshKeysGetRet { keys })
    }

    async fn domain_authorized_ssh_keys_set(
        &self,
        cx: &CallContext,
        args: remote::DomainAuthorizedSshKeysSetArgs,
    ) -> Result<()> {
        flags::DOMAIN_AUTHORIZED_SSH_KEYS_SET.check(args.flags)?;
        let change = if args.flags & DOMAIN_AUTHORIZED_SSH_KEYS_SET_REMOVE != 0 {
            KeyChange::Remove
        } else if args.flags & DOMAIN_AUTHORIZED_SSH_KEYS_SET_APPEND != 0 {
            KeyChange::Append
        } else {
            KeyChange::Replace
        };
        let keys = strings(&args.keys)?;
        if keys.is_empty() && change != KeyChange::Replace {
            const FUNCTION: &str = "virDomainAuthorizedSSHKeysSet";
            let text = format!("keys in {FUNCTION} must not be NULL");
            return Err(Error::argument(ErrorDomain::Domain, FUNCTION, "keys", text));
        }
        let session = self.reachable(&args.dom)?.agent_job(AgentJob::Modify, cx.api).await?;
        users::set_keys(&session, args.user.to_str()?, &keys, change).await
    }
}

fn is_x86(arch: Option<String>) -> bool {
    matches!(arch.as_deref(), Some("x86_64" | "i686"))
}

impl QemuDriver {
    /// The present run of a domain whose agent is wanted; one that is off is told as the
    /// reference's agent code does.
    fn reachable(&self, dom: &remote::Domain) -> Result<Run> {
        let guest = self.guest(dom)?;
        self.run_of(&guest).map_err(|error| error.with_domain(ErrorDomain::Qemu))
    }
}
