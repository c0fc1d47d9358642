// Made by `cargo xtask codegen` from crates/vireo-proto/protocol; do not edit.

//! The driver traits: one trait a room, one method a call. A method that a driver does not
//! implement answers `VIR_ERR_NO_SUPPORT`.

#![allow(missing_docs, unused_variables)] // names are the protocol's; defaults use no argument

use std::os::fd::OwnedFd;

use async_trait::async_trait;
#[allow(unused_imports)]
use vireo_proto::{admin, lxc, qemu, remote};

use crate::ErrorDomain;
use crate::context::CallContext;
use crate::error::Error;
use crate::stream::Stream;

/// Calls of the room `session`.
#[async_trait]
pub trait SessionCalls: Send + Sync {
    /// `virConnectOpen` (remote 1).
    async fn connect_open(
        &self,
        cx: &CallContext,
        args: remote::ConnectOpenArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::None, "virConnectOpen"))
    }
    /// `virConnectClose` (remote 2).
    async fn connect_close(&self, cx: &CallContext) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::None, "virConnectClose"))
    }
    /// `virConnectSupportsFeature` (remote 60).
    async fn connect_supports_feature(
        &self,
        cx: &CallContext,
        args: remote::ConnectSupportsFeatureArgs,
    ) -> Result<remote::ConnectSupportsFeatureRet, Error> {
        Err(Error::no_support(ErrorDomain::None, "virConnectSupportsFeature"))
    }
    /// `virAuthList` (remote 66).
    async fn auth_list(&self, cx: &CallContext) -> Result<remote::AuthListRet, Error> {
        Err(Error::no_support(ErrorDomain::None, "virAuthList"))
    }
    /// `virAuthSASLInit` (remote 67).
    async fn auth_sasl_init(&self, cx: &CallContext) -> Result<remote::AuthSaslInitRet, Error> {
        Err(Error::no_support(ErrorDomain::None, "virAuthSASLInit"))
    }
    /// `virAuthSASLStart` (remote 68).
    async fn auth_sasl_start(
        &self,
        cx: &CallContext,
        args: remote::AuthSaslStartArgs,
    ) -> Result<remote::AuthSaslStartRet, Error> {
        Err(Error::no_support(ErrorDomain::None, "virAuthSASLStart"))
    }
    /// `virAuthSASLStep` (remote 69).
    async fn auth_sasl_step(
        &self,
        cx: &CallContext,
        args: remote::AuthSaslStepArgs,
    ) -> Result<remote::AuthSaslStepRet, Error> {
        Err(Error::no_support(ErrorDomain::None, "virAuthSASLStep"))
    }
    /// `virAuthPolkit` (remote 70).
    async fn auth_polkit(&self, cx: &CallContext) -> Result<remote::AuthPolkitRet, Error> {
        Err(Error::no_support(ErrorDomain::None, "virAuthPolkit"))
    }
    /// `virConnectDomainEventRegister` (remote 105).
    async fn connect_domain_event_register(
        &self,
        cx: &CallContext,
    ) -> Result<remote::ConnectDomainEventRegisterRet, Error> {
        Err(Error::no_support(ErrorDomain::None, "virConnectDomainEventRegister"))
    }
    /// `virConnectDomainEventDeregister` (remote 106).
    async fn connect_domain_event_deregister(
        &self,
        cx: &CallContext,
    ) -> Result<remote::ConnectDomainEventDeregisterRet, Error> {
        Err(Error::no_support(ErrorDomain::None, "virConnectDomainEventDeregister"))
    }
    /// `virConnectGetURI` (remote 110).
    async fn connect_get_uri(&self, cx: &CallContext) -> Result<remote::ConnectGetUriRet, Error> {
        Err(Error::no_support(ErrorDomain::None, "virConnectGetURI"))
    }
    /// `virConnectIsSecure` (remote 149).
    async fn connect_is_secure(
        &self,
        cx: &CallContext,
    ) -> Result<remote::ConnectIsSecureRet, Error> {
        Err(Error::no_support(ErrorDomain::None, "virConnectIsSecure"))
    }
    /// `virConnectGetLibVersion` (remote 157).
    async fn connect_get_lib_version(
        &self,
        cx: &CallContext,
    ) -> Result<remote::ConnectGetLibVersionRet, Error> {
        Err(Error::no_support(ErrorDomain::None, "virConnectGetLibVersion"))
    }
    /// `virConnectDomainEventRegisterAny` (remote 167).
    async fn connect_domain_event_register_any(
        &self,
        cx: &CallContext,
        args: remote::ConnectDomainEventRegisterAnyArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::None, "virConnectDomainEventRegisterAny"))
    }
    /// `virConnectDomainEventDeregisterAny` (remote 168).
    async fn connect_domain_event_deregister_any(
        &self,
        cx: &CallContext,
        args: remote::ConnectDomainEventDeregisterAnyArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::None, "virConnectDomainEventDeregisterAny"))
    }
    /// `virConnectNetworkEventRegisterAny` (remote 313).
    async fn connect_network_event_register_any(
        &self,
        cx: &CallContext,
        args: remote::ConnectNetworkEventRegisterAnyArgs,
    ) -> Result<remote::ConnectNetworkEventRegisterAnyRet, Error> {
        Err(Error::no_support(ErrorDomain::None, "virConnectNetworkEventRegisterAny"))
    }
    /// `virConnectNetworkEventDeregisterAny` (remote 314).
    async fn connect_network_event_deregister_any(
        &self,
        cx: &CallContext,
        args: remote::ConnectNetworkEventDeregisterAnyArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::None, "virConnectNetworkEventDeregisterAny"))
    }
    /// `virConnectDomainEventCallbackRegisterAny` (remote 316).
    async fn connect_domain_event_callback_register_any(
        &self,
        cx: &CallContext,
        args: remote::ConnectDomainEventCallbackRegisterAnyArgs,
    ) -> Result<remote::ConnectDomainEventCallbackRegisterAnyRet, Error> {
        Err(Error::no_support(ErrorDomain::None, "virConnectDomainEventCallbackRegisterAny"))
    }
    /// `virConnectDomainEventCallbackDeregisterAny` (remote 317).
    async fn connect_domain_event_callback_deregister_any(
        &self,
        cx: &CallContext,
        args: remote::ConnectDomainEventCallbackDeregisterAnyArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::None, "virConnectDomainEventCallbackDeregisterAny"))
    }
    /// `virConnectRegisterCloseCallback` (remote 360).
    async fn connect_register_close_callback(&self, cx: &CallContext) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::None, "virConnectRegisterCloseCallback"))
    }
    /// `virConnectUnregisterCloseCallback` (remote 361).
    async fn connect_unregister_close_callback(&self, cx: &CallContext) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::None, "virConnectUnregisterCloseCallback"))
    }
    /// `virConnectStoragePoolEventRegisterAny` (remote 368).
    async fn connect_storage_pool_event_register_any(
        &self,
        cx: &CallContext,
        args: remote::ConnectStoragePoolEventRegisterAnyArgs,
    ) -> Result<remote::ConnectStoragePoolEventRegisterAnyRet, Error> {
        Err(Error::no_support(ErrorDomain::None, "virConnectStoragePoolEventRegisterAny"))
    }
    /// `virConnectStoragePoolEventDeregisterAny` (remote 369).
    async fn connect_storage_pool_event_deregister_any(
        &self,
        cx: &CallContext,
        args: remote::ConnectStoragePoolEventDeregisterAnyArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::None, "virConnectStoragePoolEventDeregisterAny"))
    }
    /// `virConnectNodeDeviceEventRegisterAny` (remote 374).
    async fn connect_node_device_event_register_any(
        &self,
        cx: &CallContext,
        args: remote::ConnectNodeDeviceEventRegisterAnyArgs,
    ) -> Result<remote::ConnectNodeDeviceEventRegisterAnyRet, Error> {
        Err(Error::no_support(ErrorDomain::None, "virConnectNodeDeviceEventRegisterAny"))
    }
    /// `virConnectNodeDeviceEventDeregisterAny` (remote 375).
    async fn connect_node_device_event_deregister_any(
        &self,
        cx: &CallContext,
        args: remote::ConnectNodeDeviceEventDeregisterAnyArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::None, "virConnectNodeDeviceEventDeregisterAny"))
    }
    /// `virConnectSecretEventRegisterAny` (remote 380).
    async fn connect_secret_event_register_any(
        &self,
        cx: &CallContext,
        args: remote::ConnectSecretEventRegisterAnyArgs,
    ) -> Result<remote::ConnectSecretEventRegisterAnyRet, Error> {
        Err(Error::no_support(ErrorDomain::None, "virConnectSecretEventRegisterAny"))
    }
    /// `virConnectSecretEventDeregisterAny` (remote 381).
    async fn connect_secret_event_deregister_any(
        &self,
        cx: &CallContext,
        args: remote::ConnectSecretEventDeregisterAnyArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::None, "virConnectSecretEventDeregisterAny"))
    }
    /// `virConnectSetIdentity` (remote 419).
    async fn connect_set_identity(
        &self,
        cx: &CallContext,
        args: remote::ConnectSetIdentityArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::None, "virConnectSetIdentity"))
    }
    /// `virConnectDomainQemuMonitorEventRegister` (qemu 4).
    async fn connect_domain_monitor_event_register(
        &self,
        cx: &CallContext,
        args: qemu::ConnectDomainMonitorEventRegisterArgs,
    ) -> Result<qemu::ConnectDomainMonitorEventRegisterRet, Error> {
        Err(Error::no_support(ErrorDomain::None, "virConnectDomainQemuMonitorEventRegister"))
    }
    /// `virConnectDomainQemuMonitorEventDeregister` (qemu 5).
    async fn connect_domain_monitor_event_deregister(
        &self,
        cx: &CallContext,
        args: qemu::ConnectDomainMonitorEventDeregisterArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::None, "virConnectDomainQemuMonitorEventDeregister"))
    }
}

/// Calls of the room `connection`.
#[async_trait]
pub trait ConnectionCalls: Send + Sync {
    /// `virConnectGetType` (remote 3).
    async fn connect_get_type(&self, cx: &CallContext) -> Result<remote::ConnectGetTypeRet, Error> {
        Err(Error::no_support(ErrorDomain::None, "virConnectGetType"))
    }
    /// `virConnectGetVersion` (remote 4).
    async fn connect_get_version(
        &self,
        cx: &CallContext,
    ) -> Result<remote::ConnectGetVersionRet, Error> {
        Err(Error::no_support(ErrorDomain::None, "virConnectGetVersion"))
    }
    /// `virConnectGetMaxVcpus` (remote 5).
    async fn connect_get_max_vcpus(
        &self,
        cx: &CallContext,
        args: remote::ConnectGetMaxVcpusArgs,
    ) -> Result<remote::ConnectGetMaxVcpusRet, Error> {
        Err(Error::no_support(ErrorDomain::None, "virConnectGetMaxVcpus"))
    }
    /// `virConnectGetCapabilities` (remote 7).
    async fn connect_get_capabilities(
        &self,
        cx: &CallContext,
    ) -> Result<remote::ConnectGetCapabilitiesRet, Error> {
        Err(Error::no_support(ErrorDomain::None, "virConnectGetCapabilities"))
    }
    /// `virConnectGetHostname` (remote 59).
    async fn connect_get_hostname(
        &self,
        cx: &CallContext,
    ) -> Result<remote::ConnectGetHostnameRet, Error> {
        Err(Error::no_support(ErrorDomain::None, "virConnectGetHostname"))
    }
    /// `virConnectDomainXMLFromNative` (remote 135).
    async fn connect_domain_xml_from_native(
        &self,
        cx: &CallContext,
        args: remote::ConnectDomainXmlFromNativeArgs,
    ) -> Result<remote::ConnectDomainXmlFromNativeRet, Error> {
        Err(Error::no_support(ErrorDomain::None, "virConnectDomainXMLFromNative"))
    }
    /// `virConnectDomainXMLToNative` (remote 136).
    async fn connect_domain_xml_to_native(
        &self,
        cx: &CallContext,
        args: remote::ConnectDomainXmlToNativeArgs,
    ) -> Result<remote::ConnectDomainXmlToNativeRet, Error> {
        Err(Error::no_support(ErrorDomain::None, "virConnectDomainXMLToNative"))
    }
    /// `virConnectCompareCPU` (remote 158).
    async fn connect_compare_cpu(
        &self,
        cx: &CallContext,
        args: remote::ConnectCompareCpuArgs,
    ) -> Result<remote::ConnectCompareCpuRet, Error> {
        Err(Error::no_support(ErrorDomain::None, "virConnectCompareCPU"))
    }
    /// `virConnectBaselineCPU` (remote 162).
    async fn connect_baseline_cpu(
        &self,
        cx: &CallContext,
        args: remote::ConnectBaselineCpuArgs,
    ) -> Result<remote::ConnectBaselineCpuRet, Error> {
        Err(Error::no_support(ErrorDomain::None, "virConnectBaselineCPU"))
    }
    /// `virConnectGetSysinfo` (remote 203).
    async fn connect_get_sysinfo(
        &self,
        cx: &CallContext,
        args: remote::ConnectGetSysinfoArgs,
    ) -> Result<remote::ConnectGetSysinfoRet, Error> {
        Err(Error::no_support(ErrorDomain::None, "virConnectGetSysinfo"))
    }
    /// `virConnectGetCPUModelNames` (remote 312).
    async fn connect_get_cpu_model_names(
        &self,
        cx: &CallContext,
        args: remote::ConnectGetCpuModelNamesArgs,
    ) -> Result<remote::ConnectGetCpuModelNamesRet, Error> {
        Err(Error::no_support(ErrorDomain::None, "virConnectGetCPUModelNames"))
    }
    /// `virConnectGetDomainCapabilities` (remote 342).
    async fn connect_get_domain_capabilities(
        &self,
        cx: &CallContext,
        args: remote::ConnectGetDomainCapabilitiesArgs,
    ) -> Result<remote::ConnectGetDomainCapabilitiesRet, Error> {
        Err(Error::no_support(ErrorDomain::None, "virConnectGetDomainCapabilities"))
    }
    /// `virConnectCompareHypervisorCPU` (remote 393).
    async fn connect_compare_hypervisor_cpu(
        &self,
        cx: &CallContext,
        args: remote::ConnectCompareHypervisorCpuArgs,
    ) -> Result<remote::ConnectCompareHypervisorCpuRet, Error> {
        Err(Error::no_support(ErrorDomain::None, "virConnectCompareHypervisorCPU"))
    }
    /// `virConnectBaselineHypervisorCPU` (remote 394).
    async fn connect_baseline_hypervisor_cpu(
        &self,
        cx: &CallContext,
        args: remote::ConnectBaselineHypervisorCpuArgs,
    ) -> Result<remote::ConnectBaselineHypervisorCpuRet, Error> {
        Err(Error::no_support(ErrorDomain::None, "virConnectBaselineHypervisorCPU"))
    }
}

