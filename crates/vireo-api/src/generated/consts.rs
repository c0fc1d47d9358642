// Made by `cargo xtask codegen` from crates/vireo-api/tables; do not edit.

//! Numbers of the public enumerations and flags, without their `VIR_`.

// virAdmConnectDaemonShutdownFlags
/// `VIR_DAEMON_SHUTDOWN_PRESERVE` of `virAdmConnectDaemonShutdownFlags`.
pub const DAEMON_SHUTDOWN_PRESERVE: u32 = 1;

// virBlkioParameterType
/// `VIR_DOMAIN_BLKIO_PARAM_INT` of `virBlkioParameterType`.
pub const DOMAIN_BLKIO_PARAM_INT: u32 = 1;
/// `VIR_DOMAIN_BLKIO_PARAM_UINT` of `virBlkioParameterType`.
pub const DOMAIN_BLKIO_PARAM_UINT: u32 = 2;
/// `VIR_DOMAIN_BLKIO_PARAM_LLONG` of `virBlkioParameterType`.
pub const DOMAIN_BLKIO_PARAM_LLONG: u32 = 3;
/// `VIR_DOMAIN_BLKIO_PARAM_ULLONG` of `virBlkioParameterType`.
pub const DOMAIN_BLKIO_PARAM_ULLONG: u32 = 4;
/// `VIR_DOMAIN_BLKIO_PARAM_DOUBLE` of `virBlkioParameterType`.
pub const DOMAIN_BLKIO_PARAM_DOUBLE: u32 = 5;
/// `VIR_DOMAIN_BLKIO_PARAM_BOOLEAN` of `virBlkioParameterType`.
pub const DOMAIN_BLKIO_PARAM_BOOLEAN: u32 = 6;

// virCPUCompareResult
/// `VIR_CPU_COMPARE_ERROR` of `virCPUCompareResult`.
pub const CPU_COMPARE_ERROR: i64 = -1;
/// `VIR_CPU_COMPARE_INCOMPATIBLE` of `virCPUCompareResult`.
pub const CPU_COMPARE_INCOMPATIBLE: u32 = 0;
/// `VIR_CPU_COMPARE_IDENTICAL` of `virCPUCompareResult`.
pub const CPU_COMPARE_IDENTICAL: u32 = 1;
/// `VIR_CPU_COMPARE_SUPERSET` of `virCPUCompareResult`.
pub const CPU_COMPARE_SUPERSET: u32 = 2;
/// `VIR_CPU_COMPARE_LAST` of `virCPUCompareResult`.
pub const CPU_COMPARE_LAST: u32 = 3;

// virClientTransport
/// `VIR_CLIENT_TRANS_UNIX` of `virClientTransport`.
pub const CLIENT_TRANS_UNIX: u32 = 0;
/// `VIR_CLIENT_TRANS_TCP` of `virClientTransport`.
pub const CLIENT_TRANS_TCP: u32 = 1;
/// `VIR_CLIENT_TRANS_TLS` of `virClientTransport`.
pub const CLIENT_TRANS_TLS: u32 = 2;
/// `VIR_CLIENT_TRANS_LAST` of `virClientTransport`.
pub const CLIENT_TRANS_LAST: u32 = 3;

// virConnectBaselineCPUFlags
/// `VIR_CONNECT_BASELINE_CPU_EXPAND_FEATURES` of `virConnectBaselineCPUFlags`.
pub const CONNECT_BASELINE_CPU_EXPAND_FEATURES: u32 = 1;
/// `VIR_CONNECT_BASELINE_CPU_MIGRATABLE` of `virConnectBaselineCPUFlags`.
pub const CONNECT_BASELINE_CPU_MIGRATABLE: u32 = 2;

// virConnectCloseReason
/// `VIR_CONNECT_CLOSE_REASON_ERROR` of `virConnectCloseReason`.
pub const CONNECT_CLOSE_REASON_ERROR: u32 = 0;
/// `VIR_CONNECT_CLOSE_REASON_EOF` of `virConnectCloseReason`.
pub const CONNECT_CLOSE_REASON_EOF: u32 = 1;
/// `VIR_CONNECT_CLOSE_REASON_KEEPALIVE` of `virConnectCloseReason`.
pub const CONNECT_CLOSE_REASON_KEEPALIVE: u32 = 2;
/// `VIR_CONNECT_CLOSE_REASON_CLIENT` of `virConnectCloseReason`.
pub const CONNECT_CLOSE_REASON_CLIENT: u32 = 3;
/// `VIR_CONNECT_CLOSE_REASON_LAST` of `virConnectCloseReason`.
pub const CONNECT_CLOSE_REASON_LAST: u32 = 4;

// virConnectCompareCPUFlags
/// `VIR_CONNECT_COMPARE_CPU_FAIL_INCOMPATIBLE` of `virConnectCompareCPUFlags`.
pub const CONNECT_COMPARE_CPU_FAIL_INCOMPATIBLE: u32 = 1;
/// `VIR_CONNECT_COMPARE_CPU_VALIDATE_XML` of `virConnectCompareCPUFlags`.
pub const CONNECT_COMPARE_CPU_VALIDATE_XML: u32 = 2;

// virConnectCredentialType
/// `VIR_CRED_USERNAME` of `virConnectCredentialType`.
pub const CRED_USERNAME: u32 = 1;
/// `VIR_CRED_AUTHNAME` of `virConnectCredentialType`.
pub const CRED_AUTHNAME: u32 = 2;
/// `VIR_CRED_LANGUAGE` of `virConnectCredentialType`.
pub const CRED_LANGUAGE: u32 = 3;
/// `VIR_CRED_CNONCE` of `virConnectCredentialType`.
pub const CRED_CNONCE: u32 = 4;
/// `VIR_CRED_PASSPHRASE` of `virConnectCredentialType`.
pub const CRED_PASSPHRASE: u32 = 5;
/// `VIR_CRED_ECHOPROMPT` of `virConnectCredentialType`.
pub const CRED_ECHOPROMPT: u32 = 6;
/// `VIR_CRED_NOECHOPROMPT` of `virConnectCredentialType`.
pub const CRED_NOECHOPROMPT: u32 = 7;
/// `VIR_CRED_REALM` of `virConnectCredentialType`.
pub const CRED_REALM: u32 = 8;
/// `VIR_CRED_EXTERNAL` of `virConnectCredentialType`.
pub const CRED_EXTERNAL: u32 = 9;
/// `VIR_CRED_LAST` of `virConnectCredentialType`.
pub const CRED_LAST: u32 = 10;

// virConnectDomainEventAgentLifecycleReason
/// `VIR_CONNECT_DOMAIN_EVENT_AGENT_LIFECYCLE_REASON_UNKNOWN` of `virConnectDomainEventAgentLifecycleReason`.
pub const CONNECT_DOMAIN_EVENT_AGENT_LIFECYCLE_REASON_UNKNOWN: u32 = 0;
/// `VIR_CONNECT_DOMAIN_EVENT_AGENT_LIFECYCLE_REASON_DOMAIN_STARTED` of `virConnectDomainEventAgentLifecycleReason`.
pub const CONNECT_DOMAIN_EVENT_AGENT_LIFECYCLE_REASON_DOMAIN_STARTED: u32 = 1;
/// `VIR_CONNECT_DOMAIN_EVENT_AGENT_LIFECYCLE_REASON_CHANNEL` of `virConnectDomainEventAgentLifecycleReason`.
pub const CONNECT_DOMAIN_EVENT_AGENT_LIFECYCLE_REASON_CHANNEL: u32 = 2;
/// `VIR_CONNECT_DOMAIN_EVENT_AGENT_LIFECYCLE_REASON_LAST` of `virConnectDomainEventAgentLifecycleReason`.
pub const CONNECT_DOMAIN_EVENT_AGENT_LIFECYCLE_REASON_LAST: u32 = 3;

// virConnectDomainEventAgentLifecycleState
/// `VIR_CONNECT_DOMAIN_EVENT_AGENT_LIFECYCLE_STATE_CONNECTED` of `virConnectDomainEventAgentLifecycleState`.
pub const CONNECT_DOMAIN_EVENT_AGENT_LIFECYCLE_STATE_CONNECTED: u32 = 1;
/// `VIR_CONNECT_DOMAIN_EVENT_AGENT_LIFECYCLE_STATE_DISCONNECTED` of `virConnectDomainEventAgentLifecycleState`.
pub const CONNECT_DOMAIN_EVENT_AGENT_LIFECYCLE_STATE_DISCONNECTED: u32 = 2;
/// `VIR_CONNECT_DOMAIN_EVENT_AGENT_LIFECYCLE_STATE_LAST` of `virConnectDomainEventAgentLifecycleState`.
pub const CONNECT_DOMAIN_EVENT_AGENT_LIFECYCLE_STATE_LAST: u32 = 3;

// virConnectDomainEventBlockJobStatus
/// `VIR_DOMAIN_BLOCK_JOB_COMPLETED` of `virConnectDomainEventBlockJobStatus`.
pub const DOMAIN_BLOCK_JOB_COMPLETED: u32 = 0;
/// `VIR_DOMAIN_BLOCK_JOB_FAILED` of `virConnectDomainEventBlockJobStatus`.
pub const DOMAIN_BLOCK_JOB_FAILED: u32 = 1;
/// `VIR_DOMAIN_BLOCK_JOB_CANCELED` of `virConnectDomainEventBlockJobStatus`.
pub const DOMAIN_BLOCK_JOB_CANCELED: u32 = 2;
/// `VIR_DOMAIN_BLOCK_JOB_READY` of `virConnectDomainEventBlockJobStatus`.
pub const DOMAIN_BLOCK_JOB_READY: u32 = 3;
/// `VIR_DOMAIN_BLOCK_JOB_LAST` of `virConnectDomainEventBlockJobStatus`.
pub const DOMAIN_BLOCK_JOB_LAST: u32 = 4;

// virConnectDomainEventDiskChangeReason
/// `VIR_DOMAIN_EVENT_DISK_CHANGE_MISSING_ON_START` of `virConnectDomainEventDiskChangeReason`.
pub const DOMAIN_EVENT_DISK_CHANGE_MISSING_ON_START: u32 = 0;
/// `VIR_DOMAIN_EVENT_DISK_DROP_MISSING_ON_START` of `virConnectDomainEventDiskChangeReason`.
pub const DOMAIN_EVENT_DISK_DROP_MISSING_ON_START: u32 = 1;
/// `VIR_DOMAIN_EVENT_DISK_CHANGE_LAST` of `virConnectDomainEventDiskChangeReason`.
pub const DOMAIN_EVENT_DISK_CHANGE_LAST: u32 = 2;

// virConnectDomainQemuMonitorEventRegisterFlags
/// `VIR_CONNECT_DOMAIN_QEMU_MONITOR_EVENT_REGISTER_REGEX` of `virConnectDomainQemuMonitorEventRegisterFlags`.
pub const CONNECT_DOMAIN_QEMU_MONITOR_EVENT_REGISTER_REGEX: u32 = 1;
/// `VIR_CONNECT_DOMAIN_QEMU_MONITOR_EVENT_REGISTER_NOCASE` of `virConnectDomainQemuMonitorEventRegisterFlags`.
pub const CONNECT_DOMAIN_QEMU_MONITOR_EVENT_REGISTER_NOCASE: u32 = 2;

// virConnectFlags
/// `VIR_CONNECT_RO` of `virConnectFlags`.
pub const CONNECT_RO: u32 = 1;
/// `VIR_CONNECT_NO_ALIASES` of `virConnectFlags`.
pub const CONNECT_NO_ALIASES: u32 = 2;

// virConnectGetAllDomainStatsFlags
/// `VIR_CONNECT_GET_ALL_DOMAINS_STATS_ACTIVE` of `virConnectGetAllDomainStatsFlags`.
pub const CONNECT_GET_ALL_DOMAINS_STATS_ACTIVE: u32 = 1;
/// `VIR_CONNECT_GET_ALL_DOMAINS_STATS_INACTIVE` of `virConnectGetAllDomainStatsFlags`.
pub const CONNECT_GET_ALL_DOMAINS_STATS_INACTIVE: u32 = 2;
/// `VIR_CONNECT_GET_ALL_DOMAINS_STATS_PERSISTENT` of `virConnectGetAllDomainStatsFlags`.
pub const CONNECT_GET_ALL_DOMAINS_STATS_PERSISTENT: u32 = 4;
/// `VIR_CONNECT_GET_ALL_DOMAINS_STATS_TRANSIENT` of `virConnectGetAllDomainStatsFlags`.
pub const CONNECT_GET_ALL_DOMAINS_STATS_TRANSIENT: u32 = 8;
/// `VIR_CONNECT_GET_ALL_DOMAINS_STATS_RUNNING` of `virConnectGetAllDomainStatsFlags`.
pub const CONNECT_GET_ALL_DOMAINS_STATS_RUNNING: u32 = 16;
/// `VIR_CONNECT_GET_ALL_DOMAINS_STATS_PAUSED` of `virConnectGetAllDomainStatsFlags`.
pub const CONNECT_GET_ALL_DOMAINS_STATS_PAUSED: u32 = 32;
/// `VIR_CONNECT_GET_ALL_DOMAINS_STATS_SHUTOFF` of `virConnectGetAllDomainStatsFlags`.
pub const CONNECT_GET_ALL_DOMAINS_STATS_SHUTOFF: u32 = 64;
/// `VIR_CONNECT_GET_ALL_DOMAINS_STATS_OTHER` of `virConnectGetAllDomainStatsFlags`.
pub const CONNECT_GET_ALL_DOMAINS_STATS_OTHER: u32 = 128;
/// `VIR_CONNECT_GET_ALL_DOMAINS_STATS_NOWAIT` of `virConnectGetAllDomainStatsFlags`.
pub const CONNECT_GET_ALL_DOMAINS_STATS_NOWAIT: u32 = 536870912;
/// `VIR_CONNECT_GET_ALL_DOMAINS_STATS_BACKING` of `virConnectGetAllDomainStatsFlags`.
pub const CONNECT_GET_ALL_DOMAINS_STATS_BACKING: u32 = 1073741824;
/// `VIR_CONNECT_GET_ALL_DOMAINS_STATS_ENFORCE_STATS` of `virConnectGetAllDomainStatsFlags`.
pub const CONNECT_GET_ALL_DOMAINS_STATS_ENFORCE_STATS: u32 = 2147483648;

// virConnectGetDomainCapabilitiesFlags
/// `VIR_CONNECT_GET_DOMAIN_CAPABILITIES_DISABLE_DEPRECATED_FEATURES` of `virConnectGetDomainCapabilitiesFlags`.
pub const CONNECT_GET_DOMAIN_CAPABILITIES_DISABLE_DEPRECATED_FEATURES: u32 = 1;

// virConnectListAllDomainsFlags
/// `VIR_CONNECT_LIST_DOMAINS_ACTIVE` of `virConnectListAllDomainsFlags`.
pub const CONNECT_LIST_DOMAINS_ACTIVE: u32 = 1;
/// `VIR_CONNECT_LIST_DOMAINS_INACTIVE` of `virConnectListAllDomainsFlags`.
pub const CONNECT_LIST_DOMAINS_INACTIVE: u32 = 2;
/// `VIR_CONNECT_LIST_DOMAINS_PERSISTENT` of `virConnectListAllDomainsFlags`.
pub const CONNECT_LIST_DOMAINS_PERSISTENT: u32 = 4;
/// `VIR_CONNECT_LIST_DOMAINS_TRANSIENT` of `virConnectListAllDomainsFlags`.
pub const CONNECT_LIST_DOMAINS_TRANSIENT: u32 = 8;
/// `VIR_CONNECT_LIST_DOMAINS_RUNNING` of `virConnectListAllDomainsFlags`.
pub const CONNECT_LIST_DOMAINS_RUNNING: u32 = 16;
/// `VIR_CONNECT_LIST_DOMAINS_PAUSED` of `virConnectListAllDomainsFlags`.
pub const CONNECT_LIST_DOMAINS_PAUSED: u32 = 32;
/// `VIR_CONNECT_LIST_DOMAINS_SHUTOFF` of `virConnectListAllDomainsFlags`.
pub const CONNECT_LIST_DOMAINS_SHUTOFF: u32 = 64;
/// `VIR_CONNECT_LIST_DOMAINS_OTHER` of `virConnectListAllDomainsFlags`.
pub const CONNECT_LIST_DOMAINS_OTHER: u32 = 128;
/// `VIR_CONNECT_LIST_DOMAINS_MANAGEDSAVE` of `virConnectListAllDomainsFlags`.
pub const CONNECT_LIST_DOMAINS_MANAGEDSAVE: u32 = 256;
/// `VIR_CONNECT_LIST_DOMAINS_NO_MANAGEDSAVE` of `virConnectListAllDomainsFlags`.
pub const CONNECT_LIST_DOMAINS_NO_MANAGEDSAVE: u32 = 512;
/// `VIR_CONNECT_LIST_DOMAINS_AUTOSTART` of `virConnectListAllDomainsFlags`.
pub const CONNECT_LIST_DOMAINS_AUTOSTART: u32 = 1024;
/// `VIR_CONNECT_LIST_DOMAINS_NO_AUTOSTART` of `virConnectListAllDomainsFlags`.
pub const CONNECT_LIST_DOMAINS_NO_AUTOSTART: u32 = 2048;
/// `VIR_CONNECT_LIST_DOMAINS_HAS_SNAPSHOT` of `virConnectListAllDomainsFlags`.
pub const CONNECT_LIST_DOMAINS_HAS_SNAPSHOT: u32 = 4096;
/// `VIR_CONNECT_LIST_DOMAINS_NO_SNAPSHOT` of `virConnectListAllDomainsFlags`.
pub const CONNECT_LIST_DOMAINS_NO_SNAPSHOT: u32 = 8192;
/// `VIR_CONNECT_LIST_DOMAINS_HAS_CHECKPOINT` of `virConnectListAllDomainsFlags`.
pub const CONNECT_LIST_DOMAINS_HAS_CHECKPOINT: u32 = 16384;
/// `VIR_CONNECT_LIST_DOMAINS_NO_CHECKPOINT` of `virConnectListAllDomainsFlags`.
pub const CONNECT_LIST_DOMAINS_NO_CHECKPOINT: u32 = 32768;

// virConnectListAllInterfacesFlags
/// `VIR_CONNECT_LIST_INTERFACES_INACTIVE` of `virConnectListAllInterfacesFlags`.
pub const CONNECT_LIST_INTERFACES_INACTIVE: u32 = 1;
/// `VIR_CONNECT_LIST_INTERFACES_ACTIVE` of `virConnectListAllInterfacesFlags`.
pub const CONNECT_LIST_INTERFACES_ACTIVE: u32 = 2;

// virConnectListAllNetworksFlags
/// `VIR_CONNECT_LIST_NETWORKS_INACTIVE` of `virConnectListAllNetworksFlags`.
pub const CONNECT_LIST_NETWORKS_INACTIVE: u32 = 1;
/// `VIR_CONNECT_LIST_NETWORKS_ACTIVE` of `virConnectListAllNetworksFlags`.
pub const CONNECT_LIST_NETWORKS_ACTIVE: u32 = 2;
/// `VIR_CONNECT_LIST_NETWORKS_PERSISTENT` of `virConnectListAllNetworksFlags`.
pub const CONNECT_LIST_NETWORKS_PERSISTENT: u32 = 4;
/// `VIR_CONNECT_LIST_NETWORKS_TRANSIENT` of `virConnectListAllNetworksFlags`.
pub const CONNECT_LIST_NETWORKS_TRANSIENT: u32 = 8;
/// `VIR_CONNECT_LIST_NETWORKS_AUTOSTART` of `virConnectListAllNetworksFlags`.
pub const CONNECT_LIST_NETWORKS_AUTOSTART: u32 = 16;
/// `VIR_CONNECT_LIST_NETWORKS_NO_AUTOSTART` of `virConnectListAllNetworksFlags`.
pub const CONNECT_LIST_NETWORKS_NO_AUTOSTART: u32 = 32;

// virConnectListAllNodeDeviceFlags
/// `VIR_CONNECT_LIST_NODE_DEVICES_CAP_SYSTEM` of `virConnectListAllNodeDeviceFlags`.
pub const CONNECT_LIST_NODE_DEVICES_CAP_SYSTEM: u32 = 1;
/// `VIR_CONNECT_LIST_NODE_DEVICES_CAP_PCI_DEV` of `virConnectListAllNodeDeviceFlags`.
pub const CONNECT_LIST_NODE_DEVICES_CAP_PCI_DEV: u32 = 2;
/// `VIR_CONNECT_LIST_NODE_DEVICES_CAP_USB_DEV` of `virConnectListAllNodeDeviceFlags`.
pub const CONNECT_LIST_NODE_DEVICES_CAP_USB_DEV: u32 = 4;
/// `VIR_CONNECT_LIST_NODE_DEVICES_CAP_USB_INTERFACE` of `virConnectListAllNodeDeviceFlags`.
pub const CONNECT_LIST_NODE_DEVICES_CAP_USB_INTERFACE: u32 = 8;
/// `VIR_CONNECT_LIST_NODE_DEVICES_CAP_NET` of `virConnectListAllNodeDeviceFlags`.
pub const CONNECT_LIST_NODE_DEVICES_CAP_NET: u32 = 16;
/// `VIR_CONNECT_LIST_NODE_DEVICES_CAP_SCSI_HOST` of `virConnectListAllNodeDeviceFlags`.
pub const CONNECT_LIST_NODE_DEVICES_CAP_SCSI_HOST: u32 = 32;
/// `VIR_CONNECT_LIST_NODE_DEVICES_CAP_SCSI_TARGET` of `virConnectListAllNodeDeviceFlags`.
pub const CONNECT_LIST_NODE_DEVICES_CAP_SCSI_TARGET: u32 = 64;
/// `VIR_CONNECT_LIST_NODE_DEVICES_CAP_SCSI` of `virConnectListAllNodeDeviceFlags`.
pub const CONNECT_LIST_NODE_DEVICES_CAP_SCSI: u32 = 128;
/// `VIR_CONNECT_LIST_NODE_DEVICES_CAP_STORAGE` of `virConnectListAllNodeDeviceFlags`.
pub const CONNECT_LIST_NODE_DEVICES_CAP_STORAGE: u32 = 256;
/// `VIR_CONNECT_LIST_NODE_DEVICES_CAP_FC_HOST` of `virConnectListAllNodeDeviceFlags`.
pub const CONNECT_LIST_NODE_DEVICES_CAP_FC_HOST: u32 = 512;
/// `VIR_CONNECT_LIST_NODE_DEVICES_CAP_VPORTS` of `virConnectListAllNodeDeviceFlags`.
pub const CONNECT_LIST_NODE_DEVICES_CAP_VPORTS: u32 = 1024;
/// `VIR_CONNECT_LIST_NODE_DEVICES_CAP_SCSI_GENERIC` of `virConnectListAllNodeDeviceFlags`.
pub const CONNECT_LIST_NODE_DEVICES_CAP_SCSI_GENERIC: u32 = 2048;
/// `VIR_CONNECT_LIST_NODE_DEVICES_CAP_DRM` of `virConnectListAllNodeDeviceFlags`.
pub const CONNECT_LIST_NODE_DEVICES_CAP_DRM: u32 = 4096;
/// `VIR_CONNECT_LIST_NODE_DEVICES_CAP_MDEV_TYPES` of `virConnectListAllNodeDeviceFlags`.
pub const CONNECT_LIST_NODE_DEVICES_CAP_MDEV_TYPES: u32 = 8192;
/// `VIR_CONNECT_LIST_NODE_DEVICES_CAP_MDEV` of `virConnectListAllNodeDeviceFlags`.
pub const CONNECT_LIST_NODE_DEVICES_CAP_MDEV: u32 = 16384;
/// `VIR_CONNECT_LIST_NODE_DEVICES_CAP_CCW_DEV` of `virConnectListAllNodeDeviceFlags`.
pub const CONNECT_LIST_NODE_DEVICES_CAP_CCW_DEV: u32 = 32768;
/// `VIR_CONNECT_LIST_NODE_DEVICES_CAP_CSS_DEV` of `virConnectListAllNodeDeviceFlags`.
pub const CONNECT_LIST_NODE_DEVICES_CAP_CSS_DEV: u32 = 65536;
/// `VIR_CONNECT_LIST_NODE_DEVICES_CAP_VDPA` of `virConnectListAllNodeDeviceFlags`.
pub const CONNECT_LIST_NODE_DEVICES_CAP_VDPA: u32 = 131072;
/// `VIR_CONNECT_LIST_NODE_DEVICES_CAP_AP_CARD` of `virConnectListAllNodeDeviceFlags`.
pub const CONNECT_LIST_NODE_DEVICES_CAP_AP_CARD: u32 = 262144;
/// `VIR_CONNECT_LIST_NODE_DEVICES_CAP_AP_QUEUE` of `virConnectListAllNodeDeviceFlags`.
pub const CONNECT_LIST_NODE_DEVICES_CAP_AP_QUEUE: u32 = 524288;
/// `VIR_CONNECT_LIST_NODE_DEVICES_CAP_AP_MATRIX` of `virConnectListAllNodeDeviceFlags`.
pub const CONNECT_LIST_NODE_DEVICES_CAP_AP_MATRIX: u32 = 1048576;
/// `VIR_CONNECT_LIST_NODE_DEVICES_CAP_VPD` of `virConnectListAllNodeDeviceFlags`.
pub const CONNECT_LIST_NODE_DEVICES_CAP_VPD: u32 = 2097152;
/// `VIR_CONNECT_LIST_NODE_DEVICES_CAP_CCWGROUP_DEV` of `virConnectListAllNodeDeviceFlags`.
pub const CONNECT_LIST_NODE_DEVICES_CAP_CCWGROUP_DEV: u32 = 4194304;
/// `VIR_CONNECT_LIST_NODE_DEVICES_CAP_CCWGROUP_MEMBER` of `virConnectListAllNodeDeviceFlags`.
pub const CONNECT_LIST_NODE_DEVICES_CAP_CCWGROUP_MEMBER: u32 = 8388608;
/// `VIR_CONNECT_LIST_NODE_DEVICES_PERSISTENT` of `virConnectListAllNodeDeviceFlags`.
pub const CONNECT_LIST_NODE_DEVICES_PERSISTENT: u32 = 268435456;
/// `VIR_CONNECT_LIST_NODE_DEVICES_TRANSIENT` of `virConnectListAllNodeDeviceFlags`.
pub const CONNECT_LIST_NODE_DEVICES_TRANSIENT: u32 = 536870912;
/// `VIR_CONNECT_LIST_NODE_DEVICES_INACTIVE` of `virConnectListAllNodeDeviceFlags`.
pub const CONNECT_LIST_NODE_DEVICES_INACTIVE: u32 = 1073741824;
/// `VIR_CONNECT_LIST_NODE_DEVICES_ACTIVE` of `virConnectListAllNodeDeviceFlags`.
pub const CONNECT_LIST_NODE_DEVICES_ACTIVE: u32 = 2147483648;

// virConnectListAllSecretsFlags
/// `VIR_CONNECT_LIST_SECRETS_EPHEMERAL` of `virConnectListAllSecretsFlags`.
pub const CONNECT_LIST_SECRETS_EPHEMERAL: u32 = 1;
/// `VIR_CONNECT_LIST_SECRETS_NO_EPHEMERAL` of `virConnectListAllSecretsFlags`.
pub const CONNECT_LIST_SECRETS_NO_EPHEMERAL: u32 = 2;
/// `VIR_CONNECT_LIST_SECRETS_PRIVATE` of `virConnectListAllSecretsFlags`.
pub const CONNECT_LIST_SECRETS_PRIVATE: u32 = 4;
/// `VIR_CONNECT_LIST_SECRETS_NO_PRIVATE` of `virConnectListAllSecretsFlags`.
pub const CONNECT_LIST_SECRETS_NO_PRIVATE: u32 = 8;

// virConnectListAllStoragePoolsFlags
/// `VIR_CONNECT_LIST_STORAGE_POOLS_INACTIVE` of `virConnectListAllStoragePoolsFlags`.
pub const CONNECT_LIST_STORAGE_POOLS_INACTIVE: u32 = 1;
/// `VIR_CONNECT_LIST_STORAGE_POOLS_ACTIVE` of `virConnectListAllStoragePoolsFlags`.
pub const CONNECT_LIST_STORAGE_POOLS_ACTIVE: u32 = 2;
/// `VIR_CONNECT_LIST_STORAGE_POOLS_PERSISTENT` of `virConnectListAllStoragePoolsFlags`.
pub const CONNECT_LIST_STORAGE_POOLS_PERSISTENT: u32 = 4;
/// `VIR_CONNECT_LIST_STORAGE_POOLS_TRANSIENT` of `virConnectListAllStoragePoolsFlags`.
pub const CONNECT_LIST_STORAGE_POOLS_TRANSIENT: u32 = 8;
/// `VIR_CONNECT_LIST_STORAGE_POOLS_AUTOSTART` of `virConnectListAllStoragePoolsFlags`.
pub const CONNECT_LIST_STORAGE_POOLS_AUTOSTART: u32 = 16;
/// `VIR_CONNECT_LIST_STORAGE_POOLS_NO_AUTOSTART` of `virConnectListAllStoragePoolsFlags`.
pub const CONNECT_LIST_STORAGE_POOLS_NO_AUTOSTART: u32 = 32;
/// `VIR_CONNECT_LIST_STORAGE_POOLS_DIR` of `virConnectListAllStoragePoolsFlags`.
pub const CONNECT_LIST_STORAGE_POOLS_DIR: u32 = 64;
/// `VIR_CONNECT_LIST_STORAGE_POOLS_FS` of `virConnectListAllStoragePoolsFlags`.
pub const CONNECT_LIST_STORAGE_POOLS_FS: u32 = 128;
/// `VIR_CONNECT_LIST_STORAGE_POOLS_NETFS` of `virConnectListAllStoragePoolsFlags`.
pub const CONNECT_LIST_STORAGE_POOLS_NETFS: u32 = 256;
/// `VIR_CONNECT_LIST_STORAGE_POOLS_LOGICAL` of `virConnectListAllStoragePoolsFlags`.
pub const CONNECT_LIST_STORAGE_POOLS_LOGICAL: u32 = 512;
/// `VIR_CONNECT_LIST_STORAGE_POOLS_DISK` of `virConnectListAllStoragePoolsFlags`.
pub const CONNECT_LIST_STORAGE_POOLS_DISK: u32 = 1024;
/// `VIR_CONNECT_LIST_STORAGE_POOLS_ISCSI` of `virConnectListAllStoragePoolsFlags`.
pub const CONNECT_LIST_STORAGE_POOLS_ISCSI: u32 = 2048;
/// `VIR_CONNECT_LIST_STORAGE_POOLS_SCSI` of `virConnectListAllStoragePoolsFlags`.
pub const CONNECT_LIST_STORAGE_POOLS_SCSI: u32 = 4096;
/// `VIR_CONNECT_LIST_STORAGE_POOLS_MPATH` of `virConnectListAllStoragePoolsFlags`.
pub const CONNECT_LIST_STORAGE_POOLS_MPATH: u32 = 8192;
/// `VIR_CONNECT_LIST_STORAGE_POOLS_RBD` of `virConnectListAllStoragePoolsFlags`.
pub const CONNECT_LIST_STORAGE_POOLS_RBD: u32 = 16384;
/// `VIR_CONNECT_LIST_STORAGE_POOLS_SHEEPDOG` of `virConnectListAllStoragePoolsFlags`.
pub const CONNECT_LIST_STORAGE_POOLS_SHEEPDOG: u32 = 32768;
/// `VIR_CONNECT_LIST_STORAGE_POOLS_GLUSTER` of `virConnectListAllStoragePoolsFlags`.
pub const CONNECT_LIST_STORAGE_POOLS_GLUSTER: u32 = 65536;
/// `VIR_CONNECT_LIST_STORAGE_POOLS_ZFS` of `virConnectListAllStoragePoolsFlags`.
pub const CONNECT_LIST_STORAGE_POOLS_ZFS: u32 = 131072;
/// `VIR_CONNECT_LIST_STORAGE_POOLS_VSTORAGE` of `virConnectListAllStoragePoolsFlags`.
pub const CONNECT_LIST_STORAGE_POOLS_VSTORAGE: u32 = 262144;
/// `VIR_CONNECT_LIST_STORAGE_POOLS_ISCSI_DIRECT` of `virConnectListAllStoragePoolsFlags`.
pub const CONNECT_LIST_STORAGE_POOLS_ISCSI_DIRECT: u32 = 524288;

// virDomainAbortJobFlagsValues
/// `VIR_DOMAIN_ABORT_JOB_POSTCOPY` of `virDomainAbortJobFlagsValues`.
pub const DOMAIN_ABORT_JOB_POSTCOPY: u32 = 1;

// virDomainAgentResponseTimeoutValues
/// `VIR_DOMAIN_AGENT_RESPONSE_TIMEOUT_BLOCK` of `virDomainAgentResponseTimeoutValues`.
pub const DOMAIN_AGENT_RESPONSE_TIMEOUT_BLOCK: i64 = -2;
/// `VIR_DOMAIN_AGENT_RESPONSE_TIMEOUT_DEFAULT` of `virDomainAgentResponseTimeoutValues`.
pub const DOMAIN_AGENT_RESPONSE_TIMEOUT_DEFAULT: i64 = -1;
/// `VIR_DOMAIN_AGENT_RESPONSE_TIMEOUT_NOWAIT` of `virDomainAgentResponseTimeoutValues`.
pub const DOMAIN_AGENT_RESPONSE_TIMEOUT_NOWAIT: u32 = 0;

// virDomainAuthorizedSSHKeysSetFlags
/// `VIR_DOMAIN_AUTHORIZED_SSH_KEYS_SET_APPEND` of `virDomainAuthorizedSSHKeysSetFlags`.
pub const DOMAIN_AUTHORIZED_SSH_KEYS_SET_APPEND: u32 = 1;
/// `VIR_DOMAIN_AUTHORIZED_SSH_KEYS_SET_REMOVE` of `virDomainAuthorizedSSHKeysSetFlags`.
pub const DOMAIN_AUTHORIZED_SSH_KEYS_SET_REMOVE: u32 = 2;

// virDomainBackupBeginFlags
/// `VIR_DOMAIN_BACKUP_BEGIN_REUSE_EXTERNAL` of `virDomainBackupBeginFlags`.
pub const DOMAIN_BACKUP_BEGIN_REUSE_EXTERNAL: u32 = 1;

