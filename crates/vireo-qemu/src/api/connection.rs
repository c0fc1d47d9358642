//! What the hypervisor and its host can do.

use async_trait::async_trait;
use vireo_api::drivers::ConnectionCalls;
use vireo_api::{CallContext, Error, ErrorCode, ErrorDomain, Result};
use vireo_proto::remote;
use vireo_xdr::Text;

use crate::capabilities::{self, HostFacts, SecurityModel, Wanted};
use crate::cpu::calls as cpu;
use crate::driver::{Core, QemuDriver};
use crate::error::{invalid_arg, unsupported};
use crate::{flags, host_identity, translate};

#[async_trait]
impl ConnectionCalls for QemuDriver {
    async fn connect_get_type(&self, _cx: &CallContext) -> Result<remote::ConnectGetTypeRet> {
        Ok(remote::ConnectGetTypeRet { kind: "QEMU".into() })
    }

    async fn connect_get_version(&self, _cx: &CallContext) -> Result<remote::ConnectGetVersionRet> {
        let found = self.caps.find(&Wanted::default()).await?;
        Ok(remote::ConnectGetVersionRet { hv_ver: u64::from(found.caps.version) })
    }

    async fn connect_get_max_vcpus(
        &self,
        _cx: &CallContext,
        args: remote::ConnectGetMaxVcpusArgs,
    ) -> Result<remote::ConnectGetMaxVcpusRet> {
        let kind = args.kind.as_ref().map(Text::to_str).transpose()?;
        let max = capabilities::max_vcpus(kind)?;
        Ok(remote::ConnectGetMaxVcpusRet { max_vcpus: i32::try_from(max).unwrap_or(i32::MAX) })
    }

    async fn connect_get_capabilities(
        &self,
        _cx: &CallContext,
    ) -> Result<remote::ConnectGetCapabilitiesRet> {
        let text = self.caps.host_capabilities(host_facts(self)).await;
        Ok(remote::ConnectGetCapabilitiesRet { capabilities: text.into() })
    }

    async fn connect_get_hostname(
        &self,
        _cx: &CallContext,
    ) -> Result<remote::ConnectGetHostnameRet> {
        Ok(remote::ConnectGetHostnameRet { hostname: vireo_host::node::hostname().into() })
    }

    async fn connect_get_sysinfo(
        &self,
        _cx: &CallContext,
        args: remote::ConnectGetSysinfoArgs,
    ) -> Result<remote::ConnectGetSysinfoRet> {
        flags::CONNECT_GET_SYSINFO.check(args.flags)?;
        let sysinfo = host_identity::sysinfo_xml()
            .ok_or_else(|| unsupported("Host SMBIOS information is not available"))?;
        Ok(remote::ConnectGetSysinfoRet { sysinfo: sysinfo.into() })
    }

    async fn connect_get_cpu_model_names(
        &self,
        _cx: &CallContext,
        args: remote::ConnectGetCpuModelNamesArgs,
    ) -> Result<remote::ConnectGetCpuModelNamesRet> {
        flags::CONNECT_GET_CPU_MODEL_NAMES.check(args.flags)?;
        let names = capabilities::cpu_model_names(args.arch.to_str()?)?;
        if names.len() > remote::CONNECT_CPU_MODELS_MAX {
            let text = format!("Too many CPU models '{}'", names.len());
            return Err(Error::new(ErrorCode::InternalError, ErrorDomain::Rpc, text));
        }
        let ret = i32::try_from(names.len()).unwrap_or(i32::MAX);
        let wanted = args.need_results != 0;
        let models = if wanted { names.into_iter().map(Text::from).collect() } else { Vec::new() };
        Ok(remote::ConnectGetCpuModelNamesRet { models, ret })
    }

    async fn connect_compare_cpu(
        &self,
        _cx: &CallContext,
        args: remote::ConnectCompareCpuArgs,
    ) -> Result<remote::ConnectCompareCpuRet> {
        flags::CONNECT_COMPARE_CPU.check(args.flags)?;
        let found = cpu::compare(args.xml.to_str()?, args.flags)?;
        Ok(remote::ConnectCompareCpuRet { result: found as i32 })
    }

    async fn connect_baseline_cpu(
        &self,
        _cx: &CallContext,
        args: remote::ConnectBaselineCpuArgs,
    ) -> Result<remote::ConnectBaselineCpuRet> {
        flags::CONNECT_BASELINE_CPU.check(args.flags)?;
        let cpu = cpu::baseline(&args.xml_cpus, args.flags)?;
        Ok(remote::ConnectBaselineCpuRet { cpu: cpu.into() })
    }

