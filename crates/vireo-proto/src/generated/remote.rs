// Made by `cargo xtask codegen` from crates/vireo-proto/protocol; do not edit.

//! The `remote` program: types and procedures.

#![allow(missing_docs)] // names and types are the protocol's own
#![allow(clippy::pub_underscore_fields)]

#[allow(unused_imports)]
use vireo_xdr::{CharArray, Chars, Opaque, Text, Xdr};

#[allow(unused_imports)]
use crate::{Access, Permission, Priority, Procedure, StreamDirection, When};

/// Number of the program.
pub const PROGRAM: u32 = 0x20008086;
/// Version of the program.
pub const VERSION: u32 = 1;

pub const STRING_MAX: usize = 4194304;
pub const CONNECT_IDENTITY_PARAMS_MAX: usize = 20;
pub const DOMAIN_LIST_MAX: usize = 16384;
pub const CPUMAP_MAX: usize = 2048;
pub const VCPUINFO_MAX: usize = 16384;
pub const CPUMAPS_MAX: usize = 8388608;
pub const IOTHREAD_INFO_MAX: usize = 16384;
pub const MIGRATE_COOKIE_MAX: usize = 4194304;
pub const NETWORK_LIST_MAX: usize = 16384;
pub const NETWORK_PORT_LIST_MAX: usize = 16384;
pub const INTERFACE_LIST_MAX: usize = 16384;
pub const STORAGE_POOL_LIST_MAX: usize = 16384;
pub const STORAGE_VOL_LIST_MAX: usize = 16384;
pub const NODE_DEVICE_LIST_MAX: usize = 65536;
pub const NODE_DEVICE_CAPS_LIST_MAX: usize = 65536;
pub const NWFILTER_LIST_MAX: usize = 16384;
pub const NWFILTER_BINDING_LIST_MAX: usize = 16384;
pub const DOMAIN_SCHEDULER_PARAMETERS_MAX: usize = 16;
pub const DOMAIN_BLKIO_PARAMETERS_MAX: usize = 16;
pub const DOMAIN_MEMORY_PARAMETERS_MAX: usize = 16;
pub const DOMAIN_BLOCK_IO_TUNE_PARAMETERS_MAX: usize = 32;
pub const DOMAIN_NUMA_PARAMETERS_MAX: usize = 16;
pub const DOMAIN_PERF_EVENTS_MAX: usize = 64;
pub const DOMAIN_BLOCK_COPY_PARAMETERS_MAX: usize = 16;
pub const NODE_CPU_STATS_MAX: usize = 16;
pub const NODE_MEMORY_STATS_MAX: usize = 16;
pub const DOMAIN_BLOCK_STATS_PARAMETERS_MAX: usize = 16;
pub const NODE_MAX_CELLS: usize = 1024;
pub const AUTH_SASL_DATA_MAX: usize = 65536;
pub const AUTH_TYPE_LIST_MAX: usize = 20;
pub const DOMAIN_MEMORY_STATS_MAX: usize = 1024;
pub const DOMAIN_CHECKPOINT_LIST_MAX: usize = 16384;
pub const DOMAIN_SNAPSHOT_LIST_MAX: usize = 16384;
pub const DOMAIN_BLOCK_PEEK_BUFFER_MAX: usize = 4194304;
pub const DOMAIN_MEMORY_PEEK_BUFFER_MAX: usize = 4194304;
pub const SECURITY_LABEL_LIST_MAX: usize = 64;
pub const SECURITY_MODEL_MAX: usize = 257;
pub const SECURITY_LABEL_MAX: usize = 4097;
pub const SECURITY_DOI_MAX: usize = 257;
pub const SECRET_VALUE_MAX: usize = 65536;
pub const SECRET_LIST_MAX: usize = 16384;
pub const CPU_BASELINE_MAX: usize = 256;
pub const DOMAIN_SEND_KEY_MAX: usize = 16;
pub const DOMAIN_INTERFACE_PARAMETERS_MAX: usize = 16;
pub const DOMAIN_GET_CPU_STATS_NCPUS_MAX: usize = 128;
pub const DOMAIN_GET_CPU_STATS_MAX: usize = 2048;
pub const DOMAIN_DISK_ERRORS_MAX: usize = 256;
pub const NODE_MEMORY_PARAMETERS_MAX: usize = 64;
pub const DOMAIN_MIGRATE_PARAM_LIST_MAX: usize = 64;
pub const DOMAIN_SAVE_PARAMS_MAX: usize = 64;
pub const DOMAIN_JOB_STATS_MAX: usize = 64;
pub const CONNECT_CPU_MODELS_MAX: usize = 8192;
pub const DOMAIN_FSFREEZE_MOUNTPOINTS_MAX: usize = 256;
pub const NETWORK_DHCP_LEASES_MAX: usize = 65536;
pub const CONNECT_GET_ALL_DOMAIN_STATS_MAX: usize = 262144;
pub const DOMAIN_EVENT_TUNABLE_MAX: usize = 2048;
pub const DOMAIN_FSINFO_MAX: usize = 256;
pub const DOMAIN_FSINFO_DISKS_MAX: usize = 256;
pub const DOMAIN_INTERFACE_MAX: usize = 2048;
pub const DOMAIN_IP_ADDR_MAX: usize = 2048;
pub const DOMAIN_GUEST_VCPU_PARAMS_MAX: usize = 64;
pub const DOMAIN_IOTHREAD_PARAMS_MAX: usize = 64;
pub const NODE_SEV_INFO_MAX: usize = 64;
pub const DOMAIN_LAUNCH_SECURITY_INFO_PARAMS_MAX: usize = 64;
pub const DOMAIN_LAUNCH_SECURITY_STATE_PARAMS_MAX: usize = 64;
pub const DOMAIN_GUEST_INFO_PARAMS_MAX: usize = 2048;
pub const NETWORK_PORT_PARAMETERS_MAX: usize = 16;
pub const DOMAIN_AUTHORIZED_SSH_KEYS_MAX: usize = 2048;
pub const DOMAIN_MESSAGES_MAX: usize = 2048;
pub const DOMAIN_EVENT_GRAPHICS_IDENTITY_MAX: usize = 20;
#[derive(Debug, Clone, Copy, PartialEq, Eq, Xdr)]
#[repr(i32)]
pub enum AuthType {
    AuthNone = 0,
    AuthSasl = 1,
    AuthPolkit = 2,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub enum TypedParamValue {
    #[xdr(tag = 1)]
    Int(i32),
    #[xdr(tag = 2)]
    Uint(u32),
    #[xdr(tag = 3)]
    Llong(i64),
    #[xdr(tag = 4)]
    Ullong(u64),
    #[xdr(tag = 5)]
    Double(f64),
    #[xdr(tag = 6)]
    Boolean(i32),
    #[xdr(tag = 7)]
    String(Text),
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct Domain {
    pub name: Text,
    pub uuid: [u8; 16],
    pub id: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct Network {
    pub name: Text,
    pub uuid: [u8; 16],
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NetworkPort {
    pub net: Network,
    pub uuid: [u8; 16],
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct Nwfilter {
    pub name: Text,
    pub uuid: [u8; 16],
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NwfilterBinding {
    pub portdev: Text,
    pub filtername: Text,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct Interface {
    pub name: Text,
    pub mac: Text,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct StoragePool {
    pub name: Text,
    pub uuid: [u8; 16],
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct StorageVol {
    pub pool: Text,
    pub name: Text,
    pub key: Text,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NodeDevice {
    pub name: Text,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct Secret {
    pub uuid: [u8; 16],
    pub usage_type: i32,
    pub usage_id: Text,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainCheckpoint {
    pub name: Text,
    pub dom: Domain,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainSnapshot {
    pub name: Text,
    pub dom: Domain,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct Error {
    pub code: i32,
    pub domain: i32,
    pub message: Option<Text>,
    pub level: i32,
    pub dom: Option<Domain>,
    pub str1: Option<Text>,
    pub str2: Option<Text>,
    pub str3: Option<Text>,
    pub int1: i32,
    pub int2: i32,
    pub net: Option<Network>,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct VcpuInfo {
    pub number: u32,
    pub state: i32,
    pub cpu_time: u64,
    pub cpu: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct TypedParam {
    pub field: Text,
    pub value: TypedParamValue,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NodeGetCpuStats {
    pub field: Text,
    pub value: u64,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NodeGetMemoryStats {
    pub field: Text,
    pub value: u64,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainDiskError {
    pub disk: Text,
    pub error: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainMemoryStat {
    pub tag: i32,
    pub val: u64,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainIothreadInfo {
    pub iothread_id: u32,
    #[xdr(max = CPUMAP_MAX)]
    pub cpumap: Opaque,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainEventGraphicsAddress {
    pub family: i32,
    pub node: Text,
    pub service: Text,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainEventGraphicsIdentity {
    pub kind: Text,
    pub name: Text,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NetworkDhcpLease {
    pub iface: Text,
    pub expirytime: i64,
    pub kind: i32,
    pub mac: Option<Text>,
    pub iaid: Option<Text>,
    pub ipaddr: Text,
    pub prefix: u32,
    pub hostname: Option<Text>,
    pub clientid: Option<Text>,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainStatsRecord {
    pub dom: Domain,
    #[xdr(max = CONNECT_GET_ALL_DOMAIN_STATS_MAX)]
    pub params: Vec<TypedParam>,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainFsinfo {
    pub mountpoint: Text,
    pub name: Text,
    pub fstype: Text,
    #[xdr(max = DOMAIN_FSINFO_DISKS_MAX)]
    pub dev_aliases: Vec<Text>,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainIpAddr {
    pub kind: i32,
    pub addr: Text,
    pub prefix: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainInterface {
    pub name: Text,
    pub hwaddr: Option<Text>,
    #[xdr(max = DOMAIN_IP_ADDR_MAX)]
    pub addrs: Vec<DomainIpAddr>,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectOpenArgs {
    pub name: Option<Text>,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectGetTypeRet {
    pub kind: Text,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectGetVersionRet {
    pub hv_ver: u64,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectGetMaxVcpusArgs {
    pub kind: Option<Text>,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectGetMaxVcpusRet {
    pub max_vcpus: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NodeGetInfoRet {
    pub model: CharArray<32>,
    pub memory: u64,
    pub cpus: i32,
    pub mhz: i32,
    pub nodes: i32,
    pub sockets: i32,
    pub cores: i32,
    pub threads: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectGetCapabilitiesRet {
    pub capabilities: Text,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainAttachDeviceArgs {
    pub dom: Domain,
    pub xml: Text,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainCreateArgs {
    pub dom: Domain,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainCreateXmlArgs {
    pub xml_desc: Text,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainCreateXmlRet {
    pub dom: Domain,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainDefineXmlArgs {
    pub xml: Text,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainDefineXmlRet {
    pub dom: Domain,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainDestroyArgs {
    pub dom: Domain,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainDetachDeviceArgs {
    pub dom: Domain,
    pub xml: Text,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainGetXmlDescArgs {
    pub dom: Domain,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainGetXmlDescRet {
    pub xml: Text,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainGetAutostartArgs {
    pub dom: Domain,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainGetAutostartRet {
    pub autostart: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainGetInfoArgs {
    pub dom: Domain,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainGetInfoRet {
    pub state: u8,
    pub max_mem: u64,
    pub memory: u64,
    pub nr_virt_cpu: u16,
    pub cpu_time: u64,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainGetMaxMemoryArgs {
    pub dom: Domain,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainGetMaxMemoryRet {
    pub memory: u64,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainGetMaxVcpusArgs {
    pub dom: Domain,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainGetMaxVcpusRet {
    pub num: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainGetOsTypeArgs {
    pub dom: Domain,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainGetOsTypeRet {
    pub kind: Text,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainGetVcpusArgs {
    pub dom: Domain,
    pub maxinfo: i32,
    pub maplen: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainGetVcpusRet {
    #[xdr(max = VCPUINFO_MAX)]
    pub info: Vec<VcpuInfo>,
    #[xdr(max = CPUMAPS_MAX)]
    pub cpumaps: Opaque,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectListDefinedDomainsArgs {
    pub maxnames: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectListDefinedDomainsRet {
    #[xdr(max = DOMAIN_LIST_MAX)]
    pub names: Vec<Text>,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainLookupByIdArgs {
    pub id: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainLookupByIdRet {
    pub dom: Domain,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainLookupByNameArgs {
    pub name: Text,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainLookupByNameRet {
    pub dom: Domain,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainLookupByUuidArgs {
    pub uuid: [u8; 16],
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainLookupByUuidRet {
    pub dom: Domain,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectNumOfDefinedDomainsRet {
    pub num: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainPinVcpuArgs {
    pub dom: Domain,
    pub vcpu: u32,
    #[xdr(max = CPUMAP_MAX)]
    pub cpumap: Opaque,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainRebootArgs {
    pub dom: Domain,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainResumeArgs {
    pub dom: Domain,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainSetAutostartArgs {
    pub dom: Domain,
    pub autostart: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainSetMaxMemoryArgs {
    pub dom: Domain,
    pub memory: u64,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainSetMemoryArgs {
    pub dom: Domain,
    pub memory: u64,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainSetVcpusArgs {
    pub dom: Domain,
    pub nvcpus: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainShutdownArgs {
    pub dom: Domain,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainSuspendArgs {
    pub dom: Domain,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainUndefineArgs {
    pub dom: Domain,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectListDefinedNetworksArgs {
    pub maxnames: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectListDefinedNetworksRet {
    #[xdr(max = NETWORK_LIST_MAX)]
    pub names: Vec<Text>,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectListDomainsArgs {
    pub maxids: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectListDomainsRet {
    #[xdr(max = DOMAIN_LIST_MAX)]
    pub ids: Vec<i32>,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectListNetworksArgs {
    pub maxnames: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectListNetworksRet {
    #[xdr(max = NETWORK_LIST_MAX)]
    pub names: Vec<Text>,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NetworkCreateArgs {
    pub net: Network,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NetworkCreateXmlArgs {
    pub xml: Text,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NetworkCreateXmlRet {
    pub net: Network,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NetworkDefineXmlArgs {
    pub xml: Text,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NetworkDefineXmlRet {
    pub net: Network,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NetworkDestroyArgs {
    pub net: Network,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NetworkGetXmlDescArgs {
    pub net: Network,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NetworkGetXmlDescRet {
    pub xml: Text,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NetworkGetAutostartArgs {
    pub net: Network,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NetworkGetAutostartRet {
    pub autostart: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NetworkGetBridgeNameArgs {
    pub net: Network,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NetworkGetBridgeNameRet {
    pub name: Text,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NetworkLookupByNameArgs {
    pub name: Text,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NetworkLookupByNameRet {
    pub net: Network,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NetworkLookupByUuidArgs {
    pub uuid: [u8; 16],
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NetworkLookupByUuidRet {
    pub net: Network,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NetworkSetAutostartArgs {
    pub net: Network,
    pub autostart: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NetworkUndefineArgs {
    pub net: Network,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectNumOfDefinedNetworksRet {
    pub num: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectNumOfDomainsRet {
    pub num: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectNumOfNetworksRet {
    pub num: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainCoreDumpArgs {
    pub dom: Domain,
    pub to: Text,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainRestoreArgs {
    pub from: Text,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainSaveArgs {
    pub dom: Domain,
    pub to: Text,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainGetSchedulerTypeArgs {
    pub dom: Domain,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainGetSchedulerTypeRet {
    pub kind: Text,
    pub nparams: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainGetSchedulerParametersArgs {
    pub dom: Domain,
    pub nparams: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainGetSchedulerParametersRet {
    #[xdr(max = DOMAIN_SCHEDULER_PARAMETERS_MAX)]
    pub params: Vec<TypedParam>,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainSetSchedulerParametersArgs {
    pub dom: Domain,
    #[xdr(max = DOMAIN_SCHEDULER_PARAMETERS_MAX)]
    pub params: Vec<TypedParam>,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectGetHostnameRet {
    pub hostname: Text,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectSupportsFeatureArgs {
    pub feature: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectSupportsFeatureRet {
    pub supported: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainMigratePrepareArgs {
    pub uri_in: Option<Text>,
    pub flags: u64,
    pub dname: Option<Text>,
    pub resource: u64,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainMigratePrepareRet {
    #[xdr(max = MIGRATE_COOKIE_MAX)]
    pub cookie: Opaque,
    pub uri_out: Option<Text>,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainMigratePerformArgs {
    pub dom: Domain,
    #[xdr(max = MIGRATE_COOKIE_MAX)]
    pub cookie: Opaque,
    pub uri: Text,
    pub flags: u64,
    pub dname: Option<Text>,
    pub resource: u64,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainMigrateFinishArgs {
    pub dname: Text,
    #[xdr(max = MIGRATE_COOKIE_MAX)]
    pub cookie: Opaque,
    pub uri: Text,
    pub flags: u64,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainMigrateFinishRet {
    pub ddom: Domain,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainBlockStatsArgs {
    pub dom: Domain,
    pub path: Text,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainBlockStatsRet {
    pub rd_req: i64,
    pub rd_bytes: i64,
    pub wr_req: i64,
    pub wr_bytes: i64,
    pub errs: i64,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainInterfaceStatsArgs {
    pub dom: Domain,
    pub device: Text,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainInterfaceStatsRet {
    pub rx_bytes: i64,
    pub rx_packets: i64,
    pub rx_errs: i64,
    pub rx_drop: i64,
    pub tx_bytes: i64,
    pub tx_packets: i64,
    pub tx_errs: i64,
    pub tx_drop: i64,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct AuthListRet {
    #[xdr(max = AUTH_TYPE_LIST_MAX)]
    pub types: Vec<AuthType>,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct AuthSaslInitRet {
    pub mechlist: Text,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct AuthSaslStartArgs {
    pub mech: Text,
    pub nil: i32,
    #[xdr(max = AUTH_SASL_DATA_MAX)]
    pub data: Chars,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct AuthSaslStartRet {
    pub complete: i32,
    pub nil: i32,
    #[xdr(max = AUTH_SASL_DATA_MAX)]
    pub data: Chars,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct AuthSaslStepArgs {
    pub nil: i32,
    #[xdr(max = AUTH_SASL_DATA_MAX)]
    pub data: Chars,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct AuthSaslStepRet {
    pub complete: i32,
    pub nil: i32,
    #[xdr(max = AUTH_SASL_DATA_MAX)]
    pub data: Chars,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct AuthPolkitRet {
    pub complete: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectNumOfStoragePoolsRet {
    pub num: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectListStoragePoolsArgs {
    pub maxnames: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectListStoragePoolsRet {
    #[xdr(max = STORAGE_POOL_LIST_MAX)]
    pub names: Vec<Text>,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectNumOfDefinedStoragePoolsRet {
    pub num: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectListDefinedStoragePoolsArgs {
    pub maxnames: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectListDefinedStoragePoolsRet {
    #[xdr(max = STORAGE_POOL_LIST_MAX)]
    pub names: Vec<Text>,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectFindStoragePoolSourcesArgs {
    pub kind: Text,
    pub src_spec: Option<Text>,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectFindStoragePoolSourcesRet {
    pub xml: Text,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct StoragePoolCreateXmlArgs {
    pub xml: Text,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct StoragePoolCreateXmlRet {
    pub pool: StoragePool,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct StoragePoolDefineXmlArgs {
    pub xml: Text,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct StoragePoolDefineXmlRet {
    pub pool: StoragePool,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct StoragePoolCreateArgs {
    pub pool: StoragePool,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct StoragePoolBuildArgs {
    pub pool: StoragePool,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct StoragePoolDestroyArgs {
    pub pool: StoragePool,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct StoragePoolDeleteArgs {
    pub pool: StoragePool,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct StoragePoolUndefineArgs {
    pub pool: StoragePool,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct StoragePoolRefreshArgs {
    pub pool: StoragePool,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct StoragePoolLookupByNameArgs {
    pub name: Text,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct StoragePoolLookupByNameRet {
    pub pool: StoragePool,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct StoragePoolLookupByUuidArgs {
    pub uuid: [u8; 16],
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct StoragePoolLookupByUuidRet {
    pub pool: StoragePool,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct StoragePoolLookupByVolumeArgs {
    pub vol: StorageVol,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct StoragePoolLookupByVolumeRet {
    pub pool: StoragePool,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct StoragePoolGetInfoArgs {
    pub pool: StoragePool,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct StoragePoolGetInfoRet {
    pub state: u8,
    pub capacity: u64,
    pub allocation: u64,
    pub available: u64,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct StoragePoolGetXmlDescArgs {
    pub pool: StoragePool,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct StoragePoolGetXmlDescRet {
    pub xml: Text,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct StoragePoolGetAutostartArgs {
    pub pool: StoragePool,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct StoragePoolGetAutostartRet {
    pub autostart: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct StoragePoolSetAutostartArgs {
    pub pool: StoragePool,
    pub autostart: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct StoragePoolNumOfVolumesArgs {
    pub pool: StoragePool,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct StoragePoolNumOfVolumesRet {
    pub num: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct StoragePoolListVolumesArgs {
    pub pool: StoragePool,
    pub maxnames: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct StoragePoolListVolumesRet {
    #[xdr(max = STORAGE_VOL_LIST_MAX)]
    pub names: Vec<Text>,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct StorageVolCreateXmlArgs {
    pub pool: StoragePool,
    pub xml: Text,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct StorageVolCreateXmlRet {
    pub vol: StorageVol,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct StorageVolDeleteArgs {
    pub vol: StorageVol,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct StorageVolLookupByNameArgs {
    pub pool: StoragePool,
    pub name: Text,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct StorageVolLookupByNameRet {
    pub vol: StorageVol,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct StorageVolLookupByKeyArgs {
    pub key: Text,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct StorageVolLookupByKeyRet {
    pub vol: StorageVol,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct StorageVolLookupByPathArgs {
    pub path: Text,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct StorageVolLookupByPathRet {
    pub vol: StorageVol,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct StorageVolGetInfoArgs {
    pub vol: StorageVol,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct StorageVolGetInfoRet {
    pub kind: i8,
    pub capacity: u64,
    pub allocation: u64,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct StorageVolGetXmlDescArgs {
    pub vol: StorageVol,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct StorageVolGetXmlDescRet {
    pub xml: Text,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct StorageVolGetPathArgs {
    pub vol: StorageVol,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct StorageVolGetPathRet {
    pub name: Text,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NodeGetCellsFreeMemoryArgs {
    pub start_cell: i32,
    pub maxcells: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NodeGetCellsFreeMemoryRet {
    #[xdr(max = NODE_MAX_CELLS)]
    pub cells: Vec<u64>,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NodeGetFreeMemoryRet {
    pub free_mem: u64,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainBlockPeekArgs {
    pub dom: Domain,
    pub path: Text,
    pub offset: u64,
    pub size: u32,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainBlockPeekRet {
    #[xdr(max = DOMAIN_BLOCK_PEEK_BUFFER_MAX)]
    pub buffer: Opaque,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainMemoryPeekArgs {
    pub dom: Domain,
    pub offset: u64,
    pub size: u32,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainMemoryPeekRet {
    #[xdr(max = DOMAIN_MEMORY_PEEK_BUFFER_MAX)]
    pub buffer: Opaque,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectDomainEventRegisterRet {
    pub cb_registered: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectDomainEventDeregisterRet {
    pub cb_registered: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainMigratePrepare2Args {
    pub uri_in: Option<Text>,
    pub flags: u64,
    pub dname: Option<Text>,
    pub resource: u64,
    pub dom_xml: Text,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainMigratePrepare2Ret {
    #[xdr(max = MIGRATE_COOKIE_MAX)]
    pub cookie: Opaque,
    pub uri_out: Option<Text>,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainMigrateFinish2Args {
    pub dname: Text,
    #[xdr(max = MIGRATE_COOKIE_MAX)]
    pub cookie: Opaque,
    pub uri: Text,
    pub flags: u64,
    pub retcode: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainMigrateFinish2Ret {
    pub ddom: Domain,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectGetUriRet {
    pub uri: Text,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NodeNumOfDevicesArgs {
    pub cap: Option<Text>,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NodeNumOfDevicesRet {
    pub num: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NodeListDevicesArgs {
    pub cap: Option<Text>,
    pub maxnames: i32,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NodeListDevicesRet {
    #[xdr(max = NODE_DEVICE_LIST_MAX)]
    pub names: Vec<Text>,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NodeDeviceLookupByNameArgs {
    pub name: Text,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NodeDeviceLookupByNameRet {
    pub dev: NodeDevice,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NodeDeviceGetXmlDescArgs {
    pub name: Text,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NodeDeviceGetXmlDescRet {
    pub xml: Text,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NodeDeviceGetParentArgs {
    pub name: Text,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NodeDeviceGetParentRet {
    pub parent_name: Option<Text>,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NodeDeviceNumOfCapsArgs {
    pub name: Text,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NodeDeviceNumOfCapsRet {
    pub num: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NodeDeviceListCapsArgs {
    pub name: Text,
    pub maxnames: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NodeDeviceListCapsRet {
    #[xdr(max = NODE_DEVICE_CAPS_LIST_MAX)]
    pub names: Vec<Text>,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NodeDeviceDettachArgs {
    pub name: Text,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NodeDeviceReAttachArgs {
    pub name: Text,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NodeDeviceResetArgs {
    pub name: Text,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainGetSecurityLabelArgs {
    pub dom: Domain,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainGetSecurityLabelRet {
    #[xdr(max = SECURITY_LABEL_MAX)]
    pub label: Chars,
    pub enforcing: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NodeGetSecurityModelRet {
    #[xdr(max = SECURITY_MODEL_MAX)]
    pub model: Chars,
    #[xdr(max = SECURITY_DOI_MAX)]
    pub doi: Chars,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NodeDeviceCreateXmlArgs {
    pub xml_desc: Text,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NodeDeviceCreateXmlRet {
    pub dev: NodeDevice,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NodeDeviceDestroyArgs {
    pub name: Text,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct StorageVolCreateXmlFromArgs {
    pub pool: StoragePool,
    pub xml: Text,
    pub clonevol: StorageVol,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct StorageVolCreateXmlFromRet {
    pub vol: StorageVol,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectNumOfInterfacesRet {
    pub num: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectListInterfacesArgs {
    pub maxnames: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectListInterfacesRet {
    #[xdr(max = INTERFACE_LIST_MAX)]
    pub names: Vec<Text>,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct InterfaceLookupByNameArgs {
    pub name: Text,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct InterfaceLookupByNameRet {
    pub iface: Interface,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct InterfaceLookupByMacStringArgs {
    pub mac: Text,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct InterfaceLookupByMacStringRet {
    pub iface: Interface,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct InterfaceGetXmlDescArgs {
    pub iface: Interface,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct InterfaceGetXmlDescRet {
    pub xml: Text,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct InterfaceDefineXmlArgs {
    pub xml: Text,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct InterfaceDefineXmlRet {
    pub iface: Interface,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct InterfaceUndefineArgs {
    pub iface: Interface,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct InterfaceCreateArgs {
    pub iface: Interface,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct InterfaceDestroyArgs {
    pub iface: Interface,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectDomainXmlFromNativeArgs {
    pub native_format: Text,
    pub native_config: Text,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectDomainXmlFromNativeRet {
    pub domain_xml: Text,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectDomainXmlToNativeArgs {
    pub native_format: Text,
    pub domain_xml: Text,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectDomainXmlToNativeRet {
    pub native_config: Text,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectNumOfDefinedInterfacesRet {
    pub num: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectListDefinedInterfacesArgs {
    pub maxnames: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectListDefinedInterfacesRet {
    #[xdr(max = INTERFACE_LIST_MAX)]
    pub names: Vec<Text>,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectNumOfSecretsRet {
    pub num: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectListSecretsArgs {
    pub maxuuids: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectListSecretsRet {
    #[xdr(max = SECRET_LIST_MAX)]
    pub uuids: Vec<Text>,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct SecretLookupByUuidArgs {
    pub uuid: [u8; 16],
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct SecretLookupByUuidRet {
    pub secret: Secret,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct SecretDefineXmlArgs {
    pub xml: Text,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct SecretDefineXmlRet {
    pub secret: Secret,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct SecretGetXmlDescArgs {
    pub secret: Secret,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct SecretGetXmlDescRet {
    pub xml: Text,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct SecretSetValueArgs {
    pub secret: Secret,
    #[xdr(max = SECRET_VALUE_MAX)]
    pub value: Opaque,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct SecretGetValueArgs {
    pub secret: Secret,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct SecretGetValueRet {
    #[xdr(max = SECRET_VALUE_MAX)]
    pub value: Opaque,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct SecretUndefineArgs {
    pub secret: Secret,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct SecretLookupByUsageArgs {
    pub usage_type: i32,
    pub usage_id: Text,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct SecretLookupByUsageRet {
    pub secret: Secret,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainMigratePrepareTunnelArgs {
    pub flags: u64,
    pub dname: Option<Text>,
    pub resource: u64,
    pub dom_xml: Text,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectIsSecureRet {
    pub secure: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainIsActiveArgs {
    pub dom: Domain,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainIsActiveRet {
    pub active: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainIsPersistentArgs {
    pub dom: Domain,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainIsPersistentRet {
    pub persistent: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NetworkIsActiveArgs {
    pub net: Network,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NetworkIsActiveRet {
    pub active: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NetworkIsPersistentArgs {
    pub net: Network,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NetworkIsPersistentRet {
    pub persistent: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct StoragePoolIsActiveArgs {
    pub pool: StoragePool,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct StoragePoolIsActiveRet {
    pub active: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct StoragePoolIsPersistentArgs {
    pub pool: StoragePool,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct StoragePoolIsPersistentRet {
    pub persistent: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct InterfaceIsActiveArgs {
    pub iface: Interface,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct InterfaceIsActiveRet {
    pub active: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectGetLibVersionRet {
    pub lib_ver: u64,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectCompareCpuArgs {
    pub xml: Text,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectCompareCpuRet {
    pub result: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainMemoryStatsArgs {
    pub dom: Domain,
    pub max_stats: u32,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainMemoryStatsRet {
    #[xdr(max = DOMAIN_MEMORY_STATS_MAX)]
    pub stats: Vec<DomainMemoryStat>,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainAttachDeviceFlagsArgs {
    pub dom: Domain,
    pub xml: Text,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainDetachDeviceFlagsArgs {
    pub dom: Domain,
    pub xml: Text,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectBaselineCpuArgs {
    #[xdr(max = CPU_BASELINE_MAX)]
    pub xml_cpus: Vec<Text>,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectBaselineCpuRet {
    pub cpu: Text,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainGetJobInfoArgs {
    pub dom: Domain,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainGetJobInfoRet {
    pub kind: i32,
    pub time_elapsed: u64,
    pub time_remaining: u64,
    pub data_total: u64,
    pub data_processed: u64,
    pub data_remaining: u64,
    pub mem_total: u64,
    pub mem_processed: u64,
    pub mem_remaining: u64,
    pub file_total: u64,
    pub file_processed: u64,
    pub file_remaining: u64,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainAbortJobArgs {
    pub dom: Domain,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct StorageVolWipeArgs {
    pub vol: StorageVol,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainMigrateSetMaxDowntimeArgs {
    pub dom: Domain,
    pub downtime: u64,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectDomainEventRegisterAnyArgs {
    pub event_id: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectDomainEventDeregisterAnyArgs {
    pub event_id: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainUpdateDeviceFlagsArgs {
    pub dom: Domain,
    pub xml: Text,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NwfilterLookupByNameArgs {
    pub name: Text,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NwfilterLookupByNameRet {
    pub nwfilter: Nwfilter,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NwfilterLookupByUuidArgs {
    pub uuid: [u8; 16],
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NwfilterLookupByUuidRet {
    pub nwfilter: Nwfilter,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NwfilterGetXmlDescArgs {
    pub nwfilter: Nwfilter,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NwfilterGetXmlDescRet {
    pub xml: Text,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectNumOfNwfiltersRet {
    pub num: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectListNwfiltersArgs {
    pub maxnames: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectListNwfiltersRet {
    #[xdr(max = NWFILTER_LIST_MAX)]
    pub names: Vec<Text>,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NwfilterDefineXmlArgs {
    pub xml: Text,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NwfilterDefineXmlRet {
    pub nwfilter: Nwfilter,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NwfilterUndefineArgs {
    pub nwfilter: Nwfilter,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainManagedSaveArgs {
    pub dom: Domain,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainHasManagedSaveImageArgs {
    pub dom: Domain,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainHasManagedSaveImageRet {
    pub result: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainManagedSaveRemoveArgs {
    pub dom: Domain,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainSnapshotCreateXmlArgs {
    pub dom: Domain,
    pub xml_desc: Text,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainSnapshotCreateXmlRet {
    pub snap: DomainSnapshot,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainSnapshotGetXmlDescArgs {
    pub snap: DomainSnapshot,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainSnapshotGetXmlDescRet {
    pub xml: Text,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainSnapshotNumArgs {
    pub dom: Domain,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainSnapshotNumRet {
    pub num: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainSnapshotListNamesArgs {
    pub dom: Domain,
    pub maxnames: i32,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainSnapshotListNamesRet {
    #[xdr(max = DOMAIN_SNAPSHOT_LIST_MAX)]
    pub names: Vec<Text>,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainSnapshotLookupByNameArgs {
    pub dom: Domain,
    pub name: Text,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainSnapshotLookupByNameRet {
    pub snap: DomainSnapshot,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainHasCurrentSnapshotArgs {
    pub dom: Domain,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainHasCurrentSnapshotRet {
    pub result: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainSnapshotCurrentArgs {
    pub dom: Domain,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainSnapshotCurrentRet {
    pub snap: DomainSnapshot,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainRevertToSnapshotArgs {
    pub snap: DomainSnapshot,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainSnapshotDeleteArgs {
    pub snap: DomainSnapshot,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainGetBlockInfoArgs {
    pub dom: Domain,
    pub path: Text,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainGetBlockInfoRet {
    pub allocation: u64,
    pub capacity: u64,
    pub physical: u64,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainCreateWithFlagsArgs {
    pub dom: Domain,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainCreateWithFlagsRet {
    pub dom: Domain,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainSetMemoryParametersArgs {
    pub dom: Domain,
    #[xdr(max = DOMAIN_MEMORY_PARAMETERS_MAX)]
    pub params: Vec<TypedParam>,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainGetMemoryParametersArgs {
    pub dom: Domain,
    pub nparams: i32,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainGetMemoryParametersRet {
    #[xdr(max = DOMAIN_MEMORY_PARAMETERS_MAX)]
    pub params: Vec<TypedParam>,
    pub nparams: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainSetVcpusFlagsArgs {
    pub dom: Domain,
    pub nvcpus: u32,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainGetVcpusFlagsArgs {
    pub dom: Domain,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainGetVcpusFlagsRet {
    pub num: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainOpenConsoleArgs {
    pub dom: Domain,
    pub dev_name: Option<Text>,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainIsUpdatedArgs {
    pub dom: Domain,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainIsUpdatedRet {
    pub updated: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectGetSysinfoArgs {
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectGetSysinfoRet {
    pub sysinfo: Text,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainSetMemoryFlagsArgs {
    pub dom: Domain,
    pub memory: u64,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainSetBlkioParametersArgs {
    pub dom: Domain,
    #[xdr(max = DOMAIN_BLKIO_PARAMETERS_MAX)]
    pub params: Vec<TypedParam>,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainGetBlkioParametersArgs {
    pub dom: Domain,
    pub nparams: i32,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainGetBlkioParametersRet {
    #[xdr(max = DOMAIN_BLKIO_PARAMETERS_MAX)]
    pub params: Vec<TypedParam>,
    pub nparams: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainMigrateSetMaxSpeedArgs {
    pub dom: Domain,
    pub bandwidth: u64,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct StorageVolUploadArgs {
    pub vol: StorageVol,
    pub offset: u64,
    pub length: u64,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct StorageVolDownloadArgs {
    pub vol: StorageVol,
    pub offset: u64,
    pub length: u64,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainInjectNmiArgs {
    pub dom: Domain,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainScreenshotArgs {
    pub dom: Domain,
    pub screen: u32,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainScreenshotRet {
    pub mime: Option<Text>,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainGetStateArgs {
    pub dom: Domain,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainGetStateRet {
    pub state: i32,
    pub reason: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainMigrateBegin3Args {
    pub dom: Domain,
    pub xmlin: Option<Text>,
    pub flags: u64,
    pub dname: Option<Text>,
    pub resource: u64,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainMigrateBegin3Ret {
    #[xdr(max = MIGRATE_COOKIE_MAX)]
    pub cookie_out: Opaque,
    pub xml: Text,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainMigratePrepare3Args {
    #[xdr(max = MIGRATE_COOKIE_MAX)]
    pub cookie_in: Opaque,
    pub uri_in: Option<Text>,
    pub flags: u64,
    pub dname: Option<Text>,
    pub resource: u64,
    pub dom_xml: Text,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainMigratePrepare3Ret {
    #[xdr(max = MIGRATE_COOKIE_MAX)]
    pub cookie_out: Opaque,
    pub uri_out: Option<Text>,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainMigratePrepareTunnel3Args {
    #[xdr(max = MIGRATE_COOKIE_MAX)]
    pub cookie_in: Opaque,
    pub flags: u64,
    pub dname: Option<Text>,
    pub resource: u64,
    pub dom_xml: Text,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainMigratePrepareTunnel3Ret {
    #[xdr(max = MIGRATE_COOKIE_MAX)]
    pub cookie_out: Opaque,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainMigratePerform3Args {
    pub dom: Domain,
    pub xmlin: Option<Text>,
    #[xdr(max = MIGRATE_COOKIE_MAX)]
    pub cookie_in: Opaque,
    pub dconnuri: Option<Text>,
    pub uri: Option<Text>,
    pub flags: u64,
    pub dname: Option<Text>,
    pub resource: u64,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainMigratePerform3Ret {
    #[xdr(max = MIGRATE_COOKIE_MAX)]
    pub cookie_out: Opaque,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainMigrateFinish3Args {
    pub dname: Text,
    #[xdr(max = MIGRATE_COOKIE_MAX)]
    pub cookie_in: Opaque,
    pub dconnuri: Option<Text>,
    pub uri: Option<Text>,
    pub flags: u64,
    pub cancelled: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainMigrateFinish3Ret {
    pub dom: Domain,
    #[xdr(max = MIGRATE_COOKIE_MAX)]
    pub cookie_out: Opaque,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainMigrateConfirm3Args {
    pub dom: Domain,
    #[xdr(max = MIGRATE_COOKIE_MAX)]
    pub cookie_in: Opaque,
    pub flags: u64,
    pub cancelled: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainSetSchedulerParametersFlagsArgs {
    pub dom: Domain,
    #[xdr(max = DOMAIN_SCHEDULER_PARAMETERS_MAX)]
    pub params: Vec<TypedParam>,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct InterfaceChangeBeginArgs {
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct InterfaceChangeCommitArgs {
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct InterfaceChangeRollbackArgs {
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainGetSchedulerParametersFlagsArgs {
    pub dom: Domain,
    pub nparams: i32,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainGetSchedulerParametersFlagsRet {
    #[xdr(max = DOMAIN_SCHEDULER_PARAMETERS_MAX)]
    pub params: Vec<TypedParam>,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainPinVcpuFlagsArgs {
    pub dom: Domain,
    pub vcpu: u32,
    #[xdr(max = CPUMAP_MAX)]
    pub cpumap: Opaque,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainSendKeyArgs {
    pub dom: Domain,
    pub codeset: u32,
    pub holdtime: u32,
    #[xdr(max = DOMAIN_SEND_KEY_MAX)]
    pub keycodes: Vec<u32>,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NodeGetCpuStatsArgs {
    pub cpu_num: i32,
    pub nparams: i32,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NodeGetCpuStatsRet {
    #[xdr(max = NODE_CPU_STATS_MAX)]
    pub params: Vec<NodeGetCpuStats>,
    pub nparams: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NodeGetMemoryStatsArgs {
    pub nparams: i32,
    pub cell_num: i32,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NodeGetMemoryStatsRet {
    #[xdr(max = NODE_MEMORY_STATS_MAX)]
    pub params: Vec<NodeGetMemoryStats>,
    pub nparams: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainGetControlInfoArgs {
    pub dom: Domain,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainGetControlInfoRet {
    pub state: u32,
    pub details: u32,
    pub state_time: u64,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainGetVcpuPinInfoArgs {
    pub dom: Domain,
    pub ncpumaps: i32,
    pub maplen: i32,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainGetVcpuPinInfoRet {
    #[xdr(max = CPUMAPS_MAX)]
    pub cpumaps: Opaque,
    pub num: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainUndefineFlagsArgs {
    pub dom: Domain,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainSaveFlagsArgs {
    pub dom: Domain,
    pub to: Text,
    pub dxml: Option<Text>,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainRestoreFlagsArgs {
    pub from: Text,
    pub dxml: Option<Text>,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainDestroyFlagsArgs {
    pub dom: Domain,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainSaveImageGetXmlDescArgs {
    pub file: Text,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainSaveImageGetXmlDescRet {
    pub xml: Text,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainSaveImageDefineXmlArgs {
    pub file: Text,
    pub dxml: Text,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainBlockJobAbortArgs {
    pub dom: Domain,
    pub path: Text,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainGetBlockJobInfoArgs {
    pub dom: Domain,
    pub path: Text,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainGetBlockJobInfoRet {
    pub found: i32,
    pub kind: i32,
    pub bandwidth: u64,
    pub cur: u64,
    pub end: u64,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainBlockJobSetSpeedArgs {
    pub dom: Domain,
    pub path: Text,
    pub bandwidth: u64,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainBlockPullArgs {
    pub dom: Domain,
    pub path: Text,
    pub bandwidth: u64,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainMigrateGetMaxSpeedArgs {
    pub dom: Domain,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainMigrateGetMaxSpeedRet {
    pub bandwidth: u64,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainBlockStatsFlagsArgs {
    pub dom: Domain,
    pub path: Text,
    pub nparams: i32,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainBlockStatsFlagsRet {
    #[xdr(max = DOMAIN_BLOCK_STATS_PARAMETERS_MAX)]
    pub params: Vec<TypedParam>,
    pub nparams: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainSnapshotGetParentArgs {
    pub snap: DomainSnapshot,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainSnapshotGetParentRet {
    pub snap: DomainSnapshot,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainResetArgs {
    pub dom: Domain,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainSnapshotNumChildrenArgs {
    pub snap: DomainSnapshot,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainSnapshotNumChildrenRet {
    pub num: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainSnapshotListChildrenNamesArgs {
    pub snap: DomainSnapshot,
    pub maxnames: i32,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainSnapshotListChildrenNamesRet {
    #[xdr(max = DOMAIN_SNAPSHOT_LIST_MAX)]
    pub names: Vec<Text>,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainOpenGraphicsArgs {
    pub dom: Domain,
    pub idx: u32,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NodeSuspendForDurationArgs {
    pub target: u32,
    pub duration: u64,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainBlockResizeArgs {
    pub dom: Domain,
    pub disk: Text,
    pub size: u64,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainSetBlockIoTuneArgs {
    pub dom: Domain,
    pub disk: Text,
    #[xdr(max = DOMAIN_BLOCK_IO_TUNE_PARAMETERS_MAX)]
    pub params: Vec<TypedParam>,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainGetBlockIoTuneArgs {
    pub dom: Domain,
    pub disk: Option<Text>,
    pub nparams: i32,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainGetBlockIoTuneRet {
    #[xdr(max = DOMAIN_BLOCK_IO_TUNE_PARAMETERS_MAX)]
    pub params: Vec<TypedParam>,
    pub nparams: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainSetNumaParametersArgs {
    pub dom: Domain,
    #[xdr(max = DOMAIN_NUMA_PARAMETERS_MAX)]
    pub params: Vec<TypedParam>,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainGetNumaParametersArgs {
    pub dom: Domain,
    pub nparams: i32,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainGetNumaParametersRet {
    #[xdr(max = DOMAIN_NUMA_PARAMETERS_MAX)]
    pub params: Vec<TypedParam>,
    pub nparams: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainSetInterfaceParametersArgs {
    pub dom: Domain,
    pub device: Text,
    #[xdr(max = DOMAIN_INTERFACE_PARAMETERS_MAX)]
    pub params: Vec<TypedParam>,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainGetInterfaceParametersArgs {
    pub dom: Domain,
    pub device: Text,
    pub nparams: i32,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainGetInterfaceParametersRet {
    #[xdr(max = DOMAIN_INTERFACE_PARAMETERS_MAX)]
    pub params: Vec<TypedParam>,
    pub nparams: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainShutdownFlagsArgs {
    pub dom: Domain,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct StorageVolWipePatternArgs {
    pub vol: StorageVol,
    pub algorithm: u32,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct StorageVolResizeArgs {
    pub vol: StorageVol,
    pub capacity: u64,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainPmSuspendForDurationArgs {
    pub dom: Domain,
    pub target: u32,
    pub duration: u64,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainGetCpuStatsArgs {
    pub dom: Domain,
    pub nparams: u32,
    pub start_cpu: i32,
    pub ncpus: u32,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainGetCpuStatsRet {
    #[xdr(max = DOMAIN_GET_CPU_STATS_MAX)]
    pub params: Vec<TypedParam>,
    pub nparams: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainGetDiskErrorsArgs {
    pub dom: Domain,
    pub maxerrors: u32,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainGetDiskErrorsRet {
    #[xdr(max = DOMAIN_DISK_ERRORS_MAX)]
    pub errors: Vec<DomainDiskError>,
    pub nerrors: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainSetMetadataArgs {
    pub dom: Domain,
    pub kind: i32,
    pub metadata: Option<Text>,
    pub key: Option<Text>,
    pub uri: Option<Text>,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainGetMetadataArgs {
    pub dom: Domain,
    pub kind: i32,
    pub uri: Option<Text>,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainGetMetadataRet {
    pub metadata: Text,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainBlockRebaseArgs {
    pub dom: Domain,
    pub path: Text,
    pub base: Option<Text>,
    pub bandwidth: u64,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainPmWakeupArgs {
    pub dom: Domain,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainSnapshotIsCurrentArgs {
    pub snap: DomainSnapshot,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainSnapshotIsCurrentRet {
    pub current: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainSnapshotHasMetadataArgs {
    pub snap: DomainSnapshot,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainSnapshotHasMetadataRet {
    pub metadata: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectListAllDomainsArgs {
    pub need_results: i32,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectListAllDomainsRet {
    #[xdr(max = DOMAIN_LIST_MAX)]
    pub domains: Vec<Domain>,
    pub ret: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainListAllSnapshotsArgs {
    pub dom: Domain,
    pub need_results: i32,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainListAllSnapshotsRet {
    #[xdr(max = DOMAIN_SNAPSHOT_LIST_MAX)]
    pub snapshots: Vec<DomainSnapshot>,
    pub ret: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainSnapshotListAllChildrenArgs {
    pub snapshot: DomainSnapshot,
    pub need_results: i32,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainSnapshotListAllChildrenRet {
    #[xdr(max = DOMAIN_SNAPSHOT_LIST_MAX)]
    pub snapshots: Vec<DomainSnapshot>,
    pub ret: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainGetHostnameArgs {
    pub dom: Domain,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainGetHostnameRet {
    pub hostname: Text,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainGetSecurityLabelListArgs {
    pub dom: Domain,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainGetSecurityLabelListRet {
    #[xdr(max = SECURITY_LABEL_LIST_MAX)]
    pub labels: Vec<DomainGetSecurityLabelRet>,
    pub ret: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainPinEmulatorArgs {
    pub dom: Domain,
    #[xdr(max = CPUMAP_MAX)]
    pub cpumap: Opaque,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainGetEmulatorPinInfoArgs {
    pub dom: Domain,
    pub maplen: i32,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainGetEmulatorPinInfoRet {
    #[xdr(max = CPUMAPS_MAX)]
    pub cpumaps: Opaque,
    pub ret: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectListAllStoragePoolsArgs {
    pub need_results: i32,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectListAllStoragePoolsRet {
    #[xdr(max = STORAGE_POOL_LIST_MAX)]
    pub pools: Vec<StoragePool>,
    pub ret: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct StoragePoolListAllVolumesArgs {
    pub pool: StoragePool,
    pub need_results: i32,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct StoragePoolListAllVolumesRet {
    #[xdr(max = STORAGE_VOL_LIST_MAX)]
    pub vols: Vec<StorageVol>,
    pub ret: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectListAllNetworksArgs {
    pub need_results: i32,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectListAllNetworksRet {
    #[xdr(max = NETWORK_LIST_MAX)]
    pub nets: Vec<Network>,
    pub ret: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectListAllInterfacesArgs {
    pub need_results: i32,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectListAllInterfacesRet {
    #[xdr(max = INTERFACE_LIST_MAX)]
    pub ifaces: Vec<Interface>,
    pub ret: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectListAllNodeDevicesArgs {
    pub need_results: i32,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectListAllNodeDevicesRet {
    #[xdr(max = NODE_DEVICE_LIST_MAX)]
    pub devices: Vec<NodeDevice>,
    pub ret: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectListAllNwfiltersArgs {
    pub need_results: i32,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectListAllNwfiltersRet {
    #[xdr(max = NWFILTER_LIST_MAX)]
    pub filters: Vec<Nwfilter>,
    pub ret: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectListAllSecretsArgs {
    pub need_results: i32,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectListAllSecretsRet {
    #[xdr(max = SECRET_LIST_MAX)]
    pub secrets: Vec<Secret>,
    pub ret: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NodeSetMemoryParametersArgs {
    #[xdr(max = NODE_MEMORY_PARAMETERS_MAX)]
    pub params: Vec<TypedParam>,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NodeGetMemoryParametersArgs {
    pub nparams: i32,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NodeGetMemoryParametersRet {
    #[xdr(max = NODE_MEMORY_PARAMETERS_MAX)]
    pub params: Vec<TypedParam>,
    pub nparams: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainBlockCommitArgs {
    pub dom: Domain,
    pub disk: Text,
    pub base: Option<Text>,
    pub top: Option<Text>,
    pub bandwidth: u64,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NetworkUpdateArgs {
    pub net: Network,
    pub command: u32,
    pub section: u32,
    pub parent_index: i32,
    pub xml: Text,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NodeGetCpuMapArgs {
    pub need_map: i32,
    pub need_online: i32,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NodeGetCpuMapRet {
    #[xdr(max = CPUMAP_MAX)]
    pub cpumap: Opaque,
    pub online: u32,
    pub ret: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainFstrimArgs {
    pub dom: Domain,
    pub mount_point: Option<Text>,
    pub minimum: u64,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainSendProcessSignalArgs {
    pub dom: Domain,
    pub pid_value: i64,
    pub signum: u32,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainOpenChannelArgs {
    pub dom: Domain,
    pub name: Option<Text>,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NodeDeviceLookupScsiHostByWwnArgs {
    pub wwnn: Text,
    pub wwpn: Text,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NodeDeviceLookupScsiHostByWwnRet {
    pub dev: NodeDevice,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainGetJobStatsArgs {
    pub dom: Domain,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainGetJobStatsRet {
    pub kind: i32,
    #[xdr(max = DOMAIN_JOB_STATS_MAX)]
    pub params: Vec<TypedParam>,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainMigrateGetCompressionCacheArgs {
    pub dom: Domain,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainMigrateGetCompressionCacheRet {
    pub cache_size: u64,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainMigrateSetCompressionCacheArgs {
    pub dom: Domain,
    pub cache_size: u64,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NodeDeviceDetachFlagsArgs {
    pub name: Text,
    pub driver_name: Option<Text>,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainMigrateBegin3ParamsArgs {
    pub dom: Domain,
    #[xdr(max = DOMAIN_MIGRATE_PARAM_LIST_MAX)]
    pub params: Vec<TypedParam>,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainMigrateBegin3ParamsRet {
    #[xdr(max = MIGRATE_COOKIE_MAX)]
    pub cookie_out: Opaque,
    pub xml: Text,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainMigratePrepare3ParamsArgs {
    #[xdr(max = DOMAIN_MIGRATE_PARAM_LIST_MAX)]
    pub params: Vec<TypedParam>,
    #[xdr(max = MIGRATE_COOKIE_MAX)]
    pub cookie_in: Opaque,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainMigratePrepare3ParamsRet {
    #[xdr(max = MIGRATE_COOKIE_MAX)]
    pub cookie_out: Opaque,
    pub uri_out: Option<Text>,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainMigratePrepareTunnel3ParamsArgs {
    #[xdr(max = DOMAIN_MIGRATE_PARAM_LIST_MAX)]
    pub params: Vec<TypedParam>,
    #[xdr(max = MIGRATE_COOKIE_MAX)]
    pub cookie_in: Opaque,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainMigratePrepareTunnel3ParamsRet {
    #[xdr(max = MIGRATE_COOKIE_MAX)]
    pub cookie_out: Opaque,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainMigratePerform3ParamsArgs {
    pub dom: Domain,
    pub dconnuri: Option<Text>,
    #[xdr(max = DOMAIN_MIGRATE_PARAM_LIST_MAX)]
    pub params: Vec<TypedParam>,
    #[xdr(max = MIGRATE_COOKIE_MAX)]
    pub cookie_in: Opaque,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainMigratePerform3ParamsRet {
    #[xdr(max = MIGRATE_COOKIE_MAX)]
    pub cookie_out: Opaque,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainMigrateFinish3ParamsArgs {
    #[xdr(max = DOMAIN_MIGRATE_PARAM_LIST_MAX)]
    pub params: Vec<TypedParam>,
    #[xdr(max = MIGRATE_COOKIE_MAX)]
    pub cookie_in: Opaque,
    pub flags: u32,
    pub cancelled: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainMigrateFinish3ParamsRet {
    pub dom: Domain,
    #[xdr(max = MIGRATE_COOKIE_MAX)]
    pub cookie_out: Opaque,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainMigrateConfirm3ParamsArgs {
    pub dom: Domain,
    #[xdr(max = DOMAIN_MIGRATE_PARAM_LIST_MAX)]
    pub params: Vec<TypedParam>,
    #[xdr(max = MIGRATE_COOKIE_MAX)]
    pub cookie_in: Opaque,
    pub flags: u32,
    pub cancelled: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainSetMemoryStatsPeriodArgs {
    pub dom: Domain,
    pub period: i32,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainCreateXmlWithFilesArgs {
    pub xml_desc: Text,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainCreateXmlWithFilesRet {
    pub dom: Domain,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainCreateWithFilesArgs {
    pub dom: Domain,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainCreateWithFilesRet {
    pub dom: Domain,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectGetCpuModelNamesArgs {
    pub arch: Text,
    pub need_results: i32,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectGetCpuModelNamesRet {
    #[xdr(max = CONNECT_CPU_MODELS_MAX)]
    pub models: Vec<Text>,
    pub ret: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectNetworkEventRegisterAnyArgs {
    pub event_id: i32,
    pub net: Option<Network>,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectNetworkEventRegisterAnyRet {
    pub callback_id: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectNetworkEventDeregisterAnyArgs {
    pub callback_id: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectDomainEventCallbackRegisterAnyArgs {
    pub event_id: i32,
    pub dom: Option<Domain>,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectDomainEventCallbackRegisterAnyRet {
    pub callback_id: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectDomainEventCallbackDeregisterAnyArgs {
    pub callback_id: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainCoreDumpWithFormatArgs {
    pub dom: Domain,
    pub to: Text,
    pub dumpformat: u32,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainFsfreezeArgs {
    pub dom: Domain,
    #[xdr(max = DOMAIN_FSFREEZE_MOUNTPOINTS_MAX)]
    pub mountpoints: Vec<Text>,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainFsfreezeRet {
    pub filesystems: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainFsthawArgs {
    pub dom: Domain,
    #[xdr(max = DOMAIN_FSFREEZE_MOUNTPOINTS_MAX)]
    pub mountpoints: Vec<Text>,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainFsthawRet {
    pub filesystems: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainGetTimeArgs {
    pub dom: Domain,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainGetTimeRet {
    pub seconds: i64,
    pub nseconds: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainSetTimeArgs {
    pub dom: Domain,
    pub seconds: i64,
    pub nseconds: u32,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NodeGetFreePagesArgs {
    #[xdr(max = NODE_MAX_CELLS)]
    pub pages: Vec<u32>,
    pub start_cell: i32,
    pub cell_count: u32,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NodeGetFreePagesRet {
    #[xdr(max = NODE_MAX_CELLS)]
    pub counts: Vec<u64>,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NetworkGetDhcpLeasesArgs {
    pub net: Network,
    pub mac: Option<Text>,
    pub need_results: i32,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NetworkGetDhcpLeasesRet {
    #[xdr(max = NETWORK_DHCP_LEASES_MAX)]
    pub leases: Vec<NetworkDhcpLease>,
    pub ret: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectGetDomainCapabilitiesArgs {
    pub emulatorbin: Option<Text>,
    pub arch: Option<Text>,
    pub machine: Option<Text>,
    pub virttype: Option<Text>,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectGetDomainCapabilitiesRet {
    pub capabilities: Text,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainOpenGraphicsFdArgs {
    pub dom: Domain,
    pub idx: u32,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectGetAllDomainStatsArgs {
    #[xdr(max = DOMAIN_LIST_MAX)]
    pub doms: Vec<Domain>,
    pub stats: u32,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectGetAllDomainStatsRet {
    #[xdr(max = DOMAIN_LIST_MAX)]
    pub ret_stats: Vec<DomainStatsRecord>,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainBlockCopyArgs {
    pub dom: Domain,
    pub path: Text,
    pub destxml: Text,
    #[xdr(max = DOMAIN_BLOCK_COPY_PARAMETERS_MAX)]
    pub params: Vec<TypedParam>,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NodeAllocPagesArgs {
    #[xdr(max = NODE_MAX_CELLS)]
    pub page_sizes: Vec<u32>,
    #[xdr(max = NODE_MAX_CELLS)]
    pub page_counts: Vec<u64>,
    pub start_cell: i32,
    pub cell_count: u32,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NodeAllocPagesRet {
    pub ret: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainGetFsinfoArgs {
    pub dom: Domain,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainGetFsinfoRet {
    #[xdr(max = DOMAIN_FSINFO_MAX)]
    pub info: Vec<DomainFsinfo>,
    pub ret: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainDefineXmlFlagsArgs {
    pub xml: Text,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainDefineXmlFlagsRet {
    pub dom: Domain,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainGetIothreadInfoArgs {
    pub dom: Domain,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainGetIothreadInfoRet {
    #[xdr(max = IOTHREAD_INFO_MAX)]
    pub info: Vec<DomainIothreadInfo>,
    pub ret: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainPinIothreadArgs {
    pub dom: Domain,
    pub iothreads_id: u32,
    #[xdr(max = CPUMAP_MAX)]
    pub cpumap: Opaque,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainInterfaceAddressesArgs {
    pub dom: Domain,
    pub source: u32,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainInterfaceAddressesRet {
    #[xdr(max = DOMAIN_INTERFACE_MAX)]
    pub ifaces: Vec<DomainInterface>,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainAddIothreadArgs {
    pub dom: Domain,
    pub iothread_id: u32,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainDelIothreadArgs {
    pub dom: Domain,
    pub iothread_id: u32,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainSetUserPasswordArgs {
    pub dom: Domain,
    pub user: Option<Text>,
    pub password: Option<Text>,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainRenameArgs {
    pub dom: Domain,
    pub new_name: Option<Text>,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainRenameRet {
    pub retcode: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainMigrateStartPostCopyArgs {
    pub dom: Domain,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainGetPerfEventsArgs {
    pub dom: Domain,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainGetPerfEventsRet {
    #[xdr(max = DOMAIN_PERF_EVENTS_MAX)]
    pub params: Vec<TypedParam>,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainSetPerfEventsArgs {
    pub dom: Domain,
    #[xdr(max = DOMAIN_PERF_EVENTS_MAX)]
    pub params: Vec<TypedParam>,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectStoragePoolEventRegisterAnyArgs {
    pub event_id: i32,
    pub pool: Option<StoragePool>,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectStoragePoolEventRegisterAnyRet {
    pub callback_id: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectStoragePoolEventDeregisterAnyArgs {
    pub callback_id: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainGetGuestVcpusArgs {
    pub dom: Domain,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainGetGuestVcpusRet {
    #[xdr(max = DOMAIN_GUEST_VCPU_PARAMS_MAX)]
    pub params: Vec<TypedParam>,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainSetGuestVcpusArgs {
    pub dom: Domain,
    pub cpumap: Text,
    pub state: i32,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectNodeDeviceEventRegisterAnyArgs {
    pub event_id: i32,
    pub dev: Option<NodeDevice>,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectNodeDeviceEventRegisterAnyRet {
    pub callback_id: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectNodeDeviceEventDeregisterAnyArgs {
    pub callback_id: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct StorageVolGetInfoFlagsArgs {
    pub vol: StorageVol,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct StorageVolGetInfoFlagsRet {
    pub kind: i8,
    pub capacity: u64,
    pub allocation: u64,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectSecretEventRegisterAnyArgs {
    pub event_id: i32,
    pub secret: Option<Secret>,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectSecretEventRegisterAnyRet {
    pub callback_id: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectSecretEventDeregisterAnyArgs {
    pub callback_id: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainSetVcpuArgs {
    pub dom: Domain,
    pub cpumap: Text,
    pub state: i32,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainSetBlockThresholdArgs {
    pub dom: Domain,
    pub dev: Text,
    pub threshold: u64,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainMigrateGetMaxDowntimeArgs {
    pub dom: Domain,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainMigrateGetMaxDowntimeRet {
    pub downtime: u64,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainManagedSaveGetXmlDescArgs {
    pub dom: Domain,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainManagedSaveGetXmlDescRet {
    pub xml: Text,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainManagedSaveDefineXmlArgs {
    pub dom: Domain,
    pub dxml: Option<Text>,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainSetLifecycleActionArgs {
    pub dom: Domain,
    pub kind: u32,
    pub action: u32,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct StoragePoolLookupByTargetPathArgs {
    pub path: Text,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct StoragePoolLookupByTargetPathRet {
    pub pool: StoragePool,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainDetachDeviceAliasArgs {
    pub dom: Domain,
    pub alias: Text,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectCompareHypervisorCpuArgs {
    pub emulator: Option<Text>,
    pub arch: Option<Text>,
    pub machine: Option<Text>,
    pub virttype: Option<Text>,
    pub xml_cpu: Text,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectCompareHypervisorCpuRet {
    pub result: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectBaselineHypervisorCpuArgs {
    pub emulator: Option<Text>,
    pub arch: Option<Text>,
    pub machine: Option<Text>,
    pub virttype: Option<Text>,
    #[xdr(max = CPU_BASELINE_MAX)]
    pub xml_cpus: Vec<Text>,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectBaselineHypervisorCpuRet {
    pub cpu: Text,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NodeGetSevInfoArgs {
    pub nparams: i32,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NodeGetSevInfoRet {
    #[xdr(max = NODE_SEV_INFO_MAX)]
    pub params: Vec<TypedParam>,
    pub nparams: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainGetLaunchSecurityInfoArgs {
    pub dom: Domain,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainGetLaunchSecurityInfoRet {
    #[xdr(max = DOMAIN_LAUNCH_SECURITY_INFO_PARAMS_MAX)]
    pub params: Vec<TypedParam>,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NwfilterBindingLookupByPortDevArgs {
    pub name: Text,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NwfilterBindingLookupByPortDevRet {
    pub nwfilter: NwfilterBinding,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NwfilterBindingGetXmlDescArgs {
    pub nwfilter: NwfilterBinding,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NwfilterBindingGetXmlDescRet {
    pub xml: Text,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NwfilterBindingCreateXmlArgs {
    pub xml: Text,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NwfilterBindingCreateXmlRet {
    pub nwfilter: NwfilterBinding,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NwfilterBindingDeleteArgs {
    pub nwfilter: NwfilterBinding,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectListAllNwfilterBindingsArgs {
    pub need_results: i32,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectListAllNwfilterBindingsRet {
    #[xdr(max = NWFILTER_BINDING_LIST_MAX)]
    pub bindings: Vec<NwfilterBinding>,
    pub ret: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainSetIothreadParamsArgs {
    pub dom: Domain,
    pub iothread_id: u32,
    #[xdr(max = DOMAIN_IOTHREAD_PARAMS_MAX)]
    pub params: Vec<TypedParam>,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectGetStoragePoolCapabilitiesArgs {
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectGetStoragePoolCapabilitiesRet {
    pub capabilities: Text,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NetworkListAllPortsArgs {
    pub network: Network,
    pub need_results: i32,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NetworkListAllPortsRet {
    #[xdr(max = NETWORK_PORT_LIST_MAX)]
    pub ports: Vec<NetworkPort>,
    pub ret: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NetworkPortLookupByUuidArgs {
    pub network: Network,
    pub uuid: [u8; 16],
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NetworkPortLookupByUuidRet {
    pub port: NetworkPort,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NetworkPortCreateXmlArgs {
    pub network: Network,
    pub xml: Text,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NetworkPortCreateXmlRet {
    pub port: NetworkPort,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NetworkPortGetParametersArgs {
    pub port: NetworkPort,
    pub nparams: i32,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NetworkPortGetParametersRet {
    #[xdr(max = NETWORK_PORT_PARAMETERS_MAX)]
    pub params: Vec<TypedParam>,
    pub nparams: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NetworkPortSetParametersArgs {
    pub port: NetworkPort,
    #[xdr(max = NETWORK_PORT_PARAMETERS_MAX)]
    pub params: Vec<TypedParam>,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NetworkPortGetXmlDescArgs {
    pub port: NetworkPort,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NetworkPortGetXmlDescRet {
    pub xml: Text,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NetworkPortDeleteArgs {
    pub port: NetworkPort,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainCheckpointCreateXmlArgs {
    pub dom: Domain,
    pub xml_desc: Text,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainCheckpointCreateXmlRet {
    pub checkpoint: DomainCheckpoint,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainCheckpointGetXmlDescArgs {
    pub checkpoint: DomainCheckpoint,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainCheckpointGetXmlDescRet {
    pub xml: Text,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainListAllCheckpointsArgs {
    pub dom: Domain,
    pub need_results: i32,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainListAllCheckpointsRet {
    #[xdr(max = DOMAIN_CHECKPOINT_LIST_MAX)]
    pub checkpoints: Vec<DomainCheckpoint>,
    pub ret: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainCheckpointListAllChildrenArgs {
    pub checkpoint: DomainCheckpoint,
    pub need_results: i32,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainCheckpointListAllChildrenRet {
    #[xdr(max = DOMAIN_CHECKPOINT_LIST_MAX)]
    pub checkpoints: Vec<DomainCheckpoint>,
    pub ret: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainCheckpointLookupByNameArgs {
    pub dom: Domain,
    pub name: Text,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainCheckpointLookupByNameRet {
    pub checkpoint: DomainCheckpoint,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainCheckpointGetParentArgs {
    pub checkpoint: DomainCheckpoint,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainCheckpointGetParentRet {
    pub parent: DomainCheckpoint,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainCheckpointDeleteArgs {
    pub checkpoint: DomainCheckpoint,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainGetGuestInfoArgs {
    pub dom: Domain,
    pub types: u32,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainGetGuestInfoRet {
    #[xdr(max = DOMAIN_GUEST_INFO_PARAMS_MAX)]
    pub params: Vec<TypedParam>,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectSetIdentityArgs {
    #[xdr(max = CONNECT_IDENTITY_PARAMS_MAX)]
    pub params: Vec<TypedParam>,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainAgentSetResponseTimeoutArgs {
    pub dom: Domain,
    pub timeout: i32,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainAgentSetResponseTimeoutRet {
    pub result: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainBackupBeginArgs {
    pub dom: Domain,
    pub backup_xml: Text,
    pub checkpoint_xml: Option<Text>,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainBackupGetXmlDescArgs {
    pub dom: Domain,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainBackupGetXmlDescRet {
    pub xml: Text,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainAuthorizedSshKeysGetArgs {
    pub dom: Domain,
    pub user: Text,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainAuthorizedSshKeysGetRet {
    #[xdr(max = DOMAIN_AUTHORIZED_SSH_KEYS_MAX)]
    pub keys: Vec<Text>,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainAuthorizedSshKeysSetArgs {
    pub dom: Domain,
    pub user: Text,
    #[xdr(max = DOMAIN_AUTHORIZED_SSH_KEYS_MAX)]
    pub keys: Vec<Text>,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainGetMessagesArgs {
    pub dom: Domain,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainGetMessagesRet {
    #[xdr(max = DOMAIN_MESSAGES_MAX)]
    pub msgs: Vec<Text>,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainStartDirtyRateCalcArgs {
    pub dom: Domain,
    pub seconds: i32,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NodeDeviceDefineXmlArgs {
    pub xml_desc: Text,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NodeDeviceDefineXmlRet {
    pub dev: NodeDevice,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NodeDeviceUndefineArgs {
    pub name: Text,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NodeDeviceCreateArgs {
    pub name: Text,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NwfilterDefineXmlFlagsArgs {
    pub xml: Text,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NwfilterDefineXmlFlagsRet {
    pub nwfilter: Nwfilter,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NetworkDefineXmlFlagsArgs {
    pub xml: Text,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NetworkDefineXmlFlagsRet {
    pub net: Network,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NodeDeviceGetAutostartArgs {
    pub name: Text,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NodeDeviceGetAutostartRet {
    pub autostart: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NodeDeviceSetAutostartArgs {
    pub name: Text,
    pub autostart: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NodeDeviceIsPersistentArgs {
    pub name: Text,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NodeDeviceIsPersistentRet {
    pub persistent: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NodeDeviceIsActiveArgs {
    pub name: Text,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NodeDeviceIsActiveRet {
    pub active: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NetworkCreateXmlFlagsArgs {
    pub xml: Text,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NetworkCreateXmlFlagsRet {
    pub net: Network,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainSetLaunchSecurityStateArgs {
    pub dom: Domain,
    #[xdr(max = DOMAIN_LAUNCH_SECURITY_STATE_PARAMS_MAX)]
    pub params: Vec<TypedParam>,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainSaveParamsArgs {
    pub dom: Domain,
    #[xdr(max = DOMAIN_SAVE_PARAMS_MAX)]
    pub params: Vec<TypedParam>,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainRestoreParamsArgs {
    #[xdr(max = DOMAIN_SAVE_PARAMS_MAX)]
    pub params: Vec<TypedParam>,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainAbortJobFlagsArgs {
    pub dom: Domain,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainFdAssociateArgs {
    pub dom: Domain,
    pub name: Text,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NetworkSetMetadataArgs {
    pub network: Network,
    pub kind: i32,
    pub metadata: Option<Text>,
    pub key: Option<Text>,
    pub uri: Option<Text>,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NetworkGetMetadataArgs {
    pub network: Network,
    pub kind: i32,
    pub uri: Option<Text>,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NetworkGetMetadataRet {
    pub metadata: Text,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NodeDeviceUpdateArgs {
    pub name: Text,
    pub xml_desc: Text,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainGraphicsReloadArgs {
    pub dom: Domain,
    pub kind: u32,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainGetAutostartOnceArgs {
    pub dom: Domain,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainGetAutostartOnceRet {
    pub autostart: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainSetAutostartOnceArgs {
    pub dom: Domain,
    pub autostart: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainSetThrottleGroupArgs {
    pub dom: Domain,
    pub group: Text,
    #[xdr(max = DOMAIN_BLOCK_IO_TUNE_PARAMETERS_MAX)]
    pub params: Vec<TypedParam>,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainDelThrottleGroupArgs {
    pub dom: Domain,
    pub group: Option<Text>,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainEventLifecycleMsg {
    pub dom: Domain,
    pub event: i32,
    pub detail: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainEventRebootMsg {
    pub dom: Domain,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainEventRtcChangeMsg {
    pub dom: Domain,
    pub offset: i64,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainEventWatchdogMsg {
    pub dom: Domain,
    pub action: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainEventIoErrorMsg {
    pub dom: Domain,
    pub src_path: Text,
    pub dev_alias: Text,
    pub action: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainEventGraphicsMsg {
    pub dom: Domain,
    pub phase: i32,
    pub local: DomainEventGraphicsAddress,
    pub remote: DomainEventGraphicsAddress,
    pub auth_scheme: Text,
    #[xdr(max = DOMAIN_EVENT_GRAPHICS_IDENTITY_MAX)]
    pub subject: Vec<DomainEventGraphicsIdentity>,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainEventIoErrorReasonMsg {
    pub dom: Domain,
    pub src_path: Text,
    pub dev_alias: Text,
    pub action: i32,
    pub reason: Text,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainEventControlErrorMsg {
    pub dom: Domain,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainEventBlockJobMsg {
    pub dom: Domain,
    pub path: Text,
    pub kind: i32,
    pub status: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainEventDiskChangeMsg {
    pub dom: Domain,
    pub old_src_path: Option<Text>,
    pub new_src_path: Option<Text>,
    pub dev_alias: Text,
    pub reason: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainEventTrayChangeMsg {
    pub dom: Domain,
    pub dev_alias: Text,
    pub reason: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainEventPmwakeupMsg {
    pub dom: Domain,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainEventPmsuspendMsg {
    pub dom: Domain,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainEventBalloonChangeMsg {
    pub dom: Domain,
    pub actual: u64,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainEventPmsuspendDiskMsg {
    pub dom: Domain,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainEventDeviceRemovedMsg {
    pub dom: Domain,
    pub dev_alias: Text,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NetworkEventLifecycleMsg {
    pub callback_id: i32,
    pub net: Network,
    pub event: i32,
    pub detail: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainEventCallbackLifecycleMsg {
    pub callback_id: i32,
    pub msg: DomainEventLifecycleMsg,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainEventCallbackRebootMsg {
    pub callback_id: i32,
    pub msg: DomainEventRebootMsg,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainEventCallbackRtcChangeMsg {
    pub callback_id: i32,
    pub msg: DomainEventRtcChangeMsg,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainEventCallbackWatchdogMsg {
    pub callback_id: i32,
    pub msg: DomainEventWatchdogMsg,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainEventCallbackIoErrorMsg {
    pub callback_id: i32,
    pub msg: DomainEventIoErrorMsg,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainEventCallbackGraphicsMsg {
    pub callback_id: i32,
    pub msg: DomainEventGraphicsMsg,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainEventCallbackIoErrorReasonMsg {
    pub callback_id: i32,
    pub msg: DomainEventIoErrorReasonMsg,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainEventCallbackControlErrorMsg {
    pub callback_id: i32,
    pub msg: DomainEventControlErrorMsg,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainEventCallbackBlockJobMsg {
    pub callback_id: i32,
    pub msg: DomainEventBlockJobMsg,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainEventCallbackDiskChangeMsg {
    pub callback_id: i32,
    pub msg: DomainEventDiskChangeMsg,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainEventCallbackTrayChangeMsg {
    pub callback_id: i32,
    pub msg: DomainEventTrayChangeMsg,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainEventCallbackPmwakeupMsg {
    pub callback_id: i32,
    pub reason: i32,
    pub msg: DomainEventPmwakeupMsg,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainEventCallbackPmsuspendMsg {
    pub callback_id: i32,
    pub reason: i32,
    pub msg: DomainEventPmsuspendMsg,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainEventCallbackBalloonChangeMsg {
    pub callback_id: i32,
    pub msg: DomainEventBalloonChangeMsg,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainEventCallbackPmsuspendDiskMsg {
    pub callback_id: i32,
    pub reason: i32,
    pub msg: DomainEventPmsuspendDiskMsg,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainEventCallbackDeviceRemovedMsg {
    pub callback_id: i32,
    pub msg: DomainEventDeviceRemovedMsg,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainEventBlockJob2Msg {
    pub callback_id: i32,
    pub dom: Domain,
    pub dst: Text,
    pub kind: i32,
    pub status: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainEventCallbackTunableMsg {
    pub callback_id: i32,
    pub dom: Domain,
    #[xdr(max = DOMAIN_EVENT_TUNABLE_MAX)]
    pub params: Vec<TypedParam>,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainEventCallbackAgentLifecycleMsg {
    pub callback_id: i32,
    pub dom: Domain,
    pub state: i32,
    pub reason: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainEventCallbackDeviceAddedMsg {
    pub callback_id: i32,
    pub dom: Domain,
    pub dev_alias: Text,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainEventCallbackMigrationIterationMsg {
    pub callback_id: i32,
    pub dom: Domain,
    pub iteration: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectEventConnectionClosedMsg {
    pub reason: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainEventCallbackJobCompletedMsg {
    pub callback_id: i32,
    pub dom: Domain,
    #[xdr(max = DOMAIN_JOB_STATS_MAX)]
    pub params: Vec<TypedParam>,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainEventCallbackDeviceRemovalFailedMsg {
    pub callback_id: i32,
    pub dom: Domain,
    pub dev_alias: Text,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct StoragePoolEventLifecycleMsg {
    pub callback_id: i32,
    pub pool: StoragePool,
    pub event: i32,
    pub detail: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct StoragePoolEventRefreshMsg {
    pub callback_id: i32,
    pub pool: StoragePool,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NodeDeviceEventLifecycleMsg {
    pub callback_id: i32,
    pub dev: NodeDevice,
    pub event: i32,
    pub detail: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NodeDeviceEventUpdateMsg {
    pub callback_id: i32,
    pub dev: NodeDevice,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainEventCallbackMetadataChangeMsg {
    pub callback_id: i32,
    pub dom: Domain,
    pub kind: i32,
    pub nsuri: Option<Text>,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct SecretEventLifecycleMsg {
    pub callback_id: i32,
    pub secret: Secret,
    pub event: i32,
    pub detail: i32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct SecretEventValueChangedMsg {
    pub callback_id: i32,
    pub secret: Secret,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainEventBlockThresholdMsg {
    pub callback_id: i32,
    pub dom: Domain,
    pub dev: Text,
    pub path: Option<Text>,
    pub threshold: u64,
    pub excess: u64,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainEventMemoryFailureMsg {
    pub callback_id: i32,
    pub dom: Domain,
    pub recipient: i32,
    pub action: i32,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainEventMemoryDeviceSizeChangeMsg {
    pub callback_id: i32,
    pub dom: Domain,
    pub alias: Text,
    pub size: u64,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct NetworkEventCallbackMetadataChangeMsg {
    pub callback_id: i32,
    pub net: Network,
    pub kind: i32,
    pub nsuri: Option<Text>,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct DomainEventNicMacChangeMsg {
    pub callback_id: i32,
    pub dom: Domain,
    pub alias: Text,
    pub old_mac: Text,
    pub new_mac: Text,
}

/// A type a call, tying number, arguments and results together.
pub mod call {
    #[derive(Debug, Clone, Copy)]
    pub struct ConnectOpen;
    impl crate::Call for ConnectOpen {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 1;
        type Args = super::ConnectOpenArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ConnectClose;
    impl crate::Call for ConnectClose {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 2;
        type Args = ();
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ConnectGetType;
    impl crate::Call for ConnectGetType {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 3;
        type Args = ();
        type Ret = super::ConnectGetTypeRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ConnectGetVersion;
    impl crate::Call for ConnectGetVersion {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 4;
        type Args = ();
        type Ret = super::ConnectGetVersionRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ConnectGetMaxVcpus;
    impl crate::Call for ConnectGetMaxVcpus {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 5;
        type Args = super::ConnectGetMaxVcpusArgs;
        type Ret = super::ConnectGetMaxVcpusRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct NodeGetInfo;
    impl crate::Call for NodeGetInfo {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 6;
        type Args = ();
        type Ret = super::NodeGetInfoRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ConnectGetCapabilities;
    impl crate::Call for ConnectGetCapabilities {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 7;
        type Args = ();
        type Ret = super::ConnectGetCapabilitiesRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainAttachDevice;
    impl crate::Call for DomainAttachDevice {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 8;
        type Args = super::DomainAttachDeviceArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainCreate;
    impl crate::Call for DomainCreate {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 9;
        type Args = super::DomainCreateArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainCreateXml;
    impl crate::Call for DomainCreateXml {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 10;
        type Args = super::DomainCreateXmlArgs;
        type Ret = super::DomainCreateXmlRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainDefineXml;
    impl crate::Call for DomainDefineXml {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 11;
        type Args = super::DomainDefineXmlArgs;
        type Ret = super::DomainDefineXmlRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainDestroy;
    impl crate::Call for DomainDestroy {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 12;
        type Args = super::DomainDestroyArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainDetachDevice;
    impl crate::Call for DomainDetachDevice {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 13;
        type Args = super::DomainDetachDeviceArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainGetXmlDesc;
    impl crate::Call for DomainGetXmlDesc {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 14;
        type Args = super::DomainGetXmlDescArgs;
        type Ret = super::DomainGetXmlDescRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainGetAutostart;
    impl crate::Call for DomainGetAutostart {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 15;
        type Args = super::DomainGetAutostartArgs;
        type Ret = super::DomainGetAutostartRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainGetInfo;
    impl crate::Call for DomainGetInfo {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 16;
        type Args = super::DomainGetInfoArgs;
        type Ret = super::DomainGetInfoRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainGetMaxMemory;
    impl crate::Call for DomainGetMaxMemory {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 17;
        type Args = super::DomainGetMaxMemoryArgs;
        type Ret = super::DomainGetMaxMemoryRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainGetMaxVcpus;
    impl crate::Call for DomainGetMaxVcpus {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 18;
        type Args = super::DomainGetMaxVcpusArgs;
        type Ret = super::DomainGetMaxVcpusRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainGetOsType;
    impl crate::Call for DomainGetOsType {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 19;
        type Args = super::DomainGetOsTypeArgs;
        type Ret = super::DomainGetOsTypeRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainGetVcpus;
    impl crate::Call for DomainGetVcpus {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 20;
        type Args = super::DomainGetVcpusArgs;
        type Ret = super::DomainGetVcpusRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ConnectListDefinedDomains;
    impl crate::Call for ConnectListDefinedDomains {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 21;
        type Args = super::ConnectListDefinedDomainsArgs;
        type Ret = super::ConnectListDefinedDomainsRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainLookupById;
    impl crate::Call for DomainLookupById {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 22;
        type Args = super::DomainLookupByIdArgs;
        type Ret = super::DomainLookupByIdRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainLookupByName;
    impl crate::Call for DomainLookupByName {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 23;
        type Args = super::DomainLookupByNameArgs;
        type Ret = super::DomainLookupByNameRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainLookupByUuid;
    impl crate::Call for DomainLookupByUuid {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 24;
        type Args = super::DomainLookupByUuidArgs;
        type Ret = super::DomainLookupByUuidRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ConnectNumOfDefinedDomains;
    impl crate::Call for ConnectNumOfDefinedDomains {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 25;
        type Args = ();
        type Ret = super::ConnectNumOfDefinedDomainsRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainPinVcpu;
    impl crate::Call for DomainPinVcpu {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 26;
        type Args = super::DomainPinVcpuArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainReboot;
    impl crate::Call for DomainReboot {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 27;
        type Args = super::DomainRebootArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainResume;
    impl crate::Call for DomainResume {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 28;
        type Args = super::DomainResumeArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainSetAutostart;
    impl crate::Call for DomainSetAutostart {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 29;
        type Args = super::DomainSetAutostartArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainSetMaxMemory;
    impl crate::Call for DomainSetMaxMemory {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 30;
        type Args = super::DomainSetMaxMemoryArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainSetMemory;
    impl crate::Call for DomainSetMemory {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 31;
        type Args = super::DomainSetMemoryArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainSetVcpus;
    impl crate::Call for DomainSetVcpus {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 32;
        type Args = super::DomainSetVcpusArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainShutdown;
    impl crate::Call for DomainShutdown {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 33;
        type Args = super::DomainShutdownArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainSuspend;
    impl crate::Call for DomainSuspend {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 34;
        type Args = super::DomainSuspendArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainUndefine;
    impl crate::Call for DomainUndefine {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 35;
        type Args = super::DomainUndefineArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ConnectListDefinedNetworks;
    impl crate::Call for ConnectListDefinedNetworks {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 36;
        type Args = super::ConnectListDefinedNetworksArgs;
        type Ret = super::ConnectListDefinedNetworksRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ConnectListDomains;
    impl crate::Call for ConnectListDomains {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 37;
        type Args = super::ConnectListDomainsArgs;
        type Ret = super::ConnectListDomainsRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ConnectListNetworks;
    impl crate::Call for ConnectListNetworks {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 38;
        type Args = super::ConnectListNetworksArgs;
        type Ret = super::ConnectListNetworksRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct NetworkCreate;
    impl crate::Call for NetworkCreate {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 39;
        type Args = super::NetworkCreateArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct NetworkCreateXml;
    impl crate::Call for NetworkCreateXml {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 40;
        type Args = super::NetworkCreateXmlArgs;
        type Ret = super::NetworkCreateXmlRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct NetworkDefineXml;
    impl crate::Call for NetworkDefineXml {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 41;
        type Args = super::NetworkDefineXmlArgs;
        type Ret = super::NetworkDefineXmlRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct NetworkDestroy;
    impl crate::Call for NetworkDestroy {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 42;
        type Args = super::NetworkDestroyArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct NetworkGetXmlDesc;
    impl crate::Call for NetworkGetXmlDesc {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 43;
        type Args = super::NetworkGetXmlDescArgs;
        type Ret = super::NetworkGetXmlDescRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct NetworkGetAutostart;
    impl crate::Call for NetworkGetAutostart {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 44;
        type Args = super::NetworkGetAutostartArgs;
        type Ret = super::NetworkGetAutostartRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct NetworkGetBridgeName;
    impl crate::Call for NetworkGetBridgeName {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 45;
        type Args = super::NetworkGetBridgeNameArgs;
        type Ret = super::NetworkGetBridgeNameRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct NetworkLookupByName;
    impl crate::Call for NetworkLookupByName {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 46;
        type Args = super::NetworkLookupByNameArgs;
        type Ret = super::NetworkLookupByNameRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct NetworkLookupByUuid;
    impl crate::Call for NetworkLookupByUuid {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 47;
        type Args = super::NetworkLookupByUuidArgs;
        type Ret = super::NetworkLookupByUuidRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct NetworkSetAutostart;
    impl crate::Call for NetworkSetAutostart {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 48;
        type Args = super::NetworkSetAutostartArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct NetworkUndefine;
    impl crate::Call for NetworkUndefine {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 49;
        type Args = super::NetworkUndefineArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ConnectNumOfDefinedNetworks;
    impl crate::Call for ConnectNumOfDefinedNetworks {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 50;
        type Args = ();
        type Ret = super::ConnectNumOfDefinedNetworksRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ConnectNumOfDomains;
    impl crate::Call for ConnectNumOfDomains {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 51;
        type Args = ();
        type Ret = super::ConnectNumOfDomainsRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ConnectNumOfNetworks;
    impl crate::Call for ConnectNumOfNetworks {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 52;
        type Args = ();
        type Ret = super::ConnectNumOfNetworksRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainCoreDump;
    impl crate::Call for DomainCoreDump {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 53;
        type Args = super::DomainCoreDumpArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainRestore;
    impl crate::Call for DomainRestore {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 54;
        type Args = super::DomainRestoreArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainSave;
    impl crate::Call for DomainSave {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 55;
        type Args = super::DomainSaveArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainGetSchedulerType;
    impl crate::Call for DomainGetSchedulerType {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 56;
        type Args = super::DomainGetSchedulerTypeArgs;
        type Ret = super::DomainGetSchedulerTypeRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainGetSchedulerParameters;
    impl crate::Call for DomainGetSchedulerParameters {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 57;
        type Args = super::DomainGetSchedulerParametersArgs;
        type Ret = super::DomainGetSchedulerParametersRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainSetSchedulerParameters;
    impl crate::Call for DomainSetSchedulerParameters {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 58;
        type Args = super::DomainSetSchedulerParametersArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ConnectGetHostname;
    impl crate::Call for ConnectGetHostname {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 59;
        type Args = ();
        type Ret = super::ConnectGetHostnameRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ConnectSupportsFeature;
    impl crate::Call for ConnectSupportsFeature {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 60;
        type Args = super::ConnectSupportsFeatureArgs;
        type Ret = super::ConnectSupportsFeatureRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainMigratePrepare;
    impl crate::Call for DomainMigratePrepare {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 61;
        type Args = super::DomainMigratePrepareArgs;
        type Ret = super::DomainMigratePrepareRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainMigratePerform;
    impl crate::Call for DomainMigratePerform {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 62;
        type Args = super::DomainMigratePerformArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainMigrateFinish;
    impl crate::Call for DomainMigrateFinish {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 63;
        type Args = super::DomainMigrateFinishArgs;
        type Ret = super::DomainMigrateFinishRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainBlockStats;
    impl crate::Call for DomainBlockStats {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 64;
        type Args = super::DomainBlockStatsArgs;
        type Ret = super::DomainBlockStatsRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainInterfaceStats;
    impl crate::Call for DomainInterfaceStats {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 65;
        type Args = super::DomainInterfaceStatsArgs;
        type Ret = super::DomainInterfaceStatsRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct AuthList;
    impl crate::Call for AuthList {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 66;
        type Args = ();
        type Ret = super::AuthListRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct AuthSaslInit;
    impl crate::Call for AuthSaslInit {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 67;
        type Args = ();
        type Ret = super::AuthSaslInitRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct AuthSaslStart;
    impl crate::Call for AuthSaslStart {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 68;
        type Args = super::AuthSaslStartArgs;
        type Ret = super::AuthSaslStartRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct AuthSaslStep;
    impl crate::Call for AuthSaslStep {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 69;
        type Args = super::AuthSaslStepArgs;
        type Ret = super::AuthSaslStepRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct AuthPolkit;
    impl crate::Call for AuthPolkit {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 70;
        type Args = ();
        type Ret = super::AuthPolkitRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ConnectNumOfStoragePools;
    impl crate::Call for ConnectNumOfStoragePools {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 71;
        type Args = ();
        type Ret = super::ConnectNumOfStoragePoolsRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ConnectListStoragePools;
    impl crate::Call for ConnectListStoragePools {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 72;
        type Args = super::ConnectListStoragePoolsArgs;
        type Ret = super::ConnectListStoragePoolsRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ConnectNumOfDefinedStoragePools;
    impl crate::Call for ConnectNumOfDefinedStoragePools {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 73;
        type Args = ();
        type Ret = super::ConnectNumOfDefinedStoragePoolsRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ConnectListDefinedStoragePools;
    impl crate::Call for ConnectListDefinedStoragePools {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 74;
        type Args = super::ConnectListDefinedStoragePoolsArgs;
        type Ret = super::ConnectListDefinedStoragePoolsRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ConnectFindStoragePoolSources;
    impl crate::Call for ConnectFindStoragePoolSources {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 75;
        type Args = super::ConnectFindStoragePoolSourcesArgs;
        type Ret = super::ConnectFindStoragePoolSourcesRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct StoragePoolCreateXml;
    impl crate::Call for StoragePoolCreateXml {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 76;
        type Args = super::StoragePoolCreateXmlArgs;
        type Ret = super::StoragePoolCreateXmlRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct StoragePoolDefineXml;
    impl crate::Call for StoragePoolDefineXml {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 77;
        type Args = super::StoragePoolDefineXmlArgs;
        type Ret = super::StoragePoolDefineXmlRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct StoragePoolCreate;
    impl crate::Call for StoragePoolCreate {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 78;
        type Args = super::StoragePoolCreateArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct StoragePoolBuild;
    impl crate::Call for StoragePoolBuild {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 79;
        type Args = super::StoragePoolBuildArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct StoragePoolDestroy;
    impl crate::Call for StoragePoolDestroy {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 80;
        type Args = super::StoragePoolDestroyArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct StoragePoolDelete;
    impl crate::Call for StoragePoolDelete {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 81;
        type Args = super::StoragePoolDeleteArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct StoragePoolUndefine;
    impl crate::Call for StoragePoolUndefine {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 82;
        type Args = super::StoragePoolUndefineArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct StoragePoolRefresh;
    impl crate::Call for StoragePoolRefresh {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 83;
        type Args = super::StoragePoolRefreshArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct StoragePoolLookupByName;
    impl crate::Call for StoragePoolLookupByName {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 84;
        type Args = super::StoragePoolLookupByNameArgs;
        type Ret = super::StoragePoolLookupByNameRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct StoragePoolLookupByUuid;
    impl crate::Call for StoragePoolLookupByUuid {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 85;
        type Args = super::StoragePoolLookupByUuidArgs;
        type Ret = super::StoragePoolLookupByUuidRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct StoragePoolLookupByVolume;
    impl crate::Call for StoragePoolLookupByVolume {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 86;
        type Args = super::StoragePoolLookupByVolumeArgs;
        type Ret = super::StoragePoolLookupByVolumeRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct StoragePoolGetInfo;
    impl crate::Call for StoragePoolGetInfo {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 87;
        type Args = super::StoragePoolGetInfoArgs;
        type Ret = super::StoragePoolGetInfoRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct StoragePoolGetXmlDesc;
    impl crate::Call for StoragePoolGetXmlDesc {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 88;
        type Args = super::StoragePoolGetXmlDescArgs;
        type Ret = super::StoragePoolGetXmlDescRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct StoragePoolGetAutostart;
    impl crate::Call for StoragePoolGetAutostart {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 89;
        type Args = super::StoragePoolGetAutostartArgs;
        type Ret = super::StoragePoolGetAutostartRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct StoragePoolSetAutostart;
    impl crate::Call for StoragePoolSetAutostart {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 90;
        type Args = super::StoragePoolSetAutostartArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct StoragePoolNumOfVolumes;
    impl crate::Call for StoragePoolNumOfVolumes {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 91;
        type Args = super::StoragePoolNumOfVolumesArgs;
        type Ret = super::StoragePoolNumOfVolumesRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct StoragePoolListVolumes;
    impl crate::Call for StoragePoolListVolumes {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 92;
        type Args = super::StoragePoolListVolumesArgs;
        type Ret = super::StoragePoolListVolumesRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct StorageVolCreateXml;
    impl crate::Call for StorageVolCreateXml {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 93;
        type Args = super::StorageVolCreateXmlArgs;
        type Ret = super::StorageVolCreateXmlRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct StorageVolDelete;
    impl crate::Call for StorageVolDelete {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 94;
        type Args = super::StorageVolDeleteArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct StorageVolLookupByName;
    impl crate::Call for StorageVolLookupByName {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 95;
        type Args = super::StorageVolLookupByNameArgs;
        type Ret = super::StorageVolLookupByNameRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct StorageVolLookupByKey;
    impl crate::Call for StorageVolLookupByKey {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 96;
        type Args = super::StorageVolLookupByKeyArgs;
        type Ret = super::StorageVolLookupByKeyRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct StorageVolLookupByPath;
    impl crate::Call for StorageVolLookupByPath {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 97;
        type Args = super::StorageVolLookupByPathArgs;
        type Ret = super::StorageVolLookupByPathRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct StorageVolGetInfo;
    impl crate::Call for StorageVolGetInfo {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 98;
        type Args = super::StorageVolGetInfoArgs;
        type Ret = super::StorageVolGetInfoRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct StorageVolGetXmlDesc;
    impl crate::Call for StorageVolGetXmlDesc {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 99;
        type Args = super::StorageVolGetXmlDescArgs;
        type Ret = super::StorageVolGetXmlDescRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct StorageVolGetPath;
    impl crate::Call for StorageVolGetPath {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 100;
        type Args = super::StorageVolGetPathArgs;
        type Ret = super::StorageVolGetPathRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct NodeGetCellsFreeMemory;
    impl crate::Call for NodeGetCellsFreeMemory {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 101;
        type Args = super::NodeGetCellsFreeMemoryArgs;
        type Ret = super::NodeGetCellsFreeMemoryRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct NodeGetFreeMemory;
    impl crate::Call for NodeGetFreeMemory {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 102;
        type Args = ();
        type Ret = super::NodeGetFreeMemoryRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainBlockPeek;
    impl crate::Call for DomainBlockPeek {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 103;
        type Args = super::DomainBlockPeekArgs;
        type Ret = super::DomainBlockPeekRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainMemoryPeek;
    impl crate::Call for DomainMemoryPeek {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 104;
        type Args = super::DomainMemoryPeekArgs;
        type Ret = super::DomainMemoryPeekRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ConnectDomainEventRegister;
    impl crate::Call for ConnectDomainEventRegister {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 105;
        type Args = ();
        type Ret = super::ConnectDomainEventRegisterRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ConnectDomainEventDeregister;
    impl crate::Call for ConnectDomainEventDeregister {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 106;
        type Args = ();
        type Ret = super::ConnectDomainEventDeregisterRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainMigratePrepare2;
    impl crate::Call for DomainMigratePrepare2 {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 108;
        type Args = super::DomainMigratePrepare2Args;
        type Ret = super::DomainMigratePrepare2Ret;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainMigrateFinish2;
    impl crate::Call for DomainMigrateFinish2 {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 109;
        type Args = super::DomainMigrateFinish2Args;
        type Ret = super::DomainMigrateFinish2Ret;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ConnectGetUri;
    impl crate::Call for ConnectGetUri {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 110;
        type Args = ();
        type Ret = super::ConnectGetUriRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct NodeNumOfDevices;
    impl crate::Call for NodeNumOfDevices {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 111;
        type Args = super::NodeNumOfDevicesArgs;
        type Ret = super::NodeNumOfDevicesRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct NodeListDevices;
    impl crate::Call for NodeListDevices {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 112;
        type Args = super::NodeListDevicesArgs;
        type Ret = super::NodeListDevicesRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct NodeDeviceLookupByName;
    impl crate::Call for NodeDeviceLookupByName {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 113;
        type Args = super::NodeDeviceLookupByNameArgs;
        type Ret = super::NodeDeviceLookupByNameRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct NodeDeviceGetXmlDesc;
    impl crate::Call for NodeDeviceGetXmlDesc {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 114;
        type Args = super::NodeDeviceGetXmlDescArgs;
        type Ret = super::NodeDeviceGetXmlDescRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct NodeDeviceGetParent;
    impl crate::Call for NodeDeviceGetParent {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 115;
        type Args = super::NodeDeviceGetParentArgs;
        type Ret = super::NodeDeviceGetParentRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct NodeDeviceNumOfCaps;
    impl crate::Call for NodeDeviceNumOfCaps {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 116;
        type Args = super::NodeDeviceNumOfCapsArgs;
        type Ret = super::NodeDeviceNumOfCapsRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct NodeDeviceListCaps;
    impl crate::Call for NodeDeviceListCaps {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 117;
        type Args = super::NodeDeviceListCapsArgs;
        type Ret = super::NodeDeviceListCapsRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct NodeDeviceDettach;
    impl crate::Call for NodeDeviceDettach {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 118;
        type Args = super::NodeDeviceDettachArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct NodeDeviceReAttach;
    impl crate::Call for NodeDeviceReAttach {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 119;
        type Args = super::NodeDeviceReAttachArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct NodeDeviceReset;
    impl crate::Call for NodeDeviceReset {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 120;
        type Args = super::NodeDeviceResetArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainGetSecurityLabel;
    impl crate::Call for DomainGetSecurityLabel {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 121;
        type Args = super::DomainGetSecurityLabelArgs;
        type Ret = super::DomainGetSecurityLabelRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct NodeGetSecurityModel;
    impl crate::Call for NodeGetSecurityModel {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 122;
        type Args = ();
        type Ret = super::NodeGetSecurityModelRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct NodeDeviceCreateXml;
    impl crate::Call for NodeDeviceCreateXml {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 123;
        type Args = super::NodeDeviceCreateXmlArgs;
        type Ret = super::NodeDeviceCreateXmlRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct NodeDeviceDestroy;
    impl crate::Call for NodeDeviceDestroy {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 124;
        type Args = super::NodeDeviceDestroyArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct StorageVolCreateXmlFrom;
    impl crate::Call for StorageVolCreateXmlFrom {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 125;
        type Args = super::StorageVolCreateXmlFromArgs;
        type Ret = super::StorageVolCreateXmlFromRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ConnectNumOfInterfaces;
    impl crate::Call for ConnectNumOfInterfaces {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 126;
        type Args = ();
        type Ret = super::ConnectNumOfInterfacesRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ConnectListInterfaces;
    impl crate::Call for ConnectListInterfaces {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 127;
        type Args = super::ConnectListInterfacesArgs;
        type Ret = super::ConnectListInterfacesRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct InterfaceLookupByName;
    impl crate::Call for InterfaceLookupByName {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 128;
        type Args = super::InterfaceLookupByNameArgs;
        type Ret = super::InterfaceLookupByNameRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct InterfaceLookupByMacString;
    impl crate::Call for InterfaceLookupByMacString {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 129;
        type Args = super::InterfaceLookupByMacStringArgs;
        type Ret = super::InterfaceLookupByMacStringRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct InterfaceGetXmlDesc;
    impl crate::Call for InterfaceGetXmlDesc {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 130;
        type Args = super::InterfaceGetXmlDescArgs;
        type Ret = super::InterfaceGetXmlDescRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct InterfaceDefineXml;
    impl crate::Call for InterfaceDefineXml {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 131;
        type Args = super::InterfaceDefineXmlArgs;
        type Ret = super::InterfaceDefineXmlRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct InterfaceUndefine;
    impl crate::Call for InterfaceUndefine {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 132;
        type Args = super::InterfaceUndefineArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct InterfaceCreate;
    impl crate::Call for InterfaceCreate {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 133;
        type Args = super::InterfaceCreateArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct InterfaceDestroy;
    impl crate::Call for InterfaceDestroy {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 134;
        type Args = super::InterfaceDestroyArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ConnectDomainXmlFromNative;
    impl crate::Call for ConnectDomainXmlFromNative {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 135;
        type Args = super::ConnectDomainXmlFromNativeArgs;
        type Ret = super::ConnectDomainXmlFromNativeRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ConnectDomainXmlToNative;
    impl crate::Call for ConnectDomainXmlToNative {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 136;
        type Args = super::ConnectDomainXmlToNativeArgs;
        type Ret = super::ConnectDomainXmlToNativeRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ConnectNumOfDefinedInterfaces;
    impl crate::Call for ConnectNumOfDefinedInterfaces {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 137;
        type Args = ();
        type Ret = super::ConnectNumOfDefinedInterfacesRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ConnectListDefinedInterfaces;
    impl crate::Call for ConnectListDefinedInterfaces {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 138;
        type Args = super::ConnectListDefinedInterfacesArgs;
        type Ret = super::ConnectListDefinedInterfacesRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ConnectNumOfSecrets;
    impl crate::Call for ConnectNumOfSecrets {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 139;
        type Args = ();
        type Ret = super::ConnectNumOfSecretsRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ConnectListSecrets;
    impl crate::Call for ConnectListSecrets {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 140;
        type Args = super::ConnectListSecretsArgs;
        type Ret = super::ConnectListSecretsRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct SecretLookupByUuid;
    impl crate::Call for SecretLookupByUuid {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 141;
        type Args = super::SecretLookupByUuidArgs;
        type Ret = super::SecretLookupByUuidRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct SecretDefineXml;
    impl crate::Call for SecretDefineXml {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 142;
        type Args = super::SecretDefineXmlArgs;
        type Ret = super::SecretDefineXmlRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct SecretGetXmlDesc;
    impl crate::Call for SecretGetXmlDesc {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 143;
        type Args = super::SecretGetXmlDescArgs;
        type Ret = super::SecretGetXmlDescRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct SecretSetValue;
    impl crate::Call for SecretSetValue {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 144;
        type Args = super::SecretSetValueArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct SecretGetValue;
    impl crate::Call for SecretGetValue {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 145;
        type Args = super::SecretGetValueArgs;
        type Ret = super::SecretGetValueRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct SecretUndefine;
    impl crate::Call for SecretUndefine {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 146;
        type Args = super::SecretUndefineArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct SecretLookupByUsage;
    impl crate::Call for SecretLookupByUsage {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 147;
        type Args = super::SecretLookupByUsageArgs;
        type Ret = super::SecretLookupByUsageRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainMigratePrepareTunnel;
    impl crate::Call for DomainMigratePrepareTunnel {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 148;
        type Args = super::DomainMigratePrepareTunnelArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ConnectIsSecure;
    impl crate::Call for ConnectIsSecure {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 149;
        type Args = ();
        type Ret = super::ConnectIsSecureRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainIsActive;
    impl crate::Call for DomainIsActive {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 150;
        type Args = super::DomainIsActiveArgs;
        type Ret = super::DomainIsActiveRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainIsPersistent;
    impl crate::Call for DomainIsPersistent {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 151;
        type Args = super::DomainIsPersistentArgs;
        type Ret = super::DomainIsPersistentRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct NetworkIsActive;
    impl crate::Call for NetworkIsActive {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 152;
        type Args = super::NetworkIsActiveArgs;
        type Ret = super::NetworkIsActiveRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct NetworkIsPersistent;
    impl crate::Call for NetworkIsPersistent {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 153;
        type Args = super::NetworkIsPersistentArgs;
        type Ret = super::NetworkIsPersistentRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct StoragePoolIsActive;
    impl crate::Call for StoragePoolIsActive {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 154;
        type Args = super::StoragePoolIsActiveArgs;
        type Ret = super::StoragePoolIsActiveRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct StoragePoolIsPersistent;
    impl crate::Call for StoragePoolIsPersistent {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 155;
        type Args = super::StoragePoolIsPersistentArgs;
        type Ret = super::StoragePoolIsPersistentRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct InterfaceIsActive;
    impl crate::Call for InterfaceIsActive {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 156;
        type Args = super::InterfaceIsActiveArgs;
        type Ret = super::InterfaceIsActiveRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ConnectGetLibVersion;
    impl crate::Call for ConnectGetLibVersion {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 157;
        type Args = ();
        type Ret = super::ConnectGetLibVersionRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ConnectCompareCpu;
    impl crate::Call for ConnectCompareCpu {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 158;
        type Args = super::ConnectCompareCpuArgs;
        type Ret = super::ConnectCompareCpuRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainMemoryStats;
    impl crate::Call for DomainMemoryStats {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 159;
        type Args = super::DomainMemoryStatsArgs;
        type Ret = super::DomainMemoryStatsRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainAttachDeviceFlags;
    impl crate::Call for DomainAttachDeviceFlags {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 160;
        type Args = super::DomainAttachDeviceFlagsArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainDetachDeviceFlags;
    impl crate::Call for DomainDetachDeviceFlags {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 161;
        type Args = super::DomainDetachDeviceFlagsArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ConnectBaselineCpu;
    impl crate::Call for ConnectBaselineCpu {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 162;
        type Args = super::ConnectBaselineCpuArgs;
        type Ret = super::ConnectBaselineCpuRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainGetJobInfo;
    impl crate::Call for DomainGetJobInfo {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 163;
        type Args = super::DomainGetJobInfoArgs;
        type Ret = super::DomainGetJobInfoRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainAbortJob;
    impl crate::Call for DomainAbortJob {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 164;
        type Args = super::DomainAbortJobArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct StorageVolWipe;
    impl crate::Call for StorageVolWipe {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 165;
        type Args = super::StorageVolWipeArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainMigrateSetMaxDowntime;
    impl crate::Call for DomainMigrateSetMaxDowntime {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 166;
        type Args = super::DomainMigrateSetMaxDowntimeArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ConnectDomainEventRegisterAny;
    impl crate::Call for ConnectDomainEventRegisterAny {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 167;
        type Args = super::ConnectDomainEventRegisterAnyArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ConnectDomainEventDeregisterAny;
    impl crate::Call for ConnectDomainEventDeregisterAny {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 168;
        type Args = super::ConnectDomainEventDeregisterAnyArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainUpdateDeviceFlags;
    impl crate::Call for DomainUpdateDeviceFlags {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 174;
        type Args = super::DomainUpdateDeviceFlagsArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct NwfilterLookupByName;
    impl crate::Call for NwfilterLookupByName {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 175;
        type Args = super::NwfilterLookupByNameArgs;
        type Ret = super::NwfilterLookupByNameRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct NwfilterLookupByUuid;
    impl crate::Call for NwfilterLookupByUuid {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 176;
        type Args = super::NwfilterLookupByUuidArgs;
        type Ret = super::NwfilterLookupByUuidRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct NwfilterGetXmlDesc;
    impl crate::Call for NwfilterGetXmlDesc {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 177;
        type Args = super::NwfilterGetXmlDescArgs;
        type Ret = super::NwfilterGetXmlDescRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ConnectNumOfNwfilters;
    impl crate::Call for ConnectNumOfNwfilters {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 178;
        type Args = ();
        type Ret = super::ConnectNumOfNwfiltersRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ConnectListNwfilters;
    impl crate::Call for ConnectListNwfilters {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 179;
        type Args = super::ConnectListNwfiltersArgs;
        type Ret = super::ConnectListNwfiltersRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct NwfilterDefineXml;
    impl crate::Call for NwfilterDefineXml {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 180;
        type Args = super::NwfilterDefineXmlArgs;
        type Ret = super::NwfilterDefineXmlRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct NwfilterUndefine;
    impl crate::Call for NwfilterUndefine {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 181;
        type Args = super::NwfilterUndefineArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainManagedSave;
    impl crate::Call for DomainManagedSave {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 182;
        type Args = super::DomainManagedSaveArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainHasManagedSaveImage;
    impl crate::Call for DomainHasManagedSaveImage {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 183;
        type Args = super::DomainHasManagedSaveImageArgs;
        type Ret = super::DomainHasManagedSaveImageRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainManagedSaveRemove;
    impl crate::Call for DomainManagedSaveRemove {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 184;
        type Args = super::DomainManagedSaveRemoveArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainSnapshotCreateXml;
    impl crate::Call for DomainSnapshotCreateXml {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 185;
        type Args = super::DomainSnapshotCreateXmlArgs;
        type Ret = super::DomainSnapshotCreateXmlRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainSnapshotGetXmlDesc;
    impl crate::Call for DomainSnapshotGetXmlDesc {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 186;
        type Args = super::DomainSnapshotGetXmlDescArgs;
        type Ret = super::DomainSnapshotGetXmlDescRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainSnapshotNum;
    impl crate::Call for DomainSnapshotNum {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 187;
        type Args = super::DomainSnapshotNumArgs;
        type Ret = super::DomainSnapshotNumRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainSnapshotListNames;
    impl crate::Call for DomainSnapshotListNames {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 188;
        type Args = super::DomainSnapshotListNamesArgs;
        type Ret = super::DomainSnapshotListNamesRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainSnapshotLookupByName;
    impl crate::Call for DomainSnapshotLookupByName {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 189;
        type Args = super::DomainSnapshotLookupByNameArgs;
        type Ret = super::DomainSnapshotLookupByNameRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainHasCurrentSnapshot;
    impl crate::Call for DomainHasCurrentSnapshot {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 190;
        type Args = super::DomainHasCurrentSnapshotArgs;
        type Ret = super::DomainHasCurrentSnapshotRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainSnapshotCurrent;
    impl crate::Call for DomainSnapshotCurrent {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 191;
        type Args = super::DomainSnapshotCurrentArgs;
        type Ret = super::DomainSnapshotCurrentRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainRevertToSnapshot;
    impl crate::Call for DomainRevertToSnapshot {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 192;
        type Args = super::DomainRevertToSnapshotArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainSnapshotDelete;
    impl crate::Call for DomainSnapshotDelete {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 193;
        type Args = super::DomainSnapshotDeleteArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainGetBlockInfo;
    impl crate::Call for DomainGetBlockInfo {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 194;
        type Args = super::DomainGetBlockInfoArgs;
        type Ret = super::DomainGetBlockInfoRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainCreateWithFlags;
    impl crate::Call for DomainCreateWithFlags {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 196;
        type Args = super::DomainCreateWithFlagsArgs;
        type Ret = super::DomainCreateWithFlagsRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainSetMemoryParameters;
    impl crate::Call for DomainSetMemoryParameters {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 197;
        type Args = super::DomainSetMemoryParametersArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainGetMemoryParameters;
    impl crate::Call for DomainGetMemoryParameters {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 198;
        type Args = super::DomainGetMemoryParametersArgs;
        type Ret = super::DomainGetMemoryParametersRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainSetVcpusFlags;
    impl crate::Call for DomainSetVcpusFlags {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 199;
        type Args = super::DomainSetVcpusFlagsArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainGetVcpusFlags;
    impl crate::Call for DomainGetVcpusFlags {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 200;
        type Args = super::DomainGetVcpusFlagsArgs;
        type Ret = super::DomainGetVcpusFlagsRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainOpenConsole;
    impl crate::Call for DomainOpenConsole {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 201;
        type Args = super::DomainOpenConsoleArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainIsUpdated;
    impl crate::Call for DomainIsUpdated {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 202;
        type Args = super::DomainIsUpdatedArgs;
        type Ret = super::DomainIsUpdatedRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ConnectGetSysinfo;
    impl crate::Call for ConnectGetSysinfo {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 203;
        type Args = super::ConnectGetSysinfoArgs;
        type Ret = super::ConnectGetSysinfoRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainSetMemoryFlags;
    impl crate::Call for DomainSetMemoryFlags {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 204;
        type Args = super::DomainSetMemoryFlagsArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainSetBlkioParameters;
    impl crate::Call for DomainSetBlkioParameters {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 205;
        type Args = super::DomainSetBlkioParametersArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainGetBlkioParameters;
    impl crate::Call for DomainGetBlkioParameters {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 206;
        type Args = super::DomainGetBlkioParametersArgs;
        type Ret = super::DomainGetBlkioParametersRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainMigrateSetMaxSpeed;
    impl crate::Call for DomainMigrateSetMaxSpeed {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 207;
        type Args = super::DomainMigrateSetMaxSpeedArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct StorageVolUpload;
    impl crate::Call for StorageVolUpload {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 208;
        type Args = super::StorageVolUploadArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct StorageVolDownload;
    impl crate::Call for StorageVolDownload {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 209;
        type Args = super::StorageVolDownloadArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainInjectNmi;
    impl crate::Call for DomainInjectNmi {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 210;
        type Args = super::DomainInjectNmiArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainScreenshot;
    impl crate::Call for DomainScreenshot {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 211;
        type Args = super::DomainScreenshotArgs;
        type Ret = super::DomainScreenshotRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainGetState;
    impl crate::Call for DomainGetState {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 212;
        type Args = super::DomainGetStateArgs;
        type Ret = super::DomainGetStateRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainMigrateBegin3;
    impl crate::Call for DomainMigrateBegin3 {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 213;
        type Args = super::DomainMigrateBegin3Args;
        type Ret = super::DomainMigrateBegin3Ret;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainMigratePrepare3;
    impl crate::Call for DomainMigratePrepare3 {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 214;
        type Args = super::DomainMigratePrepare3Args;
        type Ret = super::DomainMigratePrepare3Ret;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainMigratePrepareTunnel3;
    impl crate::Call for DomainMigratePrepareTunnel3 {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 215;
        type Args = super::DomainMigratePrepareTunnel3Args;
        type Ret = super::DomainMigratePrepareTunnel3Ret;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainMigratePerform3;
    impl crate::Call for DomainMigratePerform3 {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 216;
        type Args = super::DomainMigratePerform3Args;
        type Ret = super::DomainMigratePerform3Ret;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainMigrateFinish3;
    impl crate::Call for DomainMigrateFinish3 {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 217;
        type Args = super::DomainMigrateFinish3Args;
        type Ret = super::DomainMigrateFinish3Ret;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainMigrateConfirm3;
    impl crate::Call for DomainMigrateConfirm3 {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 218;
        type Args = super::DomainMigrateConfirm3Args;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainSetSchedulerParametersFlags;
    impl crate::Call for DomainSetSchedulerParametersFlags {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 219;
        type Args = super::DomainSetSchedulerParametersFlagsArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct InterfaceChangeBegin;
    impl crate::Call for InterfaceChangeBegin {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 220;
        type Args = super::InterfaceChangeBeginArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct InterfaceChangeCommit;
    impl crate::Call for InterfaceChangeCommit {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 221;
        type Args = super::InterfaceChangeCommitArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct InterfaceChangeRollback;
    impl crate::Call for InterfaceChangeRollback {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 222;
        type Args = super::InterfaceChangeRollbackArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainGetSchedulerParametersFlags;
    impl crate::Call for DomainGetSchedulerParametersFlags {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 223;
        type Args = super::DomainGetSchedulerParametersFlagsArgs;
        type Ret = super::DomainGetSchedulerParametersFlagsRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainPinVcpuFlags;
    impl crate::Call for DomainPinVcpuFlags {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 225;
        type Args = super::DomainPinVcpuFlagsArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainSendKey;
    impl crate::Call for DomainSendKey {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 226;
        type Args = super::DomainSendKeyArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct NodeGetCpuStats;
    impl crate::Call for NodeGetCpuStats {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 227;
        type Args = super::NodeGetCpuStatsArgs;
        type Ret = super::NodeGetCpuStatsRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct NodeGetMemoryStats;
    impl crate::Call for NodeGetMemoryStats {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 228;
        type Args = super::NodeGetMemoryStatsArgs;
        type Ret = super::NodeGetMemoryStatsRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainGetControlInfo;
    impl crate::Call for DomainGetControlInfo {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 229;
        type Args = super::DomainGetControlInfoArgs;
        type Ret = super::DomainGetControlInfoRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainGetVcpuPinInfo;
    impl crate::Call for DomainGetVcpuPinInfo {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 230;
        type Args = super::DomainGetVcpuPinInfoArgs;
        type Ret = super::DomainGetVcpuPinInfoRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainUndefineFlags;
    impl crate::Call for DomainUndefineFlags {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 231;
        type Args = super::DomainUndefineFlagsArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainSaveFlags;
    impl crate::Call for DomainSaveFlags {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 232;
        type Args = super::DomainSaveFlagsArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainRestoreFlags;
    impl crate::Call for DomainRestoreFlags {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 233;
        type Args = super::DomainRestoreFlagsArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainDestroyFlags;
    impl crate::Call for DomainDestroyFlags {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 234;
        type Args = super::DomainDestroyFlagsArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainSaveImageGetXmlDesc;
    impl crate::Call for DomainSaveImageGetXmlDesc {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 235;
        type Args = super::DomainSaveImageGetXmlDescArgs;
        type Ret = super::DomainSaveImageGetXmlDescRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainSaveImageDefineXml;
    impl crate::Call for DomainSaveImageDefineXml {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 236;
        type Args = super::DomainSaveImageDefineXmlArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainBlockJobAbort;
    impl crate::Call for DomainBlockJobAbort {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 237;
        type Args = super::DomainBlockJobAbortArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainGetBlockJobInfo;
    impl crate::Call for DomainGetBlockJobInfo {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 238;
        type Args = super::DomainGetBlockJobInfoArgs;
        type Ret = super::DomainGetBlockJobInfoRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainBlockJobSetSpeed;
    impl crate::Call for DomainBlockJobSetSpeed {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 239;
        type Args = super::DomainBlockJobSetSpeedArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainBlockPull;
    impl crate::Call for DomainBlockPull {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 240;
        type Args = super::DomainBlockPullArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainMigrateGetMaxSpeed;
    impl crate::Call for DomainMigrateGetMaxSpeed {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 242;
        type Args = super::DomainMigrateGetMaxSpeedArgs;
        type Ret = super::DomainMigrateGetMaxSpeedRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainBlockStatsFlags;
    impl crate::Call for DomainBlockStatsFlags {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 243;
        type Args = super::DomainBlockStatsFlagsArgs;
        type Ret = super::DomainBlockStatsFlagsRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainSnapshotGetParent;
    impl crate::Call for DomainSnapshotGetParent {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 244;
        type Args = super::DomainSnapshotGetParentArgs;
        type Ret = super::DomainSnapshotGetParentRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainReset;
    impl crate::Call for DomainReset {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 245;
        type Args = super::DomainResetArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainSnapshotNumChildren;
    impl crate::Call for DomainSnapshotNumChildren {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 246;
        type Args = super::DomainSnapshotNumChildrenArgs;
        type Ret = super::DomainSnapshotNumChildrenRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainSnapshotListChildrenNames;
    impl crate::Call for DomainSnapshotListChildrenNames {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 247;
        type Args = super::DomainSnapshotListChildrenNamesArgs;
        type Ret = super::DomainSnapshotListChildrenNamesRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainOpenGraphics;
    impl crate::Call for DomainOpenGraphics {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 249;
        type Args = super::DomainOpenGraphicsArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct NodeSuspendForDuration;
    impl crate::Call for NodeSuspendForDuration {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 250;
        type Args = super::NodeSuspendForDurationArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainBlockResize;
    impl crate::Call for DomainBlockResize {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 251;
        type Args = super::DomainBlockResizeArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainSetBlockIoTune;
    impl crate::Call for DomainSetBlockIoTune {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 252;
        type Args = super::DomainSetBlockIoTuneArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainGetBlockIoTune;
    impl crate::Call for DomainGetBlockIoTune {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 253;
        type Args = super::DomainGetBlockIoTuneArgs;
        type Ret = super::DomainGetBlockIoTuneRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainSetNumaParameters;
    impl crate::Call for DomainSetNumaParameters {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 254;
        type Args = super::DomainSetNumaParametersArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainGetNumaParameters;
    impl crate::Call for DomainGetNumaParameters {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 255;
        type Args = super::DomainGetNumaParametersArgs;
        type Ret = super::DomainGetNumaParametersRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainSetInterfaceParameters;
    impl crate::Call for DomainSetInterfaceParameters {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 256;
        type Args = super::DomainSetInterfaceParametersArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainGetInterfaceParameters;
    impl crate::Call for DomainGetInterfaceParameters {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 257;
        type Args = super::DomainGetInterfaceParametersArgs;
        type Ret = super::DomainGetInterfaceParametersRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainShutdownFlags;
    impl crate::Call for DomainShutdownFlags {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 258;
        type Args = super::DomainShutdownFlagsArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct StorageVolWipePattern;
    impl crate::Call for StorageVolWipePattern {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 259;
        type Args = super::StorageVolWipePatternArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct StorageVolResize;
    impl crate::Call for StorageVolResize {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 260;
        type Args = super::StorageVolResizeArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainPmSuspendForDuration;
    impl crate::Call for DomainPmSuspendForDuration {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 261;
        type Args = super::DomainPmSuspendForDurationArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainGetCpuStats;
    impl crate::Call for DomainGetCpuStats {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 262;
        type Args = super::DomainGetCpuStatsArgs;
        type Ret = super::DomainGetCpuStatsRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainGetDiskErrors;
    impl crate::Call for DomainGetDiskErrors {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 263;
        type Args = super::DomainGetDiskErrorsArgs;
        type Ret = super::DomainGetDiskErrorsRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainSetMetadata;
    impl crate::Call for DomainSetMetadata {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 264;
        type Args = super::DomainSetMetadataArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainGetMetadata;
    impl crate::Call for DomainGetMetadata {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 265;
        type Args = super::DomainGetMetadataArgs;
        type Ret = super::DomainGetMetadataRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainBlockRebase;
    impl crate::Call for DomainBlockRebase {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 266;
        type Args = super::DomainBlockRebaseArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainPmWakeup;
    impl crate::Call for DomainPmWakeup {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 267;
        type Args = super::DomainPmWakeupArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainSnapshotIsCurrent;
    impl crate::Call for DomainSnapshotIsCurrent {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 271;
        type Args = super::DomainSnapshotIsCurrentArgs;
        type Ret = super::DomainSnapshotIsCurrentRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainSnapshotHasMetadata;
    impl crate::Call for DomainSnapshotHasMetadata {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 272;
        type Args = super::DomainSnapshotHasMetadataArgs;
        type Ret = super::DomainSnapshotHasMetadataRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ConnectListAllDomains;
    impl crate::Call for ConnectListAllDomains {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 273;
        type Args = super::ConnectListAllDomainsArgs;
        type Ret = super::ConnectListAllDomainsRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainListAllSnapshots;
    impl crate::Call for DomainListAllSnapshots {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 274;
        type Args = super::DomainListAllSnapshotsArgs;
        type Ret = super::DomainListAllSnapshotsRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainSnapshotListAllChildren;
    impl crate::Call for DomainSnapshotListAllChildren {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 275;
        type Args = super::DomainSnapshotListAllChildrenArgs;
        type Ret = super::DomainSnapshotListAllChildrenRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainGetHostname;
    impl crate::Call for DomainGetHostname {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 277;
        type Args = super::DomainGetHostnameArgs;
        type Ret = super::DomainGetHostnameRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainGetSecurityLabelList;
    impl crate::Call for DomainGetSecurityLabelList {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 278;
        type Args = super::DomainGetSecurityLabelListArgs;
        type Ret = super::DomainGetSecurityLabelListRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainPinEmulator;
    impl crate::Call for DomainPinEmulator {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 279;
        type Args = super::DomainPinEmulatorArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainGetEmulatorPinInfo;
    impl crate::Call for DomainGetEmulatorPinInfo {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 280;
        type Args = super::DomainGetEmulatorPinInfoArgs;
        type Ret = super::DomainGetEmulatorPinInfoRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ConnectListAllStoragePools;
    impl crate::Call for ConnectListAllStoragePools {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 281;
        type Args = super::ConnectListAllStoragePoolsArgs;
        type Ret = super::ConnectListAllStoragePoolsRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct StoragePoolListAllVolumes;
    impl crate::Call for StoragePoolListAllVolumes {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 282;
        type Args = super::StoragePoolListAllVolumesArgs;
        type Ret = super::StoragePoolListAllVolumesRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ConnectListAllNetworks;
    impl crate::Call for ConnectListAllNetworks {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 283;
        type Args = super::ConnectListAllNetworksArgs;
        type Ret = super::ConnectListAllNetworksRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ConnectListAllInterfaces;
    impl crate::Call for ConnectListAllInterfaces {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 284;
        type Args = super::ConnectListAllInterfacesArgs;
        type Ret = super::ConnectListAllInterfacesRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ConnectListAllNodeDevices;
    impl crate::Call for ConnectListAllNodeDevices {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 285;
        type Args = super::ConnectListAllNodeDevicesArgs;
        type Ret = super::ConnectListAllNodeDevicesRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ConnectListAllNwfilters;
    impl crate::Call for ConnectListAllNwfilters {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 286;
        type Args = super::ConnectListAllNwfiltersArgs;
        type Ret = super::ConnectListAllNwfiltersRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ConnectListAllSecrets;
    impl crate::Call for ConnectListAllSecrets {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 287;
        type Args = super::ConnectListAllSecretsArgs;
        type Ret = super::ConnectListAllSecretsRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct NodeSetMemoryParameters;
    impl crate::Call for NodeSetMemoryParameters {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 288;
        type Args = super::NodeSetMemoryParametersArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct NodeGetMemoryParameters;
    impl crate::Call for NodeGetMemoryParameters {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 289;
        type Args = super::NodeGetMemoryParametersArgs;
        type Ret = super::NodeGetMemoryParametersRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainBlockCommit;
    impl crate::Call for DomainBlockCommit {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 290;
        type Args = super::DomainBlockCommitArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct NetworkUpdate;
    impl crate::Call for NetworkUpdate {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 291;
        type Args = super::NetworkUpdateArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct NodeGetCpuMap;
    impl crate::Call for NodeGetCpuMap {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 293;
        type Args = super::NodeGetCpuMapArgs;
        type Ret = super::NodeGetCpuMapRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainFstrim;
    impl crate::Call for DomainFstrim {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 294;
        type Args = super::DomainFstrimArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainSendProcessSignal;
    impl crate::Call for DomainSendProcessSignal {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 295;
        type Args = super::DomainSendProcessSignalArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainOpenChannel;
    impl crate::Call for DomainOpenChannel {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 296;
        type Args = super::DomainOpenChannelArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct NodeDeviceLookupScsiHostByWwn;
    impl crate::Call for NodeDeviceLookupScsiHostByWwn {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 297;
        type Args = super::NodeDeviceLookupScsiHostByWwnArgs;
        type Ret = super::NodeDeviceLookupScsiHostByWwnRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainGetJobStats;
    impl crate::Call for DomainGetJobStats {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 298;
        type Args = super::DomainGetJobStatsArgs;
        type Ret = super::DomainGetJobStatsRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainMigrateGetCompressionCache;
    impl crate::Call for DomainMigrateGetCompressionCache {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 299;
        type Args = super::DomainMigrateGetCompressionCacheArgs;
        type Ret = super::DomainMigrateGetCompressionCacheRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainMigrateSetCompressionCache;
    impl crate::Call for DomainMigrateSetCompressionCache {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 300;
        type Args = super::DomainMigrateSetCompressionCacheArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct NodeDeviceDetachFlags;
    impl crate::Call for NodeDeviceDetachFlags {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 301;
        type Args = super::NodeDeviceDetachFlagsArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainMigrateBegin3Params;
    impl crate::Call for DomainMigrateBegin3Params {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 302;
        type Args = super::DomainMigrateBegin3ParamsArgs;
        type Ret = super::DomainMigrateBegin3ParamsRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainMigratePrepare3Params;
    impl crate::Call for DomainMigratePrepare3Params {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 303;
        type Args = super::DomainMigratePrepare3ParamsArgs;
        type Ret = super::DomainMigratePrepare3ParamsRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainMigratePrepareTunnel3Params;
    impl crate::Call for DomainMigratePrepareTunnel3Params {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 304;
        type Args = super::DomainMigratePrepareTunnel3ParamsArgs;
        type Ret = super::DomainMigratePrepareTunnel3ParamsRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainMigratePerform3Params;
    impl crate::Call for DomainMigratePerform3Params {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 305;
        type Args = super::DomainMigratePerform3ParamsArgs;
        type Ret = super::DomainMigratePerform3ParamsRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainMigrateFinish3Params;
    impl crate::Call for DomainMigrateFinish3Params {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 306;
        type Args = super::DomainMigrateFinish3ParamsArgs;
        type Ret = super::DomainMigrateFinish3ParamsRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainMigrateConfirm3Params;
    impl crate::Call for DomainMigrateConfirm3Params {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 307;
        type Args = super::DomainMigrateConfirm3ParamsArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainSetMemoryStatsPeriod;
    impl crate::Call for DomainSetMemoryStatsPeriod {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 308;
        type Args = super::DomainSetMemoryStatsPeriodArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainCreateXmlWithFiles;
    impl crate::Call for DomainCreateXmlWithFiles {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 309;
        type Args = super::DomainCreateXmlWithFilesArgs;
        type Ret = super::DomainCreateXmlWithFilesRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainCreateWithFiles;
    impl crate::Call for DomainCreateWithFiles {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 310;
        type Args = super::DomainCreateWithFilesArgs;
        type Ret = super::DomainCreateWithFilesRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ConnectGetCpuModelNames;
    impl crate::Call for ConnectGetCpuModelNames {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 312;
        type Args = super::ConnectGetCpuModelNamesArgs;
        type Ret = super::ConnectGetCpuModelNamesRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ConnectNetworkEventRegisterAny;
    impl crate::Call for ConnectNetworkEventRegisterAny {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 313;
        type Args = super::ConnectNetworkEventRegisterAnyArgs;
        type Ret = super::ConnectNetworkEventRegisterAnyRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ConnectNetworkEventDeregisterAny;
    impl crate::Call for ConnectNetworkEventDeregisterAny {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 314;
        type Args = super::ConnectNetworkEventDeregisterAnyArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ConnectDomainEventCallbackRegisterAny;
    impl crate::Call for ConnectDomainEventCallbackRegisterAny {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 316;
        type Args = super::ConnectDomainEventCallbackRegisterAnyArgs;
        type Ret = super::ConnectDomainEventCallbackRegisterAnyRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ConnectDomainEventCallbackDeregisterAny;
    impl crate::Call for ConnectDomainEventCallbackDeregisterAny {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 317;
        type Args = super::ConnectDomainEventCallbackDeregisterAnyArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainCoreDumpWithFormat;
    impl crate::Call for DomainCoreDumpWithFormat {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 334;
        type Args = super::DomainCoreDumpWithFormatArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainFsfreeze;
    impl crate::Call for DomainFsfreeze {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 335;
        type Args = super::DomainFsfreezeArgs;
        type Ret = super::DomainFsfreezeRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainFsthaw;
    impl crate::Call for DomainFsthaw {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 336;
        type Args = super::DomainFsthawArgs;
        type Ret = super::DomainFsthawRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainGetTime;
    impl crate::Call for DomainGetTime {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 337;
        type Args = super::DomainGetTimeArgs;
        type Ret = super::DomainGetTimeRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainSetTime;
    impl crate::Call for DomainSetTime {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 338;
        type Args = super::DomainSetTimeArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct NodeGetFreePages;
    impl crate::Call for NodeGetFreePages {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 340;
        type Args = super::NodeGetFreePagesArgs;
        type Ret = super::NodeGetFreePagesRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct NetworkGetDhcpLeases;
    impl crate::Call for NetworkGetDhcpLeases {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 341;
        type Args = super::NetworkGetDhcpLeasesArgs;
        type Ret = super::NetworkGetDhcpLeasesRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ConnectGetDomainCapabilities;
    impl crate::Call for ConnectGetDomainCapabilities {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 342;
        type Args = super::ConnectGetDomainCapabilitiesArgs;
        type Ret = super::ConnectGetDomainCapabilitiesRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainOpenGraphicsFd;
    impl crate::Call for DomainOpenGraphicsFd {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 343;
        type Args = super::DomainOpenGraphicsFdArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ConnectGetAllDomainStats;
    impl crate::Call for ConnectGetAllDomainStats {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 344;
        type Args = super::ConnectGetAllDomainStatsArgs;
        type Ret = super::ConnectGetAllDomainStatsRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainBlockCopy;
    impl crate::Call for DomainBlockCopy {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 345;
        type Args = super::DomainBlockCopyArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct NodeAllocPages;
    impl crate::Call for NodeAllocPages {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 347;
        type Args = super::NodeAllocPagesArgs;
        type Ret = super::NodeAllocPagesRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainGetFsinfo;
    impl crate::Call for DomainGetFsinfo {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 349;
        type Args = super::DomainGetFsinfoArgs;
        type Ret = super::DomainGetFsinfoRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainDefineXmlFlags;
    impl crate::Call for DomainDefineXmlFlags {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 350;
        type Args = super::DomainDefineXmlFlagsArgs;
        type Ret = super::DomainDefineXmlFlagsRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainGetIothreadInfo;
    impl crate::Call for DomainGetIothreadInfo {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 351;
        type Args = super::DomainGetIothreadInfoArgs;
        type Ret = super::DomainGetIothreadInfoRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainPinIothread;
    impl crate::Call for DomainPinIothread {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 352;
        type Args = super::DomainPinIothreadArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainInterfaceAddresses;
    impl crate::Call for DomainInterfaceAddresses {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 353;
        type Args = super::DomainInterfaceAddressesArgs;
        type Ret = super::DomainInterfaceAddressesRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainAddIothread;
    impl crate::Call for DomainAddIothread {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 355;
        type Args = super::DomainAddIothreadArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainDelIothread;
    impl crate::Call for DomainDelIothread {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 356;
        type Args = super::DomainDelIothreadArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainSetUserPassword;
    impl crate::Call for DomainSetUserPassword {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 357;
        type Args = super::DomainSetUserPasswordArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainRename;
    impl crate::Call for DomainRename {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 358;
        type Args = super::DomainRenameArgs;
        type Ret = super::DomainRenameRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ConnectRegisterCloseCallback;
    impl crate::Call for ConnectRegisterCloseCallback {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 360;
        type Args = ();
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ConnectUnregisterCloseCallback;
    impl crate::Call for ConnectUnregisterCloseCallback {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 361;
        type Args = ();
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainMigrateStartPostCopy;
    impl crate::Call for DomainMigrateStartPostCopy {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 364;
        type Args = super::DomainMigrateStartPostCopyArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainGetPerfEvents;
    impl crate::Call for DomainGetPerfEvents {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 365;
        type Args = super::DomainGetPerfEventsArgs;
        type Ret = super::DomainGetPerfEventsRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainSetPerfEvents;
    impl crate::Call for DomainSetPerfEvents {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 366;
        type Args = super::DomainSetPerfEventsArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ConnectStoragePoolEventRegisterAny;
    impl crate::Call for ConnectStoragePoolEventRegisterAny {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 368;
        type Args = super::ConnectStoragePoolEventRegisterAnyArgs;
        type Ret = super::ConnectStoragePoolEventRegisterAnyRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ConnectStoragePoolEventDeregisterAny;
    impl crate::Call for ConnectStoragePoolEventDeregisterAny {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 369;
        type Args = super::ConnectStoragePoolEventDeregisterAnyArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainGetGuestVcpus;
    impl crate::Call for DomainGetGuestVcpus {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 371;
        type Args = super::DomainGetGuestVcpusArgs;
        type Ret = super::DomainGetGuestVcpusRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainSetGuestVcpus;
    impl crate::Call for DomainSetGuestVcpus {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 372;
        type Args = super::DomainSetGuestVcpusArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ConnectNodeDeviceEventRegisterAny;
    impl crate::Call for ConnectNodeDeviceEventRegisterAny {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 374;
        type Args = super::ConnectNodeDeviceEventRegisterAnyArgs;
        type Ret = super::ConnectNodeDeviceEventRegisterAnyRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ConnectNodeDeviceEventDeregisterAny;
    impl crate::Call for ConnectNodeDeviceEventDeregisterAny {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 375;
        type Args = super::ConnectNodeDeviceEventDeregisterAnyArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct StorageVolGetInfoFlags;
    impl crate::Call for StorageVolGetInfoFlags {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 378;
        type Args = super::StorageVolGetInfoFlagsArgs;
        type Ret = super::StorageVolGetInfoFlagsRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ConnectSecretEventRegisterAny;
    impl crate::Call for ConnectSecretEventRegisterAny {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 380;
        type Args = super::ConnectSecretEventRegisterAnyArgs;
        type Ret = super::ConnectSecretEventRegisterAnyRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ConnectSecretEventDeregisterAny;
    impl crate::Call for ConnectSecretEventDeregisterAny {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 381;
        type Args = super::ConnectSecretEventDeregisterAnyArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainSetVcpu;
    impl crate::Call for DomainSetVcpu {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 384;
        type Args = super::DomainSetVcpuArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainSetBlockThreshold;
    impl crate::Call for DomainSetBlockThreshold {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 386;
        type Args = super::DomainSetBlockThresholdArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainMigrateGetMaxDowntime;
    impl crate::Call for DomainMigrateGetMaxDowntime {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 387;
        type Args = super::DomainMigrateGetMaxDowntimeArgs;
        type Ret = super::DomainMigrateGetMaxDowntimeRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainManagedSaveGetXmlDesc;
    impl crate::Call for DomainManagedSaveGetXmlDesc {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 388;
        type Args = super::DomainManagedSaveGetXmlDescArgs;
        type Ret = super::DomainManagedSaveGetXmlDescRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainManagedSaveDefineXml;
    impl crate::Call for DomainManagedSaveDefineXml {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 389;
        type Args = super::DomainManagedSaveDefineXmlArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainSetLifecycleAction;
    impl crate::Call for DomainSetLifecycleAction {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 390;
        type Args = super::DomainSetLifecycleActionArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct StoragePoolLookupByTargetPath;
    impl crate::Call for StoragePoolLookupByTargetPath {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 391;
        type Args = super::StoragePoolLookupByTargetPathArgs;
        type Ret = super::StoragePoolLookupByTargetPathRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainDetachDeviceAlias;
    impl crate::Call for DomainDetachDeviceAlias {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 392;
        type Args = super::DomainDetachDeviceAliasArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ConnectCompareHypervisorCpu;
    impl crate::Call for ConnectCompareHypervisorCpu {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 393;
        type Args = super::ConnectCompareHypervisorCpuArgs;
        type Ret = super::ConnectCompareHypervisorCpuRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ConnectBaselineHypervisorCpu;
    impl crate::Call for ConnectBaselineHypervisorCpu {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 394;
        type Args = super::ConnectBaselineHypervisorCpuArgs;
        type Ret = super::ConnectBaselineHypervisorCpuRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct NodeGetSevInfo;
    impl crate::Call for NodeGetSevInfo {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 395;
        type Args = super::NodeGetSevInfoArgs;
        type Ret = super::NodeGetSevInfoRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainGetLaunchSecurityInfo;
    impl crate::Call for DomainGetLaunchSecurityInfo {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 396;
        type Args = super::DomainGetLaunchSecurityInfoArgs;
        type Ret = super::DomainGetLaunchSecurityInfoRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct NwfilterBindingLookupByPortDev;
    impl crate::Call for NwfilterBindingLookupByPortDev {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 397;
        type Args = super::NwfilterBindingLookupByPortDevArgs;
        type Ret = super::NwfilterBindingLookupByPortDevRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct NwfilterBindingGetXmlDesc;
    impl crate::Call for NwfilterBindingGetXmlDesc {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 398;
        type Args = super::NwfilterBindingGetXmlDescArgs;
        type Ret = super::NwfilterBindingGetXmlDescRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct NwfilterBindingCreateXml;
    impl crate::Call for NwfilterBindingCreateXml {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 399;
        type Args = super::NwfilterBindingCreateXmlArgs;
        type Ret = super::NwfilterBindingCreateXmlRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct NwfilterBindingDelete;
    impl crate::Call for NwfilterBindingDelete {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 400;
        type Args = super::NwfilterBindingDeleteArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ConnectListAllNwfilterBindings;
    impl crate::Call for ConnectListAllNwfilterBindings {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 401;
        type Args = super::ConnectListAllNwfilterBindingsArgs;
        type Ret = super::ConnectListAllNwfilterBindingsRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainSetIothreadParams;
    impl crate::Call for DomainSetIothreadParams {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 402;
        type Args = super::DomainSetIothreadParamsArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ConnectGetStoragePoolCapabilities;
    impl crate::Call for ConnectGetStoragePoolCapabilities {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 403;
        type Args = super::ConnectGetStoragePoolCapabilitiesArgs;
        type Ret = super::ConnectGetStoragePoolCapabilitiesRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct NetworkListAllPorts;
    impl crate::Call for NetworkListAllPorts {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 404;
        type Args = super::NetworkListAllPortsArgs;
        type Ret = super::NetworkListAllPortsRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct NetworkPortLookupByUuid;
    impl crate::Call for NetworkPortLookupByUuid {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 405;
        type Args = super::NetworkPortLookupByUuidArgs;
        type Ret = super::NetworkPortLookupByUuidRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct NetworkPortCreateXml;
    impl crate::Call for NetworkPortCreateXml {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 406;
        type Args = super::NetworkPortCreateXmlArgs;
        type Ret = super::NetworkPortCreateXmlRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct NetworkPortGetParameters;
    impl crate::Call for NetworkPortGetParameters {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 407;
        type Args = super::NetworkPortGetParametersArgs;
        type Ret = super::NetworkPortGetParametersRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct NetworkPortSetParameters;
    impl crate::Call for NetworkPortSetParameters {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 408;
        type Args = super::NetworkPortSetParametersArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct NetworkPortGetXmlDesc;
    impl crate::Call for NetworkPortGetXmlDesc {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 409;
        type Args = super::NetworkPortGetXmlDescArgs;
        type Ret = super::NetworkPortGetXmlDescRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct NetworkPortDelete;
    impl crate::Call for NetworkPortDelete {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 410;
        type Args = super::NetworkPortDeleteArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainCheckpointCreateXml;
    impl crate::Call for DomainCheckpointCreateXml {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 411;
        type Args = super::DomainCheckpointCreateXmlArgs;
        type Ret = super::DomainCheckpointCreateXmlRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainCheckpointGetXmlDesc;
    impl crate::Call for DomainCheckpointGetXmlDesc {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 412;
        type Args = super::DomainCheckpointGetXmlDescArgs;
        type Ret = super::DomainCheckpointGetXmlDescRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainListAllCheckpoints;
    impl crate::Call for DomainListAllCheckpoints {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 413;
        type Args = super::DomainListAllCheckpointsArgs;
        type Ret = super::DomainListAllCheckpointsRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainCheckpointListAllChildren;
    impl crate::Call for DomainCheckpointListAllChildren {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 414;
        type Args = super::DomainCheckpointListAllChildrenArgs;
        type Ret = super::DomainCheckpointListAllChildrenRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainCheckpointLookupByName;
    impl crate::Call for DomainCheckpointLookupByName {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 415;
        type Args = super::DomainCheckpointLookupByNameArgs;
        type Ret = super::DomainCheckpointLookupByNameRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainCheckpointGetParent;
    impl crate::Call for DomainCheckpointGetParent {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 416;
        type Args = super::DomainCheckpointGetParentArgs;
        type Ret = super::DomainCheckpointGetParentRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainCheckpointDelete;
    impl crate::Call for DomainCheckpointDelete {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 417;
        type Args = super::DomainCheckpointDeleteArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainGetGuestInfo;
    impl crate::Call for DomainGetGuestInfo {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 418;
        type Args = super::DomainGetGuestInfoArgs;
        type Ret = super::DomainGetGuestInfoRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ConnectSetIdentity;
    impl crate::Call for ConnectSetIdentity {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 419;
        type Args = super::ConnectSetIdentityArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainAgentSetResponseTimeout;
    impl crate::Call for DomainAgentSetResponseTimeout {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 420;
        type Args = super::DomainAgentSetResponseTimeoutArgs;
        type Ret = super::DomainAgentSetResponseTimeoutRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainBackupBegin;
    impl crate::Call for DomainBackupBegin {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 421;
        type Args = super::DomainBackupBeginArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainBackupGetXmlDesc;
    impl crate::Call for DomainBackupGetXmlDesc {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 422;
        type Args = super::DomainBackupGetXmlDescArgs;
        type Ret = super::DomainBackupGetXmlDescRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainAuthorizedSshKeysGet;
    impl crate::Call for DomainAuthorizedSshKeysGet {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 424;
        type Args = super::DomainAuthorizedSshKeysGetArgs;
        type Ret = super::DomainAuthorizedSshKeysGetRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainAuthorizedSshKeysSet;
    impl crate::Call for DomainAuthorizedSshKeysSet {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 425;
        type Args = super::DomainAuthorizedSshKeysSetArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainGetMessages;
    impl crate::Call for DomainGetMessages {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 426;
        type Args = super::DomainGetMessagesArgs;
        type Ret = super::DomainGetMessagesRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainStartDirtyRateCalc;
    impl crate::Call for DomainStartDirtyRateCalc {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 427;
        type Args = super::DomainStartDirtyRateCalcArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct NodeDeviceDefineXml;
    impl crate::Call for NodeDeviceDefineXml {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 428;
        type Args = super::NodeDeviceDefineXmlArgs;
        type Ret = super::NodeDeviceDefineXmlRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct NodeDeviceUndefine;
    impl crate::Call for NodeDeviceUndefine {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 429;
        type Args = super::NodeDeviceUndefineArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct NodeDeviceCreate;
    impl crate::Call for NodeDeviceCreate {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 430;
        type Args = super::NodeDeviceCreateArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct NwfilterDefineXmlFlags;
    impl crate::Call for NwfilterDefineXmlFlags {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 431;
        type Args = super::NwfilterDefineXmlFlagsArgs;
        type Ret = super::NwfilterDefineXmlFlagsRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct NetworkDefineXmlFlags;
    impl crate::Call for NetworkDefineXmlFlags {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 432;
        type Args = super::NetworkDefineXmlFlagsArgs;
        type Ret = super::NetworkDefineXmlFlagsRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct NodeDeviceGetAutostart;
    impl crate::Call for NodeDeviceGetAutostart {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 433;
        type Args = super::NodeDeviceGetAutostartArgs;
        type Ret = super::NodeDeviceGetAutostartRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct NodeDeviceSetAutostart;
    impl crate::Call for NodeDeviceSetAutostart {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 434;
        type Args = super::NodeDeviceSetAutostartArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct NodeDeviceIsPersistent;
    impl crate::Call for NodeDeviceIsPersistent {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 435;
        type Args = super::NodeDeviceIsPersistentArgs;
        type Ret = super::NodeDeviceIsPersistentRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct NodeDeviceIsActive;
    impl crate::Call for NodeDeviceIsActive {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 436;
        type Args = super::NodeDeviceIsActiveArgs;
        type Ret = super::NodeDeviceIsActiveRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct NetworkCreateXmlFlags;
    impl crate::Call for NetworkCreateXmlFlags {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 437;
        type Args = super::NetworkCreateXmlFlagsArgs;
        type Ret = super::NetworkCreateXmlFlagsRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainSetLaunchSecurityState;
    impl crate::Call for DomainSetLaunchSecurityState {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 439;
        type Args = super::DomainSetLaunchSecurityStateArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainSaveParams;
    impl crate::Call for DomainSaveParams {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 440;
        type Args = super::DomainSaveParamsArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainRestoreParams;
    impl crate::Call for DomainRestoreParams {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 441;
        type Args = super::DomainRestoreParamsArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainAbortJobFlags;
    impl crate::Call for DomainAbortJobFlags {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 442;
        type Args = super::DomainAbortJobFlagsArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainFdAssociate;
    impl crate::Call for DomainFdAssociate {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 443;
        type Args = super::DomainFdAssociateArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct NetworkSetMetadata;
    impl crate::Call for NetworkSetMetadata {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 444;
        type Args = super::NetworkSetMetadataArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct NetworkGetMetadata;
    impl crate::Call for NetworkGetMetadata {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 445;
        type Args = super::NetworkGetMetadataArgs;
        type Ret = super::NetworkGetMetadataRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct NodeDeviceUpdate;
    impl crate::Call for NodeDeviceUpdate {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 447;
        type Args = super::NodeDeviceUpdateArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainGraphicsReload;
    impl crate::Call for DomainGraphicsReload {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 448;
        type Args = super::DomainGraphicsReloadArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainGetAutostartOnce;
    impl crate::Call for DomainGetAutostartOnce {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 449;
        type Args = super::DomainGetAutostartOnceArgs;
        type Ret = super::DomainGetAutostartOnceRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainSetAutostartOnce;
    impl crate::Call for DomainSetAutostartOnce {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 450;
        type Args = super::DomainSetAutostartOnceArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainSetThrottleGroup;
    impl crate::Call for DomainSetThrottleGroup {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 451;
        type Args = super::DomainSetThrottleGroupArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainDelThrottleGroup;
    impl crate::Call for DomainDelThrottleGroup {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 452;
        type Args = super::DomainDelThrottleGroupArgs;
        type Ret = ();
    }
}

/// A type an event.
pub mod event {
    #[derive(Debug, Clone, Copy)]
    pub struct DomainEventLifecycle;
    impl crate::Event for DomainEventLifecycle {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 107;
        type Msg = super::DomainEventLifecycleMsg;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainEventReboot;
    impl crate::Event for DomainEventReboot {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 169;
        type Msg = super::DomainEventRebootMsg;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainEventRtcChange;
    impl crate::Event for DomainEventRtcChange {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 170;
        type Msg = super::DomainEventRtcChangeMsg;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainEventWatchdog;
    impl crate::Event for DomainEventWatchdog {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 171;
        type Msg = super::DomainEventWatchdogMsg;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainEventIoError;
    impl crate::Event for DomainEventIoError {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 172;
        type Msg = super::DomainEventIoErrorMsg;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainEventGraphics;
    impl crate::Event for DomainEventGraphics {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 173;
        type Msg = super::DomainEventGraphicsMsg;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainEventIoErrorReason;
    impl crate::Event for DomainEventIoErrorReason {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 195;
        type Msg = super::DomainEventIoErrorReasonMsg;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainEventControlError;
    impl crate::Event for DomainEventControlError {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 224;
        type Msg = super::DomainEventControlErrorMsg;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainEventBlockJob;
    impl crate::Event for DomainEventBlockJob {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 241;
        type Msg = super::DomainEventBlockJobMsg;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainEventDiskChange;
    impl crate::Event for DomainEventDiskChange {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 248;
        type Msg = super::DomainEventDiskChangeMsg;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainEventTrayChange;
    impl crate::Event for DomainEventTrayChange {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 268;
        type Msg = super::DomainEventTrayChangeMsg;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainEventPmwakeup;
    impl crate::Event for DomainEventPmwakeup {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 269;
        type Msg = super::DomainEventPmwakeupMsg;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainEventPmsuspend;
    impl crate::Event for DomainEventPmsuspend {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 270;
        type Msg = super::DomainEventPmsuspendMsg;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainEventBalloonChange;
    impl crate::Event for DomainEventBalloonChange {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 276;
        type Msg = super::DomainEventBalloonChangeMsg;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainEventPmsuspendDisk;
    impl crate::Event for DomainEventPmsuspendDisk {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 292;
        type Msg = super::DomainEventPmsuspendDiskMsg;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainEventDeviceRemoved;
    impl crate::Event for DomainEventDeviceRemoved {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 311;
        type Msg = super::DomainEventDeviceRemovedMsg;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct NetworkEventLifecycle;
    impl crate::Event for NetworkEventLifecycle {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 315;
        type Msg = super::NetworkEventLifecycleMsg;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainEventCallbackLifecycle;
    impl crate::Event for DomainEventCallbackLifecycle {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 318;
        type Msg = super::DomainEventCallbackLifecycleMsg;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainEventCallbackReboot;
    impl crate::Event for DomainEventCallbackReboot {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 319;
        type Msg = super::DomainEventCallbackRebootMsg;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainEventCallbackRtcChange;
    impl crate::Event for DomainEventCallbackRtcChange {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 320;
        type Msg = super::DomainEventCallbackRtcChangeMsg;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainEventCallbackWatchdog;
    impl crate::Event for DomainEventCallbackWatchdog {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 321;
        type Msg = super::DomainEventCallbackWatchdogMsg;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainEventCallbackIoError;
    impl crate::Event for DomainEventCallbackIoError {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 322;
        type Msg = super::DomainEventCallbackIoErrorMsg;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainEventCallbackGraphics;
    impl crate::Event for DomainEventCallbackGraphics {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 323;
        type Msg = super::DomainEventCallbackGraphicsMsg;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainEventCallbackIoErrorReason;
    impl crate::Event for DomainEventCallbackIoErrorReason {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 324;
        type Msg = super::DomainEventCallbackIoErrorReasonMsg;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainEventCallbackControlError;
    impl crate::Event for DomainEventCallbackControlError {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 325;
        type Msg = super::DomainEventCallbackControlErrorMsg;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainEventCallbackBlockJob;
    impl crate::Event for DomainEventCallbackBlockJob {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 326;
        type Msg = super::DomainEventCallbackBlockJobMsg;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainEventCallbackDiskChange;
    impl crate::Event for DomainEventCallbackDiskChange {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 327;
        type Msg = super::DomainEventCallbackDiskChangeMsg;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainEventCallbackTrayChange;
    impl crate::Event for DomainEventCallbackTrayChange {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 328;
        type Msg = super::DomainEventCallbackTrayChangeMsg;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainEventCallbackPmwakeup;
    impl crate::Event for DomainEventCallbackPmwakeup {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 329;
        type Msg = super::DomainEventCallbackPmwakeupMsg;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainEventCallbackPmsuspend;
    impl crate::Event for DomainEventCallbackPmsuspend {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 330;
        type Msg = super::DomainEventCallbackPmsuspendMsg;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainEventCallbackBalloonChange;
    impl crate::Event for DomainEventCallbackBalloonChange {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 331;
        type Msg = super::DomainEventCallbackBalloonChangeMsg;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainEventCallbackPmsuspendDisk;
    impl crate::Event for DomainEventCallbackPmsuspendDisk {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 332;
        type Msg = super::DomainEventCallbackPmsuspendDiskMsg;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainEventCallbackDeviceRemoved;
    impl crate::Event for DomainEventCallbackDeviceRemoved {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 333;
        type Msg = super::DomainEventCallbackDeviceRemovedMsg;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainEventBlockJob2;
    impl crate::Event for DomainEventBlockJob2 {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 339;
        type Msg = super::DomainEventBlockJob2Msg;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainEventCallbackTunable;
    impl crate::Event for DomainEventCallbackTunable {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 346;
        type Msg = super::DomainEventCallbackTunableMsg;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainEventCallbackAgentLifecycle;
    impl crate::Event for DomainEventCallbackAgentLifecycle {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 348;
        type Msg = super::DomainEventCallbackAgentLifecycleMsg;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainEventCallbackDeviceAdded;
    impl crate::Event for DomainEventCallbackDeviceAdded {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 354;
        type Msg = super::DomainEventCallbackDeviceAddedMsg;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainEventCallbackMigrationIteration;
    impl crate::Event for DomainEventCallbackMigrationIteration {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 359;
        type Msg = super::DomainEventCallbackMigrationIterationMsg;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ConnectEventConnectionClosed;
    impl crate::Event for ConnectEventConnectionClosed {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 362;
        type Msg = super::ConnectEventConnectionClosedMsg;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainEventCallbackJobCompleted;
    impl crate::Event for DomainEventCallbackJobCompleted {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 363;
        type Msg = super::DomainEventCallbackJobCompletedMsg;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainEventCallbackDeviceRemovalFailed;
    impl crate::Event for DomainEventCallbackDeviceRemovalFailed {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 367;
        type Msg = super::DomainEventCallbackDeviceRemovalFailedMsg;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct StoragePoolEventLifecycle;
    impl crate::Event for StoragePoolEventLifecycle {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 370;
        type Msg = super::StoragePoolEventLifecycleMsg;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct StoragePoolEventRefresh;
    impl crate::Event for StoragePoolEventRefresh {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 373;
        type Msg = super::StoragePoolEventRefreshMsg;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct NodeDeviceEventLifecycle;
    impl crate::Event for NodeDeviceEventLifecycle {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 376;
        type Msg = super::NodeDeviceEventLifecycleMsg;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct NodeDeviceEventUpdate;
    impl crate::Event for NodeDeviceEventUpdate {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 377;
        type Msg = super::NodeDeviceEventUpdateMsg;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainEventCallbackMetadataChange;
    impl crate::Event for DomainEventCallbackMetadataChange {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 379;
        type Msg = super::DomainEventCallbackMetadataChangeMsg;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct SecretEventLifecycle;
    impl crate::Event for SecretEventLifecycle {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 382;
        type Msg = super::SecretEventLifecycleMsg;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct SecretEventValueChanged;
    impl crate::Event for SecretEventValueChanged {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 383;
        type Msg = super::SecretEventValueChangedMsg;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainEventBlockThreshold;
    impl crate::Event for DomainEventBlockThreshold {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 385;
        type Msg = super::DomainEventBlockThresholdMsg;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainEventMemoryFailure;
    impl crate::Event for DomainEventMemoryFailure {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 423;
        type Msg = super::DomainEventMemoryFailureMsg;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainEventMemoryDeviceSizeChange;
    impl crate::Event for DomainEventMemoryDeviceSizeChange {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 438;
        type Msg = super::DomainEventMemoryDeviceSizeChangeMsg;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct NetworkEventCallbackMetadataChange;
    impl crate::Event for NetworkEventCallbackMetadataChange {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 446;
        type Msg = super::NetworkEventCallbackMetadataChangeMsg;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct DomainEventNicMacChange;
    impl crate::Event for DomainEventNicMacChange {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 453;
        type Msg = super::DomainEventNicMacChangeMsg;
    }
}

/// Every procedure, in order of number.
pub static PROCEDURES: &[Procedure] = &[
    Procedure {
        number: 1,
        name: "connect_open",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virConnectOpen",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "connect", perm: "getattr", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 2,
        name: "connect_close",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virConnectClose",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[],
        filters: &[],
    },
    Procedure {
        number: 3,
        name: "connect_get_type",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virConnectGetType",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "connect", perm: "getattr", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 4,
        name: "connect_get_version",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virConnectGetVersion",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "connect", perm: "getattr", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 5,
        name: "connect_get_max_vcpus",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virConnectGetMaxVcpus",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "connect", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 6,
        name: "node_get_info",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virNodeGetInfo",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "connect", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 7,
        name: "connect_get_capabilities",
        event: false,
        priority: Priority::Low,
        access: Access::Read,
        api: "virConnectGetCapabilities",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "connect", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 8,
        name: "domain_attach_device",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainAttachDevice",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "write", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 9,
        name: "domain_create",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainCreate",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "start", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 10,
        name: "domain_create_xml",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainCreateXML",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[
            Permission { object: "domain", perm: "write", when: When::Always },
            Permission { object: "domain", perm: "start", when: When::Always },
        ],
        filters: &[],
    },
    Procedure {
        number: 11,
        name: "domain_define_xml",
        event: false,
        priority: Priority::High,
        access: Access::Write,
        api: "virDomainDefineXML",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[
            Permission { object: "domain", perm: "write", when: When::Always },
            Permission { object: "domain", perm: "save", when: When::Always },
        ],
        filters: &[],
    },
    Procedure {
        number: 12,
        name: "domain_destroy",
        event: false,
        priority: Priority::High,
        access: Access::Write,
        api: "virDomainDestroy",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "stop", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 13,
        name: "domain_detach_device",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainDetachDevice",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "write", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 14,
        name: "domain_get_xml_desc",
        event: false,
        priority: Priority::Low,
        access: Access::Mixed,
        api: "virDomainGetXMLDesc",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[
            Permission { object: "domain", perm: "read", when: When::Always },
            Permission { object: "domain", perm: "read_secure", when: When::FlagsSet(0x1) },
            Permission { object: "domain", perm: "read_secure", when: When::FlagsSet(0x8) },
        ],
        filters: &[],
    },
    Procedure {
        number: 15,
        name: "domain_get_autostart",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virDomainGetAutostart",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 16,
        name: "domain_get_info",
        event: false,
        priority: Priority::Low,
        access: Access::Read,
        api: "virDomainGetInfo",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 17,
        name: "domain_get_max_memory",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virDomainGetMaxMemory",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 18,
        name: "domain_get_max_vcpus",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virDomainGetMaxVcpus",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 19,
        name: "domain_get_os_type",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virDomainGetOSType",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 20,
        name: "domain_get_vcpus",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virDomainGetVcpus",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 21,
        name: "connect_list_defined_domains",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virConnectListDefinedDomains",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission {
            object: "connect",
            perm: "search_domains",
            when: When::Always,
        }],
        filters: &[Permission { object: "domain", perm: "getattr", when: When::Always }],
    },
    Procedure {
        number: 22,
        name: "domain_lookup_by_id",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virDomainLookupByID",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "getattr", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 23,
        name: "domain_lookup_by_name",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virDomainLookupByName",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "getattr", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 24,
        name: "domain_lookup_by_uuid",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virDomainLookupByUUID",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "getattr", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 25,
        name: "connect_num_of_defined_domains",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virConnectNumOfDefinedDomains",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission {
            object: "connect",
            perm: "search_domains",
            when: When::Always,
        }],
        filters: &[Permission { object: "domain", perm: "getattr", when: When::Always }],
    },
    Procedure {
        number: 26,
        name: "domain_pin_vcpu",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainPinVcpu",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "write", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 27,
        name: "domain_reboot",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainReboot",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[
            Permission { object: "domain", perm: "init_control", when: When::Always },
            Permission { object: "domain", perm: "write", when: When::FlagsSet(0x2) },
        ],
        filters: &[],
    },
    Procedure {
        number: 28,
        name: "domain_resume",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainResume",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "suspend", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 29,
        name: "domain_set_autostart",
        event: false,
        priority: Priority::High,
        access: Access::Write,
        api: "virDomainSetAutostart",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "write", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 30,
        name: "domain_set_max_memory",
        event: false,
        priority: Priority::High,
        access: Access::Write,
        api: "virDomainSetMaxMemory",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "write", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 31,
        name: "domain_set_memory",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainSetMemory",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "write", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 32,
        name: "domain_set_vcpus",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainSetVcpus",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "write", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 33,
        name: "domain_shutdown",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainShutdown",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "init_control", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 34,
        name: "domain_suspend",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainSuspend",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "suspend", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 35,
        name: "domain_undefine",
        event: false,
        priority: Priority::High,
        access: Access::Write,
        api: "virDomainUndefine",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "delete", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 36,
        name: "connect_list_defined_networks",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virConnectListDefinedNetworks",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission {
            object: "connect",
            perm: "search_networks",
            when: When::Always,
        }],
        filters: &[Permission { object: "network", perm: "getattr", when: When::Always }],
    },
    Procedure {
        number: 37,
        name: "connect_list_domains",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virConnectListDomains",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission {
            object: "connect",
            perm: "search_domains",
            when: When::Always,
        }],
        filters: &[Permission { object: "domain", perm: "getattr", when: When::Always }],
    },
    Procedure {
        number: 38,
        name: "connect_list_networks",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virConnectListNetworks",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission {
            object: "connect",
            perm: "search_networks",
            when: When::Always,
        }],
        filters: &[Permission { object: "network", perm: "getattr", when: When::Always }],
    },
    Procedure {
        number: 39,
        name: "network_create",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virNetworkCreate",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "network", perm: "start", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 40,
        name: "network_create_xml",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virNetworkCreateXML",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[
            Permission { object: "network", perm: "write", when: When::Always },
            Permission { object: "network", perm: "start", when: When::Always },
        ],
        filters: &[],
    },
    Procedure {
        number: 41,
        name: "network_define_xml",
        event: false,
        priority: Priority::High,
        access: Access::Write,
        api: "virNetworkDefineXML",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[
            Permission { object: "network", perm: "write", when: When::Always },
            Permission { object: "network", perm: "save", when: When::Always },
        ],
        filters: &[],
    },
    Procedure {
        number: 42,
        name: "network_destroy",
        event: false,
        priority: Priority::High,
        access: Access::Write,
        api: "virNetworkDestroy",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "network", perm: "stop", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 43,
        name: "network_get_xml_desc",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virNetworkGetXMLDesc",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "network", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 44,
        name: "network_get_autostart",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virNetworkGetAutostart",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "network", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 45,
        name: "network_get_bridge_name",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virNetworkGetBridgeName",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "network", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 46,
        name: "network_lookup_by_name",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virNetworkLookupByName",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "network", perm: "getattr", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 47,
        name: "network_lookup_by_uuid",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virNetworkLookupByUUID",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "network", perm: "getattr", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 48,
        name: "network_set_autostart",
        event: false,
        priority: Priority::High,
        access: Access::Write,
        api: "virNetworkSetAutostart",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "network", perm: "write", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 49,
        name: "network_undefine",
        event: false,
        priority: Priority::High,
        access: Access::Write,
        api: "virNetworkUndefine",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "network", perm: "delete", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 50,
        name: "connect_num_of_defined_networks",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virConnectNumOfDefinedNetworks",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission {
            object: "connect",
            perm: "search_networks",
            when: When::Always,
        }],
        filters: &[Permission { object: "network", perm: "getattr", when: When::Always }],
    },
    Procedure {
        number: 51,
        name: "connect_num_of_domains",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virConnectNumOfDomains",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission {
            object: "connect",
            perm: "search_domains",
            when: When::Always,
        }],
        filters: &[Permission { object: "domain", perm: "getattr", when: When::Always }],
    },
    Procedure {
        number: 52,
        name: "connect_num_of_networks",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virConnectNumOfNetworks",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission {
            object: "connect",
            perm: "search_networks",
            when: When::Always,
        }],
        filters: &[Permission { object: "network", perm: "getattr", when: When::Always }],
    },
    Procedure {
        number: 53,
        name: "domain_core_dump",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainCoreDump",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "core_dump", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 54,
        name: "domain_restore",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainRestore",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[
            Permission { object: "domain", perm: "start", when: When::Always },
            Permission { object: "domain", perm: "write", when: When::Always },
        ],
        filters: &[],
    },
    Procedure {
        number: 55,
        name: "domain_save",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainSave",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "hibernate", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 56,
        name: "domain_get_scheduler_type",
        event: false,
        priority: Priority::Low,
        access: Access::Read,
        api: "virDomainGetSchedulerType",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 57,
        name: "domain_get_scheduler_parameters",
        event: false,
        priority: Priority::Low,
        access: Access::Read,
        api: "virDomainGetSchedulerParameters",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 58,
        name: "domain_set_scheduler_parameters",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainSetSchedulerParameters",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 59,
        name: "connect_get_hostname",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virConnectGetHostname",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "connect", perm: "getattr", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 60,
        name: "connect_supports_feature",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virConnectSupportsFeature",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "connect", perm: "getattr", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 61,
        name: "domain_migrate_prepare",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainMigratePrepare",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[
            Permission { object: "domain", perm: "migrate", when: When::Always },
            Permission { object: "domain", perm: "start", when: When::Always },
            Permission { object: "domain", perm: "write", when: When::Always },
        ],
        filters: &[],
    },
    Procedure {
        number: 62,
        name: "domain_migrate_perform",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainMigratePerform",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "migrate", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 63,
        name: "domain_migrate_finish",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainMigrateFinish",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "migrate", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 64,
        name: "domain_block_stats",
        event: false,
        priority: Priority::Low,
        access: Access::Read,
        api: "virDomainBlockStats",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 65,
        name: "domain_interface_stats",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virDomainInterfaceStats",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 66,
        name: "auth_list",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virAuthList",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: true,
        permissions: &[],
        filters: &[],
    },
    Procedure {
        number: 67,
        name: "auth_sasl_init",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virAuthSASLInit",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: true,
        permissions: &[],
        filters: &[],
    },
    Procedure {
        number: 68,
        name: "auth_sasl_start",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virAuthSASLStart",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: true,
        permissions: &[],
        filters: &[],
    },
    Procedure {
        number: 69,
        name: "auth_sasl_step",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virAuthSASLStep",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: true,
        permissions: &[],
        filters: &[],
    },
    Procedure {
        number: 70,
        name: "auth_polkit",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virAuthPolkit",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: true,
        permissions: &[],
        filters: &[],
    },
    Procedure {
        number: 71,
        name: "connect_num_of_storage_pools",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virConnectNumOfStoragePools",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission {
            object: "connect",
            perm: "search_storage_pools",
            when: When::Always,
        }],
        filters: &[Permission { object: "storage_pool", perm: "getattr", when: When::Always }],
    },
    Procedure {
        number: 72,
        name: "connect_list_storage_pools",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virConnectListStoragePools",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission {
            object: "connect",
            perm: "search_storage_pools",
            when: When::Always,
        }],
        filters: &[Permission { object: "storage_pool", perm: "getattr", when: When::Always }],
    },
    Procedure {
        number: 73,
        name: "connect_num_of_defined_storage_pools",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virConnectNumOfDefinedStoragePools",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission {
            object: "connect",
            perm: "search_storage_pools",
            when: When::Always,
        }],
        filters: &[Permission { object: "storage_pool", perm: "getattr", when: When::Always }],
    },
    Procedure {
        number: 74,
        name: "connect_list_defined_storage_pools",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virConnectListDefinedStoragePools",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission {
            object: "connect",
            perm: "search_storage_pools",
            when: When::Always,
        }],
        filters: &[Permission { object: "storage_pool", perm: "getattr", when: When::Always }],
    },
    Procedure {
        number: 75,
        name: "connect_find_storage_pool_sources",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virConnectFindStoragePoolSources",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission {
            object: "connect",
            perm: "detect_storage_pools",
            when: When::Always,
        }],
        filters: &[],
    },
    Procedure {
        number: 76,
        name: "storage_pool_create_xml",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virStoragePoolCreateXML",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[
            Permission { object: "storage_pool", perm: "start", when: When::Always },
            Permission { object: "storage_pool", perm: "write", when: When::Always },
        ],
        filters: &[],
    },
    Procedure {
        number: 77,
        name: "storage_pool_define_xml",
        event: false,
        priority: Priority::High,
        access: Access::Write,
        api: "virStoragePoolDefineXML",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[
            Permission { object: "storage_pool", perm: "write", when: When::Always },
            Permission { object: "storage_pool", perm: "save", when: When::Always },
        ],
        filters: &[],
    },
    Procedure {
        number: 78,
        name: "storage_pool_create",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virStoragePoolCreate",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "storage_pool", perm: "start", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 79,
        name: "storage_pool_build",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virStoragePoolBuild",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "storage_pool", perm: "format", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 80,
        name: "storage_pool_destroy",
        event: false,
        priority: Priority::High,
        access: Access::Write,
        api: "virStoragePoolDestroy",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "storage_pool", perm: "stop", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 81,
        name: "storage_pool_delete",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virStoragePoolDelete",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "storage_pool", perm: "format", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 82,
        name: "storage_pool_undefine",
        event: false,
        priority: Priority::High,
        access: Access::Write,
        api: "virStoragePoolUndefine",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "storage_pool", perm: "delete", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 83,
        name: "storage_pool_refresh",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virStoragePoolRefresh",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "storage_pool", perm: "refresh", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 84,
        name: "storage_pool_lookup_by_name",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virStoragePoolLookupByName",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "storage_pool", perm: "getattr", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 85,
        name: "storage_pool_lookup_by_uuid",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virStoragePoolLookupByUUID",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "storage_pool", perm: "getattr", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 86,
        name: "storage_pool_lookup_by_volume",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virStoragePoolLookupByVolume",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "storage_pool", perm: "getattr", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 87,
        name: "storage_pool_get_info",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virStoragePoolGetInfo",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "storage_pool", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 88,
        name: "storage_pool_get_xml_desc",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virStoragePoolGetXMLDesc",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "storage_pool", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 89,
        name: "storage_pool_get_autostart",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virStoragePoolGetAutostart",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "storage_pool", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 90,
        name: "storage_pool_set_autostart",
        event: false,
        priority: Priority::High,
        access: Access::Write,
        api: "virStoragePoolSetAutostart",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "storage_pool", perm: "write", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 91,
        name: "storage_pool_num_of_volumes",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virStoragePoolNumOfVolumes",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission {
            object: "storage_pool",
            perm: "search_storage_vols",
            when: When::Always,
        }],
        filters: &[Permission { object: "storage_vol", perm: "getattr", when: When::Always }],
    },
    Procedure {
        number: 92,
        name: "storage_pool_list_volumes",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virStoragePoolListVolumes",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission {
            object: "storage_pool",
            perm: "search_storage_vols",
            when: When::Always,
        }],
        filters: &[Permission { object: "storage_vol", perm: "getattr", when: When::Always }],
    },
    Procedure {
        number: 93,
        name: "storage_vol_create_xml",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virStorageVolCreateXML",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "storage_vol", perm: "create", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 94,
        name: "storage_vol_delete",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virStorageVolDelete",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "storage_vol", perm: "delete", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 95,
        name: "storage_vol_lookup_by_name",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virStorageVolLookupByName",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "storage_vol", perm: "getattr", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 96,
        name: "storage_vol_lookup_by_key",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virStorageVolLookupByKey",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "storage_vol", perm: "getattr", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 97,
        name: "storage_vol_lookup_by_path",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virStorageVolLookupByPath",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "storage_vol", perm: "getattr", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 98,
        name: "storage_vol_get_info",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virStorageVolGetInfo",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "storage_vol", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 99,
        name: "storage_vol_get_xml_desc",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virStorageVolGetXMLDesc",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "storage_vol", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 100,
        name: "storage_vol_get_path",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virStorageVolGetPath",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "storage_vol", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 101,
        name: "node_get_cells_free_memory",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virNodeGetCellsFreeMemory",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "connect", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 102,
        name: "node_get_free_memory",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virNodeGetFreeMemory",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "connect", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 103,
        name: "domain_block_peek",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainBlockPeek",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "block_read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 104,
        name: "domain_memory_peek",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainMemoryPeek",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "mem_read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 105,
        name: "connect_domain_event_register",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virConnectDomainEventRegister",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission {
            object: "connect",
            perm: "search_domains",
            when: When::Always,
        }],
        filters: &[Permission { object: "domain", perm: "getattr", when: When::Always }],
    },
    Procedure {
        number: 106,
        name: "connect_domain_event_deregister",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virConnectDomainEventDeregister",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "connect", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure::event(107, "domain_event_lifecycle"),
    Procedure {
        number: 108,
        name: "domain_migrate_prepare2",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainMigratePrepare2",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[
            Permission { object: "domain", perm: "migrate", when: When::Always },
            Permission { object: "domain", perm: "start", when: When::Always },
            Permission { object: "domain", perm: "write", when: When::Always },
        ],
        filters: &[],
    },
    Procedure {
        number: 109,
        name: "domain_migrate_finish2",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainMigrateFinish2",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "migrate", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 110,
        name: "connect_get_uri",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virConnectGetURI",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "connect", perm: "getattr", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 111,
        name: "node_num_of_devices",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virNodeNumOfDevices",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission {
            object: "connect",
            perm: "search_node_devices",
            when: When::Always,
        }],
        filters: &[Permission { object: "node_device", perm: "getattr", when: When::Always }],
    },
    Procedure {
        number: 112,
        name: "node_list_devices",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virNodeListDevices",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission {
            object: "connect",
            perm: "search_node_devices",
            when: When::Always,
        }],
        filters: &[Permission { object: "node_device", perm: "getattr", when: When::Always }],
    },
    Procedure {
        number: 113,
        name: "node_device_lookup_by_name",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virNodeDeviceLookupByName",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "node_device", perm: "getattr", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 114,
        name: "node_device_get_xml_desc",
        event: false,
        priority: Priority::Low,
        access: Access::Read,
        api: "virNodeDeviceGetXMLDesc",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "node_device", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 115,
        name: "node_device_get_parent",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virNodeDeviceGetParent",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "node_device", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 116,
        name: "node_device_num_of_caps",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virNodeDeviceNumOfCaps",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "node_device", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 117,
        name: "node_device_list_caps",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virNodeDeviceListCaps",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "node_device", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 118,
        name: "node_device_dettach",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virNodeDeviceDettach",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "node_device", perm: "detach", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 119,
        name: "node_device_re_attach",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virNodeDeviceReAttach",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "node_device", perm: "detach", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 120,
        name: "node_device_reset",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virNodeDeviceReset",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "node_device", perm: "detach", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 121,
        name: "domain_get_security_label",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virDomainGetSecurityLabel",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 122,
        name: "node_get_security_model",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virNodeGetSecurityModel",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "connect", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 123,
        name: "node_device_create_xml",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virNodeDeviceCreateXML",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[
            Permission { object: "node_device", perm: "write", when: When::Always },
            Permission { object: "node_device", perm: "start", when: When::Always },
        ],
        filters: &[],
    },
    Procedure {
        number: 124,
        name: "node_device_destroy",
        event: false,
        priority: Priority::High,
        access: Access::Write,
        api: "virNodeDeviceDestroy",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "node_device", perm: "stop", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 125,
        name: "storage_vol_create_xml_from",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virStorageVolCreateXMLFrom",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "storage_vol", perm: "create", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 126,
        name: "connect_num_of_interfaces",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virConnectNumOfInterfaces",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission {
            object: "connect",
            perm: "search_interfaces",
            when: When::Always,
        }],
        filters: &[Permission { object: "interface", perm: "getattr", when: When::Always }],
    },
    Procedure {
        number: 127,
        name: "connect_list_interfaces",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virConnectListInterfaces",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission {
            object: "connect",
            perm: "search_interfaces",
            when: When::Always,
        }],
        filters: &[Permission { object: "interface", perm: "getattr", when: When::Always }],
    },
    Procedure {
        number: 128,
        name: "interface_lookup_by_name",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virInterfaceLookupByName",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "interface", perm: "getattr", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 129,
        name: "interface_lookup_by_mac_string",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virInterfaceLookupByMACString",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "interface", perm: "getattr", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 130,
        name: "interface_get_xml_desc",
        event: false,
        priority: Priority::Low,
        access: Access::Read,
        api: "virInterfaceGetXMLDesc",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "interface", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 131,
        name: "interface_define_xml",
        event: false,
        priority: Priority::High,
        access: Access::Write,
        api: "virInterfaceDefineXML",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[
            Permission { object: "interface", perm: "write", when: When::Always },
            Permission { object: "interface", perm: "save", when: When::Always },
        ],
        filters: &[],
    },
    Procedure {
        number: 132,
        name: "interface_undefine",
        event: false,
        priority: Priority::High,
        access: Access::Write,
        api: "virInterfaceUndefine",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "interface", perm: "delete", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 133,
        name: "interface_create",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virInterfaceCreate",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "interface", perm: "start", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 134,
        name: "interface_destroy",
        event: false,
        priority: Priority::High,
        access: Access::Write,
        api: "virInterfaceDestroy",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "interface", perm: "stop", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 135,
        name: "connect_domain_xml_from_native",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virConnectDomainXMLFromNative",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "connect", perm: "write", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 136,
        name: "connect_domain_xml_to_native",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virConnectDomainXMLToNative",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "connect", perm: "write", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 137,
        name: "connect_num_of_defined_interfaces",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virConnectNumOfDefinedInterfaces",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission {
            object: "connect",
            perm: "search_interfaces",
            when: When::Always,
        }],
        filters: &[Permission { object: "interface", perm: "getattr", when: When::Always }],
    },
    Procedure {
        number: 138,
        name: "connect_list_defined_interfaces",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virConnectListDefinedInterfaces",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission {
            object: "connect",
            perm: "search_interfaces",
            when: When::Always,
        }],
        filters: &[Permission { object: "interface", perm: "getattr", when: When::Always }],
    },
    Procedure {
        number: 139,
        name: "connect_num_of_secrets",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virConnectNumOfSecrets",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission {
            object: "connect",
            perm: "search_secrets",
            when: When::Always,
        }],
        filters: &[Permission { object: "secret", perm: "getattr", when: When::Always }],
    },
    Procedure {
        number: 140,
        name: "connect_list_secrets",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virConnectListSecrets",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission {
            object: "connect",
            perm: "search_secrets",
            when: When::Always,
        }],
        filters: &[Permission { object: "secret", perm: "getattr", when: When::Always }],
    },
    Procedure {
        number: 141,
        name: "secret_lookup_by_uuid",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virSecretLookupByUUID",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "secret", perm: "getattr", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 142,
        name: "secret_define_xml",
        event: false,
        priority: Priority::High,
        access: Access::Write,
        api: "virSecretDefineXML",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[
            Permission { object: "secret", perm: "write", when: When::Always },
            Permission { object: "secret", perm: "save", when: When::Always },
        ],
        filters: &[],
    },
    Procedure {
        number: 143,
        name: "secret_get_xml_desc",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virSecretGetXMLDesc",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "secret", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 144,
        name: "secret_set_value",
        event: false,
        priority: Priority::High,
        access: Access::Write,
        api: "virSecretSetValue",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "secret", perm: "write", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 145,
        name: "secret_get_value",
        event: false,
        priority: Priority::High,
        access: Access::Write,
        api: "virSecretGetValue",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "secret", perm: "read_secure", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 146,
        name: "secret_undefine",
        event: false,
        priority: Priority::High,
        access: Access::Write,
        api: "virSecretUndefine",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "secret", perm: "delete", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 147,
        name: "secret_lookup_by_usage",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virSecretLookupByUsage",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "secret", perm: "getattr", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 148,
        name: "domain_migrate_prepare_tunnel",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainMigratePrepareTunnel",
        stream: Some(StreamDirection::Write),
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[
            Permission { object: "domain", perm: "migrate", when: When::Always },
            Permission { object: "domain", perm: "start", when: When::Always },
            Permission { object: "domain", perm: "write", when: When::Always },
        ],
        filters: &[],
    },
    Procedure {
        number: 149,
        name: "connect_is_secure",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virConnectIsSecure",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[],
        filters: &[],
    },
    Procedure {
        number: 150,
        name: "domain_is_active",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virDomainIsActive",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 151,
        name: "domain_is_persistent",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virDomainIsPersistent",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 152,
        name: "network_is_active",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virNetworkIsActive",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "network", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 153,
        name: "network_is_persistent",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virNetworkIsPersistent",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "network", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 154,
        name: "storage_pool_is_active",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virStoragePoolIsActive",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "storage_pool", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 155,
        name: "storage_pool_is_persistent",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virStoragePoolIsPersistent",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "storage_pool", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 156,
        name: "interface_is_active",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virInterfaceIsActive",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "interface", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 157,
        name: "connect_get_lib_version",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virConnectGetLibVersion",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "connect", perm: "getattr", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 158,
        name: "connect_compare_cpu",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virConnectCompareCPU",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "connect", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 159,
        name: "domain_memory_stats",
        event: false,
        priority: Priority::Low,
        access: Access::Read,
        api: "virDomainMemoryStats",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 160,
        name: "domain_attach_device_flags",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainAttachDeviceFlags",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[
            Permission { object: "domain", perm: "write", when: When::Always },
            Permission { object: "domain", perm: "save", when: When::FlagsClear(0x3) },
            Permission { object: "domain", perm: "save", when: When::FlagsSet(0x2) },
        ],
        filters: &[],
    },
    Procedure {
        number: 161,
        name: "domain_detach_device_flags",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainDetachDeviceFlags",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[
            Permission { object: "domain", perm: "write", when: When::Always },
            Permission { object: "domain", perm: "save", when: When::FlagsClear(0x3) },
            Permission { object: "domain", perm: "save", when: When::FlagsSet(0x2) },
        ],
        filters: &[],
    },
    Procedure {
        number: 162,
        name: "connect_baseline_cpu",
        event: false,
        priority: Priority::Low,
        access: Access::Read,
        api: "virConnectBaselineCPU",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "connect", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 163,
        name: "domain_get_job_info",
        event: false,
        priority: Priority::Low,
        access: Access::Read,
        api: "virDomainGetJobInfo",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 164,
        name: "domain_abort_job",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainAbortJob",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "write", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 165,
        name: "storage_vol_wipe",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virStorageVolWipe",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "storage_vol", perm: "format", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 166,
        name: "domain_migrate_set_max_downtime",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainMigrateSetMaxDowntime",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "migrate", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 167,
        name: "connect_domain_event_register_any",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virConnectDomainEventRegisterAny",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission {
            object: "connect",
            perm: "search_domains",
            when: When::Always,
        }],
        filters: &[Permission { object: "domain", perm: "getattr", when: When::Always }],
    },
    Procedure {
        number: 168,
        name: "connect_domain_event_deregister_any",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virConnectDomainEventDeregisterAny",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "connect", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure::event(169, "domain_event_reboot"),
    Procedure::event(170, "domain_event_rtc_change"),
    Procedure::event(171, "domain_event_watchdog"),
    Procedure::event(172, "domain_event_io_error"),
    Procedure::event(173, "domain_event_graphics"),
    Procedure {
        number: 174,
        name: "domain_update_device_flags",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainUpdateDeviceFlags",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[
            Permission { object: "domain", perm: "write", when: When::Always },
            Permission { object: "domain", perm: "save", when: When::FlagsClear(0x3) },
            Permission { object: "domain", perm: "save", when: When::FlagsSet(0x2) },
        ],
        filters: &[],
    },
    Procedure {
        number: 175,
        name: "nwfilter_lookup_by_name",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virNWFilterLookupByName",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "nwfilter", perm: "getattr", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 176,
        name: "nwfilter_lookup_by_uuid",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virNWFilterLookupByUUID",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "nwfilter", perm: "getattr", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 177,
        name: "nwfilter_get_xml_desc",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virNWFilterGetXMLDesc",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "nwfilter", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 178,
        name: "connect_num_of_nwfilters",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virConnectNumOfNWFilters",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission {
            object: "connect",
            perm: "search_nwfilters",
            when: When::Always,
        }],
        filters: &[Permission { object: "nwfilter", perm: "getattr", when: When::Always }],
    },
    Procedure {
        number: 179,
        name: "connect_list_nwfilters",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virConnectListNWFilters",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission {
            object: "connect",
            perm: "search_nwfilters",
            when: When::Always,
        }],
        filters: &[Permission { object: "nwfilter", perm: "getattr", when: When::Always }],
    },
    Procedure {
        number: 180,
        name: "nwfilter_define_xml",
        event: false,
        priority: Priority::High,
        access: Access::Write,
        api: "virNWFilterDefineXML",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[
            Permission { object: "nwfilter", perm: "write", when: When::Always },
            Permission { object: "nwfilter", perm: "save", when: When::Always },
        ],
        filters: &[],
    },
    Procedure {
        number: 181,
        name: "nwfilter_undefine",
        event: false,
        priority: Priority::High,
        access: Access::Write,
        api: "virNWFilterUndefine",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "nwfilter", perm: "delete", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 182,
        name: "domain_managed_save",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainManagedSave",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "hibernate", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 183,
        name: "domain_has_managed_save_image",
        event: false,
        priority: Priority::Low,
        access: Access::Read,
        api: "virDomainHasManagedSaveImage",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 184,
        name: "domain_managed_save_remove",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainManagedSaveRemove",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "hibernate", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 185,
        name: "domain_snapshot_create_xml",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainSnapshotCreateXML",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[
            Permission { object: "domain", perm: "snapshot", when: When::Always },
            Permission { object: "domain", perm: "fs_freeze", when: When::FlagsSet(0x40) },
        ],
        filters: &[],
    },
    Procedure {
        number: 186,
        name: "domain_snapshot_get_xml_desc",
        event: false,
        priority: Priority::High,
        access: Access::Mixed,
        api: "virDomainSnapshotGetXMLDesc",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[
            Permission { object: "domain", perm: "read", when: When::Always },
            Permission { object: "domain", perm: "read_secure", when: When::FlagsSet(0x1) },
        ],
        filters: &[],
    },
    Procedure {
        number: 187,
        name: "domain_snapshot_num",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virDomainSnapshotNum",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 188,
        name: "domain_snapshot_list_names",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virDomainSnapshotListNames",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 189,
        name: "domain_snapshot_lookup_by_name",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virDomainSnapshotLookupByName",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 190,
        name: "domain_has_current_snapshot",
        event: false,
        priority: Priority::Low,
        access: Access::Read,
        api: "virDomainHasCurrentSnapshot",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 191,
        name: "domain_snapshot_current",
        event: false,
        priority: Priority::Low,
        access: Access::Read,
        api: "virDomainSnapshotCurrent",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 192,
        name: "domain_revert_to_snapshot",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainRevertToSnapshot",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "snapshot", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 193,
        name: "domain_snapshot_delete",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainSnapshotDelete",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "snapshot", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 194,
        name: "domain_get_block_info",
        event: false,
        priority: Priority::Low,
        access: Access::Read,
        api: "virDomainGetBlockInfo",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure::event(195, "domain_event_io_error_reason"),
    Procedure {
        number: 196,
        name: "domain_create_with_flags",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainCreateWithFlags",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "start", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 197,
        name: "domain_set_memory_parameters",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainSetMemoryParameters",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[
            Permission { object: "domain", perm: "write", when: When::Always },
            Permission { object: "domain", perm: "save", when: When::FlagsClear(0x3) },
            Permission { object: "domain", perm: "save", when: When::FlagsSet(0x2) },
        ],
        filters: &[],
    },
    Procedure {
        number: 198,
        name: "domain_get_memory_parameters",
        event: false,
        priority: Priority::Low,
        access: Access::Read,
        api: "virDomainGetMemoryParameters",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 199,
        name: "domain_set_vcpus_flags",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainSetVcpusFlags",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[
            Permission { object: "domain", perm: "write", when: When::Always },
            Permission { object: "domain", perm: "save", when: When::FlagsClear(0x3) },
            Permission { object: "domain", perm: "save", when: When::FlagsSet(0x2) },
            Permission { object: "domain", perm: "write", when: When::FlagsSet(0x8) },
        ],
        filters: &[],
    },
    Procedure {
        number: 200,
        name: "domain_get_vcpus_flags",
        event: false,
        priority: Priority::Low,
        access: Access::Mixed,
        api: "virDomainGetVcpusFlags",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[
            Permission { object: "domain", perm: "read", when: When::Always },
            Permission { object: "domain", perm: "write", when: When::FlagsSet(0x8) },
        ],
        filters: &[],
    },
    Procedure {
        number: 201,
        name: "domain_open_console",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainOpenConsole",
        stream: Some(StreamDirection::Read),
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "open_device", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 202,
        name: "domain_is_updated",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virDomainIsUpdated",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 203,
        name: "connect_get_sysinfo",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virConnectGetSysinfo",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "connect", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 204,
        name: "domain_set_memory_flags",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainSetMemoryFlags",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[
            Permission { object: "domain", perm: "write", when: When::Always },
            Permission { object: "domain", perm: "save", when: When::FlagsClear(0x3) },
            Permission { object: "domain", perm: "save", when: When::FlagsSet(0x2) },
        ],
        filters: &[],
    },
    Procedure {
        number: 205,
        name: "domain_set_blkio_parameters",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainSetBlkioParameters",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[
            Permission { object: "domain", perm: "write", when: When::Always },
            Permission { object: "domain", perm: "save", when: When::FlagsClear(0x3) },
            Permission { object: "domain", perm: "save", when: When::FlagsSet(0x2) },
        ],
        filters: &[],
    },
    Procedure {
        number: 206,
        name: "domain_get_blkio_parameters",
        event: false,
        priority: Priority::Low,
        access: Access::Read,
        api: "virDomainGetBlkioParameters",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 207,
        name: "domain_migrate_set_max_speed",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainMigrateSetMaxSpeed",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "migrate", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 208,
        name: "storage_vol_upload",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virStorageVolUpload",
        stream: Some(StreamDirection::Write),
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission {
            object: "storage_vol",
            perm: "data_write",
            when: When::Always,
        }],
        filters: &[],
    },
    Procedure {
        number: 209,
        name: "storage_vol_download",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virStorageVolDownload",
        stream: Some(StreamDirection::Read),
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "storage_vol", perm: "data_read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 210,
        name: "domain_inject_nmi",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainInjectNMI",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "inject_nmi", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 211,
        name: "domain_screenshot",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainScreenshot",
        stream: Some(StreamDirection::Read),
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "screenshot", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 212,
        name: "domain_get_state",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virDomainGetState",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 213,
        name: "domain_migrate_begin3",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainMigrateBegin3",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "migrate", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 214,
        name: "domain_migrate_prepare3",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainMigratePrepare3",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[
            Permission { object: "domain", perm: "migrate", when: When::Always },
            Permission { object: "domain", perm: "start", when: When::Always },
            Permission { object: "domain", perm: "write", when: When::Always },
        ],
        filters: &[],
    },
    Procedure {
        number: 215,
        name: "domain_migrate_prepare_tunnel3",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainMigratePrepareTunnel3",
        stream: Some(StreamDirection::Write),
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[
            Permission { object: "domain", perm: "migrate", when: When::Always },
            Permission { object: "domain", perm: "start", when: When::Always },
            Permission { object: "domain", perm: "write", when: When::Always },
        ],
        filters: &[],
    },
    Procedure {
        number: 216,
        name: "domain_migrate_perform3",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainMigratePerform3",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "migrate", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 217,
        name: "domain_migrate_finish3",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainMigrateFinish3",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "migrate", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 218,
        name: "domain_migrate_confirm3",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainMigrateConfirm3",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "migrate", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 219,
        name: "domain_set_scheduler_parameters_flags",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainSetSchedulerParametersFlags",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[
            Permission { object: "domain", perm: "write", when: When::Always },
            Permission { object: "domain", perm: "save", when: When::FlagsClear(0x3) },
            Permission { object: "domain", perm: "save", when: When::FlagsSet(0x2) },
        ],
        filters: &[],
    },
    Procedure {
        number: 220,
        name: "interface_change_begin",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virInterfaceChangeBegin",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission {
            object: "connect",
            perm: "interface_transaction",
            when: When::Always,
        }],
        filters: &[],
    },
    Procedure {
        number: 221,
        name: "interface_change_commit",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virInterfaceChangeCommit",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission {
            object: "connect",
            perm: "interface_transaction",
            when: When::Always,
        }],
        filters: &[],
    },
    Procedure {
        number: 222,
        name: "interface_change_rollback",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virInterfaceChangeRollback",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission {
            object: "connect",
            perm: "interface_transaction",
            when: When::Always,
        }],
        filters: &[],
    },
    Procedure {
        number: 223,
        name: "domain_get_scheduler_parameters_flags",
        event: false,
        priority: Priority::Low,
        access: Access::Read,
        api: "virDomainGetSchedulerParametersFlags",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure::event(224, "domain_event_control_error"),
    Procedure {
        number: 225,
        name: "domain_pin_vcpu_flags",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainPinVcpuFlags",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[
            Permission { object: "domain", perm: "write", when: When::Always },
            Permission { object: "domain", perm: "save", when: When::FlagsClear(0x3) },
            Permission { object: "domain", perm: "save", when: When::FlagsSet(0x2) },
        ],
        filters: &[],
    },
    Procedure {
        number: 226,
        name: "domain_send_key",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainSendKey",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "send_input", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 227,
        name: "node_get_cpu_stats",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virNodeGetCPUStats",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "connect", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 228,
        name: "node_get_memory_stats",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virNodeGetMemoryStats",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "connect", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 229,
        name: "domain_get_control_info",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virDomainGetControlInfo",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 230,
        name: "domain_get_vcpu_pin_info",
        event: false,
        priority: Priority::Low,
        access: Access::Read,
        api: "virDomainGetVcpuPinInfo",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 231,
        name: "domain_undefine_flags",
        event: false,
        priority: Priority::High,
        access: Access::Write,
        api: "virDomainUndefineFlags",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "delete", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 232,
        name: "domain_save_flags",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainSaveFlags",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "hibernate", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 233,
        name: "domain_restore_flags",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainRestoreFlags",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[
            Permission { object: "domain", perm: "start", when: When::Always },
            Permission { object: "domain", perm: "write", when: When::Always },
        ],
        filters: &[],
    },
    Procedure {
        number: 234,
        name: "domain_destroy_flags",
        event: false,
        priority: Priority::High,
        access: Access::Write,
        api: "virDomainDestroyFlags",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "stop", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 235,
        name: "domain_save_image_get_xml_desc",
        event: false,
        priority: Priority::High,
        access: Access::Write,
        api: "virDomainSaveImageGetXMLDesc",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "write", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 236,
        name: "domain_save_image_define_xml",
        event: false,
        priority: Priority::High,
        access: Access::Write,
        api: "virDomainSaveImageDefineXML",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[
            Permission { object: "domain", perm: "write", when: When::Always },
            Permission { object: "domain", perm: "hibernate", when: When::Always },
        ],
        filters: &[],
    },
    Procedure {
        number: 237,
        name: "domain_block_job_abort",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainBlockJobAbort",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "write", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 238,
        name: "domain_get_block_job_info",
        event: false,
        priority: Priority::Low,
        access: Access::Read,
        api: "virDomainGetBlockJobInfo",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 239,
        name: "domain_block_job_set_speed",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainBlockJobSetSpeed",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "write", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 240,
        name: "domain_block_pull",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainBlockPull",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "block_write", when: When::Always }],
        filters: &[],
    },
    Procedure::event(241, "domain_event_block_job"),
    Procedure {
        number: 242,
        name: "domain_migrate_get_max_speed",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainMigrateGetMaxSpeed",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "migrate", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 243,
        name: "domain_block_stats_flags",
        event: false,
        priority: Priority::Low,
        access: Access::Read,
        api: "virDomainBlockStatsFlags",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 244,
        name: "domain_snapshot_get_parent",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virDomainSnapshotGetParent",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 245,
        name: "domain_reset",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainReset",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "reset", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 246,
        name: "domain_snapshot_num_children",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virDomainSnapshotNumChildren",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 247,
        name: "domain_snapshot_list_children_names",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virDomainSnapshotListChildrenNames",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure::event(248, "domain_event_disk_change"),
    Procedure {
        number: 249,
        name: "domain_open_graphics",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainOpenGraphics",
        stream: None,
        fds_in: true,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "open_graphics", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 250,
        name: "node_suspend_for_duration",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virNodeSuspendForDuration",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "connect", perm: "pm_control", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 251,
        name: "domain_block_resize",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainBlockResize",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "block_write", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 252,
        name: "domain_set_block_io_tune",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainSetBlockIoTune",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[
            Permission { object: "domain", perm: "write", when: When::Always },
            Permission { object: "domain", perm: "save", when: When::FlagsClear(0x3) },
            Permission { object: "domain", perm: "save", when: When::FlagsSet(0x2) },
        ],
        filters: &[],
    },
    Procedure {
        number: 253,
        name: "domain_get_block_io_tune",
        event: false,
        priority: Priority::Low,
        access: Access::Read,
        api: "virDomainGetBlockIoTune",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 254,
        name: "domain_set_numa_parameters",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainSetNumaParameters",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[
            Permission { object: "domain", perm: "write", when: When::Always },
            Permission { object: "domain", perm: "save", when: When::FlagsClear(0x3) },
            Permission { object: "domain", perm: "save", when: When::FlagsSet(0x2) },
        ],
        filters: &[],
    },
    Procedure {
        number: 255,
        name: "domain_get_numa_parameters",
        event: false,
        priority: Priority::Low,
        access: Access::Read,
        api: "virDomainGetNumaParameters",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 256,
        name: "domain_set_interface_parameters",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainSetInterfaceParameters",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[
            Permission { object: "domain", perm: "write", when: When::Always },
            Permission { object: "domain", perm: "save", when: When::FlagsClear(0x3) },
            Permission { object: "domain", perm: "save", when: When::FlagsSet(0x2) },
        ],
        filters: &[],
    },
    Procedure {
        number: 257,
        name: "domain_get_interface_parameters",
        event: false,
        priority: Priority::Low,
        access: Access::Read,
        api: "virDomainGetInterfaceParameters",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 258,
        name: "domain_shutdown_flags",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainShutdownFlags",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[
            Permission { object: "domain", perm: "init_control", when: When::Always },
            Permission { object: "domain", perm: "write", when: When::FlagsSet(0x2) },
        ],
        filters: &[],
    },
    Procedure {
        number: 259,
        name: "storage_vol_wipe_pattern",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virStorageVolWipePattern",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "storage_vol", perm: "format", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 260,
        name: "storage_vol_resize",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virStorageVolResize",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "storage_vol", perm: "resize", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 261,
        name: "domain_pm_suspend_for_duration",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainPMSuspendForDuration",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "pm_control", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 262,
        name: "domain_get_cpu_stats",
        event: false,
        priority: Priority::Low,
        access: Access::Read,
        api: "virDomainGetCPUStats",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 263,
        name: "domain_get_disk_errors",
        event: false,
        priority: Priority::Low,
        access: Access::Read,
        api: "virDomainGetDiskErrors",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 264,
        name: "domain_set_metadata",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainSetMetadata",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[
            Permission { object: "domain", perm: "write", when: When::Always },
            Permission { object: "domain", perm: "save", when: When::FlagsClear(0x3) },
            Permission { object: "domain", perm: "save", when: When::FlagsSet(0x2) },
        ],
        filters: &[],
    },
    Procedure {
        number: 265,
        name: "domain_get_metadata",
        event: false,
        priority: Priority::Low,
        access: Access::Read,
        api: "virDomainGetMetadata",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 266,
        name: "domain_block_rebase",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainBlockRebase",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "block_write", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 267,
        name: "domain_pm_wakeup",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainPMWakeup",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "pm_control", when: When::Always }],
        filters: &[],
    },
    Procedure::event(268, "domain_event_tray_change"),
    Procedure::event(269, "domain_event_pmwakeup"),
    Procedure::event(270, "domain_event_pmsuspend"),
    Procedure {
        number: 271,
        name: "domain_snapshot_is_current",
        event: false,
        priority: Priority::Low,
        access: Access::Read,
        api: "virDomainSnapshotIsCurrent",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 272,
        name: "domain_snapshot_has_metadata",
        event: false,
        priority: Priority::Low,
        access: Access::Read,
        api: "virDomainSnapshotHasMetadata",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 273,
        name: "connect_list_all_domains",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virConnectListAllDomains",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission {
            object: "connect",
            perm: "search_domains",
            when: When::Always,
        }],
        filters: &[Permission { object: "domain", perm: "getattr", when: When::Always }],
    },
    Procedure {
        number: 274,
        name: "domain_list_all_snapshots",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virDomainListAllSnapshots",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 275,
        name: "domain_snapshot_list_all_children",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virDomainSnapshotListAllChildren",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure::event(276, "domain_event_balloon_change"),
    Procedure {
        number: 277,
        name: "domain_get_hostname",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainGetHostname",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "write", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 278,
        name: "domain_get_security_label_list",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virDomainGetSecurityLabelList",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 279,
        name: "domain_pin_emulator",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainPinEmulator",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[
            Permission { object: "domain", perm: "write", when: When::Always },
            Permission { object: "domain", perm: "save", when: When::FlagsClear(0x3) },
            Permission { object: "domain", perm: "save", when: When::FlagsSet(0x2) },
        ],
        filters: &[],
    },
    Procedure {
        number: 280,
        name: "domain_get_emulator_pin_info",
        event: false,
        priority: Priority::Low,
        access: Access::Read,
        api: "virDomainGetEmulatorPinInfo",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 281,
        name: "connect_list_all_storage_pools",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virConnectListAllStoragePools",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission {
            object: "connect",
            perm: "search_storage_pools",
            when: When::Always,
        }],
        filters: &[Permission { object: "storage_pool", perm: "getattr", when: When::Always }],
    },
    Procedure {
        number: 282,
        name: "storage_pool_list_all_volumes",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virStoragePoolListAllVolumes",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission {
            object: "storage_pool",
            perm: "search_storage_vols",
            when: When::Always,
        }],
        filters: &[Permission { object: "storage_vol", perm: "getattr", when: When::Always }],
    },
    Procedure {
        number: 283,
        name: "connect_list_all_networks",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virConnectListAllNetworks",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission {
            object: "connect",
            perm: "search_networks",
            when: When::Always,
        }],
        filters: &[Permission { object: "network", perm: "getattr", when: When::Always }],
    },
    Procedure {
        number: 284,
        name: "connect_list_all_interfaces",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virConnectListAllInterfaces",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission {
            object: "connect",
            perm: "search_interfaces",
            when: When::Always,
        }],
        filters: &[Permission { object: "interface", perm: "getattr", when: When::Always }],
    },
    Procedure {
        number: 285,
        name: "connect_list_all_node_devices",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virConnectListAllNodeDevices",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission {
            object: "connect",
            perm: "search_node_devices",
            when: When::Always,
        }],
        filters: &[Permission { object: "node_device", perm: "getattr", when: When::Always }],
    },
    Procedure {
        number: 286,
        name: "connect_list_all_nwfilters",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virConnectListAllNWFilters",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission {
            object: "connect",
            perm: "search_nwfilters",
            when: When::Always,
        }],
        filters: &[Permission { object: "nwfilter", perm: "getattr", when: When::Always }],
    },
    Procedure {
        number: 287,
        name: "connect_list_all_secrets",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virConnectListAllSecrets",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission {
            object: "connect",
            perm: "search_secrets",
            when: When::Always,
        }],
        filters: &[Permission { object: "secret", perm: "getattr", when: When::Always }],
    },
    Procedure {
        number: 288,
        name: "node_set_memory_parameters",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virNodeSetMemoryParameters",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "connect", perm: "write", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 289,
        name: "node_get_memory_parameters",
        event: false,
        priority: Priority::Low,
        access: Access::Read,
        api: "virNodeGetMemoryParameters",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "connect", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 290,
        name: "domain_block_commit",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainBlockCommit",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "block_write", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 291,
        name: "network_update",
        event: false,
        priority: Priority::High,
        access: Access::Write,
        api: "virNetworkUpdate",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[
            Permission { object: "network", perm: "write", when: When::Always },
            Permission { object: "network", perm: "save", when: When::FlagsClear(0x3) },
            Permission { object: "network", perm: "save", when: When::FlagsSet(0x2) },
        ],
        filters: &[],
    },
    Procedure::event(292, "domain_event_pmsuspend_disk"),
    Procedure {
        number: 293,
        name: "node_get_cpu_map",
        event: false,
        priority: Priority::Low,
        access: Access::Read,
        api: "virNodeGetCPUMap",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "connect", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 294,
        name: "domain_fstrim",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainFSTrim",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "fs_trim", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 295,
        name: "domain_send_process_signal",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainSendProcessSignal",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "send_signal", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 296,
        name: "domain_open_channel",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainOpenChannel",
        stream: Some(StreamDirection::Read),
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "open_device", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 297,
        name: "node_device_lookup_scsi_host_by_wwn",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virNodeDeviceLookupSCSIHostByWWN",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "node_device", perm: "getattr", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 298,
        name: "domain_get_job_stats",
        event: false,
        priority: Priority::Low,
        access: Access::Read,
        api: "virDomainGetJobStats",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 299,
        name: "domain_migrate_get_compression_cache",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainMigrateGetCompressionCache",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "migrate", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 300,
        name: "domain_migrate_set_compression_cache",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainMigrateSetCompressionCache",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "migrate", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 301,
        name: "node_device_detach_flags",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virNodeDeviceDetachFlags",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "node_device", perm: "detach", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 302,
        name: "domain_migrate_begin3_params",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainMigrateBegin3Params",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "migrate", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 303,
        name: "domain_migrate_prepare3_params",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainMigratePrepare3Params",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[
            Permission { object: "domain", perm: "migrate", when: When::Always },
            Permission { object: "domain", perm: "start", when: When::Always },
            Permission { object: "domain", perm: "write", when: When::Always },
        ],
        filters: &[],
    },
    Procedure {
        number: 304,
        name: "domain_migrate_prepare_tunnel3_params",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainMigratePrepareTunnel3Params",
        stream: Some(StreamDirection::Write),
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[
            Permission { object: "domain", perm: "migrate", when: When::Always },
            Permission { object: "domain", perm: "start", when: When::Always },
            Permission { object: "domain", perm: "write", when: When::Always },
        ],
        filters: &[],
    },
    Procedure {
        number: 305,
        name: "domain_migrate_perform3_params",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainMigratePerform3Params",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "migrate", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 306,
        name: "domain_migrate_finish3_params",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainMigrateFinish3Params",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "migrate", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 307,
        name: "domain_migrate_confirm3_params",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainMigrateConfirm3Params",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "migrate", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 308,
        name: "domain_set_memory_stats_period",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainSetMemoryStatsPeriod",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[
            Permission { object: "domain", perm: "write", when: When::Always },
            Permission { object: "domain", perm: "save", when: When::FlagsClear(0x3) },
            Permission { object: "domain", perm: "save", when: When::FlagsSet(0x2) },
        ],
        filters: &[],
    },
    Procedure {
        number: 309,
        name: "domain_create_xml_with_files",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainCreateXMLWithFiles",
        stream: None,
        fds_in: true,
        fds_out: false,
        preauth: false,
        permissions: &[
            Permission { object: "domain", perm: "write", when: When::Always },
            Permission { object: "domain", perm: "start", when: When::Always },
        ],
        filters: &[],
    },
    Procedure {
        number: 310,
        name: "domain_create_with_files",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainCreateWithFiles",
        stream: None,
        fds_in: true,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "start", when: When::Always }],
        filters: &[],
    },
    Procedure::event(311, "domain_event_device_removed"),
    Procedure {
        number: 312,
        name: "connect_get_cpu_model_names",
        event: false,
        priority: Priority::Low,
        access: Access::Read,
        api: "virConnectGetCPUModelNames",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "connect", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 313,
        name: "connect_network_event_register_any",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virConnectNetworkEventRegisterAny",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission {
            object: "connect",
            perm: "search_networks",
            when: When::Always,
        }],
        filters: &[Permission { object: "network", perm: "getattr", when: When::Always }],
    },
    Procedure {
        number: 314,
        name: "connect_network_event_deregister_any",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virConnectNetworkEventDeregisterAny",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "connect", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure::event(315, "network_event_lifecycle"),
    Procedure {
        number: 316,
        name: "connect_domain_event_callback_register_any",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virConnectDomainEventCallbackRegisterAny",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission {
            object: "connect",
            perm: "search_domains",
            when: When::Always,
        }],
        filters: &[Permission { object: "domain", perm: "getattr", when: When::Always }],
    },
    Procedure {
        number: 317,
        name: "connect_domain_event_callback_deregister_any",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virConnectDomainEventCallbackDeregisterAny",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "connect", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure::event(318, "domain_event_callback_lifecycle"),
    Procedure::event(319, "domain_event_callback_reboot"),
    Procedure::event(320, "domain_event_callback_rtc_change"),
    Procedure::event(321, "domain_event_callback_watchdog"),
    Procedure::event(322, "domain_event_callback_io_error"),
    Procedure::event(323, "domain_event_callback_graphics"),
    Procedure::event(324, "domain_event_callback_io_error_reason"),
    Procedure::event(325, "domain_event_callback_control_error"),
    Procedure::event(326, "domain_event_callback_block_job"),
    Procedure::event(327, "domain_event_callback_disk_change"),
    Procedure::event(328, "domain_event_callback_tray_change"),
    Procedure::event(329, "domain_event_callback_pmwakeup"),
    Procedure::event(330, "domain_event_callback_pmsuspend"),
    Procedure::event(331, "domain_event_callback_balloon_change"),
    Procedure::event(332, "domain_event_callback_pmsuspend_disk"),
    Procedure::event(333, "domain_event_callback_device_removed"),
    Procedure {
        number: 334,
        name: "domain_core_dump_with_format",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainCoreDumpWithFormat",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "core_dump", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 335,
        name: "domain_fsfreeze",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainFSFreeze",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "fs_freeze", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 336,
        name: "domain_fsthaw",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainFSThaw",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "fs_freeze", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 337,
        name: "domain_get_time",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainGetTime",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "write", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 338,
        name: "domain_set_time",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainSetTime",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "set_time", when: When::Always }],
        filters: &[],
    },
    Procedure::event(339, "domain_event_block_job_2"),
    Procedure {
        number: 340,
        name: "node_get_free_pages",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virNodeGetFreePages",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "connect", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 341,
        name: "network_get_dhcp_leases",
        event: false,
        priority: Priority::Low,
        access: Access::Read,
        api: "virNetworkGetDHCPLeases",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "network", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 342,
        name: "connect_get_domain_capabilities",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virConnectGetDomainCapabilities",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "connect", perm: "write", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 343,
        name: "domain_open_graphics_fd",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainOpenGraphicsFD",
        stream: None,
        fds_in: false,
        fds_out: true,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "open_graphics", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 344,
        name: "connect_get_all_domain_stats",
        event: false,
        priority: Priority::Low,
        access: Access::Read,
        api: "virConnectGetAllDomainStats",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission {
            object: "connect",
            perm: "search_domains",
            when: When::Always,
        }],
        filters: &[Permission { object: "domain", perm: "read", when: When::Always }],
    },
    Procedure {
        number: 345,
        name: "domain_block_copy",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainBlockCopy",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "block_write", when: When::Always }],
        filters: &[],
    },
    Procedure::event(346, "domain_event_callback_tunable"),
    Procedure {
        number: 347,
        name: "node_alloc_pages",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virNodeAllocPages",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "connect", perm: "write", when: When::Always }],
        filters: &[],
    },
    Procedure::event(348, "domain_event_callback_agent_lifecycle"),
    Procedure {
        number: 349,
        name: "domain_get_fsinfo",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainGetFSInfo",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "fs_freeze", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 350,
        name: "domain_define_xml_flags",
        event: false,
        priority: Priority::High,
        access: Access::Write,
        api: "virDomainDefineXMLFlags",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[
            Permission { object: "domain", perm: "write", when: When::Always },
            Permission { object: "domain", perm: "save", when: When::Always },
        ],
        filters: &[],
    },
    Procedure {
        number: 351,
        name: "domain_get_iothread_info",
        event: false,
        priority: Priority::Low,
        access: Access::Read,
        api: "virDomainGetIOThreadInfo",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 352,
        name: "domain_pin_iothread",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainPinIOThread",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[
            Permission { object: "domain", perm: "write", when: When::Always },
            Permission { object: "domain", perm: "save", when: When::FlagsClear(0x3) },
            Permission { object: "domain", perm: "save", when: When::FlagsSet(0x2) },
        ],
        filters: &[],
    },
    Procedure {
        number: 353,
        name: "domain_interface_addresses",
        event: false,
        priority: Priority::Low,
        access: Access::Mixed,
        api: "virDomainInterfaceAddresses",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[
            Permission { object: "domain", perm: "read", when: When::Always },
            Permission { object: "domain", perm: "write", when: When::Equals("source", 1) },
        ],
        filters: &[],
    },
    Procedure::event(354, "domain_event_callback_device_added"),
    Procedure {
        number: 355,
        name: "domain_add_iothread",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainAddIOThread",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[
            Permission { object: "domain", perm: "write", when: When::Always },
            Permission { object: "domain", perm: "save", when: When::FlagsClear(0x3) },
            Permission { object: "domain", perm: "save", when: When::FlagsSet(0x2) },
        ],
        filters: &[],
    },
    Procedure {
        number: 356,
        name: "domain_del_iothread",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainDelIOThread",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[
            Permission { object: "domain", perm: "write", when: When::Always },
            Permission { object: "domain", perm: "save", when: When::FlagsClear(0x3) },
            Permission { object: "domain", perm: "save", when: When::FlagsSet(0x2) },
        ],
        filters: &[],
    },
    Procedure {
        number: 357,
        name: "domain_set_user_password",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainSetUserPassword",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "set_password", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 358,
        name: "domain_rename",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainRename",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[
            Permission { object: "domain", perm: "write", when: When::Always },
            Permission { object: "domain", perm: "save", when: When::Always },
        ],
        filters: &[],
    },
    Procedure::event(359, "domain_event_callback_migration_iteration"),
    Procedure {
        number: 360,
        name: "connect_register_close_callback",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virConnectRegisterCloseCallback",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "connect", perm: "getattr", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 361,
        name: "connect_unregister_close_callback",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virConnectUnregisterCloseCallback",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "connect", perm: "getattr", when: When::Always }],
        filters: &[],
    },
    Procedure::event(362, "connect_event_connection_closed"),
    Procedure::event(363, "domain_event_callback_job_completed"),
    Procedure {
        number: 364,
        name: "domain_migrate_start_post_copy",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainMigrateStartPostCopy",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "migrate", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 365,
        name: "domain_get_perf_events",
        event: false,
        priority: Priority::Low,
        access: Access::Read,
        api: "virDomainGetPerfEvents",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 366,
        name: "domain_set_perf_events",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainSetPerfEvents",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "write", when: When::Always }],
        filters: &[],
    },
    Procedure::event(367, "domain_event_callback_device_removal_failed"),
    Procedure {
        number: 368,
        name: "connect_storage_pool_event_register_any",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virConnectStoragePoolEventRegisterAny",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission {
            object: "connect",
            perm: "search_storage_pools",
            when: When::Always,
        }],
        filters: &[Permission { object: "storage_pool", perm: "getattr", when: When::Always }],
    },
    Procedure {
        number: 369,
        name: "connect_storage_pool_event_deregister_any",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virConnectStoragePoolEventDeregisterAny",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "connect", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure::event(370, "storage_pool_event_lifecycle"),
    Procedure {
        number: 371,
        name: "domain_get_guest_vcpus",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainGetGuestVcpus",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "write", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 372,
        name: "domain_set_guest_vcpus",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainSetGuestVcpus",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "write", when: When::Always }],
        filters: &[],
    },
    Procedure::event(373, "storage_pool_event_refresh"),
    Procedure {
        number: 374,
        name: "connect_node_device_event_register_any",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virConnectNodeDeviceEventRegisterAny",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission {
            object: "connect",
            perm: "search_node_devices",
            when: When::Always,
        }],
        filters: &[Permission { object: "node_device", perm: "getattr", when: When::Always }],
    },
    Procedure {
        number: 375,
        name: "connect_node_device_event_deregister_any",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virConnectNodeDeviceEventDeregisterAny",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "connect", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure::event(376, "node_device_event_lifecycle"),
    Procedure::event(377, "node_device_event_update"),
    Procedure {
        number: 378,
        name: "storage_vol_get_info_flags",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virStorageVolGetInfoFlags",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "storage_vol", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure::event(379, "domain_event_callback_metadata_change"),
    Procedure {
        number: 380,
        name: "connect_secret_event_register_any",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virConnectSecretEventRegisterAny",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission {
            object: "connect",
            perm: "search_secrets",
            when: When::Always,
        }],
        filters: &[Permission { object: "secret", perm: "getattr", when: When::Always }],
    },
    Procedure {
        number: 381,
        name: "connect_secret_event_deregister_any",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virConnectSecretEventDeregisterAny",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "connect", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure::event(382, "secret_event_lifecycle"),
    Procedure::event(383, "secret_event_value_changed"),
    Procedure {
        number: 384,
        name: "domain_set_vcpu",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainSetVcpu",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[
            Permission { object: "domain", perm: "write", when: When::Always },
            Permission { object: "domain", perm: "save", when: When::FlagsClear(0x3) },
            Permission { object: "domain", perm: "save", when: When::FlagsSet(0x2) },
        ],
        filters: &[],
    },
    Procedure::event(385, "domain_event_block_threshold"),
    Procedure {
        number: 386,
        name: "domain_set_block_threshold",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainSetBlockThreshold",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "write", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 387,
        name: "domain_migrate_get_max_downtime",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainMigrateGetMaxDowntime",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "migrate", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 388,
        name: "domain_managed_save_get_xml_desc",
        event: false,
        priority: Priority::Low,
        access: Access::Mixed,
        api: "virDomainManagedSaveGetXMLDesc",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[
            Permission { object: "domain", perm: "read", when: When::Always },
            Permission { object: "domain", perm: "read_secure", when: When::FlagsSet(0x1) },
        ],
        filters: &[],
    },
    Procedure {
        number: 389,
        name: "domain_managed_save_define_xml",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainManagedSaveDefineXML",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[
            Permission { object: "domain", perm: "write", when: When::Always },
            Permission { object: "domain", perm: "hibernate", when: When::Always },
        ],
        filters: &[],
    },
    Procedure {
        number: 390,
        name: "domain_set_lifecycle_action",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainSetLifecycleAction",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "write", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 391,
        name: "storage_pool_lookup_by_target_path",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virStoragePoolLookupByTargetPath",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "storage_pool", perm: "getattr", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 392,
        name: "domain_detach_device_alias",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainDetachDeviceAlias",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[
            Permission { object: "domain", perm: "write", when: When::Always },
            Permission { object: "domain", perm: "save", when: When::FlagsClear(0x3) },
            Permission { object: "domain", perm: "save", when: When::FlagsSet(0x2) },
        ],
        filters: &[],
    },
    Procedure {
        number: 393,
        name: "connect_compare_hypervisor_cpu",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virConnectCompareHypervisorCPU",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "connect", perm: "write", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 394,
        name: "connect_baseline_hypervisor_cpu",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virConnectBaselineHypervisorCPU",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "connect", perm: "write", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 395,
        name: "node_get_sev_info",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virNodeGetSEVInfo",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "connect", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 396,
        name: "domain_get_launch_security_info",
        event: false,
        priority: Priority::Low,
        access: Access::Read,
        api: "virDomainGetLaunchSecurityInfo",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 397,
        name: "nwfilter_binding_lookup_by_port_dev",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virNWFilterBindingLookupByPortDev",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission {
            object: "nwfilter_binding",
            perm: "getattr",
            when: When::Always,
        }],
        filters: &[],
    },
    Procedure {
        number: 398,
        name: "nwfilter_binding_get_xml_desc",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virNWFilterBindingGetXMLDesc",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "nwfilter_binding", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 399,
        name: "nwfilter_binding_create_xml",
        event: false,
        priority: Priority::High,
        access: Access::Write,
        api: "virNWFilterBindingCreateXML",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission {
            object: "nwfilter_binding",
            perm: "create",
            when: When::Always,
        }],
        filters: &[],
    },
    Procedure {
        number: 400,
        name: "nwfilter_binding_delete",
        event: false,
        priority: Priority::High,
        access: Access::Write,
        api: "virNWFilterBindingDelete",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission {
            object: "nwfilter_binding",
            perm: "delete",
            when: When::Always,
        }],
        filters: &[],
    },
    Procedure {
        number: 401,
        name: "connect_list_all_nwfilter_bindings",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virConnectListAllNWFilterBindings",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission {
            object: "connect",
            perm: "search_nwfilter_bindings",
            when: When::Always,
        }],
        filters: &[Permission { object: "nwfilter_binding", perm: "getattr", when: When::Always }],
    },
    Procedure {
        number: 402,
        name: "domain_set_iothread_params",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainSetIOThreadParams",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[
            Permission { object: "domain", perm: "write", when: When::Always },
            Permission { object: "domain", perm: "save", when: When::FlagsClear(0x3) },
            Permission { object: "domain", perm: "save", when: When::FlagsSet(0x2) },
        ],
        filters: &[],
    },
    Procedure {
        number: 403,
        name: "connect_get_storage_pool_capabilities",
        event: false,
        priority: Priority::Low,
        access: Access::Read,
        api: "virConnectGetStoragePoolCapabilities",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "connect", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 404,
        name: "network_list_all_ports",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virNetworkListAllPorts",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "network", perm: "search_ports", when: When::Always }],
        filters: &[Permission { object: "network_port", perm: "getattr", when: When::Always }],
    },
    Procedure {
        number: 405,
        name: "network_port_lookup_by_uuid",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virNetworkPortLookupByUUID",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "network_port", perm: "getattr", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 406,
        name: "network_port_create_xml",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virNetworkPortCreateXML",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "network_port", perm: "create", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 407,
        name: "network_port_get_parameters",
        event: false,
        priority: Priority::Low,
        access: Access::Read,
        api: "virNetworkPortGetParameters",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "network_port", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 408,
        name: "network_port_set_parameters",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virNetworkPortSetParameters",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "network_port", perm: "write", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 409,
        name: "network_port_get_xml_desc",
        event: false,
        priority: Priority::Low,
        access: Access::Read,
        api: "virNetworkPortGetXMLDesc",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "network_port", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 410,
        name: "network_port_delete",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virNetworkPortDelete",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "network_port", perm: "delete", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 411,
        name: "domain_checkpoint_create_xml",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainCheckpointCreateXML",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[
            Permission { object: "domain", perm: "checkpoint", when: When::Always },
            Permission { object: "domain", perm: "fs_freeze", when: When::FlagsSet(0x2) },
        ],
        filters: &[],
    },
    Procedure {
        number: 412,
        name: "domain_checkpoint_get_xml_desc",
        event: false,
        priority: Priority::Low,
        access: Access::Mixed,
        api: "virDomainCheckpointGetXMLDesc",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[
            Permission { object: "domain", perm: "read", when: When::Always },
            Permission { object: "domain", perm: "read_secure", when: When::FlagsSet(0x1) },
        ],
        filters: &[],
    },
    Procedure {
        number: 413,
        name: "domain_list_all_checkpoints",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virDomainListAllCheckpoints",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 414,
        name: "domain_checkpoint_list_all_children",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virDomainCheckpointListAllChildren",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 415,
        name: "domain_checkpoint_lookup_by_name",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virDomainCheckpointLookupByName",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 416,
        name: "domain_checkpoint_get_parent",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virDomainCheckpointGetParent",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 417,
        name: "domain_checkpoint_delete",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainCheckpointDelete",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "checkpoint", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 418,
        name: "domain_get_guest_info",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainGetGuestInfo",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "write", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 419,
        name: "connect_set_identity",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virConnectSetIdentity",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "connect", perm: "write", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 420,
        name: "domain_agent_set_response_timeout",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainAgentSetResponseTimeout",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "write", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 421,
        name: "domain_backup_begin",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainBackupBegin",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[
            Permission { object: "domain", perm: "checkpoint", when: When::Always },
            Permission { object: "domain", perm: "block_write", when: When::Always },
        ],
        filters: &[],
    },
    Procedure {
        number: 422,
        name: "domain_backup_get_xml_desc",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virDomainBackupGetXMLDesc",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure::event(423, "domain_event_memory_failure"),
    Procedure {
        number: 424,
        name: "domain_authorized_ssh_keys_get",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainAuthorizedSSHKeysGet",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "write", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 425,
        name: "domain_authorized_ssh_keys_set",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainAuthorizedSSHKeysSet",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "write", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 426,
        name: "domain_get_messages",
        event: false,
        priority: Priority::Low,
        access: Access::Read,
        api: "virDomainGetMessages",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 427,
        name: "domain_start_dirty_rate_calc",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainStartDirtyRateCalc",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "write", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 428,
        name: "node_device_define_xml",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virNodeDeviceDefineXML",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[
            Permission { object: "node_device", perm: "write", when: When::Always },
            Permission { object: "node_device", perm: "save", when: When::Always },
        ],
        filters: &[],
    },
    Procedure {
        number: 429,
        name: "node_device_undefine",
        event: false,
        priority: Priority::High,
        access: Access::Write,
        api: "virNodeDeviceUndefine",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "node_device", perm: "delete", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 430,
        name: "node_device_create",
        event: false,
        priority: Priority::High,
        access: Access::Write,
        api: "virNodeDeviceCreate",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "node_device", perm: "start", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 431,
        name: "nwfilter_define_xml_flags",
        event: false,
        priority: Priority::High,
        access: Access::Write,
        api: "virNWFilterDefineXMLFlags",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[
            Permission { object: "nwfilter", perm: "write", when: When::Always },
            Permission { object: "nwfilter", perm: "save", when: When::Always },
        ],
        filters: &[],
    },
    Procedure {
        number: 432,
        name: "network_define_xml_flags",
        event: false,
        priority: Priority::High,
        access: Access::Write,
        api: "virNetworkDefineXMLFlags",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[
            Permission { object: "network", perm: "write", when: When::Always },
            Permission { object: "network", perm: "save", when: When::Always },
        ],
        filters: &[],
    },
    Procedure {
        number: 433,
        name: "node_device_get_autostart",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virNodeDeviceGetAutostart",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "node_device", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 434,
        name: "node_device_set_autostart",
        event: false,
        priority: Priority::High,
        access: Access::Write,
        api: "virNodeDeviceSetAutostart",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "node_device", perm: "write", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 435,
        name: "node_device_is_persistent",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virNodeDeviceIsPersistent",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "node_device", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 436,
        name: "node_device_is_active",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virNodeDeviceIsActive",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "node_device", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 437,
        name: "network_create_xml_flags",
        event: false,
        priority: Priority::High,
        access: Access::Write,
        api: "virNetworkCreateXMLFlags",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[
            Permission { object: "network", perm: "write", when: When::Always },
            Permission { object: "network", perm: "start", when: When::Always },
        ],
        filters: &[],
    },
    Procedure::event(438, "domain_event_memory_device_size_change"),
    Procedure {
        number: 439,
        name: "domain_set_launch_security_state",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainSetLaunchSecurityState",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "write", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 440,
        name: "domain_save_params",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainSaveParams",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "hibernate", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 441,
        name: "domain_restore_params",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainRestoreParams",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[
            Permission { object: "domain", perm: "start", when: When::Always },
            Permission { object: "domain", perm: "write", when: When::Always },
        ],
        filters: &[],
    },
    Procedure {
        number: 442,
        name: "domain_abort_job_flags",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainAbortJobFlags",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "write", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 443,
        name: "domain_fd_associate",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainFDAssociate",
        stream: None,
        fds_in: true,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "write", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 444,
        name: "network_set_metadata",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virNetworkSetMetadata",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[
            Permission { object: "network", perm: "write", when: When::Always },
            Permission { object: "network", perm: "save", when: When::FlagsClear(0x3) },
            Permission { object: "network", perm: "save", when: When::FlagsSet(0x2) },
        ],
        filters: &[],
    },
    Procedure {
        number: 445,
        name: "network_get_metadata",
        event: false,
        priority: Priority::Low,
        access: Access::Read,
        api: "virNetworkGetMetadata",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "network", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure::event(446, "network_event_callback_metadata_change"),
    Procedure {
        number: 447,
        name: "node_device_update",
        event: false,
        priority: Priority::High,
        access: Access::Write,
        api: "virNodeDeviceUpdate",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[
            Permission { object: "node_device", perm: "write", when: When::Always },
            Permission { object: "node_device", perm: "save", when: When::FlagsClear(0x3) },
            Permission { object: "node_device", perm: "save", when: When::FlagsSet(0x2) },
        ],
        filters: &[],
    },
    Procedure {
        number: 448,
        name: "domain_graphics_reload",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainGraphicsReload",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "write", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 449,
        name: "domain_get_autostart_once",
        event: false,
        priority: Priority::High,
        access: Access::Read,
        api: "virDomainGetAutostartOnce",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "read", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 450,
        name: "domain_set_autostart_once",
        event: false,
        priority: Priority::High,
        access: Access::Write,
        api: "virDomainSetAutostartOnce",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[Permission { object: "domain", perm: "write", when: When::Always }],
        filters: &[],
    },
    Procedure {
        number: 451,
        name: "domain_set_throttle_group",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainSetThrottleGroup",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[
            Permission { object: "domain", perm: "write", when: When::Always },
            Permission { object: "domain", perm: "save", when: When::FlagsClear(0x3) },
            Permission { object: "domain", perm: "save", when: When::FlagsSet(0x2) },
        ],
        filters: &[],
    },
    Procedure {
        number: 452,
        name: "domain_del_throttle_group",
        event: false,
        priority: Priority::Low,
        access: Access::Write,
        api: "virDomainDelThrottleGroup",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[
            Permission { object: "domain", perm: "write", when: When::Always },
            Permission { object: "domain", perm: "save", when: When::FlagsClear(0x3) },
            Permission { object: "domain", perm: "save", when: When::FlagsSet(0x2) },
        ],
        filters: &[],
    },
    Procedure::event(453, "domain_event_nic_mac_change"),
];