// virDomainBlockCommitFlags
/// `VIR_DOMAIN_BLOCK_COMMIT_SHALLOW` of `virDomainBlockCommitFlags`.
pub const DOMAIN_BLOCK_COMMIT_SHALLOW: u32 = 1;
/// `VIR_DOMAIN_BLOCK_COMMIT_DELETE` of `virDomainBlockCommitFlags`.
pub const DOMAIN_BLOCK_COMMIT_DELETE: u32 = 2;
/// `VIR_DOMAIN_BLOCK_COMMIT_ACTIVE` of `virDomainBlockCommitFlags`.
pub const DOMAIN_BLOCK_COMMIT_ACTIVE: u32 = 4;
/// `VIR_DOMAIN_BLOCK_COMMIT_RELATIVE` of `virDomainBlockCommitFlags`.
pub const DOMAIN_BLOCK_COMMIT_RELATIVE: u32 = 8;
/// `VIR_DOMAIN_BLOCK_COMMIT_BANDWIDTH_BYTES` of `virDomainBlockCommitFlags`.
pub const DOMAIN_BLOCK_COMMIT_BANDWIDTH_BYTES: u32 = 16;

// virDomainBlockCopyFlags
/// `VIR_DOMAIN_BLOCK_COPY_SHALLOW` of `virDomainBlockCopyFlags`.
pub const DOMAIN_BLOCK_COPY_SHALLOW: u32 = 1;
/// `VIR_DOMAIN_BLOCK_COPY_REUSE_EXT` of `virDomainBlockCopyFlags`.
pub const DOMAIN_BLOCK_COPY_REUSE_EXT: u32 = 2;
/// `VIR_DOMAIN_BLOCK_COPY_TRANSIENT_JOB` of `virDomainBlockCopyFlags`.
pub const DOMAIN_BLOCK_COPY_TRANSIENT_JOB: u32 = 4;
/// `VIR_DOMAIN_BLOCK_COPY_SYNCHRONOUS_WRITES` of `virDomainBlockCopyFlags`.
pub const DOMAIN_BLOCK_COPY_SYNCHRONOUS_WRITES: u32 = 8;

// virDomainBlockJobAbortFlags
/// `VIR_DOMAIN_BLOCK_JOB_ABORT_ASYNC` of `virDomainBlockJobAbortFlags`.
pub const DOMAIN_BLOCK_JOB_ABORT_ASYNC: u32 = 1;
/// `VIR_DOMAIN_BLOCK_JOB_ABORT_PIVOT` of `virDomainBlockJobAbortFlags`.
pub const DOMAIN_BLOCK_JOB_ABORT_PIVOT: u32 = 2;

// virDomainBlockJobInfoFlags
/// `VIR_DOMAIN_BLOCK_JOB_INFO_BANDWIDTH_BYTES` of `virDomainBlockJobInfoFlags`.
pub const DOMAIN_BLOCK_JOB_INFO_BANDWIDTH_BYTES: u32 = 1;

// virDomainBlockJobSetSpeedFlags
/// `VIR_DOMAIN_BLOCK_JOB_SPEED_BANDWIDTH_BYTES` of `virDomainBlockJobSetSpeedFlags`.
pub const DOMAIN_BLOCK_JOB_SPEED_BANDWIDTH_BYTES: u32 = 1;

// virDomainBlockJobType
/// `VIR_DOMAIN_BLOCK_JOB_TYPE_UNKNOWN` of `virDomainBlockJobType`.
pub const DOMAIN_BLOCK_JOB_TYPE_UNKNOWN: u32 = 0;
/// `VIR_DOMAIN_BLOCK_JOB_TYPE_PULL` of `virDomainBlockJobType`.
pub const DOMAIN_BLOCK_JOB_TYPE_PULL: u32 = 1;
/// `VIR_DOMAIN_BLOCK_JOB_TYPE_COPY` of `virDomainBlockJobType`.
pub const DOMAIN_BLOCK_JOB_TYPE_COPY: u32 = 2;
/// `VIR_DOMAIN_BLOCK_JOB_TYPE_COMMIT` of `virDomainBlockJobType`.
pub const DOMAIN_BLOCK_JOB_TYPE_COMMIT: u32 = 3;
/// `VIR_DOMAIN_BLOCK_JOB_TYPE_ACTIVE_COMMIT` of `virDomainBlockJobType`.
pub const DOMAIN_BLOCK_JOB_TYPE_ACTIVE_COMMIT: u32 = 4;
/// `VIR_DOMAIN_BLOCK_JOB_TYPE_BACKUP` of `virDomainBlockJobType`.
pub const DOMAIN_BLOCK_JOB_TYPE_BACKUP: u32 = 5;
/// `VIR_DOMAIN_BLOCK_JOB_TYPE_LAST` of `virDomainBlockJobType`.
pub const DOMAIN_BLOCK_JOB_TYPE_LAST: u32 = 6;

// virDomainBlockPullFlags
/// `VIR_DOMAIN_BLOCK_PULL_BANDWIDTH_BYTES` of `virDomainBlockPullFlags`.
pub const DOMAIN_BLOCK_PULL_BANDWIDTH_BYTES: u32 = 64;

// virDomainBlockRebaseFlags
/// `VIR_DOMAIN_BLOCK_REBASE_SHALLOW` of `virDomainBlockRebaseFlags`.
pub const DOMAIN_BLOCK_REBASE_SHALLOW: u32 = 1;
/// `VIR_DOMAIN_BLOCK_REBASE_REUSE_EXT` of `virDomainBlockRebaseFlags`.
pub const DOMAIN_BLOCK_REBASE_REUSE_EXT: u32 = 2;
/// `VIR_DOMAIN_BLOCK_REBASE_COPY_RAW` of `virDomainBlockRebaseFlags`.
pub const DOMAIN_BLOCK_REBASE_COPY_RAW: u32 = 4;
/// `VIR_DOMAIN_BLOCK_REBASE_COPY` of `virDomainBlockRebaseFlags`.
pub const DOMAIN_BLOCK_REBASE_COPY: u32 = 8;
/// `VIR_DOMAIN_BLOCK_REBASE_RELATIVE` of `virDomainBlockRebaseFlags`.
pub const DOMAIN_BLOCK_REBASE_RELATIVE: u32 = 16;
/// `VIR_DOMAIN_BLOCK_REBASE_COPY_DEV` of `virDomainBlockRebaseFlags`.
pub const DOMAIN_BLOCK_REBASE_COPY_DEV: u32 = 32;
/// `VIR_DOMAIN_BLOCK_REBASE_BANDWIDTH_BYTES` of `virDomainBlockRebaseFlags`.
pub const DOMAIN_BLOCK_REBASE_BANDWIDTH_BYTES: u32 = 64;

// virDomainBlockResizeFlags
/// `VIR_DOMAIN_BLOCK_RESIZE_BYTES` of `virDomainBlockResizeFlags`.
pub const DOMAIN_BLOCK_RESIZE_BYTES: u32 = 1;
/// `VIR_DOMAIN_BLOCK_RESIZE_CAPACITY` of `virDomainBlockResizeFlags`.
pub const DOMAIN_BLOCK_RESIZE_CAPACITY: u32 = 2;

// virDomainBlockedReason
/// `VIR_DOMAIN_BLOCKED_UNKNOWN` of `virDomainBlockedReason`.
pub const DOMAIN_BLOCKED_UNKNOWN: u32 = 0;
/// `VIR_DOMAIN_BLOCKED_LAST` of `virDomainBlockedReason`.
pub const DOMAIN_BLOCKED_LAST: u32 = 1;

// virDomainChannelFlags
/// `VIR_DOMAIN_CHANNEL_FORCE` of `virDomainChannelFlags`.
pub const DOMAIN_CHANNEL_FORCE: u32 = 1;

// virDomainCheckpointCreateFlags
/// `VIR_DOMAIN_CHECKPOINT_CREATE_REDEFINE` of `virDomainCheckpointCreateFlags`.
pub const DOMAIN_CHECKPOINT_CREATE_REDEFINE: u32 = 1;
/// `VIR_DOMAIN_CHECKPOINT_CREATE_QUIESCE` of `virDomainCheckpointCreateFlags`.
pub const DOMAIN_CHECKPOINT_CREATE_QUIESCE: u32 = 2;
/// `VIR_DOMAIN_CHECKPOINT_CREATE_REDEFINE_VALIDATE` of `virDomainCheckpointCreateFlags`.
pub const DOMAIN_CHECKPOINT_CREATE_REDEFINE_VALIDATE: u32 = 4;

// virDomainCheckpointDeleteFlags
/// `VIR_DOMAIN_CHECKPOINT_DELETE_CHILDREN` of `virDomainCheckpointDeleteFlags`.
pub const DOMAIN_CHECKPOINT_DELETE_CHILDREN: u32 = 1;
/// `VIR_DOMAIN_CHECKPOINT_DELETE_METADATA_ONLY` of `virDomainCheckpointDeleteFlags`.
pub const DOMAIN_CHECKPOINT_DELETE_METADATA_ONLY: u32 = 2;
/// `VIR_DOMAIN_CHECKPOINT_DELETE_CHILDREN_ONLY` of `virDomainCheckpointDeleteFlags`.
pub const DOMAIN_CHECKPOINT_DELETE_CHILDREN_ONLY: u32 = 4;

// virDomainCheckpointListFlags
/// `VIR_DOMAIN_CHECKPOINT_LIST_DESCENDANTS` of `virDomainCheckpointListFlags`.
pub const DOMAIN_CHECKPOINT_LIST_DESCENDANTS: u32 = 1;
/// `VIR_DOMAIN_CHECKPOINT_LIST_ROOTS` of `virDomainCheckpointListFlags`.
pub const DOMAIN_CHECKPOINT_LIST_ROOTS: u32 = 1;
/// `VIR_DOMAIN_CHECKPOINT_LIST_TOPOLOGICAL` of `virDomainCheckpointListFlags`.
pub const DOMAIN_CHECKPOINT_LIST_TOPOLOGICAL: u32 = 2;
/// `VIR_DOMAIN_CHECKPOINT_LIST_LEAVES` of `virDomainCheckpointListFlags`.
pub const DOMAIN_CHECKPOINT_LIST_LEAVES: u32 = 4;
/// `VIR_DOMAIN_CHECKPOINT_LIST_NO_LEAVES` of `virDomainCheckpointListFlags`.
pub const DOMAIN_CHECKPOINT_LIST_NO_LEAVES: u32 = 8;

// virDomainCheckpointXMLFlags
/// `VIR_DOMAIN_CHECKPOINT_XML_SECURE` of `virDomainCheckpointXMLFlags`.
pub const DOMAIN_CHECKPOINT_XML_SECURE: u32 = 1;
/// `VIR_DOMAIN_CHECKPOINT_XML_NO_DOMAIN` of `virDomainCheckpointXMLFlags`.
pub const DOMAIN_CHECKPOINT_XML_NO_DOMAIN: u32 = 2;
/// `VIR_DOMAIN_CHECKPOINT_XML_SIZE` of `virDomainCheckpointXMLFlags`.
pub const DOMAIN_CHECKPOINT_XML_SIZE: u32 = 4;

// virDomainConsoleFlags
/// `VIR_DOMAIN_CONSOLE_FORCE` of `virDomainConsoleFlags`.
pub const DOMAIN_CONSOLE_FORCE: u32 = 1;
/// `VIR_DOMAIN_CONSOLE_SAFE` of `virDomainConsoleFlags`.
pub const DOMAIN_CONSOLE_SAFE: u32 = 2;

// virDomainControlErrorReason
/// `VIR_DOMAIN_CONTROL_ERROR_REASON_NONE` of `virDomainControlErrorReason`.
pub const DOMAIN_CONTROL_ERROR_REASON_NONE: u32 = 0;
/// `VIR_DOMAIN_CONTROL_ERROR_REASON_UNKNOWN` of `virDomainControlErrorReason`.
pub const DOMAIN_CONTROL_ERROR_REASON_UNKNOWN: u32 = 1;
/// `VIR_DOMAIN_CONTROL_ERROR_REASON_MONITOR` of `virDomainControlErrorReason`.
pub const DOMAIN_CONTROL_ERROR_REASON_MONITOR: u32 = 2;
/// `VIR_DOMAIN_CONTROL_ERROR_REASON_INTERNAL` of `virDomainControlErrorReason`.
pub const DOMAIN_CONTROL_ERROR_REASON_INTERNAL: u32 = 3;
/// `VIR_DOMAIN_CONTROL_ERROR_REASON_LAST` of `virDomainControlErrorReason`.
pub const DOMAIN_CONTROL_ERROR_REASON_LAST: u32 = 4;

// virDomainControlState
/// `VIR_DOMAIN_CONTROL_OK` of `virDomainControlState`.
pub const DOMAIN_CONTROL_OK: u32 = 0;
/// `VIR_DOMAIN_CONTROL_JOB` of `virDomainControlState`.
pub const DOMAIN_CONTROL_JOB: u32 = 1;
/// `VIR_DOMAIN_CONTROL_OCCUPIED` of `virDomainControlState`.
pub const DOMAIN_CONTROL_OCCUPIED: u32 = 2;
/// `VIR_DOMAIN_CONTROL_ERROR` of `virDomainControlState`.
pub const DOMAIN_CONTROL_ERROR: u32 = 3;
/// `VIR_DOMAIN_CONTROL_LAST` of `virDomainControlState`.
pub const DOMAIN_CONTROL_LAST: u32 = 4;

// virDomainCoreDumpFlags
/// `VIR_DUMP_CRASH` of `virDomainCoreDumpFlags`.
pub const DUMP_CRASH: u32 = 1;
/// `VIR_DUMP_LIVE` of `virDomainCoreDumpFlags`.
pub const DUMP_LIVE: u32 = 2;
/// `VIR_DUMP_BYPASS_CACHE` of `virDomainCoreDumpFlags`.
pub const DUMP_BYPASS_CACHE: u32 = 4;
/// `VIR_DUMP_RESET` of `virDomainCoreDumpFlags`.
pub const DUMP_RESET: u32 = 8;
/// `VIR_DUMP_MEMORY_ONLY` of `virDomainCoreDumpFlags`.
pub const DUMP_MEMORY_ONLY: u32 = 16;

// virDomainCoreDumpFormat
/// `VIR_DOMAIN_CORE_DUMP_FORMAT_RAW` of `virDomainCoreDumpFormat`.
pub const DOMAIN_CORE_DUMP_FORMAT_RAW: u32 = 0;
/// `VIR_DOMAIN_CORE_DUMP_FORMAT_KDUMP_ZLIB` of `virDomainCoreDumpFormat`.
pub const DOMAIN_CORE_DUMP_FORMAT_KDUMP_ZLIB: u32 = 1;
/// `VIR_DOMAIN_CORE_DUMP_FORMAT_KDUMP_LZO` of `virDomainCoreDumpFormat`.
pub const DOMAIN_CORE_DUMP_FORMAT_KDUMP_LZO: u32 = 2;
/// `VIR_DOMAIN_CORE_DUMP_FORMAT_KDUMP_SNAPPY` of `virDomainCoreDumpFormat`.
pub const DOMAIN_CORE_DUMP_FORMAT_KDUMP_SNAPPY: u32 = 3;
/// `VIR_DOMAIN_CORE_DUMP_FORMAT_WIN_DMP` of `virDomainCoreDumpFormat`.
pub const DOMAIN_CORE_DUMP_FORMAT_WIN_DMP: u32 = 4;
/// `VIR_DOMAIN_CORE_DUMP_FORMAT_LAST` of `virDomainCoreDumpFormat`.
pub const DOMAIN_CORE_DUMP_FORMAT_LAST: u32 = 5;

// virDomainCrashedReason
/// `VIR_DOMAIN_CRASHED_UNKNOWN` of `virDomainCrashedReason`.
pub const DOMAIN_CRASHED_UNKNOWN: u32 = 0;
/// `VIR_DOMAIN_CRASHED_PANICKED` of `virDomainCrashedReason`.
pub const DOMAIN_CRASHED_PANICKED: u32 = 1;
/// `VIR_DOMAIN_CRASHED_LAST` of `virDomainCrashedReason`.
pub const DOMAIN_CRASHED_LAST: u32 = 2;

// virDomainCreateFlags
/// `VIR_DOMAIN_NONE` of `virDomainCreateFlags`.
pub const DOMAIN_NONE: u32 = 0;
/// `VIR_DOMAIN_START_PAUSED` of `virDomainCreateFlags`.
pub const DOMAIN_START_PAUSED: u32 = 1;
/// `VIR_DOMAIN_START_AUTODESTROY` of `virDomainCreateFlags`.
pub const DOMAIN_START_AUTODESTROY: u32 = 2;
/// `VIR_DOMAIN_START_BYPASS_CACHE` of `virDomainCreateFlags`.
pub const DOMAIN_START_BYPASS_CACHE: u32 = 4;
/// `VIR_DOMAIN_START_FORCE_BOOT` of `virDomainCreateFlags`.
pub const DOMAIN_START_FORCE_BOOT: u32 = 8;
/// `VIR_DOMAIN_START_VALIDATE` of `virDomainCreateFlags`.
pub const DOMAIN_START_VALIDATE: u32 = 16;
/// `VIR_DOMAIN_START_RESET_NVRAM` of `virDomainCreateFlags`.
pub const DOMAIN_START_RESET_NVRAM: u32 = 32;

// virDomainDefineFlags
/// `VIR_DOMAIN_DEFINE_VALIDATE` of `virDomainDefineFlags`.
pub const DOMAIN_DEFINE_VALIDATE: u32 = 1;

// virDomainDestroyFlagsValues
/// `VIR_DOMAIN_DESTROY_DEFAULT` of `virDomainDestroyFlagsValues`.
pub const DOMAIN_DESTROY_DEFAULT: u32 = 0;
/// `VIR_DOMAIN_DESTROY_GRACEFUL` of `virDomainDestroyFlagsValues`.
pub const DOMAIN_DESTROY_GRACEFUL: u32 = 1;
/// `VIR_DOMAIN_DESTROY_REMOVE_LOGS` of `virDomainDestroyFlagsValues`.
pub const DOMAIN_DESTROY_REMOVE_LOGS: u32 = 2;

// virDomainDeviceModifyFlags
/// `VIR_DOMAIN_DEVICE_MODIFY_CURRENT` of `virDomainDeviceModifyFlags`.
pub const DOMAIN_DEVICE_MODIFY_CURRENT: u32 = 0;
/// `VIR_DOMAIN_DEVICE_MODIFY_LIVE` of `virDomainDeviceModifyFlags`.
pub const DOMAIN_DEVICE_MODIFY_LIVE: u32 = 1;
/// `VIR_DOMAIN_DEVICE_MODIFY_CONFIG` of `virDomainDeviceModifyFlags`.
pub const DOMAIN_DEVICE_MODIFY_CONFIG: u32 = 2;
/// `VIR_DOMAIN_DEVICE_MODIFY_FORCE` of `virDomainDeviceModifyFlags`.
pub const DOMAIN_DEVICE_MODIFY_FORCE: u32 = 4;

// virDomainDirtyRateCalcFlags
/// `VIR_DOMAIN_DIRTYRATE_MODE_PAGE_SAMPLING` of `virDomainDirtyRateCalcFlags`.
pub const DOMAIN_DIRTYRATE_MODE_PAGE_SAMPLING: u32 = 0;
/// `VIR_DOMAIN_DIRTYRATE_MODE_DIRTY_BITMAP` of `virDomainDirtyRateCalcFlags`.
pub const DOMAIN_DIRTYRATE_MODE_DIRTY_BITMAP: u32 = 1;
/// `VIR_DOMAIN_DIRTYRATE_MODE_DIRTY_RING` of `virDomainDirtyRateCalcFlags`.
pub const DOMAIN_DIRTYRATE_MODE_DIRTY_RING: u32 = 2;

// virDomainDirtyRateStatus
/// `VIR_DOMAIN_DIRTYRATE_UNSTARTED` of `virDomainDirtyRateStatus`.
pub const DOMAIN_DIRTYRATE_UNSTARTED: u32 = 0;
/// `VIR_DOMAIN_DIRTYRATE_MEASURING` of `virDomainDirtyRateStatus`.
pub const DOMAIN_DIRTYRATE_MEASURING: u32 = 1;
/// `VIR_DOMAIN_DIRTYRATE_MEASURED` of `virDomainDirtyRateStatus`.
pub const DOMAIN_DIRTYRATE_MEASURED: u32 = 2;
/// `VIR_DOMAIN_DIRTYRATE_LAST` of `virDomainDirtyRateStatus`.
pub const DOMAIN_DIRTYRATE_LAST: u32 = 3;

// virDomainDiskErrorCode
/// `VIR_DOMAIN_DISK_ERROR_NONE` of `virDomainDiskErrorCode`.
pub const DOMAIN_DISK_ERROR_NONE: u32 = 0;
/// `VIR_DOMAIN_DISK_ERROR_UNSPEC` of `virDomainDiskErrorCode`.
pub const DOMAIN_DISK_ERROR_UNSPEC: u32 = 1;
/// `VIR_DOMAIN_DISK_ERROR_NO_SPACE` of `virDomainDiskErrorCode`.
pub const DOMAIN_DISK_ERROR_NO_SPACE: u32 = 2;
/// `VIR_DOMAIN_DISK_ERROR_LAST` of `virDomainDiskErrorCode`.
pub const DOMAIN_DISK_ERROR_LAST: u32 = 3;

// virDomainEventCrashedDetailType
/// `VIR_DOMAIN_EVENT_CRASHED_PANICKED` of `virDomainEventCrashedDetailType`.
pub const DOMAIN_EVENT_CRASHED_PANICKED: u32 = 0;
/// `VIR_DOMAIN_EVENT_CRASHED_CRASHLOADED` of `virDomainEventCrashedDetailType`.
pub const DOMAIN_EVENT_CRASHED_CRASHLOADED: u32 = 1;
/// `VIR_DOMAIN_EVENT_CRASHED_LAST` of `virDomainEventCrashedDetailType`.
pub const DOMAIN_EVENT_CRASHED_LAST: u32 = 2;

// virDomainEventDefinedDetailType
/// `VIR_DOMAIN_EVENT_DEFINED_ADDED` of `virDomainEventDefinedDetailType`.
pub const DOMAIN_EVENT_DEFINED_ADDED: u32 = 0;
/// `VIR_DOMAIN_EVENT_DEFINED_UPDATED` of `virDomainEventDefinedDetailType`.
pub const DOMAIN_EVENT_DEFINED_UPDATED: u32 = 1;
/// `VIR_DOMAIN_EVENT_DEFINED_RENAMED` of `virDomainEventDefinedDetailType`.
pub const DOMAIN_EVENT_DEFINED_RENAMED: u32 = 2;
/// `VIR_DOMAIN_EVENT_DEFINED_FROM_SNAPSHOT` of `virDomainEventDefinedDetailType`.
pub const DOMAIN_EVENT_DEFINED_FROM_SNAPSHOT: u32 = 3;
/// `VIR_DOMAIN_EVENT_DEFINED_LAST` of `virDomainEventDefinedDetailType`.
pub const DOMAIN_EVENT_DEFINED_LAST: u32 = 4;

// virDomainEventGraphicsAddressType
/// `VIR_DOMAIN_EVENT_GRAPHICS_ADDRESS_IPV4` of `virDomainEventGraphicsAddressType`.
pub const DOMAIN_EVENT_GRAPHICS_ADDRESS_IPV4: u32 = 0;
/// `VIR_DOMAIN_EVENT_GRAPHICS_ADDRESS_IPV6` of `virDomainEventGraphicsAddressType`.
pub const DOMAIN_EVENT_GRAPHICS_ADDRESS_IPV6: u32 = 1;
/// `VIR_DOMAIN_EVENT_GRAPHICS_ADDRESS_UNIX` of `virDomainEventGraphicsAddressType`.
pub const DOMAIN_EVENT_GRAPHICS_ADDRESS_UNIX: u32 = 2;
/// `VIR_DOMAIN_EVENT_GRAPHICS_ADDRESS_LAST` of `virDomainEventGraphicsAddressType`.
pub const DOMAIN_EVENT_GRAPHICS_ADDRESS_LAST: u32 = 3;

// virDomainEventGraphicsPhase
/// `VIR_DOMAIN_EVENT_GRAPHICS_CONNECT` of `virDomainEventGraphicsPhase`.
pub const DOMAIN_EVENT_GRAPHICS_CONNECT: u32 = 0;
/// `VIR_DOMAIN_EVENT_GRAPHICS_INITIALIZE` of `virDomainEventGraphicsPhase`.
pub const DOMAIN_EVENT_GRAPHICS_INITIALIZE: u32 = 1;
/// `VIR_DOMAIN_EVENT_GRAPHICS_DISCONNECT` of `virDomainEventGraphicsPhase`.
pub const DOMAIN_EVENT_GRAPHICS_DISCONNECT: u32 = 2;
/// `VIR_DOMAIN_EVENT_GRAPHICS_LAST` of `virDomainEventGraphicsPhase`.
pub const DOMAIN_EVENT_GRAPHICS_LAST: u32 = 3;

// virDomainEventID
/// `VIR_DOMAIN_EVENT_ID_LIFECYCLE` of `virDomainEventID`.
pub const DOMAIN_EVENT_ID_LIFECYCLE: u32 = 0;
/// `VIR_DOMAIN_EVENT_ID_REBOOT` of `virDomainEventID`.
pub const DOMAIN_EVENT_ID_REBOOT: u32 = 1;
/// `VIR_DOMAIN_EVENT_ID_RTC_CHANGE` of `virDomainEventID`.
pub const DOMAIN_EVENT_ID_RTC_CHANGE: u32 = 2;
/// `VIR_DOMAIN_EVENT_ID_WATCHDOG` of `virDomainEventID`.
pub const DOMAIN_EVENT_ID_WATCHDOG: u32 = 3;
/// `VIR_DOMAIN_EVENT_ID_IO_ERROR` of `virDomainEventID`.
pub const DOMAIN_EVENT_ID_IO_ERROR: u32 = 4;
/// `VIR_DOMAIN_EVENT_ID_GRAPHICS` of `virDomainEventID`.
pub const DOMAIN_EVENT_ID_GRAPHICS: u32 = 5;
/// `VIR_DOMAIN_EVENT_ID_IO_ERROR_REASON` of `virDomainEventID`.
pub const DOMAIN_EVENT_ID_IO_ERROR_REASON: u32 = 6;
/// `VIR_DOMAIN_EVENT_ID_CONTROL_ERROR` of `virDomainEventID`.
pub const DOMAIN_EVENT_ID_CONTROL_ERROR: u32 = 7;
/// `VIR_DOMAIN_EVENT_ID_BLOCK_JOB` of `virDomainEventID`.
pub const DOMAIN_EVENT_ID_BLOCK_JOB: u32 = 8;
/// `VIR_DOMAIN_EVENT_ID_DISK_CHANGE` of `virDomainEventID`.
pub const DOMAIN_EVENT_ID_DISK_CHANGE: u32 = 9;
/// `VIR_DOMAIN_EVENT_ID_TRAY_CHANGE` of `virDomainEventID`.
pub const DOMAIN_EVENT_ID_TRAY_CHANGE: u32 = 10;
/// `VIR_DOMAIN_EVENT_ID_PMWAKEUP` of `virDomainEventID`.
pub const DOMAIN_EVENT_ID_PMWAKEUP: u32 = 11;
/// `VIR_DOMAIN_EVENT_ID_PMSUSPEND` of `virDomainEventID`.
pub const DOMAIN_EVENT_ID_PMSUSPEND: u32 = 12;
/// `VIR_DOMAIN_EVENT_ID_BALLOON_CHANGE` of `virDomainEventID`.
pub const DOMAIN_EVENT_ID_BALLOON_CHANGE: u32 = 13;
/// `VIR_DOMAIN_EVENT_ID_PMSUSPEND_DISK` of `virDomainEventID`.
pub const DOMAIN_EVENT_ID_PMSUSPEND_DISK: u32 = 14;
/// `VIR_DOMAIN_EVENT_ID_DEVICE_REMOVED` of `virDomainEventID`.
pub const DOMAIN_EVENT_ID_DEVICE_REMOVED: u32 = 15;
/// `VIR_DOMAIN_EVENT_ID_BLOCK_JOB_2` of `virDomainEventID`.
pub const DOMAIN_EVENT_ID_BLOCK_JOB_2: u32 = 16;
/// `VIR_DOMAIN_EVENT_ID_TUNABLE` of `virDomainEventID`.
pub const DOMAIN_EVENT_ID_TUNABLE: u32 = 17;
/// `VIR_DOMAIN_EVENT_ID_AGENT_LIFECYCLE` of `virDomainEventID`.
pub const DOMAIN_EVENT_ID_AGENT_LIFECYCLE: u32 = 18;
/// `VIR_DOMAIN_EVENT_ID_DEVICE_ADDED` of `virDomainEventID`.
pub const DOMAIN_EVENT_ID_DEVICE_ADDED: u32 = 19;
/// `VIR_DOMAIN_EVENT_ID_MIGRATION_ITERATION` of `virDomainEventID`.
pub const DOMAIN_EVENT_ID_MIGRATION_ITERATION: u32 = 20;
/// `VIR_DOMAIN_EVENT_ID_JOB_COMPLETED` of `virDomainEventID`.
pub const DOMAIN_EVENT_ID_JOB_COMPLETED: u32 = 21;
/// `VIR_DOMAIN_EVENT_ID_DEVICE_REMOVAL_FAILED` of `virDomainEventID`.
pub const DOMAIN_EVENT_ID_DEVICE_REMOVAL_FAILED: u32 = 22;
/// `VIR_DOMAIN_EVENT_ID_METADATA_CHANGE` of `virDomainEventID`.
pub const DOMAIN_EVENT_ID_METADATA_CHANGE: u32 = 23;
/// `VIR_DOMAIN_EVENT_ID_BLOCK_THRESHOLD` of `virDomainEventID`.
pub const DOMAIN_EVENT_ID_BLOCK_THRESHOLD: u32 = 24;
/// `VIR_DOMAIN_EVENT_ID_MEMORY_FAILURE` of `virDomainEventID`.
pub const DOMAIN_EVENT_ID_MEMORY_FAILURE: u32 = 25;
/// `VIR_DOMAIN_EVENT_ID_MEMORY_DEVICE_SIZE_CHANGE` of `virDomainEventID`.
pub const DOMAIN_EVENT_ID_MEMORY_DEVICE_SIZE_CHANGE: u32 = 26;
/// `VIR_DOMAIN_EVENT_ID_NIC_MAC_CHANGE` of `virDomainEventID`.
pub const DOMAIN_EVENT_ID_NIC_MAC_CHANGE: u32 = 27;
/// `VIR_DOMAIN_EVENT_ID_LAST` of `virDomainEventID`.
pub const DOMAIN_EVENT_ID_LAST: u32 = 28;

// virDomainEventIOErrorAction
/// `VIR_DOMAIN_EVENT_IO_ERROR_NONE` of `virDomainEventIOErrorAction`.
pub const DOMAIN_EVENT_IO_ERROR_NONE: u32 = 0;
/// `VIR_DOMAIN_EVENT_IO_ERROR_PAUSE` of `virDomainEventIOErrorAction`.
pub const DOMAIN_EVENT_IO_ERROR_PAUSE: u32 = 1;
/// `VIR_DOMAIN_EVENT_IO_ERROR_REPORT` of `virDomainEventIOErrorAction`.
pub const DOMAIN_EVENT_IO_ERROR_REPORT: u32 = 2;
/// `VIR_DOMAIN_EVENT_IO_ERROR_LAST` of `virDomainEventIOErrorAction`.
pub const DOMAIN_EVENT_IO_ERROR_LAST: u32 = 3;

// virDomainEventPMSuspendedDetailType
/// `VIR_DOMAIN_EVENT_PMSUSPENDED_MEMORY` of `virDomainEventPMSuspendedDetailType`.
pub const DOMAIN_EVENT_PMSUSPENDED_MEMORY: u32 = 0;
/// `VIR_DOMAIN_EVENT_PMSUSPENDED_DISK` of `virDomainEventPMSuspendedDetailType`.
pub const DOMAIN_EVENT_PMSUSPENDED_DISK: u32 = 1;
/// `VIR_DOMAIN_EVENT_PMSUSPENDED_LAST` of `virDomainEventPMSuspendedDetailType`.
pub const DOMAIN_EVENT_PMSUSPENDED_LAST: u32 = 2;

// virDomainEventResumedDetailType
/// `VIR_DOMAIN_EVENT_RESUMED_UNPAUSED` of `virDomainEventResumedDetailType`.
pub const DOMAIN_EVENT_RESUMED_UNPAUSED: u32 = 0;
/// `VIR_DOMAIN_EVENT_RESUMED_MIGRATED` of `virDomainEventResumedDetailType`.
pub const DOMAIN_EVENT_RESUMED_MIGRATED: u32 = 1;
/// `VIR_DOMAIN_EVENT_RESUMED_FROM_SNAPSHOT` of `virDomainEventResumedDetailType`.
pub const DOMAIN_EVENT_RESUMED_FROM_SNAPSHOT: u32 = 2;
/// `VIR_DOMAIN_EVENT_RESUMED_POSTCOPY` of `virDomainEventResumedDetailType`.
pub const DOMAIN_EVENT_RESUMED_POSTCOPY: u32 = 3;
/// `VIR_DOMAIN_EVENT_RESUMED_POSTCOPY_FAILED` of `virDomainEventResumedDetailType`.
pub const DOMAIN_EVENT_RESUMED_POSTCOPY_FAILED: u32 = 4;
/// `VIR_DOMAIN_EVENT_RESUMED_LAST` of `virDomainEventResumedDetailType`.
pub const DOMAIN_EVENT_RESUMED_LAST: u32 = 5;

// virDomainEventShutdownDetailType
/// `VIR_DOMAIN_EVENT_SHUTDOWN_FINISHED` of `virDomainEventShutdownDetailType`.
pub const DOMAIN_EVENT_SHUTDOWN_FINISHED: u32 = 0;
/// `VIR_DOMAIN_EVENT_SHUTDOWN_GUEST` of `virDomainEventShutdownDetailType`.
pub const DOMAIN_EVENT_SHUTDOWN_GUEST: u32 = 1;
/// `VIR_DOMAIN_EVENT_SHUTDOWN_HOST` of `virDomainEventShutdownDetailType`.
pub const DOMAIN_EVENT_SHUTDOWN_HOST: u32 = 2;
/// `VIR_DOMAIN_EVENT_SHUTDOWN_LAST` of `virDomainEventShutdownDetailType`.
pub const DOMAIN_EVENT_SHUTDOWN_LAST: u32 = 3;

