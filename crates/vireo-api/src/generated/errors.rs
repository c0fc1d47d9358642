// Made by `cargo xtask codegen` from crates/vireo-api/tables; do not edit.

//! Error codes and domains of the protocol.

#![allow(missing_docs)]

/// What went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(i32)]
pub enum ErrorCode {
    Ok = 0,
    InternalError = 1,
    NoMemory = 2,
    NoSupport = 3,
    UnknownHost = 4,
    NoConnect = 5,
    InvalidConn = 6,
    InvalidDomain = 7,
    InvalidArg = 8,
    OperationFailed = 9,
    GetFailed = 10,
    PostFailed = 11,
    HttpError = 12,
    SexprSerial = 13,
    NoXen = 14,
    XenCall = 15,
    OsType = 16,
    NoKernel = 17,
    NoRoot = 18,
    NoSource = 19,
    NoTarget = 20,
    NoName = 21,
    NoOs = 22,
    NoDevice = 23,
    NoXenstore = 24,
    DriverFull = 25,
    CallFailed = 26,
    XmlError = 27,
    DomExist = 28,
    OperationDenied = 29,
    OpenFailed = 30,
    ReadFailed = 31,
    ParseFailed = 32,
    ConfSyntax = 33,
    WriteFailed = 34,
    XmlDetail = 35,
    InvalidNetwork = 36,
    NetworkExist = 37,
    SystemError = 38,
    Rpc = 39,
    GnutlsError = 40,
    WarNoNetwork = 41,
    NoDomain = 42,
    NoNetwork = 43,
    InvalidMac = 44,
    AuthFailed = 45,
    InvalidStoragePool = 46,
    InvalidStorageVol = 47,
    NoStorage = 48,
    NoStoragePool = 49,
    NoStorageVol = 50,
    NoNode = 51,
    InvalidNodeDevice = 52,
    NoNodeDevice = 53,
    NoSecurityModel = 54,
    OperationInvalid = 55,
    WarNoInterface = 56,
    NoInterface = 57,
    InvalidInterface = 58,
    MultipleInterfaces = 59,
    WarNoNwfilter = 60,
    InvalidNwfilter = 61,
    NoNwfilter = 62,
    BuildFirewall = 63,
    WarNoSecret = 64,
    InvalidSecret = 65,
    NoSecret = 66,
    ConfigUnsupported = 67,
    OperationTimeout = 68,
    MigratePersistFailed = 69,
    HookScriptFailed = 70,
    InvalidDomainSnapshot = 71,
    NoDomainSnapshot = 72,
    InvalidStream = 73,
    ArgumentUnsupported = 74,
    StorageProbeFailed = 75,
    StoragePoolBuilt = 76,
    SnapshotRevertRisky = 77,
    OperationAborted = 78,
    AuthCancelled = 79,
    NoDomainMetadata = 80,
    MigrateUnsafe = 81,
    Overflow = 82,
    BlockCopyActive = 83,
    OperationUnsupported = 84,
    Ssh = 85,
    AgentUnresponsive = 86,
    ResourceBusy = 87,
    AccessDenied = 88,
    DbusService = 89,
    StorageVolExist = 90,
    CpuIncompatible = 91,
    XmlInvalidSchema = 92,
    MigrateFinishOk = 93,
    AuthUnavailable = 94,
    NoServer = 95,
    NoClient = 96,
    AgentUnsynced = 97,
    Libssh = 98,
    DeviceMissing = 99,
    InvalidNwfilterBinding = 100,
    NoNwfilterBinding = 101,
    InvalidDomainCheckpoint = 102,
    NoDomainCheckpoint = 103,
    NoDomainBackup = 104,
    InvalidNetworkPort = 105,
    NetworkPortExist = 106,
    NoNetworkPort = 107,
    NoHostname = 108,
    CheckpointInconsistent = 109,
    MultipleDomains = 110,
    NoNetworkMetadata = 111,
    AgentCommandTimeout = 112,
    AgentCommandFailed = 113,
}