/// Calls of the room `node`.
#[async_trait]
pub trait NodeCalls: Send + Sync {
    /// `virNodeGetInfo` (remote 6).
    async fn node_get_info(&self, cx: &CallContext) -> Result<remote::NodeGetInfoRet, Error> {
        Err(Error::no_support(ErrorDomain::None, "virNodeGetInfo"))
    }
    /// `virNodeGetCellsFreeMemory` (remote 101).
    async fn node_get_cells_free_memory(
        &self,
        cx: &CallContext,
        args: remote::NodeGetCellsFreeMemoryArgs,
    ) -> Result<remote::NodeGetCellsFreeMemoryRet, Error> {
        Err(Error::no_support(ErrorDomain::None, "virNodeGetCellsFreeMemory"))
    }
    /// `virNodeGetFreeMemory` (remote 102).
    async fn node_get_free_memory(
        &self,
        cx: &CallContext,
    ) -> Result<remote::NodeGetFreeMemoryRet, Error> {
        Err(Error::no_support(ErrorDomain::None, "virNodeGetFreeMemory"))
    }
    /// `virNodeGetSecurityModel` (remote 122).
    async fn node_get_security_model(
        &self,
        cx: &CallContext,
    ) -> Result<remote::NodeGetSecurityModelRet, Error> {
        Err(Error::no_support(ErrorDomain::None, "virNodeGetSecurityModel"))
    }
    /// `virNodeGetCPUStats` (remote 227).
    async fn node_get_cpu_stats(
        &self,
        cx: &CallContext,
        args: remote::NodeGetCpuStatsArgs,
    ) -> Result<remote::NodeGetCpuStatsRet, Error> {
        Err(Error::no_support(ErrorDomain::None, "virNodeGetCPUStats"))
    }
    /// `virNodeGetMemoryStats` (remote 228).
    async fn node_get_memory_stats(
        &self,
        cx: &CallContext,
        args: remote::NodeGetMemoryStatsArgs,
    ) -> Result<remote::NodeGetMemoryStatsRet, Error> {
        Err(Error::no_support(ErrorDomain::None, "virNodeGetMemoryStats"))
    }
    /// `virNodeSuspendForDuration` (remote 250).
    async fn node_suspend_for_duration(
        &self,
        cx: &CallContext,
        args: remote::NodeSuspendForDurationArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::None, "virNodeSuspendForDuration"))
    }
    /// `virNodeSetMemoryParameters` (remote 288).
    async fn node_set_memory_parameters(
        &self,
        cx: &CallContext,
        args: remote::NodeSetMemoryParametersArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::None, "virNodeSetMemoryParameters"))
    }
    /// `virNodeGetMemoryParameters` (remote 289).
    async fn node_get_memory_parameters(
        &self,
        cx: &CallContext,
        args: remote::NodeGetMemoryParametersArgs,
    ) -> Result<remote::NodeGetMemoryParametersRet, Error> {
        Err(Error::no_support(ErrorDomain::None, "virNodeGetMemoryParameters"))
    }
    /// `virNodeGetCPUMap` (remote 293).
    async fn node_get_cpu_map(
        &self,
        cx: &CallContext,
        args: remote::NodeGetCpuMapArgs,
    ) -> Result<remote::NodeGetCpuMapRet, Error> {
        Err(Error::no_support(ErrorDomain::None, "virNodeGetCPUMap"))
    }
    /// `virNodeGetFreePages` (remote 340).
    async fn node_get_free_pages(
        &self,
        cx: &CallContext,
        args: remote::NodeGetFreePagesArgs,
    ) -> Result<remote::NodeGetFreePagesRet, Error> {
        Err(Error::no_support(ErrorDomain::None, "virNodeGetFreePages"))
    }
    /// `virNodeAllocPages` (remote 347).
    async fn node_alloc_pages(
        &self,
        cx: &CallContext,
        args: remote::NodeAllocPagesArgs,
    ) -> Result<remote::NodeAllocPagesRet, Error> {
        Err(Error::no_support(ErrorDomain::None, "virNodeAllocPages"))
    }
    /// `virNodeGetSEVInfo` (remote 395).
    async fn node_get_sev_info(
        &self,
        cx: &CallContext,
        args: remote::NodeGetSevInfoArgs,
    ) -> Result<remote::NodeGetSevInfoRet, Error> {
        Err(Error::no_support(ErrorDomain::None, "virNodeGetSEVInfo"))
    }
}

/// Calls of the room `device`.
#[async_trait]
pub trait DeviceCalls: Send + Sync {
    /// `virDomainAttachDevice` (remote 8).
    async fn domain_attach_device(
        &self,
        cx: &CallContext,
        args: remote::DomainAttachDeviceArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainAttachDevice"))
    }
    /// `virDomainDetachDevice` (remote 13).
    async fn domain_detach_device(
        &self,
        cx: &CallContext,
        args: remote::DomainDetachDeviceArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainDetachDevice"))
    }
    /// `virDomainAttachDeviceFlags` (remote 160).
    async fn domain_attach_device_flags(
        &self,
        cx: &CallContext,
        args: remote::DomainAttachDeviceFlagsArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainAttachDeviceFlags"))
    }
    /// `virDomainDetachDeviceFlags` (remote 161).
    async fn domain_detach_device_flags(
        &self,
        cx: &CallContext,
        args: remote::DomainDetachDeviceFlagsArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainDetachDeviceFlags"))
    }
    /// `virDomainUpdateDeviceFlags` (remote 174).
    async fn domain_update_device_flags(
        &self,
        cx: &CallContext,
        args: remote::DomainUpdateDeviceFlagsArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainUpdateDeviceFlags"))
    }
    /// `virDomainAddIOThread` (remote 355).
    async fn domain_add_iothread(
        &self,
        cx: &CallContext,
        args: remote::DomainAddIothreadArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainAddIOThread"))
    }
    /// `virDomainDelIOThread` (remote 356).
    async fn domain_del_iothread(
        &self,
        cx: &CallContext,
        args: remote::DomainDelIothreadArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainDelIOThread"))
    }
    /// `virDomainDetachDeviceAlias` (remote 392).
    async fn domain_detach_device_alias(
        &self,
        cx: &CallContext,
        args: remote::DomainDetachDeviceAliasArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainDetachDeviceAlias"))
    }
    /// `virDomainFDAssociate` (remote 443).
    async fn domain_fd_associate(
        &self,
        cx: &CallContext,
        args: remote::DomainFdAssociateArgs,
        fds: Vec<OwnedFd>,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainFDAssociate"))
    }
}

/// Calls of the room `lifecycle`.
#[async_trait]
pub trait LifecycleCalls: Send + Sync {
    /// `virDomainCreate` (remote 9).
    async fn domain_create(
        &self,
        cx: &CallContext,
        args: remote::DomainCreateArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainCreate"))
    }
    /// `virDomainCreateXML` (remote 10).
    async fn domain_create_xml(
        &self,
        cx: &CallContext,
        args: remote::DomainCreateXmlArgs,
    ) -> Result<remote::DomainCreateXmlRet, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainCreateXML"))
    }
    /// `virDomainDestroy` (remote 12).
    async fn domain_destroy(
        &self,
        cx: &CallContext,
        args: remote::DomainDestroyArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainDestroy"))
    }
    /// `virDomainReboot` (remote 27).
    async fn domain_reboot(
        &self,
        cx: &CallContext,
        args: remote::DomainRebootArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainReboot"))
    }
    /// `virDomainResume` (remote 28).
    async fn domain_resume(
        &self,
        cx: &CallContext,
        args: remote::DomainResumeArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainResume"))
    }
    /// `virDomainShutdown` (remote 33).
    async fn domain_shutdown(
        &self,
        cx: &CallContext,
        args: remote::DomainShutdownArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainShutdown"))
    }
    /// `virDomainSuspend` (remote 34).
    async fn domain_suspend(
        &self,
        cx: &CallContext,
        args: remote::DomainSuspendArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainSuspend"))
    }
    /// `virDomainCreateWithFlags` (remote 196).
    async fn domain_create_with_flags(
        &self,
        cx: &CallContext,
        args: remote::DomainCreateWithFlagsArgs,
    ) -> Result<remote::DomainCreateWithFlagsRet, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainCreateWithFlags"))
    }
    /// `virDomainDestroyFlags` (remote 234).
    async fn domain_destroy_flags(
        &self,
        cx: &CallContext,
        args: remote::DomainDestroyFlagsArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainDestroyFlags"))
    }
    /// `virDomainReset` (remote 245).
    async fn domain_reset(
        &self,
        cx: &CallContext,
        args: remote::DomainResetArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainReset"))
    }
    /// `virDomainShutdownFlags` (remote 258).
    async fn domain_shutdown_flags(
        &self,
        cx: &CallContext,
        args: remote::DomainShutdownFlagsArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainShutdownFlags"))
    }
    /// `virDomainPMSuspendForDuration` (remote 261).
    async fn domain_pm_suspend_for_duration(
        &self,
        cx: &CallContext,
        args: remote::DomainPmSuspendForDurationArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainPMSuspendForDuration"))
    }
    /// `virDomainPMWakeup` (remote 267).
    async fn domain_pm_wakeup(
        &self,
        cx: &CallContext,
        args: remote::DomainPmWakeupArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainPMWakeup"))
    }
    /// `virDomainCreateXMLWithFiles` (remote 309).
    async fn domain_create_xml_with_files(
        &self,
        cx: &CallContext,
        args: remote::DomainCreateXmlWithFilesArgs,
        fds: Vec<OwnedFd>,
    ) -> Result<remote::DomainCreateXmlWithFilesRet, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainCreateXMLWithFiles"))
    }
    /// `virDomainCreateWithFiles` (remote 310).
    async fn domain_create_with_files(
        &self,
        cx: &CallContext,
        args: remote::DomainCreateWithFilesArgs,
        fds: Vec<OwnedFd>,
    ) -> Result<remote::DomainCreateWithFilesRet, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainCreateWithFiles"))
    }
}

/// Calls of the room `definition`.
#[async_trait]
pub trait DefinitionCalls: Send + Sync {
    /// `virDomainDefineXML` (remote 11).
    async fn domain_define_xml(
        &self,
        cx: &CallContext,
        args: remote::DomainDefineXmlArgs,
    ) -> Result<remote::DomainDefineXmlRet, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainDefineXML"))
    }
    /// `virDomainSetAutostart` (remote 29).
    async fn domain_set_autostart(
        &self,
        cx: &CallContext,
        args: remote::DomainSetAutostartArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainSetAutostart"))
    }
    /// `virDomainUndefine` (remote 35).
    async fn domain_undefine(
        &self,
        cx: &CallContext,
        args: remote::DomainUndefineArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainUndefine"))
    }
    /// `virDomainUndefineFlags` (remote 231).
    async fn domain_undefine_flags(
        &self,
        cx: &CallContext,
        args: remote::DomainUndefineFlagsArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainUndefineFlags"))
    }
    /// `virDomainSetMetadata` (remote 264).
    async fn domain_set_metadata(
        &self,
        cx: &CallContext,
        args: remote::DomainSetMetadataArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainSetMetadata"))
    }
    /// `virDomainDefineXMLFlags` (remote 350).
    async fn domain_define_xml_flags(
        &self,
        cx: &CallContext,
        args: remote::DomainDefineXmlFlagsArgs,
    ) -> Result<remote::DomainDefineXmlFlagsRet, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainDefineXMLFlags"))
    }
    /// `virDomainRename` (remote 358).
    async fn domain_rename(
        &self,
        cx: &CallContext,
        args: remote::DomainRenameArgs,
    ) -> Result<remote::DomainRenameRet, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainRename"))
    }
    /// `virDomainSetAutostartOnce` (remote 450).
    async fn domain_set_autostart_once(
        &self,
        cx: &CallContext,
        args: remote::DomainSetAutostartOnceArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainSetAutostartOnce"))
    }
}

/// Calls of the room `lookup`.
#[async_trait]
pub trait LookupCalls: Send + Sync {
    /// `virDomainGetXMLDesc` (remote 14).
    async fn domain_get_xml_desc(
        &self,
        cx: &CallContext,
        args: remote::DomainGetXmlDescArgs,
    ) -> Result<remote::DomainGetXmlDescRet, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainGetXMLDesc"))
    }
    /// `virDomainGetAutostart` (remote 15).
    async fn domain_get_autostart(
        &self,
        cx: &CallContext,
        args: remote::DomainGetAutostartArgs,
    ) -> Result<remote::DomainGetAutostartRet, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainGetAutostart"))
    }
    /// `virDomainGetInfo` (remote 16).
    async fn domain_get_info(
        &self,
        cx: &CallContext,
        args: remote::DomainGetInfoArgs,
    ) -> Result<remote::DomainGetInfoRet, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainGetInfo"))
    }
    /// `virDomainGetOSType` (remote 19).
    async fn domain_get_os_type(
        &self,
        cx: &CallContext,
        args: remote::DomainGetOsTypeArgs,
    ) -> Result<remote::DomainGetOsTypeRet, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainGetOSType"))
    }
    /// `virConnectListDefinedDomains` (remote 21).
    async fn connect_list_defined_domains(
        &self,
        cx: &CallContext,
        args: remote::ConnectListDefinedDomainsArgs,
    ) -> Result<remote::ConnectListDefinedDomainsRet, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virConnectListDefinedDomains"))
    }
    /// `virDomainLookupByID` (remote 22).
    async fn domain_lookup_by_id(
        &self,
        cx: &CallContext,
        args: remote::DomainLookupByIdArgs,
    ) -> Result<remote::DomainLookupByIdRet, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainLookupByID"))
    }
    /// `virDomainLookupByName` (remote 23).
    async fn domain_lookup_by_name(
        &self,
        cx: &CallContext,
        args: remote::DomainLookupByNameArgs,
    ) -> Result<remote::DomainLookupByNameRet, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainLookupByName"))
    }
    /// `virDomainLookupByUUID` (remote 24).
    async fn domain_lookup_by_uuid(
        &self,
        cx: &CallContext,
        args: remote::DomainLookupByUuidArgs,
    ) -> Result<remote::DomainLookupByUuidRet, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainLookupByUUID"))
    }
    /// `virConnectNumOfDefinedDomains` (remote 25).
    async fn connect_num_of_defined_domains(
        &self,
        cx: &CallContext,
    ) -> Result<remote::ConnectNumOfDefinedDomainsRet, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virConnectNumOfDefinedDomains"))
    }
    /// `virConnectListDomains` (remote 37).
    async fn connect_list_domains(
        &self,
        cx: &CallContext,
        args: remote::ConnectListDomainsArgs,
    ) -> Result<remote::ConnectListDomainsRet, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virConnectListDomains"))
    }
    /// `virConnectNumOfDomains` (remote 51).
    async fn connect_num_of_domains(
        &self,
        cx: &CallContext,
    ) -> Result<remote::ConnectNumOfDomainsRet, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virConnectNumOfDomains"))
    }
    /// `virDomainGetSecurityLabel` (remote 121).
    async fn domain_get_security_label(
        &self,
        cx: &CallContext,
        args: remote::DomainGetSecurityLabelArgs,
    ) -> Result<remote::DomainGetSecurityLabelRet, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainGetSecurityLabel"))
    }
    /// `virDomainIsActive` (remote 150).
    async fn domain_is_active(
        &self,
        cx: &CallContext,
        args: remote::DomainIsActiveArgs,
    ) -> Result<remote::DomainIsActiveRet, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainIsActive"))
    }
    /// `virDomainIsPersistent` (remote 151).
    async fn domain_is_persistent(
        &self,
        cx: &CallContext,
        args: remote::DomainIsPersistentArgs,
    ) -> Result<remote::DomainIsPersistentRet, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainIsPersistent"))
    }
    /// `virDomainIsUpdated` (remote 202).
    async fn domain_is_updated(
        &self,
        cx: &CallContext,
        args: remote::DomainIsUpdatedArgs,
    ) -> Result<remote::DomainIsUpdatedRet, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainIsUpdated"))
    }
    /// `virDomainGetState` (remote 212).
    async fn domain_get_state(
        &self,
        cx: &CallContext,
        args: remote::DomainGetStateArgs,
    ) -> Result<remote::DomainGetStateRet, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainGetState"))
    }
    /// `virDomainGetMetadata` (remote 265).
    async fn domain_get_metadata(
        &self,
        cx: &CallContext,
        args: remote::DomainGetMetadataArgs,
    ) -> Result<remote::DomainGetMetadataRet, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainGetMetadata"))
    }
    /// `virConnectListAllDomains` (remote 273).
    async fn connect_list_all_domains(
        &self,
        cx: &CallContext,
        args: remote::ConnectListAllDomainsArgs,
    ) -> Result<remote::ConnectListAllDomainsRet, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virConnectListAllDomains"))
    }
    /// `virDomainGetSecurityLabelList` (remote 278).
    async fn domain_get_security_label_list(
        &self,
        cx: &CallContext,
        args: remote::DomainGetSecurityLabelListArgs,
    ) -> Result<remote::DomainGetSecurityLabelListRet, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainGetSecurityLabelList"))
    }
    /// `virDomainGetAutostartOnce` (remote 449).
    async fn domain_get_autostart_once(
        &self,
        cx: &CallContext,
        args: remote::DomainGetAutostartOnceArgs,
    ) -> Result<remote::DomainGetAutostartOnceRet, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainGetAutostartOnce"))
    }
}