// virDomainEventStartedDetailType
/// `VIR_DOMAIN_EVENT_STARTED_BOOTED` of `virDomainEventStartedDetailType`.
pub const DOMAIN_EVENT_STARTED_BOOTED: u32 = 0;
/// `VIR_DOMAIN_EVENT_STARTED_MIGRATED` of `virDomainEventStartedDetailType`.
pub const DOMAIN_EVENT_STARTED_MIGRATED: u32 = 1;
/// `VIR_DOMAIN_EVENT_STARTED_RESTORED` of `virDomainEventStartedDetailType`.
pub const DOMAIN_EVENT_STARTED_RESTORED: u32 = 2;
/// `VIR_DOMAIN_EVENT_STARTED_FROM_SNAPSHOT` of `virDomainEventStartedDetailType`.
pub const DOMAIN_EVENT_STARTED_FROM_SNAPSHOT: u32 = 3;
/// `VIR_DOMAIN_EVENT_STARTED_WAKEUP` of `virDomainEventStartedDetailType`.
pub const DOMAIN_EVENT_STARTED_WAKEUP: u32 = 4;
/// `VIR_DOMAIN_EVENT_STARTED_LAST` of `virDomainEventStartedDetailType`.
pub const DOMAIN_EVENT_STARTED_LAST: u32 = 5;

// virDomainEventStoppedDetailType
/// `VIR_DOMAIN_EVENT_STOPPED_SHUTDOWN` of `virDomainEventStoppedDetailType`.
pub const DOMAIN_EVENT_STOPPED_SHUTDOWN: u32 = 0;
/// `VIR_DOMAIN_EVENT_STOPPED_DESTROYED` of `virDomainEventStoppedDetailType`.
pub const DOMAIN_EVENT_STOPPED_DESTROYED: u32 = 1;
/// `VIR_DOMAIN_EVENT_STOPPED_CRASHED` of `virDomainEventStoppedDetailType`.
pub const DOMAIN_EVENT_STOPPED_CRASHED: u32 = 2;
/// `VIR_DOMAIN_EVENT_STOPPED_MIGRATED` of `virDomainEventStoppedDetailType`.
pub const DOMAIN_EVENT_STOPPED_MIGRATED: u32 = 3;
/// `VIR_DOMAIN_EVENT_STOPPED_SAVED` of `virDomainEventStoppedDetailType`.
pub const DOMAIN_EVENT_STOPPED_SAVED: u32 = 4;
/// `VIR_DOMAIN_EVENT_STOPPED_FAILED` of `virDomainEventStoppedDetailType`.
pub const DOMAIN_EVENT_STOPPED_FAILED: u32 = 5;
/// `VIR_DOMAIN_EVENT_STOPPED_FROM_SNAPSHOT` of `virDomainEventStoppedDetailType`.
pub const DOMAIN_EVENT_STOPPED_FROM_SNAPSHOT: u32 = 6;
/// `VIR_DOMAIN_EVENT_STOPPED_LAST` of `virDomainEventStoppedDetailType`.
pub const DOMAIN_EVENT_STOPPED_LAST: u32 = 7;

// virDomainEventSuspendedDetailType
/// `VIR_DOMAIN_EVENT_SUSPENDED_PAUSED` of `virDomainEventSuspendedDetailType`.
pub const DOMAIN_EVENT_SUSPENDED_PAUSED: u32 = 0;
/// `VIR_DOMAIN_EVENT_SUSPENDED_MIGRATED` of `virDomainEventSuspendedDetailType`.
pub const DOMAIN_EVENT_SUSPENDED_MIGRATED: u32 = 1;
/// `VIR_DOMAIN_EVENT_SUSPENDED_IOERROR` of `virDomainEventSuspendedDetailType`.
pub const DOMAIN_EVENT_SUSPENDED_IOERROR: u32 = 2;
/// `VIR_DOMAIN_EVENT_SUSPENDED_WATCHDOG` of `virDomainEventSuspendedDetailType`.
pub const DOMAIN_EVENT_SUSPENDED_WATCHDOG: u32 = 3;
/// `VIR_DOMAIN_EVENT_SUSPENDED_RESTORED` of `virDomainEventSuspendedDetailType`.
pub const DOMAIN_EVENT_SUSPENDED_RESTORED: u32 = 4;
/// `VIR_DOMAIN_EVENT_SUSPENDED_FROM_SNAPSHOT` of `virDomainEventSuspendedDetailType`.
pub const DOMAIN_EVENT_SUSPENDED_FROM_SNAPSHOT: u32 = 5;
/// `VIR_DOMAIN_EVENT_SUSPENDED_API_ERROR` of `virDomainEventSuspendedDetailType`.
pub const DOMAIN_EVENT_SUSPENDED_API_ERROR: u32 = 6;
/// `VIR_DOMAIN_EVENT_SUSPENDED_POSTCOPY` of `virDomainEventSuspendedDetailType`.
pub const DOMAIN_EVENT_SUSPENDED_POSTCOPY: u32 = 7;
/// `VIR_DOMAIN_EVENT_SUSPENDED_POSTCOPY_FAILED` of `virDomainEventSuspendedDetailType`.
pub const DOMAIN_EVENT_SUSPENDED_POSTCOPY_FAILED: u32 = 8;
/// `VIR_DOMAIN_EVENT_SUSPENDED_LAST` of `virDomainEventSuspendedDetailType`.
pub const DOMAIN_EVENT_SUSPENDED_LAST: u32 = 9;

// virDomainEventTrayChangeReason
/// `VIR_DOMAIN_EVENT_TRAY_CHANGE_OPEN` of `virDomainEventTrayChangeReason`.
pub const DOMAIN_EVENT_TRAY_CHANGE_OPEN: u32 = 0;
/// `VIR_DOMAIN_EVENT_TRAY_CHANGE_CLOSE` of `virDomainEventTrayChangeReason`.
pub const DOMAIN_EVENT_TRAY_CHANGE_CLOSE: u32 = 1;
/// `VIR_DOMAIN_EVENT_TRAY_CHANGE_LAST` of `virDomainEventTrayChangeReason`.
pub const DOMAIN_EVENT_TRAY_CHANGE_LAST: u32 = 2;

// virDomainEventType
/// `VIR_DOMAIN_EVENT_DEFINED` of `virDomainEventType`.
pub const DOMAIN_EVENT_DEFINED: u32 = 0;
/// `VIR_DOMAIN_EVENT_UNDEFINED` of `virDomainEventType`.
pub const DOMAIN_EVENT_UNDEFINED: u32 = 1;
/// `VIR_DOMAIN_EVENT_STARTED` of `virDomainEventType`.
pub const DOMAIN_EVENT_STARTED: u32 = 2;
/// `VIR_DOMAIN_EVENT_SUSPENDED` of `virDomainEventType`.
pub const DOMAIN_EVENT_SUSPENDED: u32 = 3;
/// `VIR_DOMAIN_EVENT_RESUMED` of `virDomainEventType`.
pub const DOMAIN_EVENT_RESUMED: u32 = 4;
/// `VIR_DOMAIN_EVENT_STOPPED` of `virDomainEventType`.
pub const DOMAIN_EVENT_STOPPED: u32 = 5;
/// `VIR_DOMAIN_EVENT_SHUTDOWN` of `virDomainEventType`.
pub const DOMAIN_EVENT_SHUTDOWN: u32 = 6;
/// `VIR_DOMAIN_EVENT_PMSUSPENDED` of `virDomainEventType`.
pub const DOMAIN_EVENT_PMSUSPENDED: u32 = 7;
/// `VIR_DOMAIN_EVENT_CRASHED` of `virDomainEventType`.
pub const DOMAIN_EVENT_CRASHED: u32 = 8;
/// `VIR_DOMAIN_EVENT_LAST` of `virDomainEventType`.
pub const DOMAIN_EVENT_LAST: u32 = 9;

// virDomainEventUndefinedDetailType
/// `VIR_DOMAIN_EVENT_UNDEFINED_REMOVED` of `virDomainEventUndefinedDetailType`.
pub const DOMAIN_EVENT_UNDEFINED_REMOVED: u32 = 0;
/// `VIR_DOMAIN_EVENT_UNDEFINED_RENAMED` of `virDomainEventUndefinedDetailType`.
pub const DOMAIN_EVENT_UNDEFINED_RENAMED: u32 = 1;
/// `VIR_DOMAIN_EVENT_UNDEFINED_LAST` of `virDomainEventUndefinedDetailType`.
pub const DOMAIN_EVENT_UNDEFINED_LAST: u32 = 2;

// virDomainEventWatchdogAction
/// `VIR_DOMAIN_EVENT_WATCHDOG_NONE` of `virDomainEventWatchdogAction`.
pub const DOMAIN_EVENT_WATCHDOG_NONE: u32 = 0;
/// `VIR_DOMAIN_EVENT_WATCHDOG_PAUSE` of `virDomainEventWatchdogAction`.
pub const DOMAIN_EVENT_WATCHDOG_PAUSE: u32 = 1;
/// `VIR_DOMAIN_EVENT_WATCHDOG_RESET` of `virDomainEventWatchdogAction`.
pub const DOMAIN_EVENT_WATCHDOG_RESET: u32 = 2;
/// `VIR_DOMAIN_EVENT_WATCHDOG_POWEROFF` of `virDomainEventWatchdogAction`.
pub const DOMAIN_EVENT_WATCHDOG_POWEROFF: u32 = 3;
/// `VIR_DOMAIN_EVENT_WATCHDOG_SHUTDOWN` of `virDomainEventWatchdogAction`.
pub const DOMAIN_EVENT_WATCHDOG_SHUTDOWN: u32 = 4;
/// `VIR_DOMAIN_EVENT_WATCHDOG_DEBUG` of `virDomainEventWatchdogAction`.
pub const DOMAIN_EVENT_WATCHDOG_DEBUG: u32 = 5;
/// `VIR_DOMAIN_EVENT_WATCHDOG_INJECTNMI` of `virDomainEventWatchdogAction`.
pub const DOMAIN_EVENT_WATCHDOG_INJECTNMI: u32 = 6;
/// `VIR_DOMAIN_EVENT_WATCHDOG_LAST` of `virDomainEventWatchdogAction`.
pub const DOMAIN_EVENT_WATCHDOG_LAST: u32 = 7;

// virDomainFDAssociateFlags
/// `VIR_DOMAIN_FD_ASSOCIATE_SECLABEL_RESTORE` of `virDomainFDAssociateFlags`.
pub const DOMAIN_FD_ASSOCIATE_SECLABEL_RESTORE: u32 = 1;
/// `VIR_DOMAIN_FD_ASSOCIATE_SECLABEL_WRITABLE` of `virDomainFDAssociateFlags`.
pub const DOMAIN_FD_ASSOCIATE_SECLABEL_WRITABLE: u32 = 2;

// virDomainGetHostnameFlags
/// `VIR_DOMAIN_GET_HOSTNAME_LEASE` of `virDomainGetHostnameFlags`.
pub const DOMAIN_GET_HOSTNAME_LEASE: u32 = 1;
/// `VIR_DOMAIN_GET_HOSTNAME_AGENT` of `virDomainGetHostnameFlags`.
pub const DOMAIN_GET_HOSTNAME_AGENT: u32 = 2;

// virDomainGetJobStatsFlags
/// `VIR_DOMAIN_JOB_STATS_COMPLETED` of `virDomainGetJobStatsFlags`.
pub const DOMAIN_JOB_STATS_COMPLETED: u32 = 1;
/// `VIR_DOMAIN_JOB_STATS_KEEP_COMPLETED` of `virDomainGetJobStatsFlags`.
pub const DOMAIN_JOB_STATS_KEEP_COMPLETED: u32 = 2;

// virDomainGraphicsReloadType
/// `VIR_DOMAIN_GRAPHICS_RELOAD_TYPE_ANY` of `virDomainGraphicsReloadType`.
pub const DOMAIN_GRAPHICS_RELOAD_TYPE_ANY: u32 = 0;
/// `VIR_DOMAIN_GRAPHICS_RELOAD_TYPE_VNC` of `virDomainGraphicsReloadType`.
pub const DOMAIN_GRAPHICS_RELOAD_TYPE_VNC: u32 = 1;
/// `VIR_DOMAIN_GRAPHICS_RELOAD_TYPE_LAST` of `virDomainGraphicsReloadType`.
pub const DOMAIN_GRAPHICS_RELOAD_TYPE_LAST: u32 = 2;

// virDomainGuestInfoTypes
/// `VIR_DOMAIN_GUEST_INFO_USERS` of `virDomainGuestInfoTypes`.
pub const DOMAIN_GUEST_INFO_USERS: u32 = 1;
/// `VIR_DOMAIN_GUEST_INFO_OS` of `virDomainGuestInfoTypes`.
pub const DOMAIN_GUEST_INFO_OS: u32 = 2;
/// `VIR_DOMAIN_GUEST_INFO_TIMEZONE` of `virDomainGuestInfoTypes`.
pub const DOMAIN_GUEST_INFO_TIMEZONE: u32 = 4;
/// `VIR_DOMAIN_GUEST_INFO_HOSTNAME` of `virDomainGuestInfoTypes`.
pub const DOMAIN_GUEST_INFO_HOSTNAME: u32 = 8;
/// `VIR_DOMAIN_GUEST_INFO_FILESYSTEM` of `virDomainGuestInfoTypes`.
pub const DOMAIN_GUEST_INFO_FILESYSTEM: u32 = 16;
/// `VIR_DOMAIN_GUEST_INFO_DISKS` of `virDomainGuestInfoTypes`.
pub const DOMAIN_GUEST_INFO_DISKS: u32 = 32;
/// `VIR_DOMAIN_GUEST_INFO_INTERFACES` of `virDomainGuestInfoTypes`.
pub const DOMAIN_GUEST_INFO_INTERFACES: u32 = 64;
/// `VIR_DOMAIN_GUEST_INFO_LOAD` of `virDomainGuestInfoTypes`.
pub const DOMAIN_GUEST_INFO_LOAD: u32 = 128;

// virDomainInterfaceAddressesSource
/// `VIR_DOMAIN_INTERFACE_ADDRESSES_SRC_LEASE` of `virDomainInterfaceAddressesSource`.
pub const DOMAIN_INTERFACE_ADDRESSES_SRC_LEASE: u32 = 0;
/// `VIR_DOMAIN_INTERFACE_ADDRESSES_SRC_AGENT` of `virDomainInterfaceAddressesSource`.
pub const DOMAIN_INTERFACE_ADDRESSES_SRC_AGENT: u32 = 1;
/// `VIR_DOMAIN_INTERFACE_ADDRESSES_SRC_ARP` of `virDomainInterfaceAddressesSource`.
pub const DOMAIN_INTERFACE_ADDRESSES_SRC_ARP: u32 = 2;
/// `VIR_DOMAIN_INTERFACE_ADDRESSES_SRC_LAST` of `virDomainInterfaceAddressesSource`.
pub const DOMAIN_INTERFACE_ADDRESSES_SRC_LAST: u32 = 3;

// virDomainJobOperation
/// `VIR_DOMAIN_JOB_OPERATION_UNKNOWN` of `virDomainJobOperation`.
pub const DOMAIN_JOB_OPERATION_UNKNOWN: u32 = 0;
/// `VIR_DOMAIN_JOB_OPERATION_START` of `virDomainJobOperation`.
pub const DOMAIN_JOB_OPERATION_START: u32 = 1;
/// `VIR_DOMAIN_JOB_OPERATION_SAVE` of `virDomainJobOperation`.
pub const DOMAIN_JOB_OPERATION_SAVE: u32 = 2;
/// `VIR_DOMAIN_JOB_OPERATION_RESTORE` of `virDomainJobOperation`.
pub const DOMAIN_JOB_OPERATION_RESTORE: u32 = 3;
/// `VIR_DOMAIN_JOB_OPERATION_MIGRATION_IN` of `virDomainJobOperation`.
pub const DOMAIN_JOB_OPERATION_MIGRATION_IN: u32 = 4;
/// `VIR_DOMAIN_JOB_OPERATION_MIGRATION_OUT` of `virDomainJobOperation`.
pub const DOMAIN_JOB_OPERATION_MIGRATION_OUT: u32 = 5;
/// `VIR_DOMAIN_JOB_OPERATION_SNAPSHOT` of `virDomainJobOperation`.
pub const DOMAIN_JOB_OPERATION_SNAPSHOT: u32 = 6;
/// `VIR_DOMAIN_JOB_OPERATION_SNAPSHOT_REVERT` of `virDomainJobOperation`.
pub const DOMAIN_JOB_OPERATION_SNAPSHOT_REVERT: u32 = 7;
/// `VIR_DOMAIN_JOB_OPERATION_DUMP` of `virDomainJobOperation`.
pub const DOMAIN_JOB_OPERATION_DUMP: u32 = 8;
/// `VIR_DOMAIN_JOB_OPERATION_BACKUP` of `virDomainJobOperation`.
pub const DOMAIN_JOB_OPERATION_BACKUP: u32 = 9;
/// `VIR_DOMAIN_JOB_OPERATION_SNAPSHOT_DELETE` of `virDomainJobOperation`.
pub const DOMAIN_JOB_OPERATION_SNAPSHOT_DELETE: u32 = 10;
/// `VIR_DOMAIN_JOB_OPERATION_LAST` of `virDomainJobOperation`.
pub const DOMAIN_JOB_OPERATION_LAST: u32 = 11;

// virDomainJobType
/// `VIR_DOMAIN_JOB_NONE` of `virDomainJobType`.
pub const DOMAIN_JOB_NONE: u32 = 0;
/// `VIR_DOMAIN_JOB_BOUNDED` of `virDomainJobType`.
pub const DOMAIN_JOB_BOUNDED: u32 = 1;
/// `VIR_DOMAIN_JOB_UNBOUNDED` of `virDomainJobType`.
pub const DOMAIN_JOB_UNBOUNDED: u32 = 2;
/// `VIR_DOMAIN_JOB_COMPLETED` of `virDomainJobType`.
pub const DOMAIN_JOB_COMPLETED: u32 = 3;
/// `VIR_DOMAIN_JOB_FAILED` of `virDomainJobType`.
pub const DOMAIN_JOB_FAILED: u32 = 4;
/// `VIR_DOMAIN_JOB_CANCELLED` of `virDomainJobType`.
pub const DOMAIN_JOB_CANCELLED: u32 = 5;
/// `VIR_DOMAIN_JOB_LAST` of `virDomainJobType`.
pub const DOMAIN_JOB_LAST: u32 = 6;

// virDomainLifecycle
/// `VIR_DOMAIN_LIFECYCLE_POWEROFF` of `virDomainLifecycle`.
pub const DOMAIN_LIFECYCLE_POWEROFF: u32 = 0;
/// `VIR_DOMAIN_LIFECYCLE_REBOOT` of `virDomainLifecycle`.
pub const DOMAIN_LIFECYCLE_REBOOT: u32 = 1;
/// `VIR_DOMAIN_LIFECYCLE_CRASH` of `virDomainLifecycle`.
pub const DOMAIN_LIFECYCLE_CRASH: u32 = 2;
/// `VIR_DOMAIN_LIFECYCLE_LAST` of `virDomainLifecycle`.
pub const DOMAIN_LIFECYCLE_LAST: u32 = 3;

// virDomainLifecycleAction
/// `VIR_DOMAIN_LIFECYCLE_ACTION_DESTROY` of `virDomainLifecycleAction`.
pub const DOMAIN_LIFECYCLE_ACTION_DESTROY: u32 = 0;
/// `VIR_DOMAIN_LIFECYCLE_ACTION_RESTART` of `virDomainLifecycleAction`.
pub const DOMAIN_LIFECYCLE_ACTION_RESTART: u32 = 1;
/// `VIR_DOMAIN_LIFECYCLE_ACTION_RESTART_RENAME` of `virDomainLifecycleAction`.
pub const DOMAIN_LIFECYCLE_ACTION_RESTART_RENAME: u32 = 2;
/// `VIR_DOMAIN_LIFECYCLE_ACTION_PRESERVE` of `virDomainLifecycleAction`.
pub const DOMAIN_LIFECYCLE_ACTION_PRESERVE: u32 = 3;
/// `VIR_DOMAIN_LIFECYCLE_ACTION_COREDUMP_DESTROY` of `virDomainLifecycleAction`.
pub const DOMAIN_LIFECYCLE_ACTION_COREDUMP_DESTROY: u32 = 4;
/// `VIR_DOMAIN_LIFECYCLE_ACTION_COREDUMP_RESTART` of `virDomainLifecycleAction`.
pub const DOMAIN_LIFECYCLE_ACTION_COREDUMP_RESTART: u32 = 5;
/// `VIR_DOMAIN_LIFECYCLE_ACTION_LAST` of `virDomainLifecycleAction`.
pub const DOMAIN_LIFECYCLE_ACTION_LAST: u32 = 6;

// virDomainMemoryFailureActionType
/// `VIR_DOMAIN_EVENT_MEMORY_FAILURE_ACTION_IGNORE` of `virDomainMemoryFailureActionType`.
pub const DOMAIN_EVENT_MEMORY_FAILURE_ACTION_IGNORE: u32 = 0;
/// `VIR_DOMAIN_EVENT_MEMORY_FAILURE_ACTION_INJECT` of `virDomainMemoryFailureActionType`.
pub const DOMAIN_EVENT_MEMORY_FAILURE_ACTION_INJECT: u32 = 1;
/// `VIR_DOMAIN_EVENT_MEMORY_FAILURE_ACTION_FATAL` of `virDomainMemoryFailureActionType`.
pub const DOMAIN_EVENT_MEMORY_FAILURE_ACTION_FATAL: u32 = 2;
/// `VIR_DOMAIN_EVENT_MEMORY_FAILURE_ACTION_RESET` of `virDomainMemoryFailureActionType`.
pub const DOMAIN_EVENT_MEMORY_FAILURE_ACTION_RESET: u32 = 3;
/// `VIR_DOMAIN_EVENT_MEMORY_FAILURE_ACTION_LAST` of `virDomainMemoryFailureActionType`.
pub const DOMAIN_EVENT_MEMORY_FAILURE_ACTION_LAST: u32 = 4;

// virDomainMemoryFailureFlags
/// `VIR_DOMAIN_MEMORY_FAILURE_ACTION_REQUIRED` of `virDomainMemoryFailureFlags`.
pub const DOMAIN_MEMORY_FAILURE_ACTION_REQUIRED: u32 = 1;
/// `VIR_DOMAIN_MEMORY_FAILURE_RECURSIVE` of `virDomainMemoryFailureFlags`.
pub const DOMAIN_MEMORY_FAILURE_RECURSIVE: u32 = 2;

// virDomainMemoryFailureRecipientType
/// `VIR_DOMAIN_EVENT_MEMORY_FAILURE_RECIPIENT_HYPERVISOR` of `virDomainMemoryFailureRecipientType`.
pub const DOMAIN_EVENT_MEMORY_FAILURE_RECIPIENT_HYPERVISOR: u32 = 0;
/// `VIR_DOMAIN_EVENT_MEMORY_FAILURE_RECIPIENT_GUEST` of `virDomainMemoryFailureRecipientType`.
pub const DOMAIN_EVENT_MEMORY_FAILURE_RECIPIENT_GUEST: u32 = 1;
/// `VIR_DOMAIN_EVENT_MEMORY_FAILURE_RECIPIENT_LAST` of `virDomainMemoryFailureRecipientType`.
pub const DOMAIN_EVENT_MEMORY_FAILURE_RECIPIENT_LAST: u32 = 2;

// virDomainMemoryFlags
/// `VIR_MEMORY_VIRTUAL` of `virDomainMemoryFlags`.
pub const MEMORY_VIRTUAL: u32 = 1;
/// `VIR_MEMORY_PHYSICAL` of `virDomainMemoryFlags`.
pub const MEMORY_PHYSICAL: u32 = 2;

// virDomainMemoryModFlags
/// `VIR_DOMAIN_MEM_CURRENT` of `virDomainMemoryModFlags`.
pub const DOMAIN_MEM_CURRENT: u32 = 0;
/// `VIR_DOMAIN_MEM_LIVE` of `virDomainMemoryModFlags`.
pub const DOMAIN_MEM_LIVE: u32 = 1;
/// `VIR_DOMAIN_MEM_CONFIG` of `virDomainMemoryModFlags`.
pub const DOMAIN_MEM_CONFIG: u32 = 2;
/// `VIR_DOMAIN_MEM_MAXIMUM` of `virDomainMemoryModFlags`.
pub const DOMAIN_MEM_MAXIMUM: u32 = 4;

// virDomainMemoryStatTags
/// `VIR_DOMAIN_MEMORY_STAT_SWAP_IN` of `virDomainMemoryStatTags`.
pub const DOMAIN_MEMORY_STAT_SWAP_IN: u32 = 0;
/// `VIR_DOMAIN_MEMORY_STAT_SWAP_OUT` of `virDomainMemoryStatTags`.
pub const DOMAIN_MEMORY_STAT_SWAP_OUT: u32 = 1;
/// `VIR_DOMAIN_MEMORY_STAT_MAJOR_FAULT` of `virDomainMemoryStatTags`.
pub const DOMAIN_MEMORY_STAT_MAJOR_FAULT: u32 = 2;
/// `VIR_DOMAIN_MEMORY_STAT_MINOR_FAULT` of `virDomainMemoryStatTags`.
pub const DOMAIN_MEMORY_STAT_MINOR_FAULT: u32 = 3;
/// `VIR_DOMAIN_MEMORY_STAT_UNUSED` of `virDomainMemoryStatTags`.
pub const DOMAIN_MEMORY_STAT_UNUSED: u32 = 4;
/// `VIR_DOMAIN_MEMORY_STAT_AVAILABLE` of `virDomainMemoryStatTags`.
pub const DOMAIN_MEMORY_STAT_AVAILABLE: u32 = 5;
/// `VIR_DOMAIN_MEMORY_STAT_ACTUAL_BALLOON` of `virDomainMemoryStatTags`.
pub const DOMAIN_MEMORY_STAT_ACTUAL_BALLOON: u32 = 6;
/// `VIR_DOMAIN_MEMORY_STAT_RSS` of `virDomainMemoryStatTags`.
pub const DOMAIN_MEMORY_STAT_RSS: u32 = 7;
/// `VIR_DOMAIN_MEMORY_STAT_USABLE` of `virDomainMemoryStatTags`.
pub const DOMAIN_MEMORY_STAT_USABLE: u32 = 8;
/// `VIR_DOMAIN_MEMORY_STAT_LAST_UPDATE` of `virDomainMemoryStatTags`.
pub const DOMAIN_MEMORY_STAT_LAST_UPDATE: u32 = 9;
/// `VIR_DOMAIN_MEMORY_STAT_DISK_CACHES` of `virDomainMemoryStatTags`.
pub const DOMAIN_MEMORY_STAT_DISK_CACHES: u32 = 10;
/// `VIR_DOMAIN_MEMORY_STAT_HUGETLB_PGALLOC` of `virDomainMemoryStatTags`.
pub const DOMAIN_MEMORY_STAT_HUGETLB_PGALLOC: u32 = 11;
/// `VIR_DOMAIN_MEMORY_STAT_HUGETLB_PGFAIL` of `virDomainMemoryStatTags`.
pub const DOMAIN_MEMORY_STAT_HUGETLB_PGFAIL: u32 = 12;
/// `VIR_DOMAIN_MEMORY_STAT_LAST` of `virDomainMemoryStatTags`.
pub const DOMAIN_MEMORY_STAT_LAST: u32 = 13;
/// `VIR_DOMAIN_MEMORY_STAT_NR` of `virDomainMemoryStatTags`.
pub const DOMAIN_MEMORY_STAT_NR: u32 = 13;

// virDomainMessageType
/// `VIR_DOMAIN_MESSAGE_DEPRECATION` of `virDomainMessageType`.
pub const DOMAIN_MESSAGE_DEPRECATION: u32 = 1;
/// `VIR_DOMAIN_MESSAGE_TAINTING` of `virDomainMessageType`.
pub const DOMAIN_MESSAGE_TAINTING: u32 = 2;
/// `VIR_DOMAIN_MESSAGE_IOERRORS` of `virDomainMessageType`.
pub const DOMAIN_MESSAGE_IOERRORS: u32 = 4;

// virDomainMetadataType
/// `VIR_DOMAIN_METADATA_DESCRIPTION` of `virDomainMetadataType`.
pub const DOMAIN_METADATA_DESCRIPTION: u32 = 0;
/// `VIR_DOMAIN_METADATA_TITLE` of `virDomainMetadataType`.
pub const DOMAIN_METADATA_TITLE: u32 = 1;
/// `VIR_DOMAIN_METADATA_ELEMENT` of `virDomainMetadataType`.
pub const DOMAIN_METADATA_ELEMENT: u32 = 2;
/// `VIR_DOMAIN_METADATA_LAST` of `virDomainMetadataType`.
pub const DOMAIN_METADATA_LAST: u32 = 3;

// virDomainMigrateFlags
/// `VIR_MIGRATE_LIVE` of `virDomainMigrateFlags`.
pub const MIGRATE_LIVE: u32 = 1;
/// `VIR_MIGRATE_PEER2PEER` of `virDomainMigrateFlags`.
pub const MIGRATE_PEER2PEER: u32 = 2;
/// `VIR_MIGRATE_TUNNELLED` of `virDomainMigrateFlags`.
pub const MIGRATE_TUNNELLED: u32 = 4;
/// `VIR_MIGRATE_PERSIST_DEST` of `virDomainMigrateFlags`.
pub const MIGRATE_PERSIST_DEST: u32 = 8;
/// `VIR_MIGRATE_UNDEFINE_SOURCE` of `virDomainMigrateFlags`.
pub const MIGRATE_UNDEFINE_SOURCE: u32 = 16;
/// `VIR_MIGRATE_PAUSED` of `virDomainMigrateFlags`.
pub const MIGRATE_PAUSED: u32 = 32;
/// `VIR_MIGRATE_NON_SHARED_DISK` of `virDomainMigrateFlags`.
pub const MIGRATE_NON_SHARED_DISK: u32 = 64;
/// `VIR_MIGRATE_NON_SHARED_INC` of `virDomainMigrateFlags`.
pub const MIGRATE_NON_SHARED_INC: u32 = 128;
/// `VIR_MIGRATE_CHANGE_PROTECTION` of `virDomainMigrateFlags`.
pub const MIGRATE_CHANGE_PROTECTION: u32 = 256;
/// `VIR_MIGRATE_UNSAFE` of `virDomainMigrateFlags`.
pub const MIGRATE_UNSAFE: u32 = 512;
/// `VIR_MIGRATE_OFFLINE` of `virDomainMigrateFlags`.
pub const MIGRATE_OFFLINE: u32 = 1024;
/// `VIR_MIGRATE_COMPRESSED` of `virDomainMigrateFlags`.
pub const MIGRATE_COMPRESSED: u32 = 2048;
/// `VIR_MIGRATE_ABORT_ON_ERROR` of `virDomainMigrateFlags`.
pub const MIGRATE_ABORT_ON_ERROR: u32 = 4096;
/// `VIR_MIGRATE_AUTO_CONVERGE` of `virDomainMigrateFlags`.
pub const MIGRATE_AUTO_CONVERGE: u32 = 8192;
/// `VIR_MIGRATE_RDMA_PIN_ALL` of `virDomainMigrateFlags`.
pub const MIGRATE_RDMA_PIN_ALL: u32 = 16384;
/// `VIR_MIGRATE_POSTCOPY` of `virDomainMigrateFlags`.
pub const MIGRATE_POSTCOPY: u32 = 32768;
/// `VIR_MIGRATE_TLS` of `virDomainMigrateFlags`.
pub const MIGRATE_TLS: u32 = 65536;
/// `VIR_MIGRATE_PARALLEL` of `virDomainMigrateFlags`.
pub const MIGRATE_PARALLEL: u32 = 131072;
/// `VIR_MIGRATE_NON_SHARED_SYNCHRONOUS_WRITES` of `virDomainMigrateFlags`.
pub const MIGRATE_NON_SHARED_SYNCHRONOUS_WRITES: u32 = 262144;
/// `VIR_MIGRATE_POSTCOPY_RESUME` of `virDomainMigrateFlags`.
pub const MIGRATE_POSTCOPY_RESUME: u32 = 524288;
/// `VIR_MIGRATE_ZEROCOPY` of `virDomainMigrateFlags`.
pub const MIGRATE_ZEROCOPY: u32 = 1048576;

// virDomainMigrateMaxSpeedFlags
/// `VIR_DOMAIN_MIGRATE_MAX_SPEED_POSTCOPY` of `virDomainMigrateMaxSpeedFlags`.
pub const DOMAIN_MIGRATE_MAX_SPEED_POSTCOPY: u32 = 1;

// virDomainModificationImpact
/// `VIR_DOMAIN_AFFECT_CURRENT` of `virDomainModificationImpact`.
pub const DOMAIN_AFFECT_CURRENT: u32 = 0;
/// `VIR_DOMAIN_AFFECT_LIVE` of `virDomainModificationImpact`.
pub const DOMAIN_AFFECT_LIVE: u32 = 1;
/// `VIR_DOMAIN_AFFECT_CONFIG` of `virDomainModificationImpact`.
pub const DOMAIN_AFFECT_CONFIG: u32 = 2;

// virDomainNostateReason
/// `VIR_DOMAIN_NOSTATE_UNKNOWN` of `virDomainNostateReason`.
pub const DOMAIN_NOSTATE_UNKNOWN: u32 = 0;
/// `VIR_DOMAIN_NOSTATE_LAST` of `virDomainNostateReason`.
pub const DOMAIN_NOSTATE_LAST: u32 = 1;