impl ErrorCode {
    /// From the number on the wire.
    #[must_use]
    pub const fn from_number(number: i32) -> Option<Self> {
        Some(match number {
            0 => Self::Ok,
            1 => Self::InternalError,
            2 => Self::NoMemory,
            3 => Self::NoSupport,
            4 => Self::UnknownHost,
            5 => Self::NoConnect,
            6 => Self::InvalidConn,
            7 => Self::InvalidDomain,
            8 => Self::InvalidArg,
            9 => Self::OperationFailed,
            10 => Self::GetFailed,
            11 => Self::PostFailed,
            12 => Self::HttpError,
            13 => Self::SexprSerial,
            14 => Self::NoXen,
            15 => Self::XenCall,
            16 => Self::OsType,
            17 => Self::NoKernel,
            18 => Self::NoRoot,
            19 => Self::NoSource,
            20 => Self::NoTarget,
            21 => Self::NoName,
            22 => Self::NoOs,
            23 => Self::NoDevice,
            24 => Self::NoXenstore,
            25 => Self::DriverFull,
            26 => Self::CallFailed,
            27 => Self::XmlError,
            28 => Self::DomExist,
            29 => Self::OperationDenied,
            30 => Self::OpenFailed,
            31 => Self::ReadFailed,
            32 => Self::ParseFailed,
            33 => Self::ConfSyntax,
            34 => Self::WriteFailed,
            35 => Self::XmlDetail,
            36 => Self::InvalidNetwork,
            37 => Self::NetworkExist,
            38 => Self::SystemError,
            39 => Self::Rpc,
            40 => Self::GnutlsError,
            41 => Self::WarNoNetwork,
            42 => Self::NoDomain,
            43 => Self::NoNetwork,
            44 => Self::InvalidMac,
            45 => Self::AuthFailed,
            46 => Self::InvalidStoragePool,
            47 => Self::InvalidStorageVol,
            48 => Self::NoStorage,
            49 => Self::NoStoragePool,
            50 => Self::NoStorageVol,
            51 => Self::NoNode,
            52 => Self::InvalidNodeDevice,
            53 => Self::NoNodeDevice,
            54 => Self::NoSecurityModel,
            55 => Self::OperationInvalid,
            56 => Self::WarNoInterface,
            57 => Self::NoInterface,
            58 => Self::InvalidInterface,
            59 => Self::MultipleInterfaces,
            60 => Self::WarNoNwfilter,
            61 => Self::InvalidNwfilter,
            62 => Self::NoNwfilter,
            63 => Self::BuildFirewall,
            64 => Self::WarNoSecret,
            65 => Self::InvalidSecret,
            66 => Self::NoSecret,
            67 => Self::ConfigUnsupported,
            68 => Self::OperationTimeout,
            69 => Self::MigratePersistFailed,
            70 => Self::HookScriptFailed,
            71 => Self::InvalidDomainSnapshot,
            72 => Self::NoDomainSnapshot,
            73 => Self::InvalidStream,
            74 => Self::ArgumentUnsupported,
            75 => Self::StorageProbeFailed,
            76 => Self::StoragePoolBuilt,
            77 => Self::SnapshotRevertRisky,
            78 => Self::OperationAborted,
            79 => Self::AuthCancelled,
            80 => Self::NoDomainMetadata,
            81 => Self::MigrateUnsafe,
            82 => Self::Overflow,
            83 => Self::BlockCopyActive,
            84 => Self::OperationUnsupported,
            85 => Self::Ssh,
            86 => Self::AgentUnresponsive,
            87 => Self::ResourceBusy,
            88 => Self::AccessDenied,
            89 => Self::DbusService,
            90 => Self::StorageVolExist,
            91 => Self::CpuIncompatible,
            92 => Self::XmlInvalidSchema,
            93 => Self::MigrateFinishOk,
            94 => Self::AuthUnavailable,
            95 => Self::NoServer,
            96 => Self::NoClient,
            97 => Self::AgentUnsynced,
            98 => Self::Libssh,
            99 => Self::DeviceMissing,
            100 => Self::InvalidNwfilterBinding,
            101 => Self::NoNwfilterBinding,
            102 => Self::InvalidDomainCheckpoint,
            103 => Self::NoDomainCheckpoint,
            104 => Self::NoDomainBackup,
            105 => Self::InvalidNetworkPort,
            106 => Self::NetworkPortExist,
            107 => Self::NoNetworkPort,
            108 => Self::NoHostname,
            109 => Self::CheckpointInconsistent,
            110 => Self::MultipleDomains,
            111 => Self::NoNetworkMetadata,
            112 => Self::AgentCommandTimeout,
            113 => Self::AgentCommandFailed,
            _ => return None,
        })
    }
}