/// Calls of the room `tuning`.
#[async_trait]
pub trait TuningCalls: Send + Sync {
    /// `virDomainGetMaxMemory` (remote 17).
    async fn domain_get_max_memory(
        &self,
        cx: &CallContext,
        args: remote::DomainGetMaxMemoryArgs,
    ) -> Result<remote::DomainGetMaxMemoryRet, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainGetMaxMemory"))
    }
    /// `virDomainGetMaxVcpus` (remote 18).
    async fn domain_get_max_vcpus(
        &self,
        cx: &CallContext,
        args: remote::DomainGetMaxVcpusArgs,
    ) -> Result<remote::DomainGetMaxVcpusRet, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainGetMaxVcpus"))
    }
    /// `virDomainPinVcpu` (remote 26).
    async fn domain_pin_vcpu(
        &self,
        cx: &CallContext,
        args: remote::DomainPinVcpuArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainPinVcpu"))
    }
    /// `virDomainSetMaxMemory` (remote 30).
    async fn domain_set_max_memory(
        &self,
        cx: &CallContext,
        args: remote::DomainSetMaxMemoryArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainSetMaxMemory"))
    }
    /// `virDomainSetMemory` (remote 31).
    async fn domain_set_memory(
        &self,
        cx: &CallContext,
        args: remote::DomainSetMemoryArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainSetMemory"))
    }
    /// `virDomainSetVcpus` (remote 32).
    async fn domain_set_vcpus(
        &self,
        cx: &CallContext,
        args: remote::DomainSetVcpusArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainSetVcpus"))
    }
    /// `virDomainGetSchedulerType` (remote 56).
    async fn domain_get_scheduler_type(
        &self,
        cx: &CallContext,
        args: remote::DomainGetSchedulerTypeArgs,
    ) -> Result<remote::DomainGetSchedulerTypeRet, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainGetSchedulerType"))
    }
    /// `virDomainGetSchedulerParameters` (remote 57).
    async fn domain_get_scheduler_parameters(
        &self,
        cx: &CallContext,
        args: remote::DomainGetSchedulerParametersArgs,
    ) -> Result<remote::DomainGetSchedulerParametersRet, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainGetSchedulerParameters"))
    }
    /// `virDomainSetSchedulerParameters` (remote 58).
    async fn domain_set_scheduler_parameters(
        &self,
        cx: &CallContext,
        args: remote::DomainSetSchedulerParametersArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainSetSchedulerParameters"))
    }
    /// `virDomainSetMemoryParameters` (remote 197).
    async fn domain_set_memory_parameters(
        &self,
        cx: &CallContext,
        args: remote::DomainSetMemoryParametersArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainSetMemoryParameters"))
    }
    /// `virDomainGetMemoryParameters` (remote 198).
    async fn domain_get_memory_parameters(
        &self,
        cx: &CallContext,
        args: remote::DomainGetMemoryParametersArgs,
    ) -> Result<remote::DomainGetMemoryParametersRet, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainGetMemoryParameters"))
    }
    /// `virDomainSetVcpusFlags` (remote 199).
    async fn domain_set_vcpus_flags(
        &self,
        cx: &CallContext,
        args: remote::DomainSetVcpusFlagsArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainSetVcpusFlags"))
    }
    /// `virDomainGetVcpusFlags` (remote 200).
    async fn domain_get_vcpus_flags(
        &self,
        cx: &CallContext,
        args: remote::DomainGetVcpusFlagsArgs,
    ) -> Result<remote::DomainGetVcpusFlagsRet, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainGetVcpusFlags"))
    }
    /// `virDomainSetMemoryFlags` (remote 204).
    async fn domain_set_memory_flags(
        &self,
        cx: &CallContext,
        args: remote::DomainSetMemoryFlagsArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainSetMemoryFlags"))
    }
    /// `virDomainSetBlkioParameters` (remote 205).
    async fn domain_set_blkio_parameters(
        &self,
        cx: &CallContext,
        args: remote::DomainSetBlkioParametersArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainSetBlkioParameters"))
    }
    /// `virDomainGetBlkioParameters` (remote 206).
    async fn domain_get_blkio_parameters(
        &self,
        cx: &CallContext,
        args: remote::DomainGetBlkioParametersArgs,
    ) -> Result<remote::DomainGetBlkioParametersRet, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainGetBlkioParameters"))
    }
    /// `virDomainSetSchedulerParametersFlags` (remote 219).
    async fn domain_set_scheduler_parameters_flags(
        &self,
        cx: &CallContext,
        args: remote::DomainSetSchedulerParametersFlagsArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainSetSchedulerParametersFlags"))
    }
    /// `virDomainGetSchedulerParametersFlags` (remote 223).
    async fn domain_get_scheduler_parameters_flags(
        &self,
        cx: &CallContext,
        args: remote::DomainGetSchedulerParametersFlagsArgs,
    ) -> Result<remote::DomainGetSchedulerParametersFlagsRet, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainGetSchedulerParametersFlags"))
    }
    /// `virDomainPinVcpuFlags` (remote 225).
    async fn domain_pin_vcpu_flags(
        &self,
        cx: &CallContext,
        args: remote::DomainPinVcpuFlagsArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainPinVcpuFlags"))
    }
    /// `virDomainSetNumaParameters` (remote 254).
    async fn domain_set_numa_parameters(
        &self,
        cx: &CallContext,
        args: remote::DomainSetNumaParametersArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainSetNumaParameters"))
    }
    /// `virDomainGetNumaParameters` (remote 255).
    async fn domain_get_numa_parameters(
        &self,
        cx: &CallContext,
        args: remote::DomainGetNumaParametersArgs,
    ) -> Result<remote::DomainGetNumaParametersRet, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainGetNumaParameters"))
    }
    /// `virDomainSetInterfaceParameters` (remote 256).
    async fn domain_set_interface_parameters(
        &self,
        cx: &CallContext,
        args: remote::DomainSetInterfaceParametersArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainSetInterfaceParameters"))
    }
    /// `virDomainGetInterfaceParameters` (remote 257).
    async fn domain_get_interface_parameters(
        &self,
        cx: &CallContext,
        args: remote::DomainGetInterfaceParametersArgs,
    ) -> Result<remote::DomainGetInterfaceParametersRet, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainGetInterfaceParameters"))
    }
    /// `virDomainPinEmulator` (remote 279).
    async fn domain_pin_emulator(
        &self,
        cx: &CallContext,
        args: remote::DomainPinEmulatorArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainPinEmulator"))
    }
    /// `virDomainPinIOThread` (remote 352).
    async fn domain_pin_iothread(
        &self,
        cx: &CallContext,
        args: remote::DomainPinIothreadArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainPinIOThread"))
    }
    /// `virDomainSetVcpu` (remote 384).
    async fn domain_set_vcpu(
        &self,
        cx: &CallContext,
        args: remote::DomainSetVcpuArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainSetVcpu"))
    }
    /// `virDomainSetLifecycleAction` (remote 390).
    async fn domain_set_lifecycle_action(
        &self,
        cx: &CallContext,
        args: remote::DomainSetLifecycleActionArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainSetLifecycleAction"))
    }
    /// `virDomainGetLaunchSecurityInfo` (remote 396).
    async fn domain_get_launch_security_info(
        &self,
        cx: &CallContext,
        args: remote::DomainGetLaunchSecurityInfoArgs,
    ) -> Result<remote::DomainGetLaunchSecurityInfoRet, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainGetLaunchSecurityInfo"))
    }
    /// `virDomainSetIOThreadParams` (remote 402).
    async fn domain_set_iothread_params(
        &self,
        cx: &CallContext,
        args: remote::DomainSetIothreadParamsArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainSetIOThreadParams"))
    }
    /// `virDomainSetLaunchSecurityState` (remote 439).
    async fn domain_set_launch_security_state(
        &self,
        cx: &CallContext,
        args: remote::DomainSetLaunchSecurityStateArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainSetLaunchSecurityState"))
    }
}

/// Calls of the room `stats`.
#[async_trait]
pub trait StatsCalls: Send + Sync {
    /// `virDomainGetVcpus` (remote 20).
    async fn domain_get_vcpus(
        &self,
        cx: &CallContext,
        args: remote::DomainGetVcpusArgs,
    ) -> Result<remote::DomainGetVcpusRet, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainGetVcpus"))
    }
    /// `virDomainBlockStats` (remote 64).
    async fn domain_block_stats(
        &self,
        cx: &CallContext,
        args: remote::DomainBlockStatsArgs,
    ) -> Result<remote::DomainBlockStatsRet, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainBlockStats"))
    }
    /// `virDomainInterfaceStats` (remote 65).
    async fn domain_interface_stats(
        &self,
        cx: &CallContext,
        args: remote::DomainInterfaceStatsArgs,
    ) -> Result<remote::DomainInterfaceStatsRet, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainInterfaceStats"))
    }
    /// `virDomainMemoryStats` (remote 159).
    async fn domain_memory_stats(
        &self,
        cx: &CallContext,
        args: remote::DomainMemoryStatsArgs,
    ) -> Result<remote::DomainMemoryStatsRet, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainMemoryStats"))
    }
    /// `virDomainGetJobInfo` (remote 163).
    async fn domain_get_job_info(
        &self,
        cx: &CallContext,
        args: remote::DomainGetJobInfoArgs,
    ) -> Result<remote::DomainGetJobInfoRet, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainGetJobInfo"))
    }
    /// `virDomainAbortJob` (remote 164).
    async fn domain_abort_job(
        &self,
        cx: &CallContext,
        args: remote::DomainAbortJobArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainAbortJob"))
    }
    /// `virDomainGetBlockInfo` (remote 194).
    async fn domain_get_block_info(
        &self,
        cx: &CallContext,
        args: remote::DomainGetBlockInfoArgs,
    ) -> Result<remote::DomainGetBlockInfoRet, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainGetBlockInfo"))
    }
    /// `virDomainGetControlInfo` (remote 229).
    async fn domain_get_control_info(
        &self,
        cx: &CallContext,
        args: remote::DomainGetControlInfoArgs,
    ) -> Result<remote::DomainGetControlInfoRet, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainGetControlInfo"))
    }
    /// `virDomainGetVcpuPinInfo` (remote 230).
    async fn domain_get_vcpu_pin_info(
        &self,
        cx: &CallContext,
        args: remote::DomainGetVcpuPinInfoArgs,
    ) -> Result<remote::DomainGetVcpuPinInfoRet, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainGetVcpuPinInfo"))
    }
    /// `virDomainBlockStatsFlags` (remote 243).
    async fn domain_block_stats_flags(
        &self,
        cx: &CallContext,
        args: remote::DomainBlockStatsFlagsArgs,
    ) -> Result<remote::DomainBlockStatsFlagsRet, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainBlockStatsFlags"))
    }
    /// `virDomainGetCPUStats` (remote 262).
    async fn domain_get_cpu_stats(
        &self,
        cx: &CallContext,
        args: remote::DomainGetCpuStatsArgs,
    ) -> Result<remote::DomainGetCpuStatsRet, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainGetCPUStats"))
    }
    /// `virDomainGetDiskErrors` (remote 263).
    async fn domain_get_disk_errors(
        &self,
        cx: &CallContext,
        args: remote::DomainGetDiskErrorsArgs,
    ) -> Result<remote::DomainGetDiskErrorsRet, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainGetDiskErrors"))
    }
    /// `virDomainGetEmulatorPinInfo` (remote 280).
    async fn domain_get_emulator_pin_info(
        &self,
        cx: &CallContext,
        args: remote::DomainGetEmulatorPinInfoArgs,
    ) -> Result<remote::DomainGetEmulatorPinInfoRet, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainGetEmulatorPinInfo"))
    }
    /// `virDomainGetJobStats` (remote 298).
    async fn domain_get_job_stats(
        &self,
        cx: &CallContext,
        args: remote::DomainGetJobStatsArgs,
    ) -> Result<remote::DomainGetJobStatsRet, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainGetJobStats"))
    }
    /// `virDomainSetMemoryStatsPeriod` (remote 308).
    async fn domain_set_memory_stats_period(
        &self,
        cx: &CallContext,
        args: remote::DomainSetMemoryStatsPeriodArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainSetMemoryStatsPeriod"))
    }
    /// `virConnectGetAllDomainStats` (remote 344).
    async fn connect_get_all_domain_stats(
        &self,
        cx: &CallContext,
        args: remote::ConnectGetAllDomainStatsArgs,
    ) -> Result<remote::ConnectGetAllDomainStatsRet, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virConnectGetAllDomainStats"))
    }
    /// `virDomainGetIOThreadInfo` (remote 351).
    async fn domain_get_iothread_info(
        &self,
        cx: &CallContext,
        args: remote::DomainGetIothreadInfoArgs,
    ) -> Result<remote::DomainGetIothreadInfoRet, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainGetIOThreadInfo"))
    }
    /// `virDomainGetPerfEvents` (remote 365).
    async fn domain_get_perf_events(
        &self,
        cx: &CallContext,
        args: remote::DomainGetPerfEventsArgs,
    ) -> Result<remote::DomainGetPerfEventsRet, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainGetPerfEvents"))
    }
    /// `virDomainSetPerfEvents` (remote 366).
    async fn domain_set_perf_events(
        &self,
        cx: &CallContext,
        args: remote::DomainSetPerfEventsArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainSetPerfEvents"))
    }
    /// `virDomainGetMessages` (remote 426).
    async fn domain_get_messages(
        &self,
        cx: &CallContext,
        args: remote::DomainGetMessagesArgs,
    ) -> Result<remote::DomainGetMessagesRet, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainGetMessages"))
    }
    /// `virDomainStartDirtyRateCalc` (remote 427).
    async fn domain_start_dirty_rate_calc(
        &self,
        cx: &CallContext,
        args: remote::DomainStartDirtyRateCalcArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainStartDirtyRateCalc"))
    }
    /// `virDomainAbortJobFlags` (remote 442).
    async fn domain_abort_job_flags(
        &self,
        cx: &CallContext,
        args: remote::DomainAbortJobFlagsArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainAbortJobFlags"))
    }
}