// virDomainNumatuneMemMode
/// `VIR_DOMAIN_NUMATUNE_MEM_STRICT` of `virDomainNumatuneMemMode`.
pub const DOMAIN_NUMATUNE_MEM_STRICT: u32 = 0;
/// `VIR_DOMAIN_NUMATUNE_MEM_PREFERRED` of `virDomainNumatuneMemMode`.
pub const DOMAIN_NUMATUNE_MEM_PREFERRED: u32 = 1;
/// `VIR_DOMAIN_NUMATUNE_MEM_INTERLEAVE` of `virDomainNumatuneMemMode`.
pub const DOMAIN_NUMATUNE_MEM_INTERLEAVE: u32 = 2;
/// `VIR_DOMAIN_NUMATUNE_MEM_RESTRICTIVE` of `virDomainNumatuneMemMode`.
pub const DOMAIN_NUMATUNE_MEM_RESTRICTIVE: u32 = 3;
/// `VIR_DOMAIN_NUMATUNE_MEM_LAST` of `virDomainNumatuneMemMode`.
pub const DOMAIN_NUMATUNE_MEM_LAST: u32 = 4;

// virDomainOpenGraphicsFlags
/// `VIR_DOMAIN_OPEN_GRAPHICS_SKIPAUTH` of `virDomainOpenGraphicsFlags`.
pub const DOMAIN_OPEN_GRAPHICS_SKIPAUTH: u32 = 1;

// virDomainPMSuspendedDiskReason
/// `VIR_DOMAIN_PMSUSPENDED_DISK_UNKNOWN` of `virDomainPMSuspendedDiskReason`.
pub const DOMAIN_PMSUSPENDED_DISK_UNKNOWN: u32 = 0;
/// `VIR_DOMAIN_PMSUSPENDED_DISK_LAST` of `virDomainPMSuspendedDiskReason`.
pub const DOMAIN_PMSUSPENDED_DISK_LAST: u32 = 1;

// virDomainPMSuspendedReason
/// `VIR_DOMAIN_PMSUSPENDED_UNKNOWN` of `virDomainPMSuspendedReason`.
pub const DOMAIN_PMSUSPENDED_UNKNOWN: u32 = 0;
/// `VIR_DOMAIN_PMSUSPENDED_LAST` of `virDomainPMSuspendedReason`.
pub const DOMAIN_PMSUSPENDED_LAST: u32 = 1;

// virDomainPausedReason
/// `VIR_DOMAIN_PAUSED_UNKNOWN` of `virDomainPausedReason`.
pub const DOMAIN_PAUSED_UNKNOWN: u32 = 0;
/// `VIR_DOMAIN_PAUSED_USER` of `virDomainPausedReason`.
pub const DOMAIN_PAUSED_USER: u32 = 1;
/// `VIR_DOMAIN_PAUSED_MIGRATION` of `virDomainPausedReason`.
pub const DOMAIN_PAUSED_MIGRATION: u32 = 2;
/// `VIR_DOMAIN_PAUSED_SAVE` of `virDomainPausedReason`.
pub const DOMAIN_PAUSED_SAVE: u32 = 3;
/// `VIR_DOMAIN_PAUSED_DUMP` of `virDomainPausedReason`.
pub const DOMAIN_PAUSED_DUMP: u32 = 4;
/// `VIR_DOMAIN_PAUSED_IOERROR` of `virDomainPausedReason`.
pub const DOMAIN_PAUSED_IOERROR: u32 = 5;
/// `VIR_DOMAIN_PAUSED_WATCHDOG` of `virDomainPausedReason`.
pub const DOMAIN_PAUSED_WATCHDOG: u32 = 6;
/// `VIR_DOMAIN_PAUSED_FROM_SNAPSHOT` of `virDomainPausedReason`.
pub const DOMAIN_PAUSED_FROM_SNAPSHOT: u32 = 7;
/// `VIR_DOMAIN_PAUSED_SHUTTING_DOWN` of `virDomainPausedReason`.
pub const DOMAIN_PAUSED_SHUTTING_DOWN: u32 = 8;
/// `VIR_DOMAIN_PAUSED_SNAPSHOT` of `virDomainPausedReason`.
pub const DOMAIN_PAUSED_SNAPSHOT: u32 = 9;
/// `VIR_DOMAIN_PAUSED_CRASHED` of `virDomainPausedReason`.
pub const DOMAIN_PAUSED_CRASHED: u32 = 10;
/// `VIR_DOMAIN_PAUSED_STARTING_UP` of `virDomainPausedReason`.
pub const DOMAIN_PAUSED_STARTING_UP: u32 = 11;
/// `VIR_DOMAIN_PAUSED_POSTCOPY` of `virDomainPausedReason`.
pub const DOMAIN_PAUSED_POSTCOPY: u32 = 12;
/// `VIR_DOMAIN_PAUSED_POSTCOPY_FAILED` of `virDomainPausedReason`.
pub const DOMAIN_PAUSED_POSTCOPY_FAILED: u32 = 13;
/// `VIR_DOMAIN_PAUSED_API_ERROR` of `virDomainPausedReason`.
pub const DOMAIN_PAUSED_API_ERROR: u32 = 14;
/// `VIR_DOMAIN_PAUSED_LAST` of `virDomainPausedReason`.
pub const DOMAIN_PAUSED_LAST: u32 = 15;

// virDomainProcessSignal
/// `VIR_DOMAIN_PROCESS_SIGNAL_NOP` of `virDomainProcessSignal`.
pub const DOMAIN_PROCESS_SIGNAL_NOP: u32 = 0;
/// `VIR_DOMAIN_PROCESS_SIGNAL_HUP` of `virDomainProcessSignal`.
pub const DOMAIN_PROCESS_SIGNAL_HUP: u32 = 1;
/// `VIR_DOMAIN_PROCESS_SIGNAL_INT` of `virDomainProcessSignal`.
pub const DOMAIN_PROCESS_SIGNAL_INT: u32 = 2;
/// `VIR_DOMAIN_PROCESS_SIGNAL_QUIT` of `virDomainProcessSignal`.
pub const DOMAIN_PROCESS_SIGNAL_QUIT: u32 = 3;
/// `VIR_DOMAIN_PROCESS_SIGNAL_ILL` of `virDomainProcessSignal`.
pub const DOMAIN_PROCESS_SIGNAL_ILL: u32 = 4;
/// `VIR_DOMAIN_PROCESS_SIGNAL_TRAP` of `virDomainProcessSignal`.
pub const DOMAIN_PROCESS_SIGNAL_TRAP: u32 = 5;
/// `VIR_DOMAIN_PROCESS_SIGNAL_ABRT` of `virDomainProcessSignal`.
pub const DOMAIN_PROCESS_SIGNAL_ABRT: u32 = 6;
/// `VIR_DOMAIN_PROCESS_SIGNAL_BUS` of `virDomainProcessSignal`.
pub const DOMAIN_PROCESS_SIGNAL_BUS: u32 = 7;
/// `VIR_DOMAIN_PROCESS_SIGNAL_FPE` of `virDomainProcessSignal`.
pub const DOMAIN_PROCESS_SIGNAL_FPE: u32 = 8;
/// `VIR_DOMAIN_PROCESS_SIGNAL_KILL` of `virDomainProcessSignal`.
pub const DOMAIN_PROCESS_SIGNAL_KILL: u32 = 9;
/// `VIR_DOMAIN_PROCESS_SIGNAL_USR1` of `virDomainProcessSignal`.
pub const DOMAIN_PROCESS_SIGNAL_USR1: u32 = 10;
/// `VIR_DOMAIN_PROCESS_SIGNAL_SEGV` of `virDomainProcessSignal`.
pub const DOMAIN_PROCESS_SIGNAL_SEGV: u32 = 11;
/// `VIR_DOMAIN_PROCESS_SIGNAL_USR2` of `virDomainProcessSignal`.
pub const DOMAIN_PROCESS_SIGNAL_USR2: u32 = 12;
/// `VIR_DOMAIN_PROCESS_SIGNAL_PIPE` of `virDomainProcessSignal`.
pub const DOMAIN_PROCESS_SIGNAL_PIPE: u32 = 13;
/// `VIR_DOMAIN_PROCESS_SIGNAL_ALRM` of `virDomainProcessSignal`.
pub const DOMAIN_PROCESS_SIGNAL_ALRM: u32 = 14;
/// `VIR_DOMAIN_PROCESS_SIGNAL_TERM` of `virDomainProcessSignal`.
pub const DOMAIN_PROCESS_SIGNAL_TERM: u32 = 15;
/// `VIR_DOMAIN_PROCESS_SIGNAL_STKFLT` of `virDomainProcessSignal`.
pub const DOMAIN_PROCESS_SIGNAL_STKFLT: u32 = 16;
/// `VIR_DOMAIN_PROCESS_SIGNAL_CHLD` of `virDomainProcessSignal`.
pub const DOMAIN_PROCESS_SIGNAL_CHLD: u32 = 17;
/// `VIR_DOMAIN_PROCESS_SIGNAL_CONT` of `virDomainProcessSignal`.
pub const DOMAIN_PROCESS_SIGNAL_CONT: u32 = 18;
/// `VIR_DOMAIN_PROCESS_SIGNAL_STOP` of `virDomainProcessSignal`.
pub const DOMAIN_PROCESS_SIGNAL_STOP: u32 = 19;
/// `VIR_DOMAIN_PROCESS_SIGNAL_TSTP` of `virDomainProcessSignal`.
pub const DOMAIN_PROCESS_SIGNAL_TSTP: u32 = 20;
/// `VIR_DOMAIN_PROCESS_SIGNAL_TTIN` of `virDomainProcessSignal`.
pub const DOMAIN_PROCESS_SIGNAL_TTIN: u32 = 21;
/// `VIR_DOMAIN_PROCESS_SIGNAL_TTOU` of `virDomainProcessSignal`.
pub const DOMAIN_PROCESS_SIGNAL_TTOU: u32 = 22;
/// `VIR_DOMAIN_PROCESS_SIGNAL_URG` of `virDomainProcessSignal`.
pub const DOMAIN_PROCESS_SIGNAL_URG: u32 = 23;
/// `VIR_DOMAIN_PROCESS_SIGNAL_XCPU` of `virDomainProcessSignal`.
pub const DOMAIN_PROCESS_SIGNAL_XCPU: u32 = 24;
/// `VIR_DOMAIN_PROCESS_SIGNAL_XFSZ` of `virDomainProcessSignal`.
pub const DOMAIN_PROCESS_SIGNAL_XFSZ: u32 = 25;
/// `VIR_DOMAIN_PROCESS_SIGNAL_VTALRM` of `virDomainProcessSignal`.
pub const DOMAIN_PROCESS_SIGNAL_VTALRM: u32 = 26;
/// `VIR_DOMAIN_PROCESS_SIGNAL_PROF` of `virDomainProcessSignal`.
pub const DOMAIN_PROCESS_SIGNAL_PROF: u32 = 27;
/// `VIR_DOMAIN_PROCESS_SIGNAL_WINCH` of `virDomainProcessSignal`.
pub const DOMAIN_PROCESS_SIGNAL_WINCH: u32 = 28;
/// `VIR_DOMAIN_PROCESS_SIGNAL_POLL` of `virDomainProcessSignal`.
pub const DOMAIN_PROCESS_SIGNAL_POLL: u32 = 29;
/// `VIR_DOMAIN_PROCESS_SIGNAL_PWR` of `virDomainProcessSignal`.
pub const DOMAIN_PROCESS_SIGNAL_PWR: u32 = 30;
/// `VIR_DOMAIN_PROCESS_SIGNAL_SYS` of `virDomainProcessSignal`.
pub const DOMAIN_PROCESS_SIGNAL_SYS: u32 = 31;
/// `VIR_DOMAIN_PROCESS_SIGNAL_RT0` of `virDomainProcessSignal`.
pub const DOMAIN_PROCESS_SIGNAL_RT0: u32 = 32;
/// `VIR_DOMAIN_PROCESS_SIGNAL_RT1` of `virDomainProcessSignal`.
pub const DOMAIN_PROCESS_SIGNAL_RT1: u32 = 33;
/// `VIR_DOMAIN_PROCESS_SIGNAL_RT2` of `virDomainProcessSignal`.
pub const DOMAIN_PROCESS_SIGNAL_RT2: u32 = 34;
/// `VIR_DOMAIN_PROCESS_SIGNAL_RT3` of `virDomainProcessSignal`.
pub const DOMAIN_PROCESS_SIGNAL_RT3: u32 = 35;
/// `VIR_DOMAIN_PROCESS_SIGNAL_RT4` of `virDomainProcessSignal`.
pub const DOMAIN_PROCESS_SIGNAL_RT4: u32 = 36;
/// `VIR_DOMAIN_PROCESS_SIGNAL_RT5` of `virDomainProcessSignal`.
pub const DOMAIN_PROCESS_SIGNAL_RT5: u32 = 37;
/// `VIR_DOMAIN_PROCESS_SIGNAL_RT6` of `virDomainProcessSignal`.
pub const DOMAIN_PROCESS_SIGNAL_RT6: u32 = 38;
/// `VIR_DOMAIN_PROCESS_SIGNAL_RT7` of `virDomainProcessSignal`.
pub const DOMAIN_PROCESS_SIGNAL_RT7: u32 = 39;
/// `VIR_DOMAIN_PROCESS_SIGNAL_RT8` of `virDomainProcessSignal`.
pub const DOMAIN_PROCESS_SIGNAL_RT8: u32 = 40;
/// `VIR_DOMAIN_PROCESS_SIGNAL_RT9` of `virDomainProcessSignal`.
pub const DOMAIN_PROCESS_SIGNAL_RT9: u32 = 41;
/// `VIR_DOMAIN_PROCESS_SIGNAL_RT10` of `virDomainProcessSignal`.
pub const DOMAIN_PROCESS_SIGNAL_RT10: u32 = 42;
/// `VIR_DOMAIN_PROCESS_SIGNAL_RT11` of `virDomainProcessSignal`.
pub const DOMAIN_PROCESS_SIGNAL_RT11: u32 = 43;
/// `VIR_DOMAIN_PROCESS_SIGNAL_RT12` of `virDomainProcessSignal`.
pub const DOMAIN_PROCESS_SIGNAL_RT12: u32 = 44;
/// `VIR_DOMAIN_PROCESS_SIGNAL_RT13` of `virDomainProcessSignal`.
pub const DOMAIN_PROCESS_SIGNAL_RT13: u32 = 45;
/// `VIR_DOMAIN_PROCESS_SIGNAL_RT14` of `virDomainProcessSignal`.
pub const DOMAIN_PROCESS_SIGNAL_RT14: u32 = 46;
/// `VIR_DOMAIN_PROCESS_SIGNAL_RT15` of `virDomainProcessSignal`.
pub const DOMAIN_PROCESS_SIGNAL_RT15: u32 = 47;
/// `VIR_DOMAIN_PROCESS_SIGNAL_RT16` of `virDomainProcessSignal`.
pub const DOMAIN_PROCESS_SIGNAL_RT16: u32 = 48;
/// `VIR_DOMAIN_PROCESS_SIGNAL_RT17` of `virDomainProcessSignal`.
pub const DOMAIN_PROCESS_SIGNAL_RT17: u32 = 49;
/// `VIR_DOMAIN_PROCESS_SIGNAL_RT18` of `virDomainProcessSignal`.
pub const DOMAIN_PROCESS_SIGNAL_RT18: u32 = 50;
/// `VIR_DOMAIN_PROCESS_SIGNAL_RT19` of `virDomainProcessSignal`.
pub const DOMAIN_PROCESS_SIGNAL_RT19: u32 = 51;
/// `VIR_DOMAIN_PROCESS_SIGNAL_RT20` of `virDomainProcessSignal`.
pub const DOMAIN_PROCESS_SIGNAL_RT20: u32 = 52;
/// `VIR_DOMAIN_PROCESS_SIGNAL_RT21` of `virDomainProcessSignal`.
pub const DOMAIN_PROCESS_SIGNAL_RT21: u32 = 53;
/// `VIR_DOMAIN_PROCESS_SIGNAL_RT22` of `virDomainProcessSignal`.
pub const DOMAIN_PROCESS_SIGNAL_RT22: u32 = 54;
/// `VIR_DOMAIN_PROCESS_SIGNAL_RT23` of `virDomainProcessSignal`.
pub const DOMAIN_PROCESS_SIGNAL_RT23: u32 = 55;
/// `VIR_DOMAIN_PROCESS_SIGNAL_RT24` of `virDomainProcessSignal`.
pub const DOMAIN_PROCESS_SIGNAL_RT24: u32 = 56;
/// `VIR_DOMAIN_PROCESS_SIGNAL_RT25` of `virDomainProcessSignal`.
pub const DOMAIN_PROCESS_SIGNAL_RT25: u32 = 57;
/// `VIR_DOMAIN_PROCESS_SIGNAL_RT26` of `virDomainProcessSignal`.
pub const DOMAIN_PROCESS_SIGNAL_RT26: u32 = 58;
/// `VIR_DOMAIN_PROCESS_SIGNAL_RT27` of `virDomainProcessSignal`.
pub const DOMAIN_PROCESS_SIGNAL_RT27: u32 = 59;
/// `VIR_DOMAIN_PROCESS_SIGNAL_RT28` of `virDomainProcessSignal`.
pub const DOMAIN_PROCESS_SIGNAL_RT28: u32 = 60;
/// `VIR_DOMAIN_PROCESS_SIGNAL_RT29` of `virDomainProcessSignal`.
pub const DOMAIN_PROCESS_SIGNAL_RT29: u32 = 61;
/// `VIR_DOMAIN_PROCESS_SIGNAL_RT30` of `virDomainProcessSignal`.
pub const DOMAIN_PROCESS_SIGNAL_RT30: u32 = 62;
/// `VIR_DOMAIN_PROCESS_SIGNAL_RT31` of `virDomainProcessSignal`.
pub const DOMAIN_PROCESS_SIGNAL_RT31: u32 = 63;
/// `VIR_DOMAIN_PROCESS_SIGNAL_RT32` of `virDomainProcessSignal`.
pub const DOMAIN_PROCESS_SIGNAL_RT32: u32 = 64;
/// `VIR_DOMAIN_PROCESS_SIGNAL_LAST` of `virDomainProcessSignal`.
pub const DOMAIN_PROCESS_SIGNAL_LAST: u32 = 65;

// virDomainQemuAgentCommandTimeoutValues
/// `VIR_DOMAIN_QEMU_AGENT_COMMAND_BLOCK` of `virDomainQemuAgentCommandTimeoutValues`.
pub const DOMAIN_QEMU_AGENT_COMMAND_BLOCK: i64 = -2;
/// `VIR_DOMAIN_QEMU_AGENT_COMMAND_MIN` of `virDomainQemuAgentCommandTimeoutValues`.
pub const DOMAIN_QEMU_AGENT_COMMAND_MIN: i64 = -2;
/// `VIR_DOMAIN_QEMU_AGENT_COMMAND_DEFAULT` of `virDomainQemuAgentCommandTimeoutValues`.
pub const DOMAIN_QEMU_AGENT_COMMAND_DEFAULT: i64 = -1;
/// `VIR_DOMAIN_QEMU_AGENT_COMMAND_NOWAIT` of `virDomainQemuAgentCommandTimeoutValues`.
pub const DOMAIN_QEMU_AGENT_COMMAND_NOWAIT: u32 = 0;
/// `VIR_DOMAIN_QEMU_AGENT_COMMAND_SHUTDOWN` of `virDomainQemuAgentCommandTimeoutValues`.
pub const DOMAIN_QEMU_AGENT_COMMAND_SHUTDOWN: u32 = 60;

// virDomainQemuMonitorCommandFlags
/// `VIR_DOMAIN_QEMU_MONITOR_COMMAND_DEFAULT` of `virDomainQemuMonitorCommandFlags`.
pub const DOMAIN_QEMU_MONITOR_COMMAND_DEFAULT: u32 = 0;
/// `VIR_DOMAIN_QEMU_MONITOR_COMMAND_HMP` of `virDomainQemuMonitorCommandFlags`.
pub const DOMAIN_QEMU_MONITOR_COMMAND_HMP: u32 = 1;

// virDomainRebootFlagValues
/// `VIR_DOMAIN_REBOOT_DEFAULT` of `virDomainRebootFlagValues`.
pub const DOMAIN_REBOOT_DEFAULT: u32 = 0;
/// `VIR_DOMAIN_REBOOT_ACPI_POWER_BTN` of `virDomainRebootFlagValues`.
pub const DOMAIN_REBOOT_ACPI_POWER_BTN: u32 = 1;
/// `VIR_DOMAIN_REBOOT_GUEST_AGENT` of `virDomainRebootFlagValues`.
pub const DOMAIN_REBOOT_GUEST_AGENT: u32 = 2;
/// `VIR_DOMAIN_REBOOT_INITCTL` of `virDomainRebootFlagValues`.
pub const DOMAIN_REBOOT_INITCTL: u32 = 4;
/// `VIR_DOMAIN_REBOOT_SIGNAL` of `virDomainRebootFlagValues`.
pub const DOMAIN_REBOOT_SIGNAL: u32 = 8;
/// `VIR_DOMAIN_REBOOT_PARAVIRT` of `virDomainRebootFlagValues`.
pub const DOMAIN_REBOOT_PARAVIRT: u32 = 16;

// virDomainRunningReason
/// `VIR_DOMAIN_RUNNING_UNKNOWN` of `virDomainRunningReason`.
pub const DOMAIN_RUNNING_UNKNOWN: u32 = 0;
/// `VIR_DOMAIN_RUNNING_BOOTED` of `virDomainRunningReason`.
pub const DOMAIN_RUNNING_BOOTED: u32 = 1;
/// `VIR_DOMAIN_RUNNING_MIGRATED` of `virDomainRunningReason`.
pub const DOMAIN_RUNNING_MIGRATED: u32 = 2;
/// `VIR_DOMAIN_RUNNING_RESTORED` of `virDomainRunningReason`.
pub const DOMAIN_RUNNING_RESTORED: u32 = 3;
/// `VIR_DOMAIN_RUNNING_FROM_SNAPSHOT` of `virDomainRunningReason`.
pub const DOMAIN_RUNNING_FROM_SNAPSHOT: u32 = 4;
/// `VIR_DOMAIN_RUNNING_UNPAUSED` of `virDomainRunningReason`.
pub const DOMAIN_RUNNING_UNPAUSED: u32 = 5;
/// `VIR_DOMAIN_RUNNING_MIGRATION_CANCELED` of `virDomainRunningReason`.
pub const DOMAIN_RUNNING_MIGRATION_CANCELED: u32 = 6;
/// `VIR_DOMAIN_RUNNING_SAVE_CANCELED` of `virDomainRunningReason`.
pub const DOMAIN_RUNNING_SAVE_CANCELED: u32 = 7;
/// `VIR_DOMAIN_RUNNING_WAKEUP` of `virDomainRunningReason`.
pub const DOMAIN_RUNNING_WAKEUP: u32 = 8;
/// `VIR_DOMAIN_RUNNING_CRASHED` of `virDomainRunningReason`.
pub const DOMAIN_RUNNING_CRASHED: u32 = 9;
/// `VIR_DOMAIN_RUNNING_POSTCOPY` of `virDomainRunningReason`.
pub const DOMAIN_RUNNING_POSTCOPY: u32 = 10;
/// `VIR_DOMAIN_RUNNING_POSTCOPY_FAILED` of `virDomainRunningReason`.
pub const DOMAIN_RUNNING_POSTCOPY_FAILED: u32 = 11;
/// `VIR_DOMAIN_RUNNING_LAST` of `virDomainRunningReason`.
pub const DOMAIN_RUNNING_LAST: u32 = 12;

// virDomainSaveImageXMLFlags
/// `VIR_DOMAIN_SAVE_IMAGE_XML_SECURE` of `virDomainSaveImageXMLFlags`.
pub const DOMAIN_SAVE_IMAGE_XML_SECURE: u32 = 1;

// virDomainSaveRestoreFlags
/// `VIR_DOMAIN_SAVE_BYPASS_CACHE` of `virDomainSaveRestoreFlags`.
pub const DOMAIN_SAVE_BYPASS_CACHE: u32 = 1;
/// `VIR_DOMAIN_SAVE_RUNNING` of `virDomainSaveRestoreFlags`.
pub const DOMAIN_SAVE_RUNNING: u32 = 2;
/// `VIR_DOMAIN_SAVE_PAUSED` of `virDomainSaveRestoreFlags`.
pub const DOMAIN_SAVE_PAUSED: u32 = 4;
/// `VIR_DOMAIN_SAVE_RESET_NVRAM` of `virDomainSaveRestoreFlags`.
pub const DOMAIN_SAVE_RESET_NVRAM: u32 = 8;

// virDomainSetTimeFlags
/// `VIR_DOMAIN_TIME_SYNC` of `virDomainSetTimeFlags`.
pub const DOMAIN_TIME_SYNC: u32 = 1;

// virDomainSetUserPasswordFlags
/// `VIR_DOMAIN_PASSWORD_ENCRYPTED` of `virDomainSetUserPasswordFlags`.
pub const DOMAIN_PASSWORD_ENCRYPTED: u32 = 1;

// virDomainShutdownFlagValues
/// `VIR_DOMAIN_SHUTDOWN_DEFAULT` of `virDomainShutdownFlagValues`.
pub const DOMAIN_SHUTDOWN_DEFAULT: u32 = 0;
/// `VIR_DOMAIN_SHUTDOWN_ACPI_POWER_BTN` of `virDomainShutdownFlagValues`.
pub const DOMAIN_SHUTDOWN_ACPI_POWER_BTN: u32 = 1;
/// `VIR_DOMAIN_SHUTDOWN_GUEST_AGENT` of `virDomainShutdownFlagValues`.
pub const DOMAIN_SHUTDOWN_GUEST_AGENT: u32 = 2;
/// `VIR_DOMAIN_SHUTDOWN_INITCTL` of `virDomainShutdownFlagValues`.
pub const DOMAIN_SHUTDOWN_INITCTL: u32 = 4;
/// `VIR_DOMAIN_SHUTDOWN_SIGNAL` of `virDomainShutdownFlagValues`.
pub const DOMAIN_SHUTDOWN_SIGNAL: u32 = 8;
/// `VIR_DOMAIN_SHUTDOWN_PARAVIRT` of `virDomainShutdownFlagValues`.
pub const DOMAIN_SHUTDOWN_PARAVIRT: u32 = 16;

// virDomainShutdownReason
/// `VIR_DOMAIN_SHUTDOWN_UNKNOWN` of `virDomainShutdownReason`.
pub const DOMAIN_SHUTDOWN_UNKNOWN: u32 = 0;
/// `VIR_DOMAIN_SHUTDOWN_USER` of `virDomainShutdownReason`.
pub const DOMAIN_SHUTDOWN_USER: u32 = 1;
/// `VIR_DOMAIN_SHUTDOWN_LAST` of `virDomainShutdownReason`.
pub const DOMAIN_SHUTDOWN_LAST: u32 = 2;

// virDomainShutoffReason
/// `VIR_DOMAIN_SHUTOFF_UNKNOWN` of `virDomainShutoffReason`.
pub const DOMAIN_SHUTOFF_UNKNOWN: u32 = 0;
/// `VIR_DOMAIN_SHUTOFF_SHUTDOWN` of `virDomainShutoffReason`.
pub const DOMAIN_SHUTOFF_SHUTDOWN: u32 = 1;
/// `VIR_DOMAIN_SHUTOFF_DESTROYED` of `virDomainShutoffReason`.
pub const DOMAIN_SHUTOFF_DESTROYED: u32 = 2;
/// `VIR_DOMAIN_SHUTOFF_CRASHED` of `virDomainShutoffReason`.
pub const DOMAIN_SHUTOFF_CRASHED: u32 = 3;
/// `VIR_DOMAIN_SHUTOFF_MIGRATED` of `virDomainShutoffReason`.
pub const DOMAIN_SHUTOFF_MIGRATED: u32 = 4;
/// `VIR_DOMAIN_SHUTOFF_SAVED` of `virDomainShutoffReason`.
pub const DOMAIN_SHUTOFF_SAVED: u32 = 5;
/// `VIR_DOMAIN_SHUTOFF_FAILED` of `virDomainShutoffReason`.
pub const DOMAIN_SHUTOFF_FAILED: u32 = 6;
/// `VIR_DOMAIN_SHUTOFF_FROM_SNAPSHOT` of `virDomainShutoffReason`.
pub const DOMAIN_SHUTOFF_FROM_SNAPSHOT: u32 = 7;
/// `VIR_DOMAIN_SHUTOFF_DAEMON` of `virDomainShutoffReason`.
pub const DOMAIN_SHUTOFF_DAEMON: u32 = 8;
/// `VIR_DOMAIN_SHUTOFF_LAST` of `virDomainShutoffReason`.
pub const DOMAIN_SHUTOFF_LAST: u32 = 9;

// virDomainSnapshotCreateFlags
/// `VIR_DOMAIN_SNAPSHOT_CREATE_REDEFINE` of `virDomainSnapshotCreateFlags`.
pub const DOMAIN_SNAPSHOT_CREATE_REDEFINE: u32 = 1;
/// `VIR_DOMAIN_SNAPSHOT_CREATE_CURRENT` of `virDomainSnapshotCreateFlags`.
pub const DOMAIN_SNAPSHOT_CREATE_CURRENT: u32 = 2;
/// `VIR_DOMAIN_SNAPSHOT_CREATE_NO_METADATA` of `virDomainSnapshotCreateFlags`.
pub const DOMAIN_SNAPSHOT_CREATE_NO_METADATA: u32 = 4;
/// `VIR_DOMAIN_SNAPSHOT_CREATE_HALT` of `virDomainSnapshotCreateFlags`.
pub const DOMAIN_SNAPSHOT_CREATE_HALT: u32 = 8;
/// `VIR_DOMAIN_SNAPSHOT_CREATE_DISK_ONLY` of `virDomainSnapshotCreateFlags`.
pub const DOMAIN_SNAPSHOT_CREATE_DISK_ONLY: u32 = 16;
/// `VIR_DOMAIN_SNAPSHOT_CREATE_REUSE_EXT` of `virDomainSnapshotCreateFlags`.
pub const DOMAIN_SNAPSHOT_CREATE_REUSE_EXT: u32 = 32;
/// `VIR_DOMAIN_SNAPSHOT_CREATE_QUIESCE` of `virDomainSnapshotCreateFlags`.
pub const DOMAIN_SNAPSHOT_CREATE_QUIESCE: u32 = 64;
/// `VIR_DOMAIN_SNAPSHOT_CREATE_ATOMIC` of `virDomainSnapshotCreateFlags`.
pub const DOMAIN_SNAPSHOT_CREATE_ATOMIC: u32 = 128;
/// `VIR_DOMAIN_SNAPSHOT_CREATE_LIVE` of `virDomainSnapshotCreateFlags`.
pub const DOMAIN_SNAPSHOT_CREATE_LIVE: u32 = 256;
/// `VIR_DOMAIN_SNAPSHOT_CREATE_VALIDATE` of `virDomainSnapshotCreateFlags`.
pub const DOMAIN_SNAPSHOT_CREATE_VALIDATE: u32 = 512;

// virDomainSnapshotDeleteFlags
/// `VIR_DOMAIN_SNAPSHOT_DELETE_CHILDREN` of `virDomainSnapshotDeleteFlags`.
pub const DOMAIN_SNAPSHOT_DELETE_CHILDREN: u32 = 1;
/// `VIR_DOMAIN_SNAPSHOT_DELETE_METADATA_ONLY` of `virDomainSnapshotDeleteFlags`.
pub const DOMAIN_SNAPSHOT_DELETE_METADATA_ONLY: u32 = 2;
/// `VIR_DOMAIN_SNAPSHOT_DELETE_CHILDREN_ONLY` of `virDomainSnapshotDeleteFlags`.
pub const DOMAIN_SNAPSHOT_DELETE_CHILDREN_ONLY: u32 = 4;

// virDomainSnapshotListFlags
/// `VIR_DOMAIN_SNAPSHOT_LIST_DESCENDANTS` of `virDomainSnapshotListFlags`.
pub const DOMAIN_SNAPSHOT_LIST_DESCENDANTS: u32 = 1;
/// `VIR_DOMAIN_SNAPSHOT_LIST_ROOTS` of `virDomainSnapshotListFlags`.
pub const DOMAIN_SNAPSHOT_LIST_ROOTS: u32 = 1;
/// `VIR_DOMAIN_SNAPSHOT_LIST_METADATA` of `virDomainSnapshotListFlags`.
pub const DOMAIN_SNAPSHOT_LIST_METADATA: u32 = 2;
/// `VIR_DOMAIN_SNAPSHOT_LIST_LEAVES` of `virDomainSnapshotListFlags`.
pub const DOMAIN_SNAPSHOT_LIST_LEAVES: u32 = 4;
/// `VIR_DOMAIN_SNAPSHOT_LIST_NO_LEAVES` of `virDomainSnapshotListFlags`.
pub const DOMAIN_SNAPSHOT_LIST_NO_LEAVES: u32 = 8;
/// `VIR_DOMAIN_SNAPSHOT_LIST_NO_METADATA` of `virDomainSnapshotListFlags`.
pub const DOMAIN_SNAPSHOT_LIST_NO_METADATA: u32 = 16;
/// `VIR_DOMAIN_SNAPSHOT_LIST_INACTIVE` of `virDomainSnapshotListFlags`.
pub const DOMAIN_SNAPSHOT_LIST_INACTIVE: u32 = 32;
/// `VIR_DOMAIN_SNAPSHOT_LIST_ACTIVE` of `virDomainSnapshotListFlags`.
pub const DOMAIN_SNAPSHOT_LIST_ACTIVE: u32 = 64;
/// `VIR_DOMAIN_SNAPSHOT_LIST_DISK_ONLY` of `virDomainSnapshotListFlags`.
pub const DOMAIN_SNAPSHOT_LIST_DISK_ONLY: u32 = 128;
/// `VIR_DOMAIN_SNAPSHOT_LIST_INTERNAL` of `virDomainSnapshotListFlags`.
pub const DOMAIN_SNAPSHOT_LIST_INTERNAL: u32 = 256;
/// `VIR_DOMAIN_SNAPSHOT_LIST_EXTERNAL` of `virDomainSnapshotListFlags`.
pub const DOMAIN_SNAPSHOT_LIST_EXTERNAL: u32 = 512;
/// `VIR_DOMAIN_SNAPSHOT_LIST_TOPOLOGICAL` of `virDomainSnapshotListFlags`.
pub const DOMAIN_SNAPSHOT_LIST_TOPOLOGICAL: u32 = 1024;