/// Which part says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(i32)]
pub enum ErrorDomain {
    None = 0,
    Xen = 1,
    Xend = 2,
    Xenstore = 3,
    Sexpr = 4,
    Xml = 5,
    Dom = 6,
    Rpc = 7,
    Proxy = 8,
    Conf = 9,
    Qemu = 10,
    Net = 11,
    Test = 12,
    Remote = 13,
    Openvz = 14,
    Xenxm = 15,
    StatsLinux = 16,
    Lxc = 17,
    Storage = 18,
    Network = 19,
    Domain = 20,
    Uml = 21,
    Nodedev = 22,
    XenInotify = 23,
    Security = 24,
    Vbox = 25,
    Interface = 26,
    One = 27,
    Esx = 28,
    Phyp = 29,
    Secret = 30,
    Cpu = 31,
    Xenapi = 32,
    Nwfilter = 33,
    Hook = 34,
    DomainSnapshot = 35,
    Audit = 36,
    Sysinfo = 37,
    Streams = 38,
    Vmware = 39,
    Event = 40,
    Libxl = 41,
    Locking = 42,
    Hyperv = 43,
    Capabilities = 44,
    Uri = 45,
    Auth = 46,
    Dbus = 47,
    Parallels = 48,
    Device = 49,
    Ssh = 50,
    Lockspace = 51,
    Initctl = 52,
    Identity = 53,
    Cgroup = 54,
    Access = 55,
    Systemd = 56,
    Bhyve = 57,
    Crypto = 58,
    Firewall = 59,
    Polkit = 60,
    Thread = 61,
    Admin = 62,
    Logging = 63,
    Xenxl = 64,
    Perf = 65,
    Libssh = 66,
    Resctrl = 67,
    Firewalld = 68,
    DomainCheckpoint = 69,
    Tpm = 70,
    Bpf = 71,
    Ch = 72,
}

impl ErrorDomain {
    /// From the number on the wire.
    #[must_use]
    pub const fn from_number(number: i32) -> Option<Self> {
        Some(match number {
            0 => Self::None,
            1 => Self::Xen,
            2 => Self::Xend,
            3 => Self::Xenstore,
            4 => Self::Sexpr,
            5 => Self::Xml,
            6 => Self::Dom,
            7 => Self::Rpc,
            8 => Self::Proxy,
            9 => Self::Conf,
            10 => Self::Qemu,
            11 => Self::Net,
            12 => Self::Test,
            13 => Self::Remote,
            14 => Self::Openvz,
            15 => Self::Xenxm,
            16 => Self::StatsLinux,
            17 => Self::Lxc,
            18 => Self::Storage,
            19 => Self::Network,
            20 => Self::Domain,
            21 => Self::Uml,
            22 => Self::Nodedev,
            23 => Self::XenInotify,
            24 => Self::Security,
            25 => Self::Vbox,
            26 => Self::Interface,
            27 => Self::One,
            28 => Self::Esx,
            29 => Self::Phyp,
            30 => Self::Secret,
            31 => Self::Cpu,
            32 => Self::Xenapi,
            33 => Self::Nwfilter,
            34 => Self::Hook,
            35 => Self::DomainSnapshot,
            36 => Self::Audit,
            37 => Self::Sysinfo,
            38 => Self::Streams,
            39 => Self::Vmware,
            40 => Self::Event,
            41 => Self::Libxl,
            42 => Self::Locking,
            43 => Self::Hyperv,
            44 => Self::Capabilities,
            45 => Self::Uri,
            46 => Self::Auth,
            47 => Self::Dbus,
            48 => Self::Parallels,
            49 => Self::Device,
            50 => Self::Ssh,
            51 => Self::Lockspace,
            52 => Self::Initctl,
            53 => Self::Identity,
            54 => Self::Cgroup,
            55 => Self::Access,
            56 => Self::Systemd,
            57 => Self::Bhyve,
            58 => Self::Crypto,
            59 => Self::Firewall,
            60 => Self::Polkit,
            61 => Self::Thread,
            62 => Self::Admin,
            63 => Self::Logging,
            64 => Self::Xenxl,
            65 => Self::Perf,
            66 => Self::Libssh,
            67 => Self::Resctrl,
            68 => Self::Firewalld,
            69 => Self::DomainCheckpoint,
            70 => Self::Tpm,
            71 => Self::Bpf,
            72 => Self::Ch,
            _ => return None,
        })
    }
}