/// Calls of the room `network`.
#[async_trait]
pub trait NetworkCalls: Send + Sync {
    /// `virConnectListDefinedNetworks` (remote 36).
    async fn connect_list_defined_networks(
        &self,
        cx: &CallContext,
        args: remote::ConnectListDefinedNetworksArgs,
    ) -> Result<remote::ConnectListDefinedNetworksRet, Error> {
        Err(Error::no_support(ErrorDomain::Network, "virConnectListDefinedNetworks"))
    }
    /// `virConnectListNetworks` (remote 38).
    async fn connect_list_networks(
        &self,
        cx: &CallContext,
        args: remote::ConnectListNetworksArgs,
    ) -> Result<remote::ConnectListNetworksRet, Error> {
        Err(Error::no_support(ErrorDomain::Network, "virConnectListNetworks"))
    }
    /// `virNetworkCreate` (remote 39).
    async fn network_create(
        &self,
        cx: &CallContext,
        args: remote::NetworkCreateArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Network, "virNetworkCreate"))
    }
    /// `virNetworkCreateXML` (remote 40).
    async fn network_create_xml(
        &self,
        cx: &CallContext,
        args: remote::NetworkCreateXmlArgs,
    ) -> Result<remote::NetworkCreateXmlRet, Error> {
        Err(Error::no_support(ErrorDomain::Network, "virNetworkCreateXML"))
    }
    /// `virNetworkDefineXML` (remote 41).
    async fn network_define_xml(
        &self,
        cx: &CallContext,
        args: remote::NetworkDefineXmlArgs,
    ) -> Result<remote::NetworkDefineXmlRet, Error> {
        Err(Error::no_support(ErrorDomain::Network, "virNetworkDefineXML"))
    }
    /// `virNetworkDestroy` (remote 42).
    async fn network_destroy(
        &self,
        cx: &CallContext,
        args: remote::NetworkDestroyArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Network, "virNetworkDestroy"))
    }
    /// `virNetworkGetXMLDesc` (remote 43).
    async fn network_get_xml_desc(
        &self,
        cx: &CallContext,
        args: remote::NetworkGetXmlDescArgs,
    ) -> Result<remote::NetworkGetXmlDescRet, Error> {
        Err(Error::no_support(ErrorDomain::Network, "virNetworkGetXMLDesc"))
    }
    /// `virNetworkGetAutostart` (remote 44).
    async fn network_get_autostart(
        &self,
        cx: &CallContext,
        args: remote::NetworkGetAutostartArgs,
    ) -> Result<remote::NetworkGetAutostartRet, Error> {
        Err(Error::no_support(ErrorDomain::Network, "virNetworkGetAutostart"))
    }
    /// `virNetworkGetBridgeName` (remote 45).
    async fn network_get_bridge_name(
        &self,
        cx: &CallContext,
        args: remote::NetworkGetBridgeNameArgs,
    ) -> Result<remote::NetworkGetBridgeNameRet, Error> {
        Err(Error::no_support(ErrorDomain::Network, "virNetworkGetBridgeName"))
    }
    /// `virNetworkLookupByName` (remote 46).
    async fn network_lookup_by_name(
        &self,
        cx: &CallContext,
        args: remote::NetworkLookupByNameArgs,
    ) -> Result<remote::NetworkLookupByNameRet, Error> {
        Err(Error::no_support(ErrorDomain::Network, "virNetworkLookupByName"))
    }
    /// `virNetworkLookupByUUID` (remote 47).
    async fn network_lookup_by_uuid(
        &self,
        cx: &CallContext,
        args: remote::NetworkLookupByUuidArgs,
    ) -> Result<remote::NetworkLookupByUuidRet, Error> {
        Err(Error::no_support(ErrorDomain::Network, "virNetworkLookupByUUID"))
    }
    /// `virNetworkSetAutostart` (remote 48).
    async fn network_set_autostart(
        &self,
        cx: &CallContext,
        args: remote::NetworkSetAutostartArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Network, "virNetworkSetAutostart"))
    }
    /// `virNetworkUndefine` (remote 49).
    async fn network_undefine(
        &self,
        cx: &CallContext,
        args: remote::NetworkUndefineArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Network, "virNetworkUndefine"))
    }
    /// `virConnectNumOfDefinedNetworks` (remote 50).
    async fn connect_num_of_defined_networks(
        &self,
        cx: &CallContext,
    ) -> Result<remote::ConnectNumOfDefinedNetworksRet, Error> {
        Err(Error::no_support(ErrorDomain::Network, "virConnectNumOfDefinedNetworks"))
    }
    /// `virConnectNumOfNetworks` (remote 52).
    async fn connect_num_of_networks(
        &self,
        cx: &CallContext,
    ) -> Result<remote::ConnectNumOfNetworksRet, Error> {
        Err(Error::no_support(ErrorDomain::Network, "virConnectNumOfNetworks"))
    }
    /// `virNetworkIsActive` (remote 152).
    async fn network_is_active(
        &self,
        cx: &CallContext,
        args: remote::NetworkIsActiveArgs,
    ) -> Result<remote::NetworkIsActiveRet, Error> {
        Err(Error::no_support(ErrorDomain::Network, "virNetworkIsActive"))
    }
    /// `virNetworkIsPersistent` (remote 153).
    async fn network_is_persistent(
        &self,
        cx: &CallContext,
        args: remote::NetworkIsPersistentArgs,
    ) -> Result<remote::NetworkIsPersistentRet, Error> {
        Err(Error::no_support(ErrorDomain::Network, "virNetworkIsPersistent"))
    }
    /// `virConnectListAllNetworks` (remote 283).
    async fn connect_list_all_networks(
        &self,
        cx: &CallContext,
        args: remote::ConnectListAllNetworksArgs,
    ) -> Result<remote::ConnectListAllNetworksRet, Error> {
        Err(Error::no_support(ErrorDomain::Network, "virConnectListAllNetworks"))
    }
    /// `virNetworkUpdate` (remote 291).
    async fn network_update(
        &self,
        cx: &CallContext,
        args: remote::NetworkUpdateArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Network, "virNetworkUpdate"))
    }
    /// `virNetworkGetDHCPLeases` (remote 341).
    async fn network_get_dhcp_leases(
        &self,
        cx: &CallContext,
        args: remote::NetworkGetDhcpLeasesArgs,
    ) -> Result<remote::NetworkGetDhcpLeasesRet, Error> {
        Err(Error::no_support(ErrorDomain::Network, "virNetworkGetDHCPLeases"))
    }
    /// `virNetworkListAllPorts` (remote 404).
    async fn network_list_all_ports(
        &self,
        cx: &CallContext,
        args: remote::NetworkListAllPortsArgs,
    ) -> Result<remote::NetworkListAllPortsRet, Error> {
        Err(Error::no_support(ErrorDomain::Network, "virNetworkListAllPorts"))
    }
    /// `virNetworkPortLookupByUUID` (remote 405).
    async fn network_port_lookup_by_uuid(
        &self,
        cx: &CallContext,
        args: remote::NetworkPortLookupByUuidArgs,
    ) -> Result<remote::NetworkPortLookupByUuidRet, Error> {
        Err(Error::no_support(ErrorDomain::Network, "virNetworkPortLookupByUUID"))
    }
    /// `virNetworkPortCreateXML` (remote 406).
    async fn network_port_create_xml(
        &self,
        cx: &CallContext,
        args: remote::NetworkPortCreateXmlArgs,
    ) -> Result<remote::NetworkPortCreateXmlRet, Error> {
        Err(Error::no_support(ErrorDomain::Network, "virNetworkPortCreateXML"))
    }
    /// `virNetworkPortGetParameters` (remote 407).
    async fn network_port_get_parameters(
        &self,
        cx: &CallContext,
        args: remote::NetworkPortGetParametersArgs,
    ) -> Result<remote::NetworkPortGetParametersRet, Error> {
        Err(Error::no_support(ErrorDomain::Network, "virNetworkPortGetParameters"))
    }
    /// `virNetworkPortSetParameters` (remote 408).
    async fn network_port_set_parameters(
        &self,
        cx: &CallContext,
        args: remote::NetworkPortSetParametersArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Network, "virNetworkPortSetParameters"))
    }
    /// `virNetworkPortGetXMLDesc` (remote 409).
    async fn network_port_get_xml_desc(
        &self,
        cx: &CallContext,
        args: remote::NetworkPortGetXmlDescArgs,
    ) -> Result<remote::NetworkPortGetXmlDescRet, Error> {
        Err(Error::no_support(ErrorDomain::Network, "virNetworkPortGetXMLDesc"))
    }
    /// `virNetworkPortDelete` (remote 410).
    async fn network_port_delete(
        &self,
        cx: &CallContext,
        args: remote::NetworkPortDeleteArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Network, "virNetworkPortDelete"))
    }
    /// `virNetworkDefineXMLFlags` (remote 432).
    async fn network_define_xml_flags(
        &self,
        cx: &CallContext,
        args: remote::NetworkDefineXmlFlagsArgs,
    ) -> Result<remote::NetworkDefineXmlFlagsRet, Error> {
        Err(Error::no_support(ErrorDomain::Network, "virNetworkDefineXMLFlags"))
    }
    /// `virNetworkCreateXMLFlags` (remote 437).
    async fn network_create_xml_flags(
        &self,
        cx: &CallContext,
        args: remote::NetworkCreateXmlFlagsArgs,
    ) -> Result<remote::NetworkCreateXmlFlagsRet, Error> {
        Err(Error::no_support(ErrorDomain::Network, "virNetworkCreateXMLFlags"))
    }
    /// `virNetworkSetMetadata` (remote 444).
    async fn network_set_metadata(
        &self,
        cx: &CallContext,
        args: remote::NetworkSetMetadataArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Network, "virNetworkSetMetadata"))
    }
    /// `virNetworkGetMetadata` (remote 445).
    async fn network_get_metadata(
        &self,
        cx: &CallContext,
        args: remote::NetworkGetMetadataArgs,
    ) -> Result<remote::NetworkGetMetadataRet, Error> {
        Err(Error::no_support(ErrorDomain::Network, "virNetworkGetMetadata"))
    }
}

/// Calls of the room `save`.
#[async_trait]
pub trait SaveCalls: Send + Sync {
    /// `virDomainCoreDump` (remote 53).
    async fn domain_core_dump(
        &self,
        cx: &CallContext,
        args: remote::DomainCoreDumpArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainCoreDump"))
    }
    /// `virDomainRestore` (remote 54).
    async fn domain_restore(
        &self,
        cx: &CallContext,
        args: remote::DomainRestoreArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainRestore"))
    }
    /// `virDomainSave` (remote 55).
    async fn domain_save(
        &self,
        cx: &CallContext,
        args: remote::DomainSaveArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainSave"))
    }
    /// `virDomainManagedSave` (remote 182).
    async fn domain_managed_save(
        &self,
        cx: &CallContext,
        args: remote::DomainManagedSaveArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainManagedSave"))
    }
    /// `virDomainHasManagedSaveImage` (remote 183).
    async fn domain_has_managed_save_image(
        &self,
        cx: &CallContext,
        args: remote::DomainHasManagedSaveImageArgs,
    ) -> Result<remote::DomainHasManagedSaveImageRet, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainHasManagedSaveImage"))
    }
    /// `virDomainManagedSaveRemove` (remote 184).
    async fn domain_managed_save_remove(
        &self,
        cx: &CallContext,
        args: remote::DomainManagedSaveRemoveArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainManagedSaveRemove"))
    }
    /// `virDomainSaveFlags` (remote 232).
    async fn domain_save_flags(
        &self,
        cx: &CallContext,
        args: remote::DomainSaveFlagsArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainSaveFlags"))
    }
    /// `virDomainRestoreFlags` (remote 233).
    async fn domain_restore_flags(
        &self,
        cx: &CallContext,
        args: remote::DomainRestoreFlagsArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainRestoreFlags"))
    }
    /// `virDomainSaveImageGetXMLDesc` (remote 235).
    async fn domain_save_image_get_xml_desc(
        &self,
        cx: &CallContext,
        args: remote::DomainSaveImageGetXmlDescArgs,
    ) -> Result<remote::DomainSaveImageGetXmlDescRet, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainSaveImageGetXMLDesc"))
    }
    /// `virDomainSaveImageDefineXML` (remote 236).
    async fn domain_save_image_define_xml(
        &self,
        cx: &CallContext,
        args: remote::DomainSaveImageDefineXmlArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainSaveImageDefineXML"))
    }
    /// `virDomainCoreDumpWithFormat` (remote 334).
    async fn domain_core_dump_with_format(
        &self,
        cx: &CallContext,
        args: remote::DomainCoreDumpWithFormatArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainCoreDumpWithFormat"))
    }
    /// `virDomainManagedSaveGetXMLDesc` (remote 388).
    async fn domain_managed_save_get_xml_desc(
        &self,
        cx: &CallContext,
        args: remote::DomainManagedSaveGetXmlDescArgs,
    ) -> Result<remote::DomainManagedSaveGetXmlDescRet, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainManagedSaveGetXMLDesc"))
    }
    /// `virDomainManagedSaveDefineXML` (remote 389).
    async fn domain_managed_save_define_xml(
        &self,
        cx: &CallContext,
        args: remote::DomainManagedSaveDefineXmlArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainManagedSaveDefineXML"))
    }
    /// `virDomainSaveParams` (remote 440).
    async fn domain_save_params(
        &self,
        cx: &CallContext,
        args: remote::DomainSaveParamsArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainSaveParams"))
    }
    /// `virDomainRestoreParams` (remote 441).
    async fn domain_restore_params(
        &self,
        cx: &CallContext,
        args: remote::DomainRestoreParamsArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainRestoreParams"))
    }
}

/// Calls of the room `migration`.
#[async_trait]
pub trait MigrationCalls: Send + Sync {
    /// `virDomainMigratePrepare` (remote 61).
    async fn domain_migrate_prepare(
        &self,
        cx: &CallContext,
        args: remote::DomainMigratePrepareArgs,
    ) -> Result<remote::DomainMigratePrepareRet, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainMigratePrepare"))
    }
    /// `virDomainMigratePerform` (remote 62).
    async fn domain_migrate_perform(
        &self,
        cx: &CallContext,
        args: remote::DomainMigratePerformArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainMigratePerform"))
    }
    /// `virDomainMigrateFinish` (remote 63).
    async fn domain_migrate_finish(
        &self,
        cx: &CallContext,
        args: remote::DomainMigrateFinishArgs,
    ) -> Result<remote::DomainMigrateFinishRet, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainMigrateFinish"))
    }
    /// `virDomainMigratePrepare2` (remote 108).
    async fn domain_migrate_prepare2(
        &self,
        cx: &CallContext,
        args: remote::DomainMigratePrepare2Args,
    ) -> Result<remote::DomainMigratePrepare2Ret, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainMigratePrepare2"))
    }
    /// `virDomainMigrateFinish2` (remote 109).
    async fn domain_migrate_finish2(
        &self,
        cx: &CallContext,
        args: remote::DomainMigrateFinish2Args,
    ) -> Result<remote::DomainMigrateFinish2Ret, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainMigrateFinish2"))
    }
    /// `virDomainMigratePrepareTunnel` (remote 148).
    async fn domain_migrate_prepare_tunnel(
        &self,
        cx: &CallContext,
        args: remote::DomainMigratePrepareTunnelArgs,
        stream: Stream,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainMigratePrepareTunnel"))
    }
    /// `virDomainMigrateSetMaxDowntime` (remote 166).
    async fn domain_migrate_set_max_downtime(
        &self,
        cx: &CallContext,
        args: remote::DomainMigrateSetMaxDowntimeArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainMigrateSetMaxDowntime"))
    }
    /// `virDomainMigrateSetMaxSpeed` (remote 207).
    async fn domain_migrate_set_max_speed(
        &self,
        cx: &CallContext,
        args: remote::DomainMigrateSetMaxSpeedArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainMigrateSetMaxSpeed"))
    }
    /// `virDomainMigrateBegin3` (remote 213).
    async fn domain_migrate_begin3(
        &self,
        cx: &CallContext,
        args: remote::DomainMigrateBegin3Args,
    ) -> Result<remote::DomainMigrateBegin3Ret, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainMigrateBegin3"))
    }
    /// `virDomainMigratePrepare3` (remote 214).
    async fn domain_migrate_prepare3(
        &self,
        cx: &CallContext,
        args: remote::DomainMigratePrepare3Args,
    ) -> Result<remote::DomainMigratePrepare3Ret, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainMigratePrepare3"))
    }
    /// `virDomainMigratePrepareTunnel3` (remote 215).
    async fn domain_migrate_prepare_tunnel3(
        &self,
        cx: &CallContext,
        args: remote::DomainMigratePrepareTunnel3Args,
        stream: Stream,
    ) -> Result<remote::DomainMigratePrepareTunnel3Ret, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainMigratePrepareTunnel3"))
    }
    /// `virDomainMigratePerform3` (remote 216).
    async fn domain_migrate_perform3(
        &self,
        cx: &CallContext,
        args: remote::DomainMigratePerform3Args,
    ) -> Result<remote::DomainMigratePerform3Ret, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainMigratePerform3"))
    }
    /// `virDomainMigrateFinish3` (remote 217).
    async fn domain_migrate_finish3(
        &self,
        cx: &CallContext,
        args: remote::DomainMigrateFinish3Args,
    ) -> Result<remote::DomainMigrateFinish3Ret, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainMigrateFinish3"))
    }
    /// `virDomainMigrateConfirm3` (remote 218).
    async fn domain_migrate_confirm3(
        &self,
        cx: &CallContext,
        args: remote::DomainMigrateConfirm3Args,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainMigrateConfirm3"))
    }
    /// `virDomainMigrateGetMaxSpeed` (remote 242).
    async fn domain_migrate_get_max_speed(
        &self,
        cx: &CallContext,
        args: remote::DomainMigrateGetMaxSpeedArgs,
    ) -> Result<remote::DomainMigrateGetMaxSpeedRet, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainMigrateGetMaxSpeed"))
    }
    /// `virDomainMigrateGetCompressionCache` (remote 299).
    async fn domain_migrate_get_compression_cache(
        &self,
        cx: &CallContext,
        args: remote::DomainMigrateGetCompressionCacheArgs,
    ) -> Result<remote::DomainMigrateGetCompressionCacheRet, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainMigrateGetCompressionCache"))
    }
    /// `virDomainMigrateSetCompressionCache` (remote 300).
    async fn domain_migrate_set_compression_cache(
        &self,
        cx: &CallContext,
        args: remote::DomainMigrateSetCompressionCacheArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainMigrateSetCompressionCache"))
    }
    /// `virDomainMigrateBegin3Params` (remote 302).
    async fn domain_migrate_begin3_params(
        &self,
        cx: &CallContext,
        args: remote::DomainMigrateBegin3ParamsArgs,
    ) -> Result<remote::DomainMigrateBegin3ParamsRet, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainMigrateBegin3Params"))
    }
    /// `virDomainMigratePrepare3Params` (remote 303).
    async fn domain_migrate_prepare3_params(
        &self,
        cx: &CallContext,
        args: remote::DomainMigratePrepare3ParamsArgs,
    ) -> Result<remote::DomainMigratePrepare3ParamsRet, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainMigratePrepare3Params"))
    }
    /// `virDomainMigratePrepareTunnel3Params` (remote 304).
    async fn domain_migrate_prepare_tunnel3_params(
        &self,
        cx: &CallContext,
        args: remote::DomainMigratePrepareTunnel3ParamsArgs,
        stream: Stream,
    ) -> Result<remote::DomainMigratePrepareTunnel3ParamsRet, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainMigratePrepareTunnel3Params"))
    }
    /// `virDomainMigratePerform3Params` (remote 305).
    async fn domain_migrate_perform3_params(
        &self,
        cx: &CallContext,
        args: remote::DomainMigratePerform3ParamsArgs,
    ) -> Result<remote::DomainMigratePerform3ParamsRet, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainMigratePerform3Params"))
    }
    /// `virDomainMigrateFinish3Params` (remote 306).
    async fn domain_migrate_finish3_params(
        &self,
        cx: &CallContext,
        args: remote::DomainMigrateFinish3ParamsArgs,
    ) -> Result<remote::DomainMigrateFinish3ParamsRet, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainMigrateFinish3Params"))
    }
    /// `virDomainMigrateConfirm3Params` (remote 307).
    async fn domain_migrate_confirm3_params(
        &self,
        cx: &CallContext,
        args: remote::DomainMigrateConfirm3ParamsArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainMigrateConfirm3Params"))
    }
    /// `virDomainMigrateStartPostCopy` (remote 364).
    async fn domain_migrate_start_post_copy(
        &self,
        cx: &CallContext,
        args: remote::DomainMigrateStartPostCopyArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainMigrateStartPostCopy"))
    }
    /// `virDomainMigrateGetMaxDowntime` (remote 387).
    async fn domain_migrate_get_max_downtime(
        &self,
        cx: &CallContext,
        args: remote::DomainMigrateGetMaxDowntimeArgs,
    ) -> Result<remote::DomainMigrateGetMaxDowntimeRet, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainMigrateGetMaxDowntime"))
    }
}