// virDomainSnapshotRevertFlags
/// `VIR_DOMAIN_SNAPSHOT_REVERT_RUNNING` of `virDomainSnapshotRevertFlags`.
pub const DOMAIN_SNAPSHOT_REVERT_RUNNING: u32 = 1;
/// `VIR_DOMAIN_SNAPSHOT_REVERT_PAUSED` of `virDomainSnapshotRevertFlags`.
pub const DOMAIN_SNAPSHOT_REVERT_PAUSED: u32 = 2;
/// `VIR_DOMAIN_SNAPSHOT_REVERT_FORCE` of `virDomainSnapshotRevertFlags`.
pub const DOMAIN_SNAPSHOT_REVERT_FORCE: u32 = 4;
/// `VIR_DOMAIN_SNAPSHOT_REVERT_RESET_NVRAM` of `virDomainSnapshotRevertFlags`.
pub const DOMAIN_SNAPSHOT_REVERT_RESET_NVRAM: u32 = 8;

// virDomainSnapshotXMLFlags
/// `VIR_DOMAIN_SNAPSHOT_XML_SECURE` of `virDomainSnapshotXMLFlags`.
pub const DOMAIN_SNAPSHOT_XML_SECURE: u32 = 1;

// virDomainState
/// `VIR_DOMAIN_NOSTATE` of `virDomainState`.
pub const DOMAIN_NOSTATE: u32 = 0;
/// `VIR_DOMAIN_RUNNING` of `virDomainState`.
pub const DOMAIN_RUNNING: u32 = 1;
/// `VIR_DOMAIN_BLOCKED` of `virDomainState`.
pub const DOMAIN_BLOCKED: u32 = 2;
/// `VIR_DOMAIN_PAUSED` of `virDomainState`.
pub const DOMAIN_PAUSED: u32 = 3;
/// `VIR_DOMAIN_SHUTDOWN` of `virDomainState`.
pub const DOMAIN_SHUTDOWN: u32 = 4;
/// `VIR_DOMAIN_SHUTOFF` of `virDomainState`.
pub const DOMAIN_SHUTOFF: u32 = 5;
/// `VIR_DOMAIN_CRASHED` of `virDomainState`.
pub const DOMAIN_CRASHED: u32 = 6;
/// `VIR_DOMAIN_PMSUSPENDED` of `virDomainState`.
pub const DOMAIN_PMSUSPENDED: u32 = 7;
/// `VIR_DOMAIN_LAST` of `virDomainState`.
pub const DOMAIN_LAST: u32 = 8;

// virDomainStatsTypes
/// `VIR_DOMAIN_STATS_STATE` of `virDomainStatsTypes`.
pub const DOMAIN_STATS_STATE: u32 = 1;
/// `VIR_DOMAIN_STATS_CPU_TOTAL` of `virDomainStatsTypes`.
pub const DOMAIN_STATS_CPU_TOTAL: u32 = 2;
/// `VIR_DOMAIN_STATS_BALLOON` of `virDomainStatsTypes`.
pub const DOMAIN_STATS_BALLOON: u32 = 4;
/// `VIR_DOMAIN_STATS_VCPU` of `virDomainStatsTypes`.
pub const DOMAIN_STATS_VCPU: u32 = 8;
/// `VIR_DOMAIN_STATS_INTERFACE` of `virDomainStatsTypes`.
pub const DOMAIN_STATS_INTERFACE: u32 = 16;
/// `VIR_DOMAIN_STATS_BLOCK` of `virDomainStatsTypes`.
pub const DOMAIN_STATS_BLOCK: u32 = 32;
/// `VIR_DOMAIN_STATS_PERF` of `virDomainStatsTypes`.
pub const DOMAIN_STATS_PERF: u32 = 64;
/// `VIR_DOMAIN_STATS_IOTHREAD` of `virDomainStatsTypes`.
pub const DOMAIN_STATS_IOTHREAD: u32 = 128;
/// `VIR_DOMAIN_STATS_MEMORY` of `virDomainStatsTypes`.
pub const DOMAIN_STATS_MEMORY: u32 = 256;
/// `VIR_DOMAIN_STATS_DIRTYRATE` of `virDomainStatsTypes`.
pub const DOMAIN_STATS_DIRTYRATE: u32 = 512;
/// `VIR_DOMAIN_STATS_VM` of `virDomainStatsTypes`.
pub const DOMAIN_STATS_VM: u32 = 1024;

// virDomainUndefineFlagsValues
/// `VIR_DOMAIN_UNDEFINE_MANAGED_SAVE` of `virDomainUndefineFlagsValues`.
pub const DOMAIN_UNDEFINE_MANAGED_SAVE: u32 = 1;
/// `VIR_DOMAIN_UNDEFINE_SNAPSHOTS_METADATA` of `virDomainUndefineFlagsValues`.
pub const DOMAIN_UNDEFINE_SNAPSHOTS_METADATA: u32 = 2;
/// `VIR_DOMAIN_UNDEFINE_NVRAM` of `virDomainUndefineFlagsValues`.
pub const DOMAIN_UNDEFINE_NVRAM: u32 = 4;
/// `VIR_DOMAIN_UNDEFINE_KEEP_NVRAM` of `virDomainUndefineFlagsValues`.
pub const DOMAIN_UNDEFINE_KEEP_NVRAM: u32 = 8;
/// `VIR_DOMAIN_UNDEFINE_CHECKPOINTS_METADATA` of `virDomainUndefineFlagsValues`.
pub const DOMAIN_UNDEFINE_CHECKPOINTS_METADATA: u32 = 16;
/// `VIR_DOMAIN_UNDEFINE_TPM` of `virDomainUndefineFlagsValues`.
pub const DOMAIN_UNDEFINE_TPM: u32 = 32;
/// `VIR_DOMAIN_UNDEFINE_KEEP_TPM` of `virDomainUndefineFlagsValues`.
pub const DOMAIN_UNDEFINE_KEEP_TPM: u32 = 64;

// virDomainVcpuFlags
/// `VIR_DOMAIN_VCPU_CURRENT` of `virDomainVcpuFlags`.
pub const DOMAIN_VCPU_CURRENT: u32 = 0;
/// `VIR_DOMAIN_VCPU_LIVE` of `virDomainVcpuFlags`.
pub const DOMAIN_VCPU_LIVE: u32 = 1;
/// `VIR_DOMAIN_VCPU_CONFIG` of `virDomainVcpuFlags`.
pub const DOMAIN_VCPU_CONFIG: u32 = 2;
/// `VIR_DOMAIN_VCPU_MAXIMUM` of `virDomainVcpuFlags`.
pub const DOMAIN_VCPU_MAXIMUM: u32 = 4;
/// `VIR_DOMAIN_VCPU_GUEST` of `virDomainVcpuFlags`.
pub const DOMAIN_VCPU_GUEST: u32 = 8;
/// `VIR_DOMAIN_VCPU_HOTPLUGGABLE` of `virDomainVcpuFlags`.
pub const DOMAIN_VCPU_HOTPLUGGABLE: u32 = 16;

// virDomainXMLFlags
/// `VIR_DOMAIN_XML_SECURE` of `virDomainXMLFlags`.
pub const DOMAIN_XML_SECURE: u32 = 1;
/// `VIR_DOMAIN_XML_INACTIVE` of `virDomainXMLFlags`.
pub const DOMAIN_XML_INACTIVE: u32 = 2;
/// `VIR_DOMAIN_XML_UPDATE_CPU` of `virDomainXMLFlags`.
pub const DOMAIN_XML_UPDATE_CPU: u32 = 4;
/// `VIR_DOMAIN_XML_MIGRATABLE` of `virDomainXMLFlags`.
pub const DOMAIN_XML_MIGRATABLE: u32 = 8;

// virEventHandleType
/// `VIR_EVENT_HANDLE_READABLE` of `virEventHandleType`.
pub const EVENT_HANDLE_READABLE: u32 = 1;
/// `VIR_EVENT_HANDLE_WRITABLE` of `virEventHandleType`.
pub const EVENT_HANDLE_WRITABLE: u32 = 2;
/// `VIR_EVENT_HANDLE_ERROR` of `virEventHandleType`.
pub const EVENT_HANDLE_ERROR: u32 = 4;
/// `VIR_EVENT_HANDLE_HANGUP` of `virEventHandleType`.
pub const EVENT_HANDLE_HANGUP: u32 = 8;

// virIPAddrType
/// `VIR_IP_ADDR_TYPE_IPV4` of `virIPAddrType`.
pub const IP_ADDR_TYPE_IPV4: u32 = 0;
/// `VIR_IP_ADDR_TYPE_IPV6` of `virIPAddrType`.
pub const IP_ADDR_TYPE_IPV6: u32 = 1;
/// `VIR_IP_ADDR_TYPE_LAST` of `virIPAddrType`.
pub const IP_ADDR_TYPE_LAST: u32 = 2;

// virInterfaceDefineFlags
/// `VIR_INTERFACE_DEFINE_VALIDATE` of `virInterfaceDefineFlags`.
pub const INTERFACE_DEFINE_VALIDATE: u32 = 1;

// virInterfaceXMLFlags
/// `VIR_INTERFACE_XML_INACTIVE` of `virInterfaceXMLFlags`.
pub const INTERFACE_XML_INACTIVE: u32 = 1;

// virKeycodeSet
/// `VIR_KEYCODE_SET_LINUX` of `virKeycodeSet`.
pub const KEYCODE_SET_LINUX: u32 = 0;
/// `VIR_KEYCODE_SET_XT` of `virKeycodeSet`.
pub const KEYCODE_SET_XT: u32 = 1;
/// `VIR_KEYCODE_SET_ATSET1` of `virKeycodeSet`.
pub const KEYCODE_SET_ATSET1: u32 = 2;
/// `VIR_KEYCODE_SET_ATSET2` of `virKeycodeSet`.
pub const KEYCODE_SET_ATSET2: u32 = 3;
/// `VIR_KEYCODE_SET_ATSET3` of `virKeycodeSet`.
pub const KEYCODE_SET_ATSET3: u32 = 4;
/// `VIR_KEYCODE_SET_OSX` of `virKeycodeSet`.
pub const KEYCODE_SET_OSX: u32 = 5;
/// `VIR_KEYCODE_SET_XT_KBD` of `virKeycodeSet`.
pub const KEYCODE_SET_XT_KBD: u32 = 6;
/// `VIR_KEYCODE_SET_USB` of `virKeycodeSet`.
pub const KEYCODE_SET_USB: u32 = 7;
/// `VIR_KEYCODE_SET_WIN32` of `virKeycodeSet`.
pub const KEYCODE_SET_WIN32: u32 = 8;
/// `VIR_KEYCODE_SET_QNUM` of `virKeycodeSet`.
pub const KEYCODE_SET_QNUM: u32 = 9;
/// `VIR_KEYCODE_SET_LAST` of `virKeycodeSet`.
pub const KEYCODE_SET_LAST: u32 = 10;

// virMemoryParameterType
/// `VIR_DOMAIN_MEMORY_PARAM_INT` of `virMemoryParameterType`.
pub const DOMAIN_MEMORY_PARAM_INT: u32 = 1;
/// `VIR_DOMAIN_MEMORY_PARAM_UINT` of `virMemoryParameterType`.
pub const DOMAIN_MEMORY_PARAM_UINT: u32 = 2;
/// `VIR_DOMAIN_MEMORY_PARAM_LLONG` of `virMemoryParameterType`.
pub const DOMAIN_MEMORY_PARAM_LLONG: u32 = 3;
/// `VIR_DOMAIN_MEMORY_PARAM_ULLONG` of `virMemoryParameterType`.
pub const DOMAIN_MEMORY_PARAM_ULLONG: u32 = 4;
/// `VIR_DOMAIN_MEMORY_PARAM_DOUBLE` of `virMemoryParameterType`.
pub const DOMAIN_MEMORY_PARAM_DOUBLE: u32 = 5;
/// `VIR_DOMAIN_MEMORY_PARAM_BOOLEAN` of `virMemoryParameterType`.
pub const DOMAIN_MEMORY_PARAM_BOOLEAN: u32 = 6;

// virNWFilterBindingCreateFlags
/// `VIR_NWFILTER_BINDING_CREATE_VALIDATE` of `virNWFilterBindingCreateFlags`.
pub const NWFILTER_BINDING_CREATE_VALIDATE: u32 = 1;

// virNWFilterDefineFlags
/// `VIR_NWFILTER_DEFINE_VALIDATE` of `virNWFilterDefineFlags`.
pub const NWFILTER_DEFINE_VALIDATE: u32 = 1;

// virNetworkCreateFlags
/// `VIR_NETWORK_CREATE_VALIDATE` of `virNetworkCreateFlags`.
pub const NETWORK_CREATE_VALIDATE: u32 = 1;

// virNetworkDefineFlags
/// `VIR_NETWORK_DEFINE_VALIDATE` of `virNetworkDefineFlags`.
pub const NETWORK_DEFINE_VALIDATE: u32 = 1;

// virNetworkEventID
/// `VIR_NETWORK_EVENT_ID_LIFECYCLE` of `virNetworkEventID`.
pub const NETWORK_EVENT_ID_LIFECYCLE: u32 = 0;
/// `VIR_NETWORK_EVENT_ID_METADATA_CHANGE` of `virNetworkEventID`.
pub const NETWORK_EVENT_ID_METADATA_CHANGE: u32 = 1;
/// `VIR_NETWORK_EVENT_ID_LAST` of `virNetworkEventID`.
pub const NETWORK_EVENT_ID_LAST: u32 = 2;

// virNetworkEventLifecycleType
/// `VIR_NETWORK_EVENT_DEFINED` of `virNetworkEventLifecycleType`.
pub const NETWORK_EVENT_DEFINED: u32 = 0;
/// `VIR_NETWORK_EVENT_UNDEFINED` of `virNetworkEventLifecycleType`.
pub const NETWORK_EVENT_UNDEFINED: u32 = 1;
/// `VIR_NETWORK_EVENT_STARTED` of `virNetworkEventLifecycleType`.
pub const NETWORK_EVENT_STARTED: u32 = 2;
/// `VIR_NETWORK_EVENT_STOPPED` of `virNetworkEventLifecycleType`.
pub const NETWORK_EVENT_STOPPED: u32 = 3;
/// `VIR_NETWORK_EVENT_LAST` of `virNetworkEventLifecycleType`.
pub const NETWORK_EVENT_LAST: u32 = 4;

// virNetworkMetadataType
/// `VIR_NETWORK_METADATA_DESCRIPTION` of `virNetworkMetadataType`.
pub const NETWORK_METADATA_DESCRIPTION: u32 = 0;
/// `VIR_NETWORK_METADATA_TITLE` of `virNetworkMetadataType`.
pub const NETWORK_METADATA_TITLE: u32 = 1;
/// `VIR_NETWORK_METADATA_ELEMENT` of `virNetworkMetadataType`.
pub const NETWORK_METADATA_ELEMENT: u32 = 2;
/// `VIR_NETWORK_METADATA_LAST` of `virNetworkMetadataType`.
pub const NETWORK_METADATA_LAST: u32 = 3;

// virNetworkPortCreateFlags
/// `VIR_NETWORK_PORT_CREATE_RECLAIM` of `virNetworkPortCreateFlags`.
pub const NETWORK_PORT_CREATE_RECLAIM: u32 = 1;
/// `VIR_NETWORK_PORT_CREATE_VALIDATE` of `virNetworkPortCreateFlags`.
pub const NETWORK_PORT_CREATE_VALIDATE: u32 = 2;

// virNetworkUpdateCommand
/// `VIR_NETWORK_UPDATE_COMMAND_NONE` of `virNetworkUpdateCommand`.
pub const NETWORK_UPDATE_COMMAND_NONE: u32 = 0;
/// `VIR_NETWORK_UPDATE_COMMAND_MODIFY` of `virNetworkUpdateCommand`.
pub const NETWORK_UPDATE_COMMAND_MODIFY: u32 = 1;
/// `VIR_NETWORK_UPDATE_COMMAND_DELETE` of `virNetworkUpdateCommand`.
pub const NETWORK_UPDATE_COMMAND_DELETE: u32 = 2;
/// `VIR_NETWORK_UPDATE_COMMAND_ADD_LAST` of `virNetworkUpdateCommand`.
pub const NETWORK_UPDATE_COMMAND_ADD_LAST: u32 = 3;
/// `VIR_NETWORK_UPDATE_COMMAND_ADD_FIRST` of `virNetworkUpdateCommand`.
pub const NETWORK_UPDATE_COMMAND_ADD_FIRST: u32 = 4;
/// `VIR_NETWORK_UPDATE_COMMAND_LAST` of `virNetworkUpdateCommand`.
pub const NETWORK_UPDATE_COMMAND_LAST: u32 = 5;

// virNetworkUpdateFlags
/// `VIR_NETWORK_UPDATE_AFFECT_CURRENT` of `virNetworkUpdateFlags`.
pub const NETWORK_UPDATE_AFFECT_CURRENT: u32 = 0;
/// `VIR_NETWORK_UPDATE_AFFECT_LIVE` of `virNetworkUpdateFlags`.
pub const NETWORK_UPDATE_AFFECT_LIVE: u32 = 1;
/// `VIR_NETWORK_UPDATE_AFFECT_CONFIG` of `virNetworkUpdateFlags`.
pub const NETWORK_UPDATE_AFFECT_CONFIG: u32 = 2;

// virNetworkUpdateSection
/// `VIR_NETWORK_SECTION_NONE` of `virNetworkUpdateSection`.
pub const NETWORK_SECTION_NONE: u32 = 0;
/// `VIR_NETWORK_SECTION_BRIDGE` of `virNetworkUpdateSection`.
pub const NETWORK_SECTION_BRIDGE: u32 = 1;
/// `VIR_NETWORK_SECTION_DOMAIN` of `virNetworkUpdateSection`.
pub const NETWORK_SECTION_DOMAIN: u32 = 2;
/// `VIR_NETWORK_SECTION_IP` of `virNetworkUpdateSection`.
pub const NETWORK_SECTION_IP: u32 = 3;
/// `VIR_NETWORK_SECTION_IP_DHCP_HOST` of `virNetworkUpdateSection`.
pub const NETWORK_SECTION_IP_DHCP_HOST: u32 = 4;
/// `VIR_NETWORK_SECTION_IP_DHCP_RANGE` of `virNetworkUpdateSection`.
pub const NETWORK_SECTION_IP_DHCP_RANGE: u32 = 5;
/// `VIR_NETWORK_SECTION_FORWARD` of `virNetworkUpdateSection`.
pub const NETWORK_SECTION_FORWARD: u32 = 6;
/// `VIR_NETWORK_SECTION_FORWARD_INTERFACE` of `virNetworkUpdateSection`.
pub const NETWORK_SECTION_FORWARD_INTERFACE: u32 = 7;
/// `VIR_NETWORK_SECTION_FORWARD_PF` of `virNetworkUpdateSection`.
pub const NETWORK_SECTION_FORWARD_PF: u32 = 8;
/// `VIR_NETWORK_SECTION_PORTGROUP` of `virNetworkUpdateSection`.
pub const NETWORK_SECTION_PORTGROUP: u32 = 9;
/// `VIR_NETWORK_SECTION_DNS_HOST` of `virNetworkUpdateSection`.
pub const NETWORK_SECTION_DNS_HOST: u32 = 10;
/// `VIR_NETWORK_SECTION_DNS_TXT` of `virNetworkUpdateSection`.
pub const NETWORK_SECTION_DNS_TXT: u32 = 11;
/// `VIR_NETWORK_SECTION_DNS_SRV` of `virNetworkUpdateSection`.
pub const NETWORK_SECTION_DNS_SRV: u32 = 12;
/// `VIR_NETWORK_SECTION_LAST` of `virNetworkUpdateSection`.
pub const NETWORK_SECTION_LAST: u32 = 13;

// virNetworkXMLFlags
/// `VIR_NETWORK_XML_INACTIVE` of `virNetworkXMLFlags`.
pub const NETWORK_XML_INACTIVE: u32 = 1;

// virNodeAllocPagesFlags
/// `VIR_NODE_ALLOC_PAGES_ADD` of `virNodeAllocPagesFlags`.
pub const NODE_ALLOC_PAGES_ADD: u32 = 0;
/// `VIR_NODE_ALLOC_PAGES_SET` of `virNodeAllocPagesFlags`.
pub const NODE_ALLOC_PAGES_SET: u32 = 1;

// virNodeDeviceCreateXMLFlags
/// `VIR_NODE_DEVICE_CREATE_XML_VALIDATE` of `virNodeDeviceCreateXMLFlags`.
pub const NODE_DEVICE_CREATE_XML_VALIDATE: u32 = 1;

// virNodeDeviceDefineXMLFlags
/// `VIR_NODE_DEVICE_DEFINE_XML_VALIDATE` of `virNodeDeviceDefineXMLFlags`.
pub const NODE_DEVICE_DEFINE_XML_VALIDATE: u32 = 1;

// virNodeDeviceEventID
/// `VIR_NODE_DEVICE_EVENT_ID_LIFECYCLE` of `virNodeDeviceEventID`.
pub const NODE_DEVICE_EVENT_ID_LIFECYCLE: u32 = 0;
/// `VIR_NODE_DEVICE_EVENT_ID_UPDATE` of `virNodeDeviceEventID`.
pub const NODE_DEVICE_EVENT_ID_UPDATE: u32 = 1;
/// `VIR_NODE_DEVICE_EVENT_ID_LAST` of `virNodeDeviceEventID`.
pub const NODE_DEVICE_EVENT_ID_LAST: u32 = 2;

// virNodeDeviceEventLifecycleType
/// `VIR_NODE_DEVICE_EVENT_CREATED` of `virNodeDeviceEventLifecycleType`.
pub const NODE_DEVICE_EVENT_CREATED: u32 = 0;
/// `VIR_NODE_DEVICE_EVENT_DELETED` of `virNodeDeviceEventLifecycleType`.
pub const NODE_DEVICE_EVENT_DELETED: u32 = 1;
/// `VIR_NODE_DEVICE_EVENT_DEFINED` of `virNodeDeviceEventLifecycleType`.
pub const NODE_DEVICE_EVENT_DEFINED: u32 = 2;
/// `VIR_NODE_DEVICE_EVENT_UNDEFINED` of `virNodeDeviceEventLifecycleType`.
pub const NODE_DEVICE_EVENT_UNDEFINED: u32 = 3;
/// `VIR_NODE_DEVICE_EVENT_LAST` of `virNodeDeviceEventLifecycleType`.
pub const NODE_DEVICE_EVENT_LAST: u32 = 4;

// virNodeDeviceUpdateFlags
/// `VIR_NODE_DEVICE_UPDATE_AFFECT_CURRENT` of `virNodeDeviceUpdateFlags`.
pub const NODE_DEVICE_UPDATE_AFFECT_CURRENT: u32 = 0;
/// `VIR_NODE_DEVICE_UPDATE_AFFECT_LIVE` of `virNodeDeviceUpdateFlags`.
pub const NODE_DEVICE_UPDATE_AFFECT_LIVE: u32 = 1;
/// `VIR_NODE_DEVICE_UPDATE_AFFECT_CONFIG` of `virNodeDeviceUpdateFlags`.
pub const NODE_DEVICE_UPDATE_AFFECT_CONFIG: u32 = 2;

// virNodeDeviceXMLFlags
/// `VIR_NODE_DEVICE_XML_INACTIVE` of `virNodeDeviceXMLFlags`.
pub const NODE_DEVICE_XML_INACTIVE: u32 = 1;

// virNodeGetCPUStatsAllCPUs
/// `VIR_NODE_CPU_STATS_ALL_CPUS` of `virNodeGetCPUStatsAllCPUs`.
pub const NODE_CPU_STATS_ALL_CPUS: i64 = -1;

// virNodeGetMemoryStatsAllCells
/// `VIR_NODE_MEMORY_STATS_ALL_CELLS` of `virNodeGetMemoryStatsAllCells`.
pub const NODE_MEMORY_STATS_ALL_CELLS: i64 = -1;

// virNodeSuspendTarget
/// `VIR_NODE_SUSPEND_TARGET_MEM` of `virNodeSuspendTarget`.
pub const NODE_SUSPEND_TARGET_MEM: u32 = 0;
/// `VIR_NODE_SUSPEND_TARGET_DISK` of `virNodeSuspendTarget`.
pub const NODE_SUSPEND_TARGET_DISK: u32 = 1;
/// `VIR_NODE_SUSPEND_TARGET_HYBRID` of `virNodeSuspendTarget`.
pub const NODE_SUSPEND_TARGET_HYBRID: u32 = 2;
/// `VIR_NODE_SUSPEND_TARGET_LAST` of `virNodeSuspendTarget`.
pub const NODE_SUSPEND_TARGET_LAST: u32 = 3;

// virSchedParameterType
/// `VIR_DOMAIN_SCHED_FIELD_INT` of `virSchedParameterType`.
pub const DOMAIN_SCHED_FIELD_INT: u32 = 1;
/// `VIR_DOMAIN_SCHED_FIELD_UINT` of `virSchedParameterType`.
pub const DOMAIN_SCHED_FIELD_UINT: u32 = 2;
/// `VIR_DOMAIN_SCHED_FIELD_LLONG` of `virSchedParameterType`.
pub const DOMAIN_SCHED_FIELD_LLONG: u32 = 3;
/// `VIR_DOMAIN_SCHED_FIELD_ULLONG` of `virSchedParameterType`.
pub const DOMAIN_SCHED_FIELD_ULLONG: u32 = 4;
/// `VIR_DOMAIN_SCHED_FIELD_DOUBLE` of `virSchedParameterType`.
pub const DOMAIN_SCHED_FIELD_DOUBLE: u32 = 5;
/// `VIR_DOMAIN_SCHED_FIELD_BOOLEAN` of `virSchedParameterType`.
pub const DOMAIN_SCHED_FIELD_BOOLEAN: u32 = 6;

// virSecretDefineFlags
/// `VIR_SECRET_DEFINE_VALIDATE` of `virSecretDefineFlags`.
pub const SECRET_DEFINE_VALIDATE: u32 = 1;

// virSecretEventID
/// `VIR_SECRET_EVENT_ID_LIFECYCLE` of `virSecretEventID`.
pub const SECRET_EVENT_ID_LIFECYCLE: u32 = 0;
/// `VIR_SECRET_EVENT_ID_VALUE_CHANGED` of `virSecretEventID`.
pub const SECRET_EVENT_ID_VALUE_CHANGED: u32 = 1;
/// `VIR_SECRET_EVENT_ID_LAST` of `virSecretEventID`.
pub const SECRET_EVENT_ID_LAST: u32 = 2;

// virSecretEventLifecycleType
/// `VIR_SECRET_EVENT_DEFINED` of `virSecretEventLifecycleType`.
pub const SECRET_EVENT_DEFINED: u32 = 0;
/// `VIR_SECRET_EVENT_UNDEFINED` of `virSecretEventLifecycleType`.
pub const SECRET_EVENT_UNDEFINED: u32 = 1;
/// `VIR_SECRET_EVENT_LAST` of `virSecretEventLifecycleType`.
pub const SECRET_EVENT_LAST: u32 = 2;

// virSecretUsageType
/// `VIR_SECRET_USAGE_TYPE_NONE` of `virSecretUsageType`.
pub const SECRET_USAGE_TYPE_NONE: u32 = 0;
/// `VIR_SECRET_USAGE_TYPE_VOLUME` of `virSecretUsageType`.
pub const SECRET_USAGE_TYPE_VOLUME: u32 = 1;
/// `VIR_SECRET_USAGE_TYPE_CEPH` of `virSecretUsageType`.
pub const SECRET_USAGE_TYPE_CEPH: u32 = 2;
/// `VIR_SECRET_USAGE_TYPE_ISCSI` of `virSecretUsageType`.
pub const SECRET_USAGE_TYPE_ISCSI: u32 = 3;
/// `VIR_SECRET_USAGE_TYPE_TLS` of `virSecretUsageType`.
pub const SECRET_USAGE_TYPE_TLS: u32 = 4;
/// `VIR_SECRET_USAGE_TYPE_VTPM` of `virSecretUsageType`.
pub const SECRET_USAGE_TYPE_VTPM: u32 = 5;
/// `VIR_SECRET_USAGE_TYPE_LAST` of `virSecretUsageType`.
pub const SECRET_USAGE_TYPE_LAST: u32 = 6;

// virStoragePoolBuildFlags
/// `VIR_STORAGE_POOL_BUILD_NEW` of `virStoragePoolBuildFlags`.
pub const STORAGE_POOL_BUILD_NEW: u32 = 0;
/// `VIR_STORAGE_POOL_BUILD_REPAIR` of `virStoragePoolBuildFlags`.
pub const STORAGE_POOL_BUILD_REPAIR: u32 = 1;
/// `VIR_STORAGE_POOL_BUILD_RESIZE` of `virStoragePoolBuildFlags`.
pub const STORAGE_POOL_BUILD_RESIZE: u32 = 2;
/// `VIR_STORAGE_POOL_BUILD_NO_OVERWRITE` of `virStoragePoolBuildFlags`.
pub const STORAGE_POOL_BUILD_NO_OVERWRITE: u32 = 4;
/// `VIR_STORAGE_POOL_BUILD_OVERWRITE` of `virStoragePoolBuildFlags`.
pub const STORAGE_POOL_BUILD_OVERWRITE: u32 = 8;

// virStoragePoolCreateFlags
/// `VIR_STORAGE_POOL_CREATE_NORMAL` of `virStoragePoolCreateFlags`.
pub const STORAGE_POOL_CREATE_NORMAL: u32 = 0;
/// `VIR_STORAGE_POOL_CREATE_WITH_BUILD` of `virStoragePoolCreateFlags`.
pub const STORAGE_POOL_CREATE_WITH_BUILD: u32 = 1;
/// `VIR_STORAGE_POOL_CREATE_WITH_BUILD_OVERWRITE` of `virStoragePoolCreateFlags`.
pub const STORAGE_POOL_CREATE_WITH_BUILD_OVERWRITE: u32 = 2;
/// `VIR_STORAGE_POOL_CREATE_WITH_BUILD_NO_OVERWRITE` of `virStoragePoolCreateFlags`.
pub const STORAGE_POOL_CREATE_WITH_BUILD_NO_OVERWRITE: u32 = 4;

// virStoragePoolDefineFlags
/// `VIR_STORAGE_POOL_DEFINE_VALIDATE` of `virStoragePoolDefineFlags`.
pub const STORAGE_POOL_DEFINE_VALIDATE: u32 = 1;

// virStoragePoolDeleteFlags
/// `VIR_STORAGE_POOL_DELETE_NORMAL` of `virStoragePoolDeleteFlags`.
pub const STORAGE_POOL_DELETE_NORMAL: u32 = 0;
/// `VIR_STORAGE_POOL_DELETE_ZEROED` of `virStoragePoolDeleteFlags`.
pub const STORAGE_POOL_DELETE_ZEROED: u32 = 1;

// virStoragePoolEventID
/// `VIR_STORAGE_POOL_EVENT_ID_LIFECYCLE` of `virStoragePoolEventID`.
pub const STORAGE_POOL_EVENT_ID_LIFECYCLE: u32 = 0;
/// `VIR_STORAGE_POOL_EVENT_ID_REFRESH` of `virStoragePoolEventID`.
pub const STORAGE_POOL_EVENT_ID_REFRESH: u32 = 1;
/// `VIR_STORAGE_POOL_EVENT_ID_LAST` of `virStoragePoolEventID`.
pub const STORAGE_POOL_EVENT_ID_LAST: u32 = 2;

// virStoragePoolEventLifecycleType
/// `VIR_STORAGE_POOL_EVENT_DEFINED` of `virStoragePoolEventLifecycleType`.
pub const STORAGE_POOL_EVENT_DEFINED: u32 = 0;
/// `VIR_STORAGE_POOL_EVENT_UNDEFINED` of `virStoragePoolEventLifecycleType`.
pub const STORAGE_POOL_EVENT_UNDEFINED: u32 = 1;
/// `VIR_STORAGE_POOL_EVENT_STARTED` of `virStoragePoolEventLifecycleType`.
pub const STORAGE_POOL_EVENT_STARTED: u32 = 2;
/// `VIR_STORAGE_POOL_EVENT_STOPPED` of `virStoragePoolEventLifecycleType`.
pub const STORAGE_POOL_EVENT_STOPPED: u32 = 3;
/// `VIR_STORAGE_POOL_EVENT_CREATED` of `virStoragePoolEventLifecycleType`.
pub const STORAGE_POOL_EVENT_CREATED: u32 = 4;
/// `VIR_STORAGE_POOL_EVENT_DELETED` of `virStoragePoolEventLifecycleType`.
pub const STORAGE_POOL_EVENT_DELETED: u32 = 5;
/// `VIR_STORAGE_POOL_EVENT_LAST` of `virStoragePoolEventLifecycleType`.
pub const STORAGE_POOL_EVENT_LAST: u32 = 6;

// virStoragePoolState
/// `VIR_STORAGE_POOL_INACTIVE` of `virStoragePoolState`.
pub const STORAGE_POOL_INACTIVE: u32 = 0;
/// `VIR_STORAGE_POOL_BUILDING` of `virStoragePoolState`.
pub const STORAGE_POOL_BUILDING: u32 = 1;
/// `VIR_STORAGE_POOL_RUNNING` of `virStoragePoolState`.
pub const STORAGE_POOL_RUNNING: u32 = 2;
/// `VIR_STORAGE_POOL_DEGRADED` of `virStoragePoolState`.
pub const STORAGE_POOL_DEGRADED: u32 = 3;
/// `VIR_STORAGE_POOL_INACCESSIBLE` of `virStoragePoolState`.
pub const STORAGE_POOL_INACCESSIBLE: u32 = 4;
/// `VIR_STORAGE_POOL_STATE_LAST` of `virStoragePoolState`.
pub const STORAGE_POOL_STATE_LAST: u32 = 5;

// virStorageVolCreateFlags
/// `VIR_STORAGE_VOL_CREATE_PREALLOC_METADATA` of `virStorageVolCreateFlags`.
pub const STORAGE_VOL_CREATE_PREALLOC_METADATA: u32 = 1;
/// `VIR_STORAGE_VOL_CREATE_REFLINK` of `virStorageVolCreateFlags`.
pub const STORAGE_VOL_CREATE_REFLINK: u32 = 2;
/// `VIR_STORAGE_VOL_CREATE_VALIDATE` of `virStorageVolCreateFlags`.
pub const STORAGE_VOL_CREATE_VALIDATE: u32 = 4;