impl ErrorCode {
    /// The message without a detail, and with one where `%s` stands for it.
    #[must_use]
    pub const fn templates(self) -> (&'static str, &'static str) {
        match self {
            Self::Ok => ("", "%s"),
            Self::InternalError => ("internal error", "internal error: %s"),
            Self::NoMemory => ("out of memory", "out of memory: %s"),
            Self::NoSupport => (
                "this function is not supported by the connection driver",
                "this function is not supported by the connection driver: %s",
            ),
            Self::UnknownHost => ("unknown host", "unknown host %s"),
            Self::NoConnect => {
                ("no connection driver available", "no connection driver available for %s")
            }
            Self::InvalidConn => {
                ("invalid connection pointer in", "invalid connection pointer in %s")
            }
            Self::InvalidDomain => ("invalid domain pointer in", "invalid domain pointer in %s"),
            Self::InvalidArg => ("invalid argument", "invalid argument: %s"),
            Self::OperationFailed => ("operation failed", "operation failed: %s"),
            Self::GetFailed => ("GET operation failed", "GET operation failed: %s"),
            Self::PostFailed => ("POST operation failed", "POST operation failed: %s"),
            Self::HttpError => ("got unknown HTTP error code", "got unknown HTTP error code %s"),
            Self::SexprSerial => ("failed to serialize S-Expr", "failed to serialize S-Expr: %s"),
            Self::NoXen => {
                ("could not use Xen hypervisor entry", "could not use Xen hypervisor entry %s")
            }
            Self::XenCall => ("failed Xen syscall", "failed Xen syscall %s"),
            Self::OsType => ("unknown OS type", "unknown OS type %s"),
            Self::NoKernel => ("missing kernel information", "missing kernel information: %s"),
            Self::NoRoot => {
                ("missing root device information", "missing root device information in %s")
            }
            Self::NoSource => (
                "missing source information for device",
                "missing source information for device %s",
            ),
            Self::NoTarget => (
                "missing target information for device",
                "missing target information for device %s",
            ),
            Self::NoName => ("missing name information", "missing name information in %s"),
            Self::NoOs => (
                "missing operating system information",
                "missing operating system information for %s",
            ),
            Self::NoDevice => ("missing devices information", "missing devices information for %s"),
            Self::NoXenstore => {
                ("could not connect to Xen Store", "could not connect to Xen Store %s")
            }
            Self::DriverFull => {
                ("too many drivers registered", "too many drivers registered in %s")
            }
            Self::CallFailed => ("library call failed", "library call failed: %s"),
            Self::XmlError => ("XML description is invalid or not well formed", "XML error: %s"),
            Self::DomExist => ("this domain exists already", "domain %s exists already"),
            Self::OperationDenied => {
                ("operation forbidden for read only access", "operation forbidden: %s")
            }
            Self::OpenFailed => {
                ("failed to open configuration file", "failed to open configuration file %s")
            }
            Self::ReadFailed => {
                ("failed to read configuration file", "failed to read configuration file %s")
            }
            Self::ParseFailed => {
                ("failed to parse configuration file", "failed to parse configuration file %s")
            }
            Self::ConfSyntax => {
                ("configuration file syntax error", "configuration file syntax error: %s")
            }
            Self::WriteFailed => {
                ("failed to write configuration file", "failed to write configuration file: %s")
            }
            Self::XmlDetail => ("parser error", "%s"),
            Self::InvalidNetwork => ("invalid network pointer in", "invalid network pointer in %s"),
            Self::NetworkExist => ("this network exists already", "network %s exists already"),
            Self::SystemError => ("system call error", "%s"),
            Self::Rpc => ("RPC error", "%s"),
            Self::GnutlsError => ("GNUTLS call error", "%s"),
            Self::WarNoNetwork => ("Failed to find the network", "Failed to find the network: %s"),
            Self::NoDomain => ("Domain not found", "Domain not found: %s"),
            Self::NoNetwork => ("Network not found", "Network not found: %s"),
            Self::InvalidMac => ("invalid MAC address", "invalid MAC address: %s"),
            Self::AuthFailed => ("authentication failed", "authentication failed: %s"),
            Self::InvalidStoragePool => {
                ("invalid storage pool pointer in", "invalid storage pool pointer in %s")
            }
            Self::InvalidStorageVol => {
                ("invalid storage volume pointer in", "invalid storage volume pointer in %s")
            }
            Self::NoStorage => {
                ("Failed to find a storage driver", "Failed to find a storage driver: %s")
            }
            Self::NoStoragePool => ("Storage pool not found", "Storage pool not found: %s"),
            Self::NoStorageVol => ("Storage volume not found", "Storage volume not found: %s"),
            Self::NoNode => ("Failed to find a node driver", "Failed to find a node driver: %s"),
            Self::InvalidNodeDevice => {
                ("invalid node device pointer", "invalid node device pointer in %s")
            }
            Self::NoNodeDevice => ("Node device not found", "Node device not found: %s"),
            Self::NoSecurityModel => ("Security model not found", "Security model not found: %s"),
            Self::OperationInvalid => {
                ("Requested operation is not valid", "Requested operation is not valid: %s")
            }
            Self::WarNoInterface => {
                ("Failed to find the interface", "Failed to find the interface: %s")
            }
            Self::NoInterface => ("Interface not found", "Interface not found: %s"),
            Self::InvalidInterface => {
                ("invalid interface pointer in", "invalid interface pointer in %s")
            }
            Self::MultipleInterfaces => {
                ("multiple matching interfaces found", "multiple matching interfaces found: %s")
            }
            Self::WarNoNwfilter => {
                ("Failed to start the nwfilter driver", "Failed to start the nwfilter driver: %s")
            }
            Self::InvalidNwfilter => ("Invalid network filter", "Invalid network filter: %s"),
            Self::NoNwfilter => ("Network filter not found", "Network filter not found: %s"),
            Self::BuildFirewall => {
                ("Error while building firewall", "Error while building firewall: %s")
            }
            Self::WarNoSecret => (
                "Failed to find a secret storage driver",
                "Failed to find a secret storage driver: %s",
            ),
            Self::InvalidSecret => ("Invalid secret", "Invalid secret: %s"),
            Self::NoSecret => ("Secret not found", "Secret not found: %s"),
            Self::ConfigUnsupported => {
                ("unsupported configuration", "unsupported configuration: %s")
            }
            Self::OperationTimeout => {
                ("Timed out during operation", "Timed out during operation: %s")
            }
            Self::MigratePersistFailed => (
                "Failed to make domain persistent after migration",
                "Failed to make domain persistent after migration: %s",
            ),
            Self::HookScriptFailed => {
                ("Hook script execution failed", "Hook script execution failed: %s")
            }
            Self::InvalidDomainSnapshot => {
                ("Invalid domain snapshot", "Invalid domain snapshot: %s")
            }
            Self::NoDomainSnapshot => {
                ("Domain snapshot not found", "Domain snapshot not found: %s")
            }
            Self::InvalidStream => ("invalid stream pointer", "invalid stream pointer in %s"),
            Self::ArgumentUnsupported => ("argument unsupported", "argument unsupported: %s"),
            Self::StorageProbeFailed => {
                ("Storage pool probe failed", "Storage pool probe failed: %s")
            }
            Self::StoragePoolBuilt => {
                ("Storage pool already built", "Storage pool already built: %s")
            }
            Self::SnapshotRevertRisky => ("revert requires force", "revert requires force: %s"),
            Self::OperationAborted => ("operation aborted", "operation aborted: %s"),
            Self::AuthCancelled => ("authentication cancelled", "authentication cancelled: %s"),
            Self::NoDomainMetadata => ("metadata not found", "metadata not found: %s"),
            Self::MigrateUnsafe => ("Unsafe migration", "Unsafe migration: %s"),
            Self::Overflow => ("numerical overflow", "numerical overflow: %s"),
            Self::BlockCopyActive => ("block copy still active", "block copy still active: %s"),
            Self::OperationUnsupported => {
                ("Operation not supported", "Operation not supported: %s")
            }
            Self::Ssh => ("SSH transport error", "SSH transport error: %s"),
            Self::AgentUnresponsive => {
                ("Guest agent is not responding", "Guest agent is not responding: %s")
            }
            Self::ResourceBusy => ("resource busy", "resource busy: %s"),
            Self::AccessDenied => ("access denied", "access denied: %s"),
            Self::DbusService => ("error from service", "error from service: %s"),
            Self::StorageVolExist => {
                ("this storage volume exists already", "storage volume %s exists already")
            }
            Self::CpuIncompatible => (
                "the CPU is incompatible with host CPU",
                "the CPU is incompatible with host CPU: %s",
            ),
            Self::XmlInvalidSchema => (
                "XML document failed to validate against schema",
                "XML document failed to validate against schema: %s",
            ),
            Self::MigrateFinishOk => {
                ("migration successfully aborted", "migration successfully aborted: %s")
            }
            Self::AuthUnavailable => {
                ("authentication unavailable", "authentication unavailable: %s")
            }
            Self::NoServer => ("Server not found", "Server not found: %s"),
            Self::NoClient => ("Client not found", "Client not found: %s"),
            Self::AgentUnsynced => (
                "guest agent replied with wrong id to guest-sync command",
                "guest agent replied with wrong id to guest-sync command: %s",
            ),
            Self::Libssh => ("libssh transport error", "libssh transport error: %s"),
            Self::DeviceMissing => ("device not found", "device not found: %s"),
            Self::InvalidNwfilterBinding => {
                ("Invalid network filter binding", "Invalid network filter binding: %s")
            }
            Self::NoNwfilterBinding => {
                ("Network filter binding not found", "Network filter binding not found: %s")
            }
            Self::InvalidDomainCheckpoint => {
                ("Invalid domain checkpoint", "Invalid domain checkpoint: %s")
            }
            Self::NoDomainCheckpoint => {
                ("Domain checkpoint not found", "Domain checkpoint not found: %s")
            }
            Self::NoDomainBackup => {
                ("Domain backup job id not found", "Domain backup job id not found: %s")
            }
            Self::InvalidNetworkPort => {
                ("Invalid network port pointer", "Invalid network port pointer: %s")
            }
            Self::NetworkPortExist => {
                ("this network port exists already", "network port %s exists already")
            }
            Self::NoNetworkPort => ("network port not found", "network port not found: %s"),
            Self::NoHostname => ("no hostname found", "no hostname found: %s"),
            Self::CheckpointInconsistent => {
                ("checkpoint inconsistent", "checkpoint inconsistent: %s")
            }
            Self::MultipleDomains => {
                ("multiple matching domains found", "multiple matching domains found: %s")
            }
            Self::NoNetworkMetadata => ("metadata not found", "metadata not found: %s"),
            Self::AgentCommandTimeout => {
                ("guest agent command timed out", "guest agent command timed out: %s")
            }
            Self::AgentCommandFailed => {
                ("guest agent command failed", "guest agent command failed: %s")
            }
        }
    }
}