/// Calls of the room `storage`.
#[async_trait]
pub trait StorageCalls: Send + Sync {
    /// `virConnectNumOfStoragePools` (remote 71).
    async fn connect_num_of_storage_pools(
        &self,
        cx: &CallContext,
    ) -> Result<remote::ConnectNumOfStoragePoolsRet, Error> {
        Err(Error::no_support(ErrorDomain::Storage, "virConnectNumOfStoragePools"))
    }
    /// `virConnectListStoragePools` (remote 72).
    async fn connect_list_storage_pools(
        &self,
        cx: &CallContext,
        args: remote::ConnectListStoragePoolsArgs,
    ) -> Result<remote::ConnectListStoragePoolsRet, Error> {
        Err(Error::no_support(ErrorDomain::Storage, "virConnectListStoragePools"))
    }
    /// `virConnectNumOfDefinedStoragePools` (remote 73).
    async fn connect_num_of_defined_storage_pools(
        &self,
        cx: &CallContext,
    ) -> Result<remote::ConnectNumOfDefinedStoragePoolsRet, Error> {
        Err(Error::no_support(ErrorDomain::Storage, "virConnectNumOfDefinedStoragePools"))
    }
    /// `virConnectListDefinedStoragePools` (remote 74).
    async fn connect_list_defined_storage_pools(
        &self,
        cx: &CallContext,
        args: remote::ConnectListDefinedStoragePoolsArgs,
    ) -> Result<remote::ConnectListDefinedStoragePoolsRet, Error> {
        Err(Error::no_support(ErrorDomain::Storage, "virConnectListDefinedStoragePools"))
    }
    /// `virConnectFindStoragePoolSources` (remote 75).
    async fn connect_find_storage_pool_sources(
        &self,
        cx: &CallContext,
        args: remote::ConnectFindStoragePoolSourcesArgs,
    ) -> Result<remote::ConnectFindStoragePoolSourcesRet, Error> {
        Err(Error::no_support(ErrorDomain::Storage, "virConnectFindStoragePoolSources"))
    }
    /// `virStoragePoolCreateXML` (remote 76).
    async fn storage_pool_create_xml(
        &self,
        cx: &CallContext,
        args: remote::StoragePoolCreateXmlArgs,
    ) -> Result<remote::StoragePoolCreateXmlRet, Error> {
        Err(Error::no_support(ErrorDomain::Storage, "virStoragePoolCreateXML"))
    }
    /// `virStoragePoolDefineXML` (remote 77).
    async fn storage_pool_define_xml(
        &self,
        cx: &CallContext,
        args: remote::StoragePoolDefineXmlArgs,
    ) -> Result<remote::StoragePoolDefineXmlRet, Error> {
        Err(Error::no_support(ErrorDomain::Storage, "virStoragePoolDefineXML"))
    }
    /// `virStoragePoolCreate` (remote 78).
    async fn storage_pool_create(
        &self,
        cx: &CallContext,
        args: remote::StoragePoolCreateArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Storage, "virStoragePoolCreate"))
    }
    /// `virStoragePoolBuild` (remote 79).
    async fn storage_pool_build(
        &self,
        cx: &CallContext,
        args: remote::StoragePoolBuildArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Storage, "virStoragePoolBuild"))
    }
    /// `virStoragePoolDestroy` (remote 80).
    async fn storage_pool_destroy(
        &self,
        cx: &CallContext,
        args: remote::StoragePoolDestroyArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Storage, "virStoragePoolDestroy"))
    }
    /// `virStoragePoolDelete` (remote 81).
    async fn storage_pool_delete(
        &self,
        cx: &CallContext,
        args: remote::StoragePoolDeleteArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Storage, "virStoragePoolDelete"))
    }
    /// `virStoragePoolUndefine` (remote 82).
    async fn storage_pool_undefine(
        &self,
        cx: &CallContext,
        args: remote::StoragePoolUndefineArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Storage, "virStoragePoolUndefine"))
    }
    /// `virStoragePoolRefresh` (remote 83).
    async fn storage_pool_refresh(
        &self,
        cx: &CallContext,
        args: remote::StoragePoolRefreshArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Storage, "virStoragePoolRefresh"))
    }
    /// `virStoragePoolLookupByName` (remote 84).
    async fn storage_pool_lookup_by_name(
        &self,
        cx: &CallContext,
        args: remote::StoragePoolLookupByNameArgs,
    ) -> Result<remote::StoragePoolLookupByNameRet, Error> {
        Err(Error::no_support(ErrorDomain::Storage, "virStoragePoolLookupByName"))
    }
    /// `virStoragePoolLookupByUUID` (remote 85).
    async fn storage_pool_lookup_by_uuid(
        &self,
        cx: &CallContext,
        args: remote::StoragePoolLookupByUuidArgs,
    ) -> Result<remote::StoragePoolLookupByUuidRet, Error> {
        Err(Error::no_support(ErrorDomain::Storage, "virStoragePoolLookupByUUID"))
    }
    /// `virStoragePoolLookupByVolume` (remote 86).
    async fn storage_pool_lookup_by_volume(
        &self,
        cx: &CallContext,
        args: remote::StoragePoolLookupByVolumeArgs,
    ) -> Result<remote::StoragePoolLookupByVolumeRet, Error> {
        Err(Error::no_support(ErrorDomain::Storage, "virStoragePoolLookupByVolume"))
    }
    /// `virStoragePoolGetInfo` (remote 87).
    async fn storage_pool_get_info(
        &self,
        cx: &CallContext,
        args: remote::StoragePoolGetInfoArgs,
    ) -> Result<remote::StoragePoolGetInfoRet, Error> {
        Err(Error::no_support(ErrorDomain::Storage, "virStoragePoolGetInfo"))
    }
    /// `virStoragePoolGetXMLDesc` (remote 88).
    async fn storage_pool_get_xml_desc(
        &self,
        cx: &CallContext,
        args: remote::StoragePoolGetXmlDescArgs,
    ) -> Result<remote::StoragePoolGetXmlDescRet, Error> {
        Err(Error::no_support(ErrorDomain::Storage, "virStoragePoolGetXMLDesc"))
    }
    /// `virStoragePoolGetAutostart` (remote 89).
    async fn storage_pool_get_autostart(
        &self,
        cx: &CallContext,
        args: remote::StoragePoolGetAutostartArgs,
    ) -> Result<remote::StoragePoolGetAutostartRet, Error> {
        Err(Error::no_support(ErrorDomain::Storage, "virStoragePoolGetAutostart"))
    }
    /// `virStoragePoolSetAutostart` (remote 90).
    async fn storage_pool_set_autostart(
        &self,
        cx: &CallContext,
        args: remote::StoragePoolSetAutostartArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Storage, "virStoragePoolSetAutostart"))
    }
    /// `virStoragePoolNumOfVolumes` (remote 91).
    async fn storage_pool_num_of_volumes(
        &self,
        cx: &CallContext,
        args: remote::StoragePoolNumOfVolumesArgs,
    ) -> Result<remote::StoragePoolNumOfVolumesRet, Error> {
        Err(Error::no_support(ErrorDomain::Storage, "virStoragePoolNumOfVolumes"))
    }
    /// `virStoragePoolListVolumes` (remote 92).
    async fn storage_pool_list_volumes(
        &self,
        cx: &CallContext,
        args: remote::StoragePoolListVolumesArgs,
    ) -> Result<remote::StoragePoolListVolumesRet, Error> {
        Err(Error::no_support(ErrorDomain::Storage, "virStoragePoolListVolumes"))
    }
    /// `virStorageVolCreateXML` (remote 93).
    async fn storage_vol_create_xml(
        &self,
        cx: &CallContext,
        args: remote::StorageVolCreateXmlArgs,
    ) -> Result<remote::StorageVolCreateXmlRet, Error> {
        Err(Error::no_support(ErrorDomain::Storage, "virStorageVolCreateXML"))
    }
    /// `virStorageVolDelete` (remote 94).
    async fn storage_vol_delete(
        &self,
        cx: &CallContext,
        args: remote::StorageVolDeleteArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Storage, "virStorageVolDelete"))
    }
    /// `virStorageVolLookupByName` (remote 95).
    async fn storage_vol_lookup_by_name(
        &self,
        cx: &CallContext,
        args: remote::StorageVolLookupByNameArgs,
    ) -> Result<remote::StorageVolLookupByNameRet, Error> {
        Err(Error::no_support(ErrorDomain::Storage, "virStorageVolLookupByName"))
    }
    /// `virStorageVolLookupByKey` (remote 96).
    async fn storage_vol_lookup_by_key(
        &self,
        cx: &CallContext,
        args: remote::StorageVolLookupByKeyArgs,
    ) -> Result<remote::StorageVolLookupByKeyRet, Error> {
        Err(Error::no_support(ErrorDomain::Storage, "virStorageVolLookupByKey"))
    }
    /// `virStorageVolLookupByPath` (remote 97).
    async fn storage_vol_lookup_by_path(
        &self,
        cx: &CallContext,
        args: remote::StorageVolLookupByPathArgs,
    ) -> Result<remote::StorageVolLookupByPathRet, Error> {
        Err(Error::no_support(ErrorDomain::Storage, "virStorageVolLookupByPath"))
    }
    /// `virStorageVolGetInfo` (remote 98).
    async fn storage_vol_get_info(
        &self,
        cx: &CallContext,
        args: remote::StorageVolGetInfoArgs,
    ) -> Result<remote::StorageVolGetInfoRet, Error> {
        Err(Error::no_support(ErrorDomain::Storage, "virStorageVolGetInfo"))
    }
    /// `virStorageVolGetXMLDesc` (remote 99).
    async fn storage_vol_get_xml_desc(
        &self,
        cx: &CallContext,
        args: remote::StorageVolGetXmlDescArgs,
    ) -> Result<remote::StorageVolGetXmlDescRet, Error> {
        Err(Error::no_support(ErrorDomain::Storage, "virStorageVolGetXMLDesc"))
    }
    /// `virStorageVolGetPath` (remote 100).
    async fn storage_vol_get_path(
        &self,
        cx: &CallContext,
        args: remote::StorageVolGetPathArgs,
    ) -> Result<remote::StorageVolGetPathRet, Error> {
        Err(Error::no_support(ErrorDomain::Storage, "virStorageVolGetPath"))
    }
    /// `virStorageVolCreateXMLFrom` (remote 125).
    async fn storage_vol_create_xml_from(
        &self,
        cx: &CallContext,
        args: remote::StorageVolCreateXmlFromArgs,
    ) -> Result<remote::StorageVolCreateXmlFromRet, Error> {
        Err(Error::no_support(ErrorDomain::Storage, "virStorageVolCreateXMLFrom"))
    }
    /// `virStoragePoolIsActive` (remote 154).
    async fn storage_pool_is_active(
        &self,
        cx: &CallContext,
        args: remote::StoragePoolIsActiveArgs,
    ) -> Result<remote::StoragePoolIsActiveRet, Error> {
        Err(Error::no_support(ErrorDomain::Storage, "virStoragePoolIsActive"))
    }
    /// `virStoragePoolIsPersistent` (remote 155).
    async fn storage_pool_is_persistent(
        &self,
        cx: &CallContext,
        args: remote::StoragePoolIsPersistentArgs,
    ) -> Result<remote::StoragePoolIsPersistentRet, Error> {
        Err(Error::no_support(ErrorDomain::Storage, "virStoragePoolIsPersistent"))
    }
    /// `virStorageVolWipe` (remote 165).
    async fn storage_vol_wipe(
        &self,
        cx: &CallContext,
        args: remote::StorageVolWipeArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Storage, "virStorageVolWipe"))
    }
    /// `virStorageVolUpload` (remote 208).
    async fn storage_vol_upload(
        &self,
        cx: &CallContext,
        args: remote::StorageVolUploadArgs,
        stream: Stream,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Storage, "virStorageVolUpload"))
    }
    /// `virStorageVolDownload` (remote 209).
    async fn storage_vol_download(
        &self,
        cx: &CallContext,
        args: remote::StorageVolDownloadArgs,
        stream: Stream,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Storage, "virStorageVolDownload"))
    }
    /// `virStorageVolWipePattern` (remote 259).
    async fn storage_vol_wipe_pattern(
        &self,
        cx: &CallContext,
        args: remote::StorageVolWipePatternArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Storage, "virStorageVolWipePattern"))
    }
    /// `virStorageVolResize` (remote 260).
    async fn storage_vol_resize(
        &self,
        cx: &CallContext,
        args: remote::StorageVolResizeArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Storage, "virStorageVolResize"))
    }
    /// `virConnectListAllStoragePools` (remote 281).
    async fn connect_list_all_storage_pools(
        &self,
        cx: &CallContext,
        args: remote::ConnectListAllStoragePoolsArgs,
    ) -> Result<remote::ConnectListAllStoragePoolsRet, Error> {
        Err(Error::no_support(ErrorDomain::Storage, "virConnectListAllStoragePools"))
    }
    /// `virStoragePoolListAllVolumes` (remote 282).
    async fn storage_pool_list_all_volumes(
        &self,
        cx: &CallContext,
        args: remote::StoragePoolListAllVolumesArgs,
    ) -> Result<remote::StoragePoolListAllVolumesRet, Error> {
        Err(Error::no_support(ErrorDomain::Storage, "virStoragePoolListAllVolumes"))
    }
    /// `virStorageVolGetInfoFlags` (remote 378).
    async fn storage_vol_get_info_flags(
        &self,
        cx: &CallContext,
        args: remote::StorageVolGetInfoFlagsArgs,
    ) -> Result<remote::StorageVolGetInfoFlagsRet, Error> {
        Err(Error::no_support(ErrorDomain::Storage, "virStorageVolGetInfoFlags"))
    }
    /// `virStoragePoolLookupByTargetPath` (remote 391).
    async fn storage_pool_lookup_by_target_path(
        &self,
        cx: &CallContext,
        args: remote::StoragePoolLookupByTargetPathArgs,
    ) -> Result<remote::StoragePoolLookupByTargetPathRet, Error> {
        Err(Error::no_support(ErrorDomain::Storage, "virStoragePoolLookupByTargetPath"))
    }
    /// `virConnectGetStoragePoolCapabilities` (remote 403).
    async fn connect_get_storage_pool_capabilities(
        &self,
        cx: &CallContext,
        args: remote::ConnectGetStoragePoolCapabilitiesArgs,
    ) -> Result<remote::ConnectGetStoragePoolCapabilitiesRet, Error> {
        Err(Error::no_support(ErrorDomain::Storage, "virConnectGetStoragePoolCapabilities"))
    }
}