// virStorageVolDeleteFlags
/// `VIR_STORAGE_VOL_DELETE_NORMAL` of `virStorageVolDeleteFlags`.
pub const STORAGE_VOL_DELETE_NORMAL: u32 = 0;
/// `VIR_STORAGE_VOL_DELETE_ZEROED` of `virStorageVolDeleteFlags`.
pub const STORAGE_VOL_DELETE_ZEROED: u32 = 1;
/// `VIR_STORAGE_VOL_DELETE_WITH_SNAPSHOTS` of `virStorageVolDeleteFlags`.
pub const STORAGE_VOL_DELETE_WITH_SNAPSHOTS: u32 = 2;

// virStorageVolDownloadFlags
/// `VIR_STORAGE_VOL_DOWNLOAD_SPARSE_STREAM` of `virStorageVolDownloadFlags`.
pub const STORAGE_VOL_DOWNLOAD_SPARSE_STREAM: u32 = 1;

// virStorageVolInfoFlags
/// `VIR_STORAGE_VOL_USE_ALLOCATION` of `virStorageVolInfoFlags`.
pub const STORAGE_VOL_USE_ALLOCATION: u32 = 0;
/// `VIR_STORAGE_VOL_GET_PHYSICAL` of `virStorageVolInfoFlags`.
pub const STORAGE_VOL_GET_PHYSICAL: u32 = 1;

// virStorageVolResizeFlags
/// `VIR_STORAGE_VOL_RESIZE_ALLOCATE` of `virStorageVolResizeFlags`.
pub const STORAGE_VOL_RESIZE_ALLOCATE: u32 = 1;
/// `VIR_STORAGE_VOL_RESIZE_DELTA` of `virStorageVolResizeFlags`.
pub const STORAGE_VOL_RESIZE_DELTA: u32 = 2;
/// `VIR_STORAGE_VOL_RESIZE_SHRINK` of `virStorageVolResizeFlags`.
pub const STORAGE_VOL_RESIZE_SHRINK: u32 = 4;

// virStorageVolType
/// `VIR_STORAGE_VOL_FILE` of `virStorageVolType`.
pub const STORAGE_VOL_FILE: u32 = 0;
/// `VIR_STORAGE_VOL_BLOCK` of `virStorageVolType`.
pub const STORAGE_VOL_BLOCK: u32 = 1;
/// `VIR_STORAGE_VOL_DIR` of `virStorageVolType`.
pub const STORAGE_VOL_DIR: u32 = 2;
/// `VIR_STORAGE_VOL_NETWORK` of `virStorageVolType`.
pub const STORAGE_VOL_NETWORK: u32 = 3;
/// `VIR_STORAGE_VOL_NETDIR` of `virStorageVolType`.
pub const STORAGE_VOL_NETDIR: u32 = 4;
/// `VIR_STORAGE_VOL_PLOOP` of `virStorageVolType`.
pub const STORAGE_VOL_PLOOP: u32 = 5;
/// `VIR_STORAGE_VOL_LAST` of `virStorageVolType`.
pub const STORAGE_VOL_LAST: u32 = 6;

// virStorageVolUploadFlags
/// `VIR_STORAGE_VOL_UPLOAD_SPARSE_STREAM` of `virStorageVolUploadFlags`.
pub const STORAGE_VOL_UPLOAD_SPARSE_STREAM: u32 = 1;

// virStorageVolWipeAlgorithm
/// `VIR_STORAGE_VOL_WIPE_ALG_ZERO` of `virStorageVolWipeAlgorithm`.
pub const STORAGE_VOL_WIPE_ALG_ZERO: u32 = 0;
/// `VIR_STORAGE_VOL_WIPE_ALG_NNSA` of `virStorageVolWipeAlgorithm`.
pub const STORAGE_VOL_WIPE_ALG_NNSA: u32 = 1;
/// `VIR_STORAGE_VOL_WIPE_ALG_DOD` of `virStorageVolWipeAlgorithm`.
pub const STORAGE_VOL_WIPE_ALG_DOD: u32 = 2;
/// `VIR_STORAGE_VOL_WIPE_ALG_BSI` of `virStorageVolWipeAlgorithm`.
pub const STORAGE_VOL_WIPE_ALG_BSI: u32 = 3;
/// `VIR_STORAGE_VOL_WIPE_ALG_GUTMANN` of `virStorageVolWipeAlgorithm`.
pub const STORAGE_VOL_WIPE_ALG_GUTMANN: u32 = 4;
/// `VIR_STORAGE_VOL_WIPE_ALG_SCHNEIER` of `virStorageVolWipeAlgorithm`.
pub const STORAGE_VOL_WIPE_ALG_SCHNEIER: u32 = 5;
/// `VIR_STORAGE_VOL_WIPE_ALG_PFITZNER7` of `virStorageVolWipeAlgorithm`.
pub const STORAGE_VOL_WIPE_ALG_PFITZNER7: u32 = 6;
/// `VIR_STORAGE_VOL_WIPE_ALG_PFITZNER33` of `virStorageVolWipeAlgorithm`.
pub const STORAGE_VOL_WIPE_ALG_PFITZNER33: u32 = 7;
/// `VIR_STORAGE_VOL_WIPE_ALG_RANDOM` of `virStorageVolWipeAlgorithm`.
pub const STORAGE_VOL_WIPE_ALG_RANDOM: u32 = 8;
/// `VIR_STORAGE_VOL_WIPE_ALG_TRIM` of `virStorageVolWipeAlgorithm`.
pub const STORAGE_VOL_WIPE_ALG_TRIM: u32 = 9;
/// `VIR_STORAGE_VOL_WIPE_ALG_LAST` of `virStorageVolWipeAlgorithm`.
pub const STORAGE_VOL_WIPE_ALG_LAST: u32 = 10;

// virStorageXMLFlags
/// `VIR_STORAGE_XML_INACTIVE` of `virStorageXMLFlags`.
pub const STORAGE_XML_INACTIVE: u32 = 1;

// virStreamEventType
/// `VIR_STREAM_EVENT_READABLE` of `virStreamEventType`.
pub const STREAM_EVENT_READABLE: u32 = 1;
/// `VIR_STREAM_EVENT_WRITABLE` of `virStreamEventType`.
pub const STREAM_EVENT_WRITABLE: u32 = 2;
/// `VIR_STREAM_EVENT_ERROR` of `virStreamEventType`.
pub const STREAM_EVENT_ERROR: u32 = 4;
/// `VIR_STREAM_EVENT_HANGUP` of `virStreamEventType`.
pub const STREAM_EVENT_HANGUP: u32 = 8;

// virStreamFlags
/// `VIR_STREAM_NONBLOCK` of `virStreamFlags`.
pub const STREAM_NONBLOCK: u32 = 1;

// virStreamRecvFlagsValues
/// `VIR_STREAM_RECV_STOP_AT_HOLE` of `virStreamRecvFlagsValues`.
pub const STREAM_RECV_STOP_AT_HOLE: u32 = 1;

// virTypedParameterFlags
/// `VIR_TYPED_PARAM_STRING_OKAY` of `virTypedParameterFlags`.
pub const TYPED_PARAM_STRING_OKAY: u32 = 4;

// virTypedParameterType
/// `VIR_TYPED_PARAM_INT` of `virTypedParameterType`.
pub const TYPED_PARAM_INT: u32 = 1;
/// `VIR_TYPED_PARAM_UINT` of `virTypedParameterType`.
pub const TYPED_PARAM_UINT: u32 = 2;
/// `VIR_TYPED_PARAM_LLONG` of `virTypedParameterType`.
pub const TYPED_PARAM_LLONG: u32 = 3;
/// `VIR_TYPED_PARAM_ULLONG` of `virTypedParameterType`.
pub const TYPED_PARAM_ULLONG: u32 = 4;
/// `VIR_TYPED_PARAM_DOUBLE` of `virTypedParameterType`.
pub const TYPED_PARAM_DOUBLE: u32 = 5;
/// `VIR_TYPED_PARAM_BOOLEAN` of `virTypedParameterType`.
pub const TYPED_PARAM_BOOLEAN: u32 = 6;
/// `VIR_TYPED_PARAM_STRING` of `virTypedParameterType`.
pub const TYPED_PARAM_STRING: u32 = 7;
/// `VIR_TYPED_PARAM_LAST` of `virTypedParameterType`.
pub const TYPED_PARAM_LAST: u32 = 8;

// virVcpuHostCpuState
/// `VIR_VCPU_INFO_CPU_UNAVAILABLE` of `virVcpuHostCpuState`.
pub const VCPU_INFO_CPU_UNAVAILABLE: i64 = -2;
/// `VIR_VCPU_INFO_CPU_OFFLINE` of `virVcpuHostCpuState`.
pub const VCPU_INFO_CPU_OFFLINE: i64 = -1;

// virVcpuState
/// `VIR_VCPU_OFFLINE` of `virVcpuState`.
pub const VCPU_OFFLINE: u32 = 0;
/// `VIR_VCPU_RUNNING` of `virVcpuState`.
pub const VCPU_RUNNING: u32 = 1;
/// `VIR_VCPU_BLOCKED` of `virVcpuState`.
pub const VCPU_BLOCKED: u32 = 2;
/// `VIR_VCPU_LAST` of `virVcpuState`.
pub const VCPU_LAST: u32 = 3;