    async fn connect_compare_hypervisor_cpu(
        &self,
        _cx: &CallContext,
        args: remote::ConnectCompareHypervisorCpuArgs,
    ) -> Result<remote::ConnectCompareHypervisorCpuRet> {
        flags::CONNECT_COMPARE_HYPERVISOR_CPU.check(args.flags)?;
        let wanted = wanted(&args.emulator, &args.arch, &args.machine, &args.virttype)?;
        let hypervisor = self.caps.find_any(&wanted).await?;
        let found = cpu::compare_offered(&hypervisor, args.xml_cpu.to_str()?, args.flags)?;
        Ok(remote::ConnectCompareHypervisorCpuRet { result: found as i32 })
    }

    async fn connect_baseline_hypervisor_cpu(
        &self,
        _cx: &CallContext,
        args: remote::ConnectBaselineHypervisorCpuArgs,
    ) -> Result<remote::ConnectBaselineHypervisorCpuRet> {
        flags::CONNECT_BASELINE_HYPERVISOR_CPU.check(args.flags)?;
        let cpus = cpu::offered_documents(&args.xml_cpus)?;
        let wanted = wanted(&args.emulator, &args.arch, &args.machine, &args.virttype)?;
        let hypervisor = self.caps.find_any(&wanted).await?;
        let cpu = cpu::baseline_offered(&hypervisor, cpus, args.flags)?;
        Ok(remote::ConnectBaselineHypervisorCpuRet { cpu: cpu.into() })
    }

    async fn connect_domain_xml_from_native(
        &self,
        _cx: &CallContext,
        _args: remote::ConnectDomainXmlFromNativeArgs,
    ) -> Result<remote::ConnectDomainXmlFromNativeRet> {
        // Neither does the reference's driver, since nobody can read QEMU's command lines back.
        Err(Error::no_support(ErrorDomain::Domain, "virConnectDomainXMLFromNative"))
    }

    async fn connect_domain_xml_to_native(
        &self,
        _cx: &CallContext,
        args: remote::ConnectDomainXmlToNativeArgs,
    ) -> Result<remote::ConnectDomainXmlToNativeRet> {
        flags::CONNECT_DOMAIN_XML_TO_NATIVE.check(args.flags)?;
        let format = args.native_format.to_str()?;
        if format != "qemu-argv" {
            return Err(invalid_arg(format!("unsupported config type {format}")));
        }
        let command = translate::to_command(self, args.domain_xml.to_str()?).await?;
        Ok(remote::ConnectDomainXmlToNativeRet { native_config: command.into() })
    }

    async fn connect_get_domain_capabilities(
        &self,
        _cx: &CallContext,
        args: remote::ConnectGetDomainCapabilitiesArgs,
    ) -> Result<remote::ConnectGetDomainCapabilitiesRet> {
        flags::CONNECT_GET_DOMAIN_CAPABILITIES.check(args.flags)?;
        let wanted = wanted(&args.emulatorbin, &args.arch, &args.machine, &args.virttype)?;
        let document =
            self.caps.domain_capabilities(&wanted, self.firmware.get(), &loaders(self)).await?;
        Ok(remote::ConnectGetDomainCapabilitiesRet { capabilities: document.into() })
    }
}

/// The guests that a client asks about.
fn wanted<'a>(
    emulator: &'a Option<Text>,
    arch: &'a Option<Text>,
    machine: &'a Option<Text>,
    virt_type: &'a Option<Text>,
) -> Result<Wanted<'a>> {
    fn text(value: &Option<Text>) -> Result<Option<&str>> {
        Ok(value.as_ref().map(Text::to_str).transpose()?)
    }
    Ok(Wanted {
        emulator: text(emulator)?,
        arch: text(arch)?,
        machine: text(machine)?,
        virt_type: text(virt_type)?,
    })
}

/// Firmware images that `qemu.conf` names (`nvram`, pairs of image and template).
fn loaders(core: &Core) -> Vec<String> {
    let pairs = core.config.nvram.as_deref().unwrap_or_default();
    let image = |pair: &String| pair.split(':').next().unwrap_or_default().to_owned();
    pairs.iter().map(image).filter(|path| !path.is_empty()).collect()
}

/// What the capabilities document says of this daemon and host.
fn host_facts(core: &Core) -> HostFacts {
    let plain =
        SecurityModel { model: "none".to_owned(), doi: "0".to_owned(), base_labels: Vec::new() };
    let mut security = vec![plain];
    if core.privileged {
        let (uid, gid) = core.guest_user.as_ref().map_or((0, 0), |user| (user.uid, user.gid));
        let label = format!("+{uid}:+{gid}");
        let base_labels = ["kvm", "qemu"].map(|kind| (kind.to_owned(), label.clone())).to_vec();
        security.push(SecurityModel { model: "dac".to_owned(), doi: "0".to_owned(), base_labels });
    }
    HostFacts { uuid: Some(host_identity::uuid().to_string()), security }
}