/// Calls of the room `block`.
#[async_trait]
pub trait BlockCalls: Send + Sync {
    /// `virDomainBlockPeek` (remote 103).
    async fn domain_block_peek(
        &self,
        cx: &CallContext,
        args: remote::DomainBlockPeekArgs,
    ) -> Result<remote::DomainBlockPeekRet, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainBlockPeek"))
    }
    /// `virDomainBlockJobAbort` (remote 237).
    async fn domain_block_job_abort(
        &self,
        cx: &CallContext,
        args: remote::DomainBlockJobAbortArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainBlockJobAbort"))
    }
    /// `virDomainGetBlockJobInfo` (remote 238).
    async fn domain_get_block_job_info(
        &self,
        cx: &CallContext,
        args: remote::DomainGetBlockJobInfoArgs,
    ) -> Result<remote::DomainGetBlockJobInfoRet, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainGetBlockJobInfo"))
    }
    /// `virDomainBlockJobSetSpeed` (remote 239).
    async fn domain_block_job_set_speed(
        &self,
        cx: &CallContext,
        args: remote::DomainBlockJobSetSpeedArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainBlockJobSetSpeed"))
    }
    /// `virDomainBlockPull` (remote 240).
    async fn domain_block_pull(
        &self,
        cx: &CallContext,
        args: remote::DomainBlockPullArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainBlockPull"))
    }
    /// `virDomainBlockResize` (remote 251).
    async fn domain_block_resize(
        &self,
        cx: &CallContext,
        args: remote::DomainBlockResizeArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainBlockResize"))
    }
    /// `virDomainSetBlockIoTune` (remote 252).
    async fn domain_set_block_io_tune(
        &self,
        cx: &CallContext,
        args: remote::DomainSetBlockIoTuneArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainSetBlockIoTune"))
    }
    /// `virDomainGetBlockIoTune` (remote 253).
    async fn domain_get_block_io_tune(
        &self,
        cx: &CallContext,
        args: remote::DomainGetBlockIoTuneArgs,
    ) -> Result<remote::DomainGetBlockIoTuneRet, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainGetBlockIoTune"))
    }
    /// `virDomainBlockRebase` (remote 266).
    async fn domain_block_rebase(
        &self,
        cx: &CallContext,
        args: remote::DomainBlockRebaseArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainBlockRebase"))
    }
    /// `virDomainBlockCommit` (remote 290).
    async fn domain_block_commit(
        &self,
        cx: &CallContext,
        args: remote::DomainBlockCommitArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainBlockCommit"))
    }
    /// `virDomainBlockCopy` (remote 345).
    async fn domain_block_copy(
        &self,
        cx: &CallContext,
        args: remote::DomainBlockCopyArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainBlockCopy"))
    }
    /// `virDomainSetBlockThreshold` (remote 386).
    async fn domain_set_block_threshold(
        &self,
        cx: &CallContext,
        args: remote::DomainSetBlockThresholdArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainSetBlockThreshold"))
    }
    /// `virDomainSetThrottleGroup` (remote 451).
    async fn domain_set_throttle_group(
        &self,
        cx: &CallContext,
        args: remote::DomainSetThrottleGroupArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainSetThrottleGroup"))
    }
    /// `virDomainDelThrottleGroup` (remote 452).
    async fn domain_del_throttle_group(
        &self,
        cx: &CallContext,
        args: remote::DomainDelThrottleGroupArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainDelThrottleGroup"))
    }
}

/// Calls of the room `io`.
#[async_trait]
pub trait IoCalls: Send + Sync {
    /// `virDomainMemoryPeek` (remote 104).
    async fn domain_memory_peek(
        &self,
        cx: &CallContext,
        args: remote::DomainMemoryPeekArgs,
    ) -> Result<remote::DomainMemoryPeekRet, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainMemoryPeek"))
    }
    /// `virDomainOpenConsole` (remote 201).
    async fn domain_open_console(
        &self,
        cx: &CallContext,
        args: remote::DomainOpenConsoleArgs,
        stream: Stream,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainOpenConsole"))
    }
    /// `virDomainInjectNMI` (remote 210).
    async fn domain_inject_nmi(
        &self,
        cx: &CallContext,
        args: remote::DomainInjectNmiArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainInjectNMI"))
    }
    /// `virDomainScreenshot` (remote 211).
    async fn domain_screenshot(
        &self,
        cx: &CallContext,
        args: remote::DomainScreenshotArgs,
        stream: Stream,
    ) -> Result<remote::DomainScreenshotRet, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainScreenshot"))
    }
    /// `virDomainSendKey` (remote 226).
    async fn domain_send_key(
        &self,
        cx: &CallContext,
        args: remote::DomainSendKeyArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainSendKey"))
    }
    /// `virDomainOpenGraphics` (remote 249).
    async fn domain_open_graphics(
        &self,
        cx: &CallContext,
        args: remote::DomainOpenGraphicsArgs,
        fds: Vec<OwnedFd>,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainOpenGraphics"))
    }
    /// `virDomainSendProcessSignal` (remote 295).
    async fn domain_send_process_signal(
        &self,
        cx: &CallContext,
        args: remote::DomainSendProcessSignalArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainSendProcessSignal"))
    }
    /// `virDomainOpenChannel` (remote 296).
    async fn domain_open_channel(
        &self,
        cx: &CallContext,
        args: remote::DomainOpenChannelArgs,
        stream: Stream,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainOpenChannel"))
    }
    /// `virDomainOpenGraphicsFD` (remote 343).
    async fn domain_open_graphics_fd(
        &self,
        cx: &CallContext,
        args: remote::DomainOpenGraphicsFdArgs,
    ) -> Result<((), Vec<OwnedFd>), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainOpenGraphicsFD"))
    }
    /// `virDomainGraphicsReload` (remote 448).
    async fn domain_graphics_reload(
        &self,
        cx: &CallContext,
        args: remote::DomainGraphicsReloadArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainGraphicsReload"))
    }
}

/// Calls of the room `nodedev`.
#[async_trait]
pub trait NodedevCalls: Send + Sync {
    /// `virNodeNumOfDevices` (remote 111).
    async fn node_num_of_devices(
        &self,
        cx: &CallContext,
        args: remote::NodeNumOfDevicesArgs,
    ) -> Result<remote::NodeNumOfDevicesRet, Error> {
        Err(Error::no_support(ErrorDomain::Nodedev, "virNodeNumOfDevices"))
    }
    /// `virNodeListDevices` (remote 112).
    async fn node_list_devices(
        &self,
        cx: &CallContext,
        args: remote::NodeListDevicesArgs,
    ) -> Result<remote::NodeListDevicesRet, Error> {
        Err(Error::no_support(ErrorDomain::Nodedev, "virNodeListDevices"))
    }
    /// `virNodeDeviceLookupByName` (remote 113).
    async fn node_device_lookup_by_name(
        &self,
        cx: &CallContext,
        args: remote::NodeDeviceLookupByNameArgs,
    ) -> Result<remote::NodeDeviceLookupByNameRet, Error> {
        Err(Error::no_support(ErrorDomain::Nodedev, "virNodeDeviceLookupByName"))
    }
    /// `virNodeDeviceGetXMLDesc` (remote 114).
    async fn node_device_get_xml_desc(
        &self,
        cx: &CallContext,
        args: remote::NodeDeviceGetXmlDescArgs,
    ) -> Result<remote::NodeDeviceGetXmlDescRet, Error> {
        Err(Error::no_support(ErrorDomain::Nodedev, "virNodeDeviceGetXMLDesc"))
    }
    /// `virNodeDeviceGetParent` (remote 115).
    async fn node_device_get_parent(
        &self,
        cx: &CallContext,
        args: remote::NodeDeviceGetParentArgs,
    ) -> Result<remote::NodeDeviceGetParentRet, Error> {
        Err(Error::no_support(ErrorDomain::Nodedev, "virNodeDeviceGetParent"))
    }
    /// `virNodeDeviceNumOfCaps` (remote 116).
    async fn node_device_num_of_caps(
        &self,
        cx: &CallContext,
        args: remote::NodeDeviceNumOfCapsArgs,
    ) -> Result<remote::NodeDeviceNumOfCapsRet, Error> {
        Err(Error::no_support(ErrorDomain::Nodedev, "virNodeDeviceNumOfCaps"))
    }
    /// `virNodeDeviceListCaps` (remote 117).
    async fn node_device_list_caps(
        &self,
        cx: &CallContext,
        args: remote::NodeDeviceListCapsArgs,
    ) -> Result<remote::NodeDeviceListCapsRet, Error> {
        Err(Error::no_support(ErrorDomain::Nodedev, "virNodeDeviceListCaps"))
    }
    /// `virNodeDeviceCreateXML` (remote 123).
    async fn node_device_create_xml(
        &self,
        cx: &CallContext,
        args: remote::NodeDeviceCreateXmlArgs,
    ) -> Result<remote::NodeDeviceCreateXmlRet, Error> {
        Err(Error::no_support(ErrorDomain::Nodedev, "virNodeDeviceCreateXML"))
    }
    /// `virNodeDeviceDestroy` (remote 124).
    async fn node_device_destroy(
        &self,
        cx: &CallContext,
        args: remote::NodeDeviceDestroyArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Nodedev, "virNodeDeviceDestroy"))
    }
    /// `virConnectListAllNodeDevices` (remote 285).
    async fn connect_list_all_node_devices(
        &self,
        cx: &CallContext,
        args: remote::ConnectListAllNodeDevicesArgs,
    ) -> Result<remote::ConnectListAllNodeDevicesRet, Error> {
        Err(Error::no_support(ErrorDomain::Nodedev, "virConnectListAllNodeDevices"))
    }
    /// `virNodeDeviceLookupSCSIHostByWWN` (remote 297).
    async fn node_device_lookup_scsi_host_by_wwn(
        &self,
        cx: &CallContext,
        args: remote::NodeDeviceLookupScsiHostByWwnArgs,
    ) -> Result<remote::NodeDeviceLookupScsiHostByWwnRet, Error> {
        Err(Error::no_support(ErrorDomain::Nodedev, "virNodeDeviceLookupSCSIHostByWWN"))
    }
    /// `virNodeDeviceDefineXML` (remote 428).
    async fn node_device_define_xml(
        &self,
        cx: &CallContext,
        args: remote::NodeDeviceDefineXmlArgs,
    ) -> Result<remote::NodeDeviceDefineXmlRet, Error> {
        Err(Error::no_support(ErrorDomain::Nodedev, "virNodeDeviceDefineXML"))
    }
    /// `virNodeDeviceUndefine` (remote 429).
    async fn node_device_undefine(
        &self,
        cx: &CallContext,
        args: remote::NodeDeviceUndefineArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Nodedev, "virNodeDeviceUndefine"))
    }
    /// `virNodeDeviceCreate` (remote 430).
    async fn node_device_create(
        &self,
        cx: &CallContext,
        args: remote::NodeDeviceCreateArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Nodedev, "virNodeDeviceCreate"))
    }
    /// `virNodeDeviceGetAutostart` (remote 433).
    async fn node_device_get_autostart(
        &self,
        cx: &CallContext,
        args: remote::NodeDeviceGetAutostartArgs,
    ) -> Result<remote::NodeDeviceGetAutostartRet, Error> {
        Err(Error::no_support(ErrorDomain::Nodedev, "virNodeDeviceGetAutostart"))
    }
    /// `virNodeDeviceSetAutostart` (remote 434).
    async fn node_device_set_autostart(
        &self,
        cx: &CallContext,
        args: remote::NodeDeviceSetAutostartArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Nodedev, "virNodeDeviceSetAutostart"))
    }
    /// `virNodeDeviceIsPersistent` (remote 435).
    async fn node_device_is_persistent(
        &self,
        cx: &CallContext,
        args: remote::NodeDeviceIsPersistentArgs,
    ) -> Result<remote::NodeDeviceIsPersistentRet, Error> {
        Err(Error::no_support(ErrorDomain::Nodedev, "virNodeDeviceIsPersistent"))
    }
    /// `virNodeDeviceIsActive` (remote 436).
    async fn node_device_is_active(
        &self,
        cx: &CallContext,
        args: remote::NodeDeviceIsActiveArgs,
    ) -> Result<remote::NodeDeviceIsActiveRet, Error> {
        Err(Error::no_support(ErrorDomain::Nodedev, "virNodeDeviceIsActive"))
    }
    /// `virNodeDeviceUpdate` (remote 447).
    async fn node_device_update(
        &self,
        cx: &CallContext,
        args: remote::NodeDeviceUpdateArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Nodedev, "virNodeDeviceUpdate"))
    }
}

/// Calls of the room `host_device`.
#[async_trait]
pub trait HostDeviceCalls: Send + Sync {
    /// `virNodeDeviceDettach` (remote 118).
    async fn node_device_dettach(
        &self,
        cx: &CallContext,
        args: remote::NodeDeviceDettachArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::None, "virNodeDeviceDettach"))
    }
    /// `virNodeDeviceReAttach` (remote 119).
    async fn node_device_re_attach(
        &self,
        cx: &CallContext,
        args: remote::NodeDeviceReAttachArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::None, "virNodeDeviceReAttach"))
    }
    /// `virNodeDeviceReset` (remote 120).
    async fn node_device_reset(
        &self,
        cx: &CallContext,
        args: remote::NodeDeviceResetArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::None, "virNodeDeviceReset"))
    }
    /// `virNodeDeviceDetachFlags` (remote 301).
    async fn node_device_detach_flags(
        &self,
        cx: &CallContext,
        args: remote::NodeDeviceDetachFlagsArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::None, "virNodeDeviceDetachFlags"))
    }
}

/// Calls of the room `interface`.
#[async_trait]
pub trait InterfaceCalls: Send + Sync {
    /// `virConnectNumOfInterfaces` (remote 126).
    async fn connect_num_of_interfaces(
        &self,
        cx: &CallContext,
    ) -> Result<remote::ConnectNumOfInterfacesRet, Error> {
        Err(Error::no_support(ErrorDomain::Interface, "virConnectNumOfInterfaces"))
    }
    /// `virConnectListInterfaces` (remote 127).
    async fn connect_list_interfaces(
        &self,
        cx: &CallContext,
        args: remote::ConnectListInterfacesArgs,
    ) -> Result<remote::ConnectListInterfacesRet, Error> {
        Err(Error::no_support(ErrorDomain::Interface, "virConnectListInterfaces"))
    }
    /// `virInterfaceLookupByName` (remote 128).
    async fn interface_lookup_by_name(
        &self,
        cx: &CallContext,
        args: remote::InterfaceLookupByNameArgs,
    ) -> Result<remote::InterfaceLookupByNameRet, Error> {
        Err(Error::no_support(ErrorDomain::Interface, "virInterfaceLookupByName"))
    }
    /// `virInterfaceLookupByMACString` (remote 129).
    async fn interface_lookup_by_mac_string(
        &self,
        cx: &CallContext,
        args: remote::InterfaceLookupByMacStringArgs,
    ) -> Result<remote::InterfaceLookupByMacStringRet, Error> {
        Err(Error::no_support(ErrorDomain::Interface, "virInterfaceLookupByMACString"))
    }
    /// `virInterfaceGetXMLDesc` (remote 130).
    async fn interface_get_xml_desc(
        &self,
        cx: &CallContext,
        args: remote::InterfaceGetXmlDescArgs,
    ) -> Result<remote::InterfaceGetXmlDescRet, Error> {
        Err(Error::no_support(ErrorDomain::Interface, "virInterfaceGetXMLDesc"))
    }
    /// `virInterfaceDefineXML` (remote 131).
    async fn interface_define_xml(
        &self,
        cx: &CallContext,
        args: remote::InterfaceDefineXmlArgs,
    ) -> Result<remote::InterfaceDefineXmlRet, Error> {
        Err(Error::no_support(ErrorDomain::Interface, "virInterfaceDefineXML"))
    }
    /// `virInterfaceUndefine` (remote 132).
    async fn interface_undefine(
        &self,
        cx: &CallContext,
        args: remote::InterfaceUndefineArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Interface, "virInterfaceUndefine"))
    }
    /// `virInterfaceCreate` (remote 133).
    async fn interface_create(
        &self,
        cx: &CallContext,
        args: remote::InterfaceCreateArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Interface, "virInterfaceCreate"))
    }
    /// `virInterfaceDestroy` (remote 134).
    async fn interface_destroy(
        &self,
        cx: &CallContext,
        args: remote::InterfaceDestroyArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Interface, "virInterfaceDestroy"))
    }
    /// `virConnectNumOfDefinedInterfaces` (remote 137).
    async fn connect_num_of_defined_interfaces(
        &self,
        cx: &CallContext,
    ) -> Result<remote::ConnectNumOfDefinedInterfacesRet, Error> {
        Err(Error::no_support(ErrorDomain::Interface, "virConnectNumOfDefinedInterfaces"))
    }
    /// `virConnectListDefinedInterfaces` (remote 138).
    async fn connect_list_defined_interfaces(
        &self,
        cx: &CallContext,
        args: remote::ConnectListDefinedInterfacesArgs,
    ) -> Result<remote::ConnectListDefinedInterfacesRet, Error> {
        Err(Error::no_support(ErrorDomain::Interface, "virConnectListDefinedInterfaces"))
    }
    /// `virInterfaceIsActive` (remote 156).
    async fn interface_is_active(
        &self,
        cx: &CallContext,
        args: remote::InterfaceIsActiveArgs,
    ) -> Result<remote::InterfaceIsActiveRet, Error> {
        Err(Error::no_support(ErrorDomain::Interface, "virInterfaceIsActive"))
    }
    /// `virInterfaceChangeBegin` (remote 220).
    async fn interface_change_begin(
        &self,
        cx: &CallContext,
        args: remote::InterfaceChangeBeginArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Interface, "virInterfaceChangeBegin"))
    }
    /// `virInterfaceChangeCommit` (remote 221).
    async fn interface_change_commit(
        &self,
        cx: &CallContext,
        args: remote::InterfaceChangeCommitArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Interface, "virInterfaceChangeCommit"))
    }
    /// `virInterfaceChangeRollback` (remote 222).
    async fn interface_change_rollback(
        &self,
        cx: &CallContext,
        args: remote::InterfaceChangeRollbackArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Interface, "virInterfaceChangeRollback"))
    }
    /// `virConnectListAllInterfaces` (remote 284).
    async fn connect_list_all_interfaces(
        &self,
        cx: &CallContext,
        args: remote::ConnectListAllInterfacesArgs,
    ) -> Result<remote::ConnectListAllInterfacesRet, Error> {
        Err(Error::no_support(ErrorDomain::Interface, "virConnectListAllInterfaces"))
    }
}