// macro
/// `VIR_CONNECT_IDENTITY_GROUP_NAME`, a typed parameter's name.
pub const CONNECT_IDENTITY_GROUP_NAME: &str = "group-name";
/// `VIR_CONNECT_IDENTITY_PROCESS_ID`, a typed parameter's name.
pub const CONNECT_IDENTITY_PROCESS_ID: &str = "process-id";
/// `VIR_CONNECT_IDENTITY_PROCESS_TIME`, a typed parameter's name.
pub const CONNECT_IDENTITY_PROCESS_TIME: &str = "process-time";
/// `VIR_CONNECT_IDENTITY_SASL_USER_NAME`, a typed parameter's name.
pub const CONNECT_IDENTITY_SASL_USER_NAME: &str = "sasl-user-name";
/// `VIR_CONNECT_IDENTITY_SELINUX_CONTEXT`, a typed parameter's name.
pub const CONNECT_IDENTITY_SELINUX_CONTEXT: &str = "selinux-context";
/// `VIR_CONNECT_IDENTITY_UNIX_GROUP_ID`, a typed parameter's name.
pub const CONNECT_IDENTITY_UNIX_GROUP_ID: &str = "unix-group-id";
/// `VIR_CONNECT_IDENTITY_UNIX_USER_ID`, a typed parameter's name.
pub const CONNECT_IDENTITY_UNIX_USER_ID: &str = "unix-user-id";
/// `VIR_CONNECT_IDENTITY_USER_NAME`, a typed parameter's name.
pub const CONNECT_IDENTITY_USER_NAME: &str = "user-name";
/// `VIR_CONNECT_IDENTITY_X509_DISTINGUISHED_NAME`, a typed parameter's name.
pub const CONNECT_IDENTITY_X509_DISTINGUISHED_NAME: &str = "x509-distinguished-name";
/// `VIR_DOMAIN_BANDWIDTH_IN_AVERAGE`, a typed parameter's name.
pub const DOMAIN_BANDWIDTH_IN_AVERAGE: &str = "inbound.average";
/// `VIR_DOMAIN_BANDWIDTH_IN_BURST`, a typed parameter's name.
pub const DOMAIN_BANDWIDTH_IN_BURST: &str = "inbound.burst";
/// `VIR_DOMAIN_BANDWIDTH_IN_FLOOR`, a typed parameter's name.
pub const DOMAIN_BANDWIDTH_IN_FLOOR: &str = "inbound.floor";
/// `VIR_DOMAIN_BANDWIDTH_IN_PEAK`, a typed parameter's name.
pub const DOMAIN_BANDWIDTH_IN_PEAK: &str = "inbound.peak";
/// `VIR_DOMAIN_BANDWIDTH_OUT_AVERAGE`, a typed parameter's name.
pub const DOMAIN_BANDWIDTH_OUT_AVERAGE: &str = "outbound.average";
/// `VIR_DOMAIN_BANDWIDTH_OUT_BURST`, a typed parameter's name.
pub const DOMAIN_BANDWIDTH_OUT_BURST: &str = "outbound.burst";
/// `VIR_DOMAIN_BANDWIDTH_OUT_PEAK`, a typed parameter's name.
pub const DOMAIN_BANDWIDTH_OUT_PEAK: &str = "outbound.peak";
/// `VIR_DOMAIN_BLKIO_DEVICE_READ_BPS`, a typed parameter's name.
pub const DOMAIN_BLKIO_DEVICE_READ_BPS: &str = "device_read_bytes_sec";
/// `VIR_DOMAIN_BLKIO_DEVICE_READ_IOPS`, a typed parameter's name.
pub const DOMAIN_BLKIO_DEVICE_READ_IOPS: &str = "device_read_iops_sec";
/// `VIR_DOMAIN_BLKIO_DEVICE_WEIGHT`, a typed parameter's name.
pub const DOMAIN_BLKIO_DEVICE_WEIGHT: &str = "device_weight";
/// `VIR_DOMAIN_BLKIO_DEVICE_WRITE_BPS`, a typed parameter's name.
pub const DOMAIN_BLKIO_DEVICE_WRITE_BPS: &str = "device_write_bytes_sec";
/// `VIR_DOMAIN_BLKIO_DEVICE_WRITE_IOPS`, a typed parameter's name.
pub const DOMAIN_BLKIO_DEVICE_WRITE_IOPS: &str = "device_write_iops_sec";
/// `VIR_DOMAIN_BLKIO_WEIGHT`, a typed parameter's name.
pub const DOMAIN_BLKIO_WEIGHT: &str = "weight";
/// `VIR_DOMAIN_BLOCK_COPY_BANDWIDTH`, a typed parameter's name.
pub const DOMAIN_BLOCK_COPY_BANDWIDTH: &str = "bandwidth";
/// `VIR_DOMAIN_BLOCK_COPY_BUF_SIZE`, a typed parameter's name.
pub const DOMAIN_BLOCK_COPY_BUF_SIZE: &str = "buf-size";
/// `VIR_DOMAIN_BLOCK_COPY_GRANULARITY`, a typed parameter's name.
pub const DOMAIN_BLOCK_COPY_GRANULARITY: &str = "granularity";
/// `VIR_DOMAIN_BLOCK_IOTUNE_GROUP_NAME`, a typed parameter's name.
pub const DOMAIN_BLOCK_IOTUNE_GROUP_NAME: &str = "group_name";
/// `VIR_DOMAIN_BLOCK_IOTUNE_READ_BYTES_SEC`, a typed parameter's name.
pub const DOMAIN_BLOCK_IOTUNE_READ_BYTES_SEC: &str = "read_bytes_sec";
/// `VIR_DOMAIN_BLOCK_IOTUNE_READ_BYTES_SEC_MAX`, a typed parameter's name.
pub const DOMAIN_BLOCK_IOTUNE_READ_BYTES_SEC_MAX: &str = "read_bytes_sec_max";
/// `VIR_DOMAIN_BLOCK_IOTUNE_READ_BYTES_SEC_MAX_LENGTH`, a typed parameter's name.
pub const DOMAIN_BLOCK_IOTUNE_READ_BYTES_SEC_MAX_LENGTH: &str = "read_bytes_sec_max_length";
/// `VIR_DOMAIN_BLOCK_IOTUNE_READ_IOPS_SEC`, a typed parameter's name.
pub const DOMAIN_BLOCK_IOTUNE_READ_IOPS_SEC: &str = "read_iops_sec";
/// `VIR_DOMAIN_BLOCK_IOTUNE_READ_IOPS_SEC_MAX`, a typed parameter's name.
pub const DOMAIN_BLOCK_IOTUNE_READ_IOPS_SEC_MAX: &str = "read_iops_sec_max";
/// `VIR_DOMAIN_BLOCK_IOTUNE_READ_IOPS_SEC_MAX_LENGTH`, a typed parameter's name.
pub const DOMAIN_BLOCK_IOTUNE_READ_IOPS_SEC_MAX_LENGTH: &str = "read_iops_sec_max_length";
/// `VIR_DOMAIN_BLOCK_IOTUNE_SIZE_IOPS_SEC`, a typed parameter's name.
pub const DOMAIN_BLOCK_IOTUNE_SIZE_IOPS_SEC: &str = "size_iops_sec";
/// `VIR_DOMAIN_BLOCK_IOTUNE_TOTAL_BYTES_SEC`, a typed parameter's name.
pub const DOMAIN_BLOCK_IOTUNE_TOTAL_BYTES_SEC: &str = "total_bytes_sec";
/// `VIR_DOMAIN_BLOCK_IOTUNE_TOTAL_BYTES_SEC_MAX`, a typed parameter's name.
pub const DOMAIN_BLOCK_IOTUNE_TOTAL_BYTES_SEC_MAX: &str = "total_bytes_sec_max";
/// `VIR_DOMAIN_BLOCK_IOTUNE_TOTAL_BYTES_SEC_MAX_LENGTH`, a typed parameter's name.
pub const DOMAIN_BLOCK_IOTUNE_TOTAL_BYTES_SEC_MAX_LENGTH: &str = "total_bytes_sec_max_length";
/// `VIR_DOMAIN_BLOCK_IOTUNE_TOTAL_IOPS_SEC`, a typed parameter's name.
pub const DOMAIN_BLOCK_IOTUNE_TOTAL_IOPS_SEC: &str = "total_iops_sec";
/// `VIR_DOMAIN_BLOCK_IOTUNE_TOTAL_IOPS_SEC_MAX`, a typed parameter's name.
pub const DOMAIN_BLOCK_IOTUNE_TOTAL_IOPS_SEC_MAX: &str = "total_iops_sec_max";
/// `VIR_DOMAIN_BLOCK_IOTUNE_TOTAL_IOPS_SEC_MAX_LENGTH`, a typed parameter's name.
pub const DOMAIN_BLOCK_IOTUNE_TOTAL_IOPS_SEC_MAX_LENGTH: &str = "total_iops_sec_max_length";
/// `VIR_DOMAIN_BLOCK_IOTUNE_WRITE_BYTES_SEC`, a typed parameter's name.
pub const DOMAIN_BLOCK_IOTUNE_WRITE_BYTES_SEC: &str = "write_bytes_sec";
/// `VIR_DOMAIN_BLOCK_IOTUNE_WRITE_BYTES_SEC_MAX`, a typed parameter's name.
pub const DOMAIN_BLOCK_IOTUNE_WRITE_BYTES_SEC_MAX: &str = "write_bytes_sec_max";
/// `VIR_DOMAIN_BLOCK_IOTUNE_WRITE_BYTES_SEC_MAX_LENGTH`, a typed parameter's name.
pub const DOMAIN_BLOCK_IOTUNE_WRITE_BYTES_SEC_MAX_LENGTH: &str = "write_bytes_sec_max_length";
/// `VIR_DOMAIN_BLOCK_IOTUNE_WRITE_IOPS_SEC`, a typed parameter's name.
pub const DOMAIN_BLOCK_IOTUNE_WRITE_IOPS_SEC: &str = "write_iops_sec";
/// `VIR_DOMAIN_BLOCK_IOTUNE_WRITE_IOPS_SEC_MAX`, a typed parameter's name.
pub const DOMAIN_BLOCK_IOTUNE_WRITE_IOPS_SEC_MAX: &str = "write_iops_sec_max";
/// `VIR_DOMAIN_BLOCK_IOTUNE_WRITE_IOPS_SEC_MAX_LENGTH`, a typed parameter's name.
pub const DOMAIN_BLOCK_IOTUNE_WRITE_IOPS_SEC_MAX_LENGTH: &str = "write_iops_sec_max_length";
/// `VIR_DOMAIN_BLOCK_STATS_ERRS`, a typed parameter's name.
pub const DOMAIN_BLOCK_STATS_ERRS: &str = "errs";
/// `VIR_DOMAIN_BLOCK_STATS_FLUSH_REQ`, a typed parameter's name.
pub const DOMAIN_BLOCK_STATS_FLUSH_REQ: &str = "flush_operations";
/// `VIR_DOMAIN_BLOCK_STATS_FLUSH_TOTAL_TIMES`, a typed parameter's name.
pub const DOMAIN_BLOCK_STATS_FLUSH_TOTAL_TIMES: &str = "flush_total_times";
/// `VIR_DOMAIN_BLOCK_STATS_READ_BYTES`, a typed parameter's name.
pub const DOMAIN_BLOCK_STATS_READ_BYTES: &str = "rd_bytes";
/// `VIR_DOMAIN_BLOCK_STATS_READ_REQ`, a typed parameter's name.
pub const DOMAIN_BLOCK_STATS_READ_REQ: &str = "rd_operations";
/// `VIR_DOMAIN_BLOCK_STATS_READ_TOTAL_TIMES`, a typed parameter's name.
pub const DOMAIN_BLOCK_STATS_READ_TOTAL_TIMES: &str = "rd_total_times";
/// `VIR_DOMAIN_BLOCK_STATS_WRITE_BYTES`, a typed parameter's name.
pub const DOMAIN_BLOCK_STATS_WRITE_BYTES: &str = "wr_bytes";
/// `VIR_DOMAIN_BLOCK_STATS_WRITE_REQ`, a typed parameter's name.
pub const DOMAIN_BLOCK_STATS_WRITE_REQ: &str = "wr_operations";
/// `VIR_DOMAIN_BLOCK_STATS_WRITE_TOTAL_TIMES`, a typed parameter's name.
pub const DOMAIN_BLOCK_STATS_WRITE_TOTAL_TIMES: &str = "wr_total_times";
/// `VIR_DOMAIN_CPU_STATS_CPUTIME`, a typed parameter's name.
pub const DOMAIN_CPU_STATS_CPUTIME: &str = "cpu_time";
/// `VIR_DOMAIN_CPU_STATS_SYSTEMTIME`, a typed parameter's name.
pub const DOMAIN_CPU_STATS_SYSTEMTIME: &str = "system_time";
/// `VIR_DOMAIN_CPU_STATS_USERTIME`, a typed parameter's name.
pub const DOMAIN_CPU_STATS_USERTIME: &str = "user_time";
/// `VIR_DOMAIN_CPU_STATS_VCPUTIME`, a typed parameter's name.
pub const DOMAIN_CPU_STATS_VCPUTIME: &str = "vcpu_time";
/// `VIR_DOMAIN_GUEST_INFO_DISK_COUNT`, a typed parameter's name.
pub const DOMAIN_GUEST_INFO_DISK_COUNT: &str = "disk.count";
/// `VIR_DOMAIN_GUEST_INFO_DISK_PREFIX`, a typed parameter's name.
pub const DOMAIN_GUEST_INFO_DISK_PREFIX: &str = "disk.";
/// `VIR_DOMAIN_GUEST_INFO_DISK_SUFFIX_ALIAS`, a typed parameter's name.
pub const DOMAIN_GUEST_INFO_DISK_SUFFIX_ALIAS: &str = ".alias";
/// `VIR_DOMAIN_GUEST_INFO_DISK_SUFFIX_DEPENDENCY_COUNT`, a typed parameter's name.
pub const DOMAIN_GUEST_INFO_DISK_SUFFIX_DEPENDENCY_COUNT: &str = ".dependency.count";
/// `VIR_DOMAIN_GUEST_INFO_DISK_SUFFIX_DEPENDENCY_PREFIX`, a typed parameter's name.
pub const DOMAIN_GUEST_INFO_DISK_SUFFIX_DEPENDENCY_PREFIX: &str = ".dependency.";
/// `VIR_DOMAIN_GUEST_INFO_DISK_SUFFIX_DEPENDENCY_SUFFIX_NAME`, a typed parameter's name.
pub const DOMAIN_GUEST_INFO_DISK_SUFFIX_DEPENDENCY_SUFFIX_NAME: &str = ".name";
/// `VIR_DOMAIN_GUEST_INFO_DISK_SUFFIX_GUEST_ALIAS`, a typed parameter's name.
pub const DOMAIN_GUEST_INFO_DISK_SUFFIX_GUEST_ALIAS: &str = ".guest_alias";
/// `VIR_DOMAIN_GUEST_INFO_DISK_SUFFIX_GUEST_BUS`, a typed parameter's name.
pub const DOMAIN_GUEST_INFO_DISK_SUFFIX_GUEST_BUS: &str = ".guest_bus";
/// `VIR_DOMAIN_GUEST_INFO_DISK_SUFFIX_NAME`, a typed parameter's name.
pub const DOMAIN_GUEST_INFO_DISK_SUFFIX_NAME: &str = ".name";
/// `VIR_DOMAIN_GUEST_INFO_DISK_SUFFIX_PARTITION`, a typed parameter's name.
pub const DOMAIN_GUEST_INFO_DISK_SUFFIX_PARTITION: &str = ".partition";
/// `VIR_DOMAIN_GUEST_INFO_DISK_SUFFIX_SERIAL`, a typed parameter's name.
pub const DOMAIN_GUEST_INFO_DISK_SUFFIX_SERIAL: &str = ".serial";
/// `VIR_DOMAIN_GUEST_INFO_FS_COUNT`, a typed parameter's name.
pub const DOMAIN_GUEST_INFO_FS_COUNT: &str = "fs.count";
/// `VIR_DOMAIN_GUEST_INFO_FS_PREFIX`, a typed parameter's name.
pub const DOMAIN_GUEST_INFO_FS_PREFIX: &str = "fs.";
/// `VIR_DOMAIN_GUEST_INFO_FS_SUFFIX_DISK_COUNT`, a typed parameter's name.
pub const DOMAIN_GUEST_INFO_FS_SUFFIX_DISK_COUNT: &str = ".disk.count";
/// `VIR_DOMAIN_GUEST_INFO_FS_SUFFIX_DISK_PREFIX`, a typed parameter's name.
pub const DOMAIN_GUEST_INFO_FS_SUFFIX_DISK_PREFIX: &str = ".disk.";
/// `VIR_DOMAIN_GUEST_INFO_FS_SUFFIX_DISK_SUFFIX_ALIAS`, a typed parameter's name.
pub const DOMAIN_GUEST_INFO_FS_SUFFIX_DISK_SUFFIX_ALIAS: &str = ".alias";
/// `VIR_DOMAIN_GUEST_INFO_FS_SUFFIX_DISK_SUFFIX_DEVICE`, a typed parameter's name.
pub const DOMAIN_GUEST_INFO_FS_SUFFIX_DISK_SUFFIX_DEVICE: &str = ".device";
/// `VIR_DOMAIN_GUEST_INFO_FS_SUFFIX_DISK_SUFFIX_SERIAL`, a typed parameter's name.
pub const DOMAIN_GUEST_INFO_FS_SUFFIX_DISK_SUFFIX_SERIAL: &str = ".serial";
/// `VIR_DOMAIN_GUEST_INFO_FS_SUFFIX_FSTYPE`, a typed parameter's name.
pub const DOMAIN_GUEST_INFO_FS_SUFFIX_FSTYPE: &str = ".fstype";
/// `VIR_DOMAIN_GUEST_INFO_FS_SUFFIX_MOUNTPOINT`, a typed parameter's name.
pub const DOMAIN_GUEST_INFO_FS_SUFFIX_MOUNTPOINT: &str = ".mountpoint";
/// `VIR_DOMAIN_GUEST_INFO_FS_SUFFIX_NAME`, a typed parameter's name.
pub const DOMAIN_GUEST_INFO_FS_SUFFIX_NAME: &str = ".name";
/// `VIR_DOMAIN_GUEST_INFO_FS_SUFFIX_TOTAL_BYTES`, a typed parameter's name.
pub const DOMAIN_GUEST_INFO_FS_SUFFIX_TOTAL_BYTES: &str = ".total-bytes";
/// `VIR_DOMAIN_GUEST_INFO_FS_SUFFIX_USED_BYTES`, a typed parameter's name.
pub const DOMAIN_GUEST_INFO_FS_SUFFIX_USED_BYTES: &str = ".used-bytes";
/// `VIR_DOMAIN_GUEST_INFO_HOSTNAME_HOSTNAME`, a typed parameter's name.
pub const DOMAIN_GUEST_INFO_HOSTNAME_HOSTNAME: &str = "hostname";
/// `VIR_DOMAIN_GUEST_INFO_IF_COUNT`, a typed parameter's name.
pub const DOMAIN_GUEST_INFO_IF_COUNT: &str = "if.count";
/// `VIR_DOMAIN_GUEST_INFO_IF_PREFIX`, a typed parameter's name.
pub const DOMAIN_GUEST_INFO_IF_PREFIX: &str = "if.";
/// `VIR_DOMAIN_GUEST_INFO_IF_SUFFIX_ADDR_COUNT`, a typed parameter's name.
pub const DOMAIN_GUEST_INFO_IF_SUFFIX_ADDR_COUNT: &str = ".addr.count";
/// `VIR_DOMAIN_GUEST_INFO_IF_SUFFIX_ADDR_PREFIX`, a typed parameter's name.
pub const DOMAIN_GUEST_INFO_IF_SUFFIX_ADDR_PREFIX: &str = ".addr.";
/// `VIR_DOMAIN_GUEST_INFO_IF_SUFFIX_ADDR_SUFFIX_ADDR`, a typed parameter's name.
pub const DOMAIN_GUEST_INFO_IF_SUFFIX_ADDR_SUFFIX_ADDR: &str = ".addr";
/// `VIR_DOMAIN_GUEST_INFO_IF_SUFFIX_ADDR_SUFFIX_PREFIX`, a typed parameter's name.
pub const DOMAIN_GUEST_INFO_IF_SUFFIX_ADDR_SUFFIX_PREFIX: &str = ".prefix";
/// `VIR_DOMAIN_GUEST_INFO_IF_SUFFIX_ADDR_SUFFIX_TYPE`, a typed parameter's name.
pub const DOMAIN_GUEST_INFO_IF_SUFFIX_ADDR_SUFFIX_TYPE: &str = ".type";
/// `VIR_DOMAIN_GUEST_INFO_IF_SUFFIX_HWADDR`, a typed parameter's name.
pub const DOMAIN_GUEST_INFO_IF_SUFFIX_HWADDR: &str = ".hwaddr";
/// `VIR_DOMAIN_GUEST_INFO_IF_SUFFIX_NAME`, a typed parameter's name.
pub const DOMAIN_GUEST_INFO_IF_SUFFIX_NAME: &str = ".name";
/// `VIR_DOMAIN_GUEST_INFO_LOAD_15M`, a typed parameter's name.
pub const DOMAIN_GUEST_INFO_LOAD_15M: &str = "load.15m";
/// `VIR_DOMAIN_GUEST_INFO_LOAD_1M`, a typed parameter's name.
pub const DOMAIN_GUEST_INFO_LOAD_1M: &str = "load.1m";
/// `VIR_DOMAIN_GUEST_INFO_LOAD_5M`, a typed parameter's name.
pub const DOMAIN_GUEST_INFO_LOAD_5M: &str = "load.5m";
/// `VIR_DOMAIN_GUEST_INFO_OS_ID`, a typed parameter's name.
pub const DOMAIN_GUEST_INFO_OS_ID: &str = "os.id";
/// `VIR_DOMAIN_GUEST_INFO_OS_KERNEL_RELEASE`, a typed parameter's name.
pub const DOMAIN_GUEST_INFO_OS_KERNEL_RELEASE: &str = "os.kernel-release";
/// `VIR_DOMAIN_GUEST_INFO_OS_KERNEL_VERSION`, a typed parameter's name.
pub const DOMAIN_GUEST_INFO_OS_KERNEL_VERSION: &str = "os.kernel-version";
/// `VIR_DOMAIN_GUEST_INFO_OS_MACHINE`, a typed parameter's name.
pub const DOMAIN_GUEST_INFO_OS_MACHINE: &str = "os.machine";
/// `VIR_DOMAIN_GUEST_INFO_OS_NAME`, a typed parameter's name.
pub const DOMAIN_GUEST_INFO_OS_NAME: &str = "os.name";
/// `VIR_DOMAIN_GUEST_INFO_OS_PRETTY_NAME`, a typed parameter's name.
pub const DOMAIN_GUEST_INFO_OS_PRETTY_NAME: &str = "os.pretty-name";
/// `VIR_DOMAIN_GUEST_INFO_OS_VARIANT`, a typed parameter's name.
pub const DOMAIN_GUEST_INFO_OS_VARIANT: &str = "os.variant";
/// `VIR_DOMAIN_GUEST_INFO_OS_VARIANT_ID`, a typed parameter's name.
pub const DOMAIN_GUEST_INFO_OS_VARIANT_ID: &str = "os.variant-id";
/// `VIR_DOMAIN_GUEST_INFO_OS_VERSION`, a typed parameter's name.
pub const DOMAIN_GUEST_INFO_OS_VERSION: &str = "os.version";
/// `VIR_DOMAIN_GUEST_INFO_OS_VERSION_ID`, a typed parameter's name.
pub const DOMAIN_GUEST_INFO_OS_VERSION_ID: &str = "os.version-id";
/// `VIR_DOMAIN_GUEST_INFO_TIMEZONE_NAME`, a typed parameter's name.
pub const DOMAIN_GUEST_INFO_TIMEZONE_NAME: &str = "timezone.name";
/// `VIR_DOMAIN_GUEST_INFO_TIMEZONE_OFFSET`, a typed parameter's name.
pub const DOMAIN_GUEST_INFO_TIMEZONE_OFFSET: &str = "timezone.offset";
/// `VIR_DOMAIN_GUEST_INFO_USER_COUNT`, a typed parameter's name.
pub const DOMAIN_GUEST_INFO_USER_COUNT: &str = "user.count";
/// `VIR_DOMAIN_GUEST_INFO_USER_PREFIX`, a typed parameter's name.
pub const DOMAIN_GUEST_INFO_USER_PREFIX: &str = "user.";
/// `VIR_DOMAIN_GUEST_INFO_USER_SUFFIX_DOMAIN`, a typed parameter's name.
pub const DOMAIN_GUEST_INFO_USER_SUFFIX_DOMAIN: &str = ".domain";
/// `VIR_DOMAIN_GUEST_INFO_USER_SUFFIX_LOGIN_TIME`, a typed parameter's name.
pub const DOMAIN_GUEST_INFO_USER_SUFFIX_LOGIN_TIME: &str = ".login-time";
/// `VIR_DOMAIN_GUEST_INFO_USER_SUFFIX_NAME`, a typed parameter's name.
pub const DOMAIN_GUEST_INFO_USER_SUFFIX_NAME: &str = ".name";
/// `VIR_DOMAIN_IOTHREAD_POLL_GROW`, a typed parameter's name.
pub const DOMAIN_IOTHREAD_POLL_GROW: &str = "poll_grow";
/// `VIR_DOMAIN_IOTHREAD_POLL_MAX_NS`, a typed parameter's name.
pub const DOMAIN_IOTHREAD_POLL_MAX_NS: &str = "poll_max_ns";
/// `VIR_DOMAIN_IOTHREAD_POLL_SHRINK`, a typed parameter's name.
pub const DOMAIN_IOTHREAD_POLL_SHRINK: &str = "poll_shrink";
/// `VIR_DOMAIN_IOTHREAD_THREAD_POOL_MAX`, a typed parameter's name.
pub const DOMAIN_IOTHREAD_THREAD_POOL_MAX: &str = "thread_pool_max";
/// `VIR_DOMAIN_IOTHREAD_THREAD_POOL_MIN`, a typed parameter's name.
pub const DOMAIN_IOTHREAD_THREAD_POOL_MIN: &str = "thread_pool_min";
/// `VIR_DOMAIN_JOB_AUTO_CONVERGE_THROTTLE`, a typed parameter's name.
pub const DOMAIN_JOB_AUTO_CONVERGE_THROTTLE: &str = "auto_converge_throttle";
/// `VIR_DOMAIN_JOB_COMPRESSION_BYTES`, a typed parameter's name.
pub const DOMAIN_JOB_COMPRESSION_BYTES: &str = "compression_bytes";
/// `VIR_DOMAIN_JOB_COMPRESSION_CACHE`, a typed parameter's name.
pub const DOMAIN_JOB_COMPRESSION_CACHE: &str = "compression_cache";
/// `VIR_DOMAIN_JOB_COMPRESSION_CACHE_MISSES`, a typed parameter's name.
pub const DOMAIN_JOB_COMPRESSION_CACHE_MISSES: &str = "compression_cache_misses";
/// `VIR_DOMAIN_JOB_COMPRESSION_OVERFLOW`, a typed parameter's name.
pub const DOMAIN_JOB_COMPRESSION_OVERFLOW: &str = "compression_overflow";
/// `VIR_DOMAIN_JOB_COMPRESSION_PAGES`, a typed parameter's name.
pub const DOMAIN_JOB_COMPRESSION_PAGES: &str = "compression_pages";
/// `VIR_DOMAIN_JOB_DATA_PROCESSED`, a typed parameter's name.
pub const DOMAIN_JOB_DATA_PROCESSED: &str = "data_processed";
/// `VIR_DOMAIN_JOB_DATA_REMAINING`, a typed parameter's name.
pub const DOMAIN_JOB_DATA_REMAINING: &str = "data_remaining";
/// `VIR_DOMAIN_JOB_DATA_TOTAL`, a typed parameter's name.
pub const DOMAIN_JOB_DATA_TOTAL: &str = "data_total";
/// `VIR_DOMAIN_JOB_DISK_BPS`, a typed parameter's name.
pub const DOMAIN_JOB_DISK_BPS: &str = "disk_bps";
/// `VIR_DOMAIN_JOB_DISK_PROCESSED`, a typed parameter's name.
pub const DOMAIN_JOB_DISK_PROCESSED: &str = "disk_processed";
/// `VIR_DOMAIN_JOB_DISK_REMAINING`, a typed parameter's name.
pub const DOMAIN_JOB_DISK_REMAINING: &str = "disk_remaining";
/// `VIR_DOMAIN_JOB_DISK_TEMP_TOTAL`, a typed parameter's name.
pub const DOMAIN_JOB_DISK_TEMP_TOTAL: &str = "disk_temp_total";
/// `VIR_DOMAIN_JOB_DISK_TEMP_USED`, a typed parameter's name.
pub const DOMAIN_JOB_DISK_TEMP_USED: &str = "disk_temp_used";
/// `VIR_DOMAIN_JOB_DISK_TOTAL`, a typed parameter's name.
pub const DOMAIN_JOB_DISK_TOTAL: &str = "disk_total";
/// `VIR_DOMAIN_JOB_DOWNTIME`, a typed parameter's name.
pub const DOMAIN_JOB_DOWNTIME: &str = "downtime";
/// `VIR_DOMAIN_JOB_DOWNTIME_NET`, a typed parameter's name.
pub const DOMAIN_JOB_DOWNTIME_NET: &str = "downtime_net";
/// `VIR_DOMAIN_JOB_ERRMSG`, a typed parameter's name.
pub const DOMAIN_JOB_ERRMSG: &str = "errmsg";
/// `VIR_DOMAIN_JOB_MEMORY_BPS`, a typed parameter's name.
pub const DOMAIN_JOB_MEMORY_BPS: &str = "memory_bps";
/// `VIR_DOMAIN_JOB_MEMORY_CONSTANT`, a typed parameter's name.
pub const DOMAIN_JOB_MEMORY_CONSTANT: &str = "memory_constant";
/// `VIR_DOMAIN_JOB_MEMORY_DIRTY_RATE`, a typed parameter's name.
pub const DOMAIN_JOB_MEMORY_DIRTY_RATE: &str = "memory_dirty_rate";
/// `VIR_DOMAIN_JOB_MEMORY_ITERATION`, a typed parameter's name.
pub const DOMAIN_JOB_MEMORY_ITERATION: &str = "memory_iteration";
/// `VIR_DOMAIN_JOB_MEMORY_NORMAL`, a typed parameter's name.
pub const DOMAIN_JOB_MEMORY_NORMAL: &str = "memory_normal";
/// `VIR_DOMAIN_JOB_MEMORY_NORMAL_BYTES`, a typed parameter's name.
pub const DOMAIN_JOB_MEMORY_NORMAL_BYTES: &str = "memory_normal_bytes";
/// `VIR_DOMAIN_JOB_MEMORY_PAGE_SIZE`, a typed parameter's name.
pub const DOMAIN_JOB_MEMORY_PAGE_SIZE: &str = "memory_page_size";
/// `VIR_DOMAIN_JOB_MEMORY_POSTCOPY_REQS`, a typed parameter's name.
pub const DOMAIN_JOB_MEMORY_POSTCOPY_REQS: &str = "memory_postcopy_requests";
/// `VIR_DOMAIN_JOB_MEMORY_PROCESSED`, a typed parameter's name.
pub const DOMAIN_JOB_MEMORY_PROCESSED: &str = "memory_processed";
/// `VIR_DOMAIN_JOB_MEMORY_REMAINING`, a typed parameter's name.
pub const DOMAIN_JOB_MEMORY_REMAINING: &str = "memory_remaining";
/// `VIR_DOMAIN_JOB_MEMORY_TOTAL`, a typed parameter's name.
pub const DOMAIN_JOB_MEMORY_TOTAL: &str = "memory_total";
/// `VIR_DOMAIN_JOB_OPERATION`, a typed parameter's name.
pub const DOMAIN_JOB_OPERATION: &str = "operation";
/// `VIR_DOMAIN_JOB_SETUP_TIME`, a typed parameter's name.
pub const DOMAIN_JOB_SETUP_TIME: &str = "setup_time";
/// `VIR_DOMAIN_JOB_SUCCESS`, a typed parameter's name.
pub const DOMAIN_JOB_SUCCESS: &str = "success";
/// `VIR_DOMAIN_JOB_TIME_ELAPSED`, a typed parameter's name.
pub const DOMAIN_JOB_TIME_ELAPSED: &str = "time_elapsed";
/// `VIR_DOMAIN_JOB_TIME_ELAPSED_NET`, a typed parameter's name.
pub const DOMAIN_JOB_TIME_ELAPSED_NET: &str = "time_elapsed_net";
/// `VIR_DOMAIN_JOB_TIME_REMAINING`, a typed parameter's name.
pub const DOMAIN_JOB_TIME_REMAINING: &str = "time_remaining";
/// `VIR_DOMAIN_JOB_VFIO_DATA_TRANSFERRED`, a typed parameter's name.
pub const DOMAIN_JOB_VFIO_DATA_TRANSFERRED: &str = "vfio_data_transferred";
/// `VIR_DOMAIN_LAUNCH_SECURITY_SEV_API_MAJOR`, a typed parameter's name.
pub const DOMAIN_LAUNCH_SECURITY_SEV_API_MAJOR: &str = "sev-api-major";
/// `VIR_DOMAIN_LAUNCH_SECURITY_SEV_API_MINOR`, a typed parameter's name.
pub const DOMAIN_LAUNCH_SECURITY_SEV_API_MINOR: &str = "sev-api-minor";
/// `VIR_DOMAIN_LAUNCH_SECURITY_SEV_BUILD_ID`, a typed parameter's name.
pub const DOMAIN_LAUNCH_SECURITY_SEV_BUILD_ID: &str = "sev-build-id";
/// `VIR_DOMAIN_LAUNCH_SECURITY_SEV_MEASUREMENT`, a typed parameter's name.
pub const DOMAIN_LAUNCH_SECURITY_SEV_MEASUREMENT: &str = "sev-measurement";
/// `VIR_DOMAIN_LAUNCH_SECURITY_SEV_POLICY`, a typed parameter's name.
pub const DOMAIN_LAUNCH_SECURITY_SEV_POLICY: &str = "sev-policy";
/// `VIR_DOMAIN_LAUNCH_SECURITY_SEV_SECRET`, a typed parameter's name.
pub const DOMAIN_LAUNCH_SECURITY_SEV_SECRET: &str = "sev-secret";
/// `VIR_DOMAIN_LAUNCH_SECURITY_SEV_SECRET_HEADER`, a typed parameter's name.
pub const DOMAIN_LAUNCH_SECURITY_SEV_SECRET_HEADER: &str = "sev-secret-header";
/// `VIR_DOMAIN_LAUNCH_SECURITY_SEV_SECRET_SET_ADDRESS`, a typed parameter's name.
pub const DOMAIN_LAUNCH_SECURITY_SEV_SECRET_SET_ADDRESS: &str = "sev-secret-set-address";
/// `VIR_DOMAIN_LAUNCH_SECURITY_SEV_SNP_POLICY`, a typed parameter's name.
pub const DOMAIN_LAUNCH_SECURITY_SEV_SNP_POLICY: &str = "sev-snp-policy";
/// `VIR_DOMAIN_MEMORY_HARD_LIMIT`, a typed parameter's name.
pub const DOMAIN_MEMORY_HARD_LIMIT: &str = "hard_limit";
/// `VIR_DOMAIN_MEMORY_MIN_GUARANTEE`, a typed parameter's name.
pub const DOMAIN_MEMORY_MIN_GUARANTEE: &str = "min_guarantee";
/// `VIR_DOMAIN_MEMORY_SOFT_LIMIT`, a typed parameter's name.
pub const DOMAIN_MEMORY_SOFT_LIMIT: &str = "soft_limit";
/// `VIR_DOMAIN_MEMORY_SWAP_HARD_LIMIT`, a typed parameter's name.
pub const DOMAIN_MEMORY_SWAP_HARD_LIMIT: &str = "swap_hard_limit";
/// `VIR_DOMAIN_NUMA_MODE`, a typed parameter's name.
pub const DOMAIN_NUMA_MODE: &str = "numa_mode";
/// `VIR_DOMAIN_NUMA_NODESET`, a typed parameter's name.
pub const DOMAIN_NUMA_NODESET: &str = "numa_nodeset";
/// `VIR_DOMAIN_SAVE_PARAM_DXML`, a typed parameter's name.
pub const DOMAIN_SAVE_PARAM_DXML: &str = "dxml";
/// `VIR_DOMAIN_SAVE_PARAM_FILE`, a typed parameter's name.
pub const DOMAIN_SAVE_PARAM_FILE: &str = "file";
/// `VIR_DOMAIN_SAVE_PARAM_IMAGE_FORMAT`, a typed parameter's name.
pub const DOMAIN_SAVE_PARAM_IMAGE_FORMAT: &str = "image_format";
/// `VIR_DOMAIN_SAVE_PARAM_PARALLEL_CHANNELS`, a typed parameter's name.
pub const DOMAIN_SAVE_PARAM_PARALLEL_CHANNELS: &str = "parallel.channels";
/// `VIR_DOMAIN_SCHEDULER_CAP`, a typed parameter's name.
pub const DOMAIN_SCHEDULER_CAP: &str = "cap";
/// `VIR_DOMAIN_SCHEDULER_CPU_SHARES`, a typed parameter's name.
pub const DOMAIN_SCHEDULER_CPU_SHARES: &str = "cpu_shares";
/// `VIR_DOMAIN_SCHEDULER_EMULATOR_PERIOD`, a typed parameter's name.
pub const DOMAIN_SCHEDULER_EMULATOR_PERIOD: &str = "emulator_period";
/// `VIR_DOMAIN_SCHEDULER_EMULATOR_QUOTA`, a typed parameter's name.
pub const DOMAIN_SCHEDULER_EMULATOR_QUOTA: &str = "emulator_quota";
/// `VIR_DOMAIN_SCHEDULER_GLOBAL_PERIOD`, a typed parameter's name.
pub const DOMAIN_SCHEDULER_GLOBAL_PERIOD: &str = "global_period";
/// `VIR_DOMAIN_SCHEDULER_GLOBAL_QUOTA`, a typed parameter's name.
pub const DOMAIN_SCHEDULER_GLOBAL_QUOTA: &str = "global_quota";
/// `VIR_DOMAIN_SCHEDULER_IOTHREAD_PERIOD`, a typed parameter's name.
pub const DOMAIN_SCHEDULER_IOTHREAD_PERIOD: &str = "iothread_period";
/// `VIR_DOMAIN_SCHEDULER_IOTHREAD_QUOTA`, a typed parameter's name.
pub const DOMAIN_SCHEDULER_IOTHREAD_QUOTA: &str = "iothread_quota";
/// `VIR_DOMAIN_SCHEDULER_LIMIT`, a typed parameter's name.
pub const DOMAIN_SCHEDULER_LIMIT: &str = "limit";
/// `VIR_DOMAIN_SCHEDULER_RESERVATION`, a typed parameter's name.
pub const DOMAIN_SCHEDULER_RESERVATION: &str = "reservation";
/// `VIR_DOMAIN_SCHEDULER_SHARES`, a typed parameter's name.
pub const DOMAIN_SCHEDULER_SHARES: &str = "shares";
/// `VIR_DOMAIN_SCHEDULER_VCPU_PERIOD`, a typed parameter's name.
pub const DOMAIN_SCHEDULER_VCPU_PERIOD: &str = "vcpu_period";
/// `VIR_DOMAIN_SCHEDULER_VCPU_QUOTA`, a typed parameter's name.
pub const DOMAIN_SCHEDULER_VCPU_QUOTA: &str = "vcpu_quota";
/// `VIR_DOMAIN_SCHEDULER_WEIGHT`, a typed parameter's name.
pub const DOMAIN_SCHEDULER_WEIGHT: &str = "weight";
/// `VIR_DOMAIN_SEND_KEY_MAX_KEYS` of `macro`.
pub const DOMAIN_SEND_KEY_MAX_KEYS: u32 = 16;
/// `VIR_DOMAIN_STATS_BALLOON_AVAILABLE`, a typed parameter's name.
pub const DOMAIN_STATS_BALLOON_AVAILABLE: &str = "balloon.available";
/// `VIR_DOMAIN_STATS_BALLOON_CURRENT`, a typed parameter's name.
pub const DOMAIN_STATS_BALLOON_CURRENT: &str = "balloon.current";
/// `VIR_DOMAIN_STATS_BALLOON_DISK_CACHES`, a typed parameter's name.
pub const DOMAIN_STATS_BALLOON_DISK_CACHES: &str = "balloon.disk_caches";
/// `VIR_DOMAIN_STATS_BALLOON_HUGETLB_PGALLOC`, a typed parameter's name.
pub const DOMAIN_STATS_BALLOON_HUGETLB_PGALLOC: &str = "balloon.hugetlb_pgalloc";
/// `VIR_DOMAIN_STATS_BALLOON_HUGETLB_PGFAIL`, a typed parameter's name.
pub const DOMAIN_STATS_BALLOON_HUGETLB_PGFAIL: &str = "balloon.hugetlb_pgfail";
/// `VIR_DOMAIN_STATS_BALLOON_LAST_UPDATE`, a typed parameter's name.
pub const DOMAIN_STATS_BALLOON_LAST_UPDATE: &str = "balloon.last-update";
/// `VIR_DOMAIN_STATS_BALLOON_MAJOR_FAULT`, a typed parameter's name.
pub const DOMAIN_STATS_BALLOON_MAJOR_FAULT: &str = "balloon.major_fault";
/// `VIR_DOMAIN_STATS_BALLOON_MAXIMUM`, a typed parameter's name.
pub const DOMAIN_STATS_BALLOON_MAXIMUM: &str = "balloon.maximum";
/// `VIR_DOMAIN_STATS_BALLOON_MINOR_FAULT`, a typed parameter's name.
pub const DOMAIN_STATS_BALLOON_MINOR_FAULT: &str = "balloon.minor_fault";
/// `VIR_DOMAIN_STATS_BALLOON_RSS`, a typed parameter's name.
pub const DOMAIN_STATS_BALLOON_RSS: &str = "balloon.rss";
/// `VIR_DOMAIN_STATS_BALLOON_SWAP_IN`, a typed parameter's name.
pub const DOMAIN_STATS_BALLOON_SWAP_IN: &str = "balloon.swap_in";
/// `VIR_DOMAIN_STATS_BALLOON_SWAP_OUT`, a typed parameter's name.
pub const DOMAIN_STATS_BALLOON_SWAP_OUT: &str = "balloon.swap_out";
/// `VIR_DOMAIN_STATS_BALLOON_UNUSED`, a typed parameter's name.
pub const DOMAIN_STATS_BALLOON_UNUSED: &str = "balloon.unused";
/// `VIR_DOMAIN_STATS_BALLOON_USABLE`, a typed parameter's name.
pub const DOMAIN_STATS_BALLOON_USABLE: &str = "balloon.usable";
/// `VIR_DOMAIN_STATS_BLOCK_COUNT`, a typed parameter's name.
pub const DOMAIN_STATS_BLOCK_COUNT: &str = "block.count";
/// `VIR_DOMAIN_STATS_BLOCK_PREFIX`, a typed parameter's name.
pub const DOMAIN_STATS_BLOCK_PREFIX: &str = "block.";
/// `VIR_DOMAIN_STATS_BLOCK_SUFFIX_ALLOCATION`, a typed parameter's name.
pub const DOMAIN_STATS_BLOCK_SUFFIX_ALLOCATION: &str = ".allocation";
/// `VIR_DOMAIN_STATS_BLOCK_SUFFIX_BACKINGINDEX`, a typed parameter's name.
pub const DOMAIN_STATS_BLOCK_SUFFIX_BACKINGINDEX: &str = ".backingIndex";
/// `VIR_DOMAIN_STATS_BLOCK_SUFFIX_CAPACITY`, a typed parameter's name.
pub const DOMAIN_STATS_BLOCK_SUFFIX_CAPACITY: &str = ".capacity";
/// `VIR_DOMAIN_STATS_BLOCK_SUFFIX_ERRORS`, a typed parameter's name.
pub const DOMAIN_STATS_BLOCK_SUFFIX_ERRORS: &str = ".errors";
/// `VIR_DOMAIN_STATS_BLOCK_SUFFIX_FL_REQS`, a typed parameter's name.
pub const DOMAIN_STATS_BLOCK_SUFFIX_FL_REQS: &str = ".fl.reqs";
/// `VIR_DOMAIN_STATS_BLOCK_SUFFIX_FL_TIMES`, a typed parameter's name.
pub const DOMAIN_STATS_BLOCK_SUFFIX_FL_TIMES: &str = ".fl.times";
/// `VIR_DOMAIN_STATS_BLOCK_SUFFIX_NAME`, a typed parameter's name.
pub const DOMAIN_STATS_BLOCK_SUFFIX_NAME: &str = ".name";
/// `VIR_DOMAIN_STATS_BLOCK_SUFFIX_PATH`, a typed parameter's name.
pub const DOMAIN_STATS_BLOCK_SUFFIX_PATH: &str = ".path";
/// `VIR_DOMAIN_STATS_BLOCK_SUFFIX_PHYSICAL`, a typed parameter's name.
pub const DOMAIN_STATS_BLOCK_SUFFIX_PHYSICAL: &str = ".physical";
/// `VIR_DOMAIN_STATS_BLOCK_SUFFIX_RD_BYTES`, a typed parameter's name.
pub const DOMAIN_STATS_BLOCK_SUFFIX_RD_BYTES: &str = ".rd.bytes";
/// `VIR_DOMAIN_STATS_BLOCK_SUFFIX_RD_REQS`, a typed parameter's name.
pub const DOMAIN_STATS_BLOCK_SUFFIX_RD_REQS: &str = ".rd.reqs";
/// `VIR_DOMAIN_STATS_BLOCK_SUFFIX_RD_TIMES`, a typed parameter's name.
pub const DOMAIN_STATS_BLOCK_SUFFIX_RD_TIMES: &str = ".rd.times";
/// `VIR_DOMAIN_STATS_BLOCK_SUFFIX_THRESHOLD`, a typed parameter's name.
pub const DOMAIN_STATS_BLOCK_SUFFIX_THRESHOLD: &str = ".threshold";
/// `VIR_DOMAIN_STATS_BLOCK_SUFFIX_WR_BYTES`, a typed parameter's name.
pub const DOMAIN_STATS_BLOCK_SUFFIX_WR_BYTES: &str = ".wr.bytes";
/// `VIR_DOMAIN_STATS_BLOCK_SUFFIX_WR_REQS`, a typed parameter's name.
pub const DOMAIN_STATS_BLOCK_SUFFIX_WR_REQS: &str = ".wr.reqs";
/// `VIR_DOMAIN_STATS_BLOCK_SUFFIX_WR_TIMES`, a typed parameter's name.
pub const DOMAIN_STATS_BLOCK_SUFFIX_WR_TIMES: &str = ".wr.times";
/// `VIR_DOMAIN_STATS_CPU_CACHE_MONITOR_COUNT`, a typed parameter's name.
pub const DOMAIN_STATS_CPU_CACHE_MONITOR_COUNT: &str = "cpu.cache.monitor.count";
/// `VIR_DOMAIN_STATS_CPU_CACHE_MONITOR_PREFIX`, a typed parameter's name.
pub const DOMAIN_STATS_CPU_CACHE_MONITOR_PREFIX: &str = "cpu.cache.monitor.";
/// `VIR_DOMAIN_STATS_CPU_CACHE_MONITOR_SUFFIX_BANK_COUNT`, a typed parameter's name.
pub const DOMAIN_STATS_CPU_CACHE_MONITOR_SUFFIX_BANK_COUNT: &str = ".bank.count";
/// `VIR_DOMAIN_STATS_CPU_CACHE_MONITOR_SUFFIX_BANK_PREFIX`, a typed parameter's name.
pub const DOMAIN_STATS_CPU_CACHE_MONITOR_SUFFIX_BANK_PREFIX: &str = ".bank.";
/// `VIR_DOMAIN_STATS_CPU_CACHE_MONITOR_SUFFIX_BANK_SUFFIX_BYTES`, a typed parameter's name.
pub const DOMAIN_STATS_CPU_CACHE_MONITOR_SUFFIX_BANK_SUFFIX_BYTES: &str = ".bytes";
/// `VIR_DOMAIN_STATS_CPU_CACHE_MONITOR_SUFFIX_BANK_SUFFIX_ID`, a typed parameter's name.
pub const DOMAIN_STATS_CPU_CACHE_MONITOR_SUFFIX_BANK_SUFFIX_ID: &str = ".id";
/// `VIR_DOMAIN_STATS_CPU_CACHE_MONITOR_SUFFIX_NAME`, a typed parameter's name.
pub const DOMAIN_STATS_CPU_CACHE_MONITOR_SUFFIX_NAME: &str = ".name";
/// `VIR_DOMAIN_STATS_CPU_CACHE_MONITOR_SUFFIX_VCPUS`, a typed parameter's name.
pub const DOMAIN_STATS_CPU_CACHE_MONITOR_SUFFIX_VCPUS: &str = ".vcpus";
/// `VIR_DOMAIN_STATS_CPU_HALTPOLL_FAIL_TIME`, a typed parameter's name.
pub const DOMAIN_STATS_CPU_HALTPOLL_FAIL_TIME: &str = "cpu.haltpoll.fail.time";
/// `VIR_DOMAIN_STATS_CPU_HALTPOLL_SUCCESS_TIME`, a typed parameter's name.
pub const DOMAIN_STATS_CPU_HALTPOLL_SUCCESS_TIME: &str = "cpu.haltpoll.success.time";
/// `VIR_DOMAIN_STATS_CPU_SYSTEM`, a typed parameter's name.
pub const DOMAIN_STATS_CPU_SYSTEM: &str = "cpu.system";
/// `VIR_DOMAIN_STATS_CPU_TIME`, a typed parameter's name.
pub const DOMAIN_STATS_CPU_TIME: &str = "cpu.time";
/// `VIR_DOMAIN_STATS_CPU_USER`, a typed parameter's name.
pub const DOMAIN_STATS_CPU_USER: &str = "cpu.user";
/// `VIR_DOMAIN_STATS_CUSTOM_SUFFIX_TYPE_CUR`, a typed parameter's name.
pub const DOMAIN_STATS_CUSTOM_SUFFIX_TYPE_CUR: &str = ".cur";
/// `VIR_DOMAIN_STATS_CUSTOM_SUFFIX_TYPE_MAX`, a typed parameter's name.
pub const DOMAIN_STATS_CUSTOM_SUFFIX_TYPE_MAX: &str = ".max";
/// `VIR_DOMAIN_STATS_CUSTOM_SUFFIX_TYPE_SUM`, a typed parameter's name.
pub const DOMAIN_STATS_CUSTOM_SUFFIX_TYPE_SUM: &str = ".sum";
/// `VIR_DOMAIN_STATS_DIRTYRATE_CALC_MODE`, a typed parameter's name.
pub const DOMAIN_STATS_DIRTYRATE_CALC_MODE: &str = "dirtyrate.calc_mode";
/// `VIR_DOMAIN_STATS_DIRTYRATE_CALC_PERIOD`, a typed parameter's name.
pub const DOMAIN_STATS_DIRTYRATE_CALC_PERIOD: &str = "dirtyrate.calc_period";
/// `VIR_DOMAIN_STATS_DIRTYRATE_CALC_START_TIME`, a typed parameter's name.
pub const DOMAIN_STATS_DIRTYRATE_CALC_START_TIME: &str = "dirtyrate.calc_start_time";
/// `VIR_DOMAIN_STATS_DIRTYRATE_CALC_STATUS`, a typed parameter's name.
pub const DOMAIN_STATS_DIRTYRATE_CALC_STATUS: &str = "dirtyrate.calc_status";
/// `VIR_DOMAIN_STATS_DIRTYRATE_MEGABYTES_PER_SECOND`, a typed parameter's name.
pub const DOMAIN_STATS_DIRTYRATE_MEGABYTES_PER_SECOND: &str = "dirtyrate.megabytes_per_second";
/// `VIR_DOMAIN_STATS_DIRTYRATE_VCPU_PREFIX`, a typed parameter's name.
pub const DOMAIN_STATS_DIRTYRATE_VCPU_PREFIX: &str = "dirtyrate.vcpu.";
/// `VIR_DOMAIN_STATS_DIRTYRATE_VCPU_SUFFIX_MEGABYTES_PER_SECOND`, a typed parameter's name.
pub const DOMAIN_STATS_DIRTYRATE_VCPU_SUFFIX_MEGABYTES_PER_SECOND: &str = ".megabytes_per_second";
/// `VIR_DOMAIN_STATS_IOTHREAD_COUNT`, a typed parameter's name.
pub const DOMAIN_STATS_IOTHREAD_COUNT: &str = "iothread.count";
/// `VIR_DOMAIN_STATS_IOTHREAD_PREFIX`, a typed parameter's name.
pub const DOMAIN_STATS_IOTHREAD_PREFIX: &str = "iothread.";
/// `VIR_DOMAIN_STATS_IOTHREAD_SUFFIX_POLL_GROW`, a typed parameter's name.
pub const DOMAIN_STATS_IOTHREAD_SUFFIX_POLL_GROW: &str = ".poll-grow";
/// `VIR_DOMAIN_STATS_IOTHREAD_SUFFIX_POLL_MAX_NS`, a typed parameter's name.
pub const DOMAIN_STATS_IOTHREAD_SUFFIX_POLL_MAX_NS: &str = ".poll-max-ns";
/// `VIR_DOMAIN_STATS_IOTHREAD_SUFFIX_POLL_SHRINK`, a typed parameter's name.
pub const DOMAIN_STATS_IOTHREAD_SUFFIX_POLL_SHRINK: &str = ".poll-shrink";
/// `VIR_DOMAIN_STATS_MEMORY_BANDWIDTH_MONITOR_COUNT`, a typed parameter's name.
pub const DOMAIN_STATS_MEMORY_BANDWIDTH_MONITOR_COUNT: &str = "memory.bandwidth.monitor.count";
/// `VIR_DOMAIN_STATS_MEMORY_BANDWIDTH_MONITOR_PREFIX`, a typed parameter's name.
pub const DOMAIN_STATS_MEMORY_BANDWIDTH_MONITOR_PREFIX: &str = "memory.bandwidth.monitor.";
/// `VIR_DOMAIN_STATS_MEMORY_BANDWIDTH_MONITOR_SUFFIX_NAME`, a typed parameter's name.
pub const DOMAIN_STATS_MEMORY_BANDWIDTH_MONITOR_SUFFIX_NAME: &str = ".name";
/// `VIR_DOMAIN_STATS_MEMORY_BANDWIDTH_MONITOR_SUFFIX_NODE_COUNT`, a typed parameter's name.
pub const DOMAIN_STATS_MEMORY_BANDWIDTH_MONITOR_SUFFIX_NODE_COUNT: &str = ".node.count";
/// `VIR_DOMAIN_STATS_MEMORY_BANDWIDTH_MONITOR_SUFFIX_NODE_PREFIX`, a typed parameter's name.
pub const DOMAIN_STATS_MEMORY_BANDWIDTH_MONITOR_SUFFIX_NODE_PREFIX: &str = ".node.";
/// `VIR_DOMAIN_STATS_MEMORY_BANDWIDTH_MONITOR_SUFFIX_NODE_SUFFIX_BYTES_LOCAL`, a typed parameter's name.
pub const DOMAIN_STATS_MEMORY_BANDWIDTH_MONITOR_SUFFIX_NODE_SUFFIX_BYTES_LOCAL: &str =
    ".bytes.local";
/// `VIR_DOMAIN_STATS_MEMORY_BANDWIDTH_MONITOR_SUFFIX_NODE_SUFFIX_BYTES_TOTAL`, a typed parameter's name.
pub const DOMAIN_STATS_MEMORY_BANDWIDTH_MONITOR_SUFFIX_NODE_SUFFIX_BYTES_TOTAL: &str =
    ".bytes.total";
