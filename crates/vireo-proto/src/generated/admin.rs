// Made by `cargo xtask codegen` from crates/vireo-proto/protocol; do not edit.

//! The `admin` program: types and procedures.

#![allow(missing_docs)] // names and types are the protocol's own
#![allow(clippy::pub_underscore_fields)]

#[allow(unused_imports)]
use vireo_xdr::{CharArray, Chars, Opaque, Text, Xdr};

use super::remote::TypedParam;
#[allow(unused_imports)]
use crate::{Access, Permission, Priority, Procedure, StreamDirection, When};

/// Number of the program.
pub const PROGRAM: u32 = 0x06900690;
/// Version of the program.
pub const VERSION: u32 = 1;

pub const STRING_MAX: usize = 4194304;
pub const SERVER_LIST_MAX: usize = 16384;
pub const SERVER_THREADPOOL_PARAMETERS_MAX: usize = 32;
pub const CLIENT_LIST_MAX: usize = 16384;
pub const CLIENT_INFO_PARAMETERS_MAX: usize = 64;
pub const SERVER_CLIENT_LIMITS_MAX: usize = 32;
#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct Server {
    pub name: Text,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct Client {
    pub srv: Server,
    pub id: u64,
    pub timestamp: i64,
    pub transport: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectOpenArgs {
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectGetLibVersionRet {
    pub lib_ver: u64,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectListServersArgs {
    pub need_results: u32,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectListServersRet {
    #[xdr(max = SERVER_LIST_MAX)]
    pub servers: Vec<Server>,
    pub ret: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectLookupServerArgs {
    pub name: Text,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectLookupServerRet {
    pub srv: Server,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ServerGetThreadpoolParametersArgs {
    pub srv: Server,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ServerGetThreadpoolParametersRet {
    #[xdr(max = SERVER_THREADPOOL_PARAMETERS_MAX)]
    pub params: Vec<TypedParam>,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ServerSetThreadpoolParametersArgs {
    pub srv: Server,
    #[xdr(max = SERVER_THREADPOOL_PARAMETERS_MAX)]
    pub params: Vec<TypedParam>,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ServerListClientsArgs {
    pub srv: Server,
    pub need_results: u32,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ServerListClientsRet {
    #[xdr(max = CLIENT_LIST_MAX)]
    pub clients: Vec<Client>,
    pub ret: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ServerLookupClientArgs {
    pub srv: Server,
    pub id: u64,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ServerLookupClientRet {
    pub clnt: Client,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ClientGetInfoArgs {
    pub clnt: Client,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ClientGetInfoRet {
    #[xdr(max = CLIENT_INFO_PARAMETERS_MAX)]
    pub params: Vec<TypedParam>,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ClientCloseArgs {
    pub clnt: Client,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ServerGetClientLimitsArgs {
    pub srv: Server,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ServerGetClientLimitsRet {
    #[xdr(max = SERVER_CLIENT_LIMITS_MAX)]
    pub params: Vec<TypedParam>,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ServerSetClientLimitsArgs {
    pub srv: Server,
    #[xdr(max = SERVER_CLIENT_LIMITS_MAX)]
    pub params: Vec<TypedParam>,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectGetLoggingOutputsArgs {
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectGetLoggingOutputsRet {
    pub outputs: Text,
    pub noutputs: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectGetLoggingFiltersArgs {
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectGetLoggingFiltersRet {
    pub filters: Option<Text>,
    pub nfilters: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectSetLoggingOutputsArgs {
    pub outputs: Option<Text>,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectSetLoggingFiltersArgs {
    pub filters: Option<Text>,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ServerUpdateTlsFilesArgs {
    pub srv: Server,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectSetDaemonTimeoutArgs {
    pub timeout: u32,
    pub flags: u32,
}

#[derive(Debug, Clone, PartialEq, Xdr)]
pub struct ConnectDaemonShutdownArgs {
    pub flags: u32,
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
    pub struct ConnectGetLibVersion;
    impl crate::Call for ConnectGetLibVersion {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 3;
        type Args = ();
        type Ret = super::ConnectGetLibVersionRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ConnectListServers;
    impl crate::Call for ConnectListServers {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 4;
        type Args = super::ConnectListServersArgs;
        type Ret = super::ConnectListServersRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ConnectLookupServer;
    impl crate::Call for ConnectLookupServer {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 5;
        type Args = super::ConnectLookupServerArgs;
        type Ret = super::ConnectLookupServerRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ServerGetThreadpoolParameters;
    impl crate::Call for ServerGetThreadpoolParameters {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 6;
        type Args = super::ServerGetThreadpoolParametersArgs;
        type Ret = super::ServerGetThreadpoolParametersRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ServerSetThreadpoolParameters;
    impl crate::Call for ServerSetThreadpoolParameters {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 7;
        type Args = super::ServerSetThreadpoolParametersArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ServerListClients;
    impl crate::Call for ServerListClients {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 8;
        type Args = super::ServerListClientsArgs;
        type Ret = super::ServerListClientsRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ServerLookupClient;
    impl crate::Call for ServerLookupClient {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 9;
        type Args = super::ServerLookupClientArgs;
        type Ret = super::ServerLookupClientRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ClientGetInfo;
    impl crate::Call for ClientGetInfo {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 10;
        type Args = super::ClientGetInfoArgs;
        type Ret = super::ClientGetInfoRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ClientClose;
    impl crate::Call for ClientClose {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 11;
        type Args = super::ClientCloseArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ServerGetClientLimits;
    impl crate::Call for ServerGetClientLimits {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 12;
        type Args = super::ServerGetClientLimitsArgs;
        type Ret = super::ServerGetClientLimitsRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ServerSetClientLimits;
    impl crate::Call for ServerSetClientLimits {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 13;
        type Args = super::ServerSetClientLimitsArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ConnectGetLoggingOutputs;
    impl crate::Call for ConnectGetLoggingOutputs {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 14;
        type Args = super::ConnectGetLoggingOutputsArgs;
        type Ret = super::ConnectGetLoggingOutputsRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ConnectGetLoggingFilters;
    impl crate::Call for ConnectGetLoggingFilters {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 15;
        type Args = super::ConnectGetLoggingFiltersArgs;
        type Ret = super::ConnectGetLoggingFiltersRet;
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ConnectSetLoggingOutputs;
    impl crate::Call for ConnectSetLoggingOutputs {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 16;
        type Args = super::ConnectSetLoggingOutputsArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ConnectSetLoggingFilters;
    impl crate::Call for ConnectSetLoggingFilters {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 17;
        type Args = super::ConnectSetLoggingFiltersArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ServerUpdateTlsFiles;
    impl crate::Call for ServerUpdateTlsFiles {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 18;
        type Args = super::ServerUpdateTlsFilesArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ConnectSetDaemonTimeout;
    impl crate::Call for ConnectSetDaemonTimeout {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 19;
        type Args = super::ConnectSetDaemonTimeoutArgs;
        type Ret = ();
    }
    #[derive(Debug, Clone, Copy)]
    pub struct ConnectDaemonShutdown;
    impl crate::Call for ConnectDaemonShutdown {
        const PROGRAM: u32 = super::PROGRAM;
        const VERSION: u32 = super::VERSION;
        const NUMBER: i32 = 20;
        type Args = super::ConnectDaemonShutdownArgs;
        type Ret = ();
    }
}

/// A type an event.
pub mod event {}

/// Every procedure, in order of number.
pub static PROCEDURES: &[Procedure] = &[
    Procedure {
        number: 1,
        name: "connect_open",
        event: false,
        priority: Priority::Low,
        access: Access::Read,
        api: "virAdmConnectOpen",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[],
        filters: &[],
    },
    Procedure {
        number: 2,
        name: "connect_close",
        event: false,
        priority: Priority::Low,
        access: Access::Read,
        api: "virAdmConnectClose",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[],
        filters: &[],
    },
    Procedure {
        number: 3,
        name: "connect_get_lib_version",
        event: false,
        priority: Priority::Low,
        access: Access::Read,
        api: "virAdmConnectGetLibVersion",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[],
        filters: &[],
    },
    Procedure {
        number: 4,
        name: "connect_list_servers",
        event: false,
        priority: Priority::Low,
        access: Access::Read,
        api: "virAdmConnectListServers",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[],
        filters: &[],
    },
    Procedure {
        number: 5,
        name: "connect_lookup_server",
        event: false,
        priority: Priority::Low,
        access: Access::Read,
        api: "virAdmConnectLookupServer",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[],
        filters: &[],
    },
    Procedure {
        number: 6,
        name: "server_get_threadpool_parameters",
        event: false,
        priority: Priority::Low,
        access: Access::Read,
        api: "virAdmServerGetThreadPoolParameters",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[],
        filters: &[],
    },
    Procedure {
        number: 7,
        name: "server_set_threadpool_parameters",
        event: false,
        priority: Priority::Low,
        access: Access::Read,
        api: "virAdmServerSetThreadPoolParameters",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[],
        filters: &[],
    },
    Procedure {
        number: 8,
        name: "server_list_clients",
        event: false,
        priority: Priority::Low,
        access: Access::Read,
        api: "virAdmServerListClients",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[],
        filters: &[],
    },
    Procedure {
        number: 9,
        name: "server_lookup_client",
        event: false,
        priority: Priority::Low,
        access: Access::Read,
        api: "virAdmServerLookupClient",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[],
        filters: &[],
    },
    Procedure {
        number: 10,
        name: "client_get_info",
        event: false,
        priority: Priority::Low,
        access: Access::Read,
        api: "virAdmClientGetInfo",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[],
        filters: &[],
    },
    Procedure {
        number: 11,
        name: "client_close",
        event: false,
        priority: Priority::Low,
        access: Access::Read,
        api: "virAdmClientClose",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[],
        filters: &[],
    },
    Procedure {
        number: 12,
        name: "server_get_client_limits",
        event: false,
        priority: Priority::Low,
        access: Access::Read,
        api: "virAdmServerGetClientLimits",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[],
        filters: &[],
    },
    Procedure {
        number: 13,
        name: "server_set_client_limits",
        event: false,
        priority: Priority::Low,
        access: Access::Read,
        api: "virAdmServerSetClientLimits",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[],
        filters: &[],
    },
    Procedure {
        number: 14,
        name: "connect_get_logging_outputs",
        event: false,
        priority: Priority::Low,
        access: Access::Read,
        api: "virAdmConnectGetLoggingOutputs",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[],
        filters: &[],
    },
    Procedure {
        number: 15,
        name: "connect_get_logging_filters",
        event: false,
        priority: Priority::Low,
        access: Access::Read,
        api: "virAdmConnectGetLoggingFilters",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[],
        filters: &[],
    },
    Procedure {
        number: 16,
        name: "connect_set_logging_outputs",
        event: false,
        priority: Priority::Low,
        access: Access::Read,
        api: "virAdmConnectSetLoggingOutputs",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[],
        filters: &[],
    },
    Procedure {
        number: 17,
        name: "connect_set_logging_filters",
        event: false,
        priority: Priority::Low,
        access: Access::Read,
        api: "virAdmConnectSetLoggingFilters",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[],
        filters: &[],
    },
    Procedure {
        number: 18,
        name: "server_update_tls_files",
        event: false,
        priority: Priority::Low,
        access: Access::Read,
        api: "virAdmServerUpdateTlsFiles",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[],
        filters: &[],
    },
    Procedure {
        number: 19,
        name: "connect_set_daemon_timeout",
        event: false,
        priority: Priority::Low,
        access: Access::Read,
        api: "virAdmConnectSetDaemonTimeout",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[],
        filters: &[],
    },
    Procedure {
        number: 20,
        name: "connect_daemon_shutdown",
        event: false,
        priority: Priority::Low,
        access: Access::Read,
        api: "virAdmConnectDaemonShutdown",
        stream: None,
        fds_in: false,
        fds_out: false,
        preauth: false,
        permissions: &[],
        filters: &[],
    },
];