/// Calls of the room `secret`.
#[async_trait]
pub trait SecretCalls: Send + Sync {
    /// `virConnectNumOfSecrets` (remote 139).
    async fn connect_num_of_secrets(
        &self,
        cx: &CallContext,
    ) -> Result<remote::ConnectNumOfSecretsRet, Error> {
        Err(Error::no_support(ErrorDomain::Secret, "virConnectNumOfSecrets"))
    }
    /// `virConnectListSecrets` (remote 140).
    async fn connect_list_secrets(
        &self,
        cx: &CallContext,
        args: remote::ConnectListSecretsArgs,
    ) -> Result<remote::ConnectListSecretsRet, Error> {
        Err(Error::no_support(ErrorDomain::Secret, "virConnectListSecrets"))
    }
    /// `virSecretLookupByUUID` (remote 141).
    async fn secret_lookup_by_uuid(
        &self,
        cx: &CallContext,
        args: remote::SecretLookupByUuidArgs,
    ) -> Result<remote::SecretLookupByUuidRet, Error> {
        Err(Error::no_support(ErrorDomain::Secret, "virSecretLookupByUUID"))
    }
    /// `virSecretDefineXML` (remote 142).
    async fn secret_define_xml(
        &self,
        cx: &CallContext,
        args: remote::SecretDefineXmlArgs,
    ) -> Result<remote::SecretDefineXmlRet, Error> {
        Err(Error::no_support(ErrorDomain::Secret, "virSecretDefineXML"))
    }
    /// `virSecretGetXMLDesc` (remote 143).
    async fn secret_get_xml_desc(
        &self,
        cx: &CallContext,
        args: remote::SecretGetXmlDescArgs,
    ) -> Result<remote::SecretGetXmlDescRet, Error> {
        Err(Error::no_support(ErrorDomain::Secret, "virSecretGetXMLDesc"))
    }
    /// `virSecretSetValue` (remote 144).
    async fn secret_set_value(
        &self,
        cx: &CallContext,
        args: remote::SecretSetValueArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Secret, "virSecretSetValue"))
    }
    /// `virSecretGetValue` (remote 145).
    async fn secret_get_value(
        &self,
        cx: &CallContext,
        args: remote::SecretGetValueArgs,
    ) -> Result<remote::SecretGetValueRet, Error> {
        Err(Error::no_support(ErrorDomain::Secret, "virSecretGetValue"))
    }
    /// `virSecretUndefine` (remote 146).
    async fn secret_undefine(
        &self,
        cx: &CallContext,
        args: remote::SecretUndefineArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Secret, "virSecretUndefine"))
    }
    /// `virSecretLookupByUsage` (remote 147).
    async fn secret_lookup_by_usage(
        &self,
        cx: &CallContext,
        args: remote::SecretLookupByUsageArgs,
    ) -> Result<remote::SecretLookupByUsageRet, Error> {
        Err(Error::no_support(ErrorDomain::Secret, "virSecretLookupByUsage"))
    }
    /// `virConnectListAllSecrets` (remote 287).
    async fn connect_list_all_secrets(
        &self,
        cx: &CallContext,
        args: remote::ConnectListAllSecretsArgs,
    ) -> Result<remote::ConnectListAllSecretsRet, Error> {
        Err(Error::no_support(ErrorDomain::Secret, "virConnectListAllSecrets"))
    }
}

/// Calls of the room `nwfilter`.
#[async_trait]
pub trait NwfilterCalls: Send + Sync {
    /// `virNWFilterLookupByName` (remote 175).
    async fn nwfilter_lookup_by_name(
        &self,
        cx: &CallContext,
        args: remote::NwfilterLookupByNameArgs,
    ) -> Result<remote::NwfilterLookupByNameRet, Error> {
        Err(Error::no_support(ErrorDomain::Nwfilter, "virNWFilterLookupByName"))
    }
    /// `virNWFilterLookupByUUID` (remote 176).
    async fn nwfilter_lookup_by_uuid(
        &self,
        cx: &CallContext,
        args: remote::NwfilterLookupByUuidArgs,
    ) -> Result<remote::NwfilterLookupByUuidRet, Error> {
        Err(Error::no_support(ErrorDomain::Nwfilter, "virNWFilterLookupByUUID"))
    }
    /// `virNWFilterGetXMLDesc` (remote 177).
    async fn nwfilter_get_xml_desc(
        &self,
        cx: &CallContext,
        args: remote::NwfilterGetXmlDescArgs,
    ) -> Result<remote::NwfilterGetXmlDescRet, Error> {
        Err(Error::no_support(ErrorDomain::Nwfilter, "virNWFilterGetXMLDesc"))
    }
    /// `virConnectNumOfNWFilters` (remote 178).
    async fn connect_num_of_nwfilters(
        &self,
        cx: &CallContext,
    ) -> Result<remote::ConnectNumOfNwfiltersRet, Error> {
        Err(Error::no_support(ErrorDomain::Nwfilter, "virConnectNumOfNWFilters"))
    }
    /// `virConnectListNWFilters` (remote 179).
    async fn connect_list_nwfilters(
        &self,
        cx: &CallContext,
        args: remote::ConnectListNwfiltersArgs,
    ) -> Result<remote::ConnectListNwfiltersRet, Error> {
        Err(Error::no_support(ErrorDomain::Nwfilter, "virConnectListNWFilters"))
    }
    /// `virNWFilterDefineXML` (remote 180).
    async fn nwfilter_define_xml(
        &self,
        cx: &CallContext,
        args: remote::NwfilterDefineXmlArgs,
    ) -> Result<remote::NwfilterDefineXmlRet, Error> {
        Err(Error::no_support(ErrorDomain::Nwfilter, "virNWFilterDefineXML"))
    }
    /// `virNWFilterUndefine` (remote 181).
    async fn nwfilter_undefine(
        &self,
        cx: &CallContext,
        args: remote::NwfilterUndefineArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Nwfilter, "virNWFilterUndefine"))
    }
    /// `virConnectListAllNWFilters` (remote 286).
    async fn connect_list_all_nwfilters(
        &self,
        cx: &CallContext,
        args: remote::ConnectListAllNwfiltersArgs,
    ) -> Result<remote::ConnectListAllNwfiltersRet, Error> {
        Err(Error::no_support(ErrorDomain::Nwfilter, "virConnectListAllNWFilters"))
    }
    /// `virNWFilterBindingLookupByPortDev` (remote 397).
    async fn nwfilter_binding_lookup_by_port_dev(
        &self,
        cx: &CallContext,
        args: remote::NwfilterBindingLookupByPortDevArgs,
    ) -> Result<remote::NwfilterBindingLookupByPortDevRet, Error> {
        Err(Error::no_support(ErrorDomain::Nwfilter, "virNWFilterBindingLookupByPortDev"))
    }
    /// `virNWFilterBindingGetXMLDesc` (remote 398).
    async fn nwfilter_binding_get_xml_desc(
        &self,
        cx: &CallContext,
        args: remote::NwfilterBindingGetXmlDescArgs,
    ) -> Result<remote::NwfilterBindingGetXmlDescRet, Error> {
        Err(Error::no_support(ErrorDomain::Nwfilter, "virNWFilterBindingGetXMLDesc"))
    }
    /// `virNWFilterBindingCreateXML` (remote 399).
    async fn nwfilter_binding_create_xml(
        &self,
        cx: &CallContext,
        args: remote::NwfilterBindingCreateXmlArgs,
    ) -> Result<remote::NwfilterBindingCreateXmlRet, Error> {
        Err(Error::no_support(ErrorDomain::Nwfilter, "virNWFilterBindingCreateXML"))
    }
    /// `virNWFilterBindingDelete` (remote 400).
    async fn nwfilter_binding_delete(
        &self,
        cx: &CallContext,
        args: remote::NwfilterBindingDeleteArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Nwfilter, "virNWFilterBindingDelete"))
    }
    /// `virConnectListAllNWFilterBindings` (remote 401).
    async fn connect_list_all_nwfilter_bindings(
        &self,
        cx: &CallContext,
        args: remote::ConnectListAllNwfilterBindingsArgs,
    ) -> Result<remote::ConnectListAllNwfilterBindingsRet, Error> {
        Err(Error::no_support(ErrorDomain::Nwfilter, "virConnectListAllNWFilterBindings"))
    }
    /// `virNWFilterDefineXMLFlags` (remote 431).
    async fn nwfilter_define_xml_flags(
        &self,
        cx: &CallContext,
        args: remote::NwfilterDefineXmlFlagsArgs,
    ) -> Result<remote::NwfilterDefineXmlFlagsRet, Error> {
        Err(Error::no_support(ErrorDomain::Nwfilter, "virNWFilterDefineXMLFlags"))
    }
}

/// Calls of the room `snapshot`.
#[async_trait]
pub trait SnapshotCalls: Send + Sync {
    /// `virDomainSnapshotCreateXML` (remote 185).
    async fn domain_snapshot_create_xml(
        &self,
        cx: &CallContext,
        args: remote::DomainSnapshotCreateXmlArgs,
    ) -> Result<remote::DomainSnapshotCreateXmlRet, Error> {
        Err(Error::no_support(ErrorDomain::DomainSnapshot, "virDomainSnapshotCreateXML"))
    }
    /// `virDomainSnapshotGetXMLDesc` (remote 186).
    async fn domain_snapshot_get_xml_desc(
        &self,
        cx: &CallContext,
        args: remote::DomainSnapshotGetXmlDescArgs,
    ) -> Result<remote::DomainSnapshotGetXmlDescRet, Error> {
        Err(Error::no_support(ErrorDomain::DomainSnapshot, "virDomainSnapshotGetXMLDesc"))
    }
    /// `virDomainSnapshotNum` (remote 187).
    async fn domain_snapshot_num(
        &self,
        cx: &CallContext,
        args: remote::DomainSnapshotNumArgs,
    ) -> Result<remote::DomainSnapshotNumRet, Error> {
        Err(Error::no_support(ErrorDomain::DomainSnapshot, "virDomainSnapshotNum"))
    }
    /// `virDomainSnapshotListNames` (remote 188).
    async fn domain_snapshot_list_names(
        &self,
        cx: &CallContext,
        args: remote::DomainSnapshotListNamesArgs,
    ) -> Result<remote::DomainSnapshotListNamesRet, Error> {
        Err(Error::no_support(ErrorDomain::DomainSnapshot, "virDomainSnapshotListNames"))
    }
    /// `virDomainSnapshotLookupByName` (remote 189).
    async fn domain_snapshot_lookup_by_name(
        &self,
        cx: &CallContext,
        args: remote::DomainSnapshotLookupByNameArgs,
    ) -> Result<remote::DomainSnapshotLookupByNameRet, Error> {
        Err(Error::no_support(ErrorDomain::DomainSnapshot, "virDomainSnapshotLookupByName"))
    }
    /// `virDomainHasCurrentSnapshot` (remote 190).
    async fn domain_has_current_snapshot(
        &self,
        cx: &CallContext,
        args: remote::DomainHasCurrentSnapshotArgs,
    ) -> Result<remote::DomainHasCurrentSnapshotRet, Error> {
        Err(Error::no_support(ErrorDomain::DomainSnapshot, "virDomainHasCurrentSnapshot"))
    }
    /// `virDomainSnapshotCurrent` (remote 191).
    async fn domain_snapshot_current(
        &self,
        cx: &CallContext,
        args: remote::DomainSnapshotCurrentArgs,
    ) -> Result<remote::DomainSnapshotCurrentRet, Error> {
        Err(Error::no_support(ErrorDomain::DomainSnapshot, "virDomainSnapshotCurrent"))
    }
    /// `virDomainRevertToSnapshot` (remote 192).
    async fn domain_revert_to_snapshot(
        &self,
        cx: &CallContext,
        args: remote::DomainRevertToSnapshotArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::DomainSnapshot, "virDomainRevertToSnapshot"))
    }
    /// `virDomainSnapshotDelete` (remote 193).
    async fn domain_snapshot_delete(
        &self,
        cx: &CallContext,
        args: remote::DomainSnapshotDeleteArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::DomainSnapshot, "virDomainSnapshotDelete"))
    }
    /// `virDomainSnapshotGetParent` (remote 244).
    async fn domain_snapshot_get_parent(
        &self,
        cx: &CallContext,
        args: remote::DomainSnapshotGetParentArgs,
    ) -> Result<remote::DomainSnapshotGetParentRet, Error> {
        Err(Error::no_support(ErrorDomain::DomainSnapshot, "virDomainSnapshotGetParent"))
    }
    /// `virDomainSnapshotNumChildren` (remote 246).
    async fn domain_snapshot_num_children(
        &self,
        cx: &CallContext,
        args: remote::DomainSnapshotNumChildrenArgs,
    ) -> Result<remote::DomainSnapshotNumChildrenRet, Error> {
        Err(Error::no_support(ErrorDomain::DomainSnapshot, "virDomainSnapshotNumChildren"))
    }
    /// `virDomainSnapshotListChildrenNames` (remote 247).
    async fn domain_snapshot_list_children_names(
        &self,
        cx: &CallContext,
        args: remote::DomainSnapshotListChildrenNamesArgs,
    ) -> Result<remote::DomainSnapshotListChildrenNamesRet, Error> {
        Err(Error::no_support(ErrorDomain::DomainSnapshot, "virDomainSnapshotListChildrenNames"))
    }
    /// `virDomainSnapshotIsCurrent` (remote 271).
    async fn domain_snapshot_is_current(
        &self,
        cx: &CallContext,
        args: remote::DomainSnapshotIsCurrentArgs,
    ) -> Result<remote::DomainSnapshotIsCurrentRet, Error> {
        Err(Error::no_support(ErrorDomain::DomainSnapshot, "virDomainSnapshotIsCurrent"))
    }
    /// `virDomainSnapshotHasMetadata` (remote 272).
    async fn domain_snapshot_has_metadata(
        &self,
        cx: &CallContext,
        args: remote::DomainSnapshotHasMetadataArgs,
    ) -> Result<remote::DomainSnapshotHasMetadataRet, Error> {
        Err(Error::no_support(ErrorDomain::DomainSnapshot, "virDomainSnapshotHasMetadata"))
    }
    /// `virDomainListAllSnapshots` (remote 274).
    async fn domain_list_all_snapshots(
        &self,
        cx: &CallContext,
        args: remote::DomainListAllSnapshotsArgs,
    ) -> Result<remote::DomainListAllSnapshotsRet, Error> {
        Err(Error::no_support(ErrorDomain::DomainSnapshot, "virDomainListAllSnapshots"))
    }
    /// `virDomainSnapshotListAllChildren` (remote 275).
    async fn domain_snapshot_list_all_children(
        &self,
        cx: &CallContext,
        args: remote::DomainSnapshotListAllChildrenArgs,
    ) -> Result<remote::DomainSnapshotListAllChildrenRet, Error> {
        Err(Error::no_support(ErrorDomain::DomainSnapshot, "virDomainSnapshotListAllChildren"))
    }
}