impl ErrorDomain {
    /// Name of the domain in logs.
    #[must_use]
    pub const fn text(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Xen => "Xen Driver",
            Self::Xend => "Xen Daemon",
            Self::Xenstore => "Xen Store",
            Self::Sexpr => "S-Expression",
            Self::Xml => "XML Util",
            Self::Dom => "Domain",
            Self::Rpc => "XML-RPC",
            Self::Proxy => "Proxy Daemon",
            Self::Conf => "Config File",
            Self::Qemu => "QEMU Driver",
            Self::Net => "Network",
            Self::Test => "Test Driver",
            Self::Remote => "Remote Driver",
            Self::Openvz => "OpenVZ Driver",
            Self::Xenxm => "Xen XM Driver",
            Self::StatsLinux => "Linux Statistics",
            Self::Lxc => "LXC Driver",
            Self::Storage => "Storage Driver",
            Self::Network => "Network Driver",
            Self::Domain => "Domain Config",
            Self::Uml => "User Mode Linux Driver",
            Self::Nodedev => "Node Device Driver",
            Self::XenInotify => "Xen Inotify Driver",
            Self::Security => "Security Driver",
            Self::Vbox => "VirtualBox Driver",
            Self::Interface => "Network Interface Driver",
            Self::One => "Open Nebula Driver",
            Self::Esx => "ESX Driver",
            Self::Phyp => "Power Hypervisor Driver",
            Self::Secret => "Secrets Driver",
            Self::Cpu => "CPU Driver",
            Self::Xenapi => "XenAPI Driver",
            Self::Nwfilter => "Network Filter Driver",
            Self::Hook => "Lifecycle Hook",
            Self::DomainSnapshot => "Domain Snapshot",
            Self::Audit => "Audit Utils",
            Self::Sysinfo => "Sysinfo Utils",
            Self::Streams => "I/O Stream Utils",
            Self::Vmware => "VMware Driver",
            Self::Event => "Event Loop",
            Self::Libxl => "Xen Light Driver",
            Self::Locking => "Lock Driver",
            Self::Hyperv => "Hyper-V Driver",
            Self::Capabilities => "Capabilities Utils",
            Self::Uri => "URI Utils",
            Self::Auth => "Authentication Utils",
            Self::Dbus => "DBus Utils",
            Self::Parallels => "Parallels Cloud Server",
            Self::Device => "Device Config",
            Self::Ssh => "SSH transport layer",
            Self::Lockspace => "Lock Space",
            Self::Initctl => "Init control",
            Self::Identity => "Identity",
            Self::Cgroup => "Cgroup",
            Self::Access => "Access Manager",
            Self::Systemd => "Systemd",
            Self::Bhyve => "Bhyve",
            Self::Crypto => "Crypto",
            Self::Firewall => "Firewall",
            Self::Polkit => "Polkit",
            Self::Thread => "Thread jobs",
            Self::Admin => "Admin Interface",
            Self::Logging => "Log Manager",
            Self::Xenxl => "Xen XL Config",
            Self::Perf => "Perf",
            Self::Libssh => "Libssh transport layer",
            Self::Resctrl => "Resource control",
            Self::Firewalld => "FirewallD",
            Self::DomainCheckpoint => "Domain Checkpoint",
            Self::Tpm => "TPM",
            Self::Bpf => "BPF",
            Self::Ch => "Cloud-Hypervisor Driver",
        }
    }
}