/// `VIR_DOMAIN_STATS_MEMORY_BANDWIDTH_MONITOR_SUFFIX_NODE_SUFFIX_ID`, a typed parameter's name.
pub const DOMAIN_STATS_MEMORY_BANDWIDTH_MONITOR_SUFFIX_NODE_SUFFIX_ID: &str = ".id";
/// `VIR_DOMAIN_STATS_MEMORY_BANDWIDTH_MONITOR_SUFFIX_VCPUS`, a typed parameter's name.
pub const DOMAIN_STATS_MEMORY_BANDWIDTH_MONITOR_SUFFIX_VCPUS: &str = ".vcpus";
/// `VIR_DOMAIN_STATS_NET_COUNT`, a typed parameter's name.
pub const DOMAIN_STATS_NET_COUNT: &str = "net.count";
/// `VIR_DOMAIN_STATS_NET_PREFIX`, a typed parameter's name.
pub const DOMAIN_STATS_NET_PREFIX: &str = "net.";
/// `VIR_DOMAIN_STATS_NET_SUFFIX_NAME`, a typed parameter's name.
pub const DOMAIN_STATS_NET_SUFFIX_NAME: &str = ".name";
/// `VIR_DOMAIN_STATS_NET_SUFFIX_RX_BYTES`, a typed parameter's name.
pub const DOMAIN_STATS_NET_SUFFIX_RX_BYTES: &str = ".rx.bytes";
/// `VIR_DOMAIN_STATS_NET_SUFFIX_RX_DROP`, a typed parameter's name.
pub const DOMAIN_STATS_NET_SUFFIX_RX_DROP: &str = ".rx.drop";
/// `VIR_DOMAIN_STATS_NET_SUFFIX_RX_ERRS`, a typed parameter's name.
pub const DOMAIN_STATS_NET_SUFFIX_RX_ERRS: &str = ".rx.errs";
/// `VIR_DOMAIN_STATS_NET_SUFFIX_RX_PKTS`, a typed parameter's name.
pub const DOMAIN_STATS_NET_SUFFIX_RX_PKTS: &str = ".rx.pkts";
/// `VIR_DOMAIN_STATS_NET_SUFFIX_TX_BYTES`, a typed parameter's name.
pub const DOMAIN_STATS_NET_SUFFIX_TX_BYTES: &str = ".tx.bytes";
/// `VIR_DOMAIN_STATS_NET_SUFFIX_TX_DROP`, a typed parameter's name.
pub const DOMAIN_STATS_NET_SUFFIX_TX_DROP: &str = ".tx.drop";
/// `VIR_DOMAIN_STATS_NET_SUFFIX_TX_ERRS`, a typed parameter's name.
pub const DOMAIN_STATS_NET_SUFFIX_TX_ERRS: &str = ".tx.errs";
/// `VIR_DOMAIN_STATS_NET_SUFFIX_TX_PKTS`, a typed parameter's name.
pub const DOMAIN_STATS_NET_SUFFIX_TX_PKTS: &str = ".tx.pkts";
/// `VIR_DOMAIN_STATS_PERF_ALIGNMENT_FAULTS`, a typed parameter's name.
pub const DOMAIN_STATS_PERF_ALIGNMENT_FAULTS: &str = "perf.alignment_faults";
/// `VIR_DOMAIN_STATS_PERF_BRANCH_INSTRUCTIONS`, a typed parameter's name.
pub const DOMAIN_STATS_PERF_BRANCH_INSTRUCTIONS: &str = "perf.branch_instructions";
/// `VIR_DOMAIN_STATS_PERF_BRANCH_MISSES`, a typed parameter's name.
pub const DOMAIN_STATS_PERF_BRANCH_MISSES: &str = "perf.branch_misses";
/// `VIR_DOMAIN_STATS_PERF_BUS_CYCLES`, a typed parameter's name.
pub const DOMAIN_STATS_PERF_BUS_CYCLES: &str = "perf.bus_cycles";
/// `VIR_DOMAIN_STATS_PERF_CACHE_MISSES`, a typed parameter's name.
pub const DOMAIN_STATS_PERF_CACHE_MISSES: &str = "perf.cache_misses";
/// `VIR_DOMAIN_STATS_PERF_CACHE_REFERENCES`, a typed parameter's name.
pub const DOMAIN_STATS_PERF_CACHE_REFERENCES: &str = "perf.cache_references";
/// `VIR_DOMAIN_STATS_PERF_CMT`, a typed parameter's name.
pub const DOMAIN_STATS_PERF_CMT: &str = "perf.cmt";
/// `VIR_DOMAIN_STATS_PERF_CONTEXT_SWITCHES`, a typed parameter's name.
pub const DOMAIN_STATS_PERF_CONTEXT_SWITCHES: &str = "perf.context_switches";
/// `VIR_DOMAIN_STATS_PERF_CPU_CLOCK`, a typed parameter's name.
pub const DOMAIN_STATS_PERF_CPU_CLOCK: &str = "perf.cpu_clock";
/// `VIR_DOMAIN_STATS_PERF_CPU_CYCLES`, a typed parameter's name.
pub const DOMAIN_STATS_PERF_CPU_CYCLES: &str = "perf.cpu_cycles";
/// `VIR_DOMAIN_STATS_PERF_CPU_MIGRATIONS`, a typed parameter's name.
pub const DOMAIN_STATS_PERF_CPU_MIGRATIONS: &str = "perf.cpu_migrations";
/// `VIR_DOMAIN_STATS_PERF_EMULATION_FAULTS`, a typed parameter's name.
pub const DOMAIN_STATS_PERF_EMULATION_FAULTS: &str = "perf.emulation_faults";
/// `VIR_DOMAIN_STATS_PERF_INSTRUCTIONS`, a typed parameter's name.
pub const DOMAIN_STATS_PERF_INSTRUCTIONS: &str = "perf.instructions";
/// `VIR_DOMAIN_STATS_PERF_MBML`, a typed parameter's name.
pub const DOMAIN_STATS_PERF_MBML: &str = "perf.mbml";
/// `VIR_DOMAIN_STATS_PERF_MBMT`, a typed parameter's name.
pub const DOMAIN_STATS_PERF_MBMT: &str = "perf.mbmt";
/// `VIR_DOMAIN_STATS_PERF_PAGE_FAULTS`, a typed parameter's name.
pub const DOMAIN_STATS_PERF_PAGE_FAULTS: &str = "perf.page_faults";
/// `VIR_DOMAIN_STATS_PERF_PAGE_FAULTS_MAJ`, a typed parameter's name.
pub const DOMAIN_STATS_PERF_PAGE_FAULTS_MAJ: &str = "perf.page_faults_maj";
/// `VIR_DOMAIN_STATS_PERF_PAGE_FAULTS_MIN`, a typed parameter's name.
pub const DOMAIN_STATS_PERF_PAGE_FAULTS_MIN: &str = "perf.page_faults_min";
/// `VIR_DOMAIN_STATS_PERF_REF_CPU_CYCLES`, a typed parameter's name.
pub const DOMAIN_STATS_PERF_REF_CPU_CYCLES: &str = "perf.ref_cpu_cycles";
/// `VIR_DOMAIN_STATS_PERF_STALLED_CYCLES_BACKEND`, a typed parameter's name.
pub const DOMAIN_STATS_PERF_STALLED_CYCLES_BACKEND: &str = "perf.stalled_cycles_backend";
/// `VIR_DOMAIN_STATS_PERF_STALLED_CYCLES_FRONTEND`, a typed parameter's name.
pub const DOMAIN_STATS_PERF_STALLED_CYCLES_FRONTEND: &str = "perf.stalled_cycles_frontend";
/// `VIR_DOMAIN_STATS_PERF_TASK_CLOCK`, a typed parameter's name.
pub const DOMAIN_STATS_PERF_TASK_CLOCK: &str = "perf.task_clock";
/// `VIR_DOMAIN_STATS_STATE_REASON`, a typed parameter's name.
pub const DOMAIN_STATS_STATE_REASON: &str = "state.reason";
/// `VIR_DOMAIN_STATS_STATE_STATE`, a typed parameter's name.
pub const DOMAIN_STATS_STATE_STATE: &str = "state.state";
/// `VIR_DOMAIN_STATS_VCPU_CURRENT`, a typed parameter's name.
pub const DOMAIN_STATS_VCPU_CURRENT: &str = "vcpu.current";
/// `VIR_DOMAIN_STATS_VCPU_MAXIMUM`, a typed parameter's name.
pub const DOMAIN_STATS_VCPU_MAXIMUM: &str = "vcpu.maximum";
/// `VIR_DOMAIN_STATS_VCPU_PREFIX`, a typed parameter's name.
pub const DOMAIN_STATS_VCPU_PREFIX: &str = "vcpu.";
/// `VIR_DOMAIN_STATS_VCPU_SUFFIX_DELAY`, a typed parameter's name.
pub const DOMAIN_STATS_VCPU_SUFFIX_DELAY: &str = ".delay";
/// `VIR_DOMAIN_STATS_VCPU_SUFFIX_HALTED`, a typed parameter's name.
pub const DOMAIN_STATS_VCPU_SUFFIX_HALTED: &str = ".halted";
/// `VIR_DOMAIN_STATS_VCPU_SUFFIX_STATE`, a typed parameter's name.
pub const DOMAIN_STATS_VCPU_SUFFIX_STATE: &str = ".state";
/// `VIR_DOMAIN_STATS_VCPU_SUFFIX_TIME`, a typed parameter's name.
pub const DOMAIN_STATS_VCPU_SUFFIX_TIME: &str = ".time";
/// `VIR_DOMAIN_STATS_VCPU_SUFFIX_WAIT`, a typed parameter's name.
pub const DOMAIN_STATS_VCPU_SUFFIX_WAIT: &str = ".wait";
/// `VIR_DOMAIN_STATS_VM_PREFIX`, a typed parameter's name.
pub const DOMAIN_STATS_VM_PREFIX: &str = "vm.";
/// `VIR_DOMAIN_TUNABLE_BLKDEV_DISK`, a typed parameter's name.
pub const DOMAIN_TUNABLE_BLKDEV_DISK: &str = "blkdeviotune.disk";
/// `VIR_DOMAIN_TUNABLE_BLKDEV_GROUP_NAME`, a typed parameter's name.
pub const DOMAIN_TUNABLE_BLKDEV_GROUP_NAME: &str = "blkdeviotune.group_name";
/// `VIR_DOMAIN_TUNABLE_BLKDEV_READ_BYTES_SEC`, a typed parameter's name.
pub const DOMAIN_TUNABLE_BLKDEV_READ_BYTES_SEC: &str = "blkdeviotune.read_bytes_sec";
/// `VIR_DOMAIN_TUNABLE_BLKDEV_READ_BYTES_SEC_MAX`, a typed parameter's name.
pub const DOMAIN_TUNABLE_BLKDEV_READ_BYTES_SEC_MAX: &str = "blkdeviotune.read_bytes_sec_max";
/// `VIR_DOMAIN_TUNABLE_BLKDEV_READ_BYTES_SEC_MAX_LENGTH`, a typed parameter's name.
pub const DOMAIN_TUNABLE_BLKDEV_READ_BYTES_SEC_MAX_LENGTH: &str =
    "blkdeviotune.read_bytes_sec_max_length";
/// `VIR_DOMAIN_TUNABLE_BLKDEV_READ_IOPS_SEC`, a typed parameter's name.
pub const DOMAIN_TUNABLE_BLKDEV_READ_IOPS_SEC: &str = "blkdeviotune.read_iops_sec";
/// `VIR_DOMAIN_TUNABLE_BLKDEV_READ_IOPS_SEC_MAX`, a typed parameter's name.
pub const DOMAIN_TUNABLE_BLKDEV_READ_IOPS_SEC_MAX: &str = "blkdeviotune.read_iops_sec_max";
/// `VIR_DOMAIN_TUNABLE_BLKDEV_READ_IOPS_SEC_MAX_LENGTH`, a typed parameter's name.
pub const DOMAIN_TUNABLE_BLKDEV_READ_IOPS_SEC_MAX_LENGTH: &str =
    "blkdeviotune.read_iops_sec_max_length";
/// `VIR_DOMAIN_TUNABLE_BLKDEV_SIZE_IOPS_SEC`, a typed parameter's name.
pub const DOMAIN_TUNABLE_BLKDEV_SIZE_IOPS_SEC: &str = "blkdeviotune.size_iops_sec";
/// `VIR_DOMAIN_TUNABLE_BLKDEV_TOTAL_BYTES_SEC`, a typed parameter's name.
pub const DOMAIN_TUNABLE_BLKDEV_TOTAL_BYTES_SEC: &str = "blkdeviotune.total_bytes_sec";
/// `VIR_DOMAIN_TUNABLE_BLKDEV_TOTAL_BYTES_SEC_MAX`, a typed parameter's name.
pub const DOMAIN_TUNABLE_BLKDEV_TOTAL_BYTES_SEC_MAX: &str = "blkdeviotune.total_bytes_sec_max";
/// `VIR_DOMAIN_TUNABLE_BLKDEV_TOTAL_BYTES_SEC_MAX_LENGTH`, a typed parameter's name.
pub const DOMAIN_TUNABLE_BLKDEV_TOTAL_BYTES_SEC_MAX_LENGTH: &str =
    "blkdeviotune.total_bytes_sec_max_length";
/// `VIR_DOMAIN_TUNABLE_BLKDEV_TOTAL_IOPS_SEC`, a typed parameter's name.
pub const DOMAIN_TUNABLE_BLKDEV_TOTAL_IOPS_SEC: &str = "blkdeviotune.total_iops_sec";
/// `VIR_DOMAIN_TUNABLE_BLKDEV_TOTAL_IOPS_SEC_MAX`, a typed parameter's name.
pub const DOMAIN_TUNABLE_BLKDEV_TOTAL_IOPS_SEC_MAX: &str = "blkdeviotune.total_iops_sec_max";
/// `VIR_DOMAIN_TUNABLE_BLKDEV_TOTAL_IOPS_SEC_MAX_LENGTH`, a typed parameter's name.
pub const DOMAIN_TUNABLE_BLKDEV_TOTAL_IOPS_SEC_MAX_LENGTH: &str =
    "blkdeviotune.total_iops_sec_max_length";
/// `VIR_DOMAIN_TUNABLE_BLKDEV_WRITE_BYTES_SEC`, a typed parameter's name.
pub const DOMAIN_TUNABLE_BLKDEV_WRITE_BYTES_SEC: &str = "blkdeviotune.write_bytes_sec";
/// `VIR_DOMAIN_TUNABLE_BLKDEV_WRITE_BYTES_SEC_MAX`, a typed parameter's name.
pub const DOMAIN_TUNABLE_BLKDEV_WRITE_BYTES_SEC_MAX: &str = "blkdeviotune.write_bytes_sec_max";
/// `VIR_DOMAIN_TUNABLE_BLKDEV_WRITE_BYTES_SEC_MAX_LENGTH`, a typed parameter's name.
pub const DOMAIN_TUNABLE_BLKDEV_WRITE_BYTES_SEC_MAX_LENGTH: &str =
    "blkdeviotune.write_bytes_sec_max_length";
/// `VIR_DOMAIN_TUNABLE_BLKDEV_WRITE_IOPS_SEC`, a typed parameter's name.
pub const DOMAIN_TUNABLE_BLKDEV_WRITE_IOPS_SEC: &str = "blkdeviotune.write_iops_sec";
/// `VIR_DOMAIN_TUNABLE_BLKDEV_WRITE_IOPS_SEC_MAX`, a typed parameter's name.
pub const DOMAIN_TUNABLE_BLKDEV_WRITE_IOPS_SEC_MAX: &str = "blkdeviotune.write_iops_sec_max";
/// `VIR_DOMAIN_TUNABLE_BLKDEV_WRITE_IOPS_SEC_MAX_LENGTH`, a typed parameter's name.
pub const DOMAIN_TUNABLE_BLKDEV_WRITE_IOPS_SEC_MAX_LENGTH: &str =
    "blkdeviotune.write_iops_sec_max_length";
/// `VIR_DOMAIN_TUNABLE_CPU_CPU_SHARES`, a typed parameter's name.
pub const DOMAIN_TUNABLE_CPU_CPU_SHARES: &str = "cputune.cpu_shares";
/// `VIR_DOMAIN_TUNABLE_CPU_EMULATORPIN`, a typed parameter's name.
pub const DOMAIN_TUNABLE_CPU_EMULATORPIN: &str = "cputune.emulatorpin";
/// `VIR_DOMAIN_TUNABLE_CPU_EMULATOR_PERIOD`, a typed parameter's name.
pub const DOMAIN_TUNABLE_CPU_EMULATOR_PERIOD: &str = "cputune.emulator_period";
/// `VIR_DOMAIN_TUNABLE_CPU_EMULATOR_QUOTA`, a typed parameter's name.
pub const DOMAIN_TUNABLE_CPU_EMULATOR_QUOTA: &str = "cputune.emulator_quota";
/// `VIR_DOMAIN_TUNABLE_CPU_GLOBAL_PERIOD`, a typed parameter's name.
pub const DOMAIN_TUNABLE_CPU_GLOBAL_PERIOD: &str = "cputune.global_period";
/// `VIR_DOMAIN_TUNABLE_CPU_GLOBAL_QUOTA`, a typed parameter's name.
pub const DOMAIN_TUNABLE_CPU_GLOBAL_QUOTA: &str = "cputune.global_quota";
/// `VIR_DOMAIN_TUNABLE_CPU_IOTHREADSPIN`, a typed parameter's name.
pub const DOMAIN_TUNABLE_CPU_IOTHREADSPIN: &str = "cputune.iothreadpin%u";
/// `VIR_DOMAIN_TUNABLE_CPU_IOTHREAD_PERIOD`, a typed parameter's name.
pub const DOMAIN_TUNABLE_CPU_IOTHREAD_PERIOD: &str = "cputune.iothread_period";
/// `VIR_DOMAIN_TUNABLE_CPU_IOTHREAD_QUOTA`, a typed parameter's name.
pub const DOMAIN_TUNABLE_CPU_IOTHREAD_QUOTA: &str = "cputune.iothread_quota";
/// `VIR_DOMAIN_TUNABLE_CPU_VCPUPIN`, a typed parameter's name.
pub const DOMAIN_TUNABLE_CPU_VCPUPIN: &str = "cputune.vcpupin%u";
/// `VIR_DOMAIN_TUNABLE_CPU_VCPU_PERIOD`, a typed parameter's name.
pub const DOMAIN_TUNABLE_CPU_VCPU_PERIOD: &str = "cputune.vcpu_period";
/// `VIR_DOMAIN_TUNABLE_CPU_VCPU_QUOTA`, a typed parameter's name.
pub const DOMAIN_TUNABLE_CPU_VCPU_QUOTA: &str = "cputune.vcpu_quota";
/// `VIR_MIGRATE_PARAM_AUTO_CONVERGE_INCREMENT`, a typed parameter's name.
pub const MIGRATE_PARAM_AUTO_CONVERGE_INCREMENT: &str = "auto_converge.increment";
/// `VIR_MIGRATE_PARAM_AUTO_CONVERGE_INITIAL`, a typed parameter's name.
pub const MIGRATE_PARAM_AUTO_CONVERGE_INITIAL: &str = "auto_converge.initial";
/// `VIR_MIGRATE_PARAM_BANDWIDTH`, a typed parameter's name.
pub const MIGRATE_PARAM_BANDWIDTH: &str = "bandwidth";
/// `VIR_MIGRATE_PARAM_BANDWIDTH_AVAIL_SWITCHOVER`, a typed parameter's name.
pub const MIGRATE_PARAM_BANDWIDTH_AVAIL_SWITCHOVER: &str = "bandwidth.avail.switchover";
/// `VIR_MIGRATE_PARAM_BANDWIDTH_POSTCOPY`, a typed parameter's name.
pub const MIGRATE_PARAM_BANDWIDTH_POSTCOPY: &str = "bandwidth.postcopy";
/// `VIR_MIGRATE_PARAM_COMPRESSION`, a typed parameter's name.
pub const MIGRATE_PARAM_COMPRESSION: &str = "compression";
/// `VIR_MIGRATE_PARAM_COMPRESSION_MT_DTHREADS`, a typed parameter's name.
pub const MIGRATE_PARAM_COMPRESSION_MT_DTHREADS: &str = "compression.mt.dthreads";
/// `VIR_MIGRATE_PARAM_COMPRESSION_MT_LEVEL`, a typed parameter's name.
pub const MIGRATE_PARAM_COMPRESSION_MT_LEVEL: &str = "compression.mt.level";
/// `VIR_MIGRATE_PARAM_COMPRESSION_MT_THREADS`, a typed parameter's name.
pub const MIGRATE_PARAM_COMPRESSION_MT_THREADS: &str = "compression.mt.threads";
/// `VIR_MIGRATE_PARAM_COMPRESSION_XBZRLE_CACHE`, a typed parameter's name.
pub const MIGRATE_PARAM_COMPRESSION_XBZRLE_CACHE: &str = "compression.xbzrle.cache";
/// `VIR_MIGRATE_PARAM_COMPRESSION_ZLIB_LEVEL`, a typed parameter's name.
pub const MIGRATE_PARAM_COMPRESSION_ZLIB_LEVEL: &str = "compression.zlib.level";
/// `VIR_MIGRATE_PARAM_COMPRESSION_ZSTD_LEVEL`, a typed parameter's name.
pub const MIGRATE_PARAM_COMPRESSION_ZSTD_LEVEL: &str = "compression.zstd.level";
/// `VIR_MIGRATE_PARAM_DEST_NAME`, a typed parameter's name.
pub const MIGRATE_PARAM_DEST_NAME: &str = "destination_name";
/// `VIR_MIGRATE_PARAM_DEST_XML`, a typed parameter's name.
pub const MIGRATE_PARAM_DEST_XML: &str = "destination_xml";
/// `VIR_MIGRATE_PARAM_DISKS_PORT`, a typed parameter's name.
pub const MIGRATE_PARAM_DISKS_PORT: &str = "disks_port";
/// `VIR_MIGRATE_PARAM_DISKS_URI`, a typed parameter's name.
pub const MIGRATE_PARAM_DISKS_URI: &str = "disks_uri";
/// `VIR_MIGRATE_PARAM_GRAPHICS_URI`, a typed parameter's name.
pub const MIGRATE_PARAM_GRAPHICS_URI: &str = "graphics_uri";
/// `VIR_MIGRATE_PARAM_LISTEN_ADDRESS`, a typed parameter's name.
pub const MIGRATE_PARAM_LISTEN_ADDRESS: &str = "listen_address";
/// `VIR_MIGRATE_PARAM_MIGRATE_DISKS`, a typed parameter's name.
pub const MIGRATE_PARAM_MIGRATE_DISKS: &str = "migrate_disks";
/// `VIR_MIGRATE_PARAM_MIGRATE_DISKS_DETECT_ZEROES`, a typed parameter's name.
pub const MIGRATE_PARAM_MIGRATE_DISKS_DETECT_ZEROES: &str = "migrate_disks_detect_zeroes";
/// `VIR_MIGRATE_PARAM_PARALLEL_CONNECTIONS`, a typed parameter's name.
pub const MIGRATE_PARAM_PARALLEL_CONNECTIONS: &str = "parallel.connections";
/// `VIR_MIGRATE_PARAM_PERSIST_XML`, a typed parameter's name.
pub const MIGRATE_PARAM_PERSIST_XML: &str = "persistent_xml";
/// `VIR_MIGRATE_PARAM_TLS_DESTINATION`, a typed parameter's name.
pub const MIGRATE_PARAM_TLS_DESTINATION: &str = "tls.destination";
/// `VIR_MIGRATE_PARAM_URI`, a typed parameter's name.
pub const MIGRATE_PARAM_URI: &str = "migrate_uri";
/// `VIR_NETWORK_PORT_BANDWIDTH_IN_AVERAGE`, a typed parameter's name.
pub const NETWORK_PORT_BANDWIDTH_IN_AVERAGE: &str = "inbound.average";
/// `VIR_NETWORK_PORT_BANDWIDTH_IN_BURST`, a typed parameter's name.
pub const NETWORK_PORT_BANDWIDTH_IN_BURST: &str = "inbound.burst";
/// `VIR_NETWORK_PORT_BANDWIDTH_IN_FLOOR`, a typed parameter's name.
pub const NETWORK_PORT_BANDWIDTH_IN_FLOOR: &str = "inbound.floor";
/// `VIR_NETWORK_PORT_BANDWIDTH_IN_PEAK`, a typed parameter's name.
pub const NETWORK_PORT_BANDWIDTH_IN_PEAK: &str = "inbound.peak";
/// `VIR_NETWORK_PORT_BANDWIDTH_OUT_AVERAGE`, a typed parameter's name.
pub const NETWORK_PORT_BANDWIDTH_OUT_AVERAGE: &str = "outbound.average";
/// `VIR_NETWORK_PORT_BANDWIDTH_OUT_BURST`, a typed parameter's name.
pub const NETWORK_PORT_BANDWIDTH_OUT_BURST: &str = "outbound.burst";
/// `VIR_NETWORK_PORT_BANDWIDTH_OUT_PEAK`, a typed parameter's name.
pub const NETWORK_PORT_BANDWIDTH_OUT_PEAK: &str = "outbound.peak";
/// `VIR_NODE_CPU_STATS_FIELD_LENGTH` of `macro`.
pub const NODE_CPU_STATS_FIELD_LENGTH: u32 = 80;
/// `VIR_NODE_CPU_STATS_IDLE`, a typed parameter's name.
pub const NODE_CPU_STATS_IDLE: &str = "idle";
/// `VIR_NODE_CPU_STATS_INTR`, a typed parameter's name.
pub const NODE_CPU_STATS_INTR: &str = "intr";
/// `VIR_NODE_CPU_STATS_IOWAIT`, a typed parameter's name.
pub const NODE_CPU_STATS_IOWAIT: &str = "iowait";
/// `VIR_NODE_CPU_STATS_KERNEL`, a typed parameter's name.
pub const NODE_CPU_STATS_KERNEL: &str = "kernel";
/// `VIR_NODE_CPU_STATS_USER`, a typed parameter's name.
pub const NODE_CPU_STATS_USER: &str = "user";
/// `VIR_NODE_CPU_STATS_UTILIZATION`, a typed parameter's name.
pub const NODE_CPU_STATS_UTILIZATION: &str = "utilization";
/// `VIR_NODE_MEMORY_SHARED_FULL_SCANS`, a typed parameter's name.
pub const NODE_MEMORY_SHARED_FULL_SCANS: &str = "shm_full_scans";
/// `VIR_NODE_MEMORY_SHARED_MERGE_ACROSS_NODES`, a typed parameter's name.
pub const NODE_MEMORY_SHARED_MERGE_ACROSS_NODES: &str = "shm_merge_across_nodes";
/// `VIR_NODE_MEMORY_SHARED_PAGES_SHARED`, a typed parameter's name.
pub const NODE_MEMORY_SHARED_PAGES_SHARED: &str = "shm_pages_shared";
/// `VIR_NODE_MEMORY_SHARED_PAGES_SHARING`, a typed parameter's name.
pub const NODE_MEMORY_SHARED_PAGES_SHARING: &str = "shm_pages_sharing";
/// `VIR_NODE_MEMORY_SHARED_PAGES_TO_SCAN`, a typed parameter's name.
pub const NODE_MEMORY_SHARED_PAGES_TO_SCAN: &str = "shm_pages_to_scan";
/// `VIR_NODE_MEMORY_SHARED_PAGES_UNSHARED`, a typed parameter's name.
pub const NODE_MEMORY_SHARED_PAGES_UNSHARED: &str = "shm_pages_unshared";
/// `VIR_NODE_MEMORY_SHARED_PAGES_VOLATILE`, a typed parameter's name.
pub const NODE_MEMORY_SHARED_PAGES_VOLATILE: &str = "shm_pages_volatile";
/// `VIR_NODE_MEMORY_SHARED_SLEEP_MILLISECS`, a typed parameter's name.
pub const NODE_MEMORY_SHARED_SLEEP_MILLISECS: &str = "shm_sleep_millisecs";
/// `VIR_NODE_MEMORY_STATS_BUFFERS`, a typed parameter's name.
pub const NODE_MEMORY_STATS_BUFFERS: &str = "buffers";
/// `VIR_NODE_MEMORY_STATS_CACHED`, a typed parameter's name.
pub const NODE_MEMORY_STATS_CACHED: &str = "cached";
/// `VIR_NODE_MEMORY_STATS_FIELD_LENGTH` of `macro`.
pub const NODE_MEMORY_STATS_FIELD_LENGTH: u32 = 80;
/// `VIR_NODE_MEMORY_STATS_FREE`, a typed parameter's name.
pub const NODE_MEMORY_STATS_FREE: &str = "free";
/// `VIR_NODE_MEMORY_STATS_TOTAL`, a typed parameter's name.
pub const NODE_MEMORY_STATS_TOTAL: &str = "total";
/// `VIR_NODE_SEV_CBITPOS`, a typed parameter's name.
pub const NODE_SEV_CBITPOS: &str = "cbitpos";
/// `VIR_NODE_SEV_CERT_CHAIN`, a typed parameter's name.
pub const NODE_SEV_CERT_CHAIN: &str = "cert-chain";
/// `VIR_NODE_SEV_CPU0_ID`, a typed parameter's name.
pub const NODE_SEV_CPU0_ID: &str = "cpu0-id";
/// `VIR_NODE_SEV_MAX_ES_GUESTS`, a typed parameter's name.
pub const NODE_SEV_MAX_ES_GUESTS: &str = "max-es-guests";
/// `VIR_NODE_SEV_MAX_GUESTS`, a typed parameter's name.
pub const NODE_SEV_MAX_GUESTS: &str = "max-guests";
/// `VIR_NODE_SEV_PDH`, a typed parameter's name.
pub const NODE_SEV_PDH: &str = "pdh";
/// `VIR_NODE_SEV_REDUCED_PHYS_BITS`, a typed parameter's name.
pub const NODE_SEV_REDUCED_PHYS_BITS: &str = "reduced-phys-bits";
/// `VIR_PERF_PARAM_ALIGNMENT_FAULTS`, a typed parameter's name.
pub const PERF_PARAM_ALIGNMENT_FAULTS: &str = "alignment_faults";
/// `VIR_PERF_PARAM_BRANCH_INSTRUCTIONS`, a typed parameter's name.
pub const PERF_PARAM_BRANCH_INSTRUCTIONS: &str = "branch_instructions";
/// `VIR_PERF_PARAM_BRANCH_MISSES`, a typed parameter's name.
pub const PERF_PARAM_BRANCH_MISSES: &str = "branch_misses";
/// `VIR_PERF_PARAM_BUS_CYCLES`, a typed parameter's name.
pub const PERF_PARAM_BUS_CYCLES: &str = "bus_cycles";
/// `VIR_PERF_PARAM_CACHE_MISSES`, a typed parameter's name.
pub const PERF_PARAM_CACHE_MISSES: &str = "cache_misses";
/// `VIR_PERF_PARAM_CACHE_REFERENCES`, a typed parameter's name.
pub const PERF_PARAM_CACHE_REFERENCES: &str = "cache_references";
/// `VIR_PERF_PARAM_CMT`, a typed parameter's name.
pub const PERF_PARAM_CMT: &str = "cmt";
/// `VIR_PERF_PARAM_CONTEXT_SWITCHES`, a typed parameter's name.
pub const PERF_PARAM_CONTEXT_SWITCHES: &str = "context_switches";
/// `VIR_PERF_PARAM_CPU_CLOCK`, a typed parameter's name.
pub const PERF_PARAM_CPU_CLOCK: &str = "cpu_clock";
/// `VIR_PERF_PARAM_CPU_CYCLES`, a typed parameter's name.
pub const PERF_PARAM_CPU_CYCLES: &str = "cpu_cycles";
/// `VIR_PERF_PARAM_CPU_MIGRATIONS`, a typed parameter's name.
pub const PERF_PARAM_CPU_MIGRATIONS: &str = "cpu_migrations";
/// `VIR_PERF_PARAM_EMULATION_FAULTS`, a typed parameter's name.
pub const PERF_PARAM_EMULATION_FAULTS: &str = "emulation_faults";
/// `VIR_PERF_PARAM_INSTRUCTIONS`, a typed parameter's name.
pub const PERF_PARAM_INSTRUCTIONS: &str = "instructions";
/// `VIR_PERF_PARAM_MBML`, a typed parameter's name.
pub const PERF_PARAM_MBML: &str = "mbml";
/// `VIR_PERF_PARAM_MBMT`, a typed parameter's name.
pub const PERF_PARAM_MBMT: &str = "mbmt";
/// `VIR_PERF_PARAM_PAGE_FAULTS`, a typed parameter's name.
pub const PERF_PARAM_PAGE_FAULTS: &str = "page_faults";
/// `VIR_PERF_PARAM_PAGE_FAULTS_MAJ`, a typed parameter's name.
pub const PERF_PARAM_PAGE_FAULTS_MAJ: &str = "page_faults_maj";
/// `VIR_PERF_PARAM_PAGE_FAULTS_MIN`, a typed parameter's name.
pub const PERF_PARAM_PAGE_FAULTS_MIN: &str = "page_faults_min";
/// `VIR_PERF_PARAM_REF_CPU_CYCLES`, a typed parameter's name.
pub const PERF_PARAM_REF_CPU_CYCLES: &str = "ref_cpu_cycles";
/// `VIR_PERF_PARAM_STALLED_CYCLES_BACKEND`, a typed parameter's name.
pub const PERF_PARAM_STALLED_CYCLES_BACKEND: &str = "stalled_cycles_backend";
/// `VIR_PERF_PARAM_STALLED_CYCLES_FRONTEND`, a typed parameter's name.
pub const PERF_PARAM_STALLED_CYCLES_FRONTEND: &str = "stalled_cycles_frontend";
/// `VIR_PERF_PARAM_TASK_CLOCK`, a typed parameter's name.
pub const PERF_PARAM_TASK_CLOCK: &str = "task_clock";
/// `VIR_TYPED_PARAM_FIELD_LENGTH` of `macro`.
pub const TYPED_PARAM_FIELD_LENGTH: u32 = 80;
/// `VIR_CLIENT_INFO_READONLY`, a typed parameter's name.
pub const CLIENT_INFO_READONLY: &str = "readonly";
/// `VIR_CLIENT_INFO_SASL_USER_NAME`, a typed parameter's name.
pub const CLIENT_INFO_SASL_USER_NAME: &str = "sasl_user_name";
/// `VIR_CLIENT_INFO_SELINUX_CONTEXT`, a typed parameter's name.
pub const CLIENT_INFO_SELINUX_CONTEXT: &str = "selinux_context";
/// `VIR_CLIENT_INFO_SOCKET_ADDR`, a typed parameter's name.
pub const CLIENT_INFO_SOCKET_ADDR: &str = "sock_addr";
/// `VIR_CLIENT_INFO_UNIX_GROUP_ID`, a typed parameter's name.
pub const CLIENT_INFO_UNIX_GROUP_ID: &str = "unix_group_id";
/// `VIR_CLIENT_INFO_UNIX_GROUP_NAME`, a typed parameter's name.
pub const CLIENT_INFO_UNIX_GROUP_NAME: &str = "unix_group_name";
/// `VIR_CLIENT_INFO_UNIX_PROCESS_ID`, a typed parameter's name.
pub const CLIENT_INFO_UNIX_PROCESS_ID: &str = "unix_process_id";
/// `VIR_CLIENT_INFO_UNIX_USER_ID`, a typed parameter's name.
pub const CLIENT_INFO_UNIX_USER_ID: &str = "unix_user_id";
/// `VIR_CLIENT_INFO_UNIX_USER_NAME`, a typed parameter's name.
pub const CLIENT_INFO_UNIX_USER_NAME: &str = "unix_user_name";
/// `VIR_CLIENT_INFO_X509_DISTINGUISHED_NAME`, a typed parameter's name.
pub const CLIENT_INFO_X509_DISTINGUISHED_NAME: &str = "tls_x509_dname";
/// `VIR_SERVER_CLIENTS_CURRENT`, a typed parameter's name.
pub const SERVER_CLIENTS_CURRENT: &str = "nclients";
/// `VIR_SERVER_CLIENTS_MAX`, a typed parameter's name.
pub const SERVER_CLIENTS_MAX: &str = "nclients_max";
/// `VIR_SERVER_CLIENTS_UNAUTH_CURRENT`, a typed parameter's name.
pub const SERVER_CLIENTS_UNAUTH_CURRENT: &str = "nclients_unauth";
/// `VIR_SERVER_CLIENTS_UNAUTH_MAX`, a typed parameter's name.
pub const SERVER_CLIENTS_UNAUTH_MAX: &str = "nclients_unauth_max";
/// `VIR_THREADPOOL_JOB_QUEUE_DEPTH`, a typed parameter's name.
pub const THREADPOOL_JOB_QUEUE_DEPTH: &str = "jobQueueDepth";
/// `VIR_THREADPOOL_WORKERS_CURRENT`, a typed parameter's name.
pub const THREADPOOL_WORKERS_CURRENT: &str = "nWorkers";
/// `VIR_THREADPOOL_WORKERS_FREE`, a typed parameter's name.
pub const THREADPOOL_WORKERS_FREE: &str = "freeWorkers";
/// `VIR_THREADPOOL_WORKERS_MAX`, a typed parameter's name.
pub const THREADPOOL_WORKERS_MAX: &str = "maxWorkers";
/// `VIR_THREADPOOL_WORKERS_MIN`, a typed parameter's name.
pub const THREADPOOL_WORKERS_MIN: &str = "minWorkers";
/// `VIR_THREADPOOL_WORKERS_PRIORITY`, a typed parameter's name.
pub const THREADPOOL_WORKERS_PRIORITY: &str = "prioWorkers";
/// `VIR_DOMAIN_MEMORY_PARAM_UNLIMITED` of `macro`.
pub const DOMAIN_MEMORY_PARAM_UNLIMITED: i64 = 9007199254740991;