/// Calls of the room `agent`.
#[async_trait]
pub trait AgentCalls: Send + Sync {
    /// `virDomainGetHostname` (remote 277).
    async fn domain_get_hostname(
        &self,
        cx: &CallContext,
        args: remote::DomainGetHostnameArgs,
    ) -> Result<remote::DomainGetHostnameRet, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainGetHostname"))
    }
    /// `virDomainFSTrim` (remote 294).
    async fn domain_fstrim(
        &self,
        cx: &CallContext,
        args: remote::DomainFstrimArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainFSTrim"))
    }
    /// `virDomainFSFreeze` (remote 335).
    async fn domain_fsfreeze(
        &self,
        cx: &CallContext,
        args: remote::DomainFsfreezeArgs,
    ) -> Result<remote::DomainFsfreezeRet, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainFSFreeze"))
    }
    /// `virDomainFSThaw` (remote 336).
    async fn domain_fsthaw(
        &self,
        cx: &CallContext,
        args: remote::DomainFsthawArgs,
    ) -> Result<remote::DomainFsthawRet, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainFSThaw"))
    }
    /// `virDomainGetTime` (remote 337).
    async fn domain_get_time(
        &self,
        cx: &CallContext,
        args: remote::DomainGetTimeArgs,
    ) -> Result<remote::DomainGetTimeRet, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainGetTime"))
    }
    /// `virDomainSetTime` (remote 338).
    async fn domain_set_time(
        &self,
        cx: &CallContext,
        args: remote::DomainSetTimeArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainSetTime"))
    }
    /// `virDomainGetFSInfo` (remote 349).
    async fn domain_get_fsinfo(
        &self,
        cx: &CallContext,
        args: remote::DomainGetFsinfoArgs,
    ) -> Result<remote::DomainGetFsinfoRet, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainGetFSInfo"))
    }
    /// `virDomainInterfaceAddresses` (remote 353).
    async fn domain_interface_addresses(
        &self,
        cx: &CallContext,
        args: remote::DomainInterfaceAddressesArgs,
    ) -> Result<remote::DomainInterfaceAddressesRet, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainInterfaceAddresses"))
    }
    /// `virDomainSetUserPassword` (remote 357).
    async fn domain_set_user_password(
        &self,
        cx: &CallContext,
        args: remote::DomainSetUserPasswordArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainSetUserPassword"))
    }
    /// `virDomainGetGuestVcpus` (remote 371).
    async fn domain_get_guest_vcpus(
        &self,
        cx: &CallContext,
        args: remote::DomainGetGuestVcpusArgs,
    ) -> Result<remote::DomainGetGuestVcpusRet, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainGetGuestVcpus"))
    }
    /// `virDomainSetGuestVcpus` (remote 372).
    async fn domain_set_guest_vcpus(
        &self,
        cx: &CallContext,
        args: remote::DomainSetGuestVcpusArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainSetGuestVcpus"))
    }
    /// `virDomainGetGuestInfo` (remote 418).
    async fn domain_get_guest_info(
        &self,
        cx: &CallContext,
        args: remote::DomainGetGuestInfoArgs,
    ) -> Result<remote::DomainGetGuestInfoRet, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainGetGuestInfo"))
    }
    /// `virDomainAgentSetResponseTimeout` (remote 420).
    async fn domain_agent_set_response_timeout(
        &self,
        cx: &CallContext,
        args: remote::DomainAgentSetResponseTimeoutArgs,
    ) -> Result<remote::DomainAgentSetResponseTimeoutRet, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainAgentSetResponseTimeout"))
    }
    /// `virDomainAuthorizedSSHKeysGet` (remote 424).
    async fn domain_authorized_ssh_keys_get(
        &self,
        cx: &CallContext,
        args: remote::DomainAuthorizedSshKeysGetArgs,
    ) -> Result<remote::DomainAuthorizedSshKeysGetRet, Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainAuthorizedSSHKeysGet"))
    }
    /// `virDomainAuthorizedSSHKeysSet` (remote 425).
    async fn domain_authorized_ssh_keys_set(
        &self,
        cx: &CallContext,
        args: remote::DomainAuthorizedSshKeysSetArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::Domain, "virDomainAuthorizedSSHKeysSet"))
    }
}

/// Calls of the room `checkpoint`.
#[async_trait]
pub trait CheckpointCalls: Send + Sync {
    /// `virDomainCheckpointCreateXML` (remote 411).
    async fn domain_checkpoint_create_xml(
        &self,
        cx: &CallContext,
        args: remote::DomainCheckpointCreateXmlArgs,
    ) -> Result<remote::DomainCheckpointCreateXmlRet, Error> {
        Err(Error::no_support(ErrorDomain::DomainCheckpoint, "virDomainCheckpointCreateXML"))
    }
    /// `virDomainCheckpointGetXMLDesc` (remote 412).
    async fn domain_checkpoint_get_xml_desc(
        &self,
        cx: &CallContext,
        args: remote::DomainCheckpointGetXmlDescArgs,
    ) -> Result<remote::DomainCheckpointGetXmlDescRet, Error> {
        Err(Error::no_support(ErrorDomain::DomainCheckpoint, "virDomainCheckpointGetXMLDesc"))
    }
    /// `virDomainListAllCheckpoints` (remote 413).
    async fn domain_list_all_checkpoints(
        &self,
        cx: &CallContext,
        args: remote::DomainListAllCheckpointsArgs,
    ) -> Result<remote::DomainListAllCheckpointsRet, Error> {
        Err(Error::no_support(ErrorDomain::DomainCheckpoint, "virDomainListAllCheckpoints"))
    }
    /// `virDomainCheckpointListAllChildren` (remote 414).
    async fn domain_checkpoint_list_all_children(
        &self,
        cx: &CallContext,
        args: remote::DomainCheckpointListAllChildrenArgs,
    ) -> Result<remote::DomainCheckpointListAllChildrenRet, Error> {
        Err(Error::no_support(ErrorDomain::DomainCheckpoint, "virDomainCheckpointListAllChildren"))
    }
    /// `virDomainCheckpointLookupByName` (remote 415).
    async fn domain_checkpoint_lookup_by_name(
        &self,
        cx: &CallContext,
        args: remote::DomainCheckpointLookupByNameArgs,
    ) -> Result<remote::DomainCheckpointLookupByNameRet, Error> {
        Err(Error::no_support(ErrorDomain::DomainCheckpoint, "virDomainCheckpointLookupByName"))
    }
    /// `virDomainCheckpointGetParent` (remote 416).
    async fn domain_checkpoint_get_parent(
        &self,
        cx: &CallContext,
        args: remote::DomainCheckpointGetParentArgs,
    ) -> Result<remote::DomainCheckpointGetParentRet, Error> {
        Err(Error::no_support(ErrorDomain::DomainCheckpoint, "virDomainCheckpointGetParent"))
    }
    /// `virDomainCheckpointDelete` (remote 417).
    async fn domain_checkpoint_delete(
        &self,
        cx: &CallContext,
        args: remote::DomainCheckpointDeleteArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::DomainCheckpoint, "virDomainCheckpointDelete"))
    }
    /// `virDomainBackupBegin` (remote 421).
    async fn domain_backup_begin(
        &self,
        cx: &CallContext,
        args: remote::DomainBackupBeginArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::DomainCheckpoint, "virDomainBackupBegin"))
    }
    /// `virDomainBackupGetXMLDesc` (remote 422).
    async fn domain_backup_get_xml_desc(
        &self,
        cx: &CallContext,
        args: remote::DomainBackupGetXmlDescArgs,
    ) -> Result<remote::DomainBackupGetXmlDescRet, Error> {
        Err(Error::no_support(ErrorDomain::DomainCheckpoint, "virDomainBackupGetXMLDesc"))
    }
}

/// Calls of the room `qemu`.
#[async_trait]
pub trait QemuCalls: Send + Sync {
    /// `virDomainQemuMonitorCommand` (qemu 1).
    async fn domain_monitor_command(
        &self,
        cx: &CallContext,
        args: qemu::DomainMonitorCommandArgs,
    ) -> Result<qemu::DomainMonitorCommandRet, Error> {
        Err(Error::no_support(ErrorDomain::None, "virDomainQemuMonitorCommand"))
    }
    /// `virDomainQemuAttach` (qemu 2).
    async fn domain_attach(
        &self,
        cx: &CallContext,
        args: qemu::DomainAttachArgs,
    ) -> Result<qemu::DomainAttachRet, Error> {
        Err(Error::no_support(ErrorDomain::None, "virDomainQemuAttach"))
    }
    /// `virDomainQemuAgentCommand` (qemu 3).
    async fn domain_agent_command(
        &self,
        cx: &CallContext,
        args: qemu::DomainAgentCommandArgs,
    ) -> Result<qemu::DomainAgentCommandRet, Error> {
        Err(Error::no_support(ErrorDomain::None, "virDomainQemuAgentCommand"))
    }
    /// `virDomainQemuMonitorCommandWithFiles` (qemu 7).
    async fn domain_monitor_command_with_files(
        &self,
        cx: &CallContext,
        args: qemu::DomainMonitorCommandWithFilesArgs,
        fds: Vec<OwnedFd>,
    ) -> Result<(qemu::DomainMonitorCommandWithFilesRet, Vec<OwnedFd>), Error> {
        Err(Error::no_support(ErrorDomain::None, "virDomainQemuMonitorCommandWithFiles"))
    }
}

/// Calls of the room `lxc`.
#[async_trait]
pub trait LxcCalls: Send + Sync {
    /// `virDomainLxcOpenNamespace` (lxc 1).
    async fn domain_open_namespace(
        &self,
        cx: &CallContext,
        args: lxc::DomainOpenNamespaceArgs,
    ) -> Result<((), Vec<OwnedFd>), Error> {
        Err(Error::no_support(ErrorDomain::None, "virDomainLxcOpenNamespace"))
    }
}

/// Calls of the room `admin`.
#[async_trait]
pub trait AdminCalls: Send + Sync {
    /// `virAdmConnectOpen` (admin 1).
    async fn connect_open(
        &self,
        cx: &CallContext,
        args: admin::ConnectOpenArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::None, "virAdmConnectOpen"))
    }
    /// `virAdmConnectClose` (admin 2).
    async fn connect_close(&self, cx: &CallContext) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::None, "virAdmConnectClose"))
    }
    /// `virAdmConnectGetLibVersion` (admin 3).
    async fn connect_get_lib_version(
        &self,
        cx: &CallContext,
    ) -> Result<admin::ConnectGetLibVersionRet, Error> {
        Err(Error::no_support(ErrorDomain::None, "virAdmConnectGetLibVersion"))
    }
    /// `virAdmConnectListServers` (admin 4).
    async fn connect_list_servers(
        &self,
        cx: &CallContext,
        args: admin::ConnectListServersArgs,
    ) -> Result<admin::ConnectListServersRet, Error> {
        Err(Error::no_support(ErrorDomain::None, "virAdmConnectListServers"))
    }
    /// `virAdmConnectLookupServer` (admin 5).
    async fn connect_lookup_server(
        &self,
        cx: &CallContext,
        args: admin::ConnectLookupServerArgs,
    ) -> Result<admin::ConnectLookupServerRet, Error> {
        Err(Error::no_support(ErrorDomain::None, "virAdmConnectLookupServer"))
    }
    /// `virAdmServerGetThreadPoolParameters` (admin 6).
    async fn server_get_threadpool_parameters(
        &self,
        cx: &CallContext,
        args: admin::ServerGetThreadpoolParametersArgs,
    ) -> Result<admin::ServerGetThreadpoolParametersRet, Error> {
        Err(Error::no_support(ErrorDomain::None, "virAdmServerGetThreadPoolParameters"))
    }
    /// `virAdmServerSetThreadPoolParameters` (admin 7).
    async fn server_set_threadpool_parameters(
        &self,
        cx: &CallContext,
        args: admin::ServerSetThreadpoolParametersArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::None, "virAdmServerSetThreadPoolParameters"))
    }
    /// `virAdmServerListClients` (admin 8).
    async fn server_list_clients(
        &self,
        cx: &CallContext,
        args: admin::ServerListClientsArgs,
    ) -> Result<admin::ServerListClientsRet, Error> {
        Err(Error::no_support(ErrorDomain::None, "virAdmServerListClients"))
    }
    /// `virAdmServerLookupClient` (admin 9).
    async fn server_lookup_client(
        &self,
        cx: &CallContext,
        args: admin::ServerLookupClientArgs,
    ) -> Result<admin::ServerLookupClientRet, Error> {
        Err(Error::no_support(ErrorDomain::None, "virAdmServerLookupClient"))
    }
    /// `virAdmClientGetInfo` (admin 10).
    async fn client_get_info(
        &self,
        cx: &CallContext,
        args: admin::ClientGetInfoArgs,
    ) -> Result<admin::ClientGetInfoRet, Error> {
        Err(Error::no_support(ErrorDomain::None, "virAdmClientGetInfo"))
    }
    /// `virAdmClientClose` (admin 11).
    async fn client_close(
        &self,
        cx: &CallContext,
        args: admin::ClientCloseArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::None, "virAdmClientClose"))
    }
    /// `virAdmServerGetClientLimits` (admin 12).
    async fn server_get_client_limits(
        &self,
        cx: &CallContext,
        args: admin::ServerGetClientLimitsArgs,
    ) -> Result<admin::ServerGetClientLimitsRet, Error> {
        Err(Error::no_support(ErrorDomain::None, "virAdmServerGetClientLimits"))
    }
    /// `virAdmServerSetClientLimits` (admin 13).
    async fn server_set_client_limits(
        &self,
        cx: &CallContext,
        args: admin::ServerSetClientLimitsArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::None, "virAdmServerSetClientLimits"))
    }
    /// `virAdmConnectGetLoggingOutputs` (admin 14).
    async fn connect_get_logging_outputs(
        &self,
        cx: &CallContext,
        args: admin::ConnectGetLoggingOutputsArgs,
    ) -> Result<admin::ConnectGetLoggingOutputsRet, Error> {
        Err(Error::no_support(ErrorDomain::None, "virAdmConnectGetLoggingOutputs"))
    }
    /// `virAdmConnectGetLoggingFilters` (admin 15).
    async fn connect_get_logging_filters(
        &self,
        cx: &CallContext,
        args: admin::ConnectGetLoggingFiltersArgs,
    ) -> Result<admin::ConnectGetLoggingFiltersRet, Error> {
        Err(Error::no_support(ErrorDomain::None, "virAdmConnectGetLoggingFilters"))
    }
    /// `virAdmConnectSetLoggingOutputs` (admin 16).
    async fn connect_set_logging_outputs(
        &self,
        cx: &CallContext,
        args: admin::ConnectSetLoggingOutputsArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::None, "virAdmConnectSetLoggingOutputs"))
    }
    /// `virAdmConnectSetLoggingFilters` (admin 17).
    async fn connect_set_logging_filters(
        &self,
        cx: &CallContext,
        args: admin::ConnectSetLoggingFiltersArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::None, "virAdmConnectSetLoggingFilters"))
    }
    /// `virAdmServerUpdateTlsFiles` (admin 18).
    async fn server_update_tls_files(
        &self,
        cx: &CallContext,
        args: admin::ServerUpdateTlsFilesArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::None, "virAdmServerUpdateTlsFiles"))
    }
    /// `virAdmConnectSetDaemonTimeout` (admin 19).
    async fn connect_set_daemon_timeout(
        &self,
        cx: &CallContext,
        args: admin::ConnectSetDaemonTimeoutArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::None, "virAdmConnectSetDaemonTimeout"))
    }
    /// `virAdmConnectDaemonShutdown` (admin 20).
    async fn connect_daemon_shutdown(
        &self,
        cx: &CallContext,
        args: admin::ConnectDaemonShutdownArgs,
    ) -> Result<(), Error> {
        Err(Error::no_support(ErrorDomain::None, "virAdmConnectDaemonShutdown"))
    }
}
